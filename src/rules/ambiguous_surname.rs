//! Family names that two people of the article bear.

use std::collections::BTreeMap;

use crate::corpus::fold_name;
use crate::language::{EntityId, Form, Kind, Mention};

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a family name by itself where two people of the article bear it and nothing near it says which of them is meant. The first place of each name is told.
    ///
    /// ## Why it matters
    ///
    /// The reader takes it for the one who was named last, and may be wrong.
    ///
    /// ## Example
    ///
    /// > Anna Brundt met her brother Olaf Brundt on Monday. … *(three paragraphs)* … Brundt left on Tuesday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Unless the last paragraph that names one of them in full names another one too; in that paragraph itself; where one of them
    /// goes by the given name; after an honorific or a title; before a noun (`the
    /// Brundt report`); inside quotations and headlines; at people who are known by the family name only.
    pub struct AmbiguousSurname;
    "ambiguous-surname", People, Information, on,
    "a family name alone that two people of the article bear",
    options: &[],
}

impl Rule for AmbiguousSurname {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut families: BTreeMap<String, Vec<EntityId>> = BTreeMap::new();
        for (index, entity) in context.reading().entities.iter().enumerate() {
            let full = entity.kind == Kind::Person && entity.name.contains(' ');
            if let Some(family) = entity.family_name.as_deref().filter(|_| full) {
                families.entry(fold_name(family)).or_default().push(EntityId(index as u32));
            }
        }
        families
            .iter()
            .filter(|(_, people)| people.len() > 1)
            .filter_map(|(family, people)| first(context, family, people))
            .collect()
    }
}

fn first(context: &Context<'_>, family: &str, people: &[EntityId]) -> Option<Discrepancy> {
    let mentions = &context.reading().mentions;
    let name = |mention: &Mention| mention.name.map(|name| context.words(name)).unwrap_or_default();
    let full: Vec<&Mention> = people
        .iter()
        .filter_map(|id| mentions.iter().find(|mention| mention.entity == *id && name(mention).contains(' ')))
        .collect();
    let bare = |mention: &&Mention| {
        mention.kind == Kind::Person
            && mention.form == Form::Name
            && mention.honorific.is_none()
            && !(mention.quoted || mention.attributive || mention.nested)
            && near::in_body(context, mention.span.start())
            && fold_name(&name(mention)) == family
            && !titled(context, mention)
    };
    let alone = mentions.iter().filter(bare).find(|mention| {
        let before = |other: &&Mention| {
            people.contains(&other.entity) && name(other).contains(' ') && other.span.start() < mention.span.start()
        };
        // Whoever was named in full last is meant, unless two of them were named together.
        let Some(last) = mentions.iter().rfind(before).filter(|last| last.block < mention.block) else { return false };
        let mut named: Vec<EntityId> =
            mentions.iter().filter(before).filter(|other| other.block == last.block).map(|other| other.entity).collect();
        named.sort_unstable();
        named.dedup();
        named.len() > 1 && !named.iter().any(|id| goes_by_given_name(context, *id))
    })?;
    let who: Vec<String> =
        full.iter().map(|mention| format!("{} (line {})", name(mention), near::line(context, mention.span))).collect();
    let message = format!("{} may be {}.", name(alone), who.join(" or "));
    let mut discrepancy = Discrepancy::new(alone.name?, message, vec![family.to_owned()]);
    discrepancy.evidence = full.iter().map(|mention| context.evidence(mention.span, "one of those who bear the name")).collect();
    Some(discrepancy)
}

/// Whoever is called `Anna` elsewhere in the article is not meant by the family name.
fn goes_by_given_name(context: &Context<'_>, id: EntityId) -> bool {
    let entity = context.reading().entity(id);
    let given = entity.name.split(' ').next().unwrap_or_default();
    entity.aliases.iter().any(|alias| alias == given)
}

/// `Senator Brundt`: one of the two holds the office.
fn titled(context: &Context<'_>, mention: &Mention) -> bool {
    let titles = context.reading().entity(mention.entity).titles.iter();
    titles.into_iter().any(|title| title.statement.overlaps(mention.span))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    const PEOPLE: &str = "Anna Brundt met her brother Olaf Brundt on Monday in the old town.

The talks went on for a week, and nobody was told of them.

The weather was fine.

";

    #[test]
    fn one_of_two_far_from_both() {
        check(
            "ambiguous-surname",
            &format!(
                "{PEOPLE}Brundt left on Tuesday.\n^^^^^^ information: Brundt may be Anna Brundt (line 1) or Olaf Brundt (line 1).\n"
            ),
        );
    }

    #[test]
    fn an_honorific_a_full_name_near_and_one_bearer_are_left_alone() {
        check("ambiguous-surname", &format!("{PEOPLE}Ms Brundt left on Tuesday.\n"));
        check("ambiguous-surname", &format!("{PEOPLE}Anna Brundt left on Tuesday. Brundt will be back.\n"));
        check("ambiguous-surname", &format!("{}Brundt left.\n", PEOPLE.replace("Olaf Brundt", "Olaf Stirn")));
    }
}
