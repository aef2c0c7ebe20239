//! Names of people, bodies and places, measured on four annotated sets: English Web Treebank (UNER, dev), Wikigold, WNUT 2017 (dev) and GUM
//! (six open genres, dev).
//!
//! Scoring is that of CoNLL 2003: a name counts if its first and last token and its type are those of the annotation. The sets' fourth
//! type (MISC, where nationality words belong) is left out, and so are our nested mentions, since the annotation is flat. A document
//! is rebuilt from its tokens, with a space before each but closing marks, one line for each sentence, and goes through the whole
//! reader. Most of this is no news: it shows how the reader fares in general, not how it fares at a desk.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With `DATELINE_SHOW`
//! set to `names`, every error is printed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use dateline::article::{self, Block, BlockKind, Format, Item, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::{Form, Kind, read};
use dateline::text::Span;

/// A name: where it starts and ends in the text, and its type as the sets write it.
type Name = (usize, usize, &'static str);

const TYPES: [&str; 3] = ["PER", "ORG", "LOC"];

/// A document with its annotated names, in bytes of the rebuilt text.
#[derive(Default)]
struct Document {
    text: String,
    /// One for each sentence.
    lines: Vec<Span>,
    gold: BTreeSet<Name>,
}

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found) as f64
    }
}

#[test]
fn english_web_treebank() {
    measure("English Web Treebank, dev", "ner/uner_ewt/dev.bio", 0.68);
}

#[test]
fn wikigold() {
    measure("Wikigold", "ner/wikigold/test.bio", 0.64);
}

#[test]
fn wnut() {
    measure("WNUT 2017, dev", "ner/wnut17/dev.bio", 0.39);
}

#[test]
fn gum() {
    measure("GUM, six genres, dev", "ner/gum_open/dev.bio", 0.69);
}

/// Prints F1 by type and over all; fails below the floor, which lies a little under what was measured last.
fn measure(name: &str, path: &str, floor: f64) {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let path = shared.join("data").join(path);
    let Ok(bio) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: no {}", path.display());
        return;
    };
    let show = std::env::var("DATELINE_SHOW").is_ok_and(|what| what == "names");
    let mut scores: BTreeMap<&str, Score> = TYPES.iter().map(|kind| (*kind, Score::default())).collect();
    for document in documents(&bio) {
        let found = names(&document);
        for (count, names) in [(0, &document.gold), (1, &found)] {
            for (_, _, kind) in names {
                let score = scores.get_mut(kind).unwrap();
                if count == 0 { score.gold += 1 } else { score.found += 1 }
            }
        }
        for (_, _, kind) in document.gold.intersection(&found) {
            scores.get_mut(kind).unwrap().right += 1;
        }
        if show {
            for (start, end, kind) in document.gold.symmetric_difference(&found) {
                let what = if found.contains(&(*start, *end, *kind)) { "extra" } else { "missed" };
                println!("{what}\t{kind}\t{}", &document.text[*start..*end]);
            }
        }
    }
    let all = scores.values().fold(Score::default(), |all, score| Score {
        gold: all.gold + score.gold,
        found: all.found + score.found,
        right: all.right + score.right,
    });
    let (precision, recall) = (all.right as f64 / all.found as f64, all.right as f64 / all.gold as f64);
    let by_type: Vec<String> = TYPES.iter().map(|kind| format!("{kind} {:.3}", scores[kind].f1())).collect();
    println!(
        "names, {name}: gold {}, found {}; F1 {:.3} (precision {precision:.3}, recall {recall:.3}); {}",
        all.gold,
        all.found,
        all.f1(),
        by_type.join(", ")
    );
    assert!(all.f1() >= floor, "{name}: F1 fell to {:.3}", all.f1());
}

/// The documents of a file in BIO notation. A set without documents is read as one for every twenty sentences.
fn documents(bio: &str) -> Vec<Document> {
    let marked = bio.contains("-DOCSTART-");
    let mut documents = vec![Document::default()];
    for sentence in bio.split("\n\n") {
        let tokens: Vec<(&str, &str)> =
            sentence.lines().filter(|line| !line.starts_with("-DOCSTART-")).filter_map(|line| line.split_once('\t')).collect();
        let last = documents.last().unwrap();
        if sentence.trim_start().starts_with("-DOCSTART-") || (!marked && last.lines.len() == 20) {
            documents.push(Document::default());
        }
        if !tokens.is_empty() {
            documents.last_mut().unwrap().add(&tokens);
        }
    }
    documents.retain(|document| !document.lines.is_empty());
    documents
}

impl Document {
    /// One sentence, on a line of its own.
    fn add(&mut self, tokens: &[(&str, &str)]) {
        let begin = self.text.len();
        let mut open: Option<Name> = None;
        for (index, (token, tag)) in tokens.iter().enumerate() {
            let joined = matches!(*token, "." | "," | ";" | ":" | "?" | "!" | ")" | "'s" | "’s" | "n't" | "%");
            if index > 0 && !joined {
                self.text.push(' ');
            }
            let start = self.text.len();
            self.text.push_str(token);
            let kind = tag.get(2..).and_then(|name| TYPES.into_iter().find(|kind| *kind == name));
            open = match (open, kind) {
                (Some((first, _, same)), Some(kind)) if tag.starts_with("I-") && same == kind => {
                    Some((first, self.text.len(), kind))
                }
                (before, kind) => {
                    self.gold.extend(before);
                    kind.map(|kind| (start, self.text.len(), kind))
                }
            };
        }
        self.gold.extend(open);
        self.lines.push(Span::new(begin, self.text.len()));
        self.text.push('\n');
    }
}

/// The names that the reader finds, without honorifics and titles.
fn names(document: &Document) -> BTreeSet<Name> {
    let knowledge = Knowledge::builtin();
    let mut article = article::read(Arc::from(document.text.as_str()), Format::Text, &Stated::default(), &knowledge.gazetteer);
    // Not an article as it lies on disk: every sentence is text, none is a headline or furniture.
    article.items = vec![Item { span: Span::new(0, document.text.len()) }];
    article.blocks = document.lines.iter().map(|span| Block { kind: BlockKind::Paragraph, span: *span, item: 0 }).collect();
    let reading = read(&article, knowledge);
    let mentions = reading.mentions.iter().filter(|mention| mention.form == Form::Name && !mention.nested);
    mentions
        .filter_map(|mention| {
            let name = mention.name?;
            let kind = match mention.kind {
                Kind::Person => "PER",
                Kind::Organisation => "ORG",
                Kind::Place => "LOC",
            };
            Some((name.start(), name.end(), kind))
        })
        .collect()
}
