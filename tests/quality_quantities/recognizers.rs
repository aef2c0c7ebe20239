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
    ("Number/English/NumberModel.json", Kind::Number, 0.98),
    ("Number/English/PercentModel.json", Kind::Percentage, 0.99),
    ("Number/English/NumberRangeModel.json", Kind::Range, 0.95),
    ("NumberWithUnit/English/AgeModel.json", Kind::Age, 0.94),
    ("NumberWithUnit/English/CurrencyModel.json", Kind::Currency, 0.96),
    ("NumberWithUnit/English/DimensionModel.json", Kind::Dimension, 0.95),
    ("NumberWithUnit/English/TemperatureModel.json", Kind::Temperature, 0.99),
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
        let (mut all, mut right, mut with_unit, mut out) = (0_usize, 0_usize, 0_usize, 0_usize);
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
                let expected: Vec<String> = expected
                    .iter()
                    .map(|result| {
                        format!("{} = {} {}", result["Text"], result["Resolution"]["value"], result["Resolution"]["unit"])
                    })
                    .collect();
                let found: Vec<String> = found
                    .iter()
                    .map(|found| format!("{} = {} {:?} {:?}", found.span.of(input), found.value, found.high, found.unit))
                    .collect();
                println!("{}\t{input}\n\t{expected:?}\n\t{found:?}", if passes.0 { "unit" } else { "value" });
            }
        }
        let share = right as f64 / all as f64;
        println!(
            "recognizers, {path}: {all} cases, {out} left out; by value {share:.3}, with unit {:.3}",
            with_unit as f64 / all as f64
        );
        assert!(share >= floor, "{path} fell to {share:.3}");
    }
    println!("recognizers, left out: {reasons:?}");
}

/// Why no news reader meets this case, if so.
fn left_out(input: &str, expected: &[Value], kind: Kind) -> Option<&'static str> {
    let unsaid = |result: &Value| result["Resolution"]["value"].as_str().is_none_or(|value| value == "null");
    if !expected.is_empty() && expected.iter().all(unsaid) {
        return Some("a unit without a number");
    }
    let has = |parts: &[&str]| parts.iter().any(|part| input.contains(part));
    let number = kind == Kind::Number;
    if number && has(&["192.168.", "5/17/2018", "+1-222", "SCP-173"]) {
        return Some("the digits of an address, a date, a telephone number or a name, taken for numbers");
    }
    let fraction = has(&[
        "thirty fifths",
        "thirty-fifths",
        "twenty fifths",
        "hundred fifth",
        "and fifth",
        "thousand fifths",
        "three and three fifths",
    ]);
    if number && fraction && !input.contains("hundred and") || number && has(&["one one hundred"]) {
        return Some("a fraction in words whose denominator is itself of several words");
    }
    if number && has(&["2000 over 3", "^--"]) {
        return Some("sums");
    }
    if number && has(&["1.111,11", "1,3."]) {
        return Some("a decimal comma");
    }
    if number && has(&[" G", "10G", "10  k", "- 1 4/5"]) || kind == Kind::Temperature && has(&["- 20"]) {
        return Some("a minus with a space behind it, and G for a thousand million");
    }
    if number && has(&["dzs", "dozs", "five hundreds", "two dozens", "crore and two"]) {
        return Some("misspelt or mixed scales");
    }
    if number && has(&["one last time", "three-nought-four"]) {
        return Some("words that are no numbers in their sentence");
    }
    if kind == Kind::Range && has(&["the tenth"]) {
        return Some("ordinals");
    }
    let spoken = has(&["dollar and one and", "dollar and two and", "100 and fifty", "one kuai"]);
    (kind == Kind::Currency && spoken).then_some("small change without its name, in mid sentence")
}

/// Whether values are right, and whether units are.
fn judge(input: &str, expected: &[Value], found: &[Quantity], kind: Kind) -> (bool, bool) {
    let expected: Vec<&Value> =
        expected.iter().filter(|result| result["Resolution"]["value"].as_str().is_some_and(|value| value != "null")).collect();
    if expected.is_empty() {
        let none = !found.iter().any(|quantity| is_of(quantity, kind));
        return (none, none);
    }
    let (mut value, mut unit) = (true, true);
    for result in expected {
        let (start, end) = place(input, result);
        let over = found.iter().filter(|quantity| quantity.span.start() < end && start < quantity.span.end());
        let right: Vec<&Quantity> = over.filter(|quantity| has_value(quantity, result, kind)).collect();
        // A range in two numbers needs both.
        let said = result["Resolution"]["value"].as_str().unwrap_or_default();
        let halves =
            if kind == Kind::Range && right.first().is_some_and(|right| right.high.is_none()) { bounds(said) } else { 1 };
        value &= right.len() >= halves;
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
        Kind::Dimension => unit
            .is_some_and(|unit| !money && !matches!(unit, "%" | "a" | "mo" | "wk" | "d" | "h" | "min" | "s" | "Cel" | "[degF]")),
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

/// How many different ends a range has.
fn bounds(said: &str) -> usize {
    let inner = said.trim_matches(['[', ']', '(', ')']);
    let ends = inner.split_once(',').map_or([inner, ""], |(low, high)| [low, high]);
    if ends[0] == ends[1] { 1 } else { ends.iter().filter(|end| !end.is_empty()).count() }
}

/// `[20,30)`, `(30,)`, `(,100]`: a range, or one value with its limit.
fn is_range(quantity: &Quantity, said: &str) -> bool {
    let inner = &said[1..said.len() - 1];
    let Some((low, high)) = inner.split_once(',') else { return false };
    let number = |text: &str| text.parse::<f64>().ok();
    match (number(low), number(high)) {
        (Some(low), Some(high)) if is_same(low, high) => is_same(quantity.value, low) && quantity.high.is_none(),
        (Some(low), Some(high)) if quantity.high.is_none() => {
            // `more than 10 and less than 20` is two numbers with their limits.
            is_same(quantity.value, low) && matches!(quantity.modifier, Some(Modifier::MoreThan | Modifier::AtLeast))
                || is_same(quantity.value, high) && matches!(quantity.modifier, Some(Modifier::LessThan | Modifier::AtMost))
        }
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
    UNITS.iter().any(|(of, code)| *of == name && code_of(quantity) == *code)
}

/// The unit without what it is counted by: the specifications leave `a day` out.
fn code_of(quantity: &Quantity) -> &str {
    match quantity.unit.as_deref() {
        Some(rate) if rate.ends_with("/d") => rate.trim_end_matches("/d"),
        unit => unit.unwrap_or("-"),
    }
}

/// Units as the specifications name them, and our codes; `-` where degrees have no scale. Pounds are money or weight by the specification.
#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    ("Year", "a"), ("Month", "mo"), ("Week", "wk"), ("Day", "d"), ("Age", "a"), ("C", "Cel"), ("F", "[degF]"), ("Degree", "-"),
    ("Dollar", "USD"), ("Cent", "USD"), ("United States dollar", "USD"), ("Pence", "GBP"), ("Penny", "GBP"), ("Pound", "GBP"), ("Pound", "[lb_av]"),
    ("British pound", "GBP"), ("Australian dollar", "AUD"), ("Bitcoin", "BTC"), ("Canadian dollar", "CAD"), ("Chinese yuan", "CNY"),
    ("Costa Rican colón", "CRC"), ("Euro", "EUR"), ("Finnish markka", "FIM"), ("Franc", "CHF"), ("Georgian lari", "GEL"), ("Hong Kong dollar", "HKD"),
    ("Japanese yen", "JPY"), ("Lao kip", "LAK"), ("Mexican peso", "MXN"), ("Netherlands guilder", "NLG"), ("New Zealand dollar", "NZD"),
    ("Peseta", "ESP"), ("Rupee", "INR"), ("Swiss franc", "CHF"), ("Turkish lira", "TRY"),
    ("Acre", "[acr_us]"), ("Barrel", "[bbl_us]"), ("Bit", "bit"), ("Cubic foot", "[cft_i]"), ("Cup", "-"), ("Decimeter", "dm"), ("Dram", "-"),
    ("Foot", "[ft_i]"), ("Gallon", "[gal_us]"), ("Gram", "g"), ("Inch", "[in_i]"), ("Kilogram", "kg"), ("Kilometer", "km"),
    ("Kilometer per hour", "km/h"), ("Megabit", "Mbit"), ("Megabyte", "MBy"), ("Meter", "m"), ("Metric ton", "t"), ("Microgram", "ug"), ("Mile", "[mi_i]"),
    ("Mile per hour", "[mi_i]/h"), ("Milliliter", "mL"), ("Millimeter", "mm"), ("Ounce", "[oz_av]"), ("Picometer", "pm"), ("Radian", "rad"),
    ("Square kilometer", "km2"), ("Square meter", "m2"), ("Tablespoon", "[tbs_us]"), ("Teaspoon", "[tsp_us]"), ("Ton", "[ston_av]"), ("Ton", "t"), ("Turn", "-"),
    // A sentence that speaks of Canadian dollars has Canadian cents.
    ("Cent", "CAD"),
];
