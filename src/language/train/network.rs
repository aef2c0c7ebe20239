//! The network while it is trained: rows of weights for features and word classes, summed; one hidden layer.

use rustc_hash::FxHashMap;

use dateline::language::training::{Class, HIDDEN, NEAR, PIECES, ROW, TAGS, WordClasses};

use super::examples::Example;

/// What is taken from the score of "outside" and added to those of bodies, chosen on development data.
const LESS_OUTSIDE: f32 = 0.2;
const MORE_BODIES: f32 = 0.4;

/// Rows for pieces of classes: one for each position, piece and number.
const CLASS_ROWS: usize = NEAR * PIECES * 256;

pub(crate) struct Options {
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    pub(crate) dropout: f32,
    /// At most so many features.
    pub(crate) rows: usize,
    pub(crate) seed: u64,
    pub(crate) class_dropout: f32,
}

pub(crate) struct Network {
    /// Row of each feature.
    pub(crate) index: FxHashMap<u32, u32>,
    pub(crate) rows: Vec<[f32; ROW]>,
    pub(crate) class_rows: Vec<[f32; ROW]>,
    /// The pieces of each class.
    pieces: Vec<Class>,
    pub(crate) bias: [f32; ROW],
    /// From the hidden layer to the tags.
    pub(crate) out: [[f32; HIDDEN]; TAGS],
}

/// Xorshift64* (Vigna): the same numbers on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 8) as f32 / (1 << 24) as f32
    }
}

/// A weighted set of articles.
pub(crate) struct Set<'a> {
    pub(crate) examples: &'a [Example],
    pub(crate) weight: f32,
}

impl Network {
    pub(crate) fn train(
        sets: &[Set<'_>],
        classes: &WordClasses,
        options: &Options,
        mut report: impl FnMut(usize, &Self, f64),
    ) -> Self {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for set in sets {
            for example in set.examples {
                for feature in &example.features {
                    *counts.entry(*feature).or_default() += 1;
                }
            }
        }
        // The most frequent features, and of the least frequent none unless there is room for all of that number.
        let mut by_count = vec![0usize; 1000];
        counts.values().for_each(|count| by_count[(*count as usize).min(999)] += 1);
        let mut least = 999;
        let mut room = options.rows;
        while least > 2 && by_count[least] <= room {
            room -= by_count[least];
            least -= 1;
        }
        let mut kept: Vec<u32> = counts.iter().filter(|(_, count)| **count as usize > least).map(|(key, _)| *key).collect();
        kept.sort_unstable();
        let index: FxHashMap<u32, u32> = kept.iter().enumerate().map(|(row, key)| (*key, row as u32)).collect();
        let mut random = Random(options.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut row = |scale: f32| {
            let mut row = [0.0; ROW];
            row[..HIDDEN].iter_mut().for_each(|value| *value = (random.unit() * 2.0 - 1.0) * scale);
            row
        };
        let rows = kept.iter().map(|_| row(0.05)).collect();
        let class_rows = (0..CLASS_ROWS).map(|_| row(0.05)).collect();
        let bias = row(0.05);
        let mut out = [[0.0; HIDDEN]; TAGS];
        for tag in &mut out {
            tag.copy_from_slice(&row(0.3)[..HIDDEN]);
        }
        let mut network = Self { index, rows, class_rows, pieces: classes.classes().to_vec(), bias, out };
        network.learn(sets, options, &mut random, &mut report);
        network
    }

    fn learn(&mut self, sets: &[Set<'_>], options: &Options, random: &mut Random, report: &mut impl FnMut(usize, &Self, f64)) {
        // Rows instead of hashes, once.
        let mut samples: Vec<(u32, u32, u32)> = Vec::new();
        let mut indexed: Vec<Vec<(Vec<u32>, Vec<u32>)>> = Vec::new();
        for (set_number, set) in sets.iter().enumerate() {
            let mut of_set = Vec::new();
            for (number, example) in set.examples.iter().enumerate() {
                let mut starts = vec![0u32];
                let mut rows = Vec::with_capacity(example.features.len());
                for candidate in 0..example.tokens.len() {
                    let range = example.starts[candidate] as usize..example.starts[candidate + 1] as usize;
                    rows.extend(example.features[range].iter().filter_map(|feature| self.index.get(feature)));
                    starts.push(rows.len() as u32);
                    if example.targets[candidate].iter().sum::<f32>() > 0.0 {
                        samples.push((set_number as u32, number as u32, candidate as u32));
                    }
                }
                of_set.push((starts, rows));
            }
            indexed.push(of_set);
        }
        let mut seen_rows = vec![[1e-6f32; ROW]; self.rows.len()];
        let mut seen_classes = vec![[1e-6f32; ROW]; CLASS_ROWS];
        let mut seen_bias = [1e-6f32; ROW];
        let mut seen_out = [[1e-6f32; HIDDEN]; TAGS];
        let total = (options.epochs * samples.len()) as f32;
        let mut done = 0.0;
        let mut active: Vec<u32> = Vec::new();
        let mut active_classes: Vec<u32> = Vec::new();
        for epoch in 0..options.epochs {
            for at in (1..samples.len()).rev() {
                samples.swap(at, random.next() as usize % (at + 1));
            }
            let mut loss_sum = 0.0f64;
            for (set, number, candidate) in &samples {
                let weight = sets[*set as usize].weight;
                let example = &sets[*set as usize].examples[*number as usize];
                let (starts, rows) = &indexed[*set as usize][*number as usize];
                let candidate = *candidate as usize;
                active.clear();
                for row in &rows[starts[candidate] as usize..starts[candidate + 1] as usize] {
                    if random.unit() >= options.dropout {
                        active.push(*row);
                    }
                }
                active_classes.clear();
                for (near, class) in example.classes[candidate * NEAR..(candidate + 1) * NEAR].iter().enumerate() {
                    if random.unit() >= options.class_dropout {
                        active_classes.extend(class_rows(&self.pieces, near, *class));
                    }
                }
                let scale = 1.0 / (1.0 - options.dropout);
                let class_scale = 1.0 / (1.0 - options.class_dropout);
                let mut sum = self.bias;
                for row in &active {
                    let row = &self.rows[*row as usize];
                    for at in 0..ROW {
                        sum[at] += row[at] * scale;
                    }
                }
                for row in &active_classes {
                    let row = &self.class_rows[*row as usize];
                    for at in 0..ROW {
                        sum[at] += row[at] * class_scale;
                    }
                }
                let (hidden, scores) = self.top(&sum);
                let probabilities = softmax(&scores);
                let target = &example.targets[candidate];
                let mut gradient = [0.0f32; ROW];
                let mut tag_gradient = [0.0f32; TAGS];
                for tag in 0..TAGS {
                    tag_gradient[tag] = (probabilities[tag] - target[tag]) * weight;
                    loss_sum -= f64::from(target[tag] * probabilities[tag].max(1e-9).ln() * weight);
                    gradient[HIDDEN + tag] = tag_gradient[tag];
                }
                for tag in 0..TAGS {
                    for at in 0..HIDDEN {
                        gradient[at] += tag_gradient[tag] * self.out[tag][at];
                    }
                }
                for at in 0..HIDDEN {
                    if hidden[at] <= 0.0 {
                        gradient[at] = 0.0;
                    }
                }
                let rate = options.rate * (1.0 - done / total).max(0.01);
                done += 1.0;
                for tag in 0..TAGS {
                    for at in 0..HIDDEN {
                        let slope = tag_gradient[tag] * hidden[at];
                        seen_out[tag][at] += slope * slope;
                        self.out[tag][at] -= rate * slope / seen_out[tag][at].sqrt();
                    }
                }
                step(&mut self.bias, &mut seen_bias, &gradient, rate, 1.0);
                for row in &active {
                    step(&mut self.rows[*row as usize], &mut seen_rows[*row as usize], &gradient, rate, scale);
                }
                for row in &active_classes {
                    step(&mut self.class_rows[*row as usize], &mut seen_classes[*row as usize], &gradient, rate, class_scale);
                }
            }
            report(epoch + 1, self, loss_sum / samples.len() as f64);
        }
    }

    /// From the summed rows to the hidden layer and the scores of the tags.
    fn top(&self, sum: &[f32; ROW]) -> ([f32; HIDDEN], [f32; TAGS]) {
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

    /// Logarithms of the probabilities of each candidate's tags.
    pub(crate) fn log_probabilities(&self, example: &Example) -> Vec<[f32; TAGS]> {
        (0..example.tokens.len())
            .map(|candidate| {
                let mut sum = self.bias;
                for feature in &example.features[example.starts[candidate] as usize..example.starts[candidate + 1] as usize] {
                    if let Some(row) = self.index.get(feature) {
                        let row = &self.rows[*row as usize];
                        for at in 0..ROW {
                            sum[at] += row[at];
                        }
                    }
                }
                for (near, class) in example.classes[candidate * NEAR..(candidate + 1) * NEAR].iter().enumerate() {
                    for row in class_rows(&self.pieces, near, *class) {
                        let row = &self.class_rows[row as usize];
                        for at in 0..ROW {
                            sum[at] += row[at];
                        }
                    }
                }
                softmax(&self.top(&sum).1).map(|value| value.max(1e-9).ln())
            })
            .collect()
    }
}

/// The rows of the pieces of a class at a position; none for a word without class.
fn class_rows(pieces: &[Class], near: usize, class: u16) -> impl Iterator<Item = u32> {
    let pieces = pieces.get(usize::from(class)).copied();
    pieces
        .into_iter()
        .flatten()
        .enumerate()
        .map(move |(piece, number)| ((near * PIECES + piece) * 256 + usize::from(number)) as u32)
}

fn step(row: &mut [f32; ROW], seen: &mut [f32; ROW], gradient: &[f32; ROW], rate: f32, scale: f32) {
    for at in 0..ROW {
        let slope = gradient[at] * scale;
        seen[at] += slope * slope;
        row[at] -= rate * slope / seen[at].sqrt();
    }
}

pub(crate) fn softmax(scores: &[f32; TAGS]) -> [f32; TAGS] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut values = scores.map(|score| (score - most).exp());
    let sum: f32 = values.iter().sum();
    values.iter_mut().for_each(|value| *value /= sum);
    values
}

impl Network {
    /// The model file: weights in steps of one scale.
    pub(crate) fn write(&self, classes: &WordClasses) -> Vec<u8> {
        // The few largest weights are cut, so that the many small ones have finer steps.
        let mut sizes: Vec<f32> = self.rows.iter().flatten().map(|weight| weight.abs()).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let limit = sizes[(sizes.len() as f64 * 0.9999) as usize].max(1e-6);
        let scale = limit / 127.0;
        let steps = |row: &[f32; ROW]| row.map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8);
        let mut bias = self.bias;
        // Soft labels make the network shy of names, of bodies most of all.
        bias[HIDDEN] -= LESS_OUTSIDE;
        bias[HIDDEN + 3] += MORE_BODIES;
        bias[HIDDEN + 4] += MORE_BODIES;
        let bias = bias.map(|weight| (weight / scale).round() as i16);
        let mut keys: Vec<(u32, u32)> = self.index.iter().map(|(key, row)| (*key, *row)).collect();
        keys.sort_unstable();
        let whole_class = |class: usize, near: usize| {
            let mut sum = [0.0; ROW];
            for row in class_rows(&self.pieces, near, class as u16) {
                sum.iter_mut().zip(&self.class_rows[row as usize]).for_each(|(sum, weight)| *sum += weight);
            }
            sum
        };
        let class_rows = (0..self.pieces.len()).flat_map(|class| (0..NEAR).map(move |near| (class, near)));
        let rows: Vec<[i8; ROW]> = keys
            .iter()
            .map(|(_, row)| steps(&self.rows[*row as usize]))
            .chain(class_rows.map(|(class, near)| steps(&whole_class(class, near))))
            .collect();
        let features: Vec<u32> = keys.iter().map(|(key, _)| *key).collect();
        dateline::language::training::Network::write(scale, &bias, &self.out, classes, &features, &rows)
    }
}
