//! Dossiers made from what others publish: Wikidata's dump and files in Popolo, the open format for people in politics.
//!
//! An import reads a file that may be larger than memory and may be broken anywhere, and writes dossiers that read without a problem. So
//! what is not sure is left out and counted, and [`Imported`] tells of it; only a file that cannot be read to its end leaves everything as it was.

mod family;
mod output;
mod popolo;
mod source;
mod wikidata;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::reading::ReadProblem;
use crate::knowledge::dossier::Term;

pub(super) use output::is_import;
pub use popolo::import_popolo;
pub use wikidata::{WikidataChoice, import_wikidata};

/// So many broken places are told one by one.
const BROKEN_TOLD: usize = 5;

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The dossiers written.
    pub files: Vec<PathBuf>,
    /// People written.
    pub people: usize,
    /// Their offices.
    pub offices: usize,
    /// Bodies written.
    pub organisations: usize,
    /// What was left out, and how often.
    pub left_out: BTreeMap<LeftOut, usize>,
    /// The first places that could not be read, each with its cause.
    pub broken: Vec<String>,
    /// How many there are in all.
    pub broken_in_all: usize,
}

impl Imported {
    fn leave_out(&mut self, what: LeftOut) {
        *self.left_out.entry(what).or_default() += 1;
    }

    fn broken(&mut self, place: impl FnOnce() -> String) {
        self.broken_in_all += 1;
        if self.broken.len() < BROKEN_TOLD {
            self.broken.push(place());
        }
    }
}

/// What an import leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Places, works, concepts.
    OtherEntity,
    /// Something founded that no sign tells to be a body.
    PerhapsOrganisation,
    /// Somebody without an office.
    PersonWithoutOffice,
    /// Somebody without a name that can be printed.
    PersonWithoutName,
    /// A body without one.
    OrganisationWithoutName,
    /// An office that has no title.
    OfficeWithoutTitle,
    /// A statement that Wikidata has deprecated.
    Deprecated,
    /// A statement, or an entry of a list, of another shape than it should have.
    Unreadable,
    /// A date that is known to the decade or less.
    VagueDate,
    /// A date that the calendar does not have, or before the year 1.
    ImpossibleDate,
    /// Dates of one event that do not agree.
    DisputedDate,
    /// A term that ends before it begins; the office or name stands without it.
    ReversedTerm,
    /// A country or parent of which there are several, or which has no name.
    UnclearReference,
    /// A name in another language.
    ForeignName,
}

impl std::fmt::Display for LeftOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::OtherEntity => "entities that are neither people nor organisations",
            Self::PerhapsOrganisation => "founded entities that nothing tells to be organisations",
            Self::PersonWithoutOffice => "people without an office",
            Self::PersonWithoutName => "people without a name in English",
            Self::OrganisationWithoutName => "organisations without a name in English",
            Self::OfficeWithoutTitle => "offices without a title in English",
            Self::Deprecated => "deprecated statements",
            Self::Unreadable => "statements of an unknown shape",
            Self::VagueDate => "dates that are not known to the year",
            Self::ImpossibleDate => "dates that the calendar does not have, or before the year 1",
            Self::DisputedDate => "dates of birth, death, founding or end that do not agree",
            Self::ReversedTerm => "terms that end before they begin",
            Self::UnclearReference => "countries and parents that are several, or have no name in English",
            Self::ForeignName => "names in other languages",
        })
    }
}

/// Told now and then how far an import is: bytes of the file, of how many. A file that is read twice counts twice.
pub type Progress<'p> = &'p dyn Fn(u64, u64);

/// No name, title or description is longer, in bytes.
const LONGEST_NAME: usize = 500;

/// A name as it can stand in a line: white space as one blank each, no control characters. `None` if nothing is left, or far too much.
fn tidy(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    Some(words.join(" ")).filter(|name| (1..=LONGEST_NAME).contains(&name.len()))
}

/// Whether a name in this language can be printed in English copy; `mul` is all languages that write it alike.
fn is_english(language: &str) -> bool {
    language == "mul" || language.split('-').next() == Some("en")
}

/// Other names than the name, each once, in order.
fn others(name: &str, names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::from([name.to_owned()]);
    names.into_iter().filter(|other| seen.insert(other.clone())).collect()
}

/// A term, without its ends if they contradict each other.
fn sound(term: Term, imported: &mut Imported) -> Term {
    match (term.from, term.until) {
        (Some(from), Some(until)) if from.first_day() > until.last_day() => {
            imported.leave_out(LeftOut::ReversedTerm);
            Term::default()
        }
        _ => term,
    }
}

/// What is wrong with a piece of JSON, without its place in the piece.
fn cause(error: &serde_json::Error) -> String {
    let told = error.to_string();
    told.split(" at line ").next().unwrap_or_default().to_owned()
}
