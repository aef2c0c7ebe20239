//! Every action as a command, for clients that know nothing else.

use expect_test::expect;
use serde_json::{Value, json};

use super::client::{Client, Folder, able, most_able};
use super::{ARRIVAL, EVENING};

fn actions(client: &mut Client, uri: &str) -> Value {
    let range = json!({"start": {"line": 6, "character": 4}, "end": {"line": 6, "character": 17}});
    client.ask("textDocument/codeAction", json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}}))
}

#[test]
fn a_rule_is_explained() {
    let folder = Folder::new("explain", &[]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let answer = client.execute("dateline.explain", json!({"rule": "doubled-word"}));
    assert_eq!(answer["rule"], "doubled-word");
    assert!(answer["text"].as_str().is_some_and(|text| text.starts_with("## What it does\n")), "{answer}");
    client.execute("dateline.explain", json!({"rule": "doubled-word", "show": true}));
    let shown = client.wait_for("window/showMessage", |_| true);
    assert!(shown["message"].as_str().is_some_and(|message| message.starts_with("doubled-word: ")), "{shown}");
    let wrong = client.execute("dateline.explain", json!({"rule": "doubled-wort"}));
    assert_eq!(
        wrong["error"],
        json!({"code": -32602, "message": "dateline.explain: there is no rule `doubled-wort`; did you mean `doubled-word`?"})
    );
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_client_that_knows_commands_only_has_the_server_ask_it_to_edit() {
    let folder = Folder::new("fix", &[("arrival.txt", ARRIVAL)]);
    let uri = folder.uri("arrival.txt");
    let mut plain = able();
    plain["textDocument"]["codeAction"] = json!({});
    plain["workspace"]["applyEdit"] = json!(true);
    let (mut client, _) = Client::in_folder(&folder, plain);
    client.open(&uri, ARRIVAL);
    let offered = actions(&mut client, &uri);
    assert_eq!(offered[0]["command"], "dateline.fix", "{offered}");
    let argument = offered[0]["arguments"][0].clone();
    assert_eq!(client.execute("dateline.fix", argument.clone()), Value::Null);
    let edit = client.wait_for("workspace/applyEdit", |_| true);
    let change = &edit["edit"]["documentChanges"][0];
    assert_eq!((&change["textDocument"]["uri"], &change["edits"][0]["newText"]), (&json!(uri), &json!("administration")));
    client.edit(&uri, 2, 6, 4, 17, "administration");
    assert_eq!(client.execute("dateline.fix", argument)["error"]["code"], -32801, "the finding is no more");
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn an_action_is_resolved_for_the_text_as_it_is_now() {
    let folder = Folder::new("resolve", &[("arrival.txt", ARRIVAL)]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, most_able());
    client.open(&uri, ARRIVAL);
    let mut action = actions(&mut client, &uri)[0].clone();
    let edit = action.as_object_mut().unwrap().remove("edit").unwrap();
    assert_eq!(client.ask("codeAction/resolve", action.clone())["edit"], edit);
    client.edit(&uri, 2, 0, 0, 0, "A ");
    assert_eq!(client.ask("codeAction/resolve", action.clone())["edit"]["documentChanges"][0]["textDocument"]["version"], 2);
    client.edit(&uri, 3, 6, 4, 17, "administration");
    assert_eq!(client.ask("codeAction/resolve", action)["error"]["code"], -32801);
    assert_eq!(client.stop(), Some(0));
}

/// What is checked in a fact list of the arrival, each by its words, with how it stands.
fn told(list: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let facts = list["facts"].as_array().unwrap().iter();
    facts.map(|fact| format!("{} {}: {}\n", text(&fact["kind"]), text(&fact["status"]), text(&fact["text"]))).collect()
}

#[test]
fn facts_are_listed_ticked_and_unticked() {
    let folder = Folder::new("facts", &[("arrival.txt", ARRIVAL), ("evening.txt", EVENING)]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, ARRIVAL);
    let list = client.execute("dateline.facts", json!({"uri": uri}));
    expect![[r#"
        place agrees: OSLO
        title agrees: Foreign Minister Helga Lindqvist
        name agrees: Helga Lindqvist
        date seen-nowhere-else: Tuesday
        quotation conflicts: We shall speak plainly about the water and the farmers below it,
    "#]]
    .assert_eq(&told(&list));
    assert_eq!((&list["uri"], &list["version"]), (&json!(uri), &json!(1)));
    let name = list["facts"].as_array().unwrap().iter().find(|fact| fact["text"] == "Helga Lindqvist").unwrap().clone();
    expect![[r#"
        {
          "agreeing": 1,
          "checked": null,
          "conflicts": [],
          "end": {
            "column": 66,
            "line": 3
          },
          "kind": "name",
          "range": "2:50-2:65",
          "sources": [
            {
              "path": "evening.txt",
              "published": "1998-03-03",
              "range": "4:88-4:103",
              "span": [
                182,
                197
              ],
              "start": {
                "column": 89,
                "line": 5
              },
              "text": "Helga Lindqvist",
              "uri": "file://ROOT/evening.txt"
            }
          ],
          "span": [
            82,
            97
          ],
          "start": {
            "column": 51,
            "line": 3
          },
          "statement": "53158dd47962eab0-a45e-69f2",
          "status": "agrees",
          "text": "Helga Lindqvist"
        }"#]]
    .assert_eq(&folder.told(&name));
    let tick = json!({"uri": uri, "statement": name["statement"], "note": " asked her ", "source": "", "by": "ab"});
    let mut ticked = client.execute("dateline.tick", tick);
    let at = ticked["checked"]["at"].take();
    assert_eq!(at.as_str().map(str::len), Some("1998-03-03".len()), "{at}");
    let checked = json!({"by": "ab", "at": null, "note": "asked her", "source": null});
    assert_eq!(ticked, json!({"statement": name["statement"], "checked": checked}));
    let sidecar = folder.read("arrival.dateline.toml");
    let statement = name["statement"].as_str().unwrap();
    let expected = format!(
        "[[checked]]\nstatement = \"{statement}\"\ntext = \"Helga Lindqvist\"\nby = \"ab\"\nat = {}\nnote = \"asked her\"\n",
        at.as_str().unwrap()
    );
    assert_eq!(sidecar, expected);
    let list = client.execute("dateline.facts", json!({"uri": uri}));
    assert!(told(&list).contains("name ticked: Helga Lindqvist\n"), "{list}");
    let untick = json!({"uri": uri, "statement": statement});
    assert_eq!(client.execute("dateline.untick", untick.clone()), json!({"statement": statement, "checked": null}));
    assert_eq!(folder.read("arrival.dateline.toml"), "");
    let refused = |message: String| json!({"error": {"code": -32602, "message": message}});
    let again = "dateline.untick: “Helga Lindqvist” is not ticked, so there is no tick to take back".to_owned();
    assert_eq!(client.execute("dateline.untick", untick), refused(again));
    let strange = client.execute("dateline.tick", json!({"uri": uri, "statement": "none"}));
    let message = format!(
        "dateline.tick: {} has no statement \"none\" now; its text may have changed: ask for dateline.facts again",
        folder.path().join("arrival.txt").display()
    );
    assert_eq!(strange, refused(message));
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn the_folders_are_read_anew_when_somebody_says_so() {
    let folder = Folder::new("reindex", &[("arrival.txt", ARRIVAL)]);
    let (mut client, _) = Client::in_folder(&folder, able());
    client.heard.clear();
    assert_eq!(client.ask("workspace/executeCommand", json!({"command": "dateline.reindex"})), Value::Null);
    assert_eq!(client.wait_for_index()["value"], json!({"kind": "end", "message": "1 article"}));
    assert_eq!(client.stop(), Some(0));
}
