//! Numbers with what they count or measure.
//!
//! A quantity begins with a number (or the sign of its currency) and ends with its unit or with the noun phrase that it
//! counts. What is part of a time is none, nor are labels (`Flight 103`), scores, telephone numbers, ordinals and `one of`.

mod heads;
mod labels;
#[cfg(test)]
mod tests;
mod units;

use super::numerals::{Cardinal, Lower, Shape, cardinal, figure, number_word, span_of};
use super::words::{Word, Words};
use super::{Modifier, Quantity, Sentence, Time, Token, TokenKind};
use crate::text::Span;
use units::Unit;

/// Every quantity of an article, in order. `times` are those of the same article: what lies in them is no quantity.
pub(crate) fn quantities(text: &str, tokens: &[Token], sentences: &[Sentence], words: &Words, times: &[Time]) -> Vec<Quantity> {
    let openings = words.each(opening);
    let mut quantities = Vec::new();
    let mut next_time = 0;
    for sentence in sentences {
        let first = sentence.tokens.start;
        let tokens = &tokens[sentence.tokens.clone()];
        let mut at = 0;
        while at < tokens.len() {
            let opens = match openings.at(first + at) {
                Opening::Amount => true,
                Opening::BeforeAmount => tokens.get(at + 1).is_some_and(|next| next.kind != TokenKind::Word),
                Opening::Nothing => false,
            };
            if !opens {
                at += 1;
                continue;
            }
            let start = tokens[at].span.start();
            while times.get(next_time).is_some_and(|time| time.span.end() <= start) {
                next_time += 1;
            }
            let free_until = times.get(next_time).map_or(usize::MAX, |time| time.span.start());
            // A quantity ends before the next time, whatever it counts.
            let stop = if free_until > tokens[tokens.len() - 1].span.start() {
                tokens.len()
            } else {
                at + tokens[at..].partition_point(|token| token.span.start() < free_until)
            };
            let reader = Reader { text, tokens: &tokens[..stop] };
            if stop == at {
                at += 1;
            } else if let Some((quantity, end)) = reader.quantity(at) {
                quantities.push(quantity);
                at = end;
            } else {
                at = reader.skip(at);
            }
        }
    }
    quantities
}

/// What a word by itself can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// A number, or the sign of a currency.
    Amount,
    /// Letters of a currency, if a figure or sign follows: `USD 5`, `HK$5`.
    BeforeAmount,
    Nothing,
}

/// Almost every word of an article begins no quantity; it is looked at no further.
fn opening(word: Word<'_>) -> Opening {
    match word.kind {
        TokenKind::Number => Opening::Amount,
        TokenKind::Mark if units::currency_sign(word.written, "").is_some() => Opening::Amount,
        TokenKind::Word if matches!(word.lower, "a" | "an") || number_word(word.lower).is_some() => Opening::Amount,
        TokenKind::Word if word.written.len() <= LONGEST_CURRENCY => Opening::BeforeAmount,
        TokenKind::Word | TokenKind::Mark | TokenKind::Possessive => Opening::Nothing,
    }
}

/// Bytes of the longest code or abbreviation of a currency.
const LONGEST_CURRENCY: usize = 4;

/// One sentence, up to the next time in it.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

/// A number that was found, with its currency.
struct Amount {
    /// First token, a currency's sign or code included.
    from: usize,
    /// First token of the number itself.
    number_from: usize,
    number: Cardinal,
    currency: Option<&'static str>,
}

impl Reader<'_> {
    /// The quantity that begins at a token, and the index after its number.
    fn quantity(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some(found) = self.age(at).or_else(|| self.tight_unit(at)) {
            return Some(found);
        }
        let amount = self.amount(at)?;
        if self.is_label(&amount) {
            return None;
        }
        if let Some((value, end)) = self.fraction(&amount) {
            let number = span_of(self.tokens, amount.number_from, end);
            return Some((self.finish(&amount, number, value, None, None, None), end));
        }
        let (high, number_end, hyphened) = self.range(&amount);
        let (low, high) = scaled(&amount.number, high);
        let number = span_of(self.tokens, amount.number_from, number_end);
        let mut unit = amount.currency.map(|code| Unit::new(code, number_end));
        let mut after = number_end;
        if unit.is_none() {
            let mut unit_at = after
                + 2 * usize::from(
                    self.is_word(after, "or") && (self.is_word(after + 1, "more") || self.is_word(after + 1, "so")),
                );
            if self.is_hyphen(unit_at) {
                unit_at += 1;
            }
            unit = units::unit(self.text, self.tokens, unit_at, low);
            after = if unit_at > after && !self.is_hyphen(after) { unit_at } else { after };
        }
        let (low, high) = match unit {
            Some(unit) if unit.hundredths => (low / 100.0, high.map(|high| high / 100.0)),
            _ => (low, high),
        };
        let single = low == 1.0 && high.is_none();
        let head = if unit.is_some() { None } else { self.head(after, single) };
        if unit.is_none() && head.is_none() && (hyphened || !self.stands_alone(&amount, number_end)) {
            return None;
        }
        let end = unit.map(|unit| unit.end).or(head.map(|(_, end)| end)).unwrap_or(number_end);
        let head = head.map(|(from, to)| span_of(self.tokens, from, to));
        Some((self.finish(&amount, number, low, high, unit, head), end.max(number_end)))
    }

    fn finish(
        &self,
        amount: &Amount,
        number: Span,
        value: f64,
        high: Option<f64>,
        unit: Option<Unit>,
        head: Option<Span>,
    ) -> Quantity {
        let mut span = self.tokens[amount.from].span.join(number);
        if let Some(unit) = unit {
            span = span.join(self.tokens[unit.end - 1].span);
        }
        if let Some(head) = head {
            span = span.join(head);
        }
        Quantity {
            span,
            number,
            value,
            high,
            unit: unit.map(|unit| unit.code.to_owned()),
            head,
            modifier: self.modifier(amount.from),
        }
    }

    /// A number at a token, or behind a currency's sign or code there.
    fn amount(&self, at: usize) -> Option<Amount> {
        let token = self.tokens.get(at)?;
        match token.kind {
            TokenKind::Possessive => None,
            TokenKind::Number => self.number(at, at, None),
            TokenKind::Mark => {
                let currency = units::currency_sign(token.span.of(self.text), "")?;
                self.number(at, at + 1, Some(currency))
            }
            TokenKind::Word => {
                let word = token.span.of(self.text);
                let next = self.tokens.get(at + 1)?;
                if next.kind == TokenKind::Mark && !next.spaced && word.len() <= LONGEST_CURRENCY {
                    let prefix = word.trim_end_matches('.').replace('.', "");
                    if let Some(currency) = units::currency_sign(next.span.of(self.text), &prefix) {
                        return self.number(at, at + 2, Some(currency));
                    }
                }
                if next.kind == TokenKind::Number
                    && word.len() <= LONGEST_CURRENCY
                    && word != "US"
                    && let Some(currency) = units::currency_code(word)
                {
                    return self.number(at, at + 1, Some(currency));
                }
                self.number(at, at, None)
            }
        }
    }

    fn number(&self, from: usize, at: usize, currency: Option<&'static str>) -> Option<Amount> {
        let number = cardinal(self.text, self.tokens, at)?;
        Some(Amount { from, number_from: at, number, currency })
    }

    /// `5km`: a figure with its unit grown to it.
    fn tight_unit(&self, at: usize) -> Option<(Quantity, usize)> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let word = token.span.of(self.text);
        let figure = figure(word);
        if figure.suffix.is_empty() || matches!(figure.shape, Shape::Clock(..) | Shape::Other) {
            return None;
        }
        let unit = units::symbol(Lower::new(figure.suffix).as_str())?;
        let number = Span::new(token.span.start(), token.span.end() - figure.suffix.len());
        let modifier = self.modifier(at);
        let quantity = Quantity {
            span: token.span,
            number,
            value: figure.value,
            high: None,
            unit: Some(unit.to_owned()),
            head: None,
            modifier,
        };
        Some((quantity, at + 1))
    }

    /// `to 31 million`, `or three`, `-12`: the upper end, the index after the whole number, and whether a hyphen joins them.
    fn range(&self, low: &Amount) -> (Option<Cardinal>, usize, bool) {
        let mut end = low.number.end;
        // `10% to 20%`.
        if self.is_mark(end, "%") && self.is_word(end + 1, "to") {
            let high =
                self.amount(end + 2).filter(|high| self.is_mark(high.number.end, "%") && high.number.value > low.number.value);
            if high.is_none() {
                return (None, end, false);
            }
            end += 1;
        }
        let after_number = low.number.end;
        // `fell $1.25 to $13` ends at thirteen, it does not reach to it.
        if self.follows_change(low.from) {
            return (None, after_number, false);
        }
        let hyphen = self.is_hyphen(end);
        let word = self.word(end);
        let between = self.is_word(low.from.wrapping_sub(1), "between") && word == "and";
        let from = self.is_word(low.from.wrapping_sub(1), "from");
        let joined = hyphen || (word == "to" && !from) || word == "or" || between || matches!(word, "–");
        if !joined {
            return (None, after_number, false);
        }
        let Some(high) = self.amount(end + 1) else { return (None, after_number, false) };
        let comparable = high.currency.is_none() || high.currency == low.currency;
        // `5 or 60` is a range too, `two or one` is not; `555-1234` is a telephone number.
        let telephone = hyphen && (self.digits(low.number_from) >= 3 || self.digits(high.number_from) >= 4);
        if !comparable || telephone || scaled(&low.number, Some(high.number)).0 >= high.number.value {
            return (None, after_number, hyphen && self.tokens[end + 1].kind == TokenKind::Number);
        }
        (Some(high.number), high.number.end, hyphen)
    }

    /// After `rose`, `fell`, `up`: the number is the size of a change.
    fn follows_change(&self, at: usize) -> bool {
        const CHANGES: [&str; 26] = [
            "added",
            "advanced",
            "climbed",
            "declined",
            "decreased",
            "down",
            "dropped",
            "eased",
            "fell",
            "gained",
            "grew",
            "increased",
            "jumped",
            "lost",
            "off",
            "plunged",
            "plunging",
            "risen",
            "rose",
            "shed",
            "slid",
            "slipped",
            "soared",
            "surged",
            "tumbled",
            "up",
        ];
        at.checked_sub(1).is_some_and(|before| CHANGES.binary_search(&self.word(before)).is_ok())
    }

    fn digits(&self, at: usize) -> u8 {
        self.tokens
            .get(at)
            .map_or(0, |token| if token.kind == TokenKind::Number { figure(token.span.of(self.text)).digits() } else { 0 })
    }

    /// `two-thirds`, `three quarters`: the value and the index after it.
    fn fraction(&self, amount: &Amount) -> Option<(f64, usize)> {
        if amount.number.figures || amount.number.value > 9.0 || amount.number.value.fract() != 0.0 {
            return None;
        }
        let at = amount.number.end + usize::from(self.is_hyphen(amount.number.end));
        let parts = match self.word(at) {
            "half" | "halves" => 2.0,
            "third" | "thirds" => 3.0,
            "quarter" | "quarters" | "fourth" | "fourths" => 4.0,
            "fifth" | "fifths" => 5.0,
            "sixths" => 6.0,
            "eighths" => 8.0,
            "tenth" | "tenths" => 10.0,
            _ => return None,
        };
        (amount.number.value < parts).then(|| (amount.number.value / parts, at + 1))
    }

    /// The counted noun phrase after a number: its first token and the index after its last.
    fn head(&self, at: usize, single: bool) -> Option<(usize, usize)> {
        // `12-member`: the noun is singular.
        if self.is_hyphen(at) {
            let noun = self.tokens.get(at + 1).filter(|token| token.kind == TokenKind::Word)?;
            let word = noun.span.of(self.text);
            let counted = word.starts_with(char::is_lowercase)
                && !matches!(word, "way" | "fold" | "sided" | "plus" | "time" | "and" | "to" | "year" | "day");
            return counted.then_some((at + 1, at + 2));
        }
        let mut from = at;
        for skipped in ["more", "additional"] {
            if self.is_word(from, skipped) {
                from += 1;
            }
        }
        heads::head(self.text, self.tokens, from, single).map(|end| (from, end))
    }

    /// `45-year-old`, `45 years old`, `aged 45`, `Smith, 45,`.
    fn age(&self, at: usize) -> Option<(Quantity, usize)> {
        let number = cardinal(self.text, self.tokens, at)?;
        let year = number.end + usize::from(self.is_hyphen(number.end));
        let unit = match self.word(year) {
            "year" | "years" => "a",
            "month" | "months" => "mo",
            "week" | "weeks" => "wk",
            "day" | "days" => "d",
            _ => "",
        };
        let old = year + 1 + usize::from(self.is_hyphen(year + 1));
        let amount = Amount { from: at, number_from: at, number, currency: None };
        let number_span = span_of(self.tokens, at, number.end);
        if !unit.is_empty() && self.word(old) == "old" {
            let quantity = self.finish(&amount, number_span, number.value, None, Some(Unit::new(unit, old + 1)), None);
            return Some((quantity, old + 1));
        }
        let likely = number.plain && (1.0..=115.0).contains(&number.value);
        let aged = matches!(self.word(at.wrapping_sub(1)), "aged" | "age" | "Aged");
        let apposed = at > 1
            && self.is_mark(at - 1, ",")
            && self.word(at - 2).starts_with(char::is_uppercase)
            && self.tokens[at - 2].kind == TokenKind::Word
            && (self.is_mark(number.end, ",") || self.is_mark(number.end, ".") && number.end + 1 == self.tokens.len());
        if likely && (aged || apposed) {
            let quantity = self.finish(&amount, number_span, number.value, None, Some(Unit::new("a", number.end)), None);
            return Some((quantity, number.end));
        }
        None
    }

    /// What limits the number, from the words before it.
    fn modifier(&self, at: usize) -> Option<Modifier> {
        let back = |steps: usize| at.checked_sub(steps).map_or_else(|| Lower::new(""), |index| Lower::new(self.word(index)));
        let (one, two, three) = (back(1), back(2), back(3));
        Some(match (three.as_str(), two.as_str(), one.as_str()) {
            ("no" | "not", "more" | "greater", "than") | (_, "at", "most") | (_, "up", "to") => Modifier::AtMost,
            ("as", "many" | "much", "as") => Modifier::AtMost,
            ("no", "fewer" | "less", "than") | (_, "at", "least") => Modifier::AtLeast,
            (_, "more" | "greater" | "higher", "than") => Modifier::MoreThan,
            (_, "less" | "fewer" | "lower", "than") => Modifier::LessThan,
            (_, _, "over" | "above" | "exceeding") => Modifier::MoreThan,
            (_, _, "under" | "below") => Modifier::LessThan,
            (_, _, "minimum") => Modifier::AtLeast,
            (_, _, "maximum") => Modifier::AtMost,
            (_, _, "about" | "around" | "some" | "nearly" | "almost" | "approximately" | "roughly" | "estimated") => {
                Modifier::About
            }
            _ => return None,
        })
    }

    /// Index after a number that is no quantity, so that its own tail is not read as one.
    fn skip(&self, at: usize) -> usize {
        cardinal(self.text, self.tokens, at).map_or(at + 1, |number| number.end.max(at + 1))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.word(at) == mark
    }

    fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–") && !self.tokens[at].spaced && self.tokens.get(at + 1).is_some_and(|next| !next.spaced)
    }
}

/// In `26 to 31 million` the millions belong to both.
fn scaled(low: &Cardinal, high: Option<Cardinal>) -> (f64, Option<f64>) {
    let Some(high) = high else { return (low.value, None) };
    if low.scale == 1.0 && high.scale >= 1e3 && low.value < high.value / high.scale {
        return (low.value * high.scale, Some(high.value));
    }
    (low.value, Some(high.value))
}
