//! Equations of a count or level that moves: what is added and where it then stands, in one sentence.

use crate::language::{ChangeRole, Direction, Quantity, Sentence};

use super::figures::{between, bounds, counts, in_figures};
use super::proportions::{Wrong, apart};
use super::rule::Context;

/// Words that lead from what was added to where the count stands then.
const BRINGS_TO: [&str; 15] = [
    "a total of",
    "all told",
    "bringing",
    "ended with",
    "ending with",
    "finished with",
    "finishing with",
    "for a total of",
    "lifting",
    "making",
    "pushing",
    "raising",
    "taking",
    "to end with",
    "to finish with",
];
/// Words behind such a count by which it is one of more than the sentence has told of.
const MORE_BEFORE: [&str; 10] = ["all", "career", "ever", "far", "in", "of", "overall", "since", "this", "worldwide"];
/// So many times what was told may have come before at most, or the count is of something else.
const AT_MOST: f64 = 1.6;
/// Words that lead from a change to the level it ended at.
const ENDED_AT: [&str; 8] =
    ["to", "to close at", "to end at", "to finish at", "closing at", "ending at", "finishing at", "and closed at"];

/// `14 bodies on Monday and nine more on Tuesday, bringing the total to 25`; `had 12 points, added 19 more to finish with 41`.
pub(super) fn running<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let text = &context.article().text;
    quantities.windows(3).find_map(|three| {
        let [first, more, total] = three else { return None };
        let (then, brings) = (between(context, first.span, more.span), between(context, more.span, total.span));
        let lead = then.trim_end();
        let added = brings.trim_start().starts_with("more")
            || ["another", "a further", "an additional", "added"].iter().any(|words| lead.ends_with(words))
            // `two medals in Sydney and three in Athens`: the second has the noun of the first.
            || more.head.is_some() && more.head == first.head && lead.ends_with(" and");
        let (lead_in, last) = brings.rsplit_once(',').or_else(|| brings.rsplit_once(" to "))?;
        let counted_once = ["a total of", "for a total of", "all told"].iter().any(|words| last.trim() == *words);
        let leads =
            BRINGS_TO.iter().any(|words| last.trim_start().starts_with(words) || last.trim() == words.trim_start_matches("to "));
        let reaches = counted_once || last.trim_end().ends_with("to") || last.trim_end().ends_with("with");
        let tail = text[total.span.end()..sentence.span.end()].trim_end_matches(['.', '"', '”']);
        let rest = tail.split_whitespace().any(|word| MORE_BEFORE.contains(&word.trim_matches(|c: char| !c.is_alphabetic())));
        // `bringing the total this year to 25`
        let wider = !counted_once && last.split_whitespace().any(|word| MORE_BEFORE.contains(&word));
        let alike = [more, total]
            .iter()
            .all(|of| of.unit == first.unit && (of.head.is_none() || first.head.is_none() || heads_alike(context, of, first)));
        let plain = three.iter().all(|of| of.high.is_none() && of.modifier.is_none() && of.per.is_none() && of.against.is_none());
        if !(added && leads && reaches && alike && plain)
            || lead_in.split_whitespace().count() > 8
            || then.split_whitespace().count() > 14
        {
            return None;
        }
        let sum = first.value + more.value;
        let short = total.value < sum;
        if !short && (rest || wider || total.value > AT_MOST * sum) {
            return None;
        }
        let (low, high) = (bounds(context, first)?, bounds(context, more)?);
        let message = format!(
            "{} and {} make {}, not {}.",
            context.words(first.number),
            context.words(more.number),
            in_figures(sum),
            context.words(total.number)
        );
        let message = if first.unit.is_some() {
            format!("{} and {} do not make {}.", context.words(first.span), context.words(more.span), context.words(total.span))
        } else {
            message
        };
        apart((low.0 + high.0, low.1 + high.1), bounds(context, total)?)
            .then(|| Wrong { terms: vec![*first, *more, *total], message })
    })
}

/// Both count the same thing, in so many words.
fn heads_alike(context: &Context<'_>, one: &Quantity, other: &Quantity) -> bool {
    let head = |of: &Quantity| of.head.map(|head| context.words(head).to_lowercase());
    head(one) == head(other)
}

/// `58.5 points`, of an index.
fn is_in_points(context: &Context<'_>, quantity: &Quantity) -> bool {
    quantity.head.is_some_and(|head| context.words(head).to_lowercase().starts_with("point"))
}

/// `fell 58.5 points to close at 2,411.5, after ending Friday at 2,460`.
pub(super) fn level<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    quantities.windows(3).find_map(|three| {
        let [by, to, from] = three else { return None };
        let direction = by.change.filter(|change| change.role == ChangeRole::By)?.direction;
        let link = between(context, by.span, to.span).trim();
        let link = link.strip_prefix(',').unwrap_or(link).trim();
        let back = between(context, to.span, from.span).trim();
        let back = back.strip_prefix(',').unwrap_or(back).trim();
        let before = [
            "after ending",
            "after closing",
            "after finishing",
            "after a close of",
            "from a close of",
            "from a previous close of",
        ]
        .iter()
        .any(|words| back.starts_with(words));
        let points = is_in_points(context, by);
        let same = to.unit == from.unit && (by.unit == to.unit && (by.unit.is_some() || by.head.is_none() || points));
        if !ENDED_AT.contains(&link) || !before || back.split_whitespace().count() > 6 || !same || by.value > to.value {
            return None;
        }
        let (to_bounds, from_bounds) = (bounds(context, to)?, bounds(context, from)?);
        let signed = |low: f64, high: f64| if direction == Direction::Up { (low, high) } else { (-high, -low) };
        let real = signed(to_bounds.0 - from_bounds.1, to_bounds.1 - from_bounds.0);
        let exact = to.value - from.value;
        let word = if exact > 0.0 { "rise" } else { "fall" };
        let message = format!(
            "{} to {} is a {word} of {}, not {}.",
            context.words(from.span),
            context.words(to.span),
            in_figures(exact.abs()),
            context.words(by.span)
        );
        apart(real, bounds(context, by)?).then(|| Wrong { terms: vec![*by, *to, *from], message })
    })
}

/// `fell $2, or 12 percent, to $32`; `closed at $32, down $2, or 12 percent`.
pub(super) fn step<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    (0..quantities.len().saturating_sub(1)).find_map(|at| {
        let (by, share) = (quantities[at], quantities[at + 1]);
        let direction = by.change.filter(|change| change.role == ChangeRole::By)?.direction;
        let again = matches!(between(context, by.span, share.span).trim(), ", or" | "or" | "(" | ", or about");
        if !again || share.unit.as_deref() != Some("%") || by.unit.as_deref() == Some("%") {
            return None;
        }
        let behind = quantities.get(at + 2).filter(|to| {
            let link = between(context, share.span, to.span).trim();
            ENDED_AT.contains(&link.trim_start_matches([',', ')']).trim())
        });
        let before = at.checked_sub(1).map(|at| &quantities[at]).filter(|to| {
            let link = between(context, to.span, by.span).trim();
            matches!(link, ", up" | ", down" | ", a gain of" | ", a loss of" | ", a drop of" | ", a rise of")
        });
        let to = *behind.or(before)?;
        let points = is_in_points(context, by);
        let same = by.unit == to.unit && (by.unit.is_some() || by.head.is_none() || points || heads_alike(context, by, to));
        let ((by_low, by_high), (low, high)) = (bounds(context, by)?, bounds(context, to)?);
        let up = direction == Direction::Up;
        if !same
            || to.change.is_some_and(|change| change.role == ChangeRole::By)
            || low <= 0.0
            || (up && by_high >= low)
            || counts(share)
        {
            return None;
        }
        let start = |level: f64, by: f64| if up { level - by } else { level + by };
        // A step in plain figures is rounded, too: to its last digit.
        let (by_low, by_high) = if by_low == by_high { (by_low * 0.98, by_high * 1.02) } else { (by_low, by_high) };
        let real = (by_low / start(high, by_low) * 100.0, by_high / start(low, by_high) * 100.0);
        let real = if real.0 < real.1 { (real.0 - 0.06, real.1 + 0.06) } else { (real.1 - 0.06, real.0 + 0.06) };
        let exact = by.value / start(to.value, by.value) * 100.0;
        let message = format!(
            "{} {} to {} is {} percent, not {}.",
            context.words(by.span),
            if up { "up" } else { "down" },
            context.words(to.span),
            in_figures(exact),
            context.words(share.span)
        );
        let mut terms = vec![by, share, to];
        terms.sort_by_key(|term| term.span);
        apart(real, bounds(context, share)?).then_some(Wrong { terms, message })
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn counts_that_grow() {
        check(
            "arithmetic-mismatch",
            "
Police found 14 bodies in May and nine more in June, bringing the total to 25.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 14 and nine make 23, not 25.
Lindqvist, who had 12 points at the half, added 19 more to finish with 41.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 12 and 19 make 31, not 41.
The firm cut 300 jobs in May and a further 150 in June, for a total of 500.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 300 and 150 make 450, not 500.
Six people died at the scene and four more in hospital, raising the toll to nine.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Six and four make 10, not nine.

Police found 14 bodies in May and nine more in June, bringing the total to 23. Six people died in the town and four more in the port, raising the toll since 1990 to 13. She won two medals in Sydney and three in Athens, bringing her total to 14. Six people died and four more were hurt, raising the number of trials to 11.
",
        );
    }

    #[test]
    fn levels_and_steps() {
        check(
            "arithmetic-mismatch",
            "
The index shed 58.5 points, closing at 2,411.5 after ending Friday at 2,460.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 2,460 to 2,411.5 is a fall of 48.5, not 58.5 points.
Shares of Halden Oil fell $2, or 12 percent, to $32. The stock of Brandt closed at $32, down $2, or 5.9 percent.
                          ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $2 down to $32 is 5.9 percent, not 12 percent.

The index shed 48.5 points to close at 2,411.5, after ending Friday at 2,460. Profit rose $1 million, or 3 percent, to $32 million. Output rose 5 tonnes, or 4 percent, to 130.
",
        );
    }
}
