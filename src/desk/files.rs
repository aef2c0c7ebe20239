//! Which files of a folder are its articles.
//!
//! A newsroom opens a folder of copy; others open a source tree, or by accident their whole home directory. So the walk obeys `.gitignore` and
//! `.ignore`, leaves hidden folders and those of tools alone, ends at a limit, and refuses a home directory or the root of the file system
//! unless a `dateline.toml` there says that it is meant.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::article::is_article_path;

use super::reading::ReadProblem;

/// How many articles a workspace holds unless its configuration says otherwise.
pub const MAX_FILES: usize = 100_000;

/// Folders that tools fill and people do not write in. Hidden folders (`.git`, `.venv`) are left out anyway.
const TOOL_FOLDERS: [&str; 6] = ["node_modules", "bower_components", "target", "__pycache__", "site-packages", "venv"];

/// The files in which a folder says what is not its own.
const IGNORE_FILES: [&str; 2] = [".ignore", ".gitignore"];

/// The part of `[corpus]` in the configuration that chooses files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Only files that match one of these are articles, if there are any. In the syntax of `.gitignore`, relative to the root.
    pub include: Vec<String>,
    /// Files and folders that match one of these are not.
    pub exclude: Vec<String>,
    /// At most so many files.
    pub max_files: usize,
}

impl Default for Selection {
    fn default() -> Self {
        Self { include: Vec::new(), exclude: Vec::new(), max_files: MAX_FILES }
    }
}

/// The articles of some folders, by name; none has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Sorted, each once.
    pub files: Vec<PathBuf>,
    /// The folders that were looked into, sorted: what a watcher watches.
    pub folders: Vec<PathBuf>,
    /// Folders that could not be walked, patterns that are none, limits that were reached.
    pub problems: Vec<ReadProblem>,
    /// Why not all files are there; one of the problems says so in full.
    pub stopped: Option<Stopped>,
}

/// Why a folder was not listed to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It has more than this number of articles.
    Limit(usize),
    /// It is a home directory or holds one.
    Home,
}

/// The globs of a [`Selection`], ready for matching below one root.
struct Globs {
    include: Option<Gitignore>,
    exclude: Gitignore,
}

impl Globs {
    fn new(root: &Path, selection: &Selection, problems: &mut Vec<ReadProblem>) -> Self {
        let mut build = |key: &str, patterns: &[String]| {
            let mut builder = GitignoreBuilder::new(root);
            for pattern in patterns {
                if let Err(error) = builder.add_line(None, pattern) {
                    let message =
                        format!("the pattern {pattern:?} in `[corpus] {key}` is not understood ({error}); it is passed over");
                    problems.push(ReadProblem::new(root, message));
                }
            }
            builder.build().unwrap_or_else(|error| {
                problems.push(ReadProblem::new(root, format!("`[corpus] {key}` is not understood ({error}); it is passed over")));
                Gitignore::empty()
            })
        };
        let exclude = build("exclude", &selection.exclude);
        let include = build("include", &selection.include);
        Self { include: (!include.is_empty()).then_some(include), exclude }
    }

    /// Whether `path`, which lies below the root, is left out by name or pattern.
    fn leave_out(&self, path: &Path, is_folder: bool) -> bool {
        let tools = is_folder && path.file_name().is_some_and(|name| TOOL_FOLDERS.iter().any(|folder| name == *folder));
        tools || self.exclude.matched_path_or_any_parents(path, is_folder).is_ignore()
    }

    fn take_in(&self, file: &Path) -> bool {
        self.include.as_ref().is_none_or(|include| include.matched_path_or_any_parents(file, false).is_ignore())
    }
}

/// Lists the articles below `root`; a root that is a file is listed if it can be an article.
///
/// Stops early, with what it has, when `cancelled` says so.
#[must_use]
pub fn list(root: &Path, selection: &Selection, cancelled: &dyn Fn() -> bool) -> Listing {
    list_within(Bounds { files: Some(selection.max_files), home: false }, root, selection, cancelled)
}

/// As [`list`], without limit: somebody has asked for an index.
#[must_use]
pub fn list_all(root: &Path, selection: &Selection, cancelled: &dyn Fn() -> bool) -> Listing {
    list_within(Bounds { files: None, home: false }, root, selection, cancelled)
}

/// As [`list_all`], though it may be a home directory: somebody has said that it is meant.
#[must_use]
pub fn list_anyway(root: &Path, selection: &Selection, cancelled: &dyn Fn() -> bool) -> Listing {
    list_within(Bounds { files: None, home: true }, root, selection, cancelled)
}

/// How far a walk may go.
#[derive(Clone, Copy)]
struct Bounds {
    files: Option<usize>,
    home: bool,
}

fn list_within(bounds: Bounds, root: &Path, selection: &Selection, cancelled: &dyn Fn() -> bool) -> Listing {
    let mut listing = Listing::default();
    if !root.is_dir() {
        match std::fs::metadata(root) {
            Ok(_) => listing.files.push(root.to_owned()),
            Err(error) => listing.problems.push(ReadProblem::from_io(root, &error)),
        }
        return listing;
    }
    if let Some(refusal) = refusal(root).filter(|_| !bounds.home) {
        listing.problems.push(refusal);
        listing.stopped = Some(Stopped::Home);
        return listing;
    }
    let globs = Arc::new(Globs::new(root, selection, &mut listing.problems));
    let mut files = BTreeSet::new();
    let pruning = globs.clone();
    let enter = move |entry: &ignore::DirEntry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.depth() == 0 || !pruning.leave_out(entry.path(), is_folder)
    };
    for entry in walker(root).sort_by_file_name(Ord::cmp).filter_entry(enter).build() {
        if cancelled() {
            break;
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                listing.problems.push(of_walk(root, &error));
                continue;
            }
        };
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            listing.folders.push(entry.into_path());
            continue;
        }
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if !is_file || !is_article_path(entry.path()) || !globs.take_in(entry.path()) {
            continue;
        }
        if bounds.files == Some(files.len()) {
            let message = format!(
                "there are more than {} articles below this folder; the rest is not read. Open a smaller folder, or raise `max_files` or name \
                 folders in `exclude` under `[corpus]` in `dateline.toml`",
                selection.max_files
            );
            listing.problems.push(ReadProblem::new(root, message));
            listing.stopped = bounds.files.map(Stopped::Limit);
            break;
        }
        files.insert(entry.into_path());
    }
    listing.files = files.into_iter().collect();
    listing
}

/// Whether one file is an article of `root`, by the same judgement as [`list`]: what a watcher asks of a file that appears.
#[must_use]
pub fn admits(root: &Path, selection: &Selection, file: &Path) -> bool {
    let Ok(below) = file.strip_prefix(root) else { return false };
    if !is_article_path(file) || refusal(root).is_some() {
        return false;
    }
    let globs = Globs::new(root, selection, &mut Vec::new());
    let mut folder = root.to_owned();
    let mut ignores: Vec<Gitignore> = Vec::new();
    let mut components = below.components().peekable();
    while let Some(component) = components.next() {
        for name in IGNORE_FILES {
            let path = folder.join(name);
            if path.is_file() {
                ignores.push(Gitignore::new(path).0);
            }
        }
        folder.push(component);
        let is_folder = components.peek().is_some();
        let hidden = component.as_os_str().to_string_lossy().starts_with('.');
        // The innermost file that says anything about a path decides.
        let verdict = ignores.iter().rev().map(|ignore| ignore.matched(&folder, is_folder)).find(|verdict| !verdict.is_none());
        if hidden || globs.leave_out(&folder, is_folder) || verdict.is_some_and(|verdict| verdict.is_ignore()) {
            return false;
        }
    }
    globs.take_in(file)
}

fn walker(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    // The same files on every machine: a person's own global ignore file does not count, and a folder need not be a repository.
    builder.git_global(false).require_git(false);
    builder
}

/// Why a folder is not walked: it is a home directory or holds all of them, and no `dateline.toml` says that this is meant.
fn refusal(root: &Path) -> Option<ReadProblem> {
    let home = std::env::home_dir();
    let everything = root.parent().is_none() || home.is_some_and(|home| !home.as_os_str().is_empty() && home.starts_with(root));
    (everything && !root.join("dateline.toml").is_file()).then(|| {
        let message = "this is a home directory or holds one, so it is not searched for articles; only open files are read. Open the folder that \
                       holds the articles, or put a `dateline.toml` here";
        ReadProblem::new(root, message.to_owned())
    })
}

fn of_walk(root: &Path, error: &ignore::Error) -> ReadProblem {
    let mut path = root;
    let mut inner = error;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = at;
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Io(error) => return ReadProblem::from_io(path, error),
            other => return ReadProblem::new(path, format!("{other}; it is passed over")),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A folder of its own for one test, gone when it is dropped.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, files: &[(&str, &str)]) -> Self {
            let path = std::env::temp_dir().join(format!("dateline-files-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&path);
            for (file, text) in files {
                let file = path.join(file);
                std::fs::create_dir_all(file.parent().unwrap()).unwrap();
                std::fs::write(file, text).unwrap();
            }
            Self(path)
        }

        fn listed(&self, selection: &Selection) -> (Vec<String>, Vec<String>) {
            let listing = list(&self.0, selection, &|| false);
            for file in &listing.files {
                assert!(admits(&self.0, selection, file), "{file:?} is listed but not admitted");
            }
            let files = listing.files.iter().map(|file| file.strip_prefix(&self.0).unwrap().to_string_lossy().into_owned());
            (files.collect(), listing.problems.into_iter().map(|problem| problem.message).collect())
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn tree(name: &str) -> Folder {
        Folder::new(
            name,
            &[
                (".gitignore", "drafts/\n*.old.txt\n"),
                ("README.md", ""),
                ("b.txt", ""),
                ("a.md", ""),
                ("a.dateline.toml", ""),
                ("c.old.txt", ""),
                ("drafts/d.txt", ""),
                ("archive/1994/e.txt", ""),
                ("archive/.ignore", "!c.old.txt\n"),
                ("archive/c.old.txt", ""),
                ("node_modules/x/f.md", ""),
                (".hidden/g.txt", ""),
                ("photo.jpg", ""),
            ],
        )
    }

    #[test]
    fn ignore_files_hidden_folders_and_tools_are_obeyed() {
        let folder = tree("obeyed");
        let files = ["a.md", "archive/1994/e.txt", "archive/c.old.txt", "b.txt"].map(str::to_owned).to_vec();
        assert_eq!(folder.listed(&Selection::default()), (files, Vec::new()));
        let refused =
            ["README.md", "c.old.txt", "drafts/d.txt", "node_modules/x/f.md", ".hidden/g.txt", "photo.jpg", "a.dateline.toml"];
        for file in refused {
            assert!(!admits(&folder.0, &Selection::default(), &folder.0.join(file)), "{file}");
        }
        assert!(!admits(&folder.0, &Selection::default(), Path::new("/elsewhere/a.txt")));
    }

    #[test]
    fn the_configuration_chooses_among_them() {
        let folder = tree("chooses");
        let include = Selection { include: vec!["/archive/".to_owned()], ..Selection::default() };
        assert_eq!(folder.listed(&include).0, ["archive/1994/e.txt", "archive/c.old.txt"]);
        let exclude = Selection { exclude: vec!["archive/1994".to_owned(), "*.md".to_owned()], ..Selection::default() };
        assert_eq!(folder.listed(&exclude).0, ["archive/c.old.txt", "b.txt"]);
    }

    #[test]
    fn a_limit_is_kept_and_told() {
        let folder = tree("limit");
        let (files, problems) = folder.listed(&Selection { max_files: 2, ..Selection::default() });
        assert_eq!(files, ["a.md", "archive/1994/e.txt"]);
        assert_eq!(
            problems,
            [
                "there are more than 2 articles below this folder; the rest is not read. Open a smaller folder, or raise `max_files` or name \
              folders in `exclude` under `[corpus]` in `dateline.toml`"
            ]
        );
    }

    #[test]
    fn whoever_says_so_gets_all_of_it() {
        let folder = tree("anyway");
        let selection = Selection { max_files: 2, ..Selection::default() };
        let stopped = list(&folder.0, &selection, &|| false).stopped;
        let all = list_anyway(&folder.0, &selection, &|| false);
        assert_eq!(all, list_all(&folder.0, &selection, &|| false));
        assert_eq!((stopped, all.files.len(), all.problems, all.stopped), (Some(Stopped::Limit(2)), 4, Vec::new(), None));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_do_no_harm() {
        let folder = tree("links");
        std::os::unix::fs::symlink(&folder.0, folder.0.join("archive/again")).unwrap();
        std::os::unix::fs::symlink(folder.0.join("archive/1994"), folder.0.join("archive/1994/1995")).unwrap();
        let files = ["a.md", "archive/1994/e.txt", "archive/c.old.txt", "b.txt"].map(str::to_owned).to_vec();
        assert_eq!(folder.listed(&Selection::default()), (files, Vec::new()));
    }

    #[test]
    fn the_root_of_the_file_system_is_not_walked() {
        let listing = list(Path::new("/"), &Selection::default(), &|| false);
        assert_eq!((listing.files.len(), listing.problems.len(), listing.stopped), (0, 1, Some(Stopped::Home)));
        assert!(
            listing.problems[0].to_string().starts_with("/: this is a home directory or holds one"),
            "{:?}",
            listing.problems
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let listing = list(Path::new("/no/such/folder"), &Selection::default(), &|| false);
        assert_eq!(
            listing.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["/no/such/folder: there is no such file; check the name"]
        );
    }
}
