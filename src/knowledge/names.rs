//! Names that people bear: first names with the share of women, surnames by frequency, nicknames. Those of the United States come
//! first, then those of the world's notable people.
//!
//! The lists know no accents, no inner capitals and no apostrophes (`OBRIEN`), so a name is folded on its way into the automaton:
//! letters only, without accents, in lower case. Whether a word in the text looks like a name at all is the caller's question.

use fst::Map;
use unicode_normalization::UnicodeNormalization;

use super::format::{FormatError, GAZETTEER_SECTIONS, Section, Sections, string_at, u32_at};

/// What is known of a first name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstName {
    /// How many of a thousand bearers are women; 500 where nothing is known.
    pub female: u16,
    /// Position among all first names, from 1 for the commonest.
    pub rank: u32,
}

/// First names, surnames and nicknames.
#[derive(Debug)]
pub struct Names {
    first: Map<&'static [u8]>,
    surnames: Map<&'static [u8]>,
    nicknames: Map<&'static [u8]>,
    postings: &'static [u8],
    strings: &'static [u8],
}

impl Names {
    pub(super) fn open(sections: &Sections<GAZETTEER_SECTIONS>) -> Result<Self, FormatError> {
        let part = |section: Section| sections.part(section as usize);
        Ok(Self {
            first: Map::new(part(Section::FirstNames))?,
            surnames: Map::new(part(Section::Surnames))?,
            nicknames: Map::new(part(Section::Nicknames))?,
            postings: part(Section::Postings),
            strings: part(Section::Strings),
        })
    }

    /// A first name in any case, with or without accents.
    #[must_use]
    pub fn first_name(&self, name: &str) -> Option<FirstName> {
        let value = find(&self.first, name)?;
        Some(FirstName { female: (value & 0x3ff) as u16, rank: (value >> 10) as u32 })
    }

    /// The rank of a surname, from 1 for the commonest; past 20,000 it is none of the census but of the world's notable people.
    #[must_use]
    pub fn surname(&self, name: &str) -> Option<u32> {
        find(&self.surnames, name).map(|rank| rank as u32)
    }

    /// Names that the same person may go by, in alphabetical order: `William` for `Bill`, and `Bill`, `Will`, … for `William`.
    pub fn nicknames_of(&self, name: &str) -> impl Iterator<Item = &'static str> + use<> {
        let (postings, strings) = (self.postings, self.strings);
        let offset = find(&self.nicknames, name).map(|offset| offset as usize);
        let list = offset.into_iter().flat_map(move |offset| {
            let count = u32_at(postings, offset) as usize;
            (1..=count).map(move |index| u32_at(postings, offset + 4 * index))
        });
        list.filter_map(move |string| string_at(strings, string))
    }

    /// Whether one is a name by which people of the other may go, in whatever case: `Bill` and `william`.
    #[must_use]
    pub fn are_nicknames(&self, one: &str, other: &str) -> bool {
        let of = |one: &str, other: &str| self.nicknames_of(one).any(|name| fold(name).eq(fold(other)));
        of(one, other) || of(other, one)
    }
}

/// The letters of a name as the lists have them.
pub fn fold(name: &str) -> impl Iterator<Item = char> + '_ {
    name.nfd().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase)
}

fn find(map: &Map<&'static [u8]>, name: &str) -> Option<u64> {
    let automaton = map.as_fst();
    let mut node = automaton.root();
    let mut output = fst::raw::Output::zero();
    let mut step = |byte: u8| {
        let transition = node.transition(node.find_input(byte)?);
        output = output.cat(transition.out);
        node = automaton.node(transition.addr);
        Some(())
    };
    if name.is_ascii() {
        // The same as folding, without the tables of Unicode.
        name.bytes().filter(u8::is_ascii_alphabetic).try_for_each(|byte| step(byte.to_ascii_lowercase()))?;
    } else {
        let mut bytes = [0; 4];
        fold(name).try_for_each(|c| c.encode_utf8(&mut bytes).bytes().try_for_each(&mut step))?;
    }
    node.is_final().then(|| output.cat(node.final_output()).value())
}
