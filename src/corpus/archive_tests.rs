//! What the corpus answers of articles in memory over an archive.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::article::{Format, PublishedSource, Stated};
use crate::knowledge::Knowledge;
use crate::language::{EntityId, Kind};

fn read(name: &str, published: &str, text: &str) -> Arc<Record> {
    let published = published.parse().ok().map(|date| (date, PublishedSource::Argument));
    let stated = Stated { published, ..Stated::default() };
    let path = Arc::from(Path::new(name));
    Arc::new(Record::read(path, Arc::from(text), Format::Text, &stated, true, Knowledge::builtin()))
}

/// Some articles in memory, over an archive of others.
fn corpus(archived: &[Arc<Record>], in_memory: &[Arc<Record>]) -> Corpus {
    let knowledge = Knowledge::builtin();
    let mut store = MemoryStore::new(knowledge);
    archived.iter().for_each(|record| store.put(record.clone()));
    let mut corpus = Corpus::new(knowledge);
    if !archived.is_empty() {
        corpus.set_archives(vec![Arc::new(store)]);
    }
    in_memory.iter().for_each(|record| corpus.put(record.clone()));
    corpus
}

/// Who the first entity of an article is.
fn first(corpus: &Corpus, record: &Record) -> Resolved {
    corpus.resolved(&record.path, EntityId(0)).unwrap_or_else(|| panic!("nobody in {}", record.path.display()))
}

fn stories() -> Vec<Arc<Record>> {
    vec![
        read("a", "1994-03-03", "Nils Farrow, the Canadian foreign minister, spoke in Ottawa."),
        read("b", "1994-03-08", "Nils Farrow, the Canadian foreign minister, arrived."),
        read("c", "1994-05-02", "Nils Farrow, the Swedish striker, scored twice."),
        read("d", "1995-06-20", "Nils Farrow, the Swedish striker, leaves."),
        read("e", "1996-04-04", "William Quayside, the mayor, welcomed the plan."),
        read("f", "1996-04-05", "Bill Quayside, the mayor, said no."),
        read("g", "1996-04-06", "The Tarnholm Ferries Group (TFG) will pay."),
        read("h", "1996-04-09", "Tarnholm Ferries Group was late again."),
        read("i", "1996-04-12", "The company TFG buys no buses, TFG said on Friday."),
    ]
}

#[test]
fn an_archive_tells_and_joins_people_as_the_memory_does() {
    let stories = stories();
    let (memory, archive) = (corpus(&[], &stories), corpus(&stories, &[]));
    for record in &stories {
        let (one, other) = (first(&memory, record), first(&archive, record));
        assert_eq!((one.key, one.why), (other.key, other.why), "{}", record.path.display());
    }
    let key = |at: usize| first(&archive, &stories[at]).key;
    assert!(key(0) == key(1) && key(2) == key(3) && key(0) != key(2));
    assert_eq!(key(4), key(5));
    assert!(key(6) == key(7) && key(7) == key(8));
    let rows = |at: usize| archive.rows(&key(at), 9).len();
    assert_eq!([0, 2, 4, 6].map(rows), [2, 2, 2, 3]);
    let bearers = |at: usize| archive.identity(&key(at)).bearers;
    assert_eq!([0, 2, 4, 6].map(bearers), [2, 2, 2, 3]);
    assert_eq!(archive.oldest(&key(2)).map(|date| date.to_string()).as_deref(), Some("1994-05-02"));
    assert_eq!(archive.find("Nils Farrow").len(), 2);
}

#[test]
fn a_draft_means_whom_the_archive_knows() {
    let stories = stories();
    let drafts = [
        read("x1", "1994-05-09", "Nils Farrow, the Swedish striker, was hurt."),
        read("x2", "1996-05-01", "Billy Quayside, the mayor, resigned."),
        read("x3", "1994-05-09", "Nils Farrow wrote a letter."),
        read("x4", "1951-05-09", "Nils Farrow, the Australian painter, showed his pictures."),
        read("x5", "1996-05-09", "Tarnholm Ferries Group has a new ship."),
        read("x6", "1996-05-09", "Mayor Quayside left early. Mr Quayside said no more."),
        read("x7", "1996-05-09", "Nora Haldane, a singer, has a new ship."),
    ];
    let corpus = corpus(&stories, &drafts);
    let archived = |at: usize| first(&corpus, &stories[at]).key;
    let meant = |at: usize| first(&corpus, &drafts[at]);
    assert_eq!(meant(0).key, archived(2));
    assert_eq!(meant(1).key, archived(4));
    let undecided = meant(2);
    assert_eq!((undecided.why, undecided.candidates.len()), (Why::Undecided, 2));
    let candidates: BTreeSet<IdentityKey> = undecided.candidates.into_iter().map(|candidate| candidate.key).collect();
    assert_eq!(candidates, [archived(0), archived(2)].into());
    let third = meant(3).key;
    assert!(
        matches!(&third, IdentityKey::Told(name, _) if name == "nils farrow") && third != archived(0) && third != archived(2)
    );
    assert_eq!(meant(4).key, archived(6));
    assert_eq!(meant(5).key, archived(4));
    assert_eq!(meant(6).key, IdentityKey::Named(Kind::Person, "nora haldane".to_owned()));
    // Whom a draft means has the draft among the places where he is mentioned, and nobody else has.
    let with_drafts = |at: usize| {
        let rows = corpus.rows(&archived(at), 99).into_iter().map(|(row, _)| row.path.display().to_string());
        rows.filter(|path| path.starts_with('x')).collect::<Vec<_>>()
    };
    assert_eq!([0, 2, 4, 6].map(with_drafts), [vec![], vec!["x1"], vec!["x6", "x2"], vec!["x5"]]);
}

#[test]
fn an_article_of_an_archive_is_a_version_of_a_draft() {
    let first = "The flood took forty boats. Nobody was hurt in the town. The water will fall on Friday.";
    let second = "The flood took fifty boats. Nobody was hurt in the town. The water will fall on Friday.";
    let archived = [read("tide-1.txt", "1997-05-06", first), read("tide-9.txt", "1997-05-07", first)];
    let corpus = corpus(&archived, &[read("tide-2.txt", "1997-05-06", second)]);
    let versions =
        |path: &str| -> Vec<String> { corpus.versions(Path::new(path)).iter().map(|path| path.display().to_string()).collect() };
    assert_eq!(versions("tide-2.txt"), ["tide-2.txt", "tide-1.txt"]);
    assert_eq!(versions("tide-1.txt"), ["tide-2.txt", "tide-1.txt"]);
    assert_eq!((versions("tide-9.txt"), versions("none.txt")), (vec!["tide-9.txt".to_owned()], vec![]));
}
