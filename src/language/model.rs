//! What a reading is made of. Times have a module of their own, since they have a calendar.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::knowledge::{EntryId, Gender, Kind};
use crate::text::Span;

/// Position in [`Reading::tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenIndex(pub u32);

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and the full stops of an abbreviation: `O'Brien`, `U.S.`, `don't`, `Mr.`.
    Word,
    /// Begins with a digit: `235`, `3,600`, `8:15`, `27th`, `1990s`.
    Number,
    /// `'s` or `’s` after a word.
    Possessive,
    /// One mark: quotation marks, brackets, commas, dashes, `$`, `/`. An ellipsis or `--` is one token.
    Mark,
}

/// A word, number or mark, with its exact place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// White space (or a mark of the format) stands before it.
    pub spaced: bool,
}

/// A sentence, or a block without one, such as a headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, as indices into [`Reading::tokens`].
    pub tokens: Range<usize>,
    /// From its first token to its last.
    pub span: Span,
    /// Index into the article's blocks.
    pub block: usize,
}

/// Whether a mention has a name in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// `Mr Qian`, `Peking`.
    Name,
    /// `the foreign minister`.
    Title,
}

/// Position in [`Reading::entities`]; written `e1`, `e2`, … outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

impl std::fmt::Display for EntityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "e{}", self.0 + 1)
    }
}

/// Position in [`Reading::mentions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// One place where somebody or something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// With honorific, if it has one.
    pub span: Span,
    /// The name alone; `None` for [`Form::Title`].
    pub name: Option<Span>,
    /// What is named.
    pub kind: Kind,
    /// Name or title.
    pub form: Form,
    /// Inside a longer mention.
    pub nested: bool,
    /// A place that stands for its government.
    pub metonym: bool,
    /// Who or what it is.
    pub entity: EntityId,
    /// Index into [`Reading::sentences`].
    pub sentence: usize,
    /// Index into the article's blocks.
    pub block: usize,
    /// Index into the article's items.
    pub item: usize,
    /// The honorific before a person's name, as written.
    pub honorific: Option<Span>,
    /// The name modifies the noun after it: "the Clinton administration".
    pub attributive: bool,
    /// A verb of saying stands directly beside it: whoever is named so is somebody who speaks.
    pub speaks: bool,
    /// It stands inside a direct quotation.
    pub quoted: bool,
}

/// An office or role stated of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// As written, without article.
    pub text: String,
    /// Where.
    pub span: Span,
    /// `former`, `then`, `acting`, `new` …, in lower case.
    pub modifier: Option<String>,
    /// From the title to the name, both included: where the statement stands.
    pub statement: Span,
}

/// A body to which a person is said to belong, without an office: `Jane Roe of the Weavers' Guild`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affiliation {
    /// The body's name as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// From the person's name to the body's, or the other way round: where the statement stands.
    pub statement: Span,
}

/// Why a mention belongs to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JoinReason {
    /// It introduces the entity.
    First,
    /// The same name.
    SameName,
    /// The family name of a full name in the same item.
    FamilyName,
    /// The given name of a full name in the same item.
    GivenName,
    /// An abbreviation spelt out in the article.
    Abbreviation,
    /// Two names of one entry in the gazetteer.
    Gazetteer,
    /// A shorter form of a longer name: `Human Rights Commission` of `United Nations Human Rights Commission`.
    ShortForm,
    /// A fuller form of a shorter name: `Human Rights Commission` where the headline has `the Commission`.
    LongForm,
    /// A familiar form of the given name: `Bill` of `William`.
    Nickname,
    /// Initials of names that are given in full elsewhere: `J. Roe`, `JFK`.
    Initials,
    /// A title that the article states of this person alone.
    Title,
}

/// A mention and why it was joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Join {
    /// Which mention.
    pub mention: MentionId,
    /// Why.
    pub reason: JoinReason,
}

/// Somebody or something that the article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// Its fullest name in this article (a known place's or body's canonical name is asked of the gazetteer).
    pub name: String,
    /// The other forms in this article, in order of first use.
    pub aliases: Vec<String>,
    /// Offices and roles stated here, in order.
    pub titles: Vec<Title>,
    /// For a person: bodies stated beside the name, in order.
    pub affiliations: Vec<Affiliation>,
    /// Every mention with the reason, in order.
    pub joins: Vec<Join>,
    /// The gazetteer's entry, where exactly one reading fits.
    pub entry: Option<EntryId>,
    /// For a person: the family name, when name order is known.
    pub family_name: Option<String>,
    /// For a person: as honorifics and pronouns of the article tell it, never guessed from a name. It keeps people of one surname apart
    /// and finds whom a pronoun means; no answer shows it.
    pub gender: Option<Gender>,
}

/// How a quantity is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    /// about, some, nearly, around.
    About,
    /// more than, over.
    MoreThan,
    /// less than, under.
    LessThan,
    /// at least.
    AtLeast,
    /// at most, up to.
    AtMost,
}

/// A number with what it counts or measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// From the number (or currency sign) to the end of the counted noun phrase or unit.
    pub span: Span,
    /// The number alone.
    pub number: Span,
    /// Its value, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// ISO 4217 code, UCUM code or `%`.
    pub unit: Option<String>,
    /// The counted noun phrase.
    pub head: Option<Span>,
    /// About, more than, …
    pub modifier: Option<Modifier>,
    /// What a price or rate is counted by: `share` of `$5 a share`.
    pub per: Option<Span>,
    /// In a vote or score, the number on the other side: 48 of `52-48`.
    pub against: Option<f64>,
    /// The rise or fall that it is part of.
    pub change: Option<Change>,
    /// What it is a part of, or what stuff is measured: `the 40 hostages`, `rice` of `3 tonnes of rice`.
    pub whole: Option<Span>,
    /// It counts others than those counted before: `another 20`, `100 other families`.
    pub others: bool,
    /// The innermost quotation that it stands in, direct or indirect, as an index into [`Reading::quotations`]; the writer's own if `None`.
    pub quotation: Option<usize>,
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// rose, up, a gain.
    Up,
    /// fell, down, a cut.
    Down,
}

/// Which number of a change a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeRole {
    /// The difference: `10%` of `rose 10% from 100 to 110`.
    By,
    /// Where it began.
    From,
    /// Where it ended.
    To,
}

/// A rise or fall that a quantity is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Up or down.
    pub direction: Direction,
    /// Which of its numbers.
    pub role: ChangeRole,
    /// The word of change. All numbers of one change have the same.
    pub cue: Span,
}

/// The verb or phrase that attributes a quotation: `said`, `according to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where it stands.
    pub span: Span,
}

/// How the source of a quotation is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// By name.
    Named,
    /// he, she, they.
    Pronoun,
    /// officials, a diplomat.
    Unnamed,
}

/// Who is given as the source of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The whole phrase.
    pub span: Span,
    /// Its head word or name.
    pub head: Span,
    /// How it is named.
    pub kind: SourceKind,
}

/// What somebody is quoted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Of a direct quotation, without its marks. Of indirect speech what is said, with `that` or `to` before it, and with the marks of
    /// quotations in it; where the attribution divides it, each part is a quotation of its own.
    pub span: Span,
    /// The speaker's own words, between quotation marks; otherwise the writer's words for them. Direct quotations may stand inside
    /// indirect speech.
    pub direct: bool,
    /// A few words inside the writer's sentence rather than a sentence of the speaker's.
    pub fragment: bool,
    /// The attributing verb.
    pub cue: Option<Cue>,
    /// Who the text names as its source.
    pub source: Option<Source>,
    /// Who that is.
    pub speaker: Option<EntityId>,
    /// The opening mark has no closing partner in its block and the next block does not go on with the quotation.
    pub unclosed: bool,
}

/// Everything that was read in one article.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// ISO 639-1 code of the language; `None` if there is too little text to tell.
    pub language: Option<&'static str>,
    /// In order.
    pub tokens: Vec<Token>,
    /// In order.
    pub sentences: Vec<Sentence>,
    /// In order of span.
    pub mentions: Vec<Mention>,
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// In order of span.
    pub times: Vec<super::Time>,
    /// In order of span.
    pub quantities: Vec<Quantity>,
    /// In order of span, direct and indirect.
    pub quotations: Vec<Quotation>,
}

impl Reading {
    /// Whether the article is in another language than English, which is all that is read.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.language.is_some_and(|language| language != "en")
    }

    /// The entity of an id.
    ///
    /// # Panics
    /// If the id is another reading's.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The quotations between quotation marks, in order; none lies inside another.
    pub fn direct_quotations(&self) -> impl Iterator<Item = &Quotation> {
        self.quotations.iter().filter(|quotation| quotation.direct)
    }

    /// The innermost mention under a cursor, the end of a word included.
    #[must_use]
    pub fn mention_at(&self, offset: usize) -> Option<MentionId> {
        let touching = self.mentions.iter().enumerate().filter(|(_, mention)| mention.span.touches(offset));
        // A word's own mention before that of the word that ends here; the shorter before the longer.
        let best = touching.min_by_key(|(_, mention)| (!mention.span.contains(offset), mention.span.len()))?;
        Some(MentionId(best.0 as u32))
    }
}
