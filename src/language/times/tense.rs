//! Whether the clause around a time looks back or ahead: "met Tuesday" is the last Tuesday, "will meet Tuesday" the next.
//!
//! A guess from a handful of words, nearest first; a report looks back unless something says otherwise.

use super::super::numerals::Lower;
use super::super::{Token, TokenKind};

/// Where the clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// Nothing says.
    Unknown,
}

/// How many tokens before the time are looked at; a clause is seldom longer, and the bound keeps long sentences linear.
const BEFORE: usize = 24;
/// And how many after it.
const AFTER: usize = 10;

/// The tense of the clause around the tokens `from..to` of a sentence.
pub(super) fn tense(text: &str, tokens: &[Token], from: usize, to: usize) -> Tense {
    let before = tokens[from.saturating_sub(BEFORE)..from].iter().enumerate().rev();
    for (index, token) in before {
        let index = from.saturating_sub(BEFORE) + index;
        if let Some(tense) = sign(text, tokens, index, token) {
            return tense;
        }
    }
    for (index, token) in tokens.iter().enumerate().skip(to).take(AFTER) {
        if let Some(tense) = sign(text, tokens, index, token) {
            return tense;
        }
    }
    Tense::Unknown
}

/// What one word says about the tense.
fn sign(text: &str, tokens: &[Token], at: usize, token: &Token) -> Option<Tense> {
    if token.kind != TokenKind::Word {
        return None;
    }
    let lower = Lower::new(token.span.of(text));
    let word = lower.as_str();
    let is_capital = token.span.of(text).starts_with(|first: char| first.is_ascii_uppercase());
    match word {
        "may" if is_capital => None,
        "will" | "shall" | "would" | "could" | "may" | "might" | "should" | "won't" | "can" | "must" => Some(Tense::Future),
        "scheduled" | "slated" | "due" | "expected" | "planned" | "supposed" | "expects" | "planning" | "intends" | "hoping"
        | "upcoming" => Some(Tense::Future),
        // What is on the calendar is told in the present.
        "begins" | "starts" | "opens" | "expires" | "ends" | "closes" | "arrives" | "leaves" | "resumes" | "meets" | "visits"
        | "travels" | "hosts" => Some(Tense::Future),
        "takes" if next_is(text, tokens, at, &["place", "effect", "office"]) => Some(Tense::Future),
        "set" if next_is(text, tokens, at, &["for", "to"]) => Some(Tense::Future),
        "ready" | "going" | "about" | "preparing" | "plan" | "plans" | "hope" | "hopes" | "aim" | "aims"
            if next_is(text, tokens, at, &["to"]) =>
        {
            Some(Tense::Future)
        }
        "was" | "were" | "had" | "did" | "said" | "has" | "have" | "told" | "made" | "met" | "took" | "came" | "went"
        | "began" | "left" | "gave" | "saw" | "fell" | "rose" | "won" | "lost" | "held" | "sent" | "led" | "found" | "got"
        | "sought" | "since" | "ago" | "spoke" | "broke" | "became" | "brought" | "bought" | "sold" | "kept" | "knew" | "ran"
        | "wrote" | "struck" | "shot" | "put" | "paid" => Some(Tense::Past),
        _ if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && !is_capital => Some(Tense::Past),
        _ => None,
    }
}

fn next_is(text: &str, tokens: &[Token], at: usize, words: &[&str]) -> bool {
    tokens.get(at + 1).is_some_and(|token| words.contains(&token.span.of(text)))
}
