//! The units of measurement that news uses, as UCUM codes, and how they convert.
//!
//! Codes are those of the Unified Code for Units of Measure 2.1. Factors are those of the International System and of the international
//! yard and pound agreement of 1959, exact unless said otherwise.

use super::super::numerals::Lower;

/// A quantity in the base unit of its dimension, so that feet can be compared with kilometres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// How much of the base unit.
    pub value: f64,
    /// UCUM code of the base unit: `m`, `m2`, `L`, `g`, `s`, `m/s`, `K`, `W`, `J`, `By`, `Hz`.
    pub base: &'static str,
}

/// What a value in a UCUM unit is in the base unit of its dimension; `None` for units that have no other to be compared with
/// (currencies, percent) and for codes that Dateline never writes.
#[must_use]
pub fn measure(value: f64, unit: &str) -> Option<Measure> {
    match unit {
        "Cel" => return Some(Measure { value: value + 273.15, base: "K" }),
        "[degF]" => return Some(Measure { value: (value - 32.0) * 5.0 / 9.0 + 273.15, base: "K" }),
        _ => {}
    }
    let found = UNITS.binary_search_by(|(code, _, _)| (*code).cmp(unit)).ok()?;
    let (_, base, factor) = UNITS[found];
    Some(Measure { value: value * factor, base })
}

/// Code, base unit, how many of it; in byte order of the codes.
#[rustfmt::skip]
const UNITS: &[(&str, &str, f64)] = &[
    ("By", "By", 1.0),
    ("GBy", "By", 1e9),
    ("GHz", "Hz", 1e9),
    ("GW", "W", 1e9),
    ("GW.h", "J", 3.6e12),
    ("Hz", "Hz", 1.0),
    ("J", "J", 1.0),
    ("K", "K", 1.0),
    ("L", "L", 1.0),
    ("MBy", "By", 1e6),
    ("MHz", "Hz", 1e6),
    ("MW", "W", 1e6),
    ("MW.h", "J", 3.6e9),
    ("PBy", "By", 1e15),
    ("TBy", "By", 1e12),
    ("TW", "W", 1e12),
    ("TW.h", "J", 3.6e15),
    ("W", "W", 1.0),
    ("[HP]", "W", 745.699_871_582_270_2),
    ("[acr_us]", "m2", 4_046.872_609_874_252),
    ("[bbl_us]", "L", 158.987_294_928),
    ("[cft_i]", "L", 28.316_846_592),
    ("[cin_i]", "L", 0.016_387_064),
    ("[cup_us]", "L", 0.236_588_236_5),
    ("[cyd_i]", "L", 764.554_857_984),
    ("[foz_us]", "L", 0.029_573_529_562_5),
    ("[ft_i]", "m", 0.3048),
    ("[fth_us]", "m", 1.828_8),
    ("[fur_us]", "m", 201.168),
    ("[gal_br]", "L", 4.546_09),
    ("[gal_us]", "L", 3.785_411_784),
    ("[in_i]", "m", 0.0254),
    ("[kn_i]", "m/s", 1852.0 / 3600.0),
    ("[lb_av]", "g", 453.592_37),
    ("[lton_av]", "g", 1_016_046.908_8),
    ("[mi_i]", "m", 1609.344),
    ("[mi_i]/h", "m/s", 0.447_04),
    ("[nmi_i]", "m", 1852.0),
    ("[oz_av]", "g", 28.349_523_125),
    ("[pt_us]", "L", 0.473_176_473),
    ("[qt_us]", "L", 0.946_352_946),
    ("[sft_i]", "m2", 0.092_903_04),
    ("[sin_i]", "m2", 0.000_645_16),
    ("[smi_us]", "m2", 2_589_998.470_319_521),
    ("[ston_av]", "g", 907_184.74),
    ("[stone_av]", "g", 6_350.293_18),
    ("[syd_i]", "m2", 0.836_127_36),
    ("[tbs_us]", "L", 0.014_786_764_781_25),
    ("[tsp_us]", "L", 0.004_928_921_593_75),
    ("[yd_i]", "m", 0.9144),
    ("a", "s", 31_557_600.0),
    ("cm", "m", 0.01),
    ("cm2", "m2", 1e-4),
    ("d", "s", 86_400.0),
    ("dm", "m", 0.1),
    ("g", "g", 1.0),
    ("h", "s", 3_600.0),
    ("har", "m2", 10_000.0),
    ("kBy", "By", 1e3),
    ("kHz", "Hz", 1e3),
    ("kJ", "J", 1e3),
    ("kW", "W", 1e3),
    ("kW.h", "J", 3.6e6),
    ("kcal", "J", 4_184.0),
    ("kg", "g", 1e3),
    ("km", "m", 1e3),
    ("km/h", "m/s", 1.0 / 3.6),
    ("km/s", "m/s", 1e3),
    ("km2", "m2", 1e6),
    ("kt", "g", 1e9),
    ("m", "m", 1.0),
    ("m/s", "m/s", 1.0),
    ("m2", "m2", 1.0),
    ("m3", "L", 1e3),
    ("mL", "L", 1e-3),
    ("mg", "g", 1e-3),
    ("min", "s", 60.0),
    ("mm", "m", 1e-3),
    ("mo", "s", 2_629_800.0),
    ("ms", "s", 1e-3),
    ("nm", "m", 1e-9),
    ("s", "s", 1.0),
    ("t", "g", 1e6),
    ("ug", "g", 1e-6),
    ("um", "m", 1e-6),
    ("wk", "s", 604_800.0),
];

/// Units of one word in lower case, and their codes; in byte order. Those that are symbols need a figure before them.
#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("acre", "[acr_us]"), ("acres", "[acr_us]"), ("barrel", "[bbl_us]"), ("barrels", "[bbl_us]"), ("bit", "bit"), ("bits", "bit"),
    ("byte", "By"), ("bytes", "By"), ("calorie", "kcal"), ("calories", "kcal"), ("celcius", "Cel"), ("celsius", "Cel"),
    ("centigrade", "Cel"), ("centimeter", "cm"), ("centimeters", "cm"), ("centimetre", "cm"), ("centimetres", "cm"), ("day", "d"),
    ("days", "d"), ("decibel", "dB"), ("decibels", "dB"), ("decimeter", "dm"), ("decimeters", "dm"), ("decimetre", "dm"),
    ("decimetres", "dm"), ("fahrenheit", "[degF]"), ("fathom", "[fth_us]"), ("fathoms", "[fth_us]"), ("feet", "[ft_i]"), ("foot", "[ft_i]"), ("furlong", "[fur_us]"), ("furlongs", "[fur_us]"), ("gallon", "[gal_us]"),
    ("gallons", "[gal_us]"), ("gigabyte", "GBy"), ("gigabytes", "GBy"), ("gigahertz", "GHz"), ("gigawatt", "GW"), ("gigawatts", "GW"),
    ("gram", "g"), ("gramme", "g"), ("grammes", "g"), ("grams", "g"), ("hectare", "har"), ("hectares", "har"), ("hertz", "Hz"),
    ("horsepower", "[HP]"), ("hour", "h"), ("hours", "h"), ("hrs", "h"), ("inch", "[in_i]"), ("inches", "[in_i]"), ("joules", "J"),
    ("kilo", "kg"), ("kilobits", "kbit"), ("kilobytes", "kBy"), ("kilogram", "kg"), ("kilogramme", "kg"), ("kilogrammes", "kg"),
    ("kilograms", "kg"), ("kilohertz", "kHz"), ("kilojoules", "kJ"), ("kilometer", "km"), ("kilometers", "km"), ("kilometre", "km"),
    ("kilometres", "km"), ("kilos", "kg"), ("kilotons", "kt"), ("kilowatt", "kW"), ("kilowatt-hours", "kW.h"), ("kilowatts", "kW"),
    ("knots", "[kn_i]"), ("liter", "L"), ("liters", "L"), ("litre", "L"), ("litres", "L"), ("megabit", "Mbit"), ("megabits", "Mbit"),
    ("megabyte", "MBy"), ("megabytes", "MBy"), ("megahertz", "MHz"), ("megawatt", "MW"), ("megawatts", "MW"), ("meter", "m"),
    ("meters", "m"), ("metre", "m"), ("metres", "m"), ("microgram", "ug"), ("microgrammes", "ug"), ("micrograms", "ug"), ("micron", "um"),
    ("microns", "um"), ("mile", "[mi_i]"), ("miles", "[mi_i]"), ("milligram", "mg"), ("milligrams", "mg"), ("milliliter", "mL"),
    ("milliliters", "mL"), ("millilitre", "mL"), ("millilitres", "mL"), ("millimeter", "mm"), ("millimeters", "mm"), ("millimetre", "mm"),
    ("millimetres", "mm"), ("millisecond", "ms"), ("milliseconds", "ms"), ("mins", "min"), ("minute", "min"), ("minutes", "min"),
    ("month", "mo"), ("months", "mo"), ("nanometers", "nm"), ("nanometres", "nm"), ("ounce", "[oz_av]"), ("ounces", "[oz_av]"),
    ("picometer", "pm"), ("picometers", "pm"), ("pint", "[pt_us]"), ("pints", "[pt_us]"), ("pound", "[lb_av]"), ("pounds", "[lb_av]"),
    ("quart", "[qt_us]"), ("quarts", "[qt_us]"), ("radians", "rad"), ("second", "s"), ("seconds", "s"), ("secs", "s"),
    ("tablespoon", "[tbs_us]"), ("tablespoons", "[tbs_us]"), ("teaspoon", "[tsp_us]"), ("teaspoons", "[tsp_us]"), ("terabyte", "TBy"),
    ("terabytes", "TBy"), ("terawatts", "TW"), ("ton", "[ston_av]"), ("tonne", "t"), ("tonnes", "t"), ("tons", "[ston_av]"),
    ("volts", "V"), ("watt", "W"), ("watts", "W"), ("week", "wk"), ("weeks", "wk"), ("yard", "[yd_i]"), ("yards", "[yd_i]"),
    ("year", "a"), ("years", "a"), ("yrs", "a"),
];

/// Symbols, which stand behind figures only; as they are written, in byte order.
#[rustfmt::skip]
const SYMBOLS: &[(&str, &str)] = &[
    ("GB", "GBy"), ("GHz", "GHz"), ("GW", "GW"), ("GWh", "GW.h"), ("Gb", "Gbit"), ("Gbps", "Gbit/s"), ("Hz", "Hz"), ("KB", "kBy"),
    ("KG", "kg"), ("KM", "km"), ("Kg", "kg"), ("Km", "km"), ("MB", "MBy"), ("MHz", "MHz"), ("MPH", "[mi_i]/h"), ("MW", "MW"),
    ("MWh", "MW.h"), ("Mb", "Mbit"), ("Mbps", "Mbit/s"), ("PB", "PBy"), ("TB", "TBy"), ("TWh", "TW.h"), ("bhp", "[HP]"), ("cc", "cm3"),
    ("cm", "cm"), ("dB", "dB"), ("dm", "dm"), ("ft", "[ft_i]"), ("ft.", "[ft_i]"), ("g", "g"), ("gb", "GBy"), ("ghz", "GHz"), ("h", "h"),
    ("ha", "har"), ("hp", "[HP]"), ("hr", "h"), ("in.", "[in_i]"), ("kHz", "kHz"), ("kJ", "kJ"), ("kW", "kW"), ("kWh", "kW.h"),
    ("kb", "kbit"), ("kg", "kg"), ("kgs", "kg"), ("km", "km"), ("km2", "km2"), ("kmh", "km/h"), ("kmph", "km/h"), ("kph", "km/h"),
    ("kt", "kt"), ("kw", "kW"), ("kwh", "kW.h"), ("lb", "[lb_av]"), ("lb.", "[lb_av]"), ("lbs", "[lb_av]"), ("lbs.", "[lb_av]"),
    ("m2", "m2"), ("m3", "m3"), ("mAh", "mA.h"), ("mL", "mL"), ("mb", "MBy"), ("mcg", "ug"), ("mg", "mg"), ("mhz", "MHz"),
    ("mi", "[mi_i]"), ("mi.", "[mi_i]"), ("min", "min"), ("min.", "min"), ("ml", "mL"), ("mm", "mm"), ("mph", "[mi_i]/h"), ("ms", "ms"),
    ("mw", "MW"), ("nm", "nm"), ("oz", "[oz_av]"), ("oz.", "[oz_av]"), ("pct", "%"), ("pct.", "%"), ("rad", "rad"), ("s", "s"),
    ("sec", "s"), ("t", "t"), ("tb", "TBy"), ("yd", "[yd_i]"), ("yds", "[yd_i]"), ("yr", "a"), ("°C", "Cel"), ("°F", "[degF]"),
    ("μg", "ug"),
];

/// The code of a unit of one word: `kilometres`, `years`.
pub(super) fn word(lower: &str) -> Option<&'static str> {
    WORDS.binary_search_by(|(name, _)| (*name).cmp(lower)).ok().map(|found| WORDS[found].1)
}

/// The code of a unit's symbol: `km`, `GB`.
pub(super) fn symbol(written: &str) -> Option<&'static str> {
    SYMBOLS.binary_search_by(|(name, _)| (*name).cmp(written)).ok().map(|found| SYMBOLS[found].1)
}

/// The square of a unit of length: `miles` of `square miles`.
pub(super) fn squared(lower: &str) -> Option<&'static str> {
    Some(match word(lower).or_else(|| symbol(lower))? {
        "[mi_i]" => "[smi_us]",
        "km" => "km2",
        "m" => "m2",
        "cm" => "cm2",
        "[ft_i]" => "[sft_i]",
        "[yd_i]" => "[syd_i]",
        "[in_i]" => "[sin_i]",
        _ => return (lower == "m").then_some("m2"),
    })
}

/// The cube of a unit of length: `feet` of `cubic feet`.
pub(super) fn cubed(lower: &str) -> Option<&'static str> {
    Some(match word(lower).or_else(|| symbol(lower))? {
        "m" => "m3",
        "cm" => "cm3",
        "[ft_i]" => "[cft_i]",
        "[yd_i]" => "[cyd_i]",
        "[in_i]" => "[cin_i]",
        _ => return (lower == "m").then_some("m3"),
    })
}

/// A unit of time.
pub(super) fn is_time(code: &str) -> bool {
    matches!(code, "a" | "mo" | "wk" | "d" | "h" | "min" | "s" | "ms")
}

/// The speed of a length in a time: `km` and `hour`.
pub(super) fn speed(length: &str, time: &str) -> Option<&'static str> {
    let per = word(time).or_else(|| symbol(Lower::new(time).as_str()))?;
    Some(match (length, per) {
        ("km", "h") => "km/h",
        ("[mi_i]", "h") => "[mi_i]/h",
        ("m", "s") => "m/s",
        ("km", "s") => "km/s",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_byte_order() {
        assert!(UNITS.is_sorted_by(|a, b| a.0 < b.0));
        for table in [WORDS, SYMBOLS] {
            for pair in table.windows(2) {
                assert!(pair[0].0 < pair[1].0, "{pair:?}");
            }
        }
    }

    #[test]
    fn measures_of_one_dimension_can_be_compared() {
        let metres = |value, unit| measure(value, unit).map(|measure| (measure.value * 1e3).round() / 1e3);
        assert_eq!(metres(30.0, "[ft_i]"), Some(9.144));
        assert_eq!(metres(48.0, "km"), Some(48_000.0));
        assert_eq!(metres(30.0, "[mi_i]"), Some(48_280.32));
        assert_eq!(measure(1.0, "t"), Some(Measure { value: 1e6, base: "g" }));
        assert_eq!(measure(100.0, "Cel"), Some(Measure { value: 373.15, base: "K" }));
        assert_eq!(metres(212.0, "[degF]"), Some(373.15));
        assert_eq!(measure(5.0, "USD"), None);
        assert_eq!(measure(5.0, "%"), None);
    }
}
