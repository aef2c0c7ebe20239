//! `docs/schemas/dateline.schema.json`, the JSON Schema of `dateline.toml`, is made from the rules and held against the reader of the
//! configuration: the schema knows a key if and only if the reader does.
//!
//! `UPDATE_EXPECT=1 cargo test --test tests config_schema` writes it anew.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::desk::Config;
use dateline::report::level_name;
use dateline::rules::{self, About, OptionDefault};
use serde_json::{Map, Value, json};

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas/dateline.schema.json")
}

/// A table with these keys and no others.
#[allow(clippy::needless_pass_by_value)] // `json!(…)` is written where it is used.
fn table(description: &str, properties: Value) -> Value {
    json!({ "type": "object", "description": description, "additionalProperties": false, "properties": properties })
}

fn texts(description: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": description })
}

/// `[rules.NAME]`: the level and the rule's own options, described as its documentation does.
fn rule(about: &About, documentation: &str) -> Value {
    let mut properties = Map::new();
    let level = json!({ "$ref": "#/$defs/level", "default": level_name(about.level) });
    properties.insert("level".to_owned(), level);
    for option in about.options {
        let told = documentation.split(&format!("- `{}`: ", option.name)).nth(1).and_then(|rest| rest.split("\n- ").next());
        let told = told.and_then(|rest| rest.split("\n\n").next()).expect("the documentation describes every option");
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = match option.default {
            OptionDefault::Count(default) => json!({ "type": "integer", "minimum": 0, "default": default, "description": told }),
            OptionDefault::Words(_) => texts(&told),
        };
        properties.insert(option.name.to_owned(), value);
    }
    table(&format!("Flags {}.", about.summary), Value::Object(properties))
}

fn schema() -> Value {
    let mut rules = Map::new();
    let mut names = vec![json!("all")];
    for each in rules::all() {
        names.push(json!(each.about().name));
        rules.insert(each.about().name.to_owned(), rule(each.about(), &each.documentation()));
    }
    let list = |description: &str| json!({ "type": "array", "items": { "$ref": "#/$defs/rule" }, "description": description });
    rules.insert("select".to_owned(), list("Only these rules; \"all\" stands for every rule."));
    rules.insert("ignore".to_owned(), list("Not these rules."));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dateline.toml",
        "description": "Settings of Dateline for a folder and all below it. Everything may be left out.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "corpus": table("Which files are articles.", json!({
                "include": texts("Files to read, as in .gitignore; without it every file of a known format."),
                "exclude": texts("Files to leave out, as in .gitignore."),
                "max_files": { "type": "integer", "minimum": 0, "default": dateline::desk::DEFAULT_MAX_FILES,
                    "description": "Past this number of files Dateline says so and goes on with open files." },
            })),
            "rules": { "$ref": "#/$defs/rules" },
            "knowledge": table("Where the desk's own knowledge lies.", json!({
                "dossiers": texts("Files of people, bodies, places and events, as in .gitignore."),
                "corrections": { "description": "Files of published corrections.",
                    "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] },
            })),
            "outlet": { "type": "object", "description": "What differs for the articles of one outlet, by its name.",
                "additionalProperties": table("What differs for this outlet.", json!({
                    "rules": { "$ref": "#/$defs/rules" }, "style": { "$ref": "#/$defs/style" } })) },
            "style": { "$ref": "#/$defs/style" },
            "store": table("Where the index lies.", json!({
                "path": { "type": "string", "description": "A folder, instead of the user's cache folder." } })),
        },
        "$defs": {
            "level": { "description": "What a finding weighs; \"off\" switches the rule off.",
                "enum": ["off", "hint", "information", "warning", "error"] },
            "rule": { "description": "The name of a rule.", "enum": names },
            "rules": table("Which rules run, at which level, with which options.", Value::Object(rules)),
            "style": table("The house's style.", json!({
                "prefer": { "type": "object", "additionalProperties": { "type": "string" },
                    "description": "The form not to use = the form to use." } })),
        },
    })
}

#[test]
fn the_schema_of_the_configuration_is_current() {
    let wanted = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(file(), &wanted).expect("the schema");
    }
    let found = fs::read_to_string(file()).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "the schema differs from the rules: run UPDATE_EXPECT=1 cargo test --test tests config_schema");
}

/// A table of the schema, its references followed.
fn at<'a>(schema: &'a Value, path: &[&str]) -> &'a Value {
    let follow = |place: &'a Value| match place["$ref"].as_str() {
        Some(reference) => schema.pointer(&reference[1..]).expect("a definition"),
        None => place,
    };
    path.iter().fold(schema, |place, step| {
        let next = &place["properties"][*step];
        follow(if next.is_null() { &place["additionalProperties"] } else { next })
    })
}

/// Every key of the schema with a value that fits, as TOML: the reader knows them all, and in each table no key that is not in the schema.
#[test]
fn the_schema_knows_the_keys_that_the_reader_knows() {
    let schema = schema();
    let names: Vec<&str> = rules::all().iter().map(|rule| rule.about().name).collect();
    let tables: [&[&str]; 8] = [
        &["corpus"],
        &["rules"],
        &["knowledge"],
        &["outlet", "Ours"],
        &["outlet", "Ours", "rules"],
        &["style"],
        &["store"],
        &["outlet", "Ours", "style"],
    ];
    for path in tables {
        let header = path.join(".");
        let keys: Vec<&String> = at(&schema, path)["properties"].as_object().expect("a table").keys().collect();
        for key in &keys {
            let problems = told(&format!("[{header}]\n{key} = 1\n"), &names);
            assert!(!problems.contains("unknown key"), "{header}.{key}: {problems}");
        }
        let problems = told(&format!("[{header}]\nxyzzyplughxyzzy = 1\n"), &names);
        assert!(problems.contains("unknown key `xyzzyplughxyzzy`"), "{header}: {problems}");
        // The reader names its keys where none is near; those of `[rules]` are the rules.
        if let Some((_, known)) = problems.split_once("known are ").filter(|_| path.last() != Some(&"rules")) {
            let mut known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
            known.sort_unstable();
            assert_eq!(keys, known, "{header}");
        }
    }
    let (_, problems) = Config::parse("xyzzyplughxyzzy = 1\n", &names);
    let told = problems.first().map(ToString::to_string).unwrap_or_default();
    let mut known: Vec<&str> = told.split("known are").nth(1).unwrap_or_default().split('`').skip(1).step_by(2).collect();
    known.sort_unstable();
    assert_eq!(schema["properties"].as_object().expect("the top").keys().collect::<Vec<_>>(), known);
}

fn told(text: &str, names: &[&str]) -> String {
    Config::parse(text, names).1.iter().map(|problem| format!("{problem}\n")).collect()
}
