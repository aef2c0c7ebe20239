//! Numbers that an article states of a thing, and whether two of them must be of one.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::PartialDate;
use crate::claims::{Attribute, Claim, Event, Number, Stem, Subject, Thing, Value};
use crate::corpus::Record;
use crate::language::{ChangeRole, EntityId, Modifier};
use crate::text::{Span, beginning_in};

use super::rule::Context;
use super::slips::one_slip;

/// Smaller numbers are alike by chance, unless one refers back to the other.
const LEAST: f64 = 10.0;
const LEAST_REFERRING: f64 = 5.0;
/// Signs that two counts in one article are of one thing.
const SIGNS: usize = 3;
/// Signs of a thing that must have been counted before: it is enough by itself.
const REFERS_BACK: usize = 3;
/// Signs of a sum whose name must have been told before: `the quarterly profit of $27 million`.
const REFERS_BY_NAME: usize = 2;
/// Of two numbers that are near the smaller is so much of the larger at least.
const NEAR: f64 = 0.7;
/// Figures of which two are no longer swapped by chance.
const MANY_FIGURES: usize = 3;
/// Words that make a count one of some only.
const SUBSETS: [&str; 12] =
    ["other", "more", "additional", "another", "new", "further", "remaining", "first", "second", "last", "extra", "different"];
/// Words before a number of things that were counted before.
const DEFINITE: [&str; 12] = ["the", "these", "those", "all", "its", "their", "his", "her", "'s", "’s", "'", "’"];
/// Words before a rate.
const EACH: [&str; 3] = ["each", "every", "per"];
/// Words behind things which say which of them are counted.
const RESTRICTING: [&str; 22] = [
    "of", "in", "that", "who", "which", "whom", "whose", "where", "from", "on", "at", "with", "for", "to", "it", "he", "they",
    "she", "we", "needed", "offered", "required",
];

/// Those that leave no doubt.
const RESTRICTING_FIRMLY: [&str; 14] =
    ["that", "who", "which", "whom", "whose", "where", "it", "he", "they", "she", "we", "needed", "offered", "required"];
/// So many words that two sentences share tell more than such a word.
const SHARED: usize = 2;
/// A number changed by mistake is seldom more than so many times the other.
const FARTHEST: f64 = 3.0;

/// A number that the article states of a thing.
#[derive(Clone)]
pub(super) struct Count<'a> {
    pub(super) claim: &'a Claim,
    pub(super) event: &'a Event,
    pub(super) number: &'a Number,
    /// The figure alone.
    pub(super) span: Span,
    /// The value in plain figures.
    figures: String,
}

impl<'a> Count<'a> {
    /// One that another can contradict: an exact one, or about so much.
    pub(super) fn of(record: &'a Record, claim: &'a Claim) -> Option<Self> {
        let count = Self::of_any(record, claim)?;
        let number = count.number;
        let one = matches!(number.bound, None | Some(Modifier::About)) && number.high.is_none() && number.against.is_none();
        let others = count.thing().is_some_and(|thing| thing.others);
        (one && !others).then_some(count)
    }

    /// One that may be `about` or `more than` so much, or a rise.
    pub(super) fn of_any(record: &'a Record, claim: &'a Claim) -> Option<Self> {
        let Value::Number(number) = &claim.value else { return None };
        let event = claim.event.as_deref()?;
        let quantities = beginning_in(&record.reading.quantities, claim.span, |quantity| quantity.span);
        let quantity = quantities.iter().find(|quantity| claim.span.covers(quantity.span))?;
        let counted = matches!(claim.attribute, Attribute::Count | Attribute::Amount | Attribute::Change);
        counted.then(|| Self { claim, event, number, span: quantity.number, figures: number.value.to_string() })
    }

    pub(super) fn thing(&self) -> Option<&'a Thing> {
        match &self.claim.subject {
            Subject::Thing(thing) => Some(thing),
            _ => None,
        }
    }

    pub(super) fn value(&self) -> f64 {
        self.number.value
    }

    /// The unit, and what is counted.
    fn name(&self) -> CountKind<'a> {
        (self.number.unit.as_deref(), self.thing().map(|thing| thing.head))
    }

    /// What decides with which others it can be one: sums and shares of any name, as one may tell of `the fine` and another of whoever
    /// was fined.
    fn group(&self) -> CountKind<'a> {
        let (unit, head) = self.name();
        (unit, head.filter(|_| unit.is_none()))
    }

    fn kind(&self) -> CountKind<'a> {
        let (unit, head) = self.name();
        (unit, head.filter(|_| !self.is_measured()))
    }

    /// The same number of what is called the same.
    pub(super) fn is_told_as(&self, other: &Self) -> bool {
        self.value().total_cmp(&other.value()).is_eq() && self.name() == other.name()
    }

    /// Not the other one rounded; where the figures are those of the other, swapped, they are not rounded.
    fn differs(&self, other: &Self) -> bool {
        let (a, b) = (self.value(), other.value());
        (a - b).abs() > self.number.tolerance.max(other.number.tolerance) + 1e-9 || self.is_slip_of(other)
    }

    /// Points of a poll or an index.
    pub(super) fn is_of_points(&self) -> bool {
        self.thing().is_some_and(|thing| *thing.head == *"point") || self.event.words.iter().any(|word| **word == *"point")
    }

    /// Whether both can be one number, whatever they count.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        self.number.unit == other.number.unit && !self.differs(other)
    }

    /// Told with the same limit in the same words: another number is another number, unless it is the other one rounded.
    pub(super) fn differs_as_told(&self, other: &Self) -> bool {
        let (a, b) = (self.value(), other.value());
        let apart = (a - b).abs() > 1e-9 * a.abs().max(b.abs());
        let rounded = (a - b).abs() <= 0.05 * a.abs().max(b.abs()) && (is_round(a) != is_round(b));
        let ends = (self.number.high, other.number.high);
        // Of a range one end may be another.
        let alike = ends.0 == ends.1 || !apart && ends.0.is_some() && ends.1.is_some();
        alike && self.number.against == other.number.against && (apart && !rounded || ends.0 != ends.1)
    }

    /// Whether it counts as the other one does: of the same unit, and no year.
    pub(super) fn is_of_kind(&self, other: &Self) -> bool {
        let counts = [self, other].iter().all(|count| !is_year(count.value()) && count.value().fract() == 0.0);
        self.number.unit == other.number.unit && (counts || self.number.unit.is_some())
    }

    /// As near as a slip leaves it, or a figure copied from elsewhere.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let (a, b) = (self.value(), other.value());
        a.min(b) >= NEAR * a.max(b) || self.swapped(other) > 0
    }

    /// The words of weight that two sentences have in common.
    pub(super) fn words_with<'b>(&'b self, other: &'b Self) -> impl Iterator<Item = &'b Stem> {
        self.event.words.iter().filter(|word| other.event.words.binary_search(word).is_ok())
    }

    /// Those of them that tell more than in what something is counted.
    pub(super) fn telling_words_with<'b>(&'b self, other: &'b Self) -> impl Iterator<Item = &'b Stem> {
        self.words_with(other).filter(|word| UNITS.binary_search(&&***word).is_err())
    }

    /// Somebody and some place, as far as both sentences name them.
    fn shares_names_with(&self, other: &Self) -> (usize, usize) {
        let shared = |ours: &[EntityId], theirs: &[EntityId]| ours.iter().filter(|id| theirs.contains(id)).count();
        (shared(&self.event.participants, &other.event.participants), shared(&self.event.places, &other.event.places))
    }

    /// Whether both sentences tell of one known time.
    fn is_dated_as(&self, other: &Self) -> bool {
        self.event.window.is_some() && self.event.window == other.event.window
    }

    /// Equally long, and one figure wrong or two neighbours swapped.
    pub(super) fn is_slip_of(&self, other: &Self) -> bool {
        self.figures.len() == other.figures.len() && one_slip(&self.figures, &other.figures)
    }

    /// How many figures they have in common, noughts at the ends left out, if they have the same and two neighbours are swapped; else 0.
    pub(super) fn swapped(&self, other: &Self) -> usize {
        let figures = |count: &Self| {
            let mut figures: Vec<u8> = count.figures.trim_matches('0').bytes().filter(u8::is_ascii_digit).collect();
            figures.sort_unstable();
            figures
        };
        if !self.is_slip_of(other) {
            return 0;
        }
        let ours = figures(self);
        if ours == figures(other) { ours.len() } else { 0 }
    }

    /// A length, a weight and the like: no money and no share.
    fn is_measured(&self) -> bool {
        let money = |unit: &str| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
        self.number.unit.as_deref().is_some_and(|unit| unit != "%" && !money(unit))
    }

    /// Whether they are told of other days or other places.
    fn is_elsewhere(&self, other: &Self) -> bool {
        let apart =
            |one: Option<PartialDate>, other: Option<PartialDate>| one.zip(other).is_some_and(|(one, other)| one != other);
        let (ours, theirs) = (&self.event.places, &other.event.places);
        let elsewhere = !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|place| theirs.contains(place));
        elsewhere || apart(self.event.window, other.event.window)
    }
}

/// The exact counts of an article with what is asked of all of them together, so that it is asked once.
pub(super) struct Counts<'c, 'a> {
    context: &'c Context<'a>,
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    count: Count<'a>,
    /// How many values the article has for what is called so, or measured in the unit; small counts are left out.
    crowd: usize,
    /// How many it has in the unit, whatever they are called.
    in_unit: usize,
    /// As [`refers_back`].
    back: usize,
    /// It is a rate.
    each: bool,
}

/// The unit, and what is counted if nothing is measured in it: counts with other kinds are never of one thing.
type CountKind<'a> = (Option<&'a str>, Option<Stem>);

impl<'c, 'a> Counts<'c, 'a> {
    pub(super) fn read(context: &'c Context<'a>) -> Self {
        let counts: Vec<Count<'a>> = context.record.claims.iter().filter_map(|claim| Count::of(context.record, claim)).collect();
        let mut values: BTreeMap<CountKind<'_>, BTreeSet<u64>> = BTreeMap::new();
        let mut in_unit: BTreeMap<CountKind<'_>, BTreeSet<u64>> = BTreeMap::new();
        for count in counts.iter().filter(|count| count.value() >= LEAST || count.number.unit.is_some()) {
            values.entry(count.kind()).or_default().insert(count.value().to_bits());
            in_unit.entry(count.group()).or_default().insert(count.value().to_bits());
        }
        let mut told: BTreeMap<(CountKind<'_>, u64), usize> = BTreeMap::new();
        for count in &counts {
            let first = told.entry((count.name(), count.value().to_bits())).or_insert(count.span.start());
            *first = count.span.start().min(*first);
        }
        let mut entries = Vec::with_capacity(counts.len());
        for count in &counts {
            let crowd = values.get(&count.kind()).map_or(0, BTreeSet::len);
            let in_unit = in_unit.get(&count.group()).map_or(0, BTreeSet::len);
            let known = told[&(count.name(), count.value().to_bits())] < count.span.start();
            let each = EACH.contains(&word_before(context, count, 1).as_str());
            let back = if known { 0 } else { refers_back(context, count) };
            entries.push(Entry { count: count.clone(), crowd, in_unit, back, each });
        }
        Self { context, entries }
    }

    /// Each count that must be of one thing with an earlier one in another sentence, and differs from it: the earlier one first.
    pub(super) fn differing(&self) -> Vec<(&Count<'a>, &Count<'a>)> {
        let mut earlier: BTreeMap<CountKind<'_>, Vec<&Entry<'a>>> = BTreeMap::new();
        let mut found = Vec::new();
        for second in &self.entries {
            // A report with hundreds of sums compares those of one name only.
            let count = &second.count;
            let key = if second.in_unit > MANY_VALUES { count.kind() } else { count.group() };
            let alike = earlier.entry(key).or_default();
            let first = alike.iter().find(|first| self.are_of_one_thing(first, second));
            found.extend(first.map(|first| (&first.count, &second.count)));
            alike.push(second);
        }
        found
    }

    fn are_of_one_thing(&self, first: &Entry<'a>, second: &Entry<'a>) -> bool {
        let (one, other) = (&first.count, &second.count);
        let comparable = !first.each
            && !second.each
            && one.event.span != other.event.span
            && one.is_of_kind(other)
            && one.differs(other)
            && !one.is_elsewhere(other);
        let exact = [one, other].iter().all(|count| count.number.bound.is_none() && count.number.change.is_none());
        let one_thing = || match (one.thing(), other.thing()) {
            _ if one.is_measured() => first.crowd <= 2 && second.back >= REFERS_BACK && one.is_near(other),
            (Some(thing), Some(called)) if names_the_same(thing, called) => match &one.number.unit {
                Some(_) => are_one_sum(first, second),
                None => are_one_count((first, thing), (second, called)),
            },
            // `fined the firm 250,000 euros`, `the fine of 350,000 euros`
            (None, Some(called)) if one.number.unit.is_some() && one.event.predicate.as_deref() == Some(&*called.head) => {
                are_one_sum(first, second)
            }
            _ => false,
        };
        let again = || exact && one_thing() || is_slip_told_again(first, second) || is_rise_told_again(first, second);
        comparable && again() && !are_told_apart(self.context, one, other)
    }
}

/// Words that tell nothing of what is counted.
const UNITS: [&str; 15] = [
    "cent",
    "dollar",
    "euro",
    "franc",
    "kilogram",
    "kilometer",
    "mark",
    "meter",
    "mile",
    "million",
    "percent",
    "pound",
    "ton",
    "tonne",
    "yen",
];
/// With so many values of a unit in an article none is another's by chance.
const FEW_VALUES: usize = 4;
/// With more values of a unit than this, those of other names are not set against each other.
const MANY_VALUES: usize = 40;
/// Signs that two figures which are each other's, swapped, are one: what both sentences tell.
const SIGNS_OF_SLIP: usize = 2;

/// `Consumer prices climbed 0.3 percent in February … February's 0.8 percent rise in consumer prices`: one rise, of an article with few.
fn is_rise_told_again(first: &Entry<'_>, second: &Entry<'_>) -> bool {
    let (one, other) = (&first.count, &second.count);
    let by = |count: &Count<'_>| count.number.change.filter(|(_, role)| *role == ChangeRole::By);
    let percent = one.number.unit.as_deref() == Some("%");
    let is_exact = |count: &Count<'_>| count.number.bound.is_none();
    if !percent
        || by(one).is_none()
        || by(one) != by(other)
        || !one.is_dated_as(other)
        || first.in_unit > FEW_VALUES
        || !is_exact(one)
        || !is_exact(other)
    {
        return false;
    }
    one.telling_words_with(other).count() >= SIGNS
}

/// The figures of an earlier sentence in another order, of a sum, share, measure or rise of which both sentences tell something alike.
fn is_slip_told_again(first: &Entry<'_>, second: &Entry<'_>) -> bool {
    let (one, other) = (&first.count, &second.count);
    let swapped = one.swapped(other);
    // Where there are many shares, two have the same figures by chance.
    let nameless = one.number.unit.is_none() && (one.claim.span == one.span || other.claim.span == other.span);
    let by_chance = swapped < 2 || nameless || (swapped < MANY_FIGURES && first.in_unit > FEW_VALUES);
    if by_chance || one.number.change != other.number.change {
        return false;
    }
    let shared = one.telling_words_with(other).count();
    let (taking_part, places) = one.shares_names_with(other);
    let signs = shared + taking_part.min(1) + places.min(1) + usize::from(one.is_dated_as(other)) + usize::from(second.back > 0);
    signs + usize::from(swapped >= MANY_FIGURES) >= SIGNS_OF_SLIP
}

/// Something beside the figures says that they are of different sets: `Ohio's 66 delegates`, `the 1,237 delegates he needs`, `a 15-point lead`;
/// or they are too far from each other to be one number. Figures that are each other's slip are asked for nothing but points of a poll.
fn are_told_apart(context: &Context<'_>, first: &Count<'_>, second: &Count<'_>) -> bool {
    let text = &context.article().text;
    // Whose they are, unless the other sentence speaks of the same.
    let of_another = |count: &Count<'_>, other: &Count<'_>| {
        let owned = matches!(word_before(context, count, 1).as_str(), "'s" | "’s" | "'" | "’");
        owned && !other.event.span.of(text).to_lowercase().contains(&word_before(context, count, 2))
    };
    let compound = |count: &Count<'_>| text[count.span.end()..].starts_with('-');
    let restricted = |count: &Count<'_>| {
        let behind = text[count.claim.span.end()..].trim_start().split([' ', ',', '.']).next().unwrap_or_default();
        RESTRICTING_FIRMLY.contains(&behind)
    };
    let (less, more) = (first.value().min(second.value()), first.value().max(second.value()));
    let slip = less >= LEAST && first.is_slip_of(second);
    let shared = first.words_with(second).count();
    let sets = of_another(first, second)
        || of_another(second, first)
        || compound(first) != compound(second)
        || (shared < SHARED && (restricted(first) || restricted(second)));
    first.is_of_points() || second.is_of_points() || !slip && (sets || less * FARTHEST < more)
}

/// A sum of money or a share is another one as a rule, under the same name, too.
fn are_one_sum(first: &Entry<'_>, second: &Entry<'_>) -> bool {
    let (one, other, back) = (&first.count, &second.count, second.back);
    let refers = back >= REFERS_BACK || (back == REFERS_BY_NAME && one.is_near(other)) || (back > 0 && one.is_slip_of(other));
    one.swapped(other) >= MANY_FIGURES || (first.crowd <= 2 && refers)
}

fn are_one_count((first, thing): (&Entry<'_>, &Thing), (second, called): (&Entry<'_>, &Thing)) -> bool {
    let (one, other, back) = (&first.count, &second.count, second.back);
    let least = one.value().min(other.value());
    let referring = back >= REFERS_BACK && one.is_near(other);
    let small = least < LEAST && !(least >= LEAST_REFERRING && referring);
    // Of two figures one is another by chance: `15 states`, `17 states`.
    let slip = one.is_slip_of(other) && (one.figures.len() >= MANY_FIGURES || one.swapped(other) > 0);
    let named = !thing.modifiers.is_empty() && thing.modifiers == called.modifiers;
    let swapped = one.swapped(other);
    let crowded = first.crowd > 2 && !(referring || slip && (named || swapped >= MANY_FIGURES || back >= REFERS_BACK));
    if small || crowded {
        return false;
    }
    let shared = one.words_with(other).filter(|word| !thing.has_word(word) && !called.has_word(word)).count();
    let (taking_part, places) = one.shares_names_with(other);
    let predicate = one.event.predicate.is_some() && one.event.predicate == other.event.predicate;
    let told_again = slip || named || back > 0 || (predicate && places + taking_part > 0 && shared > 0);
    // The same figures in another order are no other number.
    let slips = usize::from(slip) + usize::from(swapped > 0) + usize::from(swapped >= MANY_FIGURES);
    let signs = 2 * usize::from(named) + back + slips + usize::from(predicate) + shared.min(2) + (places + taking_part).min(2);
    // `31 for Brandt` shares its noun with others.
    let has_noun = |count: &Count<'_>| count.claim.span != count.span;
    let enough = if swapped > 0 && first.crowd <= 2 && has_noun(one) && has_noun(other) { SIGNS - 1 } else { SIGNS };
    told_again && signs >= enough
}

/// Whether two noun phrases can mean one thing: none is only a part of the other.
pub(super) fn names_the_same(thing: &Thing, other: &Thing) -> bool {
    let part = |thing: &Thing| {
        thing.others
            || thing.per.is_some()
            || thing.whole.is_some_and(|whole| whole == thing.head || *whole == *"them")
            || thing.modifiers.iter().any(|word| SUBSETS.contains(&&**word))
    };
    // `750,000 shares of its stock`, and later `the 750,000 shares`.
    let wholes = thing.whole.is_none() || other.whole.is_none() || thing.whole == other.whole;
    thing.is_called_as(other) && wholes && !part(thing) && !part(other)
}

/// `the 253 prisoners`, with nothing behind it that says which: they must have been counted before, and this number was not. As many
/// signs as are enough, or one where more is said of them.
fn refers_back(context: &Context<'_>, count: &Count<'_>) -> usize {
    let definite = DEFINITE.contains(&word_before(context, count, 1).as_str()) && word_before(context, count, 2) != "than";
    // `the quarterly profit of $27 million`
    let of_definite = || {
        count.number.unit.is_some()
            && word_before(context, count, 1) == "of"
            && (3..=4).any(|far| DEFINITE.contains(&word_before(context, count, far).as_str()))
    };
    if !definite && !of_definite() {
        return 0;
    }
    let tokens = &context.reading().tokens;
    let end = tokens.partition_point(|token| token.span.start() < count.claim.span.end());
    // Of `the $5 million fine` the claim holds the sum alone.
    let end = end + usize::from(count.number.unit.is_some() && !count.is_measured());
    let behind = tokens.get(end).map_or("", |token| token.span.of(&context.article().text)).to_lowercase();
    match (RESTRICTING.contains(&behind.as_str()), definite) {
        (true, _) => 1,
        (false, true) => REFERS_BACK,
        (false, false) => REFERS_BY_NAME,
    }
}

/// The word so far before the figures, or the mark of their currency.
fn word_before(context: &Context<'_>, count: &Count<'_>, far: usize) -> String {
    let tokens = &context.reading().tokens;
    let at = tokens.partition_point(|token| token.span.start() < count.claim.span.start());
    let token = at.checked_sub(far).and_then(|at| tokens.get(at));
    token.map_or("", |token| token.span.of(&context.article().text)).to_lowercase()
}

fn is_year(value: f64) -> bool {
    value.fract() == 0.0 && (1900.0..2100.0).contains(&value)
}

/// Two figures at most, and noughts.
fn is_round(value: f64) -> bool {
    let figures = format!("{value:e}");
    figures.split('e').next().unwrap_or_default().trim_start_matches('-').len() <= 3
}
