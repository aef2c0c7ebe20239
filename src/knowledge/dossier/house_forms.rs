//! Finds the forms in a text that the house writes otherwise. Of thousands of forms only those are compared whose first word stands there.

use rustc_hash::FxHashMap;

use super::key;
use crate::text::Span;

/// Wordings by their first word, folded; each with a number of its owner's.
#[derive(Clone, Debug, Default)]
pub(super) struct HouseForms {
    by_first: FxHashMap<Box<str>, Vec<(Box<str>, u32)>>,
}

impl HouseForms {
    pub(super) fn new<'w>(wordings: impl IntoIterator<Item = &'w str>) -> Self {
        let mut by_first: FxHashMap<Box<str>, Vec<(Box<str>, u32)>> = FxHashMap::default();
        for (number, wording) in wordings.into_iter().enumerate() {
            let Some((start, end)) = words(wording).next() else { continue };
            let from_first_word = wording[start..].trim_end();
            by_first.entry(key(&wording[start..end])).or_default().push((from_first_word.into(), number as u32));
        }
        Self { by_first }
    }

    /// Where a wording stands in a text, as a whole word and in its own letters, whatever white space and apostrophes; only its first
    /// letter may be a capital, as at the beginning of a sentence. In order of place.
    pub(super) fn find(&self, text: &str) -> Vec<(Span, u32)> {
        if self.by_first.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (start, end) in words(text) {
            let Some(wordings) = self.by_first.get(&key(&text[start..end])) else { continue };
            let ends = wordings.iter().filter_map(|(wording, number)| Some((stands(&text[start..], wording)?, *number)));
            found.extend(ends.map(|(length, number)| (Span::new(start, start + length), number)));
        }
        found
    }
}

/// The runs of letters and figures of a text: byte offsets of begin and end.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.by_ref().find(|(_, c)| c.is_alphanumeric())?;
        while rest.next_if(|(_, c)| c.is_alphanumeric()).is_some() {}
        Some((start, rest.peek().map_or(text.len(), |(at, _)| *at)))
    })
}

/// How many bytes of a text a wording takes that begins it.
fn stands(text: &str, wording: &str) -> Option<usize> {
    let mut written = text.char_indices().peekable();
    let mut wanted = wording.chars().peekable();
    let mut is_first = true;
    while let Some(want) = wanted.next() {
        let (_, has) = written.next()?;
        if want.is_whitespace() {
            if !has.is_whitespace() {
                return None;
            }
            while written.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            while wanted.next_if(|c| c.is_whitespace()).is_some() {}
        } else if !(same(want, has) || is_first && want.to_uppercase().eq(std::iter::once(has))) {
            return None;
        }
        is_first = false;
    }
    let (end, behind) = written.peek().copied().unwrap_or((text.len(), ' '));
    let ends_in_word = wording.chars().next_back().is_some_and(char::is_alphanumeric);
    (!ends_in_word || !behind.is_alphanumeric()).then_some(end)
}

fn same(one: char, other: char) -> bool {
    let plain = |c| if c == '’' { '\'' } else { c };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_stand_as_whole_words_in_their_own_letters() {
        let wordings = HouseForms::new(["Kwon Mei-ling", "the mayor's wife", "Peking"]);
        let text = "Kwon\n  Mei-ling met kwon Mei-ling. The mayor’s wife, a Pekinger, left Peking.";
        let found = wordings.find(text).into_iter().map(|(span, number)| (span.of(text), number));
        assert_eq!(found.collect::<Vec<_>>(), [("Kwon\n  Mei-ling", 0), ("The mayor’s wife", 1), ("Peking", 2)]);
        assert_eq!(HouseForms::new(["", " - "]).find("- a"), []);
    }
}
