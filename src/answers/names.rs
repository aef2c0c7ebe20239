//! The cards of places and organisations: what the gazetteer says, and how they are written here and in the corpus.

use std::collections::BTreeMap;

use crate::corpus::{IdentityKey, fold_name, introducing};
use crate::knowledge::Entry;
use crate::language::Kind;
use crate::text::Span;

use super::card::{Card, Line};
use super::phrase::{count, some_of};
use super::subject::{Bearer, Subject, folded};
use super::written_down;

/// How often each form of a name is written, most often first.
type Forms = Vec<(String, usize)>;

pub(super) fn card(subject: &Subject<'_>, span: Span) -> Card {
    let entry = subject.identity.entry.map(|id| subject.corpus.knowledge().gazetteer.entry(id));
    let mut card = heading(subject, span, entry);
    if let Some(entry) = entry {
        let source = gazetteer_source(entry);
        for line in other_names(subject, entry) {
            card.push(line);
        }
        let container = lies_in(entry);
        match subject.identity.kind {
            Kind::Place => {
                if let Some(capital_of) = entry.capital_of() {
                    card.push(Line::new("Capital of", capital_of, &source));
                }
                let text = container.unwrap_or_else(|| "not known".to_owned());
                if entry.subkind() != "country" && entry.subkind() != "continent" || text != "not known" {
                    card.push(Line::new("Lies in", text, &source));
                }
            }
            Kind::Organisation | Kind::Person => {
                let seat = [entry.seat().map(str::to_owned), container]
                    .into_iter()
                    .flatten()
                    .reduce(|seat, container| if seat.contains(&container) { seat } else { format!("{seat}, {container}") });
                card.push(Line::new("Seat", seat.unwrap_or_else(|| "not known".to_owned()), &source));
            }
        }
        if let Some(years) = years(entry) {
            card.push(Line::new("Existed", years, &source));
        }
        if let Some(note) = entry.note().filter(|note| *note != entry.subkind()) {
            card.push(Line::new("Note", note, &source));
        }
    } else {
        let what = if subject.identity.kind == Kind::Place { "Lies in" } else { "Seat" };
        card.push(Line::new(what, "not known: not in the gazetteer", "gazetteer"));
        let near = subject.corpus.knowledge().gazetteer.similar(&subject.identity.name);
        let near: Vec<String> = near.into_iter().map(|similar| similar.name).collect();
        if !near.is_empty() {
            card.push(Line::new("Nearly", some_of(near, 3), "gazetteer"));
        }
        if !subject.identity.aliases.is_empty() {
            card.push(Line::new("Also written", some_of(subject.identity.aliases.clone(), 5), subject.corpus_source()));
        }
    }
    for line in written_down::lines(subject) {
        card.push(line);
    }
    if let Some(line) = written_here(subject) {
        card.push(line);
    }
    if let Some(line) = written_elsewhere(subject) {
        card.push(line);
    }
    if let Some(line) = government(subject) {
        card.push(line);
    }
    card.push(subject.mentioned());
    if let Some(line) = subject.said_last() {
        card.push(line);
    }
    if let Some(line) = namesakes(subject) {
        card.push(line);
    }
    card
}

fn heading(subject: &Subject<'_>, span: Span, entry: Option<Entry<'_>>) -> Card {
    let name = &subject.identity.name;
    if let Some(entry) = entry {
        let kind = match entry.subkind() {
            "" => kind_name(subject.identity.kind),
            subkind => subkind,
        };
        return Card::new(span, name, kind, gazetteer_source(entry));
    }
    let home = subject.home.and_then(|home| introducing(home.record, home.id));
    let source = match (home, subject.elsewhere().first()) {
        (Some(mention), _) => subject.here_at(mention.span),
        (None, Some(row)) => subject.file(row),
        (None, None) => "corpus".to_owned(),
    };
    Card::new(span, name, kind_name(subject.identity.kind), source)
}

pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
    }
}

fn gazetteer_source(entry: Entry<'_>) -> String {
    if entry.source().is_empty() { "gazetteer".to_owned() } else { format!("gazetteer, {}", entry.source()) }
}

/// The gazetteer's other names, those that the articles use first.
fn other_names(subject: &Subject<'_>, entry: Entry<'_>) -> Vec<Line> {
    let used = folded(subject.identity.aliases.iter().map(String::as_str));
    let own = fold_name(entry.name());
    let mut names: Vec<&str> = Vec::new();
    for alias in entry.aliases().filter(|alias| fold_name(alias) != own) {
        if names.iter().all(|known| fold_name(known) != fold_name(alias)) {
            names.push(alias);
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    names.sort_by_key(|name| !used.contains(&fold_name(name)));
    let names = names.into_iter().map(str::to_owned).collect();
    vec![Line::new("Other names", some_of(names, 5), gazetteer_source(entry))]
}

fn lies_in(entry: Entry<'_>) -> Option<String> {
    let mut containers: Vec<&str> = Vec::new();
    for container in [entry.division(), entry.country(), entry.within()].into_iter().flatten() {
        if container != entry.name() && !containers.contains(&container) {
            containers.push(container);
        }
    }
    (!containers.is_empty()).then(|| containers.join(", "))
}

fn years(entry: Entry<'_>) -> Option<String> {
    match (entry.founded(), entry.until()) {
        (Some(from), Some(until)) => Some(format!("{from}–{until}")),
        (Some(from), None) => Some(format!("since {from}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (None, None) => None,
    }
}

/// How the entity's mentions are written in an article, and how often.
fn forms(bearer: &Bearer<'_>, into: &mut BTreeMap<String, usize>) {
    for (_, mention) in bearer.record.mentions_of(bearer.id) {
        if let Some(name) = mention.name {
            *into.entry(bearer.record.article.words(name)).or_default() += 1;
        }
    }
}

/// Capitals of a dateline or headline are no form of their own: `PARIS` counts as `Paris` where that is written too, or is the name.
fn by_frequency(mut forms: BTreeMap<String, usize>, name: &str) -> Forms {
    let capitals: Vec<String> = forms.keys().filter(|form| form.len() > 4 && form.to_uppercase() == **form).cloned().collect();
    for form in capitals {
        let same = |other: &&String| **other != form && other.to_uppercase() == form;
        let plain = forms.keys().find(same).cloned().or_else(|| (name.to_uppercase() == form).then(|| name.to_owned()));
        let Some(plain) = plain else { continue };
        let times = forms.remove(&form).unwrap_or_default();
        *forms.entry(plain).or_default() += times;
    }
    let mut forms: Forms = forms.into_iter().collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    forms
}

fn times(forms: Forms) -> String {
    some_of(forms.into_iter().map(|(form, times)| format!("{form} {times}×")).collect(), 4)
}

/// "Peking 3×; Beijing 0×": the canonical name is counted even where it does not stand.
fn written_here(subject: &Subject<'_>) -> Option<Line> {
    let mut counted = BTreeMap::new();
    forms(&subject.home?, &mut counted);
    if matches!(subject.identity.key, IdentityKey::Known(..)) {
        counted.entry(subject.identity.name.clone()).or_insert(0);
    }
    (counted.len() > 1).then(|| Line::new("Written here", times(by_frequency(counted, &subject.identity.name)), "this article"))
}

fn written_elsewhere(subject: &Subject<'_>) -> Option<Line> {
    let counted = subject.written_elsewhere();
    let label = if subject.home.is_some() { "Elsewhere" } else { "Written" };
    (!counted.is_empty()).then(|| Line::new(label, times(by_frequency(counted, &subject.identity.name)), subject.corpus_source()))
}

/// How often a place stands for its government here.
fn government(subject: &Subject<'_>) -> Option<Line> {
    let home = subject.home?;
    let mentions = home.record.mentions_of(home.id);
    let acting = mentions.filter(|(_, mention)| mention.metonym).count();
    let text = format!("stands for the government in {acting} of {}", count(home.entity.joins.len(), "mention"));
    (acting > 0).then(|| Line::new("Meaning", text, "this article"))
}

/// Other places and bodies that the gazetteer has under the name as it is written here.
fn namesakes(subject: &Subject<'_>) -> Option<Line> {
    let gazetteer = &subject.corpus.knowledge().gazetteer;
    let written = subject.home.map_or(subject.identity.name.as_str(), |home| home.entity.name.as_str());
    let own = gazetteer.entry(subject.identity.entry?);
    let entries = gazetteer.lookup(written);
    let others = entries.iter().map(|id| gazetteer.entry(id)).filter(|entry| entry.id() != own.id());
    // A city and the region or district that is named after it are one to the reader.
    let others =
        others.filter(|entry| entry.kind() != own.kind() || entry.name() != own.name() || entry.country() != own.country());
    let mut named: Vec<String> = Vec::new();
    for entry in others {
        let container = lies_in(entry);
        let text = match container {
            Some(container) => format!("{} in {container}", entry.name()),
            None => format!("{} ({})", entry.name(), entry.subkind()),
        };
        if !named.contains(&text) {
            named.push(text);
        }
    }
    (!named.is_empty()).then(|| Line::new("Same name", some_of(named, 3), "gazetteer"))
}
