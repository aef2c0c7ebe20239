//! Well-known people, so that a slip in their names is seen: presidents and vice presidents, members of Congress, and whom
//! WordNet knows; heads of state and government, and leaders of parties, from the gathered list. Only names of two words or more become keys.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::knowledge::{Kind, Source};

use super::draft::{Draft, DraftId, Drafts};
use super::organisations::gathered;
use super::table::{Row, Table};
use super::wordnet::{Synset, WordNet};

/// Adds all people.
pub(crate) fn read(drafts: &mut Drafts, sources: &Path, own: &Path, wordnet: &WordNet) -> Result<(), Box<dyn Error>> {
    for synset in &wordnet.people {
        if let Some(draft) = person(synset) {
            drafts.add(draft);
        }
    }
    let politicians = sources.join("us_politicians");
    for row in Table::read(&politicians.join("executive.tsv"), &["first", "middle", "last", "birthday", "terms"])?.rows() {
        politician(drafts, &row, &terms(row.get("terms")), &[]);
    }
    let legislators = Table::read(
        &politicians.join("legislators_current.tsv"),
        &["first", "middle", "last", "nickname", "official_full", "birthday", "chamber", "state", "party", "first_term"],
    )?;
    let states = Table::read(&sources.join("geonames/us_states.tsv"), &["code", "name"])?;
    let states: BTreeMap<&str, &str> = states.rows().map(|row| (row.get("code"), row.get("name"))).collect();
    for row in legislators.rows() {
        let chamber = if row.get("chamber") == "sen" { "U.S. senator" } else { "U.S. representative" };
        let since = row.get("first_term").split('-').next().unwrap_or_default();
        let state = states.get(row.get("state")).copied().unwrap_or(row.get("state"));
        let note = format!("{chamber} from {state}, {}; in Congress since {since}", row.get("party"));
        let nickname = format!("{} {}", row.get("nickname"), row.get("last"));
        let known_as = [row.get("official_full"), if row.get("nickname").is_empty() { "" } else { &nickname }];
        politician(drafts, &row, &note, &known_as);
    }
    for row in Table::read(&own.join("gathered_people.tsv"), &["name", "note", "source"])?.rows() {
        if drafts.named(row.get("name")).is_empty() {
            let mut draft = Draft::new(Kind::Person, "person", row.get("name"), gathered(row.get("source"))?);
            draft.note = Some(row.get("note").to_owned());
            drafts.add(draft);
        }
    }
    for row in Table::read(&own.join("known_as.tsv"), &["full_name", "known_as"])?.rows() {
        let id = drafts.best(row.get("full_name"), |draft| draft.kind == Kind::Person);
        let id = id.ok_or_else(|| format!("known_as.tsv: nobody is called {}", row.get("full_name")))?;
        drafts.all[id].rename(row.get("known_as"));
        drafts.index(id);
    }
    Ok(())
}

fn person(synset: &Synset) -> Option<Draft> {
    // `Mandela|Nelson Mandela|…`: the surname comes first.
    let mut names = synset.names.iter().filter(|name| name.contains(' ') && !name.starts_with("President "));
    let mut draft = Draft::new(Kind::Person, "person", names.next()?, Source::WordNet);
    for name in names {
        draft.alias(name);
    }
    draft.note = synset.kinds.first().cloned();
    (draft.founded, draft.until) = life(&synset.gloss);
    Some(draft)
}

/// Birth and death from the end of a gloss: `(1904-1997)`, `(born in 1918)`, `(1921-)`, `(469-399 BC)`.
fn life(gloss: &str) -> (Option<i16>, Option<i16>) {
    let Some((_, dates)) = gloss.rsplit_once('(') else { return (None, None) };
    let dates = dates.trim_end_matches([')', ' ']);
    let (dates, sign) = dates.strip_suffix(" BC").map_or((dates, 1), |dates| (dates, -1));
    let year = |text: &str| text.trim().parse::<i16>().ok().map(|year| year * sign);
    if let Some(born) = dates.strip_prefix("born in ").or_else(|| dates.strip_prefix("born ")) {
        return (year(born), None);
    }
    let Some((born, died)) = dates.split_once('-') else { return (None, None) };
    year(born).map_or((None, None), |born| (Some(born), year(died)))
}

/// A politician, joined to whom WordNet knows by that name and year of birth.
fn politician(drafts: &mut Drafts, row: &Row<'_>, note: &str, known_as: &[&str]) {
    let (first, middle, last) = (row.get("first"), row.get("middle"), row.get("last"));
    let short = format!("{first} {last}");
    let long = format!("{first} {middle} {last}");
    let initials: Vec<String> = middle.split(' ').filter_map(|name| Some(format!("{}.", name.chars().next()?))).collect();
    let initialled = format!("{first} {} {last}", initials.join(" "));
    let born = row.get("birthday").split('-').next().and_then(|year| year.parse().ok());
    let forms: Vec<&str> =
        known_as.iter().copied().chain([short.as_str(), &long, &initialled]).filter(|form| !form.is_empty()).collect();
    let id = known_person(drafts, &forms, born)
        .unwrap_or_else(|| drafts.add(Draft::new(Kind::Person, "person", forms[0], Source::Congress)));
    let draft = &mut drafts.all[id];
    for form in forms {
        draft.alias(form);
    }
    draft.founded = draft.founded.or(born);
    draft.source = Source::Congress;
    draft.note = Some(note.to_owned());
    drafts.index(id);
}

fn known_person(drafts: &Drafts, forms: &[&str], born: Option<i16>) -> Option<DraftId> {
    forms.iter().find_map(|form| drafts.best(form, |draft| draft.kind == Kind::Person && draft.founded == born))
}

/// `President of the United States 1993–2001`, and so on, from `prez:1993-01-20..1997-01-20:Democrat|…`.
fn terms(terms: &str) -> String {
    let mut offices: Vec<(&str, &str, &str)> = Vec::new();
    for term in terms.split('|') {
        let mut parts = term.split(':');
        let (office, span) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let office = if office == "prez" { "President" } else { "Vice President" };
        let (from, to) = span.split_once("..").unwrap_or((span, ""));
        let year = |date: &'_ str| date.len().min(4);
        let (from, to) = (&from[..year(from)], &to[..year(to)]);
        match offices.last_mut() {
            Some(last) if last.0 == office && last.2 == from => last.2 = to,
            _ => offices.push((office, from, to)),
        }
    }
    let offices: Vec<String> = offices.iter().map(|(office, from, to)| format!("U.S. {office} {from}-{to}")).collect();
    offices.join("; ")
}
