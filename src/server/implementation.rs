//! `textDocument/implementation`: every article that introduces somebody or something with the full name.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::request::{GotoImplementationParams, GotoImplementationResponse};

use crate::answers;

use super::pointing::Open;
use super::state::Shared;

impl Shared {
    pub(super) async fn implementation(
        self: &Arc<Self>,
        params: GotoImplementationParams,
    ) -> Result<Option<GotoImplementationResponse>> {
        let token = params.partial_result_params.partial_result_token;
        self.at(&params.text_document_position_params, move |shared, Open { record, .. }, offset| {
            let view = shared.view();
            let found = view.places().locations(&answers::implementation(view.corpus(), record, offset));
            Ok((!found.is_empty()).then(|| GotoImplementationResponse::Array(shared.in_pages(token.as_ref(), found))))
        })
        .await
    }
}
