//! `dateline extract`, and the example of its contract.

use expect_test::expect;
use serde_json::{Value, json};

use super::Desk;

const TALKS: &str =
    "Talks open\n\nPARIS - Anna Roe, the harbour minister, arrived yesterday.\n\n\"We have 12 ships,\" Ms Roe said.\n";

#[test]
fn a_file_is_one_line() {
    let desk = Desk::new(&[("talks.txt", TALKS), ("talks.dateline.toml", "published = 1994-01-25\n")]);
    expect![[r#"
        exit 0
        {"path":"talks.txt","sha256":"468647c2ac4a2dc6756a84818de4854851da14933b6808305e0ccfbef932d43f","language":null,"extractor":"0.1.0+model-1","article":{"format":"text","items":[[0,105]],"headline":{"span":[0,10],"text":"Talks open"},"byline":null,"outlet":null,"datelines":[{"span":[12,17],"text":"PARIS","place":"Paris"}],"published":{"value":"1994-01-25","grain":"day","source":"sidecar","span":null},"blocks":[{"kind":"headline","span":[0,10]},{"kind":"paragraph","span":[12,70]},{"kind":"paragraph","span":[72,104]}]},"mentions":[{"span":[12,17],"name":[12,17],"text":"PARIS","kind":"place","form":"name","nested":false,"metonym":false,"entity":"e1"},{"span":[20,28],"name":[20,28],"text":"Anna Roe","kind":"person","form":"name","nested":false,"metonym":false,"entity":"e2"},{"span":[92,98],"name":[95,98],"text":"Ms Roe","kind":"person","form":"name","nested":false,"metonym":false,"entity":"e2"}],"entities":[{"id":"e1","kind":"place","name":"Paris","aliases":["PARIS"],"titles":[]},{"id":"e2","kind":"person","name":"Anna Roe","aliases":["Roe"],"titles":[{"text":"harbour minister","span":[34,50],"modifier":null}]}],"times":[{"span":[60,69],"text":"yesterday","type":"DATE","value":"1994-01-24","mod":null}],"quantities":[{"span":[81,89],"text":"12 ships","number":[81,83],"value":12,"high":null,"unit":null,"head":"ships","modifier":null,"quotation":[73,90]}],"quotations":[{"span":[73,90],"text":"We have 12 ships,","direct":true,"fragment":false,"cue":"said","source":{"span":[92,98],"head":"Roe","kind":"named"},"speaker":"e2"}],"claims":[{"subject":"e2","attribute":"title","value":"harbour minister","when":null,"source":"writer","span":[20,50]},{"subject":null,"attribute":"event-date","value":"1994-01-24","when":null,"source":"writer","span":[60,69],"event":{"predicate":"arrive","participants":["e2"],"places":[],"date":"1994-01-24"}},{"subject":"e2","attribute":"quotation","value":"We have 12 ships,","when":null,"source":"e2","span":[73,90]},{"subject":null,"attribute":"count","value":12,"when":null,"source":"e2","span":[81,89],"thing":"ship","event":{"predicate":null,"participants":[],"places":[],"date":null}}]}
    "#]].assert_eq(&desk.run(&["extract", "talks.txt"]));
}

#[test]
fn an_empty_file_has_nothing_in_it() {
    let desk = Desk::new(&[("empty.txt", "")]);
    expect![[r#"
        exit 0
        {"path":"empty.txt","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","language":null,"extractor":"0.1.0+model-1","article":{"format":"text","items":[[0,0]],"headline":null,"byline":null,"outlet":null,"datelines":[],"published":null,"blocks":[]},"mentions":[],"entities":[],"times":[],"quantities":[],"quotations":[],"claims":[]}
    "#]].assert_eq(&desk.run(&["extract", "empty.txt"]));
}

#[test]
fn the_date_on_the_command_line_wins() {
    let desk = Desk::new(&[("talks.txt", TALKS), ("talks.dateline.toml", "published = 1994-01-25\n")]);
    for (date, grain) in [("1993-05-28", "day"), ("1993-05", "month"), ("1993", "year")] {
        let read = desk.json(&["extract", "talks.txt", "--published", date]);
        assert_eq!(read["article"]["published"], json!({"value": date, "grain": grain, "source": "argument", "span": null}));
    }
    expect![[r#"
        exit 2
        ! dateline: invalid value '1993-13' for '--published <DATE>': `1993-13` is no date; expected 1997-01-29, 1997-01 or 1997; `--help` tells more
    "#]].assert_eq(&desk.run(&["extract", "talks.txt", "--published", "1993-13"]));
}

#[test]
fn standard_input_is_an_article_of_the_format_stated() {
    let desk = Desk::new(&[]);
    let read = |arguments: &[&str]| -> Value {
        let shown = desk.run_with(arguments, "# Talks\n\n**Anna Roe** spoke.\n");
        serde_json::from_str(shown.strip_prefix("exit 0\n").expect("an answer")).expect("JSON")
    };
    let markdown = read(&["extract", "-", "--stdin-format", "markdown"]);
    assert_eq!(markdown["path"], "-");
    assert_eq!(markdown["article"]["format"], "markdown");
    assert_eq!(markdown["article"]["headline"]["text"], "Talks");
    assert_eq!(read(&["extract"])["article"]["format"], "text");
}

#[test]
fn the_same_bytes_come_out_on_every_run_whole_or_in_shards() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the sample corpus").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"));
    let lines: Vec<String> = texts
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .enumerate()
        .map(|(id, text)| format!("{}\n", json!({"id": id, "text": text, "published": "1997-01-29"})))
        .collect();
    assert!(lines.len() > 10);
    let desk = Desk::new(&[]);
    let read = |lines: &[String]| desk.run_with(&["extract", "--jsonl"], lines.concat());
    // As many processes at once as a map over shards would start, each a share of the lines.
    let (whole, again, shards) = std::thread::scope(|scope| {
        let whole = scope.spawn(|| read(&lines));
        let again = scope.spawn(|| read(&lines));
        let shards: Vec<_> = lines.chunks(4).map(|shard| scope.spawn(|| read(shard))).collect();
        let shards: Vec<String> = shards.into_iter().map(|shard| shard.join().expect("an answer")).collect();
        (whole.join().expect("an answer"), again.join().expect("an answer"), shards)
    });
    assert_eq!(whole, again);
    let shards: String = shards.iter().map(|shard| shard.strip_prefix("exit 0\n").expect("an answer")).collect();
    assert_eq!(whole, format!("exit 0\n{shards}"));
}

#[test]
fn json_lines_are_answered_line_by_line() {
    let desk = Desk::new(&[]);
    let lines = concat!(
        "{\"id\": 7, \"text\": \"Rain fell on Monday.\", \"published\": \"1994-01-25\"}\n",
        "\n",
        "{\"id\": \"b\", \"text\": \"Rain fell\\r\\nyesterday.\"}\n",
        "not json\n",
        "{\"id\": 9}\n",
        "{\"id\": 10, \"text\": \"\", \"published\": \"soon\"}\n",
        "{\"id\": null, \"text\": \"\"}",
    );
    let shown = desk.run_with(&["extract", "--jsonl"], lines);
    let (answers, complaints): (Vec<&str>, Vec<&str>) = shown.lines().skip(1).partition(|line| line.starts_with('{'));
    let answers: Vec<Value> = answers.iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [&json!(7), &json!("b"), &json!(null)]);
    assert_eq!(answers[0]["times"][0]["value"], "1994-01-24");
    assert_eq!(answers[1]["times"][0]["value"], Value::Null);
    assert_eq!(answers[1]["path"], Value::Null);
    assert!(shown.starts_with("exit 2\n"));
    expect![[r#"
        ! dateline: standard input:4: expected {"id": …, "text": "…"}: expected ident; the line is passed over
        ! dateline: standard input:5: expected {"id": …, "text": "…"}: missing field `text`; the line is passed over
        ! dateline: standard input:6: published: `soon` is no date; expected 1997-01-29, 1997-01 or 1997; the line is passed over"#]].assert_eq(&complaints.join("\n"));
}

/// The second original article, read as `interface.md` shows it. It lies outside of the project; `DATELINE_SHARED` says where.
#[test]
fn the_example_of_the_contract() {
    let shared = std::env::var_os("DATELINE_SHARED").unwrap_or_else(|| "../shared".into());
    let source = std::path::Path::new(&shared).join("seeds/001_04f977ba10c1aaa3.txt");
    let Ok(text) = std::fs::read(&source) else {
        eprintln!("SKIPPED: {} is not there; set DATELINE_SHARED", source.display());
        return;
    };
    let desk = Desk::new(&[("001.dateline.toml", "published = 1994-01-25\n")]);
    desk.write("001.txt", text);
    let read = desk.json(&["extract", "001.txt"]);
    assert_eq!(read["path"], "001.txt");
    assert!(read["sha256"].as_str().is_some_and(|hash| hash.starts_with("9abac3d3cbcc67d4") && hash.len() == 64));
    assert_eq!(read["language"], "en");
    let article = &read["article"];
    assert_eq!(article["format"], "text");
    assert_eq!(article["items"], json!([[0, 2342], [2343, 2686]]));
    assert_eq!(article["headline"], json!({"span": [0, 39], "text": "China resists US demand on civil rights"}));
    assert_eq!((&article["byline"], &article["outlet"]), (&Value::Null, &Value::Null));
    assert_eq!(
        article["datelines"],
        json!([{"span": [57, 62], "text": "PARIS", "place": "Paris"}, {"span": [2343, 2349], "text": "LONDON", "place": "London"}])
    );
    assert_eq!(article["published"], json!({"value": "1994-01-25", "grain": "day", "source": "sidecar", "span": null}));
    let first = article["blocks"].as_array().map(|blocks| blocks[..3].to_vec());
    assert_eq!(
        first,
        Some(vec![
            json!({"kind": "headline", "span": [0, 39]}),
            json!({"kind": "boilerplate", "span": [41, 56]}),
            json!({"kind": "paragraph", "span": [57, 280]})
        ])
    );
    let at = |list: &str, span: Value| -> Value {
        let found = read[list].as_array().and_then(|list| list.iter().find(|part| part["span"] == span).cloned());
        found.unwrap_or_else(|| panic!("nothing at {span} in {list}"))
    };
    let christopher = at("mentions", json!([282, 296]))["entity"].clone();
    assert_eq!(
        at("mentions", json!([282, 296])),
        json!({"span": [282, 296], "name": [285, 296], "text": "Mr Christopher", "kind": "person", "form": "name",
            "nested": false, "metonym": false, "entity": christopher})
    );
    let entity = read["entities"].as_array().and_then(|list| list.iter().find(|entity| entity["id"] == christopher).cloned());
    assert_eq!(
        entity,
        Some(json!({"id": christopher, "kind": "person", "name": "Warren Christopher", "aliases": ["Christopher"],
            "titles": [{"text": "US Secretary of State", "span": [151, 172], "modifier": null}]}))
    );
    assert_eq!(
        at("times", json!([86, 95])),
        json!({"span": [86, 95], "text": "yesterday", "type": "DATE", "value": "1994-01-24", "mod": null})
    );
    assert_eq!(
        at("quantities", json!([578, 594])),
        json!({"span": [578, 594], "text": "235 rights cases", "number": [578, 581], "value": 235, "high": null, "unit": null,
            "head": "rights cases", "modifier": null})
    );
    assert_eq!(
        at("quotations", json!([1505, 1553])),
        json!({"span": [1505, 1553], "text": "We had a very constructive and positive meeting,", "direct": true, "fragment": false,
            "cue": "said", "source": {"span": [1555, 1569], "head": "Christopher", "kind": "named"}, "speaker": christopher})
    );
    assert_eq!(
        at("claims", json!([151, 192])),
        json!({"subject": christopher, "attribute": "title", "value": "US Secretary of State", "when": null, "source": "writer",
            "span": [151, 192]})
    );
}
