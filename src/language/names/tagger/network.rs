//! The network: rows of small numbers summed for a candidate's features, one hidden layer, seven scores.
//!
//! A row adds to the hidden layer and to each score directly, so that what training is sure of by one feature alone needs no hidden
//! unit. Weights are bytes with one scale for all rows; sums are exact in integers, so every machine gives the same tags.

use super::candidates::{Candidates, NEAR, NO_CLASS};
use super::classes::WordClasses;
use super::table::Table;

/// Width of the hidden layer.
pub const HIDDEN: usize = 24;
/// Outside, and the first and later tokens of a person, an organisation, a place.
pub const TAGS: usize = 7;
/// A row: the hidden layer, the tags, one byte of nothing.
pub const ROW: usize = 32;

/// The byte of a weight of zero.
const ZERO: i32 = 128;

/// So many bytes can be added in sixteen bits.
const MOST_ROWS: i32 = 257;

/// Tags with one lane of nothing: eight numbers are added at once.
const LANES: usize = TAGS + 1;

/// First bytes of a model file.
const MAGIC: &[u8; 8] = b"DLnames1";

/// A model file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the model of the reader is cut short or of another version")]
pub struct ModelError;

/// What was learnt.
pub struct Network {
    pub(super) classes: WordClasses,
    features: Table,
    /// One for each feature, then [`NEAR`] for each class.
    rows: &'static [[u8; ROW]],
    /// Added to every sum.
    bias: [i32; ROW],
    /// From each hidden unit to the tags, in units of the scores; one zero more.
    out: [[f32; LANES]; HIDDEN],
    /// What one step of a row is worth.
    scale: f32,
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Network").field("features", &self.features.len()).finish_non_exhaustive()
    }
}

impl Network {
    /// Reads a model file.
    ///
    /// # Errors
    /// If it is not one of this version, or cut short.
    pub fn open(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let mut bytes = bytes.strip_prefix(MAGIC).ok_or(ModelError)?;
        let mut take = |count: usize| -> Result<&'static [u8], ModelError> {
            let (part, rest) = bytes.split_at_checked(count).ok_or(ModelError)?;
            bytes = rest;
            Ok(part)
        };
        let scale = f32::from_le_bytes(take(4)?.try_into().map_err(|_| ModelError)?);
        let mut bias = [0; ROW];
        for value in &mut bias {
            *value = i32::from(i16::from_le_bytes(take(2)?.try_into().map_err(|_| ModelError)?));
        }
        let mut out = [[0.0; LANES]; HIDDEN];
        for tag in 0..TAGS {
            for unit in &mut out {
                unit[tag] = f32::from_le_bytes(take(4)?.try_into().map_err(|_| ModelError)?);
            }
        }
        let classes = WordClasses::open(&mut take)?;
        let features = Table::open(&mut take)?;
        let class_count = u32::from_le_bytes(take(4)?.try_into().map_err(|_| ModelError)?) as usize;
        let count = class_count.checked_mul(NEAR).and_then(|count| count.checked_add(features.len())).ok_or(ModelError)?;
        let (rows, _) = take(count.checked_mul(ROW).ok_or(ModelError)?)?.as_chunks();
        Ok(Self { classes, features, rows, bias, out, scale })
    }

    /// Writes a model file that [`Network::open`] reads. `features` are hashes in ascending order; `rows` as many rows and then
    /// [`NEAR`] for each class, in steps of `scale`; `bias` likewise.
    #[must_use]
    pub fn write(
        scale: f32,
        bias: &[i16; ROW],
        out: &[[f32; HIDDEN]; TAGS],
        classes: &WordClasses,
        features: &[u32],
        rows: &[[i8; ROW]],
    ) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(scale.to_le_bytes());
        bytes.extend(bias.iter().flat_map(|value| value.to_le_bytes()));
        bytes.extend(out.iter().flatten().flat_map(|value| value.to_le_bytes()));
        classes.write(&mut bytes);
        Table::new(features).write(&mut bytes);
        bytes.extend((classes.classes().len() as u32).to_le_bytes());
        bytes.extend(rows.iter().flatten().map(|value| (i32::from(*value) + ZERO) as u8));
        bytes
    }

    /// The scores of each candidate's tags.
    #[must_use]
    pub fn scores(&self, candidates: &Candidates) -> Vec<[f32; TAGS]> {
        let mut found = Vec::new();
        let mut sum = |features: &[u32]| self.sum(features, &mut found);
        let part = |(features, place, class): (&[u32], usize, u16)| {
            let mut sum = sum(features);
            if class != NO_CLASS {
                sum.add(self.rows.get(self.features.len() + usize::from(class) * NEAR + place));
            }
            sum
        };
        let parts: Vec<Sum> = candidates.all_parts().map(part).collect();
        let score = |(around, features): (&[u32; NEAR], &[u32])| {
            let mut sum = sum(features);
            around.iter().for_each(|part| sum.join(&parts[*part as usize]));
            self.score(sum.values(&self.bias))
        };
        candidates.all().map(score).collect()
    }

    /// The rows of the features that have one. They are all found (in `found`) before the first is read: rows lie far apart, and the processor
    /// fetches several at once if it need not wait for the search of the next.
    fn sum(&self, features: &[u32], found: &mut Vec<usize>) -> Sum {
        found.clear();
        found.extend(features.iter().filter_map(|feature| self.features.get(*feature)));
        let mut sum = Sum::default();
        found.iter().for_each(|row| sum.add(self.rows.get(*row)));
        sum
    }

    /// The scores of the tags from the sum of all rows.
    fn score(&self, sum: [i32; ROW]) -> [f32; TAGS] {
        let mut totals = [0.0; LANES];
        for (total, direct) in totals.iter_mut().zip(&sum[HIDDEN..]) {
            *total = *direct as f32;
        }
        for (weights, unit) in self.out.iter().zip(&sum) {
            if *unit > 0 {
                let value = *unit as f32;
                for tag in 0..LANES {
                    totals[tag] += weights[tag] * value;
                }
            }
        }
        std::array::from_fn(|tag| totals[tag] * self.scale)
    }
}

/// Rows added up, eight bytes at a time as two words of four lanes of sixteen bits: the even bytes and the odd.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    even: [u64; ROW / 8],
    odd: [u64; ROW / 8],
    rows: i32,
}

impl Sum {
    /// Adds a row. A lane has room for [`MOST_ROWS`]; a candidate has fewer features than that by far.
    fn add(&mut self, row: Option<&[u8; ROW]>) {
        const LANES_OF_16: u64 = 0x00FF_00FF_00FF_00FF;
        let Some(row) = row else { return };
        debug_assert!(self.rows < MOST_ROWS);
        for (at, bytes) in row.as_chunks().0.iter().enumerate() {
            let word = u64::from_le_bytes(*bytes);
            self.even[at] += word & LANES_OF_16;
            self.odd[at] += word >> 8 & LANES_OF_16;
        }
        self.rows += 1;
    }

    /// Adds another sum.
    fn join(&mut self, other: &Self) {
        debug_assert!(self.rows + other.rows <= MOST_ROWS);
        self.even.iter_mut().zip(other.even).for_each(|(lanes, more)| *lanes += more);
        self.odd.iter_mut().zip(other.odd).for_each(|(lanes, more)| *lanes += more);
        self.rows += other.rows;
    }

    /// The sums of the weights, `bias` included.
    fn values(&self, bias: &[i32; ROW]) -> [i32; ROW] {
        std::array::from_fn(|at| {
            let word = if at % 2 == 0 { self.even[at / 8] } else { self.odd[at / 8] };
            bias[at] + (word >> (at % 8 / 2 * 16) & 0xFFFF) as i32 - self.rows * ZERO
        })
    }
}
