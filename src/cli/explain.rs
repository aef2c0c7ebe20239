//! `dateline explain RULE`: the documentation of a rule, which is its doc comment.

use std::io::Write;

use crate::rules::{by_name, nearest};

use super::args::Explain;
use super::output::{Failure, Output, Status};

pub(super) fn run(command: &Explain, output: &mut Output) -> Result<Status, Failure> {
    let Some(rule) = by_name(&command.rule) else {
        return Err(Failure::Message(unknown_rule(&command.rule)));
    };
    writeln!(output, "# {}\n\n{}", rule.about().name, rule.documentation())?;
    Ok(Status::Clean)
}

/// The line for a rule that does not exist.
pub(super) fn unknown_rule(name: &str) -> String {
    let remedy = match nearest(name) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "`dateline rules` lists them".to_owned(),
    };
    format!("{name}: there is no rule of that name; {remedy}")
}
