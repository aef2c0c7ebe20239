//! The clean news that errors are planted in, and what can be seen in it without Dateline: its words, its paragraphs, its dates.
//!
//! Planting sees no more than this, so that what the reader misses counts as missed.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::article::{self, Format, PartialDate, PublishedSource, Stated};
use dateline::corpus::Record;
use dateline::knowledge::Knowledge;

/// GeoVirus articles before this one were text to develop with.
const GEOVIRUS_FROM: usize = 115;

/// An article of a set.
#[derive(Clone)]
pub(crate) struct Clean {
    /// As its set calls it.
    pub(crate) name: String,
    /// As published.
    pub(crate) text: String,
    /// As its set states it.
    pub(crate) published: Option<PartialDate>,
}

fn data(path: &str) -> PathBuf {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    shared.join("data").join(path)
}

/// TimeBank and AQUAINT: 256 agency stories, all dated.
pub(crate) fn timebank() -> Vec<Clean> {
    let folder = data("timex/tbaq");
    let Ok(dates) = std::fs::read_to_string(folder.join("dct.tsv")) else {
        println!("SKIPPED: no TimeBank in {}", folder.display());
        return Vec::new();
    };
    let articles = dates.lines().map(|line| {
        let (name, day) = line.split_once('\t').unwrap();
        let text = std::fs::read_to_string(folder.join(format!("txt/{name}.txt"))).unwrap();
        Clean { name: name.to_owned(), text, published: Some(PartialDate::Day(day.parse().unwrap())) }
    });
    articles.collect()
}

/// The news of GUM: 22 Wikinews articles, all dated.
pub(crate) fn gum() -> Vec<Clean> {
    json_lines(&data("identity/gum_news_train_dev.jsonl"))
}

/// GeoVirus, its second half: 114 Wikinews articles of which no date is known.
pub(crate) fn geovirus() -> Vec<Clean> {
    json_lines(&data("news/geovirus.jsonl")).into_iter().skip(GEOVIRUS_FROM).collect()
}

fn json_lines(path: &Path) -> Vec<Clean> {
    let Ok(lines) = std::fs::read_to_string(path) else {
        println!("SKIPPED: no {}", path.display());
        return Vec::new();
    };
    let articles = lines.lines().map(|line| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| article[name].as_str().unwrap_or_default().to_owned();
        Clean { name: field("doc"), text: field("text"), published: field("date").parse().ok() }
    });
    articles.collect()
}

/// Reads an article. Its date is its own date line; where it has none, the set's.
pub(crate) fn record(name: &str, text: &str, published: Option<PartialDate>) -> Arc<Record> {
    let knowledge = Knowledge::builtin();
    let path: Arc<Path> = Arc::from(Path::new(name));
    let source: Arc<str> = Arc::from(text);
    let own = article::read(Arc::clone(&source), Format::Text, &Stated::default(), &knowledge.gazetteer).published;
    let published = published.filter(|_| own.is_none()).map(|date| (date, PublishedSource::Argument));
    let stated = Stated { published, ..Stated::default() };
    Arc::new(Record::read(path, source, Format::Text, &stated, false, knowledge))
}

/// A word, number or mark by its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'t> {
    /// First byte.
    pub(crate) start: usize,
    /// Its letters and figures, with inner apostrophes, hyphens, commas and full stops.
    pub(crate) text: &'t str,
}

impl Word<'_> {
    /// The byte behind it.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Where it stands.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// A capital and small letters behind it.
    pub(crate) fn is_name(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase)
            && self.text.chars().skip(1).any(char::is_lowercase)
            && self.text.chars().all(char::is_alphabetic)
    }
}

/// The words of a text, in order, without the marks around them.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let possessive = |word: &str| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).map(str::len);
        let inner = piece.trim_matches(|c: char| !c.is_alphanumeric() && c != '$');
        if !inner.is_empty() {
            let lead = piece.find(inner).unwrap();
            let kept = possessive(inner).unwrap_or(inner.len());
            found.push(Word { start: at + lead, text: &inner[..kept] });
        }
        at += piece.len();
    }
    found
}

/// Ends of paragraphs of prose behind which a sentence can be put: after a full stop, in the second half of the article or anywhere.
pub(crate) fn ends_of_paragraphs(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let trimmed = paragraph.trim_end();
        if trimmed.ends_with('.') && trimmed.split_whitespace().count() > 12 {
            ends.push(at + trimmed.len());
        }
        at += paragraph.len();
    }
    ends
}

/// Whether a place stands between quotation marks, by the marks before it in its paragraph.
pub(crate) fn quoted(text: &str, at: usize) -> bool {
    let paragraph = &text[text[..at].rfind("\n\n").map_or(0, |end| end + 2)..at];
    let open = paragraph.matches("``").count() + paragraph.matches('“').count();
    let closed = paragraph.matches("''").count() + paragraph.matches('”').count();
    open > closed || paragraph.matches('"').count() % 2 == 1
}
