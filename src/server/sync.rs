//! `textDocument/didOpen`, `didChange`, `didSave`, `didClose`.
//!
//! All of it happens before the first `await`: the handlers of one connection run one after the other only up to there.

use std::sync::Arc;

use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
};

use crate::desk::read_file;

use super::documents::{Due, SyncError};
use super::from_proto;
use super::state::{Notice, Shared};

impl Shared {
    pub(super) fn did_open(self: &Arc<Self>, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let format = from_proto::format(&document);
        let path = from_proto::path(&document.uri);
        let opened = self.documents().open(document.uri, document.version, format, &document.text);
        if let Err(error) = opened {
            self.object(&error);
        }
        self.call_for(&path, Due::Version);
    }

    pub(super) fn did_change(self: &Arc<Self>, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let encoding = self.abilities().encoding;
        let changed = self.documents().change(&document.uri, document.version, params.content_changes, encoding);
        if let Err(error) = changed {
            self.object(&error);
            if matches!(error, SyncError::NotOpen(_)) {
                return;
            }
        }
        self.call_for(&from_proto::path(&document.uri), Due::Version);
    }

    pub(super) fn did_save(self: &Arc<Self>, params: &DidSaveTextDocumentParams) {
        let uri = &params.text_document.uri;
        let stopped = self.documents().stop_typing(uri);
        match stopped {
            Ok(()) => {
                self.call_for(&from_proto::path(uri), Due::Refresh);
                self.settle();
            }
            Err(error) => self.object(&error),
        }
    }

    pub(super) fn did_close(self: &Arc<Self>, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let mut documents = self.documents();
        let closed = documents.close(&uri);
        if closed.is_ok() && !self.is_pulling() {
            // Under the lock, so that no task can put diagnostics in line after it.
            self.send(Notice::Diagnostics(uri, None, Vec::new()));
        }
        drop(documents);
        let path = match closed {
            Ok(path) => path,
            Err(error) => return self.object(&error),
        };
        self.sent_tokens.forget(&path);
        let shared = self.clone();
        tokio::spawn(async move {
            let forgotten = shared.job(move |shared, _| {
                let archived = shared.workspace().archive_of(&path).is_some();
                let on_disk = (!archived && shared.workspace().admits(&path)).then(|| read_file(&path, shared.knowledge));
                shared.change(|workspace| {
                    // It may have been opened again since.
                    if shared.documents().is_open(&path) {
                        return;
                    }
                    workspace.close_draft(&path);
                    if let Some(on_disk) = on_disk.filter(|_| path.exists()) {
                        workspace.take_in(on_disk);
                    }
                });
                Ok(())
            });
            if forgotten.await.is_ok() {
                shared.refresh_all(None);
            }
        });
    }
}
