//! What `src/language/train` needs of the reader to train it: the features of an article, and the shape of the model.

pub use super::names::tagger::candidates::{Candidates, NEAR};
pub use super::names::tagger::classes::{Class, PIECES, WordClasses};
pub use super::names::tagger::decode::{Tagged, decode};
pub use super::names::tagger::network::{HIDDEN, ModelError, Network, ROW, TAGS};
pub use super::names::tagger::table::{Table, hash_bytes, join};

use super::names::{self, tagger};
use super::words::Words;
use super::{Sentence, Token, sentences, tokens};
use crate::article::Article;
use crate::knowledge::Knowledge;

/// The tokens and sentences of an article.
#[must_use]
pub fn split(article: &Article) -> (Vec<Token>, Vec<Sentence>) {
    let tokens = tokens(article);
    let sentences = sentences::sentences(article, &tokens);
    (tokens, sentences)
}

/// What the network is shown of an article.
#[must_use]
pub fn candidates(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    knowledge: &Knowledge,
    classes: &WordClasses,
) -> Candidates {
    let words = Words::new(text, tokens);
    let view = names::View::new(text, tokens, sentences, &words, knowledge);
    tagger::features::candidates(&view, &words, &names::ruled(&view), classes)
}
