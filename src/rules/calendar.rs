//! Which days a date as written can mean.

use jiff::civil::Date;

use crate::article::PartialDate;
use crate::language::{Time, TimeParts};
use crate::text::Span;

use super::rule::Context;

/// A day and month as written, in each order that the writing leaves open: `24/02` can only be 24 February, `03/02` may be two days.
/// Day first, month second; both may be impossible.
pub(super) fn readings(parts: &TimeParts) -> Vec<(u8, u8)> {
    let (Some((day, _)), Some((month, _))) = (parts.day, parts.month) else { return Vec::new() };
    if parts.order_undecided && day != month { vec![(day, month), (month, day)] } else { vec![(day, month)] }
}

/// A date of the calendar; `None` if it has no such day.
pub(super) fn date(year: i16, (day, month): (u8, u8)) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The most days that a month can have; `None` if there is no such month. Of February in an unknown year, 29.
pub(super) fn longest(month: u8, year: Option<i16>) -> Option<u8> {
    let first = date(year.unwrap_or(2000), (1, month))?;
    u8::try_from(first.days_in_month()).ok()
}

/// A day by which a year that is not stated is judged: the article's, the middle of its month if only that is known.
pub(super) fn anchor(context: &Context<'_>) -> Option<Date> {
    match context.article().published?.date {
        PartialDate::Day(date) => Some(date),
        PartialDate::Month(year, month) => Date::new(year, month, 15).ok(),
        PartialDate::Year(_) => None,
    }
}

/// The date of that day and month nearest to `anchor`; years that have no such day do not count.
pub(super) fn nearest(anchor: Date, day_and_month: (u8, u8)) -> Option<Date> {
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    let dates = years.into_iter().filter_map(|year| date(year, day_and_month));
    dates.min_by_key(|date| days_between(*date, anchor))
}

/// Days between two dates, without sign.
pub(super) fn days_between(a: Date, b: Date) -> u32 {
    a.since(b).map_or(u32::MAX, |between| between.get_days().unsigned_abs())
}

/// Years that the block around a place names: in a paragraph about 1963, "Friday, Nov. 22" is a day of 1963.
pub(super) fn years_around(context: &Context<'_>, at: Span) -> Vec<i16> {
    let Some(block) = context.article().block_at(at.start()) else { return Vec::new() };
    years_in(context, context.article().blocks[block].span)
}

/// Years that the words of a stretch name.
pub(super) fn years_in(context: &Context<'_>, stretch: Span) -> Vec<i16> {
    let times = context.reading().times.iter().filter(|time| stretch.covers(time.span));
    times.filter_map(year_of).collect()
}

/// A year that the words name; not one that only follows from the article's date.
fn year_of(time: &Time) -> Option<i16> {
    let named = match time.date {
        Some(PartialDate::Year(year)) => Some(year),
        _ => None,
    };
    time.parts.year.map(|(year, _)| year).or(named)
}

/// From the first to the last of some parts of a time.
pub(super) fn around(parts: impl IntoIterator<Item = Option<Span>>) -> Option<Span> {
    parts.into_iter().flatten().reduce(Span::join)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_year_is_taken() {
        for (anchor, day_and_month, expected) in [
            ((1997, 1, 3), (31, 12), Some((1996, 12, 31))),
            ((1997, 1, 30), (31, 1), Some((1997, 1, 31))),
            ((1996, 12, 20), (2, 1), Some((1997, 1, 2))),
            ((1997, 1, 30), (29, 2), Some((1996, 2, 29))),
            ((1998, 6, 1), (29, 2), None),
            ((1997, 1, 30), (31, 6), None),
        ] {
            let constant = |(year, month, day)| Date::constant(year, month, day);
            assert_eq!(nearest(constant(anchor), day_and_month), expected.map(constant));
        }
    }

    #[test]
    fn months_have_their_lengths() {
        let lengths = [longest(2, None), longest(2, Some(1997)), longest(2, Some(1996)), longest(4, None), longest(13, None)];
        assert_eq!(lengths, [Some(29), Some(28), Some(29), Some(30), None]);
    }
}
