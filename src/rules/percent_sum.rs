//! Shares of one whole, summed.

use crate::language::{Quantity, Sentence};
use crate::text::Span;

use super::figures::{between, in_figures, in_sentence};
use super::finding::Level;
use super::leads;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags shares of one whole that do not make 100 percent, and two of one vote that make more.
    ///
    /// ## Why it matters
    ///
    /// One of the shares is wrong, or one was left out, and readers do sum.
    ///
    /// ## Example
    ///
    /// > The poll found 52 percent in favour, 41 percent against and 12 percent undecided.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// From 99 to 101 percent; where a share may have been left out (less than 100 percent, and none of them takes up the rest, as
    /// `undecided`, `no opinion` or `others` do); far above 100 percent, where several answers were possible; at rises and falls, and at
    /// shares of different wholes. Inside quotations it is information.
    pub struct PercentSum;
    "percent-sum", Numbers, Warning, on,
    "shares of one whole that do not make 100 percent",
    options: &[],
}

/// Shares that make more than this are answers of which several were possible.
const SEVERAL_ANSWERS: f64 = 125.0;
/// Shares that make less than this are not all.
const NOT_ALL: f64 = 75.0;
/// Words by which a share takes up the rest.
const REST: [&str; 24] = [
    "abstain",
    "abstained",
    "abstentions",
    "blank",
    "don't",
    "don’t",
    "independent",
    "independents",
    "invalid",
    "neither",
    "neutral",
    "nobody",
    "none",
    "opinion",
    "other",
    "others",
    "refused",
    "remainder",
    "remaining",
    "rest",
    "spoiled",
    "spoilt",
    "undecided",
    "unsure",
];
/// The same in two words.
const REST_IN_TWO: [(&str, &str); 8] = [
    ("not", "know"),
    ("not", "sure"),
    ("not", "say"),
    ("no", "answer"),
    ("not", "answer"),
    ("no", "view"),
    ("not", "decided"),
    ("no", "preference"),
];

/// Shares between which one of these stands are of several times.
const PERIODS: [&str; 6] = ["day", "month", "quarter", "season", "week", "year"];

impl Rule for PercentSum {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let sentences = &context.reading().sentences;
        let mut found = Vec::new();
        let mut at = 0;
        while at < sentences.len() {
            found.extend(two_of_one_vote(context, &sentences[at]));
            let (shares, last) = shares(context, sentences, at);
            found.extend(wrong_sum(context, &shares, &sentences[at..=last]));
            at = last + 1;
        }
        found
    }
}

/// The shares that a sentence gives, and those of the sentences after it that go on with them (`Another 41 percent …`).
fn shares<'a>(context: &Context<'a>, sentences: &[Sentence], at: usize) -> (Vec<&'a Quantity>, usize) {
    let mut shares = of_sentence(context, &sentences[at]);
    let mut last = at;
    while !shares.is_empty() && last + 1 < sentences.len() && sentences[last + 1].block == sentences[at].block {
        let next = of_sentence(context, &sentences[last + 1]);
        let goes_on = next.first().is_some_and(|first| first.others || takes_the_rest(context, &sentences[last + 1]));
        if !goes_on {
            break;
        }
        shares.extend(next);
        last += 1;
    }
    (shares, last)
}

fn of_sentence<'a>(context: &Context<'a>, sentence: &Sentence) -> Vec<&'a Quantity> {
    let quantities = in_sentence(context, sentence);
    let is_share = |quantity: &&Quantity| quantity.unit.as_deref() == Some("%") && quantity.per.is_none();
    let shares: Vec<&Quantity> = quantities.iter().copied().filter(is_share).collect();
    let plain =
        |share: &&Quantity| share.change.is_none() && share.high.is_none() && share.modifier.is_none() && share.against.is_none();
    // `12 of 40 members (30 percent)`: the share says a number over again.
    let again = |share: &Quantity| {
        quantities.iter().any(|other| {
            other.span.end() <= share.span.start()
                && other.unit.is_none()
                && matches!(between(context, other.span, share.span).trim(), "(" | ", or" | "or" | "[")
        })
    };
    // `46 percent, including 16 percent who are sure`: a share of a share.
    let inner = |share: &Quantity| {
        let before = context.article().text[..share.span.start()].trim_end();
        ["including", "among them", "of whom", "of which"].iter().any(|words| before.ends_with(words))
    };
    let comparable = shares.iter().all(plain) && !shares.iter().any(|share| again(share) || inner(share));
    if comparable { shares } else { Vec::new() }
}

fn wrong_sum(context: &Context<'_>, shares: &[&Quantity], sentences: &[Sentence]) -> Option<Discrepancy> {
    let sum: f64 = shares.iter().map(|share| share.value).sum();
    let off = (sum - 100.0).abs();
    // Each share may have been rounded by half a point.
    let rounding = if shares.iter().all(|share| share.value.fract() == 0.0) { shares.len() as f64 / 2.0 - 0.5 } else { 0.6 };
    if shares.len() < 3 || off <= rounding.max(1.0) || !(NOT_ALL..=SEVERAL_ANSWERS).contains(&sum) {
        return None;
    }
    let complete = sentences.iter().any(|sentence| takes_the_rest(context, sentence));
    if !one_whole(context, shares) || (sum < 100.0 && !complete) || !in_a_row(context, shares) {
        return None;
    }
    let numbers: Vec<String> = shares.iter().map(|share| context.words(share.number)).collect();
    let (last, others) = numbers.split_last()?;
    let message = format!("{} and {last} percent make {}, not 100.", others.join(", "), in_figures(sum));
    Some(discrepancy(context, shares, message))
}

/// `67 percent of the vote to Brandt's 43 percent`: two who stood against each other cannot have more than all.
fn two_of_one_vote(context: &Context<'_>, sentence: &Sentence) -> Option<Discrepancy> {
    let quantities = in_sentence(context, sentence);
    quantities.windows(2).find_map(|pair| {
        let [one, other] = pair else { return None };
        let share = |of: &Quantity| {
            let plain = of.change.is_none() && of.high.is_none() && of.per.is_none();
            of.unit.as_deref() == Some("%") && plain && of.modifier.is_none()
        };
        let link = between(context, one.span, other.span).trim();
        let of_vote = link.starts_with("of the vote") && link.contains(" to ") && leads::stands_against(link);
        let from = context.article().text[..one.span.start()].trim_end().ends_with("from");
        let sum = one.value + other.value;
        if !share(one) || !share(other) || !of_vote || from || sum <= 101.0 {
            return None;
        }
        let (first, second) = (context.words(one.number), context.words(other.number));
        let message = format!("{first} and {second} percent of one vote make {}, more than 100.", in_figures(sum));
        Some(discrepancy(context, &[*one, *other], message))
    })
}

fn discrepancy(context: &Context<'_>, shares: &[&Quantity], message: String) -> Discrepancy {
    let span = shares.iter().map(|share| share.span).reduce(Span::join).unwrap_or(Span::new(0, 0));
    let mut discrepancy = Discrepancy::new(span, message, shares.iter().map(|share| share.value.to_string()).collect());
    discrepancy.evidence = shares.iter().map(|share| context.evidence(share.span, "one of the shares")).collect();
    if shares.iter().any(|share| context.quotation_around(share.span).is_some()) {
        discrepancy.at_most = Level::Information;
    }
    discrepancy
}

/// Whether nothing says that the shares are of different wholes: `60 percent of men and 55 percent of women`.
fn one_whole(context: &Context<'_>, shares: &[&Quantity]) -> bool {
    let mut wholes: Vec<String> =
        shares.iter().filter_map(|share| share.whole.or(share.head)).map(|whole| context.words(whole).to_lowercase()).collect();
    wholes.dedup();
    wholes.len() < 2
}

/// Whether the shares stand in one list: not in clauses far apart, with other years or places between them.
fn in_a_row(context: &Context<'_>, shares: &[&Quantity]) -> bool {
    let times = &context.reading().times;
    shares.windows(2).all(|pair| {
        let gap = Span::new(pair[0].span.end(), pair[1].span.start());
        let words = between(context, pair[0].span, pair[1].span);
        let dated = times.iter().any(|time| gap.covers(time.span));
        let compared =
            words.split_whitespace().any(|word| matches!(word, "compared" | "from" | "versus" | "against" | "than" | "while"));
        // `25 percent in the 23rd week, 42 percent in the 24th week`
        let other_time = words.split(|c: char| !c.is_alphabetic()).any(|word| PERIODS.contains(&word));
        let against = words.trim_start().starts_with("against,") || words.trim_start().starts_with("against and");
        !dated && !other_time && (!compared || against) && words.split_whitespace().count() <= 14
    })
}

fn takes_the_rest(context: &Context<'_>, sentence: &Sentence) -> bool {
    let text = &context.article().text;
    let words: Vec<String> =
        context.reading().tokens[sentence.tokens.clone()].iter().map(|token| token.span.of(text).to_lowercase()).collect();
    let two = |pair: &[String]| REST_IN_TWO.iter().any(|(first, second)| pair[0] == *first && pair[1] == *second);
    words.iter().any(|word| REST.binary_search(&word.as_str()).is_ok()) || words.windows(2).any(two)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn the_words_for_a_rest_are_sorted() {
        assert!(super::REST.is_sorted());
    }

    #[test]
    fn shares_that_make_too_much_or_too_little() {
        check(
            "percent-sum",
            "
The poll found 52 percent in favour, 41 percent against and 12 percent undecided.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 52, 41 and 12 percent make 105, not 100.
Of those asked, 48% approved. Another 31% disapproved and 11% had no opinion.
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 48, 31 and 11 percent make 90, not 100.
",
        );
    }

    #[test]
    fn two_of_one_vote_have_no_more_than_all() {
        check(
            "percent-sum",
            "
Brandt took 66 percent of the vote to Mayor Ada Halden's 44 percent.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 66 and 44 percent of one vote make 110, more than 100.

Brandt took 56 percent of the vote to Halden's 44 percent. Her share rose from 46 percent of the vote to last year's 64 percent.
",
        );
    }

    #[test]
    fn shares_that_fit_or_may_not_be_all_are_left_alone() {
        check(
            "percent-sum",
            "
The poll found 52 percent in favour, 41 percent against and 7 percent undecided. Trade rose 52 percent, 41 percent and 12 percent.

Some 40 percent came from Arcadia, 20 percent from Pontia and 15 percent from Latia. Of men 60 percent agreed, of women 55 percent.

The chance to live is 25 percent in the 23rd week, 42 percent in the 24th week and 57 percent in the 25th. Most bought bread (80 percent), many cheese (70 percent) and some wine (30 percent). It was 40 percent of men, 41 percent of women and 24 percent of children.

Of them 46 percent liked it, including 16 percent who were sure, and 46 percent did not.
",
        );
    }
}
