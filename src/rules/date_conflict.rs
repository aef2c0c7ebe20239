//! One event, two dates: what the claims say of it.

use crate::claims::{Attribute, Claim, Relation, Statement, Value, compare};

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags two dates that one article gives of one event.
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
    /// events of a series (`annual`, `another`); at what different people say.
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
        for (index, claim) in dated.iter().enumerate() {
            let first = dated[..index].iter().find(|first| conflict(context, first, claim));
            found.extend(first.map(|first| discrepancy(context, first, claim)));
        }
        found
    }
}

fn conflict(context: &Context<'_>, one: &Claim, other: &Claim) -> bool {
    let published = context.article().published.map(|published| published.date);
    let statement = |claim| Statement { claim, published, article: 0 };
    compare(statement(one), statement(other), &|a, b| a == b).relation == Relation::Conflict
}

fn discrepancy(context: &Context<'_>, first: &Claim, claim: &Claim) -> Discrepancy {
    let (here, there) = (context.words(claim.span), context.words(first.span));
    let message = format!("{here} here, {there} in line {}, for what looks like one event.", near::line(context, first.span));
    let value = |claim: &Claim| if let Value::Date(date) = claim.value { date.in_words() } else { String::new() };
    let mut discrepancy = Discrepancy::new(claim.span, message, vec![value(first), value(claim)]);
    discrepancy.evidence.push(context.evidence(first.span, "dated so here"));
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
                                                                           ^^^^^^^^^^ information: 8 May 1996 here, 3 May 1996 in line 1, for what looks like one event.
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
}
