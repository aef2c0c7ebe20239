//! A [`Reading`] becomes claims: what is said of whom, when, by whom. Rules and hover cards compare claims, never prose.
//!
//! What stands inside a quotation, direct or indirect, is its speaker's claim and never the paper's. A claim about an event carries that
//! event with it, since two numbers are only ever compared if they tell of one event. [`compare`] says whether two claims can both
//! hold, and why; where it is not certain that they speak of the same, they are [`Relation::Unrelated`].

mod compare;
mod events;
mod model;
mod numbers;
mod offices;
mod page;
mod people;
mod stem;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::article::Article;
use crate::language::Reading;
use crate::text::Span;

pub use compare::{Anchor, Difference, Relation, Statement, Verdict, compare};
pub use model::{Attribute, Claim, Event, Hedge, Number, Subject, Tenure, Thing, Value, Voice};
pub use numbers::tolerance;

use page::{Page, Passage};

/// All claims of an article, in order of span.
#[must_use]
pub fn claims(article: &Article, reading: &Reading) -> Vec<Claim> {
    let mut reader = Reader { page: Page::new(article, reading), last: [None, None], claims: Vec::new() };
    reader.standing();
    for quantity in &reading.quantities {
        if !reader.age(quantity) {
            reader.number(quantity);
        }
    }
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
        let voice = self.page.voice(self.page.quotation(span));
        self.claims.push(Claim { subject, attribute, value, when: None, voice, hedge: None, event: None, span });
    }

    /// Adds a claim about what its sentence tells. Its verb is the one beside `number`, the words of its number or date.
    fn of_event(&mut self, subject: Subject, attribute: Attribute, value: Value, span: Span, number: Span) {
        let Some(sentence) = self.page.sentence(span.start()) else { return };
        let quotation = self.page.quotation(span);
        let verb = self.page.verb_beside(sentence, quotation, number);
        let passage = self.passage(sentence, quotation);
        // Several things may happen in one sentence.
        let event = match &passage.event.predicate {
            known if *known == verb => passage.event.clone(),
            _ => Arc::new(Event { predicate: verb, ..(*passage.event).clone() }),
        };
        let when = event.window.filter(|_| attribute != Attribute::EventDate);
        let (voice, hedge) = (passage.voice.clone(), passage.hedge);
        self.claims.push(Claim { subject, attribute, value, when, voice, hedge, event: Some(event), span });
    }

    /// What somebody is quoted with, in the speaker's own words.
    fn quotations(&mut self) {
        let reading = self.page.reading;
        for (index, quotation) in reading.quotations.iter().enumerate().filter(|(_, quotation)| quotation.direct) {
            self.claims.push(Claim {
                subject: quotation.speaker.map_or(Subject::Unknown, Subject::Entity),
                attribute: Attribute::Quotation,
                value: Value::Text(self.page.words(quotation.span)),
                when: None,
                voice: self.page.voice(Some(index)),
                hedge: None,
                event: None,
                span: quotation.span,
            });
        }
    }
}
