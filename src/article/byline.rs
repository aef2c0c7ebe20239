//! Lines that say who wrote an article, and who helped.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Span;

/// The longest byline or caption credit, in bytes.
const LONGEST: usize = 160;

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours compiles")
}

/// `By Jane Roe and John Doe, Staff Writers | …`: a lead word, names, and what follows them.
static BY: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^(?:(?:[Ss]tory|[Ww]ords|[Rr]eport|[Tt]ext|[Aa]nalysis) )?(?:By|BY|by):?\s+(?P<rest>[^ ].*)$"));

/// `From Jane Roe in Paris`, in the British habit.
static FROM: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^(?:From|FROM)\s+(?P<name>[^,.:;?!]+?)\s+(?:in|IN|at|AT)\s+(?P<place>[^,.:;?!]+)$"));

/// `Jane Roe, Staff Writer`.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^(?P<name>[^,.:;?!]+), (?:[A-Za-z\x{C0}-\x{24F}\x{370}-\x{1FFF}’']+[ -]){0,4}(?i:writers?|correspondents?|reporters?|editors?|columnists?|bureau chief|staff)(?: (?:in|at) [A-Z\x{C0}-\x{DE}\x{100}-\x{17F}][A-Za-z\x{C0}-\x{24F} ]+)?$",
    )
});

/// Who made the picture, who edited.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?ix-u)
        ^\(?(?:additional\s+)?(?:reporting|writing|editing|compiled|edited|translated|research|photographs?|photos?|pictures?|images?|graphics?|illustrations?|video)\s+by\s+(?u:[A-Za-z\x{C0}-\x{24F}])
        | ^\(?(?:photos?|photographs?|pictures?|images?)(?:\s+(?:credit|source|courtesy))?\s*:\s*(?u:[^\x20])
        | ^\(?(?:AP|AFP|EPA|Reuters?|Getty(?:\ Images)?|PA|UPI)\s*(?:photo|/)",
    )
});

/// `Ann Poe in Geneva contributed to this report.`
static CONTRIBUTED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i-u)contributed\s+(?:(?:additional\s+)?reporting\s+)?(?:to|from|for)\s+(?:this|the)\s+(?:report|story|article|dispatch|piece)\b",
    )
});

/// The names in a byline, as a part of the line; `None` if the line is no byline.
pub(super) fn names(line: &str) -> Option<Span> {
    if line.len() > LONGEST {
        return None;
    }
    let part = |text: &str| {
        let start = text.as_ptr() as usize - line.as_ptr() as usize;
        Span::new(start, start + text.len())
    };
    if let Some(found) = BY.captures(line) {
        let rest = found.name("rest")?.as_str();
        let names = names_at_head(rest)?;
        // What follows the names may be a role, a place, an agency, a date; a sentence is none of these.
        let tail = &rest[names.len()..];
        return (!ends_sentence(rest) && tail_fits(tail)).then(|| part(names));
    }
    for pattern in [&FROM, &ROLE] {
        if let Some(name) = pattern.captures(line).and_then(|found| found.name("name")) {
            let names = names_at_head(name.as_str())?;
            let words = names.split(' ').count();
            return (names.len() == name.as_str().len() && (2..=4).contains(&words)).then(|| part(names));
        }
    }
    None
}

/// Whether a line under a byline says what its writer is: `Meridian Staff Writer`.
pub(super) fn is_role(line: &str) -> bool {
    let last = line.split(' ').next_back().unwrap_or(line).to_lowercase();
    line.split(' ').count() <= 6 && (speaks_of_role(&last) || matches!(last.as_str(), "press" | "service"))
}

/// Whether a line says who helped with the report or took the picture.
pub(super) fn is_credit(line: &str) -> bool {
    line.len() <= 300 && (CREDIT.is_match(line) || CONTRIBUTED.is_match(line)) && line.matches(". ").count() <= 1
}

/// The names with which a text begins: capitalised words, joined by `and`, commas between several people, particles.
fn names_at_head(text: &str) -> Option<&str> {
    let (mut end, mut words, mut at) = (0, 0, 0);
    for word in text.split(' ') {
        let bare = word.trim_end_matches([',', ';', '|']);
        let lower = bare.to_lowercase();
        let joins = matches!(lower.as_str(), "and" | "&");
        let particle = matches!(
            lower.as_str(),
            "de" | "da" | "di" | "la" | "le" | "van" | "von" | "der" | "den" | "bin" | "al" | "el" | "ibn" | "dos" | "the"
        );
        if !joins && (speaks_of_role(&lower) || NEVER_NAMES.contains(&lower.as_str())) {
            break;
        }
        if joins || particle {
            if words == 0 && joins {
                return None;
            }
        } else if bare.chars().next().is_some_and(char::is_uppercase)
            && !bare.ends_with([':', '!', '?'])
            && !bare.chars().any(|c| c.is_ascii_digit())
        {
            words += 1;
            end = at + bare.len();
        } else {
            break;
        }
        at += word.len() + 1;
        if word.ends_with(['|', ';']) {
            break;
        }
        if word.ends_with(',') && !goes_on_with_names(&text[at.min(text.len())..]) {
            break;
        }
    }
    (1..=12).contains(&words).then(|| &text[..end])
}

/// After a comma: another person (two capitalised words, then `and`, a comma or the end) and no role or place.
fn goes_on_with_names(text: &str) -> bool {
    let clause = text.split([',', '|', ';']).next().unwrap_or(text);
    let person = clause.split(" and ").all(|name| {
        let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
        (2..=4).contains(&words.len())
            && words.iter().all(|word| word.starts_with(char::is_uppercase) && !speaks_of_role(&word.to_lowercase()))
    });
    person && text.contains(" and ")
}

/// Words that speak of an office in the newsroom rather than of a person.
fn speaks_of_role(word: &str) -> bool {
    matches!(
        word,
        "staff"
            | "writer"
            | "writers"
            | "correspondent"
            | "correspondents"
            | "reporter"
            | "reporters"
            | "editor"
            | "editors"
            | "columnist"
            | "special"
            | "bureau"
            | "chief"
            | "in"
            | "of"
            | "for"
            | "at"
            | "from"
            | "with"
            | "political"
            | "diplomatic"
            | "foreign"
            | "senior"
    )
}

/// Words after "By" with which headlines begin, not names.
const NEVER_NAMES: [&str; 16] = [
    "any",
    "all",
    "no",
    "invitation",
    "design",
    "then",
    "now",
    "day",
    "night",
    "land",
    "sea",
    "air",
    "popular",
    "far",
    "this",
    "that",
];

/// What may follow the names: nothing, or a part after a comma, a bar or a dash, or a short phrase with its place or role.
fn tail_fits(tail: &str) -> bool {
    let tail = tail.trim();
    if tail.is_empty() || tail.starts_with([',', '|', '·', '•', '-', '–', '—', ';', '(', '/']) {
        return tail.split_whitespace().count() <= 14;
    }
    let first = tail.split(' ').next().unwrap_or(tail).to_lowercase();
    (speaks_of_role(&first) || first == "and") && tail.split_whitespace().count() <= 6
}

/// A full stop that is not that of an initial or an abbreviation, a question or exclamation mark.
fn ends_sentence(line: &str) -> bool {
    let Some(last) = line.split(' ').next_back() else { return false };
    last.ends_with(['?', '!']) || (last.ends_with('.') && last.len() > 4 && !last[..last.len() - 1].contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_and_the_names_in_them() {
        for (line, expected) in [
            ("By Jane Roe", "Jane Roe"),
            ("By JANE ROE, Staff Writer", "JANE ROE"),
            ("By Jane Roe and John Q. Doe, Meridian Writers", "Jane Roe and John Q. Doe"),
            ("By Jane Roe, John Doe and Ann Poe", "Jane Roe, John Doe and Ann Poe"),
            ("By Jane Roe in Geneva", "Jane Roe"),
            ("By Jane Roe | March 3, 1998", "Jane Roe"),
            ("BY: Pieter van der Meer", "Pieter van der Meer"),
            ("By the Meridian Press", "the Meridian Press"),
            ("Story by Jane Roe", "Jane Roe"),
            ("From Jane Roe in Geneva", "Jane Roe"),
            ("Jane Roe, Diplomatic Correspondent", "Jane Roe"),
        ] {
            assert_eq!(names(line).map(|span| span.of(line)), Some(expected), "{line}");
        }
    }

    #[test]
    fn lines_that_only_look_like_bylines() {
        for line in [
            "By Any Means",
            "By Monday the river had risen.",
            "By contrast, Geneva was calm",
            "By the time the envoy left, Geneva was calm.",
            "By 1998 it was over",
            "From war to peace in Geneva",
            "The envoy, a former editor",
            "",
            "By",
        ] {
            assert_eq!(names(line).map(|span| span.of(line)), None, "{line}");
        }
    }

    #[test]
    fn credits() {
        for line in [
            "Jane Roe in Geneva and the Meridian Press contributed to this report.",
            "(Reporting by Jane Roe; Editing by John Doe)",
            "Additional reporting by Ann Poe",
            "Photo: Ann Poe",
            "Photographs by Ann Poe",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in
            ["Better reporting by banks would help.", "Rain contributed to this year's floods.", "Photos of the envoy were sold."]
        {
            assert!(!is_credit(line), "{line}");
        }
    }
}
