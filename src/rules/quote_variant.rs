//! Each stretch between quotation marks is compared by itself: a sentence that "she said" divides agrees with the whole sentence, of which
//! both halves are a part.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;
use std::sync::Arc;

use crate::article::BlockKind;
use crate::corpus::{Corpus, IdentityKey, Record, SpokenWords, Why, fold_name};
use crate::language::EntityId;
use crate::text::Span;

use super::calendar;
use super::finding::{Evidence, Level};
use super::marks::corrections;
use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::wording::{Comparison, Wording};
use super::words;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a quotation that another article has in nearly the same words, from the same speaker.
    ///
    /// ## Why it matters
    ///
    /// What stands between quotation marks was said, or it was not. Of two wordings of one sentence, one is at best a paraphrase.
    ///
    /// ## Example
    ///
    /// > "We have not made enough progress to speak of," the minister said.
    ///
    /// Another paper of the day has: "We have not, in my view, made enough progress to speak of." Both articles are told of; nothing is
    /// rewritten.
    ///
    /// ## Options
    ///
    /// - `words`: quotations of fewer words are not compared (6).
    /// - `days`: articles further apart than this may tell of two occasions, and weigh no more than a hint (2).
    ///
    /// ## When it is silent
    ///
    /// Where the two agree but for case, punctuation, British or American spelling, an ellipsis, words in square brackets, or because one
    /// begins later or breaks off earlier, or is divided by "she said". Versions of one story, which a wire sends again on the same day, are not
    /// compared with each other. Speakers without a name are compared if both articles call them the same, with at least eight words shared. Where the date
    /// of either article is not known, at least eight words must be shared. Headlines shorten and are not compared.
    pub struct QuoteVariant;
    "quote-variant", Quotations, Warning, on,
    "one speaker's words in two wordings",
    options: &[OptionSpec::count("words", 6), OptionSpec::count("days", 2)],
}

/// With this many words in common it is one saying, whenever it was said.
const NO_DATE_NEEDED: usize = 8;
/// Of a hundred words of the overlap, so many must agree.
const AGREEING: usize = 75;
/// Words shown before and behind a difference.
const BEFORE: usize = 4;
const BEHIND: usize = 3;

impl Rule for QuoteVariant {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let shortest = context.options.count("words");
        let quotations = 0..context.reading().quotations.len();
        let corrections = corrections(context.record);
        let versions = context.corpus.versions(&context.record.path);
        let sayings = quotations.filter_map(|index| Saying::read(context.record, index, &corrections));
        sayings
            .filter(|saying| saying.wording.len() >= shortest)
            .flat_map(|saying| variants(context, &saying, &versions, shortest))
            .collect()
    }
}

/// Words between quotation marks, with whoever says them.
#[derive(Clone, Debug)]
struct Saying {
    /// Index into the article's quotations.
    index: usize,
    speaker: Option<EntityId>,
    span: Span,
    wording: Wording,
}

impl Saying {
    /// A quotation, if it can be compared.
    fn read(record: &Record, index: usize, corrections: &[Span]) -> Option<Self> {
        let quotation = record.reading.quotations.get(index)?;
        let block = record.article.block_at(quotation.span.start())?;
        let shortened = matches!(record.article.blocks[block].kind, BlockKind::Headline | BlockKind::Subhead);
        if !quotation.direct || shortened || corrections.iter().any(|note| note.overlaps(quotation.span)) {
            return None;
        }
        let wording = Wording::read(&record.article, quotation.span);
        Some(Self { index, speaker: quotation.speaker, span: quotation.span, wording })
    }
}

/// A name for whoever speaks that is the same in every article; `None` for somebody known to one article only, and where it is not clear
/// which of several people of the name it is.
fn speaker(corpus: &Corpus, path: &Path, entity: EntityId) -> Option<String> {
    let resolved = corpus.resolved(path, entity)?;
    match &resolved.key {
        _ if resolved.why == Why::Undecided => None,
        IdentityKey::Named(_, name) => Some(name.clone()),
        IdentityKey::Told(name, told) => Some(format!("{name} ({told})")),
        IdentityKey::Known(_, entry) => Some(fold_name(corpus.knowledge().gazetteer.entry(*entry).name())),
        IdentityKey::Lone(..) => None,
    }
}

/// Whoever speaks, by a name that is the same in every article, or as the article calls one whom no other knows: `official`.
#[derive(Debug, PartialEq, Eq)]
struct Speaker {
    called: String,
    known: bool,
}

impl Speaker {
    fn of(corpus: &Corpus, record: &Record, quotation: usize) -> Option<Self> {
        let quotation = record.reading.quotations.get(quotation)?;
        let name = quotation.speaker.and_then(|entity| speaker(corpus, &record.path, entity));
        let unknown = || quotation.source.as_ref().map(|source| fold_name(source.head.of(&record.article.text)));
        Some(Self { known: name.is_some(), called: name.or_else(unknown)? })
    }
}

/// The same saying in another article, in other words.
struct Variant {
    record: Arc<Record>,
    saying: Saying,
    comparison: Comparison,
    /// Days between the two articles, if both dates are known.
    days: Option<u32>,
}

fn variants(context: &Context<'_>, saying: &Saying, versions: &[Arc<Path>], shortest: usize) -> Vec<Discrepancy> {
    let corpus = context.corpus;
    let own_path = &*context.record.path;
    let words = SpokenWords::of(&context.article().text, saying.span);
    let alike = corpus.quotations_alike(&words, own_path);
    if alike.is_empty() {
        return Vec::new();
    }
    let Some(speaker) = Speaker::of(corpus, context.record, saying.index) else { return Vec::new() };
    // The best partner for each way in which the words differ.
    let mut best: BTreeMap<Vec<String>, Variant> = BTreeMap::new();
    for (utterance, _) in alike {
        // Who speaks is cheaper to tell than how the words compare, and cheapest where it is known without reading the article.
        let another = |named| speaker.known && matches!(&named, IdentityKey::Named(_, name) if *name != speaker.called);
        if context.corpus.speaker(&utterance).is_some_and(another) {
            continue;
        }
        let Some(record) = corpus.get(&utterance.path).filter(|record| !versions.contains(&record.path)) else { continue };
        let Some(other) =
            Saying::read(&record, utterance.quotation, &corrections(&record)).filter(|other| other.wording.len() >= shortest)
        else {
            continue;
        };
        if Speaker::of(corpus, &record, utterance.quotation).as_ref() != Some(&speaker) {
            continue;
        }
        let comparison = saying.wording.compare(&other.wording);
        // An official may be any official, unless the words are many and stand in articles of the same days.
        let days =
            words::published_day(context.record).zip(words::published_day(&record)).map(|(a, b)| calendar::days_between(a, b));
        let occasion = context.options.count("days");
        let one_occasion = days.is_none_or(|days| days as usize <= occasion);
        let undecided = (days.is_none() || !speaker.known) && comparison.shared < NO_DATE_NEEDED;
        if undecided || !speaker.known && !one_occasion || !nearly_the_same(&comparison, shortest) {
            continue;
        }
        let variant = Variant { record: record.clone(), saying: other, comparison, days };
        match best.entry(differences(saying, &variant)) {
            Entry::Vacant(entry) => {
                entry.insert(variant);
            }
            Entry::Occupied(mut entry) => {
                if rank(&variant) < rank(entry.get()) {
                    entry.insert(variant);
                }
            }
        }
    }
    best.into_iter()
        .filter_map(|(differences, variant)| discrepancy(context, saying, &variant, differences, &speaker.called))
        .collect()
}

/// Some words differ, most do not.
fn nearly_the_same(comparison: &Comparison, shortest: usize) -> bool {
    let (shared, differing) = (comparison.shared, comparison.differing());
    let enough = shared + 1 >= shortest && shared * 100 >= (shared + differing) * AGREEING;
    differing > 0 && enough && (shared >= NO_DATE_NEEDED || differing == 1)
}

/// The nearest in time, then the one that shares most; paths decide at last.
fn rank(variant: &Variant) -> (u32, std::cmp::Reverse<usize>, &Path) {
    (variant.days.unwrap_or(u32::MAX), std::cmp::Reverse(variant.comparison.shared), &variant.record.path)
}

/// Each difference with the word before it, the two sides in alphabetical order: the same from either article, however much more of
/// the speech either has.
fn differences(saying: &Saying, variant: &Variant) -> Vec<String> {
    let side =
        |wording: &Wording, range: &std::ops::Range<usize>| wording.forms(range.start.saturating_sub(1)..range.end).join(" ");
    let differing = variant.comparison.differences.iter();
    differing
        .map(|(here, there)| {
            let mut sides = [side(&saying.wording, here), side(&variant.saying.wording, there)];
            sides.sort_unstable();
            sides.join(" / ")
        })
        .collect()
}

fn discrepancy(
    context: &Context<'_>,
    saying: &Saying,
    variant: &Variant,
    differences: Vec<String>,
    speaker: &str,
) -> Option<Discrepancy> {
    let (here, there) = variant.comparison.differences.first()?.clone();
    let own = saying.wording.excerpt(here.clone(), BEFORE, BEHIND)?;
    let other = variant.saying.wording.excerpt(there, BEFORE, BEHIND)?;
    let shown = |text: String, cut_before: bool, cut_behind: bool| {
        format!("“{}{text}{}”", if cut_before { "… " } else { "" }, if cut_behind { " …" } else { "" })
    };
    let source = words::source(&variant.record);
    let message = format!(
        "{} here; {} in {source}.",
        shown(context.words(own.span), own.cut_before, own.cut_behind),
        shown(variant.record.article.words(other.span), other.cut_before, other.cut_behind),
    );
    let facts = std::iter::once(speaker.to_owned()).chain(differences).collect();
    let mut discrepancy = Discrepancy::new(saying.span, message, facts);
    discrepancy.words = saying.wording.excerpt(here, 1, 0).map(|words| words.span);
    let other_occasion = variant.days.is_some_and(|days| days as usize > context.options.count("days"));
    discrepancy.at_most = if other_occasion { Level::Hint } else { Level::Error };
    let place = variant.saying.span;
    let name = variant.saying.speaker.map(|speaker| &*variant.record.reading.entity(speaker).name);
    let why = name.map_or_else(|| format!("in {source}"), |name| format!("{name}, in {source}"));
    discrepancy.evidence.push(Evidence::of(&variant.record, place, why));
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, findings};

    #[test]
    fn words_put_in_on_one_day() {
        check(
            "quote-variant",
            r#"
//- draft.txt published=1994-01-25
Peter Hartley came out at noon. "We have not in my view made enough of a beginning to speak of success," Hartley said.
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: “We have not in my view made enough of …” here; “We have not made enough of …” in other.txt, 24 January 1994.
//- other.txt published=1994-01-24
Peter Hartley was brief. "We have not made enough of a beginning to speak of success," Hartley said when he left.
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: “We have not made enough of …” here; “We have not in my view made enough of …” in draft.txt, 25 January 1994.
"#,
        );
    }

    #[test]
    fn both_articles_tell_of_one_finding() {
        let here = ("draft.txt", r#"Peter Hartley left. "It should be linked to the price of bread and milk," Hartley said."#);
        let there = (
            "other.txt",
            r#"It was late. "It should be tied to the price of bread and milk," Peter Hartley said. "That is all.""#,
        );
        let prints = [[here, there], [there, here]].map(|files| {
            let fixture: String = files.iter().map(|(name, text)| format!("//- {name}\n{text}\n")).collect();
            findings("quote-variant", &fixture).into_iter().map(|finding| finding.fingerprint).collect::<Vec<_>>()
        });
        assert_eq!(prints[0].len(), 1);
        assert_eq!(prints[0], prints[1]);
    }

    #[test]
    fn another_occasion_is_a_hint_and_an_unknown_date_needs_more_words() {
        let text = |date: &str, quotation: &str| {
            format!(
                "//- draft.txt published=1994-01-25\nPeter Hartley left. \"{quotation}\" Hartley said.\n\
                 //- other.txt{date}\nPeter Hartley left. \"We hope to find a new way out,\" Hartley said.\n"
            )
        };
        let levels = |date: &str, quotation: &str| -> Vec<String> {
            let found = findings("quote-variant", &text(date, quotation));
            found.into_iter().map(|finding| format!("{:?}", finding.level)).collect()
        };
        let replaced = "We hope to find a new road out,";
        assert_eq!(levels(" published=1994-01-27", replaced), ["Warning"]);
        assert_eq!(levels(" published=1994-03-01", replaced), ["Hint"]);
        assert_eq!(levels("", replaced), [""; 0]);
    }

    #[test]
    fn spelling_marks_and_breaks_are_no_difference() {
        check(
            "quote-variant",
            r#"
//- draft.txt published=1994-01-25
Peter Hartley came out at noon. "WE RECOGNISE that it is a point of honour - and no more -" Hartley said.
//- other.txt published=1994-01-25
Peter Hartley was brief. "We recognize that it is a point of honor," Hartley said, "and no more than that, I would say."
//- third.txt published=1994-01-25
Peter Hartley was brief. "... that it is a point of honor and [he laughed] than that, I would say," Hartley said.
"#,
        );
    }

    #[test]
    fn nobody_is_compared_with_somebody_else() {
        check(
            "quote-variant",
            r#"
//- draft.txt published=1994-01-25
"It should be linked to the price of bread and milk," Peter Hartley said.
//- other.txt published=1994-01-25
"It should be tied to the price of bread and milk," Mary Collins said.
//- third.txt published=1994-01-25
"It should be chained to the price of bread and milk," an official said.
"#,
        );
    }

    #[test]
    fn an_official_of_the_same_days_is_compared_with_an_official() {
        let count = |day: &str, speaker: &str| {
            let fixture = format!(
                "//- draft.txt published=1994-01-25\n\"It should be linked to the price of bread and milk,\" an official said.\n\
                 //- other.txt published={day}\n\"It should be tied to the price of bread and milk,\" {speaker} said.\n"
            );
            findings("quote-variant", &fixture).len()
        };
        let found = [("1994-01-26", "an official"), ("1994-01-26", "a baker"), ("1994-03-01", "an official")];
        assert_eq!(found.map(|(day, speaker)| count(day, speaker)), [1, 0, 0]);
    }

    #[test]
    fn a_version_of_a_story_never_contradicts_the_one_before() {
        let story = |name: &str, word: &str| {
            format!(
                "//- {name} published=1994-01-25\nThe bakers met in the town hall on Monday. They spoke until the evening. Peter Hartley came last.\n\
                 \"It should be {word} to the price of bread and milk,\" Hartley said.\n"
            )
        };
        let levels = |files: [&str; 2]| {
            let fixture = story(files[0], "linked") + &story(files[1], "tied");
            findings("quote-variant", &fixture).len()
        };
        assert_eq!(levels(["bread-1.txt", "bread-2.txt"]), 0);
        assert_eq!(levels(["bread-1.txt", "milk-2.txt"]), 1);
    }

    #[test]
    fn a_quotation_is_never_rewritten() {
        let found = findings(
            "quote-variant",
            r#"
//- draft.txt
"It should be linked to the price of bread and milk," Peter Hartley said.
//- other.txt
"It should be tied to the price of bread and milk," Peter Hartley said.
"#,
        );
        assert_eq!(found.iter().map(|finding| (finding.evidence.len(), finding.fixes.len())).collect::<Vec<_>>(), [(1, 0)]);
    }
}
