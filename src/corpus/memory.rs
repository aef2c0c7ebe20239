//! A [`Store`] in memory: the plain statement of what every other store must answer, and a shelf for articles that lie in no file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::claims::Attribute;
use crate::knowledge::Knowledge;
use crate::language::Kind;

use super::claimed::Claimed;
use super::identity::{BlockKey, Group, Traits};
use super::listed::MentionsRow;
use super::meanings::Decided;
use super::record::Record;
use super::rows::{BearerRow, Digest, NameKey, QuoteRow};
use super::slips::slips;
use super::store::{Alike, Cursor, NameRow, OfficeRow, Store, Summary};

/// The place of a row among those of its name: age, path as a string, entity.
type Order = (i32, String, u32);

/// Articles with their rows, each by what it is asked for.
#[derive(Debug)]
pub struct MemoryStore {
    knowledge: &'static Knowledge,
    /// By path as a string, as every store orders them.
    articles: BTreeMap<String, (Arc<Record>, Digest)>,
    bearers: BTreeMap<NameKey, BTreeMap<Order, BearerRow>>,
    /// By folded name, of each key: bearers, and of how many it is the family name.
    names: BTreeMap<String, BTreeMap<NameKey, (u32, u32)>>,
    /// By family and office, of each key the bearers.
    offices: BTreeMap<String, BTreeMap<String, BTreeMap<NameKey, u32>>>,
    shingles: BTreeMap<i32, BTreeSet<(String, u32)>>,
    generation: u64,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new(knowledge: &'static Knowledge) -> Self {
        Self {
            knowledge,
            articles: BTreeMap::new(),
            bearers: BTreeMap::new(),
            names: BTreeMap::new(),
            offices: BTreeMap::new(),
            shingles: BTreeMap::new(),
            generation: 0,
        }
    }

    /// Takes an article in; one at the same path is replaced.
    pub fn put(&mut self, record: Arc<Record>) {
        self.remove(&record.path.clone());
        let digest = Digest::of(&record, self.knowledge);
        let path = name_of(&record.path);
        for row in &digest.bearers {
            for key in row.keys() {
                self.bearers.entry(key).or_default().insert(order(row), row.clone());
            }
            self.count(row, 1);
        }
        for row in &digest.quotations {
            for shingle in row.shingles() {
                self.shingles.entry(shingle).or_default().insert((path.clone(), row.quotation));
            }
        }
        self.articles.insert(path, (record, digest));
        self.generation += 1;
    }

    /// Takes an article out; nothing happens if it is not there.
    pub fn remove(&mut self, path: &Path) {
        let path = name_of(path);
        let Some((_, digest)) = self.articles.remove(&path) else { return };
        for row in &digest.bearers {
            for key in row.keys() {
                if let Some(rows) = self.bearers.get_mut(&key) {
                    rows.remove(&order(row));
                }
            }
            self.count(row, -1);
        }
        self.bearers.retain(|_, rows| !rows.is_empty());
        for row in &digest.quotations {
            for shingle in row.shingles() {
                if let Some(holders) = self.shingles.get_mut(&shingle) {
                    holders.remove(&(path.clone(), row.quotation));
                }
            }
        }
        self.shingles.retain(|_, holders| !holders.is_empty());
        self.generation += 1;
    }

    fn count(&mut self, row: &BearerRow, by: i32) {
        let own = NameKey(row.said.key.clone());
        for (folded, is_family) in row.folded_names() {
            let bearers = self.names.entry(folded.clone()).or_default();
            let count = bearers.entry(own.clone()).or_default();
            count.0 = count.0.saturating_add_signed(by);
            count.1 = count.1.saturating_add_signed(if is_family { by } else { 0 });
            bearers.retain(|_, (bearers, _)| *bearers > 0);
            if bearers.is_empty() {
                self.names.remove(&folded);
            }
        }
        let Some(family) = &row.said.family else { return };
        let offices = self.offices.entry(family.clone()).or_default();
        for office in &row.said.offices {
            let holders = offices.entry(office.clone()).or_default();
            let count = holders.entry(own.clone()).or_default();
            *count = count.saturating_add_signed(by);
            holders.retain(|_, bearers| *bearers > 0);
        }
        offices.retain(|_, holders| !holders.is_empty());
        if offices.is_empty() {
            self.offices.remove(family);
        }
    }

    fn digest(&self, path: &str) -> Option<&Digest> {
        self.articles.get(path).map(|(_, digest)| digest)
    }

    fn rows<'s>(&'s self, key: &NameKey) -> impl DoubleEndedIterator<Item = (&'s Order, &'s BearerRow)> + use<'s> {
        self.bearers.get(key).into_iter().flatten()
    }

    fn quotation(&self, path: &str, quotation: u32) -> Option<(Arc<Path>, QuoteRow)> {
        let digest = self.digest(path)?;
        let row = digest.quotations.iter().find(|row| row.quotation == quotation)?;
        Some((digest.path.clone(), row.clone()))
    }
}

fn name_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn order(row: &BearerRow) -> Order {
    (row.age(), name_of(&row.path), row.entity.0)
}

fn name_rows(folded: &str, bearers: &BTreeMap<NameKey, (u32, u32)>) -> Vec<NameRow> {
    let row = |(key, &(bearers, family)): (&NameKey, &(u32, u32))| NameRow {
        name: folded.to_owned(),
        key: key.clone(),
        bearers,
        family,
    };
    bearers.iter().map(row).collect()
}

impl Store for MemoryStore {
    fn generation(&self) -> u64 {
        self.generation
    }

    fn articles(&self) -> usize {
        self.articles.len()
    }

    fn contains(&self, path: &Path) -> bool {
        self.articles.contains_key(&name_of(path))
    }

    fn text(&self, path: &Path) -> Option<Arc<str>> {
        Some(Arc::from(&*self.articles.get(&name_of(path))?.0.article.source))
    }

    fn record(&self, path: &Path) -> Option<Arc<Record>> {
        Some(self.articles.get(&name_of(path))?.0.clone())
    }

    fn paths(&self, after: Option<&Path>, limit: usize) -> Vec<Arc<Path>> {
        let after = after.map(name_of).unwrap_or_default();
        self.articles.iter().filter(|(path, _)| **path > after).map(|(_, (record, _))| record.path.clone()).take(limit).collect()
    }

    fn story(&self, path: &Path) -> Option<i64> {
        Some(self.digest(&name_of(path))?.story)
    }

    fn told_alike(&self, story: i64, limit: usize) -> Vec<Arc<Path>> {
        let alike = self.articles.values().map(|(_, digest)| digest).filter(|digest| digest.story == story);
        alike.map(|digest| digest.path.clone()).take(limit).collect()
    }

    fn bearers(&self, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<BearerRow> {
        let after = after.map(|cursor| (cursor.age, name_of(&cursor.path), cursor.entity));
        let behind = self.rows(key).filter(|(order, _)| after.as_ref().is_none_or(|after| *order > after));
        let meant = behind.filter(|(_, row)| marks.is_none_or(|marks| marks.contains(&row.said.traits)));
        meant.map(|(_, row)| row.clone()).take(limit).collect()
    }

    fn mentions(&self, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<MentionsRow> {
        self.bearers(key, marks, after, limit).into_iter().map(MentionsRow::from).collect()
    }

    fn articles_of(&self, key: &NameKey, ages: &RangeInclusive<i32>, limit: usize) -> Vec<Arc<Path>> {
        let rows = self.rows(key).filter(|((age, ..), _)| ages.contains(age));
        let mut paths: Vec<Arc<Path>> = rows.map(|(_, row)| row.path.clone()).collect();
        paths.dedup();
        paths.truncate(limit);
        paths
    }

    fn claims(
        &self,
        key: &NameKey,
        marks: Option<&BTreeSet<u64>>,
        attribute: Attribute,
        ages: &RangeInclusive<i32>,
        limit: usize,
    ) -> Vec<Claimed> {
        let rows = self.bearers(key, marks, None, usize::MAX).into_iter().filter(|row| ages.contains(&row.age()));
        rows.flat_map(|row| Claimed::of(row, attribute)).take(limit).collect()
    }

    fn bearers_in(&self, path: &Path) -> Arc<[BearerRow]> {
        self.digest(&name_of(path)).map(|digest| digest.bearers.as_slice().into()).unwrap_or_default()
    }

    fn oldest(&self, key: &NameKey) -> Option<PartialDate> {
        self.rows(key).rev().find_map(|(_, row)| row.published)
    }

    fn noticed(&self) -> u64 {
        self.generation
    }

    fn groups(&self, key: &NameKey) -> Arc<[Group]> {
        let mut groups: BTreeMap<Arc<Traits>, Group> = BTreeMap::new();
        for (_, digest) in self.articles.values() {
            for (row, traits) in digest.bearers.iter().zip(&digest.traits) {
                let Some(traits) = traits.as_ref().filter(|_| row.said.key == key.0) else { continue };
                groups.entry(traits.clone()).or_insert_with(|| Group::new(traits.clone())).add(&[]);
            }
        }
        groups.into_values().collect()
    }

    fn decided(&self, _: &NameKey) -> Option<Decided> {
        None
    }

    fn names_in(&self, block: &BlockKey, limit: usize) -> Vec<NameKey> {
        let mut names: BTreeSet<NameKey> = BTreeSet::new();
        for (_, digest) in self.articles.values() {
            let all = digest.bearers.iter().zip(&digest.traits);
            let within = all.filter(|(_, traits)| {
                traits.as_ref().is_some_and(|traits| traits.kind != Kind::Person && traits.blocks().contains(block))
            });
            names.extend(within.map(|(row, _)| NameKey(row.said.key.clone())));
        }
        names.into_iter().take(limit).collect()
    }

    fn namesakes(&self, family: &str, first: &str, limit: usize) -> Vec<NameKey> {
        let begin = format!("{first} ");
        let bearers = self.names.get(family).into_iter().flatten().filter(|(_, (_, family))| *family > 0);
        let alike = bearers.filter(|(key, _)| key.full_name().is_some_and(|name| name.starts_with(&begin)));
        alike.map(|(key, _)| key.clone()).take(limit).collect()
    }

    fn summary(&self, key: &NameKey) -> Arc<Summary> {
        Arc::new(Summary::of(self.rows(key).map(|(_, row)| row)))
    }

    fn names(&self, folded: &str, limit: usize) -> Arc<[NameRow]> {
        let rows = self.names.get(folded).map(|bearers| name_rows(folded, bearers));
        NameRow::most_bearers(rows.unwrap_or_default(), limit).into()
    }

    fn names_beginning(&self, folded: &str, limit: usize) -> Vec<NameRow> {
        let spaced = format!(" {folded}");
        let alike = self.names.iter().filter(|(name, _)| name.starts_with(folded) || name.contains(&spaced));
        NameRow::most_bearers(alike.flat_map(|(name, bearers)| name_rows(name, bearers)).collect(), limit)
    }

    fn names_near(&self, folded: &str, limit: usize) -> Vec<NameRow> {
        slips(folded).iter().flat_map(|slip| self.names(slip, limit).to_vec()).collect()
    }

    fn offices(&self, family: &str, alone: bool, limit: usize) -> Vec<String> {
        let lone = NameKey(format!("l{family}"));
        let offices = self.offices.get(family).into_iter().flatten();
        let offices = offices.filter(|(_, holders)| !alone || holders.contains_key(&lone));
        offices.map(|(office, _)| office.clone()).take(limit).collect()
    }

    fn holders(&self, family: &str, office: &str) -> Vec<OfficeRow> {
        let holders = self.offices.get(family).and_then(|offices| offices.get(office)).into_iter().flatten();
        let holders = holders.filter(|(key, _)| !key.0.starts_with('l'));
        let row = |(key, &bearers): (&NameKey, &u32)| OfficeRow { office: office.to_owned(), key: key.clone(), bearers };
        holders.map(row).take(3).collect()
    }

    fn quotations(&self, shingles: &BTreeSet<i32>, limit: usize) -> Vec<Alike> {
        let mut counts: BTreeMap<&(String, u32), usize> = BTreeMap::new();
        for holder in shingles.iter().filter_map(|shingle| self.shingles.get(shingle)).flatten() {
            *counts.entry(holder).or_default() += 1;
        }
        let found = counts.into_iter().filter_map(|((path, quotation), shared)| {
            let (path, row) = self.quotation(path, *quotation)?;
            Some(Alike { path, row, shared })
        });
        let mut found: Vec<Alike> = found.collect();
        found.sort_by(Alike::order);
        found.truncate(limit);
        found
    }
}
