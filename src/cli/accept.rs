//! `dateline check --accept` and `--accepted`: findings that a desk has looked at and lets stand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::sidecar::Accepted;
use crate::corpus::Record;
use crate::desk::sidecar::{self, Change};
use crate::desk::{Workspace, today, user_name};
use crate::report::{AcceptedFinding, write_accepted_json, write_accepted_text};
use crate::rules::{Finding, Scopes};

use super::args::{Check, CheckFormat};
use super::output::{Failure, Output};
use super::paths::Shown;

/// Writes to the sidecars that findings stand. A fingerprint that no finding has is told, and fails the command.
pub(super) fn accept(
    command: &Check,
    checked: &[(Arc<Record>, Vec<Finding>)],
    workspace: &mut Workspace,
    shown: &Shown,
    output: &mut Output,
) {
    let mut accepted = 0;
    for fingerprint in &command.accept {
        let mut found = false;
        for (record, findings) in checked {
            for finding in findings.iter().filter(|finding| finding.fingerprint == *fingerprint) {
                found = true;
                let acceptance = Accepted {
                    rule: finding.rule.to_owned(),
                    fingerprint: fingerprint.clone(),
                    text: Some(finding.span.of(&record.article.source).to_owned()),
                    by: command.by.clone().or_else(|| user_name(&record.path)),
                    at: Some(today()),
                };
                match sidecar::write(&record.path, &Change::Accept(acceptance)) {
                    Ok(_) => {
                        accepted += 1;
                        workspace.refresh_sidecar(&record.path);
                    }
                    Err(problem) => output.error(&problem.to_string()),
                }
            }
        }
        if !found {
            let place = checked.first().map_or_else(|| "--accept".to_owned(), |(record, _)| shown.show(&record.path));
            output.error(&format!(
                "--accept {fingerprint}: no finding has this fingerprint (looked in {place} and the other articles named); `dateline check --format json` gives the fingerprints"
            ));
        }
    }
    if accepted > 0 {
        output.note(&format!("{} accepted", crate::answers::count(accepted, "finding")));
    }
}

/// Everything that was let stand in some articles: what the rules still see, and what has lapsed since its words changed.
pub(super) fn list_accepted(
    format: CheckFormat,
    targets: &[PathBuf],
    workspace: &Workspace,
    scopes: &Scopes,
    shown: &Shown,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut list = Vec::new();
    for path in targets {
        let acceptances = workspace.sidecar(path).map(|sidecar| sidecar.accepted).unwrap_or_default();
        if acceptances.is_empty() {
            continue;
        }
        let Some(record) = workspace.record(path) else { continue };
        let review = scopes.review(workspace, &record);
        for (index, acceptance) in acceptances.into_iter().enumerate() {
            let finding = review.accepted.iter().find(|(_, of)| *of == index).map(|(finding, _)| finding.clone());
            list.push(AcceptedFinding { record: record.clone(), acceptance, finding });
        }
    }
    let show = |path: &Path| shown.show(path);
    match format {
        CheckFormat::Json => write_accepted_json(&list, &show, output)?,
        CheckFormat::Text | CheckFormat::Github => write_accepted_text(&list, &show, output)?,
    }
    Ok(())
}
