//! How long the analysis takes: a draft of a thousand words, made of paragraphs of the sample corpus, and that corpus as a whole.
//!
//! `cargo bench` prints the time and the throughput of each; `docs/quality.md` keeps the figures. The last two are peers for the ratio:
//! Unicode's own sentence and word boundaries (`unicode-segmentation`), which know no names and no abbreviations, and the naive
//! split at white space.

#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use dateline::article::{self, Article, Format, PartialDate, PublishedSource, Stated};
use dateline::claims;
use dateline::corpus::{Corpus, Record};
use dateline::desk::read_dossiers;
use dateline::knowledge::Knowledge;
use dateline::language::{self, Words};
use dateline::rules::{self, Settings};
use divan::Bencher;
use divan::counter::BytesCount;
use unicode_segmentation::UnicodeSegmentation;

/// Words that the draft has at least.
const WORDS: usize = 1_000;

/// A file of the sample corpus: path, text, how it is written.
type Seed = (Arc<Path>, Arc<str>, Format);

/// The articles of the sample corpus, read from the disk once.
static SEEDS: LazyLock<Vec<Seed>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let listing = std::fs::read_dir(folder).expect("the sample corpus");
    let mut paths: Vec<_> = listing.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| article::is_article_path(path));
    paths.sort();
    let read = paths.into_iter().map(|path| {
        let decoded = article::decode(&std::fs::read(&path).expect("readable")).expect("decodable");
        let format = Format::of_path(&path).expect("the name of an article");
        (Arc::from(path), Arc::from(decoded.text), format)
    });
    read.collect()
});

/// Paragraphs of plain articles under one headline, until there are a thousand words.
static DRAFT: LazyLock<Arc<str>> = LazyLock::new(|| {
    let plain = SEEDS.iter().filter(|(_, _, format)| *format == Format::Text);
    let paragraphs =
        plain.flat_map(|(_, text, _)| text.split("\n\n")).filter(|paragraph| paragraph.split_whitespace().count() > 15);
    let mut draft = String::from("Two sides of one table\n");
    let mut words = 0;
    for paragraph in paragraphs {
        if words >= WORDS {
            break;
        }
        words += paragraph.split_whitespace().count();
        draft.push('\n');
        draft.push_str(paragraph.trim());
        draft.push('\n');
    }
    Arc::from(draft)
});

fn main() {
    let words = DRAFT.split_whitespace().count();
    assert!((WORDS..WORDS + 100).contains(&words), "the draft has {words} words");
    // Opens the gazetteer and compiles the expressions of the article layer, once for each process.
    let started = Instant::now();
    black_box(record());
    println!("{words} words, {} bytes; the first reading of a process takes {:.1?}", DRAFT.len(), started.elapsed());
    divan::main();
}

fn stated() -> Stated {
    let day = "1997-01-31".parse().expect("a day");
    Stated { published: Some((PartialDate::Day(day), PublishedSource::Sidecar)), ..Stated::default() }
}

/// The draft as an article of the corpus: article, language, claims.
fn record() -> Record {
    let path = Arc::from(Path::new("draft.txt"));
    Record::read(path, Arc::clone(&DRAFT), Format::Text, &stated(), true, Knowledge::builtin())
}

/// For the throughput.
fn size() -> BytesCount {
    BytesCount::of_str(&**DRAFT)
}

fn draft() -> Article {
    article::read(Arc::clone(&DRAFT), Format::Text, &stated(), &Knowledge::builtin().gazetteer)
}

/// The sample corpus and the draft in it.
fn corpus() -> Corpus {
    let mut corpus = Corpus::new(Knowledge::builtin());
    for (path, text, format) in SEEDS.iter() {
        let record = Record::read(Arc::clone(path), Arc::clone(text), *format, &Stated::default(), true, Knowledge::builtin());
        corpus.put(Arc::new(record));
    }
    corpus.put(Arc::new(record()));
    corpus
}

/// Everything that a keystroke costs before the rules: blocks, sentences, names, times, quantities, quotations, claims.
#[divan::bench]
fn whole_reading(bencher: Bencher<'_, '_>) {
    bencher.counter(size()).bench(|| black_box(record()));
}

/// Blocks, headline, dateline and date alone.
#[divan::bench]
fn article_layer(bencher: Bencher<'_, '_>) {
    bencher.counter(size()).bench(|| black_box(draft()));
}

/// Names, times, quantities and quotations of an article whose blocks are known.
#[divan::bench]
fn language_layer(bencher: Bencher<'_, '_>) {
    let article = draft();
    bencher.counter(size()).bench(|| black_box(language::read(&article, Knowledge::builtin())));
}

/// Claims of an article that has been read.
#[divan::bench]
fn claims_layer(bencher: Bencher<'_, '_>) {
    let article = draft();
    let reading = language::read(&article, Knowledge::builtin());
    bencher.counter(size()).bench(|| black_box(claims::claims(&article, &reading, Knowledge::builtin())));
}

/// Words, numbers and marks alone.
#[divan::bench]
fn tokens(bencher: Bencher<'_, '_>) {
    let article = draft();
    bencher.counter(size()).bench(|| black_box(language::tokens(&article)));
}

/// Words and sentences, which every later step of the language layer stands on.
#[divan::bench]
fn tokens_and_sentences(bencher: Bencher<'_, '_>) {
    let article = draft();
    bencher.counter(size()).bench(|| {
        let tokens = language::tokens(&article);
        black_box(language::sentences(&article, &tokens))
    });
}

/// Times with their values, given words and sentences.
#[divan::bench]
fn times(bencher: Bencher<'_, '_>) {
    let article = draft();
    let tokens = language::tokens(&article);
    let sentences = language::sentences(&article, &tokens);
    let words = Words::new(&article.text, &tokens);
    bencher.counter(size()).bench(|| black_box(language::times(&article, &tokens, &sentences, &words)));
}

/// The articles of the sample corpus with their blocks, and the bytes of all of them.
fn sample() -> (Vec<Article>, BytesCount) {
    let read = |(_, text, format): &Seed| article::read(Arc::clone(text), *format, &stated(), &Knowledge::builtin().gazetteer);
    (SEEDS.iter().map(read).collect(), BytesCount::new(SEEDS.iter().map(|(_, text, _)| text.len()).sum::<usize>()))
}

/// The article layer on all of the sample corpus, from short notes to long reports, in both formats.
#[divan::bench]
fn sample_article_layer(bencher: Bencher<'_, '_>) {
    bencher.counter(sample().1).bench(|| black_box(sample().0));
}

/// Words and sentences of all of the sample corpus.
#[divan::bench]
fn sample_tokens_and_sentences(bencher: Bencher<'_, '_>) {
    let (articles, bytes) = sample();
    let read = |article| language::sentences(article, &language::tokens(article)).len();
    bencher.counter(bytes).bench(|| black_box(articles.iter().map(read).sum::<usize>()));
}

/// The language layer on all of the sample corpus.
#[divan::bench]
fn sample_language_layer(bencher: Bencher<'_, '_>) {
    let (articles, bytes) = sample();
    let read = |article| language::read(article, Knowledge::builtin()).mentions.len();
    bencher.counter(bytes).bench(|| black_box(articles.iter().map(read).sum::<usize>()));
}

/// The articles of TimeBank and AQUAINT, which are no part of the project: half a megabyte of news, the measure of the language layer. Without
/// them the row shows no throughput.
fn news() -> (Vec<Article>, BytesCount) {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| "../shared".into(), std::path::PathBuf::from);
    let folder = shared.join("data/timex/tbaq/txt");
    let Ok(listing) = std::fs::read_dir(&folder) else {
        println!("{}: no articles; DATELINE_SHARED names the folder above data/", folder.display());
        return (Vec::new(), BytesCount::new(0_usize));
    };
    let mut paths: Vec<_> = listing.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let texts: Vec<Arc<str>> = paths.iter().map(|path| std::fs::read_to_string(path).expect("readable").into()).collect();
    let bytes = BytesCount::new(texts.iter().map(|text| text.len()).sum::<usize>());
    let read = |text: &Arc<str>| article::read(Arc::clone(text), Format::Text, &stated(), &Knowledge::builtin().gazetteer);
    (texts.iter().map(read).collect(), bytes)
}

/// The language layer on news.
#[divan::bench(sample_count = 30)]
fn news_language_layer(bencher: Bencher<'_, '_>) {
    let (articles, bytes) = news();
    let read = |article| language::read(article, Knowledge::builtin()).mentions.len();
    bencher.counter(bytes).bench(|| black_box(articles.iter().map(read).sum::<usize>()));
}

/// All rules on the draft, with the sample corpus to compare with.
#[divan::bench]
fn check_in_corpus(bencher: Bencher<'_, '_>) {
    let corpus = corpus();
    let record = record();
    bencher.counter(size()).bench(|| black_box(rules::check(&record, &corpus, &Settings::default(), &[])));
}

/// What a keystroke costs in all: the draft read, put into the corpus in place of its former self, and checked.
#[divan::bench]
fn keystroke(bencher: Bencher<'_, '_>) {
    let mut corpus = corpus();
    bencher.counter(size()).bench_local(|| {
        let record = Arc::new(record());
        corpus.put(Arc::clone(&record));
        black_box(rules::check(&record, &corpus, &Settings::default(), &[]))
    });
}

/// A dossier of a hundred thousand people with an office each, in a folder of its own.
fn large_dossier() -> (PathBuf, usize) {
    let mut text = String::new();
    for number in 0..100_000 {
        let name = format!("Person{number} Of Number{}", number % 7_000);
        text += &format!(
            "[[person]]\nname = \"{name}\"\naliases = [\"P. Number{number}\"]\nborn = 1950\n\n[[person.office]]\ntitle = \"Member\"\nof = \"Council {}\"\nfrom = 1990-01-02\n\n",
            number % 300
        );
    }
    let folder = std::env::temp_dir().join(format!("dateline-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for temporary files");
    std::fs::write(folder.join("people.toml"), &text).expect("a file in it");
    (folder, text.len())
}

/// That dossier from its file.
#[divan::bench(sample_count = 20)]
fn dossier_of_100_000_people(bencher: Bencher<'_, '_>) {
    let (folder, size) = large_dossier();
    let files = [folder.join("people.toml")];
    bencher.counter(BytesCount::new(size)).bench(|| black_box(read_dossiers(&files, None).0));
    let _ = std::fs::remove_dir_all(folder);
}

/// The same from the cache.
#[divan::bench(sample_count = 20)]
fn dossier_of_100_000_people_from_cache(bencher: Bencher<'_, '_>) {
    let (folder, size) = large_dossier();
    let files = [folder.join("people.toml")];
    let _ = read_dossiers(&files, Some(&folder));
    bencher.counter(BytesCount::new(size)).bench(|| black_box(read_dossiers(&files, Some(&folder)).0));
    let _ = std::fs::remove_dir_all(folder);
}

/// Peer: Unicode's sentence and word boundaries.
#[divan::bench]
fn peer_unicode_segmentation(bencher: Bencher<'_, '_>) {
    bencher.counter(size()).bench(|| {
        let sentences: Vec<Vec<&str>> = DRAFT.unicode_sentences().map(|sentence| sentence.unicode_words().collect()).collect();
        black_box(sentences)
    });
}

/// Peer: split at white space.
#[divan::bench]
fn peer_white_space(bencher: Bencher<'_, '_>) {
    bencher.counter(size()).bench(|| black_box(DRAFT.split_whitespace().collect::<Vec<&str>>()));
}
