//! Quotations of whole sentences of which nobody is said to be the speaker.

use crate::article::BlockKind;
use crate::language::Quotation;

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a quotation of a whole sentence that names no speaker, in a paragraph that names none, where the paragraph before it names none either.
    ///
    /// ## Why it matters
    ///
    /// Words between quotation marks are somebody's. Readers want to know whose.
    ///
    /// ## Example
    ///
    /// > The bridge was closed at noon. “Nobody told us that it would take so long to open it again.” Traffic went round by the mill.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At quotations of fewer than eight words; where the quotation before it in the same or the previous paragraph has a speaker, or a verb of saying
    /// or somebody's name stands in its paragraph or the one before; in headlines and captions.
    pub struct QuotationWithoutAttribution;
    "quotation-without-attribution", Quotations, Hint, on,
    "a quoted sentence that nobody is said to have spoken",
    options: &[],
}

/// Fewer words are a title or a phrase.
const LEAST_WORDS: usize = 8;

impl Rule for QuotationWithoutAttribution {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        context.reading().direct_quotations().filter_map(|quotation| unattributed(context, quotation)).collect()
    }
}

fn unattributed(context: &Context<'_>, quotation: &Quotation) -> Option<Discrepancy> {
    let nobody = quotation.cue.is_none() && quotation.source.is_none() && quotation.speaker.is_none();
    let article = context.article();
    let home = article.block_at(quotation.span.start())?;
    let words = near::tokens(context, quotation.span).iter().filter(|token| near::is_word(token)).count();
    let whole = quotation.span.of(&article.text).trim_end().ends_with(['.', '!', '?']);
    if !nobody
        || quotation.fragment
        || quotation.unclosed
        || !whole
        || words < LEAST_WORDS
        || article.blocks[home].kind != BlockKind::Paragraph
    {
        return None;
    }
    let first = home.saturating_sub(1);
    let beside = article.blocks[first..].iter().take(home - first + 1).filter(|block| block.item == article.blocks[home].item);
    let told = beside.into_iter().any(|block| {
        let attributed = context.reading().quotations.iter().any(|other| {
            block.span.covers(other.span) && (other.cue.is_some() || other.source.is_some() || other.speaker.is_some())
        });
        let says = near::tokens(context, block.span)
            .iter()
            .filter(|token| context.quotation_around(token.span).is_none())
            .any(|token| context.knowledge().lexicons.speech_verb(&token.span.of(&article.text).to_lowercase()));
        let named =
            context.reading().mentions.iter().any(|mention| {
                mention.kind == crate::language::Kind::Person && block.span.covers(mention.span) && !mention.quoted
            });
        attributed || says || named
    });
    if told {
        return None;
    }
    let message = "Nobody is said to have spoken these words, here or in the paragraph before.";
    let fact = crate::language::normal_form(&context.words(quotation.span));
    let mut discrepancy = Discrepancy::new(quotation.span, message, vec![fact]);
    discrepancy.evidence.push(context.evidence(article.blocks[home].span, "the paragraph names no speaker"));
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn nobody_speaks() {
        check(
            "quotation-without-attribution",
            "
The bridge was closed at noon. “Nobody told us that it would take so long to open it.” Traffic went round by the mill.
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Nobody is said to have spoken these words, here or in the paragraph before.
",
        );
    }

    #[test]
    fn a_speaker_beside_it_and_short_phrases_are_left_alone() {
        check(
            "quotation-without-attribution",
            "
The bridge was closed at noon, Anna Lindqvist said. “Nobody told us that it would take so long to open it.”

“And nobody told us why it had to be closed in the first place.” They called it “the bridge of sighs.”
",
        );
    }
}
