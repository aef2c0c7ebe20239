//! Findings as GitHub's workflow commands, which become annotations of a pull request.

use std::io::{self, Write};

use crate::rules::Level;

use super::findings::Findings;
use super::places::point;

/// Writes findings as workflow commands, one a line.
///
/// The escapes are those of the runner: `%`, CR and LF in messages, and `:` and `,` in properties as well.
///
/// # Errors
/// Whatever writing does.
pub fn write_github(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    for found in &findings.found {
        let finding = &found.finding;
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Information | Level::Hint => "notice",
        };
        let (start, end) = (point(&found.record, finding.span.start()), point(&found.record, finding.span.end()));
        // Columns count only within one line.
        let columns =
            if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
        writeln!(
            out,
            "::{command} file={},line={},endLine={}{columns},title={}::{}",
            property(&found.path),
            start.line,
            end.line,
            property(finding.rule),
            message(&finding.message)
        )?;
    }
    Ok(())
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
