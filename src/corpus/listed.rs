//! Rows of the lists by name, in full or as far as a list of references needs them.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::language::EntityId;

use super::rows::{BearerRow, MentionRow, NameKey, age};
use super::store::{Cursor, Store};

/// Where an article mentions one of its entities: of a [`BearerRow`] what references need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionsRow {
    /// The article.
    pub path: Arc<Path>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Its entity.
    pub entity: EntityId,
    /// The [mark](super::Traits::mark) of what is said of it.
    pub traits: u64,
    /// In order.
    pub mentions: Vec<MentionRow>,
}

impl MentionsRow {
    /// As [`BearerRow::age`].
    #[must_use]
    pub fn age(&self) -> i32 {
        age(self.published)
    }
}

impl From<BearerRow> for MentionsRow {
    fn from(BearerRow { path, published, entity, said }: BearerRow) -> Self {
        Self { path, published, entity, traits: said.traits, mentions: said.mentions }
    }
}

/// A row of the list of those who bear a name.
pub(super) trait Listed: From<BearerRow> {
    /// A page of the list, as [`Store::bearers`].
    fn page(store: &dyn Store, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<Self>;
    /// The article.
    fn path(&self) -> &Arc<Path>;
    /// Where in the list it stands: newest article first, undated last, then by path and entity.
    fn order(&self) -> (i32, &OsStr, u32);
    /// The mark of what is said of the entity.
    fn traits(&self) -> u64;
    /// Its mentions.
    fn mentions(&self) -> &[MentionRow];
}

impl Listed for BearerRow {
    fn page(store: &dyn Store, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<Self> {
        store.bearers(key, marks, after, limit)
    }

    fn path(&self) -> &Arc<Path> {
        &self.path
    }

    fn order(&self) -> (i32, &OsStr, u32) {
        (self.age(), self.path.as_os_str(), self.entity.0)
    }

    fn traits(&self) -> u64 {
        self.said.traits
    }

    fn mentions(&self) -> &[MentionRow] {
        &self.said.mentions
    }
}

impl Listed for MentionsRow {
    fn page(store: &dyn Store, key: &NameKey, marks: Option<&BTreeSet<u64>>, after: Option<&Cursor>, limit: usize) -> Vec<Self> {
        store.mentions(key, marks, after, limit)
    }

    fn path(&self) -> &Arc<Path> {
        &self.path
    }

    fn order(&self) -> (i32, &OsStr, u32) {
        (self.age(), self.path.as_os_str(), self.entity.0)
    }

    fn traits(&self) -> u64 {
        self.traits
    }

    fn mentions(&self) -> &[MentionRow] {
        &self.mentions
    }
}

impl Cursor {
    /// Behind a row.
    pub(super) fn behind(row: &impl Listed) -> Self {
        let (age, _, entity) = row.order();
        Self { age, path: row.path().clone(), entity }
    }
}
