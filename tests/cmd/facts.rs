//! The fact list, and findings that a desk lets stand, as whole commands.

use expect_test::{Expect, expect};
use serde_json::Value;

use super::Desk;

const DRAFT: &str = "Dam talks open\n\nOSLO - Foreign Minister Helga Lindqvist met 235 farmers on Monday, March 3.\n\n\"We shall speak plainly about the water,\" Lindqvist said.\n";
const ARCHIVE: &str = "Talks near\n\nForeign Minister Helga Lindqvist will meet the farmers. \"We shall speak plainly about the water,\" Lindqvist said.\n";

fn desk() -> Desk {
    Desk::new(&[("draft.txt", DRAFT), ("draft.dateline.toml", "published = 1998-03-04\n"), ("archive.txt", ARCHIVE)])
}

/// A command and all that comes of it.
#[track_caller]
fn check(desk: &Desk, arguments: &[&str], expected: &Expect) {
    expected.assert_eq(&desk.run(arguments));
}

/// What the list calls the statement with these words.
fn statement(desk: &Desk, words: &str) -> String {
    let list = desk.json(&["facts", "draft.txt", "--format", "json"]);
    let facts = list["facts"].as_array().expect("facts");
    let fact = facts.iter().find(|fact| fact["text"] == words).unwrap_or_else(|| panic!("{words} in {list:#}"));
    fact["statement"].as_str().expect("a name").to_owned()
}

/// The sidecar without the day of the test.
fn sidecar(desk: &Desk) -> String {
    let lines = desk.read("draft.dateline.toml");
    lines.lines().filter(|line| !line.starts_with("at = ")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_list_in_every_form() {
    let desk = desk();
    for form in ["text", "markdown", "csv", "json"] {
        let expected = match form {
            "text" => expect![[r#"
                exit 1
                [ ] draft.txt:3:1: place: OSLO: agrees with 1 source: gazetteer, Oslo, Norway
                [ ] draft.txt:3:8: title: Foreign Minister Helga Lindqvist: agrees with 1 source: archive.txt:3:1
                [ ] draft.txt:3:25: name: Helga Lindqvist: agrees with 1 source: archive.txt:3:18
                [ ] draft.txt:3:45: number: 235 farmers: seen nowhere else
                [ ] draft.txt:3:60: date: Monday, March 3: error: Monday, March 3: 3 March 1998 was a Tuesday.
                [ ] draft.txt:5:2: quotation: We shall speak plainly about the water,: agrees with 1 source: archive.txt:3:58
                ! dateline: draft.txt: 6 facts: 1 in conflict, 4 agreed, 1 seen nowhere else
            "#]],
            "markdown" => expect![[r#"
                exit 1
                # Facts in draft.txt

                - [ ] **OSLO** (place, line 3): agrees with 1 source: gazetteer, Oslo, Norway
                - [ ] **Foreign Minister Helga Lindqvist** (title, line 3): agrees with 1 source: archive.txt:3:1
                - [ ] **Helga Lindqvist** (name, line 3): agrees with 1 source: archive.txt:3:18
                - [ ] **235 farmers** (number, line 3): seen nowhere else
                - [ ] **Monday, March 3** (date, line 3): error: Monday, March 3: 3 March 1998 was a Tuesday.
                - [ ] **We shall speak plainly about the water,** (quotation, line 5): agrees with 1 source: archive.txt:3:58

                6 facts: 1 in conflict, 4 agreed, 1 seen nowhere else
            "#]],
            "csv" => expect![[r#"
                exit 1
                ﻿line,column,kind,text,status,agreeing,sources,conflicts,checked by,checked at,note,checked against,statement
                3,1,place,"OSLO",agrees,1,"gazetteer, Oslo, Norway","",,,,,"500334e9c7e8f333-2306-1f5f"
                3,8,title,"Foreign Minister Helga Lindqvist",agrees,1,"archive.txt:3:1","",,,,,"3fc5c2844d424ef9-3307-fad6"
                3,25,name,"Helga Lindqvist",agrees,1,"archive.txt:3:18","",,,,,"53158dd47962eab0-2a2c-fad6"
                3,45,number,"235 farmers",seen-nowhere-else,0,"","",,,,,"e8bc51d5a8e603ab-1041-3017"
                3,60,date,"Monday, March 3",conflicts,0,"","Monday, March 3: 3 March 1998 was a Tuesday.",,,,,"08f747ab687d9333-e8e3-8726"
                5,2,quotation,"We shall speak plainly about the water,",agrees,1,"archive.txt:3:58","",,,,,"f3532cf5c0babe63-898b-137e"
            "#]],
            _ => expect![[r#"
                exit 1
                {"path":"draft.txt","published":"1998-03-04","facts":[{"statement":"500334e9c7e8f333-2306-1f5f","kind":"place","span":[16,20],"start":{"line":3,"column":1},"end":{"line":3,"column":5},"text":"OSLO","status":"agrees","sources":[{"path":null,"span":null,"start":null,"text":"Oslo, Norway","published":null}],"agreeing":1,"conflicts":[],"checked":null},{"statement":"3fc5c2844d424ef9-3307-fad6","kind":"title","span":[23,55],"start":{"line":3,"column":8},"end":{"line":3,"column":40},"text":"Foreign Minister Helga Lindqvist","status":"agrees","sources":[{"path":"archive.txt","span":[12,44],"start":{"line":3,"column":1},"text":"Foreign Minister Helga Lindqvist","published":null}],"agreeing":1,"conflicts":[],"checked":null},{"statement":"53158dd47962eab0-2a2c-fad6","kind":"name","span":[40,55],"start":{"line":3,"column":25},"end":{"line":3,"column":40},"text":"Helga Lindqvist","status":"agrees","sources":[{"path":"archive.txt","span":[29,44],"start":{"line":3,"column":18},"text":"Helga Lindqvist","published":null}],"agreeing":1,"conflicts":[],"checked":null},{"statement":"e8bc51d5a8e603ab-1041-3017","kind":"number","span":[60,71],"start":{"line":3,"column":45},"end":{"line":3,"column":56},"text":"235 farmers","status":"seen-nowhere-else","sources":[],"agreeing":0,"conflicts":[],"checked":null},{"statement":"08f747ab687d9333-e8e3-8726","kind":"date","span":[75,90],"start":{"line":3,"column":60},"end":{"line":3,"column":75},"text":"Monday, March 3","status":"conflicts","sources":[],"agreeing":0,"conflicts":[{"rule":"weekday-date-mismatch","level":"error","message":"Monday, March 3: 3 March 1998 was a Tuesday.","fingerprint":"16c2bd9fe6ed03a7"}],"checked":null},{"statement":"f3532cf5c0babe63-898b-137e","kind":"quotation","span":[94,133],"start":{"line":5,"column":2},"end":{"line":5,"column":41},"text":"We shall speak plainly about the water,","status":"agrees","sources":[{"path":"archive.txt","span":[69,108],"start":{"line":3,"column":58},"text":"We shall speak plainly about the water,","published":null}],"agreeing":1,"conflicts":[],"checked":null}]}
            "#]],
        };
        check(&desk, &["facts", "draft.txt", "--format", form], &expected);
    }
}

#[test]
fn a_tick_is_written_shown_and_taken_back() {
    let desk = desk();
    let name = statement(&desk, "235 farmers");
    let tick = ["facts", "draft.txt", "--tick", &name, "--note", "counted", "--source", "the police", "--by", "ap"];
    let shown = desk.run(&tick);
    let line = shown.lines().find(|line| line.contains("235 farmers")).expect("the fact");
    expect!["[x] draft.txt:3:45: number: 235 farmers: ticked by ap, DAY; counted; source: the police"]
        .assert_eq(&without_days(line));
    expect![[r#"
        published = 1998-03-04

        [[checked]]
        statement = "NAME"
        text = "235 farmers"
        by = "ap"
        note = "counted"
        source = "the police"
    "#]]
    .assert_eq(&sidecar(&desk).replace(&name, "NAME"));
    let list = desk.json(&["facts", "draft.txt", "--format", "json"]);
    let ticked: Vec<&Value> = list["facts"].as_array().expect("facts").iter().filter(|fact| fact["status"] == "ticked").collect();
    assert_eq!((ticked.len(), &ticked[0]["text"], &ticked[0]["checked"]["by"]), (1, &"235 farmers".into(), &"ap".into()));
    // It outlives everything that is written around it, and ends with its own words.
    let around = "A new opening. Nobody but 235 farmers came.\n";
    desk.write("draft.txt", around);
    assert_eq!(statement(&desk, "235 farmers"), name);
    assert!(desk.run(&["facts", "draft.txt"]).contains("ticked"));
    desk.write("draft.txt", around.replace("235", "253"));
    assert!(!desk.run(&["facts", "draft.txt"]).contains("ticked"));
    desk.write("draft.txt", DRAFT);
    desk.run(&["facts", "draft.txt", "--untick", &name]);
    assert_eq!(sidecar(&desk), "published = 1998-03-04\n");
}

#[test]
fn the_last_tick_takes_the_sidecar_with_it() {
    let desk = Desk::new(&[("draft.txt", DRAFT)]);
    let name = statement(&desk, "Helga Lindqvist");
    desk.run(&["facts", "draft.txt", "--tick", &name, "--by", "ap"]);
    assert!(desk.path("draft.dateline.toml").exists());
    let shown = desk.run(&["facts", "draft.txt", "--untick", &name]);
    assert!(!shown.contains("ticked"), "{shown}");
    assert!(!desk.path("draft.dateline.toml").exists());
}

#[test]
fn what_is_in_no_list_is_neither_ticked_nor_unticked() {
    let desk = desk();
    let complaints = |arguments: &[&str]| {
        let shown = desk.run(arguments);
        let end = shown.lines().next().unwrap_or_default().to_owned();
        let told = shown.lines().filter(|line| line.contains("such statement")).map(str::to_owned);
        [end].into_iter().chain(told).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        exit 2
        ! dateline: --tick nosuch: no such statement is in the list; `dateline facts --format json` gives them"#]]
    .assert_eq(&complaints(&["facts", "draft.txt", "--tick", "nosuch"]));
    let name = statement(&desk, "235 farmers");
    expect![[r#"
        exit 2
        ! dateline: --untick NAME: no such statement in the list is ticked; `dateline facts --format json` gives them"#]]
    .assert_eq(&complaints(&["facts", "draft.txt", "--untick", &name]).replace(&name, "NAME"));
    assert_eq!(sidecar(&desk), "published = 1998-03-04\n");
}

#[test]
fn a_finding_that_was_let_stand_is_listed_and_returns_with_its_words() {
    let desk = desk();
    check(
        &desk,
        &["check", "draft.txt"],
        &expect![[r#"
        exit 1
        error[weekday-date-mismatch]: Monday, March 3: 3 March 1998 was a Tuesday.
         --> draft.txt:3:60
          |
        3 | OSLO - Foreign Minister Helga Lindqvist met 235 farmers on Monday, March 3.
          |                                                            ^^^^^^^^^^^^^^^
          |
          = note: the article's date, from the file beside it: the year 1998 is the nearest to it: 4 March 1998
          = help: Change the weekday to Tuesday
          = help: Change the date to 2 March 1998

        1 error in 1 article
    "#]],
    );
    let findings = desk.json(&["check", "draft.txt", "--format", "json"]);
    let fingerprint = findings[0]["fingerprint"].as_str().expect("a finding").to_owned();
    let masked = |shown: String| shown.replace(&fingerprint, "FINGERPRINT");
    expect![[r#"
        exit 0
        nothing found in 1 article
        ! dateline: 1 finding accepted
    "#]]
    .assert_eq(&masked(desk.run(&["check", "draft.txt", "--accept", &fingerprint, "--by", "ap"])));
    expect![[r#"
        published = 1998-03-04

        [[accepted]]
        rule = "weekday-date-mismatch"
        fingerprint = "FINGERPRINT"
        text = "Monday, March 3"
        by = "ap"
    "#]]
    .assert_eq(&masked(sidecar(&desk)));
    expect![[r#"
        exit 0
        draft.txt:3:60: weekday-date-mismatch: Monday, March 3: 3 March 1998 was a Tuesday. (accepted by ap, DAY)
        1 finding accepted
    "#]]
    .assert_eq(&masked(without_days(&desk.run(&["check", "draft.txt", "--accepted"]))));
    desk.write("draft.txt", DRAFT.replace("Monday, March 3", "Monday, March 10"));
    assert!(desk.run(&["check", "draft.txt"]).starts_with("exit 1\n"));
    expect![[r#"
        exit 0
        draft.txt: weekday-date-mismatch: “Monday, March 3” is not found any more (accepted by ap, DAY)
        1 finding accepted
    "#]]
    .assert_eq(&masked(without_days(&desk.run(&["check", "draft.txt", "--accepted"]))));
    expect![[r#"
        exit 2
        error[weekday-date-mismatch]: Monday, March 10: 10 March 1998 is a Tuesday.
         --> draft.txt:3:60
          |
        3 | OSLO - Foreign Minister Helga Lindqvist met 235 farmers on Monday, March 10.
          |                                                            ^^^^^^^^^^^^^^^^
          |
          = note: the article's date, from the file beside it: the year 1998 is the nearest to it: 4 March 1998
          = help: Change the weekday to Tuesday
          = help: Change the date to 9 March 1998

        1 error in 1 article
        ! dateline: --accept nosuch: no finding has this fingerprint (looked in draft.txt and the other articles named); `dateline check --format json` gives the fingerprints
    "#]].assert_eq(&desk.run(&["check", "draft.txt", "--accept", "nosuch"]));
}

/// With the day of the test as `DAY`.
fn without_days(shown: &str) -> String {
    let days = shown.split(|c: char| !c.is_ascii_digit() && c != '-').filter(|word| word.len() == 10 && word.starts_with("20"));
    days.fold(shown.to_owned(), |shown, day| shown.replace(day, "DAY"))
}

#[test]
fn before_publication_marks_of_the_desk_are_told() {
    let desk = Desk::new(&[("draft.txt", "Dam talks open\n\nHelga Lindqvst (cq) met TK farmers on Monday.\n")]);
    check(
        &desk,
        &["check", "draft.txt"],
        &expect![[r#"
        exit 1
        error[placeholder-left]: TK: a placeholder that was never filled in.
         --> draft.txt:3:25
          |
        3 | Helga Lindqvst (cq) met TK farmers on Monday.
          |                         ^^

        information[undated-relative-date]: Monday: the date of this article is not known, so the day that is meant cannot be told.
         --> draft.txt:3:39
          |
        3 | Helga Lindqvst (cq) met TK farmers on Monday.
          |                                       ^^^^^^

        1 error, 1 note in 1 article
    "#]],
    );
    check(
        &desk,
        &["check", "draft.txt", "--publish"],
        &expect![[r#"
        exit 1
        error[placeholder-left]: (cq): a note to the desk, not to the reader.
         --> draft.txt:3:16
          |
        3 | Helga Lindqvst (cq) met TK farmers on Monday.
          |                ^^^^

        error[placeholder-left]: TK: a placeholder that was never filled in.
         --> draft.txt:3:25
          |
        3 | Helga Lindqvst (cq) met TK farmers on Monday.
          |                         ^^

        information[undated-relative-date]: Monday: the date of this article is not known, so the day that is meant cannot be told.
         --> draft.txt:3:39
          |
        3 | Helga Lindqvst (cq) met TK farmers on Monday.
          |                                       ^^^^^^

        2 errors, 1 note in 1 article
    "#]],
    );
}

#[test]
fn a_web_page_is_checked_like_any_article() {
    let page = include_str!("../../src/article/html/page.html");
    let page = page.replace("on Monday after it", "on Monday, March 3, after it");
    let desk = Desk::new(&[
        ("river.html", page.as_str()),
        ("ely.htm", "<p>The mayor of Ely, Jos&eacute; O&#8217;Neill, left on Monday.</p>"),
    ]);
    let read = desk.json(&["extract", "river.html"]);
    let mentions: Vec<(&str, &str)> = read["mentions"]
        .as_array()
        .expect("mentions")
        .iter()
        .map(|mention| {
            let place = |end: usize| mention["span"][end].as_u64().expect("a place") as usize;
            (mention["text"].as_str().expect("words"), &page[place(0)..place(1)])
        })
        .collect();
    expect![[r#"
        [
            (
                "Ann Poe",
                "Ann Poe",
            ),
            (
                "GENEVA",
                "GENEVA",
            ),
            (
                "José O’Neill",
                "Jos&eacute; O&#8217;Neill",
            ),
            (
                "Ely",
                "Ely",
            ),
            (
                "Ely",
                "Ely",
            ),
        ]
    "#]]
    .assert_debug_eq(&mentions);
    let quotations: Vec<(&Value, &Value)> =
        read["quotations"].as_array().expect("quotations").iter().map(|said| (&said["text"], &said["cue"])).collect();
    expect![[r#"
        [
            (
                String("The river fell on Monday, March 3, after it had risen for a week"),
                String("said"),
            ),
            (
                String("Nobody was hurt,"),
                String("said"),
            ),
        ]
    "#]]
    .assert_debug_eq(&quotations);
    check(
        &desk,
        &["refs", "José O’Neill"],
        &expect![[r#"
        exit 0
        river.html:21:24: for a week, the mayor, Jos&eacute; O&#8217;Neill, said. &ldquo;Nobody was hurt,&rdquo; he&nbsp;said.
        ely.htm:1:22: <p>The mayor of Ely, Jos&eacute; O&#8217;Neill, left on Monday.</p>
    "#]],
    );
    check(
        &desk,
        &["check", "--select", "weekday-date-mismatch"],
        &expect![[r#"
        exit 1
        error[weekday-date-mismatch]: Monday, March 3: 3 March 1998 was a Tuesday.
          --> river.html:20:37
           |
        20 | <p>GENEVA &mdash; The river fell on Monday, March 3, after it had risen
           |                                     ^^^^^^^^^^^^^^^
           |
          ::: river.html:6:50
           |
         6 | <meta property="article:published_time" content="1998-03-03T18:05:00+01:00">
           |                                                  ------------------------- the article's date, from the file's own field: the year 1998 is the nearest to it
           |
           = help: Change the weekday to Tuesday
           = help: Change the date to 2 March 1998

        1 error in 2 articles
    "#]],
    );
    let piped = desk.run_with(&["extract", "-", "--stdin-format", "html"], page.as_bytes());
    assert!(piped.contains("\"format\":\"html\""), "{piped}");
}
