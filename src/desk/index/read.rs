//! The questions, answered from the tables.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::{Arc, PoisonError};

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::article::sidecar;
use crate::article::{Format, PartialDate, Stated};
use crate::claims::Attribute;
use crate::corpus::{
    Alike, BearerRow, BlockKey, Claimed, Cursor, Decided, Group, MentionsRow, NameKey, NameRow, OfficeRow, QuoteRow, Record,
    Store, Summary, Traits, slips,
};

use super::bearers::rows_of;
use super::{Index, decided, names, rows};

/// A name of more bearers than this has a summary of its own; of fewer it is made when it is asked for.
pub(super) const SUMMED: usize = 8;
/// So many quotations with one run of words are looked at, the newest in the index.
const HOLDERS: usize = 64;
/// So many names alike are read in order of name, and of more than that so many in order of rank.
const ALIKE: usize = 512;
/// So many common names of one beginning are looked through for a longer one.
const BEGINNING: usize = 8_000;
/// The offices of a family, each by one look into the table.
const NEXT_OFFICE: &str = "
    WITH RECURSIVE offices_of (office) AS (
        SELECT min(office) FROM offices WHERE family = ?1
        UNION ALL
        SELECT (SELECT min(office) FROM offices WHERE family = ?1 AND office > offices_of.office)
        FROM offices_of WHERE office IS NOT NULL)
    SELECT office FROM offices_of WHERE office IS NOT NULL LIMIT ?2";
/// What follows `?1` in the names under which somebody lies whose family name stands alone with an office.
const NEXT_ALONE: &str = "
    WITH RECURSIVE names_of (name) AS (
        SELECT min(name) FROM bearers WHERE name > ?1 AND name < ?1 || char(1114111)
        UNION ALL
        SELECT (SELECT min(name) FROM bearers WHERE name > names_of.name AND name < ?1 || char(1114111))
        FROM names_of WHERE name IS NOT NULL)
    SELECT substr(name, length(?1) + 1) FROM names_of WHERE name IS NOT NULL LIMIT ?2";
/// Bits of a quotation's number that count within its article.
pub(super) const WITHIN: u32 = 10;

/// The sum over a name: kept for a name of many bearers, else made.
pub(super) fn summary(connection: &Connection, name: &str) -> rusqlite::Result<(Summary, bool)> {
    let mut statement = connection.prepare_cached("SELECT counts FROM summaries WHERE name = ?1")?;
    let kept: Option<Vec<u8>> = statement.query_row([name], |row| row.get(0)).optional()?;
    if let Some(kept) = kept {
        return Ok((rows::decode(&kept)?, true));
    }
    let mut statement = connection.prepare_cached("SELECT said FROM bearers WHERE name = ?1")?;
    let nowhere: Arc<Path> = Arc::from(Path::new(""));
    let mut found = statement.query([name])?;
    let mut summary = Summary::default();
    while let Some(row) = found.next()? {
        summary.add(&rows::bearer(name, nowhere.clone(), 0, row.get_ref(0)?.as_blob()?)?);
    }
    Ok((summary, false))
}

fn name_row(row: &Row<'_>) -> rusqlite::Result<NameRow> {
    Ok(NameRow { name: row.get(0)?, key: NameKey(row.get(1)?), bearers: row.get(2)?, family: row.get(3)? })
}

impl Store for Index {
    fn generation(&self) -> u64 {
        let generation = self.ask_now(|connection| {
            let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE name = 'generation'")?;
            statement.query_row([], |row| Ok(row.get::<_, i64>(0)?.unsigned_abs()))
        });
        self.notice(generation);
        generation
    }

    fn articles(&self) -> usize {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE name = 'articles'")?;
            statement.query_row([], |row| Ok(row.get::<_, i64>(0)?.unsigned_abs() as usize))
        })
    }

    fn contains(&self, path: &Path) -> bool {
        let Some(path) = self.relative(path) else { return false };
        self.ask(|connection| connection.prepare_cached("SELECT 1 FROM articles WHERE path = ?1")?.exists([path]))
    }

    fn text(&self, path: &Path) -> Option<Arc<str>> {
        let path = self.relative(path)?;
        let body = self.ask(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT body FROM articles JOIN texts ON texts.article = articles.id WHERE articles.path = ?1")?;
            statement.query_row([path], |row| row.get::<_, Vec<u8>>(0)).optional()
        });
        rows::unsqueeze(&body?).map(Arc::from)
    }

    fn record(&self, path: &Path) -> Option<Arc<Record>> {
        let relative = self.relative(path)?;
        self.kept(
            |recent| &mut recent.records,
            path.to_owned(),
            |path| {
                let source = self.text(path)?;
                let stated: Option<String> = self.ask(|connection| {
                    let mut statement = connection.prepare_cached("SELECT sidecar FROM articles WHERE path = ?1")?;
                    Ok(statement.query_row([relative], |row| row.get(0)).optional()?.flatten())
                });
                let stated = stated.map(|text| sidecar::parse(&text).unwrap_or_else(|error| *error.rest));
                let stated = stated.as_ref().map(Stated::from).unwrap_or_default();
                let format = Format::of_path(path).unwrap_or(Format::Text);
                Some(Arc::new(Record::read(Arc::from(path.as_path()), source, format, &stated, true, self.knowledge)))
            },
        )
    }

    fn paths(&self, after: Option<&Path>, limit: usize) -> Vec<Arc<Path>> {
        let after = after.and_then(|path| self.relative(path)).unwrap_or_default();
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT path FROM articles WHERE path > ?1 ORDER BY path LIMIT ?2")?;
            let found = statement.query_map(params![after, limit as i64], |row| Ok(self.absolute(row.get_ref(0)?.as_str()?)))?;
            found.collect()
        })
    }

    fn story(&self, path: &Path) -> Option<i64> {
        let path = self.relative(path)?;
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT story FROM articles WHERE path = ?1")?;
            statement.query_row([path], |row| row.get(0)).optional()
        })
    }

    fn told_alike(&self, story: i64, limit: usize) -> Vec<Arc<Path>> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT path FROM articles WHERE story = ?1 ORDER BY path LIMIT ?2")?;
            let found = statement.query_map(params![story, limit as i64], |row| Ok(self.absolute(row.get_ref(0)?.as_str()?)))?;
            found.collect()
        })
    }

    fn bearers(&self, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<BearerRow> {
        self.listed(key, marks, after, limit, rows::bearer)
    }

    fn mentions(&self, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<MentionsRow> {
        self.listed(key, marks, after, limit, rows::mentions)
    }

    fn articles_of(&self, key: &NameKey, ages: &RangeInclusive<i32>, limit: usize) -> Vec<Arc<Path>> {
        let make = |(name, ages, limit): &(String, RangeInclusive<i32>, usize)| {
            let articles = self.ask(|connection| {
                let mut statement = connection.prepare_cached(
                    "SELECT DISTINCT age, path FROM bearers WHERE name = ?1 AND age BETWEEN ?2 AND ?3 ORDER BY age, path LIMIT ?4",
                )?;
                let limit = i64::try_from(*limit).unwrap_or(i64::MAX);
                let found = statement
                    .query_map(params![name, ages.start(), ages.end(), limit], |row| Ok(self.absolute(row.get_ref(1)?.as_str()?)))?;
                found.collect::<rusqlite::Result<Vec<Arc<Path>>>>()
            });
            Some(articles.into())
        };
        let articles: Option<Arc<[Arc<Path>]>> =
            self.kept(|recent| &mut recent.articles, (key.0.clone(), ages.clone(), limit), make);
        articles.map(|articles| articles.to_vec()).unwrap_or_default()
    }

    fn claims(
        &self,
        key: &NameKey,
        marks: Option<&BTreeSet<u64>>,
        attribute: Attribute,
        ages: &RangeInclusive<i32>,
        limit: usize,
    ) -> Vec<Claimed> {
        let make = |(name, attribute, ages): &(String, Attribute, RangeInclusive<i32>)| {
            Some(self.ask(|connection| self.claims_made(connection, name, *attribute, ages)).into())
        };
        let claims: Option<Arc<[(u64, Claimed)]>> =
            self.kept(|recent| &mut recent.claims, (key.0.clone(), attribute, ages.clone()), make);
        let claims = claims.iter().flat_map(|claims| claims.iter());
        let meant = claims.filter(|(mark, _)| marks.is_none_or(|marks| marks.contains(mark)));
        meant.map(|(_, claimed)| claimed.clone()).take(limit).collect()
    }

    fn bearers_in(&self, path: &Path) -> Arc<[BearerRow]> {
        let Some(relative) = self.relative(path) else { return Arc::default() };
        let rows = self.kept(
            |recent| &mut recent.rows,
            path.to_owned(),
            |path| {
                let full: Arc<Path> = Arc::from(path.as_path());
                let rows = self.ask(|connection| rows_of(connection, relative, &full));
                Some(rows.map(|(_, rows)| Arc::from(rows)).unwrap_or_default())
            },
        );
        rows.unwrap_or_default()
    }

    fn oldest(&self, key: &NameKey) -> Option<PartialDate> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT path, entity, said FROM bearers WHERE name = ?1 AND age < ?2 ORDER BY age DESC, path DESC LIMIT 1",
            )?;
            let row = statement.query_row(params![key.0, i32::MAX], |row| {
                rows::bearer(&key.0, self.absolute(row.get_ref(0)?.as_str()?), row.get(1)?, row.get_ref(2)?.as_blob()?)
            });
            Ok(row.optional()?.and_then(|row| row.published))
        })
    }

    fn noticed(&self) -> u64 {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner).generation
    }

    fn groups(&self, key: &NameKey) -> Arc<[Group]> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT profiles, traits FROM groups WHERE name = ?1")?;
            let mut found = statement.query([&key.0])?;
            let mut groups: Vec<Group> = Vec::new();
            while let Some(row) = found.next()? {
                let traits: Traits = rows::decode(row.get_ref(1)?.as_blob()?)?;
                groups.push(Group { profiles: row.get(0)?, ..Group::new(Arc::new(traits)) });
            }
            groups.sort_by(|a, b| a.traits.cmp(&b.traits));
            Ok(groups.into())
        })
    }

    fn decided(&self, key: &NameKey) -> Option<Decided> {
        let last = decided::last_word(&key.0)?;
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT people FROM decided WHERE last = ?1 AND name = ?2")?;
            let people: Option<Vec<u8>> = statement.query_row([last, &key.0], |row| row.get(0)).optional()?;
            people.map(|people| rows::decode(&people)).transpose()
        })
    }

    fn names_in(&self, block: &BlockKey, limit: usize) -> Vec<NameKey> {
        let Some(block) = rows::block(block) else { return Vec::new() };
        self.ask(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT DISTINCT name FROM blocks WHERE block = ?1 ORDER BY name LIMIT ?2")?;
            let found = statement.query_map(params![block, limit as i64], |row| Ok(NameKey(row.get(0)?)))?;
            found.collect()
        })
    }

    fn namesakes(&self, family: &str, first: &str, limit: usize) -> Vec<NameKey> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT name FROM names WHERE folded = ?1 AND name >= ?2 AND name < ?3 AND family > 0 ORDER BY name LIMIT ?4",
            )?;
            let found = statement
                .query_map(params![family, format!("np{first} "), format!("np{first}!"), limit as i64], |row| {
                    Ok(NameKey(row.get(0)?))
                })?;
            found.collect()
        })
    }

    fn summary(&self, key: &NameKey) -> Arc<Summary> {
        let make = |name: &String| Some(Arc::new(self.ask(|connection| Ok(summary(connection, name)?.0))));
        self.kept(|recent| &mut recent.summaries, key.0.clone(), make).unwrap_or_default()
    }

    fn names(&self, folded: &str, limit: usize) -> Arc<[NameRow]> {
        let make = |(folded, limit): &(String, usize)| {
            let mut rows = self.ask(|connection| bearers_of(connection, folded));
            rows.truncate(*limit);
            Some(rows.into())
        };
        self.kept(|recent| &mut recent.names, (folded.to_owned(), limit), make).unwrap_or_default()
    }

    fn names_beginning(&self, folded: &str, limit: usize) -> Vec<NameRow> {
        let end = format!("{folded}\u{10ffff}");
        self.ask(|connection| {
            // Common names are read in order of rank; if they are enough, nobody looks for the others.
            let mut found = ranked(connection, names::head(folded), folded, limit)?;
            if found.len() >= limit {
                return Ok(NameRow::most_bearers(found, limit));
            }
            let alike = [
                "SELECT folded, name, bearers, family FROM names WHERE folded >= ?1 AND folded < ?2 ORDER BY folded LIMIT ?3",
                "SELECT names.folded, name, bearers, family FROM words CROSS JOIN names USING (folded)
                 WHERE word >= ?1 AND word < ?2 ORDER BY word, names.folded LIMIT ?3",
            ];
            for query in alike {
                for row in connection.prepare_cached(query)?.query_map(params![folded, end, ALIKE as i64], name_row)? {
                    found.push(row?);
                }
            }
            Ok(NameRow::most_bearers(found, limit))
        })
    }

    fn names_near(&self, folded: &str, limit: usize) -> Vec<NameRow> {
        let make = |(folded, limit): &(String, usize)| {
            let near = self.ask(|connection| {
                let mut near: Vec<NameRow> = Vec::new();
                for slip in slips(folded) {
                    near.extend(bearers_of(connection, &slip)?.into_iter().take(*limit));
                }
                Ok(near)
            });
            Some(near.into())
        };
        let rows: Option<Arc<[NameRow]>> = self.kept(|recent| &mut recent.near, (folded.to_owned(), limit), make);
        rows.map(|rows| rows.to_vec()).unwrap_or_default()
    }

    fn offices(&self, family: &str, alone: bool, limit: usize) -> Vec<String> {
        // From each office straight to the next: a family may have thousands of people.
        let (query, first) = if alone { (NEXT_ALONE, NameKey::office(family, "").0) } else { (NEXT_OFFICE, family.to_owned()) };
        let make = |_: &(String, bool, usize)| {
            let offices = self.ask(|connection| {
                let mut statement = connection.prepare_cached(query)?;
                let found = statement.query_map(params![first, limit as i64], |row| row.get(0))?;
                found.collect::<rusqlite::Result<Vec<String>>>()
            });
            Some(offices.into())
        };
        let offices: Option<Arc<[String]>> = self.kept(|recent| &mut recent.offices, (family.to_owned(), alone, limit), make);
        offices.map(|offices| offices.to_vec()).unwrap_or_default()
    }

    fn holders(&self, family: &str, office: &str) -> Vec<OfficeRow> {
        let make = |_: &(String, String)| {
            let holders = self.ask(|connection| {
                let mut statement = connection.prepare_cached(
                    "SELECT office, name, bearers FROM offices WHERE family = ?1 AND office = ?2 AND name NOT LIKE 'l%' LIMIT 3",
                )?;
                statement.query_map(params![family, office], office_row)?.collect::<rusqlite::Result<Vec<OfficeRow>>>()
            });
            Some(holders.into())
        };
        let question = (family.to_owned(), office.to_owned());
        let holders: Option<Arc<[OfficeRow]>> = self.kept(|recent| &mut recent.holders, question, make);
        holders.map(|holders| holders.to_vec()).unwrap_or_default()
    }

    fn quotations(&self, shingles: &BTreeSet<i32>, limit: usize) -> Vec<Alike> {
        let make = |(shingles, limit): &(BTreeSet<i32>, usize)| {
            Some(self.ask(|connection| self.quotations_alike(connection, shingles, *limit)).into())
        };
        let alike: Option<Arc<[Alike]>> = self.kept(|recent| &mut recent.quotations, (shingles.clone(), limit), make);
        alike.map(|alike| alike.to_vec()).unwrap_or_default()
    }
}

impl Index {
    fn quotations_alike(&self, connection: &Connection, shingles: &BTreeSet<i32>, limit: usize) -> rusqlite::Result<Vec<Alike>> {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        let mut statement =
            connection.prepare_cached("SELECT quotation FROM shingles WHERE shingle = ?1 ORDER BY quotation DESC LIMIT ?2")?;
        for shingle in shingles {
            let mut found = statement.query(params![shingle, HOLDERS as i64])?;
            while let Some(row) = found.next()? {
                *counts.entry(row.get(0)?).or_default() += 1;
            }
        }
        let mut counts: Vec<(i64, usize)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
        let mut statement = connection.prepare_cached(
            "SELECT path, said FROM quotations JOIN articles ON articles.id = quotations.id >> ?2 WHERE quotations.id = ?1",
        )?;
        let mut alike = Vec::new();
        for (id, shared) in counts.into_iter().take(limit) {
            let found = statement.query_row(params![id, WITHIN], |row| {
                let row_read: QuoteRow = rows::decode(row.get_ref(1)?.as_blob()?)?;
                Ok((self.absolute(row.get_ref(0)?.as_str()?), row_read))
            });
            if let Some((path, row)) = found.optional()? {
                alike.push(Alike { path, row, shared });
            }
        }
        alike.sort_by(Alike::order);
        Ok(alike)
    }
}

/// Who bears exactly this name; those with most bearers first, at most [`ALIKE`].
fn bearers_of(connection: &Connection, folded: &str) -> rusqlite::Result<Vec<NameRow>> {
    let mut statement =
        connection.prepare_cached("SELECT folded, name, bearers, family FROM names WHERE folded = ?1 ORDER BY name LIMIT ?2")?;
    let found = statement.query_map(params![folded, ALIKE as i64], name_row)?;
    let mut found: Vec<NameRow> = found.collect::<rusqlite::Result<_>>()?;
    if found.len() == ALIKE {
        found.extend(ranked(connection, &names::exact_head(folded), "", ALIKE)?);
    }
    Ok(NameRow::most_bearers(found, ALIKE))
}

/// Common names under one head, of which the word begins with `beginning`: a row for each, in no order. Nobody with more bearers is left out,
/// if there are `wanted` of them; else all are there.
fn ranked(connection: &Connection, head: &str, beginning: &str, wanted: usize) -> rusqlite::Result<Vec<NameRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT names.folded, names.name, bearers, family, rank
         FROM (SELECT rank, word, folded, name FROM ranks WHERE head = ?1 ORDER BY rank, word, folded, name LIMIT ?4) AS common
         CROSS JOIN names ON names.folded = common.folded AND names.name = common.name
         WHERE word >= ?2 AND word < ?3",
    )?;
    let end = format!("{beginning}\u{10ffff}");
    let mut rows = statement.query(params![head, beginning, end, BEGINNING as i64])?;
    let mut found: HashMap<NameKey, NameRow> = HashMap::new();
    let mut last = i64::MIN;
    while let Some(row) = rows.next()? {
        let rank: i64 = row.get(4)?;
        if rank != last && found.len() >= wanted {
            break;
        }
        last = rank;
        let row = name_row(row)?;
        match found.entry(row.key.clone()) {
            Entry::Occupied(mut known) if known.get().bearers < row.bearers => drop(known.insert(row)),
            Entry::Occupied(_) => {}
            Entry::Vacant(free) => drop(free.insert(row)),
        }
    }
    Ok(found.into_values().collect())
}

fn office_row(row: &Row<'_>) -> rusqlite::Result<OfficeRow> {
    Ok(OfficeRow { office: row.get(0)?, key: NameKey(row.get(1)?), bearers: row.get(2)? })
}
