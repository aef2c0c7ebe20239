//! An open document: a rope that takes the editor's edits.

use ropey::Rope;

use super::Span;
use super::line_index::{LineColumn, PositionEncoding};

/// Why an edit could not be applied; the document is unchanged then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The range starts or ends on a line that is not there.
    #[error("line {line} is outside the document, which has {lines} lines")]
    NoSuchLine {
        /// The line asked for, from zero.
        line: u32,
        /// How many there are.
        lines: usize,
    },
    /// The range ends before it starts.
    #[error("the range ends before it starts")]
    Reversed,
}

/// The text of one open document, edited in place: an edit costs the logarithm of the length.
#[derive(Clone, Debug, Default)]
pub struct Document {
    rope: Rope,
}

impl Document {
    /// A document with this text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// The whole text, copied out.
    #[must_use]
    pub fn text(&self) -> String {
        String::from(&self.rope)
    }

    /// Replaces what stands between two positions, and says where the new text stands now, in bytes.
    ///
    /// A column past the end of its line is the line's end, as the protocol asks.
    ///
    /// # Errors
    /// [`EditError`] if a line does not exist or the range is reversed.
    pub fn edit(&mut self, from: LineColumn, to: LineColumn, encoding: PositionEncoding, with: &str) -> Result<Span, EditError> {
        let start = self.char_index(from, encoding)?;
        let end = self.char_index(to, encoding)?;
        if start > end {
            return Err(EditError::Reversed);
        }
        self.rope.remove(start..end);
        self.rope.insert(start, with);
        let first = self.rope.char_to_byte(start);
        Ok(Span::new(first, first + with.len()))
    }

    fn char_index(&self, at: LineColumn, encoding: PositionEncoding) -> Result<usize, EditError> {
        let line = at.line as usize;
        let lines = self.rope.len_lines();
        // One past the last line is how clients say "the end of the document".
        if line == lines && at.column.0 == 0 {
            return Ok(self.rope.len_chars());
        }
        if line >= lines {
            return Err(EditError::NoSuchLine { line: at.line, lines });
        }
        let start = self.rope.line_to_char(line);
        let mut left = at.column.0 as usize;
        let mut index = start;
        for c in self.rope.line(line).chars() {
            let units = match encoding {
                PositionEncoding::Utf8 => c.len_utf8(),
                PositionEncoding::Utf16 => c.len_utf16(),
                PositionEncoding::Utf32 => 1,
            };
            if c == '\n' || c == '\r' || left < units {
                break;
            }
            left -= units;
            index += 1;
        }
        Ok(index)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::text::Column;

    fn at(line: u32, column: u32) -> LineColumn {
        LineColumn { line, column: Column(column) }
    }

    #[test]
    fn edits_count_in_the_unit_of_the_client() {
        for (encoding, column) in [(PositionEncoding::Utf16, 3), (PositionEncoding::Utf8, 5), (PositionEncoding::Utf32, 2)] {
            let mut document = Document::new("one\n😀 two\r\n");
            let inserted = document.edit(at(1, column), at(1, column + 3), encoding, "three").unwrap();
            assert_eq!((document.text(), inserted), ("one\n😀 three\r\n".to_owned(), Span::new(9, 14)));
        }
    }

    #[test]
    fn the_line_after_the_last_is_the_end() {
        let mut document = Document::new("one");
        document.edit(at(1, 0), at(1, 0), PositionEncoding::Utf16, "!").unwrap();
        assert_eq!(document.text(), "one!");
    }

    #[test]
    fn a_bad_range_is_an_error_and_changes_nothing() {
        let mut document = Document::new("one\ntwo");
        assert_eq!(
            document.edit(at(7, 0), at(7, 0), PositionEncoding::Utf16, "x"),
            Err(EditError::NoSuchLine { line: 7, lines: 2 })
        );
        assert_eq!(document.edit(at(1, 0), at(0, 0), PositionEncoding::Utf16, "x"), Err(EditError::Reversed));
        assert_eq!(document.text(), "one\ntwo");
    }
}
