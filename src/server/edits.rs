//! Edits of several files as one edit of the workspace.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    AnnotatedTextEdit, DocumentChanges, Location, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    Uri, WorkspaceEdit,
};

/// Edits, those of one file together, in the order of the files' first edits.
#[derive(Debug, Default)]
pub(super) struct Edits {
    files: Vec<FileEdits>,
}

#[derive(Debug)]
struct FileEdits {
    uri: Uri,
    /// `None` if it is not open.
    version: Option<i32>,
    /// The note that its edits carry.
    annotation: Option<&'static str>,
    edits: Vec<TextEdit>,
}

impl Edits {
    /// Adds an edit. Version and note of a file's first edit are those of all its edits.
    pub(super) fn add(&mut self, place: Location, version: Option<i32>, annotation: Option<&'static str>, new_text: String) {
        let Location { uri, range } = place;
        let edit = TextEdit { range, new_text };
        match self.files.iter_mut().find(|file| file.uri == uri) {
            Some(file) => file.edits.push(edit),
            None => self.files.push(FileEdits { uri, version, annotation, edits: vec![edit] }),
        }
    }

    /// In how many files edits carry a note.
    pub(super) fn annotated(&self, annotation: &str) -> usize {
        self.files.iter().filter(|file| file.annotation == Some(annotation)).count()
    }

    /// The edit of the workspace. Without versions, notes are left out.
    pub(super) fn into_workspace_edit(self, versioned: bool) -> WorkspaceEdit {
        if versioned {
            let changes = self.files.into_iter().map(FileEdits::versioned).collect();
            WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(changes)), ..WorkspaceEdit::default() }
        } else {
            let changes: HashMap<Uri, Vec<TextEdit>> = self.files.into_iter().map(|file| (file.uri, file.edits)).collect();
            WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
        }
    }
}

impl FileEdits {
    fn versioned(self) -> TextDocumentEdit {
        let edit = |text_edit| match self.annotation {
            Some(annotation) => OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: annotation.to_owned() }),
            None => OneOf::Left(text_edit),
        };
        TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri: self.uri, version: self.version },
            edits: self.edits.into_iter().map(edit).collect(),
        }
    }
}
