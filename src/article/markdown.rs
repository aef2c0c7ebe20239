//! Markdown: what a reader of the page sees stays, everything else becomes NUL.
//!
//! `pulldown-cmark` gives each piece of text with its place in the source. Only those bytes are copied into a text of NULs as
//! long as the file, so marks, addresses, code and HTML are gone and every offset still holds. An escape such as `&eacute;` is longer
//! than the letter it stands for; the letter is written at its place and the rest stays NUL.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::layout::{Draft, Shape};
use super::stet;
use super::view::trimmed;
use crate::text::Span;

/// What Markdown's own grammar says of a file.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The masked text.
    pub(super) text: String,
    /// In order.
    pub(super) drafts: Vec<Draft>,
    /// `stet` comments.
    pub(super) marks: Vec<stet::Mark>,
}

/// Reads the Markdown of a file from `start` on; before that lies the front matter.
pub(super) fn parse(source: &str, start: usize) -> Parsed {
    let mut reader = Reader {
        source,
        text: vec![0; source.len()],
        drafts: Vec::new(),
        marks: Vec::new(),
        context: Vec::new(),
        open: None,
        silent: 0,
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    // A heading behind a byte order mark would be none to the parser.
    let start = if start == 0 && source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start };
    for (event, range) in Parser::new_ext(&source[start..], options).into_offset_iter() {
        reader.take(event, Span::new(start + range.start, start + range.end));
    }
    reader.close();
    reader.finish()
}

struct Reader<'s> {
    source: &'s str,
    text: Vec<u8>,
    drafts: Vec<Draft>,
    marks: Vec<stet::Mark>,
    /// Shapes of the containers around, innermost last.
    context: Vec<Shape>,
    /// The text of the block that is being read, from its first visible byte to its last.
    open: Option<Span>,
    /// Depth of elements whose text is not shown: code, addresses, footnote marks.
    silent: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.show(&text, span),
            Event::Code(code) => {
                // The content without its backticks, if it stands there as it is.
                let written = span.of(self.source);
                if let Some(at) = written.find(code.as_ref()) {
                    let start = span.start() + at;
                    self.show(&code, Span::new(start, start + code.len()));
                }
            }
            Event::SoftBreak | Event::HardBreak => self.breaks(span),
            Event::InlineHtml(html) => {
                self.marks.extend(stet::marks(span.of(self.source), span.start()));
                let tag = html.get(..3).unwrap_or_default();
                if tag.eq_ignore_ascii_case("<br") && self.open.is_some() {
                    self.text[span.start()] = b'\n';
                }
            }
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Rule => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        if matches!(tag, Tag::HtmlBlock) {
            // Here, not line by line: a comment may have several.
            self.marks.extend(stet::marks(span.of(self.source), span.start()));
        }
        match tag {
            Tag::Heading { level, .. } => self.enter(Shape::Heading(*level as u8)),
            Tag::Item => self.enter(Shape::ListItem),
            Tag::TableCell => self.enter(Shape::Table),
            Tag::Image { .. } => self.enter(Shape::Caption),
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.close(),
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.close();
                self.silent += 1;
            }
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => self.silent += 1,
            Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::Image => {
                self.close();
                self.context.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.silent = self.silent.saturating_sub(1),
            // The end tag does not say of which type the link was; a silent one is the only silent thing that ends as a link.
            TagEnd::Link => self.silent = self.silent.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => self.close(),
        }
    }

    fn enter(&mut self, shape: Shape) {
        self.close();
        self.context.push(shape);
    }

    /// Makes text visible.
    fn show(&mut self, text: &str, span: Span) {
        // What stands for more bytes than it takes (a NUL, two rare entities) cannot be shown in its place.
        if self.silent > 0 || text.len() > span.len() || text.is_empty() {
            return;
        }
        self.text[span.start()..span.start() + text.len()].copy_from_slice(text.as_bytes());
        let shown = Span::new(span.start(), span.start() + text.len());
        self.open = Some(self.open.map_or(shown, |open| open.join(shown)));
    }

    /// Keeps the white space of a line break, without the marks that may stand in it.
    fn breaks(&mut self, span: Span) {
        for at in span.range() {
            let byte = self.source.as_bytes()[at];
            if byte.is_ascii_whitespace() {
                self.text[at] = byte;
            }
        }
    }

    /// Ends the block that is being read.
    fn close(&mut self) {
        if let Some(span) = self.open.take() {
            let shape = self.context.last().copied().unwrap_or(Shape::Line);
            self.drafts.push(Draft { span, shape });
        }
    }

    fn finish(self) -> Parsed {
        // Whole characters were copied to where whole characters stood or NUL was left, so this is UTF-8; if it ever were not, the
        // file would have no text rather than a wrong one.
        let length = self.text.len();
        let text = String::from_utf8(self.text).unwrap_or_else(|_| "\0".repeat(length));
        let drafts =
            self.drafts.into_iter().filter_map(|draft| Some(Draft { span: trimmed(&text, draft.span)?, ..draft })).collect();
        Parsed { text, drafts, marks: self.marks }
    }
}
