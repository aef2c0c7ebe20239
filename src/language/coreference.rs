//! Names of one article into entities: short forms joined to the full name, other names of one place or body joined to each other.
//!
//! Full names are gathered over the whole file first, so that a surname in the headline finds the person whom the text introduces
//! later. A surname belongs to the person of that family name mentioned last before it, of the same item if there is one. Each join
//! keeps its reason.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Article;
use crate::knowledge::{EntryId, Knowledge};

use super::names::{Name, StatedTitle};
use super::sentences::stretch;
use super::{Entity, EntityId, Form, Join, JoinReason, Kind, Mention, MentionId, Sentence, Title, Token, is_syllables};

/// What stands where a name stands, apart from who it is.
struct Draft<'n> {
    name: &'n Name,
    /// The words as written, white space folded, marks of the format left out.
    words: String,
    item: usize,
}

/// An entity in the making.
struct Group {
    kind: Kind,
    entry: Option<EntryId>,
    /// Fullest name so far.
    name: String,
    /// Lower-case words of the fullest name of a person, initials and suffixes left out.
    parts: Vec<String>,
    family: Option<String>,
    members: Vec<(usize, JoinReason)>,
    /// How many of the members, which come first and in order, bear the full name.
    full: usize,
    items: Vec<usize>,
}

impl Group {
    fn person(drafts: &[Draft<'_>], draft: usize, parts: Vec<String>, family: String) -> Self {
        Self {
            kind: Kind::Person,
            entry: None,
            name: drafts[draft].words.clone(),
            parts,
            family: Some(family),
            members: vec![(draft, JoinReason::First)],
            full: 0,
            items: vec![drafts[draft].item],
        }
    }

    /// The last member before a draft that comes after all members without a full name.
    fn last_before(&self, draft: usize) -> Option<usize> {
        let (full, bare) = self.members.split_at(self.full);
        let before = full.partition_point(|(member, _)| *member < draft);
        let full = before.checked_sub(1).map(|last| full[last].0);
        full.max(bare.last().map(|(member, _)| *member))
    }
}

/// Mentions in order of span, and the entities they belong to in order of first mention.
pub(super) fn resolve(
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    names: &[Name],
    knowledge: &Knowledge,
) -> (Vec<Mention>, Vec<Entity>) {
    let drafts: Vec<Draft<'_>> = names
        .iter()
        .map(|name| {
            let words = article.words(stretch(tokens, name.name.start, name.name.end - 1));
            Draft { name, words, item: article.blocks[sentences[name.sentence].block].item }
        })
        .collect();
    let mut groups = Vec::new();
    people(&drafts, &mut groups, knowledge);
    others(&drafts, &mut groups, knowledge);
    for group in &mut groups {
        group.members.sort_unstable_by_key(|(draft, _)| *draft);
        if let Some(first) = group.members.first_mut() {
            first.1 = JoinReason::First;
        }
    }
    groups.sort_by_key(|group| group.members.first().map(|(draft, _)| *draft));

    let mut owners = vec![EntityId(0); drafts.len()];
    for (index, group) in groups.iter().enumerate() {
        for &(draft, _) in &group.members {
            owners[draft] = EntityId(index as u32);
        }
    }
    let mentions = drafts.iter().zip(&owners).map(|(draft, owner)| mention(tokens, sentences, draft, *owner)).collect();
    let entities = groups.into_iter().map(|group| entity(article, tokens, &drafts, group)).collect();
    (mentions, entities)
}

fn mention(tokens: &[Token], sentences: &[Sentence], draft: &Draft<'_>, entity: EntityId) -> Mention {
    let name = draft.name;
    Mention {
        span: stretch(tokens, name.start(), name.name.end - 1),
        name: Some(stretch(tokens, name.name.start, name.name.end - 1)),
        kind: name.kind,
        form: Form::Name,
        nested: name.nested,
        metonym: name.metonym,
        entity,
        sentence: name.sentence,
        block: sentences[name.sentence].block,
        item: draft.item,
        honorific: name.honorific.map(|at| tokens[at].span),
        attributive: name.attributive,
        speaks: name.speaks,
        quoted: false,
    }
}

fn entity(article: &Article, tokens: &[Token], drafts: &[Draft<'_>], group: Group) -> Entity {
    let mut aliases: Vec<String> = Vec::new();
    let mut titles = Vec::new();
    for &(draft, _) in &group.members {
        let draft = &drafts[draft];
        if draft.words != group.name && !aliases.contains(&draft.words) {
            aliases.push(draft.words.clone());
        }
        if let Some(title) = &draft.name.title {
            titles.push(stated(article, tokens, draft.name, title));
        }
    }
    let joins = group.members.iter().map(|&(draft, reason)| Join { mention: MentionId(draft as u32), reason }).collect();
    Entity { kind: group.kind, name: group.name, aliases, titles, joins, entry: group.entry, family_name: group.family }
}

fn stated(article: &Article, tokens: &[Token], name: &Name, title: &StatedTitle) -> Title {
    let span = stretch(tokens, title.words.start, title.words.end - 1);
    let whole = stretch(tokens, name.start(), name.name.end - 1);
    Title {
        text: article.words(span),
        span,
        modifier: title.modifier.map(|at| article.words(tokens[at].span).to_lowercase()),
        statement: span.join(whole),
    }
}

/// Lower-case words of a person's name that distinguish: no initials, no `Jr.`
fn parts(words: &str) -> Vec<String> {
    let suffix = |word: &str| matches!(word, "jr" | "sr" | "ii" | "iii" | "iv");
    // A nickname between marks is no part by which the person is told from others.
    let plain = words.split_whitespace().filter(|word| !word.starts_with(['"', '`', '“', '‘', '\'']));
    let words = plain.map(|word| word.trim_end_matches('.').to_lowercase());
    words.filter(|word| !suffix(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains('.')).collect()
}

/// People by the words under which a mention may find them, in lower case. Every answer is checked against the group itself.
#[derive(Default)]
struct Register {
    families: FxHashMap<String, Vec<usize>>,
    given: FxHashMap<String, Vec<usize>>,
}

impl Register {
    fn enter(&mut self, group: &Group, index: usize) {
        if let Some(family) = &group.family {
            let entered = self.families.entry(family.to_lowercase()).or_default();
            if entered.last() != Some(&index) {
                entered.push(index);
            }
        }
        if let [given, _, ..] = &group.parts[..] {
            let entered = self.given.entry(given.clone()).or_default();
            if entered.last() != Some(&index) {
                entered.push(index);
            }
        }
    }

    fn of_family(&self, family: &str) -> &[usize] {
        self.families.get(family).map_or(&[], Vec::as_slice)
    }

    fn of_given(&self, given: &str) -> &[usize] {
        self.given.get(given).map_or(&[], Vec::as_slice)
    }
}

fn people(drafts: &[Draft<'_>], groups: &mut Vec<Group>, knowledge: &Knowledge) {
    let mut register = Register::default();
    let people: Vec<usize> = (0..drafts.len()).filter(|&draft| drafts[draft].name.kind == Kind::Person).collect();
    let (full, bare): (Vec<usize>, Vec<usize>) = people.into_iter().partition(|&draft| drafts[draft].words.contains([' ', '.']));
    let bare_words: Vec<String> = bare.iter().map(|&draft| drafts[draft].words.to_lowercase()).collect();
    let used_alone: FxHashSet<&str> = bare_words.iter().map(String::as_str).collect();
    for draft in full {
        let words = parts(&drafts[draft].words);
        let family = family_name(&drafts[draft].words, &words, &used_alone, knowledge);
        let alike = register.of_family(&family.to_lowercase());
        let same = alike.iter().copied().find(|&group| is_same_person(&groups[group], &words, &family, knowledge));
        let index = same.unwrap_or(groups.len());
        if same.is_some() {
            let group = &mut groups[index];
            if words.len() > group.parts.len() {
                group.name.clone_from(&drafts[draft].words);
                group.parts = words;
            }
            join(group, drafts, draft, JoinReason::SameName);
        } else {
            groups.push(Group::person(drafts, draft, words, family));
        }
        register.enter(&groups[index], index);
    }
    for group in groups.iter_mut() {
        group.full = group.members.len();
    }
    for (draft, word) in bare.iter().copied().zip(&bare_words) {
        match owner_of_bare(drafts, groups, &register, draft, word) {
            Some((group, reason)) => join(&mut groups[group], drafts, draft, reason),
            None => {
                let index = groups.len();
                groups.push(Group::person(drafts, draft, vec![word.clone()], drafts[draft].words.clone()));
                register.enter(&groups[index], index);
            }
        }
    }
}

fn join(group: &mut Group, drafts: &[Draft<'_>], draft: usize, reason: JoinReason) {
    group.members.push((draft, reason));
    if !group.items.contains(&drafts[draft].item) {
        group.items.push(drafts[draft].item);
    }
}

/// The family name of a full name: the first word where the language puts it first and the article does not say otherwise.
fn family_name(words: &str, parts: &[String], used_alone: &FxHashSet<&str>, knowledge: &Knowledge) -> String {
    let written: Vec<&str> =
        words.split_whitespace().filter(|word| parts.contains(&word.trim_end_matches('.').to_lowercase())).collect();
    let (Some(first), Some(last)) = (written.first(), written.last()) else { return words.to_owned() };
    if written.len() > 1 && knowledge.lexicons.family_name_first(first) {
        let used = |word: &str| used_alone.contains(word.to_lowercase().as_str());
        if used(first) != used(last) {
            return if used(first) { (*first).to_owned() } else { (*last).to_owned() };
        }
        let western = knowledge.names.first_name(first).is_some() && knowledge.names.surname(last).is_some();
        if !western && written[1..].iter().all(|word| is_syllables(word) || word.contains('-')) {
            return (*first).to_owned();
        }
    }
    // `van der Berg`, `al-Roe`: particles belong to the family name.
    let mut start = written.len() - 1;
    while start > 1 && knowledge.lexicons.name_particle(written[start - 1]) {
        start -= 1;
    }
    written[start..].join(" ")
}

/// Equal family names and given names that can be one: the same, or a nickname of each other. Initials decide nothing.
fn is_same_person(group: &Group, parts: &[String], family: &str, knowledge: &Knowledge) -> bool {
    if group.kind != Kind::Person
        || group.parts.len() < 2 && parts.len() > 1 && group.parts.first().map(String::as_str) != parts.last().map(String::as_str)
    {
        return false;
    }
    if group.parts == parts {
        return true;
    }
    let same_family = group.family.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(family));
    let (Some(known), Some(given)) = (group.parts.first(), parts.first()) else { return false };
    // `J. F. Roe` after `John Roe`: nothing but the family name is left of one of them.
    let only_family = group.parts.len() == 1 || parts.len() == 1;
    let nickname = || knowledge.names.nicknames_of(given).any(|name| name.eq_ignore_ascii_case(known));
    same_family && (known == given || only_family || nickname())
}

/// Whose bare name it is: the person of that family name mentioned last before, or else at all.
fn owner_of_bare(
    drafts: &[Draft<'_>],
    groups: &[Group],
    register: &Register,
    draft: usize,
    word: &str,
) -> Option<(usize, JoinReason)> {
    let item = drafts[draft].item;
    let choose = |candidates: &[usize], reason: JoinReason| {
        // Same item before another; the last mention before this one; a later introduction if there is none.
        let rank =
            |index: usize| (groups[index].items.contains(&item), groups[index].last_before(draft), std::cmp::Reverse(index));
        let best = candidates.iter().copied().max_by_key(|&index| rank(index))?;
        Some((best, if groups[best].parts.len() == 1 { JoinReason::SameName } else { reason }))
    };
    let given = || {
        let bare = drafts[draft].name.honorific.is_none();
        let named: Vec<usize> =
            register.of_given(word).iter().copied().filter(|&group| bare && groups[group].parts[0] == word).collect();
        choose(&named, JoinReason::GivenName)
    };
    choose(register.of_family(word), JoinReason::FamilyName).or_else(given)
}

/// Places and bodies: one entry of the gazetteer, or one spelling; abbreviations and shorter forms of one body.
fn others(drafts: &[Draft<'_>], groups: &mut Vec<Group>, knowledge: &Knowledge) {
    let mut by_entry: FxHashMap<(Kind, EntryId), usize> = FxHashMap::default();
    let mut by_name: FxHashMap<(Kind, String), usize> = FxHashMap::default();
    let mut short_forms = ShortForms::default();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.name.kind != Kind::Person) {
        let kind = draft.name.kind;
        let folded = draft.words.to_lowercase();
        let entry = draft.name.entry;
        let known = entry.and_then(|entry| by_entry.get(&(kind, entry)).map(|&group| (group, JoinReason::Gazetteer)));
        let named = by_name.get(&(kind, folded.clone())).map(|&group| (group, JoinReason::SameName));
        let shorter = || (kind == Kind::Organisation && entry.is_none()).then(|| short_forms.find(&draft.words)).flatten();
        let found = named.or(known).or_else(shorter);
        let group = match found {
            Some((group, reason)) => {
                join(&mut groups[group], drafts, index, reason);
                let longer = draft.words.split(' ').count() > groups[group].name.split(' ').count();
                if longer && (groups[group].entry.is_none() || is_abbreviation(&groups[group].name)) {
                    groups[group].name = display_name(&draft.words, entry, knowledge);
                }
                group
            }
            None => {
                groups.push(Group {
                    kind,
                    entry,
                    name: display_name(&draft.words, entry, knowledge),
                    parts: Vec::new(),
                    family: None,
                    members: vec![(index, JoinReason::First)],
                    full: 0,
                    items: vec![draft.item],
                });
                groups.len() - 1
            }
        };
        if let Some(entry) = entry {
            by_entry.entry((kind, entry)).or_insert(group);
        }
        by_name.entry((kind, folded)).or_insert(group);
        if kind == Kind::Organisation {
            short_forms.enter(&draft.words, group);
        }
    }
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
    !name.contains(' ') && !name.chars().any(char::is_lowercase)
}

/// Bodies by what else they may be called: their initials, and the ends of their names.
#[derive(Default)]
struct ShortForms {
    initials: FxHashMap<String, usize>,
    ends: FxHashMap<String, usize>,
}

impl ShortForms {
    fn enter(&mut self, name: &str, group: usize) {
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() < 2 {
            return;
        }
        let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase));
        self.initials.insert(capitals.filter_map(|word| word.chars().next()).collect(), group);
        for start in 1..words.len() - 1 {
            self.ends.insert(words[start..].join(" "), group);
        }
    }

    /// The body of which this is an abbreviation by initials, or the end of the name: `Foreign Ministry` after `Chinese Foreign Ministry`.
    fn find(&self, words: &str) -> Option<(usize, JoinReason)> {
        let letters: String = words.chars().filter(|c| c.is_alphabetic()).collect();
        let abbreviation = letters.chars().count() > 1 && !words.contains(' ') && letters.chars().all(char::is_uppercase);
        let spelt_out = abbreviation.then(|| self.initials.get(&letters)).flatten();
        let spelt_out = spelt_out.map(|&group| (group, JoinReason::Abbreviation));
        spelt_out.or_else(|| self.ends.get(words).map(|&group| (group, JoinReason::ShortForm)))
    }
}
