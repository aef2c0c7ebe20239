//! Who is meant by a name of the archives.
//!
//! Rows of an archive lie under the name that their article gives. Which of those names are one, and whether one of them is borne by several,
//! is decided when somebody asks, from the groups of the few names that may have to do with each other: the same [`resolve`] that decides
//! among articles in memory, and with the decisions of the desk. Two things it is not given, since they would have to be read from every
//! article of a family: the company in which somebody is named, and those of whom an article gives the family name only.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::knowledge::Knowledge;
use crate::language::Kind;

use super::bearers::{PAGE, direct};
use super::identity::{BlockKey, Candidate, Decisions, Evidence, Group, IdentityKey, Resolved, Traits, Why, name_ends, resolve};
use super::index::Corpus;
use super::listed::Listed;
use super::quotes::Utterance;
use super::rows::{BearerRow, NameKey};
use super::store::{Cursor, Store, Summary};

/// So many names may be forms of one.
const FORMS: usize = 32;
/// So many names of one block of places or bodies are looked at: a word that more of them share says nothing.
const BLOCK: usize = 64;
/// With so many groups nobody looks for more names.
const GROUPS: usize = 20_000;

/// What some names of the archives mean.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    /// Of each name and [mark](Traits::mark) of traits.
    of: BTreeMap<NameKey, BTreeMap<u64, Resolved>>,
    /// Everybody who is meant.
    people: BTreeMap<IdentityKey, Meant>,
    /// Whom each name means, in order of key.
    by_name: BTreeMap<NameKey, Vec<IdentityKey>>,
    /// Where more of them may be found.
    pub(super) blocks: BTreeSet<BlockKey>,
}

/// Somebody who is meant.
#[derive(Debug, Default)]
struct Meant {
    /// All that is said.
    evidence: Evidence,
    sources: Arc<[Source]>,
}

/// A name under which rows of an identity lie in the archives.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) name: NameKey,
    /// Why rows of that name are rows of the identity.
    why: Why,
    /// Of which of its rows they are, if not of all.
    only: Option<Arc<BTreeMap<u64, Why>>>,
    /// Those rows summed up, if that is known.
    pub(super) sum: Option<Arc<Summary>>,
}

impl Source {
    /// All rows of a name.
    pub(super) fn all(name: NameKey, why: Why) -> Self {
        Self { name, why, only: None, sum: None }
    }

    /// The rows of a name that are of an identity, if any are.
    fn of(name: &NameKey, meant: &BTreeMap<u64, Resolved>, key: &IdentityKey) -> Option<Self> {
        let own: BTreeMap<u64, Why> =
            meant.iter().filter(|(_, of)| of.key == *key).map(|(mark, of)| (*mark, of.why.clone())).collect();
        let why = own.values().min().cloned()?;
        let is_whole = own.len() == meant.len() && own.values().all(|other| *other == why);
        Some(Self { name: name.clone(), why, only: (!is_whole).then(|| Arc::new(own)), sum: None })
    }

    /// Whether all rows of the name are of the identity.
    pub(super) fn is_whole(&self) -> bool {
        self.only.is_none()
    }

    /// The marks of the traits whose rows are of the identity, if not all are.
    pub(super) fn marks(&self) -> Option<BTreeSet<u64>> {
        self.only.as_ref().map(|only| only.keys().copied().collect())
    }

    /// Why a row of the name is one of the identity, if it is.
    pub(super) fn why(&self, row: &impl Listed) -> Option<Why> {
        match &self.only {
            None => Some(self.why.clone()),
            Some(only) => only.get(&row.traits()).cloned(),
        }
    }
}

impl Meaning {
    /// Of a name that has to do with no other.
    fn known(name: &NameKey, decided: Decided) -> Self {
        let mut meaning = Self::default();
        let of: BTreeMap<u64, Resolved> = decided.of.into_iter().collect();
        for Person { key, evidence, sum } in decided.people {
            let source = Source::of(name, &of, &key).unwrap_or_else(|| Source::all(name.clone(), direct(&key)));
            let source = Source { sum: sum.map(Arc::new), ..source };
            meaning.people.insert(key, Meant { evidence, sources: [source].into() });
        }
        meaning.by_name.insert(name.clone(), meaning.people.keys().cloned().collect());
        meaning.of.insert(name.clone(), of);
        meaning
    }

    /// What was decided, by name.
    fn of(decided: Vec<(&Group, &BTreeSet<NameKey>, Resolved)>) -> Self {
        let mut meaning = Self::default();
        for (group, names, resolved) in decided {
            meaning.people.entry(resolved.key.clone()).or_default().evidence.extend(&group.traits.evidence);
            meaning.blocks.extend(group.traits.blocks());
            let mark = group.traits.mark();
            for name in names {
                meaning.of.entry(name.clone()).or_default().insert(mark, resolved.clone());
            }
        }
        for (name, of) in &meaning.of {
            let keys: BTreeSet<&IdentityKey> = of.values().map(|of| &of.key).collect();
            meaning.by_name.insert(name.clone(), keys.into_iter().cloned().collect());
        }
        for (key, meant) in &mut meaning.people {
            meant.sources = meaning.of.iter().filter_map(|(name, of)| Source::of(name, of, key)).collect();
        }
        meaning
    }

    /// Whom a name means.
    fn people(&self, name: &NameKey) -> &[IdentityKey] {
        self.by_name.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Who is meant by a name that has to do with no other, as a store can remember it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    people: Vec<Person>,
    /// By the [mark](Traits::mark) of traits; empty where all of them mean one person.
    of: Vec<(u64, Resolved)>,
}

/// One of those who are meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Person {
    key: IdentityKey,
    evidence: Evidence,
    /// The rows summed up; `None` where all rows of the name are meant.
    sum: Option<Summary>,
}

impl Decided {
    /// Whether several people bear the name. Then a row more or less of it changes what was decided.
    #[must_use]
    pub fn is_divided(&self) -> bool {
        !self.of.is_empty()
    }

    /// What is said of the one person whom the name means, if it means one only.
    fn only(&self) -> Option<&Evidence> {
        if let ([only], false) = (&self.people[..], self.is_divided()) { Some(&only.evidence) } else { None }
    }
}

/// What was decided of names lately, as long as the archives are the same.
#[derive(Debug, Default)]
pub(super) struct Meanings(Mutex<Remembered>);

#[derive(Debug, Default)]
pub(super) struct Remembered {
    generations: Vec<u64>,
    of: FxHashMap<NameKey, Arc<Meaning>>,
    /// Under which names the archives hold an identity.
    pub(super) names: FxHashMap<IdentityKey, Arc<[Source]>>,
    /// Of traits in memory, by their mark.
    placed: FxHashMap<u64, Option<Resolved>>,
}

impl Remembered {
    fn size(&self) -> usize {
        self.of.len() + self.names.len() + self.placed.len()
    }
}

/// So many decisions are remembered.
const REMEMBERED: usize = 8_192;

impl Meanings {
    /// What was decided of `asked`, or is decided now.
    pub(super) fn kept<K: Clone + Eq + Hash, V: Clone>(
        &self,
        archives: &[Arc<dyn Store>],
        table: fn(&mut Remembered) -> &mut FxHashMap<K, V>,
        asked: &K,
        decide: impl FnOnce() -> V,
    ) -> V {
        let generations: Vec<u64> = archives.iter().map(|archive| archive.noticed()).collect();
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut remembered = lock();
            if remembered.generations != generations || remembered.size() > REMEMBERED {
                *remembered = Remembered { generations: generations.clone(), ..Remembered::default() };
            }
            if let Some(known) = table(&mut remembered).get(asked) {
                return known.clone();
            }
        }
        let decided = decide();
        let mut remembered = lock();
        // What was decided before a change must not be taken for what is decided behind it.
        if remembered.generations == generations {
            table(&mut remembered).insert(asked.clone(), decided.clone());
        }
        decided
    }
}

impl Corpus {
    /// What a name of the archives means, with whatever has to do with it.
    pub(super) fn meaning(&self, name: &NameKey) -> Arc<Meaning> {
        self.meanings.kept(
            &self.archives,
            |remembered| &mut remembered.of,
            name,
            || {
                let decided = self.decided(name).map(|decided| Meaning::known(name, decided));
                Arc::new(decided.unwrap_or_else(|| self.finder().meaning(name)))
            },
        )
    }

    /// Who is meant by a name, if the archive has found out before, and the desk says nothing of it.
    fn decided(&self, name: &NameKey) -> Option<Decided> {
        let [archive] = &self.archives[..] else { return None };
        let is_desks = |name: &str| self.standing.decisions().speak_of(Kind::Person, name);
        name.full_name().filter(|full| !is_desks(full)).and_then(|_| archive.decided(name))
    }

    fn finder(&self) -> Finder<'_> {
        let stores = self.archives.iter().map(|archive| &**archive).collect();
        Finder { stores, decisions: self.standing.decisions(), knowledge: self.knowledge }
    }

    /// Who an entity of an article in memory is among those of the archives. `None` if it has to do with none of them.
    pub(super) fn placed(&self, traits: &Arc<Traits>) -> Option<Resolved> {
        self.meanings.kept(&self.archives, |remembered| &mut remembered.placed, &traits.mark(), || self.place(traits))
    }

    fn place(&self, traits: &Arc<Traits>) -> Option<Resolved> {
        let name = IdentityKey::Named(traits.kind, traits.name.clone());
        let meaning = traits.aliases.is_empty().then(|| self.decided(&NameKey::of(&name))).flatten();
        let only = meaning.as_ref().and_then(Decided::only);
        if only.is_some_and(|said| said.conflict(&traits.evidence).is_none()) {
            return Some(Resolved { key: name, why: Why::SameName, candidates: Vec::new() });
        }
        let class = self.finder().class_of(traits);
        if class.0.is_empty() {
            return None;
        }
        let mut groups: BTreeMap<&Arc<Traits>, Group> =
            class.0.iter().map(|(traits, (group, _))| (traits, group.clone())).collect();
        groups.entry(traits).or_insert_with(|| Group::new(traits.clone())).add(&[]);
        let resolved = resolve(&groups.values().cloned().collect::<Vec<_>>(), self.standing.decisions(), self.knowledge);
        let own = groups.keys().position(|other| *other == traits).map(|at| resolved[at].clone())?;
        // The key that the archives have by themselves, whatever the article adds to what tells namesakes apart.
        let archived = |key: &IdentityKey| {
            let mates = groups.keys().zip(&resolved).filter(|(mate, of)| of.key == *key && class.0.contains_key(**mate));
            let keys = mates.filter_map(|(mate, _)| {
                let name = class.0.get(*mate)?.1.first()?;
                Some(self.meaning(name).of.get(name)?.get(&mate.mark())?.key.clone())
            });
            keys.min()
        };
        let candidates = own.candidates.iter();
        let candidates = candidates.filter_map(|other| Some(Candidate { key: archived(&other.key)?, ..other.clone() })).collect();
        match archived(&own.key) {
            Some(key) => Some(Resolved { key, why: own.why, candidates }),
            // Somebody whom the archives do not know, told from those whom they do; or somebody of them, and it is not clear who.
            None => {
                (matches!(own.key, IdentityKey::Told(..)) || own.why == Why::Undecided).then_some(Resolved { candidates, ..own })
            }
        }
    }

    /// Who a row of an archive is.
    pub(super) fn meant(&self, row: &BearerRow) -> Resolved {
        let name = NameKey(row.said.key.clone());
        let known = (row.said.traits != 0).then(|| self.meaning(&name).of.get(&name)?.get(&row.said.traits).cloned());
        known.flatten().unwrap_or_else(|| {
            let key = row.key();
            Resolved { why: direct(&key), key, candidates: Vec::new() }
        })
    }

    /// Everybody whom a name of the archives means; nobody of a family name alone.
    pub(super) fn meant_by(&self, name: &NameKey) -> Vec<IdentityKey> {
        let Some(direct) = name.identity(None) else { return Vec::new() };
        let meaning = self.meaning(name);
        let people = meaning.people(name);
        if people.is_empty() { vec![direct] } else { people.to_vec() }
    }

    /// Those of them who may hold an office and of whom other evidence says nothing else.
    pub(super) fn meant_by_office(&self, name: &NameKey, office: &str, evidence: &Evidence) -> Vec<IdentityKey> {
        let meaning = self.meaning(name);
        let people = meaning.people(name);
        let holds = |key: &&IdentityKey| {
            let said = meaning.people.get(*key).map(|meant| &meant.evidence);
            said.is_some_and(|said| (people.len() == 1 || said.offices.contains(office)) && said.conflict(evidence).is_none())
        };
        people.iter().filter(holds).cloned().collect()
    }

    /// The names under which the archives hold an identity, family names that stand alone with an office left out.
    pub(super) fn sources(&self, key: &IdentityKey) -> Arc<[Source]> {
        let name = NameKey::of(key);
        if self.archives.is_empty() || name.identity(None).is_none() {
            return Arc::default();
        }
        self.meaning(&name).people.get(key).map(|meant| meant.sources.clone()).unwrap_or_default()
    }

    /// The same, in each archive.
    pub(super) fn in_archives(&self, key: &IdentityKey) -> impl Iterator<Item = (Source, &dyn Store)> {
        let sources = self.sources(key).to_vec().into_iter();
        sources.flat_map(|source| self.archives.iter().map(move |archive| (source.clone(), &**archive)))
    }

    /// Who is quoted; `None` if the article does not say.
    #[must_use]
    pub fn speaker(&self, utterance: &Utterance) -> Option<IdentityKey> {
        let name = utterance.speaker.as_ref()?;
        match &self.meant_by(name)[..] {
            [] => name.identity(Some(&utterance.path)),
            [only] => Some(only.clone()),
            _ => {
                let mut rows = self.archives.iter().map(|archive| archive.bearers_in(&utterance.path));
                rows.find_map(|rows| Some(self.meant(rows.iter().find(|row| row.said.key == name.0)?).key))
            }
        }
    }
}

/// Who is meant by a name of an archive that has to do with no other name there; `None` of any other. It is a function of what is said of that
/// name and of a few others ([`firsts_alike`], and those that an article uses beside this one), so that a store can remember it.
#[must_use]
pub fn decide(store: &dyn Store, name: &NameKey, knowledge: &Knowledge) -> Option<Decided> {
    let key = name.identity(None)?;
    let finder = Finder { stores: vec![store], decisions: &Decisions::default(), knowledge };
    let Meaning { mut of, people, .. } = finder.meaning(name);
    let of = of.remove(name)?;
    let is_apart = |source: &Source| source.name == *name;
    let people: Vec<(IdentityKey, Meant)> = people.into_iter().filter(|(_, meant)| meant.sources.iter().any(is_apart)).collect();
    if !people.iter().all(|(_, meant)| meant.sources.iter().all(is_apart)) {
        return None;
    }
    if let [(only, meant)] = &people[..]
        && *only == key
        && of.values().all(|of| of.why == direct(&key))
    {
        return Some(Decided { people: vec![Person { key, evidence: meant.evidence.clone(), sum: None }], of: Vec::new() });
    }
    let mut sums: BTreeMap<IdentityKey, Summary> = BTreeMap::new();
    for row in all_rows(store, name) {
        if let Some(meant) = of.get(&row.said.traits) {
            sums.entry(meant.key.clone()).or_default().add(&row);
        }
    }
    let people = people.into_iter().map(|(key, Meant { evidence, .. })| Person { sum: sums.remove(&key), key, evidence });
    Some(Decided { people: people.collect(), of: of.into_iter().collect() })
}

/// All rows of a name, newest first.
fn all_rows<'s>(store: &'s dyn Store, name: &'s NameKey) -> impl Iterator<Item = BearerRow> + 's {
    let next = |after: Option<Cursor>| {
        let page = store.bearers(name, None, after.as_ref(), PAGE);
        let last = page.last().map(Cursor::behind)?;
        Some((page, last))
    };
    let pages = std::iter::successors(next(None), move |(_, last)| next(Some(last.clone())));
    pages.flat_map(|(page, _)| page)
}

/// The first words of names that, with the same last word, may have to do with names of this first word: familiar forms of it, and theirs.
#[must_use]
pub fn firsts_alike(first: &str, knowledge: &Knowledge) -> BTreeSet<String> {
    let own = familiar(first, knowledge);
    own.iter().flat_map(|first| familiar(first, knowledge)).collect()
}

/// A first name and those that people of it may go by.
fn familiar(first: &str, knowledge: &Knowledge) -> BTreeSet<String> {
    knowledge.names.nicknames_of(first).map(str::to_lowercase).chain([first.to_owned()]).collect()
}

/// Finds what may have to do with a name, and decides.
struct Finder<'f> {
    stores: Vec<&'f dyn Store>,
    decisions: &'f Decisions,
    knowledge: &'f Knowledge,
}

impl Finder<'_> {
    fn meaning(&self, name: &NameKey) -> Meaning {
        let class = match name.identity(None) {
            Some(IdentityKey::Named(Kind::Person, name)) => self.forms_of([name]),
            Some(IdentityKey::Known(_, entry)) => self.alike_in([BlockKey::Entry(entry)]),
            Some(IdentityKey::Named(kind, name)) => self.alike_in([BlockKey::of_name(kind, &name)]),
            _ => Class::default(),
        };
        let groups: Vec<Group> = class.0.values().map(|(group, _)| group.clone()).collect();
        let resolved = resolve(&groups, self.decisions, self.knowledge);
        let decided = class.0.values().zip(resolved);
        Meaning::of(decided.map(|((group, names), resolved)| (group, names, resolved)).collect())
    }

    /// What the archives say of whatever may be meant by some traits.
    fn class_of(&self, traits: &Traits) -> Class {
        if traits.kind == Kind::Person {
            self.forms_of(std::iter::once(&traits.name).chain(&traits.aliases).cloned())
        } else {
            self.alike_in(traits.blocks().into_iter().chain(self.decisions.blocks(traits)))
        }
    }

    /// What the archives say of people whose names may be forms of these.
    fn forms_of(&self, names: impl IntoIterator<Item = String>) -> Class {
        let mut waiting: Vec<String> = names.into_iter().collect();
        let (mut seen, mut class) = (BTreeSet::new(), Class::default());
        while let Some(name) = waiting.pop() {
            if seen.len() >= FORMS || !seen.insert(name.clone()) {
                continue;
            }
            let key = NameKey::of(&IdentityKey::Named(Kind::Person, name.clone()));
            let (first, last) = name_ends(&name);
            let firsts = familiar(first, self.knowledge);
            for store in &self.stores {
                for group in store.groups(&key).iter() {
                    waiting.extend(group.traits.aliases.iter().filter(|alias| name_ends(alias).1 == last).cloned());
                    class.add(key.clone(), group);
                }
                for first in &firsts {
                    let others = store.namesakes(last, first, FORMS).into_iter();
                    waiting.extend(others.filter_map(|other| other.full_name().map(str::to_owned)));
                }
                let called_so = store.names(&name, FORMS);
                waiting.extend(called_so.iter().filter_map(|row| row.key.full_name()).map(str::to_owned));
            }
            waiting.extend(self.decisions.other_names(Kind::Person, &name));
        }
        class
    }

    /// What the archives say of places and bodies of these blocks, and of others through them.
    fn alike_in(&self, blocks: impl IntoIterator<Item = BlockKey>) -> Class {
        let mut waiting: Vec<BlockKey> = blocks.into_iter().collect();
        let (mut seen, mut looked_at, mut class) = (BTreeSet::new(), BTreeSet::new(), Class::default());
        while let Some(block) = waiting.pop() {
            if class.0.len() >= GROUPS || !seen.insert(block.clone()) {
                continue;
            }
            for (at, store) in self.stores.iter().enumerate() {
                let names = store.names_in(&block, BLOCK).into_iter();
                for name in names.filter(|name| looked_at.insert((at, name.clone()))).collect::<Vec<_>>() {
                    for group in store.groups(&name).iter() {
                        waiting.extend(group.traits.blocks());
                        waiting.extend(self.decisions.blocks(&group.traits));
                        class.add(name.clone(), group);
                    }
                }
            }
        }
        class
    }
}

/// Groups of distinct traits in order, each with the names under which the archives have it.
#[derive(Default)]
struct Class(BTreeMap<Arc<Traits>, (Group, BTreeSet<NameKey>)>);

impl Class {
    /// Takes a group of a name in.
    fn add(&mut self, name: NameKey, group: &Group) {
        let empty = || (Group::new(group.traits.clone()), BTreeSet::new());
        let (known, names) = self.0.entry(group.traits.clone()).or_insert_with(empty);
        known.profiles += group.profiles;
        names.insert(name);
    }
}
