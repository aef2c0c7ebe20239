//! The first pass: a sentence's capitalised words cut into names, each with its kind.
//!
//! At each word the readings are tried in the order of their certainty, and the longer of two bodies wins: `Hong Kong Governor Chris
//! Patten` is a place, a title and a person; `Bank of Hong Kong` is one body with a place inside.

use std::ops::Range;

use crate::knowledge::{EntryId, Step, TitleStep};
use crate::language::Kind;

use super::view::{Setting, View};
use super::{Name, people};

/// Words with which a place is entered.
const INTO_PLACE: &[&str] = &[
    "across",
    "around",
    "at",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "outside",
    "throughout",
    "to",
    "toward",
    "towards",
    "via",
];

/// Words that join the parts of a body's name.
const INSIDE_BODY: &[&str] = &["de", "for", "of", "on"];

/// A name of the gazetteer that stands at some token.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) entry: EntryId,
    /// It can be an ordinary word or a common name of people.
    pub(super) ambiguous: bool,
}

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
        names.push(Name::new(at..end, kind, sentence));
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

/// `Prescott Carlson`: a town's name that people bear, with a surname after it.
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

/// The longest name of the gazetteer that begins at `at`.
pub(super) fn known_at(view: &View<'_>, sentence: usize, at: usize) -> Option<Known> {
    known_before(view, sentence, at, view.sentences[sentence].tokens.end)
}

/// The longest name of the gazetteer that begins at `at` and ends by `end`.
fn known_before(view: &View<'_>, sentence: usize, at: usize, end: usize) -> Option<Known> {
    let any_case = view.setting(sentence) == Setting::Capitals || view.all_capitals(at) && dateline_like(view, sentence, at);
    let gazetteer = &view.knowledge.gazetteer;
    let mut walk = if any_case { gazetteer.walk_any_case() } else { gazetteer.walk() };
    let mut best = None;
    for next in at..end {
        match walk.push(next > at && view.tokens[next].spaced, view.word(next)) {
            Step::Dead => break,
            Step::Alive => {}
            Step::Match(entries) => {
                // `Taiwan Strait` must not end inside a word with a hyphen: `Paris-based` does, and is a place all the same.
                if let Some(entry) = entries.first() {
                    best = Some((next + 1, entry, entries.ambiguous()));
                }
            }
        }
    }
    let (end, entry, ambiguous) = best?;
    let kind = gazetteer.entry(entry).kind();
    // `US` in small letters is a pronoun; in a line of capitals it is undecided.
    if any_case && end == at + 1 && view.word(at).len() <= 2 && view.setting(sentence) == Setting::Capitals {
        return None;
    }
    Some(Known { end, kind, entry, ambiguous })
}

/// The end and kind of a long name that would be known but for a slip in one word: a rule will want to see it.
///
/// Asked only where two words of a known name are followed by a capitalised word that is no word and no name.
fn almost_known(view: &View<'_>, sentence: usize, at: usize) -> Option<(usize, Kind)> {
    let tokens = view.sentences[sentence].tokens.clone();
    let gazetteer = &view.knowledge.gazetteer;
    let mut walk = gazetteer.walk();
    let mut slip = at;
    while slip < tokens.end && !matches!(walk.push(slip > at && view.tokens[slip].spaced, view.word(slip)), Step::Dead) {
        slip += 1;
    }
    let odd = slip >= at + 2
        && view.capital(slip)
        && !view.dictionary(slip)
        && !view.surname(slip)
        && !view.first_name(slip)
        && !view.demonym(slip);
    if !odd || slip >= tokens.end {
        return None;
    }
    let mut end = slip + 1;
    while end < tokens.end && end - at < 12 {
        let linked = matches!(view.word(end), "and" | "of" | "for" | "on" | "in" | "the")
            && (end + 1..tokens.end.min(end + 3)).any(|next| view.capital(next));
        if !view.capital(end) && !linked {
            break;
        }
        end += 1;
    }
    (slip + 1..=end).rev().find_map(|end| {
        let similar = gazetteer.similar(&written(view, at..end));
        let kind = similar.first().and_then(|similar| similar.entries.iter().next()).map(|entry| gazetteer.entry(entry).kind());
        kind.filter(|kind| *kind != Kind::Person).map(|kind| (end, kind))
    })
}

/// Capitals followed by a dash or bracket at the beginning of a sentence: a place at the head of a report.
fn dateline_like(view: &View<'_>, sentence: usize, at: usize) -> bool {
    let tokens = view.sentences[sentence].tokens.clone();
    at < tokens.start + 4
        && (at..tokens.end.min(at + 14)).any(|next| matches!(view.word(next), "-" | "--" | "–" | "—") && view.tokens[next].spaced)
        && !view.word(at).contains('.')
        && view.word(at).len() > 2
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

/// The end of the longest title of office that begins at `at`, its first word capitalised.
pub(super) fn title_at(view: &View<'_>, sentence: usize, at: usize) -> Option<usize> {
    let mut walk = view.knowledge.lexicons.title();
    let mut best = None;
    for next in at..view.sentences[sentence].tokens.end.min(at + 7) {
        // `vice-president` is two words to the tokeniser and one to the list, or the other way round: the list has spaces.
        if view.word(next) == "-" && view.glued(next) {
            continue;
        }
        match walk.push(view.word(next)) {
            TitleStep::Dead => break,
            TitleStep::Alive => {}
            TitleStep::Match => best = Some(next + 1),
        }
    }
    best
}

/// The end of a body's name by its build: words with capitals that end in a head (`National Security Council`), or a head with what
/// it is for or of (`Ministry of Foreign Affairs`, `Chinese House of Democracy`).
fn body_at(view: &View<'_>, sentence: usize, at: usize) -> Option<usize> {
    if view.setting(sentence) != Setting::Text || view.only_sentence_case(sentence, at) && view.common(at) {
        return None;
    }
    let end = view.sentences[sentence].tokens.end;
    let lexicons = &view.knowledge.lexicons;
    let mut next = at;
    let mut best = None;
    let mut head_seen = false;
    // The word after `of` was reached, so that capitalised words go on with the body.
    let mut linked = false;
    while next < end && next - at < 10 {
        let word = view.word(next);
        let joined = next > at && view.glued(next);
        if view.capital(next) && !view.calendar(next) && (!joined || matches!(view.word(next - 1), "-" | "/")) {
            // A person of that title begins here: `Commerce Secretary Brown`.
            if next > at
                && title_at(view, sentence, next).is_some_and(|title| title > next + 1 || !lexicons.organisation_head(word))
            {
                break;
            }
            if lexicons.organisation_head(word) || lexicons.company_suffix(word) && next > at {
                head_seen = true;
                let alone = next == at || (at..next).all(|before| view.demonym(before) && next - at > 3);
                if !alone {
                    best = Some(next + 1);
                }
            } else if linked {
                best = Some(next + 1);
            }
            next += 1;
            continue;
        }
        let links = (word == "&" || word == "-" && joined || word == "/" && joined)
            && view.capital(next + 1)
            && next + 1 < end
            && next > at;
        let possessive = matches!(word, "'s" | "’s")
            && view.capital(next + 1)
            && head_follows(view, next + 1, end)
            && next == at + 1
            && view.word(at) == "People";
        if links || possessive {
            next += 1;
            continue;
        }
        if head_seen && INSIDE_BODY.contains(&word) && best.is_none_or(|end| end >= next) {
            let article = usize::from(view.word(next + 1) == "the");
            let after = next + 1 + article;
            if after < end && view.capital(after) && !view.calendar(after) && of_belongs(view, at, next) {
                if best.is_none() {
                    best = Some(next);
                }
                next = after;
                linked = true;
                continue;
            }
        }
        break;
    }
    let end = best?;
    // One word is no body, and a head with nothing but a preposition is not finished.
    (end > at + 1 && !INSIDE_BODY.contains(&view.word(end - 1))).then_some(end)
}

/// Whether `of` after a head at `next - 1` names what the body is of: `University of Leeds`, but not `Foreign Ministry of China`'s kind,
/// where a full name stands before.
fn of_belongs(view: &View<'_>, at: usize, next: usize) -> bool {
    let words = next - at;
    let all_demonyms = (at..next - 1).all(|before| view.demonym(before) || !view.dictionary(before));
    words == 1 || words == 2 && all_demonyms || view.dictionary(at) && words <= 3
}

fn head_follows(view: &View<'_>, at: usize, end: usize) -> bool {
    (at..end.min(at + 4))
        .take_while(|&next| view.capital(next))
        .any(|next| view.knowledge.lexicons.organisation_head(view.word(next)))
}

fn take_body(view: &View<'_>, sentence: usize, range: Range<usize>, names: &mut Vec<Name>) -> usize {
    let end = range.end;
    let start = range.start;
    let mut body = Name::new(range, Kind::Organisation, sentence);
    body.entry = view
        .knowledge
        .gazetteer
        .lookup(&written(view, start..end))
        .iter()
        .find(|&entry| view.knowledge.gazetteer.entry(entry).kind() == Kind::Organisation);
    names.push(body);
    nested(view, sentence, start..end, names);
    end
}

/// Places inside a longer name.
fn nested(view: &View<'_>, sentence: usize, range: Range<usize>, names: &mut Vec<Name>) {
    let mut at = range.start;
    while at < range.end {
        let known = if view.capital(at) { known_at(view, sentence, at) } else { None };
        match known {
            Some(known)
                if known.kind == Kind::Place && !known.ambiguous && known.end <= range.end && known.end - at < range.len() =>
            {
                let mut place = Name::new(at..known.end, Kind::Place, sentence);
                place.entry = Some(known.entry);
                place.nested = true;
                names.push(place);
                at = known.end;
            }
            _ => at += 1,
        }
    }
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

/// Whether a word leads into a place.
pub(super) fn enters_place(word: &str) -> bool {
    INTO_PLACE.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Whether a preposition, a dateline or a place after the comma says that a place is meant.
fn placed(view: &View<'_>, sentence: usize, at: usize, end: usize) -> bool {
    let before = view.before(sentence, at);
    let entered = enters_place(before);
    let container = view.within(sentence, end) == "," && known_at_next_place(view, sentence, end + 1);
    entered || container || dateline_like(view, sentence, at) && view.all_capitals(at)
}

/// A body whose name is a word like others: `Congress` and `Treasury` are bodies wherever a capital is no accident.
fn body_in_text(view: &View<'_>, sentence: usize, at: usize, known: &Known) -> bool {
    let government = || view.knowledge.gazetteer.entry(known.entry).subkind().starts_with("government");
    let borne = view.surname(at) || view.first_name(at);
    known.kind == Kind::Organisation
        && view.setting(sentence) == Setting::Text
        && !borne
        && (!view.opens_sentence(sentence, at) || government())
}

fn known_at_next_place(view: &View<'_>, sentence: usize, at: usize) -> bool {
    view.capital(at)
        && view.sentences[sentence].tokens.contains(&at)
        && known_at(view, sentence, at).is_some_and(|known| known.kind == Kind::Place && !known.ambiguous)
}

/// Of several places of one name, the one in the country or state that follows the comma: `Paris, Texas`.
fn containing(view: &View<'_>, sentence: usize, at: usize, known: &Known) -> Option<EntryId> {
    if view.within(sentence, known.end) != "," || !view.capital(known.end + 1) {
        return None;
    }
    let container = known_at(view, sentence, known.end + 1)?;
    let gazetteer = &view.knowledge.gazetteer;
    let container = gazetteer.entry(container.entry).name();
    gazetteer.lookup(&written(view, at..known.end)).iter().find(|&entry| {
        let entry = gazetteer.entry(entry);
        entry.country() == Some(container) || entry.division() == Some(container)
    })
}

/// Words of a token range with single spaces, as the gazetteer has them.
pub(super) fn written(view: &View<'_>, range: Range<usize>) -> String {
    let mut written = String::new();
    for at in range.clone() {
        if at > range.start && view.tokens[at].spaced {
            written.push(' ');
        }
        written.push_str(view.word(at));
    }
    written
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
    // `Philippe Renault`: a name that people bear makes a person of what alone is a company or a town.
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
