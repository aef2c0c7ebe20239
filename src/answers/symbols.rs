//! The outline of an article, and the names of the whole corpus.

use crate::article::BlockKind;
use crate::corpus::{BearerRow, Corpus, Identity, IdentityKey, Record, titled};
use crate::language::{EntityId, Kind, Mention};
use crate::text::Span;

use super::definition::introduced;
use super::phrase::{count, titled_detail};
use super::references::Location;
use super::subject::newest_title;

/// So many articles, the newest, are looked at for a name of the corpus; as a rule the first few say all that is wanted.
const NEWEST: usize = 16;
const FEW: usize = 3;

/// What a line of an outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A story; a file may hold several.
    Item,
    /// A crosshead.
    Subhead,
    /// Somebody or something that is named.
    Name(Kind),
}

/// A line of the outline with what lies under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Headline, crosshead or name.
    pub name: String,
    /// The dateline of a story; title and number of mentions of a name.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it: a story, a section, a mention.
    pub span: Span,
    /// The words that name it; inside `span`.
    pub selection: Span,
    /// In order of place.
    pub children: Vec<Symbol>,
}

/// A name of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// Canonical name.
    pub name: String,
    /// Person, place or organisation.
    pub kind: Kind,
    /// Newest title and how often it is mentioned: what tells two people of one name apart.
    pub detail: String,
    /// Where the newest article introduces it.
    pub location: Location,
    /// By which it is found again.
    pub key: IdentityKey,
}

/// The outline of an article: its stories, and under each its crossheads and whoever it names, at the first mention.
#[must_use]
pub fn symbols(record: &Record) -> Vec<Symbol> {
    (0..record.article.items.len()).map(|item| story(record, item)).collect()
}

fn story(record: &Record, item: usize) -> Symbol {
    let article = &record.article;
    let span = article.items[item].span;
    let blocks = || article.blocks.iter().filter(|block| block.item == item && block.kind != BlockKind::Boilerplate);
    let headline = blocks().find(|block| block.kind == BlockKind::Headline).or_else(|| blocks().next());
    let selection = headline.map_or(Span::new(span.start(), span.start()), |block| block.span);
    let dateline = article.datelines.iter().find(|dateline| dateline.item == item);
    let mut children: Vec<Symbol> =
        blocks().filter(|block| block.kind == BlockKind::Subhead).map(|block| section(record, block.span)).collect();
    children.extend((0..record.reading.entities.len()).filter_map(|entity| name(record, item, EntityId(entity as u32))));
    children.sort_by_key(|symbol| (symbol.selection, symbol.span));
    let title = article.words(selection);
    Symbol {
        name: if title.is_empty() { "untitled".to_owned() } else { super::phrase::shorten(&title, 100) },
        detail: dateline.map(|dateline| dateline.place.clone()).unwrap_or_default(),
        kind: SymbolKind::Item,
        span: span.join(selection),
        selection,
        children,
    }
}

fn section(record: &Record, span: Span) -> Symbol {
    Symbol {
        name: record.article.words(span),
        detail: String::new(),
        kind: SymbolKind::Subhead,
        span,
        selection: span,
        children: Vec::new(),
    }
}

fn name(record: &Record, item: usize, id: EntityId) -> Option<Symbol> {
    let entity = record.reading.entity(id);
    let mentions: Vec<&Mention> =
        record.mentions_of(id).map(|(_, mention)| mention).filter(|mention| mention.item == item).collect();
    let first = mentions.first()?;
    let title = entity.titles.first().map(titled);
    Some(Symbol {
        name: entity.name.clone(),
        detail: titled_detail(title.as_deref(), count(mentions.len(), "mention")),
        kind: SymbolKind::Name(entity.kind),
        span: first.span,
        selection: first.name.unwrap_or(first.span),
        children: Vec::new(),
    })
}

/// Names of the corpus that fit `query`, exact and frequent ones first, then beginnings of words, slips and letters left out. At most `limit`.
#[must_use]
pub fn workspace_symbols(corpus: &Corpus, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    corpus.search(query, limit).into_iter().filter_map(|identity| workspace_symbol(corpus, &identity)).collect()
}

/// A name of the corpus that was found before, as it is now.
#[must_use]
pub fn workspace_symbol_of(corpus: &Corpus, key: &IdentityKey) -> Option<WorkspaceSymbol> {
    workspace_symbol(corpus, &corpus.identity(key))
}

/// What the newest articles say of a name: at least the newest title and the newest introduction, as far as [`NEWEST`] articles have them.
pub(super) fn newest(corpus: &Corpus, identity: &Identity) -> Vec<BearerRow> {
    let read = |limit| -> Vec<BearerRow> { corpus.rows(&identity.key, limit).into_iter().map(|(row, _)| row).collect() };
    let rows = read(FEW);
    let introduced = rows.iter().any(BearerRow::has_full_name) || !identity.name.contains(' ');
    let titled = identity.kind != Kind::Person || newest_title(&rows).is_some();
    if rows.len() < FEW || (introduced && titled) { rows } else { read(NEWEST) }
}

fn workspace_symbol(corpus: &Corpus, identity: &Identity) -> Option<WorkspaceSymbol> {
    let rows = newest(corpus, identity);
    Some(WorkspaceSymbol {
        name: identity.name.clone(),
        kind: identity.kind,
        detail: titled_detail(newest_title(&rows).map(String::as_str), count(identity.mentions, "mention")),
        location: introduced(&rows)?,
        key: identity.key.clone(),
    })
}
