//! What people said, indexed so that nearly the same words are found again: three-word shingles of the folded words.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use crate::language::{Spoken, spoken};
use crate::text::Span;

use super::record::Record;
use super::rows::NameKey;

/// Words that one shingle spans.
const SHINGLE: usize = 3;

/// The words of a quotation in their normal form, with the place of each in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenWords {
    /// In their normal form ([`spoken`]); words in square brackets are left out.
    pub words: Vec<String>,
    /// Where each stands in the article's source.
    pub spans: Vec<Span>,
}

impl SpokenWords {
    /// The words of a stretch of the article's text.
    #[must_use]
    pub fn of(text: &str, span: Span) -> Self {
        let words = spoken(text, span).into_iter().filter_map(|part| match part {
            Spoken::Word { form, span } => Some((form, span)),
            Spoken::Gap => None,
        });
        let (words, spans) = words.unzip();
        Self { words, spans }
    }

    /// Hashes of three words in order.
    pub fn shingles(&self) -> impl Iterator<Item = i32> {
        shingles(&self.words)
    }
}

/// Hashes of three words in order. They are short, since an archive has very many: whoever finds a quotation by one compares its words.
pub(super) fn shingles(words: &[String]) -> impl Iterator<Item = i32> {
    words.windows(SHINGLE).map(|words| {
        let mut hasher = FxHasher::default();
        words.hash(&mut hasher);
        let hash = hasher.finish();
        (hash ^ (hash >> 32)) as u32 as i32
    })
}

/// A quotation of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utterance {
    /// The article.
    pub path: Arc<Path>,
    /// Index into its reading's quotations.
    pub quotation: usize,
    /// Who speaks, where that is known without reading the article.
    pub speaker: Option<NameKey>,
}

/// Shingles to the quotations that hold them.
#[derive(Clone, Debug, Default)]
pub(super) struct QuoteIndex {
    shingles: FxHashMap<i32, Vec<Utterance>>,
}

impl QuoteIndex {
    pub(super) fn put(&mut self, record: &Record) {
        for (quotation, shingle) in Self::entries(record) {
            let holders = self.shingles.entry(shingle).or_default();
            let utterance = Utterance { path: record.path.clone(), quotation, speaker: None };
            if holders.last() != Some(&utterance) {
                holders.push(utterance);
            }
        }
    }

    pub(super) fn remove(&mut self, record: &Record) {
        for (_, shingle) in Self::entries(record) {
            if let Some(holders) = self.shingles.get_mut(&shingle) {
                holders.retain(|holder| holder.path != record.path);
                if holders.is_empty() {
                    self.shingles.remove(&shingle);
                }
            }
        }
    }

    fn entries(record: &Record) -> impl Iterator<Item = (usize, i32)> {
        record.reading.quotations.iter().enumerate().filter(|(_, quotation)| quotation.direct).flat_map(|(index, quotation)| {
            let shingles: Vec<i32> = SpokenWords::of(&record.article.text, quotation.span).shingles().collect();
            shingles.into_iter().map(move |shingle| (index, shingle))
        })
    }

    /// Quotations that share at least one shingle with these words, most shared first; those of the article `except` are passed over.
    ///
    /// Paths are told apart as strings: comparing them part by part took nine tenths of the time in a file of ten thousand lines.
    pub(super) fn alike(&self, words: &SpokenWords, except: &Path) -> Vec<(Utterance, usize)> {
        let mut counts: FxHashMap<(&OsStr, usize), (&Utterance, usize)> = FxHashMap::default();
        for shingle in words.shingles() {
            let holders = self.shingles.get(&shingle).into_iter().flatten();
            for holder in holders.filter(|holder| holder.path.as_os_str() != except.as_os_str()) {
                counts.entry((holder.path.as_os_str(), holder.quotation)).or_insert((holder, 0)).1 += 1;
            }
        }
        let mut alike: Vec<(Utterance, usize)> =
            counts.into_values().map(|(utterance, count)| (utterance.clone(), count)).collect();
        alike.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        alike
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_and_keep_their_places() {
        let text = "said: “We HAVEN’T —\nnot yet.”";
        let spoken = SpokenWords::of(text, Span::new(9, text.len()));
        assert_eq!(spoken.words, ["we", "havent", "not", "yet"]);
        assert_eq!(spoken.spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["We", "HAVEN’T", "not", "yet"]);
    }
}
