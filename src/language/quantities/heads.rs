//! The noun phrase that a number counts: `rights cases` of `235 rights cases`.
//!
//! There is no tagger here. The phrase runs to its plural noun; closed-class words, verbs that a report uses daily and a few
//! endings say where it cannot go on. Rather no head than a wrong one.

use super::super::numerals::Lower;
use super::super::{Token, TokenKind};
use super::Reader;
use super::nouns::{Number, describes, is_adjective, is_attributive, number_of};

/// The longest phrase, in words.
const LONGEST: usize = 7;

impl Reader<'_> {
    /// The counted noun phrase after a number: its first token and the index after its last.
    pub(super) fn head(&self, at: usize, single: bool) -> Option<(usize, usize)> {
        // `12-member`: the noun is singular.
        if self.is_hyphen(at) {
            let noun = self.tokens.get(at + 1).filter(|token| token.kind == TokenKind::Word)?;
            let word = noun.span.of(self.text);
            let point = usize::from(matches!(word, "percentage" | "basis") && self.is_hyphen(at + 2)) * 2;
            // `3-Word` of a headline, not `737-MAX`.
            let counted = word.chars().nth(1).is_some_and(char::is_lowercase)
                && !matches!(word, "plus" | "time" | "times" | "and" | "to" | "for" | "old" | "in" | "on");
            return counted.then_some((at + 1, at + 2 + point));
        }
        let mut from = at;
        for skipped in ["more", "additional"] {
            if self.is_word(from, skipped) {
                from += 1;
            }
        }
        let stop = self.next_time(from);
        phrase_end(self.text, &self.tokens[..stop], from, single).map(|end| (from, end))
    }

    /// The first token from `at` on with which a time begins: no noun phrase runs into it.
    pub(super) fn next_time(&self, at: usize) -> usize {
        let Some(token) = self.tokens.get(at) else { return self.tokens.len() };
        let next = self.times.partition_point(|time| time.span.start() < token.span.start());
        let Some(time) = self.times.get(next) else { return self.tokens.len() };
        at + self.tokens[at..].partition_point(|token| token.span.start() < time.span.start())
    }
}

/// Index after the last token of the noun phrase that begins at `at`; `None` if no noun phrase does.
///
/// `single` asks for a singular noun, as `one` does.
pub(super) fn phrase_end(text: &str, tokens: &[Token], at: usize, single: bool) -> Option<usize> {
    let mut end = None;
    let mut index = at;
    let mut words = 0;
    // Marks count too, so that no chain of hyphens is followed to its end.
    while let Some(token) = tokens.get(index).filter(|_| index < at + 3 * LONGEST) {
        let word = token.span.of(text);
        if token.kind == TokenKind::Mark {
            // `pro-democracy`, `better-known`.
            let joins = word == "-" && index > at && !token.spaced && tokens.get(index + 1).is_some_and(|next| !next.spaced);
            if !joins {
                break;
            }
            index += 1;
            continue;
        }
        // `3,027,330 Orion's shares`.
        if token.kind == TokenKind::Possessive && index > at {
            // `five women's teams` are teams.
            end = None;
            index += 1;
            continue;
        }
        // `18 more 777s`.
        if token.kind == TokenKind::Number && index == at && word.len() > 3 && word.ends_with('s') {
            return Some(index + 1);
        }
        // `six A330-300 aircraft`.
        if token.kind == TokenKind::Number && index > at + 1 && tokens[index - 1].span.of(text) == "-" {
            index += 1;
            // `seven AK-47s`.
            if word.ends_with('s') {
                return Some(index);
            }
            continue;
        }
        if token.kind != TokenKind::Word || words == LONGEST {
            break;
        }
        // `three times as many`.
        if index == at && matches!(word, "times" | "time") {
            return Some(index + 1);
        }
        let lower = Lower::new(word);
        let lower = lower.as_str();
        let capital = word.starts_with(char::is_uppercase);
        // `US` is no pronoun, and `May` and `Will` are names.
        let name = capital
            && (word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) || matches!(word, "May" | "Will" | "Left"));
        // `12 well-known and lesser-known dissidents`
        if lower == "and"
            && end.is_none()
            && index > at
            && describes(text, tokens, index - 1)
            && describes(text, tokens, index + 1)
        {
            index += 1;
            continue;
        }
        if is_closed(lower) && !name {
            break;
        }
        let joined = index > at && tokens[index - 1].kind == TokenKind::Mark;
        let verbal = !capital && !joined && (lower.ends_with("ed") || lower.ends_with("ing")) && lower.len() > 4;
        if (end.is_some() && (verbal || lower.ends_with("ly"))) || lower.ends_with("n't") {
            break;
        }
        index += 1;
        words += 1;
        let hyphen_follows =
            tokens.get(index).is_some_and(|next| next.kind == TokenKind::Mark && !next.spaced && next.span.of(text) == "-");
        if hyphen_follows {
            continue;
        }
        // `88 MPs`.
        let initials = word.len() > 2 && word.ends_with('s') && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2;
        let number = if initials { Number::Plural } else { number_of(lower, capital) };
        match number {
            Number::Plural => {
                end = Some(index);
                if !is_attributive(lower) {
                    break;
                }
            }
            // A name in -s or -ese may stand before the noun or be it.
            Number::Either => end = Some(index),
            Number::Singular if single && !verbal && !is_adjective(lower) => end = Some(index),
            Number::Singular => {
                // A singular word after `Americans` begins something else.
                if end.is_some() && !single && !capital && !followed_by_plural(text, tokens, index) {
                    break;
                }
            }
        }
    }
    end
}

fn followed_by_plural(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        let word = token.span.of(text);
        let lower = Lower::new(word);
        token.kind == TokenKind::Word && !is_closed(lower.as_str()) && number_of(lower.as_str(), false) == Number::Plural
    })
}

/// Words that no counted noun phrase has in it: articles, pronouns, prepositions, conjunctions, auxiliaries, adverbs, and the
/// verbs that stand behind a count in news.
fn is_closed(lower: &str) -> bool {
    CLOSED.binary_search(&lower).is_ok()
}

const CLOSED: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "afterwards",
    "again",
    "against",
    "ago",
    "all",
    "along",
    "already",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "apart",
    "are",
    "around",
    "as",
    "at",
    "away",
    "back",
    "be",
    "because",
    "become",
    "been",
    "before",
    "began",
    "behind",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "came",
    "can",
    "come",
    "could",
    "did",
    "died",
    "do",
    "does",
    "down",
    "during",
    "each",
    "earlier",
    "either",
    "else",
    "even",
    "ever",
    "every",
    "except",
    "far",
    "fell",
    "for",
    "from",
    "gave",
    "get",
    "go",
    "goes",
    "got",
    "had",
    "has",
    "have",
    "he",
    "held",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "including",
    "inside",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "just",
    "last",
    "later",
    "least",
    "left",
    "less",
    "like",
    "made",
    "make",
    "may",
    "me",
    "might",
    "more",
    "most",
    "must",
    "my",
    "near",
    "nearly",
    "neither",
    "never",
    "next",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "one",
    "only",
    "onto",
    "or",
    "our",
    "out",
    "outside",
    "over",
    "own",
    "per",
    "perhaps",
    "plus",
    "rather",
    "respectively",
    "rose",
    "said",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "soon",
    "still",
    "such",
    "take",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "thus",
    "times",
    "to",
    "today",
    "together",
    "told",
    "too",
    "took",
    "toward",
    "towards",
    "under",
    "unless",
    "until",
    "up",
    "upon",
    "us",
    "versus",
    "was",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "won",
    "worth",
    "would",
    "yesterday",
    "yet",
    "you",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_words_are_in_byte_order() {
        assert!(CLOSED.is_sorted());
    }
}
