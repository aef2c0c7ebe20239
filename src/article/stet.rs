//! The editor's "let it stand": `<!-- stet: rule-a, rule-b -->` for the next block, `<!-- stet-file: rule -->` for the file.
//!
//! Without a name the comment stands for every rule. Words after a second dash are a reason and are not read:
//! `<!-- stet: doubled-word — as on the sign -->`.

use super::{Stet, StetScope};
use crate::text::Span;

/// A mark that still waits for the block it silences.
#[derive(Debug)]
pub(super) struct Mark {
    rule: Option<String>,
    span: Span,
    /// For the whole file.
    file: bool,
}

/// The marks in a piece of HTML that begins at `offset` of the file.
pub(super) fn marks(html: &str, offset: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find("<!--") {
        let start = at + open + "<!--".len();
        let Some(length) = html[start..].find("-->") else { break };
        let comment = &html[start..start + length];
        at = start + length + "-->".len();
        let body = comment.trim_start();
        let Some(rest) = body.strip_prefix("stet") else { continue };
        let (file, rest) = rest.strip_prefix("-file").map_or((false, rest), |rest| (true, rest));
        let rest_start = start + comment.len() - rest.len();
        if rest.trim().is_empty() {
            let word = start + comment.len() - body.len();
            marks.push(Mark { rule: None, span: Span::new(offset + word, offset + rest_start), file });
        } else if let Some(list) = rest.trim_start().strip_prefix(':') {
            let list_start = rest_start + rest.len() - list.len();
            names(list, offset + list_start, file, &mut marks);
        }
    }
    marks
}

/// Names of a list such as ` rule-a, rule-b — reason`.
fn names(list: &str, offset: usize, file: bool, marks: &mut Vec<Mark>) {
    let mut at = 0;
    for part in list.split_inclusive([',', ' ', '\n', '\r', '\t']) {
        let name = part.trim_end_matches([',', ' ', '\n', '\r', '\t']);
        if matches!(name, "-" | "--" | "–" | "—") {
            break;
        }
        if !name.is_empty() {
            let span = Span::new(offset + at, offset + at + name.len());
            marks.push(Mark { rule: Some(name.to_owned()), span, file });
        }
        at += part.len();
    }
}

/// Gives each mark the block that it silences: the first one that begins after it. A mark with no block after it silences nothing.
pub(super) fn settle(marks: Vec<Mark>, blocks: impl Iterator<Item = Span>) -> Vec<Stet> {
    let blocks: Vec<Span> = blocks.collect();
    let scope = |mark: &Mark| {
        if mark.file {
            return Some(StetScope::File);
        }
        let next = blocks.partition_point(|block| block.start() < mark.span.end());
        blocks.get(next).map(|&block| StetScope::Block(block))
    };
    marks.into_iter().filter_map(|mark| scope(&mark).map(|scope| Stet { rule: mark.rule, span: mark.span, scope })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_reach() {
        let text = "<!-- stet: doubled-word, quote-variant — as sung -->\nIt it rose.\n<!--stet-file: misspelt-word--><!-- stet -->\n<!-- a steto -->\nEnd.";
        let blocks = [Span::new(53, 64), Span::new(129, 133)];
        let found: Vec<_> = settle(marks(text, 0), blocks.into_iter())
            .into_iter()
            .map(|stet| (stet.rule, stet.span.of(text), stet.scope))
            .collect();
        let rule = |name: &str| Some(name.to_owned());
        assert_eq!(
            found,
            [
                (rule("doubled-word"), "doubled-word", StetScope::Block(blocks[0])),
                (rule("quote-variant"), "quote-variant", StetScope::Block(blocks[0])),
                (rule("misspelt-word"), "misspelt-word", StetScope::File),
                (None, "stet", StetScope::Block(blocks[1])),
            ]
        );
    }

    #[test]
    fn a_comment_that_is_not_closed_says_nothing() {
        assert!(marks("<!-- stet: doubled-word", 0).is_empty());
    }
}
