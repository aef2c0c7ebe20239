//! What the desk has decided about who is who. It outweighs all evidence.
//!
//! A dossier may have a hundred thousand entries, so nothing is made of them beforehand: [`Decisions::about`] looks up the few names that are
//! being decided, by the index that the dossiers have anyway.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::knowledge::Knowledge;
use crate::knowledge::dossier::{DossierEntry, Dossiers, Person};
use crate::language::Kind;

use super::evidence::Evidence;
use super::profile::{BlockKey, Traits, name_key};

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
    /// All these are forms of one person's name, whoever else bears one of them: evidence still tells namesakes apart.
    Forms {
        /// Two or more names.
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
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// In no particular order.
    decisions: Vec<Decision>,
    desk: Option<Desk>,
}

/// Dossiers, from which decisions are read when they are asked for.
#[derive(Clone, Debug)]
struct Desk {
    dossiers: Arc<Dossiers>,
    knowledge: &'static Knowledge,
}

impl Decisions {
    /// These and no others.
    #[must_use]
    pub fn new(decisions: Vec<Decision>) -> Self {
        Self { decisions, desk: None }
    }

    /// What dossiers say: the other names of an entry mean the same, and two entries of one name are two people.
    #[must_use]
    pub fn of_dossiers(dossiers: Arc<Dossiers>, knowledge: &'static Knowledge) -> Self {
        let desk = (!dossiers.is_empty()).then_some(Desk { dossiers, knowledge });
        Self { decisions: Vec::new(), desk }
    }

    /// Whether anything was decided about a name.
    pub(in crate::corpus) fn speak_of(&self, kind: Kind, name: &str) -> bool {
        !self.decisions.is_empty() || self.desk.as_ref().is_some_and(|desk| !desk.decisions(kind, name).is_empty())
    }

    /// Other names of whatever dossiers have under a name.
    pub(in crate::corpus) fn other_names(&self, kind: Kind, name: &str) -> BTreeSet<String> {
        let decided = self.desk.as_ref().map(|desk| desk.decisions(kind, name)).unwrap_or_default();
        let sets = decided.into_iter().filter_map(|decision| match decision {
            Decision::One { names, .. } | Decision::Forms { names } => Some(names),
            Decision::Several { .. } | Decision::Apart { .. } => None,
        });
        sets.flatten().filter(|other| other != name).collect()
    }

    /// Those that have to do with some traits; they are at hand in what is returned.
    pub(super) fn about<'t>(&self, traits: impl Iterator<Item = &'t Traits>) -> Self {
        let Some(desk) = &self.desk else { return self.clone() };
        let mut decisions = self.decisions.clone();
        let names: BTreeSet<(Kind, &str)> = traits.filter_map(named).collect();
        for decision in names.into_iter().flat_map(|(kind, name)| desk.decisions(kind, name)) {
            if !decisions.contains(&decision) {
                decisions.push(decision);
            }
        }
        Self::new(decisions)
    }

    /// The blocks of the names that mean one with the name of some traits.
    pub(in crate::corpus) fn blocks(&self, traits: &Traits) -> BTreeSet<BlockKey> {
        let own = self.about(std::iter::once(traits));
        let sets = own.one(traits.kind).chain(own.forms().filter(|_| traits.kind == Kind::Person));
        let names = sets.filter(|names| names.contains(&traits.name)).flatten();
        names.map(|name| BlockKey::of_name(traits.kind, name)).collect()
    }

    /// The sets of names that mean one.
    pub(super) fn one(&self, of: Kind) -> impl Iterator<Item = &BTreeSet<String>> {
        self.decisions.iter().filter_map(move |decision| match decision {
            Decision::One { kind, names } if *kind == of => Some(names),
            _ => None,
        })
    }

    /// The sets of forms of people's names.
    pub(super) fn forms(&self) -> impl Iterator<Item = &BTreeSet<String>> {
        self.decisions.iter().filter_map(|decision| match decision {
            Decision::Forms { names } => Some(names),
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

/// The name by which traits are looked up; of somebody known by the family name alone no dossier decides.
fn named(traits: &Traits) -> Option<(Kind, &str)> {
    traits.article.is_none().then_some((traits.kind, &*traits.name))
}

impl Desk {
    /// What the dossiers decide about a name.
    fn decisions(&self, kind: Kind, name: &str) -> Vec<Decision> {
        let entries: Vec<DossierEntry<'_>> = self.dossiers.named(name).filter(|entry| is(*entry, kind)).collect();
        match &entries[..] {
            [] => Vec::new(),
            [only] => self.one(kind, *only).into_iter().collect(),
            several if kind == Kind::Person => {
                let people = several.iter().filter_map(|entry| match entry {
                    DossierEntry::Person(person) => {
                        Some((label(person, self.knowledge), Evidence::stated(person, self.knowledge)))
                    }
                    _ => None,
                });
                vec![Decision::Several { name: name.to_owned(), people: people.collect() }]
            }
            // Two bodies of one name: nothing says which of them an article means.
            _ => Vec::new(),
        }
    }

    /// The names of an entry that no other entry bears, if there are several.
    fn one(&self, kind: Kind, entry: DossierEntry<'_>) -> Option<Decision> {
        let is_its_own = |name: &&String| self.dossiers.named(name).filter(|other| is(*other, kind)).count() == 1;
        // A family name alone joins nobody.
        let is_full = |name: &&String| kind != Kind::Person || name.contains(' ');
        let names = entry.names().filter(is_its_own).filter(is_full);
        let names: BTreeSet<String> = names.map(|name| name_key(kind, name, self.knowledge)).collect();
        (names.len() > 1).then(|| if kind == Kind::Person { Decision::Forms { names } } else { Decision::One { kind, names } })
    }
}

fn is(entry: DossierEntry<'_>, kind: Kind) -> bool {
    match entry {
        DossierEntry::Person(_) => kind == Kind::Person,
        DossierEntry::Organisation(_) => kind == Kind::Organisation,
        DossierEntry::Place(_) => kind == Kind::Place,
        DossierEntry::Event(_) => false,
    }
}

/// What tells a person of the dossiers from namesakes: as the desk says, else from the entry, else where it stands.
pub(in crate::corpus) fn label(person: &Person, knowledge: &Knowledge) -> String {
    let described = || Some(Evidence::stated(person, knowledge).whole()).filter(|words| !words.is_empty());
    let place = || format!("{}, line {}", person.origin.path.display(), person.origin.line);
    person.which.clone().or_else(described).unwrap_or_else(place)
}
