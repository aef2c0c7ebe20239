//! What a claim is made of.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::PartialDate;
use crate::language::{ChangeRole, Direction, EntityId, Modifier};
use crate::text::Span;

use super::offices::Office;

/// What a claim says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    /// Holds an office or has a role.
    Title,
    /// How old somebody is.
    Age,
    /// When somebody was born.
    Birth,
    /// When somebody died.
    Death,
    /// Of which country somebody is.
    Nationality,
    /// The body to which somebody belongs.
    Affiliation,
    /// Whose relative somebody is.
    Kinship,
    /// Who holds an office of which there is one.
    Holder,
    /// How many there are, or were in an event.
    Count,
    /// How much money, weight, length or share.
    Amount,
    /// A rise or fall: its size or one of its ends.
    Change,
    /// When something happened or will happen.
    EventDate,
    /// Where it did or will.
    EventPlace,
    /// In what larger place a place lies.
    Containment,
    /// What an abbreviation stands for.
    Expansion,
    /// What somebody is quoted with.
    Quotation,
}

/// Of whom or what something is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A person, place or body of the article.
    Entity(EntityId),
    /// What is counted or measured.
    Thing(Thing),
    /// The claim's own event, or where the text names no thing, what the sentence tells.
    Event,
    /// A short form, and whom it means here.
    Abbreviation {
        /// As written.
        letters: String,
        /// The entity that bears it, if the article has one.
        entity: Option<EntityId>,
    },
    /// An office of a country or town.
    Post {
        /// Which.
        office: Office,
        /// The country or town, by its name in the gazetteer if that knows it.
        of: String,
    },
    /// Somebody who is quoted and not known.
    Unknown,
}

/// How a relative is related, man or woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relative {
    /// wife, husband, widow.
    Spouse,
    /// son, daughter.
    Child,
    /// father, mother.
    Parent,
    /// brother, sister.
    Sibling,
    /// grandson, granddaughter.
    Grandchild,
    /// grandfather, grandmother.
    Grandparent,
    /// uncle, aunt.
    ParentsSibling,
    /// nephew, niece.
    SiblingsChild,
    /// cousin.
    Cousin,
    /// son-in-law and the like.
    InLaw,
}

impl Relative {
    /// As a message names it.
    fn name(self) -> &'static str {
        match self {
            Self::Spouse => "wife or husband",
            Self::Child => "son or daughter",
            Self::Parent => "father or mother",
            Self::Sibling => "brother or sister",
            Self::Grandchild => "grandchild",
            Self::Grandparent => "grandparent",
            Self::ParentsSibling => "uncle or aunt",
            Self::SiblingsChild => "nephew or niece",
            Self::Cousin => "cousin",
            Self::InLaw => "related by marriage",
        }
    }

    /// Whether nobody is both to one person. Relatives by marriage can be much.
    pub(super) fn excludes(self, other: Self) -> bool {
        let near = |relative| {
            matches!(relative, Self::Spouse | Self::Child | Self::Parent | Self::Sibling | Self::Grandchild | Self::Grandparent)
        };
        self != other && near(self) && near(other)
    }

    /// By a title that means a relative: `sister`, `eldest son of Jo Marsh`.
    pub(super) fn of(title: &str) -> Option<Self> {
        let core = title.split_once(" of ").map_or(title, |(core, _)| core);
        let last = core.rsplit(' ').next()?;
        Some(match last {
            "wife" | "husband" | "widow" | "widower" => Self::Spouse,
            "son" | "daughter" => Self::Child,
            "father" | "mother" => Self::Parent,
            "brother" | "sister" => Self::Sibling,
            "grandson" | "granddaughter" => Self::Grandchild,
            "grandfather" | "grandmother" => Self::Grandparent,
            "uncle" | "aunt" => Self::ParentsSibling,
            "nephew" | "niece" => Self::SiblingsChild,
            "cousin" => Self::Cousin,
            law if law.ends_with("-in-law") => Self::InLaw,
            _ => return None,
        })
    }
}

/// The stem of a word, cut off behind sixteen bytes or so: it is there to be compared, and an article has hundreds of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stem {
    /// Filled up with zeros.
    bytes: [u8; STEM],
    len: u8,
}

/// The most bytes of a stem.
const STEM: usize = 19;

impl Stem {
    /// Of a word in lower case.
    #[must_use]
    pub fn new(word: &str) -> Self {
        Self::joined(word, "")
    }

    /// Of a word in two parts.
    pub(super) fn joined(start: &str, end: &str) -> Self {
        let mut stem = Self::default();
        for letter in start.chars().chain(end.chars()) {
            let len = usize::from(stem.len);
            if len + letter.len_utf8() > STEM {
                break;
            }
            letter.encode_utf8(&mut stem.bytes[len..]);
            stem.len += letter.len_utf8() as u8;
        }
        stem
    }
}

impl Deref for Stem {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl fmt::Display for Stem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Stem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// A noun phrase by its words, each in the singular and in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// The last word: `prisoner` of `political prisoners`.
    pub head: Stem,
    /// The words before it, sorted: two things are one only if all agree.
    pub modifiers: Vec<Stem>,
    /// The whole of which only a part is counted: `hostage` of `12 of the 40 hostages`.
    pub whole: Option<Stem>,
    /// What a rate is counted by: `share` of `$5 a share`.
    pub per: Option<Stem>,
    /// They are others than those counted before.
    pub others: bool,
}

impl Thing {
    /// Whether a word belongs to what it is called.
    #[must_use]
    pub fn has_word(&self, word: &Stem) -> bool {
        self.head == *word || self.modifiers.contains(word)
    }

    /// Whether one may be the other said more closely: `cases` and `named cases`.
    #[must_use]
    pub fn is_called_as(&self, other: &Self) -> bool {
        let within = |ours: &Self, theirs: &Self| ours.modifiers.iter().all(|word| theirs.modifiers.contains(word));
        self.head == other.head && (within(self, other) || within(other, self))
    }
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Words as written.
    Text(String),
    /// An office, and in what way it is held.
    Office {
        /// As written, without article.
        text: String,
        /// `None`: it is held.
        tenure: Option<Tenure>,
    },
    /// How many or how much.
    Number(Number),
    /// A date as far as it is known.
    Date(PartialDate),
    /// A body or a place.
    Entity(EntityId),
    /// A country or another place that has places in it.
    Place {
        /// By its name in the gazetteer.
        name: String,
        /// It is a country of today, and nothing else that is meant could lie in another as well.
        is_certain: bool,
    },
    /// Where something happens.
    Site {
        /// The place.
        place: EntityId,
        /// The country of a town, or the country itself, if only one can be meant.
        country: Option<String>,
    },
    /// Whose relative.
    Kin {
        /// How related.
        relative: Relative,
        /// To whom, if the text says so.
        of: Option<EntityId>,
    },
    /// Who holds an office.
    Holder {
        /// Who.
        person: EntityId,
        /// Their name in lower case: two names with a word in common may be one person's.
        name: String,
    },
}

/// As a message quotes it. Entities have no names here.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Office { text, .. } => f.write_str(text),
            Self::Number(number) => {
                match number.bound {
                    Some(Modifier::About) => f.write_str("about ")?,
                    Some(Modifier::MoreThan) => f.write_str("more than ")?,
                    Some(Modifier::LessThan) => f.write_str("less than ")?,
                    Some(Modifier::AtLeast) => f.write_str("at least ")?,
                    Some(Modifier::AtMost) => f.write_str("at most ")?,
                    None => {}
                }
                write!(f, "{}", number.value)?;
                number.high.map_or(Ok(()), |high| write!(f, "–{high}"))?;
                number.unit.as_ref().map_or(Ok(()), |unit| write!(f, " {unit}"))
            }
            Self::Date(date) => f.write_str(&date.in_words()),
            Self::Entity(entity) => write!(f, "{entity}"),
            Self::Place { name, .. } | Self::Holder { name, .. } => f.write_str(name),
            Self::Site { country: Some(country), .. } => f.write_str(country),
            Self::Site { place, .. } => write!(f, "{place}"),
            Self::Kin { relative, .. } => f.write_str(relative.name()),
        }
    }
}

/// In what way somebody has an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tenure {
    /// former, ex-.
    Former,
    /// Held at the time of which the text tells.
    Then,
    /// acting, interim.
    Acting,
    /// new, newly elected.
    New,
    /// elect, designate, incoming.
    Next,
    /// outgoing: still held.
    Outgoing,
    /// Who has died.
    Late,
}

impl Tenure {
    /// As it stands before a title.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Former => "former",
            Self::Then => "then",
            Self::Acting => "acting",
            Self::New => "new",
            Self::Next => "designate",
            Self::Outgoing => "outgoing",
            Self::Late => "late",
        }
    }

    /// By the word beside the title.
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "ex" | "former" => Self::Former,
            "then" => Self::Then,
            "acting" | "interim" => Self::Acting,
            "new" | "newly" => Self::New,
            "designate" | "elect" | "incoming" => Self::Next,
            "outgoing" => Self::Outgoing,
            "late" => Self::Late,
            _ => return None,
        })
    }
}

/// A number at the grain at which it is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// Its value, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// How far a finer figure may lie from it and still be the same, rounded: 500,000 for `19 million`, 5 for `240`, 0 for `235`.
    pub tolerance: f64,
    /// ISO 4217 code, UCUM code or `%`.
    pub unit: Option<String>,
    /// About, more than, …
    pub bound: Option<Modifier>,
    /// In a vote or score, the other side.
    pub against: Option<f64>,
    /// Which number of a rise or fall it is.
    pub change: Option<(Direction, ChangeRole)>,
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Voice {
    /// The paper itself.
    Writer,
    /// Somebody the article names.
    Named(EntityId),
    /// Somebody without a name, by the head word in lower case: `police`, `officials`; `None` if the text does not say.
    Unnamed(Option<String>),
}

/// Why a claim is less than a plain statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// reportedly, allegedly.
    Reported,
    /// may, could, perhaps.
    Possible,
    /// will, expected, feared, planned.
    Expected,
    /// if, unless.
    Conditional,
    /// not, never, denied.
    Negated,
}

/// What happens in the sentence of a claim. Two sentences can tell of one event only if nothing here speaks against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The verb by its stem, words of one meaning as one: `die` for `killed`, `dead`, `died`.
    pub predicate: Option<Cow<'static, str>>,
    /// The common nouns and other words of weight, by their stems, sorted.
    pub words: Vec<Stem>,
    /// Those of `words` that are written like names and were read as none, sorted. `Chinese` is here as its country.
    pub names: Vec<Stem>,
    /// The countries that are named, as nouns or as adjectives, sorted.
    pub nations: Vec<Stem>,
    /// Who takes part, sorted.
    pub participants: Vec<EntityId>,
    /// Where.
    pub places: Vec<EntityId>,
    /// When, if the sentence says so.
    pub window: Option<PartialDate>,
    /// The sentence that tells it.
    pub span: Span,
}

/// One statement of fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Of whom or what.
    pub subject: Subject,
    /// What is stated.
    pub attribute: Attribute,
    /// The value.
    pub value: Value,
    /// When it holds, if the text says so.
    pub when: Option<PartialDate>,
    /// Who says it.
    pub voice: Voice,
    /// How firmly.
    pub hedge: Option<Hedge>,
    /// Of what it is a part. The claims of one sentence and voice share theirs.
    pub event: Option<Arc<Event>>,
    /// The word that says what happens: the event's predicate as written.
    pub verb: Option<Span>,
    /// Where it is stated.
    pub span: Span,
}

impl Claim {
    /// The entity that it is about, if the article names one.
    #[must_use]
    pub fn entity(&self) -> Option<EntityId> {
        match &self.subject {
            Subject::Entity(entity) => Some(*entity),
            Subject::Abbreviation { entity, .. } => *entity,
            Subject::Thing(_) | Subject::Event | Subject::Post { .. } | Subject::Unknown => None,
        }
    }
}
