//! Plain wire text: blocks are lines, or runs of lines.
//!
//! Two habits exist and a file does not say which it follows. Web copy has one line per paragraph; wire copy wraps its lines at 65 or
//! so and leaves a blank line between paragraphs. What tells them apart is a line that ends in mid sentence while the next one goes on
//! in lower case, and the width at which that happens; a break that was not forced by that width begins a new paragraph.

use super::layout::{Draft, Shape};
use super::view::{is_blank, trimmed};
use crate::text::Span;

/// Lines longer than this are never the work of a hard wrap.
const WIDEST_WRAP: usize = 110;
/// A wrapped line is at least this long; shorter ones are headlines, bylines, addresses.
const NARROWEST_WRAP: usize = 30;
/// How ragged the right edge may be: a word that was carried over may have been this much longer than the room.
const SLACK: usize = 10;

/// A line with something in it.
#[derive(Clone, Copy, Debug)]
struct Line {
    span: Span,
    /// In characters.
    length: usize,
    /// Follows the line before without a blank one between, and without an indent of its own.
    joined: bool,
}

/// The blocks of a plain text.
pub(super) fn drafts(text: &str) -> Vec<Draft> {
    let lines = lines(text);
    let Some(width) = wrap_width(text, &lines) else {
        return lines.iter().map(|line| draft(text, line.span)).collect();
    };
    let mut drafts = Vec::new();
    let mut current: Option<Span> = None;
    for (i, line) in lines.iter().enumerate() {
        let goes_on = i > 0 && line.joined && is_forced(text, lines[i - 1], *line, width) && bullet(line.span.of(text)).is_none();
        match (&mut current, goes_on) {
            (Some(span), true) => *span = span.join(line.span),
            (slot, _) => {
                drafts.extend(slot.replace(line.span).map(|span| draft(text, span)));
            }
        }
    }
    drafts.extend(current.map(|span| draft(text, span)));
    drafts
}

/// All lines that are not blank, without the blanks at their ends.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank_before = true;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let end = bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |length| at + length);
        match trimmed(text, Span::new(at, end)) {
            Some(span) => {
                let indented = text[at..span.start()].chars().any(|c| c == '\t') || span.start() - at >= 2;
                let length = span.of(text).chars().count();
                lines.push(Line { span, length, joined: !blank_before && !indented });
                blank_before = false;
            }
            None => blank_before = true,
        }
        // CR LF is one line break.
        at = if bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n') { end + 2 } else { end + 1 };
    }
    lines
}

/// The width at which the file is wrapped; `None` if each line is a paragraph.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let wide = lines.iter().filter(|line| line.length > WIDEST_WRAP).count();
    if wide * 50 > lines.len() {
        return None;
    }
    let joined = || lines.windows(2).filter(|pair| pair[1].joined);
    let wrapped = |pair: &[Line]| {
        let (first, second) = (pair[0].span.of(text), pair[1].span.of(text));
        let open = first.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '–' | '—'));
        (NARROWEST_WRAP..=WIDEST_WRAP).contains(&pair[0].length) && open && second.starts_with(char::is_lowercase)
    };
    let width = joined().filter(|pair| wrapped(pair)).map(|pair| pair[0].length).max()?;
    let count = joined().filter(|pair| wrapped(pair)).count();
    // One line in four goes on in lower case even in copy full of names and figures.
    (count * 6 >= joined().count()).then_some(width)
}

/// Whether the next line's first word would not have fitted on this one, so that the break means nothing.
fn is_forced(text: &str, line: Line, next: Line, width: usize) -> bool {
    let word = next.span.of(text).split(is_blank).next().unwrap_or_default().chars().count();
    line.length + 1 + word + SLACK > width && line.length >= NARROWEST_WRAP.min(width)
}

fn draft(text: &str, span: Span) -> Draft {
    match bullet(span.of(text)).and_then(|mark| trimmed(text, Span::new(span.start() + mark, span.end()))) {
        Some(entry) => Draft { span: entry, shape: Shape::ListItem },
        None => Draft { span, shape: Shape::Line },
    }
}

/// Length of the mark of a list's entry: `- `, `* `, `• `.
fn bullet(line: &str) -> Option<usize> {
    let mark = line.chars().next().filter(|c| matches!(c, '-' | '*' | '•' | '·' | '▪' | '◦' | '●' | '■'))?;
    let rest = &line[mark.len_utf8()..];
    let entry = rest.starts_with([' ', '\t'])
        && rest.trim_start().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '\'' | '‘'));
    entry.then_some(mark.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<&str> {
        drafts(text).iter().map(|draft| draft.span.of(text)).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_where_lines_are_not_wrapped() {
        let text = "River falls\r\n\r\nThe river fell on Monday.\nIt had risen for a week.\r  \rNobody was hurt.";
        assert_eq!(blocks(text), ["River falls", "The river fell on Monday.", "It had risen for a week.", "Nobody was hurt."]);
    }

    #[test]
    fn wrapped_lines_are_joined_and_paragraphs_kept_apart() {
        let text = "River falls after a week of rain\nBy Ann Poe\n\nGENEVA - The river fell on Monday after it had risen for a\nweek, and the old bridge was opened again to carts and\nto people on foot.\n   The mayor said that nobody had been hurt, and that the\nharvest was safe.\nIt rained again.\n";
        assert_eq!(
            blocks(text),
            [
                "River falls after a week of rain",
                "By Ann Poe",
                "GENEVA - The river fell on Monday after it had risen for a\nweek, and the old bridge was opened again to carts and\nto people on foot.",
                "The mayor said that nobody had been hurt, and that the\nharvest was safe.",
                "It rained again.",
            ]
        );
    }

    #[test]
    fn list_marks_are_no_part_of_an_entry() {
        let text = "Three towns were cut off:\n- Ely, since Monday\n• Roe\n-- and so on";
        let found: Vec<_> = drafts(text).into_iter().map(|draft| (draft.shape, draft.span.of(text))).collect();
        assert_eq!(
            found,
            [
                (Shape::Line, "Three towns were cut off:"),
                (Shape::ListItem, "Ely, since Monday"),
                (Shape::ListItem, "Roe"),
                (Shape::Line, "-- and so on"),
            ]
        );
    }
}
