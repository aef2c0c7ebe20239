//! The one rule that asks for the article's date, so that all others may be silent without it.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::article::calendar::explicit_date;
use crate::article::sidecar::path_for;
use crate::article::{BlockKind, PartialDate};
use crate::language::{Time, TimeKind};
use crate::text::Span;

use super::finding::{Edit, Fix};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words;

declare_rule! {
    /// ## What it does
    ///
    /// Tells, once for a file, that a date in it depends on the day of publication while that day is not known.
    ///
    /// ## Why it matters
    ///
    /// "Monday" and "last June" mean nothing without it, in the archive least of all, and most other rules about dates and offices have to
    /// stay silent until it is known.
    ///
    /// ## Example
    ///
    /// > The ministers met on Monday.
    ///
    /// Offered are the full dates that stand in the file. The one chosen is written to the sidecar (`NAME.dateline.toml` beside the
    /// article); the article itself is not touched.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the date of publication is known from the sidecar, the front matter or a date line. A page's stamp "Last Updated" is no such
    /// date. Words such as "now" and "recently", and what somebody said in quotation marks, ask for no date.
    pub struct UndatedRelativeDate;
    "undated-relative-date", Dates, Information, on,
    "a date such as “Monday” in an article whose own date is not known",
    options: &[],
}

/// No menu should offer more.
const CANDIDATES: usize = 3;

impl Rule for UndatedRelativeDate {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        if context.article().published.is_some() {
            return Vec::new();
        }
        let relative = |time: &&Time| time.deictic && !is_vague(time) && context.quotation_around(time.span).is_none();
        let Some(first) = context.reading().times.iter().find(relative) else { return Vec::new() };
        let written = context.words(first.span);
        let message = format!("{written}: the date of this article is not known, so the day that is meant cannot be told.");
        let mut discrepancy = Discrepancy::new(first.span, message, vec![written.to_lowercase()]);
        discrepancy.fixes = fixes(context);
        vec![discrepancy]
    }
}

/// "Now" and "recently" point at no day.
fn is_vague(time: &Time) -> bool {
    time.value.as_deref().is_some_and(|value| value.ends_with("_REF")) || matches!(time.kind, TimeKind::Duration | TimeKind::Set)
}

fn fixes(context: &Context<'_>) -> Vec<Fix> {
    let Some(sidecar) = sidecar(&context.record.path) else { return Vec::new() };
    let name = words::file_name(&sidecar);
    let mut dates: Vec<Date> = Vec::new();
    for time in &context.reading().times {
        if let (Some(PartialDate::Day(date)), Some(_)) = (time.date, time.parts.year)
            && !dates.contains(&date)
        {
            dates.push(date);
        }
    }
    // Page furniture is not read, but a person may know what its date is worth; when a page was last touched is worth nothing.
    for block in context.article().blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate) {
        let words = context.words(block.span);
        if words.to_lowercase().contains("updated") {
            continue;
        }
        let labelled = words.split_once(": ").map_or(words.as_str(), |(_, behind)| behind);
        if let Some((PartialDate::Day(date), _)) = explicit_date(labelled)
            && !dates.contains(&date)
        {
            dates.push(date);
        }
    }
    // A report is rarely older than the days that it tells of.
    dates.sort_unstable_by(|a, b| b.cmp(a));
    dates.truncate(CANDIDATES);
    let setting = |date: Date| Fix {
        title: format!("Set the date of publication to {} (in {name})", words::day(date)),
        safe: false,
        // The head of the sidecar, where keys of the file itself must stand.
        edits: vec![Edit { path: sidecar.clone(), span: Span::default(), text: format!("published = {date}\n") }],
    };
    dates.into_iter().map(setting).collect()
}

/// `a.dateline.toml` beside `a.txt`; `None` for a document without a file.
fn sidecar(path: &Arc<Path>) -> Option<Arc<Path>> {
    path.is_absolute().then(|| Arc::from(path_for(path)))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, findings};

    #[test]
    fn once_for_a_file() {
        check(
            "undated-relative-date",
            "
The ministers met on Monday. They will meet again next week, and on Friday after that.
                     ^^^^^^ information: Monday: the date of this article is not known, so the day that is meant cannot be told.
",
        );
    }

    #[test]
    fn silent_where_the_date_is_known_or_not_needed() {
        check("undated-relative-date", "//- draft.txt published=1997-01-28\nThe ministers met on Monday.");
        check("undated-relative-date", "The ministers met on Monday, January 27, 1997.");
        check("undated-relative-date", "“We made no progress today,” Warren Roe said.");
    }

    #[test]
    fn full_dates_of_the_text_are_offered_and_written_to_the_sidecar() {
        let findings =
            findings("undated-relative-date", "The ministers met on Monday. On January 24, 1994, they had parted in anger.");
        let edits: Vec<(String, &str, &str)> = findings
            .iter()
            .flat_map(|finding| &finding.fixes)
            .flat_map(|fix| {
                fix.edits.iter().map(|edit| (edit.path.display().to_string(), edit.text.as_str(), fix.title.as_str()))
            })
            .collect();
        let title = "Set the date of publication to 24 January 1994 (in draft.dateline.toml)";
        assert_eq!(edits, [("/draft.dateline.toml".to_owned(), "published = 1994-01-24\n", title)]);
    }
}
