//! Two windows and a command on one index, while files change: all see the same.

use serde_json::{Value, json};

use super::client::{Client, Folder};

const DRAFT: &str =
    "Peter Hartley came out at noon. \"We have not in my view made enough of a beginning to speak of success,\" Hartley said.\n";
const OTHER: &str = "24 January 1994\n\nPeter Hartley was brief. \"We have not made enough of a beginning to speak of success,\" Hartley said when he left.\n";

fn in_archive(folder: &Folder) -> Client {
    let mut client = Client::start_with_cache(&folder.path().join(".cache"));
    let uri = format!("file://{}", folder.path().display());
    client.initialize(json!({"processId": null, "rootUri": uri, "capabilities": {"window": {"workDoneProgress": true}}}));
    client.wait_for_index();
    client
}

fn dateline(folder: &Folder, arguments: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).current_dir(folder.path()).env("DATELINE_CACHE", folder.path().join(".cache"));
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

fn rules(params: &Value) -> Vec<String> {
    let found = params["diagnostics"].as_array().unwrap().iter();
    found.map(|diagnostic| diagnostic["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn two_windows_and_a_check_see_the_same_while_files_change() {
    let folder = Folder::new("shared-index", &[("old.txt", "Anna Roe, the mayor of Geneva, met Karl Brandt.\n")]);
    assert!(dateline(&folder, &["index", "."]).contains("1 article"));
    let mut windows = [in_archive(&folder), in_archive(&folder)];
    let draft = folder.uri("draft.txt");
    for window in &mut windows {
        window.open(&draft, DRAFT);
        window.wait_for("textDocument/publishDiagnostics", |params| params["uri"] == draft && rules(params).is_empty());
    }
    // Whoever takes the change in, both see it.
    folder.write("other.txt", OTHER);
    for window in &mut windows {
        window.wait_for("textDocument/publishDiagnostics", |params| rules(params) == ["quote-variant"]);
    }
    folder.write("draft.txt", DRAFT);
    let checked: Value = serde_json::from_str(&dateline(&folder, &["check", "--format", "json"])).unwrap();
    let paths: Vec<&str> = checked.as_array().unwrap().iter().map(|finding| finding["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["draft.txt", "other.txt"]);
    // One window dies; the other goes on, and takes in what comes.
    let [first, mut second] = windows;
    first.die();
    std::fs::remove_file(folder.path().join("other.txt")).unwrap();
    second.wait_for("textDocument/publishDiagnostics", |params| params["uri"] == draft && rules(params).is_empty());
    assert!(dateline(&folder, &["index", "--status"]).contains("2 articles, up to date"));
}

#[test]
fn a_server_answers_from_the_index_with_rows_alone() {
    let folder = Folder::new(
        "index-rows",
        &[("old.txt", "1 May 1994\n\nAnna Roe, the mayor of Geneva, met Karl Brandt. Ms Roe smiled.\n")],
    );
    dateline(&folder, &["index", "."]);
    let mut client = in_archive(&folder);
    let draft = folder.uri("draft.txt");
    client.open(&draft, "Anna Roe left.\n");
    client.diagnostics(&draft, 1);
    let found = client.ask_at("textDocument/references", &draft, 0, 2);
    let places: Vec<String> = found.as_array().unwrap().iter().map(|place| folder.told(place)).collect();
    assert_eq!(places.len(), 3, "{places:?}");
    assert!(places[1].contains("old.txt") && places[1].contains("2:0-2:8"), "{places:?}");
    let card = client.ask_at("textDocument/hover", &draft, 0, 2).to_string();
    assert!(card.contains("mayor of Geneva") && card.contains("3 times in 2 articles"), "{card}");
    assert_eq!(client.stop(), Some(0));
}
