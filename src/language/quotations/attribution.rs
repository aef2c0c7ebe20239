//! Which words of the writer's attribute which quotation.
//!
//! In order: a cue right before the quotation (`Roe said: "…"`), one right after it (`"…," said Roe`), the nearest cue before it
//! in the sentence, one at the sentence's end; and for a sentence that is nothing but a quotation, whoever was quoted last.

use std::ops::Range;

use super::frames::Unit;
use super::phrase::{Phrase, Shape, View};
use super::words::{List, Speech, listed, speech_pair};

/// How far a cue is looked for, in units.
const REACH: usize = 60;

/// A cue with the phrase that it makes the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    /// Units of the cue; `None` where only a colon or the order of sentences attributes.
    pub(super) cue: Option<Range<usize>>,
    /// The source.
    pub(super) source: Phrase,
}

/// What is known of a quotation from its own text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// A few words inside the writer's sentence.
    pub(super) fragment: bool,
    /// Its words end with a comma, a question or exclamation mark or a dash: the writer's sentence can go on.
    pub(super) open_end: bool,
    /// A title of a work or programme rather than speech.
    pub(super) title: bool,
}

impl View<'_> {
    /// The attribution of the quotation at a unit by its own sentence.
    pub(super) fn attribution(&self, at: usize, shown: Shown) -> Option<Attribution> {
        if shown.title {
            return None;
        }
        let before = self.cue_before(at);
        let direct = before.as_ref().filter(|cue| self.leads_into(cue, at));
        if let Some(found) = direct.and_then(|cue| self.read_cue(cue)) {
            return Some(found);
        }
        if (!shown.fragment || shown.open_end)
            && let Some(found) = self.attribution_after(at, shown)
        {
            return Some(found);
        }
        before
            .as_ref()
            .and_then(|cue| self.read_cue(cue))
            .or_else(|| self.announced(at, shown))
            .or_else(|| self.attribution_after(at, shown))
            .or_else(|| self.attribution_at_end(at))
    }

    /// The nearest cue to the left.
    fn cue_before(&self, at: usize) -> Option<Range<usize>> {
        let lowest = at.saturating_sub(REACH);
        (lowest..at).rev().find_map(|cue| self.cue_at(cue, at))
    }

    /// The cue whose verb stands at a unit, for a quotation at `quote` (which says how near it is).
    fn cue_at(&self, at: usize, quote: usize) -> Option<Range<usize>> {
        let word = self.word(at);
        if word.is_empty() {
            return None;
        }
        if word.eq_ignore_ascii_case("according") && self.word(at + 1) == "to" {
            return Some(at..at + 2);
        }
        if self.has(at, List::PairVerbs) && speech_pair(word, self.word(at + 1)) {
            return Some(at..at + 2);
        }
        let speech = self.class(at).speech()?;
        let before = if at > 0 { self.word(at - 1) } else { "" };
        if at > 0
            && self.has(at - 1, List::Determiners)
            && !matches!(before, "that" | "others" | "all" | "both" | "one" | "many" | "some" | "most" | "few")
        {
            return None;
        }
        if speech == Speech::Doubtful {
            let next = self.word(at + 1);
            let beside = matches!(next, "," | ":" | "that" | "it" | "for") || self.is_quote(at + 1) || quote.abs_diff(at) <= 2;
            if !beside || at > 0 && self.has(at - 1, List::Prepositions) {
                return None;
            }
        }
        (!self.is_passive(at)).then_some(at..at + 1)
    }

    /// `was told`, `is called`: the subject does not speak.
    pub(super) fn is_passive(&self, at: usize) -> bool {
        let word = self.word(at);
        let participle = word.ends_with("ed") || matches!(word, "told" | "said" | "read" | "quoted");
        if !participle {
            return false;
        }
        let mut before = at;
        const ADVERBS: usize = 3;
        for _ in 0..ADVERBS {
            let Some(earlier) = before.checked_sub(1) else { return false };
            before = earlier;
            let word = self.word(before);
            if matches!(
                word,
                "was" | "were" | "is" | "are" | "been" | "being" | "be" | "am" | "it's" | "he's" | "she's" | "'s" | "get" | "got"
            ) {
                return true;
            }
            if !(word.ends_with("ly")
                || matches!(word, "also" | "not" | "once" | "later" | "then" | "often" | "widely" | "first"))
            {
                return false;
            }
        }
        false
    }

    /// Whether nothing but objects stands between a cue and the quotation, and it leads into it.
    fn leads_into(&self, cue: &Range<usize>, at: usize) -> bool {
        let between = cue.end..at;
        if between.clone().any(|unit| self.is_quote(unit)) {
            return false;
        }
        between.is_empty()
            || matches!(self.word(at - 1), ":" | "that")
            || matches!(self.word(at - 1), "," | "--" | "—" | "–" | "as" | "it" | "him" | "her" | "them") && between.len() <= 12
    }

    /// The attribution right behind a quotation.
    fn attribution_after(&self, at: usize, shown: Shown) -> Option<Attribution> {
        let mut start = at + 1;
        let comma = matches!(self.word(start), "," | "--" | "—" | "–" | "-");
        if comma {
            start += 1;
        }
        if !(shown.open_end || comma || !shown.fragment) {
            return None;
        }
        if self.word(start) == "as" || comma && self.word(start) == "and" {
            start += 1;
        }
        let limit = self.units.len().min(start + REACH);
        let limit = (start..limit).find(|&unit| self.is_quote(unit)).unwrap_or(limit);
        if let Some(cue) = self.cue_at(start, at).or_else(|| self.cue_at(start + 1, at).filter(|_| self.has(start, List::NoNoun)))
            && let Some(source) = self.noun_phrase(cue.end, limit).filter(|_| cue.end < limit)
        {
            return Some(Attribution { cue: Some(cue), source });
        }
        // Any verb can stand there: `"Never," thundered Roe.`
        if shown.open_end
            && !shown.fragment
            && self.has(start, List::Past)
            && self.has(start + 1, List::Capitalised)
            && let Some(source) = self.noun_phrase(start + 1, limit)
        {
            return Some(Attribution { cue: Some(start..start + 1), source });
        }
        let source = self.noun_phrase(start, limit)?;
        let aside = self.word(source.units.end) == ",";
        const NEAR: usize = 8;
        const ASIDE: usize = 35;
        let furthest = limit.min(source.units.end + if aside { ASIDE } else { NEAR });
        let verb = source.units.end;
        let unknown = (shown.open_end && self.has(verb, List::Past) && !shown.fragment).then(|| verb..verb + 1);
        let cue = (source.units.end..furthest).find_map(|unit| self.cue_at(unit, at)).or(unknown)?;
        if !aside && (source.units.end..cue.start).any(|unit| self.has(unit, List::ClauseOpeners) || self.word(unit) == ",") {
            return None;
        }
        // `who said` in the aside is not the main verb, unless there is no other.
        let relative = aside && (source.units.end..cue.start).any(|unit| matches!(self.word(unit), "who" | "which" | "whose"));
        let main = if relative {
            let comma = (cue.end..furthest).find(|&unit| self.word(unit) == ",");
            comma.and_then(|comma| (comma + 1..furthest.min(comma + 4)).find_map(|unit| self.cue_at(unit, at)))
        } else {
            None
        };
        Some(Attribution { cue: Some(main.unwrap_or(cue)), source })
    }

    /// An attribution that closes the sentence: `…, the officials said.`
    fn attribution_at_end(&self, at: usize) -> Option<Attribution> {
        let limit = self.units.len().min(at + REACH);
        let mut comma = None;
        for unit in at + 1..limit {
            if self.word(unit) == "," {
                comma = Some(unit);
                continue;
            }
            let Some(cue) = self.cue_at(unit, at) else { continue };
            if self.word(cue.start).eq_ignore_ascii_case("according") {
                return self.read_cue(&cue);
            }
            let Some(start) = comma.map(|comma| comma + 1) else { continue };
            let next = self.word(cue.end);
            let closes = self.is_end(cue.end) || self.class(cue.end).any(&[List::Prepositions, List::TimeWords]) || next == ",";
            if let Some(source) = self.noun_phrase(start, cue.start).filter(|_| closes) {
                return Some(Attribution { cue: Some(cue), source });
            }
        }
        None
    }

    /// `Roe: "…"`, `Roe was brief: "…"`: a colon, or a comma before a whole sentence, without a verb of speech.
    fn announced(&self, at: usize, shown: Shown) -> Option<Attribution> {
        let mark = self.word(at.checked_sub(1)?);
        let announced = mark == ":" || mark == "," && !shown.fragment && !self.is_passive(at.wrapping_sub(2));
        let source = self.main_subject(at.saturating_sub(REACH), at - 1).filter(|_| announced)?;
        Some(Attribution { cue: None, source })
    }

    /// The source that a cue names.
    pub(super) fn read_cue(&self, cue: &Range<usize>) -> Option<Attribution> {
        let source = self.source_of(cue)?;
        Some(Attribution { cue: Some(cue.clone()), source })
    }

    fn source_of(&self, cue: &Range<usize>) -> Option<Phrase> {
        let limit = self.units.len().min(cue.end + REACH);
        let limit = (cue.end..limit).find(|&unit| self.is_quote(unit)).unwrap_or(limit);
        if self.word(cue.start).eq_ignore_ascii_case("according") {
            return self.noun_phrase(cue.end, limit);
        }
        let verb = self.word(cue.start);
        let participle = verb.ends_with("ing") && cue.start > 0;
        let between_commas = cue.start > 0
            && matches!(verb, "said" | "says" | "wrote" | "writes" | "added" | "argued" | "warned" | "noted")
            && self.word(cue.start - 1) == ","
            && self.has(cue.end, List::Capitalised)
            && self
                .noun_phrase(cue.end, limit)
                .is_some_and(|phrase| self.word(phrase.units.end) == "," || phrase.units.end == limit);
        let behind_quote = between_commas
            || cue.start > 0 && self.is_quote(cue.start - 1)
            || cue.start > 1 && self.is_quote(cue.start - 2) && matches!(self.word(cue.start - 1), "," | "--" | "—" | "–" | "-")
            || cue.start == 0;
        if behind_quote
            && !participle
            && let Some(source) = self.noun_phrase(cue.end, limit).filter(|_| cue.end < limit)
        {
            return Some(source);
        }
        self.subject_before(cue.start)
    }

    /// The subject of the verb at a unit, to its left.
    fn subject_before(&self, verb: usize) -> Option<Phrase> {
        let lowest = verb.saturating_sub(REACH);
        let barrier = |unit: usize| self.is_quote(unit) || matches!(self.word(unit), ":" | ";" | "--" | "—");
        let mut bracketed = false;
        let low = (lowest..verb).rev().find(|&unit| {
            // A bracket that opens and does not close before the verb.
            let word = self.word(unit);
            bracketed |= word == ")";
            barrier(unit) || word == "(" && !std::mem::take(&mut bracketed)
        });
        let low = low.map_or(lowest, |unit| unit + 1);
        let low = if self.word(low) == "," { low + 1 } else { low };
        let group = self.verb_group(verb, low);
        let commas: Vec<usize> = (low..group).filter(|&unit| self.word(unit) == ",").collect();
        let starts: Vec<usize> = std::iter::once(low).chain(commas.iter().map(|comma| comma + 1)).collect();
        let last = *starts.last()?;
        let participle = self.word(verb).ends_with("ing");
        let found = if last >= group {
            // A comma right before the verb closes an aside, or parts a participle from the main clause.
            if participle { None } else { self.subject_before_aside(&starts, group) }
        } else {
            let start = self.clause_start(last, group);
            if start >= group { None } else { self.subject_from(start, group) }
        };
        found
            .or_else(|| self.main_subject(low, group))
            .or_else(|| {
                // A sentence that goes on after its quotation: `He said "…" and added that "…"`.
                if low > lowest && low > 0 { self.main_subject(lowest, low - 1) } else { None }
            })
            .map(|found| self.antecedent(found, low))
    }

    /// The noun phrase at a unit, or behind the adverbs there.
    fn subject_from(&self, start: usize, limit: usize) -> Option<Phrase> {
        const ADVERBS: usize = 3;
        let start = (start..limit.min(start + ADVERBS)).find(|&unit| {
            !(self.has(unit, List::NoNoun) || self.has(unit, List::TimeWords) && !self.has(unit + 1, List::Capitalised))
        })?;
        self.noun_phrase(start, limit)
    }

    /// Where the auxiliaries and adverbs before a verb begin.
    fn verb_group(&self, verb: usize, low: usize) -> usize {
        let mut group = verb;
        while group > low {
            let class = self.class(group - 1);
            let time = class.has(List::TimeWords) && !self.has(group.wrapping_sub(2), List::Capitalised);
            if !(class.has(List::NoNoun) || time || self.word(group - 1) == "to") {
                break;
            }
            group -= 1;
        }
        group
    }

    /// Where the last clause between two units begins.
    fn clause_start(&self, low: usize, high: usize) -> usize {
        let mut start = low;
        for unit in low..high {
            let word = self.word(unit);
            if !self.has(unit, List::ClauseOpeners) {
                continue;
            }
            if matches!(word, "who" | "which") && unit + 1 >= high {
                start = unit;
                continue;
            }
            // `Roe and Poe`: one phrase.
            let pair = matches!(word, "and" | "or")
                && self.noun_phrase(start, unit).is_some_and(|left| left.units.end == unit && left.shape != Shape::Pronoun)
                && self.is_noun_start(unit + 1)
                && !self.has(unit + 1, List::Pronouns)
                && unit + 1 < high;
            if !pair {
                start = unit + 1;
            }
        }
        start
    }

    /// The subject before an aside between commas: `Roe, in a letter, said`.
    fn subject_before_aside(&self, starts: &[usize], group: usize) -> Option<Phrase> {
        let from = |start: usize| {
            let end = self.comma_after(start, group);
            let clause = self.clause_start(start, end);
            let asks = matches!(self.word(start), "who" | "which" | "whose" | "where" | "when");
            let found = self.subject_from(clause, group).filter(|_| clause < end && !asks)?;
            (!self.has(found.head.start, List::TimeUnits)).then_some((found, end))
        };
        // From the left, so that an aside that ends in a name is not taken for the subject: either the phrase is followed by
        // the verb, or a comma closes it at once.
        let first = starts.iter().find_map(|&start| {
            let (found, comma) = from(start)?;
            let reaches = found.units.end + 1 >= group;
            let bare = found.units.end >= comma && self.word(found.units.end) == ",";
            (reaches || bare).then_some(found)
        });
        first.or_else(|| starts.iter().rev().skip(1).find_map(|&start| from(start)).map(|(found, _)| found))
    }

    fn comma_after(&self, start: usize, limit: usize) -> usize {
        (start..limit).find(|&unit| self.word(unit) == ",").unwrap_or(limit)
    }

    /// The subject of a sentence's first main clause between two units.
    pub(super) fn main_subject(&self, low: usize, high: usize) -> Option<Phrase> {
        let mut start = low;
        let mut behind_aside = false;
        let mut second_best = None;
        while start < high {
            while start < high && (self.is_quote(start) || is_connective(self.word(start))) {
                start += 1;
            }
            if let Some(cue) = self.cue_at(start, start).filter(|_| start > 0) {
                // The inverted attribution of the quotation before.
                if let Some(found) = self.noun_phrase(cue.end, high) {
                    return Some(found);
                }
            }
            let comma = self.comma_after(start, high);
            if self.is_aside(start) {
                behind_aside = true;
            } else if let Some(found) =
                self.subject_from(start, high).filter(|found| !self.has(found.head.start, List::TimeUnits))
            {
                // `In Springfield, Ill., a voter said`: what closes at once behind an aside belongs to it.
                if !(behind_aside && found.units.end == comma && comma < high) {
                    return Some(found);
                }
                second_best = second_best.or(Some(found));
                behind_aside = false;
            }
            start = comma + 1;
        }
        second_best
    }

    /// Whether what begins here is an adverbial, not a subject: `In May`, `Asked about it`, `While she slept`.
    fn is_aside(&self, at: usize) -> bool {
        let word = self.word(at);
        let class = self.class(at);
        class.has(List::Prepositions)
            || class.has(List::ClauseOpeners) && !word.eq_ignore_ascii_case("who")
            || class.has(List::Ing)
            || word.ends_with("ed") && class.speech().is_some()
    }

    /// For a `who`, the phrase that it stands for.
    fn antecedent(&self, found: Phrase, low: usize) -> Phrase {
        let who = found.units.start;
        if !self.word(who).eq_ignore_ascii_case("who") || who <= low {
            return found;
        }
        let end = if self.word(who - 1) == "," { who - 1 } else { who };
        let mut start = end;
        if end > low && self.has(end - 1, List::Capitalised) {
            while start > low && (self.has(start - 1, List::Capitalised) || self.word(start - 1) == "-") {
                start -= 1;
            }
        } else {
            const WIDEST: usize = 8;
            let widest = end.saturating_sub(WIDEST).max(low);
            start = (widest..end).rev().find(|&unit| self.has(unit, List::Determiners)).unwrap_or(end);
        }
        if start >= end {
            return found;
        }
        self.noun_phrase(start, end).unwrap_or(found)
    }
}

/// Words and marks that join a sentence to the one before.
fn is_connective(word: &str) -> bool {
    listed(&["and", "but", "nor", "or", "so", "still", "yet"], word)
        || matches!(word, "," | "--" | "—" | "–" | "-" | "(" | "*" | "•")
}

/// The last attribution of indirect speech in a sentence without a quotation: what a bare quotation after it goes on with.
pub(super) fn spoken_of(view: &View) -> Option<Attribution> {
    let end = view.units.len();
    (0..end.min(REACH * 4)).rev().find_map(|unit| view.cue_at(unit, end + REACH)).and_then(|cue| view.read_cue(&cue))
}

/// Whether a frame is nothing but quotations.
pub(super) fn is_bare(view: &View) -> bool {
    view.units.iter().enumerate().all(|(at, unit)| match unit {
        Unit::Quote(_) => true,
        Unit::Word(_) => matches!(
            view.word(at),
            "." | "," | "!" | "?" | "-" | "--" | "—" | "–" | "\"" | "”" | "“" | "*" | ">" | "…" | "..." | "'" | "(" | ")"
        ),
    })
}
