//! Shares of one whole, added up.

use crate::language::Quantity;

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Adds up the shares that a sentence gives of one whole and flags a sum that is not 100.
    ///
    /// ## Why it matters
    ///
    /// One of the shares is wrong, or one of them was left out, and a reader with a pencil finds it.
    ///
    /// ## Example
    ///
    /// > The poll found 68 percent in favour, 25 percent against and 4 percent undecided.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At fewer than three shares; at a sum between 99 and 101, or as far off as rounding can bring it; at a sum under 99 unless the shares say that
    /// they are all there are (`undecided`, `no opinion`, `the rest`); where several answers were possible (`also`, `or more`, `cited`); at
    /// rates, rises and falls, and where `about`, `more than` or the like limits a share.
    pub struct PercentSum;
    "percent-sum", Numbers, Warning, on,
    "shares of one whole that do not add up to 100",
    options: &[],
}

/// Words of a share that is left when all others are counted.
const RESIDUAL: [&str; 15] = [
    "undecided",
    "unsure",
    "uncertain",
    "rest",
    "remainder",
    "remaining",
    "abstained",
    "abstain",
    "abstaining",
    "neutral",
    "neither",
    "undeclared",
    "uncommitted",
    "spoiled",
    "spoilt",
];

/// Phrases of such a share, in small letters.
const RESIDUAL_PHRASES: [&str; 11] = [
    "no opinion",
    "not sure",
    "did n't know",
    "didn't know",
    "don't know",
    "did not know",
    "no answer",
    "did not answer",
    "no view",
    "no preference",
    "were other",
];

/// Words by which the shares of a list exclude each other.
const OPPOSED: [(&str, &str); 14] = [
    ("support", "oppos"),
    ("favo", "oppos"),
    ("favo", "against"),
    ("for", "against"),
    ("back", "oppos"),
    ("back", "against"),
    ("approv", "disapprov"),
    ("agree", "disagree"),
    ("yes", "no"),
    ("men", "women"),
    ("male", "female"),
    ("better", "worse"),
    ("support", "against"),
    ("back", "reject"),
];

/// Words that say that one may be counted twice, or that the numbers are no shares of one whole.
const SEVERAL: [&str; 35] = [
    "also",
    "both",
    "cited",
    "mentioned",
    "multiple",
    "overlap",
    "more",
    "than",
    "compared",
    "while",
    "up",
    "down",
    "rose",
    "fell",
    "grew",
    "gained",
    "lost",
    "respectively",
    "year",
    "ago",
    "earlier",
    "previous",
    "margin",
    "interest",
    "inflation",
    "unemployment",
    "growth",
    "chance",
    "probability",
    "versus",
    "ranging",
    "between",
    "average",
    "each",
    "whereas",
];

impl Rule for PercentSum {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let sentences = context.reading().sentences.iter();
        sentences.filter_map(|sentence| wrong_sum(context, near::quantities(context, sentence.span))).collect()
    }
}

fn wrong_sum(context: &Context<'_>, quantities: &[Quantity]) -> Option<Discrepancy> {
    let shares: Vec<&Quantity> = quantities.iter().filter(|quantity| quantity.unit.as_deref() == Some("%")).collect();
    let plain = |share: &&Quantity| {
        share.modifier.is_none()
            && share.high.is_none()
            && share.change.is_none()
            && share.per.is_none()
            && share.against.is_none()
    };
    if shares.len() < 3 || !shares.iter().all(plain) || shares.iter().any(|share| share.value <= 0.0 || share.value >= 100.0) {
        return None;
    }
    let sentence = near::sentence(context, shares[0].span.start())?;
    let words = near::lower(context, near::tokens(context, sentence.span));
    let text = format!(" {} ", words.join(" "));
    let has = |phrase: &str| text.contains(&format!(" {phrase} "));
    let residual = RESIDUAL.iter().any(|word| has(word)) || RESIDUAL_PHRASES.iter().any(|phrase| has(phrase));
    let begins = |stem: &str| words.iter().any(|word| if stem.len() <= 3 { word == stem } else { word.starts_with(stem) });
    let opposed = OPPOSED.iter().any(|(one, other)| begins(one) && begins(other));
    let several = if residual { &SEVERAL[..5] } else { &SEVERAL[..] };
    // `while` and `than` may stand in any list that is closed by `undecided`.
    if several.iter().any(|word| has(word)) || !(residual || opposed || is_list(context, &shares)) {
        return None;
    }
    let sum: f64 = shares.iter().map(|share| share.value).sum();
    let slack = shares.iter().map(|share| near::rounding(context, share)).sum::<f64>().min(1.5).max(1.0);
    let off = sum - 100.0;
    if off.abs() <= slack || off.abs() > 40.0 || (off < 0.0 && !residual) || (off > 15.0 && !residual && !opposed) {
        return None;
    }
    let terms: Vec<String> = shares.iter().map(|share| near::figure(share.value)).collect();
    let message = format!("These shares add up to {}, not 100: {}.", near::figure(sum), terms.join(" + "));
    let whole = shares[0].span.join(shares[shares.len() - 1].span);
    let mut discrepancy = Discrepancy::new(whole, message, terms);
    discrepancy.evidence = shares.iter().map(|share| context.evidence(share.span, "one of the shares")).collect();
    Some(discrepancy)
}

/// The shares follow each other as `a in this, b in that and c in those`: the same small word behind each.
fn is_list(context: &Context<'_>, shares: &[&Quantity]) -> bool {
    let behind: Vec<String> = shares
        .iter()
        .filter_map(|share| near::token_from(context, share.span.end()))
        .map(|token| token.span.of(&context.article().text).to_lowercase())
        .collect();
    let first = behind.first().map_or("", String::as_str);
    let same = behind.len() == shares.len() && behind.iter().all(|word| word == first);
    let close = shares.windows(2).all(|pair| near::between(context, pair[0].span, pair[1].span).len() <= 10);
    let joined = near::between(context, shares[shares.len() - 2].span, shares[shares.len() - 1].span);
    same && close
        && matches!(first, "to" | "from" | "for" | "were" | "went" | "said" | "voted" | "goes")
        && near::lower(context, joined).iter().any(|word| word == "and")
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn shares_that_do_not_add_up() {
        check(
            "percent-sum",
            "
The poll found 68 percent in favour of the bridge, 25 percent against it and 4 percent undecided.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: These shares add up to 97, not 100: 68 + 25 + 4.
Of the budget, 45 percent went to schools, 30 percent went to roads and 35 percent went to hospitals.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: These shares add up to 110, not 100: 45 + 30 + 35.
In the survey 52.5% backed the plan, 41.5% opposed it and 9% had no opinion.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: These shares add up to 103, not 100: 52.5 + 41.5 + 9.
",
        );
    }

    #[test]
    fn shares_that_do_and_numbers_that_are_no_shares_are_left_alone() {
        check(
            "percent-sum",
            "
The poll found 68 percent in favour of the bridge, 25 percent against it and 7 percent undecided.

It found 33 percent in favour, 33 percent against and 33 percent undecided.

The party won 45 percent of the seats, its rival 30 percent and the greens 9 percent.

Some 60 percent cited the cost, 45 percent cited the noise and 30 percent cited the view.

Prices rose 40 percent in May, 45 percent in June and 30 percent in July.
",
        );
    }
}
