//! Word classes: words that stand in like places have numbers in common.
//!
//! A class is [`PIECES`] numbers below 256, pieces of a quantised word vector (`src/language/train/vectors.py`): training learns weights for
//! the pieces, and the model file has their sums. Words are kept by their hash; one word in some ten thousand is taken for another.

use super::network::ModelError;
use super::table::{Table, hash_bytes};

/// How many numbers a word has.
pub const PIECES: usize = 8;

/// The numbers of a word.
pub type Class = [u8; PIECES];

/// The bit of a word's entry that says that in small letters it is a name and no word: `kerala`.
const SMALL_NAME: u16 = 1 << 15;

/// The classes of many words.
#[derive(Clone, Debug, Default)]
pub struct WordClasses {
    words: Table,
    /// For each word, which class it has, and [`SMALL_NAME`].
    class_of: Vec<u16>,
    classes: Vec<Class>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The number of its class.
    pub(super) class: u16,
    /// In small letters it is a name and no word.
    pub(super) small_name: bool,
}

impl WordClasses {
    /// Of words in small letters with their classes, and whether they are names; of two words with one hash the first counts. At most
    /// 32,768 classes differ.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, Class, bool)>) -> Self {
        let mut hashed: Vec<(u32, Class, bool)> =
            words.into_iter().map(|(word, class, name)| (hash_bytes(word.bytes()), class, name)).collect();
        hashed.sort_by_key(|(hash, ..)| *hash);
        hashed.dedup_by_key(|(hash, ..)| *hash);
        let mut classes: Vec<Class> = hashed.iter().map(|(_, class, _)| *class).collect();
        classes.sort_unstable();
        classes.dedup();
        let keys: Vec<u32> = hashed.iter().map(|(hash, ..)| *hash).collect();
        let number = |(_, class, name): &(u32, Class, bool)| {
            classes.binary_search(class).unwrap_or_default() as u16 | if *name { SMALL_NAME } else { 0 }
        };
        let class_of = hashed.iter().map(number).collect();
        Self { words: Table::new(&keys), class_of, classes }
    }

    /// What is known of a word, by the [`hash_bytes`] of its small letters.
    pub(super) fn get(&self, hash: u32) -> Option<Known> {
        let entry = self.class_of[self.words.get(hash)?];
        Some(Known { class: entry & !SMALL_NAME, small_name: entry & SMALL_NAME != 0 })
    }

    /// The pieces of each class; empty in a model file, which has rows of weights for whole classes.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// From a model file, of which `take` gives the next bytes.
    pub(super) fn open(take: &mut impl FnMut(usize) -> Result<&'static [u8], ModelError>) -> Result<Self, ModelError> {
        let words = Table::open(take)?;
        let class_of = take(2 * words.len())?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        Ok(Self { words, class_of, classes: Vec::new() })
    }

    /// Adds what [`WordClasses::open`] reads.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        self.words.write(bytes);
        bytes.extend(self.class_of.iter().flat_map(|class| class.to_le_bytes()));
    }
}
