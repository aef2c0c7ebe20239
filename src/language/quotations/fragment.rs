//! Whether a quotation is a sentence of the speaker's or a few words inside the writer's own.

use crate::article::Article;

use super::super::Token;
use super::super::words::Facts;
use super::marks::Marked;
use super::words::{Class, List, Speech, is_wordlike};

/// How far apart the halves of an interrupted quotation may stand, in tokens.
const INTERRUPTION: usize = 40;

/// For each quotation whether it is a fragment.
pub(super) fn fragments(article: &Article, tokens: &[Token], classes: &Facts<'_, Class>, marked: &[Marked]) -> Vec<bool> {
    let mut fragments: Vec<bool> = Vec::with_capacity(marked.len());
    for (index, quotation) in marked.iter().enumerate() {
        let fragment = if goes_on_after_interruption(article, tokens, classes, marked, index, &fragments) {
            false
        } else {
            is_fragment(article, tokens, classes, quotation)
        };
        fragments.push(fragment);
    }
    fragments
}

/// The tokens between the marks.
pub(super) fn inside(quotation: &Marked) -> std::ops::Range<usize> {
    let end = quotation.tokens.end - usize::from(quotation.closed);
    (quotation.tokens.start + 1).min(end)..end
}

fn is_fragment(article: &Article, tokens: &[Token], classes: &Facts<'_, Class>, quotation: &Marked) -> bool {
    let text = &article.text;
    let block = article.blocks[quotation.block].span;
    let inside = inside(quotation);
    let words = &tokens[inside.clone()];
    let Some(first) = words.iter().find(|token| is_wordlike(**token)) else { return true };
    // A full stop within, with another word after it, makes it more than a fragment.
    let last_word = words.iter().rposition(|token| is_wordlike(*token)).unwrap_or(0);
    let stop = words[..last_word]
        .iter()
        .enumerate()
        .any(|(at, token)| matches!(token.span.of(text), "." | "?" | "!") && words[at + 1].spaced && is_wordlike(words[at + 1]));
    if stop {
        return false;
    }
    if first.span.of(text).starts_with(char::is_lowercase) {
        return true;
    }
    let before = (quotation.tokens.start > 0).then(|| tokens[quotation.tokens.start - 1]);
    let clause_start = before.filter(|before| before.span.start() >= block.start()).is_none_or(|before| {
        let word = before.span.of(text);
        matches!(
            word,
            "," | ":"
                | ";"
                | "."
                | "!"
                | "?"
                | "-"
                | "--"
                | "---"
                | "–"
                | "—"
                | "("
                | "["
                | "\""
                | "”"
                | "''"
                | "'"
                | "’"
                | ")"
                | "…"
                | "..."
                | "*"
                | "•"
        ) || word.eq_ignore_ascii_case("that")
            || classes.at(quotation.tokens.start - 1).speech().is_some()
    });
    let after = tokens.get(quotation.tokens.end).filter(|after| after.span.start() < block.end());
    let last = words.last().map_or("", |token| token.span.of(text));
    let ended = !quotation.closed
        || ends_clause(last)
        || is_attributed_at(tokens, classes, quotation.tokens.end, block.end())
        || after.is_none_or(|after| matches!(after.span.of(text), "," | "." | "!" | "?" | "--" | "—" | "–" | "-"));
    let count = words.iter().filter(|token| is_wordlike(**token)).count();
    let begins =
        before.is_none_or(|before| before.span.start() < block.start() || matches!(before.span.of(text), "." | "!" | "?"));
    let alone = begins || matches!(last, "." | "!" | "?");
    !(clause_start && ended && (count > 2 || alone))
}

/// Whether an attribution begins at once, the comma forgotten: `"We agreed" said Roe`, `"We agreed" she said`.
fn is_attributed_at(tokens: &[Token], classes: &Facts<'_, Class>, at: usize, block_end: usize) -> bool {
    const NEAR: usize = 3;
    let end = (at..tokens.len().min(at + NEAR)).find(|&at| tokens[at].span.start() >= block_end);
    let words = at..end.unwrap_or(tokens.len().min(at + NEAR));
    let says = |at: usize| classes.at(at).speech() == Some(Speech::Sure);
    let named = words.len() > 1 && classes.at(words.start).any(&[List::Pronouns, List::Capitalised]);
    words.clone().take(if named { NEAR } else { 1 }).any(says)
}

/// Whether a quotation's last token ends a sentence or clause of the speaker's.
pub(super) fn ends_clause(last: &str) -> bool {
    matches!(last, "," | "." | "!" | "?" | "…" | "..." | "...." | "--" | "---" | "—" | "–" | "-" | ";" | ":")
        || last.len() > 1 && last.ends_with('.')
        // The mark of a nested quotation: the stop is within it.
        || matches!(last, "'" | "’" | "”" | "\"" | "'''")
}

/// `"We agreed," she said, "and will meet again."`: the second half begins in lower case, but it is the speaker's sentence.
fn goes_on_after_interruption(
    article: &Article,
    tokens: &[Token],
    classes: &Facts<'_, Class>,
    marked: &[Marked],
    index: usize,
    fragments: &[bool],
) -> bool {
    let quotation = &marked[index];
    let Some(before) = index.checked_sub(1).map(|before| &marked[before]) else { return false };
    let between = before.tokens.end..quotation.tokens.start;
    if before.block != quotation.block || fragments[index - 1] || between.is_empty() || between.len() > INTERRUPTION {
        return false;
    }
    let text = &article.text;
    let word = |at: usize| tokens[at].span.of(text);
    let open_end = matches!(tokens[inside(before).end - 1].span.of(text), "," | "--" | "—" | "–" | "-" | "…" | "...")
        || word(between.start) == ",";
    let last = inside(quotation).next_back().map_or("", word);
    open_end
        && matches!(word(between.end - 1), "," | "--" | "—" | "–" | "-" | ";")
        && !between.clone().any(|at| matches!(word(at), "." | "?" | "!"))
        && between.clone().any(|at| classes.at(at).speech().is_some())
        && (ends_clause(last) || !quotation.closed || tokens.get(quotation.tokens.end).is_some_and(|after| !after.spaced))
}
