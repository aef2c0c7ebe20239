//! The articles that are looked at together: those on disk, with the editor's drafts over them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::sidecar::{self, Sidecar};
use crate::article::{Format, Stated};
use crate::corpus::{Corpus, Record, Store};
use crate::knowledge::Knowledge;
use crate::knowledge::dossier::{Dossiers, Preference};

use super::cache::cache_folder;
use super::config::{FILE_NAME, KnowledgeSettings};
use super::dossiers::is_dossier;
use super::files::{Listing, Selection, admits, list, list_all};
use super::index::{Index, Opened};
use super::reading::{FileRead, ReadProblem, read_file, read_files, read_sidecar};

/// A document as an editor holds it. It wins over the file on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its text.
    pub text: Arc<str>,
    /// How it is written.
    pub format: Format,
}

/// A folder of articles and what chooses among its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Absolute.
    pub root: PathBuf,
    /// From its configuration.
    pub selection: Selection,
    /// Where its index lies, if the configuration says so: absolute.
    pub store: Option<PathBuf>,
    /// Where its dossiers lie, from its configuration.
    pub knowledge: KnowledgeSettings,
    /// What its house prefers to write, from its configuration.
    pub preferences: Vec<Preference>,
}

/// A folder of so many articles is an archive: it has an index on disk and is not read into memory.
pub const ARCHIVE: usize = 2_000;

impl Folder {
    /// The folder in which its index lies or would lie.
    fn cache(&self) -> Option<PathBuf> {
        self.store.clone().or_else(cache_folder)
    }

    /// Whether it has an index, usable or not.
    #[must_use]
    pub fn is_indexed(&self) -> bool {
        self.cache().is_some_and(|cache| Index::is_there(&self.root, &self.selection, &cache))
    }

    /// Its index, if it has one that can be used.
    #[must_use]
    pub fn index(&self, knowledge: &'static Knowledge) -> Option<Index> {
        Index::find(&self.root, &self.selection, &self.cache()?, knowledge)
    }

    /// Opens its index, and makes it if there is none.
    ///
    /// # Errors
    /// If it can be made nowhere.
    pub fn open_index(&self, knowledge: &'static Knowledge) -> Result<Opened, ReadProblem> {
        let nowhere = || ReadProblem::new(&self.root, "there is no folder for the index; set DATELINE_CACHE".to_owned());
        Index::open(&self.root, &self.selection, &self.cache().ok_or_else(nowhere)?, knowledge)
    }

    /// Lists its articles: all of them if somebody asked for that, as whoever made an index for it did.
    #[must_use]
    pub fn list(&self, all: bool, cancelled: &dyn Fn() -> bool) -> Listing {
        if all { list_all(&self.root, &self.selection, cancelled) } else { list(&self.root, &self.selection, cancelled) }
    }

    /// Whether it has a configuration of its own.
    #[must_use]
    pub fn is_configured(&self) -> bool {
        self.root.join(FILE_NAME).is_file()
    }
}

/// The articles, what the desk says of each, and what could not be read.
#[derive(Clone, Debug)]
pub struct Workspace {
    knowledge: &'static Knowledge,
    folders: Vec<Folder>,
    corpus: Corpus,
    archives: Vec<Arc<Index>>,
    /// Dossiers in which something is wrong; they are told like articles.
    broken_dossiers: Vec<PathBuf>,
    drafts: BTreeMap<Arc<Path>, Draft>,
    sidecars: BTreeMap<PathBuf, Sidecar>,
    problems: BTreeMap<PathBuf, String>,
}

impl Workspace {
    /// A workspace of nothing but open documents.
    #[must_use]
    pub fn without_folder(knowledge: &'static Knowledge) -> Self {
        Self {
            knowledge,
            folders: Vec::new(),
            corpus: Corpus::new(knowledge),
            archives: Vec::new(),
            broken_dossiers: Vec::new(),
            drafts: BTreeMap::new(),
            sidecars: BTreeMap::new(),
            problems: BTreeMap::new(),
        }
    }

    /// The folders.
    #[must_use]
    pub fn folders(&self) -> &[Folder] {
        &self.folders
    }

    /// Sets the folders. What was read stays until [`Workspace::retain`] and [`Workspace::load`] say otherwise.
    pub fn set_folders(&mut self, folders: Vec<Folder>) {
        self.folders = folders;
    }

    /// Sets what the desk wrote down, as it was read from the dossiers of the folders.
    pub fn set_dossiers(&mut self, dossiers: Dossiers, problems: Vec<ReadProblem>) {
        for path in self.broken_dossiers.drain(..) {
            self.problems.remove(&path);
        }
        for problem in problems {
            self.broken_dossiers.push(problem.path.clone());
            self.problems.insert(problem.path, problem.message);
        }
        self.corpus.set_dossiers(Arc::new(dossiers));
    }

    /// Whether a file is or would be a dossier of one of the folders.
    #[must_use]
    pub fn is_dossier(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| is_dossier(&folder.root, &folder.knowledge, path))
    }

    /// The indexes of those folders that are archives.
    #[must_use]
    pub fn archives(&self) -> &[Arc<Index>] {
        &self.archives
    }

    /// How often the indexes have changed, by whatever process; from now on they answer as they are now.
    pub fn indexed(&self) -> u64 {
        self.archives.iter().map(|index| index.generation()).sum()
    }

    /// Sets the indexes; one whose articles are in another, around it, is left out. Articles of theirs that were read into memory are forgotten, but for open drafts.
    pub fn set_archives(&mut self, mut archives: Vec<Arc<Index>>) {
        let all = archives.clone();
        archives.retain(|inner| {
            let first = inner.paths(None, 1).into_iter().next();
            let around = |outer: &&Arc<Index>| inner.root() != outer.root() && inner.root().starts_with(outer.root());
            !first.is_some_and(|first| all.iter().filter(around).any(|outer| outer.contains(&first)))
        });
        self.corpus.set_archives(archives.iter().map(|index| index.clone() as Arc<dyn Store>).collect());
        self.archives = archives;
        let archived: Vec<PathBuf> = self.archives.iter().map(|index| index.root().to_owned()).collect();
        self.retain(|path| !archived.iter().any(|root| path.starts_with(root)));
    }

    /// The index in which a file is or would be.
    #[must_use]
    pub fn archive_of(&self, path: &Path) -> Option<&Arc<Index>> {
        self.archives.iter().find(|index| path.starts_with(index.root()))
    }

    /// All articles.
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
    pub fn record(&self, path: &Path) -> Option<Arc<Record>> {
        self.corpus.get(path)
    }

    /// The articles at or below a path, in order.
    #[must_use]
    pub fn articles_below(&self, path: &Path) -> BTreeSet<PathBuf> {
        let in_memory = self.corpus.records().map(|record| record.path.to_path_buf()).filter(|article| article.starts_with(path));
        let mut articles: BTreeSet<PathBuf> = in_memory.collect();
        for index in &self.archives {
            let below = if index.root().starts_with(path) { index.root() } else { path };
            articles.extend(index.articles_below(below));
        }
        articles
    }

    /// Whether a file would be an article of one of the folders.
    #[must_use]
    pub fn admits(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| admits(&folder.root, &folder.selection, path))
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
        let mut each = |index, result| {
            read.insert(index, result);
            progress(read.len(), total);
        };
        read_files(&listing.files, self.knowledge, &mut each, cancelled);
        for (_, result) in read {
            self.take_in(result);
        }
    }

    /// Reads a file again that has changed.
    pub fn read_again(&mut self, path: &Path) {
        match self.archive_of(path) {
            Some(index) => {
                // Whoever writes the index meanwhile takes the change in.
                if let Ok(Some(lock)) = index.try_lock() {
                    let refreshed = index.refresh_some(&lock, &[path.to_owned()]);
                    if let Err(problem) = refreshed {
                        self.problems.insert(problem.path, problem.message);
                    }
                }
            }
            None => self.take_in(read_file(path, self.knowledge)),
        }
    }

    /// Takes in what came of reading a file; a draft of it that is open stays over it.
    pub fn take_in(&mut self, read: Result<FileRead, ReadProblem>) {
        match read {
            Ok(FileRead { record, sidecar, sidecar_problem }) => {
                self.problems.remove(&*record.path);
                self.take_sidecar(&record.path, sidecar, sidecar_problem);
                if !self.drafts.contains_key(&record.path) && self.archive_of(&record.path).is_none() {
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

    fn take_sidecar(&mut self, article: &Path, sidecar: Option<Sidecar>, problem: Option<ReadProblem>) {
        self.problems.remove(&sidecar::path_for(article));
        match sidecar {
            Some(sidecar) => self.sidecars.insert(article.to_owned(), sidecar),
            None => self.sidecars.remove(article),
        };
        if let Some(problem) = problem {
            self.problems.insert(problem.path, problem.message);
        }
    }

    /// Reads the sidecar of an article again; gives what is wrong with it.
    pub fn refresh_sidecar(&mut self, article: &Path) -> Option<ReadProblem> {
        let (sidecar, problem) = read_sidecar(article);
        self.take_sidecar(article, sidecar, problem.clone());
        problem
    }

    /// The sidecar of an article, if it has one that was read.
    #[must_use]
    pub fn sidecar(&self, article: &Path) -> Option<Sidecar> {
        let known = self.sidecars.get(article).cloned();
        known.or_else(|| self.archive_of(article).and_then(|_| read_sidecar(article).0))
    }

    /// What is stated of an article from outside its file.
    #[must_use]
    pub fn stated(&self, article: &Path) -> Stated {
        self.sidecar(article).as_ref().map(Stated::from).unwrap_or_default()
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

    /// Forgets a draft. For the file on disk to count again, it has to be read and taken in.
    pub fn close_draft(&mut self, path: &Path) {
        if self.drafts.remove(path).is_some() {
            self.corpus.remove(path);
        }
    }

    /// Forgets the file that is gone, or all files of a folder that is gone. Open drafts stay.
    pub fn remove_below(&mut self, gone: &Path) {
        self.retain(|path| !path.starts_with(gone));
    }

    /// Forgets all files of which `keep` says so. Open drafts stay.
    pub fn retain(&mut self, keep: impl Fn(&Path) -> bool) {
        self.problems.retain(|path, _| keep(path));
        let drop: Vec<Arc<Path>> = self
            .corpus
            .records()
            .map(|record| record.path.clone())
            .filter(|path| !keep(path) && !self.drafts.contains_key(path))
            .collect();
        for path in drop {
            self.corpus.remove(&path);
            self.sidecars.remove(&*path);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::desk::read_file;

    /// A folder of its own for one test, gone when it is dropped.
    struct Desk(PathBuf);

    impl Desk {
        fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
            let root = std::env::temp_dir().join(format!("dateline-workspace-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&root);
            std::fs::create_dir_all(&root).unwrap();
            for (file, bytes) in files {
                let path = root.join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
            Self(root)
        }

        fn loaded(&self) -> Workspace {
            let mut workspace = Workspace::without_folder(Knowledge::builtin());
            workspace.set_folders(vec![Folder {
                root: self.0.clone(),
                selection: Selection::default(),
                store: None,
                knowledge: KnowledgeSettings::default(),
                preferences: Vec::new(),
            }]);
            let listing = workspace.folders()[0].list(false, &|| false);
            workspace.load(&listing, &|_, _| {}, &|| false);
            workspace
        }

        /// What the workspace holds: each file with its text, and what is wrong with which file.
        fn told(&self, workspace: &Workspace) -> (Vec<String>, Vec<String>) {
            let name = |path: &Path| path.strip_prefix(&self.0).unwrap().display().to_string();
            let texts = workspace.corpus().records().map(|record| format!("{}: {}", name(&record.path), record.article.source));
            let problems = workspace.problems().map(|problem| format!("{}: {}", name(&problem.path), problem.message));
            (texts.collect(), problems.collect())
        }
    }

    impl Drop for Desk {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn an_archive_inside_another_is_counted_once() {
        let desk = Desk::new(
            "nested",
            &[("a.txt", b"Anna Roe spoke."), ("in/b.txt", b"Anna Roe left."), ("in/c.txt", b"Anna Roe sat.")],
        );
        let (root, inner) = (desk.0.clone(), desk.0.join("in"));
        let index = |folder: &Path| {
            let index = Index::open(folder, &Selection::default(), &desk.0.join("cache"), Knowledge::builtin()).unwrap().index;
            let files = list(folder, &Selection::default(), &|| false).files;
            index.refresh(&index.lock().unwrap(), &files, &|_| {}, &|| false).unwrap();
            Arc::new(index)
        };
        let mut workspace = Workspace::without_folder(Knowledge::builtin());
        let (outer, inner) = (index(&root), index(&inner));
        for archives in [vec![outer.clone(), inner.clone()], vec![inner.clone(), outer]] {
            workspace.set_archives(archives);
            assert_eq!((workspace.archives().len(), workspace.corpus().len()), (1, 3));
        }
        workspace.set_archives(vec![inner]);
        assert_eq!((workspace.archives().len(), workspace.corpus().len()), (1, 2));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_is_there() {
        let desk = Desk::new(
            "problems",
            &[
                ("a.txt", b"One."),
                ("b.txt", b"\x89PNG\0\0"),
                ("c.txt", b"Three."),
                ("c.dateline.toml", b"outlet = 'Ledger'\nplce = 'Ely'\n"),
            ],
        );
        let workspace = desk.loaded();
        let (texts, problems) = desk.told(&workspace);
        assert_eq!(texts, ["a.txt: One.", "c.txt: Three."]);
        assert_eq!(
            problems,
            [
                "b.txt: not a text file (it has a NUL byte at offset 4); exclude it in `[corpus] exclude` or save it as text",
                "c.dateline.toml: line 2, column 1: unknown key `plce` in a sidecar; did you mean `place`?",
            ]
        );
        assert_eq!(workspace.stated(&desk.0.join("c.txt")).outlet.as_deref(), Some("Ledger"));
    }

    #[test]
    fn a_draft_wins_over_the_file_until_it_is_closed() {
        let desk = Desk::new("drafts", &[("a.txt", b"On disk.")]);
        let path = desk.0.join("a.txt");
        let mut workspace = desk.loaded();
        let draft = Draft { text: Arc::from("In the editor."), format: Format::Text };
        let stated = workspace.stated(&path);
        let knowledge = workspace.knowledge();
        let record = Record::read(Arc::from(path.as_path()), draft.text.clone(), draft.format, &stated, false, knowledge);
        workspace.put_draft(draft, Arc::new(record));
        workspace.take_in(read_file(&path, knowledge));
        workspace.remove_below(&desk.0);
        assert_eq!(desk.told(&workspace).0, ["a.txt: In the editor."]);
        workspace.close_draft(&path);
        assert_eq!(desk.told(&workspace).0, Vec::<String>::new());
        workspace.take_in(read_file(&path, knowledge));
        assert_eq!(desk.told(&workspace).0, ["a.txt: On disk."]);
        std::fs::remove_file(&path).unwrap();
        workspace.take_in(read_file(&path, knowledge));
        assert_eq!(desk.told(&workspace), (Vec::new(), vec!["a.txt: there is no such file; check the name".to_owned()]));
    }
}
