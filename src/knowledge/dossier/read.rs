//! Dossier files: strict TOML, in which a mistake costs the entry that it stands in and nothing else.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::model::{Called, Correction, Event, Office, Organisation, Origin, Person, Place, Spelling, Term};
use crate::article::TomlProblem;
use crate::article::strict_toml::{StrictToml, Table};

/// The entries of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierFile {
    /// `[[person]]`
    pub people: Vec<Person>,
    /// `[[organisation]]`
    pub organisations: Vec<Organisation>,
    /// `[[place]]`
    pub places: Vec<Place>,
    /// `[[event]]`
    pub events: Vec<Event>,
    /// `[[correction]]`
    pub corrections: Vec<Correction>,
    /// `[[spelling]]`
    pub spellings: Vec<Spelling>,
}

impl DossierFile {
    /// Says of all entries in which file they stand.
    pub fn stand_in(&mut self, path: &Arc<Path>) {
        let people = self.people.iter_mut().map(|entry| &mut entry.origin);
        let organisations = self.organisations.iter_mut().map(|entry| &mut entry.origin);
        let places = self.places.iter_mut().map(|entry| &mut entry.origin);
        let events = self.events.iter_mut().map(|entry| &mut entry.origin);
        let corrections = self.corrections.iter_mut().map(|entry| &mut entry.origin);
        let spellings = self.spellings.iter_mut().map(|entry| &mut entry.origin);
        let origins = people.chain(organisations).chain(places).chain(events).chain(corrections).chain(spellings);
        origins.for_each(|origin| origin.path = Arc::clone(path));
    }
}

/// The kinds of entry.
const ENTRIES: &[&str] = &["person", "organisation", "place", "event", "correction", "spelling"];
const PERSON: &[&str] = &["name", "which", "aliases", "family_name", "born", "died", "country", "office", "note", "source"];
const OFFICE: &[&str] = &["title", "of", "from", "until"];
const ORGANISATION: &[&str] = &["name", "aliases", "called", "founded", "dissolved", "parent", "country", "note", "source"];
const CALLED: &[&str] = &["name", "from", "until"];
const PLACE: &[&str] = &["name", "aliases", "called", "within", "note", "source"];
const EVENT: &[&str] = &["name", "aliases", "date", "from", "until", "place", "participants", "note", "source"];
const CORRECTION: &[&str] = &["wrong", "right", "about", "published", "note", "source"];
const SPELLING: &[&str] = &["form", "by", "at", "source"];

/// Reads a file; what is wrong with it, in order of place. What could be read counts.
#[must_use]
pub fn read(text: &str, path: &Arc<Path>) -> (DossierFile, Vec<TomlProblem>) {
    read_from(1, text, path)
}

/// Some entries of a file, to be read by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'t> {
    text: &'t str,
    /// Of the file, counted from 1.
    first_line: u32,
}

/// Cuts a file into parts of at least `size` bytes, the last excepted, at heads of entries. A large file is read much faster so, and in
/// little memory, since only the tree of a part has to be held.
#[must_use]
pub fn parts(text: &str, size: usize) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut rest, mut first_line) = (text, 1);
    while !rest.is_empty() {
        let (part, behind) = rest.split_at(next_head(rest, size));
        parts.push(Part { text: part, first_line });
        first_line += newlines(part.as_bytes());
        rest = behind;
    }
    parts
}

/// The first head of an entry behind `size` bytes, or the end.
fn next_head(text: &str, size: usize) -> usize {
    let Some(begin) = (size..text.len()).find(|at| text.is_char_boundary(*at)) else { return text.len() };
    let mut heads = text[begin..].match_indices("\n[[").map(|(at, _)| begin + at + 1).filter(|at| {
        let kind = text[at + 2..].split_once("]]").map(|(kind, _)| kind);
        kind.is_some_and(|kind| ENTRIES.contains(&kind))
    });
    heads.next().unwrap_or(text.len())
}

/// Reads a part, if nothing is wrong with it. If there is, only the whole file can tell what: a part may have been cut off in the middle of a text that
/// looks like the head of an entry.
#[must_use]
pub fn read_part(part: Part<'_>, path: &Arc<Path>) -> Option<DossierFile> {
    let (file, problems) = read_from(part.first_line, part.text, path);
    problems.is_empty().then_some(file)
}

fn read_from(first_line: u32, text: &str, path: &Arc<Path>) -> (DossierFile, Vec<TomlProblem>) {
    let (toml, table) = StrictToml::parse(text);
    let mut reader = Reader { toml, text, path, first_line, line: first_line, counted: 0 };
    reader.toml.only(&table, ENTRIES, "a dossier");
    let file = DossierFile {
        people: reader.entries(&table, "person", Reader::person),
        organisations: reader.entries(&table, "organisation", Reader::organisation),
        places: reader.entries(&table, "place", Reader::place),
        events: reader.entries(&table, "event", Reader::event),
        corrections: reader.entries(&table, "correction", Reader::correction),
        spellings: reader.entries(&table, "spelling", Reader::spelling),
    };
    let mut problems = reader.toml.problems;
    problems.sort_by_key(|problem| problem.span);
    (file, problems)
}

fn newlines(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u32
}

struct Reader<'t> {
    toml: StrictToml<'t>,
    text: &'t str,
    path: &'t Arc<Path>,
    first_line: u32,
    /// The line of the byte `counted`: entries are counted on from each other, since a file may hold a hundred thousand.
    line: u32,
    counted: usize,
}

impl<'t> Reader<'t> {
    fn entries<E>(
        &mut self,
        table: &Table<'t>,
        kind: &str,
        read: impl Fn(&mut Self, &Table<'t>, Range<usize>, Origin) -> Option<E>,
    ) -> Vec<E> {
        (self.line, self.counted) = (self.first_line, 0);
        let entries = self.toml.tables(table, kind);
        let entries = entries.into_iter().filter_map(|(entry, range)| {
            let origin = self.origin(range.start);
            read(self, entry, range, origin)
        });
        entries.collect()
    }

    fn origin(&mut self, at: usize) -> Origin {
        let passed = self.text.as_bytes().get(self.counted..at).unwrap_or_default();
        self.line += newlines(passed);
        self.counted = self.counted.max(at);
        Origin { path: self.path.clone(), line: self.line }
    }

    /// A name that must be there and say something.
    fn name(&mut self, entry: &Table<'t>, range: Range<usize>, key: &str, what: &str) -> Option<String> {
        let name = self.toml.required_text(entry, range, key, what)?;
        if name.trim().is_empty() {
            let place = entry.get(key).map_or(0..0, toml::Spanned::span);
            self.toml.report(place, format!("`{key}` of {what} is empty; write it out or take the entry away"));
            return None;
        }
        Some(name.trim().to_owned())
    }

    fn term(&mut self, entry: &Table<'t>) -> Term {
        let term = Term { from: self.toml.date(entry, "from"), until: self.toml.date(entry, "until") };
        if let (Some(from), Some(until)) = (term.from, term.until)
            && from.first_day() > until.last_day()
        {
            let place = entry.get("until").map_or(0..0, toml::Spanned::span);
            self.toml.report(place, format!("`until` ({until}) lies before `from` ({from}); correct one of them"));
            return Term::default();
        }
        term
    }

    fn texts(&mut self, entry: &Table<'t>, key: &str) -> Vec<String> {
        self.toml.texts(entry, key).unwrap_or_default()
    }

    fn person(&mut self, entry: &Table<'t>, range: Range<usize>, origin: Origin) -> Option<Person> {
        self.toml.only(entry, PERSON, "`[[person]]`");
        let name = self.name(entry, range, "name", "a `[[person]]`");
        let family_name = self.toml.text(entry, "family_name");
        if let (Some(name), Some(family)) = (&name, &family_name)
            && !name.contains(family.as_str())
        {
            let place = entry.get("family_name").map_or(0..0, toml::Spanned::span);
            self.toml.report(place, format!("the family name `{family}` is no part of the name `{name}`; write it as there"));
        }
        let mut offices = Vec::new();
        for (office, range) in self.toml.tables(entry, "office") {
            self.toml.only(office, OFFICE, "`[[person.office]]`");
            let title = self.name(office, range, "title", "a `[[person.office]]`");
            let (of, term) = (self.toml.text(office, "of"), self.term(office));
            offices.extend(title.map(|title| Office { title, of, term }));
        }
        offices.shrink_to_fit();
        Some(Person {
            which: self.toml.text(entry, "which"),
            aliases: self.texts(entry, "aliases"),
            born: self.toml.date(entry, "born"),
            died: self.toml.date(entry, "died"),
            country: self.toml.text(entry, "country"),
            note: self.toml.text(entry, "note"),
            source: self.toml.text(entry, "source"),
            name: name?,
            family_name,
            offices,
            origin,
        })
    }

    fn called(&mut self, entry: &Table<'t>, of: &str) -> Vec<Called> {
        let mut called = Vec::new();
        for (name, range) in self.toml.tables(entry, "called") {
            let what = format!("`[[{of}.called]]`");
            self.toml.only(name, CALLED, &what);
            let (name, term) = (self.name(name, range, "name", &format!("a {what}")), self.term(name));
            called.extend(name.map(|name| Called { name, term }));
        }
        called.shrink_to_fit();
        called
    }

    fn organisation(&mut self, entry: &Table<'t>, range: Range<usize>, origin: Origin) -> Option<Organisation> {
        self.toml.only(entry, ORGANISATION, "`[[organisation]]`");
        let name = self.name(entry, range, "name", "an `[[organisation]]`");
        Some(Organisation {
            aliases: self.texts(entry, "aliases"),
            called: self.called(entry, "organisation"),
            founded: self.toml.date(entry, "founded"),
            dissolved: self.toml.date(entry, "dissolved"),
            parent: self.toml.text(entry, "parent"),
            country: self.toml.text(entry, "country"),
            note: self.toml.text(entry, "note"),
            source: self.toml.text(entry, "source"),
            name: name?,
            origin,
        })
    }

    fn place(&mut self, entry: &Table<'t>, range: Range<usize>, origin: Origin) -> Option<Place> {
        self.toml.only(entry, PLACE, "`[[place]]`");
        let name = self.name(entry, range, "name", "a `[[place]]`");
        Some(Place {
            aliases: self.texts(entry, "aliases"),
            called: self.called(entry, "place"),
            within: self.texts(entry, "within"),
            note: self.toml.text(entry, "note"),
            source: self.toml.text(entry, "source"),
            name: name?,
            origin,
        })
    }

    fn event(&mut self, entry: &Table<'t>, range: Range<usize>, origin: Origin) -> Option<Event> {
        self.toml.only(entry, EVENT, "`[[event]]`");
        let name = self.name(entry, range.clone(), "name", "an `[[event]]`");
        let mut term = self.term(entry);
        if let Some(date) = self.toml.date(entry, "date") {
            term = Term { from: Some(date), until: Some(date) };
        }
        if name.is_some() && term == Term::default() {
            self.toml.report(range, "an `[[event]]` has no date; add `date`, or `from` and `until`".to_owned());
        }
        Some(Event {
            aliases: self.texts(entry, "aliases"),
            place: self.toml.text(entry, "place"),
            participants: self.texts(entry, "participants"),
            note: self.toml.text(entry, "note"),
            source: self.toml.text(entry, "source"),
            name: name?,
            term,
            origin,
        })
    }

    fn correction(&mut self, entry: &Table<'t>, range: Range<usize>, origin: Origin) -> Option<Correction> {
        self.toml.only(entry, CORRECTION, "`[[correction]]`");
        let wrong = self.name(entry, range.clone(), "wrong", "a `[[correction]]`");
        let right = self.name(entry, range, "right", "a `[[correction]]`");
        Some(Correction {
            about: self.toml.text(entry, "about"),
            published: self.toml.date(entry, "published"),
            note: self.toml.text(entry, "note"),
            source: self.toml.text(entry, "source"),
            wrong: wrong?,
            right: right?,
            origin,
        })
    }

    fn spelling(&mut self, entry: &Table<'t>, range: Range<usize>, origin: Origin) -> Option<Spelling> {
        self.toml.only(entry, SPELLING, "`[[spelling]]`");
        let form = self.name(entry, range, "form", "a `[[spelling]]`");
        let (by, at) = (self.toml.text(entry, "by"), self.toml.text_or_date(entry, "at"));
        Some(Spelling { source: self.toml.text(entry, "source"), form: form?, by, at, origin })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read in parts or as a whole, a file has the same entries at the same lines; what looks like a head inside a text is none.
    #[test]
    fn a_file_is_read_in_parts_as_it_is_as_a_whole() {
        let path = Arc::from(Path::new("a.toml"));
        let text = "# people\n[[person]]\nname = 'Jane Roe'\n[[person.office]]\ntitle = 'Mayor'\n[[place]]\nname = 'Port Hope'\n\n[[person]]\nname = 'John Roe'\n";
        let cut = parts(text, 12);
        assert_eq!(cut.iter().map(|part| part.first_line).collect::<Vec<_>>(), [1, 6, 9]);
        let mut people = Vec::new();
        for part in cut {
            people.extend(read_part(part, &path).expect("no problem").people);
        }
        assert_eq!(people, read(text, &path).0.people);

        let tricky = "[[person]]\nname = 'Jane Roe'\nnote = \"\"\"\n[[person]]\nname = 'x'\n\"\"\"\n";
        assert!(parts(tricky, 12).into_iter().any(|part| read_part(part, &path).is_none()));
    }

    /// The published schema and the reader know the same keys.
    #[test]
    fn the_schema_is_current() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../../docs/schemas/dossier.schema.json")).expect("JSON");
        let keys = |path: &str| {
            let mut place = &schema;
            for step in path.split('/').filter(|step| !step.is_empty()) {
                place = &place["properties"][step]["items"];
            }
            let properties = place["properties"].as_object().expect("properties");
            properties.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>()
        };
        let known = [
            ("", ENTRIES),
            ("person", PERSON),
            ("person/office", OFFICE),
            ("organisation", ORGANISATION),
            ("organisation/called", CALLED),
            ("place", PLACE),
            ("place/called", CALLED),
            ("event", EVENT),
            ("correction", CORRECTION),
            ("spelling", SPELLING),
        ];
        for (path, known) in known {
            assert_eq!(keys(path), known.iter().copied().collect(), "{path}");
        }
    }

    /// The example of the page is a dossier without a mistake.
    #[test]
    fn the_page_is_current() {
        let page = include_str!("../../../docs/dossiers.md");
        let example = page.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
        let (file, problems) = read(example, &Arc::from(Path::new("a.toml")));
        let counts = (
            file.people.len(),
            file.organisations.len(),
            file.places.len(),
            file.events.len(),
            file.corrections.len(),
            file.spellings.len(),
        );
        assert_eq!((problems, counts), (Vec::new(), (2, 1, 1, 1, 1, 1)));
    }
}
