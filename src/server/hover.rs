//! `textDocument/hover`.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::answers;

use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

impl Shared {
    pub(super) async fn hover(self: &Arc<Self>, params: HoverParams) -> Result<Option<Hover>> {
        self.at(&params.text_document_position_params, move |shared, Open { record, .. }, offset| {
            let workspace = shared.workspace();
            let card = answers::hover(workspace.corpus(), record, offset, &|path| Shared::shown(&workspace, path));
            let abilities = shared.abilities();
            Ok(card.map(|card| Hover {
                contents: HoverContents::Markup(if abilities.markdown_hover {
                    MarkupContent { kind: MarkupKind::Markdown, value: card.markdown() }
                } else {
                    MarkupContent { kind: MarkupKind::PlainText, value: card.plain() }
                }),
                range: Some(to_proto::range(record, card.span, abilities.encoding)),
            }))
        })
        .await
    }
}
