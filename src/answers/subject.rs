//! Whom or what a card is about: an identity, seen from an article or from nowhere.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::corpus::{BearerRow, Corpus, Identity, IdentityKey, Member, Record, Summary, Why, fold_name, has_full_name};
use crate::knowledge::dossier::{DossierEntry, Origin};
use crate::language::{Entity, EntityId, Kind};
use crate::text::Span;

use super::card::Line;
use super::phrase::{count, date, date_order, first_of, period, shorten};
use super::written_down::stated_by;

/// Longest quotation on a card, in characters.
const QUOTATION_LENGTH: usize = 140;

/// So many articles, the newest, are looked at for the newest words, titles and places. What is counted is counted over all.
const NEWEST: usize = 256;
/// As [`NEWEST`], for others than the card's subject.
const IN_SHORT: usize = 16;

/// An entity of the article from which somebody looks.
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
    /// What the article at home says, and the others, newest first, undated last: the newest of them. Looked up when asked for.
    own: Vec<BearerRow>,
    elsewhere: OnceCell<Vec<BearerRow>>,
    /// All articles summed up, when asked for.
    summary: OnceCell<Arc<Summary>>,
    shown: &'a dyn Fn(&Path) -> String,
}

impl<'a> Subject<'a> {
    /// The desk's own entries: on a person by the full name or a name that it has as another form, on a place or body by any name that
    /// articles use of it.
    pub(super) fn written_down(&self) -> Vec<DossierEntry<'a>> {
        let dossiers = self.corpus.dossiers();
        let of_kind = |entry: &DossierEntry<'_>| match entry {
            DossierEntry::Organisation(_) => self.identity.kind == Kind::Organisation,
            DossierEntry::Place(_) => self.identity.kind == Kind::Place,
            DossierEntry::Person(_) | DossierEntry::Event(_) => false,
        };
        if self.identity.kind == Kind::Person {
            return self.corpus.people_written_down(&self.identity).into_iter().map(DossierEntry::Person).collect();
        }
        let own = self.home.map(|home| &home.entity.name);
        let names = std::iter::once(&self.identity.name).chain(own).chain(&self.identity.aliases);
        let found = names.map(|name| dossiers.named(name).filter(of_kind).collect::<Vec<_>>());
        let mut found = found.filter(|entries| !entries.is_empty());
        found.next().unwrap_or_default()
    }

    /// "dossiers/ours.toml, line 2", and before it where the desk has it from.
    pub(super) fn stated_by(&self, origin: &Origin, source: Option<&str>) -> String {
        stated_by(origin, source, self.shown)
    }

    /// How a file is written on the card.
    pub(super) fn path(&self, path: &Path) -> String {
        (self.shown)(path)
    }

    /// The subject of an article's entity. An article that is not in the corpus stands alone.
    pub(super) fn here(corpus: &'a Corpus, record: &'a Record, id: EntityId, shown: &'a dyn Fn(&Path) -> String) -> Option<Self> {
        let entity = record.reading.entities.get(id.0 as usize)?;
        let home = Bearer { record, id, entity };
        let own = BearerRow::of(record, id, corpus.knowledge());
        let Some(identity) = corpus.identity_of(&record.path, id) else {
            let summary = OnceCell::from(Arc::new(Summary::of([&own])));
            let elsewhere = OnceCell::from(Vec::new());
            let identity = alone(record, id, entity);
            return Some(Self { corpus, identity, home: Some(home), own: vec![own], elsewhere, summary, shown });
        };
        Some(Self { home: Some(home), own: vec![own], ..Self::of(corpus, identity, shown) })
    }

    /// The subject that is named at a byte offset of an article; nobody will see a path of it.
    pub(super) fn named_at(corpus: &'a Corpus, record: &'a Record, offset: usize) -> Option<Self> {
        let mention = record.mention(record.reading.mention_at(offset)?);
        Self::here(corpus, record, mention.entity, &unseen)
    }

    /// An identity looked at from no article.
    pub(super) fn of(corpus: &'a Corpus, identity: Identity, shown: &'a dyn Fn(&Path) -> String) -> Self {
        Self { corpus, identity, home: None, own: Vec::new(), elsewhere: OnceCell::new(), summary: OnceCell::new(), shown }
    }

    /// A file as the asker sees it.
    pub(super) fn shown(&self, row: &BearerRow) -> String {
        (self.shown)(&row.path)
    }

    /// A file with its date: what a line names as its source.
    pub(super) fn file(&self, row: &BearerRow) -> String {
        format!("{}, {}", self.shown(row), date(row.published))
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
    pub(super) fn bearers(&self) -> impl Iterator<Item = &BearerRow> {
        self.own.iter().chain(self.elsewhere())
    }

    /// Those of other articles, newest first, undated last.
    pub(super) fn elsewhere(&self) -> &[BearerRow] {
        self.elsewhere.get_or_init(|| {
            let mut rows = newest(self.corpus, &self.identity.key);
            rows.retain(|row| !self.is_home(row));
            rows
        })
    }

    fn summary(&self) -> &Summary {
        self.summary.get_or_init(|| self.corpus.summary(&self.identity.key))
    }

    /// The sums without what the article at home says.
    fn summary_elsewhere(&self) -> Summary {
        let mut others = self.summary().clone();
        self.own_rows().iter().for_each(|row| others.remove(row));
        others
    }

    /// Whether a row is the article's own.
    pub(super) fn is_home(&self, row: &BearerRow) -> bool {
        self.home.is_some_and(|home| home.record.path == row.path)
    }

    /// Names as other articles write them, counted.
    pub(super) fn written_elsewhere(&self) -> BTreeMap<String, usize> {
        self.summary_elsewhere().written.into_iter().map(|(form, times)| (form, times as usize)).collect()
    }

    /// The rows of this identity in the article at home: more than one where the article does not join them.
    fn own_rows(&self) -> Vec<BearerRow> {
        let Some(home) = self.home else { return Vec::new() };
        let members = self.identity.members.iter().filter(|member| member.path == home.record.path);
        members.map(|member| BearerRow::of(home.record, member.entity, self.corpus.knowledge())).collect()
    }

    /// How often and where it is mentioned.
    pub(super) fn mentioned(&self) -> Line {
        let summary = self.summary();
        let total = summary.mentions as usize;
        if total == 0 {
            return Line::new("Mentioned", "nowhere", self.corpus_source());
        }
        let articles = summary.articles as usize;
        let newest = self.bearers().filter_map(|row| row.published).max_by_key(|date| date_order(*date));
        let oldest = self.corpus.oldest(&self.identity.key).or(newest);
        let period = period(oldest, newest, articles, summary.undated as usize);
        if self.home.is_some() && articles == 1 {
            let text = format!("{}, in this article only, {period}", count(total, "time"));
            return Line::new("Mentioned", text, self.corpus_source());
        }
        let here = self.home.map(|home| format!("{} here; ", home.entity.joins.len())).unwrap_or_default();
        let mut files: Vec<&BearerRow> = self.elsewhere().iter().collect();
        files.dedup_by(|a, b| a.path == b.path);
        let others = articles - usize::from(self.home.is_some());
        let files = files.into_iter().take(2).map(|row| self.shown(row)).collect();
        let text =
            format!("{here}{} in {}, {period}: {}", count(total, "time"), count(articles, "article"), first_of(files, others, 2));
        Line::new("Mentioned", text, self.corpus_source())
    }

    /// The newest words quoted from it.
    pub(super) fn said_last(&self) -> Option<Line> {
        let mut bearers: Vec<&BearerRow> = self.bearers().collect();
        bearers.sort_by_key(|row| std::cmp::Reverse(row.published.map(date_order)));
        let (row, said) = bearers.into_iter().find_map(|row| Some((row, row.said.quoted.as_ref()?)))?;
        let words = shorten(said.words.trim_end_matches(','), QUOTATION_LENGTH);
        let line = said.line + 1;
        let place = if self.is_home(row) { "this article".to_owned() } else { self.shown(row) };
        Some(Line::new("Said last", format!("“{words}”"), format!("{place}, line {line}, {}", date(row.published))))
    }

    /// Titles that other articles state, newest first: each with the newest file that has it and how many more have it.
    pub(super) fn titles_elsewhere(&self, most: usize) -> Option<Line> {
        let mut stated: Vec<(String, &str, &BearerRow)> = Vec::new();
        for row in self.elsewhere() {
            for title in &row.said.titles {
                let folded = fold_name(title);
                if stated.iter().all(|(known, ..)| *known != folded) {
                    stated.push((folded, title, row));
                }
            }
        }
        if self.elsewhere().is_empty() {
            return None;
        }
        let label = if self.home.is_some() { "Title elsewhere" } else { "Title" };
        let others = self.summary_elsewhere();
        if stated.is_empty() {
            let files = count(others.bearers as usize, "article");
            return Some(Line::new(label, format!("not known: no title in {files}"), self.corpus_source()));
        }
        let distinct = others.titles.len().max(stated.len());
        let items = stated.into_iter().take(most).map(|(folded, text, row)| {
            let more = others.titles.get(&folded).copied().unwrap_or(1).saturating_sub(1);
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            format!("{text} ({}{more})", self.file(row))
        });
        Some(Line::new(label, first_of(items.collect(), distinct, most), self.corpus_source()))
    }

    /// How many other articles give it a title, written in any case.
    pub(super) fn articles_with_title(&self, title: &str) -> usize {
        let folded = fold_name(title);
        let all = self.summary().titles.get(&folded).copied().unwrap_or(0) as usize;
        let own = self.own_rows().iter().filter(|row| row.said.titles.iter().any(|title| fold_name(title) == folded)).count();
        all.saturating_sub(own)
    }

    /// One person on another's card: name, newest title, and the file that states it.
    pub(super) fn in_short(&self, identity: &Identity) -> String {
        let rows: Vec<BearerRow> = self.corpus.rows(&identity.key, IN_SHORT).into_iter().map(|(row, _)| row).collect();
        let titled_row = rows.iter().find_map(|row| Some((row, row.said.titles.last()?)));
        match titled_row {
            Some((row, title)) => format!("{}, {title} ({})", identity.name, self.file(row)),
            None => match rows.first() {
                Some(row) => format!("{} ({})", identity.name, self.file(row)),
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

/// How a file is written where none is shown.
pub(super) fn unseen(_: &Path) -> String {
    String::new()
}

/// The newest title in some rows, newest first.
pub(super) fn newest_title(rows: &[BearerRow]) -> Option<&String> {
    rows.iter().find_map(|row| row.said.titles.last())
}

/// What the newest articles say of an identity, newest first, undated last, then by path.
pub(super) fn newest(corpus: &Corpus, key: &IdentityKey) -> Vec<BearerRow> {
    corpus.rows(key, NEWEST).into_iter().map(|(row, _)| row).collect()
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
        bearers: 1,
        mentions: entity.joins.len(),
    }
}

/// The distinct folded forms of some names.
pub(super) fn folded<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    names.map(fold_name).collect()
}
