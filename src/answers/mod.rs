//! What an editor asks, answered in our own types: cards, places of names, symbols, completions, renames, folds, hints.
//!
//! Everything here is a pure function of the corpus and an article of it. The server and the command line ask the same functions,
//! so that neither has an answer that the other lacks; how a path is shown is theirs to say.

mod card;
mod completion;
mod definition;
mod facts;
mod folds;
mod highlighting;
mod hints;
mod hover;
mod lenses;
mod links;
mod names;
mod person;
mod phrase;
mod proposal;
mod quotation;
mod references;
mod rename;
mod selection;
mod subject;
mod symbols;
mod time;
mod written_down;

pub use card::{Card, Line, MOST_LINES, visible};
pub use completion::{Completion, completion, completion_card};
pub use definition::{declaration, definition, implementation, introduction, type_definition};
pub use facts::{Contradiction, Fact, FactKind, FactSource, MOST_COUNTED, MOST_SOURCES, Status, Tickable, facts, statement_at};
pub use folds::{Fold, FoldKind, folds};
pub use highlighting::{TextClass, classes};
pub use hints::{Hint, WantedHints, hints};
pub use hover::{card_of, hover};
pub use lenses::{count_lens, date_lens, lens_places};
pub use links::{Link, LinkTarget, links};
pub use phrase::{count, join_words};
pub use proposal::{NoProposal, Proposal, Wanted, propose};
pub use references::{Location, Reference, highlights, references, references_of};
pub use rename::{RenameError, Renamed, renamable, rename};
pub use selection::selection;
pub use symbols::{Symbol, SymbolKind, WorkspaceSymbol, symbols, workspace_symbol_of, workspace_symbols};

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod scene;
