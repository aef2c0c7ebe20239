//! A read-only map from 32-bit hashes to positions, in two bytes a key and a fixed quarter of a megabyte.
//!
//! Keys are sorted; the upper half of a key chooses a bucket, the lower half is compared. The position of a key among all keys is its
//! value, so that a table of rows can lie beside it.

use super::network::ModelError;

/// The upper halves of a key.
const BUCKETS: usize = 1 << 16;

/// Keys, each with its position.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Where each bucket begins; one more than there are buckets.
    starts: Vec<u32>,
    /// Lower halves, sorted inside each bucket.
    lower: Vec<u16>,
}

impl Table {
    /// From keys in ascending order without repetition.
    pub fn new(keys: &[u32]) -> Self {
        let mut starts = vec![0u32; BUCKETS + 1];
        for key in keys {
            starts[(key >> 16) as usize + 1] += 1;
        }
        for bucket in 0..BUCKETS {
            starts[bucket + 1] += starts[bucket];
        }
        Self { starts, lower: keys.iter().map(|key| *key as u16).collect() }
    }

    /// From a model file, of which `take` gives the next bytes.
    pub(super) fn open(take: &mut impl FnMut(usize) -> Result<&'static [u8], ModelError>) -> Result<Self, ModelError> {
        let numbers = |bytes: &[u8]| bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let starts: Vec<u32> = numbers(take(4 * (BUCKETS + 1))?);
        let count = starts[BUCKETS] as usize;
        if starts.first() != Some(&0) || !starts.is_sorted() {
            return Err(ModelError);
        }
        let lower = take(2 * count)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        Ok(Self { starts, lower })
    }

    /// Adds what [`Table::open`] reads.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.starts.iter().flat_map(|start| start.to_le_bytes()));
        bytes.extend(self.lower.iter().flat_map(|lower| lower.to_le_bytes()));
    }

    /// The position of a key.
    #[inline]
    pub fn get(&self, key: u32) -> Option<usize> {
        let bucket = (key >> 16) as usize;
        let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let lower = key as u16;
        self.lower[start..end].iter().position(|found| *found == lower).map(|at| start + at)
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// Every key in order.
    pub fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        (0..BUCKETS).flat_map(|bucket| {
            let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
            self.lower[range].iter().map(move |lower| (bucket as u32) << 16 | u32::from(*lower))
        })
    }
}

/// A 32-bit hash of bytes (FNV-1a, Fowler, Noll and Vo, with a final mix).
#[inline]
pub fn hash_bytes(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut hash = 0x811C_9DC5u32;
    for byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    mix(hash)
}

/// A hash of two hashes.
#[inline]
pub fn join(first: u32, second: u32) -> u32 {
    mix(first.rotate_left(7).wrapping_mul(0x9E37_79B1) ^ second)
}

/// Spreads every bit over all (the finaliser of MurmurHash3, Appleby).
#[inline]
fn mix(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85EB_CA6B);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_to_its_position() {
        let mut keys: Vec<u32> = (0..5_000).map(|number| join(number, 7)).collect();
        keys.sort_unstable();
        keys.dedup();
        let table = Table::new(&keys);
        for (position, key) in keys.iter().enumerate() {
            assert_eq!(table.get(*key), Some(position));
        }
        assert_eq!(table.keys().collect::<Vec<_>>(), keys);
        assert_eq!((table.get(keys[10] ^ 1).is_some(), table.len()), (keys.contains(&(keys[10] ^ 1)), keys.len()));
    }
}
