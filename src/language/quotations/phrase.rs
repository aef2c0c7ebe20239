//! The noun phrase that names a source: where it begins and ends, and which of its words is the head.
//!
//! There is no grammar here, only the closed classes of words that end a noun phrase. That is enough beside a verb of speech,
//! where the phrase has one fixed end: `said the group's spokeswoman, Nancy Li.`

use std::ops::Range;

use crate::text::Span;

use super::super::words::Facts;
use super::super::{Token, TokenKind};
use super::frames::Unit;
use super::words::{Class, List, Speech, listed};

/// How the head is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// he, she, they.
    Pronoun,
    /// With capitals.
    Name,
    /// A common noun.
    Common,
}

/// A noun phrase in a frame, as ranges of units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) units: Range<usize>,
    pub(super) head: Range<usize>,
    pub(super) shape: Shape,
}

/// What stands in apposition: its head if that is a name, and where it ends.
struct Apposed {
    name: Option<Range<usize>>,
    end: usize,
}

/// A frame's units with their words.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) classes: &'a Facts<'a, Class>,
    pub(super) units: &'a [Unit],
}

/// Appositions that are taken in, one after the other.
const APPOSITIONS: usize = 3;

/// Phrases of place and manner behind a verb, not part of the name before them: `said Roe in a statement`.
#[rustfmt::skip]
const OCCASIONS: &[&str] = &[
    "address", "afternoon", "appearance", "briefing", "call", "campaign", "case", "column", "comment", "debate", "email",
    "end", "essay", "eve", "evening", "event", "first", "floor", "forum", "hearing", "heels", "interview", "letter",
    "meantime", "meeting", "memo", "message", "morning", "news", "note", "phone", "podcast", "post", "program", "programme",
    "rally", "record", "release", "report", "show", "speech", "statement", "telephone", "time", "trail", "tweet", "video",
    "wake", "way",
];

impl<'a> View<'a> {
    /// The token of a unit.
    pub(super) fn token(&self, at: usize) -> Option<Token> {
        match self.units.get(at)? {
            Unit::Word(token) => Some(self.tokens[*token]),
            Unit::Quote(_) => None,
        }
    }

    /// The text of a unit; empty for a quotation and past the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.text))
    }

    /// What the word of a unit can be; nothing for a quotation and past the end.
    pub(super) fn class(&self, at: usize) -> Class {
        match self.units.get(at) {
            Some(Unit::Word(token)) => self.classes.at(*token),
            _ => Class::default(),
        }
    }

    /// Whether the word of a unit is in a list.
    pub(super) fn has(&self, at: usize, list: List) -> bool {
        self.class(at).has(list)
    }

    /// Whether a unit is a quotation.
    pub(super) fn is_quote(&self, at: usize) -> bool {
        matches!(self.units.get(at), Some(Unit::Quote(_)))
    }

    /// Whether a unit is a mark that ends a sentence, or there is none.
    pub(super) fn is_end(&self, at: usize) -> bool {
        at >= self.units.len() || matches!(self.word(at), "." | "!" | "?" | "…" | "...")
    }

    /// The text from the first of some units to the last.
    pub(super) fn span(&self, units: &Range<usize>) -> Option<Span> {
        let first = self.token(units.start)?;
        let last = self.token(units.end.checked_sub(1)?)?;
        Some(first.span.join(last.span))
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|token| token.kind)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    /// The noun phrase that begins at a unit, with what follows it in apposition.
    pub(super) fn noun_phrase(&self, start: usize, limit: usize) -> Option<Phrase> {
        let limit = limit.min(self.units.len());
        if start >= limit || !self.is_noun_start(start) {
            return None;
        }
        if self.has(start, List::Pronouns) {
            return Some(Phrase { units: start..start + 1, head: start..start + 1, shape: Shape::Pronoun });
        }
        let core = self.core(start, limit)?;
        let (mut head, mut shape) = self.head(&core);
        let mut end = self.modifiers(core.end, limit, shape);
        end = self.joined(end, limit, shape);
        for _ in 0..APPOSITIONS {
            let Some(apposed) = self.apposition(end, limit, shape) else { break };
            if let (Shape::Common, Some(name)) = (shape, apposed.name) {
                (head, shape) = (name, Shape::Name);
            }
            end = apposed.end;
        }
        Some(Phrase { units: start..end, head, shape })
    }

    /// Whether a noun phrase may begin here.
    pub(super) fn is_noun_start(&self, at: usize) -> bool {
        let word = self.word(at);
        match self.kind(at) {
            Some(TokenKind::Word) => {
                let class = self.class(at);
                class.has(List::Determiners) && !word.eq_ignore_ascii_case("that")
                    || class.has(List::Pronouns)
                    || !(class.any(&[List::Prepositions, List::ClauseOpeners, List::NoNoun, List::Speech])
                        || class.has(List::TimeWords) && !self.has(at + 1, List::Capitalised)
                        || class.has(List::Ing) && !class.has(List::Capitalised))
            }
            Some(TokenKind::Number) => self.is_word(at + 1) && !self.has(at + 1, List::TimeWords),
            _ => false,
        }
    }

    /// Determiners, adjectives and nouns up to the first word that cannot belong to them.
    pub(super) fn core(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let mut at = start;
        while at < limit {
            let word = self.word(at);
            let goes_on = match self.kind(at) {
                Some(TokenKind::Possessive | TokenKind::Number) => true,
                Some(TokenKind::Mark) => {
                    let tight = self.token(at).is_some_and(|token| !token.spaced);
                    match word {
                        "-" | "–" | "/" => tight && self.token(at + 1).is_some_and(|next| !next.spaced),
                        "'" | "’" => tight && at > start && self.token(at + 1).is_some_and(|next| next.spaced),
                        "&" | "$" | "#" | "@" => true,
                        _ => false,
                    }
                }
                Some(TokenKind::Word) => at == start || self.is_of_an_office(at, start) || !self.ends_core(start, at),
                None => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        while at > start && self.kind(at - 1) == Some(TokenKind::Mark) {
            at -= 1;
        }
        (at > start).then_some(start..at)
    }

    /// `sources close to Roe`, `people familiar with it`.
    fn is_loose_adjective(&self, at: usize) -> bool {
        listed(&["aware", "briefed", "close", "familiar", "involved", "loyal", "opposed"], self.word(at))
            && self.has(at + 1, List::Prepositions)
    }

    /// `Secretary of State Jane Roe`: the office is a title of the name behind it.
    fn is_of_an_office(&self, at: usize, start: usize) -> bool {
        let office = |of: usize| {
            of > start
                && self.word(of) == "of"
                && self.has(of - 1, List::Titles)
                && self.has(of - 1, List::Capitalised)
                && self.has(of + 1, List::Capitalised)
                && self.has(of + 2, List::Capitalised)
                && self.kind(of + 2) == Some(TokenKind::Word)
        };
        office(at)
    }

    /// Whether a word cannot belong to a noun phrase that began before it.
    fn ends_core(&self, start: usize, at: usize) -> bool {
        let class = self.class(at);
        let word = self.word(at);
        let before = self.class(at - 1);
        if class.any(&[List::Prepositions, List::ClauseOpeners])
            || class.has(List::Pronouns) && (word != "I" || !before.has(List::Capitalised))
        {
            return true;
        }
        // `the newly elected mayor` goes on; `the mayor quickly` does not.
        if class.has(List::NoNoun) {
            return !(before.has(List::Determiners) && word.ends_with("ly"));
        }
        let has_noun = (start..at).any(|unit| self.is_word(unit) && !self.has(unit, List::Determiners));
        let time = class.has(List::TimeWords) && self.kind(at + 1) != Some(TokenKind::Possessive);
        if !has_noun || class.has(List::Capitalised) {
            return time && has_noun;
        }
        // `Roe resigned`, `the mayor elected in May`, `voters wanted`.
        let before_word = self.word(at - 1);
        let verb = class.has(List::Past)
            && !before_word.ends_with("ly")
            && (before.any(&[List::Capitalised, List::Roles])
                || self.has(at + 1, List::Prepositions)
                || before_word.ends_with('s'));
        verb || time || class.any(&[List::Ing, List::Determiners]) || class.speech().is_some() || self.is_loose_adjective(at)
    }

    /// The head of a core and how it is written.
    fn head(&self, core: &Range<usize>) -> (Range<usize>, Shape) {
        let last = core
            .clone()
            .rev()
            .find(|&at| matches!(self.kind(at), Some(TokenKind::Word | TokenKind::Number)))
            .unwrap_or(core.start);
        let class = self.class(last);
        let possessed = (last + 1..core.end).any(|at| self.kind(at) == Some(TokenKind::Possessive));
        let lone_role = last == core.start && class.has(List::Roles);
        if !class.has(List::Capitalised) || class.has(List::Determiners) && last == core.start || lone_role || possessed {
            return (last..last + 1, Shape::Common);
        }
        let mut first = last;
        while first > core.start {
            let before = self.word(first - 1);
            let part = match self.kind(first - 1) {
                Some(TokenKind::Word) => {
                    let class = self.class(first - 1);
                    class.has(List::Capitalised)
                        && !class.has(List::Titles)
                        && !(class.has(List::Determiners) && first - 1 == core.start)
                        || is_particle(before) && first - 1 > core.start && self.has(first - 2, List::Capitalised)
                }
                Some(TokenKind::Mark) => {
                    matches!(before, "-" | "/" | "&") && first - 1 > core.start && self.has(first - 2, List::Capitalised)
                }
                _ => false,
            };
            if !part {
                break;
            }
            first -= 1;
        }
        // `the Governor`, `the Foreign Minister`, `Republicans`: capitals, but no name.
        if class.has(List::Titles) && (first == last || self.has(core.start, List::Determiners))
            || class.has(List::Roles) && self.has(core.start, List::Determiners)
        {
            return (last..last + 1, Shape::Common);
        }
        (first..last + 1, Shape::Name)
    }

    /// Prepositional phrases and brackets that belong to the noun before them.
    pub(super) fn modifiers(&self, mut at: usize, limit: usize, shape: Shape) -> usize {
        const MOST: usize = 4;
        for _ in 0..MOST {
            if at >= limit {
                break;
            }
            let word = self.word(at);
            if word == "(" {
                const WIDEST: usize = 12;
                match (at..limit.min(at + WIDEST)).find(|&close| self.word(close) == ")") {
                    Some(close) => {
                        at = close + 1;
                        continue;
                    }
                    None => break,
                }
            }
            if self.is_loose_adjective(at) {
                at += 1;
                continue;
            }
            let own = word == "of"
                || shape == Shape::Common
                    && listed(
                        &["at", "behind", "close", "for", "from", "in", "inside", "near", "on", "to", "with", "within"],
                        word,
                    );
            let next = self.word(at + 1);
            let indefinite = matches!(next, "a" | "an") && !matches!(word, "of" | "for" | "from");
            if !own
                || indefinite
                || at + 1 >= limit
                || self.has(at + 1, List::TimeWords)
                || !self.is_noun_start(at + 1)
                || self.has(at + 1, List::Pronouns) && next != "her"
            {
                break;
            }
            let Some(inner) = self.core(at + 1, limit) else { break };
            let last = self.word(inner.end - 1);
            if word != "of" && (listed(OCCASIONS, last) || self.has(inner.end - 1, List::TimeWords)) {
                break;
            }
            at = inner.end;
        }
        at
    }

    /// `Roe and Poe`: a second phrase joined to the first; of common nouns only where a verb of speech follows.
    fn joined(&self, at: usize, limit: usize, shape: Shape) -> usize {
        let joins = matches!(self.word(at), "and" | "&") && (shape == Shape::Common || self.has(at + 1, List::Capitalised));
        if !joins || at + 1 >= limit || !self.is_noun_start(at + 1) || self.has(at + 1, List::Pronouns) {
            return at;
        }
        match self.core(at + 1, limit) {
            Some(core) if shape == Shape::Name && self.head(&core).1 == Shape::Name => {
                self.modifiers(core.end, limit, Shape::Name)
            }
            Some(core) if core.end == limit || self.class(core.end).speech() == Some(Speech::Sure) => core.end,
            _ => at,
        }
    }

    /// What stands between commas behind a noun phrase and says the same thing again; its head, and where it ends.
    fn apposition(&self, at: usize, limit: usize, shape: Shape) -> Option<Apposed> {
        if at + 1 >= limit || self.word(at) != "," {
            return None;
        }
        let start = at + 1;
        let word = self.word(start);
        if self.kind(start) == Some(TokenKind::Number) && matches!(self.word(start + 1), "," | ".") {
            return Some(Apposed { name: None, end: start + 1 });
        }
        // `D-N.Y.`
        if matches!(word, "D" | "R" | "I") && self.word(start + 1) == "-" {
            let end = (start..limit.min(start + 5)).find(|&end| matches!(self.word(end), "," | ".")).unwrap_or(start + 3);
            return Some(Apposed { name: None, end: end.min(limit) });
        }
        if !self.is_noun_start(start) || self.has(start, List::Pronouns) && word != "her" && word != "his" {
            return None;
        }
        let core = self.core(start, limit)?;
        let (head, head_shape) = self.head(&core);
        let has_role = core.clone().any(|unit| self.has(unit, List::Roles) || self.has(unit, List::Titles));
        let determined = self.has(start, List::Determiners) && !self.has(core.end - 1, List::TimeWords);
        let fits = match shape {
            Shape::Common => head_shape == Shape::Name || determined || has_role,
            _ => determined || has_role || core.clone().any(|unit| self.kind(unit) == Some(TokenKind::Possessive)),
        };
        if !fits {
            return None;
        }
        let end = self.modifiers(core.end, limit, Shape::Common);
        let end = if self.word(end) == "and" && self.is_noun_start(end + 1) && !self.has(end + 1, List::Pronouns) {
            match self.core(end + 1, limit) {
                Some(second) => self.modifiers(second.end, limit, Shape::Common),
                None => end,
            }
        } else {
            end
        };
        let closed = end >= limit
            || self.is_end(end)
            || matches!(self.word(end), "," | ";" | "--" | "—" | "–" | ")")
            || self.is_quote(end);
        let clause = matches!(self.word(end), "who" | "whose" | "which");
        let name = (head_shape == Shape::Name).then_some(head);
        (closed || clause).then_some(Apposed { name, end })
    }
}

/// Small words inside names: `de`, `van`, `bin`.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "bin"
            | "da"
            | "de"
            | "del"
            | "della"
            | "der"
            | "di"
            | "dos"
            | "du"
            | "el"
            | "ibn"
            | "la"
            | "le"
            | "ten"
            | "van"
            | "von"
    )
}
