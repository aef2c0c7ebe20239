//! Mentions without a name: `the foreign minister`, where the article has stated that title of one person.
//!
//! A wrong join is worse than none. The phrase must be definite and stand where a noun phrase ends; the title must be that of exactly one
//! person named before in the same item; whose office it is must not contradict; and where nothing says whose it is, its holder must have
//! been mentioned a few sentences before.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::language::{Kind, Sentence, TokenKind};

use super::offices::{Page, body_ending, name_ending};
use super::{Draft, Group};

/// A mention without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TitleOnly {
    pub(super) tokens: Range<usize>,
    pub(super) sentence: usize,
    /// A verb of saying stands behind it.
    pub(super) speaks: bool,
    pub(super) group: usize,
}

/// So many sentences back, the holder of an office that nothing is said of is still the one who is meant.
const RECENT: usize = 4;

/// Of a title that more people hold, nothing is said.
const MOST_HOLDERS: usize = 16;

/// Roles that an article gives to one person at a time; the list's offices and ranks are taken as they are.
const ROLES: &[&str] = &[
    "ambassador",
    "chairman",
    "chairwoman",
    "chief delegate",
    "chief negotiator",
    "coach",
    "commissioner",
    "congressman",
    "congresswoman",
    "deputy foreign minister",
    "deputy prime minister",
    "director",
    "envoy",
    "executive director",
    "general manager",
    "judge",
    "leader",
    "managing director",
    "manager",
    "minister",
    "negotiator",
    "opposition leader",
    "party leader",
    "prosecutor",
    "representative",
    "secretary",
    "senator",
    "special envoy",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "vice chairman",
    "vice foreign minister",
    "vice minister",
    "vice premier",
];

/// Short forms of longer titles: `the minister` is the foreign minister, `the secretary` the secretary of state.
const SHORT: &[&str] = &[
    "ambassador",
    "chairman",
    "commissioner",
    "commander",
    "director",
    "envoy",
    "general",
    "governor",
    "judge",
    "leader",
    "manager",
    "minister",
    "negotiator",
    "prosecutor",
    "secretary",
    "spokesman",
    "spokeswoman",
];

/// Words that make another office of a title.
const OTHER: &[&str] = &["assistant", "associate", "attorney", "deputy", "first", "prime", "shadow", "under", "vice"];

/// Who leads a country, as news calls it.
const HEADS: &[&str] = &["chancellor", "king", "leader", "president", "prime minister", "queen"];

/// Words before a phrase that make it a predicate: nobody is meant but an office is spoken of.
const PREDICATE: &[&str] = &[
    "appointed",
    "as",
    "be",
    "became",
    "become",
    "becomes",
    "becoming",
    "been",
    "being",
    "called",
    "elected",
    "is",
    "named",
    "not",
    "remains",
    "than",
    "was",
    "were",
];

/// Words that may stand behind the noun phrase of a title.
const BEHIND: &[&str] = &[
    "about",
    "after",
    "again",
    "against",
    "ago",
    "also",
    "and",
    "arrived",
    "as",
    "at",
    "because",
    "before",
    "began",
    "but",
    "by",
    "came",
    "can",
    "could",
    "did",
    "does",
    "during",
    "earlier",
    "flew",
    "for",
    "from",
    "gave",
    "had",
    "has",
    "have",
    "held",
    "herself",
    "himself",
    "in",
    "is",
    "later",
    "left",
    "made",
    "may",
    "met",
    "might",
    "must",
    "never",
    "not",
    "now",
    "on",
    "or",
    "over",
    "put",
    "saw",
    "sent",
    "set",
    "should",
    "since",
    "spoke",
    "that",
    "then",
    "to",
    "today",
    "told",
    "took",
    "under",
    "until",
    "was",
    "went",
    "when",
    "where",
    "whether",
    "while",
    "who",
    "whom",
    "whose",
    "will",
    "with",
    "without",
    "won",
    "would",
    "yesterday",
];

/// A phrase that may mean somebody.
struct Phrase {
    tokens: Range<usize>,
    sentence: usize,
    core: String,
    owner: Option<String>,
    item: usize,
}

/// Somebody of whom a title is stated.
struct Holder {
    group: usize,
    owners: Vec<String>,
    /// First token of the first mention with that title.
    since: usize,
}

/// The mentions without a name, in order.
pub(super) fn read(
    page: &Page<'_>,
    sentences: &[Sentence],
    drafts: &[Draft<'_>],
    groups: &[Group],
    items: &[usize],
) -> Vec<TitleOnly> {
    let holders = holders(drafts, groups);
    if holders.is_empty() {
        return Vec::new();
    }
    let phrases = phrases(page, sentences, drafts, items);
    // Offices of which the article also knows a holder whom it does not name, and where it first speaks of that one.
    let mut strangers: FxHashMap<(&str, usize), usize> = FxHashMap::default();
    let owned: Vec<Option<usize>> = phrases
        .iter()
        .map(|phrase| {
            let owner = phrase.owner.as_ref()?;
            let found = holder_of(groups, &holders, phrase, |holder| holder.owners.contains(owner));
            if found.is_none() {
                strangers.entry((&phrase.core, phrase.item)).or_insert(phrase.tokens.start);
            }
            found
        })
        .collect();
    let mut found: Vec<TitleOnly> = Vec::new();
    // The sentence in which a group was last mentioned by a title alone.
    let mut meant: FxHashMap<usize, usize> = FxHashMap::default();
    for (phrase, owned) in phrases.iter().zip(owned) {
        let stranger = strangers.get(&(phrase.core.as_str(), phrase.item)).is_some_and(|first| *first < phrase.tokens.start);
        let group = owned.or_else(|| {
            let alone = phrase.owner.is_none() && !stranger && phrase.core != "leader";
            let group = holder_of(groups, &holders, phrase, |_| true).filter(|_| alone)?;
            is_recent(drafts, &groups[group], phrase, meant.get(&group).copied()).then_some(group)
        });
        if let Some(group) = group {
            meant.insert(group, phrase.sentence);
            let speaks = page.knowledge.lexicons.speech_verb(page.word(phrase.tokens.end));
            found.push(TitleOnly { tokens: phrase.tokens.clone(), sentence: phrase.sentence, speaks, group });
        }
    }
    found
}

/// Whether somebody was mentioned in this sentence or the one before, or a few sentences before and nobody else since. `meant` is the
/// sentence of the last mention without a name.
fn is_recent(drafts: &[Draft<'_>], group: &Group, phrase: &Phrase, meant: Option<usize>) -> bool {
    let first = drafts.partition_point(|draft| draft.name.start() < phrase.tokens.start);
    let before = group.members.partition_point(|(draft, _)| *draft < first);
    let Some(last) = before.checked_sub(1).map(|last| group.members[last].0) else { return false };
    let sentence = drafts[last].name.sentence.max(meant.unwrap_or(0));
    let somebody_else =
        || drafts[last + 1..first].iter().any(|draft| draft.kind == Kind::Person && draft.name.sentence >= sentence);
    sentence + 1 >= phrase.sentence || sentence + RECENT >= phrase.sentence && !somebody_else()
}

/// People by the titles that the article states of them, in full and in short. Somebody who once held an office does not hold it.
fn holders(drafts: &[Draft<'_>], groups: &[Group]) -> FxHashMap<String, Vec<Holder>> {
    let mut holders: FxHashMap<String, Vec<Holder>> = FxHashMap::default();
    for (index, group) in groups.iter().enumerate().filter(|(_, group)| !group.offices.is_empty()) {
        let offices = || group.members.iter().filter_map(|(draft, _)| Some((*draft, drafts[*draft].office.as_ref()?)));
        let mut lost: Vec<&str> = Vec::new();
        for (_, office) in offices().filter(|(_, office)| !office.held) {
            if !lost.contains(&office.core.as_str()) {
                lost.push(&office.core);
            }
        }
        for (draft, office) in offices().filter(|(_, office)| !lost.contains(&office.core.as_str())) {
            let mut enter = |core: &str| {
                let known = holders.entry(core.to_owned()).or_default();
                if known.last().is_none_or(|holder| holder.group != index) {
                    known.push(Holder { group: index, owners: Vec::new(), since: drafts[draft].name.start() });
                }
                let Some(holder) = known.last_mut() else { return };
                for owner in &office.owners {
                    if !holder.owners.contains(owner) {
                        holder.owners.push(owner.clone());
                    }
                }
            };
            enter(&office.core);
            if let Some(short) = short_form(&office.core) {
                enter(short);
            }
            if HEADS.contains(&office.core.as_str()) && office.core != "leader" {
                enter("leader");
            }
        }
    }
    holders
}

/// `minister` of `foreign minister`, `secretary` of `secretary of state`; nothing of `deputy prime minister`.
fn short_form(core: &str) -> Option<&str> {
    let head = core.split(" of ").next()?;
    let mut words = head.split(' ');
    let last = words.next_back()?;
    (last.len() < core.len() && SHORT.contains(&last) && !words.any(|word| OTHER.contains(&word))).then_some(last)
}

/// The one holder of a phrase's title among those named before it in its item.
fn holder_of(
    groups: &[Group],
    holders: &FxHashMap<String, Vec<Holder>>,
    phrase: &Phrase,
    fits: impl Fn(&Holder) -> bool,
) -> Option<usize> {
    let known = holders.get(&phrase.core).filter(|known| known.len() <= MOST_HOLDERS)?;
    let mut fitting = known.iter().filter(|holder| groups[holder.group].items.contains(&phrase.item) && fits(holder));
    let only = fitting.next()?;
    (fitting.next().is_none() && only.since < phrase.tokens.start).then_some(only.group)
}

fn phrases(page: &Page<'_>, sentences: &[Sentence], drafts: &[Draft<'_>], items: &[usize]) -> Vec<Phrase> {
    let mut taken: Vec<Range<usize>> =
        drafts.iter().filter_map(|draft| draft.name.title.as_ref()).map(|title| title.words.clone()).collect();
    taken.sort_unstable_by_key(|range| range.start);
    let mut phrases = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let word = page.word(at);
            let article = matches!(word, "the" | "The");
            let possessive = page.tokens[at].kind == TokenKind::Possessive;
            if !article && !possessive {
                continue;
            }
            if let Some((tokens, core, owner)) = phrase(page, sentence, drafts, &taken, at) {
                phrases.push(Phrase { tokens, sentence: index, core, owner, item: items[index] });
            }
        }
    }
    phrases
}

/// The phrase that begins with the article or possessive mark at `at`: its tokens, its title, whose it is.
fn phrase(
    page: &Page<'_>,
    sentence: &Sentence,
    drafts: &[Draft<'_>],
    taken: &[Range<usize>],
    at: usize,
) -> Option<(Range<usize>, String, Option<String>)> {
    let article = page.tokens[at].kind != TokenKind::Possessive;
    let mut owner = None;
    let mut start = at + 1;
    let mut begin = at;
    if article {
        if let Some((whose, next)) = page.owner_at(drafts, start) {
            // The name of a country or body is a mention by itself; the title begins behind it.
            let named = page.knowledge.lexicons.demonym(page.word(start)).is_none();
            start = next + usize::from(matches!(page.word(next), "'s" | "’s"));
            begin = if named { start } else { begin };
            owner = Some(whose);
        }
    } else {
        let body = drafts[body_ending(drafts, at)?].name.name.start;
        owner = page.owner_at(drafts, body).map(|(whose, _)| whose);
        begin = start;
    }
    let title = page.title(start, sentence.tokens.end)?;
    if !title.office && !ROLES.contains(&title.core.as_str()) {
        return None;
    }
    let before = at.checked_sub(1).filter(|&before| before >= sentence.tokens.start);
    let before_owner =
        if article { before } else { body_ending(drafts, at).and_then(|body| drafts[body].name.name.start.checked_sub(1)) };
    if before_owner.is_some_and(|before| PREDICATE.contains(&page.word(before))) {
        return None;
    }
    // `Jane Marlowe, the minister for …`: said of whoever stands before the comma.
    let apposed = before.filter(|&before| page.word(before) == ",");
    if apposed.is_some_and(|comma| name_ending(drafts, comma).is_some()) {
        return None;
    }
    let mut end = title.end;
    let inside = taken.partition_point(|range| range.end <= start);
    if taken.get(inside).is_some_and(|range| range.start < end) || overlaps_name(drafts, start, end) {
        return None;
    }
    if matches!(page.word(end), "of" | "for") && end < sentence.tokens.end {
        let article = usize::from(page.word(end + 1) == "the");
        let (whose, _) = page.owner_at(drafts, end + 1 + article)?;
        owner = Some(whose);
    } else if !ends_phrase(page, end, sentence.tokens.end) {
        return None;
    }
    end = end.min(sentence.tokens.end);
    Some((begin..end, title.core, owner))
}

/// Whether the noun phrase of a title can end before a token: no further noun follows, and no name.
fn ends_phrase(page: &Page<'_>, at: usize, end: usize) -> bool {
    if at >= end {
        return true;
    }
    let token = page.tokens[at];
    let word = page.word(at);
    match token.kind {
        TokenKind::Possessive => true,
        TokenKind::Mark => token.spaced || !matches!(word, "-" | "/"),
        TokenKind::Number => false,
        TokenKind::Word => {
            BEHIND.binary_search(&word).is_ok()
                || page.knowledge.lexicons.speech_verb(word)
                || word.ends_with("day") && word.starts_with(char::is_uppercase)
                || word.ends_with("ed") && word.starts_with(char::is_lowercase)
        }
    }
}

fn overlaps_name(drafts: &[Draft<'_>], start: usize, end: usize) -> bool {
    let before = drafts.partition_point(|draft| draft.name.start() < end);
    drafts[..before].iter().rev().take(4).any(|draft| draft.name.name.end > start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_byte_order() {
        assert!(BEHIND.is_sorted());
    }

    #[test]
    fn titles_have_short_forms_unless_another_office_is_meant() {
        for (core, short) in [
            ("foreign minister", Some("minister")),
            ("secretary of state", Some("secretary")),
            ("prime minister", None),
            ("assistant secretary of state", None),
            ("president", None),
        ] {
            assert_eq!(short_form(core), short, "{core}");
        }
    }
}
