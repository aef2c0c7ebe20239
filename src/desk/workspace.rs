//! The articles that are looked at together: those on disk, with the editor's drafts over them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::{Format, Stated};
use crate::corpus::{Corpus, Record};
use crate::knowledge::Knowledge;

use super::files::Listing;
use super::reading::{FileRead, ReadProblem, read_file, read_files};

/// A document as an editor holds it. It wins over the file on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its text.
    pub text: Arc<str>,
    /// How it is written.
    pub format: Format,
}

/// The articles, and what could not be read.
#[derive(Clone, Debug)]
pub struct Workspace {
    knowledge: &'static Knowledge,
    roots: Vec<PathBuf>,
    corpus: Corpus,
    drafts: BTreeMap<Arc<Path>, Draft>,
    problems: BTreeMap<PathBuf, String>,
}

impl Workspace {
    /// A workspace of nothing but open documents.
    #[must_use]
    pub fn without_folder(knowledge: &'static Knowledge) -> Self {
        Self { knowledge, roots: Vec::new(), corpus: Corpus::new(knowledge), drafts: BTreeMap::new(), problems: BTreeMap::new() }
    }

    /// A workspace of some folders, of which nothing has been read yet.
    #[must_use]
    pub fn with_roots(roots: Vec<PathBuf>, knowledge: &'static Knowledge) -> Self {
        Self { roots, ..Self::without_folder(knowledge) }
    }

    /// The folders.
    #[must_use]
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// All articles that were read.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// What the workspace was told about the world.
    #[must_use]
    pub fn knowledge(&self) -> &'static Knowledge {
        self.knowledge
    }

    /// What could not be read, in order of path.
    pub fn problems(&self) -> impl Iterator<Item = ReadProblem> {
        self.problems.iter().map(|(path, message)| ReadProblem::new(path, message.clone()))
    }

    /// The article at a path.
    #[must_use]
    pub fn record(&self, path: &Path) -> Option<&Arc<Record>> {
        self.corpus.get(path)
    }

    /// Reads all files of a listing, on every core, and tells how far it got: files read, files in all.
    ///
    /// The result does not depend on the order in which the threads finish.
    pub fn load(&mut self, listing: &Listing, progress: &(dyn Fn(usize, usize) + Sync), cancelled: &(dyn Fn() -> bool + Sync)) {
        for problem in &listing.problems {
            self.problems.insert(problem.path.clone(), problem.message.clone());
        }
        let total = listing.files.len();
        let mut read: BTreeMap<usize, Result<FileRead, ReadProblem>> = BTreeMap::new();
        read_files(
            &listing.files,
            self.knowledge,
            &mut |index, result| {
                read.insert(index, result);
                progress(read.len(), total);
            },
            cancelled,
        );
        for (_, result) in read {
            self.take_in(result);
        }
    }

    /// Takes in what came of reading a file, unless a draft of it is open.
    pub fn take_in(&mut self, read: Result<FileRead, ReadProblem>) {
        match read {
            Ok(FileRead { record, sidecar_problem }) => {
                self.problems.remove(&*record.path);
                if let Some(problem) = sidecar_problem {
                    self.problems.insert(problem.path, problem.message);
                }
                if !self.drafts.contains_key(&record.path) {
                    self.corpus.put(Arc::new(record));
                }
            }
            Err(problem) => {
                if !self.drafts.contains_key(problem.path.as_path()) {
                    self.corpus.remove(&problem.path);
                }
                self.problems.insert(problem.path, problem.message);
            }
        }
    }

    /// What is stated of an article from outside its file.
    #[must_use]
    pub fn stated(&self, _path: &Path) -> Stated {
        Stated::default()
    }

    /// Reads a draft as an article; it is taken in by [`Workspace::put_draft`]. Apart, so that reading needs no exclusive access.
    #[must_use]
    pub fn read_draft(&self, path: &Arc<Path>, draft: &Draft) -> Record {
        Record::read(path.clone(), draft.text.clone(), draft.format, &self.stated(path), false, self.knowledge)
    }

    /// Takes a draft in, over what is on disk.
    pub fn put_draft(&mut self, draft: Draft, record: Arc<Record>) {
        self.drafts.insert(record.path.clone(), draft);
        self.corpus.put(record);
    }

    /// The draft of a path, if it is open.
    #[must_use]
    pub fn draft(&self, path: &Path) -> Option<&Draft> {
        self.drafts.get(path)
    }

    /// Forgets a draft; the file on disk counts again, if there is one.
    pub fn close_draft(&mut self, path: &Path) {
        if self.drafts.remove(path).is_some() {
            self.corpus.remove(path);
            if path.is_file() {
                self.refresh(path);
            }
        }
    }

    /// Reads a file again because it changed on disk; one that is gone is forgotten.
    pub fn refresh(&mut self, path: &Path) {
        if path.exists() {
            self.take_in(read_file(path, self.knowledge));
        } else {
            self.remove(path);
        }
    }

    /// Forgets a file that is gone, unless a draft of it is open.
    pub fn remove(&mut self, path: &Path) {
        self.problems.remove(path);
        if !self.drafts.contains_key(path) {
            self.corpus.remove(path);
        }
    }
}
