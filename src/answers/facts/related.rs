//! Other articles that may tell of the same as a draft, and what they claim.
//!
//! An archive keeps no claims: to compare with an article it has to be read. So only a few are, those that name most of the draft's people,
//! bodies and places, a rare name counting for more than a common one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::claims::{Attribute, Claim, Relation, Statement, Value, compare, corroborates};
use crate::corpus::{BearerRow, Corpus, IdentityKey, Place, Record};
use crate::language::{EntityId, normal_form};

use super::FactSource;

/// So many articles in memory are compared with.
const IN_MEMORY: usize = 16;
/// So many of an archive, each of which may have to be read again.
const ARCHIVED: usize = 4;
/// Articles so many days apart are likelier to tell of the same.
const NEAR: u32 = 3;

/// Another article with what joins its entities to others.
struct Other {
    record: Arc<Record>,
    keys: Vec<Option<IdentityKey>>,
}

/// Articles that may tell of the same.
pub(super) struct Related<'a> {
    draft: &'a Record,
    keys: &'a [Option<IdentityKey>],
    others: Vec<Other>,
}

impl<'a> Related<'a> {
    /// `rows` has for each entity of the draft what other articles say of it.
    pub(super) fn new(corpus: &Corpus, draft: &'a Record, keys: &'a [Option<IdentityKey>], rows: &[Vec<BearerRow>]) -> Self {
        let published = date(draft);
        let mut weights: BTreeMap<Arc<Path>, f64> = BTreeMap::new();
        for of_entity in rows {
            let rare = 1.0 / (1 + of_entity.len()) as f64;
            for row in of_entity {
                let near = published.zip(row.published).is_some_and(|(here, there)| here.days_apart(there) <= NEAR);
                *weights.entry(row.path.clone()).or_default() += if near { rare * 2.0 } else { rare };
            }
        }
        let mut ranked: Vec<(Arc<Path>, f64)> = weights.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let (mut in_memory, mut archived) = (IN_MEMORY, ARCHIVED);
        let chosen = ranked.into_iter().filter(|(path, _)| {
            let left = if corpus.in_memory(path) { &mut in_memory } else { &mut archived };
            let chosen = *left > 0;
            *left = left.saturating_sub(1);
            chosen
        });
        let others = chosen.filter_map(|(path, _)| {
            let record = corpus.get(&path)?;
            Some(Other { record, keys: corpus.keys_in(&path) })
        });
        Self { draft, keys, others: others.collect() }
    }

    /// Where other articles make a claim of the draft's: one source for each.
    pub(super) fn agreeing(&self, claim: &Claim) -> Vec<FactSource> {
        let own = Statement { claim, published: date(self.draft), article: 0 };
        let found = self.others.iter().filter_map(|other| {
            let same =
                |here: EntityId, there: EntityId| key(self.keys, here).is_some_and(|here| key(&other.keys, there) == Some(here));
            let published = date(&other.record);
            let claims = other.record.claims.iter().filter(|theirs| theirs.attribute == claim.attribute);
            let agreeing = claims.filter(|theirs| {
                let theirs = Statement { claim: theirs, published, article: 1 };
                let holds = || compare(own, theirs, &same).relation == Relation::Compatible;
                holds() && self.says_the_same(claim, other, theirs.claim) || corroborates(own, theirs, &same)
            });
            agreeing.map(|theirs| source(&other.record, theirs.span)).next()
        });
        found.collect()
    }

    /// What is merely compatible is not yet the same: one may belong to two bodies, and two abbreviations may stand for two things.
    fn says_the_same(&self, claim: &Claim, other: &Other, theirs: &Claim) -> bool {
        match (&claim.value, &theirs.value) {
            (Value::Text(one), Value::Text(two)) => normal_form(one) == normal_form(two),
            (Value::Entity(one), Value::Entity(two)) => {
                key(self.keys, *one).is_some_and(|one| key(&other.keys, *two) == Some(one))
            }
            // `More than 100` can hold beside 235, and `in 1994` beside a day of it: neither says the other.
            (Value::Number(one), Value::Number(two)) if claim.attribute != Attribute::Age => {
                let near = (one.value - two.value).abs() <= one.tolerance.max(two.tolerance) + 1e-9 * one.value.abs();
                near && one.high.is_some() == two.high.is_some()
            }
            (Value::Number(_), Value::Number(_)) => true,
            (Value::Date(one), Value::Date(two)) => one.first_day() <= two.first_day() && two.last_day() <= one.last_day(),
            _ => false,
        }
    }
}

/// What joins an entity of an article to others, if anything does.
pub(super) fn key(keys: &[Option<IdentityKey>], entity: EntityId) -> Option<&IdentityKey> {
    keys.get(entity.0 as usize)?.as_ref()
}

/// When an article was published.
pub(super) fn date(record: &Record) -> Option<PartialDate> {
    record.article.published.map(|published| published.date)
}

/// A place of an article as a source.
pub(super) fn source(record: &Record, span: crate::text::Span) -> FactSource {
    FactSource {
        path: Some(record.path.clone()),
        place: Some(Place::of(record, span)),
        text: record.article.words(span),
        published: date(record),
    }
}
