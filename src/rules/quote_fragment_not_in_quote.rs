//! A few quoted words against the full quotation of the same speaker.

use crate::language::{Quotation, normal_form};

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a fragment between quotation marks whose words the same speaker uses in a full quotation of the article, close together but in another order.
    ///
    /// ## Why it matters
    ///
    /// A fragment claims to be the speaker's own words. In another order they are the writer's.
    ///
    /// ## Example
    ///
    /// > She called the talks ‘brief and useful’. … ‘It was a very useful and brief meeting,’ she said.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the speakers differ or are not known; at fragments with fewer than two or more than six words of weight; where the full quotation has the fragment
    /// as it stands, or its words far from each other.
    pub struct QuoteFragmentNotInQuote;
    "quote-fragment-not-in-quote", Quotations, Information, on,
    "quoted words that the speaker's full quotation has in another order",
    options: &[],
}

impl Rule for QuoteFragmentNotInQuote {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let quotations: Vec<&Quotation> = context.reading().direct_quotations().filter(|one| one.speaker.is_some()).collect();
        let fragments = quotations.iter().filter(|one| one.fragment);
        fragments
            .filter_map(|fragment| {
                let full = quotations.iter().filter(|full| !full.fragment && full.speaker == fragment.speaker);
                full.into_iter().find_map(|full| reordered(context, fragment, full))
            })
            .collect()
    }
}

/// Small words, which two sayings of one thing may differ in.
fn is_small(word: &str) -> bool {
    matches!(word, "a" | "an" | "and" | "at" | "by" | "for" | "in" | "of" | "on" | "or" | "the" | "to")
}

fn reordered(context: &Context<'_>, fragment: &Quotation, full: &Quotation) -> Option<Discrepancy> {
    let words = |quotation: &Quotation| -> Vec<String> {
        let form = normal_form(&context.words(quotation.span));
        form.split(' ').filter(|word| !is_small(word) && !word.is_empty()).map(str::to_owned).collect()
    };
    let (part, whole) = (words(fragment), words(full));
    if !(2..=6).contains(&part.len()) || whole.windows(part.len()).any(|window| window == part) {
        return None;
    }
    let mut sorted = part.clone();
    sorted.sort();
    let same_words = whole.windows(part.len()).any(|window| {
        let mut window = window.to_vec();
        window.sort();
        window == sorted
    });
    if !same_words {
        return None;
    }
    let (line, said) = (near::line(context, full.span), context.words(full.span));
    let message = format!("“{}” is not what the full quotation in line {line} says: “{said}”", context.words(fragment.span));
    let mut discrepancy = Discrepancy::new(fragment.span, message, vec![part.join(" "), whole.join(" ")]);
    discrepancy.evidence.push(context.evidence(full.span, "the same words in another order"));
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn the_words_of_a_fragment_in_another_order() {
        check(
            "quote-fragment-not-in-quote",
            "
Anna Lindqvist called the talks “brief and useful” on Monday.
                                 ^^^^^^^^^^^^^^^^ information: “brief and useful” is not what the full quotation in line 3 says: “We had a very useful and brief meeting here,”

“We had a very useful and brief meeting here,” Anna Lindqvist said.
",
        );
    }

    #[test]
    fn the_same_order_and_other_speakers_are_left_alone() {
        check(
            "quote-fragment-not-in-quote",
            "
Anna Lindqvist called the talks “useful and brief” on Monday. “We had a very useful and brief meeting here,” Anna Lindqvist said.

Olaf Stirn called them “brief and useful” too.
",
        );
    }
}
