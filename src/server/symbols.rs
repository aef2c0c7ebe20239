//! `textDocument/documentSymbol` and `workspace/symbol`: outlines, and names of the whole corpus.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, OneOf, SymbolInformation, SymbolKind, Uri,
    WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::answers;
use crate::corpus::{IdentityKey, Record};
use crate::text::PositionEncoding;

use super::pointing::Open;
use super::state::Shared;
use super::to_proto::{self, Places};

/// How many names a search gives: more than anybody scrolls through.
const SYMBOL_LIMIT: usize = 256;

impl Shared {
    pub(super) async fn document_symbols(
        self: &Arc<Self>,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.about(&params.text_document.uri, move |shared, Open { snapshot, record }| {
            let abilities = shared.abilities();
            let outline = answers::symbols(record);
            Ok(Some(if abilities.symbol_trees {
                DocumentSymbolResponse::Nested(outline.iter().map(|symbol| tree(symbol, record, abilities.encoding)).collect())
            } else {
                let mut flat = Vec::new();
                for symbol in &outline {
                    flatten(symbol, None, record, &snapshot.uri, abilities.encoding, &mut flat);
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
        let token = params.partial_result_params.partial_result_token.clone();
        self.job(move |shared, _| {
            let view = shared.view();
            let places = view.places();
            let found = answers::workspace_symbols(view.corpus(), &params.query, SYMBOL_LIMIT).into_iter();
            let found = found.filter_map(|symbol| workspace_symbol(symbol, &places)).collect();
            Ok(Some(WorkspaceSymbolResponse::Nested(shared.in_pages(token.as_ref(), found))))
        })
        .await
    }

    /// `workspaceSymbol/resolve`: where the name is introduced by now.
    pub(super) async fn resolve_symbol(self: &Arc<Self>, symbol: WorkspaceSymbol) -> Result<WorkspaceSymbol> {
        let key = symbol.data.clone().unwrap_or_default();
        let key: IdentityKey = serde_json::from_value(key).map_err(|error| {
            Error::invalid_params(format!("`data` of the symbol {:?} is not what the server gave it: {error}", symbol.name))
        })?;
        self.job(move |shared, _| {
            let view = shared.view();
            let found = answers::workspace_symbol_of(view.corpus(), &key);
            // Nobody mentions it any more: the symbol stays as it is.
            Ok(found.and_then(|found| workspace_symbol(found, &view.places())).unwrap_or(symbol))
        })
        .await
    }
}

/// A row of an index knows its place, so that the range never has to come later.
fn workspace_symbol(symbol: answers::WorkspaceSymbol, places: &Places<'_>) -> Option<WorkspaceSymbol> {
    let location = places.place(&symbol.location)?;
    Some(WorkspaceSymbol {
        location: OneOf::Left(location),
        name: symbol.name,
        kind: to_proto::kind(symbol.kind),
        tags: None,
        container_name: Some(symbol.detail),
        data: serde_json::to_value(&symbol.key).ok(),
    })
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
