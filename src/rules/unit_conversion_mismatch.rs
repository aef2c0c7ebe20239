//! A measure and, behind it, the same in another unit: one multiplication tells whether they are the same.

use crate::language::{Quantity, measure};
use crate::text::Span;

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a measure whose conversion behind it does not come out: in brackets, between dashes or commas, after `or`.
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
    /// money, and where another kind of measure stands behind.
    pub struct UnitConversionMismatch;
    "unit-conversion-mismatch", Numbers, Warning, on,
    "a measure whose conversion does not come out",
    options: &[],
}

/// How far a conversion may be off before rounding is taken into account.
const BAND: f64 = 0.05;

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

/// The second measure stands for the first: in brackets behind it, or as `, or 30 km,`.
fn is_conversion(context: &Context<'_>, first: &Quantity, second: &Quantity) -> bool {
    let text = &context.article().text;
    let Some(between) = text.get(first.span.end()..second.span.start()).map(str::trim) else { return false };
    let behind = text[second.span.end()..].trim_start();
    let about = |words: &str| words.split_whitespace().all(|word| APPROXIMATELY.binary_search(&word).is_ok());
    // `84 feet down - and`: a word may say which way it is measured.
    let closes = |marks: &[char]| {
        let words = &behind[..behind.find(marks).unwrap_or(behind.len())];
        behind.len() > words.len()
            && words.split_whitespace().count() <= 1
            && words.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    // `a 10-metre-long (33-foot) boat`
    let dimension = between.trim_start_matches('-');
    let dimension = DIMENSIONS.iter().find_map(|word| dimension.strip_prefix(word)).map_or(between, str::trim_start);
    if let Some(inner) = dimension.strip_prefix(['(', '[']) {
        return about(inner) && closes(&[')', ']', ',', ';']);
    }
    // `18 stone - 252 pounds - and`
    let dashes = ['-', '–', '—'];
    if between.starts_with(dashes) {
        return about(between.trim_start_matches(dashes)) && closes(&dashes) && text[..second.span.start()].ends_with(' ');
    }
    let ends = behind.is_empty() || behind.starts_with([',', '.', ';', ')']);
    let inner = between.strip_prefix(',').unwrap_or(between);
    let inner = inner.trim_start();
    let said_again = inner.starts_with("or ") || inner == "or" || SAID_AGAIN.iter().any(|words| inner.ends_with(words));
    if between.starts_with(',') && ends && said_again {
        return about(inner) || SAID_AGAIN.contains(&inner);
    }
    // `30 miles, about 48 kilometres, from` and `30 miles or 48 kilometres`: what is measured in miles is not measured in kilometres a
    // second time for anything else.
    let customary = |of: &Quantity| of.unit.as_deref().is_some_and(|unit| unit.starts_with('['));
    customary(first) != customary(second) && about(inner) && (between.starts_with(',') && ends || said_again)
}

/// Words before a measure that is given again, and do not make it another; in byte order.
const APPROXIMATELY: [&str; 11] =
    ["about", "almost", "approximately", "around", "just", "nearly", "or", "over", "roughly", "some", "under"];

/// Words behind a measure that say which way it is measured.
const DIMENSIONS: [&str; 8] = ["away", "deep", "high", "long", "off", "tall", "thick", "wide"];

/// Words that lead to the same in another unit.
const SAID_AGAIN: [&str; 4] = ["equal to", "equivalent to", "that is", "the equivalent of"];

/// What the first measure is in the unit of the second, and how much one of its own units is. `None` if they measure different things, or
/// in one unit.
fn converted(from: (f64, &str), to: &str) -> Option<(f64, f64)> {
    let (value, from) = from;
    let in_base = |value: f64, unit: &str| measure(value, unit).filter(|measure| KINDS.contains(&measure.base));
    let own = in_base(value, from)?;
    let (zero, one) = (in_base(0.0, to)?, in_base(1.0, to)?);
    if own.base != zero.base || from == to {
        return None;
    }
    let size = one.value - zero.value;
    let step = (in_base(1.0, from)?.value - in_base(0.0, from)?.value) / size;
    Some(((own.value - zero.value) / size, step))
}

/// Differences of temperature that news tells of, in degrees Celsius.
const SMALL_DIFFERENCE: f64 = 6.0;

/// Base units of what is converted in news: length, weight, area, volume, speed, temperature.
const KINDS: [&str; 6] = ["m", "g", "m2", "L", "m/s", "K"];

fn mismatch(context: &Context<'_>, before: Option<&Quantity>, first: &Quantity, second: &Quantity) -> Option<Discrepancy> {
    // Of "5 feet 10 inches (178 cm)", the inches alone are no measure.
    let joined = |other: &Quantity| {
        let between = context.article().text.get(other.span.end()..first.span.start()).map(str::trim);
        other.unit.is_some() && matches!(between, Some("" | "," | "-" | "and" | ", and"))
    };
    let ranges = first.high.is_some() || second.high.is_some();
    if ranges || before.is_some_and(joined) || !is_conversion(context, first, second) {
        return None;
    }
    let (from, to) = (first.unit.as_deref()?, second.unit.as_deref()?);
    // `100,000 pounds (45,000 kilograms)` are no money.
    let weighed =
        |unit, other| if unit == "GBP" && measure(1.0, other).is_some_and(|of| of.base == "g") { "[lb_av]" } else { unit };
    let (from, to) = (weighed(from, to), weighed(to, from));
    let (right, step) = converted((first.value, from), to)?;
    // A small whole number may be rounded, or cut off, on either side.
    let rounding = |value: f64, size: f64| if value.abs() < 20.0 && value.fract() == 0.0 { 0.6 * size } else { 0.05 * size };
    let share = if matches!(to, "Cel" | "[degF]" | "K") { 1.5 * step } else { BAND * right.max(second.value) };
    let gallons = to.starts_with("[gal") || from.starts_with("[gal");
    // A British gallon is a fifth more.
    if gallons && (right * 1.200_95 - second.value).abs().min((right / 1.200_95 - second.value).abs()) <= BAND * right {
        return None;
    }
    let band = share.max(rounding(second.value, 1.0)).max(rounding(first.value, step));
    // `warming by 2 degrees Celsius (3.6 Fahrenheit)` tells of a difference, which has no zero.
    let small = if to == "Cel" { second.value } else { first.value } <= SMALL_DIFFERENCE;
    let difference =
        small && matches!(to, "Cel" | "[degF]") && (first.value * step - second.value).abs() <= 0.05 * second.value.abs();
    if (right - second.value).abs() <= band || difference {
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
    if value < 0.0 {
        return format!("{value:.0}");
    }
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
    fn temperatures_volumes_and_measures_without_brackets() {
        check(
            "unit-conversion-mismatch",
            "
It was 20 degrees Celsius (36 degrees Fahrenheit) in the hall, 30 kilometers, or 50 miles, from here, with 10 gallons (57 liters) left.
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 20 degrees Celsius is 68 degrees Fahrenheit, not 36 degrees Fahrenheit.
                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 30 kilometers is 19 miles, not 50 miles.
                                                                                                           ^^^^^^^^^^^^^^^^^^^^^ warning: 10 gallons is 38 liters, not 57 liters.
It is 25 degrees Celsius (77 degrees Fahrenheit), 10 gallons (45 litres) or 30 km, or 40 minutes, away.
",
        );
    }

    #[test]
    fn conversions_in_other_words() {
        check(
            "unit-conversion-mismatch",
            "
It lay for 30 miles, about 58 kilometres, from the port. He weighs 18 stone - 225 pounds - and is 50 kg or 90 pounds over.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 30 miles is 48 kilometres, not 58 kilometres.
                                                                   ^^^^^^^^^^^^^^^^^^^^^ warning: 18 stone is 252 pounds, not 225 pounds.
                                                                                                  ^^^^^^^^^^^^^^^^^^ warning: 50 kg is 110 pounds, not 90 pounds.
The 10-metre-long (3-foot) boat, which weighs 100,000 pounds (220,000 kilograms), cost 2 pounds (3 dollars).
    ^^^^^^^^^^^^^^^^^^^^^ warning: 10-metre is 33 foot, not 3-foot.
                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 100,000 pounds is 45,359 kilograms, not 220,000 kilograms.
The wreck is eight fathoms - 84 feet down - below 20,000 short tons (12,000 tonnes) of sand. It ran six furlongs (2,200 metres) at 30 C (76 F).
             ^^^^^^^^^^^^^^^^^^^^^^^ warning: eight fathoms is 48 feet, not 84 feet.
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 20,000 short tons is 18,144 tonnes, not 12,000 tonnes.
                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: six furlongs is 1,207 metres, not 2,200 metres.
                                                                                                                                   ^^^^^^^^^^ warning: 30 C is 86 F, not 76 F.
They used 280 litres, or about 47 U.S. gallons, of oil. The fence, 30 feet high, is 280 litres (62 imperial gallons) of paint, 18 stone houses (30 metres) and 10 feet, 3 metres of them rusty.
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 280 litres is 74 U.S. gallons, not 47 U.S. gallons.
",
        );
    }

    #[test]
    fn rounding_and_two_part_measures_are_right() {
        check(
            "unit-conversion-mismatch",
            "The world must not warm by more than 2 degrees Celsius (3.6 degrees Fahrenheit), they said. It lies 60 miles (100 km) inland, a mile (2 km) from the lake, 3 feet (1 metre) deep; he is 5 feet 10 inches (178 cm) tall and weighs 200 pounds (91 kg). It is 17 kilometers (10 miles) or 20 miles (5 hours) off.",
        );
    }

    #[test]
    fn the_right_number_is_offered() {
        let fixed = fixes("unit-conversion-mismatch", "The road is 5,000 miles (5,000 km) long.");
        assert_eq!(fixed, [("Change 5,000 to 8,047".to_owned(), "The road is 5,000 miles (8,047 km) long.".to_owned())]);
    }
}
