//! The network: rows of small numbers summed for a candidate's features, one hidden layer, seven scores.
//!
//! A row adds to the hidden layer and to each score directly, so that what training is sure of by one feature alone needs no hidden
//! unit. Weights are bytes with one scale for all rows; sums are exact in integers, so every machine gives the same tags.

use super::classes::WordClasses;
use super::features::{Candidates, NEAR, NO_CLASS};
use super::table::Table;

/// Width of the hidden layer.
pub const HIDDEN: usize = 24;
/// Outside, and the first and later tokens of a person, an organisation, a place.
pub const TAGS: usize = 7;
/// A row: the hidden layer, the tags, one byte of nothing.
pub const ROW: usize = 32;

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
    bias: [i16; ROW],
    /// From the hidden layer to the tags, in units of the scores.
    out: [[f32; HIDDEN]; TAGS],
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
            *value = i16::from_le_bytes(take(2)?.try_into().map_err(|_| ModelError)?);
        }
        let mut out = [[0.0; HIDDEN]; TAGS];
        for value in out.iter_mut().flatten() {
            *value = f32::from_le_bytes(take(4)?.try_into().map_err(|_| ModelError)?);
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
        bytes.extend(rows.iter().flatten().map(|value| value.cast_unsigned()));
        bytes
    }

    /// The scores of each candidate's tags.
    #[must_use]
    pub fn scores(&self, candidates: &Candidates) -> Vec<[f32; TAGS]> {
        let classes = candidates.classes.chunks_exact(NEAR);
        let features = candidates.starts.windows(2).map(|range| &candidates.features[range[0] as usize..range[1] as usize]);
        let mut rows = Vec::new();
        let score = |(features, classes): (&[u32], &[u16])| {
            rows.clear();
            rows.extend(features.iter().filter_map(|feature| self.features.get(*feature)));
            let class_row = |(near, class): (usize, &u16)| self.features.len() + usize::from(*class) * NEAR + near;
            rows.extend(classes.iter().enumerate().filter(|(_, class)| **class != NO_CLASS).map(class_row));
            self.score(&rows)
        };
        features.zip(classes).map(score).collect()
    }

    fn score(&self, rows: &[usize]) -> [f32; TAGS] {
        let mut sum = self.bias;
        for row in rows {
            let Some(row) = self.rows.get(*row) else { continue };
            for at in 0..ROW {
                // A candidate has some hundred rows of at most 127 steps: far below the limit.
                sum[at] = sum[at].wrapping_add(i16::from(row[at].cast_signed()));
            }
        }
        let mut hidden = [0.0; HIDDEN];
        for (value, sum) in hidden.iter_mut().zip(&sum) {
            *value = f32::from((*sum).max(0));
        }
        let mut scores = [0.0; TAGS];
        for (tag, score) in scores.iter_mut().enumerate() {
            let mut total = f32::from(sum[HIDDEN + tag]);
            for (weight, value) in self.out[tag].iter().zip(&hidden) {
                total += weight * value;
            }
            *score = total * self.scale;
        }
        scores
    }
}
