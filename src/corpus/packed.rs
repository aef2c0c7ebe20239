//! Rows as an archive keeps them: half as long as they are in memory, so that a million articles take less of the disk and fewer pages are
//! read for an answer.
//!
//! Nearly every mention is plain (on one line, all of it ASCII, its words a name that the entity has anyway), so that of its twelve numbers
//! four are kept, and of its words a number.

use serde::{Deserialize, Serialize};

use crate::article::PartialDate;
use crate::claims::{Attribute, Claim, Hedge, Subject, Value, Voice};
use crate::language::{EntityId, JoinReason};

use super::rows::{ClaimRow, EntityRow, MentionRow, NamePart, Place, Spot};

/// What an [`EntityRow`] leaves out of its own serialised form.
#[derive(Serialize, Deserialize)]
pub struct Packed {
    mentions: Vec<PackedMention>,
    claims: Vec<PackedClaim>,
}

/// A mention of an entity whose other words are at hand.
#[derive(Serialize, Deserialize)]
struct PackedMention {
    place: PackedPlace,
    name: Option<PackedName>,
    text: Option<String>,
    reason: JoinReason,
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

/// A claim about an entity whose other words are at hand.
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

impl EntityRow {
    /// Its mentions and claims.
    #[must_use]
    pub fn packed(&self) -> Packed {
        let forms: Vec<&String> = std::iter::once(&self.name).chain(&self.aliases).take(usize::from(u8::MAX)).collect();
        let mentions = self.mentions.iter().map(|mention| PackedMention::of(mention, &forms)).collect();
        Packed { mentions, claims: self.claims.iter().map(|row| PackedClaim::of(row, &self.titles)).collect() }
    }

    /// Itself, the entity of this number, with what was packed apart.
    #[must_use]
    pub fn with_packed(self, packed: Packed, entity: EntityId) -> Self {
        let form = |at: u8| match at.checked_sub(1) {
            None => self.name.clone(),
            // The bytes may be damaged.
            Some(alias) => self.aliases.get(usize::from(alias)).cloned().unwrap_or_default(),
        };
        let mentions = packed.mentions.into_iter().map(|mention| mention.unpacked(form)).collect();
        let claims = packed.claims.into_iter().map(|claim| claim.unpacked(entity, &self.titles)).collect();
        Self { mentions, claims, ..self }
    }
}

impl PackedClaim {
    fn of(ClaimRow { claim, place }: &ClaimRow, titles: &[String]) -> Self {
        let title = match &claim.value {
            Value::Office { text, tenure: None } => titles.iter().position(|title| title == text),
            _ => None,
        };
        let title = title.and_then(|at| u8::try_from(at).ok());
        let value = title.map_or_else(|| PackedValue::Any(claim.value.clone()), PackedValue::Title);
        let Claim { attribute, when, hedge, .. } = *claim;
        Self { attribute, value, when, voice: claim.voice.clone(), hedge, place: PackedPlace::of(place) }
    }

    fn unpacked(self, entity: EntityId, titles: &[String]) -> ClaimRow {
        let Self { attribute, value, when, voice, hedge, place } = self;
        let title = |at: u8| titles.get(usize::from(at)).cloned().unwrap_or_default();
        let value = match value {
            PackedValue::Title(at) => Value::Office { text: title(at), tenure: None },
            PackedValue::Any(value) => value,
        };
        let (subject, place) = (Subject::Entity(entity), place.unpacked());
        let claim = Claim { subject, attribute, value, when, voice, hedge, event: None, verb: None, span: place.span() };
        ClaimRow { claim, place }
    }
}

impl PackedMention {
    fn of(mention: &MentionRow, forms: &[&String]) -> Self {
        let begin = mention.place.bytes.0;
        let name = mention.name.as_ref().map(|name| {
            let known = forms.iter().position(|form| **form == name.words).and_then(|at| u8::try_from(at).ok());
            let words = known.map_or_else(|| Words::Other(name.words.clone()), Words::Form);
            PackedName(name.bytes.0.wrapping_sub(begin), name.bytes.1.wrapping_sub(name.bytes.0), words)
        });
        Self { place: PackedPlace::of(&mention.place), name, text: mention.text.clone(), reason: mention.reason }
    }

    fn unpacked(self, form: impl Fn(u8) -> String) -> MentionRow {
        let place = self.place.unpacked();
        let name = self.name.map(|PackedName(before, length, words)| {
            let start = place.bytes.0.wrapping_add(before);
            let words = match words {
                Words::Form(at) => form(at),
                Words::Other(words) => words,
            };
            NamePart { bytes: (start, start.wrapping_add(length)), words }
        });
        MentionRow { place, name, text: self.text, reason: self.reason }
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
            let bare = EntityRow { mentions: Vec::new(), claims: Vec::new(), ..row.said.clone() };
            assert_eq!(bare.with_packed(row.said.packed(), row.entity), row.said);
        }
    }
}
