//! The commands of the fact list: `dateline.facts`, `dateline.tick`, `dateline.untick`.
//!
//! A view in an editor is built on nothing else, so the answers are plain JSON, those of `dateline facts --format json` with the editor's own
//! places (`range`, `uri`) beside ours. A tick names its statement by what the list calls it and is written for the text as it is now.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

use crate::answers::{Fact, facts};
use crate::article::sidecar::Checked;
use crate::corpus::Record;
use crate::desk::sidecar::Change;
use crate::desk::{Workspace, today, user_name};
use crate::report::FactList;

use super::commands::{FACTS, TICK, UNTICK, failed, given};
use super::from_proto;
use super::state::Shared;
use super::to_proto::range;

/// What `dateline.facts` takes.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    uri: Uri,
}

/// What `dateline.tick` takes.
#[derive(Debug, Deserialize)]
pub(super) struct Tick {
    uri: Uri,
    statement: String,
    note: Option<String>,
    source: Option<String>,
    by: Option<String>,
}

/// What `dateline.untick` takes.
#[derive(Debug, Deserialize)]
pub(super) struct Untick {
    uri: Uri,
    statement: String,
}

impl Shared {
    /// The fact list of a document, open or not.
    pub(super) async fn facts(self: &Arc<Self>, asked: Asked) -> Result<Option<Value>> {
        let uri = asked.uri;
        let snapshot = self.snapshot(&uri).ok();
        self.job(move |shared, _| {
            let record = shared.article(FACTS, &uri)?;
            let facts = shared.facts_of(&record);
            let view = shared.view();
            let places = view.places();
            let shown = |path: &Path| Shared::shown(&view.workspace, path);
            let list = FactList { record: &record, facts: &facts, shown: &shown };
            let mut value = list.value().map_err(failed)?;
            value["uri"] = json!(uri);
            value["version"] = json!(snapshot.map(|snapshot| snapshot.version));
            for (fact, part) in facts.iter().zip(value["facts"].as_array_mut().into_iter().flatten()) {
                part["range"] = json!(range(&record, fact.span, places.encoding));
                for (source, part) in fact.sources.iter().zip(part["sources"].as_array_mut().into_iter().flatten()) {
                    part["uri"] = json!(source.path.as_ref().and_then(|path| places.uri(path)));
                    part["range"] = json!(source.place.map(|place| places.range(place)));
                }
            }
            Ok(Some(value))
        })
        .await
    }

    /// Ticks a statement: writes it to the sidecar with who, when, and what the checker says.
    pub(super) async fn tick(self: &Arc<Self>, tick: Tick) -> Result<Option<Value>> {
        let Tick { uri, statement, note, source, by } = tick;
        let looked_at = uri.clone();
        let checked = self
            .job(move |shared, _| {
                let record = shared.article(TICK, &looked_at)?;
                let fact = shared.fact(TICK, &record, &statement)?;
                let by = given(by).or_else(|| user_name(&record.path));
                let (note, source) = (given(note), given(source));
                Ok(Checked { statement: fact.statement, text: Some(fact.text), by, at: Some(today()), note, source })
            })
            .await?;
        let answer = json!({
            "statement": checked.statement,
            "checked": {"by": checked.by, "at": checked.at, "note": checked.note, "source": checked.source},
        });
        self.write_sidecar(&uri, Change::Check(checked)).await?;
        Ok(Some(answer))
    }

    /// Takes a tick back.
    pub(super) async fn untick(self: &Arc<Self>, untick: Untick) -> Result<Option<Value>> {
        let Untick { uri, statement } = untick;
        let looked_at = uri.clone();
        let known = self
            .job(move |shared, _| {
                let record = shared.article(UNTICK, &looked_at)?;
                let ticks = ticks(&shared.workspace(), &record);
                if ticks.iter().any(|tick| tick.statement == statement) {
                    return Ok(statement);
                }
                let fact = shared.fact(UNTICK, &record, &statement)?;
                let text = &fact.text;
                Err(Error::invalid_params(format!("{UNTICK}: “{text}” is not ticked, so there is no tick to take back")))
            })
            .await?;
        self.write_sidecar(&uri, Change::Uncheck(known.clone())).await?;
        Ok(Some(json!({"statement": known, "checked": null})))
    }

    /// The facts of an article as the workspace and its sidecar have them now.
    pub(super) fn facts_of(&self, record: &Arc<Record>) -> Vec<Fact> {
        let workspace = self.workspace();
        let review = self.review(&workspace, record);
        facts(workspace.corpus(), record, &review, &ticks(&workspace, record))
    }

    fn fact(&self, command: &str, record: &Arc<Record>, statement: &str) -> Result<Fact> {
        let found = self.facts_of(record).into_iter().find(|fact| fact.statement == statement);
        found.ok_or_else(|| {
            let path = record.path.display();
            Error::invalid_params(format!(
                "{command}: {path} has no statement {statement:?} now; its text may have changed: ask for {FACTS} again"
            ))
        })
    }

    /// The article of a URI: the open text, else the file as the workspace has read it.
    pub(super) fn article(&self, command: &str, uri: &Uri) -> Result<Arc<Record>> {
        let none = |why: &str| Error::invalid_params(format!("{command}: {}: {why}", uri.as_str()));
        if let Ok(snapshot) = self.snapshot(uri) {
            return self
                .record(&snapshot)?
                .ok_or_else(|| none("this is no article; Dateline reads plain text, Markdown and HTML"));
        }
        let known = self.workspace().record(&from_proto::path(uri));
        known.ok_or_else(|| none("no such article is open or in the workspace; open it first"))
    }
}

/// The ticks in an article's sidecar.
pub(super) fn ticks(workspace: &Workspace, record: &Record) -> Vec<Checked> {
    workspace.sidecar(&record.path).map(|sidecar| sidecar.checked).unwrap_or_default()
}
