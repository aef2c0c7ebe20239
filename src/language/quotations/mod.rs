//! What people are quoted with, and who says it.
//!
//! Two steps, because names are read in between. [`Quoted`] pairs the marks ([`marks`]) and tells a speaker's sentence from a
//! few words inside the writer's ([`fragment`]). Then every quotation is folded into one unit of the writer's sentence ([`frames`]).
//! A direct quotation is attributed by the verb beside it ([`attribution`]) and the noun phrase beside that verb ([`phrase`]); speech in
//! the writer's own words is found from its verb ([`indirect`], [`complement`]). Who that is, [`speaker`] says. Nothing here guesses: a source without a
//! name has no speaker.

mod attribution;
mod complement;
mod fragment;
mod frames;
mod indirect;
mod marks;
mod normal;
mod phrase;
mod speaker;
mod word_lists;
mod words;

use std::ops::Range;

use crate::article::Article;
use crate::text::Span;

use super::words::{Facts, Words};
use super::{Cue, Entity, EntityId, Mention, Quotation, Sentence, Source, Token};
pub use normal::{Spoken, normal_form, spoken};

use attribution::{Attribution, Shown, is_bare, spoken_of};
use frames::{Frame, Unit, frames};
use marks::{Marked, pairs, readable_blocks};
use phrase::{Shape, View};
use speaker::{LONGEST_FRAME, Speakers};
use words::{Class, List, is_wordlike};

/// What stands between quotation marks; nobody knows yet who says it.
pub(crate) struct Quoted<'a> {
    article: &'a Article,
    tokens: &'a [Token],
    /// What each word can be in a quotation or beside it.
    classes: Facts<'a, Class>,
    marked: Vec<Marked>,
    /// For each, whether it is only a few words inside the writer's sentence.
    fragments: Vec<bool>,
}

impl<'a> Quoted<'a> {
    /// Pairs the marks.
    pub(crate) fn read(article: &'a Article, tokens: &'a [Token], words: &'a Words<'_>) -> Self {
        let classes = words.each(Class::of);
        let marked = pairs(article, tokens);
        let fragments = fragment::fragments(article, tokens, &classes, &marked);
        Self { article, tokens, classes, marked, fragments }
    }

    /// Marks the mentions that stand inside a direct quotation.
    pub(crate) fn note(&self, mentions: &mut [Mention]) {
        for mention in mentions {
            let after = self.marked.partition_point(|quotation| quotation.span.start() <= mention.span.start());
            mention.quoted = after.checked_sub(1).is_some_and(|last| self.marked[last].span.covers(mention.span));
        }
    }

    /// The quotations with cue, source and speaker, and indirect speech, in order.
    pub(crate) fn attribute(&self, sentences: &[Sentence], mentions: &[Mention], entities: &[Entity]) -> Vec<Quotation> {
        let source = frames::Source {
            text: &self.article.text,
            tokens: self.tokens,
            classes: &self.classes,
            sentences,
            marked: &self.marked,
        };
        let (units, frames) = frames(source, &readable_blocks(self.article, self.tokens));
        let mut reader = Reader {
            quoted: self,
            units: &units,
            speakers: Speakers::new(&self.article.text, mentions, entities),
            given: vec![None; self.marked.len()],
            indirect: Vec::new(),
        };
        reader.read(&frames);
        let direct = self.marked.iter().zip(&self.fragments).zip(&reader.given).map(|((marked, &fragment), given)| Quotation {
            span: marked.span,
            direct: true,
            fragment,
            cue: given.and_then(|given| given.cue),
            source: given.map(|given| given.source),
            speaker: given.and_then(|given| given.speaker),
            unclosed: !marked.closed && !marked.goes_on,
        });
        let mut quotations: Vec<Quotation> = direct.chain(reader.indirect).collect();
        quotations.sort_by_key(|quotation| quotation.span);
        quotations
    }
}

/// Who is given as the source of a quotation.
#[derive(Clone, Copy, Debug)]
struct Given {
    cue: Option<Cue>,
    source: Source,
    speaker: Option<EntityId>,
}

/// The run over an article's frames.
struct Reader<'a> {
    quoted: &'a Quoted<'a>,
    units: &'a [Unit],
    speakers: Speakers<'a>,
    given: Vec<Option<Given>>,
    indirect: Vec<Quotation>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, frames: &[Frame]) {
        // Behind the last quotation or verb of speech nobody speaks any more.
        let end = frames.iter().rposition(|frame| self.view(frame).speaks()).map_or(0, |last| last + 1);
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
        self.quoted.article.blocks[frame.block].item
    }

    /// The units of a frame, without a dateline before them.
    fn view(&self, frame: &Frame) -> View<'a> {
        let Quoted { article, tokens, classes, .. } = self.quoted;
        let mut view = View { text: &article.text, tokens, classes, units: &self.units[frame.units.clone()] };
        let begin = view.token(0).map_or(0, |first| first.span.start());
        if let Ok(dateline) = article.datelines.binary_search_by_key(&begin, |dateline| dateline.whole.start()) {
            let end = article.datelines[dateline].whole.end();
            let behind = (0..view.units.len()).find(|&at| view.token(at).is_none_or(|token| token.span.start() >= end));
            view.units = &view.units[behind.unwrap_or(0)..];
        }
        view
    }

    fn read_frame(&mut self, frame: &Frame, before: Option<&Frame>) {
        let view = self.view(frame);
        let bare = is_bare(&view);
        let mut speaker = None;
        for (at, unit) in view.units.iter().enumerate() {
            let Unit::Quote(quotation) = *unit else { continue };
            let own = view.attribution(at, self.shown(quotation));
            let mut given = own.and_then(|own| self.give(&view, &own));
            if given.is_none() && !self.quoted.fragments[quotation] {
                given = self.carried(quotation, bare, before);
            }
            speaker = given.and_then(|given| given.speaker).or(speaker);
            self.given[quotation] = given;
        }
        if bare {
            self.note_speaker(speaker);
            return;
        }
        for report in view.reports(&self.quoted.fragments) {
            let attribution = Attribution { cue: Some(report.cue), source: report.source };
            let Some(given) = self.give(&view, &attribution) else { continue };
            speaker = given.speaker.or(speaker);
            for units in report.content {
                let Some(span) = self.stretch(&view.units[units]) else { continue };
                self.indirect.push(Quotation {
                    span,
                    direct: false,
                    fragment: false,
                    cue: given.cue,
                    source: Some(given.source),
                    speaker: given.speaker,
                    unclosed: false,
                });
            }
        }
        let subject = view.main_subject(0, view.units.len());
        self.speakers.note(&view, subject.as_ref());
        self.note_speaker(speaker);
    }

    fn note_speaker(&mut self, speaker: Option<EntityId>) {
        if let Some(speaker) = speaker {
            self.speakers.note_speaker(speaker);
        }
    }

    /// The text from the first of some units to the last, marks of quotations included.
    fn stretch(&self, units: &[Unit]) -> Option<Span> {
        let tokens = |unit: &Unit| match *unit {
            Unit::Word(token) => token..token + 1,
            Unit::Quote(quotation) => self.quoted.marked[quotation].tokens.clone(),
        };
        let first = self.quoted.tokens[tokens(units.first()?).start].span;
        let last = self.quoted.tokens[tokens(units.last()?).end.checked_sub(1)?].span;
        Some(first.join(last))
    }

    fn give(&self, view: &View, attribution: &Attribution) -> Option<Given> {
        let (source, speaker) = self.speakers.resolve(view, &attribution.source)?;
        let cue = attribution.cue.as_ref().and_then(|units| view.span(units)).map(|span| Cue { span });
        Some(Given { cue, source, speaker })
    }

    /// What a quotation shows of itself.
    fn shown(&self, quotation: usize) -> Shown {
        let inside = fragment::inside(&self.quoted.marked[quotation]);
        let word = |at: usize| self.quoted.tokens[at].span.of(&self.quoted.article.text);
        let last = inside.clone().next_back().map_or("", word);
        let fragment = self.quoted.fragments[quotation];
        let open_end = matches!(last, "," | "?" | "!" | "…" | "..." | "--" | "—" | "–" | "-")
            || matches!(last, "'" | "’" | "”" | "\"") && inside.len() > 1 && matches!(word(inside.end - 2), "," | "?" | "!");
        Shown { fragment, open_end, title: fragment && self.is_title(inside) }
    }

    /// Title case, as in `"Meet the Nation"`: a work or a programme.
    fn is_title(&self, inside: Range<usize>) -> bool {
        const SMALL: usize = 3;
        let Quoted { article, tokens, classes, .. } = self.quoted;
        let mut words = inside.filter(|&at| is_wordlike(tokens[at]));
        let first = words.next().is_some_and(|first| classes.at(first).has(List::Capitalised));
        let mut second = false;
        first
            && words.all(|at| {
                second = true;
                let word = tokens[at].span.of(&article.text);
                word.len() <= SMALL || !word.starts_with(char::is_lowercase)
            })
            && second
    }

    /// Who speaks in a sentence of the speaker's that its own frame does not attribute: whoever was quoted right before, or whom
    /// the sentence before lets speak.
    fn carried(&self, quotation: usize, bare: bool, before: Option<&Frame>) -> Option<Given> {
        let block = self.quoted.marked[quotation].block;
        let previous = quotation.checked_sub(1);
        if let Some(previous) = previous
            && self.quoted.marked[previous].block == block
            && before
                .is_none_or(|before| before.block != block || self.begin(before) <= self.quoted.marked[previous].tokens.start)
            && !(self.quoted.fragments[previous] && self.given[previous].is_none())
            && self.given[previous].is_some()
        {
            return self.given[previous];
        }
        let before = before?;
        if !bare {
            return None;
        }
        let view = self.view(before);
        let quoted = view.units.iter().rev().take(LONGEST_FRAME).find_map(|unit| match unit {
            Unit::Quote(quotation) => Some(*quotation),
            Unit::Word(_) => None,
        });
        match quoted {
            Some(quoted) if self.given[quoted].is_some() && (before.block == block || !self.quoted.fragments[quoted]) => {
                let answered = before.block != block && self.asks(quoted);
                self.given[quoted].filter(|_| !answered)
            }
            _ => {
                let subject = || {
                    let source = view.main_subject(0, view.units.len())?;
                    let person = match source.shape {
                        Shape::Pronoun => !view.word(source.head.start).eq_ignore_ascii_case("it"),
                        Shape::Name => true,
                        Shape::Common => view.has(source.head.start, List::Roles),
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
        match self.view(frame).units.first() {
            Some(Unit::Word(token)) => *token,
            Some(Unit::Quote(quotation)) => self.quoted.marked[*quotation].tokens.start,
            None => 0,
        }
    }

    /// Whether a quotation is a question, so that a bare paragraph after it may be the answer.
    fn asks(&self, quotation: usize) -> bool {
        let marked = &self.quoted.marked[quotation];
        let last = fragment::inside(marked).next_back();
        marked.closed && last.is_some_and(|last| self.quoted.tokens[last].span.of(&self.quoted.article.text) == "?")
    }

    /// A quotation that goes on in the next paragraph, or is followed at once by another one that is attributed.
    fn carry_back(&mut self) {
        for quotation in (0..self.quoted.marked.len().saturating_sub(1)).rev() {
            let (this, next) = (&self.quoted.marked[quotation], &self.quoted.marked[quotation + 1]);
            let adjacent = this.block == next.block && this.tokens.end == next.tokens.start && !self.quoted.fragments[quotation];
            if self.given[quotation].is_none() && (this.goes_on || adjacent) {
                self.given[quotation] = self.given[quotation + 1];
            }
        }
    }
}

#[cfg(test)]
mod tests;
