//! Each method once over the wire, its answer whole; what the answers are is tested where they are made.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::client::{Client, Folder, able, most_able};
use super::{ARRIVAL, EVENING};

const DOSSIER: &str =
    "[[person]]\nname = \"Helga Lindqvist\"\n[[person.office]]\ntitle = \"Foreign Minister\"\nof = \"Norway\"\n";

/// A draft beside another article, a dossier and a sidecar.
fn scene(name: &str) -> Folder {
    Folder::new(
        name,
        &[
            ("arrival.txt", ARRIVAL),
            ("arrival.dateline.toml", "published = 1998-03-03\n"),
            ("evening.txt", EVENING),
            ("dossiers/ours.toml", DOSSIER),
        ],
    )
}

fn opened(folder: &Folder, abilities: Value) -> (Client, String) {
    let (mut client, _) = Client::in_folder(folder, abilities);
    let uri = folder.uri("arrival.txt");
    client.open(&uri, ARRIVAL);
    (client, uri)
}

/// The answer to a question about the whole document.
fn check(client: &mut Client, folder: &Folder, method: &str, uri: &str, expected: &Expect) {
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let answer = client.ask(&format!("textDocument/{method}"), json!({"textDocument": {"uri": uri}, "range": whole}));
    expected.assert_eq(&folder.told(&answer));
}

#[test]
fn completion_and_its_card() {
    let folder = scene("completion");
    let (mut client, uri) = opened(&folder, most_able());
    client.edit(&uri, 2, 6, 0, 0, "Later Lindq. ");
    let answer = client.ask_at("textDocument/completion", &uri, 6, 11);
    expect![[r#"
        {
          "isIncomplete": true,
          "items": [
            {
              "data": {
                "kind": 7,
                "name": "Helga Lindqvist"
              },
              "detail": "Helga Lindqvist, Foreign Minister, 3 mentions",
              "filterText": "Lindqvist",
              "kind": 7,
              "label": "Lindqvist",
              "sortText": "000",
              "textEdit": {
                "newText": "Lindqvist",
                "range": "6:6-6:11"
              }
            }
          ]
        }"#]]
    .assert_eq(&folder.told(&answer));
    let resolved = client.ask("completionItem/resolve", answer["items"][0].clone());
    expect![[r#"
        {
          "kind": "markdown",
          "value": "**Helga Lindqvist** · person · *arrival.txt, 3 March 1998*\n- Title: Foreign Minister (arrival.txt, 3 March 1998, and 1 more) · *corpus, 2 articles*\n- Also written: Lindqvist · *corpus, 2 articles*\n- Dossier: Helga Lindqvist · *dossiers/ours.toml, line 1*\n- Offices: Foreign Minister of Norway · *dossiers/ours.toml, line 1*\n- Mentioned: 3 times in 2 articles, 3 March 1998: arrival.txt; evening.txt · *corpus, 2 articles*\n- Said last: “We shall speak plainly about the water and the farmers below it” · *arrival.txt, line 5, 3 March 1998*\n- Same family name: nobody else · *corpus, 2 articles*"
        }"#]].assert_eq(&folder.told(&resolved["documentation"]));
    // While plain words are typed there is nothing.
    assert_eq!(client.ask_at("textDocument/completion", &uri, 6, 4), Value::Null);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_rename_of_the_draft_at_once_and_of_others_after_consent() {
    let folder = scene("rename");
    let (mut client, uri) = opened(&folder, most_able());
    let prepared = client.ask_at("textDocument/prepareRename", &uri, 4, 70);
    expect![[r#"
        {
          "placeholder": "Lindqvist",
          "range": "4:67-4:76"
        }"#]]
    .assert_eq(&folder.told(&prepared));
    let asked = json!({"textDocument": {"uri": uri}, "position": {"line": 4, "character": 70}, "newName": "Lindquist"});
    expect![[r#"
        {
          "changeAnnotations": {
            "dateline.elsewhere": {
              "description": "already written or published; “Lindquist” in 1 other article",
              "label": "In other articles",
              "needsConfirmation": true
            },
            "dateline.here": {
              "label": "In this article",
              "needsConfirmation": false
            }
          },
          "documentChanges": [
            {
              "edits": [
                {
                  "annotationId": "dateline.here",
                  "newText": "Helga Lindquist",
                  "range": "2:50-2:65"
                },
                {
                  "annotationId": "dateline.here",
                  "newText": "Lindquist",
                  "range": "4:67-4:76"
                }
              ],
              "textDocument": {
                "uri": "file://ROOT/arrival.txt",
                "version": 1
              }
            },
            {
              "edits": [
                {
                  "annotationId": "dateline.elsewhere",
                  "newText": "Helga Lindquist",
                  "range": "4:88-4:103"
                }
              ],
              "textDocument": {
                "uri": "file://ROOT/evening.txt",
                "version": null
              }
            }
          ]
        }"#]]
    .assert_eq(&folder.told(&client.ask("textDocument/rename", asked.clone())));
    let mut wrong = asked.clone();
    wrong["newName"] = json!("");
    assert_eq!(client.ask("textDocument/rename", wrong)["error"]["code"], -32602);
    assert_eq!(client.ask_at("textDocument/prepareRename", &uri, 4, 5), Value::Null);
    assert_eq!(client.stop(), Some(0));
    // A client that cannot ask for consent changes the draft alone, in the form that it knows.
    let mut plain = able();
    plain["workspace"]["workspaceEdit"] = json!({});
    let (mut client, _) = opened(&folder, plain);
    expect![[r#"
        {
          "changes": {
            "file://ROOT/arrival.txt": [
              {
                "newText": "Helga Lindquist",
                "range": "2:50-2:65"
              },
              {
                "newText": "Lindquist",
                "range": "4:67-4:76"
              }
            ]
          }
        }"#]]
    .assert_eq(&folder.told(&client.ask("textDocument/rename", asked)));
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn from_a_name_to_the_dossier_and_to_its_introduction() {
    let folder = scene("types");
    let (mut client, uri) = opened(&folder, most_able());
    expect![[r#"
        [
          {
            "originSelectionRange": "4:67-4:76",
            "targetRange": "0:0-0:0",
            "targetSelectionRange": "0:0-0:0",
            "targetUri": "file://ROOT/dossiers/ours.toml"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask_at("textDocument/typeDefinition", &uri, 4, 70)));
    expect![[r#"
        [
          {
            "originSelectionRange": "4:67-4:76",
            "targetRange": "2:50-2:65",
            "targetSelectionRange": "2:50-2:65",
            "targetUri": "file://ROOT/arrival.txt"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask_at("textDocument/declaration", &uri, 4, 70)));
    assert_eq!(client.ask_at("textDocument/typeDefinition", &uri, 0, 0), Value::Null);
    assert_eq!(client.stop(), Some(0));
    let (mut client, uri) = opened(&folder, able());
    let plain = client.ask_at("textDocument/declaration", &uri, 4, 70);
    assert_eq!(plain[0]["uri"], json!(uri), "places instead of links");
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn hints_and_lenses_that_can_be_switched_off_live() {
    let folder = scene("hints");
    let (mut client, uri) = opened(&folder, most_able());
    check(
        &mut client,
        &folder,
        "inlayHint",
        &uri,
        &expect![[r#"
        [
          {
            "label": "3 March 1998",
            "paddingLeft": true,
            "paddingRight": false,
            "position": {
              "character": 30,
              "line": 0
            },
            "tooltip": "the article's date, from its sidecar"
          },
          {
            "label": "1 agrees",
            "paddingLeft": true,
            "paddingRight": false,
            "position": {
              "character": 65,
              "line": 2
            },
            "tooltip": "1 other article gives Helga Lindqvist this title"
          },
          {
            "label": "Tuesday, 3 March 1998",
            "paddingLeft": true,
            "paddingRight": false,
            "position": {
              "character": 84,
              "line": 2
            },
            "tooltip": "from the article's date, 3 March 1998"
          }
        ]"#]],
    );
    let lenses = client.ask("textDocument/codeLens", json!({"textDocument": {"uri": uri}}));
    expect![[r#"
        [
          {
            "command": {
              "command": "",
              "title": "3 March 1998 · its sidecar"
            },
            "range": "0:0-0:30"
          },
          {
            "data": {
              "story": 0,
              "uri": "file://ROOT/arrival.txt"
            },
            "range": "0:0-0:30"
          }
        ]"#]]
    .assert_eq(&folder.told(&lenses));
    let resolved = client.ask("codeLens/resolve", lenses[1].clone());
    expect![[r#"
        {
          "command": "",
          "title": "1 person · 1 place · 1 quotation"
        }"#]]
    .assert_eq(&folder.told(&resolved["command"]));
    client.heard.clear();
    let off = json!({"dateline": {"inlayHints": {"articleDate": false, "agreement": false, "relativeDates": false}, "codeLens": false}});
    client.tell("workspace/didChangeConfiguration", json!({"settings": off}));
    client.wait_for("workspace/inlayHint/refresh", |_| true);
    client.wait_for("workspace/codeLens/refresh", |_| true);
    check(&mut client, &folder, "inlayHint", &uri, &expect![["[]"]]);
    check(&mut client, &folder, "codeLens", &uri, &expect![["[]"]]);
    // Nothing was read again for that.
    assert!(client.heard.iter().all(|message| message["method"] != "$/progress"), "{:?}", client.heard);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn tokens_whole_in_part_and_as_a_difference() {
    let folder = scene("tokens");
    let (mut client, uri) = opened(&folder, most_able());
    let whole = client.ask("textDocument/semanticTokens/full", json!({"textDocument": {"uri": uri}}));
    let numbers = |tokens: &Value| -> String {
        let numbers: Vec<u64> = tokens["data"].as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect();
        numbers.chunks(5).map(|token| format!("{token:?}\n")).collect()
    };
    expect![[r#"
        [2, 0, 4, 1, 0]
        [0, 6, 13, 3, 0]
        [0, 44, 15, 0, 0]
        [0, 27, 7, 3, 0]
        [2, 1, 64, 5, 0]
        [0, 66, 9, 0, 0]
    "#]]
    .assert_eq(&numbers(&whole));
    let range = json!({"start": {"line": 4, "character": 0}, "end": {"line": 5, "character": 0}});
    let part = client.ask("textDocument/semanticTokens/range", json!({"textDocument": {"uri": uri}, "range": range}));
    expect![[r#"
        [4, 1, 64, 5, 0]
        [0, 66, 9, 0, 0]
    "#]]
    .assert_eq(&numbers(&part));
    client.edit(&uri, 2, 4, 0, 0, "In Bergen: ");
    let params = json!({"textDocument": {"uri": uri}, "previousResultId": whole["resultId"]});
    let delta = client.ask("textDocument/semanticTokens/full/delta", params);
    let before: Vec<Value> = whole["data"].as_array().unwrap().clone();
    let mut made = before.clone();
    let edit = &delta["edits"][0];
    let (start, gone) = (edit["start"].as_u64().unwrap() as usize, edit["deleteCount"].as_u64().unwrap() as usize);
    made.splice(start..start + gone, edit["data"].as_array().unwrap().clone());
    let now = client.ask("textDocument/semanticTokens/full", json!({"textDocument": {"uri": uri}}));
    assert_eq!((json!(made), before.len() < made.len()), (now["data"].clone(), true));
    // A name that is not known any more is answered in full.
    let params = json!({"textDocument": {"uri": uri}, "previousResultId": "never"});
    assert_eq!(client.ask("textDocument/semanticTokens/full/delta", params)["data"], now["data"]);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn folds_selections_and_links() {
    let text = "# Dam talks\n\nShe said: “We shall speak\nplainly.” See [the other](evening.txt), ../outside.txt, none.txt\nand https://example.org/dam.\n";
    let folder = scene("folds");
    folder.write("story.md", text);
    let (mut client, _) = Client::in_folder(&folder, most_able());
    let uri = folder.uri("story.md");
    client.open(&uri, text);
    check(
        &mut client,
        &folder,
        "foldingRange",
        &uri,
        &expect![[r#"
        [
          {
            "collapsedText": "We shall speak plainly.",
            "endCharacter": 8,
            "endLine": 3,
            "startCharacter": 13,
            "startLine": 2
          }
        ]"#]],
    );
    check(
        &mut client,
        &folder,
        "documentLink",
        &uri,
        &expect![[r#"
        [
          {
            "range": "3:28-3:39",
            "target": "file://ROOT/evening.txt",
            "tooltip": "ROOT/evening.txt"
          },
          {
            "range": "4:4-4:27",
            "target": "https://example.org/dam",
            "tooltip": "https://example.org/dam"
          }
        ]"#]],
    );
    let positions = json!([{"line": 2, "character": 18}, {"line": 0, "character": 4}]);
    let selected = client.ask("textDocument/selectionRange", json!({"textDocument": {"uri": uri}, "positions": positions}));
    expect![[r#"
        [
          {
            "parent": {
              "parent": {
                "parent": {
                  "parent": {
                    "parent": {
                      "range": "0:0-5:0"
                    },
                    "range": "0:2-5:0"
                  },
                  "range": "2:0-4:28"
                },
                "range": "2:0-3:11"
              },
              "range": "2:13-3:8"
            },
            "range": "2:16-2:21"
          },
          {
            "parent": {
              "parent": {
                "parent": {
                  "range": "0:0-5:0"
                },
                "range": "0:2-5:0"
              },
              "range": "0:2-0:11"
            },
            "range": "0:2-0:5"
          }
        ]"#]]
    .assert_eq(&folder.told(&selected));
    assert_eq!(client.stop(), Some(0));
    let mut lines_only = able();
    lines_only["textDocument"]["foldingRange"] = json!({"lineFoldingOnly": true, "rangeLimit": 1});
    let (mut client, _) = Client::in_folder(&folder, lines_only);
    client.open(&uri, text);
    check(
        &mut client,
        &folder,
        "foldingRange",
        &uri,
        &expect![[r#"
        [
          {
            "endLine": 3,
            "startLine": 2
          }
        ]"#]],
    );
    assert_eq!(client.stop(), Some(0));
}
