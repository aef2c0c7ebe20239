//! Diagnostics for clients that ask for them.

use serde_json::{Value, json};

use super::client::{Client, Folder, most_able};
use super::{ARRIVAL, EVENING};

fn codes(report: &Value) -> Vec<&str> {
    report["items"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

fn pull(client: &mut Client, uri: &str, before: &Value) -> Value {
    client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}, "previousResultId": before}))
}

/// Asks for the findings of closed files; `known` are those of an answer.
fn pull_workspace(client: &mut Client, known: &Value, waits: bool) -> i64 {
    let known: Vec<Value> = known["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| json!({"uri": item["uri"], "value": item["resultId"]}))
        .collect();
    let token = if waits { json!("poll") } else { Value::Null };
    client.request("workspace/diagnostic", json!({"previousResultIds": known, "partialResultToken": token}))
}

/// What was sent that nobody asked for.
fn pushes(client: &Client) -> usize {
    client.heard.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics").count()
}

#[test]
fn a_client_that_asks_is_sent_none_and_what_it_was_sent_is_taken_back() {
    let folder = Folder::new("pull", &[("arrival.txt", ARRIVAL)]);
    let uri = folder.uri("arrival.txt");
    let (mut client, initialized) = Client::in_folder(&folder, most_able());
    let provider = json!({"identifier": "dateline", "interFileDependencies": true, "workspaceDiagnostics": true});
    assert_eq!(initialized["capabilities"]["diagnosticProvider"], provider);
    client.open(&uri, ARRIVAL);
    // It can ask and has not: it is sent them like any other.
    assert_eq!(client.diagnostics(&uri, 1)[0]["code"], "misspelt-word");
    let first = pull(&mut client, &uri, &Value::Null);
    assert_eq!((&first["kind"], codes(&first)), (&json!("full"), vec!["misspelt-word"]));
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
    let second = pull(&mut client, &uri, &first["resultId"]);
    assert_eq!(second, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    // Typed letter by letter, the word is left alone until it is left.
    client.edit(&uri, 2, 6, 0, 3, "The adminstratio");
    for (version, (letter, expected)) in
        (3..).zip([("n", vec!["misspelt-word"]), (" ", vec!["misspelt-word", "doubled-word", "misspelt-word"])])
    {
        client.edit(&uri, version, 6, 13 + version as u32, 13 + version as u32, letter);
        let report = pull(&mut client, &uri, &second["resultId"]);
        assert_eq!(codes(&report), expected, "after {letter:?}");
    }
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    // Closed, it is as it lies on disk, as soon as that was read again.
    while codes(&pull(&mut client, &uri, &Value::Null)) != ["misspelt-word"] {
        client.wait_for("workspace/diagnostic/refresh", |_| true);
    }
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(pushes(&client), 0);
}

#[test]
fn the_client_is_told_to_ask_again_when_something_else_has_changed() {
    let folder = Folder::new("refresh", &[("arrival.txt", ARRIVAL)]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, most_able());
    client.open(&uri, ARRIVAL);
    assert_eq!(codes(&pull(&mut client, &uri, &Value::Null)), ["misspelt-word"]);
    folder.write("evening.txt", EVENING);
    // Of several changes it may be told once or for each: it asks until the answer is there.
    loop {
        client.wait_for("workspace/diagnostic/refresh", |_| true);
        if codes(&pull(&mut client, &uri, &Value::Null)) == ["quote-variant", "misspelt-word"] {
            break;
        }
    }
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn closed_files_are_told_of_and_a_long_poll_keeps_nobody_waiting() {
    let folder = Folder::new("polls", &[("arrival.txt", ARRIVAL), ("quiet.txt", "It rained.\n")]);
    let (arrival, quiet) = (folder.uri("arrival.txt"), folder.uri("quiet.txt"));
    let (mut client, _) = Client::in_folder(&folder, most_able());
    let first = pull_workspace(&mut client, &Value::Null, false);
    let first = client.answer(first);
    let told = |report: &Value| -> Vec<(String, String, usize)> {
        let items = report["items"].as_array().unwrap();
        let text = |item: &Value, key: &str| item[key].as_str().unwrap().to_owned();
        items.iter().map(|item| (text(item, "uri"), text(item, "kind"), item["items"].as_array().map_or(0, Vec::len))).collect()
    };
    let full = "full".to_owned();
    assert_eq!(told(&first), [(arrival.clone(), full.clone(), 1), (quiet.clone(), full.clone(), 0)]);
    let second = pull_workspace(&mut client, &first, false);
    let unchanged = "unchanged".to_owned();
    assert_eq!(told(&client.answer(second)), [(arrival.clone(), unchanged.clone(), 0), (quiet.clone(), unchanged.clone(), 0)]);
    // More polls than the server has places: each gives way to the next, and a hover comes through.
    let polls: Vec<i64> = (0..40).map(|_| pull_workspace(&mut client, &first, true)).collect();
    client.open(&quiet, "Helga Lindqvist left.\n");
    assert!(client.ask_at("textDocument/hover", &quiet, 0, 7)["contents"].is_object());
    let (last, overtaken) = polls.split_last().unwrap();
    for poll in overtaken {
        assert_eq!(client.answer(*poll)["error"]["code"], -32802);
    }
    folder.write("arrival.txt", "It rained all day.\n");
    assert_eq!(told(&client.answer(*last))[0], (arrival, full, 0));
    assert_eq!(client.stop(), Some(0));
}
