//! Numbers with what they count or measure.
//!
//! A quantity begins with a number (or the sign of its currency) and ends with its unit or with the noun phrase that it
//! counts. What is part of a date or clock time is none, nor are labels (`Flight 103`), telephone numbers, ordinals and `one of`. A
//! length of time is both: a time, and a quantity of years or hours.
//!
//! Each distinct word is asked once whether it can begin a quantity; only where one can is the sentence read. The amount comes first
//! (`amounts`), then what it is: a label, a score, an age, something measured (`units`) or counted (`heads`); last what stands
//! around it: limits, changes, the whole that it is part of.

mod ages;
mod amounts;
mod changes;
mod currencies;
mod fractions;
mod heads;
mod labels;
mod lengths;
mod limits;
mod measures;
mod nouns;
mod ranges;
mod scores;
#[cfg(test)]
mod tests;
mod tight;
mod units;
mod wholes;

use super::numerals::{figure, number_word};
use super::words::{Word, Words};
use super::{Quantity, Quotation, Sentence, Time, Token, TokenKind};
use crate::text::Span;
use amounts::{Amount, scaled, scaled_alike};
use lengths::is_filler;
pub use measures::{Measure, measure};
use units::Unit;

/// Every quantity of an article, in order. `times` and `quotations` are those of the same article.
pub(crate) fn quantities(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    words: &Words,
    times: &[Time],
    quotations: &[Quotation],
) -> Vec<Quantity> {
    let openings = words.each(opening);
    let mut quantities = Vec::new();
    for sentence in sentences {
        let first = sentence.tokens.start;
        let reader = Reader { text, lower: words.lower(), tokens: &tokens[sentence.tokens.clone()], times };
        let before = quantities.len();
        let mut at = 0;
        while at < reader.tokens.len() {
            let opens = match openings.at(first + at) {
                Opening::Amount => true,
                Opening::BeforeAmount => reader.tokens.get(at + 1).is_some_and(|next| next.kind != TokenKind::Word),
                Opening::Nothing => false,
            };
            if !opens {
                at += 1;
                continue;
            }
            let (found, end) = reader.quantity(at);
            if let Some(quantity) = found {
                quantities.push(quantity);
            }
            at = end.max(at + 1);
        }
        reader.share_heads(&mut quantities[before..]);
    }
    // Direct quotations may stand inside indirect speech, and no two of a kind inside each other: the innermost is one of two.
    let (mut next, mut direct, mut indirect) = (0, None, None);
    for quantity in &mut quantities {
        let start = quantity.number.start();
        while let Some(quotation) = quotations.get(next).filter(|quotation| quotation.span.start() <= start) {
            *(if quotation.direct { &mut direct } else { &mut indirect }) = Some(next);
            next += 1;
        }
        let around = |at: &usize| quotations[*at].span.contains(start);
        quantity.quotation = direct.filter(around).or_else(|| indirect.filter(around));
    }
    quantities
}

/// What a word by itself can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// A number, or the sign of a currency.
    Amount,
    /// Letters of a currency or a minus, if a figure or sign follows: `USD 5`, `HK$5`, `-5`.
    BeforeAmount,
    Nothing,
}

/// Almost every word of an article begins no quantity; it is looked at no further.
fn opening(word: Word<'_>) -> Opening {
    match word.kind {
        TokenKind::Number => Opening::Amount,
        TokenKind::Mark if matches!(word.written, "-" | "–" | "−" | ".") => Opening::BeforeAmount,
        TokenKind::Mark if currencies::sign(word.written, "").is_some() || fractions::vulgar(word.written).is_some() => {
            Opening::Amount
        }
        TokenKind::Word if amounts::begins_number(word.lower) || number_word(word.lower).is_some() => Opening::Amount,
        TokenKind::Word if word.written.len() <= currencies::LONGEST_CURRENCY => Opening::BeforeAmount,
        TokenKind::Word if amounts::is_glued_to_currency(word.written) => Opening::Amount,
        TokenKind::Word | TokenKind::Mark | TokenKind::Possessive => Opening::Nothing,
    }
}

/// One sentence.
struct Reader<'a> {
    text: &'a str,
    /// The text in lower case.
    lower: &'a str,
    tokens: &'a [Token],
    /// Those of the whole article.
    times: &'a [Time],
}

impl Reader<'_> {
    /// The quantity that begins at a token, if one does, and the index from which to go on.
    fn quantity(&self, at: usize) -> (Option<Quantity>, usize) {
        if let Some((quantity, end)) = self.tight(at) {
            return (Some(quantity), end);
        }
        let Some(amount) = self.amount(at) else { return (None, at + 1) };
        let end = amount.number.end;
        if let Some((against, after)) = self.score(&amount).filter(|_| self.time_around(&amount).is_none()) {
            let head = self.head(after, true).filter(|_| self.is_hyphen_or_noun(after));
            let number = Span::new(amount.number_start, self.tokens[after - 1].span.end());
            let found = Found { head, against: Some(against), ..Found::new(number, amount.number.value, after) };
            return (Some(self.finish(&amount, &found)), after);
        }
        if let Some(age) = self.age(&amount) {
            let found = Found {
                unit: Some(Unit::new(age.unit, age.end)),
                end: age.end,
                ..Found::new(amount.number_span(self), amount.number.value, end)
            };
            return (Some(self.finish(&amount, &found)), age.end);
        }
        if self.is_label(&amount) {
            return (None, end);
        }
        match self.measured_or_counted(&amount) {
            Some((quantity, after)) => (Some(quantity), after),
            None => (None, end),
        }
    }

    /// A number with its unit or noun, or one that stands for itself.
    fn measured_or_counted(&self, amount: &Amount) -> Option<(Quantity, usize)> {
        let (high, number_end, hyphened) = self.range(amount);
        let mut number = Span::new(amount.number_start, self.tokens[number_end - 1].span.end());
        let risen_to = if high.is_none() { self.risen_to(amount) } else { None };
        let (mut low, mut high) = scaled(&amount.number, high);
        if let Some(to) = risen_to {
            low = scaled_alike(&amount.number, &to.number);
        }
        let (mut unit, unit_at) = self.unit_behind(amount, number_end);
        if let (None, Some(to)) = (unit, risen_to) {
            unit = self.unit(to.number.end, &to).map(|shared| Unit { end: number_end, ..shared });
        }
        if self.is_of_date(amount, unit, unit_at) {
            return None;
        }
        let mut end = number_end;
        if let Some(found) = unit {
            end = end.max(found.end);
            if found.factor < 1.0 {
                // A hundredth is no binary fraction: 12.5 cents are 0.125 only if divided.
                (low, high) = (low / 100.0, high.map(|high| high / 100.0));
            } else if found.factor > 1.0 {
                (low, high) = (low * found.factor, high.map(|high| high * found.factor));
            } else if let Some((small, after)) = self.inches_after_feet(found).or_else(|| self.small_change(amount, found)) {
                low += small;
                end = after;
                number = Span::new(number.start(), self.tokens[after - 1].span.end());
            }
        }
        let single = low.abs() <= 1.0 && high.is_none();
        let head_at = self.after_or_more(number_end);
        let mut head = if unit.is_some() { None } else { self.head(head_at, single) };
        let mut shares = false;
        if unit.is_none() && head.is_none() && !hyphened {
            head = self.head_of_whole(number_end, amount.part);
            shares = head.is_some();
        }
        if unit.is_none() && head.is_none() {
            if self.is_metres(amount, number_end) {
                (low, high) = (low / 1e6, high.map(|high| high / 1e6));
                unit = Some(Unit::new("m", number_end));
            } else if hyphened || !self.stands_alone(amount, number_end) {
                return None;
            }
        }
        if let Some((_, head_end)) = head {
            end = end.max(head_end);
        }
        let found = Found { high, unit, head, end, ..Found::new(number, low, number_end) };
        // The next quantity may stand in the phrase whose noun this one shares: `nine of the 13 delegates`.
        Some((self.finish(amount, &found), if shares { number_end } else { end }))
    }

    /// The unit of an amount, the currency before it included; and the token where a unit would stand.
    fn unit_behind(&self, amount: &Amount, number_end: usize) -> (Option<Unit>, usize) {
        let mut at = self.after_or_more(number_end);
        at += usize::from(self.is_hyphen(at));
        // `half an hour`, `a quarter of a mile`.
        let article = at + usize::from(self.is_word(at, "of"));
        if amount.part && matches!(self.lower(article), "a" | "an") {
            at = article + 1;
        }
        // `12 long years`, but `12 long tons`.
        let filler = usize::from(is_filler(self.lower(at)) && !matches!(self.lower(at + 1), "ton" | "tons"));
        let unit = self.unit(at + filler, amount).filter(|unit| filler == 0 || measures::is_time(unit.code));
        let Some(code) = amount.currency else { return (unit, at) };
        // `$5 million U.S.`, `$19 dollars`: the name behind adds nothing.
        let again = unit.filter(|unit| unit.code == code && self.tokens[unit.end - 1].kind == TokenKind::Word);
        (Some(Unit::new(code, again.map_or(number_end, |unit| unit.end))), at)
    }

    /// Puts a quantity together and looks around it.
    fn finish(&self, amount: &Amount, found: &Found) -> Quantity {
        let per = self.per(found.end);
        let head_span = found.head.map(|(from, to)| self.span(from, to));
        let mut span = self.tokens[amount.from].span.join(found.number);
        if let Some(unit) = found.unit {
            span = span.join(self.tokens[unit.end - 1].span);
        }
        if let (Some((_, after)), true) = (per, found.unit.is_some_and(|unit| unit.is_physical())) {
            span = span.join(self.tokens[after - 1].span);
        }
        if let Some(head) = head_span {
            span = span.join(head);
        }
        let end = per.map_or(found.end, |(_, after)| after);
        let in_time = found.unit.is_some_and(|unit| measures::is_time(unit.code));
        let limit = |end| self.modifier(amount.from, end, in_time);
        let modifier = limit(found.number_end).or_else(|| limit(end)).or(amount.vague.then_some(super::Modifier::About));
        Quantity {
            span,
            number: found.number,
            value: found.value,
            high: found.high,
            unit: found.unit.map(|unit| self.code(unit, per)),
            head: head_span,
            modifier,
            per: per.map(|(from, to)| self.span(from, to)),
            against: found.against,
            change: self.change(amount.from, end),
            whole: self.whole(found.number_end).or_else(|| self.whole(end)).map(|(from, to)| self.span(from, to)),
            others: self.is_beside_others(amount.from, found.number_end, found.end),
            quotation: None,
        }
    }

    /// The unit's code; `[bbl_us]/d` of `barrels a day`. Money is counted by things that have no code.
    fn code(&self, unit: Unit, per: Option<(usize, usize)>) -> String {
        let by = per.and_then(|(noun, _)| measures::word(self.lower(noun)));
        match by.filter(|_| unit.is_physical() && !unit.code.contains('/')) {
            Some(by) => format!("{}/{by}", unit.code),
            None => unit.code.to_owned(),
        }
    }

    fn span(&self, from: usize, to: usize) -> Span {
        super::numerals::span_of(self.tokens, from, to)
    }

    /// The index after `or more`, `or so` behind a number.
    fn after_or_more(&self, at: usize) -> usize {
        let more = self.is_word(at, "or") && matches!(self.lower(at + 1), "more" | "so" | "fewer" | "less");
        let odd = self.is_hyphen(at) && matches!(self.lower(at + 1), "odd" | "plus");
        at + 2 * usize::from(more || odd) + usize::from(self.word(at) == "+")
    }

    /// `100m` is a length unless it counts something.
    fn is_metres(&self, amount: &Amount, end: usize) -> bool {
        amount.currency.is_none() && amount.number.scale == 1e6 && self.word(end - 1).ends_with('m') && amount.number.figures
    }

    fn is_hyphen_or_noun(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    fn digits(&self, at: usize) -> u8 {
        self.tokens
            .get(at)
            .map_or(0, |token| if token.kind == TokenKind::Number { figure(token.span.of(self.text)).digits() } else { 0 })
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// A word with its ASCII letters in lower case; empty past the sentence's end.
    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.lower))
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "‑")
            && !self.tokens[at].spaced
            && self.tokens.get(at + 1).is_some_and(|next| !next.spaced)
    }
}

/// What was read of a quantity before it is put together.
struct Found {
    number: Span,
    /// Index after the number.
    number_end: usize,
    value: f64,
    high: Option<f64>,
    unit: Option<Unit>,
    /// First token and index after the last.
    head: Option<(usize, usize)>,
    against: Option<f64>,
    /// Index after unit and noun phrase.
    end: usize,
}

impl Found {
    fn new(number: Span, value: f64, end: usize) -> Self {
        Self { number, number_end: end, value, high: None, unit: None, head: None, against: None, end }
    }
}
