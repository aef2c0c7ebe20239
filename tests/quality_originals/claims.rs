//! What the five articles claim, against a list made by hand: titles, counts, amounts, dated events, quotations. `DATELINE_SHOW=originals-claims`
//! prints what is missed and what is wrong.

use std::ops::Range;

use dateline::article::PublishedSource;
use dateline::claims::{Attribute, Claim, Subject, Value, Voice, claims};
use dateline::text::Span;

use super::*;

const LIST: &str = include_str!("../quality/originals_claims.tsv");
/// What has to be reached: recall, precision.
const FLOORS: [f64; 2] = [0.9, 0.95];

/// A claim of the list.
struct Listed<'a> {
    file: &'a str,
    span: Span,
    attribute: &'a str,
    optional: bool,
    subject: &'a str,
    value: &'a str,
    source: &'a str,
}

fn listed(line: &str) -> Listed<'_> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [file, span, attribute, subject, value, source] = cells[..] else { panic!("six cells expected: {line}") };
    let (start, end) = span.split_once('-').unwrap();
    let span = Span::new(start.parse().unwrap(), end.parse().unwrap());
    let optional = attribute.ends_with('?');
    Listed { file, span, attribute: attribute.trim_end_matches('?'), optional, subject, value, source }
}

fn attribute(of: Attribute) -> String {
    serde_json::to_string(&of).unwrap().trim_matches('"').to_owned()
}

fn is_of_list(claim: &Claim) -> bool {
    use Attribute::{Age, Amount, Count, EventDate, EventPlace, Quotation, Title};
    [Age, Amount, Count, EventDate, EventPlace, Quotation, Title].contains(&claim.attribute)
}

/// Whether one of the offsets, divided by `/`, lies where `at` says.
fn one_of(offsets: &str, at: impl Fn(usize) -> bool) -> bool {
    offsets.split('/').filter_map(|offset| offset.parse().ok()).any(at)
}

impl Listed<'_> {
    fn fits(&self, claim: &Claim, reading: &Reading) -> bool {
        let is_named = |entity: EntityId, offset: usize| {
            reading.mentions.iter().any(|mention| mention.entity == entity && mention.span.contains(offset))
        };
        let place = match claim.attribute {
            Attribute::Title => claim.span.covers(self.span),
            Attribute::Quotation => claim.span.start() == self.span.start(),
            _ => claim.span == self.span,
        };
        let subject = self.subject == "-"
            || match claim.subject {
                Subject::Entity(entity) => one_of(self.subject, |offset| is_named(entity, offset)),
                _ => claim.verb.is_some_and(|verb| one_of(self.subject, |offset| verb.contains(offset))),
            };
        let value = match &claim.value {
            Value::Number(number) => {
                let unit = number.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
                self.value == format!("{}{unit}", number.value)
            }
            Value::Date(date) => self.value == date.to_string(),
            _ => self.value == "-",
        };
        let source = match claim.voice {
            Voice::Writer => self.source.split('/').any(|source| source == "w"),
            Voice::Named(speaker) => one_of(self.source, |offset| is_named(speaker, offset)),
            Voice::Unnamed(_) => self.source.split('/').any(|source| source == "u"),
        };
        attribute(claim.attribute) == self.attribute && place && subject && value && source
    }
}

#[test]
fn the_originals_claim_what_a_reader_lists() {
    let shows = std::env::var("DATELINE_SHOW").is_ok_and(|what| what == "originals-claims");
    let originals = originals();
    let [mut right, mut missed, mut wrong] = [0; 3];
    for original in &originals {
        let (article, reading) = original.dated();
        let mut found: Vec<Claim> = claims(&article, &reading, Knowledge::builtin()).into_iter().filter(is_of_list).collect();
        let lines = LIST.lines().filter(|line| !line.starts_with('#')).map(listed);
        for listed in lines.filter(|listed| listed.file == original.file) {
            let at = found.iter().position(|claim| listed.fits(claim, &reading));
            right += usize::from(at.is_some() && !listed.optional);
            if let Some(at) = at {
                found.remove(at);
            } else if listed.optional {
                // Claimed of another subject or source, it counts neither way.
                found.retain(|claim| attribute(claim.attribute) != listed.attribute || claim.span != listed.span);
            } else {
                missed += 1;
                original.show(shows, "missed", listed.attribute, listed.span.start()..listed.span.end());
            }
        }
        wrong += found.len();
        for claim in &found {
            original.show(shows, "wrong", &attribute(claim.attribute), claim.span.start()..claim.span.end());
        }
    }
    if originals.is_empty() {
        return;
    }
    let share = |part: usize, rest: usize| part as f64 / (part + rest) as f64;
    let (recall, precision) = (share(right, missed), share(right, wrong));
    println!("originals, claims: {right} right, {missed} missed, {wrong} wrong: recall {recall:.3}, precision {precision:.3}");
    assert!(recall >= FLOORS[0] && precision >= FLOORS[1], "recall {recall:.3}, precision {precision:.3}");
}

impl Original {
    /// Read with the day on which it appeared.
    fn dated(&self) -> (article::Article, Reading) {
        let day = LIST.lines().find_map(|line| line.strip_prefix(&format!("# {} published ", self.file))).unwrap();
        let published = Some((day.parse().unwrap(), PublishedSource::Sidecar));
        let stated = Stated { published, ..Stated::default() };
        let knowledge = Knowledge::builtin();
        let article = article::read(Arc::clone(&self.text), Format::Text, &stated, &knowledge.gazetteer);
        let reading = read(&article, knowledge);
        (article, reading)
    }

    fn show(&self, shows: bool, what: &str, attribute: &str, span: Range<usize>) {
        if shows {
            println!("{what} {}: {attribute} {span:?} {}", self.file, &self.text[span.clone()]);
        }
    }
}
