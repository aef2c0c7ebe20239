//! What a time expression says, before anybody asks when the article was written.

use jiff::civil::Weekday;

use super::calendar::{DayPart, Grain, Season};
use super::lexeme::{Holiday, Reference, Toward};
use super::{ClockTime, TimeModifier, TimeParts};
use crate::text::Span;

/// A time expression as the grammar found it.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    /// First token.
    pub(super) from: usize,
    /// After the last token.
    pub(super) to: usize,
    /// What it says.
    pub(super) meaning: Meaning,
    /// About, early, …
    pub(super) modifier: Option<TimeModifier>,
    /// `morning` in `Tuesday morning`.
    pub(super) part: Option<DayPart>,
    /// `8:15 p.m. EST`.
    pub(super) clock: Option<Clock>,
    /// The calendar words in it.
    pub(super) parts: TimeParts,
}

/// A clock time with its zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    /// As written.
    pub(super) time: ClockTime,
    /// Where.
    pub(super) span: Span,
    /// Minutes east of Greenwich.
    pub(super) zone: Option<i16>,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    /// A number, perhaps with a half.
    Number(f64),
    /// `several`, `a few`: not said.
    Unsaid,
}

/// Which year a period or date belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    /// Not said.
    Unstated,
    /// In figures or words.
    Stated(i16),
    /// `last year's`, `this year's`, `next year's`: years from the article's.
    Relative(i32),
    /// `the year-ago quarter`: years from the time last spoken of.
    Narrative(i32),
}

/// A named part of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Quarter(i8),
    Half(i8),
    Season(Season),
    Holiday(Holiday),
}

/// From where an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The article's date.
    Article,
    /// The time last spoken of.
    Narrative,
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A date; its year, month, day and weekday are in [`Expression::parts`].
    Calendar {
        /// For a date without a year in figures.
        year: YearOf,
        /// `last June`.
        toward: Option<Toward>,
    },
    /// A weekday alone.
    Weekday { weekday: Weekday, toward: Option<Toward> },
    /// `yesterday`: days from the article's.
    Day(i32),
    /// `the next day`, `that day`: days from the time last spoken of.
    NarrativeDay(i32),
    /// `the third quarter`, `last summer`.
    Period { period: Period, year: YearOf, toward: Option<Toward> },
    /// `last year`, `this week`.
    Whole { grain: Grain, toward: Toward },
    /// `two months ago`, `a year earlier`; negative is back.
    Offset { amount: Amount, grain: Grain, back: bool, base: Base },
    /// `the year-ago period`, `the 1988 quarter`: the quarter reported on, in another year.
    Reported { year: YearOf },
    /// `the 1990s`: 199.
    Decade(i16),
    /// `the 27th century`: 26.
    Century(i16),
    /// `149 BC`: a year, counted back from the first.
    Ancient { year: i16 },
    /// A length of time.
    Duration { amount: Amount, grain: Grain },
    /// Something that recurs.
    Set(Recurrence),
    /// now, recently, soon.
    Reference(Reference),
    /// A clock time without a date.
    Clock,
}

/// What recurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Recurrence {
    /// `every four years`, `daily`.
    Every { amount: f64, grain: Grain },
    /// `every few years`.
    EveryFew(Grain),
    /// `Tuesdays`.
    Weekday(Weekday),
    /// `Tuesday nights`.
    WeekdayPart(Weekday, DayPart),
    /// `every July`.
    Month(u8),
    /// `every summer`.
    Season(Season),
    /// `every morning`.
    DayPart(DayPart),
}

impl Expression {
    /// An expression over these tokens, without anything attached.
    pub(super) fn new(from: usize, to: usize, meaning: Meaning) -> Self {
        Self { from, to, meaning, modifier: None, part: None, clock: None, parts: TimeParts::default() }
    }

    /// With its calendar words.
    pub(super) fn with_parts(mut self, parts: TimeParts) -> Self {
        self.parts = parts;
        self
    }
}
