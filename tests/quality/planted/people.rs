//! Titles changed in one of their statements, and ages that do not fit.

use std::ops::Range;

use dateline::article::PartialDate;

use super::super::articles::{Clean, Word, ends_of_paragraphs, quoted, words};
use super::super::random::Random;
use super::names::people;
use super::{Kind, Planted, Way, insert, insert_at, replace};

pub(super) const WAYS: &[Way] = &[
    Way { kind: Kind::Title, name: "one of two changed", plant: one_of_two },
    Way { kind: Kind::Title, name: "put before a bare surname", plant: before_bare },
    Way { kind: Kind::Title, name: "sentence with another title", plant: sentence },
    Way { kind: Kind::Title, name: "invented person", plant: invented },
    Way { kind: Kind::Age, name: "sentence with birth and age", plant: birth_and_age },
    Way { kind: Kind::Age, name: "birth and death", plant: birth_and_death },
    Way { kind: Kind::Age, name: "two ages of an invented person", plant: two_ages },
    Way { kind: Kind::Age, name: "year of birth put to an age of the article", plant: birth_to_age },
    Way { kind: Kind::Age, name: "age of the article told again", plant: age_told_again },
];

/// Titles as they stand before names; of each, others that nobody holds at the same time, and the same in other words.
const TITLES: [(&str, &[&str], &[&str]); 23] = [
    ("President", &["Prime Minister", "Foreign Minister", "Vice President"], &["President"]),
    ("Prime Minister", &["President", "Foreign Minister", "Defense Minister"], &["Prime Minister", "Premier"]),
    ("Premier", &["President", "Foreign Minister"], &["Premier", "Prime Minister"]),
    ("Foreign Minister", &["Defense Minister", "Prime Minister", "Finance Minister"], &["Foreign Minister"]),
    ("Defense Minister", &["Foreign Minister", "Interior Minister"], &["Defense Minister", "Defence Minister"]),
    ("Finance Minister", &["Foreign Minister", "Justice Minister"], &["Finance Minister"]),
    ("Interior Minister", &["Defense Minister", "Justice Minister"], &["Interior Minister"]),
    ("Secretary of State", &["Defense Secretary", "Attorney General", "Treasury Secretary"], &["Secretary of State"]),
    ("Defense Secretary", &["Secretary of State", "Treasury Secretary"], &["Defense Secretary", "Secretary of Defense"]),
    ("Treasury Secretary", &["Secretary of State", "Commerce Secretary"], &["Treasury Secretary"]),
    ("Attorney General", &["Secretary of State", "Governor"], &["Attorney General"]),
    ("Sen.", &["Rep.", "Gov."], &["Sen.", "Senator"]),
    ("Rep.", &["Sen.", "Gov."], &["Rep."]),
    ("Gov.", &["Sen.", "Mayor"], &["Gov.", "Governor"]),
    ("Mayor", &["Governor", "Sen."], &["Mayor"]),
    ("Governor", &["Senator", "Mayor"], &["Governor", "Gov."]),
    ("Senator", &["Governor", "Rep."], &["Senator", "Sen."]),
    ("Chancellor", &["President", "Foreign Minister"], &["Chancellor"]),
    ("Gen.", &["Col.", "Maj.", "Adm."], &["Gen.", "General"]),
    ("General", &["Colonel", "Admiral"], &["General"]),
    ("Col.", &["Gen.", "Capt."], &["Col."]),
    ("Judge", &["Mayor", "Gov."], &["Judge"]),
    ("Vice President", &["President", "Secretary of State"], &["Vice President"]),
];

struct Titled<'t> {
    title: Range<usize>,
    which: usize,
    surname: Word<'t>,
}

/// `Title Surname` and `Title Given Surname` in prose, without `former` and the like before.
fn titled(text: &str) -> Vec<Titled<'_>> {
    let words = words(text);
    let mut found: Vec<Titled<'_>> = Vec::new();
    for (which, (title, ..)) in TITLES.iter().enumerate() {
        let parts = title.trim_end_matches('.').split(' ').collect::<Vec<_>>();
        for at in 0..words.len().saturating_sub(parts.len() + 1) {
            if !parts.iter().zip(&words[at..]).all(|(part, word)| word.text == *part) {
                continue;
            }
            let (start, end) = (words[at].start, words[at + parts.len() - 1].end());
            let end = if title.ends_with('.') && text[end..].starts_with('.') { end + 1 } else { end };
            if text.get(start..end) != Some(*title) || quoted(text, start) {
                continue;
            }
            let before = at.checked_sub(1).map_or("", |before| words[before].text).to_lowercase();
            let lesser = [
                "former",
                "deputy",
                "vice",
                "assistant",
                "ex",
                "then",
                "late",
                "elect",
                "acting",
                "under",
                "shadow",
                "the",
                "lt",
                "maj",
                "brig",
                "first",
            ];
            if lesser.contains(&before.as_str()) || before.ends_with("minister") || before.ends_with("attorney") {
                continue;
            }
            let mut last = at + parts.len();
            if !words[last].is_name() || !text[end..words[last].start].chars().all(|c| c == ' ') {
                continue;
            }
            while words.get(last + 1).is_some_and(|next| next.is_name() && &text[words[last].end()..next.start] == " ")
                && last < at + parts.len() + 2
            {
                last += 1;
            }
            if words[last].text.len() > 3 {
                found.push(Titled { title: start..end, which, surname: words[last] });
            }
        }
    }
    found.sort_by_key(|titled| titled.title.start);
    found
}

fn place_of(titled: &Titled<'_>) -> Range<usize> {
    titled.title.start..titled.surname.end()
}

/// The whole place of a title that was replaced: up to the name behind it.
fn retitled(text: &str, chosen: &Titled<'_>, by: &str, others: &[Range<usize>]) -> Planted {
    let mut planted = replace(text, chosen.title.clone(), by, others);
    planted.places[0].end += chosen.surname.end() - chosen.title.end;
    planted
}

/// Two statements of one title of one person, one of them changed.
fn one_of_two(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let found = titled(&clean.text);
    let pairs: Vec<(&Titled<'_>, &Titled<'_>)> = found
        .iter()
        .enumerate()
        .flat_map(|(at, first)| found[at + 1..].iter().map(move |second| (first, second)))
        .filter(|(first, second)| first.surname.text == second.surname.text && first.which == second.which)
        .collect();
    let (first, second) = *pairs.get(random.below(pairs.len().max(1)))?;
    let (chosen, other) = if random.below(2) == 0 { (first, second) } else { (second, first) };
    let (_, wrongs, rights) = TITLES[chosen.which];
    let by = if wrong { random.one_of(wrongs) } else { random.one_of(rights) };
    Some(retitled(&clean.text, chosen, by, &[place_of(other)]))
}

/// The surname stands alone, too; it gets a title there.
fn before_bare(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let found = titled(text);
    let all = words(text);
    let bare = |first: &Titled<'_>| {
        let alone = |at: usize| {
            let (word, before) = (all[at], all[at - 1]);
            let clear = word.text == first.surname.text && word.start > first.surname.end() && !quoted(text, word.start);
            let joined = before.text.starts_with(|c: char| c.is_uppercase()) && word.start - before.end() <= 2;
            let longer = all.get(at + 1).is_some_and(|next| next.is_name() && next.start - word.end() == 1);
            let attributive = text[word.end()..].starts_with(['\'', '’', '-']) || before.text == "the";
            clear && !joined && !longer && !attributive
        };
        (1..all.len()).find(|&at| alone(at)).map(|at| all[at])
    };
    let pairs: Vec<(&Titled<'_>, Word<'_>)> = found.iter().filter_map(|first| Some((first, bare(first)?))).collect();
    let (first, word) = *pairs.get(random.below(pairs.len().max(1)))?;
    let (_, wrongs, rights) = TITLES[first.which];
    let title = if wrong { random.one_of(wrongs) } else { random.one_of(rights) };
    Some(replace(text, word.range(), &format!("{title} {}", word.text), &[place_of(first)]))
}

fn sentence(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let found = titled(&clean.text);
    let chosen = found.get(random.below(found.len().max(1)))?;
    let (_, wrongs, rights) = TITLES[chosen.which];
    let title = if wrong { random.one_of(wrongs) } else { random.one_of(rights) };
    let surname = chosen.surname.text;
    let long =
        title.replace("Rep.", "representative").replace("Sen.", "senator").replace("Gov.", "governor").replace("Gen.", "general");
    let spelt = !long.contains('.');
    let sentence = match random.below(4) {
        0 => format!("[{title} {surname}] declined to comment."),
        1 => format!("Others asked what [{title} {surname}] would do."),
        2 if spelt => format!("[{surname}, the {}], declined to comment.", long.to_lowercase()),
        _ => format!("Aides to [{title} {surname}] were more cautious."),
    };
    let end = ends_of_paragraphs(&clean.text).into_iter().filter(|end| *end > chosen.surname.end()).nth(random.below(2))?;
    let mut planted = insert_at(&clean.text, end, &sentence);
    planted.places.push(place_of(chosen));
    Some(planted)
}

fn invented(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let ends = ends_of_paragraphs(&clean.text);
    let (first, last) = (*ends.first()?, *ends.last()?);
    if first == last {
        return None;
    }
    let (title, wrongs, rights) = *random.one_of(&TITLES);
    let again = if wrong { random.one_of(wrongs) } else { random.one_of(rights) };
    let one = format!("[{title} Carla Brundt] came in person.");
    let other = match random.below(3) {
        0 => format!("[{again} Brundt] left on Tuesday."),
        1 => format!("[{again} Carla Brundt] will come back next week."),
        _ => format!("Reporters waited for [{again} Brundt] in vain."),
    };
    let behind = insert_at(&clean.text, last, &other);
    let mut planted = insert_at(&behind.text, first, &one);
    let shift = planted.text.len() - behind.text.len();
    planted.places.extend(behind.places.iter().map(|place| place.start + shift..place.end + shift));
    Some(planted)
}

fn year(published: Option<PartialDate>) -> Option<usize> {
    match published? {
        PartialDate::Day(date) => Some(date.year() as usize),
        PartialDate::Month(..) | PartialDate::Year(_) => None,
    }
}

/// An age that cannot be, or one that can.
fn age_of(right: usize, wrong: bool, random: &mut Random) -> usize {
    if !wrong {
        return right;
    }
    match random.below(4) {
        0 => right + 10,
        1 => right.saturating_sub(4),
        2 if right % 10 != right / 10 && right.abs_diff(right % 10 * 10 + right / 10) > 3 && right % 10 > 1 => {
            right % 10 * 10 + right / 10
        }
        _ => right + 5,
    }
}

fn birth_and_age(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let now = year(clean.published)?;
    let right = 21 + random.below(60);
    let born = now - right;
    let age = age_of(right, wrong, random);
    let sentence = match random.below(7) {
        0 => format!("Born in {born}, Carla Brundt, [{age}], has lived there all her life."),
        1 => format!("Carla Brundt, [{age}], was born in {born} in a village near the border."),
        2 => format!("The [{age}-year-old] singer Carla Brundt was born in {born}."),
        3 => format!("Carla Brundt is [{age} years old]. She was born in {born}."),
        4 => format!("Carla Brundt (born {born}) is [{age} years old]."),
        5 => format!("The oldest of them is Carla Brundt, who is [{age}] and was born in {born}."),
        _ => format!("Carla Brundt, a [{age}-year-old] baker born in {born}, remembers it well."),
    };
    insert(clean, random, &sentence)
}

fn birth_and_death(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let died = 1950 + random.below(45);
    let right = 40 + random.below(50);
    let born = died - right;
    let age = age_of(right, wrong, random);
    let sentence = match random.below(6) {
        0 => format!("The painter Carla Brundt was born in {born} and died in {died} at the age of [{age}]."),
        1 => format!("Born in {born}, Carla Brundt died in {died} aged [{age}]."),
        2 => format!("Carla Brundt ({born}-{died}) died at [{age}]."),
        3 => format!("Carla Brundt, born on March 3, {born}, died on November 7, {died}, at the age of [{age}]."),
        4 => format!("Carla Brundt, who was born in {born}, was [{age}] when she died in {died}."),
        _ => format!("The founder, Carla Brundt, was born in {born}. She died in {died}, aged [{age}]."),
    };
    insert(clean, random, &sentence)
}

fn two_ages(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let ends = ends_of_paragraphs(&clean.text);
    let (first, last) = (*ends.first()?, *ends.last()?);
    if first == last {
        return None;
    }
    let right = 22 + random.below(55);
    let age = age_of(right, wrong, random);
    let one = match random.below(3) {
        0 => format!("Carla Brundt, [{right}], was among the first to arrive."),
        1 => format!("Carla Brundt, a [{right}-year-old] nurse, was among the first to arrive."),
        _ => format!("Carla Brundt, who is [{right} years old], was among the first to arrive."),
    };
    let other = match random.below(4) {
        0 => format!("\"It was dark,\" said the [{age}-year-old] Brundt."),
        1 => format!("Brundt, [{age}], went home in the evening."),
        2 => format!("Brundt, who is [{age} years old], went home in the evening."),
        _ => format!("In the evening Carla Brundt, [{age}], went home."),
    };
    let behind = insert_at(&clean.text, last, &other);
    let mut planted = insert_at(&behind.text, first, &one);
    let shift = planted.text.len() - behind.text.len();
    planted.places.extend(behind.places.iter().map(|place| place.start + shift..place.end + shift));
    Some(planted)
}

/// `Surname, 54,` in the article.
fn aged(text: &str) -> Vec<(Word<'_>, Word<'_>, usize)> {
    let words = words(text);
    let age = |pair: &[Word<'_>]| {
        let age: usize = pair[1].text.parse().ok().filter(|age| (16..100).contains(age))?;
        let commas = &text[pair[0].end()..pair[1].start] == ", " && text[pair[1].end()..].starts_with([',', '.']);
        (commas && pair[0].is_name() && !quoted(text, pair[0].start)).then_some(age)
    };
    words.windows(2).filter_map(|pair| age(pair).map(|age| (pair[0], pair[1], age))).collect()
}

fn birth_to_age(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let now = year(clean.published)?;
    let ages = aged(&clean.text);
    let (surname, place, age) = *ages.get(random.below(ages.len().max(1)))?;
    let people = people(&clean.text);
    people.iter().find(|person| person.surname.text == surname.text)?;
    let born = now - age + if wrong { 7 } else { 0 };
    let end = ends_of_paragraphs(&clean.text).into_iter().find(|end| *end > place.end())?;
    let sentence = match random.below(2) {
        0 => format!("{} was born in [{born}].", surname.text),
        _ => format!("{}, who was born in [{born}], grew up in the country.", surname.text),
    };
    let mut planted = insert_at(&clean.text, end, &sentence);
    planted.places.push(place.range());
    Some(planted)
}

fn age_told_again(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let ages = aged(&clean.text);
    let (surname, place, right) = *ages.get(random.below(ages.len().max(1)))?;
    let people = people(&clean.text);
    people.iter().find(|person| person.surname.text == surname.text)?;
    let age = age_of(right, wrong, random);
    let end = ends_of_paragraphs(&clean.text).into_iter().find(|end| *end > place.end())?;
    let sentence = match random.below(3) {
        0 => format!("{}, [{age}], did not say more.", surname.text),
        1 => format!("The [{age}-year-old] {} did not say more.", surname.text),
        _ => format!("{} is [{age} years old].", surname.text),
    };
    let mut planted = insert_at(&clean.text, end, &sentence);
    planted.places.push(place.range());
    Some(planted)
}

/// All statements of a title before one name changed alike, for the second of two articles.
pub(super) fn title_of_two(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let found = titled(&clean.text);
    let chosen = found.get(random.below(found.len().max(1)))?;
    let (_, wrongs, rights) = TITLES[chosen.which];
    let by = if wrong { random.one_of(wrongs) } else { random.one_of(rights) };
    let same = found.iter().filter(|other| other.which == chosen.which && other.surname.text == chosen.surname.text);
    let mut planted = Planted { text: clean.text.clone(), places: Vec::new() };
    let mut shift = 0;
    for other in same {
        let moved = |at: usize| at.checked_add_signed(shift).unwrap();
        let place = moved(other.title.start)..moved(other.title.end);
        planted.text.replace_range(place.clone(), by);
        shift += by.len() as isize - place.len() as isize;
        planted.places.push(place.start..other.surname.end().checked_add_signed(shift).unwrap());
    }
    Some(planted)
}
