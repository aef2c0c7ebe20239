//! Numbers inside times: those of a date or a clock time are no quantities, those of a length are.

use super::amounts::Amount;
use super::units::Unit;
use super::{Reader, measures};
use crate::language::Time;
use crate::text::Span;

/// Lengths of time without a code of their own, or with a word before them that says which days they are; in byte order.
#[rustfmt::skip]
const LENGTHS: [&str; 16] = [
    "afternoons", "centuries", "century", "days", "decade", "decades", "evenings", "generations", "mornings", "nights", "quarters", "seasons",
    "summers", "weekdays", "weekends", "winters",
];

impl Reader<'_> {
    /// The number belongs to a date or clock time. `unit` is what stands behind it, at `unit_at` or one further.
    pub(super) fn is_of_date(&self, amount: &Amount, unit: Option<Unit>, unit_at: usize) -> bool {
        let Some(time) = self.time_around(amount) else { return false };
        let length = amount.part || unit.is_some_and(|unit| measures::is_time(unit.code)) || self.counts_time(unit_at);
        !length || self.dates(time, amount)
    }

    /// The time that an amount stands in.
    pub(super) fn time_around(&self, amount: &Amount) -> Option<&Time> {
        let start = self.tokens[amount.number_from].span.start();
        let next = self.times.partition_point(|time| time.span.start() <= start);
        // Times may be nested; the inner one comes last.
        self.times[..next].iter().rev().take(2).find(|time| time.span.contains(start))
    }

    /// The number is a day, month or year of the time that it stands in.
    fn dates(&self, time: &Time, amount: &Amount) -> bool {
        let start = self.tokens[amount.number_from].span.start();
        let is = |span: Option<Span>| span.is_some_and(|span| span.contains(start));
        let parts = &time.parts;
        is(parts.day.map(|(_, span)| span))
            || is(parts.month.map(|(_, span)| span))
            || is(parts.year.map(|(_, span)| span))
            || is(parts.clock.map(|(_, span)| span))
    }

    /// Lengths of time that have no code: `decades`, `trading days`, `quarters`.
    fn counts_time(&self, at: usize) -> bool {
        (at..at + 2).any(|at| LENGTHS.binary_search(&self.lower(at)).is_ok())
    }
}

/// Words between a number and the unit of time that it measures: `two full years`, `12 straight months`.
pub(super) fn is_filler(lower: &str) -> bool {
    matches!(
        lower,
        "more"
            | "additional"
            | "full"
            | "whole"
            | "straight"
            | "consecutive"
            | "long"
            | "short"
            | "calendar"
            | "further"
            | "extra"
            | "solid"
            | "entire"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_byte_order() {
        assert!(LENGTHS.is_sorted());
    }
}
