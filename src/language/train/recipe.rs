//! What the shipped model is trained on, in which order and how: everything that was chosen stands here.
//!
//! The gold is little. So two first networks are trained on it alone; open text gets the mean of what they and the teacher say of it,
//! which is better than what either says (their errors differ); and the network that ships learns from both. `docs/model.md` has the
//! figures.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use dateline::language::training::{Network, TAGS, WordClasses};

use super::examples::{self, Example};
use super::measure;
use super::network::{Learner, Options, Set};

/// Annotated sets below `SHARED_DATA/ner` and how much a candidate of each counts: gold web text first; tweets, which news resembles less,
/// and silver less.
const GOLD: [(&str, f32); 5] = [
    ("uner_ewt/train.bio", 1.0),
    ("gum_open/train.bio", 1.0),
    ("btc/train.bio", 0.7),
    ("wnut17/train.bio", 0.5),
    ("re3d/open_docs.bio", 0.3),
];

/// Open texts of `SHARED_DATA`: the name of the teacher's file, the path, and at most how many articles.
const SHARED_TEXTS: [(&str, &str, usize); 3] = [
    ("masc", "text/masc.jsonl", usize::MAX),
    ("wikinews", "text/wikinews.jsonl", usize::MAX),
    // The rest is kept to count false alarms in.
    ("geovirus", "news/geovirus.jsonl", 115),
];

/// Open texts of `WORK/open`, those of `open_text.py` that read most like news.
const OPEN_TEXTS: [&str; 3] = ["events", "summaries", "wikipedia"];

/// How much a candidate of open text counts.
const OPEN_WEIGHT: f32 = 1.0;

/// How much the first networks count beside the teacher.
const FIRST_SHARE: f32 = 0.5;

/// The first networks differ by their seeds alone.
const FIRST_SEEDS: [u64; 2] = [1, 2];

/// Much dropout, since the gold is little; many features, since these networks do not ship.
const FIRST: Options = Options { epochs: 4, rate: 0.01, dropout: 0.5, class_dropout: 0.2, rows: 400_000, seed: 1 };

/// As much dropout, twice as long: of what was tried the best on every development set, by little. So many rows that the model stays below
/// eight megabytes; more gave nothing.
const SECOND: Options = Options { epochs: 10, rate: 0.02, dropout: 0.5, class_dropout: 0.3, rows: 145_000, seed: 1 };

/// Sets below `SHARED_DATA/ner` that are never trained on.
const DEVELOPMENT: [(&str, &str); 5] = [
    ("EWT dev", "uner_ewt/dev.bio"),
    ("GUM dev", "gum_open/dev.bio"),
    ("BTC news", "btc/dev_news.bio"),
    ("WNUT dev", "wnut17/dev.bio"),
    ("Wikigold", "wikigold/test.bio"),
];

/// A development set and its name.
pub(crate) type Named = (&'static str, Vec<Example>);

/// The development sets by name.
///
/// # Errors
/// If one cannot be read.
pub(crate) fn development(shared: &Path, classes: &WordClasses) -> Result<Vec<Named>, Box<dyn Error>> {
    let read = |path: &str| examples::read(&shared.join("ner").join(path), None, usize::MAX, classes);
    DEVELOPMENT.iter().map(|(name, path)| Ok((*name, read(path)?))).collect()
}

/// Trains the model and writes it, with a table of F1 after each epoch.
///
/// # Errors
/// If a set cannot be read or the model cannot be written.
pub(crate) fn train(shared: &Path, work: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let classes = examples::word_classes(&work.join("classes.tsv"))?;
    let mut sets = Vec::new();
    for (path, weight) in GOLD {
        sets.push(Set { examples: examples::read(&shared.join("ner").join(path), None, usize::MAX, &classes)?, weight });
    }
    let firsts = FIRST_SEEDS.map(|seed| Learner::train(&sets, &classes, &Options { seed, ..FIRST }, |_, _, _| {}));
    println!("{:.0?}: the first networks are trained", started.elapsed());

    let shared_texts = SHARED_TEXTS.map(|(name, path, limit)| (name.to_owned(), shared.join(path), limit));
    let open_texts = OPEN_TEXTS.map(|name| (format!("open_{name}"), work.join(format!("open/{name}.jsonl")), usize::MAX));
    for (name, path, limit) in shared_texts.into_iter().chain(open_texts) {
        let taught = work.join(format!("soft/{name}.soft.tsv"));
        let mut examples = examples::read(&path, Some(&taught), limit, &classes)?;
        examples.iter_mut().for_each(|example| mix(example, &firsts));
        sets.push(Set { examples, weight: OPEN_WEIGHT });
    }
    let development = development(shared, &classes)?;
    let candidates: usize = sets.iter().flat_map(|set| &set.examples).map(|example| example.targets.len()).sum();
    println!("{:.0?}: {candidates} candidates to learn from", started.elapsed());

    let network = Learner::train(&sets, &classes, &SECOND, |epoch, network, loss| {
        println!("{:.0?}: epoch {epoch}, loss {loss:.4}, {} features", started.elapsed(), network.features());
        if let Ok(network) = Network::open(network.write(&classes).leak()) {
            print!("{}", measure::table(&network, &development));
        }
    });
    let model = network.write(&classes);
    fs::write(out, &model).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("{:.0?}: {}, {} bytes", started.elapsed(), out.display(), model.len());
    Ok(())
}

/// Puts the mean of the first networks beside what the teacher says.
fn mix(example: &mut Example, firsts: &[Learner]) {
    example.targets.iter_mut().flatten().for_each(|value| *value *= 1.0 - FIRST_SHARE);
    for network in firsts {
        let probabilities = network.probabilities(&example.candidates);
        for (target, probabilities) in example.targets.iter_mut().zip(&probabilities) {
            for tag in 0..TAGS {
                target[tag] += probabilities[tag] * FIRST_SHARE / firsts.len() as f32;
            }
        }
    }
}
