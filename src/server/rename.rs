//! `textDocument/prepareRename` and `textDocument/rename`.
//!
//! The draft is changed at once. Other articles are changed only by a client that asks a person first: the edit says of them that they need
//! consent. A client that cannot ask gets the edit of the draft alone.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    ChangeAnnotation, Location, PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit,
};

use crate::answers::{self, RenameError};

use super::edits::Edits;
use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

/// The protocol's code for a request that is understood and cannot be met.
const REQUEST_FAILED: i64 = -32803;

/// Edits of the draft, and of other articles.
const HERE: &str = "dateline.here";
const ELSEWHERE: &str = "dateline.elsewhere";

impl Shared {
    pub(super) async fn prepare_rename(
        self: &Arc<Self>,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.at(&params, |shared, Open { record, .. }, offset| {
            let name = match answers::renamable(record, offset) {
                Ok(name) => name,
                // Not worth a message: the cursor stands somewhere else.
                Err(RenameError::NoName) => return Ok(None),
                Err(error) => return Err(refused(&error)),
            };
            let range = to_proto::range(record, name, shared.abilities().encoding);
            Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: record.article.words(name) }))
        })
        .await
    }

    pub(super) async fn rename(self: &Arc<Self>, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let new = params.new_name;
        self.at(&params.text_document_position, move |shared, Open { snapshot, record }, offset| {
            let view = shared.view();
            let (places, abilities) = (view.places(), view.abilities);
            let renamed = answers::rename(view.corpus(), record, offset, &new).map_err(|error| refused(&error))?;
            let can_ask = abilities.annotated_edits && abilities.versioned_edits;
            let mut edits = Edits::default();
            for change in renamed {
                if change.path == record.path {
                    // Of the draft, the very text that was pointed at.
                    let range = to_proto::range(record, change.span, abilities.encoding);
                    let place = Location { uri: snapshot.uri.clone(), range };
                    edits.add(place, Some(snapshot.version), can_ask.then_some(HERE), change.text);
                } else if can_ask && let Some(place) = places.location(&change.path, change.span) {
                    edits.add(place, places.version(&change.path), Some(ELSEWHERE), change.text);
                }
            }
            let change_annotations = can_ask.then(|| annotations(edits.annotated(ELSEWHERE), &new));
            Ok(Some(WorkspaceEdit { change_annotations, ..edits.into_workspace_edit(abilities.versioned_edits) }))
        })
        .await
    }
}

/// What is said of the edits, and of those in other articles that they need consent.
fn annotations(others: usize, new: &str) -> HashMap<String, ChangeAnnotation> {
    let annotation = |label: &str, needs_confirmation, description: Option<String>| ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: Some(needs_confirmation),
        description,
    };
    let here = (HERE.to_owned(), annotation("In this article", false, None));
    let why = format!("already written or published; “{new}” in {}", answers::count(others, "other article"));
    let elsewhere = (others > 0).then(|| (ELSEWHERE.to_owned(), annotation("In other articles", true, Some(why))));
    std::iter::once(here).chain(elsewhere).collect()
}

fn refused(error: &RenameError) -> Error {
    let code = match error {
        RenameError::NotAName(_) => ErrorCode::InvalidParams,
        RenameError::NoName | RenameError::Quoted => ErrorCode::ServerError(REQUEST_FAILED),
    };
    Error { code, message: error.to_string().into(), data: None }
}
