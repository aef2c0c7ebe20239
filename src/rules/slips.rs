//! Slips of the pen: whether two words are one letter apart.

/// Whether two words differ by one letter too many, too few or wrong, or by two neighbours swapped (Damerau 1964: most misspellings
/// are one of these four).
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    // A letter has four bytes at most, and most pairs differ by more.
    if a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    match (a, b) {
        ([x, rest @ ..], [y, others @ ..]) if rest.len() == others.len() => {
            let swapped = matches!((rest, others), ([p, rest @ ..], [q, others @ ..]) if x == q && y == p && rest == others);
            rest == others || swapped
        }
        ([_, rest @ ..], _) if rest.len() == b.len() => rest == b,
        (_, [_, others @ ..]) => a == others,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_or_one_swap() {
        for (a, b, slip) in [
            ("form", "from", true),
            ("adress", "address", true),
            ("address", "adress", true),
            ("nation", "ration", true),
            ("nation", "nation", false),
            ("nation", "notions", false),
            ("abcd", "badc", false),
            ("café", "cafe", true),
            ("a", "", true),
        ] {
            assert_eq!((one_slip(a, b), one_slip(b, a)), (slip, slip), "{a} {b}");
        }
    }
}
