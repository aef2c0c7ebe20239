//! Folders that may not be meant: a home directory, or more articles than anybody would open by purpose, with no `dateline.toml` that says
//! so. The server asks, in a task of its own, and goes on with open files; the command `dateline.indexAnyway` says the same from any client.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use tokio::sync::mpsc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{MessageActionItem, MessageType, Uri};

use crate::desk::Stopped;

use super::commands::{INDEX_ANYWAY, only};
use super::from_proto;
use super::state::Shared;

/// The answer that means the folder.
const INDEX_IT: &str = "Index it";
/// The answer that does not.
const OPEN_FILES: &str = "Only open files";

/// A folder to ask about.
#[derive(Debug)]
pub(super) struct Question {
    folder: PathBuf,
    why: Stopped,
}

#[derive(Debug, Deserialize)]
struct Folder {
    uri: Uri,
}

impl Shared {
    /// Has the client asked about a folder, once.
    pub(super) fn ask_about(&self, folder: &Path, why: Stopped) {
        if self.must_ask(folder) {
            // Fails only when the server is ending.
            let _ = self.questions.send(Question { folder: folder.to_owned(), why });
        }
    }

    /// Asks the client's person, one question after the other.
    pub(super) async fn ask_questions(self: Arc<Self>, mut questions: mpsc::UnboundedReceiver<Question>) {
        while let Some(Question { folder, why }) = questions.recv().await {
            let why = match why {
                Stopped::Limit(most) => format!("has more than {most} articles"),
                Stopped::Home => "is a home directory or holds one".to_owned(),
            };
            let message = format!(
                "{} {why} and no dateline.toml, so only open files are read. Index it all the same? The command {INDEX_ANYWAY} does so, too.",
                folder.display()
            );
            tracing::warn!("{message}");
            let answers =
                [INDEX_IT, OPEN_FILES].map(|title| MessageActionItem { title: title.to_owned(), properties: Default::default() });
            let answer = self.client.show_message_request(MessageType::WARNING, message, Some(answers.to_vec())).await;
            match answer {
                Ok(Some(answer)) if answer.title == INDEX_IT => {
                    self.mean(Some(folder));
                    self.reopen();
                }
                Ok(_) => {}
                Err(error) => {
                    self.complain(format_args!("the client cannot ask ({error}); run {INDEX_ANYWAY} if the folder is meant"));
                }
            }
        }
    }

    /// `dateline.indexAnyway`: a folder, or all about which the client was asked.
    pub(super) async fn index_anyway(self: &Arc<Self>, arguments: Vec<Value>) -> Result<Option<Value>> {
        let meant = self.job(move |shared, _| {
            if arguments.is_empty() {
                return Ok(shared.mean(None));
            }
            let Folder { uri } = only(INDEX_ANYWAY, arguments)?;
            let no_folder = || Error::invalid_params(format!("{INDEX_ANYWAY}: {} is no folder on disk", uri.as_str()));
            let folder = from_proto::file(&uri).filter(|folder| folder.is_dir()).ok_or_else(no_folder)?;
            Ok(shared.mean(Some(folder)))
        });
        if meant.await? > 0 {
            self.reopen();
        }
        Ok(None)
    }
}
