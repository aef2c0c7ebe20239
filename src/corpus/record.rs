//! One article with everything that was read in it.

use std::path::Path;
use std::sync::Arc;

use crate::article::Article;
use crate::claims::Claim;
use crate::language::Reading;
use crate::text::LineIndex;

/// An article of the corpus. Immutable; an edit makes a new one.
#[derive(Clone, Debug)]
pub struct Record {
    /// The file, absolute; for a document without a file its URI.
    pub path: Arc<Path>,
    /// The article.
    pub article: Article,
    /// What was read in it.
    pub reading: Reading,
    /// What it states.
    pub claims: Vec<Claim>,
    /// Its lines.
    pub lines: LineIndex,
}
