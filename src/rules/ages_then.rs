//! Ages at another time than the article's: `turned 60 in 2009`, `was 30 when he joined in 1961`, `her 80th birthday`, laid against the birth
//! that the same person's sentences tell of.

use crate::article::PartialDate;
use crate::language::{EntityId, Kind, Quantity, Time};
use crate::text::Span;

use super::age_birthdate_mismatch::{ages, birth, calendar_date};
use super::ages_told::only;
use super::near;
use super::rule::{Context, Discrepancy};

/// An age as a sentence tells it.
struct Told {
    span: Span,
    age: i16,
    /// It is the age reached that year: `turned`, a birthday.
    reached: bool,
}

/// Ages that the year beside them and the birth do not allow, in one sentence or two that follow each other and tell of one person.
pub(super) fn at_other_times(context: &Context<'_>) -> Vec<Discrepancy> {
    let sentences = &context.reading().sentences;
    let singles = sentences.iter().map(|sentence| sentence.span);
    let pairs = sentences.windows(2).filter(|pair| pair[0].block == pair[1].block).map(|pair| pair[0].span.join(pair[1].span));
    let mut found: Vec<Discrepancy> = Vec::new();
    for stretch in singles.chain(pairs) {
        if let Some(wrong) = mismatch(context, stretch)
            && !found.iter().any(|known| known.span.overlaps(wrong.span))
        {
            found.push(wrong);
        }
    }
    found
}

fn mismatch(context: &Context<'_>, stretch: Span) -> Option<Discrepancy> {
    let born = birth(context, stretch)?;
    let told = only(told(context, stretch).into_iter())?;
    let mut people: Vec<EntityId> =
        near::mentions(context, stretch).iter().filter(|of| of.kind == Kind::Person).map(|of| of.entity).collect();
    people.dedup();
    only(people.into_iter())?;
    let years = near::times(context, stretch).iter().filter(|time| time.parts.year.is_some() && time.span != born.span);
    let years: Vec<&Time> = years.collect();
    let (year, place) = match years[..] {
        [at] => (at.parts.year?.0, Some(at.span)),
        // A birthday without a year is this year's, and what is said `now` is the article's.
        [] if told.reached => (context.article().published?.date.year(), None),
        _ => return None,
    };
    let date = calendar_date(born)?;
    let (least, most) = match date {
        _ if told.reached => (year - date.year(), year - date.year()),
        _ => ages(date, PartialDate::Year(year))?,
    };
    // Early in January a birthday may be last year's.
    let least = if place.is_none() { least - 1 } else { least };
    if least < 0 || (least..=most).contains(&told.age) {
        return None;
    }
    let right = if least == most || place.is_none() { most.to_string() } else { format!("{least} or {most}") };
    let born_words = context.words(born.span);
    let message = format!("{}: born {born_words}, that makes {right} in {year}.", context.words(told.span));
    let facts = vec![told.age.to_string(), born_words, year.to_string()];
    let mut discrepancy = Discrepancy::new(told.span, message, facts);
    discrepancy.evidence.push(context.evidence(born.span, "the date of birth"));
    discrepancy.evidence.extend(place.map(|place| context.evidence(place, "the year of the age")));
    Some(discrepancy)
}

/// `turned 60`, `was 30 when he joined`, `when he was 25`, `at the age of 33`, `his 80th birthday`.
fn told(context: &Context<'_>, stretch: Span) -> Vec<Told> {
    let text = &context.article().text;
    let whole = |of: &&Quantity| {
        of.value.fract() == 0.0 && of.high.is_none() && of.modifier.is_none() && (1.0..120.0).contains(&of.value)
    };
    let ages = near::quantities(context, stretch).iter().filter(whole).filter_map(|of| {
        let follows = |words: &str| near::follows(context, of.span, words);
        let behind = text[of.span.end()..].trim_start();
        let bare = of.head.is_none() && matches!(of.unit.as_deref(), None | Some("a"));
        let reached = [" turned", "had turned"].iter().any(|words| follows(words)) && !behind.starts_with("-");
        let then = [" when he was", " when she was", " at the age of", " At the age of"].iter().any(|words| follows(words))
            || (follows(" was") || follows(" were")) && behind.starts_with("when ");
        (bare && (reached || then)).then_some(Told { span: of.span, age: of.value as i16, reached })
    });
    let birthdays = near::tokens(context, stretch).windows(2).filter_map(|pair| {
        let word = pair[0].span.of(text);
        let figures = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
        let age = figures.parse().ok().filter(|_| pair[1].span.of(text) == "birthday")?;
        Some(Told { span: pair[0].span, age, reached: true })
    });
    ages.chain(birthdays).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn ages_of_other_years() {
        check(
            "age-birthdate-mismatch",
            "
//- draft.txt published=1999-08-15
Carla Brundt, born in Halden in 1929, gave up flying when she turned 50 in 1989.
                                                                     ^^ warning: 50: born 1929, that makes 60 in 1989.

Olaf Stirn was born in 1930, and was 30 when he went to sea in 1951.
                                     ^^ warning: 30: born 1930, that makes 20 or 21 in 1951.

In 1964, at the age of 33, Peter Lindholm became a judge. He was born in 1940, the son of a sexton.
                       ^^ warning: 33: born 1940, that makes 23 or 24 in 1964.

Anna Lindqvist, who kept her 80th birthday on August 1, was born in 1909.
                             ^^^^ warning: 80th: born 1909, that makes 90 in 1999.
//- right.txt published=1999-08-15
Carla Brundt, born in Halden in 1929, gave up flying when she turned 60 in 1989.

Olaf Stirn was born in 1930, and was 21 when he went to sea in 1951. His brother Peter Stirn was born in 1940 and was 40 in 1960.

Anna Lindqvist, who kept her 90th birthday on August 1, was born in 1909.

Erik Halden was born in 1940 and was 16 when his father died, two years before the war of 1958 and four before that of 1960.
",
        );
    }

    #[test]
    fn births_and_ages_in_other_words() {
        check(
            "age-birthdate-mismatch",
            "
//- draft.txt published=1999-08-15
The oldest of all is Carla Brundt, who is 65; her papers give May 20, 1924 as her date of birth.
                                          ^^ warning: 65: born May 20, 1924, that makes 75 at the article's date, 15 August 1999.

The twins Anna Lindqvist, 26, and Karin Lindqvist, 36, opened a shop.
                                                   ^^ warning: twins of 26 and 36.

A 63-year-old woman from Halden, Petra Holm, was hit by a ball. The ball was lost.

Petra Holm, 69, was not hurt. Olaf Stirn (born 1951), 39, threw it.
            ^^ warning: Petra Holm: 69 here, 63-year-old in line 5.
                                                      ^^ warning: 39: born 1951, that makes 47 or 48 at the article's date, 15 August 1999.
",
        );
    }
}
