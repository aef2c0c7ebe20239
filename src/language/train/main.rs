//! Trains the reader of names; see `run` for the whole of it and `docs/model.md` for what came out.

#![allow(clippy::print_stdout, reason = "a program for the terminal")]

mod corpus;
mod examples;
mod measure;
mod network;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::knowledge::Knowledge;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["tokens", from, to] => tokens(Path::new(from), Path::new(to)),
        ["experiment", data, ref rest @ ..] => experiment(Path::new(data), rest),
        _ => Err("usage: train-reader tokens FROM TO".into()),
    }
}

/// Writes the tokens of a file's documents for the teacher: `# doc ID`, then a line `token TAB spaced TAB tag` each, an empty line after
/// each sentence.
fn tokens(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let knowledge = Knowledge::builtin();
    let mut out = String::new();
    let (mut documents, mut count) = (0, 0);
    for document in corpus::documents(from)? {
        let document = document.read(knowledge);
        writeln!(out, "# doc {}", document.id)?;
        documents += 1;
        for sentence in &document.sentences {
            for at in sentence.tokens.clone() {
                let token = document.tokens[at];
                let word = token.span.of(&document.article.text);
                writeln!(out, "{word}\t{}\t{}", u8::from(token.spaced), corpus::tag_name(document.tags[at]))?;
                count += 1;
            }
            out.push('\n');
        }
    }
    fs::write(to, out)?;
    println!("{}: {documents} documents, {count} tokens", from.display());
    Ok(())
}

fn experiment(shared: &Path, flags: &[&str]) -> Result<(), Box<dyn Error>> {
    use std::time::Instant;
    let flag = |name: &str, default: f32| {
        flags.iter().position(|flag| *flag == name).and_then(|at| flags.get(at + 1)?.parse().ok()).unwrap_or(default)
    };
    let teacher = Path::new("/tmp/teacher");
    let knowledge = Knowledge::builtin();
    let started = Instant::now();
    let classes = examples::word_classes(&teacher.join("classes.tsv"))?;
    let ner = shared.join("ner");
    let gold = [
        ("uner_ewt/train.bio", "ewt_train", flag("--ewt", 1.0)),
        ("gum_open/train.bio", "gum_train", flag("--gum", 1.0)),
        ("btc/train.bio", "btc_train", flag("--btc", 0.7)),
        ("wnut17/train.bio", "wnut_train", flag("--wnut", 0.5)),
        ("re3d/open_docs.bio", "re3d", flag("--re3d", 0.3)),
    ];
    let share = flag("--share", 0.0);
    let mut training = Vec::new();
    for (path, soft, weight) in gold {
        if weight > 0.0 {
            let soft = teacher.join("soft").join(format!("{soft}.soft.tsv"));
            let soft = (share > 0.0).then_some((soft.as_path(), share));
            training.push((examples::read(&ner.join(path), soft, usize::MAX, knowledge, &classes)?, weight));
        }
    }
    let open = flag("--open", 0.0);
    if open > 0.0 {
        let mut files = vec![
            (shared.join("text/masc.jsonl"), "masc".to_owned()),
            (shared.join("text/wikinews.jsonl"), "wikinews".to_owned()),
            (teacher.join("geo115.jsonl"), "geovirus".to_owned()),
        ];
        for name in ["events", "summaries", "wikipedia", "addresses", "factbook", "almanac"] {
            files.push((teacher.join(format!("open/{name}.jsonl")), format!("open_{name}")));
        }
        for (path, name) in files {
            let soft = teacher.join("soft").join(format!("{name}.soft.tsv"));
            if soft.exists() {
                training.push((examples::read(&path, Some((&soft, 1.0)), usize::MAX, knowledge, &classes)?, open));
            }
        }
    }
    let mut development = Vec::new();
    for (name, path) in [
        ("ewt", "uner_ewt/dev.bio"),
        ("btc_news", "btc/dev_news.bio"),
        ("gum", "gum_open/dev.bio"),
        ("wikigold", "wikigold/test.bio"),
    ] {
        let soft = teacher.join("soft").join(match name {
            "ewt" => "ewt_dev.soft.tsv",
            "gum" => "gum_dev.soft.tsv",
            "wikigold" => "wikigold.soft.tsv",
            _ => "btc_news.soft.tsv",
        });
        development.push((name, examples::read(&ner.join(path), Some((&soft, 1.0)), usize::MAX, knowledge, &classes)?));
    }
    for (name, examples) in &development {
        let (mut names, mut reachable) = (0, 0);
        for example in examples {
            let candidates: std::collections::BTreeSet<usize> = example.tokens.iter().map(|at| *at as usize).collect();
            for (start, end, _) in measure::gold_names(&example.gold) {
                names += 1;
                reachable += usize::from((start..end).all(|at| candidates.contains(&at)));
            }
        }
        println!("{name}: {reachable} of {names} names can be found");
    }
    let options = network::Options {
        epochs: flag("--epochs", 8.0) as usize,
        rate: flag("--rate", 0.05),
        dropout: flag("--dropout", 0.2),
        class_dropout: flag("--class-dropout", 0.2),
        rows: flag("--rows", 150_000.0) as usize,
        seed: flag("--seed", 1.0) as u64,
    };
    let co = flag("--co", 0.0);
    if co > 0.0 {
        let first = network::Options { epochs: 4, rate: 0.01, dropout: 0.5, class_dropout: 0.2, rows: 400_000, seed: 1 };
        let count = flag("--firsts", 2.0) as u64;
        let mut firsts = Vec::new();
        for seed in 1..=count {
            let sets: Vec<network::Set<'_>> =
                training[..5].iter().map(|(examples, weight)| network::Set { examples, weight: *weight }).collect();
            firsts.push(network::Network::train(&sets, &network::Options { seed, ..first }, |_, _, _| {}));
        }
        println!("first networks {:.0?}", started.elapsed());
        for (examples, _) in &mut training[5..] {
            for example in examples.iter_mut() {
                example.targets.iter_mut().for_each(|target| target.iter_mut().for_each(|value| *value *= 1.0 - co));
                for network in &firsts {
                    let scores = network.log_probabilities(example);
                    for (target, scores) in example.targets.iter_mut().zip(&scores) {
                        for tag in 0..dateline::language::training::TAGS {
                            target[tag] += scores[tag].exp() * co / count as f32;
                        }
                    }
                }
            }
        }
    }
    let sets: Vec<network::Set<'_>> =
        training.iter().map(|(examples, weight)| network::Set { examples, weight: *weight }).collect();
    let count: usize = training.iter().map(|(examples, _)| examples.iter().map(|e| e.tokens.len()).sum::<usize>()).sum();
    println!("{count} candidates, read in {:.0?}", started.elapsed());
    let network = network::Network::train(&sets, &options, |epoch, network, loss| {
        let mut line = format!("{epoch} {:.0?} rows {} loss {loss:.4}", started.elapsed(), network.rows.len());
        let late = epoch == options.epochs;
        for (name_of, examples) in &development {
            let name = name_of;
            let mut late_counts = [measure::Counts::default(); 5];
            for example in examples {
                let scores = network.log_probabilities(example);
                let gold = measure::gold_names(&example.gold);
                for (at, counts) in late_counts.iter_mut().enumerate() {
                    if at == 0 || late {
                        let mut scores = scores.clone();
                        let (outside, body) = [(0.2, 0.4), (0.2, 0.6), (0.2, 0.8), (0.4, 0.6), (0.3, 1.0)][at];
                        for scores in &mut scores {
                            scores[0] -= outside;
                            scores[3] += body;
                            scores[4] += body;
                        }
                        measure::smooth(example, &mut scores, 0.3);
                        let tags = measure::decode(example, &scores);
                        let found = measure::names(example.tokens.iter().map(|at| *at as usize).zip(tags));
                        counts.add(&gold, &found);
                        if at == 0 && late && flag("--show", 0.0) > 0.0 {
                            for name in gold.symmetric_difference(&found) {
                                let what = if found.contains(name) { "extra" } else { "missed" };
                                let kind = ["PER", "ORG", "LOC"][name.2];
                                let words = |range: std::ops::Range<usize>| example.text[range].join(" ");
                                let context = words(name.0.saturating_sub(6)..name.0);
                                let after = words(name.1..(name.1 + 5).min(example.text.len()));
                                println!(
                                    "SHOW {name_of_set}\t{what}\t{kind}\t{context} [[{}]] {after}",
                                    words(name.0..name.1),
                                    name_of_set = name_of
                                );
                            }
                        }
                    }
                }
            }
            let counts = late_counts[0];
            if late {
                write!(line, "\n   {name} {}  smooth", counts.line()).ok();
                for counts in &late_counts[1..] {
                    write!(line, "\n       {}", counts.line()).ok();
                }
            } else {
                write!(line, "  {name} {:.1}", counts.f1()).ok();
            }
        }
        println!("{line}");
    });
    if let Some(at) = flags.iter().position(|flag| *flag == "--out") {
        let model = network.write(&classes);
        println!("{} bytes", model.len());
        fs::write(flags[at + 1], model)?;
    }
    Ok(())
}
