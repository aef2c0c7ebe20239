//! The number of a headline against the numbers of the text under it.

use crate::article::BlockKind;
use crate::claims::{Claim, Subject};
use crate::language::{Modifier, Quantity};

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a number in the headline that the text does not have, where the text counts or measures the same with another number.
    ///
    /// ## Why it matters
    ///
    /// The headline is written last, read first, and its number is the one that is remembered.
    ///
    /// ## Example
    ///
    /// > **Storm kills 45 in Valdora** … The storm killed 54 people in the night.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the number stands anywhere in the text, as it is or rounded, or is the sum of two numbers of one sentence; where nothing of the same
    /// kind is counted in the text; at `a dozen`, ages, scores and lengths of time.
    pub struct HeadlineNumberMismatch;
    "headline-number-mismatch", Numbers, Warning, on,
    "a number in the headline that the text has otherwise",
    options: &[],
}

impl Rule for HeadlineNumberMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let quantities = context.reading().quantities.iter();
        let titles = quantities.filter(|quantity| near::block_kind(context, quantity.span.start()) == Some(BlockKind::Headline));
        titles.filter_map(|quantity| mismatch(context, quantity)).collect()
    }
}

fn mismatch(context: &Context<'_>, quantity: &Quantity) -> Option<Discrepancy> {
    let written = context.words(quantity.number);
    let vague = ["dozen", "score", "few", "couple", "several"].iter().any(|word| written.to_lowercase().contains(word));
    let time = matches!(quantity.unit.as_deref(), Some("a" | "mo" | "wk" | "d" | "h" | "min" | "s"));
    if vague || time || quantity.against.is_some() || quantity.high.is_some() || quantity.value < 2.0 {
        return None;
    }
    let item = item_of(context, quantity)?;
    let body: Vec<&Quantity> = context
        .reading()
        .quantities
        .iter()
        .filter(|other| near::in_body(context, other.span.start()) && item_of(context, other) == Some(item))
        .collect();
    if body.iter().any(|other| fits(context, quantity, other)) || is_sum(context, quantity, &body) {
        return None;
    }
    let meant = *body.iter().find(|other| counts_the_same(context, quantity, other))?;
    let (here, there) = (context.words(quantity.span), context.words(meant.span));
    let message = format!("{here} in the headline, {there} in line {}.", near::line(context, meant.span));
    let mut discrepancy = Discrepancy::new(quantity.number, message, vec![quantity.value.to_string(), meant.value.to_string()]);
    discrepancy.evidence.push(context.evidence(meant.span, "the number in the text"));
    discrepancy.fixes.push(context.change_to(quantity.number, context.words(meant.number)));
    Some(discrepancy)
}

fn item_of(context: &Context<'_>, quantity: &Quantity) -> Option<usize> {
    let block = context.article().block_at(quantity.span.start())?;
    Some(context.article().blocks[block].item)
}

/// The text's number can stand behind the headline's: equal, rounded, or within what `about` and `more than` allow.
fn fits(context: &Context<'_>, headline: &Quantity, other: &Quantity) -> bool {
    let (value, found) = (headline.value, other.value);
    let rounding = near::rounding(context, headline).max(near::rounding(context, other));
    let loose = match headline.modifier.or(other.modifier) {
        Some(Modifier::About) => value * 0.1,
        Some(_) => value * 0.25,
        None => value * 0.005,
    };
    let within = other.high.is_some_and(|high| (found..=high).contains(&value));
    // `5 million` and `5.2m dollars`: the scale may be left to the reader.
    within || (value - found).abs() <= rounding.max(loose) || other.against == Some(value) || other.high == Some(value)
}

fn is_sum(context: &Context<'_>, headline: &Quantity, body: &[&Quantity]) -> bool {
    let sentence = |quantity: &Quantity| near::sentence(context, quantity.span.start()).map(|sentence| sentence.span);
    let sums = |close: bool| {
        body.iter().enumerate().any(|(index, one)| {
            body[index + 1..].iter().any(|other| {
                (!close || sentence(one) == sentence(other))
                    && ((one.value + other.value - headline.value).abs() < 0.001
                        || ((one.value - other.value).abs() - headline.value).abs() < 0.001)
            })
        })
    };
    let all: f64 = body.iter().filter(|other| other.unit == headline.unit).map(|other| other.value).sum();
    sums(true) || (all - headline.value).abs() < 0.001
}

/// The same unit and thing, or the same thing that happens.
fn counts_the_same(context: &Context<'_>, headline: &Quantity, other: &Quantity) -> bool {
    if headline.unit != other.unit || other.modifier.is_some() || other.high.is_some() || other.others || other.against.is_some()
    {
        return false;
    }
    let (one, two) = (claim(context, headline), claim(context, other));
    let heads = [headline, other].map(|quantity| head(context, quantity));
    let same_head = heads[0].is_some() && heads[0] == heads[1];
    let people =
        |head: &Option<String>| head.as_deref().is_none_or(|head| matches!(head, "people" | "person" | "dead" | "injured"));
    let predicate = |claim: Option<&Claim>| claim.and_then(|claim| claim.event.as_ref()?.predicate.clone());
    let same_predicate = predicate(one).is_some() && predicate(one) == predicate(two);
    let role = |quantity: &Quantity| quantity.change.map(|change| (change.direction, change.role));
    match headline.unit.as_deref() {
        // Of money and shares a text has many.
        Some(_) => same_predicate && role(headline) == role(other) && shared_words(one, two),
        None => {
            (same_head && (same_predicate || headline.value > 12.0 && is_only(context, other)))
                || (same_predicate && people(&heads[0]) && people(&heads[1]))
        }
    }
}

/// Nothing else of its head is counted in the text.
fn is_only(context: &Context<'_>, quantity: &Quantity) -> bool {
    let same = |other: &&Quantity| near::in_body(context, other.span.start()) && head(context, other) == head(context, quantity);
    context.reading().quantities.iter().filter(same).all(|other| (other.value - quantity.value).abs() < 0.001)
}

fn head(context: &Context<'_>, quantity: &Quantity) -> Option<String> {
    let words = context.words(quantity.head?).to_lowercase();
    let last = words.rsplit(' ').next()?.to_owned();
    Some(if last.len() > 3 { last.strip_suffix('s').unwrap_or(&last).to_owned() } else { last })
}

fn claim<'a>(context: &Context<'a>, quantity: &Quantity) -> Option<&'a Claim> {
    context.record.claims.iter().find(|claim| claim.span == quantity.span)
}

fn shared_words(one: Option<&Claim>, other: Option<&Claim>) -> bool {
    let subject = |claim: &Claim| match &claim.subject {
        Subject::Thing(thing) => Some(thing.head),
        _ => None,
    };
    let (Some(one), Some(other)) = (one, other) else { return false };
    if subject(one).is_some() && subject(one) == subject(other) {
        return true;
    }
    let (Some(event), Some(other)) = (&one.event, &other.event) else { return false };
    event.words.iter().any(|word| other.words.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    const STORM: &str = "Storm kills 45 people in Valdora

The storm killed 54 people in the night and cut the road to the north, officials said on Tuesday.

Another 12 people were hurt, and a school lost its roof.
";

    #[test]
    fn the_text_has_another_number() {
        check(
            "headline-number-mismatch",
            &STORM.replacen('\n', "\n            ^^ warning: 45 people in the headline, 54 people in line 3.\n", 1),
        );
        assert!(fixes("headline-number-mismatch", STORM)[0].1.starts_with("Storm kills 54 people in Valdora\n"));
    }

    #[test]
    fn numbers_that_the_text_has_or_that_it_counts_nowhere_are_left_alone() {
        check("headline-number-mismatch", &STORM.replace("45", "54"));
        check("headline-number-mismatch", &STORM.replace("45", "nearly 60"));
        check("headline-number-mismatch", &STORM.replace("45 people", "66 people"));
        check("headline-number-mismatch", &STORM.replace("45 people", "9 cows"));
    }
}
