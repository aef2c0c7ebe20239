//! Hostile text: whatever stands there, the reader gives quantities whose places lie on character boundaries, in order.

use super::quantities;

/// A generator of numbers that are the same on every machine (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

const PIECES: &[&str] = &[
    "$",
    "€",
    "US$",
    "HK$",
    "USD",
    "USD115",
    "KSh38",
    "5",
    "1.2",
    "3,600",
    "12",
    "345",
    "678",
    "1997",
    "9,9,9",
    "1.2.3",
    "5km",
    "30GB",
    "7m",
    "27th",
    "1990s",
    "½",
    "2½",
    "one",
    "a",
    "half",
    "of",
    "the",
    "two",
    "thirds",
    "-",
    "–",
    "--",
    "to",
    "and",
    "or",
    "more",
    "than",
    "between",
    "from",
    "rose",
    "by",
    "million",
    "dozen",
    "hundred",
    "point",
    "few",
    "several",
    "percent",
    "%",
    "percentage",
    "points",
    "feet",
    "inches",
    "cents",
    "dollars",
    "years",
    "old",
    "aged",
    "per",
    "a share",
    "/",
    "°",
    "C",
    "square",
    "miles",
    "people",
    "other",
    "others",
    "another",
    "in",
    "out",
    "Flight",
    "No.",
    "Smith,",
    ",",
    ".",
    "(",
    ")",
    "\"",
    "’",
    "é",
    "漢",
    "\u{301}",
    "\u{a0}",
    "\n\n",
    "number",
    "minus",
    "+",
    "vote",
];

#[test]
fn hostile_text_gives_spans_on_character_boundaries() {
    let mut dice = Dice(0x5eed_2024);
    for _ in 0..4_000 {
        let mut text = String::new();
        for _ in 0..dice.below(24) + 1 {
            text.push_str(PIECES[dice.below(PIECES.len())]);
            if dice.below(4) > 0 {
                text.push(' ');
            }
        }
        let mut before = 0;
        for quantity in quantities(&text) {
            let per_whole = [quantity.head, quantity.per, quantity.whole, quantity.change.map(|change| change.cue)];
            for span in [Some(quantity.span), Some(quantity.number)].into_iter().chain(per_whole).flatten() {
                assert!(text.get(span.start()..span.end()).is_some_and(|words| !words.is_empty()), "{text:?} {quantity:?}");
            }
            assert!(before <= quantity.span.start(), "{text:?}: out of order");
            assert!(quantity.value.is_finite(), "{text:?} {quantity:?}");
            assert!(quantity.high.is_none_or(|high| high > quantity.value), "{text:?} {quantity:?}");
            before = quantity.span.start();
        }
    }
}
