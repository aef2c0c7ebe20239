//! People of whom an article gives the family name only: who of that family may be meant.
//!
//! The family name alone joins nobody. An office does, or a body, if of all the family one person only has it; or the company in which the
//! person is named, if nobody else of the family is ever in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::knowledge::Knowledge;

use super::key::{Candidate, IdentityKey, Resolved, Why};
use super::people::{CANDIDATES, Person, beside};
use super::person_name::ends;
use super::profile::{Group, bare, shown};

/// People and bodies in common that say who is meant by a family name; or fewer, if the article has hardly any others.
const COMPANY: usize = 4;
const LEAST_COMPANY: usize = 2;

/// People by what may tell them where the family name alone is given.
pub(super) struct FamilyIndex<'p> {
    people: &'p [Person],
    knowledge: &'p Knowledge,
    families: FxHashMap<&'p str, Vec<usize>>,
    offices: FxHashMap<(&'p str, &'p str), Vec<usize>>,
    bodies: FxHashMap<(&'p str, &'p str), Vec<usize>>,
    companions: FxHashMap<(&'p str, String), Vec<usize>>,
}

impl<'p> FamilyIndex<'p> {
    pub(super) fn new(people: &'p [Person], knowledge: &'p Knowledge) -> Self {
        let mut index = Self {
            people,
            knowledge,
            families: FxHashMap::default(),
            offices: FxHashMap::default(),
            bodies: FxHashMap::default(),
            companions: FxHashMap::default(),
        };
        for (at, person) in people.iter().enumerate() {
            for family in &person.families {
                index.families.entry(family).or_default().push(at);
                person.evidence.offices.iter().for_each(|office| index.offices.entry((family, office)).or_default().push(at));
                let bodies = person.evidence.bodies.iter();
                bodies.clone().for_each(|body| index.bodies.entry((family, body)).or_default().push(at));
                let known = bodies.chain(person.companions.keys());
                let known: BTreeSet<String> = known.flat_map(|name| [name.clone(), bare(ends(name).1)]).collect();
                known.into_iter().for_each(|companion| index.companions.entry((family, companion)).or_default().push(at));
            }
        }
        index
    }

    /// Whether a word is rather a given name than a family name: a `Joe` is nobody's family.
    fn is_given_name(&self, word: &str) -> bool {
        let (given, family) = (self.knowledge.names.first_name(word), self.knowledge.names.surname(word));
        given.is_some_and(|given| family.is_none_or(|family| given.rank < family))
    }

    /// Whom a family name means in its article.
    pub(super) fn find(&self, group: &Group) -> Resolved {
        let (traits, family) = (&group.traits, group.traits.name.as_str());
        let fits = |person: &usize| self.people[*person].evidence.conflict(&traits.evidence).is_none();
        let one_of = |index: &FxHashMap<(&str, &str), Vec<usize>>, items: &BTreeSet<String>| -> Option<(usize, String)> {
            let found: Vec<(usize, &String)> = items
                .iter()
                .flat_map(|item| index.get(&(family, item.as_str())).into_iter().flatten().map(move |person| (*person, item)))
                .filter(|(person, _)| fits(person))
                .collect();
            let (first, item) = *found.first()?;
            found.iter().all(|(person, _)| *person == first).then(|| (first, item.clone()))
        };
        let by_office =
            || one_of(&self.offices, &traits.evidence.offices).map(|(person, office)| (person, Why::FamilyNameAndOffice(office)));
        let by_body =
            || one_of(&self.bodies, &traits.evidence.bodies).map(|(person, body)| (person, Why::FamilyNameAndBody(body)));
        let mut company: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for companion in group.companions.keys() {
            for person in self.companions.get(&(family, companion.clone())).into_iter().flatten().filter(|person| fits(person)) {
                company.entry(*person).or_default().push(companion);
            }
        }
        let by_company = || {
            let enough = (group.companions.len().div_ceil(2)).clamp(LEAST_COMPANY, COMPANY);
            let (person, companions) = company.iter().next().filter(|_| company.len() == 1 && !self.is_given_name(family))?;
            let names = companions.iter().take(enough).map(|name| shown(name)).collect::<Vec<_>>().join(", ");
            (companions.len() >= enough).then_some((*person, Why::FamilyNameAndCompany(names)))
        };
        if let Some((person, why)) = by_office().or_else(by_body).or_else(by_company) {
            return Resolved { key: self.people[person].key.clone(), why, candidates: Vec::new() };
        }
        let mut candidates: Vec<Candidate> = self
            .families
            .get(family)
            .into_iter()
            .flatten()
            .filter(|person| fits(person))
            .map(|&person| {
                let mut reasons = self.people[person].evidence.support(&traits.evidence);
                reasons.extend(company.get(&person).into_iter().flatten().map(|companion| beside(companion)));
                Candidate { key: self.people[person].key.clone(), reasons }
            })
            .collect();
        candidates.sort_by(|a, b| (Reverse(a.reasons.len()), &a.key).cmp(&(Reverse(b.reasons.len()), &b.key)));
        candidates.truncate(CANDIDATES);
        let article = traits.article.clone().unwrap_or_else(|| std::path::Path::new("").into());
        Resolved { key: IdentityKey::Lone(family.to_owned(), article), why: Why::Alone, candidates }
    }
}
