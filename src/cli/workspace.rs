//! Which articles a command looks at: the workspace around the paths that were given, read whole.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corpus::Record;
use crate::desk::{ARCHIVE, ConfigProblem, Folder, Index, Listing, Progress, ReadProblem, Workspace, WriteLock, dossiers_of};
use crate::knowledge::Knowledge;
use crate::report::point;
use crate::rules::{Overrides, Scopes, by_name, root_of};

use super::args::{Check, Global};
use super::explain::unknown_rule;
use super::output::{Failure, Output};
use super::paths::Shown;

/// Resolves paths that were given; tells of those that are not there.
pub(super) fn resolve_all(given: &[PathBuf], shown: &mut Shown, output: &mut Output) -> Vec<PathBuf> {
    let mut resolved = Vec::new();
    for path in given {
        match shown.resolve(path) {
            Ok(path) => resolved.push(path),
            Err(error) => tell(&path.display().to_string(), &ReadProblem::from_io(path, &error), output),
        }
    }
    resolved
}

/// Tells of a problem of a file; one line for each thing that is wrong.
pub(super) fn tell(shown: &str, problem: &ReadProblem, output: &mut Output) {
    for line in problem.message.lines() {
        output.error(&format!("{shown}: {line}"));
    }
}

/// The configuration around some paths, and of the folders that are evidence. What is wrong with it is told.
pub(super) fn scopes(
    paths: &[PathBuf],
    corpus: &[PathBuf],
    command_line: &Overrides,
    publish: bool,
    global: &Global,
    shown: &Shown,
    output: &mut Output,
) -> Result<Scopes, Failure> {
    if let Some(config) = &global.config
        && let Err(error) = std::fs::metadata(config)
    {
        return Err(Failure::Message(told_io(&config.display().to_string(), &error)));
    }
    let roots: BTreeSet<PathBuf> = paths.iter().map(|path| root_of(path)).chain(corpus.iter().cloned()).collect();
    let roots: Vec<PathBuf> = roots.into_iter().collect();
    let (scopes, problems) = Scopes::read(&roots, global.config.as_deref(), command_line, publish);
    for problem in problems {
        output.error(&match &problem {
            ConfigProblem::Mistake { path, problem } => {
                format!("{}:{}:{}: {}", shown.show(path), problem.line, problem.column, problem.message)
            }
            ConfigProblem::Unreadable { path, cause } => {
                format!("{}: the configuration cannot be read: {cause}; the default settings apply", shown.show(path))
            }
        });
    }
    Ok(scopes)
}

/// Reads all articles of some folders. What cannot be read is told.
///
/// `asked` are the paths that were named: that the folder around a file must not be searched (it may be a home directory) is no failure.
pub(super) fn load(folders: Vec<Folder>, asked: &[PathBuf], shown: &Shown, output: &mut Output) -> Workspace {
    let mut workspace = Workspace::without_folder(Knowledge::builtin());
    let (listing, archives) = open_archives(&folders, output);
    tracing::info!(files = listing.files.len(), archives = archives.len(), "reading");
    let only_around: BTreeSet<PathBuf> =
        folders.iter().map(|folder| folder.root.clone()).filter(|root| !asked.contains(root)).collect();
    let (dossiers, problems) = dossiers_of(&folders);
    workspace.set_dossiers(dossiers, problems);
    workspace.set_folders(folders);
    workspace.set_archives(archives);
    workspace.load(&listing, &|_, _| {}, &|| false);
    tracing::info!(articles = workspace.corpus().len(), "read");
    for problem in workspace.problems() {
        let place = shown.show(&problem.path);
        if only_around.contains(&problem.path) {
            output.note(&format!("{place}: {}", problem.message));
        } else {
            tell(&place, &problem, output);
        }
    }
    workspace
}

/// Lists the articles of some folders and brings the indexes of the large ones up to date: what is left is read into memory.
fn open_archives(folders: &[Folder], output: &mut Output) -> (Listing, Vec<Arc<Index>>) {
    let mut rest = Listing::default();
    let mut archives: Vec<Arc<Index>> = Vec::new();
    for folder in folders {
        let is_indexed = folder.is_indexed();
        let listing = folder.list(is_indexed, &|| false);
        rest.problems.extend(listing.problems.iter().cloned());
        let wanted = is_indexed || listing.files.len() >= ARCHIVE;
        match wanted.then(|| bring_up(folder, &listing.files, &|_| {}, output)).flatten() {
            Some(index) => {
                rest.problems.extend(index.problems(1_000));
                archives.push(Arc::new(index));
            }
            None => rest.files.extend(listing.files),
        }
    }
    rest.files.retain(|file| !archives.iter().any(|index| file.starts_with(index.root())));
    rest.files.sort();
    rest.files.dedup();
    (rest, archives)
}

/// Opens the index of a folder, makes it if there is none, and brings it up to date. `None`, and why is told, if there can be none: the
/// articles have to be read into memory.
pub(super) fn bring_up(
    folder: &Folder,
    files: &[PathBuf],
    progress: &(dyn Fn(Progress) + Sync),
    output: &mut Output,
) -> Option<Index> {
    let refreshed = folder.open_index(Knowledge::builtin()).and_then(|opened| {
        if let Some(why) = &opened.set_aside {
            output.note(&format!("{}: {why}", folder.root.display()));
        }
        let lock = wait_for_lock(&opened.index, output)?;
        opened.index.refresh(&lock, files, progress, &|| false)?;
        Ok(opened.index)
    });
    refreshed.map_err(|problem| output.note(&format!("{problem}; it is done without an index"))).ok()
}

/// Waits until no other process writes the index.
fn wait_for_lock(index: &Index, output: &mut Output) -> Result<WriteLock, ReadProblem> {
    let lock = index.try_lock().and_then(|free| match free {
        Some(lock) => Ok(lock),
        None => {
            output.note(&format!("{}: another Dateline brings the index up to date; waiting for it", index.root().display()));
            index.lock()
        }
    });
    lock.map_err(|error| ReadProblem::from_io(index.folder(), &error))
}

/// Tells of what could not be understood in an article, such as broken front matter; the rest of it was read.
pub(super) fn tell_problems(record: &Record, shown: &str, output: &mut Output) {
    for (span, problem) in &record.article.problems {
        let at = point(record, span.start());
        output.error(&format!("{shown}:{}:{}: {problem}", at.line, at.column));
    }
}

/// What the command line says of the rules; names that are none are told.
pub(super) fn overrides(command: &Check, output: &mut Output) -> Overrides {
    for (flag, names) in [("--select", &command.select), ("--ignore", &command.ignore)] {
        for name in names.iter().filter(|name| by_name(name).is_none()) {
            output.error(&format!("{flag} {}", unknown_rule(name)));
        }
    }
    Overrides { select: command.select.clone(), ignore: command.ignore.clone(), ..Overrides::default() }
}

/// The articles in which `who` and `refs` look: the folders that were named, else the workspace around the current folder.
pub(super) fn around(folders: &[PathBuf], global: &Global, output: &mut Output) -> Result<(Workspace, Shown), Failure> {
    let mut shown = Shown::new();
    let mut roots = resolve_all(folders, &mut shown, output);
    if folders.is_empty() {
        roots.push(root_of(shown.current()));
    }
    let scopes = scopes(&[], &roots, &Overrides::default(), false, global, &shown, output)?;
    let workspace = load(scopes.folders(), &roots, &shown, output);
    Ok((workspace, shown))
}

/// What the system said of a file, in one line.
pub(super) fn told_io(shown: &str, error: &io::Error) -> String {
    format!("{shown}: {}", ReadProblem::from_io(Path::new(shown), error).message)
}

/// "23 articles".
pub(super) fn told_count(corpus: &crate::corpus::Corpus) -> String {
    crate::answers::count(corpus.len(), "article")
}
