//! What people decided: configuration, sidecars, accepted findings. The only writer of workspace files.

mod config;
mod rule_settings;
pub mod sidecar;

pub use config::{
    Config, ConfigProblem, CorpusSettings, DEFAULT_MAX_FILES, FILE_NAME, KnowledgeSettings, OutletSettings, StyleSettings,
};
pub use rule_settings::{LevelSetting, RuleChoice, RuleSetting, RuleSettings, Switch};
