//! What Dateline knows before it reads a word: places, organisations and well-known people, the names that people bear, the words
//! that titles and bodies are made of. Built in, read-only, made by `src/knowledge/build` from sources named in `data/README.md`.
//!
//! Everything is compiled into the program and read where it lies: opening it costs microseconds, looking a name up walks an
//! automaton of bytes and allocates nothing. Analysis may therefore ask at every word.

pub mod dossier;
mod fuzzy;
mod gazetteer;
mod lexicons;
mod names;
mod walk;
mod words;

pub mod format;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use fuzzy::Similar;
pub use gazetteer::{Entries, Entry, Gazetteer, Source};
pub use lexicons::{Gender, Honorific, Lexicons, Lists, TitleStep, TitleWalk};
pub use names::{FirstName, Names, fold as fold_name};
pub use walk::{AnyCaseWalk, Step, Walk};
pub use words::{Near, Words};

/// Position of an entry in the gazetteer. Valid for the gazetteer that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(pub u32);

/// The three kinds of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Somebody.
    Person,
    /// Somewhere; also a country or capital that acts as a government.
    Place,
    /// A body, company, paper, party.
    Organisation,
}

/// All that is built in.
#[derive(Debug)]
pub struct Knowledge {
    /// Places, organisations and well-known people.
    pub gazetteer: Gazetteer,
    /// First names, surnames and nicknames.
    pub names: Names,
    /// Honorifics, titles, words that head the names of bodies, and the like.
    pub lexicons: Lexicons,
    /// English words in lower case, and how common they are.
    pub words: Words,
}

static GAZETTEER: &[u8] = include_bytes!("gazetteer.bin");
static WORDS: &[u8] = include_bytes!("words.bin");

/// Tells one edition of the built-in data from another: entries have other numbers in each.
#[must_use]
pub fn edition() -> usize {
    GAZETTEER.len() ^ (WORDS.len() << 1)
}

static BUILTIN: LazyLock<Knowledge> = LazyLock::new(|| {
    Knowledge::from_bytes(GAZETTEER, WORDS).expect("the built-in gazetteer was made by another version of build-gazetteer")
});

impl Knowledge {
    /// What was compiled into this program; opened at the first call.
    ///
    /// # Panics
    /// If the program was compiled with files of another layout, which its tests rule out.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Opens a gazetteer and a word list that `build-gazetteer` made.
    ///
    /// # Errors
    /// If either file has another layout or is cut short.
    pub fn from_bytes(gazetteer: &'static [u8], words: &'static [u8]) -> Result<Self, format::FormatError> {
        let sections = format::Sections::<{ format::GAZETTEER_SECTIONS }>::open(gazetteer, format::GAZETTEER_MAGIC)?;
        Ok(Self {
            gazetteer: Gazetteer::open(&sections)?,
            names: Names::open(&sections)?,
            lexicons: Lexicons::builtin(),
            words: Words::open(words)?,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::article::Places;

    /// The canonical names of what a name stands for, with the country.
    fn readings(entries: Entries<'_>) -> Vec<String> {
        let gazetteer = &Knowledge::builtin().gazetteer;
        let entry = |id| {
            let entry = gazetteer.entry(id);
            format!("{} ({}, {})", entry.name(), entry.subkind(), entry.division().or(entry.country()).unwrap_or("-"))
        };
        entries.iter().map(entry).collect()
    }

    /// The known names that a name may be a slip for.
    fn similar(name: &str) -> Vec<(String, u8)> {
        Knowledge::builtin().gazetteer.similar(name).into_iter().map(|similar| (similar.name, similar.distance)).collect()
    }

    #[test]
    fn an_old_name_leads_to_the_present_one() {
        let gazetteer = &Knowledge::builtin().gazetteer;
        let beijing = gazetteer.entry(gazetteer.lookup("Peking").first().unwrap());
        assert_eq!((beijing.name(), beijing.capital_of(), beijing.country()), ("Beijing", Some("China"), Some("China")));
        assert_eq!(gazetteer.canonical("PEKING"), Some("Beijing".to_owned()));
    }

    #[test]
    fn the_most_prominent_reading_comes_first_in_any_case() {
        let gazetteer = &Knowledge::builtin().gazetteer;
        assert!(gazetteer.lookup("PARIS").is_empty());
        assert_eq!(readings(gazetteer.lookup_any_case("PARIS"))[..2], ["Paris (capital, Île-de-France)", "Paris (city, Texas)"]);
    }

    #[test]
    fn a_city_belongs_to_the_nearer_of_two_containers() {
        let gazetteer = &Knowledge::builtin().gazetteer;
        let atlanta = gazetteer.entry(gazetteer.lookup("Atlanta").first().unwrap());
        assert_eq!((atlanta.subkind(), atlanta.division(), atlanta.country()), ("city", Some("Georgia"), Some("United States")));
        let state = atlanta.division_entry().map(|id| gazetteer.entry(id).subkind());
        assert_eq!((state, atlanta.capital_of()), (Some("state"), Some("Georgia")));
    }

    #[test]
    fn a_slip_in_one_word_leads_to_the_known_name() {
        assert_eq!(similar("Xinhua New Agency"), [("Xinhua News Agency".to_owned(), 1)]);
    }

    /// Feeds words with a mark for white space before them; what each step says.
    fn steps<'a>(mut push: impl FnMut(bool, &str) -> Step<'a>, words: &[&str]) -> Vec<String> {
        let mut step = |word: &&str| match push(word.starts_with(' '), word.trim_start()) {
            Step::Dead => "dead".to_owned(),
            Step::Alive => "alive".to_owned(),
            Step::Match(entries) => Knowledge::builtin().gazetteer.entry(entries.first().unwrap()).name().to_owned(),
        };
        words.iter().map(&mut step).collect()
    }

    #[test]
    fn a_walk_finds_the_longest_name_word_by_word() {
        let steps = |words: &[&str]| {
            let mut walk = Knowledge::builtin().gazetteer.walk();
            steps(|spaced, word| walk.push(spaced, word), words)
        };
        assert_eq!(
            steps(&["Human", " Rights", " Watch", "/", "Asia", " said"]),
            ["alive", "alive", "Human Rights Watch", "alive", "Human Rights Watch/Asia", "dead"]
        );
        assert_eq!(
            steps(&["U.N.", " Human", " Rights", " Commission"])[1..],
            ["alive", "alive", "United Nations Commission on Human Rights"]
        );
        assert_eq!(steps(&["Xi\u{2019}an"]), ["Xi'an"]);
    }

    #[test]
    fn a_walk_through_capitals_tries_every_casing() {
        let steps = |words: &[&str]| {
            let mut walk = Knowledge::builtin().gazetteer.walk_any_case();
            steps(|spaced, word| walk.push(spaced, word), words)
        };
        assert_eq!(steps(&["NEW", " YORK"]), ["alive", "New York"]);
        assert_eq!(steps(&["UNIVERSITY", " OF", " TEXAS"]), ["alive", "alive", "University of Texas"]);
        assert_eq!(steps(&["XI'AN"]), ["Xi'an"]);
    }

    #[test]
    fn nationality_words_lead_to_countries() {
        let lexicons = &Knowledge::builtin().lexicons;
        assert_eq!(["Chinese", "French", "Paris"].map(|word| lexicons.demonym(word)), [Some("China"), Some("France"), None]);
    }

    /// The rows of our list of countries: name, aliases, demonyms, years, all as written.
    fn countries() -> impl Iterator<Item = [&'static str; 4]> {
        let rows = include_str!("data/countries.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
            [cell(1), cell(3), cell(4), cell(5)]
        })
    }

    #[test]
    fn every_country_is_reached_by_its_names_and_nationality_words() {
        let (gazetteer, lexicons) = (&Knowledge::builtin().gazetteer, &Knowledge::builtin().lexicons);
        let mut unreached = Vec::new();
        for [name, aliases, demonyms, years] in countries() {
            let entry = gazetteer.lookup(name).iter().map(|id| gazetteer.entry(id)).find(|entry| entry.name() == name);
            let Some(entry) = entry else {
                unreached.push(name);
                continue;
            };
            // A state that is gone has its last year.
            let last = years.split_once('-').and_then(|(_, last)| last.parse().ok());
            assert_eq!(entry.until(), last, "{name}");
            let by_alias = |alias: &&str| gazetteer.lookup(alias).iter().all(|id| id != entry.id());
            unreached.extend(aliases.split('|').filter(|alias| !alias.is_empty()).filter(by_alias));
            unreached.extend(demonyms.split('|').filter(|word| !word.is_empty() && lexicons.demonym(word).is_none()));
        }
        assert!(unreached.is_empty(), "{unreached:?}");
    }

    #[test]
    fn divisions_and_towns_lie_in_their_countries() {
        let gazetteer = &Knowledge::builtin().gazetteer;
        let place = |name: &str| gazetteer.entry(gazetteer.lookup(name).first().unwrap());
        for (division, country) in [
            ("Bavaria", "Germany"),
            ("Quebec", "Canada"),
            ("Texas", "United States"),
            ("Sichuan", "China"),
            ("Queensland", "Australia"),
        ] {
            assert_eq!(place(division).country(), Some(country), "{division}");
        }
        for (town, country) in
            [("Aleppo", "Syria"), ("Lyon", "France"), ("Mosul", "Iraq"), ("Kyiv", "Ukraine"), ("Kiev", "Ukraine")]
        {
            assert_eq!(place(town).country(), Some(country), "{town}");
        }
        for (old, new) in
            [("Leningrad", "Saint Petersburg"), ("Bombay", "Mumbai"), ("Saigon", "Ho Chi Minh City"), ("Rangoon", "Yangon")]
        {
            assert_eq!(place(old).id(), place(new).id(), "{old}");
        }
    }

    #[test]
    fn a_common_word_is_near_a_misspelt_one() {
        let words = &Knowledge::builtin().words;
        let near = |word| words.near(word).into_iter().map(|near| near.word).collect::<Vec<_>>();
        assert_eq!((words.contains("adminstration"), near("adminstration")), (false, vec!["administration".to_owned()]));
        assert_eq!(near("goverment"), ["government"]);
        assert_eq!(near("recieve"), ["receive", "relieve"]);
    }

    #[test]
    fn a_word_that_is_also_a_place_is_ambiguous() {
        let gazetteer = &Knowledge::builtin().gazetteer;
        let ambiguous = |name| gazetteer.lookup(name).ambiguous();
        assert_eq!(["Nice", "Reading", "China", "Paris", "Geneva"].map(ambiguous), [true, true, false, false, false]);
    }

    #[test]
    fn files_of_another_layout_are_refused() {
        assert_eq!(Knowledge::from_bytes(b"DLGZ", WORDS).unwrap_err(), format::FormatError::Version);
        let short = GAZETTEER[..GAZETTEER.len() - 1].to_vec().leak();
        assert_eq!(Knowledge::from_bytes(short, WORDS).unwrap_err(), format::FormatError::Short(8));
    }
}
