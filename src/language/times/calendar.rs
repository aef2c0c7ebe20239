//! Points on the calendar at any grain, from a century to a day, and the steps between them.
//!
//! [`PartialDate`] says what an article's date can be; a time expression can also be a week, a quarter or a season, so the
//! arithmetic has a type of its own. Weeks are ISO 8601's.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::article::PartialDate;

/// Lengths that a calendar counts in, shortest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// The part of a day, as TIMEX3 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    /// `TMO`, `TAF`, `TEV`, `TNI`.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Morning => "TMO",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
        }
    }
}

/// A season of the northern half of the world, where the wires are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// `SP`, `SU`, `FA`, `WI`.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// The month in which it begins.
    pub(super) fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// A point on the calendar, known to its grain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Day(Date),
    /// The week of this day.
    Week(Date),
    /// The weekend of the week of this day.
    Weekend(Date),
    Month(i16, i8),
    /// Quarter of a year, from 1.
    Quarter(i16, i8),
    /// Half of a year, from 1.
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// The year without its last digit.
    Decade(i16),
    /// The year without its last two digits.
    Century(i16),
}

impl Point {
    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Self::Day(date) => format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
            Self::Week(date) => week(date),
            Self::Weekend(date) => week(date) + "-WE",
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.code()),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }

    /// As the date type of articles, which knows days, months and years only.
    pub(super) fn partial(self) -> Option<PartialDate> {
        match self {
            Self::Day(date) => Some(PartialDate::Day(date)),
            Self::Month(year, month) => Some(PartialDate::Month(year, month)),
            Self::Year(year) => Some(PartialDate::Year(year)),
            _ => None,
        }
    }

    /// From an article's date.
    pub(super) fn of(date: PartialDate) -> Self {
        match date {
            PartialDate::Day(date) => Self::Day(date),
            PartialDate::Month(year, month) => Self::Month(year, month),
            PartialDate::Year(year) => Self::Year(year),
        }
    }

    /// The year it lies in.
    pub(super) fn year(self) -> i16 {
        match self {
            Self::Day(date) | Self::Week(date) | Self::Weekend(date) => date.year(),
            Self::Month(year, _) | Self::Quarter(year, _) | Self::Half(year, _) | Self::Season(year, _) | Self::Year(year) => {
                year
            }
            Self::Decade(decade) => decade.saturating_mul(10),
            Self::Century(century) => century.saturating_mul(100),
        }
    }

    /// The month it lies in, if it is no longer than one.
    pub(super) fn month(self) -> Option<i8> {
        match self {
            Self::Day(date) | Self::Week(date) | Self::Weekend(date) => Some(date.month()),
            Self::Month(_, month) => Some(month),
            _ => None,
        }
    }

    /// The day, if it is one.
    pub(super) fn day(self) -> Option<Date> {
        if let Self::Day(date) = self { Some(date) } else { None }
    }

    /// The coarser point of this grain that it lies in; `None` if it is itself too coarse to tell.
    pub(super) fn at(self, grain: Grain) -> Option<Self> {
        let year = self.year();
        match grain {
            Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => self.day().map(Self::Day),
            Grain::Weekend => match self {
                Self::Day(date) | Self::Week(date) | Self::Weekend(date) => Some(Self::Weekend(date)),
                _ => None,
            },
            Grain::Week | Grain::Fortnight => match self {
                Self::Day(date) | Self::Week(date) | Self::Weekend(date) => Some(Self::Week(date)),
                _ => None,
            },
            Grain::Month => self.month().map(|month| Self::Month(year, month)),
            Grain::Quarter => match self {
                Self::Quarter(..) => Some(self),
                _ => self.month().map(|month| Self::Quarter(year, (month - 1) / 3 + 1)),
            },
            Grain::Half => match self {
                Self::Half(..) => Some(self),
                Self::Quarter(_, quarter) => Some(Self::Half(year, (quarter - 1) / 2 + 1)),
                _ => self.month().map(|month| Self::Half(year, (month - 1) / 6 + 1)),
            },
            Grain::Year => (!matches!(self, Self::Decade(_) | Self::Century(_))).then_some(Self::Year(year)),
            Grain::Decade => (!matches!(self, Self::Century(_))).then_some(Self::Decade(year.div_euclid(10))),
            Grain::Century => Some(Self::Century(year.div_euclid(100))),
        }
    }

    /// Some steps of a grain away, keeping its own grain; `None` where the calendar ends or the step is finer than the point.
    pub(super) fn step(self, count: i32, grain: Grain) -> Option<Self> {
        let years = |factor: i32| count.checked_mul(factor).and_then(|years| i16::try_from(years).ok());
        match self {
            Self::Day(date) => date.checked_add(length(count, grain)?).ok().map(Self::Day),
            Self::Week(date) => date.checked_add(length(count, grain)?).ok().map(Self::Week),
            Self::Weekend(date) => date.checked_add(length(count, grain)?).ok().map(Self::Weekend),
            Self::Month(year, month) => {
                let date = Date::new(year, month, 1).ok()?.checked_add(length(count, grain.at_least(Grain::Month)?)?).ok()?;
                Some(Self::Month(date.year(), date.month()))
            }
            Self::Quarter(year, quarter) => {
                let date = Date::new(year, quarter * 3 - 2, 1).ok()?;
                let date = date.checked_add(length(count, grain.at_least(Grain::Quarter)?)?).ok()?;
                Some(Self::Quarter(date.year(), (date.month() - 1) / 3 + 1))
            }
            Self::Half(year, half) => {
                let date = Date::new(year, half * 6 - 5, 1).ok()?;
                let date = date.checked_add(length(count, grain.at_least(Grain::Half)?)?).ok()?;
                Some(Self::Half(date.year(), (date.month() - 1) / 6 + 1))
            }
            Self::Season(year, season) => Some(Self::Season(shifted(year, years(grain.years()?)?)?, season)),
            Self::Year(year) => Some(Self::Year(shifted(year, years(grain.years()?)?)?)),
            Self::Decade(decade) => (grain == Grain::Decade).then(|| shifted(decade, years(1)?).map(Self::Decade))?,
            Self::Century(century) => (grain == Grain::Century).then(|| shifted(century, years(1)?).map(Self::Century))?,
        }
    }
}

fn shifted(year: i16, by: i16) -> Option<i16> {
    year.checked_add(by).filter(|year| (0..=9999).contains(year))
}

impl Grain {
    fn at_least(self, other: Self) -> Option<Self> {
        (self >= other).then_some(self)
    }

    /// How many years it is, if any.
    pub(super) fn years(self) -> Option<i32> {
        match self {
            Self::Year => Some(1),
            Self::Decade => Some(10),
            Self::Century => Some(100),
            _ => None,
        }
    }
}

/// A number of units as a length of days, months or years; `None` if it is beyond any calendar.
fn length(count: i32, grain: Grain) -> Option<Span> {
    if !(-100_000..=100_000).contains(&count) {
        return None;
    }
    match grain {
        Grain::Second | Grain::Minute | Grain::Hour => Some(0.days()),
        Grain::Day => Some(count.days()),
        Grain::Week | Grain::Weekend => Span::new().try_weeks(count).ok(),
        Grain::Fortnight => Span::new().try_weeks(count * 2).ok(),
        Grain::Month => Span::new().try_months(count).ok(),
        Grain::Quarter => Span::new().try_months(count * 3).ok(),
        Grain::Half => Span::new().try_months(count * 6).ok(),
        Grain::Year => Span::new().try_years(count).ok(),
        Grain::Decade => Span::new().try_years(count * 10).ok(),
        Grain::Century => Span::new().try_years(count * 100).ok(),
    }
}

fn week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The nearest day of this name strictly before (`-1`) or after (`1`) a day.
pub(super) fn nth_weekday(from: Date, weekday: Weekday, nth: i32) -> Option<Date> {
    from.nth_weekday(nth, weekday).ok()
}

/// Easter Sunday of the western churches: the anonymous Gregorian algorithm (Nature, 20 April 1876).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_grain_has_its_value() {
        let day = Point::Day(date(1997, 1, 29));
        let value = |grain| day.at(grain).unwrap().value();
        assert_eq!(value(Grain::Day), "1997-01-29");
        assert_eq!(value(Grain::Week), "1997-W05");
        assert_eq!(value(Grain::Weekend), "1997-W05-WE");
        assert_eq!(value(Grain::Month), "1997-01");
        assert_eq!(value(Grain::Quarter), "1997-Q1");
        assert_eq!(value(Grain::Half), "1997-H1");
        assert_eq!(value(Grain::Year), "1997");
        assert_eq!(value(Grain::Decade), "199");
        assert_eq!(value(Grain::Century), "19");
    }

    #[test]
    fn a_coarse_point_knows_no_finer_one() {
        assert_eq!(Point::Year(1997).at(Grain::Month), None);
        assert_eq!(Point::Month(1997, 1).at(Grain::Week), None);
        assert_eq!(Point::Year(1997).step(-1, Grain::Month), None);
        assert_eq!(Point::Year(1997).step(-1, Grain::Decade), Some(Point::Year(1987)));
    }

    #[test]
    fn steps_cross_years_and_short_months() {
        assert_eq!(Point::Month(1997, 1).step(-2, Grain::Month), Some(Point::Month(1996, 11)));
        assert_eq!(Point::Day(date(1997, 3, 31)).step(-1, Grain::Month), Some(Point::Day(date(1997, 2, 28))));
        assert_eq!(Point::Quarter(1989, 1).step(-1, Grain::Quarter), Some(Point::Quarter(1988, 4)));
        assert_eq!(Point::Day(date(9999, 12, 31)).step(1, Grain::Day), None);
    }

    #[test]
    fn easter_moves() {
        assert_eq!(easter(1998), Some(date(1998, 4, 12)));
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
    }
}
