//! Popolo: JSON with people, organisations, memberships and posts, as parliaments and those who watch them publish it.
//!
//! The format is at <https://www.popoloproject.com/specs/>. Memberships stand by themselves or inside a person; one without dates may name
//! a legislative period, an event that has them. A file is small enough to be read as a whole; a broken entry of it costs that entry.

use std::collections::BTreeSet;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::output::DossierWriter;
use super::source::Source;
use super::{Imported, LeftOut, ReadProblem, cause, family, is_english, others, sound, tidy};
use crate::article::PartialDate;
use crate::knowledge::dossier::{Called, Office, Organisation, Origin, Person, Term};

/// Far more than any parliament has.
const LARGEST: usize = 256 << 20;

/// Imports a file in Popolo into a dossier.
///
/// # Errors
/// [`ReadProblem`] if the file cannot be read or is no Popolo, or the dossier cannot be written; what was at `target` stays then.
pub fn import_popolo(path: &Path, target: &Path) -> Result<Imported, ReadProblem> {
    let text = Source::open(path)?.text(LARGEST);
    let text =
        text.map_err(|error| ReadProblem::new(path, format!("it cannot be read to its end: {error}; nothing was written")))?;
    let file: File<'_> = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        ReadProblem::new(path, format!("it is no Popolo file: {error}; it must be one JSON object with `persons`"))
    })?;
    if file.persons.is_none() && file.organizations.is_none() {
        return Err(ReadProblem::new(path, "it has neither `persons` nor `organizations`, so it is no Popolo file".to_owned()));
    }
    let mut imported = Imported::default();
    let mut dossier = DossierWriter::new(target, "popolo")?;
    let around = Around::new(&file, &mut imported);
    for body in entries::<OrganizationEntry>(file.organizations, "organizations", &mut imported) {
        if let Some(body) = around.organisation(body, &mut imported) {
            imported.organisations += 1;
            dossier.organisation(&body)?;
        }
    }
    for person in entries::<PersonEntry>(file.persons, "persons", &mut imported) {
        if let Some(person) = around.person(person, &mut imported) {
            imported.people += 1;
            imported.offices += person.offices.len();
            dossier.person(&person)?;
        }
    }
    imported.files = dossier.finish()?;
    Ok(imported)
}

type Raw<'a> = Option<Vec<&'a RawValue>>;

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct File<'a> {
    #[serde(borrow, default)]
    persons: Raw<'a>,
    #[serde(borrow, default)]
    organizations: Raw<'a>,
    #[serde(borrow, default)]
    memberships: Raw<'a>,
    #[serde(borrow, default)]
    posts: Raw<'a>,
    #[serde(borrow, default)]
    events: Raw<'a>,
}

/// An identifier; some write numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(untagged)]
enum Key {
    Text(String),
    Number(u64),
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct PersonEntry {
    id: Option<Key>,
    name: Option<String>,
    given_name: Option<String>,
    family_name: Option<String>,
    summary: Option<String>,
    other_names: Option<Vec<OtherName>>,
    birth_date: Option<String>,
    death_date: Option<String>,
    memberships: Option<Vec<MembershipEntry>>,
    sources: Option<Vec<SourceEntry>>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct OtherName {
    name: Option<String>,
    lang: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct SourceEntry {
    url: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(expecting = "an object")]
struct MembershipEntry {
    person_id: Option<Key>,
    organization_id: Option<Key>,
    post_id: Option<Key>,
    legislative_period_id: Option<Key>,
    label: Option<String>,
    role: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct PostEntry {
    id: Option<Key>,
    label: Option<String>,
    role: Option<String>,
    organization_id: Option<Key>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct EventEntry {
    id: Option<Key>,
    start_date: Option<String>,
    end_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct OrganizationEntry {
    id: Option<Key>,
    name: Option<String>,
    other_names: Option<Vec<OtherName>>,
    founding_date: Option<String>,
    dissolution_date: Option<String>,
    parent_id: Option<Key>,
    sources: Option<Vec<SourceEntry>>,
}

/// The entries of a list that are what they should be.
fn entries<'a, E: Deserialize<'a>>(list: Raw<'a>, name: &str, imported: &mut Imported) -> Vec<E> {
    let list = list.unwrap_or_default().into_iter().enumerate();
    let read = list.filter_map(|(at, entry)| match serde_json::from_str(entry.get()) {
        Ok(entry) => Some(entry),
        Err(error) => {
            imported.broken(|| format!("`{name}`, entry {}: {}; it was passed over", at + 1, cause(&error)));
            None
        }
    });
    read.collect()
}

/// What entries mention by their identifiers.
struct Around {
    /// Names of organisations.
    bodies: FxHashMap<Key, String>,
    posts: FxHashMap<Key, PostEntry>,
    periods: FxHashMap<Key, EventEntry>,
    /// By person.
    memberships: FxHashMap<Key, Vec<MembershipEntry>>,
}

impl Around {
    fn new(file: &File<'_>, imported: &mut Imported) -> Self {
        let mut memberships: FxHashMap<Key, Vec<MembershipEntry>> = FxHashMap::default();
        for membership in entries::<MembershipEntry>(file.memberships.clone(), "memberships", imported) {
            if let Some(person) = membership.person_id.clone() {
                memberships.entry(person).or_default().push(membership);
            }
        }
        let posts = entries::<PostEntry>(file.posts.clone(), "posts", imported).into_iter();
        let periods = entries::<EventEntry>(file.events.clone(), "events", imported).into_iter();
        // What is broken here is told when they are written.
        let bodies = entries::<OrganizationEntry>(file.organizations.clone(), "organizations", &mut Imported::default());
        let bodies = bodies.into_iter();
        Self {
            bodies: bodies.filter_map(|body| Some((body.id?, named(body.name.as_deref())?))).collect(),
            posts: posts.filter_map(|post| Some((post.id.clone()?, post))).collect(),
            periods: periods.filter_map(|event| Some((event.id.clone()?, event))).collect(),
            memberships,
        }
    }

    fn person(&self, entry: PersonEntry, imported: &mut Imported) -> Option<Person> {
        let in_parts = || [entry.given_name.as_deref(), entry.family_name.as_deref()].map(Option::unwrap_or_default).join(" ");
        let Some(name) = named(entry.name.as_deref()).or_else(|| named(Some(&in_parts()))) else {
            imported.leave_out(LeftOut::PersonWithoutName);
            return None;
        };
        let (mut offices, mut seen) = (Vec::new(), BTreeSet::new());
        let apart = entry.id.as_ref().and_then(|id| self.memberships.get(id)).into_iter().flatten();
        for membership in apart.chain(entry.memberships.iter().flatten()) {
            let office = self.office(membership, imported);
            // A membership may stand in both places.
            if seen.insert((office.title.clone(), office.of.clone(), office.term.from, office.term.until)) {
                offices.push(office);
            }
        }
        let aliases = entry.other_names.into_iter().flatten();
        let aliases: Vec<String> = aliases.filter_map(|other| english(&other, imported)).collect();
        Some(Person {
            family_name: family::to_state(&name, entry.family_name),
            aliases: others(&name, aliases),
            name,
            which: named(entry.summary.as_deref()),
            born: date(entry.birth_date.as_deref(), imported),
            died: date(entry.death_date.as_deref(), imported),
            country: None,
            offices,
            note: None,
            source: source(entry.sources),
            origin: Origin::default(),
        })
    }

    fn office(&self, membership: &MembershipEntry, imported: &mut Imported) -> Office {
        let post = membership.post_id.as_ref().and_then(|id| self.posts.get(id));
        let titles = [
            membership.role.as_deref(),
            post.and_then(|post| post.role.as_deref()),
            post.and_then(|post| post.label.as_deref()),
            membership.label.as_deref(),
        ];
        let body = membership.organization_id.as_ref().or_else(|| post?.organization_id.as_ref());
        let mut ends = (membership.start_date.as_deref(), membership.end_date.as_deref());
        if ends == (None, None)
            && let Some(period) = membership.legislative_period_id.as_ref().and_then(|id| self.periods.get(id))
        {
            ends = (period.start_date.as_deref(), period.end_date.as_deref());
        }
        Office {
            title: titles.into_iter().find_map(named).unwrap_or_else(|| "member".to_owned()),
            of: body.and_then(|id| self.bodies.get(id)).cloned(),
            term: term(ends, imported),
        }
    }

    fn organisation(&self, entry: OrganizationEntry, imported: &mut Imported) -> Option<Organisation> {
        let Some(name) = named(entry.name.as_deref()) else {
            imported.leave_out(LeftOut::OrganisationWithoutName);
            return None;
        };
        let (mut aliases, mut called) = (Vec::new(), Vec::new());
        for other in entry.other_names.into_iter().flatten() {
            let Some(other_name) = english(&other, imported) else { continue };
            match term((other.start_date.as_deref(), other.end_date.as_deref()), imported) {
                Term { from: None, until: None } => aliases.push(other_name),
                term => called.push(Called { name: other_name, term }),
            }
        }
        let parent = entry.parent_id.and_then(|id| {
            let parent = self.bodies.get(&id).cloned();
            if parent.is_none() {
                imported.leave_out(LeftOut::UnclearReference);
            }
            parent
        });
        Some(Organisation {
            aliases: others(&name, aliases),
            name,
            called,
            founded: date(entry.founding_date.as_deref(), imported),
            dissolved: date(entry.dissolution_date.as_deref(), imported),
            parent,
            country: None,
            note: None,
            source: source(entry.sources),
            origin: Origin::default(),
        })
    }
}

/// A text that says something.
fn named(text: Option<&str>) -> Option<String> {
    text.and_then(tidy)
}

/// A name in English, or of no stated language.
fn english(other: &OtherName, imported: &mut Imported) -> Option<String> {
    if other.lang.as_deref().is_some_and(|lang| !is_english(lang)) {
        imported.leave_out(LeftOut::ForeignName);
        return None;
    }
    named(other.name.as_deref())
}

fn term((from, until): (Option<&str>, Option<&str>), imported: &mut Imported) -> Term {
    let term = Term { from: date(from, imported), until: date(until, imported) };
    sound(term, imported)
}

/// `1995-03-07`, `1995-03` or `1995`; some write noughts for what they do not know.
fn date(text: Option<&str>, imported: &mut Imported) -> Option<PartialDate> {
    let text = text?.trim().trim_end_matches("-00");
    if text.is_empty() {
        return None;
    }
    let date = text.parse::<PartialDate>().ok().filter(|date| date.year() > 0);
    if date.is_none() {
        imported.leave_out(LeftOut::ImpossibleDate);
    }
    date
}

fn source(sources: Option<Vec<SourceEntry>>) -> Option<String> {
    sources.into_iter().flatten().find_map(|source| named(source.url.as_deref()))
}
