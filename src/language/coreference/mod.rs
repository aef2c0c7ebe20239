//! Names of one article into entities: who is who, and why.
//!
//! First a name's mentions agree on its kind ([`kinds`]). People come next ([`people`]): full names that can be one person's, then the bare names that belong to them. Places and bodies follow
//! ([`others`]): one entry of the gazetteer, one spelling, or a shorter form of one name. Last come the mentions without a name
//! ([`titles`]). Each join keeps its reason. All of it is linear in the number of mentions.

mod affiliations;
mod gender;
mod kinds;
mod offices;
mod others;
mod people;
mod person;
mod titles;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use crate::article::Article;
use crate::knowledge::{EntryId, Gender, Knowledge};

use super::names::{Name, StatedTitle};
use super::sentences::stretch;
use super::{Affiliation, Entity, EntityId, Form, Join, JoinReason, Kind, Mention, MentionId, Sentence, Title, Token};

use offices::{Office, Page};
use people::People;
use person::PersonName;
use titles::TitleOnly;

/// What stands where a name stands, apart from who it is.
struct Draft<'n> {
    name: &'n Name,
    /// The words as written, white space folded, marks of the format left out.
    words: String,
    /// As the names reader has it, unless the article tells otherwise.
    kind: Kind,
    /// The gazetteer's entry for it as that kind.
    entry: Option<EntryId>,
    item: usize,
    /// What the honorific before it says.
    honorific: Option<Gender>,
    /// What a pronoun after it says.
    pronoun: Option<Gender>,
    /// The honorific is one that stands before given names too: `Sir John`.
    by_given: bool,
    /// The office stated beside it.
    office: Option<Office>,
    /// The body stated beside it, which is another draft.
    body: Option<usize>,
}

/// An entity in the making.
struct Group {
    kind: Kind,
    entry: Option<EntryId>,
    /// Fullest name so far.
    name: String,
    /// For a person: the fullest name, taken apart.
    person: Option<PersonName>,
    /// The family name as written.
    family: Option<String>,
    /// In order, but that bare names follow the full ones.
    members: Vec<(usize, JoinReason)>,
    /// How many of the members, which come first, bear the full name.
    full: usize,
    /// The first member whose bare name was joined by its place in the text.
    first_bare: Option<usize>,
    items: Vec<usize>,
    honorific: Option<Gender>,
    /// Pronouns that say he, and she.
    pronouns: (usize, usize),
    /// Offices stated of it.
    offices: Vec<String>,
}

impl Group {
    /// A group of one.
    fn new(drafts: &[Draft<'_>], draft: usize) -> Self {
        let mut group = Self {
            kind: drafts[draft].kind,
            entry: None,
            name: drafts[draft].words.clone(),
            person: None,
            family: None,
            members: Vec::new(),
            full: 0,
            first_bare: None,
            items: Vec::new(),
            honorific: None,
            pronouns: (0, 0),
            offices: Vec::new(),
        };
        group.join(drafts, draft, JoinReason::First);
        group
    }

    fn join(&mut self, drafts: &[Draft<'_>], draft: usize, reason: JoinReason) {
        self.members.push((draft, reason));
        let joined = &drafts[draft];
        if !self.items.contains(&joined.item) {
            self.items.push(joined.item);
        }
        self.honorific = self.honorific.or(joined.honorific);
        match joined.pronoun {
            Some(Gender::Male) => self.pronouns.0 += 1,
            Some(Gender::Female) => self.pronouns.1 += 1,
            None => {}
        }
        if let Some(office) = joined.office.as_ref().filter(|office| !self.offices.contains(&office.core)) {
            self.offices.push(office.core.clone());
        }
    }

    /// What honorifics say, or else pronouns, if they hardly contradict each other.
    fn gender(&self) -> Option<Gender> {
        let (he, she) = self.pronouns;
        let pronouns = match () {
            () if he > 2 * she => Some(Gender::Male),
            () if she > 2 * he => Some(Gender::Female),
            () => None,
        };
        self.honorific.or(pronouns)
    }

    /// The last member before a draft that comes after all members without a full name.
    fn last_before(&self, draft: usize) -> Option<usize> {
        let (full, bare) = self.members.split_at(self.full);
        let before = full.partition_point(|(member, _)| *member < draft);
        let full = before.checked_sub(1).map(|last| full[last].0);
        full.max(bare.last().map(|(member, _)| *member))
    }
}

/// Honorifics that stand before given names as well.
const BEFORE_GIVEN_NAMES: &[&str] = &["Dame", "Fr", "Lady", "Rev", "Sheik", "Sheikh", "Sir"];

/// Mentions in order of span, and the entities they belong to in order of first mention.
pub(super) fn resolve(
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    names: &[Name],
    knowledge: &Knowledge,
) -> (Vec<Mention>, Vec<Entity>) {
    let page = Page { text: &article.text, tokens, knowledge };
    let mut drafts = drafts(article, &page, sentences, names);
    let mut groups = Vec::new();
    let people = People::read(&drafts, &mut groups, knowledge);
    others::read(&page, &mut drafts, &mut groups, &people);
    for group in &mut groups {
        group.members.sort_unstable_by_key(|(draft, _)| *draft);
        for (index, (_, reason)) in group.members.iter_mut().enumerate() {
            match (index, *reason) {
                (0, _) => *reason = JoinReason::First,
                // The name on which the group was founded, but a shorter one stands before it.
                (_, JoinReason::First) => *reason = JoinReason::LongForm,
                _ => {}
            }
        }
    }
    let items: Vec<usize> = sentences.iter().map(|sentence| article.blocks[sentence.block].item).collect();
    let titles = titles::read(&page, sentences, &drafts, &groups, &items);
    assemble(article, tokens, sentences, &drafts, groups, &titles)
}

fn drafts<'n>(article: &Article, page: &Page<'_>, sentences: &[Sentence], names: &'n [Name]) -> Vec<Draft<'n>> {
    let tokens = page.tokens;
    let drafts = names.iter().map(|name| {
        let honorific = name.honorific.map(|at| page.word(at));
        Draft {
            name,
            words: article.words(stretch(tokens, name.name.start, name.name.end - 1)),
            kind: name.kind,
            entry: name.entry,
            item: article.blocks[sentences[name.sentence].block].item,
            honorific: honorific.and_then(|word| gender::of_honorific(word, page.knowledge)),
            pronoun: None,
            by_given: honorific.is_some_and(|word| BEFORE_GIVEN_NAMES.contains(&word.trim_end_matches('.'))),
            office: None,
            body: None,
        }
    });
    let mut drafts: Vec<Draft<'n>> = drafts.collect();
    kinds::agree(&mut drafts);
    let pronouns = gender::of_pronouns(page.text, tokens, sentences, &drafts);
    for (draft, pronoun) in drafts.iter_mut().zip(pronouns) {
        draft.pronoun = pronoun;
    }
    let stated = |draft: &Draft<'n>| draft.name.title.as_ref().and_then(|title| page.stated(&drafts, draft, title));
    let offices: Vec<Option<Office>> = drafts.iter().map(stated).collect();
    let named = |draft: &Draft<'n>| draft.kind == Kind::Person && !draft.name.nested;
    let body = |draft: &Draft<'n>| if named(draft) { affiliations::of(page, &drafts, draft) } else { None };
    let bodies: Vec<Option<usize>> = drafts.iter().map(body).collect();
    for ((draft, office), body) in drafts.iter_mut().zip(offices).zip(bodies) {
        draft.office = office;
        draft.body = body;
    }
    drafts
}

/// Which mention comes where.
#[derive(Clone, Copy)]
enum Place {
    Name(usize),
    Title(usize),
}

fn assemble(
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    drafts: &[Draft<'_>],
    mut groups: Vec<Group>,
    titles: &[TitleOnly],
) -> (Vec<Mention>, Vec<Entity>) {
    // A group is never empty, and a mention without a name never comes first.
    let order: Vec<usize> = {
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|&group| groups[group].members.first().map(|(draft, _)| *draft));
        order
    };
    let mut ids = vec![EntityId(0); groups.len()];
    for (id, &group) in order.iter().enumerate() {
        ids[group] = EntityId(id as u32);
    }
    let mut owners = vec![EntityId(0); drafts.len()];
    for (group, id) in groups.iter().zip(&ids) {
        for &(draft, _) in &group.members {
            owners[draft] = *id;
        }
    }
    let mut places: Vec<(usize, Reverse<usize>, Place)> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| (draft.name.start(), Reverse(draft.name.name.end), Place::Name(index)))
        .chain(
            titles.iter().enumerate().map(|(index, title)| (title.tokens.start, Reverse(title.tokens.end), Place::Title(index))),
        )
        .collect();
    places.sort_by_key(|(start, end, _)| (*start, *end));
    let mut mentions = Vec::with_capacity(places.len());
    let mut of_draft = vec![MentionId(0); drafts.len()];
    let mut of_group: Vec<Vec<Join>> = groups.iter().map(|_| Vec::new()).collect();
    for (_, _, place) in places {
        let id = MentionId(mentions.len() as u32);
        mentions.push(match place {
            Place::Name(index) => {
                of_draft[index] = id;
                mention(tokens, sentences, &drafts[index], owners[index])
            }
            Place::Title(index) => {
                let title = &titles[index];
                of_group[title.group].push(Join { mention: id, reason: JoinReason::Title });
                title_mention(article, tokens, sentences, title, ids[title.group])
            }
        });
    }
    let mut entities: Vec<Entity> = Vec::with_capacity(groups.len());
    for &index in &order {
        let members = std::mem::take(&mut groups[index].members);
        let mut joins = std::mem::take(&mut of_group[index]);
        joins.extend(members.iter().map(|&(draft, reason)| Join { mention: of_draft[draft], reason }));
        joins.sort_unstable_by_key(|join| join.mention);
        entities.push(entity(article, tokens, drafts, &groups[index], &members, joins));
    }
    (mentions, entities)
}

fn mention(tokens: &[Token], sentences: &[Sentence], draft: &Draft<'_>, entity: EntityId) -> Mention {
    let name = draft.name;
    Mention {
        span: stretch(tokens, name.start(), name.name.end - 1),
        name: Some(stretch(tokens, name.name.start, name.name.end - 1)),
        kind: draft.kind,
        form: Form::Name,
        nested: name.nested,
        metonym: name.metonym && draft.kind == Kind::Place,
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

fn title_mention(article: &Article, tokens: &[Token], sentences: &[Sentence], title: &TitleOnly, entity: EntityId) -> Mention {
    let block = sentences[title.sentence].block;
    Mention {
        span: stretch(tokens, title.tokens.start, title.tokens.end - 1),
        name: None,
        kind: Kind::Person,
        form: Form::Title,
        nested: false,
        metonym: false,
        entity,
        sentence: title.sentence,
        block,
        item: article.blocks[block].item,
        honorific: None,
        attributive: false,
        speaks: title.speaks,
        quoted: false,
    }
}

fn entity(
    article: &Article,
    tokens: &[Token],
    drafts: &[Draft<'_>],
    group: &Group,
    members: &[(usize, JoinReason)],
    joins: Vec<Join>,
) -> Entity {
    let mut aliases: Vec<String> = Vec::new();
    let mut titles = Vec::new();
    let mut affiliations = Vec::new();
    for &(draft, _) in members {
        let draft = &drafts[draft];
        if draft.words != group.name && !aliases.contains(&draft.words) {
            aliases.push(draft.words.clone());
        }
        if let Some(title) = &draft.name.title {
            titles.push(stated(article, tokens, draft.name, title));
        }
        if let Some(body) = draft.body.map(|body| &drafts[body]) {
            let span = stretch(tokens, body.name.name.start, body.name.name.end - 1);
            let person = stretch(tokens, draft.name.start(), draft.name.name.end - 1);
            affiliations.push(Affiliation { text: body.words.clone(), span, statement: span.join(person) });
        }
    }
    Entity {
        kind: group.kind,
        name: group.name.clone(),
        aliases,
        titles,
        affiliations,
        joins,
        entry: group.entry,
        family_name: group.family.clone(),
        gender: group.gender().filter(|_| group.kind == Kind::Person),
    }
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
