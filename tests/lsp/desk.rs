//! What people decide: findings that are let stand, dates, settings; and files that change under the server.

use serde_json::{Value, json};

use super::client::{Client, Folder, able};
use super::{ARRIVAL, EVENING};

fn codes(diagnostics: &Value) -> Vec<String> {
    diagnostics.as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

/// What a client tells that watches files itself.
fn changed(client: &mut Client, uri: &str) {
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
}

#[test]
fn an_accepted_finding_goes_into_the_sidecar_and_out_of_sight_until_its_words_change() {
    let folder = Folder::new("accept", &[("arrival.txt", ARRIVAL)]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, ARRIVAL);
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    let range = json!({"start": {"line": 6, "character": 4}, "end": {"line": 6, "character": 17}});
    let asked = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": [], "only": ["quickfix"]}});
    let actions = client.ask("textDocument/codeAction", asked);
    let accept = actions.as_array().unwrap().last().unwrap();
    assert_eq!(accept["title"], "Accept: checked, keep “adminstration”");
    let command = json!({"command": accept["command"]["command"], "arguments": accept["command"]["arguments"]});
    assert_eq!(client.ask("workspace/executeCommand", command), Value::Null);
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
    let sidecar = folder.read("arrival.dateline.toml");
    assert!(sidecar.starts_with("[[accepted]]\nrule = \"misspelt-word\"\nfingerprint = \""), "{sidecar}");
    assert!(sidecar.contains("\ntext = \"adminstration\"\n"), "{sidecar}");
    // Taken back by hand: it is there again.
    folder.write("arrival.dateline.toml", "");
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn the_date_of_publication_is_set_by_a_command() {
    let text = "A meeting\n\nThe ministers met on Monday.\n";
    let folder = Folder::new("date", &[("meeting.txt", text)]);
    let uri = folder.uri("meeting.txt");
    let (mut client, initialized) = Client::in_folder(&folder, able());
    client.open(&uri, text);
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["undated-relative-date"]);
    let set = |client: &mut Client, date: &str| client.execute("dateline.setPublished", json!({"uri": uri, "published": date}));
    assert_eq!(set(&mut client, "1998-03-03"), Value::Null);
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
    assert_eq!(folder.read("meeting.dateline.toml"), "published = 1998-03-03\n");
    let refused = |message: String| json!({"error": {"code": -32602, "message": message}});
    assert_eq!(
        set(&mut client, "soon"),
        refused("dateline.setPublished: `soon` is no date; expected 1997-01-29, 1997-01 or 1997".to_owned())
    );
    let known: Vec<&str> = initialized["capabilities"]["executeCommandProvider"]["commands"]
        .as_array()
        .unwrap()
        .iter()
        .map(|command| command.as_str().unwrap())
        .collect();
    assert_eq!(
        client.ask("workspace/executeCommand", json!({"command": "dateline.fly"})),
        refused(format!("there is no command \"dateline.fly\"; known are {}", known.join(", ")))
    );
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn settings_count_as_soon_as_they_change() {
    let folder = Folder::new("settings", &[("arrival.txt", ARRIVAL)]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, ARRIVAL);
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    folder.write("dateline.toml", "[rules]\nignore = [\"misspelt-word\"]\n");
    changed(&mut client, &folder.uri("dateline.toml"));
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
    folder.write("dateline.toml", "[rules]\nignor = [\"misspelt-word\"]\n");
    changed(&mut client, &folder.uri("dateline.toml"));
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    let shown = client.wait_for("window/showMessage", |_| true);
    let message = shown["message"].as_str().unwrap();
    assert!(message.contains("dateline.toml:2:1: ") && message.contains("`ignor`") && message.contains("`ignore`"), "{message}");
    client.tell("workspace/didChangeConfiguration", json!({"settings": {"dateline": {"ignore": ["misspelt-word"]}}}));
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn files_that_appear_change_and_go_are_evidence_at_once() {
    let folder = Folder::new("files", &[("arrival.txt", ARRIVAL)]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, ARRIVAL);
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    folder.write("archive/evening.txt", EVENING);
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["quote-variant", "misspelt-word"]);
    folder.write(".gitignore", "archive/\n");
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    folder.write(".gitignore", "");
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["quote-variant", "misspelt-word"]);
    std::fs::remove_dir_all(folder.path().join("archive")).unwrap();
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn dossiers_count_as_soon_as_they_are_written() {
    let wire = "The Xinhua New Agency said so on 3 March 1997.\n";
    let folder = Folder::new("dossiers", &[("wire.txt", wire)]);
    let uri = folder.uri("wire.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, wire);
    // Two watchers may tell of one change, the client's and the server's own.
    let until = |client: &mut Client, expected: &[&str]| {
        let fits = |params: &Value| params["uri"] == uri && codes(&params["diagnostics"]) == expected;
        client.wait_for("textDocument/publishDiagnostics", fits);
    };
    until(&mut client, &["name-misspelt"]);
    folder.write("dossiers/ours.toml", "[[spelling]]\nform = \"Xinhua New Agency\"\n");
    changed(&mut client, &folder.uri("dossiers/ours.toml"));
    until(&mut client, &[]);
    folder.write("dossiers/ours.toml", "[[speling]]\nform = \"Xinhua New Agency\"\n");
    changed(&mut client, &folder.uri("dossiers/ours.toml"));
    until(&mut client, &["name-misspelt"]);
    let shown = client.wait_for("window/showMessage", |_| true);
    let message = shown["message"].as_str().unwrap();
    assert!(
        message.contains("ours.toml: line 1, column 3: unknown key `speling`") && message.contains("`spelling`"),
        "{message}"
    );
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn folders_come_and_go() {
    let (first, second) = (Folder::new("first", &[("arrival.txt", ARRIVAL)]), Folder::new("second", &[("evening.txt", EVENING)]));
    let uri = first.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&first, able());
    client.open(&uri, ARRIVAL);
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    let change = |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
    let other = json!([{"uri": format!("file://{}", second.path().display()), "name": "second"}]);
    client.tell("workspace/didChangeWorkspaceFolders", change(other.clone(), json!([])));
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["quote-variant", "misspelt-word"]);
    client.tell("workspace/didChangeWorkspaceFolders", change(json!([]), other));
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}
