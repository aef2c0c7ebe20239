//! What articles say of a person besides the name, kept so coarse that many articles say the same: it tells namesakes apart.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::corpus::fold::fold_name;
use crate::corpus::record::Record;
use crate::knowledge::{Gender, Knowledge};
use crate::language::{Entity, Kind, Mention};
use crate::text::Span;

use super::body_name::BodyName;
use super::fields::{Field, field};
use super::person_name::PersonName;

/// What is said of a person in one article, or of one person in several.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Offices and roles, in lower case, without the country before them.
    pub offices: BTreeSet<String>,
    /// Bodies to which he or she belongs, as bodies are compared.
    pub bodies: BTreeSet<String>,
    /// Countries of offices and bodies, and nationalities, as the gazetteer calls them.
    pub countries: BTreeSet<String>,
    /// Walks of life.
    pub fields: BTreeSet<Field>,
    /// Whether honorifics mean a man or a woman.
    pub genders: BTreeSet<Sex>,
    /// Middle initials: `F` and `Fitz` are both `f`.
    pub middles: BTreeSet<String>,
    /// `jr`, `sr`, `iii`.
    pub generations: BTreeSet<String>,
    /// First years of the decades in which it is said.
    pub decades: BTreeSet<i16>,
}

/// What honorifics say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// `Mr`.
    Male,
    /// `Mrs`.
    Female,
}

/// Decades between which nobody is taken for one person without a reason.
const DECADES_APART: i16 = 20;

/// Words before a title or name that are looked at for a nationality.
const WORDS_BEFORE: usize = 3;

impl Evidence {
    pub(super) fn of(record: &Record, entity: &Entity, names: &[PersonName], knowledge: &Knowledge) -> Self {
        let mut evidence = Self::default();
        for title in &entity.titles {
            let office = office(&title.text, knowledge);
            // Whom an envoy is sent to is no country of his own.
            let is_sent = ["ambassador", "correspondent", "envoy", "negotiator"].iter().any(|word| office.contains(word));
            // Players stop early and become something else.
            let is_over = title.modifier.as_deref().is_some_and(|modifier| matches!(modifier, "ex" | "former" | "then"));
            evidence.fields.extend(field(&office).filter(|field| *field != Field::Sport || !is_over));
            evidence.offices.insert(office);
            evidence.read_beside(record, title.span, !is_sent, knowledge);
        }
        for affiliation in &entity.affiliations {
            evidence.read_beside(record, affiliation.span, true, knowledge);
        }
        evidence.read_around(record, entity, knowledge);
        // Pronouns are sometimes taken for somebody else's.
        let addressed = entity.joins.iter().filter_map(|join| record.mention(join.mention).honorific);
        let genders = addressed.filter_map(|span| knowledge.lexicons.honorific(&record.article.words(span))?.gender);
        evidence.genders.extend(genders.map(|gender| match gender {
            Gender::Male => Sex::Male,
            Gender::Female => Sex::Female,
        }));
        evidence.middles.extend(names.first().map(|name| name.middle.clone()).filter(|middle| !middle.is_empty()));
        evidence.generations.extend(names.iter().filter_map(|name| name.generation).map(str::to_owned).next());
        evidence.decades.extend(record.article.published.map(|published| published.date.year().div_euclid(10) * 10));
        evidence
    }

    /// Takes in the bodies and countries that are named in a title or affiliation, and nationalities in it and before it.
    fn read_beside(&mut self, record: &Record, span: Span, with_countries: bool, knowledge: &Knowledge) {
        let mentions = &record.reading.mentions;
        let first = mentions.partition_point(|mention| mention.span.start() < span.start());
        for mention in mentions[first..].iter().take_while(|mention| mention.span.start() < span.end()) {
            let named = record.reading.entity(mention.entity);
            let entry = named.entry.map(|entry| knowledge.gazetteer.entry(entry));
            match mention.kind {
                Kind::Organisation => {
                    self.bodies.insert(BodyName::read(&named.name, knowledge).core);
                    if with_countries {
                        self.countries.extend(entry.and_then(|entry| entry.country()).map(str::to_owned));
                    }
                }
                Kind::Place if with_countries => {
                    self.countries.extend(country(record, mention, knowledge).map(str::to_owned));
                }
                _ => {}
            }
        }
        if with_countries {
            let words = words_before(record, span).chain(span.of(&record.article.text).split_whitespace());
            self.countries.extend(words.filter_map(|word| nationality(word, knowledge)).map(str::to_owned));
        }
    }

    /// Takes in what stands directly around a name and is no title: `Australian rugby player John Roe`, `John Roe of New Zealand`.
    fn read_around(&mut self, record: &Record, entity: &Entity, knowledge: &Knowledge) {
        let mentions = &record.reading.mentions;
        for mention in entity.joins.iter().map(|join| record.mention(join.mention)) {
            let mut before = words_before(record, mention.span);
            if let Some(word) = before.next() {
                let walk = field(&word.to_lowercase());
                let nations = std::iter::once(word).chain(before.filter(|_| walk.is_some()));
                self.countries.extend(nations.filter_map(|word| nationality(word, knowledge)).map(str::to_owned));
                self.fields.extend(walk);
            }
            let end = mention.span.end();
            let behind = &record.article.text[end..];
            let Some(small) = [" of ", " from ", ", of ", ", from "].iter().find(|small| behind.starts_with(**small)) else {
                continue;
            };
            let place = mentions.partition_point(|other| other.span.start() < end + small.len());
            let place = mentions.get(place).filter(|place| place.span.start() == end + small.len() && place.kind == Kind::Place);
            self.countries.extend(place.and_then(|place| country(record, place, knowledge)).map(str::to_owned));
        }
    }

    /// Takes in what is said elsewhere of the same person.
    pub fn extend(&mut self, other: &Self) {
        self.offices.extend(other.offices.iter().cloned());
        self.bodies.extend(other.bodies.iter().cloned());
        self.countries.extend(other.countries.iter().cloned());
        self.fields.extend(&other.fields);
        self.genders.extend(&other.genders);
        self.middles.extend(other.middles.iter().cloned());
        self.generations.extend(other.generations.iter().cloned());
        self.decades.extend(&other.decades);
    }

    /// How many things are known: what says most is looked at first.
    pub(super) fn weight(&self) -> usize {
        let known = [
            !self.offices.is_empty(),
            !self.bodies.is_empty(),
            !self.countries.is_empty(),
            !self.fields.is_empty(),
            !self.middles.is_empty(),
            !self.generations.is_empty(),
            !self.decades.is_empty(),
        ];
        known.into_iter().filter(|known| *known).count()
    }

    /// Why the two cannot be one person; `None` if they can.
    ///
    /// A middle initial or a generation tells by itself. Of form of address, country, walk of life and decade two must differ, since
    /// articles are misread, and people move, change their trade and grow old; a shared office or body outweighs that.
    #[must_use]
    pub fn conflict(&self, other: &Self) -> Option<String> {
        // Of several middle names some may be left out.
        if !agree(&self.middles, &other.middles, |a, b| a == b || a.len() > 1 || b.len() > 1) {
            return Some(format!("middle initial: {} or {}", list(&self.middles), list(&other.middles)));
        }
        if !agree(&self.generations, &other.generations, |a, b| a == b) {
            return Some(format!("generation: {} or {}", list(&self.generations), list(&other.generations)));
        }
        let same_country = agree(&self.countries, &other.countries, |a, b| a == b);
        let same_office = self.offices.intersection(&other.offices).any(|office| office.contains(' '));
        if !self.bodies.is_disjoint(&other.bodies) || (same_office && same_country) {
            return None;
        }
        let mut reasons = Vec::new();
        let is_state = |evidence: &Self| evidence.fields.iter().any(|field| field.serves_a_state());
        let mut weight = 0;
        if !same_country {
            // Nobody governs two countries.
            weight += if is_state(self) && is_state(other) { 2 } else { 1 };
            reasons.push(format!("country: {} or {}", list(&self.countries), list(&other.countries)));
        }
        if !agree(&self.genders, &other.genders, |a, b| a == b) {
            weight += 1;
            reasons.push("form of address: Mr or Ms".to_owned());
        }
        let same_time = agree(&self.decades, &other.decades, |a, b| (a - b).abs() < DECADES_APART);
        if !agree(&self.fields, &other.fields, |a, b| a.may_be_with(*b)) {
            weight += if same_time && !agree(&self.fields, &other.fields, |a, b| !a.excludes(*b)) { 2 } else { 1 };
            let names = |fields: &BTreeSet<Field>| list(&fields.iter().map(|field| field.name().to_owned()).collect());
            reasons.push(format!("walk of life: {} or {}", names(&self.fields), names(&other.fields)));
        }
        if !same_time {
            weight += 1;
            let names = |decades: &BTreeSet<i16>| list(&decades.iter().map(|decade| format!("{decade}s")).collect());
            reasons.push(format!("time: {} or {}", names(&self.decades), names(&other.decades)));
        }
        (weight >= 2).then(|| reasons.join("; "))
    }

    /// What speaks for the two being one person, most telling first.
    #[must_use]
    pub fn support(&self, other: &Self) -> Vec<String> {
        let mut support = Vec::new();
        support.extend(self.offices.intersection(&other.offices).map(|office| format!("office: {office}")));
        support.extend(self.bodies.intersection(&other.bodies).map(|body| format!("body: {body}")));
        support.extend(self.countries.intersection(&other.countries).map(|country| format!("country: {country}")));
        support.extend(self.fields.intersection(&other.fields).map(|field| format!("walk of life: {}", field.name())));
        support.extend(self.decades.intersection(&other.decades).map(|decade| format!("time: {decade}s")));
        support
    }

    /// A few words that tell this person from others of the name: `Canada, politics, 1990s`.
    pub(super) fn description(&self) -> String {
        let decades = self.decades.first().map(|decade| format!("{decade}s"));
        let fields = self.fields.first().map(|field| field.name().to_owned());
        let parts =
            [self.middles.first().cloned(), self.generations.first().cloned(), self.countries.first().cloned(), fields, decades];
        parts.into_iter().flatten().collect::<Vec<String>>().join(", ")
    }

    /// All that is known, where a few words do not tell.
    pub(super) fn whole(&self) -> String {
        let fields = self.fields.iter().map(|field| field.name().to_owned());
        let decades = self.decades.iter().map(|decade| format!("{decade}s"));
        let words =
            self.middles.iter().chain(&self.generations).chain(&self.countries).chain(&self.bodies).chain(&self.offices).cloned();
        words.chain(fields).chain(decades).collect::<Vec<String>>().join(", ")
    }
}

/// Whether two sets may describe one person: one of them is empty, or something in one goes with something in the other.
fn agree<T: Ord>(one: &BTreeSet<T>, two: &BTreeSet<T>, fits: impl Fn(&T, &T) -> bool) -> bool {
    one.is_empty() || two.is_empty() || one.iter().any(|a| two.iter().any(|b| fits(a, b)))
}

fn list(items: &BTreeSet<String>) -> String {
    items.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// An office without the country or nationality before it, for comparison: `US Secretary of State` is `secretary of state`.
#[must_use]
pub fn office(title: &str, knowledge: &Knowledge) -> String {
    let mut words: Vec<&str> = title.split_whitespace().collect();
    while words.len() > 1 && owns(words[0], knowledge) {
        words.remove(0);
    }
    words.join(" ").to_lowercase()
}

/// The last words of the sentence before a place in it, the last first.
fn words_before(record: &Record, span: Span) -> impl Iterator<Item = &str> {
    let before = record.article.text[..span.start()].split(['.', '\n', ';']).next_back().unwrap_or_default();
    before.split_whitespace().rev().take(WORDS_BEFORE)
}

/// The country that a place is, or in which it lies.
fn country<'k>(record: &Record, place: &Mention, knowledge: &'k Knowledge) -> Option<&'k str> {
    let entry = knowledge.gazetteer.entry(record.reading.entity(place.entity).entry?);
    if entry.subkind() == "country" { Some(entry.name()) } else { entry.country() }
}

/// The country of a nationality word; those of the nations of one country mean that country.
fn nationality(word: &str, knowledge: &Knowledge) -> Option<&'static str> {
    match word.trim_matches(|c: char| !c.is_alphanumeric()) {
        "English" | "Scots" | "Scottish" | "Welsh" => Some("United Kingdom"),
        word => knowledge.lexicons.demonym(word),
    }
}

/// A word that says whose office it is.
fn owns(word: &str, knowledge: &Knowledge) -> bool {
    let country =
        |word: &str| {
            knowledge.gazetteer.lookup(word).first().is_some_and(|entry| {
                matches!(knowledge.gazetteer.entry(entry).subkind(), "country" | "territory" | "former country")
            })
        };
    knowledge.lexicons.demonym(word).is_some() || word.ends_with("'s") || word.ends_with("’s") || country(word)
}

/// The family name, folded: as read in the article, else the last word.
pub(in crate::corpus) fn family_name(entity: &Entity) -> String {
    let family = entity.family_name.as_deref().or_else(|| entity.name.split_whitespace().last());
    fold_name(family.unwrap_or_default())
}
