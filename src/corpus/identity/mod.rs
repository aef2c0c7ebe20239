//! Who is who across articles: a mapping from what articles say of their entities to identities.
//!
//! An article's entity becomes a small [`Profile`]; profiles of equal [`Traits`] are one [`Group`], and [`resolve`] maps groups to
//! [`IdentityKey`]s with the reason of each join. It is a function of the *set* of groups: of their order, and of the way in which they
//! came to be there, it knows nothing. Nor does it look at the whole corpus: traits have [`BlockKey`]s, and what has no block in common
//! (directly or through others: [`closure`]) has nothing to do with each other. One article in or out touches the closures of its own
//! blocks and no more.
//!
//! - **People** are joined by their full name, by a middle name more or less, by a familiar form of the given name. Those of one name whose
//!   evidence conflicts (country, walk of life, decade, middle initial, form of address) are told apart. A family name alone joins nobody;
//!   with an office, a body or familiar company it does, if it fits one person only.
//! - **Bodies** are joined by entry of the gazetteer, by name without legal form, and by the shorter forms that articles use beside the
//!   full name.
//! - **Places** are joined by entry, else by name.
//! - What the desk has decided ([`Decisions`]) outweighs all.

mod bodies;
mod body_name;
mod decisions;
mod evidence;
mod family;
mod fields;
mod key;
mod people;
mod person_name;
mod profile;
mod standing;
#[cfg(test)]
mod tests;
mod union;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::knowledge::Knowledge;
use crate::language::{Entity, Kind};

pub(super) use decisions::label;
pub use decisions::{Decision, Decisions};
pub(super) use evidence::family_name;
pub use evidence::office;
pub use evidence::{Evidence, Sex};
pub use fields::Field;
pub use key::{Candidate, Identity, IdentityKey, Member, Resolved, Why};
pub(super) use person_name::ends as name_ends;
pub use profile::{BlockKey, COMPANIONS, Group, Profile, Traits, groups, name_key, profiles};
pub(super) use standing::{Bearer, Standing, block_of};

/// Decides who is who among some groups, which must be closed under blocks ([`closure`]); the answers are in the order of the groups.
/// More groups than that change no answer. The groups must have distinct traits.
///
/// Somebody known by the family name only ([`Traits::article`]) influences nobody: who decides on one of them may leave out the others, of
/// whom there may be very many.
///
/// Linear in the number of groups, but for people of one full name, where it is groups by people told apart, of which there are a few at
/// most.
#[must_use]
pub fn resolve(groups: &[Group], decisions: &Decisions, knowledge: &Knowledge) -> Vec<Resolved> {
    let of_kind =
        |person: bool| groups.iter().enumerate().filter(move |(_, group)| (group.traits.kind == Kind::Person) == person);
    let decisions = decisions.about(groups.iter().map(|group| &*group.traits));
    let mut resolved: BTreeMap<usize, Resolved> = people::resolve(of_kind(true), &decisions, knowledge);
    resolved.extend(bodies::resolve(of_kind(false), &decisions));
    resolved.into_values().collect()
}

/// All groups that the identity of anything in some blocks may depend on, and their blocks. `groups_of` gives the groups of a block.
pub fn closure(
    start: impl IntoIterator<Item = BlockKey>,
    decisions: &Decisions,
    mut groups_of: impl FnMut(&BlockKey) -> Vec<Group>,
) -> (BTreeSet<BlockKey>, Vec<Group>) {
    let mut waiting: Vec<BlockKey> = start.into_iter().collect();
    let mut blocks = BTreeSet::new();
    let mut found: BTreeMap<Arc<Traits>, Group> = BTreeMap::new();
    while let Some(block) = waiting.pop() {
        if blocks.contains(&block) {
            continue;
        }
        for group in groups_of(&block) {
            let others = group.traits.blocks().into_iter().chain(decisions.blocks(&group.traits));
            waiting.extend(others.filter(|other| !blocks.contains(other) && *other != block));
            found.insert(group.traits.clone(), group);
        }
        blocks.insert(block);
    }
    (blocks, found.into_values().collect())
}

/// Whether the article gives more of a person than one word of the name.
pub(super) fn is_full_name(entity: &Entity) -> bool {
    entity.name.split_whitespace().count() > 1
}
