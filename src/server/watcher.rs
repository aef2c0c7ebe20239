//! Our own eyes on the folders of the workspace.
//!
//! Clients differ: some watch files for a server, some only where the system makes it cheap, some never. So the server watches by itself, the
//! folders in which it looked for articles and no others, and asks the client only if the system refuses (there is a limit to the number of
//! watched folders). What the client tells all the same does no harm: a file is read twice. Some file systems (network shares, some
//! containers) tell of no change at all: for these the setting `pollMilliseconds` has us look at the files every so often instead. If more
//! changes come than the system can tell of, it says only that, and everything is looked at anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use serde_json::json;
use tokio::sync::mpsc;
use tower_lsp::ls_types::Registration;

use crate::article::{Format, is_article_path};

use super::state::Shared;

/// How long a burst of changes (an unpacked archive, a switch of branches) may pause before it is taken in.
const BURST: Duration = Duration::from_millis(50);

/// More folders than this are not watched by us.
const MOST_FOLDERS: usize = 20_000;

/// What the client is asked to watch in our place.
fn watched() -> String {
    let articles = Format::ENDINGS.map(|(ending, _)| format!("*.{ending}")).join(",");
    format!("**/{{{articles},*.toml,.gitignore,.ignore}}")
}

/// What the watcher saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// A change of a file or folder.
    Change(PathBuf),
    /// Changes of which not all were told.
    Overflow,
}

/// Something that watches; dropped, it looks no more.
#[derive(Debug)]
pub(super) enum Eyes {
    /// The system tells.
    Told(RecommendedWatcher),
    /// We look every so often.
    Polling(PollWatcher),
}

impl Eyes {
    fn open(poll: Option<Duration>, tell: impl Fn(notify::Result<notify::Event>) + Send + 'static) -> notify::Result<Self> {
        match poll {
            Some(interval) => PollWatcher::new(tell, Config::default().with_poll_interval(interval)).map(Self::Polling),
            None => RecommendedWatcher::new(tell, Config::default()).map(Self::Told),
        }
    }

    fn watch(&mut self, folder: &Path) -> notify::Result<()> {
        match self {
            Self::Told(watcher) => watcher.watch(folder, RecursiveMode::NonRecursive),
            Self::Polling(watcher) => watcher.watch(folder, RecursiveMode::NonRecursive),
        }
    }
}

/// Whether a change can matter: of an article, of what the desk says of it or knows, of what says which files count; or a folder that comes or goes.
fn matters(path: &Path, kind: EventKind) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let is_rule = name == ".gitignore" || name == ".ignore";
    // Sidecars, dossiers, the configuration. Hidden ones are files that are being written.
    let is_desks = path.extension().is_some_and(|ending| ending == "toml") && !name.starts_with('.');
    let comes_or_goes = matches!(kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    // What is gone may have been a folder. Hidden ones are not looked into.
    let folder = comes_or_goes && !name.starts_with('.') && (path.is_dir() || !path.exists());
    is_rule || is_desks || is_article_path(path) || folder
}

/// What of an event can matter.
fn seen(event: notify::Result<notify::Event>) -> Vec<Seen> {
    // What could not be told may have been anything.
    let Ok(event) = event else { return vec![Seen::Overflow] };
    if event.need_rescan() {
        return vec![Seen::Overflow];
    }
    // Files are opened and read all the time, by us first of all.
    if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
        return Vec::new();
    }
    event.paths.into_iter().filter(|path| matters(path, event.kind)).map(Seen::Change).collect()
}

impl Shared {
    /// Watches these folders from now on, and no others. On a blocking thread.
    pub(super) fn watch(&self, folders: &[PathBuf]) {
        let changed = self.changed_files.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            for seen in seen(event) {
                // Fails only when the server is ending.
                let _ = changed.send(seen);
            }
        };
        let poll = self.polling();
        let watched = Eyes::open(poll, tell).and_then(|mut eyes| {
            if poll.is_none() && folders.len() > MOST_FOLDERS {
                return Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch));
            }
            for folder in folders {
                match eyes.watch(folder) {
                    // A folder may have gone since it was listed.
                    Err(error) if folder.is_dir() => return Err(error),
                    _ => {}
                }
            }
            Ok(eyes)
        });
        let watcher = match watched {
            Ok(watcher) => Some(watcher),
            Err(error) => {
                self.complain(format_args!("changes on disk cannot be watched ({error}); the editor is asked to tell of them"));
                None
            }
        };
        let must_ask = watcher.is_none();
        *self.watcher() = watcher;
        if must_ask {
            self.ask_to_watch.notify_one();
        }
    }

    /// Watches a new folder, too.
    pub(super) fn watch_also(&self, folder: &Path) {
        if let Some(watcher) = &mut *self.watcher()
            && let Err(error) = watcher.watch(folder)
        {
            self.complain(format_args!("{}: changes in this folder cannot be watched ({error})", folder.display()));
        }
    }

    /// Takes in what the watcher saw, burst by burst.
    pub(super) async fn take_in_changes(self: Arc<Self>, mut changes: mpsc::UnboundedReceiver<Seen>) {
        while let Some(first) = changes.recv().await {
            let mut burst = BTreeSet::new();
            let mut is_all = true;
            let mut next = Some(first);
            while let Some(seen) = next {
                match seen {
                    Seen::Change(path) => drop(burst.insert(path)),
                    Seen::Overflow => is_all = false,
                }
                next = tokio::time::timeout(BURST, changes.recv()).await.unwrap_or_default();
            }
            if !is_all {
                self.reopen();
                continue;
            }
            let gone = |path: PathBuf| {
                let gone = !path.exists();
                (path, gone)
            };
            self.files_changed(burst.into_iter().map(gone));
        }
    }

    /// Asks the client to watch, once, when we cannot.
    pub(super) async fn ask_client_to_watch(self: Arc<Self>) {
        self.ask_to_watch.notified().await;
        if !self.abilities().watching {
            return self.complain("the client does not watch files either; changes on disk are seen when files are opened");
        }
        let registration = Registration {
            id: "dateline-files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!({"watchers": [{"globPattern": watched()}]})),
        };
        if let Err(error) = self.client.register_capability(vec![registration]).await {
            self.complain(format_args!(
                "the client does not watch files ({error}); changes on disk are seen when files are opened"
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::Event;
    use notify::event::{CreateKind, Flag};

    use super::*;

    #[test]
    fn an_overflow_is_no_change_of_a_file_and_reading_is_none() {
        let rescan = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(seen(Ok(rescan)), [Seen::Overflow]);
        assert_eq!(seen(Err(notify::Error::generic("lost"))), [Seen::Overflow]);
        let created = |name: &str| Ok(Event::new(EventKind::Create(CreateKind::File)).add_path(PathBuf::from(name)));
        // The folder of the crate's sources: what is there is no folder that went.
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert_eq!(seen(created(here)), [Seen::Change(PathBuf::from(here))]);
        assert_eq!(seen(created("dossiers/.ours.toml.123.dateline")), []);
        let read = Event::new(EventKind::Access(AccessKind::Read)).add_path(PathBuf::from("a.txt"));
        assert_eq!(seen(Ok(read)), []);
    }
}
