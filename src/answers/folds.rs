//! What can be folded away: stories of a file, quotations of several lines, page furniture, front matter.

use crate::article::{BlockKind, Format};
use crate::corpus::Record;
use crate::text::Span;

use super::phrase::shorten;

/// Longest text in the place of what is folded away, in characters.
const TEXT: usize = 60;

/// Why something can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A story of several in one file.
    Item,
    /// A quotation of several lines.
    Quotation,
    /// Page furniture.
    Boilerplate,
    /// Fields before the text.
    FrontMatter,
}

/// Something that can be folded: it begins and ends on different lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// All of it, without the line break at its end.
    pub span: Span,
    /// Why.
    pub kind: FoldKind,
    /// What may be shown instead: a headline, the first words of a quotation.
    pub text: String,
}

/// What can be folded in an article, in order of place, the longer first.
#[must_use]
pub fn folds(record: &Record) -> Vec<Fold> {
    let article = &record.article;
    let mut folds: Vec<Fold> = Vec::new();
    let mut fold = |span: Span, kind, text: &str| {
        let span = without_breaks(&article.source, span);
        if record.lines.line(span.start()) < record.lines.line(span.end()) {
            folds.push(Fold { span, kind, text: shorten(text, TEXT) });
        }
    };
    if article.format == Format::Markdown
        && let Some(first) = article.blocks.first()
        && article.source[..first.span.start()].trim_start_matches('\u{feff}').starts_with(['-', '+'])
    {
        fold(Span::new(0, first.span.start()), FoldKind::FrontMatter, "");
    }
    if article.items.len() > 1 {
        for (index, item) in article.items.iter().enumerate() {
            let headline = article.blocks.iter().find(|block| block.item == index && block.kind == BlockKind::Headline);
            let text = headline.map(|block| article.words(block.span)).unwrap_or_default();
            // From the first words on, not from the empty line above them.
            let start =
                article.blocks.iter().find(|block| block.item == index).map_or(item.span.start(), |block| block.span.start());
            fold(Span::new(start.min(item.span.end()), item.span.end()), FoldKind::Item, &text);
        }
    }
    for quotation in record.reading.direct_quotations() {
        fold(quotation.span, FoldKind::Quotation, &article.words(quotation.span));
    }
    let furniture = |kind: BlockKind| kind == BlockKind::Boilerplate;
    for run in article.blocks.chunk_by(|a, b| furniture(a.kind) && furniture(b.kind) && a.item == b.item) {
        if let [first, .., last] | [first @ last] = run
            && furniture(first.kind)
        {
            fold(first.span.join(last.span), FoldKind::Boilerplate, "");
        }
    }
    folds.sort_by_key(|fold| (fold.span.start(), std::cmp::Reverse(fold.span.end())));
    folds
}

fn without_breaks(source: &str, span: Span) -> Span {
    Span::new(span.start(), span.start() + span.of(source).trim_end().len())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::scene::Scene;
    use super::*;

    fn check(fixture: &str, expected: &Expect) {
        let scene = Scene::read(fixture);
        let lines = |span: Span| (scene.record.lines.line(span.start()) + 1, scene.record.lines.line(span.end()) + 1);
        let told = folds(&scene.record).into_iter().map(|fold| {
            let (from, to) = lines(fold.span);
            format!("{from}-{to} {:?} {:?}\n", fold.kind, fold.text)
        });
        expected.assert_eq(&told.collect::<String>());
    }

    #[test]
    fn quotations_of_several_lines_and_front_matter() {
        check(
            "//- draft.md\n---\ntitle: Dam talks\ndate: 1998-03-03\n---\n\n# Dam talks\n\nThe minister said: “We shall speak plainly\nabout the water, and about\nthe farmers.” She left. “No.”\n",
            &expect![[r#"
                1-6 FrontMatter ""
                8-10 Quotation "We shall speak plainly about the water, and about the …"
            "#]],
        );
    }

    #[test]
    fn page_furniture() {
        check(
            "Dam talks open\n\nThe talks opened on Tuesday in the old town hall.\n\nShare this story\nFacebook\nTwitter\n\nClick here to follow us\n\nAll rights reserved. Copyright 1998 Meridian.\n",
            &expect![[r#"
                5-11 Boilerplate ""
            "#]],
        );
    }

    #[test]
    fn one_line_is_no_fold() {
        check("Dam talks\n\n“No,” she said.\n", &expect![[""]]);
        check("", &expect![[""]]);
    }
}
