#![allow(clippy::unwrap_used)]

use super::*;
use crate::article::{Block, BlockKind, Format, Item, Stated};
use crate::language::{Form, Kind, sentences, tokens};
use crate::text::Span;

struct NoPlaces;

impl crate::article::Places for NoPlaces {
    fn canonical(&self, _name: &str) -> Option<String> {
        None
    }
}

/// An article whose lines are paragraphs; one that begins with `# ` is a headline.
fn article(text: &str) -> Article {
    let mut article = crate::article::read(text.into(), Format::Text, &Stated::default(), &NoPlaces);
    article.items = vec![Item { span: Span::new(0, text.len()) }];
    article.blocks.clear();
    let mut start = 0;
    for line in text.split('\n') {
        let mark = if line.starts_with("# ") { 2 } else { 0 };
        if line.len() > mark {
            let kind = if mark > 0 { BlockKind::Headline } else { BlockKind::Paragraph };
            article.blocks.push(Block { kind, span: Span::new(start + mark, start + line.len()), item: 0 });
        }
        start += line.len() + 1;
    }
    article
}

fn read(text: &str, names: &[(&str, Kind)]) -> Vec<Quotation> {
    let article = article(text);
    let tokens = tokens::tokenize(text, article.blocks.iter().map(|block| block.span));
    let sentences = sentences::sentences(&article, &tokens);
    let (mentions, entities) = known(text, names);
    let mut quotations = quotations(&article, &tokens);
    attribute(&article, &tokens, &sentences, &mentions, &entities, &mut quotations, Knowledge::builtin());
    quotations
}

/// A mention wherever the last word of a name stands, honorific and the rest of the name included.
fn known(text: &str, names: &[(&str, Kind)]) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions = Vec::new();
    let mut entities = Vec::new();
    for (index, (full, kind)) in names.iter().enumerate() {
        let short = full.rsplit(' ').next().unwrap();
        for (at, _) in text.match_indices(short) {
            let end = at + short.len();
            let name = if text[..end].ends_with(full) { end - full.len() } else { at };
            let honorific = ["Mr ", "Mrs ", "Ms ", "Mr. ", "Mrs. ", "Ms. "].into_iter().find(|mark| text[..name].ends_with(mark));
            let start = name - honorific.map_or(0, str::len);
            mentions.push(Mention {
                span: Span::new(start, end),
                name: Some(Span::new(name, end)),
                kind: *kind,
                form: Form::Name,
                nested: false,
                metonym: false,
                entity: EntityId(index as u32),
                sentence: 0,
                block: 0,
                item: 0,
                honorific: honorific.map(|_| Span::new(start, name - 1)),
                attributive: false,
                quoted: false,
            });
        }
        entities.push(Entity {
            kind: *kind,
            name: (*full).to_owned(),
            aliases: Vec::new(),
            titles: Vec::new(),
            joins: Vec::new(),
            entry: None,
            family_name: None,
        });
    }
    mentions.sort_by_key(|mention| mention.span);
    (mentions, entities)
}

const PEOPLE: &[(&str, Kind)] =
    &[("Anna Roe", Kind::Person), ("Karl Poe", Kind::Person), ("Li Wen", Kind::Person), ("Mercy Watch", Kind::Organisation)];

/// `words | cue | source | head | kind | speaker`, with `~` before a fragment and `…` after an unclosed quotation.
fn shown(text: &str) -> String {
    let lines = read(text, PEOPLE).into_iter().map(|quotation| {
        let mut line = String::new();
        if quotation.fragment {
            line.push('~');
        }
        line.push_str(quotation.span.of(text));
        if quotation.unclosed {
            line.push('…');
        }
        if let Some(cue) = quotation.cue {
            line.push_str(&format!(" | {}", cue.span.of(text)));
        } else if quotation.source.is_some() {
            line.push_str(" | -");
        }
        if let Some(source) = quotation.source {
            line.push_str(&format!(" | {} | {} | {:?}", source.span.of(text), source.head.of(text), source.kind));
        }
        if let Some(speaker) = quotation.speaker {
            line.push_str(&format!(" | {}", PEOPLE[speaker.0 as usize].0));
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text), expected.join("\n"), "in {text}");
}

#[test]
fn debug() {
    for path in std::env::var("SEEDS").unwrap_or_default().split_whitespace() {
        let source: std::sync::Arc<str> = std::fs::read_to_string(path).unwrap().into();
        let knowledge = Knowledge::builtin();
        let article = crate::article::read(source.clone(), Format::Text, &Stated::default(), &NoPlaces);
        let reading = crate::language::read(&article, knowledge);
        println!("== {path}");
        for quotation in &reading.quotations {
            println!(
                "{}{}{} {:?} | {:?} | {:?} | {:?} | {:?}",
                if quotation.fragment { "~" } else { "" },
                if quotation.unclosed { "UNCLOSED " } else { "" },
                quotation.span.of(&source),
                quotation.span,
                quotation.cue.map(|cue| cue.span.of(&source)),
                quotation.source.map(|s| s.span.of(&source)),
                quotation.source.map(|s| (s.head.of(&source), s.kind)),
                quotation.speaker.map(|e| reading.entity(e).name.clone())
            );
        }
    }
}
