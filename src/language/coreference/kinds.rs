//! One name, one kind: where an article's mentions of one name were read as different kinds, the few follow the many.
//!
//! Left alone is a name that somebody bears in full (`Lincoln` the city and Anna Lincoln), a mention with an honorific or a title, and a
//! name of which no kind prevails.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::EntryId;
use crate::language::Kind;

use super::Draft;

/// How often a name was read as each kind, and the entry that goes with it.
#[derive(Default)]
struct Votes {
    count: [usize; 3],
    entry: [Option<EntryId>; 3],
}

const KINDS: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Organisation];

fn position(kind: Kind) -> usize {
    match kind {
        Kind::Person => 0,
        Kind::Place => 1,
        Kind::Organisation => 2,
    }
}

/// Gives each mention the kind that its name has in most of the article.
pub(super) fn agree(drafts: &mut [Draft<'_>]) {
    let mut votes: FxHashMap<&str, Votes> = FxHashMap::default();
    let mut borne: FxHashSet<&str> = FxHashSet::default();
    for draft in drafts.iter() {
        let vote = votes.entry(&draft.words).or_default();
        let kind = position(draft.kind);
        vote.count[kind] += 1;
        vote.entry[kind] = vote.entry[kind].or(draft.entry);
        if draft.kind == Kind::Person && draft.words.contains(' ') {
            borne.extend(draft.words.split(' '));
        }
    }
    let mut changes = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let vote = &votes[draft.words.as_str()];
        let total: usize = vote.count.iter().sum();
        let most = (0..3).max_by_key(|&kind| vote.count[kind]).unwrap_or(0);
        let firm = draft.name.honorific.is_some() || draft.name.title.is_some() || borne.contains(draft.words.as_str());
        if most != position(draft.kind) && 2 * vote.count[most] > total && !firm {
            changes.push((index, KINDS[most], vote.entry[most]));
        }
    }
    for (index, kind, entry) in changes {
        drafts[index].kind = kind;
        drafts[index].entry = entry;
    }
}
