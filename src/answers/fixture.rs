//! Small articles with hand-made readings: what an answer says is tested here, not how well names are read.

use std::path::Path;
use std::sync::Arc;

use crate::article::{Format, PartialDate, PublishedSource, Stated};
use crate::corpus::{Corpus, Record};
use crate::knowledge::Knowledge;
use crate::language::{
    Entity, EntityId, Form, Join, JoinReason, Kind, Mention, MentionId, Quotation, Reading, Source, SourceKind, Title,
};
use crate::text::Span;

/// An article under construction.
pub(super) struct Story {
    record: Record,
    /// Where the next mention or quotation is looked for.
    at: usize,
}

impl Story {
    pub(super) fn new(path: &str, date: Option<&str>, text: &str) -> Self {
        let published = date.map(|date| (date.parse::<PartialDate>().expect("a date"), PublishedSource::Sidecar));
        let stated = Stated { published, ..Stated::default() };
        let path: Arc<Path> = Arc::from(Path::new(path));
        let knowledge = Knowledge::builtin();
        let mut record = Record::read(path, Arc::from(text), Format::Text, &stated, true, knowledge);
        record.reading = Reading { language: Some("en"), ..Reading::default() };
        record.claims.clear();
        record.article.published = published.map(|(date, source)| crate::article::Published { date, source, span: None });
        Self { record, at: 0 }
    }

    fn find(&self, words: &str) -> Span {
        let start = self.at + self.record.article.source[self.at..].find(words).expect("the words, further on in the text");
        Span::new(start, start + words.len())
    }

    /// Adds an entity; its number is the next.
    pub(super) fn entity(mut self, kind: Kind, name: &str, aliases: &[&str]) -> Self {
        let family_name = (kind == Kind::Person).then(|| name.split(' ').next_back().unwrap_or(name).to_owned());
        self.record.reading.entities.push(Entity {
            kind,
            name: name.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            titles: Vec::new(),
            affiliations: Vec::new(),
            joins: Vec::new(),
            entry: None,
            family_name,
            gender: None,
        });
        self
    }

    /// States a title, which stands after the last mention.
    pub(super) fn title(mut self, entity: u32, words: &str) -> Self {
        let span = self.find(words);
        let title = Title { text: words.to_owned(), span, modifier: None, statement: span };
        self.record.reading.entities[entity as usize].titles.push(title);
        self
    }

    /// Mentions an entity with its next words.
    pub(super) fn mention(mut self, entity: u32, words: &str, name: &str) -> Self {
        let span = self.find(words);
        self.at = span.end();
        let start = span.start() + words.find(name).expect("the name in the words");
        let record = &mut self.record;
        let kind = record.reading.entities[entity as usize].kind;
        let id = MentionId(record.reading.mentions.len() as u32);
        let joins = &mut record.reading.entities[entity as usize].joins;
        let reason = if joins.is_empty() { JoinReason::First } else { JoinReason::FamilyName };
        joins.push(Join { mention: id, reason });
        record.reading.mentions.push(Mention {
            span,
            name: Some(Span::new(start, start + name.len())),
            kind,
            form: Form::Name,
            nested: false,
            metonym: false,
            entity: EntityId(entity),
            sentence: 0,
            block: record.article.block_at(span.start()).unwrap_or(0),
            item: 0,
            honorific: None,
            attributive: false,
            speaks: false,
            quoted: false,
        });
        self
    }

    /// Quotes an entity with the next such words.
    pub(super) fn quote(mut self, speaker: u32, words: &str) -> Self {
        let span = self.find(words);
        let source = Source { span, head: span, kind: SourceKind::Named };
        self.record.reading.quotations.push(Quotation {
            span,
            direct: true,
            fragment: false,
            cue: None,
            source: Some(source),
            speaker: Some(EntityId(speaker)),
            unclosed: false,
        });
        self
    }

    pub(super) fn record(self) -> Arc<Record> {
        Arc::new(self.record)
    }
}

/// A corpus of some stories.
pub(super) fn corpus(stories: impl IntoIterator<Item = Arc<Record>>) -> Corpus {
    let mut corpus = Corpus::new(Knowledge::builtin());
    for story in stories {
        corpus.put(story);
    }
    corpus
}

/// Paths as they are.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Three articles about one minister and a fourth that has only a surname.
pub(super) fn harbour_stories() -> Vec<Arc<Record>> {
    let talks = Story::new(
        "talks.txt",
        Some("1994-01-25"),
        "Harbour talks open\n\nThe harbour minister, Anna Roe, met Mr Brandt.\n\n\"The quay is ours,\" Ms Roe said.\n",
    )
    .entity(Kind::Person, "Anna Roe", &["Roe"])
    .entity(Kind::Person, "Brandt", &[])
    .title(0, "harbour minister")
    .mention(0, "Anna Roe", "Anna Roe")
    .mention(1, "Mr Brandt", "Brandt")
    .quote(0, "The quay is ours,")
    .mention(0, "Ms Roe", "Roe");
    let profile = Story::new("profile.txt", Some("1994-02"), "Anna Roe, the trade minister, saw Karl Brandt, a shipowner.\n")
        .entity(Kind::Person, "Anna Roe", &[])
        .entity(Kind::Person, "Karl Brandt", &[])
        .mention(0, "Anna Roe", "Anna Roe")
        .title(0, "trade minister")
        .mention(1, "Karl Brandt", "Karl Brandt")
        .title(1, "shipowner");
    let undated = Story::new("old.txt", None, "Once Anna Roe was harbour minister; John Roe never was.\n")
        .entity(Kind::Person, "Anna Roe", &[])
        .entity(Kind::Person, "John Roe", &[])
        .mention(0, "Anna Roe", "Anna Roe")
        .title(0, "harbour minister")
        .mention(1, "John Roe", "John Roe");
    [talks, profile, undated].map(Story::record).into()
}
