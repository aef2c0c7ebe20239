//! Small articles that are really read, in one string, with a cursor: for answers that depend on the text more than on who is who.
//!
//! ```text
//! //- draft.txt published=1997-01-28
//! The text with a $0 where the cursor stands.
//! //- older.txt
//! The text of another article.
//! ```
//!
//! A string without `//-` lines is `draft.txt`.

use std::path::Path;
use std::sync::Arc;

use crate::article::{Format, PartialDate, PublishedSource, Stated};
use crate::corpus::{Corpus, Record};
use crate::knowledge::Knowledge;
use crate::knowledge::dossier::{self, Dossiers};
use crate::text::Span;

pub(super) struct Scene {
    pub(super) corpus: Corpus,
    /// The first article.
    pub(super) record: Arc<Record>,
    /// The place of the mark in it; its end if there is none.
    pub(super) cursor: usize,
}

impl Scene {
    pub(super) fn read(fixture: &str) -> Self {
        let fixture = fixture.strip_prefix('\n').unwrap_or(fixture);
        let fixture = if fixture.starts_with("//- ") { fixture.to_owned() } else { format!("//- draft.txt\n{fixture}") };
        let mut corpus = Corpus::new(Knowledge::builtin());
        let mut first: Option<(Arc<Record>, usize)> = None;
        for file in fixture.split("//- ").skip(1) {
            let (header, text) = file.split_once('\n').expect("a header with a text under it");
            let cursor = text.find("$0").unwrap_or(text.len());
            let record = read(header, &text.replacen("$0", "", 1));
            corpus.put(record.clone());
            first.get_or_insert((record, cursor));
        }
        let (record, cursor) = first.expect("an article");
        Self { corpus, record, cursor }
    }

    /// The same with a dossier beside it.
    pub(super) fn with_dossier(mut self, text: &str) -> Self {
        let (file, problems) = dossier::read(text, &Arc::from(Path::new("/dossiers/ours.toml")));
        assert_eq!(problems, Vec::new());
        self.corpus.set_dossiers(Arc::new(Dossiers::new([file])));
        self
    }

    /// A stretch as `line:column words`, both from 1.
    pub(super) fn tell(&self, span: Span) -> String {
        let source = &self.record.article.source;
        let at = self.record.lines.position(source, span.start(), crate::text::PositionEncoding::Utf32);
        format!("{}:{} {:?}", at.line + 1, at.column.0 + 1, span.of(source))
    }

    /// Some stretches, one a line.
    pub(super) fn tell_all(&self, spans: impl IntoIterator<Item = Span>) -> String {
        spans.into_iter().map(|span| self.tell(span) + "\n").collect()
    }
}

fn read(header: &str, text: &str) -> Arc<Record> {
    let mut words = header.split(' ');
    let path = format!("/{}", words.next().unwrap_or_default());
    let mut stated = Stated::default();
    for word in words {
        let date = word.strip_prefix("published=").expect("published=1997-01-28");
        stated.published = Some((date.parse::<PartialDate>().expect("a date"), PublishedSource::Sidecar));
    }
    let format = if path.ends_with(".md") { Format::Markdown } else { Format::Text };
    Arc::new(Record::read(Arc::from(Path::new(&path)), Arc::from(text), format, &stated, true, Knowledge::builtin()))
}
