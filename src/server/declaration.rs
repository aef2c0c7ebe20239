//! `textDocument/declaration`: from a name to where this article introduces it.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::GotoDefinitionResponse;
use tower_lsp::ls_types::request::GotoDeclarationParams;

use crate::answers;
use crate::corpus::{Corpus, Record};

use super::state::Shared;

impl Shared {
    pub(super) async fn declaration(self: &Arc<Self>, params: GotoDeclarationParams) -> Result<Option<GotoDefinitionResponse>> {
        let links = self.abilities().declaration_links;
        let introduced = |_: &Corpus, record: &Record, offset| answers::declaration(record, offset).into_iter().collect();
        self.jump(&params.text_document_position_params, links, introduced).await
    }
}
