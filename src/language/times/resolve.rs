//! From what an expression says to its value: the article's date, the time last spoken of and the tense decide.
//!
//! Nothing is guessed: a deictic expression without an anchor has no value, and a date without a year keeps its known part
//! (`XXXX-03-10`).

use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday};

use crate::article::PartialDate;

use super::TimeKind;
use super::calendar::{DayPart, Grain, Point, easter, nth_weekday};
use super::expression::{Amount, Base, Clock, Expression, Meaning, Period, YearOf};
use super::lexeme::{Holiday, Reference, Toward};
use super::story::Story;
use super::tense::Tense;
use super::value::{duration, set};

/// What is known where the expression stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The article's date.
    pub(super) anchor: Option<PartialDate>,
    /// A report of its day or a history.
    pub(super) story: Story,
    /// The time last spoken of.
    pub(super) reference: Option<Point>,
    /// The quarter, or half year, that the article reports on and compares with another.
    pub(super) quarter: Option<Point>,
    /// Of the clause around the expression.
    pub(super) tense: Tense,
}

impl Context {
    /// Where the story stands, if the article tells a history.
    fn told(&self) -> Option<Point> {
        self.reference.filter(|_| self.story == Story::History)
    }

    /// What `this year` or `the end of the month` count from, if it is known as finely as that.
    fn now(&self, grain: Grain) -> Option<Point> {
        let told = self.told().filter(|told| told.at(grain).is_some());
        told.or(self.anchor.map(Point::of))
    }
}

/// The year of a month in a history: told in order, so that January after October is the next one.
fn year_in_history(told: Point, month: u8) -> i16 {
    /// A month that lies further back is rather one of the next year.
    const MONTHS_BACK: i8 = 6;
    let turns = told.month().is_some_and(|there| there - month as i8 > MONTHS_BACK);
    told.year() + i16::from(turns)
}

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) kind: TimeKind,
    pub(super) value: Option<String>,
    /// The calendar point, which later expressions may count from.
    pub(super) point: Option<Point>,
    /// The value needs the article's date.
    pub(super) deictic: bool,
}

impl Resolved {
    fn words(kind: TimeKind, value: String) -> Self {
        Self { kind, value: Some(value), point: None, deictic: false }
    }

    fn point(point: Option<Point>, deictic: bool) -> Self {
        Self { kind: TimeKind::Date, value: point.map(Point::value), point, deictic }
    }

    /// The point, or if the year is not known what is known of it.
    fn partly(point: Option<Point>, otherwise: Option<String>) -> Self {
        Self { kind: TimeKind::Date, value: point.map(Point::value).or(otherwise), point, deictic: false }
    }
}

/// The value of an expression in its context.
pub(super) fn resolve(expression: &Expression, context: &Context) -> Resolved {
    let mut resolved = date_of(expression, context);
    if let Some(part) = expression.part {
        resolved.kind = TimeKind::Time;
        if let Some(value) = &mut resolved.value {
            value.push_str(part.code());
        }
    }
    if let Some(clock) = expression.clock {
        attach_clock(&mut resolved, clock, expression.part);
    }
    resolved
}

fn date_of(expression: &Expression, context: &Context) -> Resolved {
    let anchor = context.anchor.map(Point::of);
    match expression.meaning {
        Meaning::Calendar { year, toward } => calendar(expression, year, toward, context),
        Meaning::Weekday { weekday, toward } => self::weekday(weekday, toward, context),
        Meaning::Day(days) => {
            Resolved::point(anchor.and_then(Point::day).and_then(|day| Point::Day(day).step(days, Grain::Day)), true)
        }
        Meaning::NarrativeDay(days) => {
            let day = context.reference.or(anchor).and_then(Point::day);
            Resolved::point(day.and_then(|day| Point::Day(day).step(days, Grain::Day)), false)
        }
        Meaning::Period { period, year, toward } => self::period(period, year, toward, context),
        Meaning::Whole { grain, toward } => whole(expression, grain, toward, context),
        Meaning::Offset { amount, grain, back, base } => offset(amount, grain, back, base, context),
        Meaning::Reported { year } => reported(year, context),
        Meaning::Decade(decade) => Resolved::point(Some(Point::Decade(decade)), false),
        Meaning::Century(century) => Resolved::point(Some(Point::Century(century)), false),
        Meaning::Ancient { year } => Resolved::words(TimeKind::Date, format!("BC{year:04}")),
        Meaning::Duration { amount, grain } => Resolved::words(TimeKind::Duration, duration(amount, grain)),
        Meaning::Set(recurrence) => Resolved::words(TimeKind::Set, set(recurrence)),
        Meaning::Reference(reference) => Resolved::words(TimeKind::Date, self::reference(reference).to_owned()),
        Meaning::Clock => {
            let day = context.reference.and_then(Point::day).or(anchor.and_then(Point::day)).map(Point::Day);
            Resolved::partly(day, Some("XXXX-XX-XX".to_owned()))
        }
    }
}

fn reference(reference: Reference) -> &'static str {
    match reference {
        Reference::Past => "PAST_REF",
        Reference::Present => "PRESENT_REF",
        Reference::Future => "FUTURE_REF",
    }
}

/// A clock time makes a date a time; an impossible one leaves no value.
fn attach_clock(resolved: &mut Resolved, clock: Clock, part: Option<DayPart>) {
    resolved.kind = TimeKind::Time;
    let Some(value) = &mut resolved.value else { return };
    if let Some(part) = part {
        value.truncate(value.len() - part.code().len());
    }
    let afternoon = clock.time.afternoon.or(part.map(|part| part != DayPart::Morning));
    let hour = match (afternoon, clock.time.hour) {
        (Some(false), 12) => 0,
        (Some(true), hour @ 1..=11) => hour + 12,
        (_, hour) => hour,
    };
    let twelve_hours = clock.time.afternoon.is_some();
    let impossible = clock.time.minute > 59
        || hour > 24
        || (hour == 24 && clock.time.minute > 0)
        || (twelve_hours && !(1..=12).contains(&clock.time.hour) && !(13..=23).contains(&clock.time.hour));
    if impossible {
        resolved.value = None;
        resolved.point = None;
    } else {
        value.push_str(&format!("T{hour:02}:{:02}", clock.time.minute));
    }
}

/// The stated parts as a value, with `X` for what is unknown; `None` if no year has such a day.
fn known_part(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Option<String> {
    // 2000 is a leap year, so that 29 February is possible.
    if let (Some(month), Some(day)) = (month, day) {
        Date::new(year.unwrap_or(2000), month as i8, i8::try_from(day).ok()?).ok()?;
    }
    let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    match (month, day) {
        (Some(month), _) if !(1..=12).contains(&month) => None,
        (Some(month), Some(day)) => Some(format!("{year}-{month:02}-{day:02}")),
        (Some(month), None) => Some(format!("{year}-{month:02}")),
        _ => Some(year),
    }
}

/// The calendar of TIMEX3 has no other years.
fn has_four_digits(year: i16) -> bool {
    (0..=9999).contains(&year)
}

fn point_of(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Point> {
    if !has_four_digits(year) {
        return None;
    }
    match (month, day) {
        (Some(month), Some(day)) => Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Point::Day),
        (Some(month @ 1..=12), None) => Some(Point::Month(year, month as i8)),
        (None, None) => Some(Point::Year(year)),
        _ => None,
    }
}

fn calendar(expression: &Expression, year: YearOf, toward: Option<Toward>, context: &Context) -> Resolved {
    let month = expression.parts.month.map(|(month, _)| month);
    let day = expression.parts.day.map(|(day, _)| day);
    if expression.parts.order_undecided {
        let YearOf::Stated(year) = year else { return Resolved::point(None, false) };
        return Resolved { kind: TimeKind::Date, value: Some(format!("{year:04}-XX-XX")), point: None, deictic: false };
    }
    let anchor_year = context.anchor.map(|anchor| Point::of(anchor).year());
    match year {
        YearOf::Stated(year) => Resolved::point(point_of(year, month, day), false),
        YearOf::Relative(years) => {
            let year = anchor_year.and_then(|year| year.checked_add(years as i16));
            Resolved::point(year.and_then(|year| point_of(year, month, day)), true)
        }
        YearOf::Narrative(years) => {
            let year = context.reference.map(Point::year).and_then(|year| year.checked_add(years as i16));
            Resolved::point(year.and_then(|year| point_of(year, month, day)), false)
        }
        YearOf::Unstated => {
            if let (Some(told), Some(month), None) = (context.told(), month, toward) {
                return Resolved::point(point_of(year_in_history(told, month), Some(month), day), false);
            }
            let candidates = |anchor: Point| {
                let year = anchor.year();
                [year - 1, year, year + 1].map(|year| point_of(year, month, day))
            };
            let chosen = context.anchor.map(Point::of).and_then(|anchor| {
                let distances = candidates(anchor).map(|point| Some((point?, distance(point?, anchor)?)));
                let near = if day.is_some() { NEAR_DAY } else { NEAR_MONTH };
                // A clause that looks ahead does not mean a date long gone.
                let back = if context.tense.looks_ahead() { LONG_GONE } else { near };
                let ahead = if context.tense == Tense::Ended { 0 } else { near };
                choose(&distances, toward, context.tense, -back..=ahead)
            });
            match toward {
                Some(_) => Resolved::point(chosen, true),
                None => Resolved::partly(chosen, known_part(None, month, day)),
            }
        }
    }
}

/// A day without a year is the nearest one, whatever the tense, unless that is so many days away.
const NEAR_DAY: i32 = 150;
/// The same for a month.
const NEAR_MONTH: i32 = 65;

/// Days after which a date is long gone.
const LONG_GONE: i32 = 30;

/// Days from the anchor to a point, counted at the coarser of the two grains; `None` if that is too coarse to tell.
fn distance(point: Point, anchor: Point) -> Option<i32> {
    match (point, anchor) {
        (Point::Day(a), Point::Day(b)) => days_between(b, a),
        (_, Point::Day(_) | Point::Month(..)) => {
            let months = |point: Point| Some(i32::from(point.year()) * 12 + i32::from(point.month()?));
            Some((months(point)? - months(anchor)?) * 30)
        }
        _ => None,
    }
}

fn days_between(from: Date, to: Date) -> Option<i32> {
    from.until(to).ok().map(|span| span.get_days())
}

/// Chooses among candidates in order of time. If the nearest lies within `near`, in days, it wins whatever the tense.
fn choose(candidates: &[Option<(Point, i32)>], toward: Option<Toward>, tense: Tense, near: RangeInclusive<i32>) -> Option<Point> {
    let all = || candidates.iter().flatten().copied();
    let last = |strictly: bool| all().rfind(|&(_, days)| days < 0 || (!strictly && days == 0));
    let next = |strictly: bool| all().find(|&(_, days)| days > 0 || (!strictly && days == 0));
    let chosen = match toward {
        Some(Toward::Last | Toward::Past | Toward::Previous) => last(true),
        Some(Toward::Next | Toward::Coming | Toward::Following) => next(true),
        Some(Toward::This) => all().nth(1),
        _ => {
            let nearest = all().min_by_key(|&(_, days)| (days.abs(), days))?;
            if near.contains(&nearest.1) {
                Some(nearest)
            } else if tense.looks_ahead() {
                next(false)
            } else {
                last(false)
            }
        }
    };
    chosen.map(|(point, _)| point)
}

fn weekday(weekday: Weekday, toward: Option<Toward>, context: &Context) -> Resolved {
    let anchor = context.now(Grain::Day).and_then(Point::day);
    let reference = context.reference.and_then(Point::day).or(anchor);
    let nth = |from: Option<Date>, nth: i32| from.and_then(|from| nth_weekday(from, weekday, nth));
    let same = anchor.filter(|anchor| anchor.weekday() == weekday);
    let yesterday = anchor.is_some_and(|anchor| anchor.weekday().previous() == weekday);
    let (day, deictic) = match toward {
        Some(Toward::Last | Toward::Past) => (nth(anchor, -1), true),
        Some(Toward::Next | Toward::Coming) => (nth(anchor, 1), true),
        Some(Toward::This) => (same.or_else(|| nth(anchor, 1)), true),
        Some(Toward::Previous) => (nth(reference, -1), false),
        Some(Toward::Following) => (nth(reference, 1), false),
        // `was to speak Monday`, in an article of Tuesday, did so yesterday.
        _ if context.tense == Tense::Likely && yesterday => (nth(anchor, -1), true),
        _ if context.tense.looks_ahead() => (same.or_else(|| nth(anchor, 1)), true),
        _ => (same.or_else(|| nth(anchor, -1)), true),
    };
    Resolved::point(day.map(Point::Day), deictic)
}

fn period(period: Period, year: YearOf, toward: Option<Toward>, context: &Context) -> Resolved {
    let anchor = context.anchor.map(Point::of);
    let in_year = |year: i16| match period {
        _ if !has_four_digits(year) => None,
        Period::Quarter(quarter) => Some(Point::Quarter(year, quarter)),
        Period::Half(half) => Some(Point::Half(year, half)),
        Period::Season(season) => Some(Point::Season(year, season)),
        Period::Holiday(holiday) => self::holiday(holiday, year).map(Point::Day),
    };
    match year {
        YearOf::Stated(year) => Resolved::point(in_year(year), false),
        YearOf::Relative(years) => {
            let year = anchor.and_then(|anchor| anchor.year().checked_add(years as i16));
            Resolved::point(year.and_then(in_year), true)
        }
        YearOf::Narrative(years) => {
            let year = context.reference.or(anchor).and_then(|point| point.year().checked_add(years as i16));
            Resolved::point(year.and_then(in_year), false)
        }
        YearOf::Unstated => {
            if let (Some(told), None) = (context.told(), toward) {
                let month = match period {
                    Period::Quarter(quarter) => quarter * 3,
                    Period::Half(half) => half * 6,
                    Period::Season(season) => season.first_month(),
                    Period::Holiday(_) => 12,
                };
                return Resolved::point(in_year(year_in_history(told, month as u8)), false);
            }
            let chosen = anchor.and_then(|anchor| {
                let distances = [anchor.year() - 1, anchor.year(), anchor.year() + 1].map(|year| {
                    let point = in_year(year)?;
                    Some((point, period_distance(point, anchor)?))
                });
                choose(
                    &distances,
                    toward.filter(|toward| *toward != Toward::Latest),
                    context.tense,
                    if matches!(period, Period::Holiday(_)) { -120..=120 } else { -60..=60 },
                )
            });
            if toward.is_some() {
                return Resolved::point(chosen, true);
            }
            let known = match period {
                Period::Quarter(quarter) => Some(format!("XXXX-Q{quarter}")),
                Period::Half(half) => Some(format!("XXXX-H{half}")),
                Period::Season(season) => Some(format!("XXXX-{}", season.code())),
                Period::Holiday(Holiday::Fixed(month, day)) => Some(format!("XXXX-{month:02}-{day:02}")),
                Period::Holiday(_) => None,
            };
            Resolved::partly(chosen, known)
        }
    }
}

/// Days from the anchor to a period; 0 if the anchor lies in it.
fn period_distance(point: Point, anchor: Point) -> Option<i32> {
    let month = i32::from(anchor.month()?);
    let now = i32::from(anchor.year()) * 12 + month;
    let start = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month);
    let (first, months) = match point {
        Point::Quarter(year, quarter) => (start(year, quarter * 3 - 2), 3),
        Point::Half(year, half) => (start(year, half * 6 - 5), 6),
        Point::Season(year, season) => (start(year, season.first_month()), 3),
        Point::Day(day) => return distance(Point::Day(day), anchor),
        _ => return None,
    };
    let away = if now < first {
        first - now
    } else if now >= first + months {
        first + months - 1 - now
    } else {
        0
    };
    Some(away * 30)
}

fn holiday(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month as i8, day as i8).ok(),
        Holiday::Nth(month, weekday, nth) => Date::new(year, month as i8, 1).ok()?.nth_weekday_of_month(nth, weekday).ok(),
        Holiday::ElectionDay => self::holiday(Holiday::Nth(11, Weekday::Monday, 1), year)?.tomorrow().ok(),
        Holiday::Easter(days) => Point::Day(easter(year)?).step(i32::from(days), Grain::Day)?.day(),
    }
}

fn whole(expression: &Expression, grain: Grain, toward: Toward, context: &Context) -> Resolved {
    let anchor = context.now(grain);
    let narrative = context.reference.or(anchor);
    let step = |from: Option<Point>, count: i32| from.and_then(|from| from.at(grain)).and_then(|from| from.step(count, grain));
    // `the week of March 6`.
    if expression.parts.month.is_some() {
        let date = calendar(expression, YearOf::Unstated, None, context);
        return Resolved::point(date.point.and_then(|point| point.at(grain)), false);
    }
    match toward {
        Toward::This if grain == Grain::Weekend && !context.tense.looks_ahead() => {
            let at_weekend =
                anchor.and_then(Point::day).is_some_and(|day| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
            Resolved::point(step(anchor, if at_weekend { 0 } else { -1 }), true)
        }
        Toward::Last => Resolved::point(step(anchor, -1), true),
        Toward::This => Resolved::point(step(anchor, 0), true),
        Toward::Next | Toward::Coming => Resolved::point(step(anchor, 1), true),
        Toward::Previous => Resolved::point(step(narrative, -1), false),
        Toward::Following => Resolved::point(step(narrative, 1), false),
        Toward::Same => Resolved::point(step(narrative, 0), false),
        // The latest quarter is the one reported on, or else the last that is over.
        Toward::Latest => match (grain, context.quarter) {
            (Grain::Quarter, Some(quarter @ Point::Quarter(..))) => Resolved::point(Some(quarter), false),
            _ => Resolved::point(step(anchor, -1), true),
        },
        Toward::Past | Toward::Recent | Toward::Future => Resolved::point(None, false),
    }
}

fn offset(amount: Amount, grain: Grain, back: bool, base: Base, context: &Context) -> Resolved {
    let Amount::Number(amount) = amount else {
        let direction = if back { Reference::Past } else { Reference::Future };
        return Resolved::words(TimeKind::Date, reference(direction).to_owned());
    };
    let anchor = context.anchor.map(Point::of);
    // In a report on a quarter, "a year ago" is that quarter of the year before.
    if amount == 1.0
        && grain == Grain::Year
        && back
        && let Some(quarter) = context.quarter
    {
        return Resolved::point(quarter.step(-1, Grain::Year), base == Base::Article);
    }
    // `a year and a half ago` is told in months.
    let (amount, grain) =
        if amount.fract() != 0.0 && grain == Grain::Year { ((amount * 12.0).round(), Grain::Month) } else { (amount, grain) };
    // `24 hours ago` is the day before.
    let (amount, grain) =
        if grain == Grain::Hour && amount % 24.0 == 0.0 { (amount / 24.0, Grain::Day) } else { (amount, grain) };
    if amount.fract() != 0.0 || amount > 10_000.0 {
        return Resolved::point(None, base == Base::Article);
    }
    let count = if back { -(amount as i32) } else { amount as i32 };
    let keep = match grain {
        Grain::Second | Grain::Minute | Grain::Hour => return Resolved::point(None, base == Base::Article),
        Grain::Fortnight => Grain::Week,
        Grain::Decade | Grain::Century => Grain::Year,
        other => other,
    };
    let from = match base {
        Base::Article => anchor,
        Base::Narrative => context.reference.or(if back { anchor } else { None }),
    };
    let point = match from {
        Some(Point::Month(..)) if keep == Grain::Year && base == Base::Narrative => from,
        Some(from) => from.at(keep),
        None => None,
    };
    Resolved::point(point.and_then(|point| point.step(count, grain)), base == Base::Article)
}

/// `year-earlier`, `the 1988 quarter`: the quarter reported on, in that year; the year itself if none is.
fn reported(year: YearOf, context: &Context) -> Resolved {
    let anchor = context.anchor.map(Point::of);
    let in_year = |year: i16| match context.quarter {
        Some(Point::Quarter(_, quarter)) => Point::Quarter(year, quarter),
        Some(Point::Half(_, half)) => Point::Half(year, half),
        _ => Point::Year(year),
    };
    match year {
        YearOf::Stated(year) => Resolved::point(Some(in_year(year)), false),
        YearOf::Unstated => Resolved::point(context.quarter, false),
        YearOf::Relative(years) | YearOf::Narrative(years) => {
            let year = context.quarter.or(anchor).and_then(|point| point.year().checked_add(years as i16));
            Resolved::point(year.map(in_year), context.quarter.is_none())
        }
    }
}
