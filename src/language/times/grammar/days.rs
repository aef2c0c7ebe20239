//! Days by their names and the parts of days: `Tuesday night`, `yesterday morning`, `by late afternoon`, `the night of 5 March`.

use super::super::TimeParts;
use super::super::calendar::DayPart;
use super::super::expression::{Expression, Meaning, Recurrence};
use super::super::lexeme::{Function, Lexeme};
use super::Grammar;

impl Grammar<'_> {
    /// `Tuesday`, `Tuesday night`, `Tuesday, January 28`, `Tuesday January 28 2:09 PM EST`.
    pub(super) fn weekday_first(&self, at: usize) -> Option<Expression> {
        let (weekday, short) = match self.lex(at) {
            Lexeme::Weekday(weekday) => (weekday, false),
            Lexeme::WeekdayShort(weekday) => (weekday, true),
            _ => return None,
        };
        let comma = at + 1 + usize::from(self.is_mark(at + 1, b','));
        let the = comma + usize::from(self.is(comma, Function::The));
        let date = match self.lex(the) {
            Lexeme::Month(_) | Lexeme::MonthShort(_) if the == comma => self.month_first(the),
            Lexeme::Number | Lexeme::Ordinal(_) => self.day_first(the).or_else(|| self.numeric_date(the)),
            _ => None,
        };
        if let Some(mut date) = date.filter(|date| date.parts.day.is_some() && matches!(date.meaning, Meaning::Calendar { .. })) {
            date.from = at;
            date.parts.weekday = Some((weekday, self.span(at)));
            return Some(date);
        }
        if short || self.is_name_of_a_paper(at) {
            return None;
        }
        // `Tuesday nights`.
        if let Lexeme::DayParts(part) = self.lex(at + 1) {
            return Some(Expression::new(at, at + 2, Meaning::Set(Recurrence::WeekdayPart(weekday, part))));
        }
        let meaning = Meaning::Weekday { weekday, toward: None };
        let parts = TimeParts { weekday: Some((weekday, self.span(at))), ..TimeParts::default() };
        Some(self.with_clock(self.with_day_part(Expression::new(at, at + 1, meaning).with_parts(parts))))
    }

    /// `Sunday Times`, `Saturday Night Live`, `Black Friday`.
    fn is_name_of_a_paper(&self, at: usize) -> bool {
        const PAPERS: [&str; 15] = [
            "Times",
            "Telegraph",
            "Mirror",
            "Express",
            "Mail",
            "Post",
            "Herald",
            "Independent",
            "Mercury",
            "Star",
            "People",
            "World",
            "Tribune",
            "Sun",
            "Business",
        ];
        const DAYS: [&str; 6] = ["Black", "Bloody", "Super", "Good", "Ash", "Ruby"];
        let show = self.word(at + 1) == "Night" && self.is_capitalised(at + 2) && self.lex(at + 2) == Lexeme::Other;
        show || PAPERS.contains(&self.word(at + 1)) || at.checked_sub(1).is_some_and(|before| DAYS.contains(&self.word(before)))
    }

    /// `morning` in `Tuesday morning`, `tonight` in `Tuesday tonight`.
    pub(super) fn with_day_part(&self, mut expression: Expression) -> Expression {
        if let Lexeme::DayPart(part) = self.lex(expression.to) {
            expression.part = Some(part);
            expression.to += 1;
        }
        expression
    }

    /// `by late afternoon`, `until mid-morning`, `mid-afternoon yesterday`; the phase stands at `at`.
    pub(super) fn phase_of_day(&self, at: usize) -> Option<Expression> {
        let Lexeme::Phase(_) = self.lex(at) else { return None };
        let (word, modifier) = self.phase(at)?;
        let Lexeme::DayPart(part) = self.lex(word) else { return None };
        let day = match self.lex(word + 1) {
            Lexeme::Day(_) => self.day_name(word + 1),
            Lexeme::Weekday(_) => self.weekday_first(word + 1),
            _ => None,
        };
        // `by late afternoon they had`, but `the late night show`.
        let led = match self.before(at) {
            Lexeme::Function(Function::Preposition) => !self.is_hyphen(word + 1),
            Lexeme::Function(Function::In | Function::At | Function::The) => {
                matches!(self.lex(word + 1), Lexeme::End | Lexeme::Mark(_)) && !self.is_hyphen(word + 1)
            }
            _ => false,
        };
        let mut expression = match day {
            Some(day) if day.part.is_none() && day.clock.is_none() => Expression { from: at, ..day },
            _ if led => Expression::new(at, word + 1, Meaning::NarrativeDay(0)),
            _ => return None,
        };
        expression.part = Some(part);
        expression.modifier = modifier;
        Some(expression)
    }

    /// `night of 5 March`, `morning of Tuesday, March 4`; the part of the day stands at `at`.
    pub(super) fn part_of_date(&self, at: usize) -> Option<Expression> {
        let Lexeme::DayPart(part) = self.lex(at) else { return None };
        if !self.is(at + 1, Function::Of) {
            return None;
        }
        let date = match self.lex(at + 2) {
            Lexeme::Month(_) | Lexeme::MonthShort(_) => self.month_first(at + 2),
            Lexeme::Weekday(_) => self.weekday_first(at + 2),
            Lexeme::Number => self.day_first(at + 2),
            _ => None,
        }?;
        let whole_day = date.part.is_none() && date.clock.is_none() && (date.parts.day.is_some() || date.parts.weekday.is_some());
        whole_day.then_some(Expression { from: at, part: Some(part), ..date })
    }

    /// `yesterday morning`, `tonight`, `overnight`, `today at 8 p.m.`
    pub(super) fn day_name(&self, at: usize) -> Option<Expression> {
        // A newspaper and two broadcasts.
        if self.word(at.wrapping_sub(1)) == "USA" || self.is_capitalised(at) && self.is_word(at + 1, "show") {
            return None;
        }
        let expression = match self.lex(at) {
            Lexeme::Day(days) => self.with_day_part(Expression::new(at, at + 1, Meaning::Day(i32::from(days)))),
            Lexeme::Tonight => {
                let mut expression = Expression::new(at, at + 1, Meaning::Day(0));
                expression.part = Some(DayPart::Night);
                return Some(expression);
            }
            _ => return None,
        };
        Some(self.with_clock(expression))
    }
}
