//! Findings for people: the source line with the words underlined, the other side's line below it, and what can be done.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Origin, Renderer, Snippet};

use crate::answers::count;
use crate::corpus::Record;
use crate::rules::{Evidence, Level, Site};
use crate::text::Span;

use super::findings::{Findings, Found, level_name};
use super::places::point;

/// Longer stretches of source than this are not printed: the place has to do.
const MOST_SOURCE: usize = 20_000;

/// Stretches of so many bytes are labelled at their beginning.
const LONG: usize = 40;

/// At most so many fixes are named below a finding.
const MOST_FIXES: usize = 3;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// With colours.
    pub color: bool,
    /// Columns of the terminal; longer source lines are cut around the words underlined.
    pub width: usize,
    /// Without the closing line.
    pub quiet: bool,
}

/// Writes findings for people, with a closing line that counts them.
///
/// # Errors
/// Whatever writing does.
pub fn write_text(findings: &Findings<'_>, style: TextStyle, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() }.term_width(style.width);
    for found in &findings.found {
        let other = |evidence: &Evidence| findings.corpus.get(article_of(evidence)?.0);
        let others: Vec<Option<Arc<Record>>> = found.finding.evidence.iter().map(other).collect();
        let group = group(findings, found, &others, style.width);
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    if style.quiet {
        return Ok(());
    }
    writeln!(out, "{}", summary(findings))
}

/// "3 errors, 5 warnings, 2 notes in 23 articles".
#[must_use]
pub fn summary(findings: &Findings<'_>) -> String {
    let counts = [
        (findings.count(&[Level::Error]), "error"),
        (findings.count(&[Level::Warning]), "warning"),
        (findings.count(&[Level::Information, Level::Hint]), "note"),
    ];
    let named: Vec<String> =
        counts.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun)).collect();
    let named = if named.is_empty() { "nothing found".to_owned() } else { named.join(", ") };
    format!("{named} in {}", count(findings.articles, "article"))
}

fn heading(level: Level) -> Heading<'static> {
    match level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
        Level::Information => Heading::INFO,
        Level::Hint => Heading::NOTE,
    }
    .with_name(level_name(level))
}

fn group<'f>(findings: &'f Findings<'_>, found: &'f Found, others: &'f [Option<Arc<Record>>], width: usize) -> Group<'f> {
    let finding = &found.finding;
    let mut group =
        heading(finding.level).primary_title(&finding.message).id(finding.rule).elements(std::iter::empty::<Origin>());
    // What stands close by in the same article is shown in one piece.
    let evidence = finding.evidence.iter().zip(others);
    let (near, far): (Vec<_>, Vec<_>) = evidence.partition(|(evidence, _)| is_near(found, evidence, width));
    let mut annotations = vec![(AnnotationKind::Primary, finding.span, "")];
    annotations.extend(near.iter().filter_map(|(evidence, _)| {
        let (_, span) = article_of(evidence)?;
        Some((AnnotationKind::Context, span, evidence.why.as_str()))
    }));
    group = snippet(group, &found.record, &found.path, &annotations);
    let mut notes: Vec<String> = Vec::new();
    for (evidence, record) in far {
        let place = article_of(evidence).and_then(|(path, span)| Some((record.as_deref()?, path, span)));
        match (place, evidence.place.as_ref()) {
            (Some((record, path, span)), _) if span.end() <= record.article.source.len() => {
                group = snippet(group, record, &(findings.shown)(path), &[(AnnotationKind::Context, span, &evidence.why)]);
            }
            (_, Some(Site::Article(path, _))) => {
                notes.push(format!("{}: {} ({})", (findings.shown)(path), evidence.text, evidence.why));
            }
            _ => notes.push(format!("{}: {}", evidence.why, evidence.text)),
        }
    }
    for note in notes {
        group = group.element(Heading::NOTE.message(note));
    }
    for fix in finding.fixes.iter().take(MOST_FIXES) {
        group = group.element(Heading::HELP.message(fix.title.as_str()));
    }
    group
}

fn article_of(evidence: &Evidence) -> Option<(&Arc<Path>, Span)> {
    let site = evidence.place.as_ref()?;
    Some((site.path(), site.span()?))
}

/// Whether evidence stands beside the finding: on its line, and so near that both are seen when the line is cut to the terminal's width.
fn is_near(found: &Found, evidence: &Evidence, width: usize) -> bool {
    let Some((path, span)) = article_of(evidence) else { return false };
    let line = |offset: usize| found.record.lines.line(offset);
    let both = span.join(found.finding.span);
    *path == found.record.path && line(both.start()) == line(both.end()) && both.len() < width / 2
}

/// Adds the lines on which some spans of an article stand.
fn snippet<'f>(group: Group<'f>, record: &'f Record, path: &str, annotations: &[(AnnotationKind, Span, &'f str)]) -> Group<'f> {
    let source: &str = &record.article.source;
    let Some(all) = annotations.iter().map(|(_, span, _)| *span).reduce(Span::join) else { return group };
    let (first, last) = (record.lines.line(all.start()), record.lines.line(all.end().max(1) - usize::from(!all.is_empty())));
    let start = record.lines.start_of(first);
    let end = record.lines.start_of(last) + record.lines.line_text(source, last).len();
    if end - start > MOST_SOURCE {
        let at = point(record, annotations[0].1.start());
        let origin = Origin::path(path.to_owned()).line(at.line as usize).char_column(at.column as usize);
        return group.element(origin);
    }
    let mut marks = Vec::new();
    for (kind, span, label) in annotations {
        let range = span.start().saturating_sub(start)..span.end().saturating_sub(start);
        if label.is_empty() {
            marks.push(kind.span(range));
        } else if span.len() < LONG {
            marks.push(kind.span(range).label(*label));
        } else {
            // At the end of a long stretch the label would stand outside of the screen; this one hangs below its beginning.
            let beginning = range.start..range.start + source[span.range()].chars().next().map_or(0, char::len_utf8);
            marks.push(kind.span(range));
            marks.push(AnnotationKind::Context.span(beginning).label(*label));
        }
    }
    group.element(Snippet::source(&source[start..end]).line_start(first + 1).path(path.to_owned()).annotations(marks))
}
