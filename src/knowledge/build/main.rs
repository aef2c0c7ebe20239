//! Makes `src/knowledge/gazetteer.bin` and `src/knowledge/words.bin`.
//!
//! `cargo run --release --example build-gazetteer -- SOURCES [--dict DIR] [--masc FILE] [--own DIR] [--out DIR]`
//!
//! `SOURCES` holds the folders `geonames`, `wordnet`, `us_politicians`, `us_census_names` and `nicknames`; `--dict` is where
//! SCOWL's word lists lie (default `/usr/share/dict`), `--masc` a file of tokenised sentences to count words in (default
//! `SOURCES/../text/masc.jsonl`), `--own` our own lists (default `src/knowledge/data`). The same input gives the same bytes: nothing here
//! iterates a hash map, and no time or path goes into the files.

#![allow(clippy::print_stdout, reason = "a program for the terminal")]

mod draft;
mod encode;
mod organisations;
mod people;
mod personal_names;
mod places;
mod table;
mod word_list;
mod wordnet;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use personal_names::PersonalNames;
use word_list::WordList;

/// Where everything is read and written.
struct Paths {
    sources: PathBuf,
    dictionaries: PathBuf,
    masc: PathBuf,
    own: PathBuf,
    out: PathBuf,
}

impl Paths {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let usage = "usage: build-gazetteer SOURCES [--dict DIR] [--masc FILE] [--own DIR] [--out DIR]";
        let sources = PathBuf::from(arguments.next().ok_or(usage)?);
        let mut paths = Self {
            dictionaries: PathBuf::from("/usr/share/dict"),
            masc: sources.join("../text/masc.jsonl"),
            own: PathBuf::from("src/knowledge/data"),
            out: PathBuf::from("src/knowledge"),
            sources,
        };
        while let Some(flag) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{flag} needs a value\n{usage}"))?;
            let path = match flag.as_str() {
                "--dict" => &mut paths.dictionaries,
                "--masc" => &mut paths.masc,
                "--own" => &mut paths.own,
                "--out" => &mut paths.out,
                _ => return Err(format!("unknown option {flag}\n{usage}")),
            };
            *path = PathBuf::from(value);
        }
        Ok(paths)
    }
}

/// Both files, made.
struct Built {
    gazetteer: Vec<u8>,
    words: Vec<u8>,
    report: String,
}

fn build(paths: &Paths) -> Result<Built, Box<dyn Error>> {
    let words = WordList::read(&paths.dictionaries, &paths.masc)?;
    let names = PersonalNames::read(&paths.sources)?;
    let wordnet = wordnet::read(&paths.sources.join("wordnet"), &paths.own)?;
    let mut drafts = places::read(&paths.sources.join("geonames"), &paths.own, &wordnet)?;
    organisations::read(&mut drafts, &paths.own, &wordnet)?;
    people::read(&mut drafts, &paths.sources.join("us_politicians"), &paths.own, &wordnet)?;
    let gazetteer = encode::gazetteer(&drafts, &names, &words)?;
    Ok(Built { report: drafts.report(), gazetteer, words: words.encode()? })
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths = Paths::from_arguments(std::env::args().skip(1))?;
    let built = build(&paths)?;
    write(&paths.out.join("gazetteer.bin"), &built.gazetteer)?;
    write(&paths.out.join("words.bin"), &built.words)?;
    println!("{}", built.report);
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}
