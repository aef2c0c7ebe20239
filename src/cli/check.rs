//! `dateline check`: facts that do not agree, in files or folders, with the workspace around them as evidence.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::article::{Format, is_article_path};
use crate::corpus::Record;
use crate::desk::{Workspace, read_file};
use crate::report::{Findings, write_github, write_json, write_text};
use crate::rules::{Finding, Scopes};

use super::accept::{accept, list_accepted};
use super::args::{Check, CheckFormat, Global};
use super::fix::{Fixed, apply};
use super::output::{Failure, Output, Status};
use super::paths::Shown;
use super::workspace::{load, overrides, resolve_all, scopes, tell, tell_problems};

/// After so many rounds of fixing and checking again, what is left is left.
const ROUNDS: usize = 8;

/// What was asked to be checked.
struct Asked {
    /// Files by name, and folders.
    paths: Vec<PathBuf>,
    /// Only evidence.
    corpus: Vec<PathBuf>,
}

pub(super) fn run(command: &Check, global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let mut shown = Shown::new();
    let asked = Asked {
        paths: resolve_all(&command.paths, &mut shown, output),
        corpus: resolve_all(&command.corpus, &mut shown, output),
    };
    if asked.paths.is_empty() {
        return Ok(Status::Failed);
    }
    let command_line = overrides(command, output);
    let scopes = scopes(&asked.paths, &asked.corpus, &command_line, command.publish, global, &shown, output)?;
    let mut workspace = load(scopes.folders(), &[asked.paths.as_slice(), &asked.corpus].concat(), &shown, output);
    let targets = targets(&asked.paths, &mut workspace, &shown, output);
    let mut checked = check_all(&targets, &workspace, &scopes, &shown, output);
    for (record, _) in &checked {
        tell_problems(record, &shown.show(&record.path), output);
    }
    if !command.accept.is_empty() {
        accept(command, &checked, &mut workspace, &shown, output);
        checked = check_all(&targets, &workspace, &scopes, &shown, output);
    }
    if command.accepted {
        list_accepted(command.format, &targets, &workspace, &scopes, &shown, output)?;
        return Ok(Status::Clean);
    }
    if command.fix {
        let mut fixed = Fixed::default();
        for _ in 0..ROUNDS {
            let round = apply(&checked, &shown, output);
            if round.edits == 0 {
                break;
            }
            for path in &round.files {
                workspace.read_again(path);
            }
            fixed.add(round);
            checked = check_all(&targets, &workspace, &scopes, &shown, output);
        }
        output.note(&fixed.told());
    }
    let show = |path: &Path| shown.show(path);
    let findings = Findings::new(workspace.corpus(), checked, targets.len(), &show);
    let style = output.text_style();
    match command.format {
        CheckFormat::Text => write_text(&findings, style, output)?,
        CheckFormat::Json => write_json(&findings, output)?,
        CheckFormat::Github => write_github(&findings, output)?,
    }
    let has_findings = findings.has_warnings() && !command.exit_zero;
    Ok(if has_findings { Status::Found } else { Status::Clean })
}

/// The articles to be checked, each once, in order of path. A file that was named is one whatever its ending; one whose name says that
/// it is no article is passed over.
pub(super) fn targets(paths: &[PathBuf], workspace: &mut Workspace, shown: &Shown, output: &mut Output) -> Vec<PathBuf> {
    let mut wanted: BTreeSet<PathBuf> = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            let below = workspace.articles_below(path);
            if below.is_empty() {
                let place = shown.show(path);
                let endings = Format::ENDINGS.map(|(ending, _)| format!(".{ending}")).join(", ");
                output.note(&format!("{place}: there is no article in this folder; Dateline reads {endings}"));
            }
            wanted.extend(below);
        } else if is_never_article(path) {
            let place = shown.show(path);
            output.note(&format!("{place}: by its name this is no article, so it is not checked; rename it if it is one"));
        } else {
            if workspace.record(path).is_none() && workspace.problems().all(|problem| problem.path != *path) {
                let read = read_file(path, workspace.knowledge());
                if let Err(problem) = &read {
                    tell(&shown.show(path), problem, output);
                }
                workspace.take_in(read);
            }
            wanted.insert(path.clone());
        }
    }
    wanted.retain(|path| workspace.corpus().has(path));
    wanted.into_iter().collect()
}

/// README, LICENSE, sidecars and their like: named together with articles by a pattern, but none.
fn is_never_article(path: &Path) -> bool {
    let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    is_toml || !is_article_path(&if Format::of_path(path).is_some() { path.to_owned() } else { path.with_extension("txt") })
}

/// The articles in which something was found or could not be understood, with their findings, on every core. The others are not kept: an
/// archive has too many. A fault of ours in one article costs that article, and is told.
fn check_all(
    targets: &[PathBuf],
    workspace: &Workspace,
    scopes: &Scopes,
    shown: &Shown,
    output: &mut Output,
) -> Vec<(Arc<Record>, Vec<Finding>)> {
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).min(targets.len().max(1));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut checked = Vec::new();
        while let Some((index, path)) = take(targets, &next) {
            let check = || {
                let record = workspace.record(path)?;
                let findings = scopes.findings(workspace, &record);
                let told = !findings.is_empty() || !record.article.problems.is_empty();
                told.then_some((record, findings))
            };
            let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).map_err(|_| path);
            checked.extend(found.transpose().map(|found| (index, found)));
        }
        checked
    };
    let mut checked: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    checked.sort_by_key(|(index, _)| *index);
    let told = checked.into_iter().filter_map(|(_, found)| {
        let failed = |path: &Path| {
            let place = shown.show(path);
            output.error(&format!(
                "{place}: Dateline failed while checking it; please report this with the file. It is passed over"
            ));
        };
        found.map_err(failed).ok()
    });
    told.collect()
}

fn take<'t>(targets: &'t [PathBuf], next: &AtomicUsize) -> Option<(usize, &'t Path)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, targets.get(index)?))
}
