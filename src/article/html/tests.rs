//! Pages in, articles out, in pages of our own writing.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use expect_test::expect;

use super::super::tests::{article, assert_sound, check};
use super::super::{BlockKind, Format};

/// Kind and words of each block.
fn blocks(source: &str) -> Vec<(BlockKind, String)> {
    let article = article(source, Format::Html);
    assert_sound(&article);
    article.blocks.iter().map(|block| (block.kind, article.words(block.span))).collect()
}

/// Kind and words of each block, a line each.
fn shown(source: &str) -> String {
    blocks(source).into_iter().fold(String::new(), |mut shown, (kind, words)| {
        writeln!(shown, "{kind:?} {words}").unwrap();
        shown
    })
}

/// Date, how it is known, and what stands at its place.
fn published(source: &str) -> Option<String> {
    let published = article(source, Format::Html).published?;
    Some(format!("{} {:?} {}", published.date, published.source, published.span.unwrap().of(source)))
}

#[test]
fn a_page_of_news() {
    check(
        Format::Html,
        include_str!("page.html"),
        &expect![[r#"
        0 Boilerplate 414..426 The Meridian
        0 Boilerplate 444..449 World
        0 Boilerplate 458..466 Business
        0 Headline 513..550 River falls after a week of rain
        0 Byline 572..582 By Ann Poe
        0 Date 615..628 March 3, 1998
        0 Caption 699..724 The old bridge on Monday.
        0 Paragraph 750..909 GENEVA — The river fell on Monday after it had risen for a w
        0 Paragraph 913..961 Three towns were cut off:
        0 ListItem 971..991 Ely, since Monday
        0 ListItem 1000..1026 Roe & Sons’ mill
        0 Paragraph 1073..1095 Nobody had had a boat.
        0 Boilerplate 1119..1152 Read next: how bridges are built.
        0 Subhead 1169..1184 What comes next
        0 Table 1205..1209 Town
        0 Table 1213..1217 Dead
        0 Table 1225..1228 Ely
        0 Table 1232..1233 3
        0 Boilerplate 1266..1284 More from the desk
        0 Boilerplate 1292..1335 The harvest is late this year, farmers say.
        0 Boilerplate 1366..1405 © 1998 Meridian News Network, Inc.
        headline: River falls after a week of rain Some(513..550)
        byline: Ann Poe None
        outlet: The Meridian None
        place: Geneva Some(750..756)
        dateline: Geneva 750..756 of 750..760 
        published: 1998-03-03 Format Some(175..200)
        stet: Stet { rule: Some("doubled-word"), span: 1044..1056, scope: Block(1073..1095) }
        items: [414..1415]
    "#]],
    );
}

#[test]
fn a_page_of_the_nineties_laid_out_in_tables() {
    let source = "<HTML><HEAD><TITLE>River falls</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=600><TR><TD>Search<TD>\r\n<CENTER><H1>River falls after rain</H1></CENTER>\r\n<P>By ANN POE\r\n<P>GENEVA (AP) -- The river fell on\r\nMonday, <FONT COLOR=red>the mayor</FONT> said.<BR><BR>\r\nNobody was hurt.<BR>&nbsp;<BR>It rained again.</TD></TR></TABLE></BODY></HTML>";
    expect![[r#"
        Table Search
        Headline River falls after rain
        Byline By ANN POE
        Paragraph GENEVA (AP) -- The river fell on Monday, the mayor said.
        Paragraph Nobody was hurt.
        Paragraph It rained again.
    "#]]
    .assert_eq(&shown(source));
}

#[test]
fn what_nobody_sees_is_no_text() {
    let source = "<p>The <del>old </del>river<script>if (a < b) { \"<p>\" }</script> fell<sup hidden>1</sup>.<template><p>Name</template><noscript><p>Switch it on.</noscript></p><p hidden>Draft</p><svg><title>Arrow</title><text>up</text></svg><p>It <q>was</q> wet.</p><textarea><p>x</textarea><select><option>Ely</select>";
    expect![[r#"
        Paragraph The river fell.
        Paragraph It “was” wet.
    "#]]
    .assert_eq(&shown(source));
}

#[test]
fn tags_that_were_never_ended_or_never_begun_do_no_harm() {
    expect![[r#"
        Headline Bridge closed
        Paragraph The bridge is closed to all from Monday.
        ListItem one
        ListItem two
        Paragraph It is old, 3 < 5,
    "#]].assert_eq(&shown("</p></li></table><h2>Bridge <b>closed<p>The bridge is closed to all from Monday.</h1></ul><li>one<li>two</ul><p>It is old, 3 < 5, <a href=\"x"));
}

#[test]
fn without_a_mark_on_the_article_all_of_the_page_is_read() {
    expect![[r#"
        Headline Meridian
        Subhead One
        Paragraph The river fell on Monday.
        Subhead Two
        Paragraph The bridge was closed on Tuesday.
    "#]].assert_eq(&shown("<h1>Meridian</h1><article><h2>One</h2><p>The river fell on Monday.</p></article><article><h2>Two</h2><p>The bridge was closed on Tuesday.</p></article>"));
    expect![[r#"
        Headline River falls
        Boilerplate Today's weather is fine and dry.
        Paragraph The river fell on Monday.
    "#]]
    .assert_eq(&shown(
        "<h1>River falls</h1><p>Today's weather is fine and dry.</p><article><p>The river fell on Monday.</p></article>",
    ));
}

#[test]
fn the_date_of_a_page() {
    let page =
        |head: &str, body: &str| published(&format!("<head>{head}</head><body>{body}<p>The river fell in Ely on Monday.</p>"));
    let some = |text: &str| Some(text.to_owned());
    let linked = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "1998-03-03T09:00:00Z", "author": [{"name": "Ann Poe"}], "publisher": {"name": "The Meridian"}}]}</script>"#;
    assert_eq!(page("<meta name=DATE content='1998-03-03'>", ""), some("1998-03-03 Format 1998-03-03"));
    assert_eq!(page(linked, ""), some("1998-03-03 Format 1998-03-03T09:00:00Z"));
    assert_eq!(page("", "<p><time datetime='1998-03-03 18:05'>Tuesday</time></p>"), some("1998-03-03 Format 1998-03-03 18:05"));
    assert_eq!(page("", "<p>Published <time datetime=1998-03-03>on Tuesday</time></p>"), some("1998-03-03 Format 1998-03-03"));
    // The line that readers see is right about the day, a stamp in another time zone is not.
    assert_eq!(
        page("<meta name=date content=1998-03-04T01:05:00Z>", "<p>March 3, 1998</p>"),
        some("1998-03-03 Text March 3, 1998")
    );
    // Changes, events and scripts that are no JSON say nothing of publication.
    assert_eq!(page("", "<p>Last updated <time datetime=1998-03-03>on Tuesday</time></p>"), None);
    assert_eq!(page("", "<p>They will meet again on <time datetime=1998-03-09>Monday</time>.</p>"), None);
    assert_eq!(page("", "<p><time itemprop=dateModified datetime=1998-03-03>Tuesday</time></p>"), None);
    assert_eq!(page("<script type='application/ld+json'>{\"datePublished\": </script><meta name=date content=soon>", ""), None);
    let said = article(linked, Format::Html);
    let words = |piece: Option<super::super::Piece>| piece.map(|piece| piece.text);
    assert_eq!((words(said.byline), words(said.outlet)), (some("Ann Poe"), some("The Meridian")));
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    let size = 1 << 18;
    for piece in [
        "<",
        "<p>",
        "<div><b>",
        "<ul><li>x",
        "</li>x",
        "&amp;",
        "&",
        "<!--",
        "<a b=\"",
        "<h1>x",
        "<table><td>x",
        "<br>",
        "<script>",
        "<x a a a>",
    ] {
        let source = piece.repeat(size / piece.len());
        assert_sound(&article(&source, Format::Html));
    }
}
