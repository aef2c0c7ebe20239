//! The network while it is trained: the same shape as the one that ships, in floating point. Rows of weights for features and word classes
//! are summed, and one hidden layer stands between them and the tags.

use rustc_hash::FxHashMap;

use dateline::language::training::{Candidates, Class, HIDDEN, NEAR, Network, PIECES, ROW, TAGS, WordClasses};

use super::examples::Example;
use super::learn::learn;

/// What is taken from the score of "outside", and added to those of bodies, in the written model: soft labels make the network shy of names,
/// of bodies most of all (chosen on development data).
const LESS_OUTSIDE: f32 = 0.2;
const MORE_BODIES: f32 = 0.4;

/// Rows for the pieces of word classes: one for each position, piece and number.
pub(super) const CLASS_ROWS: usize = NEAR * PIECES * 256;

/// Initial weights of rows and of the upper layer lie within these on either side of zero.
const FIRST_WEIGHT: f32 = 0.05;
const FIRST_OUT_WEIGHT: f32 = 0.3;

/// So much of all weights is below the largest that the written model has steps for. The few above are cut, so that the many small
/// ones have finer steps.
const UNCUT: f64 = 0.9999;

/// How a network is trained.
#[derive(Clone, Copy)]
pub(crate) struct Options {
    /// How often every candidate is seen.
    pub(crate) epochs: usize,
    /// AdaGrad's rate at the beginning; it falls to zero along a line.
    pub(crate) rate: f32,
    /// Part of the features that are hidden from each candidate.
    pub(crate) dropout: f32,
    /// Part of the words around a candidate whose classes are hidden.
    pub(crate) class_dropout: f32,
    /// At most so many features, the most frequent.
    pub(crate) rows: usize,
    /// Of the initial weights, the order and the dropout.
    pub(crate) seed: u64,
}

/// Articles, and how much a candidate of theirs counts.
pub(crate) struct Set {
    pub(crate) examples: Vec<Example>,
    pub(crate) weight: f32,
}

/// A network that learns.
pub(crate) struct Learner {
    /// Row of each feature.
    pub(super) index: FxHashMap<u32, u32>,
    pub(super) rows: Vec<[f32; ROW]>,
    /// [`CLASS_ROWS`]; the network that ships has their sums, one for each position and whole class.
    pub(super) class_rows: Vec<[f32; ROW]>,
    /// The pieces of each class.
    pub(super) pieces: Vec<Class>,
    pub(super) bias: [f32; ROW],
    /// From the hidden layer to the tags.
    pub(super) out: [[f32; HIDDEN]; TAGS],
}

/// Xorshift64* (Vigna): the same numbers on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn next(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }

    /// From zero to below one.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 8) as f32 / (1 << 24) as f32
    }
}

impl Learner {
    /// Trains a network. `report` is told the number of each epoch, the network and the mean loss.
    pub(crate) fn train(sets: &[Set], classes: &WordClasses, options: &Options, report: impl FnMut(usize, &Self, f64)) -> Self {
        let mut random = Random::new(options.seed);
        let mut network = Self::new(&frequent(sets, options.rows), classes, &mut random);
        learn(&mut network, sets, options, &mut random, report);
        network
    }

    /// An untrained network with a row for each of the features, which are in order.
    fn new(features: &[u32], classes: &WordClasses, random: &mut Random) -> Self {
        let index = features.iter().enumerate().map(|(row, key)| (*key, row as u32)).collect();
        let mut row = |scale: f32| {
            let mut row = [0.0; ROW];
            row[..HIDDEN].iter_mut().for_each(|value| *value = (random.unit() * 2.0 - 1.0) * scale);
            row
        };
        let rows = features.iter().map(|_| row(FIRST_WEIGHT)).collect();
        let class_rows = (0..CLASS_ROWS).map(|_| row(FIRST_WEIGHT)).collect();
        let bias = row(FIRST_WEIGHT);
        let mut out = [[0.0; HIDDEN]; TAGS];
        for tag in &mut out {
            tag.copy_from_slice(&row(FIRST_OUT_WEIGHT)[..HIDDEN]);
        }
        Self { index, rows, class_rows, pieces: classes.classes().to_vec(), bias, out }
    }

    /// How many features have a row.
    pub(crate) fn features(&self) -> usize {
        self.rows.len()
    }

    /// From the summed rows to the hidden layer and the scores of the tags.
    pub(super) fn top(&self, sum: &[f32; ROW]) -> ([f32; HIDDEN], [f32; TAGS]) {
        let mut hidden = [0.0; HIDDEN];
        for at in 0..HIDDEN {
            hidden[at] = sum[at].max(0.0);
        }
        let mut scores = [0.0; TAGS];
        for tag in 0..TAGS {
            scores[tag] =
                sum[HIDDEN + tag] + self.out[tag].iter().zip(&hidden).map(|(weight, value)| weight * value).sum::<f32>();
        }
        (hidden, scores)
    }

    /// The probabilities of each candidate's tags.
    pub(crate) fn probabilities(&self, candidates: &Candidates) -> Vec<[f32; TAGS]> {
        let of_candidate = |candidate: usize| {
            let mut sum = self.bias;
            let features = candidates.features(candidate);
            let rows = features.filter_map(|feature| self.index.get(&feature)).map(|row| &self.rows[*row as usize]);
            let classes = candidates.classes(candidate).into_iter().enumerate();
            let of_classes = classes.flat_map(|(near, class)| class_rows(&self.pieces, near, class));
            let class_rows = of_classes.map(|row| &self.class_rows[row]);
            rows.chain(class_rows).for_each(|row| add(row, &mut sum, 1.0));
            softmax(&self.top(&sum).1)
        };
        (0..candidates.len()).map(of_candidate).collect()
    }

    /// The model file: weights in steps of one scale.
    pub(crate) fn write(&self, classes: &WordClasses) -> Vec<u8> {
        let mut sizes: Vec<f32> = self.rows.iter().flatten().map(|weight| weight.abs()).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let limit = sizes.get((sizes.len() as f64 * UNCUT) as usize).copied().unwrap_or_default().max(1e-6);
        let scale = limit / 127.0;
        let steps = |row: &[f32; ROW]| row.map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8);
        let mut bias = self.bias;
        bias[HIDDEN] -= LESS_OUTSIDE;
        bias[HIDDEN + 3] += MORE_BODIES;
        bias[HIDDEN + 4] += MORE_BODIES;
        let bias = bias.map(|weight| (weight / scale).round() as i16);
        let mut features: Vec<(u32, u32)> = self.index.iter().map(|(feature, row)| (*feature, *row)).collect();
        features.sort_unstable();
        let of_feature = features.iter().map(|(_, row)| steps(&self.rows[*row as usize]));
        let whole = |(class, near): (usize, usize)| {
            let mut sum = [0.0; ROW];
            class_rows(&self.pieces, near, class as u16).for_each(|row| add(&self.class_rows[row], &mut sum, 1.0));
            steps(&sum)
        };
        let of_class = (0..self.pieces.len()).flat_map(|class| (0..NEAR).map(move |near| (class, near))).map(whole);
        let rows: Vec<[i8; ROW]> = of_feature.chain(of_class).collect();
        let features: Vec<u32> = features.iter().map(|(feature, _)| *feature).collect();
        Network::write(scale, &bias, &self.out, classes, &features, &rows)
    }
}

/// The most frequent features, in order, at most `room`: of those that occur equally often all or none, and none that occurs but twice.
fn frequent(sets: &[Set], mut room: usize) -> Vec<u32> {
    const OFTEN: u32 = 999;
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for example in sets.iter().flat_map(|set| &set.examples) {
        for feature in (0..example.candidates.len()).flat_map(|candidate| example.candidates.features(candidate)) {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let mut by_count = [0usize; OFTEN as usize + 1];
    counts.values().for_each(|count| by_count[(*count).min(OFTEN) as usize] += 1);
    let mut least = OFTEN;
    while least > 2 && by_count[least as usize] <= room {
        room -= by_count[least as usize];
        least -= 1;
    }
    let mut kept: Vec<u32> = counts.into_iter().filter(|(_, count)| *count > least).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept
}

/// The rows of the pieces of a class at a position; none where a word has no class.
pub(super) fn class_rows(pieces: &[Class], near: usize, class: u16) -> impl Iterator<Item = usize> + use<> {
    let pieces = pieces.get(usize::from(class)).copied();
    let row = move |(piece, number): (usize, u8)| (near * PIECES + piece) * 256 + usize::from(number);
    pieces.into_iter().flatten().enumerate().map(row)
}

/// Adds a row to a sum.
#[inline]
pub(super) fn add(row: &[f32; ROW], sum: &mut [f32; ROW], scale: f32) {
    for at in 0..ROW {
        sum[at] += row[at] * scale;
    }
}

/// From scores to probabilities.
pub(super) fn softmax(scores: &[f32; TAGS]) -> [f32; TAGS] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut values = scores.map(|score| (score - most).exp());
    let sum: f32 = values.iter().sum();
    values.iter_mut().for_each(|value| *value /= sum);
    values
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Candidates with the features given, every word of the same class.
    fn candidates(features: &[&[u32]]) -> Candidates {
        let mut candidates = Candidates::default();
        candidates.runs.push(0..features.len());
        // Of a class that the model does not have: sums of pieces may be larger than the steps go, and are cut.
        let parts = std::array::from_fn(|place| candidates.part(place, 1, |_| {}));
        for (at, features) in features.iter().enumerate() {
            candidates.push(at as u32, at as u32, parts, |own| own.extend(*features));
        }
        candidates
    }

    /// Two features that tell a person from what is outside, and one that tells nothing.
    fn sets() -> Vec<Set> {
        let target = |tag: usize| std::array::from_fn(|at| if at == tag { 1.0 } else { 0.0 });
        let example = || Example {
            candidates: candidates(&[&[7, 90_000], &[7, 4_000_000_000]]),
            targets: vec![target(1), target(0)],
            gold: Vec::new(),
        };
        vec![Set { examples: (0..40).map(|_| example()).collect(), weight: 1.0 }]
    }

    fn classes() -> WordClasses {
        WordClasses::new([("harbour", [3; PIECES], false)])
    }

    const OPTIONS: Options = Options { epochs: 3, rate: 0.05, dropout: 0.1, class_dropout: 0.2, rows: 10, seed: 5 };

    #[test]
    fn the_written_model_reads_as_the_network_that_was_trained() {
        let network = Learner::train(&sets(), &classes(), &OPTIONS, |_, _, _| {});
        let written = Network::open(network.write(&classes()).leak()).unwrap();
        let candidates = candidates(&[&[7, 90_000], &[7, 4_000_000_000], &[12]]);
        let mut expected = network.probabilities(&candidates);
        assert!(expected[0][1] > 0.8 && expected[1][0] > 0.8, "{expected:?}");
        for (expected, scores) in expected.iter_mut().zip(written.scores(&candidates)) {
            // The leanings of the written model, in probabilities.
            let lean = [-LESS_OUTSIDE, 0.0, 0.0, MORE_BODIES, MORE_BODIES, 0.0, 0.0];
            expected.iter_mut().zip(lean).for_each(|(value, lean)| *value *= lean.exp());
            let sum: f32 = expected.iter().sum();
            for (expected, read) in expected.iter().zip(softmax(&scores)) {
                assert!((expected / sum - read).abs() < 0.03, "{expected:?} / {sum} and {read}");
            }
        }
    }

    #[test]
    fn two_trainings_give_the_same_bytes_and_another_seed_others() {
        let model = |seed| Learner::train(&sets(), &classes(), &Options { seed, ..OPTIONS }, |_, _, _| {}).write(&classes());
        assert_eq!(model(5), model(5));
        assert_ne!(model(5), model(6));
    }

    #[test]
    fn only_the_most_frequent_features_have_rows() {
        assert_eq!(frequent(&sets(), 10), [7, 90_000, 4_000_000_000]);
        assert_eq!(frequent(&sets(), 2), [7]);
    }
}
