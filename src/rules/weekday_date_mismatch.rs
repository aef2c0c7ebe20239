//! The parts of a date as written are laid against the calendar, in the year stated or in the one that must be meant.

use jiff::civil::{Date, Weekday};

use crate::language::Time;
use crate::text::Span;

use super::calendar;
use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a weekday that does not fall on the date beside it.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and readers plan by both. It is the easiest error to prove: nobody needs to be asked.
    ///
    /// ## Example
    ///
    /// > The talks open on Tuesday, January 29, 1997.
    ///
    /// That day was a Wednesday. Both corrections are offered: `Wednesday, January 29` and `Tuesday, January 28`.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where no year stands beside the date, the year is taken that brings it nearest to the article's own date. If that is not known, or
    /// if the paragraph names another year in which the weekday is right, nothing is said. Figures such as `03/02` are right if they
    /// are right in either order. A date that the calendar does not have is `impossible-date`'s.
    pub struct WeekdayDateMismatch;
    "weekday-date-mismatch", Dates, Error, on,
    "a weekday that does not fall on the date beside it",
    options: &[],
}

impl Rule for WeekdayDateMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        context.reading().times.iter().filter_map(|time| mismatch(context, time)).collect()
    }
}

fn mismatch(context: &Context<'_>, time: &Time) -> Option<Discrepancy> {
    let parts = &time.parts;
    let (weekday, weekday_span) =
        parts.weekday.or_else(|| weekday_behind(context, time)).or_else(|| weekday_before(context, time))?;
    let (_, day_span) = parts.day?;
    let (_, month_span) = parts.month?;
    let readings = calendar::readings(parts);
    let anchor = calendar::anchor(context);
    let dates: Vec<Date> = match parts.year {
        Some((year, _)) => readings.iter().filter_map(|&reading| calendar::date(year, reading)).collect(),
        None => readings.iter().filter_map(|&reading| calendar::nearest(anchor?, reading)).collect(),
    };
    let date = *dates.first()?;
    if dates.iter().any(|date| date.weekday() == weekday) {
        return None;
    }
    if parts.year.is_none() {
        let others = years_before(context, time.span);
        let fits = |year: i16| {
            readings.iter().any(|&reading| calendar::date(year, reading).is_some_and(|date| date.weekday() == weekday))
        };
        if others.into_iter().any(fits) {
            return None;
        }
    }
    let year_span = parts.year.map(|(_, span)| span);
    let span = calendar::around([Some(weekday_span), Some(day_span), Some(month_span), year_span])?;
    let text = &context.article().text;
    let closes = span.of(text).contains(['(', '[']) && text[span.end()..].starts_with([')', ']']);
    let span = Span::new(span.start(), span.end() + usize::from(closes));
    let ahead = anchor.is_some_and(|anchor| anchor < date);
    let right = date.strftime("%A");
    let verb = if ahead { "is" } else { "was" };
    let message = format!("{}: {} {verb} a {right}.", context.words(span), words::day(date));
    let mut discrepancy = Discrepancy::new(span, message, vec![weekday_name(weekday), date.to_string()]);
    if let Some(published) = context.article().published.filter(|_| parts.year.is_none()) {
        let why = format!(
            "the article's date, {}: the year {} is the nearest to it",
            words::date_source(published.source),
            date.year()
        );
        let mut evidence = context.evidence(published.span.unwrap_or_default(), why);
        evidence.text = words::date(published.date);
        if published.span.is_none() {
            evidence.place = None;
        }
        discrepancy.evidence.push(evidence);
    }
    discrepancy.fixes.extend(right_weekday(context, weekday_span, date));
    if let [_] = readings[..] {
        discrepancy.fixes.extend(right_day(context, day_span, date, weekday));
    }
    Some(discrepancy)
}

/// `March 4, a Tuesday`, `4 March 1997 (Tuesday)`, `March 4, which was a Tuesday`.
fn weekday_behind(context: &Context<'_>, time: &Time) -> Option<(Weekday, Span)> {
    let text = &context.article().text;
    let start = time.span.end();
    let behind = text.get(start..)?;
    let opened = BEFORE_WEEKDAY.iter().find(|opening| behind.starts_with(**opening))?;
    let at = start + opened.len();
    let word = &text[at..];
    let word = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
    let weekday = WEEKDAYS.iter().find(|(name, _)| word == *name)?.1;
    // `March 4, a Tuesday night` is one, too; `(Tuesday's vote)` is none.
    let end = at + word.len();
    let possessive = text[end..].starts_with(['\'', '’']);
    (!possessive).then(|| (weekday, Span::new(at, end)))
}

/// `Tuesday (March 4)`, `Tuesday night, March 4`: a day of the week that was read by itself.
fn weekday_before(context: &Context<'_>, time: &Time) -> Option<(Weekday, Span)> {
    let times = &context.reading().times;
    let at = times.partition_point(|other| other.span.start() < time.span.start());
    let before = &times[at.checked_sub(1)?];
    let alone = before.parts.day.is_none() && before.parts.month.is_none() && before.parts.year.is_none();
    let between = context.article().text.get(before.span.end()..time.span.start())?;
    // `last Tuesday (March 4)` is one of another week at most.
    before.parts.weekday.filter(|_| alone && matches!(between.trim(), "," | "(" | "[" | ""))
}

/// What stands between a date and its weekday.
const BEFORE_WEEKDAY: [&str; 17] = [
    ", a ",
    " (a ",
    " (",
    " [",
    " - a ",
    " -- a ",
    " – a ",
    " — a ",
    "—a ",
    ", which was a ",
    ", which is a ",
    " was a ",
    " is a ",
    " will be a ",
    " falls on a ",
    " fell on a ",
    ", which fell on a ",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

/// Years that the sentence and the one before it name, in the same paragraph: "The fire of 1994 is not forgotten. It broke out on …".
fn years_before(context: &Context<'_>, at: Span) -> Vec<i16> {
    let sentences = &context.reading().sentences;
    let Some(own) = sentences.iter().position(|sentence| sentence.span.covers(at)) else { return Vec::new() };
    let first = own.checked_sub(1).filter(|before| sentences[*before].block == sentences[own].block).unwrap_or(own);
    calendar::years_in(context, sentences[first].span.join(sentences[own].span))
}

/// `monday`: the same whatever language the messages are in.
fn weekday_name(weekday: Weekday) -> String {
    format!("{weekday:?}").to_lowercase()
}

/// The weekday of the date, as long or short as the one that stands there.
fn right_weekday(context: &Context<'_>, place: Span, date: Date) -> Option<Fix> {
    let written = place.of(&context.article().source);
    let full = date.strftime("%A").to_string();
    let letters = written.trim_end_matches('.');
    let name = if letters.to_lowercase().ends_with("day") {
        full
    } else {
        let short = match date.weekday() {
            Weekday::Tuesday => "Tues",
            Weekday::Thursday => "Thurs",
            _ => &full[..3],
        };
        let short = if letters.len() == 3 { &short[..3] } else { short };
        format!("{short}{}", &written[letters.len()..])
    };
    let name = words::in_case_of(written, &name);
    Some(Fix { title: format!("Change the weekday to {name}"), safe: false, edits: vec![context.edit(place, name)] })
}

/// The nearest day of the same month that falls on the weekday.
fn right_day(context: &Context<'_>, place: Span, date: Date, weekday: Weekday) -> Option<Fix> {
    let in_month = |date: &Date| date.weekday() == weekday;
    let days = (1..=date.days_in_month()).filter_map(|day| date.with().day(day).build().ok()).filter(in_month);
    let right = days.min_by_key(|day| calendar::days_between(*day, date))?;
    let written = place.of(&context.article().source);
    let digits = written.len() - written.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return None;
    }
    let number = if written.starts_with('0') { format!("{:02}", right.day()) } else { right.day().to_string() };
    let ordinal = if written[digits..].is_empty() { "" } else { ordinal(right.day()) };
    let title = format!("Change the date to {}", words::day(right));
    Some(Fix { title, safe: false, edits: vec![context.edit(place, number + ordinal)] })
}

fn ordinal(day: i8) -> &'static str {
    match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn a_stated_year_decides() {
        check(
            "weekday-date-mismatch",
            "
The ministers met on Tuesday, January 29, 1997, in the old customs house.
                     ^^^^^^^^^^^^^^^^^^^^^^^^^ error: Tuesday, January 29, 1997: 29 January 1997 was a Wednesday.
They had met before, on Friday, May 28, 1993, and on Thursday 2 January 1997.
",
        );
    }

    #[test]
    fn a_weekday_in_brackets() {
        check(
            "weekday-date-mismatch",
            "
The deal of December 1, 1998 (a Friday), was kept secret. That of December 1, 1998 (a Tuesday), was not.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: December 1, 1998 (a Friday): 1 December 1998 was a Tuesday.
",
        );
    }

    #[test]
    fn a_date_in_brackets_or_behind_the_time_of_day() {
        check(
            "weekday-date-mismatch",
            "
It was signed on Monday (December 1, 1998) and read out on Monday night, Dec. 7, 1998, and again on Dec. 8, 1998 — a Friday — in the rain.
                 ^^^^^^^^^^^^^^^^^^^^^^^^^ error: Monday (December 1, 1998): 1 December 1998 was a Tuesday.
                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^ error: Dec. 8, 1998 — a Friday: 8 December 1998 was a Tuesday.
It was read on Tuesday (December 1, 1998), and those of Monday, Tuesday and Friday morning were lost.
",
        );
    }

    #[test]
    fn without_a_year_the_nearest_to_the_articles_date_is_meant() {
        check(
            "weekday-date-mismatch",
            "
//- draft.txt published=1997-01-03
The offices were shut on Tuesday, Dec. 31, and open again on Saturday, Jan. 4.
The harbour reopens on Friday, Jan. 11, if the ice allows it.
                       ^^^^^^^^^^^^^^^ error: Friday, Jan. 11: 11 January 1997 is a Saturday.
",
        );
    }

    #[test]
    fn without_a_year_and_a_date_nothing_can_be_compared() {
        check("weekday-date-mismatch", "The ferry ran aground on Saturday, March 12, and was towed home.");
    }

    #[test]
    fn the_paragraph_may_name_the_year() {
        check(
            "weekday-date-mismatch",
            "
//- draft.txt published=1997-01-03
The fire of 1994 is not forgotten. It broke out on Saturday, March 12, and burnt for two days.
",
        );
    }

    #[test]
    fn both_corrections_are_offered() {
        let fixed = fixes("weekday-date-mismatch", "The fair closed on Tues., January 29, 1997, at dusk.");
        assert_eq!(
            fixed,
            [
                ("Change the weekday to Wed.", "The fair closed on Wed., January 29, 1997, at dusk."),
                ("Change the date to 28 January 1997", "The fair closed on Tues., January 28, 1997, at dusk."),
            ]
            .map(|(title, text)| (title.to_owned(), text.to_owned()))
        );
    }
}
