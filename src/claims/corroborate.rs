//! Whether a second article says the same number.
//!
//! Conflict asks for certainty that two claims tell of one event ([`compare`](super::compare)). Agreement can ask for less, since the
//! figure itself is a sign: 235 of the same thing, in two articles of one month that name the same people, is hardly 235 of another. So
//! verb and speaker may differ, which they mostly do where two reporters wrote of one event.

use super::compare::{Pair, Statement};
use super::model::{Attribute, Event, Hedge, Number, Stem, Subject, Thing, Value};
use crate::language::EntityId;

/// Figures of a number that is no chance: `235`, `3,600`, and of an amount `$19 million`.
const FIGURES: [usize; 2] = [3, 2];
/// Words in common that are as good as a name.
const WORDS: usize = 2;

/// Whether two claims of two articles give one figure for one thing. `same` is that of [`compare`](super::compare).
#[must_use]
pub fn corroborates(one: Statement<'_>, other: Statement<'_>, same: &dyn Fn(EntityId, EntityId) -> bool) -> bool {
    let pair = Pair { one, other, same };
    let (Value::Number(number), Value::Number(other_number)) = (&one.claim.value, &other.claim.value) else { return false };
    let (Some(event), Some(other_event)) = (&one.claim.event, &other.claim.event) else { return false };
    let is_stated = |statement: Statement<'_>| matches!(statement.claim.hedge, None | Some(Hedge::Expected | Hedge::Reported));
    one.article != other.article
        && one.claim.attribute == other.claim.attribute
        && is_stated(one)
        && is_stated(other)
        && is_one_figure(number, other_number)
        && pair.same_time(event, other_event).is_ok()
        && pair.tell_of_one(event, other_event)
}

/// Whether two numbers are written with the same figures, so many that it is no chance.
fn is_one_figure(one: &Number, other: &Number) -> bool {
    let figures = |value: f64| {
        let digits = value.abs().to_string().replace('.', "");
        digits.trim_matches('0').len()
    };
    let least = FIGURES[usize::from(one.unit.is_some())];
    let alike = one.unit == other.unit && one.change == other.change && one.against == other.against && one.high == other.high;
    alike && one.bound == other.bound && (one.value - other.value).abs() <= 1e-9 * one.value.abs() && figures(one.value) >= least
}

impl Pair<'_> {
    /// Whether the things are one and the sentences have a name or words in common; of an amount, which each reporter calls otherwise, words.
    fn tell_of_one(&self, one: &Event, other: &Event) -> bool {
        let (one_thing, other_thing) = (thing(&self.one.claim.subject), thing(&self.other.claim.subject));
        let is_of_thing = |word: &Stem| [one_thing, other_thing].into_iter().flatten().any(|thing| thing.has_word(word));
        let shared = |ours: &[Stem], theirs: &[Stem]| {
            ours.iter().filter(|word| theirs.binary_search(word).is_ok() && !is_of_thing(word)).count()
        };
        let words = shared(&one.words, &other.words);
        let entities = |event: &Event| event.participants.iter().chain(&event.places).copied().collect::<Vec<_>>();
        let theirs = entities(other);
        let named = entities(one).into_iter().any(|ours| theirs.iter().any(|their| (self.same)(ours, *their)));
        match (one_thing, other_thing) {
            (Some(one), Some(other)) if is_one_thing(one, other) => named || words >= WORDS,
            _ => self.one.claim.attribute == Attribute::Amount && words >= WORDS,
        }
    }
}

fn thing(subject: &Subject) -> Option<&Thing> {
    if let Subject::Thing(thing) = subject { Some(thing) } else { None }
}

/// `235 cases` and `235 named cases` are, `other cases` are not, nor are `cases` and a part of them.
fn is_one_thing(one: &Thing, other: &Thing) -> bool {
    one.is_called_as(other) && one.whole == other.whole && one.per == other.per && !one.others && !other.others
}
