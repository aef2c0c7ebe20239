//! Whether the clause around a time looks back or ahead: "met Tuesday" is the last Tuesday, "will meet Tuesday" the next.
//!
//! A guess from a handful of words, nearest first; a report looks back unless something says otherwise. The words before the
//! time are asked first, back to where its clause begins, then those after it, then the clause before.

use super::super::numerals::Lower;
use super::super::{Token, TokenKind};

/// Where the clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// `the year ended March 31`, `since June`: before the article, however near the next one is.
    Ended,
    /// `would meet`, `was scheduled to meet`: ahead of whoever spoke, which may have been a while ago.
    Likely,
    Future,
    /// Nothing says.
    Unknown,
}

impl Tense {
    /// The clause looks ahead, more or less surely.
    pub(super) fn looks_ahead(self) -> bool {
        matches!(self, Self::Likely | Self::Future)
    }
}

/// How many tokens before the time are looked at; a clause is seldom longer, and the bound keeps long sentences linear.
const BEFORE: usize = 24;
/// And how many after it.
const AFTER: usize = 10;

/// The tense of the clause around the tokens `from..to` of a sentence.
pub(super) fn tense(text: &str, tokens: &[Token], from: usize, to: usize) -> Tense {
    let clause = Clause { text, tokens };
    let begin = from.saturating_sub(BEFORE);
    let border = (begin..from).rev().find(|&at| clause.is_border(at)).unwrap_or(begin);
    let end = (to..tokens.len().min(to + AFTER)).find(|&at| clause.is_border(at)).unwrap_or(tokens.len().min(to + AFTER));
    // `postponed until Tuesday`, `due by Friday`: a term lies ahead of whoever sets it.
    let term = from.checked_sub(1).is_some_and(|before| ["until", "till", "by"].contains(&tokens[before].span.of(text)));
    // `would look at Tuesday's ruling`: what has a day of its own is not what might be done.
    if from.checked_sub(1).is_some_and(|before| matches!(clause.word(before), "ended" | "since")) {
        return Tense::Ended;
    }
    let owned = tokens.get(to).is_some_and(|token| token.kind == TokenKind::Possessive);
    let signs = (border..from).rev().chain(to..end).chain((begin..border).rev()).chain(end..tokens.len().min(to + AFTER));
    let nearest = signs.filter_map(|at| clause.sign(at)).find(|sign| !(owned && *sign == Sign::Might));
    match nearest {
        Some(Sign::Was) => Tense::Past,
        Some(Sign::Did) if !term => Tense::Past,
        Some(Sign::Might) => Tense::Likely,
        Some(Sign::Did | Sign::Will) => Tense::Future,
        None if term => Tense::Future,
        None => Tense::Unknown,
    }
}

/// What a word says about the tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// `had`, `was`.
    Was,
    /// `met`, `agreed`.
    Did,
    /// `would`, `was scheduled`.
    Might,
    /// `will`, `is scheduled`.
    Will,
}

/// The words of a sentence.
struct Clause<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Clause<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Another clause begins or ends here.
    fn is_border(&self, at: usize) -> bool {
        matches!(self.word(at), ";" | "that" | "when" | "while" | "after" | "because" | "but" | "although" | "though")
    }

    fn sign(&self, at: usize) -> Option<Sign> {
        if self.tokens[at].kind != TokenKind::Word {
            return None;
        }
        let written = self.word(at);
        let capital = written.starts_with(|first: char| first.is_ascii_uppercase());
        let lower = Lower::new(written);
        let word = lower.as_str();
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let next = self.word(at + 1);
        // `is scheduled` is ahead; `was scheduled` and `was to meet` may have been.
        let leading = if before == "to" { at.checked_sub(2).map_or("", |leading| self.word(leading)) } else { before };
        let planned = if matches!(leading, "was" | "were" | "had" | "been") { Sign::Might } else { Sign::Will };
        match word {
            // `could not be reached`, `would have met`.
            "would" | "could" | "may" | "might" | "should" if matches!(next, "not" | "have") => Some(Sign::Was),
            "wouldn't" | "couldn't" | "neither" => Some(Sign::Was),
            "may" if capital => None,
            "would" | "could" | "may" | "might" | "should" | "can" | "must" => Some(Sign::Might),
            "be" if before == "to" => Some(planned),
            "will" | "shall" | "won't" | "upcoming" => Some(Sign::Will),
            "planned" if !matches!(before, "is" | "are") => Some(Sign::Might),
            "scheduled" | "slated" | "planned" | "supposed" | "expects" | "planning" | "intends" | "hoping" => Some(planned),
            "expected" if !matches!(before, "than" | "as") => Some(planned),
            "due" if next != "to" => Some(planned),
            // What is on the calendar is told in the present.
            "begins" | "starts" | "opens" | "expires" | "ends" | "closes" | "arrives" | "leaves" | "resumes" | "meets"
            | "visits" | "travels" | "hosts" | "brings" | "publishes" | "reopens" | "returns" => Some(planned),
            "takes" if matches!(next, "place" | "effect" | "office") => Some(planned),
            "set" if matches!(next, "for" | "to") => Some(planned),
            "go" | "goes" if next == "to" => Some(planned),
            "ready" | "going" | "about" | "preparing" | "plan" | "plans" | "hope" | "hopes" | "aim" | "aims" | "due"
                if next == "to" =>
            {
                Some(planned)
            }
            "meet" | "vote" | "begin" | "start" | "open" | "resume" | "convene" | "hold" | "appear" | "testify" | "return"
            | "visit" | "travel" | "arrive" | "speak" | "play" | "face"
                if before == "to" =>
            {
                Some(planned)
            }
            "was" | "were" | "had" | "did" => Some(Sign::Was),
            // `will be held`, `an unspecified date`: a participle.
            _ if matches!(before, "be" | "a" | "an" | "the" | "still") => None,
            "said" | "has" | "have" | "told" | "made" | "met" | "took" | "came" | "went" | "began" | "left" | "gave" | "saw"
            | "fell" | "rose" | "won" | "lost" | "held" | "sent" | "led" | "found" | "got" | "sought" | "since" | "ago"
            | "spoke" | "broke" | "became" | "brought" | "bought" | "sold" | "kept" | "knew" | "ran" | "wrote" | "struck"
            | "shot" | "put" | "paid" | "died" | "sued" | "hit" | "cut" | "beat" | "quit" | "spent" | "built" | "drew"
            | "grew" | "felt" | "heard" | "stood" | "swept" | "thought" | "threw" | "fled" | "flew" | "drove" => Some(Sign::Did),
            _ if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && !capital => {
                Some(if before == "had" { Sign::Was } else { Sign::Did })
            }
            _ => None,
        }
    }
}
