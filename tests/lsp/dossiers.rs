//! What a desk writes down from the editor, and what comes of it: entries, spellings, two people of one name.

use serde_json::{Value, json};

use super::client::{Client, Folder, able};

/// Far longer than anything takes.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(120);

const TALKS: &str = "Harbour talks open

OSLO, January 25, 1994 (Meridian) - Foreign Minister Anna Roe opened the talks on Tuesday.

Ms Roe said little.
";

/// The actions at a place, by title.
fn actions(client: &mut Client, uri: &str, line: u32, character: u32) -> Vec<(String, Value)> {
    let place = json!({"line": line, "character": character});
    let asked = json!({"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}});
    let actions = client.ask("textDocument/codeAction", asked);
    let actions = actions.as_array().unwrap().iter();
    actions.map(|action| (action["title"].as_str().unwrap().to_owned(), action["command"].clone())).collect()
}

/// Does what an action of a title does.
fn choose(client: &mut Client, uri: &str, line: u32, character: u32, title: &str) -> Value {
    let found = actions(client, uri, line, character);
    let (_, command) = found.iter().find(|(found, _)| found == title).unwrap_or_else(|| panic!("no {title} in {found:?}"));
    client.ask("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}))
}

fn card(client: &mut Client, uri: &str, line: u32, character: u32) -> String {
    client.ask_at("textDocument/hover", uri, line, character)["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_person_goes_into_the_dossier_with_the_line_and_counts_at_once() {
    let folder = Folder::new("to-dossier", &[("talks.txt", TALKS)]);
    let uri = folder.uri("talks.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, TALKS);
    client.diagnostics(&uri, 1);
    // From the family name too: the article says who is meant.
    let written = choose(&mut client, &uri, 4, 5, "Add to dossier: Anna Roe");
    assert_eq!(folder.told(&written), "{\n  \"uri\": \"file://ROOT/dossiers/desk.toml\"\n}");
    assert_eq!(
        folder.read("dossiers/desk.toml"),
        "[[person]]\nname = \"Anna Roe\"\nsource = \"talks.txt:5\"\n\n[[person.office]]\ntitle = \"Foreign Minister\"\n"
    );
    let told = card(&mut client, &uri, 2, 55);
    assert!(told.contains("- Dossier: Anna Roe · *stated by talks.txt:5; dossiers/desk.toml, line 1*"), "{told}");
    assert!(told.contains("- Offices then: perhaps Foreign Minister · "), "{told}");
    let definition = client.ask_at("textDocument/definition", &uri, 4, 5);
    assert_eq!(definition[0]["targetUri"], folder.uri("dossiers/desk.toml"));
    let introductions = client.ask_at("textDocument/implementation", &uri, 4, 5);
    assert_eq!(
        folder.told(&introductions),
        "[\n  {\n    \"range\": \"2:53-2:61\",\n    \"uri\": \"file://ROOT/talks.txt\"\n  }\n]"
    );
    // All of it is known now: nothing is offered, and whoever asks all the same is told why.
    assert!(actions(&mut client, &uri, 4, 5).iter().all(|(title, _)| !title.starts_with("Add to dossier")));
    let place = json!({"uri": uri, "position": {"line": 4, "character": 5}});
    let again = client.execute("dateline.addToDossier", place);
    let message = again["error"]["message"].as_str().unwrap();
    assert!(message.contains("Anna Roe is in the dossiers already") && message.contains("desk.toml, line 1"), "{message}");
    // Another article states more: it is added to the entry.
    let introduced = "Governor Anna Roe came.\n";
    client.open(&folder.uri("more.txt"), introduced);
    client.diagnostics(&folder.uri("more.txt"), 1);
    let title = "Add to dossier: what this article states of Anna Roe";
    choose(&mut client, &folder.uri("more.txt"), 0, 11, title);
    let text = folder.read("dossiers/desk.toml");
    assert!(text.starts_with("[[person]]\nname = \"Anna Roe\"\nsource = \"talks.txt:5; more.txt:1\"\n"), "{text}");
    assert!(text.ends_with("[[person.office]]\ntitle = \"Governor\"\n"), "{text}");
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn two_people_of_one_name_are_told_apart_from_then_on() {
    let harbour = "1 May 1994\n\nForeign Minister John Roe spoke. Mr Roe left.\n";
    let trade = "2 May 1994\n\nFinance Minister John Roe came.\n";
    let folder = Folder::new("two-people", &[("harbour.txt", harbour), ("trade.txt", trade)]);
    let uri = folder.uri("harbour.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, harbour);
    client.diagnostics(&uri, 1);
    let count = |client: &mut Client| client.ask_at("textDocument/references", &uri, 2, 19).as_array().unwrap().len();
    assert_eq!(count(&mut client), 3);
    choose(&mut client, &uri, 2, 19, "These are two people: John Roe here and elsewhere");
    let text = folder.read("dossiers/desk.toml");
    assert_eq!(text.matches("name = \"John Roe\"").count(), 2, "{text}");
    assert!(text.contains("which = \"the foreign minister\"") && text.contains("which = \"the finance minister\""), "{text}");
    assert!(text.contains("source = \"harbour.txt:3\""), "{text}");
    assert_eq!(count(&mut client), 2);
    let told = card(&mut client, &uri, 2, 19);
    assert!(told.contains("- Told from namesakes: by the foreign minister"), "{told}");
    assert!(!told.contains("Dossier: John Roe; the finance minister"), "{told}");
    // Somebody takes it back by hand.
    folder.write("dossiers/desk.toml", "");
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": folder.uri("dossiers/desk.toml"), "type": 2}]}));
    let begun = std::time::Instant::now();
    while count(&mut client) != 3 {
        assert!(begun.elapsed() < PATIENCE, "the dossier is read again");
    }
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_spelling_is_accepted_for_the_whole_desk() {
    let wire = "The Xinhua New Agency said so on 3 March 1997.\n";
    let folder = Folder::new("spelling", &[("wire.txt", wire)]);
    let uri = folder.uri("wire.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, wire);
    let found = client.diagnostics(&uri, 1);
    assert_eq!(found[0]["code"], "name-misspelt");
    choose(&mut client, &uri, 0, 8, "Accept this spelling: Xinhua New Agency");
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
    let text = folder.read("dossiers/desk.toml");
    assert!(text.starts_with("[[spelling]]\nform = \"Xinhua New Agency\"\nat = "), "{text}");
    assert!(text.ends_with("source = \"wire.txt:1\"\n"), "{text}");
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_broken_dossier_is_left_alone_and_costs_nothing_else() {
    let guild = "[[organisation]]\nname = \"Bank of Arcadia\"\nfounded = 1902\n";
    let report = "3 March 1997\n\nThe Bank of Arcadia met Anna Roe.\n";
    let files = [("report.txt", report), ("dossiers/desk.toml", "[[person]\n"), ("dossiers/guilds.toml", guild)];
    let folder = Folder::new("broken-dossier", &files);
    let uri = folder.uri("report.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, report);
    client.diagnostics(&uri, 1);
    let refused = client.execute("dateline.addToDossier", json!({"uri": uri, "position": {"line": 2, "character": 25}}));
    let message = refused["error"]["message"].as_str().unwrap();
    assert!(message.contains("desk.toml: the dossier is no TOML and was left alone: "), "{message}");
    assert_eq!(folder.read("dossiers/desk.toml"), "[[person]\n");
    let told = card(&mut client, &uri, 2, 8);
    assert!(told.contains("- Dossier: Bank of Arcadia; founded 1902 · *dossiers/guilds.toml, line 1*"), "{told}");
    let other = folder.uri("other.txt");
    for (argument, expected) in [
        (
            json!({"uri": uri, "position": {"line": 0, "character": 0}}),
            "dateline.addToDossier: no name stands at line 1, column 1",
        ),
        (
            json!({"uri": uri, "position": {"line": 9, "character": 0}}),
            "line 9 is outside the document, which has 4 lines (both counted as the protocol does, from 0)",
        ),
        (
            json!({"uri": other, "position": {"line": 0, "character": 0}}),
            &format!("dateline.addToDossier: {other}: no such article is open or in the workspace; open it first"),
        ),
        (json!({"uri": uri}), "dateline.addToDossier: missing field `position`"),
        (json!("Anna Roe"), "dateline.addToDossier: invalid type: string \"Anna Roe\", expected struct At"),
    ] {
        let refused = client.execute("dateline.addToDossier", argument);
        assert_eq!(refused, json!({"error": {"code": -32602, "message": expected}}));
    }
    let empty = client.execute("dateline.acceptSpelling", json!({"uri": uri, "form": " "}));
    let message = "dateline.acceptSpelling: `form` is empty; it is the spelling that is right";
    assert_eq!(empty, json!({"error": {"code": -32602, "message": message}}));
    assert_eq!(client.stop(), Some(0));
}

#[test]
fn a_finding_that_rests_on_a_dossier_leads_to_its_line() {
    let dossier = "# Ours\n\n[[person]]\nname = \"Anna Roe\"\n\n[[person.office]]\ntitle = \"Foreign Minister\"\nfrom = 1985\nuntil = 1989\n";
    let folder = Folder::new("rests-on-dossier", &[("talks.txt", TALKS), ("dossiers/people.toml", dossier)]);
    let uri = folder.uri("talks.txt");
    let (mut client, _) = Client::in_folder(&folder, able());
    client.open(&uri, TALKS);
    let found = client.diagnostics(&uri, 1);
    let diagnostic = &found[0];
    assert_eq!(diagnostic["code"], "title-out-of-date", "{found}");
    assert_eq!(
        folder.told(&diagnostic["relatedInformation"][0]),
        "{\n  \"location\": {\n    \"range\": \"2:0-2:0\",\n    \"uri\": \"file://ROOT/dossiers/people.toml\"\n  },\n  \
         \"message\": \"in the dossier (people.toml, line 3): Anna Roe, Foreign Minister until 1989\"\n}"
    );
    assert_eq!(client.stop(), Some(0));
}
