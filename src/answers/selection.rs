//! What grows around a cursor, step by step: the word, the name with its title, the clause, the sentence, the paragraph, the story, all of it.

use crate::corpus::Record;
use crate::language::{Sentence, Token, TokenKind};
use crate::text::Span;

/// The stretches around a byte offset, the innermost first; each lies inside the next and is shorter. The last is the whole text.
#[must_use]
pub fn selection(record: &Record, offset: usize) -> Vec<Span> {
    let reading = &record.reading;
    let mut around: Vec<Span> = Vec::new();
    around.extend(word(&reading.tokens, offset));
    for mention in reading.mentions.iter().filter(|mention| mention.span.touches(offset)) {
        around.extend(mention.name);
        around.push(mention.span);
    }
    let titles = reading.entities.iter().flat_map(|entity| &entity.titles).filter(|title| title.statement.touches(offset));
    for title in titles {
        around.extend([title.span, title.statement].into_iter().filter(|span| span.touches(offset)));
    }
    around.extend(reading.times.iter().map(|time| time.span).filter(|span| span.touches(offset)));
    around.extend(reading.quantities.iter().map(|quantity| quantity.span).filter(|span| span.touches(offset)));
    let sentences = reading.sentences.iter().filter(|sentence| sentence.span.touches(offset));
    // Of two that meet at the cursor, the one that begins there.
    if let Some(sentence) = sentences.max_by_key(|sentence| sentence.span.contains(offset)) {
        around.extend(clause(record, sentence, offset));
        around.push(sentence.span);
    }
    around.extend(reading.direct_quotations().map(|quotation| quotation.span).filter(|span| span.touches(offset)));
    around.extend(record.article.block_at(offset).map(|block| record.article.blocks[block].span));
    around.extend(record.article.items.iter().map(|item| item.span).filter(|span| span.touches(offset)));
    around.push(Span::new(0, record.article.source.len()));
    nested(around, offset)
}

/// Shortest first; what does not lie around all before it is left out.
fn nested(mut around: Vec<Span>, offset: usize) -> Vec<Span> {
    around.sort_by_key(|span| (span.len(), span.start() > offset, *span));
    let mut steps: Vec<Span> = Vec::new();
    for span in around {
        if !span.is_empty() && steps.last().is_none_or(|inner| span.covers(*inner) && span != *inner) {
            steps.push(span);
        }
    }
    if steps.is_empty() { vec![Span::new(0, 0)] } else { steps }
}

fn word(tokens: &[Token], offset: usize) -> Option<Span> {
    let after = tokens.partition_point(|token| token.span.end() < offset);
    let touching = tokens[after..].iter().take_while(|token| token.span.start() <= offset);
    // A word rather than the mark that ends it or begins it.
    let best = touching.max_by_key(|token| (token.kind != TokenKind::Mark, token.span.contains(offset)))?;
    Some(best.span)
}

/// The part of a sentence between commas, dashes and their like. A comma inside a name, number or time parts nothing.
fn clause(record: &Record, sentence: &Sentence, offset: usize) -> Option<Span> {
    let reading = &record.reading;
    let tokens = &reading.tokens[sentence.tokens.clone()];
    let inside = |span: Span| {
        let whole = reading.mentions.iter().map(|mention| mention.span).chain(reading.times.iter().map(|time| time.span));
        whole.chain(reading.quantities.iter().map(|quantity| quantity.span)).any(|whole| whole.covers(span))
    };
    let parts = |token: &&Token| {
        token.kind == TokenKind::Mark
            && matches!(
                token.span.of(&record.article.source),
                "," | ";" | ":" | "–" | "—" | "--" | "-" | "(" | ")" | "." | "!" | "?"
            )
            && !inside(token.span)
    };
    let before = tokens.iter().filter(|token| token.span.end() <= offset).rfind(parts);
    let after = tokens.iter().filter(|token| token.span.start() >= offset).find(parts);
    let from = before.map_or(sentence.span.start(), |mark| mark.span.end());
    let to = after.map_or(sentence.span.end(), |mark| mark.span.start());
    let mut own = tokens.iter().filter(|token| token.span.start() >= from && token.span.end() <= to);
    let first = own.next()?;
    Some(first.span.join(own.next_back().unwrap_or(first).span))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::scene::Scene;
    use super::*;

    fn check(fixture: &str, expected: &Expect) {
        let scene = Scene::read(fixture);
        expected.assert_eq(&scene.tell_all(selection(&scene.record, scene.cursor)));
    }

    #[test]
    fn from_the_word_to_the_whole() {
        check(
            "Dam talks open\n\nForeign Minister Helga Lind$0qvist, who came late, left early. She said nothing.\n",
            &expect![[r#"
                3:24 "Lindqvist"
                3:18 "Helga Lindqvist"
                3:1 "Foreign Minister Helga Lindqvist"
                3:1 "Foreign Minister Helga Lindqvist, who came late, left early."
                3:1 "Foreign Minister Helga Lindqvist, who came late, left early. She said nothing."
                1:1 "Dam talks open\n\nForeign Minister Helga Lindqvist, who came late, left early. She said nothing.\n"
            "#]],
        );
    }

    #[test]
    fn clauses_end_at_commas_but_not_inside_numbers() {
        check(
            "It rained, and 1,200 hous$0es, it was said, were lost.\n",
            &expect![[r#"
            1:22 "houses"
            1:16 "1,200 houses"
            1:12 "and 1,200 houses"
            1:1 "It rained, and 1,200 houses, it was said, were lost."
            1:1 "It rained, and 1,200 houses, it was said, were lost.\n"
        "#]],
        );
    }

    #[test]
    fn between_blocks_there_is_the_whole() {
        check(
            "One.\n\n$0\n\nTwo.\n",
            &expect![[r#"
            1:1 "One.\n\n\n\nTwo.\n"
        "#]],
        );
        check(
            "",
            &expect![[r#"
            1:1 ""
        "#]],
        );
    }
}
