//! `textDocument/typeDefinition`: from a name to what the desk has written down of whoever bears it.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::GotoDefinitionResponse;
use tower_lsp::ls_types::request::GotoTypeDefinitionParams;

use crate::answers;

use super::state::Shared;
use super::to_proto::Places;

impl Shared {
    pub(super) async fn type_definition(
        self: &Arc<Self>,
        params: GotoTypeDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = self.pointed(&params.text_document_position_params)?;
        self.job(move |shared, _| {
            let Some((record, offset)) = shared.pointed_record(&at)? else { return Ok(None) };
            let open = shared.documents().open_files();
            let workspace = shared.workspace();
            let abilities = shared.abilities();
            let places = Places { corpus: workspace.corpus(), open: &open, encoding: abilities.encoding };
            let found = places.locations(&answers::type_definition(workspace.corpus(), &record, offset));
            Ok(places.response(found, &record, offset, abilities.type_links))
        })
        .await
    }
}
