//! The distinct words of an article: what can be said of a word once, wherever it stands.
//!
//! Hashes of its form and its affixes, its class, what the word lists say; and what the whole article shows of it, such as a verb of
//! saying behind it somewhere: a bare surname is read by what stood around it elsewhere.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::knowledge::{Knowledge, TitleStep};
use crate::language::TokenKind;
use crate::language::words::{Word, Words};

use super::super::known::enters_place;
use super::super::view::View;
use super::candidates::NO_CLASS;
use super::classes::WordClasses;
use super::table::{hash_bytes, join};

/// What the word lists say of a word, one bit each: those of [`Lists`] and some more.
pub(super) mod listed {
    use crate::knowledge::Lists;

    pub(in super::super) const HONORIFIC: u16 = Lists::HONORIFIC;
    pub(in super::super) const ORGANISATION_HEAD: u16 = Lists::ORGANISATION_HEAD;
    pub(in super::super) const COMPANY_SUFFIX: u16 = Lists::COMPANY_SUFFIX;
    pub(in super::super) const SPEECH: u16 = Lists::SPEECH_VERB;
    pub(in super::super) const PARTICLE: u16 = Lists::NAME_PARTICLE;
    pub(in super::super) const ENTERS_PLACE: u16 = 1 << 8;
    /// A title may begin with it.
    pub(in super::super) const BEGINS_TITLE: u16 = 1 << 9;
    /// It is a title by itself.
    pub(in super::super) const TITLE: u16 = 1 << 10;
    /// In small letters a name and no word: `kerala`.
    pub(in super::super) const SMALL_NAME: u16 = 1 << 11;
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
    /// First two, three, four letters; last one, two, three, four letters; in lower case. Zeros for words in small letters.
    pub(super) affixes: [u32; 7],
    pub(super) class: u16,
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
    let exact = hash_bytes(written.bytes());
    let plain = written.bytes().all(|byte| byte.is_ascii_lowercase());
    let hash = if plain { exact } else { hash_bytes(lower.bytes()) };
    let known = classes.get(hash);
    let mut bits = 0;
    if kind == TokenKind::Word {
        bits = lexicons.lists(lower).0;
        let mut set = |bit: u16, holds: bool| bits |= if holds { bit } else { 0 };
        set(listed::ENTERS_PLACE, enters_place(lower));
        set(listed::SMALL_NAME, known.is_some_and(|known| known.small_name) && written == lower);
        let title = lexicons.title().push(lower);
        set(listed::BEGINS_TITLE, title != TitleStep::Dead);
        set(listed::TITLE, title == TitleStep::Match);
    }
    Lexeme {
        exact,
        lower: hash,
        shape: if plain { PLAIN } else { shape(written) },
        affixes: if plain { [0; 7] } else { affixes(lower) },
        class: known.map_or(NO_CLASS, |known| known.class),
        listed: bits,
        shown: 0,
        count: 0,
    }
}

/// The shape of a word in small letters.
const PLAIN: u32 = 1;

fn affixes(lower: &str) -> [u32; 7] {
    // Of a shorter word the whole is taken.
    let mut ends = [lower.len(); 4];
    let mut starts = [0; 4];
    for (end, (at, c)) in ends.iter_mut().zip(lower.char_indices()) {
        *end = at + c.len_utf8();
    }
    for (start, (at, _)) in starts.iter_mut().zip(lower.char_indices().rev()) {
        *start = at;
    }
    let first = |count: usize| join(1, hash_bytes(lower.bytes().take(ends[count - 1])));
    let last = |count: usize| join(2, hash_bytes(lower.bytes().skip(starts[count - 1])));
    [first(2), first(3), first(4), last(1), last(2), last(3), last(4)]
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
