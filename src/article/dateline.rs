//! The place at the head of a report: `PARIS -`, `BEIJING (CNN) --`, `GENEVA, March 10 (Meridian) —`, `BUFFALO, N.Y. (AP) _`.
//!
//! A dateline is a promise that the reporter was there, and the second one in a file begins another story; so it must not be seen
//! where there is none. Capitals and a dash are not enough (`UPDATE -`, `NATO -`): the place must be known, or an agency in
//! brackets or a day must vouch for it.

use std::sync::LazyLock;

use regex::Regex;

use super::calendar::{first_date, month_of, weekday_of};
use super::view::View;
use super::{PartialDate, Places};
use crate::text::Span;

/// A dateline at the head of a block, in offsets of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The place as written.
    pub(super) span: Span,
    /// From the place to the dash.
    pub(super) whole: Span,
    /// The place's name.
    pub(super) place: String,
    /// The words in brackets.
    pub(super) agency: Option<Span>,
    /// A date with its year, where one is written.
    pub(super) date: Option<(PartialDate, Span)>,
    /// The block holds nothing else.
    pub(super) alone: bool,
}

/// `PLACE[/PLACE][, Qualifier][, day][ (AGENCY)][, day][ dash]`, as loose as its parts can be told apart afterwards.
///
/// Its letters are those of Latin, Greek and Cyrillic: all of Unicode's, as often as they occur here, would take longer to compile than the
/// rest of the program to start.
static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    const LETTERS: &str = r"A-Za-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{24F}\x{370}-\x{1FFF}";
    let pattern = format!(
        r"(?x)^
        (?P<place>[{LETTERS}][{LETTERS}.'’\x20/-]*?)
        (?P<rest>(?:,\x20[{LETTERS}0-9.'’\x20]{{1,30}}?){{0,3}})
        (?:\x20?\((?P<agency>[{LETTERS}][{LETTERS}0-9.,'’/&\x20-]{{0,39}})\)(?P<later>(?:,?\x20[{LETTERS}0-9.]{{1,12}}){{1,3}})?)?
        (?P<dash>\x20?(?:--+|[—–―_])\x20?|\x20-(?:\x20|$)|(?:\))?-\x20|\x20*$)"
    );
    Regex::new(&pattern).expect("a pattern of ours compiles")
});

/// Words in capitals before a dash that label a story and are no place.
const LABELS: [&str; 34] = [
    "ADVISORY",
    "ALERT",
    "ANALYSIS",
    "BREAKING",
    "BRIEF",
    "CLARIFICATION",
    "COMMENT",
    "CORRECTED",
    "CORRECTION",
    "DEVELOPING",
    "EDITORIAL",
    "EDITORS",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "FEATURE",
    "FLASH",
    "FOCUS",
    "INTERVIEW",
    "LIVE",
    "NEWS",
    "NEWSMAKER",
    "NOTE",
    "OBITUARY",
    "OPINION",
    "PREVIEW",
    "PROFILE",
    "REFILE",
    "REVIEW",
    "SPECIAL",
    "TIMELINE",
    "UPDATE",
    "URGENT",
    "WRAPUP",
];

/// Agencies that modern datelines name after a place that is not in capitals.
const AGENCIES: [&str; 24] = [
    "AFP",
    "ANI",
    "ANSA",
    "AP",
    "BBC",
    "Bernama",
    "Bloomberg",
    "CNN",
    "DPA",
    "EFE",
    "IANS",
    "Interfax",
    "ITAR-TASS",
    "KUNA",
    "Kyodo",
    "PA",
    "PTI",
    "Reuter",
    "Reuters",
    "TASS",
    "UPI",
    "VOA",
    "Xinhua",
    "Yonhap",
];

/// The dateline at the head of a block, if there is one.
pub(super) fn find(view: &View, places: &dyn Places) -> Option<Found> {
    // The head of a dateline is short; what lies beyond need not be looked at.
    let mut limit = view.shown.len().min(120);
    while !view.shown.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &view.shown[..limit];
    // Most paragraphs begin with a word in lower case but for its first letter, and have no agency in brackets either.
    let mut letters = head.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_uppercase);
    if !head.starts_with(char::is_uppercase) || !capitals && !head.contains('(') {
        return None;
    }
    let shape = SHAPE.captures(head)?;
    let dash = shape.name("dash")?;
    let place = shape.name("place")?;
    let agency = shape.name("agency");
    let bare_end = dash.as_str().trim().is_empty();
    if bare_end && (limit < view.shown.len() || !view.complete) {
        return None;
    }

    // Between place and dash: the rest of the place (`N.Y.`, `Australia`), then the day.
    let mut qualifier_end = place.end();
    let mut day = false;
    let rest = shape.name("rest");
    for part in rest.map_or("", |rest| rest.as_str()).split(',').skip(1) {
        if names_day(part) || (day && is_year(part)) {
            day = true;
        } else if day || !is_capitalised(part) {
            return None;
        } else {
            qualifier_end += part.len() + 1;
        }
    }
    if let Some(later) = shape.name("later") {
        if !names_day(later.as_str()) {
            return None;
        }
        day = true;
    }
    if shape.name("agency").is_some_and(|agency| names_day(agency.as_str())) {
        day = true;
    }

    let name = place.as_str();
    let capitals = name.chars().filter(|c| c.is_alphabetic()).all(|c| !c.is_lowercase());
    let alone = view.complete && view.shown[dash.end()..].trim().is_empty();
    // A line that is nothing but capitals and a dash is a dateline too, of whatever place.
    let vouched = agency.is_some() || day || (alone && !bare_end);
    let known = canonical(name, places);
    let qualified = qualifier_end > place.end() && places.canonical(head[place.end() + 1..qualifier_end].trim()).is_some();
    let first_word = name.split([' ', '/']).next().unwrap_or(name);
    let plausible = name.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && name.split_whitespace().count() <= 5
        && !LABELS.contains(&first_word)
        && month_of(first_word).is_none()
        && weekday_of(first_word).is_none();
    let accepted = plausible
        && if capitals {
            // "FRANCE - " in a list of countries is no dateline.
            let country_alone = !vouched && qualifier_end == place.end() && places.is_country(name);
            (vouched || (!bare_end && ((known.is_some() && !country_alone) || qualified)))
                && (known.is_some() || name.len() <= 40)
        } else {
            known.is_some() && !bare_end && agency.is_some_and(|agency| is_agency(agency.as_str()))
        };
    if !accepted {
        return None;
    }
    let whole_end = dash.start() + dash.as_str().trim_end().len();
    let dated = first_date(&head[place.end()..whole_end]);
    let date = dated.map(|(date, span)| (date, view.source(Span::new(place.end() + span.start(), place.end() + span.end()))));
    Some(Found {
        span: view.source(Span::new(place.start(), qualifier_end)),
        whole: view.source(Span::new(place.start(), whole_end)),
        place: known.unwrap_or_else(|| title_case(name)),
        agency: agency.map(|agency| view.source(Span::new(agency.start(), agency.start() + agency.as_str().trim_end().len()))),
        date,
        alone,
    })
}

/// The gazetteer's name of a place; of each, if several are joined by a slash.
fn canonical(name: &str, places: &dyn Places) -> Option<String> {
    let names: Option<Vec<String>> = name.split('/').map(|name| places.canonical(name.trim())).collect();
    names.map(|names| names.join("/"))
}

/// `March 10`, `10 March`, `Tuesday`, `Jan. 5 1997`: a weekday, or a month with a number.
fn names_day(part: &str) -> bool {
    let (mut weekday, mut month, mut number) = (false, false, false);
    for word in part.split([' ', ',']).filter(|word| !word.is_empty()) {
        if weekday_of(word).is_some() {
            weekday = true;
        } else if month_of(word).is_some() {
            month = true;
        } else if word.trim_end_matches(['.', 's', 't', 'n', 'd', 'r', 'h']).bytes().all(|byte| byte.is_ascii_digit()) {
            number = true;
        } else if part.contains(',') {
            // An agency and a day in one bracket: `(Meridian, March 10)`.
        } else {
            return false;
        }
    }
    weekday || (month && number)
}

fn is_year(part: &str) -> bool {
    part.trim().len() == 4 && part.trim().bytes().all(|byte| byte.is_ascii_digit())
}

fn is_capitalised(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    (1..=3).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}

fn is_agency(words: &str) -> bool {
    words.split([',', '/']).any(|word| AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(word.trim())))
}

/// `PORT-AU-PRINCE` to `Port-Au-Prince`: all that can be done for a place that is not known.
fn title_case(name: &str) -> String {
    let mut start = true;
    let mut title = String::with_capacity(name.len());
    for c in name.chars() {
        if start {
            title.push(c);
        } else {
            title.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic() && c != '\'' && c != '’';
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Few;

    impl Places for Few {
        fn canonical(&self, name: &str) -> Option<String> {
            let known =
                ["Paris", "London", "Washington", "New York", "St. Louis", "Geneva", "Hong Kong", "France", "Peking", "Updike"];
            known
                .iter()
                .find(|known| known.eq_ignore_ascii_case(name))
                .map(|name| if *name == "Peking" { "Beijing" } else { name }.to_owned())
        }

        fn is_country(&self, name: &str) -> bool {
            name.eq_ignore_ascii_case("france")
        }
    }

    /// Place as written, its name, the agency, all of it, and the date.
    type Parts<'b> = (&'b str, String, Option<&'b str>, &'b str, Option<String>);

    fn found(block: &str) -> Option<Parts<'_>> {
        let found = find(&View::new(block, Span::new(0, block.len())), &Few)?;
        let date = found.date.map(|(date, _)| date.to_string());
        Some((found.span.of(block), found.place, found.agency.map(|span| span.of(block)), found.whole.of(block), date))
    }

    #[test]
    fn datelines_in_the_habits_of_outlets() {
        for (block, span, place, agency, whole) in [
            ("PARIS - Rain fell.", "PARIS", "Paris", None, "PARIS -"),
            ("PEKING (CNN) -- Rain fell.", "PEKING", "Beijing", Some("CNN"), "PEKING (CNN) --"),
            ("GENEVA, March 10 (Meridian) — Rain", "GENEVA", "Geneva", Some("Meridian"), "GENEVA, March 10 (Meridian) —"),
            ("HONG KONG, Jan. 5 – Rain", "HONG KONG", "Hong Kong", None, "HONG KONG, Jan. 5 –"),
            ("ST. LOUIS —Rain", "ST. LOUIS", "St. Louis", None, "ST. LOUIS —"),
            ("NEW YORK/LONDON - Rain", "NEW YORK/LONDON", "New York/London", None, "NEW YORK/LONDON -"),
            ("ELY, Nev. (AP)_ Rain", "ELY, Nev.", "Ely", Some("AP"), "ELY, Nev. (AP)_"),
            ("ABOARD THE “ELISE”", "", "", None, ""),
            (
                "PORT-AU-PRINCE, Haiti (AP) - Rain",
                "PORT-AU-PRINCE, Haiti",
                "Port-Au-Prince",
                Some("AP"),
                "PORT-AU-PRINCE, Haiti (AP) -",
            ),
            ("Paris (Reuters) - Rain", "Paris", "Paris", Some("Reuters"), "Paris (Reuters) -"),
            ("LONDON _", "LONDON", "London", None, "LONDON _"),
            ("LONDON (Meridian, March 10) -", "LONDON", "London", Some("Meridian, March 10"), "LONDON (Meridian, March 10) -"),
        ] {
            let expected = (!span.is_empty()).then(|| (span, place.to_owned(), agency, whole, None));
            assert_eq!(found(block), expected, "{block}");
        }
        let dated = ("GENEVA", "Geneva".to_owned(), None, "GENEVA, March 10, 1994 —", Some("1994-03-10".to_owned()));
        assert_eq!(found("GENEVA, March 10, 1994 — Rain"), Some(dated));
    }

    #[test]
    fn words_in_capitals_are_not_always_a_place() {
        for block in [
            "UPDATE - Rain fell.",
            "NOTE - Rain fell.",
            "UPDATE (Reuters) - Rain fell.",
            "WASHINGTON POST - Rain fell.",
            "LONDON-based traders sold.",
            "PARIS",
            "FRANCE - Rain fell.",
            "NATO – an alliance – met.",
            "Paris - the city of light - was dark.",
            "Paris (Texas) - the film - was shown.",
            "I - and I alone - decide.",
            "\"PARIS - Rain fell.\"",
            "",
        ] {
            assert_eq!(found(block), None, "{block}");
        }
    }

    #[test]
    fn a_dateline_may_stand_alone() {
        let alone = |block: &str| find(&View::new(block, Span::new(0, block.len())), &Few).map(|found| found.alone);
        assert_eq!(
            (alone("PARIS (AP) _"), alone("PARIS, May 3 (AP)"), alone("PARIS - Rain")),
            (Some(true), Some(true), Some(false))
        );
    }
}
