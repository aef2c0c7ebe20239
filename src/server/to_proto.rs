//! Our own becomes what the protocol says: ranges, locations, diagnostics. The only way out.
//!
//! A span is turned into a range by the lines of the very reading it was found in, so every range lies inside the text it answers for.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, GotoDefinitionResponse, Location,
    LocationLink, NumberOrString, Position, PositionEncodingKind, Range, SymbolKind, Uri,
};

use crate::answers;
use crate::corpus::{Corpus, Place, Record, Spot};
use crate::language::Kind;
use crate::rules::{Evidence, Finding, Level, Site};
use crate::text::{PositionEncoding, Span};

use super::documents::OpenFiles;

/// Where the rules are documented; a rule's page is its name with `.md`.
pub(super) const RULE_PAGES: &str = "https://github.com/dateline-news/dateline/blob/main/docs/rules/";

/// The name under which diagnostics appear.
pub(super) const SOURCE: &str = "dateline";

/// What it takes to name places: the articles, the open documents' own URIs, the unit of columns.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) open: &'a OpenFiles,
    pub(super) encoding: PositionEncoding,
}

impl Places<'_> {
    /// The URI of a file: the client's own for an open document.
    pub(super) fn uri(&self, path: &Path) -> Option<Uri> {
        let open = self.open.get(path).map(|(uri, _)| uri.clone());
        open.or_else(|| if path.is_absolute() { Uri::from_file_path(path) } else { path.to_str()?.parse().ok() })
    }

    /// A span of an article of the corpus; `None` if it is gone.
    pub(super) fn location(&self, path: &Path, span: Span) -> Option<Location> {
        let record = self.corpus.get(path)?;
        Some(Location { uri: self.uri(path)?, range: range(&record, span, self.encoding) })
    }

    /// A place of an answer.
    pub(super) fn place(&self, place: &answers::Location) -> Option<Location> {
        Some(Location { uri: self.uri(&place.path)?, range: self.range(place.place) })
    }

    /// A place as an index keeps it.
    pub(super) fn range(&self, place: Place) -> Range {
        let position = |spot: Spot| {
            let at = spot.position(self.encoding);
            Position::new(at.line, at.column.0)
        };
        Range::new(position(place.start), position(place.end))
    }

    /// The version of an open file.
    pub(super) fn version(&self, path: &Path) -> Option<i32> {
        self.open.get(path).map(|(_, version)| *version)
    }

    /// Places of answers, in their order.
    pub(super) fn locations(&self, places: &[answers::Location]) -> Vec<Location> {
        let articles = places.chunk_by(|one, next| Arc::ptr_eq(&one.path, &next.path));
        let located = articles.flat_map(|article| {
            let uri = self.uri(&article[0].path);
            article.iter().filter_map(move |place| Some(Location { uri: uri.clone()?, range: self.range(place.place) }))
        });
        located.collect()
    }

    /// Places as a client that jumps wants them: with the name that was pointed at, if it can show links. `None` where there is none.
    pub(super) fn response(
        &self,
        found: Vec<Location>,
        record: &Record,
        offset: usize,
        links: bool,
    ) -> Option<GotoDefinitionResponse> {
        if found.is_empty() {
            return None;
        }
        if !links {
            return Some(GotoDefinitionResponse::Array(found));
        }
        let mention = record.reading.mention_at(offset).map(|id| record.mention(id).span);
        let origin_selection_range = mention.map(|span| range(record, span, self.encoding));
        let link = |Location { uri, range }| LocationLink {
            origin_selection_range,
            target_uri: uri,
            target_range: range,
            target_selection_range: range,
        };
        Some(GotoDefinitionResponse::Link(found.into_iter().map(link).collect()))
    }

    /// A finding of an article.
    pub(super) fn diagnostic(&self, record: &Record, finding: &Finding, related_information: bool) -> Diagnostic {
        let related: Vec<_> = finding.evidence.iter().filter_map(|evidence| self.related(evidence)).collect();
        Diagnostic {
            range: range(record, finding.span, self.encoding),
            severity: Some(severity(finding.level)),
            code: Some(NumberOrString::String(finding.rule.to_owned())),
            code_description: format!("{RULE_PAGES}{}.md", finding.rule).parse().ok().map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message: finding.message.clone(),
            related_information: (related_information && !related.is_empty()).then_some(related),
            tags: None,
            data: Some(json!({"rule": finding.rule, "fingerprint": finding.fingerprint})),
        }
    }

    fn related(&self, evidence: &Evidence) -> Option<DiagnosticRelatedInformation> {
        let location = match evidence.place.as_ref()? {
            Site::Article(path, span) => self.location(path, *span)?,
            Site::Dossier(origin) => Location { uri: self.uri(&origin.path)?, range: self.range(Place::of_entry(origin)) },
        };
        Some(DiagnosticRelatedInformation { location, message: format!("{}: {}", evidence.why, evidence.text) })
    }
}

/// The range of a span of an article.
pub(super) fn range(record: &Record, span: Span, encoding: PositionEncoding) -> Range {
    let position = |offset| {
        let at = record.lines.position(&record.article.source, offset, encoding);
        Position::new(at.line, at.column.0)
    };
    Range::new(position(span.start()), position(span.end()))
}

/// The negotiated unit, as the protocol names it.
pub(super) fn encoding(encoding: PositionEncoding) -> PositionEncodingKind {
    match encoding {
        PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
        PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
        PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Information => DiagnosticSeverity::INFORMATION,
        Level::Hint => DiagnosticSeverity::HINT,
    }
}

/// The nearest thing that editors have an icon for.
pub(super) fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Person => SymbolKind::CLASS,
        Kind::Place => SymbolKind::NAMESPACE,
        Kind::Organisation => SymbolKind::MODULE,
    }
}
