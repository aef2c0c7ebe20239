//! Names that are one: union and find, where some may never come together.

use std::collections::{BTreeMap, BTreeSet};

/// Sets of names. The least name of a set stands for it, so that the order of joins does not show.
pub(super) struct Union<'n> {
    parent: BTreeMap<&'n str, &'n str>,
    apart: BTreeSet<(&'n str, &'n str)>,
}

impl<'n> Union<'n> {
    /// Each name alone. Of the pairs `apart` no two ever come into one set.
    pub(super) fn new(names: &[&'n str], apart: impl Iterator<Item = (&'n str, &'n str)>) -> Self {
        Self { parent: names.iter().map(|name| (*name, *name)).collect(), apart: apart.collect() }
    }

    /// Which name stands for a name's set.
    pub(super) fn root(&self, name: &'n str) -> &'n str {
        let mut root = name;
        while let Some(parent) = self.parent.get(root).filter(|parent| **parent != root) {
            root = parent;
        }
        root
    }

    /// Joins the sets of two names; nothing happens if either is not known, or if they must stay apart.
    pub(super) fn join(&mut self, one: &str, other: &str) {
        let (Some((one, _)), Some((other, _))) = (self.parent.get_key_value(one), self.parent.get_key_value(other)) else {
            return;
        };
        let (one, other) = (self.root(one), self.root(other));
        let parted = self.apart.iter().any(|(a, b)| {
            let roots = (self.root(a), self.root(b));
            roots == (one, other) || roots == (other, one)
        });
        if one != other && !parted {
            self.parent.insert(one.max(other), one.min(other));
        }
    }
}
