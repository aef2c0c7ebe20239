//! Bodies: our own list first, and from WordNet those that it lacks.

use std::error::Error;
use std::path::Path;

use dateline::knowledge::{Kind, Source};

use super::draft::{Draft, Drafts};
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
        draft.founded = row.number("founded");
        draft.until = row.number("until");
        drafts.add(draft);
    }
    for synset in &wordnet.organisations {
        if !is_known(drafts, synset) {
            drafts.add(body(synset));
        }
    }
    Ok(())
}

/// Whether our own list has a body by one of these names. Abbreviations do not tell: many bodies share one.
fn is_known(drafts: &Drafts, synset: &Synset) -> bool {
    let is_body = |draft: &Draft| draft.kind == Kind::Organisation;
    synset.names.iter().any(|name| (name.contains(' ') || name.len() > 5) && drafts.best(name, is_body).is_some())
}

fn body(synset: &Synset) -> Draft {
    let kind = synset.kinds.first().map_or("organization", String::as_str);
    let mut draft = Draft::new(Kind::Organisation, &kind.to_lowercase(), &synset.names[0], Source::WordNet);
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
