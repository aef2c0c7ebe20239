//! What an article tells: the news of its day, or a history.
//!
//! "In May" is the May next to its date in a report, and the May of the year last spoken of in a history. A report shows
//! itself by words that count from its day ("Tuesday", "last week"), a history by dates of years long past and no such words.

use super::calendar::Point;
use super::expression::{Base, Expression, Meaning, YearOf};
use super::lexeme::Toward;
use crate::article::PartialDate;

/// From where dates without a year are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    /// From the article's date.
    Report,
    /// From the time last spoken of.
    History,
}

/// Months and days of long past years that a history has at least; years alone are as often the background of a report.
const DATES: usize = 4;
/// Years from the article's that are not long past.
const YEARS: i16 = 1;
/// A history has at most one word that counts from the day of writing (in a quotation, say) for so many years and dates.
const YEARS_FOR_A_WORD_OF_THE_DAY: usize = 4;

impl Story {
    /// Judged by all its times. Without a date nothing can be long past: it is read as a report.
    pub(super) fn of<'e>(expressions: impl Iterator<Item = &'e Expression>, anchor: Option<PartialDate>) -> Self {
        let Some(anchor) = anchor.map(|anchor| Point::of(anchor).year()) else { return Self::Report };
        let (mut dates, mut past, mut near, mut of_the_day) = (0, 0, 0, 0);
        for expression in expressions {
            match expression.meaning {
                Meaning::Calendar { year: YearOf::Stated(year), .. } if anchor - year > YEARS => {
                    past += 1;
                    dates += usize::from(expression.parts.month.is_some());
                }
                Meaning::Calendar { year: YearOf::Stated(_), .. } => near += 1,
                Meaning::Ancient { .. } => past += 1,
                Meaning::Day(_)
                | Meaning::Weekday { .. }
                | Meaning::Whole { toward: Toward::Last | Toward::Next | Toward::Coming, .. }
                | Meaning::Offset { base: Base::Article, .. } => of_the_day += 1,
                _ => {}
            }
        }
        if dates >= DATES && past > near && past > YEARS_FOR_A_WORD_OF_THE_DAY * of_the_day {
            Self::History
        } else {
            Self::Report
        }
    }
}
