//! What the desk itself knows: its dossiers, as values, however they were loaded.
//!
//! A dossier file is TOML with entries `[[person]]`, `[[organisation]]`, `[[place]]`, `[[event]]`, `[[correction]]` and `[[spelling]]`;
//! `docs/dossiers.md` describes them and `docs/schemas/dossier.schema.json` is their schema. The desk's word wins over the gazetteer, and an
//! entry can always say which file and line it stands in.

mod model;
mod read;
mod wordings;

use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};
use unicode_normalization::UnicodeNormalization;

pub use model::{Called, Correction, Event, Held, Office, Organisation, Origin, Person, Place, Spelling, Term};
pub use read::{DossierFile, Part, parts, read, read_part};

/// An entry that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierEntry<'d> {
    /// Somebody.
    Person(&'d Person),
    /// A body.
    Organisation(&'d Organisation),
    /// Somewhere.
    Place(&'d Place),
    /// Something that happened.
    Event(&'d Event),
}

impl<'d> DossierEntry<'d> {
    /// As the desk writes it.
    #[must_use]
    pub fn name(self) -> &'d str {
        match self {
            Self::Person(person) => &person.name,
            Self::Organisation(body) => &body.name,
            Self::Place(place) => &place.name,
            Self::Event(event) => &event.name,
        }
    }

    /// Where the entry stands.
    #[must_use]
    pub fn origin(self) -> &'d Origin {
        match self {
            Self::Person(person) => &person.origin,
            Self::Organisation(body) => &body.origin,
            Self::Place(place) => &place.origin,
            Self::Event(event) => &event.origin,
        }
    }

    /// Every name that it bears or bore.
    fn names(self) -> impl Iterator<Item = &'d String> {
        let (name, aliases, called) = match self {
            Self::Person(person) => (&person.name, &person.aliases, &[][..]),
            Self::Organisation(body) => (&body.name, &body.aliases, &body.called[..]),
            Self::Place(place) => (&place.name, &place.aliases, &place.called[..]),
            Self::Event(event) => (&event.name, &event.aliases, &[][..]),
        };
        std::iter::once(name).chain(aliases).chain(called.iter().map(|called| &called.name))
    }
}

/// Position of an entry among those of its kind, in the order in which entries are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Person(u32),
    Organisation(u32),
    Place(u32),
    Event(u32),
}

/// Everything that the desk wrote down.
#[derive(Clone, Debug, Default)]
pub struct Dossiers {
    entries: DossierFile,
    /// Hashes of folded names and aliases, sorted, and the entries that bear them, those of one hash in order of file and line. The names
    /// themselves stand in the entries: a dossier may have hundreds of thousands.
    names: Vec<(u64, Slot)>,
    /// The same for people by family name.
    families: Vec<(u64, u32)>,
    /// Folded forms that somebody has found right.
    spellings: FxHashMap<Box<str>, u32>,
    wordings: wordings::Wordings,
}

impl Dossiers {
    /// Of files in order; an index over their names.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = DossierFile>) -> Self {
        let files: Vec<DossierFile> = files.into_iter().collect();
        let mut all = DossierFile::default();
        all.people.reserve_exact(files.iter().map(|file| file.people.len()).sum());
        all.organisations.reserve_exact(files.iter().map(|file| file.organisations.len()).sum());
        for file in files {
            all.people.extend(file.people);
            all.organisations.extend(file.organisations);
            all.places.extend(file.places);
            all.events.extend(file.events);
            all.corrections.extend(file.corrections);
            all.spellings.extend(file.spellings);
        }
        let mut dossiers = Self { entries: all, ..Self::default() };
        let DossierFile { people, organisations, places, events, spellings, .. } = &dossiers.entries;
        let slots = (0..people.len() as u32).map(Slot::Person).chain((0..organisations.len() as u32).map(Slot::Organisation));
        let slots = slots.chain((0..places.len() as u32).map(Slot::Place)).chain((0..events.len() as u32).map(Slot::Event));
        let named = slots.flat_map(|slot| dossiers.entry(slot).names().map(move |name| (hash(&key(name)), slot)));
        let mut names: Vec<(u64, Slot)> = named.collect();
        names.sort_unstable();
        // An entry may bear a name twice.
        names.dedup();
        names.shrink_to_fit();
        let families = people.iter().enumerate().map(|(at, person)| (hash(&key(person.family())), at as u32));
        let mut families: Vec<(u64, u32)> = families.collect();
        families.sort_unstable();
        let mut forms = FxHashMap::default();
        for (at, spelling) in spellings.iter().enumerate() {
            forms.entry(key(&spelling.form)).or_insert(at as u32);
        }
        let wordings = wordings::Wordings::of(&dossiers.entries);
        (dossiers.names, dossiers.families, dossiers.spellings, dossiers.wordings) = (names, families, forms, wordings);
        dossiers
    }

    /// Whether nothing was written down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries == DossierFile::default()
    }

    /// The entries that bear a name or alias, case and accents aside, in order of file and line.
    pub fn named(&self, name: &str) -> impl Iterator<Item = DossierEntry<'_>> {
        let key = key(name);
        let entries = of_hash(&self.names, &key).map(|slot| self.entry(slot));
        entries.filter(move |entry| entry.names().any(|name| self::key(name) == key))
    }

    /// The people who bear a name or alias.
    pub fn people_named(&self, name: &str) -> impl Iterator<Item = &Person> {
        self.named(name).filter_map(|entry| if let DossierEntry::Person(person) = entry { Some(person) } else { None })
    }

    /// The people of a family name.
    pub fn people_of_family(&self, family: &str) -> impl Iterator<Item = &Person> {
        let key = key(family);
        let people = of_hash(&self.families, &key).map(|at| &self.entries.people[at as usize]);
        people.filter(move |person| self::key(person.family()) == key)
    }

    /// Whether a form of a name was found right, as an entry's name or alias or by itself.
    #[must_use]
    pub fn knows(&self, form: &str) -> bool {
        self.named(form).next().is_some() || self.spelling(form).is_some()
    }

    /// Who found a form of a name right that no entry bears.
    #[must_use]
    pub fn spelling(&self, form: &str) -> Option<&Spelling> {
        self.spellings.get(&key(form)).map(|at| &self.entries.spellings[*at as usize])
    }

    /// The corrections whose wrong wording a text begins with, letter by letter, and the wording's length in bytes. The text begins with a word.
    #[must_use]
    pub fn corrections_at(&self, text: &str) -> Vec<(&Correction, usize)> {
        self.wordings.corrections_at(&self.entries, text)
    }

    /// The events of which a text begins with a name, case aside, and the name's length in bytes. The text begins with a word.
    #[must_use]
    pub fn events_at(&self, text: &str) -> Vec<(&Event, usize)> {
        self.wordings.events_at(&self.entries, text)
    }

    /// The bodies that bear or bore a name.
    pub fn organisations_named(&self, name: &str) -> impl Iterator<Item = &Organisation> {
        self.named(name).filter_map(|entry| if let DossierEntry::Organisation(body) = entry { Some(body) } else { None })
    }

    /// All entries, by kind.
    #[must_use]
    pub fn entries(&self) -> &DossierFile {
        &self.entries
    }

    fn entry(&self, slot: Slot) -> DossierEntry<'_> {
        match slot {
            Slot::Person(at) => DossierEntry::Person(&self.entries.people[at as usize]),
            Slot::Organisation(at) => DossierEntry::Organisation(&self.entries.organisations[at as usize]),
            Slot::Place(at) => DossierEntry::Place(&self.entries.places[at as usize]),
            Slot::Event(at) => DossierEntry::Event(&self.entries.events[at as usize]),
        }
    }
}

/// A name without case, accents and marks, for comparison.
fn key(name: &str) -> Box<str> {
    if name.is_ascii() {
        return name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    name.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn hash(key: &str) -> u64 {
    FxBuildHasher.hash_one(key)
}

/// What has the hash of a key in a sorted list; once in a long while another key has it as well.
fn of_hash<'l, V: Copy>(list: &'l [(u64, V)], key: &str) -> impl Iterator<Item = V> + use<'l, V> {
    let wanted = hash(key);
    let begin = list.partition_point(|(hash, _)| *hash < wanted);
    list[begin..].iter().take_while(move |(hash, _)| *hash == wanted).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;
    use std::sync::Arc;

    use super::*;

    const FILE: &str = r#"
[[person]]
name = "Kwan Mei-ling"
family_name = "Kwan"
aliases = ["Mei-ling Kwan"]
born = 1941
country = "Arcadia"

[[person.office]]
title = "Harbour Minister"
of = "Arcadia"
from = "1991-05"
until = 1996-02-03

[[person]]
name = "John Roe"
which = "the minister"

[[person]]
name = "John Roe"
which = "the footballer"
born = 1990-04-01

[[organisation]]
name = "Weavers' Guild"
aliases = ["WG"]
founded = 1902

[[organisation.called]]
name = "Weavers' and Dyers' Guild"
until = 1950

[[place]]
name = "Port Émile"
within = ["Arcadia"]

[[event]]
name = "the quay talks"
date = 1994-01-24
participants = ["Kwan Mei-ling"]

[[correction]]
wrong = "Kwon Mei-ling"
right = "Kwan Mei-ling"
about = "Kwan Mei-ling"

[[spelling]]
form = "Jane Rowe"
by = "ap"
at = 1994-01-25
"#;

    fn parsed(text: &str) -> (Dossiers, Vec<String>) {
        let (file, problems) = read(text, &Arc::from(Path::new("dossiers/a.toml")));
        (Dossiers::new([file]), problems.iter().map(ToString::to_string).collect())
    }

    fn names(dossiers: &Dossiers, name: &str) -> Vec<(String, u32)> {
        dossiers.named(name).map(|entry| (entry.name().to_owned(), entry.origin().line)).collect()
    }

    #[test]
    fn every_kind_of_entry_is_found_by_its_names() {
        let (dossiers, problems) = parsed(FILE);
        assert_eq!(problems, Vec::<String>::new());
        let found =
            ["kwan mei-ling", "Mei-ling Kwan", "wg", "Weavers’ and Dyers’ Guild", "Port Emile", "the quay talks", "Nobody"];
        let found = found.map(|name| names(&dossiers, name));
        let one = |name: &str, line| vec![(name.to_owned(), line)];
        assert_eq!(
            found,
            [
                one("Kwan Mei-ling", 2),
                one("Kwan Mei-ling", 2),
                one("Weavers' Guild", 24),
                one("Weavers' Guild", 24),
                one("Port Émile", 33),
                one("the quay talks", 37),
                Vec::new(),
            ]
        );
        assert_eq!(names(&dossiers, "John Roe"), [("John Roe".to_owned(), 15), ("John Roe".to_owned(), 19)]);
        assert_eq!((dossiers.knows("jane rowe"), dossiers.knows("Jane Row")), (true, false));
    }

    #[test]
    fn a_person_has_offices_with_terms_and_a_family_name() {
        let (dossiers, _) = parsed(FILE);
        let person = dossiers.people_of_family("Kwan").next().unwrap();
        assert_eq!((person.family(), person.family_first()), ("Kwan", true));
        let held = ["1990", "1993-07-01", "1996-02-04"].map(|date| person.offices[0].term.covers(date.parse().unwrap()));
        assert_eq!(held, [Held::No, Held::Yes, Held::No]);
    }

    #[test]
    fn a_mistake_costs_its_entry_and_nothing_else() {
        let text = "[[person]]\nnmae = \"Jane Roe\"\n[[person]]\nname = \"John Roe\"\nborn = \"May\"\n[[persn]]\n[[person.office]]\ntitle = \"Mayor\"\nfrom = 1999\nuntil = 1998\n";
        let (dossiers, problems) = parsed(text);
        assert_eq!(
            problems,
            [
                "line 1, column 1: a `[[person]]` has no `name`; add it",
                "line 2, column 1: unknown key `nmae` in `[[person]]`; did you mean `name`?",
                "line 5, column 8: `born` is no date; write 1997-01-29, \"1997-01\" or 1997",
                "line 6, column 3: unknown key `persn` in a dossier; did you mean `person`?",
                "line 10, column 9: `until` (1998) lies before `from` (1999); correct one of them",
            ]
        );
        assert_eq!(names(&dossiers, "John Roe"), [("John Roe".to_owned(), 3)]);
    }
}
