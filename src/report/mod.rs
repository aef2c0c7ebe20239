//! Findings and answers as text and JSON.
//!
//! The JSON is a contract that other programs rely on: field names and their order are those of the documentation, unknown is `null`
//! and never a guess, arrays are sorted by span.

mod extract;
mod facts;
mod findings;
mod github;
mod json;
mod places;
mod text;

pub use extract::{EXTRACTOR, Extract, extract};
pub use facts::{FactList, write_facts_csv, write_facts_json, write_facts_markdown, write_facts_text};
pub use findings::{Findings, Found, level_name};
pub use github::write_github;
pub use json::{Named, write_card, write_json, write_references};
pub use places::{Point, point};
pub use text::{TextStyle, summary, write_text};

pub use crate::answers::visible;
