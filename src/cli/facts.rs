//! `dateline facts FILE`: every checkable statement of a draft, with the workspace around it as evidence.

use std::path::Path;

use crate::answers::{Status as Standing, facts};
use crate::report::{FactList, write_facts_csv, write_facts_json, write_facts_markdown, write_facts_text};
use crate::rules::Overrides;

use super::args::{Facts, FactsFormat, Global};
use super::check::targets;
use super::output::{Failure, Output, Status};
use super::paths::Shown;
use super::workspace::{load, resolve_all, scopes, tell_problems};

pub(super) fn run(command: &Facts, global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let mut shown = Shown::new();
    let file = resolve_all(std::slice::from_ref(&command.file), &mut shown, output);
    let corpus = resolve_all(&command.corpus, &mut shown, output);
    let Some(path) = file.first() else { return Ok(Status::Failed) };
    if path.is_dir() {
        let place = command.file.display();
        return Err(Failure::Message(format!(
            "{place}: this is a folder; name one article, as in `dateline facts {place}/a.txt`"
        )));
    }
    let scopes = scopes(&file, &corpus, &Overrides::default(), false, global, &shown, output)?;
    let mut workspace = load(scopes.folders(), &[file.as_slice(), &corpus].concat(), &shown, output);
    let targets = targets(&file, &mut workspace, &shown, output);
    let Some(record) = targets.first().and_then(|path| workspace.record(path)) else { return Ok(Status::Failed) };
    tell_problems(&record, &shown.show(&record.path), output);
    let review = scopes.review(&workspace, &record);
    let checked = workspace.sidecar(&record.path).map(|sidecar| sidecar.checked).unwrap_or_default();
    let facts = facts(workspace.corpus(), &record, &review, &checked);
    let show = |path: &Path| shown.show(path);
    let list = FactList { record: &record, facts: &facts, shown: &show };
    match command.format {
        FactsFormat::Json => write_facts_json(&list, output)?,
        FactsFormat::Markdown => write_facts_markdown(&list, output)?,
        FactsFormat::Csv => write_facts_csv(&list, output)?,
        FactsFormat::Text => {
            write_facts_text(&list, output)?;
            output.note(&format!("{}: {}", show(&record.path), list.summary()));
        }
    }
    let conflicts = facts.iter().any(|fact| fact.status == Standing::Conflicts);
    Ok(if conflicts { Status::Found } else { Status::Clean })
}
