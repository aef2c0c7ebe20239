//! Identity kept up to date in memory, while articles come and go.
//!
//! A change touches the blocks of an article's traits and forgets what was decided in them; the next question decides anew, for the closure
//! of the blocks that it needs. Reading in a whole archive decides nothing until somebody asks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::knowledge::Knowledge;
use crate::language::{EntityId, Kind};

use super::decisions::Decisions;
use super::key::{IdentityKey, Resolved};
use super::profile::{BlockKey, Group, Profile, Traits};
use super::{closure, resolve};

/// An entity of an article.
pub(in crate::corpus) type Bearer = (Arc<Path>, EntityId);

/// Who is who in the articles that were taken in.
#[derive(Clone, Debug)]
pub(in crate::corpus) struct Standing {
    knowledge: &'static Knowledge,
    decisions: Decisions,
    bearers: FxHashMap<Arc<Traits>, BTreeSet<Bearer>>,
    blocks: FxHashMap<BlockKey, Block>,
}

#[derive(Clone, Debug, Default)]
struct Block {
    groups: BTreeMap<Arc<Traits>, Group>,
    /// Shared by all blocks of a closure.
    decided: OnceLock<Arc<Decided>>,
}

/// What was decided in a closure.
#[derive(Debug)]
struct Decided {
    blocks: BTreeSet<BlockKey>,
    of: FxHashMap<Arc<Traits>, Resolved>,
    members: BTreeMap<IdentityKey, Vec<Arc<Traits>>>,
}

impl Standing {
    pub(in crate::corpus) fn new(knowledge: &'static Knowledge) -> Self {
        Self { knowledge, decisions: Decisions::default(), bearers: FxHashMap::default(), blocks: FxHashMap::default() }
    }

    /// Sets what the desk has decided. Everything is decided anew when somebody asks.
    pub(in crate::corpus) fn set_decisions(&mut self, decisions: Decisions) {
        self.decisions = decisions;
        self.blocks.values_mut().for_each(|block| drop(block.decided.take()));
    }

    /// What the desk has decided.
    pub(in crate::corpus) fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Takes an article's profiles in.
    pub(in crate::corpus) fn put(&mut self, path: &Arc<Path>, profiles: &[Profile]) {
        for profile in profiles {
            self.bearers.entry(profile.traits.clone()).or_default().insert((path.clone(), profile.entity));
            for key in profile.traits.blocks() {
                self.forget(&key);
                let groups = &mut self.blocks.entry(key).or_default().groups;
                groups
                    .entry(profile.traits.clone())
                    .or_insert_with(|| Group::new(profile.traits.clone()))
                    .add(&profile.companions);
            }
        }
    }

    /// Takes an article's profiles out.
    pub(in crate::corpus) fn remove(&mut self, path: &Arc<Path>, profiles: &[Profile]) {
        for profile in profiles {
            if let Some(bearers) = self.bearers.get_mut(&profile.traits) {
                bearers.remove(&(path.clone(), profile.entity));
                if bearers.is_empty() {
                    self.bearers.remove(&profile.traits);
                }
            }
            for key in profile.traits.blocks() {
                self.forget(&key);
                let Some(block) = self.blocks.get_mut(&key) else { continue };
                if let Some(group) = block.groups.get_mut(&profile.traits) {
                    group.remove(&profile.companions);
                    if group.profiles == 0 {
                        block.groups.remove(&profile.traits);
                    }
                }
                if block.groups.is_empty() {
                    self.blocks.remove(&key);
                }
            }
        }
    }

    /// Blocks that were decided together are forgotten together.
    fn forget(&mut self, key: &BlockKey) {
        let Some(decided) = self.blocks.get_mut(key).and_then(|block| block.decided.take()) else { return };
        for other in &decided.blocks {
            if let Some(block) = self.blocks.get_mut(other) {
                block.decided.take();
            }
        }
    }

    fn decided(&self, key: &BlockKey) -> Option<&Decided> {
        let block = self.blocks.get(key)?;
        let decided = block.decided.get_or_init(|| {
            let groups_of =
                |key: &BlockKey| self.blocks.get(key).map(|block| block.groups.values().cloned().collect()).unwrap_or_default();
            let (blocks, groups) = closure([key.clone()], &self.decisions, groups_of);
            let answers = resolve(&groups, &self.decisions, self.knowledge);
            let mut members: BTreeMap<IdentityKey, Vec<Arc<Traits>>> = BTreeMap::new();
            for (group, answer) in groups.iter().zip(&answers) {
                members.entry(answer.key.clone()).or_default().push(group.traits.clone());
            }
            let of = groups.into_iter().map(|group| group.traits).zip(answers).collect();
            Arc::new(Decided { blocks, of, members })
        });
        for other in decided.blocks.iter().filter(|other| *other != key) {
            if let Some(other) = self.blocks.get(other) {
                let _ = other.decided.set(decided.clone());
            }
        }
        Some(decided)
    }

    /// Who is meant by some traits that were taken in.
    pub(in crate::corpus) fn resolved(&self, traits: &Traits) -> Option<&Resolved> {
        self.decided(traits.blocks().first()?)?.of.get(traits)
    }

    /// The traits of everybody and everything in some blocks, in order.
    pub(in crate::corpus) fn in_blocks<'b>(&self, blocks: impl IntoIterator<Item = &'b BlockKey>) -> BTreeSet<&Arc<Traits>> {
        blocks.into_iter().filter_map(|block| self.blocks.get(block)).flat_map(|block| block.groups.keys()).collect()
    }

    /// The entities of an identity, with the decision of each.
    pub(in crate::corpus) fn members(&self, key: &IdentityKey) -> Vec<(&Bearer, &Resolved)> {
        let Some(decided) = self.decided(&block_of(key)) else { return Vec::new() };
        let members = decided.members.get(key).into_iter().flatten();
        let each = members.filter_map(|traits| Some((self.bearers.get(traits)?, decided.of.get(traits)?)));
        each.flat_map(|(bearers, resolved)| bearers.iter().map(move |bearer| (bearer, resolved))).collect()
    }

    /// The traits of one who is given in full, of those that mean an identity.
    pub(in crate::corpus) fn in_full(&self, key: &IdentityKey) -> Option<&Arc<Traits>> {
        let traits = self.decided(&block_of(key))?.members.get(key)?;
        traits.iter().find(|traits| traits.article.is_none())
    }

    /// The people who have a family name, in order of key: of each the entities whose full name the article gives.
    pub(in crate::corpus) fn people_of(&self, family: &str) -> Vec<(&IdentityKey, Vec<&Bearer>)> {
        let Some(decided) = self.decided(&BlockKey::Family(family.to_owned())) else { return Vec::new() };
        let bearers = |traits: &[Arc<Traits>]| -> Vec<&Bearer> {
            let full = traits.iter().filter(|traits| traits.article.is_none() && traits.family.as_deref() == Some(family));
            full.filter_map(|traits| self.bearers.get(traits)).flatten().collect()
        };
        let people = decided.members.iter().map(|(key, traits)| (key, bearers(traits)));
        people.filter(|(_, bearers)| !bearers.is_empty()).collect()
    }

    /// The traits of all who bear a family name.
    pub(in crate::corpus) fn family(&self, family: &str) -> impl Iterator<Item = &Arc<Traits>> {
        let block = self.blocks.get(&BlockKey::Family(family.to_owned()));
        let traits = block.into_iter().flat_map(|block| block.groups.keys());
        traits.filter(move |traits| traits.family.as_deref() == Some(family))
    }

    /// The entities of some traits.
    pub(in crate::corpus) fn bearers(&self, traits: &Traits) -> impl Iterator<Item = &Bearer> {
        self.bearers.get(traits).into_iter().flatten()
    }
}

/// A block in which the members of an identity are decided.
pub(in crate::corpus) fn block_of(key: &IdentityKey) -> BlockKey {
    match key {
        IdentityKey::Known(_, entry) => BlockKey::Entry(*entry),
        IdentityKey::Named(kind, name) => BlockKey::of_name(*kind, name),
        IdentityKey::Told(name, _) => BlockKey::of_name(Kind::Person, name),
        IdentityKey::Lone(name, _) => BlockKey::Family(name.clone()),
    }
}
