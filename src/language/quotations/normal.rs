//! The form in which two printings of the same words are compared.
//!
//! Papers change what does not change the words: case, punctuation, dashes, quotation marks, accents, the full stops of `U.S.`, the comma
//! of `3,600`, `per cent` or `%`, `co-operate` or `cooperate`, British or American spelling ([`unified`]). All that is put
//! aside. What they leave out or put in they mark, with an ellipsis or square brackets: that is a gap, which may stand for anything. The
//! desk's own marks, `(cq)` and `[sic]`, are nobody's words and are dropped.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::Span;

use super::super::spelling::unified;

/// A word of a quotation in its normal form, or a place where words may have been left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// A word.
    Word {
        /// Its normal form.
        form: String,
        /// Where it stands.
        span: Span,
    },
    /// An ellipsis, or the editor's own words in square brackets.
    Gap,
}

/// The normal form of some words as text: `“The U.S. … recognised [him]”` is `us … recognized …` with `the` before it.
#[must_use]
pub fn normal_form(quoted: &str) -> String {
    let parts = spoken(quoted, Span::new(0, quoted.len()));
    let words: Vec<&str> = parts.iter().map(|part| if let Spoken::Word { form, .. } = part { form } else { "…" }).collect();
    words.join(" ")
}

/// The words of a stretch of text in their normal form, each with its place in the text.
#[must_use]
pub fn spoken(text: &str, span: Span) -> Vec<Spoken> {
    let mut parts: Vec<Spoken> = Vec::new();
    let mut end = span.start();
    let mut bracketed = false;
    for word in words(text, span) {
        let between = &text[end..word.start()];
        end = word.end();
        for c in between.chars() {
            match c {
                '[' => bracketed = true,
                ']' => bracketed = false,
                _ => {}
            }
        }
        if is_ellipsis(between) {
            add_gap(&mut parts);
        }
        let form = unified(&folded(word.of(text))).into_owned();
        if matches!(form.as_str(), "cq" | "sic") && between.ends_with(['(', '[']) {
            continue;
        }
        if bracketed {
            add_gap(&mut parts);
            continue;
        }
        match parts.last_mut() {
            // `per cent`
            Some(Spoken::Word { form: per, span }) if per == "per" && form == "cent" => {
                per.push_str("cent");
                *span = span.join(word);
            }
            _ => parts.push(Spoken::Word { form, span: word }),
        }
    }
    if is_ellipsis(&text[end..span.end()]) {
        add_gap(&mut parts);
    }
    parts
}

fn add_gap(parts: &mut Vec<Spoken>) {
    if parts.last() != Some(&Spoken::Gap) {
        parts.push(Spoken::Gap);
    }
}

fn is_ellipsis(between: &str) -> bool {
    between.contains("...") || between.contains('…') || between.contains(". . .")
}

/// Where the words of a stretch stand.
fn words(text: &str, span: Span) -> Vec<Span> {
    let quoted = span.of(text);
    let mut words = Vec::new();
    let mut from: Option<usize> = None;
    let mut chars = quoted.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if is_of_a_word(c) || from.is_some_and(|from| joins(&quoted[from..at], c, next)) {
            from = from.or(Some(at));
            continue;
        }
        let word = from.take().map(|from| Span::new(span.start() + from, span.start() + at));
        words.extend(word);
        if c == '%' {
            words.push(Span::new(span.start() + at, span.start() + at + 1));
        }
    }
    words.extend(from.map(|from| Span::new(span.start() + from, span.end())));
    words.retain(|word| word.of(text).chars().any(|c| c.is_alphanumeric() || c == '%'));
    words
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | 'ʼ' | '\u{300}'..='\u{36f}')
}

/// Whether a mark inside a word does not end it: `U.S.`, `3,600`, `1.5`, `co-operate`.
fn joins(before: &str, mark: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    let digits = before.ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit();
    match mark {
        '.' => {
            let part = before.rsplit('.').next().unwrap_or(before);
            digits || next.is_alphabetic() && part.chars().count() == 1 && part.chars().all(char::is_alphabetic)
        }
        ',' => digits,
        '-' | '\u{2010}' | '\u{2011}' => {
            next.is_alphabetic() && ["co", "pre", "re"].iter().any(|prefix| before.eq_ignore_ascii_case(prefix))
        }
        _ => false,
    }
}

/// A word in lower case, without accents, apostrophes and the marks inside it; the point of a decimal stays.
fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    for c in word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            '%' => folded.push_str("percent"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            c if c.is_alphanumeric() || number && c == '.' => folded.push(c),
            _ => {}
        }
    }
    // Some houses write `Jones's`, some `Jones'`.
    let mut ending = word.chars().rev();
    let is_s = |c: Option<char>| matches!(c, Some('s' | 'S'));
    if is_s(ending.next()) && matches!(ending.next(), Some('\'' | '’')) && is_s(ending.next()) {
        folded.pop();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_change_the_words_is_put_aside() {
        for (one, other, form) in [
            ("We HAVEN’T -- not yet.", "we haven't: not yet", "we havent not yet"),
            ("The U.S. recognises the honour", "the US recognizes the honor", "the us recognizes the honor"),
            ("3,600 tons, or 1.5%", "3600 tons or 1.5 per cent", "3600 tons or 1.5 percent"),
            ("We co-operate", "we cooperate", "we cooperate"),
            ("the café in Łódź", "the cafe in Lodz", "the cafe in lodz"),
            ("‘Never,’ he said", "Never, he said", "never he said"),
            ("our 'programme'", "our program", "our program"),
            ("the NLS’s head and James’s", "the NLS’ head and James’", "the nls head and james"),
        ] {
            assert_eq!((normal_form(one).as_str(), normal_form(other).as_str()), (form, form));
        }
    }

    #[test]
    fn what_is_left_out_or_put_in_is_a_gap() {
        assert_eq!(normal_form("We waited … and [Mr Roe] came."), "we waited … and … came");
        assert_eq!(normal_form("We waited. . . . [They] came..."), "we waited … came …");
        assert_eq!(normal_form("a full discusion [sic] of it, Ms Raue (cq)"), "a full discusion of it ms raue");
        assert_eq!(normal_form("..."), "…");
        assert_eq!(normal_form(" — "), "");
    }

    #[test]
    fn other_words_stay_other_words() {
        for (one, other) in [("we will", "we'd"), ("in May", "in March"), ("1.5", "15")] {
            assert_ne!(normal_form(one), normal_form(other));
        }
    }

    #[test]
    fn every_word_keeps_its_place() {
        let text = "said: “We HAVEN’T, at 5 per cent, [he]…”";
        let places: Vec<&str> = spoken(text, Span::new(6, text.len()))
            .iter()
            .filter_map(|part| if let Spoken::Word { span, .. } = part { Some(span.of(text)) } else { None })
            .collect();
        assert_eq!(places, ["We", "HAVEN’T", "at", "5", "per cent"]);
    }
}
