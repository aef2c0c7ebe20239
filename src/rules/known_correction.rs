//! Wordings that the desk has had to correct in print, laid against the draft.

use crate::corpus::fold_name;
use crate::knowledge::dossier::Correction;
use crate::language::{Entity, Mention};
use crate::text::Span;

use super::dossier::{at_words, evidence, place};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words::date;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a wording for which the desk has printed a correction before, as `corrections.toml` has it.
    ///
    /// ## Why it matters
    ///
    /// An error that was corrected once and printed again is the one that readers remember.
    ///
    /// ## Example
    ///
    /// > The minister, Kwon Mei-ling, arrived on Monday.
    ///
    /// with a correction of `Kwon Mei-ling` to `Kwan Mei-ling`.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the correction is about somebody and the draft names another: somebody whom the dossiers know by the very name, or who has an
    /// office of which that person's entry says nothing. In notes of correction.
    pub struct KnownCorrection;
    "known-correction", People, Warning, on,
    "a wording that the desk has corrected before",
    options: &[],
}

impl Rule for KnownCorrection {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let dossiers = context.corpus.dossiers();
        if dossiers.entries().corrections.is_empty() {
            return Vec::new();
        }
        let found = at_words(context, |text| dossiers.corrections_at(text));
        found.filter_map(|(correction, span)| repeated(context, correction, span)).collect()
    }
}

fn repeated(context: &Context<'_>, correction: &Correction, span: Span) -> Option<Discrepancy> {
    // `right` may contain `wrong`: `Weavers' Guild` of `Old Weavers' Guild`.
    let is_right = correction.right.match_indices(&correction.wrong).any(|(at, _)| {
        let start = span.start().checked_sub(at);
        start.and_then(|start| context.article().text.get(start..start + correction.right.len())) == Some(&correction.right)
    });
    let mention = context.reading().mentions.iter().find(|mention| mention.span.overlaps(span));
    let is_another = mention.is_some_and(|mention| is_another(context, correction, mention));
    if is_right || is_another {
        return None;
    }
    let when = correction.published.map_or_else(String::new, |published| format!(" on {}", date(published)));
    let Correction { wrong, right, origin, .. } = correction;
    let message = format!("“{wrong}” was corrected{when} to “{right}” ({}).", place(origin));
    let mut discrepancy = Discrepancy::new(span, message, vec![fold_name(wrong), fold_name(right)]);
    let note = correction.note.as_ref().map_or_else(String::new, |note| format!(" – {note}"));
    discrepancy.evidence.push(evidence(origin, format!("{wrong} → {right}{note}")));
    discrepancy.fixes.push(context.replace_by(span, right.clone()));
    Some(discrepancy)
}

/// Whether the correction is about somebody else than the one who is named here.
fn is_another(context: &Context<'_>, correction: &Correction, mention: &Mention) -> bool {
    let Some(about) = &correction.about else { return false };
    let dossiers = context.corpus.dossiers();
    let entity = context.reading().entity(mention.entity);
    // The dossiers know a bearer of the "wrong" name.
    let known = dossiers.named(&correction.wrong).any(|entry| fold_name(entry.name()) != fold_name(about));
    known || other_office(context, about, entity)
}

/// Offices are stated here, offices are known of the person meant, and no word of weight is in both.
fn other_office(context: &Context<'_>, about: &str, entity: &Entity) -> bool {
    let weighty =
        |text: &str| -> Vec<String> { fold_name(text).split(' ').filter(|word| word.len() > 3).map(str::to_owned).collect() };
    let here: Vec<String> = entity.titles.iter().flat_map(|title| weighty(&title.text)).collect();
    let people = context.corpus.dossiers().people_named(about);
    let known: Vec<String> = people.flat_map(|person| &person.offices).flat_map(|office| weighty(&office.title)).collect();
    !here.is_empty() && !known.is_empty() && !here.iter().any(|word| known.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{beside, check, fixes};

    const DOSSIER: &str = r#"
//- desk.dossier.toml
[[correction]]
wrong = "Kwon Mei-ling"
right = "Kwan Mei-ling"
about = "Kwan Mei-ling"
published = 1994-02-01
[[correction]]
wrong = "Fisher's Row"
right = "Fishers' Row"
[[person]]
name = "Kwan Mei-ling"
family_name = "Kwan"
[[person.office]]
title = "Harbour Minister"
"#;

    fn draft(text: &str) -> String {
        beside("draft.txt", text, DOSSIER)
    }

    #[test]
    fn a_name_and_a_wording_that_were_corrected() {
        check(
            "known-correction",
            &draft(
                "Harbour Minister Kwon Mei-ling arrived on Monday at Fisher's Row.
                 ^^^^^^^^^^^^^ warning: “Kwon Mei-ling” was corrected on 1 February 1994 to “Kwan Mei-ling” (desk.dossier.toml, line 1).
                                                    ^^^^^^^^^^^^ warning: “Fisher's Row” was corrected to “Fishers' Row” (desk.dossier.toml, line 6).",
            ),
        );
    }

    #[test]
    fn another_bearer_and_the_right_wording_are_left_alone() {
        check("known-correction", &draft("The striker Kwon Mei-ling scored twice. Kwan Mei-ling watched from Fishers' Row."));
        let namesake = "[[person]]\nname = \"Kwon Mei-ling\"\nfamily_name = \"Kwon\"\n";
        check("known-correction", &(draft("Kwon Mei-ling watched.") + namesake));
        check(
            "known-correction",
            &draft("Correction: An earlier version of this article had the name as Kwon Mei-ling. We are sorry."),
        );
    }

    #[test]
    fn the_fix_puts_the_right_wording() {
        let fixed = "Ships lay off Fishers' Row.\n".to_owned();
        assert_eq!(
            fixes("known-correction", &draft("Ships lay off Fisher's Row.")),
            [("Replace by “Fishers' Row”".to_owned(), fixed)]
        );
    }
}
