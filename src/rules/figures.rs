//! What the rules that reckon with numbers have in common.

use crate::claims::tolerance;
use crate::language::{Modifier, Quantity, Sentence};
use crate::text::Span;

use super::rule::Context;

/// The quantities of a sentence, in order.
pub(super) fn in_sentence<'a>(context: &Context<'a>, sentence: &Sentence) -> Vec<&'a Quantity> {
    let quantities = &context.reading().quantities;
    let first = quantities.partition_point(|quantity| quantity.span.start() < sentence.span.start());
    quantities[first..].iter().take_while(|quantity| quantity.span.end() <= sentence.span.end()).collect()
}

/// Between which values a figure lies that was rounded, or said to be about so much; `None` if it is a range or has an open end. A number
/// in plain figures is what it says, however round: whoever reckons with it reckons with that.
pub(super) fn bounds(context: &Context<'_>, quantity: &Quantity) -> Option<(f64, f64)> {
    let open = quantity.high.is_some() || quantity.modifier.is_some_and(|modifier| modifier != Modifier::About);
    let text = &context.article().text;
    let whole = quantity.number.of(text).chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '$' | '£' | '€'));
    let exact = whole && quantity.modifier.is_none() && quantity.unit.as_deref() != Some("%");
    let within = if exact { 0.0 } else { tolerance(quantity, text) };
    (!open).then_some((quantity.value - within, quantity.value + within))
}

/// How a figure is told: of money the sum, of other things the number alone.
pub(super) fn figure(context: &Context<'_>, quantity: &Quantity) -> String {
    context.words(if quantity.unit.is_some() { quantity.span } else { quantity.number })
}

/// Whether a number counts, as far as it stands alone: no unit, no change, no score.
pub(super) fn counts(quantity: &Quantity) -> bool {
    quantity.unit.is_none() && quantity.change.is_none() && quantity.against.is_none() && quantity.per.is_none()
}

/// What stands between two places, as written.
pub(super) fn between<'a>(context: &Context<'a>, first: Span, second: Span) -> &'a str {
    context.article().text.get(first.end()..second.start()).unwrap_or_default()
}

/// `105`, `12.5`, `1,600,000`: with one decimal where it has any.
pub(super) fn in_figures(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let whole = format!("{:.0}", rounded.trunc().abs());
    let mut figures = String::with_capacity(whole.len() + whole.len() / 3 + 3);
    if rounded < 0.0 {
        figures.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 3 {
            figures.push(',');
        }
        figures.push(digit);
    }
    if rounded.fract() != 0.0 {
        figures += &format!("{:.1}", rounded.fract().abs())[1..];
    }
    figures
}

/// A value as another is written: `$12 million` for 12,000,000 makes of 10,000,000 `$10 million`.
pub(super) fn as_written(written: &str, value: f64, other: f64) -> String {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let from = written.find(|c: char| c.is_ascii_digit());
    let figures = from.map(|from| (from, written[from..].find(|c: char| !is_figure(c)).map_or(written.len(), |at| from + at)));
    let scaled = figures.and_then(|(from, to)| {
        let figure: f64 = written[from..to].trim_end_matches([',', '.']).replace(',', "").parse().ok()?;
        (figure > 0.0).then(|| format!("{}{}{}", &written[..from], in_figures(other * figure / value), &written[to..]))
    });
    scaled.unwrap_or_else(|| in_figures(other))
}

#[cfg(test)]
mod tests {
    use super::in_figures;

    #[test]
    fn figures_have_groups_and_one_decimal() {
        let written = [0.0, 12.5, 999.0, 1_600_000.04, -3.25].map(in_figures);
        assert_eq!(written, ["0", "12.5", "999", "1,600,000", "-3.3"]);
    }
}
