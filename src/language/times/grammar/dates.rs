//! Dates of the calendar: `Tuesday, January 28, 1997`, `28 January`, `01/28/97`, `July 1`, `1994`.

use super::super::super::numerals::{Shape, spelt_year};
use super::super::TimeParts;
use super::super::expression::{Expression, Meaning, YearOf};
use super::super::lexeme::{Function, Lexeme, Toward};
use super::Grammar;

const PLAIN: Meaning = Meaning::Calendar { year: YearOf::Unstated, toward: None };

impl Grammar<'_> {
    /// `January 28, 1997`, `Jan. 28`, `June 1994`, `last June`'s `June`.
    pub(super) fn month_first(&self, at: usize) -> Option<Expression> {
        let (month, short) = match self.lex(at) {
            Lexeme::Month(month) => (month, false),
            Lexeme::MonthShort(month) => (month, true),
            _ => return None,
        };
        let mut parts = TimeParts { month: Some((month, self.span(at))), ..TimeParts::default() };
        if let Some((day, after)) = self.day_after_month(at) {
            parts.day = Some((day, self.span(at + 1)));
            let (mut year, end) = self.year_after(after, &mut parts);
            // `the Sept. 11 attacks` have their year in their name.
            if (month, day, year) == (9, 11, YearOf::Unstated)
                && ["attacks", "attack", "terror", "terrorist", "hijackers"].iter().any(|word| self.is_word(end, word))
            {
                year = YearOf::Stated(2001);
            }
            let meaning = Meaning::Calendar { year, toward: None };
            return Some(self.with_clock(Expression::new(at, end, meaning).with_parts(parts)));
        }
        let (year, end) = self.year_after(at + 1, &mut parts);
        if year == YearOf::Unstated && (short || !self.is_surely_month(at, month)) {
            return None;
        }
        Some(Expression::new(at, end, Meaning::Calendar { year, toward: None }).with_parts(parts))
    }

    /// The day after a month's name, and the index after it.
    fn day_after_month(&self, month: usize) -> Option<(u8, usize)> {
        let at = month + 1;
        if self.tight(at) {
            return None;
        }
        let day = match self.lex(at) {
            Lexeme::Ordinal(day) => day,
            Lexeme::Number => {
                let figure = self.figure(at)?;
                let day = figure.ordinal().or_else(|| figure.integer().filter(|_| figure.digits() <= 2))?;
                u8::try_from(day).ok().filter(|day| (1..=99).contains(day))?
            }
            _ => return None,
        };
        let next = at + 1;
        let year_follows = self.is_mark(next, b',') && self.figure(next + 1).is_some_and(|figure| figure.digits() == 4);
        // `In May 45 people`, `in March 12 soldiers`: the number counts.
        let counts = self.is_plural_noun(next) && self.is(month.wrapping_sub(1), Function::In);
        let measures = matches!(self.lex(next), Lexeme::Units(_)) || self.is_mark(next, b'%') || self.is_word(next, "percent");
        if !year_follows && (counts || measures) {
            return None;
        }
        let led = self.is(month.wrapping_sub(1), Function::On) || matches!(self.before(month), Lexeme::Weekday(_));
        let closed = matches!(self.lex(next), Lexeme::End | Lexeme::Mark(_));
        (day <= 31 || year_follows || led || closed && day < 40).then_some((day, next))
    }

    /// The year that may follow a month or a day: `, 1997`, `of 1995`, `'97`, `last year`.
    fn year_after(&self, at: usize, parts: &mut TimeParts) -> (YearOf, usize) {
        let next = match self.lex(at) {
            Lexeme::Mark(b',') | Lexeme::Function(Function::Of) => at + 1,
            _ => at,
        };
        if let Some(figure) = self.figure(next)
            && figure.digits() == 4
            && !(next > at && self.is_mark(at, b',') && self.is_plural_noun(next + 1))
            && let Some(year) = figure.integer().filter(|year| (1000..2200).contains(year))
        {
            parts.year = Some((year as i16, self.span(next)));
            return (YearOf::Stated(year as i16), next + 1);
        }
        if self.is_mark(next, b'\'')
            && self.tight(next + 1)
            && let Some(year) = self.figure(next + 1).filter(|figure| figure.digits() == 2).and_then(|figure| figure.integer())
        {
            let year = widened(year);
            parts.year = Some((year, self.span_of(next, next + 2)));
            return (YearOf::Stated(year), next + 2);
        }
        if let Some((year, end)) = spelt_year(self.text, self.tokens, next) {
            parts.year = Some((year, self.span_of(next, end)));
            return (YearOf::Stated(year), end);
        }
        if self.lex(next + 1) == Lexeme::Unit(super::super::calendar::Grain::Year) && !self.is_mark(at, b',') {
            let years = match self.lex(next) {
                Lexeme::Toward(Toward::Last) => Some(-1),
                Lexeme::Toward(Toward::This) => Some(0),
                Lexeme::Toward(Toward::Next) => Some(1),
                Lexeme::Toward(Toward::Same) if next > at => return (YearOf::Narrative(0), next + 2),
                _ => None,
            };
            if let Some(years) = years.filter(|_| self.lex(next + 2) != Lexeme::Possessive) {
                return (YearOf::Relative(years), next + 2);
            }
        }
        (YearOf::Unstated, at)
    }

    /// A month's name alone is a month, not a woman, a march or a modal verb.
    fn is_surely_month(&self, at: usize, month: u8) -> bool {
        let led = matches!(
            self.before(at),
            Lexeme::Function(
                Function::In
                    | Function::Of
                    | Function::From
                    | Function::To
                    | Function::Preposition
                    | Function::And
                    | Function::Or
            ) | Lexeme::Toward(_)
                | Lexeme::Phase(_)
                | Lexeme::Every
        ) || self.is_hyphen(at.wrapping_sub(1))
            || matches!(self.before(at), Lexeme::Limit(_));
        if self.joins(at + 1, at + 2) && self.is_mark(at + 1, b'-') && matches!(self.lex(at + 2), Lexeme::Month(_)) {
            return true;
        }
        let next_is_name = self.is_capitalised(at + 1) && self.lex(at + 1) == Lexeme::Other;
        if matches!(self.before(at), Lexeme::Function(Function::And | Function::Or)) && next_is_name {
            return false;
        }
        if led {
            return !(month == 5 && matches!(self.before(at), Lexeme::Function(Function::And | Function::Or)));
        }
        match month {
            3 | 5 => false,
            4 | 6 | 8 => !next_is_name,
            _ => true,
        }
    }

    /// `28 January 1997`, `28th of January`, `3rd June`.
    pub(super) fn day_first(&self, at: usize) -> Option<Expression> {
        let (day, ordinal) = match self.lex(at) {
            Lexeme::Ordinal(day) => (day, true),
            Lexeme::Number => {
                let figure = self.figure(at)?;
                match figure.ordinal() {
                    Some(day) => (u8::try_from(day).ok()?, true),
                    None => (u8::try_from(figure.integer().filter(|_| figure.digits() <= 2)?).ok()?, false),
                }
            }
            _ => return None,
        };
        let mut next = at + 1;
        // `10-12 March`, `10 to 12 March`: this day has its month from the other.
        let mut month_at = next;
        if self.is_hyphen(next) || matches!(self.lex(next), Lexeme::Function(Function::To | Function::And)) {
            let other = self.figure(next + 1)?;
            if other.digits() == 0 || other.digits() > 2 {
                return None;
            }
            month_at = next + 2;
        } else if self.is(next, Function::Of) && ordinal {
            next += 1;
            month_at = next;
        }
        let (Lexeme::Month(month) | Lexeme::MonthShort(month)) = self.lex(month_at) else { return None };
        if day == 0 || day > 31 {
            return None;
        }
        let mut parts =
            TimeParts { day: Some((day, self.span(at))), month: Some((month, self.span(month_at))), ..TimeParts::default() };
        if month_at > next {
            return Some(Expression::new(at, at + 1, PLAIN).with_parts(parts));
        }
        // `5 May Day marchers`, and a month that has a day of its own: `12 June 4 protesters`.
        if self.day_after_month(month_at).is_some_and(|_| self.figure(month_at + 1).is_some_and(|figure| figure.digits() < 4)) {
            return None;
        }
        let (year, end) = self.year_after(month_at + 1, &mut parts);
        Some(self.with_clock(Expression::new(at, end, Meaning::Calendar { year, toward: None }).with_parts(parts)))
    }

    /// The second day or year of a range: `12` of `March 10-12`, `97` of `1994-97`.
    pub(super) fn continued(&self, at: usize, previous: Option<&Expression>) -> Option<Expression> {
        let previous = previous?;
        let Meaning::Calendar { year, .. } = previous.meaning else { return None };
        let hyphen = previous.to + 1 == at && self.is_mark(previous.to, b'-');
        let to = previous.to + 1 == at && matches!(self.lex(previous.to), Lexeme::Function(Function::To | Function::And));
        if !hyphen && !to {
            return None;
        }
        let figure = self.figure(at)?;
        let number = figure.integer().filter(|_| figure.digits() <= 2)?;
        if let Some(month) = previous.parts.month
            && previous.parts.day.is_some_and(|(day, _)| u32::from(day) < number)
            && number <= 31
            && previous.parts.year.is_none()
            && !self.is_plural_noun(at + 1)
            && !matches!(self.lex(at + 1), Lexeme::Units(_) | Lexeme::Month(_) | Lexeme::NumberWord | Lexeme::Mark(b'%' | b'$'))
            && !(self.lex(at + 1) == Lexeme::Other && self.is(previous.to, Function::And))
        {
            let mut parts = TimeParts { day: Some((number as u8, self.span(at))), month: Some(month), ..TimeParts::default() };
            let (year, end) = self.year_after(at + 1, &mut parts);
            return Some(Expression::new(at, end, Meaning::Calendar { year, toward: None }).with_parts(parts));
        }
        if hyphen
            && figure.digits() == 2
            && self.tight(at)
            && previous.parts.month.is_none()
            && let YearOf::Stated(first) = year
            && number as i16 > first % 100
        {
            let year = first - first % 100 + number as i16;
            let parts = TimeParts { year: Some((year, self.span(at))), ..TimeParts::default() };
            return Some(
                Expression::new(at, at + 1, Meaning::Calendar { year: YearOf::Stated(year), toward: None }).with_parts(parts),
            );
        }
        None
    }

    /// `01/28/97`, `1997-01-28`, `28.1.1997`.
    pub(super) fn numeric_date(&self, at: usize) -> Option<Expression> {
        let first = self.figure(at)?;
        if first.shape == Shape::Other {
            let mut pieces = self.word(at).split('.').map(|piece| (piece.len(), piece.parse::<u32>().ok()));
            let (Some((1 | 2, Some(day))), Some((1 | 2, Some(month))), Some((4, Some(year))), None) =
                (pieces.next(), pieces.next(), pieces.next(), pieces.next())
            else {
                return None;
            };
            let span = self.span(at);
            let parts = TimeParts {
                day: Some((day as u8, span)),
                month: Some((month as u8, span)),
                year: Some((year as i16, span)),
                ..TimeParts::default()
            };
            return Some(
                Expression::new(at, at + 1, Meaning::Calendar { year: YearOf::Stated(year as i16), toward: None })
                    .with_parts(parts),
            );
        }
        let separator = match self.lex(at + 1) {
            Lexeme::Mark(mark @ (b'/' | b'-')) => mark,
            _ => return None,
        };
        // `9/11`.
        if self.word(at) == "9" && separator == b'/' && self.word(at + 2) == "11" && self.tight(at + 1) && self.tight(at + 2) {
            let parts = TimeParts { day: Some((11, self.span(at + 2))), month: Some((9, self.span(at))), ..TimeParts::default() };
            if !self.is_mark(at + 3, b'/') {
                let meaning = Meaning::Calendar { year: YearOf::Stated(2001), toward: None };
                return Some(Expression::new(at, at + 3, meaning).with_parts(parts));
            }
        }
        if !self.is_mark(at + 3, separator) || !(1..=4).all(|step| self.tight(at + step)) {
            return None;
        }
        let (second, third) = (self.figure(at + 2)?, self.figure(at + 4)?);
        // ISO 8601 puts the time behind a `T`, which belongs to the same token.
        let iso_clock = third.suffix.starts_with('T');
        let third_digits = if iso_clock { 2 } else { third.digits() };
        let (a, b, c) = (first.integer()?, second.integer()?, third.value as u32);
        let (year_at, month_at, day_at) = match (first.digits(), second.digits(), third_digits) {
            (4, 1 | 2, 1 | 2) => (at, at + 2, at + 4),
            (1 | 2, 1 | 2, 2 | 4) if separator == b'/' || third_digits == 4 => {
                // `30/30/40` is a mixture.
                if a > 12 && b > 12 && third_digits == 2 {
                    return None;
                }
                if a > 12 && b <= 12 { (at + 4, at + 2, at) } else { (at + 4, at, at + 2) }
            }
            _ => return None,
        };
        let value = |index: usize| match index - at {
            0 => a,
            2 => b,
            _ => c,
        };
        let mut year = value(year_at) as i16;
        if year < 100 && third_digits == 2 && year_at == at + 4 {
            year = widened(value(year_at));
        }
        let (month, day) = (value(month_at), value(day_at));
        let parts = TimeParts {
            day: Some((u8::try_from(day).ok()?, self.span(day_at))),
            month: Some((u8::try_from(month).ok()?, self.span(month_at))),
            year: Some((year, self.span(year_at))),
            order_undecided: year_at > at && a <= 12 && b <= 12 && a != b,
            ..TimeParts::default()
        };
        let meaning = Meaning::Calendar { year: YearOf::Stated(year), toward: None };
        Some(self.with_clock(Expression::new(at, at + 5, meaning).with_parts(parts)))
    }

    /// A year alone: `1989`, `nineteen ninety-six`.
    pub(super) fn year(&self, at: usize) -> Option<Expression> {
        let (year, end) = match self.lex(at) {
            Lexeme::NumberWord => spelt_year(self.text, self.tokens, at)?,
            Lexeme::Number => {
                let figure = self.figure(at)?;
                let year = figure.integer().filter(|year| figure.digits() == 4 && (1000..2200).contains(year))?;
                if !self.is_likely_year(at, year) {
                    return None;
                }
                (year as i16, at + 1)
            }
            _ => return None,
        };
        let parts = TimeParts { year: Some((year, self.span_of(at, end))), ..TimeParts::default() };
        Some(Expression::new(at, end, Meaning::Calendar { year: YearOf::Stated(year), toward: None }).with_parts(parts))
    }

    /// `149 BC`, and the first year of `264-146 BC`.
    pub(super) fn ancient(&self, at: usize) -> Option<Expression> {
        let plain = |at: usize| self.figure(at).filter(|figure| figure.digits() <= 4)?.integer();
        let era = |at: usize| ["BC", "B.C.", "B.C", "BCE"].contains(&self.word(at));
        let year = i16::try_from(plain(at)?).ok()?;
        let ranges = self.is_mark(at + 1, b'-') && plain(at + 2).is_some() && era(at + 3);
        let end = if era(at + 1) { at + 2 } else { at + 1 };
        (ranges || end > at + 1).then(|| Expression::new(at, end, Meaning::Ancient { year }))
    }

    /// Four digits are a year unless they count, measure, price or number something.
    pub(super) fn is_likely_year(&self, at: usize, year: u32) -> bool {
        let led = matches!(
            self.before(at),
            Lexeme::Function(Function::In | Function::Of | Function::From | Function::To | Function::Preposition | Function::The)
                | Lexeme::Phase(_)
                | Lexeme::Fiscal
                | Lexeme::Unit(_)
        ) || at.checked_sub(1).is_some_and(|before| self.leads_year(before));
        let priced = match self.before(at) {
            Lexeme::Mark(mark) => {
                !matches!(mark, b'(' | b',' | b'-' | b'"' | b'\'' | b';' | b'/' | b':' | b'.' | b'_' | 0xC2 | b'`' | b'[')
            }
            _ => false,
        };
        let joined_to_word = self.is_mark(at.wrapping_sub(1), b'-')
            && self.tight(at)
            && self.tight(at.wrapping_sub(1))
            && !matches!(self.before(at - 1), Lexeme::Number | Lexeme::Phase(_) | Lexeme::Function(_));
        let decimal = self.is_mark(at + 1, b'%')
            || self.is_mark(at + 1, b'$')
            || self.is_word(at + 1, "percent")
            || self.is_word(at + 1, "per");
        let measured = matches!(
            self.lex(at + 1),
            Lexeme::Units(_) | Lexeme::NumberWord | Lexeme::Meridiem(_) | Lexeme::Zone(_) | Lexeme::ZoneName
        ) || self.is_word(at + 1, "year");
        let joined_after = self.is_hyphen(at + 1)
            && matches!(self.lex(at + 2), Lexeme::Other | Lexeme::Unit(_))
            && !self.is_word(at + 2, "style");
        let counted = self.is_plural_noun(at + 1) && !led && !self.is_adjectival(at);
        let numbered = at.checked_sub(1).is_some_and(|before| {
            ["no.", "no", "number", "room", "flight", "page", "chapter", "model", "pin", "code", "some", "nearly", "almost"]
                .iter()
                .any(|word| self.is_word(before, word))
        });
        if priced || decimal || measured || joined_to_word || joined_after || counted || numbered {
            return false;
        }
        (1900..=2050).contains(&year) || (led && year >= 1000) || self.is_mark(at.wrapping_sub(1), b'(')
    }

    /// `with 2014 numbers`, `the 2008 and 2012 cycles`: what stands at `at` makes the figures after it a year.
    fn leads_year(&self, at: usize) -> bool {
        let after_year = matches!(self.lex(at), Lexeme::Function(Function::And | Function::Or))
            && at
                .checked_sub(1)
                .and_then(|before| self.figure(before))
                .is_some_and(|figure| figure.digits() == 4 && figure.integer().is_some_and(|year| (1900..2100).contains(&year)));
        after_year || ["with", "against", "for", "than"].iter().any(|word| self.is_word(at, word))
    }

    /// `the 1994 textile accord`, `his 1989 writings`: a year that stands as an adjective after a determiner or possessive.
    fn is_adjectival(&self, at: usize) -> bool {
        matches!(self.before(at), Lexeme::Possessive)
            || at
                .checked_sub(1)
                .is_some_and(|before| ["its", "their", "his", "her", "our", "s"].iter().any(|word| self.is_word(before, word)))
    }
}

/// A two-digit year: 50 to 99 are of the twentieth century, as POSIX's and Excel's windows roughly agree.
pub(super) fn widened(year: u32) -> i16 {
    let year = (year % 100) as i16;
    if year < 50 { 2000 + year } else { 1900 + year }
}
