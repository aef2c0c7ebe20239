//! An editor in small: speaks to the server over pipes and times its answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A client with one open document.
pub(crate) struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    root: PathBuf,
    started: Instant,
    next: u64,
    version: u64,
    /// Work-done progresses that were begun and not ended, and whether any was.
    open: (i32, bool),
    lines: usize,
}

impl Editor {
    /// Starts a server for an archive.
    pub(crate) fn start(root: &Path, cache: &Path) -> Self {
        let started = Instant::now();
        let mut server = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg("lsp")
            .env("DATELINE_CACHE", cache)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = server.stdin.take().unwrap();
        let output = BufReader::new(server.stdout.take().unwrap());
        let mut editor = Self {
            server,
            input,
            output,
            root: root.canonicalize().unwrap(),
            started,
            next: 0,
            version: 1,
            open: (0, false),
            lines: 0,
        };
        let uri = format!("file://{}", editor.root.display());
        editor.request(
            "initialize",
            &json!({
                "processId": null, "rootUri": uri, "workspaceFolders": [{"uri": uri, "name": "archive"}],
                "capabilities": {"window": {"workDoneProgress": true}},
            }),
        );
        editor.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        editor
    }

    fn uri(&self) -> String {
        format!("file://{}/draft.txt", self.root.display())
    }

    /// Opens the draft; gives the time from the start of the process to its diagnostics.
    pub(crate) fn open(&mut self, text: &str) -> Duration {
        self.lines = text.lines().count();
        let document = json!({"uri": self.uri(), "languageId": "plaintext", "version": 1, "text": text});
        self.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
        self.wait_for_diagnostics(1);
        self.started.elapsed()
    }

    /// Waits until the indexing is over.
    pub(crate) fn wait_until_idle(&mut self) {
        while self.open != (0, true) {
            self.read();
        }
    }

    /// Asks something of a place.
    pub(crate) fn ask_at(&mut self, method: &str, (line, character): (u32, u32)) -> Duration {
        let begun = Instant::now();
        let answer = self.request(
            method,
            &json!({
                "textDocument": {"uri": self.uri()}, "position": {"line": line, "character": character},
                "context": {"includeDeclaration": true},
            }),
        );
        assert!(!answer.is_null(), "{method} at {line}:{character}");
        begun.elapsed()
    }

    /// Searches for names.
    pub(crate) fn symbols(&mut self, query: &str) -> Duration {
        let begun = Instant::now();
        let answer = self.request("workspace/symbol", &json!({"query": query}));
        assert!(answer.as_array().is_some_and(|found| !found.is_empty()), "{query}");
        begun.elapsed()
    }

    /// Types a letter at the end; gives the time until its diagnostics are there.
    pub(crate) fn keystroke(&mut self, at: usize) -> Duration {
        let begun = Instant::now();
        self.version += 1;
        let line = self.lines;
        let letter = if at % 6 == 5 { " " } else { "a" };
        let change =
            json!({"range": {"start": {"line": line, "character": at}, "end": {"line": line, "character": at}}, "text": letter});
        let document = json!({"uri": self.uri(), "version": self.version});
        self.send(&json!({
            "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": document, "contentChanges": [change]},
        }));
        self.wait_for_diagnostics(self.version);
        begun.elapsed()
    }

    /// The most memory that the server has taken, in MB.
    pub(crate) fn memory(&self) -> f64 {
        peak(self.server.id())
    }

    fn wait_for_diagnostics(&mut self, version: u64) {
        loop {
            let message = self.read();
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"] == version {
                return;
            }
        }
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let mut message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                return message["result"].take();
            }
        }
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server is gone");
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        let message: Value = serde_json::from_slice(&body).unwrap();
        if message.get("id").is_some() && message.get("method").is_some() {
            self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
        }
        match message["params"]["value"]["kind"].as_str() {
            Some("begin") => self.open = (self.open.0 + 1, true),
            Some("end") => self.open.0 -= 1,
            _ => {}
        }
        message
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The most memory of its own that a process has taken, in MB; 0 where the system does not tell.
pub(crate) fn peak(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1e3
    };
    of("VmHWM:")
}
