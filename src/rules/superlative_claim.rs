//! First, only, oldest, largest: what a desk checks twice.

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Lists what is said to be the first, the only or the largest of its kind.
    ///
    /// ## Why it matters
    ///
    /// Somebody was there before, as a rule, and writes in.
    ///
    /// ## Example
    ///
    /// > She is the first woman to lead the council.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Inside quotations; at `first lady`, `first time`, `first half` and the like; at `first` and `last` of dates; at `one of the largest`.
    pub struct SuperlativeClaim;
    "superlative-claim", Quotations, Hint, off,
    "first, only, oldest, largest: to be checked",
    options: &[],
}

const SUPERLATIVES: [&str; 21] = [
    "first",
    "only",
    "oldest",
    "youngest",
    "largest",
    "biggest",
    "smallest",
    "tallest",
    "longest",
    "highest",
    "lowest",
    "fastest",
    "richest",
    "poorest",
    "deadliest",
    "worst",
    "busiest",
    "heaviest",
    "hottest",
    "coldest",
    "strongest",
];

/// What `the first …` and `the only …` are said of without any claim.
const PLAIN: [&str; 28] = [
    "lady",
    "time",
    "half",
    "quarter",
    "place",
    "round",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "step",
    "steps",
    "name",
    "names",
    "of",
    "part",
    "stage",
    "to",
    "thing",
    "way",
    "floor",
    "class",
    "minister",
    "paragraph",
];

impl Rule for SuperlativeClaim {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let text = &context.article().text;
        let tokens = &context.reading().tokens;
        let mut found = Vec::new();
        for (index, token) in tokens.iter().enumerate().filter(|(_, token)| near::is_word(token)) {
            let word = token.span.of(text).to_lowercase();
            if !SUPERLATIVES.contains(&word.as_str()) || !near::in_body(context, token.span.start()) {
                continue;
            }
            let around = |at: Option<usize>| {
                at.and_then(|at| tokens.get(at)).map(|token| token.span.of(text).to_lowercase()).unwrap_or_default()
            };
            let (before, behind) = (around(index.checked_sub(1)), around(Some(index + 1)));
            let of_several = around(index.checked_sub(2)) == "of" && before == "the" && around(index.checked_sub(3)) == "one";
            let claimed = matches!(before.as_str(), "the" | "its" | "their" | "his" | "her" | "'s" | "’s")
                && behind.chars().all(char::is_alphabetic);
            let dated = context.reading().times.iter().any(|time| time.span.overlaps(token.span));
            if !claimed
                || of_several
                || dated
                || PLAIN.contains(&behind.as_str())
                || context.quotation_around(token.span).is_some()
            {
                continue;
            }
            let span = token.span.join(tokens[index + 1].span);
            let phrase = context.words(span);
            let message = format!("{phrase}: is that so?");
            let mut discrepancy = Discrepancy::new(span, message, vec![phrase.to_lowercase()]);
            let sentence = near::sentence(context, token.span.start());
            discrepancy.evidence.extend(sentence.map(|sentence| context.evidence(sentence.span, "claimed here")));
            found.push(discrepancy);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn claims_of_being_first() {
        check(
            "superlative-claim",
            "
She is the first woman to lead the council of the city's oldest bank.
           ^^^^^^^^^^^ hint: first woman: is that so?
                                                         ^^^^^^^^^^^ hint: oldest bank: is that so?
",
        );
    }

    #[test]
    fn phrases_that_claim_nothing_are_left_alone() {
        check(
            "superlative-claim",
            "The first lady came for the first time. It is one of the largest banks. “It is the oldest bank,” Anna Lindqvist said. It only rained.",
        );
    }
}
