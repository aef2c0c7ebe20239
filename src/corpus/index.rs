//! The articles in memory and the archives behind them. One article in, one article out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::article::PartialDate;
use crate::knowledge::Knowledge;
use crate::knowledge::dossier::{self, Dossiers};
use crate::language::{Entity, Kind};
use crate::text::LineIndex;

use super::fold::fold_name;
use super::identity::{
    Bearer, Decisions, Identity, IdentityKey, Profile, Standing, Traits, family_name, is_full_name, label, profiles,
};
use super::meanings::Meanings;
use super::quotes::QuoteIndex;
use super::record::Record;
use super::records::Records;
use super::rows::BearerRow;
use super::store::Store;
use super::stories::{Sketch, StoryKey, sketch, versions};

/// So many articles of an archive are looked at for versions of one.
const VERSIONS: usize = 16;

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

/// The articles and who is who in them: those in memory (open documents, small folders) over the archives, which lie on disk.
///
/// An article in memory hides the one at the same path in an archive.
#[derive(Clone, Debug)]
pub struct Corpus {
    pub(super) knowledge: &'static Knowledge,
    dossiers: Arc<Dossiers>,
    pub(super) records: Records,
    /// Of each article the profiles of its entities.
    pub(super) profiles: FxHashMap<Arc<Path>, Vec<Profile>>,
    pub(super) standing: Standing,
    /// Folded name or alias to the traits of those who are called so, with the number of entities: what a search looks through.
    pub(super) names: BTreeMap<String, BTreeMap<Arc<Traits>, u32>>,
    pub(super) quotes: QuoteIndex,
    pub(super) archives: Vec<Arc<dyn Store>>,
    pub(super) meanings: Arc<Meanings>,
    /// By the mark of the key.
    sketches: BTreeMap<i64, BTreeMap<Arc<Path>, Sketch>>,
    generation: u64,
}

impl Corpus {
    /// An empty corpus.
    #[must_use]
    pub fn new(knowledge: &'static Knowledge) -> Self {
        Self {
            knowledge,
            dossiers: Arc::default(),
            records: Records::default(),
            profiles: FxHashMap::default(),
            standing: Standing::new(knowledge),
            names: BTreeMap::new(),
            quotes: QuoteIndex::default(),
            archives: Vec::new(),
            meanings: Arc::default(),
            sketches: BTreeMap::new(),
            generation: 0,
        }
    }

    /// What the corpus was told about the world.
    #[must_use]
    pub fn knowledge(&self) -> &'static Knowledge {
        self.knowledge
    }

    /// What the desk wrote down.
    #[must_use]
    pub fn dossiers(&self) -> &Dossiers {
        &self.dossiers
    }

    /// Sets what the desk wrote down.
    pub fn set_dossiers(&mut self, dossiers: Arc<Dossiers>) {
        self.standing.set_decisions(Decisions::of_dossiers(dossiers.clone(), self.knowledge));
        self.dossiers = dossiers;
        self.meanings = Arc::default();
        self.generation += 1;
    }

    /// The desk's own entries on somebody: by the name, and of several people of the name the one that is meant, if that is clear.
    #[must_use]
    pub fn people_written_down(&self, identity: &Identity) -> Vec<&dossier::Person> {
        let bearers = self.dossiers.people_named(&identity.name);
        match &identity.key {
            IdentityKey::Told(_, told) => bearers.filter(|person| label(person, self.knowledge) == *told).collect(),
            IdentityKey::Named(Kind::Person, _) => bearers.collect(),
            _ => Vec::new(),
        }
    }

    /// Grows with each change.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        let hidden = |archive: &Arc<dyn Store>| self.records.paths().filter(|path| archive.contains(path)).count();
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
        self.records.all()
    }

    /// The archives behind the articles in memory.
    #[must_use]
    pub fn archives(&self) -> &[Arc<dyn Store>] {
        &self.archives
    }

    /// Sets the archives.
    pub fn set_archives(&mut self, archives: Vec<Arc<dyn Store>>) {
        self.archives = archives;
        self.meanings = Arc::default();
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
        let profiles = profiles(&record, self.knowledge);
        self.standing.put(&record.path, &profiles);
        for (profile, entity) in profiles.iter().zip(&record.reading.entities) {
            for name in folded_names(entity) {
                *self.names.entry(name).or_default().entry(profile.traits.clone()).or_default() += 1;
            }
        }
        self.profiles.insert(record.path.clone(), profiles);
        let sketch = sketch(&record);
        self.sketches.entry(sketch.key.mark()).or_default().insert(record.path.clone(), sketch);
        self.records.insert(record);
        self.generation += 1;
    }

    /// Takes an article out; nothing happens if it is not there.
    pub fn remove(&mut self, path: &Path) {
        let Some(record) = self.records.remove(path) else { return };
        self.quotes.remove(&record);
        self.generation += 1;
        let key = StoryKey::of(&record).mark();
        if let Some(sketches) = self.sketches.get_mut(&key) {
            sketches.remove(path);
            if sketches.is_empty() {
                self.sketches.remove(&key);
            }
        }
        let profiles = self.profiles.remove(path).unwrap_or_default();
        self.standing.remove(&record.path, &profiles);
        for (profile, entity) in profiles.iter().zip(&record.reading.entities) {
            for name in folded_names(entity) {
                let Some(bearers) = self.names.get_mut(&name) else { continue };
                if let Some(count) = bearers.get_mut(&profile.traits) {
                    *count -= 1;
                    if *count == 0 {
                        bearers.remove(&profile.traits);
                    }
                }
                if bearers.is_empty() {
                    self.names.remove(&name);
                }
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

    /// Whether an article is held in memory.
    #[must_use]
    pub fn in_memory(&self, path: &Path) -> bool {
        self.hides(path)
    }

    /// When an article in memory was published.
    pub(super) fn published(&self, path: &Path) -> Option<PartialDate> {
        Some(self.records.get(path)?.article.published?.date)
    }

    /// Whether an article in memory hides that of an archive.
    pub(super) fn hides(&self, path: &Path) -> bool {
        self.records.get(path).is_some()
    }

    /// The versions of an article's story, itself among them, newest first; most stories have one. An article of an archive is read again if
    /// its file and day are those of another.
    #[must_use]
    pub fn versions(&self, path: &Path) -> Vec<Arc<Path>> {
        let own = self.records.get(path).map(|record| (record.path.clone(), StoryKey::of(record).mark()));
        let archived = || self.archives.iter().find_map(|archive| archive.story(path)).map(|story| (Arc::from(path), story));
        let Some((path, story)) = own.or_else(archived) else { return Vec::new() };
        let mut alike: BTreeMap<Arc<Path>, Sketch> = self.sketches.get(&story).cloned().unwrap_or_default();
        let others = self.archives.iter().flat_map(|archive| archive.told_alike(story, VERSIONS));
        let others: Vec<Arc<Path>> = others.filter(|other| !self.hides(other)).collect();
        if alike.len() + others.len() < 2 {
            return vec![path];
        }
        for record in others.iter().filter_map(|other| self.get(other)) {
            alike.insert(record.path.clone(), sketch(&record));
        }
        let story = alike.get(&path).map(|of| versions(of, alike.values())).unwrap_or_default();
        story.into_iter().map(|version| version.path.clone()).collect()
    }
}

fn folded_names(entity: &Entity) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = std::iter::once(&entity.name).chain(&entity.aliases).map(|name| fold_name(name)).collect();
    if entity.kind == Kind::Person && is_full_name(entity) {
        names.insert(family_name(entity));
    }
    names
}
