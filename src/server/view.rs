//! One look at all that an answer is made of: the articles, the open documents, what the client can do.

use std::path::Path;

use tower_lsp::ls_types::Diagnostic;

use crate::corpus::{Corpus, Record};
use crate::desk::Workspace;
use crate::rules::Finding;

use super::abilities::Abilities;
use super::documents::OpenFiles;
use super::shelf::Look;
use super::state::Shared;
use super::to_proto::Places;

/// What there was at one moment.
#[derive(Debug)]
pub(super) struct View<'s> {
    /// The articles, and what the desk knows.
    pub(super) workspace: Look<'s, Workspace>,
    /// What the client can do.
    pub(super) abilities: &'s Abilities,
    open: OpenFiles,
}

impl Shared {
    /// Takes a look. On blocking threads only.
    pub(super) fn view(&self) -> View<'_> {
        let open = self.documents().open_files();
        View { workspace: self.workspace(), abilities: self.abilities(), open }
    }
}

impl View<'_> {
    /// The articles.
    pub(super) fn corpus(&self) -> &Corpus {
        self.workspace.corpus()
    }

    /// Whether a document is open.
    pub(super) fn is_open(&self, path: &Path) -> bool {
        self.open.contains_key(path)
    }

    /// What names places.
    pub(super) fn places(&self) -> Places<'_> {
        Places { corpus: self.corpus(), open: &self.open, encoding: self.abilities.encoding }
    }

    /// Findings of an article, as the client takes them.
    pub(super) fn diagnostics<'f>(&self, record: &Record, findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Diagnostic> {
        let places = self.places();
        let diagnostic = |finding| places.diagnostic(record, finding, self.abilities.related_information);
        findings.into_iter().map(diagnostic).collect()
    }
}
