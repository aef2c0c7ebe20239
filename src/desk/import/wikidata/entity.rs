//! An entity as Wikidata's dump writes it, as far as an import looks at it.
//!
//! What is not looked at is passed over unread, and the statements of a property stay raw until somebody asks for them: most entities of
//! a dump are neither people nor bodies. <https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html> describes the format.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::tidy;

/// The number of an item: 42 of `Q42`.
pub(super) type Id = u64;

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
pub(super) struct Entity<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) labels: Terms<'a>,
    #[serde(borrow, default)]
    pub(super) descriptions: Terms<'a>,
    #[serde(borrow, default)]
    pub(super) aliases: Aliases<'a>,
    #[serde(borrow, default)]
    pub(super) claims: Claims<'a>,
}

/// An entity of which only its name is wanted.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
pub(super) struct Labelled<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) labels: Terms<'a>,
}

/// A text in English, and the one for all languages that have none of their own.
#[derive(Debug, Default, Deserialize)]
#[serde(default, expecting = "an object")]
pub(super) struct Terms<'a> {
    #[serde(borrow)]
    en: Option<Text<'a>>,
    #[serde(borrow)]
    mul: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, expecting = "an object")]
pub(super) struct Aliases<'a> {
    #[serde(borrow)]
    en: Vec<Text<'a>>,
    #[serde(borrow)]
    mul: Vec<Text<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
struct Text<'a> {
    #[serde(borrow)]
    value: Cow<'a, str>,
}

impl Terms<'_> {
    /// The text in English.
    pub(super) fn english(&self) -> Option<String> {
        tidy(&self.en.as_ref().or(self.mul.as_ref())?.value)
    }
}

impl Aliases<'_> {
    pub(super) fn english(&self) -> impl Iterator<Item = String> {
        self.en.iter().chain(&self.mul).filter_map(|text| tidy(&text.value))
    }
}

/// The statements of a property, unread.
pub(super) type List<'a> = Option<&'a RawValue>;

/// The properties that count.
#[derive(Debug, Default, Deserialize)]
#[serde(default, expecting = "an object")]
pub(super) struct Claims<'a> {
    #[serde(borrow, rename = "P31")]
    pub(super) instance_of: List<'a>,
    #[serde(borrow, rename = "P39")]
    pub(super) position_held: List<'a>,
    #[serde(borrow, rename = "P569")]
    pub(super) born: List<'a>,
    #[serde(borrow, rename = "P570")]
    pub(super) died: List<'a>,
    #[serde(borrow, rename = "P27")]
    pub(super) citizenship: List<'a>,
    #[serde(borrow, rename = "P734")]
    pub(super) family_name: List<'a>,
    #[serde(borrow, rename = "P571")]
    pub(super) inception: List<'a>,
    #[serde(borrow, rename = "P576")]
    pub(super) dissolved: List<'a>,
    #[serde(borrow, rename = "P749")]
    pub(super) parent: List<'a>,
    #[serde(borrow, rename = "P17")]
    pub(super) country: List<'a>,
    #[serde(borrow, rename = "P1448")]
    pub(super) official_name: List<'a>,
    #[serde(borrow, rename = "P1813")]
    pub(super) short_name: List<'a>,
    #[serde(borrow, rename = "P1001")]
    pub(super) jurisdiction: List<'a>,
    #[serde(borrow, rename = "P159")]
    pub(super) headquarters: List<'a>,
    #[serde(borrow, rename = "P169")]
    pub(super) chief_executive: List<'a>,
    #[serde(borrow, rename = "P488")]
    pub(super) chairperson: List<'a>,
    #[serde(borrow, rename = "P1454")]
    pub(super) legal_form: List<'a>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Rank {
    Deprecated,
    #[default]
    Normal,
    Preferred,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
pub(super) struct Statement<'a> {
    #[serde(borrow)]
    pub(super) mainsnak: Snak<'a>,
    #[serde(default)]
    pub(super) rank: Rank,
    #[serde(borrow, default)]
    pub(super) qualifiers: Qualifiers<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, expecting = "an object")]
pub(super) struct Qualifiers<'a> {
    #[serde(borrow, rename = "P580")]
    pub(super) start: Vec<Snak<'a>>,
    #[serde(borrow, rename = "P582")]
    pub(super) end: Vec<Snak<'a>>,
    #[serde(borrow, rename = "P642")]
    pub(super) of: Vec<Snak<'a>>,
    #[serde(borrow, rename = "P1001")]
    pub(super) jurisdiction: Vec<Snak<'a>>,
}

/// A property with its value; without one it says that the value is unknown, or that there is none.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
pub(super) struct Snak<'a> {
    #[serde(borrow, default)]
    datavalue: Option<DataValue<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
struct DataValue<'a> {
    #[serde(borrow)]
    value: &'a RawValue,
}

/// A moment, of which only as much is true as `precision` says.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
pub(super) struct Moment<'a> {
    /// `+1995-03-00T00:00:00Z`
    #[serde(borrow)]
    pub(super) time: Cow<'a, str>,
    /// 9 for a year, 10 for a month, 11 for a day; less is vaguer.
    pub(super) precision: u8,
    #[serde(borrow, default, rename = "calendarmodel")]
    pub(super) calendar: Cow<'a, str>,
}

/// A text of one language.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
pub(super) struct Monolingual<'a> {
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) language: Cow<'a, str>,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object")]
struct Reference<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    /// Old dumps have this one alone.
    #[serde(default, rename = "numeric-id")]
    number: Option<Id>,
}

impl<'a> Snak<'a> {
    /// The item that is the value.
    pub(super) fn item(&self) -> Option<Id> {
        let reference: Reference<'_> = self.value()?;
        reference.id.as_deref().map_or(reference.number, item)
    }

    pub(super) fn value<V: Deserialize<'a>>(&self) -> Option<V> {
        serde_json::from_str(self.datavalue.as_ref()?.value.get()).ok()
    }

    pub(super) fn has_value(&self) -> bool {
        self.datavalue.is_some()
    }
}

/// 42 of `Q42`; properties and lexemes have none.
pub(super) fn item(id: &str) -> Option<Id> {
    id.strip_prefix('Q')?.parse().ok()
}

/// The item of a line, without reading the line, if it begins as all published dumps have it.
pub(super) fn quick_item(line: &[u8]) -> Option<Id> {
    let rest = line.strip_prefix(br#"{"type":"item","id":""#)?;
    let end = rest.iter().take(24).position(|byte| *byte == b'"')?;
    item(std::str::from_utf8(&rest[..end]).ok()?)
}
