//! `textDocument/hover`.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::answers;

use super::state::Shared;
use super::to_proto;

impl Shared {
    pub(super) async fn hover(self: &Arc<Self>, params: HoverParams) -> Result<Option<Hover>> {
        let at = self.pointed(&params.text_document_position_params)?;
        self.job(move |shared, _| {
            let Some((record, offset)) = shared.pointed_record(&at)? else { return Ok(None) };
            let workspace = shared.workspace();
            let card = answers::hover(workspace.corpus(), &record, offset, &|path| Shared::shown(&workspace, path));
            let abilities = shared.abilities();
            Ok(card.map(|card| Hover {
                contents: HoverContents::Markup(if abilities.markdown_hover {
                    MarkupContent { kind: MarkupKind::Markdown, value: card.markdown() }
                } else {
                    MarkupContent { kind: MarkupKind::PlainText, value: card.plain() }
                }),
                range: Some(to_proto::range(&record, card.span, abilities.encoding)),
            }))
        })
        .await
    }
}
