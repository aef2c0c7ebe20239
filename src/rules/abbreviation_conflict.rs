//! What abbreviations are said to stand for.

use std::collections::BTreeMap;

use crate::claims::{Attribute, Claim, Subject, Value};
use crate::corpus::fold_name;

use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::slips::one_slip;

declare_rule! {
    /// ## What it does
    ///
    /// Flags one abbreviation that an article spells out in two ways.
    ///
    /// ## Why it matters
    ///
    /// One of the two is not the body's name, and the reader can no longer tell which is meant below.
    ///
    /// ## Example
    ///
    /// > The Harbour Trade Union (HTU) met in May. … The Helsby Transport Union (HTU) met in June.
    ///
    /// ## Options
    ///
    /// - `known`: abbreviations that stand for several things on purpose.
    ///
    /// ## When it is silent
    ///
    /// Where one form is a shorter form of the other, or differs in case, accents, small words or a plural only; inside quotations.
    pub struct AbbreviationConflict;
    "abbreviation-conflict", Organisations, Warning, on,
    "one abbreviation spelt out in two ways",
    options: &[OptionSpec::words("known")],
}

impl Rule for AbbreviationConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut expansions: BTreeMap<&str, Vec<(&str, &Claim)>> = BTreeMap::new();
        for claim in context.record.claims.iter().filter(|claim| claim.attribute == Attribute::Expansion) {
            if let (Subject::Abbreviation { letters, .. }, Value::Text(full)) = (&claim.subject, &claim.value) {
                expansions.entry(letters).or_default().push((full, claim));
            }
        }
        let known = |letters: &str| context.options.lists("known", letters);
        expansions
            .iter()
            .filter(|(letters, _)| !known(letters))
            .filter_map(|(letters, all)| conflict(context, letters, all))
            .collect()
    }
}

fn conflict(context: &Context<'_>, letters: &str, all: &[(&str, &Claim)]) -> Option<Discrepancy> {
    let ((first, stated), others) = all.split_first()?;
    let (other, claim) = others.iter().find(|(other, _)| !same(first, other))?;
    if context.quotation_around(claim.span).is_some() || context.quotation_around(stated.span).is_some() {
        return None;
    }
    let line = context.record.lines.line(stated.span.start()) + 1;
    let message = format!("{letters} is “{other}” here and “{first}” in line {line}.");
    let mut discrepancy = Discrepancy::new(claim.span, message, vec![fold_name(letters), fold_name(first), fold_name(other)]);
    discrepancy.evidence.push(context.evidence(stated.span, "spelt out here"));
    Some(discrepancy)
}

/// The same but for small words, plurals, a word left out before or behind, or British and American letters.
fn same(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let folded = fold_name(name);
        let weighty = folded
            .split(' ')
            .filter(|word| word.len() > 3 || !matches!(*word, "the" | "of" | "for" | "and" | "on" | "in" | "to" | "a"));
        weighty.map(|word| crate::language::unified(word.strip_suffix('s').unwrap_or(word)).into_owned()).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    // A slip in one of the words is a misspelling, which other rules tell.
    let slip = one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| a == b || one_slip(a, b));
    slip || long.starts_with(short) || long.ends_with(short)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn two_expansions() {
        check(
            "abbreviation-conflict",
            "
The Harbour Trade Union (HTU) met in May.
The Helsby Transport Union (HTU) met in June.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: HTU is “Helsby Transport Union” here and “Harbour Trade Union” in line 1.
",
        );
    }

    #[test]
    fn one_expansion_in_several_writings_is_left_alone() {
        check(
            "abbreviation-conflict",
            "
The National Labour Council (NLC) met in May. The National Labor Council (NLC) and the Harbour Trade Union (HTU) met in June.
",
        );
    }
}
