//! Where one sentence, or a paragraph about one person, has an age, a year of birth and a day to count to, they must fit.

use jiff::civil::Date;

use crate::article::PartialDate;
use crate::claims::{self, Attribute, Claim, Office, Value};
use crate::language::{EntityId, Form, Kind, Mention, Quantity, Time, Token};
use crate::text::Span;

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::{calendar, near, words};

declare_rule! {
    /// ## What it does
    ///
    /// Flags an age that does not fit the date of birth beside it: on the article's date, or on the day of a death that the sentence dates.
    ///
    /// ## Why it matters
    ///
    /// Ages are copied from older copy and grow wrong by themselves. Obituaries are kept.
    ///
    /// ## Example
    ///
    /// > Born in 1915, she died in 2007 aged 81.
    ///
    /// She was 91 or 92.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where only the year of birth is known, at either of the two ages that it allows. Where a sentence has several ages or births, or
    /// tells of an age at some other time (`when`, `then`, `turned`); where no date to count to is known.
    pub struct AgeBirthdateMismatch;
    "age-birthdate-mismatch", Dates, Warning, on,
    "an age that does not fit the date of birth",
    options: &[],
}

/// Words by which an age belongs to another time than the article's.
const ANOTHER_TIME: [&str; 14] = [
    "when", "then", "turned", "turns", "since", "until", "after", "before", "began", "joined", "became", "married", "would", "at",
];

/// Before `born`, somebody else.
const CHILDREN: [&str; 9] = ["baby", "boy", "child", "children", "daughter", "girl", "grandchild", "son", "twins"];

impl Rule for AgeBirthdateMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let sentences = context.reading().sentences.iter().map(|sentence| sentence.span);
        let mut found: Vec<Discrepancy> = sentences.clone().filter_map(|span| mismatch(context, span)).collect();
        // A paragraph about one person, where no single sentence has all of it.
        for block in &context.article().blocks {
            let people = near::mentions(context, block.span).iter().filter(|mention| mention.kind == Kind::Person);
            let mut people: Vec<_> = people.map(|mention| mention.entity).collect();
            people.dedup();
            let told = found.iter().any(|discrepancy| block.span.covers(discrepancy.span));
            if people.len() == 1 && !told {
                found.extend(mismatch(context, block.span));
            }
        }
        for other in sentences.filter_map(|span| years_in_brackets(context, span)).chain(two_ages(context)) {
            if !found.iter().any(|known| known.span.overlaps(other.span)) {
                found.push(other);
            }
        }
        found
    }
}

/// The one element of an iterator that has no other.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// The year of birth and the death that a stretch tells of one person.
struct Life<'t> {
    birth: &'t Time,
    /// The word that says so, and when.
    death: Option<&'t Time>,
    died: bool,
}

/// `born in 1915 … died in 2007`, `(1915-2007)`.
fn life<'t>(context: &Context<'t>, span: Span, words: &[(&str, Span)]) -> Option<Life<'t>> {
    let text = &context.article().text;
    let years: Vec<&Time> = near::times(context, span).iter().filter(|time| time.parts.year.is_some()).collect();
    let born = only(words.iter().filter(|(word, _)| word.eq_ignore_ascii_case("born")))?.1;
    let died = words.iter().find(|(word, _)| word.eq_ignore_ascii_case("died")).map(|(_, span)| *span);
    let is_near = |from: Span, time: &Time| {
        time.span
            .start()
            .checked_sub(from.end())
            .is_some_and(|gap| gap <= 60 && !text[from.end()..time.span.start()].contains(['.', ';']))
    };
    // `a girl born in 2014` is not who is told of.
    if CHILDREN.iter().any(|child| near::follows(context, born, child)) {
        return None;
    }
    let birth = years.iter().copied().find(|time| is_near(born, time))?;
    let death = died.and_then(|died| years.iter().copied().find(|time| time.span != birth.span && is_near(died, time)));
    // Any other year may be the one that the age is told of.
    (died.is_some() || years.len() == 1).then_some(Life { birth, death, died: died.is_some() })
}

fn mismatch(context: &Context<'_>, span: Span) -> Option<Discrepancy> {
    let text = &context.article().text;
    let words: Vec<(&str, Span)> = near::tokens(context, span).iter().map(|token| (token.span.of(text), token.span)).collect();
    if !words.iter().any(|(word, _)| word.eq_ignore_ascii_case("born")) {
        return None;
    }
    let age = only(near::quantities(context, span).iter().filter(|quantity| is_age(context, quantity)))?;
    let Life { birth, death, died } = life(context, span, &words)?;
    // `at the age of` is no other time.
    let other = words.iter().enumerate().any(|(at, (word, _))| {
        let next = words.get(at + 1..at + 3).unwrap_or_default();
        ANOTHER_TIME.contains(&word.to_lowercase().as_str()) && !next.iter().any(|(word, _)| *word == "age")
    });
    if other && !died {
        return None;
    }
    let (day, place, what) = match death {
        Some(death) => (calendar_date(death)?, death.span, "the day of the death"),
        None if !died => {
            let published = context.article().published?;
            (published.date, published.span.unwrap_or_default(), "the article's date")
        }
        None => return None,
    };
    let (least, most) = ages(calendar_date(birth)?, day)?;
    let stated = age.value;
    if stated >= f64::from(least) && stated <= f64::from(most) {
        return None;
    }
    let right = if least == most { least.to_string() } else { format!("{least} or {most}") };
    let (born_words, when) = (context.words(birth.span), words::date(day));
    let message = format!("{}: born {born_words}, that makes {right} at {what}, {when}.", context.words(age.span));
    let mut discrepancy = Discrepancy::new(age.span, message, vec![stated.to_string(), born_words, when]);
    discrepancy.evidence.push(context.evidence(birth.span, "the date of birth"));
    if !place.is_empty() {
        discrepancy.evidence.push(context.evidence(place, what));
    }
    if least == most {
        let title = format!("Change the age to {least}");
        discrepancy.fixes.push(super::Fix { title, safe: false, edits: vec![context.edit(age.number, least.to_string())] });
    }
    Some(discrepancy)
}

/// `Carla Brundt (1915-2007) died at 81`: a name with its years in brackets, and an age in the same sentence.
fn years_in_brackets(context: &Context<'_>, span: Span) -> Option<Discrepancy> {
    let text = span.of(&context.article().text);
    let quantities = near::quantities(context, span).iter();
    for (open, _) in text.match_indices('(') {
        let inner = &text[open + 1..];
        let Some(close) = inner.find(')') else { break };
        let Some((born, died)) = inner[..close].split_once(['-', '–']) else { continue };
        let year = |word: &str| word.trim().parse::<i16>().ok().filter(|year| (1700..2100).contains(year));
        let (Some(born), Some(died)) = (year(born), year(died)) else { continue };
        let age = only(quantities.clone().filter(|quantity| is_age(context, quantity) || told_at(context, quantity)))?;
        let (least, most) = ages(PartialDate::Year(born), PartialDate::Year(died))?;
        if least < 0 || (age.value >= f64::from(least) && age.value <= f64::from(most)) {
            return None;
        }
        let lived = Span::new(span.start() + open + 1, span.start() + open + 1 + close);
        let message = format!("{}: {}, that makes {least} or {most}.", context.words(age.span), context.words(lived));
        let facts = vec![age.value.to_string(), born.to_string(), died.to_string()];
        let mut discrepancy = Discrepancy::new(age.span, message, facts);
        discrepancy.evidence.push(context.evidence(lived, "the years of birth and death"));
        return Some(discrepancy);
    }
    None
}

/// `died at 81`.
fn told_at(context: &Context<'_>, quantity: &Quantity) -> bool {
    near::follows(context, quantity.span, "died at") && quantity.span == quantity.number
}

/// Two ages of one person in one article, of which one is wrong.
fn two_ages(context: &Context<'_>) -> Vec<Discrepancy> {
    let quantities = context.reading().quantities.iter();
    let ages: Vec<(&Quantity, EntityId)> = quantities
        .filter(|quantity| is_age(context, quantity) && is_of_now(context, quantity.span))
        .filter_map(|quantity| Some((quantity, whose(context, quantity.span)?)))
        .collect();
    let mut found: Vec<Discrepancy> = ages.iter().filter_map(|(age, person)| born_elsewhere(context, age, *person)).collect();
    for (at, (second, person)) in ages.iter().enumerate() {
        let earlier = ages[..at].iter().find(|(first, other)| other == person && (first.value - second.value).abs() >= 1.0);
        let Some((first, _)) = earlier else { continue };
        let (here, there) = (context.words(second.span), context.words(first.span));
        let name = &context.reading().entity(*person).name;
        let line = context.record.lines.line(first.span.start()) + 1;
        let message = format!("{name}: {here} here, {there} in line {line}.");
        let facts = vec![name.to_lowercase(), second.value.to_string(), first.value.to_string()];
        let mut discrepancy = Discrepancy::new(second.span, message, facts);
        discrepancy.evidence.push(context.evidence(first.span, "the age given here"));
        found.push(discrepancy);
    }
    found
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
    let people = || {
        reading.mentions.iter().filter(|mention| mention.kind == Kind::Person && mention.form == Form::Name && !mention.nested)
    };
    let before = people().rfind(|mention| mention.span.end() <= age.start());
    let beside = |mention: &&Mention| {
        let between = context.words(Span::new(mention.span.end(), age.start()));
        matches!(between.as_str(), "," | ", a" | ", an" | ", the" | "is" | "was" | ", who is" | "(" | ", aged" | ", age")
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
    let reading = context.reading();
    let text = &context.article().text;
    let Some(sentence) = near::sentence(context, age.start()) else { return false };
    let tokens = &reading.tokens[sentence.tokens.clone()];
    let word = |token: &Token| token.span.of(text).to_lowercase();
    let before = tokens.iter().filter(|token| token.span.end() <= age.start() && token.span.start() + 25 > age.start());
    let behind = tokens.iter().filter(|token| token.span.start() >= age.end() && token.span.end() < age.end() + 25);
    let moved = ["when", "then", "turned", "turns", "until", "would", "was", "were", "at", "by", "became"];
    // `Brundt was 77.` is said of whoever has died since.
    let told = near::follows(context, age, "was") && text[age.end()..].starts_with('.');
    let led = is_led(context, age);
    !before
        .into_iter()
        .any(|token| moved.contains(&word(token).as_str()) && !(told && word(token) == "was") && !(led && word(token) == "at"))
        && !behind.into_iter().any(|token| ["when", "at", "then"].contains(&word(token).as_str()))
}

/// `81-year-old`, `aged 81`, `, 81,`, `is 81 years old`, `is 81 and`, `was 81 when she died`: not `for 81 years`.
fn is_age(context: &Context<'_>, quantity: &Quantity) -> bool {
    let text = &context.article().text;
    let behind = text[quantity.span.end()..].trim_start();
    let told = [",", "aged", "age", "age of"].iter().any(|words| near::follows(context, quantity.span, words));
    let verb = [" is", " was"].iter().any(|verb| near::follows(context, quantity.span, verb));
    let stated = verb && (behind.starts_with("when ") || behind.starts_with("and ") || behind.starts_with(['.', ',']));
    let written = quantity.span.of(text);
    let old = written.ends_with("-old") || (behind.starts_with("old") && verb) || written.ends_with(" old");
    let bare = quantity.span == quantity.number;
    let whole = quantity.high.is_none() && quantity.modifier.is_none() && quantity.value.fract() == 0.0;
    let led = is_led(context, quantity.span);
    let years = quantity.unit.as_deref() == Some("a") || (quantity.unit.is_none() && quantity.head.is_none() && (stated || led));
    whole && years && (old || (bare && (told || stated || led)))
}

/// As the words state it, to the day if they do.
fn calendar_date(time: &Time) -> Option<PartialDate> {
    let (year, _) = time.parts.year?;
    match calendar::readings(&time.parts)[..] {
        [reading] => calendar::date(year, reading).map(PartialDate::Day),
        _ => Some(PartialDate::Year(year)),
    }
}

/// The least and the greatest age in years that the two dates allow.
fn ages(born: PartialDate, day: PartialDate) -> Option<(i16, i16)> {
    let (first_birth, last_birth) = days(born)?;
    let (first, last) = days(day)?;
    Some((years_between(last_birth, first).max(0), years_between(first_birth, last)))
}

/// The first and the last day of a date.
fn days(date: PartialDate) -> Option<(Date, Date)> {
    Some(match date {
        PartialDate::Day(day) => (day, day),
        PartialDate::Month(year, month) => {
            let first = Date::new(year, month, 1).ok()?;
            (first, first.last_of_month())
        }
        PartialDate::Year(year) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
    })
}

/// Birthdays from the one to the other.
fn years_between(born: Date, day: Date) -> i16 {
    day.year() - born.year() - i16::from((day.month(), day.day()) < (born.month(), born.day()))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn an_age_at_death() {
        check(
            "age-birthdate-mismatch",
            "
Born in 1915, Carla Brundt died in 2007 aged 81.
                                             ^^ warning: 81: born 1915, that makes 91 or 92 at the day of the death, 2007.
",
        );
    }

    #[test]
    fn the_child_of_whom_is_told_is_somebody_else() {
        check(
            "age-birthdate-mismatch",
            "
//- draft.txt published=2015-12-21
Carla Brundt, 35, the mayor of Halden, told the council of her first child, a girl born on 26 September 2014.
",
        );
    }

    #[test]
    fn ages_in_other_words() {
        check(
            "age-birthdate-mismatch",
            "
Carla Brundt (1915-2007) died at 81, her friends said on a cold day.
                                 ^^ warning: 81: 1915-2007, that makes 91 or 92.
Olaf Stirn, who was born in 1940, was 35 when he died in 1999.
                                      ^^ warning: 35: born 1940, that makes 58 or 59 at the day of the death, 1999.

Anna Lindqvist, 42, was the first to arrive. Later the 24-year-old Lindqvist went home.
                                                       ^^^^^^^^^^^ warning: Anna Lindqvist: 24-year-old here, 42 in line 4.
",
        );
    }

    #[test]
    fn ages_of_one_person_in_other_words() {
        check(
            "age-birthdate-mismatch",
            "
//- draft.txt published=1999-03-15
A 19-year-old student, Karl Brandt, was arrested on Monday. The hall was full.

Brandt, 29, studies law. His mother came, too.
        ^^ warning: Karl Brandt: 29 here, 19-year-old in line 1.
//- other.txt published=1999-03-15
Olaf Stirn, aged 71, died on Monday. The hall was full.

Stirn was 77. At 73, Stirn was the oldest of all. What 71, Stirn asked.
          ^^ warning: Olaf Stirn: 77 here, 71 in line 1.
                 ^^ warning: Olaf Stirn: 73 here, 71 in line 1.
//- third.txt published=1999-03-15
Born in 1931, Olaf Stirn joined the party in 1950. The hall was full.

Stirn, 76, wants to stay.
       ^^ warning: 76: Born in 1931, Olaf Stirn, that makes 67 or 68 at the article's date, 15 March 1999.
//- senator.txt published=1999-03-15
State Sen. Anna Lindqvist, 50, will not seek another term. The hall was full.

The 60-year-old senator left early. The 12-year-old boy stayed.
    ^^^^^^^^^^^ warning: Anna Lindqvist: 60-year-old here, 50 in line 1.
//- fourth.txt published=1999-03-15
Peter Lindholm died on Monday. He was 81. Lindholm, 18, had no children.
                                                    ^^ warning: Peter Lindholm: 18 here, 81 in line 1.
",
        );
    }

    #[test]
    fn an_age_on_the_articles_date() {
        let fixture = "
//- draft.txt published=1997-01-29
Carla Brundt, 81, was elected on Tuesday. She was born on May 5, 1945.
              ^^ warning: 81: born May 5, 1945, that makes 51 at the article's date, 29 January 1997.
";
        check("age-birthdate-mismatch", fixture);
        let fixed = "Carla Brundt, 51, was elected on Tuesday. She was born on May 5, 1945.\n";
        assert_eq!(fixes("age-birthdate-mismatch", fixture), [("Change the age to 51".to_owned(), fixed.to_owned())]);
    }

    #[test]
    fn ages_that_fit_or_belong_to_another_time_are_left_alone() {
        check(
            "age-birthdate-mismatch",
            "
//- draft.txt published=1997-01-29
Carla Brundt, 81, was born in 1915.

Born in 1940, the 20-year-old Olaf Stirn went to sea when the war was long over. Born in 1950, he lived there for 12 years.
//- undated.txt
Carla Brundt, 81, was born in 1925.
",
        );
    }
}
