//! Two neighbouring tokens of one sentence are compared; what English doubles on purpose is a short list.

use crate::language::{Token, TokenKind};
use crate::text::Span;

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a word that stands twice in a row.
    ///
    /// ## Why it matters
    ///
    /// It is the commonest scar of an edit, and the eye slides over it, above all where a line ends between the two.
    ///
    /// ## Example
    ///
    /// > The treaty protects the the rights of residents.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At words that English doubles by its grammar (`had had`, `that that`, `what it is is`, `came in in`) or for emphasis (`very very`,
    /// three of a kind), at capitals, and inside quotations unless the word is an article or preposition: people do repeat themselves.
    pub struct DoubledWord;
    "doubled-word", Text, Warning, on,
    "a word that stands twice in a row",
    options: &[],
}

/// Words that may stand twice: by grammar, or because they are doubled for emphasis or in fixed phrases.
const MAY_STAND_TWICE: &[&str] = &[
    "about", "again", "around", "aye", "blah", "bye", "did", "do", "does", "down", "far", "had", "ha", "he", "her", "hear",
    "here", "him", "his", "in", "is", "it", "knock", "long", "many", "more", "much", "never", "no", "now", "off", "oh", "on",
    "out", "over", "please", "pretty", "really", "round", "she", "so", "soon", "that", "there", "they", "this", "through", "too",
    "up", "very", "was", "well", "were", "what", "who", "yeah", "yes", "you",
];

/// Words that nobody says twice on purpose, not even in a quotation.
const NEVER_TWICE: &[&str] = &["a", "an", "and", "at", "for", "from", "of", "or", "the", "to", "with"];

impl Rule for DoubledWord {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let reading = context.reading();
        let sentences = reading.sentences.iter().map(|sentence| &reading.tokens[sentence.tokens.clone()]);
        sentences.flat_map(|tokens| (1..tokens.len()).filter_map(move |at| doubled(context, tokens, at))).collect()
    }
}

/// The word at a position of a sentence, if it repeats the one before.
fn doubled(context: &Context<'_>, tokens: &[Token], at: usize) -> Option<Discrepancy> {
    let text = &*context.article().text;
    let (first, second) = (tokens[at - 1], tokens[at]);
    let word = second.span.of(text);
    let same = |token: Option<&Token>| token.is_some_and(|token| token.span.of(text).eq_ignore_ascii_case(word));
    let repeats = second.spaced && words::is_small_word(&second, text) && same(Some(&first));
    // `a a-frame`, `sing-sing sing`: a piece of something longer.
    let joined = |token: Option<&Token>| {
        token.is_some_and(|token| !token.spaced && token.kind != TokenKind::Mark || token.span.of(text) == "-")
    };
    let three = same(tokens.get(at + 1)) || at.checked_sub(2).is_some_and(|before| same(tokens.get(before)));
    let part = joined(tokens.get(at + 1)) || at.checked_sub(2).is_some_and(|before| tokens[before].span.of(text) == "-");
    if !repeats || three || part || MAY_STAND_TWICE.contains(&word) {
        return None;
    }
    let span = first.span.join(second.span);
    if !NEVER_TWICE.contains(&word) && (word.chars().count() < 2 || context.quotation_around(span).is_some()) {
        return None;
    }
    let mut discrepancy = Discrepancy::new(span, format!("“{word}” stands twice."), vec![word.to_owned()]);
    let again = Span::new(first.span.end(), second.span.end());
    discrepancy.fixes.push(Fix { title: "Delete the second".to_owned(), safe: true, edits: vec![context.edit(again, "")] });
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn the_same_word_twice() {
        check(
            "doubled-word",
            "
The treaty protects the the rights of residents. The the council council met.
                    ^^^^^^^ warning: “the” stands twice.
                                                 ^^^^^^^ warning: “the” stands twice.
                                                         ^^^^^^^^^^^^^^^ warning: “council” stands twice.
",
        );
    }

    #[test]
    fn grammar_emphasis_names_and_speech_may_double() {
        check(
            "doubled-word",
            "
He had had enough, and said that that was that. It was a very very long road to Baden Baden, on and on, no no no.

“We need need, need it,” she said. The men came in in pairs. Ten thousand people.
",
        );
    }

    #[test]
    fn the_second_is_deleted_with_its_line_break() {
        let fixed = fixes(
            "doubled-word",
            "The council meets again on Monday to talk about the rights of\nof residents, who have waited.",
        );
        assert_eq!(
            fixed,
            [(
                "Delete the second".to_owned(),
                "The council meets again on Monday to talk about the rights of residents, who have waited.".to_owned()
            )]
        );
    }
}
