//! What a word can be where somebody's words are given: the closed lists of English words (`word_lists.rs`) in one table, so that one look-up
//! tells all lists that a word is in, and that look-up is done once for each distinct word of an article ([`Class`]).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::words::Word;
use super::super::{Token, TokenKind};
use super::word_lists::{
    ASKS, BARE, BASE_FORMS, CLAUSE_OPENERS, DETERMINERS, DOUBTFUL, FINITE, IRREAL, NO_NOUN, NOUNS_IN_LY, PARTICLES, PREPOSITIONS,
    PROMISES, PRONOUNS, ROLES, SAYS, SENTENCE_ADVERBS, SHOWS, SPEECH, TELLS, THAT, TIME_UNITS, TIME_WORDS, TITLES, URGES,
};

/// Whether `word` is in a list of lower-case words in byte order.
pub(super) fn listed(list: &[&str], word: &str) -> bool {
    list.binary_search_by(|entry| entry.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))).is_ok()
}

/// What a word can be: a list that it is in, or how it is written.
#[derive(Clone, Copy)]
pub(super) enum List {
    Speech,
    Doubtful,
    Pronouns,
    Determiners,
    Prepositions,
    ClauseOpeners,
    /// No noun phrase goes on over it: an auxiliary, a common verb or an adverb.
    NoNoun,
    SentenceAdverbs,
    NounsInLy,
    TimeWords,
    /// In singular or plural.
    TimeUnits,
    Titles,
    Roles,
    /// Makes a cue with the particle behind it: `shot back`.
    PairVerbs,
    /// Begins what `to` makes a cue.
    According,
    /// A verb that may report speech in the writer's words.
    Reports,
    /// One that hardly does anything else, and needs no `that`.
    Says,
    /// To say itself.
    Plain,
    /// One that needs a `that`.
    That,
    /// One that may do without `that`.
    Bare,
    /// One that may have the addressee behind it.
    Tells,
    /// One that must have it.
    TellsOnly,
    /// `vowed to`.
    Promises,
    /// `urged them to`.
    Urges,
    /// `asked whether`.
    Asks,
    /// What papers and figures do.
    Shows,
    /// A noun as well.
    NounToo,
    /// The form of the infinitive, and of the present with a plural.
    BaseForms,
    /// `not`, `would`, `if`: what follows has not happened.
    Irreal,
    /// A finite verb.
    Finite,
    /// Begins with a capital letter.
    Capitalised,
    /// Looks like the past tense of a regular verb.
    Past,
    /// Ends in -ing.
    Ing,
}

/// For each word the lists that it is in.
static LISTS: LazyLock<FxHashMap<&str, Class>> = LazyLock::new(|| {
    let mut lists: FxHashMap<&str, Class> = FxHashMap::default();
    for (list, words) in [
        (List::Speech, SPEECH),
        (List::Doubtful, DOUBTFUL),
        (List::Pronouns, PRONOUNS),
        (List::Determiners, DETERMINERS),
        (List::Prepositions, PREPOSITIONS),
        (List::ClauseOpeners, CLAUSE_OPENERS),
        (List::NoNoun, NO_NOUN),
        (List::SentenceAdverbs, SENTENCE_ADVERBS),
        (List::NounsInLy, NOUNS_IN_LY),
        (List::TimeWords, TIME_WORDS),
        (List::TimeUnits, TIME_UNITS),
        (List::Titles, TITLES),
        (List::Roles, ROLES),
        (List::According, &["according"]),
        (List::Says, SAYS),
        (List::Bare, SAYS),
        (List::Bare, BARE),
        (List::Plain, &["said", "say", "saying", "says"]),
        (List::That, THAT),
        (List::Bare, TELLS),
        (List::Bare, SHOWS),
        (List::Tells, TELLS),
        (List::Tells, URGES),
        (List::TellsOnly, TELLS),
        (List::Promises, PROMISES),
        (List::Urges, URGES),
        (List::Asks, ASKS),
        (List::Shows, SHOWS),
        (List::BaseForms, BASE_FORMS),
        (
            List::NounToo,
            &[
                "charge", "charges", "claim", "claims", "find", "finds", "note", "notes", "offers", "promises", "report",
                "reports", "show", "shows",
            ],
        ),
        (List::Irreal, IRREAL),
        (List::Finite, FINITE),
    ] {
        for word in words {
            lists.entry(*word).or_default().put(list);
        }
    }
    for words in [SAYS, BARE, THAT, TELLS, URGES, PROMISES, ASKS, SHOWS] {
        for word in words {
            lists.entry(*word).or_default().put(List::Reports);
        }
    }
    for (verb, _) in PARTICLES {
        lists.entry(*verb).or_default().put(List::PairVerbs);
    }
    lists
});

/// What a word can be, one bit for each [`List`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u64);

impl Class {
    /// Looks a word up; marks, numbers and `'s` are in no list.
    pub(super) fn of(word: Word<'_>) -> Self {
        if word.kind != TokenKind::Word {
            return Self::default();
        }
        let mut class = LISTS.get(word.lower).copied().unwrap_or_default();
        let word = word.written;
        let capitalised = is_capitalised(word);
        if capitalised {
            class.put(List::Capitalised);
        }
        // Capitalised words in -ly are names, unless sentences begin with them.
        if word.len() > 4
            && word.ends_with("ly")
            && if capitalised { class.has(List::SentenceAdverbs) } else { !class.has(List::NounsInLy) }
        {
            class.put(List::NoNoun);
        }
        if word.len() > 4 && word.ends_with("ed") && !capitalised && !listed(&["hundred", "indeed", "kindred"], word) {
            class.put(List::Past);
        }
        if word.len() > 4 && word.ends_with("ing") {
            class.put(List::Ing);
        }
        class
    }

    const fn put(&mut self, list: List) {
        self.0 |= 1 << list as u64;
    }

    /// Whether the word is in this list.
    pub(super) const fn has(self, list: List) -> bool {
        self.0 & (1 << list as u64) != 0
    }

    /// Whether it is in one of these.
    pub(super) fn any(self, lists: &[List]) -> bool {
        lists.iter().any(|&list| self.has(list))
    }

    /// Whether it is a verb of speech.
    pub(super) const fn speech(self) -> Option<Speech> {
        if self.has(List::Speech) {
            Some(Speech::Sure)
        } else if self.has(List::Doubtful) {
            Some(Speech::Doubtful)
        } else {
            None
        }
    }
}

/// How sure a word is to attribute what stands near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speech {
    /// A verb of speech.
    Sure,
    /// Perhaps one.
    Doubtful,
}

/// Whether two words make a cue together: `shot back`.
pub(super) fn speech_pair(first: &str, second: &str) -> bool {
    PARTICLES.iter().any(|(verb, particle)| first.eq_ignore_ascii_case(verb) && second.eq_ignore_ascii_case(particle))
}

/// Whether a word begins with a capital letter.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a token is a word or number, not a mark.
pub(super) fn is_wordlike(token: Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_byte_order() {
        for list in [
            SPEECH,
            DOUBTFUL,
            DETERMINERS,
            PREPOSITIONS,
            CLAUSE_OPENERS,
            NO_NOUN,
            SENTENCE_ADVERBS,
            NOUNS_IN_LY,
            TIME_WORDS,
            TIME_UNITS,
            PRONOUNS,
            TITLES,
            ROLES,
            SAYS,
            BARE,
            THAT,
            TELLS,
            URGES,
            PROMISES,
            ASKS,
            SHOWS,
            BASE_FORMS,
            IRREAL,
            FINITE,
        ] {
            let mut sorted = list.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(list, sorted);
        }
    }

    #[test]
    fn a_word_is_found_in_any_case() {
        let class = |written, lower| Class::of(Word { written, lower, kind: TokenKind::Word });
        assert_eq!(class("Said", "said").speech(), Some(Speech::Sure));
        assert_eq!(class("Claims", "claims").speech(), Some(Speech::Doubtful));
        assert_eq!(class("house", "house").speech(), None);
    }
}
