//! `dateline who` and `dateline refs`.

use expect_test::expect;

use super::Desk;

fn desk() -> Desk {
    Desk::new(&[
        (
            "talks.txt",
            "Harbour talks\n\nJanuary 25, 1994\n\nPEKING - Foreign Minister Warren Hall met Mr Brandt in Peking on Monday.\n\n\
             \"The quay is ours and will stay ours,\" Mr Hall said.\n",
        ),
        ("profile.md", "---\ndate: 1994-02-01\n---\n\nTrade Minister Warren Hall saw Karl Brandt, a shipowner, in Beijing.\n"),
        ("old.txt", "Long ago John Hall was a banker in Paris.\n"),
    ])
}

#[test]
fn a_person() {
    let desk = desk();
    expect![[r#"
        exit 0
        Warren Hall, person [profile.md, 1 February 1994]
          Title             Trade Minister (profile.md, 1 February 1994); Foreign Minister (talks.txt, 25 January 1994) [corpus, 3 articles]
          Also written      Hall [corpus, 3 articles]
          Mentioned         3 times in 2 articles, 25 January 1994 – 1 February 1994: profile.md; talks.txt [corpus, 3 articles]
          Said last         “The quay is ours and will stay ours” [talks.txt, line 7, 25 January 1994]
          Same family name  John Hall (old.txt, undated) [corpus, 3 articles]
    "#]].assert_eq(&desk.run(&["who", "Warren", "Hall"]));
    expect![[r#"
        exit 0
        profile.md:5:16: Trade Minister Warren Hall saw Karl Brandt, a shipowner, in Beijing.
        talks.txt:5:27: PEKING - Foreign Minister Warren Hall met Mr Brandt in Peking on Monday.
        talks.txt:7:40: "The quay is ours and will stay ours," Mr Hall said.
        ! dateline: Mr Hall: 1 other of that name not joined with these; `dateline who Mr Hall` shows them
    "#]]
    .assert_eq(&desk.run(&["refs", "Mr Hall"]));
    expect![[r#"
        exit 0
        profile.md:5:16: Trade Minister Warren Hall saw Karl Brandt, a shipowner, in Beijing.
            first mention in the article; same full name
        talks.txt:5:27: PEKING - Foreign Minister Warren Hall met Mr Brandt in Peking on Monday.
            first mention in the article; same full name
        talks.txt:7:40: "The quay is ours and will stay ours," Mr Hall said.
            family name of the full name in the article; same full name
    "#]]
    .assert_eq(&desk.run(&["refs", "warren hall", "--why"]));
}

#[test]
fn the_desks_own_word() {
    let desk = desk();
    desk.write(
        "dossiers/ours.toml",
        "[[person]]\nname = 'Warren Hall'\nborn = 1941\nofice = 1\n[[spelling]]\nform = 'Xinhua New Agency'\n",
    );
    let told = desk.run(&["who", "Warren Hall"]);
    assert!(told.contains("Dossier           Warren Hall; born 1941 [dossiers/ours.toml, line 1]"), "{told}");
    // A mistake in a dossier is told with its place and costs nothing else.
    assert!(
        told.contains("dossiers/ours.toml: line 4, column 1: unknown key `ofice` in `[[person]]`; did you mean `office`?"),
        "{told}"
    );
    desk.write("dossiers/ours.toml", "[[spelling]]\nform = 'Xinhua New Agency'\n");
    desk.write("wire.txt", "The Xinhua New Agency said so on Monday.\n");
    let findings =
        |desk: &Desk| desk.run(&["check", "wire.txt", "--select", "name-misspelt", "--format", "json"]).contains("name-misspelt");
    assert!(!findings(&desk), "a form that the desk found right is no slip");
    std::fs::remove_file(desk.path("dossiers/ours.toml")).expect("the dossier");
    assert!(findings(&desk));
}

#[test]
fn a_surname_that_is_joined_with_nobody() {
    expect![[r#"
        exit 0
        Brandt, person [talks.txt, 25 January 1994]
          Title      not known: no title in 1 article [corpus, 3 articles]
          Mentioned  1 time in 1 article, 25 January 1994: talks.txt [corpus, 3 articles]
          Said last  not known: no quotation [corpus, 3 articles]
          Perhaps    Karl Brandt (profile.md, 1 February 1994); not joined by the surname alone [corpus, 3 articles]

        Karl Brandt, person [profile.md, 1 February 1994]
          Title             not known: no title in 1 article [corpus, 3 articles]
          Mentioned         1 time in 1 article, 1 February 1994: profile.md [corpus, 3 articles]
          Said last         not known: no quotation [corpus, 3 articles]
          Same family name  nobody else [corpus, 3 articles]
    "#]]
    .assert_eq(&desk().run(&["who", "Brandt"]));
}

#[test]
fn a_place_under_either_name() {
    let desk = desk();
    expect![[r#"
        exit 0
        Beijing, capital [gazetteer, Dateline]
          Other names  Peking; Peiping [gazetteer, Dateline]
          Capital of   China [gazetteer, Dateline]
          Lies in      China [gazetteer, Dateline]
          Note         Peking in much English copy until the 1990s [gazetteer, Dateline]
          Written      Peking 2×; Beijing 1× [corpus, 3 articles]
          Mentioned    3 times in 2 articles, 25 January 1994 – 1 February 1994: profile.md; talks.txt [corpus, 3 articles]
    "#]]
    .assert_eq(&desk.run(&["who", "Peking"]));
    assert_eq!(desk.run(&["refs", "Peking"]), desk.run(&["refs", "Beijing"]));
    expect![[r#"
        exit 0
        profile.md:5:61: Trade Minister Warren Hall saw Karl Brandt, a shipowner, in Beijing.
        talks.txt:5:1: PEKING - Foreign Minister Warren Hall met Mr Brandt in Peking on Monday.
        talks.txt:5:56: PEKING - Foreign Minister Warren Hall met Mr Brandt in Peking on Monday.
    "#]]
    .assert_eq(&desk.run(&["refs", "Beijing"]));
}

#[test]
fn answers_for_programs() {
    let desk = desk();
    expect![[r#"
        exit 0
        {"entity":{"name":"Warren Hall","kind":"person"},"total":3,"mentions":[{"path":"profile.md","span":[41,52],"name":[41,52],"start":{"line":5,"column":16},"text":"Warren Hall","published":"1994-02-01"},{"path":"talks.txt","span":[59,70],"name":[59,70],"start":{"line":5,"column":27},"text":"Warren Hall","published":"1994-01-25"},{"path":"talks.txt","span":[146,153],"name":[149,153],"start":{"line":7,"column":40},"text":"Mr Hall","published":"1994-01-25"}],"candidates":["John Hall"]}
    "#]].assert_eq(&desk.run(&["refs", "Warren Hall", "--format", "json"]));
    expect![[r#"
        exit 0
        {"entity":{"name":"John Hall","kind":"person"},"lines":[{"label":"Title","text":"not known: no title in 1 article","source":"corpus, 3 articles"},{"label":"Mentioned","text":"1 time in 1 article, undated: old.txt","source":"corpus, 3 articles"},{"label":"Said last","text":"not known: no quotation","source":"corpus, 3 articles"},{"label":"Same family name","text":"Warren Hall, Trade Minister (profile.md, 1 February 1994)","source":"corpus, 3 articles"}],"candidates":["Warren Hall"]}
    "#]].assert_eq(&desk.run(&["who", "John Hall", "--format", "json"]));
}

#[test]
fn each_form_says_why_it_means_this_one() {
    let desk = Desk::new(&[(
        "talks.txt",
        "The Canadian Foreign Minister, William Hall, met Prof. Oda Klint of Human Rights Watch in Peking.\n\n\
         Mr Hall smiled. \"No,\" the foreign minister said. Friends call him Bill Hall, and W. Hall is no other.\n",
    )]);
    expect![[r#"
        exit 0
        William Hall, person [talks.txt, undated]
          Title             Canadian Foreign Minister (talks.txt, undated) [corpus, 1 article]
          Also written      Bill Hall; Hall; W. Hall [corpus, 1 article]
          Mentioned         5 times in 1 article, undated: talks.txt [corpus, 1 article]
          Said last         “No” [talks.txt, line 3, undated]
          Same family name  nobody else [corpus, 1 article]
          talks.txt:1:32: William Hall: first mention in the article
          talks.txt:3:1: Mr Hall: family name of the full name in the article
          talks.txt:3:23: the foreign minister: title that the article gives to nobody else
          talks.txt:3:67: Bill Hall: familiar form of the given name in the article
          talks.txt:3:82: W. Hall: initials of the full name in the article
    "#]]
    .assert_eq(&desk.run(&["who", "William Hall", "--why"]));
    expect![[r#"
        exit 0
        {"entity":{"name":"Oda Klint","kind":"person"},"lines":[{"label":"Title","text":"not known: no title in 1 article","source":"corpus, 1 article"},{"label":"Belongs to","text":"Human Rights Watch","source":"talks.txt, undated"},{"label":"Mentioned","text":"1 time in 1 article, undated: talks.txt","source":"corpus, 1 article"},{"label":"Said last","text":"not known: no quotation","source":"corpus, 1 article"},{"label":"Same family name","text":"nobody else","source":"corpus, 1 article"}],"candidates":[],"mentions":[{"path":"talks.txt","span":[49,64],"name":[55,64],"start":{"line":1,"column":50},"text":"Prof. Oda Klint","published":null,"why":"first mention in the article"}]}
    "#]].assert_eq(&desk.run(&["who", "Klint", "--why", "--format", "json"]));
}

#[test]
fn nobody_of_that_name() {
    let desk = desk();
    expect![[r#"
        exit 1
        ! dateline: Hal: nobody and nothing of that name in 3 articles; names alike: Warren Hall, John Hall
    "#]]
    .assert_eq(&desk.run(&["who", "Hal"]));
    expect![[r#"
        exit 1
        {"entity":null,"total":0,"mentions":[],"candidates":[]}
        ! dateline: Zebedee: nobody and nothing of that name in 3 articles; check the spelling, or name another folder with --corpus
    "#]].assert_eq(&desk.run(&["refs", "Zebedee", "--format", "json"]));
}

#[test]
fn another_folder() {
    let desk = Desk::new(&[("archive/a.txt", "John Hall came.\n"), ("here/b.txt", "Rain.\n")]);
    expect![[r#"
        exit 0
        archive/a.txt:1:1: John Hall came.
    "#]]
    .assert_eq(&desk.run(&["refs", "John Hall", "--corpus", "archive"]));
    expect![[r#"
        exit 1
        ! dateline: John Hall: nobody and nothing of that name in 1 article; check the spelling, or name another folder with --corpus
    "#]].assert_eq(&desk.run(&["refs", "John Hall", "--corpus", "here"]));
    expect![[r#"
        exit 2
        ! dateline: nowhere: there is no such file; check the name
        ! dateline: John Hall: nobody and nothing of that name in 0 articles; check the spelling, or name another folder with --corpus
    "#]].assert_eq(&desk.run(&["refs", "John Hall", "--corpus", "nowhere"]));
}
