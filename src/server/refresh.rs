//! What has changed beside the text that is being typed, and how the client learns of it.
//!
//! Files, settings, sidecars, another process's index: after such a change, diagnostics, hints and lenses of every document may be others. The
//! client is told to ask again, once for any number of changes: while it has not answered, more of them are gathered.

use std::sync::Arc;

use tokio::sync::{Notify, watch};

use super::state::Shared;

/// Counts such changes, and wakes who waits for one.
#[derive(Debug)]
pub(super) struct Settled {
    count: watch::Sender<u64>,
    due: Notify,
}

impl Default for Settled {
    fn default() -> Self {
        Self { count: watch::Sender::new(0), due: Notify::new() }
    }
}

impl Settled {
    /// How many changes there have been.
    pub(super) fn count(&self) -> u64 {
        *self.count.borrow()
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

    /// Tells the client, for as long as the server lives. A client that never answers is told no more.
    pub(super) async fn keep_refreshing(self: Arc<Self>) {
        let wanted = self.abilities().refreshes;
        loop {
            self.settled.due.notified().await;
            let told = [
                wanted.diagnostics && self.is_pulling() && self.client.workspace_diagnostic_refresh().await.is_err(),
                wanted.hints && self.client.inlay_hint_refresh().await.is_err(),
                wanted.lenses && self.client.code_lens_refresh().await.is_err(),
            ];
            if told.contains(&true) {
                tracing::info!("the client says that it can refresh, and refuses to");
            }
        }
    }
}
