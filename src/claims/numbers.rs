//! What is counted, measured, paid, and what rises and falls.

use crate::language::{ChangeRole, Modifier, Quantity, Token, TokenKind};
use crate::text::Span;

use super::Reader;
use super::model::{Attribute, Number, Subject, Thing, Value};
use super::stem::{Role, is_past, role, stem};

/// A quantity as a number at its grain.
pub(super) fn number(quantity: &Quantity, text: &str) -> Number {
    Number {
        value: quantity.value,
        high: quantity.high,
        tolerance: tolerance(quantity, text),
        unit: quantity.unit.clone(),
        bound: quantity.modifier,
        against: quantity.against,
        change: quantity.change.map(|change| (change.direction, change.role)),
    }
}

/// How far a finer figure may lie from a quantity of a text and still be the same, rounded, in the unit of its value: half of the last
/// place that is given, as far as a figure can be a rounded one; of `about`, a tenth; all of `several dozen`.
#[must_use]
pub fn tolerance(quantity: &Quantity, text: &str) -> f64 {
    let figure: String = quantity.number.of(text).chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let figure = figure.trim_end_matches(['.', ',']).replace(',', "");
    let decimals = figure.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let value = quantity.value.abs();
    // A million of `5.2 million`, a hundredth of `25 cents`.
    let scale = figure.parse::<f64>().ok().filter(|figure| *figure > 0.0).map_or(1.0, |figure| value / figure);
    let place = if decimals > 0 || scale != 1.0 || quantity.unit.is_some() && value < 100.0 {
        scale * 0.1_f64.powi(decimals as i32)
    } else if value >= 100.0 && value.fract() == 0.0 {
        let mut place = 1.0;
        while value % (place * 10.0) == 0.0 {
            place *= 10.0;
        }
        if place > 1.0 { f64::min(place, value / 10.0) } else { 0.0 }
    } else {
        0.0
    };
    let words = quantity.number.of(text).to_ascii_lowercase();
    let vague = ["several", "few", "couple"].iter().any(|word| words.contains(word));
    if vague {
        return value;
    }
    let rounded = place / 2.0;
    if quantity.modifier == Some(Modifier::About) { rounded.max(value / 10.0) } else { rounded }
}

impl Reader<'_> {
    /// How many or how much, and of what.
    pub(super) fn number(&mut self, quantity: &Quantity) {
        if self.is_mere_word(quantity) {
            return;
        }
        if quantity.change.is_some_and(|change| change.role == ChangeRole::By || quantity.head.is_none()) {
            return self.change(quantity);
        }
        let attribute = match (&quantity.unit, quantity.head) {
            (None, Some(_)) => Attribute::Count,
            (None, None) if quantity.against.is_none() => return,
            // A length of time is no fact that two articles would be compared by.
            (Some(unit), _) if matches!(unit.as_str(), "a" | "mo" | "wk" | "d" | "h" | "min" | "s") => return,
            _ => Attribute::Amount,
        };
        let thing = match quantity.head {
            Some(head) => self.thing(head, quantity),
            None => quantity.whole.and_then(|whole| self.thing(whole, quantity)).or_else(|| self.thing_beside(quantity)),
        };
        let subject = thing.map_or(Subject::Event, Subject::Thing);
        let value = Value::Number(number(quantity, self.page.text));
        self.of_event(subject, attribute, value, quantity.span, quantity.span);
    }

    /// `one banker`, `the two governments`: the number says which, not how many.
    fn is_mere_word(&self, quantity: &Quantity) -> bool {
        if quantity.unit.is_some()
            || quantity.modifier.is_some()
            || quantity.number.of(self.page.text).contains(|c: char| c.is_ascii_digit())
        {
            return false;
        }
        let before = self.page.token_from(quantity.number.start()).checked_sub(1);
        let definite = before.is_some_and(|at| {
            matches!(
                self.page.lower(&self.page.reading.tokens[at]).as_str(),
                "the" | "these" | "those" | "both" | "his" | "her" | "their"
            )
        });
        quantity.value == 1.0 || quantity.value == 2.0 && definite
    }

    fn change(&mut self, quantity: &Quantity) {
        let Some(change) = quantity.change else { return };
        let thing = self.thing_before(change.cue.start(), quantity);
        let subject = thing.map_or(Subject::Event, Subject::Thing);
        let value = Value::Number(number(quantity, self.page.text));
        self.of_event(subject, Attribute::Change, value, change.cue.join(quantity.span), quantity.span);
    }

    /// The thing that a noun phrase names.
    fn thing(&self, phrase: Span, quantity: &Quantity) -> Option<Thing> {
        let reading = self.page.reading;
        let (from, to) = (self.page.token_from(phrase.start()), self.page.token_from(phrase.end()));
        self.thing_of(&reading.tokens[from..to], quantity)
    }

    fn thing_of(&self, tokens: &[Token], quantity: &Quantity) -> Option<Thing> {
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| self.page.lower(token));
        let mut words: Vec<String> = words.filter(|word| role(word) != Some(Role::Empty)).map(|word| stem(&word)).collect();
        let head = words.pop()?;
        words.sort_unstable();
        let last =
            |span: Span| span.of(self.page.text).split_whitespace().next_back().map(|word| stem(&word.to_ascii_lowercase()));
        let whole = quantity.whole.filter(|_| quantity.head.is_some()).and_then(last);
        // `eight of them`: a part of what was counted before.
        let after = self.page.token_from(quantity.number.end());
        let is_part = self.page.reading.tokens.get(after).is_some_and(|token| token.span.of(self.page.text) == "of");
        let whole = whole.or_else(|| Some("them".to_owned()).filter(|_| is_part && quantity.head.is_some()));
        let per = quantity.per.and_then(last);
        Some(Thing { head, modifiers: words, whole, per, others: quantity.others })
    }

    /// What an amount without a noun of its own is: `a fine of $19 million`, `charges worth $19 million`, `a $19 million fine`.
    fn thing_beside(&self, quantity: &Quantity) -> Option<Thing> {
        let reading = self.page.reading;
        let at = self.page.token_from(quantity.span.start());
        let mut before = at;
        while before > 0
            && matches!(
                self.page.lower(&reading.tokens[before - 1]).as_str(),
                "about" | "some" | "nearly" | "almost" | "than" | "more" | "over" | "least"
            )
        {
            before -= 1;
        }
        let link = before.checked_sub(1).map(|link| self.page.lower(&reading.tokens[link]));
        let linked = matches!(link.as_deref(), Some("of" | "worth" | "totalling" | "totaling" | "is" | "was" | "were" | "at"));
        if linked {
            return self.thing_before(reading.tokens[before - 1].span.start(), quantity);
        }
        let after = self.page.token_from(quantity.span.end());
        let article = link.as_deref().is_some_and(|word| matches!(word, "a" | "an" | "the" | "its" | "their"));
        let noun = reading.tokens.get(after..after + 1).filter(|noun| noun[0].kind == TokenKind::Word && article)?;
        self.thing_of(noun, quantity)
    }

    /// The nouns before a place in a sentence, at most three words; of `exports from Japan` the first.
    fn thing_before(&self, end: usize, quantity: &Quantity) -> Option<Thing> {
        let reading = self.page.reading;
        let sentence = self.page.sentence(quantity.span.start())?;
        let first = reading.sentences[sentence].tokens.start;
        let nouns = |to: usize| {
            let mut from = to;
            while from > first && to - from < 3 {
                let token = &reading.tokens[from - 1];
                let lower = self.page.lower(token);
                if token.kind != TokenKind::Word || role(&lower).is_some() || from < to && is_past(&lower) {
                    break;
                }
                from -= 1;
            }
            from..to
        };
        let mut group = nouns(self.page.token_from(end));
        for _ in 0..3 {
            let Some(before) = group.start.checked_sub(1).filter(|before| *before > first) else { break };
            if !matches!(
                self.page.lower(&reading.tokens[before]).as_str(),
                "in" | "from" | "to" | "for" | "at" | "on" | "between"
            ) {
                break;
            }
            let farther = nouns(before);
            if farther.is_empty() {
                break;
            }
            group = farther;
        }
        if group.is_empty() { None } else { self.thing_of(&reading.tokens[group], quantity) }
    }
}
