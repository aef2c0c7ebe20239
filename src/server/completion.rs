//! `textDocument/completion` and `completionItem/resolve`: names of the corpus and the dossiers.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse, CompletionTextEdit, Documentation,
    MarkupContent, MarkupKind, TextEdit,
};

use crate::answers;
use crate::language::Kind;

use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

/// So many names are offered: more is no help.
const LIMIT: usize = 20;

/// What brings an item back to whom it means.
#[derive(Debug, Serialize, Deserialize)]
struct Meant {
    name: String,
    kind: CompletionItemKind,
}

impl Shared {
    pub(super) async fn completion(self: &Arc<Self>, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.at(&params.text_document_position, |shared, Open { record, .. }, offset| {
            let workspace = shared.workspace();
            let Some((over, found)) = answers::completion(workspace.corpus(), record, offset, LIMIT) else { return Ok(None) };
            let range = to_proto::range(record, over, shared.abilities().encoding);
            let item = |(rank, found): (usize, answers::Completion)| CompletionItem {
                label: found.text.clone(),
                kind: Some(kind(found.kind)),
                // Where the family name alone is written, whose it is.
                detail: Some(if found.text == found.name { found.detail } else { format!("{}, {}", found.name, found.detail) }),
                sort_text: Some(format!("{rank:03}")),
                filter_text: Some(found.filter),
                text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: found.text })),
                data: serde_json::to_value(Meant { name: found.name, kind: kind(found.kind) }).ok(),
                ..CompletionItem::default()
            };
            // With each letter there may be others, and where no name is begun yet there is none.
            let items = found.into_iter().enumerate().map(item).collect();
            Ok(Some(CompletionResponse::List(CompletionList { is_incomplete: true, items })))
        })
        .await
    }

    /// Adds the card: what a hover would say.
    pub(super) async fn resolve_completion(self: &Arc<Self>, mut item: CompletionItem) -> Result<CompletionItem> {
        let meant =
            item.data.clone().ok_or_else(|| Error::invalid_params("the completion is none of Dateline's: it has no `data`"))?;
        let meant: Meant = serde_json::from_value(meant)
            .map_err(|error| Error::invalid_params(format!("the completion is none of Dateline's: {error}")))?;
        self.job(move |shared, _| {
            let workspace = shared.workspace();
            let kind = of_kind(meant.kind).ok_or_else(|| Error::invalid_params("the completion is none of Dateline's kinds"))?;
            let shown = |path: &std::path::Path| Shared::shown(&workspace, path);
            let card = answers::completion_card(workspace.corpus(), &meant.name, kind, &shown);
            item.documentation = card.map(|card| {
                if shared.abilities().markdown_completion {
                    Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: card.markdown() })
                } else {
                    Documentation::String(card.plain())
                }
            });
            Ok(item)
        })
        .await
    }
}

/// As symbols are shown.
fn kind(kind: Kind) -> CompletionItemKind {
    match kind {
        Kind::Person => CompletionItemKind::CLASS,
        Kind::Place => CompletionItemKind::FIELD,
        Kind::Organisation => CompletionItemKind::MODULE,
    }
}

fn of_kind(shown: CompletionItemKind) -> Option<Kind> {
    [Kind::Person, Kind::Place, Kind::Organisation].into_iter().find(|&own| kind(own) == shown)
}
