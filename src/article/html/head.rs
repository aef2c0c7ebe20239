//! What a page says of its article where no reader sees it: `<title>`, `<meta>`, JSON-LD, `<time>`.

use std::collections::BTreeMap;

use html5gum::{HtmlString, Spanned};
use serde_json::Value;

use super::super::PartialDate;
use super::super::front_matter::{FrontMatter, date_of, joined};
use crate::text::Span;

/// Names of `<meta>`, in lower case; of several the first in this order counts.
const TITLE: &[&str] = &["og:title", "headline", "dc.title", "twitter:title"];
const BYLINE: &[&str] = &["author", "byl", "dc.creator", "parsely-author", "sailthru.author", "article:author"];
const OUTLET: &[&str] = &["og:site_name", "dc.publisher"];
const DATE: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
];

type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

/// A date and where it stands.
type Dated = (PartialDate, Span);

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: String,
    meta: BTreeMap<String, (String, Span)>,
    linked: Linked,
    /// A `<time>` that is marked as the day of publication.
    marked: Option<Dated>,
    /// A `<time>` in a line of its own above the story.
    lone: Option<Dated>,
}

/// What JSON-LD says of the article.
#[derive(Debug, Default)]
struct Linked {
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    published: Option<Dated>,
}

/// A `<time>` with a date in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub(super) dated: Dated,
    /// Marked as the day of publication.
    pub(super) marked: bool,
}

/// The text of an attribute.
fn value(attributes: &Attributes, name: &str) -> Option<String> {
    Some(String::from_utf8_lossy(attributes.get(name.as_bytes())?).into_owned())
}

/// Where the value of an attribute stands: exactly, if it stands there as it is, else the tag.
fn place(source: &str, tag: Span, value: &str) -> Span {
    match tag.of(source).rfind(value).filter(|_| !value.is_empty()) {
        Some(at) => Span::new(tag.start() + at, tag.start() + at + value.len()),
        None => tag,
    }
}

/// Reads a `<time>`; `None` if it has no date, or says that it is that of a change.
pub(super) fn time(source: &str, attributes: &Attributes, tag: Span) -> Option<Time> {
    let says = |name: &str| value(attributes, name).unwrap_or_default().to_ascii_lowercase();
    let (property, class) = (says("itemprop"), says("class"));
    if [&property, &class].iter().any(|text| text.contains("modif") || text.contains("update")) {
        return None;
    }
    let written = value(attributes, "datetime")?;
    let date = date_of(written.trim())?;
    let marked = property == "datepublished" || attributes.contains_key(&b"pubdate"[..]) || class.contains("publish");
    Some(Time { dated: (date, place(source, tag, written.trim())), marked })
}

impl Head {
    pub(super) fn meta(&mut self, source: &str, attributes: &Attributes, tag: Span) {
        let Some(content) = value(attributes, "content").filter(|content| !content.trim().is_empty()) else { return };
        for name in ["property", "name", "itemprop"] {
            if let Some(name) = value(attributes, name) {
                let place = place(source, tag, content.trim());
                self.meta.entry(name.to_ascii_lowercase()).or_insert_with(|| (content.trim().to_owned(), place));
            }
        }
    }

    pub(super) fn time(&mut self, time: Time) {
        let slot = if time.marked { &mut self.marked } else { &mut self.lone };
        slot.get_or_insert(time.dated);
    }

    /// Takes the article out of a script of JSON-LD; what is no JSON says nothing.
    pub(super) fn linked_data(&mut self, source: &str, script: Span) {
        let Ok(data) = serde_json::from_str::<Value>(script.of(source).trim()) else { return };
        let Some(article) = article(&data) else { return };
        let text = |field: &str| article[field].as_str().map(str::to_owned);
        if self.linked.published.is_none()
            && let Some(written) = article["datePublished"].as_str()
            && let Some(date) = date_of(written.trim())
        {
            self.linked.published = Some((date, place(source, script, written)));
        }
        self.linked.title = self.linked.title.take().or_else(|| text("headline"));
        self.linked.byline = self.linked.byline.take().or_else(|| joined(&names(&article["author"])));
        self.linked.outlet = self.linked.outlet.take().or_else(|| names(&article["publisher"]).into_iter().next());
    }

    /// The fields of the article, as front matter has them.
    pub(super) fn fields(mut self) -> FrontMatter {
        let mut first = |names: &[&str]| names.iter().find_map(|name| self.meta.remove(*name));
        // An author is a name; some pages give the address of a profile.
        let byline = first(BYLINE).map(|(name, _)| name).filter(|name| !name.contains("://"));
        let outlet = first(OUTLET).map(|(name, _)| name);
        let title = first(TITLE).map(|(title, _)| title);
        let dated = DATE.iter().find_map(|name| {
            let (written, span) = self.meta.get(*name)?;
            Some((date_of(written)?, *span))
        });
        FrontMatter {
            title: title.or(self.linked.title).or_else(|| own_title(&self.title)),
            byline: byline.and_then(|name| joined(&[name])).or(self.linked.byline),
            outlet: outlet.or(self.linked.outlet),
            published: dated.or(self.linked.published).or(self.marked).or(self.lone),
            ..FrontMatter::default()
        }
    }
}

/// The first object that says when it was published, in lists and graphs too. The depth is what `serde_json` reads at most.
fn article(data: &Value) -> Option<&Value> {
    match data {
        Value::Array(list) => list.iter().find_map(article),
        Value::Object(fields) if fields.contains_key("datePublished") => Some(data),
        Value::Object(fields) => ["@graph", "mainEntity"].iter().find_map(|name| article(fields.get(*name)?)),
        _ => None,
    }
}

/// Names of people or bodies, however they are written.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) if !name.contains("://") => vec![name.clone()],
        Value::Array(list) => list.iter().flat_map(names).collect(),
        Value::Object(fields) => fields.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// `River falls | The Meridian`: without the name of the site.
fn own_title(title: &str) -> Option<String> {
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let own = [" | ", " · ", " — ", " – ", " - "]
        .iter()
        .find_map(|mark| words.rsplit_once(mark))
        .map_or(words.as_str(), |(own, _)| own);
    (!own.is_empty()).then(|| own.to_owned())
}
