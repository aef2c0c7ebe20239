//! Our own eyes on the folders of the workspace.
//!
//! Clients differ: some watch files for a server, some only where the system makes it cheap, some never. So the server watches by itself, the
//! folders in which it looked for articles and no others, and asks the client only if the system refuses (there is a limit to the number of
//! watched folders). What the client tells all the same does no harm: a file is read twice.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use serde_json::json;
use tokio::sync::mpsc;
use tower_lsp::ls_types::Registration;

use crate::article::{is_article_path, sidecar};
use crate::desk::FILE_NAME;

use super::state::Shared;

/// How long a burst of changes (an unpacked archive, a switch of branches) may pause before it is taken in.
const BURST: Duration = Duration::from_millis(50);

/// More folders than this are not watched by us.
const MOST_FOLDERS: usize = 20_000;

/// What the client is asked to watch in our place.
const WATCHED: &str = "**/{*.txt,*.text,*.md,*.markdown,*.dateline.toml,dateline.toml,.gitignore,.ignore}";

/// Whether a change can matter: of an article, of what the desk says of it, of what says which files count; or a folder that comes or goes.
fn matters(path: &Path, kind: EventKind) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let is_rule = name == FILE_NAME || name == ".gitignore" || name == ".ignore" || name.ends_with(sidecar::SUFFIX);
    let comes_or_goes = matches!(kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    // What is gone may have been a folder. Hidden ones are not looked into.
    let folder = comes_or_goes && !name.starts_with('.') && (path.is_dir() || !path.exists());
    is_rule || is_article_path(path) || folder
}

impl Shared {
    /// Watches these folders from now on, and no others. On a blocking thread.
    pub(super) fn watch(&self, folders: &[PathBuf]) {
        let changed = self.changed_files.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            // Files are opened and read all the time, by us first of all.
            let read_only = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
            if !read_only {
                for path in event.paths.into_iter().filter(|path| matters(path, event.kind)) {
                    // Fails only when the server is ending.
                    let _ = changed.send(path);
                }
            }
        };
        let watched = RecommendedWatcher::new(tell, notify::Config::default()).and_then(|mut watcher| {
            if folders.len() > MOST_FOLDERS {
                return Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch));
            }
            for folder in folders {
                match watcher.watch(folder, RecursiveMode::NonRecursive) {
                    // A folder may have gone since it was listed.
                    Err(error) if folder.is_dir() => return Err(error),
                    _ => {}
                }
            }
            Ok(watcher)
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
            && let Err(error) = watcher.watch(folder, RecursiveMode::NonRecursive)
        {
            self.complain(format_args!("{}: changes in this folder cannot be watched ({error})", folder.display()));
        }
    }

    /// Takes in what the watcher saw, burst by burst.
    pub(super) async fn take_in_changes(self: Arc<Self>, mut seen: mpsc::UnboundedReceiver<PathBuf>) {
        while let Some(first) = seen.recv().await {
            let mut burst = BTreeSet::from([first]);
            while let Ok(Some(next)) = tokio::time::timeout(BURST, seen.recv()).await {
                burst.insert(next);
            }
            let gone = |path: PathBuf| {
                let gone = !path.exists();
                (path, gone)
            };
            self.files_changed(burst.into_iter().map(gone).collect());
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
            register_options: Some(json!({"watchers": [{"globPattern": WATCHED}]})),
        };
        if let Err(error) = self.client.register_capability(vec![registration]).await {
            self.complain(format_args!(
                "the client does not watch files ({error}); changes on disk are seen when files are opened"
            ));
        }
    }
}
