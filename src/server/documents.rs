//! The documents that the client has open.
//!
//! Changes are applied here, in the order in which they arrive and before anything else happens: the only lock that a handler takes on the
//! protocol's own task guards this table, and nobody holds it for longer than an edit takes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use tower_lsp::ls_types::{Diagnostic, TextDocumentContentChangeEvent, Uri};

use crate::article::Format;
use crate::corpus::Record;
use crate::text::{Document, EditError, PositionEncoding, Span};

use super::from_proto;
use super::review::LastReview;

/// Why diagnostics are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    /// Something else changed: they are sent only if they differ from those sent last.
    Refresh,
    /// A new version: they are sent whatever they are.
    Version,
}

/// One open document.
#[derive(Debug)]
pub(super) struct OpenDocument {
    uri: Uri,
    version: i32,
    edition: u64,
    of_text: u64,
    format: Option<Format>,
    text: Document,
    /// Where the last edit ended, if it may have been typing.
    typing: Option<usize>,
    /// Diagnostics that nobody is working on yet.
    due: Option<Due>,
    /// A task works on this document's diagnostics.
    busy: bool,
    /// Version and diagnostics sent last.
    sent: Option<(i32, Vec<Diagnostic>)>,
    reading: Reading,
    review: LastReview,
}

/// What was read last in a document. Locked while it is read, so that two jobs do not read the same text.
pub(super) type Reading = Arc<Mutex<Option<Read>>>;

/// What was read, and in what; both counts are those of [`Snapshot`].
#[derive(Debug)]
pub(super) struct Read {
    pub(super) edition: u64,
    pub(super) of_text: u64,
    pub(super) record: Arc<Record>,
}

/// A document as it was at one moment. Cheap: the text is shared.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// As the client writes it.
    pub(super) uri: Uri,
    /// What it is called inside.
    pub(super) path: Arc<Path>,
    /// The client's count.
    pub(super) version: i32,
    /// Our count: grows with every change of any document and with every opening, and is never used twice.
    pub(super) edition: u64,
    /// The edition with which this text came: those since differ from it only in what is stated of the article.
    pub(super) of_text: u64,
    /// `None` if it is no article.
    pub(super) format: Option<Format>,
    /// Its text.
    pub(super) text: Document,
    /// The byte offset at which somebody is typing.
    pub(super) typing: Option<usize>,
    /// What was read in it.
    pub(super) reading: Reading,
}

/// URI and version under which the client knows each open document.
pub(super) type OpenFiles = BTreeMap<Arc<Path>, (Uri, i32)>;

/// A notification that does not fit what is open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SyncError {
    /// The document was never opened, or closed since.
    #[error("{0} is not open: send `textDocument/didOpen` first")]
    NotOpen(String),
    /// It was open already; the new text was taken.
    #[error("{0} was opened twice: its text is the last one sent")]
    OpenedTwice(String),
    /// An edit lies outside.
    #[error(
        "an edit of {uri} was passed over, since {error}; the document may differ from the editor's until it is opened again"
    )]
    Edit {
        /// Which document.
        uri: String,
        /// What was wrong.
        error: EditError,
    },
    /// Versions must grow.
    #[error("version {got} of {uri} came after version {had}; it was taken all the same")]
    Version {
        /// Which document.
        uri: String,
        /// The version so far.
        had: i32,
        /// The version that came.
        got: i32,
    },
}

/// All open documents, by path.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<Arc<Path>, OpenDocument>,
    edition: u64,
}

impl Documents {
    /// Opens a document.
    pub(super) fn open(&mut self, uri: Uri, version: i32, format: Option<Format>, text: &str) -> Result<(), SyncError> {
        self.edition += 1;
        let path = from_proto::path(&uri);
        let name = uri.as_str().to_owned();
        let opened = OpenDocument {
            uri,
            version,
            edition: self.edition,
            of_text: self.edition,
            format,
            text: Document::new(text),
            typing: None,
            due: None,
            busy: self.open.get(&path).is_some_and(|document| document.busy),
            sent: None,
            reading: Reading::default(),
            review: LastReview::default(),
        };
        match self.open.insert(path, opened) {
            Some(_) => Err(SyncError::OpenedTwice(name)),
            None => Ok(()),
        }
    }

    /// Applies changes, one after the other. An edit that does not fit is passed over with those after it.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: PositionEncoding,
    ) -> Result<(), SyncError> {
        let name = || uri.as_str().to_owned();
        let document = self.open.get_mut(&from_proto::path(uri)).ok_or_else(|| SyncError::NotOpen(name()))?;
        self.edition += 1;
        document.edition = self.edition;
        document.of_text = self.edition;
        let had = std::mem::replace(&mut document.version, version);
        for change in changes {
            document.typing = match change.range {
                Some(range) => {
                    let (from, to) = (from_proto::position(range.start), from_proto::position(range.end));
                    let edited = document.text.edit(from, to, encoding, &change.text);
                    let inserted = edited.map_err(|error| SyncError::Edit { uri: name(), error })?;
                    is_typing(&change.text).then_some(inserted.end())
                }
                None => {
                    document.text = Document::new(&change.text);
                    None
                }
            };
        }
        if version <= had { Err(SyncError::Version { uri: name(), had, got: version }) } else { Ok(()) }
    }

    /// What is known about a document from outside has changed: it has to be read again, though its text is the same.
    pub(super) fn touch(&mut self, path: &Path) {
        if let Some(document) = self.open.get_mut(path) {
            self.edition += 1;
            document.edition = self.edition;
        }
    }

    /// Nobody is typing in a document any more: it was saved.
    pub(super) fn stop_typing(&mut self, uri: &Uri) -> Result<(), SyncError> {
        let document = self.open.get_mut(&from_proto::path(uri));
        document.ok_or_else(|| SyncError::NotOpen(uri.as_str().to_owned()))?.typing = None;
        Ok(())
    }

    /// Closes a document.
    pub(super) fn close(&mut self, uri: &Uri) -> Result<Arc<Path>, SyncError> {
        let path = from_proto::path(uri);
        self.open.remove(&path).map(|_| path).ok_or_else(|| SyncError::NotOpen(uri.as_str().to_owned()))
    }

    /// A document as it is now.
    pub(super) fn snapshot(&self, path: &Path) -> Option<Snapshot> {
        let (path, document) = self.open.get_key_value(path)?;
        Some(Snapshot {
            uri: document.uri.clone(),
            path: path.clone(),
            version: document.version,
            edition: document.edition,
            of_text: document.of_text,
            format: document.format,
            text: document.text.clone(),
            typing: document.typing,
            reading: document.reading.clone(),
        })
    }

    /// The paths of all open documents.
    pub(super) fn paths(&self) -> Vec<Arc<Path>> {
        self.open.keys().cloned().collect()
    }

    /// Whether a document is open.
    pub(super) fn is_open(&self, path: &Path) -> bool {
        self.open.contains_key(path)
    }

    /// The edition with which the text of an open document came, and what the rules said of it or one before.
    pub(super) fn last_review(&self, path: &Path) -> Option<(u64, LastReview)> {
        self.open.get(path).map(|document| (document.of_text, document.review.clone()))
    }

    /// What the client calls the open documents.
    pub(super) fn open_files(&self) -> OpenFiles {
        self.open.iter().map(|(path, document)| (path.clone(), (document.uri.clone(), document.version))).collect()
    }

    /// Says that diagnostics are due. True if a task must be started for them: none is at work.
    pub(super) fn call_for(&mut self, path: &Path, due: Due) -> bool {
        let Some(document) = self.open.get_mut(path) else { return false };
        document.due = document.due.max(Some(due));
        !std::mem::replace(&mut document.busy, true)
    }

    /// The next piece of work for a document's task; `None`, and the task is over, if there is none.
    pub(super) fn take_work(&mut self, path: &Path) -> Option<(Snapshot, Due)> {
        let document = self.open.get_mut(path)?;
        let Some(due) = document.due.take() else {
            document.busy = false;
            return None;
        };
        Some((self.snapshot(path)?, due))
    }

    /// Forgets what was sent, and gives what has to be taken back at the client.
    pub(super) fn withdraw(&mut self) -> Vec<(Uri, i32)> {
        let taken = self.open.values_mut().filter_map(|document| {
            let (_, sent) = document.sent.take()?;
            (!sent.is_empty()).then(|| (document.uri.clone(), document.version))
        });
        taken.collect()
    }

    /// Whether these diagnostics are to be sent: the document is as it was, and they are for a new version or differ from the last ones.
    pub(super) fn send(&mut self, snapshot: &Snapshot, due: Due, diagnostics: &[Diagnostic]) -> Sending {
        let Some(document) = self.open.get_mut(&snapshot.path) else { return Sending::Superseded };
        if document.edition != snapshot.edition {
            return Sending::Superseded;
        }
        let last = (snapshot.version, diagnostics);
        if due == Due::Refresh && document.sent.as_ref().is_some_and(|(version, sent)| (*version, &sent[..]) == last) {
            return Sending::Unchanged;
        }
        document.sent = Some((snapshot.version, diagnostics.to_vec()));
        Sending::Now
    }
}

/// What becomes of computed diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sending {
    /// A newer version is there, or none.
    Superseded,
    /// The client has them.
    Unchanged,
    /// Off they go.
    Now,
}

/// Whether inserted text may be a word that somebody is in the midst of: no white space in it. What is pasted has some.
fn is_typing(inserted: &str) -> bool {
    !inserted.contains(char::is_whitespace)
}

/// The word at which somebody is typing.
pub(super) fn typed_word(text: &str, at: usize) -> Option<Span> {
    let before = text.get(..at)?;
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let start = before.len() - before.chars().rev().take_while(|&c| inside(c)).map(char::len_utf8).sum::<usize>();
    let end = at + text[at..].chars().take_while(|&c| inside(c)).map(char::len_utf8).sum::<usize>();
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use tower_lsp::ls_types::{Position, Range};

    use super::*;

    fn uri() -> Uri {
        "untitled:one".parse().unwrap()
    }

    fn opened(text: &str) -> Documents {
        let mut documents = Documents::default();
        documents.open(uri(), 1, Some(Format::Text), text).unwrap();
        documents
    }

    fn edit(line: u32, from: u32, to: u32, text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(line, from), Position::new(line, to));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() }
    }

    fn state(documents: &Documents) -> (String, i32, Option<usize>) {
        let snapshot = documents.snapshot(Path::new("untitled:one")).unwrap();
        (snapshot.text.text(), snapshot.version, snapshot.typing)
    }

    #[test]
    fn changes_of_one_notification_build_on_each_other() {
        let mut documents = opened("one 😀 two\n");
        let changes = vec![edit(0, 4, 6, "and"), edit(0, 8, 11, "three")];
        documents.change(&uri(), 2, changes, PositionEncoding::Utf16).unwrap();
        assert_eq!(state(&documents), ("one and three\n".to_owned(), 2, Some(13)));
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "new".to_owned() };
        documents.change(&uri(), 7, vec![whole], PositionEncoding::Utf16).unwrap();
        assert_eq!(state(&documents), ("new".to_owned(), 7, None));
    }

    #[test]
    fn what_does_not_fit_is_told_and_the_document_stays() {
        let mut documents = opened("one\n");
        let error = documents.change(&uri(), 2, vec![edit(9, 0, 0, "x")], PositionEncoding::Utf16).unwrap_err();
        assert_eq!(
            error.to_string(),
            "an edit of untitled:one was passed over, since line 9 is outside the document, which has 2 lines; the document may differ from \
             the editor's until it is opened again"
        );
        assert_eq!(state(&documents), ("one\n".to_owned(), 2, None));
        let backwards = documents.change(&uri(), 2, vec![edit(0, 3, 3, "!")], PositionEncoding::Utf16).unwrap_err();
        assert_eq!(backwards.to_string(), "version 2 of untitled:one came after version 2; it was taken all the same");
        assert_eq!(state(&documents).0, "one!\n");
        let other: Uri = "untitled:two".parse().unwrap();
        assert_eq!(
            documents.change(&other, 1, Vec::new(), PositionEncoding::Utf16),
            Err(SyncError::NotOpen("untitled:two".to_owned()))
        );
        assert_eq!(documents.open(uri(), 1, None, "again"), Err(SyncError::OpenedTwice("untitled:one".to_owned())));
        assert_eq!(state(&documents), ("again".to_owned(), 1, None));
    }

    #[test]
    fn each_version_is_sent_once_and_a_refresh_only_if_it_differs() {
        let path = Path::new("untitled:one");
        let mut documents = opened("one\n");
        assert!(documents.call_for(path, Due::Version), "the first call starts a task");
        assert!(!documents.call_for(path, Due::Refresh), "the second finds it at work");
        let (snapshot, due) = documents.take_work(path).unwrap();
        assert_eq!((due, documents.send(&snapshot, due, &[])), (Due::Version, Sending::Now));
        documents.call_for(path, Due::Refresh);
        let (snapshot, due) = documents.take_work(path).unwrap();
        assert_eq!((due, documents.send(&snapshot, due, &[])), (Due::Refresh, Sending::Unchanged));
        assert_eq!(documents.send(&snapshot, due, &[Diagnostic::default()]), Sending::Now);
        documents.change(&uri(), 2, vec![edit(0, 0, 0, "x")], PositionEncoding::Utf16).unwrap();
        assert_eq!(documents.send(&snapshot, due, &[]), Sending::Superseded);
        assert!(documents.take_work(path).is_none(), "the task is over");
        assert!(documents.call_for(path, Due::Version), "and the next call starts another");
    }

    #[test]
    fn the_word_being_typed_is_found_around_the_cursor() {
        let word = |text: &'static str, at| typed_word(text, at).map(|span| span.of(text));
        assert_eq!(word("the adminstr of", 12), Some("adminstr"));
        assert_eq!(word("the adminstr of", 8), Some("adminstr"));
        assert_eq!(word("the adminstr, ", 14), None);
        assert_eq!(word("é", 1), None);
    }
}
