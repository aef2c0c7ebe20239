//! Errors in sentences that somebody wrote who had not seen the rules, each of another make: `sentences.tsv`, invented people and firms in
//! real places. Nothing is planted by a program here, so this tells what the rules find of what they were not made for.
//!
//! The even lines of each kind may be looked at when rules are mended; `DATELINE_SHOW=sentences` prints what is missed of those. The odd
//! ones are counted by themselves. What is right must not be flagged, nor may the controls, honest differences that look like errors.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::corpus::Corpus;
use dateline::knowledge::Knowledge;
use dateline::rules::{self, Finding, Level, Settings};

use super::articles::record;

const BEGIN: &str =
    "The council of Marrow Bay met on Monday to talk about the harbour. It was a long evening, and few stayed to the end.";
const MIDDLE: &str =
    "Farmers from the hills had come with their own list of wishes. They want a better road and a longer market day.";
const END: &str = "Nothing was decided. The next meeting is set for the end of the month, when the budget will be ready.";

/// When the articles of `sentences.tsv` appeared.
const PUBLISHED: &str = "1999-03-15";

/// The warnings of an article that tells the one in its first paragraph and the other in its last.
fn warnings(told: &str, said: &str, published: &str) -> Vec<Finding> {
    let text = format!("{BEGIN} {told}\n\n{MIDDLE}\n\n{END} {said}\n");
    let mut corpus = Corpus::new(Knowledge::builtin());
    corpus.put(record("draft.txt", &text, published.parse().ok()));
    let record = corpus.get(Path::new("draft.txt")).unwrap();
    let findings = rules::check(&record, &corpus, &Settings::default(), &[]);
    findings.into_iter().filter(|finding| finding.level <= Level::Warning).collect()
}

/// How many of the errors must be found, in percent: a little below what was measured last.
const FLOOR: usize = 40;
/// Of what is said right one has a surname that nobody introduces.
const RIGHT_FLAGGED: usize = 1;

#[test]
fn sentences_of_somebody_who_had_not_seen_the_rules() {
    let show = std::env::var("DATELINE_SHOW").is_ok_and(|show| show == "sentences");
    let (mut kinds, mut right_flagged): (BTreeMap<&str, [[usize; 2]; 2]>, usize) = (BTreeMap::new(), 0);
    for line in include_str!("sentences.tsv").lines().skip(1) {
        let [kind, told, right, wrong] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let flagged = warnings(told, right, PUBLISHED);
        if kind == "control" {
            assert!(flagged.is_empty(), "{told} | {right}: {}", flagged[0].message);
            continue;
        }
        right_flagged += usize::from(!flagged.is_empty());
        let counts = kinds.entry(kind).or_default();
        let half = (counts[0][0] + counts[1][0]) % 2;
        let found = !warnings(told, wrong, PUBLISHED).is_empty();
        counts[half][0] += 1;
        counts[half][1] += usize::from(found);
        if show && !found && half == 0 {
            println!("MISSED\t{kind}\t{told}\t{wrong}");
        }
    }
    let mut all = [0, 0];
    println!("kind | even | odd");
    for (kind, [even, odd]) in &kinds {
        println!("{kind} | {}/{} | {}/{}", even[1], even[0], odd[1], odd[0]);
        all = [all[0] + even[0] + odd[0], all[1] + even[1] + odd[1]];
    }
    println!("all {}/{}, right ones flagged {right_flagged}", all[1], all[0]);
    assert!(all[1] * 100 >= all[0] * FLOOR, "{} of {} found", all[1], all[0]);
    assert!(right_flagged <= RIGHT_FLAGGED, "{right_flagged} of what is right flagged");
}

/// The same of what another examiner's program plants, `facts.tsv`: one of each of its wordings. All were looked at when rules were mended, so
/// that this keeps what was reached and is no estimate.
const FACTS_FLOOR: usize = 79;

#[test]
fn facts_of_another_examiner() {
    let show = std::env::var("DATELINE_SHOW").is_ok_and(|show| show == "sentences");
    let mut kinds: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for line in include_str!("facts.tsv").lines().skip(1) {
        let [kind, published, right, wrong] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let warned = |facts: &str| {
            let (told, said) = facts.split_once(" / ").unwrap_or(("", facts));
            warnings(told, said, published)
        };
        let flagged = warned(right);
        assert!(flagged.is_empty(), "{right}: {}", flagged[0].message);
        let found = !warned(wrong).is_empty();
        let counts = kinds.entry(kind).or_default();
        *counts = [counts[0] + 1, counts[1] + usize::from(found)];
        if show && !found {
            println!("MISSED\t{kind}\t{wrong}");
        }
    }
    let all = kinds.values().fold([0, 0], |all, counts| [all[0] + counts[0], all[1] + counts[1]]);
    kinds.iter().for_each(|(kind, counts)| println!("{kind} | {}/{}", counts[1], counts[0]));
    println!("all {}/{}", all[1], all[0]);
    assert!(all[1] * 100 >= all[0] * FACTS_FLOOR, "{} of {} found", all[1], all[0]);
}
