//! Offices and roles stated beside a person's name: before it, or after a comma.

use std::ops::Range;

use crate::knowledge::TitleStep;
use crate::language::{Kind, TokenKind};

use super::Name;
use super::known::{enters_place, title_at};
use super::view::View;

/// Words that say when or how an office is held.
const MODIFIERS: &[&str] =
    &["acting", "designate", "elect", "ex", "former", "incoming", "interim", "late", "new", "newly", "outgoing", "then"];

/// A title in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::language) struct StatedTitle {
    /// With the country or body it belongs to, without modifier and article.
    pub(in crate::language) words: Range<usize>,
    pub(in crate::language) modifier: Option<usize>,
    /// It stands before the name.
    pub(in crate::language) before: bool,
}

/// The names of an article by the tokens where they begin and end.
struct Edges<'n> {
    names: &'n [Name],
    /// By token: one more than the index of the outermost name of a place or body that ends there; 0 for none.
    owner_ends: Vec<u32>,
    /// The same for those that begin there.
    owner_starts: Vec<u32>,
    /// By token: a person's name begins there.
    person_starts: Vec<bool>,
}

impl<'n> Edges<'n> {
    fn new(names: &'n [Name], tokens: usize) -> Self {
        let mut edges = Self {
            names,
            owner_ends: vec![0; tokens + 1],
            owner_starts: vec![0; tokens + 1],
            person_starts: vec![false; tokens + 1],
        };
        for (index, name) in names.iter().enumerate() {
            if name.kind == Kind::Person {
                edges.person_starts[name.start()] = true;
            } else if !name.nested {
                edges.owner_ends[name.name.end] = index as u32 + 1;
                edges.owner_starts[name.name.start] = index as u32 + 1;
            }
        }
        edges
    }

    fn at(&self, edges: &[u32], token: usize) -> Option<&'n Name> {
        let index = edges.get(token)?.checked_sub(1)?;
        self.names.get(index as usize)
    }

    /// The place or body whose name ends before a token.
    fn owner_ending(&self, token: usize) -> Option<&'n Name> {
        self.at(&self.owner_ends, token)
    }

    /// The place or body whose name begins at a token.
    fn owner_starting(&self, token: usize) -> Option<&'n Name> {
        self.at(&self.owner_starts, token)
    }

    fn person_starting(&self, token: usize) -> bool {
        self.person_starts.get(token).is_some_and(|starts| *starts)
    }
}

/// Gives each person the title that stands beside the name.
pub(super) fn attach(view: &View<'_>, names: &mut [Name]) {
    let edges = Edges::new(names, view.tokens.len());
    let persons = names.iter().enumerate().filter(|(_, name)| name.kind == Kind::Person && !name.nested);
    let titles: Vec<(usize, StatedTitle)> = persons
        .filter_map(|(index, name)| Some((index, before(view, &edges, name).or_else(|| after(view, &edges, name))?)))
        .collect();
    for (index, title) in titles {
        names[index].title = Some(title);
    }
}

/// Gives names that were found elsewhere their titles.
#[cfg(test)]
pub(in crate::language) fn state_titles(
    text: &str,
    tokens: &[crate::language::Token],
    sentences: &[crate::language::Sentence],
    knowledge: &crate::knowledge::Knowledge,
    names: &mut [Name],
) {
    let words = crate::language::words::Words::new(text, tokens);
    attach(&View::new(text, tokens, sentences, &words, knowledge), names);
}

fn before(view: &View<'_>, edges: &Edges<'_>, name: &Name) -> Option<StatedTitle> {
    let first = view.sentences[name.sentence].tokens.start;
    let mut end = name.start();
    let comma = end > first && view.word(end - 1) == ",";
    if comma {
        end -= 1;
    }
    // `the foreign minister of Norway, Jo Marsh`; before `Mr Marsh` somebody else may be meant.
    let of = (comma && name.start() == name.name.start).then(|| of_owner(view, edges, end)).flatten();
    let title_end = of.unwrap_or(end);
    let reach = first.max(title_end.saturating_sub(7))..title_end;
    let start = reach.clone().find(|&start| is_title(view, start, title_end));
    let start = start.or_else(|| reach.clone().find(|&start| !comma && is_title_with_field(view, start, end)));
    let enclosed = comma && is_full_and_enclosed(view, name);
    let start = start.or_else(|| enclosed.then(|| title_of_more(view, first, end)).flatten())?;
    let mut words = start..end;
    words.start = owner_before(view, edges, words.start, first, comma);
    let modifier = words.start.checked_sub(1).filter(|&at| at >= first && is_modifier(view, at));
    // `then-President`: the hyphen stands between.
    let hyphened = words.start.checked_sub(2).filter(|&at| at >= first && view.word(at + 1) == "-" && is_modifier(view, at));
    if comma {
        // Before a comma only a phrase with its article names somebody: `the foreign minister, …`, not `spoke to the president, Mr Roe`.
        let lead = modifier.or(hyphened).unwrap_or(words.start);
        let described = |at: &usize| enclosed && *at > first && view.tokens[*at].kind == TokenKind::Word && !view.capital(*at);
        let article = |lead: usize| lead.checked_sub(1).filter(|&at| at >= first);
        // `the regional transport minister, Jo Marsh,`
        let beside = article(lead).filter(described).filter(|&at| opens_title(view.word(at - 1)));
        let article = article(beside.unwrap_or(lead)).map(|at| view.word(at));
        if !article.is_some_and(opens_title) {
            return None;
        }
        words.start = beside.unwrap_or(words.start);
    }
    Some(StatedTitle { words, modifier: modifier.or(hyphened), before: true })
}

/// Articles and possessives, before a title that stands for somebody.
fn opens_title(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "an" | "A" | "its" | "his" | "her" | "their" | "'s" | "’s")
}

/// `…, Jo Marsh, …`: nothing but an apposition stands between two commas.
fn is_full_and_enclosed(view: &View<'_>, name: &Name) -> bool {
    name.start() == name.name.start && name.name.len() > 1 && matches!(view.word(name.name.end), "," | "." | ";")
}

/// Where the title of `the finance minister of the island republic of San Telmo`, `the Danish ambassador to Paraguay` begins, which ends
/// before a token: what it is of has several words.
fn title_of_more(view: &View<'_>, first: usize, end: usize) -> Option<usize> {
    /// Words that say what it is of.
    const FIELD: usize = 8;
    let words = (first..end).rev().take(FIELD).take_while(|&at| view.tokens[at].kind != TokenKind::Mark);
    let prepositions = words.filter(|&at| matches!(view.word(at), "at" | "for" | "in" | "of" | "to"));
    prepositions.last().and_then(|at| (first.max(at.saturating_sub(7))..at).find(|&start| is_title(view, start, at)))
}

/// Where `of Norway`, `of the Weavers' Guild` begins, if it ends before a token.
fn of_owner(view: &View<'_>, edges: &Edges<'_>, end: usize) -> Option<usize> {
    let owner = edges.owner_ending(end)?.name.start;
    let at = owner.checked_sub(1 + usize::from(owner > 0 && view.word(owner - 1) == "the"))?;
    (view.word(at) == "of").then_some(at)
}

/// Whether the tokens from `start` to `end` are a title in full.
pub(super) fn is_title(view: &View<'_>, start: usize, end: usize) -> bool {
    let mut walk = view.knowledge.lexicons.title();
    let mut step = TitleStep::Dead;
    for at in start..end {
        if view.word(at) == "-" && view.glued(at) {
            continue;
        }
        step = walk.push(view.word(at));
        if step == TitleStep::Dead {
            return false;
        }
    }
    step == TitleStep::Match
}

/// `Undersecretary for Education`: a title and, in capitals, what it is for.
fn is_title_with_field(view: &View<'_>, start: usize, end: usize) -> bool {
    let of = |&at: &usize| matches!(view.word(at), "for" | "of");
    let fits = |at: usize| at + 1 < end && view.capital(start) && is_title(view, start, at);
    let in_capitals = |at: usize| {
        view.capital(end - 1) && (at + 1..end).all(|field| view.capital(field) || matches!(view.word(field), "and" | "&"))
    };
    (start + 1..end).rev().find(of).is_some_and(|at| fits(at) && in_capitals(at))
}

/// Takes in the nationality, place or body directly before a title: `Chinese`, `US`, `Human Rights Watch`.
fn owner_before(view: &View<'_>, edges: &Edges<'_>, start: usize, first: usize, comma: bool) -> usize {
    let mut start = start;
    loop {
        if start > first && view.demonym(start - 1) {
            start -= 1;
            continue;
        }
        match edges.owner_ending(start) {
            // `in Washington President Roe said` names no president of Washington.
            Some(owner) if owner.kind == Kind::Place && enters_place(view.before(owner.sentence, owner.name.start)) => break,
            Some(owner) if owner.name.start >= first && view.tokens[start].spaced => start = owner.name.start,
            // `the group's spokeswoman`: whose she is stays outside.
            _ => break,
        }
        if comma {
            break;
        }
    }
    start
}

fn is_modifier(view: &View<'_>, at: usize) -> bool {
    MODIFIERS.binary_search(&view.word(at).to_lowercase().as_str()).is_ok()
}

/// `Chris Patten, the Hong Kong Governor,`; `Ann Roe, a spokeswoman for the group`.
fn after(view: &View<'_>, edges: &Edges<'_>, name: &Name) -> Option<StatedTitle> {
    let end = view.sentences[name.sentence].tokens.end;
    let mut at = name.name.end;
    if at >= end || view.word(at) != "," {
        return None;
    }
    at += 1;
    if matches!(view.word(at), "the" | "The" | "a" | "an" | "his" | "her" | "its" | "their") {
        at += 1;
    }
    let modifier = (at < end && is_modifier(view, at)).then_some(at);
    if modifier.is_some() {
        at += 1;
    }
    let start = at;
    // What the office belongs to and a few words that describe it may stand before the title: `the council's chief Asia expert`.
    let mut described = 0;
    let title_end = loop {
        if at >= end {
            return None;
        }
        let title = title_at(view, name.sentence, at).filter(|&title_end| title_end <= end);
        if let Some(title_end) = title.filter(|&title_end| title_end == end || closes_title(view.word(title_end))) {
            break title_end;
        }
        if let Some(owner) = edges.owner_starting(at) {
            at = owner.name.end;
            continue;
        }
        let token = view.tokens[at];
        let describes = token.kind == TokenKind::Possessive || view.demonym(at) || token.kind == TokenKind::Word && described < 4;
        if !describes || ENDS_DESCRIPTION.binary_search(&view.word(at)).is_ok() || edges.person_starting(at) {
            return None;
        }
        described += usize::from(token.kind == TokenKind::Word);
        at += 1;
    };
    let mut last = title_end;
    // `president of the European Commission`
    if matches!(view.word(last), "of" | "for" | "at" | "in" | "to" | "with") && last < end {
        let article = usize::from(matches!(view.word(last + 1), "the" | "a"));
        let body = last + 1 + article;
        if let Some(owner) = edges.owner_starting(body).filter(|owner| owner.name.end <= end) {
            last = owner.name.end;
            // `of Pendle Logistics`, of which the first word was read as the name.
            while last < end && view.capital(last) && !edges.person_starting(last) {
                last += 1;
            }
        }
    }
    // A person's name straight after: the title is that person's, in a list.
    let closes = last >= end || closes_title(view.word(last));
    (closes && !edges.person_starting(last)).then_some(StatedTitle { words: start..last, modifier, before: false })
}

/// Words after which an apposition describes nobody any more.
const ENDS_DESCRIPTION: &[&str] =
    &["and", "but", "had", "has", "is", "or", "said", "says", "that", "the", "told", "was", "were", "which", "who", "will"];

/// Whether a title may end before this word or mark.
fn closes_title(word: &str) -> bool {
    matches!(
        word,
        "," | "."
            | ";"
            | ")"
            | ":"
            | "-"
            | "--"
            | "–"
            | "—"
            | "'"
            | "\""
            | "”"
            | "’"
            | "and"
            | "at"
            | "for"
            | "in"
            | "of"
            | "to"
            | "who"
            | "with"
    )
}
