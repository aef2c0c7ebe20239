//! The writer's sentences, with each quotation folded into a single unit.
//!
//! Who speaks is told in the writer's words around a quotation. What stands inside the marks, however many sentences long, is one
//! [`Unit::Quote`] here, so that `"We came. We saw," she said, "and left."` is one frame of six units.

use std::ops::Range;

use super::super::words::Facts;
use super::super::{Sentence, Token, TokenKind};
use super::marks::Marked;
use super::words::{Class, List, Speech};

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
    /// Its units, as a range of those of all frames.
    pub(super) units: Range<usize>,
    /// Index into the article's blocks.
    pub(super) block: usize,
}

/// What the frames are cut from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) classes: &'a Facts<'a, Class>,
    pub(super) sentences: &'a [Sentence],
    pub(super) marked: &'a [Marked],
}

/// The units and frames of the given blocks, in order.
pub(super) fn frames(source: Source<'_>, blocks: &[(usize, Range<usize>)]) -> (Vec<Unit>, Vec<Frame>) {
    let Source { sentences, marked, tokens, .. } = source;
    let mut units = Vec::with_capacity(tokens.len());
    let mut frames = Vec::with_capacity(sentences.len());
    let mut sentence = 0;
    let mut quotation = 0;
    for (block, range) in blocks {
        let mut first = units.len();
        let mut at = range.start;
        while at < range.end {
            while sentence < sentences.len() && sentences[sentence].tokens.start < at {
                sentence += 1;
            }
            let begins = sentences.get(sentence).is_some_and(|next| next.tokens.start == at);
            if begins && first < units.len() && !goes_on(source, units.last(), at..range.end) {
                frames.push(Frame { units: first..units.len(), block: *block });
                first = units.len();
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
        if first < units.len() {
            frames.push(Frame { units: first..units.len(), block: *block });
        }
    }
    (units, frames)
}

/// Whether the words after a quotation attribute it although the quotation's own stop seems to end the sentence:
/// `"Shall we go?" Roe asked.`
fn goes_on(source: Source<'_>, before: Option<&Unit>, rest: Range<usize>) -> bool {
    let Source { text, tokens, classes, marked, .. } = source;
    let Some(Unit::Quote(quotation)) = before else { return false };
    let quotation = &marked[*quotation];
    if !quotation.closed {
        return false;
    }
    let last = tokens[(quotation.tokens.end - 2).max(quotation.tokens.start)].span.of(text);
    let asks = matches!(last, "?" | "!" | "…" | "..." | "--" | "—" | "–" | "'" | "’") || !matches!(last, "." | ",");
    const LONGEST: usize = 7;
    for (count, at) in rest.clone().take(LONGEST).enumerate() {
        if tokens[at].kind == TokenKind::Mark && tokens[at].span.of(text) != "-" {
            return false;
        }
        let class = classes.at(at);
        if count > 0 && class.speech() == Some(Speech::Sure) {
            let end = tokens.get(at + 1).filter(|_| at + 1 < rest.end).is_none_or(|next| matches!(next.span.of(text), "." | ","));
            return if asks { true } else { end && count <= 4 };
        }
        if count == 0 && !class.any(&[List::Capitalised, List::Pronouns]) {
            return false;
        }
    }
    false
}
