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
