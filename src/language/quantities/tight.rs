//! Figures with their unit grown to them: `5km`, `30GB`, `40C`, `3.5p`, `60fps`, `0-60mph`.

use super::units::Unit;
use super::{Found, Reader, currencies, measures};
use crate::language::numerals::{Cardinal, Lower, Shape, figure};
use crate::language::{Quantity, TokenKind};
use crate::text::Span;

/// What stands behind the digits of a token.
#[derive(Clone, Copy)]
enum Suffix {
    /// A unit, and how many of it one is.
    Unit(&'static str, f64),
    /// Letters that are no unit with a code: frames a second, megapixels.
    Letters,
}

impl Reader<'_> {
    /// The quantity whose figure and unit are one token, and the index after it.
    pub(super) fn tight(&self, at: usize) -> Option<(Quantity, usize)> {
        let negative = self.is_sign(at);
        let from = at;
        let at = at + usize::from(negative);
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let figures = figure(token.span.of(self.text));
        // `0-60mph`, `5-10km`: the first figure borrows the unit.
        let plain = figures.suffix.is_empty() && !negative && matches!(figures.shape, Shape::Integer(_) | Shape::Decimal);
        if plain && self.is_hyphen(at + 1) && !figure(self.word(at + 2)).suffix.is_empty() {
            let (mut quantity, end) = self.tight(at + 2)?;
            if self.word(at + 3) == "-" || quantity.high.is_some() || figures.value >= quantity.value || quantity.unit.is_none() {
                return None;
            }
            quantity.high = Some(quantity.value);
            quantity.value = figures.value;
            quantity.number = token.span.join(quantity.number);
            quantity.span = token.span.join(quantity.span);
            quantity.modifier = self.modifier(at, end, false);
            return Some((quantity, end));
        }
        let suffix = self.suffix(at)?;
        let number = Span::new(self.tokens[from].span.start(), token.span.end() - figures.suffix.len());
        let mut end = at + 1;
        let mut value = if negative { -figures.value } else { figures.value };
        let (unit, head) = match suffix {
            Suffix::Letters => (None, Some(Span::new(number.end(), token.span.end()))),
            Suffix::Unit(code, factor) => {
                value *= factor;
                // `6ft 2in`.
                let inches = figure(self.word(end));
                if code == "[ft_i]" && inches.suffix == "in" && inches.value < 12.0 {
                    value += inches.value / 12.0;
                    end += 1;
                }
                let speed = measures::speed(code, self.lower(end + 1)).filter(|_| self.word(end) == "/");
                end += 2 * usize::from(speed.is_some());
                (Some(Unit::new(speed.unwrap_or(code), end)), None)
            }
        };
        let cardinal = Cardinal { value, end: at + 1, scale: 1.0, figures: true, plain: false };
        let mut quantity = self.finish(&self.amount_of(from, cardinal), &Found { unit, ..Found::new(number, value, end) });
        quantity.head = head;
        Some((quantity, end))
    }

    fn suffix(&self, at: usize) -> Option<Suffix> {
        let figures = figure(self.word(at));
        let suffix = figures.suffix;
        if suffix.is_empty() || suffix == "s" || matches!(figures.shape, Shape::Clock(..) | Shape::Other) {
            return None;
        }
        let hyphened =
            at > 1 && self.word(at - 1) == "-" && !self.tokens[at - 1].spaced && self.tokens[at - 2].kind == TokenKind::Word;
        if hyphened {
            return None;
        }
        let next = self.word(at + 1);
        let degrees = matches!(figures.shape, Shape::Integer(..=3) | Shape::Decimal) && next != "/";
        // Pictures of so many lines are no pence.
        let lines = matches!(figures.value as u32, 144 | 240 | 360 | 480 | 720 | 1080 | 1440 | 2160);
        let code = match suffix {
            "C" if degrees && figures.value <= 60.0 => "Cel",
            "F" if degrees && (20.0..=130.0).contains(&figures.value) => "[degF]",
            "in" => "[in_i]",
            "p" if !lines => return Some(Suffix::Unit("GBP", 0.01)),
            "c" if figures.value < 100.0 => return Some(Suffix::Unit(self.dollars_of_the_sentence(), 0.01)),
            _ => {
                let lower = Lower::new(suffix);
                let money = currencies::code(suffix).filter(|_| suffix.len() == 3).or_else(|| currencies::sign(suffix, ""));
                let found = money.or_else(|| measures::symbol(suffix)).or_else(|| measures::word(lower.as_str()));
                return found.map(|code| Suffix::Unit(code, 1.0)).or_else(|| {
                    let letters = (2..=4).contains(&suffix.len()) && suffix.bytes().all(|byte| byte.is_ascii_alphabetic());
                    let known = matches!(
                        lower.as_str(),
                        "fps" | "mp" | "rpm" | "mpg" | "bps" | "ppm" | "dpi" | "mbps" | "bpm" | "kcal" | "btu" | "mpx"
                    );
                    (letters && known).then_some(Suffix::Letters)
                });
            }
        };
        Some(Suffix::Unit(code, 1.0))
    }
}
