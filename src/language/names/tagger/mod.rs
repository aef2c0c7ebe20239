//! The trained reader: which candidates belong to names, and of which kind.
//!
//! Features of a candidate ([`features`]) are summed by a small network ([`network`]), and the best sequence of tags is decoded
//! ([`decode`]). What the rules read is one of the features, so that the network learns when to trust them. The model file is made by
//! `src/language/train`; `docs/model.md` is its card.

pub(crate) mod candidates;
pub(crate) mod classes;
pub(crate) mod decode;
pub(crate) mod features;
mod lexemes;
pub(crate) mod network;
pub(crate) mod table;
mod tidy;

use std::sync::LazyLock;

use super::Name;
use super::bodies::nested;
use super::known::{containing, known_at, title_at, written};
use super::view::View;
use crate::knowledge::EntryId;
use crate::language::Kind;
use crate::language::words::Words;

use decode::Tagged;
use network::Network;

static MODEL: &[u8] = include_bytes!("model.bin");

static NETWORK: LazyLock<Network> =
    LazyLock::new(|| Network::open(MODEL).expect("the built-in model was made by another version of train-reader"));

/// The names that the network finds, in order; `ruled` are those that the rules find.
pub(super) fn read(view: &View<'_>, words: &Words<'_>, ruled: &[Name]) -> Vec<Name> {
    let network = &*NETWORK;
    let candidates = features::candidates(view, words, ruled, &network.classes);
    let found = tidy::whole(view, decode::decode(&candidates, network.scores(&candidates)));
    let mut names: Vec<Name> = Vec::with_capacity(found.len());
    let mut rules = ruled.iter().filter(|name| !name.nested).peekable();
    let mut sentence = 0;
    for tagged in found {
        while view.sentences[sentence].tokens.end <= tagged.tokens.start {
            sentence += 1;
        }
        let name = name(view, sentence, &tagged);
        while let Some(rule) = rules.next_if(|rule| rule.name.end <= name.name.start) {
            names.extend((rule.certain || tidy::sends(view, rule, &name)).then(|| rule.clone()));
        }
        // What the rules are certain of stands, unless it is a part of a longer name.
        let longer = |rule: &Name| rule.name.start >= name.name.start && rule.name.end <= name.name.end && rule.name != name.name;
        let overlapping: Vec<&Name> = std::iter::from_fn(|| rules.next_if(|rule| rule.name.start < name.name.end)).collect();
        if let Some(rule) = overlapping.iter().find(|rule| rule.certain && !longer(rule)) {
            names.extend((!tidy::is_no_name(view, rule, true)).then(|| (*rule).clone()));
            continue;
        }
        let same = overlapping.iter().find(|rule| rule.name == name.name && rule.kind == name.kind);
        let entry = same.map_or_else(|| entry(view, &name), |rule| rule.entry);
        if !tidy::is_no_name(view, &name, entry.is_some()) {
            names.push(Name { entry, ..name });
        }
    }
    names.extend(rules.filter(|rule| rule.certain).cloned());
    with_nested(view, names)
}

/// The same names with the places inside bodies behind each.
fn with_nested(view: &View<'_>, names: Vec<Name>) -> Vec<Name> {
    let mut all = Vec::with_capacity(names.len());
    for name in names {
        let body = (name.kind == Kind::Organisation).then(|| (name.sentence, name.name.clone()));
        all.push(name);
        if let Some((sentence, body)) = body {
            nested(view, sentence, body, &mut all);
        }
    }
    all
}

/// A name with its honorific apart.
fn name(view: &View<'_>, sentence: usize, tagged: &Tagged) -> Name {
    let mut range = tagged.tokens.clone();
    let honorific = |at: usize| view.capital(at) && view.knowledge.lexicons.honorific(view.word(at)).is_some();
    let mut before = None;
    if tagged.kind == Kind::Person {
        // `Foreign Minister Tang Weiming`: the office is none of the name. One word alone (`Bishop`, `Major`) may be.
        if let Some(end) = title_at(view, sentence, range.start).filter(|end| end - range.start > 1 && *end < range.end) {
            range.start = end;
        }
        while range.len() > 1 && honorific(range.start) {
            before = Some(range.start);
            range.start += 1;
        }
        let outside = range.start.checked_sub(1).filter(|&at| at >= view.sentences[sentence].tokens.start);
        before = before.or(outside.filter(|&at| honorific(at)));
    }
    let mut name = Name::new(range, tagged.kind, sentence);
    name.honorific = before;
    name.strong = tagged.confidence > SURE;
    name
}

/// From this probability on other mentions may lean on a name.
const SURE: f32 = 0.7;

/// The gazetteer's entry of a place or body by its name; of several places of one name, the one in the country that follows.
fn entry(view: &View<'_>, name: &Name) -> Option<EntryId> {
    if name.kind == Kind::Person {
        return None;
    }
    let gazetteer = &view.knowledge.gazetteer;
    let known = known_at(view, name.sentence, name.name.start).filter(|known| known.end == name.name.end);
    let within = known.as_ref().and_then(|known| containing(view, name.sentence, name.name.start, known));
    let entries = gazetteer.lookup_any_case(&written(view, name.name.clone()));
    within.or_else(|| entries.iter().find(|entry| gazetteer.entry(*entry).kind() == name.kind))
}
