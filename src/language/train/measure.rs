//! Strict F1 of names, by kind, as in CoNLL 2003.

use std::collections::BTreeSet;

use super::corpus::Tag;
use dateline::language::training::TAGS;

use super::examples::{Example, tag_index};

/// Gold, found and right names of persons, organisations and places.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts([[usize; 3]; 3]);

impl Counts {
    pub(crate) fn add(&mut self, gold: &BTreeSet<Name>, found: &BTreeSet<Name>) {
        gold.iter().for_each(|name| self.0[name.2][0] += 1);
        found.iter().for_each(|name| self.0[name.2][1] += 1);
        gold.intersection(found).for_each(|name| self.0[name.2][2] += 1);
    }

    pub(crate) fn f1(&self) -> f64 {
        let [gold, found, right] = std::array::from_fn(|what| self.0.iter().map(|kind| kind[what]).sum::<usize>());
        200.0 * right as f64 / (gold + found).max(1) as f64
    }

    pub(crate) fn line(&self) -> String {
        let of = |kind: usize| 200.0 * self.0[kind][2] as f64 / (self.0[kind][0] + self.0[kind][1]).max(1) as f64;
        let [gold, found, right] = std::array::from_fn(|what| self.0.iter().map(|kind| kind[what]).sum::<usize>());
        format!(
            "{:.1} (P {:.1} R {:.1}; PER {:.1} ORG {:.1} LOC {:.1})",
            self.f1(),
            100.0 * right as f64 / found.max(1) as f64,
            100.0 * right as f64 / gold.max(1) as f64,
            of(0),
            of(1),
            of(2)
        )
    }
}

/// First token, one past the last, kind (0 person, 1 organisation, 2 place).
pub(crate) type Name = (usize, usize, usize);

pub(crate) fn gold_names(tags: &[Tag]) -> BTreeSet<Name> {
    names(tags.iter().map(|tag| tag_index(*tag).unwrap_or(0)).enumerate())
}

/// Names of a sequence of (token, tag number).
pub(crate) fn names(tags: impl Iterator<Item = (usize, usize)>) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    let mut open: Option<Name> = None;
    for (token, tag) in tags {
        let inside = tag > 0 && tag % 2 == 0;
        open = match open {
            Some((start, end, kind)) if inside && kind == (tag - 1) / 2 && end == token => Some((start, token + 1, kind)),
            before => {
                names.extend(before);
                (tag > 0).then(|| (token, token + 1, (tag - 1) / 2))
            }
        };
    }
    names.extend(open);
    names
}

/// The best sequence of tags of each run: a later token only behind a first or later one of its kind (Viterbi).
pub(crate) fn decode(example: &Example, scores: &[[f32; TAGS]]) -> Vec<usize> {
    let mut tags = vec![0; scores.len()];
    let mut start = 0;
    for length in &example.runs {
        let end = start + length;
        let mut best = vec![[f32::MIN; TAGS]; *length];
        let mut from = vec![[0usize; TAGS]; *length];
        for at in 0..*length {
            for tag in 0..TAGS {
                let inside = tag > 0 && tag % 2 == 0;
                let (before, value) = if at == 0 {
                    (0, if inside { f32::MIN / 4.0 } else { 0.0 })
                } else if inside {
                    let (a, b) = (tag - 1, tag);
                    if best[at - 1][a] >= best[at - 1][b] { (a, best[at - 1][a]) } else { (b, best[at - 1][b]) }
                } else {
                    (0..TAGS)
                        .map(|before| (before, best[at - 1][before]))
                        .fold((0, f32::MIN), |a, b| if b.1 > a.1 { b } else { a })
                };
                best[at][tag] = value + scores[start + at][tag];
                from[at][tag] = before;
            }
        }
        if *length > 0 {
            let mut tag = (0..TAGS).fold(0, |a, b| if best[length - 1][b] > best[length - 1][a] { b } else { a });
            for at in (0..*length).rev() {
                tags[start + at] = tag;
                tag = from[at][tag];
            }
        }
        start = end;
    }
    tags
}

/// Leans each candidate towards the kinds that its word has elsewhere in the article, by `share`.
pub(crate) fn smooth(example: &Example, scores: &mut [[f32; TAGS]], share: f32) {
    let kinds = |scores: &[f32; TAGS]| -> [f32; 4] {
        let p = scores.map(f32::exp);
        [p[0], p[1] + p[2], p[3] + p[4], p[5] + p[6]]
    };
    let most = example.words.iter().max().map_or(0, |word| *word as usize + 1);
    let mut sums = vec![[0.0f32; 4]; most];
    let mut counts = vec![0u32; most];
    for (word, scores) in example.words.iter().zip(scores.iter()) {
        let own = kinds(scores);
        let weight = own.iter().copied().fold(0.0, f32::max).powi(2);
        for kind in 0..4 {
            sums[*word as usize][kind] += own[kind] * weight;
        }
        counts[*word as usize] += 1;
    }
    for (word, scores) in example.words.iter().zip(scores.iter_mut()) {
        if counts[*word as usize] < 2 {
            continue;
        }
        let sum = sums[*word as usize];
        let total: f32 = sum.iter().sum();
        let own = kinds(scores);
        for tag in 0..TAGS {
            let kind = tag.div_ceil(2);
            scores[tag] += share * ((sum[kind] / total).max(1e-4).ln() - own[kind].max(1e-4).ln());
        }
    }
}
