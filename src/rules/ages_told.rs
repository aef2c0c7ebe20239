//! Whose age a number is, and the ages of one person that do not fit each other.

use crate::claims::{self, Attribute, Claim, Office, Value};
use crate::language::{EntityId, Form, Kind, Mention, Quantity, Token};
use crate::text::Span;

use super::age_birthdate_mismatch::ages;
use super::rule::{Context, Discrepancy};
use super::{near, words};

/// The one element of an iterator that has no other.
pub(super) fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// Two ages of one person in one article, of which one is wrong.
pub(super) fn two_ages(context: &Context<'_>) -> Vec<Discrepancy> {
    let quantities = context.reading().quantities.iter();
    let told: Vec<(&Quantity, EntityId)> = quantities
        .filter(|quantity| is_age(context, quantity) && is_of_now(context, quantity.span))
        .filter_map(|quantity| Some((quantity, whose(context, quantity.span)?)))
        .collect();
    let mut found: Vec<Discrepancy> = told.iter().filter_map(|(age, person)| born_elsewhere(context, age, *person)).collect();
    let mut ages: Vec<(Span, f64, EntityId)> = told.iter().map(|(age, person)| (age.span, age.value, *person)).collect();
    ages.extend(in_brackets(context));
    ages.sort_by_key(|(span, ..)| *span);
    found.extend(twins(context, &ages));
    for (at, (second, age, person)) in ages.iter().enumerate() {
        let earlier = ages[..at].iter().find(|(_, first, other)| other == person && (first - age).abs() >= 1.0);
        let Some((first, first_age, _)) = earlier else { continue };
        let (here, there) = (context.words(*second), context.words(*first));
        let name = &context.reading().entity(*person).name;
        let line = context.record.lines.line(first.start()) + 1;
        let message = format!("{name}: {here} here, {there} in line {line}.");
        let facts = vec![name.to_lowercase(), age.to_string(), first_age.to_string()];
        let mut discrepancy = Discrepancy::new(*second, message, facts);
        discrepancy.evidence.push(context.evidence(*first, "the age given here"));
        found.push(discrepancy);
    }
    found
}

/// `The twins Carla Brundt, 26, and Anna Brundt, 36`.
fn twins(context: &Context<'_>, ages: &[(Span, f64, EntityId)]) -> Option<Discrepancy> {
    let text = &context.article().text;
    ages.windows(2).find_map(|pair| {
        let [(first, one, _), (second, other, _)] = pair else { return None };
        let sentence = near::sentence(context, first.start()).filter(|sentence| sentence.span.covers(*second))?;
        let before = text[sentence.span.start()..first.start()].split(|c: char| !c.is_alphabetic());
        let are_twins = before.clone().any(|word| matches!(word, "twin" | "Twin" | "twins" | "Twins"));
        let joined = text[first.end()..second.start()].starts_with(", and ");
        if !are_twins || !joined || (one - other).abs() < 1.0 {
            return None;
        }
        let message = format!("twins of {} and {}.", context.words(*first), context.words(*second));
        let mut discrepancy = Discrepancy::new(*second, message, vec![one.to_string(), other.to_string()]);
        discrepancy.evidence.push(context.evidence(*first, "the age of the other"));
        Some(discrepancy)
    })
}

/// `Brundt (27)`, where no other person has a number in brackets behind the name: a list of scorers has several.
fn in_brackets(context: &Context<'_>) -> Option<(Span, f64, EntityId)> {
    let text = &context.article().text;
    let people = context.reading().mentions.iter().filter(|mention| mention.kind == Kind::Person && mention.form == Form::Name);
    let numbered = people.filter_map(|mention| {
        let figures = text[mention.span.end()..].strip_prefix(" (")?;
        let figures = &figures[..figures.find(|c: char| !c.is_ascii_digit())?];
        let start = mention.span.end() + " (".len();
        let closes = text[start + figures.len()..].starts_with(')');
        let age: f64 = figures.parse().ok().filter(|_| closes)?;
        Some((Span::new(start, start + figures.len()), age, mention.entity))
    });
    only(numbered).filter(|(_, age, _)| (16.0..100.0).contains(age))
}

/// An age that does not fit what another sentence says of the same person's birth.
fn born_elsewhere(context: &Context<'_>, age: &Quantity, person: EntityId) -> Option<Discrepancy> {
    let record = context.record;
    let births = record.claims.iter().filter(|claim| claim.attribute == Attribute::Birth && claim.entity() == Some(person));
    let birth = only(births)?;
    let Value::Date(born) = birth.value else { return None };
    let published = context.article().published?;
    let died = record.claims.iter().any(|claim| claim.attribute == Attribute::Death && claim.entity() == Some(person));
    let (least, most) = ages(born, published.date)?;
    if died || (age.value >= f64::from(least) && age.value <= f64::from(most)) {
        return None;
    }
    let right = if least == most { least.to_string() } else { format!("{least} or {most}") };
    let (born_words, when) = (context.words(birth.span), words::date(published.date));
    let message = format!("{}: {born_words}, that makes {right} at the article's date, {when}.", context.words(age.span));
    let mut discrepancy = Discrepancy::new(age.span, message, vec![age.value.to_string(), born_words, when]);
    discrepancy.evidence.push(context.evidence(birth.span, "the date of birth"));
    Some(discrepancy)
}

/// The person beside an age: `Brundt, 54,`, `Brundt, a 54-year-old`, `Brundt, who is 54`, `the 54-year-old singer Carla Brundt`.
fn whose(context: &Context<'_>, age: Span) -> Option<EntityId> {
    let reading = context.reading();
    let text = &context.article().text;
    let claimed = context.record.claims.iter().find(|claim| claim.attribute == Attribute::Age && claim.span.covers(age));
    if let Some(person) = claimed.and_then(Claim::entity) {
        return Some(person);
    }
    let people = || {
        reading.mentions.iter().filter(|mention| mention.kind == Kind::Person && mention.form == Form::Name && !mention.nested)
    };
    let before = people().rfind(|mention| mention.span.end() <= age.start());
    let beside = |mention: &&Mention| {
        let between = context.words(Span::new(mention.span.end(), age.start()));
        matches!(
            between.as_str(),
            "," | ", a" | ", an" | ", the" | "is" | "was" | ", who is" | "(" | ", aged" | ", age" | ", now"
        )
    };
    if let Some(mention) = before.filter(beside) {
        return Some(mention.entity);
    }
    if let Some(person) = by_pronoun(context, age) {
        return Some(person);
    }
    if let Some(person) = by_title(context, age) {
        return Some(person);
    }
    let next = people().find(|mention| mention.span.start() >= age.end())?;
    let between = text[age.end()..next.span.start()].trim();
    // `At 72, Brundt is the oldest.`
    if between == "," && is_led(context, age) {
        return Some(next.entity);
    }
    // `A 19-year-old woman from Halden, Carla Brundt, was`
    let enclosed = between.ends_with(',') && text[next.span.end()..].starts_with(',');
    let apposed = enclosed && [" a ", "A ", " an ", "An "].iter().any(|article| text[..age.start()].ends_with(article));
    if apposed && between.split_whitespace().count() <= 7 && !between.trim_end_matches(',').contains([',', '.', '"', '“']) {
        return Some(next.entity);
    }
    // `A 19-year-old student, Carla Brundt,`
    let between = between.strip_suffix(',').unwrap_or(between);
    let plain = between.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-') && between.split_whitespace().count() <= 2;
    let verb = between
        .split_whitespace()
        .any(|word| ["and", "of", "with", "said", "told", "from", "by", "in", "son", "daughter"].contains(&word));
    (age.of(text).ends_with("-old") && plain && !verb && !between.starts_with(char::is_uppercase)).then_some(next.entity)
}

/// `The 60-year-old senator`, where one person only is called one.
fn by_title(context: &Context<'_>, age: Span) -> Option<EntityId> {
    let text = &context.article().text;
    let noun = text[age.end()..].split_whitespace().next().filter(|_| age.of(text).ends_with("-old"))?;
    let noun = noun.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let people = context.reading().entities.iter().enumerate().filter(|(_, entity)| entity.kind == Kind::Person);
    let called = people.map(|(at, person)| (EntityId(at as u32), person)).filter(|(id, person)| {
        let titled = person.titles.iter().any(|title| title.text.split(' ').any(|word| word.to_lowercase() == noun));
        // `Sen. Carla Brundt`
        let addressed = || claims::addressed(context.article(), context.reading(), *id).into_iter();
        let office = |claim: Claim| if let Value::Office { text, .. } = claim.value { Office::of(&text) } else { None };
        titled || addressed().filter_map(office).any(|office| office.name() == noun)
    });
    let is_led = ["The", "the"].iter().any(|article| near::follows(context, age, &format!(" {article}")))
        || near::sentence(context, age.start()).is_some_and(|of| text[of.span.start()..age.start()].trim() == "The");
    if is_led { only(called).map(|(person, _)| person) } else { None }
}

/// `At 72, ` at the beginning of a sentence.
fn is_led(context: &Context<'_>, age: Span) -> bool {
    let text = &context.article().text;
    let sentence = near::sentence(context, age.start());
    sentence.is_some_and(|sentence| text[sentence.span.start()..age.start()].trim() == "At") && text[age.end()..].starts_with(',')
}

/// `He was 77.` behind a sentence that names one person.
fn by_pronoun(context: &Context<'_>, age: Span) -> Option<EntityId> {
    let text = &context.article().text;
    let sentence = near::sentence(context, age.start())?;
    let lead = text[sentence.span.start()..age.start()].trim();
    if !matches!(lead, "He was" | "She was" | "He is" | "She is") {
        return None;
    }
    let before = context.reading().sentences.iter().rfind(|other| other.span.end() <= sentence.span.start());
    let before = before.filter(|before| before.block == sentence.block)?;
    let mut people: Vec<EntityId> =
        near::mentions(context, before.span).iter().filter(|of| of.kind == Kind::Person).map(|of| of.entity).collect();
    people.dedup();
    only(people.into_iter())
}

/// No word beside an age moves it to another time.
fn is_of_now(context: &Context<'_>, age: Span) -> bool {
    let text = &context.article().text;
    let Some(sentence) = near::sentence(context, age.start()) else { return false };
    let tokens = &context.reading().tokens[sentence.tokens.clone()];
    let word = |token: &Token| token.span.of(text).to_lowercase();
    let before = || tokens.iter().rev().filter(|token| token.span.end() <= age.start());
    let near_before = before().take_while(|token| token.span.start() + 25 > age.start());
    let moved = ["when", "then", "turned", "turns", "until", "would", "became"];
    let directly = before().next().is_some_and(|token| ["was", "were", "at", "by"].contains(&word(token).as_str()));
    // `Brundt was 77.` is said of whoever has died since.
    let told = near::follows(context, age, "was") && text[age.end()..].starts_with('.');
    let mut behind = tokens.iter().filter(|token| token.span.start() >= age.end() && token.span.of(text) != ",");
    !near_before.into_iter().any(|token| moved.contains(&word(token).as_str()))
        && (!directly || told || is_led(context, age))
        && !behind.next().is_some_and(|token| ["when", "at", "then"].contains(&word(token).as_str()))
}

/// `81-year-old`, `aged 81`, `, 81,`, `is 81 years old`, `is 81 and`, `was 81 when she died`: not `for 81 years`.
pub(super) fn is_age(context: &Context<'_>, quantity: &Quantity) -> bool {
    let text = &context.article().text;
    let behind = text[quantity.span.end()..].trim_start();
    let told = [",", ", now", "aged", "age", "age of"].iter().any(|words| near::follows(context, quantity.span, words));
    let verb = [" is", " was", " is now"].iter().any(|verb| near::follows(context, quantity.span, verb));
    let stated = verb && (behind.starts_with("when ") || behind.starts_with("and ") || behind.starts_with(['.', ',', ';']));
    let written = quantity.span.of(text);
    let old = written.ends_with("-old") || (behind.starts_with("old") && verb) || written.ends_with(" old");
    let bare = quantity.span == quantity.number;
    let whole = quantity.high.is_none() && quantity.modifier.is_none() && quantity.value.fract() == 0.0;
    let led = is_led(context, quantity.span);
    let years = quantity.unit.as_deref() == Some("a") || (quantity.unit.is_none() && quantity.head.is_none() && (stated || led));
    whole && years && (old || (bare && (told || stated || led)))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn ages_of_one_person_whatever_stands_behind_them() {
        check(
            "age-birthdate-mismatch",
            "
//- draft.txt published=1999-03-15
Carla Brundt, 49, who works at a bakery, was there when it burned. Olaf Stirn, 23, was charged by the police.

The 40-year-old Brundt saw it. Stirn (27) ran away. Brundt, now 59, stayed.
    ^^^^^^^^^^^ warning: Carla Brundt: 40-year-old here, 49 in line 1.
                                      ^^ warning: Olaf Stirn: 27 here, 23 in line 1.
                                                                ^^ warning: Carla Brundt: 59 here, 49 in line 1.
//- scorers.txt published=1999-03-15
Carla Brundt, 29, led all scorers. Brundt (18) and Anna Lindqvist (16) had two thirds of the points. She joined when Brundt, 24, was new.
",
        );
    }
}
