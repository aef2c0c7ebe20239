//! The five articles that the project began with, read as they are, page furniture and all: names, which of them are one person, and what is
//! claimed.
//!
//! The articles are no part of the repository, and their names neither: `tests/quality/originals.tsv` keeps places and types, made by hand. It says
//! there by which conventions. `DATELINE_SHARED` names the folder that holds the articles (default `../shared`). With `DATELINE_SHOW` set to
//! `names`, every error is printed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::article::{self, Format, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::{EntityId, Form, Kind, Reading, read};
use sha2::{Digest, Sha256};

mod claims;

use crate::quality_names::score::{KINDS, Name, Scores, found, show};

/// What has to be reached: people, organisations, places.
const FLOORS: [f64; 3] = [0.97, 0.85, 0.95];

/// A line of the annotation.
struct Row {
    name: Name,
    /// Found or not, it does not count.
    optional: bool,
    /// Which person, place or organisation of the file.
    entity: String,
}

/// An article with its annotation and what the reader makes of it.
struct Original {
    file: String,
    text: Arc<str>,
    rows: Vec<Row>,
    reading: Reading,
}

#[test]
fn names() {
    let mut scores = Scores::default();
    for original in originals() {
        let optional: BTreeSet<(usize, usize)> =
            original.rows.iter().filter(|row| row.optional).map(|row| (row.name.0, row.name.1)).collect();
        let gold: BTreeSet<Name> = original.rows.iter().filter(|row| !row.optional).map(|row| row.name).collect();
        let found = found(&original.reading).into_iter().filter(|name| !optional.contains(&(name.0, name.1))).collect();
        show(&original.text, &gold, &found);
        scores.add(&gold, &found);
    }
    println!("originals: {scores}");
    for (kind, floor) in KINDS.into_iter().zip(FLOORS) {
        let f1 = scores.of(kind).f1();
        assert!(f1 >= floor, "{kind:?}: F1 fell to {f1:.3}");
    }
}

/// Every mention of a person that was found under the right span belongs with the other mentions of that person, and with no one else's.
#[test]
fn short_forms_belong_to_the_right_person() {
    let mut people = 0;
    let mut wrong = Vec::new();
    for original in originals() {
        let mut entities: BTreeMap<&str, BTreeSet<EntityId>> = BTreeMap::new();
        let mut persons: BTreeMap<EntityId, BTreeSet<&str>> = BTreeMap::new();
        for row in original.rows.iter().filter(|row| row.name.2 == Kind::Person) {
            let Some(entity) = original.entity_at(row.name) else { continue };
            entities.entry(&row.entity).or_default().insert(entity);
            persons.entry(entity).or_default().insert(&row.entity);
        }
        people += entities.len();
        let split = entities.iter().filter(|(_, entities)| entities.len() > 1);
        wrong.extend(split.map(|(person, _)| format!("{}: {person} is taken for several people", original.file)));
        let merged = persons.values().filter(|persons| persons.len() > 1);
        wrong.extend(merged.map(|persons| format!("{}: {persons:?} are taken for one person", original.file)));
    }
    println!("originals: {people} people, joined wrongly: {wrong:?}");
    assert_eq!(wrong, Vec::<String>::new());
}

/// A caption that runs into page furniture ("… and So-and-so In this story:") lends no word of the furniture to a name.
#[test]
fn names_do_not_run_into_page_furniture() {
    let mut captions = 0;
    for original in originals() {
        for (furniture, _) in original.text.match_indices(" In this story:") {
            captions += 1;
            let mentions = original.reading.mentions.iter();
            let running: Vec<_> = mentions.filter(|mention| mention.span.contains(furniture)).collect();
            assert_eq!(running, Vec::<&dateline::language::Mention>::new());
        }
    }
    println!("originals: {captions} caption with page furniture");
}

impl Original {
    /// The entity of a person's mention by exactly this name.
    fn entity_at(&self, name: Name) -> Option<EntityId> {
        let same = |mention: &&dateline::language::Mention| {
            let span = mention.name.map(|span| (span.start(), span.end()));
            mention.form == Form::Name && mention.kind == name.2 && span == Some((name.0, name.1))
        };
        self.reading.mentions.iter().find(same).map(|mention| mention.entity)
    }
}

/// The articles with their annotation; none, and a line that says so, where they are not at hand.
fn originals() -> Vec<Original> {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from).join("seeds");
    let Ok(folder) = std::fs::read_dir(&shared) else {
        println!("SKIPPED: no {}", shared.display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quality/originals.tsv");
    let page = std::fs::read_to_string(page).unwrap();
    let sums = page.lines().filter_map(|line| line.strip_prefix("# ")?.split_once(" sha256 "));
    sums.map(|(file, sum)| original(file, sum, &paths, &page)).collect()
}

/// One article, by the number at the beginning of its file's name.
fn original(file: &str, sum: &str, paths: &[PathBuf], page: &str) -> Original {
    let named = |path: &&PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&format!("{file}_")));
    let path = paths.iter().find(named).unwrap_or_else(|| panic!("no article {file}"));
    let bytes = std::fs::read(path).unwrap();
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, sum, "article {file} is not the one that was annotated");
    let text: Arc<str> = Arc::from(article::decode(&bytes).unwrap().text);
    let knowledge = Knowledge::builtin();
    let article = article::read(Arc::clone(&text), Format::Text, &Stated::default(), &knowledge.gazetteer);
    let rows = page.lines().filter(|line| line.split('\t').next() == Some(file)).map(row).collect();
    Original { file: file.to_owned(), text, rows, reading: read(&article, knowledge) }
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.split('\t').collect();
    let [_, span, kind, entity] = cells[..] else { panic!("four cells expected: {line}") };
    let (start, end) = span.split_once('-').unwrap();
    let kind_name = kind.trim_end_matches('?');
    let kind = match kind_name {
        "person" => Kind::Person,
        "place" => Kind::Place,
        "organisation" => Kind::Organisation,
        other => panic!("{other} is no type"),
    };
    let name = (start.parse().unwrap(), end.parse().unwrap(), kind);
    Row { name, optional: line.contains("?\t"), entity: entity.to_owned() }
}
