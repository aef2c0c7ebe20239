//! Two clock times of which the second stands in brackets are one moment on two clocks; their zones say how far apart they must be.

use std::collections::BTreeSet;

use crate::language::{ClockTime, Time};
use crate::text::Span;

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags two clock times that are given as the same moment in two time zones and are not.
    ///
    /// ## Why it matters
    ///
    /// Readers elsewhere go by the second one, and miss the broadcast, the flight or the deadline.
    ///
    /// ## Example
    ///
    /// > Posted at: 8:15 p.m. EST (0015 GMT)
    ///
    /// 8:15 p.m. EST is 0115 GMT: 0015 would be right in summer.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where one of the two has no zone or one that is not known. Letters that stand for several zones (`CST`, `IST`, `BST`) are right if
    /// they are right in any of them; days are not compared.
    pub struct TimeZoneMismatch;
    "time-zone-mismatch", Dates, Warning, on,
    "two clock times given as equal that are not",
    options: &[],
}

/// Minutes before or after Greenwich, of all the zones that go by these letters (IANA time zone database).
const ZONES: &[(&str, &[i16])] = &[
    ("GMT", &[0]),
    ("UTC", &[0]),
    ("Z", &[0]),
    ("WET", &[0]),
    ("BST", &[60, 360]),
    ("WEST", &[60]),
    ("CET", &[60]),
    ("CEST", &[120]),
    ("EET", &[120]),
    ("EEST", &[180]),
    ("MSK", &[180]),
    ("IST", &[60, 120, 330]),
    ("HKT", &[480]),
    ("SGT", &[480]),
    ("JST", &[540]),
    ("KST", &[540]),
    ("AEST", &[600]),
    ("AEDT", &[660]),
    ("NZST", &[720]),
    ("NZDT", &[780]),
    ("AST", &[-240, 180]),
    ("ADT", &[-180]),
    ("ET", &[-300, -240]),
    ("EST", &[-300, 600, 660]),
    ("EDT", &[-240, 660]),
    ("CT", &[-360, -300]),
    ("CST", &[-360, 480, 570, 630]),
    ("CDT", &[-300, 630]),
    ("MT", &[-420, -360]),
    ("MST", &[-420, 480]),
    ("MDT", &[-360]),
    ("PT", &[-480, -420]),
    ("PST", &[-480]),
    ("PDT", &[-420]),
    ("AKST", &[-540]),
    ("AKDT", &[-480]),
    ("HST", &[-600]),
];

const DAY: i16 = 24 * 60;

impl Rule for TimeZoneMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let clocks: Vec<Clock> = context.reading().times.iter().filter_map(|time| Clock::of(context, time)).collect();
        clocks.windows(2).filter_map(|pair| mismatch(context, &pair[0], &pair[1])).collect()
    }
}

/// A time of day in a known zone.
struct Clock {
    span: Span,
    /// Minutes after midnight, there.
    minutes: i16,
    zone: &'static str,
    offsets: &'static [i16],
}

impl Clock {
    fn of(context: &Context<'_>, time: &Time) -> Option<Self> {
        let (clock, _) = time.parts.clock?;
        let words = context.words(time.span);
        let last = words.rsplit(' ').next()?;
        let &(zone, offsets) = ZONES.iter().find(|(zone, _)| *zone == last)?;
        Some(Self { span: time.span, minutes: minutes(clock)?, zone, offsets })
    }

    /// The moments in Greenwich that may be meant, in minutes of the day.
    fn moments(&self) -> BTreeSet<i16> {
        self.offsets.iter().map(|offset| (self.minutes - offset).rem_euclid(DAY)).collect()
    }
}

fn minutes(clock: ClockTime) -> Option<i16> {
    let ClockTime { hour, minute, afternoon } = clock;
    if hour > 24 || minute > 59 {
        return None;
    }
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Some(i16::from(hour % 24) * 60 + i16::from(minute))
}

fn mismatch(context: &Context<'_>, first: &Clock, second: &Clock) -> Option<Discrepancy> {
    let between = context.words(Span::new(first.span.end(), second.span.start()));
    let equal = matches!(between.trim(), "(" | "/" | "[" | "or" | ", or");
    if !equal || first.zone == second.zone || first.moments().iter().any(|moment| second.moments().contains(moment)) {
        return None;
    }
    let right = (first.minutes - first.offsets[0] + second.offsets[0]).rem_euclid(DAY);
    let (written, other) = (context.words(first.span), context.words(second.span));
    let hour = format!("{:02}{:02}", right / 60, right % 60);
    let (half, twelve) = (if right < DAY / 2 { "a.m." } else { "p.m." }, (right / 60 + 11) % 12 + 1);
    let military = other.starts_with(|c: char| c.is_ascii_digit()) && !other.contains(':') && !other.contains('m');
    let right = if military {
        format!("{hour} {}", second.zone)
    } else if other.contains('m') {
        format!("{twelve}:{:02} {half} {}", right % 60, second.zone)
    } else {
        format!("{}:{} {}", &hour[..2], &hour[2..], second.zone)
    };
    let message = format!("{written} is {right}, not {other}.");
    let facts = vec![written, other];
    let mut discrepancy = Discrepancy::new(first.span.join(second.span), message, facts);
    discrepancy.evidence =
        vec![context.evidence(first.span, "the one time"), context.evidence(second.span, "given as the same moment")];
    discrepancy.fixes.push(context.change_to(second.span, right));
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn one_moment_on_two_clocks() {
        check(
            "time-zone-mismatch",
            "
The page was put up at 9:40 p.m. EST (0140 GMT) on Monday.
                       ^^^^^^^^^^^^^^^^^^^^^^^ warning: 9:40 p.m. EST is 0240 GMT, not 0140 GMT.
",
        );
    }

    #[test]
    fn the_next_day_and_letters_of_several_zones_are_right() {
        check(
            "time-zone-mismatch",
            "The page was put up at 8:15 p.m. EST (0115 GMT), at 5:30 p.m. IST (1200 GMT), and at 20:15 EDT (1:15 a.m. BST). From 9 a.m. EST to 5 p.m. GMT.",
        );
    }

    #[test]
    fn the_second_is_computed_anew() {
        let fixed = fixes("time-zone-mismatch", "It begins at 3 p.m. EDT (8:00 p.m. GMT).");
        assert_eq!(fixed, [("Change to 7:00 p.m. GMT".to_owned(), "It begins at 3 p.m. EDT (7:00 p.m. GMT).".to_owned())]);
    }
}
