//! When something happens: a verb with a date.

use super::Reader;
use super::model::{Attribute, Subject, Value};
use super::page::is_date;

impl Reader<'_> {
    /// The events that are dated. A birth or death has been claimed of somebody already.
    pub(super) fn dates(&mut self) {
        let reading = self.page.reading;
        let lives = self.claims.iter().filter(|claim| matches!(claim.attribute, Attribute::Birth | Attribute::Death));
        let lives: Vec<_> = lives.map(|claim| claim.span).collect();
        let mut life = 0;
        for time in reading.times.iter().filter(|time| is_date(time)) {
            while lives.get(life).is_some_and(|span| span.end() < time.span.end()) {
                life += 1;
            }
            if lives.get(life).is_some_and(|span| span.covers(time.span)) {
                continue;
            }
            let Some((date, sentence)) = time.date.zip(self.page.sentence(time.span.start())) else { continue };
            if !self.page.is_prose(sentence) || self.page.is_in_dateline(time.span) {
                continue;
            }
            let quotation = self.page.quotation(time.span);
            // A date without a verb dates nothing.
            let Some(verb) = self.page.dated(sentence, quotation, time.span) else { continue };
            let value = Value::Date(date);
            self.told(Subject::Event, Attribute::EventDate, value, time.span, (sentence, quotation, Some(verb.clone())));
            self.event_place(sentence, quotation, &verb);
        }
    }
}
