//! Sentences of news: `tests/quality/quantities.tsv` says, by set, article and byte, what a careful reader lists in each of them; it has
//! none of their words. Each sentence is read by itself.

use std::collections::BTreeMap;

use dateline::language::Quantity;
use dateline::text::Span;

use super::{data, is_same, quantities, shows};

/// The least F1 of values, and of values with their unit, on the sentences to develop with and on those kept aside.
const FLOORS: [(&str, f64, f64); 2] = [("developed with", 0.985, 0.975), ("kept aside", 0.975, 0.965)];

/// A sentence's place and what is annotated in it.
struct Annotated {
    aside: bool,
    set: String,
    article: String,
    span: Span,
    rows: Vec<Row>,
}

/// One quantity as annotated.
struct Row {
    number: Span,
    value: f64,
    high: Option<f64>,
    /// `*` where the sentence leaves open what is counted; `-` for a count.
    unit: String,
    head: Option<Span>,
    /// Found or not, it does not count.
    optional: bool,
}

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    value: usize,
    with_unit: usize,
}

impl Score {
    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.found).max(1) as f64
    }
}

#[test]
fn sentences_of_news() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/quality/quantities.tsv")).unwrap();
    let Some(articles) = Articles::open() else {
        println!("SKIPPED: no news in {}", data("").display());
        return;
    };
    let mut scores = [Score::default(), Score::default()];
    for annotated in annotations(&page) {
        let text = articles.text(&annotated.set, &annotated.article);
        let sentence = annotated.span.of(&text);
        let score = &mut scores[usize::from(annotated.aside)];
        score.add(sentence, annotated.span.start(), &annotated.rows, &quantities(sentence));
    }
    for (score, (name, value_floor, unit_floor)) in scores.iter().zip(FLOORS) {
        let (value, with_unit) = (score.f1(score.value), score.f1(score.with_unit));
        println!(
            "quantities, news, {name}: gold {}, found {}; value F1 {value:.3}, value with unit {with_unit:.3}",
            score.gold, score.found
        );
        assert!(value >= value_floor && with_unit >= unit_floor, "{name}: F1 fell to {value:.3} and {with_unit:.3}");
    }
}

impl Score {
    /// Counts one sentence, which begins at `offset` of its article.
    fn add(&mut self, sentence: &str, offset: usize, rows: &[Row], found: &[Quantity]) {
        let inside = |span: Span| Span::new(span.start() - offset, span.end() - offset);
        let mut used = vec![false; found.len()];
        let show = |what: &str, row: Option<&Row>, found: Option<&Quantity>| {
            if shows("quantities") {
                let words = |span: Option<Span>| span.map_or("", |span| span.of(sentence));
                let gold =
                    row.map(|row| (words(Some(inside(row.number))), row.value, row.high, &row.unit, words(row.head.map(inside))));
                let ours = found.map(|found| (words(Some(found.span)), found.value, found.high, &found.unit, words(found.head)));
                println!("{what}\tgold {gold:?}\tours {ours:?}\n\t\t{sentence}");
            }
        };
        for row in rows {
            let number = inside(row.number);
            let at = (0..found.len()).find(|&at| !used[at] && found[at].number.overlaps(number));
            if let Some(at) = at {
                used[at] = true;
            }
            if row.optional {
                continue;
            }
            self.gold += 1;
            let Some(ours) = at.map(|at| &found[at]) else {
                show("missed", Some(row), None);
                continue;
            };
            self.found += 1;
            let high = match (ours.high, row.high) {
                (Some(one), Some(other)) => is_same(one, other),
                (None, None) => true,
                _ => false,
            };
            if !is_same(ours.value, row.value) || !high {
                show("value", Some(row), Some(ours));
                continue;
            }
            self.value += 1;
            if row.is_unit(sentence, ours, row.head.map(inside)) {
                self.with_unit += 1;
            } else {
                show("unit", Some(row), Some(ours));
            }
        }
        for (found, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
            self.found += 1;
            show("extra", None, Some(found));
        }
    }
}

impl Row {
    /// The unit is the same, or the counted noun phrase ends with the same word.
    fn is_unit(&self, sentence: &str, ours: &Quantity, head: Option<Span>) -> bool {
        match (self.unit.as_str(), head) {
            ("*", _) => true,
            ("-", Some(head)) => {
                ours.unit.is_none()
                    && ours.head.is_some_and(|ours| {
                        ours.end() == head.end() || last_word(ours.of(sentence)) == last_word(head.of(sentence))
                    })
            }
            (unit, _) => ours.unit.as_deref() == Some(unit),
        }
    }
}

fn last_word(phrase: &str) -> &str {
    phrase.rsplit(' ').next().unwrap_or(phrase)
}

/// The sentences of the page, those behind a line of its own kept aside.
fn annotations(page: &str) -> Vec<Annotated> {
    let mut sentences: Vec<Annotated> = Vec::new();
    let mut aside = false;
    for line in page.lines() {
        if line.starts_with('#') {
            aside |= line == "# kept aside";
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[..] {
            ["", number, value, unit, head, ref optional @ ..] => {
                let (low, high) = value.split_once("..").map_or((value, None), |(low, high)| (low, Some(high)));
                sentences.last_mut().unwrap().rows.push(Row {
                    number: span(number),
                    value: low.parse().unwrap(),
                    high: high.map(|high| high.parse().unwrap()),
                    unit: unit.to_owned(),
                    head: (head != "-").then(|| span(head)),
                    optional: !optional.is_empty(),
                });
            }
            [set, article, place] => {
                sentences.push(Annotated {
                    aside,
                    set: set.to_owned(),
                    article: article.to_owned(),
                    span: span(place),
                    rows: Vec::new(),
                });
            }
            _ => panic!("no line of the annotation: {line}"),
        }
    }
    sentences
}

fn span(cell: &str) -> Span {
    let (start, end) = cell.split_once('-').unwrap();
    Span::new(start.parse().unwrap(), end.parse().unwrap())
}

/// The texts that sentences were taken from.
struct Articles {
    /// By set and article; the others are files of their own.
    in_lines: BTreeMap<(&'static str, String), String>,
}

impl Articles {
    fn open() -> Option<Self> {
        let mut in_lines = BTreeMap::new();
        for (set, path, key) in [
            ("geovirus", "news/geovirus.jsonl", "doc"),
            ("gum", "identity/gum_news_train_dev.jsonl", "doc"),
            ("meantime", "identity/meantime_airbus_apple.jsonl", "key"),
        ] {
            let lines = std::fs::read_to_string(data(path)).ok()?;
            for line in lines.lines() {
                let article: serde_json::Value = serde_json::from_str(line).unwrap();
                let name = article[key].as_str().unwrap();
                let name = name.rsplit('/').next().unwrap_or(name).to_owned();
                in_lines.insert((set, name), article["text"].as_str().unwrap().to_owned());
            }
        }
        Some(Self { in_lines })
    }

    fn text(&self, set: &str, article: &str) -> String {
        let file = match set {
            "tbaq" => format!("timex/tbaq/txt/{article}.txt"),
            "polnear" => format!("quotations/polnear/train/text/{article}.txt"),
            _ => {
                let found = self.in_lines.iter().find(|((of, name), _)| *of == set && name == article);
                return found.unwrap_or_else(|| panic!("no {article} in {set}")).1.clone();
            }
        };
        std::fs::read_to_string(data(&file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }
}
