//! What is said behind a verb of speech: where it begins, and where it ends.
//!
//! Between the verb and what is said may stand whom it is told, when, where and on what occasion. It goes on to the end of the sentence,
//! unless the writer turns to something else before: another verb of speech, another speaker, a full quotation.

use std::ops::Range;

use super::phrase::{Shape, View};
use super::words::{List, Speech, listed};

/// How far what is said is looked for behind its verb.
pub(super) const REACH: usize = 30;

/// What may stand between a verb and what is said.
const ADVERBIALS: usize = 4;

impl View<'_> {
    /// Where what is said begins behind the verb.
    pub(super) fn said_behind(&self, verb: usize) -> Option<usize> {
        let limit = self.units.len().min(verb + 1 + REACH);
        let class = self.class(verb);
        let addressee = verb + 1;
        let at = self.behind_addressee(verb, limit);
        let addressed = at > addressee;
        let infinitive = class.has(List::Promises) && !addressed || class.has(List::Urges) && addressed;
        let at = self.behind_adverbials(at, limit, infinitive);
        let negated = infinitive && self.word(at) == "not" && self.word(at + 1) == "to";
        if negated || infinitive && self.word(at) == "to" && !self.class(at + 1).any(&[List::Determiners, List::Capitalised]) {
            return Some(if addressed { addressee } else { at });
        }
        let at = if self.word(at) == "," && self.word(at + 1) == "that" { at + 1 } else { at };
        let word = self.word(at);
        if word == "that" {
            return (!class.has(List::Urges) || addressed || class.has(List::Says)).then_some(at);
        }
        if matches!(word, "whether" | "if" | "how" | "why" | "what" | "when" | "where" | "who") && class.has(List::Asks) {
            return Some(at);
        }
        let sure = class.has(List::Plain);
        let bare = class.has(List::Bare) && (!class.has(List::TellsOnly) || addressed);
        if sure && self.is_quote(at) {
            // `said “local forces” must lead`.
            return self.is_word(at + 1).then_some(at);
        }
        // `said only two mills closed`, `said overall output fell`.
        let adverb = sure && self.has(at, List::NoNoun) && !self.is_finite(at);
        let subject = if adverb { at + 1 } else { at };
        let fronted = listed(&["although", "because", "if", "though", "when", "while"], word)
            && (at..limit).any(|unit| self.word(unit) == "," && self.is_noun_start(unit + 1));
        let opens = self.is_noun_start(subject) && !listed(&["him", "me", "them", "us"], word) || fronted || word == "there";
        (bare && opens && self.is_clause(subject, limit, sure)).then_some(at)
    }

    /// Passes over whom a verb tells something: `told reporters`.
    pub(super) fn behind_addressee(&self, verb: usize, limit: usize) -> usize {
        let at = verb + 1;
        if !self.has(verb, List::Tells) {
            return at;
        }
        if listed(&["her", "him", "it", "me", "them", "us", "you"], self.word(at)) {
            return at + 1;
        }
        let somebody = self.is_noun_start(at) && self.word(at) != "that" && !self.has(at, List::Pronouns);
        self.core(at, limit).filter(|_| somebody).map_or(at, |core| core.end)
    }

    /// Whether a clause begins here: its subject is followed by a finite verb.
    pub(super) fn is_clause(&self, at: usize, limit: usize, sure: bool) -> bool {
        let Some(subject) = self.noun_phrase(at, limit) else {
            return (at..limit).any(|unit| self.is_finite(unit));
        };
        let end = subject.units.end;
        if subject.shape == Shape::Pronoun {
            return true;
        }
        if sure {
            // Whatever else follows a subject is its verb: `said the rich pay`. What ends with it is an object: `said yes`.
            let verb = self.is_word(end) && !self.class(end).any(&[List::Prepositions, List::Determiners, List::ClauseOpeners]);
            return end < limit && (verb || (end..limit).any(|unit| self.is_finite(unit)));
        }
        const NEAR: usize = 3;
        self.has(end, List::Past) && !self.has(end + 1, List::Prepositions)
            || (end..limit.min(end + NEAR)).any(|unit| self.has(unit, List::Finite))
    }

    pub(super) fn is_finite(&self, at: usize) -> bool {
        // Capitalised, it is a name or a month.
        let class = self.class(at);
        class.any(&[List::Finite, List::Past]) && (at == 0 || !class.has(List::Capitalised))
    }

    /// Passes over adverbs, phrases of time and place, and asides.
    pub(super) fn behind_adverbials(&self, start: usize, limit: usize, infinitive: bool) -> usize {
        let mut at = start;
        for _ in 0..ADVERBIALS {
            let next = self.behind_adverbial(at, limit);
            if next == at || infinitive && self.word(at) == "to" {
                break;
            }
            at = next;
        }
        at
    }

    pub(super) fn behind_adverbial(&self, at: usize, limit: usize) -> usize {
        const ASIDE: usize = 14;
        let class = self.class(at);
        let word = self.word(at);
        if at >= limit {
            return at;
        }
        if class.has(List::TimeWords) && !matches!(word, "last" | "next") {
            return at + 1;
        }
        if matches!(word, "last" | "next" | "this" | "earlier" | "later" | "late" | "early")
            && self.class(at + 1).any(&[List::TimeWords, List::TimeUnits])
        {
            return at + 2;
        }
        if class.has(List::NoNoun)
            && (word.ends_with("ly")
                || matches!(word, "again" | "earlier" | "later" | "here" | "once" | "recently" | "today" | "yesterday"))
        {
            return at + 1;
        }
        if word == "(" {
            return (at..limit.min(at + ASIDE)).find(|&close| self.word(close) == ")").map_or(at, |close| close + 1);
        }
        if word == "," && self.has(at + 1, List::Prepositions) {
            let close = (at + 1..limit.min(at + ASIDE)).find(|&close| self.word(close) == ",");
            return close.map_or(at, |close| close + 1);
        }
        if class.has(List::Prepositions) && !matches!(word, "as" | "like" | "following") {
            if self.has(at + 1, List::TimeWords) && !matches!(self.word(at + 1), "last" | "next") {
                return at + 2;
            }
            if let Some(core) = self
                .core(at + 1, limit)
                .filter(|_| self.is_noun_start(at + 1) || matches!(self.word(at + 1), "last" | "next" | "his" | "her"))
            {
                return self.modifiers(core.end, limit, Shape::Common);
            }
        }
        at
    }

    /// Whether another verb of speech or another clause of the writer's goes on here, behind a comma.
    pub(super) fn joins_clause(&self, at: usize) -> bool {
        let next = if matches!(self.word(at), "and" | "but" | "then" | "or") { at + 1 } else { at };
        let next = if self.has(next, List::NoNoun) && !self.is_finite(next) { next + 1 } else { next };
        let class = self.class(next);
        class.speech() == Some(Speech::Sure) || self.has(at, List::According)
    }

    /// Where what is said ends at the latest: with the sentence, or where the writer speaks again.
    pub(super) fn content_end(&self, start: usize, subordinate: bool) -> usize {
        // An infinitive has no finite verb to wait for.
        let mut clause = self.word(start) == "to";
        for at in start + 1..self.units.len() {
            clause |= self.is_finite(at);
            match self.word(at) {
                ";" => return at,
                _ if self.is_end(at) => return at,
                "," if self.is_attribution(at + 1) => return at,
                "," if subordinate || self.joins_clause(at + 1) || clause && self.turns(at + 1) => return at,
                "and" | "but" if self.joins_speech(at + 1) => return at,
                ":" if self.is_quote(at + 1) => return at,
                _ if self.is_quote(at) && self.class(at + 1).speech() == Some(Speech::Sure) => return at + 1,
                _ => {}
            }
        }
        self.units.len()
    }

    /// `… and also said …`, `… and warned that …`.
    pub(super) fn joins_speech(&self, at: usize) -> bool {
        let adverb = self.has(at, List::NoNoun) && !self.is_finite(at);
        let verb = if adverb { at + 1 } else { at };
        let class = self.class(verb);
        class.has(List::Says) && !class.has(List::BaseForms)
            || class.speech() == Some(Speech::Sure) && self.word(verb + 1) == "that"
    }

    /// Whether an attribution that closes the sentence begins here: `…, the memo said.`
    pub(super) fn is_attribution(&self, at: usize) -> bool {
        const LONGEST: usize = 10;
        let limit = self.units.len().min(at + LONGEST);
        let Some(source) = self.noun_phrase(at, limit) else { return false };
        let verb = source.units.end;
        self.class(verb).any(&[List::Says, List::Bare]) && (self.is_end(verb + 1) || self.word(verb + 1) == ",")
    }

    /// `…, but Poe said`: somebody else speaks.
    pub(super) fn turns(&self, at: usize) -> bool {
        match self.word(at) {
            "while" | "who" | "compared" | "although" | "whereas" => return true,
            "but" | "though" if self.is_noun_start(at + 1) || self.is_finite(at + 1) => return true,
            "and" => {}
            _ => return false,
        }
        let end = self.units.len().min(at + 12);
        (at + 1..end).take_while(|&unit| self.word(unit) != ",").any(|unit| self.has(unit, List::Says) && !self.is_passive(unit))
    }

    /// Without the marks at either end.
    pub(super) fn trimmed(&self, mut content: Range<usize>) -> Range<usize> {
        let loose = |at: usize| {
            matches!(
                self.word(at),
                "," | "." | "!" | "?" | ";" | ":" | "--" | "—" | "–" | "-" | "•" | "*" | "…" | "..." | "\"" | "'"
            )
        };
        while content.start < content.end && loose(content.start) {
            content.start += 1;
        }
        while content.start < content.end && loose(content.end - 1) {
            content.end -= 1;
        }
        content
    }
}
