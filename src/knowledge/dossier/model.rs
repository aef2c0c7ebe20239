//! What a desk has written down of the world. The cache keeps these values as `serde` writes them.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::PartialDate;

/// Where an entry stands: a dossier file, and the line of its head, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file. Whoever reads one knows it; it is not kept with every entry.
    #[serde(skip, default = "no_path")]
    pub path: Arc<Path>,
    /// Counted from 1.
    pub line: u32,
}

/// Of an entry that stands in no file yet.
impl Default for Origin {
    fn default() -> Self {
        Self { path: no_path(), line: 0 }
    }
}

fn no_path() -> Arc<Path> {
    Arc::from(Path::new(""))
}

/// A stretch of time of which either end may be unknown, each as exactly as the desk knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// From this day, month or year on.
    pub from: Option<PartialDate>,
    /// Up to and with this day, month or year.
    pub until: Option<PartialDate>,
}

/// Whether something holds at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// All of the time asked for lies inside.
    Yes,
    /// None of it does.
    No,
    /// What is known is not exact enough to say, or an end is not known.
    Perhaps,
}

impl Term {
    /// Whether a term covers a date. An end that is not stated is open: an office without `until` may have ended since, so that a date
    /// after its beginning is [`Held::Perhaps`].
    #[must_use]
    pub fn covers(&self, date: PartialDate) -> Held {
        let before = self.from.is_some_and(|from| date.last_day() < from.first_day());
        let after = self.until.is_some_and(|until| date.first_day() > until.last_day());
        if before || after {
            return Held::No;
        }
        let begun = self.from.is_some_and(|from| date.first_day() >= from.last_day());
        let lasts = self.until.is_some_and(|until| date.last_day() <= until.first_day());
        if begun && lasts { Held::Yes } else { Held::Perhaps }
    }
}

/// An office that somebody holds or held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// `Foreign Minister`.
    pub title: String,
    /// The country or body whose office it is.
    pub of: Option<String>,
    /// When.
    pub term: Term,
}

/// Somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// In full, as the desk writes it.
    pub name: String,
    /// Tells namesakes apart: `the Canadian minister`.
    pub which: Option<String>,
    /// Other forms that are right as well.
    pub aliases: Vec<String>,
    /// The family name, if it is not the last word.
    pub family_name: Option<String>,
    /// When born.
    pub born: Option<PartialDate>,
    /// When died.
    pub died: Option<PartialDate>,
    /// The country.
    pub country: Option<String>,
    /// In the order of the file.
    pub offices: Vec<Office>,
    /// Free words of the desk.
    pub note: Option<String>,
    /// Where the desk has it from.
    pub source: Option<String>,
    /// Where the entry stands.
    pub origin: Origin,
}

impl Person {
    /// The family name: as stated, else the last word of the name.
    #[must_use]
    pub fn family(&self) -> &str {
        self.family_name.as_deref().or_else(|| self.name.split_whitespace().last()).unwrap_or_default()
    }

    /// Whether the family name stands before the given name.
    #[must_use]
    pub fn family_first(&self) -> bool {
        self.name.split_whitespace().count() > 1 && self.name.split_whitespace().next() == Some(self.family())
    }
}

/// A name that something bore for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// The name.
    pub name: String,
    /// When.
    pub term: Term,
}

/// A body, company, paper or party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// As the desk writes it.
    pub name: String,
    /// Other forms that are right as well, abbreviations among them.
    pub aliases: Vec<String>,
    /// Names that it bore at other times.
    pub called: Vec<Called>,
    /// When founded.
    pub founded: Option<PartialDate>,
    /// When dissolved.
    pub dissolved: Option<PartialDate>,
    /// The body that it belongs to.
    pub parent: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// Free words of the desk.
    pub note: Option<String>,
    /// Where the desk has it from.
    pub source: Option<String>,
    /// Where the entry stands.
    pub origin: Origin,
}

/// Somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// As the desk writes it.
    pub name: String,
    /// Other forms that are right as well.
    pub aliases: Vec<String>,
    /// Names that it bore at other times.
    pub called: Vec<Called>,
    /// What it lies in, the nearest first: `Utah`, `United States`.
    pub within: Vec<String>,
    /// Free words of the desk.
    pub note: Option<String>,
    /// Where the desk has it from.
    pub source: Option<String>,
    /// Where the entry stands.
    pub origin: Origin,
}

/// Something that happened, or will.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What the desk calls it.
    pub name: String,
    /// Other ways to speak of it.
    pub aliases: Vec<String>,
    /// When.
    pub term: Term,
    /// Where.
    pub place: Option<String>,
    /// Who took part.
    pub participants: Vec<String>,
    /// Free words of the desk.
    pub note: Option<String>,
    /// Where the desk has it from.
    pub source: Option<String>,
    /// Where the entry stands.
    pub origin: Origin,
}

/// A wording that the desk has had to correct before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What was printed.
    pub wrong: String,
    /// What it should have been.
    pub right: String,
    /// Of whom or what, by a name of the dossiers or the gazetteer; `None`: wherever the wording stands.
    pub about: Option<String>,
    /// When the correction ran.
    pub published: Option<PartialDate>,
    /// Free words of the desk.
    pub note: Option<String>,
    /// Where the correction stands in print.
    pub source: Option<String>,
    /// Where the entry stands.
    pub origin: Origin,
}

/// A form that the house writes otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// The form not to use: `Peking`.
    pub form: String,
    /// The form to use: `Beijing`.
    pub preferred: String,
    /// The outlet whose style it is; `None`: of all.
    pub outlet: Option<String>,
    /// The folder for whose articles it holds.
    pub below: Arc<Path>,
}

/// A form of a name that somebody has found to be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// The form.
    pub form: String,
    /// Who found it right.
    pub by: Option<String>,
    /// When, as written.
    pub at: Option<String>,
    /// Where the desk has it from.
    pub source: Option<String>,
    /// Where the entry stands.
    pub origin: Origin,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_term_covers_what_lies_between_its_ends_as_exactly_as_they_are_known() {
        let term = Term { from: Some(date("1988")), until: Some(date("1998-03-17")) };
        let asked = ["1987-12-31", "1988", "1988-06-01", "1989-01-01", "1998-03", "1998-03-17", "1998-03-18", "1999"];
        let held = asked.map(|day| term.covers(date(day)));
        use Held::{No, Perhaps, Yes};
        assert_eq!(held, [No, Perhaps, Perhaps, Yes, Perhaps, Yes, No, No]);
    }

    #[test]
    fn an_open_end_is_not_for_ever() {
        let since = Term { from: Some(date("1993-01-20")), until: None };
        assert_eq!([since.covers(date("1992")), since.covers(date("1994"))], [Held::No, Held::Perhaps]);
    }
}
