//! What the gazetteer and the list of titles know at a token, and whether the words around it allow that reading.

use std::ops::Range;

use crate::knowledge::{EntryId, TitleStep};
use crate::language::Kind;

use super::view::{Setting, View};

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

/// A name of the gazetteer that stands at some token.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) entry: EntryId,
    /// It can be an ordinary word or a common name of people.
    pub(super) ambiguous: bool,
}

/// The longest name of the gazetteer that begins at `at`.
pub(super) fn known_at(view: &View<'_>, sentence: usize, at: usize) -> Option<Known> {
    known_before(view, sentence, at, view.sentences[sentence].tokens.end)
}

/// The longest name of the gazetteer that begins at `at` and ends by `end`.
pub(super) fn known_before(view: &View<'_>, sentence: usize, at: usize, end: usize) -> Option<Known> {
    let any_case = view.setting(sentence) == Setting::Capitals || view.all_capitals(at) && dateline_like(view, sentence, at);
    let known = if any_case { view.longest_any_case(at..end) } else { view.longest(at, end) }?;
    // `US` in small letters is a pronoun; in a line of capitals it is undecided.
    if any_case && known.end() == at + 1 && view.word(at).len() <= 2 && view.setting(sentence) == Setting::Capitals {
        return None;
    }
    let kind = view.knowledge.gazetteer.entry(known.entry).kind();
    Some(Known { end: known.end(), kind, entry: known.entry, ambiguous: known.ambiguous })
}

/// The end and kind of a long name that would be known but for a slip in one word: a rule will want to see it.
///
/// Asked only where two words of a known name are followed by a capitalised word that is no word and no name.
pub(super) fn almost_known(view: &View<'_>, sentence: usize, at: usize) -> Option<(usize, Kind)> {
    let tokens = view.sentences[sentence].tokens.clone();
    let gazetteer = &view.knowledge.gazetteer;
    let slip = view.reach(at).until();
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
pub(super) fn dateline_like(view: &View<'_>, sentence: usize, at: usize) -> bool {
    let tokens = view.sentences[sentence].tokens.clone();
    at < tokens.start + 4
        && (at..tokens.end.min(at + 14)).any(|next| matches!(view.word(next), "-" | "--" | "–" | "—") && view.tokens[next].spaced)
        && !view.word(at).contains('.')
        && view.word(at).len() > 2
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

/// Whether a word leads into a place.
pub(super) fn enters_place(word: &str) -> bool {
    INTO_PLACE.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Whether a preposition, a dateline or a place after the comma says that a place is meant.
pub(super) fn placed(view: &View<'_>, sentence: usize, at: usize, end: usize) -> bool {
    let before = view.before(sentence, at);
    let entered = enters_place(before);
    let container = view.within(sentence, end) == "," && known_at_next_place(view, sentence, end + 1);
    entered || container || dateline_like(view, sentence, at) && view.all_capitals(at)
}

fn known_at_next_place(view: &View<'_>, sentence: usize, at: usize) -> bool {
    view.capital(at)
        && view.sentences[sentence].tokens.contains(&at)
        && known_at(view, sentence, at).is_some_and(|known| known.kind == Kind::Place && !known.ambiguous)
}

/// Of several places of one name, the one in the country or state that follows the comma: `Paris, Texas`.
pub(super) fn containing(view: &View<'_>, sentence: usize, at: usize, known: &Known) -> Option<EntryId> {
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
