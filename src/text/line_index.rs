//! Byte offsets to lines and columns, and back.
//!
//! Lines end at LF, CR LF or a lone CR, as the Language Server Protocol says; U+2028, form feeds and vertical tabs end
//! nothing. A byte order mark at the very start of a file on disk takes no column, since every editor hides it.

/// In which unit a client counts the characters of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    Utf16,
    /// Unicode scalar values: what the command line prints.
    Utf32,
}

/// A column, in the unit of the [`PositionEncoding`] it was asked for in. Counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column(pub u32);

/// A line and a column, both counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from zero.
    pub line: u32,
    /// Column on that line, from zero.
    pub column: Column,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// Byte offset of each line's first character; the first is 0, or 3 past a hidden byte order mark.
    starts: Vec<u32>,
    /// Length of the text in bytes.
    length: u32,
}

impl LineIndex {
    /// Index of a text as an editor sends it: a byte order mark in it, if any, is a character like others.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::starting_at(text, 0)
    }

    /// Index of a text as it lies on disk: a leading byte order mark takes no column.
    #[must_use]
    pub fn of_file(text: &str) -> Self {
        Self::starting_at(text, if text.starts_with('\u{feff}') { 3 } else { 0 })
    }

    fn starting_at(text: &str, first: u32) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![first];
        for (i, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i as u32 + 1);
            }
        }
        Self { starts, length: bytes.len() as u32 }
    }

    /// Number of lines; a text that ends in a line break has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// Line of a byte offset, counted from zero.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1)
    }

    /// Byte offset of a line's first character; that of the last line if there is no such line.
    #[must_use]
    pub fn start_of(&self, line: usize) -> usize {
        self.starts[line.min(self.starts.len() - 1)] as usize
    }

    /// The text of a line without its line break.
    #[must_use]
    pub fn line_text<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let Some(&start) = self.starts.get(line) else {
            return "";
        };
        let end = self.starts.get(line + 1).map_or(self.length, |&next| next);
        text[start as usize..end as usize].trim_end_matches(['\r', '\n'])
    }

    /// Line and column of a byte offset. An offset past the end is taken as the end, one inside a character as its start.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize, encoding: PositionEncoding) -> LineColumn {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let start = (self.starts[line] as usize).min(offset);
        let column = width(&text[start..offset], encoding);
        LineColumn { line: line as u32, column: Column(column) }
    }

    /// Byte offset of a line and column; `None` if there is no such line. A column past the end of the line is its end, as
    /// the protocol asks; one inside a character is the character's start.
    #[must_use]
    pub fn offset(&self, text: &str, at: LineColumn, encoding: PositionEncoding) -> Option<usize> {
        let start = *self.starts.get(at.line as usize)? as usize;
        let line = self.line_text(text, at.line as usize);
        let mut left = at.column.0;
        for (i, c) in line.char_indices() {
            let units = char_width(c, encoding);
            if left < units {
                return Some(start + i);
            }
            left -= units;
        }
        Some(start + line.len())
    }
}

fn char_width(c: char, encoding: PositionEncoding) -> u32 {
    match encoding {
        PositionEncoding::Utf8 => c.len_utf8() as u32,
        PositionEncoding::Utf16 => c.len_utf16() as u32,
        PositionEncoding::Utf32 => 1,
    }
}

fn width(text: &str, encoding: PositionEncoding) -> u32 {
    match encoding {
        PositionEncoding::Utf8 => text.len() as u32,
        PositionEncoding::Utf16 | PositionEncoding::Utf32 => text.chars().map(|c| char_width(c, encoding)).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character boundary goes to a position and comes back, in each encoding.
    fn round_trip(text: &str) {
        let index = LineIndex::new(text);
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            for (offset, c) in text.char_indices() {
                // The LF of a CR LF stands on no position of its own: it is the end of its line.
                if c == '\n' && offset > 0 && text.as_bytes()[offset - 1] == b'\r' {
                    continue;
                }
                let at = index.position(text, offset, encoding);
                assert_eq!(index.offset(text, at, encoding), Some(offset), "{text:?} at {offset} in {encoding:?}");
            }
        }
    }

    #[test]
    fn positions_survive_emoji_combining_marks_tabs_and_every_line_break() {
        for text in [
            "",
            "a",
            "a\nb",
            "a\r\nb",
            "a\rb",
            "\u{feff}x\ny",
            "😀 e\u{301}\tz\r\n😀😀\n",
            "no final newline",
            "one\u{2028}line\u{b}still",
        ] {
            round_trip(text);
        }
    }

    #[test]
    fn columns_differ_by_encoding() {
        let text = "é😀x";
        let index = LineIndex::new(text);
        let column = |encoding| index.position(text, text.len() - 1, encoding).column.0;
        assert_eq!((column(PositionEncoding::Utf8), column(PositionEncoding::Utf16), column(PositionEncoding::Utf32)), (6, 3, 2));
    }

    #[test]
    fn a_byte_order_mark_on_disk_takes_no_column() {
        let text = "\u{feff}Peking";
        let at = |index: LineIndex| index.position(text, 3, PositionEncoding::Utf16).column.0;
        assert_eq!((at(LineIndex::of_file(text)), at(LineIndex::new(text))), (0, 1));
    }

    #[test]
    fn a_column_past_the_end_is_the_end_and_a_line_past_the_end_is_none() {
        let text = "ab\r\ncd";
        let index = LineIndex::new(text);
        let at = |line, column| index.offset(text, LineColumn { line, column: Column(column) }, PositionEncoding::Utf16);
        assert_eq!((at(0, 99), at(1, 99), at(2, 0)), (Some(2), Some(6), None));
    }
}
