//! Places: GeoNames for what there is and where, WordNet for what English calls it, our own lists for what news needs.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::knowledge::{Kind, Source};

use super::draft::{Draft, DraftId, Drafts, plain};
use super::table::Table;
use super::wordnet::{Synset, WordNet};

/// A city of WordNet's that names no country is GeoNames' city of that name, if it has this many people.
const WELL_KNOWN_CITY: u32 = 100_000;

/// GeoNames' codes of countries that exist no more.
const DISSOLVED: [&str; 2] = ["AN", "CS"];

/// Countries and divisions by their codes.
struct Codes {
    countries: BTreeMap<String, DraftId>,
    divisions: BTreeMap<String, DraftId>,
}

/// All places.
pub(crate) fn read(geonames: &Path, own: &Path, wordnet: &WordNet) -> Result<Drafts, Box<dyn Error>> {
    let mut drafts = Drafts::default();
    let table = Table::read(&geonames.join("countries.tsv"), &["iso2", "name", "capital", "population"])?;
    let countries = countries(&mut drafts, &table, own)?;
    let divisions = divisions(&mut drafts, geonames, &countries)?;
    let codes = Codes { countries, divisions };
    cities(&mut drafts, geonames, &codes)?;
    for row in table.rows() {
        capital(&mut drafts, codes.countries[row.get("iso2")], row.get("capital"));
    }
    for synset in &wordnet.places {
        place(&mut drafts, synset);
    }
    for synset in &wordnet.landmarks {
        other_place(&mut drafts, synset, "landmark");
    }
    own_places(&mut drafts, own)?;
    Ok(drafts)
}

fn countries(drafts: &mut Drafts, geonames: &Table, own: &Path) -> Result<BTreeMap<String, DraftId>, Box<dyn Error>> {
    let mut codes = BTreeMap::new();
    for row in geonames.rows() {
        let code = row.get("iso2");
        let subkind = if DISSOLVED.contains(&code) { "former country" } else { "territory" };
        let mut draft = Draft::new(Kind::Place, subkind, row.get("name"), Source::GeoNames);
        draft.population = row.number("population").unwrap_or(0);
        codes.insert(code.to_owned(), drafts.add(draft));
    }
    for row in Table::read(&own.join("countries.tsv"), &["iso2", "name", "official", "aliases", "demonyms"])?.rows() {
        let id = match codes.get(row.get("iso2")) {
            Some(&id) => id,
            None => drafts.add(Draft::new(Kind::Place, "country", row.get("name"), Source::Dateline)),
        };
        let draft = &mut drafts.all[id];
        draft.subkind = "country".to_owned();
        draft.source = Source::Dateline;
        draft.rename(row.get("name"));
        for name in row.list("official").chain(row.list("aliases")).chain(row.list("historical")) {
            draft.alias(name);
        }
        drafts.index(id);
    }
    Ok(codes)
}

fn divisions(
    drafts: &mut Drafts,
    geonames: &Path,
    countries: &BTreeMap<String, DraftId>,
) -> Result<BTreeMap<String, DraftId>, Box<dyn Error>> {
    let mut codes = BTreeMap::new();
    for row in Table::read(&geonames.join("admin1.tsv"), &["code", "name"])?.rows() {
        let code = row.get("code");
        let country = code.split('.').next().unwrap_or_default();
        let subkind = if country == "US" { "state" } else { "division" };
        let mut draft = Draft::new(Kind::Place, subkind, row.get("name"), Source::GeoNames);
        draft.country = countries.get(country).copied();
        for suffix in [" Province", " Region", " Governorate", " Oblast", " County", " Department", " Prefecture"] {
            if let Some(short) = row.get("name").strip_suffix(suffix) {
                draft.alias(short);
            }
        }
        codes.insert(code.to_owned(), drafts.add(draft));
    }
    Ok(codes)
}

fn cities(drafts: &mut Drafts, geonames: &Path, codes: &Codes) -> Result<(), Box<dyn Error>> {
    let table = Table::read(&geonames.join("cities15000.tsv"), &["name", "country", "admin1", "population", "alternates_latin"])?;
    for row in table.rows() {
        let name = row.get("name");
        // `Paris 15 Vaugirard` is a postal district.
        if name.contains(|c: char| c.is_ascii_digit() || "/(".contains(c)) {
            continue;
        }
        let mut draft = Draft::new(Kind::Place, "city", name, Source::GeoNames);
        draft.country = codes.countries.get(row.get("country")).copied();
        draft.division = codes.divisions.get(&format!("{}.{}", row.get("country"), row.get("admin1"))).copied();
        draft.population = row.number("population").unwrap_or(0);
        if !row.get("admin1").is_empty()
            && row.get("country") != "US"
            && draft.division.is_some_and(|id| drafts.all[id].name == draft.name)
        {
            // `Beijing, Beijing, China` says no more than `Beijing, China`.
            draft.division = None;
        }
        if is_city_state(drafts, &draft) {
            if let Some(id) = draft.country {
                drafts.all[id].alias(&draft.name);
                drafts.index(id);
            }
            continue;
        }
        let id = drafts.add(draft);
        // They mix languages and codes, so they are no names of ours; but they tell that WordNet's `Pusan` is `Busan`.
        for hint in row.list("alternates_latin") {
            drafts.hint(id, hint);
        }
    }
    Ok(())
}

/// `Singapore`, `Hong Kong`: a city that is nearly all of its country.
fn is_city_state(drafts: &Drafts, draft: &Draft) -> bool {
    let Some(country) = draft.country.map(|id| &drafts.all[id]) else { return false };
    let alike = plain(&country.name).get(..3) == plain(&draft.name).get(..3);
    alike && u64::from(draft.population) * 10 >= u64::from(country.population) * 7
}

fn capital(drafts: &mut Drafts, country: DraftId, name: &str) {
    let Some(id) = drafts.best(name, |draft| draft.subkind == "city" && draft.country == Some(country)) else { return };
    drafts.all[id].capital_of = Some(country);
    // `Pago Pago` is no capital that a text takes for granted.
    if drafts.all[country].subkind == "country" {
        drafts.all[id].subkind = "capital".to_owned();
    }
}

/// What sort of place a synset is, in our words.
fn subkind(synset: &Synset) -> &'static str {
    let is = |names: &[&str]| {
        synset.kinds.iter().any(|kind| names.iter().any(|name| kind == name || kind.ends_with(&format!(" {name}"))))
    };
    if is(&["country", "Soviet Socialist Republic"]) {
        "country"
    } else if is(&["continent"]) {
        "continent"
    } else if is(&[
        "city",
        "town",
        "port",
        "capital",
        "port of entry",
        "village",
        "suburb",
        "seaport",
        "city state",
        "urban area",
        "conurbation",
    ]) {
        "city"
    } else if is(&["state", "province", "French region", "Italian region", "canton", "county"]) {
        "division"
    } else if is(&["river", "brook", "headstream", "stream"]) {
        "river"
    } else if is(&[
        "lake",
        "sea",
        "ocean",
        "gulf",
        "bay",
        "strait",
        "channel",
        "sound",
        "inlet",
        "firth",
        "fjord",
        "loch",
        "waterway",
        "estuary",
        "waterfall",
        "bight",
        "canal",
        "swamp",
    ]) {
        "water"
    } else if is(&["island", "isle", "archipelago", "atoll"]) {
        "island"
    } else if is(&["mountain peak", "mountain", "range", "massif", "volcano", "hill", "ridge", "pass"]) {
        "mountain"
    } else if is(&[
        "street",
        "avenue",
        "public square",
        "park",
        "retreat",
        "airport",
        "palace",
        "castle",
        "monument",
        "gate",
        "battlefield",
        "building",
    ]) {
        "landmark"
    } else if is(&["borough", "city district", "residential district", "vicinity"]) {
        "district"
    } else {
        "region"
    }
}

fn place(drafts: &mut Drafts, synset: &Synset) {
    let known = match subkind(synset) {
        "country" => known_country(drafts, synset).or_else(|| known_division(drafts, synset)),
        "city" => known_city(drafts, synset).or_else(|| known_country(drafts, synset)),
        "district" => known_city(drafts, synset),
        "division" | "region" => known_country(drafts, synset).or_else(|| known_division(drafts, synset)),
        "island" => known_country(drafts, synset),
        _ => None,
    };
    match (known, subkind(synset)) {
        // `Israel` of the kings is no other name of Israel's, but has none of its own either.
        (Some(id), _) if is_past(synset) && is_country(&drafts.all[id]) => {}
        (Some(id), kind) => {
            add_names(drafts, id, synset);
            if kind == "city" {
                capital_of_division(drafts, id, synset);
            }
        }
        (None, "country") => {
            other_place(drafts, synset, if is_past(synset) { "former country" } else { "region" });
        }
        (None, "division") => other_place(drafts, synset, "region"),
        (None, kind) => other_place(drafts, synset, kind),
    }
}

fn is_past(synset: &Synset) -> bool {
    ["ancient", "former", "historic", "reunified", "established in 19", "until ", "biblical", "Biblical"]
        .iter()
        .any(|word| synset.gloss.contains(word))
}

fn known_country(drafts: &Drafts, synset: &Synset) -> Option<DraftId> {
    // The first name only: `Yugoslavia` is one of the names of Serbia and Montenegro.
    drafts.best(synset.names.first()?, is_country)
}

fn is_country(draft: &Draft) -> bool {
    matches!(draft.subkind.as_str(), "country" | "territory" | "former country")
}

fn known_division(drafts: &Drafts, synset: &Synset) -> Option<DraftId> {
    synset.names.iter().find_map(|name| {
        let fits = |draft: &Draft| matches!(draft.subkind.as_str(), "division" | "state") && lies_as_said(drafts, draft, synset);
        drafts.best(name, fits)
    })
}

fn known_city(drafts: &Drafts, synset: &Synset) -> Option<DraftId> {
    let is_city = |draft: &Draft| matches!(draft.subkind.as_str(), "city" | "capital");
    let national = synset.kinds.iter().any(|kind| kind == "national capital");
    synset.names.iter().find_map(|name| {
        let said = drafts.best(name, |draft| is_city(draft) && lies_as_said(drafts, draft, synset));
        let guess = || {
            let unplaced = synset.part_of.iter().all(|whole| drafts.named(whole).is_empty()) && !is_past(synset);
            drafts.best(name, |draft| {
                national && draft.capital_of.is_some() || unplaced && is_city(draft) && draft.population >= WELL_KNOWN_CITY
            })
        };
        let hinted = || drafts.hinted(name, |draft| is_city(draft) && !is_past(synset) && lies_as_said(drafts, draft, synset));
        said.or_else(guess).or_else(hinted)
    })
}

/// Whether WordNet puts a place into the country or division in which GeoNames has it.
fn lies_as_said(drafts: &Drafts, draft: &Draft, synset: &Synset) -> bool {
    let containers = [draft.country, draft.division].into_iter().flatten().map(|id| &drafts.all[id]);
    let mut names = containers.flat_map(|container| [&container.name].into_iter().chain(&container.aliases));
    // `Paris` in the gloss of a French town is no division of that name.
    names.any(|name| {
        let name = name.strip_prefix("The ").unwrap_or(name);
        synset.part_of.iter().any(|whole| whole == name) || name.len() > 3 && name != draft.name && synset.gloss.contains(name)
    })
}

/// Gives a known place WordNet's names. English names win over those that differ only in accents or in `City`.
fn add_names(drafts: &mut Drafts, id: DraftId, synset: &Synset) {
    let draft = &mut drafts.all[id];
    if let Some(first) = synset.names.first()
        && matches!(draft.subkind.as_str(), "city" | "capital")
        && draft.source != Source::Dateline
        && (plain(&draft.name) == *first || draft.name == format!("{first} City"))
    {
        draft.rename(first);
    }
    for name in &synset.names {
        draft.alias(name);
    }
    drafts.index(id);
}

fn capital_of_division(drafts: &mut Drafts, city: DraftId, synset: &Synset) {
    if drafts.all[city].capital_of.is_none()
        && synset.kinds.iter().any(|kind| kind == "state capital" || kind == "provincial capital")
    {
        drafts.all[city].capital_of = drafts.all[city].division;
    }
}

/// A place that GeoNames' lists do not hold.
fn other_place(drafts: &mut Drafts, synset: &Synset, subkind: &str) {
    let Some(first) = synset.names.first() else { return };
    let mut draft = Draft::new(Kind::Place, subkind, first, Source::WordNet);
    for name in &synset.names[1..] {
        draft.alias(name);
    }
    if is_past(synset) {
        // `Russia` is one of WordNet's names of the Soviet Union.
        draft.aliases.retain(|alias| drafts.best(alias, is_country).is_none());
    }
    put_within(drafts, &mut draft, synset.part_of.iter().map(String::as_str), &synset.gloss);
    drafts.add(draft);
}

/// Puts a place into the country or division of one of these names; other names stay as they are.
/// A division counts if it is a state, if `context` names its country or if no other is called so: `West` is rarely the one in
/// Cameroon.
fn put_within<'n>(drafts: &Drafts, draft: &mut Draft, wholes: impl Iterator<Item = &'n str>, context: &str) {
    let mut others = Vec::new();
    for whole in wholes.filter(|whole| *whole != draft.name) {
        let container = drafts.best(whole, |known| match known.subkind.as_str() {
            "country" | "territory" | "state" => true,
            "division" => known.country.is_some_and(|id| context.contains(&drafts.all[id].name)) || is_distinctive(drafts, whole),
            _ => false,
        });
        match container.map(|id| (id, &drafts.all[id])) {
            Some((id, known)) if matches!(known.subkind.as_str(), "state" | "division") && draft.division.is_none() => {
                draft.division = Some(id);
                draft.country = draft.country.or(known.country);
            }
            Some((id, _)) if draft.country.is_none() => draft.country = Some(id),
            _ => others.push(whole),
        }
    }
    if !others.is_empty() {
        draft.within = Some(others.join(", "));
    }
}

/// Only one division is called so, and not after a quarter of the sky.
fn is_distinctive(drafts: &Drafts, name: &str) -> bool {
    let divisions = drafts.named(name).iter().filter(|&&id| matches!(drafts.all[id].subkind.as_str(), "division" | "state"));
    divisions.count() == 1 && !["North", "South", "East", "West", "Center", "Centre", "Central"].contains(&name)
}

/// Our own places: new ones, and names, kinds and capitals for those that are known.
fn own_places(drafts: &mut Drafts, own: &Path) -> Result<(), Box<dyn Error>> {
    for row in Table::read(&own.join("places.tsv"), &["name", "aliases", "kind", "within", "capital_of", "note"])?.rows() {
        let mut draft = Draft::new(Kind::Place, row.get("kind"), row.get("name"), Source::Dateline);
        put_within(drafts, &mut draft, row.list("within"), row.get("within"));
        let known = [row.get("name")]
            .into_iter()
            .chain(row.list("aliases"))
            .find_map(|name| drafts.best(name, |known| same_sort(known, &draft) && same_whole(known, &draft)));
        let id = known.unwrap_or_else(|| drafts.add(draft.clone()));
        let capital_of = drafts.best(row.get("capital_of"), |known| {
            matches!(known.subkind.as_str(), "country" | "territory" | "state" | "division")
        });
        let entry = &mut drafts.all[id];
        entry.rename(row.get("name"));
        for alias in row.list("aliases") {
            entry.alias(alias);
        }
        entry.source = Source::Dateline;
        entry.capital_of = entry.capital_of.or(capital_of);
        entry.note = Some(row.get("note").to_owned()).filter(|note| !note.is_empty());
        drafts.index(id);
    }
    Ok(())
}

fn same_whole(known: &Draft, draft: &Draft) -> bool {
    match (draft.country, draft.division) {
        (_, Some(division)) => known.division == Some(division),
        (Some(country), None) => known.country == Some(country),
        (None, None) => known.country.is_none() || draft.within.is_none(),
    }
}

/// A city is no province, though both may be called alike.
fn same_sort(known: &Draft, draft: &Draft) -> bool {
    let sort = |subkind: &str| match subkind {
        "city" | "capital" | "town" => 0,
        "state" | "division" | "province" | "region" | "district" => 1,
        "country" | "territory" | "former country" => 2,
        _ => 3,
    };
    known.kind == Kind::Place && sort(&known.subkind) == sort(&draft.subkind)
}
