//! When something happens: a verb with a date.

use crate::language::Kind;

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
            if !self.page.is_prose(sentence) {
                continue;
            }
            let quotation = self.page.quotation(time.span);
            // A date without a verb dates nothing.
            let Some(verb) = self.page.dated(sentence, quotation, time.span) else { continue };
            let value = Value::Date(date);
            self.told(Subject::Event, Attribute::EventDate, value, time.span, (sentence, quotation, Some(verb)));
        }
    }

    /// Abbreviations that are spelt out: `World Trade Organization (WTO)`, `most-favoured-nation status (MFN)`.
    pub(super) fn expansions(&mut self) {
        let reading = self.page.reading;
        let word = |at: usize| reading.tokens.get(at).map_or("", |token| token.span.of(self.page.text));
        let mut found = Vec::new();
        for at in 2..reading.tokens.len() {
            let letters = word(at);
            let short = (2..=7).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
            if !short || word(at - 1) != "(" || word(at + 1) != ")" {
                continue;
            }
            let end = reading.tokens[at - 2].span.end();
            let by_start = reading.mentions.partition_point(|mention| mention.span.start() < end);
            let long = reading.mentions[..by_start].iter().rev().take(3).find(|mention| mention.span.end() == end);
            let long = long.filter(|mention| mention.kind == Kind::Organisation || mention.kind == Kind::Place);
            let name = match long {
                Some(mention) => mention.name.unwrap_or(mention.span),
                None => {
                    // As many words back as there are letters, and each begins with its letter.
                    let Some(from) = (at - 1).checked_sub(letters.len()) else { continue };
                    let initials = (from..at - 1)
                        .zip(letters.chars())
                        .all(|(at, letter)| word(at).chars().next().is_some_and(|first| first.eq_ignore_ascii_case(&letter)));
                    if !initials {
                        continue;
                    }
                    reading.tokens[from].span.join(reading.tokens[at - 2].span)
                }
            };
            let entity = long.map(|mention| mention.entity);
            let closing = reading.tokens[at + 1].span;
            let subject = Subject::Abbreviation { letters: letters.to_owned(), entity };
            found.push((subject, self.page.words(name), name.join(closing)));
        }
        for (subject, name, span) in found {
            self.plain(subject, Attribute::Expansion, Value::Text(name), span);
        }
    }
}
