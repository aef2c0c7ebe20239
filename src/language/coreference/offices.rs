//! What office a stated title is, and whose: `the US Secretary of State` is `secretary of state` of the United States.

use std::ops::Range;

use crate::knowledge::{Knowledge, TitleStep};
use crate::language::names::StatedTitle;
use crate::language::{Kind, Token};

use super::Draft;

/// An office or role in comparable words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Office {
    /// The words of the list, in lower case.
    pub(super) core: String,
    /// The countries and bodies that it belongs to, as far as they are stated beside it.
    pub(super) owners: Vec<String>,
    /// The bearer holds it: no `former` stands before it.
    pub(super) held: bool,
}

/// Words before an office with which somebody does hold it.
const HOLDING: &[&str] = &["acting", "interim", "new", "newly", "outgoing"];

/// Tokens, and what the names in them are.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) knowledge: &'a Knowledge,
}

/// A title at some token.
pub(super) struct Found {
    pub(super) end: usize,
    pub(super) core: String,
    /// Not a role that many have.
    pub(super) office: bool,
}

impl<'a> Page<'a> {
    /// The token as written; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// The longest title of the list that begins at `at` and ends by `end`.
    pub(super) fn title(&self, at: usize, end: usize) -> Option<Found> {
        let mut walk = self.knowledge.lexicons.title();
        let mut found = None;
        let mut words = String::new();
        for next in at..end.min(at + 8) {
            // `vice-president` is two words in the list.
            if self.word(next) == "-" && self.glued(next) && next > at {
                continue;
            }
            let step = walk.push(self.word(next));
            if step == TitleStep::Dead {
                break;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.extend(self.word(next).chars().flat_map(char::to_lowercase));
            if step == TitleStep::Match {
                found = Some(Found { end: next + 1, core: words.clone(), office: walk.is_office() });
            }
        }
        if let Some(found) = &mut found
            && found.core == "premier"
        {
            "prime minister".clone_into(&mut found.core);
        }
        found
    }

    /// The country or body of a name: a capital stands for its country.
    fn owner(&self, draft: &Draft<'_>) -> String {
        let entry = draft.entry.map(|entry| self.knowledge.gazetteer.entry(entry));
        match entry {
            Some(entry) if draft.kind == Kind::Place => entry.capital_of().unwrap_or(entry.name()).to_owned(),
            Some(entry) => entry.name().to_owned(),
            None => draft.words.to_lowercase(),
        }
    }

    /// Whose something is that begins at `at`: the owner and the token behind it.
    pub(super) fn owner_at(&self, drafts: &[Draft<'_>], at: usize) -> Option<(String, usize)> {
        let country = self.knowledge.lexicons.demonym(self.word(at));
        if let Some(country) = country {
            return Some((country.to_owned(), at + 1));
        }
        let draft = &drafts[body_starting(drafts, at)?];
        Some((self.owner(draft), draft.name.name.end))
    }

    /// Every country and body named in a range.
    fn owners(&self, drafts: &[Draft<'_>], range: Range<usize>, owners: &mut Vec<String>) {
        let mut at = range.start;
        while at < range.end {
            match self.owner_at(drafts, at) {
                Some((owner, next)) => {
                    if !owners.contains(&owner) {
                        owners.push(owner);
                    }
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
    }

    /// The office that is stated beside a person's name.
    pub(super) fn stated(&self, drafts: &[Draft<'_>], person: &Draft<'_>, title: &StatedTitle) -> Option<Office> {
        let mut at = title.words.start;
        let mut core = None;
        let mut of = title.words.end;
        while at < title.words.end {
            if core.is_some() && matches!(self.word(at), "of" | "for" | "at" | "in") {
                of = at;
                break;
            }
            let body = body_starting(drafts, at).map(|body| drafts[body].name.name.end);
            if let Some(end) = body.filter(|end| *end < title.words.end) {
                at = end;
                continue;
            }
            match self.title(at, title.words.end) {
                Some(found) => {
                    at = found.end;
                    core = Some(found.core);
                }
                None => at += 1,
            }
        }
        let mut owners = Vec::new();
        self.owners(drafts, title.words.clone(), &mut owners);
        // `China's foreign minister, …`: whose the office is stands outside the title.
        let possessor = title.words.start.checked_sub(1).filter(|&at| matches!(self.word(at), "'s" | "’s" | "'" | "’"));
        let possessor = possessor.and_then(|at| body_ending(drafts, at));
        owners.extend(possessor.map(|body| self.owner(&drafts[body])));
        // `Foreign Minister Jane Marlowe of Canada`
        let behind = person.name.name.end;
        if of == title.words.end && matches!(self.word(behind), "of" | "from") {
            let article = usize::from(self.word(behind + 1) == "the");
            owners.extend(self.owner_at(drafts, behind + 1 + article).map(|(owner, _)| owner));
        }
        let held = title.modifier.is_none_or(|at| HOLDING.contains(&self.word(at).to_lowercase().as_str()));
        core.map(|core| Office { core, owners, held })
    }
}

/// The outermost name of a place or body that begins at a token. Drafts are in order of their first token.
pub(super) fn body_starting(drafts: &[Draft<'_>], at: usize) -> Option<usize> {
    let first = drafts.partition_point(|draft| draft.name.start() < at);
    let draft = drafts.get(first)?;
    (draft.name.start() == at && draft.kind != Kind::Person && !draft.name.nested).then_some(first)
}

/// The name of a place or body that ends before a token.
pub(super) fn body_ending(drafts: &[Draft<'_>], at: usize) -> Option<usize> {
    name_ending(drafts, at).filter(|&index| drafts[index].kind != Kind::Person)
}

/// The outermost name that ends before a token.
pub(super) fn name_ending(drafts: &[Draft<'_>], at: usize) -> Option<usize> {
    /// More names than lie in one.
    const NESTED: usize = 6;
    let end = drafts.partition_point(|draft| draft.name.start() < at);
    let first = end.saturating_sub(NESTED);
    (first..end).rev().find(|&index| drafts[index].name.name.end == at && !drafts[index].name.nested)
}
