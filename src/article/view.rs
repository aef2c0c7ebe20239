//! A block as a person sees it: without marks and with single spaces, yet each byte knows where it stands in the file.
//!
//! The recognisers of datelines, bylines and page furniture match on this view, so that Markdown's marks and line breaks cannot hide
//! anything from them. Only the head of a block is ever needed, which keeps a line of 50 megabytes as cheap as any other.

use crate::text::Span;

/// How many bytes of a block are shown.
const HEAD: usize = 400;

/// The head of a block.
#[derive(Debug)]
pub(super) struct View {
    /// Visible text, white space folded to single spaces.
    pub(super) shown: String,
    /// Where each part of `shown` that is copied without a gap begins: in `shown`, and in the file.
    parts: Vec<(usize, usize)>,
    /// Whether this is all of the block.
    pub(super) complete: bool,
}

impl View {
    /// The head of the block at `span` of a masked text.
    pub(super) fn new(text: &str, span: Span) -> Self {
        let block = span.of(text);
        let most = block.len().min(HEAD + char::MAX.len_utf8());
        let mut view = Self { shown: String::with_capacity(most), parts: Vec::new(), complete: true };
        let mut gap = None;
        let mut at = 0;
        while let Some(c) = block[at..].chars().next() {
            if view.shown.len() >= HEAD {
                view.complete = false;
                break;
            }
            if is_blank(c) {
                gap = gap.or((c != '\0' && !view.shown.is_empty()).then_some(at));
                at += c.len_utf8();
                continue;
            }
            if let Some(gap) = gap.take() {
                view.push(" ", span.start() + gap);
            }
            let room = HEAD.saturating_sub(view.shown.len());
            let end = at + c.len_utf8().max(seen(&block[at..], room));
            view.push(&block[at..end], span.start() + at);
            at = end;
        }
        view
    }

    fn push(&mut self, part: &str, at: usize) {
        self.parts.push((self.shown.len(), at));
        self.shown.push_str(part);
    }

    /// Where a part of `shown` stands in the file.
    pub(super) fn source(&self, part: Span) -> Span {
        let start = self.offset(part.start());
        let end = part.end().checked_sub(1).map_or(start, |last| self.offset(last) + 1);
        Span::new(start, end.max(start))
    }

    /// Where a byte of `shown` stands in the file.
    fn offset(&self, byte: usize) -> usize {
        let part = self.parts.partition_point(|(shown, _)| *shown <= byte).checked_sub(1);
        part.map_or(0, |part| self.parts[part].1 + byte - self.parts[part].0)
    }

    /// Number of characters shown.
    pub(super) fn length(&self) -> usize {
        self.shown.chars().count()
    }
}

/// How many bytes at the head of a text are seen: up to the first blank, and to the character that fills the room.
fn seen(text: &str, room: usize) -> usize {
    let plain = u8::is_ascii_graphic;
    let ascii = text.bytes().take(room).take_while(plain).count();
    if ascii == room || text.as_bytes().get(ascii).is_none_or(|byte| byte.is_ascii()) {
        return ascii;
    }
    let stop = text.char_indices().find(|(at, c)| is_blank(*c) || *at >= room);
    stop.map_or(text.len(), |(at, _)| at)
}

/// Space of any width, marks of the format, and characters that take no room: byte order mark, zero-width space, soft hyphen apart.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\0' | '\u{feff}' | '\u{200b}')
}

/// The span without blanks at its ends; `None` if it is blank altogether.
pub(super) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let part = span.of(text);
    let start = part.find(|c| !is_blank(c))?;
    let end = part.trim_end_matches(is_blank).len();
    Some(Span::new(span.start() + start, span.start() + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_maps_back_over_marks_and_line_breaks() {
        let text = "\u{feff}  \0\0OSLO\0\0 \r\n (Ré) – Talks";
        let view = View::new(text, Span::new(0, text.len()));
        let place = Span::new(0, 4);
        let agency = Span::new(6, 9);
        assert_eq!(
            (view.shown.as_str(), view.source(place).of(text), view.source(agency).of(text), view.complete),
            ("OSLO (Ré) – Talks", "OSLO", "Ré", true)
        );
    }

    #[test]
    fn only_the_head_of_a_long_block_is_shown() {
        let text = "é".repeat(5_000_000);
        let view = View::new(&text, Span::new(0, text.len()));
        assert_eq!((view.shown.len(), view.complete), (HEAD, false));
    }

    #[test]
    fn trimming() {
        let trim = |text: &str| trimmed(text, Span::new(0, text.len())).map(|span| span.of(text).to_owned());
        assert_eq!((trim(" \0a b\u{200b}\r"), trim("\u{feff} \0"), trim("")), (Some("a b".to_owned()), None, None));
    }
}
