//! What a word may be in a time expression: the alphabet of the grammar.

use jiff::civil::Weekday;

use super::calendar::{DayPart, Grain, Season};

/// A token as the grammar sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Lexeme {
    /// Past the end of the sentence.
    End,
    /// Not a word of time.
    Other,
    /// A word of the sentence's grammar that may stand inside an expression.
    Function(Function),
    /// `January`, capitalised; from 1.
    Month(u8),
    /// `Jan.`, `Sept`.
    MonthShort(u8),
    /// `Tuesday`, capitalised.
    Weekday(Weekday),
    /// `Tuesdays`.
    Weekdays(Weekday),
    /// `Tue.`
    WeekdayShort(Weekday),
    /// `year`.
    Unit(Grain),
    /// `years`.
    Units(Grain),
    /// `morning`.
    DayPart(DayPart),
    /// `mornings`.
    DayParts(DayPart),
    /// `spring`.
    Season(Season),
    /// `yesterday`, `today`, `tomorrow`: days from today.
    Day(i8),
    /// `tonight`, `overnight`.
    Tonight,
    /// `last`, `this`, `next` …
    Toward(Toward),
    /// `early`, `late`, `mid`.
    Phase(Phase),
    /// `about`, `nearly`, `more` (than) …
    Limit(Limit),
    /// `second` as an ordinal, `27th`.
    Ordinal(u8),
    /// Part of a number in words.
    NumberWord,
    /// A token of digits.
    Number,
    /// `several`, `few`: a number that is not said.
    Vague,
    /// `couple`.
    Couple,
    /// `half`.
    Half,
    /// `ago`.
    Ago,
    /// `earlier`: back from the time last spoken of.
    Earlier,
    /// `later`.
    Later,
    /// `now`, `recently`: TIMEX3's references.
    Reference(Reference),
    /// `daily`.
    Frequency(Grain),
    /// `every`, `each`.
    Every,
    /// `noon`, `midnight`: the hour.
    Noon(u8),
    /// `a.m.`, `p.m.`: whether afternoon.
    Meridiem(bool),
    /// `EST`: minutes east of Greenwich.
    Zone(i16),
    /// `ET`: a zone that is told without its offset, which changes with the season or is not the only one of that name.
    ZoneName,
    /// `Christmas`.
    Holiday(Holiday),
    /// `Q3`.
    QuarterName(i8),
    /// The first word of a holiday of several words: `Labor` (Day).
    NamedDay,
    /// `nineties`: the tens of the year.
    Tens(u8),
    /// `fiscal`.
    Fiscal,
    /// `'s`.
    Possessive,
    /// The first byte of a mark; en and em dashes count as `-`, curly quotation marks as `'` and `"`.
    Mark(u8),
}

/// Words that join the parts of an expression, or tell the grammar what stands around one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    The,
    A,
    Of,
    In,
    On,
    At,
    And,
    Or,
    From,
    To,
    Than,
    Up,
    So,
    No,
    That,
    /// until, since, by, during, between …: a time may well follow.
    Preposition,
    Old,
    End,
    Beginning,
    Middle,
    Period,
    Clock,
    Time,
    Within,
}

/// Direction from the article's date or the time last spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    /// `last`
    Last,
    /// `past`
    Past,
    /// `this`, `current`
    This,
    /// `next`
    Next,
    /// `coming`
    Coming,
    /// `previous`: before the time spoken of.
    Previous,
    /// `following`: after the time spoken of.
    Following,
    /// `latest`
    Latest,
    /// `that`, `same`: the time spoken of.
    Same,
    /// `recent`
    Recent,
    /// `future`
    Future,
}

/// Which part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Early,
    Mid,
    Late,
}

/// Words that limit an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// about, nearly, almost, around, some, roughly
    About,
    /// over
    Over,
    /// under
    Under,
    /// more (than)
    More,
    /// less (than)
    Less,
    /// (at) least
    Least,
    /// (at) most
    Most,
}

/// TIMEX3's references to no date in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

/// Days with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// A fixed month and day.
    Fixed(u8, u8),
    /// The nth weekday of a month, from 1; -1 is the last.
    Nth(u8, Weekday, i8),
    /// The Tuesday after the first Monday of November, when the United States vote.
    ElectionDay,
    /// Days after Easter Sunday of the western churches.
    Easter(i16),
}
