//! Standard output and standard error, and how a command ended.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

use crate::report::TextStyle;

use super::args::{Color, Global};

/// Columns where there is no terminal to ask.
const USUAL_WIDTH: usize = 120;

/// How a command ended, by its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// Nothing to report.
    Clean,
    /// Findings, or nobody of that name.
    Found,
    /// Something could not be read or run; the rest was.
    Failed,
}

impl Status {
    pub(super) fn code(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// Why a command could not go on.
#[derive(Debug)]
pub(super) enum Failure {
    /// Whoever read our output has had enough.
    ClosedPipe,
    /// What, where, why, and what to do, in one line.
    Message(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::Message(format!("standard output: it could not be written: {error}; check the disk and the file it goes to"))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

/// Tells why a command cannot even begin.
pub(super) fn refused(message: &str) -> ExitCode {
    let _ = writeln!(io::stderr().lock(), "dateline: {message}");
    Status::Failed.code()
}

/// Help and version, which come as errors; any other error of usage in one line.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A closed pipe is no reason to complain.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let told = error.render().to_string();
    let told: Vec<&str> = told.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let what: Vec<&str> =
        told.iter().copied().take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more")).collect();
    let what = what.join("; ");
    let _ = writeln!(io::stderr().lock(), "dateline: {}; `--help` tells more", what.strip_prefix("error: ").unwrap_or(&what));
    Status::Failed.code()
}

/// The one place that writes.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    quiet: bool,
    color: bool,
    failed: bool,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let stdout = io::stdout();
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
                stdout.is_terminal() && set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb")
            }
        };
        Self { out: BufWriter::new(stdout.lock()), quiet: global.quiet, color, failed: false }
    }

    /// Columns of the terminal, if there is one.
    pub(super) fn terminal_width() -> Option<usize> {
        let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        terminal.map(|(width, _)| usize::from(width.0).max(40))
    }

    /// Whether only findings and answers are to be printed.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// How findings are printed here.
    pub(super) fn text_style(&self) -> TextStyle {
        let width = Self::terminal_width().unwrap_or(USUAL_WIDTH);
        TextStyle { color: self.color, width, quiet: self.quiet }
    }

    /// Something could not be read or run: `what` says where, what, why and what to do. The command goes on, and fails in the end.
    pub(super) fn error(&mut self, what: &str) {
        self.failed = true;
        self.say(what);
    }

    /// Something worth knowing, which is no failure.
    pub(super) fn note(&mut self, what: &str) {
        if !self.quiet {
            self.say(what);
        }
    }

    fn say(&mut self, what: &str) {
        // In the order in which things happened, where both streams go to one terminal. If that fails, so will the next write.
        let _ = self.out.flush();
        let line: String = what.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(io::stderr().lock(), "dateline: {line}");
    }

    /// Ends the output; a command during which something could not be read has failed.
    pub(super) fn finish(&mut self, status: Status) -> Result<Status, Failure> {
        self.out.flush()?;
        Ok(if self.failed { Status::Failed } else { status })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
