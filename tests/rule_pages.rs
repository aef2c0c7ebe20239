//! The pages of the rules under `docs/rules/` say what `dateline explain` says: they are made from the same doc comments.
//!
//! `UPDATE_EXPECT=1 cargo test --test tests rule_pages` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::report::level_name;
use dateline::rules::{self, Group};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

/// What each page should hold, by file name.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let mut index = String::from(
        "# The rules\n\n\
         What `dateline explain RULE` prints, as pages; `UPDATE_EXPECT=1 cargo test --test tests rule_pages` makes them from the rules' source.\n\
         A rule's name is the diagnostic code, the key in `dateline.toml` and the word in `<!-- stet: … -->`.\n",
    );
    let mut group: Option<Group> = None;
    for rule in rules::all() {
        let about = rule.about();
        if group != Some(about.group) {
            let _ = writeln!(index, "\n## {}\n\n| rule | level | what it flags |\n|---|---|---|", about.group.title());
            group = Some(about.group);
        }
        let level = if about.on { level_name(about.level).to_owned() } else { format!("{}, off", level_name(about.level)) };
        let _ = writeln!(index, "| [`{0}`]({0}.md) | {level} | {1} |", about.name, about.summary);
        pages.insert(format!("{}.md", about.name), format!("# {}\n\n{}\n", about.name, rule.documentation()));
    }
    pages.insert("README.md".to_owned(), index);
    pages
}

#[test]
fn the_pages_of_the_rules_are_current() {
    let pages = pages();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(folder()).expect("a folder");
        for (name, text) in &pages {
            fs::write(folder().join(name), text).expect("a page");
        }
    }
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder()).expect("docs/rules").map(|entry| entry.expect("an entry")) {
        let text = fs::read_to_string(entry.path()).expect("UTF-8").replace("\r\n", "\n");
        found.insert(entry.file_name().to_string_lossy().into_owned(), text);
    }
    let names: Vec<&String> = found.keys().collect();
    assert_eq!(names, pages.keys().collect::<Vec<_>>(), "one page for each rule and an index");
    for (name, text) in &pages {
        assert!(
            found[name] == *text,
            "docs/rules/{name} differs from the rule: run UPDATE_EXPECT=1 cargo test --test tests rule_pages"
        );
    }
}

/// The rows of the table in the README.
fn rows() -> String {
    let row = |about: &rules::About| {
        let off = if about.on { "" } else { ", off" };
        format!("| [`{0}`](docs/rules/{0}.md) | {1}{off} | {2} |\n", about.name, level_name(about.level), about.summary)
    };
    rules::all().iter().map(|rule| row(rule.about())).collect()
}

#[test]
fn the_readme_lists_every_rule_at_its_level() {
    let path = folder().join("../../README.md");
    let readme = fs::read_to_string(&path).expect("the readme").replace("\r\n", "\n");
    let is_row = |line: &str| line.starts_with("| [`") && line.contains("](docs/rules/");
    let found: String = readme.split_inclusive('\n').filter(|line| is_row(line)).collect();
    let rows = rows();
    if std::env::var_os("UPDATE_EXPECT").is_some() && !found.is_empty() {
        fs::write(path, readme.replace(&found, &rows)).expect("the readme");
    } else {
        assert!(found == rows, "README.md differs from the rules: run UPDATE_EXPECT=1 cargo test --test tests rule_pages");
    }
}
