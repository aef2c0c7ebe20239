//! Numbers of one article that count the same thing. Two values for one thing are as a rule two things; a slip of the pen shows in the figures.

use crate::corpus::Record;
use crate::text::Span;

use super::counted_alike::{Count, Counts};
use super::counted_elsewhere;
use super::finding::Evidence;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::same_story;
use super::words;

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
    /// At years and numbers under 10, or under 5 where one refers back to a larger; where `more`, `other` or `another` limits one of the
    /// two, or one can be the other rounded; where places or times differ; at things that the article counts more than twice, unless the
    /// figures are nearly the same; at sums of money, shares and rises, unless `the $5 million fine` or `the fine of $5 million` refers back,
    /// or figures are swapped where both sentences tell something alike. Two articles of different days must have more words of weight in
    /// common than two of one day.
    pub struct NumberConflict;
    "number-conflict", Numbers, Warning, on,
    "two numbers for one thing",
    options: &[],
}

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
            for (count, their) in counted_elsewhere::differing(context.record, other) {
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
        None if thing.is_empty() => format!("{here} here, {there} in line {line}."),
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
            (
                "Consumer prices climbed 0.3 percent in February 1996.",
                "The 0.8 percent rise in consumer prices in February 1996 was a surprise.",
            ),
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
    fn two_articles_of_one_story_in_other_words() {
        let draft = "Olaf Stirn met Carla Brundt in Halden on Monday. Lindholm Motors will close its plant there, and the closing will save \
                     the company $190 million a year. All 26 crew members of the Ostara were taken off by helicopter. Brundt leads by 41 percent.\n";
        let pair = |saved: &str, crew: &str| {
            let other = format!(
                "Halden was quiet when Carla Brundt and Olaf Stirn met there. The company expects to save {saved} a year by closing the \
                 plant, Lindholm Motors said. Helicopters lifted the {crew} crew members to safety. Stirn has 14 percent.\n"
            );
            against_another("number-conflict", draft, &other)
        };
        assert_eq!(pair("$190 million", "26"), [""; 0]);
        assert_eq!(pair("$910 million", "26"), ["$190 million here, $910 million in other.txt, 28 January 1997."]);
        assert_eq!(pair("$190 million", "36"), ["26 crew members here, 36 crew members in other.txt, 28 January 1997."]);
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
