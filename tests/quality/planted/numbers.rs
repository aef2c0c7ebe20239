//! Conversions, percentages and sums, and numbers told twice.

use std::ops::Range;

use super::super::articles::{Clean, Word, ends_of_paragraphs, quoted, words};
use super::super::random::Random;
use super::{Kind, Planted, Way, insert, insert_at, replace};

pub(super) const WAYS: &[Way] = &[
    Way { kind: Kind::Conversion, name: "lengths", plant: conversion_of_lengths },
    Way { kind: Kind::Conversion, name: "weights, areas, speeds, volumes", plant: conversion_of_others },
    Way { kind: Kind::Conversion, name: "temperatures", plant: conversion_of_temperatures },
    Way { kind: Kind::Conversion, name: "put behind a measure of the article", plant: conversion_behind },
    Way { kind: Kind::Sum, name: "percentages", plant: percentages },
    Way { kind: Kind::Sum, name: "sums", plant: sums },
    Way { kind: Kind::Sum, name: "rises and differences", plant: rises },
    Way { kind: Kind::RepeatedNumber, name: "one of two counts changed", plant: one_count_of_two },
    Way { kind: Kind::RepeatedNumber, name: "one of two sums of money changed", plant: one_amount_of_two },
    Way { kind: Kind::RepeatedNumber, name: "count told again in a sentence", plant: count_told_again },
    Way { kind: Kind::RepeatedNumber, name: "invented fact told twice", plant: fact_told_twice },
];

/// A converted value that is off: figures swapped, ten times as much, the wrong way round, or a third off.
fn off(right: f64, inverse: f64, random: &mut Random) -> f64 {
    let wrong = match random.below(5) {
        0 => right * 10.0,
        1 => right * 1.3,
        2 => right * 0.6,
        3 => inverse,
        _ => swapped(right.round() as u64) as f64,
    };
    if (wrong - right).abs() < 0.15 * right { right * 1.4 } else { wrong }
}

/// The first two figures swapped.
fn swapped(number: u64) -> u64 {
    let figures = number.to_string();
    let mut letters: Vec<char> = figures.chars().collect();
    if letters.len() > 1 && letters[0] != letters[1] && letters[1] != '0' {
        letters.swap(0, 1);
    } else {
        let last = letters.len() - 1;
        letters[last] = if letters[last] == '9' { '4' } else { char::from(letters[last] as u8 + 1) };
    }
    letters.iter().collect::<String>().parse().unwrap()
}

fn grouped(value: f64) -> String {
    if value < 10.0 && value.fract() > 0.05 {
        return format!("{value:.1}");
    }
    let whole = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn conversion(clean: &Clean, random: &mut Random, wrong: bool, units: &[(&str, &str, f64)], forms: &[&str]) -> Option<Planted> {
    let (from, to, factor) = *random.one_of(units);
    let value = [12.0, 25.0, 35.0, 60.0, 85.0, 150.0, 240.0, 310.0, 1250.0, 4800.0][random.below(10)];
    let right = value * factor;
    let right = if right >= 10.0 { right.round() } else { (right * 10.0).round() / 10.0 };
    let converted = if wrong { off(right, value / factor, random) } else { right };
    let form = random.one_of(forms);
    let sentence =
        form.replace("{a}", &grouped(value)).replace("{from}", from).replace("{b}", &grouped(converted)).replace("{to}", to);
    insert(clean, random, &sentence)
}

fn conversion_of_lengths(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let units = [
        ("miles", "kilometers", 1.609_344),
        ("kilometers", "miles", 0.621_371),
        ("feet", "meters", 0.3048),
        ("metres", "feet", 3.28084),
        ("miles", "km", 1.609_344),
        ("km", "miles", 0.621_371),
        ("inches", "centimeters", 2.54),
        ("yards", "meters", 0.9144),
    ];
    let forms = [
        "The village lies [{a} {from} ({b} {to})] from there.",
        "It is about [{a} {from} ({b} {to})] long.",
        "The hole is [{a} {from}, or {b} {to}], deep.",
        "They put up [{a} {from} ({b} {to})] of fence along the river.",
        "They walked some [{a} {from} (about {b} {to})] before dawn.",
        "A stretch of [{a} {from} [{b} {to}]] was closed.",
    ];
    // The brackets of the last would be marks of the place.
    conversion(clean, random, wrong, &units, &forms[..5])
}

fn conversion_of_others(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let units = [
        ("pounds", "kilograms", 0.453_592),
        ("kilograms", "pounds", 2.204_62),
        ("kg", "lb", 2.204_62),
        ("tonnes", "tons", 1.102_31),
        ("ounces", "grams", 28.349_5),
        ("acres", "hectares", 0.404_686),
        ("hectares", "acres", 2.471_05),
        ("square miles", "square kilometers", 2.589_99),
        ("square kilometres", "square miles", 0.386_102),
        ("square feet", "square meters", 0.092_903),
        ("mph", "kph", 1.609_344),
        ("miles per hour", "kilometers per hour", 1.609_344),
        ("km/h", "mph", 0.621_371),
        ("gallons", "liters", 3.785_41),
        ("litres", "gallons", 0.264_172),
    ];
    let units = if wrong { &units[..] } else { &units[..13] };
    let units: Vec<_> = units.iter().copied().filter(|(from, ..)| *from != "tonnes").collect();
    let forms = [
        "They measured [{a} {from} ({b} {to})] that day.",
        "It was [{a} {from}, or {b} {to}], in the end.",
        "Some put it at [{a} {from} ({b} {to})].",
    ];
    conversion(clean, random, wrong, &units, &forms)
}

fn conversion_of_temperatures(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let celsius = random.below(45) as f64 - 8.0;
    let right = (celsius * 9.0 / 5.0 + 32.0).round();
    let other = if wrong { [right + 14.0, right - 11.0, (celsius * 1.8).round()][random.below(3)] } else { right };
    let sentence = match random.below(4) {
        0 => format!("It was [{celsius} degrees Celsius ({other} degrees Fahrenheit)] at noon."),
        1 => format!("It was [{other} degrees Fahrenheit ({celsius} degrees Celsius)] in the hall."),
        2 => format!("The water has [{celsius} C ({other} F)] at most."),
        _ => format!("It was [{celsius}°C ({other}°F)] in the shade."),
    };
    insert(clean, random, &sentence)
}

/// A measure of the article gets its conversion in brackets.
fn conversion_behind(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let units = [
        ("miles", "kilometers", 1.609_344),
        ("feet", "meters", 0.3048),
        ("kilometers", "miles", 0.621_371),
        ("pounds", "kilograms", 0.453_592),
    ];
    let words = words(text);
    let measure = |pair: &[Word<'_>]| {
        let value: f64 = pair[0].text.replace(',', "").parse().ok()?;
        let unit = units.iter().find(|(from, ..)| pair[1].text == *from)?;
        let before = text[..pair[0].start].trim_end();
        let alone = !before.ends_with('(') && !["to", "and", "or", "-"].iter().any(|word| before.ends_with(word));
        (value >= 3.0 && alone && !text[pair[1].end()..].trim_start().starts_with('(') && !quoted(text, pair[0].start))
            .then_some((value, *unit))
    };
    let found: Vec<_> =
        words.windows(2).filter_map(|pair| measure(pair).map(|(value, unit)| (pair[0], pair[1], value, unit))).collect();
    let (first, last, value, (_, to, factor)) = *found.get(random.below(found.len().max(1)))?;
    let right = (value * factor).round();
    let converted = if wrong { off(right, value / factor, random) } else { right };
    let by = format!("{} ({} {to})", &text[first.start..last.end()], grouped(converted));
    Some(replace(text, first.start..last.end(), &by, &[]))
}

fn percentages(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let a = 30 + random.below(25);
    let b = 15 + random.below(20);
    let excess = if wrong { 7 + random.below(9) } else { 0 };
    let c = 100 - a - b + excess;
    let sentence = match random.below(5) {
        0 => format!("Of those polled, [{a} percent were in favor, {b} percent against and {c} percent undecided]."),
        1 => format!("In the survey [{a} percent said yes, {b} percent said no and {c} percent had no opinion]."),
        2 => format!("The state owns [{a} percent of the company, the bank {b} percent and the family {c} percent]."),
        3 => format!("Coal makes up [{a}% of the supply, gas {b}% and water {c}%]."),
        _ => format!("Of the voters, [{a} per cent chose the party, {b} per cent the league and {c} per cent the union]."),
    };
    insert(clean, random, &sentence)
}

fn sums(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let (a, b, c) = (12 + random.below(20), 5 + random.below(12), 3 + random.below(8));
    let more = if wrong { 3 + random.below(4) } else { 0 };
    let (two, three) = (a + b + more, a + b + c + more);
    let sentence = match random.below(7) {
        0 => format!("The [{two} dead were {a} men and {b} women]."),
        1 => format!("[{three} people were on board: {a} men, {b} women and {c} children]."),
        2 => format!(
            "The budget of [${three} million consists of ${a} million for roads, ${b} million for schools and ${c} million for parks]."
        ),
        3 => format!("There were [{a} men and {b} women, {two} people in all]."),
        4 => format!("The party won [{a} seats in the north and {b} in the south, a total of {two} seats]."),
        5 => format!("It employs [{two} people, {a} in the shop and {b} in the mill]."),
        _ => format!("The team played [{three} games, winning {a}, losing {b} and drawing {c}]."),
    };
    insert(clean, random, &sentence)
}

fn rises(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let from = 40 * (1 + random.below(10));
    let percent = [10, 20, 25, 50][random.below(4)];
    let to = from + from * percent / 100;
    let shown = if wrong { percent + 15 } else { percent };
    let by = if wrong { to - from + 7 } else { to - from };
    let sentence = match random.below(6) {
        0 => format!("The number of members [rose {shown} percent, from {from} to {to}]."),
        1 => format!("Sales [rose to ${to} million from ${from} million, a rise of {shown} percent]."),
        2 => format!("Its staff [grew by {by}, from {from} to {to}]."),
        3 => format!("The price [went up {shown}% to ${to} from ${from}]."),
        4 => format!("Profit [increased {shown} percent to ${to} million, from ${from} million a year earlier]."),
        _ => format!("The motion was [carried by {to} votes to {from}, a majority of {by}]."),
    };
    insert(clean, random, &sentence)
}

/// A figure of an article with the word behind it.
struct Count<'t> {
    number: Range<usize>,
    value: u64,
    noun: &'t str,
    noun_end: usize,
    before: &'t str,
}

/// Whole numbers of two figures and more that are no years, dates or clock times, with the noun behind them.
fn counts(text: &str) -> Vec<Count<'_>> {
    let words = words(text);
    let mut found = Vec::new();
    for at in 1..words.len().saturating_sub(1) {
        let (number, noun) = (&words[at], &words[at + 1]);
        let plain = number.text.chars().all(|c| c.is_ascii_digit() || c == ',');
        let Ok(value) = number.text.replace(',', "").parse::<u64>() else { continue };
        let year = !number.text.contains(',') && (1700..2100).contains(&value);
        let small = noun.text.chars().all(|c| c.is_lowercase()) && noun.text.len() > 3;
        let near = &text[number.end()..noun.start] == " ";
        let month = words[at - 1].text.starts_with(|c: char| c.is_uppercase());
        let rough =
            ["about", "some", "nearly", "around", "over", "than", "almost", "another", "least"].contains(&words[at - 1].text);
        if plain && value >= 11 && !year && small && near && !month && !rough && !quoted(text, number.start) {
            found.push(Count {
                number: number.range(),
                value,
                noun: noun.text,
                noun_end: noun.end(),
                before: words[at - 1].text,
            });
        }
    }
    found
}

/// Another number as slips and bad copying make it.
fn changed(value: u64, random: &mut Random) -> u64 {
    let by = match random.below(4) {
        0 => value + value / 10 + 1,
        1 => value.saturating_sub(value / 5 + 1).max(2),
        _ => swapped(value),
    };
    if by == value { value + 2 } else { by }
}

const NO_COUNT: [&str; 15] = [
    "percent", "million", "billion", "trillion", "years", "days", "months", "hours", "minutes", "points", "cents", "and", "with",
    "from", "others",
];

/// The article has one count twice; one of the two is changed.
fn one_count_of_two(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let counts = counts(&clean.text);
    let pairs: Vec<(&Count<'_>, &Count<'_>)> = counts
        .iter()
        .enumerate()
        .flat_map(|(at, first)| counts[at + 1..].iter().map(move |second| (first, second)))
        .filter(|(first, second)| first.value == second.value && first.noun == second.noun)
        .filter(|(first, second)| first.noun.ends_with('s') && !NO_COUNT.contains(&first.noun) && !second.before.ends_with("to"))
        .collect();
    let (first, second) = *pairs.get(random.below(pairs.len().max(1)))?;
    let by = if wrong { changed(second.value, random) } else { second.value };
    Some(replace(&clean.text, second.number.clone(), &grouped(by as f64), &[first.number.start..first.noun_end]))
}

/// `$5.2 million` twice, or `12 percent`, one of them changed.
fn one_amount_of_two(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let words = words(text);
    let amounts: Vec<(Word<'_>, &str)> = words
        .windows(2)
        .filter(|pair| {
            let scale = ["million", "billion"].contains(&pair[1].text);
            let money = pair[0].text.starts_with('$') && pair[0].text.len() > 2;
            money && scale && pair[0].text[1..].parse::<f64>().is_ok() && !quoted(text, pair[0].start)
        })
        .map(|pair| (pair[0], pair[1].text))
        .collect();
    let pairs: Vec<_> = amounts
        .iter()
        .enumerate()
        .flat_map(|(at, first)| amounts[at + 1..].iter().map(move |second| (first, second)))
        .filter(|((a, scale), (b, other))| a.text == b.text && scale == other)
        .collect();
    let ((first, _), (second, _)) = *pairs.get(random.below(pairs.len().max(1)))?;
    let value: f64 = second.text[1..].parse().ok()?;
    let by = if wrong {
        let tenths = changed((value * 10.0).round() as u64, random);
        format!("${}", tenths as f64 / 10.0)
    } else {
        second.text.to_owned()
    };
    Some(replace(text, second.range(), &by, &[first.range()]))
}

/// A count of the article told again.
fn count_told_again(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let verbs = ["were", "are", "had", "have", "who", "from", "in", "at", "of", "on"];
    let counts: Vec<Count<'_>> = counts(text)
        .into_iter()
        .filter(|count| {
            let next = text[count.noun_end..].split_whitespace().next().unwrap_or_default();
            let whole = verbs.contains(&next) || text[count.noun_end..].starts_with(['.', ',']);
            count.noun.ends_with('s')
                && !NO_COUNT.contains(&count.noun)
                && whole
                && !["of", "to", "or"].iter().any(|word| count.before.ends_with(word))
        })
        .collect();
    let chosen = counts.get(random.below(counts.len().max(1)))?;
    let alike = counts.iter().filter(|count| count.noun == chosen.noun).count();
    if alike > 1 {
        return None;
    }
    let number = if wrong { changed(chosen.value, random) } else { chosen.value };
    let (number, noun) = (grouped(number as f64), chosen.noun);
    let sentence = match (random.below(4), wrong) {
        (0, _) => format!("The [{number} {noun}] were mentioned again later."),
        (1, false) => format!("Another {} {noun} were not mentioned.", grouped(changed(chosen.value, random) as f64)),
        (1, true) | (2, _) => format!("Nobody doubted that the [{number} {noun}] mattered most."),
        _ => format!("All [{number} {noun}] were checked twice."),
    };
    let end = ends_of_paragraphs(text).into_iter().filter(|end| *end > chosen.noun_end).nth(1)?;
    let mut planted = insert_at(text, end, &sentence);
    planted.places.push(chosen.number.start..chosen.noun_end);
    Some(planted)
}

fn fact_told_twice(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let ends = ends_of_paragraphs(&clean.text);
    let (first, last) = (*ends.first()?, *ends.last()?);
    if first == last {
        return None;
    }
    let value = [23, 48, 57, 134, 235, 416, 1280, 3650][random.below(8)];
    let facts = [
        ("The ministers spoke of [{} political prisoners].", "None of the [{} political prisoners] was named."),
        ("The fire in Halden killed [{} people].", "The fire that killed [{} people] in Halden began in a kitchen."),
        ("The Lindholm company will dismiss [{} workers].", "The [{} workers] whom Lindholm will dismiss were told by letter."),
        ("Rebels hold [{} hostages] in Kolding.", "The rebels' [{} hostages] are fed once a day."),
        ("Police arrested [{} demonstrators] in Vienna.", "The [{} demonstrators] arrested in Vienna were released at night."),
        ("Brundt was elected with [{} votes].", "Brundt, who won [{} votes], thanked nobody."),
        (
            "The storm destroyed [{} houses] on the island.",
            "Those whose houses were among the [{} houses] destroyed live in tents.",
        ),
    ];
    let (one, other) = *random.one_of(&facts);
    let (again, rough) =
        if wrong { (changed(value, random), "") } else { (value, if random.below(3) == 0 { "some " } else { "" }) };
    let rounded = |value: u64| if rough.is_empty() { value } else { value / 10 * 10 };
    let told = |sentence: &str, value: u64| sentence.replace("{}", &grouped(value as f64));
    let again = format!("{}{}", rough, grouped(rounded(again) as f64));
    let behind = insert_at(&clean.text, last, &other.replace("{}", &again));
    let mut planted = insert_at(&behind.text, first, &told(one, value));
    let shift = planted.text.len() - behind.text.len();
    planted.places.extend(behind.places.iter().map(|place| place.start + shift..place.end + shift));
    Some(planted)
}
