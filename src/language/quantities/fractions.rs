//! Parts of one, in words: `two-thirds`, `half the voters`, `a quarter million`, `one in five`, `2½`.

use super::{Reader, measures};
use crate::language::TokenKind;
use crate::language::numerals::{Cardinal, Figure, Shape, cardinal, figure, figures_with_scale, scale_word};

/// Before `half`: it is one of two, not a part.
const RANKS: [&str; 14] =
    ["1st", "2nd", "and", "back", "better", "bottom", "each", "first", "last", "latter", "other", "second", "this", "top"];

/// Words behind `a third` and the like that are no noun; in byte order.
#[rustfmt::skip]
const AFTER_PARTS: [&str; 27] = [
    "and", "are", "as", "believe", "from", "had", "has", "have", "in", "is", "less", "more", "of", "or", "per", "percentage", "point",
    "said", "say", "than", "the", "think", "to", "was", "were", "will", "would",
];

impl Reader<'_> {
    /// `half the voters`, `a third of them`, `by half`, `a quarter million`; not `the first half`, `the third quarter`, `a third man`.
    pub(super) fn half_or_part(&self, at: usize) -> Option<(f64, usize)> {
        if let Some(value) = vulgar(self.word(at)) {
            return Some((value, at + 1));
        }
        let word = self.lower(at);
        let article = matches!(word, "a" | "an");
        let counted = article || word == "one";
        let part_at = at + usize::from(counted);
        let part_at = part_at + usize::from(counted && self.is_hyphen(part_at));
        let part = self.lower(part_at);
        let scale = scale_word(self.text, self.tokens, part_at + 1).is_some();
        match part {
            "half" => {
                let ranked = RANKS.contains(&self.lower(at.wrapping_sub(1)));
                let middle = article && self.is_hyphen(part_at + 1);
                let taken = scale || self.is_half_of(part_at) || self.ends_part(part_at) && (counted || self.leads_to_half(at));
                (taken && !ranked && !middle).then_some((0.5, part_at + 1))
            }
            "quarter" if scale || counted && (self.ends_part(part_at) || self.is_hyphen(part_at + 1)) => {
                Some((0.25, part_at + 1))
            }
            // `a twenty-first`.
            "twenty" if counted && self.is_hyphen(part_at + 1) => {
                let ones = ordinal(self.lower(part_at + 2)).filter(|&ones| ones < 10.0)?;
                Some((1.0 / (20.0 + ones), part_at + 3))
            }
            // `a tenth time`, `one fifth-grader` are ordinals.
            part if counted && self.ends_part(part_at) => {
                let parts = ordinal(part).filter(|&parts| parts > 1.0)?;
                Some((1.0 / parts, part_at + 1))
            }
            _ => None,
        }
    }

    /// `2½`, which is one token.
    pub(super) fn with_vulgar_fraction(&self, at: usize) -> Option<Cardinal> {
        let whole = figure(self.word(at));
        let part = vulgar(whole.suffix)?;
        let value = whole.value + part;
        figures_with_scale(Figure { value, shape: Shape::Decimal, suffix: "" }, self.text, self.tokens, at + 1)
    }

    /// `half the`, `half of`, `half an hour`, `half-hour`, `than half`.
    fn is_half_of(&self, at: usize) -> bool {
        let after = self.lower(at + 1);
        let determined = matches!(
            after,
            "of" | "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our" | "all" | "those" | "these" | "that"
        );
        let in_time = self.is_hyphen(at + 1) && measures::word(self.lower(at + 2)).is_some_and(measures::is_time);
        determined || in_time || self.is_word(at.wrapping_sub(1), "than")
    }

    /// `by half`, `nearly half`; or the word stands for itself.
    fn leads_to_half(&self, at: usize) -> bool {
        at == 0
            || matches!(
                self.lower(at - 1),
                "by" | "about" | "nearly" | "almost" | "least" | "only" | "just" | "roughly" | "over" | "in" | "around" | "cut"
            )
    }

    /// What follows a part is not the noun that an ordinal would stand before.
    fn ends_part(&self, at: usize) -> bool {
        let after = self.lower(at + 1);
        let stops = self.tokens.get(at + 1).is_none_or(|next| next.kind == TokenKind::Mark && !self.is_hyphen(at + 1));
        // `… and a quarter dropped out`.
        let verb = after.ends_with("ed") && self.is_word(at.wrapping_sub(2), "and");
        stops || verb || AFTER_PARTS.binary_search(&after).is_ok()
    }

    /// `six million and two thirds`, `one hundred and three quarters`: the reader of cardinals took the first word of the fraction for its own.
    pub(super) fn whole_and_parts(&self, at: usize, number: &Cardinal) -> Option<Cardinal> {
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
    pub(super) fn scaled_part(&self, value: f64, end: usize) -> Cardinal {
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

    /// `two-thirds`, `three quarters of`, `five hundredths`: a number of parts, and the index after them.
    pub(super) fn parts_of(&self, number: &Cardinal) -> Option<(f64, usize)> {
        if number.figures || number.value.fract() != 0.0 {
            return None;
        }
        let hyphen = self.word(number.end) == "-";
        let mut at = number.end + usize::from(hyphen);
        let word = self.lower(at);
        let plural = word.ends_with('s') || word == "halves";
        let tens = matches!(word, "twenty" | "thirty" | "forty" | "fifty");
        if !plural && number.value != 1.0 && !hyphen && !tens {
            return None;
        }
        let singular = word.strip_suffix('s').unwrap_or(word);
        let mut parts = match singular {
            "half" | "halve" | "halves" => 2.0,
            "quarter" => 4.0,
            "twenty" | "thirty" | "forty" | "fifty" => {
                // `one twenty-fifth`.
                let tens = cardinal(self.text, self.tokens, at)?.value;
                let ones = at + 1 + usize::from(self.is_hyphen(at + 1));
                let ones_word = self.lower(ones);
                at = ones;
                tens + ordinal(ones_word.strip_suffix('s').unwrap_or(ones_word)).filter(|&ones| ones < 10.0)?
            }
            _ => ordinal(singular).filter(|&parts| parts > 1.0)?,
        };
        if singular == "quarter" {
            // Three quarters may be nine months.
            let next = self.lower(at + 1);
            let fraction = hyphen || matches!(next, "of" | "million" | "billion" | "" | "the" | "," | ".");
            let of_the_year =
                matches!(self.lower(number.end.wrapping_sub(2)), "last" | "past" | "first" | "next" | "for" | "consecutive");
            if !fraction || of_the_year && !hyphen {
                return None;
            }
            parts = 4.0;
        }
        Some((number.value / parts, at + 1))
    }

    /// `one in five`, `four out of 10`, `one over three`.
    pub(super) fn ratio(&self, above: &Cardinal) -> Option<(f64, usize)> {
        if above.scale != 1.0 || above.value.fract() != 0.0 {
            return None;
        }
        let at = match self.lower(above.end) {
            "in" => above.end + 1,
            "out" if self.is_word(above.end + 1, "of") => above.end + 2,
            "over" if !above.figures || above.value < 10.0 => above.end + 1,
            _ => return None,
        };
        let below = cardinal(self.text, self.tokens, at)?;
        let whole = below.value >= 2.0 && below.value > above.value && below.value.fract() == 0.0;
        // `3 in 10 days` is a rate, `five in 2005` a date; `12 out of the 40` names both numbers.
        let unit = measures::word(self.lower(below.end)).is_some();
        let round = below.value <= 10.0 || below.value % 5.0 == 0.0 || !below.figures;
        let year = below.plain && below.value > 1000.0;
        (whole && !unit && round && !year).then_some((above.value / below.value, below.end))
    }
}

/// The value of `½`.
pub(super) fn vulgar(mark: &str) -> Option<f64> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_behind_parts_are_in_byte_order() {
        assert!(AFTER_PARTS.is_sorted());
    }
}
