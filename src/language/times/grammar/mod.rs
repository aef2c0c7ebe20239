//! The grammar of time expressions, over the tokens of one sentence.
//!
//! It is written by hand and reads from left to right: the first word decides which rule is asked, each rule takes as much
//! as it can, and what it takes is one expression. Nothing here knows the article's date.

mod clock;
mod dates;
mod days;
mod lengths;
mod periods;
mod relative;

use super::super::Token;
use super::super::numerals::{Figure, figure, span_of};
use super::TimeModifier;
use super::calendar::Grain;
use super::expression::{Expression, Meaning};
use super::lexeme::{Function, Lexeme, Limit, Phase, Reference, Toward};
use crate::text::Span;

/// Reads expressions out of one sentence.
pub(super) struct Grammar<'a> {
    /// The article's text.
    pub(super) text: &'a str,
    /// The sentence's tokens.
    pub(super) tokens: &'a [Token],
    /// What each of them can be.
    pub(super) lexemes: &'a [Lexeme],
}

impl<'a> Grammar<'a> {
    /// The expression that begins at a token, if one does. `previous` is the one before it in the sentence.
    pub(super) fn expression(&self, at: usize, previous: Option<&Expression>) -> Option<Expression> {
        match self.lex(at) {
            Lexeme::Other | Lexeme::End | Lexeme::Possessive | Lexeme::Meridiem(_) | Lexeme::Zone(_) | Lexeme::ZoneName => None,
            Lexeme::Number => self.continued(at, previous).or_else(|| self.limited(at)),
            _ => self.limited(at),
        }
    }

    /// With the words that limit it: `about a decade`, `early 1996`, `the end of June`.
    fn limited(&self, at: usize) -> Option<Expression> {
        if let Some((after, modifier)) = self.phase(at)
            && let Some(mut expression) = self.plain(after)
            && takes_phase(&expression.meaning)
        {
            expression.from = at;
            expression.modifier = modifier.or(expression.modifier);
            return Some(expression);
        }
        if let Some(expression) = self.phase_of_day(at) {
            return Some(expression);
        }
        if let Some((after, modifier)) = self.limit(at)
            && let Some(mut expression) = self.plain(after)
            && takes_limit(&expression, modifier)
        {
            expression.from = at;
            expression.modifier = Some(modifier);
            return Some(expression);
        }
        self.plain(at)
    }

    fn plain(&self, at: usize) -> Option<Expression> {
        match self.lex(at) {
            Lexeme::Month(5) if self.word(at + 1) == "Day" => self.named_day(at),
            Lexeme::Month(_) | Lexeme::MonthShort(_) => self.month_first(at),
            Lexeme::Weekday(_) | Lexeme::WeekdayShort(_) => self.weekday_first(at),
            Lexeme::Number => self
                .ancient(at)
                .or_else(|| self.clock_first(at))
                .or_else(|| self.numeric_date(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.length(at))
                .or_else(|| self.decade_or_century(at))
                .or_else(|| self.year_with_period(at))
                .or_else(|| self.year(at)),
            Lexeme::NumberWord => self.clock_first(at).or_else(|| self.length(at)).or_else(|| self.year(at)),
            Lexeme::Vague | Lexeme::Couple | Lexeme::Half => self.length(at),
            // `a third-quarter loss`, `a year-earlier profit`: the article belongs to the noun.
            Lexeme::Function(Function::A) if self.is_hyphen(at + 2) => None,
            Lexeme::Function(Function::A) => self.length(at).or_else(|| self.period(at)),
            Lexeme::Function(Function::The) => self.after_article(at),
            Lexeme::Toward(_) => self.relative(at),
            Lexeme::Day(_) | Lexeme::Tonight => self.day_name(at),
            Lexeme::Ordinal(_) => self.day_first(at).or_else(|| self.decade_or_century(at)).or_else(|| self.period(at)),
            Lexeme::Fiscal | Lexeme::Season(_) | Lexeme::Holiday(_) => self.period(at),
            Lexeme::Unit(Grain::Quarter) if self.is_hyphen(at + 1) => self.length(at),
            Lexeme::Unit(_) | Lexeme::Units(_) => self.year_before(at).or_else(|| self.bare_unit(at)),
            Lexeme::Every => self.every(at),
            Lexeme::Weekdays(_) | Lexeme::Frequency(_) => self.frequency(at),
            Lexeme::Noon(_) => self.clock_first(at),
            // `every now and then`.
            Lexeme::Reference(_) if self.lex(at.wrapping_sub(1)) == Lexeme::Every => None,
            Lexeme::Reference(reference) => Some(self.reference_word(at, reference)),
            Lexeme::Tens(_) | Lexeme::Mark(b'\'') => self.decade_or_century(at),
            Lexeme::Function(Function::That) => self.these_days(at),
            Lexeme::NamedDay => self.named_day(at),
            Lexeme::QuarterName(quarter) => Some(self.quarter_name(at, quarter)),
            _ => None,
        }
    }

    /// What follows `the`, with the article taken into the span.
    fn after_article(&self, at: usize) -> Option<Expression> {
        let next = at + 1;
        // `the third-quarter loss`, `the current rules`: the article belongs to the noun.
        let hyphened = self.is_hyphen(next + 1) && !matches!(self.lex(next), Lexeme::Number | Lexeme::Phase(_) | Lexeme::Mark(_));
        if hyphened && !self.names_the_period(next) || self.is_adjective_of_reference(next) {
            return None;
        }
        let inner = match self.lex(next) {
            // `the current New Zealand flag`: that article belongs to the noun too.
            Lexeme::Toward(_) => {
                self.relative(next).filter(|found| !matches!(found.meaning, Meaning::Reference(Reference::Present)))
            }
            Lexeme::Ordinal(_) | Lexeme::Number => self
                .day_first(next)
                .or_else(|| self.decade_or_century(next))
                .or_else(|| self.period(next))
                .or_else(|| self.year_with_period(next))
                .or_else(|| self.length_after_article(next)),
            Lexeme::NumberWord | Lexeme::Vague | Lexeme::Couple => self.length_after_article(next),
            Lexeme::Tens(_) | Lexeme::Mark(b'\'') => self.decade_or_century(next),
            Lexeme::Fiscal => self.period(next).or_else(|| self.whole_year(next)),
            Lexeme::Other if self.is_word(next, "full") => self.whole_year(next),
            Lexeme::Other if self.is_word(next, "near") || self.is_word(next, "short") => self.near_future(next),
            Lexeme::Season(_) | Lexeme::Holiday(_) => self.period(next),
            Lexeme::Phase(_) => {
                let (after, modifier) = self.phase(next)?;
                let mut expression = match self.lex(after) {
                    Lexeme::Function(_) => None,
                    _ => self.plain(after),
                }?;
                expression.modifier = modifier.or(expression.modifier);
                // `the late 1970s`, `the early summer`; not `the early Tuesday`.
                return matches!(expression.meaning, Meaning::Decade(_) | Meaning::Period { .. } | Meaning::Century(_)).then(
                    || {
                        expression.from = at;
                        expression
                    },
                );
            }
            Lexeme::Unit(_) => self.year_before(next).or_else(|| self.whole_unit(next)),
            Lexeme::DayPart(_) => self.part_of_date(next).or_else(|| self.whole_unit(next)),
            _ => None,
        };
        inner.map(|mut expression| {
            expression.from = at;
            expression
        })
    }

    /// `early`, `mid-`, `the end of`, `later`: the index after it and what it says.
    fn phase(&self, at: usize) -> Option<(usize, Option<TimeModifier>)> {
        match self.lex(at) {
            Lexeme::Phase(phase) => {
                let modifier = match phase {
                    Phase::Early => TimeModifier::Start,
                    Phase::Mid => TimeModifier::Mid,
                    Phase::Late => TimeModifier::End,
                };
                let mut after = self.after_hyphen(at + 1);
                // `early in 1996`, `late on Tuesday`.
                if matches!(self.lex(after), Lexeme::Function(Function::In | Function::On))
                    && !matches!(self.lex(after + 1), Lexeme::Other)
                {
                    after += 1;
                }
                Some((after, Some(modifier)))
            }
            Lexeme::Earlier | Lexeme::Later => {
                let mut after = at + 1;
                if matches!(self.lex(after), Lexeme::Function(Function::In | Function::On)) {
                    after += 1;
                }
                Some((after, None))
            }
            Lexeme::Function(Function::The) => self.edge(at + 1),
            Lexeme::Function(_) => self.edge(at),
            _ => None,
        }
    }

    /// `end of`, `beginning of`, `middle of`.
    fn edge(&self, at: usize) -> Option<(usize, Option<TimeModifier>)> {
        let modifier = match self.lex(at) {
            Lexeme::Function(Function::End) => TimeModifier::End,
            Lexeme::Function(Function::Beginning) => TimeModifier::Start,
            Lexeme::Function(Function::Middle) => TimeModifier::Mid,
            _ => return None,
        };
        self.is(at + 1, Function::Of).then_some((at + 2, Some(modifier)))
    }

    /// `about`, `more than`, `at least`: the index after it and what it says.
    fn limit(&self, at: usize) -> Option<(usize, TimeModifier)> {
        let than = |from: usize| self.is(from, Function::Than);
        match self.lex(at) {
            // `about the past year` speaks of it.
            Lexeme::Limit(Limit::About) if self.is(at + 1, Function::The) => None,
            Lexeme::Limit(Limit::About) => Some((at + 1, TimeModifier::Approx)),
            // `for over a year`; but `over the past year`, `spread over three years` mean during.
            Lexeme::Limit(Limit::Over) => {
                let led = at.checked_sub(1).is_some_and(|before| {
                    ["for", "just", "well", "in", "after", "of", "lasting", "lasted", "took", "is", "was"]
                        .iter()
                        .any(|word| self.is_word(before, word))
                });
                (led && !self.is(at + 1, Function::The)).then_some((at + 1, TimeModifier::MoreThan))
            }
            Lexeme::Limit(Limit::Under) => Some((at + 1, TimeModifier::LessThan)),
            Lexeme::Limit(Limit::More) if than(at + 1) => Some((at + 2, TimeModifier::MoreThan)),
            Lexeme::Limit(Limit::Less) if than(at + 1) => Some((at + 2, TimeModifier::LessThan)),
            Lexeme::Function(Function::No) if than(at + 2) => match self.lex(at + 1) {
                Lexeme::Limit(Limit::More) => Some((at + 3, TimeModifier::EqualOrLess)),
                Lexeme::Limit(Limit::Less) => Some((at + 3, TimeModifier::EqualOrMore)),
                _ => None,
            },
            Lexeme::Function(Function::At) => match self.lex(at + 1) {
                Lexeme::Limit(Limit::Least) => Some((at + 2, TimeModifier::EqualOrMore)),
                Lexeme::Limit(Limit::Most) => Some((at + 2, TimeModifier::EqualOrLess)),
                _ => None,
            },
            Lexeme::Function(Function::Up) if self.is(at + 1, Function::To) => Some((at + 2, TimeModifier::EqualOrLess)),
            _ => None,
        }
    }

    /// What a token can be.
    fn lex(&self, at: usize) -> Lexeme {
        self.lexemes.get(at).copied().unwrap_or(Lexeme::End)
    }

    /// Nothing but a word or mark of a range stands between two expressions: `to`, `and`, `until`, a dash.
    pub(super) fn joins(&self, from: usize, to: usize) -> bool {
        let word = |at: usize| match self.lex(at) {
            Lexeme::Function(Function::To | Function::And | Function::Or) => true,
            Lexeme::Function(Function::Preposition) => ["through", "until", "till"].iter().any(|word| self.is_word(at, word)),
            Lexeme::Mark(mark) => matches!(mark, b'-' | b'/'),
            _ => false,
        };
        from + 1 == to && word(from)
    }

    /// What the token before can be.
    fn before(&self, at: usize) -> Lexeme {
        at.checked_sub(1).map_or(Lexeme::End, |before| self.lex(before))
    }

    fn is(&self, at: usize, function: Function) -> bool {
        self.lex(at) == Lexeme::Function(function)
    }

    fn is_mark(&self, at: usize, mark: u8) -> bool {
        self.lex(at) == Lexeme::Mark(mark)
    }

    /// The token stands tight against the one before it.
    fn tight(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// A hyphen between two words: the index after it; otherwise `at`.
    fn after_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.is_mark(at, b'-') && self.tight(at) && self.tight(at + 1)
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn figure(&self, at: usize) -> Option<Figure<'a>> {
        (self.lex(at) == Lexeme::Number).then(|| figure(self.word(at)))
    }

    fn span(&self, at: usize) -> Span {
        self.tokens[at].span
    }

    fn span_of(&self, from: usize, to: usize) -> Span {
        span_of(self.tokens, from, to)
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// A lower-case word that looks like a plural noun: what a number before it counts.
    fn is_plural_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        self.lex(at) == Lexeme::Other
            && (word == "people"
                || word == "men"
                || word == "women"
                || word.ends_with("children")
                || (word.len() > 3
                    && word.ends_with('s')
                    && !word.ends_with("ss")
                    && !matches!(word, "was" | "has" | "does" | "as" | "its" | "his" | "says" | "this" | "thus")
                    && word.starts_with(|first: char| first.is_ascii_lowercase())))
    }
}

/// Can be early, late or half over.
fn takes_phase(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Calendar { .. }
        | Meaning::Weekday { .. }
        | Meaning::Day(_)
        | Meaning::NarrativeDay(_)
        | Meaning::Period { .. }
        | Meaning::Decade(_)
        | Meaning::Century(_) => true,
        Meaning::Whole { toward, .. } => !matches!(toward, Toward::Recent),
        _ => false,
    }
}

/// Can be about, more than, at least.
fn takes_limit(expression: &Expression, modifier: TimeModifier) -> bool {
    match expression.meaning {
        Meaning::Duration { .. } | Meaning::Offset { .. } => true,
        Meaning::Clock | Meaning::Calendar { .. } => modifier == TimeModifier::Approx,
        _ => false,
    }
}
