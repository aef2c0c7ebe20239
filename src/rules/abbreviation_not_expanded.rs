//! Abbreviations that the article never spells out.

use std::collections::BTreeSet;

use crate::article::BlockKind;
use crate::claims::{Attribute, Subject};
use crate::language::{Token, TokenKind};

use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags an abbreviation in capitals that the article never spells out, at its first use.
    ///
    /// ## Why it matters
    ///
    /// The desk knows what it stands for. The reader turns the page.
    ///
    /// ## Example
    ///
    /// > He said that MFN must stay.
    ///
    /// ## Options
    ///
    /// - `known`: abbreviations that the house does not spell out, besides those that come with Dateline.
    ///
    /// ## When it is silent
    ///
    /// At abbreviations that everybody knows (`NATO`, `TV`, `CNN`), names of the gazetteer and of dossiers, words and names in capitals, call
    /// signs of stations, numbers of models (`MD-80`); where words with its initials stand anywhere in the article; inside quotations.
    pub struct AbbreviationNotExpanded;
    "abbreviation-not-expanded", Organisations, Information, on,
    "an abbreviation that is never spelt out",
    options: &[OptionSpec::words("known")],
}

/// What readers of any paper know, sorted: style books let these stand on first reference.
const EVERYBODY_KNOWS: [&str; 169] = [
    "AAP", "ABC", "ABN", "ACLU", "AFP", "AIDS", "ANSA", "AOL", "APEC", "APTV", "ASEAN", "ATF", "ATM", "BBC", "BCE", "BMW", "BSE",
    "CBS", "CCTV", "CDC", "CEO", "CEST", "CET", "CFC", "CFO", "CIA", "CNN", "COVID", "CPR", "CSI", "DDT", "DEA", "DHS", "DIY",
    "DNA", "DOJ", "DOT", "DVD", "ECG", "EDT", "EKG", "EPA", "ESP", "ESPN", "EST", "ETA", "EU", "FAA", "FAQ", "FBI", "FCC", "FDA",
    "FIFA", "FTC", "GDP", "GMO", "GMT", "GNP", "GOP", "GPS", "HBO", "HDL", "HIV", "HKT", "HMS", "HTML", "HTTP", "IBM", "ICU",
    "IMF", "IOC", "IPO", "IQ", "IRA", "IRS", "ISBN", "ISIS", "ISP", "IST", "ITN", "ITV", "JPEG", "KGB", "KKK", "LCD", "LDL",
    "LED", "LGBT", "LLC", "LSD", "LTTE", "MBA", "MIT", "MMR", "MRI", "MTV", "NAACP", "NAFTA", "NASA", "NASCAR", "NASDAQ", "NATO",
    "NBA", "NBC", "NCAA", "NFL", "NGO", "NHK", "NHL", "NHS", "NPR", "NRA", "NSA", "NTSB", "NYSE", "NYT", "OECD", "OPEC", "PBS",
    "PCR", "PDF", "PDT", "PIN", "PLC", "PLO", "POW", "PST", "PTA", "PVC", "PhD", "RAF", "RAM", "REM", "RFE", "RNA", "ROM",
    "RSVP", "SARS", "SAT", "SEC", "SMS", "SOS", "SUV", "TASS", "TGV", "TNT", "TSA", "UCLA", "UFO", "UK", "UN", "UNESCO",
    "UNICEF", "UPC", "UPI", "URL", "USA", "USB", "USS", "USSR", "UTC", "VAT", "VIP", "VOA", "WASP", "WHO", "WTO", "YMCA", "ZIP",
];
/// Words that an abbreviation leaves out.
const SMALL: [&str; 13] = ["a", "an", "and", "at", "by", "de", "for", "in", "of", "on", "the", "to", "with"];

impl Rule for AbbreviationNotExpanded {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let tokens = &context.reading().tokens;
        let text = &context.article().text;
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate().filter(|(at, _)| is_abbreviation(context, *at)) {
            let letters = token.span.of(text);
            if seen.insert(letters) && !is_known(context, letters) && !is_spelt_out(context, letters) && in_body(context, token) {
                let message = format!("{} is never spelt out in this article.", letters);
                found.push(Discrepancy::new(tokens[at].span, message, vec![letters.to_owned()]));
            }
        }
        found
    }
}

/// Three to five capitals that stand by themselves among words that are not all capitals.
fn is_abbreviation(context: &Context<'_>, at: usize) -> bool {
    let tokens = &context.reading().tokens;
    let text = &context.article().text;
    let token = &tokens[at];
    let word = token.span.of(text);
    if token.kind != TokenKind::Word || !(3..=5).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let beside = |other: Option<&Token>| other.map(|other| other.span.of(text)).unwrap_or_default();
    let (before, behind) = (beside(at.checked_sub(1).map(|before| &tokens[before])), beside(tokens.get(at + 1)));
    let shouts = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
    let glued =
        !token.spaced && matches!(before, "-" | "/" | "." | "@" | "&" | "$" | "_" | "#") || before == ":" || before == "&";
    let goes_on = tokens.get(at + 1).is_some_and(|next| {
        !next.spaced
            && matches!(behind, "-" | "/" | "@" | "&" | "_" | ".")
            && tokens.get(at + 2).is_some_and(|after| !after.spaced)
    });
    let roman = word.bytes().all(|byte| b"IVXLCDM".contains(&byte));
    let station = word.len() == 4 && matches!(word.as_bytes()[0], b'W' | b'K');
    // The party behind a member's name.
    let aside = before == "(" && matches!(behind, ")" | "-" | ",");
    !(aside || shouts(before) || shouts(behind) || glued || goes_on || roman || station)
}

fn in_body(context: &Context<'_>, token: &Token) -> bool {
    let article = context.article();
    let block = article.block_at(token.span.start()).map(|block| article.blocks[block].kind);
    matches!(block, Some(BlockKind::Paragraph | BlockKind::ListItem)) && context.quotation_around(token.span).is_none()
}

/// To everybody, to the gazetteer, to the desk; or a word or name that is shouted.
fn is_known(context: &Context<'_>, letters: &str) -> bool {
    let knowledge = context.knowledge();
    let lower = letters.to_lowercase();
    EVERYBODY_KNOWS.binary_search(&letters).is_ok()
        || context.options.lists("known", letters)
        || [letters, &super::words::capitalised(&lower)]
            .iter()
            .any(|name| knowledge.gazetteer.lookup(name).iter().next().is_some())
        || knowledge.words.contains(&lower)
        || knowledge.names.surname(&lower).is_some()
        || knowledge.names.first_name(&lower).is_some()
        || context.corpus.dossiers().knows(letters)
}

/// In brackets, or by words anywhere whose initials are its letters.
fn is_spelt_out(context: &Context<'_>, letters: &str) -> bool {
    let stated = context.record.claims.iter().any(|claim| {
        claim.attribute == Attribute::Expansion
            && matches!(&claim.subject, Subject::Abbreviation { letters: own, .. } if own == letters)
    });
    stated || has_initials(context, letters)
}

fn has_initials(context: &Context<'_>, letters: &str) -> bool {
    let text = &context.article().text;
    let words: Vec<&str> = context
        .reading()
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.span.of(text))
        .filter(|word| *word != letters)
        .collect();
    let letters: Vec<char> = letters.to_lowercase().chars().collect();
    (0..words.len()).any(|start| spells(&words[start..], &letters))
}

/// Whether words begin with these letters, one after the other; small words may be left out.
fn spells(words: &[&str], letters: &[char]) -> bool {
    let Some((first, rest)) = letters.split_first() else { return true };
    let Some((word, behind)) = words.split_first() else { return false };
    let begins = word.chars().next().is_some_and(|c| c.to_ascii_lowercase() == *first);
    begins && spells_on(behind, rest)
}

fn spells_on(words: &[&str], letters: &[char]) -> bool {
    if letters.is_empty() || spells(words, letters) {
        return true;
    }
    words
        .split_first()
        .is_some_and(|(word, behind)| SMALL.binary_search(&word.to_lowercase().as_str()).is_ok() && spells(behind, letters))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn lists_are_sorted() {
        assert!(super::EVERYBODY_KNOWS.is_sorted() && super::SMALL.is_sorted());
    }

    #[test]
    fn an_abbreviation_that_nobody_spells_out() {
        check(
            "abbreviation-not-expanded",
            "
The minister said that MFN must stay. Without MFN trade would fall.
                       ^^^ information: MFN is never spelt out in this article.
",
        );
    }

    #[test]
    fn what_is_spelt_out_known_or_no_abbreviation_is_left_alone() {
        check(
            "abbreviation-not-expanded",
            "
The Harbour Trade Union (HTU) met. The HTU was loud. Most favoured nation status, or MFN, was kept. NATO and the FBI agreed.

“The QRZ is dead,” he said. It was an MD-80 of KVXQ on Channel XVI. IT IS ALL CAPITALS HERE ABOUT THE QZT. The Board of Grain Traders said no; the BGT is old.
",
        );
    }
}
