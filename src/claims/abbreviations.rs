//! What abbreviations stand for: `World Trade Organization (WTO)`, `GATT, the General Agreement on Tariffs and Trade`,
//! `most-favoured-nation status (MFN)`.

use std::ops::Range;

use crate::language::{EntityId, Kind, TokenKind};
use crate::text::Span;

use super::Reader;
use super::model::{Attribute, Subject, Value};

/// Words that abbreviations leave out.
const LEFT_OUT: [&str; 9] = ["a", "and", "at", "for", "in", "of", "on", "the", "to"];

impl Reader<'_> {
    /// Abbreviations that are spelt out.
    pub(super) fn expansions(&mut self) {
        let reading = self.page.reading;
        for at in 0..reading.tokens.len() {
            if !self.is_short(at) {
                continue;
            }
            let found = self.before_brackets(at).or_else(|| self.beside_comma(at));
            let Some((long, entity, span)) = found else { continue };
            let subject = Subject::Abbreviation { letters: self.written(at).to_owned(), entity };
            self.plain(subject, Attribute::Expansion, Value::Text(self.page.words(long)), span);
        }
    }

    fn written(&self, at: usize) -> &str {
        self.page.reading.tokens.get(at).map_or("", |token| token.span.of(self.page.text))
    }

    fn is_short(&self, at: usize) -> bool {
        let letters = self.written(at);
        (2..=7).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// `World Trade Organization (WTO)`: the name before the bracket, whose it is, and where all of it stands.
    fn before_brackets(&self, at: usize) -> Option<(Span, Option<EntityId>, Span)> {
        let reading = self.page.reading;
        if at < 2 || self.written(at - 1) != "(" || self.written(at + 1) != ")" {
            return None;
        }
        let end = reading.tokens[at - 2].span.end();
        let by_start = reading.mentions.partition_point(|mention| mention.span.start() < end);
        let long = reading.mentions[..by_start].iter().rev().take(3).find(|mention| mention.span.end() == end);
        let long = long.filter(|mention| mention.kind == Kind::Organisation || mention.kind == Kind::Place);
        let name = match long {
            Some(mention) => mention.name.unwrap_or(mention.span),
            None => self.spelt_out_before(at - 1, self.written(at))?,
        };
        Some((name, long.map(|mention| mention.entity), name.join(reading.tokens[at + 1].span)))
    }

    /// `GATT, the General Agreement on Tariffs and Trade,` and `the General Agreement on Tariffs and Trade, or GATT`.
    fn beside_comma(&self, at: usize) -> Option<(Span, Option<EntityId>, Span)> {
        let reading = self.page.reading;
        let short = reading.tokens[at].span;
        let entity = self.page.mention_starting(short.start()).map(|mention| mention.entity);
        if self.written(at + 1) == "," && self.page.lower_at(at + 2) == "the" {
            let long = self.spelt_out_from(at + 3, self.written(at))?;
            return Some((long, entity, short.join(long)));
        }
        let or = at.checked_sub(2).filter(|&comma| self.page.lower_at(at - 1) == "or" && self.written(comma) == ",")?;
        let long = self.spelt_out_before(or, self.written(at))?;
        Some((long, entity, long.join(short)))
    }

    /// The words before a token that begin with the letters.
    fn spelt_out_before(&self, end: usize, letters: &str) -> Option<Span> {
        let mut at = end;
        for letter in letters.chars().rev() {
            at = at.checked_sub(1)?;
            while at > 0 && !self.begins(at, letter) && LEFT_OUT.contains(&self.page.lower_at(at)) {
                at -= 1;
            }
            // The hyphen of `most-favoured-nation` is a token.
            if self.page.reading.tokens[at].kind != TokenKind::Word && self.written(at) == "-" {
                at = at.checked_sub(1)?;
            }
            if !self.begins(at, letter) {
                return None;
            }
        }
        self.span(at..end)
    }

    /// The words from a token on that begin with the letters, each with a capital.
    fn spelt_out_from(&self, start: usize, letters: &str) -> Option<Span> {
        let mut at = start;
        for letter in letters.chars() {
            while !self.begins(at, letter) && LEFT_OUT.contains(&self.page.lower_at(at)) {
                at += 1;
            }
            if !self.written(at).starts_with(letter) {
                return None;
            }
            at += 1;
        }
        // A name that goes on is another name.
        (!self.written(at).starts_with(char::is_uppercase)).then_some(())?;
        self.span(start..at)
    }

    fn begins(&self, at: usize, letter: char) -> bool {
        self.written(at).chars().next().is_some_and(|first| first.eq_ignore_ascii_case(&letter))
    }

    fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let tokens = &self.page.reading.tokens[tokens];
        Some(tokens.first()?.span.join(tokens.last()?.span))
    }
}
