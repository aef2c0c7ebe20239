//! The card of a person.

use crate::corpus::{IdentityKey, fold_name, has_full_name, introducing, titled};
use crate::text::Span;

use super::card::{Card, Line};
use super::phrase::{first_of, join_words, some_of};
use super::subject::Subject;
use super::written_down;

pub(super) fn card(subject: &Subject<'_>, span: Span) -> Card {
    let full_name_here = subject.home.is_some_and(|home| has_full_name(home.entity));
    let is_lone = matches!(subject.identity.key, IdentityKey::Lone(..));
    let mut card = Card::new(span, &subject.identity.name, "person", name_source(subject, full_name_here));
    if subject.home.is_some() && !full_name_here {
        let text = match subject.joined_by() {
            Some(reason) => format!("not stated in this article; joined by {reason}"),
            None => "not stated in this article".to_owned(),
        };
        card.push(Line::new("Given name", text, "this article"));
    }
    if let IdentityKey::Told(_, told) = &subject.identity.key {
        card.push(Line::new("Told from namesakes", format!("by {told}"), subject.corpus_source()));
    }
    if let Some(line) = title_here(subject) {
        card.push(line);
    }
    if let Some(line) = subject.titles_elsewhere(3) {
        card.push(line);
    }
    if let Some(line) = affiliation(subject) {
        card.push(line);
    }
    if let Some(line) = also_written(subject) {
        card.push(line);
    }
    if let Some(line) = known(subject) {
        card.push(line);
    }
    for line in written_down::lines(subject) {
        card.push(line);
    }
    card.push(subject.mentioned());
    let said = subject.said_last();
    card.push(said.unwrap_or_else(|| Line::new("Said last", "not known: no quotation", subject.corpus_source())));
    for line in family(subject, is_lone) {
        card.push(line);
    }
    card
}

/// Where the name at the head of the card stands.
fn name_source(subject: &Subject<'_>, full_name_here: bool) -> String {
    let here = subject.home.filter(|_| full_name_here || matches!(subject.identity.key, IdentityKey::Lone(..)));
    if let Some(mention) = here.and_then(|home| introducing(home.record, home.id)) {
        return subject.here_at(mention.span);
    }
    let folded = fold_name(&subject.identity.name);
    let mut all: Vec<_> = subject.bearers().collect();
    all.sort_by_key(|row| (row.age(), &row.path));
    let named = all.iter().find(|row| fold_name(&row.said.name) == folded).or_else(|| all.first());
    named.map_or_else(|| "corpus".to_owned(), |row| subject.file(row))
}

fn title_here(subject: &Subject<'_>) -> Option<Line> {
    let home = subject.home?;
    let mut titles: Vec<(String, String, Span)> = Vec::new();
    for title in &home.entity.titles {
        let text = titled(title);
        let folded = fold_name(&text);
        if titles.iter().all(|(known, _, _)| *known != folded) {
            titles.push((folded, text, title.span));
        }
    }
    let Some((_, _, first)) = titles.first() else {
        return Some(Line::new("Title here", "not known: none stated", "this article"));
    };
    let mut lines: Vec<String> = Vec::new();
    for (_, _, span) in &titles {
        let line = (home.record.lines.line(span.start()) + 1).to_string();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let source = if lines.len() == 1 { subject.here_at(*first) } else { format!("this article, lines {}", join_words(&lines)) };
    let texts = titles.into_iter().map(|(_, text, _)| text).collect();
    Some(Line::new("Title here", some_of(texts, 4), source))
}

/// The body that an article names beside the person, this article before the newest that does.
fn affiliation(subject: &Subject<'_>) -> Option<Line> {
    let row = subject.bearers().find(|row| !row.said.affiliations.is_empty())?;
    let mut bodies: Vec<String> = Vec::new();
    for body in &row.said.affiliations {
        if !bodies.contains(body) {
            bodies.push(body.clone());
        }
    }
    let source = match subject.home.filter(|_| subject.is_home(row)) {
        Some(home) => subject.here_at(home.entity.affiliations[0].span),
        None => subject.file(row),
    };
    Some(Line::new("Belongs to", some_of(bodies, 3), source))
}

fn also_written(subject: &Subject<'_>) -> Option<Line> {
    let aliases = &subject.identity.aliases;
    if aliases.is_empty() {
        return None;
    }
    Some(Line::new("Also written", some_of(aliases.clone(), 5), subject.corpus_source()))
}

/// What the gazetteer has on a well-known person.
fn known(subject: &Subject<'_>) -> Option<Line> {
    let id = subject.bearers().find_map(|row| row.entry())?;
    let entry = subject.corpus.knowledge().gazetteer.entry(id);
    let mut words = vec![entry.name().to_owned()];
    words.extend(entry.note().map(str::to_owned));
    match (entry.founded(), entry.until()) {
        (Some(born), Some(died)) => words.push(format!("{born}–{died}")),
        (Some(born), None) => words.push(format!("born {born}")),
        (None, Some(died)) => words.push(format!("died {died}")),
        (None, None) => {}
    }
    Some(Line::new("Known as", words.join(", "), format!("gazetteer, {}", entry.source())))
}

/// Who else bears the family name. For somebody of whom an article gives nothing else, these are the candidates.
fn family(subject: &Subject<'_>, is_lone: bool) -> Vec<Line> {
    let (namesakes, total) = subject.corpus.namesakes(&subject.identity);
    let in_short = || first_of(namesakes.iter().take(3).map(|identity| subject.in_short(identity)).collect(), total, 3);
    let source = subject.corpus_source();
    if is_lone {
        if namesakes.is_empty() {
            let text = "not known: nobody of this family name is introduced in full";
            return vec![Line::new("Perhaps", text, source)];
        }
        return vec![Line::new("Perhaps", format!("{}; not joined by the surname alone", in_short()), source)];
    }
    let text = if namesakes.is_empty() { "nobody else".to_owned() } else { in_short() };
    vec![Line::new("Same family name", text, source)]
}
