//! What has changed beside the text that is being typed, and how the client learns of it.
//!
//! Files, settings, sidecars, another process's index: after such a change, diagnostics, hints and lenses of every document may be others. The
//! client is told to ask again, once for any number of changes: while it has not answered, more of them are gathered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{Notify, watch};
use tower_lsp::jsonrpc::Result;

use super::state::Shared;

/// Counts such changes, and wakes who waits for one.
#[derive(Debug)]
pub(super) struct Settled {
    count: watch::Sender<u64>,
    due: Notify,
    /// What the client has asked for so far: nothing else need be asked for again.
    hints: AtomicBool,
    lenses: AtomicBool,
}

impl Default for Settled {
    fn default() -> Self {
        Self { count: watch::Sender::new(0), due: Notify::new(), hints: AtomicBool::new(false), lenses: AtomicBool::new(false) }
    }
}

impl Settled {
    /// How many changes there have been.
    pub(super) fn count(&self) -> u64 {
        *self.count.borrow()
    }

    /// The client has asked for hints.
    pub(super) fn hints_asked(&self) {
        self.hints.store(true, Ordering::Relaxed);
    }

    /// The client has asked for lenses.
    pub(super) fn lenses_asked(&self) {
        self.lenses.store(true, Ordering::Relaxed);
    }

    /// For waiting until there is another.
    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        self.count.subscribe()
    }
}

impl Shared {
    /// Says that something has changed beside the text that is being typed.
    pub(super) fn settle(&self) {
        self.settled.count.send_modify(|count| *count += 1);
        self.ask_to_refresh();
    }

    /// Has the client ask again for what it shows.
    pub(super) fn ask_to_refresh(&self) {
        self.settled.due.notify_one();
    }

    /// Tells the client, for as long as the server lives, of what it has asked for. A client that never answers is told no more, nor one that
    /// refuses what it said that it can do.
    pub(super) async fn keep_refreshing(self: Arc<Self>) {
        let mut can = self.abilities().refreshes;
        loop {
            self.settled.due.notified().await;
            if can.diagnostics && self.is_pulling() {
                can.diagnostics = self.is_taken(&self.client.workspace_diagnostic_refresh().await);
            }
            if can.hints && self.settled.hints.load(Ordering::Relaxed) {
                can.hints = self.is_taken(&self.client.inlay_hint_refresh().await);
            }
            if can.lenses && self.settled.lenses.load(Ordering::Relaxed) {
                can.lenses = self.is_taken(&self.client.code_lens_refresh().await);
            }
        }
    }

    fn is_taken(&self, answer: &Result<()>) -> bool {
        if let Err(error) = answer {
            tracing::warn!("the client said that it can refresh, and refuses to: {error}");
        }
        answer.is_ok()
    }
}
