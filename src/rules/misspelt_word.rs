//! No spelling checker: a word is flagged only where what was meant is plain to see.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::{Token, TokenKind};
use crate::text::Span;

use super::finding::{Evidence, Fix};
use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::slips::one_slip;
use super::words::is_small_word;
use crate::language::unified;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a small-letter word that no list knows and that is one slip of the pen (a letter too many, too few or wrong, or two
    /// neighbours swapped) from a word of the same article or from a very common one.
    ///
    /// ## Why it matters
    ///
    /// Readers who see a slip wonder what else nobody looked at.
    ///
    /// ## Example
    ///
    /// > The adminstration has changed its mind.
    ///
    /// ## Options
    ///
    /// - `words`: words of the house that no list knows, such as `words = ["stringer"]`.
    ///
    /// ## When it is silent
    ///
    /// At names and whatever else has a capital, figures, pieces of a hyphenated word, words with an apostrophe, foreign words, British
    /// and American spelling, and unknown words that are near to nothing: general spelling is left to the editor's own checker.
    /// `(cq)` after the word, or `[sic]`, lets it stand.
    pub struct MisspeltWord;
    "misspelt-word", Text, Warning, on,
    "an unknown word one slip away from a word of the article or a common one",
    options: &[OptionSpec::words("words")],
}

/// Shorter words lie too close together.
const SHORTEST: usize = 4;
/// A menu that is longer is no help.
const CANDIDATES: usize = 3;
/// Beginnings that make new words of old ones; what follows must have four letters.
const PREFIXES: [&str; 18] = [
    "anti", "counter", "de", "dis", "hyper", "inter", "mega", "micro", "mis", "multi", "non", "over", "pre", "re", "super",
    "ultra", "un", "under",
];
/// Ends that do the same.
const SUFFIXES: [&str; 9] = ["ee", "ees", "hood", "less", "like", "ness", "ship", "wards", "wise"];

impl Rule for MisspeltWord {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let text = &*context.article().text;
        let tokens = &context.reading().tokens;
        let mut unknown: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        let mut used: BTreeMap<&str, Span> = BTreeMap::new();
        for (index, token) in tokens.iter().enumerate() {
            let word = token.span.of(text);
            if !is_small_word(token, text) || word.chars().count() < SHORTEST {
                continue;
            }
            if context.knowledge().words.contains(word) {
                used.entry(word).or_insert(token.span);
            } else if stands_alone(tokens, index, text) && !is_known(context, word) {
                unknown.entry(word).or_default().push(token.span);
            }
        }
        let words = unknown.into_iter();
        words.flat_map(|(word, places)| misspelt(context, word, &places, &used)).collect()
    }
}

/// No hyphen, slash, stop or the like joins the word to another.
fn stands_alone(tokens: &[Token], index: usize, text: &str) -> bool {
    let joins = |mark: &Token, far: Option<&Token>| {
        let joiner = matches!(
            mark.span.of(text),
            "-" | "‐" | "‑" | "/" | "\\" | "." | "_" | "@" | "&" | "#" | "+" | "=" | "~" | "*" | "[" | "]"
        );
        mark.kind != TokenKind::Mark || (joiner && far.is_some())
    };
    let before = (!tokens[index].spaced).then(|| index.checked_sub(1).map(|before| &tokens[before])).flatten();
    let far_before = index.checked_sub(2).map(|far| &tokens[far]);
    let after = tokens.get(index + 1).filter(|after| !after.spaced && after.kind != TokenKind::Possessive);
    let far_after = tokens.get(index + 2).filter(|far| !far.spaced);
    !before.is_some_and(|mark| joins(mark, far_before)) && !after.is_some_and(|mark| joins(mark, far_after))
}

fn is_known(context: &Context<'_>, word: &str) -> bool {
    let words = &context.knowledge().words;
    if context.options.lists("words", word) {
        return true;
    }
    if !word.is_ascii() {
        // With its accents it is foreign, or at home without them: `communiqué`.
        return true;
    }
    // `uniter`, `sliming`, `haemorrhage`.
    let agent = word.ends_with("er") && words.contains(&word[..word.len() - 1]);
    let acting = word.strip_suffix("ing").is_some_and(|stem| stem.len() > 2 && words.contains(&format!("{stem}e")));
    let british =
        [unified(word).into_owned(), word.replace("ae", "e").replace("oe", "e")].iter().any(|other| words.contains(other));
    let plural = word.strip_suffix('s').is_some_and(|singular| words.contains(singular));
    let prefixed =
        PREFIXES.iter().any(|prefix| word.strip_prefix(prefix).is_some_and(|rest| rest.len() > 3 && words.contains(rest)));
    let suffixed =
        SUFFIXES.iter().any(|suffix| word.strip_suffix(suffix).is_some_and(|rest| rest.len() > 2 && words.contains(rest)));
    // `newsroom`, `shopfloor`: two words of some length grown together.
    let compound = (4..word.len().saturating_sub(3))
        .any(|at| word.is_char_boundary(at) && words.rank(&word[..at]).is_some() && words.rank(&word[at..]).is_some());
    agent || acting || british || plural || prefixed || suffixed || compound
}

/// How common a word must be, as a rank, for one of a given length to be taken for a slip of it.
fn common_enough(length: usize) -> u32 {
    match length {
        0..=5 => 1_000,
        6 => 5_000,
        7 => 10_000,
        _ => 30_000,
    }
}

/// Of short words too many lie one letter apart (`fide`, `mano`); but `becuase` of any length is plain.
fn is_swap(word: &str, right: &str) -> bool {
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    letters(word) == letters(right)
}

struct Candidate {
    word: String,
    /// Where the article has it.
    used: Option<Span>,
}

fn candidates(context: &Context<'_>, word: &str, used: &BTreeMap<&str, Span>) -> Vec<Candidate> {
    let length = word.chars().count();
    // `leavin'` is speech written down, `communista` another language.
    let spoken = |right: &str| right.strip_suffix('g') == Some(word) && word.ends_with("in");
    let foreign = |right: &str| word.strip_suffix(['a', 'e', 'i', 'o']) == Some(right);
    let is_slip = |right: &str| !spoken(right) && !foreign(right);
    let near_used = used.iter().filter(|(known, _)| length > 5 && one_slip(word, known) && is_slip(known));
    let mut found: Vec<Candidate> =
        near_used.map(|(known, place)| Candidate { word: (*known).to_owned(), used: Some(*place) }).collect();
    let near =
        context.knowledge().words.near(word).into_iter().filter(|near| {
            near.rank <= common_enough(length) && is_slip(&near.word) && (length > 5 || is_swap(word, &near.word))
        });
    for near in near {
        if !found.iter().any(|candidate| candidate.word == near.word) {
            found.push(Candidate { used: used.get(near.word.as_str()).copied(), word: near.word });
        }
    }
    found.truncate(CANDIDATES);
    found
}

fn misspelt(context: &Context<'_>, word: &str, places: &[Span], used: &BTreeMap<&str, Span>) -> Vec<Discrepancy> {
    let candidates = candidates(context, word, used);
    let Some(best) = candidates.first() else { return Vec::new() };
    let (why, evidence) = match best.used {
        Some(place) => {
            let line = context.record.lines.line(place.start()) + 1;
            (format!("which stands in line {line}"), context.evidence(place, "the word as it is spelt elsewhere in this article"))
        }
        None => {
            let evidence =
                Evidence { place: None, text: best.word.clone(), why: "a common word of the built-in word list".to_owned() };
            ("a common word".to_owned(), evidence)
        }
    };
    let message = format!("{word}: not a known word; one slip away from “{}”, {why}.", best.word);
    // Only where nothing else could be meant.
    let safe = candidates.len() == 1 && word.chars().count() > 6;
    let outside: Vec<Span> = places.iter().copied().filter(|place| context.quotation_around(*place).is_none()).collect();
    let finding = |place: &Span| {
        let mut discrepancy =
            Discrepancy::new(*place, message.clone(), vec![word.nfd().filter(|&c| !is_combining_mark(c)).collect()]);
        discrepancy.evidence.push(evidence.clone());
        for candidate in &candidates {
            let word = &candidate.word;
            let edits = vec![context.edit(*place, word.clone())];
            discrepancy.fixes.push(Fix { title: format!("Replace by “{word}”"), safe, edits });
        }
        if outside.len() > 1 {
            let edits = outside.iter().map(|place| context.edit(*place, best.word.clone())).collect();
            let title = format!("Replace all {} by “{}”", outside.len(), best.word);
            discrepancy.fixes.push(Fix { title, safe: false, edits });
        }
        discrepancy
    };
    places.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn one_slip_from_a_word_of_the_article() {
        check(
            "misspelt-word",
            "
The comission met twice. Nobody outside the commission was told.
    ^^^^^^^^^ warning: comission: not a known word; one slip away from “commission”, which stands in line 1.
",
        );
    }

    #[test]
    fn one_slip_from_a_common_word_at_every_place() {
        check(
            "misspelt-word",
            "
The goverment fell. Its critics said that the goverment had asked for it.
    ^^^^^^^^^ warning: goverment: not a known word; one slip away from “government”, a common word.
                                              ^^^^^^^^^ warning: goverment: not a known word; one slip away from “government”, a common word.
",
        );
    }

    #[test]
    fn names_spellings_and_rare_words_are_left_alone() {
        check(
            "misspelt-word",
            "The honour of Goverment House, a communiqué on suzerainty, the entrepôt trade, co-operation, re-export, labor and labour, and zyzzyvology.",
        );
    }

    #[test]
    fn marks_let_a_word_stand() {
        check("misspelt-word", "The bulletin spells it fredom (cq), and promised “a full discusion [sic] of it.”");
    }

    #[test]
    fn one_or_all_are_replaced() {
        let fixed = fixes("misspelt-word", "The goverment fell. No goverment likes it.");
        let expected = [
            ("Replace by “government”", "The government fell. No goverment likes it."),
            ("Replace all 2 by “government”", "The government fell. No government likes it."),
        ];
        assert_eq!(fixed[..2], expected.map(|(title, text)| (title.to_owned(), text.to_owned())));
    }
}
