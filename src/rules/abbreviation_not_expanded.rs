//! Abbreviations whose full form stands in the article and is never tied to them.

use crate::article::BlockKind;
use crate::language::Token;
use crate::text::Span;

use super::abbreviations::{expansions, full_form, letters};
use super::finding::Fix;
use super::near;
use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags an abbreviation in capitals that the article never ties to its full form, although the full form stands in it, far from it.
    ///
    /// ## Why it matters
    ///
    /// Whoever does not know the letters cannot guess that they mean what was written out five paragraphs ago.
    ///
    /// ## Example
    ///
    /// > … the annual renewal of most-favored nation status … *(four paragraphs)* … the threat to withdraw MFN …
    ///
    /// ## Options
    ///
    /// - `known`: abbreviations that the house never spells out. Default: none besides the built-in list (`US`, `UN`, `EU`, `NATO`, `AIDS` and the like).
    ///
    /// ## When it is silent
    ///
    /// Where the full form stands with the abbreviation in brackets, or in the same or the previous paragraph; at abbreviations
    /// whose full form the article does not have; at letters that are known in the built-in gazetteer (`GATT`) and names of which they are a part; in headlines and inside quotations.
    pub struct AbbreviationNotExpanded;
    "abbreviation-not-expanded", Organisations, Information, on,
    "an abbreviation that is never tied to its full form",
    options: &[OptionSpec::words("known")],
}

/// What no house spells out.
const KNOWN: [&str; 41] = [
    "ABC", "AIDS", "AM", "AP", "BBC", "CBS", "CD", "CEO", "CIA", "CNN", "DNA", "DVD", "EDT", "EST", "EU", "FBI", "GDP", "GI",
    "GMT", "GNP", "HIV", "ID", "IMF", "IQ", "IRA", "MP", "NASA", "NATO", "NBA", "NBC", "NFL", "OPEC", "PC", "PM", "TV", "UK",
    "UN", "US", "USA", "USSR", "WHO",
];

impl Rule for AbbreviationNotExpanded {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let tied: Vec<&str> = expansions(context).map(|(letters, _, _)| letters).collect();
        let mut seen: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for token in context.reading().tokens.iter().filter(|token| near::is_word(token)) {
            let Some(letters) = letters(token.span.of(&context.article().text)) else { continue };
            if letters.len() < 3 || seen.contains(&letters) || !near::in_body(context, token.span.start()) {
                continue;
            }
            seen.push(letters);
            // Letters that the gazetteer knows are better known than what they stand for.
            let famous = !context.knowledge().gazetteer.lookup(letters).is_empty();
            let house = famous || KNOWN.contains(&letters) || context.options.lists("known", letters);
            if !house && !tied.contains(&letters) {
                found.extend(never_tied(context, token, letters));
            }
        }
        found
    }
}

fn never_tied(context: &Context<'_>, token: &Token, letters: &str) -> Option<Discrepancy> {
    let article = context.article();
    let bracketed = near::token_before(context, token.span.start()).is_some_and(|before| before.span.of(&article.text) == "(");
    if bracketed || context.quotation_around(token.span).is_some() || in_capitals(context, token.span) {
        return None;
    }
    let home = article.block_at(token.span.start())?;
    let paragraphs: Vec<usize> = (0..article.blocks.len())
        .filter(|&at| matches!(article.blocks[at].kind, BlockKind::Paragraph | BlockKind::ListItem))
        .filter(|&at| article.blocks[at].item == article.blocks[home].item)
        .collect();
    let place = paragraphs.iter().position(|&at| at == home)?;
    let form = |at: usize| full_form(context, near::tokens(context, article.blocks[at].span), letters);
    // Beside the abbreviation, before or behind it, the form needs no brackets.
    let close = &paragraphs[place.saturating_sub(1)..=place];
    if close.iter().any(|&at| form(at).is_some()) {
        return None;
    }
    let full = paragraphs[..place.saturating_sub(1)].iter().find_map(|&at| form(at))?;
    let line = near::line(context, full);
    let words = context.words(full);
    let message = format!("{letters} is not tied to “{words}” in line {line}.");
    let mut discrepancy = Discrepancy::new(token.span, message, vec![letters.to_owned(), words.to_lowercase()]);
    discrepancy.evidence.push(context.evidence(full, "the full form"));
    let title = format!("Insert “({letters})” after “{words}” in line {line}");
    let edit = context.edit(Span::new(full.end(), full.end()), format!(" ({letters})"));
    discrepancy.fixes.push(Fix { title, safe: false, edits: vec![edit] });
    Some(discrepancy)
}

/// Part of a line in capitals, or of a longer name.
fn in_capitals(context: &Context<'_>, span: Span) -> bool {
    let part = |mention: &&crate::language::Mention| {
        mention.span.covers(span) && mention.name.is_some_and(|name| name.len() > span.len() + 1)
    };
    if context.reading().mentions.iter().any(|mention| part(&mention)) {
        return true;
    }
    near::sentence(context, span.start())
        .is_none_or(|sentence| !sentence.span.of(&context.article().text).chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    const FAR: &str = "The renewal of most-favored nation status is due in June, the ministry said.

The talks went on for a week in the old town.

Nobody spoke of it on Monday.

The threat to withdraw MFN from the country was empty, it said.
";

    #[test]
    fn the_full_form_stands_far_away() {
        let fixture =
            format!("{FAR}                       ^^^ information: MFN is not tied to “most-favored nation” in line 1.\n");
        check("abbreviation-not-expanded", &fixture);
        let fixed = fixes("abbreviation-not-expanded", FAR);
        assert_eq!(fixed[0].0, "Insert “(MFN)” after “most-favored nation” in line 1");
        assert!(fixed[0].1.starts_with("The renewal of most-favored nation (MFN) status"));
    }

    #[test]
    fn a_form_in_brackets_or_close_by_and_unknown_letters_are_left_alone() {
        check("abbreviation-not-expanded", &FAR.replace("nation status", "nation (MFN) status"));
        check("abbreviation-not-expanded", &FAR.replace("withdraw MFN", "withdraw most-favored nation status, or MFN,"));
        check("abbreviation-not-expanded", &FAR.replace("MFN", "QRX"));
    }
}
