//! Where one sentence, or a paragraph about one person, has an age, a year of birth and a day to count to, they must fit.

use jiff::civil::Date;

use crate::article::PartialDate;
use crate::language::{Kind, Quantity, Time};
use crate::text::Span;

use super::ages_then::at_other_times;
use super::ages_told::{is_age, only, two_ages};
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

/// Before `died`, somebody else.
const KIN: [&str; 8] = ["brother", "daughter", "father", "husband", "mother", "sister", "son", "wife"];

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
        let in_brackets = sentences.filter_map(|span| years_in_brackets(context, span));
        for other in in_brackets.chain(two_ages(context)).chain(at_other_times(context)) {
            if !found.iter().any(|known| known.span.overlaps(other.span)) {
                found.push(other);
            }
        }
        found
    }
}

/// The year of birth and the death that a stretch tells of one person.
struct Life<'t> {
    birth: &'t Time,
    /// The word that says so, and when.
    death: Option<&'t Time>,
    died: bool,
}

/// `born in 1915 … died in 2007`.
fn life<'t>(context: &Context<'t>, span: Span, words: &[(&str, Span)]) -> Option<Life<'t>> {
    let birth = birth(context, span)?;
    // `when his father died`
    let own = |span: Span| !KIN.iter().any(|kin| near::follows(context, span, kin));
    let died = words.iter().find(|(word, span)| word.eq_ignore_ascii_case("died") && own(*span)).map(|(_, span)| *span);
    let years = || near::times(context, span).iter().filter(|time| time.parts.year.is_some());
    let death = died.and_then(|died| years().find(|time| time.span != birth.span && is_near(context, died, time)));
    // Any other year may be the one that the age is told of.
    (died.is_some() || years().count() == 1).then_some(Life { birth, death, died: died.is_some() })
}

/// A year stands behind a word that it dates.
fn is_near(context: &Context<'_>, word: Span, time: &Time) -> bool {
    let between = context.article().text.get(word.end()..time.span.start());
    between.is_some_and(|between| between.len() <= 60 && !between.contains(['.', ';']))
}

/// The date of the one birth that a stretch tells of: `born in 1915`, `gives August 20, 1920 as her date of birth`.
pub(super) fn birth<'t>(context: &Context<'t>, span: Span) -> Option<&'t Time> {
    let text = &context.article().text;
    let mut years = near::times(context, span).iter().filter(|time| time.parts.year.is_some());
    let word =
        |word: &str| only(near::tokens(context, span).iter().filter(|token| token.span.of(text).eq_ignore_ascii_case(word)));
    if let Some(born) = word("born").map(|token| token.span) {
        // `a girl born in 2014` is not who is told of.
        let is_child = CHILDREN.iter().any(|child| near::follows(context, born, child));
        return years.find(|time| is_near(context, born, time)).filter(|_| !is_child);
    }
    let word = word("birth").map(|token| token.span).filter(|word| near::follows(context, *word, "date of"))?;
    let before = |time: &&Time| {
        let between = text.get(time.span.end()..word.start()).map(str::trim);
        matches!(between, Some("as her date of" | "as his date of" | "as the date of"))
    };
    years.find(before)
}

fn mismatch(context: &Context<'_>, span: Span) -> Option<Discrepancy> {
    let text = &context.article().text;
    let words: Vec<(&str, Span)> = near::tokens(context, span).iter().map(|token| (token.span.of(text), token.span)).collect();
    if !words.iter().any(|(word, _)| matches!(*word, "born" | "Born" | "birth")) {
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

/// As the words state it, to the day if they do.
pub(super) fn calendar_date(time: &Time) -> Option<PartialDate> {
    let (year, _) = time.parts.year?;
    match calendar::readings(&time.parts)[..] {
        [reading] => calendar::date(year, reading).map(PartialDate::Day),
        _ => Some(PartialDate::Year(year)),
    }
}

/// The least and the greatest age in years that the two dates allow.
pub(super) fn ages(born: PartialDate, day: PartialDate) -> Option<(i16, i16)> {
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
