//! Strict F1 of names, by kind, as in CoNLL 2003: first token, last token and kind have to be right.
//!
//! These are the names of the network alone, as the reader's own code scores and decodes them. The whole reader keeps besides what its rules
//! are certain of; `docs/quality.md` has its figures.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dateline::language::Kind;
use dateline::language::training::{Network, decode};

use super::corpus::Tag;
use super::examples::Example;

/// First token, one past the last, number of the kind (0 person, 1 organisation, 2 place).
type Name = (usize, usize, usize);

/// How many names are annotated, were found, and are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    gold: usize,
    found: usize,
    right: usize,
}

impl Counts {
    fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.gold.max(1) as f64
    }

    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// The counts of each kind.
fn count(gold: &BTreeSet<Name>, found: &BTreeSet<Name>, counts: &mut [Counts; 3]) {
    gold.iter().for_each(|name| counts[name.2].gold += 1);
    found.iter().for_each(|name| counts[name.2].found += 1);
    gold.intersection(found).for_each(|name| counts[name.2].right += 1);
}

/// A line for each set: F1 over all names, precision, recall, and F1 by kind.
pub(crate) fn table(network: &Network, sets: &[(&str, Vec<Example>)]) -> String {
    let mut table = format!("{:12}{:>6}{:>6}{:>6}{:>6}{:>6}{:>6}\n", "", "F1", "P", "R", "PER", "ORG", "LOC");
    for (name, examples) in sets {
        let mut counts = [Counts::default(); 3];
        for example in examples {
            let found = decode(&example.candidates, network.scores(&example.candidates));
            let found = found.into_iter().map(|name| (name.tokens.start, name.tokens.end, number(name.kind))).collect();
            count(&gold_names(&example.gold), &found, &mut counts);
        }
        let all = counts.iter().fold(Counts::default(), |sum, counts| Counts {
            gold: sum.gold + counts.gold,
            found: sum.found + counts.found,
            right: sum.right + counts.right,
        });
        let [person, body, place] = counts.map(Counts::f1);
        let (f1, precision, recall) = (all.f1(), all.precision(), all.recall());
        writeln!(table, "{name:12}{f1:6.1}{precision:6.1}{recall:6.1}{person:6.1}{body:6.1}{place:6.1}").ok();
    }
    table
}

fn number(kind: Kind) -> usize {
    match kind {
        Kind::Person => 0,
        Kind::Organisation => 1,
        Kind::Place => 2,
    }
}

/// The annotated names. A later token without a first one of its kind before it begins a name.
fn gold_names(tags: &[Tag]) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    let mut open: Option<Name> = None;
    for (token, tag) in tags.iter().enumerate() {
        open = match (open, *tag) {
            (Some((start, _, same)), Tag::Inside(kind)) if same == number(kind) => Some((start, token + 1, same)),
            (before, tag) => {
                names.extend(before);
                match tag {
                    Tag::Begin(kind) | Tag::Inside(kind) => Some((token, token + 1, number(kind))),
                    Tag::Outside | Tag::Open => None,
                }
            }
        };
    }
    names.extend(open);
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use Kind::{Organisation, Person, Place};

    #[test]
    fn marks_become_names() {
        let tags = [
            Tag::Begin(Person),
            Tag::Inside(Person),
            Tag::Begin(Person),
            Tag::Outside,
            Tag::Inside(Place),
            Tag::Inside(Organisation),
            Tag::Inside(Organisation),
            Tag::Open,
            Tag::Begin(Place),
        ];
        assert_eq!(gold_names(&tags).into_iter().collect::<Vec<_>>(), [(0, 2, 0), (2, 3, 0), (4, 5, 2), (5, 7, 1), (8, 9, 2)]);
    }

    #[test]
    fn a_name_of_another_kind_or_length_is_wrong() {
        let gold = BTreeSet::from([(0, 2, 0), (4, 5, 2), (6, 8, 1)]);
        let found = BTreeSet::from([(0, 2, 0), (4, 5, 1), (6, 7, 1)]);
        let mut counts = [Counts::default(); 3];
        count(&gold, &found, &mut counts);
        let counted = |gold, found, right| Counts { gold, found, right };
        assert_eq!(counts, [counted(1, 1, 1), counted(1, 2, 0), counted(1, 0, 0)]);
        let all = counted(3, 3, 1);
        assert_eq!([all.f1(), all.precision(), all.recall()].map(f64::round), [33.0, 33.0, 33.0]);
    }
}
