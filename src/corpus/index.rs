//! The articles in memory and the archives behind them. One article in, one article out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::knowledge::Knowledge;
use crate::language::{Entity, EntityId, Kind};
use crate::text::LineIndex;

use super::fold::fold_name;
use super::identity::{IdentityKey, family_name, is_full_name, key, office};
use super::quotes::QuoteIndex;
use super::record::Record;
use super::rows::BearerRow;
use super::store::Store;

/// A name as articles use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameInUse {
    /// Who bears it.
    pub key: IdentityKey,
    /// As it is written there.
    pub written: String,
    /// How many articles use it.
    pub articles: usize,
    /// The newest of them.
    pub newest: Option<Arc<Path>>,
}

pub(super) type Bearer = (Arc<Path>, EntityId);

/// The articles and who is who in them: those in memory (open documents, small folders) over the archives, which lie on disk.
///
/// An article in memory hides the one at the same path in an archive.
#[derive(Clone, Debug)]
pub struct Corpus {
    pub(super) knowledge: &'static Knowledge,
    pub(super) records: BTreeMap<Arc<Path>, Arc<Record>>,
    pub(super) bearers: FxHashMap<IdentityKey, BTreeSet<Bearer>>,
    /// Folded family name to the keys of people whose full name some article gives.
    pub(super) families: FxHashMap<String, BTreeSet<IdentityKey>>,
    /// Folded family name to the entities that have nothing but it.
    pub(super) lone: FxHashMap<String, BTreeSet<Bearer>>,
    /// Folded name or alias to keys, with the number of bearers that use it: what a search looks through.
    pub(super) names: BTreeMap<String, BTreeMap<IdentityKey, u32>>,
    pub(super) quotes: QuoteIndex,
    pub(super) archives: Vec<Arc<dyn Store>>,
    generation: u64,
}

impl Corpus {
    /// An empty corpus.
    #[must_use]
    pub fn new(knowledge: &'static Knowledge) -> Self {
        Self {
            knowledge,
            records: BTreeMap::new(),
            bearers: FxHashMap::default(),
            families: FxHashMap::default(),
            lone: FxHashMap::default(),
            names: BTreeMap::new(),
            quotes: QuoteIndex::default(),
            archives: Vec::new(),
            generation: 0,
        }
    }

    /// What the corpus was told about the world.
    #[must_use]
    pub fn knowledge(&self) -> &'static Knowledge {
        self.knowledge
    }

    /// Grows with each change.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        let hidden = |archive: &Arc<dyn Store>| self.records.keys().filter(|path| archive.contains(path)).count();
        self.records.len()
            + self.archives.iter().map(|archive| archive.articles() - hidden(archive).min(archive.articles())).sum::<usize>()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The articles in memory, in order of path.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values()
    }

    /// The archives behind the articles in memory.
    #[must_use]
    pub fn archives(&self) -> &[Arc<dyn Store>] {
        &self.archives
    }

    /// Sets the archives.
    pub fn set_archives(&mut self, archives: Vec<Arc<dyn Store>>) {
        self.archives = archives;
        self.generation += 1;
    }

    /// Whether there is an article at a path.
    #[must_use]
    pub fn has(&self, path: &Path) -> bool {
        self.hides(path) || self.archives.iter().any(|archive| archive.contains(path))
    }

    /// The article at a path; one of an archive is read again.
    #[must_use]
    pub fn get(&self, path: &Path) -> Option<Arc<Record>> {
        self.records.get(path).cloned().or_else(|| self.archives.iter().find_map(|archive| archive.record(path)))
    }

    /// A line of an article, from zero, without its end.
    #[must_use]
    pub fn line(&self, path: &Path, line: u32) -> Option<String> {
        let own = self.records.get(path).map(|record| record.article.source.clone());
        let text = own.or_else(|| self.archives.iter().find_map(|archive| archive.text(path)))?;
        Some(LineIndex::of_file(&text).line_text(&text, line as usize).to_owned())
    }

    /// Takes an article in; one at the same path is replaced.
    pub fn put(&mut self, record: Arc<Record>) {
        self.remove(&record.path.clone());
        self.quotes.put(&record);
        for (bearer, entity) in bearers(&record) {
            let key = key(&record, entity);
            if let IdentityKey::Lone(family, _) = &key {
                self.lone.entry(family.clone()).or_default().insert(bearer.clone());
            } else if entity.kind == Kind::Person {
                self.families.entry(family_name(entity)).or_default().insert(key.clone());
            }
            for name in folded_names(entity) {
                *self.names.entry(name).or_default().entry(key.clone()).or_default() += 1;
            }
            self.bearers.entry(key).or_default().insert(bearer);
        }
        self.records.insert(record.path.clone(), record);
        self.generation += 1;
    }

    /// Takes an article out; nothing happens if it is not there.
    pub fn remove(&mut self, path: &Path) {
        let Some(record) = self.records.remove(path) else { return };
        self.quotes.remove(&record);
        self.generation += 1;
        for (bearer, entity) in bearers(&record) {
            let key = key(&record, entity);
            for name in folded_names(entity) {
                let Some(keys) = self.names.get_mut(&name) else { continue };
                if let Some(count) = keys.get_mut(&key) {
                    *count -= 1;
                    if *count == 0 {
                        keys.remove(&key);
                    }
                }
                if keys.is_empty() {
                    self.names.remove(&name);
                }
            }
            let Some(bearers) = self.bearers.get_mut(&key) else { continue };
            bearers.remove(&bearer);
            if bearers.is_empty() {
                self.bearers.remove(&key);
                if let Some(keys) = self.families.get_mut(&family_name(entity)) {
                    keys.remove(&key);
                }
            }
            if let IdentityKey::Lone(family, _) = &key
                && let Some(bearers) = self.lone.get_mut(family)
            {
                bearers.remove(&bearer);
            }
        }
    }

    pub(super) fn entity(&self, bearer: &Bearer) -> Option<&Entity> {
        self.records.get(&bearer.0)?.reading.entities.get(bearer.1.0 as usize)
    }

    /// The row of an entity of an article in memory.
    pub(super) fn row(&self, bearer: &Bearer) -> Option<BearerRow> {
        Some(BearerRow::of(self.records.get(&bearer.0)?, bearer.1, self.knowledge))
    }

    /// Offices stated of an entity, for comparison.
    pub(super) fn offices(&self, entity: &Entity) -> BTreeSet<String> {
        entity.titles.iter().map(|title| office(&title.text, self.knowledge)).collect()
    }

    /// Whether an article in memory hides that of an archive.
    pub(super) fn hides(&self, path: &Path) -> bool {
        self.records.contains_key(path)
    }
}

fn bearers(record: &Record) -> impl Iterator<Item = (Bearer, &Entity)> {
    let entities = record.reading.entities.iter().enumerate();
    entities.map(|(index, entity)| ((record.path.clone(), EntityId(index as u32)), entity))
}

pub(super) fn folded_names(entity: &Entity) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = std::iter::once(&entity.name).chain(&entity.aliases).map(|name| fold_name(name)).collect();
    if entity.kind == Kind::Person && is_full_name(entity) {
        names.insert(family_name(entity));
    }
    names
}
