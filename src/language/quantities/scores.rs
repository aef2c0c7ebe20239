//! Votes and scores, two numbers that stand against each other: `52-48`, `won 3-1`, `9-to-6`, `5 to 4`.

use super::Reader;
use super::amounts::Amount;

/// How far from the numbers a word of contest may stand, in tokens.
const REACH: usize = 4;

impl Reader<'_> {
    /// The number that stands against an amount, and the index after it.
    pub(super) fn score(&self, amount: &Amount) -> Option<(f64, usize)> {
        let number = &amount.number;
        if !(number.plain || !number.figures && number.scale == 1.0)
            || amount.currency.is_some()
            || amount.part
            || number.value > 600.0
        {
            return None;
        }
        let end = number.end;
        let hyphened_to = self.is_hyphen(end) && self.is_word(end + 1, "to") && self.is_hyphen(end + 2);
        let dash = matches!(self.word(end), "-" | "–" | "—");
        let high_at = if hyphened_to {
            end + 3
        } else if dash || self.is_word(end, "to") {
            end + 1
        } else {
            return None;
        };
        let against = self.plain_number(high_at)?;
        let contest = (amount.from.saturating_sub(REACH)..amount.from)
            .chain(against.1..against.1 + REACH)
            .any(|at| is_contest(self.lower(at)));
        let tight = hyphened_to || self.is_hyphen(end);
        // Ranges rise: `3-1` and `1-1` can only be a score; `1-3` is one where somebody lost, `5 to 4` where somebody voted.
        let falls = (against.0 < number.value || dash && against.0 == number.value)
            && number.figures
            && (tight || dash)
            && !self.is_hyphen(against.1);
        let telephone = self.digits(amount.number_from) >= 3 && self.digits(high_at) >= 3 && !contest;
        ((falls || contest && !self.is_hyphen(against.1)) && !telephone && against.0 <= 600.0).then_some(against)
    }

    fn plain_number(&self, at: usize) -> Option<(f64, usize)> {
        let amount = self.amount(at)?;
        let number = amount.number;
        let plain = amount.currency.is_none() && !amount.part && (number.plain || !number.figures && number.scale == 1.0);
        (plain && number.value >= 0.0).then_some((number.value, number.end))
    }
}

fn is_contest(word: &str) -> bool {
    matches!(
        word,
        "beat"
            | "beating"
            | "defeat"
            | "defeated"
            | "draw"
            | "drew"
            | "lead"
            | "leads"
            | "led"
            | "lose"
            | "lost"
            | "loss"
            | "margin"
            | "passed"
            | "record"
            | "start"
            | "mark"
            | "rejected"
            | "ruled"
            | "ruling"
            | "score"
            | "split"
            | "tie"
            | "tied"
            | "victory"
            | "vote"
            | "voted"
            | "win"
            | "winning"
            | "won"
            | "decision"
            | "opinion"
            | "majority"
            | "party-line"
            | "opposed"
            | "approved"
    )
}
