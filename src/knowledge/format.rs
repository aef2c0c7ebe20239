//! The layout of `gazetteer.bin` and `words.bin`, shared by the program that writes them and the code that reads them.
//!
//! A file is a magic number, a version and a table of sections; numbers are little-endian. Names lie once in a section of
//! strings, each after its length, and are referred to by offset. The keys by which entries are found lie in an `fst` map, whose
//! value is either an entry or the offset of a list of entries. Records have a fixed size, so that entry *n* is found without a
//! search; what few entries have (other names, years, a note) lies apart, behind a mask that tells which are there.

/// First bytes of `gazetteer.bin`.
pub const GAZETTEER_MAGIC: [u8; 4] = *b"DLGZ";
/// First bytes of `words.bin`.
pub const WORDS_MAGIC: [u8; 4] = *b"DLWD";
/// Changes whenever a section's layout does.
pub const VERSION: u32 = 1;
/// Number of sections of `gazetteer.bin`.
pub const GAZETTEER_SECTIONS: usize = 9;
/// Number of sections of `words.bin`.
pub const WORDS_SECTIONS: usize = 2;
/// Bytes of one [`Record`].
pub const RECORD_SIZE: usize = 20;
/// In place of an entry: there is none.
pub const NO_ENTRY: u16 = u16::MAX;
/// In place of the offset of a string or of details: there is none. The first byte of either section is a filler.
pub const NOTHING: u32 = 0;

/// The sections of `gazetteer.bin`, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// Length byte and UTF-8 bytes of each string.
    Strings,
    /// `fst` map from key to [`Posting`].
    Keys,
    /// Lists of entries: a count and the entries, each a `u32`.
    Postings,
    /// [`Record`]s.
    Entries,
    /// [`Details`].
    Details,
    /// Offsets of the names of subkinds, each a `u32`.
    Subkinds,
    /// `fst` map from a folded first name to `rank << 10 | female share in thousandths`.
    FirstNames,
    /// `fst` map from a folded surname to its rank.
    Surnames,
    /// `fst` map from a folded name to the offset in `Postings` of a list of strings.
    Nicknames,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Not a file of ours, or of another version.
    #[error("not a knowledge file of version {VERSION}: make it again with `cargo run --release --example build-gazetteer`")]
    Version,
    /// The table of sections points past the end.
    #[error("knowledge file cut short: section {0} ends past the end of the file")]
    Short(usize),
    /// A section that should hold an automaton does not.
    #[error("knowledge file damaged: {0}")]
    Automaton(String),
}

impl From<fst::Error> for FormatError {
    fn from(error: fst::Error) -> Self {
        Self::Automaton(error.to_string())
    }
}

/// The parts of a file.
#[derive(Clone, Copy, Debug)]
pub struct Sections<const N: usize> {
    parts: [&'static [u8]; N],
}

impl<const N: usize> Sections<N> {
    /// Reads the table of sections.
    ///
    /// # Errors
    /// If the magic number, the version, the number of sections or their lengths are wrong.
    pub fn open(bytes: &'static [u8], magic: [u8; 4]) -> Result<Self, FormatError> {
        let head = 12 + 4 * N;
        if bytes.len() < head || bytes[..4] != magic || u32_at(bytes, 4) != VERSION || u32_at(bytes, 8) as usize != N {
            return Err(FormatError::Version);
        }
        let mut parts: [&'static [u8]; N] = [&[]; N];
        let mut start = head;
        for (index, part) in parts.iter_mut().enumerate() {
            let length = u32_at(bytes, 12 + 4 * index) as usize;
            *part = start.checked_add(length).and_then(|end| bytes.get(start..end)).ok_or(FormatError::Short(index))?;
            start += length;
        }
        Ok(Self { parts })
    }

    /// One part, by position.
    #[must_use]
    pub fn part(&self, index: usize) -> &'static [u8] {
        self.parts[index]
    }
}

/// Puts sections behind a head that [`Sections::open`] understands.
#[must_use]
pub fn assemble(magic: [u8; 4], parts: &[Vec<u8>]) -> Vec<u8> {
    let mut file = magic.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend((parts.len() as u32).to_le_bytes());
    for part in parts {
        file.extend((part.len() as u32).to_le_bytes());
    }
    for part in parts {
        file.extend(part);
    }
    file
}

/// The number at an offset; 0 past the end.
#[must_use]
pub fn u32_at(bytes: &[u8], offset: usize) -> u32 {
    let end = offset.saturating_add(4);
    bytes.get(offset..end).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn u16_at(bytes: &[u8], offset: usize) -> u16 {
    let end = offset.saturating_add(2);
    bytes.get(offset..end).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// The string at an offset of the section of strings.
#[must_use]
pub fn string_at(strings: &'static [u8], offset: u32) -> Option<&'static str> {
    if offset == NOTHING {
        return None;
    }
    let start = offset as usize;
    let length = usize::from(*strings.get(start)?);
    std::str::from_utf8(strings.get(start + 1..start + 1 + length)?).ok()
}

/// What a key of the gazetteer leads to: the value in the automaton.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The key is also an ordinary word or a common name of people: context must tell.
    pub ambiguous: bool,
    /// One entry, or where the list of entries lies.
    pub target: Target,
}

/// One entry or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The entry.
    One(u32),
    /// Offset of a list in [`Section::Postings`].
    List(u32),
}

impl Posting {
    /// As the value of a key.
    #[must_use]
    pub fn to_value(self) -> u64 {
        let (value, list) = match self.target {
            Target::One(entry) => (entry, 0),
            Target::List(offset) => (offset, 1),
        };
        u64::from(value) << 2 | list << 1 | u64::from(self.ambiguous)
    }

    /// Back from the value of a key.
    #[must_use]
    pub fn from_value(value: u64) -> Self {
        let number = (value >> 2) as u32;
        let target = if value & 2 == 0 { Target::One(number) } else { Target::List(number) };
        Self { ambiguous: value & 1 == 1, target }
    }
}

/// What every entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// 0 person, 1 place, 2 organisation.
    pub kind: u8,
    /// Index into [`Section::Subkinds`].
    pub subkind: u8,
    /// Index into [`super::Source`]'s variants.
    pub source: u8,
    /// The name is also an ordinary word or a common name of people.
    pub ambiguous: bool,
    /// Entry of the country that it lies in.
    pub country: u16,
    /// Entry of the first-level division that it lies in.
    pub division: u16,
    /// Entry of the country or division whose capital it is.
    pub capital_of: u16,
    /// The canonical name.
    pub name: u32,
    /// People who live there; 0 if not known.
    pub population: u32,
    /// Offset of the details.
    pub details: u32,
}

impl Record {
    /// As it lies in the file.
    #[must_use]
    pub fn to_bytes(self) -> [u8; RECORD_SIZE] {
        let mut bytes = [0; RECORD_SIZE];
        bytes[0] = self.kind | u8::from(self.ambiguous) << 2 | self.source << 3;
        bytes[1] = self.subkind;
        bytes[2..4].copy_from_slice(&self.country.to_le_bytes());
        bytes[4..6].copy_from_slice(&self.division.to_le_bytes());
        bytes[6..8].copy_from_slice(&self.capital_of.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.name.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.population.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.details.to_le_bytes());
        bytes
    }

    /// The record of an entry; `None` past the last.
    #[must_use]
    pub fn read(entries: &[u8], index: u32) -> Option<Self> {
        let start = (index as usize).checked_mul(RECORD_SIZE)?;
        let bytes = entries.get(start..start + RECORD_SIZE)?;
        Some(Self {
            kind: bytes[0] & 3,
            subkind: bytes[1],
            source: bytes[0] >> 3,
            ambiguous: bytes[0] & 4 != 0,
            country: u16_at(bytes, 2),
            division: u16_at(bytes, 4),
            capital_of: u16_at(bytes, 6),
            name: u32_at(bytes, 8),
            population: u32_at(bytes, 12),
            details: u32_at(bytes, 16),
        })
    }
}

/// What only some entries have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Where the offsets of the other names begin in [`Section::Details`].
    pub aliases: usize,
    /// How many there are.
    pub alias_count: u8,
    /// Year of founding or birth; negative before Christ.
    pub founded: Option<i16>,
    /// Year of its end or of death.
    pub until: Option<i16>,
    /// Where a body has its seat.
    pub seat: Option<u32>,
    /// A few words on what it is.
    pub note: Option<u32>,
    /// What it lies in, where that is neither a country nor a first-level division.
    pub within: Option<u32>,
}

impl Details {
    /// Appends details with the other names given; their offset.
    pub fn write(&self, section: &mut Vec<u8>, aliases: &[u32]) -> u32 {
        let offset = section.len() as u32;
        let aliases = &aliases[..aliases.len().min(usize::from(u8::MAX))];
        let years = [self.founded, self.until];
        let strings = [self.seat, self.note, self.within];
        let mask = years.iter().map(Option::is_some).chain(strings.iter().map(Option::is_some));
        section.push(mask.enumerate().map(|(bit, there)| u8::from(there) << bit).sum());
        section.push(aliases.len() as u8);
        for alias in aliases {
            section.extend(alias.to_le_bytes());
        }
        for year in years.into_iter().flatten() {
            section.extend(year.to_le_bytes());
        }
        for string in strings.into_iter().flatten() {
            section.extend(string.to_le_bytes());
        }
        offset
    }

    /// The details at an offset; empty for [`NOTHING`].
    #[must_use]
    pub fn read(section: &[u8], offset: u32) -> Self {
        let start = offset as usize;
        let (Some(&mask), Some(&alias_count)) = (section.get(start), section.get(start + 1)) else { return Self::default() };
        if offset == NOTHING {
            return Self::default();
        }
        let aliases = start + 2;
        let mut at = aliases + 4 * usize::from(alias_count);
        let mut take = |bit: u8, size: usize| {
            (mask & 1 << bit != 0).then(|| {
                at += size;
                at - size
            })
        };
        let (founded, until) = (take(0, 2), take(1, 2));
        let (seat, note, within) = (take(2, 4), take(3, 4), take(4, 4));
        let year = |at: Option<usize>| at.map(|at| u16_at(section, at).cast_signed());
        let string = |at: Option<usize>| at.map(|at| u32_at(section, at));
        Self {
            aliases,
            alias_count,
            founded: year(founded),
            until: year(until),
            seat: string(seat),
            note: string(note),
            within: string(within),
        }
    }
}
