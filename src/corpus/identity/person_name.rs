//! A person's full name taken apart for comparison across articles, where nothing but the name is at hand.

use crate::corpus::fold::fold_name;

/// `jr`, `iii`: what tells a son from his father.
const GENERATIONS: [&str; 5] = ["ii", "iii", "iv", "jr", "sr"];

/// A name of at least two words, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    /// First word, middle words, last word; no initials among the middle ones.
    words: Vec<String>,
    /// Letters of middle initials, and the first letters of middle names.
    pub(super) middle: String,
    pub(super) generation: Option<&'static str>,
}

impl PersonName {
    /// Takes a name apart; `None` if it is a single word.
    pub(super) fn read(name: &str) -> Option<Self> {
        // `M.D.` and other marks of learning follow a comma.
        let folded = fold_name(name.split(',').next().unwrap_or_default());
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let generation = words.last().and_then(|last| GENERATIONS.iter().find(|known| *known == last)).copied();
        if generation.is_some() {
            words.pop();
        }
        if words.len() < 2 {
            return None;
        }
        let last = words.len() - 1;
        let middle = words[1..last].iter().filter_map(|word| word.chars().next()).collect();
        let kept = words.iter().enumerate().filter(|(at, word)| *at == 0 || *at == last || word.chars().count() > 1);
        Some(Self { words: kept.map(|(_, word)| (*word).to_owned()).collect(), middle, generation })
    }

    /// What names of one person have in common: the name without middle initials and generation.
    pub(super) fn key(&self) -> String {
        self.words.join(" ")
    }

    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }
}

/// First and last word of a name's key.
pub(in crate::corpus) fn ends(key: &str) -> (&str, &str) {
    (key.split(' ').next().unwrap_or(key), key.rsplit(' ').next().unwrap_or(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_has_a_key_and_what_tells_its_bearers_apart() {
        let read = |name: &str| PersonName::read(name).map(|name| (name.key(), name.middle, name.generation));
        let whole = |key: &str, middle: &str, generation| Some((key.to_owned(), middle.to_owned(), generation));
        assert_eq!(read("John F. Roe"), whole("john roe", "f", None));
        assert_eq!(read("John Fitz Roe Jr."), whole("john fitz roe", "f", Some("jr")));
        assert_eq!(read("Aung San Suu Kyi"), whole("aung san suu kyi", "ss", None));
        assert_eq!(read("Regina Roe, M.D."), whole("regina roe", "", None));
        assert_eq!(read("Roe"), None);
    }
}
