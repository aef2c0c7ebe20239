//! What the rules say of an article. Several answers about one text stand on it (what is pushed, what is asked, the fixes, the facts), and for
//! an open document it is found once.

use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::jsonrpc::{Error, Result};

use crate::corpus::Record;
use crate::desk::Workspace;
use crate::rules::{Review, Scopes};

use super::shelf::Look;
use super::state::Shared;

/// What was found last in a document. Locked while the rules are at work, so that two jobs do not do the same.
pub(super) type LastReview = Arc<Mutex<Option<Reviewed>>>;

/// What was found, and in what.
#[derive(Debug)]
pub(super) struct Reviewed {
    record: Arc<Record>,
    scopes: Arc<Scopes>,
    /// Changes of the workspace, and of the indexes behind it.
    after: (u64, u64),
    review: Arc<Review>,
}

impl Shared {
    /// What the rules say of an article, among all others.
    pub(super) fn review(&self, workspace: &Look<'_, Workspace>, record: &Arc<Record>) -> Arc<Review> {
        self.review_while(workspace, record, |_| true).unwrap_or_default()
    }

    /// The same for somebody who does not want to know of a text that has been overtaken: whoever types on does not wait for what was.
    ///
    /// # Errors
    /// `ContentModified` as soon as there is a newer text.
    pub(super) fn review_of_newest(&self, workspace: &Look<'_, Workspace>, record: &Arc<Record>) -> Result<Arc<Review>> {
        let is_newest = |of_text| self.documents().last_review(&record.path).is_some_and(|(newest, _)| newest == of_text);
        self.review_while(workspace, record, is_newest).ok_or_else(Error::content_modified)
    }

    /// `is_wanted` is asked of the edition with which the document's text came.
    fn review_while(
        &self,
        workspace: &Look<'_, Workspace>,
        record: &Arc<Record>,
        is_wanted: impl Fn(u64) -> bool,
    ) -> Option<Arc<Review>> {
        let scopes = self.scopes();
        let Some((of_text, last)) = self.documents().last_review(&record.path) else {
            return Some(Arc::new(scopes.review(workspace, record)));
        };
        let after = (workspace.changes(), workspace.indexed());
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        let same =
            |last: &&Reviewed| Arc::ptr_eq(&last.record, record) && Arc::ptr_eq(&last.scopes, &scopes) && last.after == after;
        if let Some(last) = last.as_ref().filter(same) {
            return Some(last.review.clone());
        }
        let review = Arc::new(scopes.review_while(workspace, record, &|| is_wanted(of_text))?);
        *last = Some(Reviewed { record: record.clone(), scopes: scopes.clone(), after, review: review.clone() });
        Some(review)
    }
}
