//! What articles claim of somebody by itself, whatever else they tell. It lies in the rows, so that no article is read for it.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::claims::{self, Attribute, Claim, Subject};
use crate::language::EntityId;

use super::identity::IdentityKey;
use super::index::Corpus;
use super::record::Record;
use super::rows::{BearerRow, Place};

/// A claim that stands by itself, whatever else the article tells: an office, an age, a country, a relative.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow {
    /// The claim, without event and verb; entities in it are those of the article.
    pub claim: Claim,
    /// Where it is made.
    pub place: Place,
}

impl ClaimRow {
    /// What an article claims of one of its entities.
    pub(super) fn all(record: &Record, id: EntityId) -> Vec<Self> {
        let stands = |claim: &&Claim| claim.event.is_none() && claim.attribute != Attribute::Quotation;
        let own = record.claims.iter().filter(|claim| claim.subject == Subject::Entity(id)).filter(stands).cloned();
        let mut claims: Vec<Claim> = own.map(|claim| Claim { verb: None, ..claim }).collect();
        for claim in claims::addressed(&record.article, &record.reading, id) {
            if !claims.iter().any(|known| known.value == claim.value) {
                claims.push(claim);
            }
        }
        claims.into_iter().map(|claim| Self { place: Place::of(record, claim.span), claim }).collect()
    }
}

/// What an article claims of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// The article.
    pub path: Arc<Path>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The claim, of an entity of that article, and where it is made.
    pub row: ClaimRow,
}

impl Claimed {
    /// What a row claims with an attribute.
    pub fn of(row: BearerRow, attribute: Attribute) -> impl Iterator<Item = Self> {
        let BearerRow { path, published, said, .. } = row;
        let claims = said.claims.into_iter().filter(move |row| row.claim.attribute == attribute);
        claims.map(move |row| Self { path: path.clone(), published, row })
    }
}

impl Corpus {
    /// What articles claim of an identity with an attribute, among those whose [age](super::age) is one of these: those in memory and then
    /// those of each archive, each newest first. Versions of a story are not told apart here.
    #[must_use]
    pub fn claims_of(&self, key: &IdentityKey, attribute: Attribute, ages: &RangeInclusive<i32>, limit: usize) -> Vec<Claimed> {
        let members = self.members_of_days(key, ages).into_iter();
        let mut rows: Vec<BearerRow> = members.filter_map(|(_, bearer)| self.row(bearer)).collect();
        rows.sort_by_cached_key(|row| (row.age(), row.path.clone(), row.entity));
        let mut claims: Vec<Claimed> = rows.into_iter().flat_map(|row| Claimed::of(row, attribute)).collect();
        for (source, archive) in self.in_archives(key) {
            let archived = archive.claims(&source.name, source.marks().as_ref(), attribute, ages, limit).into_iter();
            claims.extend(archived.filter(|claimed| !self.hides(&claimed.path)));
        }
        claims.truncate(limit);
        claims
    }
}
