//! Long answers in pages, and names that are looked for.

use serde_json::{Value, json};

use super::client::{Client, Folder, able};

#[test]
fn references_come_in_pages_before_the_answer() {
    let many = "Anna Roe met Karl Brandt.\n\n".repeat(150);
    let folder = Folder::new("pages", &[("many.txt", &many)]);
    let uri = folder.uri("many.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, &many);
    client.diagnostics(&uri, 1);
    let position = json!({"line": 0, "character": 2});
    let asked = json!({"textDocument": {"uri": uri}, "position": position, "context": {"includeDeclaration": true}, "partialResultToken": "mine"});
    let id = client.request("textDocument/references", asked);
    // All pages are there before the answer, which is empty.
    assert_eq!(client.answer(id), json!([]));
    let pages = client.heard.iter().filter(|message| message["params"]["token"] == "mine");
    let pages: Vec<usize> = pages.map(|message| message["params"]["value"].as_array().unwrap().len()).collect();
    assert_eq!(pages, [100, 50]);
    let symbols = client.ask("workspace/symbol", json!({"query": "roe", "partialResultToken": 7}));
    assert_eq!(symbols, json!([]));
    let page = client.heard.iter().find(|message| message["params"]["token"] == 7).unwrap();
    assert_eq!(page["params"]["value"][0]["name"], "Anna Roe");
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn names_are_found_by_what_people_type_and_found_again() {
    let text = "Foreign Minister Helga Lindqvist met Karl Brandt in Geneva.\n";
    let folder = Folder::new("fuzzy", &[("a.txt", text)]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let names = |client: &mut Client, query: &str| -> Vec<(String, u64)> {
        let found = client.ask("workspace/symbol", json!({"query": query}));
        let found = found.as_array().unwrap().iter();
        found.map(|symbol| (symbol["name"].as_str().unwrap().to_owned(), symbol["kind"].as_u64().unwrap())).collect()
    };
    let helga = vec![("Helga Lindqvist".to_owned(), 5)];
    for query in ["Helga Lindqvist", "lind", "he li", "Lindquist", "lqvst"] {
        assert_eq!(names(&mut client, query), helga, "{query}");
    }
    assert_eq!(names(&mut client, "genev"), [("Geneva".to_owned(), 3)]);
    assert_eq!(names(&mut client, "xyz"), []);
    let symbol = client.ask("workspace/symbol", json!({"query": "lind"}))[0].clone();
    assert_eq!(folder.told(&symbol["location"]), "{\n  \"range\": \"0:17-0:32\",\n  \"uri\": \"file://ROOT/a.txt\"\n}");
    let resolved = client.ask("workspaceSymbol/resolve", symbol);
    assert_eq!(folder.told(&resolved["location"]), "{\n  \"range\": \"0:17-0:32\",\n  \"uri\": \"file://ROOT/a.txt\"\n}");
    let strange = json!({"name": "x", "kind": 5, "location": {"uri": folder.uri("a.txt")}, "data": {"no": "key"}});
    let refused = client.ask("workspaceSymbol/resolve", strange);
    let message = refused["error"]["message"].as_str().unwrap_or_default().to_owned();
    assert!(message.starts_with("`data` of the symbol \"x\" is not what the server gave it"), "{refused}");
    assert_ne!(refused["error"]["code"], Value::Null);
    assert_eq!(client.stop(), Some(0));
}
