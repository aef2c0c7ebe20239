//! Names that nothing else knows: a list to check, no errors.

use crate::corpus::fold_name;
use crate::language::{Form, Kind};

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Lists the names of people and bodies that stand in no dossier, not in the gazetteer and in no other article.
    ///
    /// ## Why it matters
    ///
    /// A name seen for the first time is one that nobody on the desk has checked.
    ///
    /// ## Example
    ///
    /// > The Valdora House of Weavers, a group of students, was founded last year.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At the second place of a name; at names of one word; at people and bodies of which another article uses any of the names.
    pub struct UnverifiedName;
    "unverified-name", People, Hint, off,
    "a name that is known from nowhere else: to be checked",
    options: &[],
}

impl Rule for UnverifiedName {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let entities = context.reading().entities.iter().enumerate();
        entities
            .filter_map(|(index, entity)| {
                let named = matches!(entity.kind, Kind::Person | Kind::Organisation) && entity.name.contains(' ');
                if !named || entity.entry.is_some() {
                    return None;
                }
                let forms = std::iter::once(&entity.name).chain(&entity.aliases).filter(|name| name.contains(' '));
                let known = |name: &String| {
                    !context.knowledge().gazetteer.lookup_any_case(name).is_empty()
                        || context.corpus.dossiers().knows(name)
                        || context.corpus.uses_name(name, &context.record.path)
                };
                if forms.into_iter().any(known) {
                    return None;
                }
                let mut mentions =
                    context.record.mentions_of(crate::language::EntityId(index as u32)).map(|(_, mention)| mention);
                let mention =
                    mentions.find(|mention| mention.form == Form::Name && near::in_body(context, mention.span.start()))?;
                let written = context.words(mention.name?);
                let message = format!("{written}: in no dossier, not in the gazetteer and in no other article.");
                let mut discrepancy = Discrepancy::new(mention.name?, message, vec![fold_name(&entity.name)]);
                discrepancy.evidence.push(context.evidence(mention.span, "first named here"));
                Some(discrepancy)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn a_name_that_nothing_knows() {
        check(
            "unverified-name",
            "
Anna Lindqvist met her sister on Monday. Lindqvist said nothing.
^^^^^^^^^^^^^^ hint: Anna Lindqvist: in no dossier, not in the gazetteer and in no other article.
",
        );
    }

    #[test]
    fn a_name_of_another_article_is_left_alone() {
        check(
            "unverified-name",
            "
//- one.txt
Anna Lindqvist met her sister on Monday. Lindqvist said nothing.
//- two.txt
The council thanked Anna Lindqvist, and the United Nations did too.
",
        );
    }
}
