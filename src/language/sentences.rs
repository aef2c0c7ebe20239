//! Tokens into sentences, block by block.
//!
//! A sentence ends at a full stop, question or exclamation mark, with the closing marks that follow it, if what comes next looks
//! like a beginning. The stop of an abbreviation ends a sentence only before a word that is nearly always the first of one.

use crate::article::Article;
use crate::text::Span;

use super::{Sentence, Token, TokenKind};

/// Abbreviations that no sentence ends with: a name or number follows.
const NEVER_LAST: &[&str] = &[
    "Adm.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Det.", "Dr.", "Drs.", "Fr.", "Ft.", "Gen.", "Gov.", "Hon.", "Insp.",
    "Lt.", "Maj.", "Messrs.", "Mlle.", "Mme.", "Mr.", "Mrs.", "Ms.", "Msgr.", "Mt.", "No.", "Nos.", "Pfc.", "Prof.", "Pvt.",
    "Rep.", "Reps.", "Rev.", "Sen.", "Sens.", "Sgt.", "St.", "Ste.", "Supt.", "vs.",
];

/// Words that begin a sentence far more often than they continue a name after an abbreviation.
const OPENERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "All",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Back",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "Few",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Last",
    "Later",
    "Like",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "Moreover",
    "My",
    "Neither",
    "No",
    "None",
    "Nor",
    "Not",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Over",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Three",
    "Through",
    "Thus",
    "To",
    "Two",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Without",
    "Yes",
    "Yet",
    "You",
    "Your",
];

/// Sentences of the tokens, which lie in the article's blocks in order.
pub(crate) fn sentences(article: &Article, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let Some(block) = article.block_at(tokens[start].span.start()) else {
            start += 1;
            continue;
        };
        let block_end = article.blocks[block].span.end();
        let mut end = start + 1;
        while end < tokens.len() && tokens[end].span.start() < block_end && !ends_before(&article.text, tokens, start, end) {
            end += 1;
        }
        let span = tokens[start].span.join(tokens[end - 1].span);
        sentences.push(Sentence { tokens: start..end, span, block });
        start = end;
    }
    sentences
}

/// Whether a sentence that began at `start` ends before token `next`.
fn ends_before(text: &str, tokens: &[Token], start: usize, next: usize) -> bool {
    let token = tokens[next];
    // Closing marks belong to the sentence that they close.
    let mut last = next;
    const MOST_CLOSING: usize = 6;
    while last > start && next - last < MOST_CLOSING && is_closing(text, tokens[last - 1]) && !tokens[last - 1].spaced {
        last -= 1;
    }
    if last == start {
        return false;
    }
    let ender = tokens[last - 1].span.of(text);
    let word = token.span.of(text);
    match ender {
        "!" | "?" | "." => {}
        _ if ender.ends_with('.') && ender.len() > 1 && tokens[last - 1].kind == TokenKind::Word => {
            return token.spaced
                && (last < next || NEVER_LAST.binary_search(&ender).is_err())
                && OPENERS.binary_search(&word).is_ok();
        }
        "..." | "…" | "...." => return token.spaced && begins(text, token) && OPENERS.binary_search(&word).is_ok(),
        _ => return false,
    }
    if !token.spaced {
        // `relations.Improvement`: the space is missing, the sentence ends all the same.
        let before = tokens[last - 1].span.start().checked_sub(1).and_then(|at| text.as_bytes().get(at));
        return ender == "."
            && last == next
            && token.kind == TokenKind::Word
            && word.starts_with(char::is_uppercase)
            && word.len() > 1
            && before.is_some_and(u8::is_ascii_lowercase);
    }
    begins(text, token)
}

/// A closing quotation mark or bracket.
fn is_closing(text: &str, token: Token) -> bool {
    matches!(token.span.of(text), "\"" | "'" | "''" | "”" | "’" | ")" | "]" | "»")
}

/// Whether a sentence can begin with this token.
fn begins(text: &str, token: Token) -> bool {
    let word = token.span.of(text);
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Word => word.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase()),
        TokenKind::Possessive => false,
        TokenKind::Mark => matches!(
            word,
            "\"" | "'"
                | "``"
                | "“"
                | "‘"
                | "("
                | "["
                | "«"
                | "$"
                | "£"
                | "€"
                | "--"
                | "-"
                | "–"
                | "—"
                | "•"
                | "*"
                | "..."
                | "…"
        ),
    }
}

/// The text between two tokens, both included.
pub(crate) fn stretch(tokens: &[Token], first: usize, last: usize) -> Span {
    tokens[first].span.join(tokens[last].span)
}

#[cfg(test)]
mod tests {
    fn shown(text: &str) -> Vec<&str> {
        let (_, sentences) = super::super::test_reading::read(text);
        sentences.iter().map(|sentence| sentence.span.of(text)).collect()
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_that_they_close() {
        assert_eq!(shown("“We go.” She left. (So did he.) Then rain."), ["“We go.”", "She left.", "(So did he.)", "Then rain."]);
        assert_eq!(shown("\"We go,\" she said. \"At once.\""), ["\"We go,\" she said.", "\"At once.\""]);
        assert_eq!(shown("\"Now?\" he asked. 'Not yet.' She slept."), ["\"Now?\" he asked.", "'Not yet.'", "She slept."]);
    }
}
