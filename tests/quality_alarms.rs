//! False alarms: what the default rules say of clean, published news, in warnings and pieces of information per 10,000 words.
//!
//! Three sets, each its own corpus: TimeBank and AQUAINT (256 agency stories), the news of GUM (22 Wikinews articles) and GeoVirus (its second
//! half, 114 Wikinews articles, of which no date is known). An article's date is its own date line; where it has none, the set's.
//! These articles were edited and published, so a warning is counted as false even where it is right: the figure errs on the strict side.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With `DATELINE_SHOW`
//! set to `alarms`, every finding is printed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::article::{self, Format, PartialDate, PublishedSource, Stated};
use dateline::corpus::{Corpus, Record};
use dateline::knowledge::Knowledge;
use dateline::report::level_name;
use dateline::rules::{self, Level, Settings};

/// GeoVirus articles before this one were text to develop with.
const GEOVIRUS_FROM: usize = 115;

/// An article of a set.
struct Clean {
    name: String,
    text: String,
    published: Option<PartialDate>,
}

/// The most findings in 10,000 words that a set may have: a little above what was measured last.
struct Ceiling {
    warnings: f64,
    notes: f64,
}

fn data(path: &str) -> PathBuf {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    shared.join("data").join(path)
}

#[test]
fn timebank_and_aquaint_are_clean() {
    let folder = data("timex/tbaq");
    let Ok(dates) = std::fs::read_to_string(folder.join("dct.tsv")) else {
        println!("SKIPPED: no TimeBank in {}", folder.display());
        return;
    };
    let articles = dates.lines().map(|line| {
        let (name, day) = line.split_once('\t').unwrap();
        let text = std::fs::read_to_string(folder.join(format!("txt/{name}.txt"))).unwrap();
        Clean { name: name.to_owned(), text, published: Some(PartialDate::Day(day.parse().unwrap())) }
    });
    measure("TimeBank + AQUAINT", articles.collect(), &Ceiling { warnings: 2.4, notes: 0.2 });
}

#[test]
fn gum_news_is_clean() {
    let Some(articles) = json_lines(&data("identity/gum_news_train_dev.jsonl")) else { return };
    measure("GUM news", articles, &Ceiling { warnings: 7.6, notes: 0.8 });
}

#[test]
fn geovirus_is_clean() {
    let Some(articles) = json_lines(&data("news/geovirus.jsonl")) else { return };
    let second_half = articles.into_iter().skip(GEOVIRUS_FROM).collect();
    measure("GeoVirus, second half", second_half, &Ceiling { warnings: 3.6, notes: 19.1 });
}

fn json_lines(path: &Path) -> Option<Vec<Clean>> {
    let Ok(lines) = std::fs::read_to_string(path) else {
        println!("SKIPPED: no {}", path.display());
        return None;
    };
    let articles = lines.lines().map(|line| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| article[name].as_str().unwrap_or_default().to_owned();
        Clean { name: field("doc"), text: field("text"), published: field("date").parse().ok() }
    });
    Some(articles.collect())
}

/// Reads the set as one corpus, checks every article of it, and prints what was found.
fn measure(name: &str, articles: Vec<Clean>, ceiling: &Ceiling) {
    let show = std::env::var("DATELINE_SHOW").is_ok_and(|what| what == "alarms");
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let mut corpus = Corpus::new(Knowledge::builtin());
    let (count, mut dated) = (articles.len(), 0);
    for article in articles {
        let record = record(article);
        dated += usize::from(record.article.published.is_some());
        corpus.put(record);
    }
    let mut counts: BTreeMap<(Level, &str), usize> = BTreeMap::new();
    for record in corpus.records() {
        for finding in rules::check(record, &corpus, &Settings::default(), &[]) {
            *counts.entry((finding.level, finding.rule)).or_default() += 1;
            if show {
                println!("{}\t{}\t{}\t{}", level_name(finding.level), finding.rule, record.path.display(), finding.message);
            }
        }
    }
    let of = |chosen: &[Level]| -> f64 {
        let found: usize = counts.iter().filter(|((level, _), _)| chosen.contains(level)).map(|(_, count)| count).sum();
        found as f64 * 10_000.0 / words as f64
    };
    let (warnings, notes) = (of(&[Level::Error, Level::Warning]), of(&[Level::Information]));
    println!(
        "false alarms, {name}: {count} articles, {dated} dated, {words} words; in 10,000 words {warnings:.2} errors and warnings, \
         {notes:.2} pieces of information"
    );
    for ((level, rule), count) in &counts {
        println!("  {rule} ({}): {count}", level_name(*level));
    }
    assert!(warnings <= ceiling.warnings, "{warnings:.2} warnings in 10,000 words");
    assert!(notes <= ceiling.notes, "{notes:.2} pieces of information in 10,000 words");
}

fn record(clean: Clean) -> Arc<Record> {
    let knowledge = Knowledge::builtin();
    let path: Arc<Path> = Arc::from(Path::new(&clean.name));
    let source: Arc<str> = Arc::from(clean.text);
    let own = article::read(Arc::clone(&source), Format::Text, &Stated::default(), &knowledge.gazetteer).published;
    let published = clean.published.filter(|_| own.is_none()).map(|date| (date, PublishedSource::Argument));
    let stated = Stated { published, ..Stated::default() };
    Arc::new(Record::read(path, source, Format::Text, &stated, false, knowledge))
}
