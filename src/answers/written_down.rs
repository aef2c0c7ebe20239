//! What the desk wrote down, as lines of a card: offices and names as of the article's date, each with the dossier it stands in.
//!
//! What holds on a day is said only as far as the desk knows the ends of a term; otherwise the card says that it is not known.

use std::path::Path;

use crate::article::PartialDate;
use crate::corpus::{Corpus, Record};
use crate::knowledge::dossier::{Called, DossierEntry, Event, Held, Office, Organisation, Origin, Person, Place, Term};
use crate::text::Span;

use super::card::{Card, Line};
use super::phrase::some_of;
use super::subject::Subject;

/// So many offices, names or events a line has.
const MOST: usize = 3;

/// The lines of a card that come from the desk.
pub(super) fn lines(subject: &Subject<'_>) -> Vec<Line> {
    let date = subject.home.and_then(|home| home.record.article.published).map(|published| published.date);
    let mut lines = Vec::new();
    for entry in subject.written_down() {
        match entry {
            DossierEntry::Person(person) => lines.extend(of_person(subject, person, date)),
            DossierEntry::Organisation(body) => lines.extend(of_body(subject, body, date)),
            DossierEntry::Place(place) => lines.extend(of_place(subject, place, date)),
            DossierEntry::Event(_) => {}
        }
    }
    lines.extend(events(subject));
    lines.extend(corrected(subject));
    lines.extend(house_style(subject));
    lines
}

/// The card of an event that a text names.
pub(super) fn event_card(event: &Event, span: Span, shown: &dyn Fn(&Path) -> String) -> Card {
    let source = stated_by(&event.origin, event.source.as_deref(), shown);
    let mut card = Card::new(span, &event.name, "event", &source);
    card.push(Line::new("When", term(event.term).unwrap_or_else(|| "not known".to_owned()), &source));
    card.push(Line::new("Where", event.place.as_deref().unwrap_or("not known"), &source));
    if !event.participants.is_empty() {
        card.push(Line::new("Took part", some_of(event.participants.clone(), 2 * MOST), &source));
    }
    if let Some(note) = &event.note {
        card.push(Line::new("Note", note, &source));
    }
    card
}

/// The event that a text names at a byte offset: the one with the longest name.
pub(super) fn event_at<'c>(corpus: &'c Corpus, record: &Record, offset: usize) -> Option<(Span, &'c Event)> {
    if corpus.dossiers().entries().events.is_empty() {
        return None;
    }
    let text = &record.article.text;
    let from = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    let mut before = ' ';
    let starts = text[from..].char_indices().take_while(|(at, _)| from + at <= offset).filter_map(|(at, c)| {
        let is_start = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        is_start.then_some(from + at)
    });
    let events = starts.flat_map(|start| {
        let found = corpus.dossiers().events_at(&text[start..]).into_iter();
        found.map(move |(event, length)| (Span::new(start, start + length), event))
    });
    events.filter(|(span, _)| span.touches(offset)).max_by_key(|(span, _)| span.len())
}

fn of_person(subject: &Subject<'_>, person: &Person, date: Option<PartialDate>) -> Vec<Line> {
    let source = subject.stated_by(&person.origin, person.source.as_deref());
    let mut words = vec![person.name.clone()];
    words.extend(person.which.clone());
    words.extend(life(person.born, person.died));
    words.extend(person.country.clone());
    words.extend(person.note.clone());
    let offices = Line::new(if date.is_some() { "Offices then" } else { "Offices" }, offices(person, date), &source);
    vec![Line::new("Dossier", words.join("; "), &source), offices]
}

/// "Harbour Minister of Arcadia (May 1991 – 1996); perhaps Mayor (from 1997); not: Clerk (until 1990)".
fn offices(person: &Person, date: Option<PartialDate>) -> String {
    if person.offices.is_empty() {
        return "not known: none in the dossier".to_owned();
    }
    let shown = |office: &Office| match term(office.term) {
        Some(term) => format!("{} ({term})", office.in_full()),
        None => office.in_full(),
    };
    let Some(date) = date else { return some_of(person.offices.iter().map(shown).collect(), MOST) };
    let of = |wanted: Held| {
        let held = person.offices_on(date).filter(move |(_, held)| *held == wanted);
        held.map(|(office, _)| shown(office)).collect::<Vec<String>>()
    };
    let mut parts = of(Held::Yes);
    parts.extend(of(Held::Perhaps).into_iter().map(|office| format!("perhaps {office}")));
    if parts.is_empty() {
        parts.push(format!("none of the dossier on {}", date.in_words()));
    }
    parts.extend(of(Held::No).into_iter().map(|office| format!("not: {office}")));
    some_of(parts, MOST + 1)
}

fn of_body(subject: &Subject<'_>, body: &Organisation, date: Option<PartialDate>) -> Vec<Line> {
    let source = subject.stated_by(&body.origin, body.source.as_deref());
    let mut words = vec![body.name.clone()];
    words.extend(body.founded.map(|date| format!("founded {}", date.in_words())));
    words.extend(body.dissolved.map(|date| format!("dissolved {}", date.in_words())));
    words.extend(body.parent.as_ref().map(|parent| format!("belongs to {parent}")));
    words.extend(body.country.clone());
    words.extend(body.note.clone());
    let mut lines = vec![Line::new("Dossier", words.join("; "), &source)];
    if let Some(date) = date.filter(|date| body.existed_on(*date) == Held::No) {
        lines.push(Line::new("Then", format!("did not exist on {}", date.in_words()), &source));
    } else {
        let then = date.and_then(|date| body.name_on(date));
        lines.extend(called(&body.called, &body.name, then, date).map(|text| Line::new("Called", text, &source)));
    }
    lines
}

fn of_place(subject: &Subject<'_>, place: &Place, date: Option<PartialDate>) -> Vec<Line> {
    let source = subject.stated_by(&place.origin, place.source.as_deref());
    let mut words = vec![place.name.clone()];
    if !place.within.is_empty() {
        words.push(format!("in {}", place.within.join(", ")));
    }
    words.extend(place.note.clone());
    let mut lines = vec![Line::new("Dossier", words.join("; "), &source)];
    let then = date.and_then(|date| place.name_on(date));
    lines.extend(called(&place.called, &place.name, then, date).map(|text| Line::new("Called", text, &source)));
    lines
}

/// "Weavers' and Dyers' Guild on 3 May 1940; Weavers' and Dyers' Guild until 1950"; nothing of what never had another name.
fn called(names: &[Called], name: &str, then: Option<&str>, date: Option<PartialDate>) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let mut parts = Vec::new();
    parts.extend(date.map(|date| match then {
        Some(name) => format!("{name} on {}", date.in_words()),
        None => format!("not known on {}", date.in_words()),
    }));
    parts.extend(names.iter().map(|called| match term(called.term) {
        Some(term) => format!("{} {term}", called.name),
        None => called.name.clone(),
    }));
    parts.push(format!("else {name}"));
    Some(some_of(parts, MOST + 1))
}

/// Dated events in which it takes part, or that took place there.
fn events(subject: &Subject<'_>) -> Option<Line> {
    let events = subject.corpus.dossiers().events_of(&subject.identity.name);
    let first = events.first()?;
    let source = subject.stated_by(&first.origin, first.source.as_deref());
    let told = |event: &&Event| term(event.term).map_or_else(|| event.name.clone(), |term| format!("{}, {term}", event.name));
    Some(Line::new("Events", some_of(events.iter().map(told).collect(), MOST), source))
}

/// What had to be corrected of it before.
fn corrected(subject: &Subject<'_>) -> Option<Line> {
    let corrections = subject.corpus.dossiers().corrections_about(&subject.identity.name);
    let first = corrections.first()?;
    let source = subject.stated_by(&first.origin, first.source.as_deref());
    let told = corrections.iter().map(|correction| {
        let on = correction.published.map(|date| format!(", {}", date.in_words())).unwrap_or_default();
        format!("“{}” to “{}”{on}", correction.wrong, correction.right)
    });
    Some(Line::new("Corrected", some_of(told.collect(), MOST), source))
}

/// The form that the house writes, if it is another.
fn house_style(subject: &Subject<'_>) -> Option<Line> {
    let home = subject.home.map(|home| home.record);
    let outlet = home.and_then(|record| record.article.outlet.as_ref()).map(|outlet| outlet.text.as_str());
    let names = std::iter::once(&subject.identity.name).chain(&subject.identity.aliases);
    let mut preferred =
        names.filter_map(|name| subject.corpus.dossiers().preferred(name, home.map(|record| &*record.path), outlet));
    let preference = preferred.next()?;
    let source = subject.path(&preference.below.join("dateline.toml"));
    Some(Line::new("House style", format!("{}, not {}", preference.preferred, preference.form), source))
}

fn life(born: Option<PartialDate>, died: Option<PartialDate>) -> Option<String> {
    match (born, died) {
        (Some(born), Some(died)) => Some(format!("{} – {}", born.in_words(), died.in_words())),
        (Some(born), None) => Some(format!("born {}", born.in_words())),
        (None, Some(died)) => Some(format!("died {}", died.in_words())),
        (None, None) => None,
    }
}

/// "May 1991 – 1996", "from May 1991", "until 1996", "24 January 1994".
fn term(term: Term) -> Option<String> {
    match (term.from, term.until) {
        (Some(from), Some(until)) if from == until => Some(from.in_words()),
        (Some(from), Some(until)) => Some(format!("{} – {}", from.in_words(), until.in_words())),
        (Some(from), None) => Some(format!("from {}", from.in_words())),
        (None, Some(until)) => Some(format!("until {}", until.in_words())),
        (None, None) => None,
    }
}

/// "dossiers/ours.toml, line 2", and before it where the desk has it from.
pub(super) fn stated_by(origin: &Origin, source: Option<&str>, shown: &dyn Fn(&Path) -> String) -> String {
    let place = format!("{}, line {}", shown(&origin.path), origin.line);
    source.map_or_else(|| place.clone(), |source| format!("stated by {source}; {place}"))
}
