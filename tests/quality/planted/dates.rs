//! Weekdays, dates that the calendar does not have, ranges that end before they begin, and dates told twice.

use std::ops::Range;

use dateline::article::PartialDate;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::super::articles::{Clean, Word, ends_of_paragraphs, quoted, words};
use super::super::random::Random;
use super::{Kind, Planted, Way, insert, insert_at, replace};

pub(super) const WAYS: &[Way] = &[
    Way { kind: Kind::Weekday, name: "sentence with a year", plant: weekday_with_year },
    Way { kind: Kind::Weekday, name: "sentence without a year", plant: weekday_without_year },
    Way { kind: Kind::Weekday, name: "put before a date of the article", plant: weekday_before_date },
    Way { kind: Kind::Weekday, name: "put behind a date of the article", plant: weekday_behind_date },
    Way { kind: Kind::ImpossibleDate, name: "sentence", plant: impossible_sentence },
    Way { kind: Kind::ImpossibleDate, name: "day of a date changed", plant: impossible_day },
    Way { kind: Kind::Range, name: "sentence of days", plant: range_of_days },
    Way { kind: Kind::Range, name: "sentence of years", plant: range_of_years },
    Way { kind: Kind::Range, name: "years of the article swapped", plant: range_swapped },
    Way { kind: Kind::RepeatedDate, name: "one of two changed", plant: one_date_of_two },
    Way { kind: Kind::RepeatedDate, name: "told again in a sentence", plant: date_told_again },
    Way { kind: Kind::RepeatedDate, name: "invented event told twice", plant: event_told_twice },
];

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const SHORT: [&str; 12] = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

fn month_name(date: Date, short: bool) -> &'static str {
    (if short { SHORT } else { MONTHS })[date.month() as usize - 1]
}

/// The weekday of a date, or another one.
fn weekday(date: Date, wrong: bool, random: &mut Random) -> String {
    let off = if wrong { 1 + random.below(6) as i64 } else { 0 };
    date.checked_add(off.days()).unwrap().strftime("%A").to_string()
}

fn day(published: Option<PartialDate>) -> Option<Date> {
    match published? {
        PartialDate::Day(date) => Some(date),
        PartialDate::Month(..) | PartialDate::Year(_) => None,
    }
}

fn any_day(random: &mut Random, from: i16, years: usize) -> Date {
    let first = Date::new(from, 1, 1).unwrap();
    first.checked_add((random.below(years * 365) as i64).days()).unwrap()
}

fn weekday_with_year(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let date = any_day(random, 1960, 60);
    let name = weekday(date, wrong, random);
    let (month, short, day, year) = (month_name(date, false), month_name(date, true), date.day(), date.year());
    let sentence = match random.below(8) {
        0 => format!("The agreement was signed on [{name}, {month} {day}, {year}], in the town hall."),
        1 => format!("A similar case was heard on [{name}, {short} {day}, {year}]."),
        2 => format!("The committee first met on [{name} {day} {month} {year}] and has met every year since."),
        3 => format!("On [{name}, {day} {month} {year}], the bridge was opened to traffic."),
        4 => format!("The old building burnt down on [{month} {day}, {year}, a {name}]."),
        5 => format!("The hearing, held on [{day} {month} {year} ({name})], lasted three hours."),
        6 => format!("The next census falls on [{name} {month} {day}, {year}]."),
        _ => format!("It was [{name}, the {} of {month} {year}], when the first train arrived.", ordinal(day)),
    };
    insert(clean, random, &sentence)
}

fn weekday_without_year(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let published = day(clean.published)?;
    let date = published.checked_add((random.below(240) as i64 - 120).days()).ok()?;
    let name = weekday(date, wrong, random);
    let (month, short, day) = (month_name(date, false), month_name(date, true), date.day());
    let sentence = match random.below(6) {
        0 => format!("The hearing is set down for [{name}, {month} {day}], at the county court."),
        1 => format!("The two sides met on [{name}, {short} {day}]."),
        2 => format!("Ballots were counted on [{name} {day} {month}]."),
        3 => format!("The vote took place on [{name} {month} {day}]."),
        4 => format!("Talks began on [{month} {day}, a {name}], and went on for a week."),
        _ => format!("Offices were shut on [{name}, {month} {}].", ordinal(day)),
    };
    insert(clean, random, &sentence)
}

fn ordinal(day: i8) -> String {
    let ending = match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

/// A date as it stands in an article: month and day, with or without a year.
struct Stated {
    place: Range<usize>,
    day: Range<usize>,
    month: u8,
    number: i8,
    year: Option<i16>,
    lead: String,
}

fn month_of(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().zip(SHORT).position(|(long, short)| word == *long || word == short.trim_end_matches('.'))?;
    (word != "May" || at == 4).then_some(at as u8 + 1)
}

/// Dates in prose, neither in quotations nor with a weekday nor as part of a range.
fn stated_dates(text: &str) -> Vec<Stated> {
    let words = words(text);
    let mut found = Vec::new();
    for at in 1..words.len().saturating_sub(2) {
        let Some(month) = month_of(words[at].text) else { continue };
        let number = |word: &Word<'_>| word.text.parse::<i8>().ok().filter(|day| (1..=31).contains(day));
        let year = |word: &Word<'_>| word.text.parse::<i16>().ok().filter(|year| (1900..2030).contains(year));
        let near = |a: &Word<'_>, b: &Word<'_>| b.start - a.end() <= 2 && !text[a.end()..b.start].contains('\n');
        let stated = if number(&words[at + 1]).is_some() && near(&words[at], &words[at + 1]) {
            let last = &words[at + 2];
            let year = year(last).filter(|_| near(&words[at + 1], last));
            let end = if year.is_some() { last.end() } else { words[at + 1].end() };
            (words[at].start..end, words[at + 1], year, at)
        } else if number(&words[at - 1]).is_some() && near(&words[at - 1], &words[at]) {
            let last = &words[at + 1];
            let year = year(last).filter(|_| near(&words[at], last));
            let end = if year.is_some() { last.end() } else { words[at].end() };
            (words[at - 1].start..end, words[at - 1], year, at - 1)
        } else {
            continue;
        };
        let (place, day, year, first) = stated;
        let lead = first.checked_sub(1).map_or("", |before| words[before].text).to_owned();
        let ranged = ["to", "and", "through", "until", "between"].contains(&lead.as_str())
            || text[place.end..].starts_with(['-', '–'])
            || text[place.end..].trim_start().starts_with("to ")
            || text[place.end..].trim_start().starts_with("and ");
        if lead.ends_with("day") || ranged || quoted(text, place.start) {
            continue;
        }
        found.push(Stated { place, day: day.range(), month, number: number(&day).unwrap(), year, lead });
    }
    found
}

fn date_of(stated: &Stated, clean: &Clean) -> Option<Date> {
    if let Some(year) = stated.year {
        return Date::new(year, stated.month as i8, stated.number).ok();
    }
    let published = day(clean.published)?;
    let years = [published.year() - 1, published.year(), published.year() + 1];
    let dates = years.into_iter().filter_map(|year| Date::new(year, stated.month as i8, stated.number).ok());
    // What lies half a year off may be of either year.
    dates.min_by_key(|date| days(*date, published)).filter(|date| days(*date, published) < 150)
}

fn days(a: Date, b: Date) -> i32 {
    a.until(b).unwrap().get_days().abs()
}

fn weekday_before_date(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let stated: Vec<Stated> =
        stated_dates(&clean.text).into_iter().filter(|date| ["on", "On", "since"].contains(&&*date.lead)).collect();
    let chosen = stated.get(random.below(stated.len().max(1)))?;
    let name = weekday(date_of(chosen, clean)?, wrong, random);
    let words = format!("{name}, {}", &clean.text[chosen.place.clone()]);
    Some(replace(&clean.text, chosen.place.clone(), &words, &[]))
}

fn weekday_behind_date(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let stated: Vec<Stated> = stated_dates(&clean.text).into_iter().filter(|date| ["on", "On"].contains(&&*date.lead)).collect();
    let chosen = stated.get(random.below(stated.len().max(1)))?;
    let name = weekday(date_of(chosen, clean)?, wrong, random);
    let date = &clean.text[chosen.place.clone()];
    let words = if random.below(2) == 0 { format!("{date} ({name})") } else { format!("{date}, a {name},") };
    Some(replace(&clean.text, chosen.place.clone(), &words, &[]))
}

fn impossible_sentence(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let right = [
        "The lease ran out on [June 30], the owner said.",
        "The first vote was held on [29 February 1996].",
        "It closes on [November 30th] for the winter.",
        "The train left at [10:59 p.m.] as always.",
        "The bell rings at [23:45] every night.",
        "He was born on [February 28, 1955], in a village.",
        "The deadline is the [30th of April].",
        "The order of [31 March 1994] was lifted later.",
        "The figures were filed under [2001-08-31] in the archive.",
    ];
    let errors = [
        "The lease ran out on [June 31], the owner said.",
        "The first vote was held on [29 February 1997].",
        "It closes on [November 31st] for the winter.",
        "The train left at [10:79 p.m.] as always.",
        "The bell rings at [25:45] every night.",
        "He was born on [February 30, 1955], in a village.",
        "The deadline is the [31st of April].",
        "The order of [32 March 1994] was lifted later.",
        "The figures were filed under [2001-09-31] in the archive.",
        "They arrived at [25:70 p.m.] and left soon.",
        "A second round follows on [Sept. 31].",
        "The shop opened on [Feb. 29, 2003].",
        "The harbour was closed on [31 September] for the regatta.",
        "The meeting of [February 30] was called off.",
        "The session opened at [13:75 p.m.] in the old hall.",
        "He was sworn in on [Monday, April 31, 2001].",
        "The court sits from [30 February 2005] on.",
        "It was built between June 3 and [June 33].",
        "The contract of [November 31, 1999], has run out.",
    ];
    let sentence = if wrong { random.one_of(&errors) } else { random.one_of(&right) };
    insert(clean, random, sentence)
}

fn impossible_day(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let stated = stated_dates(&clean.text);
    let chosen = stated.get(random.below(stated.len().max(1)))?;
    let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][chosen.month as usize - 1];
    let by = if wrong { longest + 1 + random.below(3) as i8 } else { chosen.number };
    Some(replace(&clean.text, chosen.day.clone(), &by.to_string(), &[]))
}

fn range_of_days(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let first = any_day(random, 1990, 20);
    let first = Date::new(first.year(), first.month().clamp(2, 9), first.day().min(20)).ok()?;
    let last = first.checked_add((3 + random.below(20) as i64).days()).ok()?;
    let far = first.checked_add(45.days()).ok()?;
    let order = |a: Date, b: Date| if wrong { (b, a) } else { (a, b) };
    let month = |date: Date| month_name(date, false);
    let sentence = match random.below(9) {
        0 => {
            let (a, b) = order(first, far);
            format!("The exhibition ran from [{} {} to {} {}, {}], and drew few.", month(a), a.day(), month(b), b.day(), a.year())
        }
        1 => {
            let (a, b) = order(first, far);
            let year = a.year();
            format!("It was open from [{} {} {year} to {} {} {year}].", a.day(), month(a), b.day(), month(b))
        }
        2 => {
            let (a, b) = order(first.with().day(3).build().ok()?, first.with().day(17).build().ok()?);
            format!("The conference takes place from [{} {} to {}] in the old mill.", month(a), a.day(), b.day())
        }
        3 => {
            let (a, b) = order(first.with().day(5).build().ok()?, first.with().day(19).build().ok()?);
            format!("Between [{} {} and {} {}] the road was closed.", month(a), a.day(), month(b), b.day())
        }
        4 => {
            let (a, b) = order(first.with().day(4).build().ok()?, first.with().day(9).build().ok()?);
            format!("The fair of [{} {}-{}, {}], was a success.", month(a), a.day(), b.day(), a.year())
        }
        5 => {
            let (a, b) = order(first.with().day(8).build().ok()?, first.with().day(22).build().ok()?);
            format!("Rehearsals went on from [{} to {} {} {}].", a.day(), b.day(), month(a), a.year())
        }
        6 => {
            let (a, b) = order(first, last);
            format!(
                "He was in office from [{} {}, {}, until {} {}, {}].",
                month(a),
                a.day(),
                a.year(),
                month(b),
                b.day(),
                b.year()
            )
        }
        7 => {
            let (a, b) = order(first.with().day(2).build().ok()?, first.with().day(28).build().ok()?);
            format!("The sale lasts from [{} {} through {} {}].", month(a), a.day(), month(b), b.day())
        }
        _ => {
            let (a, b) = order(first, first.checked_add(900.days()).ok()?);
            format!("They were partners from [{} {} to {} {}].", month(a), a.year(), month(b), b.year())
        }
    };
    insert(clean, random, &sentence)
}

fn range_of_years(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let first = 1950 + random.below(40);
    let last = first + 2 + random.below(15);
    let (a, b) = if wrong { (last, first) } else { (first, last) };
    let sentence = match random.below(7) {
        0 => format!("The mill was in use from [{a} to {b}]."),
        1 => format!("Between [{a} and {b}] the number of farms was halved."),
        2 => format!("The first owner (chairman [{a}-{b}]) left no heirs."),
        3 => format!("She taught there [from {a} until {b}] and never came back."),
        4 => format!("He was a member of the council from [{a} through {b}]."),
        5 => format!("The war years, [{a}–{b}], left their mark."),
        _ => format!("The company lost money [from {a} to {b}], according to its books."),
    };
    insert(clean, random, &sentence)
}

/// `from 1991 to 1995`, `between 1991 and 1995`, `1991-1995` in the article.
fn range_swapped(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let words = words(text);
    let year = |word: &str| word.parse::<i16>().ok().filter(|year| (1800..2030).contains(year));
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for at in 1..words.len().saturating_sub(2) {
        let lead = words[at - 1].text.to_lowercase();
        let link = words[at + 1].text;
        let linked = (lead == "from" && ["to", "until", "through"].contains(&link)) || (lead == "between" && link == "and");
        if let (Some(a), Some(b)) = (year(words[at].text), year(words[at + 2].text))
            && linked
            && a < b
        {
            found.push((words[at].start..words[at + 2].end(), format!("{b} {link} {a}")));
        }
        if let Some((Some(a), Some(b))) = words[at].text.split_once('-').map(|(a, b)| (year(a), year(b)))
            && a < b
        {
            found.push((words[at].range(), format!("{b}-{a}")));
        }
    }
    let (place, swapped) = found.get(random.below(found.len().max(1)))?.clone();
    if quoted(text, place.start) {
        return None;
    }
    let by = if wrong { swapped } else { text[place.clone()].to_owned() };
    Some(replace(text, place, &by, &[]))
}

/// The article has a date twice; one of the two is changed by some days.
fn one_date_of_two(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let stated = stated_dates(&clean.text);
    let pairs: Vec<(&Stated, &Stated)> = stated
        .iter()
        .enumerate()
        .flat_map(|(at, first)| stated[at + 1..].iter().map(move |second| (first, second)))
        .filter(|(first, second)| first.month == second.month && first.number == second.number)
        .collect();
    let (first, second) = *pairs.get(random.below(pairs.len().max(1)))?;
    let by = if wrong { moved(second.number, random) } else { second.number };
    Some(replace(&clean.text, second.day.clone(), &by.to_string(), std::slice::from_ref(&first.place)))
}

/// Another day of any month.
fn moved(number: i8, random: &mut Random) -> i8 {
    let swapped = number % 10 * 10 + number / 10;
    match random.below(4) {
        0 if (1..=28).contains(&swapped) && swapped != number => swapped,
        1 if number + 10 <= 28 => number + 10,
        2 if number > 2 => number - 1,
        _ if number < 28 => number + 1,
        _ => number - 3,
    }
}

/// A date of the article told again with words of its sentence.
fn date_told_again(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let stated: Vec<Stated> = stated_dates(text).into_iter().filter(|date| date.lead == "on").collect();
    let chosen = stated.get(random.below(stated.len().max(1)))?;
    // What happened, from what stands before its verb.
    let words = words(text);
    let at = words.iter().position(|word| word.start >= chosen.place.start)?;
    let told = words.get(at.checked_sub(9)?..at)?;
    let verb = told.iter().rposition(|word| word.text.ends_with("ed") && !word.text.starts_with(char::is_uppercase))?;
    let subject = told[..verb]
        .iter()
        .rposition(|word| !["was", "were", "had", "has", "been", "is", "which", "who"].contains(&word.text))?;
    let name = told[..subject].iter().rev().take_while(|word| word.text.starts_with(char::is_uppercase)).count();
    let clause = text.get(told[subject - name].start..chosen.place.start)?;
    if clause.contains(['.', '\n', '"', '`', ';', ',']) {
        return None;
    }
    let number = if wrong { moved(chosen.number, random) } else { chosen.number };
    let date = format!("{} {number}", MONTHS[chosen.month as usize - 1]);
    let sentence = format!("As reported, {clause}[{date}].");
    let end = ends_of_paragraphs(text).into_iter().filter(|end| *end > chosen.place.end).nth(1)?;
    let mut planted = insert_at(text, end, &sentence);
    planted.places.push(chosen.place.clone());
    Some(planted)
}

fn event_told_twice(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let ends = ends_of_paragraphs(&clean.text);
    let (first, last) = (*ends.first()?, *ends.last()?);
    if first == last {
        return None;
    }
    let date = day(clean.published)?.checked_sub((20 + random.below(60) as i64).days()).ok()?;
    let month = month_name(date, false);
    let number = if wrong { moved(date.day(), random) } else { date.day() };
    let pairs = [
        ("The ferry Ostara sank off Gotland on [{}].", "The Ostara sank on [{}] in heavy seas off Gotland."),
        ("The trial of Marko Brand opened in Vienna on [{}].", "The trial of Brand in Vienna opened on [{}]."),
        ("The Lindholm company was sold on [{}].", "The sale of the Lindholm company on [{}] surprised its workers."),
        ("An earthquake struck Ravensburg on [{}].", "Nobody was hurt when the earthquake struck Ravensburg on [{}]."),
        ("Carla Brundt was elected mayor of Halden on [{}].", "Brundt was elected mayor on [{}]."),
        ("The bridge at Kolding collapsed on [{}].", "Four people died when the bridge collapsed on [{}]."),
        ("Marko Brand was arrested in Vienna on [{}].", "Since his arrest on [{}], Brand has refused to answer questions."),
        ("On [{}], a fire destroyed the Lindholm mill.", "The fire on [{}] had begun in the boiler room."),
        (
            "A bomb exploded in the Halden market on [{}].",
            "Investigators believe that the [{}] explosion in the market was an accident.",
        ),
        (
            "Workers at the Kolding shipyard walked out on [{}].",
            "The strike at the shipyard began on [{}], when workers walked out.",
        ),
        ("The treaty was signed in Halden on [{}].", "Both sides praised the treaty, which was signed on [{}]."),
        (
            "Brundt Holdings announced on [{}] that it would close the mill.",
            "The company made its announcement about the mill on [{}].",
        ),
        ("The court in Kolding acquitted Marko Brand on [{}].", "Brand, acquitted by the Kolding court on [{}], has moved away."),
        ("A train left the rails near Ravensburg on [{}].", "The train left the rails on [{}] near a level crossing."),
        ("The museum in Halden opened on [{}].", "The opening of the Halden museum on [{}] was a quiet one."),
        (
            "Carla Brundt resigned on [{}] as head of the harbour board.",
            "Brundt's resignation on [{}] came after weeks of quarrels at the harbour board.",
        ),
        ("Voters in Kolding went to the polls on [{}].", "The vote in Kolding on [{}] was a quiet one."),
        (
            "The storm reached the coast near Halden on [{}].",
            "When the storm reached the coast on [{}], most boats were in the harbour.",
        ),
        (
            "Gunmen attacked a police post in Ravensburg on [{}].",
            "Nobody has claimed the attack on [{}] on the police post in Ravensburg.",
        ),
        ("Marko Brand married Carla Brundt on [{}].", "Brand and Brundt were married on [{}] in a small chapel."),
    ];
    let (one, other) = *random.one_of(&pairs);
    let told = |sentence: &str, number: i8| sentence.replace("{}", &format!("{month} {number}"));
    let behind = insert_at(&clean.text, last, &told(other, number));
    let mut planted = insert_at(&behind.text, first, &told(one, date.day()));
    let shift = planted.text.len() - behind.text.len();
    planted.places.extend(behind.places.iter().map(|place| place.start + shift..place.end + shift));
    Some(planted)
}
