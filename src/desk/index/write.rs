//! Changes, taken in many at a time: a batch is there whole or not at all.
//!
//! Rows are sorted before they are written, so that a batch walks through each table once. Counts are sums, so a change is what came less what
//! went; only a name that comes to have many bearers is summed up from its rows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Transaction, params};

use crate::article::PartialDate;
use crate::corpus::{BearerRow, Digest, Summary, Traits};
use crate::knowledge::Knowledge;

use super::bearers::rows_of;
use super::read::{SUMMED, WITHIN, summary};
use super::{Index, decided, names, rows};

/// What tells that a file has changed, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// In bytes.
    pub(super) size: i64,
    /// In nanoseconds since 1970.
    pub(super) modified: i64,
    /// Of its sidecar, both together; 0 without one.
    pub(super) sidecar: i64,
}

/// An article as it was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) digest: Digest,
    pub(super) hash: [u8; 16],
    pub(super) sidecar: Option<String>,
    /// The squeezed text.
    pub(super) body: Vec<u8>,
}

/// One change; paths are relative to the root.
#[derive(Debug)]
pub(super) enum Change {
    /// A new article, or one with other contents.
    Put(String, Stamp, Box<Read>),
    /// The contents are the same, the file was touched.
    Touch(String, Stamp),
    /// It cannot be read.
    Problem(String, Stamp, String),
    /// It is gone.
    Remove(String),
}

impl Change {
    /// About so many bytes will be written.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Put(_, _, read) => read.body.len() + read.digest.bearers.len() * 300 + read.digest.quotations.len() * 2_000,
            _ => 100,
        }
    }
}

/// By name and mark of the traits: profiles more or fewer, and the traits if any came.
type Groups = BTreeMap<(String, u64), (i64, Option<Arc<Traits>>)>;

/// Counted changes of the tables that hold counts.
#[derive(Default)]
struct Counts {
    /// By folded name and name: bearers, of them by family name.
    names: BTreeMap<(String, String), (i64, i64)>,
    /// By family, office and name.
    offices: BTreeMap<(String, String, String), i64>,
    groups: Groups,
    /// By name, what came and what went.
    summaries: BTreeMap<String, (Vec<BearerRow>, Vec<BearerRow>)>,
    articles: i64,
}

impl Counts {
    fn count(&mut self, row: &BearerRow, traits: Option<Arc<Traits>>, by: i64) {
        let keys = row.keys();
        let own = &keys[0].0;
        if row.said.traits != 0 {
            let group = self.groups.entry((own.clone(), row.said.traits)).or_default();
            group.0 += by;
            group.1 = group.1.take().or(traits);
        }
        for (folded, is_family) in row.folded_names() {
            let count = self.names.entry((folded, own.clone())).or_default();
            count.0 += by;
            count.1 += by * i64::from(is_family);
        }
        if let Some(family) = &row.said.family {
            for office in &row.said.offices {
                *self.offices.entry((family.clone(), office.clone(), own.clone())).or_default() += by;
            }
        }
        for key in keys {
            let (came, went) = self.summaries.entry(key.0).or_default();
            if by > 0 { came.push(row.clone()) } else { went.push(row.clone()) }
        }
    }
}

/// Takes a batch in.
pub(super) fn apply(transaction: &Transaction<'_>, index: &Index, changes: Vec<Change>) -> rusqlite::Result<()> {
    let mut counts = Counts::default();
    let mut bearers: Vec<(String, i32, String, u32, Vec<u8>)> = Vec::new();
    let mut shingles: Vec<(i32, i64)> = Vec::new();
    for change in changes {
        match change {
            Change::Put(path, stamp, read) => {
                let full = index.absolute(&path);
                let id = take_out(transaction, &path, &full, &mut counts)?;
                transaction.prepare_cached("DELETE FROM problems WHERE path = ?1")?.execute([&path])?;
                put(transaction, id, &path, stamp, *read, &mut bearers, &mut shingles, &mut counts)?;
            }
            Change::Touch(path, stamp) => {
                let mut statement = transaction
                    .prepare_cached("UPDATE articles SET size = ?2, modified = ?3, sidecar_stamp = ?4 WHERE path = ?1")?;
                statement.execute(params![path, stamp.size, stamp.modified, stamp.sidecar])?;
            }
            Change::Problem(path, stamp, message) => {
                take_out(transaction, &path, &index.absolute(&path), &mut counts)?;
                let mut statement = transaction.prepare_cached("INSERT OR REPLACE INTO problems VALUES (?1, ?2, ?3, ?4, ?5)")?;
                statement.execute(params![path, stamp.size, stamp.modified, stamp.sidecar, message])?;
            }
            Change::Remove(path) => {
                take_out(transaction, &path, &index.absolute(&path), &mut counts)?;
                transaction.prepare_cached("DELETE FROM problems WHERE path = ?1")?.execute([&path])?;
            }
        }
    }
    bearers.sort();
    let mut statement = transaction.prepare_cached("INSERT OR REPLACE INTO bearers VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (name, age, path, entity, said) in &bearers {
        statement.execute(params![name, age, path, entity, said])?;
    }
    drop(bearers);
    shingles.sort_unstable();
    let mut statement = transaction.prepare_cached("INSERT OR IGNORE INTO shingles VALUES (?1, ?2)")?;
    for (shingle, quotation) in &shingles {
        statement.execute(params![shingle, quotation])?;
    }
    write_counts(transaction, counts, index.knowledge)
}

/// Takes an article's rows out; gives its number if it had one.
fn take_out(transaction: &Transaction<'_>, path: &str, full: &Arc<Path>, counts: &mut Counts) -> rusqlite::Result<Option<i64>> {
    let Some((id, old)) = rows_of(transaction, path, full)? else { return Ok(None) };
    let mut statement =
        transaction.prepare_cached("DELETE FROM bearers WHERE name = ?1 AND age = ?2 AND path = ?3 AND entity = ?4")?;
    for row in old {
        for key in row.keys() {
            statement.execute(params![key.0, row.age(), path, row.entity.0])?;
        }
        counts.count(&row, None, -1);
    }
    let (first, last) = (id << WITHIN, (id + 1) << WITHIN);
    let mut statement = transaction.prepare_cached("SELECT id, said FROM quotations WHERE id >= ?1 AND id < ?2")?;
    let quotations: Vec<(i64, Vec<u8>)> =
        statement.query_map([first, last], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut statement = transaction.prepare_cached("DELETE FROM shingles WHERE shingle = ?1 AND quotation = ?2")?;
    for (quotation, said) in quotations {
        let row: crate::corpus::QuoteRow = rows::decode(&said)?;
        for shingle in row.shingles() {
            statement.execute(params![shingle, quotation])?;
        }
    }
    transaction.prepare_cached("DELETE FROM quotations WHERE id >= ?1 AND id < ?2")?.execute([first, last])?;
    transaction.prepare_cached("DELETE FROM texts WHERE article = ?1")?.execute([id])?;
    transaction.prepare_cached("DELETE FROM articles WHERE id = ?1")?.execute([id])?;
    counts.articles -= 1;
    Ok(Some(id))
}

#[allow(clippy::too_many_arguments)]
fn put(
    transaction: &Transaction<'_>,
    id: Option<i64>,
    path: &str,
    stamp: Stamp,
    read: Read,
    bearers: &mut Vec<(String, i32, String, u32, Vec<u8>)>,
    shingles: &mut Vec<(i32, i64)>,
    counts: &mut Counts,
) -> rusqlite::Result<()> {
    let Read { digest, hash, sidecar, body } = read;
    let names: Vec<(String, u32)> = digest.bearers.iter().map(|row| (row.keys().remove(0).0, row.entity.0)).collect();
    let published = digest.published.map(|date: PartialDate| date.to_string());
    let mut statement = transaction.prepare_cached("INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    statement.execute(params![
        id,
        path,
        stamp.size,
        stamp.modified,
        stamp.sidecar,
        hash,
        published,
        sidecar,
        digest.story,
        rows::encode(&names)
    ])?;
    let id = transaction.last_insert_rowid();
    transaction.prepare_cached("INSERT INTO texts VALUES (?1, ?2)")?.execute(params![id, body])?;
    let mut statement = transaction.prepare_cached("INSERT INTO quotations VALUES (?1, ?2)")?;
    for row in digest.quotations.into_iter().filter(|row| row.quotation < 1 << WITHIN) {
        let quotation = (id << WITHIN) + i64::from(row.quotation);
        statement.execute(params![quotation, rows::encode(&row)])?;
        shingles.extend(row.shingles().into_iter().map(|shingle| (shingle, quotation)));
    }
    for (row, traits) in digest.bearers.into_iter().zip(digest.traits) {
        counts.count(&row, traits, 1);
        let (keys, age, entity) = (row.keys(), row.age(), row.entity.0);
        let bytes = rows::bearer_bytes(&row);
        bearers.extend(keys.into_iter().map(|key| (key.0, age, path.to_owned(), entity, bytes.clone())));
    }
    counts.articles += 1;
    Ok(())
}

fn write_counts(transaction: &Transaction<'_>, counts: Counts, knowledge: &Knowledge) -> rusqlite::Result<()> {
    let mut add = transaction.prepare_cached(
        "INSERT INTO names VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET bearers = bearers + excluded.bearers, family = family + excluded.family
         RETURNING bearers",
    )?;
    let mut drop_names = transaction.prepare_cached("DELETE FROM names WHERE folded = ?1 AND name = ?2 AND bearers <= 0")?;
    let mut add_word = transaction.prepare_cached("INSERT OR IGNORE INTO words VALUES (?1, ?2)")?;
    let mut is_used = transaction.prepare_cached("SELECT 1 FROM names WHERE folded = ?1")?;
    let mut drop_word = transaction.prepare_cached("DELETE FROM words WHERE word = ?1 AND folded = ?2")?;
    for ((folded, name), (bearers, family)) in counts.names {
        if (bearers, family) == (0, 0) {
            continue;
        }
        let now: i64 = add.query_row(params![folded, name, bearers, family], |row| row.get(0))?;
        names::rank_anew(transaction, (&folded, &name), now - bearers, now)?;
        let ends = || folded.match_indices(' ').map(|(at, _)| &folded[at + 1..]);
        if bearers > 0 {
            for word in ends() {
                add_word.execute(params![word, folded])?;
            }
        } else {
            drop_names.execute(params![folded, name])?;
            if !is_used.exists([&folded])? {
                for word in ends() {
                    drop_word.execute(params![word, folded])?;
                }
            }
        }
    }
    let mut add = transaction.prepare_cached(
        "INSERT INTO offices VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET bearers = bearers + excluded.bearers",
    )?;
    let mut drop_office =
        transaction.prepare_cached("DELETE FROM offices WHERE family = ?1 AND office = ?2 AND name = ?3 AND bearers <= 0")?;
    for ((family, office, name), bearers) in counts.offices.into_iter().filter(|(_, bearers)| *bearers != 0) {
        add.execute(params![family, office, name, bearers])?;
        if bearers < 0 {
            drop_office.execute(params![family, office, name])?;
        }
    }
    write_groups(transaction, counts.groups, knowledge)?;
    write_summaries(transaction, counts.summaries)?;
    let mut statement = transaction.prepare_cached("UPDATE meta SET value = value + ?2 WHERE name = ?1")?;
    statement.execute(params!["articles", counts.articles])?;
    statement.execute(params!["generation", 1])?;
    Ok(())
}

fn write_groups(transaction: &Transaction<'_>, groups: Groups, knowledge: &Knowledge) -> rusqlite::Result<()> {
    let mut more = transaction.prepare_cached(
        "INSERT INTO groups VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET profiles = profiles + excluded.profiles
         RETURNING profiles",
    )?;
    let mut fewer = transaction
        .prepare_cached("UPDATE groups SET profiles = profiles + ?3 WHERE name = ?1 AND mark = ?2 RETURNING profiles, traits")?;
    let mut forget = transaction.prepare_cached("DELETE FROM groups WHERE name = ?1 AND mark = ?2")?;
    let mut enter = transaction.prepare_cached("INSERT OR IGNORE INTO blocks VALUES (?1, ?2, ?3)")?;
    let mut leave = transaction.prepare_cached("DELETE FROM blocks WHERE block = ?1 AND name = ?2 AND mark = ?3")?;
    for ((name, mark), (by, traits)) in groups {
        let mark = mark.cast_signed();
        match traits {
            Some(traits) if by > 0 => {
                let now: i64 = more.query_row(params![name, mark, by, rows::encode(&*traits)], |row| row.get(0))?;
                if now > by {
                    continue;
                }
                for block in rows::blocks(&traits) {
                    enter.execute(params![block, name, mark])?;
                }
                decided::forget(transaction, &name, &traits, knowledge)?;
            }
            _ if by < 0 => {
                let left = fewer.query_row(params![name, mark, by], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)));
                let Some((left, traits)) = rusqlite::OptionalExtension::optional(left)? else { continue };
                if left > 0 {
                    continue;
                }
                forget.execute(params![name, mark])?;
                let traits: Traits = rows::decode(&traits)?;
                decided::forget(transaction, &name, &traits, knowledge)?;
                for block in rows::blocks(&traits) {
                    leave.execute(params![block, name, mark])?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn write_summaries(
    transaction: &Transaction<'_>,
    changed: BTreeMap<String, (Vec<BearerRow>, Vec<BearerRow>)>,
) -> rusqlite::Result<()> {
    let mut few: BTreeSet<String> = BTreeSet::new();
    let mut kept = transaction.prepare_cached("SELECT counts FROM summaries WHERE name = ?1")?;
    let mut count = transaction.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM bearers WHERE name = ?1 LIMIT ?2)")?;
    let mut keep = transaction.prepare_cached("INSERT OR REPLACE INTO summaries VALUES (?1, ?2)")?;
    for (name, (came, went)) in changed {
        decided::recount(transaction, &name)?;
        let found: Option<Vec<u8>> = rusqlite::OptionalExtension::optional(kept.query_row([&name], |row| row.get(0)))?;
        let sum: Summary = match found {
            Some(bytes) => {
                let mut sum: Summary = rows::decode(&bytes)?;
                went.iter().for_each(|row| sum.remove(row));
                came.iter().for_each(|row| sum.add(row));
                sum
            }
            None => {
                let bearers: i64 = count.query_row(params![name, SUMMED as i64 + 1], |row| row.get(0))?;
                if bearers as usize <= SUMMED {
                    continue;
                }
                summary(transaction, &name)?.0
            }
        };
        if sum.bearers as usize > SUMMED {
            keep.execute(params![name, rows::encode(&sum)])?;
        } else {
            few.insert(name);
        }
    }
    let mut forget = transaction.prepare_cached("DELETE FROM summaries WHERE name = ?1")?;
    for name in few {
        forget.execute([name])?;
    }
    Ok(())
}
