//! What is claimed in small articles of January 25, 1994, a Tuesday.

use std::sync::Arc;

use crate::article::{self, Format, PartialDate, PublishedSource, Stated};
use crate::knowledge::Knowledge;
use crate::language::{self, EntityId, Reading};

use super::*;

/// Every claim of a text, one a line: attribute, subject, value, and what else is known of it.
fn read(text: &str) -> Vec<String> {
    let (claims, reading) = claimed(text);
    claims.iter().map(|claim| line(claim, &reading)).collect()
}

fn claimed(text: &str) -> (Vec<Claim>, Reading) {
    let knowledge = Knowledge::builtin();
    let published = PartialDate::day(1994, 1, 25).map(|day| (day, PublishedSource::Sidecar));
    let article = article::read(Arc::from(text), Format::Text, &Stated { published, ..Stated::default() }, &knowledge.gazetteer);
    let reading = language::read(&article, knowledge);
    (claims(&article, &reading, knowledge), reading)
}

fn line(claim: &Claim, reading: &Reading) -> String {
    let name = |entity| reading.entity(entity).name.clone();
    let subject = match &claim.subject {
        Subject::Entity(entity) => name(*entity),
        Subject::Thing(thing) => {
            let mut words: String =
                thing.modifiers.iter().map(|word| format!("{word} ")).chain([thing.head.to_string()]).collect();
            words.extend(thing.whole.iter().map(|whole| format!(" of the {whole}")));
            words.extend(thing.others.then_some(" (others)"));
            words
        }
        Subject::Event => "event".to_owned(),
        Subject::Abbreviation { letters, .. } => letters.clone(),
        Subject::Post { office, of } => format!("{office:?} {of}"),
        Subject::Unknown => "somebody".to_owned(),
    };
    let value = match &claim.value {
        Value::Text(text) => text.clone(),
        Value::Office { text, tenure } => format!("{text}{}", tenure.map_or(String::new(), |tenure| format!(" ({tenure:?})"))),
        Value::Number(number) => {
            let unit = number.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
            let bound = number.bound.map_or(String::new(), |bound| format!(" ({bound:?})"));
            format!("{}{unit}{bound}", number.value)
        }
        Value::Date(date) => date.to_string(),
        Value::Entity(entity) | Value::Holder { person: entity, .. } | Value::Site { place: entity, .. } => name(*entity),
        Value::Place { name, .. } => name.clone(),
        Value::Kin { relative, of } => format!("{relative:?} of {}", of.map_or_else(|| "somebody".to_owned(), name)),
    };
    let mut line = format!("{:?} of {subject}: {value}", claim.attribute);
    line.extend(claim.event.iter().flat_map(|event| event.predicate.iter()).map(|verb| format!("; {verb}")));
    line.extend(claim.when.map(|when| format!("; {when}")));
    line.extend(claim.hedge.map(|hedge| format!("; {hedge:?}")));
    match &claim.voice {
        Voice::Writer => {}
        Voice::Named(speaker) => line += &format!("; by {}", name(*speaker)),
        Voice::Unnamed(head) => line += &format!("; by {}", head.as_deref().unwrap_or("somebody")),
    }
    line
}

#[test]
fn offices_ages_and_lives_are_claimed_of_people() {
    assert_eq!(
        read("Former Prime Minister Kenji Oda, 61, was born on 3 May 1932. The 45-year-old painter Jo Marsh died in 1993."),
        [
            "Title of Kenji Oda: Prime Minister (Former)",
            "Age of Kenji Oda: 61 a",
            "Birth of Kenji Oda: 1932-05-03",
            "Age of Jo Marsh: 45 a",
            "Title of Jo Marsh: painter",
            "Death of Jo Marsh: 1993",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn a_count_has_its_event() {
    assert_eq!(
        read("About 40 people were killed on Monday. Three of the 12 hostages were freed. Another 20 boats may sink."),
        [
            "Count of person: 40 (About); die; 1994-01-24",
            "EventDate of event: 1994-01-24; die",
            "Count of hostage of the hostage: 3; free",
            "Count of hostage: 12; free",
            "Count of boat (others): 20; sink; Possible",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn amounts_and_changes_have_what_they_are_of() {
    assert_eq!(
        read("Norway paid a fine of $19 million. Exports rose 10 percent to $5.2 billion in 1993."),
        [
            "Amount of fine: 19000000 USD; pay",
            "Change of export: 10 %; rise; 1993",
            "Change of export: 5200000000 USD; rise; 1993",
            "EventDate of event: 1993; rise",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn a_figure_may_be_a_rounded_one() {
    let tolerance = |text: &str| {
        let knowledge = Knowledge::builtin();
        let article = article::read(Arc::from(text), Format::Text, &Stated::default(), &knowledge.gazetteer);
        let reading = language::read(&article, knowledge);
        numbers::number(&reading.quantities[0], text).tolerance
    };
    let exact = [
        ("235 prisoners fled.", 0.0),
        ("240 prisoners fled.", 5.0),
        ("About 240 prisoners fled.", 24.0),
        ("40 prisoners fled.", 0.0),
    ];
    let measured = [
        ("Several dozen prisoners fled.", 36.0),
        ("They paid $19 million.", 500_000.0),
        ("They paid $5.25 million.", 5_000.0),
        ("They paid 25 cents.", 0.005),
    ];
    for (text, expected) in exact.into_iter().chain(measured) {
        assert!((tolerance(text) - expected).abs() < 1e-6, "{text} {}", tolerance(text));
    }
}

#[test]
fn what_is_quoted_is_the_speakers() {
    assert_eq!(
        read("Jo Marsh said that 40 ships had sunk. \"We have 12 ships,\" a sailor said. Police said that 3 boats were lost."),
        [
            "Count of ship: 40; sink; by Jo Marsh",
            "Quotation of somebody: We have 12 ships,; by sailor",
            "Count of ship: 12; by sailor",
            "Count of boat: 3; lose; by police",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn one_and_the_two_are_no_counts() {
    assert_eq!(read("One banker met the two governments."), [] as [String; 0]);
}

#[test]
fn each_date_of_a_sentence_has_the_verb_beside_it() {
    let dated = ["EventDate of event: 1994-01-10; begin", "EventDate of event: 1994-01-17; end"].map(str::to_owned);
    assert_eq!(read("The talks began on January 10 and ended on January 17."), dated);
}

#[test]
fn a_date_can_belong_to_a_noun() {
    let read = |text| read(text).into_iter().filter(|claim| claim.starts_with("Event")).collect::<Vec<_>>();
    for (text, expected) in [
        ("Peru listed cases from the 1989 student protests.", "1989; protest"),
        ("Norway praised yesterday's long-awaited meeting.", "1994-01-24; meet"),
        ("Oslo prepared for the arrival Monday of a delegation.", "1994-01-24; arrival"),
        ("Many rules go back to the crushing of the revolt in 1956.", "1956; crush"),
        ("In announcing his decision last June to leave, Jo Marsh wept.", "1993-06; decision"),
        ("Norway ended the talks on Monday.", "1994-01-24; end"),
    ] {
        assert_eq!(read(text), [format!("EventDate of event: {expected}")], "{text}");
    }
}

#[test]
fn a_verb_that_no_list_has_is_known_by_what_stands_around_it() {
    let read = |text| read(text).into_iter().filter(|claim| claim.starts_with("EventDate")).collect::<Vec<_>>();
    assert_eq!(read("Peru moved to scrap the dams in 1993."), ["EventDate of event: 1993; scrap"]);
    assert_eq!(read("Macau waits for the day when Lisbon cedes it in 1999."), ["EventDate of event: 1999; cede"]);
}

#[test]
fn the_place_that_owns_a_parliament_is_not_where_it_speaks() {
    assert_eq!(
        read("A clerk in Norway's parliament spoke in Geneva on January 10."),
        ["EventPlace of event: Geneva; speak; 1994-01-10", "EventDate of event: 1994-01-10; speak"].map(str::to_owned)
    );
    assert_eq!(
        read("They listed cases from the 1989 protests in Riga."),
        ["EventDate of event: 1989; protest", "EventPlace of event: Riga; protest; 1989"].map(str::to_owned)
    );
}

#[test]
fn an_abbreviation_is_spelt_out() {
    assert_eq!(
        read("The World Trade Organization (WTO) has a free trade area (FTA), not a zone (XYZ)."),
        ["Expansion of WTO: World Trade Organization", "Expansion of FTA: free trade area"].map(str::to_owned)
    );
    assert_eq!(
        read(
            "They joined GATT, the General Agreement on Tariffs and Trade. The United Harbour Board, or UHB, met the BBC, the oldest."
        ),
        ["Expansion of GATT: General Agreement on Tariffs and Trade", "Expansion of UHB: United Harbour Board"]
            .map(str::to_owned)
    );
}

#[test]
fn nationality_family_and_offices_are_claimed_of_people() {
    assert_eq!(
        read(
            "The Canadian violinist Clara Voss came with her husband, Peter Hallam. Erik Lund, a Dane, is the son of Clara Voss."
        ),
        [
            "Title of Clara Voss: Canadian violinist",
            "Nationality of Clara Voss: Canada",
            "Kinship of Peter Hallam: Spouse of Clara Voss",
            "Nationality of Erik Lund: Denmark",
        ]
        .map(str::to_owned)
    );
    assert_eq!(
        read(
            "Norwegian Foreign Minister Jon Oberlin met Edith Karlow, the mayor of Dresden, and Peru's defence minister, Ana Ruzi."
        ),
        [
            "Title of Jon Oberlin: Norwegian Foreign Minister",
            "Holder of ForeignMinister Norway: Jon Oberlin",
            "Title of Edith Karlow: mayor of Dresden",
            "Holder of Mayor Dresden: Edith Karlow",
            "Title of Ana Ruzi: defence minister",
            "Holder of DefenceMinister Peru: Ana Ruzi",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn what_somebody_is_said_to_be_is_a_title() {
    assert_eq!(
        read(
            "Jo Marsh was finance minister in 1991. Ann Drury, who has been a judge since 1989, spoke. Lea Holm became mayor. Tom Roe was named ambassador."
        ),
        [
            "Title of Jo Marsh: finance minister (Then); 1991",
            "EventDate of event: 1991; be",
            "Title of Ann Drury: judge; 1989",
            "EventDate of event: 1989; be",
            "Title of Lea Holm: mayor (New)",
            "Title of Tom Roe: ambassador (New)",
        ]
        .map(str::to_owned)
    );
}

#[test]
fn places_lie_in_others_and_things_happen_in_them() {
    assert_eq!(
        read(
            "The Syrian city of Aleppo was shelled. They flew from Lyon, France, to Homs, in western Syria. He saw Rome, Malta and Crete."
        ),
        ["Containment of Aleppo: Syria", "Containment of Lyon: France", "Containment of Homs: Syria",].map(str::to_owned)
    );
    assert_eq!(
        read("Japan and Peru signed the accord in Geneva on January 10."),
        ["EventPlace of event: Geneva; sign; 1994-01-10", "EventDate of event: 1994-01-10; sign"].map(str::to_owned)
    );
}

#[test]
fn dozens_and_only_one_are_counts() {
    assert_eq!(
        read(
            "Dozens of striking miners were arrested. Only one arrest was reported. Tens of thousands of people fled. One man came."
        ),
        ["Count of strik miner: 24; arrest", "Count of arrest: 1; report", "Count of person: 20000; flee",].map(str::to_owned)
    );
}

#[test]
fn a_town_stands_for_no_agency() {
    assert_eq!(
        read("OSLO (NTB) -- Ships sank. The United Arab Emirates (UAE) sent help."),
        ["Expansion of UAE: United Arab Emirates"]
    );
}

/// Whether a claim of each text gives one figure for one thing. Entities of one name are one.
fn corroborate(one: &str, other: &str) -> bool {
    let ((claims_here, here), (claims_there, there)) = (claimed(one), claimed(other));
    let same = |a: EntityId, b: EntityId| here.entity(a).name == there.entity(b).name;
    claims_here.iter().any(|one| {
        claims_there.iter().any(|other| {
            let published = PartialDate::day(1994, 1, 25);
            corroborates(
                Statement { claim: one, published, article: 0 },
                Statement { claim: other, published, article: 1 },
                &same,
            )
        })
    })
}

#[test]
fn one_figure_in_two_articles_is_the_same_though_the_verbs_differ() {
    let here = "Jo Marsh will examine 235 cases from a list.";
    assert!(corroborate(here, "Foreign Minister Jo Marsh met Ann Drury and spoke of 235 named cases."));
    assert!(!corroborate(here, "Ann Drury spoke of 235 named cases."));
    assert!(!corroborate(here, "Jo Marsh spoke of 235 other cases."));
    assert!(!corroborate(here, "Jo Marsh may speak of 235 cases."));
    assert!(!corroborate("Jo Marsh saw 12 cases.", "Jo Marsh opened 12 cases."));
    let fine = "Peru set a fine of $19 million on cloth that was sent through third ports.";
    assert!(corroborate(fine, "Charges worth $19 million were set since cloth went through third ports."));
    assert!(!corroborate(fine, "Norway built a bridge for $19 million."));
}

#[test]
fn neither_agency_nor_title_nor_nationality_is_a_strange_participant() {
    let event = |text| {
        let (claims, _) = claimed(text);
        let dated = claims.into_iter().find(|claim| claim.attribute == Attribute::EventDate);
        let list = |words: &[Stem]| words.iter().map(Stem::to_string).collect::<Vec<_>>();
        dated.and_then(|claim| claim.event).map(|event| (event.participants.len(), list(&event.names), list(&event.nations)))
    };
    let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(event("OSLO (Reuter) - Talks began on Monday."), Some((0, of(&[]), of(&[]))));
    assert_eq!(event("The Foreign Minister of Peru, Ana Ruzi, spoke on Monday."), Some((2, of(&[]), of(&["peru"]))));
    assert_eq!(event("On Monday Norwegian boats left for Peru."), Some((1, of(&["norway"]), of(&["norway", "peru"]))));
}

#[test]
fn what_another_clause_expects_takes_nothing_from_a_statement() {
    assert_eq!(
        read("The talks begin on January 27, and somebody will have to decide."),
        ["EventDate of event: 1994-01-27; begin"]
    );
    assert_eq!(
        read("The talks will begin on January 27, and somebody decides."),
        ["EventDate of event: 1994-01-27; begin; Expected"]
    );
}
