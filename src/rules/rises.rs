//! Rises and falls whose two ends stand in the sentence: by so much, from there to here.

use crate::language::{ChangeRole, Direction, Quantity};
use crate::text::Span;

use super::figures::{as_written, bounds, in_figures};
use super::proportions::{ROUGHLY, Wrong, apart};
use super::rule::Context;

/// `rose 10 percent from 100 to 121`; `from 400 to 600, an increase of 25 percent`; `$85 million, down 18 percent from $93 million`.
pub(super) fn change<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    told(context, quantities).or_else(|| beside(context, quantities))
}

/// The change of which the words say what each number is.
fn told<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let of = |role, cue: Option<Span>| {
        let mut found = quantities.iter().filter(move |quantity| {
            quantity.change.is_some_and(|change| change.role == role && cue.is_none_or(|cue| change.cue == cue))
        });
        found.next().copied().filter(|_| found.next().is_none())
    };
    let (from, to) = (of(ChangeRole::From, None)?, of(ChangeRole::To, None)?);
    // `a 28 percent jump to 54 from 39 on a 63 percent rise`: of two figures, the one that has its word with the ends.
    let shared = from.change.zip(to.change).filter(|(from, to)| from.cue == to.cue).map(|(from, _)| from.cue);
    let by = of(ChangeRole::By, None).or_else(|| of(ChangeRole::By, Some(shared?)))?;
    let direction = by.change?.direction;
    let alike = [from, to].iter().all(|end| end.change.is_some_and(|change| change.direction == direction));
    // `at an annual rate`: no year lies between the two ends.
    let terms = [from, to, by];
    let (first, last) = (terms.iter().map(|term| term.span.end()).min()?, terms.iter().map(|term| term.span.start()).max()?);
    let told = context.article().text.get(first..last).unwrap_or_default();
    let of_another = told.split_whitespace().any(|word| OF_ANOTHER_MEASURE.contains(&word));
    if !alike || of_another { None } else { wrong(context, from, to, by) }
}

/// The change that does not come out, if it does not.
fn wrong<'a>(context: &Context<'_>, from: &'a Quantity, to: &'a Quantity, by: &'a Quantity) -> Option<Wrong<'a>> {
    let direction = by.change?.direction;
    let ((from_low, from_high), (to_low, to_high)) = ends(context, from, to)?;
    let size = bounds(context, by)?;
    if from.unit != to.unit || from_low <= 0.0 || is_of_another_kind(context, from, to) {
        return None;
    }
    let signed = |low: f64, high: f64| if direction == Direction::Up { (low, high) } else { (-high, -low) };
    let relative = by.unit.as_deref() == Some("%") && from.unit.as_deref() != Some("%");
    let points = by.head.is_some_and(|head| {
        let head = context.words(head).to_lowercase();
        head.ends_with("point") || head.ends_with("points")
    });
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
    let unit = if relative {
        " percent"
    } else if points {
        " points"
    } else {
        ""
    };
    let told = context.words(if points { by.number } else { by.span });
    let told = if direction == opposite { "the other way".to_owned() } else { told };
    let message = format!(
        "{} to {} is a {word} of {}{unit}, not {told}.",
        context.words(from.span),
        context.words(to.span),
        if !relative && by.unit.is_some() { by_as_written(context, by, exact.abs()) } else { in_figures(exact.abs()) }
    );
    let mut terms = vec![from, to, by];
    terms.sort_by_key(|term| term.span);
    Some(Wrong { terms, message })
}

/// `$270 million` where the text says `$170 million`.
fn by_as_written(context: &Context<'_>, by: &Quantity, exact: f64) -> String {
    if by.unit.as_deref() == Some("%") { in_figures(exact) } else { as_written(&context.words(by.span), by.value, exact) }
}

/// `from 40 members to 60 percent`, `from 20 to 30 years`: the two ends count other things.
fn is_of_another_kind(context: &Context<'_>, from: &Quantity, to: &Quantity) -> bool {
    let head = |quantity: &Quantity| quantity.head.map(|head| context.words(head).to_lowercase());
    matches!((head(from), head(to)), (Some(from), Some(to)) if from != to)
}

/// Between which values a low and a high end lie.
type Bounds = (f64, f64);

/// Between which values the two ends lie. Of two that are written alike, the one with fewer decimals was not rounded more than the other:
/// `to $4.27 billion from $4 billion` is from 4.00.
fn ends(context: &Context<'_>, from: &Quantity, to: &Quantity) -> Option<(Bounds, Bounds)> {
    let place = |quantity: &Quantity| {
        let written = quantity.number.of(&context.article().text);
        let figure: String = written.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        let figure = figure.trim_end_matches(['.', ',']).replace(',', "");
        let decimals = figure.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let scale = quantity.value / figure.parse::<f64>().ok().filter(|figure| *figure > 0.0)?;
        quantity.modifier.is_none().then_some((scale, decimals))
    };
    let (from_bounds, to_bounds) = (bounds(context, from)?, bounds(context, to)?);
    let sharper =
        |quantity: &Quantity, (low, high): Bounds, step: f64| (low.max(quantity.value - step), high.min(quantity.value + step));
    let (Some((from_scale, from_decimals)), Some((to_scale, to_decimals))) = (place(from), place(to)) else {
        return Some((from_bounds, to_bounds));
    };
    // Not quite: a place finer than what is written may have been dropped all the same.
    let step = from_scale * 0.1_f64.powi(from_decimals.max(to_decimals).try_into().ok()?);
    let same_scale = (from_scale - to_scale).abs() < from_scale * 1e-9;
    Some(match from_decimals.cmp(&to_decimals) {
        std::cmp::Ordering::Less if same_scale => (sharper(from, from_bounds, step), to_bounds),
        std::cmp::Ordering::Greater if same_scale => (from_bounds, sharper(to, to_bounds, step)),
        _ => (from_bounds, to_bounds),
    })
}

/// A number, and where the words go on behind it: past the `or 93 cents a share` that says it again for one share.
struct Term<'a> {
    quantity: &'a Quantity,
    end: usize,
}

fn terms<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Vec<Term<'a>> {
    let mut terms: Vec<Term<'a>> = Vec::with_capacity(quantities.len());
    for &quantity in quantities {
        let end = quantity.per.map_or(quantity.span.end(), |per| per.end().max(quantity.span.end()));
        match terms.last_mut() {
            Some(last) if quantity.per.is_some() && matches!(link(context, last.end, quantity), ", or" | "or" | "(") => {
                last.end = end;
            }
            _ => terms.push(Term { quantity, end }),
        }
    }
    terms
}

/// What leads to a number from behind another; the words of a limit before it belong to it.
fn link<'a>(context: &Context<'a>, end: usize, to: &Quantity) -> &'a str {
    let mut link = context.article().text.get(end..to.span.start()).unwrap_or_default().trim();
    while let Some((rest, _)) = link.rsplit_once(' ').filter(|(_, last)| LIMITS.contains(last)) {
        link = rest.trim_end();
    }
    link
}

/// Words of a limit.
const LIMITS: [&str; 7] = ["about", "almost", "around", "nearly", "roughly", "some", "approximately"];
/// What leads from the later level to the change.
const MOVED_BY: [&str; 20] = [
    "up",
    "down",
    "off",
    "a decline of",
    "a decrease of",
    "a drop of",
    "a fall of",
    "a gain of",
    "a jump of",
    "a plunge of",
    "a reduction of",
    "a rise of",
    "a surge of",
    "an increase of",
    "an advance of",
    "an improvement of",
    "which is an increase of",
    "for an increase of",
    "representing an increase of",
    "for a gain of",
];
/// What leads to the earlier level.
const COMPARED: [&str; 8] = ["from", "up from", "down from", "compared with", "compared to", "against", "versus", "as against"];
/// What may stand before the figure of the earlier level.
const EARLIER: [&str; 12] = [
    "a",
    "a restated",
    "a revised",
    "a year-earlier",
    "last year's",
    "last year’s",
    "the",
    "the previous year's",
    "the previous year’s",
    "the prior year's",
    "the prior year’s",
    "the year-earlier",
];
/// Words between the numbers of a change by which its figure is in another measure than its ends.
const OF_ANOTHER_MEASURE: [&str; 8] =
    ["annual", "annualised", "annualized", "constant", "currencies", "currency", "volume", "yearly"];
/// Words by which a percentage is of something else than the two levels.
const OF_ANOTHER: [&str; 22] = [
    "adjusted",
    "after",
    "and",
    "annual",
    "annualised",
    "annualized",
    "average",
    "basis",
    "before",
    "but",
    "constant",
    "each",
    "excluding",
    "from",
    "if",
    "inflation",
    "price",
    "prices",
    "rate",
    "volume",
    "when",
    "while",
];

/// The change that stands beside its ends: `$85.7 million, down 18% from $93.3 million`; `up 43% at $378 million, compared with $283
/// million`; `$715 million against $563 million, an increase of 37%`.
fn beside<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let terms = terms(context, quantities);
    terms.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        if let Some(moved) = moved(second) {
            let to_change = link(context, first.end, second.quantity);
            if leads_to_change(to_change, moved)
                && leads_to_earlier(link(context, moved.end, third.quantity), true)
                && is_of_earlier(context, third.quantity, third.end)
            {
                return checked(context, third.quantity, first.quantity, second.quantity);
            }
        }
        if let Some(moved) = moved(first) {
            let onwards = link(context, moved.end, second.quantity);
            if leads_to_level(onwards)
                && leads_to_earlier(link(context, second.end, third.quantity), false)
                && is_of_earlier(context, third.quantity, third.end)
            {
                return checked(context, third.quantity, second.quantity, first.quantity);
            }
        }
        let moved = moved(third)?;
        let back = link(context, first.end, second.quantity);
        let to_change = link(context, second.end, third.quantity);
        (leads_to_earlier(back, false)
            && leads_to_change(to_change, moved)
            && is_of_earlier(context, second.quantity, second.end))
        .then(|| checked(context, second.quantity, first.quantity, third.quantity))
        .flatten()
    })
}

/// How a change is told: with its word before it or behind it.
#[derive(Clone, Copy)]
struct Moved {
    /// `an 8 percent rise`.
    behind: bool,
    /// Where the words go on.
    end: usize,
}

fn moved(term: &Term<'_>) -> Option<Moved> {
    let change = term.quantity.change.filter(|change| change.role == ChangeRole::By)?;
    let behind = change.cue.start() >= term.quantity.span.end();
    Some(Moved { behind, end: if behind { change.cue.end() } else { term.end } })
}

fn leads_to_change(link: &str, moved: Moved) -> bool {
    let Some(words) = ["—", "–", "--", ",", "("].iter().find_map(|mark| link.strip_prefix(mark)) else { return false };
    let words = words.trim();
    if moved.behind { matches!(words, "a" | "an") } else { MOVED_BY.contains(&words) }
}

/// `in the quarter to`; `in profit for the half, to a record`.
fn leads_to_level(link: &str) -> bool {
    let link = link.strip_suffix("a record").or_else(|| link.strip_suffix("a new high of")).unwrap_or(link).trim_end();
    let Some(words) = link.strip_suffix("to").or_else(|| link.strip_suffix("at")) else { return false };
    let words = words.strip_suffix(' ').unwrap_or(words);
    let words = words.strip_suffix(',').unwrap_or(words);
    let plain =
        |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’')) && !OF_ANOTHER.contains(&word);
    let plain = |word: &str| plain(word) && !OF_ANOTHER_MEASURE.contains(&word);
    words.split_whitespace().count() <= 9 && words.split_whitespace().all(plain)
}

fn leads_to_earlier(link: &str, behind_change: bool) -> bool {
    let link = link.strip_prefix(',').unwrap_or(link).trim_start();
    let over = behind_change.then(|| link.strip_prefix("over")).flatten();
    let rest = over.or_else(|| COMPARED.iter().find_map(|words| link.strip_prefix(words)));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && EARLIER.contains(&rest.trim()))
}

/// `compared with $9 million a year before`, and not `$9 million that was expected` or `$9 million at Halden`: nothing follows but a time.
fn is_of_earlier(context: &Context<'_>, from: &Quantity, end: usize) -> bool {
    let text = &context.article().text;
    let before = text[..from.span.start()].trim_end();
    if ["from", "over", "year's", "year’s", "year-earlier"].iter().any(|words| before.ends_with(words)) {
        return true;
    }
    let rest = text.get(end..).unwrap_or_default().trim_start_matches(' ');
    let pause = rest.is_empty() || rest.starts_with(['.', ',', ';', ')', '\n', '"', '”', '—']);
    let time = context.reading().times.iter().find(|time| time.span.start() >= end);
    let dated = time.and_then(|time| text.get(end..time.span.start())).is_some_and(|words| {
        matches!(words.trim(), "" | "in" | "in the" | "for" | "for the" | "during" | "at" | "at the end of" | "a" | "the" | "of")
    });
    pause || dated
}

/// What rose by less than all of it is not so many times what it was.
const OUT_OF_SIZE: f64 = 5.0;

/// `over $1.14 billion` behind a change is no limit but where it began.
fn checked<'a>(context: &Context<'_>, from: &'a Quantity, to: &'a Quantity, by: &'a Quantity) -> Option<Wrong<'a>> {
    let text = &context.article().text;
    let over = text[..from.span.start()].trim_end().ends_with(" over");
    // `$3 million on sales of $40 million, up 60% from $2 million`: the figure is not of the sum beside it.
    let ratio = to.value / from.value;
    let of_others = !(1.0 / OUT_OF_SIZE..=OUT_OF_SIZE).contains(&ratio) && by.unit.as_deref() == Some("%") && by.value < 100.0;
    if of_others || from.per.is_some() && to.per.is_none() || to.change.is_some_and(|change| change.role == ChangeRole::By) {
        return None;
    }
    if !over {
        return wrong(context, from, to, by);
    }
    let plain = Quantity { modifier: None, ..from.clone() };
    let found = wrong(context, &plain, to, by).map(|found| found.message)?;
    let mut terms = vec![from, to, by];
    terms.sort_by_key(|term| term.span);
    Some(Wrong { terms, message: found })
}

/// Words for so many times.
const TIMES: [(&str, f64); 5] = [("double", 2.0), ("twice", 2.0), ("triple", 3.0), ("treble", 3.0), ("quadruple", 4.0)];
/// What stands before the figure that something is so many times of.
const OF_WHICH: [&str; 6] =
    ["the", "last year's", "last year’s", "the previous year's", "the previous year’s", "the year-earlier"];

/// `$27.1 million, more than three times the $13.5 million of a year before`; `40 cases, twice the 12 of May`.
pub(super) fn so_many_times<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let terms = terms(context, quantities);
    let text = &context.article().text;
    (0..terms.len().saturating_sub(1)).find_map(|at| {
        let (to, next) = (&terms[at], &terms[at + 1]);
        let times = next.quantity.head.is_some_and(|head| context.words(head).to_lowercase() == "times");
        // The number of times is one of the numbers, or a word.
        let (from, told, factor) = if times {
            let from = terms.get(at + 2)?.quantity;
            let lead = text.get(next.end..from.span.start())?.trim();
            let told = text.get(to.end..next.end)?.trim();
            (from, told, OF_WHICH.contains(&lead).then_some(next.quantity.value)?)
        } else {
            let lead = text.get(to.end..next.quantity.span.start())?.trim();
            let told = OF_WHICH.iter().find_map(|words| lead.strip_suffix(words))?.trim_end();
            let (_, factor) = TIMES.iter().find(|(word, _)| told.split_whitespace().next_back() == Some(word))?;
            (next.quantity, told, *factor)
        };
        let told = told.strip_prefix(',').or_else(|| told.strip_prefix("--")).or_else(|| told.strip_prefix('—'))?.trim();
        let limit = told.split_whitespace().count() - if times { 2 } else { 1 };
        let limit: Vec<&str> = told.split_whitespace().take(limit).collect();
        let real = match limit.as_slice() {
            ["more", "than"] | [_, "more", "than"] | ["over" | "well over"] => (factor * (1.0 - TOLERANCE_OF_TIMES), f64::MAX),
            ["almost" | "nearly"] => (factor * (1.0 - 2.0 * ROUGHLY), factor * (1.0 + TOLERANCE_OF_TIMES)),
            [] => (factor * (1.0 - ROUGHLY), factor * (1.0 + ROUGHLY)),
            _ => return None,
        };
        let to = to.quantity;
        let plain = |end: &Quantity| end.high.is_none() && end.modifier.is_none() && end.against.is_none() && end.per.is_none();
        if !plain(to) || !plain(from) || to.unit != from.unit || is_of_another_kind(context, from, to) || from.value <= 0.0 {
            return None;
        }
        let ((from_low, from_high), (to_low, to_high)) = ends(context, from, to)?;
        let (low, high) = (to_low / from_high, to_high / from_low);
        // Far from that, they are sums of other things.
        let far = high < factor / FAR || low > factor * FAR;
        let message = format!(
            "{} to {} is {} times as much, not {told}.",
            context.words(from.span),
            context.words(to.span),
            in_figures(to.value / from.value),
        );
        (!far && (high < real.0 || low > real.1)).then(|| Wrong { terms: vec![to, from], message })
    })
}

/// Whoever says `more than twice` or `nearly twice` may be off by so much.
const TOLERANCE_OF_TIMES: f64 = 0.03;
/// What was to be so many times as much is not off by more than this.
const FAR: f64 = 3.0;

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn changes_beside_their_ends() {
        check(
            "arithmetic-mismatch",
            "
Turnover was $82.5 million, down 18% from $90.6 million a year before. Turnover was $82.5 million, down 9% from $90.6 million.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $90.6 million to $82.5 million is a fall of 8.9 percent, not 18%.
Income was up 43% at $37.8 million, compared with $28.1 million. Exports inched up 7.5% in May to $2.35 billion from $2.27 billion.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $28.1 million to $37.8 million is a rise of 34.5 percent, not 43%.
                                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $2.27 billion to $2.35 billion is a rise of 3.5 percent, not 7.5%.
Halden posted a 28% jump in profit for the half to £64.2 million from £45.1 million on a 50% rise in sales.
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: £45.1 million to £64.2 million is a rise of 42.4 percent, not 28%.
Sales were $1.30 billion, an increase of 8.4% over $1.24 billion. Sales were $1.30 billion, a 4.8% increase over $1.24 billion.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $1.24 billion to $1.30 billion is a rise of 4.8 percent, not 8.4%.
Profit jumped 26% to a record $220.5 million, or 93 cents a share, from $190.1 million, or 79 cents a share.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $190.1 million to $220.5 million is a rise of 16 percent, not 26%.
Revenue was $615.1 million against $463.8 million, an increase of 23%. Revenue was $615.1 million against $463.8 million, up 33%.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $463.8 million to $615.1 million is a rise of 32.6 percent, not 23%.
Costs rose $150 million to $3.25 billion from $3 billion. Costs rose $250 million to $3.25 billion from $3 billion.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $3 billion to $3.25 billion is a rise of $250 million, not $150 million.
Support fell in May from 61 percent to 48 percent, a 23-point drop. Support fell in May from 61 percent to 48 percent, a 13-point drop.
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 61 percent to 48 percent is a fall of 13 points, not 23.
",
        );
    }

    #[test]
    fn so_many_times_as_much() {
        check(
            "arithmetic-mismatch",
            "
Income was $37.2 million, or 67 cents a share, more than three times the $18.4 million, or 34 cents a share, of 1990.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $18.4 million to $37.2 million is 2 times as much, not more than three times.
Income was $37.2 million, twice the $12.4 million of 1990. Income was $37.2 million, slightly more than double the $18.5 million of 1990.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $12.4 million to $37.2 million is 3 times as much, not twice.
Income was $37.2 million, nearly double the $20.1 million of 1990, and about three times the $11 million of 1980.
",
        );
    }

    #[test]
    fn changes_of_something_else_are_left_alone() {
        check(
            "arithmetic-mismatch",
            "
Sales were $82.5 million, up 18% from a year before, when profit was $9 million. Output rose 12% in volume to $54 million from $52 million. Sales rose 4% at an annual rate to $2.3 billion from $2.27 billion.

Profit rose 45% to $5.8 million, or 28 cents a share, from $4 million. The firm lost $5 million, down 10% from a profit of $9 million. Sales rose about 20% to $1.2 billion from nearly $1 billion.

Sales rose 5% to $21.4 million, compared with $23.5 million expected by analysts. Sales in Pontia rose 5% to $21.4 million, against $43.5 million in Latia. Sales were up 5% in local currencies to $21.4 million from $19.5 million. He paid $27 million, twice the $1.50 of the day before for each. Profit was $3.2 million on sales of $40 million, up 60% from $2 million.
",
        );
    }
}
