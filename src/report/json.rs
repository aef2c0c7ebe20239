//! Findings and references as JSON, for programs.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use crate::answers::{Card, Reference};
use crate::article::PartialDate;
use crate::language::Kind;
use crate::rules::Site;
use crate::text::Span;

use super::findings::{Findings, Found, level_name};
use super::places::{Point, point};

#[derive(Serialize)]
struct FindingPart<'a> {
    rule: &'a str,
    level: &'a str,
    path: &'a str,
    span: Span,
    start: Point,
    end: Point,
    message: &'a str,
    evidence: Vec<EvidencePart<'a>>,
    fixes: Vec<FixPart<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct EvidencePart<'a> {
    path: Option<String>,
    span: Option<Span>,
    text: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct FixPart<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditPart<'a>>,
}

#[derive(Serialize)]
struct EditPart<'a> {
    path: String,
    span: Span,
    text: &'a str,
}

/// Writes findings as one JSON array, an object a line.
///
/// # Errors
/// Whatever writing does.
pub fn write_json(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_array(findings.found.iter().map(|found| part(findings, found)), out)
}

/// One JSON array, an object a line.
pub(super) fn write_array<P: Serialize>(parts: impl ExactSizeIterator<Item = P>, out: &mut dyn Write) -> io::Result<()> {
    let end = if parts.len() == 0 { "" } else { "\n" };
    write!(out, "[")?;
    for (index, part) in parts.enumerate() {
        write!(out, "{}", if index == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *out, &part)?;
    }
    writeln!(out, "{end}]")
}

fn part<'f>(findings: &Findings<'_>, found: &'f Found) -> FindingPart<'f> {
    let finding = &found.finding;
    let shown = findings.shown;
    FindingPart {
        rule: finding.rule,
        level: level_name(finding.level),
        path: &found.path,
        span: finding.span,
        start: point(&found.record, finding.span.start()),
        end: point(&found.record, finding.span.end()),
        message: &finding.message,
        evidence: finding
            .evidence
            .iter()
            .map(|evidence| EvidencePart {
                path: evidence.place.as_ref().map(|site| shown(site.path())),
                span: evidence.place.as_ref().and_then(Site::span),
                text: &evidence.text,
                why: &evidence.why,
            })
            .collect(),
        fixes: finding
            .fixes
            .iter()
            .map(|fix| FixPart {
                title: &fix.title,
                safe: fix.safe,
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| EditPart { path: shown(&edit.path), span: edit.span, text: &edit.text })
                    .collect(),
            })
            .collect(),
        fingerprint: &finding.fingerprint,
    }
}

/// Somebody or something by name and kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Canonical name.
    pub name: String,
    /// Person, place or organisation.
    pub kind: Kind,
}

#[derive(Serialize)]
struct References<'a> {
    entity: Option<&'a Named>,
    total: usize,
    mentions: Vec<ReferencePart<'a>>,
    candidates: &'a [String],
}

#[derive(Serialize)]
struct ReferencePart<'a> {
    path: String,
    span: Span,
    name: Option<Span>,
    start: Point,
    text: Cow<'a, str>,
    published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

/// Writes the mentions of somebody or something as one JSON object; `entity` is null where nobody of the name is known. With `why`, each
/// mention says why it is one.
///
/// # Errors
/// Whatever writing does.
pub fn write_references(
    entity: Option<&Named>,
    references: &[Reference],
    candidates: &[String],
    why: bool,
    shown: &dyn Fn(&std::path::Path) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mentions = references.iter().map(|reference| reference_part(reference, why, shown));
    let answer = References { entity, total: references.len(), mentions: mentions.collect(), candidates };
    serde_json::to_writer(&mut *out, &answer)?;
    writeln!(out)
}

fn reference_part<'a>(reference: &'a Reference, why: bool, shown: &dyn Fn(&std::path::Path) -> String) -> ReferencePart<'a> {
    let mention = &reference.mention;
    ReferencePart {
        path: shown(&reference.path),
        span: mention.place.span(),
        name: mention.name_span(),
        start: Point::of(mention.place.start),
        text: Cow::Borrowed(mention.text()),
        published: reference.published,
        why: why.then_some(reference.why.as_str()),
    }
}

#[derive(Serialize)]
struct CardPart<'a> {
    entity: Option<&'a Named>,
    lines: Vec<LinePart<'a>>,
    candidates: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<ReferencePart<'a>>>,
}

#[derive(Serialize)]
struct LinePart<'a> {
    label: &'a str,
    text: &'a str,
    source: &'a str,
}

/// Writes a card as one JSON object; `entity` is null where nobody of the name is known. With `references`, each mention follows with the
/// reason why it is one.
///
/// # Errors
/// Whatever writing does.
pub fn write_card(
    card: Option<(&Named, &Card)>,
    candidates: &[String],
    references: Option<&[Reference]>,
    shown: &dyn Fn(&std::path::Path) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = card.into_iter().flat_map(|(_, card)| &card.lines);
    let lines = lines.map(|line| LinePart { label: line.label, text: &line.text, source: &line.source });
    let mentions = references.map(|all| all.iter().map(|reference| reference_part(reference, true, shown)).collect());
    let answer = CardPart { entity: card.map(|(named, _)| named), lines: lines.collect(), candidates, mentions };
    serde_json::to_writer(&mut *out, &answer)?;
    writeln!(out)
}
