//! What each rule costs: milliseconds for a thousand words of news, each rule alone and all of those that are on together.
//!
//! `cargo bench --bench rules` takes the articles of TimeBank and AQUAINT (`DATELINE_SHARED` names the folder above `data/`), which lie in one
//! corpus in memory as if all had appeared on one day, or the sample corpus where there are none. A rule alone pays for what it shares with others, so that the rows add up to
//! more than the whole. A word behind `--` leaves the rules out whose names do not have it. Then the same for one file of ten thousand lines in which
//! everything is dated and counted: what grows with the square of an article's length is seen there.
//!
//! `DATELINE_ARCHIVE` names an archive of `cargo bench --bench scale` whose index lies in `DATELINE_CACHE` (both were kept there): then the
//! rules read a draft of a thousand words, with a letter more each time, that names people and bodies of that archive.

#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::article::{self, Format, PartialDate, PublishedSource, Stated};
use dateline::corpus::{Corpus, Record, Store};
use dateline::desk::{Index, Selection};
use dateline::knowledge::Knowledge;
use dateline::rules::{self, Settings};

/// Each row is the best of so many passes over all articles.
const PASSES: usize = 5;

fn main() {
    if let Some(root) = std::env::var_os("DATELINE_ARCHIVE") {
        return over_archive(Path::new(&root));
    }
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or_default();
    measure(&records(), &wanted, PASSES);
    measure(&[read(Path::new("long.txt"), &long())], &wanted, 1);
}

fn measure(records: &[Arc<Record>], wanted: &str, passes: usize) {
    let mut corpus = Corpus::new(Knowledge::builtin());
    for record in records {
        corpus.put(Arc::clone(record));
    }
    let words: usize = records.iter().map(|record| record.article.source.split_whitespace().count()).sum();
    println!("{} articles, {words} words; milliseconds for 1,000 words", records.len());
    let row = |name: &str, settings: &Settings| {
        let (time, findings) = pass(records, &corpus, settings, passes);
        (time.as_secs_f64() * 1e6 / words as f64, name.to_owned(), findings)
    };
    let mut rows = vec![row("all that are on", &Settings::default())];
    for rule in rules::all() {
        let name = rule.about().name;
        let mut alone = Settings::default();
        alone.command_line.select.push(name.to_owned());
        if name.contains(wanted) {
            rows.push(row(name, &alone));
        }
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (milliseconds, name, findings) in rows {
        println!("{milliseconds:8.3}  {name} ({findings})");
    }
}

/// A draft over an archive: the first time, when nothing has been asked yet, and then the median and the longest.
fn over_archive(root: &Path) {
    let knowledge = Knowledge::builtin();
    let root = root.canonicalize().expect("an archive");
    let cache = std::env::var_os("DATELINE_CACHE").expect("where its index lies");
    // As the archive's own configuration has it.
    let selection = Selection { max_files: 10_000_000, ..Selection::default() };
    let index = Index::find(&root, &selection, Path::new(&cache), knowledge).expect("an index of this version");
    let mut draft = String::new();
    for path in index.paths(None, 64) {
        if draft.split_whitespace().count() < 1_000 {
            draft += &index.text(&path).expect("its text");
        }
    }
    let index: Arc<Index> = Arc::new(index);
    let mut corpus = Corpus::new(knowledge);
    corpus.set_archives(vec![index.clone()]);
    let settings = Settings::default();
    let mut times: Vec<f64> = Vec::new();
    let mut findings = 0;
    for letters in 0..100 {
        let text = format!("{draft} {}", "a".repeat(letters % 8));
        let record =
            Record::read(Arc::from(root.join("draft.txt")), text.into(), Format::Text, &Stated::default(), false, knowledge);
        let record = Arc::new(record);
        index.generation();
        corpus.put(Arc::clone(&record));
        let started = Instant::now();
        findings = black_box(rules::check(&record, &corpus, &settings, &[])).len();
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    let first = times.remove(0);
    times.sort_by(f64::total_cmp);
    let (articles, words) = (index.articles(), draft.split_whitespace().count());
    let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{articles} articles, a draft of {words} words: first {first:.1} ms, median {median:.2}, longest {longest:.2} ({findings})"
    );
}

/// Five thousand sentences, each in a paragraph of its own: who did what, when, before how many people.
fn long() -> String {
    let people = ["Anna Lindqvist", "Karl Brandt", "Olaf Stirn", "Marta Kahn", "Peter Lindholm"];
    let deeds =
        ["signed the treaty with Norway", "opened the bridge at Kolding", "closed 240 mills", "met 35 farmers", "sold 117 acres"];
    let (months, places) = (["May", "June", "July"], ["Oslo", "Geneva", "Paris", "Halden"]);
    let sentences = (0..5_000_usize).map(|at| {
        let (who, what, month, place) = (people[at % 5], deeds[at / 5 % 5], months[at / 7 % 3], places[at / 3 % 4]);
        format!(
            "{who} {what} on {month} {}, and {} people saw {} boats in {place}.\n\n",
            at % 28 + 1,
            at * 37 % 990 + 10,
            at * 13 % 97 + 2
        )
    });
    sentences.fold(String::from("The council and the bridge\n\n"), |text, sentence| text + &sentence)
}

/// The time of the best pass over all articles, and the findings in one.
fn pass(records: &[Arc<Record>], corpus: &Corpus, settings: &Settings, passes: usize) -> (Duration, usize) {
    let once = || {
        let started = Instant::now();
        let findings: usize = records.iter().map(|record| black_box(rules::check(record, corpus, settings, &[])).len()).sum();
        (started.elapsed(), findings)
    };
    (0..passes).map(|_| once()).min().unwrap_or_default()
}

fn records() -> Vec<Arc<Record>> {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| "../shared".into(), PathBuf::from);
    let news = shared.join("data/timex/tbaq/txt");
    let folder = if news.is_dir() { news } else { Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds") };
    let listing = std::fs::read_dir(&folder).expect("a folder of articles");
    let mut paths: Vec<PathBuf> = listing.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| article::is_article_path(path));
    paths.sort();
    let text = |path: &Path| article::decode(&std::fs::read(path).expect("readable")).expect("decodable").text;
    paths.iter().map(|path| read(path, &text(path))).collect()
}

/// An article of the one day.
fn read(path: &Path, text: &str) -> Arc<Record> {
    let day = "1998-02-20".parse().expect("a day");
    let stated = Stated { published: Some((PartialDate::Day(day), PublishedSource::Argument)), ..Stated::default() };
    let format = Format::of_path(path).expect("the name of an article");
    Arc::new(Record::read(Arc::from(path), Arc::from(text), format, &stated, false, Knowledge::builtin()))
}
