//! Times told from another time: `last June`, `this week`, `the next day`, `next Thursday`, `this year's third quarter`.

use super::super::TimeParts;
use super::super::calendar::{DayPart, Grain};
use super::super::expression::{Amount, Base, Expression, Meaning, Period, YearOf};
use super::super::lexeme::{Function, Holiday, Lexeme, Reference, Toward};
use super::Grammar;

impl Grammar<'_> {
    /// `last`, `this`, `next` … with what follows.
    pub(super) fn relative(&self, at: usize) -> Option<Expression> {
        let Lexeme::Toward(toward) = self.lex(at) else { return None };
        let that = self.is_word(at, "that");
        // `This Week`, `This Morning` are broadcasts.
        if at > 0
            && self.is_capitalised(at)
            && self.is_capitalised(at + 1)
            && matches!(self.lex(at + 1), Lexeme::Unit(_) | Lexeme::Units(_) | Lexeme::DayPart(_))
        {
            return None;
        }
        let mut next = at + 1;
        let mut toward = toward;
        // `this past spring`, `this coming Sunday`, `that same day`.
        if matches!(toward, Toward::This | Toward::Same)
            && let Lexeme::Toward(inner @ (Toward::Past | Toward::Coming | Toward::Same)) = self.lex(next)
        {
            toward = if inner == Toward::Past { Toward::Last } else { inner };
            next += 1;
        }
        if self.lex(next) == Lexeme::Fiscal {
            next += 1;
        }
        // `the last half of 1989`.
        if let (Toward::Last, Lexeme::Half) = (toward, self.lex(next)) {
            return self.last_half(at, next);
        }
        match self.lex(next) {
            Lexeme::Weekday(weekday) if !that => {
                let mut expression = self.weekday_first(next)?;
                expression.from = at;
                if let Meaning::Weekday { .. } = expression.meaning {
                    expression.meaning = Meaning::Weekday { weekday, toward: Some(toward) };
                }
                Some(expression)
            }
            Lexeme::Month(_) if !that => {
                let mut expression = self.month_first(next)?;
                expression.from = at;
                if let Meaning::Calendar { year: YearOf::Unstated, .. } = expression.meaning {
                    expression.meaning = Meaning::Calendar { year: YearOf::Unstated, toward: Some(toward) };
                }
                Some(expression)
            }
            Lexeme::Season(_) => self.from(at, self.season(next, Some(toward))?),
            Lexeme::Holiday(_) => self.from(at, self.holiday(next, Some(toward))?),
            Lexeme::Ordinal(_) if !that => self.from(at, self.part_of_year(at, next, YearOf::Unstated, Some(toward))?),
            Lexeme::Unit(grain) => self.whole(at, next, grain, toward),
            Lexeme::DayPart(part) => self.part_of_day(at, next, toward, part),
            Lexeme::Function(Function::Period) if toward == Toward::Latest => {
                Some(Expression::new(at, next + 1, Meaning::Whole { grain: Grain::Quarter, toward }))
            }
            Lexeme::Number | Lexeme::NumberWord | Lexeme::Vague | Lexeme::Couple | Lexeme::Function(Function::A)
                if matches!(
                    toward,
                    Toward::Last
                        | Toward::Past
                        | Toward::Next
                        | Toward::Coming
                        | Toward::Following
                        | Toward::Previous
                        | Toward::Latest
                ) =>
            {
                let expression = self.length_after_article(next)?;
                self.from(at, expression)
            }
            Lexeme::Units(grain) => self.some_units(at, next, grain, toward),
            _ => self.reference(at, toward),
        }
    }

    fn last_half(&self, at: usize, half: usize) -> Option<Expression> {
        let mut parts = TimeParts::default();
        let (year, end) = self.year_of_period(half + 1, &mut parts);
        let meaning = Meaning::Period { period: Period::Half(2), year, toward: None };
        (year != YearOf::Unstated).then(|| Expression::new(at, end, meaning).with_parts(parts))
    }

    fn from(&self, at: usize, mut expression: Expression) -> Option<Expression> {
        expression.from = at;
        Some(expression)
    }

    /// `last year`, `this week`, `last year's third quarter`, `the next day`.
    fn whole(&self, at: usize, unit: usize, grain: Grain, toward: Toward) -> Option<Expression> {
        let end = unit + 1;
        if grain == Grain::Year {
            let years = match toward {
                Toward::Last => Some(-1),
                Toward::This => Some(0),
                Toward::Next => Some(1),
                _ => None,
            };
            if let Some(years) = years {
                let after = end + usize::from(self.lex(end) == Lexeme::Possessive);
                let after = if self.lex(after) == Lexeme::Fiscal { after + 1 } else { after };
                if let Lexeme::Ordinal(_) = self.lex(after)
                    && let Some(expression) = self.part_of_year(at, after, YearOf::Relative(years), None)
                {
                    return Some(expression);
                }
                if self.lex(end) == Lexeme::Possessive && self.lex(end + 1) == Lexeme::Unit(Grain::Quarter) {
                    return Some(Expression::new(at, end + 2, Meaning::Reported { year: YearOf::Narrative(-1) }))
                        .filter(|_| years == -1);
                }
            }
        }
        match grain {
            Grain::Day => {
                let days = match toward {
                    Toward::Next | Toward::Following => 1,
                    Toward::Previous => -1,
                    Toward::Same => 0,
                    _ => return None,
                };
                Some(Expression::new(at, end, Meaning::NarrativeDay(days)))
            }
            Grain::Second | Grain::Minute | Grain::Hour => {
                let amount = Amount::Number(1.0);
                let length = matches!(toward, Toward::Last | Toward::Past | Toward::Next | Toward::Previous | Toward::Coming);
                length.then(|| Expression::new(at, end, Meaning::Duration { amount, grain }))
            }
            // `over the past year`, `in the past decade`.
            _ if toward == Toward::Past || toward == Toward::Coming && self.is(at.wrapping_sub(1), Function::The) => {
                Some(Expression::new(at, end, Meaning::Duration { amount: Amount::Number(1.0), grain }))
            }
            _ if matches!(toward, Toward::Recent | Toward::Future) => None,
            _ => Some(Expression::new(at, end, Meaning::Whole { grain, toward })),
        }
    }

    /// `this morning`, `last night`, `the next morning`.
    fn part_of_day(&self, at: usize, word: usize, toward: Toward, part: DayPart) -> Option<Expression> {
        let meaning = match toward {
            Toward::This => Meaning::Day(0),
            Toward::Last => Meaning::Day(-1),
            Toward::Next | Toward::Following => Meaning::NarrativeDay(1),
            Toward::Previous => Meaning::NarrativeDay(-1),
            Toward::Same => Meaning::NarrativeDay(0),
            _ => return None,
        };
        let mut expression = Expression::new(at, word + 1, meaning);
        expression.part = Some(part);
        Some(expression)
    }

    /// `recent years`, `coming weeks`, `past years`.
    fn some_units(&self, at: usize, unit: usize, grain: Grain, toward: Toward) -> Option<Expression> {
        let meaning = match toward {
            Toward::Recent if grain < Grain::Year => Meaning::Duration { amount: Amount::Unsaid, grain },
            Toward::Recent => Meaning::Reference(Reference::Past),
            Toward::Coming | Toward::Future => Meaning::Reference(Reference::Future),
            Toward::Past => Meaning::Reference(Reference::Past),
            Toward::Next | Toward::Last | Toward::Previous | Toward::Following => {
                Meaning::Duration { amount: Amount::Unsaid, grain }
            }
            Toward::This | Toward::Same | Toward::Latest => return None,
        };
        Some(Expression::new(at, unit + 1, meaning))
    }

    /// `the past`, `the future`, `recent`, `current` as words of their own.
    fn reference(&self, at: usize, toward: Toward) -> Option<Expression> {
        let the = self.is(at.wrapping_sub(1), Function::The);
        let noun_follows = matches!(self.lex(at + 1), Lexeme::Other | Lexeme::Number | Lexeme::NumberWord);
        let reference = match toward {
            Toward::This if self.is_word(at, "current") => Reference::Present,
            Toward::Past if the && !noun_follows => Reference::Past,
            Toward::Future if the || self.is_word(at.wrapping_sub(1), "near") => Reference::Future,
            _ => return None,
        };
        Some(Expression::new(at, at + 1, Meaning::Reference(reference)))
    }

    /// `the year`, `the quarter`, `the weekend`, `the morning`: the one spoken of; the noun stands at `at`.
    pub(super) fn whole_unit(&self, at: usize) -> Option<Expression> {
        // `the day before yesterday`, `the day after tomorrow`.
        if let (Lexeme::Unit(Grain::Day), Lexeme::Day(day @ (-1 | 1))) = (self.lex(at), self.lex(at + 2))
            && self.is_word(at + 1, if day < 0 { "before" } else { "after" })
        {
            return Some(Expression::new(at, at + 3, Meaning::Day(2 * i32::from(day))));
        }
        match self.lex(at) {
            // `the year before.`
            Lexeme::Unit(grain @ (Grain::Day | Grain::Week | Grain::Month | Grain::Year))
                if self.is_word(at + 1, "before") && matches!(self.lex(at + 2), Lexeme::End | Lexeme::Mark(_)) =>
            {
                let meaning = Meaning::Offset { amount: Amount::Number(1.0), grain, back: true, base: Base::Narrative };
                Some(Expression::new(at, at + 2, meaning))
            }
            Lexeme::Unit(Grain::Year) => {
                // `the year 2000`.
                if let Some(mut year) = self.year(at + 1) {
                    year.from = at;
                    return Some(year);
                }
                if self.is(at + 1, Function::End) {
                    return None;
                }
                // `the end of the year`, `earlier in the year`: the article's.
                let of = matches!(self.lex(at.wrapping_sub(2)), Lexeme::Function(Function::Of));
                let in_phase = self.is(at.wrapping_sub(2), Function::In)
                    && matches!(self.lex(at.wrapping_sub(3)), Lexeme::Phase(_) | Lexeme::Earlier | Lexeme::Later);
                let ended = ["ended", "ending"].iter().any(|word| self.is_word(at + 1, word));
                if of || in_phase || self.is_word(at.wrapping_sub(2), "for") && !ended {
                    return Some(Expression::new(at, at + 1, Meaning::Whole { grain: Grain::Year, toward: Toward::This }));
                }
                Some(Expression::new(at, at + 1, Meaning::Duration { amount: Amount::Number(1.0), grain: Grain::Year }))
            }
            Lexeme::Unit(Grain::Quarter) => {
                // `the quarter a year ago`.
                if self.is(at + 1, Function::A)
                    && let (YearOf::Relative(_) | YearOf::Narrative(_), end) =
                        self.year_of_period(at + 1, &mut TimeParts::default())
                {
                    return Some(Expression::new(at, end, Meaning::Reported { year: YearOf::Narrative(-1) }));
                }
                Some(Expression::new(at, at + 1, Meaning::Whole { grain: Grain::Quarter, toward: Toward::Latest }))
            }
            Lexeme::Unit(grain @ (Grain::Weekend | Grain::Week | Grain::Month)) => {
                // `the week of March 6`.
                if self.is(at + 1, Function::Of)
                    && grain == Grain::Week
                    && let Lexeme::Month(_) | Lexeme::MonthShort(_) = self.lex(at + 2)
                    && let Some(date) = self.month_first(at + 2)
                {
                    return Some(Expression { from: at, meaning: Meaning::Whole { grain, toward: Toward::Same }, ..date });
                }
                // `the month of March`.
                if self.is(at + 1, Function::Of)
                    && grain == Grain::Month
                    && let Lexeme::Month(_) = self.lex(at + 2)
                {
                    return self.month_first(at + 2).map(|month| Expression { from: at, ..month });
                }
                Some(Expression::new(at, at + 1, Meaning::Whole { grain, toward: Toward::This }))
            }
            Lexeme::DayPart(part) => {
                let led = self.is(at.wrapping_sub(2), Function::In);
                let mut expression = Expression::new(at, at + 1, Meaning::NarrativeDay(0));
                expression.part = Some(part);
                led.then_some(expression)
            }
            _ => None,
        }
    }

    /// `year-ago quarter`, `nine-month period`: the hyphened word at `at` names a period with the noun after it.
    pub(super) fn names_the_period(&self, at: usize) -> bool {
        let after = at + 3;
        matches!(self.lex(after), Lexeme::Unit(_) | Lexeme::Ordinal(_) | Lexeme::Function(Function::Period))
    }

    /// `recent`, `current` or `future` before a noun.
    pub(super) fn is_adjective_of_reference(&self, at: usize) -> bool {
        matches!(self.lex(at), Lexeme::Toward(Toward::Recent | Toward::This))
            && matches!(self.lex(at + 1), Lexeme::Other | Lexeme::NumberWord | Lexeme::Number)
    }

    /// `now`, `right now`, `recently`.
    pub(super) fn reference_word(&self, at: usize, reference: Reference) -> Expression {
        // `right now`.
        let from = if self.is_word(at.wrapping_sub(1), "right") { at - 1 } else { at };
        Expression::new(from, at + 1, Meaning::Reference(reference))
    }

    /// `full year`, `fiscal year`: the one that the article is about; the adjective stands at `at`.
    pub(super) fn whole_year(&self, at: usize) -> Option<Expression> {
        let fiscal = self.lex(at) == Lexeme::Fiscal;
        (self.lex(at + 1) == Lexeme::Unit(Grain::Year)).then(|| {
            let length = Meaning::Duration { amount: Amount::Number(1.0), grain: Grain::Year };
            let year = Meaning::Whole { grain: Grain::Year, toward: Toward::This };
            Expression::new(at, at + 2, if fiscal { length } else { year })
        })
    }

    /// `near future`, `short term`.
    pub(super) fn near_future(&self, at: usize) -> Option<Expression> {
        let future = ["future", "term"].iter().any(|word| self.is_word(at + 1, word));
        future.then(|| Expression::new(at, at + 2, Meaning::Reference(Reference::Future)))
    }

    /// `these days`.
    pub(super) fn these_days(&self, at: usize) -> Option<Expression> {
        (self.lex(at + 1) == Lexeme::Units(Grain::Day))
            .then(|| Expression::new(at, at + 2, Meaning::Reference(Reference::Present)))
    }

    /// `year-end`, `year's end`; the unit stands at `at`.
    pub(super) fn year_end(&self, at: usize) -> Option<Expression> {
        if self.lex(at) != Lexeme::Unit(Grain::Year) {
            return None;
        }
        let possessive = self.lex(at + 1) == Lexeme::Possessive;
        let next = if possessive { at + 2 } else { self.after_hyphen(at + 1) };
        if !self.is(next, Function::End) {
            return None;
        }
        if !possessive {
            let meaning =
                Meaning::Period { period: Period::Holiday(Holiday::Fixed(12, 31)), year: YearOf::Unstated, toward: None };
            return Some(Expression::new(at, next + 1, meaning));
        }
        let mut expression = Expression::new(at, next + 1, Meaning::Whole { grain: Grain::Year, toward: Toward::This });
        expression.modifier = Some(super::super::TimeModifier::End);
        Some(expression)
    }
}
