//! The distinct words of an article.
//!
//! Half of an article's tokens repeat a word that stood before. What can be said of a word by itself (what it may be in a time,
//! whether it is a verb of speech, whose name it may be) is therefore asked once for each distinct word, and read off by number
//! wherever the word stands.

use rustc_hash::FxHashMap;

use super::{Token, TokenKind};

/// A word, number or mark by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'w> {
    /// As it is written.
    pub(crate) written: &'w str,
    /// With its ASCII letters in lower case.
    pub(crate) lower: &'w str,
    pub(crate) kind: TokenKind,
}

/// The distinct words, numbers and marks of an article, and which of them each token is.
#[derive(Debug)]
pub struct Words<'t> {
    text: &'t str,
    /// The whole text with its ASCII letters in lower case, as long as the text: a word's span tells both its forms.
    lower: String,
    /// In order of first occurrence.
    distinct: Vec<Token>,
    /// For each token, its position in `distinct`.
    numbers: Vec<u32>,
}

impl<'t> Words<'t> {
    /// Numbers the words of an article's tokens.
    #[must_use]
    pub fn new(text: &'t str, tokens: &[Token]) -> Self {
        let mut distinct = Vec::with_capacity(tokens.len() / 2);
        let mut known = FxHashMap::with_capacity_and_hasher(tokens.len() / 2, rustc_hash::FxBuildHasher);
        let number = |token: &Token| {
            *known.entry((token.span.of(text), token.kind)).or_insert_with(|| {
                distinct.push(*token);
                distinct.len() as u32 - 1
            })
        };
        let numbers = tokens.iter().map(number).collect();
        Self { text, lower: text.to_ascii_lowercase(), distinct, numbers }
    }

    /// The whole text with its ASCII letters in lower case.
    pub(crate) fn lower(&self) -> &str {
        &self.lower
    }

    /// For each token, the number of its word, counted in order of first occurrence.
    pub(crate) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// What is to be known of each word, asked once.
    pub(crate) fn each<F>(&self, mut fact: impl FnMut(Word<'_>) -> F) -> Facts<'_, F> {
        let word =
            |token: &Token| fact(Word { written: token.span.of(self.text), lower: token.span.of(&self.lower), kind: token.kind });
        Facts { numbers: &self.numbers, of_word: self.distinct.iter().map(word).collect() }
    }
}

/// Something that is known of every word, by token.
#[derive(Clone, Debug)]
pub(crate) struct Facts<'w, F> {
    numbers: &'w [u32],
    of_word: Vec<F>,
}

impl<F> Facts<'_, F> {
    /// By word number instead of by token.
    pub(crate) fn into_words(self) -> Vec<F> {
        self.of_word
    }
}

impl<F: Copy> Facts<'_, F> {
    /// What is known of the word that token `at` is.
    ///
    /// # Panics
    /// Past the last token.
    pub(crate) fn at(&self, at: usize) -> F {
        self.of_word[self.numbers[at] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_word_is_asked_about_once_and_known_wherever_it_stands() {
        let text = "So he, so he.";
        let tokens = crate::language::tokens::tokenize(text, [Span::new(0, text.len())]);
        let words = Words::new(text, &tokens);
        let mut asked = Vec::new();
        let lengths = words.each(|word| {
            asked.push(format!("{} {}", word.written, word.lower));
            word.written.len()
        });
        assert_eq!((0..tokens.len()).map(|at| lengths.at(at)).collect::<Vec<_>>(), [2, 2, 1, 2, 2, 1]);
        assert_eq!(asked, ["So so", "he he", ", ,", "so so", ". ."]);
    }
}
