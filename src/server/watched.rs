//! `workspace/didChangeWatchedFiles`: what changed on disk is read again, one file at a time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::{DidChangeWatchedFilesParams, FileChangeType};

use crate::article::is_article_path;
use crate::desk::{Selection, articles_of_sidecar, list, read_file};

use super::from_proto;
use super::state::Shared;

/// What a change on disk has us look at anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Anew {
    /// Nothing but what changed.
    Nothing,
    /// The dossiers.
    Dossiers,
    /// The configuration, the list of files and all.
    Everything,
}

impl Shared {
    pub(super) fn did_change_watched_files(self: &Arc<Self>, params: DidChangeWatchedFilesParams) {
        let changes = params.changes.into_iter().filter_map(|event| {
            let is_gone = event.typ == FileChangeType::DELETED;
            Some((from_proto::file(&event.uri)?, is_gone))
        });
        self.files_changed(changes);
    }

    /// Reads again what changed, in the background; each with whether it is gone, which may be looked for only there.
    pub(super) fn files_changed(self: &Arc<Self>, changes: impl Iterator<Item = (PathBuf, bool)> + Send + 'static) {
        let shared = self.clone();
        tokio::spawn(async move {
            let taken = shared.job(move |shared, _| {
                let mut anew = Anew::Nothing;
                let mut archived = Vec::new();
                for (path, is_gone) in changes {
                    anew = anew.max(shared.file_changed(&path, is_gone, &mut archived));
                }
                shared.archived_changed(&archived);
                if anew == Anew::Dossiers {
                    shared.reload_dossiers();
                }
                Ok(anew)
            });
            match taken.await {
                Ok(Anew::Everything) => shared.reopen(),
                Ok(Anew::Dossiers | Anew::Nothing) => shared.refresh_all(None),
                Err(_) => {}
            }
        });
    }

    /// Takes in one change; gives what has to be looked at anew.
    ///
    /// What changed in an archive is gathered: its index takes it in at once.
    fn file_changed(&self, path: &Path, is_gone: bool, archived: &mut Vec<PathBuf>) -> Anew {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        match name.as_str() {
            "dateline.toml" | ".gitignore" | ".ignore" => return Anew::Everything,
            _ if name.ends_with(".dateline.toml") => {
                for article in articles_of_sidecar(path) {
                    self.sidecar_changed(&article);
                    archived.push(article);
                }
            }
            _ if self.workspace().is_dossier(path) => return Anew::Dossiers,
            // A folder of dossiers that came or went is told of once, not for each file in it.
            _ if (is_gone || path.is_dir()) && self.workspace().is_dossier(&path.join("any.toml")) => return Anew::Everything,
            _ if is_gone => {
                // A folder that is gone is told of once, not for each file in it.
                self.change(|workspace| workspace.remove_below(path));
                archived.push(path.to_owned());
            }
            _ if path.is_dir() => self.folder_came(path, archived),
            _ => self.article_changed(path, archived),
        }
        Anew::Nothing
    }

    fn article_changed(&self, path: &Path, archived: &mut Vec<PathBuf>) {
        if is_article_path(path) && self.workspace().admits(path) {
            if self.workspace().archive_of(path).is_some() {
                return archived.push(path.to_owned());
            }
            let read = read_file(path, self.knowledge);
            if let Err(problem) = &read {
                self.complain(problem);
            }
            self.change(|workspace| workspace.take_in(read));
        }
    }

    /// A folder was made or moved here: it has to be watched, and may hold articles already.
    fn folder_came(&self, folder: &Path, archived: &mut Vec<PathBuf>) {
        // Whether any article in it would count says whether it does.
        if !self.workspace().admits(&folder.join("article.txt")) {
            return;
        }
        let listing = list(folder, &Selection::default(), &|| false);
        for folder in &listing.folders {
            self.watch_also(folder);
        }
        for file in &listing.files {
            self.article_changed(file, archived);
        }
    }

    /// Brings the indexes up with what changed. Of a folder that is gone, all articles are.
    fn archived_changed(&self, changed: &[PathBuf]) {
        let archives = self.workspace().archives().to_vec();
        for index in archives {
            let own = changed.iter().filter(|path| path.starts_with(index.root()));
            let files: Vec<PathBuf> =
                own.flat_map(|path| if path.exists() { vec![path.clone()] } else { index.below(path) }).collect();
            if !files.is_empty() {
                self.refresh_some(&index, &files);
            }
        }
    }

    /// Reads an article again because what is stated of it has changed.
    pub(super) fn sidecar_changed(&self, article: &Path) {
        if self.documents().is_open(article) {
            let problem = self.change(|workspace| workspace.refresh_sidecar(article));
            if let Some(problem) = problem {
                self.complain(problem);
            }
            self.documents().touch(article);
        } else if self.workspace().archive_of(article).is_none() && self.workspace().record(article).is_some() {
            let read = read_file(article, self.knowledge);
            self.change(|workspace| workspace.take_in(read));
        }
    }
}
