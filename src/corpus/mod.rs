//! Many articles become one memory: who is mentioned where, who is who across articles, who said what.
//!
//! Identity is a *mapping* computed from what the articles say, never from the order in which they came: an article's entity has a
//! key (its folded full name, or its entry in the gazetteer), and everything with one key is one identity. A surname alone never
//! joins two articles; a surname with an office does, if exactly one person of that name is known to hold it.

mod fold;
mod identity;
mod index;
mod quotes;
mod record;
mod stories;

pub use fold::fold_name;
pub use identity::{
    BlockKey, COMPANIONS, Candidate, Decision, Decisions, Evidence, Field, Group, Identity, IdentityKey, Member, Profile,
    Resolved, Sex, Traits, Why, closure, groups, name_key, profiles, resolve,
};
pub use index::{Corpus, NameInUse, Occurrence};
pub use quotes::{SpokenWords, Utterance};
pub use record::Record;
pub use stories::{SENTENCES, Sketch, StoryKey, sketch, stories};
