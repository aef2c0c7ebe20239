//! What a check found, in an order that every format keeps.

use std::path::Path;
use std::sync::Arc;

use crate::corpus::{Corpus, Record};
use crate::rules::{Finding, Level};

/// One finding with the article in which it stands.
#[derive(Clone, Debug)]
pub struct Found {
    /// The article's path as it is shown.
    pub path: String,
    /// The article.
    pub record: Arc<Record>,
    /// What was found.
    pub finding: Finding,
}

/// All that a check found.
pub struct Findings<'a> {
    /// Where the other sides of a disagreement are read.
    pub corpus: &'a Corpus,
    /// In order of path, span and rule.
    pub found: Vec<Found>,
    /// How many articles were checked.
    pub articles: usize,
    /// How a path is shown: as given, or relative to the current folder.
    pub shown: &'a dyn Fn(&Path) -> String,
}

impl<'a> Findings<'a> {
    /// Puts the findings of some articles in order; `articles` is how many were checked.
    #[must_use]
    pub fn new(
        corpus: &'a Corpus,
        checked: Vec<(Arc<Record>, Vec<Finding>)>,
        articles: usize,
        shown: &'a dyn Fn(&Path) -> String,
    ) -> Self {
        let mut found: Vec<Found> = Vec::new();
        for (record, findings) in checked {
            let path = shown(&record.path);
            found.extend(findings.into_iter().map(|finding| Found { path: path.clone(), record: record.clone(), finding }));
        }
        found.sort_by(|a, b| {
            let key = |found: &'_ Found| (found.finding.span, found.finding.rule);
            a.path.cmp(&b.path).then_with(|| key(a).cmp(&key(b))).then_with(|| a.finding.message.cmp(&b.finding.message))
        });
        Self { corpus, found, articles, shown }
    }

    /// Whether anything weighs as much as a warning.
    #[must_use]
    pub fn has_warnings(&self) -> bool {
        self.found.iter().any(|found| found.finding.level <= Level::Warning)
    }

    /// How many findings have one of these levels.
    #[must_use]
    pub fn count(&self, levels: &[Level]) -> usize {
        self.found.iter().filter(|found| levels.contains(&found.finding.level)).count()
    }
}

/// The word for a level in every format of our own.
#[must_use]
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information => "information",
        Level::Hint => "hint",
    }
}
