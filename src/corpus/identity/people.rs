//! People: one full name is one person, unless what is said of its bearers cannot be true of one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::Knowledge;
use crate::language::Kind;

use super::decisions::Decisions;
use super::evidence::Evidence;
use super::family::FamilyIndex;
use super::key::{Candidate, IdentityKey, Resolved, Why};
use super::person_name::ends;
use super::profile::{Group, shown};
use super::union::Union;

/// So many people of one name are told apart at most.
const NAMESAKES: usize = 16;

/// Reasons that an answer gives.
const REASONS: usize = 3;

/// Candidates that an answer lists.
pub(super) const CANDIDATES: usize = 5;

/// Somebody: groups of one name whose evidence goes together.
pub(super) struct Person {
    pub(super) key: IdentityKey,
    /// What tells this one from namesakes, if there are any.
    told: Option<String>,
    pub(super) evidence: Evidence,
    pub(super) companions: BTreeMap<String, u32>,
    /// Family names under which articles may know the person.
    pub(super) families: BTreeSet<String>,
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
    for one in decisions.one(Kind::Person).chain(decisions.forms()) {
        let first = one.first().map(String::as_str).unwrap_or_default();
        let in_use = one.iter().find(|name| bearers.contains_key(name.as_str())).map_or(first, String::as_str);
        one.iter().for_each(|name| union.join(in_use, name));
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
        // A name and all in use that its bearer may go by.
        let familiar = |first: &'g str| -> BTreeSet<&'g str> {
            let others = knowledge.names.nicknames_of(first).map(str::to_lowercase);
            let known = others.filter_map(|other| firsts.get(&*other).copied()).filter(|other| is_familiar(first, other));
            known.chain([first]).collect()
        };
        for first in firsts.iter().copied() {
            let all = familiar(first);
            // `Chris Roe` is nobody's familiar form where both a Christopher and a Christine Roe are known.
            for other in all.iter().copied().filter(|other| familiar(other) == all) {
                union.join(by_ends[&(first, *last)], by_ends[&(other, *last)]);
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

/// Whether a name is a form of the other, and not only of a third that both come from: it begins alike, or is one of the few that do not.
fn is_familiar(one: &str, other: &str) -> bool {
    const UNLIKE: [(&str, &str); 10] = [
        ("bill", "william"),
        ("billy", "william"),
        ("bob", "robert"),
        ("bobby", "robert"),
        ("dick", "richard"),
        ("jack", "john"),
        ("jim", "james"),
        ("peggy", "margaret"),
        ("ted", "edward"),
        ("ted", "theodore"),
    ];
    one.chars().next() == other.chars().next() || UNLIKE.contains(&(one, other)) || UNLIKE.contains(&(other, one))
}

/// Who a group is, or all whom it may be, none if it is somebody new; and what speaks for it.
struct Choice {
    who: Result<usize, Vec<usize>>,
    reasons: Vec<String>,
}

/// The people who bear one name. What says most of its bearer is looked at first.
fn tell_apart(
    names: &BTreeSet<&str>,
    mut groups: Vec<(usize, &Group)>,
    decisions: &Decisions,
    resolved: &mut BTreeMap<usize, Resolved>,
) -> Vec<Person> {
    let is_one = decisions.one(Kind::Person).any(|one| names.iter().any(|name| one.contains(*name)));
    let mut people: Vec<Person> = if is_one {
        vec![Person::new(Evidence::default())]
    } else {
        let told = decisions.several(names);
        told.map(|(label, evidence)| Person { told: Some(label.clone()), ..Person::new(evidence.clone()) }).collect()
    };
    groups.sort_by_cached_key(|(_, group)| (Reverse(group.traits.evidence.weight()), group.traits.clone()));
    let mut choices: Vec<Choice> = Vec::with_capacity(groups.len());
    for (_, group) in &groups {
        let mut choice = if is_one { Choice { who: Ok(0), reasons: Vec::new() } } else { choose(&people, group) };
        if choice.who.as_ref().is_err_and(Vec::is_empty) && people.len() < NAMESAKES {
            people.push(Person::new(Evidence::default()));
            choice.who = Ok(people.len() - 1);
        }
        if let Ok(person) = choice.who {
            people[person].take(group);
        }
        choices.push(choice);
    }
    let name = names.iter().min_by_key(|name| (name.split(' ').count(), **name)).copied().unwrap_or_default();
    name_each(&mut people, name);
    let mut frequent: BTreeMap<&str, u32> = BTreeMap::new();
    groups.iter().for_each(|(_, group)| *frequent.entry(&group.traits.name).or_default() += group.profiles);
    let frequent = frequent.into_iter().max_by_key(|(name, count)| (*count, Reverse(*name))).map_or(name, |(name, _)| name);
    for ((at, group), choice) in groups.iter().zip(choices) {
        let answer = match choice.who {
            Ok(person) => {
                let why = if is_one { Why::Desk } else { why(&people[person], group, frequent, &choice.reasons) };
                Resolved { key: people[person].key.clone(), why, candidates: Vec::new() }
            }
            Err(fitting) => {
                let candidates = fitting.iter().take(CANDIDATES).map(|&person| Candidate {
                    key: people[person].key.clone(),
                    reasons: people[person].evidence.support(&group.traits.evidence),
                });
                let key = IdentityKey::Named(Kind::Person, name.to_owned());
                Resolved { key, why: Why::Undecided, candidates: candidates.collect() }
            }
        };
        resolved.insert(*at, answer);
    }
    people
}

/// Gives the people of one name their keys: the name, and if there are several what tells each.
fn name_each(people: &mut [Person], name: &str) {
    if let [only] = people {
        only.key = IdentityKey::Named(Kind::Person, name.to_owned());
        only.told = None;
        return;
    }
    let described = |person: &Person| person.told.clone().unwrap_or_else(|| person.evidence.description());
    let descriptions: Vec<String> = people.iter().map(described).collect();
    for (index, person) in people.iter_mut().enumerate() {
        let is_unique = descriptions.iter().filter(|other| **other == descriptions[index]).count() == 1;
        let told = if is_unique { descriptions[index].clone() } else { person.evidence.whole() };
        person.key = IdentityKey::Told(name.to_owned(), told.clone());
        person.told = Some(told);
    }
}

fn why(person: &Person, group: &Group, frequent: &str, reasons: &[String]) -> Why {
    match &person.told {
        Some(told) if reasons.is_empty() => Why::Told(told.clone()),
        Some(_) => Why::Told(reasons.iter().take(REASONS).cloned().collect::<Vec<_>>().join(", ")),
        None if group.traits.name == frequent => Why::SameName,
        None => Why::NameForm(frequent.to_owned()),
    }
}

/// The reason that a companion is.
pub(super) fn beside(companion: &str) -> String {
    format!("beside {}", shown(companion))
}

/// Which of several people of one name a group means.
fn choose(people: &[Person], group: &Group) -> Choice {
    let evidence = &group.traits.evidence;
    let fitting: Vec<usize> = (0..people.len()).filter(|&person| people[person].evidence.conflict(evidence).is_none()).collect();
    if let ([only], 1) = (fitting.as_slice(), people.len()) {
        return Choice { who: Ok(*only), reasons: Vec::new() };
    }
    let reasons = |person: usize| -> Vec<String> {
        let company = people[person].company(group).into_iter().map(|companion| beside(&companion));
        people[person].evidence.support(evidence).into_iter().chain(company).collect()
    };
    let mut ranked: Vec<(usize, Vec<String>)> = fitting.iter().map(|&person| (person, reasons(person))).collect();
    // What the desk wrote down of its people says more than time and company, which it does not write down.
    let by_desk = people.iter().any(|person| person.told.is_some());
    let is_strong = |reason: &&String| ["office: ", "body: ", "country: "].iter().any(|kind| reason.starts_with(kind));
    let weight = |reasons: &[String]| {
        let strong = if by_desk { reasons.iter().filter(is_strong).count() } else { 0 };
        (strong, reasons.len())
    };
    ranked.sort_by_key(|(person, reasons)| (Reverse(weight(reasons)), *person));
    let next = ranked.get(1).map_or((0, 0), |(_, reasons)| weight(reasons));
    match ranked.first() {
        Some((person, reasons)) if weight(reasons) > next => Choice { who: Ok(*person), reasons: reasons.clone() },
        _ => Choice { who: Err(ranked.into_iter().map(|(person, _)| person).collect()), reasons: Vec::new() },
    }
}
