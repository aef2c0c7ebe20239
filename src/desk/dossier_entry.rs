//! Entries of dossiers as TOML, for all that writes them.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::sidecar::date_value;
use crate::article::PartialDate;
use crate::knowledge::dossier::{Called, Office, Organisation, Person, Place, Term};

/// `[[person]]` and what belongs to it.
pub(super) fn person_table(person: &Person) -> Table {
    let mut table = Table::new();
    table["name"] = value(person.name.as_str());
    put(&mut table, "which", person.which.as_deref());
    put(&mut table, "family_name", person.family_name.as_deref());
    put_all(&mut table, "aliases", &person.aliases);
    put_date(&mut table, "born", person.born);
    put_date(&mut table, "died", person.died);
    put(&mut table, "country", person.country.as_deref());
    put(&mut table, "note", person.note.as_deref());
    put(&mut table, "source", person.source.as_deref());
    put_tables(&mut table, "office", person.offices.iter().map(office_table));
    table
}

/// `[[person.office]]`
pub(super) fn office_table(office: &Office) -> Table {
    let mut table = Table::new();
    table["title"] = value(office.title.as_str());
    put(&mut table, "of", office.of.as_deref());
    put_term(&mut table, office.term);
    table
}

/// `[[organisation]]` and what belongs to it.
pub(super) fn organisation_table(organisation: &Organisation) -> Table {
    let mut table = Table::new();
    table["name"] = value(organisation.name.as_str());
    put_all(&mut table, "aliases", &organisation.aliases);
    put_date(&mut table, "founded", organisation.founded);
    put_date(&mut table, "dissolved", organisation.dissolved);
    put(&mut table, "parent", organisation.parent.as_deref());
    put(&mut table, "country", organisation.country.as_deref());
    put(&mut table, "note", organisation.note.as_deref());
    put(&mut table, "source", organisation.source.as_deref());
    put_called(&mut table, &organisation.called);
    table
}

/// `[[place]]` and what belongs to it.
pub(super) fn place_table(place: &Place) -> Table {
    let mut table = Table::new();
    table["name"] = value(place.name.as_str());
    put_all(&mut table, "aliases", &place.aliases);
    put_all(&mut table, "within", &place.within);
    put(&mut table, "note", place.note.as_deref());
    put(&mut table, "source", place.source.as_deref());
    put_called(&mut table, &place.called);
    table
}

fn put_called(table: &mut Table, called: &[Called]) {
    let called = called.iter().map(|called| {
        let mut entry = Table::new();
        entry["name"] = value(called.name.as_str());
        put_term(&mut entry, called.term);
        entry
    });
    put_tables(table, "called", called);
}

/// The text of an entry by itself.
pub(super) fn person_text(person: &Person) -> String {
    text("person", person_table(person))
}

/// The text of an entry by itself.
pub(super) fn organisation_text(organisation: &Organisation) -> String {
    text("organisation", organisation_table(organisation))
}

fn text(kind: &str, table: Table) -> String {
    let mut document = DocumentMut::new();
    put_tables(&mut document, kind, [table]);
    document.to_string()
}

/// A text, if there is one.
pub(super) fn put(table: &mut Table, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        table[key] = value(text);
    }
}

fn put_all(table: &mut Table, key: &str, texts: &[String]) {
    if !texts.is_empty() {
        table[key] = value(texts.iter().collect::<toml_edit::Array>());
    }
}

fn put_date(table: &mut Table, key: &str, date: Option<PartialDate>) {
    if let Some(date) = date {
        table[key] = value(date_value(date));
    }
}

fn put_term(table: &mut Table, term: Term) {
    put_date(table, "from", term.from);
    put_date(table, "until", term.until);
}

fn put_tables(table: &mut Table, key: &str, entries: impl IntoIterator<Item = Table>) {
    let entries: ArrayOfTables = entries.into_iter().collect();
    if !entries.is_empty() {
        table[key] = Item::ArrayOfTables(entries);
    }
}
