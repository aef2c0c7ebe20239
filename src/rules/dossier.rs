//! What the rules that lay a draft against the desk's dossiers have in common: whom an entry means here, and when a sentence speaks of
//! another time than its article's.

use crate::article::PartialDate;
use crate::corpus::fold_name;
use crate::knowledge::dossier::{Origin, Person};
use crate::language::{Entity, Kind, TimeKind, TokenKind};
use crate::text::Span;

use super::finding::{Evidence, Site};
use super::rule::Context;
use super::words::file_name;

/// A sentence with a date that lies further back than this tells of the past.
const RECENT: u32 = 62;

/// `people.toml, line 3`.
pub(super) fn place(origin: &Origin) -> String {
    format!("{}, line {}", file_name(&origin.path), origin.line)
}

/// An entry as evidence.
pub(super) fn evidence(origin: &Origin, text: impl Into<String>) -> Evidence {
    let why = format!("in the dossier ({})", place(origin));
    Evidence { place: Some(Site::Dossier(origin.clone())), text: text.into(), why }
}

/// The one entry that a person's full name means. Namesakes are nobody.
pub(super) fn person<'c>(context: &Context<'c>, entity: &Entity) -> Option<&'c Person> {
    let full = entity.kind == Kind::Person && entity.name.contains(' ');
    let mut people = context.corpus.dossiers().people_named(&entity.name).filter(|_| full);
    people.next().filter(|_| people.next().is_none())
}

/// The one entry of a family name that a test accepts, for somebody whom the article names by it alone.
pub(super) fn person_of_family<'c>(
    context: &Context<'c>,
    entity: &Entity,
    accepts: impl Fn(&Person) -> bool,
) -> Option<&'c Person> {
    let alone = entity.kind == Kind::Person && !entity.name.contains(' ');
    let mut people = context.corpus.dossiers().people_of_family(&entity.name).filter(|person| alone && accepts(person));
    people.next().filter(|_| people.next().is_none())
}

/// What the desk has that begins at some word of the article. `at` says what begins where a text does, and how many bytes it takes.
pub(super) fn at_words<'c, T>(context: &Context<'c>, at: impl Fn(&'c str) -> Vec<(T, usize)>) -> impl Iterator<Item = (T, Span)> {
    let text = &*context.article().text;
    let words = context.reading().tokens.iter().filter(|token| token.kind != TokenKind::Mark);
    words.flat_map(move |token| {
        let start = token.span.start();
        at(&text[start..]).into_iter().map(move |(found, length)| (found, Span::new(start, start + length)))
    })
}

/// When the article was published, as far as that is known.
pub(super) fn published(context: &Context<'_>) -> Option<PartialDate> {
    context.article().published.map(|published| published.date)
}

/// Whether a sentence gives a date well before or after its article's, so that it does not speak of the article's own time.
pub(super) fn tells_of_another_time(context: &Context<'_>, sentence: usize, published: PartialDate) -> bool {
    let Some(sentence) = context.reading().sentences.get(sentence) else { return false };
    let times = context.reading().times.iter();
    let dates = times.filter(|time| time.kind == TimeKind::Date && sentence.span.covers(time.span));
    let far = |date: PartialDate| date.days_apart(published) > RECENT;
    // A decade or "the war years" has a value and no date.
    dates.into_iter().any(|time| time.date.map_or(!time.deictic && time.value.is_some(), far))
}

/// An office as it is compared: without the country before it, and without the country or body behind it.
pub(super) fn office(context: &Context<'_>, title: &str) -> String {
    let alone = crate::corpus::office(title, context.knowledge());
    let alone = alone.split_once(" of the ").map_or(alone.as_str(), |(office, _)| office);
    match alone.split_once(" of ") {
        // The office of the Secretary of State is not that of a secretary.
        Some((office, of)) if !OFFICES_WITH_OF.contains(&of) => fold_name(office),
        _ => fold_name(alone),
    }
}

/// What stands behind `of` as part of an office and not as the country or body whose office it is.
const OFFICES_WITH_OF: [&str; 22] = [
    "state",
    "defense",
    "defence",
    "the treasury",
    "commerce",
    "labor",
    "labour",
    "agriculture",
    "education",
    "energy",
    "health",
    "transportation",
    "transport",
    "justice",
    "staff",
    "finance",
    "interior",
    "culture",
    "trade",
    "foreign affairs",
    "war",
    "mission",
];
