//! Many articles become one memory: who is mentioned where, who is who across articles, who said what.
//!
//! Identity is a *mapping* computed from what the articles say, never from the order in which they came: an article's entity has a
//! key (its folded full name, or its entry in the gazetteer), and everything with one key is one identity. A surname alone never
//! joins two articles; a surname with an office does, if exactly one person of that name is known to hold it.
//!
//! Open documents and small folders lie in memory whole. Of an archive nothing does: it answers through a [`Store`], whose engine lies in
//! `desk/`, since it reads and writes files. [`Corpus`] merges the two, so that nobody above knows which article came from where.

#[cfg(test)]
mod archive_tests;
mod bearers;
mod claimed;
mod elsewhere;
mod fold;
mod identity;
mod index;
mod listed;
mod meanings;
mod memory;
mod packed;
mod quotes;
mod record;
mod records;
mod rows;
mod search;
mod slips;
mod store;
mod stories;
mod who;
mod words;

pub use bearers::Occurrence;
pub use claimed::{ClaimRow, Claimed};
pub use fold::fold_name;
pub use identity::{
    BlockKey, COMPANIONS, Candidate, Decision, Decisions, Evidence, Field, Group, Identity, IdentityKey, Member, Profile,
    Resolved, Sex, Traits, Why, closure, groups, name_key, office, profiles, resolve,
};
pub use index::{Corpus, NameInUse};
pub use listed::MentionsRow;
pub use meanings::{Decided, decide, firsts_alike};
pub use memory::MemoryStore;
pub use packed::{PackedMentions, PackedRow};
pub use quotes::{SpokenWords, Utterance};
pub use record::Record;
pub use rows::{
    BearerRow, Digest, EntityRow, MentionRow, NameKey, Place, QuoteRow, SaidRow, Spot, age, has_full_name, introducing, titled,
};
pub use slips::slips;
pub use store::{Alike, Cursor, NameRow, OfficeRow, Store, Summary};
pub(crate) use stories::may_be_versions;
pub use stories::{SENTENCES, Sketch, StoryKey, sketch, versions};
pub use who::PersonInUse;
