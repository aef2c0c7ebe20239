//! Numbers of one article that count the same thing. Two values for one thing are as a rule two things; a slip of the pen shows in the figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Record, fold_name};
use crate::text::Span;

use super::counted_alike::{Count, Counts};
use super::finding::Evidence;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::same_story;
use super::words::{self, published_day};

declare_rule! {
    /// ## What it does
    ///
    /// Flags two numbers for one thing: in one article where the second refers back to the first, shares its noun phrase or differs as slips of
    /// the pen do, and in two articles that tell the same story where the sentences agree in all but the number.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and it is the one that will be quoted.
    ///
    /// ## Example
    ///
    /// > China will discuss the cases of 235 political prisoners. … The 253 political prisoners are held in the west.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At years and numbers under 10, or under 5 where one refers back to a larger; where `about`, `more`, `other` or `another` limits one of
    /// the two, or one can be the other rounded; where places or times differ; at things that the article counts more than twice, unless
    /// the figures are nearly the same; at sums of money and shares, unless `the $5 million fine` refers back or figures are swapped. Two
    /// articles of different days must have more words of weight in common than two of one day.
    pub struct NumberConflict;
    "number-conflict", Numbers, Warning, on,
    "two numbers for one thing",
    options: &[],
}

/// Words that two sentences of two articles must have in common, how many of them where names and numbers count as well, and their share
/// in the shorter.
const ALIKE: usize = 4;
const LIKE_WORDS: usize = 2;
const SHARE: usize = 70;

/// Words of a sentence on how a poll was made, as stems.
const POLLING: [&str; 3] = ["error", "margin", "sampling"];

impl Rule for NumberConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let claims = context.record.claims.iter();
        let counts = Counts::read(context);
        let all: Vec<Count<'_>> = claims.filter_map(|claim| Count::of_any(context.record, claim)).collect();
        let mut found: Vec<Discrepancy> = Vec::new();
        let mut add = |discrepancy: Discrepancy| {
            if !found.iter().any(|known| known.span.overlaps(discrepancy.span)) {
                found.push(discrepancy);
            }
        };
        for (first, second) in counts.differing() {
            add(within(context, first, second, &all));
        }
        for other in same_story::same_story(context) {
            for (count, their) in of_two(context.record, other) {
                add(between(context, &count, other, &their));
            }
        }
        found
    }
}

fn within(context: &Context<'_>, first: &Count<'_>, second: &Count<'_>, all: &[Count<'_>]) -> Discrepancy {
    let times = |of: &Count<'_>| all.iter().filter(|count| count.is_told_as(of)).count();
    // The rarer of the two is the one in question, else the later.
    let (stands, asked) = if times(second) > times(first) { (second, first) } else { (first, second) };
    let line = context.record.lines.line(stands.span.start()) + 1;
    let (here, there) = (context.words(asked.span), context.words(stands.span));
    let thing = counted(context, asked);
    let message = match &asked.number.unit {
        None => format!("{here} {thing} here, {there} in line {line}."),
        Some(_) => format!("{} here, {} in line {line}.", context.words(asked.claim.span), context.words(stands.claim.span)),
    };
    let facts = vec![thing, asked.value().to_string(), stands.value().to_string()];
    let mut discrepancy = Discrepancy::new(asked.span, message, facts);
    discrepancy.evidence.push(context.evidence(stands.claim.span, "counted here too"));
    discrepancy.fixes.push(context.change_to(asked.span, there));
    discrepancy
}

/// What is counted, as written.
fn counted(context: &Context<'_>, count: &Count<'_>) -> String {
    let behind = Span::new(count.span.end().min(count.claim.span.end()), count.claim.span.end());
    context.words(behind).trim_start_matches('-').trim().to_lowercase()
}

/// Counts of two articles that stand in sentences which tell the same in nearly the same words, and differ.
fn of_two<'a>(record: &'a Record, other: &'a Record) -> Vec<(Count<'a>, Count<'a>)> {
    let (ours, theirs) = (sentences(record), sentences(other));
    let mut found = Vec::new();
    for own in ours.values() {
        let alike = theirs.values().filter(|their| tell_the_same((record, own), (other, their)));
        // The sentence that has most in common; of two equally like ones it is not certain which is meant.
        let mut alike: Vec<(usize, &Vec<Count<'_>>)> = alike.map(|their| (own[0].words_with(&their[0]).count(), their)).collect();
        alike.sort_by_key(|alike| std::cmp::Reverse(alike.0));
        let Some((_, their)) = alike.first().filter(|(most, _)| alike.get(1).is_none_or(|(next, _)| next < most)) else {
            continue;
        };
        if own.len() != their.len() || !own.iter().zip(their.iter()).all(|(one, other)| are_of_one_kind(one, other)) {
            continue;
        }
        let mut differing = own.iter().zip(their.iter()).filter(|(one, other)| one.differs_as_told(other));
        if let (Some((one, other)), None) = (differing.next(), differing.next()) {
            found.push((one.clone(), other.clone()));
        }
    }
    found
}

/// The numbers of each sentence, in order.
fn sentences(record: &Record) -> BTreeMap<Span, Vec<Count<'_>>> {
    let mut found: BTreeMap<Span, Vec<Count<'_>>> = BTreeMap::new();
    // Each poll has a margin of error of its own.
    let of_poll = |count: &Count<'_>| count.event.words.iter().any(|word| POLLING.contains(&&**word));
    for count in record.claims.iter().filter_map(|claim| Count::of_any(record, claim)).filter(|count| !of_poll(count)) {
        found.entry(count.event.span).or_default().push(count);
    }
    found
}

fn are_of_one_kind(one: &Count<'_>, other: &Count<'_>) -> bool {
    // What a sum is of hangs on the words beside it, of which one may be another.
    let heads = one.number.unit.is_some() || one.thing().map(|thing| thing.head) == other.thing().map(|thing| thing.head);
    let role = |count: &Count<'_>| count.number.change;
    one.claim.attribute == other.claim.attribute
        && one.number.unit == other.number.unit
        && one.number.bound == other.number.bound
        && role(one) == role(other)
        && heads
}

/// Most words are the same, with names and other numbers enough of them, and neither names anybody or any place that the other lacks where
/// that one names another.
fn tell_the_same((record, one): (&Record, &[Count<'_>]), (other_record, other): (&Record, &[Count<'_>])) -> bool {
    let ((first, other_first), days) = ((&one[0], &other[0]), published_day(record).zip(published_day(other_record)));
    let shared = first.words_with(other_first).count();
    let shorter = first.event.words.len().min(other_first.event.words.len());
    let (ours, theirs) = (names(record, first), names(other_record, other_first));
    let (fewer, more) = if ours.len() <= theirs.len() { (&ours, &theirs) } else { (&theirs, &ours) };
    let named = fewer.iter().filter(|name| more.iter().any(|other| is_part_of(name, other) || is_part_of(other, name))).count();
    let equal = one.iter().zip(other).filter(|(one, other)| one.value().total_cmp(&other.value()).is_eq()).count();
    // A later day may have another number of its own for the same words, unless they are many.
    let same_day = days.is_none_or(|(day, other)| day == other);
    let signs = if same_day && shared >= LIKE_WORDS { shared + named + equal } else { shared };
    signs >= ALIKE && shared * 100 >= shorter * SHARE && named == fewer.len()
}

/// Whom and which places a sentence names.
fn names(record: &Record, count: &Count<'_>) -> BTreeSet<String> {
    let named = count.event.participants.iter().chain(&count.event.places);
    named.map(|id| fold_name(&record.reading.entity(*id).name)).collect()
}

/// `brandt` of `karl brandt`.
fn is_part_of(name: &str, longer: &str) -> bool {
    name.split(' ').all(|word| longer.split(' ').any(|other| word == other))
}

fn between(context: &Context<'_>, count: &Count<'_>, other: &Record, their: &Count<'_>) -> Discrepancy {
    let (here, there) = (context.words(count.claim.span), other.article.words(their.claim.span));
    let message = format!("{here} here, {there} in {}.", words::source(other));
    let facts = vec![here.to_lowercase(), there.to_lowercase()];
    let mut discrepancy = Discrepancy::new(count.span, message, facts);
    discrepancy.evidence.push(Evidence::of(other, their.claim.span, format!("in {}", words::source(other))));
    discrepancy
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{against_another, check, findings, fixes};

    #[test]
    fn figures_swapped() {
        let fixture = "
The ministers discussed 235 political prisoners on Monday.
None of the 253 political prisoners was named.
            ^^^ warning: 253 political prisoners here, 235 in line 1.
";
        check("number-conflict", fixture);
        assert_eq!(fixes("number-conflict", fixture)[0].0, "Change to 235");
    }

    #[test]
    fn a_count_that_refers_back() {
        check(
            "number-conflict",
            "
The fire in Halden killed 57 people on Monday. The works were old.

The 64 people were buried on Friday. Some 50 people came.
    ^^ warning: 64 people here, 57 in line 1.
",
        );
    }

    #[test]
    fn what_refers_back_to_a_sum_a_measure_or_shares_of_a_stock() {
        check(
            "number-conflict",
            "
The mill sold 750,000 shares of its common stock and bought 117 acres of land. It took a $235 million charge.

Nobody wanted the 570,000 shares. The 118 acres lay idle, and the $253 million charge hurt.
                  ^^^^^^^ warning: 570,000 shares here, 750,000 in line 1.
                                      ^^^ warning: 118 acres here, 117 acres in line 1.
                                                                   ^^^^^^^^^^^ warning: $253 million here, $235 million in line 1.
",
        );
    }

    #[test]
    fn figures_swapped_where_both_sentences_tell_something_alike() {
        let told = [
            ("Some 85 passengers were on board the ferry.", "Divers searched for the 58 passengers of the ferry."),
            ("The airline will lay off 1,200 pilots.", "A union leader called the dismissal of 2,100 pilots a disgrace."),
            ("Lindholm bought the mine for $412 million.", "The mine, for which Lindholm paid $421 million, is shut."),
            ("It reported a profit of $72 million for the quarter.", "The quarterly profit of $27 million was a surprise."),
            ("The fund lent the country $650 million.", "The loan of $560 million came from the fund at once."),
            ("Some 15,000 people marched through Halden.", "The march through Halden drew 51,000 people."),
            ("The court fined the mill 250,000 euros.", "The mill will appeal against the fine of 350,000 euros."),
            ("Police seized 64 kilograms of heroin.", "The 46 kilograms of heroin were hidden in a truck."),
            ("The tower will be 312 meters tall.", "At 321 meters, the tower would throw a long shadow."),
            ("Exports rose 14 percent in March.", "The 41 percent rise in exports in March pleased many."),
        ];
        let missed: Vec<_> = told
            .iter()
            .filter(|(one, other)| findings("number-conflict", &format!("{one} Nobody slept.\n\n{other}\n")).len() != 1)
            .collect();
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn a_known_number_a_rate_and_a_few_of_many_are_left_alone() {
        check(
            "number-conflict",
            "
Some 700 horses were tested, and the 235 geldings of the mill. There were 310 geldings in Halden.

The eight horses were kept apart. The 310 geldings went home. Each 105 common shares entitle to 23 common shares.
",
        );
    }

    #[test]
    fn two_articles_of_one_story() {
        let story = |number: &str| {
            format!(
                "Carla Brundt met Olaf Stirn in Halden on Monday. The Lindholm company of Halden will dismiss {number} workers before the \
                 harvest, Brundt told a meeting of the guild. Marta Kahn left.\n"
            )
        };
        let pair = |first: &str, second: &str| against_another("number-conflict", &story(first), &story(second));
        assert_eq!(pair("235", "310"), ["235 workers here, 310 workers in other.txt, 28 January 1997."]);
        assert_eq!(pair("235", "about 240"), [""; 0]);
        assert_eq!(pair("235", "235"), [""; 0]);
        let short = |day: &str, number: &str| {
            format!(
                "published={day}\nCarla Brundt met Olaf Stirn in Halden. Norway has so far pledged ${number} million to the miners. Marta Kahn left.\n"
            )
        };
        let fixture = |day: &str, number: &str| {
            let (first, second) = (short("1997-01-28", "8"), short(day, number));
            findings("number-conflict", &format!("//- draft.txt {first}//- other.txt {second}")).len()
        };
        // A day later Norway may have pledged more.
        let found =
            [("1997-01-28", "10.4"), ("1997-01-28", "8"), ("1997-01-29", "10.4")].map(|(day, number)| fixture(day, number));
        assert_eq!(found, [1, 0, 0]);
    }

    #[test]
    fn other_things_and_other_values_are_left_alone() {
        check(
            "number-conflict",
            "They discussed 235 political prisoners, 253 other political prisoners and 234 church members. Some 236 political prisoners are ill. It has 120 church members.",
        );
    }

    #[test]
    fn sets_that_their_own_words_tell_apart() {
        check(
            "number-conflict",
            "
Voters in nine states were asked what they thought of the dam on the river.

In just one of the seven states where voters were asked, most thought well of the dam.

Stricter voting laws will be in effect in 17 states for the first time.

The ruling took away the power to challenge voting laws in 15 states before they are in effect.

At stake there are 213 delegates. She will have 108.

He is not likely to win all 155 delegates offered by the contest in Halden.
",
        );
    }

    #[test]
    fn other_sets_are_left_alone() {
        for text in [
            "Ms Brandt has won 81 delegates so far. She may not get the 1,237 delegates she needs, her delegates said.",
            "The party chose 2,472 delegates in all. Ravenia's 44 delegates met the other delegates on Monday.",
            "The party leads in 40 states. In the 13 states where Meridian asked, the states were told.",
            "The group has 95 members in the town. The group's 57,000-member page has other members.",
            "In January she had a 20-point lead in the poll. The poll now shows a 15-point lead.",
        ] {
            check("number-conflict", text);
        }
    }
}
