//! What an index was asked lately, kept until it has changed. One answer asks for the same summaries, offices and rows many times, and each
//! question to the file costs a lock that other processes see.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use crate::claims::Attribute;
use crate::corpus::{Alike, BearerRow, Claimed, NameRow, OfficeRow, Record, Summary};

use super::Index;

/// Kept answers to one kind of question; a table that is full is emptied.
#[derive(Debug)]
pub(super) struct Kept<K, V> {
    answers: HashMap<K, V>,
    most: usize,
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    fn of(most: usize) -> Self {
        Self { answers: HashMap::new(), most }
    }

    fn keep(&mut self, question: K, answer: V) {
        if self.answers.len() >= self.most {
            self.answers.clear();
        }
        self.answers.insert(question, answer);
    }
}

/// The [ages](crate::corpus::age) of the articles that are asked for.
type Ages = RangeInclusive<i32>;
/// Articles of a name, and its claims, each with the mark of the traits of whoever it is about.
type Articles = Arc<[Arc<Path>]>;
type Claims = Arc<[(u64, Claimed)]>;

/// The kept answers, all of one generation.
#[derive(Debug)]
pub(super) struct Recent {
    pub(super) generation: u64,
    pub(super) records: Kept<PathBuf, Arc<Record>>,
    pub(super) rows: Kept<PathBuf, Arc<[BearerRow]>>,
    pub(super) summaries: Kept<String, Arc<Summary>>,
    pub(super) names: Kept<(String, usize), Arc<[NameRow]>>,
    pub(super) near: Kept<(String, usize), Arc<[NameRow]>>,
    pub(super) offices: Kept<(String, bool, usize), Arc<[String]>>,
    pub(super) holders: Kept<(String, String), Arc<[OfficeRow]>>,
    pub(super) articles: Kept<(String, Ages, usize), Articles>,
    pub(super) claims: Kept<(String, Attribute, Ages), Claims>,
    pub(super) quotations: Kept<(BTreeSet<i32>, usize), Arc<[Alike]>>,
}

impl Recent {
    fn of(generation: u64) -> Self {
        Self {
            generation,
            records: Kept::of(512),
            rows: Kept::of(512),
            summaries: Kept::of(2_048),
            names: Kept::of(2_048),
            near: Kept::of(8_192),
            offices: Kept::of(2_048),
            holders: Kept::of(2_048),
            articles: Kept::of(2_048),
            claims: Kept::of(512),
            quotations: Kept::of(512),
        }
    }
}

impl Default for Recent {
    fn default() -> Self {
        Self::of(0)
    }
}

impl Index {
    /// Forgets what was kept if somebody has written since.
    pub(super) fn notice(&self, generation: u64) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.generation != generation {
            *recent = Recent::of(generation);
        }
    }

    /// The kept answer to a question, else the one that is made now; `None` is not kept.
    pub(super) fn kept<K: Eq + Hash, V: Clone>(
        &self,
        table: fn(&mut Recent) -> &mut Kept<K, V>,
        question: K,
        make: impl FnOnce(&K) -> Option<V>,
    ) -> Option<V> {
        let generation = {
            let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(answer) = table(&mut recent).answers.get(&question) {
                return Some(answer.clone());
            }
            recent.generation
        };
        let answer = make(&question)?;
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        // What was read before a change must not be taken for what was read behind it.
        if recent.generation == generation {
            table(&mut recent).keep(question, answer.clone());
        }
        Some(answer)
    }
}
