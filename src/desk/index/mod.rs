//! The index of an archive on disk: rows in SQLite, so that a million articles are answered in milliseconds and opened in one.
//!
//! The index is a cache. It can be deleted at any time and is made again from the articles; what people decided never lies in it. Any number
//! of processes read it at once, and see what another has committed with their next question. Who wants to write takes a lock on a file
//! beside it for as long as a refresh lasts; if that process dies, the system frees the lock, and what it had committed is there.
//! An index that another version wrote, or that is damaged, is set aside and made anew.

mod bearers;
mod decided;
mod files;
mod names;
mod read;
mod recent;
mod refresh;
mod rows;
mod schema;
mod write;

pub use files::Opened;
pub use refresh::{Progress, Refreshed};

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::knowledge::Knowledge;

use super::files::Selection;
use recent::Recent;

/// An archive on disk.
#[derive(Debug)]
pub struct Index {
    root: PathBuf,
    selection: Selection,
    folder: PathBuf,
    knowledge: &'static Knowledge,
    /// Those that nobody is reading with.
    readers: Mutex<Vec<Reader>>,
    /// Something could not be read: told once.
    damaged: AtomicBool,
    recent: Mutex<Recent>,
}

/// A connection for questions. It stays in one transaction until the index has been noticed to have changed: the questions of one answer see
/// one state, and do not each take and give back the locks that other processes look at.
#[derive(Debug)]
struct Reader {
    connection: Connection,
    /// The generation that had been noticed when its transaction began; it may see a newer one.
    began: Option<u64>,
}

/// The right to write, given back when it is dropped.
#[derive(Debug)]
pub struct WriteLock {
    _file: File,
}

impl Index {
    /// The folder whose articles it holds.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether it is the index of this folder with this choice of files.
    #[must_use]
    pub fn holds(&self, root: &Path, selection: &Selection) -> bool {
        let chosen = |selection: &Selection| (selection.include.clone(), selection.exclude.clone());
        self.root == root && chosen(&self.selection) == chosen(selection)
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes the right to write, if no other process has it.
    ///
    /// # Errors
    /// If the lock's file cannot be made.
    pub fn try_lock(&self) -> std::io::Result<Option<WriteLock>> {
        let file = self.lock_file()?;
        match file.try_lock() {
            Ok(()) => Ok(Some(WriteLock { _file: file })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Waits for the right to write, which the system takes from a process that dies.
    ///
    /// # Errors
    /// If the lock's file cannot be made.
    pub fn lock(&self) -> std::io::Result<WriteLock> {
        let file = self.lock_file()?;
        file.lock()?;
        Ok(WriteLock { _file: file })
    }

    fn lock_file(&self) -> std::io::Result<File> {
        File::options().create(true).truncate(false).write(true).open(self.folder.join(files::LOCK))
    }

    /// Whether a question could not be answered because the file cannot be read.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Asks something. What cannot be read is as if it were not there, and the next refresh makes the index anew.
    fn ask<T: Default>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> T {
        let noticed = crate::corpus::Store::noticed(self);
        let answer = self.reader().and_then(|mut reader| {
            if reader.began != Some(noticed) {
                reader.end()?;
                reader.connection.prepare_cached("BEGIN")?.execute([])?;
                reader.began = Some(noticed);
            }
            let answer = question(&reader.connection)?;
            self.free(reader);
            Ok(answer)
        });
        answer.unwrap_or_else(|error| self.complain(&error))
    }

    /// Asks something of the index as it is now, and lets go of what readers saw before: an open transaction would keep the log from being
    /// emptied.
    fn ask_now<T: Default>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> T {
        let idle = std::mem::take(&mut *self.readers.lock().unwrap_or_else(PoisonError::into_inner));
        for mut reader in idle {
            if reader.end().is_ok() {
                self.free(reader);
            }
        }
        let answer = self.reader().and_then(|mut reader| {
            reader.end()?;
            let answer = question(&reader.connection)?;
            self.free(reader);
            Ok(answer)
        });
        answer.unwrap_or_else(|error| self.complain(&error))
    }

    fn reader(&self) -> rusqlite::Result<Reader> {
        let free = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.map_or_else(|| Ok(Reader { connection: schema::reader(&self.folder)?, began: None }), Ok)
    }

    fn free(&self, reader: Reader) {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
    }

    /// Tells once that the index cannot be read.
    fn complain<T: Default>(&self, error: &rusqlite::Error) -> T {
        if !self.damaged.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                "{}: the index cannot be read ({error}); it is made anew with the next refresh",
                self.folder.display()
            );
        }
        T::default()
    }

    fn relative<'p>(&self, path: &'p Path) -> Option<&'p str> {
        path.strip_prefix(&self.root).ok()?.to_str()
    }

    fn absolute(&self, relative: &str) -> Arc<Path> {
        Arc::from(self.root.join(relative))
    }
}

impl Reader {
    fn end(&mut self) -> rusqlite::Result<()> {
        if self.began.take().is_some() {
            self.connection.prepare_cached("COMMIT")?.execute([])?;
        }
        Ok(())
    }
}
