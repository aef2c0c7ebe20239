//! `textDocument/prepareRename` and `textDocument/rename`.
//!
//! The draft is changed at once. Other articles are changed only by a client that asks a person first: the edit says of them that they need
//! consent. A client that cannot ask gets the edit of the draft alone.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, PrepareRenameResponse,
    RenameParams, TextDocumentEdit, TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};

use crate::answers::{self, RenameError};

use super::state::Shared;
use super::to_proto::{self, Places};

/// The protocol's code for a request that is understood and cannot be met.
const REQUEST_FAILED: i64 = -32803;

/// Edits of the draft, and of other articles.
const HERE: &str = "dateline.here";
const ELSEWHERE: &str = "dateline.elsewhere";

/// One file's edits: its URI, its version if it is open, whether it is the draft.
type FileEdits = (Uri, Option<i32>, bool, Vec<TextEdit>);

impl Shared {
    pub(super) async fn prepare_rename(
        self: &Arc<Self>,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let at = self.pointed(&params)?;
        self.job(move |shared, _| {
            let Some((record, offset)) = shared.pointed_record(&at)? else { return Ok(None) };
            let name = match answers::renamable(&record, offset) {
                Ok(name) => name,
                // Not worth a message: the cursor stands somewhere else.
                Err(RenameError::NoName) => return Ok(None),
                Err(error) => return Err(refused(&error)),
            };
            let range = to_proto::range(&record, name, shared.abilities().encoding);
            Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: record.article.words(name) }))
        })
        .await
    }

    pub(super) async fn rename(self: &Arc<Self>, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let at = self.pointed(&params.text_document_position)?;
        self.job(move |shared, _| {
            let Some((record, offset)) = shared.pointed_record(&at)? else { return Ok(None) };
            let open = shared.documents().open_files();
            let workspace = shared.workspace();
            let abilities = shared.abilities();
            let renamed =
                answers::rename(workspace.corpus(), &record, offset, &params.new_name).map_err(|error| refused(&error))?;
            let can_ask = abilities.annotated_edits && abilities.versioned_edits;
            let places = Places { corpus: workspace.corpus(), open: &open, encoding: abilities.encoding };
            let mut files: Vec<FileEdits> = Vec::new();
            for change in renamed {
                let is_draft = change.path == record.path;
                if !is_draft && !can_ask {
                    continue;
                }
                // Of the draft, the very text that was pointed at.
                let place = if is_draft {
                    Some((at.snapshot.uri.clone(), to_proto::range(&record, change.span, abilities.encoding)))
                } else {
                    places.location(&change.path, change.span).map(|place| (place.uri, place.range))
                };
                let Some((uri, range)) = place else { continue };
                let edit = TextEdit { range, new_text: change.text };
                match files.iter_mut().find(|(known, ..)| *known == uri) {
                    Some((.., edits)) => edits.push(edit),
                    None => {
                        let version = if is_draft {
                            Some(at.snapshot.version)
                        } else {
                            open.get(&change.path).map(|(_, version)| *version)
                        };
                        files.push((uri, version, is_draft, vec![edit]));
                    }
                }
            }
            Ok(Some(workspace_edit(files, abilities.versioned_edits, can_ask, &params.new_name)))
        })
        .await
    }
}

fn workspace_edit(files: Vec<FileEdits>, versioned: bool, annotated: bool, new: &str) -> WorkspaceEdit {
    if !versioned {
        let changes: HashMap<Uri, Vec<TextEdit>> = files.into_iter().map(|(uri, _, _, edits)| (uri, edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let others = files.iter().filter(|(_, _, is_draft, _)| !is_draft).count();
    let document = |(uri, version, is_draft, edits): FileEdits| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits
            .into_iter()
            .map(|text_edit| {
                if annotated {
                    let annotation_id = if is_draft { HERE } else { ELSEWHERE }.to_owned();
                    OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id })
                } else {
                    OneOf::Left(text_edit)
                }
            })
            .collect(),
    };
    let annotation = |label: &str, needs_confirmation, description: Option<String>| ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: Some(needs_confirmation),
        description,
    };
    let annotations = annotated.then(|| {
        let here = (HERE.to_owned(), annotation("In this article", false, None));
        let why = format!("already written or published; “{new}” in {}", answers::count(others, "other article"));
        let elsewhere = (others > 0).then(|| (ELSEWHERE.to_owned(), annotation("In other articles", true, Some(why))));
        std::iter::once(here).chain(elsewhere).collect()
    });
    WorkspaceEdit {
        changes: None,
        document_changes: Some(DocumentChanges::Edits(files.into_iter().map(document).collect())),
        change_annotations: annotations,
    }
}

fn refused(error: &RenameError) -> Error {
    let code = match error {
        RenameError::NotAName(_) => ErrorCode::InvalidParams,
        RenameError::NoName | RenameError::Quoted => ErrorCode::ServerError(REQUEST_FAILED),
    };
    Error { code, message: error.to_string().into(), data: None }
}
