//! `dateline completions SHELL`.

use std::io::Write;

use clap::CommandFactory;

use super::args::{Args, Completions};
use super::output::{Failure, Output, Status};

pub(super) fn run(command: &Completions, output: &mut Output) -> Result<Status, Failure> {
    // Into memory first: the generator panics if writing fails, as it does on a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Args::command(), "dateline", &mut script);
    output.write_all(&script)?;
    Ok(Status::Clean)
}
