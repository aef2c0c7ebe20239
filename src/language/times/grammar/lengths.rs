//! Lengths of time and what recurs: `two months`, `a year and a half`, `45-year-old`, `every four years`, `daily`; and the
//! offsets that are made of lengths, `two months ago`.

use super::super::super::numerals::cardinal;
use super::super::calendar::Grain;
use super::super::expression::{Amount, Base, Expression, Meaning, Recurrence};
use super::super::lexeme::{Function, Lexeme, Limit, Reference};
use super::Grammar;

impl Grammar<'_> {
    /// `two months`, `10-hour`, `a year and a half`, and `two months ago`.
    pub(super) fn length(&self, at: usize) -> Option<Expression> {
        let (amount, grain, end) = self.amount_of_units(at)?;
        let article = self.is(at, Function::A);
        let meaning = |base, back| Meaning::Offset { amount, grain, back, base };
        match self.lex(end) {
            Lexeme::Ago => return Some(Expression::new(at, end + 1, meaning(Base::Article, true))),
            // An hour or a few days later is no date; the length is kept.
            Lexeme::Earlier | Lexeme::Later if grain < Grain::Day || amount == Amount::Unsaid => {}
            Lexeme::Earlier => return Some(Expression::new(at, end + 1, meaning(Base::Narrative, true))),
            Lexeme::Later => return Some(Expression::new(at, end + 1, meaning(Base::Narrative, false))),
            // `two years before.`, not `two years before the war`.
            _ if self.is_word(end, "before") && matches!(self.lex(end + 1), Lexeme::End | Lexeme::Mark(_)) => {
                return Some(Expression::new(at, end + 1, meaning(Base::Narrative, true)));
            }
            Lexeme::Function(Function::From)
                if matches!(self.lex(end + 1), Lexeme::Reference(Reference::Present) | Lexeme::Day(0)) =>
            {
                return Some(Expression::new(at, end + 2, meaning(Base::Article, false)));
            }
            _ => {}
        }
        if self.word(end).eq_ignore_ascii_case("hence") {
            return Some(Expression::new(at, end + 1, meaning(Base::Article, false)));
        }
        // `a day's work`, `a month-long`: kept; `a second`, `a weekend` are no lengths.
        if article && matches!(grain, Grain::Weekend | Grain::Quarter | Grain::Half) {
            return None;
        }
        let mut end = end;
        // `or so`.
        if self.is(end, Function::Or) && self.is(end + 1, Function::So) {
            end += 2;
            if self.lex(end) == Lexeme::Ago {
                return Some(Expression::new(at, end + 1, meaning(Base::Article, true)));
            }
        }
        // `$2 million a year`, `twice a week`, `24 hours a day`.
        if article && amount == Amount::Number(1.0) && self.is_rate(at) {
            let from = self.start_of_rate(at);
            return Some(Expression::new(from, end, Meaning::Set(Recurrence::Every { amount: 1.0, grain })));
        }
        Some(Expression::new(at, end, Meaning::Duration { amount, grain }))
    }

    /// `twice` of `twice a week`, `three` of `three times a week`: how often belongs to the expression, how much does not.
    fn start_of_rate(&self, at: usize) -> usize {
        let before = at - 1;
        let often = self.is_word(before, "times") && matches!(self.before(before), Lexeme::Number | Lexeme::NumberWord);
        if often {
            before - 1
        } else if self.is_word(before, "once") || self.is_word(before, "twice") {
            before
        } else {
            at
        }
    }

    /// What stands before `a year` happens or is paid so often: a number or what it counts.
    fn is_rate(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        matches!(self.lex(before), Lexeme::Number | Lexeme::NumberWord | Lexeme::Units(_))
            || ["once", "twice", "times", "million", "billion"].iter().any(|word| self.is_word(before, word))
            || self.is_plural_noun(before)
                && matches!(before.checked_sub(1).map(|at| self.lex(at)), Some(Lexeme::Number | Lexeme::NumberWord))
    }

    /// `nine months` of `the nine months`, `first two years` of `the first two years`.
    pub(super) fn length_after_article(&self, at: usize) -> Option<Expression> {
        let start = if let Lexeme::Ordinal(1) = self.lex(at) { at + 1 } else { at };
        let (amount, grain, end) = self.amount_of_units(start)?;
        // `the 30-day rate`: the article belongs to the noun.
        if self.is_hyphen(end - 2) {
            return None;
        }
        let mut end = end;
        if self.is(end, Function::Or) && self.is(end + 1, Function::So) {
            end += 2;
        }
        Some(Expression::new(at, end, Meaning::Duration { amount, grain }))
    }

    /// A number and a unit, and the index after them.
    fn amount_of_units(&self, at: usize) -> Option<(Amount, Grain, usize)> {
        if let Some(found) = self.part_of_unit(at) {
            return Some(found);
        }
        let (amount, after) = self.amount(at)?;
        // `half a century`.
        if let (Amount::Number(part), Lexeme::Unit(Grain::Century)) = (amount, self.lex(after))
            && part.fract() != 0.0
        {
            return Some((Amount::Number(part * 100.0), Grain::Year, after + 1));
        }
        let single = amount == Amount::Number(1.0);
        // `24-hours-a-day` is one word; `2018 day five` has a year.
        let joined = self.is_mark(at.wrapping_sub(1), b'-') && self.tight(at);
        let year = after == at + 1 && self.figure(at).is_some_and(|figure| figure.digits() == 4) && !self.is_hyphen(after);
        if joined && self.is(at, Function::A) || year && matches!(self.lex(after), Lexeme::Unit(_)) {
            return None;
        }
        let mut next = after;
        if self.is_hyphen(after) {
            let grain = match self.lex(after + 1) {
                Lexeme::Unit(grain) | Lexeme::Units(grain) => grain,
                Lexeme::Ordinal(2) => Grain::Second,
                _ => return None,
            };
            let mut end = after + 2;
            if self.is_hyphen(end) && self.is_word(end + 1, "long") {
                end += 2;
            }
            // An age is a quantity; `three-quarters` is a fraction.
            let age = self.is_hyphen(end) && self.is(end + 1, Function::Old);
            if age || self.lex(after + 1) == Lexeme::Units(Grain::Quarter) {
                return None;
            }
            return Some((amount, grain, end));
        }
        // `two more weeks`, `eight trading days`, `an additional year`.
        if matches!(self.lex(next), Lexeme::Limit(Limit::More)) || self.is_adjective_of_lengths(next) {
            next += 1;
        }
        let grain = match self.lex(next) {
            Lexeme::Units(grain) => grain,
            Lexeme::Unit(grain) if single || amount != Amount::Unsaid => grain,
            _ => return None,
        };
        // `60 Minutes` is a broadcast.
        if self.is_capitalised(next) && at > 0 {
            return None;
        }
        let mut end = next + 1;
        let mut amount = amount;
        if self.is(self.after_hyphen(end), Function::Old) {
            return None;
        }
        // `a year and a half`.
        if single && self.is(end, Function::And) && self.is(end + 1, Function::A) && self.lex(end + 2) == Lexeme::Half {
            amount = Amount::Number(1.5);
            end += 3;
        }
        Some((amount, grain, end))
    }

    /// `half-hour`, `a half century`, `a quarter-century`.
    fn part_of_unit(&self, at: usize) -> Option<(Amount, Grain, usize)> {
        let part_at = at + usize::from(self.is(at, Function::A));
        let part = match self.lex(part_at) {
            Lexeme::Half => 0.5,
            Lexeme::Unit(Grain::Quarter) => 0.25,
            _ => return None,
        };
        let unit_at = self.after_hyphen(part_at + 1);
        if part_at == at && unit_at == part_at + 1 {
            return None;
        }
        match self.lex(unit_at) {
            Lexeme::Unit(Grain::Century) => Some((Amount::Number(part * 100.0), Grain::Year, unit_at + 1)),
            Lexeme::Unit(Grain::Hour) => Some((Amount::Number(part * 60.0), Grain::Minute, unit_at + 1)),
            _ => None,
        }
    }

    fn is_adjective_of_lengths(&self, at: usize) -> bool {
        const WORDS: [&str; 12] = [
            "additional",
            "straight",
            "consecutive",
            "full",
            "trading",
            "business",
            "working",
            "whole",
            "solid",
            "long",
            "short",
            "extra",
        ];
        WORDS.contains(&self.word(at))
    }

    /// How many, before a unit, and the index after it.
    fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        match self.lex(at) {
            Lexeme::Vague => Some((Amount::Unsaid, at + 1)),
            Lexeme::Couple => Some((Amount::Number(2.0), at + 1 + usize::from(self.is(at + 1, Function::Of)))),
            Lexeme::Half => {
                let a = usize::from(self.is(at + 1, Function::A));
                Some((Amount::Number(0.5), at + 1 + a)).filter(|_| a == 1)
            }
            Lexeme::Number | Lexeme::NumberWord => {
                let number = cardinal(self.text, self.tokens, at)?;
                let mut end = number.end;
                // `two to three weeks`, `two or three years`, `10-12 hours`: the lower number, as HeidelTime has it.
                let second = match self.lex(end) {
                    Lexeme::Function(Function::To | Function::Or) => Some(end + 1),
                    Lexeme::Mark(b'-') if self.is_hyphen(end) => Some(end + 1),
                    _ => None,
                };
                if let Some(high) = second.and_then(|second| cardinal(self.text, self.tokens, second))
                    && high.value > number.value
                    && matches!(self.lex(high.end), Lexeme::Unit(_) | Lexeme::Units(_) | Lexeme::Mark(b'-'))
                {
                    end = high.end;
                }
                Some((Amount::Number(number.value), end))
            }
            Lexeme::Function(Function::A) => match self.lex(at + 1) {
                Lexeme::Vague => Some((Amount::Unsaid, at + 2)),
                Lexeme::Couple => Some((Amount::Number(2.0), at + 2 + usize::from(self.is(at + 2, Function::Of)))),
                Lexeme::NumberWord => {
                    let number = cardinal(self.text, self.tokens, at)?;
                    Some((Amount::Number(number.value), number.end))
                }
                _ => Some((Amount::Number(1.0), at + 1)),
            },
            _ => None,
        }
    }

    /// `years`, `decades`, `weeks` without a number.
    pub(super) fn bare_unit(&self, at: usize) -> Option<Expression> {
        if let Some(end) = self.year_end(at) {
            return Some(end);
        }
        // `month-long`, `decades-long`.
        if let Lexeme::Unit(grain) | Lexeme::Units(grain) = self.lex(at)
            && self.is_hyphen(at + 1)
            && self.is_word(at + 2, "long")
        {
            let amount = if let Lexeme::Unit(_) = self.lex(at) { Amount::Number(1.0) } else { Amount::Unsaid };
            return Some(Expression::new(at, at + 3, Meaning::Duration { amount, grain }));
        }
        let Lexeme::Units(grain) = self.lex(at) else { return None };
        if matches!(grain, Grain::Second | Grain::Weekend | Grain::Quarter) {
            return None;
        }
        if self.lex(at + 1) == Lexeme::Ago {
            let meaning = Meaning::Offset { amount: Amount::Unsaid, grain, back: true, base: Base::Article };
            return Some(Expression::new(at, at + 2, meaning));
        }
        let led = matches!(self.before(at), Lexeme::Function(Function::Preposition | Function::In | Function::Within))
            || self.is_word(at.wrapping_sub(1), "for");
        led.then(|| Expression::new(at, at + 1, Meaning::Duration { amount: Amount::Unsaid, grain }))
    }

    /// `every four years`, `each July`.
    pub(super) fn every(&self, at: usize) -> Option<Expression> {
        let next = at + 1 + usize::from(self.is_word(at + 1, "other") || self.is_word(at + 1, "single"));
        let other = self.is_word(at + 1, "other");
        let recurrence = match self.lex(next) {
            Lexeme::Unit(grain) => Recurrence::Every { amount: if other { 2.0 } else { 1.0 }, grain },
            Lexeme::Weekday(weekday) => Recurrence::Weekday(weekday),
            Lexeme::Month(month) => Recurrence::Month(month),
            Lexeme::Season(season) => Recurrence::Season(season),
            Lexeme::DayPart(part) => Recurrence::DayPart(part),
            Lexeme::Number | Lexeme::NumberWord | Lexeme::Vague | Lexeme::Couple => {
                let (amount, grain, end) = self.amount_of_units(next)?;
                let meaning = match amount {
                    Amount::Number(amount) => Meaning::Set(Recurrence::Every { amount, grain }),
                    Amount::Unsaid => Meaning::Set(Recurrence::EveryFew(grain)),
                };
                return Some(Expression::new(at, end, meaning));
            }
            _ => return None,
        };
        Some(Expression::new(at, next + 1, Meaning::Set(recurrence)))
    }

    /// `daily`, `Tuesdays`.
    pub(super) fn frequency(&self, at: usize) -> Option<Expression> {
        let recurrence = match self.lex(at) {
            Lexeme::Frequency(grain) if self.is_capitalised(at) && at > 0 => {
                // `the Daily News`, `People's Daily`.
                let _ = grain;
                return None;
            }
            Lexeme::Frequency(grain) => Recurrence::Every { amount: 1.0, grain },
            Lexeme::Weekdays(weekday) => Recurrence::Weekday(weekday),
            _ => return None,
        };
        Some(Expression::new(at, at + 1, Meaning::Set(recurrence)))
    }
}
