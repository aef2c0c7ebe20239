//! `textDocument/typeDefinition`: from a name to what the desk has written down of whoever bears it.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::GotoDefinitionResponse;
use tower_lsp::ls_types::request::GotoTypeDefinitionParams;

use crate::answers;

use super::state::Shared;

impl Shared {
    pub(super) async fn type_definition(
        self: &Arc<Self>,
        params: GotoTypeDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let links = self.abilities().type_links;
        self.jump(&params.text_document_position_params, links, answers::type_definition).await
    }
}
