//! Speech in the writer's own words: `Roe said that the mill would close`, `The mill, according to Roe, will close`.
//!
//! A verb of speech is not enough: it must have a subject, and something said. What is said stands behind the verb, where it is a clause
//! (`that …`, or words with a finite verb of their own) or what somebody promises or asks for (`to …`); or before it, where subject and
//! verb come after a comma and nothing is said behind them (`The mill will close, Roe said`). Where a verb is denied, supposed or
//! put into the future (`did not say`, `if Roe says`, `would say`), nobody has spoken. Speech reported inside speech belongs to the
//! outer one. Precision goes before reach: a sentence wrongly taken for somebody's is worse than one missed.

use std::ops::Range;

use super::super::TokenKind;
use super::complement::REACH;
use super::frames::Unit;
use super::phrase::{Phrase, Shape, View};
use super::words::{List, listed};

/// Speech in the writer's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// The verb, or `according to`.
    pub(super) cue: Range<usize>,
    /// Who speaks.
    pub(super) source: Phrase,
    /// What is said; two stretches where the attribution divides it.
    pub(super) content: Vec<Range<usize>>,
}

/// Longer sentences are lists, or none.
const LONGEST: usize = 250;

/// Papers and figures that say something without a mouth.
#[rustfmt::skip]
const DOCUMENTS: &[&str] = &[
    "analysis", "audit", "autopsy", "census", "data", "document", "documents", "figures", "filing", "filings", "findings",
    "investigation", "letter", "memo", "numbers", "poll", "polling", "polls", "records", "report", "reports", "research",
    "results", "review", "statistics", "studies", "study", "survey", "surveys", "tally", "transcript",
];

/// Words before the subject that make an attribution a clause beside the main one.
#[rustfmt::skip]
const SUBORDINATORS: &[&str] = &[
    "after", "although", "as", "because", "before", "since", "though", "until", "when", "where", "whereas", "while",
];

/// Words before the subject that make the attribution a supposition or part of a relative clause.
#[rustfmt::skip]
const SUPPOSING: &[&str] = &[
    "as", "if", "than", "that", "unless", "what", "whatever", "whether", "which", "who", "whom",
];

impl View<'_> {
    /// Whether anybody may be quoted here.
    pub(super) fn speaks(&self) -> bool {
        (0..self.units.len()).any(|at| self.is_quote(at) || self.may_report(at))
    }

    fn may_report(&self, at: usize) -> bool {
        self.class(at).any(&[List::Reports, List::According])
    }

    /// The indirect speech of a frame, in order. `fragments` tells which quotations are a few words only.
    pub(super) fn reports(&self, fragments: &[bool]) -> Vec<Report> {
        let mut reports: Vec<Report> = Vec::new();
        if self.units.len() > LONGEST {
            return reports;
        }
        let mut told = 0;
        for at in 0..self.units.len() {
            if self.is_end(at) {
                told = told.max(at + 1);
            }
            if at < told || !self.may_report(at) {
                continue;
            }
            let report = if self.has(at, List::According) { self.according(at, told) } else { self.report(at, told, fragments) };
            let Some(mut report) = report else { continue };
            report.content.retain(|content| self.is_said(content));
            if report.content.is_empty() {
                continue;
            }
            told = report.content.iter().map(|content| content.end).fold(report.cue.end, usize::max);
            reports.push(report);
        }
        reports
    }

    /// Whether a stretch is more than a word and more than a quotation.
    fn is_said(&self, content: &Range<usize>) -> bool {
        let words = content.clone().filter(|&at| self.is_word(at));
        words.filter(|&at| !matches!(self.word(at), "that" | "and" | "but")).take(2).count() == 2
    }

    /// `According to Roe, …`, `…, according to Roe.`
    fn according(&self, at: usize, from: usize) -> Option<Report> {
        if self.word(at + 1) != "to" {
            return None;
        }
        let cue = at..at + 2;
        let limit = self.units.len().min(cue.end + REACH);
        let mut source = self.noun_phrase(cue.end, limit)?;
        if !(self.is_end(source.units.end) || self.word(source.units.end) == ",")
            && let Some(comma) = (cue.end + 1..source.units.end).find(|&unit| self.word(unit) == ",")
        {
            // `According to Roe, the mill closed`: what looked like an apposition is a subject.
            source = self.noun_phrase(cue.end, comma)?;
        }
        if self.has(source.units.end, List::NounToo) {
            // `recent reports`: beside `according to` it is no verb.
            source.head = source.units.end..source.units.end + 1;
            source.units.end += 1;
            source.shape = Shape::Common;
        }
        if source.shape == Shape::Common && self.has(source.head.start, List::TimeUnits) {
            return None;
        }
        let end = source.units.end;
        let leads = at <= from + 1 && (from == 0 || self.is_end(from - 1))
            || self.has(at, List::Capitalised)
            || self.has(at - 1, List::ClauseOpeners)
            || self.word(at - 1) == "," && self.word(at.saturating_sub(2)) == "that";
        let content = if leads {
            // `According to figures gathered in May, the mill closed.`
            let comma = (end..limit).find(|&unit| self.word(unit) == ",").unwrap_or(end);
            vec![self.trimmed(comma..self.content_end(comma, false))]
        } else if self.word(at - 1) == "," {
            self.divided(from..at, end)
        } else {
            vec![self.trimmed(from..at)]
        };
        Some(Report { cue, source, content })
    }

    /// What is said before an attribution between commas and behind it.
    fn divided(&self, before: Range<usize>, end: usize) -> Vec<Range<usize>> {
        let before = self.trimmed(before);
        let behind = self.trimmed(end + 1..self.content_end(end + 1, false));
        let goes_on = self.goes_on(end, &behind);
        let condition = self.has(before.start, List::ClauseOpeners);
        let mut content = Vec::with_capacity(2);
        // `In May, Roe said, the mill closed` has an adverbial before it; `The mill, Roe said, has closed` a subject.
        let subject = goes_on && self.is_noun_start(before.start) && !self.is_noun_start(behind.start);
        if subject || condition || !self.is_aside_only(&before) {
            content.push(before);
        }
        let apposition = !subject && !condition && !content.is_empty() && self.is_noun_start(behind.start);
        if goes_on && !apposition {
            content.push(behind);
        }
        content
    }

    /// `As Roe noted, the mill closed`, `The mill closed, as Roe noted.`
    fn as_said(&self, verb: usize, from: usize) -> Option<Report> {
        let source = self.read_cue(&(verb..verb + 1))?.source;
        let conjunction = source.units.start.checked_sub(1)?;
        if !self.word(conjunction).eq_ignore_ascii_case("as") || source.units.end > verb || !self.has(verb, List::Bare) {
            return None;
        }
        let end = verb + 1;
        let content = if self.word(end) == "," && conjunction <= from + 1 {
            vec![self.trimmed(end + 1..self.content_end(end + 1, false))]
        } else if conjunction > from && self.word(conjunction - 1) == "," && (self.is_end(end) || self.word(end) == ",") {
            self.divided(from..conjunction, end)
        } else {
            return None;
        };
        Some(Report { cue: verb..end, source, content })
    }

    /// What the verb at a unit reports.
    fn report(&self, at: usize, from: usize, fragments: &[bool]) -> Option<Report> {
        let cue = at..at + 1;
        if !self.is_spoken(at, from) {
            return None;
        }
        if let Some(report) = self.closing(&cue, from, fragments).or_else(|| self.as_said(at, from)) {
            return Some(report);
        }
        let source = self.source_before(at, from)?;
        let before = source.units.start;
        if before > 0
            && !self.has(at, List::Ing)
            && self.closes_clause(before - 1)
            && (before.saturating_sub(2)..before).any(|unit| self.is_sentence(unit, fragments))
        {
            // The verb attributes the quotation before it.
            return None;
        }
        let start = self.said_behind(at)?;
        let end = self.content_end(start, self.is_subordinate(at, &source)?);
        let own = |unit: &usize| self.is_sentence(*unit, fragments) && self.closes_clause(unit.wrapping_sub(1));
        let end = (start..end).find(own).unwrap_or(end);
        Some(Report { cue, source, content: vec![self.trimmed(start..end)] })
    }

    /// Whether the attribution is a subordinate clause, so that the writer goes on behind a comma: `while Roe said so, …`,
    /// `Roe, who said so, …`; `None` where it only tells people apart: `those who said so`.
    fn is_subordinate(&self, verb: usize, source: &Phrase) -> Option<bool> {
        let group = self.group(verb);
        if group > 0 && listed(&["which", "who"], self.word(group - 1)) {
            return (group > 1 && self.word(group - 2) == ",").then_some(true);
        }
        if group > 0 && self.word(group - 1) == "that" {
            return None;
        }
        let before = source.units.start.checked_sub(1);
        Some(before.is_some_and(|before| listed(SUBORDINATORS, self.word(before))))
    }

    /// Whether a divided speech goes on behind its attribution, which ends before the comma at `end`.
    fn goes_on(&self, end: usize, behind: &Range<usize>) -> bool {
        self.word(end) == ","
            && !self.joins_clause(end + 1)
            && !matches!(self.word(end + 1), "and" | "but" | "which" | "while" | "who" | "whose")
            && !self.has(end + 1, List::Ing)
            && behind.clone().any(|at| self.is_finite(at))
    }

    /// Whether a unit is a whole sentence of the speaker's between marks.
    fn is_sentence(&self, at: usize, fragments: &[bool]) -> bool {
        match self.units.get(at) {
            Some(Unit::Quote(quotation)) => !fragments.get(*quotation).copied().unwrap_or(true),
            _ => false,
        }
    }

    /// Where the auxiliaries and adverbs before a verb begin.
    fn group(&self, verb: usize) -> usize {
        const LONGEST: usize = 6;
        let mut group = verb;
        while group > 0 && verb - group < LONGEST && self.class(group - 1).any(&[List::NoNoun, List::TimeWords]) {
            group -= 1;
        }
        group
    }

    /// Whether a verb of speech is one here, and nobody denies, supposes or expects it.
    fn is_spoken(&self, at: usize, from: usize) -> bool {
        let class = self.class(at);
        let Some(before) = at.checked_sub(1).filter(|&before| before >= from) else { return false };
        if class.has(List::Capitalised)
            || self.has(before, List::Determiners) && !self.is_plural_determiner(before)
            || self.is_passive(at)
            || self.word(at + 1) == "by" && !class.any(&[List::Ing, List::Plain])
            // `when asked whether`, `the number of reported cases`
            || self.word(before) == "when"
            || self.has(before, List::Prepositions) && !class.has(List::Ing)
        {
            return false;
        }
        if class.has(List::Ing) {
            return matches!(self.word(before), "," | "by" | "is" | "was" | "are" | "were" | "been" | "and");
        }
        let group = self.group(at).max(from);
        let irreal = (group.saturating_sub(1)..at).any(|unit| self.has(unit, List::Irreal));
        !(irreal || class.has(List::BaseForms) && group > 0 && self.has(group - 1, List::Prepositions))
    }

    /// `Many said`: it stands for people.
    fn is_plural_determiner(&self, at: usize) -> bool {
        listed(
            &["all", "both", "few", "five", "four", "many", "most", "one", "several", "six", "some", "that", "three", "two"],
            self.word(at),
        )
    }

    /// The subject of a verb.
    fn source_before(&self, verb: usize, from: usize) -> Option<Phrase> {
        let source = self.read_cue(&(verb..verb + 1))?.source;
        let supposed = source.units.start.checked_sub(1).is_some_and(|before| listed(SUPPOSING, self.word(before)));
        let told_before = source.units.start < from && source.units.end > from;
        let silent = self.has(verb, List::Shows) && !listed(DOCUMENTS, self.word(source.head.start));
        let time = self.class(source.head.start).any(&[List::TimeWords, List::TimeUnits]);
        let noun = self.has(verb, List::NounToo) && !self.is_verb_of(verb, &source);
        let doubtful = supposed || told_before || silent || time || noun || source.units.end > verb;
        (!doubtful).then_some(source)
    }

    /// Whether a word that may be a noun (`claims`) stands right behind its subject and agrees with it.
    fn is_verb_of(&self, verb: usize, source: &Phrase) -> bool {
        let last = source.units.end - 1;
        let beside = last + 2 >= verb && !self.has(verb - 1, List::Finite) && self.kind(last) != Some(TokenKind::Possessive);
        let one = source.shape == Shape::Name || !self.word(source.head.end - 1).ends_with('s');
        beside && (source.shape == Shape::Pronoun || self.has(verb, List::BaseForms) != one)
    }

    /// `…, Roe said.`, `…, said Roe, …`: an attribution behind a comma with nothing said behind it.
    fn closing(&self, cue: &Range<usize>, from: usize, fragments: &[bool]) -> Option<Report> {
        let limit = self.units.len().min(cue.end + REACH);
        let verb = cue.start;
        if verb <= from || self.has(verb, List::Ing) || self.has(verb, List::Promises) && !self.has(verb, List::Says) {
            return None;
        }
        let inverted = self.closes_clause(verb - 1)
            && self.has(verb, List::Says)
            && (from..verb).any(|at| self.is_finite(at) || self.is_quote(at));
        let (source, begin, end) = if inverted && let Some(source) = self.noun_phrase(cue.end, limit) {
            let end = source.units.end;
            (source, verb, end)
        } else {
            let source = self.subject_behind_comma(verb, from)?;
            let begin = source.units.start;
            (source, begin, self.behind_adverbials(self.behind_addressee(verb, limit), limit, false))
        };
        let papers = !self.has(verb, List::Shows) || listed(DOCUMENTS, self.word(source.head.start));
        if begin <= from || !(self.is_end(end) || self.closes_clause(end)) || !papers {
            return None;
        }
        let announced = (begin.saturating_sub(2)..begin).any(|at| self.is_quote(at) && at > from && self.word(at - 1) == ":");
        let quoted = announced || (from..begin).chain(end..end + 2).any(|at| self.is_sentence(at, fragments));
        let content = match (quoted, inverted) {
            // It attributes the quotation, and reports nothing besides.
            (true, _) => Vec::new(),
            (false, true) => vec![self.trimmed(from..begin)],
            (false, false) => self.divided(from..begin, end),
        };
        Some(Report { cue: cue.clone(), source, content })
    }

    /// The phrase between a comma and the verb.
    fn subject_behind_comma(&self, verb: usize, from: usize) -> Option<Phrase> {
        const ASIDES: usize = 4;
        let lowest = from.max(verb.saturating_sub(REACH));
        let commas = (lowest..verb).rev().filter(|&at| self.closes_clause(at)).take(ASIDES);
        let mut found = None;
        for comma in commas {
            let Some(source) = self.noun_phrase(comma + 1, verb) else { continue };
            let group = self.group(verb);
            let end = source.units.end;
            if self.has(source.head.start, List::ClauseOpeners) {
                continue;
            }
            if end >= group || self.word(end) == "," && end + 1 >= group {
                // A further comma may begin a longer phrase: `Anna Roe, a baker, said`.
                found = Some(source);
            }
        }
        found
    }

    /// A comma, or a quotation that may end with one.
    fn closes_clause(&self, at: usize) -> bool {
        self.word(at) == "," || self.is_quote(at)
    }

    /// Whether a stretch before an attribution is only an adverbial: `In May, Roe said, the mill closed`.
    fn is_aside_only(&self, content: &Range<usize>) -> bool {
        const SHORT: usize = 8;
        content.len() <= SHORT && !content.clone().any(|at| self.is_quote(at) || self.is_finite(at))
    }
}
