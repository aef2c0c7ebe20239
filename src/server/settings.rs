//! What the client sets: `initializationOptions` and the section `dateline` of its settings. Taken live; nothing needs a restart.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::ls_types::{ConfigurationItem, DidChangeConfigurationParams, DidChangeWorkspaceFoldersParams};

use crate::answers::WantedHints;

use super::from_proto;
use super::state::Shared;

/// The section that is ours.
const SECTION: &str = "dateline";

/// Settings of the editor. Other keys of the section are the editor extension's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct ClientSettings {
    /// A `dateline.toml` to use instead of the one found.
    pub(super) config: Option<PathBuf>,
    /// Folders whose articles are evidence, too.
    pub(super) corpus: Vec<PathBuf>,
    /// Rules that run instead of the usual ones.
    pub(super) select: Vec<String>,
    /// Rules that do not run.
    pub(super) ignore: Vec<String>,
    /// Which hints are shown inside lines.
    #[serde(rename = "inlayHints")]
    pub(super) inlay_hints: HintSettings,
    /// Whether lines are shown above stories; they are unless this is false.
    #[serde(rename = "codeLens")]
    pub(super) code_lens: Option<bool>,
}

/// Hints that are shown unless they are switched off: `inlayHints.articleDate`, `.relativeDates`, `.agreement`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct HintSettings {
    article_date: Option<bool>,
    relative_dates: Option<bool>,
    agreement: Option<bool>,
}

impl HintSettings {
    /// As answers want to know it.
    pub(super) fn wanted(self) -> WantedHints {
        WantedHints {
            article_date: self.article_date.unwrap_or(true),
            relative_dates: self.relative_dates.unwrap_or(true),
            agreement: self.agreement.unwrap_or(true),
        }
    }
}

impl ClientSettings {
    /// Reads settings, with or without the section's name around them. `null` sets nothing.
    pub(super) fn of(value: &Value) -> Result<Self, String> {
        let section = value.get(SECTION).unwrap_or(value);
        if section.is_null() {
            return Ok(Self::default());
        }
        let mut settings = Self::deserialize(section)
            .map_err(|error| format!("the editor's settings under `{SECTION}` are not understood: {error}"))?;
        // An empty field of a form is no path.
        settings.config = settings.config.filter(|path| !path.as_os_str().is_empty());
        settings.corpus.retain(|path| !path.as_os_str().is_empty());
        Ok(settings)
    }

    /// Whether articles have to be read or checked anew for these settings to count, and not only shown otherwise.
    pub(super) fn concerns_articles(&self, before: &Self) -> bool {
        let checked = |settings: &Self| Self { inlay_hints: HintSettings::default(), code_lens: None, ..settings.clone() };
        checked(self) != checked(before)
    }
}

impl Shared {
    /// Takes new settings; true if articles have to be read or checked anew.
    pub(super) fn take_settings(&self, settings: Result<ClientSettings, String>) -> bool {
        match settings {
            Ok(settings) => self.set_settings(settings),
            Err(error) => {
                self.complain(error);
                false
            }
        }
    }

    pub(super) fn did_change_configuration(self: &Arc<Self>, params: &DidChangeConfigurationParams) {
        // Some clients send an empty object at the start; it says nothing.
        let says_nothing = params.settings.is_null() || params.settings.as_object().is_some_and(serde_json::Map::is_empty);
        if self.abilities().configuration {
            // The notification only says that something changed.
            self.ask_for_settings();
        } else if !says_nothing && self.take_settings(ClientSettings::of(&params.settings)) {
            self.reopen();
        }
    }

    /// Asks the client for its settings, in a task of its own: a handler must not wait for a client.
    pub(super) fn ask_for_settings(self: &Arc<Self>) {
        let shared = self.clone();
        tokio::spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            match shared.client.configuration(vec![item]).await {
                Ok(values) => {
                    // Null: the client has no such section, and what `initialize` brought stays.
                    let value = values.first().filter(|value| !value.is_null());
                    if value.is_some_and(|value| shared.take_settings(ClientSettings::of(value))) {
                        shared.reopen();
                    }
                }
                Err(error) => shared.complain(format_args!("the client does not tell its settings ({error})")),
            }
        });
    }

    pub(super) fn did_change_folders(self: &Arc<Self>, params: &DidChangeWorkspaceFoldersParams) {
        let removed: Vec<PathBuf> = params.event.removed.iter().filter_map(|folder| from_proto::file(&folder.uri)).collect();
        let added: Vec<PathBuf> = params.event.added.iter().filter_map(|folder| from_proto::file(&folder.uri)).collect();
        self.change_folders(|folders| {
            folders.retain(|folder| !removed.contains(folder));
            for folder in added {
                if !folders.contains(&folder) {
                    folders.push(folder);
                }
            }
        });
        self.reopen();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_come_with_or_without_their_section_and_with_strange_keys() {
        let expected = ClientSettings { ignore: vec!["misspelt-word".to_owned()], ..ClientSettings::default() };
        assert_eq!(ClientSettings::of(&json!({"dateline": {"ignore": ["misspelt-word"]}})), Ok(expected.clone()));
        assert_eq!(ClientSettings::of(&json!({"ignore": ["misspelt-word"], "trace": {"server": "off"}})), Ok(expected));
        assert_eq!(ClientSettings::of(&Value::Null), Ok(ClientSettings::default()));
        assert_eq!(
            ClientSettings::of(&json!({"ignore": 5})),
            Err("the editor's settings under `dateline` are not understood: invalid type: integer `5`, expected a sequence"
                .to_owned())
        );
    }
}
