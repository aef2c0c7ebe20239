//! `check --fix`: the safe fixes of some findings, written to their files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::corpus::Record;
use crate::desk::edit_file;
use crate::report::level_name;
use crate::rules::{Edit, Finding};
use crate::text::Span;

use super::output::Output;
use super::paths::Shown;

/// What was fixed.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    /// The files.
    pub(super) files: std::collections::BTreeSet<Arc<Path>>,
    /// How many findings.
    pub(super) edits: usize,
}

impl Fixed {
    pub(super) fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.edits += other.edits;
    }

    /// "3 findings fixed in 2 files".
    pub(super) fn told(&self) -> String {
        format!("{} fixed in {}", crate::answers::count(self.edits, "finding"), crate::answers::count(self.files.len(), "file"))
    }
}

/// Applies the first safe fix of each finding, as far as they do not get in each other's way: what overlaps waits for the next round.
pub(super) fn apply(checked: &[(Arc<Record>, Vec<Finding>)], shown: &Shown, output: &mut Output) -> Fixed {
    let mut edits: BTreeMap<Arc<Path>, Vec<Edit>> = BTreeMap::new();
    let mut counts: BTreeMap<Arc<Path>, usize> = BTreeMap::new();
    for (record, findings) in checked {
        for finding in findings {
            let Some(fix) = finding.fixes.iter().find(|fix| fix.safe) else { continue };
            let free = |edit: &Edit| {
                let taken = edits.get(&edit.path).into_iter().flatten();
                taken.into_iter().all(|other| !touch(other.span, edit.span))
            };
            // A fix is whole or not at all; one that reaches into several files could be cut in two by an error.
            let in_one_file = fix.edits.windows(2).all(|pair| pair[0].path == pair[1].path);
            if !in_one_file || !fix.edits.iter().all(free) {
                continue;
            }
            tracing::info!(rule = finding.rule, level = level_name(finding.level), fix = fix.title, file = %record.path.display(), "fixing");
            for edit in &fix.edits {
                edits.entry(edit.path.clone()).or_default().push(edit.clone());
            }
            if let Some(edit) = fix.edits.first() {
                *counts.entry(edit.path.clone()).or_default() += 1;
            }
        }
    }
    let mut fixed = Fixed::default();
    for (path, edits) in edits {
        let source = checked.iter().find(|(record, _)| record.path == path).map(|(record, _)| record.article.source.clone());
        let replacements: Vec<(Span, String)> = edits.into_iter().map(|edit| (edit.span, edit.text)).collect();
        match edit_file(&path, source.as_deref(), &replacements) {
            Ok(()) => {
                fixed.edits += counts.get(&path).copied().unwrap_or_default();
                fixed.files.insert(path);
            }
            Err(problem) => output.error(&format!("{}: {}", shown.show(&path), problem.message)),
        }
    }
    fixed
}

/// Whether two edits meet: neighbours do too, since their order would matter.
fn touch(one: Span, other: Span) -> bool {
    one.start() <= other.end() && other.start() <= one.end()
}
