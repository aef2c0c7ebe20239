//! Bodies: our own list first, from WordNet those that it lacks, and from the gathered list those that both lack.

use std::error::Error;
use std::path::Path;

use dateline::knowledge::{Kind, Source};

use super::draft::{Draft, Drafts};
use super::places::is_country;
use super::table::Table;
use super::wordnet::{Synset, WordNet};

/// Adds all bodies.
pub(crate) fn read(drafts: &mut Drafts, own: &Path, wordnet: &WordNet) -> Result<(), Box<dyn Error>> {
    let columns = ["name", "abbreviations", "aliases", "kind", "place", "founded", "until"];
    for row in Table::read(&own.join("organisations.tsv"), &columns)?.rows() {
        let mut draft = Draft::new(Kind::Organisation, row.get("kind"), row.get("name"), Source::Dateline);
        for name in row.list("abbreviations").chain(row.list("aliases")) {
            draft.alias(name);
        }
        draft.seat = Some(row.get("place").to_owned()).filter(|place| !place.is_empty());
        draft.country = drafts.best(row.get("place"), is_country);
        draft.founded = row.number("founded");
        draft.until = row.number("until");
        drafts.add(draft);
    }
    for synset in &wordnet.organisations {
        if !is_known(drafts, synset) {
            drafts.add(body(synset));
        }
    }
    for row in Table::read(&own.join("gathered_bodies.tsv"), &["name", "abbreviations", "kind", "place", "source"])?.rows() {
        if drafts.named(row.get("name")).is_empty() {
            let mut draft = Draft::new(Kind::Organisation, row.get("kind"), row.get("name"), gathered(row.get("source"))?);
            row.list("abbreviations").for_each(|name| draft.alias(name));
            draft.country = drafts.best(row.get("place"), is_country);
            drafts.add(draft);
        }
    }
    Ok(())
}

/// Who says so, in the words of the gathered lists.
pub(crate) fn gathered(source: &str) -> Result<Source, String> {
    match source {
        "factbook" | "almanac" => Ok(Source::Factbook),
        "wikidata" => Ok(Source::Wikidata),
        "indices" | "exchanges" => Ok(Source::Exchanges),
        "swot" => Ok(Source::Swot),
        _ => Err(format!("gathered list: unknown source `{source}`")),
    }
}

/// Whether our own list has a body by one of these names. Abbreviations do not tell: many bodies share one.
fn is_known(drafts: &Drafts, synset: &Synset) -> bool {
    let is_body = |draft: &Draft| draft.kind == Kind::Organisation;
    synset.names.iter().any(|name| (name.contains(' ') || name.len() > 5) && drafts.best(name, is_body).is_some())
}

fn body(synset: &Synset) -> Draft {
    let subkind = synset.kinds.first().map_or("association", |kind| subkind(kind));
    let mut draft = Draft::new(Kind::Organisation, subkind, &synset.names[0], Source::WordNet);
    for name in &synset.names[1..] {
        // Short forms such as `Base` and `Agriculture` are words before they are names.
        let abbreviation = name.chars().count() > 2 && name.chars().all(|c| c.is_uppercase() || ".-".contains(c));
        if name.contains([' ', '-']) || abbreviation {
            draft.alias(name);
        }
    }
    draft.within = synset.part_of.first().cloned();
    draft
}

/// WordNet's many kinds of body, in the words of our own list.
fn subkind(kind: &str) -> &'static str {
    let kind = kind.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    if has(&["terrorist", "guerrilla", "paramilitary", "militia", "secret society", "cartel"]) && !has(&["oil"]) {
        "militant"
    } else if has(&["united nations", "world", "economic and social", "alliance", "customs union", "international"]) {
        "international"
    } else if has(&["party", "political", "opposition"]) {
        "party"
    } else if has(&["university", "college", "school", "academy"]) {
        "university"
    } else if has(&["court", "judiciary"]) {
        "court"
    } else if has(&["bank"]) {
        "bank"
    } else if has(&["parliament", "legislature", "senate", "house", "standing committee"]) {
        "parliament"
    } else if has(&["air force", "military", "corps", "command", "commando", "foreign legion"]) {
        "military"
    } else if has(&["police", "law enforcement"]) {
        "police"
    } else if has(&["intelligence", "agency", "department", "ministry", "board", "coastguard", "secretariat"]) {
        "government"
    } else if has(&["union"]) {
        "union"
    } else if has(&["corporation", "company", "stock exchange"]) {
        "company"
    } else {
        "association"
    }
}
