//! What a statement is called in a sidecar, and how a tick finds its statement again.
//!
//! A tick must survive every edit elsewhere and end when its statement's own words change. So a name has no offset and no number in it: it
//! hashes the words, and behind that the few words before and after, which tell two statements in the same words apart. A tick belongs to
//! the statement of its whole name; where the neighbourhood was edited, to the one whose words are the same and whose other side still is; where
//! all around it was written anew, to the only one in its words. Numbers and dates may stand in a list several times in the same words: those are
//! numbered, and a numbered one is not looked for by its words alone. Two that cannot be told apart get no tick: nobody checked *this* one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::article::sidecar::Checked;
use crate::corpus::Record;
use crate::language::TokenKind;
use crate::text::Span;

use super::list::Statement;

/// Words on either side that belong to a statement's name.
const BESIDE: usize = 3;

/// The name of a statement: `0123456789abcdef-0123-4567`, with `-2` behind it for the second of several in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) whole: String,
    /// Of the words: `0123456789abcdef`.
    words: String,
    before: String,
    after: String,
}

/// The names of statements, all different.
pub(super) fn names(record: &Record, statements: &[Statement]) -> Vec<Name> {
    let hashed: Vec<String> =
        statements.iter().map(|statement| hash([statement.kind.name(), &statement.text].into_iter(), 8)).collect();
    // How many there are of the same words, and how many of them were named.
    let mut times: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for words in &hashed {
        times.entry(words).or_default().0 += 1;
    }
    let named = statements.iter().zip(&hashed).map(|(statement, words)| {
        let (before, after) = beside(record, statement.span);
        let mut whole = format!("{words}-{before}-{after}");
        if let Some((_, named)) = times.get_mut(words.as_str()).filter(|(all, _)| *all > 1) {
            *named += 1;
            let _ = write!(whole, "-{named}");
        }
        Name { whole, words: words.clone(), before, after }
    });
    named.collect()
}

/// For each statement the tick that belongs to it, as an index into `checked`.
pub(super) fn find(names: &[Name], checked: &[Checked]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; names.len()];
    // Of two ticks for one statement the later in the file counts.
    let mut open: Vec<usize> = (0..checked.len()).rev().collect();
    let mut join = |fits: &dyn Fn(&Name, &Parts<'_>) -> bool, alone: bool| {
        open.retain(|&tick| {
            let parts = Parts::of(&checked[tick].statement);
            let mut fitting = (0..names.len()).filter(|&at| found[at].is_none() && fits(&names[at], &parts));
            let Some(first) = fitting.next() else { return true };
            if alone && fitting.next().is_some() {
                return true;
            }
            found[first] = Some(tick);
            false
        });
    };
    join(&|name, parts| name.whole == parts.whole, false);
    join(&|name, parts| name.words == parts.words && (name.before == parts.before || name.after == parts.after), true);
    join(&|name, parts| name.words == parts.words && parts.alone, true);
    found
}

/// A name as a sidecar has it, which may have been written by hand.
struct Parts<'n> {
    whole: &'n str,
    words: &'n str,
    before: &'n str,
    after: &'n str,
    /// It was the only one in its words when it was ticked.
    alone: bool,
}

impl<'n> Parts<'n> {
    fn of(whole: &'n str) -> Self {
        let mut parts = whole.split('-');
        let [words, before, after] = std::array::from_fn(|_| parts.next().unwrap_or_default());
        Self { whole, words, before, after, alone: parts.next().is_none() }
    }
}

/// The words before and after a span, without marks: what is edited farther off leaves a name alone.
fn beside(record: &Record, span: Span) -> (String, String) {
    let tokens = &record.reading.tokens;
    let text = &*record.article.text;
    let words = |token: &&crate::language::Token| token.kind != TokenKind::Mark;
    let first = tokens.partition_point(|token| token.span.start() < span.start());
    let behind = tokens.partition_point(|token| token.span.start() < span.end());
    let before = tokens[..first].iter().rev().filter(words).take(BESIDE).map(|token| token.span.of(text));
    let after = tokens[behind..].iter().filter(words).take(BESIDE).map(|token| token.span.of(text));
    (hash(before, 2), hash(after, 2))
}

/// So many bytes of a hash of some words, in hexadecimal digits.
fn hash<'w>(words: impl Iterator<Item = &'w str>, bytes: usize) -> String {
    let mut hasher = Sha256::new();
    for word in words {
        hasher.update(word.as_bytes());
        hasher.update([0]);
    }
    let mut digits = String::with_capacity(bytes * 2);
    for byte in hasher.finalize().iter().take(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
