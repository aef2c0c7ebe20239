//! Tokens into sentences, block by block.
//!
//! A sentence ends at a full stop, question or exclamation mark, with the closing marks that follow it, if what comes next looks
//! like a beginning. The stop of an abbreviation ends a sentence only before a word that is nearly always the first of one.

use crate::article::Article;
use crate::article::calendar::{month_of, weekday_of};
use crate::text::Span;

use super::{Sentence, Token, TokenKind};

/// Abbreviations that no sentence ends with: a name or number follows.
#[rustfmt::skip]
const NEVER_LAST: &[&str] = &[
    "Adm.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "DR.", "Det.", "Dr.", "Drs.", "FT.", "Fr.", "Ft.", "GEN.", "GOV.",
    "Gen.", "Gov.", "Hon.", "Insp.", "Lt.", "MR.", "MRS.", "MS.", "MT.", "Maj.", "Messrs.", "Mlle.", "Mme.", "Mr.", "Mrs.",
    "Ms.", "Msgr.", "Mt.", "No.", "Nos.", "Pfc.", "Prof.", "Pvt.", "REP.", "Rep.", "Reps.", "Rev.", "SEN.", "ST.", "Sen.",
    "Sens.", "Sgt.", "St.", "Ste.", "Supt.", "b.", "c.", "d.", "p.", "v.", "vs.",
];

/// Words that begin a sentence far more often than they continue a name after an abbreviation.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "A", "About", "According", "Additionally", "After", "All", "Although", "Among", "An", "And", "Another", "As", "At",
    "Back", "Because", "Before", "Both", "But", "By", "Currently", "Despite", "During", "Each", "Earlier", "Even",
    "Eventually", "Every", "Few", "Finally", "For", "From", "He", "Her", "Here", "His", "How", "However", "I", "If", "In",
    "Initially", "Instead", "It", "Its", "Last", "Later", "Like", "Many", "Meanwhile", "More", "Moreover", "Most", "My",
    "Neither", "Nevertheless", "No", "None", "Nor", "Not", "Now", "Of", "On", "Once", "One", "Only", "Or", "Originally",
    "Other", "Others", "Our", "Over", "Previously", "Recently", "She", "Since", "So", "Some", "Still", "Subsequently",
    "Such", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those", "Though", "Three", "Through", "Thus",
    "To", "Two", "Under", "Until", "We", "What", "When", "Where", "Whether", "Which", "While", "Who", "Why", "With",
    "Without", "Yes", "Yesterday", "Yet", "You", "Your",
];

/// What a company's name goes on with behind a mark of its own: `Yahoo! Inc.`
const COMPANY_SUFFIXES: &[&str] = &["Co", "Co.", "Corp", "Corp.", "Inc", "Inc.", "Ltd", "Ltd.", "Plc"];

/// What tells the hour more closely behind `a.m.` or `p.m.`, days and months apart (they begin like their abbreviations).
const OF_THE_CLOCK: &[&str] = &["Atlantic", "Central", "Eastern", "Greenwich", "Mountain", "Pacific"];

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
        "a.m." | "p.m." if last == next && token.spaced && is_after_the_hour(text, &tokens[next..]) => return true,
        _ if ender.ends_with('.') && ender.len() > 1 && tokens[last - 1].kind == TokenKind::Word => {
            return token.spaced
                && (last < next || NEVER_LAST.binary_search(&ender).is_err())
                && OPENERS.binary_search(&word).is_ok();
        }
        "..." | "…" | "...." => return token.spaced && begins(text, token) && OPENERS.binary_search(&word).is_ok(),
        _ => return false,
    }
    let item_number =
        ender == "." && last - start == 2 && tokens[start].kind == TokenKind::Number && tokens[start].span.len() <= 2;
    if item_number || ender == "!" && COMPANY_SUFFIXES.contains(&word) {
        return false;
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

/// Whether the word behind `p.m.` begins a sentence: it has a capital, and it is no day, month, zone or place whose time it is.
fn is_after_the_hour(text: &str, rest: &[Token]) -> bool {
    let word = |at: usize| rest.get(at).map_or("", |token| token.span.of(text));
    let first = word(0);
    let calendar = weekday_of(first).is_some() || month_of(first).is_some();
    let capitalised = first.starts_with(char::is_uppercase) && first.chars().any(char::is_lowercase);
    let of_a_place = (1..=2).any(|at| word(at).eq_ignore_ascii_case("time"));
    capitalised && !calendar && !of_a_place && !OF_THE_CLOCK.contains(&first)
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
    use super::*;

    #[test]
    fn lists_are_in_byte_order() {
        assert!(NEVER_LAST.is_sorted() && OPENERS.is_sorted());
    }

    /// The sentences of some paragraphs, whose ends are written as `|` here and are not part of the text.
    fn check(expected: &str) {
        let text = expected.replace('|', "");
        let (_, sentences) = crate::language::test_reading::read(&text);
        let found: Vec<&str> = sentences.iter().map(|sentence| sentence.span.of(&text)).collect();
        assert_eq!(found, expected.split(['|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>());
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_that_they_close() {
        check("“We go.”| She left.| (So did he.)| Then rain.");
        check("\"We go,\" she said.| \"At once.\"");
        check("\"Now?\" he asked.| 'Not yet.'| She slept.");
    }

    #[test]
    fn abbreviations_and_initials_end_a_sentence_only_before_its_first_word() {
        check("Gen. J. F. Roe of Quay Inc. met Gov. Poe of the U.S.-China board.| He left on Jan. 28 for St. Malo.");
        check("They flew to the U.S.| The board of Quay Corp. Ltd. stayed in the U.K.| Currently, nobody talks.");
        check("In Roe v. Poe (c. 1890) the court had no doubt.| Roe (b. 1850, see p. 12) lost.");
        check("The talks with Quay! Inc. failed!| Nobody wept.");
    }

    #[test]
    fn the_hour_ends_a_sentence_unless_it_is_told_more_closely() {
        check("Doors open at 7 p.m.| Harbour staff come an hour before.");
        check("It sank at 3 p.m. Tuesday, 8 p.m. Eastern time and 9 a.m. Hong Kong time.| At 10 a.m. Sept. 3 it was found.");
    }

    #[test]
    fn a_headline_and_a_dateline_are_part_of_their_line() {
        check("Mr. Roe Goes To St. Malo\n\nST. MALO, Jan. 28 (QNA) - Mr. Roe came by sea.| \"No. 5 was full,\" he said.");
        check("ROE V. POE: A COURT IN DOUBT\n\nQUAY CITY -- The court rose.| It sits again at 8:15 p.m. EST (0115 GMT).");
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        check("\"We came.| We saw.\n\n\"We left.\"| So she said.");
    }

    #[test]
    fn numbers_of_items_and_of_money_end_nothing() {
        check("1. The quay.\n\n2. The dock cost $1.5 million.| It took 3.5 years.");
    }
}
