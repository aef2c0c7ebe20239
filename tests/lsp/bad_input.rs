//! Whatever a client sends, the server stays.

use serde_json::{Value, json};

use super::ARRIVAL;
use super::client::{Client, Folder, able};

/// The server answers a question as if nothing had been.
fn lives(client: &mut Client, uri: &str) {
    let hover = client.ask_at("textDocument/hover", uri, 4, 70);
    assert!(hover["contents"]["value"].as_str().is_some_and(|card| card.contains("Helga Lindqvist")), "{hover}");
}

/// What is asked about a place in a document, but for `rename`.
const AT_A_PLACE: [&str; 9] = [
    "hover",
    "definition",
    "declaration",
    "typeDefinition",
    "implementation",
    "references",
    "documentHighlight",
    "prepareRename",
    "completion",
];

/// What is asked about a whole document or a part of it.
const OF_A_DOCUMENT: [&str; 10] = [
    "documentSymbol",
    "codeAction",
    "codeLens",
    "inlayHint",
    "foldingRange",
    "selectionRange",
    "documentLink",
    "semanticTokens/full",
    "semanticTokens/full/delta",
    "semanticTokens/range",
];

/// The answer to parameters that do not fit.
fn refused(message: String) -> Value {
    json!({"error": {"code": -32602, "message": message}})
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
    let never = folder.uri("never.txt");
    let outside =
        refused("line 999 is outside the document, which has 8 lines (both counted as the protocol does, from 0)".to_owned());
    for method in AT_A_PLACE {
        let method = format!("textDocument/{method}");
        assert_eq!(client.ask_at(&method, &uri, 999, 0), outside, "{method}");
        assert_eq!(client.ask_at(&method, &never, 0, 0), refused(format!("{never} is not open")), "{method}");
    }
    let renamed = json!({"textDocument": {"uri": uri}, "position": {"line": 999, "character": 0}, "newName": "Berg"});
    assert_eq!(client.ask("textDocument/rename", renamed), outside);
    let nowhere = json!({"start": {"line": 999, "character": 0}, "end": {"line": 1000, "character": 0}});
    let backwards = json!({"start": {"line": 4, "character": 5}, "end": {"line": 4, "character": 1}});
    let document = json!({"uri": uri});
    for (range, refusal) in [(nowhere, &outside), (backwards, &refused("the range ends before it begins".to_owned()))] {
        for method in ["inlayHint", "semanticTokens/range", "codeAction"] {
            let params = json!({"textDocument": document, "range": range, "context": {"diagnostics": []}});
            assert_eq!(client.ask(&format!("textDocument/{method}"), params), *refusal, "{method}");
        }
    }
    let positions = json!([{"line": 4, "character": 70}, {"line": 999, "character": 0}]);
    assert_eq!(client.ask("textDocument/selectionRange", json!({"textDocument": document, "positions": positions})), outside);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let of_never = json!({"textDocument": {"uri": never}, "previousResultId": "1", "range": whole, "positions": [], "context": {"diagnostics": []}});
    for method in OF_A_DOCUMENT {
        let answer = client.ask(&format!("textDocument/{method}"), of_never.clone());
        assert_eq!(answer, refused(format!("{never} is not open")), "{method}");
    }
    let pulled = client.ask("textDocument/diagnostic", of_never);
    assert_eq!(pulled, refused(format!("{never} is neither open nor an article of the workspace")));
    for method in ["completionItem/resolve", "codeLens/resolve", "codeAction/resolve"] {
        let strange = json!({"label": "x", "title": "x", "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}});
        assert_eq!(client.ask(method, strange)["error"]["code"], -32602, "{method}");
    }
    assert_eq!(client.ask("textDocument/hover", json!({"textDocument": 5}))["error"]["code"], -32602);
    assert_eq!(
        client.ask("dateline/dance", json!({})),
        json!({"error": {"code": -32601, "message": "Method not found", "data": "dateline/dance"}})
    );
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
    // A notification has no answer: the error is a message in the client's log.
    let told = |client: &mut Client, message: String| {
        let logged = client.wait_for("window/logMessage", |_| true);
        assert_eq!(logged, json!({"type": 1, "message": message}));
        lives(client, &uri);
    };
    let not_open = format!("{other} is not open: send `textDocument/didOpen` first");
    client.edit(&other, 2, 0, 0, 0, "x");
    told(&mut client, not_open.clone());
    client.edit(&uri, 2, 999, 0, 0, "x");
    told(
        &mut client,
        format!(
            "an edit of {uri} was passed over, since line 999 is outside the document, which has 8 lines; \
             the document may differ from the editor's until it is opened again"
        ),
    );
    client.open(&uri, ARRIVAL);
    told(&mut client, format!("{uri} was opened twice: its text is the last one sent"));
    for method in ["didClose", "didSave"] {
        client.tell(&format!("textDocument/{method}"), json!({"textDocument": {"uri": other}}));
        told(&mut client, not_open.clone());
    }
    // Versions need not follow on one another, but they must grow.
    client.edit(&uri, 7, 6, 0, 0, "One. ");
    assert_eq!(client.diagnostics(&uri, 7)[0]["code"], "misspelt-word");
    client.edit(&uri, 7, 6, 0, 0, "Two. ");
    told(&mut client, format!("version 7 of {uri} came after version 7; it was taken all the same"));
    client.edit(&uri, 3, 6, 0, 0, "Three. ");
    told(&mut client, format!("version 3 of {uri} came after version 7; it was taken all the same"));
    assert_eq!(client.diagnostics(&uri, 3)[0]["range"]["start"], json!({"line": 6, "character": "Three. Two. One. The ".len()}));
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
