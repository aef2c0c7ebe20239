//! Rises and falls: `rose 10% from 100 to 120`.
//!
//! A number is part of a change if it stands right behind a word of change (`fell 5%`), right before one (`a 5% drop`), or behind `by`,
//! `from` or `to` with such a word not far before. All numbers of one change share the place of that word.

use super::Reader;
use crate::language::{Change, ChangeRole, Direction, TokenKind};

/// How far before `from` or `to` the word of change may stand, in tokens.
const REACH: usize = 14;

impl Reader<'_> {
    /// The change that the number from `from` to `end` is part of.
    pub(super) fn change(&self, from: usize, end: usize) -> Option<Change> {
        let mut before = from;
        while before > 0 && is_limit(self.lower(before - 1)) && from - before < 4 {
            before -= 1;
        }
        let change = |direction, role, cue: usize| Some(Change { direction, role, cue: self.tokens[cue].span });
        let lead = before.checked_sub(1)?;
        let role = match self.lower(lead) {
            "to" | "at" => ChangeRole::To,
            "from" => ChangeRole::From,
            "by" | "of" => ChangeRole::By,
            word => {
                if let Some(direction) = direction(word).filter(|_| !self.is_particle(lead)) {
                    return change(direction, ChangeRole::By, lead);
                }
                return self.change_after(end).and_then(|(direction, cue)| change(direction, ChangeRole::By, cue));
            }
        };
        // `a 5% drop to 3%` has the word behind one number and before the other.
        let of = self.word(lead) == "of";
        let reach = if of { 1 } else { REACH };
        for cue in (lead.saturating_sub(reach)..lead).rev() {
            if matches!(self.word(cue), ";" | ":") {
                break;
            }
            if let Some(direction) = direction(self.lower(cue)).filter(|_| !self.is_particle(cue)) {
                return change(direction, role, cue);
            }
        }
        self.change_after(end).and_then(|(direction, cue)| change(direction, ChangeRole::By, cue))
    }

    /// `gunned down 49 people`, `made up $5`, `up to 12`: no fall and no rise. They are where a pause or a verb of being or closing stands before.
    fn is_particle(&self, at: usize) -> bool {
        if !matches!(self.lower(at), "up" | "down" | "off") {
            return false;
        }
        let before = self.lower(at.wrapping_sub(1));
        let pause = at == 0 || self.tokens[at - 1].kind == TokenKind::Mark;
        let verb = matches!(
            before,
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "closed"
                | "close"
                | "ended"
                | "end"
                | "finished"
                | "traded"
                | "went"
                | "go"
                | "goes"
                | "going"
                | "moved"
                | "edged"
                | "inched"
                | "crept"
                | "ticked"
                | "drifted"
                | "still"
                | "only"
                | "and"
                | "or"
                | "points"
                | "cents"
                | "also"
                | "stock"
                | "shares"
        );
        !pause && !verb
    }

    /// `26% decline`, `five-point drop`.
    fn change_after(&self, end: usize) -> Option<(Direction, usize)> {
        (end..end + 2).find_map(|cue| noun_direction(self.lower(cue)).map(|direction| (direction, cue)))
    }
}

fn is_limit(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "about"
            | "almost"
            | "around"
            | "as"
            | "at"
            | "least"
            | "more"
            | "much"
            | "nearly"
            | "over"
            | "roughly"
            | "some"
            | "than"
            | "another"
            | "just"
    )
}

fn direction(word: &str) -> Option<Direction> {
    if UP.binary_search(&word).is_ok() {
        return Some(Direction::Up);
    }
    DOWN.binary_search(&word).is_ok().then_some(Direction::Down)
}

fn noun_direction(word: &str) -> Option<Direction> {
    Some(match word {
        "advance" | "gain" | "growth" | "increase" | "jump" | "raise" | "rise" | "surge" | "hike" | "climb" => Direction::Up,
        "cut" | "cuts" | "decline" | "decrease" | "dip" | "drop" | "fall" | "loss" | "plunge" | "reduction" | "slide"
        | "slump" | "discount" => Direction::Down,
        _ => return None,
    })
}

#[rustfmt::skip]
const UP: &[&str] = &[
    "added", "advance", "advanced", "boost", "boosted", "climb", "climbed", "climbing", "expand", "expanded", "gain", "gained", "gains",
    "grew", "grow", "growing", "grown", "growth", "hike", "increase", "increased", "increases", "increasing", "jump", "jumped", "jumping",
    "leap", "leaped", "leapt", "raise", "raised", "raising", "rally", "rise", "risen", "rises", "rising", "rose", "soar", "soared", "soaring",
    "surge", "surged", "surging", "up", "widened",
];

#[rustfmt::skip]
const DOWN: &[&str] = &[
    "cut", "cutting", "decline", "declined", "declines", "declining", "decrease", "decreased", "decreasing", "dip", "dipped", "down", "drop",
    "dropped", "dropping", "drops", "ease", "eased", "fall", "fallen", "falling", "falls", "fell", "lost", "lower", "lowered", "narrowed", "off",
    "plummeted", "plunge", "plunged", "plunging", "reduce", "reduced", "reducing", "reduction", "shed", "shrank", "shrunk", "slash", "slashed",
    "slid", "slide", "sliding", "slipped", "slumped", "tumbled",
];

/// Whether a word in lower case says that something rose or fell.
pub(super) fn is_change(word: &str) -> bool {
    direction(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_change_are_in_byte_order() {
        assert!(UP.is_sorted() && DOWN.is_sorted());
    }
}
