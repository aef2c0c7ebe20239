//! Who is meant by the names that have to do with no other, which nearly all are.
//!
//! Who is meant by a name is decided from all that is said of the names that may be forms of it, which takes the longer the more that is. So
//! for names by themselves it is decided at the end of a refresh, and forgotten with a change that may make a difference.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, params};

use crate::corpus::{NameKey, Traits, decide, firsts_alike};
use crate::knowledge::Knowledge;

use super::{Index, rows};

/// So many last words are looked at in one transaction.
const AT_ONCE: usize = 20;

/// The last word of somebody's full name.
pub(super) fn last_word(name: &str) -> Option<&str> {
    name.strip_prefix("np")?.rsplit(' ').next()
}

/// Something is said of a name that was not, or is not any more: names alike have to be decided again.
pub(super) fn forget(transaction: &Transaction<'_>, name: &str, traits: &Traits, knowledge: &Knowledge) -> rusqlite::Result<()> {
    let Some(last) = last_word(name) else { return Ok(()) };
    let mut again = transaction.prepare_cached("INSERT OR IGNORE INTO undecided VALUES (?1)")?;
    again.execute([last])?;
    // An article that uses two names of somebody may join any; so may this name, if others have it as their second.
    if !traits.aliases.is_empty() {
        let lasts: BTreeSet<&str> = traits.aliases.iter().filter_map(|alias| alias.rsplit(' ').next()).chain([last]).collect();
        let mut forget = transaction.prepare_cached("DELETE FROM decided WHERE last = ?1")?;
        for last in lasts {
            again.execute([last])?;
            forget.execute([last])?;
        }
        return Ok(());
    }
    let full = &name["np".len()..];
    let mut forget = transaction
        .prepare_cached("DELETE FROM decided WHERE last = ?1 AND name IN (SELECT name FROM names WHERE folded = ?2)")?;
    forget.execute([last, full])?;
    let first = full.split(' ').next().unwrap_or_default();
    let mut forget = transaction.prepare_cached("DELETE FROM decided WHERE last = ?1 AND name >= ?2 AND name < ?3")?;
    for first in firsts_alike(first, knowledge) {
        forget.execute(params![last, format!("np{first} "), format!("np{first}!")])?;
    }
    Ok(())
}

/// There are rows of a name more or fewer: if several people bear it, theirs have to be summed up again.
pub(super) fn recount(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<()> {
    let Some(last) = last_word(name) else { return Ok(()) };
    let mut forget = transaction.prepare_cached("DELETE FROM decided WHERE last = ?1 AND name = ?2 AND divided")?;
    if forget.execute([last, name])? > 0 {
        transaction.prepare_cached("INSERT OR IGNORE INTO undecided VALUES (?1)")?.execute([last])?;
    }
    Ok(())
}

/// Decides what is not known since the last changes. Whoever is interrupted goes on with the next refresh.
pub(super) fn find_out(index: &Index, connection: &mut Connection, cancelled: &dyn Fn() -> bool) -> rusqlite::Result<()> {
    while !cancelled() {
        let waiting: Vec<String> = {
            let mut statement = connection.prepare_cached("SELECT last FROM undecided LIMIT ?1")?;
            statement.query_map([AT_ONCE as i64], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        if waiting.is_empty() {
            break;
        }
        let mut found: Vec<(&str, String, bool, Vec<u8>)> = Vec::new();
        for last in &waiting {
            for name in open(connection, last)? {
                if let Some(decided) = decide(index, &name, index.knowledge) {
                    found.push((last, name.0, decided.is_divided(), rows::encode(&decided)));
                }
            }
        }
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        {
            let mut keep = transaction.prepare_cached("INSERT OR REPLACE INTO decided VALUES (?1, ?2, ?3, ?4)")?;
            for (last, name, is_divided, people) in found {
                keep.execute(params![last, name, is_divided, people])?;
            }
            let mut decided = transaction.prepare_cached("DELETE FROM undecided WHERE last = ?1")?;
            for last in &waiting {
                decided.execute([last])?;
            }
        }
        transaction.commit()?;
    }
    Ok(())
}

/// The names that end with a word and are not decided.
fn open(connection: &Connection, last: &str) -> rusqlite::Result<Vec<NameKey>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT name FROM words CROSS JOIN names USING (folded) WHERE word = ?1 AND name LIKE 'np%'
         AND NOT EXISTS (SELECT 1 FROM decided WHERE decided.last = ?1 AND decided.name = names.name) ORDER BY name",
    )?;
    let found = statement.query_map([last], |row| row.get(0))?;
    let names: Vec<String> = found.collect::<rusqlite::Result<_>>()?;
    Ok(names.into_iter().filter(|name| last_word(name) == Some(last)).map(NameKey).collect())
}
