//! Folders that may not be meant, and file systems that tell of nothing.

use serde_json::{Value, json};

use super::client::{Client, Folder, able};
use super::{ARRIVAL, EVENING};

fn codes(params: &Value) -> Vec<&str> {
    params["diagnostics"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

/// A server for somebody whose home directory the folder is, with one of the articles open.
fn at_home(folder: &Folder, answer: Value) -> Client {
    let mut client = Client::start_at_home(folder.path(), &folder.path().join(".cache"));
    client.replies.insert("window/showMessageRequest", answer);
    let root = format!("file://{}", folder.path().display());
    client.initialize(json!({"processId": null, "rootUri": root, "capabilities": able()}));
    client.wait_for_index();
    client.open(&folder.uri("arrival.txt"), ARRIVAL);
    let question = client.wait_for("window/showMessageRequest", |_| true);
    let message = question["message"].as_str().unwrap();
    assert!(message.contains("is a home directory") && message.contains("dateline.indexAnyway"), "{message}");
    assert_eq!(question["actions"], json!([{"title": "Index it"}, {"title": "Only open files"}]));
    client
}

#[test]
fn a_home_directory_is_read_once_somebody_says_that_it_is_meant() {
    let folder = Folder::new("home", &[("arrival.txt", ARRIVAL), ("evening.txt", EVENING)]);
    let mut client = at_home(&folder, json!({"title": "Index it"}));
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["quote-variant", "misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn open_files_are_read_until_the_command_says_so() {
    let folder = Folder::new("home-not", &[("arrival.txt", ARRIVAL), ("evening.txt", EVENING)]);
    let mut client = at_home(&folder, Value::Null);
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["misspelt-word"]);
    let nobody = client.ask("workspace/symbol", json!({"query": "Northern Wire"}));
    assert_eq!(nobody, json!([]));
    let file = json!({"command": "dateline.indexAnyway", "arguments": [{"uri": folder.uri("arrival.txt")}]});
    let refused = client.ask("workspace/executeCommand", file);
    assert!(refused["error"]["message"].as_str().unwrap().contains("arrival.txt is no folder on disk"), "{refused}");
    assert_eq!(client.ask("workspace/executeCommand", json!({"command": "dateline.indexAnyway"})), Value::Null);
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["quote-variant", "misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}

/// A server that looks at the files itself so often only, with one of the articles open.
fn polling(folder: &Folder, milliseconds: u32) -> Client {
    let root = format!("file://{}", folder.path().display());
    let mut client = Client::start();
    let options = json!({"pollMilliseconds": milliseconds});
    client.initialize(json!({"processId": null, "rootUri": root, "capabilities": able(), "initializationOptions": options}));
    client.wait_for_index();
    client.open(&folder.uri("arrival.txt"), ARRIVAL);
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["misspelt-word"]);
    client
}

#[test]
fn where_the_system_tells_of_nothing_files_are_looked_at() {
    let folder = Folder::new("polling", &[("arrival.txt", ARRIVAL)]);
    let mut client = polling(&folder, 50);
    folder.write("evening.txt", EVENING);
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["quote-variant", "misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn what_the_client_tells_of_files_counts_where_nobody_else_does() {
    let folder = Folder::new("told", &[("arrival.txt", ARRIVAL)]);
    let mut client = polling(&folder, 3_600_000);
    let evening = folder.uri("evening.txt");
    let told = |kind: u8| json!({"changes": [{"uri": evening, "type": kind}]});
    folder.write("evening.txt", EVENING);
    client.tell("workspace/didChangeWatchedFiles", told(1));
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["quote-variant", "misspelt-word"]);
    std::fs::remove_file(folder.path().join("evening.txt")).unwrap();
    client.tell("workspace/didChangeWatchedFiles", told(3));
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}
