//! Double-barrelled family names, which the trained reader cuts at the hyphen: `Hernando Quiroz-Vela`, and `Quiroz-Vela` after it.
//!
//! `Brandt-Roe` may be two people. It is one name behind a given name, and where the article has such a name that begins alike.

use std::collections::BTreeSet;

use super::Name;
use super::view::View;
use crate::language::Kind;

/// Takes in what stands behind a hyphen, and drops what was read there.
pub(super) fn join(view: &View<'_>, names: &mut Vec<Name>) {
    let mut first_parts: BTreeSet<&str> = BTreeSet::new();
    for name in names.iter() {
        if let Some(hyphen) = hyphen_of(view, name).filter(|hyphen| hyphen - name.name.start > 1) {
            first_parts.insert(view.word(hyphen - 1));
        }
        // Those that were read whole.
        let inner = name.name.clone().filter(|&at| name.kind == Kind::Person && at > name.name.start + 1 && view.word(at) == "-");
        first_parts.extend(inner.map(|at| view.word(at - 1)));
    }
    if first_parts.is_empty() {
        return;
    }
    let mut at = 0;
    while at < names.len() {
        let joins = |hyphen: &usize| first_parts.contains(view.word(hyphen - 1));
        if let Some(hyphen) = hyphen_of(view, &names[at]).filter(joins) {
            let end = hyphen + 2;
            names[at].name.end = end;
            let next = names[at + 1..].iter().take_while(|other| other.start() < end).count();
            names.drain(at + 1..=at + next);
        }
        at += 1;
    }
}

/// The hyphen behind or at the end of a person's name, if a capital follows without a space.
fn hyphen_of(view: &View<'_>, name: &Name) -> Option<usize> {
    let last = name.name.end.checked_sub(1).filter(|last| *last > name.name.start && view.word(*last) == "-");
    let hyphen = last.unwrap_or(name.name.end);
    let within = view.sentences.get(name.sentence)?.tokens.contains(&(hyphen + 1));
    let tight = within && view.word(hyphen) == "-" && view.glued(hyphen) && view.glued(hyphen + 1);
    (name.kind == Kind::Person && !name.nested && tight && view.capital(hyphen + 1)).then_some(hyphen)
}
