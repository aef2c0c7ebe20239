//! Errors in one of two articles that tell the same story. The second is made of the first: some paragraphs left out, some turned round,
//! common words replaced.

use std::ops::Range;

use super::super::articles::{Clean, words};
use super::super::random::Random;
use super::{Bench, Kind, Planted, Tally, around, corpus_of, touches, warnings};
use super::{names, people};

/// Plants into an article, and nothing else: the article is the second of two.
type Plant = fn(&Clean, &mut Random, bool) -> Option<Planted>;

struct Way {
    kind: Kind,
    name: &'static str,
    plant: Plant,
}

const WAYS: &[Way] = &[
    Way { kind: Kind::QuotationOfTwo, name: "word replaced", plant: word_replaced },
    Way { kind: Kind::QuotationOfTwo, name: "word left out or put in", plant: word_left_out },
    Way { kind: Kind::QuotationOfTwo, name: "two words changed", plant: two_words },
    Way { kind: Kind::NumberOfTwo, name: "count of the article", plant: count },
    Way { kind: Kind::NumberOfTwo, name: "sum of money", plant: money },
    Way { kind: Kind::NameOfTwo, name: "surname in all its mentions", plant: surname },
    Way { kind: Kind::NameOfTwo, name: "given name", plant: given },
    Way { kind: Kind::TitleOfTwo, name: "title in all its mentions", plant: title },
];

const WRONG: usize = 24;
const RIGHT: usize = 12;

/// The plants of two articles, made and measured.
pub(super) fn run(bench: &Bench, only: &str) -> Vec<(Kind, &'static str, Tally)> {
    let chosen = WAYS.iter().filter(|way| way.name.contains(only) || way.kind.label().contains(only));
    chosen.map(|way| (way.kind, way.name, run_way(bench, way))).collect()
}

fn run_way(bench: &Bench, way: &Way) -> Tally {
    let mut tally = Tally::default();
    let mut random = Random::named(way.name);
    let count = bench.articles.len();
    let first = random.below(count.max(1));
    for index in (0..count).map(|step| (first + step * 5) % count) {
        let article = &bench.articles[index];
        if tally.planted[0] + tally.planted[1] < WRONG
            && let Some(planted) = (way.plant)(article, &mut random, true)
        {
            let second = retold(&planted, &mut random);
            let (hit, found) = check(article, &second);
            tally.planted[index % 2] += 1;
            tally.found[index % 2] += usize::from(hit);
            if !hit && bench.show[index % 2] {
                println!("MISSED\t{} / {}\t{}", way.kind.label(), way.name, article.name);
                for place in &second.places {
                    println!("    {}", around(&second.text, place));
                }
                println!("    {found:?}");
            }
        }
        if tally.controls < RIGHT
            && let Some(control) = (way.plant)(article, &mut random, false)
        {
            let second = retold(&control, &mut random);
            let (_, found) = check(article, &second);
            tally.controls += 1;
            tally.flagged += usize::from(!found.is_empty());
            if !found.is_empty() && bench.show[index % 2] {
                println!("FLAGGED\t{} / {}\t{}\n    {found:?}", way.kind.label(), way.name, article.name);
            }
        }
    }
    tally
}

/// Whether either article has a finding at the place in the second, or in the first with the place as evidence; and what is found that
/// neither has by itself.
fn check(first: &Clean, second: &Planted) -> (bool, Vec<String>) {
    let files = [("morning.txt", first.text.as_str()), ("evening.txt", second.text.as_str())];
    let both = corpus_of(&files, first.published);
    let mut hit = false;
    let mut new = Vec::new();
    for (name, text) in files {
        let alone = warnings(&corpus_of(&[(name, text)], first.published), name);
        // A paragraph that is left out may have introduced somebody: that is no matter of two articles.
        for finding in warnings(&both, name).into_iter().filter(|finding| finding.rule != "person-not-introduced") {
            if alone.iter().any(|old| (old.rule, &old.fingerprint) == (finding.rule, &finding.fingerprint)) {
                // An error that the second article shows by itself is found, too.
                hit |= name == "evening.txt" && touches(finding.span, &second.places);
                continue;
            }
            hit |= name == "evening.txt" && touches(finding.span, &second.places);
            hit |= name == "morning.txt"
                && finding.evidence.iter().any(|evidence| {
                    evidence.place.as_ref().is_some_and(|site| {
                        site.path().ends_with("evening.txt") && site.span().is_some_and(|span| touches(span, &second.places))
                    })
                });
            new.push(format!("{name}: {}: {}", finding.rule, finding.message));
        }
    }
    (hit, new)
}

/// Tells a text again: every third paragraph without an error is left out, neighbours change places, and some words are others.
fn retold(planted: &Planted, random: &mut Random) -> Planted {
    let mut paragraphs: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = 0;
    for paragraph in planted.text.split_inclusive("\n\n") {
        let range = at..at + paragraph.len();
        let kept = planted.places.iter().any(|place| range.start <= place.start && place.end <= range.end);
        paragraphs.push((range, kept));
        at += paragraph.len();
    }
    let last = paragraphs.len();
    let kept: Vec<(Range<usize>, bool)> = paragraphs
        .into_iter()
        .enumerate()
        // The date line stands at the head.
        .filter(|(at, (_, planted))| *planted || *at < 3 || *at + 1 == last || random.below(3) > 0)
        .map(|(_, paragraph)| paragraph)
        .collect();
    let mut text = String::new();
    let mut places = Vec::new();
    for (range, _) in kept {
        let start = text.len();
        let paragraph = &planted.text[range.clone()];
        let inside: Vec<&Range<usize>> =
            planted.places.iter().filter(|place| range.start <= place.start && place.end <= range.end).collect();
        if inside.is_empty() && !paragraph.contains(['"', '`', '“', '”']) && !paragraph.contains("''") {
            text.push_str(&paraphrased(paragraph));
        } else {
            text.push_str(paragraph);
        }
        places.extend(inside.iter().map(|place| place.start - range.start + start..place.end - range.start + start));
    }
    Planted { text, places }
}

/// Common words replaced by others that mean the same.
fn paraphrased(paragraph: &str) -> String {
    let pairs = [
        (" said ", " stated "),
        (" but ", " yet "),
        (" also ", " moreover "),
        (" about ", " around "),
        (" because ", " since "),
        (" began ", " started "),
        (" big ", " large "),
        (" buy ", " purchase "),
        (" get ", " obtain "),
        (" help ", " assist "),
    ];
    pairs.iter().fold(paragraph.to_owned(), |text, (word, other)| text.replace(word, other))
}

/// Quotations of ten words and more, by their marks.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [("``", "''"), ("“", "”"), ("\"", "\"")] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|start| at + start + open.len()) {
            let Some(end) = text[start..].find(close).map(|end| start + end) else { break };
            let words = &text[start..end];
            if words.split_whitespace().count() >= 10 && !words.contains("\n\n") {
                found.push(start..end);
            }
            at = end + close.len();
        }
    }
    found
}

const WEIGHTY: [(&str, &str); 30] = [
    ("good", "great"),
    ("very", "quite"),
    ("must", "should"),
    ("people", "folks"),
    ("think", "believe"),
    ("want", "wish"),
    ("need", "require"),
    ("many", "several"),
    ("problem", "issue"),
    ("work", "labor"),
    ("important", "crucial"),
    ("country", "nation"),
    ("always", "often"),
    ("never", "seldom"),
    ("going", "about"),
    ("now", "today"),
    ("time", "moment"),
    ("make", "create"),
    ("make", "build"),
    ("help", "support"),
    ("all", "both"),
    ("can", "could"),
    ("will", "would"),
    ("have", "hold"),
    ("this", "that"),
    ("our", "their"),
    ("is", "was"),
    ("are", "were"),
    ("not", "hardly"),
    ("the", "their"),
];

/// Words inside a quotation that others can take the place of; the outer three on either side are left, and they must be the speaker's.
fn changeable(text: &str, quotation: &Range<usize>) -> Vec<(Range<usize>, &'static str)> {
    let inside: Vec<_> =
        words(text).into_iter().filter(|word| quotation.start <= word.start && word.end() <= quotation.end).collect();
    let inner = inside.len().saturating_sub(3);
    let fits =
        |word: &super::super::articles::Word<'_>| Some((word.range(), WEIGHTY.iter().find(|(own, _)| *own == word.text)?.1));
    inside.iter().take(inner).skip(3).filter_map(fits).collect()
}

/// The speaker must be named beside it, as any pair of papers would: `X said` in the paragraph.
fn spoken(text: &str) -> Vec<Range<usize>> {
    let near = |range: &Range<usize>| {
        let end = text[range.end..].find("\n\n").map_or(text.len(), |end| range.end + end);
        let start = text[..range.start].rfind("\n\n").map_or(0, |start| start + 2);
        let outside = format!("{} {}", &text[start..range.start], &text[range.end..end]);
        let words: Vec<&str> = outside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.windows(2).any(|pair| {
            let name = |word: &str| {
                word.chars().next().is_some_and(char::is_uppercase)
                    && word.len() > 3
                    && !["That", "They", "This", "There"].contains(&word)
            };
            (pair[0] == "said" && name(pair[1])) || (pair[1] == "said" && name(pair[0]))
        })
    };
    quotations(text).into_iter().filter(near).collect()
}

fn in_quotation(clean: &Clean, random: &mut Random, changes: usize, wrong: bool) -> Option<Planted> {
    let found: Vec<_> = spoken(&clean.text)
        .into_iter()
        .map(|quotation| (changeable(&clean.text, &quotation), quotation))
        .filter(|(words, _)| words.len() >= changes)
        .collect();
    let (words, quotation) = found.get(random.below(found.len().max(1)))?;
    let mut text = clean.text.clone();
    let mut end = quotation.end;
    if wrong {
        let first = random.below(words.len() - changes + 1);
        for (place, by) in words[first..first + changes].iter().rev() {
            end = end + by.len() - place.len();
            text.replace_range(place.clone(), by);
        }
    }
    Some(Planted { text, places: vec![quotation.start..end] })
}

fn word_replaced(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    in_quotation(clean, random, 1, wrong)
}

fn two_words(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    in_quotation(clean, random, 2, wrong)
}

fn word_left_out(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let found = spoken(&clean.text);
    let quotation = found.get(random.below(found.len().max(1)))?.clone();
    let inside: Vec<_> =
        words(&clean.text).into_iter().filter(|word| quotation.start <= word.start && word.end() <= quotation.end).collect();
    let inside = inside.get(3..inside.len().checked_sub(3)?)?;
    if inside.is_empty() {
        return None;
    }
    let word = random.one_of(inside);
    let mut text = clean.text.clone();
    let mut end = quotation.end;
    if wrong && random.below(2) == 0 {
        text.replace_range(word.start..word.end() + 1, "");
        end -= word.text.len() + 1;
    } else if wrong {
        let more = *random.one_of(&["really", "simply", "clearly", "actually"]);
        text.insert_str(word.start, &format!("{more} "));
        end += more.len() + 1;
    }
    Some(Planted { text, places: vec![quotation.start..end] })
}

fn count(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let all = words(text);
    let found: Vec<_> = all
        .windows(2)
        .filter_map(|pair| {
            let value: u64 = pair[0].text.replace(',', "").parse().ok()?;
            let year = !pair[0].text.contains(',') && (1700..2100).contains(&value);
            let noun = pair[1].text.chars().all(char::is_lowercase) && pair[1].text.ends_with('s') && pair[1].text.len() > 4;
            let time =
                ["years", "days", "months", "hours", "minutes", "weeks", "points", "cents", "times"].contains(&pair[1].text);
            let once = text.matches(pair[0].text).count() == 1;
            (value >= 11 && !year && noun && !time && once && !super::super::articles::quoted(text, pair[0].start))
                .then_some((pair[0], pair[1], value))
        })
        .collect();
    let (number, noun, value) = *found.get(random.below(found.len().max(1)))?;
    let other = [value + value / 10 + 1, value + value / 3 + 1, value.saturating_sub(value / 5 + 1)][random.below(3)];
    let by = if wrong { other.to_string() } else { number.text.to_owned() };
    let mut planted = super::replace(text, number.range(), &by, &[]);
    planted.places[0].end += noun.end() - number.end();
    Some(planted)
}

fn money(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let all = words(text);
    let found: Vec<_> = all
        .windows(2)
        .filter_map(|pair| {
            let value: f64 = pair[0].text.strip_prefix('$')?.parse().ok()?;
            let once = text.matches(pair[0].text).count() == 1;
            let scale = ["million", "billion"].contains(&pair[1].text);
            (scale && once && !super::super::articles::quoted(text, pair[0].start)).then_some((pair[0], pair[1], value))
        })
        .collect();
    let (number, scale, value) = *found.get(random.below(found.len().max(1)))?;
    let by = if wrong { format!("${}", (value * 1.3 * 10.0).round() / 10.0) } else { number.text.to_owned() };
    let mut planted = super::replace(text, number.range(), &by, &[]);
    planted.places[0].end += scale.end() - number.end();
    Some(planted)
}

/// Every mention of a surname gets the same slip.
fn surname(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let found = names::people(&clean.text);
    let person = found.get(random.below(found.len().max(1)))?;
    let (name, slip) = (person.surname.text, names::misspelt(person.surname.text, random));
    everywhere(&clean.text, name, if wrong { &slip } else { name })
}

fn given(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let found: Vec<_> = names::people(&clean.text).into_iter().filter(|person| person.given.text.len() > 3).collect();
    let person = found.get(random.below(found.len().max(1)))?;
    let full = format!("{} {}", person.given.text, person.surname.text);
    let slip = format!("{} {}", names::misspelt(person.given.text, random), person.surname.text);
    everywhere(&clean.text, &full, if wrong { &slip } else { &full })
}

/// Replaces a name wherever it stands as a word.
fn everywhere(text: &str, name: &str, by: &str) -> Option<Planted> {
    let mut changed = String::new();
    let mut places = Vec::new();
    let mut rest = 0;
    for (at, _) in text.match_indices(name) {
        let word = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if word(text[..at].chars().next_back()) || word(text[at + name.len()..].chars().next()) {
            continue;
        }
        changed.push_str(&text[rest..at]);
        places.push(changed.len()..changed.len() + by.len());
        changed.push_str(by);
        rest = at + name.len();
    }
    changed.push_str(&text[rest..]);
    (!places.is_empty()).then_some(Planted { text: changed, places })
}

/// A title before a name becomes another everywhere before that name.
fn title(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    people::title_of_two(clean, random, wrong)
}
