//! Places, organisations and well-known people by name.
//!
//! Keys are names as they are written: case counts (`US` is a country, `us` is not), apostrophes are straight, accents may be left
//! out. One name may have several entries, the most prominent first: a country, then a capital, then what our own lists hold, then
//! by population. So the first entry of `Paris` is the capital of France, and the rest are there for a text about Texas.

use fst::raw::Fst;

use super::format::{
    Details, FormatError, GAZETTEER_SECTIONS, NO_ENTRY, Posting, Record, Section, Sections, Target, string_at, u32_at,
};
use super::walk::{AnyCaseWalk, Step, Walk};
use super::{EntryId, Kind};
use crate::article::Places;

/// The automaton of names.
pub(super) type Names = Fst<&'static [u8]>;

/// Where an entry was read; the strongest, where several agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A list of our own.
    Dateline,
    /// GeoNames, CC BY 4.0.
    GeoNames,
    /// WordNet 3.1.
    WordNet,
    /// congress-legislators, CC0.
    Congress,
    /// The World Factbook, public domain.
    Factbook,
    /// Wikidata, CC0.
    Wikidata,
    /// Lists of companies in stock indices and on stock exchanges, MIT.
    Exchanges,
    /// JetBrains' list of universities, MIT.
    Swot,
}

impl Source {
    /// Every source, in the order of their numbers in the file.
    pub const ALL: [Self; 8] = [
        Self::Dateline,
        Self::GeoNames,
        Self::WordNet,
        Self::Congress,
        Self::Factbook,
        Self::Wikidata,
        Self::Exchanges,
        Self::Swot,
    ];

    /// As an answer names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dateline => "Dateline",
            Self::GeoNames => "GeoNames",
            Self::WordNet => "WordNet",
            Self::Congress => "congress-legislators",
            Self::Factbook => "World Factbook",
            Self::Wikidata => "Wikidata",
            Self::Exchanges => "stock exchange lists",
            Self::Swot => "swot",
        }
    }
}

/// The built-in places, organisations and people.
pub struct Gazetteer {
    pub(super) keys: Names,
    postings: &'static [u8],
    strings: &'static [u8],
    records: &'static [u8],
    details: &'static [u8],
    subkinds: &'static [u8],
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").field("entries", &self.len()).field("keys", &self.keys.len()).finish_non_exhaustive()
    }
}

impl Gazetteer {
    pub(super) fn open(sections: &Sections<GAZETTEER_SECTIONS>) -> Result<Self, FormatError> {
        let part = |section: Section| sections.part(section as usize);
        Ok(Self {
            keys: Fst::new(part(Section::Keys))?,
            postings: part(Section::Postings),
            strings: part(Section::Strings),
            records: part(Section::Entries),
            details: part(Section::Details),
            subkinds: part(Section::Subkinds),
        })
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len() / super::format::RECORD_SIZE
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The entries of a name as it is written, most prominent first.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Entries<'_> {
        match self.walk().push(false, name) {
            Step::Match(entries) => entries,
            Step::Alive | Step::Dead => self.none(),
        }
    }

    /// The entries of a name in capitals, for datelines and headlines: `PARIS`, `UNITED NATIONS`. The name as it is comes first
    /// (`US`), then with capital initials; names all in lower case are tried likewise.
    #[must_use]
    pub fn lookup_any_case(&self, name: &str) -> Entries<'_> {
        let exact = self.lookup(name);
        if !exact.is_empty() {
            return exact;
        }
        let mut walk = self.walk_any_case();
        let mut last = Step::Dead;
        for (index, word) in name.split_whitespace().enumerate() {
            last = walk.push(index > 0, word);
        }
        match last {
            Step::Match(entries) => entries,
            Step::Alive | Step::Dead => self.none(),
        }
    }

    /// Begins at the first word of a possible name.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self)
    }

    /// The same for text in capitals: each word is tried as it is, with a capital initial and in lower case.
    #[must_use]
    pub fn walk_any_case(&self) -> AnyCaseWalk<'_> {
        AnyCaseWalk::new(self)
    }

    /// An entry.
    ///
    /// # Panics
    /// If the id is another gazetteer's.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Entry<'_> {
        let record = Record::read(self.records, id.0).expect("an entry of this gazetteer");
        Entry { gazetteer: self, id, record, details: Details::read(self.details, record.details) }
    }

    /// Names that differ from this one by a slip of the pen: one letter too many, too few or wrong, or two neighbours swapped; or,
    /// in a name of three words or more, one word that is within two such slips. Nearest first, then in alphabetical order. Names
    /// of fewer than six letters have none: too many short names lie close together.
    #[must_use]
    pub fn similar(&self, name: &str) -> Vec<super::Similar<'_>> {
        super::fuzzy::similar(self, name)
    }

    pub(super) fn entries(&self, value: u64) -> Entries<'_> {
        let posting = Posting::from_value(value);
        match posting.target {
            Target::One(id) => Entries { single: Some(EntryId(id)), list: &[], ambiguous: posting.ambiguous },
            Target::List(offset) => {
                let count = u32_at(self.postings, offset as usize) as usize;
                let start = offset as usize + 4;
                let list = self.postings.get(start..start + 4 * count).unwrap_or(&[]);
                Entries { single: None, list, ambiguous: posting.ambiguous }
            }
        }
    }

    fn none(&self) -> Entries<'_> {
        Entries { single: None, list: &self.postings[..0], ambiguous: false }
    }

    fn string(&self, offset: u32) -> Option<&str> {
        string_at(self.strings, offset)
    }
}

impl Places for Gazetteer {
    fn canonical(&self, name: &str) -> Option<String> {
        let entries = self.lookup_any_case(name);
        let place = entries.iter().map(|id| self.entry(id)).find(|entry| entry.kind() == Kind::Place)?;
        Some(place.name().to_owned())
    }
}

/// The entries of one name, most prominent first.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'a> {
    single: Option<EntryId>,
    list: &'a [u8],
    ambiguous: bool,
}

impl<'a> Entries<'a> {
    /// The most prominent.
    #[must_use]
    pub fn first(&self) -> Option<EntryId> {
        self.iter().next()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = EntryId> + 'a {
        let list = self.list;
        self.single.into_iter().chain((0..list.len() / 4).map(move |index| EntryId(u32_at(list, 4 * index))))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::from(self.single.is_some()) + self.list.len() / 4
    }

    /// Whether the name is unknown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name is also an ordinary word in lower case, or a common name of people: only context tells that it is meant.
    #[must_use]
    pub fn ambiguous(&self) -> bool {
        self.ambiguous
    }
}

/// What is known of one place, body or person.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    gazetteer: &'a Gazetteer,
    id: EntryId,
    record: Record,
    details: Details,
}

impl<'a> Entry<'a> {
    /// Its position.
    #[must_use]
    pub fn id(&self) -> EntryId {
        self.id
    }

    /// The canonical name: `Beijing`.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.gazetteer.string(self.record.name).unwrap_or_default()
    }

    /// What is named.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.record.kind {
            0 => Kind::Person,
            1 => Kind::Place,
            _ => Kind::Organisation,
        }
    }

    /// What it is more closely. Places: `country`, `former country`, `territory`, `capital` (of a country), `city`, `state`,
    /// `province`, `division` (of another name), `district`, `region`, `continent`, `island`, `mountain`, `desert`, `peninsula`,
    /// `river`, `lake`, `sea`, `ocean`, `strait`, `canal`, `water`, `landmark`, `building`, `street`, `military-base`. People:
    /// `person`. Organisations: the kinds of `data/organisations.tsv` (`company`, `government`, `newspaper`, …) and
    /// `association`.
    #[must_use]
    pub fn subkind(&self) -> &'a str {
        let offset = u32_at(self.gazetteer.subkinds, 4 * usize::from(self.record.subkind));
        self.gazetteer.string(offset).unwrap_or_default()
    }

    /// Other names, former ones among them: `Peking`, `Peiping`.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (gazetteer, details) = (self.gazetteer, self.details);
        let offsets =
            (0..usize::from(details.alias_count)).map(move |index| u32_at(gazetteer.details, details.aliases + 4 * index));
        offsets.filter_map(|offset| gazetteer.string(offset))
    }

    /// The country in which it lies.
    #[must_use]
    pub fn country(&self) -> Option<&'a str> {
        self.country_entry().map(|id| self.gazetteer.entry(id).name())
    }

    /// The entry of that country.
    #[must_use]
    pub fn country_entry(&self) -> Option<EntryId> {
        entry_id(self.record.country)
    }

    /// The state, province or region in which it lies.
    #[must_use]
    pub fn division(&self) -> Option<&'a str> {
        self.division_entry().map(|id| self.gazetteer.entry(id).name())
    }

    /// The entry of that state, province or region.
    #[must_use]
    pub fn division_entry(&self) -> Option<EntryId> {
        entry_id(self.record.division)
    }

    /// What else it lies in: `Alps`, `Pacific`.
    #[must_use]
    pub fn within(&self) -> Option<&'a str> {
        self.details.within.and_then(|offset| self.gazetteer.string(offset))
    }

    /// The country, state or province whose capital it is.
    #[must_use]
    pub fn capital_of(&self) -> Option<&'a str> {
        entry_id(self.record.capital_of).map(|id| self.gazetteer.entry(id).name())
    }

    /// People who live there; 0 if not known.
    #[must_use]
    pub fn population(&self) -> u32 {
        self.record.population
    }

    /// Year of founding, or of birth; negative before Christ.
    #[must_use]
    pub fn founded(&self) -> Option<i16> {
        self.details.founded
    }

    /// Year in which it ended or was renamed, or in which the person died.
    #[must_use]
    pub fn until(&self) -> Option<i16> {
        self.details.until
    }

    /// Where a body has its seat.
    #[must_use]
    pub fn seat(&self) -> Option<&'a str> {
        self.details.seat.and_then(|offset| self.gazetteer.string(offset))
    }

    /// A few words on what it is: `statesman`, `autonomous region`.
    #[must_use]
    pub fn note(&self) -> Option<&'a str> {
        self.details.note.and_then(|offset| self.gazetteer.string(offset))
    }

    /// The canonical name is also an ordinary word or a common name of people. [`Entries::ambiguous`] says it of a key.
    #[must_use]
    pub fn ambiguous(&self) -> bool {
        self.record.ambiguous
    }

    /// Who says so, as an answer names it.
    #[must_use]
    pub fn source(&self) -> &'static str {
        Source::ALL.get(usize::from(self.record.source)).map_or("", |source| source.name())
    }

    /// The name may be written in other ways that are as good: the Factbook puts names of people into Latin letters by rules that
    /// news does not follow.
    #[must_use]
    pub fn spelt_in_several_ways(&self) -> bool {
        self.kind() == Kind::Person && self.record.source == Source::Factbook as u8
    }
}

fn entry_id(number: u16) -> Option<EntryId> {
    (number != NO_ENTRY).then_some(EntryId(u32::from(number)))
}
