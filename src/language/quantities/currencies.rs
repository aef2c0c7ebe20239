//! Money: the signs, codes and names of currencies (ISO 4217), and the small change that counts hundredths of them.
//!
//! A list of our own. Codes are those of ISO 4217:2015; money that is no more (marks, lire) has the code that it had.

use super::Reader;
use crate::language::TokenKind;
use crate::language::numerals::{Lower, scale_word};

/// Bytes of the longest code or abbreviation of a currency before a number.
pub(super) const LONGEST_CURRENCY: usize = 4;

/// How far into a sentence the sign of its dollars is looked for, in tokens.
const REACH: usize = 60;

/// A currency and the index after its last token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Money {
    pub(super) code: &'static str,
    pub(super) end: usize,
    /// How many of it one is: a hundredth for cents and pence, a million for `MUSD`.
    pub(super) factor: f64,
}

/// The currency of a sign such as `$`, with the letters that stand before it (`HK` in `HK$`).
pub(super) fn sign(sign: &str, prefix: &str) -> Option<&'static str> {
    Some(match sign {
        "$" => match prefix {
            "HK" => "HKD",
            "A" | "AU" | "Aus" => "AUD",
            "C" | "CA" | "Can" | "Cdn" => "CAD",
            "NZ" => "NZD",
            "S" | "SG" => "SGD",
            "NT" => "TWD",
            "R" => "BRL",
            "Mex" | "MX" => "MXN",
            "J" => "JMD",
            "TT" => "TTD",
            "Z" => "ZWL",
            _ => code(prefix).unwrap_or("USD"),
        },
        "£" => match prefix {
            "E" => "EGP",
            "I" | "Ir" | "IR" => "IEP",
            _ => "GBP",
        },
        "€" => "EUR",
        "¥" | "￥" => match prefix {
            "CN" | "RMB" => "CNY",
            _ => "JPY",
        },
        "元" => "CNY",
        "₹" => "INR",
        "₩" => "KRW",
        "₽" => "RUB",
        "₪" => "ILS",
        "₦" => "NGN",
        "₱" => "PHP",
        "₫" => "VND",
        "₺" => "TRY",
        "₴" => "UAH",
        "₡" => "CRC",
        "₾" => "GEL",
        "₭" => "LAK",
        "฿" => "THB",
        "₿" => "BTC",
        _ => return None,
    })
}

/// The currency of a code or abbreviation beside the number: `USD 5 million`, `Rs 500`, `40 RMB`.
pub(super) fn code(word: &str) -> Option<&'static str> {
    if !(2..=LONGEST_CURRENCY).contains(&word.len()) || !word.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    const CODES: [&str; 58] = [
        "AED", "ARS", "AUD", "BDT", "BHD", "BRL", "BTC", "CAD", "CHF", "CLP", "CNY", "COP", "CRC", "CZK", "DEM", "DKK", "EGP",
        "EUR", "FRF", "GBP", "GEL", "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "ITL", "JMD", "JPY", "KES",
        "KRW", "KWD", "LKR", "MAD", "MXN", "MYR", "NGN", "NLG", "NOK", "NZD", "PHP", "PKR", "PLN", "QAR", "RUB", "SAR", "SEK",
        "SGD", "THB", "TRY", "TWD", "UAH", "USD", "ZAR",
    ];
    if let Ok(found) = CODES.binary_search(&word) {
        return Some(CODES[found]);
    }
    Some(match word {
        "RMB" | "Rmb" => "CNY",
        "Rs" | "Rs." => "INR",
        "DM" => "DEM",
        "FF" | "Ffr" => "FRF",
        "SFr" | "Sfr" => "CHF",
        "KSh" | "Ksh" | "KSH" => "KES",
        "USh" => "UGX",
        "TSh" => "TZS",
        "RM" => "MYR",
        "Rp" => "IDR",
        "NT" => "TWD",
        "GB" => "GBP",
        _ => return None,
    })
}

/// Names of currencies in lower case, singular and plural; in byte order.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("baht", "THB"), ("bahts", "THB"), ("bitcoin", "BTC"), ("bitcoins", "BTC"), ("bolivars", "VES"), ("buck", "USD"), ("bucks", "USD"),
    ("dinar", "IQD"), ("dinars", "IQD"), ("dirham", "AED"), ("dirhams", "AED"), ("dlrs", "USD"), ("dollar", "USD"), ("dollars", "USD"),
    ("dong", "VND"), ("drachma", "GRD"), ("drachmas", "GRD"), ("escudos", "PTE"), ("euro", "EUR"), ("euros", "EUR"), ("forints", "HUF"),
    ("franc", "FRF"), ("francs", "FRF"), ("guilder", "NLG"), ("guilders", "NLG"), ("hryvnia", "UAH"), ("hryvnias", "UAH"),
    ("krona", "SEK"), ("krone", "NOK"), ("kroner", "NOK"), ("kronor", "SEK"), ("kuai", "CNY"), ("lira", "TRY"), ("liras", "TRY"),
    ("lire", "ITL"), ("markka", "FIM"), ("marks", "DEM"), ("naira", "NGN"), ("peseta", "ESP"), ("pesetas", "ESP"), ("peso", "MXN"),
    ("pesos", "MXN"), ("rand", "ZAR"), ("reais", "BRL"), ("renminbi", "CNY"), ("rial", "IRR"), ("rials", "IRR"), ("ringgit", "MYR"),
    ("riyal", "SAR"), ("riyals", "SAR"), ("rmb", "CNY"), ("rouble", "RUB"), ("roubles", "RUB"), ("ruble", "RUB"), ("rubles", "RUB"),
    ("rupee", "INR"), ("rupees", "INR"), ("rupiah", "IDR"), ("schillings", "ATS"), ("shekel", "ILS"), ("shekels", "ILS"),
    ("shillings", "KES"), ("sterling", "GBP"), ("usd", "USD"), ("yen", "JPY"), ("yuan", "CNY"), ("zloty", "PLN"), ("zlotys", "PLN"),
];

/// A currency by its country's adjective or name: `Canadian dollars`, `French francs`. The country's word in lower case.
#[rustfmt::skip]
const BY_COUNTRY: &[(&str, &str, &str)] = &[
    ("american", "dollar", "USD"), ("u.s.", "dollar", "USD"), ("us", "dollar", "USD"), ("australian", "dollar", "AUD"),
    ("canadian", "dollar", "CAD"), ("singapore", "dollar", "SGD"), ("taiwan", "dollar", "TWD"), ("zealand", "dollar", "NZD"),
    ("kong", "dollar", "HKD"), ("jamaican", "dollar", "JMD"), ("zimbabwe", "dollar", "ZWL"), ("namibian", "dollar", "NAD"),
    ("belgian", "franc", "BEF"), ("french", "franc", "FRF"), ("swiss", "franc", "CHF"), ("luxembourg", "franc", "LUF"),
    ("deutsche", "mark", "DEM"), ("german", "mark", "DEM"), ("finnish", "mark", "FIM"), ("finnish", "markka", "FIM"),
    ("british", "pound", "GBP"), ("egyptian", "pound", "EGP"), ("irish", "pound", "IEP"), ("lebanese", "pound", "LBP"),
    ("syrian", "pound", "SYP"), ("sudanese", "pound", "SDG"), ("cypriot", "pound", "CYP"),
    ("argentine", "peso", "ARS"), ("chilean", "peso", "CLP"), ("colombian", "peso", "COP"), ("cuban", "peso", "CUP"),
    ("mexican", "peso", "MXN"), ("philippine", "peso", "PHP"), ("uruguayan", "peso", "UYU"),
    ("indian", "rupee", "INR"), ("pakistani", "rupee", "PKR"), ("lankan", "rupee", "LKR"), ("nepali", "rupee", "NPR"),
    ("algerian", "dinar", "DZD"), ("bahraini", "dinar", "BHD"), ("iraqi", "dinar", "IQD"), ("jordanian", "dinar", "JOD"),
    ("kuwaiti", "dinar", "KWD"), ("serbian", "dinar", "RSD"), ("tunisian", "dinar", "TND"), ("moroccan", "dirham", "MAD"),
    ("danish", "kron", "DKK"), ("norwegian", "kron", "NOK"), ("swedish", "kron", "SEK"), ("icelandic", "kron", "ISK"),
    ("czech", "korun", "CZK"), ("italian", "lir", "ITL"), ("turkish", "lir", "TRY"), ("maltese", "lir", "MTL"),
    ("kenyan", "shilling", "KES"), ("tanzanian", "shilling", "TZS"), ("ugandan", "shilling", "UGX"), ("austrian", "schilling", "ATS"),
    ("saudi", "riyal", "SAR"), ("qatari", "riyal", "QAR"), ("iranian", "rial", "IRR"), ("omani", "rial", "OMR"), ("yemeni", "rial", "YER"),
    ("chinese", "yuan", "CNY"), ("chinese", "renminbi", "CNY"), ("japanese", "yen", "JPY"), ("dutch", "guilder", "NLG"),
    ("korean", "won", "KRW"), ("brazilian", "real", "BRL"), ("russian", "rubl", "RUB"), ("russian", "roubl", "RUB"),
    ("spanish", "peseta", "ESP"), ("portuguese", "escudo", "PTE"), ("thai", "baht", "THB"), ("polish", "zloty", "PLN"),
    ("african", "rand", "ZAR"), ("cfa", "franc", "XOF"),
];

/// Words of two that name a country.
const TWO_WORD_COUNTRIES: [&str; 5] = ["hong", "new", "sri", "south", "united"];

impl Reader<'_> {
    /// The currency that is named at a token, behind its number: `euros`, `Hong Kong dollars`, `cents`, `RMB`, `€`.
    ///
    /// `value` decides whether pounds are money: nobody weighs ten thousand pounds of anything but in tons.
    pub(super) fn money(&self, at: usize, value: f64) -> Option<Money> {
        let word = self.word(at);
        let whole = |code, end| Some(Money { code, end, factor: 1.0 });
        let token = self.tokens.get(at)?;
        if token.kind == TokenKind::Mark {
            // `5 $10`: a sign before the next number is that number's.
            let next = self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number && !next.spaced);
            return if next { None } else { sign(word, "").and_then(|code| whole(code, at + 1)) };
        }
        let lower = Lower::new(word);
        let hundredths = |code| Some(Money { code, end: at + 1, factor: 0.01 });
        match lower.as_str() {
            "cent" | "cents" => return hundredths(self.dollars_of_the_sentence()),
            "pence" | "penny" => return hundredths("GBP"),
            "pounds" | "pound" if self.is_word(at + 1, "sterling") => return whole("GBP", at + 2),
            "pounds" | "pound" if value >= 10_000.0 => return whole("GBP", at + 1),
            // `three won the race` is no money.
            "won" if value >= 100.0 => return whole("KRW", at + 1),
            _ => {}
        }
        if word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            match (word.len(), word.strip_prefix('M').and_then(code)) {
                (3, _) if code(word).is_some() => {
                    // `75 USD million`.
                    let scale = scale_word(self.text, self.tokens, at + 1);
                    return code(word).map(|code| Money {
                        code,
                        end: at + 1 + usize::from(scale.is_some()),
                        factor: scale.unwrap_or(1.0),
                    });
                }
                (4, Some(code)) => return Some(Money { code, end: at + 1, factor: 1e6 }),
                _ => {}
            }
        }
        if let Ok(found) = NAMES.binary_search_by(|(name, _)| (*name).cmp(lower.as_str())) {
            return whole(NAMES[found].1, at + 1);
        }
        let country_at = at + usize::from(TWO_WORD_COUNTRIES.contains(&lower.as_str()));
        let country = Lower::new(self.word(country_at));
        let name = Lower::new(self.word(country_at + 1));
        let named = |(of, stem, _): &&(&str, &str, &str)| *of == country.as_str() && name.as_str().starts_with(stem);
        BY_COUNTRY.iter().find(named).and_then(|&(_, _, code)| whole(code, country_at + 2))
    }

    /// Cents are hundredths of the dollars (or euros) that the sentence speaks of; of American ones if it does not say.
    pub(super) fn dollars_of_the_sentence(&self) -> &'static str {
        let near = &self.tokens[..self.tokens.len().min(REACH)];
        let mut signs = near.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Mark);
        let found = signs.find_map(|(at, token)| {
            let before = at.checked_sub(1).filter(|_| !token.spaced).map_or("", |before| self.word(before));
            sign(token.span.of(self.text), before).filter(|code| code.ends_with('D') || *code == "EUR")
        });
        found.unwrap_or("USD")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_are_in_byte_order() {
        assert!(NAMES.is_sorted());
        assert_eq!(code("ZAR"), Some("ZAR"));
        assert_eq!(code("AED"), Some("AED"));
    }
}
