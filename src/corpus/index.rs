//! All articles in memory, and the mappings that answer questions across them. One article in, one article out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::article::PartialDate;
use crate::knowledge::Knowledge;
use crate::language::{Entity, EntityId, Kind, MentionId};

use super::fold::fold_name;
use super::identity::{Identity, IdentityKey, Member, Why, family_name, is_full_name, key, office};
use super::quotes::{QuoteIndex, SpokenWords, Utterance};
use super::record::Record;

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

type Bearer = (Arc<Path>, EntityId);

/// The articles and who is who in them.
#[derive(Clone, Debug)]
pub struct Corpus {
    knowledge: &'static Knowledge,
    records: BTreeMap<Arc<Path>, Arc<Record>>,
    bearers: FxHashMap<IdentityKey, BTreeSet<Bearer>>,
    /// Folded family name to the keys of people whose full name some article gives.
    families: FxHashMap<String, BTreeSet<IdentityKey>>,
    /// Folded family name to the entities that have nothing but it.
    lone: FxHashMap<String, BTreeSet<Bearer>>,
    /// Folded name or alias to keys, with the number of bearers that use it: what a search looks through.
    names: BTreeMap<String, BTreeMap<IdentityKey, u32>>,
    quotes: QuoteIndex,
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

    fn entity(&self, bearer: &Bearer) -> Option<&Entity> {
        self.records.get(&bearer.0)?.reading.entities.get(bearer.1.0 as usize)
    }

    /// Offices stated of an entity, for comparison.
    fn offices(&self, entity: &Entity) -> BTreeSet<String> {
        entity.titles.iter().map(|title| office(&title.text, self.knowledge)).collect()
    }

    /// The person of full name whom a surname with an office means: exactly one of that family name is stated to hold it.
    fn holder(&self, entity: &Entity) -> Option<(IdentityKey, String)> {
        let offices = self.offices(entity);
        if offices.is_empty() {
            return None;
        }
        let mut found = None;
        for key in self.families.get(&fold_name(&entity.name))? {
            let held = self.bearers.get(key).into_iter().flatten().filter_map(|bearer| self.entity(bearer));
            let held: BTreeSet<String> = held.flat_map(|entity| self.offices(entity)).collect();
            if let Some(shared) = offices.intersection(&held).next() {
                if found.is_some() {
                    return None;
                }
                found = Some((key.clone(), shared.clone()));
            }
        }
        found
    }

    /// What joins an article's entity with those of other articles. `None` if there is no such article or entity. Cheaper than the whole
    /// identity, whose members it does not gather.
    #[must_use]
    pub fn key_of(&self, path: &Path, entity: EntityId) -> Option<IdentityKey> {
        let record = self.records.get(path)?;
        let entity = record.reading.entities.get(entity.0 as usize)?;
        Some(match key(record, entity) {
            own @ IdentityKey::Lone(..) => self.holder(entity).map_or(own, |(key, _)| key),
            own => own,
        })
    }

    /// The people whose full name some article gives and whose family name is this, each with the
    /// articles and entities that give it.
    #[must_use]
    pub fn people_of_family(&self, family: &str) -> Vec<Vec<(Arc<Path>, EntityId)>> {
        let keys = self.families.get(&fold_name(family)).into_iter().flatten();
        keys.filter_map(|key| Some(self.bearers.get(key)?.iter().cloned().collect())).collect()
    }

    /// The offices that articles state of people of a family name, in lower case and without the country before them.
    #[must_use]
    pub fn offices_of_family(&self, family: &str) -> BTreeSet<String> {
        let family = fold_name(family);
        let keys = self.families.get(&family).into_iter().flatten().filter_map(|key| self.bearers.get(key));
        let bearers = keys.chain(self.lone.get(&family)).flatten();
        bearers.filter_map(|bearer| self.entity(bearer)).flat_map(|entity| self.offices(entity)).collect()
    }

    /// The identity of an article's entity. `None` if there is no such article or entity.
    #[must_use]
    pub fn identity_of(&self, path: &Path, entity: EntityId) -> Option<Identity> {
        Some(self.identity(&self.key_of(path, entity)?))
    }

    /// The identity of a key, with all its members.
    #[must_use]
    pub fn identity(&self, key: &IdentityKey) -> Identity {
        let why = match key {
            IdentityKey::Known(..) => Why::SameEntry,
            IdentityKey::Named(..) => Why::SameName,
            IdentityKey::Lone(..) => Why::Alone,
        };
        let direct = self.bearers.get(key).into_iter().flatten();
        let mut members: Vec<Member> =
            direct.map(|(path, entity)| Member { path: path.clone(), entity: *entity, why: why.clone() }).collect();
        if let IdentityKey::Named(Kind::Person, _) = key {
            let families: BTreeSet<String> =
                members.iter().filter_map(|member| self.entity(&(member.path.clone(), member.entity))).map(family_name).collect();
            for bearer in families.iter().filter_map(|family| self.lone.get(family)).flatten() {
                let holder = self.entity(bearer).and_then(|entity| self.holder(entity));
                if let Some((_, office)) = holder.filter(|(holder, _)| holder == key) {
                    members.push(Member { path: bearer.0.clone(), entity: bearer.1, why: Why::FamilyNameAndOffice(office) });
                }
            }
        }
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
            IdentityKey::Lone(..) => (Kind::Person, None),
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
        let mut keys: BTreeSet<IdentityKey> = self.names.get(&folded).into_iter().flat_map(BTreeMap::keys).cloned().collect();
        for entry in self.knowledge.gazetteer.lookup(name).iter() {
            for kind in [Kind::Place, Kind::Organisation] {
                let key = IdentityKey::Known(kind, entry);
                if self.bearers.contains_key(&key) {
                    keys.insert(key);
                }
            }
        }
        self.ranked(keys, |identity| fold_name(&identity.name) == folded)
    }

    /// Who has a name in which some word begins with `query`; exact names first. At most `limit`.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Identity> {
        let folded = fold_name(query);
        let spaced = format!(" {folded}");
        let matching = self.names.iter().filter(|(name, _)| name.starts_with(&folded) || name.contains(&spaced));
        let keys: BTreeSet<IdentityKey> = matching.flat_map(|(_, keys)| keys.keys()).cloned().collect();
        let mut found = self.ranked(keys, |identity| fold_name(&identity.name).starts_with(&folded));
        found.truncate(limit);
        found
    }

    fn ranked(&self, keys: BTreeSet<IdentityKey>, first: impl Fn(&Identity) -> bool) -> Vec<Identity> {
        let mut found: Vec<Identity> = keys
            .into_iter()
            .map(|key| match &key {
                IdentityKey::Lone(_, path) => {
                    let bearer = self.bearers.get(&key).and_then(|bearers| bearers.iter().find(|bearer| bearer.0 == *path));
                    bearer.and_then(|bearer| self.identity_of(&bearer.0, bearer.1)).unwrap_or_else(|| self.identity(&key))
                }
                _ => self.identity(&key),
            })
            .collect();
        found.sort_by_cached_key(|identity| {
            (!first(identity), std::cmp::Reverse(self.mention_count(identity)), identity.key.clone())
        });
        found.dedup_by(|a, b| a.key == b.key);
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
        let keys: BTreeSet<IdentityKey> = families
            .iter()
            .filter_map(|family| self.families.get(family))
            .flatten()
            .filter(|key| **key != identity.key)
            .cloned()
            .collect();
        self.ranked(keys, |_| true)
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
            near.filter(|(folded, _)| is_near(folded)).flat_map(|(folded, keys)| keys.keys().map(move |key| (folded, key)));
        let used = near.filter_map(|(folded, key)| {
            let bearers = self.bearers.get(key)?.iter().filter(|(path, _)| &**path != except);
            let names = bearers.filter_map(|bearer| Some((&bearer.0, self.entity(bearer)?)));
            let written = names.filter_map(|(path, entity)| {
                let forms = std::iter::once(&entity.name).chain(&entity.aliases);
                let form = forms.into_iter().find(|form| fold_name(form) == *folded)?;
                Some((path.clone(), form.clone()))
            });
            let (articles, forms): (BTreeSet<Arc<Path>>, Vec<String>) = written.unzip();
            Some(NameInUse { key: key.clone(), written: forms.into_iter().min()?, articles })
        });
        used.collect()
    }

    /// Whether any article uses this name, in full or in short, folded; `except` is not looked at.
    #[must_use]
    pub fn uses_name(&self, name: &str, except: &Path) -> bool {
        let Some(keys) = self.names.get(&fold_name(name)) else { return false };
        keys.keys().filter_map(|key| self.bearers.get(key)).flatten().any(|(path, _)| &**path != except)
    }
}

fn bearers(record: &Record) -> impl Iterator<Item = (Bearer, &Entity)> {
    let entities = record.reading.entities.iter().enumerate();
    entities.map(|(index, entity)| ((record.path.clone(), EntityId(index as u32)), entity))
}

fn folded_names(entity: &Entity) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = std::iter::once(&entity.name).chain(&entity.aliases).map(|name| fold_name(name)).collect();
    if entity.kind == Kind::Person && is_full_name(entity) {
        names.insert(family_name(entity));
    }
    names
}
