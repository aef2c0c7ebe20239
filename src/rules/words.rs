//! How messages put things: dates, files and their dates, short stretches of text.

use std::path::Path;

use jiff::civil::Date;

use crate::article::{PartialDate, PublishedSource};
use crate::corpus::Record;
use crate::language::{Token, TokenKind};

/// `29 January 1997`.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `29 January 1997`, `January 1997`, `1997`.
pub(super) fn date(date: PartialDate) -> String {
    match date {
        PartialDate::Day(date) => day(date),
        PartialDate::Month(year, month) => {
            Date::new(year, month, 1).map_or_else(|_| year.to_string(), |date| date.strftime("%B %Y").to_string())
        }
        PartialDate::Year(year) => year.to_string(),
    }
}

/// The day of an article, if it is known to the day.
pub(super) fn published_day(record: &Record) -> Option<Date> {
    match record.article.published?.date {
        PartialDate::Day(date) => Some(date),
        PartialDate::Month(..) | PartialDate::Year(_) => None,
    }
}

/// `delegation.txt`: the file's name alone.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}

/// `delegation.txt, 29 January 1997`, or that its date is not known.
pub(super) fn source(record: &Record) -> String {
    let name = file_name(&record.path);
    match record.article.published {
        Some(published) => format!("{name}, {}", date(published.date)),
        None => format!("{name}, date not known"),
    }
}

/// `delegation.txt (29 January 1997)`, or the name alone.
pub(super) fn dated(record: &Record) -> String {
    let name = file_name(&record.path);
    record.article.published.map_or(name.clone(), |published| format!("{name} ({})", date(published.date)))
}

/// How the article's date is known, as part of a sentence.
pub(super) fn date_source(source: PublishedSource) -> &'static str {
    match source {
        PublishedSource::Argument => "as given for this run",
        PublishedSource::Sidecar => "from the file beside it",
        PublishedSource::FrontMatter => "from the front matter",
        PublishedSource::Format => "from the file's own field",
        PublishedSource::Text => "from the date line",
    }
}

/// Whether a token's word is one of plain small letters.
pub(super) fn is_small_word(token: &Token, text: &str) -> bool {
    token.kind == TokenKind::Word && token.span.of(text).chars().all(char::is_lowercase)
}

/// The replacement in the case of what it replaces: all capitals, a capital initial, or as it is.
pub(super) fn in_case_of(model: &str, word: &str) -> String {
    let letters = || model.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return word.to_uppercase();
    }
    if letters().next().is_some_and(char::is_uppercase) {
        return capitalised(word);
    }
    word.to_owned()
}

/// With a capital initial.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_put_day_first() {
        let day = PartialDate::Day(Date::constant(1997, 1, 9));
        assert_eq!(
            [day, PartialDate::Month(1997, 1), PartialDate::Year(1997)].map(date),
            ["9 January 1997", "January 1997", "1997"]
        );
    }

    #[test]
    fn replacements_take_the_case_over() {
        for (model, word, expected) in
            [("TUES", "Wed", "WED"), ("Tuesday", "wednesday", "Wednesday"), ("colour", "color", "color")]
        {
            assert_eq!(in_case_of(model, word), expected);
        }
    }
}
