//! Articles that tell the same story as the one that is checked: what two of them state of one person or thing can be compared.
//!
//! Two articles tell one story if they name the same people, bodies and towns and appeared within a few days. Where the date of either is not
//! known, they must have whole sentences in common.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::corpus::{IdentityKey, Record, age, fold_name};
use crate::language::{Entity, EntityId, Kind};
use jiff::civil::Date;

use super::calendar::days_between;
use super::rule::Context;
use super::words::published_day;

/// Days between two articles on one story.
const DAYS: u32 = 2;
/// Entities of the article that are looked up, those mentioned most first.
const ASKED: usize = 10;
/// Articles that are looked at for each of them, the newest of those days and as many without a date.
const LOOKED_AT: usize = 64;
/// Entities that two articles must have in common.
const SHARED: usize = 3;
/// The same of those whom so few other articles of these days name.
const SHARED_RARE: usize = 2;
const RARE: usize = 2;
/// Other articles that are read.
const ARTICLES: usize = 3;
/// Words of a sentence that says something, and how many such sentences must be the same where a date is not known.
const SENTENCE: usize = 6;
const SENTENCES: usize = 2;

/// The articles that tell the same story, those with most in common first. Versions of one text, which a wire sends again, are none.
pub(super) fn same_story<'a>(context: &Context<'a>) -> &'a [Arc<Record>] {
    context.shared.stories.get_or_init(|| find(context))
}

fn find(context: &Context<'_>) -> Vec<Arc<Record>> {
    let (record, corpus) = (context.record, context.corpus);
    if corpus.len() < 2 {
        return Vec::new();
    }
    let windows = windows(record);
    let mut named: Vec<Arc<Path>> = Vec::new();
    let mut rarely: Vec<Arc<Path>> = Vec::new();
    for id in most_mentioned(record) {
        let Some(key) = corpus.key_of(&record.path, id) else { continue };
        let paths = windows.iter().flat_map(|ages| corpus.articles_of(&key, ages, LOOKED_AT));
        let mut paths: Vec<Arc<Path>> = paths.filter(|path| !is_same(path, &record.path)).collect();
        in_order(&mut paths);
        paths.dedup_by(|a, b| is_same(a, b));
        if paths.len() <= RARE && matches!(key, IdentityKey::Named(..)) {
            rarely.extend(paths.iter().cloned());
        }
        named.append(&mut paths);
    }
    in_order(&mut named);
    let versions = corpus.versions(&record.path);
    let shared = named.chunk_by(|a, b| is_same(a, b));
    let mut others: Vec<(usize, &Arc<Path>)> = shared.map(|same| (same.len(), &same[0])).collect();
    // Whom hardly any other article of these days names tells more than whom all do.
    let rare = |path: &Path| rarely.iter().filter(|other| is_same(other, path)).count();
    others.retain(|(count, path)| (*count >= SHARED || rare(path) >= SHARED_RARE) && !versions.contains(path));
    others.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let others = others.into_iter().take(2 * ARTICLES).filter_map(|(_, path)| corpus.get(path));
    others.filter(|other| is_near(record, other)).take(ARTICLES).collect()
}

/// Comparing a thousand paths part by part would take longer than finding them.
fn is_same(one: &Path, other: &Path) -> bool {
    one.as_os_str() == other.as_os_str()
}

fn in_order(paths: &mut [Arc<Path>]) {
    paths.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
}

/// The ages of articles that may tell the story: those of its days and those without a date, or any.
fn windows(record: &Record) -> Vec<RangeInclusive<i32>> {
    let Some(day) = published_day(record) else { return vec![i32::MIN..=i32::MAX] };
    let undated = age(None);
    vec![days_around(day), undated..=undated]
}

/// The ages of articles of a day and those around it.
pub(super) fn days_around(day: Date) -> RangeInclusive<i32> {
    let days = jiff::Span::new().days(DAYS);
    let of = |day: Date| age(Some(PartialDate::Day(day)));
    of(day.saturating_add(days))..=of(day.saturating_sub(days))
}

/// Whom and what the article mentions most.
fn most_mentioned(record: &Record) -> Vec<EntityId> {
    let entities = record.reading.entities.iter().enumerate();
    let mut counted: Vec<(usize, usize)> = entities.map(|(index, entity)| (entity.joins.len(), index)).collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    counted.into_iter().take(ASKED).map(|(_, index)| EntityId(index as u32)).collect()
}

fn is_near(one: &Record, other: &Record) -> bool {
    match (published_day(one), published_day(other)) {
        (Some(day), Some(other)) => days_between(day, other) <= DAYS,
        _ => {
            let ours = sentences(one);
            sentences(other).intersection(&ours).count() >= SENTENCES
        }
    }
}

fn sentences(record: &Record) -> BTreeSet<String> {
    let folded = record.reading.sentences.iter().map(|sentence| fold_name(sentence.span.of(&record.article.text)));
    folded.filter(|sentence| sentence.split(' ').count() >= SENTENCE).collect()
}

/// The people whom an article gives with more than one name.
pub(super) fn people(record: &Record) -> impl Iterator<Item = &Entity> {
    record.reading.entities.iter().filter(|entity| entity.kind == Kind::Person && entity.name.trim().contains(' '))
}
