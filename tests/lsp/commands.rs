//! Every action as a command, for clients that know nothing else.

use serde_json::{Value, json};

use super::ARRIVAL;
use super::client::{Client, Folder, able, most_able};

fn run(client: &mut Client, command: &str, argument: Value) -> Value {
    client.ask("workspace/executeCommand", json!({"command": command, "arguments": [argument]}))
}

fn actions(client: &mut Client, uri: &str) -> Value {
    let range = json!({"start": {"line": 6, "character": 4}, "end": {"line": 6, "character": 17}});
    client.ask("textDocument/codeAction", json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}}))
}

#[test]
fn a_rule_is_explained() {
    let folder = Folder::new("explain", &[]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let answer = run(&mut client, "dateline.explain", json!({"rule": "doubled-word"}));
    assert_eq!(answer["rule"], "doubled-word");
    assert!(answer["text"].as_str().is_some_and(|text| text.starts_with("## What it does\n")), "{answer}");
    run(&mut client, "dateline.explain", json!({"rule": "doubled-word", "show": true}));
    let shown = client.wait_for("window/showMessage", |_| true);
    assert!(shown["message"].as_str().is_some_and(|message| message.starts_with("doubled-word: ")), "{shown}");
    let wrong = run(&mut client, "dateline.explain", json!({"rule": "doubled-wort"}));
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
    assert_eq!(run(&mut client, "dateline.fix", argument.clone()), Value::Null);
    let edit = client.wait_for("workspace/applyEdit", |_| true);
    let change = &edit["edit"]["documentChanges"][0];
    assert_eq!((&change["textDocument"]["uri"], &change["edits"][0]["newText"]), (&json!(uri), &json!("administration")));
    client.edit(&uri, 2, 6, 4, 17, "administration");
    assert_eq!(run(&mut client, "dateline.fix", argument)["error"]["code"], -32801, "the finding is no more");
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
