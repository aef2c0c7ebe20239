//! One article with everything that was read in it.

use std::path::Path;
use std::sync::Arc;

use crate::article::{self, Article, Format, Stated};
use crate::claims::{self, Claim};
use crate::knowledge::Knowledge;
use crate::language::{self, EntityId, Mention, MentionId, Reading};
use crate::text::LineIndex;

/// An article of the corpus. Immutable; an edit makes a new one.
#[derive(Clone, Debug)]
pub struct Record {
    /// The file, absolute; for a document without a file its URI.
    pub path: Arc<Path>,
    /// The article.
    pub article: Article,
    /// What was read in it.
    pub reading: Reading,
    /// What it states.
    pub claims: Vec<Claim>,
    /// Its lines.
    pub lines: LineIndex,
}

impl Record {
    /// Reads an article. Pure: what is stated of it from outside (sidecar, command line) is an argument.
    ///
    /// `on_disk` says that `source` is a file as it lies on disk, where a byte order mark takes no column.
    #[must_use]
    pub fn read(
        path: Arc<Path>,
        source: Arc<str>,
        format: Format,
        stated: &Stated,
        on_disk: bool,
        knowledge: &Knowledge,
    ) -> Self {
        let lines = if on_disk { LineIndex::of_file(&source) } else { LineIndex::new(&source) };
        let article = article::read(source, format, stated, &knowledge.gazetteer);
        let reading = language::read(&article, knowledge);
        let claims = claims::claims(&article, &reading, knowledge);
        Self { path, article, reading, claims, lines }
    }

    /// A mention of this article.
    ///
    /// # Panics
    /// If the id is another reading's.
    #[must_use]
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.reading.mentions[id.0 as usize]
    }

    /// The mentions of an entity, in order.
    pub fn mentions_of(&self, entity: EntityId) -> impl Iterator<Item = (MentionId, &Mention)> {
        let mentions = self.reading.mentions.iter().enumerate();
        mentions.filter(move |(_, mention)| mention.entity == entity).map(|(index, mention)| (MentionId(index as u32), mention))
    }
}
