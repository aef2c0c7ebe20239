//! Placeholders are words of their own, in capitals: tokens tell them from pieces of words.

use crate::language::{Token, TokenKind};
use crate::text::Span;

use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags what a writer left to be filled in: `TK`, `TKTK`, `XX`, `[check]`, `00/00`. Before publication (`check --publish`) also
    /// `(cq)`, which is a note to the desk and not to the reader.
    ///
    /// ## Why it matters
    ///
    /// Everybody in the room knows that it must not be printed, and every paper has printed one.
    ///
    /// ## Example
    ///
    /// > The bridge, built in TK, carries XX cars a day [check].
    ///
    /// ## Options
    ///
    /// - `words`: the house's own placeholders, such as `words = ["TBC", "NAMETK"]`, in any case.
    ///
    /// ## When it is silent
    ///
    /// At Roman numerals and names (`Super Bowl XX`, `Pope John XX`, `TK Smith`), at chromosomes, and in lines that are all in capitals.
    pub struct PlaceholderLeft;
    "placeholder-left", Text, Error, on,
    "a placeholder that was never filled in",
    options: &[OptionSpec::words("words")],
}

/// In square brackets, in lower case.
const BRACKETED: [&str; 7] = ["check", "tk", "fact check", "name", "date", "insert", "tbc"];

impl Rule for PlaceholderLeft {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let reading = context.reading();
        let sentences = reading.sentences.iter().map(|sentence| &reading.tokens[sentence.tokens.clone()]);
        let spans = sentences.flat_map(|tokens| (0..tokens.len()).filter_map(move |at| placeholder(context, tokens, at)));
        let discrepancy = |span: Span| {
            let written = context.words(span);
            let message = format!("{written}: a placeholder that was never filled in.");
            Discrepancy::new(span, message, vec![written])
        };
        spans.map(discrepancy).chain(context.publish.then(|| checked(context)).into_iter().flatten()).collect()
    }
}

/// The placeholder that begins at a token of a sentence.
fn placeholder(context: &Context<'_>, tokens: &[Token], at: usize) -> Option<Span> {
    let text = &*context.article().text;
    let of = |index: usize| tokens.get(index).map_or("", |token| token.span.of(text));
    let token = tokens[at];
    let word = of(at);
    if context.options.lists("words", word) {
        return Some(token.span);
    }
    if word == "[" {
        let close = (at + 2..tokens.len().min(at + 4)).find(|&index| of(index) == "]")?;
        let inner = context.words(tokens[at + 1].span.join(tokens[close - 1].span)).to_lowercase();
        return BRACKETED.contains(&inner.as_str()).then(|| token.span.join(tokens[close].span));
    }
    if word == "00/00" {
        return Some(token.span);
    }
    if word == "00" && of(at + 1) == "/" && of(at + 2) == "00" && !tokens[at + 1].spaced && !tokens[at + 2].spaced {
        return Some(token.span.join(tokens[at + 2].span));
    }
    let capitals = tokens.iter().all(|token| !token.span.of(text).chars().any(char::is_lowercase));
    if token.kind != TokenKind::Word || (capitals && tokens.len() > 2) {
        return None;
    }
    let capitalised = |index: Option<usize>| {
        let word = index.map_or("", of);
        word.starts_with(char::is_uppercase) && !is_mark_of_tk(word)
    };
    // Joined by a hyphen or the like, it is a piece of something else: `TK-421`, `XX-rated`.
    let joined = |index: usize| matches!(of(index), "-" | "/" | "." | "@" | "_" | "&" | "'");
    if joined(at + 1) && tokens.get(at + 2).is_some_and(|token| !token.spaced) || at.checked_sub(1).is_some_and(joined) {
        return None;
    }
    let named = capitalised(at.checked_sub(1).filter(|&before| before > 0)) || capitalised(Some(at + 1));
    match word {
        "TK" => (!capitalised(Some(at + 1))).then_some(token.span),
        _ if is_mark_of_tk(word) => Some(token.span),
        "XX" | "XXX" | "XXXX" => {
            let counts = of(at + 1).chars().all(char::is_alphabetic) && !of(at + 1).is_empty() && tokens[at + 1].spaced;
            let biology = of(at + 1).starts_with("chromosom") || matches!(of(at + 1), "and" | "or");
            let of_kind = word != "XXX" || at.checked_sub(1).is_some_and(|before| of(before) == "$");
            (counts && !named && !biology && of_kind).then_some(token.span)
        }
        _ => None,
    }
}

/// `TK`, `TKTK`, `TKTKTK`.
fn is_mark_of_tk(word: &str) -> bool {
    !word.is_empty() && word.len().is_multiple_of(2) && word.as_bytes().chunks(2).all(|pair| pair == b"TK")
}

/// Every `(cq)` of the article.
fn checked<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Discrepancy> + 'c {
    super::marks::checked(&context.article().text).into_iter().filter_map(|mark| {
        let written = context.words(mark);
        written.to_lowercase().contains("cq").then(|| {
            let message = format!("{written}: a note to the desk, not to the reader.");
            let mut discrepancy = Discrepancy::new(mark, message, vec![written.to_lowercase()]);
            // Behind the mark, so that it does not let itself stand.
            discrepancy.words = Some(Span::new(mark.end(), mark.end()));
            discrepancy
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::Settings;
    use crate::rules::fixture::{check, findings_with};

    #[test]
    fn what_was_to_be_filled_in() {
        check(
            "placeholder-left",
            "
The bridge, built in TK, carries XX cars a day [check] and was repaired on 00/00 by TKTK.
                     ^^ error: TK: a placeholder that was never filled in.
                                 ^^ error: XX: a placeholder that was never filled in.
                                               ^^^^^^^ error: [check]: a placeholder that was never filled in.
                                                                           ^^^^^ error: 00/00: a placeholder that was never filled in.
                                                                                    ^^^^ error: TKTK: a placeholder that was never filled in.
",
        );
    }

    #[test]
    fn numerals_names_and_chromosomes_are_none() {
        check(
            "placeholder-left",
            "Super Bowl XX was won by Chicago, Pope John XX never lived, TK Smith sells coats, XX chromosomes and XXX films [sic] are something else.",
        );
    }

    #[test]
    fn marks_of_the_desk_go_before_publication() {
        let found = |publish: bool| {
            let settings = Settings { publish, ..Settings::default() };
            findings_with(&settings, &[], "Warren Smyth (cq) came.")
                .into_iter()
                .map(|finding| finding.message)
                .collect::<Vec<_>>()
        };
        assert_eq!(found(false), Vec::<String>::new());
        assert_eq!(found(true), ["(cq): a note to the desk, not to the reader."]);
    }
}
