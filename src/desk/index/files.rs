//! Where an index lies, and how it is opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::desk::{ReadProblem, Selection};
use crate::knowledge::Knowledge;
use crate::language::EXTRACTOR;

use super::{Index, schema};

/// The rows.
pub(super) const DATABASE: &str = "articles.sqlite";
/// Whoever writes has this file locked.
pub(super) const LOCK: &str = "writer.lock";
/// What was set aside because it could not be used.
const SET_ASIDE: &str = "set-aside.sqlite";

/// An index, and what is to be told of how it was opened.
#[derive(Debug)]
pub struct Opened {
    /// The index.
    pub index: Index,
    /// It was damaged or of another version, and is empty now.
    pub set_aside: Option<String>,
}

impl Index {
    /// Where the index of a folder lies: one for each choice of files in it.
    #[must_use]
    pub fn folder_of(root: &Path, selection: &Selection, cache: &Path) -> PathBuf {
        let mut hasher = Sha256::new();
        hasher.update(root.as_os_str().as_encoded_bytes());
        for pattern in selection.include.iter().map(|pattern| format!("+{pattern}")).chain(selection.exclude.clone()) {
            hasher.update([0]);
            hasher.update(pattern.as_bytes());
        }
        let name: String = hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        cache.join("index").join(name)
    }

    /// Whether a folder has an index, usable or not.
    #[must_use]
    pub fn is_there(root: &Path, selection: &Selection, cache: &Path) -> bool {
        Self::folder_of(root, selection, cache).join(DATABASE).is_file()
    }

    /// Opens the index of a folder if there is one that can be used.
    #[must_use]
    pub fn find(root: &Path, selection: &Selection, cache: &Path, knowledge: &'static Knowledge) -> Option<Self> {
        let folder = Self::folder_of(root, selection, cache);
        let usable = schema::reader(&folder).and_then(|connection| schema::version(&connection));
        (usable.ok()? == version()).then(|| Self::new(root, selection, folder, knowledge))
    }

    /// Opens the index of a folder; makes it if there is none, and makes it anew if the one that is there cannot be used.
    ///
    /// # Errors
    /// If the cache folder cannot be written.
    pub fn open(root: &Path, selection: &Selection, cache: &Path, knowledge: &'static Knowledge) -> Result<Opened, ReadProblem> {
        let folder = Self::folder_of(root, selection, cache);
        fs::create_dir_all(&folder).map_err(|error| ReadProblem::from_io(&folder, &error))?;
        let index = Self::new(root, selection, folder, knowledge);
        let set_aside = index.make_usable().map_err(|message| ReadProblem::new(&index.folder, message))?;
        Ok(Opened { index, set_aside })
    }

    fn new(root: &Path, selection: &Selection, folder: PathBuf, knowledge: &'static Knowledge) -> Self {
        Self {
            root: root.to_owned(),
            selection: selection.clone(),
            folder,
            knowledge,
            readers: Mutex::default(),
            damaged: AtomicBool::new(false),
            recent: Mutex::default(),
        }
    }

    /// Makes the tables if need be; tells why what was there was set aside.
    fn make_usable(&self) -> Result<Option<String>, String> {
        let database = self.folder.join(DATABASE);
        // Two processes that start at once make one index, not two.
        let lock = fs::File::options().create(true).truncate(false).write(true).open(self.folder.join("open.lock"));
        let lock = lock.and_then(|file| file.lock().map(|()| file)).map_err(|error| format!("it cannot be locked: {error}"))?;
        let mut why = None;
        if database.is_file() {
            match schema::reader(&self.folder).and_then(|connection| schema::version(&connection)) {
                Ok(found) if found == version() => return Ok(None),
                Ok(found) => why = Some(format!("the index was written by another version ({found}) and is made anew")),
                Err(rusqlite::Error::QueryReturnedNoRows) => {}
                Err(error) => why = Some(format!("the index is damaged ({error}) and is made anew")),
            }
            self.set_aside().map_err(|error| format!("the index cannot be set aside: {error}; delete this folder"))?;
        }
        let made = Connection::open(&database).and_then(|mut connection| schema::create(&mut connection, &version()));
        made.map_err(|error| {
            format!("the index cannot be made here: {error}; set DATELINE_CACHE to a folder that can be written")
        })?;
        drop(lock);
        Ok(why)
    }

    /// Puts a file that cannot be used out of the way, with what belongs to it.
    fn set_aside(&self) -> std::io::Result<()> {
        fs::rename(self.folder.join(DATABASE), self.folder.join(SET_ASIDE))?;
        for ending in ["-wal", "-shm"] {
            let beside = self.folder.join(format!("{DATABASE}{ending}"));
            if beside.exists() {
                fs::remove_file(beside)?;
            }
        }
        Ok(())
    }

    /// Makes an index anew that turned out to be damaged.
    pub(super) fn make_anew(&self) -> Result<(), String> {
        self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
        self.set_aside().map_err(|error| format!("the index cannot be set aside: {error}; delete {}", self.folder.display()))?;
        self.make_usable()?;
        self.damaged.store(false, std::sync::atomic::Ordering::Relaxed);
        Ok(())
    }
}

/// What rows are made of: another format or another reader of articles makes other rows.
fn version() -> String {
    format!("{} {EXTRACTOR} {:x}", schema::FORMAT, crate::knowledge::edition())
}
