//! What the client sends becomes our own: paths, positions, formats. The only way in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::{Position, PositionEncodingKind, TextDocumentItem, Uri};

use crate::article::Format;
use crate::text::{Column, LineColumn, PositionEncoding};

/// The file of a `file:` URI, cleaned of `.` and `..`; `None` for documents that are no files, such as `untitled:`.
pub(super) fn file(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    let path = uri.to_file_path()?;
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean.is_absolute().then_some(clean)
}

/// What a document is called inside: its file, or its URI if it has none.
pub(super) fn path(uri: &Uri) -> Arc<Path> {
    file(uri).map_or_else(|| Arc::from(Path::new(uri.as_str())), Arc::from)
}

/// How a document is written, by its name, else by the language that the editor gives it. `None` if it is no article.
pub(super) fn format(document: &TextDocumentItem) -> Option<Format> {
    let by_language = match document.language_id.to_ascii_lowercase().as_str() {
        "plaintext" | "text" | "txt" | "article" | "dateline" | "" => Some(Format::Text),
        "markdown" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        _ => None,
    };
    match file(&document.uri) {
        Some(file) if crate::article::is_article_path(&file) => Format::of_path(&file),
        // A name that promises another format, or the name of a README: the editor's word counts for files without an ending only.
        Some(file) if file.extension().is_none() && !is_project_file(&file) => by_language,
        Some(_) => None,
        None => by_language,
    }
}

/// `README`, `LICENSE`: judged as if it had an ending.
fn is_project_file(file: &Path) -> bool {
    !crate::article::is_article_path(&file.with_extension("txt"))
}

/// A position in our terms; its column counts in the negotiated unit.
pub(super) fn position(position: Position) -> LineColumn {
    LineColumn { line: position.line, column: Column(position.character) }
}

/// The unit in which columns are counted, from what the client offers: bytes if it can, UTF-16 code units otherwise.
pub(super) fn encoding(offered: Option<&[PositionEncodingKind]>) -> PositionEncoding {
    let offered = offered.unwrap_or_default();
    if offered.contains(&PositionEncodingKind::UTF8) { PositionEncoding::Utf8 } else { PositionEncoding::Utf16 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn uris_become_paths_and_back() {
        let uri: Uri = "file:///a%20b/./c/../d%C3%A9.txt".parse().unwrap();
        assert_eq!(file(&uri), Some(PathBuf::from("/a b/dé.txt")));
        let untitled: Uri = "untitled:Untitled-1".parse().unwrap();
        assert_eq!((file(&untitled), path(&untitled)), (None, Arc::from(Path::new("untitled:Untitled-1"))));
    }

    #[test]
    fn the_name_decides_what_is_an_article_and_the_language_where_there_is_no_name() {
        let of = |uri: &str, language: &str| {
            format(&TextDocumentItem::new(uri.parse().unwrap(), language.to_owned(), 1, String::new()))
        };
        assert_eq!(of("file:///x/a.txt", "plaintext"), Some(Format::Text));
        assert_eq!(of("file:///x/a.md", "plaintext"), Some(Format::Markdown));
        assert_eq!(of("file:///x/README.md", "markdown"), None);
        assert_eq!(of("file:///x/README", "plaintext"), None);
        assert_eq!(of("file:///x/budget", "plaintext"), Some(Format::Text));
        assert_eq!(of("file:///x/main.rs", "rust"), None);
        assert_eq!(of("untitled:Untitled-1", "markdown"), Some(Format::Markdown));
        assert_eq!(of("file:///x/a.htm", "plaintext"), Some(Format::Html));
        assert_eq!(of("untitled:Untitled-1", "html"), Some(Format::Html));
        assert_eq!(of("untitled:Untitled-1", "python"), None);
    }
}
