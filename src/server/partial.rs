//! Partial results: a long answer goes to the client page by page, in `$/progress`, before the answer itself, which is empty then.
//!
//! A page must not come after the answer. So pages are written straight to the output and not put in line with other notifications.

use serde::Serialize;
use serde_json::json;
use tower_lsp::ls_types::ProgressToken;

use super::state::Shared;

/// How many items a page has.
pub(super) const PAGE: usize = 100;

impl Shared {
    /// Sends an answer in pages if the client has asked for that, and gives what is left for the answer itself: nothing or all.
    pub(super) fn in_pages<T: Serialize>(&self, token: Option<&ProgressToken>, items: Vec<T>) -> Vec<T> {
        let Some(token) = token else { return items };
        for page in items.chunks(PAGE) {
            self.output.notify("$/progress", &json!({"token": token, "value": page}));
        }
        Vec::new()
    }
}
