//! `textDocument/declaration`: from a name to where this article introduces it.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::GotoDefinitionResponse;
use tower_lsp::ls_types::request::GotoDeclarationParams;

use crate::answers;

use super::state::Shared;
use super::to_proto::Places;

impl Shared {
    pub(super) async fn declaration(self: &Arc<Self>, params: GotoDeclarationParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = self.pointed(&params.text_document_position_params)?;
        self.job(move |shared, _| {
            let Some((record, offset)) = shared.pointed_record(&at)? else { return Ok(None) };
            let open = shared.documents().open_files();
            let workspace = shared.workspace();
            let abilities = shared.abilities();
            let places = Places { corpus: workspace.corpus(), open: &open, encoding: abilities.encoding };
            let found: Vec<_> = answers::declaration(&record, offset).into_iter().collect();
            Ok(places.response(places.locations(&found), &record, offset, abilities.declaration_links))
        })
        .await
    }
}
