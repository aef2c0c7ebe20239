//! One known error a draft, put into clean news by a program; and beside each kind, insertions that are right and must not be flagged.
//!
//! Each kind is planted in several ways, some of which change what stands in the article and some of which put sentences in. An error is
//! found if a finding that the clean article does not have, a warning or above, touches the place of the change or its counterpart.
//! A control is flagged if it has any such finding, wherever it stands.
//!
//! The rules were mended with the even articles in view; the odd ones are counted by themselves. `DATELINE_SHOW=planted` prints what was
//! missed and what was flagged, `DATELINE_SHOW=planted-even` the same without the odd articles.

mod dates;
mod names;
mod numbers;
mod pairs;
mod people;
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use dateline::article::PartialDate;
use dateline::corpus::Corpus;
use dateline::knowledge::Knowledge;
use dateline::rules::{self, Finding, Level, Settings};
use dateline::text::Span;

use super::articles::{Clean, ends_of_paragraphs, geovirus, gum, record, timebank};
use super::random::Random;

/// A text with an error in it, or with a control.
struct Planted {
    text: String,
    /// The changed words and their counterparts.
    places: Vec<Range<usize>>,
}

/// Plants into an article: an error, or if asked for what is right, something of the same kind that is not one. `None` if there is no
/// place for it.
type Plant = fn(&Clean, &mut Random, bool) -> Option<Planted>;

/// A way of planting.
struct Way {
    kind: Kind,
    name: &'static str,
    plant: Plant,
}

/// What is planted, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Weekday,
    ImpossibleDate,
    Range,
    Conversion,
    Sum,
    Name,
    Title,
    Place,
    RepeatedNumber,
    RepeatedDate,
    Age,
    QuotationOfTwo,
    NumberOfTwo,
    NameOfTwo,
    TitleOfTwo,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Weekday => "wrong weekday",
            Self::ImpossibleDate => "impossible date",
            Self::Range => "reversed range",
            Self::Conversion => "conversion",
            Self::Sum => "percentages and sums",
            Self::Name => "name misspelt",
            Self::Title => "title changed",
            Self::Place => "place in a wrong country",
            Self::RepeatedNumber => "repeated number changed",
            Self::RepeatedDate => "repeated date changed",
            Self::Age => "age",
            Self::QuotationOfTwo => "two articles: quotation",
            Self::NumberOfTwo => "two articles: number",
            Self::NameOfTwo => "two articles: name",
            Self::TitleOfTwo => "two articles: title",
        }
    }
}

/// Errors of each way, and controls.
const WRONG: usize = 24;
const RIGHT: usize = 12;

/// Puts a sentence behind a paragraph. What stands between `[` and `]` in it is the place of the error; the marks are taken out.
fn insert(clean: &Clean, random: &mut Random, sentence: &str) -> Option<Planted> {
    let ends = ends_of_paragraphs(&clean.text);
    let at = *ends.get(random.below(ends.len().max(1)))?;
    Some(insert_at(&clean.text, at, sentence))
}

fn insert_at(text: &str, at: usize, sentence: &str) -> Planted {
    let mut inserted = String::from(" ");
    let mut places = Vec::new();
    let mut opened = 0;
    for piece in sentence.chars() {
        match piece {
            '[' => opened = at + inserted.len(),
            ']' => places.push(opened..at + inserted.len()),
            other => inserted.push(other),
        }
    }
    Planted { text: format!("{}{inserted}{}", &text[..at], &text[at..]), places }
}

/// Replaces some words. `others` are counterparts, in bytes of the text before.
fn replace(text: &str, place: Range<usize>, by: &str, others: &[Range<usize>]) -> Planted {
    let changed = format!("{}{by}{}", &text[..place.start], &text[place.end..]);
    let shift = |at: usize| if at >= place.end { at + by.len() - place.len() } else { at };
    let mut places = vec![place.start..place.start + by.len()];
    places.extend(others.iter().map(|other| shift(other.start)..shift(other.end)));
    Planted { text: changed, places }
}

/// How many were planted and found, in even and in odd articles.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    planted: [usize; 2],
    found: [usize; 2],
    controls: usize,
    flagged: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        for part in 0..2 {
            self.planted[part] += other.planted[part];
            self.found[part] += other.found[part];
        }
        self.controls += other.controls;
        self.flagged += other.flagged;
    }

    fn share(&self, part: usize) -> f64 {
        100.0 * self.found[part] as f64 / self.planted[part].max(1) as f64
    }
}

/// Checks drafts against the corpus of their article alone.
struct Bench {
    articles: Vec<Clean>,
    /// What the clean article has, by rule and fingerprint.
    clean: Vec<BTreeSet<(&'static str, String)>>,
    show: [bool; 2],
}

fn warnings(corpus: &Corpus, path: &str) -> Vec<Finding> {
    let record = corpus.get(Path::new(path)).unwrap();
    let findings = rules::check(&record, corpus, &Settings::default(), &[]);
    findings.into_iter().filter(|finding| finding.level <= Level::Warning).collect()
}

fn corpus_of(files: &[(&str, &str)], published: Option<PartialDate>) -> Corpus {
    let mut corpus = Corpus::new(Knowledge::builtin());
    for (name, text) in files {
        corpus.put(record(name, text, published));
    }
    corpus
}

fn touches(span: Span, places: &[Range<usize>]) -> bool {
    places.iter().any(|place| span.start() < place.end && place.start < span.end())
}

impl Bench {
    fn new() -> Self {
        let articles: Vec<Clean> = timebank().into_iter().chain(gum()).chain(geovirus()).collect();
        let clean = articles.iter().map(|article| {
            let found = warnings(&corpus_of(&[("draft.txt", &article.text)], article.published), "draft.txt");
            found.into_iter().map(|finding| (finding.rule, finding.fingerprint)).collect()
        });
        let clean = clean.collect();
        let show = std::env::var("DATELINE_SHOW").unwrap_or_default();
        let even = show.starts_with("planted");
        Self { articles, clean, show: [even, even && !show.ends_with("-even")] }
    }

    /// Plants in one way into article after article, until there are enough.
    fn run(&self, way: &Way) -> Tally {
        let mut tally = Tally::default();
        let mut random = Random::named(way.name);
        // From another article on for each way.
        let first = random.below(self.articles.len().max(1));
        for index in (0..self.articles.len()).map(|step| (first + step * 5) % self.articles.len()) {
            if tally.planted[0] + tally.planted[1] < WRONG
                && let Some(planted) = (way.plant)(&self.articles[index], &mut random, true)
            {
                let found = self.new_warnings(index, &planted);
                let hit = found.iter().any(|finding| touches(finding.span, &planted.places));
                tally.planted[index % 2] += 1;
                tally.found[index % 2] += usize::from(hit);
                if !hit {
                    self.print("MISSED", way, index, &planted, &found);
                }
            }
            if tally.controls < RIGHT
                && let Some(control) = (way.plant)(&self.articles[index], &mut random, false)
            {
                let found = self.new_warnings(index, &control);
                tally.controls += 1;
                tally.flagged += usize::from(!found.is_empty());
                if !found.is_empty() {
                    self.print("FLAGGED", way, index, &control, &found);
                }
            }
        }
        tally
    }

    fn new_warnings(&self, index: usize, planted: &Planted) -> Vec<Finding> {
        let corpus = corpus_of(&[("draft.txt", &planted.text)], self.articles[index].published);
        let found = warnings(&corpus, "draft.txt").into_iter();
        found.filter(|finding| !self.clean[index].contains(&(finding.rule, finding.fingerprint.clone()))).collect()
    }

    fn print(&self, what: &str, way: &Way, index: usize, planted: &Planted, found: &[Finding]) {
        if !self.show[index % 2] {
            return;
        }
        println!("{what}\t{} / {}\t{}", way.kind.label(), way.name, self.articles[index].name);
        for place in &planted.places {
            println!("    {}", around(&planted.text, place));
        }
        for finding in found {
            println!("    {}: {}", finding.rule, finding.message);
        }
    }
}

/// A place with some text around it, in one line.
fn around(text: &str, place: &Range<usize>) -> String {
    let mut start = place.start.saturating_sub(60);
    let mut end = (place.end + 60).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let (before, words, behind) = (&text[start..place.start], &text[place.clone()], &text[place.end..end]);
    format!("{before}⟦{words}⟧{behind}").replace('\n', " ")
}

/// The least share that a kind may have, in all articles: at or a little below what was measured last.
const FLOORS: [(Kind, f64); 12] = [
    (Kind::Weekday, 97.0),
    (Kind::ImpossibleDate, 97.0),
    (Kind::Range, 97.0),
    (Kind::Conversion, 95.0),
    (Kind::Name, 90.0),
    (Kind::Title, 90.0),
    (Kind::Place, 88.0),
    (Kind::RepeatedNumber, 76.0),
    (Kind::Age, 88.0),
    (Kind::QuotationOfTwo, 93.0),
    (Kind::NumberOfTwo, 91.0),
    (Kind::TitleOfTwo, 80.0),
];

#[test]
fn planted_errors_are_found_and_controls_are_not() {
    let bench = Bench::new();
    if bench.articles.is_empty() {
        return;
    }
    let ways = dates::WAYS.iter().chain(numbers::WAYS).chain(names::WAYS).chain(people::WAYS).chain(places::WAYS);
    let mut kinds: BTreeMap<Kind, Tally> = BTreeMap::new();
    let only = std::env::var("DATELINE_WAYS").unwrap_or_default();
    let mut rows: Vec<(Kind, &str, Tally)> = ways
        .filter(|way| way.name.contains(&only) || way.kind.label().contains(&only))
        .map(|way| (way.kind, way.name, bench.run(way)))
        .collect();
    rows.extend(pairs::run(&bench, &only));
    rows.sort_by_key(|(kind, ..)| *kind);
    println!("planted | ways | even | odd | all | controls flagged");
    for (kind, name, tally) in &rows {
        kinds.entry(*kind).or_default().add(tally);
        print_row(kind.label(), name, tally);
    }
    let mut all = Tally::default();
    for (kind, tally) in &kinds {
        print_row(kind.label(), "all", tally);
        all.add(tally);
    }
    print_row("all", "all", &all);
    assert!(all.flagged == 0, "{} of {} controls are flagged", all.flagged, all.controls);
    for (kind, floor) in FLOORS {
        if let Some(tally) = kinds.get(&kind) {
            let planted = (tally.planted[0] + tally.planted[1]).max(1) as f64;
            let found = 100.0 * (tally.found[0] + tally.found[1]) as f64 / planted;
            assert!(found >= floor, "{}: {found:.1} % found", kind.label());
        }
    }
}

fn print_row(kind: &str, way: &str, tally: &Tally) {
    let (planted, found) = (tally.planted[0] + tally.planted[1], tally.found[0] + tally.found[1]);
    println!(
        "{kind} | {way} | {}/{} ({:.1} %) | {}/{} ({:.1} %) | {found}/{planted} ({:.1} %) | {} of {}",
        tally.found[0],
        tally.planted[0],
        tally.share(0),
        tally.found[1],
        tally.planted[1],
        tally.share(1),
        100.0 * found as f64 / planted.max(1) as f64,
        tally.flagged,
        tally.controls,
    );
}
