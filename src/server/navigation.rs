//! `textDocument/definition`, `references` and `documentHighlight`: from a name to its other places.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, GotoDefinitionParams, GotoDefinitionResponse, Location,
    ReferenceParams,
};

use crate::answers;

use super::state::Shared;
use super::to_proto::{self, Places};

/// How many references are given at once.
const REFERENCE_LIMIT: usize = 1_000;

impl Shared {
    pub(super) async fn definition(self: &Arc<Self>, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = self.pointed(&params.text_document_position_params)?;
        self.job(move |shared, _| {
            let Some((record, offset)) = shared.pointed_record(&at)? else { return Ok(None) };
            let open = shared.documents().open_files();
            let workspace = shared.workspace();
            let abilities = shared.abilities();
            let places = Places { corpus: workspace.corpus(), open: &open, encoding: abilities.encoding };
            let found = places.locations(&answers::definition(workspace.corpus(), &record, offset));
            Ok(places.response(found, &record, offset, abilities.definition_links))
        })
        .await
    }

    pub(super) async fn references(self: &Arc<Self>, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = self.pointed(&params.text_document_position)?;
        let declaration = params.context.include_declaration;
        self.job(move |shared, _| {
            let Some((record, offset)) = shared.pointed_record(&at)? else { return Ok(None) };
            let open = shared.documents().open_files();
            let workspace = shared.workspace();
            let places = Places { corpus: workspace.corpus(), open: &open, encoding: shared.abilities().encoding };
            let found = answers::references(workspace.corpus(), &record, offset, declaration, REFERENCE_LIMIT);
            Ok(Some(places.locations(&found)))
        })
        .await
    }

    pub(super) async fn highlights(self: &Arc<Self>, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = self.pointed(&params.text_document_position_params)?;
        self.job(move |shared, _| {
            let Some((record, offset)) = shared.pointed_record(&at)? else { return Ok(None) };
            let encoding = shared.abilities().encoding;
            let highlight = |span| DocumentHighlight {
                range: to_proto::range(&record, span, encoding),
                kind: Some(DocumentHighlightKind::TEXT),
            };
            Ok(Some(answers::highlights(&record, offset).into_iter().map(highlight).collect()))
        })
        .await
    }
}
