//! What an archive can be asked. Behind it stands an embedded engine; a shared one must be able to follow without a caller noticing.
//!
//! Results are owned, limits mandatory, and what is asked is what rules and answers truly need: who bears a name, newest first; how often
//! and in which words, summed up; names alike; quotations alike. Whether two names are one person is not asked here: that is a mapping over
//! [`NameKey`]s, which [`Corpus`](super::Corpus) makes.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::PartialDate;
use crate::claims::Attribute;

use super::claimed::Claimed;
use super::fold::fold_name;
use super::identity::{BlockKey, Group};
use super::listed::MentionsRow;
use super::meanings::Decided;
use super::record::Record;
use super::rows::{BearerRow, NameKey, QuoteRow};

/// Where a page of rows ended: the next begins behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// As [`BearerRow::age`].
    pub age: i32,
    /// The article.
    pub path: Arc<Path>,
    /// Its entity.
    pub entity: u32,
}

/// Who bears a name, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// The name, folded.
    pub name: String,
    /// Who bears it.
    pub key: NameKey,
    /// Entities that bear it.
    pub bearers: u32,
    /// Of how many of them it is the family name.
    pub family: u32,
}

impl NameRow {
    /// Of each name the row with most bearers, those with most bearers first, then in order of key; at most `limit`.
    #[must_use]
    pub fn most_bearers(mut rows: Vec<Self>, limit: usize) -> Vec<Self> {
        rows.sort_by(|a, b| (&a.key, Reverse(a.bearers), &a.name).cmp(&(&b.key, Reverse(b.bearers), &b.name)));
        rows.dedup_by(|later, first| later.key == first.key);
        rows.sort_by(|a, b| (Reverse(a.bearers), &a.key).cmp(&(Reverse(b.bearers), &b.key)));
        rows.truncate(limit);
        rows
    }
}

/// An office that people of a family name hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRow {
    /// The office.
    pub office: String,
    /// Who holds it; of people known by the family name only, that name.
    pub key: NameKey,
    /// Entities of which it is stated.
    pub bearers: u32,
}

/// A quotation of the archive that shares words with those asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The article.
    pub path: Arc<Path>,
    /// The quotation.
    pub row: QuoteRow,
    /// Shared runs of three words.
    pub shared: usize,
}

impl Alike {
    /// Most shared runs first, then in order of article and quotation.
    #[must_use]
    pub fn order(a: &Self, b: &Self) -> Ordering {
        (Reverse(a.shared), &a.path, a.row.quotation).cmp(&(Reverse(b.shared), &b.path, b.row.quotation))
    }
}

/// A shelf of articles too many to hold in memory.
///
/// A store that cannot be read any more (the disk is gone, the file is damaged) answers as if it were empty, and tells of it once.
pub trait Store: std::fmt::Debug + Send + Sync {
    /// Grows with each change, whichever process made it. A store may keep answers until it has been asked this: whoever answers several
    /// questions asks it before each of them.
    fn generation(&self) -> u64;
    /// How many articles there are.
    fn articles(&self) -> usize;
    /// Whether there is an article at this path.
    fn contains(&self, path: &Path) -> bool;
    /// The text of an article as it was indexed.
    fn text(&self, path: &Path) -> Option<Arc<str>>;
    /// The article at a path, read again from that text.
    fn record(&self, path: &Path) -> Option<Arc<Record>>;
    /// Paths in order, behind `after`.
    fn paths(&self, after: Option<&Path>, limit: usize) -> Vec<Arc<Path>>;
    /// The mark of an article's [`StoryKey`](super::StoryKey).
    fn story(&self, path: &Path) -> Option<i64>;
    /// The articles of one such mark, in order of path.
    fn told_alike(&self, story: i64, limit: usize) -> Vec<Arc<Path>>;
    /// Who bears a name, or those of them whose traits have one of these [marks](super::identity::Traits::mark): newest article first,
    /// undated last, then by path.
    fn bearers(&self, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<BearerRow>;
    /// The same rows in the same order, as far as references need them.
    fn mentions(&self, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<MentionsRow>;
    /// The articles in which somebody bears a name, newest first, among those whose [age](super::age) is one of these.
    fn articles_of(&self, key: &NameKey, ages: &RangeInclusive<i32>, limit: usize) -> Vec<Arc<Path>>;
    /// What is claimed of those who bear a name, or of those whose traits have one of these marks, with an attribute: of articles whose
    /// [age](super::age) is one of these, newest first. Claims of an [event](crate::claims::Event) are not among them: they are compared
    /// with the rest of their article.
    fn claims(
        &self,
        key: &NameKey,
        marks: Option<&BTreeSet<u64>>,
        attribute: Attribute,
        ages: &RangeInclusive<i32>,
        limit: usize,
    ) -> Vec<Claimed>;
    /// All entities of one article.
    fn bearers_in(&self, path: &Path) -> Arc<[BearerRow]>;
    /// The oldest date of an article in which somebody bears a name.
    fn oldest(&self, key: &NameKey) -> Option<PartialDate>;
    /// The generation whose answers are given now: that of the last time when somebody asked for it.
    fn noticed(&self) -> u64;
    /// What articles say of those who bear a name, as far as it decides who they are: distinct traits with how many have them, in order of
    /// traits; no company, and nothing of family names alone.
    fn groups(&self, key: &NameKey) -> Arc<[Group]>;
    /// Who is meant by a name that has to do with [no other](super::decide), if that is remembered.
    fn decided(&self, key: &NameKey) -> Option<Decided>;
    /// Names of places and bodies that lie in a block, in order; there may be very many people of one family, so of them none.
    fn names_in(&self, block: &BlockKey, limit: usize) -> Vec<NameKey>;
    /// People of a family name, folded, whose name begins with this word, in order.
    fn namesakes(&self, family: &str, first: &str, limit: usize) -> Vec<NameKey>;
    /// All bearers of a name summed up.
    fn summary(&self, key: &NameKey) -> Arc<Summary>;
    /// Who bears exactly this name, folded; those with most bearers first.
    fn names(&self, folded: &str, limit: usize) -> Arc<[NameRow]>;
    /// Names of which some word begins with `folded`; those with most bearers first.
    fn names_beginning(&self, folded: &str, limit: usize) -> Vec<NameRow>;
    /// Names that begin with the same two letters and differ by one letter too many, too few or wrong, or by two neighbours swapped.
    fn names_near(&self, folded: &str, limit: usize) -> Vec<NameRow>;
    /// The offices of people of a family name, in order; `alone` asks of those only whose articles give no more of the name.
    fn offices(&self, family: &str, alone: bool, limit: usize) -> Vec<String>;
    /// Who of a family name holds an office; people known by the family name only are left out.
    fn holders(&self, family: &str, office: &str) -> Vec<OfficeRow>;
    /// Quotations that share runs of three words, most shared first.
    fn quotations(&self, shingles: &BTreeSet<i32>, limit: usize) -> Vec<Alike>;
}

/// What many rows say of one name, counted. A row more or less is added or taken away, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Entities.
    pub bearers: u32,
    /// Articles.
    pub articles: u32,
    /// Mentions.
    pub mentions: u32,
    /// Articles without a date.
    pub undated: u32,
    /// The fullest name in each article.
    pub full: BTreeMap<String, u32>,
    /// Every name and alias.
    pub forms: BTreeMap<String, u32>,
    /// Names as mentions have them.
    pub written: BTreeMap<String, u32>,
    /// Titles, folded.
    pub titles: BTreeMap<String, u32>,
    /// Offices.
    pub offices: BTreeMap<String, u32>,
    /// Family names, folded.
    pub families: BTreeMap<String, u32>,
}

impl Summary {
    /// The sum of rows, in which one article may stand several times.
    #[must_use]
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r BearerRow>) -> Self {
        let mut summary = Self::default();
        for row in rows {
            summary.add(row);
        }
        summary
    }

    /// One row more.
    pub fn add(&mut self, row: &BearerRow) {
        self.change(row, 1);
    }

    /// One row less.
    pub fn remove(&mut self, row: &BearerRow) {
        self.change(row, -1);
    }

    fn change(&mut self, row: &BearerRow, by: i32) {
        let article = if row.said.repeated { 0 } else { by };
        let add = |count: &mut u32, by: i32| *count = count.saturating_add_signed(by);
        add(&mut self.bearers, by);
        add(&mut self.articles, article);
        add(&mut self.mentions, by * row.said.mentions.len() as i32);
        add(&mut self.undated, if row.published.is_none() { article } else { 0 });
        let count = |map: &mut BTreeMap<String, u32>, word: &str| match map.get_mut(word) {
            Some(count) => {
                add(count, by);
                if *count == 0 {
                    map.remove(word);
                }
            }
            None if by > 0 => {
                map.insert(word.to_owned(), by.unsigned_abs());
            }
            None => {}
        };
        count(&mut self.full, &row.said.name);
        for form in std::iter::once(&row.said.name).chain(&row.said.aliases) {
            count(&mut self.forms, form);
        }
        for name in row.said.mentions.iter().filter_map(|mention| mention.name.as_ref()) {
            count(&mut self.written, &name.words);
        }
        for title in row.said.titles.iter().map(|title| fold_name(title)).collect::<BTreeSet<_>>() {
            count(&mut self.titles, &title);
        }
        for office in &row.said.offices {
            count(&mut self.offices, office);
        }
        if let Some(family) = &row.said.family {
            count(&mut self.families, family);
        }
    }

    /// Takes another sum in.
    pub fn merge(&mut self, other: &Self) {
        self.bearers += other.bearers;
        self.articles += other.articles;
        self.mentions += other.mentions;
        self.undated += other.undated;
        let maps = [
            (&mut self.full, &other.full),
            (&mut self.forms, &other.forms),
            (&mut self.written, &other.written),
            (&mut self.titles, &other.titles),
            (&mut self.offices, &other.offices),
            (&mut self.families, &other.families),
        ];
        for (own, other) in maps {
            for (word, count) in other {
                match own.get_mut(word) {
                    Some(own) => *own += count,
                    None => {
                        own.insert(word.clone(), *count);
                    }
                }
            }
        }
    }
}
