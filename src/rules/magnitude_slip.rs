//! Millions here and billions there, of one thing.

use std::collections::BTreeMap;

use crate::claims::{Claim, Number, Subject, Value};

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags one thing with one figure in two magnitudes: `$31 million` here and `$31 billion` there.
    ///
    /// ## Why it matters
    ///
    /// It is the commonest error in sums of money, and the largest.
    ///
    /// ## Example
    ///
    /// > The trade deficit was $31 billion. … The trade deficit of $31 million was the largest ever.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At figures that differ in more than the magnitude, at other things, and at prices by the piece.
    pub struct MagnitudeSlip;
    "magnitude-slip", Numbers, Warning, on,
    "one figure in two magnitudes for one thing",
    options: &[],
}

/// From thousands on a figure has a magnitude.
const LEAST: f64 = 10_000.0;

impl Rule for MagnitudeSlip {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut things: BTreeMap<(String, Option<&str>), Vec<(&Claim, &Number)>> = BTreeMap::new();
        for claim in &context.record.claims {
            if let (Subject::Thing(thing), Value::Number(number)) = (&claim.subject, &claim.value)
                && number.value >= LEAST
                && number.high.is_none()
                && thing.per.is_none()
                && !thing.others
            {
                let modifiers: Vec<&str> = thing.modifiers.iter().map(|word| &**word).collect();
                let name = format!("{} {}", modifiers.join(" "), thing.head);
                things.entry((name, number.unit.as_deref())).or_default().push((claim, number));
            }
        }
        things.values().filter_map(|numbers| slip(context, numbers)).collect()
    }
}

fn slip(context: &Context<'_>, numbers: &[(&Claim, &Number)]) -> Option<Discrepancy> {
    let ((stated, first), others) = numbers.split_first()?;
    let thousandfold = |number: &Number| {
        let (small, large) = (first.value.min(number.value), first.value.max(number.value));
        [1e3, 1e6].iter().any(|times| (large / small - times).abs() < times * 1e-9)
    };
    let (claim, number) = others.iter().find(|(_, number)| thousandfold(number))?;
    let line = context.record.lines.line(stated.span.start()) + 1;
    let (here, there) = (context.words(claim.span), context.words(stated.span));
    let message = format!("{here} here, {there} in line {line}: a thousand times as much or as little.");
    let mut discrepancy = Discrepancy::new(claim.span, message, vec![first.value.to_string(), number.value.to_string()]);
    discrepancy.evidence.push(context.evidence(stated.span, "the same figure in another magnitude"));
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn millions_and_billions() {
        check(
            "magnitude-slip",
            "
The trade deficit was $31 billion.
The trade deficit of $31 million was the largest ever. The fund holds 31 million shares, and the bank 31 billion notes.
                     ^^^^^^^^^^^ warning: $31 million here, $31 billion in line 1: a thousand times as much or as little.
",
        );
    }
}
