//! Corrections and events by the first word of their wordings, so that a draft is walked once, word by word, however many there are.

use rustc_hash::FxHashMap;

use super::model::{Correction, Event};
use super::read::DossierFile;

/// What a text may say from some word on.
#[derive(Clone, Debug, Default)]
pub(super) struct Wordings {
    /// The first word as written, and the corrections whose wrong wording begins with it, by position.
    corrections: FxHashMap<Box<str>, Vec<u32>>,
    /// The first word in lower case, and the events of which a name begins with it.
    events: FxHashMap<Box<str>, Vec<u32>>,
}

impl Wordings {
    pub(super) fn of(entries: &DossierFile) -> Self {
        let mut wordings = Self::default();
        for (at, correction) in entries.corrections.iter().enumerate() {
            wordings.corrections.entry(first_word(&correction.wrong).into()).or_default().push(at as u32);
        }
        for (at, event) in entries.events.iter().enumerate() {
            for name in names(event) {
                let events = wordings.events.entry(first_word(name).to_lowercase().into()).or_default();
                if events.last() != Some(&(at as u32)) {
                    events.push(at as u32);
                }
            }
        }
        wordings
    }

    /// The corrections whose wrong wording a text begins with, and the length of the wording in bytes. The text begins with a word.
    pub(super) fn corrections_at<'d>(&self, entries: &'d DossierFile, text: &str) -> Vec<(&'d Correction, usize)> {
        let places = self.corrections.get(first_word(text)).map_or(&[][..], Vec::as_slice);
        let corrections = places.iter().map(|at| &entries.corrections[*at as usize]);
        let stands = |correction: &&Correction| text.starts_with(&correction.wrong) && ends_word(text, correction.wrong.len());
        corrections.filter(stands).map(|correction| (correction, correction.wrong.len())).collect()
    }

    /// The events of which a text begins with a name, case aside, and the length of the name in bytes.
    pub(super) fn events_at<'d>(&self, entries: &'d DossierFile, text: &str) -> Vec<(&'d Event, usize)> {
        let places = self.events.get(first_word(text).to_lowercase().as_str()).map_or(&[][..], Vec::as_slice);
        let events = places.iter().map(|at| &entries.events[*at as usize]);
        let named = |event: &'d Event| {
            let stands = |name: &&String| text.get(..name.len()).is_some_and(|head| same_but_case(head, name));
            names(event).filter(stands).map(String::len).filter(|length| ends_word(text, *length)).max()
        };
        events.filter_map(|event| Some((event, named(event)?))).collect()
    }
}

fn names(event: &Event) -> impl Iterator<Item = &String> {
    std::iter::once(&event.name).chain(&event.aliases)
}

fn same_but_case(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// Up to the first character that no word has.
fn first_word(text: &str) -> &str {
    let end = text.char_indices().find(|(_, c)| !c.is_alphanumeric()).map_or(text.len(), |(at, _)| at);
    // A wording may begin with a mark.
    if end == 0 { text.chars().next().map_or("", |c| &text[..c.len_utf8()]) } else { &text[..end] }
}

fn ends_word(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
