//! Lists of small drafts, whole.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use expect_test::{Expect, expect};

use super::*;
use crate::article::{Format, PublishedSource, Stated};
use crate::knowledge::Knowledge;
use crate::rules::{Accepted, Settings, review};

fn record(path: &str, published: Option<&str>, text: &str) -> Arc<Record> {
    let published = published.map(|date| (date.parse::<PartialDate>().unwrap(), PublishedSource::Sidecar));
    let stated = Stated { published, ..Stated::default() };
    let format = Format::of_path(std::path::Path::new(path)).unwrap_or(Format::Text);
    Arc::new(Record::read(Arc::from(Path::new(path)), Arc::from(text), format, &stated, true, Knowledge::builtin()))
}

/// The draft's facts beside other articles.
fn listed(draft: &Arc<Record>, others: &[Arc<Record>], accepted: &[Accepted], checked: &[Checked]) -> Vec<Fact> {
    let mut corpus = Corpus::new(Knowledge::builtin());
    for record in others.iter().chain([draft]) {
        corpus.put(record.clone());
    }
    let review = review(draft, &corpus, &Settings::default(), accepted);
    facts(&corpus, draft, &review, checked)
}

fn shown(facts: &[Fact]) -> String {
    let mut shown = String::new();
    for fact in facts {
        let sources = fact.sources.iter().map(|source| {
            let path = source.path.as_ref().map_or_else(|| "gazetteer".to_owned(), |path| path.display().to_string());
            format!(" | {path}: {}", source.text)
        });
        let sources: String = sources.collect();
        let _ = writeln!(shown, "{} {}: {}{sources}", fact.kind.name(), fact.status.name(), fact.text);
    }
    shown
}

fn check(text: &str, expected: &Expect) {
    let draft = record("draft.txt", Some("1998-03-03"), text);
    let facts = listed(&draft, &[], &[], &[]);
    expected.assert_eq(&shown(&facts));
    for fact in &facts {
        assert_eq!(draft.article.words(fact.span), fact.text);
    }
    assert!(facts.is_sorted_by_key(|fact| fact.span.start()));
}

const DRAFT: &str = "Dam talks open in Bergen

By Jo Writer

BERGEN, March 3, 1998 (Meridian) - Foreign Minister Helga Lindqvist, 54, met 235 farmers on Tuesday.

\"We shall speak plainly about the water,\" Lindqvist said. The 235 farmers had waited for three hours. Lindqvist, the foreign minister, \
                     left Bergen on Wednesday for the Harbour Council in Oslo.
";

const OTHER: &str = "Minister in Bergen

BERGEN - Helga Lindqvist, the foreign minister of Norway, met 235 farmers on Tuesday.

\"We shall speak plainly about the water, and about the fish,\" Helga Lindqvist said.
";

#[test]
fn every_statement_is_listed_once_and_in_order() {
    check(
        DRAFT,
        &expect![[r#"
            place agrees: Bergen | gazetteer: Bergen, Norway
            title seen-nowhere-else: Foreign Minister Helga Lindqvist
            name seen-nowhere-else: Helga Lindqvist
            number seen-nowhere-else: Helga Lindqvist, 54
            number seen-nowhere-else: 235 farmers
            date seen-nowhere-else: Tuesday
            quotation seen-nowhere-else: We shall speak plainly about the water,
            number seen-nowhere-else: three hours
            date seen-nowhere-else: Wednesday
            name seen-nowhere-else: Harbour Council
            place agrees: Oslo | gazetteer: Oslo, Norway
        "#]],
    );
}

#[test]
fn other_articles_the_gazetteer_and_nothing_else_agree() {
    let draft = record("draft.txt", Some("1998-03-03"), DRAFT);
    let others = [
        record("other.txt", Some("1998-03-04"), OTHER),
        record("blank.txt", None, "Helga Lundqvist sang. It was 235 farmers long.\n"),
    ];
    expect![[r#"
        place agrees: Bergen | gazetteer: Bergen, Norway | other.txt: Bergen
        title agrees: Foreign Minister Helga Lindqvist | other.txt: Helga Lindqvist, the foreign minister of Norway
        name agrees: Helga Lindqvist | other.txt: Helga Lindqvist
        number seen-nowhere-else: Helga Lindqvist, 54
        number agrees: 235 farmers | other.txt: 235 farmers
        date agrees: Tuesday | other.txt: Tuesday
        quotation agrees: We shall speak plainly about the water, | other.txt: We shall speak plainly about the water, and about the fish,
        number seen-nowhere-else: three hours
        date seen-nowhere-else: Wednesday
        name seen-nowhere-else: Harbour Council
        place agrees: Oslo | gazetteer: Oslo, Norway
    "#]].assert_eq(&shown(&listed(&draft, &others, &[], &[])));
}

#[test]
fn what_counts_nothing_is_no_fact() {
    check(
        "The two sides met several times; one banker came and few others. It is now the rule that both men recently forgot. \
         A \"lesser\" door was open. Some wrote: \"We never said so to anybody.\"\n",
        &expect![[r#"
            quotation seen-nowhere-else: We never said so to anybody.
        "#]],
    );
}

#[test]
fn ages_lives_amounts_shares_and_hours_are_facts() {
    check(
        "Olaf Stirn, who is 61, was born on 3 May 1936 in Narvik. He paid $4 million, or 12 per cent, for 3,600 tonnes at 8:15 p.m. on \
         May 9 and rose from second lieutenant. Several dozen farmers and hundreds of fishermen waited six months, or since 1994.\n",
        &expect![[r#"
            name seen-nowhere-else: Olaf Stirn
            number seen-nowhere-else: Olaf Stirn, who is 61
            date seen-nowhere-else: 3 May 1936
            place seen-nowhere-else: Narvik
            number seen-nowhere-else: $4 million
            number seen-nowhere-else: 12 per cent
            number seen-nowhere-else: 3,600 tonnes
            date seen-nowhere-else: 8:15 p.m. on May 9
            number seen-nowhere-else: Several dozen farmers
            number seen-nowhere-else: six months
            date seen-nowhere-else: 1994
        "#]],
    );
}

#[test]
fn a_second_form_of_a_name_counts_if_it_has_a_word_of_its_own() {
    check(
        "Helga Lindqvist met William Ford in Peking. Lindqvist and Ford left Beijing. The World Trade Organization (WTO) wrote. The WTO waited \
         for Ms Lindqvist, for Ford and for Helga Maria Lindqvist.\n",
        &expect![[r#"
            name seen-nowhere-else: Helga Lindqvist
            name seen-nowhere-else: William Ford
            place agrees: Peking | gazetteer: Beijing, China
            place agrees: Beijing | gazetteer: Beijing, China
            name agrees: World Trade Organization | gazetteer: World Trade Organization
            name agrees: WTO | gazetteer: World Trade Organization
            name seen-nowhere-else: Helga Maria Lindqvist
        "#]],
    );
}

#[test]
fn offices_count_once_and_the_fuller_stands() {
    check(
        "Minister Helga Lindqvist spoke. On Monday Foreign Minister Helga Lindqvist left. The foreign minister, Helga Lindqvist, and former Mayor Olaf Stirn, \
         now an adviser, waited.\n",
        &expect![[r#"
            name seen-nowhere-else: Helga Lindqvist
            date seen-nowhere-else: Monday
            title seen-nowhere-else: Foreign Minister Helga Lindqvist
            title seen-nowhere-else: former Mayor Olaf Stirn
            name seen-nowhere-else: Olaf Stirn
        "#]],
    );
}

#[test]
fn findings_make_conflicts_and_accepted_ones_do_not() {
    let draft = record("draft.txt", Some("1998-03-03"), "The talks in Oslo open on Monday, March 3, in the morning.\n");
    let date = |facts: &[Fact]| facts.iter().find(|fact| fact.kind == FactKind::Date).unwrap().clone();
    let open = date(&listed(&draft, &[], &[], &[]));
    assert_eq!(open.status, Status::Conflicts);
    let [conflict] = &open.conflicts[..] else { panic!("{:?}", open.conflicts) };
    assert_eq!((conflict.rule, conflict.level), ("weekday-date-mismatch", Level::Error));
    let accepted = Accepted {
        rule: conflict.rule.to_owned(),
        fingerprint: conflict.fingerprint.clone(),
        text: "Monday, March 3".to_owned(),
    };
    let kept = date(&listed(&draft, &[], &[accepted], &[]));
    assert_eq!((kept.status, kept.conflicts), (Status::Accepted, Vec::new()));
    let tick = Checked { statement: open.statement.clone(), ..Checked::default() };
    let ticked = date(&listed(&draft, &[], &[], std::slice::from_ref(&tick)));
    assert_eq!((ticked.status, ticked.checked, ticked.conflicts.len()), (Status::Ticked, Some(tick), 1));
}

/// Ticks the fact behind the bar in one text and gives where all that are ticked stand in another.
fn kept(text: &str, ticked: &str, edited: &str) -> Vec<usize> {
    let facts = |text: &str, checked: &[Checked]| listed(&record("draft.txt", Some("1998-03-03"), text), &[], &[], checked);
    let before = facts(&text.replace('|', ""), &[]);
    let place = text.find('|').unwrap();
    let fact = before.iter().find(|fact| fact.span.start() == place && fact.text == ticked).unwrap();
    let tick = Checked { statement: fact.statement.clone(), text: Some(fact.text.clone()), ..Checked::default() };
    let after = facts(edited, &[tick]);
    let mut names: Vec<&str> = after.iter().map(|fact| fact.statement.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), after.len(), "names are not unique");
    after.iter().filter(|fact| fact.checked.is_some()).map(|fact| fact.span.start()).collect()
}

#[test]
fn a_tick_survives_edits_elsewhere_and_ends_with_its_own_words() {
    let text = "Helga Lindqvist met 235 farmers. Olaf Stirn paid |$4 million for the dam.\n";
    let at = |edited: &str| edited.find("$4 million").map_or(Vec::new(), |at| vec![at]);
    for edited in [
        "Helga Lindqvist met 235 farmers. Olaf Stirn paid $4 million for the dam.\n",
        "New first words. Helga Lindqvist met 2,350 farmers.\n\nOlaf Stirn paid $4 million for the dam.\n",
        "Olaf Stirn paid $4 million for the bridge.\n",
        "Olaf Stirn has now spent $4 million for the dam.\n",
        "They gave $4 million to nobody at all.\n",
        "Helga Lindqvist met the 235 farmers of the valley by the lake. Olaf Stirn paid  $4 million\nfor the dam, and nobody said a word.\n",
    ] {
        assert_eq!(kept(text, "$4 million", edited), at(edited), "{edited}");
    }
    for edited in ["Olaf Stirn paid $5 million for the dam.\n", "Olaf Stirn paid £4 million for the dam.\n", "Rain.\n"] {
        assert_eq!(kept(text, "$4 million", edited), Vec::<usize>::new(), "{edited}");
    }
}

#[test]
fn two_statements_in_the_same_words_are_told_apart() {
    let text = "The council met in Oslo on Tuesday. The farmers left Bergen on |Tuesday in the evening.\n";
    let second = |edited: &str| vec![edited.rfind("Tuesday").unwrap()];
    for edited in [
        "The council met in Oslo on Tuesday. The farmers left Bergen on Tuesday in the evening.\n",
        "The bakers sang in Molde on Tuesday night. The council met in Oslo on Tuesday. The farmers left Bergen on Tuesday in the evening.\n",
        "The farmers left Bergen on Tuesday in the evening.\n",
        "The council met in Oslo on Tuesday. The farmers left the port on Tuesday in the evening.\n",
    ] {
        assert_eq!(kept(text, "Tuesday", edited), second(edited), "{edited}");
    }
    // Only the other one is left, and nobody checked that one.
    let only = "The farmers left Bergen on Wednesday. The council met in Oslo on Tuesday.\n";
    assert_eq!(kept(text, "Tuesday", only), Vec::<usize>::new());
    let moved = "The farmers left Bergen on Wednesday. The council met in Oslo on Tuesday, and the bakers sang in Molde on Tuesday night.\n";
    assert_eq!(kept(text, "Tuesday", moved), Vec::<usize>::new());
}

#[test]
fn a_name_keeps_its_tick_wherever_it_stands() {
    let text = "|Helga Lindqvist met 235 farmers.\n";
    let edited = "It rained. Nobody but Helga Lindqvist came to the hall.\n";
    assert_eq!(kept(text, "Helga Lindqvist", edited), [edited.find("Helga").unwrap()]);
    assert_eq!(kept(text, "Helga Lindqvist", "Helga Lindquist met 235 farmers.\n"), Vec::<usize>::new());
}

#[test]
fn a_finding_about_a_second_mention_is_about_the_fact() {
    let draft = record(
        "draft.txt",
        None,
        "The ministers discussed 235 political prisoners in Oslo. The 253 political prisoners are in the west, and 235 political prisoners are ill.\n",
    );
    let facts = listed(&draft, &[], &[], &[]);
    let numbers = facts.iter().filter(|fact| fact.kind == FactKind::Number);
    let numbers: Vec<(&str, Status)> = numbers.map(|fact| (fact.text.as_str(), fact.status)).collect();
    assert_eq!(numbers, [("235 political prisoners", Status::SeenNowhereElse), ("253 political prisoners", Status::Conflicts)]);
}

#[test]
fn the_statement_under_a_cursor_is_the_innermost() {
    let draft = record("draft.txt", Some("1998-03-03"), DRAFT);
    let at = |words: &str| {
        let at = draft.article.source.find(words).unwrap() + 1;
        statement_at(&draft, &[], Span::new(at, at)).map(|fact| fact.text)
    };
    assert_eq!(at("Foreign Minister").as_deref(), Some("Foreign Minister Helga Lindqvist"));
    assert_eq!(at("Helga").as_deref(), Some("Helga Lindqvist"));
    assert_eq!(at("had waited"), None);
    let all = listed(&draft, &[], &[], &[]);
    for fact in &all {
        let found = statement_at(&draft, &[], fact.span).unwrap();
        assert!(all.iter().any(|fact| fact.statement == found.statement && !found.ticked));
    }
}

#[test]
fn hostile_text_makes_a_list_of_some_sort() {
    for text in [
        "",
        "\u{feff}",
        "\0\0",
        "\"",
        "\"\"\"\"",
        "(cq)",
        "1 1 1 1",
        "«»“”‘’",
        "$",
        "12 de mayo",
        "A\u{301}lvaro 1\u{301}",
        "🦀 235 🦀",
    ] {
        let draft = record("draft.md", None, text);
        for fact in listed(&draft, &[], &[], &[]) {
            assert!(fact.span.end() <= text.len());
        }
    }
}
