//! `textDocument/codeAction` and `codeAction/resolve`: the fixes of findings, and "checked, keep".
//!
//! An edit of the open text is an edit that the client makes; one that knows commands only gets a command that has the server ask it to. What goes into a sidecar the server writes itself, through a command, since not
//! every client can make an edit in a file that does not exist yet.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, Diagnostic, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use crate::corpus::Record;
use crate::rules::{Finding, Fix};
use crate::text::Span;

use super::abilities::Abilities;
use super::commands::{ACCEPT, FIX, SET_PUBLISHED};
use super::documents::Snapshot;
use super::state::Shared;
use super::to_proto::Places;

/// Longest stretch of the text in a menu entry, in characters.
const LABEL: usize = 40;

impl Shared {
    pub(super) async fn code_actions(self: &Arc<Self>, params: CodeActionParams) -> Result<Option<Vec<CodeActionOrCommand>>> {
        let snapshot = self.snapshot(&params.text_document.uri)?;
        let wanted = params.context.only.as_ref();
        // A kind asks for all kinds below it; the empty kind for all.
        let quick_fixes = wanted.is_none_or(|only| only.iter().any(|kind| matches!(kind.as_str(), "" | "quickfix")));
        if !quick_fixes {
            return Ok(Some(Vec::new()));
        }
        self.job(move |shared, _| {
            let Some(record) = shared.record(&snapshot)? else { return Ok(None) };
            let span = shared.span_in(&record, params.range)?;
            Ok(Some(shared.actions(&snapshot, &record, span)))
        })
        .await
    }

    /// Gives the edit of a fix again, for the text as it is now: for clients that keep an action and not its edit.
    pub(super) async fn resolve_code_action(self: &Arc<Self>, mut action: CodeAction) -> Result<CodeAction> {
        if action.edit.is_some() || action.command.is_some() {
            return Ok(action);
        }
        let which =
            action.data.clone().ok_or_else(|| Error::invalid_params("the action is none of Dateline's: it has no `data`"))?;
        let which: WhichFix = serde_json::from_value(which)
            .map_err(|error| Error::invalid_params(format!("the action is none of Dateline's: {error}")))?;
        action.edit = Some(self.edit_of(which).await?);
        Ok(action)
    }

    /// The edit of a fix, for the text as it is now.
    pub(super) async fn edit_of(self: &Arc<Self>, which: WhichFix) -> Result<WorkspaceEdit> {
        let snapshot = self.snapshot(&which.uri)?;
        self.job(move |shared, _| {
            let gone = || Error {
                message: "the finding that this fix was for is no more: the text has changed".into(),
                ..Error::content_modified()
            };
            let record = shared.record(&snapshot)?.ok_or_else(gone)?;
            let open = shared.documents().open_files();
            let workspace = shared.workspace();
            let abilities = shared.abilities();
            let places = Places { corpus: workspace.corpus(), open: &open, encoding: abilities.encoding };
            let findings = shared.scopes().findings(&workspace, &record);
            let meant = findings.iter().find(|finding| finding.rule == which.rule && finding.fingerprint == which.fingerprint);
            let fix = meant.and_then(|finding| finding.fixes.get(which.fix)).ok_or_else(gone)?;
            match what(fix, &snapshot.uri, &places, abilities.versioned_edits) {
                Some(What::Edit(edit)) => Ok(edit),
                _ => Err(gone()),
            }
        })
        .await
    }

    fn actions(&self, snapshot: &Snapshot, record: &Record, range: Span) -> Vec<CodeActionOrCommand> {
        let open = self.documents().open_files();
        let workspace = self.workspace();
        let abilities = self.abilities();
        let places = Places { corpus: workspace.corpus(), open: &open, encoding: abilities.encoding };
        let mut actions = Vec::new();
        for finding in self.scopes().findings(&workspace, record) {
            if finding.span.start() > range.end() || finding.span.end() < range.start() {
                continue;
            }
            let diagnostic = places.diagnostic(record, &finding, abilities.related_information);
            for (index, fix) in finding.fixes.iter().enumerate() {
                let Some(what) = what(fix, &snapshot.uri, &places, abilities.versioned_edits) else { continue };
                let which = json!({"uri": snapshot.uri, "rule": finding.rule, "fingerprint": finding.fingerprint, "fix": index});
                actions.extend(action(fix.title.clone(), what, which, index == 0, &diagnostic, abilities));
            }
            if snapshot.path.is_absolute() {
                let accept = What::Command(ACCEPT, accept_arguments(&snapshot.uri, record, &finding));
                actions.extend(action(accept_title(record, &finding), accept, Value::Null, false, &diagnostic, abilities));
            }
        }
        actions
    }
}

/// What brings an action back to its fix.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct WhichFix {
    uri: Uri,
    rule: String,
    fingerprint: String,
    #[serde(default)]
    fix: usize,
}

/// What an action does.
enum What {
    Edit(WorkspaceEdit),
    Command(&'static str, Value),
}

/// An action as the client can take it. `which` brings it back to its fix.
fn action(
    title: String,
    what: What,
    which: Value,
    preferred: bool,
    diagnostic: &Diagnostic,
    client: &Abilities,
) -> Option<CodeActionOrCommand> {
    let command =
        |name: &str, arguments| Command { title: title.clone(), command: name.to_owned(), arguments: Some(vec![arguments]) };
    if !client.action_literals {
        // A client of before 2018 knows commands only.
        return match what {
            What::Command(name, arguments) => Some(CodeActionOrCommand::Command(command(name, arguments))),
            What::Edit(_) => client.applies_edits.then(|| CodeActionOrCommand::Command(command(FIX, which))),
        };
    }
    let (edit, command) = match what {
        What::Edit(edit) => (Some(edit), None),
        What::Command(name, arguments) => (None, Some(command(name, arguments))),
    };
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic.clone()]),
        edit,
        command,
        is_preferred: preferred.then_some(true),
        disabled: None,
        data: Some(which).filter(|which| client.action_data && !which.is_null()),
    }))
}

/// What a fix does in the client; `None` if it edits a place that is gone.
fn what(fix: &Fix, uri: &Uri, places: &Places<'_>, versioned: bool) -> Option<What> {
    if let [edit] = &fix.edits[..]
        && edit.path.to_string_lossy().ends_with(".dateline.toml")
    {
        let stated: toml::Table = edit.text.parse().ok()?;
        let published = stated.get("published")?;
        return Some(What::Command(SET_PUBLISHED, json!({"uri": uri, "published": published.to_string()})));
    }
    // In the order of the files' first edits.
    let mut files: Vec<(Uri, Option<i32>, Vec<TextEdit>)> = Vec::new();
    for edit in &fix.edits {
        let place = places.location(&edit.path, edit.span)?;
        let text = TextEdit { range: place.range, new_text: edit.text.clone() };
        match files.iter_mut().find(|(uri, ..)| *uri == place.uri) {
            Some((.., edits)) => edits.push(text),
            None => files.push((place.uri, places.open.get(&edit.path).map(|(_, version)| *version), vec![text])),
        }
    }
    Some(What::Edit(if versioned {
        let changed = |(uri, version, edits): (Uri, Option<i32>, Vec<TextEdit>)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        let changes = DocumentChanges::Edits(files.into_iter().map(changed).collect());
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    } else {
        let changes: HashMap<Uri, Vec<TextEdit>> = files.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
    }))
}

fn accept_arguments(uri: &Uri, record: &Record, finding: &Finding) -> Value {
    json!({
        "uri": uri,
        "rule": finding.rule,
        "fingerprint": finding.fingerprint,
        "text": finding.span.of(&record.article.source),
    })
}

fn accept_title(record: &Record, finding: &Finding) -> String {
    let words = record.article.words(finding.span);
    let label = match words.char_indices().nth(LABEL) {
        Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
        None => words,
    };
    format!("Accept: checked, keep “{label}”")
}
