//! `dateline check`.

use expect_test::expect;

use super::Desk;

const HARBOUR: &str = "Harbour opens

January 24, 1994

LONDON - The harbour opened on Tuesday, January 24, and the mayor cut a ribbon.
";

const FIXABLE: &str = "Bridge closes

January 24, 1994

The bridge closed at noon.Traffic was sent over the hill.
";

#[test]
fn findings_for_people_have_source_lines_evidence_and_a_count() {
    let desk = Desk::new(&[("harbour.txt", HARBOUR), ("notes/bridge.txt", FIXABLE)]);
    expect![[r#"
        exit 1
        error[weekday-date-mismatch]: Tuesday, January 24: 24 January 1994 was a Monday.
         --> harbour.txt:5:32
          |
        5 | LONDON - The harbour opened on Tuesday, January 24, and the mayor cut a ribbon.
          |                                ^^^^^^^^^^^^^^^^^^^
          |
         ::: harbour.txt:3:1
          |
        3 | January 24, 1994
          | ---------------- the article's date, from the date line: the year 1994 is the nearest to it
          |
          = help: Change the weekday to Monday
          = help: Change the date to 25 January 1994

        warning[missing-space-after-full-stop]: noon.Traffic: no space after the full stop.
         --> notes/bridge.txt:5:22
          |
        5 | The bridge closed at noon.Traffic was sent over the hill.
          |                      ^^^^^^^^^^^^
          |
          = help: Insert a space

        1 error, 1 warning in 2 articles
    "#]]
    .assert_eq(&desk.run(&["check"]));
}

#[test]
fn a_file_is_checked_alone_and_its_folder_is_evidence() {
    let desk = Desk::new(&[("harbour.txt", HARBOUR), ("bridge.txt", FIXABLE)]);
    expect![[r#"
        exit 1
        warning[missing-space-after-full-stop]: noon.Traffic: no space after the full stop.
         --> ./bridge.txt:5:22
          |
        5 | The bridge closed at noon.Traffic was sent over the hill.
          |                      ^^^^^^^^^^^^
          |
          = help: Insert a space

    "#]]
    .assert_eq(&desk.run(&["check", "./bridge.txt", "-q"]));
}

#[test]
fn findings_for_programs_are_json() {
    let desk = Desk::new(&[("bridge.txt", FIXABLE)]);
    expect![[r#"
        exit 1
        [
        {"rule":"missing-space-after-full-stop","level":"warning","path":"bridge.txt","span":[54,66],"start":{"line":5,"column":22},"end":{"line":5,"column":34},"message":"noon.Traffic: no space after the full stop.","evidence":[],"fixes":[{"title":"Insert a space","safe":true,"edits":[{"path":"bridge.txt","span":[59,59],"text":" "}]}],"fingerprint":"0cb7db9c8d08702f"}
        ]
    "#]].assert_eq(&desk.run(&["check", "--format", "json"]));
    let clean = Desk::new(&[("clean.txt", "Rain\n\nIt rained all night.\n")]);
    expect![[r#"
        exit 0
        []
    "#]]
    .assert_eq(&clean.run(&["check", "--format", "json"]));
}

#[test]
fn findings_can_be_annotations() {
    let desk = Desk::new(&[("a,b.txt", FIXABLE)]);
    expect![[r#"
        exit 0
        ::warning file=a%2Cb.txt,line=5,endLine=5,col=22,endColumn=34,title=missing-space-after-full-stop::noon.Traffic: no space after the full stop.
    "#]].assert_eq(&desk.run(&["check", "--format", "github", "--exit-zero"]));
}

#[test]
fn rules_are_chosen_on_the_command_line() {
    let desk = Desk::new(&[("harbour.txt", HARBOUR), ("bridge.txt", FIXABLE)]);
    expect![[r#"
        exit 0
        nothing found in 2 articles
    "#]]
    .assert_eq(&desk.run(&["check", "--select", "impossible-date,misspelt-word"]));
    expect![[r#"
        exit 0
    "#]]
    .assert_eq(&desk.run(&["check", "-q", "--ignore", "weekday-date-mismatch", "--ignore", "missing-space-after-full-stop"]));
}

#[test]
fn other_articles_are_evidence_and_not_checked() {
    let desk = Desk::new(&[("desk/bridge.txt", FIXABLE), ("archive/harbour.txt", HARBOUR)]);
    expect![[r#"
        exit 1
        ::warning file=desk/bridge.txt,line=5,endLine=5,col=22,endColumn=34,title=missing-space-after-full-stop::noon.Traffic: no space after the full stop.
    "#]].assert_eq(&desk.run(&["check", "desk", "--corpus", "archive", "--format", "github"]));
}

#[test]
fn safe_fixes_are_written_and_the_rest_is_reported() {
    let desk = Desk::new(&[("harbour.txt", HARBOUR), ("bridge.txt", FIXABLE)]);
    desk.write("old.txt", FIXABLE.replace("hill", "caf\u{e9}").chars().map(|c| c as u8).collect::<Vec<u8>>());
    expect![[r#"
        exit 1
        ::error file=harbour.txt,line=5,endLine=5,col=32,endColumn=51,title=weekday-date-mismatch::Tuesday, January 24: 24 January 1994 was a Monday.
        ! dateline: 2 findings fixed in 2 files
    "#]].assert_eq(&desk.run(&["check", "--fix", "--format", "github"]));
    assert_eq!(desk.read("bridge.txt"), FIXABLE.replace("noon.Traffic", "noon. Traffic"));
    assert_eq!(desk.read("harbour.txt"), HARBOUR);
    let old = std::fs::read(desk.path("old.txt")).expect("a file");
    assert!(old.ends_with(b"noon. Traffic was sent over the caf\xe9.\n"));
}

#[test]
fn names_that_are_never_articles_are_passed_over() {
    let desk =
        Desk::new(&[("README.md", FIXABLE), ("bridge.txt", FIXABLE), ("bridge.dateline.toml", "published = 1994-01-24\n")]);
    expect![[r#"
        exit 0
        nothing found in 0 articles
        ! dateline: README.md: by its name this is no article, so it is not checked; rename it if it is one
        ! dateline: bridge.dateline.toml: by its name this is no article, so it is not checked; rename it if it is one
    "#]]
    .assert_eq(&desk.run(&["check", "README.md", "bridge.dateline.toml"]));
}

#[test]
fn colour_is_there_when_asked_for() {
    let desk = Desk::new(&[("bridge.txt", FIXABLE)]);
    assert!(desk.run(&["check", "--color", "always"]).contains("\u{1b}["));
    assert!(!desk.run(&["check"]).contains('\u{1b}'));
}
