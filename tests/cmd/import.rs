//! `dateline import`: small files of our own invention in both formats.

use std::io::Write as _;

use expect_test::expect;

use super::Desk;

/// A statement whose value is an item.
fn item(id: u32, rest: &str) -> String {
    format!(
        r#"{{"mainsnak":{{"snaktype":"value","datavalue":{{"value":{{"entity-type":"item","numeric-id":{id},"id":"Q{id}"}},"type":"wikibase-entityid"}}}},"type":"statement"{rest}}}"#
    )
}

/// A property with a time, in brackets, as a qualifier has it.
fn time(time: &str, precision: u8) -> String {
    format!(
        r#"{{"snaktype":"value","datavalue":{{"value":{{"time":"{time}T00:00:00Z","timezone":0,"precision":{precision},"calendarmodel":"http://www.wikidata.org/entity/Q1985727"}},"type":"time"}}}}"#
    )
}

fn at(value: &str, precision: u8) -> String {
    format!(r#"{{"mainsnak":{},"rank":"normal"}}"#, time(value, precision))
}

fn called(text: &str, language: &str, rest: &str) -> String {
    format!(r#"{{"mainsnak":{{"datavalue":{{"value":{{"text":"{text}","language":"{language}"}}}}}},"rank":"normal"{rest}}}"#)
}

fn entity(id: u32, label: &str, rest: &str, claims: &[(&str, &[String])]) -> String {
    let claims: Vec<String> = claims.iter().map(|(property, list)| format!(r#""{property}":[{}]"#, list.join(","))).collect();
    let labels = if label.is_empty() { "[]".to_owned() } else { format!(r#"{{"en":{{"language":"en","value":"{label}"}}}}"#) };
    format!(r#"{{"type":"item","id":"Q{id}","labels":{labels}{rest},"claims":{{{}}},"sitelinks":{{}}}}"#, claims.join(","))
}

/// A country, an office of it, people with terms, bodies, and much that is to be left out.
fn entities() -> Vec<String> {
    let human = [item(5, "")];
    let office = |from: &str, until: &str, rank: &str| {
        item(900, &format!(r#","qualifiers":{{"P580":[{from}],"P582":[{until}]}},"rank":"{rank}""#))
    };
    let unknown = r#"{"snaktype":"somevalue"}"#;
    vec![
        entity(
            11,
            "Kwan Mei-ling",
            r#","descriptions":{"en":{"value":"harbour minister of Arcadia"}},"aliases":{"en":[{"value":"Mei-ling Kwan"},{"value":"Kwan Mei-ling"}]}"#,
            &[
                ("P31", &human),
                ("P734", &[item(902, "")]),
                ("P27", &[item(800, r#","rank":"preferred""#), item(801, "")]),
                ("P569", &[at("+1941-00-00", 9), at("+1941-02-03", 11)]),
                (
                    "P39",
                    &[
                        office(&time("+1991-05-00", 10), &time("+1996-02-03", 11), "normal"),
                        office(&time("+1999-00-00", 9), unknown, "preferred"),
                        office(&time("+1980-01-01", 11), &time("+1981-01-01", 11), "deprecated"),
                        item(901, r#","qualifiers":{"P642":[]}"#),
                    ],
                ),
            ],
        ),
        entity(12, "John Roe", "", &[("P31", &human)]),
        entity(13, "", "", &[("P31", &human), ("P39", &[item(900, "")])]),
        entity(
            14,
            "",
            r#","labels":{"mul":{"language":"mul","value":"José \"Pepe\" Roe"}}"#,
            &[
                ("P31", &human),
                ("P569", &[at("-0044-03-15", 11)]),
                ("P570", &[at("+1950-00-00", 7)]),
                ("P39", &[office(&time("+1998-01-01", 11), &time("+1997-01-01", 11), "normal"), "7".to_owned()]),
            ],
        )
        .replace(r#""labels":[],"#, ""),
        entity(
            21,
            "Weavers' Guild",
            "",
            &[
                ("P31", &[item(43229, "")]),
                ("P571", &[at("+1902-00-00", 9)]),
                ("P17", &[item(800, "")]),
                ("P749", &[item(22, "")]),
                ("P1813", &[called("WG", "en", "")]),
                (
                    "P1448",
                    &[
                        called(
                            "Weavers' and Dyers' Guild",
                            "en-gb",
                            &format!(r#","qualifiers":{{"P582":[{}]}}"#, time("+1950-00-00", 9)),
                        ),
                        called("Webergilde", "de", ""),
                    ],
                ),
            ],
        ),
        entity(22, "Crafts Council", "", &[("P31", &[item(777, "")]), ("P159", &[item(800, "")])]),
        entity(800, "Arcadia", "", &[("P31", &[item(6256, "")]), ("P571", &[at("+1800-00-00", 9)])]),
        entity(900, "Harbour Minister", "", &[("P31", &[item(294_414, "")]), ("P1001", &[item(800, "")])]),
        entity(902, "Kwan", "", &[("P31", &[item(101_352, "")])]),
        r#"{"type":"property","id":"P31","labels":{},"claims":{}}"#.to_owned(),
    ]
}

/// As published: a list with an entity a line.
fn dump() -> String {
    format!("[\n{}\n]\n", entities().join(",\n"))
}

#[test]
fn people_in_office_and_organisations_are_taken_from_a_dump() {
    let desk = Desk::new(&[("dateline.toml", ""), ("data/dump.json", &dump()), ("a.txt", "Rain\n\nIt rained.\n")]);
    expect![[r#"
        exit 0
        dossiers/wikidata.toml: 2 people with 3 offices, 2 organisations
        left out:
                   3  entities that are neither people nor organisations
                   1  founded entities that nothing tells to be organisations
                   1  people without an office
                   1  people without a name in English
                   1  offices without a title in English
                   1  deprecated statements
                   1  statements of an unknown shape
                   1  dates that are not known to the year
                   1  dates that the calendar does not have, or before the year 1
                   1  terms that end before they begin
                   1  names in other languages
    "#]]
    .assert_eq(&desk.run(&["import", "wikidata", "data/dump.json"]));
    expect![[r#"
        # Written by `dateline import wikidata`, which replaces this file when it runs again; write your own entries into another.

        [[person]]
        name = "Kwan Mei-ling"
        which = "harbour minister of Arcadia"
        family_name = "Kwan"
        aliases = ["Mei-ling Kwan"]
        born = 1941-02-03
        country = "Arcadia"
        source = "Wikidata Q11"

        [[person.office]]
        title = "Harbour Minister"
        of = "Arcadia"
        from = "1991-05"
        until = 1996-02-03

        [[person.office]]
        title = "Harbour Minister"
        of = "Arcadia"
        from = 1999

        [[person]]
        name = 'José "Pepe" Roe'
        source = "Wikidata Q14"

        [[person.office]]
        title = "Harbour Minister"
        of = "Arcadia"

        [[organisation]]
        name = "Weavers' Guild"
        aliases = ["WG"]
        founded = 1902
        parent = "Crafts Council"
        country = "Arcadia"
        source = "Wikidata Q21"

        [[organisation.called]]
        name = "Weavers' and Dyers' Guild"
        until = 1950

        [[organisation]]
        name = "Crafts Council"
        source = "Wikidata Q22"
    "#]]
    .assert_eq(&desk.read("dossiers/wikidata.toml"));
    assert_reads_well(&desk, "dossiers/wikidata.toml", 2);
}

/// A dossier that was imported has no mistake.
fn assert_reads_well(desk: &Desk, name: &str, people: usize) {
    let (dossiers, problems) = dateline::desk::read_dossiers(&[desk.path(name)], None);
    assert_eq!((problems, dossiers.entries().people.len()), (Vec::new(), people));
}

#[test]
fn a_dump_may_be_lines_of_json_packed_or_not() {
    let desk = Desk::new(&[("lines.json", &entities().join("\r\n")), ("list.json", &dump())]);
    let packed = |text: &str| {
        // Two members, as tools that pack in parallel write them.
        let (one, two) = text.split_at(text.len() / 2);
        let gz = |part: &str| {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            writer.write_all(part.as_bytes()).and_then(|()| writer.finish()).expect("memory")
        };
        let bz2 = |part: &str| {
            let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            writer.write_all(part.as_bytes()).and_then(|()| writer.finish()).expect("memory")
        };
        ([gz(one), gz(two)].concat(), [bz2(one), bz2(two)].concat())
    };
    let (gz, bz2) = packed(&dump());
    desk.write("list.json.gz", &gz);
    desk.write("list.json.bz2", bz2);
    let mut read = Vec::new();
    for name in ["list.json", "lines.json", "list.json.gz", "list.json.bz2"] {
        let told = desk.run(&["import", "wikidata", name, "-q", "--out", "found"]);
        assert_eq!(told, "exit 0\nfound/wikidata.toml: 2 people with 3 offices, 2 organisations\n", "{name}");
        read.push(desk.read("found/wikidata.toml"));
    }
    assert!(read.iter().all(|text| *text == read[0]));
    assert_eq!(
        desk.run(&["import", "wikidata", "list.json", "-q", "--out", "all.toml", "--class", "Q6256,Q101352"]),
        "exit 0\nall.toml: 2 people with 3 offices, 4 organisations\n"
    );

    // Broken off in the middle: all is as it was, and nothing is left.
    desk.write("half.json.gz", &gz[..gz.len() * 2 / 3]);
    let told = desk.run(&["import", "wikidata", "half.json.gz", "--out", "found"]);
    assert!(told.starts_with("exit 2\n! dateline: half.json.gz: it cannot be read beyond line "), "{told}");
    assert_eq!(desk.read("found/wikidata.toml"), read[0]);
    let left: Vec<_> = std::fs::read_dir(desk.path("found")).expect("a folder").filter_map(Result::ok).collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

/// Killed in the middle of its work, an import leaves the last one's dossier; what it had begun goes with the next.
#[test]
fn an_import_that_is_killed_leaves_nothing_half() {
    let desk = Desk::new(&[]);
    desk.write("dump.json", entities().join("\n"));
    desk.run(&["import", "wikidata", "dump.json", "-q"]);
    let before = desk.read("dossiers/wikidata.toml");
    desk.write("large.json", format!("{}\n", entities().join("\n")).repeat(3_000));
    let mut import = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["import", "wikidata", "large.json", "-q"])
        .current_dir(desk.path(""))
        .spawn()
        .expect("the built binary");
    let files = || std::fs::read_dir(desk.path("dossiers")).expect("a folder").filter_map(Result::ok).count();
    while files() < 2 {
        assert_eq!(import.try_wait().expect("a child"), None, "it ended without a file beside the dossier");
    }
    import.kill().expect("it runs");
    import.wait().expect("a child");
    assert_eq!(desk.read("dossiers/wikidata.toml"), before);
    assert!(files() > 1, "it was killed in the middle");
    desk.run(&["import", "wikidata", "dump.json", "-q"]);
    assert_eq!((files(), desk.read("dossiers/wikidata.toml")), (1, before));
}

#[test]
fn broken_lines_are_told_and_cost_nothing_else() {
    let mut lines = entities();
    lines.insert(1, r#"{"type":"item","id":"Q99","labels":{"en":{"value":"half"#.to_owned());
    lines.insert(3, format!(r#"{{"type":"item","id":"Q98","deep":{}}}"#, "[".repeat(200_000)));
    lines.insert(4, r#"{"type":"item","id":"Q97","claims":{"P31":7}}"#.to_owned());
    lines.insert(5, r#"{"type":"item","id":"Q96","claims":"none"}"#.to_owned());
    let desk = Desk::new(&[]);
    desk.write("dump.json", [b"[\n", lines.join(",\n").as_bytes(), b"\n\xff\xfe"].concat());
    expect![[r#"
        exit 2
        dossiers/wikidata.toml: 2 people with 3 offices, 2 organisations
        ! dateline: dump.json: line 3, column 55: no entity of Wikidata: EOF while parsing a string; it was passed over
        ! dateline: dump.json: line 5, column 200034: no entity of Wikidata: expected value; it was passed over
        ! dateline: dump.json: line 7, column 41: no entity of Wikidata: invalid type: string "none", expected an object; it was passed over
        ! dateline: dump.json: line 16: it is not UTF-8; it was passed over
        ! dateline: dump.json: the list has no end (`]`); the file seems to be cut off, and what is there was imported
    "#]].assert_eq(&desk.run(&["import", "wikidata", "dump.json", "-q"]));
}

#[test]
fn a_line_that_no_memory_should_hold_is_passed_over() {
    let desk = Desk::new(&[]);
    let huge = format!(r#"{{"type":"item","id":"Q99","labels":{{"en":{{"value":"{}"}}}}}}"#, "x".repeat(33 << 20));
    desk.write("dump.json", [huge, entities().join("\n")].join("\n"));
    expect![[r#"
        exit 2
        dossiers/wikidata.toml: 2 people with 3 offices, 2 organisations
        ! dateline: dump.json: line 1: it is longer than 33554432 bytes; no entity is; it was passed over
    "#]]
    .assert_eq(&desk.run(&["import", "wikidata", "dump.json", "-q"]));
}

#[test]
fn what_is_no_dump_leaves_everything_as_it_was() {
    let desk = Desk::new(&[
        ("a.txt", "Rain\n\nIt rained.\n"),
        ("b.json", "[1]"),
        ("parliament.json", PARLIAMENT),
        ("own.toml", "[[person]]\nname = \"Jane Roe\"\n"),
    ]);
    expect![[r#"
        exit 2
        ! dateline: a.txt: there is no entity of Wikidata in it; it must hold one JSON object a line, as the dump does
    "#]]
    .assert_eq(&desk.run(&["import", "wikidata", "a.txt"]));
    expect![[r#"
        exit 2
        ! dateline: nothing.json: there is no such file; check the name
    "#]]
    .assert_eq(&desk.run(&["import", "wikidata", "nothing.json"]));
    expect![[r#"
        exit 2
        ! dateline: b.json: it is no Popolo file: invalid type: integer `1`, expected a sequence at line 1 column 2; it must be one JSON object with `persons`
    "#]].assert_eq(&desk.run(&["import", "popolo", "b.json"]));
    expect![[r#"
        exit 2
        ! dateline: own.toml: it exists and no import has written it, so it is left as it is; choose another place with `--out`, or move it
    "#]].assert_eq(&desk.run(&["import", "popolo", "parliament.json", "--out", "own.toml"]));
    expect![[r#"
        exit 2
        ! dateline: invalid value 'x' for '--class <QID,…>': expected an item such as Q43229; `--help` tells more
    "#]]
    .assert_eq(&desk.run(&["import", "wikidata", "a.txt", "--class", "x"]));
    assert!(!desk.path("dossiers/wikidata.toml").exists());
}

const PARLIAMENT: &str = r#"{
  "persons": [
    {"id": "p1", "name": "Kwan Mei-ling", "family_name": "Kwan", "summary": "harbour minister of Arcadia", "birth_date": "1941-02",
     "other_names": [{"name": "Mei-ling Kwan"}, {"name": "Mei Kwan", "lang": "zh"}], "sources": [{"url": "https://example.org/p1"}]},
    {"id": 2, "given_name": "John", "family_name": "Roe", "birth_date": "soon", "memberships": [
      {"organization_id": "o2", "role": "speaker", "start_date": "1995-00-00", "end_date": "1996-04-30"}]},
    {"id": "p3"},
    ["no person"]
  ],
  "organizations": [
    {"id": "o1", "name": "Harbour Board", "founding_date": "1902", "parent_id": "o2", "other_names": [
      {"name": "Quay Board", "end_date": "1950"}, {"name": "HB"}]},
    {"id": "o2", "name": "House of Arcadia", "parent_id": "o9"}
  ],
  "posts": [{"id": "chair", "label": "Chair of the Board", "organization_id": "o1"}],
  "events": [{"id": "t7", "classification": "legislative period", "start_date": "1990-01-10", "end_date": "1994-12-31"}],
  "memberships": [
    {"person_id": "p1", "post_id": "chair", "start_date": "1991-05", "end_date": "1989"},
    {"person_id": "p1", "organization_id": "o2", "legislative_period_id": "t7"},
    {"person_id": 2, "organization_id": "o2", "role": "speaker", "start_date": "1995", "end_date": "1996-04-30"}
  ]
}"#;

#[test]
fn people_and_bodies_are_taken_from_popolo() {
    let desk = Desk::new(&[("parliament.json", PARLIAMENT)]);
    expect![[r#"
        exit 2
        people/popolo.toml: 2 people with 3 offices, 2 organisations
        left out:
                   1  people without a name in English
                   1  dates that the calendar does not have, or before the year 1
                   1  terms that end before they begin
                   1  countries and parents that are several, or have no name in English
                   1  names in other languages
        ! dateline: parliament.json: `persons`, entry 4: invalid length 1, expected an object; it was passed over
    "#]]
    .assert_eq(&desk.run(&["import", "popolo", "parliament.json", "--out", "people"]));
    expect![[r##"
        # Written by `dateline import popolo`, which replaces this file when it runs again; write your own entries into another.

        [[organisation]]
        name = "Harbour Board"
        aliases = ["HB"]
        founded = 1902
        parent = "House of Arcadia"

        [[organisation.called]]
        name = "Quay Board"
        until = 1950

        [[organisation]]
        name = "House of Arcadia"

        [[person]]
        name = "Kwan Mei-ling"
        which = "harbour minister of Arcadia"
        family_name = "Kwan"
        aliases = ["Mei-ling Kwan"]
        born = "1941-02"
        source = "https://example.org/p1"

        [[person.office]]
        title = "Chair of the Board"
        of = "Harbour Board"

        [[person.office]]
        title = "member"
        of = "House of Arcadia"
        from = 1990-01-10
        until = 1994-12-31

        [[person]]
        name = "John Roe"

        [[person.office]]
        title = "speaker"
        of = "House of Arcadia"
        from = 1995
        until = 1996-04-30
    "##]]
    .assert_eq(&desk.read("people/popolo.toml"));
    assert_reads_well(&desk, "people/popolo.toml", 2);
}
