//! What stands around a place: the sentence, the tokens between two places, the words before. Rules ask here instead of counting tokens
//! themselves.

use crate::article::BlockKind;
use crate::corpus::Record;
use crate::language::{Mention, Quantity, Sentence, Time, Token, TokenKind};
use crate::text::{Span, beginning_in};

use super::rule::Context;

/// The sentence that holds a byte; `None` in page furniture.
pub(super) fn sentence<'a>(context: &Context<'a>, offset: usize) -> Option<&'a Sentence> {
    sentence_of(context.record, offset)
}

/// The same of any article.
pub(super) fn sentence_of(record: &Record, offset: usize) -> Option<&Sentence> {
    let sentences = &record.reading.sentences;
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

/// The token that ends last before a byte.
pub(super) fn token_before<'a>(context: &Context<'a>, offset: usize) -> Option<&'a Token> {
    let tokens = &context.reading().tokens;
    tokens[..tokens.partition_point(|token| token.span.end() <= offset)].last()
}

/// The first token at or after a byte.
pub(super) fn token_from<'a>(context: &Context<'a>, offset: usize) -> Option<&'a Token> {
    let tokens = &context.reading().tokens;
    tokens.get(tokens.partition_point(|token| token.span.start() < offset))
}

/// The number of a line, from 1.
pub(super) fn line(context: &Context<'_>, span: Span) -> usize {
    context.record.lines.line(span.start()) + 1
}

/// What the block is to the reader of the paper in which a byte lies.
pub(super) fn block_kind(context: &Context<'_>, offset: usize) -> Option<BlockKind> {
    context.article().block_at(offset).map(|block| context.article().blocks[block].kind)
}

/// Body text: a paragraph or an entry of a list.
pub(super) fn in_body(context: &Context<'_>, offset: usize) -> bool {
    matches!(block_kind(context, offset), Some(BlockKind::Paragraph | BlockKind::ListItem))
}

/// The quantities inside a span, in order.
pub(super) fn quantities<'a>(context: &Context<'a>, span: Span) -> &'a [Quantity] {
    beginning_in(&context.reading().quantities, span, |quantity| quantity.span)
}

/// The names that begin inside a span, in order.
pub(super) fn mentions<'a>(context: &Context<'a>, span: Span) -> &'a [Mention] {
    beginning_in(&context.reading().mentions, span, |mention| mention.span)
}

/// The times that begin inside a span, in order.
pub(super) fn times<'a>(context: &Context<'a>, span: Span) -> &'a [Time] {
    times_of(context.record, span)
}

/// The same of any article.
pub(super) fn times_of(record: &Record, span: Span) -> &[Time] {
    beginning_in(&record.reading.times, span, |time| time.span)
}

/// Whether a span stands behind these words, which are in small letters, however the article writes them.
pub(super) fn follows(context: &Context<'_>, span: Span, words: &str) -> bool {
    let before = context.article().text[..span.start()].trim_end();
    let end = before.len().checked_sub(words.len()).and_then(|from| before.get(from..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(words))
}

/// Whether a token is part of a time.
pub(super) fn is_time(context: &Context<'_>, token: Span) -> bool {
    let times = &context.reading().times;
    times[..times.partition_point(|time| time.span.start() <= token.start())].last().is_some_and(|time| time.span.covers(token))
}

/// Half of the last place that a number is given to: how far the true value may lie from it.
pub(super) fn rounding(context: &Context<'_>, quantity: &Quantity) -> f64 {
    let figures: String = context
        .words(quantity.number)
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|c| *c != ',')
        .collect();
    let figures = figures.trim_end_matches('.');
    let Some(written) = figures.parse::<f64>().ok().filter(|written| *written > 0.0) else { return 0.0 };
    let decimals = figures.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let scale = quantity.value.abs() / written;
    if decimals == 0 && scale == 1.0 {
        // `3,600` may be a rounded figure, `3,615` is none.
        let mut place = 1.0;
        while written >= 1_000.0 && written % (place * 10.0) == 0.0 {
            place *= 10.0;
        }
        return if place > 1.0 || quantity.unit.is_some() { place / 2.0 } else { 0.0 };
    }
    scale * 0.1_f64.powi(decimals as i32) / 2.0
}

/// Whether a token is a word.
pub(super) fn is_word(token: &Token) -> bool {
    token.kind == TokenKind::Word
}
