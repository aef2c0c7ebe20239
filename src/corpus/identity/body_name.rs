//! The name of a body taken apart for comparison: its core without legal form, and what else it may be called.

use std::collections::BTreeSet;

use crate::corpus::fold::fold_name;
use crate::knowledge::Knowledge;

/// Words that say in what line a company is, or how it is organised: `Apple Computer` may be called `Apple`. In alphabetical order.
const DESCRIPTORS: [&str; 66] = [
    "aerospace",
    "aircraft",
    "airline",
    "airlines",
    "airways",
    "automobile",
    "automotive",
    "aviation",
    "bancorp",
    "bank",
    "brands",
    "brewing",
    "broadcasting",
    "brothers",
    "chemical",
    "chemicals",
    "communications",
    "companies",
    "company",
    "computer",
    "computers",
    "corporation",
    "electric",
    "electronics",
    "energy",
    "engineering",
    "enterprises",
    "entertainment",
    "financial",
    "foods",
    "gas",
    "group",
    "holding",
    "holdings",
    "industrie",
    "industries",
    "insurance",
    "international",
    "laboratories",
    "limited",
    "manufacturing",
    "media",
    "mining",
    "mobile",
    "mortgage",
    "motor",
    "motors",
    "networks",
    "oil",
    "online",
    "partners",
    "petroleum",
    "pharmaceutical",
    "pharmaceuticals",
    "pictures",
    "power",
    "products",
    "software",
    "steel",
    "stores",
    "systems",
    "technologies",
    "technology",
    "telecom",
    "trust",
    "worldwide",
];

/// Legal forms of several words once they are folded, and such as the lexicon has as words that mean more.
const LEGAL_FORMS: [&str; 8] = ["company", "corporation", "incorporated", "limited", "sa", "se", "sas", "co"];

/// A body's name for comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BodyName {
    /// Folded, without article and legal form, a country at its head under one name: `united states air force`.
    pub(super) core: String,
    /// What it may be shortened to where nothing else is called so: without the country, without words that only describe.
    pub(super) shorter: BTreeSet<String>,
    /// Whether it means one body wherever it stands: not `the Commission`, not `the Foreign Ministry`.
    pub(super) is_proper: bool,
}

impl BodyName {
    pub(super) fn read(name: &str, knowledge: &Knowledge) -> Self {
        let mut words: Vec<&str> = name.split_whitespace().collect();
        if words.len() > 1 && matches!(words[0], "The" | "the") {
            words.remove(0);
        }
        while words.len() > 1 && is_legal_form(words[words.len() - 1], knowledge) {
            words.pop();
        }
        let country = country_at_head(&words, knowledge);
        let rest = &words[country.map_or(0, |(taken, _)| taken)..];
        let generic = rest.iter().all(|word| {
            knowledge.lexicons.organisation_head(word)
                || knowledge.lexicons.company_suffix(word)
                || !word.starts_with(char::is_uppercase)
                || is_general(word, knowledge)
        });
        let folded = fold_body(rest);
        let mut shorter: BTreeSet<String> = without_descriptors(&folded).map(str::to_owned).into_iter().collect();
        // `Royal Bank` is not called `Royal`.
        shorter.retain(|short| short.contains(' ') || !is_general(rest[0], knowledge));
        let core = country.map_or_else(|| folded.clone(), |(_, country)| format!("{} {folded}", fold_name(country)));
        if country.is_some() && !generic {
            shorter.insert(folded);
        }
        Self { core, shorter, is_proper: country.is_some() || !generic }
    }
}

/// Words of a body folded, one spelling for those that Americans write otherwise.
fn fold_body(words: &[&str]) -> String {
    let folded = fold_name(&words.join(" "));
    let words = folded.split(' ').map(|word| match word {
        "&" => "and",
        "centre" => "center",
        "defence" => "defense",
        "labour" => "labor",
        "organisation" => "organization",
        "programme" => "program",
        "theatre" => "theater",
        other => other,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `Inc.`, `Ltd`, `S.A.S.`; words such as `Group` and `Partners` are more than that.
fn is_legal_form(word: &str, knowledge: &Knowledge) -> bool {
    let word = word.trim_end_matches(',');
    let short = word.len() <= 4 || word.contains('.');
    let folded = fold_name(word);
    (short && knowledge.lexicons.company_suffix(word)) || LEGAL_FORMS.contains(&folded.as_str())
}

/// The country at the head of a name: how many words it takes, and what the gazetteer calls it. `US Air Force` is of the `United States`.
fn country_at_head<'k>(words: &[&str], knowledge: &'k Knowledge) -> Option<(usize, &'k str)> {
    let country = |name: &str| {
        let entry = knowledge.gazetteer.entry(knowledge.gazetteer.lookup(name).first()?);
        (entry.subkind() == "country").then(|| entry.name())
    };
    let most = words.len().saturating_sub(1).min(3);
    (1..=most).rev().find_map(|taken| Some((taken, country(&words[..taken].join(" "))?)))
}

/// A word that begins the names of many bodies.
fn is_general(word: &str, knowledge: &Knowledge) -> bool {
    knowledge.lexicons.demonym(word).is_some()
        || matches!(
            word,
            "Central"
                | "Federal"
                | "Foreign"
                | "General"
                | "High"
                | "International"
                | "Interior"
                | "Joint"
                | "Justice"
                | "National"
                | "Royal"
                | "State"
                | "Supreme"
                | "Union"
                | "United"
                | "World"
        )
}

/// `EADS`, `AT&T`: one word without a small letter.
pub(super) fn is_abbreviation(name: &str) -> bool {
    !name.contains(' ') && !name.chars().any(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// What a core may be shortened to by leaving out words that only describe: `apple` of `apple computer`.
pub(super) fn without_descriptors(core: &str) -> Option<&str> {
    let mut short = core;
    while let Some((before, last)) = short.rsplit_once(' ') {
        if DESCRIPTORS.binary_search(&last).is_err() {
            break;
        }
        short = before;
    }
    (short != core).then_some(short)
}

/// Whether two bodies of one abbreviation are one: their names begin with the same two words.
pub(super) fn begin_alike(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.split(' '), other.split(' '));
    (0..2).all(|_| one.next().is_some_and(|word| other.next() == Some(word)))
}

/// A core without words that only say how a company is organised: `arlane group` is called `arlane` by everybody.
pub(super) fn without_organisation(core: &str) -> Option<&str> {
    let mut short = core;
    while let Some((before, "companies" | "company" | "group" | "holding" | "holdings")) = short.rsplit_once(' ') {
        short = before;
    }
    (short != core).then_some(short)
}

/// The initials of a core of three words or more, small words left out.
pub(super) fn initials(core: &str) -> Option<String> {
    let small = ["&", "and", "for", "in", "of", "on", "the"];
    let words: Vec<&str> = core.split(' ').collect();
    let letters: String = words.iter().filter(|word| !small.contains(word)).filter_map(|word| word.chars().next()).collect();
    (words.len() > 2 && letters.chars().count() > 2).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptors_are_in_order() {
        assert!(DESCRIPTORS.is_sorted());
    }

    #[test]
    fn a_body_is_compared_without_legal_form_and_with_one_name_of_its_country() {
        let core = |name: &str| BodyName::read(name, Knowledge::builtin()).core;
        for (name, expected) in [
            ("Arlane Co.", "arlane"),
            ("Arlane S.A.S.", "arlane"),
            ("The Arlane Corporation", "arlane"),
            ("Arlane Group", "arlane group"),
            ("US Air Force", "united states air force"),
            ("U.S. Air Force", "united states air force"),
        ] {
            assert_eq!(core(name), expected, "{name}");
        }
    }

    #[test]
    fn shorter_forms() {
        assert_eq!(without_descriptors("arlane motor company"), Some("arlane"));
        assert_eq!(without_descriptors("arlane corps"), None);
        assert_eq!(initials("office of fair weights and measures").as_deref(), Some("ofwm"));
        assert_eq!(initials("arlane corps"), None);
    }
}
