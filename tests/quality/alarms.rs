//! What the default rules say of clean, published news, in warnings and pieces of information per 10,000 words.
//!
//! Three sets, each its own corpus. Every warning was judged as an editor would; `verdicts.tsv` keeps article, place, rule and
//! fingerprint with the verdict, without the words: `slip` (the published text is wrong), `arguable` (a desk could go either way) or `false`.
//! A warning without a verdict fails the test, so that nobody makes a rule louder unseen.
//!
//! `DATELINE_SHOW=alarms` prints every finding; `DATELINE_SHOW=verdicts` prints the lines that the file lacks.

use std::collections::{BTreeMap, BTreeSet};

use dateline::corpus::Corpus;
use dateline::knowledge::Knowledge;
use dateline::report::level_name;
use dateline::rules::{self, Finding, Level, Settings};

use super::articles::{Clean, geovirus, gum, record, timebank};

/// What was judged: article, first and last byte, rule, fingerprint, verdict.
const VERDICTS: &str = include_str!("verdicts.tsv");

/// The most findings in 10,000 words that a set may have: a little above what was measured last.
struct Ceiling {
    warnings: f64,
    notes: f64,
}

#[test]
fn timebank_and_aquaint_are_clean() {
    measure("TimeBank + AQUAINT", timebank(), &Ceiling { warnings: 2.4, notes: 1.5 });
}

#[test]
fn gum_news_is_clean() {
    measure("GUM news", gum(), &Ceiling { warnings: 6.2, notes: 5.4 });
}

#[test]
fn geovirus_is_clean() {
    measure("GeoVirus, second half", geovirus(), &Ceiling { warnings: 3.3, notes: 19.4 });
}

/// Verdicts by what identifies a finding.
fn verdicts() -> BTreeMap<String, &'static str> {
    let lines = VERDICTS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(|line| line.rsplit_once('\t')).map(|(key, verdict)| (key.to_owned(), verdict)).collect()
}

fn key(article: &str, finding: &Finding) -> String {
    format!("{article}\t{}\t{}\t{}\t{}", finding.span.start(), finding.span.end(), finding.rule, finding.fingerprint)
}

/// Reads the set as one corpus, checks every article of it, and prints what was found.
fn measure(name: &str, articles: Vec<Clean>, ceiling: &Ceiling) {
    if articles.is_empty() {
        return;
    }
    let show = std::env::var("DATELINE_SHOW").unwrap_or_default();
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let mut corpus = Corpus::new(Knowledge::builtin());
    let (count, mut dated) = (articles.len(), 0);
    for article in articles {
        let record = record(&article.name, &article.text, article.published);
        dated += usize::from(record.article.published.is_some());
        corpus.put(record);
    }
    let verdicts = verdicts();
    let mut counts: BTreeMap<(Level, &str), usize> = BTreeMap::new();
    let mut judged: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unjudged: BTreeSet<String> = BTreeSet::new();
    for record in corpus.records() {
        for finding in rules::check(record, &corpus, &Settings::default(), &[]) {
            *counts.entry((finding.level, finding.rule)).or_default() += 1;
            let key = key(&record.path.display().to_string(), &finding);
            if show == "alarms" {
                println!("{}\t{key}\t{}", level_name(finding.level), finding.message);
            }
            if finding.level <= Level::Warning {
                match verdicts.get(&key) {
                    Some(verdict) => *judged.entry(verdict).or_default() += 1,
                    None => {
                        if show == "verdicts" {
                            println!("UNJUDGED\t{key}\t{}", finding.message);
                        }
                        unjudged.insert(key);
                    }
                }
            }
        }
    }
    let of = |chosen: &[Level]| -> f64 {
        let found: usize = counts.iter().filter(|((level, _), _)| chosen.contains(level)).map(|(_, count)| count).sum();
        found as f64 * 10_000.0 / words as f64
    };
    let (warnings, notes) = (of(&[Level::Error, Level::Warning]), of(&[Level::Information]));
    println!(
        "clean news, {name}: {count} articles, {dated} dated, {words} words; in 10,000 words {warnings:.2} errors and warnings, \
         {notes:.2} pieces of information; warnings judged {judged:?}, unjudged {}",
        unjudged.len()
    );
    for ((level, rule), count) in &counts {
        println!("  {rule} ({}): {count}", level_name(*level));
    }
    assert!(warnings <= ceiling.warnings, "{warnings:.2} warnings in 10,000 words");
    assert!(notes <= ceiling.notes, "{notes:.2} pieces of information in 10,000 words");
    assert!(unjudged.is_empty(), "warnings that nobody has judged: {unjudged:#?}");
}
