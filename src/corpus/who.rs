//! Who is who across articles, those in memory and those of the archives: the mapping from names to identities, and what is known of each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use crate::language::{EntityId, Kind};

use super::bearers::{BEARERS, Most, OFFICES};
use super::fold::fold_name;
use super::identity::{Bearer, Evidence, Identity, IdentityKey, Member, Resolved, Traits, Why};
use super::index::Corpus;
use super::listed::MentionsRow;
use super::meanings::Source;
use super::rows::{BearerRow, NameKey};
use super::search::{Fit, fit, longest_word};
use super::store::{Cursor, NameRow, Store, Summary};

/// So many names that begin alike are found by a search in an archive, those with most bearers: of more than a list shows, somebody types on.
const FOUND: usize = 32;
/// So many people of one family are looked at, those with most bearers first.
const FAMILY: usize = 8;
/// A name of more bearers than this, among the articles in memory, is in no story rather than in another.
const COMMON: usize = 2_000;
/// So many articles that give somebody's full name are looked at, the newest, if they lie in an archive.
const INTRODUCTIONS: usize = 8;

/// People of one family name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonInUse {
    /// Articles that give the full name, newest first, each with its entity: a few.
    pub bearers: Vec<(Arc<Path>, EntityId)>,
    /// How many articles give it.
    pub articles: usize,
}

impl Corpus {
    /// The person of full name in the archives whom a family name with offices means: exactly one of that name is stated to hold one, and
    /// nothing that is said of the bearer speaks against it.
    pub(super) fn holder<'o>(
        &self,
        family: &str,
        offices: impl IntoIterator<Item = &'o String>,
        evidence: &Evidence,
    ) -> Option<(IdentityKey, String)> {
        let mut found = BTreeMap::new();
        for office in offices {
            for archive in &self.archives {
                for row in archive.holders(family, office) {
                    for key in self.meant_by_office(&row.key, office, evidence) {
                        found.entry(key).or_insert_with(|| office.clone());
                    }
                }
            }
        }
        let mut holders = found.into_iter();
        holders.next().filter(|_| holders.next().is_none())
    }

    /// Who an article's entity is among those of all articles, why, and who else may be meant. `None` if there is no such article or
    /// entity.
    #[must_use]
    pub fn resolved(&self, path: &Path, entity: EntityId) -> Option<Resolved> {
        if let Some(profiles) = self.profiles.get(path) {
            return self.resolved_traits(&profiles.get(entity.0 as usize)?.traits);
        }
        for archive in &self.archives {
            let rows = archive.bearers_in(path);
            if let Some(row) = rows.iter().find(|row| row.entity == entity) {
                let said = Evidence { offices: row.said.offices.iter().cloned().collect(), ..Evidence::default() };
                return Some(self.beside_archives(self.meant(row), &said));
            }
        }
        None
    }

    /// Who is meant by some traits of an article in memory.
    pub(super) fn resolved_traits(&self, traits: &Arc<Traits>) -> Option<Resolved> {
        let resolved = self.standing.resolved(traits)?;
        if self.archives.is_empty() {
            return Some(resolved.clone());
        }
        if traits.article.is_none() {
            return Some(self.placed(traits).unwrap_or_else(|| resolved.clone()));
        }
        // Whoever is meant among the articles in memory may go by another name in the archives.
        let full = self.standing.in_full(&resolved.key).and_then(|full| self.placed(full));
        let key = full.map_or_else(|| resolved.key.clone(), |full| full.key);
        Some(self.beside_archives(Resolved { key, ..resolved.clone() }, &traits.evidence))
    }

    /// A family name that means nobody among the articles in memory may mean somebody of an archive.
    fn beside_archives(&self, resolved: Resolved, evidence: &Evidence) -> Resolved {
        let IdentityKey::Lone(family, _) = &resolved.key else { return resolved };
        match self.holder(family, &evidence.offices, evidence) {
            Some((key, office)) => Resolved { key, why: Why::FamilyNameAndOffice(office), candidates: Vec::new() },
            None => resolved,
        }
    }

    /// What joins an article's entity with those of other articles. `None` if there is no such article or entity. Cheaper than the whole
    /// identity, whose members it does not gather.
    #[must_use]
    pub fn key_of(&self, path: &Path, entity: EntityId) -> Option<IdentityKey> {
        Some(self.resolved(path, entity)?.key)
    }

    /// The people whose full name some article gives and whose family name is this, each with articles and entities that give it.
    #[must_use]
    pub fn people_of_family(&self, family: &str) -> Vec<PersonInUse> {
        let family = fold_name(family);
        let in_memory = self.people_in_memory(&family);
        let people = self.people_of(&family).0.into_iter().map(|key| {
            let mut bearers: Vec<Bearer> = in_memory.get(&key).into_iter().flatten().map(|&bearer| bearer.clone()).collect();
            let mut articles = bearers.len();
            for (source, archive) in self.in_archives(&key) {
                let rows = self.archived_bearers::<MentionsRow>(archive, &source, Most::Rows(INTRODUCTIONS)).into_iter();
                bearers.extend(rows.map(|(row, _)| (row.path, row.entity)));
            }
            articles += self.sum(&[], &self.sources(&key)).articles as usize;
            PersonInUse { bearers, articles }
        });
        people.collect()
    }

    /// The people of a family name among the articles in memory, with the entities whose full name the article gives.
    fn people_in_memory(&self, family: &str) -> BTreeMap<IdentityKey, Vec<&Bearer>> {
        let mut people: BTreeMap<IdentityKey, Vec<&Bearer>> = BTreeMap::new();
        for (key, bearers) in self.standing.people_of(family) {
            for bearer in bearers {
                let beside = if self.archives.is_empty() { None } else { self.key_of(&bearer.0, bearer.1) };
                people.entry(beside.unwrap_or_else(|| key.clone())).or_default().push(bearer);
            }
        }
        people
    }

    /// Keys of the people of a family name, folded, in order of key, and how many there are in all.
    fn people_of(&self, family: &str) -> (Vec<IdentityKey>, usize) {
        let mut keys: BTreeSet<IdentityKey> = self.people_in_memory(family).into_keys().collect();
        let mut others = 0;
        for archive in &self.archives {
            let names = archive.names(family, BEARERS);
            let people: Vec<&NameRow> = names.iter().filter(|row| row.family > 0).collect();
            others += people.len().saturating_sub(FAMILY);
            keys.extend(people.into_iter().take(FAMILY).flat_map(|row| self.meant_by(&row.key)));
        }
        let total = keys.len() + others;
        (keys.into_iter().collect(), total)
    }

    /// The offices that articles state of people of a family name, in lower case and without the country before them.
    #[must_use]
    pub fn offices_of_family(&self, family: &str) -> BTreeSet<String> {
        let family = fold_name(family);
        let mut offices: BTreeSet<String> =
            self.standing.family(&family).flat_map(|traits| traits.evidence.offices.iter().cloned()).collect();
        for archive in &self.archives {
            offices.extend(archive.offices(&family, false, OFFICES));
        }
        offices
    }

    /// The identity of an article's entity. `None` if there is no such article or entity.
    #[must_use]
    pub fn identity_of(&self, path: &Path, entity: EntityId) -> Option<Identity> {
        Some(self.identity(&self.key_of(path, entity)?))
    }

    /// The identity of a key.
    #[must_use]
    pub fn identity(&self, key: &IdentityKey) -> Identity {
        let gathered = self.gather(key);
        let summary = self.gathered_summary(key, &gathered);
        self.describe(key, gathered.members, &summary)
    }

    /// Articles that name somebody in full, those in memory and then those of each archive, each newest first, among those whose
    /// [age](super::age) is one of these. None of a name so common
    /// that it tells nothing of the article in which it stands.
    #[must_use]
    pub fn articles_of(&self, key: &IdentityKey, ages: &RangeInclusive<i32>, limit: usize) -> Vec<Arc<Path>> {
        if self.standing.members(key).len() > COMMON {
            return Vec::new();
        }
        let mut found = self.members_of_days(key, ages);
        found.sort();
        found.dedup_by(|a, b| a.1.0 == b.1.0);
        let mut found: Vec<Arc<Path>> = found.into_iter().map(|(_, (path, _))| path.clone()).collect();
        for (source, archive) in self.in_archives(key) {
            let archived = self.archived_articles(archive, &source, ages, limit).into_iter();
            found.extend(archived.filter(|path| !self.hides(path)));
        }
        found.truncate(limit);
        found
    }

    fn archived_articles(
        &self,
        archive: &dyn Store,
        source: &Source,
        ages: &RangeInclusive<i32>,
        limit: usize,
    ) -> Vec<Arc<Path>> {
        if source.is_whole() {
            return archive.articles_of(&source.name, ages, limit);
        }
        let before = Cursor { age: *ages.start(), path: Arc::from(Path::new("")), entity: 0 };
        let rows = archive.mentions(&source.name, source.marks().as_ref(), Some(&before), limit).into_iter();
        let mut paths: Vec<Arc<Path>> = rows.filter(|row| ages.contains(&row.age())).map(|row| row.path).collect();
        paths.dedup();
        paths
    }

    fn describe(&self, key: &IdentityKey, members: Vec<Member>, summary: &Summary) -> Identity {
        let (kind, entry) = match key {
            IdentityKey::Known(kind, entry) => (*kind, Some(*entry)),
            IdentityKey::Named(kind, _) => (*kind, None),
            IdentityKey::Told(..) | IdentityKey::Lone(..) => (Kind::Person, None),
        };
        let written = summary.full.iter().max_by_key(|(name, count)| (name.contains(' '), **count, Reverse(name.as_str())));
        let name = match entry {
            Some(entry) => self.knowledge.gazetteer.entry(entry).name().to_owned(),
            None => written.map(|(name, _)| name.clone()).unwrap_or_default(),
        };
        let aliases = summary.forms.keys().filter(|form| **form != name).cloned().collect();
        let bearers = summary.bearers as usize;
        Identity { key: key.clone(), kind, name, aliases, entry, members, bearers, mentions: summary.mentions as usize }
    }

    /// Who goes by exactly this name, in full or in short, whatever the case and diacritics; those with most mentions first.
    #[must_use]
    pub fn find(&self, name: &str) -> Vec<Identity> {
        let folded = fold_name(name);
        let mut keys: BTreeSet<IdentityKey> = self.keys(self.names.get(&folded)).collect();
        for archive in &self.archives {
            for row in archive.names(&folded, BEARERS).iter() {
                self.extend_keys(&**archive, &row.key, &mut keys);
            }
        }
        for entry in self.knowledge.gazetteer.lookup(name).iter() {
            for kind in [Kind::Place, Kind::Organisation] {
                let key = IdentityKey::Known(kind, entry);
                if !self.standing.members(&key).is_empty() || !self.sources(&key).is_empty() {
                    keys.insert(key);
                }
            }
        }
        self.ranked(keys, |identity| fold_name(&identity.name) == folded)
    }

    /// The identities behind a name of an archive. A family name alone is somebody else in each article: the newest few.
    fn extend_keys(&self, archive: &dyn Store, name: &NameKey, keys: &mut BTreeSet<IdentityKey>) {
        if name.identity(None).is_some() {
            keys.extend(self.meant_by(name));
        } else {
            let alone = Source::all(name.clone(), Why::Alone);
            keys.extend(
                self.archived_bearers::<BearerRow>(archive, &alone, Most::Rows(BEARERS)).iter().map(|(row, _)| row.key()),
            );
        }
    }

    /// Who has a name that fits `query`: exact names first, then beginnings of names and words, then names with a slip or with letters left
    /// out. At most `limit`.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Identity> {
        let folded = fold_name(query);
        let mut fits: BTreeMap<IdentityKey, Fit> = BTreeMap::new();
        let mut found = |key: IdentityKey, fit: Fit| {
            let best = fits.entry(key).or_insert(fit);
            *best = fit.min(*best);
        };
        for (name, bearers) in &self.names {
            if let Some(fit) = fit(&folded, name) {
                self.keys([bearers]).for_each(|key| found(key, fit));
            }
        }
        for archive in &self.archives {
            let alike = archive.names_beginning(longest_word(&folded), BEARERS).into_iter();
            // Of people known by the family name only there may be one in each article: they are found by `find`.
            let named = alike.filter(|row| row.key.identity(None).is_some());
            let fitting = named.filter_map(|row| Some((fit(&folded, &row.name)?, row.key)));
            for (fit, name) in fitting.take(FOUND.min(limit)) {
                self.meant_by(&name).into_iter().for_each(|key| found(key, fit));
            }
        }
        let mut identities = self.ranked(fits.keys().cloned().collect(), |_| true);
        // Of equal fits those with most mentions stay first.
        identities.sort_by_key(|identity| fits.get(&identity.key).copied().unwrap_or(Fit::Letters));
        identities.truncate(limit);
        identities
    }

    fn keys<'c>(
        &'c self,
        bearers: impl IntoIterator<Item = &'c BTreeMap<Arc<Traits>, u32>>,
    ) -> impl Iterator<Item = IdentityKey> {
        let traits = bearers.into_iter().flat_map(BTreeMap::keys);
        traits.filter_map(|traits| Some(self.resolved_traits(traits)?.key))
    }

    fn ranked(&self, keys: BTreeSet<IdentityKey>, first: impl Fn(&Identity) -> bool) -> Vec<Identity> {
        let mut found: Vec<Identity> = keys
            .into_iter()
            .map(|key| match &key {
                IdentityKey::Lone(family, path) => {
                    let joined = self.rows(&key, 1).into_iter().next();
                    let holder = joined.and_then(|(row, _)| self.holder(family, &row.said.offices, &Evidence::default()));
                    self.identity(&holder.map_or_else(|| IdentityKey::Lone(family.clone(), path.clone()), |(key, _)| key))
                }
                _ => self.identity(&key),
            })
            .filter(|identity| identity.bearers > 0)
            .collect();
        found.sort_by_cached_key(|identity| (!first(identity), Reverse(identity.mentions), identity.key.clone()));
        found.dedup_by(|a, b| a.key == b.key);
        found
    }

    /// People other than this one who bear the same family name, those with most mentions first, and how many they are: of very many
    /// only some are given.
    #[must_use]
    pub fn namesakes(&self, identity: &Identity) -> (Vec<Identity>, usize) {
        if identity.kind != Kind::Person {
            return (Vec::new(), 0);
        }
        let families = match &identity.key {
            IdentityKey::Lone(family, _) => BTreeSet::from([family.clone()]),
            _ => self.summary(&identity.key).families.keys().cloned().collect(),
        };
        let mut keys = BTreeSet::new();
        let mut total = 0;
        for family in &families {
            let (people, count) = self.people_of(family);
            total += count - usize::from(people.contains(&identity.key));
            keys.extend(people.into_iter().filter(|key| *key != identity.key));
        }
        let total = total.max(keys.len());
        let found = self.ranked(keys, |_| true);
        let total = if self.archives.is_empty() { found.len() } else { total };
        (found, total)
    }
}
