//! Quotation marks into pairs, block by block.
//!
//! Double marks of every design are one family and may close each other, since real copy mixes them; guillemets are another.
//! Single marks are the hard case, because they are apostrophes too: a single mark opens only where a partner can be found, and
//! only in an article whose outer marks are single may one stay open to the end of its paragraph. Inside a quotation marks of
//! the other families belong to its words, so that only the outer quotation is reported.
//!
//! Everything a decision needs to know about later marks is computed once from the right, so the work is linear.

use std::ops::Range;

use crate::article::{Article, BlockKind};
use crate::text::Span;

use super::super::{Token, TokenKind};
use super::words::listed;

/// Marks that may close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// `"…"`, `“…”`, ` ``…'' `, `„…“`.
    Double,
    /// `'…'`, `‘…’`, `‚…‘`.
    Single,
    /// `«…»`, `»…«`, `‹…›`.
    Angle,
}

/// Which marks belong together even within a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Design {
    Straight,
    Curly,
}

/// One mark that may begin or end a quotation.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Index of its token.
    token: usize,
    family: Family,
    /// It can open.
    opens: bool,
    /// It can close.
    closes: bool,
    /// A single mark that may just as well be the apostrophe of a plural possessive or of a word cut short.
    doubtful: bool,
    /// It is straight or curly.
    design: Design,
    /// Where the words begin if it opens.
    after: usize,
    /// Where the words end if it closes.
    before: usize,
}

/// A quotation as its marks delimit it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// The words, without marks and outer white space.
    pub(super) span: Span,
    /// The tokens, both marks included.
    pub(super) tokens: Range<usize>,
    /// The block.
    pub(super) block: usize,
    /// It has its closing mark.
    pub(super) closed: bool,
    /// It has none, but the next block goes on with it.
    pub(super) goes_on: bool,
}

/// Whether single marks are this article's outer quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum House {
    Single,
    Double,
}

/// Words that begin with an apostrophe of their own, in byte order.
#[rustfmt::skip]
const ELISIONS: &[&str] = &[
    "bout", "burbs", "cause", "cept", "cos", "coz", "cuz", "em", "er", "fore", "fraid", "gainst", "hood", "im", "is", "kay",
    "n", "nam", "neath", "nother", "nuff", "onna", "ood", "pon", "round", "scuse", "sup", "til", "till", "tis", "tude",
    "twas", "tween", "twere", "twill", "twixt", "twould", "ve",
];

/// The outer quotations of the article, in order.
pub(super) fn pairs(article: &Article, tokens: &[Token]) -> Vec<Marked> {
    let blocks = readable_blocks(article, tokens);
    let marks: Vec<Vec<Mark>> = blocks.iter().map(|(_, range)| marks_of(&article.text, tokens, range.clone())).collect();
    let mut outer = [0_usize; 2];
    for (index, (block, range)) in blocks.iter().enumerate() {
        if !is_display(article.blocks[*block].kind) {
            let mut scan = Scan { tokens, range, block: *block, marks: &marks[index], house: House::Double, found: Vec::new() };
            scan.run();
            outer[0] += scan.found.iter().filter(|(_, family)| *family == Family::Single).count();
            outer[1] += scan.found.iter().filter(|(_, family)| *family != Family::Single).count();
        }
    }
    let house = if outer[0] > outer[1] { House::Single } else { House::Double };
    let mut pairs = Vec::new();
    for (index, (block, range)) in blocks.iter().enumerate() {
        let mut scan = Scan { tokens, range, block: *block, marks: &marks[index], house, found: Vec::new() };
        scan.run();
        if let Some((last, family)) = scan.found.last_mut().filter(|(last, _)| !last.closed && last.tokens.end == range.end) {
            // Only the last of several paragraphs closes, but each one opens.
            last.goes_on = blocks.get(index + 1).is_some_and(|(next, next_range)| {
                article.blocks[*next].item == article.blocks[*block].item
                    && article.blocks[*next].kind == article.blocks[*block].kind
                    && marks[index + 1]
                        .first()
                        .is_some_and(|mark| mark.token == next_range.start && mark.opens && mark.family == *family)
            });
        }
        pairs.extend(scan.found.into_iter().map(|(marked, _)| marked));
    }
    pairs
}

/// Headlines and what stands with them: single marks quote there in every house.
fn is_display(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Subhead | BlockKind::Caption)
}

/// Blocks with their tokens, boilerplate left out (it has none).
pub(super) fn readable_blocks(article: &Article, tokens: &[Token]) -> Vec<(usize, Range<usize>)> {
    let mut blocks = Vec::with_capacity(article.blocks.len());
    let mut start = 0;
    for (index, block) in article.blocks.iter().enumerate() {
        while start < tokens.len() && tokens[start].span.start() < block.span.start() {
            start += 1;
        }
        let mut end = start;
        while end < tokens.len() && tokens[end].span.start() < block.span.end() {
            end += 1;
        }
        if block.kind != BlockKind::Boilerplate && start < end {
            blocks.push((index, start..end));
        }
        start = end;
    }
    blocks
}

/// The family of a token, what its design allows (opens, closes), and its length in bytes.
fn design(text: &str, token: Token) -> Option<(Family, bool, bool)> {
    if token.kind != TokenKind::Mark {
        return None;
    }
    let word = token.span.of(text);
    Some(match word {
        "\"" | "＂" => (Family::Double, true, true),
        "“" | "‟" => (Family::Double, true, true),
        "”" => (Family::Double, true, true),
        "„" | "``" => (Family::Double, true, false),
        "'" => (Family::Single, true, true),
        "‘" | "‛" => (Family::Single, true, true),
        "’" => (Family::Single, false, true),
        "‚" | "`" => (Family::Single, true, false),
        "«" | "»" | "‹" | "›" => (Family::Angle, true, true),
        // A row of apostrophes: two of them are a double mark, a third one is nested in it.
        _ if word.starts_with("''") => (Family::Double, true, true),
        _ => return None,
    })
}

/// The marks of a block that can open or close a quotation, with what they can do where they stand.
fn marks_of(text: &str, tokens: &[Token], range: Range<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for at in range.clone() {
        let token = tokens[at];
        let Some((family, mut opens, mut closes)) = design(text, token) else { continue };
        let word = token.span.of(text);
        let before = (at > range.start).then(|| tokens[at - 1]);
        let after = (at + 1 < range.end).then(|| tokens[at + 1]);
        let gap_before = before.is_none_or(|before| token.spaced || is_opening_mark(text, before));
        let gap_after = after.is_none_or(|after| after.spaced);
        let tight_after = after.is_some_and(|after| !after.spaced && !is_closing_mark(text, after));
        let ends_word = !token.spaced && before.is_some() && !tight_after;
        match family {
            Family::Single => {
                opens &= gap_before && !gap_after && !after.is_some_and(|after| is_elision(text, after));
                closes &= ends_word && (gap_after || word != "‘") && !is_prime(before, after);
                // The dash of `'Go'--he said` follows the word closely.
                closes |= word != "‘" && !token.spaced && before.is_some() && after.is_some_and(|after| is_dash(text, after));
            }
            Family::Double => {
                let feet_and_inches = word == "\"" && ends_inches(text, tokens, range.start, at);
                let opening = gap_before && !gap_after;
                let closing = ends_word;
                match word {
                    // Curly marks that are typed the wrong way round are believed only where they stand.
                    "“" | "‟" => (opens, closes) = (!closing || !gap_after, closing || gap_after),
                    "”" => (opens, closes) = (opening, true),
                    "„" | "``" => {}
                    _ => (opens, closes) = (!closing || opening, !opening || closing),
                }
                if feet_and_inches {
                    continue;
                }
            }
            Family::Angle => {
                opens = !gap_after || gap_before;
                closes = !token.spaced || gap_after;
            }
        }
        let doubtful = family == Family::Single
            && word != "‘"
            && before.is_some_and(|before| before.kind == TokenKind::Word && is_cut_short(before.span.of(text)))
            && after.is_some_and(|after| after.spaced && after.kind != TokenKind::Mark);
        let row = word.starts_with("''");
        let (after, before) = (
            if row { token.span.start() + 2 } else { token.span.end() },
            if row { token.span.end() - 2 } else { token.span.start() },
        );
        if opens || closes {
            let design = if word.is_ascii() { Design::Straight } else { Design::Curly };
            marks.push(Mark { token: at, family, opens, closes, doubtful, design, after, before });
        }
    }
    marks
}

fn is_opening_mark(text: &str, token: Token) -> bool {
    token.kind == TokenKind::Mark
        && (matches!(
            token.span.of(text),
            "(" | "["
                | "{"
                | "-"
                | "--"
                | "---"
                | "–"
                | "—"
                | "/"
                | "…"
                | "..."
                | "“"
                | "‘"
                | "„"
                | "«"
                | "``"
                | "‚"
                | ":"
                | "*"
        ) || (token.spaced && matches!(token.span.of(text), "\"" | "''" | "'")))
}

fn is_closing_mark(text: &str, token: Token) -> bool {
    match token.kind {
        TokenKind::Possessive => true,
        TokenKind::Mark => !matches!(
            token.span.of(text),
            "(" | "[" | "{" | "$" | "£" | "€" | "#" | "@" | "“" | "‘" | "„" | "``" | "…" | "..." | "*"
        ),
        TokenKind::Word | TokenKind::Number => false,
    }
}

fn is_dash(text: &str, token: Token) -> bool {
    matches!(token.span.of(text), "-" | "--" | "---" | "–" | "—")
}

/// `'em`, `'90s`, `'16`.
fn is_elision(text: &str, after: Token) -> bool {
    let word = after.span.of(text);
    match after.kind {
        TokenKind::Number => {
            let digits = word.trim_end_matches('s');
            digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        TokenKind::Word => {
            listed(ELISIONS, word) && word.starts_with(char::is_lowercase) && word != "is"
                || matches!(word, "Tis" | "Twas" | "Til")
        }
        _ => false,
    }
}

/// Feet or minutes: `6'2`.
fn is_prime(before: Option<Token>, after: Option<Token>) -> bool {
    let number = |token: Option<Token>| token.is_some_and(|token| token.kind == TokenKind::Number);
    number(before) && number(after) && after.is_some_and(|after| !after.spaced)
}

/// The inch sign of `6'2"`.
fn ends_inches(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    at >= start + 3
        && tokens[at - 1].kind == TokenKind::Number
        && !tokens[at].spaced
        && matches!(tokens[at - 2].span.of(text), "'" | "’" | "′")
        && tokens[at - 3].kind == TokenKind::Number
}

/// A plural or a name that takes a bare apostrophe, or a verb without its g: `workers'`, `Dickens'`, `goin'`.
fn is_cut_short(word: &str) -> bool {
    let last = word.as_bytes().last().map(u8::to_ascii_lowercase);
    matches!(last, Some(b's' | b'z' | b'x')) || word.ends_with("in") && word.len() > 3 || matches!(word, "n" | "o" | "ol")
}

/// One block's run over its marks.
struct Scan<'a> {
    tokens: &'a [Token],
    range: &'a Range<usize>,
    block: usize,
    marks: &'a [Mark],
    house: House,
    found: Vec<(Marked, Family)>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let next = Lookahead::new(self.marks);
        let mut open: Option<usize> = None;
        let mut depth = 0_usize;
        for at in 0..self.marks.len() {
            let mark = self.marks[at];
            let Some(from) = open else {
                if self.may_open(at, &next) {
                    open = Some(at);
                    depth = 0;
                }
                continue;
            };
            if self.marks[from].family != mark.family {
                continue;
            }
            let nests = mark.opens && !mark.closes;
            if nests && mark.family != Family::Single {
                let following = next.same[at].map(|next_mark| (next_mark, next.same[next_mark]));
                let two_closings = matches!(following, Some((first, Some(second)))
                    if self.marks[first].closes && self.marks[second].closes);
                // Straight marks without, curly ones within.
                let other_design = self.marks[from].design != mark.design
                    && following.is_some_and(|(first, _)| self.marks[first].closes && self.marks[first].design == mark.design);
                if two_closings || other_design {
                    depth += 1;
                } else {
                    // The earlier one was never closed, and here another begins.
                    let end = self.tokens[mark.token - 1].span.end().max(self.marks[from].after);
                    self.emit(from, mark.token, end, false);
                    open = Some(at);
                    depth = 0;
                }
            } else if mark.closes && self.really_closes(at, &next) {
                if depth > 0 {
                    depth -= 1;
                } else {
                    self.emit(from, mark.token + 1, mark.before, true);
                    open = None;
                }
            }
        }
        if let Some(from) = open {
            let end = self.tokens[self.range.end - 1].span.end();
            self.emit(from, self.range.end, end, false);
        }
    }

    fn may_open(&self, at: usize, next: &Lookahead) -> bool {
        let mark = self.marks[at];
        if !mark.opens {
            return false;
        }
        if mark.family != Family::Single {
            // The last mark of a block with nothing behind it opens nothing.
            return mark.token + 1 < self.range.end;
        }
        if let Some(close) = next.sure_close[at] {
            // A pair; in a house of double marks with none of those between, or with a pair of them.
            let doubles = [next.double[at], next.double[at].and_then(|double| next.same[double])];
            return self.house == House::Single
                || doubles[0].is_none_or(|double| double > close)
                || doubles[1].is_some_and(|double| double < close);
        }
        // Perhaps only an apostrophe closes it; or the next paragraph goes on with it, or its closing mark was forgotten.
        self.house == House::Single && (next.single_close[at].is_some() || mark.token == self.range.start)
    }

    /// Whether a mark that can close does: a doubtful one only if no other closing mark stands before the next opening one.
    fn really_closes(&self, at: usize, next: &Lookahead) -> bool {
        let mark = self.marks[at];
        if !mark.doubtful {
            return true;
        }
        match (next.single_close[at], next.single_open[at]) {
            (None, _) => true,
            (Some(close), Some(open)) => open < close,
            (Some(_), None) => false,
        }
    }

    /// Adds the quotation from the mark `from`; `tokens_end` is one past its last token, `end` the end of its words.
    fn emit(&mut self, from: usize, tokens_end: usize, end: usize, closed: bool) {
        let mark = self.marks[from];
        let inside = mark.token + 1..if closed { tokens_end - 1 } else { tokens_end };
        let opening = self.tokens[mark.token].span;
        let first = if mark.after < opening.end() { Some(mark.after) } else { None };
        let start = first.or_else(|| inside.clone().next().map(|token| self.tokens[token].span.start()));
        let closing_holds_words = closed && self.tokens[tokens_end - 1].span.start() < end;
        let end = if closed && !closing_holds_words {
            inside.clone().next_back().map_or(end, |token| self.tokens[token].span.end())
        } else {
            end
        };
        if let Some(start) = start.filter(|&start| start < end) {
            let marked =
                Marked { span: Span::new(start, end), tokens: mark.token..tokens_end, block: self.block, closed, goes_on: false };
            self.found.push((marked, mark.family));
        }
    }
}

/// For each mark, which later marks matter.
struct Lookahead {
    /// The next single mark that can close.
    single_close: Vec<Option<usize>>,
    /// The next one that is no mere apostrophe, unless another opens before it.
    sure_close: Vec<Option<usize>>,
    /// The next single mark that can only open.
    single_open: Vec<Option<usize>>,
    /// The next double mark.
    double: Vec<Option<usize>>,
    /// The next mark of the same family.
    same: Vec<Option<usize>>,
}

impl Lookahead {
    fn new(marks: &[Mark]) -> Self {
        let none = || vec![None; marks.len()];
        let mut ahead = Self { single_close: none(), sure_close: none(), single_open: none(), double: none(), same: none() };
        let (mut close, mut sure, mut open, mut double, mut single, mut angle) = (None, None, None, None, None, None);
        for at in (0..marks.len()).rev() {
            ahead.single_close[at] = close;
            ahead.sure_close[at] = sure;
            ahead.single_open[at] = open;
            ahead.double[at] = double;
            let mark = marks[at];
            match mark.family {
                Family::Single => {
                    ahead.same[at] = single;
                    single = Some(at);
                    if mark.closes {
                        close = Some(at);
                        sure = if mark.doubtful { sure } else { Some(at) };
                    } else {
                        open = Some(at);
                        sure = None;
                    }
                }
                Family::Double => {
                    ahead.same[at] = double;
                    double = Some(at);
                }
                Family::Angle => {
                    ahead.same[at] = angle;
                    angle = Some(at);
                }
            }
        }
        ahead
    }
}
