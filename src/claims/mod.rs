//! A [`Reading`] becomes claims: what is said of whom, when, by whom. Rules and hover cards compare claims, never prose.
//!
//! What stands inside a quotation, direct or indirect, is its speaker's claim and never the paper's. A claim about an event carries that
//! event with it, since two numbers are only ever compared if they tell of one event. [`compare`] says whether two claims can both
//! hold, and why; where it is not certain that they speak of the same, they are [`Relation::Unrelated`].

mod abbreviations;
mod clauses;
mod compare;
mod corroborate;
mod events;
mod model;
mod numbers;
mod offices;
mod page;
mod people;
mod places;
mod posts;
mod standing;
mod stem;
#[cfg(test)]
mod tests;
mod verb_lists;
mod verbs;
mod verdict;

use std::sync::Arc;

use crate::article::{Article, PartialDate};
use crate::knowledge::Knowledge;
use crate::language::Reading;
use crate::text::Span;

pub use compare::{Statement, can_both_hold, compare};
pub use corroborate::corroborates;
pub use model::{Attribute, Claim, Event, Hedge, Number, Relative, Stem, Subject, Tenure, Thing, Value, Voice};
pub use numbers::tolerance;
pub use offices::Office;
pub use posts::Post;
pub use standing::addressed;
pub use stem::{is_verb, weight};
pub use verdict::{Anchor, Difference, Relation, Verdict};

use clauses::Predicate;
use page::{Page, Passage};

/// All claims of an article, in order of span.
#[must_use]
pub fn claims(article: &Article, reading: &Reading, knowledge: &Knowledge) -> Vec<Claim> {
    let mut reader =
        Reader { page: Page::new(article, reading, knowledge), last: [None, None], last_event: None, claims: Vec::new() };
    reader.standing();
    for quantity in &reading.quantities {
        if !reader.age(quantity) {
            reader.number(quantity);
        }
    }
    reader.dozens();
    reader.containers();
    reader.lives();
    reader.dates();
    reader.expansions();
    reader.quotations();
    let mut claims = reader.claims;
    claims.sort_by_key(|claim| (claim.span, claim.attribute, claim.entity()));
    claims
}

/// Collects the claims of one article.
struct Reader<'a> {
    page: Page<'a>,
    /// The passage of the writer that was asked for last, and that of somebody quoted: several claims stand in one.
    last: [Option<Arc<Passage>>; 2],
    /// The event that was made last, and in which quotation it is told.
    last_event: Option<(Option<usize>, Arc<Event>)>,
    claims: Vec<Claim>,
}

impl Reader<'_> {
    /// What a voice tells in a sentence.
    fn passage(&mut self, sentence: usize, quotation: Option<usize>) -> Arc<Passage> {
        let last = &mut self.last[usize::from(quotation.is_some())];
        if let Some(passage) = last.as_ref().filter(|last| last.sentence == sentence && last.quotation == quotation) {
            return passage.clone();
        }
        last.insert(Arc::new(self.page.passage(sentence, quotation))).clone()
    }

    /// Adds a claim that stands by itself, whatever its sentence tells.
    fn plain(&mut self, subject: Subject, attribute: Attribute, value: Value, span: Span) {
        // In indirect speech who somebody is remains the paper's own word.
        let quotation = self.page.quotation(span).filter(|&at| self.page.reading.quotations[at].direct);
        let voice = self.page.voice(quotation);
        self.claims.push(Claim { subject, attribute, value, when: None, voice, hedge: None, event: None, verb: None, span });
    }

    /// Adds a claim about what its sentence tells: how many, how much, how far.
    /// Its verb is the one beside `number`.
    fn of_event(&mut self, subject: Subject, attribute: Attribute, value: Value, span: Span, number: Span) {
        let Some(sentence) = self.page.sentence(span.start()) else { return };
        let quotation = self.page.quotation(span);
        let verb = self.page.verb_beside(sentence, quotation, number);
        self.told(subject, attribute, value, span, (sentence, quotation, verb));
    }

    /// Adds a claim about what a voice tells in a sentence with a verb.
    fn told(
        &mut self,
        subject: Subject,
        attribute: Attribute,
        value: Value,
        span: Span,
        (sentence, quotation, verb): (usize, Option<usize>, Option<Predicate>),
    ) {
        let passage = self.passage(sentence, quotation);
        let event = self.event(&passage, verb.as_ref());
        let when = event.window.filter(|_| attribute != Attribute::EventDate);
        let verb = verb.map(|verb| verb.span);
        let hedge = passage.hedge(verb.map_or(span, |verb| verb.join(span)).end());
        let voice = passage.voice.clone();
        self.claims.push(Claim { subject, attribute, value, when, voice, hedge, event: Some(event), verb, span });
    }

    /// What a sentence tells with one of its verbs: several things may happen in it.
    fn event(&mut self, passage: &Arc<Passage>, verb: Option<&Predicate>) -> Arc<Event> {
        let Some(verb) = verb else { return passage.event.clone() };
        let is_it = |event: &Arc<Event>| event.span == passage.event.span && event.predicate.as_ref() == Some(&verb.stem);
        let known = self.last_event.as_ref().filter(|(quotation, event)| *quotation == passage.quotation && is_it(event));
        if let Some((_, event)) = known {
            return event.clone();
        }
        let event = Arc::new(Event { predicate: Some(verb.stem.clone()), ..(*passage.event).clone() });
        self.last_event.insert((passage.quotation, event)).1.clone()
    }

    /// The date of a verb, which the dated events have.
    fn said_on(&self, verb: Span) -> Option<PartialDate> {
        let dated = self.claims.iter().find(|claim| claim.attribute == Attribute::EventDate && claim.verb == Some(verb))?;
        if let Value::Date(date) = dated.value { Some(date) } else { None }
    }

    /// What somebody is quoted with, in the speaker's own words.
    fn quotations(&mut self) {
        let reading = self.page.reading;
        for (index, quotation) in reading.quotations.iter().enumerate().filter(|(_, quotation)| quotation.direct) {
            self.claims.push(Claim {
                subject: quotation.speaker.map_or(Subject::Unknown, Subject::Entity),
                attribute: Attribute::Quotation,
                value: Value::Text(self.page.words(quotation.span)),
                when: quotation.cue.and_then(|cue| self.said_on(cue.span)),
                voice: self.page.voice(Some(index)),
                hedge: None,
                event: None,
                verb: None,
                span: quotation.span,
            });
        }
    }
}
