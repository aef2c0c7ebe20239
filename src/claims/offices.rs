//! Offices and ranks of which nobody holds two of a sort at once, as far as papers go.
//!
//! What may go together is not here: party leader and chairman, spokesman and doctor.

use serde::Serialize;

/// An office or rank that excludes the others of its sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
    /// vice president.
    VicePresident,
    /// secretary-general.
    SecretaryGeneral,
    /// chancellor.
    Chancellor,
    /// king.
    King,
    /// queen.
    Queen,
    /// pope.
    Pope,
    /// senator.
    Senator,
    /// representative, congressman.
    Representative,
    /// judge.
    Judge,
    /// sheriff.
    Sheriff,
    /// prosecutor, district attorney.
    Prosecutor,
    /// police chief.
    PoliceChief,
    /// fire chief.
    FireChief,
    /// justice minister, attorney general.
    JusticeMinister,
    /// health minister.
    HealthMinister,
    /// education minister.
    EducationMinister,
    /// trade minister, secretary of commerce.
    TradeMinister,
    /// agriculture minister.
    AgricultureMinister,
    /// transport minister.
    TransportMinister,
    /// labour minister.
    LabourMinister,
    /// energy minister.
    EnergyMinister,
    /// environment minister.
    EnvironmentMinister,
    /// information minister.
    InformationMinister,
    /// culture minister.
    CultureMinister,
    /// housing minister.
    HousingMinister,
    /// industry minister.
    IndustryMinister,
    /// lieutenant governor.
    LieutenantGovernor,
    /// deputy mayor.
    DeputyMayor,
    /// undersheriff.
    Undersheriff,
    /// coroner.
    Coroner,
    /// consul, consul general.
    Consul,
    /// chief executive of a company.
    ChiefExecutive,
    /// chief financial officer.
    ChiefFinancialOfficer,
    /// chief operating officer.
    ChiefOperatingOfficer,
    /// general counsel.
    GeneralCounsel,
    /// bishop.
    Bishop,
    /// archbishop.
    Archbishop,
    /// rabbi.
    Rabbi,
    /// imam.
    Imam,
    /// pastor.
    Pastor,
    /// coach of a team.
    Coach,
    /// captain of a team.
    TeamCaptain,
    /// professor.
    Professor,
    /// general.
    General,
    /// colonel.
    Colonel,
    /// major.
    Major,
    /// captain.
    Captain,
    /// lieutenant.
    Lieutenant,
    /// sergeant.
    Sergeant,
    /// corporal.
    Corporal,
    /// inspector of police.
    Inspector,
    /// chief inspector of police.
    ChiefInspector,
    /// constable.
    Constable,
    /// superintendent of police.
    Superintendent,
    /// admiral.
    Admiral,
    /// commander.
    Commander,
}

/// Offices of one sort exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    State,
    Company,
    Clergy,
    Team,
    Learning,
    Rank,
}

/// The ends of titles, the longer of two first.
const OFFICES: [(&str, Office); 62] = [
    ("vice president", Office::VicePresident),
    ("coroner", Office::Coroner),
    ("consul general", Office::Consul),
    ("consul", Office::Consul),
    ("general counsel", Office::GeneralCounsel),
    ("archbishop", Office::Archbishop),
    ("bishop", Office::Bishop),
    ("rabbi", Office::Rabbi),
    ("imam", Office::Imam),
    ("pastor", Office::Pastor),
    ("coach", Office::Coach),
    ("professor", Office::Professor),
    ("prof.", Office::Professor),
    ("secretary of state", Office::ForeignMinister),
    ("secretary of defense", Office::DefenceMinister),
    ("secretary of the treasury", Office::FinanceMinister),
    ("secretary of commerce", Office::TradeMinister),
    ("chancellor of the exchequer", Office::FinanceMinister),
    ("attorney general", Office::JusticeMinister),
    ("prime minister", Office::HeadOfGovernment),
    ("premier", Office::HeadOfGovernment),
    ("secretary-general", Office::SecretaryGeneral),
    ("secretary general", Office::SecretaryGeneral),
    ("president", Office::HeadOfState),
    ("chancellor", Office::Chancellor),
    ("king", Office::King),
    ("queen", Office::Queen),
    ("pope", Office::Pope),
    ("ambassador", Office::Ambassador),
    ("governor", Office::Governor),
    ("gov.", Office::Governor),
    ("mayor", Office::Mayor),
    ("senator", Office::Senator),
    ("sen.", Office::Senator),
    ("representative", Office::Representative),
    ("congressman", Office::Representative),
    ("congresswoman", Office::Representative),
    ("rep.", Office::Representative),
    ("judge", Office::Judge),
    ("sheriff", Office::Sheriff),
    ("prosecutor", Office::Prosecutor),
    ("district attorney", Office::Prosecutor),
    ("general", Office::General),
    ("gen.", Office::General),
    ("colonel", Office::Colonel),
    ("col.", Office::Colonel),
    ("major", Office::Major),
    ("maj.", Office::Major),
    ("captain", Office::Captain),
    ("capt.", Office::Captain),
    ("lieutenant", Office::Lieutenant),
    ("lt.", Office::Lieutenant),
    ("sergeant", Office::Sergeant),
    ("sgt.", Office::Sergeant),
    ("corporal", Office::Corporal),
    ("inspector", Office::Inspector),
    ("constable", Office::Constable),
    ("superintendent", Office::Superintendent),
    ("admiral", Office::Admiral),
    ("adm.", Office::Admiral),
    ("cmdr.", Office::Commander),
    ("commander", Office::Commander),
];

/// Titles whose `chief`, `deputy` or `under` makes an office of its own.
const CHIEFS: [(&str, Office); 16] = [
    ("chief inspector", Office::ChiefInspector),
    ("chief constable", Office::PoliceChief),
    ("chief fire officer", Office::FireChief),
    ("lieutenant governor", Office::LieutenantGovernor),
    ("lt. gov.", Office::LieutenantGovernor),
    ("lt. governor", Office::LieutenantGovernor),
    ("deputy mayor", Office::DeputyMayor),
    ("undersheriff", Office::Undersheriff),
    ("chief executive officer", Office::ChiefExecutive),
    ("chief executive", Office::ChiefExecutive),
    ("chief financial officer", Office::ChiefFinancialOfficer),
    ("chief operating officer", Office::ChiefOperatingOfficer),
    ("chief of police", Office::PoliceChief),
    ("police chief", Office::PoliceChief),
    ("fire chief", Office::FireChief),
    ("ceo", Office::ChiefExecutive),
];

/// What a member of a government is in charge of, before `minister` or `secretary`.
const PORTFOLIOS: [(&str, Office); 24] = [
    ("foreign", Office::ForeignMinister),
    ("external affairs", Office::ForeignMinister),
    ("defense", Office::DefenceMinister),
    ("defence", Office::DefenceMinister),
    ("finance", Office::FinanceMinister),
    ("treasury", Office::FinanceMinister),
    ("interior", Office::InteriorMinister),
    ("home", Office::InteriorMinister),
    ("justice", Office::JusticeMinister),
    ("health", Office::HealthMinister),
    ("education", Office::EducationMinister),
    ("trade", Office::TradeMinister),
    ("commerce", Office::TradeMinister),
    ("agriculture", Office::AgricultureMinister),
    ("transport", Office::TransportMinister),
    ("transportation", Office::TransportMinister),
    ("labor", Office::LabourMinister),
    ("labour", Office::LabourMinister),
    ("energy", Office::EnergyMinister),
    ("environment", Office::EnvironmentMinister),
    ("information", Office::InformationMinister),
    ("culture", Office::CultureMinister),
    ("housing", Office::HousingMinister),
    ("industry", Office::IndustryMinister),
];

/// Words in a title that make of an office another.
const OTHERS: [&str; 21] = [
    "acting",
    "assistant",
    "associate",
    "chief",
    "deputy",
    "designate",
    "director general",
    "elect",
    "executive",
    "former",
    "governor general",
    "inspector general",
    "junior",
    "lieutenant general",
    "lord mayor",
    "senior vice",
    "solicitor general",
    "surgeon general",
    "shadow",
    "state minister",
    "under",
];

impl Office {
    /// The office that a title names, if it is one of these: `US Secretary of State`, `president of France`. Clubs have presidents too. Their
    /// vice presidents and captains are none, as far as capitals tell.
    #[must_use]
    pub fn of(title: &str) -> Option<Self> {
        let lower = title.to_lowercase();
        let named = Named::of(&lower)?;
        let with_capital = || title.get(named.before.len()..).is_some_and(|words| words.starts_with(char::is_uppercase));
        // `a captain in the state police`
        let serves = |behind: &str| FORCES.iter().any(|force| behind.ends_with(force));
        if named.office.is_rank() && serves(named.behind) {
            return Some(named.office);
        }
        // `the team's captain`
        if named.office == Self::Captain && !with_capital() {
            return Some(Self::TeamCaptain);
        }
        (named.office != Self::VicePresident && !named.office.is_rank() || with_capital()).then_some(named.office)
    }

    /// The same of a country, state or town that has one holder of it, as far as the title tells.
    pub(super) fn of_state(title: &str) -> Option<Self> {
        let title = title.to_lowercase();
        let named = Named::of(&title).filter(|named| named.office.has_one_holder())?;
        (named.before.split_whitespace().count() <= 2 && !named.before.contains("the ")).then_some(named.office)
    }

    /// Whether a title names an office of something: `president of the guild`.
    #[must_use]
    pub fn is_of_something(title: &str) -> bool {
        Named::of(&title.to_lowercase()).is_some_and(|named| !named.behind.is_empty())
    }

    /// One name for all its titles.
    #[must_use]
    pub fn name(self) -> &'static str {
        let named = OFFICES.iter().chain(&CHIEFS).chain(&PORTFOLIOS).find(|(_, office)| *office == self);
        named.map_or("", |(name, _)| *name)
    }

    /// Whether it is a rank in an army or a fleet.
    #[must_use]
    pub fn is_rank(self) -> bool {
        self >= Self::General
    }

    /// Whether nobody has both at once. A general may be president, and so may a chief executive.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        if self == other {
            return false;
        }
        match (self.min(other), self.max(other)) {
            (one, Self::DeputyMayor) | (Self::DeputyMayor, one) => one == Self::Mayor,
            // Pastors of some churches are called bishops.
            (Self::Bishop | Self::Archbishop, Self::Pastor) => false,
            (one, Self::Professor) => one.is_elected(),
            // Some pastors are senators.
            (
                Self::Mayor | Self::Governor | Self::Senator | Self::Representative,
                Self::Bishop | Self::Archbishop | Self::Rabbi | Self::Imam,
            ) => true,
            (one, other) => one.sort() == other.sort(),
        }
    }

    fn sort(self) -> Sort {
        match self {
            Self::ChiefExecutive | Self::ChiefFinancialOfficer | Self::ChiefOperatingOfficer | Self::GeneralCounsel => {
                Sort::Company
            }
            Self::Bishop | Self::Archbishop | Self::Rabbi | Self::Imam | Self::Pastor => Sort::Clergy,
            Self::Coach | Self::TeamCaptain => Sort::Team,
            Self::Professor => Sort::Learning,
            _ if self.is_rank() => Sort::Rank,
            _ => Sort::State,
        }
    }

    /// Holders whom nobody calls a professor meanwhile.
    fn is_elected(self) -> bool {
        matches!(
            self,
            Self::HeadOfGovernment | Self::Governor | Self::Mayor | Self::Senator | Self::Representative | Self::Sheriff
        )
    }

    fn has_one_holder(self) -> bool {
        self <= Self::Mayor && self != Self::Ambassador
    }
}

/// What leads from an office to what it is of: `ambassador to Norway`.
const OF_SOMETHING: [&str; 5] = [" of ", " to ", " in ", " for ", " with "];

/// Where ranks are held, at the end of what they are of.
const FORCES: [&str; 8] = ["air force", "army", "coast guard", "department", "force", "marines", "navy", "police"];

/// A title in lower case with the office in it: `US`, `secretary of state`, ` of …`.
struct Named<'t> {
    before: &'t str,
    office: Office,
    behind: &'t str,
}

impl<'t> Named<'t> {
    /// One of the titles with `chief` in them, of nobody's deputy.
    fn chief(title: &'t str) -> Option<Self> {
        CHIEFS.iter().find_map(|(name, office)| {
            let at = title.find(name)?;
            let (before, behind) = (&title[..at], &title[at + name.len()..]);
            let of_something = OF_SOMETHING.iter().any(|words| behind.starts_with(words));
            let whole = (before.is_empty() || before.ends_with(' ')) && (behind.is_empty() || of_something);
            let other = before.split([' ', '-']).any(|word| OTHERS.contains(&word) || word == "vice" || word == "ex");
            (whole && !other).then_some(Self { before, office: *office, behind })
        })
    }

    fn of(title: &'t str) -> Option<Self> {
        let starts =
            || title.char_indices().filter(|(at, _)| *at == 0 || title[..*at].ends_with([' ', '.', '-'])).map(|(at, _)| at);
        if let Some(named) = Self::chief(title) {
            return Some(named);
        }
        let is_another = |at: usize| OTHERS.iter().any(|other| title[at..].starts_with(other));
        if starts().any(is_another) || title.starts_with("ex-") {
            return None;
        }
        starts().find_map(|at| {
            let (before, rest) = title.split_at(at);
            let whole = |behind: &str| behind.is_empty() || OF_SOMETHING.iter().any(|words| behind.starts_with(words));
            let is_deputy = before.split(' ').any(|word| word == "vice") || before.ends_with('-');
            let listed =
                OFFICES.iter().find_map(|(name, office)| Some((*office, rest.strip_prefix(name).filter(|rest| whole(rest))?)));
            if let Some((office, behind)) = listed {
                return (!is_deputy).then_some(Self { before, office, behind });
            }
            let behind = rest.strip_prefix("minister").or_else(|| rest.strip_prefix("secretary")).filter(|rest| whole(rest))?;
            let field = before.trim_end();
            let (name, office) = PORTFOLIOS.iter().find(|(name, _)| field.ends_with(name))?;
            let before = &field[..field.len() - name.len()];
            let begins = before.is_empty() || before.ends_with([' ', '.']);
            (begins && !is_deputy).then_some(Self { before, office: *office, behind })
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
        assert_eq!(read("US Vice President"), Some(Office::VicePresident));
        assert_eq!(read("external affairs minister"), Some(Office::ForeignMinister));
        assert_eq!(read("secretary of state of Norway"), Some(Office::ForeignMinister));
        assert_eq!(read("chief executive officer of Norvik"), Some(Office::ChiefExecutive));
        assert_eq!([read("deputy police chief"), read("chief judge")], [None; 2]);
        assert_eq!([read("captain"), read("ambassador to Norway")], [Some(Office::TeamCaptain), Some(Office::Ambassador)]);
        for other in [
            "Assistant Secretary of State for trade",
            "harbour master",
            "vice mayor",
            "deputy prime minister",
            "vice president",
            "Surgeon General",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn of_a_state_there_is_one() {
        assert_eq!(Office::of_state("Norwegian Foreign Minister"), Some(Office::ForeignMinister));
        assert_eq!(Office::of("Deputy Mayor of Halden"), Some(Office::DeputyMayor));
        assert!(Office::DeputyMayor.excludes(Office::Mayor) && !Office::DeputyMayor.excludes(Office::Senator));
        assert!(Office::Rabbi.excludes(Office::Pastor) && !Office::Bishop.excludes(Office::Pastor));
        assert!(Office::Professor.excludes(Office::Mayor) && !Office::Professor.excludes(Office::HeadOfState));
        assert_eq!([Office::of_state("senator"), Office::of_state("Weavers of the North president")], [None; 2]);
        assert!(Office::General.is_rank() && !Office::IndustryMinister.is_rank());
        assert!(
            !Office::ChiefExecutive.excludes(Office::Mayor) && Office::ChiefExecutive.excludes(Office::ChiefFinancialOfficer)
        );
        assert!(!Office::General.excludes(Office::HeadOfState) && Office::General.excludes(Office::Colonel));
    }
}
