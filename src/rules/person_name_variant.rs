//! Family names of one article are compared with each other; given name, role in the text and what is known elsewhere tell two spellings from
//! two people.

use std::collections::BTreeMap;

use crate::corpus::fold_name;
use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::slips::one_slip;

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

/// Shorter names lie too close together.
const SHORTEST: usize = 5;

impl Rule for PersonNameVariant {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut families: BTreeMap<String, Vec<Bearer<'_>>> = BTreeMap::new();
        for mention in &context.reading().mentions {
            if let Some((family, bearer)) = Bearer::of(context, mention) {
                families.entry(family).or_default().push(bearer);
            }
        }
        let mut found = Vec::new();
        for (rare, bearers) in &families {
            let others = families.iter().filter(|(other, _)| is_slip(rare, other));
            let meant = others.filter(|(family, others)| is_variant(context, (rare, bearers), (family, others)));
            if let Some((_, others)) = meant.max_by_key(|(_, others)| others.len()) {
                found.extend(
                    bearers.iter().filter(|bearer| !bearer.mention.quoted).map(|bearer| discrepancy(context, bearer, others)),
                );
            }
        }
        found
    }
}

/// A mention of a person with its name in parts.
struct Bearer<'m> {
    mention: &'m Mention,
    /// Folded; `None` for a family name alone.
    given: Option<String>,
    /// The last word of the name.
    family: Span,
}

impl<'m> Bearer<'m> {
    fn of(context: &Context<'_>, mention: &'m Mention) -> Option<(String, Self)> {
        let name = mention.name.filter(|_| mention.form == Form::Name && mention.kind == Kind::Person && !mention.nested)?;
        let written = name.of(&context.article().text);
        let start = written.rfind(|c: char| c.is_whitespace() || c == '\0').map_or(0, |at| at + 1);
        let family = Span::new(name.start() + start, name.end());
        let word = family.of(&context.article().text);
        let plain = word.chars().all(|c| c.is_alphabetic() || c == '-') && word.chars().any(char::is_lowercase);
        if word.chars().count() < SHORTEST || !plain {
            return None;
        }
        let given = written.split_whitespace().next().filter(|_| start > 0).map(fold_name);
        Some((fold_name(word), Self { mention, given, family }))
    }
}

/// One letter apart, and not by a plural's.
fn is_slip(a: &str, b: &str) -> bool {
    let plural = |one: &str, other: &str| one.strip_suffix('s') == Some(other);
    one_slip(a, b) && !plural(a, b) && !plural(b, a)
}

/// Whether the first spelling is a slip of the second: of the same person, and the less trustworthy of the two.
fn is_variant(context: &Context<'_>, rare: (&str, &[Bearer<'_>]), main: (&str, &[Bearer<'_>])) -> bool {
    let givens = |bearers: &[Bearer<'_>]| bearers.iter().filter_map(|bearer| bearer.given.clone()).collect::<Vec<_>>();
    let (own, others) = (givens(rare.1), givens(main.1));
    let trust =
        |(family, bearers): (&str, &[Bearer<'_>])| (bearers.len(), is_known(context, family), !givens(bearers).is_empty());
    let first = |bearers: &[Bearer<'_>]| bearers.first().map(|bearer| std::cmp::Reverse(bearer.family.start()));
    if (trust(rare), first(rare.1)) >= (trust(main), first(main.1)) {
        return false;
    }
    let same_given = own.iter().any(|given| others.contains(given));
    let never_introduced = own.is_empty() && !others.is_empty();
    same_given || (never_introduced && !is_known(context, rare.0))
}

/// Known as somebody's family name, as another name or as a word.
fn is_known(context: &Context<'_>, family: &str) -> bool {
    let knowledge = context.knowledge();
    knowledge.names.surname(family).is_some()
        || knowledge.names.first_name(family).is_some()
        || !knowledge.gazetteer.lookup_any_case(family).is_empty()
        || knowledge.words.contains(family)
}

fn discrepancy(context: &Context<'_>, bearer: &Bearer<'_>, others: &[Bearer<'_>]) -> Discrepancy {
    let best = others.iter().find(|other| other.given.is_some()).unwrap_or(&others[0]);
    let (written, right) = (context.words(bearer.family), context.words(best.family));
    let line = context.record.lines.line(best.family.start()) + 1;
    let full = best.mention.name.map_or_else(|| right.clone(), |name| context.words(name));
    let message = format!("{written}: spelt {right} in line {line} ({full}).");
    let mut discrepancy = Discrepancy::new(bearer.family, message, vec![fold_name(&written), fold_name(&right)]);
    discrepancy.evidence.push(context.evidence(best.mention.span, format!("spelt {right} here")));
    let title = format!("Change to {right}");
    discrepancy.fixes.push(Fix { title, safe: false, edits: vec![context.edit(bearer.family, right)] });
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
