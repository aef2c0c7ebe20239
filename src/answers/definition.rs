//! Where somebody or something is introduced, and where the desk has written it down.

use crate::corpus::{BearerRow, Corpus, Identity, IdentityKey, Place, Record, has_full_name, introducing};
use crate::knowledge::dossier::Origin;

use super::references::Location;
use super::subject::{Subject, newest};
use super::written_down;

/// The desk's own entry on whoever is named at a byte offset, if there is one. Else the introduction: in this article, if it gives the full name; else the
/// newest one in the corpus.
/// A surname that is joined with nobody leads to the newest introduction of each person who bears it. Empty where nothing is named.
#[must_use]
pub fn definition(corpus: &Corpus, record: &Record, offset: usize) -> Vec<Location> {
    let Some(subject) = Subject::named_at(corpus, record, offset) else {
        let event = written_down::event_at(corpus, record, offset);
        return event.map(|(_, event)| in_dossier(&event.origin)).into_iter().collect();
    };
    let written = entries(&subject);
    if written.is_empty() { introductions(corpus, &subject) } else { written }
}

/// Where whoever is named at a byte offset is introduced, whatever the desk wrote down: see [`definition`].
#[must_use]
pub fn implementation(corpus: &Corpus, record: &Record, offset: usize) -> Vec<Location> {
    let Some(subject) = Subject::named_at(corpus, record, offset) else { return Vec::new() };
    let own = subject.home.and_then(|home| Some(Location::of(home.record, introducing(home.record, home.id)?.span)));
    let own = own.filter(|_| subject.home.is_some_and(|home| has_full_name(home.entity)));
    let mut found: Vec<Location> = own.into_iter().collect();
    let elsewhere = subject.elsewhere().iter().filter(|row| row.has_full_name());
    found.extend(elsewhere.filter_map(|row| Some(Location { path: row.path.clone(), place: row.introduction()?.place })));
    if found.is_empty() { introductions(corpus, &subject) } else { found }
}

fn introductions(corpus: &Corpus, subject: &Subject<'_>) -> Vec<Location> {
    let here = subject.home.and_then(|home| {
        let mention = introducing(home.record, home.id)?;
        Some((has_full_name(home.entity), Location::of(home.record, mention.span)))
    });
    if let Some((true, location)) = here {
        return vec![location];
    }
    let introductions: Vec<Location> = match &subject.identity.key {
        IdentityKey::Lone(..) => {
            corpus.namesakes(&subject.identity).0.iter().filter_map(|identity| introduction(corpus, identity)).collect()
        }
        _ => introduction(corpus, &subject.identity).into_iter().collect(),
    };
    if introductions.is_empty() { here.map(|(_, location)| location).into_iter().collect() } else { introductions }
}

/// The desk's own entries on whoever or whatever is named at a byte offset, in order of file and line.
#[must_use]
pub fn type_definition(corpus: &Corpus, record: &Record, offset: usize) -> Vec<Location> {
    Subject::named_at(corpus, record, offset).as_ref().map_or_else(Vec::new, entries)
}

fn entries(subject: &Subject<'_>) -> Vec<Location> {
    subject.written_down().into_iter().map(|entry| in_dossier(entry.origin())).collect()
}

/// Where this article introduces whoever or whatever is named at a byte offset: the first mention with the fullest name in it.
#[must_use]
pub fn declaration(record: &Record, offset: usize) -> Option<Location> {
    let mention = record.mention(record.reading.mention_at(offset)?);
    introducing(record, mention.entity).map(|first| Location::of(record, first.span))
}

fn in_dossier(origin: &Origin) -> Location {
    Location { path: origin.path.clone(), place: Place::of_entry(origin) }
}

/// Where the newest article that gives the full name introduces somebody or something; undated articles come last.
#[must_use]
pub fn introduction(corpus: &Corpus, identity: &Identity) -> Option<Location> {
    introduced(&newest(corpus, &identity.key))
}

/// Where the first of some rows that has the full name introduces somebody or something.
pub(super) fn introduced(rows: &[BearerRow]) -> Option<Location> {
    let full = rows.iter().find(|row| row.has_full_name()).or_else(|| rows.first())?;
    Some(Location { path: full.path.clone(), place: full.introduction()?.place })
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    const DOSSIER: &str = "[[person]]\nname = \"Helga Lindqvist\"\n\n[[place]]\nname = \"Peking\"\n";

    fn check(fixture: &str, declared: &str, written: &[u32]) {
        let scene = Scene::read(fixture).with_dossier(DOSSIER);
        let declaration = declaration(&scene.record, scene.cursor).map(|at| scene.tell(at.place.span())).unwrap_or_default();
        let lines: Vec<u32> =
            type_definition(&scene.corpus, &scene.record, scene.cursor).iter().map(|at| at.place.start.line + 1).collect();
        assert_eq!((declaration.as_str(), &lines[..]), (declared, written));
    }

    #[test]
    fn a_declaration_stands_in_the_article_and_a_type_in_the_dossier() {
        check(
            "Lindqvist goes\n\nForeign Minister Helga Lindqvist left. Ms Lind$0qvist was silent.\n",
            "3:18 \"Helga Lindqvist\"",
            &[1],
        );
        check("Helga Lindqvist left for Pe$0king. She likes Beijing.\n", "1:26 \"Peking\"", &[4]);
        check("Helga Lindqvist left for Os$0lo.\n", "1:26 \"Oslo\"", &[]);
        check("Helga Lindqvist le$0ft.\n", "", &[]);
    }
}
