//! Scoring as in CoNLL 2003: a name counts if its first byte, its last byte and its type are those of the annotation. A second count leaves the
//! type aside, to tell names that were not seen from names that were taken for something else.

use std::collections::BTreeSet;
use std::fmt;

use dateline::language::{Form, Kind, Reading};

/// Where a name starts and ends in the text, in bytes, and what it names.
pub(crate) type Name = (usize, usize, Kind);

/// The order in which figures are printed.
pub(crate) const KINDS: [Kind; 3] = [Kind::Person, Kind::Organisation, Kind::Place];

/// The types as the annotated sets write them, in the order of [`KINDS`].
pub(crate) const LABELS: [&str; 3] = ["PER", "ORG", "LOC"];

/// How many names were annotated, found, and both.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn count(&mut self, gold: usize, found: usize, right: usize) {
        self.gold += gold;
        self.found += found;
        self.right += right;
    }

    /// Of the names found, the share that is right; 1 if none was found.
    fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    /// Of the annotated names, the share that was found; 1 if there is none.
    fn recall(self) -> f64 {
        if self.gold == 0 { 1.0 } else { self.right as f64 / self.gold as f64 }
    }

    /// The harmonic mean of both.
    pub(crate) fn f1(self) -> f64 {
        if self.gold + self.found == 0 { 1.0 } else { 2.0 * self.right as f64 / (self.gold + self.found) as f64 }
    }
}

/// F1 with precision and recall, in hundredths: ` 74.2 (77.0/71.5)`.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:5.1} ({:.1}/{:.1})", 100.0 * self.f1(), 100.0 * self.precision(), 100.0 * self.recall())
    }
}

/// The scores of a set.
#[derive(Default)]
pub(crate) struct Scores {
    by_kind: [Score; 3],
    untyped: Score,
}

impl Scores {
    /// Counts the names of one document.
    pub(crate) fn add(&mut self, gold: &BTreeSet<Name>, found: &BTreeSet<Name>) {
        for (score, kind) in self.by_kind.iter_mut().zip(KINDS) {
            let of_kind = |names: &BTreeSet<Name>| names.iter().filter(|name| name.2 == kind).count();
            let right = gold.intersection(found).filter(|name| name.2 == kind).count();
            score.count(of_kind(gold), of_kind(found), right);
        }
        let spans = |names: &BTreeSet<Name>| names.iter().map(|name| (name.0, name.1)).collect::<BTreeSet<_>>();
        let (gold, found) = (spans(gold), spans(found));
        self.untyped.count(gold.len(), found.len(), gold.intersection(&found).count());
    }

    /// Of one type.
    pub(crate) fn of(&self, kind: Kind) -> Score {
        KINDS.iter().zip(self.by_kind).find(|(its, _)| **its == kind).map(|(_, score)| score).unwrap_or_default()
    }

    /// Over the three types.
    pub(crate) fn all(&self) -> Score {
        let mut all = Score::default();
        for score in self.by_kind {
            all.count(score.gold, score.found, score.right);
        }
        all
    }
}

/// One line: F1 (precision/recall) over all, by type, and with the type left aside.
impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.all();
        write!(f, "{:5} names, {:5} found: F1 {all}", all.gold, all.found)?;
        for (label, score) in LABELS.iter().zip(self.by_kind) {
            write!(f, "  {label} {score}")?;
        }
        write!(f, "  untyped {}", self.untyped)
    }
}

/// The names that the reader found, without honorifics and titles; nested ones are left out, since the annotation is flat.
pub(crate) fn found(reading: &Reading) -> BTreeSet<Name> {
    let names = reading.mentions.iter().filter(|mention| mention.form == Form::Name && !mention.nested);
    names.filter_map(|mention| mention.name.map(|name| (name.start(), name.end(), mention.kind))).collect()
}

/// Prints what was missed and what is too much, if `DATELINE_SHOW` is `names`.
pub(crate) fn show(text: &str, gold: &BTreeSet<Name>, found: &BTreeSet<Name>) {
    if !std::env::var("DATELINE_SHOW").is_ok_and(|what| what == "names") {
        return;
    }
    for name in gold.symmetric_difference(found) {
        let what = if found.contains(name) { "extra" } else { "missed" };
        let label = KINDS.iter().position(|kind| *kind == name.2).map_or("", |index| LABELS[index]);
        println!("{what}\t{label}\t{}", &text[name.0..name.1]);
    }
}
