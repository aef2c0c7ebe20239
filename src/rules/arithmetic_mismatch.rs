//! Sums, differences, shares and rises whose terms all stand in one sentence, worked out again.

use crate::language::{Modifier, Quantity, Sentence};
use crate::text::Span;

use super::figures::{as_written, between, counts, figure, in_figures, in_sentence};
use super::finding::Level;
use super::near;
use super::parts::{self, Singles};
use super::proportions::{self, Wrong};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::{leads, rises, tallies};

declare_rule! {
    /// ## What it does
    ///
    /// Flags arithmetic that does not come out: a rise that is not that between its two ends, a share or half that is not that of its numbers, parts
    /// that do not make the whole or are more than it, what has not `doubled`, a lead that is not the difference of its two numbers, a price times a
    /// number that is another sum.
    ///
    /// ## Why it matters
    ///
    /// One of the numbers is wrong. Any reader with a pencil can tell that; only the writer can tell which.
    ///
    /// ## Example
    ///
    /// > Sales rose 10 percent to $121 million from $100 million.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the terms do not all stand in one sentence; at ranges, `more than`, `at least`; within rounding, or 2 percent; at parts that need not be
    /// all. Inside quotations it is information.
    pub struct ArithmeticMismatch;
    "arithmetic-mismatch", Numbers, Warning, on,
    "a sum, difference, share or rise that does not come out",
    options: &[],
}

/// Words that make of the numbers before or after them one sum.
const ALTOGETHER: [&str; 10] = [
    "a total of",
    "add up to",
    "added up to",
    "adding up to",
    "adds up to",
    "altogether",
    "in all",
    "in total",
    "totalling",
    "totaling",
];
/// Counted things of which each belongs to one only; the two make up all.
const HALVES: [(&str, &str); 12] = [
    ("adults", "children"),
    ("against", "for"),
    ("boys", "girls"),
    ("civilians", "police officers"),
    ("civilians", "soldiers"),
    ("crew", "passengers"),
    ("crew members", "passengers"),
    ("democrats", "republicans"),
    ("females", "males"),
    ("men", "women"),
    ("officers", "soldiers"),
    ("pupils", "teachers"),
];

impl Rule for ArithmeticMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let wrong = context.reading().sentences.iter().flat_map(|sentence| {
            let quantities = in_sentence(context, sentence);
            let found = [
                rises::change(context, &quantities),
                rises::so_many_times(context, &quantities),
                sum(context, sentence, &quantities),
                more_than_all(context, sentence, &quantities),
                proportions::share(context, &quantities),
                remainder(context, &quantities),
                proportions::multiple(context, sentence, &quantities),
                proportions::average(context, &quantities),
                proportions::average_each(context, &quantities),
                proportions::product(context, sentence, &quantities),
                proportions::rate(context, &quantities),
                leads::lead(context, sentence, &quantities),
                parts::all_of_them(context, sentence, &quantities),
                parts::made_of(context, sentence, &quantities),
                tallies::running(context, sentence, &quantities),
                tallies::level(context, &quantities),
                tallies::step(context, &quantities),
            ];
            found.into_iter().flatten()
        });
        wrong.filter_map(|wrong| discrepancy(context, wrong)).collect()
    }
}

fn discrepancy(context: &Context<'_>, wrong: Wrong<'_>) -> Option<Discrepancy> {
    let span = wrong.terms.iter().map(|term| term.span).reduce(Span::join)?;
    let facts = wrong.terms.iter().map(|term| term.value.to_string()).collect();
    let mut discrepancy = Discrepancy::new(span, wrong.message, facts);
    discrepancy.evidence = wrong.terms.iter().map(|term| context.evidence(term.span, "one of the numbers")).collect();
    if wrong.terms.iter().any(|term| context.quotation_around(term.span).is_some()) {
        discrepancy.at_most = Level::Information;
    }
    Some(discrepancy)
}

/// `45 people: 20 passengers, 16 crew members and 8 on the ground`; `20 men and 26 women, 45 in all`.
fn sum<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let text = &context.article().text;
    (0..quantities.len()).find_map(|at| {
        let (whole, behind) = (quantities[at], &quantities[at + 1..]);
        let before = text[sentence.span.start()..whole.span.start()].trim_end().to_lowercase();
        let after = text[whole.span.end()..sentence.span.end()].trim_start().to_lowercase();
        let altogether = ALTOGETHER.iter().any(|words| before.ends_with(words) || after.starts_with(words));
        // A part of a longer list is no whole.
        let link = at.checked_sub(1).map(|last| between(context, quantities[last].span, whole.span).trim()).unwrap_or_default();
        if !altogether && (matches!(link, ":" | "and" | "(") || link.starts_with(',') && link.split_whitespace().count() <= 2) {
            return None;
        }
        let (parts, marked, singles) = if altogether && behind.is_empty() {
            (list_before(context, &quantities[..at], whole)?, true, Singles::default())
        } else {
            list_behind(context, sentence, whole, behind, altogether)?
        };
        if !are_parts(whole, &parts, altogether) || whole.head.is_none() && whole.unit.is_none() && !altogether && !marked {
            return None;
        }
        if !altogether && same_thing(context, whole, &parts) {
            return None;
        }
        let told = parts.iter().map(|part| part.value).sum::<f64>() + singles.behind as f64;
        let total = told + singles.between as f64;
        let rest = text[parts.last()?.span.end()..sentence.span.end()].split_whitespace().count();
        let all = marked || altogether || halves(context, &parts) || (total >= NEARLY_ALL * whole.value && rest <= WORDS_BEHIND);
        // Too much cannot be; too little can, unless these are all.
        // `20 passengers, a record, and 25 others`: what looks like a single need not be one.
        if (total - whole.value).abs() < f64::EPSILON
            || (told - whole.value).abs() < f64::EPSILON
            || (total < whole.value && !all)
            || total >= 2.0 * whole.value
            || total <= whole.value / 2.0
        {
            return None;
        }
        let written = |of: &Quantity| figure(context, of);
        let mut numbers: Vec<String> = parts.iter().map(|part| written(part)).collect();
        match singles.between + singles.behind {
            0 => {}
            1 => numbers.push("a single one".to_owned()),
            several => numbers.push(format!("{several} single ones")),
        }
        let (last, others) = numbers.split_last()?;
        let message = format!(
            "{} and {last} make {}, not {}.",
            others.join(", "),
            as_written(&written(whole), whole.value, total),
            written(whole)
        );
        let mut terms: Vec<&Quantity> = parts;
        terms.push(whole);
        terms.sort_by_key(|term| term.span);
        Some(Wrong { terms, message })
    })
}

/// `Of the 50 seats, the party won 28 and its rivals 32`: parts of one whole, told with one verb, that are more than it.
fn more_than_all<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let text = &context.article().text;
    let [whole, told @ ..] = quantities else { return None };
    let lead = text[sentence.span.start()..whole.span.start()].trim().to_lowercase();
    let [first, second] = told else { return None };
    let of_whole = matches!(lead.as_str(), "of the" | "of its" | "of their" | "of his" | "of her" | "of all")
        // `a budget of $50 million, of which $30 million … and $25 million`
        || matches!(between(context, whole.span, first.span).trim(), ", of which" | "includes" | ", including" | "included");
    let heads = told.iter().all(|part| part.head.is_none() || part.head == whole.head);
    // With a second verb somebody may be counted twice.
    let link = between(context, first.span, second.span).trim();
    let one_verb = (link.contains(" and ") || link.ends_with(" and") || link.starts_with("and ") || link.contains(", "))
        && link.split_whitespace().count() <= 4
        && !link.split_whitespace().any(|word| SECOND_VERBS.contains(&word) || word.ends_with("ed"));
    let one_verb = one_verb || parts::of_two_nations(context, sentence, first.span, second.span);
    if !of_whole || !heads || !one_verb || !are_parts(whole, told, false) || first.value + second.value <= whole.value {
        return None;
    }
    let written = |of: &Quantity| figure(context, of);
    let together = first.value + second.value;
    let message = format!(
        "{} and {} make {}, more than {}.",
        written(first),
        written(second),
        as_written(&written(whole), whole.value, together),
        written(whole)
    );
    Some(Wrong { terms: vec![*whole, *first, *second], message })
}

/// `Of the 84 passengers, 61 were Norwegian and the other 32 Danish`: the last part is all that is left.
fn remainder<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let [whole, parts @ ..] = quantities else { return None };
    let (rest, others) = parts.split_last()?;
    let left = ["the other", "the remaining"].iter().any(|words| near::follows(context, rest.span, words));
    let heads = parts.iter().all(|part| part.head.is_none() || part.head == whole.head);
    // A number that was read as part of a name may be one of them.
    let unread =
        quantities.windows(2).any(|pair| between(context, pair[0].span, pair[1].span).contains(|c: char| c.is_ascii_digit()));
    let total: f64 = parts.iter().map(|part| part.value).sum();
    if unread
        || !left
        || others.is_empty()
        || whole.head.is_none()
        || !heads
        || !are_parts(whole, parts, false)
        || total == whole.value
    {
        return None;
    }
    let numbers: Vec<String> = others.iter().map(|part| context.words(part.number)).collect();
    let message = format!(
        "{} and the other {} make {}, not {}.",
        numbers.join(", "),
        context.words(rest.number),
        in_figures(total),
        context.words(whole.number)
    );
    Some(Wrong { terms: quantities.to_vec(), message })
}

/// Verbs between two counts which make of them counts of other things.
const SECOND_VERBS: [&str; 10] = ["are", "can", "had", "has", "have", "speak", "want", "was", "were", "work"];

/// Parts that make up so much of a whole are meant to be all of it, if the sentence ends with them.
pub(super) const NEARLY_ALL: f64 = 0.75;
/// Words behind the last part.
const WORDS_BEHIND: usize = 5;

/// Plain whole numbers, or sums of one currency, none larger than the whole.
pub(super) fn are_parts(whole: &Quantity, parts: &[&Quantity], altogether: bool) -> bool {
    let money = whole.unit.as_ref().is_some_and(|unit| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()));
    let alike = |quantity: &Quantity| quantity.unit == whole.unit && quantity.value <= whole.value;
    let plain = |quantity: &Quantity| {
        let alone = quantity.change.is_none() && quantity.against.is_none() && quantity.per.is_none();
        // `add up to` is no limit.
        let summed = altogether && quantity.modifier == Some(Modifier::AtMost);
        let exact = quantity.high.is_none() && (quantity.modifier.is_none() || summed);
        alone && exact && (money || counts(quantity) && quantity.value.fract() == 0.0)
    };
    plain(whole) && parts.iter().all(|part| plain(part) && alike(part))
}

/// What leads from a whole to all its parts.
const LEADS_TO_PARTS: [&str; 12] = [
    "are",
    "comprise",
    "comprised",
    "comprises",
    "consist of",
    "consisted of",
    "consisting of",
    "consists of",
    "is made up of",
    "made up of",
    "was made up of",
    "were",
];

/// The list that directly follows a number, and whether a mark or word says that it is all: a colon, a bracket, a dash, `consists of`; and
/// how many single ones stand in it, of which no number is written.
fn list_behind<'a>(
    context: &Context<'_>,
    sentence: &Sentence,
    whole: &Quantity,
    behind: &[&'a Quantity],
    altogether: bool,
) -> Option<(Vec<&'a Quantity>, bool, Singles)> {
    let first = behind.first()?;
    let link = between(context, whole.span, first.span).trim();
    let words = link.split_whitespace().count();
    let marked = matches!(link, "(" | "–" | "—" | "--" | "-")
        || (link.ends_with(':') && words <= 5)
        || link == "dead were"
        || LEADS_TO_PARTS.binary_search(&link).is_ok();
    // `A total of 45 people died, 20 men and …`; `30 games, winning 12, losing …`.
    let told = altogether && link.ends_with(',') && words <= 2 || link.starts_with(", ") && words == 2 && link.ends_with("ing");
    if !(marked || link == "," || told) {
        return None;
    }
    let mut list = vec![*first];
    let (mut closed, mut singles) = (false, Singles::default());
    for pair in behind.windows(2) {
        let link = between(context, pair[0].span, pair[1].span).trim();
        let last = link.ends_with("and") || link.starts_with("and ");
        let listed = link == "," || link == ";" || last || link.ends_with(',') || link.starts_with(", ");
        if closed || !listed || link.split_whitespace().count() > 5 {
            return None;
        }
        list.push(pair[1]);
        closed = last;
        // A sum of money has no single ones beside it.
        singles.between += if whole.unit.is_none() { parts::singles_between(link) } else { 0 };
    }
    if !closed && whole.unit.is_none() {
        singles.behind = parts::singles_behind(&context.article().text[list.last()?.span.end()..sentence.span.end()])?;
        closed = true;
    }
    (closed && list.len() > 1).then_some((list, marked, singles))
}

/// The list that ends before a number with `in all` or the like.
fn list_before<'a>(context: &Context<'_>, before: &[&'a Quantity], whole: &Quantity) -> Option<Vec<&'a Quantity>> {
    let last = before.last()?;
    // `The three grants of $2 million and $3 million add up to $6 million.`
    let alike = before.iter().rev().take_while(|part| part.unit == whole.unit).count();
    let before = &before[before.len() - alike..];
    let link = between(context, last.span, whole.span);
    let closed =
        before.windows(2).next_back().is_some_and(|pair| between(context, pair[0].span, pair[1].span).trim().ends_with("and"));
    // `$44,100 in its first year and $59,800 in its second, $103,900 altogether`
    let reach = if link.trim_start().starts_with(',') || link.trim_end().ends_with(',') { 6 } else { 4 };
    let near = before.windows(2).all(|pair| between(context, pair[0].span, pair[1].span).split_whitespace().count() <= reach);
    (before.len() > 1 && closed && near && link.split_whitespace().count() <= 6).then(|| before.to_vec())
}

/// The parts are of kinds that make up all.
pub(super) fn halves(context: &Context<'_>, parts: &[&Quantity]) -> bool {
    let head = |part: &Quantity| part.head.map(|head| context.words(head).to_lowercase()).unwrap_or_default();
    let [one, other] = parts else { return false };
    let (one, other) = (head(one), head(other));
    let pair = if one <= other { (one.as_str(), other.as_str()) } else { (other.as_str(), one.as_str()) };
    HALVES.contains(&pair)
}

/// Where every part counts the same thing as the whole in so many words, the list may go over other times or places.
fn same_thing(context: &Context<'_>, whole: &Quantity, parts: &[&Quantity]) -> bool {
    let head = |part: &Quantity| part.head.map(|head| context.words(head).to_lowercase());
    let of_whole = head(whole);
    of_whole.is_some() && parts.iter().all(|part| part.head != whole.head && head(part) == of_whole)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn wholes_multiples_and_fractions() {
        check(
            "arithmetic-mismatch",
            "
Of the 50 seats, the party won 28 and its rivals 32. Of the 50 guests, 30 were women, and all had come by train.
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 28 and 32 make 60, more than 50.
The toll stands at 30: 18 soldiers and 15 civilians. The toll stands at 33: 18 soldiers and 15 civilians.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 18 and 15 make 33, not 30.
The number of cases doubled from 40 to 90. The number of cases more than doubled, from 40 to 90, and then doubled to 170 from 85.
                                 ^^^^^^^^ warning: 40 to 90 is 2.3 times as much, not doubled.
Profit more than doubled to $30 million from $20 million. The budget of $50 million includes $30 million for roads and $25 million for schools.
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $20 million to $30 million is 1.5 times as much, not more than doubled.
                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $30 million and $25 million make $55 million, more than $50 million.
Half of the 64 houses, or 42, were empty. A third of the 64 houses, or 21, were for sale.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Half of the 64 houses is 32, not 42.
The three grants of $2 million, $3 million and $5 million add up to $12 million.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $2 million, $3 million and $5 million make $10 million, not $12 million.
Turnout was 80 percent: 600 of 1,000 voters came. It was 60 percent (600 of 1,000 voters).
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 600 of 1,000 voters is 60 percent, not 80 percent.
",
        );
    }

    #[test]
    fn rises_and_falls() {
        check(
            "arithmetic-mismatch",
            "
Sales rose 10 percent to $121 million from $100 million.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $100 million to $121 million is a rise of 21 percent, not 10 percent.
Profit fell from $50 million to $40 million, a drop of 30 percent.
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $50 million to $40 million is a fall of 20 percent, not 30 percent.
",
        );
    }

    #[test]
    fn shares_of_a_number() {
        check(
            "arithmetic-mismatch",
            "
Only 12 of the 40 members, or 40 percent, voted. About 60 percent of the 500 workers, or 350 people, stayed away.
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 12 of the 40 members is 30 percent, not 40 percent.
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 60 percent of the 500 workers is 300, not 350 people.
",
        );
    }

    #[test]
    fn words_that_lead_to_parts_are_sorted() {
        assert!(super::LEADS_TO_PARTS.is_sorted());
    }

    #[test]
    fn parts_of_a_whole() {
        check(
            "arithmetic-mismatch",
            "
The crash killed 45 people: 20 passengers, 16 crew members and 8 on the ground.
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 20, 16 and 8 make 44, not 45.
A total of 45 people died, 20 men and 26 women.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 20 and 26 make 46, not 45.
The committee has 21 members, 12 Democrats and 8 Republicans. Of 45 guests, 20 were men and 26 women.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 12 and 8 make 20, not 21.
                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 20 and 26 make 46, not 45.
",
        );
    }

    #[test]
    fn prices_and_margins() {
        check(
            "arithmetic-mismatch",
            "
It sold 300 cars at $5,000 each, for a total of $1.6 million.
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 300 cars at $5,000 each make 1,500,000, not $1.6 million.
The motion was carried by 52 votes to 40, a majority of 14.
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 52 to 40 is a margin of 12, not 14.
",
        );
    }

    #[test]
    fn what_comes_out_or_need_not_is_left_alone() {
        check(
            "arithmetic-mismatch",
            "
Sales rose 21 percent to $121 million from $100 million. Profit rose about 5 percent to nearly $40 million from $38 million.

The crash killed 44 people: 20 passengers, 16 crew members and 8 on the ground. It played 44 games, winning 21, losing 15 and drawing 8. The bus carried 45 people, 20 from Leeds and 12 from York.

Only 12 of the 40 members (30 percent) voted. The motion was carried by 52 votes to 40, a majority of 12. It sold 300 cars at $5,000 each, for a total of $1.5 million.

The rate rose 0.2 points to 5.1 percent from 4.9 percent. Output rose 3 percent from April, to 100 tonnes, and fell 2 percent from 1990.
",
        );
    }
}
