//! The door for editors: the Language Server Protocol over standard input and output.
//!
//! Types of the protocol live here and nowhere else; `from_proto` and `to_proto` are the only crossings. The library runs all handlers on one
//! task, which decides the shape of everything: a handler takes what it needs before its first `await` (so that notifications apply in order),
//! then computes on a blocking thread, and never waits for the client. What the server says of its own accord goes into one line that one task
//! empties. A panic is the error of one request.

mod abilities;
mod anyway;
mod client_process;
mod code_action;
mod code_lens;
mod commands;
mod completion;
mod declaration;
mod diagnostic;
mod diagnostics;
mod document_link;
mod documents;
mod dossier_commands;
mod edits;
mod facts;
mod folders;
mod folding_range;
mod frames;
mod from_proto;
mod hover;
mod implementation;
mod indexing;
mod inlay_hint;
mod lifecycle;
mod name_actions;
mod navigation;
mod partial;
mod pointing;
mod refresh;
mod rename;
mod rename_files;
mod review;
mod selection_range;
mod semantic_tokens;
mod settings;
mod shelf;
mod state;
mod symbols;
mod sync;
mod to_proto;
mod transport;
mod type_definition;
mod view;
mod watched;
mod watcher;
mod workspace_diagnostic;
mod written;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::mpsc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::request::{
    GotoDeclarationParams, GotoDeclarationResponse, GotoImplementationParams, GotoImplementationResponse,
    GotoTypeDefinitionParams, GotoTypeDefinitionResponse,
};
use tower_lsp::ls_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams, DocumentLink,
    DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams,
    InlayHint, InlayHintParams, LSPAny, Location, PrepareRenameResponse, ReferenceParams, RenameFilesParams, RenameParams,
    SelectionRange, SelectionRangeParams, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, TextDocumentPositionParams,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceEdit, WorkspaceSymbol, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};
use tower_lsp::{Client, LanguageServer, LspService, Server};

use state::{Notice, Shared};
use written::Writing;

/// Requests that may be under way at once. Enough that a slow one does not keep a hover waiting.
const CONCURRENCY: usize = 16;

/// How the command line starts the server.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A configuration to use instead of the `dateline.toml` found.
    pub config: Option<PathBuf>,
}

/// The server, as the library sees it.
struct Backend {
    shared: Arc<Shared>,
    shut_down: Arc<AtomicBool>,
}

/// Serves one client on standard input and output, until it says `exit` or is gone.
///
/// The exit code is 0 if the client said `shutdown` before, 1 if it did not, as the protocol asks.
#[must_use]
pub fn run(options: Options) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("the server cannot start its threads: {error}");
            return ExitCode::from(2);
        }
    };
    let shut_down = Arc::new(AtomicBool::new(false));
    let (input, output, writer) = transport::start(std::io::stdin(), std::io::stdout());
    let ended = shut_down.clone();
    runtime.block_on(async move {
        let (outbox, notices) = mpsc::unbounded_channel();
        let direct = output.clone();
        let (service, socket) = LspService::new(|client: Client| {
            let (changed, seen) = mpsc::unbounded_channel();
            let (questions, asked) = mpsc::unbounded_channel();
            tokio::spawn(deliver(client.clone(), notices));
            let shared = Arc::new(Shared::new(client, options, outbox, changed, questions, direct));
            tokio::spawn(shared.clone().take_in_changes(seen));
            tokio::spawn(shared.clone().ask_questions(asked));
            Backend { shared, shut_down: ended }
        });
        let service = Writing { inner: service, output: output.clone() };
        Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(service).await;
    });
    writer.finish();
    // Work that nobody waits for any more must not keep the process.
    runtime.shutdown_timeout(Duration::ZERO);
    if shut_down.load(Ordering::SeqCst) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Sends what is in line, in order.
async fn deliver(client: Client, mut notices: mpsc::UnboundedReceiver<Notice>) {
    while let Some(notice) = notices.recv().await {
        match notice {
            Notice::Diagnostics(uri, version, diagnostics) => client.publish_diagnostics(uri, diagnostics, version).await,
            Notice::Log(kind, message) => client.log_message(kind, message).await,
            Notice::Show(kind, message) => client.show_message(kind, message).await,
        }
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        self.shared.initialize(params).await
    }

    async fn initialized(&self, _: InitializedParams) {
        self.shared.initialized();
    }

    async fn shutdown(&self) -> Result<()> {
        self.shut_down.store(true, Ordering::SeqCst);
        self.shared.stop_indexing();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.shared.did_open(params);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.shared.did_change(params);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.shared.did_save(&params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.shared.did_close(params);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.shared.did_change_watched_files(params);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.shared.did_change_configuration(&params);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.shared.did_change_folders(&params);
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.shared.pull_diagnostics(params).await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.shared.pull_workspace_diagnostics(params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.shared.hover(params).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.shared.definition(params).await
    }

    async fn goto_implementation(&self, params: GotoImplementationParams) -> Result<Option<GotoImplementationResponse>> {
        self.shared.implementation(params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.shared.references(params).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.shared.highlights(params).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.shared.document_symbols(params).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.shared.workspace_symbols(params).await
    }

    async fn symbol_resolve(&self, params: WorkspaceSymbol) -> Result<WorkspaceSymbol> {
        self.shared.resolve_symbol(params).await
    }

    async fn goto_type_definition(&self, params: GotoTypeDefinitionParams) -> Result<Option<GotoTypeDefinitionResponse>> {
        self.shared.type_definition(params).await
    }

    async fn goto_declaration(&self, params: GotoDeclarationParams) -> Result<Option<GotoDeclarationResponse>> {
        self.shared.declaration(params).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.shared.completion(params).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.shared.resolve_completion(item).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.shared.prepare_rename(params).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.shared.rename(params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.shared.inlay_hints(params).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.shared.code_lenses(params).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        self.shared.resolve_code_lens(lens).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        self.shared.semantic_tokens(params).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        self.shared.semantic_tokens_delta(params).await
    }

    async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
        self.shared.semantic_tokens_range(params).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.shared.folding_ranges(params).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.shared.selection_ranges(params).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.shared.document_links(params).await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.shared.will_rename_files(params).await
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        self.shared.did_rename_files(&params);
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        self.shared.resolve_code_action(action).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.shared.code_actions(params).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        self.shared.execute_command(params).await
    }
}
