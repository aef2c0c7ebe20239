//! Bodies and places: one entry of the gazetteer, one name, or a shorter form of one name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::EntryId;
use crate::language::Kind;

use super::body_name::{begin_alike, without_organisation};
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

    /// Whether it is one of several that may be called by a name: one city's `City Council`.
    fn narrows(self, name: &str) -> bool {
        matches!(self, Self::Name(_, longer) if longer.strip_suffix(name).is_some_and(|before| before.ends_with(' ')))
    }

    fn key(self) -> IdentityKey {
        match self {
            Self::Entry(kind, entry) => IdentityKey::Known(kind, entry),
            Self::Name(kind, name) => IdentityKey::Named(kind, name.to_owned()),
        }
    }
}

/// Who is called by a name, with the number of articles: those that call somebody so, and those that have a
/// name from which it may be made, or whose initials it is.
#[derive(Default)]
struct Claims<'g> {
    stated: BTreeMap<Class<'g>, u32>,
    made: BTreeMap<Class<'g>, u32>,
    initials: BTreeMap<Class<'g>, u32>,
}

/// Why one class belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Desk,
    Name,
}

/// The names of all classes, both ways.
struct Names<'g> {
    decisions: &'g Decisions,
    /// Fullest names in articles, with the number of articles.
    full: BTreeMap<Class<'g>, BTreeMap<&'g str, u32>>,
    aliases: BTreeMap<Class<'g>, BTreeSet<&'g str>>,
    abbreviations: BTreeSet<Class<'g>>,
    claims: BTreeMap<(Kind, &'g str), Claims<'g>>,
}

/// Decides among the groups of bodies and places, given with their positions.
pub(super) fn resolve<'g>(
    groups: impl Iterator<Item = (usize, &'g Group)>,
    decisions: &'g Decisions,
) -> BTreeMap<usize, Resolved> {
    let groups: Vec<(usize, &Group)> = groups.collect();
    let names = Names::new(&groups, decisions);
    let mut parents = BTreeMap::new();
    let mut open = BTreeMap::new();
    for &class in names.full.keys() {
        match names.parent(class) {
            Ok(Some(parent)) => {
                parents.insert(class, parent);
            }
            Ok(None) => {}
            Err(several) => {
                open.insert(class, several);
            }
        }
    }
    let mut resolved = BTreeMap::new();
    for (at, group) in &groups {
        let class = Class::of(group);
        let (root, cause) = root(class, &parents);
        let why = match (root, class, cause) {
            (_, _, Cause::Desk) => Why::Desk,
            (Class::Entry(..), Class::Entry(..), _) => Why::SameEntry,
            (root, class, _) if root == class => Why::SameName,
            _ => Why::FormOf(names.longest(root).to_owned()),
        };
        let several: &[Class<'_>] = open.get(&class).map_or(&[], Vec::as_slice);
        let candidates = several
            .iter()
            .take(CANDIDATES)
            .map(|&other| Candidate { key: other.key(), reasons: vec![format!("a form of {}", names.longest(other))] });
        resolved.insert(*at, Resolved { key: root.key(), why, candidates: candidates.collect() });
    }
    resolved
}

impl<'g> Names<'g> {
    fn new(groups: &[(usize, &'g Group)], decisions: &'g Decisions) -> Self {
        let mut names = Self {
            decisions,
            full: BTreeMap::new(),
            aliases: BTreeMap::new(),
            abbreviations: BTreeSet::new(),
            claims: BTreeMap::new(),
        };
        for (_, group) in groups {
            let (traits, class) = (&group.traits, Class::of(group));
            *names.full.entry(class).or_default().entry(&traits.name).or_default() += group.profiles;
            names.aliases.entry(class).or_default().extend(traits.aliases.iter().map(String::as_str));
            let known = matches!(class, Class::Entry(..)).then_some(&traits.name);
            for name in traits.aliases.iter().chain(known) {
                *names.claims.entry((traits.kind, name)).or_default().stated.entry(class).or_default() += group.profiles;
            }
            for name in &traits.shorter {
                *names.claims.entry((traits.kind, name)).or_default().made.entry(class).or_default() += group.profiles;
            }
            if let Some(name) = &traits.initials {
                *names.claims.entry((traits.kind, name)).or_default().initials.entry(class).or_default() += group.profiles;
            }
            if traits.abbreviation {
                names.abbreviations.insert(class);
            }
        }
        names
    }

    /// To which other class a class without entry belongs; several, if it is not clear to which.
    fn parent(&self, class: Class<'g>) -> Result<Option<(Class<'g>, Cause)>, Vec<Class<'g>>> {
        let Class::Name(kind, name) = class else { return Ok(None) };
        if let Some(one) = self.decided(kind, name) {
            return Ok(Some((one, Cause::Desk)).filter(|_| one != class));
        }
        if let Some(known) = self.known(class, kind, name) {
            return Ok(Some((known, Cause::Name)));
        }
        let Some(claims) = self.claims.get(&(kind, name)) else { return Ok(None) };
        let spelt_out = Some((&claims.initials, false)).filter(|_| self.abbreviations.contains(&class));
        for (claims, may_prevail) in [(&claims.stated, true), (&claims.made, false)].into_iter().chain(spelt_out) {
            let others = claims.iter().map(|(class, count)| (*class, *count));
            let mut others: Vec<(Class<'_>, u32)> =
                others.filter(|(other, _)| *other != class && !other.narrows(name) && !self.apart(kind, name, *other)).collect();
            others.sort_by_key(|(class, count)| (Reverse(*count), *class));
            match others.as_slice() {
                [] => {}
                [(only, _)] => return Ok(Some((*only, Cause::Name))),
                [(first, most), (_, next), ..] if may_prevail && *most >= next * PREVAILS => {
                    return Ok(Some((*first, Cause::Name)));
                }
                several => return Err(several.iter().map(|(class, _)| *class).collect()),
            }
        }
        Ok(None)
    }

    /// The body of the gazetteer that a fuller name means: by the name but for `Group`, or by an abbreviation, if the names begin alike.
    fn known(&self, class: Class<'g>, kind: Kind, name: &'g str) -> Option<Class<'g>> {
        let is_known = |other: &Class<'_>| matches!(other, Class::Entry(..)) && !self.apart(kind, name, *other);
        let shorter = without_organisation(name).into_iter().flat_map(|name| self.stated(kind, name)).filter(is_known);
        let alike = |other: &Class<'_>| self.full[other].keys().any(|other| begin_alike(name, other));
        let abbreviated = self.aliases[&class].iter().flat_map(|alias| self.stated(kind, alias)).filter(is_known).filter(alike);
        let found: BTreeSet<Class<'_>> = shorter.chain(abbreviated).collect();
        found.first().copied().filter(|_| found.len() == 1)
    }

    /// What the desk says a name is a name of: of the names that it gives as one the first that is in use, one of the gazetteer if it can be.
    fn decided(&self, kind: Kind, name: &str) -> Option<Class<'g>> {
        let one = self.decisions.one(kind).find(|one| one.contains(name))?;
        let entries =
            one.iter().filter_map(|name| self.claims.get(&(kind, name))).flat_map(|claims| claims.stated.keys().copied());
        let named = one.iter().map(|name| Class::Name(kind, name)).filter(|class| self.full.contains_key(class));
        entries.filter(|class| matches!(class, Class::Entry(..))).chain(named).min()
    }

    /// Who is called by a name in some article.
    fn stated(&self, kind: Kind, name: &'g str) -> impl Iterator<Item = Class<'g>> {
        self.claims.get(&(kind, name)).into_iter().flat_map(|claims| claims.stated.keys().copied())
    }

    /// Whether the desk says that a class is none of a name.
    fn apart(&self, kind: Kind, name: &str, class: Class<'_>) -> bool {
        let has = |other: &str| self.full.get(&class).is_some_and(|names| names.contains_key(other));
        self.decisions.apart(kind).any(|(one, other)| (one == name && has(other)) || (other == name && has(one)))
    }

    /// The name that says most, of those the most frequent.
    fn longest(&self, class: Class<'_>) -> &'g str {
        let names = self.full.get(&class).into_iter().flatten();
        names.max_by_key(|(name, count)| (name.split(' ').count(), **count, Reverse(**name))).map_or("", |(name, _)| name)
    }
}

/// The class at the end of a chain of shorter forms, the least one of a circle, and whether the desk had a part in it.
fn root<'g>(class: Class<'g>, parents: &BTreeMap<Class<'g>, (Class<'g>, Cause)>) -> (Class<'g>, Cause) {
    let (mut at, mut cause) = (class, Cause::Name);
    let mut way = vec![class];
    while let Some((parent, why)) = parents.get(&at) {
        if *why == Cause::Desk {
            cause = Cause::Desk;
        }
        if let Some(begin) = way.iter().position(|earlier| earlier == parent) {
            return (way[begin..].iter().min().copied().unwrap_or(class), cause);
        }
        way.push(*parent);
        at = *parent;
    }
    (at, cause)
}
