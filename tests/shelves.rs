//! Whatever stands behind `Store` answers the same: one suite for the store on disk and the one in memory.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::article::{Format, Stated};
use dateline::claims::Attribute;
use dateline::corpus::{BearerRow, Corpus, Cursor, IdentityKey, MemoryStore, NameKey, Record, SpokenWords, Store, age};
use dateline::desk::{Index, Selection};
use dateline::knowledge::Knowledge;
use dateline::text::Span;

use crate::store::{Archive, archive};

/// A store to which articles come and from which they go.
trait Shelf {
    fn root(&self) -> PathBuf;
    /// Articles by name with their text; without one they go.
    fn change(&mut self, articles: &[(&str, Option<&str>)]);
    fn store(&self) -> Arc<dyn Store>;
}

struct OnDisk {
    archive: Archive,
    index: Arc<Index>,
}

impl OnDisk {
    fn new() -> Self {
        let archive = Archive::new();
        let (root, cache) = (archive.root(), archive.root().with_file_name("cache"));
        let opened = Index::open(&root, &Selection::default(), &cache, Knowledge::builtin()).expect("a cache folder");
        Self { archive, index: Arc::new(opened.index) }
    }
}

impl Shelf for OnDisk {
    fn root(&self) -> PathBuf {
        self.archive.root()
    }

    fn change(&mut self, articles: &[(&str, Option<&str>)]) {
        for (name, text) in articles {
            match text {
                Some(text) => self.archive.write(name, text),
                None => std::fs::remove_file(self.root().join(name)).expect("it was there"),
            }
        }
        let lock = self.index.lock().expect("nobody else writes");
        let paths: Vec<PathBuf> = articles.iter().map(|(name, _)| self.root().join(name)).collect();
        self.index.refresh_some(&lock, &paths).expect("written");
    }

    fn store(&self) -> Arc<dyn Store> {
        self.index.clone()
    }
}

struct InMemory {
    root: PathBuf,
    records: Vec<Arc<Record>>,
}

impl Shelf for InMemory {
    fn root(&self) -> PathBuf {
        self.root.clone()
    }

    fn change(&mut self, articles: &[(&str, Option<&str>)]) {
        for (name, text) in articles {
            let path: Arc<Path> = Arc::from(self.root.join(name));
            self.records.retain(|record| record.path != path);
            let read = |text: &str| {
                Record::read(path.clone(), text.into(), Format::Text, &Stated::default(), true, Knowledge::builtin())
            };
            self.records.extend(text.map(|text| Arc::new(read(text))));
        }
    }

    fn store(&self) -> Arc<dyn Store> {
        let mut store = MemoryStore::new(Knowledge::builtin());
        // What was there and went leaves nothing behind.
        for record in self.records.iter().chain(&self.records) {
            store.put(record.clone());
        }
        Arc::new(store)
    }
}

fn dated(day: u8, text: &str) -> String {
    format!("---\npublished: 1997-03-{day:02}\n---\n\n{text}\n")
}

fn names(rows: &[BearerRow]) -> Vec<String> {
    let name = |row: &BearerRow| row.path.file_name().expect("a name").to_string_lossy().into_owned();
    rows.iter().map(name).collect()
}

/// What every store must answer.
fn answers(shelf: &mut dyn Shelf) {
    let said = "\"We will never close the northern harbour to the fishing boats,\" Ms Roe said.";
    let stories = [
        ("a.txt", dated(1, &format!("Anna Roe, the mayor of Geneva, spoke on Monday. {said}"))),
        ("b.txt", dated(3, "Anna Roe, the mayor, met Karl Brandt in Geneva. Mr Brandt said nothing.")),
        ("c.txt", dated(2, &format!("Mayor Roe came last to the town hall. {said}"))),
        ("d.txt", "Anna Roe was there as well, and nobody knows when.\n".to_owned()),
    ];
    let articles: Vec<(&str, Option<&str>)> = stories.iter().map(|(name, text)| (*name, Some(text.as_str()))).collect();
    shelf.change(&articles);
    let store = shelf.store();
    let root = shelf.root();
    let anna = NameKey("npanna roe".to_owned());
    assert_eq!(store.articles(), 4);
    assert!(store.contains(&root.join("a.txt")) && !store.contains(&root.join("e.txt")));
    assert_eq!(store.text(&root.join("d.txt")).as_deref(), Some(&*stories[3].1));
    assert_eq!(store.paths(Some(&root.join("a.txt")), 2), ["b.txt", "c.txt"].map(|name| Arc::from(root.join(name))));
    // Newest first, undated last, in pages.
    let first = store.bearers(&anna, None, None, 2);
    assert_eq!(names(&first), ["b.txt", "a.txt"]);
    let last = first.last().expect("two rows");
    let behind = Cursor { age: last.age(), path: last.path.clone(), entity: last.entity.0 };
    assert_eq!(names(&store.bearers(&anna, None, Some(&behind), 2)), ["d.txt"]);
    let of = |ages: std::ops::RangeInclusive<i32>, limit| -> Vec<String> {
        let paths = store.articles_of(&anna, &ages, limit).into_iter();
        paths.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
    };
    let third = age("1997-03-03".parse().ok());
    assert_eq!(of(i32::MIN..=i32::MAX, 9), ["b.txt", "a.txt", "d.txt"]);
    assert_eq!(of(i32::MIN..=i32::MAX, 2), ["b.txt", "a.txt"]);
    assert_eq!((of(third..=third, 9), of(age(None)..=age(None), 9)), (vec!["b.txt".to_owned()], vec!["d.txt".to_owned()]));
    assert_eq!(store.oldest(&anna).map(|date| date.to_string()).as_deref(), Some("1997-03-01"));
    let summary = store.summary(&anna);
    assert_eq!((summary.bearers, summary.articles, summary.undated, summary.mentions), (3, 3, 1, 4));
    // Names exactly, by the beginning of any word, and with a slip.
    let found = |rows: Vec<dateline::corpus::NameRow>| -> Vec<(String, u32, u32)> {
        rows.into_iter().map(|row| (row.key.0, row.bearers, row.family)).collect()
    };
    let (whole, alone) = (("npanna roe".to_owned(), 3, 3), ("lroe".to_owned(), 1, 0));
    assert_eq!(found(store.names("roe", 9).to_vec()), [whole.clone(), alone.clone()]);
    assert_eq!(found(store.names("roe", 1).to_vec()), std::slice::from_ref(&whole));
    assert_eq!(found(store.names_beginning("ro", 9)), [("npanna roe".to_owned(), 3, 0), alone]);
    assert_eq!(found(store.names_near("anna rose", 9)), [("npanna roe".to_owned(), 3, 0)]);
    assert_eq!(found(store.names("ro", 9).to_vec()), []);
    // What decides who is meant: a name's groups, and places and bodies of one block.
    let said = |store: &dyn Store, key: &NameKey| -> Vec<(String, u32)> {
        store.groups(key).iter().map(|group| (group.traits.name.clone(), group.profiles)).collect()
    };
    let ways = said(&*store, &anna);
    assert_eq!(ways.iter().map(|(_, profiles)| profiles).sum::<u32>(), 3);
    assert!(ways.iter().all(|(name, _)| name == "anna roe"), "{ways:?}");
    assert_eq!(said(&*store, &NameKey("lroe".to_owned())), []);
    let named = |first: &str| store.namesakes("roe", first, 9).into_iter().map(|key| key.0).collect::<Vec<_>>();
    assert_eq!((named("anna"), named("ann")), (vec!["npanna roe".to_owned()], vec![]));
    // Offices of a family, and who holds them.
    assert_eq!(store.offices("roe", false, 9), ["mayor", "mayor of geneva"]);
    assert_eq!(store.offices("roe", true, 9), ["mayor"]);
    assert_eq!(store.offices("brandt", true, 9), [] as [&str; 0]);
    let holders: Vec<(String, u32)> = store.holders("roe", "mayor").into_iter().map(|row| (row.key.0, row.bearers)).collect();
    assert_eq!(holders, [("npanna roe".to_owned(), 1)]);
    // The same words in two articles.
    let alike = |store: &dyn Store| {
        let words = "we will never close the northern harbour";
        let words = SpokenWords::of(words, Span::new(0, words.len()));
        let shingles: BTreeSet<i32> = words.shingles().collect();
        let alike = store.quotations(&shingles, 9).into_iter();
        alike.map(|found| (found.path.to_path_buf(), found.shared)).collect::<Vec<_>>()
    };
    assert_eq!(alike(&*store), ["a.txt", "c.txt"].map(|name| (root.join(name), 5)));

    // One goes, one says something else: what they said before is gone.
    let other = dated(9, "Karl Brandt, the mayor of Bern, was alone.");
    shelf.change(&[("a.txt", None), ("c.txt", Some(&other))]);
    let store = shelf.store();
    assert_eq!(store.articles(), 3);
    assert_eq!(names(&store.bearers(&anna, None, None, 9)), ["b.txt", "d.txt"]);
    assert_eq!(store.summary(&anna).bearers, 2);
    assert_eq!(found(store.names("roe", 9).to_vec()), [("npanna roe".to_owned(), 2, 2)]);
    assert_eq!(store.offices("roe", true, 9), [] as [&str; 0]);
    assert_eq!(store.offices("brandt", false, 9), ["mayor of bern"]);
    assert_eq!(alike(&*store), []);
    assert_eq!(*store.bearers_in(&root.join("a.txt")), []);
    assert!(store.record(&root.join("a.txt")).is_none());
}

#[test]
fn the_store_on_disk_answers() {
    answers(&mut OnDisk::new());
}

#[test]
fn the_store_in_memory_answers() {
    answers(&mut InMemory { root: PathBuf::from("/articles"), records: Vec::new() });
}

#[test]
fn both_stores_answer_alike_of_many_articles() {
    let mut disk = OnDisk::new();
    let mut memory = InMemory { root: disk.root(), records: Vec::new() };
    let texts: Vec<(String, String)> =
        (0..90).map(|at| (archive::place(at).to_string_lossy().into_owned(), archive::article(at, 40))).collect();
    let articles: Vec<(&str, Option<&str>)> = texts.iter().map(|(name, text)| (name.as_str(), Some(text.as_str()))).collect();
    let gone: Vec<(&str, Option<&str>)> = articles[20..40].iter().map(|(name, _)| (*name, None)).collect();
    for shelf in [&mut disk as &mut dyn Shelf, &mut memory] {
        shelf.change(&articles);
        shelf.change(&gone);
    }
    let (disk, memory) = (disk.store(), memory.store());
    assert_eq!(disk.paths(None, 1_000), memory.paths(None, 1_000));
    let mut keys: BTreeSet<NameKey> = BTreeSet::new();
    for path in memory.paths(None, 1_000) {
        let rows = memory.bearers_in(&path);
        assert_eq!(disk.bearers_in(&path), rows);
        keys.extend(rows.iter().flat_map(BearerRow::keys));
    }
    let mut families: BTreeSet<String> = BTreeSet::new();
    let mut titled = 0;
    for key in &keys {
        assert_eq!(disk.bearers(key, None, None, 1_000), memory.bearers(key, None, None, 1_000), "{key:?}");
        assert_eq!(disk.mentions(key, None, None, 1_000), memory.mentions(key, None, None, 1_000), "{key:?}");
        assert_eq!(disk.summary(key), memory.summary(key), "{key:?}");
        assert_eq!(disk.oldest(key), memory.oldest(key), "{key:?}");
        let titles = |store: &dyn Store| store.claims(key, None, Attribute::Title, &(i32::MIN..=-19_800_000), 64);
        assert_eq!(titles(&*disk), titles(&*memory), "{key:?}");
        titled += titles(&*memory).len();
        assert_eq!(disk.groups(key), memory.groups(key), "{key:?}");
        let some: BTreeSet<u64> = memory.groups(key).iter().map(|group| group.traits.mark()).step_by(2).collect();
        assert_eq!(disk.bearers(key, Some(&some), None, 3), memory.bearers(key, Some(&some), None, 3), "{key:?}");
        for block in memory.groups(key).iter().flat_map(|group| group.traits.blocks()) {
            assert_eq!(disk.names_in(&block, 64), memory.names_in(&block, 64), "{block:?}");
        }
        families.extend(memory.summary(key).families.keys().cloned());
    }
    assert!(titled > 20, "{titled}");
    for family in &families {
        assert_eq!(disk.names(family, 64), memory.names(family, 64), "{family}");
        assert_eq!(disk.names_near(family, 64), memory.names_near(family, 64), "{family}");
        let beginning: String = family.chars().take(3).collect();
        assert_eq!(disk.names_beginning(&beginning, 64), memory.names_beginning(&beginning, 64), "{beginning}");
        for alone in [false, true] {
            let offices = memory.offices(family, alone, 64);
            assert_eq!(disk.offices(family, alone, 64), offices, "{family}");
            for office in &offices {
                assert_eq!(disk.holders(family, office), memory.holders(family, office), "{family} {office}");
            }
        }
    }
    // And whoever asks through the corpus cannot tell them apart: one decides what each name means, of the other it is decided beforehand.
    let path = memory.paths(Some(&memory.paths(None, 1)[0]), 1).remove(0);
    let draft = memory.record(&path).expect("it is there");
    let corpus = |store: Arc<dyn Store>| {
        let mut corpus = Corpus::new(Knowledge::builtin());
        corpus.set_archives(vec![store]);
        corpus.put(draft.clone());
        let found = ["a", "e", "ha", "i", "no", "o", "s"].into_iter().flat_map(|typed| corpus.search(typed, 64));
        let all = |key: &IdentityKey| corpus.rows(key, 5).into_iter().map(|(row, why)| (row.path, why)).collect::<Vec<_>>();
        found.map(|identity| (corpus.summary(&identity.key), all(&identity.key), identity)).collect::<Vec<_>>()
    };
    let (found, expected) = (corpus(disk), corpus(memory));
    let told = expected.iter().filter(|(.., identity)| matches!(identity.key, IdentityKey::Told(..))).count();
    assert!(told > 3, "{told} of {}", expected.len());
    for (found, expected) in found.into_iter().zip(expected) {
        assert_eq!(found, expected);
    }
}
