//! What a name does where it stands: modifies a noun, or acts as a government.

use crate::language::{Kind, TokenKind};

use super::Name;
use super::view::{Setting, View};

/// What governments do and people's villages do not.
const ACTS: &[&str] = &[
    "accepted",
    "accused",
    "adopted",
    "agreed",
    "agrees",
    "aims",
    "announced",
    "appealed",
    "approved",
    "asked",
    "backed",
    "banned",
    "began",
    "believes",
    "blamed",
    "blocked",
    "called",
    "cancelled",
    "charged",
    "claimed",
    "claims",
    "condemned",
    "decided",
    "declared",
    "demanded",
    "denied",
    "expects",
    "expelled",
    "feared",
    "fears",
    "granted",
    "hopes",
    "imposed",
    "insisted",
    "insists",
    "intends",
    "invited",
    "joined",
    "lifted",
    "made",
    "moved",
    "offered",
    "opposed",
    "opposes",
    "plans",
    "pledged",
    "prefers",
    "promised",
    "proposed",
    "protested",
    "put",
    "reacted",
    "refused",
    "refuses",
    "rejected",
    "rejects",
    "released",
    "replied",
    "resists",
    "resumed",
    "retaliated",
    "said",
    "says",
    "seeks",
    "signed",
    "sought",
    "stepped",
    "supported",
    "supports",
    "suspended",
    "threatened",
    "told",
    "took",
    "urged",
    "voted",
    "vowed",
    "vowing",
    "wanted",
    "wants",
    "warned",
    "welcomed",
    "withdrew",
];

/// What a government has and a landscape has not.
const HELD: &[&str] = &[
    "aim",
    "answer",
    "application",
    "authorities",
    "boycott",
    "claim",
    "commitment",
    "concern",
    "concerns",
    "decision",
    "demand",
    "demands",
    "foreign",
    "goal",
    "government",
    "hands",
    "human",
    "influence",
    "intention",
    "leaders",
    "objections",
    "offer",
    "policy",
    "position",
    "promise",
    "proposal",
    "reaction",
    "record",
    "refusal",
    "reply",
    "response",
    "rulers",
    "stance",
    "threat",
    "view",
    "views",
    "vow",
    "willingness",
];

pub(super) fn mark(view: &View<'_>, names: &mut [Name]) {
    for name in names {
        name.attributive = name.kind == Kind::Person && modifies_noun(view, name);
        name.speaks = speaks(view, name);
        name.metonym = name.kind == Kind::Place && acts(view, name);
    }
}

/// `the Clinton administration`, `a Brown visit`, `Roe-Smith talks`.
fn modifies_noun(view: &View<'_>, name: &Name) -> bool {
    let sentence = &view.sentences[name.sentence].tokens;
    let (start, end) = (name.start(), name.name.end);
    if name.name.len() > 1 || name.honorific.is_some() || end >= sentence.end {
        return false;
    }
    let hyphened =
        view.word(end) == "-" && view.glued(end) || start > sentence.start && view.word(start - 1) == "-" && view.glued(start);
    let article = start > sentence.start && matches!(view.word(start - 1), "the" | "The" | "a" | "A" | "this" | "any" | "each");
    let noun = view.tokens[end].kind == TokenKind::Word && view.tokens[end].spaced && !view.capital(end);
    let led = noun && super::second_pass::LED.binary_search(&view.word(end)).is_ok();
    hyphened || article && noun || led
}

/// `Roe told reporters`, or behind a quotation `said Roe`.
fn speaks(view: &View<'_>, name: &Name) -> bool {
    let verb = |at: usize| view.knowledge.lexicons.speech_verb(view.word(at));
    let start = name.start();
    let inverted = start
        .checked_sub(2)
        .is_some_and(|mark| matches!(view.word(mark), "," | "\"" | "”" | "''" | "'" | "’") && verb(start - 1));
    inverted || verb(name.name.end)
}

fn acts(view: &View<'_>, name: &Name) -> bool {
    let sentence = name.sentence;
    let end = name.name.end;
    let government = name
        .entry
        .map(|entry| view.knowledge.gazetteer.entry(entry))
        .is_some_and(|entry| matches!(entry.subkind(), "country" | "territory") || entry.capital_of().is_some());
    if !government || name.nested {
        return false;
    }
    let before = view.before(sentence, name.name.start);
    if super::known::enters_place(before) || before == "of" {
        return false;
    }
    let next = view.within(sentence, end);
    if matches!(next, "'s" | "’s") {
        return HELD.binary_search(&view.within(sentence, end + 1)).is_ok();
    }
    let helper = matches!(
        next,
        "has" | "have" | "had" | "would" | "will" | "may" | "might" | "could" | "also" | "is" | "was" | "again" | "still"
    );
    let verb = if helper { view.within(sentence, end + 1) } else { next };
    let plain = ACTS.binary_search(&verb).is_ok();
    let headline =
        view.setting(sentence) == Setting::TitleCase && matches!(next, "Ready" | "Wants" | "Says" | "Agrees" | "Offers");
    plain || headline || helper && matches!(verb, "to" | "not" | "willing" | "ready" | "seeking" | "trying")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_byte_order() {
        assert!(ACTS.is_sorted() && HELD.is_sorted());
    }
}
