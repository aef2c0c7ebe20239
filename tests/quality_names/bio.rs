//! Sets in BIO notation: a token and its tag on each line, an empty line between sentences, `-DOCSTART-` before a document.

use super::Document;
use super::rebuild::{Builder, Hyphens};
use super::score::{KINDS, LABELS};

/// Sentences in a document of a set that tells of none (tweets, mostly, each on a line of its own).
const SENTENCES: usize = 20;

/// The documents of a set, put together from their tokens.
pub(super) fn documents(bio: &str, hyphens: Hyphens) -> Vec<Document> {
    let marked = bio.contains("-DOCSTART-");
    let mut documents = Vec::new();
    let mut builder = Builder::new(hyphens, marked);
    for sentence in bio.split("\n\n") {
        let starts = sentence.trim_start().starts_with("-DOCSTART-");
        if starts || (!marked && builder.sentences() == SENTENCES) {
            documents.push(builder.finish());
            builder = Builder::new(hyphens, marked);
        }
        let lines = sentence.lines().filter(|line| !line.starts_with("-DOCSTART-"));
        let tokens: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once('\t')).collect();
        if !tokens.is_empty() {
            builder.sentence(&tokens);
        }
    }
    documents.push(builder.finish());
    documents.retain(|document| !document.text.is_empty());
    documents
}

/// The type of a tag, if it is one of the three.
pub(super) fn kind(tag: &str) -> Option<dateline::language::Kind> {
    let label = tag.get(2..)?;
    LABELS.iter().position(|its| *its == label).map(|index| KINDS[index])
}
