//! Raw text from tokens, as it stood before somebody cut it up: marks stand beside their words again, hyphens inside them, and the sentences of a
//! document run on in paragraphs.
//!
//! Where the sets have lost the spaces it cannot be known where they were; the rules here are those of English print. A sentence without a mark at
//! its end is a heading, the line of an address or the like, and gets a line of its own.

use super::Document;
use super::bio::kind;
use super::score::Name;

/// Sentences in a paragraph at most.
const PARAGRAPH: usize = 4;

/// What the set's tokeniser did with `family-run`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphens {
    /// Three tokens; a hyphen that is a token may have stood inside a word.
    Split,
    /// One token; a hyphen that is a token is a dash, or stood beside a number.
    Kept,
}

/// Puts one document together.
pub(super) struct Builder {
    document: Document,
    hyphens: Hyphens,
    /// Sentences run on in paragraphs.
    running: bool,
    sentences: usize,
    /// Sentences in the paragraph that is open; 0 if none is.
    open: usize,
}

impl Builder {
    pub(super) fn new(hyphens: Hyphens, running: bool) -> Self {
        Self { document: Document::default(), hyphens, running, sentences: 0, open: 0 }
    }

    /// How many sentences were added.
    pub(super) fn sentences(&self) -> usize {
        self.sentences
    }

    /// Adds a sentence: tokens with their tags.
    pub(super) fn sentence(&mut self, tokens: &[(&str, &str)]) {
        let closed = tokens.iter().rev().map(|(token, _)| *token).find(|token| !is_closing_mark(token));
        let is_whole = closed.is_some_and(|token| token.ends_with(['.', '?', '!', ':', ';', '…']));
        let runs_on = self.running && is_whole && (1..PARAGRAPH).contains(&self.open);
        if !self.document.text.is_empty() {
            self.document.text.push_str(if runs_on { " " } else { "\n\n" });
        }
        self.open = match (is_whole, runs_on) {
            (true, true) => self.open + 1,
            (true, false) => 1,
            (false, _) => 0,
        };
        self.sentences += 1;
        self.words(tokens);
    }

    fn words(&mut self, tokens: &[(&str, &str)]) {
        let mut spacing = Spacing::default();
        let mut name: Option<Name> = None;
        for (index, (token, tag)) in tokens.iter().enumerate() {
            if index > 0 && spacing.before(tokens, index, self.hyphens) {
                self.document.text.push(' ');
            }
            spacing.pass(tokens, index);
            let start = self.document.text.len();
            self.document.text.push_str(as_printed(token));
            let end = self.document.text.len();
            let kind = kind(tag);
            name = match (name, kind) {
                (Some((first, _, same)), Some(kind)) if tag.starts_with("I-") && same == kind => Some((first, end, kind)),
                (before, kind) => {
                    self.document.gold.extend(before);
                    kind.map(|kind| (start, end, kind))
                }
            };
        }
        self.document.gold.extend(name);
    }

    /// The document.
    pub(super) fn finish(mut self) -> Document {
        if !self.document.text.is_empty() {
            self.document.text.push('\n');
        }
        self.document.annotated = self.document.text.len();
        self.document
    }
}

/// Quotation marks and brackets as a newspaper prints them, not as the Penn Treebank does.
fn as_printed(token: &str) -> &str {
    match token {
        "``" | "''" => "\"",
        "`" => "'",
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        "-LCB-" => "{",
        "-RCB-" => "}",
        other => other,
    }
}

/// A mark after which a sentence may still end: `."`, `.)`.
fn is_closing_mark(token: &str) -> bool {
    matches!(as_printed(token), "\"" | "'" | "”" | "’" | ")" | "]" | "}")
}

/// Which quotation marks are open, and whether the mark just passed opens.
#[derive(Default)]
struct Spacing {
    double: bool,
    single: bool,
    /// The last token opens: none stands between it and the next.
    opens: bool,
}

impl Spacing {
    /// Whether a space stands before a token.
    fn before(&self, tokens: &[(&str, &str)], index: usize, hyphens: Hyphens) -> bool {
        let token = tokens[index].0;
        let previous = tokens[index - 1].0;
        let next = tokens.get(index + 1).map_or("", |(token, _)| token);
        if self.opens {
            return false;
        }
        let joined = match as_printed(token) {
            "." | ":" if is_number(previous) && is_number(next) => true,
            "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "}" | "%" | "..." | "…" | "”" | "’" => true,
            "\"" => token == "''" || self.double,
            "'" if is_apostrophe(tokens, index) => true,
            "'" => token == "'" && (self.single || previous.ends_with(['s', 'S'])),
            "/" | "-" | "–" => is_inside(tokens, index, hyphens),
            "&" => is_initial(previous) && is_initial(next),
            clitic if is_clitic(clitic) => true,
            _ => false,
        };
        !joined && !after_inner(tokens, index, hyphens)
    }

    /// Takes note of a token.
    fn pass(&mut self, tokens: &[(&str, &str)], index: usize) {
        let token = tokens[index].0;
        let previous = if index > 0 { tokens[index - 1].0 } else { "" };
        self.opens = match as_printed(token) {
            "(" | "[" | "{" | "“" | "‘" => true,
            "\"" => {
                self.double = token == "``" || (token != "''" && !self.double);
                self.double
            }
            "'" | "’" if is_apostrophe(tokens, index) => true,
            "'" if token == "`" => {
                self.single = true;
                true
            }
            "'" if self.single => {
                self.single = false;
                false
            }
            // After an s it is the possessive of a plural.
            "'" if !previous.ends_with(['s', 'S']) => {
                self.single = true;
                true
            }
            _ => false,
        };
    }
}

/// Whether the token before is a mark inside a word or number, so that this one follows it at once.
fn after_inner(tokens: &[(&str, &str)], index: usize, hyphens: Hyphens) -> bool {
    let previous = tokens[index - 1].0;
    let token = tokens[index].0;
    let before = if index >= 2 { tokens[index - 2].0 } else { "" };
    match previous {
        "." | ":" => is_number(before) && is_number(token),
        "," => is_number(before) && before.len() <= 3 && token.len() == 3 && is_number(token),
        "/" | "-" | "–" if index >= 2 => is_inside(tokens, index - 1, hyphens),
        "&" => is_initial(before) && is_initial(token),
        "#" | "@" => token.starts_with(char::is_alphanumeric),
        sign => sign.ends_with(['$', '£', '€', '¥']) && is_number(token),
    }
}

/// Whether a mark stands between a word and an ending that some tokenisers cut off behind it: `I ' m`.
fn is_apostrophe(tokens: &[(&str, &str)], index: usize) -> bool {
    let next = tokens.get(index + 1).map_or("", |(token, _)| token);
    index > 0
        && tokens[index - 1].0.ends_with(char::is_alphanumeric)
        && matches!(next.to_lowercase().as_str(), "s" | "m" | "t" | "re" | "ve" | "ll" | "d")
}

/// `'s`, `n't` and the other endings that tokenisers cut off.
fn is_clitic(token: &str) -> bool {
    let lower = token.to_lowercase().replace('’', "'");
    matches!(lower.as_str(), "'s" | "'m" | "'re" | "'ve" | "'ll" | "'d" | "'t" | "n't")
}

fn is_number(token: &str) -> bool {
    token.starts_with(|first: char| first.is_ascii_digit())
}

/// `R`, `AT`: what stands before and after the ampersand of an abbreviation.
fn is_initial(token: &str) -> bool {
    (1..=2).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a hyphen or slash stands inside a word, a number or a name rather than between two.
fn is_inside(tokens: &[(&str, &str)], index: usize, hyphens: Hyphens) -> bool {
    let Some(&(next, next_tag)) = tokens.get(index + 1) else { return false };
    if index == 0 {
        return false;
    }
    let ((previous, previous_tag), (mark, tag)) = (tokens[index - 1], tokens[index]);
    let ends_in_word = previous.ends_with(char::is_alphanumeric) || previous.ends_with('.');
    if !ends_in_word || !next.starts_with(char::is_alphanumeric) {
        return false;
    }
    if is_number(previous) && (is_number(next) || mark == "-") {
        return true;
    }
    match mark {
        "/" => true,
        "–" => hyphens == Hyphens::Split && tag.starts_with("I-"),
        _ if hyphens == Hyphens::Kept => false,
        _ if tag.starts_with("I-") && next_tag.starts_with("I-") => true,
        _ => match (starts_small(previous), starts_small(next)) {
            (true, true) => !is_function_word(previous) && !is_function_word(next),
            // Crude-oil prices, U.S.-led, but not "Service - the workers are".
            (false, true) => !is_function_word(next) && !tag_ends_name(previous_tag, next),
            (true, false) => is_prefix(previous) || is_number(next),
            // Two countries before a noun; two people are as often a list.
            (false, false) => is_number(next) || (previous_tag.ends_with("LOC") && next_tag == "B-LOC"),
        },
    }
}

/// A name before a hyphen and a word that makes no compound with names.
fn tag_ends_name(tag: &str, next: &str) -> bool {
    tag != "O" && !matches!(next, "based" | "led" | "style" | "backed" | "born" | "owned" | "run" | "controlled" | "wide" | "era")
}

fn starts_small(token: &str) -> bool {
    token.starts_with(char::is_lowercase)
}

fn is_prefix(token: &str) -> bool {
    const PREFIXES: [&str; 16] =
        ["al", "el", "anti", "pro", "non", "pre", "post", "ex", "mid", "un", "inter", "trans", "neo", "sub", "self", "az"];
    PREFIXES.contains(&token)
}

/// Words beside which a hyphen is a dash. Prepositions are none: `two-to-one`, `check-in`.
fn is_function_word(token: &str) -> bool {
    const WORDS: [&str; 40] = [
        "the",
        "a",
        "an",
        "but",
        "and",
        "or",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "u",
        "this",
        "that",
        "these",
        "which",
        "who",
        "is",
        "are",
        "was",
        "were",
        "with",
        "not",
        "no",
        "if",
        "as",
        "so",
        "there",
        "his",
        "her",
        "my",
        "your",
        "their",
        "what",
        "when",
        "sometimes",
        "how",
    ];
    WORDS.contains(&token)
}
