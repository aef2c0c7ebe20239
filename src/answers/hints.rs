//! Words shown between those of the text: the article's date, what "yesterday" comes to, how many other articles agree.
//!
//! They are sparing, since they stand in the way of somebody who writes: nothing that the text says itself, each value of one expression once in an
//! item, and nothing at all where nothing is known.

use std::collections::BTreeSet;

use crate::article::{BlockKind, PartialDate, PublishedSource};
use crate::corpus::{Corpus, Record, SpokenWords, fold_name, titled};
use crate::language::{EntityId, TimeKind};
use crate::text::Span;

use super::phrase::{contains, count, timex};
use super::subject::{Subject, unseen};
use super::time::stated_by;

/// Quotations of fewer words are the same by chance.
const FEWEST_WORDS: usize = 5;

/// Which hints are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedHints {
    /// When the article was published, and who says so.
    pub article_date: bool,
    /// The day that a relative date comes to.
    pub relative_dates: bool,
    /// How many other articles state the same title or print the same quotation.
    pub agreement: bool,
}

impl Default for WantedHints {
    fn default() -> Self {
        Self { article_date: true, relative_dates: true, agreement: true }
    }
}

/// Words to be shown behind a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Byte offset behind which they are shown.
    pub offset: usize,
    /// The words: a few.
    pub label: String,
    /// What they rest on.
    pub why: String,
}

/// The hints of a stretch of an article, in order of place.
#[must_use]
pub fn hints(corpus: &Corpus, record: &Record, within: Span, wanted: WantedHints) -> Vec<Hint> {
    let mut hints = Vec::new();
    if wanted.article_date {
        hints.extend(article_date(record));
    }
    if wanted.relative_dates {
        hints.append(&mut relative_dates(record));
    }
    hints.retain(|hint| within.touches(hint.offset));
    if wanted.agreement {
        hints.append(&mut titles(corpus, record, within));
        hints.append(&mut quotations(corpus, record, within));
    }
    hints.sort_by(|a, b| (a.offset, &a.label).cmp(&(b.offset, &b.label)));
    hints
}

/// Behind the headline. A date that stands in the text says so itself.
fn article_date(record: &Record) -> Option<Hint> {
    let published = record.article.published.filter(|published| published.source != PublishedSource::Text)?;
    let blocks = &record.article.blocks;
    let head = blocks.iter().find(|block| block.kind == BlockKind::Headline).or_else(|| blocks.first())?;
    // A headline of several lines, or a whole article without one: behind its first line.
    let line = record.lines.line(head.span.start());
    let offset = record.lines.start_of(line) + record.lines.line_text(&record.article.source, line).len();
    Some(Hint {
        offset: offset.min(head.span.end()),
        label: published.date.in_words(),
        why: format!("the article's date, from {}", stated_by(record, published)),
    })
}

/// Days that depend on the article's date.
fn relative_dates(record: &Record) -> Vec<Hint> {
    let Some(published) = record.article.published else { return Vec::new() };
    let rests_on = format!("from the article's date, {}", published.date.in_words());
    let mut seen = BTreeSet::new();
    let mut hints = Vec::new();
    for time in &record.reading.times {
        let Some(value) = time.value.as_deref().filter(|_| time.deictic) else { continue };
        let is_day = matches!(time.date, Some(PartialDate::Day(_))) && matches!(time.kind, TimeKind::Date | TimeKind::Time);
        // "Monday, 24 January" needs no more than a year, "24 January" neither.
        let is_stated = time.parts.day.is_some() && time.parts.month.is_some();
        if !is_day || is_stated {
            continue;
        }
        let words = record.article.words(time.span);
        let item = record.article.block_at(time.span.start()).map(|block| record.article.blocks[block].item);
        if seen.insert((item, words.to_lowercase(), value.to_owned())) {
            hints.push(Hint { offset: time.span.end(), label: timex(value), why: rests_on.clone() });
        }
    }
    hints
}

/// Behind each title at its first statement, and behind the name if that follows it: how many other articles give it to the same person.
fn titles(corpus: &Corpus, record: &Record, within: Span) -> Vec<Hint> {
    let mut hints = Vec::new();
    for (index, entity) in record.reading.entities.iter().enumerate() {
        let mut seen = BTreeSet::new();
        let stated = entity.titles.iter().filter(|title| within.touches(title.span.end()));
        let stated: Vec<_> = stated.filter(|title| seen.insert(fold_name(&titled(title)))).collect();
        if stated.is_empty() {
            continue;
        }
        let Some(subject) = Subject::here(corpus, record, EntityId(index as u32), &unseen) else { continue };
        for title in stated {
            let articles = subject.articles_with_title(&titled(title));
            let offset = end_of_name(record, EntityId(index as u32), title.span.end());
            hints.extend(agreement(offset, articles, "give", &format!("{} this title", subject.identity.name)));
        }
    }
    hints
}

/// Where the name ends that a title stands in front of; the end of the title, if none follows it.
fn end_of_name(record: &Record, entity: EntityId, title: usize) -> usize {
    let named = record.reading.mentions.iter().filter(|mention| mention.entity == entity && mention.name.is_some());
    // In order of place: the first one that ends later takes the title in, or is the next name.
    let next = named.map(|mention| mention.span).find(|span| span.end() > title);
    let follows = |span: &Span| {
        record.article.text.get(title..span.start()).is_none_or(|gap| gap.chars().all(|c| c.is_whitespace() || c == '\0'))
    };
    next.filter(follows).map_or(title, Span::end)
}

/// Behind each quotation: how many other articles print the same words.
fn quotations(corpus: &Corpus, record: &Record, within: Span) -> Vec<Hint> {
    let mut hints = Vec::new();
    for quotation in record.reading.direct_quotations().filter(|quotation| within.touches(quotation.span.end())) {
        let words = SpokenWords::of(&record.article.text, quotation.span);
        if words.words.len() < FEWEST_WORDS {
            continue;
        }
        let all = words.words.len() - 2;
        let alike = corpus.quotations_alike(&words, &record.path).into_iter().take_while(|(_, runs)| *runs >= all);
        let same = alike.filter(|(other, _)| {
            corpus.get(&other.path).is_some_and(|article| {
                let printed = article.reading.quotations.get(other.quotation).map(|quotation| quotation.span);
                printed.is_some_and(|span| contains(&SpokenWords::of(&article.article.text, span).words, &words.words))
            })
        });
        let articles: BTreeSet<_> = same.map(|(other, _)| other.path).collect();
        hints.extend(agreement(quotation.span.end(), articles.len(), "print", "the same words"));
    }
    hints
}

fn agreement(offset: usize, articles: usize, verb: &str, what: &str) -> Option<Hint> {
    let verb = if articles == 1 { format!("{verb}s") } else { verb.to_owned() };
    (articles > 0).then(|| Hint {
        offset,
        label: format!("{articles} agree{}", if articles == 1 { "s" } else { "" }),
        why: format!("{} {verb} {what}", count(articles, "other article")),
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::scene::Scene;
    use super::*;

    const DRAFT: &str = "//- draft.txt published=1998-03-03
Dam talks open

OSLO - Foreign Minister Helga Lindqvist arrived on Monday. The talks began yesterday, on 2 March. She came on Monday by train.

\"We shall speak plainly about the water and the farmers,\" Lindqvist said.
//- evening.txt published=1998-03-02
Foreign Minister Helga Lindqvist came to Oslo.

\"We shall speak plainly about the water and the farmers, and no more,\" Lindqvist said.
//- morning.txt
Foreign Minister Helga Lindqvist left. \"We shall speak openly about the water and the farmers,\" Lindqvist said.
";

    fn check(fixture: &str, wanted: WantedHints, expected: &Expect) {
        let scene = Scene::read(fixture);
        let all = Span::new(0, scene.record.article.source.len());
        let told = hints(&scene.corpus, &scene.record, all, wanted).into_iter().map(|hint| {
            let line = scene.record.lines.line(hint.offset);
            let before = &scene.record.article.source[scene.record.lines.start_of(line)..hint.offset];
            let word = before.rsplit(' ').next().unwrap_or_default();
            format!("{}: {word} [{}] {}\n", line + 1, hint.label, hint.why)
        });
        expected.assert_eq(&told.collect::<String>());
    }

    #[test]
    fn dates_and_agreement() {
        check(
            DRAFT,
            WantedHints::default(),
            &expect![[r#"
            1: open [3 March 1998] the article's date, from its sidecar
            3: Lindqvist [2 agree] 2 other articles give Helga Lindqvist this title
            3: Monday [Monday, 2 March 1998] from the article's date, 3 March 1998
            3: yesterday [Monday, 2 March 1998] from the article's date, 3 March 1998
            5: farmers, [1 agrees] 1 other article prints the same words
        "#]],
        );
    }

    #[test]
    fn each_kind_can_be_switched_off() {
        let none = WantedHints { article_date: false, relative_dates: false, agreement: false };
        check(DRAFT, none, &expect![[""]]);
        check(
            DRAFT,
            WantedHints { article_date: true, ..none },
            &expect![[r#"
            1: open [3 March 1998] the article's date, from its sidecar
        "#]],
        );
    }

    #[test]
    fn nothing_is_said_where_nothing_is_known() {
        check("Dam talks open\n\nOSLO - She came on Monday.\n", WantedHints::default(), &expect![[""]]);
    }
}
