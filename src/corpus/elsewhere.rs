//! What other articles say of an identity, as much as a list of sources shows: a bounded number of rows, those nearest in time first.
//!
//! [`Corpus::rows`] gathers everything. A draft names dozens of people and places, some of them in every article of an archive, so here
//! nothing is made that is not asked for.

use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::language::EntityId;

use super::identity::{Bearer, IdentityKey};
use super::index::Corpus;
use super::meanings::Source;
use super::rows::{BearerRow, age};
use super::store::{Cursor, Store};

/// Articles up to this many days younger than the draft may tell of the same.
const AFTER: i64 = 30;

impl Corpus {
    /// What at most `limit` other articles say of an identity: those nearest to `date`, else the newest. Articles of which `passed_over` says
    /// so are left out.
    #[must_use]
    pub fn elsewhere(
        &self,
        key: &IdentityKey,
        date: Option<PartialDate>,
        passed_over: &dyn Fn(&Path) -> bool,
        limit: usize,
    ) -> Vec<BearerRow> {
        let rank = |published: Option<PartialDate>| match (date, published) {
            (Some(date), Some(published)) => (false, i64::from(date.days_apart(published))),
            (_, published) => (published.is_none(), i64::from(age(published))),
        };
        let members = self.members(key).into_iter().map(|member| (member.path, member.entity));
        let members = members.filter(|(path, _)| !passed_over(path));
        let mut members: Vec<((bool, i64), Bearer)> = members.map(|bearer| (rank(self.published(&bearer.0)), bearer)).collect();
        members.sort();
        members.dedup_by(|(_, a), (_, b)| a.0 == b.0);
        members.truncate(limit);
        let mut rows: Vec<BearerRow> = members.iter().filter_map(|(_, bearer)| self.row(bearer)).collect();
        for (source, archive) in self.in_archives(key) {
            rows.extend(self.archived_elsewhere(archive, &source, date, passed_over, limit));
        }
        rows.sort_by_cached_key(|row| (rank(row.published), row.path.clone(), row.entity));
        rows.dedup_by(|a, b| a.path == b.path);
        rows.truncate(limit);
        rows
    }

    /// A page of an archive that begins a little after the date; the newest page if there is none.
    fn archived_elsewhere(
        &self,
        archive: &dyn Store,
        source: &Source,
        date: Option<PartialDate>,
        passed_over: &dyn Fn(&Path) -> bool,
        limit: usize,
    ) -> Vec<BearerRow> {
        let (name, marks) = (&source.name, source.marks());
        let after = date.and_then(|date| date.last_day().checked_add(jiff::Span::new().days(AFTER)).ok());
        let after = after.map(|day| Cursor { age: age(Some(PartialDate::Day(day))), path: Arc::from(Path::new("")), entity: 0 });
        // One more than is wanted, since the article itself may be among them.
        let mut page = archive.bearers(name, marks.as_ref(), after.as_ref(), limit + 1);
        if page.len() < limit && after.is_some() {
            page.extend(archive.bearers(name, marks.as_ref(), None, limit + 1));
        }
        page.retain(|row| !self.hides(&row.path) && !passed_over(&row.path));
        page
    }

    /// The identity of each entity of an article, in order of entity; `None` for one that an archive does not know.
    #[must_use]
    pub fn keys_in(&self, path: &Path) -> Vec<Option<IdentityKey>> {
        if let Some(profiles) = self.profiles.get(path) {
            return (0..profiles.len()).map(|index| self.key_of(path, EntityId(index as u32))).collect();
        }
        let rows = self.archives.iter().map(|archive| archive.bearers_in(path)).find(|rows| !rows.is_empty()).unwrap_or_default();
        let mut keys = vec![None; rows.iter().map(|row| row.entity.0 as usize + 1).max().unwrap_or(0)];
        for row in rows.iter() {
            keys[row.entity.0 as usize] = Some(self.meant(row).key);
        }
        keys
    }
}
