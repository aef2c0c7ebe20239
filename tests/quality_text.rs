//! Where sentences end, measured on four sets whose sentences people marked: news and five other genres of GUM, the web logs of the English
//! Web Treebank, and Wikigold.
//!
//! The sentences of a document are put one behind the other as one paragraph; those without a closing mark (headlines, entries of
//! lists) are left out, since no reader could tell where they end without a line break. An end counts if it is that of an annotated sentence; the
//! last one of a document, which nobody can miss, does not count.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With `DATELINE_SHOW`
//! set to `sentences`, every error is printed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use dateline::article::{self, Block, BlockKind, Format, Item, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::read;
use dateline::text::Span;

/// The sentences of a document.
type Document = Vec<String>;

#[test]
fn gum_news() {
    measure("GUM, news", "identity/gum_news_train_dev.jsonl", running, 0.985);
}

#[test]
fn gum() {
    measure("GUM, six genres, dev", "ner/gum_open/dev.bio", |bio| tokenised(bio, ""), 0.98);
}

#[test]
fn english_web_treebank() {
    measure("English Web Treebank, web logs, dev", "ner/uner_ewt/dev.bio", |bio| tokenised(bio, "weblog"), 0.985);
}

#[test]
fn wikigold() {
    measure("Wikigold", "ner/wikigold/test.bio", |bio| tokenised(bio, ""), 0.98);
}

/// Prints F1 of the ends; fails below the floor, which lies a little under what was measured last.
fn measure(name: &str, path: &str, documents: impl Fn(&str) -> Vec<Document>, floor: f64) {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let path = shared.join("data").join(path);
    let Ok(data) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: no {}", path.display());
        return;
    };
    let show = std::env::var("DATELINE_SHOW").is_ok_and(|what| what == "sentences");
    let (mut gold, mut found, mut right) = (0, 0, 0);
    for mut sentences in documents(&data) {
        sentences.retain(|sentence| is_closed(sentence));
        let text = sentences.join(" ");
        let mut end = 0;
        let annotated = sentences.iter().map(|sentence| {
            end += sentence.len() + 1;
            end - 1
        });
        let annotated: BTreeSet<usize> = annotated.filter(|end| *end < text.len()).collect();
        let read = ends(&text);
        gold += annotated.len();
        found += read.len();
        right += annotated.intersection(&read).count();
        for end in annotated.symmetric_difference(&read).filter(|_| show) {
            let what = if read.contains(end) { "extra" } else { "missed" };
            let from = text[..*end].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
            let after: String = text[*end..].chars().take(30).collect();
            println!("{what}\t{}|{after}", &text[from..*end]);
        }
    }
    let f1 = 2.0 * right as f64 / (gold + found) as f64;
    let (precision, recall) = (right as f64 / found as f64, right as f64 / gold as f64);
    println!("sentences, {name}: gold {gold}, found {found}; F1 {f1:.3} (precision {precision:.3}, recall {recall:.3})");
    assert!(f1 >= floor, "{name}: F1 fell to {f1:.3}");
}

/// Whether a sentence has its closing mark, perhaps inside a quotation or bracket.
fn is_closed(sentence: &str) -> bool {
    sentence.trim_end_matches(['"', '\'', '”', '’', ')', ']', ' ']).ends_with(['.', '?', '!'])
}

/// The ends of all sentences but the last, as the reader finds them in one paragraph.
fn ends(text: &str) -> BTreeSet<usize> {
    let knowledge = Knowledge::builtin();
    let span = Span::new(0, text.len());
    let mut article = article::read(Arc::from(text), Format::Text, &Stated::default(), &knowledge.gazetteer);
    article.items = vec![Item { span }];
    article.blocks = vec![Block { kind: BlockKind::Paragraph, span, item: 0 }];
    let sentences = read(&article, knowledge).sentences;
    sentences.iter().map(|sentence| sentence.span.end()).filter(|end| *end < text.len()).collect()
}

/// Documents as they were written, with the places of their sentences in characters.
fn running(jsonl: &str) -> Vec<Document> {
    let document = |line: &str| {
        let document: serde_json::Value = serde_json::from_str(line).unwrap();
        let characters: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        let places: Vec<[usize; 2]> = serde_json::from_value(document["sentences"].clone()).unwrap();
        let sentence = |[start, end]: &[usize; 2]| {
            let text: String = characters[*start..*end].iter().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        places.iter().map(sentence).collect()
    };
    jsonl.lines().map(document).collect()
}

/// Documents of tokens in BIO notation whose names begin as given, spaced as they would be in print.
fn tokenised(bio: &str, genre: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    let mut wanted = false;
    for sentence in bio.split("\n\n") {
        for name in sentence.lines().filter_map(|line| line.strip_prefix("-DOCSTART-")) {
            wanted = name.trim_start().starts_with(genre);
            documents.push(Document::new());
        }
        let tokens = sentence.lines().filter(|line| !line.starts_with("-DOCSTART-")).filter_map(|line| line.split_once('\t'));
        let sentence = printed(tokens.map(|(token, _)| token));
        if let Some(document) = documents.last_mut().filter(|_| wanted && !sentence.is_empty()) {
            document.push(sentence);
        }
    }
    documents
}

/// Tokens as print spaces them; straight quotation marks open and close by turns, but the last token of a sentence closes.
fn printed<'t>(tokens: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    let mut tight = true;
    let mut open = [false; 2];
    let mut tokens = tokens.peekable();
    while let Some(token) = tokens.next() {
        let quotation = ["\"", "'"].iter().position(|mark| *mark == token);
        let ends = quotation.is_some_and(|mark| open[mark]) || quotation.is_some() && !text.is_empty() && tokens.peek().is_none();
        let closes = ends
            || matches!(token, "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "”" | "''" | "..." | "…")
            || token.starts_with(['\'', '’']) && token.len() > 1
            || token == "n't";
        if !(tight || closes) {
            text.push(' ');
        }
        text.push_str(token);
        tight = quotation.is_some() && !ends || matches!(token, "(" | "[" | "$" | "£" | "€" | "#" | "“" | "‘" | "``");
        if let Some(mark) = quotation {
            open[mark] = !ends;
        }
    }
    text
}
