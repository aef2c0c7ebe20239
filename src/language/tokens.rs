//! Text into tokens: words, numbers and marks with exact places.
//!
//! The hard part of news copy is the full stop. Here it belongs to a word only where it cannot end a sentence by itself: after
//! single letters (`U.S.`, `p.m.`, `J.`) and after the abbreviations that newspapers use (`Mr.`, `Jan.`, `Inc.`). Whether such a stop
//! *also* ends a sentence is decided later, by what follows ([`super::sentences`]).

use crate::text::Span;

use super::{Token, TokenKind};

/// Abbreviations that keep their full stop, in byte order; in capitals those of headlines and datelines. Our own list, from the habits
/// of wire copy.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Ala", "Apr", "Ariz", "Ark", "Assn", "Aug", "Ave", "Bhd", "Bldg", "Blvd", "Brig", "Bros", "Calif", "Capt", "Cie",
    "Cmdr", "Co", "Col", "Colo", "Comdr", "Conn", "Corp", "Cpl", "DR", "Dec", "Del", "Dept", "Det", "Dist", "Dr", "Drs",
    "Esq", "Est", "FT", "Feb", "Fla", "Fr", "Fri", "Ft", "GEN", "GOV", "Ga", "Gen", "Gov", "Govt", "Hon", "Ill", "Inc",
    "Ind", "Insp", "Intl", "Jan", "Jr", "Jul", "Jun", "Kan", "Ky", "La", "Lt", "Ltd", "MR", "MRS", "MS", "MT", "Maj", "Mar",
    "Mass", "Md", "Messrs", "Mfg", "Mich", "Minn", "Miss", "Mlle", "Mme", "Mo", "Mon", "Mont", "Mr", "Mrs", "Ms", "Msgr",
    "Mt", "Neb", "Nev", "No", "Nos", "Nov", "Oct", "Okla", "Ont", "Ore", "Penn", "Pfc", "Ph.D", "Plc", "Prof", "Pty", "Pvt",
    "Que", "REP", "Rd", "Rep", "Reps", "Rev", "Rt", "SEN", "ST", "Sat", "Sen", "Sens", "Sept", "Sgt", "Sr", "St", "Ste",
    "Sun", "Supt", "Tenn", "Tex", "Thu", "Thur", "Thurs", "Treas", "Tue", "Tues", "Univ", "Va", "Vt", "Wash", "Wed", "Wis",
    "Wyo", "approx", "cf", "dept", "est", "etc", "ft", "govt", "pp", "resp", "vs",
];

/// Top-level names by which `example.com` is told from a missing space after a full stop.
const TOP_LEVEL: &[&str] = &[
    "au", "biz", "br", "ca", "ch", "cn", "com", "de", "edu", "eu", "fr", "gov", "hk", "in", "info", "int", "io", "jp", "mil",
    "net", "nl", "org", "ru", "tv", "uk", "us",
];

/// The tokens of the given stretches of `text`, in order. NUL bytes stand for
/// what no reader sees: a word goes on behind them.
pub(crate) fn tokenize(text: &str, stretches: impl IntoIterator<Item = Span>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    for stretch in stretches {
        Scanner { text, end: stretch.end(), at: stretch.start() }.run(&mut tokens);
    }
    tokens
}

struct Scanner<'t> {
    text: &'t str,
    /// One past the last byte of the stretch.
    end: usize,
    /// Where the next token is looked for.
    at: usize,
}

impl Scanner<'_> {
    fn run(mut self, tokens: &mut Vec<Token>) {
        let mut spaced = true;
        while let Some(c) = self.char_at(self.at) {
            if is_gap(c) {
                spaced |= c != '\0';
                self.at += c.len_utf8();
                continue;
            }
            let start = self.at;
            let after_word = !spaced && tokens.last().is_some_and(|token| token.kind != TokenKind::Mark);
            let kind = if c.is_ascii_digit() {
                self.number();
                TokenKind::Number
            } else if c.is_alphabetic() {
                self.word()
            } else if after_word && is_apostrophe(c) && self.possessive() {
                TokenKind::Possessive
            } else {
                self.mark(c);
                TokenKind::Mark
            };
            tokens.push(Token { span: Span::new(start, self.at), kind, spaced });
            spaced = false;
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let byte = self.text.as_bytes()[at];
        if byte.is_ascii() { Some(byte as char) } else { self.text[at..self.end].chars().next() }
    }

    /// The first byte from a place on that a reader sees.
    fn shown_from(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..self.end).unwrap_or_default();
        at + rest.iter().take_while(|byte| **byte == 0).count()
    }

    fn skip_letters(&mut self) {
        loop {
            let rest = &self.text.as_bytes()[self.at..self.end];
            self.at += rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let next = self.shown_from(self.at);
            let Some(c) = self.char_at(next) else { break };
            if !(c.is_alphanumeric() || is_combining(c)) {
                break;
            }
            self.at = next + c.len_utf8();
        }
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        if self.address() {
            return TokenKind::Mark;
        }
        self.skip_letters();
        // O'Brien, don't; but Qian's is a word and a possessive.
        loop {
            let mark = self.shown_from(self.at);
            let Some(c) = self.char_at(mark).filter(|&c| is_apostrophe(c)) else { break };
            let rest = self.shown_from(mark + c.len_utf8());
            let letter = self.char_at(rest).is_some_and(char::is_alphabetic);
            if !letter || self.possessive_length(mark).is_some() {
                break;
            }
            self.at = rest;
            self.skip_letters();
        }
        if self.char_at(self.at) == Some('.') {
            self.abbreviation(start);
        }
        TokenKind::Word
    }

    /// Takes in the full stops of `U.S.` or `Mr.`; `self.at` is on the first.
    fn abbreviation(&mut self, start: usize) {
        let word = &self.text[start..self.at];
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if single {
            let mut end = self.at + 1;
            let mut stops = 1;
            while let Some(c) = self.char_at(end).filter(|c| c.is_alphabetic()) {
                if self.char_at(end + c.len_utf8()) != Some('.') {
                    break;
                }
                end += c.len_utf8() + 1;
                stops += 1;
            }
            // `U.S.`, or an initial; a lone `I.` or `a.` ends a sentence. `J.Smith` lacks a space, but the stop is the initial's.
            let initial = word != "I" && word.chars().all(char::is_uppercase);
            if stops > 1 || initial || self.is_abbreviated_letter(word) {
                self.at = end;
            }
        } else if ABBREVIATIONS.binary_search(&word).is_ok() {
            let next = self.char_at(self.at + 1);
            if next.is_none_or(|c| !c.is_alphanumeric()) {
                self.at += 1;
            }
        } else if word == "Ph" && self.text[self.at..self.end].starts_with(".D.") {
            self.at += 3;
        }
    }

    /// `Roe v. Poe`, `(b. 1950)`, `c. 1230`, `p. 12`; `self.at` is on the full stop.
    fn is_abbreviated_letter(&self, letter: &str) -> bool {
        let mut after = self.text[self.at + 1..self.end].chars();
        let spaced = after.next() == Some(' ');
        match letter {
            "v" => spaced,
            "b" | "c" | "d" | "p" => spaced && after.next().is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        }
    }

    /// A web or mail address, or a file name, is one mark: nothing is read in it.
    fn address(&mut self) -> bool {
        // Every word of an unbroken run asks, so the look ahead is bounded.
        const LONGEST: usize = 1_024;
        let rest = &self.text.as_bytes()[self.at..self.end.min(self.at + LONGEST)];
        let mut stop = None;
        let mut length = rest.len();
        for (at, byte) in rest.iter().enumerate() {
            match byte {
                b'.' | b':' | b'@' => stop = stop.or(Some(at)),
                b' ' | b'\t' | b'\n' | b'\x0c' | b'\r' | 0 | b'"' | b'<' | b'>' | b'(' | b')' => {
                    length = at;
                    break;
                }
                _ => {}
            }
        }
        let Some(stop) = stop else { return false };
        let run = &rest[..length];
        let ends = run.iter().rposition(|byte| byte.is_ascii_alphanumeric() || *byte == b'/').map_or(0, |last| last + 1);
        if ends <= stop || !run.is_ascii() {
            return false;
        }
        let run = &run[..ends];
        let is_address = match run[stop] {
            b':' => run[stop..].starts_with(b"://") || run.starts_with(b"mailto:"),
            b'@' => run[stop..].contains(&b'.'),
            _ => run.starts_with(b"www.") || run.contains(&b'@') || is_domain(run),
        };
        if is_address {
            self.at += ends;
        }
        is_address
    }

    /// Digits with inner separators, and letters grown to them: `3,600`, `8:15`, `27th`, `1990s`.
    fn number(&mut self) {
        loop {
            while self.char_at(self.at).is_some_and(|c| c.is_ascii_digit()) {
                self.at += 1;
            }
            let digits = |from: usize| {
                self.text.as_bytes()[from.min(self.end)..self.end].iter().take_while(|byte| byte.is_ascii_digit()).count()
            };
            let goes_on = match self.char_at(self.at) {
                Some(',') => digits(self.at + 1) == 3,
                Some('.' | ':') => digits(self.at + 1) > 0,
                _ => false,
            };
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        // `1997Tuesday` lacks its space: a capitalised word is no suffix.
        if !self.begins_capitalised_word() {
            self.skip_letters();
        }
        // 8 a.m. is two tokens, 8.15p.m. one and a half; the stops of `p.m.` are taken in.
        if self.text[self.at..self.end].starts_with(".m.") && matches!(self.text.as_bytes()[self.at - 1], b'a' | b'p') {
            self.at += 3;
        }
    }

    /// A capital and two small letters: a word, not the suffix of a number such as `3D` or `5KM`.
    fn begins_capitalised_word(&self) -> bool {
        let mut letters = self.text[self.at..self.end].chars();
        letters.next().is_some_and(char::is_uppercase) && letters.by_ref().take(2).filter(|c| c.is_lowercase()).count() == 2
    }

    fn possessive_length(&self, mark: usize) -> Option<usize> {
        let apostrophe = self.char_at(mark).filter(|&c| is_apostrophe(c))?;
        let s = mark + apostrophe.len_utf8();
        let is_s = matches!(self.char_at(s), Some('s' | 'S'));
        // Only behind an `s` is the next byte sure to begin a character.
        let ends = is_s && self.char_at(s + 1).is_none_or(|c| !c.is_alphanumeric());
        ends.then(|| apostrophe.len_utf8() + 1)
    }

    fn possessive(&mut self) -> bool {
        let Some(length) = self.possessive_length(self.at) else { return false };
        self.at += length;
        true
    }

    /// One mark; a row of hyphens, full stops, grave accents or straight apostrophes is one.
    fn mark(&mut self, c: char) {
        self.at += c.len_utf8();
        if matches!(c, '-' | '.' | '`' | '\'') {
            while self.char_at(self.at) == Some(c) {
                self.at += 1;
            }
        }
    }
}

/// `example.com` is a domain, `relations.Improvement` a missing space, `report.pdf` a file.
fn is_domain(run: &[u8]) -> bool {
    let host = run.split(|&byte| byte == b'/').next().unwrap_or_default();
    let Ok(host) = std::str::from_utf8(host) else { return false };
    let Some((name, last)) = host.rsplit_once('.') else { return false };
    let tail = last.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let file = tail
        && (2..=4).contains(&last.len())
        && matches!(last, "pdf" | "txt" | "md" | "doc" | "docx" | "html" | "htm" | "jpg" | "png" | "csv" | "xls");
    let labels = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.' || byte == b'_');
    labels && !name.is_empty() && (file || (tail && TOP_LEVEL.binary_search(&last).is_ok()))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\0' | '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{ad}')
}

/// Straight, curly and modifier-letter apostrophes.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Combining diacritical marks, which belong to the letter before.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens separated by spaces, `_` before one that no white space precedes.
    fn shown(text: &str) -> String {
        let tokens = tokenize(text, [Span::new(0, text.len())]);
        let shown: Vec<String> =
            tokens.iter().map(|token| format!("{}{}", if token.spaced { "" } else { "_" }, token.span.of(text))).collect();
        shown.join(" ")
    }

    #[test]
    fn abbreviations_are_in_byte_order() {
        assert!(ABBREVIATIONS.is_sorted() && TOP_LEVEL.is_sorted());
    }

    #[test]
    fn full_stops_belong_to_abbreviations_and_initials_only() {
        for (text, expected) in [
            ("Mr. Roe left the U.S. on Jan. 28.", "Mr. Roe left the U.S. on Jan. 28 _."),
            ("J. F. Roe and J.F. Roe", "J. F. Roe and J.F. Roe"),
            ("the U.S.-China talks", "the U.S. _- _China talks"),
            ("at 8:15 p.m. EST (0115 GMT)", "at 8:15 p.m. EST ( _0115 GMT _)"),
            ("relations.Improvement came", "relations _. _Improvement came"),
            ("So do I. We go.", "So do I _. We go _."),
            ("a Ph.D. in law", "a Ph.D. in law"),
            ("at 8.15p.m. sharp", "at 8.15p.m. sharp"),
            ("Roe v. Poe (b. 1950, d. 1990) lost", "Roe v. Poe ( _b. 1950 _, d. 1990 _) lost"),
            ("so did group b. Not group c.", "so did group b _. Not group c _."),
            ("of Quay Watch/Asia, D-N.Y.", "of Quay Watch _/ _Asia _, D _- _N.Y."),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn numbers_keep_their_separators() {
        for (text, expected) in [
            ("3,600 of 1,2 and 1.5", "3,600 of 1 _, _2 and 1.5"),
            ("$19 million in the 1990s, the 27th time", "$ _19 million in the 1990s _, the 27th time"),
            ("07/27/2016 and 1994-97", "07 _/ _27 _/ _2016 and 1994 _- _97"),
            ("a 45-year-old", "a 45 _- _year _- _old"),
            ("It was 1990.", "It was 1990 _."),
            ("US$5.2bn, HK$3 and £1.50.", "US _$ _5.2bn _, HK _$ _3 and £ _1.50 _."),
            ("9:30 a.m.-5 p.m. Monday", "9:30 a.m. _- _5 p.m. Monday"),
            ("March 3, 1995Friday, 3D", "March 3 _, 1995 _Friday _, 3D"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn apostrophes_are_possessives_contractions_parts_of_names_or_quotation_marks() {
        for (text, expected) in [
            ("a coup d’état", "a coup d’état"),
            ("so ‘’é", "so ‘ _’ _é"),
            ("Qian's don't O'Brien", "Qian _'s don't O'Brien"),
            ("China’s we’re", "China _’s we’re"),
            ("the workers' 'good and fair' deal", "the workers _' ' _good and fair _' deal"),
            ("``fine'' she said", "`` _fine _'' she said"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn addresses_and_file_names_are_one_mark() {
        for (text, expected) in [
            ("see www.example.org/a?b.", "see www.example.org/a?b _."),
            ("write to desk@example.com, or https://example.com/x", "write to desk@example.com _, or https://example.com/x"),
            ("in notes.pdf and Example.com", "in notes.pdf and Example.com"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn marks_of_the_format_separate() {
        assert_eq!(shown("\0\0Warren\0\0 Roe\0s"), "Warren Roe\0s");
        assert_eq!(shown("Jos\0é\0 O\0’Neill\0\0’s \0\0(\0a\0)\0"), "Jos\0é O\0’Neill _’s ( _a _)");
        assert_eq!(shown("so -- he said ... no"), "so -- he said ... no");
    }

    #[test]
    fn any_cut_of_odd_text_gives_tokens_on_character_boundaries() {
        let text = "é😀 U.S\u{301}. O’B 1.a’s \u{feff}x\u{2028}y ''`` 3,6000 @.com a@b.c http://";
        for (cut, _) in text.char_indices() {
            for token in tokenize(text, [Span::new(cut, text.len())]) {
                assert!(!token.span.of(text).is_empty());
            }
        }
    }
}
