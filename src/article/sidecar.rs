//! The sidecar `NAME.dateline.toml` beside an article: what the desk states of it without touching it.
//!
//! Its date, outlet and place win over what the file says of itself. Accepted findings and ticked facts are kept with the text they were
//! made for. This module only reads; `desk` writes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::strict_toml::{StrictToml, Table, TomlProblem};
use super::{PartialDate, PublishedSource, Stated};

/// What every sidecar's name ends in.
pub const SUFFIX: &str = ".dateline.toml";

/// The contents of a sidecar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sidecar {
    /// When the article was published.
    pub published: Option<PartialDate>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was reported from.
    pub place: Option<String>,
    /// Findings that somebody let stand, in order of the file.
    pub accepted: Vec<Accepted>,
    /// Facts that somebody has ticked, in order of the file.
    pub checked: Vec<Checked>,
}

/// A finding that somebody let stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The rule's name.
    pub rule: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The text it was accepted for.
    pub text: Option<String>,
    /// Who accepted it.
    pub by: Option<String>,
    /// When, as written.
    pub at: Option<String>,
}

/// A statement of the article that somebody has checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The statement's fingerprint.
    pub statement: String,
    /// The text it was checked for.
    pub text: Option<String>,
    /// Who checked it.
    pub by: Option<String>,
    /// When, as written.
    pub at: Option<String>,
    /// What the checker notes.
    pub note: Option<String>,
    /// What it was checked against.
    pub source: Option<String>,
}

/// A sidecar with mistakes in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct SidecarError {
    /// All of them, in order of the file; at least one.
    pub problems: Vec<TomlProblem>,
    /// What could be read all the same.
    pub rest: Box<Sidecar>,
}

/// The sidecar's path: `a.txt` and `a.md` have `a.dateline.toml`.
#[must_use]
pub fn path_for(article: &Path) -> PathBuf {
    let mut name: OsString = article.file_stem().map(ToOwned::to_owned).unwrap_or_default();
    name.push(SUFFIX);
    article.with_file_name(name)
}

/// Reads a sidecar.
///
/// # Errors
/// [`SidecarError`] with everything that is wrong and what could be read all the same.
pub fn parse(text: &str) -> Result<Sidecar, SidecarError> {
    let (mut toml, table) = StrictToml::parse(text);
    toml.only(&table, &["published", "outlet", "place", "accepted", "checked"], "a sidecar");
    let mut sidecar = Sidecar {
        published: toml.date(&table, "published"),
        outlet: toml.text(&table, "outlet"),
        place: toml.text(&table, "place"),
        ..Sidecar::default()
    };
    for (entry, range) in toml.tables(&table, "accepted") {
        sidecar.accepted.extend(accepted(&mut toml, entry, range));
    }
    for (entry, range) in toml.tables(&table, "checked") {
        sidecar.checked.extend(checked(&mut toml, entry, range));
    }
    let mut problems = toml.problems;
    if problems.is_empty() {
        return Ok(sidecar);
    }
    problems.sort_by_key(|problem| problem.span);
    Err(SidecarError { problems, rest: Box::new(sidecar) })
}

fn accepted<'t>(toml: &mut StrictToml<'t>, entry: &Table<'t>, range: std::ops::Range<usize>) -> Option<Accepted> {
    toml.only(entry, &["rule", "fingerprint", "text", "by", "at"], "`[[accepted]]`");
    let rule = toml.required_text(entry, range.clone(), "rule", "an `[[accepted]]` finding");
    let fingerprint = toml.required_text(entry, range, "fingerprint", "an `[[accepted]]` finding");
    let (text, by, at) = (toml.text(entry, "text"), toml.text(entry, "by"), toml.text_or_date(entry, "at"));
    Some(Accepted { rule: rule?, fingerprint: fingerprint?, text, by, at })
}

fn checked<'t>(toml: &mut StrictToml<'t>, entry: &Table<'t>, range: std::ops::Range<usize>) -> Option<Checked> {
    toml.only(entry, &["statement", "text", "by", "at", "note", "source"], "`[[checked]]`");
    let statement = toml.required_text(entry, range, "statement", "a `[[checked]]` fact");
    let (text, by, at) = (toml.text(entry, "text"), toml.text(entry, "by"), toml.text_or_date(entry, "at"));
    let (note, source) = (toml.text(entry, "note"), toml.text(entry, "source"));
    Some(Checked { statement: statement?, text, by, at, note, source })
}

impl From<&Sidecar> for Stated {
    fn from(sidecar: &Sidecar) -> Self {
        Self {
            published: sidecar.published.map(|date| (date, PublishedSource::Sidecar)),
            outlet: sidecar.outlet.clone(),
            place: sidecar.place.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn everything_a_sidecar_can_hold() {
        let text = "published = 1998-03-03\noutlet = 'The Meridian'\nplace = 'Geneva'\n\n[[accepted]]\nrule = 'doubled-word'\nfingerprint = 'a1'\ntext = 'it it'\nby = 'ap'\nat = 1998-03-04\n\n[[checked]]\nstatement = 'b2'\nat = '4 March'\nnote = 'rang the mayor'\nsource = 'minutes'\n";
        let expected = Sidecar {
            published: PartialDate::day(1998, 3, 3),
            outlet: some("The Meridian"),
            place: some("Geneva"),
            accepted: vec![Accepted {
                rule: "doubled-word".to_owned(),
                fingerprint: "a1".to_owned(),
                text: some("it it"),
                by: some("ap"),
                at: some("1998-03-04"),
            }],
            checked: vec![Checked {
                statement: "b2".to_owned(),
                at: some("4 March"),
                note: some("rang the mayor"),
                source: some("minutes"),
                ..Checked::default()
            }],
        };
        assert_eq!(parse(text), Ok(expected));
        assert_eq!(parse(""), Ok(Sidecar::default()));
    }

    #[test]
    fn a_date_may_be_a_month_or_a_year() {
        let published = |text: &str| parse(text).unwrap().published.map(|date| date.to_string());
        assert_eq!(
            [published("published = '1998-03'"), published("published = 1998"), published("published = 1998-03-03T10:00:00Z")],
            [some("1998-03"), some("1998"), some("1998-03-03")]
        );
    }

    #[test]
    fn mistakes_are_told_with_place_and_remedy_and_the_rest_is_read() {
        let error = parse("publshed = 1998-03-03\noutlet = 5\nplace = 'Ely'\n[[accepted]]\nrule = 'doubled-word'\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 1, column 1: unknown key `publshed` in a sidecar; did you mean `published`?\n\
             line 2, column 10: `outlet` must be a text in quotation marks, not a number\n\
             line 4, column 1: an `[[accepted]]` finding has no `fingerprint`; add it"
        );
        assert_eq!(*error.rest, Sidecar { place: some("Ely"), ..Sidecar::default() });
    }

    #[test]
    fn the_sidecar_lies_beside_its_article() {
        let path = |article: &str| path_for(Path::new(article)).to_string_lossy().into_owned();
        assert_eq!([path("/x/a.txt"), path("b.c.md"), path("a")], ["/x/a.dateline.toml", "b.c.dateline.toml", "a.dateline.toml"]);
    }
}
