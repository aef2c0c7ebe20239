//! A person's name taken apart, and whether two full names can be one person's.

use crate::knowledge::{Knowledge, fold_name};
use crate::language::JoinReason;
use crate::language::names::is_syllables;

/// A person's name in its parts, folded: lower case, letters only, no accents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    /// First and middle names, or what follows a family name that comes first. An initial is one letter.
    pub(super) given: Vec<String>,
    /// The family name without particles: `assad` of `al-Assad`, `berg` of `van der Berg`.
    pub(super) family: String,
    /// The family name with its particles.
    pub(super) whole_family: String,
    /// The family name as written, with its particles.
    pub(super) written_family: String,
    /// What stands between marks: `tico` of `Ernesto "Tico" Morales`.
    pub(super) nickname: Option<String>,
    /// `jr`, `iii` …
    generation: Option<&'static str>,
    /// Given and family names in the order in which they are written, initials left out.
    pub(super) words: Vec<String>,
    /// First letters in the order in which they are written.
    pub(super) initials: String,
    /// Its language may put the family name first.
    either_order: bool,
}

const GENERATIONS: &[&str] = &["ii", "iii", "iv", "jr", "sr"];

/// The letters of a word for comparison.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        word.bytes().filter(u8::is_ascii_alphabetic).map(|letter| char::from(letter.to_ascii_lowercase())).collect()
    } else {
        fold_name(word).collect()
    }
}

/// `J.`, `J`, `J.F.`
fn is_initial(word: &str) -> bool {
    let mut segments = word.split('.').filter(|segment| !segment.is_empty()).peekable();
    segments.peek().is_some() && segments.all(|segment| segment.chars().count() == 1 && segment.chars().all(char::is_uppercase))
}

/// `al-Assad` is `al` and `Assad`; any other word is itself.
fn without_particle<'w>(word: &'w str, knowledge: &Knowledge) -> &'w str {
    match word.split_once('-') {
        Some((particle, rest)) if !rest.is_empty() && knowledge.lexicons.name_particle(&particle.to_lowercase()) => rest,
        _ => word,
    }
}

impl PersonName {
    /// Takes a name apart. `used_alone` says of a word whether the article uses it alone, which tells a family name that comes first.
    pub(super) fn new(name: &str, used_alone: impl Fn(&str) -> bool, knowledge: &Knowledge) -> Self {
        let mut nickname = None;
        let mut generation = None;
        let mut written: Vec<&str> = Vec::new();
        for word in name.split_whitespace() {
            if word.starts_with(['"', '`', '“', '‘', '\'', '(']) {
                nickname = Some(fold(word)).filter(|folded| !folded.is_empty());
                continue;
            }
            let folded = fold(word);
            match GENERATIONS.iter().find(|generation| **generation == folded) {
                Some(found) if !written.is_empty() => generation = Some(*found),
                _ if folded.is_empty() => {}
                _ => written.push(word.trim_end_matches(',')),
            }
        }
        let family = family_range(&written, used_alone, knowledge);
        let mut given = Vec::new();
        let mut words = Vec::new();
        let mut initials = String::new();
        for (index, word) in written.iter().enumerate() {
            let folded = fold(word);
            if is_initial(word) && !family.contains(&index) {
                initials.push_str(&folded);
                given.extend(folded.chars().map(String::from));
                continue;
            }
            if word.starts_with(char::is_uppercase) || !family.contains(&index) {
                initials.extend(folded.chars().next());
            }
            if !family.contains(&index) {
                given.push(folded.clone());
            }
            words.push(folded);
        }
        let written_family = written[family.clone()].join(" ");
        let last = written[family.clone()].last().copied().unwrap_or_default();
        let whole: Vec<String> = written[family.clone()].iter().flat_map(|word| word.split('-').map(fold)).collect();
        let first = written.first().copied().unwrap_or_default();
        let either_order = knowledge.lexicons.family_name_first(first) || knowledge.lexicons.family_name_first(last);
        Self {
            given,
            family: fold(without_particle(last, knowledge)),
            whole_family: whole.join(" "),
            written_family: if written_family.is_empty() { name.to_owned() } else { written_family },
            nickname,
            generation,
            words,
            initials,
            either_order,
        }
    }

    /// Nothing but a family name, or one name of which nobody knows what it is.
    pub(super) fn is_bare(&self) -> bool {
        self.given.is_empty()
    }

    /// The first given name is an initial.
    pub(super) fn begins_with_initial(&self) -> bool {
        self.given.first().is_some_and(|given| is_letter(given))
    }

    /// The first two names, by which a longer and a shorter name find each other.
    pub(super) fn first_pair(&self) -> Option<String> {
        match &self.words[..] {
            [first, second, ..] => Some(format!("{first} {second}")),
            _ => None,
        }
    }

    /// The two names of a name of two, the other way round.
    pub(super) fn reversed(&self) -> Option<String> {
        match &self.words[..] {
            [first, second] if self.either_order => Some(format!("{second} {first}")),
            _ => None,
        }
    }

    /// Whether the particles let two family names be one: `Assad` is `al-Assad`, but `van Berg` is not `de Berg`.
    pub(super) fn family_fits(&self, other: &Self) -> bool {
        self.family == other.family
            && (self.whole_family == other.whole_family || self.whole_family == self.family || other.whole_family == other.family)
    }

    /// Why `other` can be this person's name too; both are full names.
    pub(super) fn likeness(&self, other: &Self, knowledge: &Knowledge) -> Option<JoinReason> {
        if self.generation.is_some() && other.generation.is_some() && self.generation != other.generation {
            return None;
        }
        let length = |name: &Self| name.given.len() + name.words.len();
        let by_length = if length(other) < length(self) { JoinReason::ShortForm } else { JoinReason::LongForm };
        if self.family_fits(other) {
            return self.given_likeness(other, by_length, knowledge);
        }
        // `Carlos Rivas` after `Carlos Rivas de Mora`; `Kenji Oda` after `Oda Kenji`.
        let (shorter, longer) =
            if self.words.len() < other.words.len() { (&self.words, &other.words) } else { (&other.words, &self.words) };
        if shorter.len() >= 2 && shorter.len() < longer.len() && longer.starts_with(shorter) {
            return Some(by_length);
        }
        (self.reversed().is_some_and(|pair| other.first_pair() == Some(pair)) && other.words.len() == 2)
            .then_some(JoinReason::SameName)
    }

    fn given_likeness(&self, other: &Self, by_length: JoinReason, knowledge: &Knowledge) -> Option<JoinReason> {
        let (ours, theirs) = (&self.given, &other.given);
        if ours == theirs || ours.concat() == theirs.concat() {
            return Some(JoinReason::SameName);
        }
        let (Some(first), Some(their_first)) = (ours.first(), theirs.first()) else { return None };
        let mut reason = by_length;
        let mut alike = |ours: &str, theirs: &str| {
            if ours == theirs {
                return true;
            }
            if is_letter(ours) || is_letter(theirs) {
                reason = JoinReason::Initials;
                return ours.chars().next() == theirs.chars().next();
            }
            let nickname = knowledge.names.nicknames_of(ours).any(|name| name.eq_ignore_ascii_case(theirs));
            if nickname {
                reason = JoinReason::Nickname;
            }
            nickname
        };
        if alike(first, their_first) {
            let middle = ours[1..].iter().zip(&theirs[1..]).all(|(ours, theirs)| alike(ours, theirs));
            return middle.then_some(reason);
        }
        if self.nickname.as_ref() == Some(their_first) || other.nickname.as_ref() == Some(first) {
            return Some(JoinReason::Nickname);
        }
        // Somebody may go by the second of three names, and a word that is no name may have been read before the first.
        let (shorter, longer) = if ours.len() < theirs.len() { (ours, theirs) } else { (theirs, ours) };
        (shorter.len() < longer.len() && !is_letter(&shorter[0]) && longer.ends_with(shorter)).then_some(by_length)
    }
}

fn is_letter(name: &str) -> bool {
    name.chars().nth(1).is_none()
}

/// Where the family name stands: in front where the language puts it first and the article does not say otherwise.
fn family_range(written: &[&str], used_alone: impl Fn(&str) -> bool, knowledge: &Knowledge) -> std::ops::Range<usize> {
    let long: Vec<usize> = (0..written.len()).filter(|&index| !is_initial(written[index])).collect();
    let (Some(&first), Some(&last)) = (long.first(), long.last()) else { return 0..written.len() };
    if long.len() > 1 && first == 0 && knowledge.lexicons.family_name_first(written[first]) {
        let (front, back) = (used_alone(written[first]), used_alone(written[last]));
        if front != back {
            return if front { first..first + 1 } else { last..last + 1 };
        }
        // `Kim Harrow` bears the name of a Korean family in front and is none of it; with three names that look so, one is.
        let western = long.len() == 2
            && knowledge.names.first_name(written[first]).is_some()
            && knowledge.names.surname(written[last]).is_some();
        if !western && long[1..].iter().all(|&word| is_syllables(written[word]) || written[word].contains('-')) {
            return first..first + 1;
        }
    }
    // `van der Berg`, `de Mora`: particles belong to the family name.
    let mut start = last;
    while start > 0
        && knowledge.lexicons.name_particle(written[start - 1])
        && (start > 1 || written[start - 1].starts_with(char::is_lowercase))
    {
        start -= 1;
    }
    start..last + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> PersonName {
        PersonName::new(words, |_| false, Knowledge::builtin())
    }

    #[test]
    fn names_come_apart() {
        for (words, given, family) in [
            ("Jane Marlowe", "jane", "Marlowe"),
            ("J. F. Harrow", "j f", "Harrow"),
            ("J.F. Harrow Jr.", "j f", "Harrow"),
            ("Ernesto \"Tico\" Morales", "ernesto", "Morales"),
            ("Pieter van der Roe", "pieter", "van der Roe"),
            ("de Roe", "", "de Roe"),
            ("Hani al-Roe", "hani", "al-Roe"),
            ("Wen Daoming", "daoming", "Wen"),
            ("Kim Dae-su", "daesu", "Kim"),
            ("Marlowe", "", "Marlowe"),
        ] {
            let name = name(words);
            assert_eq!((name.given.join(" ").as_str(), name.written_family.as_str()), (given, family), "{words}");
        }
    }

    #[test]
    fn full_names_of_one_person() {
        use JoinReason::{Initials, LongForm, Nickname, SameName, ShortForm};
        for (known, other, reason) in [
            ("John Harrow", "J. Harrow", Some(Initials)),
            ("J. F. Harrow", "John Harrow", Some(Initials)),
            ("John F. Harrow", "John Harrow", Some(ShortForm)),
            ("John F. Harrow", "John G. Harrow", None),
            ("John Harrow", "Jane Harrow", None),
            ("William Harrow", "Bill Harrow", Some(Nickname)),
            ("Ernesto \"Tico\" Morales", "Tico Morales", Some(Nickname)),
            ("Oda Klint Marlowe", "Oda Marlowe", Some(ShortForm)),
            ("Kim Min-su", "Kim Dae-su", None),
            ("Kim Dae-su", "Kim Dae Su", Some(SameName)),
            ("Carlos Rivas", "Carlos Rivas de Mora", Some(LongForm)),
            ("Hani al-Roe", "Hani Roe", Some(SameName)),
            ("Harrow Trebin Jr.", "Harrow Trebin Sr.", None),
            ("Wen Daoming", "Daoming Wen", Some(SameName)),
        ] {
            assert_eq!(name(known).likeness(&name(other), Knowledge::builtin()), reason, "{known}; {other}");
        }
    }
}
