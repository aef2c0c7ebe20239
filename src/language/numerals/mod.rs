//! Numbers as news writes them, in figures and in words: `3,600`, `27th`, `1990s`, `8:15`, `1.2 million`, `twenty-four`,
//! `two and a half`, `a dozen`.
//!
//! Times and quantities both begin with numbers; they share this reader so that a number has one value wherever it
//! stands. What the number *is* (a year, a count, a clock time) is for them to say.

mod figures;

use super::{Token, TokenKind};
use crate::text::Span;
pub(super) use figures::{Figure, Shape, figure};

/// One word of a number in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberWord {
    /// `one` to `nineteen`, and `zero`.
    Small(u8),
    /// `twenty` to `ninety`.
    Tens(u8),
    /// `hundred`.
    Hundred,
    /// `thousand`, `million` …, and `dozen`.
    Scale(f64),
}

/// What a word in lower case says as part of a number.
pub(super) fn number_word(word: &str) -> Option<NumberWord> {
    use NumberWord::{Hundred, Scale, Small, Tens};
    if !(2..=9).contains(&word.len()) {
        return None;
    }
    Some(match word {
        "zero" | "nought" | "naught" => Small(0),
        "one" => Small(1),
        "two" => Small(2),
        "three" => Small(3),
        "four" => Small(4),
        "five" => Small(5),
        "six" => Small(6),
        "seven" => Small(7),
        "eight" => Small(8),
        "nine" => Small(9),
        "ten" => Small(10),
        "eleven" => Small(11),
        "twelve" => Small(12),
        "thirteen" => Small(13),
        "fourteen" => Small(14),
        "fifteen" => Small(15),
        "sixteen" => Small(16),
        "seventeen" => Small(17),
        "eighteen" => Small(18),
        "nineteen" => Small(19),
        "twenty" => Tens(20),
        "thirty" => Tens(30),
        "forty" => Tens(40),
        "fifty" => Tens(50),
        "sixty" => Tens(60),
        "seventy" => Tens(70),
        "eighty" => Tens(80),
        "ninety" => Tens(90),
        "hundred" => Hundred,
        "dozen" | "dozens" => Scale(12.0),
        "thousand" => Scale(1e3),
        "lakh" | "lakhs" => Scale(1e5),
        "million" | "mn" | "mln" => Scale(1e6),
        "crore" | "crores" => Scale(1e7),
        "billion" | "bn" | "bln" => Scale(1e9),
        "trillion" | "trn" | "tln" => Scale(1e12),
        _ => return None,
    })
}

/// A word in lower case, on the stack; words of more than 23 bytes are no words of ours and become empty.
#[derive(Clone, Copy)]
pub(super) struct Lower {
    bytes: [u8; 24],
    length: u8,
}

impl Lower {
    /// Folds the ASCII letters of a word.
    pub(super) fn new(word: &str) -> Self {
        let mut bytes = [0; 24];
        let length = if word.len() < bytes.len() { word.len() } else { 0 };
        for (to, from) in bytes.iter_mut().zip(&word.as_bytes()[..length]) {
            *to = from.to_ascii_lowercase();
        }
        Self { bytes, length: length as u8 }
    }

    /// The folded word.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("")
    }
}

/// A cardinal number of one or more tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cardinal {
    /// What it says.
    pub(super) value: f64,
    /// Index after its last token.
    pub(super) end: usize,
    /// What its last scale word multiplied by: 1e6 in `1.2 million`; 1 if there is none.
    pub(super) scale: f64,
    /// At least one figure stands in it.
    pub(super) figures: bool,
    /// A whole number written with figures alone, without grouping: it might be a year or a house number.
    pub(super) plain: bool,
}

/// Reads the longest cardinal number that begins at `at`; `tokens` are those of one sentence.
///
/// `a` counts as one only before `hundred`, `thousand` and so on; a bare `hundred` or `million` is no number.
pub(super) fn cardinal(text: &str, tokens: &[Token], at: usize) -> Option<Cardinal> {
    let first = tokens.get(at)?;
    match first.kind {
        TokenKind::Number => in_figures(text, tokens, at),
        TokenKind::Word => in_words(text, tokens, at),
        TokenKind::Possessive | TokenKind::Mark => None,
    }
}

fn word_at(text: &str, tokens: &[Token], at: usize) -> Option<NumberWord> {
    let token = tokens.get(at)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    number_word(Lower::new(token.span.of(text)).as_str())
}

fn is_word(text: &str, tokens: &[Token], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.span.of(text).eq_ignore_ascii_case(word))
}

fn is_word_mark(text: &str, tokens: &[Token], at: usize, mark: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && token.span.of(text) == mark)
}

fn is_tight_mark(text: &str, tokens: &[Token], at: usize, mark: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark && !token.spaced && token.span.of(text) == mark)
}

fn in_figures(text: &str, tokens: &[Token], at: usize) -> Option<Cardinal> {
    if let Some(grouped) = spaced_groups(text, tokens, at) {
        return Some(grouped);
    }
    figures_with_scale(figure(tokens[at].span.of(text)), text, tokens, at + 1)
}

/// `12 500`, `1 414 021 100`: groups of three between spaces. `12,34,567`: the Indian way, which is three tokens or more.
fn spaced_groups(text: &str, tokens: &[Token], at: usize) -> Option<Cardinal> {
    let read = |at: usize| tokens.get(at).filter(|token| token.kind == TokenKind::Number).map(|token| token.span.of(text));
    let group = |at: usize, digits: &[u8]| {
        let read = figure(read(at)?);
        digits.contains(&read.digits()).then_some(read.value)
    };
    let mut value = group(at, &[1, 2, 3]).filter(|&first| first > 0.0)?;
    let mut end = at + 1;
    while end < at + 8
        && value < 1e9
        && is_tight_mark(text, tokens, end, ",")
        && tokens.get(end + 1).is_some_and(|next| !next.spaced)
    {
        let Some(digits) = read(end + 1) else { break };
        let next = figure(digits);
        if next.digits() == 2 {
            value = value * 100.0 + next.value;
        } else if digits.as_bytes().get(2) == Some(&b',') && next.suffix.is_empty() && next.value > 0.0 {
            return Some(Cardinal { value: value * 1e5 + next.value, end: end + 2, scale: 1.0, figures: true, plain: false });
        } else {
            return None;
        }
        end += 2;
    }
    if end > at + 1 {
        return None;
    }
    // A number is of bounded length.
    while end < at + 5
        && tokens.get(end).is_some_and(|token| token.spaced && token.span.start() <= tokens[end - 1].span.end() + 3)
        && let Some(next) = group(end, &[3])
    {
        value = value * 1e3 + next;
        end += 1;
    }
    // `1 234 567.89`.
    if end > at + 1
        && let Some(last) = read(end).filter(|last| last.as_bytes().get(3) == Some(&b'.') && tokens[end].spaced)
        && let Figure { value: last, shape: Shape::Decimal, suffix: "" } = figure(last)
    {
        value = value * 1e3 + last;
        end += 1;
    }
    (end > at + 1).then_some(Cardinal { value, end, scale: 1.0, figures: true, plain: false })
}

/// A figure that was taken apart, with the fraction and the scale word that begin at token `end`.
pub(super) fn figures_with_scale(read: Figure<'_>, text: &str, tokens: &[Token], mut end: usize) -> Option<Cardinal> {
    let at = end - 1;
    if let Some((value, end)) = power(&read, text, tokens, end) {
        return Some(Cardinal { value, end, scale: 1.0, figures: true, plain: false });
    }
    let mut scale = match read.suffix {
        "" => 1.0,
        "k" | "K" => 1e3,
        "m" | "mn" | "M" | "mln" | "mil" | "MM" => 1e6,
        "bn" | "b" | "B" | "bln" => 1e9,
        "trn" | "tn" | "tln" => 1e12,
        _ => return None,
    };
    if matches!(read.shape, Shape::Clock(..) | Shape::Other) {
        return None;
    }
    let mut value = read.value * scale;
    let mut plain = scale == 1.0 && matches!(read.shape, Shape::Integer(_));
    // `2 1/2` and `2-1/2`.
    let fraction_at = if is_tight_mark(text, tokens, end, "-") { end + 1 } else { end };
    if plain && let Some((part, after)) = fraction(text, tokens, fraction_at) {
        value += part;
        end = after;
        plain = false;
    } else if plain && let Some((part, after)) = fraction(text, tokens, at) {
        value = part;
        end = after;
        plain = false;
    }
    // `1.2 million`, `10 dozen`, `$26-million`.
    let scale_at = if is_tight_mark(text, tokens, end, "-") { end + 1 } else { end };
    // `2.33 k`, `$5 M`.
    let letter =
        tokens.get(end).filter(|token| token.kind == TokenKind::Word && token.span.len() == 1).map(|token| token.span.of(text));
    if let Some(factor) = scale_word(text, tokens, scale_at).or(match letter {
        Some("k" | "K") => Some(1e3),
        Some("M") => Some(1e6),
        _ => None,
    }) {
        value *= factor;
        scale *= factor;
        end = scale_at + 1;
        plain = false;
        // `3 hundred and 21`, `4 thousand 3 hundred`.
        if matches!(factor, 100.0 | 1e3)
            && let Some((rest, after)) = below(factor, text, tokens, end)
        {
            value += rest;
            end = after;
        }
        if factor == 1e5 && scale_word(text, tokens, end) == Some(1e7) {
            value *= 1e7;
            scale *= 1e7;
            end += 1;
        }
        if let Some((part, after)) = and_a_half(text, tokens, end) {
            value += part * scale;
            end = after;
        }
    }
    // 534.3 million is a whole number; binary fractions say otherwise.
    if scale >= 1e6 {
        value = value.round();
    }
    Some(Cardinal { value, end, scale, figures: true, plain })
}

/// What follows a scale word in a number of figures and words: less than the scale, with figures or `and`.
fn below(scale: f64, text: &str, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let and = usize::from(is_word(text, tokens, at, "and"));
    let figures = tokens.get(at + and).filter(|token| token.kind == TokenKind::Number);
    let (rest, end) = match figures {
        Some(token) => {
            let rest = f64::from(figure(token.span.of(text)).integer()?);
            match scale_word(text, tokens, at + and + 1) {
                Some(100.0) if scale == 1e3 => {
                    let (tail, end) = below(100.0, text, tokens, at + and + 2).unwrap_or((0.0, at + and + 2));
                    (rest * 100.0 + tail, end)
                }
                Some(_) => return None,
                None if and == 0 => return None,
                None => (rest, at + and + 1),
            }
        }
        None if and == 1 => {
            let rest = in_words(text, tokens, at + 1).filter(|rest| rest.scale == 1.0)?;
            (rest.value, rest.end)
        }
        None => return None,
    };
    (rest < scale && rest > 0.0).then_some((rest, end))
}

/// `1.3e6`, `1.3x10^6`, `2^10`; `end` is the index after the figure.
fn power(read: &Figure<'_>, text: &str, tokens: &[Token], end: usize) -> Option<(f64, usize)> {
    let integer = |at: usize| {
        let token = tokens.get(at).filter(|token| !token.spaced && token.kind == TokenKind::Number)?;
        figure(token.span.of(text)).integer().and_then(|exponent| i32::try_from(exponent).ok()).filter(|exponent| *exponent <= 99)
    };
    // The exponent that begins at a token, with its sign.
    let signed = |at: usize| {
        let minus = is_tight_mark(text, tokens, at, "-");
        let sign = usize::from(minus || is_tight_mark(text, tokens, at, "+"));
        integer(at + sign).map(|exponent| (if minus { -exponent } else { exponent }, at + sign + 1))
    };
    let (value, end) = match read.suffix {
        "" if is_tight_mark(text, tokens, end, "^") => {
            let (exponent, after) = signed(end + 1)?;
            (read.value.powi(exponent), after)
        }
        "x10" if is_tight_mark(text, tokens, end, "^") => {
            let (exponent, after) = signed(end + 1)?;
            (read.value * 10.0_f64.powi(exponent), after)
        }
        "e" => {
            let (exponent, after) = signed(end)?;
            (read.value * 10.0_f64.powi(exponent), after)
        }
        suffix => {
            let exponent: u8 = suffix.strip_prefix('e')?.parse().ok().filter(|exponent| *exponent <= 99)?;
            (read.value * 10.0_f64.powi(i32::from(exponent)), end)
        }
    };
    value.is_finite().then_some((value, end))
}

/// What `hundred`, `million` … at a token multiplies by.
pub(super) fn scale_word(text: &str, tokens: &[Token], at: usize) -> Option<f64> {
    match word_at(text, tokens, at)? {
        NumberWord::Hundred => Some(100.0),
        NumberWord::Scale(scale) => Some(scale),
        NumberWord::Small(_) | NumberWord::Tens(_) => None,
    }
}

/// `and a half` after a number.
fn and_a_half(text: &str, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let spaced = is_word(text, tokens, at, "and") && is_word(text, tokens, at + 1, "a") && is_word(text, tokens, at + 2, "half");
    if spaced {
        return Some((0.5, at + 3));
    }
    let hyphened = [0, 2, 4].iter().all(|&step| is_tight_mark(text, tokens, at + step, "-"))
        && is_word(text, tokens, at + 1, "and")
        && is_word(text, tokens, at + 5, "half");
    hyphened.then_some((0.5, at + 6))
}

/// The digits after `point` in a number in words: `zero three` is 0.03, `seventy-one` 0.71.
fn spoken_decimals(text: &str, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    if let Some(NumberWord::Tens(_) | NumberWord::Small(10..)) = word_at(text, tokens, at) {
        let read = in_words(text, tokens, at).filter(|read| read.value < 100.0)?;
        return Some((read.value / 100.0, read.end));
    }
    let (mut value, mut place, mut end) = (0.0, 1.0, at);
    while let Some(NumberWord::Small(digit @ 0..=9)) = word_at(text, tokens, end).filter(|_| end < at + 9) {
        place *= 10.0;
        value = value * 10.0 + f64::from(digit);
        end += 1;
    }
    (end > at).then_some((value / place, end))
}

/// `1/2` of small numbers, written together.
fn fraction(text: &str, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    if !is_tight_mark(text, tokens, at + 1, "/") || tokens.get(at + 2)?.spaced || is_tight_mark(text, tokens, at + 3, "/") {
        return None;
    }
    let part = |at: usize| {
        let token: &Token = tokens.get(at)?;
        (token.kind == TokenKind::Number).then(|| figure(token.span.of(text)).integer()).flatten()
    };
    let (above, below) = (part(at)?, part(at + 2)?);
    (above < below && matches!(below, 2..=10 | 16 | 32 | 64)).then(|| (f64::from(above) / f64::from(below), at + 3))
}

fn in_words(text: &str, tokens: &[Token], at: usize) -> Option<Cardinal> {
    let mut total = 0.0;
    let mut group = 0.0;
    let mut end = at;
    if is_word(text, tokens, at, "a") || is_word(text, tokens, at, "an") {
        match word_at(text, tokens, at + 1)? {
            NumberWord::Hundred | NumberWord::Scale(_) => {
                group = 1.0;
                end = at + 1;
            }
            NumberWord::Small(_) | NumberWord::Tens(_) => return None,
        }
    } else if matches!(word_at(text, tokens, at)?, NumberWord::Hundred | NumberWord::Scale(_)) {
        // `hundred thousand dollars`.
        let hundred_thousand = word_at(text, tokens, at) == Some(NumberWord::Hundred)
            && word_at(text, tokens, at + 1) == Some(NumberWord::Scale(1e3));
        if !hundred_thousand {
            return None;
        }
        group = 1.0;
    }
    let mut place = f64::INFINITY;
    let mut scale_before = f64::INFINITY;
    loop {
        let joined = is_tight_mark(text, tokens, end, "-") || place == 20.0 && is_word_mark(text, tokens, end, "-");
        let and = !joined && end > at && is_word(text, tokens, end, "and");
        let next = end + usize::from(joined || and);
        let Some(word) = word_at(text, tokens, next) else { break };
        match word {
            // `one hundred and five`, not `two and three`.
            NumberWord::Small(value) if place > 19.0 && (!and || place >= 100.0) && (!joined || place <= 20.0) => {
                if value > 9 && place == 20.0 {
                    break;
                }
                group += f64::from(value);
                place = 10.0;
            }
            NumberWord::Tens(value) if place >= 100.0 && !joined => {
                group += f64::from(value);
                place = 20.0;
            }
            NumberWord::Hundred if group > 0.0 && group < 100.0 && !and => {
                group *= 100.0;
                place = 100.0;
            }
            // Scales fall, so that a number is of bounded length.
            NumberWord::Scale(scale) if group > 0.0 && !and && scale < scale_before => {
                scale_before = scale;
                total += group * scale;
                group = 0.0;
                place = if scale == 12.0 { 0.0 } else { 100.0_f64.max(scale) };
            }
            NumberWord::Small(_) | NumberWord::Tens(_) | NumberWord::Hundred | NumberWord::Scale(_) => break,
        }
        end = next + 1;
    }
    (end > at).then_some(())?;
    let mut value = total + group;
    let mut scale = if scale_before.is_finite() { scale_before } else { 1.0 };
    // `three lakh crore`.
    if scale == 1e5 && group == 0.0 && scale_word(text, tokens, end) == Some(1e7) {
        value *= 1e7;
        scale *= 1e7;
        end += 1;
    }
    // `two point five`.
    if is_word(text, tokens, end, "point")
        && let Some((part, after)) = spoken_decimals(text, tokens, end + 1)
    {
        value += part;
        end = after;
    }
    // `two and a half`, `two and a half million`, `two million and a half`, `a billion and a half million`.
    if let Some((part, after)) = and_a_half(text, tokens, end) {
        let smaller = scale_word(text, tokens, after).filter(|factor| *factor < scale);
        value += part * smaller.unwrap_or(scale);
        end = after + usize::from(smaller.is_some());
    }
    if scale == 1.0
        && value.fract() != 0.0
        && let Some(factor) = scale_word(text, tokens, end)
    {
        value *= factor;
        scale = factor;
        end += 1;
    }
    Some(Cardinal { value, end, scale, figures: false, plain: false })
}

/// A year in words, `nineteen ninety-six`: its value and the index after it.
pub(super) fn spelt_year(text: &str, tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let century = match word_at(text, tokens, at)? {
        NumberWord::Small(value @ 15..=19) => i16::from(value),
        NumberWord::Tens(20) => 20,
        NumberWord::Small(2) => return two_thousand(text, tokens, at),
        _ => return None,
    };
    let joined = usize::from(is_tight_mark(text, tokens, at + 1, "-"));
    let (rest, mut end) = match word_at(text, tokens, at + 1 + joined)? {
        NumberWord::Small(value @ 10..=19) => return Some((century * 100 + i16::from(value), at + 2 + joined)),
        NumberWord::Tens(value) => (i16::from(value), at + 2 + joined),
        _ => return None,
    };
    let joined = usize::from(is_tight_mark(text, tokens, end, "-"));
    let mut year = century * 100 + rest;
    if let Some(NumberWord::Small(value @ 1..=9)) = word_at(text, tokens, end + joined) {
        year += i16::from(value);
        end += 1 + joined;
    }
    Some((year, end))
}

/// `two thousand`, `two thousand and one`, after `year` or a month, which alone make it a year.
fn two_thousand(text: &str, tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let led = at.checked_sub(1).is_some_and(|before| is_word(text, tokens, before, "year"));
    let thousand = matches!(word_at(text, tokens, at + 1)?, NumberWord::Scale(scale) if scale == 1e3);
    let number = cardinal(text, tokens, at).filter(|number| led && thousand && number.value < 2100.0)?;
    Some((number.value as i16, number.end))
}

/// From the first token's start to the last token's end.
pub(super) fn span_of(tokens: &[Token], from: usize, to: usize) -> Span {
    tokens[from].span.join(tokens[to - 1].span)
}
