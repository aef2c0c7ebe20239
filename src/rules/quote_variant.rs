//! Sayings, not single quotations, are compared: what one speaker says in one paragraph, however often "she said" divides it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::article::BlockKind;
use crate::corpus::{Corpus, IdentityKey, Record, SpokenWords, fold_name};
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
    /// begins later or breaks off earlier, or is divided by "she said". Speakers without a name are nobody's equals. Where the date
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
        let sayings = sayings(context.record);
        let mut sayings_of = BTreeMap::new();
        let mut found = Vec::new();
        for saying in sayings.iter().filter(|saying| saying.wording.len() >= shortest) {
            found.extend(variants(context, saying, shortest, &mut sayings_of));
        }
        found
    }
}

/// What one speaker says in one paragraph.
#[derive(Clone, Debug)]
struct Saying {
    speaker: EntityId,
    block: usize,
    /// Positions in the reading's quotations.
    quotations: Vec<usize>,
    pieces: Vec<Span>,
    wording: Wording,
}

fn sayings(record: &Record) -> Vec<Saying> {
    let corrections = corrections(record);
    let mut sayings: Vec<Saying> = Vec::new();
    for (index, quotation) in record.reading.quotations.iter().enumerate() {
        let (Some(speaker), Some(block)) = (quotation.speaker, record.article.block_at(quotation.span.start())) else { continue };
        let shortened = matches!(record.article.blocks[block].kind, BlockKind::Headline | BlockKind::Subhead);
        if !quotation.direct || shortened || corrections.iter().any(|note| note.overlaps(quotation.span)) {
            continue;
        }
        match sayings.last_mut().filter(|last| last.speaker == speaker && last.block == block) {
            Some(last) => {
                last.quotations.push(index);
                last.pieces.push(quotation.span);
            }
            None => {
                let (quotations, pieces) = (vec![index], vec![quotation.span]);
                sayings.push(Saying { speaker, block, quotations, pieces, wording: Wording::default() });
            }
        }
    }
    for saying in &mut sayings {
        saying.wording = Wording::read(&record.article, &saying.pieces);
    }
    sayings
}

/// A name for whoever speaks that is the same in every article; `None` for somebody known to one article only.
fn speaker(corpus: &Corpus, path: &Path, entity: EntityId) -> Option<(String, String)> {
    let identity = corpus.identity_of(path, entity)?;
    match identity.key {
        IdentityKey::Named(_, key) => Some((key, identity.name)),
        IdentityKey::Known(..) => Some((fold_name(&identity.name), identity.name)),
        IdentityKey::Lone(..) => None,
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

fn variants(
    context: &Context<'_>,
    saying: &Saying,
    shortest: usize,
    sayings_of: &mut BTreeMap<Arc<Path>, Vec<Saying>>,
) -> Vec<Discrepancy> {
    let corpus = context.corpus;
    let own_path = &*context.record.path;
    let mut alike: BTreeSet<(Arc<Path>, usize)> = BTreeSet::new();
    for &piece in &saying.pieces {
        let words = SpokenWords::of(&context.article().text, piece);
        alike.extend(corpus.quotations_alike(&words, own_path).into_iter().map(|(other, _)| (other.path, other.quotation)));
    }
    if alike.is_empty() {
        return Vec::new();
    }
    let Some((key, name)) = speaker(corpus, own_path, saying.speaker) else { return Vec::new() };
    // The best partner for each way in which the words differ.
    let mut best: BTreeMap<Vec<String>, Variant> = BTreeMap::new();
    for (path, quotation) in alike {
        let Some(record) = corpus.get(&path) else { continue };
        let others = sayings_of.entry(path.clone()).or_insert_with(|| sayings(record));
        let Some(other) = others.iter().find(|other| other.quotations.contains(&quotation)) else { continue };
        if other.wording.len() < shortest || speaker(corpus, &path, other.speaker).is_none_or(|(other, _)| other != key) {
            continue;
        }
        let comparison = saying.wording.compare(&other.wording);
        if !nearly_the_same(&comparison, shortest) {
            continue;
        }
        let days =
            words::published_day(context.record).zip(words::published_day(record)).map(|(a, b)| calendar::days_between(a, b));
        if days.is_none() && comparison.shared < NO_DATE_NEEDED {
            continue;
        }
        let variant = Variant { record: record.clone(), saying: other.clone(), comparison, days };
        match best.entry(differences(saying, &variant)) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(variant);
            }
            std::collections::btree_map::Entry::Occupied(mut entry) => {
                if rank(&variant) < rank(entry.get()) {
                    entry.insert(variant);
                }
            }
        }
    }
    best.into_iter()
        .filter_map(|(differences, variant)| discrepancy(context, saying, &variant, differences, (&key, &name)))
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
    (key, name): (&str, &str),
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
    let facts = std::iter::once(key.to_owned()).chain(differences).collect();
    let mut discrepancy = Discrepancy::new(saying.pieces[own.piece], message, facts);
    discrepancy.words = saying.wording.excerpt(here, 1, 0).map(|words| words.span);
    let other_occasion = variant.days.is_some_and(|days| days as usize > context.options.count("days"));
    discrepancy.at_most = if other_occasion { Level::Hint } else { Level::Error };
    let place = variant.saying.pieces[other.piece];
    discrepancy.evidence.push(Evidence {
        place: Some((variant.record.path.clone(), place)),
        text: variant.record.article.words(place),
        why: format!("{name}, in {source}"),
    });
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
Warren Roe came out at noon. "We have not in my view made enough of a beginning to speak of success," Roe said.
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: “We have not in my view made enough of …” here; “We have not made enough of …” in other.txt, 24 January 1994.
//- other.txt published=1994-01-24
Warren Roe was brief. "We have not made enough of a beginning to speak of success," Roe said when he left.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: “We have not made enough of …” here; “We have not in my view made enough of …” in draft.txt, 25 January 1994.
"#,
        );
    }

    #[test]
    fn both_articles_tell_of_one_finding() {
        let here = ("draft.txt", r#"Warren Roe left. "It should be linked to the price of bread and milk," Roe said."#);
        let there =
            ("other.txt", r#"It was late. "It should be tied to the price of bread and milk," Warren Roe said. "That is all.""#);
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
                "//- draft.txt published=1994-01-25\nWarren Roe left. \"{quotation}\" Roe said.\n\
                 //- other.txt{date}\nWarren Roe left. \"We hope to find a new way out,\" Roe said.\n"
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
Warren Roe came out at noon. "WE RECOGNISE that it is a point of honour - and no more -" Roe said.
//- other.txt published=1994-01-25
Warren Roe was brief. "We recognize that it is a point of honor," Roe said, "and no more than that, I would say."
//- third.txt published=1994-01-25
Warren Roe was brief. "... that it is a point of honor and [he laughed] than that, I would say," Roe said.
"#,
        );
    }

    #[test]
    fn nobody_is_compared_with_somebody_else() {
        check(
            "quote-variant",
            r#"
//- draft.txt published=1994-01-25
"It should be linked to the price of bread and milk," Warren Roe said.
//- other.txt published=1994-01-25
"It should be tied to the price of bread and milk," Mary Doe said.
//- third.txt published=1994-01-25
"It should be chained to the price of bread and milk," an official said.
"#,
        );
    }

    #[test]
    fn a_quotation_is_never_rewritten() {
        let found = findings(
            "quote-variant",
            r#"
//- draft.txt
"It should be linked to the price of bread and milk," Warren Roe said.
//- other.txt
"It should be tied to the price of bread and milk," Warren Roe said.
"#,
        );
        assert_eq!(found.iter().map(|finding| (finding.evidence.len(), finding.fixes.len())).collect::<Vec<_>>(), [(1, 0)]);
    }
}
