//! `26 to 31 million`, `four or five`, `between 5 and 10`, `1,000-5,000`: two numbers that are the ends of one.

use super::Reader;
use super::amounts::{Amount, scaled};
use super::changes::is_change;
use crate::language::TokenKind;
use crate::language::numerals::Cardinal;

/// How far before `from` a word of change makes two values of what would be a range, in tokens.
const REACH: usize = 10;

impl Reader<'_> {
    /// The upper end of the range that an amount opens, the index after the whole number, and whether a hyphen joins it to something that
    /// is no upper end.
    pub(super) fn range(&self, low: &Amount) -> (Option<Cardinal>, usize, bool) {
        let after = low.number.end;
        // `10% to 20%`, `50 percent to 90 percent`, `5 cents to 10 cents`: the unit stands twice.
        let unit = self.unit(after, low);
        let end = unit.map_or(after, |unit| unit.end);
        let hyphen = self.is_hyphen(end);
        let before = self.lower(low.from.wrapping_sub(1));
        let word = self.lower(end);
        let spaced_dash =
            matches!(self.word(end), "-" | "–") && self.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Number);
        let joined = match word {
            "to" | "through" => !(is_change(before) || before == "from" && self.is_changing(low.from)),
            "or" => true,
            "and" => before == "between",
            "~" => true,
            _ => {
                hyphen
                    || spaced_dash && !low.number.plain
                    || spaced_dash && self.digits(low.number_from) >= 2 && low.currency.is_none()
            }
        };
        let hyphened_to = hyphen && self.is_word(end + 1, "to") && self.is_hyphen(end + 2);
        // `18- to 24-year-olds`.
        let suspended = self.word(end) == "-" && matches!(self.word(end + 1), "to" | "or");
        if !joined && !suspended {
            return (None, after, false);
        }
        let high_at = end + if hyphened_to { 3 } else { 1 + usize::from(suspended) };
        let Some(high) = self.amount(high_at) else { return (None, after, false) };
        if let Some(unit) = unit {
            // `5 feet to 10 metres` are two quantities.
            let again = self.unit(high.number.end, &high);
            let same = again.is_some_and(|again| again.code == unit.code && again.factor == unit.factor);
            if !same || word == "or" {
                return (None, after, false);
            }
        }
        // `ten million or ten billion` are no range.
        let wide = word == "or" && high.number.value > 20.0 * scaled(&low.number, Some(high.number)).0;
        let comparable = (high.currency.is_none() || high.currency == low.currency) && !wide;
        // `5 or 60` is a range too, `two or one` is not; `555-1234` is a telephone number.
        let big = self.digits(low.number_from) >= 4 && self.digits(high.number_from) >= 4;
        let telephone = hyphen && (self.digits(low.number_from) >= 3 || self.digits(high.number_from) >= 4) && !big;
        // `one or 2,000` would be a strange pair; `two or three`, `one or two` are the rule.
        if !comparable || telephone || scaled(&low.number, Some(high.number)).0 >= high.number.value || low.part != high.part {
            return (None, after, hyphen && !suspended && self.tokens[end + 1].kind == TokenKind::Number);
        }
        (Some(high.number), high.number.end, false)
    }

    /// Where a change from an amount leads, if the number there says of both what they are: `rose from 3 to 5 per cent`.
    pub(super) fn risen_to(&self, amount: &Amount) -> Option<Amount> {
        let from = amount.from.checked_sub(1).filter(|&at| self.is_word(at, "from") && amount.currency.is_none())?;
        let leads = self.is_word(amount.number.end, "to") && self.is_changing(from + 1);
        leads.then(|| self.amount(amount.number.end + 1)).flatten()
    }

    /// A word of change before `from`: `rose from 3 to 5` has two values.
    fn is_changing(&self, from: usize) -> bool {
        let start = from.saturating_sub(REACH);
        (start..from).any(|at| {
            let word = self.lower(at);
            is_change(word)
                || matches!(
                    word,
                    "went"
                        | "go"
                        | "goes"
                        | "going"
                        | "moved"
                        | "changed"
                        | "switched"
                        | "extended"
                        | "extend"
                        | "upgraded"
                        | "improved"
                        | "shifted"
                        | "revised"
                        | "doubled"
                        | "tripled"
                        | "narrowed"
                        | "widened"
                        | "downgraded"
                )
        })
    }
}
