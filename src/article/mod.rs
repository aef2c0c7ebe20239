//! A file's bytes become an [`Article`]: what is headline, byline, dateline, date, paragraph, and what is only page furniture.
//!
//! **The one trick that everything else rests on:** [`Article::text`] has *exactly the length of the decoded file*. What is not
//! text of the article — Markdown's marks, front matter, a link's address — is overwritten with NUL bytes, of which the layers
//! above know only that they are no text. So a byte offset means the same place in the source and in the text, in every
//! format, and there is no map that could be wrong. (Escapes are never shorter than what they stand for.)
//!
//! A file is read in three steps. [`decode`] makes text of bytes. A reader per format ([`Format`]) finds the blocks: `plain`
//! by lines, Markdown and HTML by their own grammar. Then one set of recognisers, shared by the formats, names them (`layout`).

mod byline;
pub mod calendar;
mod dateline;
mod decode;
mod files;
mod front_matter;
mod furniture;
mod html;
mod layout;
mod markdown;
mod model;
mod partial_date;
mod plain;
mod read;
pub mod sidecar;
mod stet;
pub(crate) mod strict_toml;
mod view;

pub use calendar::page_stamps;
pub use decode::{DecodeError, Decoded, SIZE_LIMIT, decode};
pub use files::is_article_path;
pub use model::{
    Article, Block, BlockKind, Dateline, Format, Item, Piece, Places, Published, PublishedSource, Stated, Stet, StetScope,
};
pub use partial_date::{Grain, ParseDateError, PartialDate};
pub use read::read;
pub use strict_toml::TomlProblem;

#[cfg(test)]
mod tests;
