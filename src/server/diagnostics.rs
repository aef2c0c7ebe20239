//! Findings of open documents, pushed.
//!
//! Each document has at most one task at work. It takes the newest text, reads and checks it on a blocking thread, sends what it found if that
//! text is still the newest, and goes on until nothing is due. So a version that was overtaken is never sent, one that was not is sent exactly
//! once, and versions cannot overtake each other. What another document says may change a finding here (a quotation in two wordings): the
//! others are then looked at again, and sent only if they differ.
//!
//! A client that asks for diagnostics itself (`textDocument/diagnostic`) is sent none from its first question on. Until then it is sent them like
//! any other: some can ask and never do.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::jsonrpc::{ErrorCode, Result};
use tower_lsp::ls_types::Diagnostic;

use crate::rules::Finding;
use crate::text::Span;

use super::documents::{Due, Sending, Snapshot, typed_word};
use super::state::{Notice, Shared};

/// Counts a task as at work for as long as it lives.
struct AtWork(Arc<Shared>);

impl AtWork {
    fn new(shared: Arc<Shared>) -> Self {
        shared.at_work.send_modify(|tasks| *tasks += 1);
        Self(shared)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.at_work.send_modify(|tasks| *tasks -= 1);
    }
}

impl Shared {
    /// Says that diagnostics of a document are due, and starts a task if none is at work on it.
    pub(super) fn call_for(self: &Arc<Self>, path: &Path, due: Due) {
        if self.documents().call_for(path, due) {
            let working = AtWork::new(self.clone());
            let path: Arc<Path> = Arc::from(path);
            tokio::spawn(async move { working.0.keep_diagnosing(&path).await });
        }
    }

    /// Says that all open documents have to be looked at again.
    pub(super) fn refresh_all(self: &Arc<Self>, except: Option<&Path>) {
        let paths = self.documents().paths();
        for path in paths.iter().filter(|path| Some(&***path) != except) {
            self.call_for(path, Due::Refresh);
        }
        // While somebody types, a client that asks does so by itself.
        if except.is_none() {
            self.settle();
        }
    }

    async fn keep_diagnosing(self: &Arc<Self>, path: &Path) {
        loop {
            let Some((snapshot, due)) = self.documents().take_work(path) else { return };
            let looked_at = snapshot.clone();
            let diagnostics = match self.job(move |shared, _| shared.pushed(&looked_at)).await {
                Ok(diagnostics) => diagnostics,
                Err(error) if error.code == ErrorCode::ContentModified => continue,
                // Told already; the version is answered all the same.
                Err(_) => Vec::new(),
            };
            let mut documents = self.documents();
            if self.is_pulling() {
                continue;
            }
            let sending = documents.send(&snapshot, due, &diagnostics);
            if sending == Sending::Now {
                // Under the lock, so that nothing newer gets into the line before it.
                self.send(Notice::Diagnostics(snapshot.uri, Some(snapshot.version), diagnostics));
            }
            drop(documents);
            if due == Due::Version && sending != Sending::Superseded {
                self.refresh_all(Some(path));
            }
        }
    }

    /// What a client is sent. Of one that asks, the text is read all the same: other documents are compared with it.
    fn pushed(&self, snapshot: &Snapshot) -> Result<Vec<Diagnostic>> {
        if self.is_pulling() { self.record(snapshot).map(|_| Vec::new()) } else { self.diagnose(snapshot) }
    }

    /// Findings of an open document, but for those that hang on a word that is still being typed.
    pub(super) fn diagnose(&self, snapshot: &Snapshot) -> Result<Vec<Diagnostic>> {
        let Some(record) = self.record(snapshot)? else { return Ok(Vec::new()) };
        let view = self.view();
        let typed = snapshot.typing.and_then(|at| typed_word(&record.article.source, at));
        let review = self.review_of_newest(&view.workspace, &record)?;
        let shown = review.open.iter().filter(|finding| typed.is_none_or(|word| !is_about_word(finding, word)));
        Ok(view.diagnostics(&record, shown))
    }
}

/// Whether a finding hangs on a word that is still being typed: it is that word, or begins or ends with it.
fn is_about_word(finding: &Finding, word: Span) -> bool {
    finding.span.overlaps(word) && (word.touches(finding.span.start()) || word.touches(finding.span.end()))
}
