//! Entries as they stand in the dump: all but the names of other entities, of which only the number is known yet.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::{Imported, LeftOut, is_english, others, sound, tidy};
use super::bodies::Bodies;
use super::entity::{Entity, Id, List, Moment, Monolingual, Qualifiers, Rank, Snak, Statement};
use crate::article::PartialDate;
use crate::knowledge::dossier::{Called, Term};

/// Q5.
const HUMAN: Id = 5;

/// Q1985786, the proleptic Julian calendar.
const JULIAN: &str = "Q1985786";

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Draft {
    Person(PersonDraft),
    Organisation(OrganisationDraft),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct PersonDraft {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) which: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) families: Vec<Id>,
    pub(super) born: Option<PartialDate>,
    pub(super) died: Option<PartialDate>,
    pub(super) country: Option<Id>,
    pub(super) offices: Vec<OfficeDraft>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct OfficeDraft {
    pub(super) position: Id,
    /// As the statement has it; without it, what the position says of itself counts.
    pub(super) of: Option<Id>,
    pub(super) term: Term,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct OrganisationDraft {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) called: Vec<Called>,
    pub(super) founded: Option<PartialDate>,
    pub(super) dissolved: Option<PartialDate>,
    pub(super) parent: Option<Id>,
    pub(super) country: Option<Id>,
}

impl Draft {
    /// The entities whose names it needs.
    pub(super) fn needs(&self) -> Vec<Id> {
        match self {
            Self::Person(person) => {
                let offices = person.offices.iter().flat_map(|office| [Some(office.position), office.of]).flatten();
                offices.chain(person.country).chain(person.families.iter().copied()).collect()
            }
            Self::Organisation(body) => [body.parent, body.country].into_iter().flatten().collect(),
        }
    }
}

/// What an entity gives.
pub(super) enum Found {
    Draft(Draft),
    /// It has a jurisdiction, as positions do.
    Jurisdiction(Id),
    Nothing,
}

/// Reads an entity. What is left out of it is counted.
pub(super) fn read(id: Id, entity: &Entity<'_>, bodies: &Bodies, imported: &mut Imported) -> Found {
    let mut reader = Reader { imported };
    let classes = reader.items(entity.claims.instance_of);
    if classes.contains(&HUMAN) {
        return reader.person(id, entity).map_or(Found::Nothing, |person| Found::Draft(Draft::Person(person)));
    }
    if bodies.has(&classes, &entity.claims) {
        return reader.organisation(id, entity).map_or(Found::Nothing, |body| Found::Draft(Draft::Organisation(body)));
    }
    let founded = entity.claims.inception.is_some();
    reader.imported.leave_out(if founded { LeftOut::PerhapsOrganisation } else { LeftOut::OtherEntity });
    let [jurisdiction] = reader.items(entity.claims.jurisdiction)[..] else { return Found::Nothing };
    Found::Jurisdiction(jurisdiction)
}

struct Reader<'i> {
    imported: &'i mut Imported,
}

impl Reader<'_> {
    fn person(&mut self, id: Id, entity: &Entity<'_>) -> Option<PersonDraft> {
        let claims = &entity.claims;
        let held = self.statements(claims.position_held);
        if held.is_empty() {
            self.imported.leave_out(LeftOut::PersonWithoutOffice);
            return None;
        }
        let Some(name) = entity.labels.english() else {
            self.imported.leave_out(LeftOut::PersonWithoutName);
            return None;
        };
        Some(PersonDraft {
            id,
            which: entity.descriptions.english(),
            aliases: others(&name, entity.aliases.english()),
            families: self.items(claims.family_name),
            born: self.event(claims.born),
            died: self.event(claims.died),
            country: self.reference(claims.citizenship),
            offices: held.iter().filter_map(|statement| self.office(statement)).collect(),
            name,
        })
    }

    fn office(&mut self, statement: &Statement<'_>) -> Option<OfficeDraft> {
        let Some(position) = statement.mainsnak.item() else {
            self.imported.leave_out(LeftOut::OfficeWithoutTitle);
            return None;
        };
        let of = only_item(&statement.qualifiers.of).or_else(|| only_item(&statement.qualifiers.jurisdiction));
        Some(OfficeDraft { position, of, term: self.term(&statement.qualifiers) })
    }

    fn organisation(&mut self, id: Id, entity: &Entity<'_>) -> Option<OrganisationDraft> {
        let claims = &entity.claims;
        let Some(name) = entity.labels.english() else {
            self.imported.leave_out(LeftOut::OrganisationWithoutName);
            return None;
        };
        let mut called = Vec::new();
        let mut aliases: Vec<String> = entity.aliases.english().collect();
        for list in [claims.official_name, claims.short_name] {
            for statement in self.statements(list) {
                let Some(other) = self.name(&statement.mainsnak) else { continue };
                match self.term(&statement.qualifiers) {
                    Term { from: None, until: None } => aliases.push(other),
                    term => called.push(Called { name: other, term }),
                }
            }
        }
        Some(OrganisationDraft {
            id,
            aliases: others(&name, aliases),
            called,
            founded: self.event(claims.inception),
            dissolved: self.event(claims.dissolved),
            parent: self.reference(claims.parent),
            country: self.reference(claims.country),
            name,
        })
    }

    /// A text in English, or of no one language.
    fn name(&mut self, snak: &Snak<'_>) -> Option<String> {
        let text: Monolingual<'_> = snak.value()?;
        if !is_english(&text.language) {
            self.imported.leave_out(LeftOut::ForeignName);
            return None;
        }
        tidy(&text.text)
    }

    /// The statements of a property, without those that are deprecated.
    fn statements<'a>(&mut self, list: List<'a>) -> Vec<Statement<'a>> {
        let Some(list) = list else { return Vec::new() };
        let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(list.get()) else {
            self.imported.leave_out(LeftOut::Unreadable);
            return Vec::new();
        };
        let read = list.into_iter().filter_map(|raw| match serde_json::from_str::<Statement<'_>>(raw.get()) {
            Ok(Statement { rank: Rank::Deprecated, .. }) => {
                self.imported.leave_out(LeftOut::Deprecated);
                None
            }
            Ok(statement) => Some(statement),
            Err(_) => {
                self.imported.leave_out(LeftOut::Unreadable);
                None
            }
        });
        read.collect()
    }

    /// The statements of the highest rank that there is.
    fn best<'a>(&mut self, list: List<'a>) -> Vec<Statement<'a>> {
        let mut statements = self.statements(list);
        let highest = statements.iter().map(|statement| statement.rank).max();
        statements.retain(|statement| Some(statement.rank) == highest);
        statements
    }

    fn items(&mut self, list: List<'_>) -> Vec<Id> {
        self.best(list).iter().filter_map(|statement| statement.mainsnak.item()).collect()
    }

    /// The one item that a property has now; of several, none.
    fn reference(&mut self, list: List<'_>) -> Option<Id> {
        let mut lasting = self.best(list);
        lasting.retain(|statement| !statement.qualifiers.end.iter().any(Snak::has_value));
        match &lasting[..] {
            [] => None,
            [one] => one.mainsnak.item(),
            _ => {
                self.imported.leave_out(LeftOut::UnclearReference);
                None
            }
        }
    }

    /// When something happened that happens once.
    fn event(&mut self, list: List<'_>) -> Option<PartialDate> {
        let statements = self.best(list);
        self.date(statements.iter().map(|statement| &statement.mainsnak))
    }

    fn term(&mut self, qualifiers: &Qualifiers<'_>) -> Term {
        let term = Term { from: self.date(&qualifiers.start), until: self.date(&qualifiers.end) };
        sound(term, self.imported)
    }

    /// The most exact of dates that agree.
    fn date<'s, 'a: 's>(&mut self, snaks: impl IntoIterator<Item = &'s Snak<'a>>) -> Option<PartialDate> {
        let dates: Vec<PartialDate> = snaks.into_iter().filter_map(|snak| self.moment(snak)).collect();
        let most_exact = dates.iter().copied().max_by_key(|date| date.grain())?;
        if dates.iter().any(|date| date.days_apart(most_exact) > 0) {
            self.imported.leave_out(LeftOut::DisputedDate);
            return None;
        }
        Some(most_exact)
    }

    fn moment(&mut self, snak: &Snak<'_>) -> Option<PartialDate> {
        let moment: Moment<'_> = snak.value()?;
        let date = date_of(&moment);
        date.map_err(|why| self.imported.leave_out(why)).ok()
    }
}

/// As exact as it is known. Of a date in the Julian calendar only the year is the one that a reader of today expects.
fn date_of(moment: &Moment<'_>) -> Result<PartialDate, LeftOut> {
    if moment.precision < 9 {
        return Err(LeftOut::VagueDate);
    }
    let date = moment.time.strip_prefix('+').and_then(|time| time.split_once('T')).map(|(date, _)| date);
    let parts: Option<Vec<i16>> = date.and_then(|date| date.split('-').map(|part| part.parse().ok()).collect());
    let read = match parts.as_deref() {
        Some([year @ 1..=9999, month, day]) => match moment.precision {
            9 => Some(PartialDate::Year(*year)),
            _ if moment.calendar.ends_with(JULIAN) => Some(PartialDate::Year(*year)),
            10 if (1..=12).contains(month) => Some(PartialDate::Month(*year, *month as i8)),
            10 => None,
            _ => i8::try_from(*month).ok().zip(i8::try_from(*day).ok()).and_then(|(m, d)| PartialDate::day(*year, m, d)),
        },
        _ => None,
    };
    read.ok_or(LeftOut::ImpossibleDate)
}

fn only_item(snaks: &[Snak<'_>]) -> Option<Id> {
    let [one] = snaks else { return None };
    one.item()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_exact_as_it_is_known() {
        let date = |time: &str, precision, calendar: &str| {
            date_of(&Moment { time: time.into(), precision, calendar: calendar.into() }).map(|date| date.to_string())
        };
        let known = |text: &str| Ok(text.to_owned());
        assert_eq!(date("+1995-03-07T00:00:00Z", 11, "Q1985727"), known("1995-03-07"));
        assert_eq!(date("+1995-03-00T00:00:00Z", 10, "Q1985727"), known("1995-03"));
        assert_eq!(date("+00000001995-00-00T00:00:00Z", 9, "Q1985727"), known("1995"));
        assert_eq!(date("+0987-00-00T00:00:00Z", 9, "Q1985727"), known("0987"));
        assert_eq!(date("+1672-06-09T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985786"), known("1672"));
        assert_eq!(date("+1990-00-00T00:00:00Z", 8, "Q1985727"), Err(LeftOut::VagueDate));
        for impossible in
            ["-0044-03-15T00:00:00Z", "+1995-02-30T00:00:00Z", "+19950-01-01T00:00:00Z", "+0000-01-01T00:00:00Z", "1995"]
        {
            assert_eq!(date(impossible, 11, "Q1985727"), Err(LeftOut::ImpossibleDate), "{impossible}");
        }
        assert_eq!(date("+1995-300-00T00:00:00Z", 11, ""), Err(LeftOut::ImpossibleDate));
    }
}
