//! Which configuration holds where, and what the rules say of an article under it: the one check behind both doors.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::corpus::Record;
use crate::desk::{Config, ConfigProblem, FILE_NAME, Folder, KnowledgeSettings, Selection, Workspace};
use crate::knowledge::dossier::Preference;

use super::check::{Accepted, Review, review_while};
use super::configured::names;
use super::finding::Finding;
use super::settings::{Overrides, Settings};

/// Folders of a workspace, each with what is settled for it.
#[derive(Clone, Debug, Default)]
pub struct Scopes {
    /// By folder, so that the innermost of several is the last that fits.
    scopes: BTreeMap<PathBuf, Scope>,
    /// For articles outside of all folders.
    elsewhere: Settings,
}

#[derive(Clone, Debug)]
struct Scope {
    selection: Selection,
    store: Option<PathBuf>,
    knowledge: KnowledgeSettings,
    preferences: Vec<Preference>,
    settings: Settings,
}

impl Scopes {
    /// Reads the configuration of some folders: the file that is given, else the nearest `dateline.toml` from each folder upwards. What is
    /// wrong with a configuration is told once; the rest of it holds.
    ///
    /// `command_line` and `publish` are those of [`Settings`].
    #[must_use]
    pub fn read(
        folders: &[PathBuf],
        config: Option<&Path>,
        command_line: &Overrides,
        publish: bool,
    ) -> (Self, Vec<ConfigProblem>) {
        let known = names();
        let mut read: BTreeMap<PathBuf, Config> = BTreeMap::new();
        let mut problems = Vec::new();
        let mut config_at = |file: &Path| {
            if let Some(config) = read.get(file) {
                return config.clone();
            }
            let (config, found) = Config::load(file, &known);
            problems.extend(found);
            read.insert(file.to_owned(), config.clone());
            config
        };
        let elsewhere = config.map(&mut config_at).unwrap_or_default();
        let settings = |config: &Config| Settings { command_line: command_line.clone(), publish, ..Settings::from(config) };
        let mut scopes = BTreeMap::new();
        for folder in folders {
            let own = match config {
                Some(_) => elsewhere.clone(),
                None => Config::discover(folder).map(|file| config_at(&file)).unwrap_or_default(),
            };
            let corpus = &own.corpus;
            let selection =
                Selection { include: corpus.include.clone(), exclude: corpus.exclude.clone(), max_files: corpus.max_files };
            let store = own.store.as_ref().map(|store| folder.join(store));
            let preferences = own.preferences(folder);
            let scope = Scope { selection, store, knowledge: own.knowledge.clone(), preferences, settings: settings(&own) };
            scopes.insert(folder.clone(), scope);
        }
        (Self { scopes, elsewhere: settings(&elsewhere) }, problems)
    }

    /// The folders with what chooses among their files.
    #[must_use]
    pub fn folders(&self) -> Vec<Folder> {
        let scopes = self.scopes.iter();
        scopes
            .map(|(root, scope)| Folder {
                root: root.clone(),
                selection: scope.selection.clone(),
                store: scope.store.clone(),
                knowledge: scope.knowledge.clone(),
                preferences: scope.preferences.clone(),
            })
            .collect()
    }

    /// What is settled for an article.
    #[must_use]
    pub fn settings(&self, article: &Path) -> &Settings {
        let around = article.ancestors().find_map(|folder| self.scopes.get(folder));
        around.map_or(&self.elsewhere, |scope| &scope.settings)
    }

    /// What the rules say of an article, without what its sidecar has accepted. What the editor shows and what `dateline check` prints.
    #[must_use]
    pub fn findings(&self, workspace: &Workspace, record: &Record) -> Vec<Finding> {
        self.review(workspace, record).open
    }

    /// The same with the findings that its sidecar has accepted, each with the index of its acceptance there.
    #[must_use]
    pub fn review(&self, workspace: &Workspace, record: &Record) -> Review {
        self.review_while(workspace, record, &|| true).unwrap_or_default()
    }

    /// The same for as long as somebody wants to know; `None` when nobody does.
    #[must_use]
    pub fn review_while(&self, workspace: &Workspace, record: &Record, is_wanted: &dyn Fn() -> bool) -> Option<Review> {
        let accepted = workspace.sidecar(&record.path).map(|sidecar| sidecar.accepted).unwrap_or_default();
        let accepted: Vec<Accepted> = accepted
            .into_iter()
            .map(|accepted| Accepted {
                rule: accepted.rule,
                fingerprint: accepted.fingerprint,
                text: accepted.text.unwrap_or_default(),
            })
            .collect();
        review_while(record, workspace.corpus(), self.settings(&record.path), &accepted, is_wanted)
    }
}

/// The root of the workspace in which a file or folder lies: the nearest folder upwards that has a `dateline.toml`, else the folder
/// itself, or the folder of the file.
#[must_use]
pub fn root_of(path: &Path) -> PathBuf {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let configured = folder.ancestors().find(|folder| folder.join(FILE_NAME).is_file());
    configured.unwrap_or(folder).to_owned()
}
