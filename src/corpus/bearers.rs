//! Everything that articles say of an identity: rows of those in memory and of the archives, merged, paged and summed up.
//!
//! An archive lists rows by name, so whoever asks first gathers the names under which an identity lies there, once for each question.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::language::{EntityId, Kind};

use super::identity::{Bearer, BlockKey, Evidence, Identity, IdentityKey, Member, Why, block_of, family_name};
use super::index::Corpus;
use super::listed::{Listed, MentionsRow};
use super::meanings::Source;
use super::rows::{BearerRow, MentionRow, NameKey, age};
use super::store::{Cursor, OfficeRow, Store, Summary};

/// So many bearers of one name are looked through for a name's identities.
pub(super) const BEARERS: usize = 64;
/// So many offices of one family are looked at.
pub(super) const OFFICES: usize = 1_000;
/// So many rows are read at once by whoever counts their mentions.
pub(super) const PAGE: usize = 256;

/// A mention of an identity in some article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The article.
    pub path: Arc<Path>,
    /// Its entity.
    pub entity: EntityId,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The mention.
    pub mention: MentionRow,
    /// Why the article's entity belongs to the identity.
    pub why: Why,
}

/// Where an identity is to be found.
pub(super) struct Gathered {
    /// Entities of the articles in memory, in order of path and entity.
    pub(super) members: Vec<Member>,
    /// The names under which the archives hold it.
    archived: Arc<[Source]>,
}

/// How much of a list of rows is read.
#[derive(Clone, Copy)]
pub(super) enum Most {
    Rows(usize),
    /// Until the rows have so many mentions.
    Mentions(usize),
}

impl Most {
    /// So many rows more are worth reading.
    fn more_than<R: Listed>(self, rows: &[(R, Why)]) -> usize {
        match self {
            Self::Rows(most) => most.saturating_sub(rows.len()).min(PAGE),
            Self::Mentions(most) => {
                let mentions: usize = rows.iter().map(|(row, _)| row.mentions().len()).sum();
                most.saturating_sub(mentions).min(PAGE)
            }
        }
    }
}

impl Corpus {
    /// Where an identity is to be found, in memory and in the archives.
    pub(super) fn gather(&self, key: &IdentityKey) -> Gathered {
        let archived = if self.archives.is_empty() { Arc::default() } else { self.names_of(key) };
        Gathered { members: self.members(key), archived }
    }

    /// The names under which the archives hold an identity: its own with the forms of it, and family names that stand alone with an office
    /// that only this one holds. None of somebody known by the family name only.
    fn names_of(&self, key: &IdentityKey) -> Arc<[Source]> {
        self.meanings.kept(
            &self.archives,
            |remembered| &mut remembered.names,
            key,
            || {
                let mut names = self.sources(key).to_vec();
                for family in self.archived_families_of(key) {
                    let offices = self.archives.iter().flat_map(|archive| archive.offices(&family, true, OFFICES));
                    for office in offices.collect::<BTreeSet<String>>() {
                        if self.is_only_holder(key, &names, &family, &office) {
                            names.push(Source::all(NameKey::office(&family, &office), Why::FamilyNameAndOffice(office)));
                        }
                    }
                }
                names.into()
            },
        )
    }

    /// Whether of all people of a family in the archives this one, who lies under `names`, holds an office.
    fn is_only_holder(&self, key: &IdentityKey, names: &[Source], family: &str, office: &String) -> bool {
        let is_own = |row: &OfficeRow| names.iter().any(|source| source.name == row.key);
        let rows: Vec<OfficeRow> = self.archives.iter().flat_map(|archive| archive.holders(family, office)).collect();
        // Who bears the name of nobody else need not be told from others.
        let is_certain = names.iter().all(Source::is_whole);
        !rows.is_empty()
            && rows.iter().all(is_own)
            && (is_certain || self.holder(family, [office], &Evidence::default()).is_some_and(|(holder, _)| holder == *key))
    }

    /// Entities of articles in memory that are one, in order of path and entity.
    pub(super) fn members(&self, key: &IdentityKey) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        self.each_member(key, |(path, entity), why| {
            members.push(Member { path: path.clone(), entity: *entity, why: why.clone() });
        });
        members.sort_by(|a, b| (a.path.as_os_str(), a.entity).cmp(&(b.path.as_os_str(), b.entity)));
        members
    }

    /// The same in no order, but only of articles whose [age](super::age) is one of these.
    pub(super) fn members_of_days(&self, key: &IdentityKey, ages: &RangeInclusive<i32>) -> Vec<(i32, &Bearer)> {
        let mut members = Vec::new();
        self.each_member(key, |bearer, _| {
            let age = age(self.published(&bearer.0));
            if ages.contains(&age) {
                members.push((age, bearer));
            }
        });
        members
    }

    fn each_member<'c>(&'c self, key: &IdentityKey, mut of: impl FnMut(&'c Bearer, &Why)) {
        if self.archives.is_empty() {
            self.standing.members(key).into_iter().for_each(|(bearer, resolved)| of(bearer, &resolved.why));
        } else if !self.records.is_empty() {
            let meaning = self.meaning(&NameKey::of(key));
            let families: Vec<BlockKey> = self.families_of(key).into_iter().map(BlockKey::Family).collect();
            for traits in self.standing.in_blocks(meaning.blocks.iter().chain(&families).chain([&block_of(key)])) {
                if let Some(resolved) = self.resolved_traits(traits).filter(|resolved| resolved.key == *key) {
                    self.standing.bearers(traits).for_each(|bearer| of(bearer, &resolved.why));
                }
            }
        }
    }

    /// Family names under which somebody of full name goes.
    fn families_of(&self, key: &IdentityKey) -> BTreeSet<String> {
        let mut families = self.archived_families_of(key);
        if has_family(key) {
            let members = self.standing.members(key).into_iter();
            families.extend(members.filter_map(|(bearer, _)| self.entity(bearer)).map(family_name));
        }
        families
    }

    /// The same, as the archives have them.
    fn archived_families_of(&self, key: &IdentityKey) -> BTreeSet<String> {
        if !has_family(key) {
            return BTreeSet::new();
        }
        let name = NameKey::of(key);
        self.archives.iter().flat_map(|archive| archive.summary(&name).families.keys().cloned().collect::<Vec<_>>()).collect()
    }

    /// Rows of an identity, newest article first, undated last, then by path; at most `limit`.
    #[must_use]
    pub fn rows(&self, key: &IdentityKey, limit: usize) -> Vec<(BearerRow, Why)> {
        let mut rows = self.gathered_rows(key, &self.gather(key), Most::Rows(limit));
        rows.truncate(limit);
        rows
    }

    /// As many rows of each list as may be needed, merged.
    fn gathered_rows<R: Listed>(&self, key: &IdentityKey, gathered: &Gathered, most: Most) -> Vec<(R, Why)> {
        let mut rows = self.rows_in_memory(&gathered.members);
        if let IdentityKey::Lone(_, path) = key {
            rows.extend(self.archived_alone(key, path).into_iter().map(|row| (R::from(row), Why::Alone)));
        }
        for source in gathered.archived.iter() {
            for archive in &self.archives {
                rows.extend(self.archived_bearers(&**archive, source, most));
            }
        }
        sort(&mut rows);
        rows
    }

    fn rows_in_memory<'m, R: Listed>(&self, members: impl IntoIterator<Item = &'m Member>) -> Vec<(R, Why)> {
        let row = |member: &Member| Some((R::from(self.row(&(member.path.clone(), member.entity))?), member.why.clone()));
        members.into_iter().filter_map(row).collect()
    }

    /// Rows of somebody who is known by the family name only, in one article of an archive.
    fn archived_alone(&self, key: &IdentityKey, path: &Path) -> Vec<BearerRow> {
        let archives = self.archives.iter().filter(|_| !self.hides(path));
        let of = |rows: Arc<[BearerRow]>| rows.iter().filter(|row| row.key() == *key).cloned().collect::<Vec<_>>();
        archives.flat_map(|archive| of(archive.bearers_in(path))).collect()
    }

    /// Rows of a source in an archive that no article in memory hides.
    pub(super) fn archived_bearers<R: Listed>(&self, archive: &dyn Store, source: &Source, most: Most) -> Vec<(R, Why)> {
        let marks = source.marks();
        let mut rows: Vec<(R, Why)> = Vec::new();
        let mut after = None;
        loop {
            let wanted = most.more_than(&rows);
            if wanted == 0 {
                break;
            }
            let page = R::page(archive, &source.name, marks.as_ref(), after.as_ref(), wanted);
            let ended = page.len() < wanted;
            after = page.last().map(Cursor::behind);
            let seen = page.into_iter().filter(|row| !self.hides(row.path()));
            rows.extend(seen.filter_map(|row| source.why(&row).map(|why| (row, why))));
            if ended {
                break;
            }
        }
        rows
    }

    /// Everything that all articles say of an identity, summed up.
    #[must_use]
    pub fn summary(&self, key: &IdentityKey) -> Arc<Summary> {
        self.gathered_summary(key, &self.gather(key))
    }

    pub(super) fn gathered_summary(&self, key: &IdentityKey, gathered: &Gathered) -> Arc<Summary> {
        let mut rows: Vec<BearerRow> = self.rows_in_memory(&gathered.members).into_iter().map(|(row, _)| row).collect();
        if let IdentityKey::Lone(_, path) = key {
            rows.extend(self.archived_alone(key, path));
        }
        for at in 1..rows.len() {
            rows[at].said.repeated = rows[at - 1].path == rows[at].path;
        }
        self.sum(&rows, &gathered.archived)
    }

    /// Rows in memory and those of the archives summed up: where there is but one name in one archive, nothing is copied.
    pub(super) fn sum(&self, rows: &[BearerRow], archived: &[Source]) -> Arc<Summary> {
        let mut sum = Arc::new(Summary::of(rows));
        for source in archived {
            for archive in &self.archives {
                let own = self.archived_sum(&**archive, source);
                if sum.bearers == 0 {
                    sum = own;
                } else if own.bearers > 0 {
                    Arc::make_mut(&mut sum).merge(&own);
                }
            }
        }
        sum
    }

    /// The rows of a source in an archive summed up, those of articles in memory left out.
    pub(super) fn archived_sum(&self, archive: &dyn Store, source: &Source) -> Arc<Summary> {
        let known = if source.is_whole() { Some(archive.summary(&source.name)) } else { source.sum.clone() };
        let Some(mut sum) = known else {
            let rows = self.archived_bearers::<BearerRow>(archive, source, Most::Rows(usize::MAX));
            return Arc::new(Summary::of(rows.iter().map(|(row, _)| row)));
        };
        if sum.bearers > 0 {
            for path in self.records.paths() {
                let hidden = archive.bearers_in(path);
                for row in hidden.iter().filter(|row| row.is_under(&source.name) && source.why(*row).is_some()) {
                    Arc::make_mut(&mut sum).remove(row);
                }
            }
        }
        sum
    }

    /// The oldest date of an article that mentions an identity.
    #[must_use]
    pub fn oldest(&self, key: &IdentityKey) -> Option<PartialDate> {
        let Gathered { members, archived } = self.gather(key);
        let own = members.iter().filter_map(|member| self.published(&member.path));
        let alone = match key {
            IdentityKey::Lone(_, path) => self.archived_alone(key, path),
            _ => Vec::new(),
        };
        let alone = alone.iter().filter_map(|row| row.published);
        let archived =
            archived.iter().flat_map(|source| self.archives.iter().filter_map(|archive| self.oldest_of(&**archive, source)));
        alone.chain(archived).chain(own).min_by_key(|date| date.last_day())
    }

    fn oldest_of(&self, archive: &dyn Store, source: &Source) -> Option<PartialDate> {
        if source.is_whole() {
            return archive.oldest(&source.name);
        }
        let rows = self.archived_bearers::<MentionsRow>(archive, source, Most::Rows(usize::MAX));
        rows.iter().filter_map(|(row, _)| row.published).min_by_key(|date| date.last_day())
    }

    /// Every mention, newest article first, undated ones last; within an article in order. The article at `home` comes before all. At
    /// most `limit`.
    #[must_use]
    pub fn mentions(&self, identity: &Identity, home: Option<&Path>, limit: usize) -> Vec<Occurrence> {
        let gathered = self.gather(&identity.key);
        let mut rows: Vec<(MentionsRow, Why)> = self.gathered_rows(&identity.key, &gathered, Most::Mentions(limit));
        if let Some(home) = home {
            let own = self.rows_in_memory(gathered.members.iter().filter(|member| *member.path == *home));
            rows.retain(|(row, _)| *row.path != *home);
            rows.splice(0..0, own);
        }
        let mut found: Vec<Occurrence> = Vec::new();
        let mut article = 0;
        for (MentionsRow { path, published, entity, mentions, .. }, why) in rows {
            if found.last().is_some_and(|last| last.path != path) {
                if found.len() >= limit {
                    break;
                }
                article = found.len();
            }
            let occurrence = |mention| Occurrence { path: path.clone(), entity, published, mention, why: why.clone() };
            found.extend(mentions.into_iter().map(occurrence));
            found[article..].sort_by_key(|occurrence| occurrence.mention.place.span());
        }
        found.truncate(limit);
        found
    }
}

/// Whether somebody of full name is meant.
fn has_family(key: &IdentityKey) -> bool {
    matches!(key, IdentityKey::Named(Kind::Person, _) | IdentityKey::Told(..))
}

/// Why entities of a key belong together.
pub(super) fn direct(key: &IdentityKey) -> Why {
    match key {
        IdentityKey::Known(..) => Why::SameEntry,
        IdentityKey::Named(..) | IdentityKey::Told(..) => Why::SameName,
        IdentityKey::Lone(..) => Why::Alone,
    }
}

/// Newest first, undated last, then by path and entity; each row once.
fn sort<R: Listed>(rows: &mut Vec<(R, Why)>) {
    rows.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
    rows.dedup_by(|(a, _), (b, _)| a.order() == b.order());
}
