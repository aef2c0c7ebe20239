//! Lines above the stories of a file: the date with its source, and what is counted in them.

use std::collections::BTreeSet;

use crate::article::BlockKind;
use crate::corpus::{Corpus, Record};
use crate::language::Kind;
use crate::text::Span;

use super::phrase::count;
use super::time::stated_by;

/// Where the lines of a story stand: its headline, or its first block. One for each story.
#[must_use]
pub fn lens_places(record: &Record) -> Vec<Span> {
    let places = (0..record.article.items.len()).filter_map(|item| {
        let mut blocks = record.article.blocks.iter().filter(|block| block.item == item);
        let headline = blocks.clone().find(|block| block.kind == BlockKind::Headline);
        headline.or_else(|| blocks.find(|block| block.kind != BlockKind::Boilerplate)).map(|block| block.span)
    });
    places.collect()
}

/// When the article was published and who says so; that it is not known, if so.
#[must_use]
pub fn date_lens(record: &Record) -> String {
    record.article.published.map_or_else(
        || "Date not known".to_owned(),
        |published| format!("{} · {}", published.date.in_words(), stated_by(record, published)),
    )
}

/// What a story names and quotes, and how many versions of it there are: "3 people · 2 places · 1 quotation · 2 versions". `story` counts from 0.
#[must_use]
pub fn count_lens(corpus: &Corpus, record: &Record, story: usize) -> String {
    let reading = &record.reading;
    let named = |kind: Kind| {
        let mentions = reading.mentions.iter().filter(|mention| mention.item == story && mention.kind == kind);
        mentions.map(|mention| mention.entity).collect::<BTreeSet<_>>().len()
    };
    let people = named(Kind::Person);
    let quoted = reading.direct_quotations().filter(|quotation| {
        record.article.block_at(quotation.span.start()).is_some_and(|block| record.article.blocks[block].item == story)
    });
    let mut parts = vec![
        (people, if people == 1 { "1 person".to_owned() } else { format!("{people} people") }),
        counted(named(Kind::Place), "place"),
        counted(named(Kind::Organisation), "organisation"),
        counted(quoted.count(), "quotation"),
    ];
    if story == 0 {
        let versions = corpus.versions(&record.path).len();
        parts.push((versions.saturating_sub(1), count(versions, "version")));
    }
    let told: Vec<String> = parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
    if told.is_empty() { "nobody is named".to_owned() } else { told.join(" · ") }
}

fn counted(number: usize, noun: &str) -> (usize, String) {
    (number, count(number, noun))
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    fn check(fixture: &str, expected: &[&str]) {
        let scene = Scene::read(fixture);
        let places = lens_places(&scene.record);
        let told = places.into_iter().enumerate().map(|(story, place)| {
            format!("{} | {} | {}", scene.tell(place), date_lens(&scene.record), count_lens(&scene.corpus, &scene.record, story))
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_story_with_a_date_and_one_without() {
        check(
            "//- draft.txt published=1998-03-03\nDam talks open\n\nOSLO - Helga Lindqvist met Karl Brandt. “No,” she said.\n",
            &["1:1 \"Dam talks open\" | 3 March 1998 · its sidecar | 2 people · 1 place · 1 quotation"],
        );
        check("It rained all day.\n", &["1:1 \"It rained all day.\" | Date not known | nobody is named"]);
        check("", &[]);
    }
}
