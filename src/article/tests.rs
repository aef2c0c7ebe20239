//! Whole files in, whole articles out: the habits of outlets, in articles of our own writing.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::{Expect, expect};

use super::{Article, BlockKind, Format, Piece, Places, Published, PublishedSource, Stated, read};

struct Few;

impl Places for Few {
    fn canonical(&self, name: &str) -> Option<String> {
        let known = ["Geneva", "London", "Oslo", "Ely", "Peking", "New York"];
        known
            .iter()
            .find(|known| known.eq_ignore_ascii_case(name))
            .map(|name| if *name == "Peking" { "Beijing" } else { name }.to_owned())
    }
}

pub(super) fn article(source: &str, format: Format) -> Article {
    read(Arc::from(source), format, &Stated::default(), &Few)
}

/// An article as a page of text: one line per block, then what is known of it.
fn picture(article: &Article) -> String {
    let mut picture = String::new();
    for block in &article.blocks {
        let words = article.words(block.span);
        let head: String = words.chars().take(60).collect();
        writeln!(picture, "{} {:?} {:?} {head}", block.item, block.kind, block.span).unwrap();
    }
    for (name, piece) in
        [("headline", &article.headline), ("byline", &article.byline), ("outlet", &article.outlet), ("place", &article.place)]
    {
        if let Some(piece) = piece {
            writeln!(picture, "{name}: {} {:?}", piece.text, piece.span).unwrap();
        }
    }
    for dateline in &article.datelines {
        let agency = dateline.agency.as_ref().map_or("", |agency| agency.text.as_str());
        writeln!(picture, "dateline: {} {:?} of {:?} {agency}", dateline.place, dateline.span, dateline.whole).unwrap();
    }
    if let Some(published) = article.published {
        writeln!(picture, "published: {} {:?} {:?}", published.date, published.source, published.span).unwrap();
    }
    for stet in &article.stets {
        writeln!(picture, "stet: {stet:?}").unwrap();
    }
    for (span, problem) in &article.problems {
        writeln!(picture, "problem: {span:?} {problem}").unwrap();
    }
    let items: Vec<_> = article.items.iter().map(|item| item.span).collect();
    writeln!(picture, "items: {items:?}").unwrap();
    picture
}

#[track_caller]
pub(super) fn check(format: Format, source: &str, expected: &Expect) {
    let article = article(source, format);
    assert_sound(&article);
    expected.assert_eq(&picture(&article));
}

/// What holds of every article, whatever is in it.
#[track_caller]
pub(super) fn assert_sound(article: &Article) {
    assert_eq!(article.text.len(), article.source.len());
    assert!(!article.items.is_empty());
    let mut end = 0;
    for block in &article.blocks {
        assert!(end <= block.span.start() && block.span.start() < block.span.end(), "{:?}", article.blocks);
        assert!(block.item < article.items.len() && article.items[block.item].span.covers(block.span));
        for text in [&article.source, &article.text] {
            assert!(text.get(block.span.range()).is_some());
        }
        end = block.span.end();
    }
    assert!(article.items.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
    let pieces = [&article.headline, &article.byline, &article.outlet];
    for span in
        pieces.iter().filter_map(|piece| piece.as_ref()?.span).chain(article.published.and_then(|published| published.span))
    {
        assert!(article.source.get(span.range()).is_some());
    }
    for dateline in &article.datelines {
        assert!(dateline.whole.covers(dateline.span) && article.source.get(dateline.whole.range()).is_some());
    }
}

const WIRE: &str = "River falls after rain\n\nClick to follow\nGENEVA - The river fell on Monday.\n\nThe mayor said nobody had been hurt.\n\nLONDON - A bridge was closed on Tuesday.\n\nIt is old.";

const WEB: &str = "Meridian logo\n\nMain banner\n\nBridge talks resume in Oslo\n\nThe mayor and the envoy In this story:\n\nMarch 3, 1998\nWeb posted at: 6:05 p.m. EST (2305 GMT)\n\nOSLO (MNN) -- Talks on the bridge resumed here on Tuesday.\n\nEngineers doubt the figures\n\nThe engineers doubt them, the envoy said.\n\n\nOslo Bureau Chief Ann Poe contributed to this report.\n\nRelated stories:\n\nBridge closed\n\nRelated sites:\n\nExternal sites are not endorsed by MNN Interactive.\n\nTo the top\n\n© 1998 Meridian News Network, Inc.\nAll Rights Reserved.\n";

const PAGE: &str = include_str!("html/page.html");

const MARKDOWN: &str = "---\ntitle: River falls\nauthor: Ann Poe\ndate: 1998-03-03\n---\n\n# River *falls* at last\n\n![A boat](boat.jpg)\n\nGENEVA — The river fell, [the mayor](https://example.org) said &amp; caf&eacute;s\nopened.\n\n<!-- stet: doubled-word -->\n> Nobody was\n> hurt.\n\n- one\n- two\n\n```\ncode\n```\n\n## Next\n\n| Town | Dead |\n|---|---|\n| Ely | 3 |\n";

#[test]
fn wire_copy_with_two_stories() {
    check(
        Format::Text,
        WIRE,
        &expect![[r#"
        0 Headline 0..22 River falls after rain
        0 Boilerplate 24..39 Click to follow
        0 Paragraph 40..74 GENEVA - The river fell on Monday.
        0 Paragraph 76..112 The mayor said nobody had been hurt.
        1 Paragraph 114..154 LONDON - A bridge was closed on Tuesday.
        1 Paragraph 156..166 It is old.
        headline: River falls after rain Some(0..22)
        place: Geneva Some(40..46)
        dateline: Geneva 40..46 of 40..48 
        dateline: London 114..120 of 114..122 
        items: [0..113, 114..166]
    "#]],
    );
}

#[test]
fn a_web_page_with_its_furniture() {
    check(
        Format::Text,
        WEB,
        &expect![[r#"
        0 Boilerplate 0..13 Meridian logo
        0 Boilerplate 15..26 Main banner
        0 Headline 28..55 Bridge talks resume in Oslo
        0 Boilerplate 57..95 The mayor and the envoy In this story:
        0 Date 97..110 March 3, 1998
        0 Date 111..150 Web posted at: 6:05 p.m. EST (2305 GMT)
        0 Paragraph 152..210 OSLO (MNN) -- Talks on the bridge resumed here on Tuesday.
        0 Subhead 212..239 Engineers doubt the figures
        0 Paragraph 241..282 The engineers doubt them, the envoy said.
        0 Credit 285..338 Oslo Bureau Chief Ann Poe contributed to this report.
        0 Boilerplate 340..356 Related stories:
        0 Boilerplate 358..371 Bridge closed
        0 Boilerplate 373..387 Related sites:
        0 Boilerplate 389..440 External sites are not endorsed by MNN Interactive.
        0 Boilerplate 442..452 To the top
        0 Boilerplate 454..489 © 1998 Meridian News Network, Inc.
        0 Boilerplate 490..510 All Rights Reserved.
        headline: Bridge talks resume in Oslo Some(28..55)
        outlet: Meridian News Network, Inc. Some(462..489)
        place: Oslo Some(152..156)
        dateline: Oslo 152..156 of 152..165 MNN
        published: 1998-03-03 Text Some(97..110)
        items: [0..511]
    "#]],
    );
}

#[test]
fn a_date_line_over_copy_without_blank_lines() {
    let source = "Published by Hill Country Wire - Tuesday, March 3, 1998Tuesday March 3 6:05 PM EST\nGENEVA (Reuter) - The river fell.\nThe mayor was glad.\n";
    check(
        Format::Text,
        source,
        &expect![[r#"
        0 Date 0..82 Published by Hill Country Wire - Tuesday, March 3, 1998Tuesd
        0 Paragraph 83..116 GENEVA (Reuter) - The river fell.
        0 Paragraph 117..136 The mayor was glad.
        outlet: Hill Country Wire Some(13..30)
        place: Geneva Some(83..89)
        dateline: Geneva 83..89 of 83..100 Reuter
        published: 1998-03-03 Text Some(33..55)
        items: [0..137]
    "#]],
    );
}

#[test]
fn a_stamp_of_the_page_is_no_date_and_copy_may_lack_a_headline() {
    check(
        Format::Text,
        ". Last Updated: 03/27/2016\r\n\r\nThe river fell on Monday.\r\n",
        &expect![[r#"
        0 Boilerplate 0..26 . Last Updated: 03/27/2016
        0 Paragraph 30..55 The river fell on Monday.
        items: [0..57]
    "#]],
    );
}

#[test]
fn wrapped_copy_with_byline_and_dateline_of_its_own() {
    let source = "RIVER FALLS AFTER RAIN\nBy ANN POE\nMeridian Writer\n\nELY, Nev. (AP) --\n\nThe river fell on Monday after it had risen for\nweeks, and the old bridge was opened again to all\npeople on foot.\n";
    check(
        Format::Text,
        source,
        &expect![[r#"
            0 Headline 0..22 RIVER FALLS AFTER RAIN
            0 Byline 23..33 By ANN POE
            0 Byline 34..49 Meridian Writer
            0 Dateline 51..68 ELY, Nev. (AP) --
            0 Paragraph 70..183 The river fell on Monday after it had risen for weeks, and t
            headline: RIVER FALLS AFTER RAIN Some(0..22)
            byline: ANN POE Some(26..33)
            place: Ely Some(51..60)
            dateline: Ely 51..60 of 51..68 AP
            items: [0..184]
        "#]],
    );
}

#[test]
fn markdown_with_front_matter() {
    check(
        Format::Markdown,
        MARKDOWN,
        &expect![[r#"
        0 Headline 63..84 River falls at last
        0 Caption 88..94 A boat
        0 Paragraph 107..198 GENEVA — The river fell, the mayor said & cafés opened.
        0 Paragraph 230..248 Nobody was hurt.
        0 ListItem 252..255 one
        0 ListItem 258..261 two
        0 Subhead 280..284 Next
        0 Table 288..292 Town
        0 Table 295..299 Dead
        0 Table 314..317 Ely
        0 Table 320..321 3
        headline: River falls at last Some(63..84)
        byline: Ann Poe None
        place: Geneva Some(107..113)
        dateline: Geneva 107..113 of 107..117 
        published: 1998-03-03 FrontMatter Some(45..55)
        stet: Stet { rule: Some("doubled-word"), span: 211..223, scope: Block(230..248) }
        items: [63..324]
    "#]],
    );
}

#[test]
fn markdown_with_broken_front_matter_is_read_all_the_same() {
    check(
        Format::Markdown,
        "---\ntitle: [\n---\nBy Ann Poe\nGENEVA, May 3, 1998 (Meridian) — The **river** fell.\n",
        &expect![[r#"
        0 Byline 17..27 By Ann Poe
        0 Paragraph 28..82 GENEVA, May 3, 1998 (Meridian) — The river fell.
        byline: Ann Poe Some(20..27)
        place: Geneva Some(28..34)
        dateline: Geneva 28..34 of 28..62 Meridian
        published: 1998-05-03 Text Some(36..47)
        problem: 4..12 front matter is no YAML: unclosed bracket '[' at line 1, column 8; correct this line or quote the value
        items: [17..83]
    "#]],
    );
}

#[test]
fn what_is_stated_wins_over_what_the_file_says() {
    let stated = Stated {
        published: Some(("1998-03-04".parse().unwrap(), PublishedSource::Sidecar)),
        outlet: Some("The Meridian".to_owned()),
        place: Some("Oslo".to_owned()),
    };
    let article = read(Arc::from(MARKDOWN), Format::Markdown, &stated, &Few);
    let said = |piece: Option<Piece>| piece.map(|piece| (piece.text, piece.span));
    assert_eq!(
        (article.published, said(article.outlet), said(article.place)),
        (
            Some(Published { date: "1998-03-04".parse().unwrap(), source: PublishedSource::Sidecar, span: None }),
            Some(("The Meridian".to_owned(), None)),
            Some(("Oslo".to_owned(), None))
        )
    );
}

#[test]
fn markdown_marks_hide_nothing_and_leave_every_offset() {
    let source = "# A &copy; *b*\r\n\r\n> **GENEVA**\r\n> (AP) \\- `x` <http://a.b> ~~y~~[^1] &nGt; <br>z\r\n\r\n    code\r\n\r\n[^1]: note\r\n";
    let article = article(source, Format::Markdown);
    assert_sound(&article);
    let blocks: Vec<_> = article.blocks.iter().map(|block| (block.kind, article.words(block.span))).collect();
    assert_eq!(
        blocks,
        [
            (BlockKind::Headline, "A © b".to_owned()),
            (BlockKind::Paragraph, "GENEVA (AP) - x y z".to_owned()),
            (BlockKind::Paragraph, "note".to_owned()),
        ]
    );
    assert_eq!(article.datelines[0].whole.of(source), "GENEVA**\r\n> (AP) \\-");
}

#[test]
fn files_with_nothing_in_them() {
    for source in ["", "\u{feff}", "\n\r\r\n", "\0\0", "---\n---\n", "<!-- stet -->", "***"] {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let article = article(source, format);
            assert_sound(&article);
            assert_eq!((article.items.len(), article.headline, article.datelines.len()), (1, None, 0), "{source:?}");
        }
    }
}

/// A small generator of numbers, the same at every run (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// The text with a few pieces cut out, doubled, or put in from elsewhere.
fn mutated(text: &str, dice: &mut Dice) -> String {
    const SHARDS: [&str; 38] = [
        "\0",
        "\r",
        "\r\n",
        "\n\n",
        "\u{feff}",
        "é",
        "😀",
        "\u{200b}",
        "---\n",
        "+++\n",
        "&amp;",
        "&#0;",
        "**",
        "`",
        "<!--",
        "-->",
        " stet: a",
        "[x](y",
        "|",
        "\n- ",
        "PARIS (AP) --",
        "By ",
        "© 1998 ",
        "March 3, 1998",
        "31/12/1998",
        "title: ",
        "> ",
        "# ",
        "_",
        "Related stories:\n",
        "<p>",
        "</li>",
        "<h1>",
        "<td",
        "<br>",
        "<script>",
        "</article>",
        "=\"",
    ];
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(chars.len() + 1);
        let to = (at + dice.roll(40)).min(chars.len());
        match dice.roll(3) {
            0 => drop(chars.drain(at..to)),
            1 => {
                let piece: Vec<char> = chars[at..to].to_vec();
                let place = dice.roll(chars.len() + 1);
                chars.splice(place..place, piece);
            }
            _ => drop(chars.splice(at..at, SHARDS[dice.roll(SHARDS.len())].chars())),
        }
    }
    chars.into_iter().collect()
}

#[test]
fn whatever_happens_to_a_file_it_is_read_and_every_span_holds() {
    let mut dice = Dice(1998);
    let rounds: usize = std::env::var("DATELINE_FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(300);
    for _ in 0..rounds {
        for (seed, format) in [
            (WIRE, Format::Text),
            (WEB, Format::Text),
            (MARKDOWN, Format::Markdown),
            (WEB, Format::Markdown),
            (PAGE, Format::Html),
        ] {
            let source = mutated(seed, &mut dice);
            let article = article(&source, format);
            assert_sound(&article);
        }
    }
}
