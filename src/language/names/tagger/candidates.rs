//! The candidates of an article with what the network sees of each.
//!
//! Half of what is seen of a candidate is what can be said of the words around it by themselves, each at its place. Such a *part* is the
//! same wherever the word stands there again, so it is kept once, and the network sums its rows once.

use std::ops::Range;

/// Positions around a candidate of which the words are seen: two before to two behind.
pub const NEAR: usize = 5;

/// A word without a class.
pub(crate) const NO_CLASS: u16 = u16::MAX;

/// The candidates of an article with their features.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Runs of neighbouring candidates inside one sentence, as token ranges.
    pub runs: Vec<Range<usize>>,
    /// Token of each candidate, in order.
    pub tokens: Vec<u32>,
    /// A number for each candidate's word, the same for the same word.
    pub words: Vec<u32>,
    /// For each candidate the parts that it is made of, by place.
    parts: Vec<[u32; NEAR]>,
    /// Hashes of what is seen of each candidate besides.
    own: Lists,
    /// Hashes of what is seen of each part.
    of_parts: Lists,
    /// The place of each part, from 0 to [`NEAR`], and the number of its word's class, [`NO_CLASS`] if it has none.
    places: Vec<(usize, u16)>,
}

impl Candidates {
    /// Adds what is seen of a word at a place by itself; its number.
    pub fn part(&mut self, place: usize, class: u16, features: impl FnOnce(&mut Vec<u32>)) -> u32 {
        self.of_parts.push(features);
        self.places.push((place, class));
        self.places.len() as u32 - 1
    }

    /// Adds a candidate of the parts given, one for each place.
    pub fn push(&mut self, token: u32, word: u32, parts: [u32; NEAR], features: impl FnOnce(&mut Vec<u32>)) {
        self.tokens.push(token);
        self.words.push(word);
        self.parts.push(parts);
        self.own.push(features);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// All that is seen of a candidate, as hashes.
    pub fn features(&self, candidate: usize) -> impl Iterator<Item = u32> + '_ {
        let parts = self.parts[candidate].iter().flat_map(|part| self.of_parts.get(*part as usize));
        parts.chain(self.own.get(candidate)).copied()
    }

    /// The numbers of the classes of the words around a candidate, [`NO_CLASS`] where a word has none.
    #[must_use]
    pub fn classes(&self, candidate: usize) -> [u16; NEAR] {
        self.parts[candidate].map(|part| self.places[part as usize].1)
    }

    /// The parts in order: hashes, place, number of the class.
    pub(super) fn all_parts(&self) -> impl Iterator<Item = (&[u32], usize, u16)> {
        self.places.iter().enumerate().map(|(part, (place, class))| (self.of_parts.get(part), *place, *class))
    }

    /// The candidates in order: numbers of the parts, and hashes of the rest.
    pub(super) fn all(&self) -> impl Iterator<Item = (&[u32; NEAR], &[u32])> {
        self.parts.iter().enumerate().map(|(candidate, parts)| (parts, self.own.get(candidate)))
    }
}

/// Lists of numbers behind each other.
#[derive(Clone, Debug, Default)]
struct Lists {
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Lists {
    fn push(&mut self, list: impl FnOnce(&mut Vec<u32>)) {
        list(&mut self.numbers);
        self.ends.push(self.numbers.len() as u32);
    }

    fn get(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start as usize..self.ends[at] as usize]
    }
}
