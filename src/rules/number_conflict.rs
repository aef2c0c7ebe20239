//! Numbers of one article that count the same thing. Two values for one thing are as a rule two things; a slip of the pen shows in the figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::PartialDate;
use crate::claims::{Attribute, Claim, Event, Number, Subject, Thing, Value};
use crate::corpus::{Record, fold_name};
use crate::text::Span;

use super::finding::{Evidence, Site};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::{same_story, words};

declare_rule! {
    /// ## What it does
    ///
    /// Flags two numbers for one thing: in one article where the second refers back to the first, shares its noun phrase or differs as slips of
    /// the pen do, and in two articles that tell the same story where the sentences agree in all but the number.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and it is the one that will be quoted.
    ///
    /// ## Example
    ///
    /// > China will discuss the cases of 235 political prisoners. … The 253 political prisoners are held in the west.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At numbers under 10 and years, where `about`, `more`, `other` or `another` limits one of the two, where one can be the other rounded,
    /// where places or times differ, and at things that the article counts more than twice.
    pub struct NumberConflict;
    "number-conflict", Numbers, Warning, on,
    "two numbers for one thing",
    options: &[],
}

/// Smaller numbers are alike by chance.
const LEAST: f64 = 10.0;
/// Signs that two counts in one article are of one thing.
const SIGNS: usize = 3;
/// Words that two sentences of two articles must have in common, and their share in the shorter.
const ALIKE: usize = 4;
const SHARE: usize = 70;

impl Rule for NumberConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let counts: Vec<Count<'_>> = context.record.claims.iter().filter_map(|claim| Count::of(context.record, claim)).collect();
        let mut found: Vec<Discrepancy> = Vec::new();
        let mut add = |discrepancy: Discrepancy| {
            if !found.iter().any(|known| known.span.overlaps(discrepancy.span)) {
                found.push(discrepancy);
            }
        };
        for (at, second) in counts.iter().enumerate() {
            let first = counts[..at].iter().find(|first| are_of_one_thing(context, first, second, &counts));
            if let Some(first) = first {
                add(within(context, first, second, &counts));
            }
        }
        for other in same_story::same_story(context) {
            for (count, their) in of_two(context.record, other) {
                add(between(context, &count, other, &their));
            }
        }
        found
    }
}

/// A number that the article states of a thing.
#[derive(Clone)]
struct Count<'a> {
    claim: &'a Claim,
    event: &'a Event,
    number: &'a Number,
    /// The figure alone.
    span: Span,
}

impl<'a> Count<'a> {
    /// An exact one.
    fn of(record: &'a Record, claim: &'a Claim) -> Option<Self> {
        let count = Self::of_any(record, claim)?;
        let number = count.number;
        let exact = number.bound.is_none() && number.high.is_none() && number.against.is_none() && number.change.is_none();
        let others = count.thing().is_some_and(|thing| thing.others);
        (exact && !others && claim.attribute != Attribute::Change).then_some(count)
    }

    /// One that may be `about` or `more than` so much, or a rise.
    fn of_any(record: &'a Record, claim: &'a Claim) -> Option<Self> {
        let Value::Number(number) = &claim.value else { return None };
        let event = claim.event.as_deref()?;
        let quantity = record.reading.quantities.iter().find(|quantity| claim.span.covers(quantity.span))?;
        let counted = matches!(claim.attribute, Attribute::Count | Attribute::Amount | Attribute::Change);
        counted.then_some(Self { claim, event, number, span: quantity.number })
    }

    fn thing(&self) -> Option<&'a Thing> {
        match &self.claim.subject {
            Subject::Thing(thing) => Some(thing),
            _ => None,
        }
    }

    fn value(&self) -> f64 {
        self.number.value
    }

    fn differs(&self, other: &Self) -> bool {
        let (a, b) = (self.value(), other.value());
        // `240` may be a rounded 235, but where the figures are those of the other, swapped, it is none.
        (a - b).abs() > self.number.tolerance.max(other.number.tolerance) + 1e-9 || slip_of_figures(a, b)
    }
}

impl Count<'_> {
    /// Told with the same limit in the same words: another number is another number, unless it is the other one rounded.
    fn differs_as_told(&self, other: &Self) -> bool {
        let (a, b) = (self.value(), other.value());
        let apart = (a - b).abs() > 1e-9 * a.abs().max(b.abs());
        let rounded = (a - b).abs() <= 0.05 * a.abs().max(b.abs()) && (is_round(a) != is_round(b));
        apart && self.number.high == other.number.high && self.number.against == other.number.against && !rounded
    }
}

/// Two figures at most, and noughts.
fn is_round(value: f64) -> bool {
    let figures = format!("{value:e}");
    figures.split('e').next().unwrap_or_default().trim_start_matches('-').len() <= 3
}

/// Whether two counts of one article, in two sentences, must be of one thing.
fn are_of_one_thing(context: &Context<'_>, first: &Count<'_>, second: &Count<'_>, all: &[Count<'_>]) -> bool {
    let (Some(thing), Some(other)) = (first.thing(), second.thing()) else { return false };
    let plain =
        [first, second].iter().all(|count| count.number.unit.is_none() && count.value() >= LEAST && !is_year(count.value()));
    let modifiers = thing.modifiers.iter().all(|word| other.modifiers.contains(word))
        || other.modifiers.iter().all(|word| thing.modifiers.contains(word));
    let whole = thing.whole == other.whole && thing.per.is_none() && other.per.is_none() && !thing.others && !other.others;
    if !plain
        || thing.head != other.head
        || !modifiers
        || !whole
        || !first.differs(second)
        || first.event.span == second.event.span
    {
        return false;
    }
    let subset = |thing: &Thing| thing.modifiers.iter().any(|word| SUBSETS.contains(&&**word));
    let apart = |one: Option<PartialDate>, other: Option<PartialDate>| one.zip(other).is_some_and(|(one, other)| one != other);
    if subset(thing) || subset(other) || apart(first.event.window, second.event.window) {
        return false;
    }
    let values = all.iter().filter(|count| count.thing().is_some_and(|third| third.head == thing.head));
    let mut values: Vec<u64> = values.map(|count| count.value().to_bits()).collect();
    values.sort_unstable();
    values.dedup();
    let slip = slip_of_figures(first.value(), second.value());
    let named = !thing.modifiers.is_empty() && thing.modifiers == other.modifiers;
    if values.len() > 2 && !(slip && named) {
        return false;
    }
    let words = first.event.words.iter().filter(|word| second.event.words.contains(word));
    let shared =
        words.filter(|word| **word != thing.head && !thing.modifiers.contains(word) && !other.modifiers.contains(word)).count();
    let places = first.event.places.iter().filter(|place| second.event.places.contains(place)).count();
    let taking_part = first.event.participants.iter().filter(|part| second.event.participants.contains(part)).count();
    let predicate = first.event.predicate.is_some() && first.event.predicate == second.event.predicate;
    let elsewhere = !first.event.places.is_empty() && !second.event.places.is_empty() && places == 0;
    let definite = definite(context, second);
    // The same figures in another order are no other number.
    let slips = usize::from(slip) + usize::from(slip && same_figures(first.value(), second.value()));
    if elsewhere || !(slip || named || definite > 0 || (predicate && places + taking_part > 0 && shared > 0)) {
        return false;
    }
    let signs =
        2 * usize::from(named) + definite + slips + usize::from(predicate) + shared.min(2) + (places + taking_part).min(2);
    signs >= SIGNS
}

/// Words that make a count one of some only.
const SUBSETS: [&str; 12] =
    ["other", "more", "additional", "another", "new", "further", "remaining", "first", "second", "last", "extra", "different"];

/// `the 253 prisoners`, with nothing behind it that says which: they must have been counted before. Two signs, or one where more is said
/// of them.
fn definite(context: &Context<'_>, count: &Count<'_>) -> usize {
    let text = &context.article().text;
    let tokens = &context.reading().tokens;
    let at = tokens.partition_point(|token| token.span.start() < count.span.start());
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.span.of(text)).to_lowercase();
    let opening = word(at.checked_sub(1));
    let before = word(at.checked_sub(2));
    if !["the", "these", "those", "all", "'s", "’s", "'", "’"].contains(&opening.as_str()) || before == "than" {
        return 0;
    }
    let end = tokens.partition_point(|token| token.span.start() < count.claim.span.end());
    let restricted = [
        "of", "in", "that", "who", "which", "whom", "whose", "from", "on", "at", "with", "for", "to", "it", "he", "they", "she",
        "we",
    ];
    if restricted.contains(&word(Some(end)).as_str()) { 1 } else { 3 }
}

fn is_year(value: f64) -> bool {
    value.fract() == 0.0 && (1900.0..2100.0).contains(&value)
}

fn within(context: &Context<'_>, first: &Count<'_>, second: &Count<'_>, all: &[Count<'_>]) -> Discrepancy {
    let times = |of: &Count<'_>| {
        all.iter().filter(|count| count.value().total_cmp(&of.value()).is_eq() && count.claim.subject == of.claim.subject).count()
    };
    // The rarer of the two is the one in question, else the later.
    let (stands, asked) = if times(second) > times(first) { (second, first) } else { (first, second) };
    let line = context.record.lines.line(stands.span.start()) + 1;
    let (here, there) = (context.words(asked.span), context.words(stands.span));
    let thing = counted(context, asked);
    let message = format!("{here} {thing} here, {there} in line {line}.");
    let facts = vec![thing, asked.value().to_string(), stands.value().to_string()];
    let mut discrepancy = Discrepancy::new(asked.span, message, facts);
    discrepancy.evidence.push(context.evidence(stands.claim.span, "counted here too"));
    discrepancy.fixes.push(context.change_to(asked.span, there));
    discrepancy
}

/// What is counted, as written.
fn counted(context: &Context<'_>, count: &Count<'_>) -> String {
    let behind = Span::new(count.span.end().min(count.claim.span.end()), count.claim.span.end());
    context.words(behind).trim_start_matches('-').trim().to_lowercase()
}

/// Counts of two articles that stand in sentences which tell the same in nearly the same words, and differ.
fn of_two<'a>(record: &'a Record, other: &'a Record) -> Vec<(Count<'a>, Count<'a>)> {
    let (ours, theirs) = (sentences(record), sentences(other));
    let mut found = Vec::new();
    for own in ours.values() {
        let alike = theirs.values().filter(|their| tell_the_same((record, &own[0]), (other, &their[0])));
        // The sentence that has most in common; of two equally like ones it is not certain which is meant.
        let mut alike: Vec<(usize, &Vec<Count<'_>>)> = alike.map(|their| (common(&own[0], &their[0]), their)).collect();
        alike.sort_by_key(|alike| std::cmp::Reverse(alike.0));
        let Some((_, their)) = alike.first().filter(|(most, _)| alike.get(1).is_none_or(|(next, _)| next < most)) else {
            continue;
        };
        if own.len() != their.len() || !own.iter().zip(their.iter()).all(|(one, other)| are_of_one_kind(one, other)) {
            continue;
        }
        let mut differing = own.iter().zip(their.iter()).filter(|(one, other)| one.differs_as_told(other));
        if let (Some((one, other)), None) = (differing.next(), differing.next()) {
            found.push((one.clone(), other.clone()));
        }
    }
    found
}

/// The numbers of each sentence, in order.
fn sentences(record: &Record) -> BTreeMap<Span, Vec<Count<'_>>> {
    let mut found: BTreeMap<Span, Vec<Count<'_>>> = BTreeMap::new();
    for count in record.claims.iter().filter_map(|claim| Count::of_any(record, claim)) {
        found.entry(count.event.span).or_default().push(count);
    }
    found
}

fn are_of_one_kind(one: &Count<'_>, other: &Count<'_>) -> bool {
    let heads = match (one.thing(), other.thing()) {
        (Some(thing), Some(other)) => thing.head == other.head,
        (None, None) => true,
        _ => false,
    };
    let role = |count: &Count<'_>| count.number.change;
    one.claim.attribute == other.claim.attribute
        && one.number.unit == other.number.unit
        && one.number.bound == other.number.bound
        && role(one) == role(other)
        && heads
}

fn common(one: &Count<'_>, other: &Count<'_>) -> usize {
    one.event.words.iter().filter(|word| other.event.words.contains(word)).count()
}

/// Most words are the same, and neither names anybody or any place that the other lacks where that one names another.
fn tell_the_same((record, one): (&Record, &Count<'_>), (other_record, other): (&Record, &Count<'_>)) -> bool {
    let shared = common(one, other);
    let shorter = one.event.words.len().min(other.event.words.len());
    let names = |record: &Record, count: &Count<'_>| -> BTreeSet<String> {
        let named = count.event.participants.iter().chain(&count.event.places);
        named.map(|id| fold_name(&record.reading.entity(*id).name)).collect()
    };
    let (ours, theirs) = (names(record, one), names(other_record, other));
    let fits = ours.is_subset(&theirs) || theirs.is_subset(&ours);
    shared >= ALIKE && shared * 100 >= shorter * SHARE && fits
}

fn between(context: &Context<'_>, count: &Count<'_>, other: &Record, their: &Count<'_>) -> Discrepancy {
    let (here, there) = (context.words(count.claim.span), other.article.words(their.claim.span));
    let message = format!("{here} here, {there} in {}.", words::source(other));
    let facts = vec![here.to_lowercase(), there.to_lowercase()];
    let mut discrepancy = Discrepancy::new(count.span, message, facts);
    discrepancy.evidence.push(Evidence {
        place: Some(Site::Article(other.path.clone(), their.claim.span)),
        text: there,
        why: format!("in {}", words::source(other)),
    });
    discrepancy
}

fn same_figures(a: f64, b: f64) -> bool {
    let figures = |value: f64| {
        let mut figures = value.to_string().into_bytes();
        figures.sort_unstable();
        figures
    };
    figures(a) == figures(b)
}

/// Equally long, and one figure wrong or two neighbours swapped.
fn slip_of_figures(a: f64, b: f64) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.len() == b.len() && a != b && super::slips::one_slip(&a, &b)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{against_another, check, fixes};

    #[test]
    fn figures_swapped() {
        let fixture = "
The ministers discussed 235 political prisoners on Monday.
None of the 253 political prisoners was named.
            ^^^ warning: 253 political prisoners here, 235 in line 1.
";
        check("number-conflict", fixture);
        assert_eq!(fixes("number-conflict", fixture)[0].0, "Change to 235");
    }

    #[test]
    fn a_count_that_refers_back() {
        check(
            "number-conflict",
            "
The fire in Halden killed 57 people on Monday. The works were old.

The 64 people were buried on Friday. Some 50 people came.
    ^^ warning: 64 people here, 57 in line 1.
",
        );
    }

    #[test]
    fn two_articles_of_one_story() {
        let story = |number: &str| {
            format!(
                "Carla Brundt met Olaf Stirn in Halden on Monday. The Lindholm company of Halden will dismiss {number} workers before the \
                 harvest, Brundt told a meeting of the guild. Marta Kahn left.\n"
            )
        };
        let pair = |first: &str, second: &str| against_another("number-conflict", &story(first), &story(second));
        assert_eq!(pair("235", "310"), ["235 workers here, 310 workers in other.txt, 28 January 1997."]);
        assert_eq!(pair("235", "about 240"), [""; 0]);
        assert_eq!(pair("235", "235"), [""; 0]);
    }

    #[test]
    fn other_things_and_other_values_are_left_alone() {
        check(
            "number-conflict",
            "They discussed 235 political prisoners, 253 other political prisoners and 234 church members. Some 236 political prisoners are ill. It has 120 church members.",
        );
    }
}
