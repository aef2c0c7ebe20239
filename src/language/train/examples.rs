//! Candidates with what they ought to be: gold marks, or the probabilities that the teacher gives.

use std::error::Error;
use std::fs;
use std::path::Path;

use dateline::knowledge::Knowledge;
use dateline::language::training::{NEAR, PIECES, TAGS, WordClasses, candidates};

use super::corpus::{self, Tag};

/// The number of a tag; `None` if it is open.
pub(crate) fn tag_index(tag: Tag) -> Option<usize> {
    use dateline::language::Kind::{Organisation, Person, Place};
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

/// One article.
pub(crate) struct Example {
    /// Lengths of the runs of candidates.
    pub(crate) runs: Vec<usize>,
    /// For each candidate, where its features begin; one more.
    pub(crate) starts: Vec<u32>,
    pub(crate) features: Vec<u32>,
    /// `NEAR` for each candidate.
    pub(crate) classes: Vec<u16>,
    pub(crate) words: Vec<u32>,
    /// Token of each candidate.
    pub(crate) tokens: Vec<u32>,
    /// What each candidate ought to be; a row of zeros where that is open.
    pub(crate) targets: Vec<[f32; TAGS]>,
    /// Every token as written.
    pub(crate) text: Vec<String>,
    /// Gold tag of every token.
    pub(crate) gold: Vec<Tag>,
}

/// The articles of a file; with the teacher's probabilities, if given, mixed in by `share`.
///
/// # Errors
/// If a file cannot be read, or the teacher's does not go with it token by token.
pub(crate) fn read(
    path: &Path,
    soft: Option<(&Path, f32)>,
    limit: usize,
    knowledge: &Knowledge,
    classes: &WordClasses,
) -> Result<Vec<Example>, Box<dyn Error>> {
    let soft_text = soft.map(|(path, share)| fs::read_to_string(path).map(|text| (text, share))).transpose()?;
    let mut soft = soft_text.as_ref().map(|(text, share)| (Taught::new(text), *share));
    let mut examples = Vec::new();
    for document in corpus::documents(path)?.into_iter().take(limit) {
        let document = document.read(knowledge);
        let found = candidates(&document.article.text, &document.tokens, &document.sentences, knowledge, classes);
        let mut targets: Vec<[f32; TAGS]> = document
            .tags
            .iter()
            .map(|tag| {
                let mut target = [0.0; TAGS];
                if let Some(index) = tag_index(*tag) {
                    target[index] = 1.0;
                }
                target
            })
            .collect();
        if let Some((lines, share)) = &mut soft {
            for (at, target) in targets.iter_mut().enumerate() {
                let taught = lines.next(document.tokens[at].span.of(&document.article.text))?;
                let sum: f32 = taught.iter().sum::<f32>().max(1e-6);
                let known: f32 = target.iter().sum();
                let share = if known > 0.0 { *share } else { 1.0 };
                for (value, taught) in target.iter_mut().zip(taught) {
                    *value = *value * (1.0 - share) + taught / sum * share;
                }
            }
        }
        let runs = found.runs.iter().map(std::ops::Range::len).collect();
        assert_eq!(found.classes.len(), found.tokens.len() * NEAR);
        examples.push(Example {
            runs,
            starts: found.starts,
            features: found.features,
            classes: found.classes,
            words: found.words,
            targets: found.tokens.iter().map(|at| targets[*at as usize]).collect(),
            tokens: found.tokens,
            text: if document.tags.contains(&Tag::Outside) {
                document.tokens.iter().map(|token| token.span.of(&document.article.text).to_owned()).collect()
            } else {
                Vec::new()
            },
            gold: document.tags,
        });
    }
    Ok(examples)
}

/// The teacher's file, read alongside the tokens of the text. The teacher may have cut tokens a little otherwise.
struct Taught<'t> {
    lines: Box<dyn Iterator<Item = &'t str> + 't>,
    /// What is left of the line's word.
    word: &'t str,
    probabilities: [f32; TAGS],
}

impl<'t> Taught<'t> {
    fn new(text: &'t str) -> Self {
        Self { lines: Box::new(text.lines().filter(|line| line.contains('\t'))), word: "", probabilities: [0.0; TAGS] }
    }

    /// The probabilities where the next token begins.
    fn next(&mut self, mut token: &str) -> Result<[f32; TAGS], Box<dyn Error>> {
        let mut first = None;
        while !token.is_empty() {
            if self.word.is_empty() {
                let mut columns = self.lines.next().ok_or("the teacher's file ends early")?.split('\t');
                self.word = columns.next().unwrap_or_default();
                for (value, column) in self.probabilities.iter_mut().zip(columns.skip(2)) {
                    *value = column.parse::<f32>()? / 1000.0;
                }
            }
            first.get_or_insert(self.probabilities);
            let shared = self.word.len().min(token.len());
            match (token.strip_prefix(&self.word[..shared]), self.word.get(shared..)) {
                (Some(rest), Some(word)) => (token, self.word) = (rest, word),
                _ => return Err(format!("the teacher's file has {:?} where the text has {token:?}", self.word).into()),
            }
        }
        Ok(first.unwrap_or_default())
    }
}

/// Lines of `vectors.py`: a word and its class.
///
/// # Errors
/// If the file cannot be read or a line has another form.
pub(crate) fn word_classes(path: &Path, knowledge: &Knowledge) -> Result<WordClasses, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let mut words = Vec::new();
    for line in text.lines() {
        let (word, digits) = line.split_once('\t').ok_or("a word without class")?;
        let mut class = [0; PIECES];
        for (piece, value) in class.iter_mut().enumerate() {
            *value = u8::from_str_radix(digits.get(2 * piece..2 * piece + 2).ok_or("a short class")?, 16)?;
        }
        let borne = || knowledge.names.first_name(word).is_some() || knowledge.names.surname(word).is_some();
        let known = || knowledge.gazetteer.lookup_any_case(word).first().is_some();
        let name = word.len() > 2 && !knowledge.words.contains(word) && (borne() || known());
        words.push((word, class, name));
    }
    Ok(WordClasses::new(words))
}
