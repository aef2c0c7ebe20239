//! The sample corpus: `dateline check seeds` reports what the tables in `seeds/README.md` list, and lets the traps stand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::article::{self, Format, Stated, sidecar};
use dateline::corpus::{Corpus, Record};
use dateline::knowledge::Knowledge;
use dateline::rules::{self, Finding, Settings};

/// The folder of the sample corpus.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// What the sidecar of an article states, if it has one.
fn stated(path: &Path) -> Stated {
    let Ok(text) = fs::read_to_string(sidecar::path_for(path)) else { return Stated::default() };
    Stated::from(&sidecar::parse(&text).expect("a sidecar without mistakes"))
}

fn corpus() -> Corpus {
    let mut corpus = Corpus::new(Knowledge::builtin());
    let files = fs::read_dir(folder()).expect("the sample corpus").map(|entry| entry.expect("an entry").path());
    for path in files.filter(|path| article::is_article_path(path)) {
        let decoded = article::decode(&fs::read(&path).expect("readable")).expect("decodable");
        let format = Format::of_path(&path).expect("the name of an article");
        let stated = stated(&path);
        corpus.put(Arc::new(Record::read(Arc::from(path), Arc::from(decoded.text), format, &stated, true, Knowledge::builtin())));
    }
    corpus
}

/// One row of a table: file, line, the other cells.
type Row = (String, usize, Vec<String>);

/// The rows of the table under a heading of the page.
fn table(heading: &str) -> Vec<Row> {
    let page = fs::read_to_string(folder().join("README.md")).expect("the page of the sample corpus");
    let (_, section) = page.split_once(&format!("## {heading}\n")).expect("the heading");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let mut cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('`').to_owned());
        let file = cells.next().expect("a file");
        let line = cells.next().and_then(|line| line.parse().ok()).expect("a line");
        (file, line, cells.collect())
    })
    .collect()
}

/// Findings with the words they underline, by file, line and rule.
type Found = BTreeMap<(String, usize, &'static str), Vec<(String, Finding)>>;

fn findings(corpus: &Corpus) -> Found {
    let mut found = Found::new();
    for record in corpus.records() {
        let file = record.path.file_name().expect("a file").to_string_lossy().into_owned();
        for finding in rules::check(record, corpus, &Settings::default(), &[]) {
            let line = record.lines.line(finding.span.start()) + 1;
            let text = finding.span.of(&record.article.source).to_owned();
            found.entry((file.clone(), line, finding.rule)).or_default().push((text, finding));
        }
    }
    found
}

/// A finding may underline more than the page quotes of it: a whole quotation, of which the page has the words at issue.
fn is_about(found: &str, listed: &str) -> bool {
    found == listed || found.contains(listed)
}

#[test]
fn what_the_page_lists_is_found_and_nothing_else() {
    let corpus = corpus();
    let mut found = findings(&corpus);
    let mut differences = String::new();
    for (file, line, cells) in table("Findings") {
        let [rule, level, text, ..] = &cells[..] else { panic!("a short row for {file}, line {line}") };
        let name = rules::by_name(rule).expect("a rule of the catalogue").about().name;
        let here = found.entry((file.clone(), line, name)).or_default();
        let listed = here
            .iter()
            .position(|(words, finding)| is_about(words, text) && format!("{:?}", finding.level).to_lowercase() == *level);
        match listed {
            Some(index) => {
                here.remove(index);
            }
            None => writeln!(differences, "missing: {file}:{line}: {level} {rule}: {text}").expect("writing to a string"),
        }
    }
    for ((file, line, rule), rest) in &found {
        for (text, finding) in rest {
            writeln!(differences, "not listed: {file}:{line}: {:?} {rule}: {text}: {}", finding.level, finding.message)
                .expect("writing to a string");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn traps_stay_silent() {
    let corpus = corpus();
    let found = findings(&corpus);
    let sources: BTreeMap<String, &Arc<Record>> = corpus
        .records()
        .map(|record| (record.path.file_name().expect("a file").to_string_lossy().into_owned(), record))
        .collect();
    let mut fooled = String::new();
    for (file, line, cells) in table("Traps that stay silent") {
        let [rule, text, ..] = &cells[..] else { panic!("a short row for {file}, line {line}") };
        let record = sources[&file];
        let in_line = record.lines.line_text(&record.article.source, line - 1);
        assert!(in_line.contains(text.as_str()), "{file}:{line} does not have {text}");
        let name = rules::by_name(rule).expect("a rule of the catalogue").about().name;
        for (words, finding) in found.get(&(file.clone(), line, name)).into_iter().flatten() {
            if words.contains(text.as_str()) || text.contains(words.as_str()) {
                writeln!(fooled, "{file}:{line}: {rule}: {words}: {}", finding.message).expect("writing to a string");
            }
        }
    }
    assert!(fooled.is_empty(), "{fooled}");
}

#[test]
fn a_finding_between_two_articles_has_one_fingerprint() {
    let corpus = corpus();
    let mut prints: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((file, _, rule), here) in findings(&corpus) {
        for (_, finding) in here.into_iter().filter(|_| rule == "quote-variant") {
            prints.entry(finding.fingerprint).or_default().push(file.clone());
        }
    }
    let mut pairs: Vec<Vec<String>> = prints.into_values().collect();
    pairs.sort();
    assert_eq!(pairs, [["paris-talks-ledger.txt", "paris-talks-wire.txt"], ["paris-talks-wire.txt", "paris-two-steps.md"]]);
}
