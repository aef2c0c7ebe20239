//! Named parts of the year and of longer times: quarters, halves, seasons, holidays, decades, centuries.

use jiff::civil::Weekday;

use super::super::super::numerals::spelt_year;
use super::super::TimeParts;
use super::super::calendar::Grain;
use super::super::expression::{Expression, Meaning, Period, YearOf};
use super::super::lexeme::{Function, Holiday, Lexeme, Toward};
use super::Grammar;

impl Grammar<'_> {
    /// `third quarter of 1990`, `fiscal 1989`, `summer`, `Christmas Eve`.
    pub(super) fn period(&self, at: usize) -> Option<Expression> {
        let start = at;
        let at = if self.is(at, Function::A) { at + 1 } else { at };
        if start < at && !matches!(self.lex(at), Lexeme::Ordinal(_)) {
            return None;
        }
        match self.lex(at) {
            Lexeme::Ordinal(_) => self.part_of_year(start, at, YearOf::Unstated, None),
            Lexeme::Fiscal => {
                let next = self.after_hyphen(at + 1);
                match self.lex(next) {
                    Lexeme::Ordinal(_) => self.part_of_year(start, next, YearOf::Unstated, None),
                    Lexeme::Number => {
                        let mut expression = self.year_with_period(next).or_else(|| self.year(next))?;
                        expression.from = start;
                        Some(expression)
                    }
                    Lexeme::Unit(Grain::Year) => self.year_after_fiscal(start, next + 1),
                    _ => None,
                }
            }
            Lexeme::Season(_) => self.season(at, None),
            Lexeme::Holiday(_) => self.holiday(at, None),
            _ => None,
        }
    }

    /// `fiscal year 1996`.
    fn year_after_fiscal(&self, start: usize, at: usize) -> Option<Expression> {
        let mut expression = self.year(at)?;
        expression.from = start;
        Some(expression)
    }

    /// `third quarter`, `second half`, with the year that may follow: the ordinal stands at `at`.
    pub(super) fn part_of_year(&self, start: usize, at: usize, year: YearOf, toward: Option<Toward>) -> Option<Expression> {
        let number = match self.lex(at) {
            Lexeme::Ordinal(number) => number,
            Lexeme::Number => u8::try_from(self.figure(at)?.ordinal()?).ok()?,
            _ => return None,
        };
        let mut next = self.after_hyphen(at + 1);
        if self.lex(next) == Lexeme::Fiscal {
            next += 1;
        }
        let quarter = match self.lex(next) {
            Lexeme::Unit(Grain::Quarter) if (1..=4).contains(&number) => true,
            Lexeme::Half if (1..=2).contains(&number) => false,
            _ => return None,
        };
        let mut parts = TimeParts::default();
        let (stated, end) = self.year_of_period(next + 1, &mut parts);
        let year = if stated == YearOf::Unstated { year } else { stated };
        // `the first half` alone may be of a match.
        if !quarter && year == YearOf::Unstated {
            return None;
        }
        let period = if quarter { Period::Quarter(number as i8) } else { Period::Half(number as i8) };
        Some(Expression::new(start, end, Meaning::Period { period, year, toward }).with_parts(parts))
    }

    /// `of 1990`, `1990`, `of last year`, `of fiscal 1990`, `this year`, `a year ago`: the year after a period's name.
    pub(super) fn year_of_period(&self, at: usize, parts: &mut TimeParts) -> (YearOf, usize) {
        let mut next = at;
        if self.is(next, Function::Of) {
            next += 1;
        }
        if self.lex(next) == Lexeme::Fiscal {
            next += 1;
        }
        if let Some(figure) = self.figure(next)
            && figure.digits() == 4
            && let Some(year) = figure.integer().filter(|&year| (1000..2200).contains(&year) && self.is_likely_year(next, year))
        {
            parts.year = Some((year as i16, self.span(next)));
            return (YearOf::Stated(year as i16), next + 1);
        }
        if let Some((year, end)) = spelt_year(self.text, self.tokens, next) {
            parts.year = Some((year, self.span_of(next, end)));
            return (YearOf::Stated(year), end);
        }
        let years = match self.lex(next) {
            Lexeme::Toward(Toward::Last) => -1,
            Lexeme::Toward(Toward::This) => 0,
            Lexeme::Toward(Toward::Next) => 1,
            Lexeme::Function(Function::The) if next > at && self.lex(next + 1) == Lexeme::Unit(Grain::Year) => 0,
            Lexeme::Function(Function::A) if self.lex(next + 1) == Lexeme::Unit(Grain::Year) => match self.lex(next + 2) {
                Lexeme::Ago => return (YearOf::Relative(-1), next + 3),
                Lexeme::Earlier => return (YearOf::Narrative(-1), next + 3),
                _ => return (YearOf::Unstated, at),
            },
            _ => return (YearOf::Unstated, at),
        };
        if self.lex(next + 1) == Lexeme::Unit(Grain::Year) && self.lex(next + 2) != Lexeme::Possessive {
            return (YearOf::Relative(years), next + 2);
        }
        (YearOf::Unstated, at)
    }

    /// `Q3`, `Q3 2012`.
    pub(super) fn quarter_name(&self, at: usize, quarter: i8) -> Expression {
        let mut parts = TimeParts::default();
        let (year, end) = self.year_of_period(at + 1, &mut parts);
        let meaning = Meaning::Period { period: Period::Quarter(quarter), year, toward: None };
        Expression::new(at, end, meaning).with_parts(parts)
    }

    /// `1988 third quarter`, `1988 quarter`, `1994's first half`.
    pub(super) fn year_with_period(&self, at: usize) -> Option<Expression> {
        let figure = self.figure(at)?;
        let year = figure.integer().filter(|&year| figure.digits() == 4 && (1900..2100).contains(&year))? as i16;
        let mut next = at + 1;
        if self.lex(next) == Lexeme::Possessive {
            next += 1;
        }
        if self.lex(next) == Lexeme::Fiscal {
            next += 1;
        }
        let mut expression = match self.lex(next) {
            Lexeme::Ordinal(_) => self.part_of_year(at, next, YearOf::Stated(year), None)?,
            Lexeme::Unit(Grain::Year) if next > at + 1 => {
                Expression::new(at, next + 1, Meaning::Calendar { year: YearOf::Stated(year), toward: None })
            }
            Lexeme::Function(Function::Period) | Lexeme::Unit(Grain::Quarter) if self.is(at.wrapping_sub(1), Function::The) => {
                Expression::new(at, next + 1, Meaning::Reported { year: YearOf::Stated(year) })
            }
            _ => return None,
        };
        expression.parts.year = Some((year, self.span(at)));
        Some(expression)
    }

    /// `spring`, `summer of 1989`; the season stands at `at`.
    pub(super) fn season(&self, at: usize, toward: Option<Toward>) -> Option<Expression> {
        let Lexeme::Season(season) = self.lex(at) else { return None };
        let mut parts = TimeParts::default();
        let (year, end) = self.year_of_period(at + 1, &mut parts);
        let the = self.is(at.wrapping_sub(1), Function::The);
        let led_at = if the { at.wrapping_sub(2) } else { at.wrapping_sub(1) };
        let led = matches!(
            self.lex(led_at),
            Lexeme::Function(Function::In | Function::Preposition | Function::Of | Function::From | Function::Within)
                | Lexeme::Phase(_)
        );
        // `the fall of the Wall`, `spring water`, `the winter games` are none.
        let sure = match season {
            super::super::calendar::Season::Summer | super::super::calendar::Season::Winter => the || led,
            super::super::calendar::Season::Autumn if !the => false,
            _ => led && !self.is(at + 1, Function::In) && !self.is(at + 1, Function::Of),
        };
        let joined = self.joins(at + 1, at + 2) && matches!(self.lex(at + 2), Lexeme::Season(_));
        if year == YearOf::Unstated && toward.is_none() && !joined && (!sure || self.is_capitalised(at + 1)) {
            return None;
        }
        Some(Expression::new(at, end, Meaning::Period { period: Period::Season(season), year, toward }).with_parts(parts))
    }

    /// `Christmas`, `Thanksgiving Day`, `New Year's Eve` and their kind; the name begins at `at`.
    pub(super) fn holiday(&self, at: usize, toward: Option<Toward>) -> Option<Expression> {
        let Lexeme::Holiday(holiday) = self.lex(at) else { return None };
        let next = at + 1;
        let (holiday, mut end) = match (holiday, self.word(next)) {
            (Holiday::Fixed(12, 25), "Eve") => (Holiday::Fixed(12, 24), next + 1),
            (Holiday::Easter(_), "Monday") => (Holiday::Easter(1), next + 1),
            (_, "Day") => (holiday, next + 1),
            (Holiday::Easter(_), "Sunday") => (holiday, next + 1),
            // `Christmas trees`, `Easter Island`, `Thanksgiving dinner`.
            (_, word) if word.starts_with(char::is_uppercase) && self.lex(next) == Lexeme::Other => return None,
            _ => (holiday, next),
        };
        let mut parts = TimeParts::default();
        let (year, after) = self.year_of_period(end, &mut parts);
        end = after;
        Some(Expression::new(at, end, Meaning::Period { period: Period::Holiday(holiday), year, toward }).with_parts(parts))
    }

    /// `1990s`, `'90s`, `nineties`, `27th century`.
    pub(super) fn decade_or_century(&self, at: usize) -> Option<Expression> {
        let mut number_at = at;
        if self.is_mark(at, b'\'') {
            if !self.tight(at + 1) {
                return None;
            }
            number_at += 1;
        }
        match self.lex(number_at) {
            Lexeme::Number => {
                let figure = self.figure(number_at)?;
                if let Some(decade) = figure.plural() {
                    let decade = match decade {
                        1000..=2190 if decade % 10 == 0 => decade as i16 / 10,
                        10..=90 if decade % 10 == 0 && (number_at > at || self.is(at.wrapping_sub(1), Function::The)) => {
                            190 + decade as i16 / 10
                        }
                        _ => return None,
                    };
                    return Some(Expression::new(at, number_at + 1, Meaning::Decade(decade)));
                }
                self.century(at, i16::try_from(figure.ordinal()?).ok()?)
            }
            Lexeme::Ordinal(ordinal) => self.century(at, i16::from(ordinal)),
            Lexeme::Tens(tens) if self.is(at.wrapping_sub(1), Function::The) || matches!(self.before(at), Lexeme::Phase(_)) => {
                Some(Expression::new(at, at + 1, Meaning::Decade(190 + i16::from(tens))))
            }
            _ => None,
        }
    }

    fn century(&self, at: usize, ordinal: i16) -> Option<Expression> {
        let next = self.after_hyphen(at + 1);
        let Lexeme::Unit(Grain::Century) = self.lex(next) else { return None };
        (1..=99).contains(&ordinal).then(|| Expression::new(at, next + 1, Meaning::Century(ordinal - 1)))
    }

    /// `year-ago quarter`, `year-earlier`, `year-end`; the unit stands at `at`.
    pub(super) fn year_before(&self, at: usize) -> Option<Expression> {
        if self.lex(at) != Lexeme::Unit(Grain::Year) {
            return None;
        }
        let next = self.after_hyphen(at + 1);
        if next == at + 1 {
            return None;
        }
        match self.lex(next) {
            Lexeme::Ago | Lexeme::Earlier => {
                let after = next + 1;
                match self.lex(after) {
                    Lexeme::Ordinal(_) => self.part_of_year(at, after, YearOf::Narrative(-1), None),
                    Lexeme::Unit(Grain::Quarter) | Lexeme::Function(Function::Period) => {
                        Some(Expression::new(at, after + 1, Meaning::Reported { year: YearOf::Narrative(-1) }))
                    }
                    _ => Some(Expression::new(at, after, Meaning::Reported { year: YearOf::Narrative(-1) })),
                }
            }
            _ => None,
        }
    }

    /// `Easter`, for the holidays of more than one word: `New Year's Day`, `Labor Day`, `Good Friday`.
    pub(super) fn named_day(&self, at: usize) -> Option<Expression> {
        let (holiday, words) = match (self.word(at), self.word(at + 1)) {
            ("New", "Year") if self.lex(at + 2) == Lexeme::Possessive => match self.word(at + 3) {
                "Day" => (Holiday::Fixed(1, 1), 4),
                "Eve" => (Holiday::Fixed(12, 31), 4),
                _ => return None,
            },
            ("Labor", "Day") => (Holiday::Nth(9, Weekday::Monday, 1), 2),
            ("Memorial", "Day") => (Holiday::Nth(5, Weekday::Monday, -1), 2),
            ("Independence", "Day") => (Holiday::Fixed(7, 4), 2),
            ("Veterans", "Day") => (Holiday::Fixed(11, 11), 2),
            ("Boxing", "Day") => (Holiday::Fixed(12, 26), 2),
            ("Columbus", "Day") => (Holiday::Nth(10, Weekday::Monday, 2), 2),
            ("Presidents", "Day") => (Holiday::Nth(2, Weekday::Monday, 3), 2),
            ("May", "Day") => (Holiday::Fixed(5, 1), 2),
            ("Bastille", "Day") => (Holiday::Fixed(7, 14), 2),
            ("Canada", "Day") => (Holiday::Fixed(7, 1), 2),
            ("Australia", "Day") => (Holiday::Fixed(1, 26), 2),
            ("Anzac", "Day") => (Holiday::Fixed(4, 25), 2),
            ("Earth", "Day") => (Holiday::Fixed(4, 22), 2),
            ("Remembrance", "Day") => (Holiday::Fixed(11, 11), 2),
            ("Election", "Day") => (Holiday::ElectionDay, 2),
            ("Mother" | "Father", _) if self.lex(at + 1) == Lexeme::Possessive && self.word(at + 2) == "Day" => (
                if self.word(at) == "Mother" { Holiday::Nth(5, Weekday::Sunday, 2) } else { Holiday::Nth(6, Weekday::Sunday, 3) },
                3,
            ),
            ("Martin", "Luther") if self.word(at + 2) == "King" => {
                let junior = usize::from(self.word(at + 3).starts_with("Jr"));
                (self.word(at + 3 + junior) == "Day").then_some((Holiday::Nth(1, Weekday::Monday, 3), 4 + junior))?
            }
            ("Good", "Friday") => (Holiday::Easter(-2), 2),
            ("Ash", "Wednesday") => (Holiday::Easter(-46), 2),
            ("Palm", "Sunday") => (Holiday::Easter(-7), 2),
            ("Valentine", _) if self.lex(at + 1) == Lexeme::Possessive && self.word(at + 2) == "Day" => {
                (Holiday::Fixed(2, 14), 3)
            }
            _ => return None,
        };
        let mut parts = TimeParts::default();
        let (year, end) = self.year_of_period(at + words, &mut parts);
        let meaning = Meaning::Period { period: Period::Holiday(holiday), year, toward: None };
        Some(Expression::new(at, end, meaning).with_parts(parts))
    }
}
