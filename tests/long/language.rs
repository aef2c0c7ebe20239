//! Hostile text for the whole language layer: whatever the words, it reads without panic, and all that it gives lies inside the text, on
//! character boundaries. As `times.rs`, a bounded number of rounds; with `DATELINE_LONG=600` it goes on for so many seconds.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::article::{Format, Stated};
use dateline::corpus::Record;
use dateline::knowledge::Knowledge;
use dateline::text::Span;

use super::long_times::{Random, mutated, paragraphs};

const ROUNDS: usize = 300;

/// Marks, amounts, names and verbs of saying, and what is no word.
const PIECES: [&str; 56] = [
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "``",
    "said",
    "Roe said",
    "according to",
    "that",
    "he added",
    ", who said",
    "told",
    "[sic]",
    "(cq)",
    "Mr",
    "Mrs.",
    "al-",
    "de",
    "van der",
    "Roe",
    "Jane Roe",
    "O’Hara",
    "U.S.-China",
    "Watch/Asia",
    "GATT",
    "Ltd.",
    "University of",
    "and",
    "'s",
    "spokesman for",
    "the foreign minister",
    "$",
    "US$",
    "1.2",
    "million",
    "3,600",
    "%",
    "-",
    "–",
    "to",
    "feet",
    "(",
    ")",
    "½",
    "two-thirds",
    "aged 45,",
    "é",
    "\u{301}",
    "漢",
    "\u{feff}",
    "\r\n",
    "\u{a0}",
];

#[test]
fn no_text_is_too_hostile_for_the_reader() {
    let paragraphs = paragraphs();
    let long = std::env::var("DATELINE_LONG").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let started = Instant::now();
    let mut random = Random(11);
    let mut rounds = 0;
    while long.map_or(rounds < ROUNDS, |long| started.elapsed() < long) {
        let text = mutated(&paragraphs, &PIECES, &mut random);
        let format = if rounds % 2 == 0 { Format::Text } else { Format::Markdown };
        let path = Arc::from(Path::new("hostile.txt"));
        let record = Record::read(path, Arc::from(text.as_str()), format, &Stated::default(), true, Knowledge::builtin());
        let source = &record.article.source;
        let reading = &record.reading;
        let whole = |span: Span| assert!(source.get(span.start()..span.end()).is_some(), "{span:?} of {text:?}");
        reading
            .mentions
            .iter()
            .flat_map(|mention| [Some(mention.span), mention.name, mention.honorific])
            .flatten()
            .for_each(whole);
        reading.entities.iter().flat_map(|entity| &entity.titles).flat_map(|title| [title.span, title.statement]).for_each(whole);
        reading.times.iter().map(|time| time.span).for_each(whole);
        let quantities = reading.quantities.iter();
        quantities
            .flat_map(|found| [Some(found.span), Some(found.number), found.head, found.whole, found.per])
            .flatten()
            .for_each(whole);
        for quotation in &reading.quotations {
            whole(quotation.span);
            quotation.cue.iter().for_each(|cue| whole(cue.span));
            quotation.source.iter().for_each(|source| [source.span, source.head].into_iter().for_each(whole));
        }
        record.claims.iter().map(|claim| claim.span).for_each(whole);
        rounds += 1;
    }
    println!("{rounds} rounds in {:.1?}", started.elapsed());
}
