//! Dates of events, laid against the events in the desk's dossiers.

use crate::article::PartialDate;
use crate::claims::{Attribute, Claim, Value};
use crate::corpus::fold_name;
use crate::knowledge::dossier::{Event, Held};
use crate::text::Span;

use super::dossier::{at_words, evidence, place};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words::date;

declare_rule! {
    /// ## What it does
    ///
    /// Lays the date that a sentence gives an event against the date of that event in the dossiers.
    ///
    /// ## Why it matters
    ///
    /// A date is copied from story to story. One that the desk has looked up is better than one that somebody remembers.
    ///
    /// ## Example
    ///
    /// > The quay talks began on February 3, 1994.
    ///
    /// with a dossier that has `the quay talks` on 24 January 1994.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the two dates can be the same at their grain; where the sentence gives several dates, or one that is only expected, denied or
    /// reported; inside quotations.
    pub struct DateAgainstKnowledge;
    "date-against-knowledge", Dates, Information, off,
    "an event whose date is another in the dossiers",
    options: &[],
}

impl Rule for DateAgainstKnowledge {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let dossiers = context.corpus.dossiers();
        if dossiers.entries().events.is_empty() {
            return Vec::new();
        }
        let named = at_words(context, |text| dossiers.events_at(text));
        named.filter_map(|(event, span)| differs(context, event, span)).collect()
    }
}

fn differs(context: &Context<'_>, event: &Event, span: Span) -> Option<Discrepancy> {
    let (claim, told) = only_date(context, span)?;
    let begins = event.term.from.or(event.term.until)?;
    let day = event.term.from == event.term.until || event.term.until.is_none();
    let fits = if day { told.days_apart(begins) == 0 } else { event.term.covers(told) != Held::No };
    if fits {
        return None;
    }
    let known = match event.term.until.filter(|_| !day) {
        Some(until) => format!("{} to {}", date(begins), date(until)),
        None => date(begins),
    };
    let message = format!("{}: {} here; {known} in the dossier ({}).", context.words(span), date(told), place(&event.origin));
    let facts = vec![fold_name(&event.name), told.to_string(), known.clone()];
    let mut discrepancy = Discrepancy::new(claim.span, message, facts);
    discrepancy.evidence.push(evidence(&event.origin, format!("{}, {known}", event.name)));
    Some(discrepancy)
}

/// The one date that the paper itself gives in a sentence, plainly.
fn only_date<'a>(context: &Context<'a>, span: Span) -> Option<(&'a Claim, PartialDate)> {
    let sentence = context.reading().sentences.iter().find(|sentence| sentence.span.covers(span))?;
    let claims = context.record.claims.iter();
    let mut dates = claims.filter(|claim| claim.attribute == Attribute::EventDate && sentence.span.covers(claim.span));
    let claim = dates.next().filter(|_| dates.next().is_none())?;
    let plain =
        claim.hedge.is_none() && context.quotation_around(span).is_none() && context.quotation_around(claim.span).is_none();
    match claim.value {
        Value::Date(told) if plain => Some((claim, told)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{beside, check};

    const DOSSIER: &str = r#"
//- desk.dossier.toml
[[event]]
name = "the quay talks"
aliases = ["the talks on the quay"]
date = 1994-01-24
[[event]]
name = "the winter fair"
from = 1993-12-01
until = 1994-01-10
"#;

    fn draft(text: &str) -> String {
        beside("draft.txt published=1994-06-01", text, DOSSIER)
    }

    #[test]
    fn another_date_than_the_desk_has() {
        check(
            "date-against-knowledge",
            &draft(
                "The quay talks began on February 3, 1994. The winter fair was opened on November 2, 1993.
                        ^^^^^^^^^^^^^^^^ information: The quay talks: 3 February 1994 here; 24 January 1994 in the dossier (desk.dossier.toml, line 1).
                                                                        ^^^^^^^^^^^^^^^^ information: The winter fair: 2 November 1993 here; 1 December 1993 to 10 January 1994 in the dossier (desk.dossier.toml, line 5).",
            ),
        );
    }

    #[test]
    fn the_same_date_at_any_grain_and_hedges_are_left_alone() {
        check(
            "date-against-knowledge",
            &draft(
                "The quay talks began on January 24. The talks on the quay were held in January 1994. The quay talks may go on in July 1994. \
                 The winter fair was visited on December 12, 1993. “The quay talks ended on May 2,” Mr Roe said.",
            ),
        );
    }
}
