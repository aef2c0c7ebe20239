//! Rows as bytes.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::article::PartialDate;
use crate::corpus::{BearerRow, BlockKey, MentionsRow, NameKey, PackedMentions, PackedRow, Traits};
use crate::language::EntityId;

/// A date in a row: year, month, day; 0 is unknown.
type Date = (i16, i8, i8);

pub(super) fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // Fails only for types that cannot tell their length.
    postcard::to_allocvec(value).unwrap_or_default()
}

pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<T> {
    postcard::from_bytes(bytes).map_err(damaged)
}

/// What more bytes begin with.
fn decode_begin<T: DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<T> {
    postcard::take_from_bytes(bytes).map(|(value, _)| value).map_err(damaged)
}

fn damaged(error: postcard::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, Box::new(error))
}

fn date(date: PartialDate) -> Date {
    match date {
        PartialDate::Year(year) => (year, 0, 0),
        PartialDate::Month(year, month) => (year, month, 0),
        PartialDate::Day(day) => (day.year(), day.month(), day.day()),
    }
}

fn partial((year, month, day): Date) -> Option<PartialDate> {
    match (month, day) {
        (0, _) => Some(PartialDate::Year(year)),
        (month, 0) => Some(PartialDate::Month(year, month)),
        (month, day) => PartialDate::day(year, month, day),
    }
}

/// What a row says, without the name under which it lies, behind the mark of its traits.
pub(super) fn bearer_bytes(row: &BearerRow) -> Vec<u8> {
    let said = encode(&(row.published.map(date), row.said.packed()));
    [&row.said.traits.to_le_bytes()[..], &said].concat()
}

/// The mark of a row's traits.
pub(super) fn mark(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |mark| u64::from_le_bytes(*mark))
}

/// The row that lies under a name.
pub(super) fn bearer(name: &str, path: Arc<Path>, entity: u32, bytes: &[u8]) -> rusqlite::Result<BearerRow> {
    let (published, packed): (Option<Date>, PackedRow) = decode(bytes.get(size_of::<u64>()..).unwrap_or_default())?;
    let said = packed.unpacked(NameKey::own(name), mark(bytes), EntityId(entity));
    Ok(BearerRow { path, published: published.and_then(partial), entity: EntityId(entity), said })
}

/// As much of the row that lies under a name as references need.
pub(super) fn mentions(name: &str, path: Arc<Path>, entity: u32, bytes: &[u8]) -> rusqlite::Result<MentionsRow> {
    let (published, packed): (Option<Date>, PackedMentions) = decode_begin(bytes.get(size_of::<u64>()..).unwrap_or_default())?;
    let mentions = packed.unpacked(&NameKey::own(name));
    Ok(MentionsRow { path, published: published.and_then(partial), entity: EntityId(entity), traits: mark(bytes), mentions })
}

/// The text of an article, smaller.
pub(super) fn squeeze(text: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(text.len() / 2), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(text.as_bytes());
    encoder.finish().unwrap_or_default()
}

pub(super) fn unsqueeze(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    DeflateDecoder::new(bytes).read_to_string(&mut text).ok()?;
    Some(text)
}

/// A block of places or bodies as the tables have it; `None` of people.
pub(super) fn block(block: &BlockKey) -> Option<String> {
    match block {
        BlockKey::Entry(entry) => Some(format!("e{}", entry.0)),
        BlockKey::Place(name) => Some(format!("p{name}")),
        BlockKey::Body(name) => Some(format!("b{name}")),
        BlockKey::Family(_) => None,
    }
}

/// The blocks of places and bodies in which some traits lie.
pub(super) fn blocks(traits: &Traits) -> impl Iterator<Item = String> {
    traits.blocks().into_iter().filter_map(|of| block(&of))
}
