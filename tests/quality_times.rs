//! Times and their values, measured on TimeBank and AQUAINT (256 news articles, gold TIMEX3).
//!
//! Scoring follows TempEval-3: a time is found (relaxed) if it overlaps a gold one, found exactly (strict) if the spans are
//! the same, and its value counts if the two strings are the same. Every article goes through the whole reader, with its date
//! given.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With
//! `DATELINE_SHOW` set to `missed`, `extra`, `span` or `value`, every such error is printed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use dateline::article::{self, Format, PartialDate, PublishedSource, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::{Time, read};

/// A time in the gold standard.
struct Gold {
    start: usize,
    end: usize,
    value: String,
}

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

/// What is given in place of an article that nobody annotated.
const NONE: &[Gold] = &[];

#[test]
fn timebank_and_aquaint() {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let folder = shared.join("data/timex/tbaq");
    let (Ok(gold), Ok(dates)) =
        (std::fs::read_to_string(folder.join("gold.tsv")), std::fs::read_to_string(folder.join("dct.tsv")))
    else {
        println!("SKIPPED: no TimeBank in {}", folder.display());
        return;
    };
    let mut annotated: BTreeMap<&str, Vec<Gold>> = BTreeMap::new();
    for line in gold.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let (start, end) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
        annotated.entry(fields[0]).or_default().push(Gold { start, end, value: fields[4].to_owned() });
    }
    let mut score = Score::default();
    for line in dates.lines() {
        let (name, day) = line.split_once('\t').unwrap();
        let text = std::fs::read_to_string(folder.join(format!("txt/{name}.txt"))).unwrap();
        let times = times_of(&text, PartialDate::Day(day.parse().unwrap()));
        score.add(&text, &times, annotated.get(name).map_or(NONE, Vec::as_slice));
    }
    let (strict, relaxed, value) = (score.f1(score.strict), score.f1(score.relaxed), score.f1(score.value));
    println!(
        "times, TimeBank + AQUAINT: gold {}, found {}; strict F1 {strict:.3}, relaxed F1 {relaxed:.3}, value F1 {value:.3}",
        score.gold, score.found
    );
    assert!(value >= 0.79, "value F1 fell to {value:.3}");
}

fn times_of(text: &str, published: PartialDate) -> Vec<Time> {
    let knowledge = Knowledge::builtin();
    let stated = Stated { published: Some((published, PublishedSource::Argument)), ..Stated::default() };
    let article = article::read(Arc::from(text), Format::Text, &stated, &knowledge.gazetteer);
    read(&article, knowledge).times
}

impl Score {
    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.found) as f64
    }

    /// Counts one article.
    fn add(&mut self, text: &str, times: &[Time], gold: &[Gold]) {
        let show = std::env::var("DATELINE_SHOW").unwrap_or_default();
        let context = |start: usize, end: usize| text[start.saturating_sub(60)..(end + 40).min(text.len())].replace('\n', " ");
        self.gold += gold.len();
        self.found += times.len();
        let mut used = vec![false; times.len()];
        for gold in gold {
            let overlaps = |time: &Time| time.span.start() < gold.end && gold.start < time.span.end();
            let words = &text[gold.start..gold.end];
            let Some(index) = times.iter().enumerate().position(|(index, time)| !used[index] && overlaps(time)) else {
                if show == "missed" {
                    println!("{words}\t{}\t…{}…", gold.value, context(gold.start, gold.end));
                }
                continue;
            };
            let time = &times[index];
            used[index] = true;
            self.relaxed += 1;
            if (time.span.start(), time.span.end()) == (gold.start, gold.end) {
                self.strict += 1;
            } else if show == "span" {
                println!("{words}\t{}\t…{}…", time.span.of(text), context(gold.start, gold.end));
            }
            if time.value.as_deref() == Some(gold.value.as_str()) {
                self.value += 1;
            } else if show == "value" {
                println!("{words}\t{}\t{:?}\t…{}…", gold.value, time.value, context(gold.start, gold.end));
            }
        }
        for time in times.iter().zip(&used).filter(|(_, used)| !**used && show == "extra").map(|(time, _)| time) {
            println!("{}\t{:?}\t…{}…", time.span.of(text), time.value, context(time.span.start(), time.span.end()));
        }
    }
}
