//! `textDocument/diagnostic`: findings of one document, when the client asks.
//!
//! The answer's name is a digest of what it says, so that "unchanged" is true whatever happened between two questions.

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rustc_hash::FxHasher;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
};

use super::from_proto;
use super::state::{Notice, Shared};

impl Shared {
    pub(super) async fn pull_diagnostics(
        self: &Arc<Self>,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        self.start_pulling();
        let (result_id, items) = self.pulled(params.text_document.uri).await?;
        let report = if params.previous_result_id.as_ref() == Some(&result_id) {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
            })
        } else {
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
            })
        };
        Ok(report.into())
    }

    /// Findings of the newest text, under their name: a question that is overtaken by an edit is answered for the edit.
    async fn pulled(self: &Arc<Self>, uri: Uri) -> Result<(String, Vec<Diagnostic>)> {
        loop {
            let Ok(snapshot) = self.snapshot(&uri) else { break };
            match self.job(move |shared, _| shared.diagnose(&snapshot).map(named)).await {
                Err(error) if error.code == ErrorCode::ContentModified => {}
                answer => return answer,
            }
        }
        self.job(move |shared, _| {
            shared
                .diagnose_closed(&uri)
                .map(named)
                .ok_or_else(|| Error::invalid_params(format!("{} is neither open nor an article of the workspace", uri.as_str())))
        })
        .await
    }

    /// Findings of an article that is not open; `None` if it is none.
    fn diagnose_closed(&self, uri: &Uri) -> Option<Vec<Diagnostic>> {
        let view = self.view();
        let record = view.corpus().get(&from_proto::path(uri))?;
        Some(view.diagnostics(&record, &self.review(&view.workspace, &record).open))
    }

    /// Whether the client asks for diagnostics.
    pub(super) fn is_pulling(&self) -> bool {
        self.pulling.load(Ordering::SeqCst)
    }

    /// From now on the client asks; what it was sent is taken back, so that nothing is shown twice.
    pub(super) fn start_pulling(&self) {
        // Under the lock, so that nothing is sent behind it.
        let mut documents = self.documents();
        if self.pulling.swap(true, Ordering::SeqCst) {
            return;
        }
        for (uri, version) in documents.withdraw() {
            self.send(Notice::Diagnostics(uri, Some(version), Vec::new()));
        }
    }
}

/// An answer under its name.
fn named(diagnostics: Vec<Diagnostic>) -> (String, Vec<Diagnostic>) {
    (name_of(&diagnostics), diagnostics)
}

/// The name of an answer: a digest of what it says.
pub(super) fn name_of(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = FxHasher::default();
    for diagnostic in diagnostics {
        serde_json::to_string(diagnostic).unwrap_or_default().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}
