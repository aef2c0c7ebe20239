//! What a number measures, read from the words behind it: percentages, money, lengths of time, physical units; and what it is counted
//! by, `a share` of `$5 a share`.

use super::amounts::Amount;
use super::{Reader, measures};
use crate::language::TokenKind;
use crate::language::numerals::cardinal;

/// A unit and the index after its last token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    pub(super) code: &'static str,
    pub(super) end: usize,
    /// How many of it one is, where the number counts something smaller or larger: a hundredth for cents.
    pub(super) factor: f64,
}

impl Unit {
    pub(super) fn new(code: &'static str, end: usize) -> Self {
        Self { code, end, factor: 1.0 }
    }

    /// Neither money nor percent.
    pub(super) fn is_physical(&self) -> bool {
        self.code != "%" && !is_currency(self.code)
    }
}

/// Codes of ISO 4217 are three capitals; no UCUM code that Dateline writes is.
pub(super) fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl Reader<'_> {
    /// The unit that begins at a token: `percent`, `square miles`, `Hong Kong dollars`, `degrees Celsius`, `years`.
    pub(super) fn unit(&self, at: usize, amount: &Amount) -> Option<Unit> {
        let first = self.tokens.get(at)?;
        let word = first.span.of(self.text);
        if first.kind == TokenKind::Mark {
            match word {
                "%" => return Some(Unit::new("%", at + 1)),
                "°" | "º" => return Some(self.degrees(at + 1).unwrap_or(Unit::new("deg", at + 1))),
                _ => {}
            }
        }
        if let Some(money) = self.money(at, amount.number.value) {
            return Some(Unit { code: money.code, end: money.end, factor: money.factor });
        }
        if first.kind != TokenKind::Word {
            return None;
        }
        let lower = self.lower(at);
        // `15-nautical-mile`, `20-square-mile`.
        let next_at = at + 1 + usize::from(self.is_hyphen(at + 1));
        let next = self.lower(next_at);
        let point = matches!(next, "point" | "points");
        match (lower, next) {
            // A percentage point is no percent.
            ("percentage", _) if point => return None,
            ("percent", "point" | "points") => return None,
            ("percent" | "percents" | "percentage" | "pct" | "pc", _) => return Some(Unit::new("%", at + 1)),
            ("per", "cent") => return Some(Unit::new("%", at + 2)),
            ("square" | "sq" | "sq.", _) => return Some(Unit::new(measures::squared(next)?, next_at + 1)),
            ("cubic" | "cu" | "cu.", _) => return Some(Unit::new(measures::cubed(next)?, next_at + 1)),
            ("metric", "ton" | "tons" | "tonnes") => return Some(Unit::new("t", next_at + 1)),
            ("nautical", "mile" | "miles") => return Some(Unit::new("[nmi_i]", next_at + 1)),
            ("short", "ton" | "tons") => return Some(Unit::new("[ston_av]", next_at + 1)),
            ("long", "ton" | "tons") => return Some(Unit::new("[lton_av]", next_at + 1)),
            ("u.s." | "us", "gallon" | "gallons") => return Some(Unit::new("[gal_us]", next_at + 1)),
            ("imperial" | "british", "gallon" | "gallons") => return Some(Unit::new("[gal_br]", next_at + 1)),
            ("fluid", "ounce" | "ounces") => return Some(Unit::new("[foz_us]", at + 2)),
            ("degrees" | "degree" | "deg" | "deg.", _) => return self.degrees(at + 1),
            _ => {}
        }
        let end = at + 1;
        // `18 stone and`, `a 16-stone prop`, but not `18 stone houses`.
        let hyphened = self.is_hyphen(at.wrapping_sub(1));
        let alone = |stop: &str| self.tokens.get(end).is_none_or(|next| next.kind == TokenKind::Mark || self.is_word(end, stop));
        if lower == "stone" && (hyphened || alone("and") || alone("in")) {
            return Some(Unit::new("[stone_av]", end));
        }
        // `30 C (86 F)`.
        if first.spaced && amount.number.figures && matches!(word, "C" | "F") && matches!(self.word(end), "(" | ")") {
            return self.degrees(at);
        }
        let code = self.word_or_symbol(at, lower, amount)?;
        // `kilowatt-hours`.
        let hours = end + usize::from(self.is_hyphen(end));
        if matches!(self.lower(hours), "hour" | "hours") {
            let of_hours = match code {
                "kW" => "kW.h",
                "MW" => "MW.h",
                "GW" => "GW.h",
                "TW" => "TW.h",
                _ => "",
            };
            if !of_hours.is_empty() {
                return Some(Unit::new(of_hours, hours + 1));
            }
        }
        // `miles an hour`, `km/h`, `kilometres-per-hour`.
        let per = end + usize::from(self.is_hyphen(end));
        if matches!(self.word(per), "per" | "an" | "a" | "/") {
            let time = per + 1 + usize::from(self.is_hyphen(per + 1));
            if let Some(speed) = measures::speed(code, self.lower(time)) {
                return Some(Unit::new(speed, time + 1));
            }
        }
        Some(Unit::new(code, end))
    }

    fn word_or_symbol(&self, at: usize, lower: &str, amount: &Amount) -> Option<&'static str> {
        let word = self.word(at);
        let hyphened = self.is_hyphen(at.wrapping_sub(1));
        if let Some(code) = measures::word(lower) {
            // `two second terms` are none of time.
            let ordinal = lower == "second" && amount.number.value != 1.0 && !hyphened;
            let bit = matches!(code, "bit") && !amount.number.figures;
            return (!ordinal && !bit).then_some(code);
        }
        if !amount.number.figures {
            return None;
        }
        let spaced = self.tokens[at].spaced;
        match word {
            "m" => {
                (!self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.span.len() > 3)).then_some("m")
            }
            "g" | "h" | "s" | "t" | "ms" | "mi" if spaced => None,
            // `5 in.` has its full stop inside the token only in mid sentence.
            _ => measures::symbol(word),
        }
    }

    /// `degrees Celsius`, `°F`; at the name of the scale. Degrees without a scale have no unit: they may be an angle's.
    fn degrees(&self, scale_at: usize) -> Option<Unit> {
        let code = match self.lower(scale_at) {
            "celsius" | "centigrade" | "c" | "c." => "Cel",
            "fahrenheit" | "farenheit" | "f" | "f." => "[degF]",
            _ => return None,
        };
        Some(Unit::new(code, scale_at + 1))
    }

    /// `5 feet 2 inches`, `6 ft 2 in`: the inches, as a part of the feet, and the index after them.
    pub(super) fn inches_after_feet(&self, unit: Unit) -> Option<(f64, usize)> {
        if unit.code != "[ft_i]" {
            return None;
        }
        let at = unit.end + usize::from(self.is_word(unit.end, "and") || self.is_word(unit.end, ",") || self.is_hyphen(unit.end));
        let inches = cardinal(self.text, self.tokens, at).filter(|inches| inches.value < 12.0)?;
        let end = inches.end + usize::from(self.is_hyphen(inches.end));
        let word = self.lower(end);
        let named = matches!(word, "in" | "in." | "inch" | "inches");
        // `six foot two`, but not `six feet, two of them`.
        let bare = at == unit.end && !named && self.tokens.get(inches.end).is_none_or(|next| next.kind == TokenKind::Mark);
        (named || bare).then_some((inches.value / 12.0, if named { end + 1 } else { inches.end }))
    }

    /// What a rate is counted by: `share` of `a share`, `per share`, `-a-share`, `/kg`; its token and the index after it.
    pub(super) fn per(&self, at: usize) -> Option<(usize, usize)> {
        let hyphen = usize::from(self.is_hyphen(at));
        let word = self.lower(at + hyphen);
        let noun = at + hyphen + 1 + usize::from(hyphen == 1 && self.is_hyphen(at + hyphen + 1));
        if self.tokens.get(noun).is_none_or(|token| token.kind != TokenKind::Word) {
            return None;
        }
        let counted = match word {
            "per" | "each" => true,
            "/" => !self.tokens[at].spaced,
            "a" | "an" | "every" => {
                let ago = matches!(self.lower(noun + 1), "ago" | "earlier" | "later" | "before" | "after" | "and");
                !ago && DENOMINATORS.binary_search(&self.lower(noun)).is_ok()
            }
            _ => false,
        };
        let two = matches!(self.lower(noun), "square" | "cubic" | "metric");
        counted.then_some((noun, noun + 1 + usize::from(two)))
    }
}

/// What prices and rates are counted by after `a` or `an`.
#[rustfmt::skip]
const DENOMINATORS: [&str; 40] = [
    "acre", "bale", "barrel", "bottle", "bushel", "copy", "day", "dose", "dozen", "employee", "family", "foot", "gallon", "game",
    "head", "hectare", "hour", "household", "kilo", "kilogram", "liter", "litre", "metre", "mile", "minute", "month", "night", "ounce",
    "pair", "person", "piece", "plate", "pound", "share", "student", "ton", "tonne", "unit", "week", "year",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denominators_are_in_byte_order() {
        assert!(DENOMINATORS.is_sorted());
    }
}
