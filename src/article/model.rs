//! What an article is made of.

use std::sync::Arc;

use serde::Serialize;

use super::PartialDate;
use crate::text::Span;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain wire text.
    Text,
    /// CommonMark, with YAML or TOML front matter.
    Markdown,
    /// A web page.
    Html,
}

/// What a block is to the reader of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The headline of the file or of an item in it.
    Headline,
    /// A crosshead inside the article, or a line under the headline.
    Subhead,
    /// Who wrote it.
    Byline,
    /// A line that holds nothing but a dateline.
    Dateline,
    /// A line that holds nothing but the publication date.
    Date,
    /// Words under a picture.
    Caption,
    /// Who else contributed, or took the picture.
    Credit,
    /// Body text.
    Paragraph,
    /// One entry of a list.
    ListItem,
    /// A table.
    Table,
    /// Page furniture: share bars, "Click to follow", related links, copyright lines. Nothing is read from it.
    Boilerplate,
}

/// A run of lines that belong together. Its span excludes the line break at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// Index into [`Article::items`].
    pub item: usize,
}

/// One story of a file; most files hold one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// From its first block to the line break after its last.
    pub span: Span,
}

/// Some words of the article and, if they stand in the file, where. Front matter and sidecars give words without a span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Where it stands in the file.
    pub span: Option<Span>,
    /// The words.
    pub text: String,
}

/// The place at the head of a report: `PARIS`, `BEIJING (CNN)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The place as written, without agency or dash.
    pub span: Span,
    /// From the place to the dash, both included: what a `second-dateline` underlines.
    pub whole: Span,
    /// The place's name as the gazetteer writes it; the words in title case if it does not know them.
    pub place: String,
    /// `CNN` in `BEIJING (CNN) --`.
    pub agency: Option<Piece>,
    /// Index into [`Article::items`].
    pub item: usize,
}

/// How the publication date is known, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedSource {
    /// Given on the command line or with the request.
    Argument,
    /// `published` of the sidecar.
    Sidecar,
    /// A field of the front matter.
    FrontMatter,
    /// The format's own field.
    Format,
    /// An explicit date line in the text.
    Text,
}

/// When the article was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The date.
    pub date: PartialDate,
    /// How it is known.
    pub source: PublishedSource,
    /// Where it stands, for dates in the file itself.
    pub span: Option<Span>,
}

/// What is said about an article from outside its file: the command line's date and the sidecar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Date and who stated it; wins over all that the file says.
    pub published: Option<(PartialDate, PublishedSource)>,
    /// The outlet, as the sidecar names it.
    pub outlet: Option<String>,
    /// The place of the report, as the sidecar names it.
    pub place: Option<String>,
}

/// How far a "let it stand" comment reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StetScope {
    /// `<!-- stet: … -->`: the block at this span (the next after the comment).
    Block(Span),
    /// `<!-- stet-file: … -->`.
    File,
}

/// A `<!-- stet: rule-name -->` comment: the editor's "let it stand".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stet {
    /// The rule's name as written; several names make several marks. `None` stands for every rule.
    pub rule: Option<String>,
    /// The name in the comment, for telling of a name that is no rule.
    pub span: Span,
    /// What it silences.
    pub scope: StetScope,
}

/// One file of news copy, read.
#[derive(Clone, Debug)]
pub struct Article {
    /// How the file is written.
    pub format: Format,
    /// The decoded file: what every span points into, byte for byte.
    pub source: Arc<str>,
    /// As long as `source`, with NUL where the source is no text of the article. For plain text the same string.
    pub text: Arc<str>,
    /// The stories in it, in order; at least one.
    pub items: Vec<Item>,
    /// In order, without overlap.
    pub blocks: Vec<Block>,
    /// The first item's headline.
    pub headline: Option<Piece>,
    /// Who wrote it.
    pub byline: Option<Piece>,
    /// Who published it.
    pub outlet: Option<Piece>,
    /// Where it was reported from: the sidecar's or the front matter's word, else the first item's dateline.
    pub place: Option<Piece>,
    /// In order.
    pub datelines: Vec<Dateline>,
    /// When it was published; `None` when unknown, never a guess.
    pub published: Option<Published>,
    /// "Let it stand" comments.
    pub stets: Vec<Stet>,
    /// What could not be understood but does not prevent reading, such as broken front matter: place, cause and remedy.
    pub problems: Vec<(Span, String)>,
}

impl Article {
    /// The block in which a byte offset lies.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.span.start() <= offset);
        let block = after.checked_sub(1)?;
        self.blocks[block].span.touches(offset).then_some(block)
    }

    /// The words at a span as a person reads them: without marks, white space folded to single spaces.
    #[must_use]
    pub fn words(&self, span: Span) -> String {
        let mut words = String::with_capacity(span.len());
        for word in span.of(&self.text).split_whitespace() {
            let end = words.len();
            if end > 0 {
                words.push(' ');
            }
            let shown = words.len();
            words.extend(word.split('\0'));
            if words.len() == shown {
                words.truncate(end);
            }
        }
        words
    }
}

/// What an article reader asks of a gazetteer, so that this layer need not know one.
pub trait Places {
    /// The canonical name of a place, in whatever case it was written; `None` if no place of that name is known.
    fn canonical(&self, name: &str) -> Option<String>;

    /// Whether a name is that of a country and of no city: reports are datelined from cities, lists are of countries.
    fn is_country(&self, _name: &str) -> bool {
        false
    }
}
