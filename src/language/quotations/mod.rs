//! Direct quotations: their exact words, and who says them.
//!
//! Two steps, because names are read in between. [`quotations`] pairs the marks ([`marks`]) and tells a speaker's sentence from a
//! few words inside the writer's ([`fragment`]). [`attribute`] folds every quotation into one unit of the writer's sentence
//! ([`frames`]), finds the verb that attributes it ([`attribution`]) and the noun phrase beside that verb ([`phrase`]), and asks
//! who that is ([`speaker`]). Nothing here guesses: a source without a name has no speaker.

mod attribution;
mod fragment;
mod frames;
mod marks;
mod phrase;
mod speaker;
mod words;

use std::ops::Range;

use crate::article::Article;

use super::{Cue, Entity, EntityId, Mention, Quotation, Sentence, Source, Token};
use attribution::{Attribution, Shown, is_bare, spoken_of};
use frames::{Frame, Unit, frames};
use marks::{Marked, pairs, readable_blocks};
use phrase::{Shape, View};
use speaker::{LONGEST_FRAME, Speakers};
use words::{is_capitalised, is_role, is_wordlike};

/// The quotations between marks, in order; cue, source and speaker are still unknown.
pub(crate) fn quotations(article: &Article, tokens: &[Token]) -> Vec<Quotation> {
    let marked = pairs(article, tokens);
    let fragments = fragment::fragments(article, tokens, &marked);
    let quotations = marked.iter().zip(fragments).map(|(marked, fragment)| Quotation {
        span: marked.span,
        direct: true,
        fragment,
        cue: None,
        source: None,
        speaker: None,
        unclosed: !marked.closed && !marked.goes_on,
    });
    quotations.collect()
}

/// Marks the mentions that stand inside a quotation.
pub(crate) fn note_quoted(quotations: &[Quotation], mentions: &mut [Mention]) {
    for mention in mentions {
        let after = quotations.partition_point(|quotation| quotation.span.start() <= mention.span.start());
        mention.quoted = after.checked_sub(1).is_some_and(|last| quotations[last].span.covers(mention.span));
    }
}

/// Who is given as the source of a quotation.
#[derive(Clone, Copy, Debug)]
struct Given {
    cue: Option<Cue>,
    source: Source,
    speaker: Option<EntityId>,
}

/// Finds cue, source and speaker of each quotation.
pub(crate) fn attribute(
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    mentions: &[Mention],
    entities: &[Entity],
    quotations: &mut [Quotation],
) {
    if quotations.is_empty() {
        return;
    }
    let marked = pairs(article, tokens);
    let fragments = fragment::fragments(article, tokens, &marked);
    let frames = frames(&article.text, tokens, sentences, &marked, &readable_blocks(article, tokens));
    let mut reader = Reader {
        article,
        tokens,
        marked: &marked,
        fragments: &fragments,
        speakers: Speakers::new(&article.text, mentions, entities),
        given: vec![None; marked.len()],
    };
    reader.read(&frames);
    let given = reader.given;
    for quotation in quotations {
        let Ok(index) = marked.binary_search_by_key(&quotation.span, |marked| marked.span) else { continue };
        if let Some(given) = given[index] {
            quotation.cue = given.cue;
            quotation.source = Some(given.source);
            quotation.speaker = given.speaker;
        }
    }
}

/// The run over an article's frames.
struct Reader<'a> {
    article: &'a Article,
    tokens: &'a [Token],
    marked: &'a [Marked],
    fragments: &'a [bool],
    speakers: Speakers<'a>,
    given: Vec<Option<Given>>,
}

impl Reader<'_> {
    fn read(&mut self, frames: &[Frame]) {
        // Behind the last quotation nobody speaks any more.
        let quotes = |frame: &Frame| frame.units.iter().any(|unit| matches!(unit, Unit::Quote(_)));
        let end = frames.iter().rposition(quotes).map_or(0, |last| last + 1);
        for (index, frame) in frames[..end].iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &frames[before]);
            if before.is_some_and(|before| self.item(before) != self.item(frame)) {
                self.speakers.forget();
            }
            let before = before.filter(|before| self.item(before) == self.item(frame));
            self.read_frame(frame, before);
        }
        self.carry_back();
    }

    fn item(&self, frame: &Frame) -> usize {
        self.article.blocks[frame.block].item
    }

    fn view<'v>(&'v self, frame: &'v Frame) -> View<'v> {
        View { text: &self.article.text, tokens: self.tokens, units: &frame.units }
    }

    fn read_frame(&mut self, frame: &Frame, before: Option<&Frame>) {
        let view = View { text: self.speakers.text(), tokens: self.tokens, units: &frame.units };
        let bare = is_bare(&view, frame);
        let mut speaker = None;
        for (at, unit) in frame.units.iter().enumerate() {
            let Unit::Quote(quotation) = *unit else { continue };
            let own = view.attribution(at, self.shown(quotation));
            let mut given = own.and_then(|own| self.give(&view, &own));
            if given.is_none() && !self.fragments[quotation] {
                given = self.carried(quotation, bare, before);
            }
            speaker = given.and_then(|given| given.speaker).or(speaker);
            self.given[quotation] = given;
        }
        if !bare {
            let subject = view.main_subject(0, view.units.len());
            self.speakers.note(&view, subject.as_ref());
        }
        if let Some(speaker) = speaker {
            self.speakers.note_speaker(speaker);
        }
    }

    fn give(&self, view: &View, attribution: &Attribution) -> Option<Given> {
        let (source, speaker) = self.speakers.resolve(view, &attribution.source)?;
        let cue = attribution.cue.as_ref().and_then(|units| view.span(units)).map(|span| Cue { span });
        Some(Given { cue, source, speaker })
    }

    /// What a quotation shows of itself.
    fn shown(&self, quotation: usize) -> Shown {
        let inside = fragment::inside(&self.marked[quotation]);
        let word = |at: usize| self.tokens[at].span.of(&self.article.text);
        let last = inside.clone().next_back().map_or("", word);
        let fragment = self.fragments[quotation];
        let open_end = matches!(last, "," | "?" | "!" | "…" | "..." | "--" | "—" | "–" | "-")
            || matches!(last, "'" | "’" | "”" | "\"") && inside.len() > 1 && matches!(word(inside.end - 2), "," | "?" | "!");
        Shown { fragment, open_end, title: fragment && self.is_title(inside) }
    }

    /// Title case, as in `"Meet the Nation"`: a work or a programme.
    fn is_title(&self, inside: Range<usize>) -> bool {
        const SMALL: usize = 3;
        let words: Vec<&str> = self.tokens[inside]
            .iter()
            .filter(|token| is_wordlike(**token))
            .map(|token| token.span.of(&self.article.text))
            .collect();
        words.len() > 1
            && is_capitalised(words[0])
            && words.iter().all(|word| word.len() <= SMALL || !word.starts_with(char::is_lowercase))
    }

    /// Who speaks in a sentence of the speaker's that its own frame does not attribute: whoever was quoted right before, or whom
    /// the sentence before lets speak.
    fn carried(&self, quotation: usize, bare: bool, before: Option<&Frame>) -> Option<Given> {
        let block = self.marked[quotation].block;
        let previous = quotation.checked_sub(1);
        if let Some(previous) = previous
            && self.marked[previous].block == block
            && before.is_none_or(|before| before.block != block || self.begin(before) <= self.marked[previous].tokens.start)
            && !(self.fragments[previous] && self.given[previous].is_none())
            && self.given[previous].is_some()
        {
            return self.given[previous];
        }
        let before = before?;
        if !bare {
            return None;
        }
        let view = self.view(before);
        let quoted = before.units.iter().rev().take(LONGEST_FRAME).find_map(|unit| match unit {
            Unit::Quote(quotation) => Some(*quotation),
            Unit::Word(_) => None,
        });
        match quoted {
            Some(quoted) if self.given[quoted].is_some() && (before.block == block || !self.fragments[quoted]) => {
                let answered = before.block != block && self.asks(quoted);
                self.given[quoted].filter(|_| !answered)
            }
            _ => {
                let subject = || {
                    let source = view.main_subject(0, view.units.len())?;
                    let person = match source.shape {
                        Shape::Pronoun => !view.word(source.head.start).eq_ignore_ascii_case("it"),
                        Shape::Name => true,
                        Shape::Common => is_role(view.word(source.head.start)),
                    };
                    let leads = before.block == block || view.word(view.units.len() - 1) == ":";
                    (person && leads).then_some(Attribution { cue: None, source })
                };
                spoken_of(&view).or_else(subject).and_then(|found| self.give(&view, &found))
            }
        }
    }

    /// The first token of a frame.
    fn begin(&self, frame: &Frame) -> usize {
        match frame.units.first() {
            Some(Unit::Word(token)) => *token,
            Some(Unit::Quote(quotation)) => self.marked[*quotation].tokens.start,
            None => 0,
        }
    }

    /// Whether a quotation is a question, so that a bare paragraph after it may be the answer.
    fn asks(&self, quotation: usize) -> bool {
        let marked = &self.marked[quotation];
        let last = fragment::inside(marked).next_back();
        marked.closed && last.is_some_and(|last| self.tokens[last].span.of(&self.article.text) == "?")
    }

    /// A quotation that goes on in the next paragraph, or is followed at once by another one that is attributed.
    fn carry_back(&mut self) {
        for quotation in (0..self.marked.len().saturating_sub(1)).rev() {
            let (this, next) = (&self.marked[quotation], &self.marked[quotation + 1]);
            let adjacent = this.block == next.block && this.tokens.end == next.tokens.start && !self.fragments[quotation];
            if self.given[quotation].is_none() && (this.goes_on || adjacent) {
                self.given[quotation] = self.given[quotation + 1];
            }
        }
    }
}

#[cfg(test)]
mod tests;
