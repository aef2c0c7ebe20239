//! A town and the country that an article gives it, laid against every place of that name in the gazetteer.

use crate::knowledge::Entry;
use crate::text::Span;

use super::rule::{Context, Discrepancy};

/// How an article says where a town lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// `Lyon, France`, `Lyon in France`.
    Behind,
    /// `the French city of Lyon`, `France's capital, Paris`.
    Called,
    /// `the Romanian county of Cluj`: the name is that of a part of the country, of which the gazetteer may know only the town.
    Division,
}

/// What an article says of a town.
pub(super) struct Told {
    /// The name of the town.
    pub(super) town: Span,
    /// Its country or state, as written or by its name.
    pub(super) country: String,
    /// What to underline.
    pub(super) span: Span,
    /// The words that say so.
    pub(super) words: String,
    /// How they say so.
    pub(super) manner: Manner,
}

/// Towns of fewer people have namesakes that the gazetteer does not know.
const LARGE_TOWN: u32 = 60_000;
/// Of towns in America there are more namesakes, unless the gazetteer has one town of the name in all the world.
const LARGE_AMERICAN_TOWN: u32 = 300_000;
const LONE_AMERICAN_TOWN: u32 = 150_000;
/// Counties and provinces bear the names of rivers and saints too: only that of a well-known town is laid against the gazetteer.
const LARGE_SEAT: u32 = 100_000;
/// Countries between which towns changed hands, or that both claim some.
const CONTESTED: [[&str; 2]; 16] = [
    ["Israel", "Palestine"],
    ["Russia", "Ukraine"],
    ["Serbia", "Kosovo"],
    ["China", "Taiwan"],
    ["India", "Pakistan"],
    ["Congo Republic", "Democratic Republic of Congo"],
    ["Armenia", "Azerbaijan"],
    ["Cyprus", "Turkey"],
    ["Georgia", "Russia"],
    ["Morocco", "Western Sahara"],
    ["Germany", "Poland"],
    ["Syria", "Israel"],
    ["Ethiopia", "Eritrea"],
    ["Sudan", "South Sudan"],
    ["Armenia", "Nagorno-Karabakh"],
    ["Azerbaijan", "Nagorno-Karabakh"],
];
/// Countries whose settlers called their towns after one another's: only of a famous town is there no other.
const KINDRED: [&[&str]; 3] = [
    &["Australia", "Canada", "Ireland", "Jamaica", "New Zealand", "South Africa", "United Kingdom", "United States"],
    &[
        "Argentina",
        "Bolivia",
        "Chile",
        "Colombia",
        "Costa Rica",
        "Cuba",
        "Dominican Republic",
        "Ecuador",
        "El Salvador",
        "Guatemala",
        "Honduras",
        "Mexico",
        "Nicaragua",
        "Panama",
        "Paraguay",
        "Peru",
        "Philippines",
        "Spain",
        "Uruguay",
        "Venezuela",
    ],
    &["Angola", "Brazil", "Mozambique", "Portugal"],
];
const FAMOUS_TOWN: u32 = 300_000;
/// Parts of Kashmir, on either side.
const KASHMIR: [&str; 4] = ["Jammu and Kashmir", "Ladakh", "Azad Kashmir", "Gilgit-Baltistan"];
/// Towns that are territories of their own: their country today, and the one whose colony they were.
const FREE_TOWNS: [(&str, [&str; 2]); 2] = [("Hong Kong", ["China", "United Kingdom"]), ("Macau", ["China", "Portugal"])];

/// Rank of a family name after which many towns are called.
const COMMON_SURNAME: u32 = 5_000;

/// The town lies in no country or state of that name, as far as the gazetteer knows.
pub(super) fn conflict(context: &Context<'_>, told: &Told) -> Option<Discrepancy> {
    let gazetteer = &context.knowledge().gazetteer;
    let (town_words, outer_words) = (context.words(told.town), told.country.as_str());
    let towns: Vec<Entry<'_>> = gazetteer.lookup(&town_words).iter().map(|id| gazetteer.entry(id)).collect();
    let outers: Vec<Entry<'_>> = gazetteer.lookup(outer_words).iter().map(|id| gazetteer.entry(id)).collect();
    let (first, whole) = (towns.first()?, outers.first()?);
    let state = whole.subkind() == "state" && whole.country() == Some("United States");
    let least = match (state, towns.len()) {
        (true, 1) => LONE_AMERICAN_TOWN,
        (true, _) => LARGE_AMERICAN_TOWN,
        (false, _) if are_kindred(first, whole.name()) => FAMOUS_TOWN,
        (false, _) if told.manner == Manner::Division => LARGE_SEAT,
        (false, _) => LARGE_TOWN,
    };
    let large = first.population() >= least || (!state && first.capital_of().is_some());
    // Many a town bears the name of a statesman or of an older town: only where it could be no surname is one of another state missed.
    let namesake = state && context.knowledge().names.surname(&town_words).is_some_and(|rank| rank <= COMMON_SURNAME);
    let scattered = told.manner == Manner::Division && towns.iter().any(|town| town.country_entry() != first.country_entry());
    let free = FREE_TOWNS.iter().find(|(name, _)| *name == first.name() && first.subkind() == "territory");
    let comparable = (free.is_some() || matches!(first.subkind(), "city" | "capital"))
        && large
        && !namesake
        && !scattered
        && (whole.subkind() == "country" || (state && first.country() == whole.country()));
    let lies_in = |place: &Entry<'_>| {
        outers.iter().any(|outer| {
            let id = Some(outer.id());
            let names = [place.country(), place.division(), place.within(), place.capital_of()];
            place.id() == outer.id()
                || place.country_entry() == id
                || place.division_entry() == id
                || names.contains(&Some(outer.name()))
        })
    };
    let freed = free.is_some_and(|(_, countries)| countries.contains(&whole.name()));
    if !comparable || freed || towns.iter().any(|town| lies_in(town) || is_contested(town, whole.name(), told.manner)) {
        return None;
    }
    let right = first.division().filter(|_| state).or(first.country()).or(free.map(|(_, countries)| countries[0]))?;
    let whole_name = if whole.name() == right { outer_words } else { whole.name() };
    let message = format!("{}: the gazetteer knows {town_words} in {right}, and none in {whole_name}.", told.words);
    let facts = vec![town_words.to_lowercase(), outer_words.to_lowercase()];
    let mut discrepancy = Discrepancy::new(told.span, message, facts);
    discrepancy.evidence.push(super::Evidence {
        place: None,
        text: format!("{}, {right}", first.name()),
        why: format!("built-in gazetteer ({})", first.source()),
    });
    Some(discrepancy)
}

/// The town's country and the one it is given speak one language.
fn are_kindred(town: &Entry<'_>, whole: &str) -> bool {
    KINDRED
        .iter()
        .any(|countries| countries.contains(&whole) && town.country().is_some_and(|country| countries.contains(&country)))
}

/// Both countries may be meant, today or at the time that the article tells of.
fn is_contested(town: &Entry<'_>, whole: &str, manner: Manner) -> bool {
    let country = town.country().unwrap_or_default();
    let lies_in = |divisions: &[&str]| town.division().is_some_and(|division| divisions.contains(&division));
    match (country, whole) {
        // What Russia holds, the gazetteer has in Ukraine; no town of Russia is claimed by Ukraine.
        ("Russia", "Ukraine") => false,
        ("United Kingdom", "Ireland") => lies_in(&["Northern Ireland"]),
        // `born in Lahore, India` was right before 1947; nobody calls it an Indian city today.
        ("India", "Pakistan") | ("Pakistan", "India") if manner != Manner::Behind => lies_in(&KASHMIR),
        _ => CONTESTED.iter().any(|pair| pair.contains(&country) && pair.contains(&whole)),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn a_town_that_only_one_of_two_countries_claims() {
        check(
            "place-containment-conflict",
            "
The office is in Smolensk, Ukraine. She grew up in the Indian city of Lahore. The plant is in Hong Kong, Bolivia.
                 ^^^^^^^^^^^^^^^^^ warning: Smolensk, Ukraine: the gazetteer knows Smolensk in Russia, and none in Ukraine.
                                                       ^^^^^^^^^^^^^^^^^^^^^ warning: Indian city of Lahore: the gazetteer knows Lahore in Pakistan, and none in India.
                                                                                              ^^^^^^^^^^^^^^^^^^ warning: Hong Kong, Bolivia: the gazetteer knows Hong Kong in China, and none in Bolivia.
They live in Sevastopol, Russia. She grew up in Lahore, India, and in the Indian city of Srinagar. The plant is in Hong Kong, China. He is from Belfast, Ireland.
",
        );
    }

    #[test]
    fn a_county_by_the_name_of_its_town() {
        check(
            "place-containment-conflict",
            "
She was posted to the Danish province of Herat. She was posted to the Afghan province of Herat, the Irish county of Cork and the Cuban province of Santiago.
                      ^^^^^^^^^^^^^^^^^^^^^^^^ warning: Danish province of Herat: the gazetteer knows Herat in Afghanistan, and none in Denmark.
",
        );
    }

    #[test]
    fn a_name_that_settlers_took_along() {
        check(
            "place-containment-conflict",
            "
They live in Calgary, Ireland. They live in Ipswich, France. The Australian city of Ipswich was flooded, as was Oviedo, Chile.
             ^^^^^^^^^^^^^^^^ warning: Calgary, Ireland: the gazetteer knows Calgary in Canada, and none in Ireland.
                                            ^^^^^^^^^^^^^^^ warning: Ipswich, France: the gazetteer knows Ipswich in United Kingdom, and none in France.
",
        );
    }
}
