//! Whom or what a card is about: an identity, seen from an article or from nowhere.

use std::collections::BTreeSet;
use std::path::Path;

use crate::article::BlockKind;
use crate::corpus::{Corpus, Identity, IdentityKey, Member, Why, fold_name};
use crate::language::{Entity, EntityId, Kind, Mention};
use crate::text::Span;

use super::card::Line;
use super::phrase::{age, count, date, period, shorten, some_of};
use crate::corpus::Record;

/// Longest quotation on a card, in characters.
const QUOTATION_LENGTH: usize = 140;

/// An entity of one article.
#[derive(Clone, Copy)]
pub(super) struct Bearer<'a> {
    pub(super) record: &'a Record,
    pub(super) id: EntityId,
    pub(super) entity: &'a Entity,
}

/// An identity with the article from which it is looked at.
pub(super) struct Subject<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) identity: Identity,
    pub(super) home: Option<Bearer<'a>>,
    shown: &'a dyn Fn(&Path) -> String,
}

impl<'a> Subject<'a> {
    /// The subject of an article's entity. An article that is not in the corpus stands alone.
    pub(super) fn here(corpus: &'a Corpus, record: &'a Record, id: EntityId, shown: &'a dyn Fn(&Path) -> String) -> Option<Self> {
        let entity = record.reading.entities.get(id.0 as usize)?;
        let identity = corpus.identity_of(&record.path, id).unwrap_or_else(|| alone(record, id, entity));
        Some(Self { corpus, identity, home: Some(Bearer { record, id, entity }), shown })
    }

    /// An identity looked at from no article.
    pub(super) fn of(corpus: &'a Corpus, identity: Identity, shown: &'a dyn Fn(&Path) -> String) -> Self {
        Self { corpus, identity, home: None, shown }
    }

    /// A file as the asker sees it.
    pub(super) fn shown(&self, record: &Record) -> String {
        (self.shown)(&record.path)
    }

    /// A file with its date: what a line names as its source.
    pub(super) fn file(&self, record: &Record) -> String {
        format!("{}, {}", self.shown(record), date(record))
    }

    /// "this article, line 5".
    pub(super) fn here_at(&self, span: Span) -> String {
        let line = self.home.map_or(0, |home| home.record.lines.line(span.start()));
        format!("this article, line {}", line + 1)
    }

    /// "corpus, 23 articles".
    pub(super) fn corpus_source(&self) -> String {
        format!("corpus, {}", count(self.corpus.len(), "article"))
    }

    /// The article's own entity first, then those of other articles, newest first, undated last.
    pub(super) fn bearers(&self) -> Vec<Bearer<'_>> {
        let mut bearers: Vec<Bearer<'_>> = self.home.into_iter().collect();
        bearers.extend(self.elsewhere());
        bearers
    }

    /// Those of other articles, newest first, undated last.
    pub(super) fn elsewhere(&self) -> Vec<Bearer<'_>> {
        let mut bearers = bearers(self.corpus, &self.identity);
        bearers.retain(|bearer| self.home.is_none_or(|home| home.record.path != bearer.record.path));
        bearers
    }

    /// How often and where it is mentioned.
    pub(super) fn mentioned(&self) -> Line {
        let bearers = self.bearers();
        let total: usize = bearers.iter().map(|bearer| bearer.entity.joins.len()).sum();
        let mut records: Vec<&Record> = Vec::new();
        for bearer in &bearers {
            if records.last().is_none_or(|last| last.path != bearer.record.path) {
                records.push(bearer.record);
            }
        }
        if total == 0 {
            return Line::new("Mentioned", "nowhere", self.corpus_source());
        }
        let period = period(&records);
        if self.home.is_some() && records.len() == 1 {
            let text = format!("{}, in this article only, {period}", count(total, "time"));
            return Line::new("Mentioned", text, self.corpus_source());
        }
        let here = self.home.map(|home| format!("{} here; ", home.entity.joins.len())).unwrap_or_default();
        let is_home = |record: &Record| self.home.is_some_and(|home| home.record.path == record.path);
        let files = records.iter().filter(|record| !is_home(record)).map(|record| self.shown(record)).collect();
        let articles = count(records.len(), "article");
        let text = format!("{here}{} in {articles}, {period}: {}", count(total, "time"), some_of(files, 2));
        Line::new("Mentioned", text, self.corpus_source())
    }

    /// The newest words quoted from it.
    pub(super) fn said_last(&self) -> Option<Line> {
        let mut bearers = self.bearers();
        bearers.sort_by_key(|bearer| std::cmp::Reverse(age(bearer.record)));
        bearers.into_iter().find_map(|bearer| {
            let spoken = bearer.record.reading.direct_quotations().filter(|quotation| quotation.speaker == Some(bearer.id));
            // A sentence says more than a fragment; of several the last is what was said last.
            let best = spoken.max_by_key(|quotation| (!quotation.fragment, quotation.span.start()))?;
            let words = bearer.record.article.words(best.span);
            let words = shorten(words.trim_end_matches(','), QUOTATION_LENGTH);
            let line = bearer.record.lines.line(best.span.start()) + 1;
            let is_home = self.home.is_some_and(|home| home.record.path == bearer.record.path);
            let source = if is_home {
                format!("this article, line {line}, {}", date(bearer.record))
            } else {
                format!("{}, line {line}, {}", self.shown(bearer.record), date(bearer.record))
            };
            Some(Line::new("Said last", format!("“{words}”"), source))
        })
    }

    /// Titles that other articles state, newest first: each with the newest file that has it and how many more have it.
    pub(super) fn titles_elsewhere(&self, most: usize) -> Option<Line> {
        let mut stated: Vec<(String, String, Vec<&Record>)> = Vec::new();
        let bearers = self.elsewhere();
        for bearer in &bearers {
            for title in &bearer.entity.titles {
                let text = titled(title);
                let folded = fold_name(&text);
                match stated.iter_mut().find(|(known, _, _)| *known == folded) {
                    Some((_, _, records)) if records.last().is_some_and(|last| last.path == bearer.record.path) => {}
                    Some((_, _, records)) => records.push(bearer.record),
                    None => stated.push((folded, text, vec![bearer.record])),
                }
            }
        }
        if bearers.is_empty() {
            return None;
        }
        let label = if self.home.is_some() { "Title elsewhere" } else { "Title" };
        if stated.is_empty() {
            let files = count(bearers.len(), "article");
            return Some(Line::new(label, format!("not known: no title in {files}"), self.corpus_source()));
        }
        let items = stated.into_iter().map(|(_, text, records)| {
            let more = records.len() - 1;
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            format!("{text} ({}{more})", self.file(records[0]))
        });
        Some(Line::new(label, some_of(items.collect(), most), self.corpus_source()))
    }

    /// One person on another's card: name, newest title, and the file that states it.
    pub(super) fn in_short(&self, identity: &Identity) -> String {
        let bearers = bearers(self.corpus, identity);
        let titled_bearer = bearers.iter().find_map(|bearer| Some((bearer, bearer.entity.titles.last()?)));
        match titled_bearer {
            Some((bearer, title)) => format!("{}, {} ({})", identity.name, titled(title), self.file(bearer.record)),
            None => match bearers.first() {
                Some(bearer) => format!("{} ({})", identity.name, self.file(bearer.record)),
                None => identity.name.clone(),
            },
        }
    }

    /// Why the article's entity was joined with others, where it is not by the full name: "family name and office, harbour minister".
    pub(super) fn joined_by(&self) -> Option<String> {
        let home = self.home?;
        let is_here = |member: &&Member| member.path == home.record.path && member.entity == home.id;
        let why = &self.identity.members.iter().find(is_here)?.why;
        let by_family = matches!(why, Why::FamilyNameAndOffice(_) | Why::FamilyNameAndBody(_) | Why::FamilyNameAndCompany(_));
        by_family.then(|| why.to_string().trim_start_matches("same ").to_owned())
    }
}

/// A title as it is spoken of: "former foreign minister".
pub(super) fn titled(title: &crate::language::Title) -> String {
    match &title.modifier {
        Some(modifier) if !title.text.to_lowercase().starts_with(modifier.as_str()) => format!("{modifier} {}", title.text),
        _ => title.text.clone(),
    }
}

/// Whether an article gives more than the family name of somebody.
pub(super) fn has_full_name(entity: &Entity) -> bool {
    entity.kind != Kind::Person || entity.name.split_whitespace().count() > 1
}

/// All entities of an identity, newest article first, undated last, then by path.
pub(super) fn bearers<'c>(corpus: &'c Corpus, identity: &Identity) -> Vec<Bearer<'c>> {
    let mut bearers: Vec<Bearer<'c>> = identity
        .members
        .iter()
        .filter_map(|member| {
            let record: &Record = corpus.get(&member.path)?;
            let entity = record.reading.entities.get(member.entity.0 as usize)?;
            Some(Bearer { record, id: member.entity, entity })
        })
        .collect();
    bearers.sort_by_key(|bearer| std::cmp::Reverse(age(bearer.record)));
    bearers
}

/// The mention that introduces an entity in its article: the first with the fullest name, in the body rather than in a headline.
pub(super) fn introducing(record: &Record, id: EntityId) -> Option<&Mention> {
    let entity = record.reading.entities.get(id.0 as usize)?;
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

/// The identity of an entity of an article that is in no corpus.
fn alone(record: &Record, id: EntityId, entity: &Entity) -> Identity {
    let folded = fold_name(&entity.name);
    let key = match entity.entry {
        Some(entry) if entity.kind != Kind::Person => IdentityKey::Known(entity.kind, entry),
        _ if has_full_name(entity) => IdentityKey::Named(entity.kind, folded),
        _ => IdentityKey::Lone(folded, record.path.clone()),
    };
    Identity {
        key,
        kind: entity.kind,
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        entry: entity.entry,
        members: vec![Member { path: record.path.clone(), entity: id, why: Why::Alone }],
    }
}

/// The distinct folded forms of some names.
pub(super) fn folded<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    names.map(fold_name).collect()
}
