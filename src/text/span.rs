//! The one way to say where something stands in a text.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A half-open range of bytes `[start, end)` of a decoded text.
///
/// Serialised as the array `[start, end]`. Offsets are kept as `u32`: a text is at most 4 GiB, and files far below that are
/// refused where they are read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

/// Those of a list in order of place that begin inside a span.
#[must_use]
pub fn beginning_in<T>(list: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = list.partition_point(|item| of(item).start < span.start);
    let to = list.partition_point(|item| of(item).start < span.end);
    &list[from..to]
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If `start` is after `end`, or `end` exceeds `u32::MAX`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span cannot end before it starts: {start}..{end}");
        let end = u32::try_from(end).expect("a text is at most 4 GiB");
        Self { start: start as u32, end }
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// For slicing: `&text[span.range()]`.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The text that stands there.
    ///
    /// # Panics
    /// If the span was not made for this text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `offset` lies inside, the end excluded.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether `offset` lies inside or at the end: where a cursor still touches the word.
    #[must_use]
    pub fn touches(self, offset: usize) -> bool {
        self.start() <= offset && offset <= self.end()
    }

    /// Whether all of `other` lies inside.
    #[must_use]
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [start, end] = <[u32; 2]>::deserialize(deserializer)?;
        if start > end {
            return Err(serde::de::Error::custom(format!("a span cannot end before it starts: [{start}, {end}]")));
        }
        Ok(Self { start, end })
    }
}
