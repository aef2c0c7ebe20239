//! `textDocument/inlayHint`.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

use crate::answers;
use crate::text::Span;

use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

impl Shared {
    pub(super) async fn inlay_hints(self: &Arc<Self>, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.settled.hints_asked();
        let wanted = self.wanted_hints();
        self.about(&params.text_document.uri, move |shared, Open { record, .. }| {
            let within = shared.span_in(record, params.range)?;
            let workspace = shared.workspace();
            let encoding = shared.abilities().encoding;
            let hint = |hint: answers::Hint| InlayHint {
                position: to_proto::range(record, Span::new(hint.offset, hint.offset), encoding).start,
                label: InlayHintLabel::String(hint.label),
                kind: None,
                text_edits: None,
                tooltip: Some(InlayHintTooltip::String(hint.why)),
                padding_left: Some(true),
                padding_right: Some(false),
                data: None,
            };
            Ok(Some(answers::hints(workspace.corpus(), record, within, wanted).into_iter().map(hint).collect()))
        })
        .await
    }
}
