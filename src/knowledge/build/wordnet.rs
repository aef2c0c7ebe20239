//! Instances and bodies of WordNet 3.1, sorted into what a gazetteer wants and what it does not.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use super::draft::tidy;
use super::table::Table;

/// One synset.
#[derive(Clone, Debug)]
pub(crate) struct Synset {
    /// In WordNet's order, the commonest first.
    pub(crate) names: Vec<String>,
    /// What it is an instance of, or the kind of body.
    pub(crate) kinds: Vec<String>,
    pub(crate) part_of: Vec<String>,
    pub(crate) gloss: String,
}

/// What is taken from WordNet.
pub(crate) struct WordNet {
    pub(crate) places: Vec<Synset>,
    pub(crate) landmarks: Vec<Synset>,
    pub(crate) organisations: Vec<Synset>,
    pub(crate) people: Vec<Synset>,
}

/// Things in the sky and the earth that no dateline names.
const NOT_PLACES: &[&str] = &[
    "constellation",
    "star",
    "binary star",
    "sign of the zodiac",
    "planet",
    "superior planet",
    "inferior planet",
    "outer planet",
    "terrestrial planet",
    "Jovian planet",
    "satellite",
    "Galilean satellite",
    "asteroid",
    "giant star",
    "supergiant",
    "galaxy",
    "spiral galaxy",
    "soil horizon",
    "lunar crater",
    "minor planet",
    "multiple star",
    "variable star",
    "supernova",
    "flare star",
    "asterism",
    "lodestar",
    "bunch",
    "zone",
    "meridian",
    "prime meridian",
    "Temperate Zone",
    "Frigid Zone",
    "climatic zone",
    "polar circle",
    "tropic",
    "hemisphere",
    "boundary line",
    "boundary",
    "state line",
    "pole",
    "boulder",
    "group",
    "moon",
    "narrow",
    "trade route",
    "territorial waters",
    "geological formation",
    "part",
    "fault",
    "Washington",
    "Australia",
    "Syria",
];

/// Buildings and works that news names as places.
const LANDMARKS: &[&str] = &[
    "suspension bridge",
    "cantilever bridge",
    "steel arch bridge",
    "temple",
    "skyscraper",
    "palace",
    "memorial",
    "concentration camp",
    "tower",
    "government building",
    "fortress",
    "bastion",
    "dam",
    "statue",
    "canal",
    "ship canal",
    "residence",
    "museum",
    "mausoleum",
    "prison",
    "obelisk",
    "library",
    "garden",
    "formal garden",
    "cathedral",
    "building",
    "navy yard",
    "reservoir",
    "seaway",
    "railroad tunnel",
    "pipeline",
];

/// Works that are bodies.
const ARTIFACT_BODIES: &[&str] = &["university", "college", "stock exchange"];

/// Kinds of group that act: the last word of a kind, or the kind.
const BODIES: &[&str] = &[
    "agency",
    "party",
    "department",
    "organization",
    "commission",
    "association",
    "court",
    "central bank",
    "alliance",
    "corporation",
    "parliament",
    "military unit",
    "federation",
    "air force",
    "team",
    "service club",
    "secretariat",
    "legislature",
    "league",
    "council",
    "guerrilla force",
    "ministry",
    "industrial union",
    "drug cartel",
    "corps",
    "committee",
    "commando",
    "command",
    "senate",
    "house",
    "academy",
    "naval academy",
    "military academy",
    "air force academy",
    "university",
    "union",
    "board",
    "church",
    "world council",
    "secret police",
    "political movement",
    "police",
    "paramilitary",
    "militia",
    "coastguard",
    "military intelligence",
    "executive agency",
    "public school",
    "secret society",
    "rock group",
    "oil cartel",
    "customs union",
    "criminal court",
    "federal court",
    "military service",
    "independent agency",
    "special interest",
    "standing committee",
    "opposition",
    "labor party",
    "high command",
    "foreign legion",
];

/// Names of the world's stories rather than of its people.
const NOT_PEOPLE: &[&str] = &[
    "deity",
    "mythical being",
    "fictional character",
    "saint",
    "patron saint",
    "angel",
    "archangel",
    "god",
    "goddess",
    "sea god",
    "character",
    "Titan",
    "Titaness",
    "nymph",
    "giant",
    "giantess",
    "prophet",
    "gorgon",
    "centaur",
    "apostle",
    "imaginary being",
    "mythical monster",
    "snake god",
    "sun god",
    "Evangelist",
    "Apostle",
    "spirit",
    "being",
];

/// Reads WordNet's two tables, without what `wordnet_omitted.tsv` names, and with its errors in names put right.
pub(crate) fn read(folder: &Path, own: &Path) -> Result<WordNet, Box<dyn Error>> {
    let corrections = corrections(&own.join("wordnet_corrections.tsv"))?;
    let mut wordnet = WordNet { places: Vec::new(), landmarks: Vec::new(), organisations: Vec::new(), people: Vec::new() };
    let mut seen = BTreeSet::new();
    for row in
        Table::read(&folder.join("instances.tsv"), &["synset", "lexfile", "names", "instance_of", "part_of", "gloss"])?.rows()
    {
        let synset = Synset {
            names: names(row.list("names"), &corrections),
            kinds: row.list("instance_of").map(str::to_owned).collect(),
            part_of: row.list("part_of").map(str::to_owned).collect(),
            gloss: row.get("gloss").to_owned(),
        };
        let is_any = |list: &[&str]| synset.kinds.iter().any(|kind| list.contains(&kind.as_str()));
        if synset.names.is_empty() {
            continue;
        }
        match row.get("lexfile") {
            "location" | "object" if !is_any(NOT_PLACES) => wordnet.places.push(synset),
            "artifact" if is_any(ARTIFACT_BODIES) => wordnet.organisations.push(synset),
            "artifact" if is_any(LANDMARKS) => wordnet.landmarks.push(synset),
            "person" if !synset.kinds.iter().any(|kind| NOT_PEOPLE.iter().any(|other| kind.ends_with(other))) => {
                wordnet.people.push(synset);
            }
            "group" if synset.kinds.iter().any(|kind| is_body(kind)) => {
                seen.insert(row.get("synset").to_owned());
                wordnet.organisations.push(synset);
            }
            _ => {}
        }
    }
    for row in Table::read(&folder.join("groups_capitalised.tsv"), &["synset", "names", "kind", "gloss"])?.rows() {
        // A class of bodies, such as `terrorist organization|FTO`, is none.
        if row.get("names").starts_with(char::is_lowercase) && !row.get("names").starts_with("al-") {
            continue;
        }
        let names = names(row.list("names"), &corrections);
        let kinds: Vec<String> = row.list("kind").map(str::to_owned).collect();
        if names.is_empty() || !kinds.iter().any(|kind| is_body(kind)) || !seen.insert(row.get("synset").to_owned()) {
            continue;
        }
        wordnet.organisations.push(Synset { names, kinds, part_of: Vec::new(), gloss: row.get("gloss").to_owned() });
    }
    Ok(wordnet)
}

fn is_body(kind: &str) -> bool {
    kind != "ecumenical council"
        && BODIES.iter().any(|body| kind.strip_suffix(body).is_some_and(|before| before.is_empty() || before.ends_with(' ')))
}

/// Names that begin with a capital and say no more than a name: not `capital of France`, not `French capital`.
fn names<'n>(names: impl Iterator<Item = &'n str>, corrections: &BTreeMap<String, String>) -> Vec<String> {
    let tidied = names.map(tidy).map(|name| corrections.get(&name).cloned().unwrap_or(name));
    let proper = tidied
        .filter(|name| name.chars().next().is_some_and(|first| first.is_uppercase() || name.starts_with("al-") || first == '\''));
    proper.filter(|name| !name.ends_with(" capital") && !name.to_lowercase().starts_with("capital of ")).collect()
}

/// Wrong name to right name; an empty right name leaves the name out.
fn corrections(path: &Path) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let table = Table::read(path, &["wrong", "right"])?;
    Ok(table.rows().map(|row| (row.get("wrong").to_owned(), row.get("right").to_owned())).collect())
}
