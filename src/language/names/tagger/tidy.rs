//! What the network finds and is no name, and what it misses beside a name that it finds.

use crate::language::Kind;

use super::super::Name;
use super::super::known::title_at;
use super::super::titles::is_title;
use super::super::view::View;

/// Points of the compass before a nationality.
const SIDES: &[&str] = &["Central", "East", "Eastern", "North", "Northern", "South", "Southern", "West", "Western"];

/// Whether a name that the gazetteer does not know is none for sure: an office or honorific without anybody's name, or what
/// modifies a noun.
pub(super) fn is_no_name(view: &View<'_>, name: &Name) -> bool {
    match name.kind {
        Kind::Person => is_office(view, name),
        Kind::Place => view.demonym(name.name.end - 1),
        Kind::Organisation => is_nationality(view, name),
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

/// `East African`.
fn is_nationality(view: &View<'_>, name: &Name) -> bool {
    let last = name.name.end - 1;
    let sides = (name.name.start..last).all(|at| view.demonym(at) || SIDES.binary_search(&view.word(at)).is_ok());
    view.demonym(last) && sides
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
        assert!(SIDES.is_sorted());
    }
}
