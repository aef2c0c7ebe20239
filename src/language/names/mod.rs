//! Names of people, places and organisations, found and typed.
//!
//! The first reader, by rules: titles and honorifics, the shapes of names, what stands around them, and the gazetteer. It reads an
//! article twice. The first pass takes what a sentence shows by itself; the second knows who was named in full anywhere and finds
//! their bare surnames, in headlines too. A trained reader will stand behind the same types.

mod bodies;
mod chunks;
mod context;
mod hyphens;
mod known;
mod people;
mod reach;
mod second_pass;
pub(super) mod tagger;
mod titles;
mod view;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::knowledge::{EntryId, Knowledge};

use super::words::Words;
use super::{Kind, Sentence, Token};

pub(super) use people::is_syllables;
pub(super) use titles::StatedTitle;
#[cfg(test)]
pub(super) use titles::state_titles;
pub(super) use view::View;

/// A name before anyone has said whose it is. Ranges are of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The name alone.
    pub(super) name: Range<usize>,
    /// The honorific before it.
    pub(super) honorific: Option<usize>,
    pub(super) kind: Kind,
    /// The gazetteer's entry for it, most prominent first reading.
    pub(super) entry: Option<EntryId>,
    /// Read from its own sentence with good reason, so that other mentions may lean on it.
    pub(super) strong: bool,
    /// Beyond doubt by a rule: behind an honorific, at the head of a report, a known name of several words.
    pub(super) certain: bool,
    /// Inside a longer name.
    pub(super) nested: bool,
    /// Stands for its government.
    pub(super) metonym: bool,
    /// Modifies the noun after it.
    pub(super) attributive: bool,
    /// A verb of saying stands beside it.
    pub(super) speaks: bool,
    pub(super) sentence: usize,
    /// For a person.
    pub(super) title: Option<StatedTitle>,
}

impl Name {
    pub(super) fn new(name: Range<usize>, kind: Kind, sentence: usize) -> Self {
        Self {
            name,
            honorific: None,
            kind,
            entry: None,
            strong: true,
            certain: false,
            nested: false,
            metonym: false,
            attributive: false,
            speaks: false,
            sentence,
            title: None,
        }
    }

    /// First token of the mention, honorific included.
    pub(super) fn start(&self) -> usize {
        self.honorific.unwrap_or(self.name.start)
    }
}

/// All names of an article, in order; a nested one follows the one that it lies in.
pub(super) fn names(text: &str, tokens: &[Token], sentences: &[Sentence], words: &Words, knowledge: &Knowledge) -> Vec<Name> {
    let view = View::new(text, tokens, sentences, words, knowledge);
    let mut names = tagger::read(&view, words, &ruled(&view));
    hyphens::join(&view, &mut names);
    titles::attach(&view, &mut names);
    context::mark(&view, &mut names);
    names
}

/// The names that the rules find, in order.
pub(super) fn ruled(view: &View<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in 0..view.sentences.len() {
        chunks::read(view, sentence, &mut names);
    }
    second_pass::complete(view, &mut names);
    names
}
