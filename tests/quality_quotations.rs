//! Quotations and their sources, measured on PolNeAR 1.0 (political news of 2015 and 2016, attributions as brat standoff).
//!
//! A gold quotation is a stretch of an attribution's content that stands wholly between double quotation marks; its paragraphs
//! count one by one. A predicted one is every direct quotation that is no fragment, and a fragment only where it hits gold. Two match at 90 %
//! overlap of their bytes. A source is right if its head lies in the phrase that the annotators marked. `indirect.rs` scores the rest.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With
//! `DATELINE_SHOW` set to `missed`, `extra` or `source`, every such error is printed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod indirect;
mod polnear;

use std::collections::BTreeMap;

use dateline::article::{self, Format, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::{Quotation, read};
use dateline::text::Span;

use polnear::{Document, NoPlaces, documents, paragraphs, quoted_paragraphs, shared};

/// Overlap that makes two stretches one, of the longer one.
const OVERLAP: f64 = 0.9;

/// A quotation in the gold standard.
#[derive(Clone, Debug)]
struct Gold {
    span: Span,
    sources: Vec<Span>,
}

#[derive(Default, Debug)]
struct Score {
    gold: usize,
    predicted: usize,
    right: usize,
    sources: usize,
    sources_given: usize,
    sources_right: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.predicted) as f64
    }

    fn heads(&self) -> f64 {
        self.sources_right as f64 / self.sources as f64
    }
}

#[test]
fn polnear() {
    let Some(documents) = documents() else { return };
    let mut score = Score::default();
    let mut houses: BTreeMap<String, Score> = BTreeMap::new();
    let mut indirect = indirect::Scores::default();
    for (index, document) in documents.iter().enumerate() {
        let Document { name, text, .. } = document;
        let gold = gold(document);
        let mut quotations = read(&paragraphs(text), Knowledge::builtin()).quotations;
        indirect.count(index, document, &quotations);
        quotations.retain(|quotation| quotation.direct);
        let house = houses.entry(name.split('_').next().unwrap_or_default().to_owned()).or_default();
        for score in [&mut score, house] {
            count(score, &gold, &quotations);
        }
        show(name, text, &gold, &quotations);
    }
    for (house, score) in &houses {
        println!("{house:14} F1 {:.4}  heads {:.4}  of {}", score.f1(), score.heads(), score.gold);
    }
    println!(
        "PolNeAR train: direct quotations F1 {:.4} (precision {:.4}, recall {:.4}); source heads {:.4} ({} given of {})",
        score.f1(),
        score.right as f64 / score.predicted as f64,
        score.right as f64 / score.gold as f64,
        score.heads(),
        score.sources_given,
        score.sources,
    );
    indirect.report();
    assert!(score.f1() >= 0.95, "F1 {:.4}", score.f1());
    assert!(score.heads() >= 0.93, "source heads {:.4}", score.heads());
}

/// Where a quotation begins, in bytes, and its speaker if it has one.
type Begins = (usize, Option<&'static str>);

/// The five articles that the sample corpus is modelled on: where each quotation begins, and who speaks.
const ORIGINALS: &[(&str, &[Begins])] = &[
    (
        "000_2c28b1aa55bd8ee3.txt",
        &[
            (303, Some("Warren Christopher")),
            (952, Some("Warren Christopher")),
            (1159, Some("Qian Qichen")),
            (1994, Some("Shattuck")),
        ],
    ),
    (
        "001_04f977ba10c1aaa3.txt",
        &[
            (402, Some("Warren Christopher")),
            (1118, Some("Clinton")),
            (1220, Some("Clinton")),
            (1505, Some("Warren Christopher")),
            (1606, Some("Warren Christopher")),
            (1821, Some("Warren Christopher")),
            (2074, Some("Nancy Li")),
            (2200, Some("Nancy Li")),
        ],
    ),
    (
        "002_0ed2f2a8237f21f0.txt",
        &[(1442, None), (1527, None), (2584, Some("Jim Sasser")), (2760, Some("Jim Sasser")), (3527, None)],
    ),
    ("003_568a0349c4f27a7a.txt", &[]),
    (
        "004_ed503c6fe1687815.txt",
        &[
            (1478, Some("Madeleine Albright")),
            (2513, None),
            (2878, None),
            (3693, Some("Mike Jendrzejczyk")),
            (4050, Some("Mike Jendrzejczyk")),
        ],
    ),
];

#[test]
fn originals() {
    let folder = shared().join("seeds");
    if !folder.is_dir() {
        println!("SKIPPED: no originals in {}", folder.display());
        return;
    }
    for (file, expected) in ORIGINALS {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let reading =
            read(&article::read(text.as_str().into(), Format::Text, &Stated::default(), &NoPlaces), Knowledge::builtin());
        let found: Vec<(usize, Option<&str>)> = reading
            .quotations
            .iter()
            .filter(|quotation| quotation.direct)
            .map(|quotation| (quotation.span.start(), quotation.speaker.map(|speaker| reading.entity(speaker).name.as_str())))
            .collect();
        assert_eq!(found, *expected, "{file}");
    }
}

fn count(score: &mut Score, gold: &[Gold], predicted: &[Quotation]) {
    score.gold += gold.len();
    for quotation in predicted {
        let hit = gold.iter().find(|gold| alike(gold.span, quotation.span));
        score.predicted += usize::from(hit.is_some() || !quotation.fragment);
        score.right += usize::from(hit.is_some());
        if let Some(gold) = hit.filter(|gold| !gold.sources.is_empty()) {
            score.sources += 1;
            score.sources_given += usize::from(quotation.source.is_some());
            score.sources_right += usize::from(is_right(gold, quotation));
        }
    }
}

fn is_right(gold: &Gold, quotation: &Quotation) -> bool {
    quotation.source.is_some_and(|source| gold.sources.iter().any(|phrase| phrase.overlaps(source.head)))
}

fn alike(one: Span, other: Span) -> bool {
    let shared = one.end().min(other.end()).saturating_sub(one.start().max(other.start()));
    shared as f64 >= OVERLAP * one.len().max(other.len()) as f64
}

/// Prints what `DATELINE_SHOW` asks for.
fn show(name: &str, text: &str, gold: &[Gold], predicted: &[Quotation]) {
    let Some(wanted) = std::env::var_os("DATELINE_SHOW") else { return };
    let around = |span: Span| {
        let start = (0..=span.start().saturating_sub(90)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let end = (span.end() + 90..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        format!("{}⟦{}⟧{}", &text[start..span.start()], span.of(text), &text[span.end()..end]).replace('\n', "⏎")
    };
    if wanted == "missed" {
        for gold in gold.iter().filter(|gold| !predicted.iter().any(|quotation| alike(gold.span, quotation.span))) {
            println!("{name}: {}", around(gold.span));
        }
    }
    for quotation in predicted {
        match gold.iter().find(|gold| alike(gold.span, quotation.span)) {
            None if wanted == "extra" && !quotation.fragment => println!("{name}: {}", around(quotation.span)),
            Some(gold) if wanted == "source" && !gold.sources.is_empty() && !is_right(gold, quotation) => println!(
                "{name}: {} GOLD {:?} GIVEN {:?}",
                around(quotation.span),
                gold.sources.iter().map(|span| span.of(text)).collect::<Vec<_>>(),
                quotation.source.map(|source| (source.span.of(text), source.head.of(text)))
            ),
            _ => {}
        }
    }
}

/// The quotations among an article's attributions.
fn gold(document: &Document) -> Vec<Gold> {
    let quoted = document.attributions.iter().flat_map(|attribution| {
        let spans = attribution.content.iter().flat_map(|&content| quoted_paragraphs(&document.text, content));
        spans.map(|span| Gold { span, sources: attribution.source.clone() })
    });
    let mut golds: Vec<Gold> = quoted.collect();
    golds.sort_by_key(|gold| gold.span);
    golds.dedup_by(|next, first| {
        let same = next.span == first.span;
        if same {
            first.sources.append(&mut next.sources);
        }
        same
    });
    golds
}
