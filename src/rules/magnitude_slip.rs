//! Millions and billions: a scale that is missing from one end of a range, or that differs between two mentions of one figure.

use std::collections::BTreeMap;

use crate::language::{Quantity, TokenKind};

use super::finding::Fix;
use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a range of money of which only the upper end has its `million` or `billion` although both ends have a currency sign, and a
    /// figure that is given in millions here and in billions there for one thing.
    ///
    /// ## Why it matters
    ///
    /// The slip is worth a thousand times the sum, and it is the commonest slip with large numbers.
    ///
    /// ## Example
    ///
    /// > The bridge will cost $26 to $31 million.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At `26 to 31 million dollars` and `$26-31 million`, which nobody misreads; at prices per unit; at two figures that do not agree digit by digit
    /// or that stand in one sentence, and at two whose things are not named alike.
    pub struct MagnitudeSlip;
    "magnitude-slip", Numbers, Warning, on,
    "million at one end of a range only, or million here and billion there",
    options: &[],
}

impl Rule for MagnitudeSlip {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let quantities = &context.reading().quantities;
        let mut found: Vec<Discrepancy> = quantities.iter().filter_map(|quantity| half_scaled(context, quantity)).collect();
        // What was told in the same figures before, and the word of its scale.
        let mut told: BTreeMap<String, Vec<(&Quantity, String)>> = BTreeMap::new();
        for quantity in quantities {
            let Some((figures, scale)) = parts(context, quantity) else { continue };
            let alike = told.entry(figures).or_default();
            let mut others = alike.iter().filter(|(_, other)| *other != scale).map(|(other, _)| *other);
            found.extend(
                others.find(|other| thousandfold(context, other, quantity)).map(|other| two_scales(context, other, quantity)),
            );
            alike.push((quantity, scale));
        }
        found
    }
}

fn scale(word: &str) -> bool {
    matches!(word, "million" | "billion" | "trillion" | "m" | "bn" | "mn")
}

/// `$26 to $31 million`.
fn half_scaled(context: &Context<'_>, quantity: &Quantity) -> Option<Discrepancy> {
    quantity.high.filter(|_| quantity.per.is_none())?;
    let tokens = near::tokens(context, quantity.span);
    let words = near::lower(context, tokens);
    let numbers: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].kind == TokenKind::Number).collect();
    let [low, high] = numbers[..] else { return None };
    let signed = |at: usize| at > 0 && matches!(words[at - 1].as_str(), "$" | "£" | "€" | "¥");
    let scale = words.get(high + 1).filter(|word| scale(word))?;
    // `$500,000 to $1 million` is written out.
    let written_out = words[low].contains(',');
    if written_out || !signed(low) || !signed(high) || words.get(low + 1).is_some_and(|word| word == scale) {
        return None;
    }
    let (low_text, whole) = (context.words(tokens[low - 1].span.join(tokens[low].span)), context.words(quantity.span));
    let message = format!("{whole}: {low_text} has no {scale} and reads as {low_text} alone.");
    let mut discrepancy = Discrepancy::new(tokens[low - 1].span.join(tokens[low].span), message, vec![whole.to_lowercase()]);
    discrepancy.evidence.push(context.evidence(quantity.span, "the range"));
    let text = format!("{} {scale}", context.words(tokens[low].span));
    let title = format!("Change to {low_text} {scale}");
    discrepancy.fixes.push(Fix { title, safe: false, edits: vec![context.edit(tokens[low].span, text)] });
    Some(discrepancy)
}

/// The figures before the scale, without commas, and the scale word.
fn parts(context: &Context<'_>, quantity: &Quantity) -> Option<(String, String)> {
    let words = context.words(quantity.number).to_lowercase();
    let (figures, scale_word) = words.split_once(' ')?;
    let digits: String = figures.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    (scale(scale_word) && digits.trim_matches(['.', '0']).chars().filter(char::is_ascii_digit).count() > 1)
        .then(|| (digits, scale_word.to_owned()))
}

/// A thousand times the other, for things that are named alike, in two sentences.
fn thousandfold(context: &Context<'_>, one: &Quantity, other: &Quantity) -> bool {
    let exact = |quantity: &Quantity| quantity.high.is_none() && quantity.per.is_none() && quantity.change.is_none();
    if one.unit != other.unit || one.unit.as_deref() == Some("%") || !exact(one) || !exact(other) {
        return false;
    }
    let ratio = (one.value / other.value).max(other.value / one.value);
    if (ratio - 1_000.0).abs() > 0.5 {
        return false;
    }
    let sentence = |quantity: &Quantity| near::sentence(context, quantity.span.start()).map(|sentence| sentence.span);
    sentence(one) != sentence(other) && named_alike(context, one, other)
}

/// What is counted, or a noun of the words around it, is the same.
fn named_alike(context: &Context<'_>, one: &Quantity, other: &Quantity) -> bool {
    let words = |quantity: &Quantity| {
        let claims = context.record.claims.iter().filter(|claim| claim.span == quantity.span);
        let events = claims.filter_map(|claim| claim.event.clone());
        events.flat_map(|event| event.words.clone()).filter(|word| !scale(word)).collect::<Vec<_>>()
    };
    let other_words = words(other);
    words(one).iter().any(|word| other_words.contains(word))
}

fn two_scales(context: &Context<'_>, one: &Quantity, other: &Quantity) -> Discrepancy {
    let (there, here) = (context.words(one.span), context.words(other.span));
    let message = format!("{here} here, {there} in line {}.", near::line(context, one.span));
    let mut discrepancy = Discrepancy::new(other.number, message, vec![one.value.to_string(), other.value.to_string()]);
    discrepancy.evidence.push(context.evidence(one.span, "the same figure in another scale"));
    discrepancy.fixes.push(context.change_to(other.number, context.words(one.number)));
    discrepancy
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn a_range_with_one_scale() {
        let fixture = "
The bridge will cost $26 to $31 million, the council said.
                     ^^^ warning: $26 to $31 million: $26 has no million and reads as $26 alone.
";
        check("magnitude-slip", fixture);
        assert_eq!(fixes("magnitude-slip", "It will cost $26 to $31 million.")[0].1, "It will cost $26 million to $31 million.");
    }

    #[test]
    fn million_here_and_billion_there() {
        check(
            "magnitude-slip",
            "
The council approved a budget of $3.25 billion on Monday.

Critics said the budget of $3.25 million was too small.
                            ^^^^^^^^^^^^ warning: $3.25 million here, $3.25 billion in line 1.
",
        );
    }

    #[test]
    fn other_ranges_and_other_figures_are_left_alone() {
        check(
            "magnitude-slip",
            "
It will cost $26 million to $31 million, or 26 to 31 million dollars, or $26-31 million. Seats cost $26 to $31 each. The fund has between $500,000 and $1 million.

The council approved a budget of $3.25 billion. It spent $4.5 million on roads and $3.2 million on schools. Sales were $30 million, the debt $30 billion.
",
        );
    }
}
