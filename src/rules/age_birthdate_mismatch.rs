//! Where one sentence, or a paragraph about one person, has an age, a year of birth and a day to count to, they must fit.

use jiff::civil::Date;

use crate::article::PartialDate;
use crate::language::{Kind, Quantity, Time};
use crate::text::Span;

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::{calendar, words};

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

impl Rule for AgeBirthdateMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let sentences = context.reading().sentences.iter().map(|sentence| sentence.span);
        let mut found: Vec<Discrepancy> = sentences.clone().filter_map(|span| mismatch(context, span)).collect();
        // A paragraph about one person, where no single sentence has all of it.
        for block in &context.article().blocks {
            let people = context
                .reading()
                .mentions
                .iter()
                .filter(|mention| block.span.covers(mention.span) && mention.kind == Kind::Person);
            let mut people: Vec<_> = people.map(|mention| mention.entity).collect();
            people.dedup();
            let told = found.iter().any(|discrepancy| block.span.covers(discrepancy.span));
            if people.len() == 1 && !told {
                found.extend(mismatch(context, block.span));
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

fn mismatch(context: &Context<'_>, span: Span) -> Option<Discrepancy> {
    let reading = context.reading();
    let text = &context.article().text;
    let quantities = reading.quantities.iter().filter(|quantity| span.covers(quantity.span));
    let age = only(quantities.filter(|quantity| is_age(context, quantity)))?;
    let tokens = reading.tokens.iter().filter(|token| span.covers(token.span));
    let words: Vec<(&str, Span)> = tokens.map(|token| (token.span.of(text), token.span)).collect();
    let born = only(words.iter().filter(|(word, _)| word.eq_ignore_ascii_case("born")))?.1;
    let died = words.iter().find(|(word, _)| word.eq_ignore_ascii_case("died")).map(|(_, span)| *span);
    let years: Vec<&Time> = reading.times.iter().filter(|time| span.covers(time.span) && time.parts.year.is_some()).collect();
    let near = |from: Span, time: &Time| {
        time.span
            .start()
            .checked_sub(from.end())
            .is_some_and(|gap| gap <= 60 && !text[from.end()..time.span.start()].contains(['.', ';']))
    };
    let birth = years.iter().copied().find(|time| near(born, time))?;
    let other = |word: &str| ANOTHER_TIME.contains(&word.to_lowercase().as_str());
    if words.iter().any(|(word, _)| other(word)) && died.is_none() {
        return None;
    }
    let (day, place, what) = match died {
        Some(died) => {
            let death = years.iter().copied().find(|time| time.span != birth.span && near(died, time))?;
            (calendar_date(death)?, death.span, "the day of the death")
        }
        // Any other year may be the one that the age is told of.
        None if years.len() == 1 => {
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

/// `81-year-old`, `aged 81`, `, 81,`: not `for 81 years`.
fn is_age(context: &Context<'_>, quantity: &Quantity) -> bool {
    let text = &context.article().text;
    let before = text[..quantity.span.start()].trim_end();
    let told = before.ends_with(',') || ["aged", "age", "age of"].iter().any(|word| before.to_lowercase().ends_with(word));
    let written = quantity.span.of(text);
    let whole = quantity.high.is_none() && quantity.modifier.is_none() && quantity.value.fract() == 0.0;
    whole && quantity.unit.as_deref() == Some("a") && (written.ends_with("-old") || (told && quantity.span == quantity.number))
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
