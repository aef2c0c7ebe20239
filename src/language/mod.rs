//! Article text and knowledge become a [`Reading`]: sentences, names of people, places and organisations and who they are,
//! times, quantities, and quotations with their speakers.
//!
//! Pure functions: the same article gives the same reading. Nothing is read from boilerplate.

mod model;
mod quotations;
mod sentences;
mod times;
mod tokens;

pub use model::{
    Cue, Entity, EntityId, Form, Join, JoinReason, Kind, Mention, MentionId, Modifier, Quantity, Quotation, Reading, Sentence,
    Source, SourceKind, Title, Token, TokenIndex, TokenKind,
};
pub use times::{ClockTime, Time, TimeKind, TimeModifier, TimeParts};

/// Reads an article.
#[must_use]
pub fn read(article: &crate::article::Article, knowledge: &crate::knowledge::Knowledge) -> Reading {
    let readable = article.blocks.iter().filter(|block| block.kind != crate::article::BlockKind::Boilerplate);
    let tokens = tokens::tokenize(&article.text, readable.map(|block| block.span));
    let sentences = sentences::sentences(article, &tokens);
    let mut quotations = quotations::quotations(article, &tokens);
    quotations::attribute(article, &tokens, &sentences, &[], &[], &mut quotations, knowledge);
    Reading { tokens, sentences, quotations, ..Reading::default() }
}
