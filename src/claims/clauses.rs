//! Which verb a date or a number goes with.
//!
//! A number goes with the nearest verb. A date goes with the verb of its own clause: the one before it (`met in Paris on Monday`), or
//! where the clause begins with it, the first behind it that is not part of a relative clause (`On Monday Qian, who was ill, said`). A
//! date in `after the bloodshed of June 4`, `the 1989 protests`, `the arrival Tuesday of a delegation` dates the noun.

use std::borrow::Cow;

use crate::language::{Mention, Token, TokenKind};
use crate::text::Span;

use super::page::Page;
use super::stem::{Role, is_past, stem};
use super::verbs::{Form, Verb};

/// How many tokens away a number may stand from its verb.
const REACH: usize = 40;

/// What happens: a verb or a noun made of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Predicate {
    /// Words of one meaning have one.
    pub(super) stem: Cow<'static, str>,
    pub(super) span: Span,
}

/// Words with which another clause begins.
const OPENERS: [&str; 14] = [
    "although", "because", "if", "that", "though", "when", "where", "whether", "which", "while", "who", "whom", "whose", "unless",
];

/// Words that stand before a clause or a noun of time.
const SINCE: [&str; 6] = ["after", "before", "during", "following", "since", "until"];

/// Nouns that say which part of a time is meant.
const PARTS: [&str; 22] = [
    "autumn",
    "beginning",
    "course",
    "days",
    "end",
    "eve",
    "evening",
    "fall",
    "first",
    "half",
    "middle",
    "months",
    "morning",
    "night",
    "part",
    "quarter",
    "rest",
    "spring",
    "start",
    "summer",
    "weeks",
    "winter",
];

/// A sentence with the voice that is asked about.
struct Clause<'p, 'a> {
    page: &'p Page<'a>,
    /// The first token of the sentence, and the one behind its last.
    first: usize,
    end: usize,
    quotation: Option<usize>,
}

impl Page<'_> {
    /// The verb that a number goes with: the nearest that the same voice says, of two as near the one before.
    pub(super) fn verb_beside(&self, sentence: usize, quotation: Option<usize>, span: Span) -> Option<Predicate> {
        let clause = Clause::new(self, sentence, quotation);
        let (from, to) = (self.token_from(span.start()), self.token_from(span.end()));
        let told = |at: usize| clause.told(at).filter(|predicate| !matches!(&*predicate.stem, "be" | "say" | "tell"));
        (1..=REACH).find_map(|away| {
            let before = from.checked_sub(away).filter(|before| *before >= clause.first).and_then(told);
            before.or_else(|| Some(to + away - 1).filter(|after| *after < clause.end).and_then(told))
        })
    }

    /// Whether the verb that a date or place goes with stands before it.
    pub(super) fn follows(&self, sentence: usize, quotation: Option<usize>, span: Span) -> bool {
        let clause = Clause::new(self, sentence, quotation);
        !matches!(clause.back(self.token_from(span.start())), Back::Nothing)
    }

    /// What a date dates.
    pub(super) fn dated(&self, sentence: usize, quotation: Option<usize>, span: Span) -> Option<Predicate> {
        let clause = Clause::new(self, sentence, quotation);
        let (from, to) = (self.token_from(span.start()), self.token_from(span.end()));
        if let Some(noun) = clause.modified(from, to) {
            return clause.noun(noun);
        }
        match clause.back(from) {
            Back::Found(predicate) => Some(predicate),
            Back::Weak(weak) => Some(weak),
            Back::Nothing => match clause.noun_before(from).filter(|_| clause.word(to) == "to") {
                // `In announcing his decision last June to leave, …`
                Some(noun) => clause.noun(noun),
                None => clause.ahead(to),
            },
        }
    }
}

/// What stands in the clause before a date.
enum Back {
    Found(Predicate),
    /// `was`, `has`.
    Weak(Predicate),
    Nothing,
}

impl<'p, 'a> Clause<'p, 'a> {
    fn new(page: &'p Page<'a>, sentence: usize, quotation: Option<usize>) -> Self {
        let tokens = page.reading.sentences[sentence].tokens.clone();
        Self { page, first: tokens.start, end: tokens.end, quotation }
    }

    fn token(&self, at: usize) -> &'a Token {
        &self.page.reading.tokens[at]
    }

    fn word(&self, at: usize) -> &str {
        if at >= self.first && at < self.end { self.page.lower_at(at) } else { "" }
    }

    /// Another clause begins behind this token.
    fn is_border(&self, at: usize) -> bool {
        let word = self.word(at);
        OPENERS.contains(&word)
            || matches!(word, ";" | ":" | "–" | "—" | "--" | "(" | ")")
            || word == "-" && self.token(at).spaced
    }

    /// The noun to which a time belongs as an adjective does: `the 1989 student protests`, `yesterday's meeting`, `the arrival Tuesday
    /// of a delegation`.
    fn modified(&self, from: usize, to: usize) -> Option<usize> {
        let owned = to < self.end && self.token(to).kind == TokenKind::Possessive;
        if owned || from > self.first && is_determiner(self.word(from - 1)) {
            return self.head(to + usize::from(owned), self.end);
        }
        self.noun_before(from).filter(|_| self.word(to) == "of")
    }

    /// The noun that stands directly before a time, if its phrase has an article.
    fn noun_before(&self, from: usize) -> Option<usize> {
        let noun = from.checked_sub(1).filter(|&before| before > self.first && self.is_event_noun(before))?;
        self.starts_phrase(noun).then_some(noun)
    }

    /// The last word of a noun phrase without article that begins at `at`.
    fn head(&self, at: usize, limit: usize) -> Option<usize> {
        // `the 1989 pro-democracy protests`, `yesterday's long-awaited meeting`
        let belongs = |&at: &usize| {
            self.is_joint(at)
                || self.token(at).kind == TokenKind::Word
                    && self.page.word(at).role != Some(Role::Empty)
                    && self.page.word(at).verb.is_none_or(|verb| verb.form != Form::Leading)
                    && self.finite(at).is_none()
        };
        let head = (at..limit).take_while(belongs).last()?;
        self.is_event_noun(head).then_some(head)
    }

    /// A noun that may be an event: no name, and no part of a time as in `the Monday morning`.
    fn is_event_noun(&self, at: usize) -> bool {
        let written = self.token(at).span.of(self.page.text);
        self.is_noun(at)
            && written.starts_with(char::is_lowercase)
            && !written.ends_with("ly")
            && !PARTS.contains(&self.word(at))
            && self.finite(at).is_none()
    }

    /// Whether an article stands before a noun, at most two words away.
    fn starts_phrase(&self, noun: usize) -> bool {
        (1..=3).any(|back| noun.checked_sub(back).is_some_and(|at| at >= self.first && is_determiner(self.word(at))))
    }

    fn back(&self, from: usize) -> Back {
        let named = |at: usize| self.noun(at).map_or(Back::Nothing, Back::Found);
        // `the accord of 1994`
        let of = from >= self.first + 3 && self.word(from - 1) == "of" && self.word(from - 3) != ",";
        if of && self.is_noun(from - 2) && !PARTS.contains(&self.word(from - 2)) {
            return named(from - 2);
        }
        let mut weak = None;
        let ended = |weak: Option<Predicate>| weak.map_or(Back::Nothing, Back::Weak);
        for at in (self.first..from).rev() {
            if let Some(predicate) = self.finite(at) {
                if predicate.stem != "be" {
                    return self.origin(at, from).map_or(Back::Found(predicate), named);
                }
                weak = weak.or(Some(predicate));
            } else if self.is_border(at) {
                return match (weak, self.verb_of_clause(at + 1, from)) {
                    (None, Some(verb)) => Back::Found(verb),
                    (weak, _) => ended(weak),
                };
            } else if SINCE.contains(&self.word(at)) {
                // `since Monday` goes with the verb before it; `after the bloodshed on Monday` does not.
                let behind = self.phrase(at + 1, from);
                let is_event =
                    |head: usize| self.is_noun(head) && !self.token(head).span.of(self.page.text).starts_with(char::is_uppercase);
                if weak.is_none() && behind.is_some_and(is_event) {
                    return behind.map_or(Back::Nothing, named);
                }
                if weak.is_some() {
                    return ended(weak);
                }
            }
        }
        ended(weak)
    }

    /// `go back to the crushing of the revolt in 1956`: the noun is dated, not how far the memory of it goes.
    fn origin(&self, verb: usize, limit: usize) -> Option<usize> {
        (self.word(verb + 1) == "back" && self.word(verb + 2) == "to").then(|| self.phrase(verb + 3, limit)).flatten()
    }

    /// The verb of `when Macau reverts to China`, if no word before the date is known for one: a clause that is opened so must have a
    /// verb, and behind a name it is the next word.
    fn verb_of_clause(&self, start: usize, limit: usize) -> Option<Predicate> {
        let opener = self.word(start - 1);
        let subject = self.page.mention_starting(self.token(start).span.start()).filter(|_| OPENERS.contains(&opener))?;
        let verb = self.page.token_from(subject.span.end());
        let word = self.page.word(verb);
        let is_verb = verb < limit
            && self.token(verb).kind == TokenKind::Word
            && self.token(verb).span.of(self.page.text).starts_with(char::is_lowercase)
            && self.word(verb).ends_with('s')
            && word.role.is_none();
        is_verb.then(|| self.noun(verb)).flatten()
    }

    /// The head of the noun phrase that begins at `at` with an article.
    fn phrase(&self, at: usize, limit: usize) -> Option<usize> {
        if !is_determiner(self.word(at)) {
            return None;
        }
        let mut head = at;
        while head + 1 < limit
            && self.token(head + 1).kind == TokenKind::Word
            && self.page.word(head + 1).role != Some(Role::Empty)
        {
            head += 1;
        }
        (head > at).then_some(head)
    }

    fn is_noun(&self, at: usize) -> bool {
        self.token(at).kind == TokenKind::Word
            && self.page.word(at).role != Some(Role::Empty)
            && self.page.mention_over(self.token(at).span).is_none()
    }

    fn noun(&self, at: usize) -> Option<Predicate> {
        (self.page.quotation(self.token(at).span) == self.quotation).then(|| self.predicate(at))
    }

    fn ahead(&self, to: usize) -> Option<Predicate> {
        let (mut weak, mut at) = (None, to);
        while at < self.end {
            if at > to + 1 && self.is_border(at) {
                // Past a relative clause the sentence goes on behind its comma.
                at = (at..self.end).find(|&comma| self.word(comma) == ",")?;
            } else if let Some(predicate) = self.finite(at) {
                if predicate.stem != "be" {
                    return Some(predicate);
                }
                weak = weak.or(Some(predicate));
            } else if weak.is_some() && self.word(at) == "," {
                break;
            }
            at += 1;
        }
        weak
    }

    /// What happens at a token, nouns of events included.
    fn told(&self, at: usize) -> Option<Predicate> {
        let word = self.page.word(at);
        if self.token(at).kind != TokenKind::Word || self.page.quotation(self.token(at).span) != self.quotation {
            return None;
        }
        match word.role {
            Some(Role::Predicate(_)) if !self.is_after_article(at) => Some(self.predicate(at)),
            None if is_past(self.word(at)) && !self.is_after_article(at) => Some(self.predicate(at)),
            _ => None,
        }
    }

    /// The verb that a token is.
    fn finite(&self, at: usize) -> Option<Predicate> {
        let token = self.token(at);
        if token.kind != TokenKind::Word || self.page.quotation(token.span) != self.quotation {
            return None;
        }
        // A name is no verb, nor is what has a capital within a sentence.
        if at > self.first && token.span.of(self.page.text).starts_with(char::is_uppercase)
            || self.page.mention_over(token.span).is_some()
            || self.ends_compound(at)
        {
            return None;
        }
        let is_verb = match self.page.word(at).verb {
            Some(verb) => self.is_verb(at, verb),
            None => is_past(self.word(at)) && !self.is_before_noun(at) || self.is_infinitive(at),
        };
        is_verb.then(|| self.predicate(at))
    }

    /// A hyphen within a word.
    fn is_joint(&self, at: usize) -> bool {
        self.word(at) == "-" && !self.token(at).spaced
    }

    /// The participle of `best-known`, `long-awaited`; `re-elected` is a verb.
    fn ends_compound(&self, at: usize) -> bool {
        at >= self.first + 2
            && self.is_joint(at - 1)
            && !matches!(self.word(at - 2), "co" | "mis" | "out" | "over" | "pre" | "re" | "under")
    }

    /// A word that stands in no list, between `to` and an article: `to scrap the plan`.
    fn is_infinitive(&self, at: usize) -> bool {
        self.page.word(at).role.is_none()
            && at.checked_sub(1).is_some_and(|before| before >= self.first && self.word(before) == "to")
            && (is_determiner(self.word(at + 1)) || matches!(self.word(at + 1), "all" | "any" | "no" | "some"))
    }

    fn is_verb(&self, at: usize, verb: Verb) -> bool {
        let before = self.before(at);
        match verb.form {
            Form::Leading => false,
            Form::Being => true,
            Form::Past => !self.is_before_noun(at),
            Form::Ing => (1..=3).any(|back| {
                at.checked_sub(back).is_some_and(|at| matches!(self.word(at), "is" | "are" | "was" | "were" | "been" | "be"))
            }),
            Form::Present if verb.noun => matches!(before, Before::Subject | Before::Name) || self.is_before_article(at),
            Form::Present => matches!(before, Before::Subject | Before::Name | Before::Noun),
            Form::Base if matches!(before, Before::Leading) => true,
            Form::Base if verb.noun => before == Before::Subject || before == Before::Name && self.is_before_article(at),
            Form::Base => matches!(before, Before::Subject | Before::Name) || before == Before::Noun && self.is_plural_before(at),
        }
    }

    /// What stands before a token, adverbs left out.
    fn before(&self, at: usize) -> Before {
        let mut back = at;
        while back > self.first
            && (self.word(back - 1).ends_with("ly")
                || matches!(self.word(back - 1), "also" | "still" | "now" | "too" | "never" | "not" | ","))
            && !(self.word(back - 1) == "," && back < at)
        {
            back -= 1;
        }
        let Some(before) = back.checked_sub(1).filter(|before| *before >= self.first) else { return Before::Other };
        if self.page.word(before).verb.is_some_and(|verb| verb.form == Form::Leading) || back < at && self.word(back) == "not" {
            return Before::Leading;
        }
        if self.page.mention_over(self.token(before).span).is_some_and(|mention| !mention.attributive) {
            return Before::Name;
        }
        match self.word(before) {
            "he" | "she" | "it" | "they" | "we" | "i" | "you" | "who" | "which" | "that" => Before::Subject,
            // `when September ends`
            _ if self.page.is_in_time(self.token(before).span) => {
                let opener = before.checked_sub(1).filter(|opener| *opener >= self.first);
                if opener.is_some_and(|at| self.word(at) == "when") { Before::Subject } else { Before::Noun }
            }
            _ if self.token(before).kind == TokenKind::Word && self.page.word(before).role != Some(Role::Empty) => Before::Noun,
            _ => Before::Other,
        }
    }

    /// A noun has no article behind it.
    fn is_before_article(&self, at: usize) -> bool {
        is_determiner(self.word(at + 1))
    }

    fn is_plural_before(&self, at: usize) -> bool {
        let word = self.word(at - 1);
        word.ends_with('s') && !word.ends_with("ss")
    }

    /// A participle that belongs to the noun behind it: `the wrecked tanker`, `235 named cases`.
    fn is_before_noun(&self, at: usize) -> bool {
        self.is_after_article(at)
            || at.checked_sub(1).is_some_and(|before| {
                before >= self.first
                    && (self.token(before).kind == TokenKind::Number && !self.page.is_in_time(self.token(before).span)
                        || matches!(self.word(before), "with" | "for" | "in" | "on" | "from"))
            })
    }

    fn is_after_article(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| is_determiner(self.word(before)) || self.word(before) == "of")
    }

    fn predicate(&self, at: usize) -> Predicate {
        let word = self.page.word(at);
        let stem = match (word.role, word.verb) {
            (Some(Role::Predicate(verb)), _) => Cow::Borrowed(verb),
            (_, Some(verb)) => Cow::Borrowed(verb.base),
            _ => Cow::Owned(stem(self.word(at)).to_string()),
        };
        Predicate { stem, span: self.token(at).span }
    }
}

/// A word with which a noun phrase begins.
fn is_determiner(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "his" | "her" | "its" | "their")
}

/// What kind of word stands before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// `will`, `to`.
    Leading,
    /// `he`, `which`.
    Subject,
    /// The end of a name.
    Name,
    Noun,
    Other,
}

impl Page<'_> {
    /// The mention that covers a token.
    pub(super) fn mention_over(&self, span: Span) -> Option<&Mention> {
        let mentions = &self.reading.mentions;
        let after = mentions.partition_point(|mention| mention.span.start() <= span.start());
        mentions[..after].iter().rev().take(4).find(|mention| mention.span.covers(span))
    }

    /// Whether a time expression covers a token.
    pub(super) fn is_in_time(&self, span: Span) -> bool {
        let times = &self.reading.times;
        let after = times.partition_point(|time| time.span.start() <= span.start());
        times[..after].iter().rev().take(4).any(|time| time.span.covers(span))
    }

    /// The outermost mention that ends at an offset.
    pub(super) fn mention_ending(&self, offset: usize) -> Option<&Mention> {
        let mentions = &self.reading.mentions;
        let after = mentions.partition_point(|mention| mention.span.start() < offset);
        mentions[..after].iter().rev().take(4).find(|mention| mention.span.end() == offset && !mention.nested)
    }

    /// The outermost mention that begins at an offset.
    pub(super) fn mention_starting(&self, offset: usize) -> Option<&Mention> {
        let mentions = &self.reading.mentions;
        let at = mentions.partition_point(|mention| mention.span.start() < offset);
        mentions.get(at).filter(|mention| mention.span.start() == offset && !mention.nested)
    }
}
