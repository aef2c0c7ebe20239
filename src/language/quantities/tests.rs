//! Sentences and every quantity in them.

#![allow(clippy::unwrap_used)]

use super::super::{test_reading, times};
use super::*;

/// Every quantity of a text.
fn read(text: &str) -> Vec<Quantity> {
    let (tokens, sentences) = test_reading::read(text);
    let words = Words::new(text, &tokens);
    let times = times::times(text, &tokens, &sentences, &words, None);
    quantities(text, &tokens, &sentences, &words, &times, &[])
}

fn name<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// `words = value [to high] [unit] [(head)] [modifier]`, one for each quantity.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
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
            line += &format!(" {}", name(modifier));
        }
        line
    };
    let found: Vec<String> = read(text).iter().map(show).collect();
    assert_eq!(found, expected, "{text}");
}

/// What stands around each quantity: `number: [against n] [per …] [up|down by|from|to cue] [of whole] [others]`.
#[track_caller]
fn check_around(text: &str, expected: &[&str]) {
    let show = |quantity: &Quantity| {
        let mut line = format!("{}:", quantity.number.of(text));
        if let Some(against) = quantity.against {
            line += &format!(" against {against}");
        }
        if let Some(per) = quantity.per {
            line += &format!(" per {}", per.of(text));
        }
        if let Some(change) = quantity.change {
            line += &format!(" {} {} {}", name(change.direction), name(change.role), change.cue.of(text));
        }
        if let Some(whole) = quantity.whole {
            line += &format!(" of {}", whole.of(text));
        }
        if quantity.others {
            line += " others";
        }
        line
    };
    let found: Vec<String> = read(text).iter().map(show).collect();
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
    check(
        "They freed 12 well-known and lesser-known writers.",
        &["12 well-known and lesser-known writers = 12 (well-known and lesser-known writers)"],
    );
    check(
        "Peru freed 30 political and religious prisoners.",
        &["30 political and religious prisoners = 30 (political and religious prisoners)"],
    );
    check("Several dozen people and dozens more came.", &["Several dozen people = 36 (people) about"]);
    check(
        "A few hundred stayed for a couple of thousand years.",
        &["A few hundred = 300 about", "a couple of thousand years = 2000 a about"],
    );
    check(
        "It sold 12 500 tonnes, 13 lakh boxes and 12,34,567 tickets.",
        &["12 500 tonnes = 12500 t", "13 lakh boxes = 1300000 (boxes)", "12,34,567 tickets = 1234567 (tickets)"],
    );
    check(
        "Growth was -2.5%, or .3 points, not 2½ points.",
        &["-2.5% = -2.5 %", ".3 points = 0.3 (points)", "2½ points = 2.5 (points)"],
    );
    check(
        "Two point five million voted; three lakh crore was spent.",
        &["Two point five million = 2500000", "three lakh crore = 3000000000000"],
    );
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
fn parts_of_one() {
    check("Two-thirds of the hall agreed.", &["Two-thirds = 0.6666666666666666"]);
    check(
        "Half the delegates and a quarter of the monks left.",
        &["Half the delegates = 0.5 (delegates)", "a quarter of the monks = 0.25 (monks)"],
    );
    check(
        "It cut the fee by half, by half a percentage point.",
        &["half = 0.5", "half a percentage point = 0.5 (percentage point)"],
    );
    check("They waited half an hour for half a million pesos.", &["half an hour = 0.5 h", "half a million pesos = 500000 MXN"]);
    check(
        "One in five adults and four out of 10 girls read it.",
        &["One in five adults = 0.2 (adults)", "four out of 10 girls = 0.4 (girls)"],
    );
    check("In the first half, the third man and a second half came.", &[]);
    check(
        "It was up for three quarters; three quarters of it fell.",
        &["three quarters = 3 (quarters)", "three quarters = 0.75"],
    );
}

#[test]
fn lengths_of_time_are_quantities_and_dates_are_none() {
    check("It lasted two months, a 10-hour wait.", &["two months = 2 mo", "10-hour = 10 h"]);
    check(
        "Over the past three years, eight trading days and two decades passed.",
        &["three years = 3 a", "eight trading days = 8 (trading days)", "two decades = 2 (decades)"],
    );
    check("Six weeks ago, on March 10, 1996, at 8:15 p.m., it ended.", &["Six weeks = 6 wk"]);
    check("On Tuesday 12 monks fled.", &["12 monks = 12 (monks)"]);
}

#[test]
fn ages_in_all_their_forms() {
    check("Ann Lee, 52, a boy aged 9 and twins aged 3 and 5 sang.", &["52 = 52 a", "9 = 9 a", "3 = 3 a", "5 = 5 a"]);
    check("The goalkeeper, 23, met an 18-month-old baby.", &["23 = 23 a", "18-month-old = 18 mo"]);
    check("At the age of 56 he was 40 years of age in spirit.", &["56 = 56 a", "40 years of age = 40 a"]);
    check("It polled 18- to 24-year-olds.", &["18- to 24-year = 18 to 24 a"]);
}

#[test]
fn votes_and_scores_have_two_sides() {
    check_around("The house voted 52-48, and Norwich won 3-1.", &["52-48: against 48", "3-1: against 1"]);
    check_around("A 9-to-6 vote; a 5 to 4 ruling.", &["9-to-6: against 6", "5 to 4: against 4"]);
    check("It takes 1-3 days and 1,000-5,000 votes.", &["1-3 days = 1 to 3 d", "1,000-5,000 votes = 1000 to 5000 (votes)"]);
}

#[test]
fn ranges_and_limits() {
    check(
        "Between 5 and 10 boats; four or five people; $26 to $31 million.",
        &[
            "5 and 10 boats = 5 to 10 (boats)",
            "four or five people = 4 to 5 (people)",
            "$26 to $31 million = 26000000 to 31000000 USD",
        ],
    );
    check(
        "It fell from 12 to 10 seats. It costs from 10 to 12 pence.",
        &["12 = 12 (seats)", "10 seats = 10 (seats)", "10 to 12 pence = 0.1 to 0.12 GBP"],
    );
    check(
        "No fewer than 30 ships, 20 or more tugs, 94+ cases, 60-odd rafts.",
        &[
            "30 ships = 30 (ships) at-least",
            "20 or more tugs = 20 (tugs) at-least",
            "94+ cases = 94 (cases) at-least",
            "60-odd rafts = 60 (rafts) about",
        ],
    );
    check("It went up to 120 and carries up to 90 guests.", &["120 = 120", "90 guests = 90 (guests) at-most"]);
}

#[test]
fn changes_say_which_way_and_which_number_is_which() {
    check_around("Output rose 10% from 100 to 110.", &["10: up by rose", "100: up from rose", "110: up to rose"]);
    check_around("The share fell $1.25 to $13, a 9% decline.", &["1.25: down by fell", "13: down to fell", "9: down by decline"]);
    check_around("It closed at $29, up 25 cents.", &["29:", "25: up by up"]);
    check_around("They pinned down 49 rebels and buy back up to 12 boats.", &["49:", "12:"]);
}

#[test]
fn parts_know_their_whole_and_others_their_kind() {
    check("Nine of the 13 envoys left.", &["Nine of the 13 envoys = 9 (envoys)", "13 envoys = 13 (envoys)"]);
    check_around("Nine of the 13 envoys left.", &["Nine: of the 13 envoys", "13:"]);
    check_around("Ten percent of voters ate 3 tonnes of rice.", &["Ten: of voters", "3: of rice"]);
    check_around("Some 100 others and another 20 boats sank at $5 a head.", &["100: others", "20: others", "5: per head"]);
}

#[test]
fn a_bare_number_has_the_noun_of_its_neighbour() {
    check("Three confirmed and 13 probable cases.", &["Three = 3 (cases)", "13 probable cases = 13 (probable cases)"]);
    check("It lost 300 jobs here, 70 in Spain.", &["300 jobs = 300 (jobs)", "70 = 70 (jobs)"]);
    check("The number of confirmed cases rose to at least 20.", &["20 = 20 (confirmed cases) at-least"]);
}

#[test]
fn units_grown_to_their_figure_and_units_of_rates() {
    check(
        "It has 30GB, runs 0-60mph, costs 3.5p at 40C and stands 6ft 2in.",
        &[
            "30GB = 30 GBy",
            "0-60mph = 0 to 60 [mi_i]/h",
            "3.5p = 0.035 GBP",
            "40C = 40 Cel",
            "6ft 2in = 6.166666666666667 [ft_i]",
        ],
    );
    check(
        "It pumps 2 million barrels a day at 120 km/h, 60fps.",
        &["2 million barrels a day = 2000000 [bbl_us]/d", "120 km/h = 120 km/h", "60fps = 60 (fps)"],
    );
    check(
        "They paid C$35, up 5 cents, USD115.5, KSh38 million and 30 MSEK.",
        &[
            "C$35 = 35 CAD",
            "5 cents = 0.05 CAD",
            "USD115.5 = 115.5 USD",
            "KSh38 million = 38000000 KES",
            "30 MSEK = 30000000 SEK",
        ],
    );
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
        "Fortune 500 companies, iPhone 4 users and Boeing 777 planes.",
        "The 9/11 attacks, day five, a 2-for-1 split, zero tolerance.",
        "A three-way race; the film 13 Hours by a newcomer.",
        "One day he left; one is enough; it was one that fell.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn the_ends_of_a_change_share_what_stands_behind_the_second() {
    check("Shares rose from 100 to 110 pence.", &["100 = 1 GBP", "110 pence = 1.1 GBP"]);
    check("Output fell from 5 to 3 million tonnes.", &["5 = 5000000 t", "3 million tonnes = 3000000 t"]);
    check("The rate went from 3 to 5 per cent.", &["3 = 3 %", "5 per cent = 5 %"]);
    check("Children aged 12 to 15 were there.", &["12 = 12 a", "15 = 15 a"]);
}
