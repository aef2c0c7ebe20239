//! From a position in a request to an offset in a reading.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Position, Range, TextDocumentPositionParams};

use crate::corpus::Record;
use crate::text::Span;

use super::documents::Snapshot;
use super::from_proto;
use super::state::Shared;

/// A place that the client points at, in the text as it was when it did.
#[derive(Clone, Debug)]
pub(super) struct Pointed {
    pub(super) snapshot: Snapshot,
    position: Position,
}

impl Shared {
    /// Takes the text as it is now: to be called before the first `await`.
    pub(super) fn pointed(&self, params: &TextDocumentPositionParams) -> Result<Pointed> {
        Ok(Pointed { snapshot: self.snapshot(&params.text_document.uri)?, position: params.position })
    }

    /// The reading and the byte offset pointed at. `None` in what is no article.
    ///
    /// # Errors
    /// If there is no such line.
    pub(super) fn pointed_record(&self, pointed: &Pointed) -> Result<Option<(Arc<Record>, usize)>> {
        let Some(record) = self.record(&pointed.snapshot)? else { return Ok(None) };
        let offset = self.offset_in(&record, pointed.position)?;
        Ok(Some((record, offset)))
    }

    /// The byte offset of a position. A column past the end of its line is the line's end, as the protocol asks.
    ///
    /// # Errors
    /// If there is no such line.
    pub(super) fn offset_in(&self, record: &Record, position: Position) -> Result<usize> {
        let at = from_proto::position(position);
        record.lines.offset(&record.article.source, at, self.abilities().encoding).ok_or_else(|| {
            Error::invalid_params(format!(
                "line {} is outside the document, which has {} lines (both counted as the protocol does, from 0)",
                position.line,
                record.lines.line_count()
            ))
        })
    }

    /// The span of a range; its end may lie behind the text, as clients ask for whole screens.
    ///
    /// # Errors
    /// If it begins behind the text, or ends before it begins.
    pub(super) fn span_in(&self, record: &Record, range: Range) -> Result<Span> {
        let start = self.offset_in(record, range.start)?;
        let end = self.offset_in(record, range.end).unwrap_or(record.article.source.len());
        if end < start {
            return Err(Error::invalid_params("the range ends before it begins"));
        }
        Ok(Span::new(start, end))
    }
}
