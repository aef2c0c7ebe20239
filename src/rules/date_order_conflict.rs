//! `after` and `before` against the two dates that they stand between.

use crate::article::PartialDate;
use crate::language::Time;

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags two dates of one sentence that `after`, `following` or `before` puts in the wrong order.
    ///
    /// ## Why it matters
    ///
    /// Either the word or one of the dates is wrong.
    ///
    /// ## Example
    ///
    /// > The visit on 3 May 1996 came after the meeting of 10 May 1996.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At dates of different grain or of unknown year; where more than these two dates, an `and`, a comma or another verb stands between; inside quotations.
    pub struct DateOrderConflict;
    "date-order-conflict", Dates, Information, on,
    "two dates that “after” or “before” puts in the wrong order",
    options: &[],
}

/// Words between the two dates, at most.
const FAR: usize = 9;

impl Rule for DateOrderConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        context.reading().times.windows(2).filter_map(|pair| conflict(context, &pair[0], &pair[1])).collect()
    }
}

/// Comparable dates: both to the day, or both to the month or year.
fn order(one: PartialDate, other: PartialDate) -> Option<std::cmp::Ordering> {
    (one.grain() == other.grain()).then(|| one.first_day().cmp(&other.first_day()))
}

fn conflict(context: &Context<'_>, one: &Time, other: &Time) -> Option<Discrepancy> {
    let stated = |time: &Time| time.parts.month.is_some() || time.parts.year.is_some();
    let (first, second) = (one.date?, other.date?);
    let order =
        order(first, second).filter(|_| stated(one) && stated(other) && one.modifier.is_none() && other.modifier.is_none())?;
    let together = near::sentence(context, one.span.start())?.span.covers(other.span);
    let between = near::lower(context, near::between(context, one.span, other.span));
    if !together
        || between.len() > FAR
        || context.quotation_around(one.span).is_some()
        || !near::in_body(context, one.span.start())
    {
        return None;
    }
    let broken = between.iter().any(|word| {
        matches!(word.as_str(), "," | ";" | "and" | "or" | "but" | "not" | "to" | "until" | "from" | "(" | ")" | "--" | "—")
    });
    let at = between.iter().position(|word| matches!(word.as_str(), "after" | "following" | "before"))?;
    // `came after`, `was held before`: nothing but the verb of the first date stands before the word.
    let wrong = if between[at] == "before" { std::cmp::Ordering::Greater } else { std::cmp::Ordering::Less };
    if broken || at > 3 || order != wrong {
        return None;
    }
    let (here, there, word) = (context.words(one.span), context.words(other.span), &between[at]);
    let message = format!("{here} {word} {there}: the dates are the other way round.");
    let mut discrepancy =
        Discrepancy::new(one.span.join(other.span), message, vec![first.in_words(), word.clone(), second.in_words()]);
    discrepancy.evidence = vec![context.evidence(one.span, "one date"), context.evidence(other.span, "the other date")];
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn after_a_later_date() {
        check(
            "date-order-conflict",
            "
The visit on 3 May 1996 came after the meeting of 10 May 1996.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: 3 May 1996 after 10 May 1996: the dates are the other way round.
",
        );
    }

    #[test]
    fn the_right_order_and_two_statements_are_left_alone() {
        check(
            "date-order-conflict",
            "The visit on 10 May 1996 came after the meeting of 3 May 1996. It left on 3 May 1996, and came back after 10 May 1996. The law of May 1996 came after 3 April 1996.",
        );
    }
}
