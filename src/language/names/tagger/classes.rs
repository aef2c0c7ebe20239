//! Word classes: words that stand in like places have numbers in common.
//!
//! Each word has [`PIECES`] numbers below 256, pieces of a quantised word vector (`src/language/train/vectors.py`). Words are kept by
//! their hash; one word in some ten thousand is taken for another.

use super::network::ModelError;
use super::table::{Table, hash_bytes};

/// How many numbers a word has.
pub const PIECES: usize = 8;

/// The numbers of a word.
pub type Class = [u8; PIECES];

/// The classes of many words.
#[derive(Clone, Debug, Default)]
pub struct WordClasses {
    words: Table,
    /// For each word, which row of `rows` it has.
    row_of: Vec<u16>,
    rows: Vec<Class>,
}

impl WordClasses {
    /// Of words with their classes; of two words with one hash the first counts. At most 65,536 classes differ.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, Class)>) -> Self {
        let mut hashed: Vec<(u32, Class)> = words.into_iter().map(|(word, class)| (hash_bytes(word.bytes()), class)).collect();
        hashed.sort_by_key(|(hash, _)| *hash);
        hashed.dedup_by_key(|(hash, _)| *hash);
        let mut rows: Vec<Class> = hashed.iter().map(|(_, class)| *class).collect();
        rows.sort_unstable();
        rows.dedup();
        let keys: Vec<u32> = hashed.iter().map(|(hash, _)| *hash).collect();
        let row_of = hashed.iter().map(|(_, class)| rows.binary_search(class).unwrap_or_default() as u16).collect();
        Self { words: Table::new(&keys), row_of, rows }
    }

    /// The class of a word in small letters.
    pub fn get(&self, word: &str) -> Option<Class> {
        let at = self.words.get(hash_bytes(word.bytes()))?;
        self.rows.get(usize::from(self.row_of[at])).copied()
    }

    /// From a model file, of which `take` gives the next bytes.
    pub(super) fn open(take: &mut impl FnMut(usize) -> Result<&'static [u8], ModelError>) -> Result<Self, ModelError> {
        let words = Table::open(take)?;
        let row_of = take(2 * words.len())?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        let count = u32::from_le_bytes(take(4)?.try_into().map_err(|_| ModelError)?) as usize;
        let (rows, _) = take(count * PIECES)?.as_chunks();
        Ok(Self { words, row_of, rows: rows.to_vec() })
    }

    /// Adds what [`WordClasses::open`] reads.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        self.words.write(bytes);
        bytes.extend(self.row_of.iter().flat_map(|row| row.to_le_bytes()));
        bytes.extend((self.rows.len() as u32).to_le_bytes());
        bytes.extend(self.rows.iter().flatten());
    }
}
