//! Numbers that count nothing: they name, they list, they are dialled.

use super::{Amount, Reader};
use crate::language::TokenKind;

impl Reader<'_> {
    /// A number without unit or noun is kept if it cannot be a label or a word of grammar: `two were freed`, `rose to 3,600`.
    pub(super) fn stands_alone(&self, amount: &Amount, end: usize) -> bool {
        let number = &amount.number;
        if number.value == 1.0 && !number.figures {
            return false;
        }
        let before = self.word(amount.from.wrapping_sub(1));
        let after_name = before.starts_with(char::is_uppercase) && amount.from > 1;
        let slashed = self.is_mark(end, "/") || self.is_mark(amount.from.wrapping_sub(1), "/") || self.is_mark(end, ":");
        let year = number.plain && self.digits(amount.number_from) == 4;
        let list_number = amount.from == 0 && number.plain && self.is_mark(end, ".");
        let bracketed = self.is_mark(amount.from.wrapping_sub(1), "(") && number.plain;
        !(after_name && number.figures && number.plain || slashed || year || list_number || bracketed)
    }

    /// `Flight 103`, `No. 5`, `F-16`, `Group of Seven`, `one of`, `16 Downing Street`: numbers that name.
    pub(super) fn is_label(&self, amount: &Amount) -> bool {
        const LABELS: [&str; 34] = [
            "Airbus",
            "Apollo",
            "Area",
            "Article",
            "Articles",
            "Boeing",
            "Category",
            "Chapter",
            "Channel",
            "Class",
            "Flight",
            "Formula",
            "Grade",
            "Group",
            "Highway",
            "Interstate",
            "Level",
            "No",
            "No.",
            "Nos.",
            "Number",
            "Page",
            "Part",
            "Phase",
            "Proposition",
            "Psalm",
            "Resolution",
            "Room",
            "Route",
            "Rule",
            "Section",
            "Title",
            "Type",
            "Vol",
        ];
        let at = amount.from;
        if amount.currency.is_some() {
            return false;
        }
        let before = self.word(at.wrapping_sub(1));
        let capital = self.word(at).starts_with(char::is_uppercase);
        let opens = at == 0 || self.tokens[at - 1].kind == TokenKind::Mark;
        let named = LABELS.contains(&before)
            || matches!(before, "#" | "page" | "flight" | "chapter" | "section" | "article" | "number" | "resolution" | "room" | "channel")
            // `F-16`, `Covid-19`.
            || (before == "-" && !self.tokens[at].spaced && at > 1 && !self.tokens[at - 1].spaced && matches!(self.tokens[at - 2].kind, TokenKind::Word | TokenKind::Number))
            || (before == "of" && capital);
        let telephone = self.digits(at) >= 3 && self.is_hyphen(amount.number.end) && self.digits(amount.number.end + 1) >= 3;
        let rest_of_telephone = self.digits(at) >= 3 && at > 1 && self.is_hyphen(at - 1) && self.digits(at - 2) >= 1;
        let one = amount.number.value == 1.0 && !amount.number.figures;
        let idiom = one
            && (matches!(
                self.word(amount.number.end),
                "of" | "another" | "day" | "time" | "thing" | "way" | "side" | "hand" | "point" | "-"
            ) || matches!(before, "no" | "any" | "the" | "this" | "that" | "each" | "every" | "No" | "at" | "another"));
        let street = ["Street", "Avenue", "Drive", "Road", "Lane", "Square", "Boulevard", "St.", "Ave."];
        let address = amount.number.plain
            && self.word(amount.number.end).starts_with(char::is_uppercase)
            && (1..4).any(|step| street.contains(&self.word(amount.number.end + step)));
        named || telephone || rest_of_telephone || idiom || address || (capital && !opens && !amount.number.figures)
    }
}
