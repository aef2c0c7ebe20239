//! What is said of people: age, birth and death.

use crate::language::{Kind, Mention, Quantity, Token, TokenKind};
use crate::text::Span;

use super::Reader;
use super::model::{Attribute, Number, Subject, Value};
use super::numbers::number;
use super::page::is_date;

impl Reader<'_> {
    /// The age that a quantity is: `Smith, 45,`, `the 45-year-old Smith`, `Smith, who is 45`, `Smith was 45 years old`.
    pub(super) fn age(&mut self, quantity: &Quantity) -> bool {
        let Some(sentence) = self.page.sentence(quantity.span.start()) else { return false };
        let stated = quantity.unit.as_deref() == Some("a") && self.is_age(quantity);
        let bare = quantity.unit.is_none() && quantity.head.is_none() && self.follows_being(quantity);
        if !stated && !bare {
            return false;
        }
        let (mut before, mut after) = self.page.mentions_around(sentence, quantity.span);
        let before = before.find(|mention| mention.kind == Kind::Person);
        let after = after.find(|mention| mention.kind == Kind::Person);
        let before = before.filter(|person| self.leads_to_age(person, quantity));
        let after = after.filter(|person| stated && self.is_adjacent(quantity.span, person.span));
        let Some(person) = before.or(after) else { return stated };
        let subject = Subject::Entity(person.entity);
        let value = Value::Number(Number { unit: Some("a".to_owned()), tolerance: 0.0, ..number(quantity, self.page.text) });
        self.plain(subject, Attribute::Age, value, person.span.join(quantity.span));
        true
    }

    /// `a` is also the unit of a length of time: `three years` is no age, `3 years old` is.
    fn is_age(&self, quantity: &Quantity) -> bool {
        let words = quantity.span.of(self.page.text);
        quantity.span == quantity.number || words.ends_with("old") || words.ends_with("olds") || words.ends_with("age")
    }

    /// `who is 45` and the end of the clause: a number by itself that somebody is.
    fn follows_being(&self, quantity: &Quantity) -> bool {
        let at = self.page.token_from(quantity.span.start());
        let tokens = &self.page.reading.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(self.page.text));
        let being = at.checked_sub(1).is_some_and(|before| matches!(word(before), "is" | "turned"));
        let closes = matches!(word(self.page.token_from(quantity.span.end())), "," | "." | ";" | "and" | "on");
        let person = at.checked_sub(2).is_some_and(|before| {
            let end = tokens[before].span.end();
            let last = self.page.reading.mentions.partition_point(|mention| mention.span.start() < end);
            word(before) == "who" || self.page.reading.mentions[..last].last().is_some_and(|mention| mention.span.end() == end)
        });
        being && closes && person && (1.0..=115.0).contains(&quantity.value) && quantity.value.fract() == 0.0
    }

    /// Only commas, `who`, forms of `be` and `aged` stand between the name and the age.
    fn leads_to_age(&self, person: &Mention, quantity: &Quantity) -> bool {
        let (from, to) = (self.page.token_from(person.span.end()), self.page.token_from(quantity.span.start()));
        self.page.reading.tokens[from..to].iter().all(|token| {
            matches!(
                self.page.lower(token),
                "," | "(" | "who" | "is" | "was" | "turned" | "aged" | "age" | "at" | "the" | "a" | "an" | "now"
            )
        })
    }

    /// At most three small words stand between an age and the name after it: `the 45-year-old actor Jo Roe`.
    fn is_adjacent(&self, age: Span, name: Span) -> bool {
        let tokens = &self.page.reading.tokens[self.page.token_from(age.end())..self.page.token_from(name.start())];
        tokens.len() <= 3
            && tokens.iter().all(|token| {
                token.kind == TokenKind::Word && !matches!(self.page.lower(token), "and" | "of" | "with" | "told" | "said")
            })
    }

    /// `Jo Roe was born on 3 May 1950`, `who died in 1993`.
    pub(super) fn lives(&mut self) {
        let reading = self.page.reading;
        for time in reading.times.iter().filter(|time| is_date(time)) {
            let (Some(date), at) = (time.date, self.page.token_from(time.span.start())) else { continue };
            // `born on 3 May`, `born in Cork in 1945`.
            let place = |token: &&Token| {
                let word = token.span.of(self.page.text);
                matches!(word, "on" | "in" | "at" | "," | "near") || word.starts_with(char::is_uppercase) && word != "Born"
            };
            let back = 1 + reading.tokens[..at].iter().rev().take(6).take_while(place).count();
            let attribute = match at.checked_sub(back).map_or("", |at| self.page.lower_at(at)) {
                "born" => Attribute::Birth,
                "died" => Attribute::Death,
                _ => continue,
            };
            let Some(sentence) = self.page.sentence(time.span.start()) else { continue };
            // `Born in 1931, Jo Roe joined the party`
            let opens = self.page.token_from(reading.sentences[sentence].span.start()) == at - back;
            let behind = self.page.token_from(time.span.end());
            if opens && attribute == Attribute::Birth && self.page.lower_at(behind) == "," {
                let next = self.page.mentions_around(sentence, time.span).1.next();
                let told = next
                    .filter(|mention| mention.kind == Kind::Person && self.page.token_from(mention.span.start()) == behind + 1);
                if let Some(person) = told {
                    let span = reading.tokens[at - back].span.join(person.span);
                    self.plain(Subject::Entity(person.entity), attribute, Value::Date(date), span);
                }
                continue;
            }
            let Some(person) = self.page.mentions_around(sentence, reading.tokens[at - back].span).0.next() else { continue };
            let between = &reading.tokens[self.page.token_from(person.span.end())..at - back];
            let small = between.iter().all(|token| {
                token.kind == TokenKind::Number || matches!(self.page.lower(token), "," | "who" | "was" | "had" | "(")
            });
            if person.kind == Kind::Person && small {
                self.plain(Subject::Entity(person.entity), attribute, Value::Date(date), person.span.join(time.span));
            }
        }
    }
}
