//! What all handlers share, and the rules by which they share it.
//!
//! `documents` is locked on the protocol's task, for the length of an edit. The workspace is looked at and changed on blocking threads only:
//! reading an article happens outside, putting the result in takes a moment. A change of the workspace may lock `documents`, never the other
//! way round.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tokio::sync::{Notify, mpsc, watch};
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Diagnostic, MessageType, Uri};

use crate::corpus::Record;
use crate::desk::{Draft, Workspace};
use crate::knowledge::Knowledge;

use super::abilities::Abilities;
use super::anyway::Question;
use super::documents::{Documents, Read, Snapshot, SyncError};
use super::folders::Wanted;
use super::from_proto;
use super::refresh::Settled;
use super::semantic_tokens::SentTokens;
use super::shelf::{Look, Shelf};
use super::transport::Output;
use super::watcher::{Eyes, Seen};
use super::workspace_diagnostic::ClosedFiles;

/// A notification on its way to the client. Sent by one task, in order, so that no handler waits for a client.
#[derive(Debug)]
pub(super) enum Notice {
    /// Diagnostics of a document; those of a closed one have no version.
    Diagnostics(Uri, Option<i32>, Vec<Diagnostic>),
    /// A line for the client's log.
    Log(MessageType, String),
    /// A message that a person should see.
    Show(MessageType, String),
}

/// Says that nobody waits for an answer any more. Set when the request is cancelled or its text changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    pub(super) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Sets the flag when a handler is dropped before its end: that is how the library cancels.
struct CancelOnDrop(Cancelled);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.set();
    }
}

/// The server's memory.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) client: Client,
    pub(super) knowledge: &'static Knowledge,
    pub(super) options: super::Options,
    abilities: OnceLock<Abilities>,
    documents: Mutex<Documents>,
    workspace: Shelf<Workspace>,
    wanted: Mutex<Wanted>,
    outbox: mpsc::UnboundedSender<Notice>,
    /// Folders about which a person has to be asked.
    pub(super) questions: mpsc::UnboundedSender<Question>,
    /// For what must be with the client before the answer to a request.
    pub(super) output: Output,
    /// Grows with every indexing; an indexing that is not the newest gives up.
    pub(super) indexing: AtomicU64,
    /// What our watcher saw.
    pub(super) changed_files: mpsc::UnboundedSender<Seen>,
    watcher: Mutex<Option<Eyes>>,
    /// Held while a dossier is read, changed and written.
    writing_dossier: Mutex<()>,
    /// Our watcher cannot watch.
    pub(super) ask_to_watch: Notify,
    /// Tasks that work on diagnostics.
    pub(super) at_work: watch::Sender<usize>,
    /// What changes beside the text that is being typed.
    pub(super) settled: Settled,
    /// The client asks for diagnostics, so that it is told none.
    pub(super) pulling: AtomicBool,
    /// Findings of closed files.
    pub(super) closed: ClosedFiles,
    /// Semantic tokens of open documents, as they were told last.
    pub(super) sent_tokens: SentTokens,
}

impl Shared {
    pub(super) fn new(
        client: Client,
        options: super::Options,
        outbox: mpsc::UnboundedSender<Notice>,
        changed_files: mpsc::UnboundedSender<Seen>,
        questions: mpsc::UnboundedSender<Question>,
        output: Output,
    ) -> Self {
        let knowledge = Knowledge::builtin();
        Self {
            client,
            knowledge,
            options,
            abilities: OnceLock::new(),
            documents: Mutex::default(),
            workspace: Shelf::new(Workspace::without_folder(knowledge)),
            wanted: Mutex::default(),
            outbox,
            questions,
            output,
            indexing: AtomicU64::new(0),
            changed_files,
            watcher: Mutex::default(),
            writing_dossier: Mutex::default(),
            ask_to_watch: Notify::new(),
            at_work: watch::Sender::new(0),
            settled: Settled::default(),
            pulling: AtomicBool::new(false),
            closed: ClosedFiles::default(),
            sent_tokens: SentTokens::default(),
        }
    }

    /// What the client can do; what every client can, before it has said anything.
    pub(super) fn abilities(&self) -> &Abilities {
        static NONE: OnceLock<Abilities> = OnceLock::new();
        self.abilities.get().unwrap_or_else(|| NONE.get_or_init(Abilities::default))
    }

    pub(super) fn set_abilities(&self, abilities: Abilities) {
        // The library lets `initialize` succeed only once.
        let _ = self.abilities.set(abilities);
    }

    /// The open documents. Never held across an `await` or any computation.
    pub(super) fn documents(&self) -> MutexGuard<'_, Documents> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The articles, to look at. On blocking threads only.
    pub(super) fn workspace(&self) -> Look<'_, Workspace> {
        let look = self.workspace.look();
        // The indexes notice what other processes have written.
        look.indexed();
        look
    }

    /// The articles, to change. On blocking threads only, and not while looking at them.
    pub(super) fn change<R>(&self, change: impl FnOnce(&mut Workspace) -> R) -> R {
        self.workspace.change(change)
    }

    /// What the client asked for. Never held across any computation.
    pub(super) fn wanted(&self) -> MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Our eyes on the disk; `None` if the system does not let us see.
    pub(super) fn watcher(&self) -> MutexGuard<'_, Option<Eyes>> {
        self.watcher.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The turn to change a dossier: two commands at once both count. On blocking threads only.
    pub(super) fn one_dossier_at_a_time(&self) -> MutexGuard<'_, ()> {
        self.writing_dossier.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a notification in line.
    pub(super) fn send(&self, notice: Notice) {
        // Fails only when the server is ending.
        let _ = self.outbox.send(notice);
    }

    /// Tells of a fault, in our own log and the client's.
    pub(super) fn complain(&self, message: impl std::fmt::Display) {
        tracing::warn!("{message}");
        self.send(Notice::Log(MessageType::WARNING, message.to_string()));
    }

    /// Tells a client of its own error. A notification has no answer, so it goes into the client's log.
    pub(super) fn object(&self, error: &SyncError) {
        tracing::error!("{error}");
        self.send(Notice::Log(MessageType::ERROR, error.to_string()));
    }

    /// Runs work on a blocking thread. A panic in it is an error of this one request; cancelling the request sets the flag.
    pub(super) async fn job<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Shared, &Cancelled) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let cancelled = Cancelled::default();
        let guard = CancelOnDrop(cancelled.clone());
        let shared = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            if cancelled.is_set() { Err(Error::request_cancelled()) } else { work(&shared, &cancelled) }
        });
        let done = done.await;
        drop(guard);
        done.unwrap_or_else(|failure| {
            self.complain(format_args!("a request failed inside Dateline ({failure}); please report this with the text"));
            let mut error = Error::internal_error();
            error.message = "Dateline failed on this request; the server goes on".into();
            Err(error)
        })
    }

    /// An open document as it is now; an error for the client if it is not open.
    pub(super) fn snapshot(&self, uri: &Uri) -> Result<Snapshot> {
        self.documents()
            .snapshot(&from_proto::path(uri))
            .ok_or_else(|| Error::invalid_params(format!("{} is not open", uri.as_str())))
    }

    /// The reading of a document as the snapshot has it, read now if need be, and taken into the workspace. `None` if it is no article.
    ///
    /// # Errors
    /// `ContentModified` if a newer text has been read since.
    pub(super) fn record(&self, snapshot: &Snapshot) -> Result<Option<Arc<Record>>> {
        let Some(format) = snapshot.format else { return Ok(None) };
        let mut reading = snapshot.reading.lock().unwrap_or_else(PoisonError::into_inner);
        match &*reading {
            Some(read) if read.edition < snapshot.edition => {}
            // Of the same text more may be known by now.
            Some(read) if read.of_text == snapshot.of_text => return Ok(Some(read.record.clone())),
            Some(_) => return Err(Error::content_modified()),
            None => {}
        }
        let draft = Draft { text: Arc::from(snapshot.text.text()), format };
        if reading.is_none() && snapshot.path.is_absolute() && self.workspace().record(&snapshot.path).is_none() {
            // A file of no folder of ours, or one that was not read yet, may have a sidecar all the same.
            let problem = self.change(|workspace| workspace.refresh_sidecar(&snapshot.path));
            problem.into_iter().for_each(|problem| self.complain(problem));
        }
        let stated = self.workspace().stated(&snapshot.path);
        let record = Arc::new(Record::read(snapshot.path.clone(), draft.text.clone(), format, &stated, false, self.knowledge));
        self.change(|workspace| {
            // A document that was closed meanwhile must not come back as a draft.
            if self.documents().is_open(&snapshot.path) {
                workspace.put_draft(draft, record.clone());
            }
        });
        *reading = Some(Read { edition: snapshot.edition, of_text: snapshot.of_text, record: record.clone() });
        Ok(Some(record))
    }

    /// A path as people read it: below its root, else in full.
    pub(super) fn shown(workspace: &Workspace, path: &Path) -> String {
        let below = workspace.folders().iter().filter_map(|folder| path.strip_prefix(&folder.root).ok());
        let shortest = below.min_by_key(|below| below.as_os_str().len());
        shortest.unwrap_or(path).display().to_string()
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::LspService;
    use tower_lsp::ls_types::TextDocumentContentChangeEvent;

    use crate::article::Format;
    use crate::text::PositionEncoding;

    use super::super::{Backend, transport};
    use super::*;

    /// The server's memory without a client, and what it would send to one.
    fn shared() -> (Arc<Shared>, mpsc::UnboundedReceiver<Notice>) {
        let (outbox, notices) = mpsc::unbounded_channel();
        let (changed, _) = mpsc::unbounded_channel();
        let (questions, _) = mpsc::unbounded_channel();
        let (_, output, _) = transport::start(std::io::empty(), std::io::sink());
        let (service, _) = LspService::new(|client| {
            let shared = Arc::new(Shared::new(client, super::super::Options::default(), outbox, changed, questions, output));
            Backend { shared, shut_down: Arc::default() }
        });
        (service.inner().shared.clone(), notices)
    }

    /// A draft that is open, and its snapshot.
    fn opened(shared: &Shared) -> Snapshot {
        let uri: Uri = "untitled:draft".parse().expect("a URI");
        shared.documents().open(uri.clone(), 1, Some(Format::Text), "Pat Lee is 40.").expect("it was not open");
        shared.snapshot(&uri).expect("it is open")
    }

    #[test]
    fn what_is_stated_anew_of_a_text_is_no_new_text() {
        let (shared, _) = shared();
        let asked = opened(&shared);
        shared.documents().touch(&asked.path);
        let newest = shared.snapshot(&asked.uri).expect("it is open");
        let read = shared.record(&newest).expect("it can be read").expect("an article");
        // The question came before the touch and is answered after it, as a fact list may be while its tick is noticed on the disk.
        let answered = shared.record(&asked).expect("the text is the same").expect("an article");
        assert!(Arc::ptr_eq(&read, &answered));
        assert!(shared.review_of_newest(&shared.workspace(), &answered).is_ok());
    }

    #[test]
    fn a_text_that_was_overtaken_is_not_read_again() {
        let (shared, _) = shared();
        let asked = opened(&shared);
        let change = TextDocumentContentChangeEvent { range: None, range_length: None, text: "Pat Lee is 41.".to_owned() };
        shared.documents().change(&asked.uri, 2, vec![change], PositionEncoding::Utf16).expect("it is open");
        let newest = shared.snapshot(&asked.uri).expect("it is open");
        shared.record(&newest).expect("it can be read");
        assert_eq!(shared.record(&asked).map(|_| ()), Err(Error::content_modified()));
    }

    #[test]
    fn a_panic_is_the_error_of_one_request() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let (shared, mut notices) = shared();
        let failed = runtime.block_on(shared.job(|_, _| -> Result<u8> { panic!("so many words") }));
        let error = failed.expect_err("an error");
        assert_eq!((error.code.code(), &*error.message), (-32603, "Dateline failed on this request; the server goes on"));
        let told = notices.try_recv().expect("a line in the client's log");
        assert!(
            matches!(&told, Notice::Log(MessageType::WARNING, line) if line.contains("so many words") && line.contains("please report this")),
            "{told:?}"
        );
        assert_eq!(runtime.block_on(shared.job(|_, _| Ok(5))), Ok(5));
    }
}
