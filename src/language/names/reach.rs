//! How far the gazetteer's names go along with an article's words. Several steps ask that of the same word, so names are walked along
//! once from each capitalised word, and the first word of each walk once for all places where it stands.

use std::ops::Range;

use crate::knowledge::{EntryId, Gazetteer, Step};
use crate::language::words::Words;
use crate::language::{Sentence, Token, TokenKind};

/// The longest name that begins at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Longest {
    end: u32,
    /// The most prominent bearer.
    pub(super) entry: EntryId,
    /// It can be an ordinary word or a common name of people.
    pub(super) ambiguous: bool,
}

impl Longest {
    /// The token behind the name.
    pub(super) fn end(self) -> usize {
        self.end as usize
    }
}

/// What the gazetteer has of names that begin at a token, as they are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    until: u32,
    /// The longest name in full.
    pub(super) longest: Option<Longest>,
}

impl Reach {
    /// The first token with which no name goes on; the end of the range if one does with all.
    pub(super) fn until(self) -> usize {
        self.until as usize
    }

    /// Pushes the tokens of a range, each with whether white space stands before it, for as long as names go on.
    pub(super) fn along<'g>(
        text: &str,
        tokens: &[Token],
        range: Range<usize>,
        mut push: impl FnMut(bool, &str) -> Step<'g>,
    ) -> Self {
        let mut reach = Self { until: range.end as u32, longest: None };
        for at in range.clone() {
            match push(at > range.start && tokens[at].spaced, tokens[at].span.of(text)) {
                Step::Dead => {
                    reach.until = at as u32;
                    break;
                }
                Step::Alive => {}
                Step::Match(entries) => {
                    let longest = |entry| Longest { end: at as u32 + 1, entry, ambiguous: entries.ambiguous() };
                    reach.longest = entries.first().map(longest).or(reach.longest);
                }
            }
        }
        reach
    }
}

/// The reach of each word with a capital initial, by token; that of other tokens says nothing.
pub(super) fn reaches(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    words: &Words<'_>,
    gazetteer: &Gazetteer,
) -> Vec<Reach> {
    let first_steps = words.each(|word| {
        let asked = word.kind == TokenKind::Word && word.written.starts_with(char::is_uppercase);
        asked.then(|| {
            let mut walk = gazetteer.walk();
            let step = walk.push(false, word.written);
            (walk, step)
        })
    });
    let mut reaches = vec![Reach::default(); tokens.len()];
    for sentence in sentences {
        for at in sentence.tokens.clone() {
            if let Some((mut walk, first)) = first_steps.at(at) {
                let mut first = Some(first);
                let push = |spaced: bool, word: &str| first.take().unwrap_or_else(|| walk.push(spaced, word));
                reaches[at] = Reach::along(text, tokens, at..sentence.tokens.end, push);
            }
        }
    }
    reaches
}
