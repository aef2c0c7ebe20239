//! The folders of the client, their configuration, and what the rules make of it.

use std::path::PathBuf;

use crate::corpus::Record;
use crate::desk::{Folder, Selection, Workspace};
use crate::rules::{self, Accepted, Finding, Overrides, Settings};

use super::settings::ClientSettings;
use super::state::Shared;

/// What the client said, from which [`Shared::open_folders`] makes the workspace.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    folders: Vec<PathBuf>,
    settings: ClientSettings,
}

impl Shared {
    /// Sets the client's folders, at the start.
    pub(super) fn open_roots(&self, roots: Vec<PathBuf>) {
        self.wanted().folders = roots;
        self.open_folders();
    }

    /// Changes the client's folders. [`Shared::reopen`] makes it count.
    pub(super) fn change_folders(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        change(&mut self.wanted().folders);
    }

    /// Sets the client's settings; true if they differ from the old ones. [`Shared::reopen`] makes it count.
    pub(super) fn set_settings(&self, settings: ClientSettings) -> bool {
        let mut wanted = self.wanted();
        let differ = wanted.settings != settings;
        wanted.settings = settings;
        differ
    }

    /// Reads the configuration of each folder. On a blocking thread.
    pub(super) fn open_folders(&self) {
        let folders = self.wanted().folders.clone();
        let folders = folders.into_iter().map(|root| Folder { root, selection: Selection::default() }).collect();
        self.workspace_mut().set_folders(folders);
    }

    /// What the rules say of an article: the same as `dateline check` says of it.
    pub(super) fn findings(&self, workspace: &Workspace, record: &Record) -> Vec<Finding> {
        let wanted = self.wanted();
        let command_line =
            Overrides { select: wanted.settings.select.clone(), ignore: wanted.settings.ignore.clone(), ..Overrides::default() };
        drop(wanted);
        let settings = Settings { command_line, ..Settings::default() };
        let accepted: Vec<Accepted> = Vec::new();
        rules::check(record, workspace.corpus(), &settings, &accepted)
    }
}
