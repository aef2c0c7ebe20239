//! Leads and margins beside the two numbers that they lie between: `by 12 points, 52 percent to 40`, `52-40, a majority of 12`.

use crate::language::{ChangeRole, Quantity, Sentence};

use super::figures::{between, counts, in_figures};
use super::proportions::Wrong;
use super::rule::Context;

/// Nouns of a lead.
const LEADS: [&str; 12] =
    ["advantage", "deficit", "edge", "gap", "lead", "loss", "majority", "margin", "spread", "victory", "win", "defeat"];
/// What stands before a lead: `by 12 points`.
const BY: [&str; 12] = [
    "a gap of",
    "a lead of",
    "a majority of",
    "a margin of",
    "an advantage of",
    "an edge of",
    "by",
    "by a margin of",
    "by just",
    "by only",
    "with a lead of",
    "within",
];
/// What leads from two numbers to the lead.
const DIFFERENCE: [&str; 6] = ["a difference of", "a gap of", "a lead of", "a majority of", "a margin of", "an advantage of"];
/// Words by which the two numbers are not those of the lead.
const OF_ANOTHER: [&str; 13] =
    ["after", "and", "before", "but", "compared", "error", "from", "half", "than", "then", "when", "which", "while"];

/// Two numbers that stand against each other.
struct Pair<'a> {
    more: f64,
    less: f64,
    /// One score, or two numbers.
    terms: Vec<&'a Quantity>,
}

/// `leads by 12 points, 52 percent to 37 percent`; `57 percent to Brandt's 43 percent, a 24-point victory`; `52-40, a majority of 14`.
pub(super) fn lead<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    (0..quantities.len()).find_map(|at| {
        let lead = quantities[at];
        if lead.high.is_some() || lead.modifier.is_some() || lead.against.is_some() {
            return None;
        }
        let (pair, within) = before_pair(context, sentence, quantities, at)
            .or_else(|| Some((behind_pair(context, sentence, quantities, at)?, false)))?;
        let real = (pair.more - pair.less).abs();
        let room = room(context, &pair, lead);
        let off = if within { real > lead.value + room } else { (real - lead.value).abs() > room };
        let unit = if pair.terms.iter().any(|term| term.unit.is_some()) { " points" } else { "" };
        let message = format!(
            "{} to {} is a margin of {}{unit}, not {}{}.",
            in_figures(pair.more),
            in_figures(pair.less),
            in_figures(real),
            if within { "within " } else { "" },
            context.words(lead.number)
        );
        let mut terms = pair.terms;
        terms.push(lead);
        terms.sort_by_key(|term| term.span);
        off.then_some(Wrong { terms, message })
    })
}

/// The last word of the noun that a number counts: `point` of `seven-percentage-point`.
fn counted_in(context: &Context<'_>, quantity: &Quantity) -> String {
    let head = quantity.head.map(|head| context.words(head).to_lowercase()).unwrap_or_default();
    head.rsplit([' ', '-']).next().unwrap_or_default().to_owned()
}

fn is_lead(context: &Context<'_>, quantity: &Quantity) -> bool {
    matches!(counted_in(context, quantity).as_str(), "point" | "points" | "vote" | "votes")
}

/// The pair behind a lead, and whether the lead is only a limit: `within 5 points of Brandt (38-30)`.
fn before_pair<'a>(
    context: &Context<'_>,
    sentence: &Sentence,
    quantities: &[&'a Quantity],
    at: usize,
) -> Option<(Pair<'a>, bool)> {
    let lead = quantities[at];
    let pair = pair(context, &quantities[at + 1..])?;
    // `fell by 5 points` is no lead, `lost by 5 points` one.
    let moves = |cue| !matches!(context.words(cue).to_lowercase().as_str(), "lost" | "loss" | "up" | "down");
    if !is_lead(context, lead) || lead.change.is_some_and(|change| change.role != ChangeRole::By || moves(change.cue)) {
        return None;
    }
    let link = between(context, lead.span, pair.terms[0].span).trim();
    let said = context.article().text[sentence.span.start()..lead.span.start()].trim_end();
    let by = BY
        .iter()
        .find(|words| said.ends_with(*words) && (said.len() == words.len() || said[..said.len() - words.len()].ends_with(' ')));
    let named = link.split([' ', ',']).next().is_some_and(|word| LEADS.contains(&word));
    let link = link.strip_suffix(", with").map_or(link, |rest| &link[..=rest.len()]);
    let marks = ["--", "—", "–", "(", ",", ":"];
    let plain = marks.iter().find_map(|mark| link.strip_suffix(mark))?;
    let words = plain.split_whitespace().count();
    let other = plain.contains([',', ';', '(']) || plain.split_whitespace().any(|word| OF_ANOTHER.contains(&word));
    (!other && words <= 8 && (by.is_some() || named)).then_some((pair, by == Some(&"within")))
}

/// The pair before a lead.
fn behind_pair<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity], at: usize) -> Option<Pair<'a>> {
    let (lead, before) = (quantities[at], &quantities[..at]);
    let last = before.last()?;
    let link = between(context, last.span, lead.span).trim();
    let from = if last.against.is_some() { at - 1 } else { at.checked_sub(2)? };
    let pair = pair(context, &before[from..]).filter(|pair| pair.terms.len() == before.len() - from)?;
    let behind = context.article().text[lead.span.end()..sentence.span.end()].trim_start();
    let of_error = behind.starts_with("margin of error") || behind.starts_with("margin for error");
    let noun = !of_error && behind.split(|c: char| !c.is_alphabetic()).next().is_some_and(|word| LEADS.contains(&word));
    let named = DIFFERENCE.iter().any(|words| link.to_lowercase().ends_with(words)) && link.split_whitespace().count() <= 8
        || matches!(link, ", a" | ", an" | "— a" | "-- a" | "– a" | "— an" | ", for a") && is_lead(context, lead) && noun;
    named.then_some(pair)
}

/// `52 percent to 37 percent`, `57 percent of the vote to Brandt's 43 percent`, `212,205 to 210,424`, `38-30`.
fn pair<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Pair<'a>> {
    let first = *quantities.first()?;
    let plain = |of: &Quantity| {
        of.high.is_none()
            && of.modifier.is_none()
            && of.per.is_none()
            && of.change.is_none_or(|change| change.role == ChangeRole::By)
    };
    if let Some(against) = first.against {
        return plain(first).then(|| Pair { more: first.value, less: against, terms: vec![first] });
    }
    let second = *quantities.get(1)?;
    let shares =
        first.unit.as_deref() == Some("%") && (second.unit == first.unit || second.unit.is_none() && second.head.is_none());
    let votes = counts(first) && counts(second) && (second.head.is_none() || second.head == first.head);
    let changed = context.article().text[..first.span.start()].trim_end();
    let range = ["from", "between"].iter().any(|word| changed.ends_with(word));
    let stands_against = stands_against(between(context, first.span, second.span));
    (plain(first) && plain(second) && (shares || votes) && !range && second.against.is_none() && stands_against).then(|| Pair {
        more: first.value,
        less: second.value,
        terms: vec![first, second],
    })
}

/// `to`, `of the vote to Brandt's`.
pub(super) fn stands_against(link: &str) -> bool {
    let link = link.trim();
    let link =
        ["of the vote", "of the votes", "of votes", "votes"].iter().find_map(|words| link.strip_prefix(words)).unwrap_or(link);
    let link = link.trim_start().trim_start_matches(',').trim_start();
    let owned = |name: &str| {
        let of_time = ["year", "month", "week", "election"].iter().any(|word| name.contains(word));
        let possessive = !of_time && ["'s", "’s", "s'", "s’"].iter().any(|end| name.ends_with(end));
        possessive && name.split_whitespace().count() <= 5 && !name.contains(',')
    };
    matches!(link, "to" | "versus" | "vs." | "against") || link.strip_prefix("to ").is_some_and(owned)
}

/// What the lead and the numbers may have been rounded by: shares to their last place, large counts to their last hundred.
fn room(context: &Context<'_>, pair: &Pair<'_>, lead: &Quantity) -> f64 {
    let shares = pair.terms[0].unit.is_some();
    // `38-30` of a poll: these, too, are rounded.
    let poll = pair.terms.len() == 1 && matches!(counted_in(context, lead).as_str(), "point") && pair.more + pair.less <= 100.0;
    let place = |value: f64| {
        if shares || poll {
            if value.fract() == 0.0 { 1.0 } else { 0.1 }
        } else if value >= 1000.0 && value % 1000.0 == 0.0 {
            1000.0
        } else if value >= 100.0 && value % 100.0 == 0.0 {
            100.0
        } else {
            0.0
        }
    };
    (place(pair.more) + place(pair.less) + place(lead.value)) / 2.0 + 1e-6
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn leads_that_are_not_the_difference() {
        check(
            "arithmetic-mismatch",
            "
The poll has Brandt leading Halden by 12 points among women in Pontia, 54 percent to 38 percent.
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 54 to 38 is a margin of 16 points, not 12.
He led by a six-percentage-point margin, 45.4 percent to 43 percent. Her 46-point advantage over Halden, 63% to 27%, was gone.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 45.4 to 43 is a margin of 2.4 points, not six.
                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 63 to 27 is a margin of 36 points, not 46.
It gives Brandt a nine-point lead, with 46.3 percent to Halden's 42.1 percent.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 46.3 to 42.1 is a margin of 4.2 points, not nine.
Brandt took 56 percent of the vote to Mayor Ada Halden's 44 percent, a 22-point victory.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 56 to 44 is a margin of 12 points, not 22.
Brandt claimed 41 percent of the vote to Lindqvist's 34 percent, a margin of 17 points.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 41 to 34 is a margin of 7 points, not 17.
Brandt led Halden by 2,781 votes -- 112,305 to 110,524. Brandt came within 4 points of Halden (39-31).
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 112,305 to 110,524 is a margin of 1,781, not 2,781.
                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 39 to 31 is a margin of 8, not within 4.
",
        );
    }

    #[test]
    fn leads_that_fit_or_are_of_other_numbers_are_left_alone() {
        check(
            "arithmetic-mismatch",
            "
Brandt leads by 16 points, 54 percent to 38 percent. She leads by 15 points, 54 percent to 38 percent, as both are rounded. Halden led by 3.4 points, 45.4 percent to 42 percent. She came within 8 points of him (39-31), then within 10 points (39-31).

They led by 12 points at the half and won, 98-84. Brandt won by 13,000 votes, 212,000 to 199,200. The team led by 9 points after the break, 60-51. Brandt took 56 percent of the vote to Halden's 44 percent, a 12-point victory. The poll, with a margin of error of 3 points, 48 percent to 40 percent, is new. Brandt leads 48 percent to 40 percent, a 3-point margin of error. Her support fell by 5 points, 47 percent to 40 percent for men. She trailed by 12 points when he fell from 54 percent to 38 percent.
",
        );
    }
}
