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
mod variants;
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
    let names = PersonalNames::read(&paths.sources, &paths.own)?;
    let wordnet = wordnet::read(&paths.sources.join("wordnet"), &paths.own)?;
    let mut drafts = places::read(&paths.sources.join("geonames"), &paths.own, &wordnet)?;
    organisations::read(&mut drafts, &paths.own, &wordnet)?;
    people::read(&mut drafts, &paths.sources, &paths.own, &wordnet)?;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use dateline::knowledge::Knowledge;
    use expect_test::expect;

    use super::*;

    fn fixture() -> Paths {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/knowledge/build/fixture");
        Paths {
            dictionaries: folder.join("dict"),
            masc: folder.join("masc.jsonl"),
            own: folder.join("own"),
            out: PathBuf::new(),
            sources: folder,
        }
    }

    fn knowledge() -> Knowledge {
        let built = build(&fixture()).unwrap();
        Knowledge::from_bytes(built.gazetteer.leak(), built.words.leak()).unwrap()
    }

    #[test]
    fn the_same_sources_give_the_same_bytes() {
        let (first, second) = (build(&fixture()).unwrap(), build(&fixture()).unwrap());
        assert!(first.gazetteer == second.gazetteer && first.words == second.words);
    }

    #[test]
    fn every_entry_of_the_fixture() {
        let gazetteer = knowledge().gazetteer;
        let entries: Vec<String> = (0..gazetteer.len() as u32)
            .map(|id| gazetteer.entry(dateline::knowledge::EntryId(id)))
            .map(|entry| {
                let parts = [
                    entry.subkind(),
                    entry.division().unwrap_or("-"),
                    entry.country().unwrap_or("-"),
                    entry.within().unwrap_or("-"),
                    entry.note().unwrap_or("-"),
                ];
                let years = format!("{:?}", (entry.founded(), entry.until()));
                let aliases: Vec<&str> = entry.aliases().collect();
                format!("{} | {} | {} | {years} | {}", entry.name(), parts.join(" | "), aliases.join(", "), entry.source())
            })
            .collect();
        expect![[r#"
            France | country | - | - | - | - | French Republic | (None, None) | Dateline
            United States | country | - | - | - | - | United States of America, US, U.S., USA | (None, None) | Dateline
            China | country | - | - | - | - | People's Republic of China, PRC | (None, None) | Dateline
            Île-de-France | division | - | France | - | - |  | (None, None) | GeoNames
            Texas | state | - | United States | - | - | Lone-Star State, TX, Tex. | (None, None) | GeoNames
            District of Columbia | state | - | United States | - | - |  | (None, None) | GeoNames
            Beijing | division | - | China | - | - |  | (None, None) | GeoNames
            Paris | capital | Île-de-France | France | - | - |  | (None, None) | GeoNames
            Paris | city | Texas | United States | - | - |  | (None, None) | GeoNames
            Washington | capital | District of Columbia | United States | - | - |  | (None, None) | GeoNames
            Beijing | capital | - | China | - | - | Peking | (None, None) | GeoNames
            Mount Pleasant | city | Texas | United States | - | - |  | (None, None) | GeoNames
            Seine | river | - | France | - | - | Seine River | (None, None) | WordNet
            Montmartre | district | - | France | Paris | hill and quarter | the Butte | (None, None) | Dateline
            Agence France-Presse | news agency | - | - | - | - | AFP, French Press Agency | (Some(1944), None) | Dateline
            Federal Communications Commission | government | - | - | - | - | FCC | (None, None) | WordNet
            French Press Union | union | - | France | - | - | FRPU | (None, None) | Wikidata
            Claude Monet | person | - | - | - | painter |  | (Some(1840), Some(1926)) | WordNet
            Calvin Coolidge | person | - | - | - | U.S. Vice President 1921-1923; U.S. President 1923-1929 |  | (Some(1872), None) | congress-legislators
            Bernard Sanders | person | - | - | - | U.S. senator from Vermont, Independent; in Congress since 1991 | Bernie Sanders | (Some(1941), None) | congress-legislators
            Marianne Exemple | person | - | - | - | President of France in 2015 |  | (None, None) | World Factbook"#]].assert_eq(&entries.join("\n"));
    }

    #[test]
    fn a_small_city_that_is_an_ordinary_word_is_left_out() {
        let gazetteer = knowledge().gazetteer;
        assert!(gazetteer.lookup("Best").is_empty());
        assert_eq!(gazetteer.lookup("Mt. Pleasant").len(), 1);
    }

    #[test]
    fn names_and_words_are_ranked() {
        let Knowledge { names, words, .. } = knowledge();
        let leslie = names.first_name("Leslie").unwrap();
        assert_eq!((leslie.female, leslie.rank), (666, 3));
        assert_eq!((names.surname("SMITH"), names.surname("Rare")), (Some(1), None));
        assert_eq!(names.nicknames_of("Bill").collect::<Vec<_>>(), ["William"]);
        assert_eq!(
            ["best", "color", "France", "it's", "the"].map(|word| words.contains(word)),
            [true, true, false, false, false]
        );
        assert_eq!([words.rank("best"), words.rank("colour")], [Some(1), None]);
    }
}
