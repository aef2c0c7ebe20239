//! `workspace/willRenameFiles` and `didRenameFiles`: an article's sidecar goes where the article goes.
//!
//! A client that can move files in an edit is given the sidecar's move, so that it can be undone with the article's. For others the server moves it
//! itself, once the article has gone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentChangeOperation, DocumentChanges, FileOperationFilter, FileOperationPattern, FileOperationPatternKind,
    FileOperationRegistrationOptions, RenameFile, RenameFilesParams, ResourceOp, Uri, WorkspaceEdit,
    WorkspaceFileOperationsServerCapabilities,
};

use crate::article::Format;
use crate::desk::sidecar;

use super::from_proto;
use super::state::Shared;

/// The articles whose moves we want to hear of.
pub(super) fn file_operations() -> WorkspaceFileOperationsServerCapabilities {
    let articles = FileOperationRegistrationOptions {
        filters: vec![FileOperationFilter {
            scheme: Some("file".to_owned()),
            pattern: FileOperationPattern {
                glob: format!("**/*.{{{}}}", Format::ENDINGS.map(|(ending, _)| ending).join(",")),
                matches: Some(FileOperationPatternKind::File),
                options: None,
            },
        }],
    };
    WorkspaceFileOperationsServerCapabilities {
        will_rename: Some(articles.clone()),
        did_rename: Some(articles),
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

impl Shared {
    pub(super) async fn will_rename_files(self: &Arc<Self>, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let abilities = self.abilities();
        if !(abilities.versioned_edits && abilities.file_moves) {
            return Ok(None);
        }
        let moves = moves(&params);
        self.job(move |_, _| {
            let moved = moves.iter().filter_map(|(from, to)| sidecar::moved_with(from, to));
            let operations = moved.filter_map(|(from, to)| {
                let (old_uri, new_uri) = (Uri::from_file_path(from)?, Uri::from_file_path(to)?);
                let file = RenameFile { old_uri, new_uri, options: None, annotation_id: None };
                Some(DocumentChangeOperation::Op(ResourceOp::Rename(file)))
            });
            let operations: Vec<_> = operations.collect();
            let changes = (!operations.is_empty()).then_some(DocumentChanges::Operations(operations));
            Ok(changes.map(|changes| WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }))
        })
        .await
    }

    pub(super) fn did_rename_files(self: &Arc<Self>, params: &RenameFilesParams) {
        let moves = moves(params);
        let shared = self.clone();
        tokio::spawn(async move {
            let moved = moves.clone();
            let written = shared.job(move |shared, _| {
                for (from, to) in moved {
                    // Not if somebody has put the article back meanwhile.
                    if from.exists() || !to.exists() {
                        continue;
                    }
                    if let Err(error) = sidecar::move_with(&from, &to) {
                        shared.show(error);
                    }
                }
                Ok(())
            });
            if written.await.is_ok() {
                let (gone, come): (Vec<PathBuf>, Vec<PathBuf>) = moves.into_iter().unzip();
                let gone = gone.into_iter().map(|from| (from, true));
                shared.files_changed(gone.chain(come.into_iter().map(|to| (to, false))));
            }
        });
    }
}

/// From where to where articles move.
fn moves(params: &RenameFilesParams) -> Vec<(PathBuf, PathBuf)> {
    let file = |uri: &str| {
        from_proto::file(&uri.parse().ok()?).filter(|file: &PathBuf| crate::article::is_article_path(Path::new(file)))
    };
    params.files.iter().filter_map(|moved| Some((file(&moved.old_uri)?, file(&moved.new_uri)?))).collect()
}
