//! What an article has spoken of so far, from which "the next day" and "a year earlier" count.

use super::calendar::{Grain, Point};
use super::expression::{Amount, Expression, Meaning, Period};
use crate::article::PartialDate;

/// The thread of an article, taken up time by time.
pub(super) struct Thread {
    anchor: Option<PartialDate>,
    reference: Option<Point>,
    quarter: Option<Point>,
    of_months: bool,
}

impl Thread {
    /// Nothing has been spoken of yet. `anchor` is the article's date.
    pub(super) fn new(anchor: Option<PartialDate>) -> Self {
        Self { anchor, reference: None, quarter: None, of_months: false }
    }

    /// The time last spoken of.
    pub(super) fn reference(&self) -> Option<Point> {
        self.reference
    }

    /// The quarter, or half year, with which `a year earlier` compares.
    pub(super) fn quarter_compared(&self) -> Option<Point> {
        self.quarter.filter(|_| !self.of_months)
    }

    /// Takes note of an expression before its value is asked for.
    pub(super) fn meets(&mut self, expression: &Expression) {
        match expression.meaning {
            // `In the first nine months it earned more than a year earlier`: no quarter is compared.
            Meaning::Duration { amount: Amount::Number(6.0 | 9.0), grain: Grain::Month } => self.of_months = true,
            Meaning::Period { period: Period::Quarter(_), .. } | Meaning::Whole { grain: Grain::Quarter, .. } => {
                self.of_months = false;
            }
            _ => {}
        }
    }

    /// Goes on to where an expression points.
    pub(super) fn follows(&mut self, expression: &Expression, point: Option<Point>) {
        // A comparison ("a year earlier") does not move the story; a date does.
        if matches!(expression.meaning, Meaning::Offset { .. } | Meaning::Reported { .. }) {
            return;
        }
        let Some(point) = point else { return };
        self.reference = Some(point);
        // A report says in its first lines which quarter it is about: one that is not long past.
        if self.quarter.is_none()
            && self.anchor.is_none_or(|anchor| Point::of(anchor).year() - point.year() <= 1)
            && matches!(point, Point::Quarter(..) | Point::Half(..))
            && !is_after(point, self.anchor)
        {
            self.quarter = Some(point);
        }
    }
}

/// The period begins after the article's: it is forecast, not reported on.
fn is_after(point: Point, anchor: Option<PartialDate>) -> bool {
    let months = |point: Point| match point {
        Point::Quarter(year, quarter) => Some(i32::from(year) * 12 + i32::from(quarter) * 3 - 3),
        Point::Half(year, half) => Some(i32::from(year) * 12 + i32::from(half) * 6 - 6),
        other => Some(i32::from(other.year()) * 12 + i32::from(other.month()?) - 1),
    };
    let anchor = anchor.map(Point::of).and_then(months);
    matches!((months(point), anchor), (Some(point), Some(anchor)) if point > anchor)
}
