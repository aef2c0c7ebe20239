//! A file's bytes become an [`Article`]: what is headline, byline, dateline, date, paragraph, and what is only page furniture.
//!
//! **The one trick that everything else rests on:** [`Article::text`] has *exactly the length of the decoded file*. What is not
//! text of the article — Markdown's marks, front matter, a link's address — is overwritten with NUL bytes, of which the layers
//! above know only that they are no text. So a byte offset means the same place in the source and in the text, in every
//! format, and there is no map that could be wrong. (Escapes are never shorter than what they stand for.)

mod model;

pub use model::{
    Article, Block, BlockKind, Dateline, Format, Item, PartialDate, Piece, Places, Published, PublishedSource, Stated, Stet,
    StetScope,
};

/// Stand-in until the readers land; same API.
#[must_use]
pub fn read(source: std::sync::Arc<str>, format: Format, _stated: &Stated, _places: &dyn Places) -> Article {
    let whole = crate::text::Span::new(0, source.len());
    Article {
        format,
        text: source.clone(),
        source,
        items: vec![Item { span: whole }],
        blocks: vec![Block { kind: BlockKind::Paragraph, span: whole, item: 0 }],
        headline: None,
        byline: None,
        outlet: None,
        datelines: Vec::new(),
        published: None,
        stets: Vec::new(),
        problems: Vec::new(),
    }
}

impl PartialDate {
    /// The last day that the date can mean.
    #[must_use]
    pub fn last_day(self) -> Option<jiff::civil::Date> {
        match self {
            Self::Year(year) => jiff::civil::Date::new(year, 12, 31).ok(),
            Self::Month(year, month) => Some(jiff::civil::Date::new(year, month, 1).ok()?.last_of_month()),
            Self::Day(date) => Some(date),
        }
    }
}
