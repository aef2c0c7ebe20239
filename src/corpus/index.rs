//! All articles in memory, and the mappings that answer questions across them. One article in, one article out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::article::PartialDate;
use crate::knowledge::Knowledge;
use crate::language::{Entity, EntityId, Kind, MentionId};

use super::fold::fold_name;
use super::identity::{
    Bearer, Identity, IdentityKey, Member, Profile, Resolved, Standing, Traits, family_name, is_full_name, profiles,
};
use super::quotes::{QuoteIndex, SpokenWords, Utterance};
use super::record::Record;
use super::stories::{Sketch, StoryKey, sketch, stories};

/// A mention of an identity in some article.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// The article.
    pub record: Arc<Record>,
    /// Which of its mentions.
    pub mention: MentionId,
}

/// A name as articles use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameInUse {
    /// Who bears it.
    pub key: IdentityKey,
    /// As it is written there.
    pub written: String,
    /// Which articles use it.
    pub articles: BTreeSet<Arc<Path>>,
}

/// The articles and who is who in them.
#[derive(Clone, Debug)]
pub struct Corpus {
    knowledge: &'static Knowledge,
    records: BTreeMap<Arc<Path>, Arc<Record>>,
    /// Of each article the profiles of its entities.
    profiles: FxHashMap<Arc<Path>, Vec<Profile>>,
    standing: Standing,
    /// Folded name or alias to the traits of those who are called so, with the number of entities: what a search looks through.
    names: BTreeMap<String, BTreeMap<Arc<Traits>, u32>>,
    quotes: QuoteIndex,
    sketches: BTreeMap<StoryKey, BTreeMap<Arc<Path>, Sketch>>,
    generation: u64,
}

impl Corpus {
    /// An empty corpus.
    #[must_use]
    pub fn new(knowledge: &'static Knowledge) -> Self {
        Self {
            knowledge,
            records: BTreeMap::new(),
            profiles: FxHashMap::default(),
            standing: Standing::new(knowledge),
            names: BTreeMap::new(),
            quotes: QuoteIndex::default(),
            sketches: BTreeMap::new(),
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
        self.records.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The articles in order of path.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values()
    }

    /// The article at a path.
    #[must_use]
    pub fn get(&self, path: &Path) -> Option<&Arc<Record>> {
        self.records.get(path)
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
        self.sketches.entry(sketch.key.clone()).or_default().insert(record.path.clone(), sketch);
        self.records.insert(record.path.clone(), record);
        self.generation += 1;
    }

    /// Takes an article out; nothing happens if it is not there.
    pub fn remove(&mut self, path: &Path) {
        let Some(record) = self.records.remove(path) else { return };
        self.quotes.remove(&record);
        self.generation += 1;
        let key = StoryKey::of(&record);
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

    fn entity(&self, bearer: &Bearer) -> Option<&Entity> {
        self.records.get(&bearer.0)?.reading.entities.get(bearer.1.0 as usize)
    }

    /// Who an article's entity is among those of all articles, why, and who else may be meant. `None` if there is no such article or
    /// entity.
    #[must_use]
    pub fn resolved(&self, path: &Path, entity: EntityId) -> Option<&Resolved> {
        self.standing.resolved(&self.profiles.get(path)?.get(entity.0 as usize)?.traits)
    }

    /// What joins an article's entity with those of other articles. `None` if there is no such article or entity. Cheaper than the whole
    /// identity, whose members it does not gather.
    #[must_use]
    pub fn key_of(&self, path: &Path, entity: EntityId) -> Option<IdentityKey> {
        Some(self.resolved(path, entity)?.key.clone())
    }

    /// The people whose full name some article gives and whose family name is this, each with the
    /// articles and entities that give it.
    #[must_use]
    pub fn people_of_family(&self, family: &str) -> Vec<Vec<Bearer>> {
        let people = self.standing.people_of(&fold_name(family));
        people.into_iter().map(|(_, bearers)| bearers.into_iter().cloned().collect()).collect()
    }

    /// The offices that articles state of people of a family name, in lower case and without the country before them.
    #[must_use]
    pub fn offices_of_family(&self, family: &str) -> BTreeSet<String> {
        self.standing.family(&fold_name(family)).flat_map(|traits| traits.evidence.offices.iter().cloned()).collect()
    }

    /// The identity of an article's entity. `None` if there is no such article or entity.
    #[must_use]
    pub fn identity_of(&self, path: &Path, entity: EntityId) -> Option<Identity> {
        Some(self.identity(&self.resolved(path, entity)?.key))
    }

    /// The identity of a key, with all its members.
    #[must_use]
    pub fn identity(&self, key: &IdentityKey) -> Identity {
        let members = self.standing.members(key).into_iter();
        let mut members: Vec<Member> = members
            .map(|((path, entity), resolved)| Member { path: path.clone(), entity: *entity, why: resolved.why.clone() })
            .collect();
        members.sort_by(|a, b| (&a.path, a.entity).cmp(&(&b.path, b.entity)));
        self.describe(key, members)
    }

    fn describe(&self, key: &IdentityKey, members: Vec<Member>) -> Identity {
        // Each form with how much it says and how often it is used.
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        let mut full: BTreeMap<&str, usize> = BTreeMap::new();
        for member in &members {
            let Some(entity) = self.entity(&(member.path.clone(), member.entity)) else { continue };
            *full.entry(&entity.name).or_default() += 1;
            for form in std::iter::once(&entity.name).chain(&entity.aliases) {
                *forms.entry(form).or_default() += 1;
            }
        }
        let (kind, entry) = match key {
            IdentityKey::Known(kind, entry) => (*kind, Some(*entry)),
            IdentityKey::Named(kind, _) => (*kind, None),
            IdentityKey::Told(..) | IdentityKey::Lone(..) => (Kind::Person, None),
        };
        let written = full.iter().max_by_key(|(name, count)| (name.contains(' '), **count, std::cmp::Reverse(**name)));
        let name = match entry {
            Some(entry) => self.knowledge.gazetteer.entry(entry).name().to_owned(),
            None => written.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
        };
        let aliases = forms.into_keys().filter(|form| *form != name).map(str::to_owned).collect();
        Identity { key: key.clone(), kind, name, aliases, entry, members }
    }

    /// Who goes by exactly this name, in full or in short, whatever the case and diacritics; those with most mentions first.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Identity> {
        let folded = fold_name(name);
        let mut keys: BTreeSet<IdentityKey> = self.keys(self.names.get(&folded)).collect();
        for entry in self.knowledge.gazetteer.lookup(name).iter() {
            let known = [Kind::Place, Kind::Organisation].map(|kind| IdentityKey::Known(kind, entry));
            keys.extend(known.into_iter().filter(|key| !self.standing.members(key).is_empty()));
        }
        self.ranked(&keys, |identity| fold_name(&identity.name) == folded)
    }

    /// Who has a name in which some word begins with `query`; exact names first. At most `limit`.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Identity> {
        let folded = fold_name(query);
        let spaced = format!(" {folded}");
        let matching = self.names.iter().filter(|(name, _)| name.starts_with(&folded) || name.contains(&spaced));
        let keys: BTreeSet<IdentityKey> = self.keys(matching.map(|(_, bearers)| bearers)).collect();
        let mut found = self.ranked(&keys, |identity| fold_name(&identity.name).starts_with(&folded));
        found.truncate(limit);
        found
    }

    fn keys<'c>(
        &'c self,
        bearers: impl IntoIterator<Item = &'c BTreeMap<Arc<Traits>, u32>>,
    ) -> impl Iterator<Item = IdentityKey> {
        let traits = bearers.into_iter().flat_map(BTreeMap::keys);
        traits.filter_map(|traits| Some(self.standing.resolved(traits)?.key.clone()))
    }

    fn ranked(&self, keys: &BTreeSet<IdentityKey>, first: impl Fn(&Identity) -> bool) -> Vec<Identity> {
        let mut found: Vec<Identity> = keys.iter().map(|key| self.identity(key)).collect();
        found.sort_by_cached_key(|identity| {
            (!first(identity), std::cmp::Reverse(self.mention_count(identity)), identity.key.clone())
        });
        found
    }

    /// People other than this one who bear the same family name.
    #[must_use]
    pub fn namesakes(&self, identity: &Identity) -> Vec<Identity> {
        if identity.kind != Kind::Person {
            return Vec::new();
        }
        let entities = identity.members.iter().filter_map(|member| self.entity(&(member.path.clone(), member.entity)));
        let families: BTreeSet<String> = entities.map(family_name).collect();
        let people = families.iter().flat_map(|family| self.standing.people_of(family));
        let keys = people.map(|(key, _)| key).filter(|key| **key != identity.key).cloned().collect();
        self.ranked(&keys, |_| true)
    }

    /// How many mentions it has in all articles.
    #[must_use]
    pub fn mention_count(&self, identity: &Identity) -> usize {
        let members = identity.members.iter().filter_map(|member| Some((self.records.get(&member.path)?, member.entity)));
        members.map(|(record, entity)| record.reading.entity(entity).joins.len()).sum()
    }

    /// Every mention, newest article first, undated ones last; within an article in order. The article at `home` comes before all.
    #[must_use]
    pub fn mentions(&self, identity: &Identity, home: Option<&Path>) -> Vec<Occurrence> {
        let mut articles: BTreeMap<&Arc<Path>, BTreeSet<EntityId>> = BTreeMap::new();
        for member in &identity.members {
            articles.entry(&member.path).or_default().insert(member.entity);
        }
        let mut records: Vec<(&Arc<Record>, BTreeSet<EntityId>)> =
            articles.into_iter().filter_map(|(path, entities)| Some((self.records.get(path)?, entities))).collect();
        let date = |record: &Record| record.article.published.map(|published| published.date);
        records
            .sort_by_key(|(record, _)| (home != Some(&*record.path), std::cmp::Reverse(date(record).map(PartialDate::last_day))));
        let mut occurrences = Vec::new();
        for (record, entities) in records {
            for (index, mention) in record.reading.mentions.iter().enumerate() {
                if entities.contains(&mention.entity) {
                    occurrences.push(Occurrence { record: record.clone(), mention: MentionId(index as u32) });
                }
            }
        }
        occurrences
    }

    /// The versions of an article's story, itself among them, newest first; most stories have one.
    #[must_use]
    pub fn versions(&self, path: &Path) -> Vec<Arc<Path>> {
        let alike = self.records.get(path).and_then(|record| self.sketches.get(&StoryKey::of(record)));
        let sketches: Vec<&Sketch> = alike.into_iter().flat_map(BTreeMap::values).collect();
        let mut stories = stories(&sketches).into_iter();
        let story = stories.find(|story| story.iter().any(|&version| *sketches[version].path == *path)).unwrap_or_default();
        story.into_iter().map(|version| sketches[version].path.clone()).collect()
    }

    /// Quotations of other articles that share words in order with these, most alike first, with the number of shared three-word runs.
    #[must_use]
    pub fn quotations_alike(&self, words: &SpokenWords, except: &Path) -> Vec<(Utterance, usize)> {
        self.quotes.alike(words, except)
    }

    /// Names that other articles use, among those that begin with the same two letters (a slip of the pen is rarely in the first), for
    /// which `is_near` holds of the folded form. In order of name; `except` is not looked at.
    #[must_use]
    pub fn names_near(&self, name: &str, except: &Path, is_near: impl Fn(&str) -> bool) -> Vec<NameInUse> {
        let head: String = fold_name(name).chars().take(2).collect();
        let near = self.names.range(head.clone()..).take_while(|(folded, _)| folded.starts_with(&head));
        let near =
            near.filter(|(folded, _)| is_near(folded)).flat_map(|(folded, bearers)| bearers.keys().map(move |key| (folded, key)));
        let mut used: BTreeMap<(&str, &IdentityKey), NameInUse> = BTreeMap::new();
        for (folded, traits) in near {
            for bearer in self.standing.bearers(traits).filter(|(path, _)| &**path != except) {
                let (Some(entity), Some(resolved)) = (self.entity(bearer), self.standing.resolved(traits)) else { continue };
                let mut forms = std::iter::once(&entity.name).chain(&entity.aliases);
                if let Some(form) = forms.find(|form| fold_name(form) == *folded) {
                    let (key, written) = (resolved.key.clone(), form.clone());
                    let new = || NameInUse { key, written, articles: BTreeSet::new() };
                    let used = used.entry((folded, &resolved.key)).or_insert_with(new);
                    used.articles.insert(bearer.0.clone());
                    if *form < used.written {
                        used.written.clone_from(form);
                    }
                }
            }
        }
        used.into_values().collect()
    }

    /// Whether any article uses this name, in full or in short, folded; `except` is not looked at.
    #[must_use]
    pub fn uses_name(&self, name: &str, except: &Path) -> bool {
        let traits = self.names.get(&fold_name(name)).into_iter().flat_map(BTreeMap::keys);
        traits.flat_map(|traits| self.standing.bearers(traits)).any(|(path, _)| &**path != except)
    }
}

fn folded_names(entity: &Entity) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = std::iter::once(&entity.name).chain(&entity.aliases).map(|name| fold_name(name)).collect();
    if entity.kind == Kind::Person && is_full_name(entity) {
        names.insert(family_name(entity));
    }
    names
}
