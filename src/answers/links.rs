//! Addresses and file names in the text that lead somewhere.
//!
//! A link is a promise to the one who clicks. Only addresses of the web are taken, and none that hides where it leads: no name before an `@`, no
//! invisible characters. Whether a file is there is for the caller to find out; here is only what looks like the name of one.

use std::sync::OnceLock;

use regex::Regex;

use crate::corpus::Record;
use crate::text::Span;

/// Longest address that is taken for one, in bytes.
const LONGEST: usize = 2_000;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address of the web, as written, with its scheme.
    Address(String),
    /// The name of a file, as written: absolute, or beside the article.
    File(String),
}

/// Some words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address or name.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
}

/// The links of an article, in order.
///
/// # Panics
/// Never: the patterns are constants.
#[must_use]
pub fn links(record: &Record) -> Vec<Link> {
    static PATTERN: OnceLock<Regex> = OnceLock::new();
    let pattern = PATTERN.get_or_init(|| {
        Regex::new(concat!(
            r"(?P<address>\bhttps?://[^\s<>\x22\x00-\x1f]+)",
            r"|(?P<file>(?:[\w.~%+-]*/)*[\w%+-][\w.%+-]*\.(?i:txt|text|md|markdown|html?|csv|toml|pdf|jpe?g|png)\b)"
        ))
        .expect("the pattern is a constant")
    });
    let source = &*record.article.source;
    let found = pattern.captures_iter(source).filter_map(|captures| match (captures.name("address"), captures.name("file")) {
        (Some(address), _) => {
            let text = without_sentence(address.as_str());
            let span = Span::new(address.start(), address.start() + text.len());
            is_plain(text).then(|| Link { span, target: LinkTarget::Address(text.to_owned()) })
        }
        (None, Some(file)) => {
            let span = Span::new(file.start(), file.end());
            Some(Link { span, target: LinkTarget::File(file.as_str().to_owned()) })
        }
        (None, None) => None,
    });
    found.collect()
}

/// An address without the marks of the sentence around it: a full stop, the bracket in which it stands.
fn without_sentence(mut text: &str) -> &str {
    loop {
        let Some(last) = text.chars().next_back() else { return text };
        let is_closing = |open: char, close: char| last == close && text.matches(close).count() > text.matches(open).count();
        let is_mark = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '”' | '“' | '*' | '_' | '…')
            || is_closing('(', ')')
            || is_closing('[', ']')
            || is_closing('{', '}');
        if !is_mark {
            return text;
        }
        text = &text[..text.len() - last.len_utf8()];
    }
}

/// Whether an address shows where it leads.
fn is_plain(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_hidden = |c: char| super::visible(c.encode_utf8(&mut [0; 4])).is_empty();
    !host.is_empty()
        && host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && !host.contains('@')
        && !address.contains('\\')
        && address.len() <= LONGEST
        && !address.chars().any(is_hidden)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn addresses_and_names_of_files_without_the_marks_around_them() {
        let scene = Scene::read(
            "See https://example.org/a_(b), (http://example.com/x?y=1#z). Also [notes](notes/dam.md) and ../archive/oslo.txt, not a.b or 3.txt5.\n\
             Not javascript:alert(1), file:///etc/passwd, https://bank.example@evil.example/ or https://exam\u{202e}ple.org.\n",
        );
        let told = links(&scene.record).into_iter().map(|link| format!("{} {:?}\n", scene.tell(link.span), link.target));
        expect![[r#"
            1:5 "https://example.org/a_(b)" Address("https://example.org/a_(b)")
            1:33 "http://example.com/x?y=1#z" Address("http://example.com/x?y=1#z")
            1:75 "notes/dam.md" File("notes/dam.md")
            1:93 "../archive/oslo.txt" File("../archive/oslo.txt")
        "#]]
        .assert_eq(&told.collect::<String>());
    }
}
