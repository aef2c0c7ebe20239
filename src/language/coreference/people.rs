//! People: full names that can be one person's, then the bare names that belong to them.
//!
//! Full names are gathered over the whole file first, so that a surname in the headline finds the person whom the text introduces later.
//! Of several people of one surname a bare one belongs to whom its honorific, pronoun and title allow; then to the one who stands near;
//! then to the one who has been called so before; then to the one mentioned last.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::{Gender, Knowledge};
use crate::language::{JoinReason, Kind};

use super::person::{PersonName, fold};
use super::{Draft, Group};

/// So many people of one name are compared with a further name; an article has no more.
const MOST_ALIKE: usize = 48;

/// A mention this many sentences back still stands near.
const NEAR: usize = 1;

/// People by the words under which a mention may find them, folded.
#[derive(Default)]
struct Register {
    families: FxHashMap<String, Vec<usize>>,
    given: FxHashMap<String, Vec<usize>>,
    /// Names between the first and the family name: a second surname, or the name somebody goes by.
    middle: FxHashMap<String, Vec<usize>>,
    nicknames: FxHashMap<String, Vec<usize>>,
    /// The first two names of a name.
    pairs: FxHashMap<String, Vec<usize>>,
    initials: FxHashMap<String, Vec<usize>>,
}

fn enter(map: &mut FxHashMap<String, Vec<usize>>, key: String, group: usize) {
    let entered = map.entry(key).or_default();
    if !entered.contains(&group) && entered.len() < MOST_ALIKE {
        entered.push(group);
    }
}

fn listed<'m>(map: &'m FxHashMap<String, Vec<usize>>, key: &str) -> &'m [usize] {
    map.get(key).map_or(&[], Vec::as_slice)
}

impl Register {
    fn enter(&mut self, name: &PersonName, group: usize) {
        enter(&mut self.families, name.family.clone(), group);
        let long = |word: &&String| word.chars().nth(1).is_some();
        if let Some(first) = name.given.first().filter(long) {
            enter(&mut self.given, first.clone(), group);
        }
        for middle in name.given.iter().skip(1).filter(long) {
            enter(&mut self.middle, middle.clone(), group);
        }
        if let Some(nickname) = &name.nickname {
            enter(&mut self.nicknames, nickname.clone(), group);
        }
        if let Some(pair) = name.first_pair() {
            enter(&mut self.pairs, pair, group);
        }
        if name.initials.len() > 2 {
            enter(&mut self.initials, name.initials.clone(), group);
        }
    }

    /// Everybody whose full name may be this one.
    fn alike(&self, name: &PersonName) -> Vec<usize> {
        let mut alike = listed(&self.families, &name.family).to_vec();
        for pair in name.first_pair().into_iter().chain(name.reversed()) {
            alike.extend(listed(&self.pairs, &pair).iter().filter(|group| !alike.contains(group)).copied().collect::<Vec<_>>());
        }
        alike
    }
}

/// The people of an article, each with the mentions that name them.
pub(super) struct People<'k> {
    register: Register,
    knowledge: &'k Knowledge,
}

impl<'k> People<'k> {
    /// Joins the mentions of people; groups are appended.
    pub(super) fn read(drafts: &[Draft<'_>], groups: &mut Vec<Group>, knowledge: &'k Knowledge) -> Self {
        let mut people = Self { register: Register::default(), knowledge };
        let persons: Vec<usize> = (0..drafts.len()).filter(|&draft| drafts[draft].kind == Kind::Person).collect();
        let used_alone: FxHashSet<String> = persons
            .iter()
            .filter(|&&draft| !drafts[draft].words.contains(' '))
            .map(|&draft| fold(&drafts[draft].words))
            .collect();
        let mut parsed: FxHashMap<&str, PersonName> = FxHashMap::default();
        for &draft in &persons {
            let words = drafts[draft].words.as_str();
            parsed.entry(words).or_insert_with(|| PersonName::new(words, |word| used_alone.contains(&fold(word)), knowledge));
        }
        let name = |draft: usize| &parsed[drafts[draft].words.as_str()];
        let (bare, full): (Vec<usize>, Vec<usize>) = persons.into_iter().partition(|&draft| name(draft).is_bare());
        // `J. Harrow` may stand before the article says of which Harrow it speaks.
        let (initials, full): (Vec<usize>, Vec<usize>) = full.into_iter().partition(|&draft| name(draft).begins_with_initial());
        let mut written: FxHashMap<&str, usize> = FxHashMap::default();
        for draft in full.into_iter().chain(initials) {
            let words = drafts[draft].words.as_str();
            let known = written.get(words).copied().filter(|&group| !contradicts(&groups[group], &drafts[draft]));
            match known {
                Some(group) => groups[group].join(drafts, draft, JoinReason::SameName),
                None => {
                    let group = people.join_full(drafts, groups, draft, name(draft));
                    written.insert(words, group);
                }
            }
        }
        for group in groups.iter_mut() {
            group.members.sort_unstable_by_key(|(draft, _)| *draft);
            group.full = group.members.len();
        }
        for draft in bare {
            match people.owner(drafts, groups, draft, name(draft)) {
                Some((group, reason)) => {
                    groups[group].first_bare.get_or_insert(draft);
                    groups[group].join(drafts, draft, reason);
                }
                None => {
                    people.found(drafts, groups, draft, name(draft).clone());
                }
            }
        }
        people
    }

    /// A further person.
    fn found(&mut self, drafts: &[Draft<'_>], groups: &mut Vec<Group>, draft: usize, name: PersonName) -> usize {
        self.register.enter(&name, groups.len());
        let mut group = Group::new(drafts, draft);
        group.family = Some(name.written_family.clone());
        group.person = Some(name);
        groups.push(group);
        groups.len() - 1
    }

    /// Joins a full name to the person who bears it, or finds a further person; the group.
    fn join_full(&mut self, drafts: &[Draft<'_>], groups: &mut Vec<Group>, draft: usize, name: &PersonName) -> usize {
        let mut joined: Option<(usize, JoinReason)> = None;
        let mut several = false;
        for index in self.register.alike(name) {
            let group = &groups[index];
            let Some(known) = group.person.as_ref().filter(|_| !contradicts(group, &drafts[draft])) else { continue };
            match known.likeness(name, self.knowledge) {
                Some(JoinReason::SameName) => {
                    joined = Some((index, JoinReason::SameName));
                    several = false;
                    break;
                }
                Some(reason) => {
                    several = joined.is_some();
                    joined = joined.or(Some((index, reason)));
                }
                None => {}
            }
        }
        // `J. Harrow` where a John and a Jane of that name are known is neither.
        match joined.filter(|_| !several) {
            Some((index, reason)) => {
                self.register.enter(name, index);
                let group = &mut groups[index];
                group.join(drafts, draft, reason);
                if group.person.as_ref().is_none_or(|known| says_more(name, known)) {
                    group.name.clone_from(&drafts[draft].words);
                    group.family = Some(name.written_family.clone());
                    group.person = Some(name.clone());
                }
                index
            }
            None => self.found(drafts, groups, draft, name.clone()),
        }
    }

    /// Whose bare name it is, and by what.
    fn owner(&self, drafts: &[Draft<'_>], groups: &[Group], draft: usize, name: &PersonName) -> Option<(usize, JoinReason)> {
        let of_family: Vec<usize> = listed(&self.register.families, &name.family)
            .iter()
            .copied()
            .filter(|&group| groups[group].person.as_ref().is_some_and(|known| known.family_fits(name)))
            .collect();
        if let Some(best) = choose(drafts, groups, draft, &of_family) {
            let alone = groups[best].person.as_ref().is_some_and(PersonName::is_bare);
            return Some((best, if alone { JoinReason::SameName } else { JoinReason::FamilyName }));
        }
        let only = |map: &FxHashMap<String, Vec<usize>>, key: &str, reason: JoinReason| match listed(map, key) {
            [group] => Some((*group, reason)),
            _ => None,
        };
        let register = &self.register;
        let surname = only(&register.middle, &name.family, JoinReason::FamilyName);
        if drafts[draft].name.honorific.is_some() && !drafts[draft].by_given {
            return surname;
        }
        let given =
            || choose(drafts, groups, draft, listed(&register.given, &name.family)).map(|group| (group, JoinReason::GivenName));
        let familiar = || {
            only(&register.nicknames, &name.family, JoinReason::Nickname).or_else(|| {
                let long = self.knowledge.names.nicknames_of(&name.family);
                let mut bearers: Vec<usize> =
                    long.flat_map(|long| listed(&register.given, &fold(long)).iter().copied()).collect();
                bearers.sort_unstable();
                bearers.dedup();
                if let [group] = bearers[..] { Some((group, JoinReason::Nickname)) } else { None }
            })
        };
        let initials = || self.of_initials(&drafts[draft].words).map(|group| (group, JoinReason::Initials));
        given().or(surname).or_else(familiar).or_else(initials)
    }

    /// The person whom three initials or more in capitals mean, if exactly one has them.
    pub(super) fn of_initials(&self, words: &str) -> Option<usize> {
        let capitals =
            words.chars().all(|c| c.is_uppercase() || c == '.') && words.chars().filter(|c| c.is_alphabetic()).count() > 2;
        match listed(&self.register.initials, &fold(words)) {
            [group] if capitals => Some(*group),
            _ => None,
        }
    }
}

/// Whether honorifics say that a mention is not this person's.
fn contradicts(group: &Group, draft: &Draft<'_>) -> bool {
    matches!((group.honorific, draft.honorific), (Some(a), Some(b)) if a != b)
}

/// Whether a name says more than another of the same person: more names, or a name where the other has an initial.
fn says_more(name: &PersonName, known: &PersonName) -> bool {
    let long = |name: &PersonName| (name.words.len(), name.given.len(), name.given.concat().len());
    long(name) > long(known)
}

/// The one among several people of a name whom a bare mention means.
fn choose(drafts: &[Draft<'_>], groups: &[Group], draft: usize, candidates: &[usize]) -> Option<usize> {
    let here = &drafts[draft];
    let against = |group: usize, gender: Option<Gender>| matches!((groups[group].gender(), gender), (Some(a), Some(b)) if a != b);
    let allowed: Vec<usize> = candidates.iter().copied().filter(|&group| !against(group, here.honorific)).collect();
    // What a pronoun says is weaker than what an honorific says: it chooses, but never makes a further person.
    let by_pronoun: Vec<usize> =
        allowed.iter().copied().filter(|&group| here.honorific.is_some() || !against(group, here.pronoun)).collect();
    let allowed = if by_pronoun.is_empty() { allowed } else { by_pronoun };
    let [first, rest @ ..] = &allowed[..] else { return None };
    if rest.is_empty() {
        return Some(*first);
    }
    let titled = |group: usize| here.office.as_ref().is_some_and(|office| groups[group].offices.contains(&office.core));
    let last = |group: usize| groups[group].last_before(draft);
    let sentence = |draft: usize| drafts[draft].name.sentence;
    let near = |group: usize| last(group).is_some_and(|last| sentence(last) + NEAR >= sentence(draft));
    let alone_near = allowed.iter().filter(|&&group| near(group)).count() == 1;
    let rank = |group: usize| {
        let called_so = groups[group].first_bare.map(Reverse);
        (
            titled(group),
            groups[group].items.contains(&here.item),
            alone_near && near(group),
            called_so,
            last(group),
            Reverse(group),
        )
    };
    allowed.iter().copied().max_by_key(|&group| rank(group))
}
