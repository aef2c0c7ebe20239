//! Tokens and sentences of a few lines, for the tests of this layer: every paragraph is a block, nothing is boilerplate.

use std::sync::Arc;

use super::{Sentence, Token, sentences, tokens};
use crate::article::{Article, Block, BlockKind, Format, Item};
use crate::text::Span;

/// A text whose paragraphs stand between empty lines.
pub(super) fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(at, at + paragraph.len());
        blocks.push(Block { kind: BlockKind::Paragraph, span, item: 0 });
        at += paragraph.len() + 2;
    }
    let source: Arc<str> = Arc::from(text);
    Article {
        format: Format::Text,
        source: source.clone(),
        text: source,
        items: vec![Item { span: Span::new(0, text.len()) }],
        blocks,
        headline: None,
        byline: None,
        outlet: None,
        place: None,
        datelines: Vec::new(),
        published: None,
        stets: Vec::new(),
        problems: Vec::new(),
    }
}

/// Its tokens and sentences.
pub(super) fn read(text: &str) -> (Vec<Token>, Vec<Sentence>) {
    let article = article(text);
    let tokens = tokens::tokenize(&article.text, article.blocks.iter().map(|block| block.span));
    let sentences = sentences::sentences(&article, &tokens);
    (tokens, sentences)
}
