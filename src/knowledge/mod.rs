//! What Dateline knows before it reads a word: places, organisations and well-known people, the names that people bear, the words
//! that titles and bodies are made of. Built in, read-only, made by `src/knowledge/build` from sources named in `data/README.md`.

/// Position of an entry in the gazetteer. Valid for the gazetteer that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);
