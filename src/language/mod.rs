//! Article text and knowledge become a [`Reading`]: sentences, names of people, places and organisations and who they are,
//! times, quantities, and quotations with their speakers.
//!
//! Pure functions: the same article gives the same reading. Nothing is read from boilerplate.

mod coreference;
mod model;
mod names;
mod numerals;
mod quantities;
mod quotations;
mod sentences;
mod spelling;
#[cfg(test)]
mod test_reading;
mod times;
mod tokens;
pub mod training;
mod words;

/// Names the program and the reader that made something of an article: another reader may read differently.
pub const EXTRACTOR: &str = concat!(env!("CARGO_PKG_VERSION"), "+model-1");

pub use crate::knowledge::Kind;
pub use model::{
    Affiliation, Change, ChangeRole, Cue, Direction, Entity, EntityId, Form, Join, JoinReason, Mention, MentionId, Modifier,
    Quantity, Quotation, Reading, Sentence, Source, SourceKind, Title, Token, TokenIndex, TokenKind,
};
pub use quantities::{Measure, measure};
pub use quotations::{Spoken, normal_form, spoken};
pub use spelling::{unified, unified_all};
pub use times::{ClockTime, Time, TimeKind, TimeModifier, TimeParts};

use crate::article::{Article, BlockKind};
use crate::knowledge::Knowledge;

pub use words::Words;

/// Reads an article.
#[must_use]
pub fn read(article: &Article, knowledge: &Knowledge) -> Reading {
    let tokens = tokens(article);
    let words = Words::new(&article.text, &tokens);
    let sentences = sentences(article, &tokens);
    let names = names::names(&article.text, &tokens, &sentences, &words, knowledge);
    let (mut mentions, entities) = coreference::resolve(article, &tokens, &sentences, &names, knowledge);
    let quoted = quotations::Quoted::read(article, &tokens, &words);
    quoted.note(&mut mentions);
    let quotations = quoted.attribute(&sentences, &mentions, &entities);
    let times = times(article, &tokens, &sentences, &words);
    let quantities = quantities::quantities(&article.text, &tokens, &sentences, &words, &times, &quotations);
    Reading { language: language(article), tokens, sentences, mentions, entities, times, quantities, quotations }
}

/// The words, numbers and marks of an article, boilerplate excluded: the first step of [`read`].
#[must_use]
pub fn tokens(article: &Article) -> Vec<Token> {
    let readable = article.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate);
    tokens::tokenize(&article.text, readable.map(|block| block.span))
}

/// The sentences of an article's [`tokens`], block by block: the second step of [`read`].
#[must_use]
pub fn sentences(article: &Article, tokens: &[Token]) -> Vec<Sentence> {
    sentences::sentences(article, tokens)
}

/// The times of an article, given its [`tokens`], [`sentences`] and words: a step of [`read`].
#[must_use]
pub fn times(article: &Article, tokens: &[Token], sentences: &[Sentence], words: &Words<'_>) -> Vec<Time> {
    let anchor = article.published.map(|published| published.date);
    times::times(&article.text, tokens, sentences, words, anchor)
}

/// Bytes of text from which the language can be told.
const ENOUGH_TEXT: usize = 200;

/// The language of the article's running text, as an ISO 639-1 code; `None` if there is too little of it.
fn language(article: &Article) -> Option<&'static str> {
    use whichlang::Lang;
    let mut sample = String::new();
    for block in article.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)) {
        sample.push_str(&article.words(block.span));
        sample.push('\n');
        if sample.len() > 4 * ENOUGH_TEXT {
            break;
        }
    }
    if sample.len() < ENOUGH_TEXT {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some("en");
    }
    Some(match whichlang::detect_language(&sample) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    })
}

/// Whether every tenth word is one of those without which no English gets along, and no other language has them all. Spares most
/// articles the full question, which costs as much as reading all their names of days and numbers.
fn is_plainly_english(sample: &str) -> bool {
    const SMALL_WORDS: [&str; 7] = ["the", "of", "and", "to", "that", "with", "from"];
    let (mut words, mut small) = (0_usize, 0_usize);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        small += usize::from(SMALL_WORDS.contains(&word));
    }
    small * 10 >= words
}
