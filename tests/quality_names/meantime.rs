//! MEANTIME (Minard et al., LREC 2016): English Wikinews, two of its four topics. Headline and date line, then sentences.
//!
//! Mentions of every kind are annotated, as whole phrases, in the first sentences of each article only. So names are cut out of them: of each
//! mention whose head is a proper noun, the run of capitalised words around its head, without article and, for people, without what
//! goes before the last title. Where names nest, the outermost counts, unless it is a phrase that takes in two people or joins two bodies by "and".
//! An abbreviation in brackets behind a name is one of its own. A place before a noun ("U.S. officials") was mostly left out by the annotators, so
//! where a place that they know stands without annotation, it does not count whether it is found.

use std::collections::BTreeSet;

use dateline::language::Kind;
use serde_json::Value;

use super::Document;
use super::score::{KINDS, LABELS, Name};

/// Headline, date line and four sentences are annotated in full.
const ANNOTATED: usize = 6;

/// Sentences in a paragraph.
const PARAGRAPH: usize = 3;

/// Articles whose headline and first sentences name bodies that the annotation passes over.
const WITH_HOLES: [&str; 3] = ["corpus_airbus/11716", "corpus_airbus/3835", "corpus_airbus/73808"];

/// Words that may stand inside a name in small letters.
const INNER: [&str; 9] = ["of", "the", "and", "&", "de", "for", "du", "la", "van"];

/// Offices and forms of address, in small letters, before which nothing belongs to a person's name.
const TITLES: [&str; 40] = [
    "ceo",
    "cfo",
    "coo",
    "cto",
    "president",
    "chairman",
    "chief",
    "executive",
    "officer",
    "senator",
    "mr",
    "mr.",
    "mrs",
    "ms",
    "dr",
    "dr.",
    "sir",
    "general",
    "spokesman",
    "spokeswoman",
    "analyst",
    "minister",
    "secretary",
    "director",
    "manager",
    "co-founder",
    "founder",
    "vice",
    "senior",
    "head",
    "commissioner",
    "judge",
    "justice",
    "pilot",
    "lord",
    "governor",
    "attorney",
    "editor",
    "engineer",
    "and",
];

/// The articles.
pub(super) fn documents(set: &str) -> Vec<Document> {
    let articles = set.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let articles: Vec<Value> = articles.filter(|article| !WITH_HOLES.contains(&article["key"].as_str().unwrap())).collect();
    let mentions = articles.iter().flat_map(|article| article["mentions"].as_array().unwrap());
    let proper =
        mentions.filter(|mention| mention["head_pos"] == "PROPN").map(|mention| trimmed(mention["text"].as_str().unwrap()));
    let proper: BTreeSet<&str> = proper.collect();
    let mut documents: Vec<Document> = articles.iter().map(|article| document(article, &proper)).collect();
    let is_place = |name: &&Name| name.2 == Kind::Place;
    let places: BTreeSet<String> = documents
        .iter()
        .flat_map(|document| document.gold.iter().filter(is_place).map(|name| document.text[name.0..name.1].to_owned()))
        .collect();
    for document in &mut documents {
        let bare =
            places.iter().flat_map(|place| document.text.match_indices(place.as_str()).map(|(at, place)| (at, at + place.len())));
        let free = |span: &(usize, usize)| !document.gold.iter().any(|name| name.0 < span.1 && span.0 < name.1);
        document.optional = bare.filter(free).collect();
    }
    documents
}

/// A phrase without the article before it and the comma after it.
pub(crate) fn trimmed(phrase: &str) -> &str {
    let phrase = phrase.trim_end_matches([',', ' ']);
    ["The ", "the "].iter().find_map(|article| phrase.strip_prefix(article)).unwrap_or(phrase)
}

/// An article; `proper` are the phrases whose head is a proper noun somewhere in the set, since the set's tagger misses it in headlines.
fn document(article: &Value, proper: &BTreeSet<&str>) -> Document {
    let source = article["text"].as_str().unwrap();
    let sentences: Vec<(usize, usize)> = article["sentences"].as_array().unwrap().iter().map(pair).collect();
    let mut document = Document::default();
    let (text, places) = rebuilt(source, &sentences);
    document.text = text;
    let end = sentences[sentences.len().min(ANNOTATED) - 1].1;
    document.annotated = places[end];
    let mut names = BTreeSet::new();
    for mention in article["mentions"].as_array().unwrap() {
        let phrase = trimmed(mention["text"].as_str().unwrap());
        let kind = LABELS.iter().position(|label| mention["type"] == *label).map(|index| KINDS[index]);
        let (Some(kind), true) = (kind, position(&mention["start"]) < end) else { continue };
        let (start, end) = (places[position(&mention["start"])], places[position(&mention["end"])]);
        let head = match mention["head_pos"].as_str() {
            Some("PROPN") => mention["head"].as_str().unwrap(),
            _ if proper.contains(phrase) => phrase.rsplit(' ').next().unwrap(),
            _ => continue,
        };
        let mut add = |(from, to): (usize, usize)| names.insert((start + from, start + to, kind));
        let text = &document.text[start..end];
        name(text, head, kind).map(&mut add);
        abbreviation(text).filter(|_| kind != Kind::Person).map(&mut add);
    }
    document.gold = flat(&document.text, &names);
    document
}

/// The text as news has it, and for each character of the source where it stands there.
pub(crate) fn rebuilt(source: &str, sentences: &[(usize, usize)]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut places = Vec::new();
    let line_ends: Vec<usize> = sentences.iter().map(|(_, end)| *end).collect();
    let mut skip = false;
    let characters: Vec<char> = source.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        places.push(text.len());
        if std::mem::take(&mut skip) {
            continue;
        }
        match character {
            // The quotation marks of the Penn Treebank.
            '`' | '\'' if characters.get(index + 1) == Some(character) => {
                text.push('"');
                skip = true;
            }
            '\n' => {
                let sentence = line_ends.iter().take_while(|end| **end <= index).count();
                let ends_paragraph = sentence <= 2 || (sentence - 2) % PARAGRAPH == 0;
                text.push_str(if ends_paragraph { "\n\n" } else { " " });
            }
            // The set writes a number sign for the pound, with a space after it.
            '#' => text.push('£'),
            ' ' if index > 0 && characters[index - 1] == '#' => {}
            other => text.push(*other),
        }
    }
    places.push(text.len());
    (text, places)
}

pub(crate) fn position(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

pub(crate) fn pair(value: &Value) -> (usize, usize) {
    (position(&value[0]), position(&value[1]))
}

/// The outermost names, but the inner ones where the outer is two people, or two bodies joined by "and".
fn flat(text: &str, names: &BTreeSet<Name>) -> BTreeSet<Name> {
    let within = |inner: &Name, outer: &Name| inner != outer && outer.0 <= inner.0 && inner.1 <= outer.1;
    let is_phrase = |outer: &Name| {
        let mut inner = names.iter().filter(|name| within(name, outer));
        inner.any(|name| name.2 == outer.2 && (name.2 == Kind::Person || text[outer.0..outer.1].contains(" and ")))
    };
    let whole: BTreeSet<Name> = names.iter().filter(|name| !is_phrase(name)).copied().collect();
    whole.iter().filter(|name| !whole.iter().any(|outer| within(name, outer))).copied().collect()
}

/// The name in a mention: the capitalised words around its head.
pub(crate) fn name(mention: &str, head: &str, kind: Kind) -> Option<(usize, usize)> {
    let words = words(mention);
    let is_head = |word: &(usize, usize)| {
        let word = &mention[word.0..word.1];
        word.trim_end_matches('.') == head.trim_end_matches('.') || word.ends_with(&format!("-{head}"))
    };
    let offset = mention.find(" based ").unwrap_or(0);
    let head = words
        .iter()
        .position(|word| word.0 >= offset && is_head(word))
        .filter(|head| is_capitalised(&mention[words[*head].0..]))?;
    if kind == Kind::Person && TITLES.contains(&mention[words[head].0..words[head].1].to_lowercase().as_str()) {
        return None;
    }
    let text = |index: usize| &mention[words[index].0..words[index].1];
    // Nothing but a space between two words of a name.
    let beside = |index: usize| matches!(&mention[words[index].1..words[index + 1].0], " " | "");
    let inner = |index: usize| INNER.contains(&text(index));
    let (mut first, mut last) = (head, head);
    while first > 0 && beside(first - 1) {
        let before = first - 1;
        let further =
            inner(before) && text(before) != "the" && before > 0 && beside(before - 1) && is_capitalised(text(before - 1));
        if !is_capitalised(text(before)) && !further {
            break;
        }
        first = before;
    }
    while last + 1 < words.len() && beside(last) {
        let after = last + 1;
        let further = inner(after) && after + 1 < words.len() && beside(after) && is_capitalised(text(after + 1));
        if !is_capitalised(text(after)) && !further {
            break;
        }
        last = after;
    }
    if kind == Kind::Person {
        let title = (first..=last).rev().find(|index| TITLES.contains(&text(*index).to_lowercase().as_str()));
        first = title.map_or(first, |title| title + 1);
    }
    if matches!(text(first), "The" | "A" | "An") {
        first += 1;
    }
    (first <= last).then(|| (words[first].0, words[last].1))
}

/// The abbreviation in brackets at the end of a phrase; annotators left the closing bracket out.
fn abbreviation(phrase: &str) -> Option<(usize, usize)> {
    let (before, letters) = phrase.trim_end_matches(')').rsplit_once('(')?;
    let is_short = letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    is_short.then(|| (before.len() + 1, before.len() + 1 + letters.len()))
}

/// Words of a phrase, without possessive endings, commas and brackets: where each begins and ends.
fn words(phrase: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = 0;
    for piece in phrase.split_inclusive([' ', '(', ')', ',']) {
        let word = piece.trim_end_matches([' ', '(', ')', ',']).trim_end_matches(['\'', '’']);
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if !word.is_empty() {
            words.push((start, start + word.len()));
        }
        start += piece.len();
    }
    words
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
