//! `textDocument/codeAction`: the fixes of findings, and "checked, keep".
//!
//! An edit of the open text is an edit that the client makes. What goes into a sidecar the server writes itself, through a command, since not
//! every client can make an edit in a file that does not exist yet.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, Diagnostic, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use crate::answers::{self, Tickable};
use crate::corpus::Record;
use crate::rules::{Finding, Fix};
use crate::text::Span;

use super::commands::{ACCEPT, SET_PUBLISHED, TICK, UNTICK};
use super::documents::Snapshot;
use super::from_proto;
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
            let encoding = shared.abilities().encoding;
            let offset = |position| record.lines.offset(&record.article.source, from_proto::position(position), encoding);
            let end = offset(params.range.end).unwrap_or(record.article.source.len());
            let Some(start) = offset(params.range.start).filter(|start| *start <= end) else { return Ok(Some(Vec::new())) };
            Ok(Some(shared.actions(&snapshot, &record, Span::new(start, end))))
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
                actions.extend(action(fix.title.clone(), what, index == 0, Some(&diagnostic), abilities.action_literals));
            }
            if snapshot.path.is_absolute() {
                let accept = What::Command(ACCEPT, accept_arguments(&snapshot.uri, record, &finding));
                actions.extend(action(
                    accept_title(record, &finding),
                    accept,
                    false,
                    Some(&diagnostic),
                    abilities.action_literals,
                ));
            }
        }
        if snapshot.path.is_absolute() {
            let checked = workspace.sidecar(&record.path).map(|sidecar| sidecar.checked).unwrap_or_default();
            let fact = answers::statement_at(record, &checked, range);
            actions.extend(fact.and_then(|fact| tick(&snapshot.uri, &fact, abilities.action_literals)));
        }
        actions
    }
}

/// "Tick this fact", or take its tick back: what the fact list does, at the cursor.
fn tick(uri: &Uri, fact: &Tickable, literals: bool) -> Option<CodeActionOrCommand> {
    let (verb, command) = if fact.ticked { ("Take back the tick of", UNTICK) } else { ("Tick this fact:", TICK) };
    let title = format!("{verb} “{}”", label(&fact.text));
    action(title, What::Command(command, json!({"uri": uri, "statement": fact.statement})), false, None, literals)
}

/// What an action does.
enum What {
    Edit(WorkspaceEdit),
    Command(&'static str, serde_json::Value),
}

fn action(
    title: String,
    what: What,
    preferred: bool,
    diagnostic: Option<&Diagnostic>,
    literals: bool,
) -> Option<CodeActionOrCommand> {
    let command =
        |name: &str, arguments| Command { title: title.clone(), command: name.to_owned(), arguments: Some(vec![arguments]) };
    if !literals {
        // A client of before 2018 knows commands only; an edit is no command.
        return match what {
            What::Command(name, arguments) => Some(CodeActionOrCommand::Command(command(name, arguments))),
            What::Edit(_) => None,
        };
    }
    let (edit, command) = match what {
        What::Edit(edit) => (Some(edit), None),
        What::Command(name, arguments) => (None, Some(command(name, arguments))),
    };
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostic.map(|diagnostic| vec![diagnostic.clone()]),
        edit,
        command,
        is_preferred: preferred.then_some(true),
        disabled: None,
        data: None,
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

fn accept_arguments(uri: &Uri, record: &Record, finding: &Finding) -> serde_json::Value {
    json!({
        "uri": uri,
        "rule": finding.rule,
        "fingerprint": finding.fingerprint,
        "text": finding.span.of(&record.article.source),
    })
}

fn accept_title(record: &Record, finding: &Finding) -> String {
    format!("Accept: checked, keep “{}”", label(&record.article.words(finding.span)))
}

/// Words in a menu.
fn label(words: &str) -> String {
    match words.char_indices().nth(LABEL) {
        Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
        None => words.to_owned(),
    }
}
