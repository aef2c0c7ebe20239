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
    let mut forget = transaction.prepare_cached(
        "DELETE FROM ranks WHERE head = ?1 AND rank = ?2 AND word = ?3 AND folded = ?4 AND name = ?5",
    )?;
    let mut keep = transaction.prepare_cached("INSERT OR IGNORE INTO ranks VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let ends = std::iter::once(folded).chain(folded.match_indices(' ').map(|(at, _)| &folded[at + 1..]));
    let heads = ends.flat_map(|word| (1..=HEAD).filter_map(move |letters| Some((first(word, letters)?.to_owned(), word))));
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
    use super::*;

    #[test]
    fn a_rank_is_the_power_of_two_below() {
        assert_eq!([7, 8, 15, 16, 1_000_000].map(rank), [None, Some(-3), Some(-3), Some(-4), Some(-19)]);
    }

    #[test]
    fn heads_are_letters_not_bytes() {
        assert_eq!(["öäüßx", "öä", ""].map(head), ["öäüß", "öä", ""]);
    }
}
