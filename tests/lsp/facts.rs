//! The fact list over the wire: what stands in it, ticks and how they end, and what cannot be ticked.

use expect_test::expect;
use serde_json::{Value, json};

use super::client::{Client, Folder, able};

const DRAFT: &str = "Dam talks open\n\nOSLO - Foreign Minister Helga Lindqvist met 235 farmers on Monday.\n";
const ARCHIVE: &str = "Talks near\n\nForeign Minister Helga Lindqvist will meet the farmers.\n";

fn run(client: &mut Client, command: &str, argument: Value) -> Value {
    client.ask("workspace/executeCommand", json!({"command": command, "arguments": [argument]}))
}

/// Each fact as `kind text: status`.
fn list(client: &mut Client, uri: &str) -> Vec<String> {
    let answer = run(client, "dateline.facts", json!({"uri": uri}));
    let facts = answer["facts"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let word = |fact: &Value, field: &str| fact[field].as_str().unwrap().to_owned();
    facts.iter().map(|fact| format!("{} {}: {}", word(fact, "kind"), word(fact, "text"), word(fact, "status"))).collect()
}

fn statement(client: &mut Client, uri: &str, words: &str) -> String {
    let answer = run(client, "dateline.facts", json!({"uri": uri}));
    let fact = answer["facts"].as_array().unwrap().iter().find(|fact| fact["text"] == words).expect("the statement");
    fact["statement"].as_str().unwrap().to_owned()
}

#[test]
fn a_fact_has_its_place_and_its_sources() {
    let folder = Folder::new("facts", &[("draft.txt", DRAFT), ("archive.txt", ARCHIVE)]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let uri = folder.uri("draft.txt");
    client.open(&uri, DRAFT);
    let answer = run(&mut client, "dateline.facts", json!({"uri": uri}));
    assert_eq!((&answer["uri"], &answer["version"]), (&json!(uri), &json!(1)));
    expect![[r#"
        {
          "agreeing": 1,
          "checked": null,
          "conflicts": [],
          "end": {
            "column": 40,
            "line": 3
          },
          "kind": "title",
          "range": "2:7-2:39",
          "sources": [
            {
              "path": "archive.txt",
              "published": null,
              "range": "2:0-2:32",
              "span": [
                12,
                44
              ],
              "start": {
                "column": 1,
                "line": 3
              },
              "text": "Foreign Minister Helga Lindqvist",
              "uri": "file://ROOT/archive.txt"
            }
          ],
          "span": [
            23,
            55
          ],
          "start": {
            "column": 8,
            "line": 3
          },
          "statement": "3fc5c2844d424ef9-3307-fad6",
          "status": "agrees",
          "text": "Foreign Minister Helga Lindqvist"
        }"#]]
    .assert_eq(&folder.told(&answer["facts"][1]));
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_tick_lasts_as_long_as_its_words() {
    let folder = Folder::new("ticks", &[("draft.txt", DRAFT), ("archive.txt", ARCHIVE)]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let uri = folder.uri("draft.txt");
    client.open(&uri, DRAFT);
    let name = statement(&mut client, &uri, "235 farmers");
    let tick = json!({"uri": uri, "statement": name, "note": " counted ", "source": "the police", "by": "ap"});
    let answer = run(&mut client, "dateline.tick", tick);
    let checked = &answer["checked"];
    assert_eq!([&checked["by"], &checked["note"], &checked["source"]], ["ap", "counted", "the police"]);
    assert!(folder.read("draft.dateline.toml").contains("note = \"counted\"\nsource = \"the police\"\n"));
    let ticked = "number 235 farmers: ticked".to_owned();
    assert!(list(&mut client, &uri).contains(&ticked));
    // All around it is written anew, then its own words.
    client.edit(&uri, 2, 2, 0, 66, "Nobody but 235 farmers came.");
    assert!(list(&mut client, &uri).contains(&ticked));
    client.edit(&uri, 3, 2, 11, 14, "253");
    assert_eq!(list(&mut client, &uri), ["number 253 farmers: seen-nowhere-else"]);
    // The tick can be taken back though its statement is gone, and with it goes the file.
    let untick = json!({"uri": uri, "statement": name});
    assert_eq!(run(&mut client, "dateline.untick", untick.clone()), json!({"statement": name, "checked": null}));
    assert!(!folder.path().join("draft.dateline.toml").exists());
    let refused = run(&mut client, "dateline.untick", untick);
    assert_eq!(refused["error"]["code"], -32602);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_web_page_is_an_article_to_the_server() {
    let page = include_str!("../../src/article/html/page.html");
    let folder = Folder::new("page", &[("river.html", page), ("ely.txt", "Ely\n\nThe mayor, José O’Neill, left Ely.\n")]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let uri = folder.uri("river.html");
    client.open(&uri, page);
    let found = client.diagnostics(&uri, 1);
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    assert_eq!([&found[0]["code"], &found[0]["message"]], ["list-count-mismatch", "Three towns announced, 2 listed."]);
    let line = page.lines().position(|line| line.contains("Jos&eacute;")).unwrap() as u32;
    let column = page.lines().nth(line as usize).unwrap().find("Neill").unwrap() as u32;
    let position = json!({"line": line, "character": column});
    let asked = json!({"textDocument": {"uri": uri}, "position": position, "context": {"includeDeclaration": true}});
    let hover = client.ask("textDocument/hover", asked.clone());
    assert!(hover["contents"]["value"].as_str().is_some_and(|card| card.starts_with("**José O’Neill**")), "{hover}");
    expect![[r#"
        [
          {
            "range": "20:23-20:48",
            "uri": "file://ROOT/river.html"
          },
          {
            "range": "2:11-2:26",
            "uri": "file://ROOT/ely.txt"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask("textDocument/references", asked)));
    expect![[r#"
        date Monday: seen-nowhere-else
        place GENEVA: agrees
        date Monday: seen-nowhere-else
        title mayor, José O’Neill: agrees
        name José O’Neill: agrees
        quotation Nobody was hurt,: seen-nowhere-else
        number Three towns: conflicts
        place Ely: agrees
        name Ely: seen-nowhere-else
        number 3: seen-nowhere-else"#]]
    .assert_eq(&list(&mut client, &uri).join("\n"));
    assert_eq!(client.stop(), Some(0));
}
