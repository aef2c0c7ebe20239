//! Where other articles introduce people: full name and title, the article nearest in time first.

use std::path::Path;
use std::sync::Arc;

use crate::corpus::Record;
use crate::knowledge::Knowledge;
use crate::language::{EntityId, Mention};
use crate::text::Span;

use super::calendar;
use super::finding::Evidence;
use super::rule::Context;
use super::words;

/// A title is taken over from an article at most this many days away.
const SAME_OFFICE: u32 = 366;
/// Somebody of whom no article nearer than this speaks is hardly meant by a family name alone.
const SAME_PERSON: u32 = 3 * 366;

/// Where an article gives somebody's full name.
pub(super) struct Introduction {
    pub(super) record: Arc<Record>,
    /// The full name as written there.
    pub(super) name: String,
    /// The title before the name, as written there.
    pub(super) title: Option<String>,
    /// Title and name.
    pub(super) span: Span,
}

impl Introduction {
    /// `Foreign Minister Anna Roe`.
    pub(super) fn words(&self) -> String {
        self.title.iter().map(String::as_str).chain([self.name.as_str()]).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn evidence(&self) -> Evidence {
        Evidence::of(&self.record, self.span, format!("introduced in {}", words::source(&self.record)))
    }
}

/// Somebody whom other articles introduce.
pub(super) struct Person {
    /// Nearest in time first; where there are very many, the newest.
    pub(super) introductions: Vec<Introduction>,
    /// How many articles do.
    pub(super) articles: usize,
}

impl Person {
    /// Whether an article of these years speaks of them, as far as dates are known.
    pub(super) fn is_of_these_years(&self, context: &Context<'_>) -> bool {
        let near = self.introductions.first().and_then(|nearest| words::published_day(&nearest.record));
        let apart = words::published_day(context.record).zip(near).map(|(own, near)| calendar::days_between(own, near));
        apart.is_none_or(|days| days <= SAME_PERSON)
    }
}

/// The people of a family name whom other articles introduce.
pub(super) fn people_of(context: &Context<'_>, surname: &str) -> Vec<Person> {
    let people = context.corpus.people_of_family(surname).into_iter().map(|person| {
        let introductions = introductions(context, &person.bearers);
        // What is beyond those that were looked at counts as it is.
        let articles = introductions.len() + person.articles.saturating_sub(person.bearers.len());
        Person { introductions, articles }
    });
    people.filter(|person| !person.introductions.is_empty()).collect()
}

fn introductions(context: &Context<'_>, bearers: &[(Arc<Path>, EntityId)]) -> Vec<Introduction> {
    let own = words::published_day(context.record);
    let mut found = Vec::new();
    for (path, entity) in bearers.iter().filter(|(path, _)| *path != context.record.path) {
        let Some(record) = context.corpus.get(path) else { continue };
        let article = &record.article;
        let day = words::published_day(&record);
        let distance = own.zip(day).map(|(own, day)| calendar::days_between(own, day));
        let full = record.mentions_of(*entity).filter(|(_, mention)| is_full_name(&record, context.knowledge(), mention));
        let mut full = full.filter_map(|(_, mention)| Some((mention, mention.name?)));
        let Some((mention, name)) = full.next() else { continue };
        let titles = &record.reading.entity(*entity).titles;
        // Right before the name: "the ambassador, Mary Roe" has no title that could be taken over.
        let leads = |title: &Span| title.end() < name.start() && article.words(Span::new(title.end(), name.start())).is_empty();
        let title = titles.iter().find(|title| leads(&title.span) && distance.is_none_or(|days| days <= SAME_OFFICE));
        let span = title.map_or(mention.span, |title| title.span.join(name));
        let words = title.map(|title| match &title.modifier {
            Some(modifier) => format!("{modifier} {}", title.text),
            None => title.text.clone(),
        });
        let introduction = Introduction { record: record.clone(), name: article.words(name), title: words, span };
        // Nearest in time if the time is known, else the newest; of one day, the one with a title.
        let newest = std::cmp::Reverse(day);
        found.push(((distance.is_none(), distance, newest, introduction.title.is_none(), path.clone()), introduction));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, introduction)| introduction).collect()
}

/// Several words of which the first is a given name as far as anybody knows, or a family name that comes first, or before which
/// a title or honorific stands. What is left may be a firm.
pub(super) fn is_full_name(record: &Record, knowledge: &Knowledge, mention: &Mention) -> bool {
    let Some(name) = mention.name else { return false };
    let words = record.article.words(name);
    let Some((first, rest)) = words.split_once(' ') else { return false };
    let initial = first.chars().filter(|c| c.is_alphabetic()).count() == 1 || first.contains('.');
    let given = initial || first.split('-').all(|part| knowledge.names.first_name(part).is_some());
    let titles = &record.reading.entity(mention.entity).titles;
    let titled = mention.honorific.is_some() || titles.iter().any(|title| title.statement.covers(name));
    let firm = rest.split(' ').any(|word| knowledge.lexicons.company_suffix(word));
    (given || titled || knowledge.lexicons.family_name_first(first)) && !firm
}
