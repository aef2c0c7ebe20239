//! Two dates that stand side by side with "to" or a dash between them are a range; whether it can run forwards is arithmetic.

use jiff::civil::Date;

use crate::language::{Time, TimeKind};
use crate::text::Span;

use super::calendar;
use super::finding::Fix;
use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a range of dates whose end lies before its beginning.
    ///
    /// ## Why it matters
    ///
    /// The two dates are right and stand in the wrong order, or one of them is wrong. Either way nobody can go by it.
    ///
    /// ## Example
    ///
    /// > The commission meets from April 18 to March 10.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where a range without years can run over the turn of the year (`from December 29 to January 2`, a school year, a business year),
    /// where dates are moved and not spanned (`brought forward from May 10 to April 20`), and at years before Christ.
    pub struct DateRangeReversed;
    "date-range-reversed", Dates, Error, on,
    "a range of dates that ends before it begins",
    options: &[],
}

/// A range over the turn of the year may last so many days; a longer one is taken to be reversed.
const LONGEST_OVER_NEW_YEAR: u32 = 300;

/// Beginnings of verbs that take a date to another place in the calendar: after them, "from … to …" is no range.
const MOVED: [&str; 21] = [
    "accelerat",
    "advanc",
    "amend",
    "back",
    "bring",
    "brought",
    "chang",
    "compar",
    "correct",
    "forward",
    "mov",
    "postpon",
    "pull",
    "push",
    "reschedul",
    "revis",
    "shift",
    "sooner",
    "switch",
    "travel",
    "went",
];

/// The same of numbers, which may look like years: `fell from 2012 to 1980`.
const SANK: [&str; 6] = ["cut", "declin", "drop", "fall", "fell", "lower"];

impl Rule for DateRangeReversed {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let times = &context.reading().times;
        let mut found: Vec<Discrepancy> = times.windows(2).filter_map(|pair| reversed(context, &pair[0], &pair[1])).collect();
        for other in
            years_with_a_dash(context).into_iter().chain(times.iter().filter_map(|time| days_of_one_month(context, time)))
        {
            if !found.iter().any(|known| known.span.overlaps(other.span)) {
                found.push(other);
            }
        }
        found
    }
}

/// `(1958-1954)`, `1983-78`: two years that a dash joins.
fn years_with_a_dash(context: &Context<'_>) -> Vec<Discrepancy> {
    let text = &context.article().text;
    let mut found = Vec::new();
    for (dash, mark) in text.match_indices(['-', '–']) {
        let Some(start) = dash.checked_sub(4) else { continue };
        let behind = dash + mark.len();
        let figures = text[behind..].bytes().take_while(u8::is_ascii_digit).count();
        let end = behind + figures;
        let (Some(first), last) = (text.get(start..dash), &text[behind..end]) else { continue };
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '–' | '$' | '.' | '/' | '#'));
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '–' | '/'));
        let year = |word: &str| word.parse::<i16>().ok().filter(|year| word.len() == 4 && (1700..2100).contains(year));
        let Some(from) = year(first) else { continue };
        // `2011-10` is a month, and `1999-02` the turn of a century.
        let in_short = || last.parse::<i16>().ok().filter(|to| figures == 2 && (13..from % 100).contains(to));
        let Some(to) = year(last).or_else(|| Some(from - from % 100 + in_short()?)) else { continue };
        // In brackets it is a life.
        let life = text[..start].ends_with('(') && text[end..].starts_with(')');
        let far = if figures == 2 {
            30
        } else if life {
            110
        } else {
            60
        };
        if from > to && from - to < far && outside(text[..start].chars().next_back()) && ends(text[end..].chars().next()) {
            let span = Span::new(start, end);
            let message = format!("{}: {last} lies before {first}.", context.words(span));
            let mut discrepancy = Discrepancy::new(span, message, vec![first.to_owned(), last.to_owned()]);
            if figures == 4 {
                let edits = vec![context.edit(span, format!("{last}{mark}{first}"))];
                discrepancy.fixes.push(Fix { title: format!("Swap: {last} before {first}"), safe: false, edits });
            }
            found.push(discrepancy);
        }
    }
    found
}

/// `from August 17 to 3`, `July 9-4`, `from 22 to 8 March`: two days of one month, of which one is a bare number.
fn days_of_one_month(context: &Context<'_>, time: &Time) -> Option<Discrepancy> {
    let (day, day_span) = time.parts.day?;
    let (_, month_span) = time.parts.month?;
    if time.parts.order_undecided || time.kind != TimeKind::Date {
        return None;
    }
    let text = &context.article().text;
    let tokens = &context.reading().tokens;
    let at = tokens.partition_point(|token| token.span.start() < day_span.start());
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.span.of(text));
    let bare = |at: Option<usize>| word(at).parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    let links = ["to", "through", "until", "till", "-", "–"];
    let (first, last, span) = if month_span.end() <= day_span.start() {
        let last = bare(Some(at + 2)).filter(|_| links.contains(&word(Some(at + 1))))?;
        let end = tokens[at + 2].span.end();
        // "From August 17 to 3 million": the number counts something.
        let counts = near::quantities(context, tokens[at + 2].span)
            .iter()
            .any(|of| of.unit.is_some() || of.head.is_some() || of.value != f64::from(last));
        let more = text[end..].starts_with(['-', '–', '.', ',']) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        let opened = matches!(word(Some(at + 1)), "-" | "–") || near::follows(context, time.span, "from");
        if counts || more || !opened {
            return None;
        }
        (day, last, time.span.join(tokens[at + 2].span))
    } else {
        let number = at.checked_sub(2)?;
        let first = bare(Some(number)).filter(|_| links.contains(&word(Some(at - 1))))?;
        let lead = word(number.checked_sub(1)).to_lowercase();
        let opened = lead == "(" && matches!(word(Some(at - 1)), "-" | "–");
        if !opened && !["from", "of", "between"].contains(&lead.as_str()) {
            return None;
        }
        (first, day, tokens[number].span.join(time.span))
    };
    // Whatever moved is no range: "brought forward from May 20 to 10".
    let sentence = context.reading().sentences.iter().find(|sentence| sentence.span.covers(span))?;
    let before = context.words(Span::new(sentence.span.start(), span.start())).to_lowercase();
    if last >= first || was_moved(&before) {
        return None;
    }
    let message = format!("{}: {last} lies before {first}.", context.words(span));
    let mut discrepancy = Discrepancy::new(span, message, vec![first.to_string(), last.to_string(), context.words(month_span)]);
    discrepancy.evidence = vec![context.evidence(day_span, "the other end of the range")];
    Some(discrepancy)
}

/// A verb in the words before a range takes dates to another place in the calendar.
fn was_moved(before: &str) -> bool {
    has_verb(&before.replace("went on", ""), &MOVED)
}

fn has_verb(before: &str, stems: &[&str]) -> bool {
    before.split(|c: char| !c.is_alphabetic()).any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

fn reversed(context: &Context<'_>, from: &Time, to: &Time) -> Option<Discrepancy> {
    if from.kind != TimeKind::Date || to.kind != TimeKind::Date || from.span.end() > to.span.start() {
        return None;
    }
    let between = context.words(Span::new(from.span.end(), to.span.start()));
    let link = between.trim_matches([' ', ',']);
    let sentence = context.reading().sentences.iter().find(|sentence| sentence.span.covers(from.span))?;
    let before = context.words(Span::new(sentence.span.start(), from.span.start())).to_lowercase();
    let opening = before.trim_end().rsplit(' ').next().unwrap_or_default().trim_start_matches(['(', '"', '“']).to_owned();
    let opened = match link {
        "to" | "through" | "until" | "till" | "-" | "–" | "—" | "to the" => opening == "from",
        "and" => opening == "between",
        _ => return None,
    };
    let dashed = matches!(link, "-" | "–");
    // Nothing is moved between two dates.
    let moved = opening != "between" && was_moved(&before);
    let behind = &context.article().text[to.span.end()..];
    let before_christ =
        behind.trim_start().get(..2).is_some_and(|era| era.eq_ignore_ascii_case("bc") || era.eq_ignore_ascii_case("b."));
    if moved || before_christ {
        return None;
    }
    let years = (year_alone(from), year_alone(to));
    let runs_backwards = match years {
        // "In 1997 to 1994" may be anything; so may 1990-85, a telephone number or a vote.
        (Some(first), Some(last)) => {
            first > last && opened && first - last < 100 && (opening == "between" || !has_verb(&before, &SANK))
        }
        (None, None) if from.parts.day.is_none() && to.parts.day.is_none() => opened && months_run_backwards(from, to)?,
        (None, None) => (opened || dashed || matches!(link, "to" | "through")) && days_run_backwards(context, from, to)?,
        _ => false,
    };
    if !runs_backwards {
        return None;
    }
    let (first, last) = (context.words(from.span), context.words(to.span));
    let span = from.span.join(to.span);
    let message = format!("{}: {last} lies before {first}.", context.words(span));
    let mut discrepancy = Discrepancy::new(span, message, vec![first.clone(), last.clone()]);
    discrepancy.evidence =
        vec![context.evidence(from.span, "where the range begins"), context.evidence(to.span, "where it ends")];
    // `18` and `10 March` cannot change places word for word.
    let alike = from.parts.month.is_some_and(|(_, span)| from.span.covers(span))
        == to.parts.month.is_some_and(|(_, span)| to.span.covers(span))
        && from.parts.year.is_some() == to.parts.year.is_some();
    if alike {
        let source = &context.article().source;
        let swap = |at: Span, other: Span| context.edit(at, other.of(source));
        let edits = vec![swap(from.span, to.span), swap(to.span, from.span)];
        discrepancy.fixes.push(Fix { title: format!("Swap: {last} before {first}"), safe: false, edits });
    }
    Some(discrepancy)
}

/// A bare year.
fn year_alone(time: &Time) -> Option<i16> {
    let (year, _) = time.parts.year?;
    (time.parts.month.is_none() && time.parts.day.is_none()).then_some(year)
}

/// `from November 2011 to May 2009`. `None` if one of them is no month of a year.
fn months_run_backwards(from: &Time, to: &Time) -> Option<bool> {
    let month = |time: &Time| Some((time.parts.year?.0, time.parts.month?.0));
    Some(month(from)? > month(to)?)
}

/// Whether two days, in the years stated or in one that is not, stand the wrong way round. `None` if one of them is no day.
fn days_run_backwards(context: &Context<'_>, from: &Time, to: &Time) -> Option<bool> {
    let day_of = |time: &Time| {
        let readings = calendar::readings(&time.parts);
        if let [reading] = readings[..] {
            return Some((reading, time.parts.year.map(|(year, _)| year)));
        }
        None
    };
    let ((first, first_year), (last, last_year)) = (day_of(from)?, day_of(to)?);
    if let (Some(first_year), Some(last_year)) = (first_year, last_year) {
        return Some(calendar::date(first_year, first)? > calendar::date(last_year, last)?);
    }
    // 29 February must not stand in the way.
    let (begin, end): (Date, Date) = (calendar::date(2000, first)?, calendar::date(2000, last)?);
    if begin <= end {
        return Some(false);
    }
    let over_new_year = calendar::days_between(begin, calendar::date(2001, last).or_else(|| calendar::date(2001, (28, 2)))?);
    let whole_year = over_new_year == 364;
    let same_month = first.1 == last.1;
    // "The 18-10 March" is a score before it is a range, unless something opens it.
    let stated = from.parts.month.is_some_and(|(_, span)| from.span.covers(span)) || near::follows(context, from.span, "from");
    Some(stated && !whole_year && (same_month || over_new_year > LONGEST_OVER_NEW_YEAR))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn the_end_before_the_beginning() {
        check(
            "date-range-reversed",
            "
The commission meets from April 18 to March 10, and the choir from May 12 to May 9.
                          ^^^^^^^^^^^^^^^^^^^^ error: April 18 to March 10: March 10 lies before April 18.
                                                                   ^^^^^^^^^^^^^^^ error: May 12 to May 9: May 9 lies before May 12.
The fair (20-18 October) runs from June 11 to 3 this time; visitors fell from December 2007 to June 2006, when Carla Brundt (1961-1895) died.
          ^^^^^^^^^^^^^ error: 20-18 October: 18 lies before 20.
                                   ^^^^^^^^^^^^ error: June 11 to 3: 3 lies before 11.
                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: December 2007 to June 2006: June 2006 lies before December 2007.
                                                                                                                             ^^^^^^^^^ error: 1961-1895: 1895 lies before 1961.
She was mayor from 1997 to 1994, and judge between 5 May 1997 and 4 May 1997.
                   ^^^^^^^^^^^^ error: 1997 to 1994: 1994 lies before 1997.
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^ error: 5 May 1997 and 4 May 1997: 4 May 1997 lies before 5 May 1997.
",
        );
    }

    #[test]
    fn the_turn_of_the_year_and_moved_dates_are_left_alone() {
        check(
            "date-range-reversed",
            "
The offices are shut from December 29 to January 2. The business year runs from July 1 to June 30, school from Sept. 4 to June 20.

The vote was brought forward from May 10 to April 20. He ruled from 44 to 30 BC. The forecast for 1997 was cut from 1996 to 1995 levels.
",
        );
    }

    #[test]
    fn days_of_one_month_and_years_with_a_dash() {
        check(
            "date-range-reversed",
            "
The fair of July 9-4, 1997, and the school from August 17 to 3, were the work of Olaf Stirn (mayor 1958-1954).
            ^^^^^^^^ error: July 9-4: 4 lies before 9.
                                                ^^^^^^^^^^^^^^ error: August 17 to 3: 3 lies before 17.
                                                                                                   ^^^^^^^^^ error: 1958-1954: 1954 lies before 1958.
The choir sang from 22 to 8 March 2008, the league from November 2011 to May 2009. It ran from August 17 to 21 and grew from 40 in May 12 to 3 million.
                    ^^^^^^^^^^^^^^^^^^ error: 22 to 8 March 2008: 8 March 2008 lies before 22.
                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^ error: November 2011 to May 2009: May 2009 lies before November 2011.
",
        );
    }

    #[test]
    fn the_two_are_swapped() {
        let fixed = fixes("date-range-reversed", "It runs from April 18 to March 10.");
        assert_eq!(fixed, [("Swap: March 10 before April 18".to_owned(), "It runs from March 10 to April 18.".to_owned())]);
    }
}
