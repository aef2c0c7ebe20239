//! Walks of life, as far as offices and roles tell them.

use serde::{Deserialize, Serialize};

/// What somebody does in life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    /// Actors, singers, writers, painters.
    Arts,
    /// Company heads, traders, analysts.
    Business,
    /// Judges and lawyers.
    Law,
    /// Doctors, professors, engineers.
    Learning,
    /// Reporters and editors.
    Media,
    /// Officers and soldiers.
    Military,
    /// Police, firemen.
    Police,
    /// Heads of state, ministers, members of parliament, diplomats.
    Politics,
    /// Clergy.
    Religion,
    /// Players and coaches.
    Sport,
}

/// Last words of titles that tell the walk of life.
const TITLES: [(Field, &[&str]); 10] = [
    (
        Field::Arts,
        &[
            "actor",
            "actress",
            "architect",
            "artist",
            "author",
            "comedian",
            "composer",
            "conductor",
            "musician",
            "novelist",
            "painter",
            "pianist",
            "poet",
            "sculptor",
            "singer",
        ],
    ),
    (Field::Business, &["analyst", "banker", "businessman", "businesswoman", "ceo", "cfo", "coo", "entrepreneur", "trader"]),
    (Field::Law, &["attorney", "barrister", "judge", "justice", "lawyer", "prosecutor"]),
    (
        Field::Learning,
        &["astronaut", "doctor", "economist", "engineer", "historian", "lecturer", "professor", "researcher", "scientist"],
    ),
    (Field::Media, &["anchor", "broadcaster", "columnist", "correspondent", "editor", "journalist", "photographer", "reporter"]),
    (Field::Military, &["admiral", "brigadier", "colonel", "commodore", "general", "lieutenant"]),
    (Field::Police, &["constable", "detective", "inspector", "sheriff"]),
    (
        Field::Politics,
        &[
            "ambassador",
            "chancellor",
            "congressman",
            "congresswoman",
            "diplomat",
            "envoy",
            "governor",
            "king",
            "lawmaker",
            "legislator",
            "mayor",
            "minister",
            "politician",
            "premier",
            "queen",
            "senator",
        ],
    ),
    (Field::Religion, &["archbishop", "bishop", "cardinal", "imam", "pastor", "pope", "priest", "rabbi"]),
    (
        Field::Sport,
        &[
            "boxer",
            "coach",
            "cricketer",
            "cyclist",
            "defender",
            "footballer",
            "forward",
            "goalkeeper",
            "golfer",
            "jockey",
            "linebacker",
            "midfielder",
            "pitcher",
            "player",
            "quarterback",
            "receiver",
            "runner",
            "sprinter",
            "striker",
            "swimmer",
            "winger",
        ],
    ),
];

/// The walk of life that a title tells, in lower case. Its last word before an "of" decides: a `general manager` is
/// no soldier.
pub(super) fn field(title: &str) -> Option<Field> {
    let small = [" of ", " for ", " at ", " to ", " in ", " from ", " on "];
    let end = small.iter().filter_map(|small| title.find(small)).min().unwrap_or(title.len());
    let last = title[..end].split(' ').next_back()?;
    let known = |word: &str| TITLES.iter().find(|(_, titles)| titles.contains(&word)).map(|(field, _)| *field);
    match (last, title) {
        ("chairman" | "executive" | "officer" | "president", _) if title.contains("executive") => Some(Field::Business),
        ("general", _) if title.contains("attorney") || title.contains("secretary") => Some(Field::Politics),
        ("secretary", _) => Some(Field::Politics),
        _ => known(last),
    }
}

impl Field {
    /// As a reason names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Arts => "arts",
            Self::Business => "business",
            Self::Law => "law",
            Self::Learning => "learning",
            Self::Media => "media",
            Self::Military => "military",
            Self::Police => "police",
            Self::Politics => "politics",
            Self::Religion => "religion",
            Self::Sport => "sport",
        }
    }

    /// Whoever is in it serves one country.
    pub(super) fn serves_a_state(self) -> bool {
        matches!(self, Self::Military | Self::Politics)
    }

    /// Whether nobody is in both in the same years: a player is no minister, judge or bishop.
    pub(super) fn excludes(self, other: Self) -> bool {
        let settled = |field: Self| matches!(field, Self::Law | Self::Politics | Self::Religion);
        (self == Self::Sport && settled(other)) || (other == Self::Sport && settled(self))
    }

    /// Whether one person is often in both: lawyers, officers and company heads go into politics.
    pub(super) fn may_be_with(self, other: Self) -> bool {
        let public = |field: Self| !matches!(field, Self::Arts | Self::Religion | Self::Sport);
        self == other || (public(self) && public(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_title_tells_the_walk_of_life() {
        assert_eq!(field("minister of transport"), Some(Field::Politics));
        assert_eq!(field("attorney general"), Some(Field::Politics));
        assert_eq!(field("judge in Ohio"), Some(Field::Law));
        assert_eq!(field("footballer"), Some(Field::Sport));
        assert_eq!(field("general manager"), None);
    }
}
