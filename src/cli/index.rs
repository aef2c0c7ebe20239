//! `dateline index`: makes or refreshes the index of an archive, or tells how it is.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::answers::count;
use crate::corpus::Store;
use crate::desk::{Folder, Progress};
use crate::knowledge::Knowledge;
use crate::rules::{Overrides, root_of};

use super::args::{Global, Index};
use super::output::{Failure, Output, Status};
use super::paths::Shown;
use super::workspace::{bring_up, resolve_all, scopes, tell};

/// So many files that could not be read are named.
const NAMED: usize = 1_000;

pub(super) fn run(command: &Index, global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let mut shown = Shown::new();
    let mut roots: Vec<PathBuf> = resolve_all(&command.paths, &mut shown, output).iter().map(|path| root_of(path)).collect();
    roots.sort();
    roots.dedup();
    let scopes = scopes(&[], &roots, &Overrides::default(), false, global, &shown, output)?;
    let mut status = Status::Clean;
    for folder in scopes.folders() {
        status = status.max(if command.status {
            tell_status(&folder, &shown, output)?
        } else {
            index(&folder, &shown, global, output)?
        });
    }
    Ok(status)
}

fn index(folder: &Folder, shown: &Shown, global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let place = shown.show(&folder.root);
    let listing = folder.list(true, &|| false);
    for problem in &listing.problems {
        tell(&shown.show(&problem.path), problem, output);
    }
    let bar = bar(global.quiet);
    let progress = |progress: Progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    };
    let index = bring_up(folder, &listing.files, &progress, output);
    bar.finish_and_clear();
    let Some(index) = index else { return Ok(Status::Failed) };
    for problem in index.problems(NAMED) {
        output.note(&format!("{}: {}", shown.show(&problem.path), problem.message));
    }
    writeln!(output, "{place}: {}, index of {}", count(index.articles(), "article"), HumanBytes(index.size()))?;
    Ok(Status::Clean)
}

fn tell_status(folder: &Folder, shown: &Shown, output: &mut Output) -> Result<Status, Failure> {
    let place = shown.show(&folder.root);
    let Some(index) = folder.index(Knowledge::builtin()) else {
        writeln!(output, "{place}: no index; `dateline index` makes one")?;
        return Ok(Status::Clean);
    };
    let (changed, gone) = index.outdated(&folder.list(true, &|| false).files);
    let state = match (changed, gone) {
        (0, 0) => "up to date".to_owned(),
        (changed, 0) => format!("{} to read", count(changed, "file")),
        (changed, gone) => format!("{} to read, {gone} gone", count(changed, "file")),
    };
    writeln!(output, "{place}: {}, {state}", count(index.articles(), "article"))?;
    writeln!(output, "  index of {} in {}", HumanBytes(index.size()), index.folder().display())?;
    let unreadable = index.problems(NAMED).len();
    if unreadable > 0 {
        writeln!(output, "  {} could not be read; `dateline index` names them", count(unreadable, "file"))?;
    }
    Ok(Status::Clean)
}

/// Count, rate and time left, where somebody is looking.
fn bar(quiet: bool) -> ProgressBar {
    let target =
        if quiet || !std::io::stderr().is_terminal() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(None, target);
    let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} articles, {per_sec}, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
