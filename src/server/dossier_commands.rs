//! Commands that write dossiers: an entry for a name, two people of one name, a spelling that is right.
//!
//! The server writes the file itself, since not every client can edit one that is not open or not there yet, and reads the dossiers again at
//! once: what was written counts before the command is answered.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Position, Uri};

use crate::answers::{Wanted, propose};
use crate::desk::{Addition, Workspace, add_to_dossier, dossiers_of, own_dossier, today};

use super::commands::{ACCEPT_SPELLING, ADD_TO_DOSSIER, TWO_PEOPLE, failed, only};
use super::from_proto;
use super::state::Shared;

/// A place in an article.
#[derive(Clone, Debug, Deserialize)]
struct At {
    uri: Uri,
    position: Position,
}

#[derive(Debug, Deserialize)]
struct AcceptSpelling {
    form: String,
    uri: Uri,
    position: Option<Position>,
    by: Option<String>,
}

impl Shared {
    pub(super) async fn add_to_dossier(self: &Arc<Self>, arguments: Vec<Value>) -> Result<Option<Value>> {
        self.write_down(ADD_TO_DOSSIER, arguments, Wanted::Entry).await
    }

    pub(super) async fn tell_two_people(self: &Arc<Self>, arguments: Vec<Value>) -> Result<Option<Value>> {
        self.write_down(TWO_PEOPLE, arguments, Wanted::TwoPeople).await
    }

    pub(super) async fn accept_spelling(self: &Arc<Self>, arguments: Vec<Value>) -> Result<Option<Value>> {
        let AcceptSpelling { form, uri, position, by } = only(ACCEPT_SPELLING, arguments)?;
        let form = form.trim().to_owned();
        if form.is_empty() {
            return Err(Error::invalid_params(format!("{ACCEPT_SPELLING}: `form` is empty; it is the spelling that is right")));
        }
        self.write_dossier(move |shared| {
            let article = from_proto::path(&uri);
            let workspace = shared.workspace();
            let shown = Shared::shown(&workspace, &article);
            let source = position.map_or_else(|| shown.clone(), |position| format!("{shown}:{}", position.line + 1));
            let at = Some(today());
            let file = own_file(&workspace, &article, ACCEPT_SPELLING)?;
            Ok((file, vec![Addition::Spelling { form, by, at, source: Some(source) }]))
        })
        .await
    }

    /// Writes what is proposed for the name at a place.
    async fn write_down(self: &Arc<Self>, command: &'static str, arguments: Vec<Value>, wanted: Wanted) -> Result<Option<Value>> {
        let at: At = only(command, arguments)?;
        self.write_dossier(move |shared| {
            let record = shared.article(command, &at.uri)?;
            let line = at.position.line + 1;
            let no_name = || {
                Error::invalid_params(format!("{command}: no name stands at line {line}, column {}", at.position.character + 1))
            };
            let offset = shared.offset_in(&record, at.position)?;
            let mention = record.reading.mention_at(offset).ok_or_else(no_name)?;
            let workspace = shared.workspace();
            let entity = record.mention(mention).entity;
            let shown = |path: &Path| Shared::shown(&workspace, path);
            let proposal = propose(workspace.corpus(), &record, entity, wanted, &shown).ok_or_else(no_name)?;
            let proposal = proposal.map_err(|reason| Error::invalid_params(format!("{command}: {reason}")))?;
            let file = match &proposal.entry {
                Some(entry) => entry.path.to_path_buf(),
                None => own_file(&workspace, &record.path, command)?,
            };
            Ok((file, proposal.with_source(&format!("{}:{line}", Shared::shown(&workspace, &record.path)))))
        })
        .await
    }

    /// Writes to a dossier, and looks at everything again that it changes. Gives the dossier, so that a client can show it.
    async fn write_dossier(
        self: &Arc<Self>,
        what: impl FnOnce(&Shared) -> Result<(PathBuf, Vec<Addition>)> + Send + 'static,
    ) -> Result<Option<Value>> {
        let file = self
            .job(move |shared, _| {
                let (file, additions) = what(shared)?;
                let _turn = shared.one_dossier_at_a_time();
                add_to_dossier(&file, &additions).map_err(failed)?;
                shared.reload_dossiers();
                Ok(file)
            })
            .await?;
        self.refresh_all(None);
        Ok(Some(json!({"uri": Uri::from_file_path(&file)})))
    }

    /// Reads the dossiers again. On a blocking thread. What was wrong before and still is, is not told again.
    pub(super) fn reload_dossiers(&self) {
        let folders = self.workspace().folders().to_vec();
        let (dossiers, broken) = dossiers_of(&folders);
        let told: Vec<_> = self.workspace().problems().collect();
        for problem in broken.iter().filter(|problem| !told.contains(problem)) {
            self.show(problem);
        }
        self.change(|workspace| workspace.set_dossiers(dossiers, broken));
    }
}

/// The dossier to which entries from an article go: that of its folder, else of the first one.
fn own_file(workspace: &Workspace, article: &Path, command: &str) -> Result<PathBuf> {
    let around = workspace.folders().iter().filter(|folder| article.starts_with(&folder.root));
    let innermost = around.max_by_key(|folder| folder.root.as_os_str().len()).or_else(|| workspace.folders().first());
    let folder = innermost.ok_or_else(|| {
        Error::invalid_params(format!(
            "{command}: no folder is open in which a dossier could lie; open the folder of the articles"
        ))
    })?;
    Ok(own_dossier(&folder.root, &folder.knowledge))
}
