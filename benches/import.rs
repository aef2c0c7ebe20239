//! How fast a dump of Wikidata is imported, and in how much memory: a million entities that we make up, written to the folder for
//! temporary files first.
//!
//! `cargo bench --bench import`; `DATELINE_ENTITIES` takes another number of entities. `docs/quality.md` keeps the figures.

#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;

use dateline::desk::{Imported, WikidataChoice, import_wikidata, read_dossiers};

/// Countries, positions and families stand at the end of the dump, people and bodies before them; these are their first numbers.
const COUNTRIES: u64 = 500_000_000;
const POSITIONS: u64 = 600_000_000;
const FAMILIES: u64 = 700_000_000;
/// How many there are of each.
const OF_EACH: u64 = 5_000;

const LANGUAGES: [&str; 4] = ["en", "de", "fr", "es"];
const SYLLABLES: [&str; 16] =
    ["ar", "ba", "cor", "dim", "el", "fa", "gor", "hal", "ith", "jo", "kem", "lu", "mor", "nes", "ol", "pra"];

/// A name that nobody bears, the same for the same number.
fn name(number: u64, syllables: u32) -> String {
    let name: String = (0..syllables).map(|at| SYLLABLES[(number >> (4 * at)) as usize % SYLLABLES.len()]).collect();
    name[..1].to_uppercase() + &name[1..]
}

fn item(id: u64, rest: &str) -> String {
    format!(
        r#"{{"mainsnak":{{"snaktype":"value","property":"P0","hash":"{id:040x}","datavalue":{{"value":{{"entity-type":"item","numeric-id":{id},"id":"Q{id}"}},"type":"wikibase-entityid"}},"datatype":"wikibase-item"}},"type":"statement","id":"Q1${id:032X}","rank":"normal"{rest},"references":[{{"hash":"{id:040x}","snaks":{{"P248":[{{"snaktype":"value","property":"P248","datavalue":{{"value":{{"entity-type":"item","numeric-id":328,"id":"Q328"}},"type":"wikibase-entityid"}},"datatype":"wikibase-item"}}]}},"snaks-order":["P248"]}}]}}"#
    )
}

fn snak(year: u64, precision: u8) -> String {
    format!(
        r#"{{"snaktype":"value","property":"P0","datavalue":{{"value":{{"time":"+{year}-03-07T00:00:00Z","timezone":0,"before":0,"after":0,"precision":{precision},"calendarmodel":"http://www.wikidata.org/entity/Q1985727"}},"type":"time"}},"datatype":"time"}}"#
    )
}

fn at(year: u64, precision: u8) -> String {
    format!(r#"{{"mainsnak":{},"type":"statement","rank":"normal"}}"#, snak(year, precision))
}

/// One line of a dump.
fn entity(id: u64, label: &str, claims: &[(&str, &[String])]) -> String {
    let mut line = format!(r#"{{"type":"item","id":"Q{id}","#);
    for (key, end) in [("labels", ""), ("descriptions", " of the realm")] {
        let texts = LANGUAGES.map(|code| format!(r#""{code}":{{"language":"{code}","value":"{label}{end}"}}"#));
        let _ = write!(line, r#""{key}":{{{}}},"#, texts.join(","));
    }
    let _ = write!(line, r#""aliases":{{"en":[{{"language":"en","value":"{label} the Elder"}}]}},"claims":{{"#);
    let claims: Vec<String> = claims.iter().map(|(property, list)| format!(r#""{property}":[{}]"#, list.join(","))).collect();
    let _ = write!(line, "{}}},", claims.join(","));
    let links = LANGUAGES.map(|code| format!(r#""{code}wiki":{{"site":"{code}wiki","title":"{label}","badges":[]}}"#));
    let _ = write!(line, r#""sitelinks":{{{}}},"lastrevid":{id}}}"#, links.join(","));
    line
}

/// The entity of a number: of five, one holds offices, one is a body, one is somebody else, and two are something else.
fn any_entity(number: u64) -> String {
    let of = |first: u64, step: u64| first + number / step % OF_EACH;
    let family = number % OF_EACH;
    let full = format!("{} {}", name(number / 7, 3), name(family, 4));
    let term = |from: u64| {
        format!(
            r#","qualifiers":{{"P580":[{}],"P582":[{}]}},"qualifiers-order":["P580","P582"]"#,
            snak(from, 11),
            snak(from + 4, 9)
        )
    };
    let (human, family, country) = (item(5, ""), item(FAMILIES + family, ""), item(of(COUNTRIES, 11), ""));
    match number % 5 {
        0 => {
            let offices = [1970, 1985].map(|from| item(of(POSITIONS, from), &term(from)));
            let claims: &[(&str, &[String])] = &[
                ("P31", &[human]),
                ("P734", &[family]),
                ("P569", &[at(1930 + number % 50, 11)]),
                ("P27", &[country]),
                ("P39", &offices),
            ];
            entity(number, &full, claims)
        }
        1 => entity(number, &full, &[("P31", &[human]), ("P734", &[family]), ("P106", &[item(82_955, "")])]),
        2 => {
            let claims: &[(&str, &[String])] =
                &[("P31", &[item(43_229, "")]), ("P571", &[at(1800 + number % 200, 9)]), ("P17", &[country])];
            entity(number, &format!("{} Guild", name(number, 5)), claims)
        }
        _ => entity(number, &name(number, 5), &[("P31", &[item(486_972, "")]), ("P17", &[country])]),
    }
}

fn write_dump(path: &Path, entities: u64) -> io::Result<u64> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "[")?;
    let named = 3 * OF_EACH;
    for number in 1..=entities.saturating_sub(named) {
        writeln!(file, "{},", any_entity(number))?;
    }
    for at in 0..OF_EACH {
        let of = item(COUNTRIES + at, "");
        writeln!(file, "{},", entity(COUNTRIES + at, &name(at, 5), &[("P31", &[item(6256, "")])]))?;
        writeln!(file, "{},", entity(POSITIONS + at, &format!("Keeper of {}", name(at, 4)), &[("P1001", &[of])]))?;
        let end = if at + 1 == OF_EACH { "" } else { "," };
        writeln!(file, "{}{end}", entity(FAMILIES + at, &name(at, 4), &[("P31", &[item(101_352, "")])]))?;
    }
    writeln!(file, "]")?;
    file.flush()?;
    Ok(file.get_ref().metadata()?.len())
}

/// The most memory that this process has held, in MB; Linux only.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? / 1024)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `cargo test --benches` runs it as well, and is not to wait for it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let entities = std::env::var("DATELINE_ENTITIES").ok().and_then(|number| number.parse().ok()).unwrap_or(1_000_000);
    let folder = std::env::temp_dir().join(format!("dateline-bench-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let dump = folder.join("dump.json");
    let size = write_dump(&dump, entities)?;
    println!("{entities} entities, {} MB; {:?} MB of memory before the import", size / 1_000_000, most_memory());
    let begun = Instant::now();
    let Imported { files, people, offices, organisations, .. } =
        import_wikidata(&dump, &folder.join("wikidata.toml"), &WikidataChoice::default(), &|_, _| {})?;
    let took = begun.elapsed().as_secs_f64();
    println!("{people} people with {offices} offices, {organisations} organisations in {} files", files.len());
    println!("{took:.1} s, {:.1} MB/s, {:?} MB of memory at most", size as f64 / 1e6 / took, most_memory());
    let (dossiers, problems) = read_dossiers(&files, None);
    println!("read again: {} people, {} problems", dossiers.entries().people.len(), problems.len());
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
