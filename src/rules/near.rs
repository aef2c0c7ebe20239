//! What stands around a place: the sentence, the tokens between two places, the words before. Rules ask here instead of counting tokens
//! themselves.

use crate::article::BlockKind;
use crate::language::{Sentence, Token, TokenKind};
use crate::text::Span;

use super::rule::Context;

/// The sentence that holds a byte; `None` in page furniture.
pub(super) fn sentence<'a>(context: &Context<'a>, offset: usize) -> Option<&'a Sentence> {
    let sentences = &context.reading().sentences;
    let after = sentences.partition_point(|sentence| sentence.span.start() <= offset);
    sentences[..after].last().filter(|sentence| sentence.span.contains(offset))
}

/// The tokens inside a span.
pub(super) fn tokens<'a>(context: &Context<'a>, span: Span) -> &'a [Token] {
    let tokens = &context.reading().tokens;
    let from = tokens.partition_point(|token| token.span.start() < span.start());
    let to = tokens.partition_point(|token| token.span.end() <= span.end());
    &tokens[from.min(to)..to]
}

/// The tokens between two spans, of which the first ends before the second begins.
pub(super) fn between<'a>(context: &Context<'a>, one: Span, other: Span) -> &'a [Token] {
    if other.start() < one.end() { &[] } else { tokens(context, Span::new(one.end(), other.start())) }
}

/// The words and marks of some tokens, in small letters.
pub(super) fn lower(context: &Context<'_>, tokens: &[Token]) -> Vec<String> {
    tokens.iter().map(|token| token.span.of(&context.article().text).to_lowercase()).collect()
}

/// The number of a line, from 1.
pub(super) fn line(context: &Context<'_>, span: Span) -> usize {
    context.record.lines.line(span.start()) + 1
}

/// What the block is to the reader of the paper in which a byte lies.
fn block_kind(context: &Context<'_>, offset: usize) -> Option<BlockKind> {
    context.article().block_at(offset).map(|block| context.article().blocks[block].kind)
}

/// Body text: a paragraph or an entry of a list.
pub(super) fn in_body(context: &Context<'_>, offset: usize) -> bool {
    matches!(block_kind(context, offset), Some(BlockKind::Paragraph | BlockKind::ListItem))
}

/// Whether a token is a word.
pub(super) fn is_word(token: &Token) -> bool {
    token.kind == TokenKind::Word
}
