//! Scores the reader on TimeBank and AQUAINT, which may not be shipped: the data lie outside the project, in the folder that
//! `DATELINE_SHARED` names (`../shared` beside the project by default), and without them this says so and ends.
//!
//! Scoring follows TempEval-3: a value counts if its expression overlaps a gold one and the values are the same string.

#![allow(clippy::print_stderr, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::super::test_reading;
use super::*;

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

impl Score {
    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.found) as f64
    }
}

fn shared() -> PathBuf {
    std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from)
}

fn date(text: &str) -> PartialDate {
    PartialDate::Day(text.parse().unwrap())
}

#[test]
fn times_of_timebank_and_aquaint() {
    let folder = shared().join("data/timex/tbaq");
    let (Ok(gold), Ok(dates)) =
        (std::fs::read_to_string(folder.join("gold.tsv")), std::fs::read_to_string(folder.join("dct.tsv")))
    else {
        eprintln!("SKIPPED: no {}; set DATELINE_SHARED to score the times", folder.display());
        return;
    };
    let mut documents: BTreeMap<&str, Vec<Gold>> = BTreeMap::new();
    for line in gold.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let (start, end) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
        documents.entry(fields[0]).or_default().push(Gold { start, end, value: fields[4].to_owned() });
    }
    let verbose = std::env::var_os("DATELINE_VERBOSE").is_some();
    let mut score = Score::default();
    for line in dates.lines() {
        let (name, day) = line.split_once('\t').unwrap();
        let text = std::fs::read_to_string(folder.join(format!("txt/{name}.txt"))).unwrap();
        let (tokens, sentences) = test_reading::read(&text);
        let found = times(&text, &tokens, &sentences, Some(date(day)));
        let empty = Vec::new();
        let gold = documents.get(name).unwrap_or(&empty);
        score.gold += gold.len();
        score.found += found.len();
        let mut used = vec![false; found.len()];
        for gold in gold {
            let hit = found
                .iter()
                .enumerate()
                .find(|(index, time)| !used[*index] && time.span.start() < gold.end && gold.start < time.span.end());
            let context = || text[gold.start.saturating_sub(60)..(gold.end + 40).min(text.len())].replace('\n', " ");
            let Some((index, time)) = hit else {
                if verbose {
                    eprintln!("MISS\t{}\t{}\t{name} {day}: …{}…", &text[gold.start..gold.end], gold.value, context());
                }
                continue;
            };
            used[index] = true;
            score.relaxed += 1;
            let strict = (time.span.start(), time.span.end()) == (gold.start, gold.end);
            score.strict += usize::from(strict);
            if verbose && !strict {
                eprintln!("SPAN\t{}\t{}\t{name}: …{}…", &text[gold.start..gold.end], time.span.of(&text), context());
            }
            if time.value.as_deref() == Some(gold.value.as_str()) {
                score.value += 1;
            } else if verbose {
                eprintln!(
                    "VALUE\t{}\t{}\t{:?}\t{name} {day}: …{}…",
                    &text[gold.start..gold.end],
                    gold.value,
                    time.value,
                    context()
                );
            }
        }
        for (time, used) in found.iter().zip(&used) {
            if verbose && !used {
                let (start, end) = (time.span.start(), time.span.end());
                let context = text[start.saturating_sub(60)..(end + 40).min(text.len())].replace('\n', " ");
                eprintln!("EXTRA\t{}\t{:?}\t{name} {day}: …{context}…", time.span.of(&text), time.value);
            }
        }
    }
    let (strict, relaxed, value) = (score.f1(score.strict), score.f1(score.relaxed), score.f1(score.value));
    eprintln!(
        "times, TimeBank + AQUAINT: gold {}, found {}; strict F1 {strict:.3}, relaxed F1 {relaxed:.3}, value F1 {value:.3}",
        score.gold, score.found
    );
    assert!(value >= 0.70, "value F1 fell to {value:.3}");
}
