//! Words as far as they matter for whether two sentences tell of the same thing.
//!
//! A stem need not be a word. Words of one meaning that news uses for one event have one stem, so that `killed` and `dead` agree.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::unified;

use super::model::{Hedge, Stem};
use super::verbs::{self, Form, Verb};

/// Words that say nothing of which event it is.
const EMPTY: [&str; 107] = [
    "a", "about", "after", "all", "although", "among", "an", "and", "any", "are", "around", "as", "at", "be", "because", "been",
    "before", "being", "between", "both", "but", "by", "can", "did", "do", "does", "down", "during", "each", "early", "every",
    "for", "from", "had", "has", "have", "he", "her", "here", "him", "his", "how", "in", "into", "is", "it", "its", "just",
    "last", "late", "least", "less", "many", "more", "most", "much", "near", "nearly", "new", "next", "now", "of", "off", "on",
    "one", "only", "or", "other", "others", "our", "out", "over", "said", "say", "says", "she", "since", "so", "some", "still",
    "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "two",
    "under", "until", "up", "was", "we", "were", "when", "where", "which", "while", "who", "with",
];

/// Predicates of one meaning; the first of each line stands for all.
const PREDICATES: [(&str, &[&str]); 33] = [
    ("die", &["died", "dead", "dies", "killed", "kills", "kill", "killing", "death", "deaths", "perished", "dying"]),
    ("injure", &["injured", "injures", "hurt", "wounded", "injuring", "wounding", "injury", "injuries"]),
    ("arrest", &["arrested", "arrests", "detained", "arresting"]),
    ("free", &["freed", "released", "release", "releases", "frees", "freeing", "releasing"]),
    ("begin", &["began", "begun", "begins", "started", "starts", "opened", "opens", "start", "opening"]),
    ("end", &["ended", "ends", "closed", "finished", "concluded", "ending"]),
    ("meet", &["met", "meets", "meeting"]),
    ("sign", &["signed", "signs", "signing"]),
    ("renew", &["renewed", "renews", "extended", "renewing", "renewal"]),
    ("evacuate", &["evacuated", "evacuates"]),
    ("go", &["went", "goes", "gone", "travelled", "traveled", "visited", "visits", "visit"]),
    ("arrive", &["arrived", "arrives", "came", "comes"]),
    ("leave", &["left", "leaves", "departed"]),
    ("hold", &["held", "holds", "holding"]),
    ("win", &["won", "wins", "winning"]),
    ("lose", &["lost", "loses", "losing"]),
    ("buy", &["bought", "buys", "acquired", "buying"]),
    ("sell", &["sold", "sells", "selling"]),
    ("build", &["built", "builds", "building"]),
    ("spend", &["spent", "spends", "spending"]),
    ("pay", &["paid", "pays", "paying"]),
    ("sink", &["sank", "sunk", "sinks"]),
    ("strike", &["struck", "strikes", "hit", "hits"]),
    ("become", &["became", "becomes"]),
    ("fall", &["fell", "fallen", "falls", "dropped", "declined"]),
    ("rise", &["rose", "risen", "rises", "climbed", "increased", "grew", "gained"]),
    ("resign", &["resigned", "resigns", "quit"]),
    ("elect", &["elected", "elects"]),
    ("approve", &["approved", "approves", "passed"]),
    ("lay off", &["dismissed", "sacked", "fired"]),
    ("attend", &["attended", "attends"]),
    ("collapse", &["collapsed", "collapses"]),
    ("run out", &["expired", "expires", "lapses", "lapsed"]),
];

/// Verbs whose past does not end in `-ed`, each with its past; the first form stands for all.
const IRREGULAR: [&[&str]; 60] = [
    &["break", "broke", "broken"],
    &["bring", "brought"],
    &["burn", "burnt", "burned"],
    &["cast"],
    &["catch", "caught"],
    &["choose", "chose", "chosen"],
    &["cost"],
    &["cut"],
    &["deal", "dealt"],
    &["dig", "dug"],
    &["draw", "drew", "drawn"],
    &["drive", "drove", "driven"],
    &["drown", "drowned"],
    &["eat", "ate"],
    &["feed", "fed"],
    &["fight", "fought"],
    &["find", "found"],
    &["flee", "fled"],
    &["fly", "flew", "flown"],
    &["forbid", "forbade"],
    &["freeze", "froze", "frozen"],
    &["get", "got"],
    &["give", "gave", "given"],
    &["hang", "hung", "hanged"],
    &["hide", "hid", "hidden"],
    &["keep", "kept"],
    &["lead", "led"],
    &["lend", "lent"],
    &["make", "made"],
    &["overthrow", "overthrew", "overthrown"],
    &["put"],
    &["read"],
    &["ride", "rode", "ridden"],
    &["ring", "rang"],
    &["run", "ran"],
    &["see", "saw", "seen"],
    &["seek", "sought"],
    &["send", "sent"],
    &["set"],
    &["shake", "shook"],
    &["shoot", "shot"],
    &["shut"],
    &["sing", "sang"],
    &["sit", "sat"],
    &["split"],
    &["spread"],
    &["stand", "stood"],
    &["steal", "stole", "stolen"],
    &["swear", "swore", "sworn"],
    &["sweep", "swept"],
    &["take", "took", "taken"],
    &["teach", "taught"],
    &["tear", "tore", "torn"],
    &["throw", "threw", "thrown"],
    &["undergo", "underwent"],
    &["uphold", "upheld"],
    &["wear", "wore"],
    &["withdraw", "withdrew", "withdrawn"],
    &["write", "wrote", "written"],
    &["bury", "buried"],
];

/// Words that make a statement less than a plain one.
const HEDGES: [(Hedge, &[&str]); 5] = [
    (Hedge::Reported, &["reportedly", "allegedly", "alleged", "apparently", "purportedly"]),
    (Hedge::Possible, &["may", "might", "could", "perhaps", "possibly", "probably", "likely", "seems", "appears"]),
    (
        Hedge::Expected,
        &["will", "would", "should", "expected", "feared", "planned", "plans", "estimated", "hoped", "forecast", "believed"],
    ),
    (Hedge::Conditional, &["if", "unless", "whether"]),
    (Hedge::Negated, &["not", "never", "no", "denied", "denies", "neither", "none"]),
];

/// What a word by itself does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It says nothing of which event it is.
    Empty,
    /// It takes something from the firmness of the statement.
    Hedging(Hedge),
    /// It is a verb that news uses of events, or a noun made of one.
    Predicate(&'static str),
}

/// What a word by itself is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// What it does in a sentence, if it is in one of the lists.
    pub(super) role: Option<Role>,
    /// What it can be as a verb.
    pub(super) verb: Option<Verb>,
}

static WORDS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let empty = EMPTY.iter().map(|word| (*word, Role::Empty));
    let predicates = PREDICATES
        .iter()
        .flat_map(|(stem, forms)| std::iter::once(stem).chain(forms.iter()).map(|form| (*form, Role::Predicate(stem))));
    let irregular = IRREGULAR.iter().flat_map(|forms| forms.iter().map(|form| (*form, Role::Predicate(forms[0]))));
    let hedges = HEDGES.iter().flat_map(|(hedge, words)| words.iter().map(|word| (*word, Role::Hedging(*hedge))));
    let mut words: FxHashMap<&'static str, Word> = FxHashMap::default();
    for (word, role) in empty.chain(predicates).chain(irregular).chain(hedges) {
        words.entry(word).or_default().role = Some(role);
    }
    for (word, verb) in verbs::all() {
        words.entry(word).or_default().verb = Some(*verb);
    }
    words
});

/// What a word in lower case is.
pub(super) fn word(lower: &str) -> Word {
    let mut word = WORDS.get(lower).copied().unwrap_or_default();
    if word.role.is_none() && (lower.ends_with("n't") || lower.ends_with("n’t")) {
        word.role = Some(Role::Hedging(Hedge::Negated));
    }
    word
}

/// What a word in lower case does, if it is one of the lists.
pub(super) fn role(lower: &str) -> Option<Role> {
    word(lower).role
}

/// Whether a word that stands in no list ends like a verb of the past.
pub(super) fn is_past(lower: &str) -> bool {
    lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed") && !matches!(lower, "united" | "hundred")
}

/// What a word in lower case says of an event: the stem that stands for all its forms; `None` of words that say nothing.
#[must_use]
pub fn weight(lower: &str) -> Option<Stem> {
    match role(lower) {
        Some(Role::Empty | Role::Hedging(_)) => None,
        Some(Role::Predicate(verb)) => Some(Stem::new(verb)),
        None => Some(stem(lower)),
    }
}

/// Whether a word in lower case tells that something happens: the past of a verb, or a form that is no noun as often; not `is`, not `will`.
#[must_use]
pub fn is_verb(lower: &str) -> bool {
    let Word { role, verb } = word(lower);
    match verb {
        Some(Verb { form: Form::Being | Form::Leading, .. }) => false,
        Some(Verb { noun, .. }) => !noun && !matches!(role, Some(Role::Empty)),
        None => role.is_none() && is_past(lower),
    }
}

/// A word in lower case without the ends of plural and tense, in one spelling.
pub(super) fn stem(lower: &str) -> Stem {
    match lower {
        "people" | "persons" => return Stem::new("person"),
        "men" => return Stem::new("man"),
        "women" => return Stem::new("woman"),
        "children" => return Stem::new("child"),
        _ => {}
    }
    let word = unified(lower);
    let cut = |end: &str, least: usize| word.strip_suffix(end).filter(|rest| rest.len() >= least);
    if let Some(rest) = cut("ies", 2) {
        return Stem::joined(rest, "y");
    }
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return Stem::new(&word);
    }
    for end in ["sses", "shes", "ches", "xes"] {
        if word.ends_with(end) {
            return Stem::new(&word[..word.len() - 2]);
        }
    }
    Stem::new(cut("s", 3).or_else(|| cut("ed", 4)).or_else(|| cut("ing", 4)).unwrap_or(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_tense_and_spelling_are_put_aside() {
        let stems = ["prisoners", "cities", "people", "buses", "boxes", "press", "crisis", "imposed", "is"].map(stem);
        assert_eq!(
            stems.map(|stem| stem.to_string()),
            ["prisoner", "city", "person", "buse", "box", "press", "crisis", "impos", "is"]
        );
    }

    #[test]
    fn predicates_of_one_meaning_are_one() {
        let read = ["killed", "dead", "the", "feared", "couldn't", "table"].map(role);
        let expected = [
            Some(Role::Predicate("die")),
            Some(Role::Predicate("die")),
            Some(Role::Empty),
            Some(Role::Hedging(Hedge::Expected)),
            Some(Role::Hedging(Hedge::Negated)),
            None,
        ];
        assert_eq!(read, expected);
    }
}
