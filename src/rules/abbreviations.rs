//! Abbreviations and what they stand for, as far as an article says: shared by the rules about them.

use crate::claims::{Attribute, Subject, Value};
use crate::language::Token;
use crate::text::Span;

use super::near;
use super::rule::Context;

/// Capitals only, two to six letters, a plural's `s` apart; the letters without it.
pub(super) fn letters(word: &str) -> Option<&str> {
    let letters = word.strip_suffix('s').filter(|stem| stem.len() > 1).unwrap_or(word);
    ((2..=6).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(letters)
}

/// An abbreviation that the article spells out with brackets: letters, the full form, and where.
pub(super) fn expansions<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a str, &'a str, Span)> {
    let claims = context.record.claims.iter().filter(|claim| claim.attribute == Attribute::Expansion);
    claims.filter_map(|claim| match (&claim.subject, &claim.value) {
        (Subject::Abbreviation { letters, .. }, Value::Text(text)) => Some((letters.as_str(), text.as_str(), claim.span)),
        _ => None,
    })
}

/// Small words that initials leave out.
pub(super) fn is_small(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "and"
            | "at"
            | "by"
            | "de"
            | "der"
            | "des"
            | "du"
            | "et"
            | "for"
            | "in"
            | "la"
            | "of"
            | "on"
            | "or"
            | "the"
            | "to"
            | "und"
            | "&"
    )
}

/// The run of words in some tokens whose initials are these letters, small words and hyphens left out: `General Agreement on Tariffs and
/// Trade` of `GATT`, `most-favored nation` of `MFN`.
pub(super) fn full_form(context: &Context<'_>, tokens: &[Token], letters: &str) -> Option<Span> {
    let wanted: Vec<char> = letters.to_lowercase().chars().collect();
    let text = &context.article().text;
    (0..tokens.len()).find_map(|start| {
        let (mut next, mut at) = (0, start);
        while next < wanted.len() {
            let token = tokens.get(at)?;
            let word = token.span.of(text).to_lowercase();
            let hyphen = matches!(word.as_str(), "-" | "‑") || (at > start && is_small(&word) && !word.starts_with(wanted[next]));
            if hyphen && at > start {
                at += 1;
                continue;
            }
            if !near::is_word(token) {
                return None;
            }
            let mut parts = word.split('-').filter(|part| !part.is_empty()).peekable();
            while let Some(part) = parts.next() {
                if part.chars().next() != wanted.get(next).copied() || (part.len() == 1 && wanted.len() > 1) {
                    // `most-favored-nation status` ends within a word, which is as good.
                    return None;
                }
                next += 1;
                if next == wanted.len() && parts.peek().is_some() {
                    return None;
                }
            }
            at += 1;
        }
        Some(tokens[start].span.join(tokens[at - 1].span))
    })
}
