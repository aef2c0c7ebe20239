//! Slips of the pen: whether two words are one letter apart, two dates one figure.

use jiff::civil::Date;

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

/// Whether two words, folded, are two ways to write one sound: `rudolf` and `rudolph`, `erik` and `eric`, `antony` and `anthony`.
pub(super) fn sounds_alike(a: &str, b: &str) -> bool {
    a != b && sound(a) == sound(b)
}

fn sound(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    let mut last = None;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let written = match (letter, next) {
            ('p', Some('h')) | ('v', _) => 'f',
            ('c', Some('e' | 'i' | 'y')) | ('z', _) => 's',
            ('c' | 'q', _) => 'k',
            ('y', _) => 'i',
            // Silent but at the beginning: `jon`, `sara`, `mat`.
            ('h', _) if last.is_some() => continue,
            _ => letter,
        };
        if last != Some(written) {
            sound.push(written);
        }
        last = Some(written);
    }
    sound
}

/// One figure wrong, or two swapped.
pub(super) fn years_alike(one: i16, other: i16) -> bool {
    one != other && one_slip(&one.to_string(), &other.to_string())
}

/// In one month, one figure of the day too many, too few or wrong.
pub(super) fn day_slip(one: Date, other: Date) -> bool {
    (one.year(), one.month()) == (other.year(), other.month()) && one_slip(&one.day().to_string(), &other.day().to_string())
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

    #[test]
    fn ways_to_write_one_sound() {
        for (a, b) in [
            ("rudolf", "rudolph"),
            ("erik", "eric"),
            ("antony", "anthony"),
            ("stephen", "steven"),
            ("allan", "alan"),
            ("jon", "john"),
        ] {
            assert!(sounds_alike(a, b), "{a} {b}");
        }
        for (a, b) in [("peter", "petra"), ("anna", "hanna"), ("mary", "marie"), ("roe", "roe")] {
            assert!(!sounds_alike(a, b), "{a} {b}");
        }
    }
}
