//! Sentences with the day on which they were published, and every time in them.

#![allow(clippy::unwrap_used)]

use jiff::civil::{Weekday, date};

use super::super::test_reading;
use super::*;

fn read(text: &str, anchor: Option<PartialDate>) -> Vec<Time> {
    let (tokens, sentences) = test_reading::read(text);
    times(text, &tokens, &sentences, &Words::new(text, &tokens), anchor)
}

/// `words = TYPE value MOD`, one for each time.
fn shown(text: &str, anchor: Option<PartialDate>) -> Vec<String> {
    let show = |time: &Time| {
        let kind = serde_json::to_value(time.kind).unwrap();
        let modifier = time.modifier.map(|modifier| serde_json::to_value(modifier).unwrap());
        let mut line = format!("{} = {} {}", time.span.of(text), kind.as_str().unwrap(), time.value.as_deref().unwrap_or("null"));
        if let Some(modifier) = modifier {
            line = format!("{line} {}", modifier.as_str().unwrap());
        }
        line
    };
    read(text, anchor).iter().map(show).collect()
}

#[track_caller]
fn check(published: &str, text: &str, expected: &[&str]) {
    let anchor = (!published.is_empty()).then(|| PartialDate::Day(published.parse().unwrap()));
    assert_eq!(shown(text, anchor), expected, "{text}");
}

/// A Wednesday.
const DAY: &str = "1998-06-17";

#[test]
fn calendar_dates_in_the_forms_of_news() {
    for (text, expected) in [
        ("The fire of Oct. 8, 1871, is still remembered.", vec!["Oct. 8, 1871 = DATE 1871-10-08"]),
        ("They signed on 3 March 1995 in Oslo.", vec!["3 March 1995 = DATE 1995-03-03"]),
        ("They signed on the 3rd of March.", vec!["the 3rd of March = DATE 1998-03-03"]),
        ("Filed Friday June 12 4:45 PM EDT", vec!["Friday June 12 4:45 PM EDT = TIME 1998-06-12T16:45"]),
        ("It opened on Friday, June 12, 1998, in Rome.", vec!["Friday, June 12, 1998 = DATE 1998-06-12"]),
        ("Stamped 06/25/98 and 05/06/98.", vec!["06/25/98 = DATE 1998-06-25", "05/06/98 = DATE 1998-XX-XX"]),
        ("Revised 1998-05-30.", vec!["1998-05-30 = DATE 1998-05-30"]),
        ("A treaty of August 1994 and a law of 1989.", vec!["August 1994 = DATE 1994-08", "1989 = DATE 1989"]),
        ("The 1994 fishing accord lapsed.", vec!["1994 = DATE 1994"]),
        ("In nineteen eighty-four it was new.", vec!["nineteen eighty-four = DATE 1984"]),
    ] {
        check(DAY, text, &expected);
    }
}

#[test]
fn a_date_without_a_year_is_the_nearest() {
    check("1998-01-05", "It shut on Dec. 20.", &["Dec. 20 = DATE 1997-12-20"]);
    check("1997-12-20", "It opens on Jan. 5.", &["Jan. 5 = DATE 1998-01-05"]);
    check("1997-01-28", "Talks ran from March 10 to April 18.", &["March 10 = DATE 1997-03-10", "April 18 = DATE 1997-04-18"]);
    check("", "Talks ran from March 10 to April 18.", &["March 10 = DATE XXXX-03-10", "April 18 = DATE XXXX-04-18"]);
}

#[test]
fn weekdays_look_back_unless_the_clause_looks_ahead() {
    check(DAY, "The court ruled on Monday.", &["Monday = DATE 1998-06-15"]);
    check(DAY, "The court ruled Wednesday.", &["Wednesday = DATE 1998-06-17"]);
    check(DAY, "The court will rule on Monday.", &["Monday = DATE 1998-06-22"]);
    check(
        DAY,
        "The hearing, set for Thursday and Friday, is public.",
        &["Thursday = DATE 1998-06-18", "Friday = DATE 1998-06-19"],
    );
    check(
        DAY,
        "They meet next Monday, as they did last Wednesday.",
        &["next Monday = DATE 1998-06-22", "last Wednesday = DATE 1998-06-10"],
    );
    check(DAY, "He fell ill Tuesday night.", &["Tuesday night = TIME 1998-06-16TNI"]);
}

#[test]
fn the_words_of_the_clause_say_whether_it_looks_back() {
    for (text, expected) in [
        ("She is to be heard in court on Friday.", "Friday = DATE 1998-06-19"),
        ("They agreed to meet Friday.", "Friday = DATE 1998-06-19"),
        ("The premier was to speak on Tuesday.", "Tuesday = DATE 1998-06-16"),
        ("The premier is set to speak on Tuesday.", "Tuesday = DATE 1998-06-23"),
        ("The premier was to speak on Friday.", "Friday = DATE 1998-06-19"),
        ("The fair begins Saturday.", "Saturday = DATE 1998-06-20"),
        ("The vote was postponed until Monday.", "Monday = DATE 1998-06-22"),
        ("The club said that on Friday it will name a coach.", "Friday = DATE 1998-06-19"),
        ("He could not be reached Tuesday.", "Tuesday = DATE 1998-06-16"),
        ("They would look for a way around Monday's ruling.", "Monday = DATE 1998-06-15"),
        ("On Monday, when she set aside her plans, it rained.", "Monday = DATE 1998-06-15"),
        ("Net income for the year ended October 31 rose.", "October 31 = DATE 1997-10-31"),
    ] {
        let found = shown(text, Some(PartialDate::Day(DAY.parse().unwrap())));
        assert_eq!(found.last().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn a_range_shares_its_year_and_its_tense() {
    check(
        DAY,
        "It ran from November 3 to January 9, 1992, and in the spring and summer of 1993.",
        &[
            "November 3 = DATE 1991-11-03",
            "January 9, 1992 = DATE 1992-01-09",
            "the spring = DATE 1993-SP",
            "summer of 1993 = DATE 1993-SU",
        ],
    );
    check(
        "1998-05-07",
        "The poll is to be held from November 20 to December 11.",
        &["November 20 = DATE 1998-11-20", "December 11 = DATE 1998-12-11"],
    );
}

/// A history has years long past and no words that count from the day on which it was written.
#[test]
fn a_history_counts_from_the_year_it_speaks_of() {
    let text = "The league was founded in May 1911. By October it had split. In January a third of it left. \
                The treaty of 2 March 1913 fell apart; on 9 March the delegates went home. The next day the port was shut. \
                It was opened again in June of that year. Peace came in November 1918, and the halls were sold in May 1919 and by the end of the year.";
    check(
        DAY,
        text,
        &[
            "May 1911 = DATE 1911-05",
            "October = DATE 1911-10",
            "January = DATE 1912-01",
            "2 March 1913 = DATE 1913-03-02",
            "9 March = DATE 1913-03-09",
            "The next day = DATE 1913-03-10",
            "June of that year = DATE 1913-06",
            "November 1918 = DATE 1918-11",
            "May 1919 = DATE 1919-05",
            "the end of the year = DATE 1919 END",
        ],
    );
    let report = format!("{text} The museum said Monday that it will show this next week, and not tomorrow.");
    let found = shown(&report, Some(PartialDate::Day(DAY.parse().unwrap())));
    assert_eq!(found[1..3], ["October = DATE 1997-10", "January = DATE 1998-01"]);
}

#[test]
fn years_before_the_first() {
    check(DAY, "The wars of 264-146 BC began in 264 BC.", &["264 = DATE BC0264", "146 BC = DATE BC0146", "264 BC = DATE BC0264"]);
}

#[test]
fn deictic_times_count_from_the_article() {
    for (text, expected) in [
        ("Rain fell yesterday and is due tomorrow.", vec!["yesterday = DATE 1998-06-16", "tomorrow = DATE 1998-06-18"]),
        ("He spoke last night.", vec!["last night = TIME 1998-06-16TNI"]),
        ("Since last August little has changed.", vec!["last August = DATE 1997-08"]),
        (
            "Last week, this month and next year.",
            vec!["Last week = DATE 1998-W24", "this month = DATE 1998-06", "next year = DATE 1999"],
        ),
        ("She resigned two months ago.", vec!["two months ago = DATE 1998-04"]),
        ("She resigned ten years ago.", vec!["ten years ago = DATE 1988"]),
        ("Prices fell last spring.", vec!["last spring = DATE 1998-SP"]),
        ("It ends later this year.", vec!["later this year = DATE 1998"]),
        ("He left the day before yesterday.", vec!["the day before yesterday = DATE 1998-06-15"]),
        ("It shut half a century ago.", vec!["half a century ago = DATE 1948"]),
        ("It was down 24 hours ago.", vec!["24 hours ago = DATE 1998-06-16"]),
        ("A few days later it rained.", vec!["A few days = DURATION PXD"]),
    ] {
        check(DAY, text, &expected);
    }
}

#[test]
fn without_a_date_nothing_deictic_has_a_value() {
    for text in ["yesterday", "last June", "two months ago", "this week", "next year", "last night"] {
        let sentence = format!("It began {text}.");
        check("", &sentence, &[&format!("{text} = {} null", if text == "last night" { "TIME" } else { "DATE" })]);
        assert!(read(&sentence, None)[0].deictic, "{text}");
    }
    check("", "It began at 8:15 p.m. and ended in March.", &["8:15 p.m. = TIME XXXX-XX-XXT20:15", "March = DATE XXXX-03"]);
    check("", "It is due in the third quarter.", &["the third quarter = DATE XXXX-Q3"]);
    assert_eq!(
        shown("It began yesterday, not last year.", Some(PartialDate::Month(1998, 6))),
        ["yesterday = DATE null", "last year = DATE 1997"]
    );
}

#[test]
fn parts_of_periods() {
    for (text, expected) in [
        ("By the end of 1996 it was done.", vec!["the end of 1996 = DATE 1996 END"]),
        ("In early 1996 and mid-March.", vec!["early 1996 = DATE 1996 START", "mid-March = DATE 1998-03 MID"]),
        ("The late 1970s were worse.", vec!["The late 1970s = DATE 197 END"]),
        (
            "In the 1990s, the '80s and the 27th century.",
            vec!["the 1990s = DATE 199", "the '80s = DATE 198", "the 27th century = DATE 26"],
        ),
        ("In the summer of 1989.", vec!["the summer of 1989 = DATE 1989-SU"]),
        (
            "Profit rose in the first quarter from a year earlier.",
            vec!["the first quarter = DATE 1998-Q1", "a year earlier = DATE 1997-Q1"],
        ),
        ("It grew from 1994-97.", vec!["1994 = DATE 1994", "97 = DATE 1997"]),
        ("It was shut on March 10-12.", vec!["March 10 = DATE 1998-03-10", "12 = DATE 1998-03-12"]),
        ("They will fly home for Christmas.", vec!["Christmas = DATE 1998-12-25"]),
        (
            "Shares rose 4% since Jan. 5 and 10% in the month of May.",
            vec!["Jan. 5 = DATE 1998-01-05", "the month of May = DATE 1998-05"],
        ),
        ("Q3 was better than Q4 1997.", vec!["Q3 = DATE 1998-Q3", "Q4 1997 = DATE 1997-Q4"]),
        ("They vote on Election Day and rest on May Day.", vec!["Election Day = DATE 1997-11-04", "May Day = DATE 1998-05-01"]),
        ("It is due by year-end.", vec!["year-end = DATE 1998-12-31"]),
        ("The 1994 and 1996 games had 1992 players.", vec!["1994 = DATE 1994", "1996 = DATE 1996"]),
        ("By late afternoon they had gone.", vec!["late afternoon = TIME 1998-06-17TAF END"]),
        ("On the night of 5 June it burned.", vec!["the night of 5 June = TIME 1998-06-05TNI"]),
    ] {
        check(DAY, text, &expected);
    }
}

#[test]
fn lengths_and_what_recurs() {
    for (text, expected) in [
        ("It took two months.", vec!["two months = DURATION P2M"]),
        ("A 10-hour siege and a two-year truce.", vec!["10-hour = DURATION PT10H", "two-year = DURATION P2Y"]),
        ("It took more than four hours.", vec!["more than four hours = DURATION PT4H MORE_THAN"]),
        ("It lasted a year and a half.", vec!["a year and a half = DURATION P1Y6M"]),
        ("Several weeks passed.", vec!["Several weeks = DURATION PXW"]),
        ("He waited for about a decade.", vec!["about a decade = DURATION P10Y APPROX"]),
        ("They vote every four years.", vec!["every four years = SET P4Y"]),
        ("Flights leave daily, and on Tuesdays twice.", vec!["daily = SET P1D", "Tuesdays = SET XXXX-WXX-2"]),
        ("Over the past three months it shrank.", vec!["the past three months = DURATION P3M"]),
        ("It cost $2 million a year, paid twice a month.", vec!["a year = SET P1Y", "twice a month = SET P1M"]),
        (
            "The choir sings on Tuesday nights and every few weeks.",
            vec!["Tuesday nights = SET XXXX-WXX-2TNI", "every few weeks = SET PXW"],
        ),
        (
            "A month-long strike, a half-hour talk, a decades-long feud.",
            vec!["month-long = DURATION P1M", "half-hour = DURATION PT30M", "decades-long = DURATION PXY"],
        ),
        ("The 30-day rate was spread over six years.", vec!["30-day = DURATION P30D", "six years = DURATION P6Y"]),
    ] {
        check(DAY, text, &expected);
    }
}

#[test]
fn clock_times() {
    for (text, expected) in [
        ("It began at 10 p.m. Tuesday.", vec!["10 p.m. Tuesday = TIME 1998-06-16T22:00"]),
        ("Posted at 9:05 p.m. EDT (0105 GMT)", vec!["9:05 p.m. EDT = TIME 1998-06-17T21:05", "0105 GMT = TIME 1998-06-18T01:05"]),
        ("Doors will open at 7:30 p.m. ET Friday.", vec!["7:30 p.m. ET Friday = TIME 1998-06-19T19:30"]),
        ("It is open from 2 to 5 p.m. today.", vec!["2 = TIME 1998-06-17T14:00", "5 p.m. today = TIME 1998-06-17T17:00"]),
        ("They met at noon Monday.", vec!["noon Monday = TIME 1998-06-15T12:00"]),
        ("The shop shuts at 17:30.", vec!["17:30 = TIME 1998-06-17T17:30"]),
        ("They lost by 17:30.", vec!["17:30 = TIME 1998-06-17T17:30"]),
        (
            "Open until 6 p.m., Sunday and today.",
            vec!["6 p.m. = TIME 1998-06-17T18:00", "Sunday = DATE 1998-06-14", "today = DATE 1998-06-17"],
        ),
        ("At 5 p.m. EDT, June 9, it rained.", vec!["5 p.m. EDT, June 9 = TIME 1998-06-09T17:00"]),
        ("Verse 3:16 was read.", vec![]),
    ] {
        check(DAY, text, &expected);
    }
}

#[test]
fn references() {
    check(DAY, "He has recently moved; he is now well.", &["recently = DATE PAST_REF", "now = DATE PRESENT_REF"]);
    check(DAY, "Right now the current rules hold.", &["Right now = DATE PRESENT_REF", "current = DATE PRESENT_REF"]);
    check(DAY, "No end is seen in the near future.", &["the near future = DATE FUTURE_REF"]);
}

#[test]
fn words_that_only_look_like_times() {
    for text in [
        "They may march on the palace, and the sun sat low.",
        "Mr May and April Jones met August Belmont.",
        "March to the front, he said.",
        "It cost $1,989 and moved 1989 people.",
        "A second helping for the first lady.",
        "Flight 1972 carried 1,200 passengers in 52 rows.",
        "The Sunday Times printed it, and USA Today and the Tonight Show told it.",
        "She was on Saturday Night Live and on CBS This Morning.",
        "It was the fall of the dollar.",
        "The 45-year-old teacher agreed.",
        "His 25 year-old son keeps a 2000 year old vase.",
        "They see each other every now and then.",
        "Mix them 30/30/40.",
    ] {
        check(DAY, text, &[]);
    }
}

#[test]
fn impossible_dates_keep_their_parts_and_have_no_value() {
    let text = "It fell on June 31, on February 29, 1997, and at 25:70 p.m.";
    let times = read(text, None);
    let day = |time: &Time| time.parts.day.map(|(day, span)| (day, span.of(text)));
    assert_eq!(times.iter().map(|time| time.value.clone()).collect::<Vec<_>>(), [None, None, None]);
    assert_eq!((day(&times[0]), day(&times[1])), (Some((31, "31")), Some((29, "29"))));
    let clock = ClockTime { hour: 25, minute: 70, afternoon: Some(true) };
    assert_eq!(times[2].parts.clock.map(|(clock, span)| (clock, span.of(text))), Some((clock, "25:70 p.m.")));
    assert!(times.iter().all(|time| !time.deictic));
}

#[test]
fn every_part_of_a_date_has_its_place() {
    let text = "On Tuesday, January 29, 1997, at noon";
    let time = &read(text, None)[0];
    let parts = &time.parts;
    assert_eq!(parts.weekday.map(|(weekday, span)| (weekday, span.of(text))), Some((Weekday::Tuesday, "Tuesday")));
    assert_eq!(parts.day.map(|(day, span)| (day, span.of(text))), Some((29, "29")));
    assert_eq!(parts.month.map(|(month, span)| (month, span.of(text))), Some((1, "January")));
    assert_eq!(parts.year.map(|(year, span)| (year, span.of(text))), Some((1997, "1997")));
    assert_eq!(time.date, Some(PartialDate::Day(date(1997, 1, 29))));
}

#[test]
fn any_soup_of_time_words_is_read_in_linear_time_and_without_panic() {
    const WORDS: [&str; 28] = [
        "the", "early", "end", "of", "year", "1989", "-", "last", "Monday", "May", "31", ",", "a", "two", "thousand", "hundred",
        "quarter", "ago", "'s", "third", "p.m.", "12:99", "/", "99", "and", "half", "in", "every",
    ];
    let mut seed = 7_u32;
    let mut text = String::new();
    for _ in 0..20_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(WORDS[(seed >> 16) as usize % WORDS.len()]);
        text.push_str(if seed & 0x800 == 0 { " " } else { "" });
    }
    for anchor in [None, Some(PartialDate::Year(1)), Some(PartialDate::Day(date(9999, 12, 31)))] {
        let (tokens, sentences) = test_reading::read(&text);
        let words = Words::new(&text, &tokens);
        let found = times(&text, &tokens, &sentences, &words, anchor);
        let counted = super::super::quantities::quantities(&text, &tokens, &sentences, &words, &found, &[]);
        assert!(counted.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
        assert!(found.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
    }
}
