//! Identity across small articles of our own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::article::{Format, PublishedSource, Stated};
use crate::corpus::{Corpus, MemoryStore, Record};
use crate::knowledge::{Knowledge, dossier};

use super::*;

/// An article: file, date, text.
type Draft = (&'static str, &'static str, &'static str);

fn read((name, published, text): Draft) -> Arc<Record> {
    let stated = Stated { published: published.parse().ok().map(|date| (date, PublishedSource::Argument)), ..Stated::default() };
    Arc::new(Record::read(Arc::from(Path::new(name)), Arc::from(text), Format::Text, &stated, true, Knowledge::builtin()))
}

/// A key as the tests show it; entries of the gazetteer by name.
fn key(key: &IdentityKey) -> String {
    match key {
        IdentityKey::Known(_, entry) => Knowledge::builtin().gazetteer.entry(*entry).name().to_uppercase(),
        IdentityKey::Named(_, name) => name.clone(),
        IdentityKey::Told(name, told) => format!("{name} ({told})"),
        IdentityKey::Lone(name, path) => format!("{name} in {}", path.display()),
    }
}

/// Who is who in some articles: by file and name there, the key and the reason.
fn told(corpus: &Corpus) -> BTreeMap<(String, String), String> {
    let records: Vec<Arc<Record>> = corpus.records().cloned().collect();
    told_of(&records, corpus)
}

fn told_of(records: &[Arc<Record>], corpus: &Corpus) -> BTreeMap<(String, String), String> {
    let mut told = BTreeMap::new();
    for record in records {
        for profile in profiles(record, Knowledge::builtin()) {
            let name = record.reading.entity(profile.entity).name.clone();
            let resolved = corpus.resolved(&record.path, profile.entity).expect("an entity of the corpus");
            told.insert((record.path.display().to_string(), name), format!("{}: {}", key(&resolved.key), resolved.why));
        }
    }
    told
}

fn corpus(drafts: &[Draft]) -> Corpus {
    let mut corpus = Corpus::new(Knowledge::builtin());
    drafts.iter().for_each(|draft| corpus.put(read(*draft)));
    corpus
}

/// The answers for one name, in order of file.
fn of(drafts: &[Draft], name: &str) -> Vec<String> {
    let named = told(&corpus(drafts)).into_iter().filter(|((_, own), _)| own == name);
    named.map(|((file, _), answer)| format!("{file} {answer}")).collect()
}

const ARTICLES: &[Draft] = &[
    (
        "minister-1.txt",
        "1994-03-02",
        "The Canadian foreign minister, John Roe, left Ottawa on Monday. Mr Roe saw Anna Brandt of Arlane Motors.",
    ),
    ("minister-2.txt", "1996-05-11", "Canadian Foreign Minister John Roe spoke of fish. He saw Peter Hartley."),
    ("player-1.txt", "2012-08-20", "The Welsh footballer John Roe scored twice for Wales."),
    ("player-2.txt", "2014-02-03", "Welsh striker John Roe, 23, was hurt on Sunday. The physician Carl Ost looked at him."),
    ("bare.txt", "1995-01-09", "John Roe was seen with Peter Hartley in the rain."),
    ("short.txt", "1996-05-12", "Foreign Minister Roe spoke of fish again."),
    ("surname.txt", "1996-05-12", "Mr Roe went home."),
    ("works-1.txt", "1996-05-12", "Arlane Motors sold more cars. Arlane will build a plant in Lyon, its head Anna Brandt said."),
    ("works-2.txt", "1996-05-13", "Shares of Arlane Motors Corp. rose. Anna K. Brandt bought some."),
    (
        "works-3.txt",
        "1997-05-13",
        "The U.S. Air Force and the United States Air Force are one; the strike at Arlane Inc. is not over.",
    ),
];

#[test]
fn two_people_of_one_name_are_told_apart_by_country_walk_of_life_and_time() {
    let shown = of(ARTICLES, "John Roe");
    expect_test::expect![[r#"
        bare.txt john roe (Canada, politics, 1990s): same full name, told from namesakes by time: 1990s, beside Peter Hartley
        minister-1.txt john roe (Canada, politics, 1990s): same full name, told from namesakes by Canada, politics, 1990s
        minister-2.txt john roe (Canada, politics, 1990s): same full name, told from namesakes by Canada, politics, 1990s
        player-1.txt john roe (United Kingdom, sport, 2010s): same full name, told from namesakes by country: United Kingdom, walk of life: sport, time: 2010s
        player-2.txt john roe (United Kingdom, sport, 2010s): same full name, told from namesakes by United Kingdom, sport, 2010s"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn a_family_name_needs_an_office_or_company() {
    expect_test::expect![[r#"
        short.txt john roe (Canada, politics, 1990s): same family name and office, foreign minister
        surname.txt roe in surname.txt: not known elsewhere"#]]
    .assert_eq(&of(ARTICLES, "Roe").join("\n"));
    let corpus = corpus(ARTICLES);
    let record = corpus.get(Path::new("surname.txt")).expect("an article");
    let resolved = corpus.resolved(&record.path, record.reading.mentions[0].entity).expect("an entity");
    expect_test::expect![[r#"
        [
            Candidate {
                key: Told(
                    "john roe",
                    "Canada, politics, 1990s",
                ),
                reasons: [
                    "time: 1990s",
                ],
            },
            Candidate {
                key: Told(
                    "john roe",
                    "United Kingdom, sport, 2010s",
                ),
                reasons: [],
            },
        ]
    "#]]
    .assert_debug_eq(&resolved.candidates);
}

#[test]
fn a_company_is_one_in_all_its_forms() {
    let forms = told(&corpus(ARTICLES)).into_iter().filter(|((file, _), _)| file.starts_with("works"));
    let shown: Vec<String> = forms.map(|((file, name), answer)| format!("{file} {name}: {answer}")).collect();
    expect_test::expect![[r#"
        works-1.txt Anna Brandt: anna brandt: same full name
        works-1.txt Arlane Motors: arlane motors: same full name
        works-1.txt Lyon: LYON: same gazetteer entry
        works-2.txt Anna K. Brandt: anna brandt: same full name
        works-2.txt Arlane Motors Corp.: arlane motors: same full name
        works-3.txt Arlane Inc.: arlane motors: a form of arlane motors
        works-3.txt U.S. Air Force: U.S. AIR FORCE: same gazetteer entry
        works-3.txt United States: UNITED STATES: same gazetteer entry"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn one_given_name_has_several_forms() {
    let drafts = [
        ("a.txt", "1994-01-25", "Robert Hartley spoke first."),
        ("b.txt", "1994-01-26", "Bob J. Hartley spoke last."),
        ("c.txt", "1994-01-26", "Robert K. Hartley did not speak."),
        ("d.txt", "1994-01-27", "Frenchman Peter Hartley was there."),
        ("e.txt", "1994-01-27", "Gov. Peter Hartley was not."),
    ];
    let shown: Vec<String> = told(&corpus(&drafts)).into_iter().map(|((file, _), answer)| format!("{file} {answer}")).collect();
    expect_test::expect![[r#"
        a.txt bob hartley: same full name as several people
        b.txt bob hartley (j, 1990s): same full name, told from namesakes by j, 1990s
        c.txt bob hartley (k, 1990s): same full name, told from namesakes by k, 1990s
        d.txt peter hartley: same full name
        e.txt peter hartley: same full name"#]]
    .assert_eq(&shown.join("\n"));
}

/// Numbers that look random and are always the same.
fn shuffled<T: Clone>(items: &[T], seed: u64) -> Vec<T> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut keyed: Vec<(u64, usize)> = (0..items.len()).map(|index| (next(), index)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, index)| items[index].clone()).collect()
}

#[test]
fn the_order_of_articles_makes_no_difference() {
    let expected = told(&corpus(ARTICLES));
    for seed in 1..20 {
        assert_eq!(told(&corpus(&shuffled(ARTICLES, seed))), expected, "seed {seed}");
    }
}

#[test]
fn an_article_that_goes_leaves_no_trace() {
    for gone in ARTICLES {
        let rest: Vec<Draft> = ARTICLES.iter().filter(|draft| draft.0 != gone.0).copied().collect();
        let expected = told(&corpus(&rest));
        let mut corpus = corpus(ARTICLES);
        // With and without an answer asked in between.
        let _ = told(&corpus);
        corpus.remove(Path::new(gone.0));
        assert_eq!(told(&corpus), expected, "without {}", gone.0);
        corpus.put(read(*gone));
        assert_eq!(told(&corpus), told(&self::corpus(ARTICLES)), "with {} again", gone.0);
    }
}

#[test]
fn a_closure_answers_as_the_whole_does() {
    let all: Vec<Profile> = ARTICLES.iter().flat_map(|draft| profiles(&read(*draft), Knowledge::builtin())).collect();
    let all = groups(&all);
    let whole = resolve(&all, &Decisions::default(), Knowledge::builtin());
    for (group, expected) in all.iter().zip(&whole) {
        let of_block = |block: &BlockKey| all.iter().filter(|group| group.traits.blocks().contains(block)).cloned().collect();
        let (_, some) = closure(group.traits.blocks(), &Decisions::default(), of_block);
        let at = some.iter().position(|other| other.traits == group.traits).expect("its own group");
        assert_eq!(resolve(&some, &Decisions::default(), Knowledge::builtin())[at], *expected);
    }
}

#[test]
fn a_store_can_keep_groups_and_answers() {
    let profiles: Vec<Profile> = ARTICLES.iter().flat_map(|draft| profiles(&read(*draft), Knowledge::builtin())).collect();
    let groups = groups(&profiles);
    let answers = resolve(&groups, &Decisions::default(), Knowledge::builtin());
    let kept = serde_json::to_string(&(&profiles, &groups, &answers)).expect("plain data");
    let read: (Vec<Profile>, Vec<Group>, Vec<Resolved>) = serde_json::from_str(&kept).expect("what was written");
    assert_eq!(read, (profiles, groups, answers));
}

/// The keys of one name as the desk decides.
fn decided(drafts: &[Draft], name: &str, decision: Decision) -> Vec<String> {
    let all: Vec<Profile> = drafts.iter().flat_map(|draft| profiles(&read(*draft), Knowledge::builtin())).collect();
    let all = groups(&all);
    let decisions = Decisions::new(vec![decision]);
    let answers = resolve(&all, &decisions, Knowledge::builtin());
    let named = all.iter().zip(answers).filter(|(group, _)| group.traits.name == name);
    named.map(|(_, answer)| format!("{}: {}", key(&answer.key), answer.why)).collect()
}

#[test]
fn the_desk_has_the_last_word() {
    let one = Decision::One { kind: Kind::Person, names: [name_key(Kind::Person, "John F. Roe", Knowledge::builtin())].into() };
    let keys = decided(ARTICLES, "john roe", one);
    assert_eq!(keys, ["john roe: so the desk says"; 5]);
    let names = ["Anna Brandt", "Anna Olsen"].map(|name| name_key(Kind::Person, name, Knowledge::builtin()));
    let married = Decisions::new(vec![Decision::One { kind: Kind::Person, names: names.into() }]);
    let asked = std::cell::RefCell::new(Vec::new());
    let group = groups(&profiles(&read(("a.txt", "1994-01-25", "Anna Olsen went home.")), Knowledge::builtin())).remove(0);
    let of_block = |block: &BlockKey| {
        asked.borrow_mut().push(format!("{block:?}"));
        if *block == BlockKey::Family("olsen".to_owned()) { vec![group.clone()] } else { Vec::new() }
    };
    let _ = closure(group.traits.blocks(), &married, of_block);
    assert_eq!(*asked.borrow(), ["Family(\"olsen\")", "Family(\"brandt\")"]);
    let minister = Evidence { fields: [Field::Politics].into(), ..Evidence::default() };
    let player = Evidence { fields: [Field::Sport].into(), ..Evidence::default() };
    let people = vec![("the minister".to_owned(), minister), ("the player".to_owned(), player)];
    let several = Decision::Several { name: "john roe".to_owned(), people };
    expect_test::expect![[r#"
        john roe (the minister): same full name, told from namesakes by time: 1990s, beside Peter Hartley
        john roe (the player): same full name, told from namesakes by country: United Kingdom, walk of life: sport, time: 2010s
        john roe (the minister): same full name, told from namesakes by walk of life: politics
        john roe (the minister): same full name, told from namesakes by office: foreign minister, country: Canada, walk of life: politics
        john roe (the player): same full name, told from namesakes by walk of life: sport"#]].assert_eq(&decided(ARTICLES, "john roe", several).join("\n"));
    let apart = Decision::Apart { kind: Kind::Organisation, one: "arlane".to_owned(), other: "arlane motors".to_owned() };
    expect_test::expect!["arlane: same full name"].assert_eq(&decided(ARTICLES, "arlane", apart).join("\n"));
}

fn with_brandel() -> Corpus {
    let mut corpus = corpus(ARTICLES);
    corpus.put(read((
        "works-4.txt",
        "1998-01-12",
        "Brandel Industries Corp. sold more cars. Brandel Industries will build another plant.",
    )));
    corpus
}

/// The articles as they are decided with a dossier.
fn with_dossier(text: &str) -> Corpus {
    let (file, problems) = dossier::read(text, &Arc::from(Path::new("dossiers/a.toml")));
    assert_eq!(problems, []);
    let mut corpus = with_brandel();
    corpus.set_dossiers(Arc::new(dossier::Dossiers::new([file])));
    corpus
}

#[test]
fn the_other_names_of_a_dossier_join_and_its_namesakes_are_told_apart() {
    let asked = |text: &str, file: &str, name: &str| told(&with_dossier(text))[&(file.to_owned(), name.to_owned())].clone();
    let keys = |text: &str, file: &str| -> BTreeSet<String> {
        let all = told(&with_dossier(text)).into_iter().filter(|((own, _), _)| own == file);
        all.map(|(_, answer)| answer.split(':').next().unwrap_or_default().to_owned()).collect()
    };
    // The two works are two bodies until the dossier says that one was called like the other.
    let works = "[[organisation]]\nname = 'Brandel Industries'\n[[organisation.called]]\nname = 'Arlane Motors'\nuntil = 1997\n";
    assert!(keys("", "works-1.txt").is_disjoint(&keys("", "works-4.txt")));
    assert!(!keys(works, "works-1.txt").is_disjoint(&keys(works, "works-4.txt")));
    // A form of somebody's name joins; what the evidence tells apart stays apart.
    let forms = "[[person]]\nname = 'Peter Hartley'\naliases = ['Carl Ost', 'Roe']\n";
    assert_eq!(asked(forms, "player-2.txt", "Carl Ost").split(':').next(), Some("carl ost"));
    assert_eq!(asked(forms, "bare.txt", "Peter Hartley").split(':').next(), Some("carl ost"));
    assert_eq!(asked(forms, "surname.txt", "Roe"), "roe in surname.txt: not known elsewhere");
    // Two entries of one name are two people, as the desk calls them.
    let people = "[[person]]\nname = 'John Roe'\nwhich = 'the minister'\n[[person.office]]\ntitle = 'foreign minister'\nof = 'Canada'\n[[person]]\nname = 'John Roe'\nwhich = 'the player'\ncountry = 'United Kingdom'\n[[person.office]]\ntitle = 'footballer'\n";
    let keys = ["minister-1.txt", "minister-2.txt", "player-1.txt", "player-2.txt"].map(|file| asked(people, file, "John Roe"));
    let keys = keys.map(|answer| answer.split(':').next().unwrap_or_default().to_owned());
    assert_eq!(keys, ["john roe (the minister)", "john roe (the minister)", "john roe (the player)", "john roe (the player)"]);
    // What is taken back is forgotten.
    let mut corpus = with_dossier(people);
    corpus.set_dossiers(Arc::default());
    assert_eq!(told(&corpus), told(&with_brandel()));
}

/// Where an archive of the same articles decides otherwise than the memory, with the same dossier.
fn otherwise_in_an_archive(dossier: &str) -> Vec<String> {
    let in_memory = with_dossier(dossier);
    let records: Vec<Arc<Record>> = in_memory.records().cloned().collect();
    let mut store = MemoryStore::new(Knowledge::builtin());
    records.iter().for_each(|record| store.put(record.clone()));
    let mut archived = Corpus::new(Knowledge::builtin());
    archived.set_archives(vec![Arc::new(store)]);
    archived.set_dossiers(Arc::new(in_memory.dossiers().clone()));
    let (memory, archive) = (told_of(&records, &in_memory), told_of(&records, &archived));
    // In whose company somebody is named, an archive is not asked.
    let bare = |answer: &str| answer.split(", beside ").next().unwrap_or_default().to_owned();
    let differing = memory.iter().filter(|(place, answer)| bare(answer) != archive[*place]);
    differing
        .map(|((file, name), answer)| format!("{file} {name}: {answer} | {}", archive[&(file.clone(), name.clone())]))
        .collect()
}

#[test]
fn an_archive_decides_as_the_memory_does() {
    assert_eq!(otherwise_in_an_archive(""), [""; 0]);
    let works = "[[organisation]]\nname = 'Brandel Industries'\n[[organisation.called]]\nname = 'Arlane Motors'\nuntil = 1997\n";
    assert_eq!(otherwise_in_an_archive(works), [""; 0]);
    let forms = "[[person]]\nname = 'Peter Hartley'\naliases = ['Carl Ost', 'Roe']\n";
    assert_eq!(otherwise_in_an_archive(forms), [""; 0]);
    let people = "[[person]]\nname = 'John Roe'\nwhich = 'the minister'\n[[person.office]]\ntitle = 'foreign minister'\nof = 'Canada'\n[[person]]\nname = 'John Roe'\nwhich = 'the player'\ncountry = 'United Kingdom'\n[[person.office]]\ntitle = 'footballer'\n";
    assert_eq!(otherwise_in_an_archive(people), [""; 0]);
}

#[test]
fn a_name_that_everybody_bears_is_decided_in_time() {
    // A hundred thousand profiles say a few hundred different things; many more articles have the family name only.
    let profile = profiles(&read(ARTICLES[0]), Knowledge::builtin()).swap_remove(0);
    let mut all = Vec::new();
    for number in 0..100_000_u32 {
        let mut traits = (*profile.traits).clone();
        traits.evidence.decades = [1900 + i16::try_from(number % 12).expect("a small number") * 10].into();
        traits.evidence.offices = [format!("office {}", number % 50)].into();
        all.push(Profile { traits: Arc::new(traits), ..profile.clone() });
    }
    let grouped = groups(&all);
    assert_eq!(grouped.len(), 300);
    let mut lone: Vec<Group> = (0..20_000)
        .map(|number| {
            let article = Some(Arc::from(Path::new(&format!("{number}.txt"))));
            let traits = Traits { name: "roe".to_owned(), article, family: Some("roe".to_owned()), ..(*profile.traits).clone() };
            Group {
                traits: Arc::new(traits),
                profiles: 1,
                companions: profile.companions.iter().map(|name| (name.clone(), 1)).collect(),
            }
        })
        .collect();
    lone.extend(grouped);
    let answers = resolve(&lone, &Decisions::default(), Knowledge::builtin());
    assert_eq!(answers.len(), 20_300);
}
