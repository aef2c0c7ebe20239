//! Posts that are told apart by what they are in charge of: the tourism minister is not the fisheries minister, and no treasurer of a club is
//! its president.
//!
//! Offices of which there is a list are [`Office`]s; these are all others whose words tell that one person does not hold both.

use super::offices::Office;

/// What a title says that somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    office: Option<Office>,
    charge: Option<Charge>,
    /// The words of what it is of, in lower case: `brackley` of `treasurer of Brackley`.
    of: Vec<String>,
}

/// A post by its head word and its field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Charge {
    head: Head,
    /// The field, or the group of fields that one person may be in charge of.
    field: String,
}

/// The word that says what sort of post it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    /// minister, secretary.
    Minister,
    /// commissioner.
    Commissioner,
    /// director.
    Director,
    /// chief … officer.
    ChiefOfficer,
    /// chief engineer, head gardener.
    Chief,
    /// head of personnel.
    InCharge,
    /// city manager, county clerk.
    Municipal,
    /// Who leads a body.
    Leader,
    /// Who keeps its books, papers or rooms.
    Keeper,
}

/// Fields that are often one person's, by the words that papers use for them.
const TOGETHER: [&[&str]; 14] = [
    &["economy", "economic", "finance", "treasury", "budget"],
    &["trade", "commerce", "industry", "business", "enterprise", "investment"],
    &["transport", "transportation", "infrastructure", "roads", "works", "aviation"],
    &["environment", "climate", "energy", "water", "resources", "mines"],
    &["agriculture", "fisheries", "food", "forestry", "farming", "livestock"],
    &["culture", "sport", "sports", "media", "tourism", "arts", "heritage", "youth"],
    &["labour", "labor", "employment", "work", "welfare", "social", "family", "personnel", "resources"],
    &["education", "science", "research", "schools", "technology"],
    &["interior", "home", "security", "police", "enforcement"],
    &["information", "communications", "digital", "telecommunications", "press", "marketing", "sales"],
    &["housing", "planning", "communities", "development"],
    &["defence", "defense"],
    &["foreign", "external", "exterior"],
    &["music", "artistic", "creative", "art"],
];

/// Words before a head that name no field.
#[rustfmt::skip]
const NO_FIELDS: [&str; 26] = [
    "a", "an", "cabinet", "chief", "city", "county", "federal", "first", "general", "government", "her", "his", "its", "junior", "local",
    "national", "new", "our", "prime", "provincial", "regional", "state", "the", "their", "union", "veteran",
];

/// Words by which a title is another's, or of another time.
const OTHERS: [&str; 13] = [
    "acting",
    "assistant",
    "associate",
    "deputy",
    "designate",
    "elect",
    "ex",
    "former",
    "interim",
    "parliamentary",
    "shadow",
    "under",
    "vice",
];

/// Directors in charge of one thing. Others direct a body, or a play.
const DIRECTED: [&str; 14] = [
    "communications",
    "finance",
    "flight",
    "legal",
    "marketing",
    "medical",
    "mission",
    "music",
    "nursing",
    "operations",
    "personnel",
    "research",
    "sales",
    "technical",
];

/// Posts of which a city or county has one each.
const MUNICIPAL: [&str; 7] = ["assessor", "attorney", "clerk", "engineer", "judge", "manager", "treasurer"];

const LEADERS: [&str; 5] = ["chairman", "chairwoman", "director", "president", "chief executive"];
const KEEPERS: [&str; 5] = ["treasurer", "secretary", "curator", "clerk", "accountant"];

impl Post {
    /// The post that a title names, if its words tell.
    #[must_use]
    pub fn of(title: &str) -> Option<Self> {
        let lower = title.to_lowercase();
        let office = Office::of(title);
        let split =
            [" of ", " at ", " for ", " in ", " to ", " with "].iter().filter_map(|word| Some((lower.find(word)?, word.len())));
        let (front, behind) = split.min().map_or((&*lower, ""), |(at, length)| (&lower[..at], &lower[at + length..]));
        // `secretary of state` keeps no books.
        let charge = Charge::of(front, behind, title).filter(|charge| office.is_none() || charge.head != Head::Keeper);
        let of = behind.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_owned).collect();
        (office.is_some() || charge.is_some()).then_some(Self { office, charge, of })
    }

    /// The office, where it is one of the list.
    #[must_use]
    pub fn office(&self) -> Option<Office> {
        self.office
    }

    /// The same where the office of the list is not meant: companies have presidents, too.
    #[must_use]
    pub fn of_a_body(self) -> Option<Self> {
        self.charge.is_some().then_some(Self { office: None, ..self })
    }

    /// One name for all titles of the post.
    #[must_use]
    pub fn name(&self) -> String {
        match (&self.office, &self.charge) {
            (Some(office), _) => office.name().to_owned(),
            (None, Some(charge)) => format!("{:?} {}", charge.head, charge.field).to_lowercase(),
            (None, None) => String::new(),
        }
    }

    /// Whether nobody has both at once.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (self.office, other.office) {
            return one.excludes(other);
        }
        let (Some(one), Some(their)) = (&self.charge, &other.charge) else { return false };
        // Of two bodies one may have both.
        let apart = !self.of.is_empty() && !other.of.is_empty() && !self.of.iter().any(|word| other.of.contains(word));
        match (one.head, their.head) {
            (Head::InCharge, Head::InCharge) => one.field != their.field,
            (Head::Leader, Head::Keeper | Head::Chief) | (Head::Keeper | Head::Chief, Head::Leader) => !apart,
            (Head::Leader, Head::Leader) | (Head::Keeper, Head::Keeper) => false,
            (one_head, their_head) => one_head == their_head && one.field != their.field && !apart,
        }
    }
}

impl Charge {
    fn of(front: &str, behind: &str, title: &str) -> Option<Self> {
        let mut words: Vec<&str> = front.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        if words.iter().any(|word| OTHERS.contains(word)) {
            return None;
        }
        // `Norwegian` of `Norwegian tourism minister`, `Kenya's`: whose it is. A title in capitals tells no country from a field.
        let possessor = words.iter().rposition(|word| word.ends_with("'s") || word.ends_with("’s"));
        words.drain(..possessor.map_or(0, |at| at + 1));
        let last = words.pop()?;
        let chief = words.iter().position(|word| *word == "chief");
        let field = |words: &[&str]| {
            let word = words.iter().rev().find(|word| !NO_FIELDS.contains(word))?;
            Some(group(word))
        };
        let own = |head: Head, field: Option<String>| field.map(|field| Self { head, field });
        let first_behind = || {
            let word = behind.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty() && !NO_FIELDS.contains(word))?;
            // `director of nursing`, but `director of Norvik`.
            let at = title.to_lowercase().find(behind)? + behind.find(word)?;
            let is_field = title.get(at..).is_some_and(|rest| rest.starts_with(char::is_lowercase));
            is_field.then(|| group(word))
        };
        match last {
            "officer" if chief.is_some() => own(Head::ChiefOfficer, field(&words[chief? + 1..])),
            "minister" | "secretary" => {
                let found = own(Head::Minister, field(&words).or_else(|| first_behind().filter(|_| last == "minister")));
                found.or_else(|| (last == "secretary" && !behind.is_empty()).then(|| Self::plain(Head::Keeper, last)))
            }
            "commissioner" => own(Head::Commissioner, field(&words)),
            "director" => {
                let named = field(&words).or_else(first_behind).filter(|field| DIRECTED.iter().any(|word| group(word) == *field));
                own(Head::Director, named).or_else(|| words.is_empty().then(|| Self::plain(Head::Leader, last)))
            }
            "head" if words.is_empty() => own(Head::InCharge, first_behind()),
            "executive" if chief.is_some() => Some(Self::plain(Head::Leader, "chief executive")),
            _ if chief.is_some_and(|at| at + 2 >= words.len()) && !["justice", "whip", "rabbi"].contains(&last) => {
                Some(Self::plain(Head::Chief, last))
            }
            _ if words == ["head"] && last != "coach" => Some(Self::plain(Head::Chief, last)),
            _ if MUNICIPAL.contains(&last) && words.last().is_some_and(|word| matches!(*word, "city" | "county" | "town")) => {
                Some(Self::plain(Head::Municipal, last))
            }
            _ if LEADERS.contains(&last) => Some(Self::plain(Head::Leader, last)),
            _ if KEEPERS.contains(&last) => Some(Self::plain(Head::Keeper, last)),
            _ => None,
        }
    }

    fn plain(head: Head, field: &str) -> Self {
        Self { head, field: field.to_owned() }
    }
}

/// One name for all fields that are often one person's.
fn group(field: &str) -> String {
    TOGETHER.iter().find(|group| group.contains(&field)).map_or(field, |group| group[0]).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exclude(one: &str, other: &str) -> bool {
        let (one, other) = (Post::of(one), Post::of(other));
        matches!((one, other), (Some(one), Some(other)) if one.excludes(&other) && other.excludes(&one))
    }

    #[test]
    fn posts_that_one_person_does_not_hold() {
        for (one, other) in [
            ("tourism minister", "justice minister"),
            ("Kenya's foreign minister", "Kenya's water minister"),
            ("space secretary", "home secretary"),
            ("labor commissioner", "transportation commissioner"),
            ("finance director", "operations director"),
            ("director of nursing", "medical director"),
            ("chief medical officer", "chief financial officer of Norvik"),
            ("treasurer of the Halden Guild", "president of the Halden Guild"),
            ("chief economist of the bank", "chairman of the bank"),
            ("curator of the museum", "director of the museum"),
            ("head of personnel at the bank", "head of enforcement at the bank"),
            ("head gardener", "head veterinarian"),
            ("chief geologist", "chief accountant"),
            ("City Attorney", "City Manager"),
            ("county clerk", "County Judge"),
            ("prime minister", "governor"),
        ] {
            assert!(exclude(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn posts_that_go_together() {
        for (one, other) in [
            ("economy minister", "finance minister"),
            ("culture minister", "minister of sports"),
            ("president of Norvik", "chief executive of Norvik"),
            ("treasurer of the Halden Guild", "president of Norvik"),
            ("director", "executive director"),
            ("former tourism minister", "justice minister"),
            ("minister", "tourism minister"),
            ("deputy director", "director"),
            ("secretary of state", "foreign minister"),
            ("campaign director", "artistic director"),
            ("chairman", "party leader"),
            ("head coach", "director"),
            ("chief justice", "president"),
            ("secretary of state", "chairman"),
        ] {
            assert!(!exclude(one, other), "{one}, {other}");
        }
    }
}
