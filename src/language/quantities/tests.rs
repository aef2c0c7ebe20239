//! Sentences and every quantity in them.

#![allow(clippy::unwrap_used)]

use super::super::{test_reading, times};
use super::*;

/// `words = value [to high] [unit] [(head)] [modifier]`, one for each quantity.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (tokens, sentences) = test_reading::read(text);
    let words = Words::new(text, &tokens);
    let times = times::times(text, &tokens, &sentences, &words, None);
    let show = |quantity: &Quantity| {
        let mut line = format!("{} = {}", quantity.span.of(text), quantity.value);
        if let Some(high) = quantity.high {
            line += &format!(" to {high}");
        }
        if let Some(unit) = &quantity.unit {
            line += &format!(" {unit}");
        }
        if let Some(head) = quantity.head {
            line += &format!(" ({})", head.of(text));
        }
        if let Some(modifier) = quantity.modifier {
            line += &format!(" {}", serde_json::to_value(modifier).unwrap().as_str().unwrap());
        }
        line
    };
    let found: Vec<String> = quantities(text, &tokens, &sentences, &words, &times, &[]).iter().map(show).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn counts_with_their_noun_phrase() {
    check("The envoy raised 412 visa cases.", &["412 visa cases = 412 (visa cases)"]);
    check("Not among them were 90 other Kurdish families.", &["90 other Kurdish families = 90 (other Kurdish families)"]);
    check("Police held seven cousins of the editor.", &["seven cousins = 7 (cousins)"]);
    check("About 2,400 land mines in the valley were found.", &["2,400 land mines = 2400 (land mines) about"]);
    check(
        "At least five Greek Orthodox monks and two nuns fled.",
        &["five Greek Orthodox monks = 5 (Greek Orthodox monks) at-least", "two nuns = 2 (nuns)"],
    );
    check("Only one minister resigned.", &["one minister = 1 (minister)"]);
    check("One senior official Monday denied it.", &["One senior official = 1 (senior official)"]);
    check(
        "A 12-member panel heard 30 pro-whaling delegates.",
        &["12-member = 12 (member)", "30 pro-whaling delegates = 30 (pro-whaling delegates)"],
    );
    check("Four or five were freed.", &["Four or five = 4 to 5"]);
    check("Some 200 Americans held there wrote.", &["200 Americans = 200 (Americans) about"]);
}

#[test]
fn numbers_in_words_and_mixtures() {
    check("He owes 1.2 million votes.", &["1.2 million votes = 1200000 (votes)"]);
    check("It has three thousand six hundred members.", &["three thousand six hundred members = 3600 (members)"]);
    check("A dozen boats and twenty-one rafts came.", &["A dozen boats = 12 (boats)", "twenty-one rafts = 21 (rafts)"]);
    check("Two-thirds of the hall agreed.", &["Two-thirds = 0.6666666666666666"]);
    check("Several dozen people and dozens more came.", &[]);
}

#[test]
fn money_percentages_and_units() {
    check("The fine is $19 million worth of steel.", &["$19 million = 19000000 USD"]);
    check(
        "The share fell $1.25 to $13, or 9%, in a 10% to 20% rout.",
        &["$1.25 = 1.25 USD", "$13 = 13 USD", "9% = 9 %", "10% to 20% = 10 to 20 %"],
    );
    check(
        "They lost 75 cents, 4 pence and $534.3 million.",
        &["75 cents = 0.75 USD", "4 pence = 0.04 GBP", "$534.3 million = 534300000 USD"],
    );
    check("It costs $26 to $31 million.", &["$26 to $31 million = 26000000 to 31000000 USD"]);
    check(
        "He paid HK$500, £2.5bn, 300 yen and 40,000 pounds.",
        &["HK$500 = 500 HKD", "£2.5bn = 2500000000 GBP", "300 yen = 300 JPY", "40,000 pounds = 40000 GBP"],
    );
    check(
        "Turnout fell to 41 percent, or 41%, up to 12 per cent less.",
        &["41 percent = 41 %", "41% = 41 %", "12 per cent = 12 % at-most"],
    );
    check(
        "A 30-foot wall runs 5km, or 3.1 miles, over 2 square miles.",
        &["30-foot = 30 [ft_i]", "5km = 5 km", "3.1 miles = 3.1 [mi_i]", "2 square miles = 2 [smi_us] more-than"],
    );
    check("The 45-year-old, a boy aged 9, and Ann Lee, 52, spoke.", &["45-year-old = 45 a", "9 = 9 a", "52 = 52 a"]);
}

#[test]
fn what_is_no_quantity() {
    for text in [
        "One of the men, one another, no one.",
        "In 1997 and on March 10 at 8:15 p.m.",
        "The third country and the 27th century.",
        "Call 555-1234 or (202) 555-0199.",
        "Flight 103, F-16 and Resolution 687 of the Group of Seven.",
        "They live at 1600 Pennsylvania Avenue.",
        "It lasted two months, a 10-hour wait.",
        "They won 3-2.",
    ] {
        check(text, &[]);
    }
}
