//! Versions of one story: a wire sends a piece, then sends it again with a paragraph more. They are one story, and never contradict each other.
//!
//! Two articles are versions if outlet, day and the name of the file (but for its last number) are the same and most sentences of the
//! shorter stand in the longer.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHasher;

use crate::article::PartialDate;

use super::fold::fold_name;
use super::record::Record;

/// What articles must have in common to be compared at all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryKey {
    /// The file's name without extension and version number.
    pub slug: String,
    /// Folded.
    pub outlet: Option<String>,
    /// Of publication.
    pub day: Option<PartialDate>,
}

/// An article in small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// The article.
    pub path: Arc<Path>,
    /// What it must have in common with its other versions.
    pub key: StoryKey,
    /// The number at the end of the file's name; 0 without one.
    pub version: u64,
    /// Hashes of its sentences in order, the smallest [`SENTENCES`] of them.
    pub sentences: Vec<u64>,
}

/// Sentences that a sketch remembers.
pub const SENTENCES: usize = 256;

/// Words that a sentence must have to say something of the article in which it stands.
const WORDS: usize = 4;

/// Of a hundred sentences of the shorter version, so many stand in the longer.
const SHARED: usize = 60;

/// The sketch of an article. Pure.
#[must_use]
pub fn sketch(record: &Record) -> Sketch {
    let text = &record.article.text;
    let sentences = record.reading.sentences.iter().filter_map(|sentence| hashed(sentence.span.of(text)));
    let sentences: BTreeSet<u64> = sentences.collect();
    Sketch {
        path: record.path.clone(),
        key: StoryKey::of(record),
        version: slug(&record.path).1,
        sentences: sentences.into_iter().take(SENTENCES).collect(),
    }
}

impl StoryKey {
    /// The key of an article.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        Self {
            slug: slug(&record.path).0,
            outlet: record.article.outlet.as_ref().map(|outlet| fold_name(&outlet.text)),
            day: record.article.published.map(|published| published.date),
        }
    }

    /// A number by which an archive finds articles of equal keys.
    #[must_use]
    pub fn mark(&self) -> i64 {
        let mut hasher = FxHasher::default();
        self.hash(&mut hasher);
        hasher.finish().cast_signed()
    }
}

/// What versions of one story have in common as far as their rows tell: the file's name without the number, and the age.
pub(crate) fn may_be_versions(path: &Path, age: i32) -> (String, i32) {
    (slug(path).0, age)
}

impl Sketch {
    /// Whether two articles are versions of one story. An article is a version of itself.
    #[must_use]
    pub fn same_story(&self, other: &Self) -> bool {
        self.key == other.key && (self.path == other.path || self.shares_most(other))
    }

    fn shares_most(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.sentences, &other.sentences);
        let (mut at, mut shared) = (0, 0);
        for sentence in ours {
            at += theirs[at..].partition_point(|their| their < sentence);
            shared += usize::from(theirs.get(at) == Some(sentence));
        }
        let shorter = ours.len().min(theirs.len());
        shorter > 0 && shared * 100 >= shorter * SHARED
    }

    /// Newest first: the day is the same, so the number at the end of the file's name decides, then what has more to say.
    fn rank(&self) -> (Reverse<u64>, Reverse<usize>, Reverse<&Path>) {
        (Reverse(self.version), Reverse(self.sentences.len()), Reverse(&self.path))
    }
}

/// The versions of one article among articles of its key, itself among them, newest first, whatever the order of the sketches. A version of
/// a version is a version.
#[must_use]
pub fn versions<'s>(of: &'s Sketch, others: impl IntoIterator<Item = &'s Sketch>) -> Vec<&'s Sketch> {
    let mut waiting: Vec<&Sketch> = others.into_iter().filter(|other| other.path != of.path).collect();
    let mut story = vec![of];
    let mut at = 0;
    while at < story.len() {
        let version = story[at];
        let (same, others): (Vec<&Sketch>, Vec<&Sketch>) = waiting.into_iter().partition(|other| version.same_story(other));
        story.extend(same);
        waiting = others;
        at += 1;
    }
    story.sort_by_key(|version| version.rank());
    story
}

/// A file's name without the number of the version: `talks-2`, `talks_v2` and `talks` have the slug `talks`. A name of digits alone is no
/// version of another.
fn slug(path: &Path) -> (String, u64) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (slug, version) = stem.split_at(stem.len() - digits);
    let slug = slug.trim_end_matches(['-', '_', '.', ' ']);
    let slug = ["-v", "_v", ".v", " v"].iter().find_map(|mark| slug.strip_suffix(mark)).filter(|_| digits > 0).unwrap_or(slug);
    if slug.is_empty() { (stem.into_owned(), 0) } else { (fold_name(slug), version.parse().unwrap_or(0)) }
}

/// The hash of a sentence's words, whatever their case and the marks between them.
fn hashed(sentence: &str) -> Option<u64> {
    let folded = fold_name(sentence);
    if folded.split(' ').count() < WORDS {
        return None;
    }
    let mut hasher = FxHasher::default();
    folded.hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, PublishedSource, Stated};
    use crate::knowledge::Knowledge;

    fn read(name: &str, published: &str, text: &str) -> Sketch {
        let stated =
            Stated { published: published.parse().ok().map(|date| (date, PublishedSource::Argument)), ..Stated::default() };
        let path: Arc<Path> = Arc::from(Path::new(name));
        sketch(&Record::read(path, Arc::from(text), Format::Text, &stated, true, Knowledge::builtin()))
    }

    /// The names of the files, story by story.
    fn told(sketches: &[Sketch]) -> Vec<Vec<String>> {
        let names = |story: Vec<&Sketch>| story.iter().map(|version| version.path.display().to_string()).collect::<Vec<_>>();
        let stories: BTreeSet<Vec<String>> = sketches.iter().map(|of| names(versions(of, sketches))).collect();
        stories.into_iter().collect()
    }

    const FIRST: &str = "The ferry left the harbour at noon. Forty people were on board. The captain said nothing of the storm.";
    const SECOND: &str = "The ferry left the harbour at noon. Forty-two people were on board. The captain said nothing of the storm. \
                          A tug was sent out in the evening.";

    #[test]
    fn versions_of_a_story_are_found_newest_first() {
        let sketches = [
            read("ferry.txt", "1994-01-25", FIRST),
            read("ferry-2.txt", "1994-01-25", SECOND),
            read("ferry-3.txt", "1994-01-26", SECOND),
            read("ferry-4.txt", "1994-01-25", "The ferry line has new owners since last week. They spoke of a second harbour."),
            read("harbour-2.txt", "1994-01-25", FIRST),
        ];
        let expected = [vec!["ferry-2.txt", "ferry.txt"], vec!["ferry-3.txt"], vec!["ferry-4.txt"], vec!["harbour-2.txt"]];
        assert_eq!(told(&sketches), expected);
        let turned: Vec<Sketch> = sketches.iter().rev().cloned().collect();
        assert_eq!(told(&turned), expected);
    }

    #[test]
    fn the_number_at_the_end_is_no_part_of_the_name() {
        for (stem, name, version) in [
            ("talks-12", "talks", 12),
            ("talks_v2", "talks", 2),
            ("talks", "talks", 0),
            ("navy", "navy", 0),
            ("1994", "1994", 0),
            ("talks.2", "talks", 2),
        ] {
            assert_eq!(slug(Path::new(&format!("wire/{stem}.txt"))), (name.to_owned(), version), "{stem}");
        }
    }
}
