//! Names whose family name stands first, and what the article calls their bearers afterwards.

use crate::corpus::fold_name;
use crate::knowledge::dossier::Person;
use crate::language::{Form, Kind, Mention};

use super::dossier::{evidence, person, place};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a given name that is used as a family name, at people whose dossier puts the family name first.
    ///
    /// ## Why it matters
    ///
    /// `Mr Mei-ling` for Kwan Mei-ling is as wrong as `Mr Carla`, and her readers see it at once.
    ///
    /// ## Example
    ///
    /// > Kwan Mei-ling arrived on Monday. … Ms Mei-ling left on Tuesday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Without a full form in the draft; at a given name without an honorific and without a verb of saying, as in family stories; inside
    /// quotations; in countries where people are addressed by the given name; and where the word is somebody else's family name here.
    pub struct NameOrder;
    "name-order", People, Warning, on,
    "a given name used as a family name",
    options: &[],
}

/// Where the family name stands first and people are addressed by the given name all the same.
const ADDRESSED_BY_GIVEN_NAME: [&str; 4] = ["Cambodia", "Laos", "Myanmar", "Vietnam"];

impl Rule for NameOrder {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        if context.corpus.dossiers().entries().people.is_empty() {
            return Vec::new();
        }
        let entities = context.reading().entities.iter();
        let people: Vec<&Person> =
            entities.filter_map(|entity| person(context, entity)).filter(|person| counts(person)).collect();
        let mentions = context.reading().mentions.iter().filter(|mention| is_formal(mention));
        mentions.filter_map(|mention| misnamed(context, mention, &people)).collect()
    }
}

fn counts(person: &Person) -> bool {
    let country = person.country.as_deref().unwrap_or_default();
    person.family_first() && !ADDRESSED_BY_GIVEN_NAME.contains(&country)
}

/// With an honorific, or as somebody who speaks: where papers use family names.
fn is_formal(mention: &Mention) -> bool {
    let named = mention.kind == Kind::Person && mention.form == Form::Name && !mention.nested && !mention.quoted;
    named && (mention.honorific.is_some() || mention.speaks)
}

fn misnamed(context: &Context<'_>, mention: &Mention, people: &[&Person]) -> Option<Discrepancy> {
    let span = mention.name?;
    let name = context.words(span);
    let folded = fold_name(&name);
    let given = |person: &Person| person.name.split_whitespace().skip(1).map(fold_name).collect::<Vec<_>>().join(" ");
    let person = people.iter().find(|person| given(person) == folded)?;
    let of_another = context.reading().entities.iter().any(|other| {
        let family = other.family_name.as_deref().or_else(|| other.name.split_whitespace().last()).unwrap_or_default();
        other.kind == Kind::Person
            && other.name.contains(' ')
            && fold_name(&other.name) != fold_name(&person.name)
            && fold_name(family) == folded
    });
    // Two names that the desk writes for one person are both right.
    let is_alias = person.aliases.iter().any(|alias| fold_name(alias) == folded);
    if of_another || is_alias {
        return None;
    }
    let family = person.family();
    let message =
        format!("{name} is the given name of {}; the family name is {family} ({}).", person.name, place(&person.origin));
    let mut discrepancy = Discrepancy::new(span, message, vec![fold_name(&person.name), folded]);
    discrepancy.evidence.push(evidence(&person.origin, &person.name));
    discrepancy.fixes.push(context.replace_by(span, family.to_owned()));
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{beside, check, fixes};

    const DOSSIER: &str = r#"
//- people.dossier.toml
[[person]]
name = "Kwan Mei-ling"
family_name = "Kwan"
[[person]]
name = "Vo Thanh"
family_name = "Vo"
country = "Vietnam"
"#;

    fn draft(text: &str) -> String {
        beside("draft.txt", text, DOSSIER)
    }

    #[test]
    fn a_given_name_with_an_honorific_or_a_verb_of_saying() {
        check(
            "name-order",
            &draft(
                "Kwan Mei-ling, the harbour minister, arrived on Monday.

Ms Mei-ling will stay for a week.
   ^^^^^^^^ warning: Mei-ling is the given name of Kwan Mei-ling; the family name is Kwan (people.dossier.toml, line 1).",
            ),
        );
    }

    #[test]
    fn the_family_name_other_countries_and_people_without_an_entry_are_left_alone() {
        check(
            "name-order",
            &draft(
                "Kwan Mei-ling, the harbour minister, met Vo Thanh, his deputy, and Ren Baoli on Monday.

Ms Kwan left. Mr Thanh stayed, and Mr Baoli slept. “Ask Ms Mei-ling,” Mr Roe said.",
            ),
        );
    }

    #[test]
    fn the_fix_puts_the_family_name() {
        let text = draft("Kwan Mei-ling, the harbour minister, arrived on Monday.\n\nMs Mei-ling will stay.");
        let fixed = "Kwan Mei-ling, the harbour minister, arrived on Monday.\n\nMs Kwan will stay.\n";
        assert_eq!(fixes("name-order", &text), [("Replace by “Kwan”".to_owned(), fixed.to_owned())]);
    }
}
