//! A file on disk becomes a record of the corpus, or one clear message that says why not.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::article::sidecar::{self, Sidecar};
use crate::article::{DecodeError, Format, SIZE_LIMIT, Stated, decode};
use crate::corpus::Record;
use crate::knowledge::Knowledge;

/// A file that could not be read, or not in full: which, why, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", path.display())]
pub struct ReadProblem {
    /// The file or folder.
    pub path: PathBuf,
    /// Cause and remedy, without the path.
    pub message: String,
}

impl ReadProblem {
    /// A problem of a file.
    #[must_use]
    pub fn new(path: &Path, message: String) -> Self {
        Self { path: path.to_owned(), message }
    }

    /// What the system said, in words that help.
    #[must_use]
    pub fn from_io(path: &Path, error: &io::Error) -> Self {
        let message = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
            io::ErrorKind::PermissionDenied => {
                "you have no permission to read it; change its permissions or exclude it".to_owned()
            }
            io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
            _ => format!("it could not be read: {error}"),
        };
        Self::new(path, message)
    }
}

/// What came of reading a file.
#[derive(Clone, Debug)]
pub struct FileRead {
    /// The article.
    pub record: Record,
    /// What its sidecar says, if it has one.
    pub sidecar: Option<Sidecar>,
    /// Why its sidecar could not be used, if it has one that could not; the article was read without it.
    pub sidecar_problem: Option<ReadProblem>,
}

/// Reads one file as an article. The file's name decides its format; one that promises none is read as plain text.
///
/// # Errors
/// [`ReadProblem`] if the file is missing, may not be read, is no text or is too large.
pub fn read_file(path: &Path, knowledge: &Knowledge) -> Result<FileRead, ReadProblem> {
    let size = std::fs::metadata(path).map_err(|error| ReadProblem::from_io(path, &error))?.len();
    if size > SIZE_LIMIT as u64 {
        let error = DecodeError::TooLarge { size: usize::try_from(size).unwrap_or(usize::MAX) };
        return Err(ReadProblem::new(path, error.to_string()));
    }
    let bytes = std::fs::read(path).map_err(|error| ReadProblem::from_io(path, &error))?;
    let decoded = decode(&bytes).map_err(|error| ReadProblem::new(path, error.to_string()))?;
    let format = Format::of_path(path).unwrap_or(Format::Text);
    let (sidecar, sidecar_problem) = read_sidecar(path);
    let stated = sidecar.as_ref().map(Stated::from).unwrap_or_default();
    let record = Record::read(Arc::from(path), Arc::from(decoded.text), format, &stated, true, knowledge);
    Ok(FileRead { record, sidecar, sidecar_problem })
}

/// Reads the sidecar beside an article: what it says, if there is one, and what is wrong with it. Of a sidecar with mistakes, what could be
/// read counts.
#[must_use]
pub fn read_sidecar(article: &Path) -> (Option<Sidecar>, Option<ReadProblem>) {
    let path = sidecar::path_for(article);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (None, None),
        Err(error) => return (None, Some(ReadProblem::from_io(&path, &error))),
    };
    match sidecar::parse(&text) {
        Ok(sidecar) => (Some(sidecar), None),
        Err(error) => {
            let problem = ReadProblem::new(&path, error.to_string());
            (Some(*error.rest), Some(problem))
        }
    }
}

/// The articles that a sidecar may belong to: `a.txt`, `a.md`, `a.html` for `a.dateline.toml`, as far as they exist.
#[must_use]
pub fn articles_of_sidecar(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Some(stem) = name.strip_suffix(sidecar::SUFFIX) else { return Vec::new() };
    let articles = Format::ENDINGS.iter().map(|(ending, _)| path.with_file_name(format!("{stem}.{ending}")));
    articles.filter(|article| article.is_file()).collect()
}

/// Reads files on every core and hands each over as it is done, in no particular order: `each` gets its index in `files` and what came of it,
/// one call at a time. Ends early when `cancelled` says so.
pub fn read_files(
    files: &[PathBuf],
    knowledge: &Knowledge,
    each: &mut (dyn FnMut(usize, Result<FileRead, ReadProblem>) + Send),
    cancelled: &(dyn Fn() -> bool + Sync),
) {
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, 16).min(files.len().max(1));
    let next = AtomicUsize::new(0);
    let each = Mutex::new(each);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = files.get(index) else { break };
                    if cancelled() {
                        break;
                    }
                    let read = read_guarded(path, knowledge);
                    if let Ok(mut each) = each.lock() {
                        each(index, read);
                    }
                }
            });
        }
    });
}

/// As [`read_file`]; a fault of ours in one file costs that file, not the workspace.
pub(super) fn read_guarded(path: &Path, knowledge: &Knowledge) -> Result<FileRead, ReadProblem> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read_file(path, knowledge))).unwrap_or_else(|_| {
        let message = "Dateline failed while reading it; please report this with the file. It is passed over".to_owned();
        Err(ReadProblem::new(path, message))
    })
}
