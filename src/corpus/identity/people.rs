//! People: one full name is one person, unless what is said of its bearers cannot be true of one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::knowledge::Knowledge;
use crate::language::Kind;

use super::decisions::Decisions;
use super::evidence::Evidence;
use super::key::{Candidate, IdentityKey, Resolved, Why};
use super::person_name::ends;
use super::profile::{Group, bare, shown};
use super::union::Union;

/// So many people of one name are told apart at most.
const NAMESAKES: usize = 16;

/// Reasons that an answer gives.
const REASONS: usize = 3;

/// Candidates that an answer lists.
const CANDIDATES: usize = 5;

/// People and bodies in common that say who is meant by a family name; or fewer, if the article has hardly any others.
const COMPANY: usize = 4;
const LEAST_COMPANY: usize = 2;

/// Somebody: groups of one name whose evidence goes together.
struct Person {
    key: IdentityKey,
    /// What tells this one from namesakes, if there are any.
    told: Option<String>,
    evidence: Evidence,
    companions: BTreeMap<String, u32>,
    /// Family names under which articles may know the person.
    families: BTreeSet<String>,
}

impl Person {
    fn new(evidence: Evidence) -> Self {
        let key = IdentityKey::Named(Kind::Person, String::new());
        Self { key, told: None, evidence, companions: BTreeMap::new(), families: BTreeSet::new() }
    }

    fn take(&mut self, group: &Group) {
        self.evidence.extend(&group.traits.evidence);
        for (companion, count) in &group.companions {
            *self.companions.entry(companion.clone()).or_default() += count;
        }
        self.families.extend(group.traits.family.clone());
        self.families.insert(ends(&group.traits.name).1.to_owned());
    }

    fn company(&self, group: &Group) -> Vec<String> {
        group.companions.keys().filter(|companion| self.companions.contains_key(*companion)).cloned().collect()
    }
}

/// Decides among the groups of people, given with their positions.
pub(super) fn resolve<'g>(
    groups: impl Iterator<Item = (usize, &'g Group)>,
    decisions: &Decisions,
    knowledge: &Knowledge,
) -> BTreeMap<usize, Resolved> {
    let (lone, full): (Vec<_>, Vec<_>) = groups.partition(|(_, group)| group.traits.article.is_some());
    let mut resolved = BTreeMap::new();
    let mut people = Vec::new();
    for (names, groups) in by_name(&full, decisions, knowledge) {
        people.extend(tell_apart(&names, groups, decisions, &mut resolved));
    }
    let index = FamilyIndex::new(&people, knowledge);
    for (at, group) in lone {
        resolved.insert(at, index.find(group));
    }
    resolved
}

/// The forms of one name, and the groups that bear one.
type Namesakes<'g> = (BTreeSet<&'g str>, Vec<(usize, &'g Group)>);

/// Groups whose names may be one name: with a middle name more or less, with a familiar form of the given name, or because an article uses
/// both.
fn by_name<'g>(full: &[(usize, &'g Group)], decisions: &Decisions, knowledge: &Knowledge) -> Vec<Namesakes<'g>> {
    let mut bearers: BTreeMap<&str, Vec<(usize, &Group)>> = BTreeMap::new();
    for (at, group) in full {
        bearers.entry(&group.traits.name).or_default().push((*at, *group));
    }
    let names: Vec<&str> = bearers.keys().copied().collect();
    let mut union = Union::new(&names, decisions.apart(Kind::Person));
    for one in decisions.one(Kind::Person) {
        let first = one.first().map(String::as_str).unwrap_or_default();
        one.iter().for_each(|name| union.join(first, name));
    }
    for (_, group) in full {
        // Names of two families in one article are rather a mistake of reading than one person.
        let one_family = group.traits.aliases.iter().filter(|alias| ends(alias).1 == ends(&group.traits.name).1);
        one_family.for_each(|alias| union.join(&group.traits.name, alias));
    }
    // A family name that comes first is followed by names that are no middle names.
    let family_first = |name: &str| bearers[name].iter().any(|(_, group)| group.traits.family.as_deref() == Some(ends(name).0));
    let mut by_ends: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut by_last: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for name in names.iter().filter(|name| !family_first(name)) {
        let (first, last) = ends(name);
        union.join(by_ends.entry((first, last)).or_insert(name), name);
        by_last.entry(last).or_default().insert(first);
    }
    for (last, firsts) in &by_last {
        let partners = |first: &str| -> BTreeSet<&str> {
            let other: BTreeSet<&str> =
                knowledge.names.nicknames_of(first).filter_map(|other| firsts.get(&*other.to_lowercase())).copied().collect();
            other.into_iter().filter(|other| *other != first).collect()
        };
        for first in firsts {
            let others = partners(first);
            for other in &others {
                // `Chris Roe` is nobody's familiar form where both a Christopher and a Christine Roe are known.
                let rest = |set: BTreeSet<&str>, own: &str| {
                    set.into_iter().filter(|name| *name != own).map(str::to_owned).collect::<Vec<_>>()
                };
                if rest(others.clone(), other) == rest(partners(other), first) {
                    union.join(by_ends[&(*first, *last)], by_ends[&(*other, *last)]);
                }
            }
        }
    }
    let mut classes: BTreeMap<&str, Namesakes<'_>> = BTreeMap::new();
    for (name, groups) in bearers {
        let class = classes.entry(union.root(name)).or_default();
        class.0.insert(name);
        class.1.extend(groups);
    }
    classes.into_values().collect()
}

/// The people who bear one name. What says most of its bearer is looked at first.
fn tell_apart(
    names: &BTreeSet<&str>,
    mut groups: Vec<(usize, &Group)>,
    decisions: &Decisions,
    resolved: &mut BTreeMap<usize, Resolved>,
) -> Vec<Person> {
    let name = names.iter().min_by_key(|name| (name.split(' ').count(), **name)).copied().unwrap_or_default();
    let named = || IdentityKey::Named(Kind::Person, name.to_owned());
    let is_one = decisions.one(Kind::Person).any(|one| names.iter().any(|name| one.contains(*name)));
    let mut people: Vec<Person> = Vec::new();
    for (label, evidence) in decisions.several(names) {
        let mut person = Person::new(evidence.clone());
        person.told = Some(label.clone());
        people.push(person);
    }
    if is_one {
        people.truncate(0);
        people.push(Person::new(Evidence::default()));
    }
    groups.sort_by(|a, b| {
        (Reverse(a.1.traits.evidence.weight()), &a.1.traits).cmp(&(Reverse(b.1.traits.evidence.weight()), &b.1.traits))
    });
    // Of each group: who it is, and why; or who it may be.
    let mut chosen: Vec<(usize, &Group, Result<usize, Vec<usize>>, Vec<String>)> = Vec::new();
    for (at, group) in groups {
        let (choice, reasons) = if is_one { (Ok(0), Vec::new()) } else { choose(&people, group) };
        let choice = match choice {
            Err(fitting) if fitting.is_empty() && people.len() < NAMESAKES => {
                people.push(Person::new(Evidence::default()));
                Ok(people.len() - 1)
            }
            other => other,
        };
        if let Ok(person) = choice {
            people[person].take(group);
        }
        chosen.push((at, group, choice, reasons));
    }
    let several = people.len() > 1;
    let mut frequent: BTreeMap<&str, u32> = BTreeMap::new();
    chosen.iter().for_each(|(_, group, ..)| *frequent.entry(&group.traits.name).or_default() += group.profiles);
    let frequent = frequent.into_iter().max_by_key(|(name, count)| (*count, Reverse(*name))).map_or(name, |(name, _)| name);
    let descriptions: Vec<String> =
        people.iter().map(|person| person.told.clone().unwrap_or_else(|| person.evidence.description())).collect();
    for (index, person) in people.iter_mut().enumerate() {
        let unique = descriptions.iter().filter(|other| **other == descriptions[index]).count() == 1;
        let told = if unique { descriptions[index].clone() } else { person.evidence.whole() };
        person.key = if several { IdentityKey::Told(name.to_owned(), told.clone()) } else { named() };
        person.told = several.then_some(told);
    }
    for (at, group, choice, reasons) in chosen {
        let answer = match choice {
            Ok(person) => Resolved {
                key: people[person].key.clone(),
                why: why(&people[person], group, frequent, is_one, &reasons),
                candidates: Vec::new(),
            },
            Err(fitting) => {
                let candidates = fitting.iter().take(CANDIDATES).map(|&person| Candidate {
                    key: people[person].key.clone(),
                    reasons: people[person].evidence.support(&group.traits.evidence),
                });
                Resolved { key: named(), why: Why::Undecided, candidates: candidates.collect() }
            }
        };
        resolved.insert(at, answer);
    }
    people
}

fn why(person: &Person, group: &Group, frequent: &str, is_one: bool, reasons: &[String]) -> Why {
    match &person.told {
        _ if is_one => Why::Desk,
        Some(told) if reasons.is_empty() => Why::Told(told.clone()),
        Some(_) => Why::Told(reasons.iter().take(REASONS).cloned().collect::<Vec<_>>().join(", ")),
        None if group.traits.name == frequent => Why::SameName,
        None => Why::NameForm(frequent.to_owned()),
    }
}

fn beside(companion: &str) -> String {
    format!("beside {}", shown(companion))
}

/// Which of several people of one name a group means, with what speaks for it; or all whom it may mean, none if it is somebody new.
fn choose(people: &[Person], group: &Group) -> (Result<usize, Vec<usize>>, Vec<String>) {
    let evidence = &group.traits.evidence;
    let fitting: Vec<usize> = (0..people.len()).filter(|&person| people[person].evidence.conflict(evidence).is_none()).collect();
    if let ([only], 1) = (fitting.as_slice(), people.len()) {
        return (Ok(*only), Vec::new());
    }
    let reasons = |person: usize| -> Vec<String> {
        let mut reasons = people[person].evidence.support(evidence);
        reasons.extend(people[person].company(group).into_iter().map(|companion| beside(&companion)));
        reasons
    };
    let mut ranked: Vec<(usize, Vec<String>)> = fitting.iter().map(|&person| (person, reasons(person))).collect();
    ranked.sort_by_key(|(person, reasons)| (Reverse(reasons.len()), *person));
    let best = ranked.first().filter(|best| !best.1.is_empty() && ranked.get(1).is_none_or(|next| next.1.len() < best.1.len()));
    match best {
        Some((person, reasons)) => (Ok(*person), reasons.clone()),
        None => (Err(ranked.into_iter().map(|(person, _)| person).collect()), Vec::new()),
    }
}

/// People by what may tell them where the family name alone is given.
struct FamilyIndex<'p> {
    people: &'p [Person],
    knowledge: &'p Knowledge,
    families: FxHashMap<&'p str, Vec<usize>>,
    offices: FxHashMap<(&'p str, &'p str), Vec<usize>>,
    bodies: FxHashMap<(&'p str, &'p str), Vec<usize>>,
    companions: FxHashMap<(&'p str, String), Vec<usize>>,
}

impl<'p> FamilyIndex<'p> {
    fn new(people: &'p [Person], knowledge: &'p Knowledge) -> Self {
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
    fn find(&self, group: &Group) -> Resolved {
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
