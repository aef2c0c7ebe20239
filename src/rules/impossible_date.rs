//! Days and clock times are judged by their parts as written, never by the value that was read from them: an impossible date has none.

use crate::language::{ClockTime, Time, Token};
use crate::text::Span;

use super::calendar;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags days that no calendar has and times that no clock shows.
    ///
    /// ## Why it matters
    ///
    /// It cannot be right, and somebody will stand before a closed door because of it.
    ///
    /// ## Example
    ///
    /// > British rule ends on 31 June 1997. The doors open at 8:75 p.m.
    ///
    /// June has 30 days; an hour has 60 minutes.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Figures whose order is not decided (`24/02/97`, `02/24/97`) are right if they are right in either order. 29 February without
    /// a year is flagged only close to the article's own date, if that is known and lies in a year without a leap day. `24:00` is a time,
    /// and so is `15:30 p.m.`, though it says the same thing twice.
    pub struct ImpossibleDate;
    "impossible-date", Dates, Error, on,
    "a day that no calendar has, a time that no clock shows",
    options: &[],
}

/// How near to the article's date 29 February must lie, in days, for it to be one of that year.
const NEAR: u32 = 92;

impl Rule for ImpossibleDate {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let times = &context.reading().times;
        let days = times.iter().filter_map(|time| impossible_day(context, time));
        let mut found: Vec<Discrepancy> = days.chain(times.iter().filter_map(|time| impossible_time(context, time))).collect();
        for other in beyond_every_month(context).into_iter().chain(beyond_every_clock(context)) {
            if !found.iter().any(|known| known.span.overlaps(other.span)) {
                found.push(other);
            }
        }
        found
    }
}

/// Days that no month has are read as no date at all: `Aug. 34`, `32 March 1994`. Figures from 40 on may be a year or a number of things.
fn beyond_every_month(context: &Context<'_>) -> Vec<Discrepancy> {
    let text = &context.article().text;
    let tokens = &context.reading().tokens;
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.span.of(text));
    let is_day = |at: usize| word(Some(at)).parse::<u8>().is_ok_and(|day| (32..40).contains(&day)) && word(Some(at)).len() == 2;
    let mut found = Vec::new();
    for month in (0..tokens.len()).filter(|&at| is_month(word(Some(at)))) {
        let near = |day: usize| tokens[day.max(month)].span.start() - tokens[day.min(month)].span.end() <= 1;
        let before = word(month.checked_sub(1)).to_lowercase();
        let behind = month + 1;
        // "In March 35 people" counts people.
        let whole_month = ["in", "since", "during", "by", "last", "this", "next", "until", "till", "late", "early", "mid"];
        let day = if behind < tokens.len() && is_day(behind) && near(behind) && !whole_month.contains(&before.as_str()) {
            behind
        } else if let Some(day) = month.checked_sub(1).filter(|&day| is_day(day) && near(day)) {
            let lead = word(day.checked_sub(1)).to_lowercase();
            if !["on", "of", "from", "until", "since", "by", "to", "the"].contains(&lead.as_str()) {
                continue;
            }
            day
        } else {
            continue;
        };
        let span = tokens[day.min(month)].span.join(tokens[day.max(month)].span);
        let written = context.words(span);
        found.push(Discrepancy::new(span, format!("{written}: no month has so many days."), vec![written.to_lowercase()]));
    }
    found
}

/// Words before a time of day; times of a race and minutes of a match stand after others.
const BEFORE_A_TIME: [&str; 10] = ["about", "after", "around", "at", "before", "by", "from", "till", "to", "until"];

/// `at 25:45`, `0875 GMT`, which are read as no time at all.
fn beyond_every_clock(context: &Context<'_>) -> Vec<Discrepancy> {
    let text = &context.article().text;
    let tokens = &context.reading().tokens;
    let leads = |pair: &[Token]| BEFORE_A_TIME.contains(&&*pair[0].span.of(text).to_lowercase());
    let clocks = tokens.windows(2).enumerate().filter(|(_, pair)| leads(pair));
    let found = clocks.filter_map(|(at, pair)| {
        let written = pair[1].span.of(text);
        let next = tokens.get(at + 2).map_or("", |token| token.span.of(text));
        let military = written.len() == 4 && ["GMT", "UTC", "hours", "hrs"].contains(&next);
        let (hour, minute) = if military { written.split_at_checked(2)? } else { written.split_once(':')? };
        let (hours, minutes): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
        let of_match = ["of", "in", "into", "left", "remaining"].contains(&next);
        let impossible = hours > 24 || minutes > 59;
        if minute.len() != 2 || hours > 29 || of_match || !impossible {
            return None;
        }
        let cause = if minutes > 59 { "an hour has 60 minutes" } else { "a day has 24 hours" };
        let message = format!("{}: {cause}.", context.words(pair[1].span));
        Some(Discrepancy::new(pair[1].span, message, vec![format!("{hours}:{minutes:02}")]))
    });
    found.collect()
}

/// The name of a month, as dates have it.
fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let long = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let short = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"];
    long.contains(&word) || short.contains(&word)
}

fn impossible_day(context: &Context<'_>, time: &Time) -> Option<Discrepancy> {
    let parts = &time.parts;
    let (day, day_span) = parts.day?;
    let (month, month_span) = parts.month?;
    let readings = calendar::readings(parts);
    let year = parts.year.map(|(year, _)| year).or_else(|| leapless_year(context, time.span, &readings));
    let possible = |&(day, month): &(u8, u8)| day > 0 && calendar::longest(month, year).is_some_and(|longest| day <= longest);
    if readings.iter().any(possible) {
        return None;
    }
    let span = calendar::around([Some(day_span), Some(month_span), parts.year.map(|(_, span)| span)])?;
    // Of figures in either order, one order may at least name a month.
    let reading = readings.iter().find(|(_, month)| (1..=12).contains(month)).copied();
    let written = context.words(span);
    let message = match reading {
        Some((29, 2)) => format!("{written}: {} was not a leap year, so February has 28 days.", year?),
        Some((_, month)) => {
            let name = calendar::date(2000, (1, month))?.strftime("%B");
            format!("{written}: {name} has {} days.", calendar::longest(month, year)?)
        }
        None => format!("{written}: there is no such day."),
    };
    let facts = vec![format!("{}-{month}-{day}", year.map_or_else(|| "XXXX".to_owned(), |year| year.to_string()))];
    Some(Discrepancy::new(span, message, facts))
}

/// The year of the article's date, if a 29 February without a year must mean a day in it and there was none.
fn leapless_year(context: &Context<'_>, at: Span, readings: &[(u8, u8)]) -> Option<i16> {
    let anchor = calendar::anchor(context).filter(|_| readings.contains(&(29, 2)))?;
    let close = [anchor.year() - 1, anchor.year(), anchor.year() + 1]
        .into_iter()
        .min_by_key(|&year| calendar::date(year, (28, 2)).map_or(u32::MAX, |date| calendar::days_between(date, anchor)))?;
    let near = calendar::days_between(calendar::date(close, (28, 2))?, anchor) <= NEAR;
    let leap = |year: i16| calendar::date(year, (29, 2)).is_some();
    (near && !leap(close) && !calendar::years_around(context, at).into_iter().any(leap)).then_some(close)
}

fn impossible_time(context: &Context<'_>, time: &Time) -> Option<Discrepancy> {
    let (clock, span) = time.parts.clock?;
    let ClockTime { hour, minute, afternoon } = clock;
    let cause = if minute > 59 {
        "an hour has 60 minutes"
    } else if hour > 24 || (hour == 24 && minute > 0) {
        "a day has 24 hours"
    } else if hour > 12 && afternoon == Some(false) {
        "the morning ends at 12"
    } else {
        return None;
    };
    // `8: 13 am`, which a web page has torn apart.
    let before = context.article().text[..span.start()].trim_end();
    if before.strip_suffix([':', '.']).is_some_and(|hour| hour.ends_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let message = format!("{}: {cause}.", context.words(span));
    let half = afternoon.map_or("", |afternoon| if afternoon { " pm" } else { " am" });
    Some(Discrepancy::new(span, message, vec![format!("{hour}:{minute:02}{half}")]))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn days_that_no_month_has() {
        check(
            "impossible-date",
            "
The plan took effect on Aug. 34, and the order of 32 March 1994 was lifted. In March 35 people came; since May 36 have left.
                        ^^^^^^^ error: Aug. 34: August has 31 days.
                                                  ^^^^^^^^ error: 32 March: no month has so many days.
",
        );
    }

    #[test]
    fn days_that_no_calendar_has() {
        check(
            "impossible-date",
            "
The lease ran out on 31 June 1997, and the sale closes on April 31.
                     ^^^^^^^^^^^^ error: 31 June 1997: June has 30 days.
                                                          ^^^^^^^^ error: April 31: April has 30 days.
A child was born on February 29, 1997, and another on February 29, 1996.
                    ^^^^^^^^^^^^^^^^^ error: February 29, 1997: 1997 was not a leap year, so February has 28 days.
",
        );
    }

    #[test]
    fn times_that_no_clock_shows() {
        check(
            "impossible-date",
            "
The doors open at 8:75 p.m. and close at 11:59 p.m. sharp.
                  ^^^^^^^^^ error: 8:75 p.m.: an hour has 60 minutes.
The page was updated at 9: 41 a.m. on Monday.
",
        );
    }

    #[test]
    fn figures_are_right_in_either_order() {
        check("impossible-date", "Officials write the day as 24/02/97, and their colleagues as 02/24/97.");
    }

    #[test]
    fn a_leap_day_without_a_year_needs_the_articles_date() {
        check("impossible-date", "The council meets on February 29.");
        check(
            "impossible-date",
            "
//- draft.txt published=1997-02-10
The council meets on February 29.
                     ^^^^^^^^^^^ error: February 29: 1997 was not a leap year, so February has 28 days.
",
        );
        check(
            "impossible-date",
            "
//- draft.txt published=1997-02-10
In 1996 the council met on February 29.
",
        );
    }
}
