//! Where a person's name begins and ends.

use std::ops::Range;

use super::view::{Setting, View};

/// Words that end a name: `Jr.`, `III`.
const SUFFIXES: &[&str] = &["II", "III", "IV", "Jr", "Jr.", "Sr", "Sr."];

/// Rank up to which a first name is taken for one even where a sentence begins with it.
const FREQUENT: u32 = 300;

/// Rank from which an English word is rarer in news than the first name spelt like it.
const RARE: u32 = 5_000;

/// Name words in a row that are still one person.
const LONGEST: usize = 5;

/// The name that begins at `start`, which something before it (a title, an honorific) says is a person's.
pub(super) fn named(view: &View<'_>, sentence: usize, start: usize) -> Option<Range<usize>> {
    let end = view.sentences[sentence].tokens.end;
    let first = particle_end(view, start, end);
    if first >= end || !view.capital(first) || view.calendar(first) && !view.first_name(first) {
        return None;
    }
    let certain = view.setting(sentence) == Setting::Text;
    Some(start..grow(view, first + 1, end, start, certain))
}

/// A name that shows by itself that it is a person's: known first name and a surname, initials and a surname, or a family name that
/// comes first with a given name of the same language.
pub(super) fn full(view: &View<'_>, sentence: usize, start: usize) -> Option<Range<usize>> {
    let end = view.sentences[sentence].tokens.end;
    if !view.capital(start) || view.calendar(start) && !view.first_name(start) {
        return None;
    }
    if view.family_first(start)
        && !(view.opens_sentence(sentence, start) && view.common(start))
        && let Some(given_end) = given_after_family(view, start + 1, end)
    {
        return Some(start..given_end);
    }
    let begins = view.initial(start) || view.first_name(start) && !view.only_sentence_case_word(sentence, start);
    if !begins || is_known_land(view, start) || view.demonym(start) {
        return None;
    }
    let last = grow(view, start + 1, end, start, false);
    // An initial alone, or a first name alone, names nobody yet.
    let words = (start..last).filter(|&at| view.capital(at) && !view.initial(at)).count();
    let enough = if view.initial(start) { words >= 1 } else { words >= 2 };
    let surname_like = (start + 1..last).rev().find(|&at| view.capital(at) && !SUFFIXES.contains(&view.word(at)));
    let family = surname_like?;
    let organisation = view.knowledge.lexicons.organisation_head(view.word(family)) && !view.surname(family);
    (enough && !organisation).then_some(start..last)
}

/// Takes in what continues a name from `at`: more names, initials, particles with a name after them, a nickname between marks, hyphens,
/// `Jr.` If it is `certain` that a person is named, a word of the dictionary continues the name too, unless it is a frequent one.
pub(super) fn grow(view: &View<'_>, at: usize, end: usize, start: usize, certain: bool) -> usize {
    let mut at = at;
    while at < end && at - start < LONGEST {
        let word = view.word(at);
        if SUFFIXES.contains(&word) {
            return at + 1;
        }
        if word == "-" && view.glued(at) && view.glued(at + 1) && at + 1 < end && is_hyphen_part(view, at + 1) {
            at += 2;
            continue;
        }
        if !view.tokens[at].spaced {
            break;
        }
        if view.initial(at) && at + 1 < end {
            at += 1;
            continue;
        }
        let nickname =
            matches!(word, "\"" | "``" | "“" | "'" | "‘") && view.capital(at + 1) && !view.glued(at + 3) && view.glued(at + 2);
        if nickname && at + 3 < end && !view.word(at + 2).contains(char::is_alphanumeric) && continues(view, at + 3, false) {
            at += 4;
            continue;
        }
        let name = particle_end(view, at, end);
        if name < end && continues(view, name, certain) {
            at = name + 1;
            continue;
        }
        break;
    }
    at
}

/// `Jean-Paul`, `Dae-jung`, `Yong-moon`; but `Jordan-based` and `Shattuck-led` are no names.
pub(super) fn is_hyphen_part(view: &View<'_>, at: usize) -> bool {
    let syllables = || is_syllables(view.word(at)) && (!view.dictionary_word(at) || is_second_syllable(view, at));
    view.capital(at) || syllables()
}

/// `moon` of `Roe Yong-moon`: a word of the language that stands where the second syllable of a given name does.
fn is_second_syllable(view: &View<'_>, at: usize) -> bool {
    let named = at >= 3 && view.capital(at - 2) && view.capital(at - 3) && view.tokens[at - 2].spaced;
    named && is_one_syllable(view.word(at - 2)) && is_one_syllable(view.word(at)) && view.word(at) != "run"
}

/// Whether a capitalised word can be a further part of a person's name.
fn continues(view: &View<'_>, at: usize, certain: bool) -> bool {
    if !view.capital(at) || view.calendar(at) || view.demonym(at) || view.common(at) && !view.surname(at) {
        return false;
    }
    if view.knowledge.lexicons.company_suffix(view.word(at)) {
        return false;
    }
    let name_word = view.surname(at) || view.first_name(at) || view.family_first(at);
    if is_known_land(view, at) {
        return false;
    }
    let rare = || view.knowledge.words.rank(&view.word(at).to_lowercase()).is_none_or(|rank| rank > RARE);
    name_word || !view.all_capitals(at) && (!view.dictionary(at) || certain && rare())
}

/// A country or the like: not a part of a person's name, though parents did name children so.
fn is_known_land(view: &View<'_>, at: usize) -> bool {
    let entries = view.knowledge.gazetteer.lookup(view.word(at));
    entries.first().is_some_and(|entry| {
        let entry = view.knowledge.gazetteer.entry(entry);
        entry.kind() == crate::knowledge::Kind::Place
            && matches!(entry.subkind(), "country" | "territory" | "continent" | "region")
    }) && !(view.surname(at) && view.first_name(at))
}

/// Past the particles that begin at `at` (`van der`, `al-`), or `at` itself.
fn particle_end(view: &View<'_>, at: usize, end: usize) -> usize {
    let mut name = at;
    while name < end && !view.capital(name) && name - at < 3 {
        let word = view.word(name);
        let belongs = view.knowledge.lexicons.name_particle(word) || (word == "-" && view.glued(name));
        if !belongs {
            return at;
        }
        name += 1;
    }
    name
}

/// The end of a given name after a family name that comes first: `Qichen`, `Dae-jung`, `Il Sung`, `Van Linh`.
fn given_after_family(view: &View<'_>, at: usize, end: usize) -> Option<usize> {
    if at >= end
        || !view.capital(at)
        || !view.tokens[at].spaced
        || !is_syllables(view.word(at))
        || view.calendar(at)
        || view.demonym(at)
    {
        return None;
    }
    // `Long March`, `Park Avenue`: a common English word is no given name, unless the family name can be nothing else.
    if view.common(at)
        || view.dictionary(at) && view.knowledge.words.rank(&view.word(at).to_lowercase()).is_some_and(|rank| rank < 5_000)
    {
        return None;
    }
    let mut last = at + 1;
    while last + 1 < end && view.word(last) == "-" && view.glued(last) && is_syllables(view.word(last + 1)) {
        last += 2;
    }
    // A second syllable apart, as Korean and Vietnamese names have it.
    if last == at + 1
        && last < end
        && view.capital(last)
        && is_one_syllable(view.word(at))
        && is_one_syllable(view.word(last))
        && !view.common(last)
    {
        let common = view.knowledge.words.rank(&view.word(last).to_lowercase()).is_some_and(|rank| rank < 5_000);
        if !common && !view.calendar(last) && !view.demonym(last) {
            last += 1;
        }
    }
    Some(last)
}

/// Initial consonants of romanised Chinese, Korean and Vietnamese syllables, longest first.
const ONSETS: &[&str] = &[
    "ngh", "zh", "ch", "sh", "ng", "nh", "ph", "th", "tr", "kh", "gi", "gh", "qu", "kk", "tt", "pp", "ss", "jj", "hs", "ts",
    "tz", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "w", "x", "y", "z",
];

/// Their vowels and endings, longest first.
const RHYMES: &[&str] = &[
    "iang", "iong", "uang", "ueng", "yeong", "young", "yung", "eong", "oung", "uong", "uoc", "ieu", "ang", "eng", "ing", "ong",
    "ung", "ian", "iao", "uai", "uan", "yun", "eon", "eok", "yeo", "yoo", "woo", "won", "oon", "eun", "eul", "anh", "inh", "ich",
    "ach", "ai", "ao", "an", "ei", "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo", "ae", "eo", "eu",
    "oe", "oo", "ee", "yo", "yu", "ye", "ya", "ak", "ek", "ik", "ok", "uk", "ap", "ep", "ip", "op", "up", "al", "el", "il", "ol",
    "ul", "am", "em", "im", "om", "um", "at", "et", "it", "ot", "ut", "on", "oc", "ac", "uc", "ay", "oi", "oa", "a", "e", "i",
    "o", "u", "y",
];

/// Whether a word can be written with syllables of these languages, at most three.
pub(in crate::language) fn is_syllables(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.is_ascii() && !lower.is_empty() && syllables(&lower, 3)
}

fn is_one_syllable(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.is_ascii() && !lower.is_empty() && syllables(&lower, 1)
}

fn syllables(rest: &str, left: usize) -> bool {
    if rest.is_empty() {
        return true;
    }
    if left == 0 {
        return false;
    }
    let onsets = ONSETS.iter().filter(|onset| rest.starts_with(**onset)).map(|onset| onset.len()).chain(std::iter::once(0));
    onsets.into_iter().any(|onset| {
        let after = &rest[onset..];
        RHYMES.iter().filter(|rhyme| after.starts_with(**rhyme)).any(|rhyme| syllables(&after[rhyme.len()..], left - 1))
    })
}

impl View<'_> {
    /// A small-letter or capitalised word of the dictionary.
    fn dictionary_word(&self, at: usize) -> bool {
        self.dictionary(at) || self.knowledge.words.contains(self.word(at))
    }

    /// At the beginning of a sentence a first name that is also an ordinary word needs a plain surname after it, unless it is one of
    /// the commonest first names.
    fn only_sentence_case_word(&self, sentence: usize, at: usize) -> bool {
        if !self.only_sentence_case(sentence, at) {
            return false;
        }
        if self.common(at) && super::known::known_at(self, sentence, at + 1).is_some() {
            return true;
        }
        let rare_word = || self.knowledge.words.rank(&self.word(at).to_lowercase()).is_none_or(|rank| rank > RARE);
        let frequent_name = || self.knowledge.names.first_name(self.word(at)).is_some_and(|name| name.rank <= FREQUENT);
        let frequent = !self.common(at) && (rare_word() || frequent_name());
        !(self.capital(at + 1) && self.surname(at + 1) && (frequent || !self.dictionary(at + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::is_syllables;

    #[test]
    fn given_names_are_made_of_syllables() {
        for name in ["Qichen", "Zemin", "Jingsheng", "Xiaoping", "Peng", "jung", "Sung", "Yeltsin-no"] {
            assert_eq!(is_syllables(name), name != "Yeltsin-no", "{name}");
        }
        for word in ["Street", "Christopher", "Brown"] {
            assert!(!is_syllables(word), "{word}");
        }
    }
}
