//! One session from beginning to end, as a reporter has it.

use expect_test::expect;
use serde_json::json;

use super::client::{Client, Folder, able};
use super::{ARRIVAL, EVENING};

fn folder(name: &str) -> Folder {
    Folder::new(name, &[("arrival.txt", ARRIVAL), ("evening.txt", EVENING), ("README.md", "The minister said nothing here.")])
}

#[test]
fn a_session_from_initialize_to_exit() {
    let folder = folder("session");
    let uri = folder.uri("arrival.txt");
    let (mut client, initialized) = Client::in_folder(&folder, able());
    expect![[r#"
        {
          "capabilities": {
            "codeActionProvider": {
              "codeActionKinds": [
                "quickfix",
                "refactor"
              ],
              "resolveProvider": true
            },
            "codeLensProvider": {
              "resolveProvider": true
            },
            "completionProvider": {
              "resolveProvider": true
            },
            "declarationProvider": true,
            "definitionProvider": true,
            "documentHighlightProvider": true,
            "documentLinkProvider": {
              "resolveProvider": false
            },
            "documentSymbolProvider": true,
            "executeCommandProvider": {
              "commands": [
                "dateline.accept",
                "dateline.setPublished",
                "dateline.addToDossier",
                "dateline.acceptSpelling",
                "dateline.twoPeople",
                "dateline.reindex",
                "dateline.indexAnyway",
                "dateline.explain",
                "dateline.fix",
                "dateline.facts",
                "dateline.tick",
                "dateline.untick"
              ]
            },
            "foldingRangeProvider": true,
            "hoverProvider": true,
            "implementationProvider": true,
            "inlayHintProvider": true,
            "positionEncoding": "utf-8",
            "referencesProvider": true,
            "renameProvider": true,
            "selectionRangeProvider": true,
            "semanticTokensProvider": {
              "full": {
                "delta": true
              },
              "legend": {
                "tokenModifiers": [],
                "tokenTypes": [
                  "class",
                  "namespace",
                  "interface",
                  "event",
                  "number",
                  "string"
                ]
              },
              "range": true
            },
            "textDocumentSync": {
              "change": 2,
              "openClose": true,
              "save": {
                "includeText": false
              }
            },
            "typeDefinitionProvider": true,
            "workspace": {
              "fileOperations": {
                "didRename": {
                  "filters": [
                    {
                      "pattern": {
                        "glob": "**/*.{txt,text,md,markdown,html,htm}",
                        "matches": "file"
                      },
                      "scheme": "file"
                    }
                  ]
                },
                "willRename": {
                  "filters": [
                    {
                      "pattern": {
                        "glob": "**/*.{txt,text,md,markdown,html,htm}",
                        "matches": "file"
                      },
                      "scheme": "file"
                    }
                  ]
                }
              },
              "workspaceFolders": {
                "changeNotifications": true,
                "supported": true
              }
            },
            "workspaceSymbolProvider": {
              "resolveProvider": true
            }
          },
          "serverInfo": {
            "name": "dateline",
            "version": "0.1.0"
          }
        }"#]]
    .assert_eq(&folder.told(&initialized));

    client.open(&uri, ARRIVAL);
    expect![[r#"
        [
          {
            "code": "quote-variant",
            "codeDescription": {
              "href": "https://github.com/dateline-news/dateline/blob/main/docs/rules/quote-variant.md"
            },
            "data": {
              "fingerprint": "26ad5836c7e743d2",
              "rule": "quote-variant"
            },
            "message": "“We shall speak plainly about the water …” here; “We shall speak openly about the water …” in evening.txt, 3 March 1998.",
            "range": "4:1-4:65",
            "relatedInformation": [
              {
                "location": {
                  "range": "4:1-4:64",
                  "uri": "file://ROOT/evening.txt"
                },
                "message": "Helga Lindqvist, in evening.txt, 3 March 1998: We shall speak openly about the water and the farmers below it,"
              }
            ],
            "severity": 2,
            "source": "dateline"
          },
          {
            "code": "misspelt-word",
            "codeDescription": {
              "href": "https://github.com/dateline-news/dateline/blob/main/docs/rules/misspelt-word.md"
            },
            "data": {
              "fingerprint": "2bfad4a378928fe1",
              "rule": "misspelt-word"
            },
            "message": "adminstration: not a known word; one slip away from “administration”, which stands in line 7.",
            "range": "6:4-6:17",
            "relatedInformation": [
              {
                "location": {
                  "range": "6:52-6:66",
                  "uri": "file://ROOT/arrival.txt"
                },
                "message": "the word as it is spelt elsewhere in this article: administration"
              }
            ],
            "severity": 2,
            "source": "dateline"
          }
        ]"#]].assert_eq(&folder.told(&client.diagnostics(&uri, 1)));

    // Four hundred edits without waiting for anything: a word is written and taken out again, letter by letter.
    let word = "immediately";
    let mut version = 1;
    for round in 0..400 {
        version += 1;
        let column = 82 + (round % 20) as u32;
        match round % 20 {
            typing @ 0..10 => client.edit(&uri, version, 4, column, column, &word[typing..=typing]),
            deleting => client.edit(&uri, version, 4, 82 + 19 - deleting as u32, 82 + 20 - deleting as u32, ""),
        }
    }
    let unchanged = client.diagnostics(&uri, version);
    assert_eq!(unchanged.as_array().map(Vec::len), Some(2), "{unchanged}");

    expect![[r#"
        {
          "contents": {
            "kind": "markdown",
            "value": "**Helga Lindqvist** · person · *this article, line 3*\n- Title here: Foreign Minister · *this article, line 3*\n- Title elsewhere: Foreign Minister (evening.txt, 3 March 1998) · *corpus, 2 articles*\n- Also written: Lindqvist · *corpus, 2 articles*\n- Mentioned: 2 here; 3 times in 2 articles, 3 March 1998: evening.txt · *corpus, 2 articles*\n- Said last: “We shall speak plainly about the water and the farmers below it” · *this article, line 5, 3 March 1998*\n- Same family name: nobody else · *corpus, 2 articles*"
          },
          "range": "4:67-4:76"
        }"#]].assert_eq(&folder.told(&client.ask_at("textDocument/hover", &uri, 4, 70)));
    expect![[r#"
        [
          {
            "originSelectionRange": "4:67-4:76",
            "targetRange": "2:50-2:65",
            "targetSelectionRange": "2:50-2:65",
            "targetUri": "file://ROOT/arrival.txt"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask_at("textDocument/definition", &uri, 4, 70)));
    expect![[r#"
        [
          {
            "range": "2:50-2:65",
            "uri": "file://ROOT/arrival.txt"
          },
          {
            "range": "4:67-4:76",
            "uri": "file://ROOT/arrival.txt"
          },
          {
            "range": "4:88-4:103",
            "uri": "file://ROOT/evening.txt"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask_at("textDocument/references", &uri, 4, 70)));
    expect![[r#"
        [
          {
            "kind": 1,
            "range": "2:50-2:65"
          },
          {
            "kind": 1,
            "range": "4:67-4:76"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask_at("textDocument/documentHighlight", &uri, 4, 70)));
    expect![[r#"
        [
          {
            "children": [
              {
                "children": [],
                "detail": "1 mention",
                "kind": 3,
                "name": "Oslo",
                "range": "2:0-2:4",
                "selectionRange": "2:0-2:4"
              },
              {
                "children": [],
                "detail": "Foreign Minister, 2 mentions",
                "kind": 5,
                "name": "Helga Lindqvist",
                "range": "2:50-2:65",
                "selectionRange": "2:50-2:65"
              }
            ],
            "detail": "Oslo",
            "kind": 1,
            "name": "Minister arrives for dam talks",
            "range": "0:0-7:0",
            "selectionRange": "0:0-0:30"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}))));
    expect![[r#"
        [
          {
            "containerName": "Foreign Minister, 3 mentions",
            "data": {
              "Named": [
                "person",
                "helga lindqvist"
              ]
            },
            "kind": 5,
            "location": {
              "range": "2:50-2:65",
              "uri": "file://ROOT/arrival.txt"
            },
            "name": "Helga Lindqvist"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask("workspace/symbol", json!({"query": "lind"}))));

    let range = json!({"start": {"line": 6, "character": 4}, "end": {"line": 6, "character": 4}});
    let context = json!({"diagnostics": []});
    let actions =
        client.ask("textDocument/codeAction", json!({"textDocument": {"uri": uri}, "range": range, "context": context}));
    expect![[r#"
        [
          {
            "diagnostics": [
              {
                "code": "misspelt-word",
                "codeDescription": {
                  "href": "https://github.com/dateline-news/dateline/blob/main/docs/rules/misspelt-word.md"
                },
                "data": {
                  "fingerprint": "2bfad4a378928fe1",
                  "rule": "misspelt-word"
                },
                "message": "adminstration: not a known word; one slip away from “administration”, which stands in line 7.",
                "range": "6:4-6:17",
                "relatedInformation": [
                  {
                    "location": {
                      "range": "6:52-6:66",
                      "uri": "file://ROOT/arrival.txt"
                    },
                    "message": "the word as it is spelt elsewhere in this article: administration"
                  }
                ],
                "severity": 2,
                "source": "dateline"
              }
            ],
            "edit": {
              "documentChanges": [
                {
                  "edits": [
                    {
                      "newText": "administration",
                      "range": "6:4-6:17"
                    }
                  ],
                  "textDocument": {
                    "uri": "file://ROOT/arrival.txt",
                    "version": 401
                  }
                }
              ]
            },
            "isPreferred": true,
            "kind": "quickfix",
            "title": "Replace by “administration”"
          },
          {
            "command": {
              "arguments": [
                {
                  "fingerprint": "2bfad4a378928fe1",
                  "rule": "misspelt-word",
                  "text": "adminstration",
                  "uri": "file://ROOT/arrival.txt"
                }
              ],
              "command": "dateline.accept",
              "title": "Accept: checked, keep “adminstration”"
            },
            "diagnostics": [
              {
                "code": "misspelt-word",
                "codeDescription": {
                  "href": "https://github.com/dateline-news/dateline/blob/main/docs/rules/misspelt-word.md"
                },
                "data": {
                  "fingerprint": "2bfad4a378928fe1",
                  "rule": "misspelt-word"
                },
                "message": "adminstration: not a known word; one slip away from “administration”, which stands in line 7.",
                "range": "6:4-6:17",
                "relatedInformation": [
                  {
                    "location": {
                      "range": "6:52-6:66",
                      "uri": "file://ROOT/arrival.txt"
                    },
                    "message": "the word as it is spelt elsewhere in this article: administration"
                  }
                ],
                "severity": 2,
                "source": "dateline"
              }
            ],
            "kind": "quickfix",
            "title": "Accept: checked, keep “adminstration”"
          }
        ]"#]]
    .assert_eq(&folder.told(&actions));

    // The first fix, applied as the editor would.
    let edit = &actions[0]["edit"]["documentChanges"][0]["edits"][0];
    client.tell(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": uri, "version": version + 1},
            "contentChanges": [{"range": edit["range"], "text": edit["newText"]}],
        }),
    );
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    let rules: Vec<_> =
        client.diagnostics(&uri, version + 1).as_array().unwrap().iter().map(|found| found["code"].clone()).collect();
    assert_eq!(rules, ["quote-variant"]);

    client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    let closed = client.wait_for("textDocument/publishDiagnostics", |params| params["version"].is_null());
    assert_eq!(closed, json!({"uri": uri, "diagnostics": []}));
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_client_that_can_do_little_gets_what_it_understands() {
    let folder = folder("little");
    let uri = folder.uri("arrival.txt");
    let mut client = Client::start();
    let root = format!("file://{}", folder.path().display());
    let answer = client.initialize(json!({"processId": null, "rootUri": root, "capabilities": {}}));
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    client.open(&uri, ARRIVAL);
    // No progress can be waited for; the quotation is found when the other article has been read.
    let complete = |params: &serde_json::Value| params["diagnostics"].as_array().is_some_and(|found| found.len() == 2);
    let diagnostics = client.wait_for("textDocument/publishDiagnostics", complete);
    assert!(diagnostics["diagnostics"][0].get("relatedInformation").is_none(), "{diagnostics}");
    expect![[r#"
        {
          "contents": {
            "kind": "plaintext",
            "value": "Helga Lindqvist, person [this article, line 3]\n  Title here        Foreign Minister [this article, line 3]\n  Title elsewhere   Foreign Minister (evening.txt, 3 March 1998) [corpus, 2 articles]\n  Also written      Lindqvist [corpus, 2 articles]\n  Mentioned         2 here; 3 times in 2 articles, 3 March 1998: evening.txt [corpus, 2 articles]\n  Said last         “We shall speak plainly about the water and the farmers below it” [this article, line 5, 3 March 1998]\n  Same family name  nobody else [corpus, 2 articles]"
          },
          "range": "4:67-4:76"
        }"#]].assert_eq(&folder.told(&client.ask_at("textDocument/hover", &uri, 4, 70)));
    expect![[r#"
        [
          {
            "range": "2:50-2:65",
            "uri": "file://ROOT/arrival.txt"
          }
        ]"#]]
    .assert_eq(&folder.told(&client.ask_at("textDocument/definition", &uri, 4, 70)));
    let symbols = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    assert!(symbols[0].get("location").is_some(), "{symbols}");
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_client_that_dies_takes_the_server_with_it() {
    let folder = folder("dies");
    let (client, _) = Client::in_folder(&folder, able());
    assert_eq!(client.die(), Some(1));
    let (mut client, _) = Client::in_folder(&folder, able());
    client.tell("exit", serde_json::Value::Null);
    assert_eq!(client.die(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_client_that_dies_behind_an_open_pipe_does_so_too_and_the_log_tells() {
    let folder = folder("shell");
    let log = folder.path().join("server.log");
    let mut client = Client::start_behind_a_shell(&log);
    let shell = client.process();
    client.initialize(json!({"processId": shell, "rootUri": null, "capabilities": able()}));
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": "untitled:never"}}));
    client.wait_for("window/logMessage", |_| true);
    client.kill_and_hold_the_pipe();
    let log = folder.read("server.log");
    assert!(log.contains("ERROR") && log.contains("untitled:never is not open"), "{log}");
    assert!(log.contains("the client's process is gone"), "{log}");
}
