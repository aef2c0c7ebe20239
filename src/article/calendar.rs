//! The English calendar as newspapers write it: names of months and weekdays with their abbreviations, and lines that hold nothing but
//! a date.
//!
//! A publication date is believed only where a line exists to state it: a bare date, a date after a label or the name of a
//! paper. A date in a sentence is a fact of the story, and a stamp of the last update is a fact of the web page; neither counts.

use std::sync::LazyLock;

use jiff::civil::Weekday;
use regex::{Captures, Regex};

use super::PartialDate;
use super::model::{Article, BlockKind};
use crate::text::Span;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Monday"),
    (Weekday::Tuesday, "Tuesday"),
    (Weekday::Wednesday, "Wednesday"),
    (Weekday::Thursday, "Thursday"),
    (Weekday::Friday, "Friday"),
    (Weekday::Saturday, "Saturday"),
    (Weekday::Sunday, "Sunday"),
];

/// The longest line, in bytes, that can be a date line.
const LONGEST_LINE: usize = 200;

/// The name of a month, counted from 1.
///
/// # Panics
/// If there is no such month.
#[must_use]
pub fn month_name(month: i8) -> &'static str {
    MONTHS[usize::try_from(month - 1).expect("months count from 1")]
}

/// The month that a word names, counted from 1: `January`, `JAN.`, `Sept`. Case and a full stop do not matter.
#[must_use]
pub fn month_of(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let known = |name: &str| {
        let abbreviation = word.len() == 3 || (word.len() == 4 && matches!(name, "September" | "June" | "July"));
        word.eq_ignore_ascii_case(name) || (abbreviation && starts_with_ignoring_case(name, word))
    };
    MONTHS.iter().position(|name| known(name)).map(|index| index as i8 + 1)
}

/// The name of a weekday.
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS[usize::try_from(weekday.to_monday_zero_offset()).unwrap_or_default()].1
}

/// The weekday that a word names: `Tuesday`, `TUES.`, `Tue`. Case and a full stop do not matter.
#[must_use]
pub fn weekday_of(word: &str) -> Option<Weekday> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let known = |name: &str| {
        let abbreviation = match name {
            "Tuesday" => matches!(word.len(), 3 | 4),
            "Thursday" => matches!(word.len(), 3..=5),
            _ => word.len() == 3,
        };
        word.eq_ignore_ascii_case(name) || (abbreviation && starts_with_ignoring_case(name, word))
    };
    WEEKDAYS.iter().find(|(_, name)| known(name)).map(|&(weekday, _)| weekday)
}

fn starts_with_ignoring_case(name: &str, start: &str) -> bool {
    name.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";
const WEEKDAY: &str = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?";

/// Only ASCII letters have two cases in the patterns below (`-u`): all of Unicode's cost time to compile in every process.
fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours compiles")
}

/// A date with its year, and the weekday before it.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?ix-u)
          \b(?:{WEEKDAY},?\s+)?(?P<m1>{MONTH})\s+(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>[0-9]{{4}})
        | \b(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+of\s+|\s+|-)(?P<m2>{MONTH})(?:,?\s+|-)(?P<y2>[0-9]{{4}})
        | \b(?P<y3>[0-9]{{4}})[-/](?P<m3>[0-9]{{2}})[-/](?P<d3>[0-9]{{2}})
        | \b(?:{WEEKDAY},?\s+)?(?P<a4>[0-9]{{1,2}})[/.](?P<b4>[0-9]{{1,2}})[/.](?P<y4>[0-9]{{4}})
        | \b(?P<m5>{MONTH}),?\s+(?P<y5>[0-9]{{4}})"
    ))
});

/// What may stand beside a date on its line: times, zones, weekdays, dates without a year.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?ix-u)\b(?:{WEEKDAY}|{MONTH}|[0-9]{{1,2}}(?:st|nd|rd|th)?(?:[:.][0-9]{{2}}){{0,2}}\s*(?:[ap]\.?\s?m\b\.?|h(?:rs|ours)?\b)?|[0-9]{{4}}(?:\s*hours)?
        |gmt|utc|bst|cet|cest|e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t|ist|hkt|jst|noon|midnight|local\ time|at|on|posted|published|z)\b\.?|[+-][0-9]{{2}}:?[0-9]{{2}}\b"
    ))
});

/// A clock time.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"(?i-u)\b[0-9]{1,2}[:.][0-9]{2}\b|\b[0-9]{1,2}\s*[ap]\.?m\b|\b[0-9]{4}\s*(?:gmt|utc|hours|hrs)\b")
});

/// Words that say: here comes when this was published.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i-u)^(?:(?:first|originally|web|article|story)\s+)?(?:published|posted|issued|released|filed|dated?|publication date|pub\.? ?date|created|sent|transmitted|broadcast|aired)\b",
    )
});

/// Words that make a date that of a change or of something else than publication.
static NOT_PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i-u)\b(?:updated?|modified|revised|corrected|amended|reviewed|accessed|retrieved|expires?|embargo(?:ed)?|deadline|since|until)\b",
    )
});

/// The date that a line states as the day of publication, with its place in the line (the weekday included).
///
/// The line holds the date and beside it only a label (`Published:`), a name (`The Meridian, January 29, 1997`), a time or a zone.
/// Digits are read as day and month only where they leave no doubt (`07/27/2016`, not `07/05/2016`).
#[must_use]
pub fn explicit_date(line: &str) -> Option<(PartialDate, Span)> {
    if line.len() > LONGEST_LINE || !has_year(line) {
        return None;
    }
    let found = DATE.captures(line)?;
    let whole = found.get(0)?;
    let (before, after) = (&line[..whole.start()], &line[whole.end()..]);
    if after.starts_with(|c: char| c.is_ascii_digit()) || NOT_PUBLISHED.is_match(before) {
        return None;
    }
    let date = date_of(&found)?;
    // What follows a later stamp is of no interest: "Published 3 May 1999, updated 9 May".
    let after = NOT_PUBLISHED.find(after).map_or(after, |stamp| &after[..stamp.start()]);
    let fits = (LABEL.is_match(before.trim()) || only_beside(before) || is_name_and_mark(before))
        && (only_beside(after) || is_mark_and_name(after));
    fits.then(|| (date, Span::new(whole.start(), whole.end())))
}

/// Whether a line holds nothing but a time or a date without a year: `Web posted at: 8:15 p.m. EST`, `Tuesday, January 28`.
#[must_use]
pub fn is_time_line(line: &str) -> bool {
    let digits = line.bytes().any(|byte| byte.is_ascii_digit());
    if line.len() > LONGEST_LINE || !digits || NOT_PUBLISHED.is_match(line) {
        return false;
    }
    let rest = LABEL.find(line).map_or(line, |label| &line[label.end()..]);
    let dated = || {
        BESIDE.find_iter(rest).any(|word| month_of(word.as_str().trim()).is_some() || weekday_of(word.as_str().trim()).is_some())
    };
    only_beside(rest) && (CLOCK.is_match(rest) || (dated() && rest.bytes().any(|byte| byte.is_ascii_digit())))
}

/// Whether a line is a stamp of the last change and nothing else: `Updated 27 March 2016, 14:05`.
pub(super) fn is_update_stamp(line: &str) -> bool {
    let Some(word) = NOT_PUBLISHED.find(line).filter(|word| word.start() == 0) else { return false };
    let rest = DATE.replace(&line[word.end()..], "");
    line.bytes().any(|byte| byte.is_ascii_digit()) && only_beside(&rest)
}

/// The dates that the furniture of a page gives: when it was published, or touched last. Nothing takes them for the article's date.
#[must_use]
pub fn page_stamps(article: &Article) -> Vec<(PartialDate, Span)> {
    let furniture = article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate);
    let lines = furniture.flat_map(|block| {
        let mut start = block.span.start();
        block.span.of(&article.source).split_inclusive('\n').map(move |line| {
            let at = start;
            start += line.len();
            (at, line)
        })
    });
    let stamped = lines.filter(|(_, line)| line.len() <= LONGEST_LINE && (NOT_PUBLISHED.is_match(line) || LABEL.is_match(line)));
    stamped
        .filter_map(|(at, line)| {
            let (date, span) = first_date(line)?;
            Some((date, Span::new(at + span.start(), at + span.end())))
        })
        .collect()
}

/// Whether a line says of its date that it is that of publication: `Published …`, `Posted at …`.
pub(super) fn is_labelled(line: &str) -> bool {
    LABEL.is_match(line)
}

/// The first date with a year in a phrase, wherever it stands.
pub(super) fn first_date(phrase: &str) -> Option<(PartialDate, Span)> {
    if !has_year(phrase) {
        return None;
    }
    let found = DATE.captures(phrase)?;
    let whole = found.get(0)?;
    let digit_follows = phrase[whole.end()..].starts_with(|c: char| c.is_ascii_digit());
    let date = date_of(&found)?;
    (!digit_follows).then(|| (date, Span::new(whole.start(), whole.end())))
}

/// Four digits in a row: without them no line has a date with its year, and most lines need no closer look.
fn has_year(line: &str) -> bool {
    line.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

fn date_of(found: &Captures<'_>) -> Option<PartialDate> {
    let number = |name: &str| found.name(name).and_then(|text| text.as_str().parse::<i16>().ok());
    let small = |name: &str| number(name).map(|value| value as i8);
    let month = |name: &str| found.name(name).and_then(|text| month_of(text.as_str()));
    if let (Some(year), Some(month), Some(day)) = (number("y1"), month("m1"), small("d1")) {
        return PartialDate::day(year, month, day);
    }
    if let (Some(year), Some(month), Some(day)) = (number("y2"), month("m2"), small("d2")) {
        return PartialDate::day(year, month, day);
    }
    if let (Some(year), Some(month), Some(day)) = (number("y3"), small("m3"), small("d3")) {
        return PartialDate::day(year, month, day);
    }
    if let (Some(year), Some(first), Some(second)) = (number("y4"), small("a4"), small("b4")) {
        return match (first, second) {
            _ if first == second => PartialDate::day(year, first, second),
            (13.., ..=12) => PartialDate::day(year, second, first),
            (..=12, 13..) => PartialDate::day(year, first, second),
            _ => None,
        };
    }
    Some(PartialDate::Month(number("y5")?, month("m5")?))
}

/// Nothing but times, weekdays, dates without a year, and marks.
fn only_beside(text: &str) -> bool {
    BESIDE.replace_all(text, "").chars().all(|c| !c.is_alphanumeric())
}

/// `The Meridian, ` · `World News | `.
fn is_name_and_mark(text: &str) -> bool {
    let text = text.trim_end();
    let name = text.trim_end_matches([',', '-', '–', '—', '|', '·', '•', '/', ':']);
    name.len() < text.len() && is_name(name)
}

/// ` | The Meridian`.
fn is_mark_and_name(text: &str) -> bool {
    let text = text.trim_start();
    let name = text.trim_start_matches(['-', '–', '—', '|', '·', '•', '/']);
    name.len() < text.len() && is_name(name)
}

/// At most seven words that all begin with a capital, but for the small words of a name.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let small = |word: &str| matches!(word, "of" | "the" | "and" | "for" | "in" | "on" | "de" | "von");
    (1..=7).contains(&words.len())
        && words.iter().all(|word| small(word) || word.starts_with(|c: char| !c.is_lowercase()))
        && words.iter().any(|word| word.starts_with(char::is_uppercase))
        && !text.trim_end().ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The date and its words, or nothing.
    fn date(line: &str) -> Option<(String, &str)> {
        explicit_date(line).map(|(date, span)| (date.to_string(), span.of(line)))
    }

    #[test]
    fn names_and_abbreviations() {
        let months: Vec<_> =
            ["January", "JAN.", "Sept", "sep", "June", "Jun", "Mar.", "Ma", "Janu", "Dec", ""].map(month_of).to_vec();
        assert_eq!(months, [Some(1), Some(1), Some(9), Some(9), Some(6), Some(6), Some(3), None, None, Some(12), None]);
        let days: Vec<_> = ["Tuesday", "TUES.", "Thurs", "Thu", "sun", "Mond", "Fr"].map(weekday_of).to_vec();
        let (tuesday, thursday) = (Some(Weekday::Tuesday), Some(Weekday::Thursday));
        assert_eq!(days, [tuesday, tuesday, thursday, thursday, Some(Weekday::Sunday), None, None]);
        assert_eq!((month_name(12), weekday_name(Weekday::Sunday)), ("December", "Sunday"));
    }

    #[test]
    fn date_lines_in_the_habits_of_outlets() {
        for (line, value, words) in [
            ("March 3, 1998", "1998-03-03", "March 3, 1998"),
            ("Tuesday, March 3, 1998", "1998-03-03", "Tuesday, March 3, 1998"),
            ("Tues. 3rd March 1998", "1998-03-03", "Tues. 3rd March 1998"),
            ("3 MARCH 1998, 14:30 GMT", "1998-03-03", "3 MARCH 1998"),
            ("Published: 1998-03-03", "1998-03-03", "1998-03-03"),
            ("Posted at 6:05 p.m. EST on Tuesday, Mar. 3, 1998", "1998-03-03", "Tuesday, Mar. 3, 1998"),
            (
                "Published by Hill Country Wire - Tuesday, March 3, 1998Tuesday March 3 6:05 PM EST",
                "1998-03-03",
                "Tuesday, March 3, 1998",
            ),
            ("The Meridian, March 1998", "1998-03", "March 1998"),
            ("03/27/1998", "1998-03-27", "03/27/1998"),
            ("27.3.1998 | The Meridian", "1998-03-27", "27.3.1998"),
            ("First published on 3 March 1998; updated 9 March 1998", "1998-03-03", "3 March 1998"),
        ] {
            assert_eq!(date(line), Some((value.to_owned(), words)), "{line}");
        }
    }

    #[test]
    fn other_dates_are_not_the_date_of_publication() {
        for line in [
            "Last Updated: 03/27/1998",
            "03/04/1998",
            "February 30, 1998",
            "March 3",
            "Talks will begin on March 3, 1998",
            "On March 3, 1998 the two sides met.",
            "Published in March 1998, the report found little.",
            "Deadline: March 3, 1998",
            "1998",
            "March 3, 19981",
            "",
        ] {
            assert_eq!(date(line), None, "{line}");
        }
    }

    #[test]
    fn time_lines() {
        for line in ["Web posted at: 6:05 p.m. EST (2305 GMT)", "Tuesday March 3 6:05 PM EST", "Mon., 3 March", "14:30 GMT"] {
            assert!(is_time_line(line), "{line}");
        }
        for line in ["Monday", "At 6:05 p.m. the doors closed", "235", "Updated 6:05 p.m. EST", "May Day", ""] {
            assert!(!is_time_line(line), "{line}");
        }
    }
}
