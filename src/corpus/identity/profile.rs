//! One entity of one article in small: everything that its identity across articles is decided from.
//!
//! What makes two profiles equal is kept apart ([`Traits`]) from what makes them two: articles that say the same of one name have equal
//! traits, and equal traits are always one identity. So a name that a hundred thousand articles bear is decided from the few hundred
//! distinct things that they say of it.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::corpus::fold::fold_name;
use crate::corpus::record::Record;
use crate::knowledge::{EntryId, Knowledge};
use crate::language::{Entity, EntityId, Kind};

use super::body_name::{BodyName, initials, is_abbreviation};
use super::evidence::Evidence;
use super::person_name::{PersonName, ends};

/// What an article says of an entity, as far as identity goes. Equal traits are one identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Traits {
    /// Person, place or organisation.
    pub kind: Kind,
    /// The name by which it is compared, folded: of a person the full name or, in `article`, the only word; of a body the name without
    /// its legal form.
    pub name: String,
    /// Other names in the article that can be compared, in the same form.
    pub aliases: BTreeSet<String>,
    /// For a place or body: the gazetteer's entry.
    pub entry: Option<EntryId>,
    /// For a person: the family name, folded.
    pub family: Option<String>,
    /// For a body: the name is an abbreviation that the gazetteer does not know.
    pub abbreviation: bool,
    /// For a body: what the name may be shortened to: without the country before it, without words that only describe.
    pub shorter: BTreeSet<String>,
    /// For a body: the initials of a name of three words or more.
    pub initials: Option<String>,
    /// Set for a person of whom the article gives one word only: nobody but that article's own, unless more speaks for it.
    pub article: Option<Arc<Path>>,
    /// What is said of a person.
    pub evidence: Evidence,
}

impl Traits {
    /// A number by which equal traits are known, never 0: a row of an archive has it in place of the traits.
    #[must_use]
    pub fn mark(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.hash(&mut hasher);
        hasher.finish().max(1)
    }

    /// Where its identity is decided; at least one. Somebody known by the family name only is decided among the people of that family.
    #[must_use]
    pub fn blocks(&self) -> BTreeSet<BlockKey> {
        let mut blocks: BTreeSet<BlockKey> = self.entry.map(BlockKey::Entry).into_iter().collect();
        match self.kind {
            Kind::Person => {
                blocks.extend(self.family.clone().map(BlockKey::Family));
                let names = std::iter::once(&self.name).chain(&self.aliases);
                blocks.extend(names.map(|name| BlockKey::Family(ends(name).1.to_owned())));
            }
            Kind::Place => blocks.extend([BlockKey::Place(self.name.clone())]),
            Kind::Organisation => {
                let names = std::iter::once(&self.name).chain(&self.aliases).chain(&self.shorter).chain(&self.initials);
                blocks.extend(names.cloned().map(BlockKey::Body));
            }
        }
        blocks
    }
}

/// What touches each other when identities are decided: profiles without a block in common never are one, nor do they influence each
/// other, unless through a third.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum BlockKey {
    /// A place or body of the gazetteer.
    Entry(EntryId),
    /// People of a family name, folded.
    Family(String),
    /// Places of a name, folded.
    Place(String),
    /// Bodies that may go by a name, folded: in full, in short or by initials.
    Body(String),
}

impl BlockKey {
    /// A block in which everybody and everything of a name is.
    pub(in crate::corpus) fn of_name(kind: Kind, name: &str) -> Self {
        match kind {
            Kind::Person => Self::Family(ends(name).1.to_owned()),
            Kind::Place => Self::Place(name.to_owned()),
            Kind::Organisation => Self::Body(name.to_owned()),
        }
    }
}

/// An entity of an article with its traits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Which of the article's entities.
    pub entity: EntityId,
    /// What decides.
    pub traits: Arc<Traits>,
    /// People and bodies that the article names most beside it, folded, at most [`COMPANIONS`]; they tell namesakes apart. Somebody named
    /// by the family name only stands as `? roe`.
    pub companions: Vec<String>,
}

/// Companions that a profile remembers.
pub const COMPANIONS: usize = 12;

/// Names of a body that a profile remembers.
const ALIASES: usize = 6;

/// All profiles of equal traits. The sum of any set of profiles, in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What they have in common.
    pub traits: Arc<Traits>,
    /// How many profiles.
    pub profiles: u32,
    /// How many of them have each companion.
    pub companions: BTreeMap<String, u32>,
}

impl Group {
    /// A group of none.
    #[must_use]
    pub fn new(traits: Arc<Traits>) -> Self {
        Self { traits, profiles: 0, companions: BTreeMap::new() }
    }

    /// Takes a profile of these traits in.
    pub fn add(&mut self, companions: &[String]) {
        self.profiles += 1;
        for companion in companions {
            *self.companions.entry(companion.clone()).or_default() += 1;
        }
    }

    /// Takes a profile out that was taken in before.
    pub fn remove(&mut self, companions: &[String]) {
        self.profiles = self.profiles.saturating_sub(1);
        for companion in companions {
            let Some(count) = self.companions.get_mut(companion) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.companions.remove(companion);
            }
        }
    }
}

/// Profiles grouped by their traits, in order of traits.
#[must_use]
pub fn groups<'p>(profiles: impl IntoIterator<Item = &'p Profile>) -> Vec<Group> {
    let mut groups: BTreeMap<&Traits, Group> = BTreeMap::new();
    for profile in profiles {
        let group = groups.entry(&profile.traits).or_insert_with(|| Group::new(profile.traits.clone()));
        group.add(&profile.companions);
    }
    groups.into_values().collect()
}

/// A name as [`Traits::name`] has it: what the desk's decisions are written in.
#[must_use]
pub fn name_key(kind: Kind, name: &str, knowledge: &Knowledge) -> String {
    match kind {
        Kind::Person => PersonName::read(name_alone(name, knowledge)).map_or_else(|| fold_name(name), |name| name.key()),
        Kind::Place => place_name(name),
        Kind::Organisation => BodyName::read(name, knowledge).core,
    }
}

/// The profiles of an article's entities, in order. Pure: article and knowledge in, nothing else.
#[must_use]
pub fn profiles(record: &Record, knowledge: &Knowledge) -> Vec<Profile> {
    let entities = &record.reading.entities;
    let traits: Vec<Arc<Traits>> = entities.iter().map(|entity| Arc::new(traits(record, entity, knowledge))).collect();
    let mut company: Vec<(usize, usize, String)> = Vec::new();
    for (index, (entity, traits)) in entities.iter().zip(&traits).enumerate() {
        let name = if traits.article.is_some() { bare(&traits.name) } else { traits.name.clone() };
        // Whom or what everybody mentions tells nobody apart.
        if traits.kind != Kind::Place && traits.entry.is_none() {
            company.push((index, entity.joins.len(), name));
        }
    }
    company.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.2.cmp(&b.2)));
    let companions = |own: usize| -> Vec<String> {
        let others = company.iter().filter(|(index, _, name)| *index != own && *name != traits[own].name);
        others.take(COMPANIONS).map(|(_, _, name)| name.clone()).collect()
    };
    let companions: Vec<Vec<String>> = (0..entities.len()).map(companions).collect();
    traits
        .iter()
        .zip(companions)
        .enumerate()
        .map(|(index, (traits, companions))| Profile { entity: EntityId(index as u32), traits: traits.clone(), companions })
        .collect()
}

fn traits(record: &Record, entity: &Entity, knowledge: &Knowledge) -> Traits {
    let forms = || std::iter::once(&entity.name).chain(&entity.aliases);
    let empty = Traits {
        kind: entity.kind,
        name: String::new(),
        aliases: BTreeSet::new(),
        entry: entity.entry.filter(|_| entity.kind != Kind::Person),
        family: None,
        abbreviation: false,
        shorter: BTreeSet::new(),
        initials: None,
        article: None,
        evidence: Evidence::default(),
    };
    match entity.kind {
        Kind::Person => {
            let names: Vec<PersonName> = forms().filter_map(|form| PersonName::read(name_alone(form, knowledge))).collect();
            let evidence = Evidence::of(record, entity, &names, knowledge);
            let Some(full) = names.first() else {
                let name = fold_name(&entity.name);
                let article = Some(record.path.clone());
                return Traits { family: Some(name.clone()), name, article, evidence, ..empty };
            };
            let family = entity.family_name.as_deref().map(fold_name).filter(|family| !family.is_empty());
            let family = family.unwrap_or_else(|| full.last().to_owned());
            let aliases = names.iter().skip(1).map(PersonName::key).filter(|key| *key != full.key()).take(ALIASES).collect();
            Traits { name: full.key(), aliases, family: Some(family), evidence, ..empty }
        }
        Kind::Place => Traits { name: place_name(&entity.name), ..empty },
        Kind::Organisation => {
            let names: Vec<BodyName> = forms().map(|form| BodyName::read(form, knowledge)).collect();
            let name = names[0].core.clone();
            let shorter = names[0].shorter.clone();
            let known = names.iter().skip(1).filter(|other| other.core != name && other.is_proper);
            let aliases = known.map(|other| other.core.clone()).take(ALIASES).collect();
            let abbreviation = is_abbreviation(&entity.name) && knowledge.gazetteer.lookup(&entity.name).is_empty();
            Traits { abbreviation, initials: initials(&name), name, aliases, shorter, ..empty }
        }
    }
}

/// A full name without a nationality or a short title before it: `Frenchman John Roe`, `Gov. John Roe`.
fn name_alone<'n>(name: &'n str, knowledge: &Knowledge) -> &'n str {
    const TITLES: [&str; 9] = ["col", "gen", "gov", "judge", "justice", "lt", "rep", "sen", "sgt"];
    let is_none_of_it = |word: &str| {
        knowledge.lexicons.demonym(word).is_some()
            || knowledge.lexicons.honorific(word).is_some()
            || TITLES.contains(&fold_name(word).as_str())
    };
    match name.split_once(' ') {
        Some((first, rest)) if rest.contains(' ') && is_none_of_it(first) => rest,
        _ => name,
    }
}

/// Somebody beside whom the article gives the family name only.
pub(super) fn bare(family: &str) -> String {
    format!("? {family}")
}

/// A companion as a reason names it.
pub(super) fn shown(companion: &str) -> String {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    let name = companion.strip_prefix("? ").unwrap_or(companion);
    name.split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
}

/// A place for comparison: folded, without its article, `Mt` and `St` in full.
fn place_name(name: &str) -> String {
    let folded = fold_name(name);
    let words = folded.strip_prefix("the ").unwrap_or(&folded).split(' ').map(|word| match word {
        "mt" => "mount",
        "st" => "saint",
        "ft" => "fort",
        other => other,
    });
    words.collect::<Vec<_>>().join(" ")
}
