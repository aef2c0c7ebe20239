//! Times of the text with their values.
//!
//! Pure functions, one after the other. The lexicon says what a token can be; the grammar takes expressions out of the tokens
//! of a sentence without knowing when the article was written; all of them together say whether the article is a report of
//! its day or tells a history; and the resolver gives each its TIMEX3 value from the article's date, the time last spoken of
//! and the tense of the clause. The grammar never looks across a sentence's end, so the whole is linear in the text.
//!
//! The value notation is that of TimeML's TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1).

mod calendar;
mod expression;
mod grammar;
mod lexeme;
mod lexicon;
mod model;
mod range;
mod resolve;
mod story;
mod tense;
#[cfg(test)]
mod tests;
mod thread;
mod value;

use crate::article::PartialDate;
use crate::text::Span;

use super::numerals::span_of;
use super::words::Words;
use super::{Sentence, Token};
use calendar::{Grain, Point};
use expression::{Clock, Expression, Meaning};
use grammar::Grammar;
use lexeme::Lexeme;
use lexicon::lexeme;
pub use model::{ClockTime, Time, TimeKind, TimeModifier, TimeParts};
use resolve::{Context, Resolved, resolve};
use story::Story;
use tense::Tense;
use thread::Thread;

/// Every time expression of an article, in order.
///
/// `anchor` is the article's date, as finely as it is known.
pub(crate) fn times(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    words: &Words,
    anchor: Option<PartialDate>,
) -> Vec<Time> {
    let found = found(text, tokens, sentences, words);
    let story = Story::of(found.iter().map(|found| &found.expression), anchor);
    let mut times: Vec<Time> = Vec::with_capacity(found.len());
    let mut thread = Thread::new(anchor);
    let mut previous: Option<Found> = None;
    for mut here in found {
        let expression = &here.expression;
        thread.meets(expression);
        let context =
            Context { anchor, story, reference: thread.reference(), quarter: thread.quarter_compared(), tense: here.tense };
        let mut resolved = resolve(expression, &context);
        let before = previous.as_ref().filter(|previous| previous.sentence == here.sentence);
        in_the_same_moment(before.map(|before| &before.expression), expression, times.last(), &mut resolved);
        thread.follows(expression, resolved.point);
        times.push(Time {
            span: here.span,
            kind: resolved.kind,
            value: resolved.value,
            modifier: expression.modifier,
            date: resolved.point.and_then(Point::partial),
            deictic: resolved.deictic,
            parts: std::mem::take(&mut here.expression.parts),
        });
        previous = Some(here);
    }
    times
}

/// An expression and what its place says about it.
struct Found {
    expression: Expression,
    span: Span,
    /// Number of the sentence.
    sentence: usize,
    tense: Tense,
}

/// The expressions of an article, before anything is known of when.
fn found(text: &str, tokens: &[Token], sentences: &[Sentence], words: &Words) -> Vec<Found> {
    let can_be = words.each(lexeme);
    let mut all = Vec::new();
    let mut lexemes: Vec<Lexeme> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let tokens = &tokens[sentence.tokens.clone()];
        lexemes.clear();
        lexemes.extend(sentence.tokens.clone().map(|at| can_be.at(at)));
        let grammar = Grammar { text, tokens, lexemes: &lexemes };
        let first = all.len();
        let mut at = 0;
        while at < tokens.len() {
            let previous = all[first..].last().map(|found: &Found| &found.expression);
            let Some(expression) = grammar.expression(at, previous) else {
                at += 1;
                continue;
            };
            at = expression.to.max(at + 1);
            let span = span_of(tokens, expression.from, expression.to);
            let tense = tense::tense(text, tokens, expression.from, expression.to);
            all.push(Found { expression, span, sentence: number, tense });
        }
        range::lend_years(&grammar, &mut all[first..]);
    }
    all
}

/// `8:15 p.m. EST (0115 GMT)`: the second clock time is the first one told in another zone, so it may fall on the next day.
fn in_the_same_moment(previous: Option<&Expression>, expression: &Expression, before: Option<&Time>, resolved: &mut Resolved) {
    let (Some(previous), Meaning::Clock, Some(before)) = (previous, &expression.meaning, before) else { return };
    // Nothing but a bracket stands between.
    if previous.to + 1 != expression.from {
        return;
    }
    let (Some(first), Some(second)) = (previous.clock, expression.clock) else { return };
    let (Some(there), Some(here)) = (minutes(&first), minutes(&second)) else { return };
    let days = ((there - here) as f64 / 1440.0).round() as i32;
    let day = before.date.map(Point::of).and_then(Point::day).and_then(|day| Point::Day(day).step(days, Grain::Day));
    if let (Some(day), Some(value)) = (day, &mut resolved.value)
        && let Some(clock) = value.find('T')
    {
        *value = day.value() + &value[clock..];
        resolved.point = Some(day);
    }
}

/// Minutes after midnight at Greenwich; `None` without a zone.
fn minutes(clock: &Clock) -> Option<i32> {
    let hour = match (clock.time.afternoon, clock.time.hour) {
        (Some(false), 12) => 0,
        (Some(true), hour @ 1..=11) => hour + 12,
        (_, hour) => hour,
    };
    Some(i32::from(hour) * 60 + i32::from(clock.time.minute) - i32::from(clock.zone?))
}
