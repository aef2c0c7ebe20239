//! `dateline refs NAME`: every mention of somebody or something, a line each.

use std::io::Write;

use crate::answers::{count, references_of};
use crate::report::{Named, Point, visible, write_references};

use super::args::{AnswerFormat, Global, Refs};
use super::names::{look_up, unknown};
use super::output::{Failure, Output, Status};
use super::workspace::around;

pub(super) fn run(command: &Refs, global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let query = &command.query;
    let (workspace, shown) = around(&query.corpus, global, output)?;
    let corpus = workspace.corpus();
    let meant = look_up(corpus, query);
    let show = |path: &std::path::Path| shown.show(path);
    let references = meant.identities.first().map(|first| references_of(corpus, first)).unwrap_or_default();
    let entity = meant.identities.first().map(|first| Named { name: first.name.clone(), kind: first.kind });
    if references.is_empty() {
        output.note(&unknown(corpus, &meant));
    }
    match query.format {
        AnswerFormat::Json => {
            write_references(entity.as_ref(), &references, &meant.alike, query.why, &show, output)?;
        }
        AnswerFormat::Text => {
            for reference in &references {
                let start = reference.mention.place.start;
                let at = Point::of(start);
                let line = corpus.line(&reference.path, start.line).unwrap_or_default();
                writeln!(output, "{}:{}:{}: {}", show(&reference.path), at.line, at.column, visible(&line))?;
                if query.why {
                    writeln!(output, "    {}", reference.why)?;
                }
            }
            if meant.identities.len() > 1 {
                let others = count(meant.identities.len() - 1, "other");
                output.note(&format!(
                    "{}: {others} of that name not joined with these; `dateline who {}` shows them",
                    meant.name, meant.name
                ));
            }
        }
    }
    Ok(if references.is_empty() { Status::Found } else { Status::Clean })
}
