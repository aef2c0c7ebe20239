//! What the desk has decided about who is who. It outweighs all evidence.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::language::Kind;

use super::evidence::Evidence;
use super::profile::{BlockKey, Traits};

/// One decision; names are written as [`super::name_key`] writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// All these names mean one person, place or body, and each of them nobody else, whatever the evidence says.
    One {
        /// What they name.
        kind: Kind,
        /// One or more names.
        names: BTreeSet<String>,
    },
    /// Several people bear one name.
    Several {
        /// The name.
        name: String,
        /// What each is called in the key of the identity (`the minister`), and what is known of him or her.
        people: Vec<(String, Evidence)>,
    },
    /// Two names that may look alike never mean one.
    Apart {
        /// What they name.
        kind: Kind,
        /// The one.
        one: String,
        /// The other.
        other: String,
    },
}

/// All decisions of the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// In no particular order.
    pub decisions: Vec<Decision>,
}

impl Decisions {
    /// The blocks of the names that mean one with the name of some traits.
    pub(super) fn blocks<'d>(&'d self, traits: &'d Traits) -> impl Iterator<Item = BlockKey> {
        let sets = self.one(traits.kind).filter(|names| names.contains(&traits.name));
        sets.flatten().map(|name| BlockKey::of_name(traits.kind, name))
    }

    /// The sets of names that mean one.
    pub(super) fn one(&self, of: Kind) -> impl Iterator<Item = &BTreeSet<String>> {
        self.decisions.iter().filter_map(move |decision| match decision {
            Decision::One { kind, names } if *kind == of => Some(names),
            _ => None,
        })
    }

    /// The people who are said to bear one of some names.
    pub(super) fn several<'d>(&'d self, names: &BTreeSet<&str>) -> impl Iterator<Item = &'d (String, Evidence)> {
        let bear = self.decisions.iter().filter_map(|decision| match decision {
            Decision::Several { name, people } if names.contains(name.as_str()) => Some(people),
            _ => None,
        });
        bear.flatten()
    }

    /// The pairs of names that never mean one.
    pub(super) fn apart(&self, of: Kind) -> impl Iterator<Item = (&str, &str)> {
        self.decisions.iter().filter_map(move |decision| match decision {
            Decision::Apart { kind, one, other } if *kind == of => Some((one.as_str(), other.as_str())),
            _ => None,
        })
    }
}
