//! What limits a number: `about`, `more than`, `up to`, `or fewer`.

use super::Reader;
use crate::language::{Modifier, TokenKind};

impl Reader<'_> {
    /// What limits the number that begins at `from` and, with its unit, ends at `end`. `in_time`: it measures a length of time.
    pub(super) fn modifier(&self, from: usize, end: usize, in_time: bool) -> Option<Modifier> {
        self.limit_after(from, end).or_else(|| self.limit_before(from, in_time))
    }

    fn limit_before(&self, from: usize, in_time: bool) -> Option<Modifier> {
        let back = |steps: usize| from.checked_sub(steps).map_or_else(|| self.lower(usize::MAX), |index| self.lower(index));
        let (one, two, three) = (back(1), back(2), back(3));
        match (three, two, one) {
            // `less than or equal to`, `at least or equal to`; `less or equal than`; `equal to or less than`.
            ("or", "equal", "to") => self.limit_of_words_before(from - 3, in_time).map(Modifier::or_equal),
            ("or", "equal", "than") => comparative(back(4)).map(Modifier::or_equal),
            ("or", word, "than") if back(4) == "to" && back(5) == "equal" => comparative(word).map(Modifier::or_equal),
            _ => self.limit_of_words_before(from, in_time),
        }
    }

    fn limit_of_words_before(&self, from: usize, in_time: bool) -> Option<Modifier> {
        // `more than a 10% rise`, `at least another 20`.
        let mut at = from;
        while at > 0 && matches!(self.lower(at - 1), "a" | "an" | "another") && at + 2 > from {
            at -= 1;
        }
        let back = |steps: usize| at.checked_sub(steps).map_or("", |index| self.word(index));
        let lower = |steps: usize| at.checked_sub(steps).map_or_else(|| self.lower(usize::MAX), |index| self.lower(index));
        let (one, two, three) = (lower(1), lower(2), lower(3));
        let found = match (three, two, one) {
            // `went up to 120` says where it ended.
            (
                "went" | "go" | "goes" | "going" | "gone" | "moved" | "climbed" | "jumped" | "shot" | "rose" | "driven"
                | "pushed",
                "up",
                "to",
            ) => return None,
            ("no" | "not", "more" | "greater" | "higher" | "larger" | "later", "than") => Modifier::AtMost,
            ("no" | "not", "fewer" | "less" | "lower", "than") => Modifier::AtLeast,
            ("as", "many" | "much" | "high" | "far" | "long" | "old", "as") | (_, "up", "to") | (_, "at", "most") => {
                Modifier::AtMost
            }
            ("as", "few" | "little" | "low" | "young", "as") | (_, "at", "least") | (_, "minimum" | "least", "of") => {
                Modifier::AtLeast
            }
            (_, "maximum", "of") => Modifier::AtMost,
            (_, "excess", "of") | (_, "upward" | "upwards", "of") => Modifier::MoreThan,
            (_, word, "than") if comparative(word).is_some() => return comparative(word),
            (_, "close", "to") => Modifier::About,
            // `answers about 235 detainees`: what they are about.
            (_, word, "about") if has_a_matter(word) => return None,
            // `over 10 years` is as often during them.
            (_, two, "over")
                if in_time
                    && !matches!(two, "for" | "well" | "just" | "after" | "of" | "in" | "lasted" | "took" | "is" | "was") =>
            {
                return None;
            }
            (
                _,
                _,
                "over" | "above" | "exceeding" | "exceeds" | "exceeded" | "exceed" | "surpassing" | "surpassed" | "surpass"
                | "topping" | "topped",
            ) => Modifier::MoreThan,
            (_, _, "under" | "below") => Modifier::LessThan,
            (_, _, "minimum") => Modifier::AtLeast,
            (_, _, "maximum") => Modifier::AtMost,
            (
                _,
                _,
                "about" | "around" | "some" | "nearly" | "almost" | "approximately" | "roughly" | "estimated" | "circa"
                | "approx" | "approx." | "c.",
            ) => Modifier::About,
            _ => match back(1) {
                ">" => Modifier::MoreThan,
                "<" => Modifier::LessThan,
                "~" | "≈" => Modifier::About,
                "=" if back(2) == ">" => Modifier::AtLeast,
                "=" if back(2) == "<" => Modifier::AtMost,
                "≥" => Modifier::AtLeast,
                "≤" => Modifier::AtMost,
                _ => return None,
            },
        };
        Some(found)
    }

    /// `or more`, `or fewer`, `or so`, `+`.
    fn limit_after(&self, from: usize, end: usize) -> Option<Modifier> {
        if self.word(end) == "+" || self.is_hyphen(end) && self.is_word(end + 1, "plus") {
            return Some(Modifier::AtLeast);
        }
        if self.is_hyphen(end) && self.is_word(end + 1, "odd") {
            return Some(Modifier::About);
        }
        let joint = self.lower(end);
        // `5,000 or more than 4,500` are two.
        let other = matches!(self.word(end + 2), "than" | "to")
            && self.tokens.get(end + 3).is_some_and(|next| next.kind == TokenKind::Number);
        let ends = self.tokens.get(end + 2).is_none_or(|next| next.kind == TokenKind::Mark || self.is_word(end + 2, "in"));
        if joint != "or" && !(joint == "and" && ends) || other {
            return None;
        }
        Some(match self.lower(end + 1) {
            "equal" => return self.limit_before(from, false).map(Modifier::or_equal),
            "more" | "greater" | "above" | "older" | "over" | "up" | "higher" | "longer" | "better" => Modifier::AtLeast,
            "less" | "fewer" | "below" | "younger" | "under" | "lower" | "shorter" => Modifier::AtMost,
            "so" | "thereabouts" => Modifier::About,
            _ => return None,
        })
    }
}

/// Nouns after which `about` says what they concern.
fn has_a_matter(word: &str) -> bool {
    matches!(
        word,
        "answer"
            | "answers"
            | "complaint"
            | "complaints"
            | "concern"
            | "concerns"
            | "details"
            | "information"
            | "inquiries"
            | "inquiry"
            | "letters"
            | "news"
            | "question"
            | "questions"
            | "report"
            | "reports"
            | "stories"
            | "story"
            | "talks"
            | "undertaking"
            | "undertakings"
    )
}

fn comparative(word: &str) -> Option<Modifier> {
    match word {
        "more" | "greater" | "higher" | "larger" | "longer" | "bigger" | "better" | "older" | "later" => Some(Modifier::MoreThan),
        "less" | "fewer" | "lower" | "smaller" | "shorter" | "younger" => Some(Modifier::LessThan),
        _ => None,
    }
}

impl Modifier {
    /// With the limit itself counted in.
    fn or_equal(self) -> Self {
        match self {
            Self::MoreThan => Self::AtLeast,
            Self::LessThan => Self::AtMost,
            other => other,
        }
    }
}
