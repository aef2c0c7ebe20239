//! From a position in a request to an offset in a reading.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Position, TextDocumentPositionParams};

use crate::corpus::Record;

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

    /// The reading and the byte offset pointed at. `None` in what is no article, and outside the text.
    pub(super) fn pointed_record(&self, pointed: &Pointed) -> Result<Option<(Arc<Record>, usize)>> {
        let Some(record) = self.record(&pointed.snapshot)? else { return Ok(None) };
        let at = from_proto::position(pointed.position);
        let offset = record.lines.offset(&record.article.source, at, self.abilities().encoding);
        Ok(offset.map(|offset| (record, offset)))
    }
}
