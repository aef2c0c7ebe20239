//! Another name for somebody or something, wherever the writer's own words name it.
//!
//! A quotation is a fact, so nothing between quotation marks is changed. Whoever renames "Helga Lindqvist" means "Lindqvist" and "Ms Lindqvist" too:
//! where old and new name have the same number of words, each word that changes is changed in every form of the name; where they have not, the
//! full name and the family name are. Of a place or a body only the form under the cursor is changed, since its other names are names of their own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::corpus::{Corpus, IdentityKey, Record};
use crate::language::{Entity, Form, Kind, Mention};
use crate::text::Span;

/// So many other articles are changed at once; more are not looked through by anybody.
const MOST_ARTICLES: usize = 200;

/// So many mentions are looked at.
const MOST_MENTIONS: usize = 5_000;

/// Longest new name, in characters.
const LONGEST: usize = 200;

/// Why a name cannot be changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// Nothing is named there.
    #[error("no name stands here: put the cursor on the name of a person, place or organisation")]
    NoName,
    /// It is quoted.
    #[error("this name stands in a quotation, which is never changed; rename it where the writer's own words have it")]
    Quoted,
    /// It is no name.
    #[error("{0:?} is no name: write one line of at most {LONGEST} characters, with a letter in it")]
    NotAName(String),
}

/// Some words of an article to be written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The article.
    pub path: Arc<Path>,
    /// In bytes of its source.
    pub span: Span,
    /// What is written there.
    pub text: String,
}

/// The name under a cursor that can be changed, without the honorific before it.
///
/// # Errors
/// [`RenameError`] if nothing is named there, or only in a quotation.
pub fn renamable(record: &Record, offset: usize) -> Result<Span, RenameError> {
    named_at(record, offset).map(|(_, name)| name)
}

fn named_at(record: &Record, offset: usize) -> Result<(&Mention, Span), RenameError> {
    let mention = record.mention(record.reading.mention_at(offset).ok_or(RenameError::NoName)?);
    let name = mention.name.filter(|_| mention.form == Form::Name).ok_or(RenameError::NoName)?;
    if is_quoted(record, mention) { Err(RenameError::Quoted) } else { Ok((mention, name)) }
}

/// What has to be written anew for whoever is named under a cursor to be called `new`: in the article itself, then in others, by path.
///
/// # Errors
/// [`RenameError`] as for [`renamable`], or if `new` is no name.
pub fn rename(corpus: &Corpus, record: &Record, offset: usize, new: &str) -> Result<Vec<Renamed>, RenameError> {
    let (mention, span) = named_at(record, offset)?;
    let new = new.trim();
    let is_name = !new.chars().any(|c| c.is_control() || matches!(c, '"' | '“' | '”'))
        && new.chars().any(char::is_alphabetic)
        && new.chars().count() <= LONGEST;
    if !is_name {
        return Err(RenameError::NotAName(new.to_owned()));
    }
    let entity = record.reading.entity(mention.entity);
    let change = Change::new(entity, &record.article.words(span), new);
    let mut renamed = change.of_entity(record, entity);
    let Some(key) = corpus.key_of(&record.path, mention.entity).filter(|key| !matches!(key, IdentityKey::Lone(..))) else {
        return Ok(renamed);
    };
    let identity = corpus.identity(&key);
    let mut others: BTreeMap<Arc<Path>, Vec<crate::language::EntityId>> = BTreeMap::new();
    for occurrence in corpus.mentions(&identity, Some(&record.path), MOST_MENTIONS) {
        if occurrence.path != record.path && (others.len() < MOST_ARTICLES || others.contains_key(&occurrence.path)) {
            let entities = others.entry(occurrence.path).or_default();
            if !entities.contains(&occurrence.entity) {
                entities.push(occurrence.entity);
            }
        }
    }
    for (path, entities) in others {
        let Some(other) = corpus.get(&path) else { continue };
        for id in entities {
            let entity = other.reading.entities.get(id.0 as usize);
            renamed.extend(entity.into_iter().flat_map(|entity| change.of_entity(&other, entity)));
        }
    }
    Ok(renamed)
}

/// What becomes of each form of a name.
struct Change {
    is_person: bool,
    old: String,
    new: String,
    /// Old words and new ones, where both names have equally many.
    words: Vec<(String, String)>,
    /// Old and new family name, where they have not.
    family: Option<(String, String)>,
}

impl Change {
    fn new(entity: &Entity, old: &str, new: &str) -> Self {
        let (before, after): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
        let words = if before.len() == after.len() {
            let pairs = before.iter().zip(&after).filter(|(before, after)| before != after);
            pairs.map(|(before, after)| ((*before).to_owned(), (*after).to_owned())).collect()
        } else {
            Vec::new()
        };
        let family = entity.family_name.as_ref().filter(|family| before.len() > 1 && before.contains(&family.as_str()));
        let family = family.filter(|_| words.is_empty()).and_then(|family| {
            // Where the family name comes first, it does so in the new name.
            let new = if before.first() == Some(&family.as_str()) { after.first() } else { after.last() };
            Some((family.clone(), (*new?).to_owned()))
        });
        Self { is_person: entity.kind == Kind::Person, old: old.to_owned(), new: after.join(" "), words, family }
    }

    fn of_entity(&self, record: &Record, entity: &Entity) -> Vec<Renamed> {
        let mentions = entity.joins.iter().map(|join| record.mention(join.mention)).filter(|mention| !is_quoted(record, mention));
        let names = mentions.filter_map(|mention| mention.name);
        names.filter_map(|span| self.of_name(record, span)).collect()
    }

    fn of_name(&self, record: &Record, span: Span) -> Option<Renamed> {
        let written = record.article.words(span);
        let text = self.changed(&written)?;
        // A mark of the format inside a name stays where it is, and so does the name.
        let is_plain = !span.of(&record.article.text).contains('\0');
        (is_plain && text != written).then(|| Renamed { path: record.path.clone(), span, text })
    }

    /// The new form for one that is written; `None` if it stays.
    fn changed(&self, written: &str) -> Option<String> {
        if written == self.old {
            return Some(self.new.clone());
        }
        if let Some(new) = in_capitals(written, &self.old, &self.new) {
            return Some(new);
        }
        if !self.is_person {
            return None;
        }
        if let Some((old, new)) = &self.family {
            let same = (written == old).then(|| new.clone());
            if let Some(new) = same.or_else(|| in_capitals(written, old, new)) {
                return Some(new);
            }
        }
        let changed: Vec<String> = written.split(' ').map(|word| self.word(word)).collect();
        let changed = changed.join(" ");
        (changed != written).then_some(changed)
    }

    fn word(&self, word: &str) -> String {
        let same = self.words.iter().find(|(old, _)| old == word).map(|(_, new)| new.clone());
        let capitals = || self.words.iter().find_map(|(old, new)| in_capitals(word, old, new));
        same.or_else(capitals).unwrap_or_else(|| word.to_owned())
    }
}

/// The new words in capitals, if what is written are the old ones in capitals. An initial says nothing.
fn in_capitals(written: &str, old: &str, new: &str) -> Option<String> {
    (written.chars().count() > 1 && written == old.to_uppercase()).then(|| new.to_uppercase())
}

/// Whether a mention stands between quotation marks.
fn is_quoted(record: &Record, mention: &Mention) -> bool {
    mention.quoted || record.reading.direct_quotations().any(|quotation| quotation.span.overlaps(mention.span))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::scene::Scene;
    use super::*;

    fn check(fixture: &str, new: &str, expected: &Expect) {
        let scene = Scene::read(fixture);
        let told = match rename(&scene.corpus, &scene.record, scene.cursor, new) {
            Ok(renamed) => renamed.iter().map(|renamed| tell(&scene, renamed)).collect(),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&told);
    }

    fn tell(scene: &Scene, renamed: &Renamed) -> String {
        let article = scene.corpus.get(&renamed.path).expect("an article of the scene");
        let line = article.lines.line(renamed.span.start()) + 1;
        format!("{}:{line} {} → {}\n", renamed.path.display(), renamed.span.of(&article.article.source), renamed.text)
    }

    const DRAFT: &str = "//- draft.txt
LINDQVIST GOES

Foreign Minister Helga Lindqvist left. “Lindqvist is tired,” Ms Lind$0qvist said. Karl Brandt stayed.
//- archive.txt
Helga Lindqvist met Karl Brandt. “I like Helga Lindqvist,” he said. Lindqvist’s car waited.
";

    #[test]
    fn every_form_of_a_name_but_none_in_a_quotation() {
        check(
            DRAFT,
            "Lindquist",
            &expect![[r#"
            /draft.txt:1 LINDQVIST → LINDQUIST
            /draft.txt:3 Helga Lindqvist → Helga Lindquist
            /draft.txt:3 Lindqvist → Lindquist
            /archive.txt:1 Helga Lindqvist → Helga Lindquist
            /archive.txt:1 Lindqvist → Lindquist
        "#]],
        );
        let at_the_full_name = DRAFT.replace("$0", "").replace("Helga Lindqvist left", "Hel$0ga Lindqvist left");
        check(
            &at_the_full_name,
            "Olga Lindquist",
            &expect![[r#"
                /draft.txt:1 LINDQVIST → LINDQUIST
                /draft.txt:3 Helga Lindqvist → Olga Lindquist
                /draft.txt:3 Lindqvist → Lindquist
                /archive.txt:1 Helga Lindqvist → Olga Lindquist
                /archive.txt:1 Lindqvist → Lindquist
            "#]],
        );
        check(
            &at_the_full_name,
            "Helga Maria Berg",
            &expect![[r#"
                /draft.txt:1 LINDQVIST → BERG
                /draft.txt:3 Helga Lindqvist → Helga Maria Berg
                /draft.txt:3 Lindqvist → Berg
                /archive.txt:1 Helga Lindqvist → Helga Maria Berg
                /archive.txt:1 Lindqvist → Berg
            "#]],
        );
    }

    #[test]
    fn of_a_place_only_the_form_that_was_meant() {
        check(
            "//- draft.txt\nPEKING (Meridian) - She likes Pe$0king. Beijing is large.\n//- old.txt\nHe left Peking.\n",
            "Nanking",
            &expect![[r#"
                /draft.txt:1 PEKING → NANKING
                /draft.txt:1 Peking → Nanking
                /old.txt:1 Peking → Nanking
            "#]],
        );
    }

    #[test]
    fn what_cannot_be_renamed_is_told() {
        check(
            "Helga Lindqvist le$0ft.\n",
            "Berg",
            &expect!["no name stands here: put the cursor on the name of a person, place or organisation"],
        );
        check(
            "Helga Lindqvist said: “Karl Bra$0ndt is tired.”\n",
            "Berg",
            &expect!["this name stands in a quotation, which is never changed; rename it where the writer's own words have it"],
        );
        check(
            "Helga Lind$0qvist left.\n",
            "\n",
            &expect![[r#""" is no name: write one line of at most 200 characters, with a letter in it"#]],
        );
        check(
            "Helga Lind$0qvist left.\n",
            "12",
            &expect![[r#""12" is no name: write one line of at most 200 characters, with a letter in it"#]],
        );
    }
}
