//! Rows as an archive keeps them: a third as long as they are in memory, so that a million articles take less of the disk and fewer pages are
//! read for an answer.
//!
//! Nearly everything in a row can be told from the rest of it: a name from the key under which it lies, a family name from the name, an
//! office from the title, a mention from the name and the place where it begins. Each part has a short form for that, and one for anything.

use serde::{Deserialize, Serialize};

use crate::article::PartialDate;
use crate::claims::{Attribute, Claim, Hedge, Subject, Value, Voice};
use crate::language::{EntityId, JoinReason, Kind};

use super::claimed::ClaimRow;
use super::fold::fold_name;
use super::rows::{EntityRow, MentionRow, NamePart, Place, SaidRow, Spot};

/// An [`EntityRow`] without its key and its traits. Its beginning can be read alone.
#[derive(Serialize, Deserialize)]
pub struct PackedRow {
    begin: PackedMentions,
    kind: Kind,
    family: PackedFamily,
    entry: Option<u32>,
    titles: Vec<String>,
    offices: Vec<PackedOffice>,
    affiliations: Vec<String>,
    repeated: bool,
    claims: Vec<PackedClaim>,
    introduced: u32,
    quoted: Option<SaidRow>,
}

/// The names and the mentions of an [`EntityRow`].
#[derive(Serialize, Deserialize)]
pub struct PackedMentions {
    /// `None`: the words of the key, each with a capital.
    name: Option<String>,
    aliases: Vec<PackedAlias>,
    mentions: Vec<PackedMention>,
}

#[derive(Serialize, Deserialize)]
enum PackedAlias {
    /// The last word of the name.
    Last,
    Other(String),
}

#[derive(Serialize, Deserialize)]
enum PackedFamily {
    None,
    /// The last word of the name, folded.
    Last,
    Other(String),
}

#[derive(Serialize, Deserialize)]
enum PackedOffice {
    /// A title in lower case.
    Title(u8),
    Other(String),
}

#[derive(Serialize, Deserialize)]
enum PackedMention {
    /// A form of the name and nothing else, on one line of ASCII so far.
    Bare {
        start: u32,
        line: u32,
        column: u32,
        form: u8,
        reason: JoinReason,
    },
    Any {
        place: PackedPlace,
        name: Option<PackedName>,
        text: Option<String>,
        reason: JoinReason,
    },
}

/// A stretch of a text.
#[derive(Serialize, Deserialize)]
enum PackedPlace {
    /// On one line, as many bytes as UTF-16 units and characters before it and in it.
    Plain {
        start: u32,
        length: u32,
        line: u32,
        column: u32,
    },
    Any {
        start: u32,
        length: u32,
        from: Spot,
        to: Spot,
    },
}

/// A name in a mention: bytes between their beginnings, length, words.
#[derive(Serialize, Deserialize)]
struct PackedName(u32, u32, Words);

#[derive(Serialize, Deserialize)]
enum Words {
    /// The entity's name, or one of its aliases behind it.
    Form(u8),
    Other(String),
}

#[derive(Serialize, Deserialize)]
struct PackedClaim {
    attribute: Attribute,
    value: PackedValue,
    when: Option<PartialDate>,
    voice: Voice,
    hedge: Option<Hedge>,
    place: PackedPlace,
}

#[derive(Serialize, Deserialize)]
enum PackedValue {
    /// One of the entity's titles, in office.
    Title(u8),
    Any(Value),
}

/// The position of what is sought, if it can be written down.
fn position<T>(all: &[T], sought: impl Fn(&T) -> bool) -> Option<u8> {
    all.iter().position(sought).and_then(|at| u8::try_from(at).ok())
}

/// What stands at a position; nothing if the bytes are damaged.
fn at(words: &[String], position: u8) -> String {
    words.get(usize::from(position)).cloned().unwrap_or_default()
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or_default()
}

/// The entity's name and its aliases.
struct Forms<'e> {
    name: &'e str,
    aliases: &'e [String],
}

impl Forms<'_> {
    fn position(&self, words: &str) -> Option<u8> {
        if words == self.name { Some(0) } else { position(self.aliases, |alias| alias == words)?.checked_add(1) }
    }

    /// Nothing if the bytes are damaged.
    fn at(&self, form: u8) -> String {
        form.checked_sub(1).map_or_else(|| self.name.to_owned(), |alias| at(self.aliases, alias))
    }
}

impl EntityRow {
    /// Itself as an archive keeps it.
    #[must_use]
    pub fn packed(&self) -> PackedRow {
        let last = last_word(&self.name);
        let alias = |alias: &String| if alias == last { PackedAlias::Last } else { PackedAlias::Other(alias.clone()) };
        let office = |office: &String| {
            let title = position(&self.titles, |title| title.to_lowercase() == *office);
            title.map_or_else(|| PackedOffice::Other(office.clone()), PackedOffice::Title)
        };
        let forms = Forms { name: &self.name, aliases: &self.aliases };
        PackedRow {
            begin: PackedMentions {
                name: Some(self.name.clone()).filter(|name| *name != in_capitals(&self.key)),
                aliases: self.aliases.iter().map(alias).collect(),
                mentions: self.mentions.iter().map(|mention| PackedMention::of(mention, &forms)).collect(),
            },
            kind: self.kind,
            family: match &self.family {
                None => PackedFamily::None,
                Some(family) if *family == fold_name(last) => PackedFamily::Last,
                Some(family) => PackedFamily::Other(family.clone()),
            },
            entry: self.entry,
            titles: self.titles.clone(),
            offices: self.offices.iter().map(office).collect(),
            affiliations: self.affiliations.clone(),
            repeated: self.repeated,
            claims: self.claims.iter().map(|row| PackedClaim::of(row, &self.titles)).collect(),
            introduced: self.introduced,
            quoted: self.quoted.clone(),
        }
    }
}

impl PackedRow {
    /// The row of an article's entity, by the key under which it lies and the mark of its traits.
    #[must_use]
    pub fn unpacked(self, key: String, traits: u64, entity: EntityId) -> EntityRow {
        let is_key = self.begin.name.is_none();
        let Named { name, aliases, mentions } = self.begin.named(&key);
        let last = last_word(&name);
        let family = match self.family {
            PackedFamily::None => None,
            // The words of the key are folded already.
            PackedFamily::Last if is_key && key.starts_with("np") => Some(last_word(&key["np".len()..]).to_owned()),
            PackedFamily::Last => Some(fold_name(last)),
            PackedFamily::Other(family) => Some(family),
        };
        let offices = self.offices.into_iter().map(|office| match office {
            PackedOffice::Title(title) => at(&self.titles, title).to_lowercase(),
            PackedOffice::Other(office) => office,
        });
        let offices = offices.collect();
        EntityRow {
            kind: self.kind,
            aliases,
            family,
            entry: self.entry,
            offices,
            affiliations: self.affiliations,
            key,
            repeated: self.repeated,
            traits,
            mentions,
            claims: self.claims.into_iter().map(|claim| claim.unpacked(entity, &self.titles)).collect(),
            introduced: self.introduced,
            quoted: self.quoted,
            titles: self.titles,
            name,
        }
    }
}

/// The names and the mentions of an entity.
struct Named {
    name: String,
    aliases: Vec<String>,
    mentions: Vec<MentionRow>,
}

impl PackedMentions {
    /// The mentions of an article's entity, by the key under which it lies.
    #[must_use]
    pub fn unpacked(self, key: &str) -> Vec<MentionRow> {
        self.named(key).mentions
    }

    fn named(self, key: &str) -> Named {
        let name = self.name.unwrap_or_else(|| in_capitals(key));
        let last = last_word(&name);
        let aliases = self.aliases.into_iter().map(|alias| match alias {
            PackedAlias::Last => last.to_owned(),
            PackedAlias::Other(alias) => alias,
        });
        let aliases: Vec<String> = aliases.collect();
        let forms = Forms { name: &name, aliases: &aliases };
        let mentions = self.mentions.into_iter().map(|mention| mention.unpacked(&forms)).collect();
        Named { name, aliases, mentions }
    }
}

/// The words of the name in a [`NameKey`], each with a capital; of an entry of the gazetteer none.
fn in_capitals(key: &str) -> String {
    let words = match key.as_bytes() {
        [b'n', _, ..] => key.get(2..),
        [b'l', ..] => key.get(1..),
        _ => None,
    };
    let mut name = String::with_capacity(key.len());
    for c in words.unwrap_or_default().chars() {
        if name.is_empty() || name.ends_with(' ') { name.extend(c.to_uppercase()) } else { name.push(c) }
    }
    name
}

impl PackedClaim {
    fn of(ClaimRow { claim, place }: &ClaimRow, titles: &[String]) -> Self {
        let title = match &claim.value {
            Value::Office { text, tenure: None } => position(titles, |title| title == text),
            _ => None,
        };
        let value = title.map_or_else(|| PackedValue::Any(claim.value.clone()), PackedValue::Title);
        let Claim { attribute, when, hedge, .. } = *claim;
        Self { attribute, value, when, voice: claim.voice.clone(), hedge, place: PackedPlace::of(place) }
    }

    fn unpacked(self, entity: EntityId, titles: &[String]) -> ClaimRow {
        let Self { attribute, value, when, voice, hedge, place } = self;
        let value = match value {
            PackedValue::Title(title) => Value::Office { text: at(titles, title), tenure: None },
            PackedValue::Any(value) => value,
        };
        let (subject, place) = (Subject::Entity(entity), place.unpacked());
        let claim = Claim { subject, attribute, value, when, voice, hedge, event: None, verb: None, span: place.span() };
        ClaimRow { claim, place }
    }
}

impl PackedMention {
    fn of(mention: &MentionRow, forms: &Forms<'_>) -> Self {
        let reason = mention.reason;
        if let Some(form) = mention.name.as_ref().and_then(|name| forms.position(&name.words)) {
            let Place { bytes: (start, _), start: spot, .. } = mention.place;
            let bare = || Self::Bare { start, line: spot.line, column: spot.columns[0], form, reason };
            if bare().unpacked(forms) == *mention {
                return bare();
            }
        }
        let begin = mention.place.bytes.0;
        let name = mention.name.as_ref().map(|name| {
            let known = forms.position(&name.words);
            let words = known.map_or_else(|| Words::Other(name.words.clone()), Words::Form);
            PackedName(name.bytes.0.wrapping_sub(begin), name.bytes.1.wrapping_sub(name.bytes.0), words)
        });
        Self::Any { place: PackedPlace::of(&mention.place), name, text: mention.text.clone(), reason }
    }

    fn unpacked(self, forms: &Forms<'_>) -> MentionRow {
        match self {
            Self::Bare { start, line, column, form, reason } => {
                let words = forms.at(form);
                let place = PackedPlace::Plain { start, length: words.len() as u32, line, column }.unpacked();
                MentionRow { place, name: Some(NamePart { bytes: place.bytes, words }), text: None, reason }
            }
            Self::Any { place, name, text, reason } => {
                let place = place.unpacked();
                let name = name.map(|PackedName(before, length, words)| {
                    let start = place.bytes.0.wrapping_add(before);
                    let words = match words {
                        Words::Form(form) => forms.at(form),
                        Words::Other(words) => words,
                    };
                    NamePart { bytes: (start, start.wrapping_add(length)), words }
                });
                MentionRow { place, name, text, reason }
            }
        }
    }
}

impl PackedPlace {
    fn of(place: &Place) -> Self {
        let (start, length) = (place.bytes.0, place.bytes.1.wrapping_sub(place.bytes.0));
        let (from, to) = (place.start, place.end);
        let plain = Self::Plain { start, length, line: from.line, column: from.columns[0] };
        if plain.unpacked() == *place { plain } else { Self::Any { start, length, from, to } }
    }

    fn unpacked(&self) -> Place {
        match *self {
            Self::Plain { start, length, line, column } => {
                let spot = |column| Spot { line, columns: [column; 3] };
                let end = spot(column.wrapping_add(length));
                Place { bytes: (start, start.saturating_add(length)), start: spot(column), end }
            }
            Self::Any { start, length, from, to } => Place { bytes: (start, start.saturating_add(length)), start: from, end: to },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::super::{BearerRow, Digest, Record};
    use super::*;
    use crate::article::{Format, Stated};
    use crate::knowledge::Knowledge;

    #[test]
    fn what_is_packed_comes_out_as_it_went_in() {
        let text = "Anna Roe, 45, the mayor,\nspoke. \u{1f600} Ms Roe of São\nTomé left; the mayor of Bern, Sen. José Brandt, and Roe \
             stayed. Former Norwegian Prime Minister Olaf Stirn, whose sister is Anna Roe, was born on 3 May 1950.\n";
        let path = Arc::from(Path::new("a.txt"));
        let record = Record::read(path, Arc::from(text), Format::Text, &Stated::default(), true, Knowledge::builtin());
        let rows: Vec<BearerRow> = Digest::of(&record, Knowledge::builtin()).bearers;
        let plain = |row: &BearerRow| {
            row.said
                .mentions
                .iter()
                .filter(|mention| matches!(PackedPlace::of(&mention.place), PackedPlace::Plain { .. }))
                .count()
        };
        let mentions: usize = rows.iter().map(|row| row.said.mentions.len()).sum();
        let plain: usize = rows.iter().map(plain).sum();
        assert!(plain > 0 && plain < mentions, "{plain} of {mentions}");
        let claims: usize = rows.iter().map(|row| row.said.claims.len()).sum();
        assert!(claims > 3, "{claims}");
        for row in rows {
            let EntityRow { key, traits, .. } = &row.said;
            assert_eq!(row.said.packed().unpacked(key.clone(), *traits, row.entity), row.said);
        }
    }
}
