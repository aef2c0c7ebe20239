//! A number with the currency before it, and everything that makes one number of several words: fractions, ratios, signs.

use super::currencies::{self, LONGEST_CURRENCY};
use super::units::{Unit, is_currency};
use super::{Reader, measures};
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
        if self.is_sign(at) || matches!(self.lower(at).as_str(), "minus" | "negative") {
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
        let opens = at == 0 || self.tokens[at].spaced || at > from;
        let digits = self.tokens.get(at + 1).filter(|next| opens && !next.spaced && self.digits(at + 1) > 0)?;
        let start = self.tokens[from].span.start();
        let value: f64 = Span::new(self.tokens[at].span.start(), digits.span.end()).of(self.text).parse().ok()?;
        let value = if from < at { -value } else { value };
        let number = Cardinal { value, end: at + 2, scale: 1.0, figures: true, plain: false };
        Some(Amount { from, number_from: at, number_start: start, number, currency: None, part: false, vague: false })
    }

    /// A minus: a hyphen that white space precedes and none follows.
    pub(super) fn is_sign(&self, at: usize) -> bool {
        let opens = |token: &crate::language::Token| at == 0 || token.spaced || matches!(self.word(at - 1), "(" | "<" | ">" | "=");
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
        let small = cardinal(self.text, self.tokens, unit.end + and).filter(|small| small.value < 100.0 && small.value.fract() == 0.0)?;
        let cents = matches!(self.lower(small.end).as_str(), "cents" | "cent" | "pence");
        // `15 dollars 50`, at the end of its clause.
        let ends = self.tokens.get(small.end).is_none_or(|next| next.kind == TokenKind::Mark && !self.is_hyphen(small.end));
        let bare = ends && unit.end > amount.number.end && self.tokens[unit.end - 1].kind == TokenKind::Word && !matches!(self.word(small.end), "$" | "€" | "£") && small.value >= 10.0 && self.word(small.end) != "%";
        (cents || bare).then_some((small.value / 100.0, small.end + usize::from(cents)))
    }

    /// The amount of a figure whose unit is grown to it.
    pub(super) fn amount_of(&self, at: usize, number: Cardinal) -> Amount {
        Amount { from: at, number_from: at, number_start: self.tokens[at].span.start(), number, currency: None, part: false, vague: false }
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
        let mut number = cardinal(self.text, self.tokens, at)?;
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

    /// `six million and two thirds`, `one hundred and three quarters`: the reader of cardinals took the first word of the fraction for its own.
    fn whole_and_parts(&self, at: usize, number: &Cardinal) -> Option<Cardinal> {
        let and = (at + 1..number.end).rev().find(|&and| self.is_word(and, "and"))?;
        let whole = cardinal(self.text, &self.tokens[..and], at)?;
        let above = cardinal(self.text, self.tokens, and + 1)?;
        let (part, end) = self.parts_of(&above).filter(|&(part, _)| part < 1.0)?;
        let scale = if whole.scale >= 1e3 { whole.scale } else { 1.0 };
        let smaller = scale_word(self.text, self.tokens, end).filter(|factor| *factor < scale);
        let value = whole.value + part * smaller.unwrap_or(scale);
        Some(Cardinal { value, end: end + usize::from(smaller.is_some()), plain: false, ..whole })
    }

    /// `half a million`, `a quarter million`, `two thirds of a million`.
    fn scaled_part(&self, value: f64, end: usize) -> Cardinal {
        let mut scale_at = end + usize::from(self.is_word(end, "of"));
        scale_at += usize::from(self.is_word(scale_at, "a"));
        // `half of the thousand` is none.
        let (value, end, scale) = match scale_word(self.text, self.tokens, scale_at) {
            Some(factor) if scale_at < end + 3 => (value * factor, scale_at + 1, factor),
            _ => (value, end, 1.0),
        };
        let value = if scale >= 1e6 { value.round() } else { value };
        Cardinal { value, end, scale, figures: false, plain: false }
    }

    /// `half the voters`, `a third of them`, `by half`, `a quarter million`; not `the first half`, `the third quarter`, `a third man`.
    fn half_or_part(&self, at: usize) -> Option<(f64, usize)> {
        if let Some(found) = vulgar(self.word(at)).map(|value| (value, at + 1)) {
            return Some(found);
        }
        let word = self.lower(at);
        let article = matches!(word.as_str(), "a" | "an");
        let part_at = at + usize::from(article || word.as_str() == "one");
        let part_at = part_at + usize::from(part_at > at && self.is_hyphen(part_at));
        let part = self.lower(part_at);
        let after = self.lower(part_at + 1);
        let before = self.lower(at.wrapping_sub(1));
        let scale = matches!(after.as_str(), "million" | "billion" | "trillion" | "dozen" | "thousand");
        let stops = after.as_str().is_empty() || self.tokens[part_at + 1].kind == TokenKind::Mark && after.as_str() != "-";
        let ends = stops || matches!(after.as_str(), "of" | "to" | "from" | "more" | "as" | "or" | "and" | "in" | "less" | "per" | "point" | "percentage" | "are" | "were" | "was" | "is" | "have" | "had" | "has" | "said" | "say" | "will" | "would" | "believe" | "think")
            || part_at > at && after.as_str().ends_with("ed") && before.as_str() == "and";
        match part.as_str() {
            "half" => {
                let rank = matches!(
                    before.as_str(),
                    "first" | "second" | "other" | "latter" | "last" | "back" | "top" | "bottom" | "this" | "each" | "better" | "and" | "1st" | "2nd"
                );
                let determined = matches!(
                    after.as_str(),
                    "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our" | "all" | "those" | "these" | "that"
                );
                let of_time = self.is_hyphen(part_at + 1) && measures::word(self.lower(part_at + 2).as_str()).is_some_and(measures::is_time);
                let led = matches!(
                    before.as_str(),
                    "by" | "about" | "nearly" | "almost" | "than" | "over" | "least" | "only" | "just" | "roughly" | "in" | "around" | "cut"
                );
                let taken = part_at > at && (ends || scale) || determined || before.as_str() == "than" || scale || of_time || after.as_str() == "of" || led && ends || at == 0 && stops;
                (!rank && taken && !(article && after.as_str() == "-")).then_some((0.5, part_at + 1))
            }
            "quarter" if scale || part_at > at && (ends || after.as_str() == "-") => Some((0.25, part_at + 1)),
            _ if part_at > at => {
                // `a twenty-first`.
                if part.as_str() == "twenty" && self.is_hyphen(part_at + 1) {
                    let ones = ordinal(self.lower(part_at + 2).as_str()).filter(|&ones| ones < 10.0)?;
                    return Some((1.0 / (20.0 + ones), part_at + 3));
                }
                let parts = ordinal(part.as_str()).filter(|&parts| parts > 1.0)?;
                // `a tenth time`, `one fifth-grader`.
                ends.then_some((1.0 / parts, part_at + 1))
            }
            _ => None,
        }
    }

    /// `a few thousand`, `several dozen`, `a couple of hundred`: three is the least that it can be, and two of a couple.
    fn vague(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.lower(at);
        let (count, mut end) = match word.as_str() {
            "several" => (3.0, at + 1),
            "a" => match self.lower(at + 1).as_str() {
                "few" => (3.0, at + 2),
                "couple" => (2.0, at + 2),
                _ => return None,
            },
            _ => return None,
        };
        end += usize::from(self.is_word(end, "of"));
        scale_word(self.text, self.tokens, end).map(|factor| (count * factor, end + 1))
    }

    /// `two-thirds`, `three quarters of`, `five hundredths`: a number of parts, and the index after them.
    fn parts_of(&self, number: &Cardinal) -> Option<(f64, usize)> {
        if number.figures || number.value.fract() != 0.0 {
            return None;
        }
        let hyphen = self.word(number.end) == "-";
        let mut at = number.end + usize::from(hyphen);
        let word = self.lower(at);
        let plural = word.as_str().ends_with('s') || word.as_str() == "halves";
        let tens = matches!(word.as_str(), "twenty" | "thirty" | "forty" | "fifty");
        if !plural && number.value != 1.0 && !hyphen && !tens {
            return None;
        }
        let singular = word.as_str().strip_suffix('s').unwrap_or(word.as_str());
        let mut parts = match singular {
            "half" | "halve" | "halves" => 2.0,
            "quarter" => 4.0,
            "twenty" | "thirty" | "forty" | "fifty" => {
                // `one twenty-fifth`.
                let tens = cardinal(self.text, self.tokens, at)?.value;
                let ones = at + 1 + usize::from(self.is_hyphen(at + 1));
                let ones_word = self.lower(ones);
                at = ones;
                tens + ordinal(ones_word.as_str().strip_suffix('s').unwrap_or(ones_word.as_str())).filter(|&ones| ones < 10.0)?
            }
            _ => ordinal(singular).filter(|&parts| parts > 1.0)?,
        };
        if singular == "quarter" {
            // Three quarters may be nine months.
            let next = self.lower(at + 1);
            let fraction = hyphen || matches!(next.as_str(), "of" | "million" | "billion" | "" | "the" | "," | ".");
            let of_the_year = matches!(self.lower(number.end.wrapping_sub(2)).as_str(), "last" | "past" | "first" | "next" | "for" | "consecutive");
            if !fraction || of_the_year && !hyphen {
                return None;
            }
            parts = 4.0;
        }
        Some((number.value / parts, at + 1))
    }

    /// `one in five`, `four out of 10`, `one over three`.
    fn ratio(&self, above: &Cardinal) -> Option<(f64, usize)> {
        if above.scale != 1.0 || above.value.fract() != 0.0 {
            return None;
        }
        let at = match self.lower(above.end).as_str() {
            "in" => above.end + 1,
            "out" if self.is_word(above.end + 1, "of") => above.end + 2,
            "over" if !above.figures || above.value < 10.0 => above.end + 1,
            _ => return None,
        };
        let below = cardinal(self.text, self.tokens, at)?;
        let whole = below.value >= 2.0 && below.value > above.value && below.value.fract() == 0.0;
        // `3 in 10 days` is a rate, `five in 2005` a date; `12 out of the 40` names both numbers.
        let unit = measures::word(self.lower(below.end).as_str()).is_some();
        let round = below.value <= 10.0 || below.value % 5.0 == 0.0 || !below.figures;
        let year = below.plain && below.value > 1000.0;
        (whole && !unit && round && !year).then_some((above.value / below.value, below.end))
    }
}

/// The value of `½`.
fn vulgar(mark: &str) -> Option<f64> {
    Some(match mark {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        "⅙" => 1.0 / 6.0,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    })
}

/// What part an ordinal names: `third`, `hundredth`.
fn ordinal(word: &str) -> Option<f64> {
    Some(match word {
        "first" => 1.0,
        "third" => 3.0,
        "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        "twelfth" => 12.0,
        "sixteenth" => 16.0,
        "twentieth" => 20.0,
        "thirtieth" => 30.0,
        "hundredth" => 100.0,
        "thousandth" => 1e3,
        "millionth" => 1e6,
        "billionth" => 1e9,
        "trillionth" => 1e12,
        _ => return None,
    })
}

/// In `26 to 31 million` the millions belong to both.
pub(super) fn scaled(low: &Cardinal, high: Option<Cardinal>) -> (f64, Option<f64>) {
    let Some(high) = high else { return (low.value, None) };
    if low.scale == 1.0 && high.scale >= 1e3 && low.value < high.value / high.scale {
        return (low.value * high.scale, Some(high.value));
    }
    (low.value, Some(high.value))
}

/// Whether a word in lower case can begin a number that [`cardinal`] does not begin.
pub(super) fn begins_number(lower: &str) -> bool {
    matches!(lower, "a" | "an" | "half" | "quarter" | "several" | "minus" | "negative")
}

/// A mark such as `½`.
pub(super) fn is_vulgar(mark: &str) -> bool {
    vulgar(mark).is_some()
}

/// `USD115`: a code and figures in one word.
pub(super) fn is_glued_to_currency(word: &str) -> bool {
    let digits = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    digits > 0 && currencies::code(&word[..digits]).is_some()
}
