//! Actions on a name: what a desk may write down of it. They run commands, so that they work in every client.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeAction, CodeActionKind, CodeActionOrCommand};

use crate::answers::{Wanted, propose};
use crate::corpus::Record;
use crate::text::Span;

use super::code_action::calling;
use super::commands::{ADD_TO_DOSSIER, TWO_PEOPLE};
use super::documents::Snapshot;
use super::state::Shared;
use super::to_proto;

impl Shared {
    /// What can be written down of the name at the beginning of a range.
    pub(super) fn name_actions(&self, snapshot: &Snapshot, record: &Arc<Record>, range: Span) -> Vec<CodeActionOrCommand> {
        let workspace = self.workspace();
        if workspace.folders().is_empty() {
            return Vec::new();
        }
        let Some(mention) = record.reading.mention_at(range.start()).map(|id| record.mention(id)) else { return Vec::new() };
        let abilities = self.abilities();
        let place = to_proto::range(record, mention.span, abilities.encoding).start;
        let arguments = json!({"uri": snapshot.uri, "position": place});
        let shown = |path: &std::path::Path| Shared::shown(&workspace, path);
        let offered =
            [(Wanted::Entry, ADD_TO_DOSSIER), (Wanted::TwoPeople, TWO_PEOPLE)].into_iter().filter_map(|(wanted, command)| {
                let proposal = propose(workspace.corpus(), record, mention.entity, wanted, &shown)?.ok()?;
                let title = match (wanted, &proposal.entry) {
                    (Wanted::Entry, Some(_)) => format!("Add to dossier: what this article states of {}", proposal.name),
                    (Wanted::Entry, None) => format!("Add to dossier: {}", proposal.name),
                    (Wanted::TwoPeople, _) => format!("These are two people: {} here and elsewhere", proposal.name),
                };
                Some(action(title, command, arguments.clone(), abilities.action_literals))
            });
        offered.collect()
    }
}

/// A client of before 2018 knows commands only.
fn action(title: String, command: &str, argument: Value, literals: bool) -> CodeActionOrCommand {
    let command = calling(&title, command, argument);
    if !literals {
        return CodeActionOrCommand::Command(command);
    }
    CodeActionOrCommand::CodeAction(CodeAction {
        title,
        kind: Some(CodeActionKind::REFACTOR),
        command: Some(command),
        ..CodeAction::default()
    })
}
