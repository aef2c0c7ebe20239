//! Making an index and keeping it up with its folder: what has not changed is not read.
//!
//! Files are read on every core; one thread writes what they found, batch by batch. A batch is a transaction, so an index that was interrupted
//! goes on where it was, and what it has answers meanwhile. Memory is bounded by the size of a batch, whatever the number of articles.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant, UNIX_EPOCH};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::article::sidecar;
use crate::corpus::{Digest, Store};
use crate::desk::reading::{ReadProblem, read_guarded};

use super::write::{Change, Read, Stamp, apply};
use super::{Index, WriteLock, decided, rows, schema};

/// A batch is written when it weighs so much, in bytes.
const BATCH: usize = 48 << 20;
/// Or when it is so old: others want to see what is there. In a large index, where writing takes longer, later.
const PATIENCE: Duration = Duration::from_secs(2);
/// Articles that wait to be written.
const WAITING: usize = 64;

/// How far a refresh is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that had to be read and were.
    pub done: usize,
    /// Files that have to be read.
    pub total: usize,
}

/// What a refresh did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Articles that were read.
    pub read: usize,
    /// Articles that are gone.
    pub gone: usize,
    /// It was interrupted; the next goes on.
    pub interrupted: bool,
}

/// A file that has to be read, with the hash of what the index has of it.
struct Work {
    path: String,
    stamp: Stamp,
    known: Option<[u8; 16]>,
}

impl Index {
    /// Brings the index up with these files, which are all its articles: absolute paths below its root.
    ///
    /// # Errors
    /// If the index cannot be written: the disk is full, or somebody has damaged the file and it could not be made anew.
    pub fn refresh(
        &self,
        _lock: &WriteLock,
        files: &[PathBuf],
        progress: &(dyn Fn(Progress) + Sync),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<Refreshed, ReadProblem> {
        if !self.is_damaged() {
            match self.bring_up(files, progress, cancelled) {
                Ok(refreshed) => return Ok(refreshed),
                Err(error) if !is_damage(&error) => return Err(self.failed(&error)),
                Err(error) => tracing::warn!("{}: the index is damaged ({error}) and is made anew", self.folder.display()),
            }
        }
        self.make_anew().map_err(|message| ReadProblem::new(&self.folder, message))?;
        self.bring_up(files, progress, cancelled).map_err(|error| self.failed(&error))
    }

    /// Brings the index up with some files only, which may be gone.
    ///
    /// # Errors
    /// As [`Index::refresh`].
    pub fn refresh_some(&self, _lock: &WriteLock, files: &[PathBuf]) -> Result<Refreshed, ReadProblem> {
        // As whoever wrote last has left it.
        self.generation();
        let mut work = Vec::new();
        let mut gone = Vec::new();
        let known = |path: &str| self.ask(|connection| stamp_of(connection, path));
        for path in files.iter().filter_map(|path| self.relative(path)) {
            match (stamp(&self.root.join(path)), known(path)) {
                (None, Some(_)) => gone.push(path.to_owned()),
                (Some(now), Some((then, _))) if now == then => {}
                (Some(stamp), known) => {
                    work.push(Work { path: path.to_owned(), stamp, known: known.and_then(|(_, hash)| hash) });
                }
                (None, None) => {}
            }
        }
        let connection = schema::writer(&self.folder).map_err(|error| self.failed(&error))?;
        self.write(connection, &gone, &work, &|_| {}, &|| false).map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &rusqlite::Error) -> ReadProblem {
        ReadProblem::new(&self.folder, format!("the index could not be written ({error}); look whether the disk is full"))
    }

    fn bring_up(
        &self,
        files: &[PathBuf],
        progress: &(dyn Fn(Progress) + Sync),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> rusqlite::Result<Refreshed> {
        let connection = schema::writer(&self.folder)?;
        let (work, gone) = self.differences(&connection, files)?;
        self.write(connection, &gone, &work, progress, cancelled)
    }

    /// What differs between the folder and the index: both are walked in order of path.
    fn differences(&self, connection: &Connection, files: &[PathBuf]) -> rusqlite::Result<(Vec<Work>, Vec<String>)> {
        let mut now: Vec<&str> = files.iter().filter_map(|path| self.relative(path)).collect();
        now.sort_unstable();
        let mut now = now.into_iter().peekable();
        let mut work = Vec::new();
        let mut gone = Vec::new();
        // A file that vanishes meanwhile is gone at the next refresh.
        let fresh = |path: &str, work: &mut Vec<Work>| {
            if let Some(stamp) = stamp(&self.root.join(path)) {
                work.push(Work { path: path.to_owned(), stamp, known: None });
            }
        };
        let mut statement = connection.prepare(
            "SELECT path, size, modified, sidecar_stamp FROM articles
             UNION ALL SELECT path, size, modified, sidecar_stamp FROM problems ORDER BY path",
        )?;
        let mut known = statement.query([])?;
        while let Some(row) = known.next()? {
            let path = row.get_ref(0)?.as_str()?;
            while let Some(before) = now.next_if(|now| *now < path) {
                fresh(before, &mut work);
            }
            let then = Stamp { size: row.get(1)?, modified: row.get(2)?, sidecar: row.get(3)? };
            match now.next_if_eq(&path).and_then(|path| stamp(&self.root.join(path))) {
                None => gone.push(path.to_owned()),
                Some(now) if now == then => {}
                Some(stamp) => work.push(Work { path: path.to_owned(), stamp, known: None }),
            }
        }
        for path in now {
            fresh(path, &mut work);
        }
        for work in &mut work {
            work.known = stamp_of(connection, &work.path)?.and_then(|(_, hash)| hash);
        }
        Ok((work, gone))
    }

    fn write(
        &self,
        mut connection: Connection,
        gone: &[String],
        work: &[Work],
        progress: &(dyn Fn(Progress) + Sync),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> rusqlite::Result<Refreshed> {
        let mut refreshed = Refreshed { gone: gone.len(), ..Refreshed::default() };
        for gone in gone.chunks(1_000) {
            self.commit(&mut connection, gone.iter().cloned().map(Change::Remove).collect())?;
        }
        let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(1, 16).min(work.len());
        let next = AtomicUsize::new(0);
        progress(Progress { done: 0, total: work.len() });
        let written = std::thread::scope(|scope| {
            let (send, found) = mpsc::sync_channel(WAITING);
            for _ in 0..threads {
                let send = send.clone();
                let next = &next;
                scope.spawn(move || {
                    while let Some(work) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if cancelled() || send.send(self.read_work(work)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            let mut batch = Vec::new();
            let (mut weight, mut begun, mut done, mut patience) = (0, Instant::now(), 0, PATIENCE);
            for change in found {
                refreshed.read += usize::from(matches!(change, Change::Put(..)));
                weight += change.weight();
                batch.push(change);
                done += 1;
                progress(Progress { done, total: work.len() });
                if weight > BATCH || begun.elapsed() > patience {
                    let writing = Instant::now();
                    self.commit(&mut connection, std::mem::take(&mut batch))?;
                    patience = PATIENCE.max(writing.elapsed() * 4);
                    (weight, begun) = (0, Instant::now());
                }
            }
            self.commit(&mut connection, batch)
        });
        written?;
        decided::find_out(self, &mut connection, cancelled)?;
        self.generation();
        refreshed.interrupted = cancelled();
        // Readers come and go; what they still need stays in the log, which else is emptied.
        let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(refreshed)
    }

    fn commit(&self, connection: &mut Connection, changes: Vec<Change>) -> rusqlite::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        apply(&transaction, self, changes)?;
        transaction.commit()?;
        self.generation();
        Ok(())
    }

    fn read_work(&self, work: &Work) -> Change {
        let path = self.root.join(&work.path);
        let sidecar = fs::read_to_string(sidecar::path_for(&path)).ok();
        let Ok(hash) = hash_of(&path, sidecar.as_deref()) else {
            let message = match fs::metadata(&path) {
                Err(error) => ReadProblem::from_io(&path, &error).message,
                Ok(_) => "it could not be read; look at its permissions".to_owned(),
            };
            return Change::Problem(work.path.clone(), work.stamp, message);
        };
        if work.known == Some(hash) {
            return Change::Touch(work.path.clone(), work.stamp);
        }
        match read_guarded(&path, self.knowledge) {
            Ok(read) => {
                let digest = Digest::of(&read.record, self.knowledge);
                let body = rows::squeeze(&read.record.article.source);
                Change::Put(work.path.clone(), work.stamp, Box::new(Read { digest, hash, sidecar, body }))
            }
            Err(problem) => Change::Problem(work.path.clone(), work.stamp, problem.message),
        }
    }

    /// What could not be read, with the reason, in order of path.
    #[must_use]
    pub fn problems(&self, limit: usize) -> Vec<ReadProblem> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT path, message FROM problems ORDER BY path LIMIT ?1")?;
            let found = statement
                .query_map([limit as i64], |row| Ok(ReadProblem::new(&self.absolute(row.get_ref(0)?.as_str()?), row.get(1)?)))?;
            found.collect()
        })
    }

    /// The articles at or below a path.
    #[must_use]
    pub fn articles_below(&self, path: &Path) -> Vec<PathBuf> {
        self.paths_below("SELECT path FROM articles WHERE path = ?1 OR (path >= ?2 AND path < ?3)", path)
    }

    /// The files at or below a path that are articles or could not be read.
    #[must_use]
    pub fn below(&self, path: &Path) -> Vec<PathBuf> {
        self.paths_below(
            "SELECT path FROM articles WHERE path = ?1 OR (path >= ?2 AND path < ?3)
             UNION ALL SELECT path FROM problems WHERE path = ?1 OR (path >= ?2 AND path < ?3)",
            path,
        )
    }

    fn paths_below(&self, query: &str, path: &Path) -> Vec<PathBuf> {
        let Some(path) = self.relative(path) else { return Vec::new() };
        // What follows a slash; the root has all.
        let (from, to) =
            if path.is_empty() { (String::new(), "\u{10ffff}".to_owned()) } else { (format!("{path}/"), format!("{path}0")) };
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let found =
                statement.query_map([path, from.as_str(), to.as_str()], |row| Ok(self.root.join(row.get_ref(0)?.as_str()?)))?;
            found.collect()
        })
    }

    /// Files of the folder that are not as the index has them, and files that it has and the folder has not.
    #[must_use]
    pub fn outdated(&self, files: &[PathBuf]) -> (usize, usize) {
        let differing = self.ask(|connection| {
            let (work, gone) = self.differences(connection, files)?;
            Ok((work.len(), gone.len()))
        });
        if self.articles() == 0 { (files.len(), 0) } else { differing }
    }

    /// How large it is on disk, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum()
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    let code = error.sqlite_error_code();
    matches!(code, Some(DatabaseCorrupt | NotADatabase)) || matches!(error, rusqlite::Error::FromSqlConversionFailure(..))
}

/// `None` if there is no such file.
fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    let (size, modified) = numbers(&metadata);
    let sidecar = fs::metadata(sidecar::path_for(path)).ok().map(|metadata| {
        let (size, modified) = numbers(&metadata);
        modified ^ size.rotate_left(48) | 1
    });
    Some(Stamp { size, modified, sidecar: sidecar.unwrap_or(0) })
}

fn numbers(metadata: &fs::Metadata) -> (i64, i64) {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = modified.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0);
    (i64::try_from(metadata.len()).unwrap_or(i64::MAX), modified)
}

/// What the index has of a file: its stamp, and the hash of its contents if it could be read.
fn stamp_of(connection: &Connection, path: &str) -> rusqlite::Result<Option<(Stamp, Option<[u8; 16]>)>> {
    let mut statement = connection.prepare_cached(
        "SELECT size, modified, sidecar_stamp, hash FROM articles WHERE path = ?1
         UNION ALL SELECT size, modified, sidecar_stamp, NULL FROM problems WHERE path = ?1",
    )?;
    let row = statement.query_row([path], |row| {
        let stamp = Stamp { size: row.get(0)?, modified: row.get(1)?, sidecar: row.get(2)? };
        Ok((stamp, row.get(3)?))
    });
    rusqlite::OptionalExtension::optional(row)
}

/// A fingerprint of an article and its sidecar.
fn hash_of(path: &Path, sidecar: Option<&str>) -> std::io::Result<[u8; 16]> {
    let mut hasher = Sha256::new();
    hasher.update(fs::read(path)?);
    if let Some(sidecar) = sidecar {
        hasher.update([0]);
        hasher.update(sidecar.as_bytes());
    }
    let mut hash = [0; 16];
    hash.copy_from_slice(&hasher.finalize()[..16]);
    Ok(hash)
}
