//! Slips of the pen: a name with one letter too many, too few or wrong, or with two neighbours swapped.

use std::collections::BTreeSet;

/// Letters that a slip of the pen may put in.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz ";

/// Every word that is one letter too many, too few or wrong, or one swap of neighbours away; the first two letters stand.
#[must_use]
pub fn slips(name: &str) -> BTreeSet<String> {
    let letters: Vec<char> = name.chars().collect();
    let word = |head: &[char], middle: Option<char>, tail: &[char]| {
        head.iter().copied().chain(middle).chain(tail.iter().copied()).collect()
    };
    let mut slips: BTreeSet<String> = BTreeSet::new();
    for at in 2..=letters.len() {
        let (head, tail) = letters.split_at(at);
        slips.extend(LETTERS.chars().map(|letter| word(head, Some(letter), tail)));
        if let [first, rest @ ..] = tail {
            slips.insert(word(head, None, rest));
            slips.extend(LETTERS.chars().map(|letter| word(head, Some(letter), rest)));
            if let [second, rest @ ..] = rest {
                let mut swapped = head.to_vec();
                swapped.extend([*second, *first]);
                slips.insert(word(&swapped, None, rest));
            }
        }
    }
    slips.remove(name);
    slips
}
