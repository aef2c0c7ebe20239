//! The date that a page's furniture gives, laid against the times of which its text speaks.

use crate::article::{PartialDate, page_stamps};
use crate::claims::{Attribute, Hedge, Value};
use crate::language::{Kind, TimeKind};
use crate::text::Span;

use super::dossier::person;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words::date;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a date on the page (`Last updated …`) that lies years behind everything of which the text speaks.
    ///
    /// ## Why it matters
    ///
    /// Such a stamp tells when the page was touched, and is copied as the date of the article.
    ///
    /// ## Example
    ///
    /// > Last Updated: 03/27/2016 … The talks will end by June 1994, the minister said on Monday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the article's own date is known; at pieces that look back and give no second sign: days told as if of this week, something still to
    /// come that is long past, people who speak and had died, offices that had ended.
    pub struct MetadataDateImplausible;
    "metadata-date-implausible", Dates, Warning, on,
    "a date on the page that lies years behind the text",
    options: &[],
}

/// Years between the newest of the text and the page's date that are no accident.
const YEARS: i16 = 3;

impl Rule for MetadataDateImplausible {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        if context.article().published.is_some() {
            return Vec::new();
        }
        let stamps = page_stamps(context.article());
        stamps.into_iter().filter_map(|(stamp, span)| implausible(context, stamp, span)).take(1).collect()
    }
}

fn implausible(context: &Context<'_>, stamp: PartialDate, span: Span) -> Option<Discrepancy> {
    let years = context.reading().times.iter().filter_map(|time| Some((time.parts.year?.0, time.span)));
    let (newest, place) = years.max_by_key(|(year, _)| *year)?;
    if newest + YEARS > stamp.year() {
        return None;
    }
    let (why, other) = own_time(context).or_else(|| still_to_come(context, stamp)).or_else(|| ended(context, stamp))?;
    let message = format!("The page gives {}, but the newest year of the text is {newest}, and {why}.", date(stamp));
    let mut discrepancy = Discrepancy::new(span, message, vec![stamp.to_string(), newest.to_string()]);
    discrepancy.evidence = vec![context.evidence(place, "the newest year of the text"), context.evidence(other, why)];
    Some(discrepancy)
}

/// Days or months told as those of the writer's own week or year; one alone may be that of a piece that looks back.
fn own_time(context: &Context<'_>) -> Option<(&'static str, Span)> {
    let times = context.reading().times.iter().filter(|time| time.kind == TimeKind::Date && time.deictic);
    let mut told = times.filter(|time| context.quotation_around(time.span).is_none());
    told.next().filter(|_| told.next().is_some()).map(|time| ("it tells of that time as its own", time.span))
}

/// Something expected that was past by then.
fn still_to_come(context: &Context<'_>, stamp: PartialDate) -> Option<(&'static str, Span)> {
    let claims = context.record.claims.iter().filter(|claim| claim.attribute == Attribute::EventDate);
    let mut expected = claims.filter(|claim| claim.hedge == Some(Hedge::Expected));
    let past = |value: &Value| matches!(value, Value::Date(date) if date.year() + YEARS <= stamp.year());
    expected.find(|claim| past(&claim.value)).map(|claim| ("what was long past is still to come", claim.span))
}

/// Somebody speaks who had died, or has an office that had ended.
fn ended(context: &Context<'_>, stamp: PartialDate) -> Option<(&'static str, Span)> {
    let reading = context.reading();
    reading.mentions.iter().filter(|mention| mention.kind == Kind::Person && mention.speaks).find_map(|mention| {
        let entity = reading.entity(mention.entity);
        let died = entity.entry.and_then(|id| context.knowledge().gazetteer.entry(id).until());
        let known = person(context, entity).and_then(|person| person.died).map(PartialDate::year);
        let gone = died.map(i32::from).into_iter().chain(known.map(i32::from)).any(|year| year < i32::from(stamp.year()));
        gone.then_some(("somebody speaks who had died by then", mention.span))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn a_stamp_of_the_page_years_behind_the_text() {
        check(
            "metadata-date-implausible",
            "
Harbour talks go on

Last Updated: 03/27/2016
              ^^^^^^^^^^ warning: The page gives 27 March 2016, but the newest year of the text is 1994, and it tells of that time as its own.

The talks in Port Hope went on yesterday. They had begun in March 1994, the harbour office said on Monday.
",
        );
    }

    #[test]
    fn pieces_that_look_back_and_stamps_of_their_time_are_left_alone() {
        check(
            "metadata-date-implausible",
            "Harbour talks\n\nLast Updated: 03/27/2016\n\nThe talks of 1994 had been long. They failed on a Monday.\n",
        );
        check(
            "metadata-date-implausible",
            "Harbour talks\n\nLast Updated: 03/27/1995\n\nThe talks went on yesterday. They had begun in March 1994, it was said on Monday.\n",
        );
    }
}
