//! The folders of the client, their configuration, and what the rules make of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::ls_types::MessageType;

use crate::answers::WantedHints;
use crate::desk::dossiers_of;
use crate::rules::{Overrides, Scopes, by_name, root_of};

use super::commands::did_you_mean;
use super::settings::ClientSettings;
use super::state::{Notice, Shared};

/// Files are looked at no more often than this, in milliseconds.
const SHORTEST_POLL: u64 = 50;

/// What the client said, and what was made of it.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    folders: Vec<PathBuf>,
    settings: ClientSettings,
    scopes: Arc<Scopes>,
    /// Folders about which the client was asked whether they are meant, and those of which it said so.
    asked: BTreeSet<PathBuf>,
    meant: BTreeSet<PathBuf>,
}

impl Shared {
    /// Sets the client's folders, at the start. On a blocking thread.
    pub(super) fn open_roots(&self, roots: Vec<PathBuf>) {
        self.wanted().folders = roots;
        self.open_folders();
    }

    /// Changes the client's folders. [`Shared::reopen`] makes it count.
    pub(super) fn change_folders(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        change(&mut self.wanted().folders);
    }

    /// Sets the client's settings. True if they concern articles: [`Shared::reopen`] makes them count. What is only shown otherwise is so at
    /// once.
    pub(super) fn set_settings(&self, settings: ClientSettings) -> bool {
        let mut wanted = self.wanted();
        let concerns_articles = settings.concerns_articles(&wanted.settings);
        wanted.settings = settings;
        drop(wanted);
        if !concerns_articles {
            self.ask_to_refresh();
        }
        concerns_articles
    }

    /// Which hints somebody wants to see.
    pub(super) fn wanted_hints(&self) -> WantedHints {
        self.wanted().settings.inlay_hints.wanted()
    }

    /// Whether somebody wants to see lines above stories.
    pub(super) fn wants_lenses(&self) -> bool {
        self.wanted().settings.code_lens.unwrap_or(true)
    }

    /// What is settled where.
    pub(super) fn scopes(&self) -> Arc<Scopes> {
        self.wanted().scopes.clone()
    }

    /// How often files are looked at, if the system is not to be relied on.
    pub(super) fn polling(&self) -> Option<Duration> {
        let milliseconds = self.wanted().settings.poll_milliseconds.filter(|milliseconds| *milliseconds > 0)?;
        Some(Duration::from_millis(milliseconds.max(SHORTEST_POLL)))
    }

    /// Whether somebody said that a folder is meant, however large it is.
    pub(super) fn is_meant(&self, folder: &Path) -> bool {
        self.wanted().meant.contains(folder)
    }

    /// Says that folders are meant, all about which the client was asked if none is given. Gives how many there are.
    pub(super) fn mean(&self, folder: Option<PathBuf>) -> usize {
        let mut wanted = self.wanted();
        let folders = folder.map_or_else(|| std::mem::take(&mut wanted.asked), |folder| BTreeSet::from([folder]));
        let count = folders.len();
        wanted.asked.retain(|asked| !folders.contains(asked));
        wanted.meant.extend(folders);
        count
    }

    /// Whether the client has to be asked about a folder: it has not been yet. From now on it has.
    pub(super) fn must_ask(&self, folder: &Path) -> bool {
        self.wanted().asked.insert(folder.to_owned())
    }

    /// Reads the configuration of each folder. On a blocking thread.
    ///
    /// A folder inside a workspace stands for the whole of it, as it does for `dateline check`.
    pub(super) fn open_folders(&self) {
        let wanted = self.wanted();
        let (folders, settings) = (wanted.folders.clone(), wanted.settings.clone());
        drop(wanted);
        let roots: BTreeSet<PathBuf> = folders.iter().map(|folder| root_of(folder)).chain(settings.corpus).collect();
        let roots: Vec<PathBuf> = roots.into_iter().collect();
        for name in settings.select.iter().chain(&settings.ignore).filter(|name| by_name(name).is_none()) {
            let meant = did_you_mean(name);
            self.show(format_args!("the editor's settings under `dateline` name a rule `{name}` that there is not{meant}"));
        }
        let command_line = Overrides { select: settings.select, ignore: settings.ignore, ..Overrides::default() };
        let config = settings.config.as_deref().or(self.options.config.as_deref());
        let (scopes, problems) = Scopes::read(&roots, config, &command_line, false);
        for problem in problems {
            self.show(problem);
        }
        let folders = scopes.folders();
        let (dossiers, broken) = dossiers_of(&folders);
        for problem in &broken {
            self.show(problem);
        }
        self.change(|workspace| {
            workspace.set_dossiers(dossiers, broken);
            workspace.set_folders(folders);
        });
        self.attach_indexes();
        self.wanted().scopes = Arc::new(scopes);
    }

    /// Tells of something that a person should know and can mend.
    pub(super) fn show(&self, message: impl std::fmt::Display) {
        tracing::warn!("{message}");
        self.send(Notice::Show(MessageType::WARNING, message.to_string()));
    }
}
