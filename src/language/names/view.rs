//! A sentence's tokens with what knowledge says of each: asked once, used by every step.

use std::ops::Range;

use crate::knowledge::Knowledge;
use crate::language::words::{Word, Words};
use crate::language::{Sentence, Token, TokenKind};

use super::reach::{Longest, Reach, reaches};

/// What is known of one token by itself.
#[derive(Clone, Copy, Default)]
pub(in crate::language) struct Cues(u16);

impl Cues {
    const CAPITAL: u16 = 1;
    const ALL_CAPITALS: u16 = 1 << 1;
    const DICTIONARY: u16 = 1 << 2;
    const COMMON: u16 = 1 << 3;
    const CALENDAR: u16 = 1 << 4;
    const DEMONYM: u16 = 1 << 5;
    const FIRST_NAME: u16 = 1 << 6;
    const SURNAME: u16 = 1 << 7;
    const INITIAL: u16 = 1 << 8;
    const FAMILY_FIRST: u16 = 1 << 9;
    /// First of a nationality word that is two.
    const COMPOUND: u16 = 1 << 10;
    /// Begins with a capital, digits or not.
    const UPPER_INITIAL: u16 = 1 << 11;
    /// Has a small letter.
    const SMALL_LETTER: u16 = 1 << 12;

    fn has(self, cue: u16) -> bool {
        self.0 & cue != 0
    }
}

/// How a sentence is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Capitals mean names.
    Text,
    /// Most words have a capital: Headlines Like This One.
    TitleCase,
    /// EVERY LETTER IS A CAPITAL.
    Capitals,
}

/// Days and months with their abbreviations: capitalised, never a name by themselves.
const CALENDAR: &[&str] = &[
    "Apr",
    "April",
    "Aug",
    "August",
    "Dec",
    "December",
    "Feb",
    "February",
    "Fri",
    "Friday",
    "Jan",
    "January",
    "Jul",
    "July",
    "Jun",
    "June",
    "Mar",
    "March",
    "May",
    "Mon",
    "Monday",
    "Nov",
    "November",
    "Oct",
    "October",
    "Sat",
    "Saturday",
    "Sep",
    "Sept",
    "September",
    "Sun",
    "Sunday",
    "Thu",
    "Thur",
    "Thurs",
    "Thursday",
    "Tue",
    "Tues",
    "Tuesday",
    "Wed",
    "Wednesday",
];

/// First words of nationality words that are two.
const COMPOUND_NATIONALITIES: &[&str] = &[
    "Cape",
    "Central",
    "Costa",
    "East",
    "Equatorial",
    "Hong",
    "Latin",
    "New",
    "North",
    "Papua",
    "Puerto",
    "Saudi",
    "Sierra",
    "Solomon",
    "South",
    "Sri",
    "St.",
    "West",
];

/// Time zones and marks of the clock, in capitals like an abbreviation of a body.
const CLOCK: &[&str] = &["AM", "BST", "CET", "CST", "EDT", "EST", "GMT", "HKT", "MST", "PDT", "PM", "PST", "UTC"];

/// An article's tokens, seen by the names reader.
pub(in crate::language) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) sentences: &'a [Sentence],
    pub(super) knowledge: &'a Knowledge,
    cues: Vec<Cues>,
    settings: Vec<Setting>,
    reaches: Vec<Reach>,
}

impl<'a> View<'a> {
    pub(in crate::language) fn new(
        text: &'a str,
        tokens: &'a [Token],
        sentences: &'a [Sentence],
        words: &Words,
        knowledge: &'a Knowledge,
    ) -> Self {
        let of_word = words.each(|word| cues(word, knowledge));
        let mut cues: Vec<Cues> = (0..tokens.len()).map(|at| of_word.at(at)).collect();
        for at in 1..tokens.len() {
            // `South African`, `Saudi Arabian`, `New Zealanders`
            if cues[at - 1].has(Cues::COMPOUND) && cues[at].has(Cues::CAPITAL) {
                let (first, second) = (tokens[at - 1].span.of(text), tokens[at].span.of(text));
                if knowledge.lexicons.demonym(&format!("{first} {second}")).is_some() {
                    cues[at - 1].0 |= Cues::DEMONYM;
                    cues[at].0 |= Cues::DEMONYM;
                }
            }
        }
        let setting = |sentence: &Sentence| setting(&tokens[sentence.tokens.clone()], &cues[sentence.tokens.clone()]);
        let settings = sentences.iter().map(setting).collect();
        let reaches = reaches(text, tokens, sentences, words, &knowledge.gazetteer);
        Self { text, tokens, sentences, knowledge, cues, settings, reaches }
    }

    /// How far names of the gazetteer go from a word with a capital initial on.
    pub(super) fn reach(&self, at: usize) -> Reach {
        self.reaches[at]
    }

    /// The longest name of the gazetteer that begins at `at` as it is written and ends by `end`, in its sentence.
    pub(super) fn longest(&self, at: usize, end: usize) -> Option<Longest> {
        let asked = self.has(at, Cues::UPPER_INITIAL).then(|| self.reaches[at].longest);
        if let Some(longest) = asked.filter(|longest| longest.is_none_or(|longest| longest.end() <= end)) {
            return longest;
        }
        let mut walk = self.knowledge.gazetteer.walk();
        Reach::along(self.text, self.tokens, at..end, |spaced, word| walk.push(spaced, word)).longest
    }

    /// The longest name of the gazetteer that begins with a range of tokens, whatever their case.
    pub(super) fn longest_any_case(&self, range: Range<usize>) -> Option<Longest> {
        let mut walk = self.knowledge.gazetteer.walk_any_case();
        Reach::along(self.text, self.tokens, range, |spaced, word| walk.push(spaced, word)).longest
    }

    /// The token as written; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The token before, if `at` is not the sentence's first.
    pub(super) fn before(&self, sentence: usize, at: usize) -> &'a str {
        if at > self.sentences[sentence].tokens.start { self.word(at - 1) } else { "" }
    }

    /// The token at `at` if it lies in the sentence.
    pub(super) fn within(&self, sentence: usize, at: usize) -> &'a str {
        if self.sentences[sentence].tokens.contains(&at) { self.word(at) } else { "" }
    }

    pub(super) fn setting(&self, sentence: usize) -> Setting {
        self.settings[sentence]
    }

    /// All that is known of a token by itself, one bit each.
    pub(super) fn cue_bits(&self, at: usize) -> u16 {
        self.cues.get(at).map_or(0, |cues| cues.0)
    }

    fn has(&self, at: usize, cue: u16) -> bool {
        self.cues.get(at).is_some_and(|cues| cues.has(cue))
    }

    /// A word with a capital first letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.has(at, Cues::CAPITAL)
    }

    /// Two letters or more, all capital, stops not counted.
    pub(super) fn all_capitals(&self, at: usize) -> bool {
        self.has(at, Cues::ALL_CAPITALS)
    }

    /// Its small-letter form is an English word.
    pub(super) fn dictionary(&self, at: usize) -> bool {
        self.has(at, Cues::DICTIONARY)
    }

    /// Often capitalised without being a name: `The`, `However`.
    pub(super) fn common(&self, at: usize) -> bool {
        self.has(at, Cues::COMMON)
    }

    /// A day, month, or mark of the clock.
    pub(super) fn calendar(&self, at: usize) -> bool {
        self.has(at, Cues::CALENDAR)
    }

    /// `Chinese`.
    pub(super) fn demonym(&self, at: usize) -> bool {
        self.has(at, Cues::DEMONYM)
    }

    pub(super) fn first_name(&self, at: usize) -> bool {
        self.has(at, Cues::FIRST_NAME)
    }

    pub(super) fn surname(&self, at: usize) -> bool {
        self.has(at, Cues::SURNAME)
    }

    /// `J.` or `J.F.`
    pub(super) fn initial(&self, at: usize) -> bool {
        self.has(at, Cues::INITIAL)
    }

    /// A family name of a language that puts it first.
    pub(super) fn family_first(&self, at: usize) -> bool {
        self.has(at, Cues::FAMILY_FIRST)
    }

    /// No white space before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// Nothing but opening marks stands before it in its sentence.
    pub(super) fn opens_sentence(&self, sentence: usize, at: usize) -> bool {
        let start = self.sentences[sentence].tokens.start;
        self.tokens[start..at].iter().all(|token| token.kind == TokenKind::Mark)
    }

    /// A capital that the sentence's beginning explains: the word is English and no name needs to be assumed.
    pub(super) fn only_sentence_case(&self, sentence: usize, at: usize) -> bool {
        self.opens_sentence(sentence, at) && (self.common(at) || self.dictionary(at))
    }
}

fn cues(word: Word<'_>, knowledge: &Knowledge) -> Cues {
    if word.kind != TokenKind::Word {
        return Cues::default();
    }
    let word = word.written;
    let mut cues = if word.chars().any(char::is_lowercase) { Cues::SMALL_LETTER } else { 0 };
    if !word.starts_with(char::is_uppercase) {
        return Cues(cues);
    }
    cues |= Cues::UPPER_INITIAL;
    // `H5N1` has a capital and is no name.
    if word.contains(|c: char| c.is_ascii_digit()) {
        return Cues(cues);
    }
    cues |= Cues::CAPITAL;
    let mut set = |cue: u16, holds: bool| cues |= if holds { cue } else { 0 };
    let bare = word.strip_suffix('.').unwrap_or(word);
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().all(char::is_uppercase);
    let initial = word.ends_with('.') && capitals && letters.clone().count() <= 3;
    set(Cues::ALL_CAPITALS, capitals && letters.count() > 1);
    set(Cues::INITIAL, initial);
    set(Cues::DICTIONARY, knowledge.words.contains_any_case(word));
    set(Cues::COMMON, knowledge.lexicons.common_capitalised(word));
    set(Cues::CALENDAR, CALENDAR.binary_search(&bare).is_ok() || CLOCK.binary_search(&bare).is_ok());
    set(Cues::DEMONYM, knowledge.lexicons.demonym(word).is_some());
    set(Cues::COMPOUND, COMPOUND_NATIONALITIES.binary_search(&word).is_ok());
    if !initial {
        set(Cues::FIRST_NAME, knowledge.names.first_name(word).is_some());
        set(Cues::SURNAME, knowledge.names.surname(word).is_some());
        set(Cues::FAMILY_FIRST, knowledge.lexicons.family_name_first(word));
    }
    Cues(cues)
}

/// A sentence of which nearly every longer word has a capital is set like a headline.
fn setting(tokens: &[Token], cues: &[Cues]) -> Setting {
    let (mut longer, mut capital, mut all) = (0, 0, 0);
    for (token, cues) in tokens.iter().zip(cues) {
        if token.kind == TokenKind::Word && token.span.len() > 3 {
            longer += 1;
            capital += usize::from(cues.has(Cues::UPPER_INITIAL));
            all += usize::from(!cues.has(Cues::SMALL_LETTER));
        }
    }
    match () {
        () if longer >= 2 && all == longer => Setting::Capitals,
        () if longer >= 4 && capital * 10 >= longer * 8 => Setting::TitleCase,
        () => Setting::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_byte_order() {
        assert!(CALENDAR.is_sorted() && CLOCK.is_sorted() && COMPOUND_NATIONALITIES.is_sorted());
    }
}
