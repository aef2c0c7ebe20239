//! The words in which cards speak of dates, counts and lists.

use crate::article::{Grain, PartialDate};

/// "3 mentions", "1 mention".
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// "a, b and c".
#[must_use]
pub fn join_words(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "Foreign Minister, 3 mentions": what tells two people of one name apart, the title before the rest if there is one.
pub(super) fn titled_detail(title: Option<&str>, rest: String) -> String {
    match title {
        Some(title) => format!("{title}, {rest}"),
        None => rest,
    }
}

/// Whether all words of the second are among those of the first, in order and side by side. No words are in none.
pub(super) fn contains(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}

/// The first `most` of a list, and how many are left out: "a; b; 3 more".
pub(super) fn some_of(items: Vec<String>, most: usize) -> String {
    let total = items.len();
    first_of(items, total, most)
}

/// The first `most` of a list of `total` items, of which not all need be there.
pub(super) fn first_of(mut items: Vec<String>, total: usize, most: usize) -> String {
    let more = total.saturating_sub(items.len().min(most));
    items.truncate(most);
    if more > 0 {
        items.push(format!("{more} more"));
    }
    items.join("; ")
}

/// The words up to `most` characters, cut between words.
pub(super) fn shorten(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let end = words.char_indices().nth(most).map_or(words.len(), |(end, _)| end);
    let cut = words[..end].rfind(' ').unwrap_or(end);
    format!("{} …", words[..cut].trim_end_matches([',', ';', ':', '.', ' ']))
}

/// When an article was published, in words: "25 January 1994", "undated".
pub(super) fn date(published: Option<PartialDate>) -> String {
    published.map_or_else(|| "undated".to_owned(), PartialDate::in_words)
}

/// Orders dates of any grain by their last day.
pub(super) fn date_order(date: PartialDate) -> (i16, i8, i8) {
    match date {
        PartialDate::Year(year) => (year, 13, 32),
        PartialDate::Month(year, month) => (year, month, 32),
        PartialDate::Day(day) => (day.year(), day.month(), day.day()),
    }
}

/// "24 January 1994 – 31 January 1997", "24 January 1994", "undated"; with "2 undated" where some are.
pub(super) fn period(oldest: Option<PartialDate>, newest: Option<PartialDate>, articles: usize, undated: usize) -> String {
    let dated = match (oldest, newest) {
        (Some(first), Some(last)) if first != last => format!("{} – {}", first.in_words(), last.in_words()),
        (Some(date), _) | (None, Some(date)) => date.in_words(),
        (None, None) if articles == 1 => return "undated".to_owned(),
        (None, None) => return "all undated".to_owned(),
    };
    if undated > 0 { format!("{dated}, {undated} undated") } else { dated }
}

/// The value of a time expression in words; the notation itself where it is a rare one.
pub(super) fn timex(value: &str) -> String {
    match value {
        "PRESENT_REF" => return "the present".to_owned(),
        "PAST_REF" => return "some time before".to_owned(),
        "FUTURE_REF" => return "some time to come".to_owned(),
        _ => {}
    }
    if let Some((day, clock)) = value.split_once('T').filter(|(day, _)| !day.starts_with('P')) {
        let part = match clock {
            "MO" => "morning".to_owned(),
            "MI" => "midday".to_owned(),
            "AF" => "afternoon".to_owned(),
            "EV" => "evening".to_owned(),
            "NI" => "night".to_owned(),
            "DT" => "daytime".to_owned(),
            clock => clock.to_owned(),
        };
        let day = timex(day);
        return if day.is_empty() { part } else { format!("{day}, {part}") };
    }
    if let Ok(date) = value.parse::<PartialDate>() {
        return calendar_words(date);
    }
    partial(value).or_else(|| duration(value)).unwrap_or_else(|| value.to_owned())
}

fn calendar_words(date: PartialDate) -> String {
    match (date.grain(), date) {
        (Grain::Day, PartialDate::Day(day)) => format!("{}, {}", weekday(day.weekday()), date.in_words()),
        _ => date.in_words(),
    }
}

/// The weekday's English name.
fn weekday(weekday: jiff::civil::Weekday) -> &'static str {
    use jiff::civil::Weekday;
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// Decades, centuries, weeks, quarters, seasons, and dates of which the year is not stated.
fn partial(value: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if value.len() == 3 && digits(value) {
        return Some(format!("the {value}0s"));
    }
    if value.len() == 2 && digits(value) {
        let century = value.parse::<u8>().ok()? + 1;
        return Some(format!("the {}", ordinal_century(century)));
    }
    let (year, rest) = value.split_once('-')?;
    if year == "XXXX" {
        // A leap year stands in for the year that is not stated.
        let date: PartialDate = format!("2000-{rest}").parse().ok()?;
        return Some(format!("{} of a year not known", date.in_words().trim_end_matches(" 2000")));
    }
    if !(year.len() == 4 && digits(year)) {
        return None;
    }
    if let Some(week) = rest.strip_prefix('W') {
        let (week, weekend) = week.strip_suffix("-WE").map_or((week, false), |week| (week, true));
        let monday =
            jiff::civil::ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, jiff::civil::Weekday::Monday).ok()?.date();
        let first = PartialDate::Day(monday).in_words();
        return Some(if weekend { format!("the weekend of the week of {first}") } else { format!("the week of {first}") });
    }
    let part = match rest {
        "Q1" => "first quarter of",
        "Q2" => "second quarter of",
        "Q3" => "third quarter of",
        "Q4" => "fourth quarter of",
        "H1" => "first half of",
        "H2" => "second half of",
        "SP" => "spring of",
        "SU" => "summer of",
        "FA" => "autumn of",
        "WI" => "winter of",
        _ => return None,
    };
    Some(format!("{part} {year}"))
}

fn ordinal_century(century: u8) -> String {
    let ending = match (century % 100, century % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{century}{ending} century")
}

/// `P2M` and its like, of one unit.
fn duration(value: &str) -> Option<String> {
    let rest = value.strip_prefix('P')?;
    let (rest, clock) = rest.strip_prefix('T').map_or((rest, false), |rest| (rest, true));
    let unit = rest.chars().last()?;
    let number = &rest[..rest.len() - unit.len_utf8()];
    let unit = match (unit, clock) {
        ('Y', false) => "year",
        ('M', false) => "month",
        ('W', false) => "week",
        ('D', false) => "day",
        ('H', true) => "hour",
        ('M', true) => "minute",
        ('S', true) => "second",
        _ => return None,
    };
    if number == "X" {
        return Some(format!("some {unit}s"));
    }
    let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !number.is_empty();
    plain.then(|| if number == "1" { format!("1 {unit}") } else { format!("{number} {unit}s") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_time_expressions_in_words() {
        for (value, words) in [
            ("1994-01-24", "Monday, 24 January 1994"),
            ("1994-01-24TMO", "Monday, 24 January 1994, morning"),
            ("1997-01-28T14:09", "Tuesday, 28 January 1997, 14:09"),
            ("T20:15", "20:15"),
            ("199", "the 1990s"),
            ("26", "the 27th century"),
            ("XXXX-03-10", "10 March of a year not known"),
            ("XXXX-02-29", "29 February of a year not known"),
            ("1997-W05", "the week of 27 January 1997"),
            ("1993-SU", "summer of 1993"),
            ("P2M", "2 months"),
            ("PT1H", "1 hour"),
            ("PXD", "some days"),
            ("P1Y6M", "P1Y6M"),
            ("PRESENT_REF", "the present"),
        ] {
            assert_eq!(timex(value), words);
        }
    }

    #[test]
    fn long_words_are_cut_between_words() {
        assert_eq!(shorten("one two, three four", 10), "one two …");
        assert_eq!(shorten("one two", 10), "one two");
    }

    #[test]
    fn lists_and_counts() {
        let words: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!((join_words(&words), some_of(words, 2)), ("a, b and c".to_owned(), "a; b; 1 more".to_owned()));
        assert_eq!((count(1, "mention"), count(0, "mention")), ("1 mention".to_owned(), "0 mentions".to_owned()));
    }
}
