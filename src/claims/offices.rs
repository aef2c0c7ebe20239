//! Offices of state of which nobody holds two at once, as far as papers go.
//!
//! The list is short on purpose: a foreign minister may be deputy prime minister as well, and a president the head of the party.

use serde::Serialize;

/// An office that excludes the others here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Office {
    /// president.
    HeadOfState,
    /// prime minister, premier.
    HeadOfGovernment,
    /// foreign minister, secretary of state.
    ForeignMinister,
    /// defence minister.
    DefenceMinister,
    /// finance minister, treasury secretary.
    FinanceMinister,
    /// interior minister, home secretary.
    InteriorMinister,
    /// ambassador.
    Ambassador,
    /// governor.
    Governor,
    /// mayor.
    Mayor,
}

/// The ends of titles.
const OFFICES: [(&str, Office); 20] = [
    ("ambassador", Office::Ambassador),
    ("chancellor of the exchequer", Office::FinanceMinister),
    ("defence minister", Office::DefenceMinister),
    ("defence secretary", Office::DefenceMinister),
    ("defense minister", Office::DefenceMinister),
    ("defense secretary", Office::DefenceMinister),
    ("finance minister", Office::FinanceMinister),
    ("foreign minister", Office::ForeignMinister),
    ("foreign secretary", Office::ForeignMinister),
    ("governor", Office::Governor),
    ("home secretary", Office::InteriorMinister),
    ("interior minister", Office::InteriorMinister),
    ("mayor", Office::Mayor),
    ("premier", Office::HeadOfGovernment),
    ("president", Office::HeadOfState),
    ("prime minister", Office::HeadOfGovernment),
    ("secretary of defense", Office::DefenceMinister),
    ("secretary of state", Office::ForeignMinister),
    ("secretary of the treasury", Office::FinanceMinister),
    ("treasury secretary", Office::FinanceMinister),
];

/// Words before an office that make it another.
const OTHERS: [&str; 13] = [
    "acting",
    "assistant",
    "associate",
    "deputy",
    "designate",
    "elect",
    "ex",
    "former",
    "junior",
    "lieutenant",
    "shadow",
    "under",
    "vice",
];

impl Office {
    /// The office that a title names, if it is one of these: `US Secretary of State`, `president of France`.
    pub(super) fn of(title: &str) -> Option<Self> {
        let lower = title.to_lowercase();
        let is_other = |word: &str| OTHERS.contains(&word);
        if lower.split(|c: char| !c.is_alphanumeric()).any(is_other) {
            return None;
        }
        OFFICES.iter().find_map(|(name, office)| {
            let (before, after) = lower.split_once(name)?;
            let whole = (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(" of "));
            // Companies and clubs have presidents too.
            let of_state = before.split_whitespace().count() <= 2 && !before.contains("the ");
            (whole && of_state).then_some(*office)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_told_by_the_end_of_the_title() {
        let read = |title| Office::of(title);
        assert_eq!(read("US Secretary of State"), Some(Office::ForeignMinister));
        assert_eq!(read("President of France"), Some(Office::HeadOfState));
        assert_eq!(read("prime minister"), Some(Office::HeadOfGovernment));
        assert_eq!(read("vice president"), None);
        assert_eq!(read("Assistant Secretary of State for trade"), None);
        assert_eq!(read("harbour master"), None);
    }
}
