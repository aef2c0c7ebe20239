//! PolNeAR 1.0: political news of 2015 and 2016, its attributions as brat standoff.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::article::{self, Article, Block, BlockKind, Format, Item, Stated};
use dateline::text::Span;

/// A news article with what its annotators found in it.
#[derive(Debug)]
pub(super) struct Document {
    /// File name without ending; the publisher stands before the first `_`.
    pub(super) name: String,
    /// The article.
    pub(super) text: String,
    /// What somebody is said to have said or thought.
    pub(super) attributions: Vec<Attribution>,
}

/// Source, cue and content of an attribution, each in one or more stretches.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribution {
    pub(super) source: Vec<Span>,
    pub(super) cue: Vec<Span>,
    /// Stretches with nothing but spaces between them are one.
    pub(super) content: Vec<Span>,
}

/// All documents in the order of their names; `None`, with a notice, where the data are not there.
pub(super) fn documents() -> Option<Vec<Document>> {
    let folder = shared().join("data/quotations/polnear/train");
    let Ok(listing) = std::fs::read_dir(folder.join("attributions")) else {
        println!("SKIPPED: no PolNeAR in {}", folder.display());
        return None;
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
    let documents = annotations.into_iter().filter_map(|(name, paths)| {
        let text = std::fs::read_to_string(folder.join("text").join(format!("{name}.txt"))).ok()?;
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let attributions = paths.iter().flat_map(|path| attributions(&text, &offsets, path)).collect();
        Some(Document { name, text, attributions })
    });
    Some(documents.collect())
}

/// The attributions in one standoff file; `offsets` gives the byte of each character.
fn attributions(text: &str, offsets: &[usize], path: &Path) -> Vec<Attribution> {
    let Ok(standoff) = std::fs::read_to_string(path) else { return Vec::new() };
    let mut stretches: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
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
    let mut attributions = Vec::new();
    for line in standoff.lines().filter(|line| line.starts_with('E')) {
        let Some((_, roles)) = line.split_once('\t') else { continue };
        let of = |role: &str| -> Vec<Span> {
            let ids = roles.split(' ').filter_map(|part| part.split_once(':'));
            let ids = ids.filter(|(name, _)| name.trim_end_matches(|c: char| c.is_ascii_digit()) == role);
            ids.flat_map(|(_, id)| stretches.get(id).cloned().unwrap_or_default()).collect()
        };
        attributions.push(Attribution { source: of("Source"), cue: of("Cue"), content: joined(text, of("Content")) });
    }
    attributions
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

/// An article whose lines are paragraphs; what the article reader makes of headlines and furniture is not measured here.
pub(super) fn paragraphs(text: &str) -> Article {
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

/// No gazetteer, for readers of articles.
#[derive(Debug)]
pub(super) struct NoPlaces;

impl article::Places for NoPlaces {
    fn canonical(&self, _name: &str) -> Option<String> {
        None
    }
}

/// The paragraphs of a stretch that stand between double quotation marks, without the marks; none if a paragraph does not begin
/// with one or the last does not end with one.
pub(super) fn quoted_paragraphs(text: &str, span: Span) -> Vec<Span> {
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

/// The folder of the data that are no part of the repository.
pub(super) fn shared() -> PathBuf {
    std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from)
}
