//! Trains the reader of names; `run` beside this file does the whole of it, and `docs/model.md` says what came out.
//!
//! ```text
//! train-reader tokens FROM TO               the tokens of a file's documents, for the teacher
//! train-reader train SHARED_DATA WORK OUT   the model, from gold sets and from open text that the teacher labelled
//! train-reader measure SHARED_DATA WORK MODEL   F1 of a written model on the development sets
//! ```
//!
//! `SHARED_DATA` holds the annotated sets and the open texts that the project is developed with; `WORK` what `run` made before: `classes.tsv`,
//! `open/` and `soft/`. The same files give the same bytes: nothing here iterates a hash map in an order that counts, and all chance
//! comes from seeds.

#![allow(clippy::print_stdout, reason = "a program for the terminal")]

mod corpus;
mod examples;
mod learn;
mod measure;
mod network;
mod recipe;
mod taught;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::knowledge::Knowledge;
use dateline::language::training::Network;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["tokens", from, to] => tokens(Path::new(from), Path::new(to)),
        ["train", shared, work, out] => recipe::train(Path::new(shared), Path::new(work), Path::new(out)),
        ["measure", shared, work, model] => measure(Path::new(shared), Path::new(work), Path::new(model)),
        _ => Err("usage: train-reader tokens FROM TO\n       train-reader train SHARED_DATA WORK OUT\n       \
                  train-reader measure SHARED_DATA WORK MODEL"
            .into()),
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
    fs::write(to, out).map_err(|error| format!("{}: {error}", to.display()))?;
    println!("{}: {documents} documents, {count} tokens", from.display());
    Ok(())
}

/// Prints how well a model file reads the development sets: the bytes that ship, scored and decoded by the code that ships.
fn measure(shared: &Path, work: &Path, model: &Path) -> Result<(), Box<dyn Error>> {
    let classes = examples::word_classes(&work.join("classes.tsv"))?;
    let sets = recipe::development(shared, &classes)?;
    let bytes = fs::read(model).map_err(|error| format!("{}: {error}", model.display()))?;
    print!("{}", measure::table(&Network::open(bytes.leak())?, &sets));
    Ok(())
}
