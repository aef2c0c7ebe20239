//! Reading the folders of the workspace, in the background, with progress.
//!
//! Each article is taken in as soon as it is read, those of archives batch by batch, so answers come from what is there so far. A later indexing (the configuration changed) makes
//! an earlier one give up; every progress that was begun is ended.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::ls_types::ProgressToken;

use crate::answers::count;
use crate::desk::{ARCHIVE, Folder, Index, Listing, Progress, ReadProblem, WriteLock, list_anyway, read_files};

use super::state::Shared;

/// How many unreadable files are named in the client's log one by one.
const NAMED_PROBLEMS: usize = 20;

/// How long the end of the progress waits for diagnostics that are still being computed.
const SETTLING: Duration = Duration::from_secs(10);

/// How long one waits for another process that writes an index before one asks again.
const TURN: Duration = Duration::from_millis(50);

/// How often one looks whether another process has changed an index.
const GLANCE: Duration = Duration::from_millis(500);

/// Articles read, articles in all; the latter is 0 until they have been counted.
type Count = (usize, usize);

impl Shared {
    /// Reads the configuration and the folders anew, in the background.
    pub(super) fn reopen(self: &Arc<Self>) {
        let shared = self.clone();
        tokio::spawn(async move {
            let opened = shared.job(|shared, _| {
                shared.open_folders();
                Ok(())
            });
            if opened.await.is_ok() {
                shared.start_indexing();
            }
        });
    }

    /// Indexes in the background; an indexing under way gives up.
    pub(super) fn start_indexing(self: &Arc<Self>) {
        let run = self.indexing.fetch_add(1, Ordering::SeqCst) + 1;
        let shared = self.clone();
        tokio::spawn(async move { shared.index(run).await });
    }

    /// Makes an indexing under way give up.
    pub(super) fn stop_indexing(&self) {
        self.indexing.fetch_add(1, Ordering::SeqCst);
    }

    async fn index(self: &Arc<Self>, run: u64) {
        let (tell, mut told) = watch::channel::<Count>((0, 0));
        let reading = tokio::spawn({
            let shared = self.clone();
            async move {
                let read = shared.job(move |shared, _| Ok(shared.read_folders(run, &tell))).await;
                shared.refresh_all(None);
                // Only then is the server idle: what the articles say of the open documents has been sent.
                let mut at_work = shared.at_work.subscribe();
                let _ = tokio::time::timeout(SETTLING, at_work.wait_for(|tasks| *tasks == 0)).await;
                read.unwrap_or_default()
            }
        });
        let token = ProgressToken::String(format!("dateline-index-{run}"));
        let shown = self.abilities().progress && self.client.create_work_done_progress(token.clone()).await.is_ok();
        let progress = if shown {
            Some(
                self.client
                    .progress(token, "Dateline: reading articles")
                    .with_message("looking for articles")
                    .with_percentage(0)
                    .begin()
                    .await,
            )
        } else {
            None
        };
        let mut percentage = 0;
        while told.changed().await.is_ok() {
            let (done, total) = *told.borrow_and_update();
            let now = (done * 100).checked_div(total).unwrap_or(0) as u32;
            if now != percentage
                && let Some(progress) = &progress
            {
                percentage = now;
                progress.report_with_message(format!("{done} of {total} articles"), percentage).await;
            }
        }
        let read = reading.await.unwrap_or_default();
        if let Some(progress) = progress {
            progress.finish_with_message(count(read, "article")).await;
        }
    }

    /// Takes the indexes that are there into use, before anything is listed: a draft is checked against an archive from the first moment.
    pub(super) fn attach_indexes(&self) {
        let folders = self.workspace().folders().to_vec();
        let known = self.workspace().archives().to_vec();
        let attached = folders.iter().filter_map(|folder| {
            let open = known.iter().find(|index| index.holds(&folder.root, &folder.selection)).cloned();
            open.or_else(|| folder.index(self.knowledge).map(Arc::new))
        });
        let attached: Vec<Arc<Index>> = attached.collect();
        self.change(|workspace| workspace.set_archives(attached));
    }

    /// Reads all articles of the folders, those of archives as far as they have changed; gives how many articles there are. On a blocking
    /// thread.
    fn read_folders(&self, run: u64, tell: &watch::Sender<Count>) -> usize {
        let outdated = || self.indexing.load(Ordering::SeqCst) != run;
        let folders = self.workspace().folders().to_vec();
        let mut listings: Vec<(Folder, bool, Listing)> = Vec::new();
        for folder in folders {
            let is_indexed = folder.is_indexed();
            // Of what somebody has once had indexed nobody is asked again.
            let is_meant = !folder.is_configured() && (is_indexed || self.is_meant(&folder.root));
            let listing = if is_meant {
                list_anyway(&folder.root, &folder.selection, &outdated)
            } else {
                folder.list(is_indexed, &outdated)
            };
            if let Some(stopped) = listing.stopped.filter(|_| !folder.is_configured()) {
                // Open files are read all the same.
                self.ask_about(&folder.root, stopped);
                continue;
            }
            for problem in &listing.problems {
                self.show(problem);
            }
            let is_archive = is_indexed || listing.files.len() >= ARCHIVE;
            listings.push((folder, is_archive, listing));
        }
        if outdated() {
            return 0;
        }
        // Before the files are read, so that no change falls between.
        let watched: BTreeSet<PathBuf> = listings.iter().flat_map(|(.., listing)| listing.folders.iter().cloned()).collect();
        self.watch(&watched.into_iter().collect::<Vec<_>>());
        let mut files: BTreeSet<PathBuf> = BTreeSet::new();
        let mut archives: Vec<(Arc<Index>, Vec<PathBuf>)> = Vec::new();
        for (folder, is_archive, listing) in listings {
            match is_archive.then(|| self.open_index(&folder)).flatten() {
                Some(index) => archives.push((index, listing.files)),
                None => files.extend(listing.files),
            }
        }
        let indexes = archives.iter().map(|(index, _)| index.clone()).collect();
        files.retain(|file| !archives.iter().any(|(index, _)| file.starts_with(index.root())));
        self.change(|workspace| {
            workspace.set_archives(indexes);
            workspace.retain(|path| files.contains(path));
        });
        for (index, files) in &archives {
            self.refresh_index(index, files, &outdated, tell);
        }
        self.read_files(&files.into_iter().collect::<Vec<_>>(), &outdated, tell);
        self.workspace().corpus().len()
    }

    fn read_files(&self, files: &[PathBuf], outdated: &(dyn Fn() -> bool + Sync), tell: &watch::Sender<Count>) {
        let total = files.len();
        let mut done = 0;
        let mut failed = 0;
        let mut take_in = |_, read| {
            if let Err(problem) = &read {
                failed += 1;
                if failed <= NAMED_PROBLEMS {
                    self.complain(problem);
                }
            }
            self.change(|workspace| workspace.take_in(read));
            done += 1;
            // Nobody may be listening: the client shows no progress.
            let _ = tell.send((done, total));
        };
        read_files(files, self.knowledge, &mut take_in, outdated);
        if failed > NAMED_PROBLEMS {
            self.complain(format_args!(
                "{} more files could not be read; `dateline check` names them all",
                failed - NAMED_PROBLEMS
            ));
        }
    }

    /// The index of an archive, that in use if it is; told if it had to be made anew, or if there can be none.
    fn open_index(&self, folder: &Folder) -> Option<Arc<Index>> {
        let in_use = self.workspace().archives().iter().find(|index| index.holds(&folder.root, &folder.selection)).cloned();
        if in_use.is_some() {
            return in_use;
        }
        match folder.open_index(self.knowledge) {
            Ok(opened) => {
                if let Some(why) = opened.set_aside {
                    self.show(format_args!("{}: {why}", folder.root.display()));
                }
                Some(Arc::new(opened.index))
            }
            Err(problem) => {
                self.show(format_args!("{problem}; the articles are read into memory"));
                None
            }
        }
    }

    /// Brings an index up to date, as soon as no other process does. Until then, what that one has written is there to be read.
    fn refresh_index(&self, index: &Index, files: &[PathBuf], outdated: &(dyn Fn() -> bool + Sync), tell: &watch::Sender<Count>) {
        let Some(lock) = self.wait_for_lock(index, outdated) else { return };
        let progress = |progress: Progress| {
            let _ = tell.send((progress.done, progress.total));
        };
        match index.refresh(&lock, files, &progress, outdated) {
            Ok(_) => {
                for problem in index.problems(NAMED_PROBLEMS) {
                    self.complain(problem);
                }
            }
            Err(problem) => self.show(problem),
        }
    }

    /// Brings an index up with some files that changed.
    pub(super) fn refresh_some(&self, index: &Index, files: &[PathBuf]) {
        let refreshed = self.wait_for_lock(index, &|| false).map(|lock| index.refresh_some(&lock, files));
        if let Some(Err(problem)) = refreshed {
            self.complain(problem);
        }
    }

    fn wait_for_lock(&self, index: &Index, outdated: &dyn Fn() -> bool) -> Option<WriteLock> {
        loop {
            match index.try_lock() {
                Ok(Some(lock)) => return Some(lock),
                Ok(None) if outdated() => return None,
                Ok(None) => std::thread::sleep(TURN),
                Err(error) => {
                    self.complain(ReadProblem::from_io(index.folder(), &error));
                    return None;
                }
            }
        }
    }

    /// Looks now and then whether another process has changed an index, and looks at the open documents again if so.
    pub(super) async fn follow_indexes(self: Arc<Self>) {
        let mut seen = 0;
        loop {
            tokio::time::sleep(GLANCE).await;
            let generation = self.job(|shared, _| Ok(shared.workspace().indexed()));
            let Ok(generation) = generation.await else { continue };
            if generation != seen {
                seen = generation;
                self.refresh_all(None);
            }
        }
    }
}
