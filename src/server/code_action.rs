//! `textDocument/codeAction` and `codeAction/resolve`: the fixes of findings, and "checked, keep".
//!
//! An edit of the open text is an edit that the client makes; one that knows commands only gets a command that has the server ask it to. What goes into a sidecar the server writes itself, through a command, since not
//! every client can make an edit in a file that does not exist yet.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionTriggerKind, Command, Diagnostic, Uri,
    WorkspaceEdit,
};

use crate::answers::{self, Tickable};
use crate::corpus::Record;
use crate::rules::{Finding, Fix};
use crate::text::Span;

use super::abilities::Abilities;
use super::commands::{ACCEPT, ACCEPT_SPELLING, FIX, SET_PUBLISHED, TICK, UNTICK};
use super::documents::Snapshot;
use super::edits::Edits;
use super::facts::ticks;
use super::pointing::Open;
use super::state::Shared;
use super::to_proto;
use super::view::View;

/// Longest stretch of the text in a menu entry, in characters.
const LABEL: usize = 40;

impl Shared {
    pub(super) async fn code_actions(self: &Arc<Self>, params: CodeActionParams) -> Result<Option<Vec<CodeActionOrCommand>>> {
        let wanted = params.context.only.as_ref();
        // A kind asks for all kinds below it; the empty kind for all.
        let asked_for =
            |kind: &str| wanted.is_none_or(|only| only.iter().any(|only| matches!(only.as_str(), "") || only.as_str() == kind));
        let quick_fixes = asked_for("quickfix");
        // A light that comes on at every name says nothing.
        let is_asked = params.context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
        let of_names = is_asked && asked_for("refactor");
        self.about(&params.text_document.uri, move |shared, Open { snapshot, record }| {
            let range = shared.span_in(record, params.range)?;
            let mut actions = if quick_fixes { shared.actions(snapshot, record, range)? } else { Vec::new() };
            if of_names {
                actions.extend(shared.name_actions(snapshot, record, range));
            }
            Ok(Some(actions))
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
            let view = shared.view();
            let review = shared.review(&view.workspace, &record);
            let meant = review.open.iter().find(|finding| finding.rule == which.rule && finding.fingerprint == which.fingerprint);
            let fix = meant.and_then(|finding| finding.fixes.get(which.fix)).ok_or_else(gone)?;
            match what(fix, &snapshot.uri, &view) {
                Some(What::Edit(edit)) => Ok(edit),
                _ => Err(gone()),
            }
        })
        .await
    }

    fn actions(&self, snapshot: &Snapshot, record: &Arc<Record>, range: Span) -> Result<Vec<CodeActionOrCommand>> {
        let view = self.view();
        let (workspace, abilities, places) = (&view.workspace, view.abilities, view.places());
        let mut actions = Vec::new();
        let review = self.review_of_newest(workspace, record)?;
        for finding in
            review.open.iter().filter(|finding| finding.span.start() <= range.end() && finding.span.end() >= range.start())
        {
            let diagnostic = places.diagnostic(record, finding, abilities.related_information);
            for (index, fix) in finding.fixes.iter().enumerate() {
                let Some(what) = what(fix, &snapshot.uri, &view) else { continue };
                let which = json!({"uri": snapshot.uri, "rule": finding.rule, "fingerprint": finding.fingerprint, "fix": index});
                actions.extend(action(fix.title.clone(), what, which, index == 0, Some(&diagnostic), abilities));
            }
            if finding.rule == "name-misspelt" && !workspace.folders().is_empty() {
                let form = record.article.words(finding.span);
                let place = to_proto::range(record, finding.span, abilities.encoding).start;
                let arguments = json!({"uri": snapshot.uri, "form": form, "position": place});
                let accept = What::Command(ACCEPT_SPELLING, arguments);
                let title = format!("Accept this spelling: {form}");
                actions.extend(action(title, accept, Value::Null, false, Some(&diagnostic), abilities));
            }
            if snapshot.path.is_absolute() {
                let accept = What::Command(ACCEPT, accept_arguments(&snapshot.uri, record, finding));
                actions.extend(action(accept_title(record, finding), accept, Value::Null, false, Some(&diagnostic), abilities));
            }
        }
        if snapshot.path.is_absolute() {
            let fact = answers::statement_at(record, &ticks(workspace, record), range);
            actions.extend(fact.and_then(|fact| tick(&snapshot.uri, &fact, abilities)));
        }
        Ok(actions)
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

/// "Tick this fact", or take its tick back: what the fact list does, at the cursor.
fn tick(uri: &Uri, fact: &Tickable, client: &Abilities) -> Option<CodeActionOrCommand> {
    let (verb, command) = if fact.ticked { ("Take back the tick of", UNTICK) } else { ("Tick this fact:", TICK) };
    let title = format!("{verb} “{}”", label(&fact.text));
    action(title, What::Command(command, json!({"uri": uri, "statement": fact.statement})), Value::Null, false, None, client)
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
    diagnostic: Option<&Diagnostic>,
    client: &Abilities,
) -> Option<CodeActionOrCommand> {
    if !client.action_literals {
        // A client of before 2018 knows commands only.
        return match what {
            What::Command(name, arguments) => Some(CodeActionOrCommand::Command(calling(&title, name, arguments))),
            What::Edit(_) => client.applies_edits.then(|| CodeActionOrCommand::Command(calling(&title, FIX, which))),
        };
    }
    let (edit, command) = match what {
        What::Edit(edit) => (Some(edit), None),
        What::Command(name, arguments) => (None, Some(calling(&title, name, arguments))),
    };
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostic.map(|diagnostic| vec![diagnostic.clone()]),
        edit,
        command,
        is_preferred: preferred.then_some(true),
        disabled: None,
        data: Some(which).filter(|which| client.action_data && !which.is_null()),
    }))
}

/// A command with its one argument.
pub(super) fn calling(title: &str, command: &str, argument: Value) -> Command {
    Command { title: title.to_owned(), command: command.to_owned(), arguments: Some(vec![argument]) }
}

/// What a fix does in the client; `None` if it edits a place that is gone.
fn what(fix: &Fix, uri: &Uri, view: &View<'_>) -> Option<What> {
    if let [edit] = &fix.edits[..]
        && edit.path.to_string_lossy().ends_with(".dateline.toml")
    {
        let stated: toml::Table = edit.text.parse().ok()?;
        let published = stated.get("published")?;
        return Some(What::Command(SET_PUBLISHED, json!({"uri": uri, "published": published.to_string()})));
    }
    let places = view.places();
    let mut edits = Edits::default();
    for edit in &fix.edits {
        let place = places.location(&edit.path, edit.span)?;
        edits.add(place, places.version(&edit.path), None, edit.text.clone());
    }
    Some(What::Edit(edits.into_workspace_edit(view.abilities.versioned_edits)))
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
    format!("Accept: checked, keep “{}”", label(&record.article.words(finding.span)))
}

/// Words in a menu.
fn label(words: &str) -> String {
    match words.char_indices().nth(LABEL) {
        Some((cut, _)) => format!("{}…", words[..cut].trim_end()),
        None => words.to_owned(),
    }
}
