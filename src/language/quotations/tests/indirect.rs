//! Speech in the writer's own words.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, false), expected.join("\n"), "in {text}");
}

#[test]
fn what_is_said_stands_behind_the_verb() {
    for (text, expected) in [
        ("Mr Poe said that the mill would close.", "that the mill would close | said | Mr Poe | Poe | Named | Karl Poe"),
        ("Mr Poe said the mill would close.", "the mill would close | said | Mr Poe | Poe | Named | Karl Poe"),
        ("Mr Poe said overall output was down.", "overall output was down | said | Mr Poe | Poe | Named | Karl Poe"),
        (
            "Mr Poe, a baker, told reporters in Leeds on Friday that bread was dear.",
            "that bread was dear | told | Mr Poe, a baker | Poe | Named | Karl Poe",
        ),
        ("A report found that bread was dear.", "that bread was dear | found | A report | report | Unnamed"),
        ("Ms Roe asked whether the mill would close.", "whether the mill would close | asked | Ms Roe | Roe | Named | Anna Roe"),
        ("Ms Roe vowed to keep the mill open.", "to keep the mill open | vowed | Ms Roe | Roe | Named | Anna Roe"),
        (
            "Ms Roe urged the council not to close the mill.",
            "the council not to close the mill | urged | Ms Roe | Roe | Named | Anna Roe",
        ),
        ("Ms Roe resigned, saying the mill was lost.", "the mill was lost | saying | Ms Roe | Roe | Named | Anna Roe"),
        ("Ms Roe said “local people” would pay.", "“local people” would pay | said | Ms Roe | Roe | Named | Anna Roe"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn or_before_it() {
    for (text, expected) in [
        ("The mill will close, Mr Poe said on Friday.", "The mill will close | said | Mr Poe | Poe | Named | Karl Poe"),
        ("The mill will close, said Mr Poe, a baker.", "The mill will close | said | Mr Poe, a baker | Poe | Named | Karl Poe"),
        ("The mill will close, Mr Poe told reporters.", "The mill will close | told | Mr Poe | Poe | Named | Karl Poe"),
        ("The mill will close, the report found.", "The mill will close | found | the report | report | Unnamed"),
        (
            "The mill will close, according to Mercy Watch.",
            "The mill will close | according to | Mercy Watch | Mercy Watch | Named | Mercy Watch",
        ),
        (
            "According to the ministry, 40 people were hurt.",
            "40 people were hurt | According to | the ministry | ministry | Unnamed",
        ),
        ("As Mr Poe noted, the mill was old.", "the mill was old | noted | Mr Poe | Poe | Named | Karl Poe"),
        ("In May, Mr Poe said, the mill closed.", "the mill closed | said | Mr Poe | Poe | Named | Karl Poe"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn an_attribution_divides_what_is_said() {
    check(
        "The mill, Ms Roe said, will close.",
        &["The mill | said | Ms Roe | Roe | Named | Anna Roe", "will close | said | Ms Roe | Roe | Named | Anna Roe"],
    );
    check(
        "If nobody pays, officials say, the mill will close.",
        &[
            "If nobody pays | say | officials | officials | Unnamed",
            "the mill will close | say | officials | officials | Unnamed",
        ],
    );
}

#[test]
fn it_ends_where_the_writer_goes_on() {
    for (text, expected) in [
        (
            "Mr Poe said bread was dear, but Ms Roe said it was cheap.",
            &["bread was dear | said | Mr Poe | Poe | Named | Karl Poe", "it was cheap | said | Ms Roe | Roe | Named | Anna Roe"]
                [..],
        ),
        (
            "Mr Poe said bread was dear and also said that it was stale.",
            &[
                "bread was dear | said | Mr Poe | Poe | Named | Karl Poe",
                "that it was stale | said | Mr Poe | Poe | Named | Karl Poe",
            ],
        ),
        ("Mr Poe, who said bread was dear, left.", &["bread was dear | said | Mr Poe | Poe | Named | Karl Poe"]),
        ("While Mr Poe said bread was dear, nobody left.", &["bread was dear | said | Mr Poe | Poe | Named | Karl Poe"]),
        ("Mr Poe vowed to stay, but has left.", &["to stay | vowed | Mr Poe | Poe | Named | Karl Poe"]),
        ("Mr Poe said bread was dear, the paper reports.", &["bread was dear | said | Mr Poe | Poe | Named | Karl Poe"]),
    ] {
        check(text, expected);
    }
}

#[test]
fn speech_within_speech_belongs_to_the_outer_one() {
    check(
        "Mr Poe said that Ms Roe had told him that bread was dear.",
        &["that Ms Roe had told him that bread was dear | said | Mr Poe | Poe | Named | Karl Poe"],
    );
}

#[test]
fn what_is_denied_supposed_or_yet_to_come_is_not_said() {
    for text in [
        "Mr Poe did not say that the mill would close.",
        "If Mr Poe says that the mill will close, we leave.",
        "Mr Poe would say that the mill is safe.",
        "Mr Poe declined to say whether the mill would close.",
        "Nobody said that the mill would close.",
        "It was what Mr Poe said the mill would cost.",
        "Those who said bread was dear left.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn other_words_and_other_objects_report_nothing() {
    for text in [
        "He lives in the United States.",
        "Ms Roe’s claim that the mill was lost was false.",
        "Six pledged delegates were chosen on Friday.",
        "Mr Poe told the truth.",
        "Mr Poe said yes.",
        "He wrote a long letter about the mill.",
        "Mr Poe agreed to a meeting.",
        "The wages reported by the mill were low.",
        "Mr Poe showed that he could sail.",
        "China has claims in the sea.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn the_verb_of_a_quotation_reports_nothing_besides() {
    for text in [
        "“We lost,” Mr Poe said.",
        "“We lost,” said Mr Poe, who lives in Leeds.",
        "“We lost,” Mr Poe said in a letter that had been lost.",
        "In May, as the mill burned, Mr Poe said, “We lost.”",
        "Ms Roe left in a rage: “we lost,” she said.",
    ] {
        check(text, &[]);
    }
    check(
        "“We lost,” Mr Poe said, adding that the mill would close.",
        &["that the mill would close | adding | Mr Poe | Poe | Named | Karl Poe"],
    );
}

#[test]
fn words_in_marks_may_stand_inside() {
    let text = "Mr Poe said the mill was “a ruin” and would close.";
    check(text, &["the mill was “a ruin” and would close | said | Mr Poe | Poe | Named | Karl Poe"]);
    super::check(text, &["~a ruin | said | Mr Poe | Poe | Named | Karl Poe"]);
}

#[test]
fn a_pronoun_means_whoever_spoke_before() {
    check(
        "Ms Roe said the mill was old. She said it would close.",
        &["the mill was old | said | Ms Roe | Roe | Named | Anna Roe", "it would close | said | She | She | Pronoun | Anna Roe"],
    );
    check(
        "A spokesman for Mr Poe said the mill was old.",
        &["the mill was old | said | A spokesman for Mr Poe | spokesman | Unnamed"],
    );
}
