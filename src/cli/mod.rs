//! The door for people and programs: the command line.
//!
//! One file per command. Each writes through one locked, buffered [`Output`](output::Output) and says by a [`Status`] how it went; what
//! could not be read is told in one line on standard error, and the rest goes on.

mod args;
mod check;
mod completions;
mod explain;
mod extract;
mod facts;
mod fix;
mod import;
mod index;
mod init;
mod log;
mod lsp;
mod names;
mod output;
mod paths;
mod refs;
mod rules;
mod who;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use output::{Failure, Output, Status};

/// Runs the command line of this process and says how it went.
///
/// Exit codes: 0, nothing to say; 1, findings, or nobody of that name; 2, something could not be read or run.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return output::usage(&error),
    };
    // The server speaks its protocol on standard output; nothing else may hold that.
    if let Command::Lsp(command) = &args.command {
        return match log::start(&args.global, command.log_file.as_deref()) {
            Ok(()) => lsp::run(command, &args.global),
            Err(error) => output::refused(&error),
        };
    }
    // Standard error can be written to or not: nothing to tell of.
    let _ = log::start(&args.global, None);
    let mut output = Output::new(&args.global);
    let result = run(&args, &mut output).and_then(|status| output.finish(status));
    match result {
        Ok(status) => status.code(),
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Message(message)) => {
            output.error(&message);
            Status::Failed.code()
        }
    }
}

fn run(args: &Args, output: &mut Output) -> Result<Status, Failure> {
    match &args.command {
        Command::Lsp(_) => Ok(Status::Clean),
        Command::Check(command) => check::run(command, &args.global, output),
        Command::Index(command) => index::run(command, &args.global, output),
        Command::Extract(command) => extract::run(command, output),
        Command::Facts(command) => facts::run(command, &args.global, output),
        Command::Who(command) => who::run(command, &args.global, output),
        Command::Refs(command) => refs::run(command, &args.global, output),
        Command::Rules(command) => rules::run(command, output),
        Command::Explain(command) => explain::run(command, output),
        Command::Init(command) => init::run(command, output),
        Command::Import(command) => import::run(command, output),
        Command::Completions(command) => completions::run(command, output),
    }
}
