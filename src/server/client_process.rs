//! The server ends when its client has died.
//!
//! As a rule that shows at the pipe, which closes. A pipe that somebody else holds open, such as a shell between client and server, does not: so the
//! process that the client names in `initialize` is looked for now and then. One that cannot be seen from the beginning, in a container perhaps, is not
//! watched, and where the system does not show processes as files, the pipe alone tells.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::state::Shared;

/// How often one looks.
const GLANCE: Duration = Duration::from_secs(1);

impl Shared {
    /// Ends the server when the client's process is gone.
    pub(super) fn watch_client(self: &Arc<Self>, process: Option<u32>) {
        let shown = process.map(|process| PathBuf::from(format!("/proc/{process}/stat")));
        let Some(shown) = shown.filter(|shown| is_alive(shown)) else { return };
        let shared = self.clone();
        tokio::spawn(async move {
            while is_alive(&shown) {
                tokio::time::sleep(GLANCE).await;
            }
            tracing::info!("the client's process is gone; the server ends");
            shared.stop_indexing();
            // Whatever is written, is written whole or not at all: nothing has to be finished.
            std::process::exit(1);
        });
    }
}

/// Whether a process runs: it is shown, and not as one that has ended and that nobody has asked after yet.
fn is_alive(shown: &Path) -> bool {
    let stat = std::fs::read_to_string(shown).unwrap_or_default();
    // The name before it may hold anything, brackets too.
    stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
}
