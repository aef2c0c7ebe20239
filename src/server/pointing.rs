//! From a document or a position in a request to a reading and an offset in it.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Position, Range, TextDocumentPositionParams, Uri};

use crate::corpus::Record;
use crate::text::Span;

use super::documents::Snapshot;
use super::from_proto;
use super::state::Shared;

/// An open document, and what was read in it.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) snapshot: Snapshot,
    pub(super) record: Arc<Record>,
}

impl Shared {
    /// Answers a question about an open document, for the text as it is now. `None` of what is no article.
    ///
    /// # Errors
    /// If it is not open, and whatever the answer says.
    pub(super) async fn about<T: Send + 'static>(
        self: &Arc<Self>,
        uri: &Uri,
        answer: impl FnOnce(&Shared, &Open) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>> {
        // Before the first `await`: what comes in later does not count.
        let snapshot = self.snapshot(uri)?;
        self.job(move |shared, _| {
            let Some(record) = shared.record(&snapshot)? else { return Ok(None) };
            answer(shared, &Open { snapshot, record })
        })
        .await
    }

    /// Answers a question about a place in an open document, as a byte offset.
    ///
    /// # Errors
    /// As [`Shared::about`], and if there is no such line.
    pub(super) async fn at<T: Send + 'static>(
        self: &Arc<Self>,
        place: &TextDocumentPositionParams,
        answer: impl FnOnce(&Shared, &Open, usize) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>> {
        let position = place.position;
        self.about(&place.text_document.uri, move |shared, open| {
            let offset = shared.offset_in(&open.record, position)?;
            answer(shared, open, offset)
        })
        .await
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
