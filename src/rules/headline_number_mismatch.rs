//! Numbers of the headline, looked for in the body.

use crate::article::BlockKind;
use crate::claims::{Attribute, Claim, Number, Subject, Value};
use crate::text::Span;

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a number in the headline, or in a line below it, that the body does not have, where the body has another for the same thing.
    ///
    /// ## Why it matters
    ///
    /// The headline is written last and read first, and a story grows between the two.
    ///
    /// ## Example
    ///
    /// > **Blast kills 12 miners** … The blast killed 13 miners on Monday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the body has the number anywhere, as it is, rounded or in words; where it has several numbers for that thing; at ranges, and at numbers
    /// that are others' in the body (`12 of the 40`, `another 12`).
    pub struct HeadlineNumberMismatch;
    "headline-number-mismatch", Numbers, Warning, on,
    "a number in the headline that is another in the body",
    options: &[],
}

/// Nouns for people, of whom a headline says less than the body: `12 dead`, `Blast kills 12`.
const PEOPLE: [&str; 22] = [
    "child",
    "civilian",
    "dead",
    "driver",
    "fighter",
    "man",
    "miner",
    "officer",
    "passenger",
    "people",
    "person",
    "policeman",
    "prisoner",
    "protester",
    "pupil",
    "rebel",
    "sailor",
    "soldier",
    "student",
    "victim",
    "woman",
    "worker",
];

impl Rule for HeadlineNumberMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let blocks = &context.article().blocks;
        let in_head = |span: Span| {
            let block = blocks.iter().find(|block| block.span.covers(span));
            block.map(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Subhead))
        };
        // One article: several items have several headlines.
        if context.article().items.len() > 1 {
            return Vec::new();
        }
        let numbers = context.record.claims.iter().filter_map(|claim| Some((claim, number(claim)?)));
        let (head, body): (Vec<_>, Vec<_>) =
            numbers.filter(|(claim, _)| in_head(claim.span).is_some()).partition(|(claim, _)| in_head(claim.span) == Some(true));
        head.iter().filter_map(|(claim, number)| mismatch(context, claim, number, &body)).collect()
    }
}

/// The number of a plain count or amount.
fn number(claim: &Claim) -> Option<&Number> {
    match (&claim.value, claim.attribute) {
        (Value::Number(number), Attribute::Count | Attribute::Amount) if number.change.is_none() => Some(number),
        _ => None,
    }
}

fn mismatch(context: &Context<'_>, claim: &Claim, number: &Number, body: &[(&Claim, &Number)]) -> Option<Discrepancy> {
    let exact = number.high.is_none() && number.bound.is_none() && number.against.is_none();
    if !exact || number.value < 2.0 {
        return None;
    }
    let text = &context.article().text;
    // Anywhere in the body, of whatever it is: then somebody has looked.
    let quantities = context.reading().quantities.iter().filter(|quantity| quantity.span != claim.span);
    let known = quantities.into_iter().any(|quantity| {
        let unit = quantity.unit == number.unit || number.unit.is_none();
        unit && holds(number, quantity.value, quantity.high, crate::claims::tolerance(quantity, text))
    });
    let alike: Vec<&(&Claim, &Number)> = body.iter().filter(|(other, _)| same_thing(claim, other)).collect();
    let mut values: Vec<f64> = alike.iter().map(|(_, other)| other.value).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let [value] = values[..] else { return None };
    // Numbers of another size count something else.
    let near =
        value > number.value / 2.0 && value < number.value * 2.0 || value % number.value == 0.0 && value >= number.value * 1000.0;
    let (other, told) = *alike.first()?;
    if known || !near || told.unit != number.unit || told.high.is_some() {
        return None;
    }
    let line = context.record.lines.line(other.span.start()) + 1;
    let (here, there) = (context.words(claim.span), context.words(other.span));
    let message = format!("{here} in the headline; {there} in line {line}, and {} nowhere.", figure(context, claim));
    let mut discrepancy = Discrepancy::new(claim.span, message, vec![here.to_lowercase(), there.to_lowercase()]);
    discrepancy.evidence.push(context.evidence(other.span, "the number in the body"));
    let of = |claim: &Claim| context.reading().quantities.iter().find(|quantity| quantity.span == claim.span);
    if let (Some(own), Some(others)) = (of(claim), of(other)) {
        let right = context.words(others.number);
        let edits = vec![context.edit(own.number, right.clone())];
        discrepancy.fixes.push(Fix { title: format!("Change to {right}"), safe: false, edits });
    }
    Some(discrepancy)
}

fn figure(context: &Context<'_>, claim: &Claim) -> String {
    let quantity = context.reading().quantities.iter().find(|quantity| quantity.span == claim.span);
    context.words(quantity.map_or(claim.span, |quantity| quantity.number))
}

/// Whether a number of the body is that of the headline, at the grain of either. Headlines round as they like: a tenth.
fn holds(number: &Number, value: f64, high: Option<f64>, tolerance: f64) -> bool {
    let rounded = |value: f64| if value >= 20.0 && number.value % 10.0 == 0.0 { value / 10.0 } else { 0.0 };
    let within = number.tolerance.max(tolerance).max(rounded(value)).max(f64::EPSILON);
    number.value >= value - within && number.value <= high.unwrap_or(value) + within
}

/// The same noun, or people of whom the same is told.
fn same_thing(head: &Claim, body: &Claim) -> bool {
    let verb = |claim: &Claim| claim.event.as_ref().and_then(|event| event.predicate.clone());
    let same_verb = verb(head).is_some() && verb(head) == verb(body);
    match (&head.subject, &body.subject) {
        (Subject::Thing(one), Subject::Thing(other)) => {
            let plain = other.whole.is_none() && !other.others && one.per == other.per;
            let modifiers = one.modifiers.iter().all(|word| other.modifiers.contains(word));
            plain && one.head == other.head && modifiers && (same_verb || !one.modifiers.is_empty())
        }
        (Subject::Event, Subject::Thing(other)) => {
            let people = PEOPLE.binary_search(&&*other.head).is_ok();
            same_verb && people && other.whole.is_none() && !other.others
        }
        (Subject::Event, Subject::Event) => same_verb,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    const DRAFT: &str = "
Blast kills 12 workers at Arcadian mine
            ^^^^^^^^^^ warning: 12 workers in the headline; 13 workers in line 5, and 12 nowhere.

By Jane Roe

HELSBY, March 3 – A blast at a mine killed 13 workers on Monday, the owners said. It was the worst for years.

Nobody knew how the fire had begun in the old shaft.
";

    #[test]
    fn people_are_sorted() {
        assert!(super::PEOPLE.is_sorted());
    }

    #[test]
    fn a_number_that_is_another_in_the_body() {
        check("headline-number-mismatch", DRAFT);
        assert_eq!(fixes("headline-number-mismatch", DRAFT)[0].0, "Change to 13");
    }

    #[test]
    fn rounded_numbers_and_numbers_of_other_things_are_left_alone() {
        for (headline, body) in [
            ("Blast kills 12 workers", "A blast killed twelve workers on Monday."),
            ("Fire kills nearly 240 people", "A fire killed 235 people on Monday."),
            ("Fire kills 240 people", "A fire killed 235 people on Monday."),
            ("Blast kills 12 workers", "A blast killed 13 workers on Monday, 12 of them below ground."),
            ("12 workers freed at mine", "A blast killed 13 workers on Monday."),
        ] {
            check(
                "headline-number-mismatch",
                &format!(
                    "{headline} at Arcadian mine\n\nBy Jane Roe\n\nHELSBY, March 3 – {body}\n\nIt was the worst for years.\n"
                ),
            );
        }
    }
}
