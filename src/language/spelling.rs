//! British and American spelling put aside.
//!
//! Both spellings of a word become one form, which need not be a word itself: `advise` becomes `advize` wherever it stands. That two
//! different words might fall together matters little where whole quotations or names are compared.

use std::borrow::Cow;

/// Pairs that follow no pattern: the form on the right stands for both.
const PAIRS: [(&str, &str); 35] = [
    ("adviser", "advisor"),
    ("advisers", "advisors"),
    ("aeroplane", "airplane"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("amongst", "among"),
    ("artefact", "artifact"),
    ("burnt", "burned"),
    ("catalogue", "catalog"),
    ("cheque", "check"),
    ("cosy", "cozy"),
    ("dialogue", "dialog"),
    ("draught", "draft"),
    ("dreamt", "dreamed"),
    ("gaol", "jail"),
    ("gaoled", "jailed"),
    ("grey", "gray"),
    ("kerb", "curb"),
    ("learnt", "learned"),
    ("maths", "math"),
    ("manoeuvre", "maneuver"),
    ("mum", "mom"),
    ("plough", "plow"),
    ("practice", "practize"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("sceptics", "skeptics"),
    ("spelt", "spelled"),
    ("storey", "story"),
    ("towards", "toward"),
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("whilst", "while"),
];

/// Ends of words: British, American. The first that fits is taken; at least three letters must stand before.
const ENDS: [(&str, &str); 32] = [
    ("isation", "ization"),
    ("isations", "izations"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("iser", "izer"),
    ("ising", "izing"),
    ("ise", "ize"),
    ("ysed", "yzed"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("gement", "gment"),
    ("gements", "gments"),
    ("tres", "ters"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("bres", "bers"),
    ("ences", "enses"),
    ("ence", "ense"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ourable", "orable"),
    ("ouring", "oring"),
    ("ourite", "orite"),
    ("ourhood", "orhood"),
    ("ourhoods", "orhoods"),
    ("ourless", "orless"),
    ("ourly", "orly"),
    ("our", "or"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("llers", "lers"),
];

/// One form for both spellings of a folded word.
#[must_use]
pub fn unified(word: &str) -> Cow<'_, str> {
    if let Some((_, form)) = PAIRS.iter().find(|(british, _)| *british == word) {
        return Cow::Borrowed(form);
    }
    for (british, american) in ENDS {
        let Some(stem) = word.strip_suffix(british) else { continue };
        if stem.len() >= 3 {
            return Cow::Owned(format!("{stem}{american}"));
        }
    }
    Cow::Borrowed(word)
}

/// A folded name or sentence, word by word.
#[must_use]
pub fn unified_all(folded: &str) -> String {
    let words: Vec<Cow<'_, str>> = folded.split(' ').map(unified).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_one() {
        for (british, american) in [
            ("recognise", "recognize"),
            ("organisations", "organizations"),
            ("judgement", "judgment"),
            ("honour", "honor"),
            ("neighbourhood", "neighborhood"),
            ("favourite", "favorite"),
            ("centre", "center"),
            ("defence", "defense"),
            ("travelled", "traveled"),
            ("programme", "program"),
            ("practise", "practice"),
            ("dialogue", "dialog"),
            ("sceptical", "skeptical"),
        ] {
            assert_eq!(unified(british), unified(american));
        }
    }

    #[test]
    fn short_words_stay_apart() {
        for (a, b) in [("four", "for"), ("hour", "hor"), ("wise", "wize"), ("filled", "filed"), ("linked", "tied")] {
            assert_ne!(unified(a), unified(b));
        }
    }
}
