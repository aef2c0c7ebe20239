//! Every place where somebody or something is mentioned.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::corpus::{Candidate, Corpus, Identity, IdentityKey, MentionRow, Occurrence, Place, Record, Why, age, may_be_versions};
use crate::language::JoinReason;
use crate::text::Span;

use super::definition::definition;

/// A place in some article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The article.
    pub path: Arc<Path>,
    /// The words.
    pub place: Place,
}

impl Location {
    /// The place of a span of an article.
    #[must_use]
    pub fn of(record: &Record, span: Span) -> Self {
        Self { path: record.path.clone(), place: Place::of(record, span) }
    }
}

/// A mention with the reason why it is one.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The article.
    pub path: Arc<Path>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The mention.
    pub mention: MentionRow,
    /// Why it means this one: "family name of a full name in the article; same name across articles".
    pub why: String,
}

/// The mentions of what is named at a byte offset, those of this article first, then newest article first, undated last; of the versions
/// of one story those of the newest; at most `limit`. Without `declaration`, the introduction to which [`definition`] leads is left out.
#[must_use]
pub fn references(corpus: &Corpus, record: &Record, offset: usize, declaration: bool, limit: usize) -> Vec<Location> {
    let Some(mention) = record.reading.mention_at(offset).map(|id| record.mention(id)) else {
        return Vec::new();
    };
    let mut found: Vec<Location> = match corpus.identity_of(&record.path, mention.entity) {
        Some(identity) => mentions(corpus, &identity, Some(&record.path), limit).into_iter().map(location).collect(),
        // An article that is in no corpus has its own mentions.
        None => highlights(record, offset).into_iter().map(|span| Location::of(record, span)).collect(),
    };
    if !declaration {
        let introductions = definition(corpus, record, offset);
        found.retain(|location| !introductions.contains(location));
    }
    found
}

/// All mentions of an identity with the reasons, newest article first, undated last; of the versions of one story those of the newest.
#[must_use]
pub fn references_of(corpus: &Corpus, identity: &Identity) -> Vec<Reference> {
    let occurrences = mentions(corpus, identity, None, usize::MAX).into_iter();
    let references = occurrences.map(|occurrence| {
        let why = why(corpus, identity, &occurrence);
        let Occurrence { path, published, mention, .. } = occurrence;
        Reference { path, published, mention, why }
    });
    references.collect()
}

/// The mentions, in this article, of what is named at a byte offset.
#[must_use]
pub fn highlights(record: &Record, offset: usize) -> Vec<Span> {
    let Some(at) = record.reading.mention_at(offset) else { return Vec::new() };
    record.mentions_of(record.mention(at).entity).map(|(_, mention)| mention.span).collect()
}

/// The mentions in the newest version of each story that has any; an article that is `home` is shown whatever its version.
fn mentions(corpus: &Corpus, identity: &Identity, home: Option<&Path>, limit: usize) -> Vec<Occurrence> {
    let mut mentions = corpus.mentions(identity, home, limit);
    let mut stories: BTreeMap<(String, i32), BTreeSet<Arc<Path>>> = BTreeMap::new();
    for article in mentions.chunk_by(|one, next| Arc::ptr_eq(&one.path, &next.path)) {
        let first = &article[0];
        stories.entry(may_be_versions(&first.path, age(first.published))).or_default().insert(first.path.clone());
    }
    let mut folded: BTreeSet<Arc<Path>> = BTreeSet::new();
    for told in stories.into_values().filter(|told| told.len() > 1) {
        let is_newest = |path: &Arc<Path>| {
            let versions = corpus.versions(path);
            versions.iter().find(|version| told.contains(*version)).is_none_or(|newest| newest == path)
        };
        folded.extend(told.iter().filter(|path| home != Some(&***path) && !is_newest(path)).cloned());
    }
    if !folded.is_empty() {
        mentions.retain(|occurrence| !folded.contains(&occurrence.path));
    }
    mentions
}

fn location(occurrence: Occurrence) -> Location {
    Location { path: occurrence.path, place: occurrence.mention.place }
}

fn why(corpus: &Corpus, identity: &Identity, occurrence: &Occurrence) -> String {
    let inside = match occurrence.mention.reason {
        JoinReason::First => "first mention in the article",
        JoinReason::SameName => "same name as before",
        JoinReason::FamilyName => "family name of the full name in the article",
        JoinReason::GivenName => "given name of the full name in the article",
        JoinReason::Abbreviation => "abbreviation spelt out in the article",
        JoinReason::Gazetteer => "another name in the gazetteer",
        JoinReason::ShortForm => "short form of a longer name in the article",
        JoinReason::LongForm => "fuller form of a name in the article",
        JoinReason::Nickname => "familiar form of the given name in the article",
        JoinReason::Initials => "initials of the full name in the article",
        JoinReason::Title => "title that the article gives to nobody else",
    };
    let across = Some(&occurrence.why).filter(|why| **why != Why::Alone && identity.bearers > 1);
    let is_open = matches!(occurrence.why, Why::Undecided | Why::Alone);
    let resolved = is_open.then(|| corpus.resolved(&occurrence.path, occurrence.entity)).flatten();
    let candidates = resolved.map(|resolved| resolved.candidates).unwrap_or_default();
    let parts = std::iter::once(inside.to_owned()).chain(across.map(Why::to_string)).chain(candidates.iter().map(may_be(corpus)));
    parts.collect::<Vec<_>>().join("; ")
}

/// "may be Karl Brandt (time: 1990s)".
fn may_be(corpus: &Corpus) -> impl Fn(&Candidate) -> String {
    move |candidate| {
        let told = match &candidate.key {
            IdentityKey::Told(_, told) => Some(told),
            _ => None,
        };
        let reasons: Vec<&str> = told.into_iter().chain(&candidate.reasons).map(String::as_str).collect();
        let name = corpus.identity(&candidate.key).name;
        if reasons.is_empty() { format!("may be {name}") } else { format!("may be {name} ({})", reasons.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::fixture::{corpus, harbour_stories};
    use super::*;
    use crate::answers::{definition, introduction, symbols, workspace_symbols};
    use crate::article::{Format, Stated};
    use crate::knowledge::Knowledge;

    fn places(corpus: &Corpus, locations: &[Location]) -> String {
        let shown = locations.iter().map(|location| {
            let record = corpus.get(&location.path).expect("an article of the corpus");
            format!("{}: {}\n", location.path.display(), location.place.span().of(&record.article.source))
        });
        shown.collect()
    }

    #[test]
    fn this_article_comes_first_then_the_newest() {
        let stories = harbour_stories();
        let corpus = corpus(stories.clone());
        let offset = stories[0].article.source.find("Ms Roe").expect("a mention");
        expect![[r#"
            talks.txt: Anna Roe
            talks.txt: Ms Roe
            profile.txt: Anna Roe
            old.txt: Anna Roe
        "#]]
        .assert_eq(&places(&corpus, &references(&corpus, &stories[0], offset, true, 100)));
        expect![[r#"
            talks.txt: Ms Roe
            profile.txt: Anna Roe
            old.txt: Anna Roe
        "#]]
        .assert_eq(&places(&corpus, &references(&corpus, &stories[0], offset, false, 100)));
        assert_eq!(references(&corpus, &stories[0], 0, true, 100), []);
    }

    #[test]
    fn a_definition_is_the_introduction_here_or_the_newest_elsewhere() {
        let stories = harbour_stories();
        let corpus = corpus(stories.clone());
        let defined = |words: &str| {
            let offset = stories[0].article.source.find(words).expect("a mention") + 1;
            places(&corpus, &definition(&corpus, &stories[0], offset))
        };
        assert_eq!(defined("Ms Roe"), "talks.txt: Anna Roe\n");
        assert_eq!(defined("Mr Brandt"), "profile.txt: Karl Brandt\n");
        assert_eq!(defined("Harbour"), "");
        let anna = corpus.find("Anna Roe").remove(0);
        assert_eq!(places(&corpus, introduction(&corpus, &anna).as_slice()), "profile.txt: Anna Roe\n");
    }

    #[test]
    fn highlights_are_the_mentions_in_the_article() {
        let stories = harbour_stories();
        let source = &stories[0].article.source;
        let offset = source.find("Anna Roe").expect("a mention");
        let words: Vec<&str> = highlights(&stories[0], offset).into_iter().map(|span| span.of(source)).collect();
        assert_eq!(words, ["Anna Roe", "Ms Roe"]);
    }

    #[test]
    fn each_reference_can_say_why() {
        let corpus = corpus(harbour_stories());
        let anna = corpus.find("Anna Roe").remove(0);
        let shown = references_of(&corpus, &anna).into_iter().map(|reference| {
            let record = corpus.get(&reference.path).expect("an article of the corpus");
            let words = reference.mention.place.span().of(&record.article.source);
            format!("{}: {words}: {}\n", reference.path.display(), reference.why)
        });
        expect![[r#"
            profile.txt: Anna Roe: first mention in the article; same full name
            talks.txt: Anna Roe: first mention in the article; same full name
            talks.txt: Ms Roe: family name of the full name in the article; same full name
            old.txt: Anna Roe: first mention in the article; same full name
        "#]]
        .assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn of_the_versions_of_a_story_the_newest_is_shown() {
        let story = |name: &str, more: &str| {
            let text = format!("The bakers met in the town hall. They spoke until the evening. Anna Roe came last.{more}\n");
            let path = Arc::from(Path::new(name));
            Arc::new(Record::read(path, text.into(), Format::Text, &Stated::default(), true, Knowledge::builtin()))
        };
        let stories = [story("bread.txt", ""), story("bread-2.txt", " It rained."), story("milk.txt", "")];
        let corpus = corpus(stories.clone());
        let anna = corpus.find("Anna Roe").remove(0);
        let shown: Vec<String> =
            references_of(&corpus, &anna).iter().map(|reference| reference.path.display().to_string()).collect();
        assert_eq!(shown, ["bread-2.txt", "milk.txt"]);
        // The article in which somebody asks is always there.
        let offset = stories[0].article.source.find("Anna Roe").expect("a mention");
        let found = references(&corpus, &stories[0], offset, true, 100);
        let shown: Vec<String> = found.iter().map(|location| location.path.display().to_string()).collect();
        assert_eq!(shown, ["bread.txt", "bread-2.txt", "milk.txt"]);
    }

    #[test]
    fn whoever_may_be_meant_by_a_family_name_is_listed() {
        let corpus = corpus(harbour_stories());
        let brandt = corpus.find("Brandt").into_iter().find(|identity| matches!(identity.key, IdentityKey::Lone(..)));
        let why: Vec<String> =
            references_of(&corpus, &brandt.expect("Mr Brandt")).into_iter().map(|reference| reference.why).collect();
        assert_eq!(why, ["first mention in the article; may be Karl Brandt (time: 1990s, beside Anna Roe)"]);
    }

    #[test]
    fn an_outline_has_the_stories_and_whom_they_name() {
        let outline = symbols(&harbour_stories()[0]);
        let shown = outline.iter().map(|story| {
            let children = story.children.iter().map(|child| format!("  {} ({})\n", child.name, child.detail));
            format!("{}\n{}", story.name, children.collect::<String>())
        });
        expect![[r#"
            Harbour talks open
              Anna Roe (harbour minister, 2 mentions)
              Brandt (1 mention)
        "#]]
        .assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn names_of_the_corpus_are_found_by_the_beginning_of_a_word() {
        let corpus = corpus(harbour_stories());
        let found = workspace_symbols(&corpus, "ro", 10);
        let shown = found.iter().map(|found| format!("{} ({})\n", found.name, found.detail));
        expect![[r#"
            Anna Roe (trade minister, 4 mentions)
            John Roe (1 mention)
        "#]]
        .assert_eq(&shown.collect::<String>());
        assert_eq!(workspace_symbols(&corpus, "ro", 1).len(), 1);
    }
}
