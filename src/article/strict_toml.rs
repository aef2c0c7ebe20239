//! TOML files that people write by hand, read strictly and to the end.
//!
//! A mistyped key that is silently ignored is a setting that silently does not work. So every key must be known; one that is
//! not is reported with its place and the nearest key there is. One mistake does not hide the next, nor the rest of the file.

use toml::de::{DeTable, DeValue};
use toml::{Spanned, value::Datetime};

use super::PartialDate;
use crate::text::{LineIndex, PositionEncoding, Span};

/// What is wrong in a TOML file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct TomlProblem {
    /// The key or value, in bytes of the file.
    pub span: Span,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    /// Cause and remedy.
    pub message: String,
}

/// A table of a parsed file.
pub(crate) type Table<'t> = DeTable<'t>;
/// A value of a parsed file.
pub(crate) type Value<'t> = Spanned<DeValue<'t>>;

/// Collects what is wrong while a file is read.
#[derive(Debug)]
pub(crate) struct StrictToml<'t> {
    text: &'t str,
    lines: LineIndex,
    pub(crate) problems: Vec<TomlProblem>,
}

impl<'t> StrictToml<'t> {
    /// Parses a file; what of it is no TOML is a problem, and the rest is there.
    pub(crate) fn parse(text: &'t str) -> (Self, Table<'t>) {
        let mut reader = Self { text, lines: LineIndex::of_file(text), problems: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            reader.report(range, message);
        }
        (reader, table.into_inner())
    }

    /// Takes down a problem at a range of bytes.
    pub(crate) fn report(&mut self, range: std::ops::Range<usize>, message: String) {
        let start = range.start.min(self.text.len());
        let at = self.lines.position(self.text, start, PositionEncoding::Utf32);
        let span = Span::new(start, range.end.clamp(start, self.text.len()));
        self.problems.push(TomlProblem { span, line: at.line + 1, column: at.column.0 + 1, message });
    }

    /// Reports the keys of a table that are not among the known ones; `what` says of what they are keys.
    pub(crate) fn only(&mut self, table: &Table<'t>, known: &[&str], what: &str) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                self.report(key.span(), format!("unknown key `{name}` in {what}{}", hint(name, known)));
            }
        }
    }

    /// The text of a key.
    pub(crate) fn text(&mut self, table: &Table<'t>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str().map(ToOwned::to_owned);
        if text.is_none() {
            self.wrong_type(key, value, "a text in quotation marks");
        }
        text
    }

    /// The text of a key that must be there.
    pub(crate) fn required_text(
        &mut self,
        table: &Table<'t>,
        range: std::ops::Range<usize>,
        key: &str,
        what: &str,
    ) -> Option<String> {
        if !table.contains_key(key) {
            self.report(range, format!("{what} has no `{key}`; add it"));
        }
        self.text(table, key)
    }

    /// A text, or a date as TOML has it, written out.
    pub(crate) fn text_or_date(&mut self, table: &Table<'t>, key: &str) -> Option<String> {
        match table.get(key)?.get_ref() {
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => self.text(table, key),
        }
    }

    /// The date of a key: a TOML date, `"1997-01"` or 1997.
    pub(crate) fn date(&mut self, table: &Table<'t>, key: &str) -> Option<PartialDate> {
        let value = table.get(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(Datetime { date: Some(date), .. }) => {
                PartialDate::day(date.year as i16, date.month as i8, date.day as i8)
            }
            DeValue::Integer(year) => year.as_str().parse().ok(),
            DeValue::String(text) => text.parse().ok(),
            _ => None,
        };
        if date.is_none() {
            self.report(value.span(), format!("`{key}` is no date; write 1997-01-29, \"1997-01\" or 1997"));
        }
        date
    }

    /// The list of texts of a key.
    pub(crate) fn texts(&mut self, table: &Table<'t>, key: &str) -> Option<Vec<String>> {
        let value = table.get(key)?;
        let list = value
            .get_ref()
            .as_array()
            .map(|list| list.iter().map(|text| text.get_ref().as_str().map(ToOwned::to_owned)).collect());
        match list {
            Some(Some(texts)) => Some(texts),
            _ => {
                self.wrong_type(key, value, "a list of texts");
                None
            }
        }
    }

    /// The texts of a list for which `check` finds nothing wrong; what it says of the others is reported where they stand.
    pub(crate) fn good_texts(&mut self, table: &Table<'t>, key: &str, check: impl Fn(&str) -> Result<(), String>) -> Vec<String> {
        let texts = self.texts(table, key).unwrap_or_default();
        let list = table.get(key).and_then(|value| value.get_ref().as_array());
        let places: Vec<_> = list.into_iter().flat_map(|list| list.iter().map(Value::span)).collect();
        let mut good = Vec::new();
        for (text, place) in texts.into_iter().zip(places) {
            match check(&text) {
                Ok(()) => good.push(text),
                Err(problem) => self.report(place, problem),
            }
        }
        good
    }

    /// The whole number of a key.
    pub(crate) fn count(&mut self, table: &Table<'t>, key: &str) -> Option<usize> {
        let value = table.get(key)?;
        let count = value.get_ref().as_integer().and_then(|number| number.as_str().replace('_', "").parse().ok());
        if count.is_none() {
            self.wrong_type(key, value, "a whole number");
        }
        count
    }

    /// The table of a key.
    pub(crate) fn table<'v>(&mut self, table: &'v Table<'t>, key: &str) -> Option<&'v Table<'t>> {
        let value = table.get(key)?;
        self.as_table(key, value)
    }

    /// A value as the table that it should be.
    pub(crate) fn as_table<'v>(&mut self, key: &str, value: &'v Value<'t>) -> Option<&'v Table<'t>> {
        let found = value.get_ref().as_table();
        if found.is_none() {
            self.wrong_type(key, value, "a table");
        }
        found
    }

    /// The tables under `[[key]]`, each with its place.
    pub(crate) fn tables<'v>(&mut self, table: &'v Table<'t>, key: &str) -> Vec<(&'v Table<'t>, std::ops::Range<usize>)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, value, &format!("a list of tables, each under `[[{key}]]`"));
            return Vec::new();
        };
        list.iter().filter_map(|entry| self.as_table(key, entry).map(|table| (table, entry.span()))).collect()
    }

    /// Says what was expected instead.
    pub(crate) fn wrong_type(&mut self, key: &str, value: &Value<'t>, expected: &str) {
        let found = match value.get_ref().type_str() {
            "string" => "a text",
            "integer" | "float" => "a number",
            "boolean" => "true or false",
            "datetime" => "a date",
            "array" => "a list",
            _ => "a table",
        };
        self.report(value.span(), format!("`{key}` must be {expected}, not {found}"));
    }
}

/// `; did you mean …?` with the nearest of the known names, or all of them if none is near.
pub(crate) fn hint(name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known.len() <= 8 => format!("; known are `{}`", known.join("`, `")),
        None => String::new(),
    }
}

/// The known name that is most like another, if any is like it at all.
pub(crate) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let alike = |other: &&'k str| strsim::jaro_winkler(&name.to_lowercase(), other);
    known.iter().copied().filter(|other| alike(other) >= 0.8).max_by(|a, b| alike(a).total_cmp(&alike(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_mistakes_are_told_at_once_with_their_places() {
        let text = "name = 3\nmax = \"many\"\nwhen = 1997-02-30\nlist = [1]\n# é\nnmae = \"x\"\n";
        let (mut toml, table) = StrictToml::parse(text);
        toml.only(&table, &["name", "max", "when", "list"], "the file");
        let read = (toml.text(&table, "name"), toml.count(&table, "max"), toml.texts(&table, "list"));
        assert_eq!(read, (None, None, None));
        let told: Vec<String> = toml.problems.iter().map(ToString::to_string).collect();
        assert!(told[0].starts_with("line 3, column "), "{told:?}");
        assert_eq!(
            told[1..],
            [
                "line 6, column 1: unknown key `nmae` in the file; did you mean `name`?",
                "line 1, column 8: `name` must be a text in quotation marks, not a number",
                "line 2, column 7: `max` must be a whole number, not a text",
                "line 4, column 8: `list` must be a list of texts, not a list",
            ]
        );
    }

    #[test]
    fn a_name_that_is_like_no_other_gets_the_list() {
        assert_eq!(hint("zzz", &["name", "max"]), "; known are `name`, `max`");
    }
}
