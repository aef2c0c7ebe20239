//! The fact list as JSON, text, Markdown and CSV. All four say the same; JSON is what programs and editors read.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::answers::{Fact, FactSource, Status, count, visible};
use crate::article::PartialDate;
use crate::corpus::Record;
use crate::text::Span;

use super::accepted::signed;
use super::findings::level_name;
use super::places::{Point, point, words};

/// So many sources stand in a line for people; JSON has all that were kept.
const IN_LINE: usize = 3;

/// A fact list and what it takes to print it.
pub struct FactList<'a> {
    /// The draft.
    pub record: &'a Record,
    /// Its facts, in order.
    pub facts: &'a [Fact],
    /// How a path is shown.
    pub shown: &'a dyn Fn(&Path) -> String,
}

#[derive(Serialize)]
struct ListPart<'a> {
    path: String,
    published: Option<PartialDate>,
    facts: Vec<FactPart<'a>>,
}

#[derive(Serialize)]
struct FactPart<'a> {
    statement: &'a str,
    kind: &'a str,
    span: Span,
    start: Point,
    end: Point,
    text: std::borrow::Cow<'a, str>,
    status: &'a str,
    sources: Vec<SourcePart<'a>>,
    agreeing: usize,
    conflicts: Vec<ConflictPart<'a>>,
    checked: Option<CheckedPart<'a>>,
}

#[derive(Serialize)]
struct SourcePart<'a> {
    path: Option<String>,
    span: Option<Span>,
    start: Option<Point>,
    text: &'a str,
    published: Option<PartialDate>,
}

#[derive(Serialize)]
struct ConflictPart<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct CheckedPart<'a> {
    by: Option<&'a str>,
    at: Option<&'a str>,
    note: Option<&'a str>,
    source: Option<&'a str>,
}

impl FactList<'_> {
    fn part(&self) -> ListPart<'_> {
        ListPart {
            path: (self.shown)(&self.record.path),
            published: self.record.article.published.map(|published| published.date),
            facts: self.facts.iter().map(|fact| self.fact(fact)).collect(),
        }
    }

    fn fact<'f>(&'f self, fact: &'f Fact) -> FactPart<'f> {
        let conflicts = fact.conflicts.iter().map(|conflict| ConflictPart {
            rule: conflict.rule,
            level: level_name(conflict.level),
            message: &conflict.message,
            fingerprint: &conflict.fingerprint,
        });
        let checked = fact.checked.as_ref().map(|checked| CheckedPart {
            by: checked.by.as_deref(),
            at: checked.at.as_deref(),
            note: checked.note.as_deref(),
            source: checked.source.as_deref(),
        });
        FactPart {
            statement: &fact.statement,
            kind: fact.kind.name(),
            span: fact.span,
            start: point(self.record, fact.span.start()),
            end: point(self.record, fact.span.end()),
            text: words(self.record, fact.span),
            status: fact.status.name(),
            sources: fact.sources.iter().map(|source| self.source(source)).collect(),
            agreeing: fact.agreeing,
            conflicts: conflicts.collect(),
            checked,
        }
    }

    fn source<'f>(&'f self, source: &'f FactSource) -> SourcePart<'f> {
        SourcePart {
            path: source.path.as_ref().map(|path| (self.shown)(path)),
            span: source.place.map(|place| place.span()),
            start: source.place.map(|place| Point::of(place.start)),
            text: &source.text,
            published: source.published,
        }
    }

    /// As a JSON value, for whoever adds to it.
    ///
    /// # Errors
    /// Never in practice: all keys are text.
    pub fn value(&self) -> serde_json::Result<serde_json::Value> {
        serde_json::to_value(self.part())
    }

    /// A source's place as people read it: `talks.txt:3:22`, or the words for what is no file.
    fn place(&self, source: &FactSource) -> String {
        match (&source.path, source.place) {
            (Some(path), Some(place)) => {
                let at = Point::of(place.start);
                format!("{}:{}:{}", (self.shown)(path), at.line, at.column)
            }
            _ => format!("gazetteer, {}", source.text),
        }
    }

    /// `agrees with 2 sources: talks.txt:3:22, old.txt:1:6`
    fn standing(&self, fact: &Fact) -> String {
        let mut told: Vec<String> = Vec::new();
        if let Some(checked) = &fact.checked {
            told.push(format!("ticked{}", signed(checked.by.as_deref(), checked.at.as_deref())));
        }
        told.extend(fact.checked.iter().filter_map(|checked| checked.note.as_deref()).map(visible));
        if let Some(source) = fact.checked.as_ref().and_then(|checked| checked.source.as_deref()) {
            told.push(format!("source: {}", visible(source)));
        }
        told.extend(fact.conflicts.iter().map(|conflict| format!("{}: {}", level_name(conflict.level), conflict.message)));
        if fact.status == Status::Accepted {
            told.push("checked, keep".to_owned());
        }
        if fact.agreeing > 0 {
            let places: Vec<String> = fact.sources.iter().take(IN_LINE).map(|source| self.place(source)).collect();
            let more = if fact.agreeing > places.len() { ", …" } else { "" };
            told.push(format!("agrees with {}: {}{more}", count(fact.agreeing, "source"), places.join(", ")));
        } else if told.is_empty() {
            told.push("seen nowhere else".to_owned());
        }
        told.join("; ")
    }

    /// How many facts stand how, as a line: `12 facts: 1 ticked, 3 agree, 8 seen nowhere else`.
    #[must_use]
    pub fn summary(&self) -> String {
        let names = [
            (Status::Ticked, "ticked"),
            (Status::Conflicts, "in conflict"),
            (Status::Accepted, "accepted"),
            (Status::Agrees, "agreed"),
            (Status::SeenNowhereElse, "seen nowhere else"),
        ];
        let of = |status| self.facts.iter().filter(|fact| fact.status == status).count();
        let parts: Vec<String> = names
            .iter()
            .map(|(status, name)| (of(*status), name))
            .filter(|(of, _)| *of > 0)
            .map(|(of, name)| format!("{of} {name}"))
            .collect();
        let facts = count(self.facts.len(), "fact");
        if parts.is_empty() { facts } else { format!("{facts}: {}", parts.join(", ")) }
    }
}

/// Writes the list as one JSON object.
///
/// # Errors
/// Whatever writing does.
pub fn write_facts_json(list: &FactList<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &list.part())?;
    writeln!(out)
}

/// Writes the list for people, a line for each fact, with a box that is crossed if it was ticked.
///
/// # Errors
/// Whatever writing does.
pub fn write_facts_text(list: &FactList<'_>, out: &mut dyn Write) -> io::Result<()> {
    let path = (list.shown)(&list.record.path);
    for fact in list.facts {
        let at = point(list.record, fact.span.start());
        let mark = if fact.checked.is_some() { 'x' } else { ' ' };
        writeln!(
            out,
            "[{mark}] {path}:{}:{}: {}: {}: {}",
            at.line,
            at.column,
            fact.kind.name(),
            visible(&fact.text),
            list.standing(fact)
        )?;
    }
    Ok(())
}

/// Writes the list as a Markdown checklist.
///
/// # Errors
/// Whatever writing does.
pub fn write_facts_markdown(list: &FactList<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Facts in {}\n", escaped(&(list.shown)(&list.record.path)))?;
    for fact in list.facts {
        let at = point(list.record, fact.span.start());
        let mark = if fact.checked.is_some() { 'x' } else { ' ' };
        let (text, standing) = (escaped(&visible(&fact.text)), escaped(&list.standing(fact)));
        writeln!(out, "- [{mark}] **{text}** ({}, line {}): {standing}", fact.kind.name(), at.line)?;
    }
    writeln!(out, "\n{}", list.summary())
}

/// Marks of Markdown as themselves.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Writes the list as comma-separated values (RFC 4180) for spreadsheets: with a byte order mark, by which they know UTF-8, and without a
/// cell that one of them would take for a formula.
///
/// # Errors
/// Whatever writing does.
pub fn write_facts_csv(list: &FactList<'_>, out: &mut dyn Write) -> io::Result<()> {
    let head = [
        "line",
        "column",
        "kind",
        "text",
        "status",
        "agreeing",
        "sources",
        "conflicts",
        "checked by",
        "checked at",
        "note",
        "checked against",
        "statement",
    ];
    write!(out, "\u{feff}{}\r\n", head.join(","))?;
    for fact in list.facts {
        let at = point(list.record, fact.span.start());
        let sources: Vec<String> = fact.sources.iter().map(|source| list.place(source)).collect();
        let conflicts: Vec<&str> = fact.conflicts.iter().map(|conflict| conflict.message.as_str()).collect();
        let tick = |of: fn(&crate::article::sidecar::Checked) -> Option<&String>| {
            fact.checked.as_ref().and_then(of).map_or_else(String::new, |value| cell(value))
        };
        let cells = [
            at.line.to_string(),
            at.column.to_string(),
            fact.kind.name().to_owned(),
            cell(&visible(&fact.text)),
            fact.status.name().to_owned(),
            fact.agreeing.to_string(),
            cell(&sources.join("; ")),
            cell(&conflicts.join(" ")),
            tick(|checked| checked.by.as_ref()),
            tick(|checked| checked.at.as_ref()),
            tick(|checked| checked.note.as_ref()),
            tick(|checked| checked.source.as_ref()),
            cell(&fact.statement),
        ];
        write!(out, "{}\r\n", cells.join(","))?;
    }
    Ok(())
}

/// A text in quotation marks; one that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV Injection).
fn cell(text: &str) -> String {
    let formula =
        text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, expected) in [
            ("plain", "\"plain\""),
            ("he said \"no\", twice", "\"he said \"\"no\"\", twice\""),
            ("=1+1", "\"'=1+1\""),
            (" +44 20", "\"' +44 20\""),
            ("-5 degrees", "\"'-5 degrees\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("＝1", "\"'＝1\""),
            ("5-4", "\"5-4\""),
        ] {
            assert_eq!(cell(text), expected);
        }
    }

    #[test]
    fn marks_of_markdown_are_shown_as_they_are() {
        assert_eq!(escaped("[x] *a* <b> `c` \\"), "\\[x\\] \\*a\\* \\<b\\> \\`c\\` \\\\");
    }
}
