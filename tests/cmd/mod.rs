//! The built binary as people and programs run it: whole standard output, standard error and exit code, on small articles of our own.

// A test that cannot run here says so.
#![allow(clippy::print_stderr)]

mod bad_input;
mod check;
mod extract;
mod facts;
mod import;
mod names;
mod settings;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of its own for one test; gone when the test is.
pub(crate) struct Desk {
    folder: PathBuf,
}

impl Desk {
    /// A folder with some files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("dateline-cmd-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for temporary files");
        let desk = Self { folder };
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        std::fs::write(path, contents).expect("a file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a text file")
    }

    /// The binary in this folder, away from the user's own settings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(&self.folder).env_remove("NO_COLOR").env("COLUMNS", "100");
        command
    }

    /// Runs a command and shows all that came of it: the exit code, standard output, and standard error behind `!`.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        self.run_with(arguments, "")
    }

    /// The same with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> String {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.as_ref().to_owned();
        // A command that reads nothing closes the pipe; that is no fault.
        let writer = std::thread::spawn(move || stdin.write_all(&input).is_ok());
        let output = child.wait_with_output().expect("an end");
        writer.join().expect("the writer");
        let mut shown = String::new();
        let _ = writeln!(shown, "exit {}", output.status.code().unwrap_or(-1));
        shown.push_str(&String::from_utf8(output.stdout).expect("UTF-8"));
        for line in String::from_utf8(output.stderr).expect("UTF-8").lines() {
            let _ = writeln!(shown, "! {line}");
        }
        shown
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let output = self.command(arguments).output().expect("the binary");
        serde_json::from_slice(&output.stdout).expect("JSON")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // Left over in the folder for temporary files if it fails.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
