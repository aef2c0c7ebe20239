//! Adding to dossier files.
//!
//! They are files that people write. So an entry is added *behind* what stands there, or what is missing is added to it; nothing else is touched,
//! and the file goes to disk as a whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use super::config::KnowledgeSettings;
use super::dossier_entry::{office_table, organisation_table, person_table, place_table, put};
use super::dossiers::{is_dossier, text_of};
use super::import::is_import;
use super::reading::ReadProblem;
use super::replace::replace;
use crate::knowledge::dossier::{Office, Organisation, Person, Place};

/// What is added to a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addition {
    /// Somebody. What the entry's `origin` says does not count.
    Person(Box<Person>),
    /// A body.
    Organisation(Box<Organisation>),
    /// Somewhere.
    Place(Box<Place>),
    /// A form of a name that is right.
    Spelling {
        /// The form.
        form: String,
        /// Who says so.
        by: Option<String>,
        /// The day, as `1997-01-29`.
        at: Option<String>,
        /// Where it stands.
        source: Option<String>,
    },
    /// What an entry for somebody does not say yet. The entry is that of the name and, if there are several, of `which`.
    More {
        /// The entry's name.
        name: String,
        /// What tells the entry from namesakes.
        which: Option<String>,
        /// Other forms of the name.
        aliases: Vec<String>,
        /// Offices.
        offices: Vec<Office>,
        /// Where it stands.
        source: Option<String>,
    },
}

/// The file of a workspace's dossiers to which entries are added that belong nowhere else: the first glob of its dossiers, with `desk` in
/// place of a pattern.
#[must_use]
pub fn own_dossier(root: &Path, settings: &KnowledgeSettings) -> PathBuf {
    let usual = root.join("dossiers").join("desk.toml");
    let of_glob = |glob: &String| {
        let parts: Vec<String> = glob.trim_start_matches('/').split('/').filter(|part| *part != "**").map(named).collect();
        let file: PathBuf = parts.iter().collect();
        let file = root.join(file);
        is_dossier(root, settings, &file).then_some(file)
    };
    settings.dossiers.iter().find_map(of_glob).unwrap_or(usual)
}

/// A part of a glob as a name: `*.toml` is `desk.toml`.
fn named(part: &str) -> String {
    if part.contains(['?', '[', '{']) { "desk.toml".to_owned() } else { part.replace('*', "desk") }
}

/// Adds entries at the end of a dossier file, all or none, and makes the file if there is none.
///
/// # Errors
/// [`ReadProblem`] if the file is no TOML, if an import writes it, if it has no entry to add to, or if it cannot be written; it is as it was
/// then.
pub fn add_to_dossier(path: &Path, additions: &[Addition]) -> Result<(), ReadProblem> {
    let text = match text_of(path) {
        Ok(text) => text,
        Err(_) if !path.exists() => String::new(),
        Err(problem) => return Err(problem),
    };
    if is_import(&text) {
        let message =
            "an import writes this dossier, and the next one would undo what is added; add it to another file".to_owned();
        return Err(ReadProblem::new(path, message));
    }
    let text = additions.iter().try_fold(text, |text, addition| with(&text, addition)).map_err(|cause| match cause {
        NotAdded::NoToml(cause) => {
            ReadProblem::new(path, format!("the dossier is no TOML and was left alone: {cause}; correct it and try again"))
        }
        NotAdded::NoEntry(name) => ReadProblem::new(path, format!("the dossier has no entry for {name} any more; try again")),
    })?;
    let told = |error: &io::Error| ReadProblem::new(path, format!("cannot write the dossier: {error}"));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| told(&error))?;
    }
    replace(path, &text).map_err(|error| told(&error))
}

#[derive(Debug)]
enum NotAdded {
    NoToml(String),
    NoEntry(String),
}

/// The text of a dossier with an entry more.
fn with(text: &str, addition: &Addition) -> Result<String, NotAdded> {
    let no_toml = |error: toml_edit::TomlError| NotAdded::NoToml(error.to_string().trim().replace('\n', " "));
    let mut document: DocumentMut = text.parse().map_err(no_toml)?;
    match addition {
        Addition::Person(person) => push(&mut document, "person", person_table(person))?,
        Addition::Organisation(body) => push(&mut document, "organisation", organisation_table(body))?,
        Addition::Place(place) => push(&mut document, "place", place_table(place))?,
        Addition::Spelling { form, by, at, source } => {
            let mut table = Table::new();
            table["form"] = value(form.as_str());
            put(&mut table, "by", by.as_deref());
            if let Some(at) = at {
                table["at"] = at.parse::<toml_edit::Datetime>().map_or_else(|_| value(at.as_str()), value);
            }
            put(&mut table, "source", source.as_deref());
            push(&mut document, "spelling", table)?;
        }
        Addition::More { name, which, aliases, offices, source } => {
            let people = list(&mut document, "person")?;
            let is_it = |entry: &&mut Table| {
                let says = |key: &str| entry.get(key).and_then(Item::as_str).map(str::trim);
                says("name") == Some(name) && says("which") == which.as_deref()
            };
            let entry = people.iter_mut().find(is_it).ok_or_else(|| NotAdded::NoEntry(name.clone()))?;
            extend(entry, aliases, offices, source.as_deref()).map_err(NotAdded::NoToml)?;
        }
    }
    let changed = document.to_string();
    Ok(if text.contains("\r\n") { changed.replace("\r\n", "\n").replace('\n', "\r\n") } else { changed })
}

fn list<'d>(document: &'d mut DocumentMut, kind: &str) -> Result<&'d mut ArrayOfTables, NotAdded> {
    let list = document.entry(kind).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    list.as_array_of_tables_mut().ok_or_else(|| NotAdded::NoToml(format!("`{kind}` is not written as `[[{kind}]]`")))
}

fn push(document: &mut DocumentMut, kind: &str, entry: Table) -> Result<(), NotAdded> {
    list(document, kind)?.push(entry);
    Ok(())
}

/// Adds to somebody's entry what it does not say yet.
fn extend(entry: &mut Table, aliases: &[String], offices: &[Office], source: Option<&str>) -> Result<(), String> {
    if !aliases.is_empty() {
        let known = entry.entry("aliases").or_insert_with(|| value(Array::new()));
        let known = known.as_array_mut().ok_or("`aliases` is no list of names")?;
        aliases.iter().for_each(|alias| known.push(alias.as_str()));
    }
    if let Some(source) = source {
        let before = entry.get("source").and_then(Item::as_str).map(|before| format!("{before}; {source}"));
        entry["source"] = value(before.unwrap_or_else(|| source.to_owned()));
    }
    if !offices.is_empty() {
        let known = entry.entry("office").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let known = known.as_array_of_tables_mut().ok_or("`office` is not written as `[[person.office]]`")?;
        offices.iter().for_each(|office| known.push(office_table(office)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;

    use super::*;
    use crate::knowledge::dossier::{Origin, Term, read};

    fn kwan() -> Person {
        Person {
            name: "Kwan Mei-ling".to_owned(),
            which: None,
            aliases: vec!["Mei-ling Kwan".to_owned()],
            family_name: Some("Kwan".to_owned()),
            born: Some("1941".parse().unwrap()),
            died: None,
            country: None,
            offices: vec![Office {
                title: "Harbour Minister".to_owned(),
                of: Some("Arcadia".to_owned()),
                term: Term { from: Some("1991-05".parse().unwrap()), until: None },
            }],
            note: None,
            source: Some("talks.txt:12".to_owned()),
            origin: Origin { path: Arc::from(Path::new("")), line: 0 },
        }
    }

    #[test]
    fn an_entry_is_added_behind_what_people_wrote_and_reads_as_it_was_meant() {
        let text = "# our own people\n[[person]]\nname = 'John Roe' # the mayor\n";
        let text = with(text, &Addition::Person(Box::new(kwan()))).unwrap();
        let spelling = Addition::Spelling {
            form: "Jane Rowe".to_owned(),
            by: Some("ap".to_owned()),
            at: Some("1994-01-25".to_owned()),
            source: None,
        };
        let text = with(&text, &spelling).unwrap();
        assert_eq!(
            text,
            "# our own people\n[[person]]\nname = 'John Roe' # the mayor\n\n[[person]]\nname = \"Kwan Mei-ling\"\nfamily_name = \"Kwan\"\naliases = [\"Mei-ling Kwan\"]\nborn = 1941\nsource = \"talks.txt:12\"\n\n[[person.office]]\ntitle = \"Harbour Minister\"\nof = \"Arcadia\"\nfrom = \"1991-05\"\n\n[[spelling]]\nform = \"Jane Rowe\"\nby = \"ap\"\nat = 1994-01-25\n"
        );
        let (file, problems) = read(&text, &Arc::from(Path::new("")));
        let mut expected = kwan();
        expected.origin.line = 5;
        assert_eq!((problems, &file.people[1]), (Vec::new(), &expected));
    }

    #[test]
    fn what_an_entry_does_not_say_is_added_to_it_and_nothing_else_changes() {
        let text = "[[person]]\nname = 'John Roe'\nwhich = 'the mayor' # of Port Hope\n\n[[person]]\nname = 'John Roe'\nwhich = 'the footballer'\nsource = 'a.txt:3'\n\n[[place]]\nname = 'Port Hope'\n";
        let more = Addition::More {
            name: "John Roe".to_owned(),
            which: Some("the footballer".to_owned()),
            aliases: vec!["Jack Roe".to_owned()],
            offices: vec![Office { title: "Captain".to_owned(), of: None, term: Term::default() }],
            source: Some("b.txt:7".to_owned()),
        };
        let changed = with(text, &more).unwrap();
        assert_eq!(
            changed,
            "[[person]]\nname = 'John Roe'\nwhich = 'the mayor' # of Port Hope\n\n[[person]]\nname = 'John Roe'\nwhich = 'the footballer'\nsource = \"a.txt:3; b.txt:7\"\naliases = [\"Jack Roe\"]\n\n[[person.office]]\ntitle = \"Captain\"\n\n[[place]]\nname = 'Port Hope'\n"
        );
        let nobody =
            Addition::More { name: "Jane Roe".to_owned(), which: None, aliases: Vec::new(), offices: Vec::new(), source: None };
        assert!(matches!(with(text, &nobody), Err(NotAdded::NoEntry(name)) if name == "Jane Roe"));
    }

    #[test]
    fn entries_go_where_the_dossiers_of_a_workspace_lie() {
        let own = |globs: &[&str]| {
            let settings = KnowledgeSettings {
                dossiers: globs.iter().map(|&glob| glob.to_owned()).collect(),
                ..KnowledgeSettings::default()
            };
            own_dossier(Path::new("/w"), &settings).display().to_string()
        };
        assert_eq!(own(&[]), "/w/dossiers/desk.toml");
        assert_eq!(own(&["knowledge/*.toml"]), "/w/knowledge/desk.toml");
        assert_eq!(own(&["our people.toml"]), "/w/our people.toml");
        assert_eq!(own(&["**/who-*.toml"]), "/w/who-desk.toml");
    }
}
