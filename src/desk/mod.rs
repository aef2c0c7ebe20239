//! What people decided: configuration, sidecars, accepted findings — and which files are the workspace. The only writer of workspace files.

mod cache;
mod config;
mod dossier_entry;
mod dossiers;
mod edits;
mod files;
mod import;
mod index;
mod reading;
mod replace;
mod rule_settings;
pub mod sidecar;
mod user;
mod workspace;

pub use cache::cache_folder;
pub use config::{
    Config, ConfigProblem, CorpusSettings, DEFAULT_MAX_FILES, FILE_NAME, KnowledgeSettings, OutletSettings, StyleSettings,
};
pub use dossiers::{Addition, add_to_dossier, dossier_files, dossiers_of, read_dossiers};
pub use edits::edit_file;
pub use files::{Listing, MAX_FILES, Selection, admits, list};
pub use import::{Imported, LeftOut, Progress as ImportProgress, WikidataChoice, import_popolo, import_wikidata};
pub use index::{Index, Opened, Progress, Refreshed, WriteLock};
pub use reading::{FileRead, ReadProblem, articles_of_sidecar, read_file, read_files, read_sidecar};
pub use rule_settings::{LevelSetting, RuleChoice, RuleSetting, RuleSettings, Switch};
pub use user::user_name;
pub use workspace::{ARCHIVE, Draft, Folder, Workspace};
