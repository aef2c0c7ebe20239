//! From the scores of single tokens to names: what a word is elsewhere in the article counts too, and a later token of a name stands
//! only behind a first one.

use std::ops::Range;

use crate::language::Kind;

use super::candidates::Candidates;
use super::network::TAGS;

/// How much the article as a whole counts beside a word's own surroundings (chosen on development data).
const SHARE: f32 = 0.3;

/// The kinds in the order of the tags.
const KINDS: [Kind; 3] = [Kind::Person, Kind::Organisation, Kind::Place];

/// A name as the network reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What is named.
    pub kind: Kind,
    /// How probable its least certain token is to be of that kind.
    pub confidence: f32,
}

/// The names of an article, in order.
#[must_use]
pub fn decode(candidates: &Candidates, mut scores: Vec<[f32; TAGS]>) -> Vec<Tagged> {
    let own: Vec<[f32; 4]> = scores.iter_mut().map(normalise).collect();
    lean_on_article(candidates, &own, &mut scores);
    let mut found = Vec::new();
    let mut tags = Vec::new();
    let mut first = 0;
    for run in &candidates.runs {
        let scores = &scores[first..first + run.len()];
        best_path(scores, &mut tags);
        names(run.start, &tags, scores, &mut found);
        first += run.len();
    }
    found
}

/// From scores to logarithms of probabilities; the probabilities of outside and the three kinds.
fn normalise(scores: &mut [f32; TAGS]) -> [f32; 4] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let shares = scores.map(|score| (score - most).exp());
    let sum: f32 = shares.iter().sum();
    let whole = most + sum.ln();
    scores.iter_mut().for_each(|score| *score -= whole);
    kinds(shares.map(|share| share / sum))
}

/// Outside and the three kinds, from the tags.
fn kinds(tags: [f32; TAGS]) -> [f32; 4] {
    [tags[0], tags[1] + tags[2], tags[3] + tags[4], tags[5] + tags[6]]
}

/// Leans each token towards the kinds that its word has elsewhere in the article; where it is sure of itself it counts for more. `own` are
/// the probabilities of the kinds by the token's own surroundings.
fn lean_on_article(candidates: &Candidates, own: &[[f32; 4]], scores: &mut [[f32; TAGS]]) {
    let most = candidates.words.iter().max().map_or(0, |word| *word as usize + 1);
    let mut sums = vec![([0.0f32; 4], 0u32); most];
    for (word, own) in candidates.words.iter().zip(own) {
        let sure = own.iter().copied().fold(0.0, f32::max);
        let (sum, count) = &mut sums[*word as usize];
        sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own * sure * sure);
        *count += 1;
    }
    for ((word, own), scores) in candidates.words.iter().zip(own).zip(scores.iter_mut()) {
        let (sum, count) = &sums[*word as usize];
        if *count < 2 {
            continue;
        }
        let total: f32 = sum.iter().sum();
        let lean: [f32; 4] = std::array::from_fn(|kind| SHARE * ((sum[kind] / total).max(1e-4).ln() - own[kind].max(1e-4).ln()));
        scores.iter_mut().enumerate().for_each(|(tag, score)| *score += lean[tag.div_ceil(2)]);
    }
}

/// The best sequence of tags (Viterbi).
fn best_path(scores: &[[f32; TAGS]], tags: &mut Vec<usize>) {
    const NEVER: f32 = -1e9;
    let mut from: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    let mut best = [0.0; TAGS];
    for (at, own) in scores.iter().enumerate() {
        let any = (0..TAGS).fold(0, |most, tag| if best[tag] > best[most] { tag } else { most });
        let mut next = [0.0; TAGS];
        let mut back = [0; TAGS];
        for tag in 0..TAGS {
            let inside = tag > 0 && tag % 2 == 0;
            let before = match inside {
                true if best[tag - 1] >= best[tag] => tag - 1,
                true => tag,
                false => any,
            };
            let way = match (at, inside) {
                (0, true) => NEVER,
                (0, false) => 0.0,
                _ => best[before],
            };
            next[tag] = way + own[tag];
            back[tag] = before as u8;
        }
        best = next;
        from.push(back);
    }
    let mut tag = (0..TAGS).fold(0, |most, tag| if best[tag] > best[most] { tag } else { most });
    tags.clear();
    for back in from.iter().rev() {
        tags.push(tag);
        tag = usize::from(back[tag]);
    }
    tags.reverse();
}

/// The names of a run of tags that begins at token `start`.
fn names(start: usize, tags: &[usize], scores: &[[f32; TAGS]], found: &mut Vec<Tagged>) {
    let mut at = 0;
    while at < tags.len() {
        let tag = tags[at];
        if tag == 0 {
            at += 1;
            continue;
        }
        let kind = (tag - 1) / 2;
        let mut end = at + 1;
        while end < tags.len() && tags[end] == 2 * kind + 2 {
            end += 1;
        }
        let confidence = scores[at..end].iter().map(|scores| kinds(scores.map(f32::exp))[kind + 1]).fold(1.0, f32::min);
        found.push(Tagged { tokens: start + at..start + end, kind: KINDS[kind], confidence });
        at = end;
    }
}
