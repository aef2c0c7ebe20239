//! Who says the same: the desk's dossiers, the gazetteer, other articles.
//!
//! Everything is bounded, so that the list of a draft is there at once however large the archive: of each name a page of rows, of related
//! articles a few. Versions of the draft's own story are no other source.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::claims::{self, Claim};
use crate::corpus::{BearerRow, Corpus, IdentityKey, Place, Record, SpokenWords, Why};
use crate::knowledge::dossier::{Held, Origin};
use crate::language::{EntityId, Kind, normal_form};

use super::list::{Statement, What, office_of};
use super::related::{Related, date, key, source};
use super::{FactSource, MOST_COUNTED, offices};

/// So many quotations in nearly the same words are looked at.
const ALIKE: usize = 12;
/// Of two wordings of which one is part of the other, the shorter must have so many words.
const PART: usize = 4;

/// What speaks for the statements of one draft.
pub(super) struct Sources<'a> {
    corpus: &'a Corpus,
    record: &'a Record,
    keys: Vec<Option<IdentityKey>>,
    /// For each entity what other articles say of it.
    rows: Vec<Vec<BearerRow>>,
    versions: Vec<Arc<Path>>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(corpus: &'a Corpus, record: &'a Record) -> Self {
        let keys = corpus.keys_in(&record.path);
        let versions = corpus.versions(&record.path);
        let own = |path: &Path| *path == *record.path || versions.iter().any(|version| **version == *path);
        let published = date(record);
        let rows = keys.iter().map(|key| match key {
            // A family name alone is somebody else in each article.
            None | Some(IdentityKey::Lone(..)) => Vec::new(),
            Some(key) => corpus.elsewhere(key, published, &own, MOST_COUNTED),
        });
        let rows = rows.collect();
        Self { corpus, record, keys, rows, versions }
    }

    /// The articles that may tell of the same. They are read here, so this is asked for once.
    pub(super) fn related(&self) -> Related<'_> {
        Related::new(self.corpus, self.record, &self.keys, &self.rows)
    }

    /// What says the same as a statement, best first, each article once, and how many those are.
    pub(super) fn of(&self, statement: &Statement, related: &Related<'_>) -> (Vec<FactSource>, usize) {
        let found = match &statement.what {
            What::Named { entity, form } => self.names(*entity, form),
            What::Office { entity, claim } => self.titles(*entity, &self.record.claims[*claim]),
            What::Claimed(Some(claim)) => related.agreeing(&self.record.claims[*claim]),
            What::Claimed(None) => Vec::new(),
            What::Said(quotation) => self.quotations(*quotation),
        };
        let count = found.len();
        (found, count)
    }

    fn rows(&self, entity: EntityId) -> &[BearerRow] {
        self.rows.get(entity.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The same full form, in a dossier, the gazetteer or another article.
    fn names(&self, entity: EntityId, form: &str) -> Vec<FactSource> {
        let same = |other: &str| other == form || other.to_lowercase() == form.to_lowercase();
        let mut found = Vec::new();
        let dossiers = self.corpus.dossiers().named(form);
        found.extend(dossiers.map(|entry| in_dossier(entry.origin(), entry.name())));
        let own = self.record.reading.entity(entity);
        let gazetteer = &self.corpus.knowledge().gazetteer;
        if let Some(entry) = own.entry.filter(|_| own.kind != Kind::Person).map(|entry| gazetteer.entry(entry))
            && std::iter::once(entry.name()).chain(entry.aliases()).any(same)
        {
            let country = entry.country().filter(|country| *country != entry.name());
            let place = country.map_or_else(String::new, |country| format!(", {country}"));
            found.push(FactSource { path: None, place: None, text: format!("{}{place}", entry.name()), published: None });
        }
        // A bare family name is in every article about anybody of that name.
        let full = own.kind != Kind::Person || form.contains(' ');
        let rows = self.rows(entity).iter().filter(|_| full).filter_map(|row| {
            let mention = row.said.mentions.iter().find(|mention| mention.name.as_ref().is_some_and(|name| same(&name.words)))?;
            let text = mention.name.as_ref().map(|name| name.words.clone())?;
            Some(FactSource { path: Some(row.path.clone()), place: Some(mention.place), text, published: row.published })
        });
        found.extend(rows);
        found
    }

    /// The same office of the same person.
    fn titles(&self, entity: EntityId, claim: &Claim) -> Vec<FactSource> {
        let own = claims::Statement { claim, published: date(self.record), article: 0 };
        let mut found: Vec<FactSource> = self.in_dossiers(entity, claim);
        for row in self.rows(entity) {
            let agrees = |theirs: &Claim| {
                let theirs = claims::Statement { claim: theirs, published: row.published, article: 1 };
                offices::agree(self.corpus, own, theirs)
            };
            let stated = row.said.claims.iter().find(|stated| agrees(&stated.claim));
            if let Some((stated, (title, tenure))) = stated.and_then(|stated| Some((stated, office_of(&stated.claim)?))) {
                let title = tenure.map_or_else(|| title.to_owned(), |tenure| format!("{} {title}", tenure.word()));
                // Of an archive the article is not read for its words.
                let read = self.corpus.in_memory(&row.path).then(|| self.corpus.get(&row.path)).flatten();
                let words = read.map(|record| record.article.words(stated.place.span()));
                let text = words.unwrap_or_else(|| format!("{}, {title}", row.said.name));
                let path = Some(row.path.clone());
                found.push(FactSource { path, place: Some(stated.place), text, published: row.published });
            }
        }
        found
    }

    /// Offices that the desk wrote down and that are held when the draft says so.
    fn in_dossiers(&self, entity: EntityId, claim: &Claim) -> Vec<FactSource> {
        let Some((text, tenure)) = office_of(claim) else { return Vec::new() };
        let own = claims::Statement { claim, published: None, article: 0 };
        let people = self.corpus.dossiers().people_named(&self.record.reading.entity(entity).name);
        let offices = people.flat_map(|person| person.offices.iter().map(move |office| (person, office)));
        let found = offices.filter(|(_, office)| {
            let held = date(self.record).map_or(Held::Perhaps, |date| office.term.covers(date));
            let stated = offices::claim(entity, &office.title, claim);
            // Whoever is no more in office has been, whatever holds today.
            (tenure.is_some() || held != Held::No)
                && !text.is_empty()
                && offices::agree(self.corpus, own, claims::Statement { claim: &stated, published: None, article: 1 })
        });
        found.map(|(person, office)| in_dossier(&person.origin, &format!("{}, {}", person.name, office.title))).collect()
    }

    /// The same words of the same speaker.
    fn quotations(&self, quotation: usize) -> Vec<FactSource> {
        let own = &self.record.reading.quotations[quotation];
        let words = SpokenWords::of(&self.record.article.text, own.span);
        let speaker = own.speaker.and_then(|id| key(&self.keys, id));
        let mut paths: BTreeSet<Arc<Path>> = BTreeSet::new();
        let mut found = Vec::new();
        for (utterance, shared) in self.corpus.quotations_alike(&words, &self.record.path).into_iter().take(ALIKE) {
            let is_other = || !may_be(speaker, self.corpus.speaker(&utterance).as_ref());
            if shared == 0 || self.versions.contains(&utterance.path) || is_other() {
                continue;
            }
            let Some(record) = self.corpus.get(&utterance.path) else { continue };
            let Some(theirs) = record.reading.quotations.get(utterance.quotation) else { continue };
            let said_by = theirs.speaker.and_then(|id| self.corpus.resolved(&record.path, id));
            let other = speaker.zip(said_by).is_some_and(|(own, theirs)| {
                theirs.key != *own && theirs.why != Why::Undecided && !matches!(theirs.key, IdentityKey::Lone(..))
            });
            let same = same_words(&self.record.article.words(own.span), &record.article.words(theirs.span));
            if !other && same && paths.insert(record.path.clone()) {
                found.push(source(&record, theirs.span));
            }
        }
        found
    }
}

/// Whoever is known by name to have said something else need not be read.
fn may_be(speaker: Option<&IdentityKey>, theirs: Option<&IdentityKey>) -> bool {
    match (speaker, theirs) {
        (Some(IdentityKey::Named(_, own)), Some(IdentityKey::Named(_, theirs))) => own == theirs,
        _ => true,
    }
}

/// The same words in their normal form, or one breaks off earlier or begins later than the other.
fn same_words(one: &str, other: &str) -> bool {
    let (one, other) = (normal_form(one), normal_form(other));
    let part = |short: &str, long: &str| short.split(' ').count() >= PART && format!(" {long} ").contains(&format!(" {short} "));
    one == other || part(&one, &other) || part(&other, &one)
}

fn in_dossier(origin: &Origin, text: &str) -> FactSource {
    FactSource { path: Some(origin.path.clone()), place: Some(Place::of_entry(origin)), text: text.to_owned(), published: None }
}
