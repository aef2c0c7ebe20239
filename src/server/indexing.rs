//! Reading the folders of the workspace, in the background, with progress.
//!
//! Each article is taken in as soon as it is read, so answers come from what is there so far. A later indexing (the configuration changed) makes
//! an earlier one give up; every progress that was begun is ended.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::ls_types::ProgressToken;

use crate::desk::{list_all, read_files};

use super::state::Shared;

/// How many unreadable files are named in the client's log one by one.
const NAMED_PROBLEMS: usize = 20;

/// How long the end of the progress waits for diagnostics that are still being computed.
const SETTLING: Duration = Duration::from_secs(10);

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
            progress.finish_with_message(format!("{read} articles")).await;
        }
    }

    /// Reads all articles of the folders; gives how many. On a blocking thread.
    fn read_folders(&self, run: u64, tell: &watch::Sender<Count>) -> usize {
        let outdated = || self.indexing.load(Ordering::SeqCst) != run;
        let folders = self.workspace().folders().to_vec();
        let listing = list_all(&folders, &outdated);
        for problem in &listing.problems {
            self.show(problem);
        }
        if !outdated() {
            // Before the files are read, so that no change falls between.
            self.watch(&listing.folders);
        }
        let listed: BTreeSet<&Path> = listing.files.iter().map(PathBuf::as_path).collect();
        self.change(|workspace| workspace.retain(|path| listed.contains(path)));
        let total = listing.files.len();
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
        read_files(&listing.files, self.knowledge, &mut take_in, &outdated);
        if failed > NAMED_PROBLEMS {
            self.complain(format_args!(
                "{} more files could not be read; `dateline check` names them all",
                failed - NAMED_PROBLEMS
            ));
        }
        done
    }
}
