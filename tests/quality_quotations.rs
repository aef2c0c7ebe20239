//! Quotations and their sources, measured on PolNeAR 1.0 (political news of 2015 and 2016, attributions as brat standoff).
//!
//! A gold quotation is a stretch of an attribution's content that stands wholly between double quotation marks; its paragraphs
//! count one by one. A predicted one is every direct quotation that is no fragment, and a fragment only where it hits gold. Two match at 90 %
//! overlap of their bytes. A source is right if its head lies in the phrase that the annotators marked.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With
//! `DATELINE_SHOW` set to `missed`, `extra` or `source`, every such error is printed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::article::{self, Article, Block, BlockKind, Format, Item, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::{Quotation, read};
use dateline::text::Span;

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
    let folder = shared().join("data/quotations/polnear/train");
    let Ok(listing) = std::fs::read_dir(folder.join("attributions")) else {
        println!("SKIPPED: no PolNeAR in {}", folder.display());
        return;
    };
    // Some articles were annotated several times, and none completely: all that was found counts.
    let mut annotations: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let mut paths: Vec<PathBuf> = listing.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some((name, _)) = stem.rsplit_once('_') else { continue };
        if std::fs::metadata(&path).is_ok_and(|file| file.len() > 0) {
            annotations.entry(name.to_owned()).or_default().push(path);
        }
    }
    let mut score = Score::default();
    let mut houses: BTreeMap<String, Score> = BTreeMap::new();
    for (name, paths) in &annotations {
        let Ok(text) = std::fs::read_to_string(folder.join("text").join(format!("{name}.txt"))) else { continue };
        let gold = gold(&text, paths);
        let reading = read(&paragraphs(&text), Knowledge::builtin());
        let house = houses.entry(name.split('_').next().unwrap_or_default().to_owned()).or_default();
        for score in [&mut score, house] {
            count(score, &gold, &reading.quotations);
        }
        show(name, &text, &gold, &reading.quotations);
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
            .map(|quotation| (quotation.span.start(), quotation.speaker.map(|speaker| reading.entity(speaker).name.as_str())))
            .collect();
        assert_eq!(found, *expected, "{file}");
    }
}

/// The folder of the data that are no part of the repository.
fn shared() -> PathBuf {
    std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from)
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

/// An article whose lines are paragraphs; what the article reader makes of headlines and furniture is not measured here.
fn paragraphs(text: &str) -> Article {
    let mut article = article::read(text.into(), Format::Text, &Stated::default(), &NoPlaces);
    article.items = vec![Item { span: Span::new(0, text.len()) }];
    article.blocks.clear();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let begin = start + line.find(words).unwrap_or(0);
            let span = Span::new(begin, begin + words.len());
            article.blocks.push(Block { kind: BlockKind::Paragraph, span, item: 0 });
        }
        start += line.len();
    }
    article
}

struct NoPlaces;

impl article::Places for NoPlaces {
    fn canonical(&self, _name: &str) -> Option<String> {
        None
    }
}

/// The quotations in an article's standoff files.
fn gold(text: &str, paths: &[PathBuf]) -> Vec<Gold> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut golds: Vec<Gold> = paths.iter().flat_map(|path| gold_of(text, &offsets, path)).collect();
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

/// The quotations in one standoff file; `offsets` gives the byte of each character.
fn gold_of(text: &str, offsets: &[usize], path: &Path) -> Vec<Gold> {
    let Ok(standoff) = std::fs::read_to_string(path) else { return Vec::new() };
    let mut stretches: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut golds = Vec::new();
    for line in standoff.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else { continue };
        if !id.starts_with('T') {
            continue;
        }
        let Some((_, places)) = what.split_once(' ') else { continue };
        let spans = places.split(';').filter_map(|place| {
            let (start, end) = place.split_once(' ')?;
            Some(Span::new(*offsets.get(start.parse::<usize>().ok()?)?, *offsets.get(end.parse::<usize>().ok()?)?))
        });
        stretches.insert(id, spans.collect());
    }
    for line in standoff.lines().filter(|line| line.starts_with('E')) {
        let Some((_, roles)) = line.split_once('\t') else { continue };
        let of = |role: &str| -> Vec<Span> {
            let ids = roles.split(' ').filter_map(|part| part.split_once(':'));
            let ids = ids.filter(|(name, _)| name.trim_end_matches(|c: char| c.is_ascii_digit()) == role);
            ids.flat_map(|(_, id)| stretches.get(id).cloned().unwrap_or_default()).collect()
        };
        for span in joined(text, of("Content")) {
            golds.extend(quoted_paragraphs(text, span).into_iter().map(|span| Gold { span, sources: of("Source") }));
        }
    }
    golds
}

/// Stretches with nothing but spaces between them become one.
fn joined(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.end() <= span.start() && text[last.end()..span.start()].trim().is_empty() => {
                *last = last.join(span);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// The paragraphs of a stretch that stand between double quotation marks, without the marks; none if a paragraph does not begin
/// with one or the last does not end with one.
fn quoted_paragraphs(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = span.start();
    let lines: Vec<&str> = span.of(text).split('\n').collect();
    let last = lines.iter().rposition(|line| !line.trim().is_empty()).unwrap_or(0);
    for (index, line) in lines.iter().enumerate() {
        let words = line.trim();
        let begin = start + line.find(words).unwrap_or(0);
        start += line.len() + 1;
        if words.is_empty() {
            continue;
        }
        let opening = ["\"", "“", "''"].iter().find_map(|mark| words.strip_prefix(mark).map(|_| mark.len()));
        let closing = ["\"", "”", "''"].iter().find_map(|mark| words.strip_suffix(mark).map(|_| mark.len()));
        let (Some(opening), true) = (opening, closing.is_some() || index < last) else { return Vec::new() };
        let closing = closing.unwrap_or(0);
        if opening + closing < words.len() {
            let inner = &words[opening..words.len() - closing];
            // Several quotations in one stretch: `"A" and "B"`.
            let mut from = begin + opening;
            let mut open = true;
            let marks: Vec<(usize, &str)> = inner.match_indices(['"', '”', '“', '\'']).collect();
            let mut skip = 0;
            for (at, mark) in marks {
                let length = if inner[at..].starts_with("''") { 2 } else { mark.len() };
                if at < skip || (mark == "'" && length < 2) {
                    continue;
                }
                skip = at + length;
                let tight_before = inner[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
                let tight_after = inner[skip..].chars().next().is_some_and(char::is_alphanumeric);
                if open && tight_before && !tight_after {
                    found.push(Span::new(from, begin + opening + at));
                    open = false;
                } else if !open {
                    from = begin + opening + skip;
                    open = true;
                }
            }
            if open {
                found.push(Span::new(from, begin + opening + inner.len()));
            }
        }
    }
    found
}
