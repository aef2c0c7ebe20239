//! The dates that GUM's annotators normalised in 22 news articles of Wikinews. They are ISO 8601 days, months and years or
//! ranges of days, and durations and clock times are not among them: only what share of them has the right value is counted.

use dateline::article::PartialDate;
use serde_json::Value;

use super::{shared, times_of};

#[test]
fn dates_of_gum() {
    let path = shared().join("data/identity/gum_news_train_dev.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: no {}", path.display());
        return;
    };
    let show = std::env::var("DATELINE_SHOW").is_ok_and(|show| show == "times");
    let (mut gold, mut found, mut right) = (0, 0, 0);
    for line in lines.lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        let text = article["text"].as_str().unwrap();
        let times = times_of(text, PartialDate::Day(article["date"].as_str().unwrap().parse().unwrap()));
        let bytes = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
        for date in article["dates"].as_array().unwrap() {
            let place = |key: &str| bytes(date[key].as_u64().unwrap() as usize);
            let (start, end) = (place("start"), place("end"));
            let Some(when) = date["when"].as_str() else { continue };
            gold += 1;
            let time = times.iter().find(|time| time.span.start() < end && start < time.span.end());
            found += usize::from(time.is_some());
            let ours = time.and_then(|time| time.value.as_deref()).unwrap_or("null");
            if ours.starts_with(when) && ours[when.len()..].starts_with('T') || ours == when {
                right += 1;
            } else if show {
                println!("gum\t{}\t{}\t{when}\t{ours}", article["doc"], &text[start..end]);
            }
        }
    }
    println!("times, dates of GUM: gold {gold}, found {found}, right value {right}");
    assert!(right * 100 >= gold * 87, "right values fell to {right} of {gold}");
}
