//! What a number can measure: percentages, currencies (ISO 4217) and physical units (UCUM).
//!
//! Lists of our own. Codes are those of ISO 4217:2015 and of the Unified Code for Units of Measure 2.1.

use super::super::numerals::Lower;
use super::super::{Token, TokenKind};

/// A unit and the index after its last token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) code: &'static str,
    pub(super) end: usize,
    /// The number counts hundredths of it: cents, pence.
    pub(super) hundredths: bool,
}

impl Unit {
    pub(super) fn new(code: &'static str, end: usize) -> Self {
        Self { code, end, hundredths: false }
    }
}

/// The currency of a sign such as `$`, with the letters that stand tight before it (`HK` in `HK$`).
pub(super) fn currency_sign(sign: &str, prefix: &str) -> Option<&'static str> {
    Some(match (sign, prefix) {
        ("$", "HK") => "HKD",
        ("$", "A" | "AU") => "AUD",
        ("$", "C" | "CA" | "Can") => "CAD",
        ("$", "NZ") => "NZD",
        ("$", "S") => "SGD",
        ("$", "NT") => "TWD",
        ("$", "R") => "BRL",
        ("$", _) => "USD",
        ("£", _) => "GBP",
        ("€", _) => "EUR",
        ("¥", _) => "JPY",
        ("₹", _) => "INR",
        ("₩", _) => "KRW",
        ("₽", _) => "RUB",
        ("₪", _) => "ILS",
        _ => return None,
    })
}

/// The currency of a code or abbreviation that stands before the number: `USD 5 million`, `Rs 500`.
pub(super) fn currency_code(word: &str) -> Option<&'static str> {
    Some(match word {
        "USD" | "US" | "dlrs" => "USD",
        "EUR" => "EUR",
        "GBP" => "GBP",
        "JPY" => "JPY",
        "CNY" | "RMB" => "CNY",
        "CHF" => "CHF",
        "HKD" => "HKD",
        "AUD" => "AUD",
        "CAD" => "CAD",
        "INR" | "Rs" | "Rs." => "INR",
        "DM" => "DEM",
        "FF" => "FRF",
        _ => return None,
    })
}

/// One-word units in lower case and their codes.
const WORDS: &[(&str, &str)] = &[
    ("acre", "[acr_us]"),
    ("acres", "[acr_us]"),
    ("baht", "THB"),
    ("barrel", "[bbl_us]"),
    ("barrels", "[bbl_us]"),
    ("cent", "USD"),
    ("cents", "USD"),
    ("centimeter", "cm"),
    ("centimeters", "cm"),
    ("centimetre", "cm"),
    ("centimetres", "cm"),
    ("cm", "cm"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("feet", "[ft_i]"),
    ("foot", "[ft_i]"),
    ("franc", "CHF"),
    ("francs", "CHF"),
    ("ft", "[ft_i]"),
    ("gallon", "[gal_us]"),
    ("gallons", "[gal_us]"),
    ("gram", "g"),
    ("grams", "g"),
    ("guilders", "NLG"),
    ("ha", "har"),
    ("hectare", "har"),
    ("hectares", "har"),
    ("inch", "[in_i]"),
    ("inches", "[in_i]"),
    ("kg", "kg"),
    ("kilogram", "kg"),
    ("kilograms", "kg"),
    ("kilometer", "km"),
    ("kilometers", "km"),
    ("kilometre", "km"),
    ("kilometres", "km"),
    ("kilowatt", "kW"),
    ("kilowatts", "kW"),
    ("km", "km"),
    ("kph", "km/h"),
    ("liter", "L"),
    ("liters", "L"),
    ("litre", "L"),
    ("litres", "L"),
    ("marks", "DEM"),
    ("megawatt", "MW"),
    ("megawatts", "MW"),
    ("meter", "m"),
    ("meters", "m"),
    ("metre", "m"),
    ("metres", "m"),
    ("mile", "[mi_i]"),
    ("miles", "[mi_i]"),
    ("millimeters", "mm"),
    ("millimetres", "mm"),
    ("mm", "mm"),
    ("mph", "[mi_i]/h"),
    ("mw", "MW"),
    ("ounce", "[oz_av]"),
    ("ounces", "[oz_av]"),
    ("pct", "%"),
    ("pence", "GBP"),
    ("percent", "%"),
    ("pesos", "MXN"),
    ("pound", "[lb_av]"),
    ("pounds", "[lb_av]"),
    ("ringgit", "MYR"),
    ("roubles", "RUB"),
    ("rubles", "RUB"),
    ("rupees", "INR"),
    ("rupiah", "IDR"),
    ("sterling", "GBP"),
    ("ton", "[ston_av]"),
    ("tonne", "t"),
    ("tonnes", "t"),
    ("tons", "[ston_av]"),
    ("watts", "W"),
    ("won", "KRW"),
    ("yard", "[yd_i]"),
    ("yards", "[yd_i]"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
];

/// Names of dollars, by the word before `dollars`.
const DOLLARS: &[(&str, &str)] =
    &[("Australian", "AUD"), ("Canadian", "CAD"), ("Singapore", "SGD"), ("Taiwan", "TWD"), ("U.S.", "USD"), ("US", "USD")];

/// A unit that begins at a token: `percent`, `per cent`, `square miles`, `Hong Kong dollars`, `degrees Celsius`.
///
/// `value` decides whether pounds are money: nobody weighs ten thousand pounds of anything but in `tons`.
pub(super) fn unit(text: &str, tokens: &[Token], at: usize, value: f64) -> Option<Unit> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let first = tokens.get(at)?;
    if first.kind == TokenKind::Mark {
        return (first.span.of(text) == "%").then_some(Unit::new("%", at + 1));
    }
    let lower = Lower::new(word(at));
    let next = Lower::new(word(at + 1));
    match (lower.as_str(), next.as_str()) {
        ("per", "cent") => return Some(Unit::new("%", at + 2)),
        // A percentage point is no percent.
        ("percentage", _) => return None,
        ("pounds", "sterling") => return Some(Unit::new("GBP", at + 2)),
        ("pounds" | "pound", _) if value >= 10_000.0 => return Some(Unit::new("GBP", at + 1)),
        ("square" | "sq" | "sq.", _) => return Some(Unit::new(squared(next.as_str())?, at + 2)),
        ("cubic", "metres" | "meters") => return Some(Unit::new("m3", at + 2)),
        ("cubic", "feet") => return Some(Unit::new("[cft_i]", at + 2)),
        ("degrees", "celsius" | "centigrade" | "c") => return Some(Unit::new("Cel", at + 2)),
        ("degrees", "fahrenheit" | "f") => return Some(Unit::new("[degF]", at + 2)),
        ("hong", "kong") if Lower::new(word(at + 2)).as_str() == "dollars" => return Some(Unit::new("HKD", at + 3)),
        ("miles" | "mile", "per") if word(at + 2) == "hour" => return Some(Unit::new("[mi_i]/h", at + 3)),
        ("miles" | "mile", "an") if word(at + 2) == "hour" => return Some(Unit::new("[mi_i]/h", at + 3)),
        ("kilometers" | "kilometres", "per" | "an") if word(at + 2) == "hour" => return Some(Unit::new("km/h", at + 3)),
        ("metric", "tons") => return Some(Unit::new("t", at + 2)),
        ("nautical", "miles") => return Some(Unit::new("[nmi_i]", at + 2)),
        ("french" | "swiss", "francs") => {
            return Some(Unit::new(if lower.as_str() == "french" { "FRF" } else { "CHF" }, at + 2));
        }
        ("german" | "deutsche", "marks") => return Some(Unit::new("DEM", at + 2)),
        (_, "dollars") => {
            let found = DOLLARS.iter().find(|(name, _)| *name == word(at));
            return found.map(|&(_, code)| Unit::new(code, at + 2));
        }
        _ => {}
    }
    let hundredths = matches!(lower.as_str(), "cent" | "cents" | "pence");
    symbol(lower.as_str()).map(|code| Unit { code, end: at + 1, hundredths })
}

/// A unit of one word or symbol, as it may also stand tight behind the figure: `5km`.
pub(super) fn symbol(lower: &str) -> Option<&'static str> {
    WORDS.iter().find(|(name, _)| *name == lower).map(|&(_, code)| code)
}

fn squared(word: &str) -> Option<&'static str> {
    Some(match word {
        "miles" | "mile" => "[smi_us]",
        "kilometers" | "kilometres" | "km" | "kilometer" | "kilometre" => "km2",
        "meters" | "metres" | "meter" | "metre" | "m" => "m2",
        "feet" | "foot" | "ft" => "[sft_i]",
        "yards" => "[syd_i]",
        "inches" => "[sin_i]",
        _ => return None,
    })
}
