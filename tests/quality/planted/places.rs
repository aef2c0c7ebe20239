//! Places in countries and states in which they do not lie.

use super::super::articles::{Clean, quoted, words};
use super::super::random::Random;
use super::{Kind, Planted, Way, insert, replace};

pub(super) const WAYS: &[Way] = &[
    Way { kind: Kind::Place, name: "sentence, town and country", plant: sentence },
    Way { kind: Kind::Place, name: "sentence, the French town of", plant: adjective },
    Way { kind: Kind::Place, name: "sentence, town and state", plant: state },
    Way { kind: Kind::Place, name: "country put behind a town of the article", plant: behind },
    Way { kind: Kind::Place, name: "country of the article changed", plant: changed },
];

/// Towns that bear a name of their own, with their countries.
const TOWNS: [(&str, &str, &str); 46] = [
    ("Lyon", "France", "French"),
    ("Hamburg", "Germany", "German"),
    ("Munich", "Germany", "German"),
    ("Milan", "Italy", "Italian"),
    ("Naples", "Italy", "Italian"),
    ("Barcelona", "Spain", "Spanish"),
    ("Seville", "Spain", "Spanish"),
    ("Oslo", "Norway", "Norwegian"),
    ("Bergen", "Norway", "Norwegian"),
    ("Gothenburg", "Sweden", "Swedish"),
    ("Helsinki", "Finland", "Finnish"),
    ("Krakow", "Poland", "Polish"),
    ("Gdansk", "Poland", "Polish"),
    ("Budapest", "Hungary", "Hungarian"),
    ("Bucharest", "Romania", "Romanian"),
    ("Odessa", "Ukraine", "Ukrainian"),
    ("Vladivostok", "Russia", "Russian"),
    ("Istanbul", "Turkey", "Turkish"),
    ("Ankara", "Turkey", "Turkish"),
    ("Aleppo", "Syria", "Syrian"),
    ("Mosul", "Iraq", "Iraqi"),
    ("Basra", "Iraq", "Iraqi"),
    ("Isfahan", "Iran", "Iranian"),
    ("Karachi", "Pakistan", "Pakistani"),
    ("Lahore", "Pakistan", "Pakistani"),
    ("Mumbai", "India", "Indian"),
    ("Chennai", "India", "Indian"),
    ("Dhaka", "Bangladesh", "Bangladeshi"),
    ("Shanghai", "China", "Chinese"),
    ("Guangzhou", "China", "Chinese"),
    ("Osaka", "Japan", "Japanese"),
    ("Nagoya", "Japan", "Japanese"),
    ("Seoul", "South Korea", "South Korean"),
    ("Hanoi", "Vietnam", "Vietnamese"),
    ("Jakarta", "Indonesia", "Indonesian"),
    ("Nairobi", "Kenya", "Kenyan"),
    ("Mombasa", "Kenya", "Kenyan"),
    ("Kampala", "Uganda", "Ugandan"),
    ("Kinshasa", "Congo", "Congolese"),
    ("Casablanca", "Morocco", "Moroccan"),
    ("Cairo", "Egypt", "Egyptian"),
    ("Buenos Aires", "Argentina", "Argentine"),
    ("Sao Paulo", "Brazil", "Brazilian"),
    ("Lima", "Peru", "Peruvian"),
    ("Tartu", "Estonia", "Estonian"),
    ("Bruges", "Belgium", "Belgian"),
];

const CITIES: [(&str, &str); 14] = [
    ("Seattle", "Washington"),
    ("Chicago", "Illinois"),
    ("Denver", "Colorado"),
    ("Atlanta", "Georgia"),
    ("Philadelphia", "Pennsylvania"),
    ("Minneapolis", "Minnesota"),
    ("Tucson", "Arizona"),
    ("Milwaukee", "Wisconsin"),
    ("Baltimore", "Maryland"),
    ("Salt Lake City", "Utah"),
    ("Boise", "Idaho"),
    ("Omaha", "Nebraska"),
    ("Raleigh", "North Carolina"),
    ("Honolulu", "Hawaii"),
];

/// Another country than a town's.
fn elsewhere(right: &str, random: &mut Random) -> (&'static str, &'static str) {
    let others: Vec<_> = TOWNS.iter().filter(|(_, country, _)| *country != right && *country != "Congo").collect();
    let (_, country, adjective) = random.one_of(&others);
    (country, adjective)
}

fn sentence(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let (town, country, _) = *random.one_of(&TOWNS);
    let country = if wrong { elsewhere(country, random).0 } else { country };
    let sentence = match random.below(8) {
        0 => format!("A second meeting was held in [{town}, {country}]."),
        1 => format!("The goods came by ship from [{town}, {country}], in the spring."),
        2 => format!("She grew up in [{town} in {country}] and never forgot it."),
        3 => format!("He runs a mill near [{town}, {country}], with his sons."),
        4 => format!("The firm has offices in [{town}, in northern {country}]."),
        5 => format!("[{town}, {country}], was chosen for the next conference."),
        6 => format!("A train from [{town} ({country})] was late."),
        _ => format!("Police in [{town}, {country}], looked into the matter."),
    };
    insert(clean, random, &sentence)
}

fn adjective(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let (town, country, own) = *random.one_of(&TOWNS);
    let adjective = if wrong { elsewhere(country, random).1 } else { own };
    let sentence = match random.below(5) {
        0 => format!("The trial goes on in the [{adjective} city of {town}]."),
        1 => format!("They met in the [{adjective} town of {town}] last year."),
        2 => format!("A bus left [{town}, the {adjective} city], at dawn."),
        3 => format!("The talks in the [{adjective} city {town}] led to nothing."),
        _ => format!("He was last seen in the [{adjective} port of {town}]."),
    };
    insert(clean, random, &sentence)
}

fn state(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let (town, right) = *random.one_of(&CITIES);
    let others = ["Ohio", "Texas", "Oregon", "Vermont", "Florida", "Nevada"];
    let state = if wrong { *random.one_of(&others) } else { right };
    let sentence = match random.below(5) {
        0 => format!("A second meeting was held in [{town}, {state}]."),
        1 => format!("The truck was stopped near [{town}, {state}], on its way north."),
        2 => format!("He has a house in [{town}, {state}], and a boat."),
        3 => format!("The firm moved to [{town} in {state}] that year."),
        _ => format!("Doctors at a hospital in [{town}, {state}], treated her."),
    };
    insert(clean, random, &sentence)
}

fn behind(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let words = words(text);
    let found: Vec<_> = words
        .windows(2)
        .filter_map(|pair| {
            let town = TOWNS.iter().chain(&MORE).find(|(town, ..)| pair[1].text == *town)?;
            let clear =
                ["in", "near", "from", "at"].contains(&pair[0].text) && !text[pair[1].end()..].starts_with([',', '\'', '-', '’']);
            let next = text[pair[1].end()..].trim_start().chars().next()?;
            (clear && next.is_lowercase() && !quoted(text, pair[1].start)).then_some((pair[1], *town))
        })
        .collect();
    let (word, (town, country, _)) = *found.get(random.below(found.len().max(1)))?;
    let country = if wrong { elsewhere(country, random).0 } else { country };
    Some(replace(text, word.range(), &format!("{town}, {country},"), &[]))
}

/// More towns that news is full of.
const MORE: [(&str, &str, &str); 16] = [
    ("Beijing", "China", "Chinese"),
    ("Moscow", "Russia", "Russian"),
    ("London", "England", "English"),
    ("Paris", "France", "French"),
    ("Baghdad", "Iraq", "Iraqi"),
    ("Tokyo", "Japan", "Japanese"),
    ("Berlin", "Germany", "German"),
    ("Vienna", "Austria", "Austrian"),
    ("Brussels", "Belgium", "Belgian"),
    ("Geneva", "Switzerland", "Swiss"),
    ("Madrid", "Spain", "Spanish"),
    ("Rome", "Italy", "Italian"),
    ("Belgrade", "Serbia", "Serbian"),
    ("Tehran", "Iran", "Iranian"),
    ("Kuala", "Malaysia", "Malaysian"),
    ("Luanda", "Angola", "Angolan"),
];

/// `Town, Country` in the article: another country takes its place.
fn changed(clean: &Clean, random: &mut Random, wrong: bool) -> Option<Planted> {
    let text = &clean.text;
    let words = words(text);
    let countries = TOWNS.iter().chain(&MORE).map(|(_, country, _)| *country);
    let countries: Vec<&str> =
        countries.chain(["Canada", "Mexico", "Israel", "Greece", "Australia", "Ireland", "Cuba", "Angola"]).collect();
    let found: Vec<_> = words
        .windows(3)
        .filter(|run| {
            let pair = run[1].is_name() && &text[run[1].end()..run[2].start] == ", " && countries.contains(&run[2].text);
            let place = ["in", "near", "from", "at", "of", "outside"].contains(&run[0].text);
            let next = text[run[2].end()..].trim_start_matches([',', '.', ' ']);
            let listed = next.starts_with("and ")
                || next.starts_with("or ")
                || next.starts_with(char::is_uppercase) && !text[run[2].end()..].starts_with('.');
            pair && place && !listed && !quoted(text, run[1].start)
        })
        .map(|run| (run[1], run[2]))
        .collect();
    let (town, country) = *found.get(random.below(found.len().max(1)))?;
    let by = if wrong { elsewhere(country.text, random).0 } else { country.text };
    let mut planted = replace(text, country.range(), by, &[]);
    planted.places[0].start = town.start;
    Some(planted)
}
