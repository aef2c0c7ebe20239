//! Numbers that two articles of one story give of one thing, and that differ.
//!
//! Two sentences in nearly the same words are set against each other number by number. Beyond that most numbers of a story stand in both
//! articles, however they tell it; where each has one that the other lacks, and the two count alike in sentences that tell something alike,
//! one is the other gone wrong.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::{Stem, can_both_hold};
use crate::corpus::{Record, fold_name};
use crate::language::ChangeRole;
use crate::text::Span;

use super::counted_alike::{Count, names_the_same};
use super::words::published_day;

/// Words that two sentences of two articles must have in common, how many of them where names and numbers count as well, and their share
/// in the shorter.
const ALIKE: usize = 4;
const LIKE_WORDS: usize = 2;
const SHARE: usize = 70;

/// Words of a sentence on how a poll was made, as stems.
const POLLING: [&str; 3] = ["error", "margin", "sampling"];

/// Signs that two numbers which only one article each has are of one thing.
const SIGNS: usize = 5;
/// The same where their figures are each other's, swapped.
const SIGNS_OF_SWAPPED: usize = 4;
/// Smaller counts are alike by chance.
const LEAST: f64 = 10.0;

/// The numbers of an article that contradict those of another of the same story.
pub(super) fn differing<'a>(record: &'a Record, other: &'a Record) -> Vec<(Count<'a>, Count<'a>)> {
    let mut found = in_like_sentences(record, other);
    for (count, their) in left_over(record, other) {
        if found.iter().all(|(known, _)| known.span != count.span) {
            found.push((count, their));
        }
    }
    found
}

/// The numbers that each article has for itself, in pairs that must be of one thing.
fn left_over<'a>(record: &'a Record, other: &'a Record) -> Vec<(Count<'a>, Count<'a>)> {
    // On another day a count may have grown, though hardly to its own figures swapped.
    let days = published_day(record).zip(published_day(other));
    let swapped_only = days.is_some_and(|(day, other)| day != other);
    let (ours, theirs): (Vec<Count<'a>>, Vec<Count<'a>>) = (counts(record).collect(), counts(other).collect());
    let lone = |own: &[Count<'a>], all: &[Count<'a>]| -> Vec<Count<'a>> {
        own.iter().filter(|count| !all.iter().any(|other| count.may_be(other))).cloned().collect()
    };
    let (own, their) = (lone(&ours, &theirs), lone(&theirs, &ours));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, count) in own.iter().enumerate() {
        let alike = their
            .iter()
            .enumerate()
            .filter(|(_, their)| (!swapped_only || count.swapped(their) > 1) && are_one((record, count), (other, their)));
        pairs.extend(alike.map(|(their, _)| (at, their)));
    }
    // Where one of several may be meant it is not certain that any is.
    let is_only = |(own, their): &(usize, usize)| {
        let beside = |(other, others): &&(usize, usize)| other == own || others == their;
        pairs.iter().filter(beside).count() == 1
    };
    pairs.iter().filter(|pair| is_only(pair)).map(|&(at, of)| (own[at].clone(), their[of].clone())).collect()
}

/// The numbers of an article, but for those of how a poll was made: each has a margin of error of its own.
fn counts(record: &Record) -> impl Iterator<Item = Count<'_>> {
    let of_poll = |count: &Count<'_>| count.event.words.iter().any(|word| POLLING.contains(&&**word));
    record.claims.iter().filter_map(|claim| Count::of_any(record, claim)).filter(move |count| !of_poll(count))
}

/// Whether two numbers that differ are of one thing, by as many signs as are enough.
fn are_one((record, one): (&Record, &Count<'_>), (other_record, other): (&Record, &Count<'_>)) -> bool {
    let less = one.value().min(other.value());
    let swapped = one.swapped(other);
    let plain = |count: &Count<'_>| count.number.high.is_none() && count.number.against.is_none();
    let apart = one.event.window.zip(other.event.window).is_some_and(|(one, other)| one != other);
    // Each poll has shares of its own.
    let polled = one.number.unit.as_deref() == Some("%") || [one, other].iter().any(|count| count.is_of_points());
    let small = one.number.unit.is_none() && less < LEAST;
    // A nought too many.
    let tenfold = one.value().max(other.value()) == 10.0 * less;
    let far = !one.is_near(other) && !one.is_slip_of(other) && !tenfold;
    let reached = |count: &Count<'_>| count.number.change.filter(|(_, role)| *role != ChangeRole::To);
    let moved = if swapped > 1 { reached(one) != reached(other) } else { one.number.change != other.number.change };
    if !one.is_of_kind(other) || moved || !plain(one) || !plain(other) || apart || small || far || polled {
        return false;
    }
    // Prices of a day move by like amounts.
    if swapped == 0 && !tenfold && (one.number.change.is_some() || can_both_hold(one.number, other.number)) {
        return false;
    }
    let called = match (one.thing(), other.thing()) {
        (Some(thing), Some(their)) if names_the_same(thing, their) => {
            2 + usize::from(!thing.modifiers.is_empty() && thing.modifiers == their.modifiers)
        }
        // `workers` and `employees` may be one, if the figures are.
        (Some(_), Some(_)) if one.number.unit.is_none() && swapped <= 2 => return false,
        _ => 0,
    };
    let of_thing = |word: &Stem| called > 0 && one.thing().is_some_and(|thing| thing.has_word(word));
    let shared = one.telling_words_with(other).filter(|word| !of_thing(word)).count();
    let (ours, theirs) = (names(record, one), names(other_record, other));
    let named = ours.intersection(&theirs).count();
    let one_figure = swapped == 0 && (tenfold || one.is_slip_of(other) && less >= 100.0);
    let slip = 2 * usize::from(swapped > 1) + usize::from(swapped > 2 || one_figure);
    let verb = one.event.predicate.is_some() && one.event.predicate == other.event.predicate;
    let signs = called + slip + shared.min(3) + named.min(2) + usize::from(one.number.unit.is_some()) + usize::from(verb);
    // Each article has the other's figures for something, and nowhere its own.
    let enough = if swapped > 1 { SIGNS_OF_SWAPPED } else { SIGNS };
    signs + usize::from(called > 0) >= enough
}

/// Counts of two articles that stand in sentences which tell the same in nearly the same words, and differ.
fn in_like_sentences<'a>(record: &'a Record, other: &'a Record) -> Vec<(Count<'a>, Count<'a>)> {
    let (ours, theirs) = (sentences(record), sentences(other));
    let mut found = Vec::new();
    for own in ours.values() {
        let alike = theirs.values().filter(|their| tell_the_same((record, own), (other, their)));
        // The sentence that has most in common; of two equally like ones it is not certain which is meant.
        let mut alike: Vec<(usize, &Vec<Count<'_>>)> = alike.map(|their| (own[0].words_with(&their[0]).count(), their)).collect();
        alike.sort_by_key(|alike| std::cmp::Reverse(alike.0));
        let Some((_, their)) = alike.first().filter(|(most, _)| alike.get(1).is_none_or(|(next, _)| next < most)) else {
            continue;
        };
        if own.len() != their.len() || !own.iter().zip(their.iter()).all(|(one, other)| are_of_one_kind(one, other)) {
            continue;
        }
        let mut differing = own.iter().zip(their.iter()).filter(|(one, other)| one.differs_as_told(other));
        if let (Some((one, other)), None) = (differing.next(), differing.next()) {
            found.push((one.clone(), other.clone()));
        }
    }
    found
}

/// The numbers of each sentence, in order.
fn sentences(record: &Record) -> BTreeMap<Span, Vec<Count<'_>>> {
    let mut found: BTreeMap<Span, Vec<Count<'_>>> = BTreeMap::new();
    for count in counts(record) {
        found.entry(count.event.span).or_default().push(count);
    }
    found
}

fn are_of_one_kind(one: &Count<'_>, other: &Count<'_>) -> bool {
    // What a sum is of hangs on the words beside it, of which one may be another.
    let heads = one.number.unit.is_some() || one.thing().map(|thing| thing.head) == other.thing().map(|thing| thing.head);
    let role = |count: &Count<'_>| count.number.change;
    one.claim.attribute == other.claim.attribute
        && one.number.unit == other.number.unit
        && one.number.bound == other.number.bound
        && role(one) == role(other)
        && heads
}

/// Most words are the same, with names and other numbers enough of them, and neither names anybody or any place that the other lacks where
/// that one names another.
fn tell_the_same((record, one): (&Record, &[Count<'_>]), (other_record, other): (&Record, &[Count<'_>])) -> bool {
    let ((first, other_first), days) = ((&one[0], &other[0]), published_day(record).zip(published_day(other_record)));
    let shared = first.words_with(other_first).count();
    let shorter = first.event.words.len().min(other_first.event.words.len());
    let (ours, theirs) = (names(record, first), names(other_record, other_first));
    let (fewer, more) = if ours.len() <= theirs.len() { (&ours, &theirs) } else { (&theirs, &ours) };
    let named = fewer.iter().filter(|name| more.iter().any(|other| is_part_of(name, other) || is_part_of(other, name))).count();
    let equal = one.iter().zip(other).filter(|(one, other)| one.value().total_cmp(&other.value()).is_eq()).count();
    // A later day may have another number of its own for the same words, unless they are many.
    let same_day = days.is_none_or(|(day, other)| day == other);
    let signs = if same_day && shared >= LIKE_WORDS { shared + named + equal } else { shared };
    signs >= ALIKE && shared * 100 >= shorter * SHARE && named == fewer.len()
}

/// Whom and which places a sentence names.
fn names(record: &Record, count: &Count<'_>) -> BTreeSet<String> {
    let named = count.event.participants.iter().chain(&count.event.places);
    named.map(|id| fold_name(&record.reading.entity(*id).name)).collect()
}

/// `brandt` of `karl brandt`.
fn is_part_of(name: &str, longer: &str) -> bool {
    name.split(' ').all(|word| longer.split(' ').any(|other| word == other))
}
