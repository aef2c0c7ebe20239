//! What happens once to one thing, told with a verb or with a noun: `was robbed`, `the robbery`.

use crate::claims::Stem;

/// The stems of its verbs and nouns, of which the first stands for all.
const DEEDS: [&[&str]; 68] = [
    &["acquit", "acquitt", "acquittal"],
    &["adopt", "adoption"],
    &["appoint", "appointment"],
    &["agree", "agreement"],
    &["approve", "approval"],
    &["arrest"],
    &["assassinate", "assassinat", "assassination"],
    &["attack"],
    &["begin", "open"],
    &["bomb", "bombing"],
    &["born", "birth"],
    &["build", "built", "construction"],
    &["bury", "burial", "funeral"],
    &["buy", "acquisition", "purchase", "purchas"],
    &["capsize", "capsiz"],
    &["collapse"],
    &["collide", "collid", "collision"],
    &["convict", "conviction"],
    &["coup"],
    &["crash"],
    &["deadline"],
    &["debut"],
    &["derail", "derailment"],
    &["destroy", "destruction"],
    &["die"],
    &["earthquake", "quake"],
    &["elect", "election"],
    &["end", "clos", "close", "closure", "shut", "shutdown"],
    &["erupt", "eruption"],
    &["escape", "escap"],
    &["explode", "explod", "explosion", "blast"],
    &["evacuate", "evacuation"],
    &["file", "filed", "filing"],
    &["fire"],
    &["flood"],
    &["found", "founding"],
    &["free"],
    &["hijack"],
    &["indict", "indictment"],
    &["inaugurate", "inaugurat", "inauguration"],
    &["invade", "invad", "invasion"],
    &["kidnap", "kidnapp", "abduct", "abduction"],
    &["landing"],
    &["launch"],
    &["marry", "marri", "marriage", "wedding"],
    &["merge", "merg", "merger"],
    &["murder", "killing", "stabbing"],
    &["overthrow"],
    &["poll", "vote", "vot"],
    &["privatise", "privatis", "privatisation", "privatiz", "privatization"],
    &["rape"],
    &["ratify", "ratifi", "ratification"],
    &["referendum"],
    &["resign", "resignation"],
    &["retire", "retir", "retirement"],
    &["rob", "robb", "robbery", "raid"],
    &["run out", "expire", "expiry", "expiration"],
    &["sell", "sale"],
    &["sentence", "sentenc"],
    &["shoot", "shooting"],
    &["sign", "signature"],
    &["sink"],
    &["steal", "theft"],
    &["strike"],
    &["surrender"],
    &["vanish", "disappear", "disappearance"],
    &["verdict"],
    &["withdraw", "withdrawal", "pullout"],
];
/// Of those what happens to one thing in one year and no other.
const EVER: [&str; 10] = ["assassinate", "born", "build", "debut", "die", "found", "inaugurate", "marry", "merge", "privatise"];

/// What happens to somebody or something named once, so that a second date for it is another's or wrong.
const ONCE: [&str; 22] = [
    "acquit",
    "arrest",
    "assassinate",
    "born",
    "build",
    "bury",
    "capsize",
    "convict",
    "debut",
    "die",
    "found",
    "inaugurate",
    "indict",
    "kidnap",
    "marry",
    "merge",
    "murder",
    "privatise",
    "retire",
    "sentence",
    "sink",
    "vanish",
];

/// The stem that stands for all that tell of the same deed.
pub(super) fn of(stem: &Stem) -> Option<Stem> {
    DEEDS.iter().find(|stems| stems.contains(&&**stem)).map(|stems| Stem::new(stems[0]))
}

/// Whether a deed, by the stem that stands for it, is done to one thing in one year and no other.
pub(super) fn is_of_one_year(deed: &Stem) -> bool {
    EVER.contains(&&**deed)
}

/// Whether a deed, by the stem that stands for it, is done once to whoever is named with it.
pub(super) fn is_done_once(deed: &Stem) -> bool {
    ONCE.contains(&&**deed) || **deed == *"shoot"
}
