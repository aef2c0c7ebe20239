//! `workspace/diagnostic`: findings of the articles that are not open.
//!
//! They are looked for when something beside the text that is being typed has changed, and kept until the next such change: clients ask every two
//! seconds. A client that takes partial results is kept waiting while there is nothing new; no more than one question of any kind is at
//! work or waiting, so that hovers find room. Of archives, which hold too much to be checked while somebody waits, `dateline check` tells.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    Diagnostic, FullDocumentDiagnosticReport, PreviousResultId, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::diagnostic::name_of;
use super::from_proto;
use super::state::{Cancelled, Shared};

/// The protocol's code for a question that the server gives up; the client asks again.
const SERVER_CANCELLED: i64 = -32802;

/// What was found in the closed articles.
#[derive(Debug)]
pub(super) struct ClosedFiles {
    /// After how many changes it was looked for, and what was found.
    found: Mutex<Option<(u64, Arc<Found>)>>,
    asked: AtomicU64,
    newest: watch::Sender<u64>,
}

/// By path: URI, the answer's name, the findings.
type Found = BTreeMap<Arc<Path>, (Uri, String, Vec<Diagnostic>)>;

impl Default for ClosedFiles {
    fn default() -> Self {
        Self { found: Mutex::default(), asked: AtomicU64::new(0), newest: watch::Sender::new(0) }
    }
}

impl Shared {
    pub(super) async fn pull_workspace_diagnostics(
        self: &Arc<Self>,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.start_pulling();
        let turn = self.closed.asked.fetch_add(1, Ordering::SeqCst) + 1;
        self.closed.newest.send_replace(turn);
        let mut newest = self.closed.newest.subscribe();
        let mut settled = self.settled.subscribe();
        let waits = params.partial_result_params.partial_result_token.is_some();
        let known = Arc::new(params.previous_result_ids);
        loop {
            settled.borrow_and_update();
            let known = known.clone();
            let reported = self.job(move |shared, cancelled| {
                let found = shared.closed_findings(turn, cancelled)?;
                Ok(shared.report(&found, &known))
            });
            let items = reported.await?;
            if !waits || items.iter().any(|item| matches!(item, WorkspaceDocumentDiagnosticReport::Full(_))) {
                return Ok(WorkspaceDiagnosticReport { items }.into());
            }
            tokio::select! {
                _ = settled.changed() => {}
                _ = newest.wait_for(|newest| *newest != turn) => return Err(overtaken()),
            }
        }
    }

    /// What was found in the closed articles, looked for if need be. On a blocking thread.
    fn closed_findings(&self, turn: u64, cancelled: &Cancelled) -> Result<Arc<Found>> {
        let count = self.settled.count();
        // Locked while it is looked for: a second question waits here and then finds the answer, or that it was overtaken.
        let mut kept = self.closed.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = kept.as_ref().filter(|(at, _)| *at == count) {
            return Ok(found.clone());
        }
        let paths: Vec<Arc<Path>> = self.workspace().corpus().records().map(|record| record.path.clone()).collect();
        let mut found = Found::new();
        for path in paths {
            if cancelled.is_set() || self.closed.asked.load(Ordering::SeqCst) != turn {
                return Err(overtaken());
            }
            // A look at a time, so that a change need not copy everything.
            let view = self.view();
            let Some(record) = view.corpus().get(&path).filter(|_| !view.is_open(&path)) else { continue };
            let Some(uri) = view.places().uri(&path) else { continue };
            let diagnostics = view.diagnostics(&record, &self.review(&view.workspace, &record).open);
            found.insert(path, (uri, name_of(&diagnostics), diagnostics));
        }
        let found = Arc::new(found);
        *kept = Some((count, found.clone()));
        Ok(found)
    }

    /// What the client does not know yet in full, the rest by name; what was found in files that are gone or open is taken back.
    fn report(&self, found: &Found, known: &[PreviousResultId]) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let known: BTreeMap<Arc<Path>, &String> =
            known.iter().map(|known| (from_proto::path(&known.uri), &known.value)).collect();
        let mut items: Vec<WorkspaceDocumentDiagnosticReport> = Vec::with_capacity(found.len());
        let full = |uri: Uri, result_id, items| {
            let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id, items };
            WorkspaceFullDocumentDiagnosticReport { uri, version: None, full_document_diagnostic_report }.into()
        };
        for (path, (uri, name, diagnostics)) in found {
            items.push(if known.get(path) == Some(&name) {
                WorkspaceUnchangedDocumentDiagnosticReport {
                    uri: uri.clone(),
                    version: None,
                    unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: name.clone() },
                }
                .into()
            } else {
                full(uri.clone(), Some(name.clone()), diagnostics.clone())
            });
        }
        let documents = self.documents();
        let gone = known.keys().filter(|path| !found.contains_key(*path) && !documents.is_open(path));
        items.extend(gone.filter_map(|path| Some(full(Uri::from_file_path(path)?, None, Vec::new()))));
        items
    }
}

fn overtaken() -> Error {
    Error {
        code: ErrorCode::ServerError(SERVER_CANCELLED),
        message: "a later question took this one's place".into(),
        data: Some(serde_json::json!({"retriggerRequest": false})),
    }
}
