//! Blocks get their names: what is headline, byline, date, dateline, crosshead, paragraph, and what is page furniture.
//!
//! Both readers hand over *drafts*, spans of the masked text with what their format knows of them. Two passes follow: the
//! first looks at each block alone, the second at where it stands, since a short line above the story is its headline, one between
//! two paragraphs a crosshead, and a dateline in the middle of a file the beginning of another story.

use super::calendar::{explicit_date, is_labelled, is_time_line};
use super::furniture::{self, Furniture};
use super::view::{View, is_blank, trimmed};
use super::{Block, BlockKind, Dateline, Item, PartialDate, Piece, Places, byline, dateline};
use crate::text::Span;

/// A headline is at most this long, in characters.
const LONGEST_HEADLINE: usize = 150;
/// A crosshead inside the story is shorter.
const LONGEST_SUBHEAD: usize = 90;

/// What a format says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A line or paragraph: everything is to be found out.
    Line,
    /// Marked as a heading, of this level from 1.
    Heading(u8),
    /// An entry of a list.
    ListItem,
    /// A cell of a table.
    Table,
    /// The words that stand for a picture.
    Caption,
    /// Around the article, by the page's own word.
    Furniture,
}

/// A block before it has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) span: Span,
    pub(super) shape: Shape,
}

/// The named blocks and what was found in them.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) blocks: Vec<Block>,
    pub(super) items: Vec<Item>,
    pub(super) datelines: Vec<Dateline>,
    pub(super) headline: Option<Span>,
    pub(super) byline: Option<Span>,
    pub(super) outlet: Option<Span>,
    pub(super) published: Option<(PartialDate, Span)>,
}

/// What a block is when it is looked at alone.
#[derive(Debug)]
enum Role {
    Furniture(Furniture),
    /// A line with nothing but a date; `labelled` if it says "published".
    Date {
        date: Option<(PartialDate, Span)>,
        labelled: bool,
        outlet: Option<Span>,
    },
    Byline {
        names: Span,
        date: Option<(PartialDate, Span)>,
    },
    Credit,
    Dateline(dateline::Found),
    /// Short and no sentence: headline, crosshead, or a stray line.
    Short,
    /// Short and a sentence of the kind that headlines are sometimes made of (`Who won?`).
    Maybe,
    Body,
    Fixed(BlockKind),
    Heading(u8),
}

struct Looked {
    span: Span,
    role: Role,
}

/// Names the blocks of a masked text. `titled`: the headline is known from elsewhere (front matter).
pub(super) fn name(text: &str, drafts: &[Draft], titled: bool, places: &dyn Places) -> Layout {
    let looked: Vec<Looked> = drafts
        .iter()
        .flat_map(|draft| peel(text, *draft))
        .map(|draft| {
            let role = role(text, draft, &View::new(text, draft.span), places);
            Looked { span: draft.span, role }
        })
        .collect();
    let mut layout = Layout::default();
    let kinds = kinds(text, &looked, titled, &mut layout);
    let starts = item_starts(&looked, &kinds);
    layout.assemble(text, &looked, kinds, &starts);
    layout
}

/// Lines at the head of a paragraph that are complete in themselves (a byline, a date, a share bar) become blocks of their own.
fn peel(text: &str, draft: Draft) -> Vec<Draft> {
    let mut peeled = Vec::new();
    let mut rest = draft;
    if draft.shape != Shape::Line {
        return vec![draft];
    }
    while let Some(length) = rest.span.of(text).find(['\n', '\r']) {
        let Some(line) = trimmed(text, Span::new(rest.span.start(), rest.span.start() + length)) else { break };
        let view = View::new(text, line);
        let shown = view.shown.as_str();
        let apart = view.complete
            && (furniture::kind(shown).is_some()
                || byline::names(shown).is_some()
                || explicit_date(shown).is_some()
                || is_time_line(shown));
        let Some(after) = trimmed(text, Span::new(rest.span.start() + length, rest.span.end())) else { break };
        if !apart {
            break;
        }
        peeled.push(Draft { span: line, ..rest });
        rest.span = after;
    }
    peeled.push(rest);
    peeled
}

fn role(text: &str, draft: Draft, view: &View, places: &dyn Places) -> Role {
    let shown = view.shown.as_str();
    let furniture = if view.complete { furniture::kind(shown) } else { None };
    match (draft.shape, furniture) {
        (Shape::Line | Shape::Heading(_) | Shape::ListItem | Shape::Caption, Some(kind)) => return Role::Furniture(kind),
        (Shape::Heading(level), None) => return Role::Heading(level),
        (Shape::ListItem, None) => return Role::Fixed(BlockKind::ListItem),
        (Shape::Caption, None) => return Role::Fixed(BlockKind::Caption),
        (Shape::Table, _) => return Role::Fixed(BlockKind::Table),
        (Shape::Furniture, kind) => return Role::Furniture(kind.unwrap_or(Furniture::Line)),
        (Shape::Line, None) => {}
    }
    if let Some(found) = dateline::find(view, places) {
        return Role::Dateline(found);
    }
    if !view.complete {
        return Role::Body;
    }
    let located = |found: Option<(PartialDate, Span)>| found.map(|(date, span)| (date, view.source(span)));
    if let Some(names) = byline::names(shown) {
        let tail = &shown[names.end()..];
        let date = tail.find([',', '|', '·', '•', '-', '–', '—']).and_then(|mark| {
            let at = names.end() + mark;
            explicit_date(&shown[at..]).map(|(date, span)| (date, Span::new(at + span.start(), at + span.end())))
        });
        return Role::Byline { names: view.source(names), date: located(date) };
    }
    if byline::is_credit(shown) {
        return Role::Credit;
    }
    let date = explicit_date(shown);
    if date.is_some() || is_time_line(shown) {
        let outlet = date.and_then(|(_, span)| publisher(&shown[..span.start()])).map(|span| view.source(span));
        return Role::Date { date: located(date), labelled: is_labelled(shown), outlet };
    }
    let length = view.length();
    if length > LONGEST_HEADLINE {
        return Role::Body;
    }
    match sentence_end(draft.span.of(text)) {
        None if starts_like_a_line(shown) => Role::Short,
        Some(end) if starts_like_a_line(shown) && (end != '.' || is_title_case(shown) || ends_in_initials(shown)) => Role::Maybe,
        _ => Role::Body,
    }
}

/// `Published by Hill Country Wire -`: who.
fn publisher(before: &str) -> Option<Span> {
    let lead = ["Published by ", "Posted by "].into_iter().find(|lead| before.starts_with(lead))?;
    let name = before[lead.len()..].split(" - ").next()?.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    name.starts_with(char::is_uppercase).then(|| Span::new(lead.len(), lead.len() + name.len()))
}

/// The mark that ends a sentence at the end of a block, closing quotation marks and brackets passed over.
fn sentence_end(block: &str) -> Option<char> {
    let end = block.trim_end_matches(|c| is_blank(c) || matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']'));
    end.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?' | '…'))
}

fn starts_like_a_line(shown: &str) -> bool {
    let first = shown.trim_start_matches(['"', '“', '‘', '\'', '`', '«', '$', '£', '€', '(', '[', '#', '¿', '¡']);
    first.starts_with(|c: char| c.is_alphanumeric()) && !shown.ends_with([',', ';', ':'])
}

/// Words in capitals as titles have them: all long words.
fn is_title_case(shown: &str) -> bool {
    let long = || shown.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    let capital = |word: &&str| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let count = long().count();
    count >= 3 && long().filter(capital).count() * 10 >= count * 9
}

/// `China signs pact with U.S.`
fn ends_in_initials(shown: &str) -> bool {
    shown.split(' ').next_back().is_some_and(|word| {
        let letters: Vec<&str> = word.trim_end_matches('.').split('.').collect();
        letters.len() >= 2 && letters.iter().all(|part| part.chars().count() == 1)
    })
}

fn is_body(role: &Role) -> bool {
    matches!(role, Role::Body | Role::Dateline(_) | Role::Fixed(BlockKind::ListItem | BlockKind::Table))
}

/// The second pass: each block's kind, by where it stands.
fn kinds(text: &str, looked: &[Looked], titled: bool, layout: &mut Layout) -> Vec<BlockKind> {
    let body = looked.iter().position(|block| is_body(&block.role));
    let front = body.unwrap_or(looked.len());
    let title = headline(text, looked, front, titled);
    layout.headline = title.map(|title| looked[title].span);
    let lines_only = body.is_none() && looked.iter().filter(|block| matches!(block.role, Role::Short | Role::Maybe)).count() > 3;
    let tail = tail_of_links(looked);

    let mut kinds: Vec<BlockKind> = Vec::with_capacity(looked.len());
    for (i, block) in looked.iter().enumerate() {
        let before = i < front;
        let kind = match &block.role {
            Role::Furniture(_) => BlockKind::Boilerplate,
            Role::Fixed(BlockKind::ListItem) | Role::Short | Role::Maybe if tail[i] => BlockKind::Boilerplate,
            Role::Fixed(kind) => *kind,
            Role::Byline { .. } => BlockKind::Byline,
            Role::Credit => BlockKind::Credit,
            Role::Dateline(found) if found.alone => BlockKind::Dateline,
            Role::Dateline(_) | Role::Body => BlockKind::Paragraph,
            Role::Heading(_) | Role::Short | Role::Maybe if Some(i) == title => BlockKind::Headline,
            Role::Heading(_) => BlockKind::Subhead,
            Role::Date { labelled, .. } if before || *labelled => BlockKind::Date,
            Role::Short if kinds.last() == Some(&BlockKind::Byline) && byline::is_role(&View::new(text, block.span).shown) => {
                BlockKind::Byline
            }
            Role::Short if before && !lines_only => BlockKind::Subhead,
            Role::Short | Role::Date { .. } if is_crosshead(text, looked, i) => BlockKind::Subhead,
            Role::Short | Role::Maybe | Role::Date { .. } => BlockKind::Paragraph,
        };
        kinds.push(kind);
    }
    kinds
}

/// The headline among the blocks before the story begins.
fn headline(text: &str, looked: &[Looked], front: usize, titled: bool) -> Option<usize> {
    let heading = looked.iter().position(|block| matches!(block.role, Role::Heading(_)));
    if let Some(i) = heading
        && (i < front || !titled)
        && (matches!(looked[i].role, Role::Heading(1)) || (i < front && !titled))
    {
        return Some(i);
    }
    if titled {
        return None;
    }
    let words = |i: usize| View::new(text, looked[i].span).shown.split_whitespace().count();
    let candidates: Vec<usize> = (0..front).filter(|&i| matches!(looked[i].role, Role::Short)).collect();
    if let Some(&first) = candidates.first() {
        // "Analysis" and "World" above it are the names of a section.
        let longer = candidates.iter().copied().find(|&i| words(i) >= 4);
        return Some(if words(first) <= 2 { longer.unwrap_or(first) } else { first });
    }
    // A question or a title with a full stop, if it opens the file and a longer block follows.
    let first =
        looked.iter().position(|block| !matches!(block.role, Role::Furniture(_) | Role::Date { .. } | Role::Byline { .. }))?;
    let next = looked[first + 1..].iter().find(|block| is_body(&block.role))?;
    let longer = next.span.len() * 2 > looked[first].span.len() * 3;
    (first < front && longer && matches!(looked[first].role, Role::Maybe)).then_some(first)
}

/// A short line in the story with a paragraph right after it and none of its kind before it.
fn is_crosshead(text: &str, looked: &[Looked], i: usize) -> bool {
    let view = View::new(text, looked[i].span);
    let next = looked[i + 1..].iter().find(|block| !matches!(block.role, Role::Furniture(_)));
    let previous = i.checked_sub(1).map(|before| &looked[before].role);
    next.is_some_and(|next| matches!(next.role, Role::Body | Role::Dateline(_) | Role::Byline { .. } | Role::Date { .. }))
        && !matches!(previous, Some(Role::Short | Role::Maybe))
        && view.length() <= LONGEST_SUBHEAD
        && view.shown.starts_with(|c: char| !c.is_lowercase())
}

/// Which blocks stand below a label such as "Related stories:" with no paragraph of the story after them.
fn tail_of_links(looked: &[Looked]) -> Vec<bool> {
    let mut tail = vec![false; looked.len()];
    let mut i = 0;
    while i < looked.len() {
        if !matches!(looked[i].role, Role::Furniture(Furniture::Label)) {
            i += 1;
            continue;
        }
        let links =
            |role: &Role| matches!(role, Role::Short | Role::Maybe | Role::Furniture(_) | Role::Fixed(BlockKind::ListItem));
        let end = looked[i + 1..].iter().position(|block| !links(&block.role)).map_or(looked.len(), |length| i + 1 + length);
        let list_follows = looked.get(i + 1).is_some_and(|block| matches!(block.role, Role::Fixed(_)));
        if end == looked.len() || list_follows || matches!(looked[end].role, Role::Credit) {
            let listed = |block: &Looked| {
                !list_follows || end == looked.len() || matches!(block.role, Role::Fixed(_) | Role::Furniture(_))
            };
            looked[i + 1..end]
                .iter()
                .take_while(|block| listed(block))
                .enumerate()
                .for_each(|(offset, _)| tail[i + 1 + offset] = true);
        }
        i = end.max(i + 1);
    }
    tail
}

/// Where the stories begin, as indices of blocks; the first is 0.
///
/// A dateline after the story has begun opens another one, together with the short lines right above it.
fn item_starts(looked: &[Looked], kinds: &[BlockKind]) -> Vec<usize> {
    let mut starts = vec![0];
    let (mut dateline_seen, mut paragraphs) = (false, 0);
    for (i, block) in looked.iter().enumerate() {
        if matches!(block.role, Role::Dateline(_)) {
            // One paragraph above the first dateline is a summary of it, two are a story.
            if dateline_seen || paragraphs >= 2 {
                let last = starts[starts.len() - 1];
                let above = |j: usize| {
                    !matches!(
                        kinds[j],
                        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Table | BlockKind::Caption | BlockKind::Dateline
                    )
                };
                let run = (last + 1..i).rev().take_while(|&j| above(j)).last().unwrap_or(i);
                let title = (run..i).find(|&j| matches!(kinds[j], BlockKind::Subhead | BlockKind::Headline));
                starts.push(title.or_else(|| (run..i).find(|&j| kinds[j] == BlockKind::Byline)).unwrap_or(i));
                paragraphs = 0;
            }
            dateline_seen = true;
        }
        paragraphs += usize::from(kinds[i] == BlockKind::Paragraph);
    }
    starts
}

impl Layout {
    fn assemble(&mut self, text: &str, looked: &[Looked], kinds: Vec<BlockKind>, starts: &[usize]) {
        for (i, (block, mut kind)) in looked.iter().zip(kinds).enumerate() {
            let item = starts.partition_point(|&start| start <= i).saturating_sub(1);
            // The crosshead above a second dateline was that story's headline.
            if item > 0 && starts[item] == i && kind == BlockKind::Subhead {
                kind = BlockKind::Headline;
            }
            self.note(text, block, kind, item);
            self.blocks.push(Block { kind, span: block.span, item });
        }
        for (item, &start) in starts.iter().enumerate() {
            let end = starts.get(item + 1).copied().unwrap_or(self.blocks.len());
            let span = match (self.blocks.get(start), self.blocks[..end].last()) {
                (Some(first), Some(last)) => Span::new(first.span.start(), after_line_break(text, last.span.end())),
                _ => Span::new(0, 0),
            };
            self.items.push(Item { span });
        }
    }

    /// Takes down what a block says of the article.
    fn note(&mut self, text: &str, block: &Looked, kind: BlockKind, item: usize) {
        let first = item == 0;
        match &block.role {
            Role::Dateline(found) => {
                if first && self.published.is_none() {
                    self.published = found.date;
                }
                self.datelines.push(Dateline {
                    span: found.span,
                    whole: found.whole,
                    place: found.place.clone(),
                    agency: found.agency.map(|span| Piece { span: Some(span), text: span.of(text).to_owned() }),
                    item,
                });
            }
            Role::Date { date, outlet, .. } if kind == BlockKind::Date && first => {
                // A date line is stronger than the day in a dateline, but the first of its kind counts.
                self.published = self.published.or(*date);
                self.outlet = self.outlet.or(*outlet);
            }
            Role::Byline { names, date } if first => {
                self.byline = self.byline.or(Some(*names));
                self.published = self.published.or(*date);
            }
            Role::Furniture(_) if self.outlet.is_none() => {
                let view = View::new(text, block.span);
                self.outlet = furniture::copyright_holder(&view.shown).map(|span| view.source(span));
            }
            _ => {}
        }
    }
}

/// Past the one line break that follows; a mark of the format may stand before it.
fn after_line_break(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while matches!(bytes.get(at), Some(b' ' | b'\t' | 0)) {
        at += 1;
    }
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at,
    }
}
