//! The one way from a decoded file to an article: a reader per format, the recognisers that all share, and what is stated from outside.

use std::sync::Arc;

use super::front_matter::{self, FrontMatter};
use super::layout::{self, Layout, Shape};
use super::{Article, Format, Piece, Places, Published, PublishedSource, Stated, html, markdown, plain, stet};
use crate::text::Span;

/// Reads a decoded file.
///
/// What `stated` says wins over what the file says; front matter wins over the text. Whatever cannot be understood goes to
/// [`Article::problems`]: reading never fails.
#[must_use]
pub fn read(source: Arc<str>, format: Format, stated: &Stated, places: &dyn Places) -> Article {
    let (text, drafts, marks, front) = match format {
        Format::Text => (Arc::clone(&source), plain::drafts(&source), Vec::new(), FrontMatter::default()),
        Format::Markdown => {
            let front = front_matter::read(&source).unwrap_or_default();
            let parsed = markdown::parse(&source, front.whole.end());
            (Arc::from(parsed.text), parsed.drafts, parsed.marks, front)
        }
        Format::Html => {
            let parsed = html::parse(&source);
            (Arc::from(parsed.text), parsed.drafts, parsed.marks, parsed.fields)
        }
    };
    // The title of a window is what a page without a heading has.
    let headed = format == Format::Html && drafts.iter().any(|draft| draft.shape == Shape::Heading(1));
    let layout = layout::name(&text, &drafts, front.title.is_some() && !headed, places);
    let stets = stet::settle(marks, layout.blocks.iter().map(|block| block.span));
    let article = Article {
        format,
        source,
        text,
        items: layout.items.clone(),
        blocks: layout.blocks.clone(),
        headline: None,
        byline: None,
        outlet: None,
        place: None,
        datelines: layout.datelines.clone(),
        published: published(format, stated, &front, &layout),
        stets,
        problems: front.problems.clone(),
    };
    let stands = |span: Option<Span>| span.map(|span| Piece { span: Some(span), text: words(&article, span) });
    let said = |text: &Option<String>| text.clone().map(|text| Piece { span: None, text });
    let place = || {
        article
            .datelines
            .first()
            .filter(|dateline| dateline.item == 0)
            .map(|dateline| Piece { span: Some(dateline.span), text: dateline.place.clone() })
    };
    let headline = stands(layout.headline).or_else(|| said(&front.title));
    let byline = said(&front.byline).or_else(|| stands(layout.byline));
    let outlet = said(&stated.outlet).or_else(|| said(&front.outlet)).or_else(|| stands(layout.outlet));
    let place = said(&stated.place).or_else(|| said(&front.place)).or_else(place);
    Article { headline, byline, outlet, place, ..article }
}

/// In text formats exactly the source; elsewhere the words as a person reads them.
fn words(article: &Article, span: Span) -> String {
    match article.format {
        Format::Text => span.of(&article.source).to_owned(),
        Format::Markdown | Format::Html => article.words(span),
    }
}

fn published(format: Format, stated: &Stated, front: &FrontMatter, layout: &Layout) -> Option<Published> {
    if let Some((date, source)) = stated.published {
        return Some(Published { date, source, span: None });
    }
    let (found, source) = match (front.published, layout.published) {
        // A page's own stamp may count the days of another time zone than the line that its readers see.
        (Some(stamp), Some(line)) if format == Format::Html && stamp.0.days_apart(line.0) == 1 => (line, PublishedSource::Text),
        (Some(stamp), _) if format == Format::Html => (stamp, PublishedSource::Format),
        (Some(field), _) => (field, PublishedSource::FrontMatter),
        (None, line) => (line?, PublishedSource::Text),
    };
    Some(Published { date: found.0, source, span: Some(found.1) })
}
