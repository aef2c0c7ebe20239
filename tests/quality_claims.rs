//! Claims compared: pairs of passages of our own writing, half of them in conflict and half only seeming so.
//!
//! The odd lines were in view while the comparison was written, the even ones were set aside. With `DATELINE_SHOW` set to `claims` every
//! mistake on the odd lines is printed, set to `claims-aside` those on the even ones.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use dateline::article::{Format, PartialDate, PublishedSource, Stated};
use dateline::claims::{Attribute, Claim, Number, Relation, Statement, Value, Verdict, compare};
use dateline::corpus::Record;
use dateline::knowledge::Knowledge;
use dateline::language::{Entity, EntityId, Kind, Modifier};

mod golden;
mod news;

const PAIRS: &str = include_str!("quality/claim_pairs.tsv");

/// Two or more articles, and whether some two claims of them conflict.
struct Pair<'a> {
    conflicts: bool,
    why: &'a str,
    articles: Vec<Record>,
}

fn pair(line: &str) -> Pair<'_> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [verdict, why, passages @ ..] = &cells[..] else { panic!("verdict, reason, passages: {line}") };
    let mut texts: Vec<(&str, String)> = Vec::new();
    for passage in passages.chunks(2) {
        let [day, text] = passage else { panic!("a date and a passage: {line}") };
        match texts.last_mut() {
            Some((_, before)) if day.is_empty() => *before += &format!("\n\n{text}\n"),
            _ => texts.push((day, (*text).to_owned())),
        }
    }
    Pair { conflicts: *verdict == "conflict", why, articles: texts.iter().map(|(day, text)| record(day, text)).collect() }
}

fn record(day: &str, text: &str) -> Record {
    let stated = Stated { published: Some((day.parse().unwrap(), PublishedSource::Sidecar)), ..Stated::default() };
    Record::read(Arc::from(Path::new("a.txt")), Arc::from(text), Format::Text, &stated, true, Knowledge::builtin())
}

/// Whether two entities have a name in common, people a full one; a corpus knows better, and is tested where it lies.
fn share_a_name(one: &Record, a: EntityId, other: &Record, b: EntityId) -> bool {
    let (a, b) = (one.reading.entity(a), other.reading.entity(b));
    let names = |entity: &Entity| -> Vec<String> {
        let all = std::iter::once(&entity.name).chain(&entity.aliases);
        all.filter(|name| entity.kind != Kind::Person || name.contains(' ')).cloned().collect()
    };
    a.kind == b.kind && names(a).iter().any(|name| names(b).contains(name))
}

/// Every verdict between two claims of one article or of two.
fn verdicts(articles: &[Record]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for (at, one) in articles.iter().enumerate() {
        for (other_at, other) in articles.iter().enumerate().skip(at) {
            let same = |a, b| if at == other_at { a == b } else { share_a_name(one, a, other, b) };
            for claim in &one.claims {
                verdicts.extend(other.claims.iter().map(|theirs| {
                    let published = |record: &Record| record.article.published.map(|published| published.date);
                    let one = Statement { claim, published: published(one), article: at };
                    compare(one, Statement { claim: theirs, published: published(other), article: other_at }, &same)
                }));
            }
        }
    }
    verdicts
}

/// Conflicts found, conflicts found where there is none, conflicts.
fn score(half: usize, show: &str) -> (usize, usize, usize) {
    let shows = std::env::var("DATELINE_SHOW").is_ok_and(|what| what == show);
    let (mut right, mut wrong, mut all) = (0, 0, 0);
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')).skip(half).step_by(2) {
        let pair = pair(line);
        let verdicts = verdicts(&pair.articles);
        let conflict = verdicts.iter().find(|verdict| verdict.relation == Relation::Conflict);
        all += usize::from(pair.conflicts);
        match (conflict, pair.conflicts) {
            (Some(_), true) => right += 1,
            (Some(_), false) => wrong += 1,
            (None, _) => {}
        }
        if shows && conflict.is_some() != pair.conflicts {
            println!("{}: {line}", pair.why);
            for verdict in &verdicts {
                println!("    {verdict}");
            }
            for claim in pair.articles.iter().flat_map(|article| &article.claims) {
                println!(
                    "  {:?} {:?} {:?} {:?} {:?} {:?}",
                    claim.attribute, claim.subject, claim.value, claim.voice, claim.hedge, claim.event
                );
            }
        }
    }
    (right, wrong, all)
}

#[test]
fn pairs_that_conflict_are_told_from_pairs_that_seem_to() {
    for (half, name, show, floor, ceiling) in [(0, "in view", "claims", 54, 0), (1, "set aside", "claims-aside", 52, 0)] {
        let (right, wrong, all) = score(half, show);
        println!("{name}: {right} of {all} conflicts found, {wrong} false");
        assert!(right >= floor && wrong <= ceiling, "{name}: {right} of {all} found, {wrong} false");
    }
}

#[test]
fn no_claim_conflicts_with_itself_its_rounding_or_a_later_version() {
    let claims = PAIRS.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let records = pair(line).articles.into_iter();
        let of = |record: Record| {
            let published = record.article.published.map(|published| published.date);
            record.claims.into_iter().map(move |claim| (claim, published))
        };
        records.flat_map(of).collect::<Vec<_>>()
    });
    let next_day = |date: PartialDate| PartialDate::Day(date.first_day().tomorrow().unwrap());
    let is_one = |a: EntityId, b: EntityId| a == b;
    for (claim, published) in claims {
        let here = Statement { claim: &claim, published, article: 0 };
        for article in [0, 1] {
            let verdict = compare(here, Statement { article, ..here }, &is_one);
            assert!(!matches!(verdict.relation, Relation::Conflict | Relation::Supersedes { .. }), "{claim:?}: {verdict}");
        }
        let Value::Number(number) = &claim.value else { continue };
        if claim.attribute == Attribute::Age {
            continue;
        }
        let place = 10.0_f64.powf(number.value.log10().floor() - 1.0);
        let about = (number.value / place).round() * place;
        let rounded =
            Number { value: about, high: None, bound: Some(Modifier::About), tolerance: about / 10.0, ..number.clone() };
        let rounded = Claim { value: Value::Number(rounded), ..claim.clone() };
        let verdict = compare(here, Statement { claim: &rounded, article: 1, ..here }, &is_one);
        assert!(!matches!(verdict.relation, Relation::Conflict | Relation::Supersedes { .. }), "{rounded:?}: {verdict}");
        // A story of the same week; long after the event a figure is no toll that grows.
        let is_news = claim.when.is_none_or(|when| published.is_some_and(|day| when.days_apart(day) < 7));
        if is_news {
            let grown = Number { value: number.value * 3.0, ..number.clone() };
            let grown = Claim { value: Value::Number(grown), ..claim.clone() };
            let later = Statement { claim: &grown, published: published.map(next_day), article: 1 };
            let verdict = compare(here, later, &is_one);
            assert!(verdict.relation != Relation::Conflict, "{grown:?}: {verdict}");
        }
    }
}

/// A passage in other words: the time in front instead of at the end, and verbs of one meaning for each other.
fn paraphrases(text: &str) -> Vec<String> {
    const SAME: [(&str, &str); 8] = [
        (" freed ", " released "),
        (" killed ", " left dead "),
        (" injured", " hurt"),
        (" arrested ", " detained "),
        (" rose ", " climbed "),
        (" fell ", " declined "),
        (" began ", " started "),
        (" bought ", " acquired "),
    ];
    let mut found: Vec<String> =
        SAME.iter().filter(|(one, _)| text.contains(one)).map(|(one, other)| text.replace(one, other)).collect();
    let fronted = text.strip_suffix('.').filter(|text| !text.contains(". ") && !text.contains('"')).and_then(|text| {
        let at = [" on ", " in "].iter().filter_map(|preposition| text.rfind(preposition)).max()?;
        let (rest, time) = text.split_at(at);
        let is_time = time.ends_with("day") || time.ends_with(|last: char| last.is_ascii_digit());
        is_time.then(|| format!("{}{}, {rest}.", time[1..2].to_uppercase(), &time[2..]))
    });
    found.extend(fronted);
    found
}

#[test]
fn no_claim_conflicts_with_its_paraphrase() {
    let mut tried = 0;
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
        for passage in line.split('\t').skip(2).collect::<Vec<_>>().chunks(2) {
            let [day, text] = passage else { panic!("a date and a passage: {line}") };
            if day.is_empty() {
                continue;
            }
            for other in paraphrases(text) {
                tried += 1;
                let articles = [record(day, text), record(day, &other)];
                for verdict in verdicts(&articles) {
                    let clashes = matches!(verdict.relation, Relation::Conflict | Relation::Supersedes { .. });
                    assert!(!clashes, "{text}\n{other}\n{verdict}");
                }
            }
        }
    }
    assert!(tried > 150, "only {tried} paraphrases");
}
