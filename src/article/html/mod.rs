//! HTML: what a reader of the page sees stays, everything else becomes NUL.
//!
//! `html5gum` is the tokenizer of the HTML standard and gives each tag with its place. What stands between two tags is text, and is copied into a text of
//! NULs as long as the file, so that tags, scripts and comments are gone and every offset still holds. No tree is built: news pages are seldom well formed,
//! and an article needs to know only where a block begins and what is around it. Each tag is looked at once, however deep.
//!
//! White space means nothing in HTML, so line breaks inside a block become spaces; `<br>` becomes a line break.

mod elements;
mod head;
mod references;

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};
use rustc_hash::FxHashMap;

use self::elements::{Element, Role, role};
use self::head::Head;
use super::calendar::{is_labelled, is_update_stamp};
use super::front_matter::FrontMatter;
use super::furniture;
use super::layout::{Draft, Shape};
use super::stet;
use super::view::{View, is_blank, trimmed};
use crate::text::Span;

/// A line with a `<time>` in it is at most this long, in characters, if it is the date line.
const LONGEST_DATE_LINE: usize = 80;
/// A block longer than this, in bytes, is of the story: a `<time>` below it is not the article's.
const STORY: usize = 200;

/// What a page says.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The masked text.
    pub(super) text: String,
    /// In order.
    pub(super) drafts: Vec<Draft>,
    /// `stet` comments.
    pub(super) marks: Vec<stet::Mark>,
    /// What the page says of its article beside the text.
    pub(super) fields: FrontMatter,
}

/// Reads a page.
pub(super) fn parse(source: &str) -> Parsed {
    let mut reader = Reader::new(source);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        match token {
            Token::StartTag(tag) => {
                let span = reader.reach(tag.span.start, tag.span.end);
                reader.start(&tag, span);
            }
            Token::EndTag(tag) => {
                let span = reader.reach(tag.span.start, tag.span.end);
                reader.end(&tag, span);
            }
            Token::Comment(comment) => {
                let span = reader.reach(comment.span.start, comment.span.end);
                reader.marks.extend(stet::marks(span.of(source), span.start()));
            }
            Token::Doctype(doctype) => {
                reader.reach(doctype.span.start, doctype.span.end);
            }
            Token::String(text) if reader.is_in(b"title") => reader.head.title.push_str(&String::from_utf8_lossy(&text)),
            Token::String(_) | Token::Error(_) => {}
        }
    }
    reader.finish()
}

/// A block with all that may decide what it is.
struct Found {
    draft: Draft,
    in_article: bool,
    in_main: bool,
}

struct Reader<'s> {
    source: &'s str,
    text: Vec<u8>,
    found: Vec<Found>,
    marks: Vec<stet::Mark>,
    head: Head,
    /// Where the last tag ended.
    at: usize,
    /// What is around, innermost last, each with what text in it is; and how often each.
    context: Vec<(Element, Shape)>,
    depth: FxHashMap<Element, usize>,
    /// How many of each there were.
    articles: usize,
    mains: usize,
    /// The text of the block that is being read, from its first visible byte to its last.
    open: Option<Span>,
    /// The block was begun by a `<p>`.
    paragraph: bool,
    /// A `<br>` was the last thing seen.
    broken: bool,
    /// A `<time>` in the block that is being read.
    time: Option<head::Time>,
    /// A block of the story has been seen.
    story: bool,
    /// The element that hides its text, and how many of its name are open.
    hidden: Option<(Vec<u8>, usize)>,
    /// The hidden element is a script of JSON-LD.
    linked_data: bool,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            text: vec![0; source.len()],
            found: Vec::new(),
            marks: Vec::new(),
            head: Head::default(),
            at: 0,
            context: Vec::new(),
            depth: FxHashMap::default(),
            articles: 0,
            mains: 0,
            open: None,
            paragraph: false,
            broken: false,
            time: None,
            story: false,
            hidden: None,
            linked_data: false,
        }
    }

    fn is_in(&self, name: &[u8]) -> bool {
        self.hidden.as_ref().is_some_and(|(hidden, _)| hidden == name)
    }

    /// What text is here, by the elements around it.
    fn shape(&self) -> Shape {
        self.context.last().map_or(Shape::Line, |(_, shape)| *shape)
    }

    fn depth(&self, element: Element) -> usize {
        self.depth.get(&element).copied().unwrap_or_default()
    }

    /// Shows the text before a tag, and gives the tag's place.
    fn reach(&mut self, start: usize, end: usize) -> Span {
        let end = end.min(self.source.len());
        let start = start.clamp(self.at, end.max(self.at));
        let (before, tag) = (Span::new(self.at, start), Span::new(start, end.max(start)));
        // The tokenizer counts in bytes of UTF-8 and stops at ASCII; were it ever otherwise, the text would be unseen rather than wrong.
        if self.source.get(before.range()).is_some() && self.source.get(tag.range()).is_some() {
            self.show(before);
            self.at = tag.end();
            return tag;
        }
        Span::new(self.at, self.at)
    }

    fn show(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        if self.hidden.is_some() {
            if std::mem::take(&mut self.linked_data) {
                self.head.linked_data(self.source, span);
            }
            return;
        }
        references::show(span.of(self.source), &mut self.text[span.range()]);
        let blank = std::str::from_utf8(&self.text[span.range()]).is_ok_and(|text| text.chars().all(is_blank));
        if blank && self.open.is_none() {
            return;
        }
        if self.depth(Element::Preformatted) == 0 {
            let breaks = self.text[span.range()].iter_mut().filter(|byte| matches!(byte, b'\n' | b'\r'));
            breaks.for_each(|byte| *byte = b' ');
        }
        self.broken &= blank;
        self.open = Some(self.open.map_or(span, |open| open.join(span)));
    }

    fn start(&mut self, tag: &StartTag<usize>, span: Span) {
        let name = tag.name.as_slice();
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }
        match role(name) {
            Role::Hidden => self.hide(name),
            _ if tag.attributes.contains_key(&b"hidden"[..]) && !elements::is_void(name) => {
                if role(name) != Role::Inline {
                    self.close();
                }
                self.hide(name);
            }
            Role::Container(element) => self.enter(element, name),
            Role::Block | Role::Paragraph => {
                self.leave_heading();
                self.close();
                self.paragraph = role(name) == Role::Paragraph;
            }
            Role::Break => self.breaks(span),
            Role::Quote => self.quote(span, "“"),
            Role::Inline => {}
        }
        match name {
            b"script" => self.linked_data = tag.attributes.get(&b"type"[..]).is_some_and(|kind| kind.ends_with(b"ld+json")),
            b"meta" => self.head.meta(self.source, &tag.attributes, span),
            b"time" if self.depth(Element::Furniture) == 0 => {
                self.time = self.time.or_else(|| head::time(self.source, &tag.attributes, span));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: &EndTag<usize>, span: Span) {
        let name = tag.name.as_slice();
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
                self.linked_data = false;
            }
            return;
        }
        match role(name) {
            Role::Container(element) => {
                self.close();
                // A list that nobody began has entries nevertheless.
                let begun = self.depth(element) > 0 || element != Element::List;
                self.leave(if begun { element } else { Element::Item });
            }
            Role::Block | Role::Paragraph => self.close(),
            Role::Break => self.breaks(span),
            Role::Quote => self.quote(span, "”"),
            Role::Hidden | Role::Inline => {}
        }
    }

    fn hide(&mut self, name: &[u8]) {
        self.hidden = Some((name.to_vec(), 1));
    }

    fn enter(&mut self, element: Element, name: &[u8]) {
        self.leave_heading();
        self.close();
        // An entry or a cell ends where the next one begins.
        if matches!(element, Element::Item | Element::Cell) && self.context.last().is_some_and(|(last, _)| *last == element) {
            self.leave(element);
        }
        let shape = match element {
            Element::Heading => Shape::Heading(elements::level(name)),
            Element::Item => Shape::ListItem,
            Element::Cell => Shape::Table,
            Element::Caption => Shape::Caption,
            Element::Furniture => Shape::Furniture,
            _ => self.shape(),
        };
        self.articles += usize::from(element == Element::Article);
        self.mains += usize::from(element == Element::Main);
        self.context.push((element, shape));
        *self.depth.entry(element).or_default() += 1;
    }

    /// Ends an element and whatever was left open in it. An end without a beginning is passed over.
    fn leave(&mut self, element: Element) {
        if self.depth(element) == 0 {
            return;
        }
        while let Some((last, _)) = self.context.pop() {
            if let Some(depth) = self.depth.get_mut(&last) {
                *depth -= 1;
            }
            if last == element {
                break;
            }
        }
    }

    /// A heading that was never ended ends where the next block begins.
    fn leave_heading(&mut self) {
        if matches!(self.context.last(), Some((Element::Heading, _))) && self.open.is_some() {
            self.close();
            self.leave(Element::Heading);
        }
    }

    /// One `<br>` is a line break, two are the end of a paragraph.
    fn breaks(&mut self, span: Span) {
        if self.open.is_none() || span.is_empty() {
            return;
        }
        if std::mem::replace(&mut self.broken, true) {
            let paragraph = self.paragraph;
            self.close();
            self.paragraph = paragraph;
        } else {
            self.text[span.start()] = b'\n';
        }
    }

    fn quote(&mut self, tag: Span, mark: &str) {
        let shown = Span::new(tag.start(), tag.start() + mark.len());
        if tag.covers(shown) {
            self.text[shown.range()].copy_from_slice(mark.as_bytes());
            self.open = Some(self.open.map_or(shown, |open| open.join(shown)));
        }
    }

    /// Ends the block that is being read.
    fn close(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let time = self.time.take();
        self.broken = false;
        let Some(span) = self.open.take() else { return };
        let furniture = self.depth(Element::Furniture) > 0;
        let shape = match self.shape() {
            _ if furniture => Shape::Furniture,
            Shape::Table if paragraph => Shape::Line,
            shape => shape,
        };
        if let Some(time) = time {
            self.note(time, span);
        }
        self.story |= !furniture && span.len() > STORY;
        let (in_article, in_main) = (self.depth(Element::Article) > 0, self.depth(Element::Main) > 0);
        self.found.push(Found { draft: Draft { span, shape }, in_article, in_main });
    }

    /// A `<time>` is the article's date if it is marked so, or stands in a date line above the story.
    fn note(&mut self, time: head::Time, block: Span) {
        let Ok(text) = std::str::from_utf8(&self.text[block.range()]) else { return };
        let view = View::new(text, Span::new(0, text.len()));
        let sentence = view.shown.ends_with('.') && !view.shown.ends_with(".m.");
        let update = is_update_stamp(&view.shown) || furniture::kind(&view.shown).is_some();
        let line = !self.story && view.length() <= LONGEST_DATE_LINE && !sentence;
        if time.marked || (!update && (line || is_labelled(&view.shown))) {
            self.head.time(time);
        }
    }

    fn finish(mut self) -> Parsed {
        // A tag that the file ends in is no text.
        let rest = &self.source[self.at..];
        let tag = rest.match_indices('<').find(|(at, _)| {
            rest.as_bytes().get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
        });
        self.show(Span::new(self.at, self.at + tag.map_or(rest.len(), |(at, _)| at)));
        self.close();
        let shapes = self.shapes();
        let length = self.text.len();
        // Whole characters were written where whole characters stood, so this is UTF-8.
        let text = String::from_utf8(self.text).unwrap_or_else(|_| "\0".repeat(length));
        let drafts = self
            .found
            .iter()
            .zip(shapes)
            .filter_map(|(found, shape)| Some(Draft { span: trimmed(&text, found.draft.span)?, shape }))
            .collect();
        Parsed { text, drafts, marks: self.marks, fields: self.head.fields() }
    }

    /// What each block is. Where a page says which part of it is the article, the rest is furniture, but for a first heading that stands above it.
    fn shapes(&self) -> Vec<Shape> {
        let inside = |found: &Found| match (self.articles, self.mains) {
            (1, _) => found.in_article,
            (_, 1) => found.in_main,
            _ => true,
        };
        let is_title = |found: &Found| found.draft.shape == Shape::Heading(1);
        let titled = self.found.iter().any(|found| is_title(found) && inside(found));
        let empty = !self.found.iter().any(&inside);
        let shape = |found: &Found| {
            let stays = empty || inside(found) || (!titled && is_title(found));
            if stays { found.draft.shape } else { Shape::Furniture }
        };
        self.found.iter().map(shape).collect()
    }
}

#[cfg(test)]
mod tests;
