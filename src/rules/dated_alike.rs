//! Dates before which an article says the same twice: `launched the offer on Sept. 26`, `launched the offer on 27 September`.
//!
//! Claims know a date by the verb of its clause. Here the words that lead to it count, nearest first, so that a date without a verb
//! (`Ravenia's invasion of Valdora on 2 August`) is found again, too.

use std::collections::{BTreeMap, BTreeSet};

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
    sentence: Span,
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
    // Who has a word as one of the two right before the date.
    let mut by_word: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    for (at, dated) in dated.iter().enumerate() {
        for word in dated.nearest() {
            by_word.entry(word.stem).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (at, second) in dated.iter().enumerate() {
        let near: BTreeSet<usize> = second.nearest().filter_map(|word| by_word.get(&word.stem)).flatten().copied().collect();
        let others =
            near.into_iter().filter(|other| *other != at && dated[*other].beside(second) != second.beside(&dated[*other]));
        let mut others = others.filter(|other| is_alike(context, &dated[*other], second));
        // A series has more than two dates.
        let Some(first) = others.next().filter(|first| *first < at) else { continue };
        let date = dated[first].beside(second);
        if others.all(|other| dated[other].beside(second) == date) {
            let (first, second) = (dated[first].clone(), second.clone());
            found.push(Pair { certain: !are_strangers(context, &first, &second), first, second });
        }
    }
    found
}

/// The days that the writer gives in running text.
fn dated(context: &Context<'_>) -> Vec<Dated> {
    let times = context.reading().times.iter().filter(|time| time.kind == TimeKind::Date && time.parts.day.is_some());
    let read = |time: &crate::language::Time| {
        let date = time.date?.to_day()?;
        let told = near::in_body(context, time.span.start()) && context.quotation_around(time.span).is_none();
        let sentence = near::sentence(context, time.span.start())?.span;
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
fn lead(context: &Context<'_>, sentence: Span, date: Span) -> (Vec<Word>, bool) {
    let text = &*context.article().text;
    let before = Span::new(sentence.start(), date.start());
    let times = near::times(context, before);
    let (mut lead, mut serial) = (Vec::new(), false);
    for token in near::tokens(context, before).iter().rev() {
        let written = token.span.of(text);
        let ends = token.kind != TokenKind::Word && !written.starts_with(|c: char| c.is_ascii_digit() || "$£€-'’".contains(c));
        let another = times.iter().any(|time| time.span.covers(token.span));
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

    /// The two words right before it.
    fn nearest(&self) -> impl Iterator<Item = &Word> {
        self.lead.iter().take(2)
    }

    fn begins(&self, word: &Word) -> bool {
        self.nearest().any(|own| own.stem == word.stem)
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
        let mentions = near::mentions(context, dated.sentence).iter();
        mentions.filter(|mention| !mention.nested).map(|mention| mention.entity).collect()
    };
    let (ours, theirs) = (named(first), named(second));
    !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
}
