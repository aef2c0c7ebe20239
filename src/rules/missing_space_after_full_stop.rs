//! Tokens tell most of it: the full stop of an abbreviation or initial belongs to its word, and an address is one mark.

use crate::language::{Token, TokenKind};
use crate::text::Span;

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags two sentences that run into each other for want of a space.
    ///
    /// ## Why it matters
    ///
    /// It is the scar of an edit or a lost line break, often with more lost than a space.
    ///
    /// ## Example
    ///
    /// > It would help both sides.Improvement on prisoners comes first.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At abbreviations and initials (`U.S.-China`, `J.F. Roe`), addresses, file names and whatever else goes on with marks and
    /// letters (`notes.Final.txt`), and at names that are written so.
    pub struct MissingSpaceAfterFullStop;
    "missing-space-after-full-stop", Text, Warning, on,
    "two sentences without a space between them",
    options: &[],
}

/// Ends of addresses that some write with a capital, in lower case.
const DOMAINS: [&str; 10] = ["biz", "com", "edu", "gov", "info", "int", "net", "org", "uk", "tv"];

impl Rule for MissingSpaceAfterFullStop {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let tokens = &context.reading().tokens;
        (0..tokens.len()).filter_map(|stop| missing(context, tokens, stop)).collect()
    }
}

fn missing(context: &Context<'_>, tokens: &[Token], at: usize) -> Option<Discrepancy> {
    let text = &*context.article().text;
    let of = |token: &Token| token.span.of(text);
    let (before, stop, after) = (tokens.get(at.checked_sub(1)?)?, tokens[at], tokens.get(at + 1)?);
    let joined = of(&stop) == "." && !stop.spaced && !after.spaced;
    if !joined || before.kind != TokenKind::Word || after.kind != TokenKind::Word {
        return None;
    }
    let (word, next) = (of(before), of(after));
    let ends = word.chars().count() > 1 && word.chars().skip(1).all(char::is_lowercase);
    if !ends || !begins_a_sentence(next) || DOMAINS.contains(&next.to_lowercase().as_str()) {
        return None;
    }
    // What goes on without a space before or behind is an address, a file name or code.
    let runs_on = |token: Option<&Token>| {
        token.is_some_and(|token| matches!(of(token), "." | "/" | "\\" | "_" | "@" | ":" | "#" | "=" | "+" | "&" | "("))
    };
    let behind = tokens.get(at + 2).filter(|token| !token.spaced);
    let goes_on = tokens.get(at + 3).is_some_and(|token| !token.spaced && token.kind != TokenKind::Mark);
    let before_it = (!before.spaced).then(|| at.checked_sub(2).and_then(|index| tokens.get(index))).flatten();
    if (runs_on(behind) && goes_on) || runs_on(before_it) {
        return None;
    }
    // Two capitalised words may be a name; unless the second is an ordinary word, as sentences begin with.
    let capitalised = word.starts_with(char::is_uppercase);
    if capitalised && context.knowledge().words.rank(&next.to_lowercase()).is_none() {
        return None;
    }
    let span = Span::new(before.span.start(), after.span.end());
    let message = format!("{word}.{next}: no space after the full stop.");
    let mut discrepancy = Discrepancy::new(span, message, vec![word.to_lowercase(), next.to_lowercase()]);
    let gap = Span::new(stop.span.end(), stop.span.end());
    discrepancy.fixes.push(Fix { title: "Insert a space".to_owned(), safe: true, edits: vec![context.edit(gap, " ")] });
    Some(discrepancy)
}

/// `Improvement`, `A`, `I`, but not `USA` or `McRoe's` inner capitals.
fn begins_a_sentence(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.all(|c| c.is_lowercase() || c == '\'' || c == '’')
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn two_sentences_without_a_space() {
        check(
            "missing-space-after-full-stop",
            "
It would help both sides.Improvement on prisoners comes first. The follow-up came late.A reply is due.
                   ^^^^^^^^^^^^^^^^^ warning: sides.Improvement: no space after the full stop.
                                                                                  ^^^^^^ warning: late.A: no space after the full stop.
",
        );
    }

    #[test]
    fn abbreviations_addresses_and_file_names_are_left_alone() {
        check(
            "missing-space-after-full-stop",
            "The U.S.-China text (notes.Final.txt) by J.F. Roe is at www.example.com/Notes.Final, on Example.Com and in exports.Table3.csv from St. Louis.",
        );
    }

    #[test]
    fn the_space_is_inserted() {
        let fixed = fixes("missing-space-after-full-stop", "It failed.The end.");
        assert_eq!(fixed, [("Insert a space".to_owned(), "It failed. The end.".to_owned())]);
    }

    #[test]
    fn no_fix_edits_a_quotation() {
        let fixed = fixes("missing-space-after-full-stop", "“It failed.The end came soon,” Warren Roe said.");
        assert_eq!(fixed, []);
    }
}
