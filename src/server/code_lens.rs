//! `textDocument/codeLens` and `codeLens/resolve`: above each story its date and what is counted in it.
//!
//! The date is there at once. What has to be counted waits until the client shows it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, Uri};

use crate::answers;

use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

/// What brings a lens back to its story.
#[derive(Debug, Serialize, Deserialize)]
struct Story {
    uri: Uri,
    story: usize,
}

impl Shared {
    pub(super) async fn code_lenses(self: &Arc<Self>, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.settled.lenses_asked();
        let wanted = self.wants_lenses();
        self.about(&params.text_document.uri, move |shared, Open { snapshot, record }| {
            if !wanted {
                return Ok(Some(Vec::new()));
            }
            let encoding = shared.abilities().encoding;
            let mut lenses = Vec::new();
            for (story, place) in answers::lens_places(record).into_iter().enumerate() {
                let range = to_proto::range(record, place, encoding);
                if story == 0 {
                    lenses.push(CodeLens { range, command: Some(words(answers::date_lens(record))), data: None });
                }
                let data = serde_json::to_value(Story { uri: snapshot.uri.clone(), story }).ok();
                lenses.push(CodeLens { range, command: None, data });
            }
            Ok(Some(lenses))
        })
        .await
    }

    pub(super) async fn resolve_code_lens(self: &Arc<Self>, mut lens: CodeLens) -> Result<CodeLens> {
        if lens.command.is_some() {
            return Ok(lens);
        }
        let data = lens.data.clone().unwrap_or_default();
        let story: Story = serde_json::from_value(data)
            .map_err(|error| Error::invalid_params(format!("the lens is none of Dateline's: {error}")))?;
        let snapshot = self.snapshot(&story.uri)?;
        self.job(move |shared, _| {
            let Some(record) = shared.record(&snapshot)? else { return Ok(lens) };
            let workspace = shared.workspace();
            lens.command = Some(words(answers::count_lens(workspace.corpus(), &record, story.story)));
            Ok(lens)
        })
        .await
    }
}

/// A lens that only says something.
fn words(title: String) -> Command {
    Command { title, command: String::new(), arguments: None }
}
