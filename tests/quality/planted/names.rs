//! Names misspelt in one of their mentions.

use std::ops::Range;

use dateline::knowledge::Knowledge;

use super::super::articles::{Clean, Word, ends_of_paragraphs, quoted, words};
use super::super::random::Random;
use super::{Kind, Planted, Way, insert_at, replace};

pub(super) const WAYS: &[Way] = &[
    Way { kind: Kind::Name, name: "surname, where it stands alone", plant: short_form },
    Way { kind: Kind::Name, name: "surname in the full name", plant: full_name },
    Way { kind: Kind::Name, name: "given name of two full names", plant: given_name },
    Way { kind: Kind::Name, name: "place", plant: place },
    Way { kind: Kind::Name, name: "body of one word", plant: body },
    Way { kind: Kind::Name, name: "body of several words", plant: long_body },
    Way { kind: Kind::Name, name: "invented person", plant: invented },
];

/// One slip: two neighbours swapped, a letter left out, doubled or replaced. The first letter stays.
pub(super) fn misspelt(name: &str, random: &mut Random) -> String {
    let letters: Vec<char> = name.chars().collect();
    let vowels = ['a', 'e', 'i', 'o', 'u'];
    for _ in 0..20 {
        let mut slip = letters.clone();
        let at = 1 + random.below(letters.len() - 1);
        match random.below(5) {
            0 if at + 1 < letters.len() => slip.swap(at, at + 1),
            1 if letters.len() > 4 => {
                slip.remove(at);
            }
            2 => slip.insert(at, letters[at]),
            3 => {
                slip[at] = if vowels.contains(&letters[at]) {
                    *random.one_of(&vowels)
                } else {
                    *random.one_of(&['n', 'r', 't', 's', 'l', 'm', 'd', 'k'])
                }
            }
            _ if at + 1 < letters.len() => slip.swap(at, at + 1),
            _ => {}
        }
        let slip: String = slip.into_iter().collect();
        let plural = slip.strip_suffix('s') == Some(name) || name.strip_suffix('s') == Some(slip.as_str());
        if slip != name && !plural {
            return slip;
        }
    }
    format!("{name}e")
}

/// A person of the article as a reader with eyes only sees one: a known given name and a surname, which stands alone later.
pub(super) struct Person<'t> {
    pub(super) given: Word<'t>,
    pub(super) surname: Word<'t>,
    /// Where the surname stands without the given name.
    pub(super) alone: Vec<Word<'t>>,
    /// Other full names.
    pub(super) full: Vec<(Word<'t>, Word<'t>)>,
}

pub(super) fn people(text: &str) -> Vec<Person<'_>> {
    let names = &Knowledge::builtin().names;
    let words = words(text);
    let adjoining = |a: &Word<'_>, b: &Word<'_>| &text[a.end()..b.start] == " ";
    let mut found: Vec<Person<'_>> = Vec::new();
    for at in 0..words.len().saturating_sub(2) {
        let (given, surname, next) = (words[at], words[at + 1], words[at + 2]);
        let full = given.is_name() && surname.is_name() && adjoining(&given, &surname);
        let longer = next.is_name() && adjoining(&surname, &next);
        let place = Knowledge::builtin().gazetteer.lookup(&format!("{} {}", given.text, surname.text));
        let known = names.first_name(given.text).is_some() && names.surname(given.text).is_none_or(|rank| rank > 500);
        if !full || longer || !known || surname.text.len() < 4 || is_of_the_calendar(surname.text) || quoted(text, given.start) {
            continue;
        }
        // A town named after somebody is none.
        if place.iter().any(|id| Knowledge::builtin().gazetteer.entry(id).kind() != dateline::knowledge::Kind::Person) {
            continue;
        }
        if let Some(person) = found.iter_mut().find(|person| person.surname.text == surname.text) {
            if person.given.text == given.text {
                person.full.push((given, surname));
            } else {
                // Two people of one surname are left alone.
                person.alone.clear();
                person.full.clear();
            }
            continue;
        }
        let alone = (0..words.len()).filter(|&other| words[other].text == surname.text && other != at + 1);
        let alone = alone.filter(|&other| {
            let before = other.checked_sub(1).map(|before| words[before]);
            let joined = before.is_some_and(|before| {
                before.is_name()
                    && adjoining(&before, &words[other])
                    && !["Mr", "Mrs", "Ms", "Dr", "President", "Sen", "Gov"].contains(&before.text)
            });
            let longer = words.get(other + 1).is_some_and(|next| next.is_name() && adjoining(&words[other], next));
            !joined && !longer && !quoted(text, words[other].start)
        });
        let alone = alone.map(|other| words[other]).collect();
        found.push(Person { given, surname, alone, full: Vec::new() });
    }
    found
}

fn is_of_the_calendar(word: &str) -> bool {
    let months =
        ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"];
    word.ends_with("day") || months.contains(&word)
}

/// Places of a person's surname, the one at `except` apart.
fn others(person: &Person<'_>, except: usize) -> Vec<Range<usize>> {
    let full = std::iter::once((person.given, person.surname)).chain(person.full.iter().copied());
    let full = full.map(|(given, surname)| given.start..surname.end());
    let alone = person.alone.iter().map(Word::range);
    full.chain(alone).filter(|range| range.end != except).collect()
}

fn short_form(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let people: Vec<Person<'_>> = people(&clean.text).into_iter().filter(|person| !person.alone.is_empty()).collect();
    let person = people.get(random.below(people.len().max(1)))?;
    if !wrong {
        return namesake(clean, random, person);
    }
    let chosen = *random.one_of(&person.alone);
    let slip = misspelt(chosen.text, random);
    Some(replace(&clean.text, chosen.range(), &slip, &others(person, chosen.end())))
}

/// Another person, of a name that is one letter apart or the same.
fn namesake(clean: &Clean, random: &mut Random, person: &Person<'_>) -> Option<Planted> {
    let names = &Knowledge::builtin().names;
    let near = (0..60).map(|_| misspelt(person.surname.text, random)).find(|slip| names.surname(slip).is_some());
    let given = ["Dolores", "Winifred", "Thaddeus", "Rupert", "Imogen", "Clarence"][random.below(6)];
    if given == person.given.text {
        return None;
    }
    let surname = near.unwrap_or_else(|| person.surname.text.to_owned());
    let sentence = match random.below(3) {
        0 => format!("[{given} {surname}], a teacher, was not asked."),
        1 => format!("The photographs were taken by [{given} {surname}], who lives nearby."),
        _ => format!("A neighbor, [{given} {surname}], remembered the day well."),
    };
    let end = ends_of_paragraphs(&clean.text).into_iter().find(|end| *end > person.surname.end())?;
    Some(insert_at(&clean.text, end, &sentence))
}

fn full_name(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let people: Vec<Person<'_>> = people(&clean.text).into_iter().filter(|person| !person.alone.is_empty()).collect();
    let person = people.get(random.below(people.len().max(1)))?;
    let slip = if wrong { misspelt(person.surname.text, random) } else { person.surname.text.to_owned() };
    Some(replace(&clean.text, person.surname.range(), &slip, &others(person, person.surname.end())))
}

fn given_name(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let fits = |person: &Person<'_>| !person.full.is_empty() && person.given.text.len() > 3;
    let people: Vec<Person<'_>> = people(&clean.text).into_iter().filter(fits).collect();
    let person = people.get(random.below(people.len().max(1)))?;
    let (given, surname) = *random.one_of(&person.full);
    let slip = if wrong { misspelt(given.text, random) } else { given.text.to_owned() };
    let mut planted = replace(&clean.text, given.range(), &slip, &others(person, surname.end()));
    // The whole name is at issue.
    planted.places[0].end += surname.end() - given.end();
    Some(planted)
}

/// A name that stands three times and more, one of them changed.
fn repeated(clean: &Clean, random: &mut Random, wrong: bool, fits: impl Fn(&str) -> bool, length: usize) -> Option<Planted> {
    let text = &clean.text;
    let words = words(text);
    let adjoining = |a: &Word<'_>, b: &Word<'_>| &text[a.end()..b.start] == " ";
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in 0..words.len() {
        let run = words[at..].iter().take(length).collect::<Vec<_>>();
        let whole = run.len() == length
            && run.iter().all(|word| word.is_name())
            && run.windows(2).all(|pair| adjoining(pair[0], pair[1]));
        let before = at > 0 && words[at - 1].is_name() && adjoining(&words[at - 1], &words[at]);
        let behind = words.get(at + length).is_some_and(|next| next.is_name() && adjoining(&words[at + length - 1], next));
        if whole && !before && !behind && !quoted(text, words[at].start) {
            runs.push(words[at].start..words[at + length - 1].end());
        }
    }
    let count = |name: &str| runs.iter().filter(|run| &text[(*run).clone()] == name).count();
    let candidates: Vec<&Range<usize>> =
        runs.iter().filter(|run| fits(&text[(*run).clone()]) && count(&text[(*run).clone()]) >= 2).collect();
    let chosen = (*candidates.get(random.below(candidates.len().max(1)))?).clone();
    let name = &text[chosen.clone()];
    let by = if wrong {
        let mut parts: Vec<String> = name.split(' ').map(str::to_owned).collect();
        let part = random.below(parts.len());
        if parts[part].len() < 4 {
            return None;
        }
        parts[part] = misspelt(&parts[part], random);
        parts.join(" ")
    } else {
        name.to_owned()
    };
    let others: Vec<Range<usize>> = runs.iter().filter(|run| **run != chosen && &text[(*run).clone()] == name).cloned().collect();
    Some(replace(text, chosen, &by, &others))
}

fn of_kind(name: &str, kind: dateline::knowledge::Kind) -> bool {
    let gazetteer = &Knowledge::builtin().gazetteer;
    let known = gazetteer.lookup(name);
    known.iter().next().is_some_and(|id| gazetteer.entry(id).kind() == kind)
}

fn place(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let fits = |name: &str| name.len() > 5 && of_kind(name, dateline::knowledge::Kind::Place);
    repeated(clean, random, wrong, fits, 1)
}

fn body(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let fits = |name: &str| name.len() > 5 && of_kind(name, dateline::knowledge::Kind::Organisation);
    repeated(clean, random, wrong, fits, 1)
}

fn long_body(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let heads = [
        "Commission",
        "Council",
        "Bank",
        "Department",
        "Agency",
        "University",
        "Institute",
        "Party",
        "Committee",
        "Group",
        "Corp",
        "Union",
        "Court",
        "Association",
        "Ministry",
        "Organization",
    ];
    let fits = |name: &str| name.split(' ').next_back().is_some_and(|last| heads.contains(&last));
    let length = 2 + random.below(2);
    repeated(clean, random, wrong, fits, length)
}

fn invented(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let ends = ends_of_paragraphs(&clean.text);
    let (first, last) = (*ends.first()?, *ends.last()?);
    if first == last {
        return None;
    }
    let given = *random.one_of(&["Mike", "Anna", "Johannes", "Priya", "Chidi", "Marta", "Li", "Viktor"]);
    let surname = *random.one_of(&[
        "Jendrzejczyk",
        "Lindqvist",
        "Abernathy",
        "Okonkwo",
        "Ramaswamy",
        "Petrosyan",
        "Castellanos",
        "Whitcombe",
        "Novotny",
        "Harrington",
    ]);
    let again = if wrong { misspelt(surname, random) } else { surname.to_owned() };
    let one = match random.below(3) {
        0 => format!("[{given} {surname}], a lawyer in the capital, was the first to complain."),
        1 => format!("The report was written by [{given} {surname}] of the workers' union."),
        _ => format!("Its director, [{given} {surname}], could not be reached."),
    };
    let other = match random.below(4) {
        0 => format!("[{again}] said that nothing had changed."),
        1 => format!("That was not enough for [{again}], who wanted more."),
        2 => format!("\"It is late,\" [{again}] said."),
        _ => format!("[{given} {again}] will be heard next week."),
    };
    let behind = insert_at(&clean.text, last, &other);
    let mut planted = insert_at(&behind.text, first, &one);
    let shift = planted.text.len() - behind.text.len();
    planted.places.extend(behind.places.iter().map(|place| place.start + shift..place.end + shift));
    Some(planted)
}
