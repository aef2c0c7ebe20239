//! The distinct words of an article: what can be said of a word once, wherever it stands.
//!
//! Hashes of its form and its affixes, its class, what the word lists say; and what the whole article shows of it, such as a verb of
//! saying behind it somewhere: a bare surname is read by what stood around it elsewhere.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::knowledge::Knowledge;
use crate::language::TokenKind;
use crate::language::words::{Word, Words};

use super::super::known::enters_place;
use super::super::view::View;
use super::classes::{Class, WordClasses};
use super::table::{hash_bytes, join};

/// What the word lists say of a word, one bit each.
pub(super) mod listed {
    pub(in super::super) const HONORIFIC: u16 = 1;
    pub(in super::super) const ORGANISATION_HEAD: u16 = 1 << 1;
    pub(in super::super) const PLACE_HEAD: u16 = 1 << 2;
    pub(in super::super) const COMPANY_SUFFIX: u16 = 1 << 3;
    pub(in super::super) const SPEECH: u16 = 1 << 4;
    pub(in super::super) const PARTICLE: u16 = 1 << 5;
    pub(in super::super) const ENTERS_PLACE: u16 = 1 << 6;
    pub(in super::super) const TITLE: u16 = 1 << 7;
    pub(in super::super) const FREQUENT: u16 = 1 << 8;
    /// In small letters a name and no word: `kerala`.
    pub(in super::super) const SMALL_NAME: u16 = 1 << 9;
}

/// What the article shows of a word, one bit each.
pub(super) mod shown {
    pub(in super::super) const AFTER_HONORIFIC: u32 = 1;
    pub(in super::super) const AFTER_FIRST_NAME: u32 = 1 << 1;
    pub(in super::super) const BEFORE_SURNAME: u32 = 1 << 2;
    pub(in super::super) const AFTER_PLACE_WORD: u32 = 1 << 3;
    pub(in super::super) const BEFORE_SPEECH: u32 = 1 << 4;
    pub(in super::super) const AFTER_SPEECH: u32 = 1 << 5;
    pub(in super::super) const BEFORE_POSSESSIVE: u32 = 1 << 6;
    pub(in super::super) const AFTER_THE: u32 = 1 << 7;
    pub(in super::super) const BEFORE_SUFFIX: u32 = 1 << 8;
    pub(in super::super) const BEFORE_HEAD: u32 = 1 << 9;
    pub(in super::super) const AFTER_TITLE: u32 = 1 << 10;
    pub(in super::super) const IN_BRACKETS: u32 = 1 << 11;
    pub(in super::super) const MID_SENTENCE: u32 = 1 << 12;
    pub(in super::super) const LOWER_CASE: u32 = 1 << 13;
    /// Two bits for each kind of name that the rules found it in, alone or as a part.
    pub(in super::super) const RULED: u32 = 14;
}

/// A distinct word.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    pub(super) exact: u32,
    pub(super) lower: u32,
    pub(super) shape: u32,
    /// First two, three, four letters; last one, two, three, four letters; in lower case.
    pub(super) affixes: [u32; 7],
    pub(super) class: Option<Class>,
    pub(super) listed: u16,
    pub(super) shown: u32,
    pub(super) count: u32,
}

/// The distinct words and which of them each token is.
pub(super) struct Lexemes<'w> {
    pub(super) of_token: &'w [u32],
    pub(super) all: Vec<Lexeme>,
}

impl<'w> Lexemes<'w> {
    pub(super) fn new(view: &View<'_>, words: &'w Words<'_>, classes: &WordClasses) -> Self {
        let all = words.each(|word| lexeme(word, view.knowledge, classes)).into_words();
        let mut lexemes = Self { of_token: words.numbers(), all };
        lexemes.show(view);
        lexemes
    }

    pub(super) fn at(&self, token: usize) -> &Lexeme {
        &self.all[self.of_token[token] as usize]
    }

    /// Notes what stands around each capitalised word.
    fn show(&mut self, view: &View<'_>) {
        let lower: FxHashSet<u32> = (0..view.tokens.len())
            .filter(|&at| view.tokens[at].kind == TokenKind::Word && !view.capital(at))
            .map(|at| self.at(at).lower)
            .collect();
        for sentence in 0..view.sentences.len() {
            let tokens = view.sentences[sentence].tokens.clone();
            for at in tokens.clone() {
                if !view.capital(at) {
                    continue;
                }
                let mut bits = 0;
                let mut set = |bit: u32, holds: bool| bits |= if holds { bit } else { 0 };
                let listed = |at: usize, what: u16| self.at(at).listed & what != 0;
                if at > tokens.start {
                    let before = at - 1;
                    set(shown::AFTER_HONORIFIC, view.capital(before) && listed(before, listed::HONORIFIC));
                    set(shown::AFTER_FIRST_NAME, view.first_name(before) && view.tokens[at].spaced);
                    set(shown::AFTER_PLACE_WORD, listed(before, listed::ENTERS_PLACE));
                    set(shown::AFTER_SPEECH, listed(before, listed::SPEECH));
                    set(shown::AFTER_THE, matches!(view.word(before), "the" | "The"));
                    set(shown::AFTER_TITLE, listed(before, listed::TITLE));
                    set(shown::IN_BRACKETS, view.word(before) == "(");
                    set(shown::MID_SENTENCE, !view.opens_sentence(sentence, at));
                }
                if at + 1 < tokens.end {
                    let after = at + 1;
                    set(shown::BEFORE_SURNAME, view.surname(after) && view.tokens[after].spaced);
                    set(shown::BEFORE_SPEECH, listed(after, listed::SPEECH));
                    set(shown::BEFORE_POSSESSIVE, view.tokens[after].kind == TokenKind::Possessive);
                    set(shown::BEFORE_SUFFIX, view.capital(after) && listed(after, listed::COMPANY_SUFFIX));
                    set(shown::BEFORE_HEAD, view.capital(after) && listed(after, listed::ORGANISATION_HEAD));
                }
                set(shown::LOWER_CASE, lower.contains(&self.at(at).lower));
                let lexeme = &mut self.all[self.of_token[at] as usize];
                lexeme.shown |= bits;
                lexeme.count += 1;
            }
        }
    }
}

fn lexeme(word: Word<'_>, knowledge: &Knowledge, classes: &WordClasses) -> Lexeme {
    let Word { written, kind, .. } = word;
    let small = if written.is_ascii() { Cow::Borrowed(word.lower) } else { Cow::Owned(written.to_lowercase()) };
    let lower = &*small;
    let lexicons = &knowledge.lexicons;
    let mut bits = 0;
    if kind == TokenKind::Word {
        let mut set = |bit: u16, holds: bool| bits |= if holds { bit } else { 0 };
        set(listed::HONORIFIC, lexicons.honorific(written).is_some());
        set(listed::ORGANISATION_HEAD, lexicons.organisation_head(lower));
        set(listed::PLACE_HEAD, lexicons.place_head(lower));
        set(listed::COMPANY_SUFFIX, lexicons.company_suffix(lower));
        set(listed::SPEECH, lexicons.speech_verb(lower));
        set(listed::PARTICLE, lexicons.name_particle(written));
        set(listed::ENTERS_PLACE, enters_place(lower));
        set(listed::TITLE, lexicons.title().push(lower) == crate::knowledge::TitleStep::Match);
        let unknown = written == lower && lower.len() > 2 && !knowledge.words.contains(lower);
        let borne = || knowledge.names.first_name(lower).is_some() || knowledge.names.surname(lower).is_some();
        let known = || knowledge.gazetteer.lookup_any_case(lower).first().is_some();
        set(listed::SMALL_NAME, unknown && (borne() || known()));
        set(listed::FREQUENT, knowledge.words.rank(lower).is_some_and(|rank| rank < 3_000));
    }
    let letters: Vec<char> = lower.chars().collect();
    let part = |range: &[char], salt: u32| join(salt, hash_bytes(range.iter().flat_map(|c| (*c as u32).to_le_bytes())));
    let first = |count: usize| part(&letters[..count.min(letters.len())], 1);
    let last = |count: usize| part(&letters[letters.len().saturating_sub(count)..], 2);
    Lexeme {
        exact: hash_bytes(written.bytes()),
        lower: hash_bytes(lower.bytes()),
        shape: shape(written),
        affixes: [first(2), first(3), first(4), last(1), last(2), last(3), last(4)],
        class: classes.get(lower),
        listed: bits,
        shown: 0,
        count: 0,
    }
}

/// `Xx` for `Smith`, `X.X.` for `U.S.`, `XxXx` for `McDonald`, `X` for `NATO`, `0` for `1997`: runs of like signs counted once.
fn shape(word: &str) -> u32 {
    let mut last = 0;
    let signs = word.chars().filter_map(|c| {
        let sign = match c {
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'0',
            _ if c.is_ascii() => c as u8,
            _ => b'?',
        };
        let again = sign == last;
        last = sign;
        (!again).then_some(sign)
    });
    let signs: Vec<u8> = signs.take(8).collect();
    let length = word.chars().count().min(6) as u8;
    let long = if signs == [b'X'] { length } else { 0 };
    hash_bytes(signs.into_iter().chain([long]))
}
