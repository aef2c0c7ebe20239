//! Places as the command line gives them: lines and columns from one, columns in characters, and the words that stand there.

use std::borrow::Cow;

use serde::Serialize;

use crate::article::Format;
use crate::corpus::{Record, Spot};
use crate::text::{PositionEncoding, Span};

/// A line and a column, both counted from one; the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// Line, from one.
    pub line: u32,
    /// Column in characters, from one.
    pub column: u32,
}

impl Point {
    /// The beginning or end of a row's place.
    #[must_use]
    pub fn of(spot: Spot) -> Self {
        let at = spot.position(PositionEncoding::Utf32);
        Self { line: at.line + 1, column: at.column.0 + 1 }
    }
}

/// Line and column of a byte offset of an article.
#[must_use]
pub fn point(record: &Record, offset: usize) -> Point {
    let at = record.lines.position(&record.article.source, offset, PositionEncoding::Utf32);
    Point { line: at.line + 1, column: at.column.0 + 1 }
}

/// The source at a span, byte for byte, in a text format; without the format's marks in others.
#[must_use]
pub(super) fn words(record: &Record, span: Span) -> Cow<'_, str> {
    match record.article.format {
        Format::Text => Cow::Borrowed(span.of(&record.article.source)),
        Format::Markdown | Format::Html => Cow::Owned(record.article.words(span)),
    }
}
