//! What an editor asks, answered in our own types: hover cards, definitions, references, highlights, symbols.
//!
//! Everything here is a pure function of the corpus and an article of it. The server and the command line ask the same functions,
//! so that neither has an answer that the other lacks; how a path is shown is theirs to say.

mod card;
mod definition;
mod facts;
mod hover;
mod names;
mod person;
mod phrase;
mod quotation;
mod references;
mod subject;
mod symbols;
mod time;

pub use card::{Card, Line, MOST_LINES, visible};
pub use definition::{definition, introduction};
pub use facts::{Contradiction, Fact, FactKind, FactSource, MOST_COUNTED, MOST_SOURCES, Status, facts};
pub use hover::{card_of, hover};
pub use phrase::{count, join_words};
pub use references::{Location, Reference, highlights, references, references_of};
pub use symbols::{Symbol, SymbolKind, WorkspaceSymbol, symbols, workspace_symbols};

#[cfg(test)]
mod fixture;
