//! Findings that a desk let stand, listed with who did so and when.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::answers::{count, visible};
use crate::article::sidecar::Accepted;
use crate::corpus::Record;
use crate::rules::Finding;
use crate::text::Span;

use super::json::write_array;
use super::places::{Point, point};

/// A finding that was let stand.
pub struct AcceptedFinding {
    /// The article.
    pub record: Arc<Record>,
    /// What the sidecar says.
    pub acceptance: Accepted,
    /// What the rules say now; `None` if they do not see it any more: the acceptance has lapsed.
    pub finding: Option<Finding>,
}

#[derive(Serialize)]
struct Part<'a> {
    rule: &'a str,
    path: String,
    fingerprint: &'a str,
    text: Option<&'a str>,
    by: Option<&'a str>,
    at: Option<&'a str>,
    stands: bool,
    span: Option<Span>,
    start: Option<Point>,
    message: Option<&'a str>,
}

/// Writes accepted findings as one JSON array, an object a line; `stands` is false where the rules do not see the finding any more.
///
/// # Errors
/// Whatever writing does.
pub fn write_accepted_json(list: &[AcceptedFinding], shown: &dyn Fn(&Path) -> String, out: &mut dyn Write) -> io::Result<()> {
    write_array(list.iter().map(|accepted| part(accepted, shown)), out)
}

fn part<'a>(accepted: &'a AcceptedFinding, shown: &dyn Fn(&Path) -> String) -> Part<'a> {
    let AcceptedFinding { record, acceptance, finding } = accepted;
    let finding = finding.as_ref();
    Part {
        rule: &acceptance.rule,
        path: shown(&record.path),
        fingerprint: &acceptance.fingerprint,
        text: acceptance.text.as_deref(),
        by: acceptance.by.as_deref(),
        at: acceptance.at.as_deref(),
        stands: finding.is_some(),
        span: finding.map(|finding| finding.span),
        start: finding.map(|finding| point(record, finding.span.start())),
        message: finding.map(|finding| finding.message.as_str()),
    }
}

/// Writes accepted findings for people, a line each.
///
/// # Errors
/// Whatever writing does.
pub fn write_accepted_text(list: &[AcceptedFinding], shown: &dyn Fn(&Path) -> String, out: &mut dyn Write) -> io::Result<()> {
    for AcceptedFinding { record, acceptance, finding } in list {
        let path = shown(&record.path);
        let signed = signed(acceptance.by.as_deref(), acceptance.at.as_deref());
        let rule = visible(&acceptance.rule);
        match finding {
            Some(finding) => {
                let start = point(record, finding.span.start());
                writeln!(out, "{path}:{}:{}: {rule}: {} (accepted{signed})", start.line, start.column, finding.message)?;
            }
            None => {
                let text = acceptance.text.as_ref().map_or_else(String::new, |text| format!(" “{}”", visible(text)));
                writeln!(out, "{path}: {rule}:{text} is not found any more (accepted{signed})")?;
            }
        }
    }
    writeln!(out, "{} accepted", count(list.len(), "finding"))
}

/// " by ab, 1998-03-03": who decided something and when, as far as that is known.
pub(super) fn signed(by: Option<&str>, at: Option<&str>) -> String {
    let by = by.map_or_else(String::new, |by| format!(" by {}", visible(by)));
    let at = at.map_or_else(String::new, |at| format!(", {}", visible(at)));
    format!("{by}{at}")
}
