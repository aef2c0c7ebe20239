//! The lists of those who bear a name, and the rows of one article.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use crate::article::PartialDate;
use crate::claims::Attribute;
use crate::corpus::{BearerRow, Claimed, Cursor, NameKey};

use super::{Index, rows};

/// So many claims of one name in some days are looked at.
const CLAIMS: usize = 1_024;

/// What is known of an article.
struct Known {
    id: i64,
    published: Option<PartialDate>,
    /// The names of its entities, with their numbers.
    names: Vec<(String, u32)>,
}

fn known(connection: &Connection, path: &str) -> rusqlite::Result<Option<Known>> {
    let mut statement = connection.prepare_cached("SELECT id, published, names FROM articles WHERE path = ?1")?;
    let row = statement.query_row([path], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Vec<u8>>(2)?)));
    let Some((id, published, names)) = row.optional()? else { return Ok(None) };
    Ok(Some(Known { id, published: published.and_then(|date| date.parse().ok()), names: rows::decode(&names)? }))
}

/// An article's number and rows, each under its own name (a family name alone stands under more).
pub(super) fn rows_of(connection: &Connection, path: &str, full: &Arc<Path>) -> rusqlite::Result<Option<(i64, Vec<BearerRow>)>> {
    let Some(known) = known(connection, path)? else { return Ok(None) };
    let age = crate::corpus::age(known.published);
    let mut statement =
        connection.prepare_cached("SELECT said FROM bearers WHERE name = ?1 AND age = ?2 AND path = ?3 AND entity = ?4")?;
    let mut found = Vec::with_capacity(known.names.len());
    for (name, entity) in known.names {
        let bytes: Option<Vec<u8>> = statement.query_row(params![name, age, path, entity], |row| row.get(0)).optional()?;
        if let Some(bytes) = bytes {
            found.push(rows::bearer(&name, full.clone(), entity, &bytes)?);
        }
    }
    Ok(Some((known.id, found)))
}

impl Index {
    /// A page of the list of those who bear a name, each row as `read` makes it of name, path, entity and bytes.
    pub(super) fn listed<R>(
        &self,
        key: &NameKey,
        marks: Option<&BTreeSet<u64>>,
        after: Option<&Cursor>,
        limit: usize,
        read: fn(&str, Arc<Path>, u32, &[u8]) -> rusqlite::Result<R>,
    ) -> Vec<R> {
        let (age, path, entity) = after
            .map_or((i32::MIN, "", 0), |cursor| (cursor.age, self.relative(&cursor.path).unwrap_or_default(), cursor.entity));
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT path, entity, said FROM bearers WHERE name = ?1 AND (age, path, entity) > (?2, ?3, ?4)
                 ORDER BY age, path, entity",
            )?;
            let mut found = statement.query(params![key.0, age, path, entity])?;
            let mut list = Vec::new();
            while list.len() < limit
                && let Some(row) = found.next()?
            {
                let said = row.get_ref(2)?.as_blob()?;
                if marks.is_none_or(|marks| marks.contains(&rows::mark(said))) {
                    list.push(read(&key.0, self.absolute(row.get_ref(0)?.as_str()?), row.get(1)?, said)?);
                }
            }
            Ok(list)
        })
    }

    /// The claims of a name with an attribute, newest first, each with the mark of the traits of whoever it is about.
    pub(super) fn claims_made(
        &self,
        connection: &Connection,
        name: &str,
        attribute: Attribute,
        ages: &RangeInclusive<i32>,
    ) -> rusqlite::Result<Vec<(u64, Claimed)>> {
        let mut statement = connection.prepare_cached(
            "SELECT path, entity, said FROM bearers WHERE name = ?1 AND age BETWEEN ?2 AND ?3 ORDER BY age, path, entity",
        )?;
        let mut found = statement.query(params![name, ages.start(), ages.end()])?;
        let mut claims = Vec::new();
        while claims.len() < CLAIMS
            && let Some(row) = found.next()?
        {
            let said = row.get_ref(2)?.as_blob()?;
            let row = rows::bearer(name, self.absolute(row.get_ref(0)?.as_str()?), row.get(1)?, said)?;
            claims.extend(Claimed::of(row, attribute).map(|claimed| (rows::mark(said), claimed)));
        }
        Ok(claims)
    }
}
