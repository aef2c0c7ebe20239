//! Names of people, bodies and places, measured on six annotated sets: English Web Treebank (UNER, dev), Wikigold, WNUT 2017 (dev), GUM (six open
//! genres, dev), tweets of news outlets (Broad Twitter Corpus, section G) and Wikinews (MEANTIME, two topics).
//!
//! The sets come as tokens; the reader gets raw text, as it would from a file. So [`rebuild`] puts the tokens together again and the text goes
//! through the whole reader, headlines, paragraphs and all. Most of the sets are no news: they show how the reader fares in general. The sets'
//! fourth type (MISC, where nationality words belong) is left out, and so are our nested mentions, since the annotation is flat.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With `DATELINE_SHOW` set to
//! `names`, every error is printed. With `DATELINE_SETS` set to a folder, the texts and their annotated names are left there as one JSON object a
//! line, for `benches/peers`, which compares other readers on them.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod bio;
pub(crate) mod meantime;
mod rebuild;
pub(crate) mod score;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::article::{self, Format, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::read;
use serde_json::json;

use score::{KINDS, LABELS, Name, Scores};

/// A document with its annotated names, in bytes of the text.
#[derive(Default)]
pub(crate) struct Document {
    /// As an editor would open it.
    pub(crate) text: String,
    /// The names, none inside another.
    pub(crate) gold: BTreeSet<Name>,
    /// Where annotators differ: a name in just this place does not count, found or not.
    pub(crate) optional: BTreeSet<(usize, usize)>,
    /// Names that start at or after this byte are not annotated.
    pub(crate) annotated: usize,
}

#[test]
fn english_web_treebank() {
    measure(
        "ewt",
        "English Web Treebank, dev",
        "ner/uner_ewt/dev.bio",
        |text| bio::documents(text, rebuild::Hyphens::Split),
        0.75,
    );
}

#[test]
fn wikigold() {
    measure("wikigold", "Wikigold", "ner/wikigold/test.bio", |text| bio::documents(text, rebuild::Hyphens::Kept), 0.72);
}

#[test]
fn wnut() {
    measure("wnut", "WNUT 2017, dev", "ner/wnut17/dev.bio", |text| bio::documents(text, rebuild::Hyphens::Kept), 0.52);
}

#[test]
fn gum() {
    measure("gum", "GUM, six genres, dev", "ner/gum_open/dev.bio", |text| bio::documents(text, rebuild::Hyphens::Split), 0.74);
}

#[test]
fn news_tweets() {
    measure("btc", "tweets of news outlets", "ner/btc/dev_news.bio", |text| bio::documents(text, rebuild::Hyphens::Kept), 0.63);
}

#[test]
fn wikinews() {
    measure("meantime", "Wikinews (MEANTIME)", "identity/meantime_airbus_apple.jsonl", meantime::documents, 0.83);
}

/// Prints F1 by type and over all; fails below the floor, which lies a little under what was measured last.
fn measure(key: &str, name: &str, path: &str, documents: impl Fn(&str) -> Vec<Document>, floor: f64) {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let path = shared.join("data").join(path);
    let Ok(set) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: no {}", path.display());
        return;
    };
    let documents = documents(&set);
    if let Some(folder) = std::env::var_os("DATELINE_SETS") {
        leave(&documents, &Path::new(&folder).join(key).with_extension("jsonl"));
    }
    let mut scores = Scores::default();
    for document in &documents {
        let found = names(document);
        score::show(&document.text, &document.gold, &found);
        scores.add(&document.gold, &found);
    }
    println!("names, {name:26} {scores}");
    let f1 = scores.all().f1();
    assert!(f1 >= floor, "{name}: F1 fell to {f1:.3}");
}

/// The names that the reader finds in the annotated part.
fn names(document: &Document) -> BTreeSet<Name> {
    let knowledge = Knowledge::builtin();
    let article = article::read(Arc::from(document.text.as_str()), Format::Text, &Stated::default(), &knowledge.gazetteer);
    let found = score::found(&read(&article, knowledge));
    let counts = |name: &Name| name.0 < document.annotated && !document.optional.contains(&(name.0, name.1));
    found.into_iter().filter(counts).collect()
}

/// Leaves a set on disk, one document a line: `{"id", "text", "annotated", "names": [[start, end, "PER"], …], "optional": [[start, end], …]}`.
fn leave(documents: &[Document], path: &Path) {
    let mut lines = String::new();
    for (index, document) in documents.iter().enumerate() {
        let label = |name: &Name| KINDS.iter().position(|kind| *kind == name.2).map(|index| LABELS[index]);
        let names: Vec<_> = document.gold.iter().map(|name| json!([name.0, name.1, label(name)])).collect();
        let (text, annotated, optional) = (&document.text, document.annotated, &document.optional);
        let line = json!({"id": index.to_string(), "text": text, "annotated": annotated, "names": names, "optional": optional});
        writeln!(lines, "{line}").unwrap();
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, lines).unwrap();
}
