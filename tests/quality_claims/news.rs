//! Conflicts in clean, published news, inside each article and between the articles of TimeBank and AQUAINT. What is left are three
//! sentences that stand in two articles of one text and different dates. `DATELINE_SHOW=claims-news` prints them and what is superseded.

use std::path::PathBuf;

use super::*;

/// The most conflicts that there may be: as many as were seen last.
const CONFLICTS: usize = 5;

/// An article's name with its record.
type Named = (String, Record);

fn articles() -> Option<Vec<Named>> {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let folder = shared.join("data/timex/tbaq");
    let Ok(dates) = std::fs::read_to_string(folder.join("dct.tsv")) else {
        println!("SKIPPED: no TimeBank in {}", folder.display());
        return None;
    };
    let read = |line: &str| {
        let (name, day) = line.split_once('\t').unwrap();
        (name.to_owned(), record(day, &std::fs::read_to_string(folder.join(format!("txt/{name}.txt"))).unwrap()))
    };
    Some(dates.lines().map(read).collect())
}

fn show(name: &str, record: &Record, claim: &Claim) {
    let block = record.reading.sentences.iter().find(|sentence| sentence.span.contains(claim.span.start()));
    let words = block.map(|sentence| sentence.span.of(&record.article.text).replace('\n', " "));
    println!("    {name} {:?} {:?} [{}]", claim.span, claim.value, words.unwrap_or_default());
}

#[test]
fn published_news_hardly_contradicts_itself() {
    let Some(articles) = articles() else { return };
    let shows = std::env::var("DATELINE_SHOW").is_ok_and(|what| what == "claims-news");
    let (mut inside, mut between, mut later) = (0, 0, 0);
    for (at, (name, one)) in articles.iter().enumerate() {
        for (other_at, (other_name, other)) in articles.iter().enumerate().skip(at) {
            let same = |a, b| if at == other_at { a == b } else { share_a_name(one, a, other, b) };
            for (index, claim) in one.claims.iter().enumerate() {
                let from = if at == other_at { index + 1 } else { 0 };
                for other_claim in &other.claims[from..] {
                    let side = |claim, record: &Record, article| Statement {
                        claim,
                        published: record.article.published.map(|published| published.date),
                        article,
                    };
                    let verdict = compare(side(claim, one, at), side(other_claim, other, other_at), &same);
                    match verdict.relation {
                        Relation::Conflict if at == other_at => inside += 1,
                        Relation::Conflict => between += 1,
                        Relation::Supersedes { .. } => later += 1,
                        Relation::Compatible | Relation::Unrelated(_) => continue,
                    }
                    if shows {
                        println!("{verdict}");
                        show(name, one, claim);
                        show(other_name, other, other_claim);
                    }
                }
            }
        }
    }
    println!(
        "claims, {} articles: {inside} conflicts inside an article, {between} between two, {later} superseded",
        articles.len()
    );
    assert!(inside + between <= CONFLICTS);
}
