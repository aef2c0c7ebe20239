//! Sums, differences and rises of which all terms stand in one sentence, worked out again.

use std::ops::Range;

use crate::language::{ChangeRole, Direction, Quantity};
use crate::text::Span;

use super::finding::Level;
use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Works out again what a sentence reckons: a total and its parts, a rise or fall and its two ends, a share in figures and in percent. Flags
    /// what does not come out, and shows the working.
    ///
    /// ## Why it matters
    ///
    /// One of the numbers is wrong, and nothing but the article itself is needed to see it.
    ///
    /// ## Example
    ///
    /// > The company cut 300 jobs in Lima, 200 in Quito and 100 in Bogota, a total of 650.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where a term is missing or limited (`about`, `more than`), within what rounding of the terms allows and at least 2 in 100, and where the
    /// terms count different things. Inside a quotation it is a piece of information: the speaker may have said so.
    pub struct ArithmeticMismatch;
    "arithmetic-mismatch", Numbers, Warning, on,
    "a sum, rise or share that does not come out",
    options: &[],
}

/// Of the expected value: less is never told.
const TOLERANCE: f64 = 0.02;

impl Rule for ArithmeticMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut found = Vec::new();
        for sentence in &context.reading().sentences {
            let quantities = near::quantities(context, sentence.span);
            if quantities.len() > 1 {
                found.extend(total(context, quantities));
                found.extend(parts(context, quantities));
                found.extend(change(context, quantities));
                found.extend(share(context, quantities));
            }
        }
        for discrepancy in &mut found {
            if context.quotation_around(discrepancy.span).is_some() {
                discrepancy.at_most = Level::Information;
            }
        }
        found
    }
}

/// What is wrong: the number that is stated, and the terms from which another follows.
fn wrong(context: &Context<'_>, stated: &Quantity, terms: &[&Quantity], message: String) -> Discrepancy {
    let facts = std::iter::once(stated).chain(terms.iter().copied()).map(|quantity| near::figure(quantity.value)).collect();
    let mut discrepancy = Discrepancy::new(stated.number, message, facts);
    discrepancy.evidence = terms.iter().map(|term| context.evidence(term.span, "reckoned from this")).collect();
    discrepancy
}

fn is_exact(quantity: &Quantity) -> bool {
    quantity.modifier.is_none() && quantity.high.is_none() && quantity.against.is_none() && quantity.per.is_none()
}

fn sum_of(context: &Context<'_>, terms: &[&Quantity]) -> (f64, f64) {
    let sum = terms.iter().map(|term| term.value).sum();
    let slack = terms.iter().map(|term| near::rounding(context, term)).sum();
    (sum, slack)
}

fn plus(context: &Context<'_>, terms: &[&Quantity]) -> String {
    terms.iter().map(|term| shown(context, term)).collect::<Vec<_>>().join(" + ")
}

/// A term as it is written, with its currency.
fn shown(context: &Context<'_>, quantity: &Quantity) -> String {
    if quantity.unit.is_some() { context.words(quantity.span) } else { near::figure(quantity.value) }
}

/// `300 in Lima, 200 in Quito and 100 in Bogota, a total of 650`, `for a total of`, `or 650 in all`.
fn total(context: &Context<'_>, quantities: &[Quantity]) -> Option<Discrepancy> {
    let at = (2..quantities.len()).find(|&at| is_total(context, &quantities[at]))?;
    let stated = &quantities[at];
    let run = run_before(context, quantities, at);
    let terms: Vec<&Quantity> = quantities[run].iter().collect();
    if terms.len() < 2 || !is_exact(stated) || !terms.iter().all(|term| is_exact(term)) || !same_kind(context, &terms) {
        return None;
    }
    if stated.unit != terms[0].unit {
        return None;
    }
    let (sum, slack) = sum_of(context, &terms);
    let slack = slack + near::rounding(context, stated);
    if (sum - stated.value).abs() <= slack.max(0.001) {
        return None;
    }
    let message = format!("{} as the total, but {} is {}.", shown(context, stated), plus(context, &terms), in_unit(sum, stated));
    Some(wrong(context, stated, &terms, message))
}

fn in_unit(value: f64, like: &Quantity) -> String {
    match like.unit.as_deref() {
        Some("USD") if value >= 1_000_000.0 => format!("${} million", near::figure(value / 1_000_000.0)),
        Some("USD") => format!("${}", near::figure(value)),
        Some("%") => format!("{} percent", near::figure(value)),
        _ => near::figure(value),
    }
}

fn is_total(context: &Context<'_>, quantity: &Quantity) -> bool {
    let Some(sentence) = near::sentence(context, quantity.span.start()) else { return false };
    let before = near::lower(context, near::tokens(context, Span::new(sentence.span.start(), quantity.span.start())));
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    match before[..] {
        // `bringing the total to` counts what came before as well.
        [.., "total", "of"] => !before.ends_with(&["the", "total", "of"]),
        [.., "totalling" | "totaling"] => true,
        _ => {
            let behind = near::lower(context, near::tokens(context, Span::new(quantity.span.end(), sentence.span.end())));
            let behind: Vec<&str> = behind.iter().map(String::as_str).collect();
            matches!(before[..], [.., "or"] | [.., ","]) && matches!(behind[..], ["in", "all" | "total", ..] | ["altogether", ..])
        }
    }
}

/// The list that ends before a total: from its first number on, nothing but a few words between each two.
fn run_before(context: &Context<'_>, quantities: &[Quantity], end: usize) -> Range<usize> {
    let mut first = end;
    while first > 0 {
        let before = &quantities[first - 1];
        let gap = near::between(context, before.span, quantities[first].span);
        // Before the total itself stands `of`.
        let breaks = first < end && has_break(context, before.span, quantities[first].span);
        if gap.len() > 9 || quantities[end].unit != before.unit || breaks {
            break;
        }
        first -= 1;
    }
    first..end
}

fn has_break(context: &Context<'_>, one: Span, other: Span) -> bool {
    let words = near::lower(context, near::between(context, one, other));
    words.iter().any(|word| {
        matches!(
            word.as_str(),
            "of" | "than" | "or" | "from" | "but" | "including" | "after" | "while" | "per" | "already" | "(" | ")"
        )
    })
}

/// All count the same, named once or each time.
fn same_kind(context: &Context<'_>, terms: &[&Quantity]) -> bool {
    let head = |term: &&Quantity| term.head.and_then(|head| context.words(head).rsplit(' ').next().map(singular));
    let heads: Vec<String> = terms.iter().filter_map(head).collect();
    terms.iter().all(|term| term.unit == terms[0].unit && term.change.is_none_or(|change| change.role == ChangeRole::By))
        && (heads.windows(2).all(|pair| pair[0] == pair[1]) || heads.iter().all(|head| is_kind_of_people(head)))
}

fn singular(word: &str) -> String {
    let word = word.to_lowercase();
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}

fn is_kind_of_people(head: &str) -> bool {
    matches!(
        head,
        "man"
            | "men"
            | "woman"
            | "women"
            | "child"
            | "children"
            | "boy"
            | "girl"
            | "adult"
            | "civilian"
            | "soldier"
            | "policeman"
            | "policemen"
            | "passenger"
            | "crew"
            | "teenager"
            | "officer"
            | "student"
            | "teacher"
            | "infant"
            | "baby"
            | "people"
            | "person"
            | "rebel"
            | "guerrilla"
            | "worker"
            | "guard"
            | "pupil"
    )
}

/// `12 people (8 men and 5 women)`, `12 people: 8 men and 5 women`, `12 people -- 8 men and 5 women`.
fn parts(context: &Context<'_>, quantities: &[Quantity]) -> Option<Discrepancy> {
    let (at, closed) = (0..quantities.len() - 1).find_map(|at| Some((at, opening(context, quantities, at)?)))?;
    let stated = &quantities[at];
    let mut end = at + 2;
    while let Some(next) = quantities.get(end) {
        let gap = near::lower(context, near::between(context, quantities[end - 1].span, next.span));
        let list = matches!(gap.iter().map(String::as_str).collect::<Vec<_>>()[..], ["," | "and"] | [",", "and"]);
        if !list {
            break;
        }
        end += 1;
    }
    let terms: Vec<&Quantity> = quantities[at + 1..end].iter().collect();
    let behind = near::token_from(context, terms.last()?.span.end()).map(|token| token.span.of(&context.article().text));
    let ends = behind.is_none_or(|mark| if closed == ")" { mark == ")" } else { matches!(mark, "." | "--" | "—" | "–" | ";") });
    let counts = stated.head.is_some() && stated.unit.is_none() && is_exact(stated);
    if terms.len() < 2
        || !ends
        || !counts
        || !terms.iter().all(|term| is_exact(term) && term.unit.is_none() && term.head.is_some())
    {
        return None;
    }
    if !same_kind(context, &terms) {
        return None;
    }
    let (sum, _) = sum_of(context, &terms);
    if (sum - stated.value).abs() < 0.001 {
        return None;
    }
    let message = format!("{} here, but {} is {}.", context.words(stated.span), plus(context, &terms), near::figure(sum));
    Some(wrong(context, stated, &terms, message))
}

/// The mark between a number and the list of its parts.
fn opening(context: &Context<'_>, quantities: &[Quantity], at: usize) -> Option<&'static str> {
    let gap = near::lower(context, near::between(context, quantities[at].span, quantities[at + 1].span));
    match gap.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["("] => Some(")"),
        [":" | "--" | "—" | "–"] => Some("."),
        _ => None,
    }
}

/// `rose 40 percent, from $100 million to $150 million`; `from 100 to 150, an increase of 40 percent`.
fn change(context: &Context<'_>, quantities: &[Quantity]) -> Option<Discrepancy> {
    let of = |role: ChangeRole| -> Option<&Quantity> {
        let mut all = quantities.iter().filter(move |quantity| quantity.change.is_some_and(|change| change.role == role));
        let only = all.next()?;
        all.next().is_none().then_some(only)
    };
    let (from, to) = (of(ChangeRole::From)?, of(ChangeRole::To)?);
    let same = from.change?.cue == to.change?.cue && from.unit == to.unit && is_exact(from) && is_exact(to);
    let by: Vec<&Quantity> = quantities
        .iter()
        .filter(|quantity| quantity.change.is_some_and(|change| change.role == ChangeRole::By) && is_exact(quantity))
        .collect();
    let [by] = by[..] else { return None };
    if !same || from.value <= 0.0 || to.value <= 0.0 || by.quotation != from.quotation {
        return None;
    }
    let rise = to.value - from.value;
    let down = by.change?.direction == Direction::Down;
    if (rise < 0.0) != down {
        return None;
    }
    let (near_from, near_to) = (near::rounding(context, from), near::rounding(context, to));
    let percent = by.unit.as_deref() == Some("%") && from.unit.as_deref() != Some("%");
    let (expected, slack) = if percent {
        let expected = (rise / from.value).abs() * 100.0;
        let most = ((to.value + near_to) / (from.value - near_from) - 1.0).abs() * 100.0;
        let least = ((to.value - near_to) / (from.value + near_from) - 1.0).abs() * 100.0;
        (expected, (most - expected).abs().max((expected - least).abs()))
    } else if by.unit == from.unit {
        (rise.abs(), near_from + near_to)
    } else {
        return None;
    };
    let slack = (slack + near::rounding(context, by).max(if percent { 0.5 } else { 0.0 })).max(expected * TOLERANCE);
    if (by.value - expected).abs() <= slack {
        return None;
    }
    let (a, b) = (shown(context, from), shown(context, to));
    let message = format!("{} here, but from {a} to {b} is {}.", context.words(by.span), in_unit(expected, by));
    Some(wrong(context, by, &[from, to], message))
}

/// `30 of the 120 members, or 40 percent`.
fn share(context: &Context<'_>, quantities: &[Quantity]) -> Option<Discrepancy> {
    quantities.windows(3).find_map(|three| {
        let [part, whole, percent] = three else { return None };
        let gap = |one: &Quantity, other: &Quantity| near::lower(context, near::between(context, one.span, other.span)).join(" ");
        let between = near::lower(context, near::between(context, part.number, whole.number)).join(" ");
        let of = matches!(between.as_str(), "of" | "of the" | "out of" | "of its" | "of their" | "of all");
        let or = matches!(gap(whole, percent).as_str(), ", or" | "or" | "(" | ",");
        let counts = part.unit.is_none() && whole.unit.is_none() && percent.unit.as_deref() == Some("%");
        if !of || !or || !counts || !three.iter().all(is_exact) || whole.value <= 0.0 || part.value > whole.value {
            return None;
        }
        let expected = part.value / whole.value * 100.0;
        let slack = near::rounding(context, percent).max(0.5)
            + 100.0 * (near::rounding(context, part) + near::rounding(context, whole)) / whole.value;
        if (percent.value - expected).abs() <= slack.max(expected * TOLERANCE) {
            return None;
        }
        let message = format!(
            "{} here, but {} of {} is {} percent.",
            context.words(percent.span),
            near::figure(part.value),
            near::figure(whole.value),
            near::figure((expected * 10.0).round() / 10.0)
        );
        Some(wrong(context, percent, &[part, whole], message))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn totals_and_parts() {
        check(
            "arithmetic-mismatch",
            "
The company cut 300 jobs in Lima, 200 in Quito and 100 in Bogota, a total of 650.
                                                                             ^^^ warning: 650 as the total, but 300 + 200 + 100 is 600.
Some were hurt: 12 people (8 men and 5 women) were taken to the clinic.
                ^^ warning: 12 people here, but 8 + 5 is 13.
",
        );
    }

    #[test]
    fn rises_falls_and_shares() {
        check(
            "arithmetic-mismatch",
            "
Sales rose 40 percent, from $100 million to $150 million.
           ^^ warning: 40 percent here, but from $100 million to $150 million is 50 percent.
Sales rose from $100 million to $150 million, an increase of 40 percent.
                                                             ^^ warning: 40 percent here, but from $100 million to $150 million is 50 percent.
In the end 30 of the 120 members, or 40 percent, left the hall.
                                     ^^ warning: 40 percent here, but 30 of 120 is 25 percent.
",
        );
    }

    #[test]
    fn what_comes_out_and_what_lacks_a_term_is_left_alone() {
        check(
            "arithmetic-mismatch",
            "
The company cut 300 jobs in Lima, 200 in Quito and 100 in Bogota, a total of 600.

Some were hurt: 13 people (8 men and 5 women) were taken to the clinic.

Sales rose 50 percent, from $100 million to $150 million. Profit rose 13 percent, to $34 million from $30 million.

In the end 40 of the 120 members, or 33 percent, left the hall. It killed 54 people, including 20 women and 15 children.

The fair drew 300 guests on Monday and 200 on Tuesday, bringing the total of the week to 900.
",
        );
    }

    #[test]
    fn a_speaker_may_reckon_otherwise() {
        check(
            "arithmetic-mismatch",
            "
“We cut 300 jobs in Lima, 200 in Quito and 100 in Bogota, a total of 650,” Anna Lindqvist said.
                                                                     ^^^ information: 650 as the total, but 300 + 200 + 100 is 600.
",
        );
    }
}
