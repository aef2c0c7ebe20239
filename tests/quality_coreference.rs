//! Coreference of names inside the article, measured on 22 Wikinews articles of GUM (its train and dev splits).
//!
//! **What is scored.** The file has mentions of every kind: pronouns and descriptions as well. Scored are those that name a person, place
//! or organisation: the file gives them a `name`, the first run of proper nouns in the phrase. That rule of thumb also gives
//! `Muslims in the United States` the name of the country; so of several mentions with one and the same name the shortest is scored and
//! the others, which merely contain it, are left out.
//!
//! **How it is scored.** B-cubed, averaged over all scored mentions of all articles. A mention is ours if a name that we read overlaps its
//! name and ends inside its phrase; the longest overlap wins, and a name of ours counts for one mention only. Mentions that we did not read
//! are alone in their clusters. What we read besides (titles without names, names that the annotation does not have) is left out. Types
//! are not compared.
//!
//! **Against what.** Joining by exact string: the same mentions of ours, one cluster for each spelling. It is printed in the same run.
//! The articles with an even number are those that were looked at while the joins were written; the odd ones were not.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With `DATELINE_SHOW`
//! set to `coreference`, the wrong joins and splits of the even articles are printed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::article::Format;
use dateline::article::Stated;
use dateline::corpus::Record;
use dateline::knowledge::Knowledge;
use dateline::language::Form;
use serde_json::Value;

/// A scored mention of the annotation, in bytes.
pub(crate) struct Gold {
    /// The whole phrase.
    pub(crate) phrase: (usize, usize),
    pub(crate) name: (usize, usize),
    pub(crate) cluster: String,
    /// `person`, `organization` or `place`.
    pub(crate) kind: String,
}

/// One article: for each scored mention its gold cluster, ours (`None` if it was not read), and the name as we read it.
struct Scored {
    text: String,
    gold: Vec<Gold>,
    ours: Vec<Option<usize>>,
    spelling: Vec<Option<String>>,
}

/// B-cubed, summed over mentions.
#[derive(Default)]
pub(crate) struct Cubed {
    precision: f64,
    recall: f64,
    pub(crate) mentions: usize,
}

impl Cubed {
    pub(crate) fn add(&mut self, gold: &[&str], response: &[String]) {
        for (g, r) in gold.iter().zip(response) {
            let both = gold.iter().zip(response).filter(|(other, response)| *other == g && *response == r).count() as f64;
            self.precision += both / response.iter().filter(|other| *other == r).count() as f64;
            self.recall += both / gold.iter().filter(|other| *other == g).count() as f64;
            self.mentions += 1;
        }
    }

    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall) / self.mentions as f64
    }
}

impl std::fmt::Display for Cubed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.mentions as f64;
        write!(
            f,
            "{:.1} (precision {:.1}, recall {:.1})",
            100.0 * self.f1(),
            100.0 * self.precision / count,
            100.0 * self.recall / count
        )
    }
}

#[test]
fn gum_news() {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let path = shared.join("data/identity/gum_news_train_dev.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: no {}", path.display());
        return;
    };
    let show = std::env::var("DATELINE_SHOW").is_ok_and(|what| what == "coreference");
    let articles: Vec<Scored> = lines.lines().map(|line| scored(&serde_json::from_str(line).unwrap())).collect();
    let even = |index: usize| index.is_multiple_of(2);
    for article in articles.iter().enumerate().filter(|(index, _)| show && even(*index)).map(|(_, article)| article) {
        article.print();
    }
    measure("even articles", articles.iter().enumerate().filter(|(index, _)| even(*index)).map(|(_, article)| article));
    measure("odd articles", articles.iter().enumerate().filter(|(index, _)| !even(*index)).map(|(_, article)| article));
    let (ours, by_string) = measure("all articles", articles.iter());
    assert!(ours >= FLOOR, "B-cubed F1 fell to {ours:.3}");
    assert!(ours >= by_string + 0.05, "joining by exact string does as well: {by_string:.3}");
}

/// A little under what was measured last.
const FLOOR: f64 = 0.93;

/// Prints the figures of some articles: F1 of ours and of joining by exact string.
fn measure<'a>(what: &str, articles: impl Iterator<Item = &'a Scored>) -> (f64, f64) {
    let (mut ours, mut by_string, mut read_only) = (Cubed::default(), Cubed::default(), Cubed::default());
    let mut oracle = Cubed::default();
    for article in articles {
        let gold: Vec<&str> = article.gold.iter().map(|gold| gold.cluster.as_str()).collect();
        let response = |index: usize| article.ours[index].map(|entity| format!("e{entity}"));
        let alone = |index: usize| format!("alone {index}");
        let count = gold.len();
        ours.add(&gold, &(0..count).map(|index| response(index).unwrap_or_else(|| alone(index))).collect::<Vec<_>>());
        let spelling = |index: usize| article.spelling[index].as_ref().map(|name| format!("name {name}"));
        by_string.add(&gold, &(0..count).map(|index| spelling(index).unwrap_or_else(|| alone(index))).collect::<Vec<_>>());
        let read: Vec<usize> = (0..count).filter(|&index| article.ours[index].is_some()).collect();
        let read_gold: Vec<&str> = read.iter().map(|&index| gold[index]).collect();
        read_only.add(&read_gold, &read.iter().filter_map(|&index| response(index)).collect::<Vec<_>>());
        let written: Vec<String> = article.gold.iter().map(|gold| article.text[gold.name.0..gold.name.1].to_owned()).collect();
        oracle.add(&gold, &written);
    }
    println!(
        "coreference, GUM news, {what}: {} mentions, {} read; B³ {ours}; by exact string {by_string}; of those read {read_only}; \
         annotated names by exact string {oracle}",
        ours.mentions, read_only.mentions
    );
    (ours.f1(), by_string.f1())
}

/// Reads an article and finds its annotated names among ours.
fn scored(document: &Value) -> Scored {
    let text = document["text"].as_str().unwrap().to_owned();
    let gold = gold(document, &text);
    let path: Arc<Path> = Arc::from(Path::new("article.txt"));
    let record = Record::read(path, Arc::from(text.as_str()), Format::Text, &Stated::default(), true, Knowledge::builtin());
    let named = record.reading.mentions.iter().filter(|mention| mention.form == Form::Name);
    let named: Vec<((usize, usize), usize)> =
        named.filter_map(|mention| mention.name.map(|name| ((name.start(), name.end()), mention.entity.0 as usize))).collect();
    let spans: Vec<Spans> = gold.iter().map(|gold| (gold.phrase, gold.name)).collect();
    let names: Vec<(usize, usize)> = named.iter().map(|(name, _)| *name).collect();
    let matched = align(&spans, &names);
    let ours = matched.iter().map(|matched| matched.map(|other| named[other].1)).collect();
    let spelling = matched.iter().map(|matched| matched.map(|other| text[names[other].0..names[other].1].to_owned())).collect();
    Scored { text, gold, ours, spelling }
}

/// An annotated phrase and the name in it.
pub(crate) type Spans = ((usize, usize), (usize, usize));

/// For each annotated mention which of our names it is. A name of ours overlaps the annotated one and ends inside its phrase; the longest
/// overlap wins, then the least beside it, and a name of ours counts once.
pub(crate) fn align(gold: &[Spans], names: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (index, (phrase, gold)) in gold.iter().enumerate() {
        for (other, name) in names.iter().enumerate() {
            let overlap = gold.1.min(name.1).saturating_sub(gold.0.max(name.0));
            if overlap > 0 && name.1 <= phrase.1 {
                let both = gold.1.max(name.1) - gold.0.min(name.0);
                pairs.push((usize::MAX - overlap, both, index, other));
            }
        }
    }
    pairs.sort_unstable();
    let mut matched = vec![None; gold.len()];
    let mut used = BTreeSet::new();
    for (_, _, index, other) in pairs {
        if matched[index].is_none() && used.insert(other) {
            matched[index] = Some(other);
        }
    }
    matched
}

/// The annotated mentions with a name of their own, in order. The file counts characters.
pub(crate) fn gold(document: &Value, text: &str) -> Vec<Gold> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut shortest: BTreeMap<(usize, usize), Gold> = BTreeMap::new();
    for mention in document["mentions"].as_array().unwrap() {
        let at = |key: &str| mention[key].as_u64().map(|at| bytes[at as usize]);
        let (Some(start), Some(end), Some(first), Some(last)) = (at("start"), at("end"), at("name_start"), at("name_end")) else {
            continue;
        };
        if !matches!(mention["type"].as_str(), Some("person" | "organization" | "place")) {
            continue;
        }
        let cluster = mention["cluster_id"].as_str().unwrap().to_owned();
        let kind = mention["type"].as_str().unwrap().to_owned();
        let gold = Gold { phrase: (start, end), name: (first, last), cluster, kind };
        match shortest.get(&gold.name) {
            Some(known) if known.phrase.1 - known.phrase.0 <= end - start => {}
            _ => {
                shortest.insert(gold.name, gold);
            }
        }
    }
    shortest.into_values().collect()
}

impl Scored {
    /// Clusters of ours with names of several of the annotation's, and the other way round.
    fn print(&self) {
        let headline = self.text.lines().next().unwrap_or_default();
        let mut joined: BTreeMap<usize, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
        let mut split: BTreeMap<&str, BTreeMap<Option<usize>, Vec<&str>>> = BTreeMap::new();
        for (gold, ours) in self.gold.iter().zip(&self.ours) {
            let name = &self.text[gold.name.0..gold.name.1];
            if let Some(entity) = ours {
                joined.entry(*entity).or_default().entry(&gold.cluster).or_default().push(name);
            }
            split.entry(&gold.cluster).or_default().entry(*ours).or_default().push(name);
        }
        for clusters in joined.values().filter(|clusters| clusters.len() > 1) {
            println!("{headline}\n  joined: {:?}", clusters.values().collect::<Vec<_>>());
        }
        for entities in split.values().filter(|entities| entities.len() > 1 || entities.contains_key(&None)) {
            println!("{headline}\n  split: {entities:?}");
        }
    }
}
