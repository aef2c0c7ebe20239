//! What a dossier entry for somebody or something would say, from the articles: what the editor offers to write down.
//!
//! Only what an article states is proposed; when something began, and what is not said, stays out for the desk to fill in.

use std::path::Path;

use crate::corpus::{Corpus, IdentityKey, Record, fold_name, profiles};
use crate::desk::Addition;
use crate::knowledge::dossier::{DossierEntry, Office, Organisation, Origin, Person, Place, Term};
use crate::language::{Entity, EntityId, Kind};

use super::subject::Subject;

/// An entry that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whom or what it is about, as the entry writes it.
    pub name: String,
    /// What is written; a place in an article has yet to be named in it: [`Proposal::with_source`].
    pub additions: Vec<Addition>,
    /// The entry that is added to; `None` if a new one is made.
    pub entry: Option<Origin>,
}

impl Proposal {
    /// The additions with the place that they are from: `talks.txt:12`.
    #[must_use]
    pub fn with_source(mut self, from: &str) -> Vec<Addition> {
        for addition in &mut self.additions {
            let source = match addition {
                Addition::Person(person) => &mut person.source,
                Addition::Organisation(body) => &mut body.source,
                Addition::Place(place) => &mut place.source,
                Addition::Spelling { source, .. } | Addition::More { source, .. } => source,
            };
            *source = Some(source.take().map_or_else(|| from.to_owned(), |own| format!("{from}; {own}")));
        }
        self.additions
    }
}

/// Why nothing can be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoProposal {
    /// Of a person the article gives one word only.
    #[error("the article gives no full name of {0}; add whoever is meant from an article that does")]
    NoFullName(String),
    /// The dossier has all that the article states.
    #[error("{name} is in the dossiers already ({}, line {}) with all that this article states", .entry.path.display(), .entry.line)]
    AllKnown {
        /// Who.
        name: String,
        /// Where.
        entry: Box<Origin>,
    },
    /// The dossiers have several of the name.
    #[error("the dossiers have several entries for {0}, and it is not clear which of them is meant; add to one of them by hand")]
    Several(String),
    /// No other article names the person.
    #[error("no other article names {0}, so there is nobody to tell apart")]
    Alone(String),
    /// Nothing tells two people apart.
    #[error(
        "no article states an office or country that tells one {0} from the other; write two entries of the name in a dossier, with what tells them apart"
    )]
    Nothing(String),
    /// It is none of a kind that tells namesakes apart.
    #[error("{0} is no person; only people are told apart so")]
    NoPerson(String),
}

/// What somebody wants to write down of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An entry for it, or what its entry does not say yet.
    Entry,
    /// Two entries that say that the person of this article is not the one of the others who bears the name; one, if the dossiers have the
    /// other.
    TwoPeople,
}

/// What would be written of an article's entity; `None` if there is no such entity. `shown` says how a file is written in it.
///
/// # Errors
/// [`NoProposal`] says why there is nothing to write.
pub fn propose(
    corpus: &Corpus,
    record: &Record,
    id: EntityId,
    wanted: Wanted,
    shown: &dyn Fn(&Path) -> String,
) -> Option<Result<Proposal, NoProposal>> {
    let subject = Subject::here(corpus, record, id, shown)?;
    Some(match wanted {
        Wanted::Entry => entry(corpus, record, &subject, id),
        Wanted::TwoPeople => two_people(corpus, record, &subject, id),
    })
}

fn entry(corpus: &Corpus, record: &Record, subject: &Subject<'_>, id: EntityId) -> Result<Proposal, NoProposal> {
    let entity = record.reading.entity(id);
    let written = subject.written_down();
    match (&written[..], entity.kind) {
        ([], Kind::Person) => new_person(corpus, record, subject, id),
        ([], Kind::Organisation) => Ok(new(subject, |name, aliases| {
            Addition::Organisation(Box::new(Organisation {
                name,
                aliases,
                called: Vec::new(),
                founded: None,
                dissolved: None,
                parent: None,
                country: None,
                note: None,
                source: None,
                origin: Origin::default(),
            }))
        })),
        ([], Kind::Place) => Ok(new(subject, |name, aliases| {
            let place = Place {
                name,
                aliases,
                called: Vec::new(),
                within: Vec::new(),
                note: None,
                source: None,
                origin: Origin::default(),
            };
            Addition::Place(Box::new(place))
        })),
        ([DossierEntry::Person(person)], _) => more(person, entity),
        ([only], _) => Err(NoProposal::AllKnown { name: only.name().to_owned(), entry: Box::new(only.origin().clone()) }),
        _ => Err(NoProposal::Several(subject.identity.name.clone())),
    }
}

fn two_people(corpus: &Corpus, record: &Record, subject: &Subject<'_>, id: EntityId) -> Result<Proposal, NoProposal> {
    let name = subject.identity.name.clone();
    if subject.identity.kind != Kind::Person {
        return Err(NoProposal::NoPerson(name));
    }
    if matches!(subject.identity.key, IdentityKey::Lone(..)) {
        return Err(NoProposal::NoFullName(name));
    }
    let written = corpus.dossiers().people_named(&name).count();
    if written > 1 {
        return Err(NoProposal::Several(name));
    }
    if subject.elsewhere().is_empty() && written == 0 {
        return Err(NoProposal::Alone(name));
    }
    apart(corpus, record, subject, id, written == 1)
}

fn apart(
    corpus: &Corpus,
    record: &Record,
    subject: &Subject<'_>,
    id: EntityId,
    is_written: bool,
) -> Result<Proposal, NoProposal> {
    let mut here = person(corpus, record, subject, id);
    let mut titles: Vec<String> = Vec::new();
    for title in subject.elsewhere().iter().flat_map(|row| &row.said.titles) {
        let known =
            here.offices.iter().map(|office| &office.title).chain(&titles).any(|known| fold_name(known) == fold_name(title));
        if !known {
            titles.push(title.clone());
        }
    }
    let offices = titles.into_iter().map(office).collect();
    let mut other = Person { offices, aliases: Vec::new(), country: None, which: None, ..here.clone() };
    here.which = told_by(&here);
    other.which = told_by(&other);
    let nothing = || NoProposal::Nothing(here.name.clone());
    if here.which.is_none() || here.which == other.which {
        return Err(nothing());
    }
    // Somebody of whom nothing is said would be anybody.
    if other.which.is_none() && !is_written {
        return Err(nothing());
    }
    other.source = subject.elsewhere().first().map(|row| format!("against {}", subject.shown(row)));
    let name = here.name.clone();
    let mut additions = vec![Addition::Person(Box::new(here))];
    if !is_written {
        additions.push(Addition::Person(Box::new(other)));
    }
    Ok(Proposal { name, additions, entry: None })
}

/// "the harbour minister", "Canada".
fn told_by(person: &Person) -> Option<String> {
    let office = person.offices.first().map(|office| format!("the {}", office.title.to_lowercase()));
    office.or_else(|| person.country.clone())
}

fn new_person(corpus: &Corpus, record: &Record, subject: &Subject<'_>, id: EntityId) -> Result<Proposal, NoProposal> {
    if matches!(subject.identity.key, IdentityKey::Lone(..)) {
        return Err(NoProposal::NoFullName(subject.identity.name.clone()));
    }
    let person = person(corpus, record, subject, id);
    Ok(Proposal { name: person.name.clone(), additions: vec![Addition::Person(Box::new(person))], entry: None })
}

/// What the article states of somebody.
fn person(corpus: &Corpus, record: &Record, subject: &Subject<'_>, id: EntityId) -> Person {
    let entity = record.reading.entity(id);
    let name = subject.identity.name.clone();
    let last = name.split_whitespace().last().unwrap_or_default();
    let family_name = entity.family_name.clone().filter(|family| *family != last && name.contains(family.as_str()));
    let countries = profiles(record, corpus.knowledge()).into_iter().nth(id.0 as usize);
    let countries = countries.map(|profile| profile.traits.evidence.countries.clone()).unwrap_or_default();
    let country = countries.first().filter(|_| countries.len() == 1).cloned();
    Person {
        aliases: other_names(entity, &[&name]),
        which: None,
        family_name,
        born: None,
        died: None,
        country,
        offices: offices(entity, &[]),
        note: None,
        source: None,
        origin: Origin::default(),
        name,
    }
}

/// A new entry for a body or place.
fn new(subject: &Subject<'_>, entry: impl FnOnce(String, Vec<String>) -> Addition) -> Proposal {
    let name = subject.identity.name.clone();
    let aliases = subject.home.map(|home| home.entity.aliases.clone()).unwrap_or_default();
    let aliases = aliases.into_iter().filter(|alias| fold_name(alias) != fold_name(&name)).collect();
    Proposal { additions: vec![entry(name.clone(), aliases)], name, entry: None }
}

/// What somebody's entry does not say yet.
fn more(person: &Person, entity: &Entity) -> Result<Proposal, NoProposal> {
    let known: Vec<&String> = std::iter::once(&person.name).chain(&person.aliases).collect();
    let aliases = other_names(entity, &known);
    let offices = offices(entity, &person.offices);
    if aliases.is_empty() && offices.is_empty() {
        return Err(NoProposal::AllKnown { name: person.name.clone(), entry: Box::new(person.origin.clone()) });
    }
    let (name, which) = (person.name.clone(), person.which.clone());
    let addition = Addition::More { name: name.clone(), which, aliases, offices, source: None };
    Ok(Proposal { name, additions: vec![addition], entry: Some(person.origin.clone()) })
}

/// Full forms of a person's name that are not known yet.
fn other_names(entity: &Entity, known: &[&String]) -> Vec<String> {
    let forms = std::iter::once(&entity.name).chain(&entity.aliases).filter(|form| form.contains(' '));
    forms.filter(|form| known.iter().all(|known| fold_name(known) != fold_name(form))).cloned().collect()
}

/// Offices that the article states somebody holds, those aside that are known. `former minister` is none.
fn offices(entity: &Entity, known: &[Office]) -> Vec<Office> {
    let mut offices: Vec<Office> = Vec::new();
    for title in entity.titles.iter().filter(|title| title.modifier.is_none()) {
        let folded = fold_name(&title.text);
        let is_known = |office: &Office| fold_name(&office.title) == folded || fold_name(&office.in_full()) == folded;
        if !known.iter().chain(&offices).any(is_known) {
            offices.push(office(title.text.clone()));
        }
    }
    offices
}

fn office(title: String) -> Office {
    Office { title, of: None, term: Term::default() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::super::fixture::{corpus, harbour_stories, shown};
    use super::*;
    use crate::knowledge::dossier::{Dossiers, read};

    fn written(text: &str) -> Arc<Dossiers> {
        let (file, problems) = read(text, &Arc::from(Path::new("dossiers/a.toml")));
        assert_eq!(problems, []);
        Arc::new(Dossiers::new([file]))
    }

    fn titles(addition: &Addition) -> (Option<&str>, Vec<&str>) {
        match addition {
            Addition::Person(person) => (person.which.as_deref(), person.offices.iter().map(|office| &*office.title).collect()),
            Addition::More { which, offices, .. } => (which.as_deref(), offices.iter().map(|office| &*office.title).collect()),
            other => panic!("{other:?} is no person"),
        }
    }

    #[test]
    fn an_entry_says_what_the_article_states_and_its_entry_is_told_what_it_lacks() {
        let stories = harbour_stories();
        let mut corpus = corpus(stories.clone());
        let proposal = propose(&corpus, &stories[0], EntityId(0), Wanted::Entry, &shown).expect("an entity").expect("an entry");
        assert_eq!((&*proposal.name, titles(&proposal.additions[0])), ("Anna Roe", (None, vec!["harbour minister"])));
        let brandt = propose(&corpus, &stories[0], EntityId(1), Wanted::Entry, &shown).expect("an entity");
        assert_eq!(brandt, Err(NoProposal::NoFullName("Brandt".to_owned())));
        corpus.set_dossiers(written("[[person]]\nname = 'Anna Roe'\n[[person.office]]\ntitle = 'Trade Minister'\n"));
        let more = propose(&corpus, &stories[0], EntityId(0), Wanted::Entry, &shown).expect("an entity").expect("more");
        assert_eq!(titles(&more.additions[0]), (None, vec!["harbour minister"]));
        assert_eq!(more.entry.map(|entry| entry.line), Some(1));
        let told = propose(&corpus, &stories[1], EntityId(0), Wanted::Entry, &shown)
            .expect("an entity")
            .map_err(|error| error.to_string());
        let all = "Anna Roe is in the dossiers already (dossiers/a.toml, line 1) with all that this article states";
        assert_eq!(told, Err(all.to_owned()));
    }

    #[test]
    fn two_people_are_told_apart_by_what_the_articles_state() {
        let stories = harbour_stories();
        let corpus = corpus(stories.clone());
        let proposal =
            propose(&corpus, &stories[1], EntityId(0), Wanted::TwoPeople, &shown).expect("an entity").expect("two entries");
        let told: Vec<_> = proposal.additions.iter().map(titles).collect();
        assert_eq!(
            told,
            [(Some("the trade minister"), vec!["trade minister"]), (Some("the harbour minister"), vec!["harbour minister"])]
        );
        let alone = propose(&corpus, &stories[1], EntityId(1), Wanted::TwoPeople, &shown).expect("an entity");
        assert_eq!(alone, Err(NoProposal::Alone("Karl Brandt".to_owned())));
    }
}
