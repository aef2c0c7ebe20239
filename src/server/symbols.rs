//! `textDocument/documentSymbol` and `workspace/symbol`: outlines, and names of the whole corpus.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, OneOf, SymbolInformation, SymbolKind, Uri,
    WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::answers;
use crate::corpus::Record;
use crate::text::PositionEncoding;

use super::state::Shared;
use super::to_proto::{self, Places};

/// How many names a search gives: more than anybody scrolls through.
const SYMBOL_LIMIT: usize = 256;

impl Shared {
    pub(super) async fn document_symbols(
        self: &Arc<Self>,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let snapshot = self.snapshot(&params.text_document.uri)?;
        self.job(move |shared, _| {
            let Some(record) = shared.record(&snapshot)? else { return Ok(None) };
            let abilities = shared.abilities();
            let outline = answers::symbols(&record);
            Ok(Some(if abilities.symbol_trees {
                DocumentSymbolResponse::Nested(outline.iter().map(|symbol| tree(symbol, &record, abilities.encoding)).collect())
            } else {
                let mut flat = Vec::new();
                for symbol in &outline {
                    flatten(symbol, None, &record, &snapshot.uri, abilities.encoding, &mut flat);
                }
                DocumentSymbolResponse::Flat(flat)
            }))
        })
        .await
    }

    pub(super) async fn workspace_symbols(
        self: &Arc<Self>,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.job(move |shared, _| {
            let open = shared.documents().open_files();
            let workspace = shared.workspace();
            let places = Places { corpus: workspace.corpus(), open: &open, encoding: shared.abilities().encoding };
            let found = answers::workspace_symbols(workspace.corpus(), &params.query, SYMBOL_LIMIT);
            let symbol = |symbol: answers::WorkspaceSymbol| {
                Some(WorkspaceSymbol {
                    location: OneOf::Left(places.place(&symbol.location)?),
                    name: symbol.name,
                    kind: to_proto::kind(symbol.kind),
                    tags: None,
                    container_name: Some(symbol.detail),
                    data: None,
                })
            };
            Ok(Some(WorkspaceSymbolResponse::Nested(found.into_iter().filter_map(symbol).collect())))
        })
        .await
    }
}

fn kind(kind: answers::SymbolKind) -> SymbolKind {
    match kind {
        answers::SymbolKind::Item => SymbolKind::FILE,
        answers::SymbolKind::Subhead => SymbolKind::STRING,
        answers::SymbolKind::Name(kind) => to_proto::kind(kind),
    }
}

// `deprecated` has to be set, and is deprecated.
#[allow(deprecated)]
fn tree(symbol: &answers::Symbol, record: &Record, encoding: PositionEncoding) -> DocumentSymbol {
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: (!symbol.detail.is_empty()).then(|| symbol.detail.clone()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: to_proto::range(record, symbol.span, encoding),
        selection_range: to_proto::range(record, symbol.selection, encoding),
        children: Some(symbol.children.iter().map(|child| tree(child, record, encoding)).collect()),
    }
}

#[allow(deprecated)]
fn flatten(
    symbol: &answers::Symbol,
    parent: Option<&str>,
    record: &Record,
    uri: &Uri,
    encoding: PositionEncoding,
    flat: &mut Vec<SymbolInformation>,
) {
    flat.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: to_proto::range(record, symbol.span, encoding) },
        container_name: parent.map(str::to_owned),
    });
    for child in &symbol.children {
        flatten(child, Some(&symbol.name), record, uri, encoding, flat);
    }
}
