//! Where somebody or something is introduced.

use crate::corpus::{BearerRow, Corpus, Identity, IdentityKey, Place, Record, has_full_name, introducing};
use crate::knowledge::dossier::Origin;

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
