//! A measure and, in brackets behind it, the same in another unit: one multiplication tells whether they are the same.

use crate::language::Quantity;
use crate::text::Span;

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a measure whose conversion in brackets does not come out.
    ///
    /// ## Why it matters
    ///
    /// Half of the readers go by the wrong number, and never see the right one.
    ///
    /// ## Example
    ///
    /// > a 30-foot (48-kilometre) wall
    ///
    /// 30 feet are 9 metres.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Within five per cent, or what rounding to whole numbers explains; at ranges, at measures in two parts (`5 feet 10 inches`), at
    /// money, and where the brackets hold another kind of measure.
    pub struct UnitConversionMismatch;
    "unit-conversion-mismatch", Numbers, Warning, on,
    "a measure whose conversion in brackets does not come out",
    options: &[],
}

/// How far a conversion may be off before rounding is taken into account.
const BAND: f64 = 0.05;

/// UCUM code, kind of measure, and how many of the kind's base unit it is (NIST Handbook 44, appendix C).
const UNITS: &[(&str, char, f64)] = &[
    ("mm", 'l', 0.001),
    ("cm", 'l', 0.01),
    ("m", 'l', 1.0),
    ("km", 'l', 1000.0),
    ("[in_i]", 'l', 0.0254),
    ("[ft_i]", 'l', 0.3048),
    ("[yd_i]", 'l', 0.9144),
    ("[mi_i]", 'l', 1609.344),
    ("[nmi_i]", 'l', 1852.0),
    ("g", 'm', 0.001),
    ("kg", 'm', 1.0),
    ("[oz_av]", 'm', 0.028_349_523),
    ("[lb_av]", 'm', 0.453_592_37),
    ("[stone_av]", 'm', 6.350_293_18),
    ("m2", 'a', 1.0),
    ("har", 'a', 10_000.0),
    ("km2", 'a', 1_000_000.0),
    ("[sft_i]", 'a', 0.092_903_04),
    ("[acr_us]", 'a', 4_046.872_6),
    ("[acr_br]", 'a', 4_046.856_4),
    ("[mi_us]2", 'a', 2_589_998.5),
    ("[mi_i]2", 'a', 2_589_988.1),
    ("[smi_us]", 'a', 2_589_998.5),
    ("km/h", 's', 1.0),
    ("[mi_i]/h", 's', 1.609_344),
    ("[kn_i]", 's', 1.852),
];

impl Rule for UnitConversionMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let quantities = &context.reading().quantities;
        (1..quantities.len())
            .filter_map(|at| {
                let before = at.checked_sub(2).map(|before| &quantities[before]);
                mismatch(context, before, &quantities[at - 1], &quantities[at])
            })
            .collect()
    }
}

fn mismatch(context: &Context<'_>, before: Option<&Quantity>, first: &Quantity, second: &Quantity) -> Option<Discrepancy> {
    let text = &context.article().text;
    let between = text.get(first.span.end()..second.span.start())?.trim();
    let closed = text[second.span.end()..].trim_start().starts_with([')', ']']);
    let mut between = between.trim_start_matches(['(', '[']).split_whitespace();
    let opened = text.get(first.span.end()..second.span.start())?.trim().starts_with(['(', '[']);
    let filler = between.all(|word| {
        matches!(word, "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately" | "or" | "over")
    });
    // Of "5 feet 10 inches (178 cm)", the inches alone are no measure.
    let joined =
        |other: &Quantity| other.unit.is_some() && first.span.start().checked_sub(other.span.end()).is_some_and(|gap| gap <= 5);
    if !opened || !closed || !filler || first.high.is_some() || second.high.is_some() || before.is_some_and(joined) {
        return None;
    }
    let unit = |quantity: &Quantity| UNITS.iter().find(|(code, ..)| Some(*code) == quantity.unit.as_deref());
    let (&(from, kind, own), &(to, other_kind, other)) = (unit(first)?, unit(second)?);
    if kind != other_kind || from == to {
        return None;
    }
    let right = first.value * own / other;
    // A small whole number may be rounded, or cut off, on either side.
    let rounding = |value: f64, size: f64| if value < 20.0 && value.fract() == 0.0 { 0.6 * size } else { 0.05 * size };
    let band = (BAND * right.max(second.value)).max(rounding(second.value, 1.0)).max(rounding(first.value, own / other));
    if (right - second.value).abs() <= band {
        return None;
    }
    let number = rounded(right);
    let (written, converted) = (context.words(first.span), context.words(second.span));
    let unit_words = context.words(Span::new(second.number.end(), second.span.end()));
    let unit_words = unit_words.trim_start_matches('-').trim();
    let message = format!("{written} is {number} {unit_words}, not {converted}.");
    let facts = vec![format!("{} {from}", first.value), format!("{} {to}", second.value)];
    let mut discrepancy = Discrepancy::new(first.span.join(second.span), message, facts);
    discrepancy.evidence =
        vec![context.evidence(first.span, "the measure"), context.evidence(second.span, "given as the same in another unit")];
    let title = format!("Change {} to {number}", context.words(second.number));
    discrepancy.fixes.push(Fix { title, safe: false, edits: vec![context.edit(second.number, number)] });
    Some(discrepancy)
}

/// As news would round it: whole from ten upwards, with one decimal below.
fn rounded(value: f64) -> String {
    if value < 1.0 {
        return format!("{value:.2}");
    }
    if value < 10.0 {
        return format!("{value:.1}").trim_end_matches(".0").to_owned();
    }
    let whole = format!("{value:.0}");
    let mut grouped = String::with_capacity(whole.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn conversions_that_do_not_come_out() {
        check(
            "unit-conversion-mismatch",
            "
They built a wall of 30 feet (48 metres) on an island 20 miles (23 km) from the coast.
                     ^^^^^^^^^^^^^^^^^^ warning: 30 feet is 9.1 metres, not 48 metres.
                                                      ^^^^^^^^^^^^^^^ warning: 20 miles is 32 km, not 23 km.
",
        );
    }

    #[test]
    fn rounding_and_two_part_measures_are_right() {
        check(
            "unit-conversion-mismatch",
            "It lies 60 miles (100 km) inland, a mile (2 km) from the lake, 3 feet (1 metre) deep; he is 5 feet 10 inches (178 cm) tall and weighs 200 pounds (91 kg). It is 17 kilometers (10 miles) or 20 miles (5 hours) off.",
        );
    }

    #[test]
    fn the_right_number_is_offered() {
        let fixed = fixes("unit-conversion-mismatch", "The road is 5,000 miles (5,000 km) long.");
        assert_eq!(fixed, [("Change 5,000 to 8,047".to_owned(), "The road is 5,000 miles (8,047 km) long.".to_owned())]);
    }
}
