//! The second pass: who was named in full anywhere in the article is known by one word everywhere in it, and a body whose abbreviation
//! was given in brackets is known by that.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::Kind;

use super::Name;
use super::people;
use super::view::{Setting, View};

/// Adds bare surnames and abbreviations, and gives weak readings the kind that the article as a whole speaks for.
pub(super) fn complete(view: &View<'_>, names: &mut Vec<Name>) {
    governments(view, names);
    let surnames = surnames(view, names);
    drop_places_of_people(view, names, &surnames);
    let abbreviations = abbreviations(view, names);
    let mut taken = vec![false; view.tokens.len()];
    for name in names.iter() {
        taken[name.start()..name.name.end].fill(true);
    }
    for sentence in 0..view.sentences.len() {
        let tokens = view.sentences[sentence].tokens.clone();
        for at in tokens {
            if taken[at] || !view.capital(at) {
                continue;
            }
            let word = surname_form(view, sentence, at);
            let kind = if surnames.contains(&word) && !is_other_word(view, sentence, at) {
                Kind::Person
            } else if abbreviations.contains_key(view.word(at)) {
                Kind::Organisation
            } else {
                continue;
            };
            let mut name = Name::new(at..at + 1, kind, sentence);
            name.strong = false;
            names.push(name);
        }
    }
    for name in names.iter_mut() {
        if name.entry.is_none()
            && let Some(entry) = abbreviations.get(view.word(name.name.start)).filter(|_| name.name.len() == 1)
        {
            name.entry = *entry;
        }
    }
    names.sort_by_key(|name| (name.start(), std::cmp::Reverse(name.name.end)));
}

/// In a line of capitals `CLINTON` is `Clinton`.
fn surname_form(view: &View<'_>, sentence: usize, at: usize) -> String {
    let word = view.word(at);
    if view.setting(sentence) == Setting::Capitals && view.all_capitals(at) {
        let mut letters = word.chars();
        return letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
    }
    word.to_owned()
}

/// The words by which people named in the article may be called alone: the last of a name, and the first where it is a family name.
fn surnames(view: &View<'_>, names: &[Name]) -> FxHashSet<String> {
    let mut surnames = FxHashSet::default();
    for name in names.iter().filter(|name| name.kind == Kind::Person && (name.strong || name.honorific.is_some())) {
        let words: Vec<usize> = name.name.clone().filter(|&at| view.capital(at) && !view.initial(at)).collect();
        if let Some(&last) = words.iter().rev().find(|&&at| !matches!(view.word(at), "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III"))
        {
            surnames.insert(view.word(last).to_owned());
        }
        if let [first, second, ..] = words[..]
            && view.family_first(first)
            && people::is_syllables(view.word(second))
        {
            surnames.insert(view.word(first).to_owned());
        }
    }
    surnames
}

/// At the beginning of a sentence, or in a headline, a surname may be an ordinary word: `Brown paper`, `Price of oil`.
fn is_other_word(view: &View<'_>, sentence: usize, at: usize) -> bool {
    let ordinary = view.dictionary(at) && (view.opens_sentence(sentence, at) || view.setting(sentence) != Setting::Text);
    let next = view.within(sentence, at + 1);
    ordinary
        && !(view.knowledge.lexicons.speech_verb(next)
            || matches!(next, "'s" | "’s" | "," | "and" | "was" | "is" | "has" | "had" | "to" | "-" | "visit" | "also" | "will"))
}

/// What is called after the person who leads it: `the Clinton administration`.
pub(super) const LED: &[&str] =
    &["administration", "cabinet", "camp", "campaign", "doctrine", "era", "government", "presidency", "regime", "team", "years"];

/// A surname before what its bearer leads is a person, also where a village bears the name.
fn governments(view: &View<'_>, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| name.kind == Kind::Place && name.name.len() == 1 && !name.nested) {
        let at = name.name.start;
        let led = LED.binary_search(&view.within(name.sentence, at + 1)).is_ok() && view.tokens[at + 1].spaced;
        let named_after = name.entry.is_none_or(|entry| {
            let entry = view.knowledge.gazetteer.entry(entry);
            entry.subkind() != "country" && entry.capital_of().is_none()
        });
        if led && named_after && view.surname(at) {
            name.kind = Kind::Person;
            name.entry = None;
        }
    }
}

/// `Brown`, `Clinton`, `Lincoln` are places too; where the article names a person so and nothing speaks for the place, it is the person.
fn drop_places_of_people(view: &View<'_>, names: &mut [Name], surnames: &FxHashSet<String>) {
    for name in names.iter_mut().filter(|name| name.kind != Kind::Person && name.name.len() == 1 && !name.nested) {
        let at = name.name.start;
        if !surnames.contains(view.word(at)) {
            continue;
        }
        let before = view.before(name.sentence, at);
        let placed = matches!(before, "in" | "from" | "near" | "In" | "From" | "Near" | "outside");
        let known = name.entry.map(|entry| view.knowledge.gazetteer.entry(entry));
        let land = known
            .is_some_and(|entry| entry.kind() == Kind::Place && matches!(entry.subkind(), "country" | "territory" | "capital"));
        if !placed && !land {
            name.kind = Kind::Person;
            name.entry = None;
            name.strong = false;
        }
    }
}

/// Abbreviations that the article gives in brackets after a body's name, with the body's entry.
fn abbreviations<'a>(view: &View<'a>, names: &[Name]) -> FxHashMap<&'a str, Option<crate::knowledge::EntryId>> {
    let mut abbreviations = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == Kind::Organisation && name.name.len() > 1) {
        let end = name.name.end;
        if view.word(end) == "("
            && view.word(end + 2) == ")"
            && view.all_capitals(end + 1)
            && initials_fit(view, name.name.clone(), view.word(end + 1))
        {
            abbreviations.insert(view.word(end + 1), name.entry);
        }
    }
    abbreviations
}

/// Whether the letters of an abbreviation are initials of the name's words, in order.
pub(super) fn initials_fit(view: &View<'_>, name: Range<usize>, abbreviation: &str) -> bool {
    let mut letters = abbreviation.chars().filter(|c| c.is_alphabetic()).peekable();
    for at in name {
        if letters.peek().is_some_and(|letter| view.word(at).to_uppercase().starts_with(*letter)) {
            letters.next();
        }
    }
    letters.peek().is_none()
}
