//! Closed lists of words: honorifics, titles, the words that head names of bodies and places, company suffixes,
//! verbs of saying, particles inside names, nationality words.
//!
//! They are text files of our own (`data/lexicons/*.txt`, one entry a line), compiled in and parsed once at the first use.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

/// What an honorific says of its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Mr.
    Male,
    /// Mrs.
    Female,
}

/// A word such as `Mr` or `Dr.` before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Honorific {
    /// `None` for those of both, such as `Dr`.
    pub gender: Option<Gender>,
}

type WordSet = FxHashSet<&'static str>;

/// The word lists.
#[derive(Debug)]
pub struct Lexicons {
    honorifics: FxHashMap<&'static str, Honorific>,
    titles: PhraseTree,
    organisation_heads: WordSet,
    place_heads: WordSet,
    company_suffixes: WordSet,
    speech_verbs: WordSet,
    name_particles: WordSet,
    family_name_first: WordSet,
    common_capitalised: WordSet,
    demonyms: FxHashMap<&'static str, &'static str>,
    lists: FxHashMap<Cow<'static, str>, Lists>,
}

impl Lexicons {
    pub(super) fn builtin() -> Self {
        Self {
            honorifics: lines(include_str!("data/lexicons/honorifics.txt")).map(honorific).collect(),
            titles: PhraseTree::new(lines(include_str!("data/lexicons/titles.txt"))),
            organisation_heads: lines(include_str!("data/lexicons/organisation_heads.txt")).collect(),
            place_heads: lines(include_str!("data/lexicons/place_heads.txt")).collect(),
            company_suffixes: lines(include_str!("data/lexicons/company_suffixes.txt")).collect(),
            speech_verbs: lines(include_str!("data/lexicons/speech_verbs.txt")).collect(),
            name_particles: lines(include_str!("data/lexicons/name_particles.txt")).collect(),
            family_name_first: lines(include_str!("data/lexicons/family_name_first.txt")).map(first_column).collect(),
            common_capitalised: lines(include_str!("data/lexicons/common_capitalised.txt")).collect(),
            demonyms: demonyms(include_str!("data/countries.tsv")),
            lists: lists(),
        }
    }

    /// Which of the lists of single words have a word, given in lower case; one look-up instead of five.
    #[must_use]
    pub fn lists(&self, lower: &str) -> Lists {
        let of = |word: &str| self.lists.get(word).copied().unwrap_or_default();
        match lower.strip_suffix('.') {
            Some(bare) => Lists(of(lower).0 | of(bare).0 & (Lists::HONORIFIC | Lists::COMPANY_SUFFIX)),
            None => of(lower),
        }
    }

    /// `Mr`, `Mrs.`, `Dr`, with or without full stop.
    #[must_use]
    pub fn honorific(&self, word: &str) -> Option<Honorific> {
        self.honorifics.get(word.strip_suffix('.').unwrap_or(word)).copied()
    }

    /// Begins to read a title of office or role, word by word, in any case: `foreign minister`, `Secretary of State`.
    #[must_use]
    pub fn title(&self) -> TitleWalk<'_> {
        TitleWalk { tree: &self.titles, node: PhraseTree::ROOT }
    }

    /// A word that heads or ends the name of a body, in any case: `commission`, `ministry`, `university`.
    #[must_use]
    pub fn organisation_head(&self, word: &str) -> bool {
        in_lower(word, |word| self.organisation_heads.contains(word))
    }

    /// A word that heads or ends the name of a place, in any case: `lake`, `street`, `province`.
    #[must_use]
    pub fn place_head(&self, word: &str) -> bool {
        in_lower(word, |word| self.place_heads.contains(word))
    }

    /// `Inc`, `GmbH`, `Ltd`, in any case, with or without full stop.
    #[must_use]
    pub fn company_suffix(&self, word: &str) -> bool {
        let is_listed = |word: &str| self.company_suffixes.contains(word);
        in_lower(word, |word| is_listed(word) || word.strip_suffix('.').is_some_and(is_listed))
    }

    /// A form of a verb of saying, in any case: `said`, `says`, `told`.
    #[must_use]
    pub fn speech_verb(&self, word: &str) -> bool {
        in_lower(word, |word| self.speech_verbs.contains(word))
    }

    /// A small word inside names of people, as written: `van`, `de`, `bin`, `al-`.
    #[must_use]
    pub fn name_particle(&self, word: &str) -> bool {
        self.name_particles.contains(word)
    }

    /// A family name of a language that puts it first: `Qian`, `Kim`, `Nguyen`.
    #[must_use]
    pub fn family_name_first(&self, word: &str) -> bool {
        self.family_name_first.contains(word)
    }

    /// A word that is capitalised without being a name, as written: `Monday`, `The`, `However`.
    #[must_use]
    pub fn common_capitalised(&self, word: &str) -> bool {
        self.common_capitalised.contains(word)
    }

    /// The country of a nationality word: `China` for `Chinese`.
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<&'static str> {
        self.demonyms.get(word).copied()
    }
}

/// Which lists have a word; the constants are its bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(pub u16);

impl Lists {
    /// `mr`; whether the capital is there is another question.
    pub const HONORIFIC: u16 = 1;
    /// `ministry`.
    pub const ORGANISATION_HEAD: u16 = 1 << 1;
    /// `lake`.
    pub const PLACE_HEAD: u16 = 1 << 2;
    /// `inc`.
    pub const COMPANY_SUFFIX: u16 = 1 << 3;
    /// `said`.
    pub const SPEECH_VERB: u16 = 1 << 4;
    /// `van`.
    pub const NAME_PARTICLE: u16 = 1 << 5;
}

/// The lists of single words as one map from the words in lower case.
fn lists() -> FxHashMap<Cow<'static, str>, Lists> {
    let texts = [
        (include_str!("data/lexicons/honorifics.txt"), Lists::HONORIFIC),
        (include_str!("data/lexicons/organisation_heads.txt"), Lists::ORGANISATION_HEAD),
        (include_str!("data/lexicons/place_heads.txt"), Lists::PLACE_HEAD),
        (include_str!("data/lexicons/company_suffixes.txt"), Lists::COMPANY_SUFFIX),
        (include_str!("data/lexicons/speech_verbs.txt"), Lists::SPEECH_VERB),
        (include_str!("data/lexicons/name_particles.txt"), Lists::NAME_PARTICLE),
    ];
    let mut all: FxHashMap<Cow<'static, str>, Lists> = FxHashMap::default();
    for (text, bit) in texts {
        for word in lines(text).map(first_column) {
            let lower = if word.bytes().any(|byte| !byte.is_ascii_lowercase()) {
                Cow::Owned(word.to_lowercase())
            } else {
                Cow::Borrowed(word)
            };
            all.entry(lower).or_default().0 |= bit;
        }
    }
    all
}

/// Lines that are neither empty nor comments.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What stands before the first tab.
fn first_column(line: &'static str) -> &'static str {
    line.split('\t').next().unwrap_or_default()
}

fn honorific(line: &'static str) -> (&'static str, Honorific) {
    let (word, gender) = line.split_once('\t').unwrap_or((line, ""));
    let gender = match gender {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    };
    (word, Honorific { gender })
}

/// Nationality words of `countries.tsv`, whose head line names the columns. Where two countries share one, the first keeps it.
fn demonyms(table: &'static str) -> FxHashMap<&'static str, &'static str> {
    // Not trimmed: a state of the past has no code in its first column.
    let mut rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let columns: Vec<&str> = rows.next().unwrap_or_default().split('\t').collect();
    let column = |name| columns.iter().position(|column| *column == name);
    let (Some(name), Some(demonym)) = (column("name"), column("demonyms")) else { return FxHashMap::default() };
    let mut demonyms = FxHashMap::default();
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        if let (Some(&country), Some(words)) = (cells.get(name), cells.get(demonym)) {
            for word in words.split('|').filter(|word| !word.is_empty()) {
                demonyms.entry(word).or_insert(country);
            }
        }
    }
    demonyms
}

/// Asks about a word in lower case. Nearly every word is short and ASCII, and is folded without a trip to the heap.
fn in_lower<T>(word: &str, ask: impl FnOnce(&str) -> T) -> T {
    const SHORT: usize = 32;
    if word.len() > SHORT || !word.is_ascii() {
        return ask(&word.to_lowercase());
    }
    if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return ask(word);
    }
    let mut folded = [0; SHORT];
    let folded = &mut folded[..word.len()];
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    ask(std::str::from_utf8(folded).unwrap_or_default())
}

/// Phrases by their words.
#[derive(Debug)]
struct PhraseTree {
    next: FxHashMap<(u32, &'static str), u32>,
    ends: Vec<bool>,
    /// For the end of a phrase: the list's second column does not call it a role.
    offices: Vec<bool>,
}

impl PhraseTree {
    const ROOT: u32 = 0;

    /// Of lines with a phrase and, after a tab, what it is.
    fn new(lines: impl Iterator<Item = &'static str>) -> Self {
        let mut tree = Self { next: FxHashMap::default(), ends: vec![false], offices: vec![false] };
        for line in lines {
            let (phrase, class) = line.split_once('\t').unwrap_or((line, ""));
            let mut node = Self::ROOT;
            for word in phrase.split(' ') {
                let new = tree.ends.len() as u32;
                node = *tree.next.entry((node, word)).or_insert(new);
                if node == new {
                    tree.ends.push(false);
                    tree.offices.push(false);
                }
            }
            tree.ends[node as usize] = true;
            tree.offices[node as usize] = class != "role";
        }
        tree
    }
}

/// What one more word says of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleStep {
    /// No title begins so.
    Dead,
    /// Some titles begin so; none ends here.
    Alive,
    /// A title ends here; a longer one may follow.
    Match,
}

/// Reads a title word by word.
#[derive(Clone, Copy, Debug)]
pub struct TitleWalk<'a> {
    tree: &'a PhraseTree,
    node: u32,
}

impl TitleWalk<'_> {
    /// Whether the words read so far are an office or a rank, of which one body has one holder at a time, rather than a role.
    #[must_use]
    pub fn is_office(&self) -> bool {
        self.tree.offices.get(self.node as usize).is_some_and(|office| *office)
    }

    /// Reads one more word, in any case.
    pub fn push(&mut self, word: &str) -> TitleStep {
        let next = in_lower(word, |word| self.tree.next.get(&(self.node, word)).copied());
        let Some(node) = next else {
            // No node has this number, so nothing follows any more.
            self.node = u32::MAX;
            return TitleStep::Dead;
        };
        self.node = node;
        if self.tree.ends[node as usize] { TitleStep::Match } else { TitleStep::Alive }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honorifics_with_and_without_full_stop() {
        let lexicons = Lexicons::builtin();
        let gender = |word| lexicons.honorific(word).map(|honorific| honorific.gender);
        assert_eq!(
            ["Mr", "Mr.", "Mrs.", "Dr", "mr", "Monday"].map(gender),
            [Some(Some(Gender::Male)), Some(Some(Gender::Male)), Some(Some(Gender::Female)), Some(None), None, None]
        );
    }

    #[test]
    fn the_longest_title_is_found_word_by_word_in_any_case() {
        let lexicons = Lexicons::builtin();
        let mut walk = lexicons.title();
        assert_eq!(
            ["Secretary", "of", "State", "Warren", "of"].map(|word| walk.push(word)),
            [TitleStep::Match, TitleStep::Alive, TitleStep::Match, TitleStep::Dead, TitleStep::Dead]
        );
    }

    #[test]
    fn closed_lists() {
        let lexicons = Lexicons::builtin();
        assert!(lexicons.organisation_head("Commission") && lexicons.place_head("Square") && !lexicons.place_head("Commission"));
        assert!(lexicons.company_suffix("Inc.") && lexicons.company_suffix("INC") && lexicons.company_suffix("GmbH"));
        assert!(lexicons.speech_verb("said") && lexicons.speech_verb("Told") && !lexicons.speech_verb("table"));
        assert!(lexicons.name_particle("van") && lexicons.family_name_first("Jiang") && !lexicons.family_name_first("Smith"));
        assert!(lexicons.common_capitalised("However") && !lexicons.common_capitalised("London"));
    }

    #[test]
    fn nationality_words_of_present_and_past_states() {
        let lexicons = Lexicons::builtin();
        let countries = ["Chinese", "Britons", "Soviet", "Atlantis"].map(|word| lexicons.demonym(word));
        assert_eq!(countries, [Some("China"), Some("United Kingdom"), Some("Soviet Union"), None]);
    }
}
