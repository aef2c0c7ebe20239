//! An article's reading, the corpus and the desk's settings become [`Finding`]s: facts that do not agree, each with its evidence.
//!
//! One rule per file. A rule's doc comment is its documentation (`dateline explain`), its name is the diagnostic code, the key in
//! `dateline.toml` and the word that suppresses it.

mod finding;

pub use finding::{Edit, Evidence, Finding, Fix, Level};
