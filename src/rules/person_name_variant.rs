//! The parts of people's names in one article are compared with each other; the rest of the name and what is known elsewhere tell two spellings
//! from two people.

use crate::corpus::{Record, fold_name};
use crate::language::Entity;
use crate::text::Span;

use super::finding::Evidence;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::{same_story, spellings, words};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a person whose name is spelt in two ways, one letter apart: in one article, where the rarer spelling is underlined, or in two that
    /// tell the same story.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong. Wrong names lead every list of corrections.
    ///
    /// ## Example
    ///
    /// > Mike Jendrzejczyk of Human Rights Watch was heard. … Mr Jendrzejczk did not object.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the two may be two people: each with a given name of its own, or the rarer one known elsewhere as a name of its own. At names
    /// of less than five letters, plurals and possessives, and inside quotations.
    pub struct PersonNameVariant;
    "person-name-variant", People, Warning, on,
    "one person's name in two spellings",
    options: &[],
}

impl Rule for PersonNameVariant {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut found: Vec<Discrepancy> = Vec::new();
        for slip in spellings::slips(context).iter().filter(|slip| slip.person) {
            found.extend(slip.wrong.iter().map(|wrong| discrepancy(context, *wrong, slip.right)));
        }
        for other in same_story::same_story(context) {
            for (name, their) in of_two(context, other) {
                if !found.iter().any(|known| known.span.overlaps(name)) {
                    found.push(discrepancy_of_two(context, name, other, their));
                }
            }
        }
        found
    }
}

/// People of two articles on one story whose full names are one slip apart, each known to its own article only: where they stand first.
fn of_two(context: &Context<'_>, other: &Record) -> Vec<(Span, Span)> {
    let record = context.record;
    let names = |record: &Record| same_story::people(record).map(|person| fold_name(&person.name)).collect::<Vec<_>>();
    let (ours, theirs) = (names(record), names(other));
    let mut found = Vec::new();
    for person in same_story::people(record).filter(|person| !theirs.contains(&fold_name(&person.name))) {
        let name = fold_name(&person.name);
        let near = same_story::people(other).find(|their| {
            let their_name = fold_name(&their.name);
            !ours.contains(&their_name) && spellings::is_close_name(context, &name, &their_name)
        });
        let first = |record: &Record, person: &Entity| {
            let full = |place: &Span| fold_name(&record.article.words(*place)) == fold_name(&person.name);
            person.joins.iter().filter_map(|join| record.mention(join.mention).name).find(full)
        };
        found.extend(near.and_then(|their| Some((first(record, person)?, first(other, their)?))));
    }
    found
}

fn discrepancy_of_two(context: &Context<'_>, name: Span, other: &Record, their: Span) -> Discrepancy {
    let (written, meant) = (context.words(name), other.article.words(their));
    let message = format!("{written}: spelt {meant} in {}.", words::source(other));
    let mut discrepancy = Discrepancy::new(name, message, vec![fold_name(&written), fold_name(&meant)]);
    discrepancy.evidence.push(Evidence::of(other, their, format!("spelt {meant} in {}", words::source(other))));
    discrepancy.fixes.push(context.change_to(name, meant));
    discrepancy
}

fn discrepancy(context: &Context<'_>, wrong: Span, right: Span) -> Discrepancy {
    let mentions = &context.reading().mentions;
    let holder =
        mentions.iter().find(|mention| mention.span.covers(right)).map_or(right, |mention| mention.name.unwrap_or(right));
    let (written, meant) = (context.words(wrong), context.words(right));
    let line = context.record.lines.line(right.start()) + 1;
    let message = format!("{written}: spelt {meant} in line {line} ({}).", context.words(holder));
    let mut discrepancy = Discrepancy::new(wrong, message, vec![fold_name(&written), fold_name(&meant)]);
    discrepancy.evidence.push(context.evidence(holder, format!("spelt {meant} here")));
    discrepancy.fixes.push(context.change_to(wrong, meant));
    discrepancy
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{against_another, check, fixes};

    #[test]
    fn initials_and_several_of_a_family_are_no_slips() {
        check(
            "person-name-variant",
            "
Barry Brandt spoke first. It is really more the Barry Brandts of the world, she said. Brandt laughed.
//- bush.txt published=1996-05-03
Olaf H.W. Stirn met Anna Lindqvist and Petra Holm in Halden.
//- other.txt published=1996-05-03
Olaf W. Stirn met Anna Lindqvist and Petra Holm in Halden.
",
        );
    }

    #[test]
    fn a_title_before_a_name_is_no_given_name() {
        check(
            "person-name-variant",
            "
Professor Anna Thackeray of the university has counted eels. Her work is known.

Every winter Professor Thackerany counts them again. Eric Brandt helps her.
                       ^^^^^^^^^^ warning: Thackerany: spelt Thackeray in line 1 (Anna Thackeray).

Erik Brandt is her brother.
^^^^ warning: Erik: spelt Eric in line 3 (Eric Brandt).
",
        );
    }

    #[test]
    fn a_family_name_in_two_spellings() {
        check(
            "person-name-variant",
            "
Mike Jendrzejczyk of the watchdog spoke to reporters on Tuesday about the report.
Mr Jendrzejczk said that it was late, and Anna Lindqvist agreed.
   ^^^^^^^^^^^ warning: Jendrzejczk: spelt Jendrzejczyk in line 1 (Mike Jendrzejczyk).
Ms Lindqvist left. Anna Lindquist will be back.
                        ^^^^^^^^^ warning: Lindquist: spelt Lindqvist in line 2 (Anna Lindqvist).
",
        );
    }

    #[test]
    fn two_articles_of_one_story() {
        let story = |name: &str| {
            format!(
                "Carla Brundt met Olaf Stirn in Halden on Monday. {name} of the Weavers' Guild was there. Marta Kahn left Halden.\n"
            )
        };
        let pair = |first: &str, second: &str| against_another("person-name-variant", &story(first), &story(second));
        assert_eq!(
            pair("Peter Lindqvst", "Peter Lindqvist"),
            ["Peter Lindqvst: spelt Peter Lindqvist in other.txt, 28 January 1997."]
        );
        assert_eq!(pair("Peter Lindqvist", "Petra Lindqvist"), [""; 0]);
        assert_eq!(pair("Peter Lindqvist", "Pete Lindqvist"), [""; 0]);
    }

    #[test]
    fn two_people_are_left_alone() {
        check(
            "person-name-variant",
            "John Andersen met Mary Anderson. Mr Andersen said little. Ms Anderson said that Mr Hansen was away.",
        );
    }

    #[test]
    fn the_other_spelling_is_taken() {
        let fixed = fixes("person-name-variant", "Anna Lindqvist spoke. Ms Lindqvst left, she said.");
        assert_eq!(fixed, [("Change to Lindqvist".to_owned(), "Anna Lindqvist spoke. Ms Lindqvist left, she said.".to_owned())]);
    }
}
