//! Verbs as words: which forms an English verb of the news has, and whether a word is one where it stands.
//!
//! Which verb a date goes with decides what is dated, so that a noun must not be taken for a verb: `the talks`, `two visits`, `a planned
//! trip`. A form by itself says what it can be ([`Form`]); the words around it say whether it is (in `clauses.rs`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::verb_lists::{BEING, IRREGULAR, LEADING, NOUNS_TOO, REGULAR};

/// What form of a verb a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `met`, `imposed`; as often a participle.
    Past,
    /// `opens`.
    Present,
    /// `open`, after `will` or a plural.
    Base,
    /// `weighing`.
    Ing,
    /// `is`, `were`: what is dated, if there is no other verb.
    Being,
    /// `will`, `to`: a base form follows.
    Leading,
}

/// A word that can be a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    /// Its base form.
    pub(super) base: &'static str,
    pub(super) form: Form,
    /// The same letters are a noun as often: `visits`, `talks`.
    pub(super) noun: bool,
}

static VERBS: LazyLock<FxHashMap<String, Verb>> = LazyLock::new(|| {
    let mut verbs = FxHashMap::default();
    let mut put = |word: String, base: &'static str, form: Form, noun: bool| {
        verbs.entry(word).or_insert(Verb { base, form, noun });
    };
    for word in BEING {
        put(word.to_owned(), "be", Form::Being, false);
    }
    for word in LEADING {
        put(word.to_owned(), "", Form::Leading, false);
    }
    for (base, past, noun) in IRREGULAR {
        for word in *past {
            put((*word).to_owned(), base, Form::Past, false);
        }
        put(present(base), base, Form::Present, *noun);
        put((*base).to_owned(), base, Form::Base, *noun);
        put(ing(base), base, Form::Ing, false);
    }
    for (list, noun) in [(NOUNS_TOO, true), (REGULAR, false)] {
        for base in list {
            put(past(base), base, Form::Past, false);
            put(present(base), base, Form::Present, noun);
            put((*base).to_owned(), base, Form::Base, noun);
            put(ing(base), base, Form::Ing, false);
        }
    }
    verbs
});

/// Every form.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static Verb)> {
    VERBS.iter().map(|(word, verb)| (word.as_str(), verb))
}

fn ends_in_consonant_and_y(base: &str) -> bool {
    base.ends_with('y') && !base.ends_with("ay") && !base.ends_with("ey") && !base.ends_with("oy") && !base.ends_with("uy")
}

fn present(base: &str) -> String {
    if ends_in_consonant_and_y(base) {
        return format!("{}ies", &base[..base.len() - 1]);
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    format!("{base}{}", if hisses { "es" } else { "s" })
}

/// `plan`, `drop`, `expel`: the last letter is doubled.
fn doubles(base: &str) -> bool {
    matches!(
        base,
        "plan"
            | "drop"
            | "stop"
            | "ban"
            | "rob"
            | "expel"
            | "kidnap"
            | "transfer"
            | "acquit"
            | "run"
            | "cut"
            | "hit"
            | "set"
            | "put"
            | "shut"
            | "sit"
            | "win"
            | "begin"
            | "get"
            | "let"
            | "quit"
            | "split"
            | "swim"
            | "forget"
            | "forbid"
            | "bid"
    )
}

fn past(base: &str) -> String {
    if ends_in_consonant_and_y(base) {
        return format!("{}ied", &base[..base.len() - 1]);
    }
    if base.ends_with('e') {
        return format!("{base}d");
    }
    let last = if doubles(base) { &base[base.len() - 1..] } else { "" };
    format!("{base}{last}ed")
}

fn ing(base: &str) -> String {
    match base {
        "die" | "lie" | "tie" => return format!("{}ying", &base[..1]),
        _ => {}
    }
    if base.ends_with('e') && !base.ends_with("ee") {
        return format!("{}ing", &base[..base.len() - 1]);
    }
    let last = if doubles(base) { &base[base.len() - 1..] } else { "" };
    format!("{base}{last}ing")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_known_by_its_base() {
        let read = |word| VERBS.get(word).map(|verb| (verb.base, verb.form, verb.noun));
        assert_eq!(read("passes"), Some(("pass", Form::Present, false)));
        assert_eq!(read("denied"), Some(("deny", Form::Past, false)));
        assert_eq!(read("expelled"), Some(("expel", Form::Past, false)));
        assert_eq!(read("weighing"), Some(("weigh", Form::Ing, false)));
        assert_eq!(read("visits"), Some(("visit", Form::Present, true)));
        assert_eq!(read("were"), Some(("be", Form::Being, false)));
        assert_eq!(read("table"), None);
    }
}
