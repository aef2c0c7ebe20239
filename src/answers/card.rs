//! The card that a hover or `dateline who` shows: a heading and a few lines, each with its source.
//!
//! What articles say is foreign text. It is cleaned of control characters when a line is made, and escaped when a card is written as
//! Markdown, so that an article can neither draw on a terminal nor put links, images or HTML into an editor.

use crate::text::Span;

/// A card has at most this many lines, its heading included: more is not read at a glance.
pub const MOST_LINES: usize = 10;

/// One statement and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is stated: `Title here`.
    pub label: &'static str,
    /// The statement, or `not known`.
    pub text: String,
    /// Who says so: `this article, line 5`, `gazetteer (GeoNames)`, a file with its date.
    pub source: String,
}

impl Line {
    /// A line; white space is folded and control characters are dropped.
    #[must_use]
    pub fn new(label: &'static str, text: impl AsRef<str>, source: impl AsRef<str>) -> Self {
        Self { label, text: visible(text.as_ref()), source: visible(source.as_ref()) }
    }
}

/// What is known about the words under a cursor, or about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The words that the card is about; empty for a name that was asked for and not pointed at.
    pub span: Span,
    /// Name or value.
    pub title: String,
    /// What it is: `person`, `capital`.
    pub kind: String,
    /// Who says that it is called so and is that.
    pub source: String,
    /// At most [`MOST_LINES`] with the heading.
    pub lines: Vec<Line>,
}

impl Card {
    /// A card with its heading only.
    #[must_use]
    pub fn new(span: Span, title: impl AsRef<str>, kind: impl AsRef<str>, source: impl AsRef<str>) -> Self {
        Self {
            span,
            title: visible(title.as_ref()),
            kind: visible(kind.as_ref()),
            source: visible(source.as_ref()),
            lines: Vec::new(),
        }
    }

    /// Adds a line; the card keeps the first that fit.
    pub fn push(&mut self, line: Line) {
        if self.lines.len() + 1 < MOST_LINES {
            self.lines.push(line);
        }
    }

    /// As CommonMark, for an editor. Nothing in it that comes from an article is read as Markdown or HTML.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("**{}** · {} · *{}*", escape(&self.title), escape(&self.kind), escape(&self.source));
        for line in &self.lines {
            text.push_str(&format!("\n- {}: {} · *{}*", line.label, escape(&line.text), escape(&line.source)));
        }
        text
    }

    /// As plain text: the labels in one column, one line for each statement.
    #[must_use]
    pub fn plain(&self) -> String {
        self.plain_within(usize::MAX)
    }

    /// As plain text for a terminal: lines longer than `width` characters go on below their text.
    #[must_use]
    pub fn plain_within(&self, width: usize) -> String {
        let column = self.lines.iter().map(|line| line.label.chars().count()).max().unwrap_or(0);
        let mut text = format!("{}, {} [{}]", self.title, self.kind, self.source);
        for line in &self.lines {
            text.push_str(&format!("\n  {:column$}  ", line.label));
            let indent = column + 4;
            let mut at = indent;
            for (index, word) in format!("{} [{}]", line.text, line.source).split(' ').enumerate() {
                let length = word.chars().count();
                if index > 0 && at + 1 + length > width {
                    text.push('\n');
                    text.push_str(&" ".repeat(indent));
                    at = indent;
                } else if index > 0 {
                    text.push(' ');
                    at += 1;
                }
                text.push_str(word);
                at += length;
            }
        }
        text
    }
}

/// One line of visible characters: white space folded; control characters, direction overrides and invisible marks dropped.
#[must_use]
pub fn visible(text: &str) -> String {
    let is_visible = |c: char| {
        !(c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'))
    };
    let words = text.split_whitespace().map(|word| word.chars().filter(|&c| is_visible(c)).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Escapes what CommonMark or GitHub's extensions would read as markup. The text never stands at the start of a line, so that marks
/// of blocks need no escape; an underscore inside a word is none.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '@' | '$' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            // Bare addresses become links by themselves: `http://…`, `www.…`.
            ':' => after == '/',
            '.' => before.eq_ignore_ascii_case(&'w') && after.is_alphanumeric(),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Card {
        let mut card = Card::new(Span::new(3, 7), "Ann <b>Roe</b>", "person", "this article, line 1");
        card.push(Line::new("Title here", "*chief* of [x](https://example.com)", "this article, line 1"));
        card.push(Line::new("Said last", "“odd\u{1b}[31m\n\u{202e}\twords”", "a_file_.txt, 1 May 1990"));
        card
    }

    #[test]
    fn nothing_of_an_article_is_markup() {
        assert_eq!(
            card().markdown(),
            "**Ann \\<b\\>Roe\\</b\\>** · person · *this article, line 1*\n\
             - Title here: \\*chief\\* of \\[x\\](https\\://example.com) · *this article, line 1*\n\
             - Said last: “odd\\[31m words” · *a_file\\_.txt, 1 May 1990*"
        );
    }

    #[test]
    fn plain_text_has_its_labels_in_a_column_and_no_control_characters() {
        assert_eq!(
            card().plain(),
            "Ann <b>Roe</b>, person [this article, line 1]\n  \
             Title here  *chief* of [x](https://example.com) [this article, line 1]\n  \
             Said last   “odd[31m words” [a_file_.txt, 1 May 1990]"
        );
    }

    #[test]
    fn a_terminal_s_width_is_kept() {
        assert_eq!(
            card().plain_within(40),
            "Ann <b>Roe</b>, person [this article, line 1]\n  \
             Title here  *chief* of\n              [x](https://example.com)\n              [this article, line 1]\n  \
             Said last   “odd[31m words”\n              [a_file_.txt, 1 May 1990]"
        );
    }

    #[test]
    fn a_card_has_at_most_ten_lines() {
        let mut card = card();
        for _ in 0..20 {
            card.push(Line::new("Said last", "nothing", "corpus"));
        }
        assert_eq!((card.markdown().lines().count(), card.plain().lines().count()), (10, 10));
    }
}
