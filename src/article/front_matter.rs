//! The fields at the head of a Markdown file: YAML between `---`, TOML between `+++`.
//!
//! Every site has its own names for them, so several names mean one field and unknown fields are nobody's business. Front matter that
//! cannot be read is a problem to tell of, with its place; the article below it is read all the same.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::PartialDate;
use super::calendar::explicit_date;
use crate::text::Span;

/// What the front matter says of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// From the opening marks to the line break after the closing ones.
    pub(super) whole: Span,
    pub(super) title: Option<String>,
    /// Several authors are joined by commas and `and`.
    pub(super) byline: Option<String>,
    /// With the place of the value.
    pub(super) published: Option<(PartialDate, Span)>,
    pub(super) outlet: Option<String>,
    pub(super) place: Option<String>,
    pub(super) problems: Vec<(Span, String)>,
}

/// The fields, each by the names that sites give it; of several the first in this order counts.
const TITLE: &[&str] = &["headline", "title"];
const BYLINE: &[&str] = &["byline", "author", "authors"];
const DATE: &[&str] =
    &["published", "date", "pubdate", "publishdate", "publish_date", "publisheddate", "date_published", "datepublished"];
const OUTLET: &[&str] = &["outlet", "publication", "source", "publisher"];
const PLACE: &[&str] = &["place", "location", "dateline"];

/// A value of a field, with its place in the file.
struct Value {
    texts: Vec<String>,
    span: Span,
}

/// A value as YAML has it. Only texts and lists of texts (or of authors with a name) mean anything here.
#[derive(Deserialize)]
#[serde(untagged)]
enum Yaml {
    Text(String),
    Integer(i64),
    List(Vec<Yaml>),
    Fields(BTreeMap<String, Yaml>),
    Other(serde::de::IgnoredAny),
}

impl Yaml {
    fn texts(self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text],
            Self::Integer(number) => vec![number.to_string()],
            Self::List(list) => list.into_iter().flat_map(Self::texts).collect(),
            Self::Fields(mut fields) => fields.remove("name").map(Self::texts).unwrap_or_default(),
            Self::Other(_) => Vec::new(),
        }
    }
}

/// Reads the front matter of a Markdown file; `None` if it has none.
pub(super) fn read(source: &str) -> Option<FrontMatter> {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let body = &source[start..];
    let (fence, closings): (&str, &[&str]) = if body.starts_with("---") {
        ("---", &["---", "..."])
    } else if body.starts_with("+++") {
        ("+++", &["+++"])
    } else {
        return None;
    };
    let mut lines = lines(source, start);
    let (_, opening_end, content_start) = lines.next()?;
    if source[start..opening_end].trim_end() != fence {
        return None;
    }
    let Some((content_end, _, whole_end)) = lines.find(|&(from, to, _)| closings.contains(&source[from..to].trim_end())) else {
        // A rule across the page opens no front matter, but `title:` right below it does.
        let first_field = source[content_start..].lines().next().is_some_and(is_field);
        return first_field.then(|| FrontMatter {
            whole: Span::new(start, opening_end),
            problems: vec![(
                Span::new(start, opening_end),
                format!("front matter is opened by `{fence}` and never closed; add a line `{fence}` after its last field"),
            )],
            ..FrontMatter::default()
        });
    };
    let content = Span::new(content_start, content_end);
    let whole = Span::new(start, whole_end);
    let parsed = if fence == "---" { yaml(source, content) } else { toml(source, content) };
    Some(match parsed {
        Ok(Some(fields)) => FrontMatter { whole, ..named(fields) },
        // A rule, some prose, and another rule.
        Ok(None) => return None,
        Err(problem) => {
            if fence == "---" && !content.of(source).lines().any(is_field) {
                return None;
            }
            FrontMatter { whole, problems: vec![problem], ..FrontMatter::default() }
        }
    })
}

/// Start, end, and start of the next, of each line from an offset.
fn lines(source: &str, from: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    let mut at = from;
    let bytes = source.as_bytes();
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let end = bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |length| at + length);
        let next = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { (end + 1).min(bytes.len()) };
        let line = (at, end, next);
        at = next;
        Some(line)
    })
}

/// `name: …` at the start of a line.
fn is_field(line: &str) -> bool {
    let Some((name, _)) = line.split_once([':', '=']) else { return false };
    let name = name.trim_end();
    !name.is_empty() && name.len() <= 40 && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

type Fields = BTreeMap<String, Value>;

fn yaml(source: &str, content: Span) -> Result<Option<Fields>, (Span, String)> {
    let text = content.of(source);
    if text.trim().is_empty() {
        return Ok(Some(Fields::new()));
    }
    // A list, or a text, is no front matter.
    if !text.lines().any(is_field) {
        return Ok(None);
    }
    let parsed: Result<BTreeMap<String, Spanned<Yaml>>, _> = serde_saphyr::from_str(text);
    match parsed {
        Ok(fields) => {
            let place = |location: serde_saphyr::Location| {
                let start = location.span().byte_offset().map_or(0, |at| at as usize);
                let length = location.span().byte_len().map_or(0, |length| length as usize);
                within(content, text, start, length)
            };
            let value = |value: Spanned<Yaml>| Value { span: place(value.referenced), texts: value.value.texts() };
            Ok(Some(fields.into_iter().map(|(name, field)| (name.to_lowercase(), value(field))).collect()))
        }
        Err(error) => {
            let at = error.location().and_then(|location| location.span().byte_offset()).map_or(0, |at| at as usize);
            let cause = error.without_snippet().to_string();
            Err((
                line_at(source, content, at),
                format!("front matter is no YAML: {}; correct this line or quote the value", one_line(&cause)),
            ))
        }
    }
}

fn toml(source: &str, content: Span) -> Result<Option<Fields>, (Span, String)> {
    let text = content.of(source);
    match toml::de::DeTable::parse(text) {
        Ok(table) => {
            let fields = table.into_inner().into_iter().map(|(name, value)| {
                let span = value.span();
                let span = within(content, text, span.start, span.end - span.start);
                (name.into_inner().to_lowercase(), Value { span, texts: toml_texts(value.get_ref()) })
            });
            Ok(Some(fields.collect()))
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let cause = one_line(error.message());
            Err((line_at(source, content, at), format!("front matter is no TOML: {cause}; correct this line")))
        }
    }
}

fn toml_texts(value: &toml::de::DeValue<'_>) -> Vec<String> {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => vec![text.to_string()],
        DeValue::Integer(number) => vec![number.as_str().to_owned()],
        DeValue::Datetime(date) => vec![date.to_string()],
        DeValue::Array(list) => list.iter().flat_map(|value| toml_texts(value.get_ref())).collect(),
        DeValue::Table(table) => table.get("name").map(|value| toml_texts(value.get_ref())).unwrap_or_default(),
        DeValue::Float(_) | DeValue::Boolean(_) => Vec::new(),
    }
}

/// A span of the file for one of the content, whatever the parser claims.
fn within(content: Span, text: &str, start: usize, length: usize) -> Span {
    let start = floor(text, start.min(text.len()));
    let end = floor(text, start.saturating_add(length).min(text.len())).max(start);
    Span::new(content.start() + start, content.start() + end)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The line of the content in which an error lies.
fn line_at(source: &str, content: Span, at: usize) -> Span {
    let at = content.start() + at.min(content.len().saturating_sub(1));
    let found = lines(source, content.start()).find(|&(_, _, next)| at < next);
    found.map_or(content, |(from, to, _)| Span::new(from, to))
}

fn one_line(cause: &str) -> String {
    let first = cause.lines().next().unwrap_or(cause);
    first.trim_end_matches('.').to_owned()
}

fn named(mut fields: Fields) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut first = |names: &[&str]| names.iter().find_map(|name| fields.remove(*name).filter(|value| !value.texts.is_empty()));
    let words = |value: Value| {
        let text = value.texts.into_iter().next().unwrap_or_default().trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    front.title = first(TITLE).and_then(words);
    front.byline = first(BYLINE).and_then(|value| joined(&value.texts));
    front.outlet = first(OUTLET).and_then(words);
    front.place = first(PLACE).and_then(words);
    if let Some(value) = first(DATE) {
        let span = value.span;
        let text = value.texts.into_iter().next().unwrap_or_default();
        match date_of(&text) {
            Some(date) => front.published = Some((date, span)),
            None if text.trim().is_empty() => {}
            None => front.problems.push((span, format!("`{text}` in the front matter is no date; write it as 1997-01-29"))),
        }
    }
    front
}

pub(super) fn date_of(text: &str) -> Option<PartialDate> {
    text.parse().ok().or_else(|| explicit_date(text.trim()).map(|(date, _)| date))
}

/// `A`, `A and B`, `A, B and C`.
pub(super) fn joined(names: &[String]) -> Option<String> {
    let names: Vec<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let (last, rest) = names.split_last()?;
    let last = last.strip_prefix("By ").or_else(|| last.strip_prefix("by ")).unwrap_or(last);
    Some(if rest.is_empty() { last.to_owned() } else { format!("{} and {last}", rest.join(", ")) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn summary(source: &str) -> Option<[Option<String>; 5]> {
        read(source).map(|front| {
            let date = front.published.map(|(date, span)| format!("{date} from {}", span.of(source)));
            [front.title, front.byline, date, front.outlet, front.place]
        })
    }

    fn problems(source: &str) -> Vec<(&str, String)> {
        read(source)
            .map(|front| front.problems)
            .unwrap_or_default()
            .into_iter()
            .map(|(span, text)| (span.of(source), text))
            .collect()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let expected = Some([
            some("River falls"),
            some("Ann Poe and John Doe"),
            some("1998-03-03 from 1998-03-03"),
            some("The Meridian"),
            some("Geneva"),
        ]);
        let yaml = "---\ntitle: River falls\nauthor: [Ann Poe, John Doe]\ndate: 1998-03-03\npublication: \"The Meridian\"\nlocation: Geneva\nlayout: 3\n---\nText";
        let toml = "+++\r\ntitle = \"River falls\"\r\nauthors = [\"Ann Poe\", { name = \"John Doe\" }]\r\ndate = 1998-03-03\r\nsource = 'The Meridian'\r\nplace = 'Geneva'\r\n[extra]\r\na = 1\r\n+++\r\nText";
        assert_eq!((summary(yaml), summary(toml)), (expected.clone(), expected));
    }

    #[test]
    fn dates_in_several_dresses() {
        for (value, date) in [
            ("1998-03-03T14:00:00Z", "1998-03-03"),
            ("March 3, 1998", "1998-03-03"),
            ("1998-03", "1998-03"),
            ("1998", "1998"),
            ("'1998-03-03 14:00:00 +0100'", "1998-03-03"),
        ] {
            let source = format!("\u{feff}---\npubDate: {value}\n---\n");
            let read = read(&source).unwrap();
            assert_eq!(read.published.map(|(date, _)| date.to_string()), some(date), "{value}");
        }
    }

    #[test]
    fn a_problem_names_its_place_cause_and_remedy() {
        assert_eq!(
            problems("---\ndate: soonish\n---\n"),
            [("soonish", "`soonish` in the front matter is no date; write it as 1997-01-29".to_owned())]
        );
        assert_eq!(
            problems("---\ntitle: River falls\n\nText"),
            [("---", "front matter is opened by `---` and never closed; add a line `---` after its last field".to_owned())]
        );
        let broken = problems("+++\ntitle = \"River\ndate = 1998-03-03\n+++\n");
        assert_eq!(broken.iter().map(|(place, _)| *place).collect::<Vec<_>>(), ["title = \"River"]);
        assert!(broken[0].1.starts_with("front matter is no TOML: "), "{broken:?}");
        let broken = problems("---\ntitle: \"River\ndate: 1998-03-03\n---\n");
        assert!(broken[0].1.starts_with("front matter is no YAML: "), "{broken:?}");
    }

    #[test]
    fn rules_across_the_page_are_no_front_matter() {
        for source in
            ["---\n\nSome prose.\n\n---\nMore", "---\n\nSome prose", "Text\n---\n", "----\na: b\n----\n", "", "---", "+++"]
        {
            assert_eq!(summary(source), None, "{source}");
        }
    }
}
