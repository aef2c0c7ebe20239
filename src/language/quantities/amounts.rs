//! A number with the currency before it, and everything that makes one number of several words: fractions, ratios, signs.

use super::Reader;
use super::currencies::{self, LONGEST_CURRENCY};
use super::fractions::vulgar;
use super::units::{Unit, is_currency};
use crate::language::TokenKind;
use crate::language::numerals::{Cardinal, cardinal, figure, figures_with_scale, scale_word};
use crate::text::Span;

/// A number that was found, with its currency.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// First token, a currency's sign or code included.
    pub(super) from: usize,
    /// First token of the number itself.
    pub(super) number_from: usize,
    /// First byte of the number: inside a token in `USD115`.
    pub(super) number_start: usize,
    pub(super) number: Cardinal,
    pub(super) currency: Option<&'static str>,
    /// `two-thirds`, `half`, `one in five`: a part of something.
    pub(super) part: bool,
    /// `a few hundred`, `several dozen`: nobody counted.
    pub(super) vague: bool,
}

impl Amount {
    /// From the number's first byte to its last token.
    pub(super) fn number_span(&self, reader: &Reader<'_>) -> Span {
        Span::new(self.number_start, reader.tokens[self.number.end - 1].span.end())
    }

    /// A count in figures or words: no money, no fraction.
    pub(super) fn is_one(&self) -> bool {
        self.number.value == 1.0 && !self.number.figures
    }
}

impl Reader<'_> {
    /// A number at a token, or behind a sign, a currency's sign or its code there.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        let mut number_at = at;
        let mut negative = false;
        if self.is_sign(at) || matches!(self.lower(at), "minus" | "negative") {
            negative = true;
            number_at += 1;
        }
        // `.300`: the tokenizer knows no number without its zero.
        if self.word(number_at) == "." {
            return self.bare_decimal(at, number_at);
        }
        let mut currency = None;
        if let Some((code, next)) = self.currency_before(number_at) {
            if next == number_at {
                return self.glued_to_currency(at, code);
            }
            currency = Some(code);
            number_at = next;
        }
        let mut amount = self.number(number_at)?;
        amount.from = at;
        amount.currency = currency;
        if negative {
            amount.number_start = self.tokens[if currency.is_some() { number_at } else { at }].span.start();
            amount.number.value = -amount.number.value;
            amount.number.plain = false;
        }
        Some(amount)
    }

    /// `.300`, at the full stop.
    fn bare_decimal(&self, from: usize, at: usize) -> Option<Amount> {
        let opens = at == 0 || self.tokens[at].spaced || at > from || self.word(at - 1) == "(";
        let digits = self.tokens.get(at + 1).filter(|next| opens && !next.spaced && self.digits(at + 1) > 0)?;
        let start = self.tokens[from].span.start();
        let value: f64 = Span::new(self.tokens[at].span.start(), digits.span.end()).of(self.text).parse().ok()?;
        let value = if from < at { -value } else { value };
        let number = Cardinal { value, end: at + 2, scale: 1.0, figures: true, plain: false };
        Some(Amount { from, number_from: at, number_start: start, number, currency: None, part: false, vague: false })
    }

    /// A minus: a hyphen that white space precedes and none follows.
    pub(super) fn is_sign(&self, at: usize) -> bool {
        let opens =
            |token: &crate::language::Token| at == 0 || token.spaced || matches!(self.word(at - 1), "(" | "<" | ">" | "=");
        matches!(self.word(at), "-" | "–" | "−")
            && self.tokens.get(at).is_some_and(opens)
            && self.tokens.get(at + 1).is_some_and(|next| !next.spaced && (next.kind != TokenKind::Word))
    }

    /// The currency that stands before a number, and where the number is then: `$`, `HK$`, `U.S. $`, `USD`. The same index if the number
    /// is grown to the code.
    fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let token = self.tokens.get(at)?;
        let word = token.span.of(self.text);
        match token.kind {
            TokenKind::Mark => Some((currencies::sign(word, "")?, at + 1)),
            TokenKind::Word if word.len() <= LONGEST_CURRENCY + 9 => {
                let next = self.tokens.get(at + 1);
                if let Some(next) = next.filter(|next| next.kind == TokenKind::Mark && word.len() <= LONGEST_CURRENCY) {
                    let letters = word.replace('.', "");
                    let upper = letters.to_ascii_uppercase();
                    if !next.spaced || matches!(upper.as_str(), "US" | "HK" | "C") {
                        let letters = if letters.len() == 3 || next.spaced { &upper } else { &letters };
                        if let Some(code) = currencies::sign(next.span.of(self.text), letters) {
                            return Some((code, at + 2));
                        }
                    }
                }
                if word == "dlrs" {
                    return next.filter(|next| next.kind == TokenKind::Number).map(|_| ("USD", at + 1));
                }
                let digits = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
                let code = currencies::code(&word[..digits])?;
                if digits < word.len() {
                    return Some((code, at));
                }
                next.filter(|next| next.kind == TokenKind::Number).map(|_| (code, at + 1))
            }
            TokenKind::Word | TokenKind::Number | TokenKind::Possessive => None,
        }
    }

    /// `USD115.5`, `KSh38 million`: the tokenizer takes letters and digits for one word.
    fn glued_to_currency(&self, at: usize, code: &'static str) -> Option<Amount> {
        let mut end = at + 1;
        let tight = |at: usize, kind: TokenKind| self.tokens.get(at).is_some_and(|token| token.kind == kind && !token.spaced);
        if matches!(self.word(end), "." | ",") && tight(end, TokenKind::Mark) && tight(end + 1, TokenKind::Number) {
            end += 2;
        }
        let whole = Span::new(self.tokens[at].span.start(), self.tokens[end - 1].span.end()).of(self.text);
        let digits = whole.find(|c: char| c.is_ascii_digit())?;
        let number = figures_with_scale(figure(&whole[digits..]), self.text, self.tokens, end)?;
        let number_start = self.tokens[at].span.start() + digits;
        let currency = Some(code);
        Some(Amount { from: at, number_from: at, number_start, number, currency, part: false, vague: false })
    }

    /// `$5 and 30 cents`, `3 dollars 50 cents`, `15 dollars 50`: the small change, in the currency, and the index after it.
    pub(super) fn small_change(&self, amount: &Amount, unit: Unit) -> Option<(f64, usize)> {
        let whole = amount.number.value.fract() == 0.0 && amount.number.scale == 1.0 && !amount.part;
        if !whole || !is_currency(unit.code) || unit.factor != 1.0 {
            return None;
        }
        let and = usize::from(self.is_word(unit.end, "and"));
        let small =
            cardinal(self.text, self.tokens, unit.end + and).filter(|small| small.value < 100.0 && small.value.fract() == 0.0)?;
        let cents = matches!(self.lower(small.end), "cents" | "cent" | "pence");
        // `15 dollars 50`, at the end of its clause.
        let ends = self.tokens.get(small.end).is_none_or(|next| next.kind == TokenKind::Mark && !self.is_hyphen(small.end));
        let bare = ends
            && unit.end > amount.number.end
            && self.tokens[unit.end - 1].kind == TokenKind::Word
            && !matches!(self.word(small.end), "$" | "€" | "£")
            && small.value >= 10.0
            && self.word(small.end) != "%";
        (cents || bare).then_some((small.value / 100.0, small.end + usize::from(cents)))
    }

    /// The amount of a figure whose unit is grown to it.
    pub(super) fn amount_of(&self, at: usize, number: Cardinal) -> Amount {
        Amount {
            from: at,
            number_from: at,
            number_start: self.tokens[at].span.start(),
            number,
            currency: None,
            part: false,
            vague: false,
        }
    }

    /// A number without its currency.
    fn number(&self, at: usize) -> Option<Amount> {
        let token = self.tokens.get(at)?;
        let plain = |number: Cardinal, part: bool| Amount {
            from: at,
            number_from: at,
            number_start: token.span.start(),
            number,
            currency: None,
            part,
            vague: false,
        };
        if let Some((value, end)) = self.half_or_part(at) {
            return Some(plain(self.scaled_part(value, end), true));
        }
        if let Some((value, end)) = self.vague(at) {
            let number = Cardinal { value, end, scale: 1.0, figures: false, plain: false };
            return Some(Amount { vague: true, ..plain(number, false) });
        }
        let mut number = self.with_vulgar_fraction(at).or_else(|| cardinal(self.text, self.tokens, at))?;
        if let Some(whole) = self.whole_and_parts(at, &number) {
            return Some(plain(whole, true));
        }
        if let Some((value, end)) = self.parts_of(&number) {
            return Some(plain(self.scaled_part(value, end), true));
        }
        if let Some((value, end)) = self.ratio(&number) {
            return Some(plain(Cardinal { value, end, scale: 1.0, figures: number.figures, plain: false }, true));
        }
        // `two and two thirds`, `3 million and a quarter`, `2½`.
        let and = number.end + usize::from(self.is_word(number.end, "and"));
        let more = if and > number.end {
            self.half_or_part(and).or_else(|| {
                let above = cardinal(self.text, self.tokens, and)?;
                self.parts_of(&above)
            })
        } else {
            vulgar(self.word(number.end)).map(|value| (value, number.end + 1))
        };
        if let Some((value, end)) = more.filter(|&(value, _)| value < 1.0) {
            let factor = scale_word(self.text, self.tokens, end);
            let smaller = factor.filter(|factor| *factor < number.scale);
            number = Cardinal { value: number.value + value * smaller.unwrap_or(number.scale), end, plain: false, ..number };
            number.end += usize::from(smaller.is_some());
            if let Some(factor) = factor.filter(|_| number.scale == 1.0) {
                number = Cardinal { value: number.value * factor, end: end + 1, scale: factor, ..number };
            }
        }
        Some(plain(number, false))
    }

    /// `a few thousand`, `several dozen`, `a couple of hundred`: three is the least that it can be, and two of a couple.
    fn vague(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.lower(at);
        let (count, mut end) = match word {
            "several" => (3.0, at + 1),
            "a" => match self.lower(at + 1) {
                "few" => (3.0, at + 2),
                "couple" => (2.0, at + 2),
                _ => return None,
            },
            _ => return None,
        };
        end += usize::from(self.is_word(end, "of"));
        scale_word(self.text, self.tokens, end).map(|factor| (count * factor, end + 1))
    }
}

/// In `26 to 31 million` the millions belong to both.
pub(super) fn scaled(low: &Cardinal, high: Option<Cardinal>) -> (f64, Option<f64>) {
    let Some(high) = high else { return (low.value, None) };
    if low.scale == 1.0 && high.scale >= 1e3 && low.value < high.value / high.scale {
        return (low.value * high.scale, Some(high.value));
    }
    (low.value, Some(high.value))
}

/// The value of a number from which a change leads to another: `from 5 to 3 million` begins at five million.
pub(super) fn scaled_alike(from: &Cardinal, to: &Cardinal) -> f64 {
    let near = from.value < 10.0 * to.value / to.scale;
    if from.scale == 1.0 && to.scale >= 1e3 && near { from.value * to.scale } else { from.value }
}

/// Whether a word in lower case can begin a number that [`cardinal`] does not begin.
pub(super) fn begins_number(lower: &str) -> bool {
    matches!(lower, "a" | "an" | "half" | "quarter" | "several" | "minus" | "negative")
}

/// `USD115`: a code and figures in one word.
pub(super) fn is_glued_to_currency(word: &str) -> bool {
    let digits = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    digits > 0 && currencies::code(&word[..digits]).is_some()
}
