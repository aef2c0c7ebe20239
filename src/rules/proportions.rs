//! Equations of two or three terms in one sentence: shares, multiples, prices times numbers, margins.

use crate::language::{Quantity, Sentence};

use super::figures::{between, bounds, counts, in_figures};
use super::rule::Context;

/// What two figures may lie apart however exactly they are given.
const TOLERANCE: f64 = 0.02;
/// Whoever says `doubled` rounds as much.
pub(super) const ROUGHLY: f64 = 0.08;
/// So much of it a fraction in words may be off.
const FRACTION: f64 = 0.12;
/// What has `more than doubled` may have grown so many times more.
const BEYOND: f64 = 100.0;
/// What grows or shrinks how many times.
const MULTIPLES: [(&str, f64); 8] = [
    ("doubled", 2.0),
    ("halved", 0.5),
    ("quadrupled", 4.0),
    ("tripled", 3.0),
    ("doubling", 2.0),
    ("tripling", 3.0),
    ("doubles", 2.0),
    ("triples", 3.0),
];
/// So many words may stand between `doubled` and its ends.
const GAP: usize = 6;
/// Words before them that leave room.
const LIMITED: [&str; 12] =
    ["about", "almost", "around", "nearly", "than", "roughly", "virtually", "practically", "over", "not", "half", "some"];

/// An equation that does not hold.
pub(super) struct Wrong<'a> {
    /// The terms, in order of span.
    pub(super) terms: Vec<&'a Quantity>,
    /// `from $100 million to $121 million is a rise of 21 percent, not 10`.
    pub(super) message: String,
}

/// Whether two stretches of values have nothing in common, and their middles lie further apart than the tolerance.
pub(super) fn apart(one: (f64, f64), other: (f64, f64)) -> bool {
    let middle = |(low, high): (f64, f64)| f64::midpoint(low, high);
    let far = (middle(one) - middle(other)).abs() > TOLERANCE * middle(other).abs();
    far && (one.1 < other.0 || other.1 < one.0)
}

/// `12 of the 40 members, or 40 percent`; `60 percent of the 500 workers, or 350 people`.
pub(super) fn share<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    quantities.iter().enumerate().find_map(|(at, part)| {
        let next = || quantities.get(at + 1).copied().filter(|next| is_owned(between(context, part.span, next.span)));
        let in_whole = |all: &&&Quantity| part.whole.is_some_and(|whole| whole.covers(all.number)) && all.span != part.span;
        let all = quantities.iter().find(in_whole).copied().or_else(next).filter(|all| all.unit.is_none())?;
        // `80 percent: 800 of 1,000 voters`
        let said_before = at.checked_sub(1).map(|at| quantities[at]).filter(|before| {
            let link = between(context, before.span, part.span).trim();
            before.unit.as_deref() == Some("%") && matches!(link, ":" | "(" | "–" | "—" | "--" | ", or" | "[")
        });
        let behind = || quantities.iter().find(|again| again.span.start() >= all.span.end());
        let again = *said_before.as_ref().or_else(behind)?;
        let link = if said_before.is_some() { "or" } else { between(context, all.span, again.span).trim() };
        let says_again = matches!(link, "(" | ", or" | "or" | "[" | ", about" | "(about" | ", or about" | "–" | "—" | "-" | "--")
            || (link.ends_with(", or") && link.split_whitespace().count() <= 3);
        let percent = |quantity: &Quantity| quantity.unit.as_deref() == Some("%") && quantity.change.is_none();
        let ((low, high), (part_low, part_high), told) = (bounds(context, all)?, bounds(context, part)?, bounds(context, again)?);
        if !says_again || low <= 0.0 {
            return None;
        }
        let (real, exact, unit) = if (percent(again) || is_fraction(again)) && part.unit.is_none() && part.value > 1.0 {
            ((part_low / high * 100.0, part_high / low * 100.0), part.value / all.value * 100.0, " percent")
        } else if percent(part) && again.unit.is_none() {
            ((part_low * low / 100.0, part_high * high / 100.0), part.value * all.value / 100.0, "")
        } else if part.unit.is_none() && part.value > 0.0 && part.value < 1.0 && again.unit.is_none() && counts(again) {
            // `half of the 64 houses, or 32`: a fraction is one of a whole number of things.
            let exact = part.value * all.value;
            ((exact.floor() * (1.0 - TOLERANCE), exact.ceil() * (1.0 + TOLERANCE)), exact, "")
        } else {
            return None;
        };
        // A percentage is rounded as whoever wrote it likes.
        let real = if unit.is_empty() { real } else { (real.0 - 0.5, real.1 + 0.5) };
        // `or a third of the work force` is rounded more.
        let (told, real) = if is_fraction(again) {
            ((again.value * 100.0 * (1.0 - FRACTION), again.value * 100.0 * (1.0 + FRACTION)), real)
        } else {
            (told, real)
        };
        let (named, told_as) = (context.words(part.span.join(all.span)), context.words(again.span));
        let message = format!("{named} is {}{unit}, not {told_as}.", in_figures(exact));
        apart(real, told).then(|| Wrong { terms: vec![*part, again], message })
    })
}

/// `a third`, of anything.
fn is_fraction(quantity: &Quantity) -> bool {
    quantity.unit.is_none() && quantity.value > 0.0 && quantity.value < 1.0 && quantity.change.is_none()
}

/// `of the school's` of `a quarter of the school's 360 pupils`.
fn is_owned(link: &str) -> bool {
    let link = link.trim();
    link.starts_with("of ")
        && link.ends_with(['s', '\'', '’'])
        && link.contains(['\'', '’'])
        && link.split_whitespace().count() <= 4
}

/// `doubled from 40 to 90`, `halved to $3 million from $4 million`.
pub(super) fn multiple<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let text = &context.article().text;
    quantities.windows(2).enumerate().find_map(|(at, pair)| {
        let [first, second] = pair else { return None };
        let (clause, lead) = text[sentence.span.start()..first.span.start()].trim_end().rsplit_once(' ')?;
        // `from 120 in 1996 to 630`
        let link = between(context, first.span, second.span).trim();
        let ends = |word: &str| link == word || (link.ends_with(&format!(" {word}")) && link.split_whitespace().count() <= 3);
        let (from, to) = match lead {
            "from" if ends("to") => (first, second),
            "to" if ends("from") || link == ", from" => (second, first),
            _ => return None,
        };
        // `has doubled since 1960, from 14,500 to 39,000`
        let mut words = clause.split_whitespace().rev().take(GAP);
        let before_verb = |word: &str| MULTIPLES.iter().find(|(name, _)| *name == word.trim_end_matches(','));
        let (verb, factor) = words.find_map(before_verb)?;
        let limit = words.next();
        let more_than = limit == Some("than") && words.next() == Some("more");
        let limited = !more_than && limit.is_some_and(|word| LIMITED.contains(&word));
        let verb_at = sentence.span.start() + clause.rfind(verb)?;
        // `has doubled in three years, from 460 to 920`
        let lasts = |of: &Quantity| matches!(of.unit.as_deref(), Some("a" | "mo" | "wk" | "d"));
        let others = quantities[..at].iter().any(|other| other.span.start() > verb_at && !lasts(other));
        let ((from_low, from_high), (to_low, to_high)) = (bounds(context, from)?, bounds(context, to)?);
        if limited || others || from.unit != to.unit || from_low <= 0.0 {
            return None;
        }
        let real = (to_low / from_high, to_high / from_low);
        let message = format!(
            "{} to {} is {} times as much, not {}{verb}.",
            context.words(from.span),
            context.words(to.span),
            in_figures(to.value / from.value),
            if more_than { "more than " } else { "" },
        );
        let told = match (more_than, *factor > 1.0) {
            (true, true) => (factor * (1.0 - ROUGHLY), factor * BEYOND),
            (true, false) => (0.0, factor * (1.0 + ROUGHLY)),
            (false, _) => (factor * (1.0 - ROUGHLY), factor * (1.0 + ROUGHLY)),
        };
        apart(real, told).then(|| Wrong { terms: vec![*first, *second], message })
    })
}

/// `42, 57 and 81 millimetres, an average of 80`.
pub(super) fn average<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let (mean, values) = quantities.split_last()?;
    // `42, 57 and 81 millimetres in the three months, an average of 80`
    let aside = values.last().is_some_and(|last| last.unit.is_some() && last.unit != mean.unit);
    let values = &values[..values.len() - usize::from(aside)];
    let last = values.last()?;
    let link = between(context, last.span, mean.span).trim();
    let named = ["an average of", "averaging", "a mean of"].iter().any(|words| link.ends_with(words));
    let run = values.iter().rev().take_while(|value| {
        value.high.is_none()
            && value.change.is_none()
            && value.against.is_none()
            && value.per.is_none()
            && value.modifier.is_none()
    });
    let values = &values[values.len() - run.count()..];
    let listed =
        values.windows(2).all(|pair| matches!(between(context, pair[0].span, pair[1].span).trim(), "," | "and" | ", and"));
    let alike = values.iter().all(|value| value.unit.is_none() || value.unit == mean.unit);
    if !named || link.split_whitespace().count() > 10 || values.len() < 2 || !listed || !alike || mean.per.is_some() {
        return None;
    }
    let exact = values.iter().map(|value| value.value).sum::<f64>() / values.len() as f64;
    let (low, high) = bounds(context, mean)?;
    let numbers: Vec<String> = values.iter().map(|value| context.words(value.number)).collect();
    let (last, others) = numbers.split_last()?;
    let message =
        format!("the average of {} and {last} is {}, not {}.", others.join(", "), in_figures(exact), context.words(mean.number));
    let mut terms = values.to_vec();
    terms.push(mean);
    let rounded = ((low - 0.5).min(low), (high + 0.5).max(high));
    apart((exact, exact), rounded).then_some(Wrong { terms, message })
}

/// `777 meals in 7 days, an average of 71 a day`.
pub(super) fn average_each<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    quantities.windows(3).find_map(|three| {
        let [all, times, mean] = three else { return None };
        let link = between(context, times.span, mean.span).trim();
        let named =
            ["an average of", "averaging", "about", "or", "or about"].iter().any(|words| link.trim_start_matches(", ") == *words);
        let of_time = |unit: &str| matches!(unit, "a" | "mo" | "wk" | "d" | "h" | "min");
        let unit = times.unit.as_deref().filter(|unit| of_time(unit))?;
        let each = context.words(mean.per?).to_lowercase();
        let same = context.words(times.span).to_lowercase().contains(each.split_whitespace().next_back()?);
        let spanned = between(context, all.span, times.span).trim() == "in";
        let plain = [all, times].iter().all(|of| of.high.is_none() && of.modifier.is_none() && of.per.is_none());
        if !named || !same || !spanned || !plain || all.unit != mean.unit || unit.is_empty() || times.value < 2.0 {
            return None;
        }
        let exact = all.value / times.value;
        let (low, high) = bounds(context, mean)?;
        let (written, told) = (in_figures(exact), context.words(mean.number));
        let message = format!("{} in {} is {written} each, not {told}.", context.words(all.span), context.words(times.span));
        apart((exact, exact), (low - 0.5, high + 0.5)).then(|| Wrong { terms: vec![*all, *times, *mean], message })
    })
}

/// `300 cars at $5,000 each, for a total of $1.6 million`.
pub(super) fn product<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
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

/// What stands between some of a number and the number: `103 deaths from a total of 217 patients`.
const OUT_OF: [&str; 8] = ["among", "from", "from a total of", "in", "of", "of a total of", "out of", "out of a total of"];
/// What says of which a count is: `infected 171 people and killed 93 of them, or 54 percent`.
const OF_THEM: [&str; 4] = ["of them", "of those", "of these", "of whom"];

/// `103 deaths from a total of 217 patients, for a mortality rate of 47 percent`; `infected 171 people, and killed 93 of them, or 54 percent`.
pub(super) fn rate<'a>(context: &Context<'_>, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    quantities.windows(3).enumerate().find_map(|(at, three)| {
        let [first, second, share] = three else { return None };
        let (between_them, onwards) =
            (between(context, first.span, second.span).trim(), between(context, second.span, share.span).trim());
        let limit = ["about", "almost", "around", "nearly", "roughly"].iter().find_map(|word| onwards.strip_suffix(word));
        let rated = limit.unwrap_or(onwards).trim_end().strip_suffix("rate of").map(str::trim_start);
        let rated = OUT_OF.contains(&between_them)
            && rated.is_some_and(|words| {
                let words: Vec<&str> = words.split_whitespace().collect();
                let periodic = words.iter().any(|word| matches!(*word, "annual" | "daily" | "monthly" | "weekly" | "yearly"));
                words.len() <= 4 && words.first().is_some_and(|word| word.starts_with(',') || *word == "for") && !periodic
            });
        let of_them = OF_THEM.iter().find_map(|words| onwards.strip_prefix(words)).map(str::trim);
        let again = of_them.is_some_and(|words| matches!(words, ", or" | "or" | "(" | ", about" | "—" | "--"))
            && between_them.split_whitespace().count() <= 8
            && !between_them.contains(';');
        let (part, all) = if rated { (first, second) } else { (second, first) };
        let percent = share.unit.as_deref() == Some("%") && share.change.is_none();
        let unread = [between_them, onwards].iter().any(|words| words.contains(|c: char| c.is_ascii_digit()));
        if !(rated || again) || !percent || unread || !counts(part) || !counts(all) || part.value > all.value {
            return None;
        }
        let ((low, high), (part_low, part_high)) = (bounds(context, all)?, bounds(context, part)?);
        // A percentage is rounded as whoever wrote it likes.
        let real = (part_low / high * 100.0 - 0.5, part_high / low * 100.0 + 0.5);
        // `171 people died in 120 fires, 93 of them, or 54 percent, in bed`: they are of the number before.
        let of_one_before =
            again && quantities[..at].iter().any(|before| !apart_by(part.value / before.value * 100.0, share.value));
        if of_one_before {
            return None;
        }
        let exact = part.value / all.value * 100.0;
        let message = format!(
            "{} of {} is {} percent, not {}.",
            context.words(part.number),
            context.words(all.span),
            in_figures(exact),
            context.words(share.span)
        );
        (low > 0.0 && apart(real, bounds(context, share)?)).then(|| Wrong { terms: vec![*first, *second, *share], message })
    })
}

/// Whether two percentages are not one, rounded.
fn apart_by(one: f64, other: f64) -> bool {
    (one - other).abs() > 1.0
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn rates_and_shares_of_them() {
        check(
            "arithmetic-mismatch",
            "
There were 105 deaths from a total of 210 patients, for a mortality rate of nearly 70 percent.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 105 of 210 patients is 50 percent, not 70 percent.
The fever struck 160 people, and killed 80 of them, or 74 percent, in a year.
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 80 of 160 people is 50 percent, not 74 percent.

There were 105 deaths from a total of 210 patients, for a mortality rate of nearly 50 percent. There were 12 deaths among 240 nurses, for an annual death rate of 2 percent. The fever struck 160 people, and killed 80 of them, or 50 percent. In all 160 people died in 110 fires, 80 of them, or 50 percent, in bed.
",
        );
    }

    #[test]
    fn fractions_times_and_averages() {
        check(
            "arithmetic-mismatch",
            "
Norvik said it would shed 320 of its 1,600 jobs, or a third of the work force. It shed 500 of its 1,600 jobs, or a third of them.
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 320 of its 1,600 jobs is 20 percent, not a third.
Membership has doubled in three years, from 460 to 1,050. It had doubled in two years, from 230 to 460.
                                            ^^^^^^^^^^^^ warning: 460 to 1,050 is 2.3 times as much, not doubled.
The kitchen served 777 meals in seven days, an average of 71 a day. It served 700 meals in seven days, or 100 a day.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 777 meals in seven days is 111 each, not 71.
The deficit widened by 32 million pounds, to 113 million pounds from 74 million pounds.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 74 million pounds to 113 million pounds is a rise of 39 million pounds, not 32 million pounds.
",
        );
    }
}
