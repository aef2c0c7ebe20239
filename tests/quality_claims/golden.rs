//! Every claim of the sample corpus against a list made by hand: what is missed, what is claimed without standing there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dateline::article::{self, sidecar};
use dateline::claims::{Stem, Subject, Tenure, Thing, Voice};
use dateline::text::Span;
use expect_test::{ExpectFile, expect_file};

use super::*;

const GOLDEN: &str = include_str!("../quality/seed_claims.txt");

/// A claim of the list.
struct Listed<'a> {
    line: usize,
    optional: bool,
    fields: [&'a str; 5],
}

fn listed(line: &str) -> Listed<'_> {
    let (optional, line) = line.strip_prefix("? ").map_or((false, line), |line| (true, line));
    let mut cells = line.split('|').map(str::trim);
    let number = cells.next().unwrap().parse().unwrap();
    let mut fields = [""; 5];
    for field in &mut fields {
        *field = cells.next().unwrap_or_default();
    }
    Listed { line: number, optional, fields }
}

fn read(file: &str) -> Record {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(file);
    let decoded = article::decode(&std::fs::read(&path).unwrap()).unwrap();
    let stated = std::fs::read_to_string(sidecar::path_for(&path))
        .map_or_else(|_| Stated::default(), |text| Stated::from(&sidecar::parse(&text).unwrap()));
    let format = Format::of_path(&path).unwrap();
    Record::read(Arc::from(path), Arc::from(decoded.text), format, &stated, true, Knowledge::builtin())
}

fn thing(thing: &Thing) -> String {
    thing.modifiers.iter().chain([&thing.head]).map(Stem::to_string).collect::<Vec<_>>().join(" ")
}

fn number(number: &Number) -> String {
    let dozens = number.high.is_some() && number.bound.is_none() && number.value == 24.0;
    let mut text = if dozens { "dozens".to_owned() } else { number.value.to_string() };
    text.extend(number.unit.iter().map(|unit| format!(" {unit}")));
    text.extend(number.bound.iter().map(|bound| format!(" {bound:?}").to_lowercase()));
    text
}

/// The fields of a claim as the list has them.
fn fields(record: &Record, claim: &Claim) -> [String; 5] {
    let words = |span: Span| span.of(&record.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let name = |entity: EntityId| record.reading.entity(entity).name.clone();
    let subject = match &claim.subject {
        Subject::Post { office, of } => format!("{office:?} {of}").to_lowercase(),
        _ if matches!(claim.attribute, Attribute::EventDate | Attribute::EventPlace) => {
            claim.verb.map_or_else(String::new, words).to_lowercase()
        }
        Subject::Entity(entity) => name(*entity),
        Subject::Thing(of) => thing(of),
        Subject::Event => "event".to_owned(),
        Subject::Abbreviation { letters, .. } => letters.clone(),
        Subject::Unknown => "?".to_owned(),
    };
    let value = match &claim.value {
        Value::Text(text) if claim.attribute == Attribute::Quotation => {
            let words = text.split(' ').map(|word| word.trim_end_matches(['.', ',']));
            words.take(4).collect::<Vec<_>>().join(" ")
        }
        Value::Text(text) => text.clone(),
        Value::Office { text, tenure } => {
            format!("{text}{}", tenure.map_or_else(String::new, |tenure: Tenure| format!(" {tenure:?}").to_lowercase()))
        }
        Value::Number(of) => number(of),
        Value::Date(date) => date.to_string(),
        Value::Entity(entity) | Value::Holder { person: entity, .. } | Value::Site { place: entity, .. } => name(*entity),
        Value::Place { name, .. } => name.clone(),
        Value::Kin { relative, of } => format!("{relative:?} {}", of.map_or_else(String::new, name)).to_lowercase(),
    };
    let attribute = serde_json::to_string(&claim.attribute).unwrap().trim_matches('"').to_owned();
    let source = match &claim.voice {
        Voice::Writer => String::new(),
        Voice::Named(entity) => name(*entity),
        Voice::Unnamed(Some(head)) => format!("({head})"),
        Voice::Unnamed(None) => "?".to_owned(),
    };
    [attribute, subject, value, claim.when.map_or_else(String::new, |when| when.to_string()), source]
}

fn fits(listed: &Listed<'_>, fields: &[String; 5]) -> bool {
    let one_of = |listed: &str, field: &str| listed.split('/').any(|listed| listed == field);
    let [attribute, subject, value, when, source] = listed.fields;
    let subjects = if attribute.starts_with("event-") { one_of(subject, &fields[1]) } else { subject == fields[1] };
    let quotation = attribute == "quotation" && fields[2].starts_with(value);
    attribute == fields[0] && subjects && (quotation || value == fields[2]) && when == fields[3] && one_of(source, &fields[4])
}

#[derive(Default)]
struct Tally {
    right: usize,
    missed: usize,
    wrong: usize,
}

#[test]
fn the_sample_corpus_claims_what_a_reader_lists() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut differences = String::new();
    for section in GOLDEN.split("\n@ ").skip(1) {
        let (file, lines) = section.split_once('\n').unwrap();
        let record = read(file);
        let source = &record.article.source;
        let block_at = |line: usize| {
            let start = record.lines.start_of(line - 1);
            let here = Span::new(start, start + record.lines.line_text(source, line - 1).len());
            record.article.blocks.iter().position(|block| block.span.overlaps(here))
        };
        let block_of = |offset: usize| record.article.blocks.iter().position(|block| block.span.contains(offset));
        let mut claims: Vec<Option<([String; 5], &Claim)>> =
            record.claims.iter().map(|claim| Some((fields(&record, claim), claim))).collect();
        for listed in lines.lines().filter(|line| !line.is_empty()).map(listed) {
            let block = block_at(listed.line);
            let found = claims.iter_mut().find(|claim| {
                claim.as_ref().is_some_and(|(fields, claim)| fits(&listed, fields) && block_of(claim.span.start()) == block)
            });
            let tally = tallies.entry(listed.fields[0].to_owned()).or_default();
            match found {
                Some(claim) => {
                    *claim = None;
                    tally.right += usize::from(!listed.optional);
                }
                None if listed.optional => {}
                None => {
                    tally.missed += 1;
                    writeln!(differences, "missed {file}:{}: {}", listed.line, listed.fields.join(" | ")).unwrap();
                }
            }
        }
        for (fields, claim) in claims.into_iter().flatten() {
            tallies.entry(fields[0].clone()).or_default().wrong += 1;
            let line = record.lines.line(claim.span.start()) + 1;
            writeln!(differences, "wrong  {file}:{line}: {}", fields.join(" | ")).unwrap();
        }
    }
    let mut all = Tally::default();
    for (attribute, tally) in &tallies {
        println!("claims of seeds, {attribute}: {} right, {} missed, {} wrong", tally.right, tally.missed, tally.wrong);
        all.right += tally.right;
        all.missed += tally.missed;
        all.wrong += tally.wrong;
    }
    let share = |part: usize, rest: usize| part as f64 / (part + rest) as f64;
    let (recall, precision) = (share(all.right, all.missed), share(all.right, all.wrong));
    println!("claims of seeds: recall {recall:.3}, precision {precision:.3} of {} listed", all.right + all.missed);
    let expected: ExpectFile = expect_file!["../quality/seed_claims_differences.txt"];
    expected.assert_eq(&differences);
    assert!(recall >= 0.9 && precision >= 0.95, "recall {recall:.3}, precision {precision:.3}");
}
