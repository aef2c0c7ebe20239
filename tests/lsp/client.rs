//! A small client: starts the built binary as an editor does, sends, and waits for messages by name. It never sleeps.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// Far longer than anything takes; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(120);

/// A folder of articles for one test, gone when it is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-lsp-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        for (file, text) in files {
            folder.write(file, text);
        }
        folder
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap()
    }

    pub(crate) fn uri(&self, file: &str) -> String {
        format!("file://{}", self.0.join(file).display())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// An answer as text, whole, with the folder's name written `ROOT` and ranges as `4:1-4:65`.
    pub(crate) fn told(&self, answer: &Value) -> String {
        serde_json::to_string_pretty(&with_short_ranges(answer)).unwrap().replace(&self.0.display().to_string(), "ROOT")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn with_short_ranges(value: &Value) -> Value {
    let place = |place: &Value| Some(format!("{}:{}", place.get("line")?, place.get("character")?));
    match value {
        Value::Array(list) => list.iter().map(with_short_ranges).collect(),
        Value::Object(object) => match (place(&value["start"]), place(&value["end"])) {
            (Some(start), Some(end)) if object.len() == 2 => Value::String(format!("{start}-{end}")),
            _ => object.iter().map(|(key, value)| (key.clone(), with_short_ranges(value))).collect(),
        },
        other => other.clone(),
    }
}

/// One connection to a server of its own.
pub(crate) struct Client {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    answers: HashMap<i64, Value>,
    /// Notifications and requests of the server that no test has asked for yet.
    pub(crate) heard: Vec<Value>,
    next: i64,
    /// What a person would answer to questions of the server, by method; `null` to all others.
    pub(crate) replies: HashMap<&'static str, Value>,
}

/// The abilities of a modern editor.
pub(crate) fn able() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-8", "utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {"workspaceEdit": {"documentChanges": true}, "workspaceFolders": true},
        "textDocument": {
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "definition": {"linkSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
        },
    })
}

/// The abilities of an editor that does everything Dateline knows of.
pub(crate) fn most_able() -> Value {
    let mut abilities = able();
    abilities["workspace"]["workspaceEdit"] = json!({
        "documentChanges": true, "resourceOperations": ["create", "rename", "delete"], "changeAnnotationSupport": {},
    });
    abilities["workspace"]["applyEdit"] = json!(true);
    abilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    abilities["workspace"]["inlayHint"] = json!({"refreshSupport": true});
    abilities["workspace"]["codeLens"] = json!({"refreshSupport": true});
    let text = &mut abilities["textDocument"];
    text["diagnostic"] = json!({});
    text["declaration"] = json!({"linkSupport": true});
    text["typeDefinition"] = json!({"linkSupport": true});
    text["completion"] = json!({"completionItem": {"documentationFormat": ["markdown"]}});
    text["rename"] = json!({"prepareSupport": true, "honorsChangeAnnotations": true});
    text["codeAction"]["dataSupport"] = json!(true);
    text["foldingRange"] = json!({"foldingRange": {"collapsedText": true}});
    text["documentLink"] = json!({"tooltipSupport": true});
    abilities
}

impl Client {
    /// Starts a server and has not said anything to it.
    pub(crate) fn start() -> Self {
        Self::start_with_cache(&std::env::temp_dir().join("dateline-no-index"))
    }

    /// The same, with indexes in this folder.
    pub(crate) fn start_with_cache(cache: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg("lsp").env("DATELINE_CACHE", cache);
        Self::run(command)
    }

    /// The same, for somebody whose home directory this is.
    pub(crate) fn start_at_home(home: &Path, cache: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg("lsp").env("DATELINE_CACHE", cache).env("HOME", home);
        Self::run(command)
    }

    /// Starts a server that a shell stands before, and which writes its log to a file.
    pub(crate) fn start_behind_a_shell(log: &Path) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", "exec 3<&0; \"$0\" lsp --log-file \"$1\" <&3 & wait", env!("CARGO_BIN_EXE_dateline")]).arg(log);
        Self::run(command.env("DATELINE_CACHE", std::env::temp_dir().join("dateline-no-index")))
    }

    fn run(mut command: impl std::borrow::BorrowMut<Command>) -> Self {
        let command = command.borrow_mut().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().unwrap();
        let input = server.stdin.take();
        let mut output = BufReader::new(server.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { server, input, messages, answers: HashMap::new(), heard: Vec::new(), next: 0, replies: HashMap::new() }
    }

    /// Starts a server for a folder and waits until it has read it. Gives the answer to `initialize`.
    pub(crate) fn in_folder(folder: &Folder, capabilities: Value) -> (Self, Value) {
        let uri = format!("file://{}", folder.path().display());
        let mut client = Self::start();
        let answer = client.initialize(json!({"processId": null, "rootUri": uri, "capabilities": capabilities}));
        client.wait_for_index();
        (client, answer)
    }

    /// `initialize` and `initialized`.
    pub(crate) fn initialize(&mut self, params: Value) -> Value {
        let answer = self.ask("initialize", params);
        self.tell("initialized", json!({}));
        answer
    }

    /// Waits for the end of the progress that is shown while articles are read.
    pub(crate) fn wait_for_index(&mut self) -> Value {
        self.wait_for("$/progress", |params| params["value"]["kind"] == "end")
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; the answer is fetched by [`Client::answer`].
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The result of a request, or its error as `{"error": …}`.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        loop {
            if let Some(mut answer) = self.answers.remove(&id) {
                return if answer["error"].is_null() { answer["result"].take() } else { json!({"error": answer["error"]}) };
            }
            self.hear();
        }
    }

    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// A command with its one argument.
    pub(crate) fn execute(&mut self, command: &str, argument: Value) -> Value {
        self.ask("workspace/executeCommand", json!({"command": command, "arguments": [argument]}))
    }

    /// A request about a place in a document.
    pub(crate) fn ask_at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        let mut params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
        if method == "textDocument/references" {
            params["context"] = json!({"includeDeclaration": true});
        }
        self.ask(method, params)
    }

    /// The next message with the id `null`: the answer to what could not be read.
    pub(crate) fn next_refusal(&mut self) -> Value {
        loop {
            if let Some(at) = self.heard.iter().position(|message| message.get("method").is_none()) {
                return self.heard.remove(at)["error"].take();
            }
            self.hear();
        }
    }

    /// The parameters of the next notification or request of that name that fits.
    pub(crate) fn wait_for(&mut self, method: &str, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let fits = |message: &Value| message["method"] == method && fits(&message["params"]);
            if let Some(at) = self.heard.iter().position(fits) {
                return self.heard.remove(at)["params"].take();
            }
            self.hear();
        }
    }

    /// The next diagnostics of a document at a version.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i32) -> Value {
        let fits = |params: &Value| params["uri"] == uri && params["version"] == version;
        self.wait_for("textDocument/publishDiagnostics", fits)["diagnostics"].take()
    }

    /// Takes in one message. Requests of the server are answered at once, as an editor would.
    fn hear(&mut self) {
        let message = self.messages.recv_timeout(PATIENCE).expect("the server answers in time");
        let is_request = message.get("method").is_some();
        match (is_request, message.get("id")) {
            (false, Some(Value::Number(id))) => {
                self.answers.insert(id.as_i64().unwrap(), message);
            }
            (true, Some(id)) => {
                let reply = message["method"].as_str().and_then(|method| self.replies.get(method)).cloned();
                self.send(&json!({"jsonrpc": "2.0", "id": id, "result": reply.unwrap_or_default()}));
                self.heard.push(message);
            }
            _ => self.heard.push(message),
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let language = match uri.rsplit_once('.') {
            Some((_, "md")) => "markdown",
            Some((_, "html")) => "html",
            _ => "plaintext",
        };
        self.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}),
        );
    }

    /// Replaces what stands between two places of one line.
    pub(crate) fn edit(&mut self, uri: &str, version: i32, line: u32, from: u32, to: u32, text: &str) {
        let range = json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
        let document = json!({"uri": uri, "version": version});
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": [{"range": range, "text": text}]}),
        );
    }

    /// `shutdown` and `exit`; gives the exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.ended()
    }

    /// The process that was started.
    pub(crate) fn process(&self) -> u32 {
        self.server.id()
    }

    /// Ends the process that was started and keeps the pipe open; waits until whoever writes to it is gone.
    pub(crate) fn kill_and_hold_the_pipe(mut self) {
        self.server.kill().unwrap();
        self.ended();
    }

    /// Closes the pipe, as a client does that dies; gives the exit code.
    pub(crate) fn die(mut self) -> Option<i32> {
        self.input = None;
        self.ended()
    }

    /// Waits until the server has closed its output and is gone.
    fn ended(&mut self) -> Option<i32> {
        loop {
            match self.messages.recv_timeout(PATIENCE) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => return self.server.wait().unwrap().code(),
                Err(RecvTimeoutError::Timeout) => panic!("the server does not end"),
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Of a test that failed half way; a server that has ended already is no concern.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().strip_prefix("Content-Length:") {
            Some(number) => length = number.trim().parse::<usize>().ok(),
            None if line.trim().is_empty() => break,
            None => {}
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
