//! One session from beginning to end, as a reporter has it.

use expect_test::expect;
use serde_json::json;

use super::client::{Client, Folder, able};
use super::{ARRIVAL, EVENING};

fn folder(name: &str) -> Folder {
    Folder::new(name, &[("arrival.txt", ARRIVAL), ("evening.txt", EVENING), ("README.md", "The minister said nothing here.")])
}

#[test]
fn a_session_from_initialize_to_exit() {
    let folder = folder("session");
    let uri = folder.uri("arrival.txt");
    let (mut client, initialized) = Client::in_folder(&folder, able());
    expect![[""]].assert_eq(&folder.told(&initialized));

    client.open(&uri, ARRIVAL);
    expect![[""]].assert_eq(&folder.told(&client.diagnostics(&uri, 1)));

    // Four hundred edits without waiting for anything: a word is written and taken out again, letter by letter.
    let word = "immediately";
    let mut version = 1;
    for round in 0..400 {
        version += 1;
        let column = 82 + (round % 20) as u32;
        match round % 20 {
            typing @ 0..10 => client.edit(&uri, version, 4, column, column, &word[typing..=typing]),
            deleting => client.edit(&uri, version, 4, 82 + 19 - deleting as u32, 82 + 20 - deleting as u32, ""),
        }
    }
    let unchanged = client.diagnostics(&uri, version);
    assert_eq!(unchanged.as_array().map(Vec::len), Some(2), "{unchanged}");

    expect![[""]].assert_eq(&folder.told(&client.ask_at("textDocument/hover", &uri, 4, 70)));
    expect![[""]].assert_eq(&folder.told(&client.ask_at("textDocument/definition", &uri, 4, 70)));
    expect![[""]].assert_eq(&folder.told(&client.ask_at("textDocument/references", &uri, 4, 70)));
    expect![[""]].assert_eq(&folder.told(&client.ask_at("textDocument/documentHighlight", &uri, 4, 70)));
    expect![[""]].assert_eq(&folder.told(&client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}))));
    expect![[""]].assert_eq(&folder.told(&client.ask("workspace/symbol", json!({"query": "lind"}))));

    let range = json!({"start": {"line": 6, "character": 4}, "end": {"line": 6, "character": 4}});
    let context = json!({"diagnostics": []});
    let actions =
        client.ask("textDocument/codeAction", json!({"textDocument": {"uri": uri}, "range": range, "context": context}));
    expect![[""]].assert_eq(&folder.told(&actions));

    // The first fix, applied as the editor would.
    let edit = &actions[0]["edit"]["documentChanges"][0]["edits"][0];
    client.tell(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": uri, "version": version + 1},
            "contentChanges": [{"range": edit["range"], "text": edit["newText"]}],
        }),
    );
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    let rules: Vec<_> =
        client.diagnostics(&uri, version + 1).as_array().unwrap().iter().map(|found| found["code"].clone()).collect();
    assert_eq!(rules, ["quote-variant"]);

    client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    let closed = client.wait_for("textDocument/publishDiagnostics", |params| params["version"].is_null());
    assert_eq!(closed, json!({"uri": uri, "diagnostics": []}));
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_client_that_can_do_little_gets_what_it_understands() {
    let folder = folder("little");
    let uri = folder.uri("arrival.txt");
    let mut client = Client::start();
    let root = format!("file://{}", folder.path().display());
    let answer = client.initialize(json!({"processId": null, "rootUri": root, "capabilities": {}}));
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    client.open(&uri, ARRIVAL);
    // No progress can be waited for; the quotation is found when the other article has been read.
    let complete = |params: &serde_json::Value| params["diagnostics"].as_array().is_some_and(|found| found.len() == 2);
    let diagnostics = client.wait_for("textDocument/publishDiagnostics", complete);
    assert!(diagnostics["diagnostics"][0].get("relatedInformation").is_none(), "{diagnostics}");
    expect![[""]].assert_eq(&folder.told(&client.ask_at("textDocument/hover", &uri, 4, 70)));
    expect![[""]].assert_eq(&folder.told(&client.ask_at("textDocument/definition", &uri, 4, 70)));
    let symbols = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    assert!(symbols[0].get("location").is_some(), "{symbols}");
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_client_that_dies_takes_the_server_with_it() {
    let folder = folder("dies");
    let (client, _) = Client::in_folder(&folder, able());
    assert_eq!(client.die(), Some(1));
    let (mut client, _) = Client::in_folder(&folder, able());
    client.tell("exit", serde_json::Value::Null);
    assert_eq!(client.die(), Some(1));
}
