//! Places and bodies: one entry of the gazetteer, or one spelling; then the shorter forms of a body's name.
//!
//! A shorter form is joined only where exactly one longer name fits: the article may hold two foreign ministries.

use rustc_hash::FxHashMap;

use crate::knowledge::{EntryId, Knowledge};
use crate::language::{JoinReason, Kind};

use super::offices::Page;
use super::people::People;
use super::person::fold;
use super::{Draft, Group};

/// Joins the mentions of places and bodies; groups are appended. Initials of somebody's name become a mention of that person.
pub(super) fn read(page: &Page<'_>, drafts: &mut [Draft<'_>], groups: &mut Vec<Group>, people: &People<'_>) {
    let knowledge = page.knowledge;
    let first_group = groups.len();
    let mut by_entry: FxHashMap<(Kind, EntryId), usize> = FxHashMap::default();
    let mut by_name: FxHashMap<(Kind, String), usize> = FxHashMap::default();
    let mut persons: Vec<(usize, usize)> = Vec::new();
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let (kind, entry) = (draft.kind, draft.entry);
        if kind == Kind::Person {
            continue;
        }
        let key = (kind, plain(&draft.words, kind, knowledge));
        let named = by_name.get(&key).copied();
        let known = entry.and_then(|entry| by_entry.get(&(kind, entry)).copied());
        let group = match (named, known) {
            (Some(group), _) => {
                let reason = spelling(&groups[group].name, &draft.words);
                groups[group].join(drafts, index, reason);
                group
            }
            (None, Some(group)) => {
                groups[group].join(drafts, index, JoinReason::Gazetteer);
                group
            }
            (None, None) => {
                if let Some(person) = entry.is_none().then(|| people.of_initials(&draft.words)).flatten() {
                    persons.push((index, person));
                    continue;
                }
                let mut group = Group::new(drafts, index);
                group.entry = entry;
                group.name = display_name(&draft.words, entry, knowledge);
                groups.push(group);
                groups.len() - 1
            }
        };
        let longer = word_count(&draft.words) > word_count(&groups[group].name);
        if longer && (groups[group].entry.is_none() || is_abbreviation(&groups[group].name)) {
            groups[group].name = display_name(&draft.words, entry, knowledge);
        }
        if let Some(entry) = entry {
            by_entry.entry((kind, entry)).or_insert(group);
        }
        by_name.entry(key).or_insert(group);
    }
    for (draft, person) in persons {
        drafts[draft].kind = Kind::Person;
        groups[person].join(drafts, draft, JoinReason::Initials);
    }
    shorter_forms(page, drafts, groups, first_group);
}

/// A name for comparison: small letters without stops; of a company without its legal form.
fn plain(words: &str, kind: Kind, knowledge: &Knowledge) -> String {
    let mut words: Vec<&str> = words.split(' ').collect();
    while kind == Kind::Organisation && words.len() > 1 && is_legal_form(words[words.len() - 1], knowledge) {
        words.pop();
    }
    let mut plain = String::new();
    for word in words {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().filter(|c| !matches!(c, '.' | ',')).flat_map(char::to_lowercase));
    }
    plain
}

/// `Inc.`, `Ltd`; words such as `Group` and `International` are more than that.
fn is_legal_form(word: &str, knowledge: &Knowledge) -> bool {
    let word = word.trim_end_matches(',');
    knowledge.lexicons.company_suffix(word)
        && (word.len() <= 4 || word.contains('.') || word == "Corporation" || word == "Limited")
}

/// Why a name that is plainly the same was joined.
fn spelling(known: &str, words: &str) -> JoinReason {
    if known == words {
        return JoinReason::SameName;
    }
    let same = |a: &str, b: &str| {
        let letters =
            |words: &str| words.chars().filter(|c| !matches!(c, '.' | ',')).flat_map(char::to_lowercase).collect::<String>();
        letters(a) == letters(b)
    };
    match () {
        () if same(known, words) => JoinReason::SameName,
        () if word_count(words) < word_count(known) => JoinReason::ShortForm,
        () => JoinReason::LongForm,
    }
}

fn word_count(words: &str) -> usize {
    words.split(' ').count()
}

/// A name in capitals, as a dateline has it, is shown as the gazetteer writes it; every other as the article does.
fn display_name(words: &str, entry: Option<EntryId>, knowledge: &Knowledge) -> String {
    let capitals = words.len() > 3 && !words.chars().any(char::is_lowercase);
    match entry.filter(|_| capitals) {
        Some(entry) => {
            let entry = knowledge.gazetteer.entry(entry);
            let written = std::iter::once(entry.name()).chain(entry.aliases()).find(|name| name.eq_ignore_ascii_case(words));
            written.map_or_else(|| words.to_owned(), str::to_owned)
        }
        None => words.to_owned(),
    }
}

/// `US`, `U.N.`, `GATT`: no small letter.
fn is_abbreviation(name: &str) -> bool {
    !name.contains(' ') && !name.chars().any(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// Words that the name of a body has at most.
const LONGEST: usize = 16;

/// Groups of bodies by what else they may be called.
#[derive(Default)]
struct ShortForms {
    forms: FxHashMap<String, Vec<(usize, JoinReason)>>,
}

impl ShortForms {
    fn add(&mut self, form: String, group: usize, reason: JoinReason) {
        /// Two would do to show that a form is no one's; one of them may be the asker's own.
        const SEVERAL: usize = 3;
        let groups = self.forms.entry(form).or_default();
        if groups.len() < SEVERAL && groups.iter().all(|(known, _)| *known != group) {
            groups.push((group, reason));
        }
    }

    /// The initials of a name, its end, its beginning, and the word that says what it is.
    fn enter(&mut self, name: &str, group: usize, knowledge: &Knowledge) {
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() < 2 || words.len() > LONGEST {
            return;
        }
        let pieces = || name.split([' ', '-', '/']).filter(|word| !word.is_empty());
        let letters = |capital: bool| -> String {
            pieces()
                .filter(|word| !capital || word.starts_with(char::is_uppercase))
                .filter_map(|word| word.chars().next())
                .collect()
        };
        self.add(letters(true), group, JoinReason::Abbreviation);
        self.add(letters(false).to_uppercase(), group, JoinReason::Abbreviation);
        for start in 1..words.len() - 1 {
            if words[start].starts_with(char::is_uppercase) {
                self.add(words[start..].join(" "), group, JoinReason::ShortForm);
            }
        }
        let heads = |word: &&str| knowledge.lexicons.organisation_head(word) || knowledge.lexicons.company_suffix(word);
        for end in 1..words.len() {
            let rest = &words[end..];
            let described = matches!(rest[0], "of" | "for" | "in" | "on" | "at") && end > 1;
            // `Amnesty` of `Amnesty International`, `Comic Guild` of `Comic Guild of Marlow`.
            if described || rest.iter().all(heads) && !heads(&words[0]) && !is_adjective(words[0], knowledge) {
                self.add(words[..end].join(" "), group, JoinReason::ShortForm);
            }
        }
        let head = words.iter().position(|word| matches!(*word, "of" | "for" | "on")).unwrap_or(words.len()) - 1;
        if knowledge.lexicons.organisation_head(words[head]) {
            self.add(words[head].to_owned(), group, JoinReason::ShortForm);
        }
    }

    /// The one body that may be called so.
    fn find(&self, words: &str, own: usize) -> Option<(usize, JoinReason)> {
        let letters = is_abbreviation(words).then(|| words.chars().filter(|c| c.is_alphabetic()).collect::<String>());
        let found = self.forms.get(letters.as_deref().unwrap_or(words))?;
        let mut others = found.iter().filter(|(group, _)| *group != own);
        let (group, reason) = others.next()?;
        // Initials are no beginning and no end: a word in capitals may be a name of its own.
        let fits = letters.is_some() == (*reason == JoinReason::Abbreviation);
        (fits && others.next().is_none()).then_some((*group, *reason))
    }
}

/// Words that begin the names of many bodies and name none alone.
fn is_adjective(word: &str, knowledge: &Knowledge) -> bool {
    knowledge.lexicons.demonym(word).is_some()
        || matches!(
            word,
            "American"
                | "Central"
                | "Common"
                | "Democratic"
                | "European"
                | "Federal"
                | "First"
                | "General"
                | "Global"
                | "Great"
                | "High"
                | "International"
                | "Joint"
                | "Local"
                | "National"
                | "New"
                | "People's"
                | "Public"
                | "Royal"
                | "Social"
                | "Socialist"
                | "State"
                | "Supreme"
                | "Union"
                | "United"
                | "World"
        )
}

/// Joins groups of bodies of which one is called by a shorter form of the other's name.
fn shorter_forms(page: &Page<'_>, drafts: &[Draft<'_>], groups: &mut Vec<Group>, first_group: usize) {
    let bodies: Vec<usize> = (first_group..groups.len()).filter(|&group| groups[group].kind == Kind::Organisation).collect();
    let mut forms = ShortForms::default();
    for &body in &bodies {
        for name in names_of(drafts, &groups[body]) {
            forms.enter(name, body, page.knowledge);
        }
    }
    let mut target: Vec<Option<(usize, JoinReason)>> = vec![None; groups.len()];
    for (short, long) in bracketed(page, drafts, groups) {
        target[short] = Some((long, JoinReason::Abbreviation));
    }
    for &body in bodies.iter().filter(|&&body| groups[body].entry.is_none()) {
        if target[body].is_none() {
            target[body] = forms.find(&groups[body].name, body);
        }
    }
    for &body in &bodies {
        let Some((mut long, reason)) = target[body] else { continue };
        // A short form of a short form; never round in a circle.
        for _ in 0..3 {
            match target[long] {
                Some((longer, _)) if longer != body => long = longer,
                _ => break,
            }
        }
        if long == body || target[long].is_some() {
            continue;
        }
        let members = std::mem::take(&mut groups[body].members);
        for (draft, _) in members {
            groups[long].join(drafts, draft, reason);
        }
    }
    groups.retain(|group| !group.members.is_empty());
}

/// The distinct forms of a group, a few at most.
fn names_of<'d>(drafts: &'d [Draft<'_>], group: &Group) -> Vec<&'d str> {
    let mut names: Vec<&str> = Vec::new();
    for (draft, _) in &group.members {
        let words = drafts[*draft].words.as_str();
        if names.len() < 6 && !names.contains(&words) {
            names.push(words);
        }
    }
    names
}

/// Pairs of groups of which one stands in brackets directly behind the other, as its abbreviation or spelt out: short, long.
fn bracketed(page: &Page<'_>, drafts: &[Draft<'_>], groups: &[Group]) -> Vec<(usize, usize)> {
    let mut owners: FxHashMap<usize, usize> = FxHashMap::default();
    for (index, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == Kind::Organisation) {
        owners.extend(group.members.iter().map(|(draft, _)| (*draft, index)));
    }
    let word = |at: usize| page.word(at);
    let mut pairs = Vec::new();
    for index in 1..drafts.len() {
        let inner = &drafts[index];
        if word(inner.name.name.end) != ")" || inner.name.name.start == 0 || word(inner.name.name.start - 1) != "(" {
            continue;
        }
        let bracket = inner.name.name.start - 1;
        // A name has few names inside.
        let first = index.saturating_sub(6);
        let outer = (first..index).rev().find(|&outer| !drafts[outer].name.nested && drafts[outer].name.name.end == bracket);
        let Some(outer) = outer else { continue };
        let (Some(&group), Some(&inner_group)) = (owners.get(&outer), owners.get(&index)) else { continue };
        if group == inner_group {
            continue;
        }
        let outer = &drafts[outer];
        let (short, long) = match (is_abbreviation(&inner.words), is_abbreviation(&outer.words)) {
            (true, false) => (inner_group, group),
            (false, true) => (group, inner_group),
            _ => continue,
        };
        let differ = matches!((groups[short].entry, groups[long].entry), (Some(a), Some(b)) if a != b);
        if !differ || initials_fit(&groups[long].name, &groups[short].name) {
            pairs.push((short, long));
        }
    }
    pairs
}

/// Whether the letters of an abbreviation begin words of a name, in order.
fn initials_fit(name: &str, abbreviation: &str) -> bool {
    let letters = fold(abbreviation);
    let mut letters = letters.chars().peekable();
    for word in name.split([' ', '-', '/']) {
        if letters.peek().is_some_and(|letter| fold(word).starts_with(*letter)) {
            letters.next();
        }
    }
    letters.peek().is_none()
}
