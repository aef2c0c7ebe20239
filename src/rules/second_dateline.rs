//! The article reader has found the items; this rule only tells the desk.

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Tells of a dateline in the middle of a file: a second item begins there.
    ///
    /// ## Why it matters
    ///
    /// Two stories in one file share a headline and a date that belong to the first. "Yesterday" and "here" in the second mean
    /// another place, and a search for one story finds the other.
    ///
    /// ## Example
    ///
    /// > PARIS - Two foreign ministers met. …
    /// >
    /// > LONDON - The Governor made a new offer. …
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At the first dateline of a file, wherever it stands. Capitals and a dash without a known place, or a place and a dash without
    /// capitals, are no dateline.
    pub struct SecondDateline;
    "second-dateline", Places, Information, on,
    "a dateline in the middle of a file, where a second item begins",
    options: &[],
}

impl Rule for SecondDateline {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let Some((first, others)) = context.article().datelines.split_first() else { return Vec::new() };
        let later = others.iter().filter(|dateline| dateline.item > 0 && dateline.item != first.item);
        later
            .map(|dateline| {
                let (here, there) = (context.words(dateline.span), context.words(first.span));
                let line = context.record.lines.line(first.span.start()) + 1;
                let message = format!("{here}: a second item begins here; the file opens with {there} in line {line}.");
                let facts = vec![first.place.to_lowercase(), dateline.place.to_lowercase()];
                let mut discrepancy = Discrepancy::new(dateline.span, message, facts);
                discrepancy.evidence = vec![
                    context.evidence(first.whole, "the first dateline of the file"),
                    context.evidence(dateline.whole, "the dateline of the item that begins here"),
                ];
                discrepancy
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn an_item_after_the_first() {
        check(
            "second-dateline",
            "
PARIS - Two ministers met in the morning and parted at noon without a word to the press.

LONDON - The Governor made a new offer to the council on Monday and left for the airport.
^^^^^^ information: LONDON: a second item begins here; the file opens with PARIS in line 1.
",
        );
    }

    #[test]
    fn capitals_without_a_place_and_a_place_without_capitals_are_no_dateline() {
        check(
            "second-dateline",
            "
PARIS - Two ministers met in the morning and parted at noon without a word to the press.

GATT - the club that everybody wants to join - was not the subject of the day at all.

London - grey as ever - sent nobody to the meeting, and nobody asked why it had not.
",
        );
    }
}
