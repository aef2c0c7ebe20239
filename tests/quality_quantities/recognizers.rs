//! The English specifications of the Recognizers for numbers, percentages, ranges, ages, currencies, dimensions and temperatures.
//!
//! A case is right if each number that it expects is read with its value (and, in the second figure, its unit), and if nothing of the
//! kind is read where it expects none. Cents count as hundredths of their currency, as everywhere in Dateline. What no newsroom writes is left
//! out by [`left_out`], with its reason; `docs/quality.md` lists the reasons.

use std::collections::BTreeMap;

use dateline::language::{Modifier, Quantity};
use serde_json::Value;

use super::{data, is_same, quantities, shows};

/// What a specification is about.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Percentage,
    Range,
    Age,
    Currency,
    Dimension,
    Temperature,
}

const SPECIFICATIONS: [(&str, Kind, f64); 7] = [
    ("Number/English/NumberModel.json", Kind::Number, 0.0),
    ("Number/English/PercentModel.json", Kind::Percentage, 0.0),
    ("Number/English/NumberRangeModel.json", Kind::Range, 0.0),
    ("NumberWithUnit/English/AgeModel.json", Kind::Age, 0.0),
    ("NumberWithUnit/English/CurrencyModel.json", Kind::Currency, 0.0),
    ("NumberWithUnit/English/DimensionModel.json", Kind::Dimension, 0.0),
    ("NumberWithUnit/English/TemperatureModel.json", Kind::Temperature, 0.0),
];

#[test]
fn specifications_of_the_recognizers() {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, kind, floor) in SPECIFICATIONS {
        let Ok(page) = std::fs::read_to_string(data("recognizers").join(path)) else {
            println!("SKIPPED: no {path} in {}", data("recognizers").display());
            return;
        };
        let cases: Vec<Value> = serde_json::from_str(page.trim_start_matches('\u{feff}')).unwrap();
        let (mut all, mut right, mut with_unit, mut out) = (0, 0, 0, 0);
        for case in &cases {
            let input = case["Input"].as_str().unwrap();
            let expected = case["Results"].as_array().unwrap();
            if let Some(reason) = left_out(input, expected, kind) {
                *reasons.entry(reason).or_default() += 1;
                out += 1;
                continue;
            }
            all += 1;
            let found = quantities(input);
            let passes = judge(input, expected, &found, kind);
            right += usize::from(passes.0);
            with_unit += usize::from(passes.0 && passes.1);
            if shows("recognizers") && !(passes.0 && passes.1) {
                let expected: Vec<String> = expected.iter().map(|result| format!("{} = {} {}", result["Text"], result["Resolution"]["value"], result["Resolution"]["unit"])).collect();
                let found: Vec<String> = found.iter().map(|found| format!("{} = {} {:?} {:?}", found.span.of(input), found.value, found.high, found.unit)).collect();
                println!("{}\t{input}\n\t{expected:?}\n\t{found:?}", if passes.0 { "unit" } else { "value" });
            }
        }
        let share = f64::from(right) / f64::from(all);
        println!("recognizers, {path}: {all} cases, {out} left out; by value {share:.3}, with unit {:.3}", f64::from(with_unit) / f64::from(all));
        assert!(share >= floor, "{path} fell to {share:.3}");
    }
    println!("recognizers, left out: {reasons:?}");
}

/// Why no news reader meets this case.
fn left_out(_input: &str, expected: &[Value], _kind: Kind) -> Option<&'static str> {
    let unsaid = |result: &Value| result["Resolution"]["value"].is_null();
    if !expected.is_empty() && expected.iter().all(unsaid) {
        return Some("a unit without a number");
    }
    None
}

/// Whether values are right, and whether units are.
fn judge(input: &str, expected: &[Value], found: &[Quantity], kind: Kind) -> (bool, bool) {
    let expected: Vec<&Value> = expected.iter().filter(|result| !result["Resolution"]["value"].is_null()).collect();
    if expected.is_empty() {
        let none = !found.iter().any(|quantity| is_of(quantity, kind));
        return (none, none);
    }
    let (mut value, mut unit) = (true, true);
    for result in expected {
        let (start, end) = place(input, result);
        let over = found.iter().filter(|quantity| quantity.span.start() < end && start < quantity.span.end());
        let right: Vec<&Quantity> = over.filter(|quantity| has_value(quantity, result, kind)).collect();
        value &= !right.is_empty();
        unit &= right.iter().any(|quantity| has_unit(quantity, result));
    }
    (value, unit)
}

/// Bytes of a result; the specification counts characters, the last one included.
fn place(input: &str, result: &Value) -> (usize, usize) {
    let byte = |character: usize| input.char_indices().nth(character).map_or(input.len(), |(byte, _)| byte);
    match (result["Start"].as_u64(), result["End"].as_u64()) {
        (Some(start), Some(end)) => (byte(start as usize), byte(end as usize + 1)),
        _ => (0, input.len()),
    }
}

fn is_of(quantity: &Quantity, kind: Kind) -> bool {
    let unit = quantity.unit.as_deref();
    let money = unit.is_some_and(|unit| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()));
    match kind {
        Kind::Number => unit.is_none(),
        Kind::Percentage => unit == Some("%"),
        Kind::Range => quantity.high.is_some(),
        Kind::Age => unit == Some("a"),
        Kind::Currency => money,
        Kind::Temperature => matches!(unit, Some("Cel" | "[degF]" | "K")),
        Kind::Dimension => unit.is_some_and(|unit| !money && !matches!(unit, "%" | "a" | "mo" | "wk" | "d" | "h" | "min" | "s" | "Cel" | "[degF]")),
    }
}

fn has_value(quantity: &Quantity, result: &Value, kind: Kind) -> bool {
    let said = result["Resolution"]["value"].as_str().unwrap();
    if kind == Kind::Range {
        return is_range(quantity, said);
    }
    let Ok(value) = said.trim_end_matches('%').parse::<f64>() else { return false };
    let unit = result["Resolution"]["unit"].as_str().unwrap_or_default();
    let value = if matches!(unit, "Cent" | "Pence" | "Penny" | "Sen") { value / 100.0 } else { value };
    let scaled = kind == Kind::Number && quantity.unit.is_some() && is_same(quantity.value * 100.0, value);
    (quantity.value - value).abs() <= 1e-6 * value.abs().max(1e-9) || scaled
}

/// `[20,30)`, `(30,)`, `(,100]`: a range, or one value with its limit.
fn is_range(quantity: &Quantity, said: &str) -> bool {
    let inner = &said[1..said.len() - 1];
    let Some((low, high)) = inner.split_once(',') else { return false };
    let number = |text: &str| text.parse::<f64>().ok();
    match (number(low), number(high)) {
        (Some(low), Some(high)) if is_same(low, high) => is_same(quantity.value, low) && quantity.high.is_none(),
        (Some(low), Some(high)) => is_same(quantity.value, low) && quantity.high.is_some_and(|ours| is_same(ours, high)),
        (Some(low), None) => {
            let limit = if said.starts_with('[') { Modifier::AtLeast } else { Modifier::MoreThan };
            is_same(quantity.value, low) && quantity.modifier == Some(limit)
        }
        (None, Some(high)) => {
            let limit = if said.ends_with(']') { Modifier::AtMost } else { Modifier::LessThan };
            is_same(quantity.value, high) && quantity.modifier == Some(limit)
        }
        (None, None) => false,
    }
}

fn has_unit(quantity: &Quantity, result: &Value) -> bool {
    let Some(name) = result["Resolution"]["unit"].as_str() else { return true };
    let Some((_, code)) = UNITS.iter().find(|(of, _)| *of == name) else {
        println!("recognizers: no code for {name}");
        return false;
    };
    quantity.unit.as_deref().unwrap_or("-") == *code
}

/// Units as the specifications name them, and our codes; `-` where degrees have no scale.
#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    ("Year", "a"), ("Month", "mo"), ("Week", "wk"), ("Day", "d"), ("Age", "a"), ("C", "Cel"), ("F", "[degF]"), ("Degree", "-"),
    ("Dollar", "USD"), ("Cent", "USD"), ("United States dollar", "USD"), ("Pence", "GBP"), ("Penny", "GBP"), ("Pound", "[lb_av]"),
];
