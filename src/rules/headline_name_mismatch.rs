//! Names of headlines and captions, looked for in the body.

use crate::article::BlockKind;
use crate::corpus::fold_name;
use crate::language::{Form, Mention};
use crate::text::Span;

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::slips::one_slip;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a name in a headline or caption that the body does not have, where the body has one a slip of the pen away.
    ///
    /// ## Why it matters
    ///
    /// Headlines and captions are written apart from the story, and nobody reads them against it. It is the name that everybody reads.
    ///
    /// ## Example
    ///
    /// > **Brunt leaves for Geneva** … Carla Brundt, the foreign minister, left on Monday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At names that the gazetteer or the dossiers know by the very form, at plurals and possessives, at names of less than five letters, and at
    /// names that the body does not have at all.
    pub struct HeadlineNameMismatch;
    "headline-name-mismatch", Text, Warning, on,
    "a name in a headline or caption that the body spells otherwise",
    options: &[],
}

/// Shorter names lie too close together.
const SHORTEST: usize = 5;

impl Rule for HeadlineNameMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let blocks = &context.article().blocks;
        let apart = |mention: &&Mention| {
            matches!(blocks[mention.block].kind, BlockKind::Headline | BlockKind::Subhead | BlockKind::Caption)
        };
        let named = context.reading().mentions.iter().filter(|mention| mention.form == Form::Name && !mention.nested);
        let (heads, body): (Vec<&Mention>, Vec<&Mention>) = named.partition(apart);
        let words: Vec<(String, Span, &Mention)> = body.iter().flat_map(|mention| last_word(context, mention)).collect();
        heads.iter().filter_map(|mention| mismatch(context, mention, &words)).collect()
    }
}

/// The word by which somebody or something goes in a headline: the last of the name.
fn last_word<'m>(context: &Context<'_>, mention: &'m Mention) -> Option<(String, Span, &'m Mention)> {
    let name = mention.name?;
    let written = name.of(&context.article().text);
    let start = written.rfind(|c: char| c.is_whitespace() || c == '\0').map_or(0, |at| at + 1);
    let span = Span::new(name.start() + start, name.end());
    Some((fold_name(span.of(&context.article().text)), span, mention))
}

fn mismatch(context: &Context<'_>, mention: &Mention, body: &[(String, Span, &Mention)]) -> Option<Discrepancy> {
    let (word, span, _) = last_word(context, mention)?;
    let knowledge = context.knowledge();
    let written = context.words(span);
    let known = knowledge.gazetteer.lookup(&context.words(mention.name?)).iter().next().is_some()
        || context.corpus.dossiers().knows(&context.words(mention.name?))
        || knowledge.words.contains(&written.to_lowercase());
    let plural = |other: &str| word.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(word.as_str());
    let all_text =
        || body.iter().any(|(other, ..)| *other == word) || context.article().text.matches(written.as_str()).count() > 1;
    if known || word.chars().count() < SHORTEST || all_text() {
        return None;
    }
    let mut near = body.iter().filter(|(other, _, of)| of.kind == mention.kind && one_slip(&word, other) && !plural(other));
    let (_, place, _) = near.next()?;
    let right = context.words(*place);
    let line = context.record.lines.line(place.start()) + 1;
    let message = format!("{written} here, {right} in line {line}.");
    let mut discrepancy = Discrepancy::new(span, message, vec![word, fold_name(&right)]);
    discrepancy.evidence.push(context.evidence(*place, "the name as the body spells it"));
    let edits = vec![context.edit(span, right.clone())];
    discrepancy.fixes.push(Fix { title: format!("Replace by “{right}”"), safe: false, edits });
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    const DRAFT: &str = "
Foreign Minister Brunnt leaves for Geneva
                 ^^^^^^ warning: Brunnt here, Brundt in line 5.

By Jane Roe

HELSBY, March 3 – Carla Brundt, the foreign minister, left for Geneva on Monday, her office said.

Ms Brundt will stay for a week.
";

    #[test]
    fn a_name_that_the_body_spells_otherwise() {
        check("headline-name-mismatch", DRAFT);
        assert_eq!(fixes("headline-name-mismatch", DRAFT)[0].0, "Replace by “Brundt”");
    }

    #[test]
    fn the_name_of_the_body_and_other_names_are_left_alone() {
        check(
            "headline-name-mismatch",
            &DRAFT.replace("Brunnt", "Brundt").lines().filter(|line| !line.contains('^')).collect::<Vec<_>>().join("\n"),
        );
    }
}
