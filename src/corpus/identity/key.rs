//! What identity across articles answers: keys, members, reasons.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::knowledge::EntryId;
use crate::language::{EntityId, Kind};

/// What makes entities of several articles one: equal keys. Made of names and of what tells namesakes apart, never of the order in which
/// articles came. Ordered, so that answers come in one order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IdentityKey {
    /// A place or body that the gazetteer knows.
    Known(Kind, EntryId),
    /// A name as articles write it, folded.
    Named(Kind, String),
    /// One of several people of a name, folded, and what tells this one: `Canada, politics, 1990s`. Where it is not clear who of them is
    /// meant, the key is [`IdentityKey::Named`].
    Told(String, String),
    /// A person of whom an article gives the family name only: nobody but that article's own.
    Lone(String, Arc<Path>),
}

impl IdentityKey {
    /// Person, place or organisation.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Known(kind, _) | Self::Named(kind, _) => *kind,
            Self::Told(..) | Self::Lone(..) => Kind::Person,
        }
    }
}

/// Why an entity of an article belongs to an identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The same full name.
    SameName,
    /// Names of one entry of the gazetteer.
    SameEntry,
    /// A fuller, shorter or more familiar form of the full name: which.
    NameForm(String),
    /// The same name, told from others of that name: by what.
    Told(String),
    /// The same name as several people, and nothing that tells which of them.
    Undecided,
    /// The same family name and the same office, held by nobody else of that name.
    FamilyNameAndOffice(String),
    /// The same family name and the same body, to which nobody else of that name belongs.
    FamilyNameAndBody(String),
    /// The same family name, beside the same people and bodies.
    FamilyNameAndCompany(String),
    /// A shorter or fuller form of the name of a body: of which.
    FormOf(String),
    /// The desk says so.
    Desk,
    /// The article's own entity, joined with no other.
    Alone,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SameName => f.write_str("same full name"),
            Self::SameEntry => f.write_str("same gazetteer entry"),
            Self::NameForm(name) => write!(f, "form of one name, {name}"),
            Self::Told(by) => write!(f, "same full name, told from namesakes by {by}"),
            Self::Undecided => f.write_str("same full name as several people"),
            Self::FamilyNameAndOffice(office) => write!(f, "same family name and office, {office}"),
            Self::FamilyNameAndBody(body) => write!(f, "same family name and body, {body}"),
            Self::FamilyNameAndCompany(company) => write!(f, "same family name, beside {company}"),
            Self::FormOf(name) => write!(f, "a form of {name}"),
            Self::Desk => f.write_str("so the desk says"),
            Self::Alone => f.write_str("not known elsewhere"),
        }
    }
}

/// Somebody who may be meant, and what speaks for it; with no reason there is only the name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub key: IdentityKey,
    /// Why it may be, most telling first.
    pub reasons: Vec<String>,
}

/// Who an entity is, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// Who.
    pub key: IdentityKey,
    /// Why.
    pub why: Why,
    /// Who else may be meant, if it is not clear; the likeliest first, a few at most.
    pub candidates: Vec<Candidate>,
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
