//! Parts and wholes: `12 of the 40 hostages`, `10 percent of voters`, `100 others`; and the noun that a bare number shares with the one
//! before it.

use super::Reader;
use super::heads::phrase_end;
use crate::language::{Quantity, TokenKind};
use crate::text::Span;

/// How far before a number its noun may be named, in tokens.
const REACH: usize = 40;

impl Reader<'_> {
    /// The phrase behind `of`: what a number is a part of, or what stuff is measured. First token and index after the last.
    pub(super) fn whole(&self, end: usize) -> Option<(usize, usize)> {
        let of = end + usize::from(self.is_word(end, "out"));
        if !self.is_word(of, "of") {
            return None;
        }
        let noun = self.after_determiners(of + 1);
        let stop = self.next_time(noun);
        let after = phrase_end(self.text, &self.tokens[..stop], noun, true)?;
        Some((of + 1, after))
    }

    /// The counted noun where it stands in the whole: `delegates` of `nine of the 13 delegates`.
    pub(super) fn head_of_whole(&self, end: usize, part: bool) -> Option<(usize, usize)> {
        let of = end + usize::from(self.is_word(end, "out"));
        // `half the voters` needs no `of`.
        let determined = part
            && matches!(
                self.lower(end),
                "the" | "a" | "an" | "all" | "its" | "their" | "his" | "her" | "our" | "those" | "these" | "percentage"
            );
        if !self.is_word(of, "of") && !determined {
            return None;
        }
        let noun = self.after_determiners(of + usize::from(!determined));
        let stop = self.next_time(noun);
        let single = determined && matches!(self.lower(end), "a" | "an" | "percentage");
        phrase_end(self.text, &self.tokens[..stop], noun, single).map(|after| (noun, after))
    }

    /// Past articles, pronouns and numbers.
    fn after_determiners(&self, mut at: usize) -> usize {
        for _ in 0..4 {
            let word = self.lower(at);
            let determines = matches!(
                word,
                "the"
                    | "a"
                    | "an"
                    | "all"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "our"
                    | "my"
                    | "your"
                    | "those"
                    | "these"
                    | "this"
                    | "that"
                    | "some"
                    | "about"
                    | "more"
                    | "than"
                    | "last"
                    | "past"
                    | "next"
                    | "first"
                    | "previous"
                    | "remaining"
            );
            let possessive = self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Possessive);
            let number = self.tokens.get(at).filter(|token| token.kind != TokenKind::Mark).and_then(|_| self.amount(at));
            match number {
                _ if determines || possessive => at += 1,
                Some(number) => at = number.number.end,
                None => break,
            }
        }
        at
    }

    /// `another 20 people`, `100 others`, `90 other families`: beside those counted before.
    pub(super) fn is_beside_others(&self, from: usize, number_end: usize, end: usize) -> bool {
        self.is_word(from.wrapping_sub(1), "another")
            || (number_end..end).any(|at| matches!(self.lower(at), "other" | "others" | "more" | "additional"))
    }

    /// Gives bare numbers the noun of their neighbour: `327 deaths in one city and 84 in the next`, `three confirmed and 13 probable cases`.
    pub(super) fn share_heads(&self, quantities: &mut [Quantity]) {
        for at in 0..quantities.len() {
            let bare = |quantity: &Quantity| quantity.head.is_none() && quantity.unit.is_none() && quantity.against.is_none();
            if !bare(&quantities[at]) || quantities[at].value.fract() != 0.0 {
                continue;
            }
            let end = self.tokens.partition_point(|token| token.span.start() < quantities[at].span.end());
            let shared = if let Some(next) = quantities.get(at + 1).filter(|next| next.head.is_some() && self.leads_to(end, next))
            {
                // `confirmed` and `probable` are each one's own.
                next.head.map(|head| self.last_word(head))
            } else {
                self.named_count(quantities[at].span.start()).or_else(|| {
                    let before = at.checked_sub(1).map(|before| &quantities[before])?;
                    before.head.filter(|_| self.goes_on(end, &quantities[at], before))
                })
            };
            quantities[at].head = shared;
        }
    }

    /// `confirmed and` before the next number.
    fn leads_to(&self, at: usize, next: &Quantity) -> bool {
        let start = next.span.start();
        (at..at + 3).any(|joint| {
            matches!(self.word(joint), "and" | "or" | "to")
                && self.tokens.get(joint + 1).is_some_and(|token| token.span.start() == start)
        })
    }

    fn last_word(&self, phrase: Span) -> Span {
        let after = self.tokens.partition_point(|token| token.span.start() < phrase.end());
        self.tokens[after - 1].span
    }

    /// A bare number behind a counted one, in one list.
    fn goes_on(&self, end: usize, quantity: &Quantity, before: &Quantity) -> bool {
        let start = self.tokens.partition_point(|token| token.span.start() < quantity.span.start());
        let from = self.tokens.partition_point(|token| token.span.end() <= before.span.end());
        if start - from > 12 {
            return false;
        }
        let listed = (from..start).any(|at| matches!(self.word(at), "," | "and" | "but" | ";" | "while" | "with"));
        let clause =
            (from..start).any(|at| matches!(self.lower(at), "to" | "by" | "of" | "at" | "than" | "from" | "is" | "are" | "was"));
        let next = self.lower(end);
        let follows = self.tokens.get(end).is_none_or(|token| token.kind == TokenKind::Mark)
            || matches!(
                next,
                "in" | "from" | "were" | "on" | "at" | "for" | "and" | "of" | "nationwide" | "have" | "had" | "are" | "who"
            );
        listed && !clause && follows
    }

    /// `The number of confirmed cases rose to 20`, `a total of`: the noun stands before the number.
    fn named_count(&self, before: usize) -> Option<Span> {
        let stop = self.tokens.partition_point(|token| token.span.start() < before);
        let mut limit = stop;
        while limit > 0
            && stop - limit < 3
            && matches!(self.lower(limit - 1), "at" | "least" | "about" | "some" | "nearly" | "over" | "more" | "than" | "almost")
        {
            limit -= 1;
        }
        let limit = if limit < stop && self.is_word(limit, "at") && !self.is_word(limit + 1, "least") { stop } else { limit };
        let lead = self.lower(limit.wrapping_sub(1));
        let leads = matches!(
            lead,
            "to" | "at" | "is" | "was" | "reached" | "exceeded" | "exceeds" | "hit" | "of" | "than" | "from" | "about"
        );
        if !leads {
            return None;
        }
        let found = (stop.saturating_sub(REACH)..stop)
            .rev()
            .find(|&at| self.is_word(at, "of") && self.is_word(at.wrapping_sub(1), "number"))?;
        let noun = self.after_determiners(found + 1);
        let after = phrase_end(self.text, &self.tokens[..stop], noun, false)?;
        Some(self.span(noun, after))
    }
}
