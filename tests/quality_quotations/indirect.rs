//! Indirect speech, measured on PolNeAR's attributions whose content does not stand wholly between quotation marks.
//!
//! PolNeAR marks every attitude (`supporters of the plan`, `he wants …`), not only what is said; the share of those whose cue is a verb of
//! saying that we found is *recall of speech*. Each stretch of a divided content counts by itself. A stretch is found if it overlaps a
//! predicted one by half of the longer of the two (and, for the strict figure, by nine tenths). Its source is right if the head lies in the
//! annotators' phrase, its cue if the two overlap. The even documents were developed on, the odd ones are reported.

use dateline::language::Quotation;
use dateline::text::Span;

use super::polnear::{Attribution, Document, quoted_paragraphs};

/// A stretch of indirect speech, as all its annotators saw it.
struct Gold<'d> {
    readings: Vec<(Span, &'d Attribution)>,
}

#[derive(Default)]
struct Score {
    gold: usize,
    /// Of them with a verb of saying.
    spoken: usize,
    spoken_found: usize,
    predicted: usize,
    found: usize,
    strict: usize,
    /// Predictions that lie in content of the predicted source, wherever it begins and ends.
    within: usize,
    heads: usize,
    cues: usize,
}

/// Verbs of saying, for the recall of speech.
#[rustfmt::skip]
const SAYING: &[&str] = &[
    "acknowledged", "according", "added", "adding", "admitted", "alleged", "announced", "argue", "argued", "argues", "arguing",
    "claim", "claimed", "claims", "confirmed", "declared", "denied", "explained", "insisted", "noted", "noting", "pledged",
    "predicted", "promised", "reported", "said", "say", "saying", "says", "stated", "suggested", "suggesting", "told",
    "urged", "vowed", "warned", "wrote",
];

/// The figures of both halves of the documents.
#[derive(Default)]
pub(super) struct Scores([Score; 2]);

impl Scores {
    /// Counts what was read in the document of this number.
    pub(super) fn count(&mut self, index: usize, document: &Document, quotations: &[Quotation]) {
        let gold = gold(&document.text, &document.attributions);
        let indirect: Vec<Quotation> = quotations.iter().filter(|quotation| !quotation.direct).cloned().collect();
        count(&mut self.0[index % 2], &document.text, &gold, &indirect);
        if index.is_multiple_of(2) {
            show(&document.name, &document.text, &gold, &indirect);
        }
    }

    /// Prints the figures and holds them against their floors.
    pub(super) fn report(&self) {
        for (half, score) in ["even (developed on)", "odd"].iter().zip(&self.0) {
            let of = |part: usize, whole: usize| part as f64 / whole as f64;
            let precision = of(score.found, score.predicted);
            let recall = of(score.spoken_found, score.spoken);
            let heads = of(score.heads, score.found);
            println!(
                "PolNeAR train, {half}: indirect speech, {} predicted: precision {precision:.3} (at 90 %: {:.3}; within the speaker's \
                 words {:.3}), recall of speech {recall:.3} of {}, of all attributions {:.3} of {}; source heads {heads:.3}, cues {:.3}",
                score.predicted,
                of(score.strict, score.predicted),
                of(score.within, score.predicted),
                score.spoken,
                of(score.found, score.gold),
                score.gold,
                of(score.cues, score.found),
            );
            assert!(precision >= 0.87, "precision, {half}: {precision:.3}");
            assert!(recall >= 0.61, "recall of speech, {half}: {recall:.3}");
            assert!(heads >= 0.92, "source heads, {half}: {heads:.3}");
        }
    }
}

/// What is not wholly quoted, with the same stretch of several annotators as one.
fn gold<'d>(text: &str, attributions: &'d [Attribution]) -> Vec<Gold<'d>> {
    let mut golds: Vec<Gold<'_>> = Vec::new();
    for attribution in attributions.iter().filter(|attribution| !attribution.cue.is_empty()) {
        for &span in attribution.content.iter().filter(|content| quoted_paragraphs(text, **content).is_empty()) {
            match golds.iter_mut().find(|gold| gold.readings.iter().any(|(other, _)| overlap(*other, span) >= 0.5)) {
                Some(gold) => gold.readings.push((span, attribution)),
                None => golds.push(Gold { readings: vec![(span, attribution)] }),
            }
        }
    }
    golds
}

/// Shared bytes by those of the longer one.
fn overlap(one: Span, other: Span) -> f64 {
    let shared = one.end().min(other.end()).saturating_sub(one.start().max(other.start()));
    shared as f64 / one.len().max(other.len()).max(1) as f64
}

impl Gold<'_> {
    /// How well a prediction hits it, with the reading that it hits best.
    fn hit(&self, predicted: &Quotation) -> (f64, &Attribution) {
        let readings = self.readings.iter().map(|(span, attribution)| (overlap(*span, predicted.span), *attribution));
        readings.max_by(|(one, _), (other, _)| one.total_cmp(other)).unwrap()
    }

    fn is_spoken(&self, text: &str) -> bool {
        let cues = self.readings.iter().flat_map(|(_, attribution)| &attribution.cue);
        cues.flat_map(|cue| cue.of(text).split(' ')).any(|word| SAYING.contains(&word.to_lowercase().as_str()))
    }
}

fn is_source(predicted: &Quotation, attribution: &Attribution) -> bool {
    predicted.source.is_some_and(|source| attribution.source.iter().any(|phrase| phrase.overlaps(source.head)))
}

fn count(score: &mut Score, text: &str, golds: &[Gold<'_>], predicted: &[Quotation]) {
    score.gold += golds.len();
    score.predicted += predicted.len();
    for gold in golds.iter().filter(|gold| gold.is_spoken(text)) {
        score.spoken += 1;
        score.spoken_found += usize::from(predicted.iter().any(|quotation| gold.hit(quotation).0 >= 0.5));
    }
    for quotation in predicted {
        let covered = |span: Span| {
            let shared = span.end().min(quotation.span.end()).saturating_sub(span.start().max(quotation.span.start()));
            shared as f64 >= 0.8 * quotation.span.len() as f64
        };
        let within = golds.iter().flat_map(|gold| &gold.readings);
        score.within += usize::from(within.into_iter().any(|(span, reading)| covered(*span) && is_source(quotation, reading)));
        let best = golds.iter().map(|gold| gold.hit(quotation)).max_by(|(one, _), (other, _)| one.total_cmp(other));
        let Some((hit, attribution)) = best.filter(|(hit, _)| *hit >= 0.5) else { continue };
        score.found += 1;
        score.strict += usize::from(hit >= 0.9);
        score.heads += usize::from(is_source(quotation, attribution));
        let cue = quotation.cue.is_some_and(|cue| attribution.cue.iter().any(|span| span.overlaps(cue.span)));
        score.cues += usize::from(cue);
    }
}

/// Prints what `DATELINE_SHOW` asks for: `indirect-missed`, `indirect-extra`, `indirect-bounds`, `indirect-source`.
fn show(name: &str, text: &str, golds: &[Gold<'_>], predicted: &[Quotation]) {
    let Some(wanted) = std::env::var_os("DATELINE_SHOW") else { return };
    let around = |span: Span| {
        let start = (0..=span.start().saturating_sub(90)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let end = (span.end() + 90..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        format!("{}⟦{}⟧{}", &text[start..span.start()], span.of(text), &text[span.end()..end]).replace('\n', "⏎")
    };
    let cue = |quotation: &Quotation| quotation.cue.map_or("", |cue| cue.span.of(text)).to_owned();
    if wanted == "indirect-missed" {
        let missed = golds.iter().filter(|gold| gold.is_spoken(text) && !predicted.iter().any(|q| gold.hit(q).0 >= 0.5));
        for gold in missed {
            let cues: Vec<&str> = gold.readings[0].1.cue.iter().map(|cue| cue.of(text)).collect();
            println!("{name}: {cues:?} {}", around(gold.readings[0].0));
        }
    }
    for quotation in predicted {
        let best = golds.iter().map(|gold| gold.hit(quotation)).max_by(|(one, _), (other, _)| one.total_cmp(other));
        let hit = best.filter(|(hit, _)| *hit >= 0.5);
        match hit {
            None if wanted == "indirect-extra" => println!("{name}: {:?} {}", cue(quotation), around(quotation.span)),
            Some((hit, _)) if wanted == "indirect-bounds" && hit < 0.9 => {
                println!("{name}: {hit:.2} {:?} {}", cue(quotation), around(quotation.span));
            }
            Some((_, attribution)) if wanted == "indirect-source" && !is_source(quotation, attribution) => println!(
                "{name}: {:?} {} GOLD {:?} GIVEN {:?}",
                cue(quotation),
                around(quotation.span),
                attribution.source.iter().map(|span| span.of(text)).collect::<Vec<_>>(),
                quotation.source.map(|source| source.span.of(text))
            ),
            _ => {}
        }
    }
}
