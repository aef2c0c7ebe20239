//! Clock times: `8:15 p.m. EST`, `0115 GMT`, `noon`, `10 o'clock`, and the date that may follow.

use super::super::super::numerals::Lower;
use super::super::super::numerals::{NumberWord, Shape, number_word};
use super::super::ClockTime;
use super::super::expression::{Clock, Expression, Meaning};
use super::super::lexeme::{Function, Lexeme};
use super::Grammar;

impl Grammar<'_> {
    /// A clock time with the date that may follow it: `10 p.m. Wednesday`, `5 p.m. EST, Nov. 6`.
    pub(super) fn clock_first(&self, at: usize) -> Option<Expression> {
        let (clock, end) = self.clock(at)?;
        let comma = self.is_mark(end, b',');
        let mut date_at = end + usize::from(comma);
        if self.is(date_at, Function::On) {
            date_at += 1;
        }
        let date = match self.lex(date_at) {
            Lexeme::Weekday(_) | Lexeme::Month(_) | Lexeme::MonthShort(_) | Lexeme::Day(_) | Lexeme::Tonight => {
                self.plain(date_at)
            }
            Lexeme::Number => self.day_first(date_at).or_else(|| self.numeric_date(date_at)),
            // `2:30 a.m. the next day`.
            Lexeme::Function(Function::The) => {
                self.plain(date_at).filter(|date| matches!(date.meaning, Meaning::NarrativeDay(_)) && date.part.is_none())
            }
            _ => None,
        };
        let mut expression = match date {
            // `6 p.m., Sunday` are two times; `6 p.m., Sunday, May 3` is one.
            Some(date) if date.clock.is_none() && is_day(&date) && (!comma || date.parts.day.is_some()) => {
                Expression { from: at, ..date }
            }
            _ => Expression::new(at, end, Meaning::Clock),
        };
        expression.clock = Some(clock);
        expression.parts.clock = Some((clock.time, clock.span));
        Some(expression)
    }

    /// A clock time after a date: `January 28 2:09 PM EST`, `Tuesday at 8 p.m.`
    pub(super) fn with_clock(&self, mut expression: Expression) -> Expression {
        let mut at = expression.to;
        if self.is_mark(at, b',') {
            at += 1;
        }
        if self.is(at, Function::At) {
            at += 1;
        }
        if is_day(&expression)
            && let Some((clock, end)) = self.clock(at)
        {
            expression.to = end;
            expression.clock = Some(clock);
            expression.parts.clock = Some((clock.time, clock.span));
        }
        expression
    }

    /// A clock time and the index after it.
    pub(super) fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        let (hour, minute, mut end, bare, afternoon) = match self.lex(at) {
            Lexeme::Noon(hour) => {
                let time = ClockTime { hour, minute: 0, afternoon: None };
                return Some((Clock { time, span: self.span(at), zone: None }, at + 1));
            }
            Lexeme::NumberWord => match number_word(Lower::new(self.word(at)).as_str())? {
                NumberWord::Small(hour @ 1..=12) => (hour, 0, at + 1, false, None),
                _ => return None,
            },
            Lexeme::Number => {
                let figure = self.figure(at)?;
                let afternoon = match figure.suffix {
                    "" => None,
                    suffix if suffix.eq_ignore_ascii_case("am") || suffix.eq_ignore_ascii_case("a.m.") => Some(false),
                    suffix if suffix.eq_ignore_ascii_case("pm") || suffix.eq_ignore_ascii_case("p.m.") => Some(true),
                    _ => return None,
                };
                let digits = figure.value as u32;
                match figure.shape {
                    Shape::Clock(hour, minute) => (hour, minute, at + 1, true, afternoon),
                    Shape::Integer(1 | 2) => (digits as u8, 0, at + 1, false, afternoon),
                    // `1993 EST` is the year of a mail header.
                    Shape::Integer(4)
                        if afternoon.is_none() && digits < 2400 && digits % 100 < 60 && self.ends_military(at + 1) =>
                    {
                        let (hour, minute) = ((digits / 100) as u8, (digits % 100) as u8);
                        (hour, minute, at + 1, true, None)
                    }
                    Shape::Decimal if self.word(at).len() >= 4 => {
                        let (hour, minute) = self.word(at).split_once('.')?;
                        let minute = minute.get(..2).filter(|two| minute[two.len()..].parse::<u8>().is_err())?;
                        (hour.parse().ok()?, minute.parse().ok()?, at + 1, false, afternoon)
                    }
                    _ => return None,
                }
            }
            _ => return None,
        };
        let mut afternoon = afternoon;
        let mut sure = afternoon.is_some();
        if afternoon.is_none()
            && let Lexeme::Meridiem(after) = self.lex(end)
        {
            afternoon = Some(after);
            sure = true;
            end += 1;
        } else if self.is(end, Function::Clock) {
            sure = true;
            end += 1;
        } else if afternoon.is_none()
            && self.is(end, Function::In)
            && self.is(end + 1, Function::The)
            && let Lexeme::DayPart(part) = self.lex(end + 2)
            && (1..=12).contains(&hour)
        {
            afternoon = Some(part != super::super::calendar::DayPart::Morning);
            sure = true;
            end += 3;
        }
        // `from 2 to 5 p.m.`, `9-11 a.m.`
        if !sure && let Some(after) = self.half_of_later_clock(at) {
            afternoon = Some(after);
            sure = (1..=12).contains(&hour);
        }
        let clock_end = end;
        let mut zone = None;
        if let Lexeme::Zone(minutes) = self.lex(end) {
            sure |= bare;
            zone = Some(minutes);
            end += 1;
        } else if self.lex(end) == Lexeme::ZoneName {
            sure |= bare;
            end += 1;
        } else if self.is_word(end, "local") && self.is(end + 1, Function::Time) {
            sure |= bare;
            end += 2;
        } else if self.word(end) == "hours" && bare {
            sure = true;
            end += 1;
        }
        let likely = bare && hour < 25 && minute < 60 && self.clock_is_likely(at, end);
        if !sure && !likely {
            return None;
        }
        Some((Clock { time: ClockTime { hour, minute, afternoon }, span: self.span_of(at, clock_end), zone }, end))
    }

    /// Whether the clock time to which a range from this one leads says `p.m.`.
    fn half_of_later_clock(&self, at: usize) -> Option<bool> {
        let joined = match self.lex(at + 1) {
            Lexeme::Mark(b'-') => true,
            Lexeme::Function(Function::To) => self.is(at.wrapping_sub(1), Function::From),
            Lexeme::Function(Function::And) => self.is_word(at.wrapping_sub(1), "between"),
            _ => false,
        };
        if !joined || self.lex(at + 2) != Lexeme::Number {
            return None;
        }
        match self.lex(at + 3) {
            Lexeme::Meridiem(after) => Some(after),
            _ => match self.figure(at + 2)?.suffix {
                suffix if suffix.eq_ignore_ascii_case("am") => Some(false),
                suffix if suffix.eq_ignore_ascii_case("pm") => Some(true),
                _ => None,
            },
        }
    }

    /// `0115 GMT`, `1400 hours`.
    fn ends_military(&self, at: usize) -> bool {
        matches!(self.lex(at), Lexeme::Zone(_) | Lexeme::ZoneName) || self.word(at) == "hours"
    }

    /// `8:15` without a.m. or p.m. is a clock time after a word of time, not after a score or a verse.
    fn clock_is_likely(&self, at: usize, end: usize) -> bool {
        let led = matches!(
            self.before(at),
            Lexeme::Function(Function::At | Function::From | Function::To | Function::Preposition)
                | Lexeme::Limit(_)
                | Lexeme::Weekday(_)
                | Lexeme::Month(_)
        );
        let followed = matches!(self.lex(end), Lexeme::Weekday(_) | Lexeme::Day(_));
        led || followed
    }
}

/// Names a day, so that a clock time can be on it.
fn is_day(expression: &Expression) -> bool {
    match expression.meaning {
        Meaning::Calendar { .. } => expression.parts.day.is_some(),
        Meaning::Weekday { .. } | Meaning::Day(_) | Meaning::NarrativeDay(_) => true,
        _ => false,
    }
}
