//! Training and development texts: documents of sentences of tokens, with the kinds that somebody marked.
//!
//! The sets come as tokens; Dateline reads text. So a document's text is rebuilt with spaces where running text has them, read by the
//! reader's own tokeniser, and the marks are carried over by their place in the text.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use dateline::article::{self, Article, Block, BlockKind, Format, Item, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::training::split;
use dateline::language::{Kind, Sentence, Token};
use dateline::text::Span;

/// What is known of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A name of this kind.
    Name(Kind),
    /// Something that the annotation leaves open: a name of no kind of ours.
    Open,
}

/// A text with its marks.
#[derive(Default)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: String,
    /// One for each sentence.
    pub(crate) lines: Vec<Span>,
    pub(crate) marks: Vec<(Span, Mark)>,
    /// Whether somebody marked the names; if not, every token is open.
    pub(crate) marked: bool,
}

/// A document as the reader sees it.
pub(crate) struct ReadDocument {
    pub(crate) id: String,
    pub(crate) article: Article,
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    /// One for each token; see [`tag_name`].
    pub(crate) tags: Vec<Tag>,
}

/// What a token is, as far as the annotation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Outside,
    Begin(Kind),
    Inside(Kind),
    Open,
}

/// As the files of the teacher write it.
pub(crate) fn tag_name(tag: Tag) -> &'static str {
    match tag {
        Tag::Outside => "O",
        Tag::Begin(Kind::Person) => "B-PER",
        Tag::Inside(Kind::Person) => "I-PER",
        Tag::Begin(Kind::Organisation) => "B-ORG",
        Tag::Inside(Kind::Organisation) => "I-ORG",
        Tag::Begin(Kind::Place) => "B-LOC",
        Tag::Inside(Kind::Place) => "I-LOC",
        Tag::Open => "_",
    }
}

/// The documents of a file: BIO notation (`.bio`), sentences of tokens (`{"doc", "sentences"}`), or running text (`{"doc", "text"}`).
///
/// # Errors
/// If the file cannot be read or is in none of these notations.
pub(crate) fn documents(path: &Path) -> Result<Vec<Document>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if path.extension().is_some_and(|extension| extension == "bio") {
        return Ok(from_bio(&text));
    }
    let mut documents = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let id = value["doc"].as_str().ok_or("a document without \"doc\"")?.to_owned();
        let mut document = Document { id, ..Document::default() };
        if let Some(sentences) = value["sentences"].as_array() {
            for sentence in sentences {
                let tokens: Vec<(&str, &str)> =
                    sentence.as_array().into_iter().flatten().filter_map(|token| Some((token.as_str()?, "_"))).collect();
                document.add(&tokens);
            }
        } else {
            document.text = value["text"].as_str().ok_or("a document without \"text\"")?.to_owned();
        }
        documents.push(document);
    }
    Ok(documents)
}

fn from_bio(bio: &str) -> Vec<Document> {
    // A set without documents consists of short messages: each is one.
    let grouped = bio.contains("-DOCSTART-");
    let mut documents: Vec<Document> = Vec::new();
    for sentence in bio.split("\n\n") {
        if let Some(start) = sentence.lines().find(|line| line.starts_with("-DOCSTART-")) {
            let id = start.split('\t').nth(1).unwrap_or("document").to_owned();
            documents.push(Document { id, marked: true, ..Document::default() });
        }
        let tokens: Vec<(&str, &str)> =
            sentence.lines().filter(|line| !line.starts_with("-DOCSTART-")).filter_map(|line| line.split_once('\t')).collect();
        if tokens.is_empty() {
            continue;
        }
        if !grouped || documents.is_empty() {
            documents.push(Document { id: documents.len().to_string(), marked: true, ..Document::default() });
        }
        if let Some(document) = documents.last_mut() {
            document.add(&tokens);
        }
    }
    documents.retain(|document| !document.lines.is_empty());
    documents
}

impl Document {
    /// One sentence, on a line of its own.
    fn add(&mut self, tokens: &[(&str, &str)]) {
        let begin = self.text.len();
        let mut open: Option<(Span, Mark)> = None;
        let mut quoted = false;
        for (index, (token, tag)) in tokens.iter().enumerate() {
            let token = plain(token);
            let before = index.checked_sub(1).map(|before| plain(tokens[before].0));
            let after = tokens.get(index + 1).map(|after| plain(after.0));
            if before.is_some_and(|before| spaced(before, token, after, quoted)) {
                self.text.push(' ');
            }
            quoted ^= token == "\"";
            let start = self.text.len();
            self.text.push_str(token);
            let end = self.text.len();
            let mark = match tag.get(2..) {
                Some("PER") => Some(Mark::Name(Kind::Person)),
                Some("ORG") => Some(Mark::Name(Kind::Organisation)),
                Some("LOC") => Some(Mark::Name(Kind::Place)),
                Some(_) => Some(Mark::Open),
                None => None,
            };
            open = match (open, mark) {
                (Some((span, same)), Some(mark)) if tag.starts_with("I-") && same == mark => {
                    Some((Span::new(span.start(), end), mark))
                }
                (before, mark) => {
                    self.marks.extend(before);
                    mark.map(|mark| (Span::new(start, end), mark))
                }
            };
        }
        self.marks.extend(open);
        self.lines.push(Span::new(begin, self.text.len()));
        self.text.push('\n');
    }

    /// Reads the document. Sentences that the set gives are kept: each is a block of its own.
    pub(crate) fn read(self, knowledge: &Knowledge) -> ReadDocument {
        let mut article = article::read(Arc::from(self.text.as_str()), Format::Text, &Stated::default(), &knowledge.gazetteer);
        if !self.lines.is_empty() {
            article.items = vec![Item { span: Span::new(0, self.text.len()) }];
            article.blocks = self.lines.iter().map(|span| Block { kind: BlockKind::Paragraph, span: *span, item: 0 }).collect();
        }
        let (tokens, sentences) = split(&article);
        let mut tags = vec![if self.marked { Tag::Outside } else { Tag::Open }; tokens.len()];
        let mut next = 0;
        for (span, mark) in &self.marks {
            while next < tags.len() && tokens[next].span.end() <= span.start() {
                next += 1;
            }
            let first = next;
            while next < tags.len() && tokens[next].span.start() < span.end() {
                tags[next] = match mark {
                    Mark::Open => Tag::Open,
                    Mark::Name(kind) if next == first => Tag::Begin(*kind),
                    Mark::Name(kind) => Tag::Inside(*kind),
                };
                next += 1;
            }
        }
        ReadDocument { id: self.id, article, tokens, sentences, tags }
    }
}

/// A token as running text has it; the conventions are those of the Penn Treebank.
fn plain(token: &str) -> &str {
    match token {
        "``" | "''" => "\"",
        "-LRB-" => "(",
        "-RRB-" => ")",
        token => token,
    }
}

/// Whether running text has a space between two tokens. `quoted`: a straight quotation mark is open.
fn spaced(before: &str, token: &str, after: Option<&str>, quoted: bool) -> bool {
    let wordy = |token: &str| token.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '\''));
    let closes = matches!(token, "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "”" | "’" | "..." | "…")
        || token.starts_with('\'') && token.len() > 1
        || token.starts_with('’')
        || token == "n't"
        || token == "n’t"
        || token == "\"" && quoted;
    let opens = matches!(before, "(" | "[" | "$" | "#" | "@" | "“" | "‘" | "US$" | "£" | "€") || before == "\"" && quoted;
    let compound = matches!(token, "-" | "/" | "–") && wordy(before) && after.is_some_and(wordy)
        || before.len() > 1 && before.ends_with('-') && wordy(&before[..before.len() - 1]);
    // What follows a joined hyphen is joined as well; a dash that stands alone keeps its spaces.
    let follows = matches!(before, "-" | "/") && wordy(token);
    !(closes || opens || compound || follows)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// The text of one sentence of tokens, all outside.
    fn rebuilt(tokens: &str) -> String {
        let tokens: Vec<(&str, &str)> = tokens.split(' ').map(|token| (token, "O")).collect();
        let mut document = Document::default();
        document.add(&tokens);
        document.text
    }

    #[test]
    fn text_is_rebuilt_with_the_spaces_that_running_text_has() {
        for (tokens, text) in [
            ("Ann Hale , 40 , did n't pay .", "Ann Hale, 40, didn't pay.\n"),
            ("`` Go , '' the mayor 's wife said .", "\"Go,\" the mayor's wife said.\n"),
            ("Port Ellen -LRB- pop. 800 -RRB- : $ 3 , or 5 %", "Port Ellen (pop. 800): $3, or 5%\n"),
            ("a Paris - based firm - the third - sold", "a Paris-based firm-the third-sold\n"),
            ("the US$ 5 note / coin", "the US$5 note/coin\n"),
        ] {
            assert_eq!(rebuilt(tokens), text);
        }
    }

    #[test]
    fn marks_are_carried_over_by_their_place() {
        let bio = "-DOCSTART-\tone\n\nAnn\tB-PER\nHale\tI-PER\nleft\tO\nAcme\tB-ORG\n's\tO\nBolt\tB-MISC\n.\tO\n\n\
                   -DOCSTART-\ttwo\n\nOslo\tI-LOC\nBergen\tB-LOC\n";
        let documents = from_bio(bio);
        let read: Vec<(String, Vec<(String, Tag)>)> = documents
            .into_iter()
            .map(|document| document.read(Knowledge::builtin()))
            .map(|document| {
                let words = document.tokens.iter().map(|token| token.span.of(&document.article.text).to_owned());
                (document.id, words.zip(document.tags).collect())
            })
            .collect();
        let words = |words: &[(&str, Tag)]| words.iter().map(|(word, tag)| ((*word).to_owned(), *tag)).collect();
        let first = words(&[
            ("Ann", Tag::Begin(Kind::Person)),
            ("Hale", Tag::Inside(Kind::Person)),
            ("left", Tag::Outside),
            ("Acme", Tag::Begin(Kind::Organisation)),
            ("'s", Tag::Outside),
            ("Bolt", Tag::Open),
            (".", Tag::Outside),
        ]);
        let second = words(&[("Oslo", Tag::Begin(Kind::Place)), ("Bergen", Tag::Begin(Kind::Place))]);
        assert_eq!(read, [("one".to_owned(), first), ("two".to_owned(), second)]);
    }

    #[test]
    fn a_set_without_documents_consists_of_messages() {
        let ids: Vec<(String, String)> =
            from_bio("hello\tO\n\nAnn\tB-PER\n").into_iter().map(|document| (document.id, document.text)).collect();
        assert_eq!(ids, [("0".to_owned(), "hello\n".to_owned()), ("1".to_owned(), "Ann\n".to_owned())]);
    }
}
