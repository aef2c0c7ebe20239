//! Which entities are organisations, decided without the tree of classes, which would need a third reading of the dump.
//!
//! An entity that is no human is one if it is an instance of one of the [`CLASSES`], or if it has one of the statements that by Wikidata's
//! own constraints only organisations have: a parent organisation (P749), headquarters (P159), a chief executive (P169), a chairperson
//! (P488) or a legal form (P1454). Identifiers and names of classes are from Wikidata (CC0).

use rustc_hash::FxHashSet;

use super::entity::{Claims, Id};

/// Common classes of organisations.
const CLASSES: &[(Id, &str)] = &[
    (43229, "organization"),
    (4830453, "business"),
    (783794, "company"),
    (6881511, "enterprise"),
    (891723, "public company"),
    (167037, "corporation"),
    (161726, "multinational corporation"),
    (270791, "state-owned enterprise"),
    (219577, "holding company"),
    (658255, "subsidiary"),
    (46970, "airline"),
    (22687, "bank"),
    (66344, "central bank"),
    (7278, "political party"),
    (7210356, "political organization"),
    (327333, "government agency"),
    (2659904, "government organization"),
    (192350, "ministry"),
    (35749, "parliament"),
    (11204, "legislature"),
    (41487, "court"),
    (732717, "law enforcement agency"),
    (47913, "intelligence agency"),
    (176799, "military unit"),
    (17149090, "armed organization"),
    (484652, "international organization"),
    (245065, "intergovernmental organization"),
    (79913, "non-governmental organization"),
    (163740, "nonprofit organization"),
    (157031, "foundation"),
    (178790, "trade union"),
    (15911314, "association"),
    (48204, "voluntary association"),
    (1530022, "religious organization"),
    (178706, "institution"),
    (3918, "university"),
    (31855, "research institute"),
    (16917, "hospital"),
    (11032, "newspaper"),
    (1110794, "daily newspaper"),
    (192283, "news agency"),
    (1331793, "media company"),
    (15265344, "broadcaster"),
    (2085381, "publishing company"),
    (988108, "club"),
    (847017, "sports club"),
    (476028, "association football club"),
    (12973014, "sports team"),
    (4438121, "sports organization"),
];

/// The classes that make an entity an organisation.
pub(super) struct Bodies(FxHashSet<Id>);

impl Bodies {
    /// The common classes and some more.
    pub(super) fn with(more: &[Id]) -> Self {
        Self(CLASSES.iter().map(|(id, _)| *id).chain(more.iter().copied()).collect())
    }

    /// Whether an entity of these classes and claims is an organisation.
    pub(super) fn has(&self, classes: &[Id], claims: &Claims<'_>) -> bool {
        let signs = [&claims.parent, &claims.headquarters, &claims.chief_executive, &claims.chairperson, &claims.legal_form];
        classes.iter().any(|class| self.0.contains(class)) || signs.iter().any(|sign| sign.is_some())
    }
}
