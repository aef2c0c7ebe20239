//! What the client can do, in the few words that matter to us.

use tower_lsp::ls_types::{ClientCapabilities, MarkupKind, ResourceOperationKind};

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
    /// The client may ask for diagnostics instead of being told, and asks again when it is told to. Neovim 0.11 only asks after an edit:
    /// what another file or the configuration changes would never reach it.
    pub(super) pulls: bool,
    /// What the client asks again for when it is told that answers have changed.
    pub(super) refreshes: Refreshes,
    /// Types and declarations may be links that know the words they come from.
    pub(super) type_links: bool,
    pub(super) declaration_links: bool,
    /// What explains a completion may be Markdown.
    pub(super) markdown_completion: bool,
    /// Edits may carry notes, and wait for somebody's consent.
    pub(super) annotated_edits: bool,
    /// A rename may be asked for before it is made.
    pub(super) prepares_renames: bool,
    /// An edit may move a file.
    pub(super) file_moves: bool,
    /// The client applies edits that the server thought of.
    pub(super) applies_edits: bool,
    /// An action may have what it needs to be looked up again.
    pub(super) action_data: bool,
    /// Folds go from line to line only, and at most so many.
    pub(super) line_folds_only: bool,
    pub(super) most_folds: usize,
    /// A fold may say what it hides.
    pub(super) fold_texts: bool,
    /// Links may say where they lead.
    pub(super) link_tooltips: bool,
}

/// Which answers the client can be told to ask for again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Refreshes {
    pub(super) diagnostics: bool,
    pub(super) hints: bool,
    pub(super) lenses: bool,
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
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let folds = text.and_then(|text| text.folding_range.as_ref());
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
            action_literals: text.and_then(|text| text.code_action.as_ref()?.code_action_literal_support.as_ref()).is_some(),
            versioned_edits: edits.and_then(|edits| edits.document_changes).unwrap_or(false),
            progress: window.and_then(|window| window.work_done_progress).unwrap_or(false),
            watching: watching.unwrap_or(false),
            configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            related_information: diagnostics.and_then(|diagnostics| diagnostics.related_information).unwrap_or(false),
            pulls: text.is_some_and(|text| text.diagnostic.is_some()) && Refreshes::of(client).diagnostics,
            refreshes: Refreshes::of(client),
            type_links: text.and_then(|text| text.type_definition.as_ref()?.link_support).unwrap_or(false),
            declaration_links: text.and_then(|text| text.declaration.as_ref()?.link_support).unwrap_or(false),
            markdown_completion: text
                .and_then(|text| text.completion.as_ref()?.completion_item.as_ref()?.documentation_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            annotated_edits: edits.is_some_and(|edits| edits.change_annotation_support.is_some())
                && text.and_then(|text| text.rename.as_ref()?.honors_change_annotations).unwrap_or(false),
            prepares_renames: text.and_then(|text| text.rename.as_ref()?.prepare_support).unwrap_or(false),
            file_moves: edits
                .and_then(|edits| edits.resource_operations.as_ref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Rename)),
            applies_edits: workspace.and_then(|workspace| workspace.apply_edit).unwrap_or(false),
            action_data: text.and_then(|text| text.code_action.as_ref()?.data_support).unwrap_or(false),
            line_folds_only: folds.and_then(|folds| folds.line_folding_only).unwrap_or(false),
            most_folds: folds.and_then(|folds| folds.range_limit).map_or(usize::MAX, |limit| limit as usize),
            fold_texts: folds.and_then(|folds| folds.folding_range.as_ref()?.collapsed_text).unwrap_or(false),
            link_tooltips: text.and_then(|text| text.document_link.as_ref()?.tooltip_support).unwrap_or(false),
        }
    }
}

impl Refreshes {
    fn of(client: &ClientCapabilities) -> Self {
        let workspace = client.workspace.as_ref();
        Self {
            diagnostics: workspace.and_then(|workspace| workspace.diagnostics.as_ref()?.refresh_support).unwrap_or(false),
            hints: workspace.and_then(|workspace| workspace.inlay_hint.as_ref()?.refresh_support).unwrap_or(false),
            lenses: workspace.and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support).unwrap_or(false),
        }
    }
}
