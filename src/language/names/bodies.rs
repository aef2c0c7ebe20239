//! Names of bodies by their build, and the places inside them.

use std::ops::Range;

use crate::language::Kind;

use super::Name;
use super::known::{Known, known_before, title_at, written};
use super::view::{Setting, View};

/// Words that join the parts of a body's name.
const INSIDE_BODY: &[&str] = &["de", "for", "of", "on"];

/// The end of a body's name by its build: words with capitals that end in a head (`National Security Council`), or a head with what
/// it is for or of (`Ministry of Foreign Affairs`, `Chinese House of Democracy`).
pub(super) fn body_at(view: &View<'_>, sentence: usize, at: usize) -> Option<usize> {
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
        let possessive = next > at && owns_a_body(view, at, next) && head_follows(view, next + 1, end);
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

/// A possessive inside a body's name: `People's`, `Women's` at its beginning, `Cotton Growers'` anywhere. The head of what follows decides.
pub(super) fn owns_a_body(view: &View<'_>, at: usize, mark: usize) -> bool {
    let owner = view.word(mark - 1);
    let plural = view.glued(mark) && owner.ends_with('s') && view.dictionary(mark - 1) && !view.demonym(mark - 1);
    match view.word(mark) {
        "'s" | "’s" => mark == at + 1 && matches!(owner, "People" | "Women" | "Men" | "Children"),
        "'" | "’" => view.capital(mark - 1) && plural && !view.surname(mark - 1),
        _ => false,
    }
}

/// Whether `of` after a head at `next - 1` names what the body is of: `University of Leeds`, but not `Foreign Ministry of China`'s kind,
/// where a full name stands before.
fn of_belongs(view: &View<'_>, at: usize, next: usize) -> bool {
    let words = next - at;
    let all_demonyms = (at..next - 1).all(|before| view.demonym(before) || !view.dictionary(before));
    words == 1 || words == 2 && all_demonyms || view.dictionary(at) && words <= 3
}

fn head_follows(view: &View<'_>, at: usize, end: usize) -> bool {
    head_behind(view, at, end).is_some()
}

/// Past the last head of a body among the capitalised words from `at` on, four at most.
pub(super) fn head_behind(view: &View<'_>, at: usize, end: usize) -> Option<usize> {
    let capitals = (at..end.min(at + 4)).take_while(|&next| view.capital(next));
    capitals.filter(|&next| view.knowledge.lexicons.organisation_head(view.word(next))).last().map(|head| head + 1)
}

pub(super) fn take_body(view: &View<'_>, sentence: usize, range: Range<usize>, names: &mut Vec<Name>) -> usize {
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
pub(super) fn nested(view: &View<'_>, sentence: usize, range: Range<usize>, names: &mut Vec<Name>) {
    let mut at = range.start;
    while at < range.end {
        // The longer name itself begins at its first word: there one word less is looked for.
        let end = range.end - usize::from(at == range.start);
        let known = if view.capital(at) { known_before(view, sentence, at, end) } else { None };
        match known {
            Some(known) if known.kind == Kind::Place && !known.ambiguous => {
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

/// A body whose name is a word like others: `Congress` and `Treasury` are bodies wherever a capital is no accident.
pub(super) fn body_in_text(view: &View<'_>, sentence: usize, at: usize, known: &Known) -> bool {
    let government = || view.knowledge.gazetteer.entry(known.entry).subkind().starts_with("government");
    let borne = view.surname(at) || view.first_name(at);
    known.kind == Kind::Organisation
        && view.setting(sentence) == Setting::Text
        && !borne
        && (!view.opens_sentence(sentence, at) || government())
}
