//! `textDocument/selectionRange`.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{SelectionRange, SelectionRangeParams};

use crate::answers;

use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

impl Shared {
    pub(super) async fn selection_ranges(self: &Arc<Self>, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.about(&params.text_document.uri, move |shared, Open { record, .. }| {
            let encoding = shared.abilities().encoding;
            let mut selections = Vec::with_capacity(params.positions.len());
            for position in &params.positions {
                let steps = answers::selection(record, shared.offset_in(record, *position)?);
                let mut ranges: Vec<_> = steps.into_iter().map(|span| to_proto::range(record, span, encoding)).collect();
                // In whole characters two spans may be one range.
                ranges.dedup();
                let outermost_first = ranges.into_iter().rev();
                selections.extend(outermost_first.fold(None, |parent: Option<SelectionRange>, range| {
                    Some(SelectionRange { range, parent: parent.map(Box::new) })
                }));
            }
            Ok(Some(selections))
        })
        .await
    }
}
