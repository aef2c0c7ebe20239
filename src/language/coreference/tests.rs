//! Who is who in small stories of our own. The names are marked in the text, so that nothing depends on how they are found.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use crate::article::Article;
use crate::knowledge::{Gender, Knowledge};
use crate::language::names::{Name, state_titles};
use crate::language::test_reading;
use crate::language::{Entity, Form, Kind, Mention, TokenKind};

/// A text in which people stand `[so]`, bodies `{so}` and places `<so>`; what stands inside a mark and after it is one text.
fn read(marked: &str) -> (Article, Vec<Mention>, Vec<Entity>) {
    let knowledge = Knowledge::builtin();
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut open = Vec::new();
    for c in marked.chars() {
        match c {
            '[' | '{' | '<' => open.push(text.len()),
            ']' | '}' | '>' => {
                let kind = match c {
                    ']' => Kind::Person,
                    '}' => Kind::Organisation,
                    _ => Kind::Place,
                };
                spans.push((open.pop().unwrap(), text.len(), kind));
            }
            c => text.push(c),
        }
    }
    spans.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    let article = test_reading::article(&text);
    let (tokens, sentences) = test_reading::read(&text);
    let mut names: Vec<Name> = Vec::new();
    for (start, end, kind) in spans {
        let first = tokens.iter().position(|token| token.span.start() == start).unwrap();
        let last = tokens.iter().position(|token| token.span.end() == end).unwrap();
        let sentence = sentences.iter().position(|sentence| sentence.tokens.contains(&first)).unwrap();
        let mut name = Name::new(first..last + 1, kind, sentence);
        name.nested = names.iter().any(|outer| outer.name.contains(&first));
        let honorific = first.checked_sub(1).filter(|&at| {
            kind == Kind::Person
                && tokens[at].kind == TokenKind::Word
                && knowledge.lexicons.honorific(tokens[at].span.of(&text)).is_some()
        });
        name.honorific = honorific;
        if kind != Kind::Person {
            name.entry = knowledge.gazetteer.lookup_any_case(&text[start..end]).first();
        }
        names.push(name);
    }
    state_titles(&text, &tokens, &sentences, knowledge, &mut names);
    let (mentions, entities) = super::resolve(&article, &tokens, &sentences, &names, knowledge);
    (article, mentions, entities)
}

/// Each entity on a line: its name, then every mention with the reason.
fn check(marked: &str, expected: &Expect) {
    let (article, mentions, entities) = read(marked);
    let mut shown = String::new();
    for entity in &entities {
        let joins = entity.joins.iter().map(|join| {
            let mention = &mentions[join.mention.0 as usize];
            assert_eq!(mention.form == Form::Title, mention.name.is_none());
            format!("{} ({:?})", article.words(mention.span), join.reason)
        });
        let joins: Vec<String> = joins.collect();
        writeln!(shown, "{}: {}", entity.name, joins.join(", ")).unwrap();
    }
    expected.assert_eq(&shown);
}

#[test]
fn people_by_family_name_given_name_and_initials() {
    check(
        "[Marlowe] resigns\n\n[Jane Marlowe] and [John F. Trebin] spoke. Ms [Marlowe] left; [J. Trebin] stayed. [Jane] was glad. [JFT] was not.",
        &expect![[r#"
            Jane Marlowe: Marlowe (First), Jane Marlowe (LongForm), Ms Marlowe (FamilyName), Jane (GivenName)
            John F. Trebin: John F. Trebin (First), J. Trebin (Initials), JFT (Initials)
        "#]],
    );
}

#[test]
fn nicknames_accents_hyphens_and_particles() {
    check(
        "[William Harrow] came. [Bill Harrow] sang. [Bill] left. [Ernesto \"Tico\" Morales] met [Tico].\n\n\
         [Hani al-Trebin] spoke; [Trebin] and Mr [al-Trebin] are one. [Pieter van der Roe] is Mr [van der Roe].\n\n\
         [Kim Dae-su] wrote to [Kim Min-su]. [Kim Dae Su] wrote again. [Héctor Rivas de Mora] is [Hector Rivas].",
        &expect![[r#"
            William Harrow: William Harrow (First), Bill Harrow (Nickname), Bill (GivenName)
            Ernesto "Tico" Morales: Ernesto "Tico" Morales (First), Tico (Nickname)
            Hani al-Trebin: Hani al-Trebin (First), Trebin (FamilyName), Mr al-Trebin (FamilyName)
            Pieter van der Roe: Pieter van der Roe (First), Mr van der Roe (FamilyName)
            Kim Dae Su: Kim Dae-su (First), Kim Dae Su (SameName)
            Kim Min-su: Kim Min-su (First)
            Héctor Rivas de Mora: Héctor Rivas de Mora (First), Hector Rivas (ShortForm)
        "#]],
    );
}

#[test]
fn family_names_that_come_first() {
    check(
        "[Wen Daoming] arrived. [Wen] was tired. Mr [Wen] slept. [Daoming Wen] woke.",
        &expect![[r#"
        Wen Daoming: Wen Daoming (First), Wen (FamilyName), Mr Wen (FamilyName), Daoming Wen (SameName)
    "#]],
    );
}

#[test]
fn two_people_of_one_surname_are_kept_apart() {
    check(
        "Mr. [Roe] met Mrs. [Roe]. Mrs. [Roe] wept. Mr. [Roe] left.",
        &expect![[r#"
            Roe: Mr. Roe (First), Mr. Roe (SameName)
            Roe: Mrs. Roe (First), Mrs. Roe (SameName)
        "#]],
    );
    check(
        "[Robert Harrow] said he would go. [Anna Harrow] said she would stay.\n\nMr [Harrow] went. Ms [Harrow] stayed.",
        &expect![[r#"
            Robert Harrow: Robert Harrow (First), Mr Harrow (FamilyName)
            Anna Harrow: Anna Harrow (First), Ms Harrow (FamilyName)
        "#]],
    );
    check(
        "[Robert Harrow] spoke. [Harrow] sat down. So did [Anna Harrow], his sister.\n\nIt rained. It snowed.\n\n[Harrow] went home.",
        &expect![[r#"
            Robert Harrow: Robert Harrow (First), Harrow (FamilyName), Harrow (FamilyName)
            Anna Harrow: Anna Harrow (First)
        "#]],
    );
    check(
        "[J. Harrow] wrote. [John Harrow] and [James Harrow] denied it. Then [J. Harrow] wrote again.",
        &expect![[r#"
            J. Harrow: J. Harrow (First), J. Harrow (SameName)
            John Harrow: John Harrow (First)
            James Harrow: James Harrow (First)
        "#]],
    );
}

#[test]
fn a_family_is_nobody_of_it() {
    check(
        "[Robert Harrow] and [Anna Harrow] moved. The [Harrows] have a dog. The [Harrows] like it.",
        &expect![[r#"
            Robert Harrow: Robert Harrow (First)
            Anna Harrow: Anna Harrow (First)
            Harrows: Harrows (First), Harrows (SameName)
        "#]],
    );
}

#[test]
fn bodies_by_short_form_and_abbreviation() {
    check(
        "The {Northern Weavers' Union} ({NWU}) met. The {NWU} voted. The {Weavers' Union} won.\n\n\
         The {Marlow Commission} sat. The {Commission} rose. {Harrow & Trebin Ltd.} paid; {Harrow & Trebin} did not.\n\n\
         The {MEC} ({Marlow Episcopal Congress}) prayed. The {Comic Guild} laughed; the {Comic Guild of Marlow} is old.",
        &expect![[r#"
            Northern Weavers' Union: Northern Weavers' Union (First), NWU (Abbreviation), NWU (Abbreviation), Weavers' Union (ShortForm)
            Marlow Commission: Marlow Commission (First), Commission (ShortForm)
            Harrow & Trebin Ltd.: Harrow & Trebin Ltd. (First), Harrow & Trebin (ShortForm)
            Marlow Episcopal Congress: MEC (First), Marlow Episcopal Congress (LongForm)
            Comic Guild of Marlow: Comic Guild (First), Comic Guild of Marlow (LongForm)
        "#]],
    );
    check(
        "The {Marlow Sailing Ministry} and the {Trebin Sailing Ministry} met. The {Sailing Ministry} lied.",
        &expect![[r#"
            Marlow Sailing Ministry: Marlow Sailing Ministry (First)
            Trebin Sailing Ministry: Trebin Sailing Ministry (First)
            Sailing Ministry: Sailing Ministry (First)
        "#]],
    );
}

#[test]
fn places_by_their_other_names() {
    check(
        "<PEKING> - In <Beijing> it rained. <China> did not mind. The {Bank of <China>} did.",
        &expect![[r#"
            Peking: PEKING (First), Beijing (Gazetteer)
            China: China (First), China (SameName)
            Bank of China: Bank of China (First)
        "#]],
    );
}

#[test]
fn one_name_is_of_one_kind() {
    let kinds = |marked: &str| -> Vec<Kind> { read(marked).1.iter().map(|mention| mention.kind).collect() };
    assert_eq!(kinds("[Marlow] paid. {Marlow} won. {Marlow} lost."), [Kind::Organisation; 3]);
    assert_eq!(kinds("Mr [Marlow] paid. {Marlow} won. {Marlow} lost."), [Kind::Person, Kind::Organisation, Kind::Organisation]);
    assert_eq!(kinds("[Anna Marlow] paid. {Marlow} won. [Marlow] lost."), [Kind::Person, Kind::Organisation, Kind::Person]);
}

#[test]
fn a_title_alone_means_its_only_holder() {
    check(
        "The Canadian Foreign Minister, [Jane Marlowe], arrived. The foreign minister was tired. \"Yes,\" the minister said.\n\n\
         The Canadian foreign minister left. The Italian foreign minister did not come.",
        &expect![[r#"
            Jane Marlowe: Jane Marlowe (First), The foreign minister (Title), the minister (Title), The Canadian foreign minister (Title)
        "#]],
    );
    check(
        "Canadian Foreign Minister [Jane Marlowe] arrived. The foreign minister was tired. <Canada>'s foreign minister left.",
        &expect![[r#"
            Jane Marlowe: Jane Marlowe (First), The foreign minister (Title), foreign minister (Title)
            Canada: Canada (First)
        "#]],
    );
    check(
        "President [Wen Daoming] of <China> and President [Robert Harrow] met. The president smiled. The Chinese president spoke.\n\n\
         The Chinese leader left.",
        &expect![[r#"
            Wen Daoming: Wen Daoming (First), The Chinese president (Title), The Chinese leader (Title)
            China: China (First)
            Robert Harrow: Robert Harrow (First)
        "#]],
    );
}

#[test]
fn a_title_alone_may_mean_nobody() {
    for nobody in [
        "Former President [Robert Harrow] spoke. The president was angry.",
        "President [Robert Harrow] spoke. The next president will be angry. A president sleeps. The presidents met.",
        "President [Robert Harrow] spoke. She became the president. The president-elect was there. The president race is on.",
        "The president was angry. President [Robert Harrow] spoke.",
        "President [Robert Harrow] spoke. The president of a small club laughed. The vice president came.",
        "Prime Minister [Jane Marlowe] spoke. The minister left.",
        "President [Robert Harrow] spoke.\n\nIt rained. [Ann Klint] sang. [Ann Klint] slept. [Ann Klint] woke. The president came.",
    ] {
        let (_, mentions, _) = read(nobody);
        assert!(mentions.iter().all(|mention| mention.form == Form::Name), "{nobody}");
    }
}

#[test]
fn gender_is_read_from_honorifics_and_pronouns() {
    for (text, gender) in [
        ("[Jane Marlowe] spoke.", None),
        ("Mrs [Marlowe] spoke.", Some(Gender::Female)),
        ("Dr [Marlowe] said he would speak.", Some(Gender::Male)),
        ("[Jane Marlowe] spoke. She was brief.", Some(Gender::Female)),
        ("[Jane Marlowe] said: \"He is ill.\"", None),
        ("[Jane Marlowe] met [Ann Klint] before she left.", None),
    ] {
        let (_, _, entities) = read(text);
        assert_eq!(entities[0].gender, gender, "{text}");
    }
}

#[test]
fn bodies_that_people_belong_to() {
    for (text, body) in [
        ("[Ann Klint] of {Human Rights Watch/Asia} spoke.", Some("Human Rights Watch/Asia")),
        ("The {Weavers' Guild}'s [Ann Klint] spoke.", Some("Weavers' Guild")),
        ("[Ann Klint], from the {Weavers' Guild}, spoke.", Some("Weavers' Guild")),
        ("[Ann Klint] ({Labour}) spoke.", Some("Labour")),
        ("[Ann Klint] left the {Weavers' Guild}.", None),
    ] {
        let (_, _, entities) = read(text);
        let person = entities.iter().find(|entity| entity.kind == Kind::Person).unwrap();
        let bodies: Vec<&str> = person.affiliations.iter().map(|affiliation| affiliation.text.as_str()).collect();
        assert_eq!(bodies, Vec::from_iter(body), "{text}");
    }
}
