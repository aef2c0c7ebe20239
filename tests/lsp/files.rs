//! Articles that are renamed: what the desk wrote of them goes with them.

use serde_json::{Value, json};

use super::client::{Client, Folder, able, most_able};

const TEXT: &str = "A meeting\n\nThe ministers met on Monday.\n";
const SIDECAR: &str = "published = 1998-03-03\n";

fn moved(folder: &Folder, from: &str, to: &str) -> Value {
    json!({"files": [{"oldUri": folder.uri(from), "newUri": folder.uri(to)}]})
}

fn pair(name: &str) -> Folder {
    Folder::new(name, &[("old.txt", TEXT), ("old.dateline.toml", SIDECAR)])
}

#[test]
fn a_client_that_can_move_files_moves_the_sidecar_too() {
    let folder = pair("will-move");
    let (mut client, initialized) = Client::in_folder(&folder, most_able());
    let filters = json!([{"scheme": "file", "pattern": {"glob": "**/*.{txt,text,md,markdown,html,htm}", "matches": "file"}}]);
    let operations = &initialized["capabilities"]["workspace"]["fileOperations"];
    assert_eq!((&operations["willRename"]["filters"], &operations["didRename"]["filters"]), (&filters, &filters));
    let edit = client.ask("workspace/willRenameFiles", moved(&folder, "old.txt", "new.txt"));
    let rename = json!({
        "kind": "rename", "oldUri": folder.uri("old.dateline.toml"), "newUri": folder.uri("new.dateline.toml"),
    });
    assert_eq!(edit, json!({"documentChanges": [rename]}));
    // One that stands there already is not overwritten, one that another article uses stays, and one that keeps its name need not move.
    folder.write("taken.dateline.toml", SIDECAR);
    assert_eq!(client.ask("workspace/willRenameFiles", moved(&folder, "old.txt", "taken.txt")), Value::Null);
    assert_eq!(client.ask("workspace/willRenameFiles", moved(&folder, "old.txt", "old.md")), Value::Null);
    folder.write("old.md", TEXT);
    assert_eq!(client.ask("workspace/willRenameFiles", moved(&folder, "old.txt", "new.txt")), Value::Null);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn for_other_clients_the_server_moves_it_when_the_article_has_gone() {
    let folder = pair("did-move");
    let (mut client, _) = Client::in_folder(&folder, able());
    assert_eq!(client.ask("workspace/willRenameFiles", moved(&folder, "old.txt", "new.txt")), Value::Null);
    std::fs::rename(folder.path().join("old.txt"), folder.path().join("new.txt")).unwrap();
    client.tell("workspace/didRenameFiles", moved(&folder, "old.txt", "new.txt"));
    let uri = folder.uri("new.txt");
    client.open(&uri, TEXT);
    // With its date, the relative date is none that cannot be told.
    client.wait_for("textDocument/publishDiagnostics", |params| params["uri"] == uri && params["diagnostics"] == json!([]));
    assert_eq!(folder.read("new.dateline.toml"), SIDECAR);
    assert!(!folder.path().join("old.dateline.toml").exists());
    assert_eq!(client.stop(), Some(0));
}
