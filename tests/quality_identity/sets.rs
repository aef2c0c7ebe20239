//! The three sets in one form.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{BODY, Document, Gold, PERSON, PLACE};
use crate::quality_coreference;
use crate::quality_names::meantime::{name, pair, position, rebuilt, trimmed};
use crate::quality_names::score::{KINDS, LABELS};

/// MEANTIME: identifiers of clusters hold in all articles.
pub(super) fn meantime(set: &str) -> Vec<Document> {
    set.lines().map(|line| meantime_article(&serde_json::from_str(line).unwrap())).collect()
}

fn meantime_article(article: &Value) -> Document {
    let sentences: Vec<(usize, usize)> = article["sentences"].as_array().unwrap().iter().map(pair).collect();
    let (text, places) = rebuilt(article["text"].as_str().unwrap(), &sentences);
    let mut gold = Shortest::default();
    for mention in article["mentions"].as_array().unwrap() {
        let Some(at) = LABELS.iter().position(|label| mention["type"] == *label) else { continue };
        if mention["head_pos"] != "PROPN" {
            continue;
        }
        let phrase = trimmed(mention["text"].as_str().unwrap());
        let start = places[position(&mention["start"])];
        // The article that was cut off stands before the phrase.
        let start = start + text[start..].find(phrase).unwrap_or(0);
        let end = places[position(&mention["end"])];
        let Some((first, last)) = name(&text[start..end], mention["head"].as_str().unwrap(), KINDS[at]) else { continue };
        let cluster = mention["cluster_id"].as_str().unwrap().to_owned();
        gold.add(Gold { kind: [PERSON, BODY, PLACE][at], phrase: (start, end), name: (start + first, start + last), cluster });
    }
    Document { key: format!("{}.txt", article["key"].as_str().unwrap()), text, gold: gold.into_vec() }
}

/// ECB+: what takes part in events. The name is the last run of capitalised words in the phrase; the first word of a sentence is not enough.
pub(super) fn ecb_plus(set: &str) -> Vec<Document> {
    set.lines().map(|line| ecb_article(&serde_json::from_str(line).unwrap())).collect()
}

fn ecb_article(article: &Value) -> Document {
    let text = article["text"].as_str().unwrap().to_owned();
    let bytes = bytes(&text);
    let mut gold = Shortest::default();
    for mention in article["mentions"].as_array().unwrap() {
        let kind = match mention["type"].as_str().unwrap() {
            "HUMAN_PART_PER" => PERSON,
            "HUMAN_PART_ORG" => BODY,
            "LOC_GEO" | "LOC_FAC" | "HUMAN_PART_GPE" => PLACE,
            _ => continue,
        };
        let (start, end) = (bytes[position(&mention["start"])], bytes[position(&mention["end"])]);
        let Some((first, last)) = last_capitalised(&text[start..end]) else { continue };
        let cluster = mention["cluster_id"].as_str().unwrap().to_owned();
        gold.add(Gold { kind, phrase: (start, end), name: (start + first, start + last), cluster });
    }
    Document { key: format!("{}.txt", article["doc"].as_str().unwrap()), text, gold: gold.into_vec() }
}

/// The last run of capitalised words of a phrase, if it ends the phrase.
fn last_capitalised(phrase: &str) -> Option<(usize, usize)> {
    let mut run = None;
    let mut at = 0;
    for piece in phrase.split_inclusive(' ') {
        let word = piece.trim_end();
        let word = word.strip_suffix("'s").unwrap_or(word).trim_end_matches(['.', ',', '\'']);
        let capitalised =
            word.starts_with(char::is_uppercase) && !matches!(word, "The" | "A" | "An" | "I" | "He" | "She" | "They" | "We");
        run = match run {
            Some((from, _)) if capitalised => Some((from, at + word.len())),
            _ if capitalised => Some((at, at + word.len())),
            _ => None,
        };
        at += piece.len();
    }
    run
}

/// GUM: clusters of several articles are one if they have the same link to Wikipedia.
pub(super) fn gum(set: &str) -> Vec<Document> {
    let articles = set.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    articles
        .map(|article| {
            let key = article["doc"].as_str().unwrap().to_owned();
            let text = article["text"].as_str().unwrap().to_owned();
            let mentions = article["mentions"].as_array().unwrap().iter();
            let linked = mentions.filter_map(|mention| Some((mention["cluster_id"].as_str()?, mention["wiki"].as_str()?)));
            let links: BTreeMap<&str, &str> = linked.collect();
            let gold = quality_coreference::gold(&article, &text).into_iter().map(|gold| Gold {
                kind: match gold.kind.as_str() {
                    "person" => PERSON,
                    "place" => PLACE,
                    _ => BODY,
                },
                phrase: gold.phrase,
                name: gold.name,
                cluster: links.get(gold.cluster.as_str()).map_or(format!("{key} {}", gold.cluster), |link| (*link).to_owned()),
            });
            Document { gold: gold.collect(), key: format!("{key}.txt"), text }
        })
        .collect()
}

/// Where each character begins, and the end.
fn bytes(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Mentions of which those with one name are one: the shortest phrase.
#[derive(Default)]
struct Shortest(BTreeMap<(usize, usize), Gold>);

impl Shortest {
    fn add(&mut self, gold: Gold) {
        let known = self.0.get(&gold.name).map(|known| known.phrase.1 - known.phrase.0);
        if known.is_none_or(|length| gold.phrase.1 - gold.phrase.0 < length) {
            self.0.insert(gold.name, gold);
        }
    }

    fn into_vec(self) -> Vec<Gold> {
        self.0.into_values().collect()
    }
}
