//! Whatever a text is, it is read in time that grows with its length, and every span lies on letters inside it.

use std::time::{Duration, Instant};

use super::*;

/// What the reader trips over, put together at random below.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    " ", " ", " ", " ", " ", "\n", ". ", ", ", ": ", "; ", " — ", "--", "-", "…", "...", "?", "!", "(", ")", "[", "]", "\"", "“", "”", "'",
    "’", "‘", "''", "``", "«", "»", "‹", "„", "‚", "6'2\"", "é", "日本", "\u{301}", "said", "said", "said", "told", "according to",
    "According to", "as", "who", "which", "that", "that", "to", "not", "urged", "vowed", "saying", "adding", "asked whether", "Roe",
    "Mr Poe", "Anna Roe", "the mill", "a report", "showed", "found", "would close", "in May", "on Friday", "reporters", "he", "They", "it",
    "and", "but", "if", "U.S.", "40 people", "'s", "a", "spokesman for", "officials",
];

/// A linear congruential generator (Knuth, MMIX): the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

#[track_caller]
fn check_spans(text: &str) {
    let quotations = read(text, PEOPLE);
    for quotation in &quotations {
        assert!(!quotation.span.of(text).trim().is_empty(), "in {text:?}");
        let source = quotation.source.map(|source| [source.span, source.head]);
        for span in source.into_iter().flatten().chain(quotation.cue.map(|cue| cue.span)) {
            // `of` panics between two bytes of a letter.
            assert!(!span.of(text).is_empty(), "in {text:?}");
        }
        assert!(quotation.direct || quotation.source.is_some() && quotation.cue.is_some(), "in {text:?}");
    }
    assert!(quotations.is_sorted_by_key(|quotation| quotation.span), "in {text:?}");
}

#[test]
fn texts_put_together_at_random_do_no_harm() {
    let mut random = Random(7);
    for _ in 0..3_000 {
        let length = random.below(40) + 1;
        let pieces: Vec<&str> = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        check_spans(&pieces.concat());
        check_spans(&pieces.join(" "));
    }
}

/// Every cut of a text of odd marks.
#[test]
fn odd_marks_do_no_harm() {
    let odd = "“\"'’‘`` '''' é said “,” ”«»„‚ said: '''a''' \"Roe\" said 6'2\" “b\n“c” '\n'd said who, “\n” said.";
    for (cut, _) in odd.char_indices() {
        check_spans(&odd[cut..]);
        check_spans(&odd[..cut]);
    }
}

#[test]
fn one_huge_paragraph_is_read_in_linear_time() {
    let time = |unit: &str, bytes: usize| {
        let text = unit.repeat(bytes / unit.len());
        let started = Instant::now();
        read(&text, &[]);
        started.elapsed()
    };
    for unit in [
        "“a said “b, ",
        "'a said Roe, “b said, ",
        "“We lost,” Roe said, and ",
        "Roe, the man, said \"",
        "\"'",
        "“x” ",
        "“X.” Roe said ",
        "“x,” he said, ",
        "said ",
        "said, ",
        "he said that ",
        "according to ",
        "according to Roe, the mill ",
        "Roe, Poe, said it was, ",
        "The mill, Roe said, is. ",
        "told a man that “a” said, ",
        "(Roe said of ",
    ] {
        let (small, large) = (time(unit, 20_000), time(unit, 160_000));
        // Eight times the text in far less than sixty-four times the time.
        assert!(large < 24 * small + Duration::from_millis(500), "{unit:?}: {small:?}, then {large:?}");
    }
}
