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

#[test]
fn where_the_system_tells_of_nothing_files_are_looked_at() {
    let folder = Folder::new("polling", &[("arrival.txt", ARRIVAL)]);
    let root = format!("file://{}", folder.path().display());
    let mut client = Client::start();
    let options = json!({"pollMilliseconds": 50});
    client.initialize(json!({"processId": null, "rootUri": root, "capabilities": able(), "initializationOptions": options}));
    client.wait_for_index();
    client.open(&folder.uri("arrival.txt"), ARRIVAL);
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["misspelt-word"]);
    folder.write("evening.txt", EVENING);
    client.wait_for("textDocument/publishDiagnostics", |params| codes(params) == ["quote-variant", "misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}
