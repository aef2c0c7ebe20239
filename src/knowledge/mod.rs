//! What Dateline knows before it reads a word. (Stand-in until the gazetteer lands; same API.)
#![allow(missing_docs)]

/// Position of an entry in the gazetteer. Valid for the gazetteer that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

#[derive(Debug, Default)]
pub struct Knowledge {
    pub gazetteer: Gazetteer,
    pub lexicons: Lexicons,
}

static BUILTIN: std::sync::LazyLock<Knowledge> = std::sync::LazyLock::new(Knowledge::default);

impl Knowledge {
    pub fn builtin() -> &'static Knowledge {
        &BUILTIN
    }
}

#[derive(Debug, Default)]
pub struct Gazetteer;

#[derive(Debug)]
pub struct Entry(&'static str);

impl Entry {
    pub fn name(&self) -> &str {
        self.0
    }
}

impl Gazetteer {
    pub fn lookup(&self, _name: &str) -> std::vec::IntoIter<EntryId> {
        Vec::new().into_iter()
    }
    pub fn entry(&self, _id: EntryId) -> Entry {
        Entry("")
    }
}

impl crate::article::Places for Gazetteer {
    fn canonical(&self, _name: &str) -> Option<String> {
        None
    }
}

#[derive(Debug, Default)]
pub struct Lexicons;

impl Lexicons {
    pub fn is_nationality(&self, _word: &str) -> bool {
        false
    }
}
