//! A date as far as it is known.
//!
//! News often knows less than a day: "in January 1997", "in 1990". A date of unknown day is not a date with a made-up one, so the grain is
//! part of the type, and two dates are compared only as far as both are known.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar::month_name;

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

impl std::fmt::Display for Grain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        })
    }
}

/// A calendar date that may know only its year, or its year and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A year.
    Year(i16),
    /// A month of a year, from 1.
    Month(i16, i8),
    /// A day that the calendar has.
    Day(Date),
}

/// A date that is not written as `1997-01-29`, `1997-01` or `1997`, or that the calendar does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date; expected 1997-01-29, 1997-01 or 1997")]
pub struct ParseDateError(pub String);

impl PartialDate {
    /// A day, if the calendar has it.
    #[must_use]
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::Day)
    }

    /// How much is known.
    #[must_use]
    pub fn grain(self) -> Grain {
        match self {
            Self::Year(_) => Grain::Year,
            Self::Month(..) => Grain::Month,
            Self::Day(_) => Grain::Day,
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(date) => date.year(),
        }
    }

    /// The month from 1, if it is known.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        match self {
            Self::Year(_) => None,
            Self::Month(_, month) => Some(month),
            Self::Day(date) => Some(date.month()),
        }
    }

    /// The day, if the date is known to the day.
    #[must_use]
    pub fn to_day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Year(_) | Self::Month(..) => None,
        }
    }

    /// The first day that it can be.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MAX),
            Self::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MAX),
            Self::Day(date) => date,
        }
    }

    /// The last day that it can be.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::MAX),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(date) => date,
        }
    }

    /// Days between the two, at the least that their grains allow: 0 if they can be the same day.
    #[must_use]
    pub fn days_apart(self, other: Self) -> u32 {
        let gap = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days()).unsigned_abs();
        if self.last_day() < other.first_day() {
            gap(self.last_day(), other.first_day())
        } else if other.last_day() < self.first_day() {
            gap(other.last_day(), self.first_day())
        } else {
            0
        }
    }

    /// Whether every day that it can be lies before every day that `other` can be.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        self.last_day() < other.first_day()
    }

    /// As a person writes it: "25 January 1994", "January 1994", "1994".
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Month(year, month) => format!("{} {year}", month_name(month)),
            Self::Day(date) => format!("{} {} {}", date.day(), month_name(date.month()), date.year()),
        }
    }
}

/// In the style of TIMEX3 and ISO 8601: `1994-01-25`, `1994-01`, `1994`.
impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
        }
    }
}

impl std::str::FromStr for PartialDate {
    type Err = ParseDateError;

    /// Reads `1994-01-25`, `1994-01` and `1994`; of a date with a time (`1994-01-25T08:00:00Z`) the date.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let error = || ParseDateError(text.to_owned());
        let trimmed = text.trim();
        let date = trimmed.split_once(['T', ' ', 't']).map_or(trimmed, |(date, _)| date);
        let mut parts = date.split('-');
        let mut number = |digits: usize| -> Result<Option<i16>, ParseDateError> {
            let Some(part) = parts.next() else { return Ok(None) };
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse().map(Some).map_err(|_| error()) } else { Err(error()) }
        };
        let (year, month, day) = (number(4)?.ok_or_else(error)?, number(2)?, number(2)?);
        if parts.next().is_some() || (day.is_none() && date != trimmed) {
            return Err(error());
        }
        match (month, day) {
            (None, _) => Ok(Self::Year(year)),
            (Some(month @ 1..=12), None) => Ok(Self::Month(year, month as i8)),
            (Some(month @ 1..=12), Some(day)) => Self::day(year, month as i8, day as i8).ok_or_else(error),
            _ => Err(error()),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Text<'t>(#[serde(borrow)] Cow<'t, str>);
        Text::deserialize(deserializer)?.0.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_read_and_written_at_its_grain() {
        for (text, grain, words) in [
            ("1994-01-25", Grain::Day, "25 January 1994"),
            ("1994-01", Grain::Month, "January 1994"),
            ("1994", Grain::Year, "1994"),
        ] {
            assert_eq!(
                (date(text).grain(), date(text).in_words(), date(text).to_string()),
                (grain, words.to_owned(), text.to_owned())
            );
        }
        assert_eq!(date("1997-01-28T14:09:00-05:00"), date("1997-01-28"));
    }

    #[test]
    fn what_the_calendar_does_not_have_is_no_date() {
        for text in ["", "97", "1997-13", "1997-02-29", "1997-1-2", "1997-01-29-01", "1997-01T08", "January", "+997"] {
            assert_eq!(text.parse::<PartialDate>(), Err(ParseDateError(text.to_owned())));
        }
    }

    #[test]
    fn dates_are_compared_as_far_as_both_are_known() {
        let apart = |a: &str, b: &str| (date(a).days_apart(date(b)), date(a).is_before(date(b)));
        assert_eq!(apart("1997-01-28", "1997-01-29"), (1, true));
        assert_eq!(apart("1997-01-29", "1997-01-28"), (1, false));
        assert_eq!(apart("1997-01", "1997-01-28"), (0, false));
        assert_eq!(apart("1996", "1997-01"), (1, true));
        assert_eq!(apart("1996-02", "1996-03-05"), (5, true));
    }
}
