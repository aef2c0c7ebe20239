//! What somebody is quoted with, as words that can be compared, and how two such wordings differ.
//!
//! Two papers rarely print the same stretch of a speech: one begins later, the other breaks off early, a third puts "she said" in the
//! middle. So wordings are laid over each other like two torn strips: what hangs over at an end is free, and only words *between*
//! words that agree count as different. (Overlap alignment after Needleman and Wunsch 1970.)

use std::ops::Range;

use crate::article::Article;
use crate::language::{Spoken, spoken};
use crate::text::Span;

/// Longer quotations are compared up to here.
const LONGEST: usize = 400;
const MATCH: i32 = 2;
const DIFFER: i32 = -1;

/// The words of a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wording {
    parts: Vec<Spoken>,
}

/// How two wordings compare where they overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comparison {
    /// How many words agree.
    pub(super) shared: usize,
    /// Where they do not, in order: stretches of the one and of the other, either of which may be empty.
    pub(super) differences: Vec<(Range<usize>, Range<usize>)>,
}

impl Comparison {
    /// How many words differ.
    pub(super) fn differing(&self) -> usize {
        self.differences.iter().map(|(here, there)| here.len().max(there.len())).sum()
    }
}

impl Wording {
    /// The wording of a quotation.
    pub(super) fn read(article: &Article, quotation: Span) -> Self {
        Self::of(&article.text, quotation)
    }

    fn of(text: &str, span: Span) -> Self {
        let mut parts = spoken(text, span);
        parts.truncate(LONGEST);
        Self { parts }
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, Spoken::Word { .. })).count()
    }

    /// The folded words of a stretch.
    pub(super) fn forms(&self, range: Range<usize>) -> Vec<&str> {
        let words = self.parts[range].iter();
        words.filter_map(|part| if let Spoken::Word { form, .. } = part { Some(form.as_str()) } else { None }).collect()
    }

    /// Where a stretch stands, with words on either side as far as nothing was left out; `None` if there are no words.
    pub(super) fn excerpt(&self, range: Range<usize>, before: usize, behind: usize) -> Option<Excerpt> {
        let word = |index: usize| match self.parts.get(index)? {
            Spoken::Word { span, .. } => Some(*span),
            Spoken::Gap => None,
        };
        let mut first = range.start;
        while first > 0 && range.start - first < before && word(first - 1).is_some() {
            first -= 1;
        }
        let mut last = range.end;
        while last - range.end < behind && word(last).is_some() {
            last += 1;
        }
        let span = (first..last).filter_map(word).reduce(Span::join)?;
        Some(Excerpt { span, cut_before: first > 0, cut_behind: last < self.parts.len() })
    }

    /// How this wording and another compare; the same answer, with sides changed, whichever is asked.
    pub(super) fn compare(&self, other: &Self) -> Comparison {
        let forms = |wording: &Self| wording.forms(0..wording.parts.len()).join(" ");
        if forms(self) <= forms(other) {
            return align(&self.parts, &other.parts);
        }
        let mut comparison = align(&other.parts, &self.parts);
        for (here, there) in &mut comparison.differences {
            std::mem::swap(here, there);
        }
        comparison
    }
}

/// A stretch of a quotation to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Where it stands.
    pub(super) span: Span,
    /// The quotation begins before it.
    pub(super) cut_before: bool,
    /// The quotation goes on behind it.
    pub(super) cut_behind: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Where the overlap begins.
    Begin,
    Agree,
    Replace,
    Here,
    There,
    /// A word that a gap on the other side takes up, or the gap itself.
    FreeHere,
    FreeThere,
}

fn align(here: &[Spoken], there: &[Spoken]) -> Comparison {
    let width = there.len() + 1;
    let at = |i: usize, j: usize| i * width + j;
    let mut score = vec![0; (here.len() + 1) * width];
    let mut step = vec![Step::Begin; score.len()];
    for i in 1..=here.len() {
        for j in 1..=there.len() {
            let (a, b) = (&here[i - 1], &there[j - 1]);
            let gap_here = *a == Spoken::Gap;
            let gap_there = *b == Spoken::Gap;
            let mut best = (i32::MIN, Step::Begin);
            let mut offer = |score: i32, step: Step| {
                if score > best.0 {
                    best = (score, step);
                }
            };
            if let (Spoken::Word { form: a, .. }, Spoken::Word { form: b, .. }) = (a, b) {
                let (gain, step) = if a == b { (MATCH, Step::Agree) } else { (DIFFER, Step::Replace) };
                offer(score[at(i - 1, j - 1)] + gain, step);
            }
            // Row i is reached by taking here's part i: a gap costs nothing, nor does a word while there's gap lasts.
            let free = gap_here || gap_there;
            offer(score[at(i - 1, j)] + if free { 0 } else { DIFFER }, if free { Step::FreeHere } else { Step::Here });
            offer(score[at(i, j - 1)] + if free { 0 } else { DIFFER }, if free { Step::FreeThere } else { Step::There });
            (score[at(i, j)], step[at(i, j)]) = best;
        }
    }
    // The overlap ends where either wording does.
    let ends = (0..=here.len()).map(|i| (i, there.len())).chain((0..=there.len()).map(|j| (here.len(), j)));
    let mut end = (0, 0);
    for (i, j) in ends {
        // Of equal ends the later, which leaves nothing hanging over on both sides.
        if (score[at(i, j)], i + j) > (score[at(end.0, end.1)], end.0 + end.1) {
            end = (i, j);
        }
    }
    trace(end, |i, j| step[at(i, j)])
}

fn trace(end: (usize, usize), step: impl Fn(usize, usize) -> Step) -> Comparison {
    let (mut i, mut j) = end;
    let mut comparison = Comparison { shared: 0, differences: Vec::new() };
    let mut open = false;
    let mut begin = (0, 0);
    while i > 0 && j > 0 {
        let step = step(i, j);
        let (back_here, back_there, differs) = match step {
            Step::Begin => break,
            Step::Agree => (1, 1, false),
            Step::Replace => (1, 1, true),
            Step::Here => (1, 0, true),
            Step::There => (0, 1, true),
            Step::FreeHere => (1, 0, false),
            Step::FreeThere => (0, 1, false),
        };
        comparison.shared += usize::from(step == Step::Agree);
        (i, j) = (i - back_here, j - back_there);
        begin = (i, j);
        match comparison.differences.last_mut().filter(|_| open && differs) {
            Some((here, there)) => (here.start, there.start) = (i, j),
            None if differs => comparison.differences.push((i..i + back_here, j..j + back_there)),
            None => {}
        }
        open = differs;
    }
    comparison.differences.reverse();
    without_frayed_ends(comparison, begin, end)
}

/// Words at an end of the overlap that differ on both sides: more of them than this is another sentence, not another wording.
const FRAYED: usize = 2;

/// Leaves out what differs at the ends of the overlap, if that is more than a slip.
fn without_frayed_ends(mut comparison: Comparison, begin: (usize, usize), end: (usize, usize)) -> Comparison {
    let frayed = |(here, there): &(Range<usize>, Range<usize>)| here.len().max(there.len()) > FRAYED;
    comparison.differences.retain(|difference| {
        let at_begin = (difference.0.start, difference.1.start) == begin;
        let at_end = (difference.0.end, difference.1.end) == end;
        !((at_begin || at_end) && frayed(difference))
    });
    comparison
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(text: &str) -> Wording {
        Wording::of(text, Span::new(0, text.len()))
    }

    /// The number of shared words and the differences as `here/there`.
    fn compared(here: &str, there: &str) -> (usize, Vec<String>) {
        let (here, there) = (wording(here), wording(there));
        let comparison = here.compare(&there);
        let turned = there.compare(&here);
        let back: Vec<_> = turned.differences.iter().map(|(a, b)| (b.clone(), a.clone())).collect();
        assert_eq!((turned.shared, &back), (comparison.shared, &comparison.differences), "not the same from the other side");
        let show = |(a, b): &(Range<usize>, Range<usize>)| {
            format!("{}/{}", here.forms(a.clone()).join(" "), there.forms(b.clone()).join(" "))
        };
        (comparison.shared, comparison.differences.iter().map(show).collect())
    }

    #[test]
    fn words_put_in_left_out_and_replaced_are_differences() {
        for (here, there, shared, differences) in [
            ("we have not made enough of it", "We have not, in my view, made enough of it.", 7, &["/in my view"][..]),
            ("it should be linked to the rest", "it should be tied to the rest", 6, &["linked/tied"]),
            ("one two three four", "ONE -- two three, four", 4, &[]),
            ("We recognise the honour", "we recognize the honor", 4, &[]),
        ] {
            let expected: Vec<String> = differences.iter().map(|&difference| difference.to_owned()).collect();
            assert_eq!(compared(here, there), (shared, expected), "{here} / {there}");
        }
    }

    #[test]
    fn what_hangs_over_is_free() {
        assert_eq!(compared("the policy not just of this town", "we can influence the policy not just"), (4, Vec::new()));
        assert_eq!(compared("three four five", "one two three four five six"), (3, Vec::new()));
    }

    #[test]
    fn another_sentence_at_an_end_is_no_difference() {
        assert_eq!(compared("one two three four nine eight seven", "one two three four six five four three"), (4, Vec::new()));
        assert_eq!(compared("one two three four linked", "one two three four tied"), (4, vec!["linked/tied".to_owned()]));
    }

    #[test]
    fn ellipses_and_brackets_stand_for_anything() {
        assert_eq!(compared("one two ... five six", "one two three four five six"), (4, Vec::new()));
        assert_eq!(compared("one two [of them] five six", "one two three four five six"), (4, Vec::new()));
        assert_eq!(compared("a full discusion [sic] of it", "a full discusion of it"), (5, Vec::new()));
    }

    #[test]
    fn an_excerpt_tells_where_it_is_cut() {
        let text = "one two three four five six seven";
        let wording = wording(text);
        let excerpt = wording.excerpt(3..4, 2, 1).expect("words");
        assert_eq!((excerpt.span.of(text), excerpt.cut_before, excerpt.cut_behind), ("two three four five", true, true));
        let excerpt = wording.excerpt(0..0, 4, 2).expect("words");
        assert_eq!((excerpt.span.of(text), excerpt.cut_before, excerpt.cut_behind), ("one two", false, true));
    }
}
