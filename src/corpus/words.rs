//! Names and quotations alike, in memory and in the archives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::fold::fold_name;
use super::identity::{IdentityKey, Traits};
use super::index::{Corpus, NameInUse};
use super::quotes::{SpokenWords, Utterance};
use super::rows::BearerRow;

/// So many names alike, and quotations alike, are looked at.
const ALIKE: usize = 32;

impl Corpus {
    /// Quotations of other articles that share words in order with these, most alike first, with the number of shared three-word runs.
    #[must_use]
    pub fn quotations_alike(&self, words: &SpokenWords, except: &Path) -> Vec<(Utterance, usize)> {
        let mut alike = self.quotes.alike(words, except);
        if self.archives.is_empty() {
            return alike;
        }
        let shingles: BTreeSet<i32> = words.shingles().collect();
        for archive in &self.archives {
            let archived = archive.quotations(&shingles, ALIKE).into_iter();
            let archived = archived.filter(|other| *other.path != *except && !self.hides(&other.path));
            alike.extend(archived.map(|other| {
                let speaker = other.row.speaker.map(super::rows::NameKey);
                (Utterance { path: other.path, quotation: other.row.quotation as usize, speaker }, other.shared)
            }));
        }
        alike.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        alike
    }

    /// Names that other articles use, among those that begin with the same two letters (a slip of the pen is rarely in the first), for
    /// which `is_near` holds of the folded form: one letter too many, too few or wrong, or two neighbours swapped. In order of name;
    /// `except` is not looked at.
    #[must_use]
    pub fn names_near(&self, name: &str, except: &Path, is_near: impl Fn(&str) -> bool) -> Vec<NameInUse> {
        let folded = fold_name(name);
        let head: String = folded.chars().take(2).collect();
        let near = self.names.range(head.clone()..).take_while(|(folded, _)| folded.starts_with(&head));
        let near = near.filter(|(folded, _)| is_near(folded));
        let resolved = |traits: &Arc<Traits>| Some(self.resolved_traits(traits)?.key);
        let mut keys: BTreeSet<(String, IdentityKey)> = near
            .flat_map(|(folded, bearers)| bearers.keys().filter_map(move |traits| Some((folded.clone(), resolved(traits)?))))
            .collect();
        for archive in &self.archives {
            let rows = archive.names_near(&folded, ALIKE).into_iter().filter(|row| is_near(&row.name));
            let rows = rows.filter(|row| row.key.identity(None).is_some());
            keys.extend(rows.flat_map(|row| self.meant_by(&row.key).into_iter().map(move |key| (row.name.clone(), key))));
        }
        keys.into_iter().filter_map(|(name, key)| self.name_in_use(&name, key, except)).collect()
    }

    /// How other articles use a name, folded, for somebody.
    fn name_in_use(&self, folded: &str, key: IdentityKey, except: &Path) -> Option<NameInUse> {
        let traits = self.names.get(folded).into_iter().flat_map(BTreeMap::keys);
        let traits = traits.filter(|traits| self.resolved_traits(traits).is_some_and(|resolved| resolved.key == key));
        let bearers = traits.flat_map(|traits| self.standing.bearers(traits)).filter(|(path, _)| **path != *except);
        let mut rows: Vec<BearerRow> = bearers.filter_map(|bearer| self.row(bearer)).collect();
        let mut articles = 0;
        for (source, archive) in self.in_archives(&key) {
            let archived = archive.bearers(&source.name, source.marks().as_ref(), None, ALIKE);
            // Beyond the newest few it is enough to know how many there are.
            if archived.len() == ALIKE {
                articles += (self.archived_sum(archive, &source).articles as usize).saturating_sub(ALIKE);
            }
            rows.extend(archived.into_iter().filter(|row| *row.path != *except && !self.hides(&row.path)));
        }
        let mut forms: BTreeSet<String> = BTreeSet::new();
        let mut paths: BTreeSet<Arc<Path>> = BTreeSet::new();
        let mut newest: Option<(i32, Arc<Path>)> = None;
        for row in &rows {
            let names = std::iter::once(&row.said.name).chain(&row.said.aliases);
            let Some(form) = names.into_iter().find(|form| fold_name(form) == folded) else { continue };
            forms.insert(form.clone());
            paths.insert(row.path.clone());
            newest = newest.into_iter().chain([(row.age(), row.path.clone())]).min();
        }
        Some(NameInUse {
            key,
            written: forms.into_iter().next()?,
            articles: paths.len() + articles,
            newest: newest.map(|(_, path)| path),
        })
    }

    /// Whether any article uses this name, in full or in short, folded; `except` is not looked at.
    #[must_use]
    pub fn uses_name(&self, name: &str, except: &Path) -> bool {
        let folded = fold_name(name);
        let keys = self.names.get(&folded).into_iter().flat_map(BTreeMap::keys);
        let in_memory = || keys.flat_map(|traits| self.standing.bearers(traits)).any(|(path, _)| **path != *except);
        in_memory()
            || self.archives.iter().any(|archive| {
                let used: u32 = archive.names(&folded, 2).iter().map(|row| row.bearers).sum();
                let hidden = self.records.paths().chain([except]);
                let here = |row: &BearerRow| row.folded_names().iter().any(|(name, _)| *name == folded);
                // The article itself and the drafts may be all that use it.
                used > 8
                    || used as usize
                        > hidden
                            .collect::<BTreeSet<&Path>>()
                            .into_iter()
                            .map(|path| archive.bearers_in(path).iter().filter(|row| here(row)).count())
                            .sum::<usize>()
            })
    }
}
