//! Positions in text, and nothing else.
//!
//! Three counts meet in a language server: bytes (Rust's own), UTF-16 code units (the protocol's default) and characters
//! (what a person counts on the command line). Inside Dateline every position is a byte offset in a [`Span`]; this module
//! is the only one that converts, through [`LineIndex`], so that no other module can get it wrong.

mod document;
mod line_index;
mod span;

pub use document::{Document, EditError};
pub use line_index::{Column, LineColumn, LineIndex, PositionEncoding};
pub use span::{Span, beginning_in};
