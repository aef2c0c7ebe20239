//! The date that a page gives of itself against what its text tells.

use crate::article::calendar::explicit_date;
use crate::article::{BlockKind, PartialDate, PublishedSource};
use crate::language::{Kind, TimeKind};
use crate::text::Span;

use super::finding::Evidence;
use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a date of the page (`Last updated`, the date line, the front matter) that lies years after what the text itself tells, if two signs say so that do not
    /// depend on each other: the newest year of a report that speaks of `Tuesday` and `last month`, a body that had long ceased to be, the year of the
    /// copyright line.
    ///
    /// ## Why it matters
    ///
    /// A page that was moved to a new site has the date of the move. Whoever takes it for the date of the report gets every `yesterday` in it wrong.
    ///
    /// ## Example
    ///
    /// > Last updated: 3/27/2016 … On Tuesday the ministers spoke of joining GATT, as they have done since 1990.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// With one sign only, at histories and anniversaries (no `Tuesday`, no `last month`), and at dates that somebody set for the file.
    pub struct MetadataDateImplausible;
    "metadata-date-implausible", Dates, Warning, on,
    "a date of the page years after what the text tells",
    options: &[],
}

/// A year that lies further back than these is no longer that of the report.
const YEARS: i16 = 3;

impl Rule for MetadataDateImplausible {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let Some((span, date)) = page_date(context) else { return Vec::new() };
        let signs: Vec<Evidence> =
            [newest_year(context, date.year()), ceased_body(context, date.year()), copyright(context, date.year())]
                .into_iter()
                .flatten()
                .collect();
        if signs.len() < 2 {
            return Vec::new();
        }
        let told: Vec<String> = signs.iter().map(|sign| sign.why.clone()).collect();
        let message = format!("{} does not fit the text: {}.", words::date(date), told.join("; "));
        let mut discrepancy = Discrepancy::new(span, message, vec![words::date(date)]);
        discrepancy.evidence = signs;
        vec![discrepancy]
    }
}

/// The date that the page states of itself, and where.
fn page_date(context: &Context<'_>) -> Option<(Span, PartialDate)> {
    let article = context.article();
    if let Some(published) = article.published {
        let own = matches!(published.source, PublishedSource::Text | PublishedSource::FrontMatter | PublishedSource::Format);
        return published.span.filter(|_| own).map(|span| (span, published.date));
    }
    article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate).find_map(|block| {
        let shown = context.words(block.span);
        let (label, date) = shown.rsplit_once(": ")?;
        let lower = label.to_lowercase();
        if !["updated", "modified", "posted", "published"].iter().any(|word| lower.contains(word)) {
            return None;
        }
        let (date, _) = explicit_date(date)?;
        let label = block.span.of(&article.source).rfind(": ")? + 2;
        Some((Span::new(block.span.start() + label, block.span.end()), date))
    })
}

/// The newest year of a report that tells of its own days.
fn newest_year(context: &Context<'_>, page: i16) -> Option<Evidence> {
    let times = || context.reading().times.iter().filter(|time| near::in_body(context, time.span.start()));
    let of_the_day = times().filter(|time| time.deictic && matches!(time.kind, TimeKind::Date | TimeKind::Time)).count();
    let stated = times().filter(|time| time.parts.year.is_some());
    let newest = stated.max_by_key(|time| time.parts.year.map(|(year, _)| year))?;
    let (year, span) = newest.parts.year?;
    (of_the_day > 0 && year + YEARS < page).then(|| context.evidence(span, format!("the newest year in the text is {year}")))
}

/// A body that was no more when the page is dated.
fn ceased_body(context: &Context<'_>, page: i16) -> Option<Evidence> {
    context.reading().entities.iter().enumerate().find_map(|(index, entity)| {
        let entry = entity.entry.filter(|_| entity.kind == Kind::Organisation)?;
        let until = context.knowledge().gazetteer.entry(entry).until().filter(|until| until + YEARS < page)?;
        let id = crate::language::EntityId(index as u32);
        let (_, mention) = context.record.mentions_of(id).find(|(_, mention)| near::in_body(context, mention.span.start()))?;
        Some(context.evidence(mention.span, format!("{} existed until {until}", entity.name)))
    })
}

/// `© 1997 …` in the furniture of the page.
fn copyright(context: &Context<'_>, page: i16) -> Option<Evidence> {
    let furniture = context.article().blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate);
    furniture.into_iter().find_map(|block| {
        let shown = context.words(block.span);
        let marked = shown.contains('©') || shown.to_lowercase().contains("copyright");
        let years = shown.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        let year = years.filter_map(|digits| digits.parse::<i16>().ok()).filter(|year| (1900..2100).contains(year)).max()?;
        (marked && year + YEARS < page).then(|| context.evidence(block.span, format!("the copyright is of {year}")))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    const PAGE: &str = "Talks on trade to go on

Last Updated: 03/27/2016

GENEVA -- The ministers said on Tuesday that they would go on with the talks, which began in 1990.

They spoke of joining the General Agreement on Tariffs and Trade next month, and nobody objected.
";

    #[test]
    fn two_signs_against_the_date_of_the_page() {
        check(
            "metadata-date-implausible",
            &PAGE.replace(
                "03/27/2016\n",
                "03/27/2016\n              ^^^^^^^^^^ warning: 27 March 2016 does not fit the text: the newest year in the text is 1990; General Agreement on Tariffs and Trade existed until 1995.\n",
            ),
        );
    }

    #[test]
    fn one_sign_a_near_year_and_a_history_are_left_alone() {
        check("metadata-date-implausible", &PAGE.replace("the General Agreement on Tariffs and Trade", "the club"));
        check("metadata-date-implausible", &PAGE.replace("1990", "2015"));
        check("metadata-date-implausible", &PAGE.replace("2016", "1991"));
    }
}
