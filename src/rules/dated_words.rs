//! The words around a date, which tell what is dated by it.

use crate::claims::{Stem, is_verb, weight};
use crate::language::{Token, TokenKind};
use crate::text::Span;

use super::dated_alike::{FEWER, SAME};
use super::deeds;
use super::near;
use super::rule::Context;

/// Words that are looked at around a date.
const AROUND: usize = 6;
/// Those of them that stand right at it.
const NEXT: usize = 3;
/// Words that tell one of a series from another.
const SERIAL: [&str; 17] = [
    "again",
    "also",
    "another",
    "annual",
    "annually",
    "further",
    "second",
    "third",
    "fourth",
    "next",
    "previous",
    "earlier",
    "later",
    "following",
    "quarterly",
    "first",
    "each",
];
/// Words that tell of other plans for a date, or that something is done on a day again and again.
const MOVED: [&str; 8] = ["originally", "initially", "postponed", "delayed", "rescheduled", "instead", "deferred", "week"];
/// Right before a date: figures are as of one day and of another, and a time has a begin and an end.
const TO_A_DAY: [&str; 10] = ["as of", "from", "till", "until", "through", "between", "to", "by", "before", "after"];
/// Right before a date they tell of a day of talking, and there are many.
const SAYING: [&str; 5] = ["said", "told", "wrote", "added", "traded"];
/// Behind `was` and `been`, of a plan that is none any more.
const PLANNED: [&str; 6] = ["set", "scheduled", "due", "planned", "expected", "supposed"];
/// Before a noun of which there is one.
const DEFINITE: [&str; 6] = ["the", "his", "her", "its", "their", "’s"];

/// The words of weight around a date, those that lead to it first, nearest first.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) words: Vec<Word>,
    /// One of a series, or a plan that was changed.
    pub(super) serial: bool,
}

#[derive(Clone)]
pub(super) struct Word {
    pub(super) stem: Stem,
    /// Part of a name.
    pub(super) name: bool,
    /// It tells that something happens.
    pub(super) verb: bool,
    /// It tells of what happens once.
    pub(super) once: bool,
    /// Once, and of that which is known: `the fire`.
    pub(super) known: bool,
    /// It is called by the date: `the July 3 fire`.
    pub(super) dated: bool,
}

impl Word {
    /// `before` is the token before it, in small letters. A `noun` is none of the verbs that are written like it: `the July 3 shooting`.
    fn new(written: &str, before: &str, noun: bool) -> Option<Self> {
        let lower = written.to_lowercase();
        let stem = weight(&lower)?;
        let deed = deeds::of(&stem);
        Some(Self {
            stem: deed.unwrap_or(stem),
            name: written.starts_with(char::is_uppercase),
            verb: !noun && is_verb(&lower),
            once: deed.is_some(),
            dated: noun,
            known: deed.is_some() && (noun || !is_verb(&lower)) && DEFINITE.contains(&before),
        })
    }
}

impl Around {
    /// Where fewer words lead to a date than tell anything, because it comes first (`On 3 July, a fire`, `the July 3 fire`), those that
    /// follow it are read with them.
    pub(super) fn read(context: &Context<'_>, sentence: Span, date: Span) -> Self {
        let before = near::tokens(context, Span::new(sentence.start(), date.start()));
        let behind = near::tokens(context, Span::new(date.end(), sentence.end()));
        let serial = TO_A_DAY.iter().any(|words| near::follows(context, date, words)) || near::follows(context, date, " since");
        let mut around = Self { words: Vec::new(), serial };
        let is_attribute =
            before.last().is_some_and(|token| DEFINITE.contains(&&*token.span.of(&context.article().text).to_lowercase()));
        // `September 14, the day on which he vanished`
        let is_named = context.article().text[date.end()..].starts_with(", the day");
        if is_attribute || is_named {
            around.collect(context, date, behind.iter());
        }
        around.collect(context, date, before.iter().rev());
        if around.words.len() < FEWER {
            around.collect(context, date, behind.iter());
        }
        around
    }

    /// Reads on to the mark or the other date that ends what belongs to a date; a comma does so only behind enough words.
    fn collect<'t>(&mut self, context: &Context<'_>, date: Span, tokens: impl Iterator<Item = &'t Token>) {
        let text = &context.article().text;
        let before = |offset: usize| near::token_before(context, offset);
        for token in tokens {
            let written = token.span.of(text);
            let is_word = token.kind == TokenKind::Word;
            let passes = is_word
                || written.starts_with(|c: char| c.is_ascii_digit() || "-'’".contains(c))
                || (written == "," && self.words.len() < SAME);
            self.serial |= matches!(written, "$" | "£" | "€" | "%") && self.words.len() < FEWER;
            if self.words.len() == AROUND || !passes || near::is_time(context, token.span) {
                break;
            }
            // `the July 3 fire` and `the July 3, 1996, fire` are the fire.
            let beside = before(token.span.start());
            let dates = |before: &&Token| date.covers(before.span) || before.span.start() == date.end();
            let noun = beside.as_ref().is_some_and(dates);
            let before = beside.filter(|_| !noun).or_else(|| before(date.start()));
            let before = before.map_or("", |before| before.span.of(text)).to_lowercase();
            let is_one_of = |words: &[&str]| words.iter().any(|word| written.eq_ignore_ascii_case(word));
            self.serial |= is_one_of(&SERIAL)
                || is_one_of(&MOVED)
                || (self.words.is_empty() && is_one_of(&SAYING))
                || (is_one_of(&PLANNED) && ["was", "were", "been"].contains(&&*before));
            if is_word {
                self.words.extend(Word::new(written, &before, noun));
            }
        }
    }

    /// The words right at the date, and the names between them.
    pub(super) fn next(&self) -> impl Iterator<Item = &Word> {
        let mut plain = 0;
        self.words.iter().take_while(move |word| {
            plain += usize::from(!word.name);
            plain <= NEXT
        })
    }

    pub(super) fn has(&self, word: &Word) -> bool {
        self.words.iter().any(|own| own.stem == word.stem)
    }
}
