//! From the phrase that names a source to the entity that speaks.
//!
//! A pronoun stands for the last person who was the subject of a sentence or was quoted, if the gender fits as far as honorifics
//! and titles tell it. A source without a name is nobody that the article names, unless it is the title of one person in the article: it
//! never falls back to the nearest name, and a pronoun after it does not either.

use crate::text::Span;

use super::super::{Entity, EntityId, Form, Kind, Mention, Source, SourceKind};
use super::phrase::{Phrase, Shape, View};
use super::words::{List, listed};

/// As far as words tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
}

#[rustfmt::skip]
const FEMALE: &[&str] = &[
    "actress", "baroness", "businesswoman", "chairwoman", "congresswoman", "councilwoman", "dame", "daughter", "duchess",
    "girl", "lady", "miss", "mme", "mme.", "mother", "mrs", "mrs.", "ms", "ms.", "nun", "princess", "queen", "saleswoman",
    "she", "sister", "spokeswoman", "widow", "wife", "woman",
];

#[rustfmt::skip]
const MALE: &[&str] = &[
    "boy", "brother", "businessman", "congressman", "councilman", "duke", "father", "fisherman", "he", "husband", "king",
    "lord", "man", "messrs", "mr", "mr.", "policeman", "priest", "prince", "sheikh", "sir", "son", "spokesman",
];

fn gender_of(words: &str) -> Option<Gender> {
    words.split(|c: char| !(c.is_alphabetic() || c == '.')).find_map(|word| {
        if listed(FEMALE, word) {
            Some(Gender::Female)
        } else if listed(MALE, word) {
            Some(Gender::Male)
        } else {
            None
        }
    })
}

/// Somebody whom a pronoun may mean; `entity` is `None` for a person without a name.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    entity: Option<EntityId>,
    gender: Option<Gender>,
}

/// People in the order in which a pronoun would mean them, and how sources are resolved against them.
pub(super) struct Speakers<'a> {
    mentions: &'a [Mention],
    genders: Vec<Option<Gender>>,
    kinds: Vec<Kind>,
    /// The likeliest last.
    recent: Vec<Candidate>,
}

/// How many units of a frame are searched for names: more than any sentence has.
pub(super) const LONGEST_FRAME: usize = 400;

/// How many people are remembered.
const MEMORY: usize = 12;

impl<'a> Speakers<'a> {
    pub(super) fn new(text: &'a str, mentions: &'a [Mention], entities: &[Entity]) -> Self {
        let mut genders: Vec<Option<Gender>> =
            entities.iter().map(|entity| entity.titles.iter().find_map(|title| gender_of(&title.text))).collect();
        for mention in mentions {
            if let Some(gender) = mention.honorific.and_then(|honorific| gender_of(honorific.of(text)))
                && let Some(known) = genders.get_mut(mention.entity.0 as usize)
            {
                *known = Some(gender);
            }
        }
        let kinds = entities.iter().map(|entity| entity.kind).collect();
        Self { mentions, genders, kinds, recent: Vec::new() }
    }

    /// Forgets everybody: another story begins.
    pub(super) fn forget(&mut self) {
        self.recent.clear();
    }

    /// The source that a phrase names, and its entity.
    pub(super) fn resolve(&self, view: &View, phrase: &Phrase) -> Option<(Source, Option<EntityId>)> {
        let span = view.span(&phrase.units)?;
        let head = view.span(&phrase.head)?;
        if phrase.shape == Shape::Pronoun {
            let source = Source { span, head, kind: SourceKind::Pronoun };
            return Some((source, self.meant_by(view, phrase)));
        }
        match self.mention_at(head) {
            // `the foreign minister said`: the article tells who that is, but the words name nobody.
            Some(mention) if mention.form == Form::Title => {
                Some((Source { span: span.join(mention.span), head, kind: SourceKind::Unnamed }, Some(mention.entity)))
            }
            Some(mention) => {
                let head = mention.name.unwrap_or(mention.span);
                let source = Source { span: span.join(mention.span), head, kind: SourceKind::Named };
                Some((source, Some(mention.entity)))
            }
            None => {
                let kind = if phrase.shape == Shape::Name { SourceKind::Named } else { SourceKind::Unnamed };
                Some((Source { span, head, kind }, None))
            }
        }
    }

    /// The mention of which a head is part: a person before a body or place.
    fn mention_at(&self, head: Span) -> Option<&'a Mention> {
        self.between(head)
            .filter(|mention| !mention.attributive && mention.name.unwrap_or(mention.span).overlaps(head))
            .min_by_key(|mention| {
                (mention.kind != Kind::Person, mention.nested, mention.form == Form::Title, std::cmp::Reverse(mention.span.len()))
            })
    }

    /// Mentions that may overlap a span, with a margin for long ones that begin before it.
    fn between(&self, span: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
        const LONGEST: usize = 200;
        let first = self.mentions.partition_point(|mention| mention.span.start() + LONGEST < span.start());
        let mentions = self.mentions;
        mentions[first..].iter().take_while(move |mention| mention.span.start() < span.end())
    }

    /// People named in a frame before a place, outside quotations.
    fn people_before(&self, view: &View, before: usize) -> Vec<EntityId> {
        let mut people = Vec::new();
        let mut at = before.saturating_sub(LONGEST_FRAME);
        while at < before {
            // Runs of the writer's words between quotations.
            let mut end = at;
            while end < before && !view.is_quote(end) {
                end += 1;
            }
            if let Some(span) = view.span(&(at..end)).filter(|_| end > at) {
                let inside = self.between(span).filter(|mention| {
                    mention.kind == Kind::Person && !mention.attributive && !mention.quoted && span.covers(mention.span)
                });
                for mention in inside {
                    if !people.contains(&mention.entity) && people.len() < MEMORY {
                        people.push(mention.entity);
                    }
                }
            }
            at = end + 1;
        }
        people
    }

    fn gender(&self, entity: EntityId) -> Option<Gender> {
        self.genders.get(entity.0 as usize).copied().flatten()
    }

    /// Whom a pronoun means.
    fn meant_by(&self, view: &View, phrase: &Phrase) -> Option<EntityId> {
        let gender = gender_of(view.word(phrase.head.start))?;
        let fits = |known: Option<Gender>| known.is_none_or(|known| known == gender);
        let here = self.people_before(view, phrase.units.start);
        if let Some(person) = here.iter().find(|person| fits(self.gender(**person))) {
            return Some(*person);
        }
        self.recent.iter().rev().find(|candidate| fits(candidate.gender)).and_then(|candidate| candidate.entity)
    }

    /// Takes note of a frame: whom it names, and last its subject.
    pub(super) fn note(&mut self, view: &View, subject: Option<&Phrase>) {
        let people = self.people_before(view, view.units.len());
        let top = subject.and_then(|subject| {
            if subject.shape == Shape::Pronoun {
                return self
                    .meant_by(view, subject)
                    .map(|entity| Candidate { entity: Some(entity), gender: self.gender(entity) });
            }
            let (_, entity) = self.resolve(view, subject)?;
            match entity {
                Some(entity) => {
                    let person = self.mention_at(view.span(&subject.head)?)?.kind == Kind::Person;
                    person.then(|| Candidate { entity: Some(entity), gender: self.gender(entity) })
                }
                None => {
                    let noun = view.word(subject.head.start);
                    let somebody =
                        subject.shape == Shape::Common && view.has(subject.head.start, List::Roles) && !noun.ends_with('s')
                            || gender_of(noun).is_some();
                    somebody.then(|| Candidate { entity: None, gender: gender_of(noun) })
                }
            }
        });
        let pronoun = subject.is_some_and(|subject| subject.shape == Shape::Pronoun);
        let unresolved_pronoun = pronoun && top.is_none();
        for &person in people.iter().rev() {
            let candidate = Candidate { entity: Some(person), gender: self.gender(person) };
            self.push(candidate, unresolved_pronoun);
        }
        if let Some(top) = top {
            self.push(top, false);
        }
    }

    /// Takes note of somebody who was quoted.
    pub(super) fn note_speaker(&mut self, speaker: EntityId) {
        let person = self.kinds.get(speaker.0 as usize) == Some(&Kind::Person);
        if person {
            let gender = self.gender(speaker);
            self.push(Candidate { entity: Some(speaker), gender }, false);
        }
    }

    fn push(&mut self, candidate: Candidate, below: bool) {
        if candidate.entity.is_some() {
            self.recent.retain(|known| known.entity != candidate.entity);
        }
        let place = if below { self.recent.len().saturating_sub(1) } else { self.recent.len() };
        self.recent.insert(place, candidate);
        if self.recent.len() > MEMORY {
            self.recent.remove(0);
        }
    }
}
