//! Bad input: one clear message each, and the rest goes on.

use std::io::Read as _;
use std::process::Stdio;

use expect_test::expect;

use super::Desk;

const CLEAN: &str = "Rain\n\nIt rained all night.\n";

#[test]
fn a_missing_file() {
    let desk = Desk::new(&[("a.txt", CLEAN)]);
    expect![[r#"
        exit 2
        nothing found in 1 article
        ! dateline: missing.txt: there is no such file; check the name
    "#]]
    .assert_eq(&desk.run(&["check", "missing.txt", "a.txt"]));
    expect![[r#"
        exit 2
        ! dateline: missing.txt: there is no such file; check the name
    "#]]
    .assert_eq(&desk.run(&["extract", "missing.txt"]));
    expect![[r#"
        exit 2
        ! dateline: missing: there is no such file; check the name
    "#]]
    .assert_eq(&desk.run(&["check", "missing"]));
}

#[test]
fn invalid_utf_8_is_read_as_a_legacy_encoding() {
    let desk = Desk::new(&[]);
    desk.write("latin.txt", b"Caf\xe9\n\nThe caf\xe9 opened at noon.Everyone came.\n");
    expect![[r#"
        exit 1
        warning[missing-space-after-full-stop]: noon.Everyone: no space after the full stop.
         --> latin.txt:3:20
          |
        3 | The café opened at noon.Everyone came.
          |                    ^^^^^^^^^^^^^
          |
          = help: Insert a space

        1 warning in 1 article
    "#]]
    .assert_eq(&desk.run(&["check"]));
}

#[test]
fn an_empty_file_and_a_binary_one() {
    let desk = Desk::new(&[("empty.txt", ""), ("a.txt", CLEAN)]);
    desk.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    expect![[r#"
        exit 2
        nothing found in 2 articles
        ! dateline: picture.txt: not a text file (it has a NUL byte at offset 8); exclude it in `[corpus] exclude` or save it as text
    "#]].assert_eq(&desk.run(&["check"]));
    expect![[r#"
        exit 2
        ! dateline: picture.txt: not a text file (it has a NUL byte at offset 8); exclude it in `[corpus] exclude` or save it as text
    "#]].assert_eq(&desk.run(&["extract", "picture.txt"]));
}

#[test]
fn broken_front_matter() {
    let desk = Desk::new(&[("a.md", "---\ntitle: [unclosed\n---\n\nIt rained at noon.Everyone left.\n")]);
    expect![[r#"
        exit 2
        warning[missing-space-after-full-stop]: noon.Everyone: no space after the full stop.
         --> a.md:5:14
          |
        5 | It rained at noon.Everyone left.
          |              ^^^^^^^^^^^^^
          |
          = help: Insert a space

        1 warning in 1 article
        ! dateline: a.md:2:1: front matter is no YAML: unclosed bracket '[' at line 1, column 8; correct this line or quote the value
    "#]].assert_eq(&desk.run(&["check"]));
    let extracted = desk.run(&["extract", "a.md"]);
    expect!["! dateline: a.md:2:1: front matter is no YAML: unclosed bracket '[' at line 1, column 8; correct this line or quote the value"].assert_eq(extracted.lines().find(|line| line.starts_with('!')).unwrap_or("no complaint"));
}

#[test]
fn a_broken_sidecar() {
    let desk = Desk::new(&[("a.txt", CLEAN), ("a.dateline.toml", "publisht = 1994-01-25\noutlet = 7\n")]);
    expect![[r#"
        exit 2
        nothing found in 1 article
        ! dateline: a.dateline.toml: line 1, column 1: unknown key `publisht` in a sidecar; did you mean `published`?
        ! dateline: a.dateline.toml: line 2, column 10: `outlet` must be a text in quotation marks, not a number
    "#]]
    .assert_eq(&desk.run(&["check", "a.txt"]));
}

#[test]
fn a_folder_without_articles() {
    let desk = Desk::new(&[("notes/picture.jpg", "")]);
    expect![[r#"
        exit 0
        nothing found in 0 articles
        ! dateline: notes: there is no article in this folder; Dateline reads .txt, .text, .md, .markdown, .html, .htm
    "#]]
    .assert_eq(&desk.run(&["check", "notes"]));
}

#[test]
fn an_unknown_format_or_command_or_rule() {
    let desk = Desk::new(&[("a.txt", CLEAN)]);
    expect![[r#"
        exit 2
        ! dateline: invalid value 'sarif' for '--format <FORMAT>'; [possible values: text, json, github]; `--help` tells more
    "#]]
    .assert_eq(&desk.run(&["check", "--format", "sarif"]));
    expect![[r#"
        exit 2
        ! dateline: unrecognized subcommand 'chek'; tip: a similar subcommand exists: 'check'; `--help` tells more
    "#]]
    .assert_eq(&desk.run(&["chek"]));
    expect![[r#"
        exit 2
        ! dateline: quotes-variant: there is no rule of that name; did you mean `quote-variant`?
    "#]]
    .assert_eq(&desk.run(&["explain", "quotes-variant"]));
    expect![[r#"
        exit 2
        nothing found in 1 article
        ! dateline: --select quotes-variant: there is no rule of that name; did you mean `quote-variant`?
    "#]]
    .assert_eq(&desk.run(&["check", "--select", "quotes-variant"]));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(&[("open/a.txt", CLEAN), ("shut/b.txt", CLEAN)]);
    let mode = |mode: u32| {
        std::fs::set_permissions(desk.path("shut"), std::fs::Permissions::from_mode(mode)).expect("our own folder");
    };
    mode(0);
    if std::fs::read_dir(desk.path("shut")).is_ok() {
        eprintln!("SKIPPED: this user may read everything (root)");
    } else {
        expect![[r#"
            exit 2
            nothing found in 1 article
            ! dateline: shut: you have no permission to read it; change its permissions or exclude it
        "#]]
        .assert_eq(&desk.run(&["check"]));
    }
    mode(0o700);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let line = "{\"id\": 1, \"text\": \"Rain fell on London.\"}\n";
    let desk = Desk::new(&[]);
    desk.write("many.jsonl", line.repeat(20_000));
    let mut child = desk
        .command(&["extract", "--jsonl", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary");
    let mut first = [0; 16];
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut first).expect("some output");
    drop(stdout);
    let output = child.wait_with_output().expect("an end");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned()), (Some(0), String::new()));
}

#[test]
fn a_line_of_many_megabytes() {
    let desk = Desk::new(&[]);
    desk.write("long.txt", format!("{} It ended at noon.Everyone left.", "It rained. ".repeat(200_000)));
    expect![[r#"
        exit 1
        warning[missing-space-after-full-stop]: noon.Everyone: no space after the full stop.
        --> long.txt:1:2200014
         = help: Insert a space

        1 warning in 1 article
    "#]]
    .assert_eq(&desk.run(&["check", "long.txt", "--select", "missing-space-after-full-stop"]));
}
