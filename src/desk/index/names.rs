//! Names in order of how common they are, so that a search reads the best of a hundred thousand without looking at the others.

use rusqlite::{Transaction, params};

/// A name of fewer bearers has no rank: it is found in order of name.
const COMMON: i64 = 8;
/// Most letters by which common names are grouped.
const HEAD: usize = 4;

/// The power of two below the number of bearers, with a minus, so that the commonest comes first.
fn rank(bearers: i64) -> Option<i64> {
    (bearers >= COMMON).then(|| -i64::from(bearers.ilog2()))
}

/// The first letters of a word or of its beginning.
pub(super) fn head(word: &str) -> &str {
    first(word, HEAD).unwrap_or(word)
}

fn first(word: &str, letters: usize) -> Option<&str> {
    if letters == 0 {
        return Some("");
    }
    let (last, letter) = word.char_indices().nth(letters - 1)?;
    Some(&word[..last + letter.len_utf8()])
}

/// The head under which those lie who bear exactly this name; no name has a tab.
pub(super) fn exact_head(folded: &str) -> String {
    format!("\t{folded}")
}

/// Moves a name to another rank if its number of bearers asks for it.
pub(super) fn rank_anew(
    transaction: &Transaction<'_>,
    (folded, name): (&str, &str),
    before: i64,
    after: i64,
) -> rusqlite::Result<()> {
    if rank(before) == rank(after) {
        return Ok(());
    }
    let mut forget = transaction
        .prepare_cached("DELETE FROM ranks WHERE head = ?1 AND rank = ?2 AND word = ?3 AND folded = ?4 AND name = ?5")?;
    let mut keep = transaction.prepare_cached("INSERT OR IGNORE INTO ranks VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let ends = std::iter::once(folded).chain(folded.match_indices(' ').map(|(at, _)| &folded[at + 1..]));
    let heads = ends.flat_map(|word| (0..=HEAD).filter_map(move |letters| Some((first(word, letters)?.to_owned(), word))));
    for (head, word) in heads.chain([(exact_head(folded), "")]) {
        if let Some(rank) = rank(before) {
            forget.execute(params![head, rank, word, folded, name])?;
        }
        if let Some(rank) = rank(after) {
            keep.execute(params![head, rank, word, folded, name])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Index, schema};
    use super::*;
    use crate::corpus::{NameRow, Store as _};
    use crate::desk::Selection;

    #[test]
    fn a_rank_is_the_power_of_two_below() {
        assert_eq!([7, 8, 15, 16, 1_000_000].map(rank), [None, Some(-3), Some(-3), Some(-4), Some(-19)]);
    }

    #[test]
    fn heads_are_letters_not_bytes() {
        assert_eq!(["öäüßx", "öä", ""].map(head), ["öäüß", "öä", ""]);
    }

    #[test]
    fn of_very_many_names_alike_the_commonest_are_found() {
        let folder = std::env::temp_dir().join(format!("dateline-names-{}", std::process::id()));
        let knowledge = crate::knowledge::Knowledge::builtin();
        let index = Index::open(&folder, &Selection::default(), &folder, knowledge).expect("a cache folder").index;
        let mut connection = schema::writer(index.folder()).expect("an index");
        let transaction = connection.transaction().expect("nobody else writes");
        let put = |folded: &str, name: &str, before: i64, bearers: i64| {
            let row = params![folded, name, bearers];
            transaction.execute("INSERT OR REPLACE INTO names VALUES (?1, ?2, ?3, ?3)", row).expect("written");
            rank_anew(&transaction, (folded, name), before, bearers).expect("written");
        };
        let name = |at: i64| (format!("za{at:04} roe"), format!("npza{at:04} roe"));
        for at in 0..2_000 {
            let (folded, name) = name(at);
            let bearers = if at == 1_999 { 500 } else { 9 - at.min(8) };
            put(&folded, &name, 0, bearers);
            put("roe", &name, 0, bearers);
            transaction.execute("INSERT INTO words VALUES ('roe', ?1)", [&folded]).expect("written");
        }
        transaction.commit().expect("written");
        let found = |rows: Vec<NameRow>| rows.into_iter().map(|row| (row.key.0, row.bearers)).collect::<Vec<_>>();
        let best = [(name(1_999).1, 500), (name(0).1, 9), (name(1).1, 8)];
        for beginning in ["", "z", "za", "r", "roe"] {
            assert_eq!(found(index.names_beginning(beginning, 3)), best, "{beginning}");
        }
        assert_eq!(found(index.names("roe", 3).to_vec()), best);
        assert_eq!(found(index.names_beginning("za1999", 3)), best[..1]);
        // Who has become rare is in no list any more.
        let transaction = connection.transaction().expect("nobody else writes");
        rank_anew(&transaction, (&name(1_999).0, &name(1_999).1), 500, 2).expect("written");
        let left = "SELECT count(*) FROM ranks WHERE folded = ?1";
        let left: i64 = transaction.query_row(left, [name(1_999).0], |row| row.get(0)).expect("a number");
        assert_eq!(left, 0);
        drop(transaction);
        drop((connection, index));
        std::fs::remove_dir_all(&folder).expect("nobody uses it");
    }
}
