//! `dateline.toml` on the command line, and the small commands.

use expect_test::expect;

use super::Desk;

const BRIDGE: &str = "Bridge closes\n\nThe bridge closed at noon.Traffic was sent over the hill.\n";

#[test]
fn the_nearest_configuration_holds() {
    let desk = Desk::new(&[
        ("dateline.toml", "[rules.missing-space-after-full-stop]\nlevel = \"hint\"\n[corpus]\nexclude = [\"old/\"]\n"),
        ("new/bridge.txt", BRIDGE),
        ("old/bridge.txt", BRIDGE),
    ]);
    expect![[r#"
        exit 0
        ::notice file=new/bridge.txt,line=3,endLine=3,col=22,endColumn=34,title=missing-space-after-full-stop::noon.Traffic: no space after the full stop.
    "#]].assert_eq(&desk.run(&["check", "--format", "github"]));
    expect![[r#"
        exit 0
        ::notice file=new/bridge.txt,line=3,endLine=3,col=22,endColumn=34,title=missing-space-after-full-stop::noon.Traffic: no space after the full stop.
    "#]].assert_eq(&desk.run(&["check", "new", "-q", "--format", "github"]));
    desk.write("other.toml", "[rules]\nignore = [\"missing-space-after-full-stop\"]\n");
    expect![[r#"
        exit 0
        nothing found in 1 article
    "#]]
    .assert_eq(&desk.run(&["check", "new", "--config", "other.toml"]));
    expect![[r#"
        exit 2
        ! dateline: missing.toml: there is no such file; check the name
    "#]]
    .assert_eq(&desk.run(&["check", "--config", "missing.toml"]));
}

#[test]
fn mistakes_in_the_configuration_are_told_and_the_rest_holds() {
    let desk = Desk::new(&[
        ("dateline.toml", "[rulez]\n[rules]\nignore = [\"mising-space-after-full-stop\"]\n[corpus]\nmax_files = \"ten\"\n"),
        ("bridge.txt", BRIDGE),
    ]);
    expect![[r#"
        exit 2
        ::warning file=bridge.txt,line=3,endLine=3,col=22,endColumn=34,title=missing-space-after-full-stop::noon.Traffic: no space after the full stop.
        ! dateline: dateline.toml:1:2: unknown key `rulez` in dateline.toml; did you mean `rules`?
        ! dateline: dateline.toml:3:11: unknown rule `mising-space-after-full-stop`; did you mean `missing-space-after-full-stop`?
        ! dateline: dateline.toml:5:13: `max_files` must be a whole number, not a text
    "#]].assert_eq(&desk.run(&["check", "--format", "github"]));
    desk.write("dateline.toml", "[rules\n");
    expect![[r#"
        exit 2
        ::warning file=bridge.txt,line=3,endLine=3,col=22,endColumn=34,title=missing-space-after-full-stop::noon.Traffic: no space after the full stop.
        ! dateline: dateline.toml:1:7: unclosed table, expected `]`
    "#]].assert_eq(&desk.run(&["check", "--format", "github"]));
}

#[test]
fn accepted_findings_stay_away_until_their_text_changes() {
    let desk = Desk::new(&[("bridge.txt", BRIDGE)]);
    let found = desk.json(&["check", "--format", "json"]);
    let fingerprint = found[0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let text = "noon.Traffic";
    desk.write(
        "bridge.dateline.toml",
        format!("[[accepted]]\nrule = \"missing-space-after-full-stop\"\nfingerprint = \"{fingerprint}\"\ntext = \"{text}\"\n"),
    );
    assert_eq!(desk.run(&["check"]), "exit 0\nnothing found in 1 article\n");
    desk.write("bridge.txt", BRIDGE.replace("Traffic", "Trams"));
    assert!(desk.run(&["check"]).starts_with("exit 1\n"));
}

#[test]
fn a_configuration_to_begin_with_is_written_once() {
    let desk = Desk::new(&[("bridge.txt", "Rain\n\nIt rained.\n")]);
    expect![[r#"
        exit 0
        dateline.toml written; every line in it that counts is commented out
    "#]]
    .assert_eq(&desk.run(&["init"]));
    assert_eq!(desk.run(&["check"]), "exit 0\nnothing found in 1 article\n");
    expect![[r#"
        exit 2
        ! dateline: dateline.toml: it exists already and is left as it is; edit it, or remove it first
    "#]]
    .assert_eq(&desk.run(&["init"]));
    expect![[r#"
        exit 2
        ! dateline: nowhere/dateline.toml: there is no such folder; make it first
    "#]]
    .assert_eq(&desk.run(&["init", "nowhere"]));
}

#[test]
fn rules_are_listed_and_explained() {
    let desk = Desk::new(&[]);
    expect![[r#"
        exit 0
        Dates
          weekday-date-mismatch          error        a weekday that does not fall on the date beside it
          age-birthdate-mismatch         warning      an age that does not fit the date of birth
          date-range-reversed            error        a range of dates that ends before it begins
          impossible-date                error        a day that no calendar has, a time that no clock shows
          undated-relative-date          information  a date such as “Monday” in an article whose own date is not known
          metadata-date-implausible      warning      a date of the page years after what the text tells
          date-against-knowledge         information  an event whose date is another in the dossiers (off unless configured)
          date-order-conflict            information  two dates that “after” or “before” puts in the wrong order
          time-zone-mismatch             warning      two clock times given as equal that are not
          date-conflict                  information  one event with two dates

        Text
          headline-name-mismatch         warning      a name in the headline that the text spells otherwise
          placeholder-left               error        a placeholder that was never filled in
          misspelt-word                  warning      an unknown word one slip away from a word of the article or a common one
          doubled-word                   warning      a word that stands twice in a row
          missing-space-after-full-stop  warning      two sentences without a space between them

        Numbers
          headline-number-mismatch       warning      a number in the headline that the text has otherwise
          unit-conversion-mismatch       warning      a measure whose conversion does not come out
          list-count-mismatch            warning      a number that announces more or fewer than are listed
          magnitude-slip                 warning      million at one end of a range only, or million here and billion there
          percent-sum                    warning      shares of one whole that do not make 100 percent
          arithmetic-mismatch            warning      a sum, difference, share or rise that does not come out
          number-conflict                warning      two numbers for one thing

        People
          known-correction               warning      a wording that the desk has corrected before
          name-misspelt                  warning      an unknown name one slip away from a known one
          person-name-variant            warning      one person's name in two spellings
          person-not-introduced          warning      a family name alone, with no fuller form before it
          title-out-of-date              warning      an office not held on the article's date
          ambiguous-surname              information  a family name alone that two people of the article bear
          name-order                     warning      a given name used as a family name
          title-conflict                 warning      one person with two offices that exclude each other
          honorific-mixed                hint         an honorific for some references to a person and none for others (off unless configured)
          unverified-name                hint         a name that is known from nowhere else: to be checked (off unless configured)

        Quotations
          quote-variant                  warning      one speaker's words in two wordings
          unbalanced-quotation           warning      a quotation that is never closed
          superlative-claim              hint         first, only, oldest, largest: to be checked (off unless configured)
          quote-fragment-not-in-quote    information  quoted words that the speaker's full quotation has in another order
          quotation-without-attribution  hint         a quoted sentence that nobody is said to have spoken
          anonymous-source               hint         words of somebody without a name (off unless configured)

        Organisations
          abbreviation-conflict          warning      one abbreviation with two full forms, or with letters that do not fit
          abbreviation-not-expanded      information  an abbreviation that is never tied to its full form
          org-name-variant               information  two forms of one body's name
          org-anachronism                information  a body that was not there, or not by that name, on the article's date

        Places
          second-dateline                information  a dateline in the middle of a file, where a second item begins
          place-alias-mixed              hint         one place by two names
          place-containment-conflict     warning      a town given in the wrong country
    "#]]
    .assert_eq(&desk.run(&["rules"]));
    let explained = desk.run(&["explain", "second-dateline"]);
    assert!(explained.starts_with("exit 0\n# second-dateline\n"), "{explained}");
    assert!(explained.contains("## When it is silent"), "{explained}");
}

#[test]
fn completions_and_version() {
    let desk = Desk::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = desk.run(&["completions", shell]);
        assert!(script.starts_with("exit 0\n") && script.contains("extract"), "{shell}");
    }
    assert_eq!(desk.run(&["--version"]), format!("exit 0\ndateline {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_command_has_help() {
    let desk = Desk::new(&[]);
    for command in ["lsp", "check", "extract", "who", "refs", "rules", "explain", "init", "completions"] {
        let help = desk.run(&[command, "--help"]);
        assert!(help.starts_with("exit 0\n") && help.contains("Example"), "{command}: {help}");
    }
}
