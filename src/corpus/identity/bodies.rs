//! Bodies and places: one entry of the gazetteer, one name, or a shorter form of one name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::EntryId;
use crate::language::Kind;

use super::decisions::Decisions;
use super::key::{Candidate, IdentityKey, Resolved, Why};
use super::profile::Group;

/// What a name means in most articles it is taken to mean in all, if it means that so many times as often as anything else.
const PREVAILS: u32 = 4;

/// Candidates that an answer lists.
const CANDIDATES: usize = 5;

/// Groups that are one without further thought: of one entry, or of one name without entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class<'g> {
    Entry(Kind, EntryId),
    Name(Kind, &'g str),
}

impl<'g> Class<'g> {
    fn of(group: &'g Group) -> Self {
        let traits = &group.traits;
        traits.entry.map_or(Self::Name(traits.kind, &traits.name), |entry| Self::Entry(traits.kind, entry))
    }

    fn key(self) -> IdentityKey {
        match self {
            Self::Entry(kind, entry) => IdentityKey::Known(kind, entry),
            Self::Name(kind, name) => IdentityKey::Named(kind, name.to_owned()),
        }
    }
}

/// Who may be called by a name: the articles in which it is so called, or, of a form that may be made of the full name, those that have the
/// full name.
#[derive(Default)]
struct Claims<'g> {
    stated: BTreeMap<Class<'g>, u32>,
    made: BTreeMap<Class<'g>, u32>,
}

/// Decides among the groups of bodies and places, given with their positions.
pub(super) fn resolve<'g>(
    groups: impl Iterator<Item = (usize, &'g Group)>,
    decisions: &'g Decisions,
) -> BTreeMap<usize, Resolved> {
    let groups: Vec<(usize, &Group)> = groups.collect();
    let mut claims: BTreeMap<(Kind, &str), Claims<'_>> = BTreeMap::new();
    let mut classes: BTreeMap<Class<'_>, bool> = BTreeMap::new();
    let mut fullest: BTreeMap<Class<'_>, BTreeMap<&str, u32>> = BTreeMap::new();
    for (_, group) in &groups {
        let (traits, class) = (&group.traits, Class::of(group));
        *classes.entry(class).or_default() |= traits.abbreviation;
        *fullest.entry(class).or_default().entry(&traits.name).or_default() += group.profiles;
        let own = matches!(class, Class::Entry(..)).then_some(&traits.name);
        for name in traits.aliases.iter().chain(own) {
            *claims.entry((traits.kind, name)).or_default().stated.entry(class).or_default() += group.profiles;
        }
        for name in &traits.shorter {
            *claims.entry((traits.kind, name)).or_default().made.entry(class).or_default() += group.profiles;
        }
    }
    let mut parents: BTreeMap<Class<'_>, (Class<'_>, bool)> = BTreeMap::new();
    let mut open: BTreeMap<Class<'_>, Vec<Class<'_>>> = BTreeMap::new();
    for (&class, _) in &classes {
        let Class::Name(kind, name) = class else { continue };
        if let Some(parent) = decided(class, kind, name, &classes, &groups, decisions) {
            parents.insert(class, (parent, true));
            continue;
        }
        let Some(claims) = claims.get(&(kind, name)) else { continue };
        match claims.owner(class, |other| decisions.apart(kind).any(|(a, b)| is_pair(other, kind, name, (a, b), &fullest))) {
            Ok(Some(parent)) => {
                parents.insert(class, (parent, false));
            }
            Ok(None) => {}
            Err(candidates) => {
                open.insert(class, candidates);
            }
        }
    }
    let mut resolved = BTreeMap::new();
    for (at, group) in &groups {
        let class = Class::of(group);
        let (root, desk) = root(class, &parents);
        let why = match (root, class) {
            _ if desk => Why::Desk,
            (Class::Entry(..), Class::Entry(..)) => Why::SameEntry,
            (root, class) if root == class => Why::SameName,
            (root, _) => Why::ShortForm(longest(&fullest[&root]).to_owned()),
        };
        let candidates = open
            .get(&class)
            .into_iter()
            .flatten()
            .take(CANDIDATES)
            .map(|other| Candidate { key: other.key(), reasons: vec![format!("short for {}", longest(&fullest[other]))] });
        resolved.insert(*at, Resolved { key: root.key(), why, candidates: candidates.collect() });
    }
    resolved
}

impl<'g> Claims<'g> {
    /// To whom the name belongs; several, if it is not clear to whom.
    fn owner(&self, own: Class<'g>, barred: impl Fn(Class<'g>) -> bool) -> Result<Option<Class<'g>>, Vec<Class<'g>>> {
        for (claims, prevails) in [(&self.stated, true), (&self.made, false)] {
            let mut ranked: Vec<(Class<'_>, u32)> = claims
                .iter()
                .map(|(class, count)| (*class, *count))
                .filter(|(class, _)| *class != own && !barred(*class))
                .collect();
            ranked.sort_by_key(|(class, count)| (Reverse(*count), *class));
            match ranked.as_slice() {
                [] => {}
                [(only, _)] => return Ok(Some(*only)),
                [(first, most), (_, next), ..] if prevails && *most >= next * PREVAILS => return Ok(Some(*first)),
                several => return Err(several.iter().map(|(class, _)| *class).collect()),
            }
        }
        Ok(None)
    }
}

/// What the desk says a name is a name of: the first of the names that it gives as one, preferably one of the gazetteer.
fn decided<'g>(
    class: Class<'g>,
    kind: Kind,
    name: &str,
    classes: &BTreeMap<Class<'g>, bool>,
    groups: &[(usize, &'g Group)],
    decisions: &Decisions,
) -> Option<Class<'g>> {
    let one = decisions.one(kind).find(|one| one.contains(name))?;
    let known = groups.iter().filter(|(_, group)| group.traits.kind == kind && one.contains(&group.traits.name));
    let target = known.map(|(_, group)| Class::of(group)).min()?;
    (target != class && classes.contains_key(&target)).then_some(target)
}

/// Whether one of a class's names and this one are the pair.
fn is_pair(
    class: Class<'_>,
    kind: Kind,
    name: &str,
    pair: (&str, &str),
    names: &BTreeMap<Class<'_>, BTreeMap<&str, u32>>,
) -> bool {
    let _ = kind;
    let has = |other: &str| names.get(&class).is_some_and(|names| names.contains_key(other));
    (pair.0 == name && has(pair.1)) || (pair.1 == name && has(pair.0))
}

/// The class at the end of a chain of shorter forms, the least one of a circle, and whether the desk had a part in it.
fn root<'g>(class: Class<'g>, parents: &BTreeMap<Class<'g>, (Class<'g>, bool)>) -> (Class<'g>, bool) {
    let (mut at, mut desk) = (class, false);
    let mut seen = BTreeSet::from([class]);
    while let Some((parent, by_desk)) = parents.get(&at) {
        desk |= by_desk;
        if !seen.insert(*parent) {
            // Round in a circle: whatever lies on it is one.
            let mut circle = BTreeSet::from([*parent]);
            let mut next = *parent;
            while let Some((following, _)) = parents.get(&next)
                && circle.insert(*following)
            {
                next = *following;
            }
            return (circle.into_iter().next().unwrap_or(class), desk);
        }
        at = *parent;
    }
    (at, desk)
}

/// The name that says most, of those the most frequent.
fn longest<'n>(names: &BTreeMap<&'n str, u32>) -> &'n str {
    names.iter().max_by_key(|(name, count)| (name.split(' ').count(), **count, Reverse(**name))).map_or("", |(name, _)| name)
}
