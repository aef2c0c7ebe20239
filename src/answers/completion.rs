//! Names that somebody has begun to write: those of the corpus and of the dossiers.
//!
//! Plain words are never completed. A name is begun where the word under the cursor has a capital and two letters (three at the head of a sentence,
//! where every word has a capital) and is no usual word there. The words before it count in so far as somebody has such a name: after "Foreign
//! Minister Hel", "Hel" does.

use crate::corpus::{Corpus, Identity, Record, fold_name};
use crate::knowledge::dossier::{DossierEntry, Dossiers, Office, Person};
use crate::language::{Kind, TokenKind};
use crate::text::Span;

use super::card::{Card, Line};
use super::hover::card_of;
use super::names::kind_name;
use super::phrase::{count, titled_detail};
use super::subject::newest_title;
use super::symbols::newest;
use super::written_down::stated_by;

/// So many words of a name are looked at.
const WORDS: usize = 4;

/// A name that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is written instead of what was begun.
    pub text: String,
    /// The part of the name that begins as what was typed does: by it clients choose.
    pub filter: String,
    /// What is named, in full.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Title and number of mentions, or the file of the dossier: what tells two people of one name apart.
    pub detail: String,
}

/// The stretch that names are written over, and the names, best first; at most `limit`. `None` where no name is begun.
#[must_use]
pub fn completion(corpus: &Corpus, record: &Record, offset: usize, limit: usize) -> Option<(Span, Vec<Completion>)> {
    for begun in begun(corpus, record, offset) {
        let typed = record.article.words(begun);
        let mut found: Vec<Completion> = Vec::new();
        // The one who is being written about may be nobody but what was typed so far.
        let known = corpus.search(&typed, limit + 1).into_iter().filter(|identity| !is_only_here(corpus, identity, record));
        for identity in known {
            found.extend(of_identity(corpus, record, &identity, &typed));
        }
        for entry in in_dossiers(corpus.dossiers(), &typed, limit) {
            if found.iter().all(|known| fold_name(&known.name) != fold_name(entry.name())) {
                found.extend(of_dossier(entry, &typed));
            }
        }
        found.retain(|completion| fold_name(&completion.text) != fold_name(&typed));
        found.truncate(limit);
        if !found.is_empty() {
            return Some((begun, found));
        }
    }
    None
}

/// The card of a completion: what a hover would say of it.
#[must_use]
pub fn completion_card(corpus: &Corpus, name: &str, kind: Kind, shown: &dyn Fn(&std::path::Path) -> String) -> Option<Card> {
    let known = corpus.find(name).into_iter().find(|identity| identity.kind == kind && identity.name == name);
    if let Some(identity) = known {
        return Some(card_of(corpus, identity, shown));
    }
    let entry = corpus.dossiers().named(name).find(|entry| kind_of(*entry) == Some(kind))?;
    let source = stated_by(entry.origin(), None, shown);
    let mut card = Card::new(Span::new(0, 0), entry.name(), kind_name(kind), &source);
    if let DossierEntry::Person(person) = entry {
        card.push(Line::new("Dossier", offices(person), source));
    }
    Some(card)
}

/// The runs of words that end at the cursor and may begin a name, the longest first.
fn begun(corpus: &Corpus, record: &Record, offset: usize) -> Vec<Span> {
    let source = &record.article.source;
    let tokens = &record.reading.tokens;
    let end = tokens.partition_point(|token| token.span.start() < offset);
    let Some(last) = end.checked_sub(1) else { return Vec::new() };
    // Not in the midst of a word.
    if tokens[last].span.end() != offset || tokens[last].kind != TokenKind::Word {
        return Vec::new();
    }
    let has_capital =
        |at: usize| tokens[at].kind == TokenKind::Word && tokens[at].span.of(source).starts_with(char::is_uppercase);
    let mut first = last;
    let mut runs = Vec::new();
    loop {
        if !has_capital(first) {
            break;
        }
        runs.push(Span::new(tokens[first].span.start(), offset));
        let together =
            tokens[first].spaced && first > 0 && source[tokens[first - 1].span.end()..tokens[first].span.start()] == *" ";
        if !together || runs.len() == WORDS {
            break;
        }
        first -= 1;
    }
    let word = tokens[last].span.of(source);
    let letters = word.chars().count();
    let sentence = record.reading.sentences.iter().find(|sentence| sentence.tokens.contains(&last));
    let heads = sentence.is_none_or(|sentence| {
        let before = &tokens[sentence.tokens.start..last];
        before.iter().all(|token| token.kind == TokenKind::Mark)
    });
    let is_usual = heads && corpus.knowledge().words.contains(&word.to_lowercase());
    if runs.len() < 2 && (letters < if heads { 3 } else { 2 } || is_usual) {
        return Vec::new();
    }
    runs.reverse();
    runs
}

/// Whether only this draft names somebody, by what is being typed.
fn is_only_here(corpus: &Corpus, identity: &Identity, record: &Record) -> bool {
    let elsewhere = || corpus.rows(&identity.key, 2).iter().any(|(row, _)| row.path != record.path);
    identity.mentions <= 1 && identity.entry.is_none() && !elsewhere()
}

fn of_identity(corpus: &Corpus, record: &Record, identity: &Identity, typed: &str) -> Option<Completion> {
    let filter = part_that_begins(&identity.name, typed)
        .or_else(|| identity.aliases.iter().find_map(|alias| part_that_begins(alias, typed)))?;
    let detail = titled_detail(newest_title(&newest(corpus, identity)).map(String::as_str), count(identity.mentions, "mention"));
    // Whoever the draft has introduced is called by the family name from then on.
    let is_family = identity.kind == Kind::Person && filter.len() < identity.name.len() && identity.name.ends_with(&filter);
    let is_introduced = || {
        let folded = fold_name(&identity.name);
        record.reading.entities.iter().any(|entity| fold_name(&entity.name) == folded && !entity.joins.is_empty())
    };
    let text = if is_family && is_introduced() { filter.clone() } else { identity.name.clone() };
    Some(Completion { text, filter, name: identity.name.clone(), kind: identity.kind, detail })
}

fn of_dossier(entry: DossierEntry<'_>, typed: &str) -> Option<Completion> {
    let file = entry.origin().path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let office = if let DossierEntry::Person(person) = entry { person.offices.last() } else { None };
    let detail = titled_detail(office.map(|office| office.title.as_str()), file);
    Some(Completion {
        text: entry.name().to_owned(),
        filter: part_that_begins(entry.name(), typed)?,
        name: entry.name().to_owned(),
        kind: kind_of(entry)?,
        detail,
    })
}

/// The entries in whose names some word begins as what was typed does.
fn in_dossiers<'d>(dossiers: &'d Dossiers, typed: &str, limit: usize) -> Vec<DossierEntry<'d>> {
    let all = dossiers.entries();
    let people = all.people.iter().map(DossierEntry::Person);
    let bodies = all.organisations.iter().map(DossierEntry::Organisation);
    let places = all.places.iter().map(DossierEntry::Place);
    let entries = people.chain(bodies).chain(places);
    entries.filter(|entry| part_that_begins(entry.name(), typed).is_some()).take(limit).collect()
}

/// The part of a name from the word on with which `typed` begins: "Lindqvist" of "Helga Lindqvist" for "Lin".
fn part_that_begins(name: &str, typed: &str) -> Option<String> {
    let initial = typed.chars().next()?;
    let mut starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    // Most names begin with another letter; folding is for those that do not. Accents are folded too, so a letter with one may be any.
    let may_begin = |part: &str| {
        part.chars().next().is_some_and(|c| !c.is_ascii() || !initial.is_ascii() || c.eq_ignore_ascii_case(&initial))
    };
    let folded = std::cell::OnceCell::new();
    let start = starts.find(|&at| {
        may_begin(&name[at..]) && fold_name(&name[at..]).starts_with(folded.get_or_init(|| fold_name(typed)).as_str())
    })?;
    Some(name[start..].to_owned())
}

fn kind_of(entry: DossierEntry<'_>) -> Option<Kind> {
    match entry {
        DossierEntry::Person(_) => Some(Kind::Person),
        DossierEntry::Organisation(_) => Some(Kind::Organisation),
        DossierEntry::Place(_) => Some(Kind::Place),
        DossierEntry::Event(_) => None,
    }
}

fn offices(person: &Person) -> String {
    let offices: Vec<String> = person.offices.iter().map(Office::in_full).collect();
    if offices.is_empty() { "no office".to_owned() } else { offices.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    const ARCHIVE: &str = "
//- archive.txt published=1998-03-02
Foreign Minister Helga Lindqvist met Karl Brandt in Bergen. Lindqvist left Bergen.
";
    const DOSSIER: &str = "[[person]]\nname = \"Helena Lindgren\"\n[[person.office]]\ntitle = \"Harbour Master\"\n";

    /// What is written over what, and what is said of it.
    fn check(draft: &str, expected: &[&str]) {
        let scene = Scene::read(&format!("//- draft.txt\n{draft}\n{}", ARCHIVE.trim_start())).with_dossier(DOSSIER);
        let (over, found) = completion(&scene.corpus, &scene.record, scene.cursor, 10).unwrap_or((Span::new(0, 0), Vec::new()));
        let told = found.into_iter().map(|found| {
            format!(
                "{} → {} ({:?}: {}) by {}",
                over.of(&scene.record.article.source),
                found.text,
                found.kind,
                found.detail,
                found.filter
            )
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{draft}");
    }

    #[test]
    fn names_of_the_corpus_and_the_dossiers_are_offered() {
        let helga = "Hel → Helga Lindqvist (Person: Foreign Minister, 2 mentions) by Helga Lindqvist";
        let helena = "Hel → Helena Lindgren (Person: Harbour Master, ours.toml) by Helena Lindgren";
        check("They met Hel$0", &[helga, helena]);
        check("They met Foreign Minister Hel$0", &[helga, helena]);
        check("They met Helga Li$0", &["Helga Li → Helga Lindqvist (Person: Foreign Minister, 2 mentions) by Helga Lindqvist"]);
        check("They met in Berg$0", &["Berg → Bergen (Place: 2 mentions) by Bergen"]);
    }

    #[test]
    fn whoever_is_introduced_is_called_by_the_family_name() {
        check(
            "Foreign Minister Helga Lindqvist left. Later Lindq$0",
            &["Lindq → Lindqvist (Person: Foreign Minister, 3 mentions) by Lindqvist"],
        );
        check("Later Lindq$0", &["Lindq → Helga Lindqvist (Person: Foreign Minister, 2 mentions) by Lindqvist"]);
    }

    #[test]
    fn plain_words_are_left_alone() {
        for draft in
            ["They met hel$0", "The$0", "He$0", "Her$0", "They met H$0", "They met Helg$0a", "They $0", "$0", "In 19$0", "Held$0"]
        {
            check(draft, &[]);
        }
    }
}
