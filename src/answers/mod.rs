//! What an editor asks, answered in our own types: hover cards, definitions, references, symbols.
