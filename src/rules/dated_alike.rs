//! Dates before which an article says the same twice: `launched the offer on Sept. 26`, `launched the offer on 27 September`.
//!
//! Claims know a date by the verb of its clause. Here the words that lead to it count, nearest first, so that a date without a verb
//! (`Ravenia's invasion of Valdora on 2 August`) is found again, too.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::claims::{Stem, weight};
use crate::language::{EntityId, TimeKind, TokenKind};
use crate::text::Span;

use super::calendar::days_between;
use super::near;
use super::rule::Context;

/// Words that are looked at before a date.
const LEADING: usize = 6;
/// With so many of them in common it is one event, and with fewer where they are no names or tell of what happens once.
const SAME: usize = 3;
const FEWER: usize = 2;
/// A slip of the pen moves a date by so many days at most, or leaves its day.
const DAYS: u32 = 31;
/// Words that tell one of a series from another.
const SERIAL: [&str; 17] = [
    "again",
    "also",
    "another",
    "annual",
    "annually",
    "further",
    "second",
    "third",
    "fourth",
    "next",
    "previous",
    "earlier",
    "later",
    "following",
    "quarterly",
    "first",
    "each",
];
/// What happens once to one thing, as stems.
const ONCE: [&str; 15] = [
    "collapse",
    "sink",
    "capsize",
    "elect",
    "resign",
    "adopt",
    "approve",
    "sign",
    "expire",
    "launch",
    "invade",
    "invasion",
    "appoint",
    "inaugurate",
    "merge",
];

/// Two dates of what looks like one event.
pub(super) struct Pair {
    pub(super) first: Dated,
    pub(super) second: Dated,
    /// Neither sentence names somebody of its own.
    pub(super) certain: bool,
}

/// A date and what leads to it.
#[derive(Clone)]
pub(super) struct Dated {
    pub(super) span: Span,
    pub(super) date: Date,
    /// The year is written, not inferred.
    has_year: bool,
    sentence: usize,
    /// Nearest first.
    lead: Vec<Word>,
    /// One of a series, as they say.
    serial: bool,
}

#[derive(Clone)]
struct Word {
    stem: Stem,
    /// Part of a name.
    name: bool,
}

/// The pairs of an article in order of the second date.
pub(super) fn pairs(context: &Context<'_>) -> Vec<Pair> {
    let dated: Vec<Dated> = dated(context);
    let mut found = Vec::new();
    for (at, second) in dated.iter().enumerate() {
        let alike = dated.iter().enumerate().filter(|(other, first)| *other != at && is_alike(context, first, second));
        let alike: Vec<(usize, &Dated)> = alike.collect();
        // A series has more than two dates.
        let dates: BTreeSet<Date> = alike.iter().map(|(_, other)| other.beside(second)).chain([second.date]).collect();
        if dates.len() != 2 {
            continue;
        }
        let first = alike.into_iter().find(|(other, first)| *other < at && first.beside(second) != second.beside(first));
        found.extend(first.map(|(_, first)| Pair {
            certain: !are_strangers(context, first, second),
            first: first.clone(),
            second: second.clone(),
        }));
    }
    found
}

/// The days that the writer gives in running text.
fn dated(context: &Context<'_>) -> Vec<Dated> {
    let times = context.reading().times.iter().filter(|time| time.kind == TimeKind::Date && time.parts.day.is_some());
    let read = |time: &crate::language::Time| {
        let date = time.date?.to_day()?;
        let told = near::in_body(context, time.span.start()) && context.quotation_around(time.span).is_none();
        let sentences = &context.reading().sentences;
        let sentence = sentences.partition_point(|sentence| sentence.span.start() <= time.span.start()).checked_sub(1)?;
        let (lead, serial) = lead(context, sentence, time.span);
        (told && lead.len() >= FEWER).then_some(Dated {
            span: time.span,
            date,
            has_year: time.parts.year.is_some(),
            sentence,
            lead,
            serial,
        })
    };
    times.filter_map(read).collect()
}

/// The words of weight before a date, nearest first, to the mark or the other date that ends them, and whether there is one among them that
/// tells of a series.
fn lead(context: &Context<'_>, sentence: usize, date: Span) -> (Vec<Word>, bool) {
    let reading = context.reading();
    let text = &*context.article().text;
    let tokens = &reading.tokens[reading.sentences[sentence].tokens.clone()];
    let (mut lead, mut serial) = (Vec::new(), false);
    for token in tokens[..tokens.partition_point(|token| token.span.start() < date.start())].iter().rev() {
        let written = token.span.of(text);
        let ends = token.kind != TokenKind::Word && !written.starts_with(|c: char| c.is_ascii_digit() || "$£€-'’".contains(c));
        let another = reading.times.iter().any(|time| time.span.covers(token.span) && time.span != date);
        if lead.len() == LEADING || another || (ends && !(lead.is_empty() && written == ",")) {
            break;
        }
        let lower = written.to_lowercase();
        serial |= SERIAL.contains(&lower.as_str());
        if token.kind == TokenKind::Word
            && let Some(stem) = weight(&lower)
        {
            lead.push(Word { stem, name: written.starts_with(char::is_uppercase) });
        }
    }
    (lead, serial)
}

impl Dated {
    /// Its date, with the year that the other has if only the other's is written.
    fn beside(&self, other: &Self) -> Date {
        let lent = other.has_year && !self.has_year;
        if lent { self.date.with().year(other.date.year()).build().unwrap_or(self.date) } else { self.date }
    }

    fn begins(&self, word: &Word) -> bool {
        self.lead.iter().take(2).any(|own| own.stem == word.stem)
    }
}

/// What the words before two dates have in common.
struct Common {
    words: usize,
    /// Those that are part of no name.
    plain: usize,
    /// One tells of what happens once.
    once: bool,
    /// The word right before one date is one of the two before the other.
    nearest: bool,
}

impl Common {
    fn of(first: &Dated, second: &Dated) -> Self {
        let both = || first.lead.iter().filter(|word| second.lead.iter().any(|other| other.stem == word.stem));
        Self {
            words: both().count(),
            plain: both().filter(|word| !word.name).count(),
            once: both().any(|word| ONCE.contains(&&*word.stem)),
            nearest: first.begins(&second.lead[0]) || second.begins(&first.lead[0]),
        }
    }

    fn is_enough(&self) -> bool {
        let fewer = self.words >= FEWER && (self.once || self.plain >= FEWER);
        self.nearest && self.plain > 0 && (self.words >= SAME || fewer)
    }
}

/// One event, as far as words tell, whatever its date.
fn is_alike(context: &Context<'_>, first: &Dated, second: &Dated) -> bool {
    let common = Common::of(first, second);
    let (one, other) = (first.beside(second), second.beside(first));
    let slip = days_between(one, other) <= DAYS || (one.day() == other.day() && one.year() == other.year());
    let told_apart = || first.serial || second.serial || (common.words < SAME && are_strangers(context, first, second));
    first.sentence != second.sentence && slip && common.is_enough() && !told_apart()
}

/// Each sentence names somebody whom the other does not, and nobody is named in both.
fn are_strangers(context: &Context<'_>, first: &Dated, second: &Dated) -> bool {
    let named = |dated: &Dated| -> BTreeSet<EntityId> {
        let mentions = context.reading().mentions.iter();
        mentions.filter(|mention| mention.sentence == dated.sentence && !mention.nested).map(|mention| mention.entity).collect()
    };
    let (ours, theirs) = (named(first), named(second));
    !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
}
