//! The keys under which one name is found: with and without accents, in British and American spelling, with and without the
//! full stops of an abbreviation.

use std::collections::BTreeSet;

use dateline::knowledge::Kind;

use super::draft::{Draft, plain};

/// Long and short forms of the first word of places.
const FIRST_WORDS: [(&str, &str); 4] = [("Saint", "St."), ("Sainte", "Ste."), ("Fort", "Ft."), ("Mount", "Mt.")];

/// The ways to write who a body belongs to, as its first words.
const OWNERS: [&[&str]; 2] = [&["U.N.", "UN", "United Nations"], &["U.S.", "US", "United States"]];

/// Words of bodies that British and American writers spell in two ways.
const SPELLINGS: [(&str, &str); 8] = [
    ("Organisation", "Organization"),
    ("Labour", "Labor"),
    ("Centre", "Center"),
    ("Programme", "Program"),
    ("Defence", "Defense"),
    ("Co-operation", "Cooperation"),
    ("Co-operative", "Cooperative"),
    ("&", "and"),
];

/// The keys of a name of an entry; `other` if it is not its canonical name.
pub(crate) fn variants(name: &str, other: bool, draft: &Draft) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([name.to_owned(), plain(name)]);
    match draft.kind {
        Kind::Place => {
            add(&mut keys, |key, more| more.extend(first_word(key)));
            add(&mut keys, |key, more| more.extend(Some(key.replace('\'', "")).filter(|_| key.is_ascii())));
        }
        Kind::Organisation => {
            add(&mut keys, |key, more| more.extend(owner(key)));
            add(&mut keys, |key, more| more.extend(spelling(key)));
            add(&mut keys, |key, more| more.extend(full_stops(key)));
        }
        Kind::Person => {}
    }
    // `Clinton` alone is nobody in particular; `NY` and `IN` are postal codes and much else.
    let short = other && draft.kind == Kind::Place && draft.subkind != "country";
    keys.retain(|key| {
        let too_short = short && key.chars().count() <= 2 || draft.kind == Kind::Person && !key.contains(' ');
        key.chars().any(char::is_uppercase) && !too_short
    });
    keys
}

fn add(keys: &mut BTreeSet<String>, more: impl Fn(&str, &mut Vec<String>)) {
    let mut found = Vec::new();
    for key in keys.iter() {
        more(key, &mut found);
    }
    keys.extend(found);
}

fn after<'n>(name: &'n str, word: &str) -> Option<&'n str> {
    name.strip_prefix(word)?.strip_prefix(' ')
}

/// `Saint Louis`, `St. Louis` and `St Louis`.
fn first_word(name: &str) -> Vec<String> {
    let forms = |(long, short): &(&str, &str)| {
        let rest = after(name, long).or_else(|| after(name, short))?;
        Some([format!("{long} {rest}"), format!("{short} {rest}"), format!("{} {rest}", short.trim_end_matches('.'))])
    };
    FIRST_WORDS.iter().filter_map(forms).flatten().collect()
}

/// `U.N. Security Council`, `UN Security Council` and `United Nations Security Council`.
fn owner(name: &str) -> Vec<String> {
    let forms = |owners: &&'static [&'static str]| {
        let rest = owners.iter().find_map(|owner| after(name, owner))?;
        Some(owners.iter().map(move |owner| format!("{owner} {rest}")))
    };
    OWNERS.iter().filter_map(forms).flatten().collect()
}

/// All in British and all in American spelling.
fn spelling(name: &str) -> [String; 2] {
    [true, false].map(|british| name.split(' ').map(|word| respelt(word, british)).collect::<Vec<_>>().join(" "))
}

fn respelt(word: &str, british: bool) -> &str {
    let alike = |(uk, us): &&(&str, &str)| word == *uk || word == *us && *us != "and";
    match SPELLINGS.iter().find(alike) {
        Some((uk, us)) if british => {
            if *us == "and" {
                word
            } else {
                uk
            }
        }
        Some((_, us)) => us,
        None => word,
    }
}

/// `FBI` as `F.B.I.`, and back.
fn full_stops(name: &str) -> Option<String> {
    let capitals = |text: &str| text.chars().all(|c| c.is_ascii_uppercase());
    let letters: String = name.split_terminator('.').collect();
    if !capitals(&letters) || !(2..=5).contains(&letters.len()) {
        return None;
    }
    let stopped: String = letters.chars().flat_map(|letter| [letter, '.']).collect();
    if name == letters { Some(stopped) } else { Some(letters).filter(|_| name == stopped) }
}

#[cfg(test)]
mod tests {
    use dateline::knowledge::Source;

    use super::*;

    fn keys(kind: Kind, name: &str) -> Vec<String> {
        variants(name, false, &Draft::new(kind, "", name, Source::Dateline)).into_iter().collect()
    }

    #[test]
    fn a_place_is_found_without_accents_apostrophes_and_in_short() {
        assert_eq!(keys(Kind::Place, "Saint-Étienne"), ["Saint-Etienne", "Saint-Étienne"]);
        assert_eq!(keys(Kind::Place, "St. Paul"), ["Saint Paul", "St Paul", "St. Paul"]);
        assert_eq!(keys(Kind::Place, "Sana'a"), ["Sana'a", "Sanaa"]);
    }

    #[test]
    fn a_body_is_found_in_both_spellings_and_with_full_stops() {
        assert_eq!(keys(Kind::Organisation, "CIA"), ["C.I.A.", "CIA"]);
        assert_eq!(
            keys(Kind::Organisation, "U.N. Development Programme"),
            [
                "U.N. Development Program",
                "U.N. Development Programme",
                "UN Development Program",
                "UN Development Programme",
                "United Nations Development Program",
                "United Nations Development Programme",
            ]
        );
        assert_eq!(keys(Kind::Organisation, "Johnson & Johnson"), ["Johnson & Johnson", "Johnson and Johnson"]);
    }

    #[test]
    fn a_surname_alone_is_no_key() {
        assert_eq!(keys(Kind::Person, "Monet"), Vec::<String>::new());
    }
}
