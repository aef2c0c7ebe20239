//! What the form of a word shows of it as a noun: singular or plural, or that it is an adjective.

use super::super::numerals::Lower;
use super::super::{Token, TokenKind};

/// Whether a token is, or belongs to, an adjective.
pub(super) fn describes(text: &str, tokens: &[Token], at: usize) -> bool {
    let hyphen = |at: usize| tokens.get(at).is_some_and(|token| !token.spaced && token.span.of(text) == "-");
    let Some(token) = tokens.get(at).filter(|token| token.kind == TokenKind::Word) else { return false };
    hyphen(at + 1) || at.checked_sub(1).is_some_and(hyphen) || is_adjective(Lower::new(token.span.of(text)).as_str())
}

/// A noun's number, as far as its form shows.
#[derive(PartialEq)]
pub(super) enum Number {
    Singular,
    Plural,
    Either,
}

pub(super) fn number_of(lower: &str, capital: bool) -> Number {
    const PLURALS: &[&str] = &[
        "people",
        "men",
        "women",
        "children",
        "police",
        "personnel",
        "cattle",
        "aircraft",
        "feet",
        "fish",
        "sheep",
        "staff",
        "data",
        "media",
        "clergy",
        "teeth",
        "lives",
        "mice",
        "swine",
        "fps",
        "rpm",
        "mpg",
        "ppm",
        "deer",
        "livestock",
        "poultry",
        "salmon",
        "shrimp",
        "trout",
        "species",
        "series",
        "spacecraft",
        "folk",
        "geese",
        "oxen",
        "criteria",
        "bacteria",
        "phenomena",
        "alumni",
    ];
    if PLURALS.contains(&lower) || lower.ends_with("men") && lower.len() > 5 && lower != "specimen" {
        return Number::Plural;
    }
    if lower.ends_with("ese") || capital && matches!(lower, "british" | "french" | "swiss" | "irish" | "dutch") {
        return Number::Either;
    }
    let plural =
        lower.len() > 3 && lower.ends_with('s') && !["ss", "us", "is", "ous"].iter().any(|ending| lower.ends_with(ending));
    match (plural, capital) {
        (false, _) => Number::Singular,
        (true, true) => Number::Either,
        (true, false) => Number::Plural,
    }
}

/// Plurals that stand before another noun: `rights cases`, `arms dealers`.
pub(super) fn is_attributive(lower: &str) -> bool {
    [
        "rights",
        "arms",
        "sports",
        "sales",
        "savings",
        "communications",
        "operations",
        "systems",
        "news",
        "materials",
        "goods",
        "customs",
        "women",
        "men",
        "children",
        "police",
        "aircraft",
        "staff",
        "media",
        "data",
        "emissions",
        "weapons",
        "hours",
    ]
    .contains(&lower)
}

pub(super) fn is_adjective(lower: &str) -> bool {
    const ENDINGS: [&str; 7] = ["al", "ic", "ive", "ous", "ful", "less", "able"];
    const ADJECTIVES: [&str; 16] = [
        "other", "more", "new", "big", "small", "senior", "major", "key", "high", "former", "young", "old", "single", "main",
        "western", "foreign",
    ];
    // Nouns with the endings of adjectives.
    const NOUNS: [&str; 26] = [
        "animal",
        "capital",
        "clinic",
        "criminal",
        "critic",
        "detective",
        "executive",
        "festival",
        "general",
        "hospital",
        "individual",
        "journal",
        "native",
        "objective",
        "official",
        "perspective",
        "professional",
        "proposal",
        "rebel",
        "relative",
        "representative",
        "republic",
        "rival",
        "signal",
        "topic",
        "trial",
    ];
    ADJECTIVES.contains(&lower)
        || (lower.len() > 5 && ENDINGS.iter().any(|ending| lower.ends_with(ending)) && !NOUNS.contains(&lower))
}
