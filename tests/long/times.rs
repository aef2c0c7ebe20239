//! Hostile text: whatever the words, times are read without panic, in time that grows with the text, and within it.
//!
//! Paragraphs of `seeds/` are cut, doubled, shuffled and sprinkled with the words of time, by a generator with a fixed seed. The suite runs a
//! bounded number of rounds; with `DATELINE_LONG=600` it goes on for so many seconds.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::article::{self, Article, Format, PartialDate, PublishedSource, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::{self, Time, TimeKind, Words};
use jiff::civil::date;

const ROUNDS: usize = 400;

/// What is strewn into the text: pieces of expressions, and bytes that are no words.
const PIECES: [&str; 64] = [
    "the",
    "early",
    "end of",
    "year",
    "1989",
    "-",
    "last",
    "Monday",
    "May",
    "31",
    ",",
    "a",
    "two",
    "thousand",
    "half",
    "quarter",
    "ago",
    "'s",
    "third",
    "p.m.",
    "12:99",
    "/",
    "99",
    "and",
    "in",
    "every",
    "nights",
    "century",
    "BC",
    "day before yesterday",
    "9/11",
    "mid-",
    "FY",
    "ET",
    "0115 GMT",
    "of that year",
    "until",
    "–",
    "’90s",
    "’",
    "é",
    "日",
    "\u{301}",
    "\u{a0}",
    "\u{2028}",
    "🕰",
    "0",
    "00",
    "4294967296",
    "999999999999",
    "1e9",
    "31.12.9999",
    "-1",
    "+",
    "(",
    ")",
    ".",
    "from",
    "to",
    "Christmas",
    "twice",
    "few",
    "Sept. 11",
    "\r\n\r\n",
];

/// A linear congruential generator: the same text on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

#[test]
fn no_text_is_too_hostile_for_its_times() {
    let paragraphs = paragraphs();
    let long = std::env::var("DATELINE_LONG").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let started = Instant::now();
    let mut random = Random(1);
    let mut rounds = 0;
    while long.map_or(rounds < ROUNDS, |long| started.elapsed() < long) {
        let text = mutated(&paragraphs, &mut random);
        for published in
            [None, Some(PartialDate::Year(1)), Some(PartialDate::Month(1997, 2)), Some(PartialDate::Day(date(9999, 12, 31)))]
        {
            for time in &times(&text, published) {
                assert!(text.get(time.span.start()..time.span.end()).is_some_and(|words| !words.trim().is_empty()), "{text}");
                assert!(published.is_some() || !time.deictic || time.value.is_none(), "{time:?}: {text}");
                assert!(time.value.as_deref().is_none_or(|value| is_timex(time.kind, value)), "{time:?}: {text}");
            }
        }
        rounds += 1;
    }
    println!("{rounds} rounds in {:.1?}", started.elapsed());
}

/// Eight times the text may take eight times as long, give or take what a busy machine adds; one paragraph without a full stop.
/// `DATELINE_LONG` makes it 5 MB.
#[test]
fn a_paragraph_without_end_is_read_in_linear_time() {
    let fastest = |words: usize| {
        let mut random = Random(7);
        let text: Vec<&str> = (0..words).map(|_| PIECES[random.below(30)]).collect();
        let article = article(&text.join(" "), Some(PartialDate::Day(date(1998, 6, 17))));
        let tokens = language::tokens(&article);
        let sentences = language::sentences(&article, &tokens);
        let words = Words::new(&article.text, &tokens);
        let read = || {
            let started = Instant::now();
            assert!(!language::times(&article, &tokens, &sentences, &words).is_empty());
            started.elapsed()
        };
        let time = (0..3).map(|_| read()).min().unwrap();
        println!("{} bytes in {} sentences: {time:.1?}", article.text.len(), sentences.len());
        time
    };
    let words = if std::env::var_os("DATELINE_LONG").is_some() { 120_000 } else { 30_000 };
    let (short, long) = (fastest(words), fastest(8 * words));
    assert!(long < short * 24, "{words} words take {short:?}, eight times as many {long:?}");
}

fn paragraphs() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| article::is_article_path(path));
    paths.sort();
    let texts = paths.iter().map(|path| article::decode(&std::fs::read(path).unwrap()).unwrap().text);
    texts.flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// A few paragraphs, cut at any character, with pieces strewn in.
fn mutated(paragraphs: &[String], random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..1 + random.below(4) {
        let paragraph = &paragraphs[random.below(paragraphs.len())];
        let mut words: Vec<&str> = paragraph.split_inclusive(' ').collect();
        for _ in 0..random.below(12) {
            words.insert(random.below(words.len() + 1), PIECES[random.below(PIECES.len())]);
        }
        for _ in 0..random.below(4) {
            let (a, b) = (random.below(words.len()), random.below(words.len()));
            words.swap(a, b);
        }
        for word in words {
            let cut = if random.below(20) == 0 { random.below(word.len() + 1) } else { word.len() };
            text.extend(word.char_indices().take_while(|&(at, _)| at < cut).map(|(_, character)| character));
        }
        text.push_str(if random.below(2) == 0 { "\n\n" } else { " " });
    }
    text
}

/// A text as an article of that date, and of no other that may stand in it.
fn article(text: &str, published: Option<PartialDate>) -> Article {
    let stated = Stated { published: published.map(|date| (date, PublishedSource::Argument)), ..Stated::default() };
    let mut article = article::read(Arc::from(text), Format::Text, &stated, &Knowledge::builtin().gazetteer);
    if published.is_none() {
        article.published = None;
    }
    article
}

fn times(text: &str, published: Option<PartialDate>) -> Vec<Time> {
    let article = article(text, published);
    let tokens = language::tokens(&article);
    let sentences = language::sentences(&article, &tokens);
    let times = language::times(&article, &tokens, &sentences, &Words::new(&article.text, &tokens));
    assert!(times.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "{text}");
    times
}

/// The value is one that TIMEX3 knows.
fn is_timex(kind: TimeKind, value: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
    if matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        return kind == TimeKind::Date;
    }
    if let Some(length) = value.strip_prefix('P') {
        let length = length.strip_prefix('T').unwrap_or(length);
        return matches!(kind, TimeKind::Duration | TimeKind::Set)
            && length.ends_with(|unit: char| "YQMWDEHS".contains(unit))
            && length.chars().all(|character| character.is_ascii_digit() || "XYQMWDEHS.".contains(character));
    }
    let (day, clock) = value.split_once('T').map_or((value, None), |(day, clock)| (day, Some(clock)));
    let clock_fits = match clock {
        None | Some("MO" | "AF" | "EV" | "NI") => true,
        Some(clock) => clock.split_once(':').is_some_and(|(hour, minute)| digits(hour, 2) && digits(minute, 2)),
    };
    let mut parts = day.strip_prefix("BC").unwrap_or(day).split('-');
    let year = parts.next().is_some_and(|year| (2..=4).contains(&year.len()) && digits(year, year.len()));
    clock_fits
        && year
        && parts.all(|part| {
            digits(part, 2)
                || matches!(part, "SP" | "SU" | "FA" | "WI" | "WE" | "H1" | "H2" | "Q1" | "Q2" | "Q3" | "Q4")
                || part.strip_prefix('W').is_some_and(|week| digits(week, 2))
                || matches!(part, "1" | "2" | "3" | "4" | "5" | "6" | "7")
        })
}
