//! The names of a headline against those of the text under it.

use crate::article::BlockKind;
use crate::corpus::fold_name;
use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::slips::one_slip;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a person's name in a headline or caption that the text below does not have, where it has one that is a slip of the pen away, or the same
    /// family name with another given name.
    ///
    /// ## Why it matters
    ///
    /// A name misspelt in the headline is the correction that everybody reads.
    ///
    /// ## Example
    ///
    /// > **Anderson leaves the council** … John Andersen said on Monday that he would go.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the name stands in the text as well, in any form; at nicknames and initials; at plurals; at names that the text has in no similar form. A spelling
    /// that nobody is known by is `person-name-variant`'s.
    pub struct HeadlineNameMismatch;
    "headline-name-mismatch", Text, Warning, on,
    "a name in the headline that the text spells otherwise",
    options: &[],
}

/// Shorter names lie too close together.
const SHORTEST: usize = 5;

/// A person's name in parts.
struct Named<'m> {
    mention: &'m Mention,
    given: Option<String>,
    family: String,
    span: Span,
}

impl Rule for HeadlineNameMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let people: Vec<Named<'_>> = context.reading().mentions.iter().filter_map(|mention| named(context, mention)).collect();
        let (titles, body): (Vec<&Named<'_>>, Vec<&Named<'_>>) = people
            .iter()
            .filter(|person| is_title(context, person) || is_text(context, person))
            .partition(|person| is_title(context, person));
        titles.into_iter().filter_map(|title| mismatch(context, title, &body)).collect()
    }
}

fn is_title(context: &Context<'_>, person: &Named<'_>) -> bool {
    matches!(near::block_kind(context, person.span.start()), Some(BlockKind::Headline | BlockKind::Caption))
}

fn is_text(context: &Context<'_>, person: &Named<'_>) -> bool {
    near::in_body(context, person.span.start())
}

fn named<'m>(context: &Context<'_>, mention: &'m Mention) -> Option<Named<'m>> {
    let name = mention.name.filter(|_| mention.kind == Kind::Person && mention.form == Form::Name && !mention.nested)?;
    let written = name.of(&context.article().text);
    let start = written.rsplit(char::is_whitespace).next().map_or(0, |family| written.len() - family.len());
    let span = Span::new(name.start() + start, name.end());
    let family = span.of(&context.article().text);
    let plain = family.chars().all(|c| c.is_alphabetic() || c == '-') && family.chars().any(char::is_lowercase);
    let given = written.split_whitespace().next().filter(|_| start > 0).map(fold_name);
    plain.then(|| Named { mention, given, family: fold_name(family), span })
}

fn mismatch(context: &Context<'_>, title: &Named<'_>, body: &[&Named<'_>]) -> Option<Discrepancy> {
    let same_item = |other: &&&Named<'_>| other.mention.item == title.mention.item;
    let body: Vec<&Named<'_>> = body.iter().filter(same_item).copied().collect();
    let namesakes: Vec<&Named<'_>> = body.iter().filter(|other| other.family == title.family).copied().collect();
    let other = if namesakes.is_empty() { slip(context, title, &body)? } else { other_given(context, title, &namesakes)? };
    let (here, there) = (title.mention.name?, other.mention.name?);
    let (written, right) = (context.words(here), context.words(there));
    let message = format!("{written} here, {right} in line {}.", near::line(context, there));
    let mut discrepancy = Discrepancy::new(here, message, vec![fold_name(&written), fold_name(&right)]);
    discrepancy.evidence.push(context.evidence(other.mention.span, "the name in the text"));
    let (from, to) =
        if title.given.is_some() && other.given.is_some() { (here, right) } else { (title.span, context.words(other.span)) };
    discrepancy.fixes.push(context.change_to(from, to));
    Some(discrepancy)
}

/// The only family name of the text that is a slip away, if the text has the headline's nowhere.
fn slip<'m, 'n>(context: &Context<'_>, title: &Named<'_>, body: &[&'n Named<'m>]) -> Option<&'n Named<'m>> {
    let knowledge = context.knowledge();
    let family = title.family.as_str();
    let known = knowledge.names.surname(family).is_some()
        || knowledge.names.first_name(family).is_some()
        || !knowledge.gazetteer.lookup_any_case(family).is_empty()
        || knowledge.words.contains(family);
    let similar: Vec<&'n Named<'m>> = body
        .iter()
        .copied()
        .filter(|other| one_slip(family, &other.family) && family.chars().next() == other.family.chars().next())
        .filter(|other| !other.family.ends_with('s') && !family.ends_with('s') || other.family.len() == family.len())
        .filter(|other| title.given.is_none() || other.given.is_none())
        .collect();
    // A spelling that is nobody's is told by the rule that looks for variants.
    if !known || family.chars().count() < SHORTEST || similar.iter().any(|other| other.family != similar[0].family) {
        return None;
    }
    similar.iter().copied().find(|other| other.given.is_some())
}

/// Somebody of the family name, if all of that name in the text are others.
fn other_given<'m, 'n>(context: &Context<'_>, title: &Named<'_>, namesakes: &[&'n Named<'m>]) -> Option<&'n Named<'m>> {
    let given = title.given.as_deref()?;
    let with: Vec<(&str, &'n Named<'m>)> = namesakes.iter().filter_map(|other| Some((other.given.as_deref()?, *other))).collect();
    let names = &context.knowledge().names;
    let may_be_one = |other: &str| {
        other == given
            || other.starts_with(given.trim_end_matches('.'))
            || given.starts_with(other.trim_end_matches('.'))
            || names.are_nicknames(given, other)
    };
    // One slip in the given name: two members of a family differ by more.
    let (_, other) = *with.first()?;
    let all_differ = with.iter().all(|(name, _)| !may_be_one(name));
    (all_differ && with.iter().all(|(name, _)| one_slip(name, given))).then_some(other)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    const TEXT: &str = "
John Andersen said on Monday that he would leave the council of Valdora after eleven years in office.

He had been its chairman since 1987, Mr Andersen said, and he was tired of it.
";

    #[test]
    fn a_family_name_and_a_given_name_spelt_otherwise() {
        let fixture =
            format!("Mr Anderson leaves the council\n   ^^^^^^^^ warning: Anderson here, John Andersen in line 3.\n{TEXT}");
        check("headline-name-mismatch", &fixture);
        let fixed = fixes("headline-name-mismatch", &format!("Mr Anderson leaves the council\n{TEXT}"));
        assert_eq!(fixed[0].0, "Change to Andersen");
    }

    #[test]
    fn the_same_name_and_other_people_are_left_alone() {
        for headline in ["Andersen leaves the council", "John Andersen leaves the council", "Mr Peterson leaves the council"] {
            check("headline-name-mismatch", &format!("{headline}\n{TEXT}"));
        }
    }
}
