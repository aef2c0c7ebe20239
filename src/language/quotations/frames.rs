//! The writer's sentences, with each quotation folded into a single unit.
//!
//! Who speaks is told in the writer's words around a quotation. What stands inside the marks, however many sentences long, is one
//! [`Unit::Quote`] here, so that `"We came. We saw," she said, "and left."` is one frame of six units.

use std::ops::Range;

use super::super::{Sentence, Token, TokenKind};
use super::marks::Marked;
use super::words::{Speech, is_capitalised, is_pronoun, speech};

/// A word or mark of the writer's, or a whole quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Index of a token.
    Word(usize),
    /// Index of a quotation.
    Quote(usize),
}

/// One sentence of the writer's.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Its units.
    pub(super) units: Vec<Unit>,
    /// Index into the article's blocks.
    pub(super) block: usize,
}

/// The frames of the given blocks, in order.
pub(super) fn frames(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    marked: &[Marked],
    blocks: &[(usize, Range<usize>)],
) -> Vec<Frame> {
    let mut frames = Vec::with_capacity(sentences.len());
    let mut sentence = 0;
    let mut quotation = 0;
    for (block, range) in blocks {
        let mut units = Vec::new();
        let mut at = range.start;
        while at < range.end {
            while sentence < sentences.len() && sentences[sentence].tokens.start < at {
                sentence += 1;
            }
            let begins = sentences.get(sentence).is_some_and(|next| next.tokens.start == at);
            if begins && !units.is_empty() && !goes_on(text, tokens, marked, &units, at..range.end) {
                frames.push(Frame { units: std::mem::take(&mut units), block: *block });
            }
            while quotation < marked.len() && marked[quotation].tokens.start < at {
                quotation += 1;
            }
            match marked.get(quotation).filter(|next| next.tokens.start == at) {
                Some(next) => {
                    units.push(Unit::Quote(quotation));
                    at = next.tokens.end;
                }
                None => {
                    units.push(Unit::Word(at));
                    at += 1;
                }
            }
        }
        if !units.is_empty() {
            frames.push(Frame { units, block: *block });
        }
    }
    frames
}

/// Whether the words after a quotation attribute it although the quotation's own stop seems to end the sentence:
/// `"Shall we go?" Roe asked.`
fn goes_on(text: &str, tokens: &[Token], marked: &[Marked], units: &[Unit], rest: Range<usize>) -> bool {
    let Some(Unit::Quote(quotation)) = units.last() else { return false };
    let quotation = &marked[*quotation];
    if !quotation.closed {
        return false;
    }
    let last = tokens[(quotation.tokens.end - 2).max(quotation.tokens.start)].span.of(text);
    let asks = matches!(last, "?" | "!" | "…" | "..." | "--" | "—" | "–" | "'" | "’") || !matches!(last, "." | ",");
    const LONGEST: usize = 7;
    for (count, at) in rest.clone().take(LONGEST).enumerate() {
        let word = tokens[at].span.of(text);
        if tokens[at].kind == TokenKind::Mark && word != "-" {
            return false;
        }
        if count > 0 && speech(word) == Some(Speech::Sure) {
            let end = tokens.get(at + 1).filter(|_| at + 1 < rest.end).is_none_or(|next| matches!(next.span.of(text), "." | ","));
            return if asks { true } else { end && count <= 4 };
        }
        if count == 0 && !(is_capitalised(word) || is_pronoun(word)) {
            return false;
        }
    }
    false
}
