//! Names in small stories of our own: each line of a table is an article, and every name that is read in it.

use std::sync::Arc;

use crate::article::{self, Format, Stated};
use crate::knowledge::Knowledge;
use crate::language::{self, Kind, Reading};

fn read(text: &str) -> (article::Article, Reading) {
    let knowledge = Knowledge::builtin();
    let article = article::read(Arc::from(text), Format::Text, &Stated::default(), &knowledge.gazetteer);
    let reading = language::read(&article, knowledge);
    (article, reading)
}

/// Every mention as `kind:words`, with `=name` where the entity goes by another name, `~` before nested ones, `*` behind metonyms.
fn shown(text: &str) -> Vec<String> {
    let (article, reading) = read(text);
    let mentions = reading.mentions.iter().map(|mention| {
        let words = article.words(mention.span);
        let name = &reading.entity(mention.entity).name;
        let kind = match mention.kind {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Organisation => "body",
        };
        let same = words == *name;
        let nested = if mention.nested { "~" } else { "" };
        let metonym = if mention.metonym { "*" } else { "" };
        format!("{nested}{kind}:{words}{metonym}{}{}", if same { "" } else { "=" }, if same { "" } else { name })
    });
    mentions.collect()
}

fn check(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(shown(text), *expected, "{text}");
    }
}

#[test]
fn people_are_known_by_titles_honorifics_and_the_shape_of_their_names() {
    check(&[
        ("The visit of Commerce Secretary Ann Marlowe ended early.", &["person:Ann Marlowe"]),
        ("He wrote to Mr. Trebin and to Dr Oda Klint about it.", &["person:Mr. Trebin=Trebin", "person:Dr Oda Klint=Oda Klint"]),
        ("Warren Roe came home. Grace Roe stayed.", &["person:Warren Roe", "person:Grace Roe"]),
        ("The talks with Wen Daoming went on; Mr Wen smiled.", &["person:Wen Daoming", "person:Mr Wen=Wen Daoming"]),
        ("They met Ernesto \"Tico\" Morales at noon.", &["person:Ernesto \"Tico\" Morales"]),
        ("A letter from Pierre de Brissac arrived.", &["person:Pierre de Brissac"]),
        ("The Senate heard J. F. Harrow on tariffs.", &["body:Senate", "person:J. F. Harrow"]),
    ]);
}

#[test]
fn a_name_that_is_known_in_full_is_known_by_one_word_everywhere() {
    check(&[
        (
            "Marlowe to meet Oda\n\nThe minister, Jane Marlowe, will meet Kenji Oda on Monday. Marlowe said Oda was welcome.",
            &[
                "person:Marlowe=Jane Marlowe",
                "person:Oda=Kenji Oda",
                "person:Jane Marlowe",
                "person:Kenji Oda",
                "person:Marlowe=Jane Marlowe",
                "person:Oda=Kenji Oda",
            ],
        ),
        (
            "President Clinton spoke. The village had no view of the Clinton administration.",
            &["person:Clinton", "person:Clinton"],
        ),
    ]);
}

#[test]
fn an_ordinary_word_is_nobodys_name() {
    check(&[
        ("Officials had no comment. Under the General Plan it would cost more.", &[]),
        ("The lesson is in Arabic. Christians and Muslims attended on Christmas Day.", &[]),
        ("The South African team met an Iraqi officer.", &[]),
        ("The H5N1 virus was found again on Friday.", &[]),
    ]);
}

#[test]
fn an_office_alone_is_no_name() {
    check(&[("Minister arrives for talks\n\nThe Foreign Minister had left.", &[])]);
}

#[test]
fn a_name_goes_on_behind_a_link_and_a_hyphen() {
    check(&[
        ("The talks with Kim Jong-un went on.", &["person:Kim Jong-un"]),
        ("The letter of Ren Yong-moon came late.", &["person:Ren Yong-moon"]),
        ("A Hong Kong-run bank closed.", &["place:Hong Kong"]),
        ("They wrote to the Archdiocese of New York about it.", &["body:Archdiocese of New York", "~place:New York"]),
        ("Foreign Minister Tang Weiming will fly home when May ends.", &["person:Tang Weiming"]),
        ("It was bought by Tony Marlowe Co. last year.", &["body:Tony Marlowe Co."]),
    ]);
}

#[test]
fn a_family_name_of_two_parts_is_one() {
    check(&[
        ("The rider Hernando Quiroz-Vela won.", &["person:Hernando Quiroz-Vela"]),
        (
            "Hernando Quiroz-Vela won. “My legs were gone,” Quiroz-Vela said.",
            &["person:Hernando Quiroz-Vela", "person:Quiroz-Vela=Hernando Quiroz-Vela"],
        ),
    ]);
}

#[test]
fn a_body_keeps_the_places_in_its_name() {
    check(&[
        ("The Bank of China said no.", &["body:Bank of China", "~place:China"]),
        ("She works for Human Rights Watch/Asia now.", &["body:Human Rights Watch/Asia", "~place:Asia"]),
        ("The House of Northern Weavers closed.", &["body:House of Northern Weavers"]),
        ("A letter reached the Weavers' Guild on Monday.", &["body:Weavers' Guild"]),
        ("The Cotton Growers' Association wrote to the Mayor.", &["body:Cotton Growers' Association"]),
        ("A fund of Harrow & Trebin Ltd. failed.", &["body:Harrow & Trebin Ltd."]),
        (
            "The Ministry of Foreign Affairs (MFA) objected. Nobody at the MFA spoke.",
            &["body:Ministry of Foreign Affairs", "body:MFA=Ministry of Foreign Affairs", "body:MFA=Ministry of Foreign Affairs"],
        ),
    ]);
}

#[test]
fn places_go_by_several_names_and_some_act_as_governments() {
    check(&[
        ("He flew from Peking to Paris. In Beijing it rained.", &["place:Peking", "place:Paris", "place:Beijing=Peking"]),
        ("China has agreed to talk. The road to China is long.", &["place:China*", "place:China"]),
        ("LONDON - The tower in London stood.", &["place:LONDON=London", "place:London"]),
    ]);
}

/// Titles as `name: modifier title`.
fn titles(text: &str) -> Vec<String> {
    let (_, reading) = read(text);
    let entities = reading.entities.iter().flat_map(|entity| entity.titles.iter().map(move |title| (entity, title)));
    entities
        .map(|(entity, title)| {
            format!("{}: {}{}", entity.name, title.modifier.clone().map_or_else(String::new, |word| word + " "), title.text)
        })
        .collect()
}

#[test]
fn titles_stand_before_and_after_names_with_whose_they_are() {
    for (text, expected) in [
        ("The US Secretary of State, Jane Marlowe, left.", "Jane Marlowe: US Secretary of State"),
        ("Former Prime Minister Kenji Oda agreed.", "Kenji Oda: former Prime Minister"),
        (
            "It was led by Sandra Trebin, the National Security Council's chief Asia expert.",
            "Sandra Trebin: National Security Council's chief Asia expert",
        ),
        ("They asked Chris Harrow, the Hong Kong Governor, twice.", "Chris Harrow: Hong Kong Governor"),
        ("\"No,\" said the group's spokeswoman, Nancy Klint.", "Nancy Klint: spokeswoman"),
        ("In Washington President Clinton was brief.", "Clinton: President"),
        ("They asked Jane Marlowe, the French Finance Minister, twice.", "Jane Marlowe: French Finance Minister"),
        ("It was signed by Secretary of State Jane Marlowe.", "Jane Marlowe: Secretary of State"),
        ("They asked United Nations spokesman Wen Daoming.", "Wen Daoming: United Nations spokesman"),
        (
            "\"No,\" said Jane Marlowe, president of the European Commission.",
            "Jane Marlowe: president of the European Commission",
        ),
        ("The former French Prime Minister Jane Marlowe came.", "Jane Marlowe: former French Prime Minister"),
        ("Undersecretary for Education Jane Marlowe came.", "Jane Marlowe: Undersecretary for Education"),
        ("They asked Foreign Ministry spokesman Wen Daoming.", "Wen Daoming: Foreign Ministry spokesman"),
        ("The Foreign Minister of Norway, Jane Marlowe, came.", "Jane Marlowe: Foreign Minister of Norway"),
        ("They asked the mayor of Dresden, Wen Daoming, twice.", "Wen Daoming: mayor of Dresden"),
        ("The then Prime Minister, Jane Marlowe, came.", "Jane Marlowe: then Prime Minister"),
    ] {
        assert_eq!(titles(text), [expected], "{text}");
    }
    // What the first is head of goes no further than her name.
    let two = "It was agreed between Secretary of State Anna Roe and Wen Daoming, the trade minister of China.";
    assert_eq!(titles(two), ["Anna Roe: Secretary of State", "Wen Daoming: trade minister of China"]);
}

#[test]
fn two_people_are_not_named_in_one_breath() {
    check(&[
        ("He can improve upon Mitt Lindqvist's record.", &["person:Mitt Lindqvist"]),
        ("The crowd met Mitt Brandt there.", &["person:Mitt Brandt"]),
    ]);
}

#[test]
fn a_body_is_named_for_two_fields_and_a_person_by_two_surnames() {
    check(&[
        (
            "She studied at the Department of Physics and Astronomy in Lund.",
            &["body:Department of Physics and Astronomy", "place:Lund"],
        ),
        ("The Centre for Trade and Industry closed.", &["body:Centre for Trade and Industry"]),
        ("He sold it to the Bank of Japan and Sony.", &["body:Bank of Japan", "~place:Japan", "body:Sony"]),
        ("The jury heard Lisa Hart-Gundy on Monday.", &["person:Lisa Hart-Gundy"]),
    ]);
}

/// Reading takes time in proportion to length: were each capital to look through its whole line, this would take minutes.
#[test]
fn a_line_of_nothing_but_capitals_is_read_once() {
    for word in ["Roe ", "ROE ", "Roe of ", "Roe-", "Mr Roe, ", "Port of "] {
        let text = word.repeat(30_000);
        assert!(!read(&text).1.tokens.is_empty());
    }
}
