//! Edits of files on disk: whole or not at all, in the encoding that the file has.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::article::decode;
use crate::text::Span;

use super::ReadProblem;

/// Replaces some stretches of a file, given as bytes of its decoded text, without overlap. A file that does not exist yet is empty.
///
/// The new contents are written beside the file and then take its place, so that nobody ever sees half of them; permissions are kept.
/// With `expected`, the file is left alone if its text is no longer that.
///
/// # Errors
/// [`ReadProblem`] if the file cannot be read or written, has changed, or its encoding lacks a character of the new text.
pub fn edit_file(path: &Path, expected: Option<&str>, replacements: &[(Span, String)]) -> Result<(), ReadProblem> {
    let problem = |message: String| ReadProblem::new(path, message);
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound && expected.is_none() => Vec::new(),
        Err(error) => return Err(ReadProblem::from_io(path, &error)),
    };
    let decoded = decode(&bytes).map_err(|error| problem(error.to_string()))?;
    if expected.is_some_and(|expected| expected != decoded.text) {
        return Err(problem("it has changed since it was read, and is left alone; run the command again".to_owned()));
    }
    let text = replaced(&decoded.text, replacements).ok_or_else(|| {
        problem("the edits do not fit its text, and it is left alone; please report this with the file".to_owned())
    })?;
    let encoded = encode(&text, decoded.encoding).filter(|encoded| decode(encoded).is_ok_and(|again| again.text == text));
    let encoded = encoded.ok_or_else(|| {
        problem(format!(
            "the new text cannot be written in the file's encoding, {}; save the file as UTF-8 first",
            decoded.encoding
        ))
    })?;
    write_whole(path, &encoded)
        .map_err(|error| problem(format!("it could not be written: {error}; check the folder's permissions")))
}

/// The text with all replacements made; `None` if one lies outside, inside a character or over another.
fn replaced(text: &str, replacements: &[(Span, String)]) -> Option<String> {
    let mut ordered: Vec<&(Span, String)> = replacements.iter().collect();
    ordered.sort_by_key(|(span, _)| *span);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (span, with) in ordered {
        result.push_str(text.get(at..span.start())?);
        text.get(span.range())?;
        result.push_str(with);
        at = span.end();
    }
    result.push_str(text.get(at..)?);
    Some(result)
}

fn encode(text: &str, encoding: &str) -> Option<Vec<u8>> {
    match encoding {
        // The Encoding Standard has no encoder for these.
        "UTF-16LE" => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "UTF-16BE" => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        name => {
            let (bytes, _, lost) = encoding_rs::Encoding::for_label(name.as_bytes())?.encode(text);
            (!lost).then(|| bytes.into_owned())
        }
    }
}

/// Writes a file beside the one meant and moves it there. A link is followed: what it points to is replaced, not the link.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = beside(&target);
    let written = (|| {
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if let Ok(metadata) = std::fs::metadata(&target) {
            std::fs::set_permissions(&beside, metadata.permissions())?;
        }
        std::fs::rename(&beside, &target)
    })();
    if written.is_err() {
        // Nothing else can be done about a file that cannot be removed either.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// A hidden name beside a file that no other process uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.dateline", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_are_made_together_or_not_at_all() {
        let edit = |start, end, with: &str| (Span::new(start, end), with.to_owned());
        assert_eq!(replaced("abc def", &[edit(4, 7, "x"), edit(0, 1, "A")]).as_deref(), Some("Abc x"));
        assert_eq!(replaced("abc", &[edit(3, 3, "!")]).as_deref(), Some("abc!"));
        assert_eq!(replaced("abc", &[edit(0, 2, "x"), edit(1, 3, "y")]), None);
        assert_eq!(replaced("é", &[edit(1, 2, "x")]), None);
        assert_eq!(replaced("abc", &[edit(2, 9, "x")]), None);
    }

    #[test]
    fn text_goes_back_into_the_encoding_it_came_from() {
        for (encoding, bytes) in
            [("UTF-8", vec![0xc3, 0xa9]), ("windows-1252", vec![0xe9]), ("UTF-16LE", vec![0xe9, 0]), ("UTF-16BE", vec![0, 0xe9])]
        {
            assert_eq!(encode("é", encoding), Some(bytes));
        }
        assert_eq!(encode("中", "windows-1252"), None);
    }
}
