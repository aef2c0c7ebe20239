//! One event, two dates: what the claims say of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::PartialDate;
use crate::claims::{Attribute, Claim, Event, Relation, Statement, Value, compare};
use crate::language::EntityId;
use crate::text::Span;

use super::dated_alike::{self, Pair};
use super::finding::Level;
use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags two dates that one article gives of one event: a warning where what happens, who takes part or where it is, and the words of
    /// weight agree, or where the same words lead to both dates; a piece of information where the two sentences name others.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and a date is what a later story copies.
    ///
    /// ## Example
    ///
    /// > The council signed the treaty with Valdora on 3 May 1996. … The council signed the treaty with Valdora on 8 May 1996.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Unless what happens, who takes part or where it is, and the words of weight agree; at dates of different grain (`in May`, `on 3 May`); at
    /// events of a series (`annual`, `another`) and plans that were changed; at days from which, until which or by which something is;
    /// at what different people say.
    pub struct DateConflict;
    "date-conflict", Dates, Information, on,
    "one event with two dates",
    options: &[],
}

impl Rule for DateConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let claims = context.record.claims.iter();
        let dated: Vec<&Claim> = claims.filter(|claim| claim.attribute == Attribute::EventDate).collect();
        let mut found = Vec::new();
        // Claims of one event have its verb and somebody or some place in common.
        let mut earlier: BTreeMap<(&str, EntityId), Vec<usize>> = BTreeMap::new();
        for (index, claim) in dated.iter().enumerate() {
            let names: Vec<(&str, EntityId)> = claim.event.iter().flat_map(|event| names(event)).collect();
            let near: BTreeSet<usize> = names.iter().filter_map(|name| earlier.get(name)).flatten().copied().collect();
            let mut others = near.into_iter().map(|other| dated[other]).filter(|other| other.value != claim.value);
            let first = others.find(|first| conflict(context, first, claim));
            found.extend(first.map(|first| discrepancy(context, first.span, claim.span, values(first, claim), true)));
            names.into_iter().for_each(|name| earlier.entry(name).or_default().push(index));
        }
        for Pair { first, second, certain } in dated_alike::pairs(context) {
            if found.iter().all(|other: &Discrepancy| other.span != second.span) {
                let values = [first.date, second.date].map(|date| PartialDate::Day(date).in_words());
                found.push(discrepancy(context, first.span, second.span, values, certain));
            }
        }
        found
    }
}

fn names(event: &Event) -> impl Iterator<Item = (&str, EntityId)> {
    let verb = event.predicate.as_deref();
    let who = event.participants.iter().chain(&event.places);
    verb.into_iter().flat_map(move |verb| who.clone().map(move |entity| (verb, *entity)))
}

fn conflict(context: &Context<'_>, one: &Claim, other: &Claim) -> bool {
    let published = context.article().published.map(|published| published.date);
    let statement = |claim| Statement { claim, published, article: 0 };
    compare(statement(one), statement(other), &|a, b| a == b).relation == Relation::Conflict
}

fn values(first: &Claim, claim: &Claim) -> [String; 2] {
    [first, claim].map(|claim| if let Value::Date(date) = claim.value { date.in_words() } else { String::new() })
}

fn discrepancy(context: &Context<'_>, first: Span, second: Span, values: [String; 2], certain: bool) -> Discrepancy {
    let (here, there) = (context.words(second), context.words(first));
    let message = format!("{here} here, {there} in line {}, for what looks like one event.", near::line(context, first));
    let mut discrepancy = Discrepancy::new(second, message, values.into());
    if certain {
        discrepancy.at_least = Level::Warning;
    }
    discrepancy.evidence.push(context.evidence(first, "dated so here"));
    discrepancy
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn one_event_with_two_dates() {
        check(
            "date-conflict",
            "
//- draft.txt published=1996-06-01
The council of Geneva signed the treaty on fisheries with Norway on 3 May 1996.

The treaty on fisheries with Norway was signed by the council of Geneva on 8 May 1996.
                                                                           ^^^^^^^^^^ warning: 8 May 1996 here, 3 May 1996 in line 1, for what looks like one event.
",
        );
    }

    #[test]
    fn two_events_and_one_date_are_left_alone() {
        check(
            "date-conflict",
            "
//- draft.txt published=1996-06-01
The council of Geneva signed the treaty on fisheries with Norway on 3 May 1996. It signed a treaty on timber with Chile on 8 May 1996.

The treaty on fisheries with Norway was signed in May.
",
        );
    }

    #[test]
    fn the_same_words_before_two_dates() {
        check(
            "date-conflict",
            "
//- draft.txt published=1996-06-01
The council was told of the invasion of Norland by Harvania on May 2. Nobody slept.

Since the invasion of Norland by Harvania on May 20, nobody had slept.
                                             ^^^^^^ warning: May 20 here, May 2 in line 1, for what looks like one event.
",
        );
        check(
            "date-conflict",
            "
//- draft.txt published=1996-06-01
The bridge at Kolding collapsed on May 3.

Four people were in the way when the bridge collapsed on May 4.
                                                         ^^^^^ warning: May 4 here, May 3 in line 1, for what looks like one event.
",
        );
    }

    #[test]
    fn a_series_and_others_who_do_the_same_are_left_alone() {
        check(
            "date-conflict",
            "
//- draft.txt published=1996-06-01
The board will hold a public hearing on May 3. It will hold a second public hearing on May 10.

Anna Lindqvist launched her offer for the mill on May 6. Karl Brandt launched his offer for the quarry on May 7.

The northern ferry closed its books on May 1. The ferry closed its books on May 2. The ferry closed its books on May 4.
",
        );
    }
}
