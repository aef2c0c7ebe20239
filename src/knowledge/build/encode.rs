//! Writes entries, names and words in the layout of `dateline::knowledge::format`.

use std::collections::BTreeMap;
use std::error::Error;

use dateline::knowledge::format::{Details, GAZETTEER_MAGIC, NO_ENTRY, NOTHING, Posting, Record, Section, Target, assemble};
use dateline::knowledge::{Kind, Source, fold_name};

use super::draft::{Doubt, Draft, Drafts};
use super::personal_names::PersonalNames;
use super::variants::variants;
use super::word_list::WordList;

/// A place of this many people is meant by its name, even if people bear it too.
const CITY_BEYOND_DOUBT: u32 = 1_000_000;
/// A place of this many people is meant more often than people of a rare name.
const LARGE_CITY: u32 = 150_000;
/// A name that is also one of the commonest words needs context however large the place is.
const VERY_COMMON_WORD: u32 = 3_000;
/// Surnames up to this rank make a name ambiguous.
const COMMON_SURNAME: u32 = 1_000;
/// First names up to this rank make a name ambiguous.
const COMMON_FIRST_NAME: u32 = 500;
/// A place with an ambiguous name is left out if it is smaller and only GeoNames has it.
const SMALLEST_AMBIGUOUS: u32 = 50_000;

/// Strings, each once, behind their length.
struct Strings {
    bytes: Vec<u8>,
    offsets: BTreeMap<String, u32>,
}

impl Strings {
    fn new() -> Self {
        // A filler, so that no string has the offset that means "none".
        Self { bytes: vec![0], offsets: BTreeMap::new() }
    }

    fn put(&mut self, text: &str) -> Result<u32, Box<dyn Error>> {
        if let Some(offset) = self.offsets.get(text) {
            return Ok(*offset);
        }
        let length = u8::try_from(text.len()).map_err(|_| format!("longer than 255 bytes: {text}"))?;
        let offset = self.bytes.len() as u32;
        self.bytes.push(length);
        self.bytes.extend(text.as_bytes());
        self.offsets.insert(text.to_owned(), offset);
        Ok(offset)
    }
}

/// `gazetteer.bin`.
pub(crate) fn gazetteer(drafts: &Drafts, names: &PersonalNames, words: &WordList) -> Result<Vec<u8>, Box<dyn Error>> {
    let doubts = Doubts { names, words };
    let kept: Vec<usize> = (0..drafts.all.len()).filter(|&id| worth_keeping(&drafts.all[id], &doubts)).collect();
    let numbers: BTreeMap<usize, u32> = kept.iter().copied().zip(0..).collect();
    let mut strings = Strings::new();
    let mut subkinds: Vec<&str> = Vec::new();
    let (mut records, mut details) = (Vec::new(), vec![0]);
    for &id in &kept {
        let draft = &drafts.all[id];
        let subkind = subkinds.iter().position(|known| *known == draft.subkind).unwrap_or_else(|| {
            subkinds.push(&draft.subkind);
            subkinds.len() - 1
        });
        let reference = |other: Option<usize>| -> Result<u16, Box<dyn Error>> {
            other.map_or(Ok(NO_ENTRY), |other| Ok(u16::try_from(numbers[&other])?))
        };
        let record = Record {
            kind: draft.kind as u8,
            subkind: u8::try_from(subkind)?,
            source: draft.source as u8,
            ambiguous: doubts.ambiguous(&draft.name, draft),
            country: reference(draft.country)?,
            division: reference(draft.division)?,
            capital_of: reference(draft.capital_of)?,
            name: strings.put(&draft.name)?,
            population: draft.population,
            details: put_details(draft, &mut strings, &mut details)?,
        };
        records.extend(record.to_bytes());
    }
    let mut subkind_offsets = Vec::new();
    for subkind in subkinds {
        subkind_offsets.extend(strings.put(subkind)?.to_le_bytes());
    }
    let mut postings = Vec::new();
    let keys = put_keys(drafts, &kept, &doubts, &mut postings)?;
    let nicknames = put_nicknames(names, &mut strings, &mut postings)?;
    let first = names.first.iter().map(|(name, (female, rank))| (name.as_str(), u64::from(*rank) << 10 | u64::from(*female)));
    let surnames = names.surnames.iter().map(|(name, rank)| (name.as_str(), u64::from(*rank)));
    let mut parts = vec![Vec::new(); dateline::knowledge::format::GAZETTEER_SECTIONS];
    parts[Section::Strings as usize] = strings.bytes;
    parts[Section::Keys as usize] = keys;
    parts[Section::Postings as usize] = postings;
    parts[Section::Entries as usize] = records;
    parts[Section::Details as usize] = details;
    parts[Section::Subkinds as usize] = subkind_offsets;
    parts[Section::FirstNames as usize] = folded_map(first)?;
    parts[Section::Surnames as usize] = folded_map(surnames)?;
    parts[Section::Nicknames as usize] = nicknames;
    Ok(assemble(GAZETTEER_MAGIC, &parts))
}

fn put_details(draft: &Draft, strings: &mut Strings, section: &mut Vec<u8>) -> Result<u32, Box<dyn Error>> {
    let aliases = draft.aliases.iter().map(|alias| strings.put(alias)).collect::<Result<Vec<u32>, _>>()?;
    let mut put = |text: &Option<String>| text.as_deref().map(|text| strings.put(text)).transpose();
    let details = Details {
        founded: draft.founded,
        until: draft.until,
        seat: put(&draft.seat)?,
        note: put(&draft.note)?,
        within: put(&draft.within)?,
        ..Details::default()
    };
    if aliases.is_empty() && details == Details::default() { Ok(NOTHING) } else { Ok(details.write(section, &aliases)) }
}

/// The automaton of names, with the lists of those that several entries share.
fn put_keys(drafts: &Drafts, kept: &[usize], doubts: &Doubts<'_>, postings: &mut Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>> {
    // By key: whether this is not its canonical name, prominence, number.
    let mut keys = BTreeMap::<String, Vec<Candidate>>::new();
    for (&id, number) in kept.iter().zip(0..) {
        let draft = &drafts.all[id];
        let namesake = is_namesake_of_a_division(draft, drafts);
        for (index, name) in [&draft.name].into_iter().chain(&draft.aliases).enumerate() {
            // A name of its own counts for more than one of several names.
            let mut prominence = if index == 0 { draft.prominence() } else { draft.prominence_of_alias() };
            if namesake {
                prominence += 10_000_000;
            }
            if index > 0 && doubts.rather_a_word(name, draft) || is_division_of_a_city(name, draft, drafts) {
                continue;
            }
            for key in variants(name, index > 0, draft) {
                let ambiguous = doubts.ambiguous(&key, draft);
                let candidates = keys.entry(key).or_default();
                if !candidates.iter().any(|known| known.number == number) {
                    candidates.push(Candidate { prominence, number, ambiguous });
                }
            }
        }
    }
    let mut automaton = fst::MapBuilder::memory();
    for (key, mut candidates) in keys {
        candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.prominence), candidate.number));
        let target = if let [one] = &candidates[..] {
            Target::One(one.number)
        } else {
            let offset = postings.len() as u32;
            postings.extend((candidates.len() as u32).to_le_bytes());
            postings.extend(candidates.iter().flat_map(|candidate| candidate.number.to_le_bytes()));
            Target::List(offset)
        };
        automaton.insert(&key, Posting { ambiguous: candidates[0].ambiguous, target }.to_value())?;
    }
    Ok(automaton.into_inner()?)
}

struct Candidate {
    prominence: u64,
    number: u32,
    ambiguous: bool,
}

/// `Moscow` is the city: a division that only GeoNames has is not looked for by the name of a large city in it.
fn is_division_of_a_city(name: &str, draft: &Draft, drafts: &Drafts) -> bool {
    draft.subkind == "division"
        && draft.source == Source::GeoNames
        && drafts.named(name).iter().map(|&id| &drafts.all[id]).any(|city| {
            let large = matches!(city.subkind.as_str(), "city" | "capital") && city.population > 100_000;
            large && city.country == draft.country && city.name == name
        })
}

/// A city in a country that has a division of the same name: `New York` is the city first.
fn is_namesake_of_a_division(draft: &Draft, drafts: &Drafts) -> bool {
    let named_alike = |name: &String| {
        drafts.named(name).iter().map(|&id| &drafts.all[id]).any(|other| {
            matches!(other.subkind.as_str(), "state" | "division" | "province")
                && other.country == draft.country
                && other.name == *name
        })
    };
    let is_city = matches!(draft.subkind.as_str(), "city" | "capital") && draft.population > 100_000;
    is_city && (named_alike(&draft.name) || draft.aliases.iter().any(named_alike))
}

/// Tells names that are also something else.
struct Doubts<'w> {
    names: &'w PersonalNames,
    words: &'w WordList,
}

impl Doubts<'_> {
    /// Another name that others gave, such as `Village` or `CORE`, and that is an ordinary word: no key.
    fn rather_a_word(&self, name: &str, draft: &Draft) -> bool {
        draft.source != Source::Dateline && self.words.contains(&name.to_lowercase())
    }

    fn ambiguous(&self, name: &str, draft: &Draft) -> bool {
        if name == draft.name && (draft.doubt == Some(Doubt::CommonWord) || draft.doubt.is_some() && draft.subkind != "capital") {
            return true;
        }
        let known_to_all = matches!(draft.subkind.as_str(), "country" | "capital" | "continent" | "state");
        if known_to_all || name.contains([' ', '.', '-']) {
            return false;
        }
        // An abbreviation in capitals is no word.
        let word = if name.chars().skip(1).any(char::is_uppercase) { name.to_owned() } else { name.to_lowercase() };
        let folded: String = fold_name(name).collect();
        // Of a large place only the commonest names and words raise a doubt: `Victoria`, but not `Geneva`, which is also a gin.
        let large = draft.population >= LARGE_CITY;
        let limit = |rank: u32| if large { rank / 4 } else { rank };
        let beyond_doubt = draft.population >= CITY_BEYOND_DOUBT;
        let rank = self.words.rank(&word);
        if rank.is_some_and(|rank| rank <= VERY_COMMON_WORD) {
            return true;
        }
        // Our own places are there because news names them; they are marked where that is not enough.
        if beyond_doubt || draft.kind == Kind::Place && draft.source == Source::Dateline {
            return false;
        }
        rank.is_some()
            || !large && draft.source != Source::Dateline && self.words.contains(&word)
            || self.names.surnames.get(&folded).is_some_and(|rank| *rank <= limit(COMMON_SURNAME))
            || self.names.first.get(&folded).is_some_and(|(_, rank)| *rank <= limit(COMMON_FIRST_NAME))
    }
}

fn worth_keeping(draft: &Draft, doubts: &Doubts<'_>) -> bool {
    // `East`, `Union`, `Wilderness`.
    let word = draft.name.to_lowercase();
    if draft.source == Source::WordNet
        && draft.subkind == "region"
        && doubts.words.rank(&word).is_some_and(|rank| rank <= VERY_COMMON_WORD)
    {
        return false;
    }
    draft.subkind != "city"
        || draft.source != Source::GeoNames
        || draft.capital_of.is_some()
        || !draft.aliases.is_empty()
        || draft.population >= SMALLEST_AMBIGUOUS
        || !doubts.ambiguous(&draft.name, draft)
}

fn put_nicknames(names: &PersonalNames, strings: &mut Strings, postings: &mut Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut offsets = BTreeMap::new();
    for (name, others) in &names.nicknames {
        offsets.insert(name.as_str(), postings.len() as u64);
        postings.extend((others.len() as u32).to_le_bytes());
        for other in others {
            postings.extend(strings.put(other)?.to_le_bytes());
        }
    }
    folded_map(offsets.into_iter())
}

/// An automaton of names in the form in which they are looked up. Of two names that fold alike the first stays.
fn folded_map<'n>(entries: impl Iterator<Item = (&'n str, u64)>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut folded = BTreeMap::<String, u64>::new();
    for (name, value) in entries {
        folded.entry(fold_name(name).collect()).or_insert(value);
    }
    let mut automaton = fst::MapBuilder::memory();
    automaton.extend_iter(folded)?;
    Ok(automaton.into_inner()?)
}
