//! Where somebody or something is introduced, and where the desk has written it down.

use crate::corpus::{BearerRow, Corpus, Identity, IdentityKey, Place, Record, has_full_name, introducing};
use crate::knowledge::dossier::{DossierEntry, Origin};
use crate::language::Kind;

use super::references::Location;
use super::subject::{Subject, newest};

/// The desk's own entry on whoever is named at a byte offset, if there is one. Else the introduction: in this article, if it gives the full name; else the
/// newest one in the corpus.
/// A surname that is joined with nobody leads to the newest introduction of each person who bears it. Empty where nothing is named.
#[must_use]
pub fn definition(corpus: &Corpus, record: &Record, offset: usize) -> Vec<Location> {
    let no_name = |_: &std::path::Path| String::new();
    let mention = record.reading.mention_at(offset).map(|id| record.mention(id));
    let Some(subject) = mention.and_then(|mention| Subject::here(corpus, record, mention.entity, &no_name)) else {
        return Vec::new();
    };
    let written: Vec<Location> = subject.dossier().map(|person| in_dossier(&person.origin)).collect();
    if !written.is_empty() {
        return written;
    }
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
    let no_name = |_: &std::path::Path| String::new();
    let mention = record.reading.mention_at(offset).map(|id| record.mention(id));
    let Some(subject) = mention.and_then(|mention| Subject::here(corpus, record, mention.entity, &no_name)) else {
        return Vec::new();
    };
    let kind = subject.identity.kind;
    if kind == Kind::Person {
        return subject.dossier().map(|person| in_dossier(&person.origin)).collect();
    }
    // By the name that the article uses, or by the one that is usual: a dossier may have either.
    let written = subject.home.map(|home| home.entity.name.as_str()).unwrap_or_default();
    let entries = corpus.dossiers().named(written).chain(corpus.dossiers().named(&subject.identity.name));
    let fits = |entry: &DossierEntry<'_>| match entry {
        DossierEntry::Organisation(_) => kind == Kind::Organisation,
        DossierEntry::Place(_) => kind == Kind::Place,
        DossierEntry::Person(_) | DossierEntry::Event(_) => false,
    };
    let mut places: Vec<Location> = Vec::new();
    for place in entries.filter(fits).map(|entry| in_dossier(entry.origin())) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// Where this article introduces whoever or whatever is named at a byte offset: the first mention with the fullest name in it.
#[must_use]
pub fn declaration(record: &Record, offset: usize) -> Option<Location> {
    let mention = record.mention(record.reading.mention_at(offset)?);
    introducing(record, mention.entity).map(|first| Location::of(record, first.span))
}

fn in_dossier(origin: &Origin) -> Location {
    Location { path: origin.path.clone(), place: Place::head_of_line(origin.line.saturating_sub(1)) }
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
