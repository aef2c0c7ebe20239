//! Whatever a client sends, the server stays.

use serde_json::json;

use super::ARRIVAL;
use super::client::{Client, Folder, able};

/// The server answers a question as if nothing had been.
fn lives(client: &mut Client, uri: &str) {
    let hover = client.ask_at("textDocument/hover", uri, 4, 70);
    assert!(hover["contents"]["value"].as_str().is_some_and(|card| card.contains("Helga Lindqvist")), "{hover}");
}

#[test]
fn messages_that_are_none_are_refused_one_by_one() {
    let folder = Folder::new("refused", &[]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, ARRIVAL);
    client.send_bytes(b"Content-Length: 12\r\n\r\n{\"jsonrpc\": ");
    let refusal = json!({"code": -32700, "message": "the message is not JSON: EOF while parsing a value at line 1 column 12"});
    assert_eq!(client.next_refusal(), refusal);
    lives(&mut client, &uri);
    client.send_bytes(b"Content-Length: -1\r\n\r\n");
    let refusal = json!({"code": -32700, "message": "`Content-Length: -1` is not a number of bytes"});
    assert_eq!(client.next_refusal(), refusal);
    lives(&mut client, &uri);
    client.send_bytes(b"who is there?\r\n\r\n");
    let refusal = json!({"code": -32700, "message": "a message without `Content-Length` header"});
    assert_eq!(client.next_refusal(), refusal);
    lives(&mut client, &uri);
    client.send_bytes(b"Content-Length: 2\r\n\r\n[]");
    assert_eq!(client.next_refusal()["code"], -32600);
    client.send_bytes(b"Content-Length: 4\r\n\r\n\"\xff\xfe\"");
    assert_eq!(client.next_refusal()["code"], -32700);
    lives(&mut client, &uri);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn requests_that_do_not_fit_are_errors_of_their_own() {
    let folder = Folder::new("misfit", &[]);
    let uri = folder.uri("arrival.txt");
    let mut client = Client::start();
    assert_eq!(client.ask_at("textDocument/hover", &uri, 0, 0)["error"]["code"], -32002, "before initialize");
    client.initialize(json!({"processId": null, "rootUri": null, "capabilities": able()}));
    client.open(&uri, ARRIVAL);
    let closed = client.ask_at("textDocument/hover", &folder.uri("other.txt"), 0, 0);
    assert_eq!(closed["error"]["message"], format!("{} is not open", folder.uri("other.txt")));
    for method in ["hover", "definition", "references", "completion", "prepareRename", "typeDefinition", "declaration"] {
        let outside = client.ask_at(&format!("textDocument/{method}"), &uri, 999, 0);
        assert_eq!(
            outside["error"],
            json!({"code": -32602, "message": "line 999 is outside the document, which has 8 lines (both counted as the protocol does, from 0)"}),
            "{method}"
        );
    }
    let nowhere = json!({"start": {"line": 999, "character": 0}, "end": {"line": 1000, "character": 0}});
    let backwards = json!({"start": {"line": 4, "character": 5}, "end": {"line": 4, "character": 1}});
    let document = json!({"uri": uri});
    for range in [nowhere, backwards] {
        for method in ["inlayHint", "semanticTokens/range", "codeAction"] {
            let params = json!({"textDocument": document, "range": range, "context": {"diagnostics": []}});
            assert_eq!(client.ask(&format!("textDocument/{method}"), params)["error"]["code"], -32602, "{method}");
        }
    }
    let positions = json!([{"line": 4, "character": 70}, {"line": 999, "character": 0}]);
    let selected = client.ask("textDocument/selectionRange", json!({"textDocument": document, "positions": positions}));
    assert_eq!(selected["error"]["code"], -32602);
    let never = json!({"textDocument": {"uri": folder.uri("never.txt")}, "previousResultId": "1"});
    for method in ["codeLens", "foldingRange", "documentLink", "semanticTokens/full", "semanticTokens/full/delta", "diagnostic"] {
        assert_eq!(client.ask(&format!("textDocument/{method}"), never.clone())["error"]["code"], -32602, "{method}");
    }
    for method in ["completionItem/resolve", "codeLens/resolve", "codeAction/resolve"] {
        let strange = json!({"label": "x", "title": "x", "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}});
        assert_eq!(client.ask(method, strange)["error"]["code"], -32602, "{method}");
    }
    assert_eq!(client.ask("textDocument/hover", json!({"textDocument": 5}))["error"]["code"], -32602);
    assert_eq!(client.ask("dateline/dance", json!({}))["error"]["code"], -32601);
    assert_eq!(client.ask("initialize", json!({"capabilities": {}}))["error"]["code"], -32600);
    lives(&mut client, &uri);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn notifications_that_do_not_fit_are_told_in_the_log() {
    let folder = Folder::new("log", &[]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, ARRIVAL);
    let other = folder.uri("other.txt");
    let logged = |client: &mut Client| client.wait_for("window/logMessage", |_| true)["message"].take();
    client.edit(&other, 2, 0, 0, 0, "x");
    assert_eq!(logged(&mut client), format!("{other} is not open: send `textDocument/didOpen` first"));
    client.edit(&uri, 2, 999, 0, 0, "x");
    assert!(logged(&mut client).as_str().is_some_and(|message| message.contains("line 999 is outside the document")));
    client.open(&uri, ARRIVAL);
    assert_eq!(logged(&mut client), format!("{uri} was opened twice: its text is the last one sent"));
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": other}}));
    assert_eq!(logged(&mut client), format!("{other} is not open: send `textDocument/didOpen` first"));
    lives(&mut client, &uri);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_request_can_be_cancelled_and_the_next_is_answered() {
    let folder = Folder::new("cancel", &[]);
    let uri = folder.uri("arrival.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    let long = ARRIVAL.repeat(400);
    client.open(&uri, &long);
    let request = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    client.tell("$/cancelRequest", json!({"id": request}));
    // Cancelled, or answered before that was read: both are answers.
    let answer = client.answer(request);
    assert!(answer["error"]["code"] == -32800 || answer.is_array(), "{answer}");
    lives(&mut client, &uri);
    assert_eq!(client.stop(), Some(0));
}
