//! What the network finds and is no name, what it finds of a name and is not all of it, and what it misses beside a name.

use std::ops::Range;

use crate::language::Kind;

use super::super::Name;
use super::super::bodies::{head_behind, owns_a_body};
use super::super::known::title_at;
use super::super::people::is_hyphen_part;
use super::super::titles::is_title;
use super::super::view::View;
use super::decode::Tagged;

/// Points of the compass before a nationality.
const SIDES: &[&str] = &["Central", "East", "Eastern", "North", "Northern", "South", "Southern", "West", "Western"];

/// Words that go on to the rest of a body's name, and never end it.
const LINKS: &[&str] = &["de", "for", "of", "on"];

/// Words after a link that still belong to the name, at most.
const LINKED: usize = 4;

/// The names in full: `Archdiocese of` with `New York`, `Kim Jong` with `-un`; `Tony Roe Co.` is no person.
pub(super) fn whole(view: &View<'_>, found: Vec<Tagged>) -> Vec<Tagged> {
    let mut names: Vec<Tagged> = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    let mut sentence = 0;
    while let Some(mut name) = found.next() {
        while view.sentences[sentence].tokens.end <= name.tokens.start {
            sentence += 1;
        }
        let end = view.sentences[sentence].tokens.end;
        let next = found.peek().filter(|next| next.tokens.end <= end);
        if is_the(view, &name) {
            // `The` `Portsmouth Society`: one name, or none.
            if let Some(rest) = next.filter(|next| next.tokens.start == name.tokens.end && next.kind == name.kind) {
                name.tokens.end = rest.tokens.end;
            } else {
                continue;
            }
        }
        let rest = |next: &&Tagged| is_second_surname(view, &name, next) || is_rest_of_person(view, &name, next);
        let doubled = next.filter(rest).map(|next| next.tokens.end);
        let next = next.map(|next| next.tokens.clone());
        name.tokens.end = match name.kind {
            Kind::Person => doubled.unwrap_or_else(|| with_hyphens(view, &name.tokens, end)),
            Kind::Place => with_link(view, &name.tokens, next, end),
            Kind::Organisation => {
                let owned = with_owned(view, &name.tokens, end);
                let linked = with_link(view, &(name.tokens.start..owned), next.clone(), end);
                with_second_field(view, name.tokens.start..linked, next.as_ref(), end)
            }
        };
        let suffix = |at: usize| view.capital(at) && view.knowledge.lexicons.company_suffix(view.word(at));
        if name.kind != Kind::Place && name.tokens.end < end && suffix(name.tokens.end) && !suffix(name.tokens.end - 1) {
            name.tokens.end += 1;
        }
        let last = name.tokens.end - 1;
        if name.kind == Kind::Person && name.tokens.len() > 1 && suffix(last) {
            name.kind = Kind::Organisation;
        }
        while found.next_if(|next| next.tokens.start < name.tokens.end).is_some() {}
        names.push(name);
    }
    names
}

/// A name that is nothing but an article.
fn is_the(view: &View<'_>, name: &Tagged) -> bool {
    name.tokens.len() == 1 && matches!(view.word(name.tokens.start), "The" | "the")
}

/// `Lisa Hart-Gundy`: the second surname, glued to a name in full. `Hart-Gundy` alone may be two people who stand together.
fn is_second_surname(view: &View<'_>, name: &Tagged, next: &Tagged) -> bool {
    let hyphen = name.tokens.end;
    let glued = next.tokens.start == hyphen + 1 && view.word(hyphen) == "-" && view.glued(hyphen) && view.glued(hyphen + 1);
    glued && name.kind == Kind::Person && next.kind == Kind::Person && name.tokens.len() > 1 && next.tokens.len() == 1
}

/// `Mitt` `Romney`: two people are not named in one breath.
fn is_rest_of_person(view: &View<'_>, name: &Tagged, next: &Tagged) -> bool {
    let at = next.tokens.start;
    let people = name.kind == Kind::Person && next.kind == Kind::Person;
    let addressed = view.knowledge.lexicons.honorific(view.word(at)).is_some() || is_title(view, at, next.tokens.end);
    people && at == name.tokens.end && view.capital(at) && view.tokens[at].spaced && !addressed
}

/// Where a body's name ends if it is named for two fields: `Department of Physics and Astronomy`, not `Bank of Japan and Sony`.
fn with_second_field(view: &View<'_>, name: Range<usize>, next: Option<&Range<usize>>, end: usize) -> usize {
    let field = |at: usize| view.capital(at) && view.dictionary(at) && !view.all_capitals(at) && view.tokens[at].spaced;
    let joined = |at: usize| at + 1 < end && matches!(view.word(at), "and" | "&") && field(at + 1) && !view.calendar(at + 1);
    let of_fields = name.clone().any(|at| LINKS.binary_search(&view.word(at)).is_ok()) && field(name.end - 1);
    let bare = !view.surname(name.end + 1) && !view.first_name(name.end + 1) && !view.demonym(name.end + 1);
    let free = next.is_none_or(|next| next.start > name.end + 1);
    if of_fields && free && joined(name.end) && bare { name.end + 2 } else { name.end }
}

/// Where a body's name ends if it ends in an owner and what is owned follows: `Cotton Growers` `' Association`.
fn with_owned(view: &View<'_>, name: &Range<usize>, end: usize) -> usize {
    // The mark may have been read as the last word of the name.
    let marks = [name.end, name.end - 1].into_iter();
    let mut owned = marks.filter(|&mark| mark > name.start && mark < end && owns_a_body(view, name.start, mark));
    owned.find_map(|mark| head_behind(view, mark + 1, end)).unwrap_or(name.end)
}

/// Where a person's name ends if syllables of the given name are joined to it.
fn with_hyphens(view: &View<'_>, name: &Range<usize>, end: usize) -> usize {
    let mut at = name.end;
    let syllable = |at: usize| !view.capital(at) && is_hyphen_part(view, at);
    while name.len() > 1 && at + 1 < end && view.word(at) == "-" && view.glued(at) && view.glued(at + 1) && syllable(at + 1) {
        at += 2;
    }
    at
}

/// Where a name ends that the network ends behind a link: with the name or the capitals that follow the link, or before it.
fn with_link(view: &View<'_>, name: &Range<usize>, next: Option<Range<usize>>, end: usize) -> usize {
    let links = |at: usize| LINKS.binary_search(&view.word(at)).is_ok();
    if name.len() < 2 || !links(name.end - 1) {
        return name.end;
    }
    if let Some(next) = next.filter(|next| next.start == name.end) {
        return next.end;
    }
    let goes_on = |at: &usize| view.capital(*at) && !view.calendar(*at) && view.tokens[*at].spaced;
    match (name.end..end.min(name.end + LINKED)).take_while(goes_on).last() {
        Some(last) => last + 1,
        None => name.end - 1,
    }
}

/// Whether a name, known to the gazetteer or not, is none for sure: an office or honorific without anybody's name, or what modifies
/// a noun.
pub(super) fn is_no_name(view: &View<'_>, name: &Name, known: bool) -> bool {
    match name.kind {
        Kind::Person => is_office(view, name),
        Kind::Place => !known && view.demonym(name.name.end - 1),
        Kind::Organisation => is_nationality(view, name, known),
    }
}

/// `Foreign Minister`, `Mr`; but `Bishop` and `Major` are family names as well.
fn is_office(view: &View<'_>, name: &Name) -> bool {
    let (start, end) = (name.name.start, name.name.end);
    let alone = name.name.len() == 1;
    let borne = alone && (view.surname(start) || view.first_name(start));
    let honorific = alone && view.knowledge.lexicons.honorific(view.word(start)).is_some();
    !borne && (honorific || is_title(view, start, end))
}

/// `Iraqi`, `East African`; a known one only with a side: `The Australian` is a newspaper.
fn is_nationality(view: &View<'_>, name: &Name, known: bool) -> bool {
    let side = |at: usize| SIDES.binary_search(&view.word(at)).is_ok();
    let last = name.name.end - 1;
    let first = name.name.start + usize::from(matches!(view.word(name.name.start), "The" | "the"));
    view.demonym(last) && (first..last).all(|at| side(at) || !known && view.demonym(at)) && (first < last || !known)
}

/// `Foreign Ministry spokesman Wen Daoming`: a body that only the rules find speaks through the person that is named behind a title.
pub(super) fn sends(view: &View<'_>, body: &Name, person: &Name) -> bool {
    let same = body.kind == Kind::Organisation && person.kind == Kind::Person && body.sentence == person.sentence;
    same && title_at(view, body.sentence, body.name.end) == Some(person.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_byte_order() {
        assert!(SIDES.is_sorted() && LINKS.is_sorted());
    }
}
