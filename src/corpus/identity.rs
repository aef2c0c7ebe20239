//! Who is who across articles.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::knowledge::{EntryId, Knowledge};
use crate::language::{Entity, EntityId, Kind};

use super::fold::{fold_name, person_key};
use super::record::Record;

/// What makes entities of several articles one: equal keys. Ordered, so that answers come in one order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentityKey {
    /// A place or body that the gazetteer knows.
    Known(Kind, EntryId),
    /// A name as articles write it, folded.
    Named(Kind, String),
    /// A person of whom an article gives the family name only: nobody but that article's own.
    Lone(String, Arc<Path>),
}

impl IdentityKey {
    /// Person, place or organisation.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Known(kind, _) | Self::Named(kind, _) => *kind,
            Self::Lone(..) => Kind::Person,
        }
    }
}

/// Why a member belongs to an identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The same full name.
    SameName,
    /// Names of one entry of the gazetteer.
    SameEntry,
    /// The same family name and the same office, held by nobody else of that name.
    FamilyNameAndOffice(String),
    /// The article's own entity, joined with no other.
    Alone,
}

/// An entity of one article that belongs to an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The article.
    pub path: Arc<Path>,
    /// Its entity.
    pub entity: EntityId,
    /// Why it belongs.
    pub why: Why,
}

/// Somebody or something, over all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// What joins its members.
    pub key: IdentityKey,
    /// Person, place or organisation.
    pub kind: Kind,
    /// Canonical name: the gazetteer's, else the fullest and most frequent in the articles.
    pub name: String,
    /// Other names in the articles, without the canonical one, sorted.
    pub aliases: Vec<String>,
    /// The gazetteer's entry.
    pub entry: Option<EntryId>,
    /// Among the articles in memory, in order of path and entity.
    pub members: Vec<Member>,
    /// Entities of articles that are this one.
    pub bearers: usize,
    /// How often it is mentioned.
    pub mentions: usize,
}

/// The key of an entity by its own article alone; surnames with an office are joined later, by the index.
pub(super) fn key(record: &Record, entity: &Entity) -> IdentityKey {
    key_of_name(entity.kind, &entity.name, entity.entry, &record.path)
}

/// The key of an entity of this kind, name and entry.
pub(super) fn key_of_name(kind: Kind, name: &str, entry: Option<EntryId>, path: &Arc<Path>) -> IdentityKey {
    if let Some(entry) = entry.filter(|_| kind != Kind::Person) {
        return IdentityKey::Known(kind, entry);
    }
    match kind {
        Kind::Person if name.split_whitespace().count() > 1 => IdentityKey::Named(Kind::Person, person_key(name)),
        Kind::Person => IdentityKey::Lone(fold_name(name), path.clone()),
        kind => IdentityKey::Named(kind, fold_name(name)),
    }
}

/// Whether the article gives more of a person than one word of the name.
pub(super) fn is_full_name(entity: &Entity) -> bool {
    entity.name.split_whitespace().count() > 1
}

/// The family name, folded: as read in the article, else the last word.
pub(super) fn family_name(entity: &Entity) -> String {
    let family = entity.family_name.as_deref().or_else(|| entity.name.split_whitespace().last());
    fold_name(family.unwrap_or_default())
}

/// An office without the country or nationality before it, for comparison: `US Secretary of State` is `secretary of state`.
pub(super) fn office(title: &str, knowledge: &Knowledge) -> String {
    let mut words: Vec<&str> = title.split_whitespace().collect();
    while words.len() > 1 && owns(words[0], knowledge) {
        words.remove(0);
    }
    words.join(" ").to_lowercase()
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
