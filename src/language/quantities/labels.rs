//! Numbers that count nothing: they name, they list, they are dialled.

use super::amounts::Amount;
use super::{Reader, measures};
use crate::language::TokenKind;

/// Words whose number is a name: `Flight 103`, `Resolution 687`, `Windows 7`. In byte order.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "Act", "Airbus", "Android", "Apollo", "Appendix", "Area", "Article", "Articles", "Boeing", "Book", "Building", "Camp", "Category",
    "Channel", "Chapter", "Class", "Day", "Episode", "Executive", "Exhibit", "Falcon", "Figure", "Flight", "Formula", "Fortune", "Gate",
    "Grade", "Group", "Highway", "Interstate", "Level", "Lot", "Model", "No", "No.", "Nos.", "Number", "Page", "Pages", "Part", "Pentium",
    "Phase", "Pier", "Platform", "PlayStation", "Prop", "Prop.", "Proposition", "Psalm", "Question", "Resolution", "Room", "Route",
    "Rule", "Season", "Section", "Series", "Stage", "Step", "Studio", "Table", "Tier", "Title", "Type", "Verse", "Version", "Vol", "Vol.",
    "Volume", "Ward", "Windows", "Xbox", "Zone", "iOS", "iPad", "iPhone", "iPod",
];

/// The same in lower case.
const SMALL_LABELS: [&str; 30] = [
    "article",
    "articles",
    "carrier",
    "day",
    "days",
    "episode",
    "grades",
    "model",
    "week",
    "year",
    "chapter",
    "channel",
    "chromosome",
    "exit",
    "flight",
    "gate",
    "grade",
    "item",
    "level",
    "no",
    "number",
    "page",
    "phase",
    "resolution",
    "room",
    "route",
    "section",
    "shotgun",
    "version",
    "type",
];

const STREETS: [&str; 14] = [
    "Street",
    "Avenue",
    "Drive",
    "Road",
    "Lane",
    "Square",
    "Boulevard",
    "St.",
    "Ave.",
    "Ave",
    "Blvd.",
    "Way",
    "Terrace",
    "Place",
];

/// What `one` stands before when it is a pronoun; in byte order.
#[rustfmt::skip]
const AFTER_PRONOUN: [&str; 23] = [
    "another", "can", "could", "else", "hand", "has", "is", "may", "might", "must", "of", "point", "should", "side", "that", "thing", "time",
    "way", "where", "which", "who", "whose", "would",
];

impl Reader<'_> {
    /// A number without unit or noun is kept if it cannot be a label or a word of grammar: `two were freed`, `rose to 3,600`.
    pub(super) fn stands_alone(&self, amount: &Amount, end: usize) -> bool {
        let number = &amount.number;
        let whole_text = amount.from == 0
            && self.tokens.get(end).is_none_or(|next| next.kind == TokenKind::Mark && end + 1 == self.tokens.len());
        if amount.currency.is_some() || amount.part || whole_text {
            return true;
        }
        if amount.is_one() {
            return false;
        }
        let before = self.word(amount.from.wrapping_sub(1));
        let after = self.word(end);
        let named = amount.from > 1 && before.starts_with(char::is_uppercase);
        // `the 777 was`: a thing that is called by its number.
        let called = before.eq_ignore_ascii_case("the") && number.value >= 100.0;
        let year = self.digits(amount.number_from) == 4 && (1500.0..2100.0).contains(&number.value);
        let list_number = amount.from == 0 && matches!(after, "." | ")" | ":");
        // `Smith (12)`: goals, or a place in a list.
        let bracketed =
            before == "(" && after == ")" && number.value < 100.0 && self.is_capital_word(amount.from.wrapping_sub(2));
        let slashed = before == "/" || after == "/" || self.is_tight_colon(end);
        let lettered = self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Word && !next.spaced);
        !(slashed || lettered || number.plain && (named || called || year || list_number || bracketed))
    }

    /// `16:9`, not `stands at 30: 18 men and 12 women`.
    fn is_tight_colon(&self, at: usize) -> bool {
        let tight = |at: usize| self.tokens.get(at).is_some_and(|token| !token.spaced);
        self.word(at) == ":" && tight(at) && (at + 1 == self.tokens.len() || tight(at + 1))
    }

    /// `Flight 103`, `No. 5`, `F-16`, `Group of Seven`, `one of`, `16 Downing Street`: numbers that name.
    pub(super) fn is_label(&self, amount: &Amount) -> bool {
        if amount.currency.is_some() || amount.part || amount.number.value < 0.0 {
            return false;
        }
        let (at, end) = (amount.from, amount.number.end);
        let measured = self.unit(end + usize::from(self.is_hyphen(end)), amount).is_some();
        if amount.is_one() && (!measured || self.is_word(end, "day")) && self.is_pronoun(at, end) {
            return true;
        }
        self.is_tail(at)
            || self.is_dialled(at, end)
            || self.is_dated(at, end)
            || self.is_clock(at, end)
            || self.is_worded(at, end)
            || !measured && (self.is_named(amount) || self.is_model(amount) || self.is_numbered(at, end))
            || amount.number.plain && self.is_address(end)
    }

    /// A word of naming stands before: `Flight 103`, `chapter two`, `Group of 20`, `Fortune 500 companies`.
    fn is_named(&self, amount: &Amount) -> bool {
        let (at, end) = (amount.from, amount.number.end);
        let before = self.word(at.wrapping_sub(1));
        let small = amount.number.plain || !amount.number.figures && amount.number.scale == 1.0;
        let group = before == "of"
            && (self.word(at.wrapping_sub(2)) == "Group" || self.is_capital_word(at) && !self.is_capital_word(end));
        // `Model 3 cars`; but `in Iraq 100 people`, `on Tuesday 12 people`.
        let behind_name = amount.number.plain
            && at > 1
            && self.is_capital_word(at - 1)
            && !matches!(self.lower(at - 2), "in" | "at" | "from" | "on" | "near" | "." | "," | ":" | "-" | "--")
            && !self.is_in_time(at - 1);
        group
            || behind_name
            || small && (LABELS.binary_search(&before).is_ok() || SMALL_LABELS.contains(&before) && !self.counts(end))
            || amount.number.plain && matches!(before, "#" | "№")
    }

    /// Things that go by their number alone: `the 787s`, `an 80486`, `4K`, `2016 players`, `2-for-1`.
    fn is_model(&self, amount: &Amount) -> bool {
        let (at, end) = (amount.from, amount.number.end);
        let value = amount.number.value;
        let aircraft = amount.number.plain
            && (707.0..=787.0).contains(&value)
            && value % 10.0 == 7.0
            && (!self.counts(end) || matches!(self.lower(end), "planes" | "jets" | "aircraft" | "airliners" | "jetliners"));
        let article = matches!(self.lower(at.wrapping_sub(1)), "a" | "an");
        let single = article && self.digits(at) >= 3 && !self.is_hyphen(end) && !self.counts(end);
        // Counts are rarely so exact without their comma.
        let year = self.digits(at) == 4 && (1950.0..2050.0).contains(&value) && value % 50.0 != 0.0;
        let lines = matches!(self.word(end - 1), "2K" | "4K" | "5K" | "8K");
        let split = self.is_hyphen(end) && self.is_word(end + 1, "for") && self.is_hyphen(end + 2);
        aircraft || single || year || lines || split
    }

    /// `F-16`, `Covid-19`, the 97 of `1994-97`.
    fn is_tail(&self, at: usize) -> bool {
        at > 1
            && self.word(at - 1) == "-"
            && !self.tokens[at].spaced
            && !self.tokens[at - 1].spaced
            && matches!(self.tokens[at - 2].kind, TokenKind::Word | TokenKind::Number)
    }

    /// Telephone numbers, by their groups of digits.
    fn is_dialled(&self, at: usize, end: usize) -> bool {
        let hyphen = self.is_hyphen(end);
        let area = self.digits(at) == 3 && self.word(at + 1) == ")" && self.digits(at + 2) >= 3 && self.is_hyphen(at + 3);
        let international = hyphen && self.word(at.wrapping_sub(1)) == "+";
        let emergency = matches!(self.word(at), "911" | "999" | "112")
            && matches!(self.lower(at.wrapping_sub(1)), "dial" | "dialed" | "dialled" | "call" | "called" | "calling");
        area || emergency
            || international
            || hyphen && self.digits(end + 1) >= 3 && (self.digits(at) == 3 || self.is_hyphen(end + 2))
    }

    /// `9/11`, `24/7`, `'97`.
    fn is_dated(&self, at: usize, end: usize) -> bool {
        let slash = |at: usize| self.word(at) == "/" && !self.tokens[at].spaced;
        let before = at.wrapping_sub(1);
        let apostrophe =
            matches!(self.word(before), "'" | "’" | "‘") && !self.tokens[at].spaced && self.digits(at) == 2 && !self.counts(end);
        apostrophe || slash(end) && self.digits(end + 1) > 0 || slash(before) && self.digits(at.wrapping_sub(2)) > 0
    }

    /// `7 p.m.`, `7 p. m.`, `1100 hours`, the minutes of `9: 25`: whatever the reader of times made of it.
    fn is_clock(&self, at: usize, end: usize) -> bool {
        let half_day = matches!(self.lower(end), "am" | "pm" | "a.m." | "p.m." | "o’clock" | "o'clock")
            || matches!(self.lower(end), "a" | "p") && self.word(end + 1) == "." && self.is_word(end + 2, "m");
        let military = self.digits(at) == 4 && matches!(self.lower(end), "hrs" | "hours" | "gmt" | "utc");
        let minutes = self.word(at.wrapping_sub(1)) == ":"
            && !self.tokens[at - 1].spaced
            && !self.tokens[at].spaced
            && self.digits(at) == 2
            && self.digits(at.wrapping_sub(2)) > 0;
        half_day || military || minutes
    }

    /// `15,599 th`, `twenty-something`, `three-way`, `zero tolerance`, `60 Minutes` of television, `the Big Three`.
    fn is_worded(&self, at: usize, end: usize) -> bool {
        let ordinal = matches!(self.word(end), "th" | "st" | "nd" | "rd");
        let vague = self.is_hyphen(end) && matches!(self.lower(end + 1), "something" | "way" | "sided" | "time");
        let zero = self.is_word(at, "zero") && !self.counts(end) && self.head(end, true).is_some();
        // In a headline all words have their capital.
        let title = self.is_capital_word(at)
            && at > 0
            && self.tokens[at - 1].kind != TokenKind::Mark
            && !self.is_capital_word(end)
            && !self.counts(end);
        let time = measures::word(self.lower(end)).is_some_and(measures::is_time);
        let broadcast = time && at > 0 && self.is_capital_word(end) && !self.is_capital_word(end + 1);
        ordinal || vague || zero || title || broadcast
    }

    /// `PA 23456`, `id="771157278636507136"`.
    fn is_numbered(&self, at: usize, end: usize) -> bool {
        let state = self.word(at.wrapping_sub(1));
        let postal = self.digits(at) >= 5 && state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
        postal || at > 0 && self.digits(at) >= 12 && !self.counts(end)
    }

    /// `16 Downing Street`.
    fn is_address(&self, end: usize) -> bool {
        self.is_capital_word(end) && !self.is_word(end + 1, "of") && (1..4).any(|step| STREETS.contains(&self.word(end + step)))
    }

    /// `one of`, `no one`, `one another`, `one day`: grammar.
    fn is_pronoun(&self, at: usize, end: usize) -> bool {
        let after = self.lower(end);
        let before = self.lower(at.wrapping_sub(1));
        // `one day he left`, but `within one day`.
        let once =
            after == "day" && !matches!(before, "than" | "within" | "in" | "only" | "just" | "for" | "after" | "least" | "about");
        let compound =
            self.is_hyphen(end) && matches!(self.lower(end + 1), "time" | "on" | "sided" | "off" | "of" | "way" | "third");
        let more = after == "more" && !self.counts(end);
        let determined = matches!(
            before,
            "no" | "any" | "the" | "this" | "that" | "each" | "every" | "another" | "which" | "some" | "day" | "someone"
        );
        once || compound || more || determined || AFTER_PRONOUN.binary_search(&after).is_ok()
    }

    fn is_capital_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word) && self.word(at).starts_with(char::is_uppercase)
    }

    fn is_in_time(&self, at: usize) -> bool {
        let start = self.tokens[at].span.start();
        let next = self.times.partition_point(|time| time.span.start() <= start);
        next.checked_sub(1).is_some_and(|time| self.times[time].span.contains(start))
    }

    /// Something plural follows.
    fn counts(&self, end: usize) -> bool {
        self.head(end, false).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_in_byte_order() {
        assert!(AFTER_PRONOUN.is_sorted());
        for pair in LABELS.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
    }
}
