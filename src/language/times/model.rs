//! What a time expression is to the rest of the program, in TIMEX3's terms.
//!
//! The value notation is that of TimeML's TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1).

use serde::Serialize;

use crate::article::PartialDate;
use crate::text::Span;

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day or something longer.
    Date,
    /// Something shorter than a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimeModifier {
    /// about
    Approx,
    /// early
    Start,
    /// mid
    Mid,
    /// late
    End,
    /// more than
    MoreThan,
    /// less than
    LessThan,
    /// at least
    EqualOrMore,
    /// at most
    EqualOrLess,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// Date, time, duration or set.
    pub kind: TimeKind,
    /// TIMEX3 value; `None` if it needs an anchor that is unknown.
    pub value: Option<String>,
    /// About, early, …
    pub modifier: Option<TimeModifier>,
    /// The date that the value denotes, where it denotes one.
    pub date: Option<PartialDate>,
    /// The value follows, or would follow, from the article's date: "yesterday", "Monday", "last June".
    pub deictic: bool,
    /// What the words state, part by part, whether or not the calendar has such a date.
    pub parts: TimeParts,
}

/// The parts of a calendar expression as written. Nothing here is inferred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeParts {
    /// `Tuesday`.
    pub weekday: Option<(jiff::civil::Weekday, Span)>,
    /// Day of the month, 1 to 99 as written.
    pub day: Option<(u8, Span)>,
    /// Month, 1 to 99 as written (digits may say anything).
    pub month: Option<(u8, Span)>,
    /// Year; two digits are already widened.
    pub year: Option<(i16, Span)>,
    /// Month and day are figures that can be read either way round, `05/06/97`; they stand here in the American order.
    pub order_undecided: bool,
    /// Hour and minute as written, and whether `a.m.`/`p.m.` stands there.
    pub clock: Option<(ClockTime, Span)>,
}

/// A clock time as written; the numbers may be impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime {
    /// As written.
    pub hour: u8,
    /// As written; 0 if not stated.
    pub minute: u8,
    /// `true` for p.m., `false` for a.m., `None` on the 24-hour clock.
    pub afternoon: Option<bool>,
}
