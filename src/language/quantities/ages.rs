//! How old somebody is: `45-year-old`, `45 years old`, `aged 45`, `Smith, 45,`.

use super::amounts::Amount;
use super::{Reader, measures};
use crate::language::TokenKind;

/// An age: its UCUM unit and the index after it.
pub(super) struct Age {
    pub(super) unit: &'static str,
    pub(super) end: usize,
}

impl Reader<'_> {
    /// The age that an amount is.
    pub(super) fn age(&self, amount: &Amount) -> Option<Age> {
        if amount.currency.is_some() || amount.number.value < 0.0 {
            return None;
        }
        let end = amount.number.end;
        let at = end + usize::from(self.is_hyphen(end));
        if let Some(unit) = measures::word(self.lower(at)).filter(|unit| matches!(*unit, "a" | "mo" | "wk" | "d")) {
            let old = at + 1 + usize::from(self.is_hyphen(at + 1));
            if matches!(self.lower(old), "old" | "olds") {
                return Some(Age { unit, end: old + 1 });
            }
            if self.is_word(at + 1, "of") && self.is_word(at + 2, "age") {
                return Some(Age { unit, end: at + 3 });
            }
            return None;
        }
        if matches!(self.word(end), "yo" | "y/o") && amount.number.figures {
            return Some(Age { unit: "a", end: end + 1 });
        }
        let whole = amount.number.value.fract() == 0.0 && (0.0..=115.0).contains(&amount.number.value) && !amount.part;
        let before = self.lower(amount.from.wrapping_sub(1));
        let aged = matches!(before, "aged" | "age" | "ages")
            || matches!(before, "and" | "to" | "or") && matches!(self.lower(amount.from.wrapping_sub(3)), "aged" | "ages")
            || before == "of" && self.is_word(amount.from.wrapping_sub(2), "age");
        (whole && (aged || amount.number.plain && self.is_apposed(amount))).then_some(Age { unit: "a", end })
    }

    /// `Jane Smith, 45, of Leeds`; `Smith (45)` is as often a number of goals.
    fn is_apposed(&self, amount: &Amount) -> bool {
        let (at, end) = (amount.from, amount.number.end);
        let closes = self.word(end) == "," || self.word(end) == "." && end + 1 >= self.tokens.len() || self.word(end) == ";";
        // `the forward, 23, scored`.
        let grown = (10.0..100.0).contains(&amount.number.value) && self.word(end) == ",";
        // `Jane Smith (born 1968), 45, of Leeds`
        let bracketed = at > 4 && self.word(at - 2) == ")" && self.is_word(at - 4, "born");
        let name = |at: usize| {
            bracketed || self.tokens[at].kind == TokenKind::Word && (grown || self.word(at).starts_with(char::is_uppercase))
        };
        // A list of numbers (`Seats 12, 14, 16`) or of places has no person before its comma.
        let at = at - usize::from(at > 2 && self.is_word(at - 1, "now"));
        at > 1
            && amount.number.value >= 1.0
            && self.word(at - 1) == ","
            && name(at - 2)
            && closes
            && self.tokens.get(end + 1).is_none_or(|next| next.kind != TokenKind::Number)
    }
}
