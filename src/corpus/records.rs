//! The articles in memory, by path.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::record::Record;

/// A path in the order of its bytes, as archives order them. Comparing paths part by part takes twenty times as long, and whoever is in a
/// thousand articles is looked up a thousand times.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place(Arc<Path>);

impl Borrow<OsStr> for Place {
    fn borrow(&self) -> &OsStr {
        self.0.as_os_str()
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.as_os_str().cmp(other.0.as_os_str())
    }
}

/// Articles in order of path.
#[derive(Clone, Debug, Default)]
pub(super) struct Records(BTreeMap<Place, Arc<Record>>);

impl Records {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, path: &Path) -> Option<&Arc<Record>> {
        self.0.get(path.as_os_str())
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.keys().map(|place| &*place.0)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.0.values()
    }

    pub(super) fn insert(&mut self, record: Arc<Record>) {
        self.0.insert(Place(record.path.clone()), record);
    }

    pub(super) fn remove(&mut self, path: &Path) -> Option<Arc<Record>> {
        self.0.remove(path.as_os_str())
    }
}
