//! Every method that answers with places, on text in which bytes, UTF-16 units and characters differ, in both encodings.

use serde_json::{Value, json};

use super::client::{Client, Folder, most_able};
use super::documents::words;

/// What stands before each name, and how lines end.
const VARIANTS: [(&str, &str, &str); 7] = [
    ("plain", "", "\n"),
    ("emoji", "😀👩‍👩‍👧 ", "\n"),
    ("combining", "e\u{301}te\u{301} ", "\n"),
    ("crlf", "", "\r\n"),
    ("tabs", "\t\t", "\n"),
    ("bom", "\u{feff}", "\n"),
    ("mixed", "\t😀 e\u{301} ", "\r\n"),
];

fn text(before: &str, end: &str) -> String {
    let mark = before.trim_start_matches('\u{feff}');
    [
        &format!("{}# Dam {mark}talks open", if mark == before { "" } else { "\u{feff}" }),
        "",
        &format!("Then {mark}Foreign Minister Helga Lindqvist came on Monday. Her {mark}adminstration was silent, the administration of the town was not."),
        "",
        &format!("“We shall {mark}speak{end}plainly in {mark}Bergen,” Lindqvist said. See {mark}https://example.org/dam."),
        "",
        // No line break at the end.
        &format!("Much {mark}later Lindq"),
    ]
    .join(end)
}

/// A position behind the first such words, as the client counts.
fn behind(text: &str, what: &str, utf16: bool) -> Value {
    let at = text.find(what).unwrap() + what.len();
    let line = text[..at].matches('\n').count();
    let before = text[..at].rsplit('\n').next().unwrap();
    json!({"line": line, "character": if utf16 { before.encode_utf16().count() } else { before.len() }})
}

/// The words of semantic tokens.
fn token_words(text: &str, data: &Value, utf16: bool) -> Vec<String> {
    let numbers: Vec<u64> = data.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect();
    let (mut line, mut column) = (0, 0);
    let mut told = Vec::new();
    for token in numbers.chunks(5) {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        let end = json!({"line": line, "character": column + token[2]});
        told.push(words(text, &json!({"start": {"line": line, "character": column}, "end": end}), utf16));
    }
    told
}

fn check(client: &mut Client, uri: &str, text: &str, mark: &str, utf16: bool) {
    let document = json!({"uri": uri});
    let of = |range: &Value| words(text, range, utf16);
    let at_name = behind(text, "Helga Lind", utf16);
    let pointed = json!({"textDocument": document, "position": at_name});
    let mut ask = |method: &str, params: &Value| {
        let answer = client.ask(&format!("textDocument/{method}"), params.clone());
        assert!(answer["error"].is_null() && !answer.is_null(), "{method}: {answer}");
        answer
    };
    assert_eq!(of(&ask("prepareRename", &pointed)["range"]), "Helga Lindqvist");
    let mut renamed = pointed.clone();
    renamed["newName"] = json!("Helga Lindquist");
    let edits = ask("rename", &renamed)["documentChanges"][0]["edits"].clone();
    let edited: Vec<String> = edits.as_array().unwrap().iter().map(|edit| of(&edit["range"])).collect();
    assert_eq!(edited, ["Helga Lindqvist", "Lindqvist"]);
    for method in ["typeDefinition", "declaration"] {
        let found = ask(method, &pointed);
        assert_eq!(of(&found[0]["originSelectionRange"]), "Helga Lindqvist", "{method}");
    }
    assert_eq!(of(&ask("declaration", &pointed)[0]["targetRange"]), "Helga Lindqvist");
    let begun = json!({"textDocument": document, "position": behind(text, "later Lindq", utf16)});
    assert_eq!(of(&ask("completion", &begun)["items"][0]["textEdit"]["range"]), "Lindq");
    let selected = ask("selectionRange", &json!({"textDocument": document, "positions": [at_name]}));
    let mut steps = vec![of(&selected[0]["range"])];
    let mut parent = &selected[0]["parent"];
    while parent["range"]["start"]["line"] == parent["range"]["end"]["line"] && parent.is_object() {
        steps.push(of(&parent["range"]));
        parent = &parent["parent"];
    }
    assert_eq!(steps[..3], ["Lindqvist", "Helga Lindqvist", "Foreign Minister Helga Lindqvist"]);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let ranged = json!({"textDocument": document, "range": whole});
    let hints = ask("inlayHint", &ranged);
    let positions: Vec<&Value> = hints.as_array().unwrap().iter().map(|hint| &hint["position"]).collect();
    assert_eq!(positions, [&behind(text, "talks open", utf16), &behind(text, "Monday", utf16)]);
    let only = json!({"textDocument": document});
    assert_eq!(of(&ask("codeLens", &only)[0]["range"]), format!("Dam {mark}talks open"));
    let expected = [
        "Helga Lindqvist",
        "Monday",
        &format!("We shall {mark}speak"),
        &format!("plainly in {mark}"),
        "Bergen",
        ",",
        "Lindqvist",
        "Lindq",
    ];
    let full = ask("semanticTokens/full", &only);
    assert_eq!(token_words(text, &full["data"], utf16), expected);
    let ranged_tokens = ask("semanticTokens/range", &ranged);
    assert_eq!(ranged_tokens["data"], full["data"]);
    let mut since = only.clone();
    since["previousResultId"] = full["resultId"].clone();
    assert_eq!(ask("semanticTokens/full/delta", &since)["edits"], json!([]));
    let folds = ask("foldingRange", &only);
    assert_eq!(folds.as_array().unwrap().len(), 1);
    let corner = |line: &str, character: &str| json!({"line": folds[0][line], "character": folds[0][character]});
    assert_eq!(corner("startLine", "startCharacter"), behind(text, "“", utf16));
    assert_eq!(corner("endLine", "endCharacter"), behind(text, "Bergen,", utf16));
    assert_eq!(of(&ask("documentLink", &only)[0]["range"]), "https://example.org/dam");
    let report = ask("diagnostic", &only);
    let found: Vec<String> = report["items"].as_array().unwrap().iter().map(|found| of(&found["range"])).collect();
    assert!(found.contains(&"adminstration".to_owned()), "{found:?}");
}

#[test]
fn places_are_right_whatever_the_characters_before_them() {
    for utf16 in [true, false] {
        let folder =
            Folder::new(&format!("offsets-{utf16}"), &[("dossiers/ours.toml", "[[person]]\nname = \"Helga Lindqvist\"\n")]);
        for (name, ..) in VARIANTS {
            folder.write(&format!("{name}.dateline.toml"), "published = 1998-03-03\n");
        }
        let mut abilities = most_able();
        abilities["general"]["positionEncodings"] = if utf16 { json!(["utf-16"]) } else { json!(["utf-8"]) };
        for (name, before, end) in VARIANTS {
            // A server for each: what is closed is forgotten in the background, and until then it says the same as the next.
            let (mut client, _) = Client::in_folder(&folder, abilities.clone());
            let uri = folder.uri(&format!("{name}.md"));
            let text = text(before, end);
            client.open(&uri, &text);
            check(&mut client, &uri, &text, before.trim_start_matches('\u{feff}'), utf16);
            assert_eq!(client.stop(), Some(0));
        }
    }
}
