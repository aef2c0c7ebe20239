//! `dateline rules`: the catalogue.

use std::io::Write;

use serde::Serialize;

use crate::report::level_name;
use crate::rules::{Group, all};

use super::args::{AnswerFormat, Rules};
use super::output::{Failure, Output, Status};

#[derive(Serialize)]
struct RulePart {
    name: &'static str,
    group: &'static str,
    level: &'static str,
    default: bool,
    summary: &'static str,
}

pub(super) fn run(command: &Rules, output: &mut Output) -> Result<Status, Failure> {
    if command.format == AnswerFormat::Json {
        let rules = all().iter().map(|rule| rule.about()).map(|about| RulePart {
            name: about.name,
            group: about.group.title(),
            level: level_name(about.level),
            default: about.on,
            summary: about.summary,
        });
        serde_json::to_writer(&mut *output, &rules.collect::<Vec<_>>())?;
        writeln!(output)?;
        return Ok(Status::Clean);
    }
    let width = all().iter().map(|rule| rule.about().name.len()).max().unwrap_or(0);
    let mut group: Option<Group> = None;
    for about in all().iter().map(|rule| rule.about()) {
        if group != Some(about.group) {
            let gap = if group.is_some() { "\n" } else { "" };
            writeln!(output, "{gap}{}", about.group.title())?;
            group = Some(about.group);
        }
        let off = if about.on { "" } else { " (off unless configured)" };
        writeln!(output, "  {:width$}  {:11}  {}{off}", about.name, level_name(about.level), about.summary)?;
    }
    Ok(Status::Clean)
}
