//! How long each method of the language server takes, as an editor feels it: a draft of a thousand words among the seeds, a letter typed before each
//! question, so that the text has to be read anew. Then a file of ten thousand lines, of which everything is asked at once.
//!
//! `cargo bench --bench methods`; prints a table and fails if a method takes longer than 10 ms in 1 of 100 questions.

#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code, missing_docs)]
#![allow(clippy::needless_pass_by_value)]

#[path = "../../tests/lsp/client.rs"]
mod client;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use client::{Client, Folder, most_able};

/// Questions of each kind.
const TIMES: usize = 200;

/// The most that 99 of 100 may take.
const LIMIT: Duration = Duration::from_millis(10);

/// What is asked of a place, of a stretch, of a document.
const METHODS: [&str; 20] = [
    "hover",
    "definition",
    "declaration",
    "typeDefinition",
    "references",
    "documentHighlight",
    "completion",
    "prepareRename",
    "rename",
    "selectionRange",
    "codeAction",
    "inlayHint",
    "semanticTokens/range",
    "semanticTokens/full",
    "semanticTokens/full/delta",
    "documentSymbol",
    "codeLens",
    "foldingRange",
    "documentLink",
    "diagnostic",
];

fn main() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let folder = Folder::new("bench-methods", &[]);
    let mut words = Vec::new();
    let mut files: Vec<_> =
        std::fs::read_dir(seeds).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        std::fs::write(folder.path().join(file.file_name().unwrap()), &bytes).unwrap();
        if file.extension().is_some_and(|extension| extension == "txt") {
            words.push(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned());
        }
    }
    let draft = first_words(&words.join("\n\n"), 1_000);
    let (mut client, _) = Client::in_folder(&folder, most_able());
    let uri = folder.uri("draft.txt");
    client.open(&uri, &draft);
    let end = draft.lines().count() as u32 - 1;
    let column = draft.lines().last().unwrap().len() as u32;
    let (line, character) = place_of(&draft, "Christopher");
    let mut version = 1;
    let mut slow = Vec::new();
    println!("{:28} {:>8} {:>8} {:>8}", "method", "p50 ms", "p99 ms", "max ms");
    for method in METHODS {
        let mut took = Vec::with_capacity(TIMES);
        for turn in 0..TIMES {
            version += 1;
            client.edit(&uri, version, end, column + turn as u32, column + turn as u32, if turn % 6 == 5 { " " } else { "a" });
            let asked = question(method, &uri, line, character);
            let begun = Instant::now();
            let answer = client.ask(&format!("textDocument/{method}"), asked);
            took.push(begun.elapsed());
            assert!(answer["error"].is_null(), "{method}: {answer}");
        }
        version += 1;
        client.edit(&uri, version, end, column, column + TIMES as u32, "");
        report(method, took, &mut slow);
    }
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        client.ask("workspace/symbol", json!({"query": "chr"}));
        took.push(begun.elapsed());
    }
    report("workspace/symbol", took, &mut slow);
    long_file(&mut client, &folder, &draft, &uri);
    assert_eq!(client.stop(), Some(0));
    assert!(slow.is_empty(), "slower than {LIMIT:?}: {slow:?}");
}

/// A file of ten thousand lines: everything is asked of it at once, and a hover in the draft meanwhile.
fn long_file(client: &mut Client, folder: &Folder, draft: &str, uri: &str) {
    let lines: Vec<&str> = draft.lines().cycle().take(10_000).collect();
    let text = lines.join("\n");
    let long = folder.uri("long.txt");
    let (line, character) = place_of(draft, "Christopher");
    let begun = Instant::now();
    client.open(&long, &text);
    let asked: Vec<(&str, i64)> = METHODS
        .into_iter()
        .map(|method| (method, client.request(&format!("textDocument/{method}"), question(method, &long, line, character))))
        .collect();
    let hovered = Instant::now();
    let hover = client.ask("textDocument/hover", question("hover", uri, line, character));
    assert!(hover["contents"].is_object(), "{hover}");
    println!("\n10,000 lines: a hover in the draft meanwhile {:.1} ms", hovered.elapsed().as_secs_f64() * 1e3);
    for (method, id) in asked {
        let answer = client.answer(id);
        assert!(answer["error"].is_null(), "{method}: {answer}");
    }
    println!("10,000 lines: all {} answers after {:.1} s", METHODS.len(), begun.elapsed().as_secs_f64());
}

fn question(method: &str, uri: &str, line: u32, character: u32) -> Value {
    let position = json!({"line": line, "character": character});
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 60, "character": 0}});
    let range = if method == "codeAction" { json!({"start": position, "end": position}) } else { range };
    json!({
        "textDocument": {"uri": uri}, "position": position, "positions": [position], "range": range, "newName": "Christophers",
        "context": {"includeDeclaration": true, "diagnostics": [], "triggerKind": 1}, "previousResultId": "1",
    })
}

fn report(method: &str, mut took: Vec<Duration>, slow: &mut Vec<String>) {
    took.sort_unstable();
    let at = |hundredth: usize| took[(took.len() * hundredth / 100).min(took.len() - 1)];
    let told = |time: Duration| format!("{:.2}", time.as_secs_f64() * 1e3);
    println!("{method:28} {:>8} {:>8} {:>8}", told(at(50)), told(at(99)), told(*took.last().unwrap()));
    if at(99) > LIMIT {
        slow.push(format!("{method} {} ms", told(at(99))));
    }
}

fn first_words(text: &str, most: usize) -> String {
    let mut count = 0;
    let lines: Vec<&str> = text
        .lines()
        .take_while(|line| {
            count += line.split_whitespace().count();
            count <= most
        })
        .collect();
    lines.join("\n") + "\n\nLast line "
}

/// A place in the midst of a word.
fn place_of(text: &str, word: &str) -> (u32, u32) {
    let at = text.find(word).unwrap();
    let before = &text[..at];
    (before.matches('\n').count() as u32, before.rsplit('\n').next().unwrap().len() as u32 + 2)
}
