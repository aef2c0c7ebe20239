//! The card of a quotation: who is quoted, as whom the text names the source, and where else the words are printed.

use std::path::Path;

use crate::corpus::{Corpus, Record, SpokenWords, titled};
use crate::language::{Quotation, SourceKind};

use super::card::{Card, Line};
use super::phrase::{count, date, shorten};

/// Fewer shared words than this say nothing about two quotations.
const SHARED_WORDS: usize = 5;

pub(super) fn card(corpus: &Corpus, record: &Record, quotation: &Quotation, shown: &dyn Fn(&Path) -> String) -> Card {
    let line = |offset: usize| record.lines.line(offset) + 1;
    let speaker = quotation.speaker.and_then(|id| Some((id, record.reading.entities.get(id.0 as usize)?)));
    let title = match (speaker, quotation.source) {
        (Some((id, entity)), _) => corpus.identity_of(&record.path, id).map_or_else(|| entity.name.clone(), |known| known.name),
        (None, Some(source)) => record.article.words(source.span),
        (None, None) => "speaker not known".to_owned(),
    };
    let kind = if quotation.fragment { "quoted words" } else { "quotation" };
    let source = format!("this article, line {}", line(quotation.span.start()));
    let mut card = Card::new(quotation.span, title, kind, source);
    match quotation.source {
        Some(source) => {
            let kind = match source.kind {
                SourceKind::Named => "named",
                SourceKind::Pronoun => "a pronoun",
                SourceKind::Unnamed => "unnamed",
            };
            let cue = quotation.cue.map(|cue| format!(", “{}”", record.article.words(cue.span))).unwrap_or_default();
            let text = format!("“{}”, {kind}{cue}", record.article.words(source.span));
            card.push(Line::new("Source", text, format!("this article, line {}", line(source.span.start()))));
        }
        None => card.push(Line::new("Source", "not known: none is named beside it", "this article")),
    }
    if let Some(title) = speaker.and_then(|(_, entity)| entity.titles.first()) {
        let source = format!("this article, line {}", line(title.span.start()));
        card.push(Line::new("Title here", titled(title), source));
    }
    let words = SpokenWords::of(&record.article.text, quotation.span);
    card.push(Line::new("Length", count(words.words.len(), "word"), "this article"));
    for alike in printed_elsewhere(corpus, record, &words, shown) {
        card.push(alike);
    }
    card
}

/// Up to three quotations of other articles with nearly these words.
fn printed_elsewhere(corpus: &Corpus, record: &Record, words: &SpokenWords, shown: &dyn Fn(&Path) -> String) -> Vec<Line> {
    let alike = corpus.quotations_alike(words, &record.path).into_iter();
    // Three-word runs: n shared runs are at least n + 2 shared words.
    let near = alike.filter(|(_, runs)| runs + 2 >= SHARED_WORDS).take(3);
    let lines = near.filter_map(|(utterance, _)| {
        let other = corpus.get(&utterance.path)?;
        let quotation = other.reading.quotations.get(utterance.quotation)?;
        let line = other.lines.line(quotation.span.start()) + 1;
        let text = format!("“{}”", shorten(&other.article.words(quotation.span), 140));
        Some(Line::new(
            "Elsewhere",
            text,
            format!("{}, line {line}, {}", shown(&other.path), date(other.article.published.map(|published| published.date))),
        ))
    });
    lines.collect()
}
