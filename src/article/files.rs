//! Which files are articles, judged by their names alone.

use std::path::Path;

use super::Format;

/// Names that belong to the project around the articles, whatever their ending.
const NEVER: [&str; 4] = ["readme", "license", "changelog", "contributing"];

impl Format {
    /// The endings of names, in lower case and without the dot, each with the format that it promises.
    pub const ENDINGS: [(&str, Self); 6] = [
        ("txt", Self::Text),
        ("text", Self::Text),
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("htm", Self::Html),
    ];

    /// The format that a file's name promises; `None` if it promises none that Dateline reads.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        let promised = Self::ENDINGS.iter().find(|(ending, _)| extension.eq_ignore_ascii_case(ending));
        promised.map(|(_, format)| *format)
    }
}

/// Whether a file of this name can be an article: a known format, and none of the names that never are (README, LICENSE, CHANGELOG,
/// CONTRIBUTING with any ending). Sidecars and `dateline.toml` have no format of ours and so are none.
#[must_use]
pub fn is_article_path(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let name = name.to_ascii_lowercase();
    // `readme.de.md` and `LICENSE-MIT.txt` too, but not `license-dispute.txt` of a reporter's: a name ends before a mark or a capital word.
    let never = NEVER.iter().any(|never| {
        name.strip_prefix(never)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') || is_licence(rest))
    });
    !never && Format::of_path(path).is_some()
}

/// `-mit.txt`, `-apache.md`: the endings under which a licence is kept in several files.
fn is_licence(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(['-', '_']) else { return false };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(rest);
    matches!(word, "mit" | "apache" | "apache2" | "bsd" | "gpl" | "lgpl" | "cc" | "mpl" | "unlicense" | "isc" | "zlib")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_articles_from_the_rest() {
        let articles = [
            "a.txt",
            "dir/b.TEXT",
            "c.md",
            "d.markdown",
            "e.html",
            "F.HTM",
            "readmeagain.txt",
            "license-dispute.txt",
            "/x/2024-05-01.copy.md",
        ];
        let others = [
            "README",
            "README.md",
            "readme.de.md",
            "LICENSE",
            "LICENSE-MIT.txt",
            "LICENSE.txt",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "a.dateline.toml",
            "dateline.toml",
            "photo.jpg",
            "txt",
            ".txt",
            "",
            "a.xml",
        ];
        let is = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(|name| is_article_path(Path::new(name))).collect()
        };
        assert_eq!((is(&articles), is(&others)), (articles.to_vec(), Vec::new()));
    }
}
