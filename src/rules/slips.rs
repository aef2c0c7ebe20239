//! Slips of the pen: whether two words are one letter apart.

/// Whether two words differ by one letter too many, too few or wrong, or by two neighbours swapped (Damerau 1964: most misspellings
/// are one of these four).
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    let head: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let (a, b) = (&a[head..], &b[head..]);
    let (mut rest, mut others) = (a.chars(), b.chars());
    let (x, y) = (rest.next(), others.next());
    let (lost, added) = (x.is_some() && rest.as_str() == b, y.is_some() && a == others.as_str());
    let wrong = x.is_some() && y.is_some() && rest.as_str() == others.as_str();
    let swapped = x.is_some() && rest.next() == y && others.next() == x && rest.as_str() == others.as_str();
    lost || added || wrong || swapped
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
