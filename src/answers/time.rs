//! The card of a time expression: its value, and what the value rests on.

use crate::article::{Published, PublishedSource};
use crate::corpus::Record;
use crate::language::{Time, TimeKind, TimeModifier};

use super::card::{Card, Line};
use super::phrase::timex;

pub(super) fn card(record: &Record, time: &Time) -> Card {
    let words = record.article.words(time.span);
    let line = format!("this article, line {}", record.lines.line(time.span.start()) + 1);
    let value = time.value.as_deref().map(|value| {
        let value = timex(value);
        time.modifier.map_or(value.clone(), |modifier| format!("{} {value}", modifier_word(modifier)))
    });
    let title = match &value {
        Some(value) if *value == words => words,
        Some(value) => format!("{words} → {value}"),
        None => format!("{words} → not known"),
    };
    let mut card = Card::new(time.span, title, kind_name(time.kind), line);
    if let Some(value) = &time.value {
        card.push(Line::new("Value", value, "TIMEX3 notation"));
    }
    card.push(rests_on(record, time));
    card
}

fn rests_on(record: &Record, time: &Time) -> Line {
    const LABEL: &str = "Rests on";
    if !time.deictic {
        let text = if time.value.as_deref().is_some_and(|value| value.starts_with("XXXX")) {
            "the words themselves; the year is not stated and the article's date not known"
        } else {
            "the words themselves"
        };
        return Line::new(LABEL, text, "this article");
    }
    match record.article.published {
        Some(published) => {
            let text = format!("the article's date, {}", published.date.in_words());
            let source = stated_by(record, published);
            Line::new(LABEL, text, source)
        }
        None => Line::new(LABEL, "not known: the article has no date", "this article and its sidecar"),
    }
}

/// Who says when the article was published: "its sidecar", "date in line 3".
pub(super) fn stated_by(record: &Record, published: Published) -> String {
    match (published.source, published.span) {
        (PublishedSource::Argument, _) => "given with the request".to_owned(),
        (PublishedSource::Sidecar, _) => "its sidecar".to_owned(),
        (PublishedSource::FrontMatter, _) => "its front matter".to_owned(),
        (PublishedSource::Format, _) => "its date field".to_owned(),
        (PublishedSource::Text, Some(span)) => format!("date in line {}", record.lines.line(span.start()) + 1),
        (PublishedSource::Text, None) => "date in the text".to_owned(),
    }
}

fn kind_name(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "date",
        TimeKind::Time => "time",
        TimeKind::Duration => "length of time",
        TimeKind::Set => "recurring time",
    }
}

fn modifier_word(modifier: TimeModifier) -> &'static str {
    match modifier {
        TimeModifier::Approx => "about",
        TimeModifier::Start => "early",
        TimeModifier::Mid => "middle of",
        TimeModifier::End => "late",
        TimeModifier::MoreThan => "more than",
        TimeModifier::LessThan => "less than",
        TimeModifier::EqualOrMore => "at least",
        TimeModifier::EqualOrLess => "at most",
    }
}
