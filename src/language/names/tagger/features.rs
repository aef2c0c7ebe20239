//! What the network sees of a token that may belong to a name.
//!
//! A token is a candidate if it has a capital letter, or stands between such tokens as the joints of a name do (`of`, `the`, `-`). All
//! others are outside by definition, so that most of running text costs nothing here. A feature is the 32-bit hash of what it says
//! and where; the network has a row of weights for those that its training has seen often enough.

use std::ops::Range;

use crate::knowledge::TitleStep;
use crate::language::TokenKind;
use crate::language::words::Words;

use super::super::Name;
use super::super::view::{Setting, View};
use super::candidates::{Candidates, NEAR, NO_CLASS};
use super::classes::WordClasses;
use super::lexemes::{Lexeme, Lexemes, listed, shown};
use super::table::{hash_bytes, join};

/// At most so many tokens without a capital between two parts of one name.
const LONGEST_JOINT: usize = 2;

/// What is known of one token, for itself and for its neighbours.
#[derive(Clone, Copy, Default)]
struct Fact {
    /// The gazetteer's match that the token lies in: kind, first or later, ambiguous, of several words; 0 if none.
    known: u8,
    subkind: u32,
    /// What the rules read here: kind, first or later, strong; 0 if nothing.
    ruled: u8,
    /// First or later word of a title.
    title: u8,
}

/// Reads the features of all candidates.
pub(in crate::language) fn candidates(view: &View<'_>, words: &Words<'_>, ruled: &[Name], classes: &WordClasses) -> Candidates {
    let mut lexemes = Lexemes::new(view, words, classes);
    note_ruled(view, ruled, &mut lexemes);
    let facts = facts(view, ruled, &lexemes);
    let mut out = Candidates::default();
    let mut parts = Parts::new(lexemes.all.len());
    let mut run_of = Vec::new();
    for sentence in 0..view.sentences.len() {
        runs(view, sentence, &lexemes, &mut run_of);
        for run in run_of.drain(..) {
            if is_no_name(view, sentence, &run) {
                continue;
            }
            let reader = Reader { view, lexemes: &lexemes, facts: &facts, sentence, run: run.clone() };
            let mut stretch = None;
            for at in run.clone() {
                let own = reader.stretch(at, stretch.take());
                let around = std::array::from_fn(|place| parts.part(&mut out, &lexemes, reader.near(at, place)));
                out.push(at as u32, lexemes.of_token[at], around, |hashes| reader.features(at, &own, &mut Sink { out: hashes }));
                stretch = Some(own);
            }
            out.runs.push(run);
        }
    }
    out
}

/// What the rules found a word to be, anywhere in the article.
fn note_ruled(view: &View<'_>, ruled: &[Name], lexemes: &mut Lexemes<'_>) {
    for name in ruled.iter().filter(|name| !name.nested) {
        for at in name.name.clone().filter(|&at| view.capital(at)) {
            let bit = shown::RULED + 2 * name.kind as u32 + u32::from(name.name.len() > 1);
            lexemes.all[lexemes.of_token[at] as usize].shown |= 1 << bit;
        }
    }
}

fn facts(view: &View<'_>, ruled: &[Name], lexemes: &Lexemes<'_>) -> Vec<Fact> {
    let mut facts = vec![Fact::default(); view.tokens.len()];
    for name in ruled.iter().filter(|name| !name.nested) {
        for at in name.name.clone() {
            let inside = at > name.name.start;
            facts[at].ruled = 1 + name.kind as u8 * 4 + u8::from(inside) * 2 + u8::from(name.strong);
        }
    }
    let gazetteer = &view.knowledge.gazetteer;
    for (sentence, span) in view.sentences.iter().enumerate() {
        let mut known_until = 0;
        let mut title_until = 0;
        for at in span.tokens.clone() {
            if at >= title_until && lexemes.at(at).listed & listed::BEGINS_TITLE != 0 {
                title_until = title(view, at, span.tokens.end, &mut facts);
            }
            let small_name = lexemes.at(at).listed & listed::SMALL_NAME != 0;
            if !view.capital(at) && !small_name || at < known_until {
                continue;
            }
            let any_case = view.setting(sentence) == Setting::Capitals || small_name;
            let known = if any_case { view.longest_any_case(at..span.tokens.end) } else { view.reach(at).longest };
            if let Some(known) = known {
                let (end, ambiguous) = (known.end(), known.ambiguous);
                let entry = gazetteer.entry(known.entry);
                let subkind = hash_bytes(entry.subkind().bytes());
                for (nth, fact) in facts[at..end].iter_mut().enumerate() {
                    let later = u8::from(nth > 0);
                    let several = u8::from(end > at + 1);
                    fact.known = 1 + entry.kind() as u8 * 8 + later * 4 + u8::from(ambiguous) * 2 + several;
                    fact.subkind = subkind;
                }
                known_until = end;
            }
        }
    }
    facts
}

/// Marks the longest title that begins at a token and says where it ends.
fn title(view: &View<'_>, at: usize, end: usize, facts: &mut [Fact]) -> usize {
    let mut walk = view.knowledge.lexicons.title();
    let mut last = at;
    for next in at..end.min(at + 7) {
        if view.word(next) == "-" && view.glued(next) {
            continue;
        }
        match walk.push(view.word(next)) {
            TitleStep::Dead => break,
            TitleStep::Alive => {}
            TitleStep::Match => last = next + 1,
        }
    }
    for (nth, fact) in facts[at..last].iter_mut().enumerate() {
        fact.title = if nth > 0 { 2 } else { 1 };
    }
    last.max(at + 1)
}

/// A token that may be the first or last of a name.
fn heads(view: &View<'_>, at: usize, lexemes: &Lexemes<'_>) -> bool {
    let small_name = || lexemes.at(at).listed & listed::SMALL_NAME != 0;
    view.tokens[at].kind != TokenKind::Mark && (view.word(at).chars().any(char::is_uppercase) || small_name())
}

/// The runs of candidates of a sentence.
fn runs(view: &View<'_>, sentence: usize, lexemes: &Lexemes<'_>, runs: &mut Vec<Range<usize>>) {
    let tokens = view.sentences[sentence].tokens.clone();
    let mut open: Option<Range<usize>> = None;
    for at in tokens.clone() {
        if !heads(view, at, lexemes) {
            continue;
        }
        let mut start = at;
        // `al-Ani`, `de Gaulle`, `20th Century`
        while start > tokens.start && at - start < 2 {
            let before = start - 1;
            let number = view.tokens[before].kind == TokenKind::Number;
            let particle = lexemes.at(before).listed & listed::PARTICLE != 0;
            let joined = view.word(before) == "-" && view.glued(start) && before > tokens.start;
            if !(number || particle || joined) {
                break;
            }
            start = before;
        }
        let mut end = at + 1;
        if end < tokens.end && matches!(view.tokens[end].kind, TokenKind::Number | TokenKind::Possessive) {
            end += 1;
        }
        open = match open {
            Some(run) if start <= run.end + LONGEST_JOINT && (run.end..start).all(|joint| joins(view, joint, lexemes)) => {
                Some(run.start..end.max(run.end))
            }
            run => {
                runs.extend(run);
                let floor = runs.last().map_or(tokens.start, |last| last.end);
                Some(start.max(floor)..end)
            }
        };
    }
    runs.extend(open);
}

/// A capitalised word that is a name only together with others: `The`, `Monday`, `Chinese`.
fn is_no_name(view: &View<'_>, sentence: usize, run: &Range<usize>) -> bool {
    let at = run.start;
    let sentence_case = || view.opens_sentence(sentence, at) && !view.first_name(at) && !view.surname(at);
    run.len() == 1 && (view.calendar(at) || view.demonym(at) || view.common(at) && !view.all_capitals(at) && sentence_case())
}

/// Whether a token can stand inside a name: a short word in small letters, a hyphen, an apostrophe, a comma before `Inc.`
fn joins(view: &View<'_>, at: usize, lexemes: &Lexemes<'_>) -> bool {
    let word = view.word(at);
    match view.tokens[at].kind {
        TokenKind::Word => word.len() <= 4,
        TokenKind::Number | TokenKind::Possessive => true,
        TokenKind::Mark if word == "," => lexemes.at(at + 1).listed & listed::COMPANY_SUFFIX != 0 || view.word(at + 1) == "D.C.",
        TokenKind::Mark => matches!(word, "-" | "/" | "&" | "'" | "’" | "." | "–" | "+" | "!" | "\"" | "“" | "”"),
    }
}

struct Reader<'a> {
    view: &'a View<'a>,
    lexemes: &'a Lexemes<'a>,
    facts: &'a [Fact],
    sentence: usize,
    run: Range<usize>,
}

/// Collects hashes; every kind of feature has a number of its own.
struct Sink<'a> {
    out: &'a mut Vec<u32>,
}

impl Sink<'_> {
    #[inline]
    fn add(&mut self, kind: u32, value: u32) {
        self.out.push(join(kind.wrapping_mul(0x0001_0003), value));
    }

    /// One feature for each bit that is set.
    #[inline]
    fn bits(&mut self, kind: u32, mut bits: u32) {
        while bits != 0 {
            let bit = bits.trailing_zeros();
            self.add(kind, bit);
            bits &= bits - 1;
        }
    }
}

/// Before the first and behind the last token of a sentence.
const NOTHING: u32 = 0x5EED;

impl Reader<'_> {
    fn neighbour(&self, at: usize, by: isize) -> Option<usize> {
        let tokens = &self.view.sentences[self.sentence].tokens;
        let other = at.checked_add_signed(by)?;
        tokens.contains(&other).then_some(other)
    }

    fn lexeme(&self, at: usize, by: isize) -> Option<&Lexeme> {
        self.neighbour(at, by).map(|at| self.lexemes.at(at))
    }

    /// The token at a place around a token, if it lies in the sentence.
    fn near(&self, at: usize, place: usize) -> (usize, Option<usize>) {
        (place, self.neighbour(at, place as isize - OWN as isize))
    }

    /// What is seen of a candidate besides what each word around it is by itself.
    fn features(&self, at: usize, stretch: &Stretch, sink: &mut Sink<'_>) {
        let view = self.view;
        let own = self.lexemes.at(at);
        let lower = |by| self.lexeme(at, by).map_or(NOTHING, |lexeme| lexeme.lower);
        let fact = |by| self.neighbour(at, by).map_or(Fact::default(), |at| self.facts[at]);
        let cues = |by| self.neighbour(at, by).map_or(u32::from(u16::MAX), |at| u32::from(view.cue_bits(at)));

        // The words.
        sink.add(20, join(lower(-1), own.lower));
        sink.add(21, join(own.lower, lower(1)));
        sink.add(22, join(lower(-1), own.shape));
        sink.add(23, join(lower(1), own.shape));
        let glued = u32::from(view.tokens[at].spaced) + 2 * u32::from(self.neighbour(at, 1).is_some_and(|next| view.glued(next)));
        sink.add(50, glued);

        // What the lists and the rules say.
        for by in -1..=1 {
            let place = (by + 1) as u32;
            sink.bits(60 + place, cues(by));
            let fact = fact(by);
            if fact.known != 0 {
                sink.add(70 + place, u32::from(fact.known));
                sink.add(75 + place, join(fact.subkind, u32::from(fact.known)));
            }
            if fact.ruled != 0 {
                sink.add(80 + place, u32::from(fact.ruled));
            }
            if fact.title != 0 {
                sink.add(85 + place, u32::from(fact.title));
            }
        }
        sink.add(90, cues(0));
        sink.add(91, join(cues(-1), cues(0)));

        // The sentence and the article.
        let setting = view.setting(self.sentence) as u32;
        let opens = u32::from(view.opens_sentence(self.sentence, at));
        sink.add(100, setting);
        sink.add(101, join(opens << 2 | setting, cues(0)));
        sink.add(104, join(own.shown >> shown::RULED, u32::from(fact(0).ruled)));

        self.stretch_features(at, stretch, sink);
    }

    /// The capitalised words that the token stands among: what they begin and end with, and what stands around them.
    fn stretch_features(&self, at: usize, stretch: &Stretch, sink: &mut Sink<'_>) {
        let Range { start, end } = stretch.tokens;
        let place = if at == start {
            0
        } else if at + 1 == end {
            2
        } else {
            1
        };
        let length = (end - start).min(5) as u32;
        let (first, last) = (self.lexemes.at(start), self.lexemes.at(end - 1));
        let before = self.neighbour(start, -1).map_or(NOTHING, |at| self.lexemes.at(at).lower);
        let after = self.neighbour(end, 0).map_or(NOTHING, |at| self.lexemes.at(at).lower);
        sink.add(110, place << 3 | length);
        sink.add(111, join(place, last.lower));
        sink.add(112, join(place, first.lower));
        sink.add(113, join(place, before));
        sink.add(114, join(place, after));
        sink.add(115, join(before, after));
        sink.add(116, join(place, stretch.words));
        sink.bits(117, stretch.listed);
        // What follows `of` and the like behind the run.
        sink.add(118, join(place, join(last.lower, after)));
    }

    /// The capitalised words without a gap that a token stands among. `last` is the stretch of the token before, which is the same one for all
    /// tokens that are capitalised themselves: a line of ten thousand names is not gone through for each.
    fn stretch(&self, at: usize, last: Option<Stretch>) -> Stretch {
        let view = self.view;
        let capital = |at: usize| view.capital(at) || view.word(at) == "&" || view.word(at) == "-" && view.glued(at);
        if let Some(last) = last.filter(|last| last.tokens.contains(&at) && capital(at) && capital(at - 1)) {
            return last;
        }
        let (mut start, mut end) = (at, at + 1);
        while start > self.run.start && capital(start - 1) {
            start -= 1;
        }
        while end < self.run.end && capital(end) {
            end += 1;
        }
        let lexemes = (start..end).map(|at| self.lexemes.at(at));
        let words = lexemes.clone().fold(0, |hash, lexeme| join(hash, lexeme.lower));
        let listed = lexemes.fold(0, |bits, lexeme| bits | u32::from(lexeme.listed));
        Stretch { tokens: start..end, words, listed }
    }
}

/// Capitalised words without a gap.
#[derive(Clone)]
struct Stretch {
    tokens: Range<usize>,
    /// A hash of the words.
    words: u32,
    /// What the word lists say of any of them.
    listed: u32,
}

/// The parts of candidates that were made so far.
struct Parts {
    /// For each distinct word and each place, the number of its part.
    of_word: Vec<[Option<u32>; NEAR]>,
    /// Where there is no word.
    of_nothing: [Option<u32>; NEAR],
}

impl Parts {
    fn new(words: usize) -> Self {
        Self { of_word: vec![[None; NEAR]; words], of_nothing: [None; NEAR] }
    }

    fn part(&mut self, out: &mut Candidates, lexemes: &Lexemes<'_>, (place, token): (usize, Option<usize>)) -> u32 {
        let known = match token {
            Some(at) => &mut self.of_word[lexemes.of_token[at] as usize][place],
            None => &mut self.of_nothing[place],
        };
        *known.get_or_insert_with(|| {
            let lexeme = token.map(|at| lexemes.at(at));
            let class = lexeme.map_or(NO_CLASS, |lexeme| lexeme.class);
            out.part(place, class, |hashes| word_features(lexeme, place, &mut Sink { out: hashes }))
        })
    }
}

/// The place of the candidate itself among [`NEAR`].
const OWN: usize = NEAR / 2;

/// What is seen of a word by itself at a place around a candidate; of the candidate's own word more.
fn word_features(lexeme: Option<&Lexeme>, place: usize, sink: &mut Sink<'_>) {
    sink.add(10 + place as u32, lexeme.map_or(NOTHING, |lexeme| lexeme.lower));
    if place.abs_diff(OWN) > 1 {
        return;
    }
    let beside = (place + 1 - OWN) as u32;
    sink.add(30 + beside, lexeme.map_or(NOTHING, |lexeme| lexeme.shape));
    let Some(lexeme) = lexeme else { return };
    sink.bits(65 + beside, u32::from(lexeme.listed));
    if place != OWN {
        return;
    }
    sink.add(1, lexeme.exact);
    if lexeme.affixes[0] != 0 {
        for (index, affix) in lexeme.affixes.iter().enumerate() {
            sink.add(40 + index as u32, *affix);
        }
    }
    sink.bits(102, lexeme.shown);
    sink.add(103, lexeme.count.min(4));
}
