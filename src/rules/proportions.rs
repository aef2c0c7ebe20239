//! Equations of two or three terms in one sentence: shares, multiples, prices times numbers, margins.

use crate::language::{Quantity, Sentence};

use super::figures::{between, bounds, counts, in_figures};
use super::rule::Context;

/// What two figures may lie apart however exactly they are given.
const TOLERANCE: f64 = 0.02;
/// Whoever says `doubled` rounds as much.
const ROUGHLY: f64 = 0.08;
/// What grows or shrinks how many times.
const MULTIPLES: [(&str, f64); 8] = [
    ("doubled", 2.0),
    ("halved", 0.5),
    ("quadrupled", 4.0),
    ("tripled", 3.0),
    ("doubling", 2.0),
    ("tripling", 3.0),
    ("doubles", 2.0),
    ("triples", 3.0),
];
/// Words before them that leave room.
const LIMITED: [&str; 12] =
    ["about", "almost", "around", "nearly", "than", "roughly", "virtually", "practically", "over", "not", "half", "some"];

/// An equation that does not hold.
pub(super) struct Wrong<'a> {
    /// The terms, in order of span.
    pub(super) terms: Vec<&'a Quantity>,
    /// `from $100 million to $121 million is a rise of 21 percent, not 10`.
    pub(super) message: String,
}

/// Whether two stretches of values have nothing in common, and their middles lie further apart than the tolerance.
pub(super) fn apart(one: (f64, f64), other: (f64, f64)) -> bool {
    let middle = |(low, high): (f64, f64)| f64::midpoint(low, high);
    let far = (middle(one) - middle(other)).abs() > TOLERANCE * middle(other).abs();
    far && (one.1 < other.0 || other.1 < one.0)
}

/// `12 of the 40 members, or 40 percent`; `60 percent of the 500 workers, or 350 people`.
pub(super) fn share<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    quantities.iter().enumerate().find_map(|(at, part)| {
        let whole = part.whole?;
        let all = quantities.iter().find(|all| whole.covers(all.number) && all.unit.is_none() && all.span != part.span)?;
        // `80 percent: 800 of 1,000 voters`
        let said_before = at.checked_sub(1).map(|at| quantities[at]).filter(|before| {
            let link = between(context, before.span, part.span).trim();
            before.unit.as_deref() == Some("%") && matches!(link, ":" | "(" | "–" | "—" | "--" | ", or" | "[")
        });
        let behind = || quantities.iter().find(|again| again.span.start() >= all.span.end());
        let again = *said_before.as_ref().or_else(behind)?;
        let link = if said_before.is_some() { "or" } else { between(context, all.span, again.span).trim() };
        let says_again = matches!(link, "(" | ", or" | "or" | "[" | ", about" | "(about" | ", or about" | "–" | "—");
        let percent = |quantity: &Quantity| quantity.unit.as_deref() == Some("%") && quantity.change.is_none();
        let ((low, high), (part_low, part_high), told) = (bounds(context, all)?, bounds(context, part)?, bounds(context, again)?);
        if !says_again || low <= 0.0 {
            return None;
        }
        let (real, exact, unit) = if percent(again) && part.unit.is_none() {
            ((part_low / high * 100.0, part_high / low * 100.0), part.value / all.value * 100.0, " percent")
        } else if percent(part) && again.unit.is_none() {
            ((part_low * low / 100.0, part_high * high / 100.0), part.value * all.value / 100.0, "")
        } else if part.unit.is_none() && part.value > 0.0 && part.value < 1.0 && again.unit.is_none() && counts(again) {
            // `half of the 64 houses, or 32`: a fraction is one of a whole number of things.
            let exact = part.value * all.value;
            ((exact.floor() * (1.0 - TOLERANCE), exact.ceil() * (1.0 + TOLERANCE)), exact, "")
        } else {
            return None;
        };
        // A percentage is rounded as whoever wrote it likes.
        let real = if unit.is_empty() { real } else { (real.0 - 0.5, real.1 + 0.5) };
        let (named, told_as) = (context.words(part.span.join(all.span)), context.words(again.span));
        let message = format!("{named} is {}{unit}, not {told_as}.", in_figures(exact));
        apart(real, told).then(|| Wrong { terms: vec![*part, again], message })
    })
}

/// `doubled from 40 to 90`, `halved to $3 million from $4 million`.
pub(super) fn multiple<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let text = &context.article().text;
    quantities.windows(2).find_map(|pair| {
        let [first, second] = pair else { return None };
        let before = text[..first.span.start()].trim_end();
        let (before, lead) = before.rsplit_once(' ')?;
        let link = between(context, first.span, second.span).trim();
        let (from, to) = match (lead, link) {
            ("from", "to") => (first, second),
            ("to", "from" | ", from") => (second, first),
            _ => return None,
        };
        let (rest, verb) = before.trim_end().rsplit_once(' ')?;
        let (_, factor) = MULTIPLES.iter().find(|(word, _)| *word == verb)?;
        let limited = rest.rsplit(' ').next().is_some_and(|word| LIMITED.contains(&word));
        let ((from_low, from_high), (to_low, to_high)) = (bounds(context, from)?, bounds(context, to)?);
        if limited || from.unit != to.unit || from_low <= 0.0 {
            return None;
        }
        let real = (to_low / from_high, to_high / from_low);
        let message = format!(
            "{} to {} is {} times as much, not {verb}.",
            context.words(from.span),
            context.words(to.span),
            in_figures(to.value / from.value),
        );
        let told = (factor * (1.0 - ROUGHLY), factor * (1.0 + ROUGHLY));
        apart(real, told).then(|| Wrong { terms: vec![*first, *second], message })
    })
}

/// `300 cars at $5,000 each, for a total of $1.6 million`.
pub(super) fn product<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let [number, price, total] = quantities else { return None };
    let text = &context.article().text;
    let link = between(context, number.span, price.span).trim();
    let each = text[price.span.end()..sentence.span.end()].trim_start();
    let each = ["each", "apiece", "a piece", "per "].iter().any(|word| each.starts_with(word)) || price.per.is_some();
    let summed = between(context, price.span, total.span).to_lowercase();
    let summed = ["total", "in all", "altogether", "making", "worth"].iter().any(|word| summed.contains(word));
    let money = price.unit.is_some() && price.unit == total.unit && number.unit.is_none() && number.per.is_none();
    if !(money && each && summed && (link.ends_with("at") || link.ends_with("for"))) || number.change.is_some() {
        return None;
    }
    let (count, price_bounds, told) = (bounds(context, number)?, bounds(context, price)?, bounds(context, total)?);
    let real = (count.0 * price_bounds.0, count.1 * price_bounds.1);
    let message = format!(
        "{} at {} each make {}, not {}.",
        context.words(number.span),
        context.words(price.span),
        in_figures(number.value * price.value),
        context.words(total.span)
    );
    apart(real, told).then(|| Wrong { terms: vec![*number, *price, *total], message })
}

/// `by 52 votes to 40, a majority of 14`; `52-40, a margin of 14`.
pub(super) fn margin<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    (0..quantities.len()).find_map(|at| {
        let (margin, before) = (quantities[at], &quantities[..at]);
        let last = before.last()?;
        let link = between(context, last.span, margin.span).trim().to_lowercase();
        let named = ["a majority of", "a margin of", "a difference of", "a gap of"].iter().any(|words| link.ends_with(words));
        if !named || link.split_whitespace().count() > 5 || margin.high.is_some() || margin.modifier.is_some() {
            return None;
        }
        let (more, less, terms) = match (last.against, before) {
            (Some(against), _) => (last.value, against, vec![*last, margin]),
            (None, [.., first, second]) if between(context, first.span, second.span).trim() == "to" => {
                (first.value, second.value, vec![*first, *second, margin])
            }
            _ => return None,
        };
        let real = (more - less).abs();
        let unlike = terms.iter().any(|term| term.modifier.is_some() || term.high.is_some() || term.value.fract() != 0.0);
        let message = format!(
            "{} to {} is a margin of {}, not {}.",
            in_figures(more),
            in_figures(less),
            in_figures(real),
            context.words(margin.number)
        );
        (!unlike && (real - margin.value).abs() > f64::EPSILON).then_some(Wrong { terms, message })
    })
}
