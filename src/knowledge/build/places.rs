//! Places: GeoNames for what there is and where, WordNet for what English calls it, our own lists for what news needs.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use dateline::knowledge::{Kind, Source};

use super::draft::{Doubt, Draft, DraftId, Drafts, plain};
use super::table::{Row, Table};
use super::wordnet::{Synset, WordNet};

/// A city of WordNet's that names no country is GeoNames' city of that name, if it has this many people.
const WELL_KNOWN_CITY: u32 = 100_000;

/// GeoNames' codes of countries that exist no more.
const DISSOLVED: [&str; 2] = ["AN", "CS"];

/// Codes of countries and areas that are no states of their own (ISO 3166-1, "independent: no").
const DEPENDENCIES: [&str; 50] = [
    "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CW", "CX", "EH", "FK", "FO", "GF", "GG", "GI", "GL", "GP",
    "GS", "GU", "HK", "HM", "IM", "IO", "JE", "KY", "MF", "MO", "MP", "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PN", "PR", "RE",
    "SH", "SJ", "SX", "TC", "TF", "TK", "VG", "VI",
];

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
    for row in Table::read(&own.join("countries.tsv"), &["iso2", "name", "official", "aliases", "historical"])?.rows() {
        let id = match codes.get(row.get("iso2")) {
            Some(&id) => id,
            None => drafts.add(Draft::new(Kind::Place, "country", row.get("name"), Source::Dateline)),
        };
        let draft = &mut drafts.all[id];
        draft.source = Source::Dateline;
        draft.rename(row.get("name"));
        for name in row.list("official").chain(row.list("aliases")) {
            draft.alias(name);
        }
        if let Some((from, to)) = row.get("historical").split_once('-') {
            (draft.founded, draft.until) = (from.parse().ok(), to.parse().ok());
            draft.subkind = "former country".to_owned();
        } else if !DEPENDENCIES.contains(&row.get("iso2")) {
            draft.subkind = "country".to_owned();
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
    } else if is(&["lake", "loch"]) {
        "lake"
    } else if is(&["sea"]) {
        "sea"
    } else if is(&["ocean"]) {
        "ocean"
    } else if is(&["strait", "channel", "sound"]) {
        "strait"
    } else if is(&["canal"]) {
        "canal"
    } else if is(&["gulf", "bay", "inlet", "firth", "fjord", "bight", "estuary", "waterway", "waterfall", "swamp"]) {
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
        "division" => known_division(drafts, synset),
        "region" => known_country(drafts, synset).or_else(|| known_division(drafts, synset)),
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
    // `Congo` is one of the names of two countries, whose full names tell.
    let canonical = |name: &String| drafts.best(name, |draft| is_country(draft) && draft.name == *name);
    // Of the other names the first only: `Yugoslavia` is one of those of Serbia and Montenegro.
    synset.names.iter().find_map(canonical).or_else(|| drafts.best(synset.names.first()?, is_country))
}

/// A state, present or past, or a territory.
pub(crate) fn is_country(draft: &Draft) -> bool {
    matches!(draft.subkind.as_str(), "country" | "territory" | "former country")
}

fn known_division(drafts: &Drafts, synset: &Synset) -> Option<DraftId> {
    synset.names.iter().find_map(|name| {
        // WordNet has the West Bank in Israel; a name of several words that one division bears needs no other proof.
        let unmistakable = name.contains(' ') && is_distinctive(drafts, name);
        drafts.best(name, |draft| is_division(draft) && (unmistakable || lies_as_said(drafts, draft, synset)))
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
    // `Zaire` is a state of its own time.
    let is_former =
        |name: &&String| drafts.best(name, |draft| draft.subkind == "former country" && draft.name == **name).is_some();
    let former: Vec<&String> = synset.names.iter().filter(is_former).collect();
    let draft = &mut drafts.all[id];
    if let Some(first) = synset.names.first()
        && matches!(draft.subkind.as_str(), "city" | "capital")
        && draft.source != Source::Dateline
        && (plain(&draft.name) == *first || draft.name == format!("{first} City"))
    {
        draft.rename(first);
    }
    let others = synset.names.iter().filter(|name| !former.contains(name));
    for name in others {
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
            Some((id, known)) if is_division(known) && draft.division.is_none() => {
                draft.division = Some(id);
                draft.country = draft.country.or(known.country);
            }
            Some((id, known)) if is_country(known) && draft.country.is_none_or(|country| country == id) => {
                draft.country = Some(id);
            }
            _ => others.push(whole),
        }
    }
    if !others.is_empty() {
        draft.within = Some(others.join(", "));
    }
}

/// Puts a place of ours into its containers, which are given from the nearest to the country.
fn put_into(drafts: &Drafts, draft: &mut Draft, mut wholes: Vec<&str>) {
    if let Some(country) = wholes.last().and_then(|whole| drafts.best(whole, is_country)) {
        draft.country = Some(country);
        wholes.pop();
    }
    let division = |whole: &str| drafts.best(whole, |known| is_division(known) && known.country == draft.country);
    let division = draft.country.and_then(|_| division(wholes.last()?));
    if division.is_some() {
        draft.division = division;
        wholes.pop();
    }
    draft.within = Some(wholes.join(", ")).filter(|within| !within.is_empty());
}

/// Only one division is called so, and not after a quarter of the sky.
fn is_distinctive(drafts: &Drafts, name: &str) -> bool {
    let divisions = drafts.named(name).iter().filter(|&&id| is_division(&drafts.all[id]));
    divisions.count() == 1 && !["North", "South", "East", "West", "Center", "Centre", "Central"].contains(&name)
}

/// Our own places: new ones, and names, kinds and capitals for those that are known. Divisions come first, so that cities find
/// theirs.
fn own_places(drafts: &mut Drafts, own: &Path) -> Result<(), Box<dyn Error>> {
    let table = Table::read(&own.join("places.tsv"), &["name", "aliases", "kind", "within", "capital_of", "note"])?;
    let holds_others = |row: &Row<'_>| matches!(row.get("kind"), "state" | "province" | "region");
    for row in table.rows().filter(holds_others).chain(table.rows().filter(|row| !holds_others(row))) {
        own_place(drafts, &row);
    }
    Ok(())
}

fn own_place(drafts: &mut Drafts, row: &Row<'_>) {
    let mut draft = Draft::new(Kind::Place, row.get("kind"), row.get("name"), Source::Dateline);
    put_into(drafts, &mut draft, row.list("within").collect());
    let id = known_place(drafts, &draft, row.list("aliases")).unwrap_or_else(|| drafts.add(draft.clone()));
    let capital_of = row.list("capital_of").find_map(|whole| whole_of_capital(drafts, &draft, whole));
    let of_country = capital_of.is_some_and(|whole| drafts.all[whole].subkind == "country");
    let entry = &mut drafts.all[id];
    entry.rename(row.get("name"));
    for alias in row.list("aliases") {
        entry.alias(alias);
    }
    if entry.source == Source::WordNet || is_division(entry) && is_division(&draft) {
        entry.subkind = draft.subkind;
    }
    if of_country {
        entry.subkind = "capital".to_owned();
    }
    entry.source = Source::Dateline;
    entry.country = entry.country.or(draft.country);
    entry.division = entry.division.or(draft.division).filter(|division| *division != id);
    entry.within = draft.within.or_else(|| entry.within.take());
    entry.capital_of = entry.capital_of.or(capital_of);
    (entry.doubt, entry.note) = doubt_and_note(row.get("note"));
    drafts.index(id);
}

/// The country or division of that name to which a place belongs: Atlanta is the capital of the nearer Georgia.
fn whole_of_capital(drafts: &Drafts, draft: &Draft, name: &str) -> Option<DraftId> {
    let around = |&&id: &&DraftId| {
        let known = &drafts.all[id];
        Some(id) == draft.country || is_division(known) && known.country.is_some() && known.country == draft.country
    };
    drafts.named(name).iter().find(around).copied().or_else(|| drafts.best(name, is_country))
}

/// `personal name; namesake: Perth, Scotland; settled 1829`: what else the name is, and what the place is.
fn doubt_and_note(note: &str) -> (Option<Doubt>, Option<String>) {
    let mut doubt = None;
    let mut rest = Vec::new();
    for part in note.split("; ").filter(|part| !part.is_empty()) {
        match part {
            "common word" => doubt = Some(Doubt::CommonWord),
            "personal name" => doubt = doubt.or(Some(Doubt::PersonalName)),
            _ if part.starts_with("namesake") => {}
            _ => rest.push(part),
        }
    }
    (doubt, Some(rest.join("; ")).filter(|note| !note.is_empty()))
}

/// A place of ours among those that are there already.
fn known_place<'n>(drafts: &Drafts, draft: &Draft, aliases: impl Iterator<Item = &'n str>) -> Option<DraftId> {
    let fits = |known: &Draft| may_be(known, draft) && same_whole(known, draft);
    let named = |name: &str| drafts.best(name, fits);
    let hinted = || drafts.hinted(&draft.name, |known| draft.subkind == "city" && fits(known));
    let mut aliases = aliases.filter(|alias| alias.chars().count() > 3);
    named(&draft.name).or_else(|| aliases.find_map(named)).or_else(hinted)
}

fn is_division(draft: &Draft) -> bool {
    matches!(draft.subkind.as_str(), "state" | "division" | "province")
}

fn same_whole(known: &Draft, draft: &Draft) -> bool {
    match (draft.country, draft.division) {
        (country, Some(division)) => known.country == country && known.division.is_none_or(|other| other == division),
        (Some(country), None) => known.country == Some(country),
        (None, None) => known.country.is_none() || draft.within.is_none(),
    }
}

/// Whether a known place may be one of ours by its sort: a city is no province, though both may be called alike.
fn may_be(known: &Draft, draft: &Draft) -> bool {
    let sort = match draft.subkind.as_str() {
        "city" => &["city", "capital"][..],
        "landmark" => &["landmark", "district", "city", "region", "mountain", "water"],
        "district" => &["district", "city", "region", "island"],
        "building" | "street" | "military-base" => &["landmark"],
        "state" | "province" => &["state", "division", "province", "region"],
        "region" => &["region", "district", "state", "division", "province", "territory", "island"],
        "island" => &["island", "territory"],
        "sea" | "lake" | "ocean" | "strait" | "canal" => &["sea", "lake", "ocean", "strait", "canal", "water"],
        "desert" | "peninsula" => &["region", "desert", "peninsula"],
        "mountain" => &["mountain"],
        "river" => &["river"],
        "continent" => &["continent"],
        _ => &[],
    };
    known.kind == Kind::Place && (sort.contains(&known.subkind.as_str()) || known.subkind == draft.subkind)
}
