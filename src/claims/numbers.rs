//! What is counted, measured, paid, and what rises and falls.

use crate::language::{ChangeRole, Modifier, Quantity, Token, TokenKind};
use crate::text::Span;

use super::Reader;
use super::model::{Attribute, Number, Stem, Subject, Thing, Value};
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

/// From how many to how many a word can mean.
fn dozens(lower: &str) -> Option<(f64, f64)> {
    Some(match lower {
        "tens" => (20.0, 100.0),
        "dozens" => (24.0, 200.0),
        "scores" => (40.0, 400.0),
        "hundreds" => (200.0, 2_000.0),
        "thousands" => (2_000.0, 20_000.0),
        "millions" => (2_000_000.0, 20_000_000.0),
        _ => return None,
    })
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
        let subject = self.same_amount(quantity).unwrap_or(subject);
        let value = Value::Number(number(quantity, self.page.text));
        self.of_event(subject, attribute, value, quantity.span, quantity.span);
    }

    /// `$19 million (about £12 million)`: what the amount before the bracket is of, this one is of too.
    fn same_amount(&self, quantity: &Quantity) -> Option<Subject> {
        let mut at = self.page.token_from(quantity.span.start());
        at -= usize::from(at > 0 && matches!(self.page.lower_at(at - 1), "about" | "nearly" | "around" | "roughly" | "or"));
        let bracket = at.checked_sub(1).filter(|&at| self.page.lower_at(at) == "(")?;
        let end = self.page.reading.tokens[bracket.checked_sub(1)?].span.end();
        let before = self.claims.last().filter(|claim| claim.attribute == Attribute::Amount && claim.span.end() == end);
        before.map(|claim| claim.subject.clone())
    }

    /// `dozens of prisoners`, `tens of thousands of people`: no number, but one may be too large or too small for it.
    pub(super) fn dozens(&mut self) {
        let tokens = &self.page.reading.tokens;
        let mut at = 0;
        while at < tokens.len() {
            let start = at;
            at += 1;
            let Some((mut low, mut high)) = dozens(self.page.lower_at(start)) else { continue };
            if self.page.lower_at(at) == "of"
                && let Some((least, _)) = dozens(self.page.lower_at(at + 1))
            {
                // `tens of thousands`: the second says of what there are tens.
                (low, high) = (low * least / 2.0, high * least / 2.0);
                at += 2;
            }
            if self.page.lower_at(at) != "of" {
                continue;
            }
            let counted = at + 1;
            let mut end = counted;
            while end < tokens.len() && end < counted + 4 {
                let (word, token) = (self.page.word(end), &tokens[end]);
                let verb = end > counted && word.verb.is_some_and(|verb| !verb.noun);
                if token.kind != TokenKind::Word
                    || word.role.is_some()
                    || verb
                    || end > counted && is_past(self.page.lower_at(end))
                {
                    break;
                }
                end += 1;
            }
            let span = tokens[start].span;
            let taken = self.page.reading.quantities.iter().any(|quantity| quantity.span.overlaps(span));
            let words: Vec<Stem> = (counted..end).map(|at| stem(self.page.lower_at(at))).collect();
            let Some((head, modifiers)) = words.split_last().filter(|_| !taken) else { continue };
            let mut modifiers = modifiers.to_vec();
            modifiers.sort_unstable();
            let thing = Thing { head: *head, modifiers, whole: None, per: None, others: false };
            let value =
                Number { value: low, high: Some(high), tolerance: 0.0, unit: None, bound: None, against: None, change: None };
            let span = span.join(tokens[end - 1].span);
            self.of_event(Subject::Thing(thing), Attribute::Count, Value::Number(value), span, span);
        }
    }

    /// `one banker`, `the two governments`: the number says which, not how many.
    fn is_mere_word(&self, quantity: &Quantity) -> bool {
        let written = quantity.number.of(self.page.text);
        // `more than one subject`
        if quantity.value == 1.0 && quantity.unit.is_none() && written.eq_ignore_ascii_case("one") {
            let before = self.page.token_from(quantity.number.start()).checked_sub(1);
            let alone = before.is_some_and(|at| matches!(self.page.lower_at(at), "only" | "just"));
            return !alone || quantity.head.is_none();
        }
        if quantity.unit.is_some()
            || quantity.modifier.is_some()
            || quantity.number.of(self.page.text).contains(|c: char| c.is_ascii_digit())
        {
            return false;
        }
        let before = self.page.token_from(quantity.number.start()).checked_sub(1);
        let definite = before.is_some_and(|at| {
            matches!(self.page.lower_at(at), "the" | "these" | "those" | "both" | "his" | "her" | "their" | "same")
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
        let mut words: Vec<Stem> = words.filter(|word| role(word) != Some(Role::Empty)).map(stem).collect();
        let head = words.pop()?;
        words.sort_unstable();
        let last =
            |span: Span| span.of(self.page.text).split_whitespace().next_back().map(|word| stem(&word.to_ascii_lowercase()));
        let whole = quantity.whole.filter(|_| quantity.head.is_some()).and_then(last);
        // `eight of them`: a part of what was counted before.
        let after = self.page.token_from(quantity.number.end());
        let is_part = self.page.reading.tokens.get(after).is_some_and(|token| token.span.of(self.page.text) == "of");
        let whole = whole.or_else(|| Some(Stem::new("them")).filter(|_| is_part && quantity.head.is_some()));
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
                self.page.lower_at(before - 1),
                "about" | "some" | "nearly" | "almost" | "than" | "more" | "over" | "least"
            )
        {
            before -= 1;
        }
        let link = before.checked_sub(1).map(|link| self.page.lower_at(link));
        let linked = matches!(link, Some("of" | "worth" | "totalling" | "totaling" | "is" | "was" | "were" | "at"));
        if linked {
            return self.thing_before(reading.tokens[before - 1].span.start(), quantity);
        }
        let after = self.page.token_from(quantity.span.end());
        let article = link.is_some_and(|word| matches!(word, "a" | "an" | "the" | "its" | "their"));
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
                if token.kind != TokenKind::Word || role(lower).is_some() || from < to && is_past(lower) {
                    break;
                }
                from -= 1;
            }
            from..to
        };
        let mut group = nouns(self.page.token_from(end));
        for _ in 0..3 {
            let Some(before) = group.start.checked_sub(1).filter(|before| *before > first) else { break };
            if !matches!(self.page.lower_at(before), "in" | "from" | "to" | "for" | "at" | "on" | "between") {
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
