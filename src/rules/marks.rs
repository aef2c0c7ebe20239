//! Marks by which an article itself silences rules: `(cq)`, `[sic]`, "let it stand" comments, and notes of correction.

use crate::article::{Article, BlockKind, StetScope};
use crate::corpus::Record;
use crate::text::Span;

use super::rule::Discrepancy;

/// How a desk writes "checked, correct as is", and an editor "so it stands in what I quote". In lower case.
const CHECKED: [&str; 4] = ["(cq)", "[cq]", "(sic)", "[sic]"];

/// With these words, before a colon or as a heading, begins a note that repeats an error on purpose.
const CORRECTION: [&str; 6] = [
    "correction",
    "corrections",
    "clarification",
    "clarifications",
    "corrections and clarifications",
    "correction and clarification",
];

/// Characters at the head of a block that are looked at for these words.
const OPENING: usize = 64;

/// The marks of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    checked: Vec<Span>,
    corrections: Vec<Span>,
}

impl Marks {
    pub(super) fn read(record: &Record) -> Self {
        Self { checked: checked(&record.article.text), corrections: corrections(record) }
    }

    /// Whether something in the article says that a rule should let this stand.
    pub(super) fn silence(&self, record: &Record, rule: &str, discrepancy: &Discrepancy) -> bool {
        let span = discrepancy.span;
        let stet = record.article.stets.iter().any(|stet| {
            let reached = match stet.scope {
                StetScope::Block(block) => block.overlaps(span),
                StetScope::File => true,
            };
            reached && stet.rule.as_deref().is_none_or(|name| name == rule)
        });
        stet || self.corrections.iter().any(|note| note.overlaps(span)) || self.checks(record, discrepancy.words.unwrap_or(span))
    }

    /// Whether a mark stands inside or right after these words, or after the longer name or date that they are a part of.
    fn checks(&self, record: &Record, words: Span) -> bool {
        if self.checked.is_empty() {
            return false;
        }
        let mentions = record.reading.mentions.iter().map(|mention| mention.span);
        let times = record.reading.times.iter().map(|time| time.span);
        let ends = mentions.chain(times).filter(|whole| whole.covers(words)).map(Span::end).chain([words.end()]);
        let text = &*record.article.text;
        ends.into_iter().any(|end| {
            self.checked.iter().any(|mark| words.covers(*mark) || (end <= mark.start() && is_near(&text[end..mark.start()])))
        })
    }
}

/// Nothing but a possessive, a closing mark and white space lies between the word and the mark after it.
fn is_near(between: &str) -> bool {
    let rest = between.strip_prefix("'s").or_else(|| between.strip_prefix("’s")).unwrap_or(between);
    rest.chars().all(|c| c.is_whitespace() || matches!(c, '\0' | ',' | '.' | '"' | '\'' | '”' | '’'))
}

pub(super) fn checked(text: &str) -> Vec<Span> {
    let openings = text.char_indices().filter(|&(_, c)| c == '(' || c == '[').map(|(at, _)| at);
    let mark = |at: usize| {
        let length = CHECKED
            .iter()
            .find(|mark| text.get(at..at + mark.len()).is_some_and(|found| found.eq_ignore_ascii_case(mark)))?
            .len();
        Some(Span::new(at, at + length))
    };
    openings.filter_map(mark).collect()
}

/// The notes of correction, whose claims nothing should be compared with.
pub(super) fn corrections(record: &Record) -> Vec<Span> {
    let article = &record.article;
    let mut notes = Vec::new();
    // A heading "Corrections" reaches to the next heading or item.
    let mut under_heading = None;
    for block in &article.blocks {
        let words = article.words(opening(article, block.span)).to_lowercase();
        let heading = matches!(block.kind, BlockKind::Headline | BlockKind::Subhead);
        if heading || under_heading.is_some_and(|item| item != block.item) {
            under_heading = None;
        }
        if heading && CORRECTION.contains(&words.trim_end_matches([':', '.'])) {
            under_heading = Some(block.item);
        }
        let opens = words.split_once(':').is_some_and(|(opening, _)| CORRECTION.contains(&opening));
        if opens || under_heading.is_some() {
            notes.push(block.span);
        }
    }
    notes
}

/// As much of a block as the longest opening of a note takes, with room for its mark-up.
fn opening(article: &Article, block: Span) -> Span {
    let end = block.of(&article.text).char_indices().nth(OPENING).map_or(block.end(), |(at, _)| block.start() + at);
    Span::new(block.start(), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_any_case() {
        let text = "Smyth (CQ), colour [sic] and (cqr) [sic";
        let found: Vec<&str> = checked(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["(CQ)", "[sic]"]);
    }

    #[test]
    fn a_mark_reaches_back_over_possessives_and_closing_marks_only() {
        for (between, near) in [("", true), (" ", true), ("’s ", true), (",\" ", true), (" Colour ", false), ("s", false)] {
            assert_eq!(is_near(between), near, "{between:?}");
        }
    }
}
