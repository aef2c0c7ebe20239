//! A name that somebody typed becomes an identity of the corpus, or the names that are like it.

use crate::corpus::{Corpus, Identity, IdentityKey};
use crate::language::Kind;

use super::args::Query;
use super::workspace::told_count;

/// How many names alike are offered.
const MOST_ALIKE: usize = 8;

/// Whom a name means.
pub(super) struct Meant {
    /// The name as typed.
    pub(super) name: String,
    /// Best first: who is mentioned most comes first.
    pub(super) identities: Vec<Identity>,
    /// Names that are like it, of others than the first.
    pub(super) alike: Vec<String>,
}

/// Looks a name up. Honorifics are not part of names; a place or body of the gazetteer need not be mentioned anywhere.
pub(super) fn look_up(corpus: &Corpus, query: &Query) -> Meant {
    let name = query.name.join(" ");
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut identities = Vec::new();
    // "Mr Qian", "the White House": words in front may be no part of the name.
    for start in 0..words.len() {
        identities = corpus.find(&words[start..].join(" "));
        let skipped = words[..start].iter().all(|word| is_no_name(corpus, word));
        if !skipped {
            identities.clear();
            break;
        }
        if !identities.is_empty() {
            break;
        }
    }
    if identities.is_empty() {
        identities = known_to_gazetteer(corpus, &name);
    }
    let mut alike: Vec<String> = Vec::new();
    if let Some(first) = identities.first() {
        alike.extend(corpus.namesakes(first).0.into_iter().map(|namesake| namesake.name));
        alike.extend(identities.iter().skip(1).map(|other| other.name.clone()));
    } else {
        let by_word = words.iter().flat_map(|word| corpus.search(word, MOST_ALIKE));
        alike.extend(by_word.map(|identity| identity.name));
    }
    let own = identities.first().map(|first| first.name.clone());
    let mut seen = std::collections::BTreeSet::new();
    alike.retain(|name| Some(name) != own.as_ref() && seen.insert(name.clone()));
    alike.truncate(MOST_ALIKE);
    Meant { name, identities, alike }
}

fn is_no_name(corpus: &Corpus, word: &str) -> bool {
    word.eq_ignore_ascii_case("the") || corpus.knowledge().lexicons.honorific(word).is_some()
}

fn known_to_gazetteer(corpus: &Corpus, name: &str) -> Vec<Identity> {
    let gazetteer = &corpus.knowledge().gazetteer;
    let entries = gazetteer.lookup_any_case(name);
    let known = entries.iter().map(|id| gazetteer.entry(id)).filter(|entry| entry.kind() != Kind::Person);
    let keys = known.take(1).map(|entry| IdentityKey::Known(entry.kind(), entry.id()));
    keys.map(|key| corpus.identity(&key)).collect()
}

/// The line for a name that nobody bears.
pub(super) fn unknown(corpus: &Corpus, meant: &Meant) -> String {
    let articles = told_count(corpus);
    let remedy = if meant.alike.is_empty() {
        "check the spelling, or name another folder with --corpus".to_owned()
    } else {
        format!("names alike: {}", meant.alike.join(", "))
    };
    format!("{}: nobody and nothing of that name in {articles}; {remedy}", meant.name)
}
