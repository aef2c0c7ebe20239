//! English words from SCOWL (the packages `wamerican-large` and `wbritish-large`), ranked by how often MASC uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use dateline::knowledge::format::{WORDS_MAGIC, assemble};

/// A word counts as common from this many occurrences on in MASC's half a million words.
const COMMON: u32 = 4;

/// Words in lower case.
pub(crate) struct WordList {
    all: BTreeSet<String>,
    ranks: BTreeMap<String, u32>,
}

impl WordList {
    pub(crate) fn read(dictionaries: &Path, masc: &Path) -> Result<Self, Box<dyn Error>> {
        let mut all = BTreeSet::new();
        for list in ["american-english-large", "british-english-large"] {
            let path = dictionaries.join(list);
            let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            all.extend(text.lines().filter(|word| word.chars().all(char::is_lowercase)).map(str::to_owned));
        }
        // Wire copy has no accents: `attache`, `communique`.
        let plain = |word: &String| word.nfd().filter(|&c| !is_combining_mark(c)).collect::<String>();
        let unaccented: Vec<String> = all.iter().filter(|word| !word.is_ascii()).map(plain).collect();
        all.extend(unaccented);
        let ranks = ranks(&all, &counts(masc)?);
        Ok(Self { all, ranks })
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.all.contains(word)
    }

    pub(crate) fn rank(&self, word: &str) -> Option<u32> {
        self.ranks.get(word).copied()
    }

    /// `words.bin`.
    pub(crate) fn encode(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut all = fst::SetBuilder::memory();
        all.extend_iter(&self.all)?;
        let mut common = fst::MapBuilder::memory();
        common.extend_iter(self.ranks.iter().map(|(word, rank)| (word, u64::from(*rank))))?;
        Ok(assemble(WORDS_MAGIC, &[all.into_inner()?, common.into_inner()?]))
    }
}

/// How often each token in lower case occurs. Each line of the file is an object whose `sentences` are lists of tokens.
fn counts(masc: &Path) -> Result<BTreeMap<String, u32>, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Document {
        sentences: Vec<Vec<String>>,
    }
    let text = fs::read_to_string(masc).map_err(|error| format!("{}: {error}", masc.display()))?;
    let mut counts = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let document: Document =
            serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", masc.display(), number + 1))?;
        for token in document.sentences.into_iter().flatten() {
            *counts.entry(token).or_default() += 1;
        }
    }
    Ok(counts)
}

fn ranks(all: &BTreeSet<String>, counts: &BTreeMap<String, u32>) -> BTreeMap<String, u32> {
    let known = counts.iter().filter(|(word, count)| **count >= COMMON && word.chars().count() > 1 && all.contains(*word));
    let mut common: Vec<(&String, u32)> = known.map(|(word, count)| (word, *count)).collect();
    common.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    common.into_iter().zip(1..).map(|((word, _), rank)| (word.clone(), rank)).collect()
}
