//! Numbers that count nothing: they name, they list, they are dialled.

use super::Reader;
use super::amounts::Amount;
use crate::language::TokenKind;

/// Words whose number is a name: `Flight 103`, `Resolution 687`, `Windows 7`. In byte order.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "Act", "Airbus", "Android", "Apollo", "Appendix", "Area", "Article", "Articles", "Boeing", "Book", "Building", "Camp", "Category",
    "Channel", "Chapter", "Class", "Day", "Episode", "Executive", "Exhibit", "Falcon", "Figure", "Flight", "Formula", "Gate", "Grade",
    "Group", "Highway", "Interstate", "Level", "Lot", "MySpace", "No", "No.", "Nos.", "Number", "Page", "Pages", "Part", "Pentium",
    "Phase", "Pier", "Platform", "PlayStation", "Prop", "Prop.", "Proposition", "Psalm", "Question", "Resolution", "Room", "Route",
    "Rule", "Season", "Section", "Series", "Stage", "Step", "Studio", "Table", "Tier", "Title", "Type", "Verse", "Version", "Vol", "Vol.",
    "Volume", "Ward", "Windows", "Xbox", "Zone", "iOS", "iPad", "iPhone", "iPod",
];

/// The same in lower case.
const SMALL_LABELS: [&str; 30] = [
    "article", "articles", "carrier", "day", "days", "episode", "grades", "model", "week", "year", "chapter", "channel", "chromosome", "exit", "flight", "gate", "grade", "item", "level", "no", "number", "page", "phase",
    "resolution", "room", "route", "section", "shotgun", "version", "type",
];

const STREETS: [&str; 14] =
    ["Street", "Avenue", "Drive", "Road", "Lane", "Square", "Boulevard", "St.", "Ave.", "Ave", "Blvd.", "Way", "Terrace", "Place"];

impl Reader<'_> {
    /// A number without unit or noun is kept if it cannot be a label or a word of grammar: `two were freed`, `rose to 3,600`.
    pub(super) fn stands_alone(&self, amount: &Amount, end: usize) -> bool {
        let number = &amount.number;
        let alone = amount.from == 0 && self.tokens.get(end).is_none_or(|next| next.kind == TokenKind::Mark && end + 1 == self.tokens.len());
        if amount.currency.is_some() || amount.part || alone {
            return true;
        }
        if amount.is_one() {
            return false;
        }
        let before = self.word(amount.from.wrapping_sub(1));
        let after_name = before.starts_with(char::is_uppercase) && amount.from > 1;
        let after = self.word(end);
        let before_previous = self.word(amount.from.wrapping_sub(2));
        let slashed = after == "/" || before == "/" || after == ":" && !self.tokens[end].spaced;
        let year = number.plain && self.digits(amount.number_from) == 4 && (1500.0..2100.0).contains(&number.value);
        // `the 777 was`: a thing that is called by its number.
        let called = before.eq_ignore_ascii_case("the") && number.plain && number.value >= 100.0;
        let list_number = amount.from == 0 && number.plain && matches!(after, "." | ")" | ":");
        let bracketed = before == "(" && number.plain && after == ")" && before_previous.starts_with(char::is_uppercase) && number.value < 100.0;
        // `in 45`, `at 2`: a year, a clock time, a place in a list.
        let lettered = self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Word && !next.spaced);
        !(after_name && number.figures && number.plain || slashed || called || year || list_number || bracketed || lettered)
    }

    /// `Flight 103`, `No. 5`, `F-16`, `Group of Seven`, `one of`, `16 Downing Street`: numbers that name.
    pub(super) fn is_label(&self, amount: &Amount) -> bool {
        let (at, end) = (amount.from, amount.number.end);
        if amount.currency.is_some() || amount.part || amount.number.value < 0.0 {
            return false;
        }
        let before = self.word(at.wrapping_sub(1));
        let unit = self.unit(end + usize::from(self.is_hyphen(end)), amount).is_some();
        let named = LABELS.binary_search(&before).is_ok()
            && (amount.number.plain || !amount.number.figures && amount.number.scale == 1.0)
            && !unit
            || matches!(before, "#" | "№") && amount.number.plain
            || SMALL_LABELS.contains(&before) && (amount.number.plain || !amount.number.figures) && !unit && !self.counts(end);
        // `F-16`, `Covid-19`, `Top-10`; `mid-90` is none either.
        let tail = before == "-"
            && at > 1
            && !self.tokens[at].spaced
            && !self.tokens[at - 1].spaced
            && matches!(self.tokens[at - 2].kind, TokenKind::Word | TokenKind::Number);
        let named = named || tail || before == "of" && self.is_capital_word(at) && !self.is_capital_word(end);
        // `'97`, `1/2/97`.
        let apostrophe = matches!(before, "'" | "’" | "‘") && !self.tokens[at].spaced && self.digits(at) == 2 && !unit && !self.counts(end);
        let dialled = before == "+" && self.is_hyphen(end) || self.is_hyphen(end) && self.digits(end + 1) >= 3 && self.is_hyphen(end + 2);
        // `id="771157278636507136"`.
        let identifier = self.digits(at) >= 12 && !unit && !self.counts(end) && before != "";
        // `2016 players`; counts are rarely so exact without their comma.
        let year = self.digits(at) == 4 && (1950.0..2050.0).contains(&amount.number.value) && amount.number.value % 50.0 != 0.0 && !unit;
        let telephone = dialled || identifier || year || self.digits(at) >= 3 && self.is_hyphen(end) && self.digits(end + 1) >= 3 && self.digits(at) <= 3;
        let rest_of_telephone = self.digits(at) >= 3 && at > 1 && self.is_hyphen(at - 1) && self.digits(at - 2) >= 1;
        let address = amount.number.plain
            && self.is_capital_word(end)
            && (1..4).any(|step| STREETS.contains(&self.word(end + step)))
            && !self.is_word(end + 1, "of");
        let coded = self.digits(at) >= 5 && (1..3).any(|back| self.is_us_state(at, back));
        // `the Big Three`, `Chapter Two`; not in a headline, where all words have their capital.
        let opens = at == 0 || self.tokens[at - 1].kind == TokenKind::Mark;
        let title = self.is_capital_word(at) && !opens && !amount.number.figures && !self.is_capital_word(end) && !unit;
        let split = self.is_hyphen(end) && self.is_word(end + 1, "for") && self.is_hyphen(end + 2);
        // Boeing's aircraft go by their numbers alone.
        let aircraft = (707.0..=787.0).contains(&amount.number.value) && amount.number.value % 10.0 == 7.0 && amount.number.plain
            && (!self.counts(end) || matches!(self.lower(end).as_str(), "planes" | "jets" | "aircraft" | "airliners" | "jetliners"));
        let designated = matches!(self.lower(at.wrapping_sub(1)).as_str(), "a" | "an") && self.digits(at) >= 3 && !unit && !self.is_hyphen(end) && !self.counts(end);
        // `Fortune 500 companies`, `Model 3 cars`; but `in Iraq 100 people`, `on Tuesday 12 people`.
        let behind_name = amount.number.plain
            && !unit
            && at > 1
            && self.is_capital_word(at - 1)
            && !matches!(self.lower(at - 2).as_str(), "in" | "at" | "from" | "on" | "near" | "." | "," | ":" | "-" | "--")
            && !self.is_in_time(at - 1);
        let group = before == "of" && self.word(at.wrapping_sub(2)) == "Group";
        // `9/11`, `24/7`.
        let slash = |at: usize| self.word(at) == "/" && !self.tokens[at].spaced;
        let slashed = slash(end) && self.digits(end + 1) > 0 || slash(at.wrapping_sub(1)) && self.digits(at.wrapping_sub(2)) > 0;
        let named = named || behind_name || group || slashed || self.is_ordinal(end) || self.is_area_code(at);
        let zero = amount.number.value == 0.0 && !amount.number.figures && !unit && !self.counts(end) && self.head(end, true).is_some();
        let named = named || zero || self.is_hyphen(end) && self.is_word(end + 1, "something");
        // `4K` pictures.
        let lines = matches!(self.word(end - 1), "4K" | "8K" | "2K" | "5K");
        named || lines || split || aircraft || designated || apostrophe || telephone || rest_of_telephone || coded || address || title || amount.is_one() && !(unit && !self.is_word(end, "day")) && self.is_pronoun(at, end)
    }

    /// `one of`, `no one`, `one another`, `one day`: grammar.
    fn is_pronoun(&self, at: usize, end: usize) -> bool {
        let after = self.lower(end);
        let before = self.lower(at.wrapping_sub(1));
        matches!(
            after.as_str(),
            "of" | "another" | "time" | "thing" | "way" | "side" | "hand" | "point" | "that" | "who" | "which" | "whose" | "where" | "more" | "else" | "is" | "has" | "can" | "must" | "should" | "would" | "could" | "may" | "might"
        ) && !(after.as_str() == "more" && self.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Word && self.counts(end)))
            || after.as_str() == "day" && !matches!(before.as_str(), "than" | "within" | "in" | "only" | "just" | "for" | "after" | "least" | "about")
            || self.is_hyphen(end) && matches!(self.lower(end + 1).as_str(), "time" | "on" | "sided" | "off" | "of" | "way" | "third")
            || matches!(before.as_str(), "no" | "any" | "the" | "this" | "that" | "each" | "every" | "another" | "which" | "some" | "day" | "someone")
    }

    fn is_capital_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) && self.word(at).starts_with(char::is_uppercase)
    }

    fn counts(&self, end: usize) -> bool {
        self.head(end, false).is_some()
    }

    /// `15,599 th`: an ordinal with a space in it.
    fn is_ordinal(&self, end: usize) -> bool {
        matches!(self.word(end), "th" | "st" | "nd" | "rd")
    }

    /// `(202) 555-0199`.
    fn is_area_code(&self, at: usize) -> bool {
        self.digits(at) == 3 && self.word(at + 1) == ")" && self.digits(at + 2) >= 3 && self.is_hyphen(at + 3)
    }

    fn is_in_time(&self, at: usize) -> bool {
        let start = self.tokens[at].span.start();
        let next = self.times.partition_point(|time| time.span.start() <= start);
        next.checked_sub(1).is_some_and(|time| self.times[time].span.contains(start))
    }

    /// The code of a state before a postal code: `PA 23456`.
    fn is_us_state(&self, at: usize, back: usize) -> bool {
        let word = self.word(at.wrapping_sub(back));
        word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && back == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_in_byte_order() {
        for pair in LABELS.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
    }
}
