//! Sums, differences, shares and rises whose terms all stand in one sentence, worked out again.

use crate::language::{ChangeRole, Direction, Quantity, Sentence};
use crate::text::Span;

use super::figures::{between, bounds, counts, in_figures, in_sentence};
use super::finding::Level;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags arithmetic that does not come out: a rise that is not that between its two ends, a share that is not that of its numbers, parts that do not
    /// make the whole, a price times a number that is another sum.
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

/// What two figures may lie apart however exactly they are given.
const TOLERANCE: f64 = 0.02;
/// Words that make of the numbers before or after them one sum.
const ALTOGETHER: [&str; 6] = ["a total of", "altogether", "in all", "in total", "totalling", "totaling"];
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

/// An equation that does not hold.
struct Wrong<'a> {
    /// The terms, in order of span.
    terms: Vec<&'a Quantity>,
    /// `from $100 million to $121 million is a rise of 21 percent, not 10`.
    message: String,
}

impl Rule for ArithmeticMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let wrong = context.reading().sentences.iter().flat_map(|sentence| {
            let quantities = in_sentence(context, sentence);
            let found = [
                change(context, &quantities),
                share(context, &quantities),
                sum(context, sentence, &quantities),
                product(context, sentence, &quantities),
                margin(context, &quantities),
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

/// Whether two stretches of values have nothing in common, and their middles lie further apart than the tolerance.
fn apart(one: (f64, f64), other: (f64, f64)) -> bool {
    let middle = |(low, high): (f64, f64)| f64::midpoint(low, high);
    let far = (middle(one) - middle(other)).abs() > TOLERANCE * middle(other).abs();
    far && (one.1 < other.0 || other.1 < one.0)
}

/// `rose 10 percent from 100 to 121`; `from 400 to 600, an increase of 25 percent`.
fn change<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let of = |role| {
        let mut found = quantities.iter().filter(move |quantity| quantity.change.is_some_and(|change| change.role == role));
        found.next().copied().filter(|_| found.next().is_none())
    };
    let (from, to, by) = (of(ChangeRole::From)?, of(ChangeRole::To)?, of(ChangeRole::By)?);
    let direction = by.change?.direction;
    let alike = [from, to].iter().all(|end| end.change.is_some_and(|change| change.direction == direction));
    let ((from_low, from_high), (to_low, to_high), size) = (bounds(context, from)?, bounds(context, to)?, bounds(context, by)?);
    if !alike || from.unit != to.unit || from_low <= 0.0 || is_of_another_kind(context, from, to) {
        return None;
    }
    let signed = |low: f64, high: f64| if direction == Direction::Up { (low, high) } else { (-high, -low) };
    let relative = by.unit.as_deref() == Some("%") && from.unit.as_deref() != Some("%");
    let points = by.head.is_some_and(|head| context.words(head).to_lowercase().ends_with("points"));
    let (real, exact) = if relative {
        let share = |to: f64, from: f64| (to - from) / from * 100.0;
        (signed(share(to_low, from_high), share(to_high, from_low)), share(to.value, from.value))
    } else if by.unit == from.unit && (by.unit.is_some() || by.head.is_none() || from.head.is_none()) || points {
        (signed(to_low - from_high, to_high - from_low), to.value - from.value)
    } else {
        return None;
    };
    // `to $1.20 a share from $1.05, up $140 million`: a change of something else.
    let of_its_size = relative || by.value <= from.value.max(to.value);
    if !apart(real, size) || exact == 0.0 || !of_its_size {
        return None;
    }
    let (word, opposite) = if exact > 0.0 { ("rise", Direction::Down) } else { ("fall", Direction::Up) };
    let unit = if relative { " percent" } else { "" };
    let told = if direction == opposite { "the other way".to_owned() } else { context.words(by.span) };
    let message = format!(
        "{} to {} is a {word} of {}{unit}, not {told}.",
        context.words(from.span),
        context.words(to.span),
        in_figures(exact.abs())
    );
    let mut terms = vec![from, to, by];
    terms.sort_by_key(|term| term.span);
    Some(Wrong { terms, message })
}

/// `from 40 members to 60 percent`, `from 20 to 30 years`: the two ends count other things.
fn is_of_another_kind(context: &Context<'_>, from: &Quantity, to: &Quantity) -> bool {
    let head = |quantity: &Quantity| quantity.head.map(|head| context.words(head).to_lowercase());
    matches!((head(from), head(to)), (Some(from), Some(to)) if from != to)
}

/// `12 of the 40 members, or 40 percent`; `60 percent of the 500 workers, or 350 people`.
fn share<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    quantities.iter().find_map(|part| {
        let whole = part.whole?;
        let all = quantities.iter().find(|all| whole.covers(all.number) && all.unit.is_none() && all.span != part.span)?;
        let again = quantities.iter().find(|again| again.span.start() >= all.span.end())?;
        let link = between(context, all.span, again.span).trim();
        let says_again = matches!(link, "(" | ", or" | "or" | "[" | ", about" | "(about" | ", or about" | "–" | "—");
        let percent = |quantity: &Quantity| quantity.unit.as_deref() == Some("%") && quantity.change.is_none();
        let ((low, high), (part_low, part_high), told) = (bounds(context, all)?, bounds(context, part)?, bounds(context, again)?);
        if !says_again || low <= 0.0 {
            return None;
        }
        let (real, exact, unit) = if percent(again) && part.unit.is_none() {
            ((part_low / high * 100.0, part_high / low * 100.0), part.value / all.value * 100.0, " percent")
        } else if percent(part) && again.unit.is_none() {
            ((part_low * low / 100.0, part_high * high / 100.0), part.value * all.value / 100.0, "")
        } else {
            return None;
        };
        // A percentage is rounded as whoever wrote it likes.
        let real = if unit.is_empty() { real } else { (real.0 - 0.5, real.1 + 0.5) };
        let (named, told_as) = (context.words(part.span.join(all.span)), context.words(again.span));
        let message = format!("{named} is {}{unit}, not {told_as}.", in_figures(exact));
        apart(real, told).then(|| Wrong { terms: vec![*part, *again], message })
    })
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
        let (parts, marked) = if altogether && behind.is_empty() {
            (list_before(context, &quantities[..at], whole)?, true)
        } else {
            list_behind(context, whole, behind, altogether)?
        };
        if !are_parts(whole, &parts) || whole.head.is_none() && whole.unit.is_none() && !altogether && !marked {
            return None;
        }
        if !altogether && same_thing(context, whole, &parts) {
            return None;
        }
        let total: f64 = parts.iter().map(|part| part.value).sum();
        let rest = text[parts.last()?.span.end()..sentence.span.end()].split_whitespace().count();
        let all = marked || altogether || halves(context, &parts) || (total >= NEARLY_ALL * whole.value && rest <= WORDS_BEHIND);
        // Too much cannot be; too little can, unless these are all.
        if (total - whole.value).abs() < f64::EPSILON
            || (total < whole.value && !all)
            || total >= 2.0 * whole.value
            || total <= whole.value / 2.0
        {
            return None;
        }
        let numbers: Vec<String> = parts.iter().map(|part| context.words(part.number)).collect();
        let (last, others) = numbers.split_last()?;
        let total = if whole.unit.is_some() { total / scale(context, whole) } else { total };
        let message =
            format!("{} and {last} make {}, not {}.", others.join(", "), in_figures(total), context.words(whole.number));
        let mut terms: Vec<&Quantity> = parts;
        terms.push(whole);
        terms.sort_by_key(|term| term.span);
        Some(Wrong { terms, message })
    })
}

/// Parts that make up so much of a whole are meant to be all of it, if the sentence ends with them.
const NEARLY_ALL: f64 = 0.75;
/// Words behind the last part.
const WORDS_BEHIND: usize = 5;

/// Plain whole numbers, or sums of one currency, none larger than the whole.
fn are_parts(whole: &Quantity, parts: &[&Quantity]) -> bool {
    let money = whole.unit.as_ref().is_some_and(|unit| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()));
    let alike = |quantity: &Quantity| quantity.unit == whole.unit && quantity.value <= whole.value;
    let plain = |quantity: &Quantity| {
        let alone = quantity.change.is_none() && quantity.against.is_none() && quantity.per.is_none();
        let exact = quantity.high.is_none() && quantity.modifier.is_none();
        alone && exact && (money || counts(quantity) && quantity.value.fract() == 0.0)
    };
    plain(whole) && parts.iter().all(|part| plain(part) && alike(part))
}

/// By what a number is multiplied as it is written: a million in `$45 million`.
fn scale(context: &Context<'_>, quantity: &Quantity) -> f64 {
    let written = context.words(quantity.number);
    let figure: String = written.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    figure.parse::<f64>().ok().filter(|figure| *figure > 0.0).map_or(1.0, |figure| quantity.value / figure)
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

/// The list that directly follows a number, and whether a mark or word says that it is all: a colon, a bracket, a dash, `consists of`.
fn list_behind<'a>(
    context: &Context<'_>,
    whole: &Quantity,
    behind: &[&'a Quantity],
    altogether: bool,
) -> Option<(Vec<&'a Quantity>, bool)> {
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
    let mut parts = vec![*first];
    let mut closed = false;
    for pair in behind.windows(2) {
        let link = between(context, pair[0].span, pair[1].span).trim();
        let last = link.ends_with("and") || link.starts_with("and ");
        let listed = link == "," || link == ";" || last || link.ends_with(',') || link.starts_with(", ");
        if closed || !listed || link.split_whitespace().count() > 5 {
            return None;
        }
        parts.push(pair[1]);
        closed = last;
    }
    (closed && parts.len() > 1).then_some((parts, marked))
}

/// The list that ends before a number with `in all` or the like.
fn list_before<'a>(context: &Context<'_>, before: &[&'a Quantity], whole: &Quantity) -> Option<Vec<&'a Quantity>> {
    let last = before.last()?;
    let link = between(context, last.span, whole.span);
    let closed =
        before.windows(2).next_back().is_some_and(|pair| between(context, pair[0].span, pair[1].span).trim().ends_with("and"));
    let near = before.windows(2).all(|pair| between(context, pair[0].span, pair[1].span).split_whitespace().count() <= 4);
    (before.len() > 1 && closed && near && link.split_whitespace().count() <= 6).then(|| before.to_vec())
}

/// The parts are of kinds that make up all.
fn halves(context: &Context<'_>, parts: &[&Quantity]) -> bool {
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

/// `300 cars at $5,000 each, for a total of $1.6 million`.
fn product<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let [number, price, total] = quantities else { return None };
    let text = &context.article().text;
    let link = between(context, number.span, price.span).trim();
    let each = text[price.span.end()..sentence.span.end()].trim_start();
    let each = ["each", "apiece", "a piece", "per "].iter().any(|word| each.starts_with(word)) || price.per.is_some();
    let summed = between(context, price.span, total.span).to_lowercase();
    let summed = ["total", "in all", "altogether", "making", "worth"].iter().any(|word| summed.contains(word));
    let money = price.unit.is_some() && price.unit == total.unit && number.unit.is_none() && number.per.is_none();
    if !(money && each && summed && (link.ends_with("at") || link.ends_with("for"))) || number.change.is_some() {
        return None;
    }
    let (count, price_bounds, told) = (bounds(context, number)?, bounds(context, price)?, bounds(context, total)?);
    let real = (count.0 * price_bounds.0, count.1 * price_bounds.1);
    let message = format!(
        "{} at {} each make {}, not {}.",
        context.words(number.span),
        context.words(price.span),
        in_figures(number.value * price.value),
        context.words(total.span)
    );
    apart(real, told).then(|| Wrong { terms: vec![*number, *price, *total], message })
}

/// `by 52 votes to 40, a majority of 14`; `52-40, a margin of 14`.
fn margin<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    (0..quantities.len()).find_map(|at| {
        let (margin, before) = (quantities[at], &quantities[..at]);
        let last = before.last()?;
        let link = between(context, last.span, margin.span).trim().to_lowercase();
        let named = ["a majority of", "a margin of", "a difference of", "a gap of"].iter().any(|words| link.ends_with(words));
        if !named || link.split_whitespace().count() > 5 || margin.high.is_some() || margin.modifier.is_some() {
            return None;
        }
        let (more, less, terms) = match (last.against, before) {
            (Some(against), _) => (last.value, against, vec![*last, margin]),
            (None, [.., first, second]) if between(context, first.span, second.span).trim() == "to" => {
                (first.value, second.value, vec![*first, *second, margin])
            }
            _ => return None,
        };
        let real = (more - less).abs();
        let unlike = terms.iter().any(|term| term.modifier.is_some() || term.high.is_some() || term.value.fract() != 0.0);
        let message = format!(
            "{} to {} is a margin of {}, not {}.",
            in_figures(more),
            in_figures(less),
            in_figures(real),
            context.words(margin.number)
        );
        (!unlike && (real - margin.value).abs() > f64::EPSILON).then_some(Wrong { terms, message })
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

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
