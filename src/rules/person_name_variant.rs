//! The parts of people's names in one article are compared with each other; the rest of the name and what is known elsewhere tell two spellings
//! from two people.

use crate::corpus::fold_name;
use crate::text::Span;

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::spellings;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a person whose name is spelt in two ways in one article, one letter apart. The rarer spelling is underlined.
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
        let slips = spellings::slips(context).into_iter().filter(|slip| slip.person);
        slips
            .flat_map(|slip| slip.wrong.iter().map(|wrong| discrepancy(context, *wrong, slip.right)).collect::<Vec<_>>())
            .collect()
    }
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
    let title = format!("Change to {meant}");
    discrepancy.fixes.push(Fix { title, safe: false, edits: vec![context.edit(wrong, meant)] });
    discrepancy
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

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
