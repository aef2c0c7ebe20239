//! The first pass: a sentence's capitalised words cut into names, each with its kind.
//!
//! At each word the readings are tried in the order of their certainty, and the longer of two bodies wins: `Hong Kong Governor Chris
//! Patten` is a place, a title and a person; `Bank of Hong Kong` is one body with a place inside.

use std::ops::Range;

use crate::language::Kind;

use super::bodies::{body_at, body_in_text, nested, take_body};
use super::known::{Known, almost_known, containing, dateline_like, known_at, placed, title_at};
use super::view::{Setting, View};
use super::{Name, people};

/// Reads one sentence.
pub(super) fn read(view: &View<'_>, sentence: usize, names: &mut Vec<Name>) {
    let tokens = view.sentences[sentence].tokens.clone();
    let mut at = tokens.start;
    while at < tokens.end {
        at = step(view, sentence, at, names).max(at + 1);
    }
}

/// Reads what begins at `at` and says where to go on.
fn step(view: &View<'_>, sentence: usize, at: usize, names: &mut Vec<Name>) -> usize {
    if !view.capital(at) {
        return at + 1;
    }
    let known = known_at(view, sentence, at);
    if let Some(next) = honorific(view, sentence, at, names) {
        return next;
    }
    let body = body_at(view, sentence, at);
    let body_end = body.unwrap_or(at);
    // A body or place of several words that the gazetteer knows is never cut by a title inside it: General Motors, Speaker's Corner.
    if let Some(known) = known.as_ref().filter(|known| known.end > at + 1 && known.end >= body_end && known.kind != Kind::Person)
    {
        return take_known(view, sentence, at, known, names);
    }
    if let Some((end, kind)) = almost_known(view, sentence, at) {
        names.push(Name { certain: true, ..Name::new(at..end, kind, sentence) });
        return end;
    }
    if let Some(title_end) = title_at(view, sentence, at).filter(|&end| end > body_end || view.capital(end) && body.is_none()) {
        if title_end < view.sentences[sentence].tokens.end
            && view.tokens[title_end].spaced
            && let Some(name) = titled_person(view, sentence, title_end)
        {
            let end = name.end;
            names.push(Name::new(name, Kind::Person, sentence));
            return end;
        }
        return title_end;
    }
    if let Some(name) = people::full(view, sentence, at).filter(|name| name.end >= body_end || body.is_none()) {
        let single_place =
            known.as_ref().is_some_and(|known| known.kind == Kind::Place && !known.ambiguous && !view.surname(name.end - 1));
        if !single_place && view.setting(sentence) != Setting::Capitals {
            return take_person(view, sentence, name, names);
        }
    }
    if let Some(name) = person_of_place_name(view, sentence, at, known.as_ref()) {
        return take_person(view, sentence, name, names);
    }
    if let Some(end) = body {
        return take_body(view, sentence, at..end, names);
    }
    if let Some(known) = known {
        return take_known(view, sentence, at, &known, names);
    }
    if let Some(end) = place_by_head(view, sentence, at) {
        names.push(Name::new(at..end, Kind::Place, sentence));
        return end;
    }
    unknown(view, sentence, at, names)
}

/// Takes a person's name; with a company's suffix after it, it is the company's.
fn take_person(view: &View<'_>, sentence: usize, name: Range<usize>, names: &mut Vec<Name>) -> usize {
    if view.knowledge.lexicons.company_suffix(view.within(sentence, name.end)) && view.capital(name.end) {
        return take_body(view, sentence, name.start..name.end + 1, names);
    }
    let end = name.end;
    names.push(Name::new(name, Kind::Person, sentence));
    end
}

/// `Aurora Carlsen`: a town's name that people bear, with a surname after it.
fn person_of_place_name(view: &View<'_>, sentence: usize, at: usize, known: Option<&Known>) -> Option<Range<usize>> {
    let known = known.filter(|known| known.kind == Kind::Place && known.end == at + 1)?;
    let end = view.sentences[sentence].tokens.end;
    let entry = view.knowledge.gazetteer.entry(known.entry);
    let town = entry.subkind() == "city" && entry.capital_of().is_none();
    let bearer = (view.surname(at) || view.first_name(at))
        && at + 1 < end
        && view.surname(at + 1)
        && !view.dictionary(at + 1)
        && !view.glued(at + 1);
    let plain = view.setting(sentence) == Setting::Text && known_at(view, sentence, at + 1).is_none();
    (town && bearer && plain).then(|| at..people::grow(view, at + 1, end, at, false))
}

fn honorific(view: &View<'_>, sentence: usize, at: usize, names: &mut Vec<Name>) -> Option<usize> {
    view.knowledge.lexicons.honorific(view.word(at))?;
    // `Miss World`, `Lady Luck`: a frequent word that nobody bears is no name.
    let frequent = view.knowledge.words.rank(&view.word(at + 1).to_lowercase()).is_some_and(|rank| rank < 3_000);
    if view.glued(at + 1) || frequent && !view.surname(at + 1) && !view.first_name(at + 1) && !view.family_first(at + 1) {
        return None;
    }
    let name = people::named(view, sentence, at + 1)?;
    let end = name.end;
    let mut person = Name::new(name, Kind::Person, sentence);
    person.honorific = Some(at);
    person.certain = true;
    names.push(person);
    Some(end)
}

/// The person whom a title before `at` announces; not a country (`Prime Minister, China`) and not a further title.
fn titled_person(view: &View<'_>, sentence: usize, at: usize) -> Option<Range<usize>> {
    if view.knowledge.lexicons.honorific(view.word(at)).is_some() {
        return None;
    }
    if view.demonym(at)
        || view.common(at) && !view.surname(at)
        || title_at(view, sentence, at).is_some() && !view.surname(at) && !view.first_name(at)
    {
        return None;
    }
    if let Some(known) = known_at(view, sentence, at)
        && known.kind != Kind::Person
        && (!known.ambiguous || known.end > at + 1)
        && !(view.surname(at) || view.first_name(at))
    {
        return None;
    }
    // `General Plan`, `King Nut`: an ordinary word is nobody's name unless people bear it.
    if view.dictionary(at) && !view.surname(at) && !(view.first_name(at) && view.capital(at + 1)) {
        return None;
    }
    people::full(view, sentence, at).or_else(|| people::named(view, sentence, at))
}

/// Takes a name of the gazetteer if what stands around it allows.
fn take_known(view: &View<'_>, sentence: usize, at: usize, known: &Known, names: &mut Vec<Name>) -> usize {
    let gazetteer = &view.knowledge.gazetteer;
    let single = known.end == at + 1;
    if single && view.calendar(at) {
        return known.end;
    }
    // A surname or word that a place shares its name with needs more than a capital; one that only begins a sentence has not even that.
    let strong = !known.ambiguous || placed(view, sentence, at, known.end) || body_in_text(view, sentence, at, known);
    if single && known.ambiguous && view.only_sentence_case(sentence, at) && !strong {
        return known.end;
    }
    if single && known.ambiguous && !strong {
        return unknown(view, sentence, at, names);
    }
    // `Washington Irving`, `Paris Hilton` were tried before; `Georgia Tech` is one longer than the gazetteer knows.
    let decided = view.all_capitals(at) || body_in_text(view, sentence, at, known);
    if single && known.kind == Kind::Organisation && view.only_sentence_case(sentence, at) && !decided {
        return known.end;
    }
    let mut name = Name::new(at..known.end, known.kind, sentence);
    name.entry = Some(known.entry);
    let headed = known.kind == Kind::Place && view.all_capitals(at) && dateline_like(view, sentence, at);
    name.certain = headed || !single && !known.ambiguous && known.kind != Kind::Person;
    if known.kind == Kind::Place {
        name.entry = containing(view, sentence, at, known).or(name.entry);
    }
    if let Some(entry) = name.entry
        && gazetteer.entry(entry).kind() == Kind::Person
    {
        name.entry = None;
    }
    names.push(name);
    if known.kind == Kind::Organisation {
        nested(view, sentence, at..known.end, names);
    }
    known.end
}

/// `Tiananmen Square`, `Lake Geneva`.
fn place_by_head(view: &View<'_>, sentence: usize, at: usize) -> Option<usize> {
    if view.setting(sentence) != Setting::Text || view.only_sentence_case(sentence, at) {
        return None;
    }
    let end = view.sentences[sentence].tokens.end;
    let head = |at: usize| view.knowledge.lexicons.place_head(view.word(at));
    if head(at) && at + 1 < end && view.capital(at + 1) && !view.dictionary(at + 1) && view.tokens[at + 1].spaced {
        return Some(at + 2);
    }
    let mut next = at + 1;
    while next < end && next - at < 4 && view.capital(next) && view.tokens[next].spaced && !view.calendar(next) {
        next += 1;
        if head(next - 1) {
            return (!head(at)).then_some(next);
        }
    }
    None
}

/// A run of capitalised words that nothing knows.
fn unknown(view: &View<'_>, sentence: usize, at: usize, names: &mut Vec<Name>) -> usize {
    let tokens = view.sentences[sentence].tokens.clone();
    let mut end = at + 1;
    // `Justices Sandra …`: the word that begins the sentence is none of the name.
    if view.calendar(at) || view.demonym(at) || view.common(at) || view.only_sentence_case(sentence, at) && !view.surname(at) {
        return end;
    }
    if view.setting(sentence) != Setting::Text {
        return end;
    }
    while end < tokens.end && end - at < 4 && view.tokens[end].spaced && continues_unknown(view, sentence, end) {
        end += 1;
    }
    // `Odile Renault`: a name that people bear makes a person of what alone is a company or a town.
    let bearer = end == at + 1 && (view.surname(at) || view.first_name(at)) && !view.dictionary(at);
    if bearer
        && end < tokens.end
        && view.tokens[end].spaced
        && view.capital(end)
        && !view.all_capitals(end)
        && !view.dictionary(end)
    {
        let alone = known_at(view, sentence, end).filter(|known| known.end == end + 1);
        if alone.is_some_and(|known| matches!(view.knowledge.gazetteer.entry(known.entry).subkind(), "company" | "city")) {
            end += 1;
        }
    }
    if view.knowledge.lexicons.company_suffix(view.within(sentence, end)) && view.capital(end) {
        return take_body(view, sentence, at..end + 1, names);
    }
    let invented = (at..end).any(|word| !view.dictionary(word) && !view.initial(word));
    if !invented || view.initial(at) {
        return end;
    }
    let before = view.before(sentence, at);
    let after = view.within(sentence, end);
    let says = view.knowledge.lexicons.speech_verb(after) && view.tokens[end].spaced;
    let bears_names = (at..end).any(|word| view.surname(word) || view.first_name(word));
    let entered = matches!(before, "in" | "near" | "In" | "Near");
    let kind = match end - at {
        1 if view.all_capitals(at) || view.dictionary(at) => None,
        1 if says && (bears_names || !view.opens_sentence(sentence, at)) && before != "the" && before != "The" => {
            Some(Kind::Person)
        }
        1 if bears_names && before != "the" && !entered => Some(Kind::Person),
        1 if entered => Some(Kind::Place),
        1 => None,
        _ if entered => Some(Kind::Place),
        _ if before == "the" || before == "The" => None,
        _ if bears_names || (at..end).all(|word| !view.dictionary(word)) => Some(Kind::Person),
        _ => None,
    };
    if let Some(kind) = kind {
        let mut name = Name::new(at..end, kind, sentence);
        name.strong = kind == Kind::Person && (says || end - at > 1);
        names.push(name);
    }
    end
}

fn continues_unknown(view: &View<'_>, sentence: usize, at: usize) -> bool {
    view.capital(at)
        && !view.calendar(at)
        && !view.demonym(at)
        && !view.common(at)
        && !view.all_capitals(at)
        && title_at(view, sentence, at).is_none()
        && known_at(view, sentence, at).is_none_or(|known| known.ambiguous)
}
