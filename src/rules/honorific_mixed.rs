//! `Mr` here and nothing there, for one person.

use crate::language::{Entity, Form, Kind, Mention};

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags the family name of a person without an honorific where most other places of the article have one, or the other way round.
    ///
    /// ## Why it matters
    ///
    /// A house has one style. A mixture looks like a second person, or like two writers.
    ///
    /// ## Example
    ///
    /// > Mr Stirn arrived on Monday. … Mr Stirn said nothing. … Stirn left on Tuesday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Inside quotations, headlines, captions and credits; at full names; before a noun (`the Stirn plan`); where each way stands as often as the other, the later
    /// one is told.
    pub struct HonorificMixed;
    "honorific-mixed", People, Hint, off,
    "an honorific for some references to a person and none for others",
    options: &[],
}

impl Rule for HonorificMixed {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let people = context.reading().entities.iter().enumerate().filter(|(_, entity)| entity.kind == Kind::Person);
        people.flat_map(|(index, entity)| mixed(context, crate::language::EntityId(index as u32), entity)).collect()
    }
}

fn mixed(context: &Context<'_>, id: crate::language::EntityId, person: &Entity) -> Vec<Discrepancy> {
    let single = |mention: &&Mention| {
        mention.form == Form::Name
            && !(mention.quoted || mention.attributive || mention.nested)
            && near::in_body(context, mention.span.start())
            && mention.name.is_some_and(|name| !context.words(name).contains(' '))
    };
    let mentions: Vec<&Mention> = context.record.mentions_of(id).map(|(_, mention)| mention).filter(single).collect();
    let (with, without): (Vec<&Mention>, Vec<&Mention>) = mentions.iter().partition(|mention| mention.honorific.is_some());
    let (Some(one), Some(other)) = (with.first(), without.first()) else { return Vec::new() };
    let with_is_rule = (with.len(), without[0].span.start()) > (without.len(), with[0].span.start());
    let (rare, model) = if with_is_rule { (without.clone(), *one) } else { (with.clone(), *other) };
    let told = rare.into_iter().map(|mention| {
        let (here, there) = (context.words(mention.span), context.words(model.span));
        let message = format!("{here} here, {there} in line {}.", near::line(context, model.span));
        let facts = vec![person.name.to_lowercase(), with_is_rule.to_string()];
        let mut discrepancy = Discrepancy::new(mention.span, message, facts);
        discrepancy.evidence.push(context.evidence(model.span, "called so here"));
        discrepancy
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn one_reference_without_an_honorific() {
        check(
            "honorific-mixed",
            "
Olaf Stirn arrived on Monday. Mr Stirn said nothing, and Mr Stirn smiled.

Stirn left on Tuesday.
^^^^^ hint: Stirn here, Mr Stirn in line 1.
",
        );
    }

    #[test]
    fn one_style_is_left_alone() {
        check(
            "honorific-mixed",
            "Olaf Stirn arrived on Monday. Mr Stirn said nothing. Olaf Stirn left, and “Stirn is gone,” she said.",
        );
    }
}
