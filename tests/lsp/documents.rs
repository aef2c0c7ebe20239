//! What editors hold: positions in every encoding, several documents, documents without a file, a word half typed.

use serde_json::{Value, json};

use super::client::{Client, Folder, able};
use super::{ARRIVAL, EVENING};

/// The words that a range covers, counted in UTF-16 code units or bytes as a client would.
pub(super) fn words(text: &str, range: &Value, utf16: bool) -> String {
    let line = text.split('\n').nth(range["start"]["line"].as_u64().unwrap() as usize).unwrap();
    let at = |place: &str| range[place]["character"].as_u64().unwrap() as usize;
    if utf16 {
        let units: Vec<u16> = line.encode_utf16().collect();
        String::from_utf16(&units[at("start")..at("end")]).unwrap()
    } else {
        line[at("start")..at("end")].to_owned()
    }
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

#[test]
fn positions_are_right_in_both_encodings_behind_emoji_line_breaks_and_a_byte_order_mark() {
    let text = "\u{feff}A river rises\r\n\r\nThe 😀 adminstration met; the administration’s 😀 Mr Qian Qichen spoke.\r\n\r\nLater 😀 Mr Qian left.\r\n";
    for utf16 in [true, false] {
        let mut abilities = able();
        abilities["general"]["positionEncodings"] = if utf16 { json!(["utf-16"]) } else { json!(["utf-8", "utf-16"]) };
        let folder = Folder::new(&format!("encodings-{utf16}"), &[]);
        let (mut client, _) = Client::in_folder(&folder, abilities);
        let uri = folder.uri("river.txt");
        client.open(&uri, text);
        let diagnostics = client.diagnostics(&uri, 1);
        let misspelt =
            diagnostics.as_array().unwrap().iter().find(|found| found["code"] == "misspelt-word").expect("the misspelt word");
        assert_eq!(words(text, &misspelt["range"], utf16), "adminstration");
        // Two units or four bytes for the emoji.
        let column = if utf16 { 9 } else { 11 };
        let highlights = client.ask_at("textDocument/documentHighlight", &uri, 4, column);
        let highlighted: Vec<String> =
            highlights.as_array().unwrap().iter().map(|highlight| words(text, &highlight["range"], utf16)).collect();
        assert_eq!(highlighted, ["Mr Qian Qichen", "Mr Qian"]);
        // An edit behind the emoji lands where the client means it.
        client.edit(&uri, 2, 4, column, column + 7, "Ms Roe");
        let hover = client.ask_at("textDocument/hover", &uri, 4, column + 4);
        assert!(hover["contents"]["value"].as_str().is_some_and(|card| card.contains("Roe")), "{hover}");
        assert_eq!(words(&text.replace("Mr Qian left", "Ms Roe left"), &hover["range"], utf16), "Ms Roe");
        assert_eq!(client.stop(), Some(0));
    }
}

#[test]
fn what_one_document_says_changes_the_findings_of_another() {
    let folder = Folder::new("two", &[]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let (arrival, evening) = (folder.uri("arrival.txt"), folder.uri("evening.txt"));
    client.open(&arrival, ARRIVAL);
    assert_eq!(codes(&client.diagnostics(&arrival, 1)), ["misspelt-word"]);
    client.open(&evening, EVENING);
    assert_eq!(codes(&client.diagnostics(&evening, 1)), ["quote-variant"]);
    let refreshed = client.diagnostics(&arrival, 1);
    assert_eq!(codes(&refreshed), ["quote-variant", "misspelt-word"]);
    let other = &refreshed[0]["relatedInformation"][0]["location"];
    assert_eq!(
        (other["uri"].as_str(), words(EVENING, &other["range"], false).contains("openly")),
        (Some(evening.as_str()), true)
    );
    // The other wording becomes the same: both are quiet.
    client.edit(&evening, 2, 4, 16, 22, "plainly");
    assert_eq!(codes(&client.diagnostics(&evening, 2)), Vec::<&str>::new());
    assert_eq!(codes(&client.diagnostics(&arrival, 1)), ["misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn documents_without_a_folder_or_a_file_are_articles_too() {
    let mut client = Client::start();
    client.initialize(json!({"processId": null, "rootUri": null, "workspaceFolders": null, "capabilities": able()}));
    client.wait_for_index();
    client.open("untitled:Untitled-1", ARRIVAL);
    assert_eq!(codes(&client.diagnostics("untitled:Untitled-1", 1)), ["misspelt-word"]);
    let references = client.ask_at("textDocument/references", "untitled:Untitled-1", 4, 70);
    let places: Vec<(&str, u64)> = references
        .as_array()
        .unwrap()
        .iter()
        .map(|place| (place["uri"].as_str().unwrap(), place["range"]["start"]["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(places, [("untitled:Untitled-1", 2), ("untitled:Untitled-1", 4)]);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn no_finding_appears_on_a_word_before_it_is_left() {
    let folder = Folder::new("typing", &[]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let uri = folder.uri("draft.txt");
    client.open(&uri, "A test\n\nThe administration met. The \n");
    assert_eq!(codes(&client.diagnostics(&uri, 1)), Vec::<&str>::new());
    let mut version = 1;
    for (column, letter) in (28..).zip("adminstration".chars()) {
        version += 1;
        client.edit(&uri, version, 2, column, column, &letter.to_string());
        assert_eq!(codes(&client.diagnostics(&uri, version)), Vec::<&str>::new(), "after {letter:?}");
    }
    client.edit(&uri, version + 1, 2, 41, 41, " ");
    assert_eq!(codes(&client.diagnostics(&uri, version + 1)), ["misspelt-word"]);
    // Whoever saves has done with the word, too.
    client.edit(&uri, version + 2, 2, 41, 42, "");
    assert_eq!(codes(&client.diagnostics(&uri, version + 2)), Vec::<&str>::new());
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    assert_eq!(codes(&client.diagnostics(&uri, version + 2)), ["misspelt-word"]);
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn what_is_no_article_is_left_alone() {
    let folder = Folder::new("none", &[]);
    let (mut client, _) = Client::in_folder(&folder, able());
    let uri = folder.uri("README.md");
    client.open(&uri, ARRIVAL);
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
    assert_eq!(client.ask_at("textDocument/hover", &uri, 4, 70), Value::Null);
    assert_eq!(client.stop(), Some(0));
}
