//! Learning: stochastic gradient descent on cross-entropy, one candidate at a time, each weight with a rate of its own that falls with what
//! it has been changed (AdaGrad: Duchi, Hazan, Singer, 2011). Rare features so keep a high rate until they are met.

use dateline::language::training::{HIDDEN, ROW, TAGS};

use super::network::{CLASS_ROWS, Learner, Options, Random, Set, add, class_rows, softmax};

/// Where the sums of squared slopes begin.
const SEEN: f32 = 1e-6;

/// The rate does not fall below this part of the first one.
const LAST_RATE: f32 = 0.01;

/// Squared slopes of every weight so far.
struct Seen {
    rows: Vec<[f32; ROW]>,
    class_rows: Vec<[f32; ROW]>,
    bias: [f32; ROW],
    out: [[f32; HIDDEN]; TAGS],
}

/// A candidate: the number of its set, of the article there, and its own.
type Sample = (u32, u32, u32);

/// The rows of an article's features, and where those of each candidate begin; one more.
struct Indexed {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

/// Shows the network every candidate of the sets that has a target, in another order in each epoch.
pub(super) fn learn(
    network: &mut Learner,
    sets: &[Set],
    options: &Options,
    random: &mut Random,
    mut report: impl FnMut(usize, &Learner, f64),
) {
    let (mut samples, indexed) = index(network, sets);
    let mut seen = Seen {
        rows: vec![[SEEN; ROW]; network.features()],
        class_rows: vec![[SEEN; ROW]; CLASS_ROWS],
        bias: [SEEN; ROW],
        out: [[SEEN; HIDDEN]; TAGS],
    };
    let total = (options.epochs * samples.len()) as f32;
    let mut done = 0.0;
    let (mut rows, mut of_classes) = (Vec::new(), Vec::new());
    for epoch in 1..=options.epochs {
        for at in (1..samples.len()).rev() {
            samples.swap(at, random.next() as usize % (at + 1));
        }
        let mut loss = 0.0;
        for (set, article, candidate) in &samples {
            let (set, article, candidate) = (*set as usize, *article as usize, *candidate as usize);
            let example = &sets[set].examples[article];
            let Indexed { starts, rows: of_article } = &indexed[set][article];
            rows.clear();
            let all = &of_article[starts[candidate] as usize..starts[candidate + 1] as usize];
            rows.extend(all.iter().map(|row| *row as usize).filter(|_| random.unit() >= options.dropout));
            of_classes.clear();
            for (near, class) in example.candidates.classes(candidate).into_iter().enumerate() {
                if random.unit() >= options.class_dropout {
                    of_classes.extend(class_rows(&network.pieces, near, class));
                }
            }
            let rate = options.rate * (1.0 - done / total).max(LAST_RATE);
            loss += step(
                network,
                &mut seen,
                (&rows, 1.0 / (1.0 - options.dropout)),
                (&of_classes, 1.0 / (1.0 - options.class_dropout)),
                &example.targets[candidate],
                sets[set].weight,
                rate,
            );
            done += 1.0;
        }
        report(epoch, network, loss / samples.len() as f64);
    }
}

/// Rows instead of hashes, once; and the candidates with a target.
fn index(network: &Learner, sets: &[Set]) -> (Vec<Sample>, Vec<Vec<Indexed>>) {
    let mut samples = Vec::new();
    let mut indexed = Vec::new();
    for (set_number, set) in sets.iter().enumerate() {
        let mut of_set = Vec::new();
        for (number, example) in set.examples.iter().enumerate() {
            let mut starts = vec![0];
            let mut rows = Vec::new();
            for candidate in 0..example.candidates.len() {
                rows.extend(example.candidates.features(candidate).filter_map(|feature| network.index.get(&feature)));
                starts.push(rows.len() as u32);
                if example.targets[candidate].iter().sum::<f32>() > 0.0 {
                    samples.push((set_number as u32, number as u32, candidate as u32));
                }
            }
            of_set.push(Indexed { starts, rows });
        }
        indexed.push(of_set);
    }
    (samples, indexed)
}

/// Moves the weights a little towards what one candidate ought to be; returns its loss. `rows` and `classes` come with the factor that makes
/// up for what is hidden.
#[expect(clippy::needless_range_loop, reason = "vectors and matrices are read best by index")]
fn step(
    network: &mut Learner,
    seen: &mut Seen,
    (rows, scale): (&[usize], f32),
    (classes, class_scale): (&[usize], f32),
    target: &[f32; TAGS],
    weight: f32,
    rate: f32,
) -> f64 {
    let mut sum = network.bias;
    rows.iter().for_each(|row| add(&network.rows[*row], &mut sum, scale));
    classes.iter().for_each(|row| add(&network.class_rows[*row], &mut sum, class_scale));
    let (hidden, scores) = network.top(&sum);
    let probabilities = softmax(&scores);
    let mut loss = 0.0;
    let mut gradient = [0.0f32; ROW];
    let mut tag_gradient = [0.0f32; TAGS];
    for tag in 0..TAGS {
        tag_gradient[tag] = (probabilities[tag] - target[tag]) * weight;
        loss -= f64::from(target[tag] * probabilities[tag].max(1e-9).ln() * weight);
        gradient[HIDDEN + tag] = tag_gradient[tag];
    }
    for tag in 0..TAGS {
        for at in 0..HIDDEN {
            gradient[at] += tag_gradient[tag] * network.out[tag][at];
        }
    }
    for at in 0..HIDDEN {
        if hidden[at] <= 0.0 {
            gradient[at] = 0.0;
        }
    }
    for tag in 0..TAGS {
        for at in 0..HIDDEN {
            let slope = tag_gradient[tag] * hidden[at];
            seen.out[tag][at] += slope * slope;
            network.out[tag][at] -= rate * slope / seen.out[tag][at].sqrt();
        }
    }
    descend(&mut network.bias, &mut seen.bias, &gradient, rate, 1.0);
    rows.iter().for_each(|row| descend(&mut network.rows[*row], &mut seen.rows[*row], &gradient, rate, scale));
    classes
        .iter()
        .for_each(|row| descend(&mut network.class_rows[*row], &mut seen.class_rows[*row], &gradient, rate, class_scale));
    loss
}

/// One row's step of AdaGrad.
#[inline]
fn descend(row: &mut [f32; ROW], seen: &mut [f32; ROW], gradient: &[f32; ROW], rate: f32, scale: f32) {
    for at in 0..ROW {
        let slope = gradient[at] * scale;
        seen[at] += slope * slope;
        row[at] -= rate * slope / seen[at].sqrt();
    }
}
