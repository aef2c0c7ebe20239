//! Candidates with what they ought to be: gold marks, or the probabilities that the teacher gives.

use std::error::Error;
use std::fs;
use std::path::Path;

use dateline::knowledge::Knowledge;
use dateline::language::Kind::{Organisation, Person, Place};
use dateline::language::training::{Candidates, PIECES, TAGS, WordClasses, candidates};

use super::corpus::{self, Tag};
use super::taught::Taught;

/// One article.
pub(crate) struct Example {
    /// What the network is shown.
    pub(crate) candidates: Candidates,
    /// What each candidate ought to be; a row of zeros where that is open.
    pub(crate) targets: Vec<[f32; TAGS]>,
    /// What the annotation says of every token, candidate or not.
    pub(crate) gold: Vec<Tag>,
}

/// The number of a tag in the network; `None` if it is open.
fn tag_index(tag: Tag) -> Option<usize> {
    Some(match tag {
        Tag::Outside => 0,
        Tag::Begin(Person) => 1,
        Tag::Inside(Person) => 2,
        Tag::Begin(Organisation) => 3,
        Tag::Inside(Organisation) => 4,
        Tag::Begin(Place) => 5,
        Tag::Inside(Place) => 6,
        Tag::Open => return None,
    })
}

/// At most `limit` articles of a file, with gold targets or, if a file of the teacher's is given, with its.
///
/// # Errors
/// If a file cannot be read, or the teacher's does not go with the text.
pub(crate) fn read(
    path: &Path,
    taught: Option<&Path>,
    limit: usize,
    classes: &WordClasses,
) -> Result<Vec<Example>, Box<dyn Error>> {
    let knowledge = Knowledge::builtin();
    let taught = taught.map(|path| Ok::<_, String>((path, read_text(path)?))).transpose()?;
    let mut taught = taught.as_ref().map(|(path, text)| (path, Taught::new(text)));
    let mut examples = Vec::new();
    for document in corpus::documents(path)?.into_iter().take(limit) {
        let document = document.read(knowledge);
        let candidates = candidates(&document.article.text, &document.tokens, &document.sentences, knowledge, classes);
        let mut targets = Vec::with_capacity(document.tokens.len());
        for (token, tag) in document.tokens.iter().zip(&document.tags) {
            targets.push(match &mut taught {
                Some((path, taught)) => {
                    let word = token.span.of(&document.article.text);
                    taught.next(word).map_err(|error| format!("{}, document {}: {error}", path.display(), document.id))?
                }
                None => gold_target(*tag),
            });
        }
        let targets = candidates.tokens.iter().map(|at| targets[*at as usize]).collect();
        examples.push(Example { candidates, targets, gold: document.tags });
    }
    Ok(examples)
}

fn gold_target(tag: Tag) -> [f32; TAGS] {
    let mut target = [0.0; TAGS];
    if let Some(index) = tag_index(tag) {
        target[index] = 1.0;
    }
    target
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Lines of `vectors.py`: a word and its class, two hexadecimal digits a piece.
///
/// # Errors
/// If the file cannot be read or a line has another form.
pub(crate) fn word_classes(path: &Path) -> Result<WordClasses, Box<dyn Error>> {
    let text = read_text(path)?;
    let mut words = Vec::new();
    for line in text.lines() {
        let (word, class) = word_class(line).ok_or_else(|| format!("{}: no word with its class: {line:?}", path.display()))?;
        words.push((word, class, is_small_name(word)));
    }
    Ok(WordClasses::new(words))
}

/// Whether a word in small letters is no word but a name, of somebody or of the gazetteer.
fn is_small_name(word: &str) -> bool {
    let knowledge = Knowledge::builtin();
    let borne = || knowledge.names.first_name(word).is_some() || knowledge.names.surname(word).is_some();
    let known = || knowledge.gazetteer.lookup_any_case(word).first().is_some();
    word.len() > 2 && !knowledge.words.contains(word) && (borne() || known())
}

fn word_class(line: &str) -> Option<(&str, [u8; PIECES])> {
    let (word, digits) = line.split_once('\t')?;
    let mut class = [0; PIECES];
    for (piece, value) in class.iter_mut().enumerate() {
        *value = u8::from_str_radix(digits.get(2 * piece..2 * piece + 2)?, 16).ok()?;
    }
    Some((word, class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_word_classes_is_read() {
        assert_eq!(word_class("harbour\t00ff10a0010203fe"), Some(("harbour", [0, 255, 16, 160, 1, 2, 3, 254])));
        assert_eq!((word_class("harbour\t00ff"), word_class("harbour 00ff10a0010203fe")), (None, None));
    }

    #[test]
    fn an_open_tag_has_no_target() {
        assert_eq!(gold_target(Tag::Open), [0.0; TAGS]);
        assert_eq!(gold_target(Tag::Inside(Place)), [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    }
}
