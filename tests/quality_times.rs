//! Times and their values, measured on annotated articles: TimeBank with AQUAINT, WikiWars, and the dates of GUM's news.
//!
//! Scoring follows TempEval-3 (`score.rs`). Every article goes through the whole reader, with its date given.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With
//! `DATELINE_SHOW=times` every error is printed, one a line: what it is, the article, the words, both values, the words around.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod gum;
mod score;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::article::{self, Format, PartialDate, PublishedSource, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::{Time, read};
use score::{Gold, Score};

#[test]
fn timebank_and_aquaint() {
    let Some([even, odd]) = folder("tbaq").map(|folder| halves(&folder)) else { return };
    even.print("TimeBank + AQUAINT, even");
    odd.print("TimeBank + AQUAINT, odd");
    let all = even + odd;
    all.print("TimeBank + AQUAINT");
    assert!(all.value_f1() >= 0.81, "value F1 fell to {:.3}", all.value_f1());
}

/// Histories of wars: their times count from the story, not from the day on which somebody read it.
#[test]
fn wikiwars() {
    let Some([even, odd]) = folder("wikiwars").map(|folder| halves(&folder)) else { return };
    let all = even + odd;
    all.print("WikiWars");
    assert!(all.value_f1() >= 0.78, "value F1 fell to {:.3}", all.value_f1());
}

/// A folder of the data on times, if the data are there.
fn folder(name: &str) -> Option<PathBuf> {
    let folder = shared().join("data/timex").join(name);
    if !folder.is_dir() {
        println!("SKIPPED: no {}", folder.display());
        return None;
    }
    Some(folder)
}

fn shared() -> PathBuf {
    std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from)
}

/// The scores of every other article, from the first and from the second.
fn halves(folder: &Path) -> [Score; 2] {
    let gold = std::fs::read_to_string(folder.join("gold.tsv")).unwrap();
    let mut annotated: BTreeMap<&str, Vec<Gold>> = BTreeMap::new();
    for line in gold.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let (start, end) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
        annotated.entry(fields[0]).or_default().push(Gold { start, end, value: fields[4].to_owned() });
    }
    let dates = std::fs::read_to_string(folder.join("dct.tsv")).unwrap();
    let mut halves = [Score::default(), Score::default()];
    for (index, line) in dates.lines().enumerate() {
        let (name, date) = line.split_once('\t').unwrap();
        let text = std::fs::read_to_string(folder.join(format!("txt/{name}.txt"))).unwrap();
        let times = times_of(&text, PartialDate::Day(date[..10].parse().unwrap()));
        let mut gold = annotated.remove(name).unwrap_or_default();
        // The data count characters.
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for gold in &mut gold {
            (gold.start, gold.end) = (bytes[gold.start], bytes[gold.end]);
        }
        halves[index % 2].add(&format!("{name}.{}", index % 2), &text, &times, &gold);
    }
    halves
}

fn times_of(text: &str, published: PartialDate) -> Vec<Time> {
    let knowledge = Knowledge::builtin();
    let stated = Stated { published: Some((published, PublishedSource::Argument)), ..Stated::default() };
    let article = article::read(Arc::from(text), Format::Text, &stated, &knowledge.gazetteer);
    read(&article, knowledge).times
}
