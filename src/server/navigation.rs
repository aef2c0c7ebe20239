//! `textDocument/definition`, `references` and `documentHighlight`: from a name to its other places.

use std::collections::BTreeSet;
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, GotoDefinitionParams, GotoDefinitionResponse, Location,
    ReferenceParams, TextDocumentPositionParams,
};

use crate::answers;
use crate::corpus::{Corpus, Record};

use super::partial::PAGE;
use super::pointing::Open;
use super::state::Shared;
use super::to_proto;
use super::written::Written;

/// How many references are given at once.
const REFERENCE_LIMIT: usize = 1_000;

impl Shared {
    pub(super) async fn definition(self: &Arc<Self>, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let links = self.abilities().definition_links;
        self.jump(&params.text_document_position_params, links, answers::definition).await
    }

    /// From what is pointed at to places; as links if the client can show them.
    pub(super) async fn jump(
        self: &Arc<Self>,
        params: &TextDocumentPositionParams,
        links: bool,
        to: fn(&Corpus, &Record, usize) -> Vec<answers::Location>,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.at(params, move |shared, Open { record, .. }, offset| {
            let view = shared.view();
            let places = view.places();
            let found = places.locations(&to(view.corpus(), record, offset));
            Ok(places.response(found, record, offset, links))
        })
        .await
    }

    pub(super) async fn references(self: &Arc<Self>, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let declaration = params.context.include_declaration;
        let token = params.partial_result_params.partial_result_token;
        let written = Written::here();
        self.at(&params.text_document_position, move |shared, Open { record, .. }, offset| {
            let view = shared.view();
            let found = |limit| answers::references(view.corpus(), record, offset, declaration, limit);
            let Some(token) = &token else { return Ok(written.write(view.places().locations(&found(REFERENCE_LIMIT)))) };
            // Whoever takes pages may have all of them, and the first one before the others are found.
            let first = found(PAGE);
            shared.in_pages(Some(token), view.places().locations(&first));
            let place = |found: &answers::Location| (found.path.as_os_str().to_owned(), found.place.span());
            let sent: BTreeSet<_> = first.iter().map(place).collect();
            let mut others = found(usize::MAX);
            others.retain(|other| !sent.contains(&place(other)));
            Ok(Some(shared.in_pages(Some(token), view.places().locations(&others))))
        })
        .await
    }

    pub(super) async fn highlights(self: &Arc<Self>, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.at(&params.text_document_position_params, move |shared, Open { record, .. }, offset| {
            let encoding = shared.abilities().encoding;
            let highlight = |span| DocumentHighlight {
                range: to_proto::range(record, span, encoding),
                kind: Some(DocumentHighlightKind::TEXT),
            };
            Ok(Some(answers::highlights(record, offset).into_iter().map(highlight).collect()))
        })
        .await
    }
}
