//! What the client can do, in the few words that matter to us.

use tower_lsp::ls_types::{ClientCapabilities, MarkupKind};

use crate::text::PositionEncoding;

use super::from_proto;

/// The client's abilities; by default those of the least able client.
#[derive(Clone, Debug)]
pub(super) struct Abilities {
    /// The unit of columns.
    pub(super) encoding: PositionEncoding,
    /// Hovers may be Markdown.
    pub(super) markdown_hover: bool,
    /// Definitions may be links that know the words they come from.
    pub(super) definition_links: bool,
    /// Outlines may be trees.
    pub(super) symbol_trees: bool,
    /// Names of the corpus may come without their range, which is asked for when it is needed.
    pub(super) symbol_ranges_later: bool,
    /// Actions may be more than commands.
    pub(super) action_literals: bool,
    /// Edits may name the version they are for.
    pub(super) versioned_edits: bool,
    /// Progress may be shown.
    pub(super) progress: bool,
    /// The client can be asked to watch files.
    pub(super) watching: bool,
    /// The client can be asked for settings.
    pub(super) configuration: bool,
    /// Diagnostics may name other places.
    pub(super) related_information: bool,
}

impl Default for Abilities {
    fn default() -> Self {
        Self::of(&ClientCapabilities::default())
    }
}

impl Abilities {
    pub(super) fn of(client: &ClientCapabilities) -> Self {
        let general = client.general.as_ref();
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let window = client.window.as_ref();
        let formats = text.and_then(|text| text.hover.as_ref()?.content_format.as_deref()).unwrap_or_default();
        let diagnostics = text.and_then(|text| text.publish_diagnostics.as_ref());
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration);
        Self {
            encoding: from_proto::encoding(general.and_then(|general| general.position_encodings.as_deref())),
            markdown_hover: formats.contains(&MarkupKind::Markdown),
            definition_links: text.and_then(|text| text.definition.as_ref()?.link_support).unwrap_or(false),
            symbol_trees: text
                .and_then(|text| text.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
            symbol_ranges_later: workspace
                .and_then(|workspace| workspace.symbol.as_ref()?.resolve_support.as_ref())
                .is_some_and(|later| later.properties.iter().any(|property| property == "location.range")),
            action_literals: text.and_then(|text| text.code_action.as_ref()?.code_action_literal_support.as_ref()).is_some(),
            versioned_edits: workspace.and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes).unwrap_or(false),
            progress: window.and_then(|window| window.work_done_progress).unwrap_or(false),
            watching: watching.unwrap_or(false),
            configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            related_information: diagnostics.and_then(|diagnostics| diagnostics.related_information).unwrap_or(false),
        }
    }
}
