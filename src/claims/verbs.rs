//! Verbs as words: which forms an English verb of the news has, and whether a word is one where it stands.
//!
//! Which verb a date goes with decides what is dated, so that a noun must not be taken for a verb: `the talks`, `two visits`, `a planned
//! trip`. A form by itself says what it can be ([`Form`]); the words around it say whether it is (in `clauses.rs`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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

/// Regular verbs whose present is hardly ever a noun.
const REGULAR: &[&str] = &[
    "abandon",
    "abolish",
    "accept",
    "accuse",
    "achieve",
    "acquire",
    "acquit",
    "add",
    "adjourn",
    "adopt",
    "agree",
    "allow",
    "announce",
    "appear",
    "apply",
    "appoint",
    "approve",
    "argue",
    "arrive",
    "ask",
    "assume",
    "avoid",
    "ban",
    "become",
    "begin",
    "believe",
    "belong",
    "board",
    "borrow",
    "bury",
    "cancel",
    "capture",
    "carry",
    "celebrate",
    "choose",
    "collapse",
    "collide",
    "commission",
    "compete",
    "complain",
    "complete",
    "concede",
    "condemn",
    "conduct",
    "confirm",
    "continue",
    "convene",
    "convict",
    "create",
    "criticise",
    "criticize",
    "damage",
    "debate",
    "decide",
    "declare",
    "decline",
    "defeat",
    "defend",
    "define",
    "deliver",
    "demolish",
    "deny",
    "depart",
    "deploy",
    "deport",
    "derail",
    "describe",
    "destroy",
    "detain",
    "detonate",
    "die",
    "disappear",
    "discover",
    "discuss",
    "dismiss",
    "divorce",
    "donate",
    "drown",
    "elect",
    "emerge",
    "employ",
    "enter",
    "erupt",
    "escape",
    "establish",
    "evacuate",
    "execute",
    "expect",
    "expel",
    "expire",
    "explain",
    "explode",
    "extend",
    "fail",
    "fine",
    "finish",
    "flood",
    "form",
    "free",
    "gather",
    "graduate",
    "grant",
    "happen",
    "harm",
    "hear",
    "identify",
    "impose",
    "imprison",
    "include",
    "increase",
    "inform",
    "injure",
    "inspect",
    "invade",
    "invite",
    "jail",
    "join",
    "kidnap",
    "kill",
    "know",
    "lack",
    "land",
    "lapse",
    "learn",
    "lie",
    "live",
    "loan",
    "maintain",
    "marry",
    "miss",
    "move",
    "murder",
    "name",
    "need",
    "nominate",
    "obtain",
    "occur",
    "open",
    "oppose",
    "order",
    "oust",
    "own",
    "pardon",
    "pass",
    "perform",
    "plead",
    "pledge",
    "plunge",
    "postpone",
    "praise",
    "predict",
    "prepare",
    "present",
    "pressure",
    "proceed",
    "produce",
    "promise",
    "propose",
    "prove",
    "provide",
    "publish",
    "pull",
    "pursue",
    "raid",
    "raise",
    "ratify",
    "reach",
    "receive",
    "recall",
    "recognise",
    "recognize",
    "recover",
    "recruit",
    "refuse",
    "reject",
    "release",
    "remain",
    "remove",
    "renew",
    "reopen",
    "repeal",
    "replace",
    "require",
    "rescue",
    "resign",
    "restore",
    "resume",
    "retire",
    "reveal",
    "reverse",
    "rob",
    "rule",
    "sack",
    "say",
    "seem",
    "seize",
    "sentence",
    "serve",
    "settle",
    "sever",
    "sign",
    "silence",
    "smuggle",
    "stage",
    "stamp",
    "start",
    "stop",
    "storm",
    "succeed",
    "suffer",
    "surprise",
    "surrender",
    "survive",
    "suspect",
    "suspend",
    "sue",
    "testify",
    "threaten",
    "topple",
    "transfer",
    "try",
    "unveil",
    "update",
    "use",
    "vanish",
    "veto",
    "void",
    "vow",
    "want",
    "warn",
    "weigh",
    "welcome",
    "withdraw",
    "arrest",
    "capsize",
    "crash",
    "close",
    "divert",
    "exchange",
    "hijack",
    "host",
    "mark",
    "print",
    "question",
    "repair",
    "reshuffle",
    "behave",
    "care",
    "enact",
    "inherit",
    "last",
    "lock",
    "walk",
    "turn",
    "wait",
];

/// Regular verbs whose base form and present are nouns as often.
const NOUNS_TOO: &[&str] = &[
    "attack",
    "attempt",
    "award",
    "battle",
    "blast",
    "bid",
    "bomb",
    "call",
    "campaign",
    "change",
    "charge",
    "claim",
    "compromise",
    "consent",
    "contest",
    "contract",
    "count",
    "crack",
    "date",
    "deadlock",
    "deal",
    "delay",
    "demand",
    "demonstrate",
    "design",
    "devote",
    "drop",
    "end",
    "estimate",
    "export",
    "figure",
    "fire",
    "force",
    "gain",
    "guard",
    "help",
    "hope",
    "import",
    "influence",
    "interview",
    "issue",
    "journey",
    "judge",
    "labour",
    "launch",
    "limit",
    "list",
    "look",
    "march",
    "market",
    "meet",
    "name",
    "note",
    "object",
    "offer",
    "parade",
    "park",
    "place",
    "plan",
    "plant",
    "play",
    "point",
    "police",
    "post",
    "press",
    "profit",
    "project",
    "protest",
    "rally",
    "rank",
    "rate",
    "reform",
    "rehearse",
    "reply",
    "report",
    "request",
    "resort",
    "result",
    "return",
    "reward",
    "riot",
    "sail",
    "sample",
    "schedule",
    "score",
    "search",
    "share",
    "shell",
    "signal",
    "spring",
    "stock",
    "strike",
    "study",
    "suit",
    "supply",
    "support",
    "survey",
    "talk",
    "target",
    "tax",
    "tie",
    "tour",
    "trade",
    "train",
    "travel",
    "treat",
    "visit",
    "vote",
    "work",
    "wound",
    "wreck",
];

/// Base, past and participle of irregular verbs; whether the base is a noun as often.
const IRREGULAR: &[(&str, &[&str], bool)] = &[
    ("bear", &["bore", "born", "borne"], true),
    ("beat", &["beat", "beaten"], false),
    ("become", &["became"], false),
    ("begin", &["began", "begun"], false),
    ("blow", &["blew", "blown"], true),
    ("break", &["broke", "broken"], true),
    ("bring", &["brought"], false),
    ("build", &["built"], false),
    ("burn", &["burnt", "burned"], true),
    ("buy", &["bought"], false),
    ("catch", &["caught"], true),
    ("choose", &["chose", "chosen"], false),
    ("come", &["came"], false),
    ("cut", &["cut"], true),
    ("deal", &["dealt"], true),
    ("draw", &["drew", "drawn"], true),
    ("drive", &["drove", "driven"], true),
    ("eat", &["ate", "eaten"], false),
    ("fall", &["fell", "fallen"], true),
    ("feel", &["felt"], false),
    ("fight", &["fought"], true),
    ("find", &["found"], false),
    ("flee", &["fled"], false),
    ("fly", &["flew", "flown"], false),
    ("forbid", &["forbade", "forbidden"], false),
    ("forget", &["forgot", "forgotten"], false),
    ("freeze", &["froze", "frozen"], true),
    ("get", &["got"], false),
    ("give", &["gave", "given"], false),
    ("go", &["went", "gone"], false),
    ("grow", &["grew", "grown"], false),
    ("hang", &["hung", "hanged"], false),
    ("hear", &["heard"], false),
    ("hide", &["hid", "hidden"], false),
    ("hit", &["hit"], true),
    ("hold", &["held"], false),
    ("keep", &["kept"], false),
    ("lay", &["laid"], false),
    ("lead", &["led"], true),
    ("leave", &["left"], true),
    ("lend", &["lent"], false),
    ("let", &["let"], false),
    ("lose", &["lost"], false),
    ("make", &["made"], false),
    ("meet", &["met"], false),
    ("overthrow", &["overthrew", "overthrown"], false),
    ("pay", &["paid"], true),
    ("put", &["put"], false),
    ("quit", &["quit"], false),
    ("ride", &["rode", "ridden"], true),
    ("ring", &["rang", "rung"], true),
    ("rise", &["rose", "risen"], true),
    ("run", &["ran"], false),
    ("say", &["said"], false),
    ("see", &["saw", "seen"], false),
    ("seek", &["sought"], false),
    ("sell", &["sold"], false),
    ("send", &["sent"], false),
    ("set", &["set"], true),
    ("shoot", &["shot"], false),
    ("show", &["shown"], true),
    ("shut", &["shut"], false),
    ("sing", &["sang", "sung"], false),
    ("sink", &["sank", "sunk"], false),
    ("sit", &["sat"], false),
    ("speak", &["spoke", "spoken"], false),
    ("spend", &["spent"], false),
    ("split", &["split"], true),
    ("spread", &["spread"], true),
    ("stand", &["stood"], true),
    ("steal", &["stole", "stolen"], false),
    ("strike", &["struck", "stricken"], true),
    ("swear", &["swore", "sworn"], false),
    ("sweep", &["swept"], false),
    ("swim", &["swam", "swum"], false),
    ("take", &["took", "taken"], false),
    ("teach", &["taught"], false),
    ("tear", &["tore", "torn"], false),
    ("tell", &["told"], false),
    ("think", &["thought"], false),
    ("throw", &["threw", "thrown"], false),
    ("undergo", &["underwent", "undergone"], false),
    ("uphold", &["upheld"], false),
    ("wear", &["wore", "worn"], false),
    ("win", &["won"], true),
    ("withdraw", &["withdrew", "withdrawn"], false),
    ("write", &["wrote", "written"], false),
];

/// Forms of verbs that say little by themselves.
const BEING: [&str; 9] = ["is", "are", "was", "were", "been", "has", "have", "had", "do"];

/// Words that a base form follows.
const LEADING: [&str; 17] = [
    "will", "would", "may", "might", "can", "could", "shall", "should", "must", "to", "did", "does", "not", "won't", "didn't",
    "couldn't", "wouldn't",
];

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
