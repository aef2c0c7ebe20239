//! What an archive keeps of an article: the rows from which a million articles are answered without opening one of them.
//!
//! A row holds what an answer shows, so a thousand references need no file. Rows are keyed by a [`NameKey`], the name as the article has it:
//! who is meant is a mapping over such keys and is decided when a question is asked, so that two people can be joined or told apart
//! without a posting being written anew.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::{BlockKind, Format, PartialDate};
use crate::knowledge::dossier::Origin;
use crate::knowledge::{EntryId, Knowledge};
use crate::language::{Entity, EntityId, JoinReason, Kind, Mention, Title};
use crate::text::{Column, LineColumn, PositionEncoding, Span};

use super::claimed::ClaimRow;
use super::fold::fold_name;
use super::identity::{Decisions, IdentityKey, Profile, Traits, family_name, groups, is_full_name, office, profiles, resolve};
use super::quotes::SpokenWords;
use super::record::Record;
use super::stories::StoryKey;

/// Longest words kept of a quotation, in characters: a little more than a card shows.
const QUOTATION: usize = 150;

/// A name as one article has it, in the form by which rows are looked up.
///
/// `k…` an entry of the gazetteer, `n…` a folded name, `l…` a family name that stands alone, `o…` the same with an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(pub String);

impl NameKey {
    /// The name behind an identity; of somebody known by the family name only, that name.
    #[must_use]
    pub fn of(key: &IdentityKey) -> Self {
        Self(match key {
            IdentityKey::Known(kind, entry) => format!("k{}{}", letter(*kind), entry.0),
            IdentityKey::Named(kind, name) => format!("n{}{name}", letter(*kind)),
            // An archive does not tell people of one name apart.
            IdentityKey::Told(name, _) => format!("np{name}"),
            IdentityKey::Lone(family, _) => format!("l{family}"),
        })
    }

    /// A family name that stands alone, with an office.
    #[must_use]
    pub fn office(family: &str, office: &str) -> Self {
        Self(format!("o{family}\t{office}"))
    }

    /// Somebody's full name, folded.
    pub(super) fn full_name(&self) -> Option<&str> {
        self.0.strip_prefix("np")
    }

    /// The key of the name itself, without the office under which it may lie.
    #[must_use]
    pub fn own(key: &str) -> String {
        match key.strip_prefix('o').and_then(|rest| rest.split_once('\t')) {
            Some((family, _)) => format!("l{family}"),
            None => key.to_owned(),
        }
    }

    /// The identity that a key stands for; `path` is the article in which it stands.
    #[must_use]
    pub fn identity(&self, path: Option<&Arc<Path>>) -> Option<IdentityKey> {
        let mut chars = self.0.chars();
        let form = chars.next()?;
        let rest = chars.as_str();
        if form == 'l' {
            return Some(IdentityKey::Lone(rest.to_owned(), path?.clone()));
        }
        let kind = match chars.next()? {
            'p' => Kind::Person,
            'l' => Kind::Place,
            _ => Kind::Organisation,
        };
        match form {
            'k' => Some(IdentityKey::Known(kind, EntryId(chars.as_str().parse().ok()?))),
            'n' => Some(IdentityKey::Named(kind, chars.as_str().to_owned())),
            _ => None,
        }
    }
}

fn letter(kind: Kind) -> char {
    match kind {
        Kind::Person => 'p',
        Kind::Place => 'l',
        Kind::Organisation => 'o',
    }
}

/// A place of a text in every unit of columns, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Line.
    pub line: u32,
    /// Bytes, UTF-16 units and characters before it on the line.
    pub columns: [u32; 3],
}

impl Spot {
    fn of(record: &Record, offset: usize) -> Self {
        let at = |encoding| record.lines.position(&record.article.source, offset, encoding);
        let columns = [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32].map(|unit| at(unit).column.0);
        Self { line: at(PositionEncoding::Utf8).line, columns }
    }

    /// Line and column in a unit.
    #[must_use]
    pub fn position(self, encoding: PositionEncoding) -> LineColumn {
        let unit = match encoding {
            PositionEncoding::Utf8 => 0,
            PositionEncoding::Utf16 => 1,
            PositionEncoding::Utf32 => 2,
        };
        LineColumn { line: self.line, column: Column(self.columns[unit]) }
    }
}

/// A stretch of a text with where it begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub(super) bytes: (u32, u32),
    /// Where it begins.
    pub start: Spot,
    /// Where it ends.
    pub end: Spot,
}

impl Place {
    /// The place of a span of an article.
    #[must_use]
    pub fn of(record: &Record, span: Span) -> Self {
        let bytes = (span.start() as u32, span.end() as u32);
        Self { bytes, start: Spot::of(record, span.start()), end: Spot::of(record, span.end()) }
    }

    /// The head of an entry of a dossier.
    #[must_use]
    pub fn of_entry(origin: &Origin) -> Self {
        let spot = Spot { line: origin.line.saturating_sub(1), columns: [0; 3] };
        Self { bytes: (0, 0), start: spot, end: spot }
    }

    /// In bytes of the source.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.bytes.0 as usize, self.bytes.1 as usize)
    }
}

/// A mention as an answer shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionRow {
    /// Where.
    pub place: Place,
    /// The name alone; `None` for a title without a name.
    pub name: Option<NamePart>,
    /// All of it, byte for byte in a text format, without the format's marks in others; `None` if it is the name alone.
    pub(super) text: Option<String>,
    /// Why it is one.
    pub reason: JoinReason,
}

/// The name in a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePart {
    pub(super) bytes: (u32, u32),
    /// As a person reads it.
    pub words: String,
}

impl MentionRow {
    fn of(record: &Record, mention: &Mention, reason: JoinReason) -> Self {
        let name = mention
            .name
            .map(|name| NamePart { bytes: (name.start() as u32, name.end() as u32), words: record.article.words(name) });
        let text = match record.article.format {
            Format::Text => mention.span.of(&record.article.source).to_owned(),
            Format::Markdown | Format::Html => record.article.words(mention.span),
        };
        let text = Some(text).filter(|text| name.as_ref().is_none_or(|name| name.words != *text));
        Self { place: Place::of(record, mention.span), name, text, reason }
    }

    /// All of it, byte for byte in a text format, without the format's marks in others.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_deref().or_else(|| self.name.as_ref().map(|name| name.words.as_str())).unwrap_or_default()
    }

    /// Where the name alone stands.
    #[must_use]
    pub fn name_span(&self) -> Option<Span> {
        self.name.as_ref().map(|name| Span::new(name.bytes.0 as usize, name.bytes.1 as usize))
    }
}

/// The words of somebody that an article quotes last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidRow {
    /// The words.
    pub words: String,
    /// Their line, from zero.
    pub line: u32,
}

/// Everything that one article says of one entity, as far as other articles ask.
#[derive(Clone, Debug, PartialEq)]
pub struct BearerRow {
    /// The article.
    pub path: Arc<Path>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Its entity.
    pub entity: EntityId,
    /// What it says.
    pub said: EntityRow,
}

/// The part of a [`BearerRow`] that is no key. Archives keep it [packed](Self::packed).
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRow {
    /// Person, place or organisation.
    pub kind: Kind,
    /// Its fullest name.
    pub name: String,
    /// The other forms.
    pub aliases: Vec<String>,
    /// For a person the family name, folded.
    pub family: Option<String>,
    /// The gazetteer's entry.
    pub entry: Option<u32>,
    /// Titles as they are spoken of: "former foreign minister".
    pub titles: Vec<String>,
    /// Offices for comparison: lower case, without the country before them.
    pub offices: Vec<String>,
    /// Bodies stated beside the name.
    pub affiliations: Vec<String>,
    /// The name under which an archive keeps it; empty in memory.
    pub key: String,
    /// An entity before it in the article has the same name: the article is counted there.
    pub repeated: bool,
    /// The [mark](Traits::mark) of what is said of it, in an archive; 0 for a family name alone, and in memory.
    pub traits: u64,
    /// In order.
    pub mentions: Vec<MentionRow>,
    /// What stands by itself, in order of place, offices in an address behind the rest.
    pub claims: Vec<ClaimRow>,
    /// Which of the mentions introduces it.
    pub introduced: u32,
    /// The last words quoted.
    pub quoted: Option<SaidRow>,
}

/// A quotation as far as other articles compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteRow {
    /// Index into the reading's quotations.
    pub quotation: u32,
    /// Who speaks, by name, if a name is known in all articles.
    pub speaker: Option<String>,
    /// The words, folded.
    pub words: String,
}

impl QuoteRow {
    /// What it has in common with others: hashes of three words in order.
    #[must_use]
    pub fn shingles(&self) -> BTreeSet<i32> {
        super::quotes::shingles(&self.words.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    }
}

/// All rows of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// The article.
    pub path: Arc<Path>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The mark of its [`StoryKey`].
    pub story: i64,
    /// Its entities.
    pub bearers: Vec<BearerRow>,
    /// Of each of them what decides who it is; none of a family name alone, which decides nothing.
    pub traits: Vec<Option<Arc<Traits>>>,
    /// Its quotations.
    pub quotations: Vec<QuoteRow>,
}

impl Digest {
    /// The rows of an article.
    #[must_use]
    pub fn of(record: &Record, knowledge: &Knowledge) -> Self {
        let profiles = profiles(record, knowledge);
        let keys = keys(&profiles, knowledge);
        let mut bearers: Vec<BearerRow> = Vec::new();
        let mut traits: Vec<Option<Arc<Traits>>> = Vec::new();
        for (index, (key, profile)) in keys.iter().zip(profiles).enumerate() {
            let decides = profile.traits.article.is_none().then_some(profile.traits);
            let mut row = BearerRow::of(record, EntityId(index as u32), knowledge);
            row.said.repeated = keys[..index].contains(key);
            row.said.key.clone_from(&key.0);
            row.said.traits = decides.as_ref().map_or(0, |traits| traits.mark());
            bearers.push(row);
            traits.push(decides);
        }
        let quotations = record.reading.quotations.iter().enumerate().filter(|(_, quotation)| quotation.direct);
        let quotations = quotations.filter_map(|(index, quotation)| {
            let words = SpokenWords::of(&record.article.text, quotation.span).words;
            let speaker = quotation.speaker.and_then(|id| Some(keys.get(id.0 as usize)?.0.clone()));
            (words.len() >= 3).then(|| QuoteRow { quotation: index as u32, speaker, words: words.join(" ") })
        });
        let published = record.article.published.map(|published| published.date);
        let story = StoryKey::of(record).mark();
        Self { path: record.path.clone(), published, story, bearers, traits, quotations: quotations.collect() }
    }
}

impl BearerRow {
    /// What an article says of one of its entities.
    ///
    /// # Panics
    /// If the id is another reading's.
    #[must_use]
    pub fn of(record: &Record, id: EntityId, knowledge: &Knowledge) -> Self {
        let entity = record.reading.entity(id);
        let mut introduced = 0;
        let introducing = introducing(record, id).map(|mention| mention.span);
        let mut mentions = Vec::new();
        for (mention_id, mention) in record.mentions_of(id) {
            if Some(mention.span) == introducing {
                introduced = mentions.len() as u32;
            }
            let join = entity.joins.iter().find(|join| join.mention == mention_id);
            mentions.push(MentionRow::of(record, mention, join.map_or(JoinReason::First, |join| join.reason)));
        }
        let said = EntityRow {
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            family: (entity.kind == Kind::Person).then(|| family_name(entity)),
            entry: entity.entry.map(|entry| entry.0),
            titles: entity.titles.iter().map(titled).collect(),
            offices: entity
                .titles
                .iter()
                .map(|title| office(&title.text, knowledge))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            affiliations: entity.affiliations.iter().map(|affiliation| affiliation.text.clone()).collect(),
            key: String::new(),
            repeated: false,
            traits: 0,
            mentions,
            claims: ClaimRow::all(record, id),
            introduced,
            quoted: quoted(record, id),
        };
        Self { path: record.path.clone(), published: record.article.published.map(|published| published.date), entity: id, said }
    }

    /// Orders rows newest first, undated last.
    #[must_use]
    pub fn age(&self) -> i32 {
        age(self.published)
    }

    /// Whether the article gives more than one word of somebody's name.
    #[must_use]
    pub fn has_full_name(&self) -> bool {
        self.said.kind != Kind::Person || self.said.name.split_whitespace().count() > 1
    }

    /// The gazetteer's entry.
    #[must_use]
    pub fn entry(&self) -> Option<EntryId> {
        self.said.entry.map(EntryId)
    }

    /// The mention that introduces it.
    #[must_use]
    pub fn introduction(&self) -> Option<&MentionRow> {
        self.said.mentions.get(self.said.introduced as usize)
    }

    /// The key of its name.
    #[must_use]
    pub fn key(&self) -> IdentityKey {
        let key = NameKey(self.said.key.clone()).identity(Some(&self.path));
        key.unwrap_or_else(|| IdentityKey::Lone(fold_name(&self.said.name), self.path.clone()))
    }

    /// Every key under which it is looked up: that of its name, and for a family name alone one for each office.
    #[must_use]
    pub fn keys(&self) -> Vec<NameKey> {
        let mut keys = vec![NameKey(self.said.key.clone())];
        if let IdentityKey::Lone(family, _) = &self.key() {
            keys.extend(self.said.offices.iter().map(|office| NameKey::office(family, office)));
        }
        keys
    }

    /// Whether it is looked up by a key.
    #[must_use]
    pub fn is_under(&self, key: &NameKey) -> bool {
        self.said.key == key.0 || (self.said.key.starts_with('l') && self.keys().contains(key))
    }

    /// Every name by which a search finds it, folded; true for the family name of somebody whose full name stands here.
    #[must_use]
    pub fn folded_names(&self) -> BTreeSet<(String, bool)> {
        let family = self.said.family.as_ref().filter(|_| self.has_full_name());
        let names = std::iter::once(&self.said.name).chain(&self.said.aliases).map(|name| fold_name(name));
        let mut names: BTreeSet<(String, bool)> = names.map(|name| (name, false)).collect();
        if let Some(family) = family {
            names.remove(&(family.clone(), false));
            names.insert((family.clone(), true));
        }
        names
    }
}

/// Orders dates newest first, unknown last.
#[must_use]
pub fn age(published: Option<PartialDate>) -> i32 {
    published.map_or(i32::MAX, |date| {
        let day = date.last_day();
        -(i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day()))
    })
}

/// A title as it is spoken of: "former foreign minister".
#[must_use]
pub fn titled(title: &Title) -> String {
    match &title.modifier {
        Some(modifier) if !title.text.to_lowercase().starts_with(modifier.as_str()) => format!("{modifier} {}", title.text),
        _ => title.text.clone(),
    }
}

/// The mention that introduces an entity in its article: the first with the fullest name, in the body rather than in a headline.
#[must_use]
pub fn introducing(record: &Record, id: EntityId) -> Option<&Mention> {
    let entity: &Entity = record.reading.entities.get(id.0 as usize)?;
    let folded = fold_name(&entity.name);
    let in_body = |mention: &Mention| {
        let kind = record.article.blocks.get(mention.block).map(|block| block.kind);
        !matches!(kind, Some(BlockKind::Headline | BlockKind::Subhead | BlockKind::Caption | BlockKind::Credit))
    };
    let rank = |mention: &Mention| {
        let full = mention.name.is_some_and(|name| fold_name(&record.article.words(name)) == folded);
        (!full, mention.name.is_none(), !in_body(mention), mention.span)
    };
    record.mentions_of(id).map(|(_, mention)| mention).min_by_key(|mention| rank(mention))
}

/// A sentence says more than a fragment; of several the last is what was said last.
fn quoted(record: &Record, id: EntityId) -> Option<SaidRow> {
    let spoken = record.reading.direct_quotations().filter(|quotation| quotation.speaker == Some(id));
    let best = spoken.max_by_key(|quotation| (!quotation.fragment, quotation.span.start()))?;
    let words = record.article.words(best.span).chars().take(QUOTATION).collect();
    Some(SaidRow { words, line: record.lines.line(best.span.start()) as u32 })
}

/// Whether the article gives more of a person than one word of the name.
#[must_use]
pub fn has_full_name(entity: &Entity) -> bool {
    entity.kind != Kind::Person || is_full_name(entity)
}

/// The names of an article's entities, decided by the article alone.
fn keys(profiles: &[Profile], knowledge: &Knowledge) -> Vec<NameKey> {
    let groups = groups(profiles);
    let resolved = resolve(&groups, &Decisions::default(), knowledge);
    let of = |traits| {
        groups
            .binary_search_by(|group| group.traits.cmp(traits))
            .map_or_else(|_| NameKey(String::new()), |at| NameKey::of(&resolved[at].key))
    };
    profiles.iter().map(|profile| of(&profile.traits)).collect()
}
